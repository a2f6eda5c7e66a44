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
            .checks = {"x", "x"},
            .why = {"x", "x"},
            .passes_when = {"x", "x"},
            .fails_when = {"x", "x"},
            .cannot_assess_when = {"x", "x"},
            .how_to_fix = {"x", "x"},
            .reference = {"x", "x"},
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
