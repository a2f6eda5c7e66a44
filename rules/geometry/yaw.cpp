// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_yaw_deg",
              .unit = "deg",
              .default_number = 10,
              .min = 0,
              .max = 90,
              .doc = {"largest turn of the face to either side", "面部向任一侧偏转的最大角度"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "turned-left",
        {"the face is turned to the left of the picture: yaw {yaw} degrees, allowed {yaw.min} to {yaw.max}, "
         "{yaw.excess} too much: look straight into the camera",
         "面部向画面左侧偏转：水平偏转角{yaw}度，允许{yaw.min}至{yaw.max}度，超出{yaw.excess}度："
         "请正对镜头"}},
    MessageSpec{
        "turned-right",
        {"the face is turned to the right of the picture: yaw {yaw} degrees, allowed {yaw.min} to {yaw.max}, "
         "{yaw.excess} too much: look straight into the camera",
         "面部向画面右侧偏转：水平偏转角{yaw}度，允许{yaw.min}至{yaw.max}度，超出{yaw.excess}度："
         "请正对镜头"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const Face& face = analysis.faces.value().main();
  const double limit = params.real("max_yaw_deg");
  Outcome outcome =
      judge_band(measure("yaw", face.yaw_deg, "deg", 1, -limit, limit), "turned-left", "turned-right");
  outcome.region = face.box;
  return outcome;
}

}  // namespace

extern constinit const RuleBody yaw;
constinit const RuleBody yaw = {
    .explain =
        {
            .checks = {"The angle in degrees by which the largest face is turned sideways; positive when the "
                       "subject "
                       "turns to the right of the picture.",
                       "最大人脸左右偏转的角度，单位为度；向画面右侧偏转为正。"},
            .why = {"A turned face hides an ear and a cheek and compares badly with other photos of the same "
                    "person.",
                    "面部偏转会遮住一侧耳朵和脸颊，影响与本人其他照片的比对。"},
            .passes_when = {"The angle lies within max_yaw_deg to either side, limit included.",
                            "向两侧的偏转角均不超过max_yaw_deg（含）。"},
            .fails_when = {"The face is turned further.", "偏转角超过max_yaw_deg。"},
            .cannot_assess_when = {"No face is found, or the search for faces did not work.",
                                   "未检测到人脸，或人脸检测未能完成。"},
            .how_to_fix = {"Take the photo again: sit square to the camera, with both ears equally visible.",
                           "请重新拍摄：身体和面部正对镜头，左右耳露出程度一致。"},
            .reference =
                {"Postgraduate entrance registration: within 10 degrees about each axis, the only Chinese "
                 "document with a number; the graduation photo has to be taken from the front with "
                 "symmetrical ears. ISO/IEC 19794-5: 5 degrees. The network's error is about 1 degree on "
                 "renders with known pose.",
                 "研究生招生网上确认要求各轴偏转不超过10度，是国内唯一给出角度的文件；学历照片要求正面、"
                 "双耳对称。ISO/IEC 19794-5为5度。在已知姿态的渲染图像上，网络误差约1度。"},
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
