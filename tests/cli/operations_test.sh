#!/usr/bin/env bash
# The files of docs/operations: systemd accepts the units, and the commands in all of them run.
# usage: operations_test.sh PHOTOLINT SOURCE_DIR
set -euo pipefail
photolint=$1 files=$2/docs/operations
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { printf 'operations: %s\n' "$*" >&2; exit 1; }
mkdir -p "$folder/bin" "$folder/srv/in" "$folder/srv/report" "$folder/ci/photos"
ln -s "$photolint" "$folder/bin/photolint"
export PATH="$folder/bin:$PATH"
photo=$2/samples/batch/photos/2023010101.jpg
cp "$photo" "$folder/srv/in/"
cp "$photo" "$folder/ci/photos/"
head -n 2 "$2/samples/batch/roster-utf8.csv" >"$folder/srv/in/roster.csv"
cd "$folder"

# Where systemd is not installed only this part is left out.
if command -v systemd-analyze >/dev/null; then
  sed "s|/usr/bin/photolint|$photolint|; s|^User=.*|User=root|; s|^Group=.*|Group=root|" "$files/photolint.service" \
    >photolint.service
  cp "$files/photolint.timer" .
  SYSTEMD_UNIT_PATH=$folder:/lib/systemd/system systemd-analyze verify --man=no --recursive-errors=no \
    photolint.service photolint.timer || fail "systemd-analyze"
fi
run_in_srv() {
  local command=$1
  command=${command//\/srv\/photos/$folder\/srv}
  command=${command//\/run\/lock/$folder}
  command=${command//\/usr\/bin\/photolint/photolint}
  rm -rf srv/report
  bash -euc "$command" || fail "ended with $?: $command"
  [ -f srv/report/report.csv ] || fail "no report: $command"
}
run_in_srv "$(sed -n '/^ExecStart=/,/[^\\]$/{s/^ExecStart=//;s/\\$//;p}' "$files/photolint.service" | tr '\n' ' ')"
run_in_srv "$(sed -n 's/^30 2 \* \* \* photolint //p' "$files/photolint.cron")"

cd ci
/usr/bin/python3 - "$files" <<'PY' >commands
import sys, yaml
github = yaml.safe_load(open(sys.argv[1] + "/github-actions.yml", encoding="utf-8"))
gitlab = yaml.safe_load(open(sys.argv[1] + "/gitlab-ci.yml", encoding="utf-8"))
print(*[step["run"] for step in github["jobs"]["check"]["steps"] if "run" in step], sep="\n")
print(*gitlab["check-photos"]["script"], sep="\n")
PY
[ "$(wc -l <commands)" -eq 2 ] || fail "commands are missing"
while IFS= read -r command; do
  rm -rf report
  bash -euc "$command" || fail "ended with $?: $command"
  [ -f report/report.junit.xml ] || fail "no report: $command"
done <commands
echo "the examples run"
