// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

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
              .default_number = 0.18,
              .min = 0,
              .max = 3,
              .doc = {"largest contrast of a bar that runs across both eyes and the skin beside them, as a "
                      "share of the skin's brightness",
                      "横贯双眼及其两侧皮肤的条状物对比度上限（相对皮肤亮度）"}},
};
constexpr std::array kMessages = {
    MessageSpec{"frame-over-eyes",
                {"the frame of the glasses runs across the eyes (contrast {frame_over_eyes}, allowed "
                 "{frame_over_eyes.max}): push the glasses up or take them off, and take the photo again",
                 "镜框横挡在眼睛上（对比度{frame_over_eyes}，允许不超过{frame_over_eyes.max}"
                 "）：请将眼镜推正或摘下后重拍"}},
    MessageSpec{"no-glasses", {"no glasses are worn", "未佩戴眼镜"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

constexpr FaceArea kBox{-0.9, -0.35, 0.9, 0.4};
constexpr double kDensity = 80;
constexpr double kHalfWidth = 0.33;  // eye distances: the eye opening and as much skin again beside it
constexpr double kLidMargin = 0.06;  // above and below the eye's contour
constexpr std::array kReaches = {
    3, 5, 8};  // patch pixels from the middle of a bar to the skin, for thin and thick frames
constexpr int kLongestBright = 5;
constexpr double kFaintest = 0.1;      // share of the line that may be fainter than its contrast
constexpr double kDarkestSkin = 20;    // luma, 0..255
constexpr double kAnySkin = 128;       // where the cheeks are hidden
constexpr double kColdestSkin = 0.15;  // red over blue by luma: below it noise and the light's tint decide
constexpr double kGreyWeight = 0.5;    // shadows of lids and lashes take more of the warmth than of the light
constexpr double kBrightWeight = 2.5;  // nothing on a bare face is brighter than the skin all along the lids

/// How much the rows so far above and below are brighter (sign 1) or darker (-1) than each pixel; both must
/// be.
Plane bars(const Plane& luma, int left, int top, int right, int bottom, int sign, int longest) {
  Plane plane(right - left, bottom - top, -1);
  for (const int reach : kReaches) {
    if (reach > longest) break;
    for (int y = std::max(top, reach); y < std::min(bottom, luma.height() - reach); ++y) {
      for (int x = left; x < right; ++x) {
        const float here = luma.at(x, y);
        const float above = static_cast<float>(sign) * (luma.at(x, y - reach) - here);
        const float below = static_cast<float>(sign) * (luma.at(x, y + reach) - here);
        float& best = plane.row(y - top)[x - left];
        best = std::max(best, std::min(above, below));
      }
    }
  }
  return plane;
}

/// Warmth (red over blue) as a share of the skin's; a grey or black frame has none.
Plane warmth_plane(ImageView colour, double of_skin) {
  Plane plane(colour.width(), colour.height(), 0);
  for (int y = 0; y < colour.height(); ++y) {
    for (int x = 0; x < colour.width(); ++x) {
      const std::uint8_t* pixel = colour.at(x, y);
      plane.row(y)[x] = static_cast<float>((pixel[2] - pixel[0]) / of_skin);
    }
  }
  return plane;
}

/// What a frame differs in from the skin above and below it.
struct Planes {
  Plane luma;    ///< 1: the skin's
  Plane warmth;  ///< 1: the skin's; empty where the skin has too little
};

Planes planes_of(const FaceRaster& patch, const std::optional<SkinTone>& skin) {
  const double brightness = skin ? std::max(luma_of(skin->mean), kDarkestSkin) : kAnySkin;
  Planes planes{smoothed(luma_plane(patch.colour(), brightness)), {}};
  const double warmth = skin ? skin->mean.r - skin->mean.b : 0;
  if (warmth >= kColdestSkin * brightness) planes.warmth = smoothed(warmth_plane(patch.colour(), warmth));
  return planes;
}

/// Contrast of the strongest bar along one eye: dark, bright or grey.
double bar_over_eye(const Analysis& analysis, const FaceFrame& frame, const FaceRaster& patch,
                    const Planes& planes, bool left) {
  double top = 1;
  double bottom = -1;
  double middle = 0;
  const int begin = left ? landmark::kEyeLeftBegin : landmark::kEyeRightBegin;
  const int end = left ? landmark::kEyeLeftEnd : landmark::kEyeRightEnd;
  for (int i = begin; i < end; ++i) {
    const Point p = face_place(analysis, frame, i);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
    middle += p.x / (end - begin);
  }
  const int first = patch.row(top - kLidMargin);
  const int last = patch.row(bottom + kLidMargin);
  const int from = patch.column(middle - kHalfWidth);
  const int to = patch.column(middle + kHalfWidth);
  if (first >= last || from >= to) return 0;
  const double dark =
      strongest_line(bars(planes.luma, from, first, to, last, 1, kReaches.back()), 1).percentile(kFaintest);
  const double bright =
      strongest_line(bars(planes.luma, from, first, to, last, -1, kLongestBright), 1).percentile(kFaintest);
  const double strongest = std::max({dark, kBrightWeight * bright, 0.});
  if (planes.warmth.width() == 0) return strongest;
  const double grey =
      strongest_line(bars(planes.warmth, from, first, to, last, 1, kReaches.back()), 1).percentile(kFaintest);
  return std::max(strongest, kGreyWeight * grey);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.glasses)) return *missing;
  if (!analysis.glasses.value().worn()) return not_applicable("no-glasses");
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const FaceRaster patch(analysis, *frame, kBox, kDensity);
  const std::optional<SkinTone>& skin = own_skin(analysis);
  const Planes planes = planes_of(patch, skin);
  // Both eyes: lashes, wrinkles and a lens's side rim look like a bar on one eye now and then.
  const double contrast = std::min(bar_over_eye(analysis, *frame, patch, planes, true),
                                   bar_over_eye(analysis, *frame, patch, planes, false));
  Outcome outcome =
      judge({measure("frame_over_eyes", contrast, "", 2, std::nullopt, params.real("max_contrast"))},
            "frame-over-eyes");
  outcome.region = face_region(analysis, *frame, {-0.9, -0.25, 0.9, 0.25});
  return outcome;
}

}  // namespace

