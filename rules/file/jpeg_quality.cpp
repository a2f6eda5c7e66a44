// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

Outcome run(const Analysis&, const Params&) {
  return cannot_assess("rule-failed");
}

}  // namespace

extern constinit const RuleBody jpeg_quality;
constinit const RuleBody jpeg_quality = {.run = run};

}  // namespace photolint::rules
