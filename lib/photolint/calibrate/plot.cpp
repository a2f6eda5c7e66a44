// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/plot.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "photolint/calibrate/page.h"
#include "photolint/calibrate/svg.h"
#include "photolint/core/number.h"
#include "photolint/report/columns.h"
#include "photolint/report/render.h"

namespace photolint {
namespace {

// Layout of the page, user units (pixels at 100 %).
constexpr int kWidth = 900;
constexpr int kHeader = 64;
constexpr int kPanel = 560;
constexpr int kFooter = 16;
constexpr double kLeft = 76;
constexpr double kRight = 872;
constexpr double kUpperTop = 84;  // below a panel's upper edge
constexpr double kUpperBottom = 284;
constexpr double kLowerTop = 344;
constexpr double kLowerBottom = 500;

constexpr std::size_t kBins = 40;
constexpr int kCurveSteps = 400;
constexpr double kPadding = 0.04;  // of the values' range, left and right of it

// Blue and vermilion of the Okabe-Ito palette: told apart by people with any kind of colour vision.
constexpr std::string_view kGoodColour = "#0072b2";
constexpr std::string_view kBadColour = "#d55e00";
constexpr std::string_view kInk = "#222222";
constexpr std::string_view kGrid = "#dddddd";
constexpr std::string_view kCurrentColour = "#666666";
constexpr std::string_view kSuggestedColour = "#009e73";
constexpr double kTextSize = 13;
constexpr double kTitleSize = 16;

/// The values of a horizontal axis and where they lie.
struct Axis {
  double low = 0;
  double high = 1;

  [[nodiscard]] double x(double value) const {
    return kLeft + (value - low) / (high - low) * (kRight - kLeft);
  }
  [[nodiscard]] bool holds(double value) const { return value >= low && value <= high; }
};

Axis axis_of(const LimitStudy& s) {
  std::vector<double> all = s.values.good;
  all.insert(all.end(), s.values.bad.begin(), s.values.bad.end());
  if (s.suggested) all.push_back(*s.suggested);
  if (all.empty()) return {};
  auto [low, high] =
      std::pair{*std::min_element(all.begin(), all.end()), *std::max_element(all.begin(), all.end())};
  // A current limit far away would squeeze everything else.
  const double reach = high - low;
  if (s.limit.current && *s.limit.current > low - reach && *s.limit.current < high + reach) {
    low = std::min(low, *s.limit.current);
    high = std::max(high, *s.limit.current);
  }
  const double pad = high > low ? kPadding * (high - low) : 1;
  return {low - pad, high + pad};
}

/// Distance between ticks: 1, 2 or 5 times a power of ten, some six to ten of them.
double tick_step(const Axis& axis) {
  const double rough = (axis.high - axis.low) / 8;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1., 2., 5.}) {
    if (factor * power >= rough) return factor * power;
  }
  return 10 * power;
}

void draw_value_axis(SvgDrawing& svg, const Axis& axis, const RuleLimit& limit, double top, double bottom,
                     Language language) {
  const double step = tick_step(axis);
  const auto last = static_cast<int>(std::floor(axis.high / step));
  for (int i = static_cast<int>(std::ceil(axis.low / step)); i <= last; ++i) {
    const double x = axis.x(i * step);
    svg.line({x, top}, {x, bottom}, {.line = kGrid});
    svg.text({x, bottom + 18}, limit_number(limit, i * step, language), kTextSize, kInk, Anchor::middle);
  }
  svg.line({kLeft, bottom}, {kRight, bottom}, {.line = kInk});
}

/// Percent from 0 to most on the left of a box.
void draw_share_axis(SvgDrawing& svg, double most, double top, double bottom, std::string_view title) {
  for (const double part : {0., 0.25, 0.5, 0.75, 1.}) {
    const double y = bottom + (top - bottom) * part;
    svg.line({kLeft, y}, {kRight, y}, {.line = kGrid});
    svg.text({kLeft - 8, y + 4}, format_fixed(100 * most * part, 0) + " %", kTextSize, kInk, Anchor::end);
  }
  svg.line({kLeft, top}, {kLeft, bottom}, {.line = kInk});
  svg.text({18, (top + bottom) / 2}, title, kTextSize, kInk, Anchor::middle, -90);
}

