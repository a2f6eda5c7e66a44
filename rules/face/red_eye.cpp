// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdint>
#include <numbers>
#include <optional>

#include "photolint/rule/assess.h"
#include "photolint/rule/eye_checks.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "max_red_pupil",
        .kind = ParamKind::real,
        .default_number = 0.15,
        .min = 0,
        .max = 1,
        .doc = {"largest red area of the iris, by the area of a wide pupil (half the radius of the iris)",
                "虹膜内红色面积与放大瞳孔（半径为虹膜的一半）面积之比的上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"red-pupils",
                {"a pupil is red: {red_pupil} of it, allowed {red_pupil.max}: take the photo without a flash "
                 "beside the lens; do not paint it over",
                 "瞳孔发红：红色占{red_pupil}，允许不超过{red_pupil.max}"
                 "：请避免使用机身闪光灯重拍，不得以修图方式处理"}},
    MessageSpec{"eyes-not-seen",
                {"no iris can be seen: the eyes are closed, covered or too small",
                 "看不清虹膜：闭眼、被遮挡或像素过少"}},
    MessageSpec{
        "cheeks-hidden",
        {"too little skin of the cheeks can be seen to compare with", "可见的脸颊皮肤过少，无法比对"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kFewestPixels = 3;  // radius of an iris in which a pupil can be seen
constexpr double kPupil = 0.5;       // of the iris' radius: a wide pupil
constexpr double kSearch = 0.85;
constexpr double kRedByGreen = 1.9;  // of the skin's red by green
constexpr double kRedByBlue = 1.35;
constexpr double kLight = 0.45;  // of the skin's red: a dark brown iris is red as well

bool is_red(const std::uint8_t* pixel, Rgb skin) {
  const double by_green = (pixel[2] + 1.0) / (pixel[1] + 1.0);
  const double by_blue = (pixel[2] + 1.0) / (pixel[0] + 1.0);
  return by_green > kRedByGreen * (skin.r + 1) / (skin.g + 1) && by_blue > kRedByBlue &&
         pixel[2] > kLight * skin.r;
}

/// Red area of the iris by that of a wide pupil. The middle of the iris is known to a quarter of its radius
/// or so, so red is looked for around the pupil as well.
double red_share(const Analysis& analysis, const EyeLook& eye, Rgb skin) {
  int red = 0;
  for (const RowSpan& span : iris_ring(analysis, eye, 0, kSearch)) {
    for (int x = span.x_begin; x < span.x_end; ++x)
      red += is_red(analysis.colour.at(x, span.y), skin) ? 1 : 0;
  }
  const double radius = kPupil * eye.iris_radius * analysis.scale;
  return std::min(1.0, red / (std::numbers::pi * radius * radius));
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.eyes)) return *missing;
  const EyeFacts& eyes = analysis.eyes.value();
  const std::optional<FaceFrame> frame = face_frame(analysis);
  const std::optional<SkinTone> skin = frame ? own_skin(analysis) : std::nullopt;
  if (!skin) return cannot_assess("cheeks-hidden");
  const auto seen = [&](const EyeLook& eye) {
    return shows_iris(eye) && eye.iris_radius * analysis.scale >= kFewestPixels;
  };
  if (!seen(eyes.left) && !seen(eyes.right)) return cannot_assess("eyes-not-seen");
  double red = 0;
  for (const EyeLook& eye : {eyes.left, eyes.right}) {
    if (seen(eye)) red = std::max(red, red_share(analysis, eye, skin->mean));
  }
  Outcome outcome =
      judge({measure("red_pupil", red, "", 2, std::nullopt, params.real("max_red_pupil"))}, "red-pupils");
  outcome.region = eyes_region(eyes);
  return outcome;
}

}  // namespace

extern constinit const RuleBody red_eye;
constinit const RuleBody red_eye = {
    .explain =
        {
            .checks =
                {"The red area inside each iris by that of a wide pupil (half the radius of the iris); the "
                 "worse eye counts. Red means: red by green above 1.9 times that of the person's cheeks, red "
                 "by blue above 1.35, and at least 0.45 of the cheeks' red, so that brown irises are not "
                 "red.",
                 "每只眼虹膜内红色面积与放大瞳孔（半径为虹膜的一半）面积之比，取较差的一只眼。红色指红绿比超"
                 "过本人脸颊的1.9倍、红蓝比超过1.35，且红色分量不低于脸颊的0.45，因此棕色虹膜不会误判。"},
            .why = {"Light of the flash from the retina hides the pupil and the colour of the iris.",
                    "闪光灯造成的红眼会掩盖瞳孔与虹膜颜色。"},
            .passes_when = {"The share is at most max_red_pupil in both eyes.",
                            "双眼的红色占比均不超过max_red_pupil。"},
            .fails_when = {"A pupil is redder.", "有瞳孔的红色占比更高。"},
            .cannot_assess_when = {"No face is found, its parts cannot be told apart, no iris can be seen, "
                                   "or the cheeks are hidden.",
                                   "未检测到人脸、无法区分面部各部位、看不清虹膜，或脸颊被遮挡。"},
            .how_to_fix =
                {"Take the photo again with lamps beside the camera, or with the flash away from the lens.",
                 "请改用相机两侧的灯光，或让闪光灯远离镜头，重新拍摄。"},
            .reference =
                {"Documents: no red eyes. Limit set on 2026-11-21: false alarms 0 of 204 London photos, 342 "
                 "compliant portraits and mild variations (all 0.00) and 455 US Congress portraits (at most "
                 "0.06). Red pupils painted on 25 faces: of 0.55 and 0.4 of the iris' radius 25 are caught "
                 "where the red covers 0.8 or more, 25 and 21 where it covers half; of a quarter 24, 15 and "
                 "0 at full, 0.8 and half cover. An albino eye that glows without a flash cannot be told "
                 "from a red eye.",
                 "文件要求无红眼。限值于2026-11-21标定：伦敦人脸集204张、合规肖像及轻微变化图342张（均为0."
                 "00）、美国国会议员肖像455张（最高0.06）误报均为0。在25张脸上绘制红色瞳孔：半径为虹膜的0."
                 "55和0.4倍时，红色覆盖80%"
                 "以上均检出25张，覆盖一半时检出25张和21张；半径为四分之一时，全覆盖、80%、50%"
                 "分别检出24、15、0张。白化病者无闪光灯时的红色反光无法与红眼区分。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::eyes,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
