// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/page.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "photolint/core/number.h"
#include "photolint/core/utf8.h"
#include "photolint/report/columns.h"
#include "photolint/report/render.h"

namespace photolint {
namespace {

constexpr std::size_t kLabelColumns = 26;
constexpr std::size_t kNumberColumns = 16;
constexpr std::size_t kBins = 16;
constexpr std::size_t kBarColumns = 24;

constexpr Text kColon{": ", "："};
constexpr Text kGood{"good", "合格"};
constexpr Text kBad{"bad", "不合格"};

std::string percent(double share) {
  return format_fixed(share * 100, 1);
}

/// A label and its numbers for both sets.
std::string row(std::string_view label, std::string_view good, std::string_view bad) {
  return "  " + pad_right(label, kLabelColumns) + pad_left(good, kNumberColumns) +
         pad_left(bad, kNumberColumns) + "\n";
}

std::string count_row(Text label, std::int64_t good, std::int64_t bad, Language language) {
  return row(label.in(language), std::to_string(good), std::to_string(bad));
}

std::string sentence(std::string_view label, const std::string& value, Language language) {
  return "  " + std::string(label) + std::string(kColon.in(language)) + value + "\n";
}

std::string names_of(const SetCounts& set, Text label, Language language) {
  std::string text;
  for (const std::string& name : set.unreadable) {
    text += sentence(label.in(language), display_text(name), language);
  }
  return text;
}

std::string counts_part(const Calibration& c, Language language) {
  std::string text = row("", kGood.in(language), kBad.in(language));
  text += count_row({"pictures", "照片数"}, c.good.all(), c.bad.all(), language);
  text += count_row({"passed now", "现判通过"}, c.good.passed, c.bad.passed, language);
  text += count_row({"failed now", "现判未通过"}, c.good.failed, c.bad.failed, language);
  text += count_row({"could not be assessed", "无法检查"}, c.good.not_assessed, c.bad.not_assessed, language);
  text +=
      count_row({"rule does not apply", "规则不适用"}, c.good.not_applicable, c.bad.not_applicable, language);
  text += count_row({"unreadable", "无法读取"}, static_cast<std::int64_t>(c.good.unreadable.size()),
                    static_cast<std::int64_t>(c.bad.unreadable.size()), language);
  text += names_of(c.good, {"unreadable, good", "无法读取（合格）"}, language);
  text += names_of(c.bad, {"unreadable, bad", "无法读取（不合格）"}, language);
  const Rate rejected{c.good.failed, c.good.failed + c.good.passed};
  const Rate missed{c.bad.passed, c.bad.failed + c.bad.passed};
  text += sentence(Text{"false rejections by the rule now", "规则现有误拒"}.in(language),
                   rate_text(rejected, language), language);
  text += sentence(Text{"misses of the rule now", "规则现有漏检"}.in(language), rate_text(missed, language),
                   language);
  if (c.in_both > 0) {
    text += sentence(
        Text{"warning", "警告"}.in(language),
        std::to_string(c.in_both) + std::string(Text{" of the bad pictures also lie among the good ones",
                                                     "张不合格照片同时出现在合格照片中"}
                                                    .in(language)),
        language);
  }
  return text;
}

std::string percent_label(double share, Language language) {
  return format_fixed(share * 100, 0) + std::string(Text{" % quantile", " % 分位数"}.in(language));
}

std::string value_cell(const RuleLimit& limit, double value, Language language) {
  return std::isfinite(value) ? quantity(value, limit.unit, limit.decimals, language) : "-";
}

std::string distribution_part(const LimitStudy& s, Language language) {
  const Distribution good = describe_values(s.values.good);
  const Distribution bad = describe_values(s.values.bad);
  const auto cells = [&](std::string_view label, double a, double b) {
    return row(label, value_cell(s.limit, a, language), value_cell(s.limit, b, language));
  };
  std::string text = row("", kGood.in(language), kBad.in(language));
  text += count_row({"measured", "有测量值"}, static_cast<std::int64_t>(good.count),
                    static_cast<std::int64_t>(bad.count), language);
  if (s.good_unmeasured + s.bad_unmeasured > 0) {
    text += count_row({"without this value", "无此测量值"}, s.good_unmeasured, s.bad_unmeasured, language);
  }
  if (s.bad_elsewhere > 0)
    text += count_row({"on the other side", "位于另一侧"}, 0, s.bad_elsewhere, language);
  text += cells(Text{"smallest", "最小值"}.in(language), good.min, bad.min);
  for (std::size_t i = 0; i < kQuantiles.size(); ++i) {
    text += cells(percent_label(kQuantiles[i], language), good.quantiles[i], bad.quantiles[i]);
  }
  text += cells(Text{"largest", "最大值"}.in(language), good.max, bad.max);
  return text;
}

std::string bar(std::int64_t count, std::int64_t largest) {
  if (count == 0) return {};
  const auto share = static_cast<double>(count) / static_cast<double>(largest);
  // Even a single picture shows.
  return std::string(std::max<std::size_t>(1, static_cast<std::size_t>(share * kBarColumns)), '#');
}

/// Decimals that tell the bins' edges apart, at least those of the value.
int edge_decimals(const Histogram& h, int decimals) {
  const double width = h.edge(1) - h.edge(0);
  while (decimals < 8 && width * std::pow(10, decimals) < 1) ++decimals;
  return decimals;
}

std::string histogram_part(const LimitStudy& s, Language language) {
  std::vector<double> all = s.values.good;
  all.insert(all.end(), s.values.bad.begin(), s.values.bad.end());
  if (all.empty()) return {};
  const auto [low, high] = std::minmax_element(all.begin(), all.end());
  if (!(*low < *high)) return {};
  const Histogram good = histogram(s.values.good, *low, *high, kBins);
  const Histogram bad = histogram(s.values.bad, *low, *high, kBins);
  const std::int64_t most_good = *std::max_element(good.bins.begin(), good.bins.end());
  const std::int64_t most_bad = *std::max_element(bad.bins.begin(), bad.bins.end());
  const int decimals = edge_decimals(good, s.limit.decimals);
  std::string text = "\n  " + pad_right(Text{"from", "起点"}.in(language), kNumberColumns) +
                     pad_right(kGood.in(language), kBarColumns + 2) + std::string(kBad.in(language)) + "\n";
  for (std::size_t i = 0; i < kBins; ++i) {
    std::string line = "  " +
                       pad_right(quantity(good.edge(i), s.limit.unit, decimals, language), kNumberColumns) +
                       pad_right(bar(good.bins[i], most_good), kBarColumns + 2) + bar(bad.bins[i], most_bad);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text + "\n";
}

std::string rates_line(Text label, const ErrorRates& rates, Language language) {
  return sentence(label.in(language),
                  std::string(Text{"false rejections ", "误拒 "}.in(language)) +
                      rate_text(rates.false_rejections, language) +
                      std::string(Text{"; misses ", "；漏检 "}.in(language)) +
                      rate_text(rates.misses, language),
                  language);
}

std::string now_part(const LimitStudy& s, Language language) {
  const Text label{"at the current limit", "按现行限值"};
  std::string text;
  if (s.limit.current) {
    text += sentence(Text{"current limit", "现行限值"}.in(language),
                     limit_number(s.limit, *s.limit.current, language), language);
  } else {
    text += sentence(
        Text{"current limit", "现行限值"}.in(language),
        std::string(Text{"none, or different from picture to picture", "未设置，或因照片而异"}.in(language)),
        language);
  }
  return text + rates_line(label, s.now, language);
}

std::string suggestion_part(const LimitStudy& s, double max_false_rejections, Language language) {
  std::string text;
  if (s.eer) {
    text += sentence(Text{"equal error rate", "等错误率"}.in(language), percent(*s.eer) + " %", language);
  }
  if (s.suggested) {
    std::string line = limit_number(s.limit, *s.suggested, language);
    if (s.interval) {
      line += std::string(Text{" (95 % interval ", "（95 %区间 "}.in(language)) +
              limit_number(s.limit, s.interval->low, language) +
              std::string(Text{" to ", " 至 "}.in(language)) +
              limit_number(s.limit, s.interval->high, language) + std::string(Text{")", "）"}.in(language));
    }
    line += std::string(Text{", rejecting at most ", "，误拒不超过 "}.in(language)) +
            percent(max_false_rejections) + " %" +
            std::string(Text{" of the good pictures", ""}.in(language));
    text += sentence(Text{"suggested limit", "建议限值"}.in(language), line, language);
    text += rates_line({"at the suggested limit", "按建议限值"}, s.then, language);
  } else {
    text += sentence(Text{"suggested limit", "建议限值"}.in(language),
                     std::string(Text{"none", "无"}.in(language)), language);
  }
  for (const Doubt doubt : s.doubts) {
    text +=
        sentence(Text{"note", "说明"}.in(language), std::string(doubt_text(doubt).in(language)), language);
  }
  return text;
}

std::string heading_of(const LimitStudy& s, Language language) {
  std::string text = limit_name(s.limit, language);
  const Text side = s.limit.upper ? Text{"rejected above the limit", "高于限值时不通过"}
                                  : Text{"rejected below the limit", "低于限值时不通过"};
  text += std::string(kColon.in(language)) + std::string(side.in(language));
  if (s.limit.param == nullptr) return text;
  return text + std::string(Text{", parameter ", "，参数 "}.in(language)) + std::string(s.limit.param->name);
}

}  // namespace

Text doubt_text(Doubt doubt) {
  switch (doubt) {
    case Doubt::no_parameter:
      return {"the limit follows no parameter of the rule exactly, so a profile cannot set it directly",
              "该限值不直接等于规则的某个参数，无法在检查方案中直接设定"};
    case Doubt::few_pictures:
      return {
          "fewer than 30 pictures of a label were measured: the rates and the limit are uncertain, see "
          "the intervals",
          "有一类可测照片少于30张，错误率与限值均不可靠，请参看区间"};
    case Doubt::too_few:
      return {"fewer than 5 pictures of a label were measured: too few for a limit",
              "有一类可测照片少于5张，数量过少，不给出限值"};
    case Doubt::no_separation:
      return {"good and bad pictures measure much alike: no allowed limit separates them",
              "合格与不合格照片的测量值相近，没有可将其分开的限值"};
    case Doubt::none_allowed:
      return {
          "every limit rejects more good ones than allowed, or is outside of "
          "what the parameter may be",
          "凡能检出不合格照片的限值，误拒均超出允许比例，或超出参数的取值范围"};
    case Doubt::not_in_use:
      return {"the rule has no such limit now, so the profile fragment leaves it out",
              "规则目前未启用此限值，方案片段中不写入"};
    case Doubt::unstable:
      return {"resampled pictures often give no limit: the suggestion hangs on a few pictures",
              "重抽样时经常得不出限值，该建议取决于个别照片"};
  }
  return {};
}

std::string limit_number(const RuleLimit& limit, double value, Language language) {
  return limit_quantity(value, limit.unit, language);
}

std::string limit_name(const RuleLimit& limit, Language language) {
  std::vector<std::string_view> names;
  std::string text;
  for (const LimitSide& side : limit.sides) {
    if (std::find(names.begin(), names.end(), side.measurement) != names.end()) continue;
    names.push_back(side.measurement);
    if (!text.empty()) text += Text{", ", "、"}.in(language);
    text += measurement_name(side.measurement, language);
  }
  return text;
}

std::string rate_text(const Rate& rate, Language language) {
  if (rate.all == 0) return std::string(Text{"none measured", "无可测照片"}.in(language));
  const Interval interval = wilson_interval(rate);
  const std::string counts = language == Language::zh_cn
                                 ? std::to_string(rate.all) + "张中" + std::to_string(rate.hits) + "张，"
                                 : std::to_string(rate.hits) + " of " + std::to_string(rate.all) + ", ";
  return counts + percent(rate.share()) + " %" +
         std::string(Text{" (95 % interval ", "（95 %区间 "}.in(language)) + percent(interval.low) +
         std::string(Text{" to ", " 至 "}.in(language)) + percent(interval.high) +
         std::string(Text{" %)", " %）"}.in(language));
}

std::string calibration_page(const Calibration& c, const std::string& profile, Language language) {
  const RuleInfo& rule = *c.rule->info;
  std::string text(rule.code);
  text.append(" ")
      .append(rule.name)
      .append(kColon.in(language))
      .append(rule.summary.in(language))
      .append("\n");
  text.append(Text{"parameters of the profile ", "参数取自检查方案 "}.in(language)).append(profile);
  text.append("\n\n").append(counts_part(c, language));
  for (const LimitStudy& study : c.limits) {
    text.append("\n").append(heading_of(study, language)).append("\n");
    text.append(distribution_part(study, language)).append(histogram_part(study, language));
    text.append(now_part(study, language));
    text.append(suggestion_part(study, c.max_false_rejections, language));
  }
  return text;
}

}  // namespace photolint
