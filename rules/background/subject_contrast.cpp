// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "photolint/image/colour.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/clothes.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/outline.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_clothes_de00",
              .kind = ParamKind::real,
              .unit = "dE00",
              .default_number = 12,
              .min = 0,
              .max = 100,
              .doc = {"smallest CIEDE2000 difference of clothes and background along the outline (median)",
                      "服装与背景沿轮廓的CIEDE2000色差下限（中位数）"}},
    ParamSpec{.name = "min_hair_de00",
              .kind = ParamKind::real,
              .unit = "dE00",
              .default_number = 6,
              .min = 0,
              .max = 100,
              .doc = {"the same for hair; lower, since hair cannot be changed",
                      "头发与背景的同一色差下限；头发无法更换，故从宽"}},
    ParamSpec{.name = "max_alike",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.5,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the clothes that are closer to the mean background colour than "
                      "min_clothes_de00",
                      "服装中与背景平均色色差小于min_clothes_de00的最大比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{"clothes",
                {"the clothes hardly differ from the background: {clothes_contrast} along the outline "
                 "(CIEDE2000), needs at least {clothes_contrast.min}: wear clothes of a clearly different "
                 "colour and take the photo again",
                 "服装与背景颜色相近：轮廓处色差{clothes_contrast}（CIEDE2000），要求不低于{clothes_contrast."
                 "min}：请换与背景反差明显的服装后重拍"}},
    MessageSpec{
        "clothes-alike",
        {"{clothes_alike} of the clothes have the colour of the background, allowed {clothes_alike.max}: "
         "wear clothes of a clearly different colour and take the photo again",
         "服装有{clothes_alike}与背景同色，允许不超过{clothes_alike.max}：请换与背景反差明显的服装后重拍"}},
    MessageSpec{"hair",
                {"the hair hardly differs from the background: {hair_contrast} along the outline "
                 "(CIEDE2000), needs at least {hair_contrast.min}: take the photo again before a background "
                 "of another brightness, evenly lit",
                 "头发与背景颜色相近：轮廓处色差{hair_contrast}（CIEDE2000），要求不低于{hair_contrast.min}"
                 "：请调整背景明暗或布光后重拍"}},
    MessageSpec{
        "not-plain",
        {"the background is too uneven to compare the clothes with it", "背景过于杂乱，无法与服装比较"}},
    MessageSpec{"too-little-outline",
                {"too little of the clothes' outline can be seen", "可见的服装轮廓过少，无法比较"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

// Against a cluttered background there is no one contrast, and the outline is uncertain.
constexpr double kMostOffSurface = 0.4;
constexpr double kAway = 0.05;  // eye distances to each side of the outline: past the mixed pixels
constexpr std::size_t kFewestPoints = 12;

/// Mean of 3x3 pixels.
Lab colour_at(ImageView colour, int x, int y) {
  std::array<int, 3> sum{};
  for (int j = y - 1; j <= y + 1; ++j) {
    for (int i = x - 1; i <= x + 1; ++i) {
      const std::uint8_t* p = colour.at(i, j);
      for (std::size_t c = 0; c < 3; ++c) sum.at(c) += p[c];
    }
  }
  return to_lab({sum[2] / 9.0, sum[1] / 9.0, sum[0] / 9.0});
}

/// CIEDE2000 differences across the outline.
struct Contrasts {
  std::vector<double> clothes, hair;
};

Contrasts contrasts_of(const Analysis& analysis, double eye_distance) {
  const int away = std::max(3, static_cast<int>(std::lround(kAway * eye_distance)));
  Contrasts found;
  for (const OutlinePoint& p : person_outline(analysis, eye_distance, away + 2)) {
    const OutlinePart part = outline_part(analysis, p, away);
    if (part == OutlinePart::other) continue;
    const Lab inside = colour_at(analysis.colour, p.x - p.out_x * away, p.y - p.out_y * away);
    const Lab outside = colour_at(analysis.colour, p.x + p.out_x * away, p.y + p.out_y * away);
    (part == OutlinePart::clothes ? found.clothes : found.hair).push_back(ciede2000(inside, outside));
  }
  return found;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Share of the clothes whose colour is nearer to the background's mean than the limit.
double alike_share(const Clothes& clothes, Rgb background, double limit) {
  const Lab wall = to_lab(background);
  int alike = 0;
  for (const PaletteColour& colour : clothes.palette) {
    if (ciede2000(to_lab(colour.mean), wall) < limit) alike += colour.samples;
  }
  return static_cast<double>(alike) / clothes.cloth;
}

std::string_view message_for(const Measurement* outside) {
  if (outside == nullptr || outside->name == "clothes_contrast") return "clothes";
  return outside->name == "hair_contrast" ? "hair" : "clothes-alike";
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  if (analysis.background.value().off_surface_share > kMostOffSurface) return cannot_assess("not-plain");
  const Contrasts contrasts = contrasts_of(analysis, frame->eye_distance);
  const std::optional<Clothes>& clothes = find_clothes(analysis);
  if (!clothes && contrasts.clothes.size() < kFewestPoints) return cannot_assess("too-little-outline");

  const double limit = params.real("min_clothes_de00");
  std::vector<Measurement> measured;
  if (contrasts.clothes.size() >= kFewestPoints) {
    measured.push_back(measure("clothes_contrast", median(contrasts.clothes), "dE00", 1, limit));
  }
  if (clothes) {
    measured.push_back(measure("clothes_alike",
                               alike_share(*clothes, analysis.background.value().mean, limit), "share", 2,
                               std::nullopt, params.real("max_alike")));
  }
  if (contrasts.hair.size() >= kFewestPoints) {
    measured.push_back(
        measure("hair_contrast", median(contrasts.hair), "dE00", 1, params.real("min_hair_de00")));
  }
  Outcome outcome = judge(std::move(measured), "clothes");
  if (outcome.status == Status::fail) outcome.message = message_for(first_outside(outcome.measured));
  if (clothes) outcome.region = clothes->region;
  return outcome;
}

}  // namespace

extern constinit const RuleBody subject_contrast;
constinit const RuleBody subject_contrast = {
    .explain =
        {
            .checks =
                {"The CIEDE2000 difference between the person and the background along the outline, a "
                 "twentieth of the eye distance inside and outside of it: its median over the points that "
                 "belong to clothes (clothes_contrast) and to hair (hair_contrast); and the share of the "
                 "clothes that is nearer to the mean background colour than the limit (clothes_alike).",
                 "沿人物轮廓内外各眼距1/"
                 "20处比较人物与背景的CIEDE2000色差：分别取服装处（clothes_contrast）和头发处（hair_"
                 "contrast）的中位数；以及服装中与背景平均色的色差小于限值的比例（clothes_alike）。"},
            .why = {"The notices ask for clothes that differ from the background; the vendors' edge check "
                    "rejects a person who melts into it.",
                    "通知要求服装与背景颜色区分明显；采集机构的“黑边检测”会退回人物与背景混为一体的照片。"},
            .passes_when = {"clothes_contrast and hair_contrast reach their limits and clothes_alike stays "
                            "within max_alike.",
                            "clothes_contrast、hair_contrast不低于下限，且clothes_alike不超过max_alike。"},
            .fails_when =
                {"At least half of the clothes' or of the hair's outline is lost in the background: a blue "
                 "shirt before blue, a white one before a white wall. Grey or white hair before a light wall "
                 "passes as long as half of its outline differs by 6.",
                 "服装或头发至少一半的轮廓与背景混淆：蓝衣配蓝底、白衣配白墙。浅色墙前的灰白头发只要一半轮廓"
                 "色差达到6即可通过。"},
            .cannot_assess_when =
                {"No face is found, the background cannot be told from the person, the picture shows next to "
                 "none of the clothes, or most of the background is off a smooth surface (background-plain "
                 "deals with that).",
                 "未检测到人脸、无法区分背景与人物、几乎看不到服装，或背景杂乱（由background-plain检查）。"},
            .how_to_fix = {"Wear clothes that clearly differ from the background and take the photo again.",
                           "请穿与背景反差明显的服装后重拍。"},
            .reference =
                {"NEAU 2023: no clothes close to the background; Ministry of Education: clothes clearly "
                 "different from the background; capture vendors' edge check, no number published. Clothes "
                 "limit 12 of the plan, hair limit set on 2026-11-21: false rejections 0 of 240 (16 "
                 "compliant synthetic portraits and 224 mild variations, white shirts and a dark suit before "
                 "blue: clothes 17 and more, hair 44 and more). Caught: shirts of the background's colour 4 "
                 "of 4 (clothes_alike 0.9 and more), white shirts before white 4 of 4. Hair of 306 photos of "
                 "the London set, grey, blond and bald heads included, before light grey: 6.5 and more, none "
                 "fails. The white T-shirts of that set before its light grey wall (median 6) are such a "
                 "case: they fail, rightly. US Congress portraits: 13 % of 539, dark suits before dark walls "
                 "and blue dresses before blue.",
                 "东北农业大学2023年通知：服装不得与背景颜色相近；教育部文件：服装与背景区分明显；采集机构的“"
                 "黑边检测”未公布数值。服装限值12依设计，头发限值于2026-11-"
                 "21标定：16张合规合成肖像及其224张轻微变化误拒0/"
                 "240（蓝底白衬衫及深色西装：服装不低于17，头发不低于44）。检出：与背景同色的上衣4/"
                 "4（clothes_alike不低于0.9），白底白衬衫4/"
                 "4。伦敦人脸集306张浅灰墙前的头发（含灰发、金发、光头）不低于6."
                 "5，无一不通过；该集的白T恤在浅灰墙前（中位数6）正属此类，不通过是正确的。539张美国国会议员"
                 "肖像13%不通过，为暗墙前的深色西装和蓝底蓝裙。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
