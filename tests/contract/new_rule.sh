#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Begins a new rule: its file, its test and its line in the table. The contract tests then name what is left to write.
#
#   tests/contract/new_rule.sh [--root DIR] CODE SYMBOL "English summary" "Chinese summary"
#   tests/contract/new_rule.sh GEO015 shoulders_level "The shoulders are level" "双肩齐平"
set -eu

fail() {
  echo "new_rule.sh: $1" >&2
  exit 2
}

root=$(dirname "$0")/../..
if [ "${1:-}" = --root ]; then
  [ $# -ge 2 ] || fail "--root needs a folder"
  root=$2
  shift 2
fi
[ $# -eq 4 ] || fail "needs CODE SYMBOL ENGLISH CHINESE"
code=$1 symbol=$2 english=$3 chinese=$4

# Position among the families, and folder under rules/.
family() {
  case $1 in
    FIL*) echo 1 file ;;
    IMG*) echo 2 image ;;
    BGD*) echo 3 background ;;
    GEO*) echo 4 geometry ;;
    FAC*) echo 5 face ;;
    CLO*) echo 6 clothing ;;
    AUT*) echo 7 authenticity ;;
    IDN*) echo 8 identity ;;
    COD*) echo 9 code ;;
    REC*) echo 10 record ;;
    BAT*) echo 11 batch ;;
    *) fail "no family has code $1" ;;
  esac
}

matches() { printf '%s\n' "$1" | grep -Eqx "$2"; }
matches "$code" '[A-Z]{3}[0-9]{3}' || fail "a code is three capital letters and three digits: $code"
matches "$symbol" '[a-z][a-z0-9]*(_[a-z0-9]+)*' || fail "a symbol is snake_case: $symbol"
for text in "$english" "$chinese"; do
  [ -n "$text" ] || fail "a summary is empty"
  case $text in *[\"\\]*) fail 'a summary holds " or \' ;; esac
done

table=$root/rules/rules.inc
[ -f "$table" ] || fail "no table at $table"
for list in "$table" "$root/rules/retired.inc"; do
  if [ -f "$list" ] && grep -Eq "\\b$code\\b|[ (]$symbol\\b" "$list"; then
    fail "$code or $symbol is already in $list"
  fi
done

place=$(family "$code")
rank=${place%% *}
folder=${place#* }
rule_file=$root/rules/$folder/$symbol.cpp
test_file=$root/tests/rules/${symbol}_test.cpp
for file in "$rule_file" "$test_file"; do
  [ ! -e "$file" ] || fail "$file exists"
done
name=$(printf '%s' "$symbol" | tr _ -)
mkdir -p "$root/rules/$folder" "$root/tests/rules"

cat >"$rule_file" <<END
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"fails", {"", ""}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params&) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  return judge({}, "fails");
}

}  // namespace

extern constinit const RuleBody $symbol;
constinit const RuleBody $symbol = {
    .explain =
        {
            .checks = {"", ""},
            .why = {"", ""},
            .passes_when = {"", ""},
            .fails_when = {"", ""},
            .cannot_assess_when = {"", ""},
            .how_to_fix = {"", ""},
            .reference = {"", ""},
        },
    .since = "",
    .stage = RuleStage::preview,
    .severity = Severity::error,
    .needs = Need::head,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
END

cat >"$test_file" <<END
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("$name passes on a compliant photo") {
  CHECK(run_rule("$name", compliant_photo()).status == Status::pass);
}

TEST_CASE("$name cannot be assessed without a head") {
  const Outcome outcome = run_rule("$name", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
END

# Families keep their order; codes ascend within each.
new_line="RULE($code, $symbol, \"$english\", \"$chinese\")"
ranks="FIL 1 IMG 2 BGD 3 GEO 4 FAC 5 CLO 6 AUT 7 IDN 8 COD 9 REC 10 BAT 11"
NEW_LINE=$new_line awk -v ranks="$ranks" -v rank="$rank" -v code="$code" '
  BEGIN { count = split(ranks, word, " "); for (i = 1; i < count; i += 2) rank_of[word[i]] = word[i + 1] }
  /^RULE\(/ && !done {
    here = substr($0, 6, 6)
    other = rank_of[substr(here, 1, 3)] + 0
    if (other > rank + 0 || (other == rank + 0 && here > code)) { print ENVIRON["NEW_LINE"]; done = 1 }
  }
  { print }
  END { if (!done) print ENVIRON["NEW_LINE"] }
' "$table" >"$table.new"
mv "$table.new" "$table"

printf '%s\n' "rules/$folder/$symbol.cpp" "tests/rules/${symbol}_test.cpp" "rules/rules.inc"
