// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "photolint/image/polygon.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_patch.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_hair",
              .kind = ParamKind::real,
              .default_number = 0.02,
              .min = 0,
              .max = 1,
              .doc = {"largest share of either eye zone that hair may cover",
                      "任一侧眼部区域被头发遮挡的占比上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"hair-over-eye",
                {"hair covers {eye_hair} of an eye zone, allowed {eye_hair.max}: put the hair back from the "
                 "eyes and take the photo again",
                 "眼部区域有{eye_hair}被头发遮挡，允许不超过{eye_hair.max}：请将头发拨离眼睛后重拍"}},
    MessageSpec{"eye-hidden",
                {"an eye cannot be seen behind dark glasses or a cover: take the photo again with both eyes "
                 "free; where a medical reason stands against it, ask the registrar",
                 "有一只眼睛被深色镜片或遮盖物挡住：请露出双眼后重拍；确有医疗原因的，请由学校人工审核"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kGrown = 0.05;  // eye distances on each side: the eye visibility zone of ISO/IEC 39794-5
constexpr double kMostlyGlasses = 0.8;  // share of the eye's outline
constexpr double kSeenContrast =
    0.25;  // grey levels between the dark and the bright of an eye, shares of the skin

/// What one eye's zone shows.
struct Eye {
  FaceArea zone;
  double hair = 0;      ///< share of the zone
  double glasses = 0;   ///< share of the eye's outline that parsing calls glasses, clear lenses included
  double contrast = 0;  ///< bright minus dark pixels inside the outline, grey levels
};

double luma(const std::uint8_t* p) {
  return 0.114 * p[0] + 0.587 * p[1] + 0.299 * p[2];
}

Eye look_at(const Analysis& analysis, const FaceFrame& frame, int begin, int end) {
  std::vector<Point> contour;
  Eye eye{{1e9, 1e9, -1e9, -1e9}};
  for (int i = begin; i < end; ++i) {
    const Point p = face_place(analysis, frame, i);
    contour.push_back(p);
    eye.zone = {std::min(eye.zone.left, p.x - kGrown), std::min(eye.zone.top, p.y - kGrown),
                std::max(eye.zone.right, p.x + kGrown), std::max(eye.zone.bottom, p.y + kGrown)};
  }
  const FacePatch patch = face_patch(analysis, frame, eye.zone, kParsingPerEyeDistance);
  int hair = 0;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) hair += patch.hairy(x, y) ? 1 : 0;
  }
  eye.hair = static_cast<double>(hair) / (patch.width() * patch.height());

  for (Point& p : contour) p = {patch.x_of(p.x), patch.y_of(p.y)};
  std::vector<double> lumas;
  int glasses = 0;
  for (const RowSpan& span : fill_polygon(convex_hull(contour), patch.width(), patch.height())) {
    for (int x = span.x_begin; x < span.x_end; ++x) {
      glasses += patch.is(x, span.y, PortraitClass::glasses) ? 1 : 0;
      lumas.push_back(luma(patch.colour.view().at(x, span.y)));
    }
  }
  if (lumas.empty()) return eye;
  std::sort(lumas.begin(), lumas.end());
  eye.glasses = static_cast<double>(glasses) / static_cast<double>(lumas.size());
  eye.contrast = lumas[lumas.size() * 19 / 20] - lumas[lumas.size() / 20];
  return eye;
}

/// Sunglasses and eye patches are flat; behind clear lenses the dark iris stands against the bright eyeball.
bool hidden(const Eye& eye, double skin) {
  return eye.glasses > kMostlyGlasses && eye.contrast < kSeenContrast * skin;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const Eye left = look_at(analysis, *frame, landmark::kEyeLeftBegin, landmark::kEyeLeftEnd);
  const Eye right = look_at(analysis, *frame, landmark::kEyeRightBegin, landmark::kEyeRightEnd);
  const std::optional<SkinTone>& skin = own_skin(analysis);
  const double skin_luma = skin ? 0.299 * skin->mean.r + 0.587 * skin->mean.g + 0.114 * skin->mean.b : 0;
  const int eyes_hidden = (hidden(left, skin_luma) ? 1 : 0) + (hidden(right, skin_luma) ? 1 : 0);
  Outcome outcome = judge(
      {measure("eye_hair", std::max(left.hair, right.hair), "", 2, std::nullopt, params.real("max_hair")),
       measure("eyes_hidden", eyes_hidden, "", 0, std::nullopt, 0)},
      "hair-over-eye");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "eyes_hidden") outcome.message = "eye-hidden";
  outcome.region = face_region(analysis, *frame,
                               {left.zone.left, std::min(left.zone.top, right.zone.top), right.zone.right,
                                std::max(left.zone.bottom, right.zone.bottom)});
  return outcome;
}

}  // namespace

