// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_share",
              .unit = "share",
              .default_number = 0.15,
              .min = 0,
              .max = 1,
              .doc = {"smallest distance from the chin to the lower edge, as a share of the picture's height",
                      "下颌距下边缘的最小距离占照片高度的比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "chin-too-low",
        {"the chin is {chin_margin} of the height above the lower edge, needs at least {chin_margin.min}, "
         "{chin_margin.excess} too little: leave more room under the chin, so that neck and shoulders show",
         "下颌距下边缘为照片高度的{chin_margin}，要求不小于{chin_margin.min}，差{chin_margin.excess}："
         "请在下颌下方多留空间，露出颈部和肩部"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const int height = analysis.file->height;
  // A cut chin is guessed by the network, maybe below the picture; the room under it is none.
  const double room = head.cut_chin ? 0 : std::max(height - head.chin.y, 0.0);
  Outcome outcome =
      judge({measure("chin_margin", scaled(room, 1, height), "share", 3, params.real("min_share"))},
            "chin-too-low");
  const Rect box = head_box(head);
  outcome.region = Rect{box.x, head.eye_line_y, box.width, height - head.eye_line_y};
  return outcome;
}

}  // namespace

extern constinit const RuleBody chin_margin;
constinit const RuleBody chin_margin = {
    .explain =
        {
            .checks = {"The distance from the chin to the lower edge, as a share of the picture's height.",
                       "下颌到照片下边缘的距离占照片高度的比例。"},
            .why = {"The picture is a head-and-shoulders portrait: without room under the chin, neck, collar "
                    "and "
                    "shoulders are missing.",
                    "学历照片为半身免冠照，下颌下方空间不足会缺少颈部、衣领和肩部。"},
            .passes_when = {"The share is at least min_share.", "该比例不小于min_share。"},
            .fails_when = {"The share is smaller. A chin that the lower edge cuts has no room under it.",
                           "该比例小于min_share。下颌被下边缘裁切时按0计。"},
            .cannot_assess_when = {"No face is found, or the outline of the head cannot be made out.",
                                   "未检测到人脸，或无法确定头部轮廓。"},
            .how_to_fix =
                {"Crop the original picture lower, or take it again with the upper body in the picture.",
                 "请用原片向下扩大裁剪范围，或将上半身拍入画面后重拍。"},
            .reference =
                {"Northeast Agricultural University, continuing education, notice of 2023-01-13: space below "
                 "the head, without a number. Travel documents: at least 7 mm of 48 mm, which is 0.146; the "
                 "default is 0.15.",
                 "东北农业大学继续教育学院2023年1月13日通知：头部下方应留有空间，未规定数值。出入境证件："
                 "48毫米高时不小于7毫米，即0.146；默认取0.15。"},
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
