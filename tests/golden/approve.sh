#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the bytes that the reports have now the approved ones. Look at the diff before you commit it.
# Usage: tests/golden/approve.sh [build folder]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/dev}
PHOTOLINT_APPROVE=1 "$build/tests/photolint_tests_golden" "golden*"
git -C "$root" --no-pager diff --stat -- tests/golden/approved
git -C "$root" status --short -- tests/golden/approved
