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
    ParamSpec{.name = "min_height",
              .kind = ParamKind::real,
              .default_number = 0.08,
              .min = 0,
              .max = 1,
              .doc = {"smallest height of bare neck between chin and collar, as a share of the distance from "
                      "the eyes to the chin",
                      "下颌至衣领之间可见颈部的最小高度（与双眼至下颌距离之比）"}},
};
constexpr std::array kMessages = {
    MessageSpec{"neck-hidden",
                {"the collar hides the neck: {neck_height} of the distance from eyes to chin is visible, "
                 "needs {neck_height.min}: wear a lower collar without a scarf and take the photo again",
                 "衣领遮住颈部：可见颈部高度为双眼至下颌距离的{neck_height}，要求不低于{neck_height.min}"
                 "：请更换低领衣物、摘下围巾后重拍"}},
    MessageSpec{"beard-over-neck",
                {"a beard covers the neck, so that its visible height cannot be measured",
                 "胡须遮住颈部，无法测量可见高度"}},
    MessageSpec{
        "neck-out-of-frame",
        {"the picture ends at the chin, so that the neck cannot be seen", "画面止于下颌，看不到颈部"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

// Face coordinates and eye distances.
constexpr double kDensity = 40;
constexpr double kHalfColumn = 0.2;              // a strip under the chin that is looked at
constexpr std::array kStrips = {0., -0.3, 0.3};  // their middles: the head may be turned, the neck is not
constexpr double kHalfClothes = 1.6;             // how far out the clothes are sampled
constexpr double kDepth = 1.2;                   // below the chin; parsing's square ends there
constexpr double kGap = 0.25;                    // a necklace or a shadow may interrupt the neck by so much
constexpr double kBeardDepth = 0.25;             // a beard reaches so far below the chin
constexpr int kFewestClothes = 40;               // samples
constexpr double kShadeOfNeck = 0.7, kShadeOfCloth = 0.25;  // how much darker (log luma) than in the light
constexpr double kLumaWeight = 0.35;
constexpr double kCollarFactor = 2;  // so much nearer to the clothes than to the skin is a collar

/// How unlike two colours are where the first may lie in the shade: tint, and brightness beyond the shade.
double unlike(Rgb colour, Rgb reference, double shade) {
  const double darker = std::log(std::max(luma_of(colour), 2.) / std::max(luma_of(reference), 2.));
  const double light = darker < 0 ? std::min(darker + shade, 0.) : darker;
  const double tint = distance(tint_of(colour), tint_of(reference));
  return std::hypot(tint, kLumaWeight * light);
}

/// What a row of the strip under the chin shows.
enum class RowKind { neck, hair, other, unknown };

struct Strip {
  const FaceRaster& patch;
  int left, right;
  std::optional<Rgb> skin, cloth;

  [[nodiscard]] RowKind kind(int y) const {
    int neck = 0;
    int hair = 0;
    int unparsed = 0;
    Rgb sum;
    for (int x = left; x < right; ++x) {
      if (!patch.inside(x, y)) return RowKind::unknown;
      if (patch.is(x, y, PortraitClass::neck) || patch.is(x, y, PortraitClass::skin) ||
          patch.is(x, y, PortraitClass::necklace))
        ++neck;
      if (patch.is(x, y, PortraitClass::hair)) ++hair;
      if (patch.label(x, y) == FaceRaster::kUnparsed) ++unparsed;
      const Rgb c = patch.rgb(x, y);
      sum = {sum.r + c.r, sum.g + c.g, sum.b + c.b};
    }
    const int half = (right - left) / 2;
    if (unparsed > half) return RowKind::unknown;
    if (hair > half) return RowKind::hair;
    if (neck < half) return RowKind::other;
    // Parsing takes a roll-neck for the neck where both are dark: it has the colour of the clothes then.
    const double n = right - left;
    const Rgb mean{sum.r / n, sum.g / n, sum.b / n};
    const bool collar =
        skin && cloth &&
        kCollarFactor * unlike(mean, *cloth, kShadeOfCloth) < unlike(mean, *skin, kShadeOfNeck);
    return collar ? RowKind::other : RowKind::neck;
  }
};

/// Rows of a strip.
struct Look {
  int lowest = 0;  ///< end of the neck
  int seen = 0;    ///< inside the picture and parsing's square, down to a gap under the neck
  int hair = 0;    ///< of a beard below the chin
};

Look look_down(const Strip& strip) {
  Look look;
  for (int y = 0; y < strip.patch.height() && y - look.lowest <= kGap * kDensity; ++y, ++look.seen) {
    const RowKind kind = strip.kind(y);
    if (kind == RowKind::unknown) break;
    if (kind == RowKind::neck) look.lowest = y + 1;
    if (kind == RowKind::hair && y < kBeardDepth * kDensity) ++look.hair;
  }
  return look;
}

std::optional<Rgb> clothes_colour(const FaceRaster& patch) {
  std::vector<Rgb> cloth;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); x += 2) {
      if (patch.is(x, y, PortraitClass::cloth) && patch.inside(x, y)) cloth.push_back(patch.rgb(x, y));
    }
  }
  if (cloth.size() < kFewestClothes) return std::nullopt;
  return median_colour(cloth);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const Point from_eyes = analysis.to_working(analysis.head.value().chin) - frame->eyes();
  const double chin_x = (from_eyes.x * frame->across.x + from_eyes.y * frame->across.y) / frame->eye_distance;
  const double chin_y = (from_eyes.x * frame->down.x + from_eyes.y * frame->down.y) / frame->eye_distance;
  const FaceRaster patch(analysis, *frame,
                         {chin_x - kHalfClothes, chin_y, chin_x + kHalfClothes, chin_y + kDepth}, kDensity);
  const std::optional<SkinTone>& skin = own_skin(analysis);
  const std::optional<Rgb> skin_colour = skin ? std::optional(skin->mean) : std::nullopt;
  const std::optional<Rgb> cloth = clothes_colour(patch);
  Look best;
  for (const double middle : kStrips) {
    const Look look = look_down({patch, patch.column(chin_x + middle - kHalfColumn),
                                 patch.column(chin_x + middle + kHalfColumn), skin_colour, cloth});
    best = {std::max(best.lowest, look.lowest), std::max(best.seen, look.seen),
            std::max(best.hair, look.hair)};
  }
  const double height = best.lowest / (kDensity * chin_y);
  Outcome outcome =
      judge({measure("neck_height", height, "share", 3, params.real("min_height"))}, "neck-hidden");
  if (outcome.status == Status::fail && best.seen / (kDensity * chin_y) < params.real("min_height"))
    return cannot_assess("neck-out-of-frame");
  if (outcome.status == Status::fail && 2 * best.hair > kBeardDepth * kDensity)
    return cannot_assess("beard-over-neck");
  outcome.region = face_region(
      analysis, *frame,
      {chin_x - kHalfColumn, chin_y, chin_x + kHalfColumn, chin_y + std::max(height * chin_y, 0.2)});
  return outcome;
}

}  // namespace