double largest_share(const Histogram& h, std::size_t count) {
  if (count == 0) return 0;
  return static_cast<double>(*std::max_element(h.bins.begin(), h.bins.end())) / static_cast<double>(count);
}

void draw_steps(SvgDrawing& svg, const Histogram& h, std::size_t count, const Axis& axis, double most,
                double top, double bottom, const Stroke& stroke) {
  if (count == 0) return;
  std::vector<Point> points = {{axis.x(h.low), bottom}};
  for (std::size_t i = 0; i < h.bins.size(); ++i) {
    const double share = static_cast<double>(h.bins[i]) / static_cast<double>(count);
    const double y = bottom + (top - bottom) * share / most;
    points.push_back({axis.x(h.edge(i)), y});
    points.push_back({axis.x(h.edge(i + 1)), y});
  }
  points.push_back({axis.x(h.high), bottom});
  svg.path(points, stroke);
}

void draw_distributions(SvgDrawing& svg, const LimitStudy& s, const Axis& axis, double panel,
                        Language language) {
  const double top = panel + kUpperTop;
  const double bottom = panel + kUpperBottom;
  const Histogram good = histogram(s.values.good, axis.low, axis.high, kBins);
  const Histogram bad = histogram(s.values.bad, axis.low, axis.high, kBins);
  const double largest =
      std::max(largest_share(good, s.values.good.size()), largest_share(bad, s.values.bad.size()));
  // Rounded up, so that the four ticks are whole percents.
  const double most = std::ceil(largest * 100 / 4) * 4 / 100;
  draw_share_axis(svg, most > 0 ? most : 1, top, bottom, Text{"share of pictures", "照片占比"}.in(language));
  draw_value_axis(svg, axis, s.limit, top, bottom, language);
  if (!(most > 0)) return;
  draw_steps(svg, good, s.values.good.size(), axis, most, top, bottom,
             {.line = kGoodColour, .width = 2, .fill = kGoodColour, .fill_opacity = 0.18});
  draw_steps(svg, bad, s.values.bad.size(), axis, most, top, bottom,
             {.line = kBadColour, .width = 2, .fill = kBadColour, .fill_opacity = 0.18, .dashes = "6 3"});
}

void draw_curve(SvgDrawing& svg, const std::vector<double>& shares, double top, double bottom,
                const Stroke& stroke) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double x = kLeft + (kRight - kLeft) * static_cast<double>(i) / kCurveSteps;
    points.push_back({x, bottom + (top - bottom) * shares[i]});
  }
  svg.path(points, stroke);
}

void draw_error_rates(SvgDrawing& svg, const LimitStudy& s, const Axis& axis, double panel,
                      Language language) {
  const double top = panel + kLowerTop;
  const double bottom = panel + kLowerBottom;
  draw_share_axis(svg, 1, top, bottom, Text{"error rate", "错误率"}.in(language));
  draw_value_axis(svg, axis, s.limit, top, bottom, language);
  ScoreSets scores = s.values;
  for (std::vector<double>* values : {&scores.good, &scores.bad}) {
    for (double& value : *values) value = s.limit.score(value);
  }
  std::vector<double> rejected;
  std::vector<double> missed;
  for (int i = 0; i <= kCurveSteps; ++i) {
    const double limit = axis.low + (axis.high - axis.low) * i / kCurveSteps;
    const ErrorRates rates = error_rates(scores, s.limit.score(limit));
    rejected.push_back(rates.false_rejections.share());
    missed.push_back(rates.misses.share());
  }
  if (!scores.good.empty()) draw_curve(svg, rejected, top, bottom, {.line = kGoodColour, .width = 2});
  if (!scores.bad.empty())
    draw_curve(svg, missed, top, bottom, {.line = kBadColour, .width = 2, .dashes = "6 3"});
  const std::string title =
      std::string(Text{"limit at ", "限值取值："}.in(language)) + limit_name(s.limit, language);
  svg.text({(kLeft + kRight) / 2, bottom + 40}, title, kTextSize, kInk, Anchor::middle);
}

