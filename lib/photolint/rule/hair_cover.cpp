// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/hair_cover.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "photolint/image/dark_paths.h"
#include "photolint/image/polygon.h"

namespace photolint {
namespace {

// Lengths in eye distances.
constexpr double kFinest = 100;         // patch pixels for one eye distance: a 480x640 photo's own
constexpr double kBand = 0.12;          // height of the strip above the brow that a strand must cross
constexpr double kBrowEdge = 0.03;      // what the brow's own hair needs above the landmarks
constexpr double kLowestEdge = 0.12;    // what the landmarks may lie above the brow
constexpr double kBeside = 0.17;        // a slanted strand and the skin beside it
constexpr double kGrown = 0.015;        // the landmarks run inside the brow's outline
constexpr double kWidestStrand = 0.16;  // wider hair is parsing's
constexpr double kInnerEnd = 0.05;      // share of the brow's width left out towards the nose
constexpr double kOuterEnd = 0.15;      // and at the temple, where side hair begins
constexpr double kStrandDepth = 0.3;    // of the way from skin to hair
constexpr double kLeastContrast = 45;   // grey levels: under it wrinkles look like strands
constexpr double kDenseColumn = 0.5;    // share of the brow's height in a column
constexpr double kMostColumns = 0.6;    // share of the brow's width
constexpr int kFewestHair = 80;         // patch pixels
constexpr int kFewestSkin = 20;

double luma(Rgb c) {
  return 0.299 * c.r + 0.587 * c.g + 0.114 * c.b;
}

/// Mean of the middle half by luma; empty for fewer than fewest pixels.
std::optional<Rgb> middle_mean(const std::vector<Rgb>& pixels, int fewest) {
  if (static_cast<int>(pixels.size()) < fewest) return std::nullopt;
  // Ranks by counting; ties keep the order of the picture, so that the mean does not depend on a sort.
  std::array<std::size_t, 257> rank{};
  for (const Rgb c : pixels) ++rank.at(static_cast<std::size_t>(luma(c)) + 1);
  std::partial_sum(rank.begin(), rank.end(), rank.begin());
  const std::size_t begin = pixels.size() / 4;
  const std::size_t end = pixels.size() - begin;
  Rgb sum;
  for (const Rgb c : pixels) {
    const std::size_t own = rank.at(static_cast<std::size_t>(luma(c)))++;
    if (own >= begin && own < end) sum = {sum.r + c.r, sum.g + c.g, sum.b + c.b};
  }
  const auto n = static_cast<double>(end - begin);
  return Rgb{sum.r / n, sum.g / n, sum.b / n};
}

/// Red and green by the sum; the offset keeps the hue of black calm.
std::array<double, 2> hue_of(Rgb c) {
  constexpr double kOffset = 4;
  const double sum = c.r + c.g + c.b + 3 * kOffset;
  return {(c.r + kOffset) / sum, (c.g + kOffset) / sum};
}

std::optional<Rgb> cheek(const Analysis& analysis, const FaceFrame& frame, int side) {
  const FaceArea area = side == 0 ? FaceArea{-0.65, 0.4, -0.15, 0.7} : FaceArea{0.15, 0.4, 0.65, 0.7};
  const FacePatch patch = face_patch(analysis, frame, area, 24);
  std::vector<Rgb> skin;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      if (patch.is(x, y, PortraitClass::skin)) skin.push_back(patch.at(x, y));
    }
  }
  return middle_mean(skin, kFewestSkin);
}

/// Everything about one brow in its patch.
struct Brow {
  std::vector<Point> outline;  ///< hull, places in the face
  std::array<Point, 5> upper;  ///< from left to right
};

Brow brow_of(const Analysis& analysis, const FaceFrame& frame, int first) {
  Brow brow;
  for (int i = 0; i < 10; ++i) brow.outline.push_back(face_place(analysis, frame, first + i));
  std::copy_n(brow.outline.begin(), brow.upper.size(), brow.upper.begin());
  std::sort(brow.upper.begin(), brow.upper.end(), [](Point a, Point b) { return a.x < b.x; });
  brow.outline = convex_hull(brow.outline);
  return brow;
}

double edge_at(const Brow& brow, double x) {
  for (std::size_t i = 1; i < brow.upper.size(); ++i) {
    const Point a = brow.upper.at(i - 1), b = brow.upper.at(i);
    if (x <= b.x) return b.x > a.x ? a.y + (b.y - a.y) * std::clamp((x - a.x) / (b.x - a.x), 0.0, 1.0) : b.y;
  }
  return brow.upper.back().y;
}

