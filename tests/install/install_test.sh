#!/usr/bin/env bash
# Installs the build into an empty folder, and as a Debian package, and uses what is there, away from the source
# tree.
# usage: install_test.sh BUILD_DIR SOURCE_DIR CMAKE
set -euo pipefail
build=$1 source=$2 cmake=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { printf 'install: %s\n' "$*" >&2; exit 1; }

# Everything that a user finds below a prefix.
use() {
  local prefix=$1 page
  cd "$prefix"
  PATH="$prefix/bin:$PATH" photolint self-test
  for profile in "$source"/rules/profiles/*.toml; do
    cmp "$profile" "share/photolint/profiles/$(basename "$profile")"
  done
  for notice in "$source"/docs/templates/*.txt; do
    cmp "$notice" "share/photolint/templates/$(basename "$notice")"
  done
  cp "$source/samples/batch/photos/2023010101.jpg" "$scratch/photo.jpg"
  bin/photolint check "$scratch/photo.jpg" --profile-dir share/photolint/profiles
  page=$(LC_ALL=C.UTF-8 MANPATH="$prefix/share/man" man -P cat photolint-check)
  grep -q -e --roster <<<"$page" || fail "$prefix: no man page"
  page=$(LC_ALL=C.UTF-8 man -P cat -l "$prefix/share/man/zh_CN/man1/photolint.1.gz")
  grep -q 退出状态 <<<"$page" || fail "$prefix: no Chinese man page"
  bash -c "source share/bash-completion/completions/photolint
    COMP_WORDS=(photolint ch) COMP_CWORD=1; _photolint; [ \"\${COMPREPLY[0]}\" = check ]" || fail "$prefix: bash"
  fish --no-config -c "source share/fish/vendor_completions.d/photolint.fish; complete -C 'photolint ch'" |
    grep -q '^check' || fail "$prefix: fish"
  zsh -n share/zsh/vendor-completions/_photolint
  for file in copyright README.md docs/guide.md docs/configuration.md docs/operations/photolint.service \
    samples/batch/roster-utf8.csv changelog.gz; do
    [ -f "share/doc/photolint/$file" ] || fail "$prefix: share/doc/photolint/$file is missing"
  done
}

"$cmake" --install "$build" --prefix "$scratch/prefix" >/dev/null
use "$scratch/prefix"

cd "$scratch"
"${cmake%cmake}cpack" --config "$build/CPackConfig.cmake" -B "$scratch/package" >cpack.log 2>&1 || {
  cat cpack.log
  fail "cpack failed"
}
deb=$(ls package/photolint_*.deb)
dpkg-deb -x "$deb" root
use "$scratch/root/usr"
cd "$scratch"
depends=$(dpkg-deb -f "$deb" Depends)
for library in libopencv-dnn libtbb12 libc6 tesseract-ocr-chi-sim; do
  [[ $depends == *$library* ]] || fail "the package does not depend on $library: $depends"
done
dpkg-deb -f "$deb" Description | grep -q 学历 || fail "no Chinese description"
lintian --fail-on error --allow-root "$deb" || fail "lintian found errors"
