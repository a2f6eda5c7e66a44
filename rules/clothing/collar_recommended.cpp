// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <optional>

#include "photolint/image/colour.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/clothes.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "min_light",
        .kind = ParamKind::real,
        .unit = "share",
        .default_number = 0.5,
        .min = 0,
        .max = 1,
        .doc = {"smallest share of the clothes that is white or light", "服装中白色或浅色部分的最小比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{"not-light",
                {"{light_share} of the clothes is white or light, {light_share.min} is recommended: a white "
                 "shirt with a collar looks best before the blue background",
                 "服装有{light_share}为白色或浅色，建议不低于{light_share.min}"
                 "：建议穿白色有领衬衫，与蓝色背景最为协调"}},
    MessageSpec{"no-clothes", {"too little of the clothes can be seen", "可见的服装过少，无法检查"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kLightness = 75;  // CIELAB; white cotton in soft shade reaches 80
constexpr double kChroma = 20;     // light colours, such as cream or pale pink, still count

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<Clothes>& clothes = find_clothes(analysis);
  if (!clothes) return cannot_assess("no-clothes");
  int light = 0;
  for (const PaletteColour& colour : clothes->palette) {
    const Lab lab = to_lab(colour.mean);
    if (lab.l >= kLightness && std::hypot(lab.a, lab.b) < kChroma) light += colour.samples;
  }
  Outcome outcome = judge({measure("light_share", static_cast<double>(light) / clothes->cloth, "share", 2,
                                   params.real("min_light"))},
                          "not-light");
  outcome.region = clothes->region;
  return outcome;
}

}  // namespace

extern constinit const RuleBody collar_recommended;
constinit const RuleBody collar_recommended = {
    .explain =
        {
            .checks =
                {"The share of the clothes that is white or light: CIELAB lightness of at least 75 and "
                 "chroma under 20. Bare skin does not count, and the shape of the collar is not looked at.",
                 "服装中白色或浅色（CIELAB明度不低于75、彩度低于20）的比例。裸露的皮肤不计，不检查衣领形状"
                 "。"},
            .why = {"Northeast Agricultural University prefers a white shirt. It is advice, never a reason "
                    "to reject.",
                    "东北农业大学建议穿白色衬衫。仅为建议，不作为退回依据。"},
            .passes_when = {"The share is at least min_light.", "比例不低于min_light。"},
            .fails_when =
                {"The clothes are mostly dark or coloured; a dark suit is accepted, with this note.",
                 "服装以深色或彩色为主；深色西装可以接受，仅作提示。"},
            .cannot_assess_when = {"No face is found, the person cannot be told from the background, or the "
                                   "picture ends above the clothes.",
                                   "未检测到人脸、无法区分人物与背景，或照片中几乎看不到服装。"},
            .how_to_fix = {"Nothing needs to be done; for a better picture wear a white shirt with a collar.",
                           "无需处理；如需更好效果，可穿白色有领衬衫。"},
            .reference = {"NEAU 2023: white shirt preferred. Measured on 2026-11-21: 15 of 16 compliant "
                          "synthetic portraits and all 306 photos of the London set (white T-shirts, 0.62 "
                          "and more) pass; the one with a dark suit has 0.10.",
                          "东北农业大学2023年通知：建议穿白衬衫。2026-11-"
                          "21实测：16张合规合成肖像中15张及伦敦人脸集306张（白T恤，不低于0."
                          "62）通过；穿深色西装的一张为0.10。"},
        },
    .since = "0.1.0",
    .severity = Severity::info,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