/// What parsing sees in a column of the brow.
struct ColumnCount {
  int brow = 0;                   ///< pixels inside of the brow's outline
  int hair = 0;                   ///< of them
  std::optional<double> visible;  ///< upper end of what parsing calls brow, eye distances
};

std::vector<ColumnCount> count_columns(const FacePatch& patch, const Brow& brow) {
  // Growing by moving the outline up and down is enough: a column's length is what matters.
  std::vector<Point> corners;
  for (const Point p : brow.outline) {
    for (const double grow : {-kGrown, kGrown}) corners.push_back({patch.x_of(p.x), patch.y_of(p.y + grow)});
  }
  std::vector<ColumnCount> columns(static_cast<std::size_t>(patch.width()));
  for (const RowSpan& span : fill_polygon(convex_hull(corners), patch.width(), patch.height())) {
    for (int x = span.x_begin; x < span.x_end; ++x) {
      ColumnCount& column = columns[static_cast<std::size_t>(x)];
      ++column.brow;
      if (patch.hairy(x, span.y)) ++column.hair;
    }
  }
  for (int x = 0; x < patch.width(); ++x) {
    for (int y = patch.height() - 1; y >= 0; --y) {
      if (patch.is(x, y, PortraitClass::brow))
        columns[static_cast<std::size_t>(x)].visible = patch.place(x, y).y;
    }
  }
  return columns;
}

ImageBuffer grey_of(const FacePatch& patch) {
  ImageBuffer grey(patch.width(), patch.height(), 1);
  for (int y = 0; y < patch.height(); ++y) {
    const std::uint8_t* from = patch.colour.view().row(y);
    std::uint8_t* to = grey.row(y);
    for (int x = 0; x < patch.width(); ++x, from += 3)
      to[x] = static_cast<std::uint8_t>((114 * from[0] + 587 * from[1] + 299 * from[2] + 500) / 1000);
  }
  return grey;
}

/// Whether three quarters of the strip above the start have the hair's colour.
bool toned_above(const FacePatch& patch, Point start, int height, const HairTest& test) {
  const int x = std::clamp(static_cast<int>(start.x), 0, patch.width() - 1);
  int hair = 0;
  for (int i = 0; i < height; ++i) {
    const int y = std::clamp(static_cast<int>(std::floor(start.y)) - i, 0, patch.height() - 1);
    hair += test.hair(patch.at(x, y)) ? 1 : 0;
  }
  return 4 * hair >= 3 * height;
}

/// Where hair over the brow has to come down to in a column: the brow's upper edge by its landmarks, or the
/// upper end of the brow that can be seen there, which lies lower on some faces.
double crossing_at(const Brow& brow, const ColumnCount& column, double x) {
  const double edge = edge_at(brow, x);
  return std::clamp(column.visible.value_or(edge), edge, edge + kLowestEdge) - kBrowEdge;
}

BrowCover cover_of(const Analysis& analysis, const FaceFrame& frame, std::optional<Rgb> own, int side) {
  const int first = side == 0 ? landmark::kBrowLeftBegin : landmark::kBrowRightBegin;
  const Brow brow = brow_of(analysis, frame, first);
  const double width = brow.upper.back().x - brow.upper.front().x;
  if (!(width > 0)) return {};
  const auto by_height = [](Point a, Point b) { return a.y < b.y; };
  const double top = std::min_element(brow.outline.begin(), brow.outline.end(), by_height)->y;
  const double bottom = std::max_element(brow.outline.begin(), brow.outline.end(), by_height)->y;
  const double lowest = std::max_element(brow.upper.begin(), brow.upper.end(), by_height)->y + kLowestEdge;
  const double left = brow.upper.front().x + (side == 0 ? kOuterEnd : kInnerEnd) * width;
  const double right = brow.upper.back().x - (side == 0 ? kInnerEnd : kOuterEnd) * width;
  const FacePatch labels = face_labels(analysis, frame, {left - 0.1, top - 0.05, right + 0.1, bottom + 0.05},
                                       kParsingPerEyeDistance);
  const std::vector<ColumnCount> columns = count_columns(labels, brow);
  int all = 0, hair = 0;
  for (int x = 0; x < labels.width(); ++x) {
    const double place = labels.place(x, 0).x;
    if (place < left || place > right) continue;
    all += columns[static_cast<std::size_t>(x)].brow;
    hair += columns[static_cast<std::size_t>(x)].hair;
  }
  BrowCover cover;
  if (all > 0) cover.dense = static_cast<double>(hair) / all;

  const FacePatch patch =
      face_patch(analysis, frame, {left - kBeside, top - kBand - kBrowEdge, right + kBeside, lowest},
                 std::min(frame.eye_distance, kFinest));
  std::vector<Point> starts;
  std::vector<bool> dense;
  for (int x = 0; x < patch.width(); ++x) {
    const double place = patch.place(x, 0).x;
    if (place < left || place > right) continue;
    const ColumnCount& column = columns.at(static_cast<std::size_t>(labels.x_of(place)));
    starts.push_back({x + 0.5, patch.y_of(crossing_at(brow, column, place))});
    dense.push_back(column.hair > kDenseColumn * column.brow);
  }
  if (starts.empty()) return cover;
  const std::optional<HairTest> test = hair_test(analysis, frame, own, side);
  const int height = std::max(4, static_cast<int>(std::lround(kBand * patch.per_eye_distance)));
  std::vector<bool> strands(starts.size(), false);
  if (test) {
    const ImageBuffer grey = grey_of(patch);
    strands =
        dark_paths(grey.view(), starts, height, static_cast<int>(kWidestStrand * patch.per_eye_distance) | 1,
                   kStrandDepth * std::max(test->contrast(), kLeastContrast));
  }
  int crossed = 0, toned = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    crossed += dense[i] || strands[i] ? 1 : 0;
    toned += test && test->usable() && toned_above(patch, starts[i], height, *test) ? 1 : 0;
  }
  const auto n = static_cast<double>(starts.size());
  cover.strands = crossed / n;
  cover.toned = toned / n;
  return cover;
}

}  // namespace

