// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "photolint/image/polygon.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/face_raster.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "max_share",
        .kind = ParamKind::real,
        .unit = "share",
        .default_number = 0.01,
        .min = 0,
        .max = 1,
        .doc = {"largest share of a lens that is a white reflection", "单个镜片中白色反光面积占比的上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"glare",
                {"light is reflected on {lens_glare} of a lens, allowed {lens_glare.max}: lift the earpieces "
                 "a little or move the lamps aside, and take the photo again",
                 "镜片反光面积占{lens_glare}，允许不超过{lens_glare.max}：请略微抬高镜腿或移开灯位后重拍"}},
    MessageSpec{"no-glasses", {"no glasses are worn", "未佩戴眼镜"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

// A lens in face coordinates: an ellipse around the eye, a little lower than it.
constexpr FaceArea kBox{-0.9, -0.25, 0.9, 0.35};
constexpr double kDensity = 80;
constexpr double kHalfWidth = 0.36, kHalfHeight = 0.25, kLower = 0.05;
constexpr double kLidMargin = 0.03;  // eye distances around the eye that may hold white of the eye
// Grey levels of the darkest channel. White of the eye stays below 235 in well exposed photos; skin has less
// blue than a reflection of a lamp.
constexpr double kGlareLevel = 215, kAboveSkin = 40, kGlareOnEye = 235;

double darkest(Rgb colour) {
  return std::min({colour.r, colour.g, colour.b});
}

/// Pixels of the eye with a margin, 1 inside.
ImageBuffer eye_mask(const Analysis& analysis, const FaceFrame& frame, const FaceRaster& patch, bool left) {
  std::vector<Point> points;
  const int begin = left ? landmark::kEyeLeftBegin : landmark::kEyeRightBegin;
  const int end = left ? landmark::kEyeLeftEnd : landmark::kEyeRightEnd;
  for (int i = begin; i < end; ++i) {
    const Point p = face_place(analysis, frame, i);
    for (const double dx : {-kLidMargin, kLidMargin}) {
      for (const double dy : {-kLidMargin, kLidMargin}) {
        points.push_back({(p.x + dx - kBox.left) * kDensity, (p.y + dy - kBox.top) * kDensity});
      }
    }
  }
  ImageBuffer mask(patch.width(), patch.height(), 1);
  for (const RowSpan& span : fill_polygon(convex_hull(points), patch.width(), patch.height())) {
    std::fill(mask.at(span.x_begin, span.y), mask.at(span.x_begin, span.y) + (span.x_end - span.x_begin),
              std::uint8_t{1});
  }
  return mask;
}

/// The darkest channel of the skin under the eye, behind the lens.
double skin_level(const FaceRaster& patch, double middle) {
  std::vector<Rgb> skin;
  for (int y = patch.row(0.15); y < patch.row(0.3); ++y) {
    for (int x = patch.column(middle - 0.2); x < patch.column(middle + 0.2); ++x)
      skin.push_back(patch.rgb(x, y));
  }
  return darkest(median_colour(skin));
}

double glare_share(const Analysis& analysis, const FaceFrame& frame, const FaceRaster& patch, bool left) {
  const double middle = left ? -0.5 : 0.5;
  const ImageBuffer eye = eye_mask(analysis, frame, patch, left);
  const double beside_eye = std::max(kGlareLevel, skin_level(patch, middle) + kAboveSkin);
  int lens = 0;
  int glare = 0;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = patch.column(middle - kHalfWidth); x < patch.column(middle + kHalfWidth); ++x) {
      const double u = (patch.across(x) - middle) / kHalfWidth;
      const double v = (patch.down(y) - kLower) / kHalfHeight;
      if (u * u + v * v > 1) continue;
      ++lens;
      const double limit = *eye.view().at(x, y) != 0 ? kGlareOnEye : beside_eye;
      if (darkest(patch.rgb(x, y)) >= limit) ++glare;
    }
  }
  return static_cast<double>(glare) / std::max(lens, 1);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.glasses)) return *missing;
  if (!analysis.glasses.value().worn()) return not_applicable("no-glasses");
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const FaceRaster patch(analysis, *frame, kBox, kDensity);
  const double share =
      std::max(glare_share(analysis, *frame, patch, true), glare_share(analysis, *frame, patch, false));
  Outcome outcome =
      judge({measure("lens_glare", share, "share", 3, std::nullopt, params.real("max_share"))}, "glare");
  outcome.region = face_region(analysis, *frame, kBox);
  return outcome;
}

}  // namespace

extern constinit const RuleBody lens_glare;
constinit const RuleBody lens_glare = {
    .explain =
        {
            .checks = {"Where glasses are worn: the share of each lens (an ellipse of 0.72 by 0.5 eye "
                       "distances around the eye) whose darkest channel is bright white: 215 of 255 and 40 "
                       "above the skin behind the lens, 235 on the eye itself, so that the white of the eye "
                       "does not count. The larger of both lenses.",
                       "佩戴眼镜时：每个镜片（眼睛周围0.72×0."
                       "5倍眼距的椭圆）中最暗通道达到亮白的像素占比：不低于215且比镜片后皮肤高40；眼睛本身须"
                       "达235，以免计入眼白。取两片中较大者。"},
            .why = {"Reflections hide the eyes.", "反光会遮住眼睛。"},
            .passes_when = {"The share does not exceed max_share.", "占比不超过max_share。"},
            .fails_when = {"A lamp, window or flash is reflected in a lens. Faint coloured reflections of "
                           "coated lenses are not found.",
                           "镜片中有灯、窗或闪光灯的反光。镀膜镜片的浅色反光无法检出。"},
            .cannot_assess_when = {"No face is found or its parts cannot be told apart. The rule does not "
                                   "apply without glasses.",
                                   "未检测到人脸或无法区分面部各部位。未戴眼镜时不适用。"},
            .how_to_fix = {"Lift the earpieces a little so that the lenses tilt down, move the lamps aside, "
                           "or take the glasses off.",
                           "请略微抬高镜腿使镜片下倾，或将灯移向两侧，或摘下眼镜后重拍。"},
            .reference = {"Ministry of Education: lenses must not reflect; NEAU 2023. The limit of 0.01 is "
                          "the plan's; checked on 2026-11-21: 1 of 98 Congress portraits with glasses fails "
                          "(0.011), 6 of 563 painted pairs of glasses, no compliant render. Caught: lens "
                          "glare renders 4 of 4 (0.076 and more); painted reflections of 2 % of a lens and "
                          "more 30 of 30, of 1 % and less none.",
                          "教育部文件：镜片不得反光；东北农业大学2023。限值0.01取自设计，于2026-11-"
                          "21验证：98张戴镜议员肖像中1张不通过（0."
                          "011），563张绘制眼镜中6张，合规合成肖像0张。检出：镜片反光合成图4/"
                          "4（不低于0.076）；绘制反光占镜片2%及以上时30/30，1%及以下时为0。"},
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
