// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "photolint/rule/assess.h"
#include "photolint/rule/eye_checks.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_gaze_offset",
              .kind = ParamKind::real,
              .default_number = 0.12,
              .min = 0,
              .max = 1,
              .doc = {"largest distance of the irises from the middle of the eyes to either side, share of "
                      "the eye's width",
                      "虹膜偏离眼裂中点的最大距离（任一侧），以眼裂宽度为1"}},
};
constexpr std::array kMessages = {
    MessageSpec{"looks-left",
                {"the eyes look to the left of the picture: the irises stand {gaze_offset} eye widths from "
                 "the middle, allowed {gaze_offset.min} to {gaze_offset.max}: look straight into the camera",
                 "视线偏向画面左侧：虹膜偏离眼裂中点{gaze_offset}倍眼宽，允许{gaze_offset.min}至{gaze_offset."
                 "max}：请双眼平视镜头后重拍"}},
    MessageSpec{"looks-right",
                {"the eyes look to the right of the picture: the irises stand {gaze_offset} eye widths from "
                 "the middle, allowed {gaze_offset.min} to {gaze_offset.max}: look straight into the camera",
                 "视线偏向画面右侧：虹膜偏离眼裂中点{gaze_offset}倍眼宽，允许{gaze_offset.min}至{gaze_offset."
                 "max}：请双眼平视镜头后重拍"}},
    MessageSpec{"eyes-disagree",
                {"the two irises stand too differently to tell where the eyes look: a person should look",
                 "双眼虹膜位置不一致，无法判断视线方向：请人工核对"}},
    MessageSpec{"eyes-not-seen",
                {"the irises cannot be seen in both eyes: closed, covered, or behind a reflection",
                 "未能看清双眼虹膜：闭眼、被遮挡或被反光覆盖"}},
    MessageSpec{
        "eyes-too-small",
        {"the eyes are too small in the picture to look at the irises", "眼部像素过少，无法检查虹膜"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// How far the eye's corners lie before the middle of the eyeball, by the width of the eye: about 9 mm by 30
/// mm. 102 people who look into the camera with their heads up to 8 degrees aside give 0.33.
constexpr double kCornerDepth = 0.3;

/// Eye widths that the two offsets may differ by: 0.25 at most where both irises are found. Beyond, one of
/// them is a shadow or a lash, or one eye squints.
constexpr double kMostApart = 0.35;

/// Position of the iris between the corners, in eye widths right of their middle.
double offset(const EyeLook& eye) {
  const Point across = eye.corner_right - eye.corner_left;
  const Point from = eye.iris - midpoint(eye.corner_left, eye.corner_right);
  const double width = std::max(eye.width(), 1e-6);
  return (from.x * across.x + from.y * across.y) / (width * width);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.eyes)) return *missing;
  const EyeFacts& eyes = analysis.eyes.value();
  if (eyes_too_small(analysis)) return cannot_assess("eyes-too-small");
  if (!shows_iris(eyes.left) || !shows_iris(eyes.right)) return cannot_assess("eyes-not-seen");
  const double yaw = analysis.faces.value().main().yaw_deg * std::numbers::pi / 180;
  // Where the irises of somebody stand who turns the head, but not the eyes, from the camera. Between that
  // and the middle, where they stand if the eyes turn with the head, nobody looks aside.
  const double at_camera = -kCornerDepth * std::tan(std::clamp(yaw, -1.0, 1.0));
  const double left = offset(eyes.left), right = offset(eyes.right);
  if (std::abs(left - right) > kMostApart) return cannot_assess("eyes-disagree");
  const double mean = (left + right) / 2;
  const double aside = mean - std::clamp(mean, std::min(at_camera, 0.0), std::max(at_camera, 0.0));
  const double limit = params.real("max_gaze_offset");
  Outcome outcome =
      judge_band(measure("gaze_offset", aside, "", 2, -limit, limit), "looks-left", "looks-right");
  outcome.region = eyes_region(eyes);
  return outcome;
}

}  // namespace

extern constinit const RuleBody gaze_forward;
constinit const RuleBody gaze_forward = {
    .explain =
        {
            .checks =
                {"The middle of each iris, found in the pixels, against the middle between the corners of "
                 "the eye, in eye widths, positive to the right of the picture; mean of both eyes, so that a "
                 "squinting eye counts half. A head turned aside moves the irises of eyes that stay on the "
                 "camera by 0.3 tan(yaw) the other way: only what lies beyond the stretch from the middle to "
                 "there counts. Looking up or down is not measured: the lids follow the eyes.",
                 "以像素定位的虹膜中心相对于内外眼角中点的偏移，单位为眼裂宽度，向画面右侧为正；取双眼平均，"
                 "斜视的一只眼只计一半。头部偏转而双眼仍看镜头时，虹膜会反向移动0.3 "
                 "tan(偏转角)，故只计超出中点与该位置之间的部分。上下视不作测量（眼睑随视线移动）。"},
            .why = {"The eyes have to look ahead, into the camera; an averted gaze changes the face.",
                    "应平视前方、目视镜头；视线偏移会改变面部特征。"},
            .passes_when = {"The offset lies within max_gaze_offset to either side, limit included.",
                            "向两侧的偏移均不超过max_gaze_offset（含）。"},
            .fails_when = {"Both eyes look further aside.", "双眼视线偏移超过max_gaze_offset。"},
            .cannot_assess_when = {"No face is found, the eyes are less than 40 pixels apart, an iris cannot "
                                   "be seen (closed, covered, behind a reflection), or the two stand too "
                                   "differently (a strong squint, lashes taken for an iris).",
                                   "未检测到人脸、两眼间距不足40像素，有一侧虹膜因闭眼、遮挡、反光而看不清，"
                                   "或双眼虹膜位置相差过大（明显斜视，或睫毛被误认为虹膜）。"},
            .how_to_fix = {"Take the photo again and look straight into the lens, not at the screen or at "
                           "the photographer.",
                           "请重新拍摄：双眼直视镜头，不要看屏幕或摄影师。"},
            .reference =
                {"NEAU 2023: eyes look ahead. Checked on 2026-11-21: false rejections 0 of 204 London photos "
                 "(largest offset 0.08), 0 of 342 compliant portraits and mild variations (0.08), 1 of 438 "
                 "US Congress portraits (dark make-up around the eyes). Caught: renders that look 27 degrees "
                 "aside 4 of 4; irises moved by 10 percent of the eye's width pass, by 15 percent 13 of 25 "
                 "fail, by 20 percent 22 of 25, by 30 percent 22 of 25, the others mostly go to a person.",
                 "东北农业大学2023年通知：双眼平视。2026-11-21验证：伦敦人脸集204张误拒0（最大偏移0."
                 "08），合规肖像及轻微变化图342张误拒0（0."
                 "08），美国国会议员肖像438张误拒1（眼周浓黑妆容）。检出：视线偏27度的合成图4/"
                 "4；虹膜移动眼宽的10%时通过，15%时25张中13张不通过，20%时22张，30%时22张，其余大多转人工。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::faces | Need::eyes,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