void draw_limits(SvgDrawing& svg, const LimitStudy& s, const Axis& axis, double panel) {
  const double top = panel + kUpperTop;
  const double bottom = panel + kLowerBottom;
  if (s.interval) {
    const double low = axis.x(std::clamp(s.interval->low, axis.low, axis.high));
    const double high = axis.x(std::clamp(s.interval->high, axis.low, axis.high));
    svg.rectangle({low, top, high - low, bottom - top},
                  {.line = {}, .fill = kSuggestedColour, .fill_opacity = 0.12});
  }
  if (s.suggested) {
    svg.line({axis.x(*s.suggested), top}, {axis.x(*s.suggested), bottom},
             {.line = kSuggestedColour, .width = 2.5});
  }
  if (s.limit.current && axis.holds(*s.limit.current)) {
    svg.line({axis.x(*s.limit.current), top}, {axis.x(*s.limit.current), bottom},
             {.line = kCurrentColour, .width = 2, .dashes = "2 3"});
  }
}

struct LegendEntry {
  std::string words;
  Stroke stroke;
};

std::vector<LegendEntry> legend_of(const LimitStudy& s, Language language) {
  const auto counted = [&](Text label, std::size_t count) {
    return std::string(label.in(language)) + " (" + std::to_string(count) + ")";
  };
  std::vector<LegendEntry> entries = {
      {counted({"good; false rejections", "合格照片；误拒率"}, s.values.good.size()),
       {.line = kGoodColour, .width = 2}},
      {counted({"bad; misses", "不合格照片；漏检率"}, s.values.bad.size()),
       {.line = kBadColour, .width = 2, .dashes = "6 3"}}};
  if (s.limit.current) {
    entries.push_back(
        {std::string(Text{"now ", "现行 "}.in(language)) + limit_number(s.limit, *s.limit.current, language),
         {.line = kCurrentColour, .width = 2, .dashes = "2 3"}});
  }
  if (s.suggested) {
    std::string words =
        std::string(Text{"suggested ", "建议 "}.in(language)) + limit_number(s.limit, *s.suggested, language);
    if (s.interval) {
      words += " (" + limit_number(s.limit, s.interval->low, language) +
               std::string(Text{" to ", " 至 "}.in(language)) +
               limit_number(s.limit, s.interval->high, language) + ")";
    }
    entries.push_back({std::move(words), {.line = kSuggestedColour, .width = 2.5}});
  }
  return entries;
}

void draw_legend(SvgDrawing& svg, const LimitStudy& s, double panel, Language language) {
  constexpr double kSample = 24;  // length of a line before its words
  constexpr double kGap = 6;
  constexpr double kColumn = 6.8;  // width of a letter of this size, about
  const double y = panel + 54;
  double x = kLeft;
  for (const LegendEntry& entry : legend_of(s, language)) {
    svg.line({x, y - 4}, {x + kSample, y - 4}, entry.stroke);
    svg.text({x + kSample + kGap, y}, entry.words, kTextSize, kInk);
    x += kSample + kGap + kColumn * static_cast<double>(display_width(entry.words)) + 3 * kGap;
  }
}

void draw_panel(SvgDrawing& svg, const LimitStudy& s, double panel, Language language) {
  std::string title = limit_name(s.limit, language);
  if (s.limit.param != nullptr) title += " (" + std::string(s.limit.param->name) + ")";
  title += std::string((s.limit.upper ? Text{": rejected above the limit", "：高于限值时不通过"}
                                      : Text{": rejected below the limit", "：低于限值时不通过"})
                           .in(language));
  svg.text({kLeft, panel + 24}, title, kTitleSize, kInk);
  draw_legend(svg, s, panel, language);
  const Axis axis = axis_of(s);
  draw_distributions(svg, s, axis, panel, language);
  draw_error_rates(svg, s, axis, panel, language);
  draw_limits(svg, s, axis, panel);
}

}  // namespace

std::string calibration_plot(const Calibration& c, Language language) {
  const int height = kHeader + kPanel * static_cast<int>(c.limits.size()) + kFooter;
  SvgDrawing svg(kWidth, height);
  const RuleInfo& rule = *c.rule->info;
  svg.text({kLeft, 36}, std::string(rule.code) + " " + std::string(rule.name), 20, kInk);
  svg.text({kLeft, 56}, rule.summary.in(language), kTextSize, kInk);
  for (std::size_t i = 0; i < c.limits.size(); ++i) {
    draw_panel(svg, c.limits[i], kHeader + kPanel * static_cast<double>(i), language);
  }
  return svg.document();
}

}  // namespace photolint
