// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "photolint/image/colour.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/face_raster.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "min_light",
        .kind = ParamKind::real,
        .default_number = 0.45,
        .min = 0,
        .max = 1,
        .doc = {"smallest brightness of the skin behind the lenses, as a share of the cheeks' (linear light)",
                "镜片后皮肤亮度与脸颊亮度之比的下限（线性光）"}},
    ParamSpec{.name = "max_tint",
              .kind = ParamKind::real,
              .default_number = 0.25,
              .min = 0,
              .max = 3,
              .doc = {"largest difference in colour between the skin behind the lenses and the cheeks "
                      "(logarithm of the channels' ratios)",
                      "镜片后皮肤与脸颊的颜色差异上限（通道比值的对数）"}},
};
constexpr std::array kMessages = {
    MessageSpec{"dark-lenses",
                {"the lenses are dark: only {lens_light} of the light comes through, needs {lens_light.min}: "
                 "take the photo again with clear lenses or without glasses",
                 "镜片颜色过深：透光比为{lens_light}，要求不低于{lens_light.min}"
                 "：请换用无色透明镜片或摘下眼镜后重拍"}},
    MessageSpec{"coloured-lenses",
                {"the lenses are coloured: the skin behind them differs by {lens_tint} in colour, allowed "
                 "{lens_tint.max}: take the photo again with clear lenses or without glasses",
                 "镜片带有颜色：镜片后皮肤的色差为{lens_tint}，允许不超过{lens_tint.max}"
                 "：请换用无色透明镜片或摘下眼镜后重拍"}},
    MessageSpec{"no-glasses", {"no glasses are worn", "未佩戴眼镜"}},
    MessageSpec{"skin-hidden",
                {"too little skin can be seen behind and below the lenses to compare it",
                 "镜片后方或下方可见皮肤过少，无法比较"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

// Face coordinates and eye distances.
constexpr FaceArea kBox{-0.75, -0.1, 0.75, 0.8};
constexpr double kDensity = 40;
constexpr double kHalfLens = 0.2, kLensTop = 0.05, kLensBottom = 0.2;  // below the lower lid
constexpr double kHalfCheek = 0.15, kCheekTop = 0.45, kCheekBottom = 0.75;
constexpr double kFewestSkin = 0.25;  // share of the cheek patch

/// What one eye's lens does to the light.
struct Lens {
  double light = 0;  ///< skin behind it by skin below it, linear
  Tint change;       ///< of the colour
};

/// Lowest point of the eye's contour, face coordinates.
double lower_lid(const Analysis& analysis, const FaceFrame& frame, bool left) {
  double lid = -1;
  const int begin = left ? landmark::kEyeLeftBegin : landmark::kEyeRightBegin;
  const int end = left ? landmark::kEyeLeftEnd : landmark::kEyeRightEnd;
  for (int i = begin; i < end; ++i) {
    lid = std::max(lid, face_place(analysis, frame, i).y);
  }
  return lid;
}

std::vector<Rgb> pixels(const FaceRaster& patch, FaceArea box, bool skin_only) {
  std::vector<Rgb> found;
  for (int y = patch.row(box.top); y < patch.row(box.bottom); ++y) {
    for (int x = patch.column(box.left); x < patch.column(box.right); ++x) {
      if (!skin_only || patch.is(x, y, PortraitClass::skin)) found.push_back(patch.rgb(x, y));
    }
  }
  return found;
}

std::optional<Lens> lens(const Analysis& analysis, const FaceFrame& frame, const FaceRaster& patch,
                         bool left) {
  const double middle = left ? -0.5 : 0.5;
  const double lid = lower_lid(analysis, frame, left);
  const std::vector<Rgb> behind =
      pixels(patch, {middle - kHalfLens, lid + kLensTop, middle + kHalfLens, lid + kLensBottom}, false);
  const std::vector<Rgb> below =
      pixels(patch, {middle - kHalfCheek, kCheekTop, middle + kHalfCheek, kCheekBottom}, true);
  const double whole = 2 * kHalfCheek * (kCheekBottom - kCheekTop) * kDensity * kDensity;
  if (behind.empty() || static_cast<double>(below.size()) < kFewestSkin * whole) return std::nullopt;
  const Rgb seen = median_colour(behind);
  const Rgb skin = median_colour(below);
  const double light = linear_luminance(skin);
  if (!(light > 0)) return std::nullopt;
  const Tint a = tint_of(seen);
  const Tint b = tint_of(skin);
  return Lens{linear_luminance(seen) / light, {a.red_green - b.red_green, a.green_blue - b.green_blue}};
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.glasses)) return *missing;
  if (!analysis.glasses.value().worn()) return not_applicable("no-glasses");
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const FaceRaster patch(analysis, *frame, kBox, kDensity);
  const std::optional<Lens> left = lens(analysis, *frame, patch, true);
  const std::optional<Lens> right = lens(analysis, *frame, patch, false);
  if (!left || !right) return cannot_assess("skin-hidden");
  // Both lenses are alike: the lighter one is less in the shade of the frame, the brow or a lamp on one side.
  const Tint both{(left->change.red_green + right->change.red_green) / 2,
                  (left->change.green_blue + right->change.green_blue) / 2};
  Outcome outcome =
      judge({measure("lens_light", std::max(left->light, right->light), "", 2, params.real("min_light")),
             measure("lens_tint", std::hypot(both.red_green, both.green_blue), "", 2, std::nullopt,
                     params.real("max_tint"))},
            "dark-lenses");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "lens_tint") outcome.message = "coloured-lenses";
  outcome.region = face_region(analysis, *frame, {-0.9, -0.3, 0.9, 0.4});
  return outcome;
}

}  // namespace

