// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

Outcome run(const Analysis&, const Params&) {
  return cannot_assess("rule-failed");
}

}  // namespace

extern constinit const RuleBody under_exposure;
constinit const RuleBody under_exposure = {.run = run};

}  // namespace photolint::rules
