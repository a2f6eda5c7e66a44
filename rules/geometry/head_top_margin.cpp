// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "frame_height_px",
        .kind = ParamKind::integer,
        .unit = "px",
        .default_number = 640,
        .min = 100,
        .max = 10000,
        .doc =
            {"height of the picture for which the limits are stated; the measured distance is scaled to it",
             "上下限所依据的照片高度，测得的距离按此高度折算"}},
    ParamSpec{.name = "min_margin_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 50,
              .min = 0,
              .max = 10000,
              .doc = {"smallest distance from the upper edge to the head top", "头顶发际距上边缘的最小距离"}},
    ParamSpec{.name = "max_margin_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 110,
              .min = 0,
              .max = 10000,
              .not_below = "min_margin_px",
              .doc = {"largest distance from the upper edge to the head top", "头顶发际距上边缘的最大距离"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "head-too-high",
        {"the head top is {head_top} px from the upper edge of a {frame}-high frame, needs {head_top.min} to "
         "{head_top.max}, {head_top.excess} px too little: leave more room above the head",
         "按{frame}像素高的照片折算，头顶发际距上边缘{head_top}像素，要求{head_top.min}至{head_top.max}像素，"
         "少{head_top.excess}像素：请在头顶上方多留空间"}},
    MessageSpec{
        "head-too-low",
        {"the head top is {head_top} px from the upper edge of a {frame}-high frame, needs {head_top.min} to "
         "{head_top.max}, {head_top.excess} px too much: leave less room above the head",
         "按{frame}像素高的照片折算，头顶发际距上边缘{head_top}像素，要求{head_top.min}至{head_top.max}像素，"
         "多{head_top.excess}像素：请减少头顶上方的空间"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const std::int64_t frame = params.integer("frame_height_px");
  Outcome outcome = judge_band(measure("head_top", scaled(head.head_top.y, frame, analysis.file->height),
                                       "px", 0, params.real("min_margin_px"), params.real("max_margin_px")),
                               "head-too-high", "head-too-low");
  outcome.args.push_back({"frame", std::to_string(frame)});
  const Rect box = head_box(head);
  outcome.region = Rect{box.x, 0, box.width, box.bottom()};
  return outcome;
}

}  // namespace

extern constinit const RuleBody head_top_margin;
constinit const RuleBody head_top_margin = {
    .explain =
        {
            .checks =
                {"The distance in pixels from the upper edge of the picture to the topmost point of the "
                 "head, "
                 "hair included, scaled to a picture as high as the document states its limits for and "
                 "rounded "
                 "to whole pixels.",
                 "照片上边缘到头部最高点（含头发）的距离，按文件规定的照片高度折算，单位为像素，取整数。"},
            .why = {"Later processing crops and prints the picture without looking at it. A head that "
                    "touches the "
                    "edge loses hair; one that sits low leaves no room for the shoulders.",
                    "照片后续按固定版式自动裁剪和打印。头顶过高会被裁掉头发，过低则肩部空间不足。"},
            .passes_when =
                {"The scaled distance lies between min_margin_px and max_margin_px, limits included.",
                 "折算后的距离在min_margin_px与max_margin_px之间（含上下限）。"},
            .fails_when =
                {"The scaled distance is smaller or larger. A head that the upper edge cuts has distance 0.",
                 "折算后的距离小于下限或大于上限。头顶被上边缘裁切时距离按0计。"},
            .cannot_assess_when = {"No face is found, or the outline of the head cannot be made out.",
                                   "未检测到人脸，或无法确定头部轮廓。"},
            .how_to_fix =
                {"Crop the original picture anew, or take it again with the camera aimed a little higher "
                 "(more room) or lower (less room). Flatten hair that stands up.",
                 "请用原片重新裁剪，或将相机略微上移（增加头顶空间）或下移（减少头顶空间）后重拍；"
                 "头发蓬起或扎有高发髻的请整理后再拍。"},
            .reference =
                {"Ministry of Education, image capture specification for graduation photos: 50 to 110 px of "
                 "640 (numbers as published by universities that quote it). Identity card (GA 461-2004) and "
                 "social security card: 7 to 21 px of 441; the latter defines the term as the head top with "
                 "hair. Provincial rule for travel documents: 25 to 45 px of 472.",
                 "教育部学历证书电子注册图像采集规范：640像素高时为50至110像素（据各高校公布的条文）。"
                 "居民身份证（GA 461-2004）、社会保障卡：441像素高时为7至21像素，后者将该术语定义为含头发的"
                 "头顶。出入境证件省级要求：472像素高时为25至45像素。"},
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