extern constinit const RuleBody neck_visible;
constinit const RuleBody neck_visible = {
    .explain =
        {
            .checks = {"How far bare neck reaches below the chin, by the distance from the eyes to the chin: "
                       "rows of three strips under the chin that parsing calls neck and whose colour is not "
                       "twice as near to the clothes as to the cheeks. The strip with most neck counts.",
                       "下颌以下裸露颈部的高度与双眼至下颌距离之比：在下颌下方三条竖带中逐行判断分区网络认定"
                       "的颈部，排除颜色明显更接近衣物而非脸颊的行，取可见颈部最多的一条。"},
            .why = {"High collars, roll-necks, scarves and fur hide the outline of jaw and neck.",
                    "高领、围巾、毛领会遮住下颌和颈部轮廓。"},
            .passes_when = {"The height reaches min_height.", "高度不低于min_height。"},
            .fails_when = {"A collar or scarf reaches up to the chin. A roll-neck of the colour of the "
                           "person's skin passes.",
                           "衣领或围巾高至下颌。与本人肤色相同的高领无法检出。"},
            .cannot_assess_when =
                {"No head is found, the picture ends at the chin, or a beard covers the neck.",
                 "未检测到头部、画面止于下颌，或胡须遮住颈部。"},
            .how_to_fix =
                {"Wear a T-shirt or a shirt with an ordinary collar, no scarf, and take the photo again.",
                 "请穿普通衬衫或圆领衫，摘下围巾后重拍。"},
            .reference =
                {"JIANWEN 2025: no high collar, neck visible; NEAU 2023: no big fur collar. The plan "
                 "proposed 0.12; the limit of 0.08 was set on 2026-11-21: lowest on 204 London photos 0.104, "
                 "on 16 compliant renders 0.21, on 326 mild variations 0.119; 8 of 539 Congress portraits "
                 "fail, most of them with roll-necks and scarves, the others with the chin on the collar. "
                 "Caught: high-collar renders 4 of 4 (0.066 and less).",
                 "建文2025：不穿高领，露出颈部；东北农业大学2023：不穿大毛领。设计建议0.12，限值0.08于2026-"
                 "11-21标定：伦敦人脸集204张最低0.104，合规合成肖像16张最低0.21，轻微变化326张最低0."
                 "119；539张议员肖像中8张不通过，多为高领和围巾，其余为下颌贴住衣领。检出：高领合成图4/"
                 "4（不超过0.066）。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
