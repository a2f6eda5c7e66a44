#!/usr/bin/env bash
# Installs the build into an empty folder and uses what is there, away from the source tree.
# usage: install_test.sh BUILD_DIR SOURCE_DIR CMAKE
set -euo pipefail
build=$1 source=$2 cmake=$3
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
"$cmake" --install "$build" --prefix "$prefix" >/dev/null
cd "$prefix"
bin/photolint self-test
for profile in "$source"/rules/profiles/*.toml; do
  cmp "$profile" "share/photolint/profiles/$(basename "$profile")"
done
cp "$source/samples/batch/photos/2023010101.jpg" photo.jpg
bin/photolint check photo.jpg --profile-dir share/photolint/profiles
