// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <optional>
#include <utility>

#include "photolint/image/colour.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_patch.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_ornament",
              .kind = ParamKind::real,
              .default_number = 0.008,
              .min = 0,
              .max = 1,
              .doc = {"largest coloured area in the hair, share of the square over one eye distance",
                      "头发中彩色区域的面积上限（占边长为一倍眼距的正方形之比）"}},
};
constexpr std::array kMessages = {
    MessageSpec{"no-hair", {"there is no hair that could hold an ornament", "没有可佩戴发饰的头发"}},
    MessageSpec{"ornament",
                {"an ornament shows in the hair: {hair_ornament} of a square over the eye distance, allowed "
                 "{hair_ornament.max}: take off clips, bows and bands and take the photo again",
                 "头发上有饰物：面积占{hair_ornament}（以眼距为边长的正方形），允许不超过{hair_ornament.max}"
                 "：请取下发夹、蝴蝶结、发箍等后重拍"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

constexpr FaceArea kHead{-1.6, -2.4, 1.6, 0.6};
constexpr int kEdge = 3;  // parsing pixels that stray hair and blurred outlines mix with what is behind

/// Parts of the head, which hair may border on without showing what is behind it.
bool head_part(std::uint8_t label) {
  switch (static_cast<PortraitClass>(label)) {
    case PortraitClass::skin:
    case PortraitClass::brow:
    case PortraitClass::eye:
    case PortraitClass::glasses:
    case PortraitClass::ear:
    case PortraitClass::earring:
    case PortraitClass::hair:
    case PortraitClass::hat:
      return true;
    default:
      return false;
  }
}

/// 1 where all pixels up to radius away in the row are 1; the outside is 0. The result is turned over the
/// diagonal, so that a second call works on the columns and turns it back.
ImageBuffer eroded_row_turned(const ImageBuffer& mask, int radius) {
  ImageBuffer out(mask.height(), mask.width(), 1);
  for (int y = 0; y < mask.height(); ++y) {
    const std::uint8_t* row = mask.view().row(y);
    int run = 0;
    for (int x = 0; x < mask.width(); ++x) {
      run = row[x] != 0 ? run + 1 : 0;
      if (run > 2 * radius) *out.at(y, x - radius) = 1;
    }
  }
  return out;
}

/// Colours that hair does not have by nature; highlights, grey and blond strands are less colourful.
bool foreign(Rgb pixel) {
  constexpr double kLeastSpread = 40;  // grey levels between the channels: a chroma of 28 has 50 and more
  if (std::max({pixel.r, pixel.g, pixel.b}) - std::min({pixel.r, pixel.g, pixel.b}) < kLeastSpread)
    return false;
  const Lab c = to_lab(pixel);
  const double chroma = std::hypot(c.a, c.b);
  const double hue = std::atan2(c.b, c.a) * 180 / std::numbers::pi;
  return (chroma > 50 && c.l > 25) || (chroma > 28 && (hue < 28 || hue > 112));
}

/// Pixels of the mask that belong to a two by two block of it: single ones are noise.
int compact(const ImageBuffer& mask) {
  ImageBuffer kept(mask.width(), mask.height(), 1);
  for (int y = 0; y + 1 < mask.height(); ++y) {
    for (int x = 0; x + 1 < mask.width(); ++x) {
      const ImageView m = mask.view();
      if ((*m.at(x, y) & *m.at(x + 1, y) & *m.at(x, y + 1) & *m.at(x + 1, y + 1)) == 0) continue;
      *kept.at(x, y) = *kept.at(x + 1, y) = *kept.at(x, y + 1) = *kept.at(x + 1, y + 1) = 1;
    }
  }
  return static_cast<int>(std::count(kept.bytes().begin(), kept.bytes().end(), std::uint8_t{1}));
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const FacePatch patch = face_labels(analysis, *frame, kHead, kParsingPerEyeDistance);
  ImageBuffer head(patch.width(), patch.height(), 1);
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) *head.at(x, y) = head_part(*patch.labels.view().at(x, y)) ? 1 : 0;
  }
  head = eroded_row_turned(eroded_row_turned(head, kEdge), kEdge);
  ImageBuffer ornament(patch.width(), patch.height(), 1);
  int hair = 0;
  bool any = false;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      if (*head.at(x, y) == 0 || !patch.hairy(x, y)) continue;
      ++hair;
      if (!foreign(colour_at(analysis, *frame, patch.place(x, y)))) continue;
      *ornament.at(x, y) = 1;
      any = true;
    }
  }
  if (hair == 0) return not_applicable("no-hair");
  const double share = (any ? compact(ornament) : 0) / (patch.per_eye_distance * patch.per_eye_distance);
  Outcome outcome =
      judge({measure("hair_ornament", share, "", 3, std::nullopt, params.real("max_ornament"))}, "ornament");
  outcome.region = face_region(analysis, *frame, kHead);
  return outcome;
}

}  // namespace

