#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs new_rule.sh on a small table and compiles what it wrote.
#
#   new_rule_test.sh SOURCE_DIR BUILD_LIB_DIR COMPILER
set -eu
source_dir=$1 build_lib=$2 compiler=$3
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir "$root/rules"
table=$root/rules/rules.inc
cat >"$table" <<'END'
// A comment that stays.
RULE(FIL001, file_format, "Format", "格式")
RULE(FIL005, aspect_ratio, "Aspect", "比例")
RULE(GEO001, single_face, "Face", "人脸")
END
echo 'GEO007 side_space 1.2.0' >"$root/rules/retired.inc"
script=$source_dir/tests/contract/new_rule.sh

fail() {
  echo "$1" >&2
  exit 1
}
refused() {
  if sh "$script" --root "$root" "$@" 2>/dev/null; then fail "accepted: $*"; fi
}

# Into the middle of a family, behind its last code, between two families, and behind the whole table.
sh "$script" --root "$root" FIL003 editing_traces "The file shows no trace of an editor" "文件无编辑痕迹" >/dev/null
sh "$script" --root "$root" FIL009 jpeg_quality "The JPEG quality is high enough" "压缩质量足够高" >/dev/null
sh "$script" --root "$root" BGD001 background_hue "The background is blue" "背景为蓝色" >/dev/null
sh "$script" --root "$root" BAT001 photos_differ "The photos differ" "照片互不相同" >/dev/null
order=$(sed -n 's/^RULE(\([A-Z0-9]*\),.*/\1/p' "$table" | tr '\n' ' ')
[ "$order" = "FIL001 FIL003 FIL005 FIL009 BGD001 GEO001 BAT001 " ] || fail "wrong order: $order"
[ "$(head -1 "$table")" = "// A comment that stays." ] || fail "the comment got lost"

refused GEO001 another_face "Taken code" "编号已占用"
refused GEO007 free_sides "Retired code" "编号已停用"
refused GEO098 side_space "Retired symbol" "符号已停用"
refused GEO098 single_face "Taken symbol" "符号已占用"
refused XYZ001 other_thing "Unknown family" "未知类别"
refused GEO98 short_code "Bad code" "编号有误"
refused GEO098 BadSymbol "Bad symbol" "符号有误"
refused GEO098 quoted 'A "quote"' "引号"
refused GEO098 no_summary

"$compiler" -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I "$source_dir/lib" -I "$build_lib" -I "$source_dir" \
  "$root/rules/file/editing_traces.cpp" "$root/tests/rules/editing_traces_test.cpp"