extern constinit const RuleBody eyes_unobstructed;
constinit const RuleBody eyes_unobstructed = {
    .explain =
        {
            .checks =
                {"The eye visibility zone of ISO/IEC 39794-5: the box around each eye, grown by 1/20 of the "
                 "eye distance. Measured are the larger share of a zone that parsing calls hair or hat, and "
                 "the number of eyes that are hidden: parsing calls more than 0.8 of the eye's outline "
                 "glasses, and inside it bright and dark differ by less than a quarter of the own skin's "
                 "brightness, as behind sunglasses or an eye patch. Clear lenses and lashes do not count. "
                 "How far frames keep from the eyes, tint and glare are checked by frames-off-eyes, "
                 "lenses-clear and lens-glare.",
                 "ISO/IEC "
                 "39794-5规定的眼部可见区：每只眼睛的外接框各边外扩眼距的1/"
                 "20。测量：较差一侧区域中被识别为头发或帽子的占比；以及被遮住的眼睛数：眼睛轮廓内超过0."
                 "8被识别为眼镜，且其明暗差不足本人肤色亮度的四分之一（如墨镜、眼罩）。透明镜片和睫毛不计。镜"
                 "框与眼睛的距离、镜片颜色和反光由frames-off-eyes、lenses-clear和lens-glare检查。"},
            .why = {"Both eyes must be seen whole: they are what people and machines compare first.",
                    "双眼必须完整可见，这是人工和机器比对的首要依据。"},
            .passes_when = {"Hair covers no more than max_hair of either zone and no eye is hidden.",
                            "两侧区域被头发遮挡均不超过max_hair，且没有眼睛被遮住。"},
            .fails_when = {"Hair hangs into an eye zone, or an eye is behind dark glasses or a cover.",
                           "头发垂入眼部区域，或眼睛被深色镜片、遮盖物挡住。"},
            .cannot_assess_when = {"No face is found, or its parts cannot be told apart.",
                                   "未检测到人脸，或无法区分面部各部位。"},
            .how_to_fix =
                {"Put the hair behind the ears or pin it, take off dark glasses, and take the photo again. "
                 "An eye patch worn for medical reasons is a matter for the registrar.",
                 "请将头发别到耳后或固定好，摘下墨镜后重拍。因医疗原因佩戴眼罩的，由学校人工审核。"},
            .reference =
                {"The notices of NEAU 2023, DEYANG 2023 and JIANWEN 2025; ISO/IEC 39794-5 for the zone. "
                 "Limits set on 2026-11-21 with 16 compliant synthetic portraits, 326 mild variations, the "
                 "London set (204 photos of 102 people) and 539 US Congress portraits: no hair is seen in "
                 "any zone of the first three sets, so that the limit is two parsing pixels; false "
                 "rejections 0 of 546; of the Congress portraits an eye patch and hair over a lid are found. "
                 "Caught: hair-over-eye and sunglasses renders 8 of 8. Single strands before an eye are not "
                 "seen; eyebrows-visible finds those that come down from above.",
                 "NEAU 2023、DEYANG 2023、JIANWEN 2025通知；区域定义见ISO/IEC "
                 "39794-5。限值于2026-11-"
                 "21标定，样本为16张合规合成肖像、326张轻微变化图、伦敦人脸集（102人204张）和539张美国国会议"
                 "员肖像：前三组样本的眼部区域内均无头发，限值约合两个识别像素；误拒0/"
                 "546；国会集检出一例眼罩和一例头发遮眼睑。检出：头发遮眼和墨镜合成图8/"
                 "8。眼前的单根发丝无法检出，自上方垂下的由eyebrows-visible检查。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
