// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

// No document gives the head height of a graduation photo. The defaults follow from its other two bands with
// the eyes half way up the head: 2 x (200 - 110) / 640 and 2 x (300 - 50) / 640.
constexpr std::array kParams = {
    ParamSpec{
        .name = "min_share",
        .unit = "share",
        .default_number = 0.281,
        .min = 0,
        .max = 1,
        .doc = {"smallest head height as a share of the picture's height", "头部高度占照片高度的最小比例"}},
    ParamSpec{
        .name = "max_share",
        .unit = "share",
        .default_number = 0.781,
        .min = 0,
        .max = 1,
        .not_below = "min_share",
        .doc = {"largest head height as a share of the picture's height", "头部高度占照片高度的最大比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{"head-too-small",
                {"the head takes {head_height} of the picture's height, needs {head_height.min} to "
                 "{head_height.max}, {head_height.excess} too little: crop tighter around the head",
                 "头部高度占照片高度的{head_height}，要求{head_height.min}至{head_height.max}，"
                 "小{head_height.excess}：请缩小裁剪范围，使头部占画面更大"}},
    MessageSpec{"head-too-large",
                {"the head takes {head_height} of the picture's height, needs {head_height.min} to "
                 "{head_height.max}, {head_height.excess} too much: leave more room around the head",
                 "头部高度占照片高度的{head_height}，要求{head_height.min}至{head_height.max}，"
                 "大{head_height.excess}：请扩大裁剪范围，使头部占画面更小"}},
    MessageSpec{"head-cut",
                {"the frame cuts the head at the top or at the chin, so its height could not be measured",
                 "头顶或下颌被画面裁切，无法测量头部高度"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  if (head.cut_top || head.cut_chin) return cannot_assess("head-cut");
  Outcome outcome =
      judge_band(measure("head_height", scaled(head.chin.y - head.head_top.y, 1, analysis.file->height),
                         "share", 3, params.real("min_share"), params.real("max_share")),
                 "head-too-small", "head-too-large");
  outcome.region = head_box(head);
  return outcome;
}

}  // namespace

extern constinit const RuleBody head_height;
constinit const RuleBody head_height = {
    .explain =
        {
            .checks =
                {"The height of the head from its topmost point, hair included, down to the chin, as a share "
                 "of the picture's height.",
                 "头部最高点（含头发）到下颌的高度占照片高度的比例。"},
            .why = {"The head's share decides how much detail the face has and whether the shoulders fit in.",
                    "头部所占比例决定面部细节是否充足、肩部能否完整入镜。"},
            .passes_when = {"The share lies between min_share and max_share, limits included.",
                            "该比例在min_share与max_share之间（含上下限）。"},
            .fails_when = {"The share is smaller or larger.", "该比例小于下限或大于上限。"},
            .cannot_assess_when =
                {"No face is found, the outline of the head cannot be made out, or the frame cuts "
                 "the head at the top or at the chin.",
                 "未检测到人脸、无法确定头部轮廓，或头顶、下颌被画面裁切。"},
            .how_to_fix = {"Crop the original picture anew: tighter for a small head, wider for a large one.",
                           "请用原片重新裁剪：头部偏小则缩小裁剪范围，偏大则扩大裁剪范围。"},
            .reference =
                {"The document for graduation photos sets no head height, so the rule only informs there; "
                 "its defaults follow from the bands of head top (50 to 110 px) and eye line (200 to 300 px "
                 "of 640), with the eyes half way up the head. ICAO 9303 portraits: 60 % to 90 %. Travel "
                 "documents (provincial rule): 331 to 390 px of 472, that is 0.701 to 0.826.",
                 "学历照片文件未规定头部高度，故仅作提示；默认上下限由头顶发际（50至110像素）与双眼位置"
                 "（640像素高时为200至300像素）推算，按双眼位于头部高度一半处计。ICAO 9303人像：60%至90%。"
                 "出入境证件省级要求：472像素高时为331至390像素，即0.701至0.826。"},
        },
    .since = "0.1.0",
    .severity = Severity::info,
    .needs = Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
