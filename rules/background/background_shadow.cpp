// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/backdrop.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_share",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.03,
              .min = 0,
              .max = 1,
              .doc = {"largest shadow, as a share of the strip of background half an eye distance wide "
                      "around the person",
                      "阴影占人物周围半个眼距宽的背景带的最大比例"}},
    ParamSpec{.name = "min_depth",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.06,
              .min = 0,
              .max = 1,
              .doc = {"a shadow must be darker than the background behind it by this share to count",
                      "阴影比其外侧背景至少暗多少（比例）才计入"}},
};
constexpr std::array kMessages = {
    MessageSpec{"shadow",
                {"the person casts a shadow on the background: {shadow_share} of the background near the "
                 "person is darker, allowed {shadow_share.max}, by up to {shadow_depth}: stand at least a "
                 "metre in front of the backdrop, light it separately and take the photo again",
                 "背景上有人物阴影：人物周围背景有{shadow_share}偏暗（允许不超过{shadow_share.max}"
                 "），偏暗程度{shadow_depth}：请与背景保持一米以上距离并单独为背景布光后重拍"}},
    MessageSpec{
        "not-plain",
        {"the background is too uneven to tell a shadow from the rest", "背景过于杂乱，无法判断是否有阴影"}},
    MessageSpec{
        "too-little-background",
        {"too little of the background can be seen around the person", "人物周围可见的背景过少，无法检查"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

// The fitted surface says little about a background that is mostly off it.
constexpr double kMostOffSurface = 0.4;
constexpr double kStrip = 0.5;  // eye distances around the person

int cells_of_strip(const Backdrop& backdrop) {
  return static_cast<int>(std::count_if(
      backdrop.cells.begin(), backdrop.cells.end(),
      [&](const BackdropCell& cell) { return cell.clear && cell.away <= kStrip * backdrop.eye_distance; }));
}

constexpr double kAboveChin = 0.25;  // eye distances: shoulders of the wall's colour come up to the chin

/// The largest patch that is deep enough and begins clearly above the chin, or nullptr: what lies beside the
/// shoulders only may be clothes of the wall's colour. chin_row: in cells.
const ShadePatch* largest(const Backdrop& backdrop, const std::vector<ShadePatch>& patches, double min_depth,
                          double chin_row) {
  const double lowest_top = chin_row - kAboveChin * backdrop.eye_distance;
  const ShadePatch* found = nullptr;
  for (const ShadePatch& patch : patches) {
    const std::size_t top = patch.cells.front() / static_cast<std::size_t>(backdrop.columns);
    if (patch.depth < min_depth || static_cast<double>(top) >= lowest_top) continue;
    if (found == nullptr || patch.cells.size() > found->cells.size()) found = &patch;
  }
  return found;
}

std::vector<Measurement> measured_shadow(double share, double depth, const Params& params) {
  return {measure("shadow_share", share, "share", 3, std::nullopt, params.real("max_share")),
          measure("shadow_depth", depth, "share", 2)};
}

Rect region_of(const Backdrop& backdrop, const ShadePatch& patch, double scale) {
  int left = backdrop.columns, right = 0, top = backdrop.rows, bottom = 0;
  for (const std::size_t i : patch.cells) {
    const int x = static_cast<int>(i % static_cast<std::size_t>(backdrop.columns));
    const int y = static_cast<int>(i / static_cast<std::size_t>(backdrop.columns));
    left = std::min(left, x), right = std::max(right, x + 1);
    top = std::min(top, y), bottom = std::max(bottom, y + 1);
  }
  const double unit = backdrop.edge / scale;
  return {left * unit, top * unit, (right - left) * unit, (bottom - top) * unit};
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  if (auto missing = unavailable(analysis.head)) return *missing;
  const double off_surface = analysis.background.value().off_surface_share;
  if (off_surface > kMostOffSurface) return cannot_assess("not-plain");
  // Every shadow that fails leaves some of the 2500 samples of the background stage off the surface; most
  // photos have none, and need no closer look.
  if (off_surface == 0) return judge(measured_shadow(0, 0, params), "shadow");
  const std::optional<Backdrop>& backdrop = find_backdrop(analysis);
  if (!backdrop) return cannot_assess("too-little-background");
  const int strip = cells_of_strip(*backdrop);
  if (strip == 0) return cannot_assess("too-little-background");

  const std::vector<ShadePatch> patches = shade_patches(*backdrop);
  const ShadePatch* shadow = largest(*backdrop, patches, params.real("min_depth"),
                                     analysis.head.value().chin.y * analysis.scale / backdrop->edge);
  const double share = shadow == nullptr ? 0 : static_cast<double>(shadow->cells.size()) / strip;
  Outcome outcome = judge(measured_shadow(share, shadow == nullptr ? 0 : shadow->depth, params), "shadow");
  if (shadow != nullptr) outcome.region = region_of(*backdrop, *shadow, analysis.scale);
  return outcome;
}

}  // namespace

extern constinit const RuleBody background_shadow;
constinit const RuleBody background_shadow = {
    .explain =
        {
            .checks =
                {"The background in cells of a twenty-fifth of the eye distance, against the smooth surface "
                 "fitted to it. A shadow is a patch of cells that are darker than the surface by 6 to 70 % "
                 "in the same hue, runs along the person for at least 0.3 eye distances, begins 0.25 eye "
                 "distances or more above the chin and is darker than the background behind it "
                 "(shadow_depth, share of the light level). "
                 "shadow_share is the largest patch within half an eye distance of the person, as a share of "
                 "that strip; 0 without a closer look where no sample of the background is off the surface.",
                 "将背景分成边长为眼距1/"
                 "25的小格，与拟合的平滑背景比较。同一色相、比平滑背景暗6%至70%，沿人物轮廓至少0."
                 "3个眼距、上端高出下颌0.25个眼距以上，且比外侧背景更暗（shadow_"
                 "depth，亮度比例）的连片小格视为阴影。shadow_"
                 "share为人物周围半个眼距范围内最大一片阴影占该范围的比例；背景取样全部落在平滑背景上时不再细"
                 "查，记为0。"},
            .why = {"The documents forbid shadows on the background; they also spoil matting.",
                    "文件要求背景无阴影；阴影还会影响抠图。"},
            .passes_when = {"The largest shadow is no more than max_share of the strip.",
                            "最大阴影占比不超过max_share。"},
            .fails_when = {"A shadow of the head, neck or shoulders lies on the backdrop.",
                           "背景上有头部、颈部或肩部的阴影。"},
            .cannot_assess_when =
                {"No face is found, the background cannot be told from the person, next to nothing of it is "
                 "visible, or most of it is off the smooth surface (background-plain deals with that).",
                 "未检测到人脸、无法区分背景与人物、几乎看不到背景，或大部分背景偏离平滑背景（由background-"
                 "plain检查）。"},
            .how_to_fix = {"Stand at least a metre in front of the backdrop and light it from both sides, "
                           "then take the photo again.",
                           "请与背景保持一米以上距离，从两侧为背景布光后重拍。"},
            .reference =
                {"Ministry of Education: no shadow on the background. Limits set on 2026-11-21: false "
                 "rejections 0 of 240 (16 compliant synthetic portraits and 224 mild variations of them, "
                 "share 0) and 0 of 306 photos of the London set (natural shadows reach 0.02). Caught: "
                 "shadow renders 4 of 4 (0.14 and more). Shadows painted behind 6 portraits and 8 London "
                 "photos, 480x640: offset 40 px 14 of 14 from opacity 0.1 on; offset 22 px 13 of 14 at 0.1, "
                 "12 at 0.3, 10 at 0.45, 7 at 0.6 (before a grey wall parsing takes a strong shadow for "
                 "hair); offset 10 px never, nor opacity 0.05. US Congress portraits before uneven studio "
                 "walls: 9 % of 465 fail, most by dark corners near the shoulders.",
                 "教育部文件：背景无阴影。限值于2026-11-21标定：16张合规合成肖像及其224张轻微变化误拒0/"
                 "240（占比均为0），伦敦人脸集306张误拒0（自然阴影最高0.02）。检出：阴影合成图4/"
                 "4（不低于0.14）。在6张合成肖像和8张伦敦照片上绘制阴影（480x640）：偏移40像素、不透明度0."
                 "1起14/14；偏移22像素、不透明度0.1为13/"
                 "14，0.3为12，0.45为10，0."
                 "6为7（灰墙前的浓重阴影会被分割网络当作头发）；偏移10像素或不透明度0."
                 "05不检出。影棚背景不均匀的465张美国国会议员肖像9%不通过，多为肩旁的暗角。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
