// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/face_raster.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_bare",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.15,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the shoulders that is bare skin", "肩部裸露皮肤占比的上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"bare-shoulders",
                {"the shoulders are bare: {bare_shoulders} of them is skin, allowed {bare_shoulders.max}: "
                 "wear clothes with sleeves, no strap top, and take the photo again",
                 "肩部裸露：裸露皮肤占{bare_shoulders}，允许不超过{bare_shoulders.max}"
                 "：请勿穿吊带、背心，更换有袖衣物后重拍"}},
    MessageSpec{"shoulders-out-of-frame",
                {"too little of the shoulders is in the picture", "画面中肩部过少，无法检查"}},
    MessageSpec{"turned-away",
                {"the head is turned too far to tell the shoulders from the neck",
                 "头部偏转过大，无法区分肩部与颈部"}},
    MessageSpec{"no-skin-to-compare",
                {"the cheeks are hidden, so that bare skin cannot be told from clothes",
                 "脸颊被遮挡，无法区分皮肤与衣物"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

// Face coordinates and eye distances, from the chin.
constexpr double kDensity = 24;
constexpr double kInner = 1.6, kOuter = 2.4;  // outside of a wide round neck
constexpr double kTop = 0.6, kBottom = 2.2;
constexpr double kMostYawDeg = 20;     // beyond, one side of the neck lies where the shoulder should be
constexpr double kSmallestZone = 0.4;  // square eye distances on both sides together
constexpr double kTintTolerance = 0.1;
constexpr double kNearerThanGrey =
    0.4;  // of the skin's own distance from grey, so that white cloth is not pale skin
constexpr double kDarkest = 0.4, kBrightest = 1.25;  // of the cheeks' luma

/// A colour of the person's own skin, in light or shade.
struct Skin {
  Rgb colour;
  double luma;
  Tint tint;
  double tolerance;

  explicit Skin(Rgb c)
      : colour(c),
        luma(luma_of(c)),
        tint(tint_of(c)),
        tolerance(std::min(kTintTolerance, kNearerThanGrey * std::hypot(tint.red_green, tint.green_blue))) {}
  [[nodiscard]] bool holds(Rgb c) const { return distance(tint_of(c), tint) < tolerance; }
};

/// Skin of the neck, which stands in the light of the shoulders; nothing where little of it is parsed.
std::optional<Rgb> neck_colour(const Analysis& analysis, const FaceFrame& frame, double chin_x,
                               double chin_y) {
  const FaceRaster patch(analysis, frame, {chin_x - 0.5, chin_y + 0.1, chin_x + 0.5, chin_y + 0.7}, kDensity);
  std::vector<Rgb> neck;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      if (patch.is(x, y, PortraitClass::neck)) neck.push_back(patch.rgb(x, y));
    }
  }
  if (neck.size() < 30) return std::nullopt;
  return median_colour(neck);
}

struct Zone {
  int person = 0;
  int bare = 0;
};

