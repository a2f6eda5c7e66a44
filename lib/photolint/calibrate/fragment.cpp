// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/fragment.h"

#include "photolint/calibrate/page.h"
#include "photolint/profile/value_text.h"

namespace photolint {
namespace {

ParamValue value_of(const LimitStudy& study) {
  if (study.limit.param->kind == ParamKind::integer) return static_cast<std::int64_t>(*study.suggested);
  return *study.suggested;
}

std::string reference_text(const Calibration& c, const std::string& date, Language language) {
  std::string text(Text{"calibrated with photolint", "由photolint标定"}.in(language));
  if (!date.empty()) text += std::string(Text{" on ", "，"}.in(language)) + date;
  for (const LimitStudy& study : c.limits) {
    if (!study.replaceable()) continue;
    text += std::string(Text{"; ", "；"}.in(language)) + std::string(study.limit.param->name) +
            std::string(Text{": false rejections ", "：误拒 "}.in(language)) +
            rate_text(study.then.false_rejections, language) +
            std::string(Text{", misses ", "，漏检 "}.in(language)) + rate_text(study.then.misses, language);
  }
  return text;
}

}  // namespace

std::string calibration_fragment(const Calibration& c, const std::string& date, Language language) {
  if (!c.any_suggestion()) return {};
  std::string text = "[rules." + std::string(c.rule->info->code) + "]\n";
  for (const LimitStudy& study : c.limits) {
    if (!study.replaceable()) continue;
    text += std::string(study.limit.param->name) + " = " + value_text(value_of(study)) + "\n";
  }
  return text + "reference = " + quoted_text(reference_text(c, date, language)) + "\n";
}

}  // namespace photolint
