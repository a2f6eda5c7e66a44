// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "allow_cut_top",
              .kind = ParamKind::boolean,
              .default_number = 0,
              .doc = {"the upper edge may cut hair, where the document puts the eye line first",
                      "是否允许上边缘裁切头发（文件规定优先保证双眼位置时）"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "cut-top",
        {"the upper edge cuts the head, all of it has to be in the picture: leave room above the hair",
         "头顶被照片上边缘裁切，要求头部完整：请在头发上方留出空间"}},
    MessageSpec{"cut-left",
                {"the left edge cuts the head, all of it has to be in the picture: leave room for hair and "
                 "ear on the "
                 "left",
                 "头部左侧被照片边缘裁切，要求头部完整：请在画面左侧为头发和耳朵留出空间"}},
    MessageSpec{
        "cut-right",
        {"the right edge cuts the head, all of it has to be in the picture: leave room for hair and ear on "
         "the right",
         "头部右侧被照片边缘裁切，要求头部完整：请在画面右侧为头发和耳朵留出空间"}},
    MessageSpec{
        "cut-chin",
        {"the lower edge cuts the chin, all of the head has to be in the picture: leave room under the chin",
         "下颌被照片下边缘裁切，要求头部完整：请在下颌下方留出空间"}},
    MessageSpec{
        "cut-several",
        {"the frame cuts the head on {sides_cut} sides, all of it has to be in the picture: leave room "
         "around the whole head",
         "头部有{sides_cut}侧被画面裁切，要求头部完整：请在头部四周都留出空间"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

std::string_view message_for(const HeadFacts& head, bool top, int sides) {
  if (sides > 1) return "cut-several";
  if (top) return "cut-top";
  if (head.cut_left) return "cut-left";
  return head.cut_right ? "cut-right" : "cut-chin";
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const bool top = head.cut_top && !params.boolean("allow_cut_top");
  const int sides = int{top} + int{head.cut_left} + int{head.cut_right} + int{head.cut_chin};
  Outcome outcome =
      judge({measure("sides_cut", sides, "", 0, std::nullopt, 0)}, message_for(head, top, sides));
  outcome.region = head_box(head);
  return outcome;
}

}  // namespace

extern constinit const RuleBody head_complete;
constinit const RuleBody head_complete = {
    .explain =
        {
            .checks =
                {"Whether an edge of the picture cuts the head: hair at the top, hair or ears at the sides, "
                 "the "
                 "chin at the bottom. The number of cut sides is given. Left and right are those of the "
                 "picture.",
                 "头部是否被画面边缘裁切：上方的头发，两侧的头发或耳朵，下方的下颌；并给出被裁切的边数。"
                 "左右以画面为准。"},
            .why = {"What lies outside the picture cannot be brought back by cropping, so such a photo has "
                    "to be "
                    "taken or cropped anew from the original.",
                    "画面以外的部分无法补回，此类照片必须用原片重新裁剪或重新拍摄。"},
            .passes_when = {"No edge cuts the head, or only the upper one does and allow_cut_top is set.",
                            "头部未被任何一边裁切；或仅上边缘裁切头发且allow_cut_top为真。"},
            .fails_when = {"At least one other edge touches hair, ear or chin.",
                           "除上述情况外，至少有一边裁切到头发、耳朵或下颌。"},
            .cannot_assess_when = {"No face is found, or the outline of the head cannot be made out.",
                                   "未检测到人脸，或无法确定头部轮廓。"},
            .how_to_fix =
                {"Use the uncropped original, or take the photo again from further away with room on all "
                 "sides of the head.",
                 "请使用未裁剪的原片，或退远重拍，使头部四周都留有空间。"},
            .reference =
                {"Ministry of Education, image capture specification for graduation photos (head complete). "
                 "The identity card rule (GA 461-2004) lets the upper edge cut hair where the eye line "
                 "cannot be met otherwise.",
                 "教育部学历证书电子注册图像采集规范（人像头部完整）。居民身份证规则（GA 461-2004）以双眼位置"
                 "优先，必要时允许裁切头顶头发。"},
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
