// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_smile",
              .kind = ParamKind::real,
              .default_number = 0.85,
              .min = 0,
              .max = 1,
              .doc = {"largest score of a smile, 0 (neutral) to 1", "微笑得分上限，0为平静，1为明显微笑"}},
};
constexpr std::array kMessages = {
    MessageSpec{"smiles",
                {"the expression is not neutral: smile {smile} on a scale of 0 to 1, allowed {smile.max}: "
                 "relax the mouth and the eyes",
                 "表情不够自然平和：微笑得分{smile}（0至1），允许不超过{smile.max}：请放松嘴角与眼部后重拍"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

// Landmarks: middles of the upper and of the lower inner lip, of the upper outer lip.
constexpr std::size_t kInnerUpper = 123, kInnerLower = 113, kOuterUpper = 103;

/// What a smile changes, in units that the size of the face does not change.
struct Ratios {
  double mouth_width = 0;  ///< by the width of the face
  double corner_lift = 0;  ///< of the mouth's corners over the middle between the lips, eye distances
  double nose_to_lip = 0;  ///< eye distances
  double lid_opening = 0;  ///< eye distances, mean of both eyes
};

double opening(std::span<const Point> contour) {
  double widest = 0;
  for (std::size_t i = 1; i < 8; ++i) widest = std::max(widest, distance(contour[i], contour[16 - i]));
  return widest;
}

Ratios ratios_of(const Face& face, const FaceFrame& f, double scale) {
  const auto at = [&](std::size_t i) { return face.landmarks.at(i) * scale; };
  const auto depth = [&](std::size_t i) { return f.depth(at(i)) / f.eye_distance; };
  const auto across = [&](std::size_t i, std::size_t j) {
    const Point d = at(j) - at(i);
    return d.x * f.across.x + d.y * f.across.y;
  };
  const std::span<const Point> points(face.landmarks);
  Ratios r;
  r.mouth_width = across(landmark::kMouthCornerLeft, landmark::kMouthCornerRight) /
                  std::max(1.0, std::abs(across(landmark::kEarJointLeft, landmark::kEarJointRight)));
  r.corner_lift = (depth(kInnerUpper) + depth(kInnerLower) - depth(landmark::kMouthCornerLeft) -
                   depth(landmark::kMouthCornerRight)) /
                  2;
  r.nose_to_lip = depth(kOuterUpper) - depth(landmark::kNoseBase);
  r.lid_opening = (opening(points.subspan(landmark::kEyeLeftBegin, 16)) +
                   opening(points.subspan(landmark::kEyeRightBegin, 16))) *
                  scale / (2 * f.eye_distance);
  return r;
}

/// 0 neutral .. 1 smiling. Logistic regression on the neutral and the smiling photo of 102 people (London
/// set).
double smile_score(const Ratios& r) {
  const double x =
      3.31 + 30.01 * r.mouth_width + 25.47 * r.corner_lift - 3.31 * r.nose_to_lip - 97.96 * r.lid_opening;
  return 1 / (1 + std::exp(-x));
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const Face& face = analysis.faces.value().main();
  const Ratios ratios = ratios_of(face, *frame, analysis.scale);
  Outcome outcome = judge(
      {measure("smile", smile_score(ratios), "", 2, std::nullopt, params.real("max_smile")),
       measure("mouth_width", ratios.mouth_width, "", 3), measure("corner_lift", ratios.corner_lift, "", 3),
       measure("lid_opening", ratios.lid_opening, "", 3)},
      "smiles");
  outcome.region = landmark_box(face);
  return outcome;
}

}  // namespace

extern constinit const RuleBody neutral_expression;
constinit const RuleBody neutral_expression = {
    .explain =
        {
            .checks = {"A score of 0 (neutral) to 1 (smiling) from four ratios of the landmarks: width of "
                       "the mouth by width of the face, lift of its corners over the middle between the "
                       "lips, distance from nose to upper lip, and opening of the lids (squint). A raised "
                       "brow did not help and is left out.",
                       "由特征点的四项比值计算0（平静）至1（微笑）的得分：嘴宽与脸宽之比、嘴角相对两唇正中的"
                       "上扬、鼻底至上唇的距离、眼睑开合度（眯眼）。挑眉对区分无帮助，未计入。"},
            .why =
                {"The documents ask for a natural expression; a broad smile changes mouth, cheeks and eyes.",
                 "文件要求表情自然；明显的笑容会改变嘴、脸颊与眼部。"},
            .passes_when = {"The score is at most max_smile.", "得分不超过max_smile。"},
            .fails_when = {"The score is higher: a smile or a grimace is probable, and a person should look.",
                           "得分更高：可能有明显笑容或做表情，请人工复核。"},
            .cannot_assess_when = {"No face is found, or the search for faces did not work.",
                                   "未检测到人脸，或人脸检测未能完成。"},
            .how_to_fix =
                {"Take the photo again with a calm face: lips closed, corners of the mouth at rest.",
                 "请重新拍摄：表情平和，双唇闭合，嘴角放松。"},
            .reference =
                {"Documents: natural expression; some allow a smile with closed lips, so the rule only sends "
                 "to review. Fitted on 2026-11-21 to the London set (102 people, neutral and smiling); "
                 "cross-validated by person the area under the curve is 0.94. At the limit 0 of 102 neutral "
                 "and 60 of 102 smiling photos fail, 69 together with mouth-closed and teeth-hidden; 1 of "
                 "326 mild variations fails. Half of the smiling photos show closed lips and differ little "
                 "from other people's calm faces; mouths that turn up by nature score up to 0.84.",
                 "文件要求表情自然，部分文件允许闭口微笑，故本规则仅提示复核。2026-11-"
                 "21以伦敦人脸集（102人，平静与微笑各一张）拟合，按人交叉验证的AUC为0."
                 "94。在限值处，平静照片0/102、微笑照片60/102不通过，与闭口、露齿两项合计为69/"
                 "102；326张轻微变化图中1张不通过。约半数微笑照片为闭口微笑，与他人的平静表情差别很小；天生嘴"
                 "角上扬者得分可达0.84。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::faces,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
