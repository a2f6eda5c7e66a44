// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "photolint/image/colour.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_change_de00",
              .kind = ParamKind::real,
              .unit = "dE00",
              .default_number = 18,
              .min = 0,
              .max = 200,
              .doc = {"largest CIEDE2000 difference between two places of the smooth background",
                      "平滑背景上任意两处之间的CIEDE2000色差上限"}},
    ParamSpec{
        .name = "max_side_change_de00",
        .kind = ParamKind::real,
        .unit = "dE00",
        .default_number = 18,
        .min = 0,
        .max = 200,
        .doc = {"largest CIEDE2000 change of the smooth background over the whole width or the whole height",
                "平滑背景在整个宽度或整个高度上的CIEDE2000变化上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "gradient",
        {"the background has a gradient: its colour changes by {change} (allowed {change.max}), {across} "
         "over "
         "the width and {down} over the height (CIEDE2000, allowed {across.max}): light the backdrop evenly "
         "and take the photo again",
         "背景有渐变：颜色变化达{change}（允许不超过{change.max}），沿宽度变化{across}、沿高度变化{down}"
         "（CIEDE2000，允许不超过{across.max}）：请使背景受光均匀后重拍"}},
    MessageSpec{"too-little-background",
                {"too little of the background can be seen to follow its colour",
                 "可见的背景过少，无法判断颜色变化"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr std::size_t kFewestBlocks = 12;  // a strip of the width of the frame, twice

/// The fitted surface under one block.
struct Sample {
  Point at;  ///< shares of width and height minus one half
  Lab colour;
};

std::vector<Sample> surface_samples(const Analysis& analysis) {
  const BackgroundFacts& background = analysis.background.value();
  std::vector<Sample> samples;
  for (const BackgroundBlock& block : pure_blocks(background)) {
    const Point at = surface_position(block, *analysis.file);
    const Rgb colour = background.surface.at(at.x, at.y);
    samples.push_back({at, to_lab({std::clamp(colour.r, 0.0, 255.0), std::clamp(colour.g, 0.0, 255.0),
                                   std::clamp(colour.b, 0.0, 255.0)})});
  }
  return samples;
}

double squared_distance(Lab a, Lab b) {
  return (a.l - b.l) * (a.l - b.l) + (a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b);
}

Lab farthest(const std::vector<Sample>& samples, Lab from) {
  return std::max_element(samples.begin(), samples.end(),
                          [from](const Sample& p, const Sample& q) {
                            return squared_distance(p.colour, from) < squared_distance(q.colour, from);
                          })
      ->colour;
}

/// Change of a colour over the whole width and the whole height.
struct Slope {
  Lab middle, across, down;
};

/// Least-squares plane through the samples of one Lab axis: its value in the middle and its two slopes.
/// Nothing where the samples stand on one line.
std::optional<std::array<double, 3>> fit_plane(const std::vector<Sample>& samples, double Lab::*axis) {
  const auto n = static_cast<double>(samples.size());
  Point mean;
  double mean_value = 0;
  for (const Sample& s : samples) {
    mean = mean + s.at * (1 / n);
    mean_value += s.colour.*axis / n;
  }
  double xx = 0, xy = 0, yy = 0, xv = 0, yv = 0;
  for (const Sample& s : samples) {
    const Point d = s.at - mean;
    const double v = s.colour.*axis - mean_value;
    xx += d.x * d.x;
    xy += d.x * d.y;
    yy += d.y * d.y;
    xv += d.x * v;
    yv += d.y * v;
  }
  const double det = xx * yy - xy * xy;
  constexpr double kSmallestSpread = 1e-4;  // a standard deviation of 1 % of the frame's side
  constexpr double kOneLine = 1e-3;         // of the product of both spreads
  if (!(std::min(xx, yy) > kSmallestSpread * n && det > kOneLine * xx * yy)) return std::nullopt;
  const double across = (xv * yy - yv * xy) / det;
  const double down = (yv * xx - xv * xy) / det;
  return std::array{mean_value - across * mean.x - down * mean.y, across, down};
}

std::optional<Slope> fit_slope(const std::vector<Sample>& samples) {
  const auto l = fit_plane(samples, &Lab::l);
  const auto a = fit_plane(samples, &Lab::a);
  const auto b = fit_plane(samples, &Lab::b);
  if (!l || !a || !b) return std::nullopt;
  return Slope{{(*l)[0], (*a)[0], (*b)[0]}, {(*l)[1], (*a)[1], (*b)[1]}, {(*l)[2], (*a)[2], (*b)[2]}};
}

double change_along(Lab middle, Lab slope) {
  const Lab half{slope.l / 2, slope.a / 2, slope.b / 2};
  return ciede2000({middle.l - half.l, middle.a - half.a, middle.b - half.b},
                   {middle.l + half.l, middle.a + half.a, middle.b + half.b});
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.background)) return *missing;
  const std::vector<Sample> samples = surface_samples(analysis);
  if (samples.size() < kFewestBlocks) return cannot_assess("too-little-background");
  const std::optional<Slope> slope = fit_slope(samples);
  if (!slope) return cannot_assess("too-little-background");

  // The two ends of a smooth change: the farthest from the middle, then the farthest from that one.
  const Lab one_end = farthest(samples, slope->middle);
  const Lab other_end = farthest(samples, one_end);
  const double per_side = params.real("max_side_change_de00");
  return judge(
      {measure("change", ciede2000(one_end, other_end), "dE00", 1, std::nullopt,
               params.real("max_change_de00")),
       measure("across", change_along(slope->middle, slope->across), "dE00", 1, std::nullopt, per_side),
       measure("down", change_along(slope->middle, slope->down), "dE00", 1, std::nullopt, per_side)},
      "gradient");
}

}  // namespace

