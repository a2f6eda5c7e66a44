#!/bin/sh
# What all reports of one run cost beside the text report alone: processor and wall time of both in turn, and
# their ratios. Photos whose paths stand in LIST, one a line; run it on an idle machine.
# usage: tests/bench/formats.sh PROGRAM LIST [ROUNDS]
set -eu
[ $# -ge 2 ] || { sed -n 's/^# usage: /usage: /p' "$0" >&2; exit 2; }
program=$1 list=$2 rounds=${3:-3}
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
awk -v photos="$(wc -l < "$list")" '
  { wall[FILENAME] += $1; core[FILENAME] += $2 + $3; if ($4 > peak[FILENAME]) peak[FILENAME] = $4; n[FILENAME]++ }
  END {
    text = ARGV[1]; all = ARGV[2]
    printf "text: %.1f ms wall, %.1f core-ms a photo, %d MB\n", 1000 * wall[text] / n[text] / photos,
           1000 * core[text] / n[text] / photos, peak[text] / 1024
    printf "all:  %.1f ms wall, %.1f core-ms a photo, %d MB\n", 1000 * wall[all] / n[all] / photos,
           1000 * core[all] / n[all] / photos, peak[all] / 1024
    printf "all by text: %.3f wall, %.3f core\n", wall[all] / wall[text], core[all] / core[text]
  }' "$work/text" "$work/all"
