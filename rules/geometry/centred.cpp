// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_share",
              .unit = "share",
              .default_number = 0.45,
              .min = 0,
              .max = 1,
              .doc = {"smallest distance of the eyes' middle from the left edge, as a share of the width",
                      "双眼中点距左边缘的最小距离占照片宽度的比例"}},
    ParamSpec{.name = "max_share",
              .unit = "share",
              .default_number = 0.55,
              .min = 0,
              .max = 1,
              .not_below = "min_share",
              .doc = {"largest distance of the eyes' middle from the left edge, as a share of the width",
                      "双眼中点距左边缘的最大距离占照片宽度的比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "too-far-left",
        {"the middle of the eyes lies at {eye_middle} of the width from the left edge, needs "
         "{eye_middle.min} to {eye_middle.max}, {eye_middle.excess} too far left: move the head to the "
         "middle",
         "双眼中点距左边缘为照片宽度的{eye_middle}，要求{eye_middle.min}至{eye_middle.max}，"
         "偏左{eye_middle.excess}：请将头部移至画面正中"}},
    MessageSpec{
        "too-far-right",
        {"the middle of the eyes lies at {eye_middle} of the width from the left edge, needs "
         "{eye_middle.min} to {eye_middle.max}, {eye_middle.excess} too far right: move the head to the "
         "middle",
         "双眼中点距左边缘为照片宽度的{eye_middle}，要求{eye_middle.min}至{eye_middle.max}，"
         "偏右{eye_middle.excess}：请将头部移至画面正中"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const double middle = midpoint(head.eye_left, head.eye_right).x;
  Outcome outcome = judge_band(measure("eye_middle", scaled(middle, 1, analysis.file->width), "share", 3,
                                       params.real("min_share"), params.real("max_share")),
                               "too-far-left", "too-far-right");
  outcome.region = eye_box(head);
  return outcome;
}

}  // namespace

extern constinit const RuleBody centred;
constinit const RuleBody centred = {
    .explain =
        {
            .checks = {"The horizontal position of the middle between the two eye centres, as a share of the "
                       "picture's width from the left edge.",
                       "双眼中心连线中点的水平位置，以距左边缘的距离占照片宽度的比例表示。"},
            .why = {"The portrait has to stand in the middle, with the same room on both sides.",
                    "人像应水平居中，左右空间对称。"},
            .passes_when = {"The share lies between min_share and max_share, limits included.",
                            "该比例在min_share与max_share之间（含上下限）。"},
            .fails_when = {"The share is smaller (too far left) or larger (too far right).",
                           "该比例小于下限（偏左）或大于上限（偏右）。"},
            .cannot_assess_when = {"No face is found, or the outline of the head cannot be made out.",
                                   "未检测到人脸，或无法确定头部轮廓。"},
            .how_to_fix = {"Crop the original picture anew with the head in the middle, or take it again.",
                           "请用原片重新裁剪，使头部水平居中，或重新拍摄。"},
            .reference =
                {"Ministry of Education, image capture specification for graduation photos: horizontally "
                 "centred, without a tolerance. The tolerance is that of ICAO 9303 portraits, 45 % to 55 % "
                 "of the width; the social security card gives 162 to 196 px of 358, that is 0.453 to "
                 "0.547.",
                 "教育部学历证书电子注册图像采集规范要求水平居中、左右对称，未规定允许偏差。此处采用ICAO 9303"
                 "人像的允许范围，即照片宽度的45%至55%；社会保障卡规定358像素宽时为162至196像素，"
                 "即0.453至0.547。"},
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
