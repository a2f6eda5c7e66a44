// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_share",
              .unit = "share",
              .default_number = 0.04,
              .min = 0,
              .max = 0.5,
              .doc = {"smallest free width on each side of the head, as a share of the picture's width",
                      "头部每侧空隙占照片宽度的最小比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "left-too-small",
        {"the space left of the head is {left_margin} of the width, needs at least {left_margin.min}, "
         "{left_margin.excess} too little: leave more room on the left of the picture",
         "头部左侧空隙为照片宽度的{left_margin}，要求不小于{left_margin.min}，差{left_margin.excess}："
         "请在画面左侧多留空间"}},
    MessageSpec{
        "right-too-small",
        {"the space right of the head is {right_margin} of the width, needs at least {right_margin.min}, "
         "{right_margin.excess} too little: leave more room on the right of the picture",
         "头部右侧空隙为照片宽度的{right_margin}，要求不小于{right_margin.min}，差{right_margin.excess}："
         "请在画面右侧多留空间"}},
    MessageSpec{
        "both-too-small",
        {"the space beside the head is {left_margin} of the width on the left and {right_margin} on the "
         "right, needs at least {left_margin.min} on each side: leave more room around the head",
         "头部左右空隙分别为照片宽度的{left_margin}和{right_margin}，要求每侧不小于{left_margin.min}："
         "请扩大裁剪范围，使头部两侧留有空隙"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

std::string_view message_for(const Measurement& left, const Measurement& right) {
  if (left.inside()) return "right-too-small";
  return right.inside() ? "left-too-small" : "both-too-small";
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const int width = analysis.file->width;
  const double min = params.real("min_share");
  const Measurement left = measure("left_margin", scaled(head.head_left, 1, width), "share", 3, min);
  const Measurement right =
      measure("right_margin", scaled(width - head.head_right, 1, width), "share", 3, min);
  Outcome outcome = judge({left, right}, message_for(left, right));
  outcome.region = head_box(head);
  return outcome;
}

}  // namespace

extern constinit const RuleBody side_margins;
constinit const RuleBody side_margins = {
    .explain =
        {
            .checks =
                {"The free width left and right of the head (hair, ears and head-gear included) above the "
                 "chin, each as a share of the picture's width. Left and right are those of the picture.",
                 "下颌以上头部（含头发、双耳及头饰）左右两侧的空隙，各以占照片宽度的比例表示。"
                 "左右以画面为准。"},
            .why = {"Hair or ears at the edge are lost when the picture is cropped or printed.",
                    "头发或耳朵贴近边缘，裁剪或打印时容易被切掉。"},
            .passes_when = {"Both shares are at least min_share.", "两侧比例均不小于min_share。"},
            .fails_when = {"A share is smaller. A head that an edge cuts has no space on that side.",
                           "任一侧比例小于min_share。头部被边缘裁切时，该侧空隙按0计。"},
            .cannot_assess_when = {"No face is found, or the outline of the head cannot be made out.",
                                   "未检测到人脸，或无法确定头部轮廓。"},
            .how_to_fix =
                {"Crop the original picture wider, or tie back hair that stands off to the sides and take "
                 "the photo again.",
                 "请用原片扩大裁剪范围；头发向两侧散开的，请束好后重新拍摄。"},
            .reference =
                {"Northeast Agricultural University, continuing education, notice of 2023-01-13: space above "
                 "the head, left, right and below, without a number. Default: 4 % of the width, 19 px of "
                 "480.",
                 "东北农业大学继续教育学院2023年1月13日通知：头部上下左右均应留有空隙，未规定数值。默认取照片"
                 "宽度的4%，即480像素宽时约19像素。"},
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
