#!/bin/sh
# Measures again and renews the tables of docs/accuracy.md, below its marker line.
# usage: tests/accuracy/update.sh BUILD_FOLDER   (with the target photolint_accuracy_report built)
set -eu
report=$(realpath "${1:?usage: update.sh BUILD_FOLDER}/tests/accuracy/photolint_accuracy_report")
page=$(dirname "$(realpath "$0")")/../../docs/accuracy.md
new=$(mktemp)
trap 'rm -f "$new"' EXIT
sed '/^<!-- tables/q' "$page" > "$new"
echo >> "$new"
"$report" >> "$new"
cat "$new" > "$page"
