#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the static documentation site, English at /, Chinese at /zh-CN/. It needs no network, neither to be built nor to be read.
# usage: docs/site/build.sh [--photolint PROGRAM] OUT
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$(dirname -- "$here")")
program=$root/build/release/cli/photolint

fail() {
  printf 'site: %s\n' "$1" >&2
  exit "${2:-1}"
}

usage='usage: docs/site/build.sh [--photolint PROGRAM] OUT'
if [ "${1:-}" = --photolint ]; then
  [ $# -ge 2 ] || fail "$usage" 2
  program=$2
  shift 2
fi
[ $# -eq 1 ] && [ -n "$1" ] || fail "$usage" 2
case $1 in
  -*) fail "$usage" 2 ;;
esac
out=$1

[ -x "$program" ] || fail "the program is needed for the pages of the rules, and $program is none: build it, or name it with --photolint" 2
command -v mkdocs >/dev/null || fail "mkdocs was not found; on Debian: apt-get install mkdocs" 2
# An earlier site is replaced. Anything else might be somebody's work.
if [ -e "$out" ] && [ ! -f "$out/site.css" ]; then
  [ -d "$out" ] && [ -z "$(ls -A "$out")" ] || fail "$out exists and holds no earlier site; name another folder" 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 3' HUP INT TERM

/usr/bin/python3 "$here/pages.py" prepare "$root" "$program" "$work"
# The date goes into a comment of the first page; the same documents shall give the same bytes on every day.
SOURCE_DATE_EPOCH=0 mkdocs build --quiet --strict --config-file "$work/mkdocs.yml" --site-dir "$work/site"
/usr/bin/python3 "$here/pages.py" finish "$work/site"

mkdir -p "$(dirname -- "$out")"
rm -rf "$out"
cp -R "$work/site" "$out"
