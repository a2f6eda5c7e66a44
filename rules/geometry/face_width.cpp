// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "frame_width_px",
        .kind = ParamKind::integer,
        .unit = "px",
        .default_number = 480,
        .min = 100,
        .max = 10000,
        .doc = {"width of the picture for which the limits are stated; the measured width is scaled to it",
                "上下限所依据的照片宽度，测得的脸宽按此宽度折算"}},
    ParamSpec{.name = "min_width_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 180,
              .min = 0,
              .max = 10000,
              .doc = {"smallest width of the face", "脸部宽度的最小值"}},
    ParamSpec{.name = "max_width_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 300,
              .min = 0,
              .max = 10000,
              .not_below = "min_width_px",
              .doc = {"largest width of the face", "脸部宽度的最大值"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "face-too-narrow",
        {"the face is {face_width} px wide in a {frame}-wide frame, needs {face_width.min} to "
         "{face_width.max}, {face_width.excess} px too little: crop tighter around the head",
         "按{frame}像素宽的照片折算，脸部宽{face_width}像素，要求{face_width.min}至{face_width.max}像素，"
         "小{face_width.excess}像素：请缩小裁剪范围，使头部占画面更大"}},
    MessageSpec{
        "face-too-wide",
        {"the face is {face_width} px wide in a {frame}-wide frame, needs {face_width.min} to "
         "{face_width.max}, {face_width.excess} px too much: leave more room around the head",
         "按{frame}像素宽的照片折算，脸部宽{face_width}像素，要求{face_width.min}至{face_width.max}像素，"
         "大{face_width.excess}像素：请扩大裁剪范围，使头部占画面更小"}},
    MessageSpec{"face-cut",
                {"a side of the face lies outside the picture, so its width could not be measured",
                 "脸部一侧超出画面，无法测量脸部宽度"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// The width where a side of the face is cut would be the network's guess.
bool inside(const HeadFacts& head, int width) {
  return head.ear_joint_left.x >= 0 && head.ear_joint_right.x <= width;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  if (!inside(head, analysis.file->width)) return cannot_assess("face-cut");
  const std::int64_t frame = params.integer("frame_width_px");
  Outcome outcome = judge_band(measure("face_width", scaled(head.face_width, frame, analysis.file->width),
                                       "px", 0, params.real("min_width_px"), params.real("max_width_px")),
                               "face-too-narrow", "face-too-wide");
  outcome.args.push_back({"frame", std::to_string(frame)});
  outcome.region =
      Rect{head.ear_joint_left.x, head.eye_line_y, head.face_width, head.chin.y - head.eye_line_y};
  return outcome;
}

}  // namespace

extern constinit const RuleBody face_width;
constinit const RuleBody face_width = {
    .explain =
        {
            .checks =
                {"The horizontal distance in pixels between the two places where the ears join the face, "
                 "scaled to a picture as wide as the document states its limits for and rounded to whole "
                 "pixels. Ears and hair do not count.",
                 "左右两侧耳朵与面部相连处之间的水平距离，按文件规定的照片宽度折算，单位为像素，取整数。"
                 "不含耳朵和头发。"},
            .why = {"A small face has too little detail for face comparison, a large one leaves no room for "
                    "hair, "
                    "ears and shoulders.",
                    "脸部过小则细节不足，影响人像比对；过大则容不下头发、双耳和肩部。"},
            .passes_when = {"The scaled width lies between min_width_px and max_width_px, limits included.",
                            "折算后的脸宽在min_width_px与max_width_px之间（含上下限）。"},
            .fails_when = {"The scaled width is smaller or larger.", "折算后的脸宽小于下限或大于上限。"},
            .cannot_assess_when =
                {"No face is found, the outline of the head cannot be made out, or a side of the "
                 "face lies outside the picture.",
                 "未检测到人脸、无法确定头部轮廓，或脸部一侧超出画面。"},
            .how_to_fix =
                {"Crop the original picture anew, tighter for a small face and wider for a large one. Do "
                 "not enlarge a small picture, and do not step nearer than 1.5 m with a phone: that "
                 "distorts the face.",
                 "请用原片重新裁剪：脸小则缩小裁剪范围，脸大则扩大裁剪范围。不要将小图放大，"
                 "用手机拍摄时距离不要近于1.5米，以免面部变形。"},
            .reference =
                {"Ministry of Education, image capture specification for graduation photos: 180 to 300 px of "
                 "480. Identity card (GA 461-2004): 207 +- 14 px of 358. Social security card: 179 to 255 px "
                 "of 358; it defines the width as measured here. Travel documents (provincial rule): 230 to "
                 "283 px of 354. ICAO 9303 states head width, 50 % to 75 % (frame_width_px 1000, 500 to "
                 "750).",
                 "教育部学历证书电子注册图像采集规范：480像素宽时为180至300像素。居民身份证（GA 461-2004）："
                 "358像素宽时为207±14像素。社会保障卡：358像素宽时为179至255像素，本规则采用其脸部宽定义。"
                 "出入境证件省级要求：354像素宽时为230至283像素。ICAO 9303规定的是头部宽度，占照片宽度的"
                 "50%至75%（frame_width_px取1000，上下限取500和750）。"},
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
