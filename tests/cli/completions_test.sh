#!/usr/bin/env bash
# Asks bash, zsh and fish what they would complete.
# usage: completions_test.sh PHOTOLINT
set -euo pipefail
photolint=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for shell in bash zsh fish; do "$photolint" completions "$shell" --lang zh-CN >"photolint.$shell"; done
bash -n photolint.bash
zsh -n photolint.zsh
fish -n photolint.fish
fail() { printf 'completions: %s\n' "$*" >&2; exit 1; }
mkdir reports && touch roster.csv @list

# What bash offers behind the words of a line; the last one is being typed.
in_bash() {
  bash -c '
    source ./photolint.bash
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _photolint
    ((${#COMPREPLY[@]} == 0)) || printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}
expect() {
  local wanted=$1 got
  shift
  got=$(in_bash "$@" | tr '\n' ' ')
  [[ " $got" == *" $wanted "* ]] || fail "bash: '$*' offers '$got', not '$wanted'"
}
refuse() {
  local unwanted=$1 got
  shift
  got=$(in_bash "$@" | tr '\n' ' ')
  [[ " $got" != *" $unwanted "* ]] || fail "bash: '$*' offers '$unwanted'"
}
expect check photolint ch
refuse man photolint ''
expect --roster photolint check --ro
expect --lang photolint check --la
expect csv photolint check --format cs
expect text,csv photolint check --format text,c
expect csv photolint check --format = cs
expect zh-CN photolint --lang ''
expect roster.csv photolint check --roster ro
expect reports photolint check --out re
refuse roster.csv photolint check --out ro
expect gaokao photolint check --profile ga
expect GEO012 photolint rules GEO01
expect head-top-margin photolint rules head-
expect fish photolint completions f
# A line of the offered commands and options each.
for command in $(in_bash photolint ''); do
  "$photolint" "$command" --help >help.txt
  for option in $(in_bash photolint "$command" --); do
    [[ $option == --help ]] && continue
    grep -q -e "$option" help.txt || grep -q -e "$option" <("$photolint" --help) || fail "$command $option is not in --help"
  done
done

in_fish() { fish --no-config -c "source photolint.fish; complete -C '$1'" | cut -f1; }
in_fish 'photolint ch' | grep -qx check || fail 'fish: no command check'
in_fish 'photolint check --ros' | grep -qx -e --roster || fail 'fish: no option --roster'
in_fish 'photolint check --executor t' | grep -qx tbb || fail 'fish: no value tbb'
in_fish 'photolint check --format text,c' | grep -qx text,csv || fail 'fish: no list text,csv'
in_fish 'photolint rules GEO01' | grep -qx GEO012 || fail 'fish: no rule GEO012'
in_fish 'photolint check --roster ro' | grep -qx roster.csv || fail 'fish: no file'

# zsh needs a terminal to complete; what it reads are the specifications of _arguments.
zsh -fc '
  autoload -U compinit && compinit -D
  source ./photolint.zsh
  [[ ${_comps[photolint]} == _photolint ]]' || fail 'zsh: not registered'
grep -q -e '--format=' photolint.zsh
echo "bash, zsh and fish complete"
