// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>

#include "photolint/rule/assess.h"
#include "photolint/rule/mouth.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_teeth_share",
              .kind = ParamKind::real,
              .default_number = 0.15,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the mouth's width over which teeth may show",
                      "可见牙齿的宽度占嘴宽的最大比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "teeth-shown",
        {"teeth show over {teeth_share} of the mouth's width, allowed {teeth_share.max}: close the lips",
         "露齿：可见牙齿占嘴宽的{teeth_share}，允许不超过{teeth_share.max}：请闭合嘴唇后重拍"}},
    MessageSpec{"mouth-hidden",
                {"the mouth or the cheeks are hidden, or too small in the picture to look between the lips",
                 "嘴部或脸颊被遮挡，或像素过少，无法检查唇部"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<MouthInterior> mouth = mouth_interior(analysis);
  if (!mouth) return cannot_assess("mouth-hidden");
  Outcome outcome =
      judge({measure("teeth_share", mouth->teeth_share, "", 2, std::nullopt, params.real("max_teeth_share"))},
            "teeth-shown");
  outcome.region = mouth->box;
  return outcome;
}

}  // namespace

extern constinit const RuleBody teeth_hidden;
constinit const RuleBody teeth_hidden = {
    .explain =
        {
            .checks = {"The share of the mouth's width over which, between the lips, pixels at least half as "
                       "bright as the cheeks and clearly less red than they (red by green under 0.95 of the "
                       "skin's and 0.85 of the lips') stand at least 0.03 mouth widths high. Own skin is the "
                       "measure, so neither the light nor the colour of the skin decides. The limit leaves "
                       "room for the shine of moist or glossy lips.",
                       "在唇间，亮度不低于脸颊一半且明显不如脸颊偏红（红绿比低于皮肤的0.95且低于嘴唇的0."
                       "85）的像素，其高度达到嘴宽0."
                       "03的部分占嘴宽的比例。以本人皮肤为基准，光线与肤色均不影响判断；限值为湿润或涂唇膏嘴"
                       "唇的高光留有余量。"},
            .why = {"The photo shows a natural expression with closed lips, without teeth.",
                    "照片应表情自然、双唇闭合、不露齿。"},
            .passes_when = {"The share is at most max_teeth_share.", "该比例不超过max_teeth_share。"},
            .fails_when = {"Teeth show over more of the mouth.", "露齿宽度超过max_teeth_share。"},
            .cannot_assess_when =
                {"No face is found, its parts cannot be told apart, the mouth or the cheeks are hidden "
                 "(mask, hand), hardly any lips are seen, or the mouth is narrower than 20 pixels.",
                 "未检测到人脸、无法区分面部各部位、嘴部或脸颊被遮挡（口罩、手等）、几乎看不到嘴唇，或嘴宽不"
                 "足20像素。"},
            .how_to_fix = {"Take the photo again with closed lips.", "请闭合嘴唇、不露齿，重新拍摄。"},
            .reference =
                {"Provincial texts: no teeth. Limit set on 2026-11-21: 0.00 in all 102 neutral London photos "
                 "and in 326 mild variations, at most 0.06 in compliant portraits. Of 344 US Congress "
                 "portraits whose mouths were labelled by eye, 2 of 75 without teeth are rejected and 255 of "
                 "266 with teeth are caught (the rest show a thin line); 52 of 102 smiling London photos; "
                 "renders with bared teeth or an open mouth 8 of 8.",
                 "各省文件：不露齿。限值于2026-11-21标定：伦敦人脸集102张平静表情及326张轻微变化图均为0."
                 "00，合规肖像最高0."
                 "06。344张经目视标注的美国国会议员肖像中，未露齿的75张误拒2张，露齿的266张检出255张（其余仅"
                 "露出一线）；伦敦人脸集102张微笑照片检出52张；露齿或张口合成图8/8。"},
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
