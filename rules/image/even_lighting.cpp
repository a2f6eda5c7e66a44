// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

Outcome run(const Analysis&, const Params&) {
  return cannot_assess("rule-failed");
}

}  // namespace

extern constinit const RuleBody even_lighting;
constinit const RuleBody even_lighting = {.run = run};

}  // namespace photolint::rules
