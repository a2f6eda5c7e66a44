// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/image/measures.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_burnt_share",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.05,
              .min = 0,
              .max = 1,
              .doc = {"largest share of burnt-out face pixels", "面部过曝像素占比上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "burnt-out",
        {"the face is burnt out: {burnt_share} of it is white without detail, allowed {burnt_share.max}: "
         "take the photo again with less or softer light",
         "面部过曝：{burnt_share}的面部像素已无细节，允许不超过{burnt_share.max}：请减弱或柔化光线后重拍"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr int kBurntLevel = 247;  // ISO/IEC 29794-5: linear luminance 247..255 of 255

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const LuminanceHistogram& face = face_light(analysis);
  if (face.pixels() == 0) return cannot_assess("no-face");
  Outcome outcome = judge({measure("burnt_share", face.share(kBurntLevel, 255), "share", 3, std::nullopt,
                                   params.real("max_burnt_share")),
                           measure("mean_level", face.mean(), "", 3)},
                          "burnt-out");
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody over_exposure;
constinit const RuleBody over_exposure = {
    .explain =
        {
            .checks = {"The share of face pixels (convex hull of the landmarks) with a linear luminance of "
                       "at least "
                       "247/255, as ISO/IEC 29794-5 counts it. The mean luminance is reported with it.",
                       "按ISO/IEC "
                       "29794-5统计面部（关键点凸包）中线性亮度不低于247/255的像素占比，并给出平均亮度。"},
            .why = {"Burnt-out skin has lost its features, and no software brings them back.",
                    "过曝的皮肤已丢失细节，无法用软件恢复。"},
            .passes_when = {"At most max_burnt_share of the face is burnt out.",
                            "面部过曝像素占比不超过max_burnt_share。"},
            .fails_when = {"More of the face is burnt out.", "面部过曝像素占比超过上限。"},
            .cannot_assess_when = {"No face is found.", "未检测到人脸。"},
            .how_to_fix = {"Use less or softer light, or a shorter exposure, and take the photo again.",
                           "请减弱或柔化光线，或减少曝光量后重拍。"},
            .reference = {"ISO/IEC 29794-5, over-exposure prevention (luminance 247 to 255 of 255 in the "
                          "landmarked region). Limit set on 2026-11-21 with the London set (204 photos of "
                          "102 people), the US Congress portraits (539) and 16 compliant synthetic "
                          "portraits: false rejections 0 of 759 (largest share 0.003). Caught: over-exposed "
                          "renders 3 of 4 (the face of the fourth, of dark skin, is not burnt out; its "
                          "background fails background-hue); more light by 0.5, 1, 1.5, 2 stops: London 0, "
                          "13, 67, 87 %, synthetic 25, 75, 75, 81 %, Congress at 1 and 1.5 stops 67, 90 %.",
                          "ISO/IEC "
                          "29794-5过曝项目（关键点区域内亮度247至255/"
                          "255）。上限于2026-11-"
                          "21标定，样本为伦敦人脸集（102人204张）、美国国会议员肖像（539张）和16张合规合成肖"
                          "像：误拒0/759（占比最大0.003）。检出：过曝合成图3/"
                          "4（另一张为深肤色，面部并未过曝，其背景不符合background-hue）；光线增加0.5、1、1."
                          "5、2档时，伦敦集0、13%、67%、87%，合成肖像25%、75%、75%、81%，国会肖像增加1、1."
                          "5档时67%、90%。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