extern constinit const RuleBody hair_ornament_absent;
constinit const RuleBody hair_ornament_absent = {
    .explain =
        {
            .checks =
                {"The area inside the hair, as a share of the square over one eye distance, whose colour "
                 "hair does not have by nature: pink to blue and green with a chroma of more than 28, any "
                 "hue with more than 50. Hair within 0.07 eye distances of the background is left out, "
                 "because the background shines through. White, silver and black ornaments look like "
                 "highlights and hair and are not found.",
                 "头发内部颜色非天然发色的面积，以边长为一倍眼距的正方形为单位：粉红至蓝、绿色相且彩度大于28"
                 "，或任意色相彩度大于50。距背景0."
                 "07倍眼距以内的头发会透出背景色，不计。白色、银色和黑色饰物与高光、头发相近，无法检出。"},
            .why = {"A notice forbids hair ornaments; they draw the eye from the face.",
                    "有通知要求不佩戴发饰；发饰会分散对面部的注意。"},
            .passes_when = {"The coloured area is not above max_ornament.",
                            "彩色区域面积不超过max_ornament。"},
            .fails_when =
                {"A coloured clip, bow, band or flower shows in the hair; hair dyed blue, green or pink too.",
                 "头发上有彩色发夹、蝴蝶结、发箍或花饰；染成蓝、绿、粉等颜色的头发同样会检出。"},
            .cannot_assess_when =
                {"No face is found, or its parts cannot be told apart. Without hair the rule does not apply.",
                 "未检测到人脸，或无法区分面部各部位。没有头发时本规则不适用。"},
            .how_to_fix =
                {"Take the ornament off and take the photo again. Dyed hair is for a person to judge.",
                 "请取下发饰后重拍。染发由人工判断。"},
            .reference =
                {"NEAU 2023: no hair ornaments. Limits set on 2026-11-21 with 16 compliant synthetic "
                 "portraits, 326 mild variations, the London set (204 photos of 102 people) and 539 US "
                 "Congress portraits: false rejections 0 of 546; 2 % of the Congress portraits fail, with "
                 "dyed hair, a flower or coloured light. Caught: red headband renders 2 of 2; drawn bands in "
                 "colour 99 % (thin golden ones are missed), bows 78 %, clips of 0.35 eye distances in red, "
                 "pink and blue 98 %, of 0.2 in blue 93 %; smaller, golden, silver and white ones are "
                 "missed. Black headbands are for head-uncovered.",
                 "NEAU "
                 "2023通知：不佩戴发饰。限值于2026-11-"
                 "21标定，样本为16张合规合成肖像、326张轻微变化图、伦敦人脸集（102人204张）和539张美国国会议"
                 "员肖像：误拒0/546；国会集2%不通过，为染发、花饰或彩光。检出：红色发带合成图2/"
                 "2；绘制的彩色发箍99%（金色细发箍漏检）、蝴蝶结78%、0.35倍眼距的红、粉、蓝发夹98%、0."
                 "2倍眼距的蓝色发夹93%；更小的以及金、银、白色饰物会漏检。黑色发带由head-uncovered检查。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces | Need::parsing,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