extern constinit const RuleBody lenses_clear;
constinit const RuleBody lenses_clear = {
    .explain =
        {
            .checks =
                {"Where glasses are worn: the linear luminance of the skin under the eye, seen through the "
                 "lens, by that of the cheek below the lens (the brighter of the two eyes), and how far its "
                 "colour moves (logarithms of red by green and green by blue, mean of both eyes).",
                 "佩戴眼镜时：镜片后眼下皮肤与镜片下方脸颊的线性亮度之比（取两眼中较亮者），以及两者的颜色差"
                 "异（红绿比、绿蓝比的对数，两眼平均）。"},
            .why = {"Tinted lenses hide the eyes and change their colour; the ministry forbids them.",
                    "有色镜片遮掩眼睛并改变颜色，教育部文件不允许。"},
            .passes_when =
                {"At least min_light of the light comes through and the colour moves by at most max_tint.",
                 "透光比不低于min_light，颜色差异不超过max_tint。"},
            .fails_when =
                {"Sunglasses, darkened photochromic lenses or strongly coloured lenses are worn. Tints of "
                 "less than some 30 % look like a shaded eye and pass.",
                 "佩戴墨镜、变色后的变色镜或明显有色的镜片。低于约30%的浅色与眼窝阴影无法区分，视为通过。"},
            .cannot_assess_when =
                {"No face is found, its parts cannot be told apart, or too little skin shows below the "
                 "lenses. The rule does not apply without glasses.",
                 "未检测到人脸、无法区分面部各部位，或镜片下方可见皮肤过少。未戴眼镜时不适用。"},
            .how_to_fix = {"Wear clear lenses, wait indoors until photochromic lenses are clear, or take the "
                           "glasses off.",
                           "请佩戴无色透明镜片；变色镜请在室内待其褪色，或摘下眼镜后重拍。"},
            .reference = {"Ministry of Education: no tinted lenses; NEAU 2023. Limits set on 2026-11-21: "
                          "light through clear lenses is 0.58 and more on 98 Congress portraits, 0.51 and "
                          "more on 563 painted pairs of clear glasses, so that none fails; colour moves by "
                          "at most 0.21. Caught: sunglasses 4 of 4 (0.23 and less), painted tints of 30 % 10 "
                          "%, of 40 % 20 %, of 50 % 60 %, of 60 % and more 100 %. Thick lenses that make the "
                          "eyes small do not change either measure.",
                          "教育部文件：不得佩戴有色眼镜；东北农业大学2023。限值于2026-11-"
                          "21标定：98张戴镜议员肖像的透光比不低于0.58，563张绘制透明眼镜不低于0."
                          "51，均不误拒；颜色差异不超过0.21。检出：墨镜4/"
                          "4（不超过0.23）；绘制镜片着色30%时10%、40%时20%、50%时60%、60%以上100%"
                          "。使眼睛变小的厚镜片不影响这两项。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::glasses,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