Zone count(const Analysis& analysis, const FaceRaster& patch, const std::vector<Skin>& skins) {
  const ImageView person = analysis.background.value().person.view();
  Zone zone;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      if (!patch.inside(x, y) || patch.is(x, y, PortraitClass::hair) || patch.is(x, y, PortraitClass::hat))
        continue;
      const Point p = patch.working(x + 0.5, y + 0.5);
      if (*person.at(static_cast<int>(p.x), static_cast<int>(p.y)) == 0) continue;
      ++zone.person;
      const Rgb colour = patch.rgb(x, y);
      const double relative = luma_of(colour) / std::max(skins.front().luma, 1.);
      if (relative < kDarkest || relative > kBrightest) continue;
      if (std::any_of(skins.begin(), skins.end(), [colour](const Skin& skin) { return skin.holds(colour); }))
        ++zone.bare;
    }
  }
  return zone;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  if (std::abs(analysis.faces.value().main().yaw_deg) > kMostYawDeg) return cannot_assess("turned-away");
  const std::optional<SkinTone>& cheeks = own_skin(analysis);
  if (!cheeks) return cannot_assess("no-skin-to-compare");
  const Point from_eyes = analysis.to_working(analysis.head.value().chin) - frame->eyes();
  const double chin_x = (from_eyes.x * frame->across.x + from_eyes.y * frame->across.y) / frame->eye_distance;
  const double chin_y = (from_eyes.x * frame->down.x + from_eyes.y * frame->down.y) / frame->eye_distance;
  std::vector<Skin> skins = {Skin(cheeks->mean)};
  const std::optional<Rgb> neck = neck_colour(analysis, *frame, chin_x, chin_y);
  if (neck && distance(tint_of(*neck), skins.front().tint) < 2 * kTintTolerance) skins.emplace_back(*neck);

  const FaceArea left{chin_x - kOuter, chin_y + kTop, chin_x - kInner, chin_y + kBottom};
  const FaceArea right{chin_x + kInner, chin_y + kTop, chin_x + kOuter, chin_y + kBottom};
  const Zone a = count(analysis, FaceRaster(analysis, *frame, left, kDensity), skins);
  const Zone b = count(analysis, FaceRaster(analysis, *frame, right, kDensity), skins);
  if (a.person + b.person < kSmallestZone * kDensity * kDensity)
    return cannot_assess("shoulders-out-of-frame");
  Outcome outcome =
      judge({measure("bare_shoulders", static_cast<double>(a.bare + b.bare) / (a.person + b.person), "share",
                     2, std::nullopt, params.real("max_bare"))},
            "bare-shoulders");
  outcome.region = face_region(analysis, *frame, {left.left, left.top, right.right, right.bottom});
  return outcome;
}

}  // namespace

extern constinit const RuleBody shoulders_covered;
constinit const RuleBody shoulders_covered = {
    .explain =
        {
            .checks = {"The share of the person's pixels beyond 1.6 eye distances to the left and right of "
                       "the chin, 0.6 to 2.2 eye distances below it, that has the tint of the person's own "
                       "cheeks or neck (logarithms of red by green and green by blue, within 0.1 and nearer "
                       "to skin than to grey). Parsed hair is left out.",
                       "下颌左右1.6倍眼距以外、下颌以下0.6至2."
                       "2倍眼距范围内的人物像素中，色调与本人脸颊或颈部一致（红绿比、绿蓝比对数相差0."
                       "1以内，且比灰色更接近肤色）的占比。头发不计。"},
            .why = {"Strap tops and bare shoulders are not allowed.", "通知不允许穿吊带、露肩。"},
            .passes_when = {"The share does not exceed max_bare.", "占比不超过max_bare。"},
            .fails_when = {"The shoulders are bare. Smooth cloth that has exactly the tint of the person's "
                           "skin, and blond or light brown hair over the shoulders, can look the same.",
                           "肩部裸露。与本人肤色完全一致的衣物、披在肩上的金色或浅棕色头发可能被误认。"},
            .cannot_assess_when = {"No head is found, the head is turned by more than 20 degrees, the cheeks "
                                   "are hidden, or too little of the shoulders is in the picture.",
                                   "未检测到头部、头部偏转超过20度、脸颊被遮挡，或画面中肩部过少。"},
            .how_to_fix = {"Wear a shirt or T-shirt with sleeves and take the photo again.",
                           "请穿有袖的衬衫或T恤后重拍。"},
            .reference = {"NEAU 2023, DEYANG 2023, JIANWEN 2025: no strap top. Limit as planned, checked on "
                          "2026-11-21: 0 of 101 London people fails (largest 0.05, a very wide neckline), 0 "
                          "of 16 compliant renders, 0 of 326 mild variations, 4 of 531 Congress portraits "
                          "(brown jackets, long hair of the colour of skin; 0.17 to 0.48). Caught: "
                          "strap-top renders 4 of 4 (0.68 and more). Faces so large that less than 0.4 "
                          "square eye distances of the shoulders are seen cannot be assessed.",
                          "东北农业大学2023、德阳2023、建文2025：不穿吊带。限值取自设计，于2026-11-"
                          "21验证：伦敦人脸集不通过0/101（最高0.05，领口极宽），合规合成肖像0/16，轻微变化0/"
                          "326，议员肖像4/531（棕色外套、与肤色相近的长发，0.17至0.48）。检出：吊带合成图4/"
                          "4（不低于0.68）。面部过大、可见肩部不足0.4平方眼距时无法检查。"},
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
