// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "photolint/image/measures.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_left_right",
              .kind = ParamKind::real,
              .default_number = 0.4,
              .min = 0,
              .max = 1,
              .doc = {"smallest ratio of the darker to the brighter cheek, linear light",
                      "左右脸颊中较暗一侧与较亮一侧的亮度比下限（线性光）"}},
    ParamSpec{.name = "min_top_bottom",
              .kind = ParamKind::real,
              .default_number = 0.2,
              .min = 0,
              .max = 1,
              .doc = {"smallest ratio of the darker to the brighter of forehead and cheeks, linear light",
                      "额头与脸颊中较暗者与较亮者的亮度比下限（线性光）"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "one-side-dark",
        {"the light is uneven: the darker cheek has {left_right} of the light of the brighter one, needs "
         "{left_right.min}: take the photo again with equal light from both sides",
         "面部光线不均匀：较暗一侧脸颊的亮度为较亮一侧的{left_right}，要求不低于{left_right.min}：请左右均匀"
         "布光后重拍"}},
    MessageSpec{
        "top-or-bottom-dark",
        {"the light is uneven: forehead and cheeks differ by a ratio of {top_bottom}, needs "
         "{top_bottom.min}: take the photo again with the light from the front, not from above or below",
         "面部光线不均匀：额头与脸颊的亮度比为{top_bottom}，要求不低于{top_bottom.min}：请改用正面光，避免"
         "顶光或底光，重新拍摄"}},
    MessageSpec{"cheeks-hidden",
                {"too little skin of the cheeks can be seen to measure the light",
                 "可见的脸颊皮肤过少，无法检查光线"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kFewestSkin = 0.5;      // share of a square that must be skin
constexpr double kBrowClearance = 0.05;  // eye distances between brows and forehead squares
constexpr double kForeheadOffset =
    0.25;  // eye distances from the middle of the forehead to a square's middle

/// Working pixels from the eye line up to the top of the brows.
double brow_top(const Analysis& analysis, const FaceFrame& f) {
  double top = 0;
  for (const Point p : working_landmarks(analysis, landmark::kBrowLeftBegin, landmark::kBrowRightEnd)) {
    top = std::max(top, -f.depth(p));
  }
  return top;
}

/// Skin inside the square with its middle at the point; empty where it is mostly hidden or out of the frame.
LuminanceHistogram square_light(const Analysis& analysis, const FaceFrame& f, Point middle) {
  constexpr std::array kSkin = {PortraitClass::skin};
  const double half = kCheekSide * f.eye_distance / 2;
  const std::vector<RowSpan> skin = spans_of(analysis, square_spans(analysis, f, middle, half), kSkin);
  if (static_cast<double>(area(skin)) < kFewestSkin * 4 * half * half) return {};
  return {analysis.colour, skin};
}

/// The darker by the brighter mean; 1 where both are black.
double balance(const LuminanceHistogram& a, const LuminanceHistogram& b) {
  const double low = std::min(a.mean(), b.mean());
  const double high = std::max(a.mean(), b.mean());
  return high > 0 ? low / high : 1;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const FaceFrame& f = *frame;

  const auto [left_middle, right_middle] = cheek_middles(analysis, f);
  const LuminanceHistogram left = square_light(analysis, f, left_middle);
  const LuminanceHistogram right = square_light(analysis, f, right_middle);
  if (left.pixels() == 0 || right.pixels() == 0) return cannot_assess("cheeks-hidden");

  std::vector<Measurement> measured = {
      measure("left_right", balance(left, right), "", 2, params.real("min_left_right")),
      measure("left_right_overlap", histogram_intersection(left, right), "", 2)};
  const double half = kCheekSide * f.eye_distance / 2;
  const Point brow = f.eyes() - f.down * (brow_top(analysis, f) + kBrowClearance * f.eye_distance + half);
  const Point aside = f.across * (kForeheadOffset * f.eye_distance);
  LuminanceHistogram forehead = square_light(analysis, f, brow - aside);
  forehead.add(square_light(analysis, f, brow + aside));
  if (forehead.pixels() > 0) {
    LuminanceHistogram cheeks = left;
    cheeks.add(right);
    measured.push_back(
        measure("top_bottom", balance(forehead, cheeks), "", 2, params.real("min_top_bottom")));
  }
  Outcome outcome = judge(std::move(measured), "one-side-dark");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "top_bottom") outcome.message = "top-or-bottom-dark";
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody even_lighting;
constinit const RuleBody even_lighting = {
    .explain =
        {
            .checks =
                {"The mean linear luminance of the skin in two cheek squares (side 0.3 eye distances, upper "
                 "side half way between eyes and mouth) and in two squares above the brows: the darker by "
                 "the "
                 "brighter cheek, and the darker by the brighter of forehead and cheeks. The intersection of "
                 "the two cheeks' luminance histograms (ISO/IEC 29794-5) is reported without a limit: it "
                 "falls "
                 "to 0.1 on evenly lit faces with smooth skin, so it cannot decide. Squares that are mostly "
                 "hidden by hair or glasses are left out.",
                 "在两侧脸颊各取一个方块（边长0."
                 "3倍眼距，上边位于双眼与嘴的正中），在眉毛上方取两个方块，测量其中"
                 "皮肤的平均线性亮度：左右脸颊的暗亮比，以及额头与脸颊的暗亮比。同时给出两侧脸颊亮度直方图的"
                 "交集（ISO/IEC 29794-5），但不设限值：光线均匀、皮肤光滑的面部也可能低至0.1，不能作为判据。"
                 "大部分被头发或眼镜遮住的方块不计。"},
            .why = {"Shadows on one side change the look of a face and hide its features.",
                    "单侧阴影会改变面部观感，遮蔽面部特征。"},
            .passes_when = {"Both ratios reach their limits (min_left_right, min_top_bottom).",
                            "两项亮度比均不低于下限（min_left_right、min_top_bottom）。"},
            .fails_when = {"One cheek, or the forehead against the cheeks, is much darker than the other.",
                           "一侧脸颊明显偏暗，或额头与脸颊亮度相差过大。"},
            .cannot_assess_when =
                {"No face is found, its parts cannot be told apart, or less than half of a cheek "
                 "square is visible skin.",
                 "未检测到人脸、无法区分面部各部位，或脸颊方块中可见皮肤不足一半。"},
            .how_to_fix =
                {"Place two equal lamps left and right in front of the face, or face a window, and take the "
                 "photo again.",
                 "请在面前左右对称布置两盏同样的灯，或正对窗户，重新拍摄。"},
            .reference =
                {"Ministry of Education: even light, no asymmetric highlights; ISO/IEC 29794-5, illumination "
                 "uniformity. Limits set on 2026-11-21 with the London set (204 photos of 102 people) and 16 "
                 "compliant synthetic portraits: false rejections 0 of 220 (lowest left-right 0.74, "
                 "top-bottom 0.38). Of 539 US Congress portraits, some of them lit from one side on purpose, "
                 "1.3 % fail. Caught: side-light renders 4 of 4 (0.05 and less); a ramp of light across the "
                 "face of 0.5 to 2 stops passes, of 3 stops fails 78 % (London) and 44 % (synthetic).",
                 "教育部文件：光线均匀，无不对称高光；ISO/IEC "
                 "29794-5光照均匀性项目。限值于2026-11-"
                 "21标定，样本为伦敦人脸集（102人204张）和16张合规合成肖像：误拒0/"
                 "220（左右比最低0.74，上下比最低0.38）。539张美国国会议员肖像中部分为有意的侧光布光，1.3%"
                 "不通过。检出：侧光合成图4/"
                 "4（不超过0.05）；横跨面部的亮度渐变为0.5至2档时通过，3档时伦敦集78%、合成肖像44%不通过。"},
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
