// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "photolint/image/plane.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/face_raster.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_contrast",
              .kind = ParamKind::real,
              .default_number = 0.5,
              .min = 0,
              .max = 3,
              .doc = {"largest contrast of a small spot on an ear lobe against the skin around it, as a "
                      "share of the skin's brightness",
                      "耳垂上小块斑点与周围皮肤的对比度上限（相对皮肤亮度）"}},
};
constexpr std::array kMessages = {
    MessageSpec{"earring",
                {"an earring is visible (contrast {earring}, allowed {earring.max}): take it off and take "
                 "the photo again",
                 "可见耳饰（对比度{earring}，允许不超过{earring.max}）：请摘下耳饰后重拍"}},
    MessageSpec{"ears-hidden", {"no ear can be seen", "看不到耳朵"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

// Face coordinates and eye distances.
constexpr double kDensity = 80;
constexpr double kInner = 0.6, kOuter = 1.7, kTop = -0.3, kBottom = 1.5;
constexpr double kSmallestEar = 0.02;        // square eye distances
constexpr double kLobe = 0.55;               // the lobe begins at this share of the ear's height
constexpr double kBelowLobe = 0.15;          // and spots may hang so far below it
constexpr int kGrow = 3;                     // patch pixels around the parsed ear
constexpr std::array kRadii = {1, 2, 3, 5};  // half sides of the spots, patch pixels
constexpr int kReach =
    3 * kRadii.back() + 3;      // patch pixels from a spot's middle to what it is compared with
constexpr int kFewestSkin = 3;  // of 8 places around a spot
constexpr int kIsolated = 7;    // of 8: the spot lies on the skin
constexpr double kDiagonal = 0.707106781186548;
constexpr std::array<Point, 8> kAround = {{{1, 0},
                                           {kDiagonal, kDiagonal},
                                           {0, 1},
                                           {-kDiagonal, kDiagonal},
                                           {-1, 0},
                                           {-kDiagonal, -kDiagonal},
                                           {0, -1},
                                           {kDiagonal, -kDiagonal}}};
constexpr Rgb kHair{30, 26, 25};
constexpr double kTintTolerance = 0.16;
constexpr double kDarkest = 0.5, kBrightest = 1.6;  // of the ear's luma
constexpr double kLeastLuma = 80;       // on darker ears every mixture at the rim would be a strong contrast
constexpr float kParsedWeight = 1.4F;   // of a spot that parsing calls an earring as well
constexpr double kLikeBackground = 45;  // RGB distance
constexpr double kMixed = 36;           // RGB distance from the mixtures of skin, hair and background

double apart(Rgb a, Rgb b) {
  return std::sqrt((a.r - b.r) * (a.r - b.r) + (a.g - b.g) * (a.g - b.g) + (a.b - b.b) * (a.b - b.b));
}

int nearest(double value) {
  return static_cast<int>(value < 0 ? value - 0.5 : value + 0.5);
}

/// Distance of a colour from the mixtures of two others.
double from_mixtures(Rgb colour, Rgb a, Rgb b) {
  const Rgb d{b.r - a.r, b.g - a.g, b.b - a.b};
  const double length = d.r * d.r + d.g * d.g + d.b * d.b;
  const double along = (colour.r - a.r) * d.r + (colour.g - a.g) * d.g + (colour.b - a.b) * d.b;
  const double t = length > 0 ? std::clamp(along / length, 0., 1.) : 0;
  return apart(colour, {a.r + t * d.r, a.g + t * d.g, a.b + t * d.b});
}

/// Pixels of the patch from left and top to before right and bottom.
struct Part {
  int left, top, right, bottom;

  [[nodiscard]] Part grown(int by) const { return {left - by, top - by, right + by, bottom + by}; }
};

/// Means over squares of the patch, from sums that begin at its upper left corner. The sums wrap around at
/// 65536, which those of the squares stay below.
class BoxMeans {
 public:
  explicit BoxMeans(const FaceRaster& patch) : width_(patch.width() + 1), height_(patch.height() + 1) {
    sums_.resize(kChannels * static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
    for (int y = 0; y < patch.height(); ++y) {
      const std::uint8_t* p = patch.colour().row(y);
      std::array<int, kChannels> row{};
      for (int x = 0; x < patch.width(); ++x, p += kChannels) {
        for (std::size_t c = 0; c < kChannels; ++c) {
          row[c] += p[c];
          sums_[index(c, x + 1, y + 1)] = static_cast<std::uint16_t>(*at(c, x + 1, y) + row[c]);
        }
      }
    }
  }
  /// Mean of the pixels within half of (x, y); the square must lie inside the patch.
  [[nodiscard]] Rgb mean(int x, int y, int half) const {
    const int side = 2 * half + 1;
    const double share = 1. / (side * side);
    const auto of = [&](std::size_t c) {
      return sum(at(c, x - half, y - half), at(c, x - half, y + half + 1), side) * share;
    };
    return {of(2), of(1), of(0)};
  }
  /// Means of one channel (B G R) within half of the pixels of a part.
  [[nodiscard]] Plane means(std::size_t channel, const Part& part, int half) const {
    const int side = 2 * half + 1;
    const float share = 1.F / static_cast<float>(side * side);
    Plane plane(part.right - part.left, part.bottom - part.top);
    for (int y = 0; y < plane.height(); ++y) {
      const std::uint16_t* upper = at(channel, part.left - half, part.top + y - half);
      const std::uint16_t* lower = upper + std::ptrdiff_t{width_} * side;
      float* out = plane.row(y);
      for (int x = 0; x < plane.width(); ++x) out[x] = share * float(sum(upper + x, lower + x, side));
    }
    return plane;
  }

 private:
  static constexpr std::size_t kChannels = 3;

  [[nodiscard]] std::size_t index(std::size_t channel, int x, int y) const {
    return (channel * static_cast<std::size_t>(height_) + static_cast<std::size_t>(y)) *
               static_cast<std::size_t>(width_) +
           static_cast<std::size_t>(x);
  }
  [[nodiscard]] const std::uint16_t* at(std::size_t channel, int x, int y) const {
    return sums_.data() + index(channel, x, y);
  }
  /// Between two rows and the columns from the pointers to side further on.
  static std::uint16_t sum(const std::uint16_t* upper, const std::uint16_t* lower, int side) {
    return static_cast<std::uint16_t>(lower[side] - lower[0] - upper[side] + upper[0]);
  }

  int width_, height_;
  std::vector<std::uint16_t> sums_;  ///< channel by channel
};

constexpr int ring_of(int radius) {
  return 2 * radius + 2;
}

/// Mean colours of all spots of one radius in a part, and of what they are compared with.
struct Spots {
  using Colours = std::array<Plane, 3>;  ///< B G R

  int radius;
  Colours middle, around;  ///< around has a margin of the ring
  std::array<std::ptrdiff_t, kAround.size()>
      places{};  ///< of kAround in around, from a spot's corner of the ring

  Spots(const BoxMeans& means, const Part& part, int half)
      : radius(half),
        middle(colours(means, part, half)),
        around(colours(means, part.grown(ring_of(half)), half / 2)) {
    const int ring = ring_of(half);
    std::transform(kAround.begin(), kAround.end(), places.begin(), [&](const Point& place) {
      return std::ptrdiff_t{around[0].width()} * (ring + nearest(ring * place.y)) + ring +
             nearest(ring * place.x);
    });
  }

  static Colours colours(const BoxMeans& means, const Part& part, int half) {
    return {means.means(0, part, half), means.means(1, part, half), means.means(2, part, half)};
  }
  /// How much a spot stands out from all but one of the eight places around it, as a squared RGB distance; 0
  /// where that is no more than least.
  [[nodiscard]] float contrast(int x, int y, float least) const {
    const std::array colour = {middle[0].at(x, y), middle[1].at(x, y), middle[2].at(x, y)};
    const std::ptrdiff_t own = std::ptrdiff_t{around[0].width()} * y + x;
    float smallest = std::numeric_limits<float>::infinity();
    float second = smallest;
    for (const std::ptrdiff_t place : places) {
      float squared = 0;
      for (std::size_t c = 0; c < colour.size(); ++c) {
        const float apart = colour[c] - around[c].row(0)[own + place];
        squared += apart * apart;
      }
      second = std::min(second, std::max(smallest, squared));
      smallest = std::min(smallest, squared);
      if (second <= least) return 0;
    }
    return second;
  }
};

/// One ear and what is around it.
struct Ear {
  const BoxMeans& means;
  Rgb skin, background;
  Tint skin_tint, cheek_tint;
  double luma;

  [[nodiscard]] bool is_skin(Rgb c) const {
    const double relative = luma_of(c) / luma;
    if (relative < kDarkest || relative > kBrightest || apart(c, background) < kLikeBackground) return false;
    const Tint tint = tint_of(c);
    return distance(tint, skin_tint) < kTintTolerance || distance(tint, cheek_tint) < kTintTolerance;
  }
  /// Whether a colour is no mixture of what is seen at the rim of every ear.
  [[nodiscard]] bool stands_alone(Rgb c) const {
    const Rgb lit{1.3 * skin.r, 1.3 * skin.g, 1.3 * skin.b};
    return from_mixtures(c, skin, background) > kMixed && from_mixtures(c, kHair, background) > kMixed &&
           from_mixtures(c, kHair, lit) > kMixed;
  }
  /// Whether enough of the places around a spot are skin. What is not wholly on the skin may be shade, or
  /// the wall or the hair behind a notch of the ear.
  [[nodiscard]] bool on_skin(int x, int y, int radius) const {
    const Rgb middle = means.mean(x, y, radius);
    if (apart(middle, background) < kLikeBackground) return false;
    const bool dark = luma_of(middle) < luma;
    const int needed = dark || !stands_alone(middle) ? kIsolated : kFewestSkin;
    int allowed = static_cast<int>(kAround.size()) - needed;
    const double ring = ring_of(radius);
    return std::all_of(kAround.begin(), kAround.end(), [&](const Point& place) {
      const Rgb there = means.mean(x + nearest(ring * place.x), y + nearest(ring * place.y), radius / 2);
      return is_skin(there) || --allowed >= 0;
    });
  }
};

/// Not 0 where parsing sees an ear at a pixel of the part or at one of eight places around it.
ImageBuffer near_ear(const FaceRaster& patch, const Part& part) {
  ImageBuffer near(part.right - part.left, part.bottom - part.top, 1);
  ImageBuffer ear(patch.width(), patch.height(), 1);
  for (int y = part.top - kGrow; y < part.bottom + kGrow; ++y) {
    for (int x = 0; x < patch.width(); ++x)
      *ear.at(x, y) = patch.is(x, y, PortraitClass::ear) || patch.is(x, y, PortraitClass::earring) ? 1 : 0;
  }
  for (int y = 0; y < near.height(); ++y) {
    std::uint8_t* out = near.row(y);
    for (const int dy : {-kGrow, 0, kGrow}) {
      for (const int dx : {-kGrow, 0, kGrow}) {
        const std::uint8_t* in = ear.at(part.left + dx, part.top + y + dy);
        for (int x = 0; x < near.width(); ++x) out[x] |= in[x];
      }
    }
  }
  return near;
}

/// Contrast of the strongest spot of a part.
double strongest(const FaceRaster& patch, const Ear& ear, const Part& part) {
  const ImageBuffer near = near_ear(patch, part);
  std::vector<Spots> all;
  for (const int radius : kRadii) all.emplace_back(ear.means, part, radius);
  // A strong spot found early spares most of the others a look at the skin, so a coarse round comes first.
  float best = 0;
  for (const int step : {4, 1}) {
    for (int y = 0; y < near.height(); y += step) {
      for (int x = 0; x < near.width(); x += step) {
        if (*near.view().at(x, y) == 0) continue;
        const bool parsed = patch.is(part.left + x, part.top + y, PortraitClass::earring);
        const float weight = parsed ? kParsedWeight * kParsedWeight : 1;
        for (const Spots& spots : all) {
          const float weighted = weight * spots.contrast(x, y, best / weight);
          if (weighted > best && ear.on_skin(part.left + x, part.top + y, spots.radius)) best = weighted;
        }
      }
    }
  }
  return std::sqrt(best / 3) / ear.luma;
}

/// The part of the area in which spots are looked for, with what their surroundings need; nothing where
/// parsing has no ear there. Labels are coarser than the patch: cells of 2 x 2 of its pixels find every one.
std::optional<FaceArea> around_ear(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area) {
  constexpr double kStep = 2 / kDensity;
  const FacePatch labels = face_labels(analysis, frame, area, kDensity / 2);
  int left = labels.width(), right = -1, bottom = -1, top = labels.height();
  for (int y = 0; y < labels.height(); ++y) {
    for (int x = 0; x < labels.width(); ++x) {
      if (!labels.is(x, y, PortraitClass::ear) && !labels.is(x, y, PortraitClass::earring)) continue;
      left = std::min(left, x), right = std::max(right, x);
      top = std::min(top, y), bottom = std::max(bottom, y);
    }
  }
  if (right < 0) return std::nullopt;
  constexpr double kMargin = (kReach + kGrow + 2) / kDensity;
  return FaceArea{std::max(area.left, area.left + left * kStep - kMargin),
                  std::max(area.top, area.top + top * kStep - kMargin),
                  std::min(area.right, area.left + (right + 1) * kStep + kMargin),
                  std::min(area.bottom, area.top + (bottom + 1) * kStep + kMargin + kBelowLobe)};
}

/// Contrast of the strongest spot on the lobe; nothing where the ear cannot be seen.
std::optional<double> strongest_spot(const Analysis& analysis, const FaceFrame& frame, bool left, Rgb cheek) {
  const std::optional<FaceArea> box =
      around_ear(analysis, frame,
                 left ? FaceArea{-kOuter, kTop, -kInner, kBottom} : FaceArea{kInner, kTop, kOuter, kBottom});
  if (!box) return std::nullopt;
  const FaceRaster patch(analysis, frame, *box, kDensity);
  std::vector<Rgb> ear;
  int top = patch.height();
  int bottom = 0;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      if (!patch.is(x, y, PortraitClass::ear) || !patch.inside(x, y)) continue;
      ear.push_back(patch.rgb(x, y));
      top = std::min(top, y);
      bottom = std::max(bottom, y + 1);
    }
  }
  if (static_cast<double>(ear.size()) < kSmallestEar * kDensity * kDensity) return std::nullopt;
  const BoxMeans means(patch);
  const Rgb skin = median_colour(ear);
  const Ear lobe{means,         skin,           analysis.background.value().mean,
                 tint_of(skin), tint_of(cheek), std::max(luma_of(skin), kLeastLuma)};
  const Part part{kReach, std::max(kReach, top + static_cast<int>(kLobe * (bottom - top))),
                  patch.width() - kReach,
                  std::min(patch.height() - kReach, bottom + static_cast<int>(kBelowLobe * kDensity))};
  if (part.left >= part.right || part.top >= part.bottom) return 0;
  return strongest(patch, lobe, part);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.background)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const std::optional<SkinTone>& tone = own_skin(analysis);
  const Rgb cheek = tone ? tone->mean : Rgb{};
  const std::optional<double> left = strongest_spot(analysis, *frame, true, cheek);
  const std::optional<double> right = strongest_spot(analysis, *frame, false, cheek);
  if (!left && !right) return not_applicable("ears-hidden");
  const bool on_left = left.value_or(0) >= right.value_or(0);
  Outcome outcome = judge({measure("earring", std::max(left.value_or(0), right.value_or(0)), "", 2,
                                   std::nullopt, params.real("max_contrast"))},
                          "earring");
  outcome.region =
      face_region(analysis, *frame, on_left ? FaceArea{-1.5, 0, -0.8, 1} : FaceArea{0.8, 0, 1.5, 1});
  return outcome;
}

}  // namespace

