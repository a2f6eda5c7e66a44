// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "review_from_deg",
        .unit = "deg",
        .default_number = 12,
        .min = 0,
        .max = 90,
        .doc = {"a larger angle up to max_pitch_deg cannot be told from a level head and is left to a person",
                "超过此角度但不超过max_pitch_deg时，无法可靠区分是否俯仰，转人工复核"}},
    ParamSpec{.name = "max_pitch_deg",
              .unit = "deg",
              .default_number = 18,
              .min = 0,
              .max = 90,
              .not_below = "review_from_deg",
              .doc = {"largest lift or drop of the chin", "抬头或低头的最大角度"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "chin-lowered",
        {"the chin is lowered: pitch {pitch} degrees, allowed {pitch.min} to {pitch.max}, {pitch.excess} too "
         "much: lift the chin and look straight into the camera",
         "低头：俯仰角{pitch}度，允许{pitch.min}至{pitch.max}度，超出{pitch.excess}度："
         "请抬起下颌，平视镜头"}},
    MessageSpec{
        "chin-lifted",
        {"the chin is lifted: pitch {pitch} degrees, allowed {pitch.min} to {pitch.max}, {pitch.excess} too "
         "much: lower the chin and look straight into the camera",
         "仰头：俯仰角{pitch}度，允许{pitch.min}至{pitch.max}度，超出{pitch.excess}度："
         "请放低下颌，平视镜头"}},
    MessageSpec{
        "uncertain",
        {"the pitch of {pitch} degrees (standard error {pitch_sigma}) lies beyond {review_from}, where a "
         "tilted head cannot be told from the shape of the face: please look at the photo",
         "俯仰角{pitch}度（标准误差{pitch_sigma}度），超过{review_from}度，无法区分是头部俯仰还是脸型所致："
         "请人工查看照片"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const double limit = params.real("max_pitch_deg");
  const double review_from = params.real("review_from_deg");
  const Measurement pitch = measure("pitch", head.pitch_deg, "deg", 1, -limit, limit);
  Outcome outcome = judge({pitch, measure("pitch_sigma", head.pitch_sigma_deg, "deg", 1)},
                          pitch.excess() < 0 ? "chin-lowered" : "chin-lifted");
  outcome.args.push_back({"review_from", format_fixed(review_from, 1)});
  outcome.region = head_box(head);
  if (outcome.status != Status::pass || std::abs(pitch.value) <= review_from) return outcome;
  outcome.status = Status::cannot_assess;
  outcome.message = "uncertain";
  return outcome;
}

}  // namespace

extern constinit const RuleBody pitch;
constinit const RuleBody pitch = {
    .explain =
        {
            .checks =
                {"The angle in degrees by which the chin is lifted (positive) or lowered (negative), from "
                 "the "
                 "pose network and the height of the ears against the eye line, with its standard error.",
                 "头部俯仰角，单位为度；仰头为正，低头为负。由姿态网络与双耳相对双眼的高度综合得出，"
                 "并给出标准误差。"},
            .why = {"A lifted chin shows the nostrils, a lowered one hides the neck; both change the face's "
                    "proportions.",
                    "仰头会露出鼻孔，低头会遮住颈部，都会改变面部比例。"},
            .passes_when = {"The angle is at most review_from_deg up or down.",
                            "俯仰角不超过review_from_deg（含）。"},
            .fails_when = {"The angle is beyond max_pitch_deg up or down.", "俯仰角超过max_pitch_deg。"},
            .cannot_assess_when =
                {"The angle lies between the two limits: the shape of the face shifts the estimate "
                 "by about 4 degrees (1 sigma), so a level head can measure as much. Also when no "
                 "face is found or the outline of the head cannot be made out. A profile that "
                 "sets both limits equal decides without this band.",
                 "俯仰角介于两个限值之间：脸型会使估计值偏移约4度（1倍标准差），平视时也可能测得"
                 "此值。未检测到人脸或无法确定头部轮廓时同样无法判定。配置中将两个限值设为相等即可"
                 "取消该区间。"},
            .how_to_fix =
                {"Take the photo again with the camera at eye height, chin level, looking straight ahead.",
                 "请重新拍摄：相机与双眼同高，下颌放平，目视前方。"},
            .reference =
                {"Postgraduate entrance registration: within 10 degrees about each axis; ISO/IEC 19794-5: 5 "
                 "degrees. One photo does not show so small an angle: the shape of the face moves the "
                 "estimate by 3.5 degrees (1 sigma), and level, neutral studio portraits (London set, 102 "
                 "people) measure beyond 10, 12, 15 and 18 degrees in 13.7, 5.9, 2.9 and 0 % of the photos. "
                 "A tool that must not reject good photos therefore refuses from 18 degrees and asks a "
                 "person "
                 "from 12 (docs/decisions/pitch-limits.md).",
                 "研究生招生网上确认要求各轴偏转不超过10度；ISO/IEC 19794-5为5度。但单张照片无法可靠测出"
                 "如此小的俯仰角：脸型会使估计值偏移3.5度（1倍标准差）；伦敦影棚平视、无表情人像（102人）中，"
                 "测得值超过10、12、15、18度的分别占13.7%、5.9%、2.9%和0%。为避免误拒合格照片，超过18度才"
                 "判为不合格，超过12度转人工复核（依据见docs/decisions/pitch-limits.md）。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
