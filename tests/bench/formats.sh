#!/bin/sh
# What all reports of one run cost beside the text report alone: processor and wall time of both in turn, and
# their ratios. Photos whose paths stand in LIST, one a line; run it on an idle machine.
# usage: tests/bench/formats.sh PROGRAM LIST [ROUNDS]
set -eu
[ $# -ge 2 ] || { sed -n 's/^# usage: /usage: /p' "$0" >&2; exit 2; }
program=$1 list=$2 rounds=${3:-8}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() {
  rm -rf "$work/out"
  /usr/bin/time -a -o "$work/$1" -f '%e %U %S %M' \
    "$program" check --files-from "$list" --format "$1" --out "$work/out" --exit-zero --quiet
}

for _ in $(seq "$rounds"); do
  run text
  run all
done
# The least disturbed round of each counts: what else the machine does only ever adds.
awk -v photos="$(wc -l < "$list")" '
  function least(value, known) { return known == "" || value < known ? value : known }
  {
    wall[FILENAME] = least($1, wall[FILENAME])
    core[FILENAME] = least($2 + $3, core[FILENAME])
    if ($4 > peak[FILENAME]) peak[FILENAME] = $4
  }
  function say(name, file) {
    printf "%s: %.1f ms wall, %.1f core-ms a photo, %d MB\n", name, 1000 * wall[file] / photos,
           1000 * core[file] / photos, peak[file] / 1024
  }
  END {
    text = ARGV[1]; all = ARGV[2]
    say("text", text)
    say("all", all)
    printf "all by text: %.3f wall, %.3f core\n", wall[all] / wall[text], core[all] / core[text]
  }' "$work/text" "$work/all"
