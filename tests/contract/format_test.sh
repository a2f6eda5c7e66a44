#!/usr/bin/env bash
# The layout of the code is what clang-format 14 makes of it.
# usage: format_test.sh SOURCE_DIR CLANG_FORMAT
set -euo pipefail
cd "$1"
find cli lib rules tests -name '*.cpp' -o -name '*.h' | LC_ALL=C sort | xargs "$2" --dry-run -Werror
