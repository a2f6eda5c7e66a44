#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes what the program says about samples/rules now the expected result. Look at the diff before you commit it.
# Usage: tests/cli/approve_samples.sh [build folder]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/dev}
PHOTOLINT_APPROVE=1 "$build/tests/photolint_tests_cli" "every rule of *"
git -C "$root" --no-pager diff --stat -- samples/rules
git -C "$root" status --short -- samples/rules
