// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/mouth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "photolint/rule/face_frame.h"
#include "photolint/rule/regions.h"

namespace photolint {
namespace {

constexpr double kNarrowest = 20;      // working pixels between the corners
constexpr double kFewestOwn = 0.5;     // of the lips' outline that must be lips, mouth or skin
constexpr double kFewestLips = 0.35;   // of it that must be lips or mouth
constexpr std::size_t kColumns = 32;   // along the mouth
constexpr double kDark = 0.45;         // of the lips' median green: the inside of an open mouth
constexpr double kOpenLip = 0.5;       // of the lower lip's outline that is as dark as the open mouth
constexpr double kTeethLight = 0.5;    // of the skin's green
constexpr double kTeethBySkin = 0.95;  // of the skin's red by green
constexpr double kTeethByLips = 0.85;  // of the lips' red by green
constexpr double kTeethHeight = 0.03;  // of the mouth's width

struct Outline {
  std::vector<RowSpan> lips;      ///< inside the outer contour
  std::vector<RowSpan> upper;     ///< the upper lip, between both contours
  std::vector<RowSpan> interior;  ///< where the mouth may be open: inner contour, and parsing's mouth
};

Outline outline_of(const Analysis& analysis) {
  const int width = analysis.colour.width(), height = analysis.colour.height();
  Outline outline;
  outline.lips = fill_polygon(working_landmarks(analysis, landmark::kLipsOuterBegin, landmark::kLipsOuterEnd),
                              width, height);
  outline.interior = fill_polygon(
      working_landmarks(analysis, landmark::kLipsInnerBegin, landmark::kLipsInnerEnd), width, height);
  // Both contours begin at the left corner and run along the lower lip first.
  constexpr int kInnerRight = (landmark::kLipsInnerBegin + landmark::kLipsInnerEnd) / 2;
  std::vector<Point> upper =
      working_landmarks(analysis, landmark::kMouthCornerRight, landmark::kLipsOuterEnd);
  upper.push_back(
      analysis.to_working(analysis.faces.value().main().landmarks.at(landmark::kMouthCornerLeft)));
  const std::vector<Point> inner = working_landmarks(analysis, kInnerRight, landmark::kLipsInnerEnd);
  upper.insert(upper.end(), inner.rbegin(), inner.rend());
  outline.upper = fill_polygon(upper, width, height);
  return outline;
}

/// What each pixel of the box around the lips belongs to.
class Map {
 public:
  enum Part : std::uint8_t { outside, lower_lip, upper_lip, interior };

  explicit Map(std::span<const RowSpan> all) {
    left_ = all.front().x_begin;
    int right = all.front().x_end;
    for (const RowSpan& s : all) {
      left_ = std::min(left_, s.x_begin);
      right = std::max(right, s.x_end);
    }
    top_ = all.front().y;
    parts_ = ImageBuffer(right - left_, all.back().y - top_ + 1, 1, outside);
  }
  void set(std::span<const RowSpan> spans, Part part) {
    for (const RowSpan& s : spans) {
      if (s.y < top_ || s.y >= top_ + parts_.height()) continue;
      const int begin = std::max(s.x_begin, left_), end = std::min(s.x_end, left_ + parts_.width());
      if (begin < end) std::fill_n(parts_.at(begin - left_, s.y - top_), end - begin, part);
    }
  }
  template <class Visit>
  void each(Part part, Visit visit) const {
    const ImageView view = parts_.view();
    for (int y = 0; y < view.height(); ++y) {
      for (int x = 0; x < view.width(); ++x) {
        if (*view.at(x, y) == part) visit(x + left_, y + top_);
      }
    }
  }

