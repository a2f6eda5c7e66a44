// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "photolint/image/plane.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/face_raster.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_contrast",
              .kind = ParamKind::real,
              .default_number = 0.15,
              .min = 0,
              .max = 3,
              .doc = {"largest contrast of a line that runs from side to side over the skin of the neck",
                      "横贯颈部皮肤的线条对比度上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"necklace",
                {"a necklace is visible on the neck (contrast {neck_line}, allowed {neck_line.max}): take it "
                 "off and take the photo again",
                 "颈部可见项链（对比度{neck_line}，允许不超过{neck_line.max}）：请摘下项链后重拍"}},
    MessageSpec{"neck-hidden", {"no bare neck can be seen", "看不到裸露的颈部"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

// Face coordinates and eye distances, from the chin.
constexpr double kDensity = 80;
constexpr double kHalfWidth = 0.55;
constexpr double kTop = 0.15, kBottom = 1.5;  // under the chin's own shadow; as far as a necklace hangs
constexpr int kReach = 7;                     // patch pixels from a chain's middle to the skin on both sides
constexpr int kStep = 2;                      // rows a column: a chain falls steeply at the sides of the neck
constexpr double kFaintest = 0.3;             // share of the line that may be fainter than its contrast
constexpr int kFewestNeck = 300;              // patch pixels
constexpr double kTintTolerance = 0.2;
constexpr double kDarkest = 0.45, kBrightest = 1.6;  // of the neck's luma
constexpr double kDarkWeight = 0.25;                 // folds and the shadow of a collar are dark lines too
constexpr double kTintNoise = 0.06, kTintWeight = 1, kRedder = 0.04, kYellow = 3;

/// Luma and tint of every pixel, and which ones are plain skin of the neck.
struct NeckSkin {
  Plane luma, red_green, green_blue;
  ImageBuffer skin;
};

std::optional<Rgb> neck_colour(const FaceRaster& patch) {
  std::vector<Rgb> neck;
  for (int y = 0; y < patch.height(); y += 2) {
    for (int x = 0; x < patch.width(); x += 2) {
      if (patch.is(x, y, PortraitClass::neck) && patch.inside(x, y)) neck.push_back(patch.rgb(x, y));
    }
  }
  if (neck.size() < kFewestNeck / 4) return std::nullopt;
  return median_colour(neck);
}

NeckSkin describe(const FaceRaster& patch, Rgb neck) {
  const int width = patch.width();
  const int height = patch.height();
  NeckSkin described{luma_plane(patch.colour(), std::max(luma_of(neck), 10.)), Plane(width, height),
                     Plane(width, height), ImageBuffer(width, height, 1)};
  const Tint tint = tint_of(neck);
  // Where its corners lie inside the picture, so does all of the patch.
  const bool whole = patch.inside(0, 0) && patch.inside(width - 1, 0) && patch.inside(0, height - 1) &&
                     patch.inside(width - 1, height - 1);
  for (int y = 0; y < height; ++y) {
    const float* luma = described.luma.row(y);
    float* red_green = described.red_green.row(y);
    float* green_blue = described.green_blue.row(y);
    std::uint8_t* skin = described.skin.row(y);
    for (int x = 0; x < width; ++x) {
      const Tint here = patch.tint(x, y);
      red_green[x] = static_cast<float>(here.red_green);
      green_blue[x] = static_cast<float>(here.green_blue);
      const bool place = patch.is(x, y, PortraitClass::neck) || patch.is(x, y, PortraitClass::skin) ||
                         patch.is(x, y, PortraitClass::necklace) ||
                         patch.label(x, y) == FaceRaster::kUnparsed;
      const bool wanted = place && luma[x] > kDarkest && luma[x] < kBrightest &&
                          distance(here, tint) < kTintTolerance && (whole || patch.inside(x, y));
      skin[x] = wanted ? 1 : 0;
    }
  }
  described.luma = smoothed(described.luma);
  return described;
}

/// How far a pixel stands out from one beside it: brighter, of another tint that is not redder, or darker.
/// Both are counted in the order of rows.
double stands_out(const NeckSkin& neck, std::ptrdiff_t pixel, std::ptrdiff_t beside) {
  const auto more = [&](const Plane& plane) { return double{plane.row(0)[pixel] - plane.row(0)[beside]}; };
  const double side = std::max<double>(neck.luma.row(0)[beside], 0.1);
  const double light = (neck.luma.row(0)[pixel] - side) / side;
  const double du = more(neck.red_green);
  const double dv = more(neck.green_blue);
  const bool red = du > kRedder && dv < kYellow * du;  // as folds and blood vessels are; gold is yellow
  const double squared = du * du + dv * dv;
  const double tint = red || squared <= kTintNoise * kTintNoise ? 0 : std::sqrt(squared) - kTintNoise;
  return (light > 0 ? light : -kDarkWeight * light) + kTintWeight * tint;
}

/// The smaller contrast against the pixels so many before and after it, 0 where one of them is not skin.
double on_skin(const NeckSkin& neck, std::ptrdiff_t pixel, std::ptrdiff_t distance) {
  const std::uint8_t* skin = neck.skin.view().row(0);
  if (skin[pixel - distance] == 0 || skin[pixel + distance] == 0) return 0;
  return std::min(stands_out(neck, pixel, pixel - distance), stands_out(neck, pixel, pixel + distance));
}

Plane lines(const NeckSkin& neck) {
  const int width = neck.luma.width();
  Plane plane(width - 2 * kReach, neck.luma.height() - 2 * kReach);
  for (int y = 0; y < plane.height(); ++y) {
    const std::ptrdiff_t first = std::ptrdiff_t{width} * (y + kReach) + kReach;
    float* out = plane.row(y);
    for (int x = 0; x < plane.width(); ++x) {
      const double upright = on_skin(neck, first + x, std::ptrdiff_t{width} * kReach);
      const double level = on_skin(neck, first + x, kReach);
      out[x] = static_cast<float>(std::max(upright, level));
    }
  }
  return plane;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const Point from_eyes = analysis.to_working(analysis.head.value().chin) - frame->eyes();
  const double chin_x = (from_eyes.x * frame->across.x + from_eyes.y * frame->across.y) / frame->eye_distance;
  const double chin_y = (from_eyes.x * frame->down.x + from_eyes.y * frame->down.y) / frame->eye_distance;
  const FaceArea box{chin_x - kHalfWidth, chin_y + kTop, chin_x + kHalfWidth, chin_y + kBottom};
  const FaceRaster patch(analysis, *frame, box, kDensity);
  const std::optional<Rgb> colour = neck_colour(patch);
  if (!colour) return not_applicable("neck-hidden");
  const CrossingLine line = strongest_line(lines(describe(patch, *colour)), kStep);
  Outcome outcome = judge(
      {measure("neck_line", line.percentile(kFaintest), "", 2, std::nullopt, params.real("max_contrast"))},
      "necklace");
  outcome.region = face_region(analysis, *frame, box);
  return outcome;
}

}  // namespace

extern constinit const RuleBody necklace_absent;
constinit const RuleBody necklace_absent = {
    .explain =
        {
            .checks = {"The contrast of the strongest line that runs over the skin of the neck from side to "
                       "side (1.1 eye distances), from below the chin's shadow to 1.5 eye distances under "
                       "the chin. A point of the line counts where skin of the neck lies on both sides of "
                       "it; brighter and differently coloured points count fully, darker ones a quarter, "
                       "since folds and shadows are dark, and redder ones not at all.",
                       "在下颌阴影以下至下颌下方1.5倍眼距范围内，寻找横贯颈部皮肤（1."
                       "1倍眼距）的最强线条，测量其对比度。线条两侧均须为颈部皮肤；较亮或颜色不同的点全部计入"
                       "，较暗的点（皱褶和阴影多为暗色）只计四分之一，偏红的颜色不计。"},
            .why = {"The notices ask for photos without jewellery.", "通知要求不佩戴首饰。"},
            .passes_when = {"The contrast does not exceed max_contrast.", "对比度不超过max_contrast。"},
            .fails_when =
                {"A chain or pearls run across the neck. Thin dark cords, and necklaces that disappear under "
                 "the collar at the sides, are mostly missed; necklaces over cloth do not count.",
                 "颈部可见项链或珍珠链。细黑绳以及两侧没入衣领的项链多数无法检出；衣物外的项链不计。"},
            .cannot_assess_when = {"No head is found. The rule does not apply where no bare neck is visible.",
                                   "未检测到头部。看不到裸露颈部时不适用。"},
            .how_to_fix = {"Take the necklace off and take the photo again.", "请摘下项链后重新拍摄。"},
            .reference =
                {"NEAU 2023, JIANWEN 2025. Limit set on 2026-11-21: false alarms 0 of 204 London photos "
                 "(largest 0.11, a fold under a double chin), 0 of 16 compliant renders, 0 of 326 mild "
                 "variations, 0 of 384 men of the Congress set. Caught: necklace renders 4 of 4 (0.27 and "
                 "more); painted chains (480x640): gold 1 px and up 100 %, silver and pearls 3 px and up 80 "
                 "%, 2 px half, black 2 px and up 95 %; of 34 Congress women with a necklace only 4, since "
                 "theirs leave the skin at the sides.",
                 "东北农业大学2023、建文2025。限值于2026-11-21标定。误报：伦敦人脸集0/"
                 "204（最高0.11，为双下巴皱褶），合规合成肖像0/16，轻微变化0/326，议员肖像中的男性0/"
                 "384。检出：项链合成图4/"
                 "4（不低于0.27）；绘制项链（480×640）：金色1像素以上100%，银色和珍珠3像素以上约80%"
                 "、2像素约一半，黑色2像素以上95%；34张戴项链的女议员肖像仅检出4张，因其项链两侧离开皮肤。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
