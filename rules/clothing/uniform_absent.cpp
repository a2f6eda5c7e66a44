// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "photolint/rule/assess.h"
#include "photolint/rule/clothes.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_marks",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.2,
              .min = 0,
              .max = 1,
              .doc = {"largest share of marks on the shoulder that has fewer of them",
                      "双肩中标记较少一侧的标记最大比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{"marks",
                {"marks of another colour lie on both shoulders ({shoulder_marks} of the smaller side, "
                 "expected up to {shoulder_marks.max}): look whether they are epaulettes or badges",
                 "双肩均有异色标记（较少一侧占{shoulder_marks}，一般不超过{shoulder_marks.max}"
                 "）：请人工确认是否为肩章、徽章"}},
    MessageSpec{"no-clothes", {"too little of the clothes can be seen", "可见的服装过少，无法检查"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kFrom = 0.55;  // face widths beside the chin
constexpr double kTo = 1.05;
constexpr double kDepth = 0.45;     // eye distances under the shoulder line
constexpr int kAnotherColour = 90;  // grey levels (B G R distance) off the clothes' main colour
constexpr int kFewestSamples = 25;

/// The colour that most of the clothes have.
Rgb main_colour(const Clothes& clothes) {
  return std::max_element(
             clothes.palette.begin(), clothes.palette.end(),
             [](const PaletteColour& a, const PaletteColour& b) { return a.samples < b.samples; })
      ->mean;
}

struct Marks {
  int samples = 0;
  int marked = 0;
  [[nodiscard]] double share() const { return samples > 0 ? static_cast<double>(marked) / samples : 0; }
};

/// Upper part of the clothes in the columns from .. to (working pixels).
Marks marks_on_shoulder(const Analysis& analysis, const Clothes& clothes, double from, double to,
                        double depth) {
  const Rgb main = main_colour(clothes);
  const int rows = std::max(1, static_cast<int>(std::lround(depth / clothes.step)));
  Marks marks;
  for (int column = 0; column < clothes.parts.width(); ++column) {
    const int x = clothes.x_of(column);
    if (x < from || x >= to) continue;
    int row = 0;
    while (row < clothes.parts.height() && clothes.at(column, row) != BodyPart::cloth) ++row;
    // The first sample may be mixed with the background.
    const int end = std::min(clothes.parts.height(), row + 1 + rows);
    for (++row; row < end; ++row) {
      if (clothes.at(column, row) != BodyPart::cloth) continue;
      const std::uint8_t* p = analysis.colour.at(x, clothes.y_of(row));
      ++marks.samples;
      if (std::hypot(p[2] - main.r, p[1] - main.g, p[0] - main.b) > kAnotherColour) ++marks.marked;
    }
  }
  return marks;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<Clothes>& clothes = find_clothes(analysis);
  if (!clothes) return cannot_assess("no-clothes");
  const HeadFacts& head = analysis.head.value();
  const double axis = head.chin.x * analysis.scale;
  const double width = head.face_width * analysis.scale;
  const double depth = kDepth * head.eye_distance * analysis.scale;
  const Marks left = marks_on_shoulder(analysis, *clothes, axis - kTo * width, axis - kFrom * width, depth);
  const Marks right = marks_on_shoulder(analysis, *clothes, axis + kFrom * width, axis + kTo * width, depth);
  if (left.samples < kFewestSamples || right.samples < kFewestSamples) return cannot_assess("no-clothes");
  Outcome outcome = judge({measure("shoulder_marks", std::min(left.share(), right.share()), "share", 2,
                                   std::nullopt, params.real("max_marks"))},
                          "marks");
  outcome.region = clothes->region;
  return outcome;
}

}  // namespace

extern constinit const RuleBody uniform_absent;
constinit const RuleBody uniform_absent = {
    .explain =
        {
            .checks = {"The share of the cloth on each shoulder (0.55 to 1.05 face widths beside the chin, "
                       "0.45 eye distances deep) that differs from the clothes' main colour by more than 90 "
                       "grey levels; the smaller of the two sides, since epaulettes come in pairs.",
                       "双肩处（下颌两侧0.55至1.05倍脸宽、深0."
                       "45倍眼距）与服装主色相差超过90个灰度级的部分所占比例；肩章成对出现，故取较小一侧。"},
            .why = {"ID-card pictures may not show uniforms. A preview: it says where to look and never "
                    "rejects.",
                    "身份证照片不得着制式服装。本规则为预览，仅提示人工查看，不作为退回依据。"},
            .passes_when = {"The share is no more than max_marks.", "比例不超过max_marks。"},
            .fails_when = {"Both shoulders carry something of another colour: epaulettes, but also straps of "
                           "a bag, two-coloured sleeves or stripes.",
                           "双肩均有异色标记：可能是肩章，也可能是背带、拼色衣袖或条纹。"},
            .cannot_assess_when = {"No face is found, the person cannot be told from the background, or the "
                                   "picture ends above the clothes.",
                                   "未检测到人脸、无法区分人物与背景，或照片中几乎看不到服装。"},
            .how_to_fix = {"Wear civilian clothes without marks on the shoulders.", "请穿无肩部标识的便装。"},
            .reference = {"ID-card photo rules: no uniform. No labelled uniforms are at hand, so the limit "
                          "only keeps plain clothes quiet: 0 of 240 (compliant synthetic portraits and mild "
                          "variations, up to 0.08), 2 of 305 London photos (hair on both shoulders), 6 % of "
                          "537 US Congress portraits (lapels, prints). Set on 2026-11-21.",
                          "居民身份证照片要求：不着制式服装。目前没有制服标注样本，限值仅保证普通服装不误报："
                          "合规合成肖像及轻微变化0/240（最高0.08），伦敦照片2/"
                          "305（头发垂于双肩），537张美国国会议员肖像6%（驳头、印花）。标定于2026-11-21。"},
        },
    .since = "0.1.0",
    .stage = RuleStage::preview,
    .severity = Severity::info,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