extern constinit const RuleBody background_gradient;
constinit const RuleBody background_gradient = {
    .explain =
        {
            .checks =
                {"The smooth colour surface fitted to the background: the CIEDE2000 difference of its two "
                 "most "
                 "different visible places, and the change that its slope makes over the whole width and the "
                 "whole height of the frame.",
                 "对背景拟合平滑的颜色曲面，测量可见部分中差别最大的两处之间的CIEDE2000色差，以及按其坡度在整"
                 "个"
                 "宽度和整个高度上的颜色变化。"},
            .why = {"The documents ask for a background without gradient.", "文件要求背景无渐变。"},
            .passes_when =
                {"The difference stays within max_change_de00, and the change over width and height within "
                 "max_side_change_de00.",
                 "两处色差不超过max_change_de00，沿宽度和高度的变化均不超过max_side_change_de00。"},
            .fails_when = {"The background runs from one colour or brightness to another.",
                           "背景颜色或明暗逐渐变化，超过上限。"},
            .cannot_assess_when =
                {"The background cannot be told from the person, or too little of it is free, or only "
                 "along one line.",
                 "无法区分背景与人物，可用的背景过少或仅为一条直线。"},
            .how_to_fix = {"Light the backdrop evenly from both sides and stand away from it, then take the "
                           "photo again; "
                           "do not use gradient backdrops.",
                           "请从两侧均匀照亮背景，人物与背景保持距离后重拍；不要使用渐变背景。"},
            .reference = {"Ministry of Education: no gradient. Limits set on 2026-11-21 with the London set "
                          "(204 photos, grey wall) and 16 compliant synthetic portraits: false rejections 0 "
                          "of 220 (change up to 16.9, per side up to 14.4). Caught: renders with a gradient "
                          "4 of 4 (change from 21.5, down from 22.5). Of 431 US Congress portraits before a "
                          "blue studio wall 38 % fail: those walls run visibly from light to dark.",
                          "教育部文件：背景无渐变。限值于2026-11-"
                          "21标定，样本为伦敦人脸集（204张，灰墙）和16张合规合成肖像：误拒0/"
                          "220（色差最大16.9，单边变化最大14.4）。检出：渐变背景合成图4/"
                          "4（色差不低于21.5，沿高度变化不低于22.5）。431张蓝色影棚背景的美国国会议员肖像38%"
                          "不通过，其背景明暗变化肉眼可见。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::background,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