extern constinit const RuleBody earrings_absent;
constinit const RuleBody earrings_absent = {
    .explain =
        {
            .checks =
                {"Spots of 0.03 to 0.14 eye distances on the lower part of each visible ear: the colour "
                 "contrast to nearly all of eight places around the spot, some of which must be skin; as a "
                 "share of the ear's own brightness. Colours that are mixtures of the ear's skin, hair and "
                 "background do not count unless skin surrounds the spot. The stronger ear.",
                 "在每只可见耳朵的下部寻找0.03至0."
                 "14倍眼距的斑点：斑点与周围八处中绝大多数的颜色对比度（相对耳部皮肤亮度），周围须有皮肤。属"
                 "于皮肤、头发、背景混合色的不计，除非四周均为皮肤。取两耳中较强者。"},
            .why = {"All notices ask for photos without jewellery.", "各通知均要求不佩戴首饰。"},
            .passes_when = {"The contrast does not exceed max_contrast.", "对比度不超过max_contrast。"},
            .fails_when = {"A stud, pearl or ring is visible on or at a lobe. Hearing aids with a bright "
                           "part at the lobe can look the same.",
                           "耳垂处可见耳钉、珍珠或耳环。耳垂处有亮色部件的助听器可能被误认。"},
            .cannot_assess_when = {"No face or background is found. The rule does not apply where no ear is "
                                   "visible: hidden ears are the matter of ears-visible.",
                                   "未检测到人脸或背景。看不到耳朵时不适用：耳朵被遮由“双耳可见”规则判断。"},
            .how_to_fix = {"Take the earrings off and take the photo again.", "请摘下耳饰后重新拍摄。"},
            .reference =
                {"All notices of schools. Limit set on 2026-11-21: false alarms 2 of 96 London people "
                 "without earrings (dark curls and shade at the lobe), 0 of 16 compliant renders, 3 of 326 "
                 "mild variations, 3 of 384 men of the Congress set. Caught: earring renders 4 of 4 (0.51 "
                 "and more); half of the Congress women with clearly visible earrings; painted studs "
                 "(480x640) of silver, pearl and black of 6 px some 90 %, of 4 px 40 %, of 2 px none; gold "
                 "studs of 6 px 40 %. Hanging earrings beside the neck are found only by what is at the "
                 "lobe.",
                 "各校通知。限值于2026-11-21标定。误报：伦敦人脸集中未戴耳饰者2/"
                 "96（耳垂旁的深色卷发和阴影），合规合成肖像0/16，轻微变化3/326，议员肖像中的男性3/"
                 "384。检出：耳饰合成图4/"
                 "4（不低于0."
                 "51）；明显佩戴耳饰的女议员约一半；绘制耳钉（480×640）：银色、珍珠、黑色6像素约90%"
                 "，4像素约40%，2像素无法检出；金色6像素约40%。垂在颈侧的耳坠只能依靠耳垂处的部分检出。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
