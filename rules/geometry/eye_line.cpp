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
    ParamSpec{.name = "min_y_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 200,
              .min = 0,
              .max = 10000,
              .doc = {"smallest distance from the upper edge to the eye line; 0 where the document sets none",
                      "双眼连线距上边缘的最小距离；文件未作规定时填0"}},
    ParamSpec{
        .name = "max_y_px",
        .kind = ParamKind::integer,
        .unit = "px",
        .default_number = 300,
        .min = 0,
        .max = 10000,
        .not_below = "min_y_px",
        .doc =
            {"largest distance from the upper edge to the eye line; for a limit stated from the lower edge, "
             "the height less that limit",
             "双眼连线距上边缘的最大距离；文件按下边缘规定时，填照片高度减去该数值"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "eyes-too-high",
        {"the eyes are {eye_line} px below the upper edge of a {frame}-high frame, needs {eye_line.min} to "
         "{eye_line.max}, {eye_line.excess} px too high: move the head down in the picture",
         "按{frame}像素高的照片折算，双眼距上边缘{eye_line}像素，要求{eye_line.min}至{eye_line.max}像素，"
         "偏高{eye_line.excess}像素：请将头部在画面中下移"}},
    MessageSpec{
        "eyes-too-low",
        {"the eyes are {eye_line} px below the upper edge of a {frame}-high frame, needs {eye_line.min} to "
         "{eye_line.max}, {eye_line.excess} px too low: move the head up in the picture",
         "按{frame}像素高的照片折算，双眼距上边缘{eye_line}像素，要求{eye_line.min}至{eye_line.max}像素，"
         "偏低{eye_line.excess}像素：请将头部在画面中上移"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const std::int64_t frame = params.integer("frame_height_px");
  Outcome outcome = judge_band(measure("eye_line", scaled(head.eye_line_y, frame, analysis.file->height),
                                       "px", 0, params.real("min_y_px"), params.real("max_y_px")),
                               "eyes-too-high", "eyes-too-low");
  outcome.args.push_back({"frame", std::to_string(frame)});
  outcome.region = eye_box(head);
  return outcome;
}

}  // namespace

extern constinit const RuleBody eye_line;
constinit const RuleBody eye_line = {
    .explain =
        {
            .checks =
                {"The distance in pixels from the upper edge to the middle between the two eye centres, "
                 "scaled "
                 "to a picture as high as the document states its limits for and rounded to whole pixels.",
                 "照片上边缘到双眼中心连线中点的距离，按文件规定的照片高度折算，单位为像素，取整数。"},
            .why = {"With the eyes at the same height, all portraits of a register look alike and face "
                    "comparison "
                    "finds the face where it expects it.",
                    "双眼位置统一，证书照片版式才能一致，人像比对也能在预期位置找到面部。"},
            .passes_when = {"The scaled distance lies between min_y_px and max_y_px, limits included.",
                            "折算后的距离在min_y_px与max_y_px之间（含上下限）。"},
            .fails_when = {"The scaled distance is smaller (eyes too high) or larger (eyes too low).",
                           "折算后的距离小于下限（眼睛偏高）或大于上限（眼睛偏低）。"},
            .cannot_assess_when = {"No face is found, or the outline of the head cannot be made out.",
                                   "未检测到人脸，或无法确定头部轮廓。"},
            .how_to_fix =
                {"Crop the original picture anew, or take it again with the camera at the height of the "
                 "eyes.",
                 "请用原片重新裁剪，或将相机调至与双眼同高后重拍。"},
            .reference =
                {"Ministry of Education, image capture specification for graduation photos: 200 to 300 px of "
                 "640. Identity card (GA 461-2004) and social security card: at least 207 px of 441 from the "
                 "lower edge, that is 0 to 234 from the upper one. ICAO 9303 portraits and the postgraduate "
                 "entrance registration: 30 % to 50 % of the height (frame_height_px 1000, 300 to 500).",
                 "教育部学历证书电子注册图像采集规范：640像素高时为200至300像素。居民身份证（GA 461-2004）、"
                 "社会保障卡：441像素高时距下边缘不少于207像素，即距上边缘0至234像素。ICAO 9303人像及"
                 "研究生招生网上确认：照片高度的30%至50%（frame_height_px取1000，上下限取300和500）。"},
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
