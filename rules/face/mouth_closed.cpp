// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>

#include "photolint/analysis/eyes.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/mouth.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_mouth_gap",
              .kind = ParamKind::real,
              .default_number = 0.03,
              .min = 0,
              .max = 1,
              .doc = {"largest height of the gap between the lips, share of the distance from the eyes' "
                      "midpoint to the chin",
                      "唇间缝隙的最大高度，以双眼中点至下颌的距离为1"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "mouth-open",
        {"the mouth is open: the gap between the lips is {mouth_gap} of the distance from the eyes to the "
         "chin, allowed {mouth_gap.max}: close the lips without pressing them",
         "嘴唇未闭合：唇间缝隙为眼至下颌距离的{mouth_gap}，允许不超过{mouth_gap.max}：请自然闭合嘴唇后重拍"}},
    MessageSpec{"mouth-hidden",
                {"the mouth or the cheeks are hidden, or too small in the picture to look between the lips",
                 "嘴部或脸颊被遮挡，或像素过少，无法检查唇部"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// From the middle of the eyes to the chin, the unit of ISO/IEC 29794-5, full-size pixels.
double eyes_to_chin(const Face& face) {
  const Eyes eyes = eyes_of(face.landmarks);
  return distance(midpoint(eyes.left, eyes.right), face.landmarks.at(landmark::kChin));
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<MouthInterior> mouth = mouth_interior(analysis);
  const double unit = eyes_to_chin(analysis.faces.value().main());
  if (!mouth || !(unit > 0)) return cannot_assess("mouth-hidden");
  Outcome outcome =
      judge({measure("mouth_gap", mouth->gap / unit, "", 3, std::nullopt, params.real("max_mouth_gap"))},
            "mouth-open");
  outcome.region = mouth->box;
  return outcome;
}

}  // namespace

extern constinit const RuleBody mouth_closed;
constinit const RuleBody mouth_closed = {
    .explain =
        {
            .checks = {"The height of what is neither lip nor skin (darker than 0.45 of the lips, or teeth) "
                       "between the lips, upper quartile over the middle half of the mouth, as a share of "
                       "the distance from the eyes' midpoint to the chin. The landmarks of the inner lips "
                       "only say where to look: on full or dark closed lips they stand up to 0.1 apart, and "
                       "where the jaw drops far the lower lip that they name is part of the gap.",
                       "唇间既非嘴唇也非皮肤的部分（亮度低于嘴唇的0."
                       "45，或为牙齿）的高度，取嘴部中间一半宽度内的上四分位数，以双眼中点至下颌的距离为1。内"
                       "唇特征点仅用于划定范围：嘴唇丰厚或偏深者闭口时，其间距也可达0."
                       "1；下颌大幅张开时，其所标下唇位置亦计入缝隙。"},
            .why = {"The lips have to be closed naturally: an open mouth changes the lower face.",
                    "嘴唇应自然闭合，张口会改变下半面部的形态。"},
            .passes_when = {"The gap is at most max_mouth_gap.", "缝隙不超过max_mouth_gap。"},
            .fails_when = {"The gap is higher.", "缝隙超过max_mouth_gap。"},
            .cannot_assess_when =
                {"No face is found, its parts cannot be told apart, the mouth or the cheeks are hidden "
                 "(mask, hand), hardly any lips are seen, or the mouth is narrower than 20 pixels.",
                 "未检测到人脸、无法区分面部各部位、嘴部或脸颊被遮挡（口罩、手等）、几乎看不到嘴唇，或嘴宽不"
                 "足20像素。"},
            .how_to_fix = {"Take the photo again with the lips closed and relaxed.",
                           "请自然闭合双唇，放松后重拍。"},
            .reference =
                {"Documents: lips naturally closed; ISO/IEC 29794-5, mouth closed (whose landmark distance "
                 "of 0.05 would reject 5 percent of closed mouths here, most of them with dark skin). Limit "
                 "set on 2026-11-21: largest gap 0.008 in 102 neutral London photos, 0.015 in 342 compliant "
                 "portraits and mild variations; of 75 US Congress portraits with closed lips 2 are "
                 "rejected. Caught: renders with open mouth and with bared teeth 8 of 8 (0.054 and more), "
                 "drawn gaps of 0.1 to 0.3 all of 65.",
                 "文件要求嘴唇自然闭合；ISO/IEC "
                 "29794-5闭口项目（其特征点间距0.05的限值会在此误拒5%的闭口照片，多为深肤色者）。限值于2026-"
                 "11-21标定：伦敦人脸集102张平静表情最大缝隙0.008，342张合规肖像及轻微变化图最大0."
                 "015；75张闭口的美国国会议员肖像误拒2张。检出：张口及露齿合成图8/"
                 "8（不低于0.054），绘制的0.1至0.3缝隙65/65。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
