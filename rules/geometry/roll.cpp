// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_roll_deg",
              .unit = "deg",
              .default_number = 5,
              .min = 0,
              .max = 180,
              .doc = {"largest lean of the head to either side", "头部向任一侧歪斜的最大角度"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "leans-left",
        {"the head leans to the left of the picture: roll {roll} degrees, allowed {roll.min} to {roll.max}, "
         "{roll.excess} too much: hold the head upright, with the eyes level",
         "头部向画面左侧歪斜：倾斜角{roll}度，允许{roll.min}至{roll.max}度，超出{roll.excess}度："
         "请将头摆正，使双眼水平"}},
    MessageSpec{"leans-right",
                {"the head leans to the right of the picture: roll {roll} degrees, allowed {roll.min} to "
                 "{roll.max}, {roll.excess} too much: hold the head upright, with the eyes level",
                 "头部向画面右侧歪斜：倾斜角{roll}度，允许{roll.min}至{roll.max}度，超出{roll.excess}度："
                 "请将头摆正，使双眼水平"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const Face& face = analysis.faces.value().main();
  const double limit = params.real("max_roll_deg");
  Outcome outcome =
      judge_band(measure("roll", face.roll_deg, "deg", 1, -limit, limit), "leans-left", "leans-right");
  outcome.region = face.box;
  return outcome;
}

}  // namespace

extern constinit const RuleBody roll;
constinit const RuleBody roll = {
    .explain =
        {
            .checks =
                {"The angle in degrees by which the largest face leans in the plane of the picture; positive "
                 "when it leans clockwise, to the right of the picture.",
                 "最大人脸在画面内歪斜的角度，单位为度；顺时针（向画面右侧）歪斜为正。"},
            .why = {"The head has to be straight with the eyes level. Turning the finished picture is no way "
                    "out: "
                    "the documents forbid it.",
                    "头部应端正、双眼水平。不得以旋转成片的方式纠正，文件禁止对照片作旋转处理。"},
            .passes_when = {"The angle lies within max_roll_deg to either side, limit included.",
                            "向两侧的歪斜角均不超过max_roll_deg（含）。"},
            .fails_when = {"The head leans further.", "歪斜角超过max_roll_deg。"},
            .cannot_assess_when = {"No face is found, or the search for faces did not work.",
                                   "未检测到人脸，或人脸检测未能完成。"},
            .how_to_fix =
                {"Take the photo again with the head upright, the shoulders level and the camera held "
                 "straight.",
                 "请重新拍摄：头部端正，双肩放平，相机保持水平。"},
            .reference =
                {"ISO/IEC 19794-5: 8 degrees, 5 recommended; the latter is the default. Postgraduate "
                 "entrance registration: 10 degrees. Capture vendors check that the pupils are level without "
                 "publishing a number.",
                 "ISO/IEC 19794-5：不超过8度，建议不超过5度，默认采用后者。研究生招生网上确认：不超过10度。"
                 "图像采集机构检查瞳孔连线是否水平，未公布数值。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::faces,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