std::optional<Rgb> own_hair(const Analysis& analysis, const FaceFrame& frame) {
  const FacePatch patch = face_labels(analysis, frame, {-1.3, -1.8, 1.3, 0.3}, 24);
  std::vector<Rgb> hair;
  for (int y = 1; y + 1 < patch.height(); ++y) {
    for (int x = 1; x + 1 < patch.width(); ++x) {
      const bool inside = patch.hairy(x, y) && patch.hairy(x - 1, y) && patch.hairy(x + 1, y) &&
                          patch.hairy(x, y - 1) && patch.hairy(x, y + 1);
      if (inside) hair.push_back(colour_at(analysis, frame, patch.place(x, y)));
    }
  }
  return middle_mean(hair, kFewestHair);
}

HairTest::HairTest(Rgb skin, Rgb hair)
    : skin_(skin),
      towards_hair_{hair.r - skin.r, hair.g - skin.g, hair.b - skin.b},
      hue_(hue_of(skin)),
      contrast_(luma(skin) - luma(hair)) {
  const std::array<double, 2> hair_hue = hue_of(hair);
  hue_towards_hair_ = {hair_hue[0] - hue_[0], hair_hue[1] - hue_[1]};
  length_ = towards_hair_.r * towards_hair_.r + towards_hair_.g * towards_hair_.g +
            towards_hair_.b * towards_hair_.b;
  hue_length_ = hue_towards_hair_[0] * hue_towards_hair_[0] + hue_towards_hair_[1] * hue_towards_hair_[1];
  constexpr double kDarker = 35;      // grey levels
  constexpr double kOtherHue = 0.03;  // distance in shares of the sum
  usable_ = contrast_ > kDarker && hue_length_ > kOtherHue * kOtherHue;
}

bool HairTest::hair(Rgb pixel) const {
  constexpr double kNearer = 0.6;  // of the way to the hair
  constexpr double kNearerHue = 0.5;
  const double along = (pixel.r - skin_.r) * towards_hair_.r + (pixel.g - skin_.g) * towards_hair_.g +
                       (pixel.b - skin_.b) * towards_hair_.b;
  if (along <= kNearer * length_) return false;
  const std::array<double, 2> hue = hue_of(pixel);
  const double hue_along =
      (hue[0] - hue_[0]) * hue_towards_hair_[0] + (hue[1] - hue_[1]) * hue_towards_hair_[1];
  return hue_along > kNearerHue * hue_length_;
}

std::optional<HairTest> hair_test(const Analysis& analysis, const FaceFrame& frame, std::optional<Rgb> hair,
                                  int side) {
  if (!hair) return std::nullopt;
  std::optional<Rgb> skin = cheek(analysis, frame, side);
  if (!skin) skin = cheek(analysis, frame, 1 - side);
  if (!skin) return std::nullopt;
  return HairTest(*skin, *hair);
}

double BrowCover::share() const {
  return std::max({dense, strands, toned >= kMostColumns ? toned : 0});
}

std::array<BrowCover, 2> brow_covers(const Analysis& analysis, const FaceFrame& frame) {
  const std::optional<Rgb> hair = own_hair(analysis, frame);
  return {cover_of(analysis, frame, hair, 0), cover_of(analysis, frame, hair, 1)};
}

}  // namespace photolint
