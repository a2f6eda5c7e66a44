// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "photolint/image/colour.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_spread_de00",
              .kind = ParamKind::real,
              .unit = "dE00",
              .default_number = 20,
              .min = 0,
              .max = 100,
              .doc = {"largest CIEDE2000 difference of the blocks from the middle colour (95th percentile)",
                      "各区块与背景中间色的CIEDE2000色差上限（第95百分位）"}},
    ParamSpec{
        .name = "max_patches_de00",
        .kind = ParamKind::real,
        .unit = "dE00",
        .default_number = 8,
        .min = 0,
        .max = 100,
        .doc = {"largest CIEDE2000 difference of the blocks from the smooth background fitted to them (95th "
                "percentile)",
                "各区块与拟合的平滑背景的CIEDE2000色差上限（第95百分位）"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "patches",
        {"the background is not even: parts of it differ from their surroundings by {patches} (CIEDE2000), "
         "allowed {patches.max}: take the photo again before a plain backdrop without objects, folds or "
         "shadows",
         "背景不均匀：局部与周围的色差达{patches}（CIEDE2000），允许不超过{patches.max}：请在没有杂物、褶皱和"
         "阴影的纯色背景前重拍"}},
    MessageSpec{
        "several-colours",
        {"the background is not of one colour: it spreads by {spread} (CIEDE2000), allowed {spread.max}: "
         "take the photo again before a plain, evenly lit backdrop",
         "背景颜色不一致：色差达{spread}（CIEDE2000），允许不超过{spread.max}"
         "：请在光线均匀的纯色背景前重拍"}},
    MessageSpec{"too-little-background",
                {"too little of the background can be seen to compare its parts",
                 "可见的背景过少，无法比较各处颜色"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr std::size_t kFewestBlocks = 12;  // a strip of the width of the frame, twice
constexpr double kPercentile = 0.95;       // forgives a few blocks with stray hair or a wrong outline

double middle(std::vector<double> values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

double percentile(std::vector<double> values) {
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(kPercentile * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// Median of each axis, which a minority of foreign blocks does not move.
Lab median(const std::vector<Lab>& colours) {
  std::vector<double> l, a, b;
  for (const Lab& colour : colours) {
    l.push_back(colour.l);
    a.push_back(colour.a);
    b.push_back(colour.b);
  }
  return {middle(std::move(l)), middle(std::move(a)), middle(std::move(b))};
}

Rgb displayable(Rgb colour) {
  return {std::clamp(colour.r, 0.0, 255.0), std::clamp(colour.g, 0.0, 255.0),
          std::clamp(colour.b, 0.0, 255.0)};
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.background)) return *missing;
  const BackgroundFacts& background = analysis.background.value();
  const std::vector<BackgroundBlock> blocks = pure_blocks(background);
  if (blocks.size() < kFewestBlocks) return cannot_assess("too-little-background");

  std::vector<Lab> colours;
  std::vector<double> from_surface;
  for (const BackgroundBlock& block : blocks) {
    const Point at = surface_position(block, *analysis.file);
    colours.push_back(to_lab(block.mean));
    from_surface.push_back(ciede2000(to_lab(displayable(background.surface.at(at.x, at.y))), colours.back()));
  }
  const Lab middle_colour = median(colours);
  std::vector<double> from_middle;
  for (const Lab& colour : colours) from_middle.push_back(ciede2000(middle_colour, colour));

  Outcome outcome = judge({measure("patches", percentile(std::move(from_surface)), "dE00", 1, std::nullopt,
                                   params.real("max_patches_de00")),
                           measure("spread", percentile(std::move(from_middle)), "dE00", 1, std::nullopt,
                                   params.real("max_spread_de00"))},
                          "patches");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "spread") outcome.message = "several-colours";
  return outcome;
}

}  // namespace

extern constinit const RuleBody background_even;
constinit const RuleBody background_even = {
    .explain =
        {
            .checks =
                {"How far the mean colours of small blocks of background (pixel noise averages out inside a "
                 "block) lie from the smooth surface fitted to all of them (patches: objects, folds, "
                 "texture, "
                 "shadows) and from their middle colour (spread: everything, slow changes of light as well). "
                 "Both are 95th percentiles of CIEDE2000 differences.",
                 "把背景分成小区块取平均颜色（区块内噪声相互抵消），测量各区块与拟合的平滑背景之间的色差"
                 "（patches：杂物、褶皱、纹理、阴影），以及与中间色之间的色差（spread：包括缓慢的明暗变化）。"
                 "两者均为CIEDE2000色差的第95百分位。"},
            .why =
                {"The documents ask for one even colour without objects; matting and comparison rely on it.",
                 "文件要求背景颜色均匀一致、无杂物，抠图和比对也以此为前提。"},
            .passes_when = {"Both differences stay within max_patches_de00 and max_spread_de00.",
                            "两项色差均不超过max_patches_de00和max_spread_de00。"},
            .fails_when =
                {"Parts of the background differ from their surroundings, or the background has several "
                 "colours. A hard shadow of the person counts as a patch.",
                 "背景局部与周围颜色不同，或背景有多种颜色。人物投下的明显阴影也计入。"},
            .cannot_assess_when =
                {"The background cannot be told from the person, or fewer than 12 blocks of it are "
                 "free.",
                 "无法区分背景与人物，或可用的背景区块少于12个。"},
            .how_to_fix =
                {"Use a plain, smooth, evenly lit backdrop, stand at least a metre away from it, and take "
                 "the photo again.",
                 "请使用平整、光线均匀的纯色背景，人物距背景一米以上，重新拍摄。"},
            .reference =
                {"Ministry of Education: even background without objects. Limits set on 2026-11-21 with the "
                 "London set (204 photos, grey wall) and 16 compliant synthetic portraits: false rejections "
                 "0 of 220 (patches up to 6.4, spread up to 10.4); of 431 US Congress portraits before a "
                 "blue studio wall fewer than 2 % fail. Caught: cluttered backgrounds 4 of 4 (patches 35 and "
                 "more). A "
                 "smooth gradient is for background-gradient, a soft shadow (patches 4 to 7.5 on renders) "
                 "for the shadow check.",
                 "教育部文件：背景均匀、无其他物品。限值于2026-11-"
                 "21标定，样本为伦敦人脸集（204张，灰墙）和16张合规合成肖像：误拒0/"
                 "220（patches最大6.4，spread最大10.4）；431张蓝色影棚背景的美国国会议员肖像1.6%"
                 "不通过。检出：杂乱背景4/"
                 "4（patches不低于35）。平滑渐变由background-gradient检查，柔和阴影（合成图上patches为4至7."
                 "5）由阴影检查负责。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::background,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
