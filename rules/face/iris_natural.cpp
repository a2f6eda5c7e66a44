// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/eye_checks.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_iris_chroma",
              .kind = ParamKind::real,
              .default_number = 15,
              .min = 0,
              .max = 200,
              .doc = {"largest CIELAB chroma of irises that are not brown, hazel or amber",
                      "非棕色系虹膜的CIELAB彩度上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "coloured",
        {"the irises have an unnatural colour: chroma {iris_chroma}, allowed {iris_chroma.max}: take the "
         "photo without coloured contact lenses",
         "虹膜颜色不自然：彩度{iris_chroma}，允许不超过{iris_chroma.max}：请摘下有色隐形眼镜（美瞳）后重拍"}},
    MessageSpec{"eyes-not-seen",
                {"the irises cannot be seen in both eyes: closed, covered, or behind a reflection",
                 "未能看清双眼虹膜：闭眼、被遮挡或被反光覆盖"}},
    MessageSpec{
        "eyes-too-small",
        {"the eyes are too small in the picture to look at the irises", "眼部像素过少，无法检查虹膜"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kFewestPixels = 6;  // radius of an iris whose colour can be told from pupil, lid and white
constexpr double kFrom = 0.5;        // of the radius: outside the pupil
constexpr double kTo = 0.88;         // inside the edge
// Browns, hazels and ambers under any light; natural eyes of these hues are as strong as the light makes
// them.
constexpr double kWarmFromDeg = 20;
constexpr double kWarmToDeg = 115;

/// Mean colour of both irises.
std::optional<Lab> iris_colour(const Analysis& analysis) {
  std::vector<RowSpan> ring = iris_ring(analysis, analysis.eyes.value().left, kFrom, kTo);
  const std::vector<RowSpan> right = iris_ring(analysis, analysis.eyes.value().right, kFrom, kTo);
  ring.insert(ring.end(), right.begin(), right.end());
  const std::optional<SkinTone> tone = tone_of(analysis, ring);
  if (!tone) return std::nullopt;
  return tone->lab;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.eyes)) return *missing;
  const EyeFacts& eyes = analysis.eyes.value();
  if (!shows_iris(eyes.left) || !shows_iris(eyes.right)) return cannot_assess("eyes-not-seen");
  const double radius = std::min(eyes.left.iris_radius, eyes.right.iris_radius);
  const std::optional<Lab> colour = iris_colour(analysis);
  if (!colour || radius * analysis.scale < kFewestPixels) return cannot_assess("eyes-too-small");
  const double hue = std::fmod(std::atan2(colour->b, colour->a) * 180 / std::numbers::pi + 360, 360);
  const bool warm = hue >= kWarmFromDeg && hue < kWarmToDeg;
  const std::optional<double> limit = warm ? std::nullopt : std::optional(params.real("max_iris_chroma"));
  Outcome outcome =
      judge({measure("iris_chroma", std::hypot(colour->a, colour->b), "", 1, std::nullopt, limit),
             measure("iris_hue", hue, "deg", 0)},
            "coloured");
  outcome.region = eyes_region(eyes);
  return outcome;
}

}  // namespace

extern constinit const RuleBody iris_natural;
constinit const RuleBody iris_natural = {
    .explain =
        {
            .checks =
                {"The mean colour (CIELAB) of the rings between 0.5 and 0.88 radii of both irises, without "
                 "pupil, edge and what the lids may cover. Hues from brown to amber (20 to 115 degrees) are "
                 "natural at any chroma; natural blue, grey and green irises are weak in colour. Lenses in "
                 "natural colours and lenses that only enlarge are not found: natural irises differ as much.",
                 "双眼虹膜在0.5至0."
                 "88倍半径之间环带的平均颜色（CIELAB），不含瞳孔、边缘与可能被眼睑遮住的部分。棕色至琥珀色（"
                 "色相20至115度）无论彩度均属自然；天然的蓝、灰、绿色虹膜彩度都很低。颜色自然或仅有放大效果的"
                 "美瞳无法识别，因其差别不超出天然虹膜的个体差异。"},
            .why = {"Coloured contact lenses change the look of the eyes; the notices forbid them.",
                    "有色隐形眼镜（美瞳）会改变眼部外观，通知明令禁止佩戴。"},
            .passes_when = {"The irises are of a warm hue, or their chroma is at most max_iris_chroma.",
                            "虹膜为暖色系，或彩度不超过max_iris_chroma。"},
            .fails_when = {"Blue, green, violet or red irises are more colourful than natural ones: a person "
                           "should look.",
                           "蓝、绿、紫、红色虹膜的彩度超出自然范围：请人工复核。"},
            .cannot_assess_when =
                {"No face is found, an iris cannot be seen, or its radius is under 6 pixels.",
                 "未检测到人脸、虹膜看不清，或虹膜半径不足6像素。"},
            .how_to_fix =
                {"Take coloured contact lenses out and take the photo again; clear lenses may stay.",
                 "请摘下美瞳后重拍；透明隐形眼镜不受限制。"},
            .reference =
                {"Notices: no coloured contact lenses. Limit set on 2026-11-21: false alarms 0 of 204 London "
                 "photos of all natural eye colours (chroma of cool hues up to 7), 0 of 326 mild variations, "
                 "0 of 214 US Congress portraits. Painted lenses of 25 faces: at 70 percent cover blue 25, "
                 "green 24, violet 23 are found, at 40 percent blue 3, green 0, violet 1; grey and amber "
                 "ones are not found.",
                 "各通知：不得佩戴美瞳。限值于2026-11-"
                 "21标定：伦敦人脸集204张（含各种天然虹膜颜色，冷色系彩度不超过7）误报0，轻微变化图326张误报0"
                 "，美国国会议员肖像214张误报0。在25张脸上绘制有色镜片：覆盖率70%"
                 "时检出蓝色25、绿色24、紫色23，40%时检出蓝色3、绿色0、紫色1；灰色与琥珀色无法检出。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::eyes,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