 private:
  int left_ = 0, top_ = 0;
  ImageBuffer parts_;
};

/// Median of one channel of some parts.
double median_of(ImageView colour, const Map& map, std::initializer_list<Map::Part> parts,
                 std::size_t channel) {
  std::array<int, 256> count{};
  int all = 0;
  for (const Map::Part part : parts) {
    map.each(part, [&](int x, int y) {
      ++count.at(colour.at(x, y)[channel]);
      ++all;
    });
  }
  int below = 0;
  for (std::size_t level = 0; level < count.size(); ++level) {
    below += count.at(level);
    if (2 * below >= all) return static_cast<double>(level);
  }
  return 0;
}

/// What the mouth's pixels are compared with: the person's own lips and skin.
struct Tones {
  double dark_below = 0;     ///< green of the inside of an open mouth
  double tooth_above = 0;    ///< green
  double tooth_redness = 0;  ///< red by green of the reddest tooth
};

Tones tones_of(ImageView colour, const Map& map, Rgb skin) {
  double lips_green = median_of(colour, map, {Map::lower_lip, Map::upper_lip}, 1);
  double lips_red = median_of(colour, map, {Map::lower_lip, Map::upper_lip}, 2);
  // The landmarks do not follow a jaw that drops far: their lower lip then lies in the open mouth.
  if (const double green = median_of(colour, map, {Map::upper_lip}, 1); green > lips_green) {
    lips_green = green;
    lips_red = median_of(colour, map, {Map::upper_lip}, 2);
  }
  Tones tones;
  tones.dark_below = kDark * lips_green;
  tones.tooth_above = kTeethLight * skin.g;
  // Rosy or rouged cheeks must not make pale lips look like teeth.
  tones.tooth_redness =
      std::min(kTeethBySkin * (skin.r + 1) / (skin.g + 1), kTeethByLips * (lips_red + 1) / (lips_green + 1));
  return tones;
}

bool is_tooth(const std::uint8_t* pixel, const Tones& tones) {
  return pixel[1] > tones.tooth_above && (pixel[2] + 1.0) / (pixel[1] + 1.0) < tones.tooth_redness;
}

/// Three quarters of the values do not exceed it.
double upper_quartile(std::span<double> values) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 3 / 4);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

std::optional<MouthInterior> mouth_interior(const Analysis& analysis) {
  constexpr std::array kOwn = {PortraitClass::lips, PortraitClass::mouth, PortraitClass::skin};
  constexpr std::array kSeen = {PortraitClass::lips, PortraitClass::mouth};
  constexpr std::array kMouth = {PortraitClass::mouth};
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return std::nullopt;
  const std::optional<SkinTone>& skin = own_skin(analysis);
  if (!skin) return std::nullopt;
  const Face& face = analysis.faces.value().main();
  const Point left = analysis.to_working(face.landmarks.at(landmark::kMouthCornerLeft));
  const Point right = analysis.to_working(face.landmarks.at(landmark::kMouthCornerRight));
  const double width = distance(left, right);
  if (!(width >= kNarrowest)) return std::nullopt;
  const Outline outline = outline_of(analysis);
  if (outline.lips.empty()) return std::nullopt;
  const auto expected = static_cast<double>(area(outline.lips));
  if (static_cast<double>(area(spans_of(analysis, outline.lips, kOwn))) < kFewestOwn * expected ||
      static_cast<double>(area(spans_of(analysis, outline.lips, kSeen))) < kFewestLips * expected) {
    return std::nullopt;
  }

  Map map(outline.lips);
  map.set(outline.lips, Map::lower_lip);
  map.set(outline.upper, Map::upper_lip);
  map.set(outline.interior, Map::interior);
  map.set(spans_of(analysis, outline.lips, kMouth), Map::interior);
  const Tones tones = tones_of(analysis.colour, map, skin->mean);

  const Point along = (right - left) * (1 / width);
  const double column = width / kColumns;        // working pixels
  std::array<double, kColumns> open{}, teeth{};  // heights, working pixels
  const auto look = [&](int x, int y, bool for_teeth) {
    const Point p = Point{x + 0.5, y + 0.5} - left;
    const double at = std::floor((p.x * along.x + p.y * along.y) / column);
    if (at < 0 || at >= static_cast<double>(kColumns)) return;
    const auto i = static_cast<std::size_t>(at);
    const std::uint8_t* pixel = analysis.colour.at(x, y);
    const bool tooth = for_teeth && is_tooth(pixel, tones);
    if (tooth) teeth.at(i) += 1 / column;
    if (tooth || pixel[1] < tones.dark_below) open.at(i) += 1 / column;
  };
  map.each(Map::interior, [&](int x, int y) { look(x, y, true); });
  // Where the lower lip of the landmarks lies in the open mouth; a lip half in shadow is a lip.
  int lower = 0, lower_dark = 0;
  map.each(Map::lower_lip, [&](int x, int y) {
    ++lower;
    lower_dark += analysis.colour.at(x, y)[1] < tones.dark_below ? 1 : 0;
  });
  if (lower_dark > kOpenLip * lower) {
    map.each(Map::lower_lip, [&](int x, int y) { look(x, y, false); });
  }

  MouthInterior found;
  for (const double height : teeth) found.teeth_share += height >= kTeethHeight * width ? 1.0 / kColumns : 0;
  found.gap = upper_quartile(std::span(open).subspan(kColumns / 4, kColumns / 2)) / analysis.scale;
  const auto first = face.landmarks.begin() + landmark::kLipsOuterBegin;
  const auto last = face.landmarks.begin() + landmark::kLipsOuterEnd;
  const auto [x0, x1] = std::minmax_element(first, last, [](Point a, Point b) { return a.x < b.x; });
  const auto [y0, y1] = std::minmax_element(first, last, [](Point a, Point b) { return a.y < b.y; });
  found.box = {x0->x, y0->y, x1->x - x0->x, y1->y - y0->y};
  return found;
}

}  // namespace photolint
