#!/usr/bin/env bash
# The man pages: no warning of man or groff, every option of --help, the same bytes again.
# usage: man_test.sh PHOTOLINT
set -euo pipefail
photolint=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { printf 'man pages: %s\n' "$*" >&2; exit 1; }
"$photolint" man --out a
(umask 022; LC_ALL=zh_CN.UTF-8 TZ=Asia/Shanghai "$photolint" man --out b)
diff -r a b || fail 'not the same bytes again'
commands=$("$photolint" --help --lang en | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
[ -n "$commands" ] || fail 'no command in --help'
for page in a/man1/*.1 a/zh_CN/man1/*.1; do
  warnings=$(LC_ALL=C.UTF-8 MANWIDTH=80 man -l --warnings -E UTF-8 -Tutf8 "$page" 2>&1 >page.txt)
  [ -z "$warnings" ] || fail "$page: $warnings"
  warnings=$(groff -K utf8 -ww -man -Tutf8 "$page" 2>&1 >/dev/null)
  [ -z "$warnings" ] || fail "$page: $warnings"
  [ "$(grep -c '^\.SH ' "$page")" -ge 9 ] || fail "$page: a section is missing"
done
for command in '' $commands; do
  name=photolint${command:+-$command}
  for dir in a/man1 a/zh_CN/man1; do
    [ -f "$dir/$name.1" ] || fail "no page $dir/$name.1"
    LC_ALL=C.UTF-8 MANWIDTH=200 man -l -E UTF-8 -Tutf8 "$dir/$name.1" | col -b >page.txt
    # shellcheck disable=SC2086  # no word where there is no command
    for option in $("$photolint" $command --help --lang en | grep -oE '^  (-., ?)?--[a-z-]+' | grep -oE -e '--[a-z-]+'); do
      grep -q -e "$option" page.txt || fail "$dir/$name.1 has no $option"
    done
  done
done
echo "man pages are sound"