extern constinit const RuleBody frames_off_eyes;
constinit const RuleBody frames_off_eyes = {
    .explain =
        {
            .checks =
                {"Where glasses are worn: the contrast of a bar, darker or brighter than what is above and "
                 "below it, that runs across each eye and the skin on both sides of it (0.66 eye distances), "
                 "within 0.06 eye distances of the lids; as a share of the brightness of the person's own "
                 "skin, the weaker of both eyes. On warm skin a bar may also be greyer than the skin (half "
                 "of the "
                 "red over blue that it lacks), so that dark skin does not hide a dark frame.",
                 "佩戴眼镜时：在眼睑上下0.06倍眼距范围内，横贯每只眼睛及其两侧皮肤（0."
                 "66倍眼距）且比上下方更暗或更亮的条状物的对比度（相对本人皮肤亮度），取两眼中较弱者。肤色偏"
                 "暖时，比皮肤更灰的条状物（红蓝差缺失的一半）同样计入，深肤色不会掩盖深色镜框。"},
            .why = {"A frame across the eyes hides lids and irises, which the comparison of faces needs.",
                    "镜框横挡眼睛会遮住眼睑和虹膜，影响人像比对。"},
            .passes_when = {"The contrast does not exceed max_contrast.", "对比度不超过max_contrast。"},
            .fails_when =
                {"The upper or lower rim runs over both eyes. A rim over one eye only can be missed.",
                 "上框或下框横压双眼。仅压住一只眼睛时可能漏检。"},
            .cannot_assess_when = {"No face is found or its parts cannot be told apart. The rule does not "
                                   "apply without glasses.",
                                   "未检测到人脸或无法区分面部各部位。未戴眼镜时不适用。"},
            .how_to_fix =
                {"Push the glasses up until the eyes stand in the middle of the lenses, or take them off.",
                 "请将眼镜推正，使眼睛位于镜片中央，或摘下眼镜后重拍。"},
            .reference = {"Ministry of Education: the frame must not cover the eyes; NEAU 2023. Limit set on "
                          "2026-11-21: bare London faces stay at 0.12 and below, painted frames that keep "
                          "0.2 eye distances from the eyes at 0.16 and below (60 pictures). Of 119 Congress "
                          "portraits with glasses 17 fail, nearly all of them laughing, with low "
                          "frames. Caught: painted upper rims across the lids 100 % of 90; thick-frame "
                          "renders 4 of 4, the faintest 0.20, a black frame on very dark skin.",
                          "教育部文件：镜框不得遮挡眼睛；东北农业大学2023。限值于2026-11-"
                          "21标定：伦敦人脸集裸眼不超过0.12，与眼睛相距0.2倍眼距的绘制镜框不超过0."
                          "16（60张）。119张戴镜议员肖像中17张不通过，几乎都是大笑且镜框偏低者。检出：横压眼"
                          "睑的绘制上框90/90；粗框合成图4/4，最弱者0.20，为深肤色戴黑框。"},
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
