// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/head.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "photolint/analysis/eyes.h"

namespace photolint {
namespace {

/// Lid opening under which an iris cannot be placed, shares of the distance eyes-chin (rules.md FAC001).
constexpr double kOpenLids = 0.03;
/// Smallest ear that counts as visible, squared eye distances; a whole ear has about 0.18 (portraits,
/// London).
constexpr double kVisibleEar = 0.03;
/// Width of the narrowest head row that counts as the head's top, eye distances: two to three pixels of a
/// 480x640 photo, so that a single hair that sticks out does not.
constexpr double kTopWidth = 0.03;

Point at(const Face& face, int index) {
  return face.landmarks[static_cast<std::size_t>(index)];
}

/// Centre of one eye: of the iris, or of the contour where the lids are closed (rules.md, Terms).
/// begin: first contour point; the middle of the lids lies 4 (lower) and 12 (upper) points on.
Point eye_centre(const Face& face, int begin, int iris, Point contour_mean, double eyes_to_chin) {
  const double opening = distance(at(face, begin + 4), at(face, begin + 12));
  return opening >= kOpenLids * eyes_to_chin ? at(face, iris) : contour_mean;
}

bool of_body(PortraitClass c) {
  return c == PortraitClass::cloth || c == PortraitClass::neck || c == PortraitClass::necklace;
}

bool of_head(PortraitClass c) {
  return c != PortraitClass::background && !of_body(c);
}

/// Parsing's square, in which the eyes lie level, with the face's points moved into it.
class Levelled {
 public:
  Levelled(const Face& face, const ParsingFacts& parsing)
      : parsing_(parsing), to_image_(parsing.image_to_crop.inverse()) {
    const Eyes eyes = eyes_of(face.landmarks);
    const Point left = parsing.image_to_crop.apply(eyes.left);
    const Point right = parsing.image_to_crop.apply(eyes.right);
    eyes_ = midpoint(left, right);
    unit_ = distance(left, right);
    chin_ = point(face, landmark::kChin);
  }

  [[nodiscard]] Point point(const Face& face, int index) const {
    return parsing_.image_to_crop.apply(at(face, index));
  }
  [[nodiscard]] int width() const { return parsing_.labels.width(); }
  [[nodiscard]] int height() const { return parsing_.labels.height(); }
  /// Class of a label pixel; the nearest one's outside.
  [[nodiscard]] PortraitClass label(int x, int y) const {
    const int inside_x = std::clamp(x, 0, width() - 1);
    const int inside_y = std::clamp(y, 0, height() - 1);
    return static_cast<PortraitClass>(*parsing_.labels.view().at(inside_x, inside_y));
  }
  [[nodiscard]] PortraitClass label_of_image(Point p) const {
    const Point q = parsing_.image_to_crop.apply(p);
    return label(static_cast<int>(std::floor(q.x)), static_cast<int>(std::floor(q.y)));
  }
  [[nodiscard]] Point to_image(Point p) const { return to_image_.apply(p); }
  /// Full-size pixels under one label pixel.
  [[nodiscard]] double pixel_area() const {
    return std::abs(to_image_.a * to_image_.e - to_image_.b * to_image_.d);
  }
  [[nodiscard]] Point eyes() const { return eyes_; }
  [[nodiscard]] Point mesh_chin() const { return chin_; }
  /// Eye distance (contour means), label pixels.
  [[nodiscard]] double unit() const { return unit_; }
  /// Middle of the face at a height, on the line from the eyes to the chin.
  [[nodiscard]] double middle_x(double y) const {
    const double t = (y - eyes_.y) / std::max(1.0, chin_.y - eyes_.y);
    return eyes_.x + (chin_.x - eyes_.x) * std::clamp(t, 0.0, 1.0);
  }

 private:
  const ParsingFacts& parsing_;
  Affine to_image_;
  Point eyes_;
  Point chin_;
  double unit_ = 0;
};

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Lower end of the face in one label column: where skin gives way to neck, clothes or background under the
/// lips. Nothing when the face runs on to the square's border.
std::optional<int> chin_in_column(const Levelled& crop, int x, int lips_y) {
  for (int y = std::max(0, lips_y); y < crop.height(); ++y) {
    const PortraitClass c = crop.label(x, y);
    if (of_body(c) || c == PortraitClass::background) return y;
  }
  return std::nullopt;
}

/// The chin at parsing's border of face and neck; the mesh's chin where parsing shows none near it.
Point refined_chin(const Levelled& crop, const Face& face) {
  const Point mesh = crop.mesh_chin();
  const int lips_y = static_cast<int>(crop.point(face, landmark::kLipsOuterBegin + 5).y);
  const int reach = static_cast<int>(0.12 * crop.unit());
  std::vector<double> rows;
  for (int x = static_cast<int>(mesh.x) - reach; x <= static_cast<int>(mesh.x) + reach; ++x) {
    if (x < 0 || x >= crop.width()) continue;
    if (const auto y = chin_in_column(crop, x, lips_y)) rows.push_back(*y);
  }
  if (static_cast<int>(rows.size()) <= reach) return crop.to_image(mesh);
  const double y = median_of(std::move(rows));
  const bool near_mesh = std::abs(y - mesh.y) <= 0.35 * crop.unit();
  return crop.to_image({mesh.x, near_mesh ? y : mesh.y});
}

/// The ear joint: inner border of the visible ear between the eye line and 0.35 eye distances under it (the
/// ground truth's cheek points lie 0.26 under it); the mesh's oval point where no ear shows there.
/// side: -1 image-left, 1 image-right.
Point ear_joint(const Levelled& crop, Point mesh, int side) {
  const int begin = static_cast<int>(crop.eyes().y);
  const int end = static_cast<int>(crop.eyes().y + 0.35 * crop.unit());
  std::vector<double> borders;
  for (int y = std::max(0, begin); y < std::min(end, crop.height()); ++y) {
    int x = static_cast<int>(crop.middle_x(y));
    while (x >= 0 && x < crop.width() && crop.label(x, y) != PortraitClass::ear) x += side;
    if (x >= 0 && x < crop.width()) borders.push_back(side < 0 ? x + 1 : x);
  }
  if (borders.size() < 4) return crop.to_image(mesh);
  const double x = median_of(std::move(borders));
  // A whole ear distance away from the mesh it is another person's ear, or none.
  if (std::abs(x - mesh.x) > 0.5 * crop.unit()) return crop.to_image(mesh);
  return crop.to_image({x, mesh.y});
}

/// One ear in label pixels.
struct EarPixels {
  int count = 0;
  Point centre;
  double lobe_y = 0;  ///< lower end, 97th percentile of the rows
};

EarPixels ear_pixels(const Levelled& crop, Point joint, int side) {
  EarPixels ear;
  std::vector<int> rows(static_cast<std::size_t>(crop.height()), 0);
  double sum_x = 0;
  double sum_y = 0;
  const double reach = 0.8 * crop.unit();
  for (int y = 0; y < crop.height(); ++y) {
    const double middle = crop.middle_x(y);
    const int begin =
        std::max(0, static_cast<int>(side < 0 ? joint.x - reach : std::max(middle, joint.x - reach)));
    const int end = std::min(
        crop.width(), static_cast<int>(side < 0 ? std::min(middle, joint.x + reach) : joint.x + reach));
    for (int x = begin; x < end; ++x) {
      if (crop.label(x, y) != PortraitClass::ear) continue;
      ++rows[static_cast<std::size_t>(y)];
      ++ear.count;
      sum_x += x + 0.5;
      sum_y += y + 0.5;
    }
  }
  if (ear.count == 0) return ear;
  ear.centre = {sum_x / ear.count, sum_y / ear.count};
  int seen = 0;
  for (std::size_t y = 0; y < rows.size(); ++y) {
    seen += rows[y];
    if (seen * 100 < ear.count * 97) continue;
    ear.lobe_y = static_cast<double>(y) + 0.5;
    break;
  }
  return ear;
}

EarFacts ear_facts(const Levelled& crop, const EarPixels& ear) {
  EarFacts facts;
  facts.visible = ear.count >= kVisibleEar * crop.unit() * crop.unit();
  if (ear.count > 0) facts.centre = crop.to_image(ear.centre);
  facts.visible_area = ear.count * crop.pixel_area();
  return facts;
}

struct Pitch {
  double degrees = 0;
  double sigma = 0;
};

/// Pitch from the network and from the ears' height against the eye line.
///
/// Gains: the renders at +-15 degrees against the same heads at 0 move the network's pitch by 0.75 degrees a
/// degree and the ears by 0.021 eye distances a degree (an ear lies 1.2 eye distances behind the eyes:
/// 1.2 sin 1 degree). Zeros: mean of the medians of the portraits at pitch 0, of both London sets and of the
/// congress portraits; these groups differ among themselves by some 8 degrees in the network and 5 in the
/// ears. Weights: the minimum-variance unbiased combination under the covariance of 102 + 102 + 393 real
/// people. Its standard deviation among them is 4.9 degrees with their true pitch in it; the correlation
/// of network and ears puts their true pitch at some 3.5 to 4.4 degrees, and so the error at about 3.5.
Pitch combined_pitch(double network, const Levelled& crop, std::array<EarPixels, 2> ears) {
  constexpr double kNetworkGain = 0.75, kNetworkZero = -3.4;
  constexpr double kEarGain = 0.0212, kCentreZero = 0.380, kLobeZero = 0.772;
  constexpr double kNetworkWeight = 0.4, kCentreWeight = 0.2, kLobeWeight = 0.4;
  const double from_network = (network - kNetworkZero) / kNetworkGain;
  double from_ears = 0;
  int seen = 0;
  for (const EarPixels& ear : ears) {
    if (ear.count < kVisibleEar * crop.unit() * crop.unit()) continue;
    const double centre = ((ear.centre.y - crop.eyes().y) / crop.unit() - kCentreZero) / kEarGain;
    const double lobe = ((ear.lobe_y - crop.eyes().y) / crop.unit() - kLobeZero) / kEarGain;
    from_ears += (kCentreWeight * centre + kLobeWeight * lobe) / (kCentreWeight + kLobeWeight);
    ++seen;
  }
  if (seen == 0) return {from_network, 5};
  const double degrees = kNetworkWeight * from_network + (1 - kNetworkWeight) * from_ears / seen;
  return {degrees, seen == 2 ? 3.5 : 4.2};
}

/// The head in one row of the person's mask, working pixels.
struct HeadRow {
  int left = 0;
  int right = 0;   ///< behind the last pixel
  int widest = 0;  ///< longest unbroken run
  int widest_at = 0;
};

/// Head pixels of one person run: those between its first and last pixel of a head class, and on to the run's
/// ends where nothing of the body lies between (the mask may be wider than parsing). A run in which parsing
/// sees nobody is head where it stands on the head of the row below.
std::optional<std::pair<int, int>> head_part(const Levelled& crop, double scale, int y, int begin, int end,
                                             const std::optional<HeadRow>& below) {
  const auto label = [&](int x) { return crop.label_of_image({(x + 0.5) / scale, (y + 0.5) / scale}); };
  int first = begin;
  bool body_left = false;
  while (first < end && !of_head(label(first))) body_left = of_body(label(first++)) || body_left;
  if (first == end) {
    const bool on_head = below && begin < below->right && end > below->left;
    if (body_left || !on_head) return std::nullopt;
    return std::pair{begin, end};
  }
  int last = end;
  bool body_right = false;
  while (!of_head(label(last - 1))) body_right = of_body(label(--last)) || body_right;
  return std::pair{body_left ? first : begin, body_right ? last : end};
}

std::optional<HeadRow> head_row(const Levelled& crop, ImageView person, double scale, int y,
                                const std::optional<HeadRow>& below) {
  std::optional<HeadRow> row;
  const std::uint8_t* mask = person.row(y);
  for (int x = 0; x < person.width();) {
    if (mask[x] == 0) {
      ++x;
      continue;
    }
    int end = x;
    while (end < person.width() && mask[end] != 0) ++end;
    if (const auto part = head_part(crop, scale, y, x, end, below)) {
      const auto [left, right] = *part;
      if (!row) row = HeadRow{left, right, 0, 0};
      row->right = right;
      if (right - left > row->widest) {
        row->widest = right - left;
        row->widest_at = left;
      }
    }
    x = end;
  }
  return row;
}

/// Extent of the head above the chin, working pixels.
struct HeadExtent {
  bool found = false;
  int top = 0;
  double top_x = 0;
  int left = 0;
  int right = 0;
};

/// top_width: pixels that the highest row must have in one piece.
HeadExtent head_extent(const Levelled& crop, ImageView person, double scale, int chin_row, double top_width) {
  HeadExtent extent;
  std::vector<HeadRow> rows;
  std::optional<HeadRow> row;
  for (int y = std::min(chin_row, person.height()) - 1; y >= 0; --y) {
    row = head_row(crop, person, scale, y, row);
    if (!row) continue;
    rows.push_back(*row);
    if (row->widest < top_width) continue;
    extent.found = true;
    extent.top = y;
    extent.top_x = row->widest_at + row->widest / 2.0;
  }
  // The outermost column that three rows reach: one stray pixel is no head.
  extent.left = person.width();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const HeadRow& before = rows[i == 0 ? 0 : i - 1];
    const HeadRow& after = rows[std::min(i + 1, rows.size() - 1)];
    extent.left = std::min(extent.left, std::max({before.left, rows[i].left, after.left}));
    extent.right = std::max(extent.right, std::min({before.right, rows[i].right, after.right}));
  }
  return extent;
}

/// Reach of the clothes to both sides, working pixels: the outermost body column that three rows under the
/// chin share.
struct BodyExtent {
  double left = 0;
  double right = 0;
  bool found = false;
};

BodyExtent body_extent(const Levelled& crop, ImageView person, double scale, int chin_row) {
  std::vector<std::pair<int, int>> rows;
  const auto is_body = [&](int x, int y) {
    if (*person.at(x, y) == 0) return false;
    const PortraitClass c = crop.label_of_image({(x + 0.5) / scale, (y + 0.5) / scale});
    return c != PortraitClass::hair && c != PortraitClass::hat;
  };
  for (int y = std::max(0, chin_row); y < person.height(); ++y) {
    int left = 0;
    while (left < person.width() && !is_body(left, y)) ++left;
    if (left == person.width()) continue;
    int right = person.width();
    while (!is_body(right - 1, y)) --right;
    rows.emplace_back(left, right);
  }
  if (rows.size() < 3) return {};
  BodyExtent extent{static_cast<double>(person.width()), 0, true};
  for (std::size_t i = 1; i + 1 < rows.size(); ++i) {
    const int left = std::max({rows[i - 1].first, rows[i].first, rows[i + 1].first});
    const int right = std::min({rows[i - 1].second, rows[i].second, rows[i + 1].second});
    extent.left = std::min(extent.left, static_cast<double>(left));
    extent.right = std::max(extent.right, static_cast<double>(right));
  }
  return extent;
}

/// Half the neck's width, in face widths, and the reach beside it at which a shoulder counts as visible.
constexpr double kHalfNeck = 0.4;
constexpr double kShoulderReach = 0.3;

void measure_shoulders(HeadFacts& head, const BodyExtent& body, double scale) {
  if (!body.found || head.face_width <= 0) return;
  const double axis = head.chin.x;
  head.shoulder_left_share = std::max(0.0, (axis - body.left / scale) / head.face_width - kHalfNeck);
  head.shoulder_right_share = std::max(0.0, (body.right / scale - axis) / head.face_width - kHalfNeck);
  head.shoulder_left_visible = head.shoulder_left_share >= kShoulderReach;
  head.shoulder_right_visible = head.shoulder_right_share >= kShoulderReach;
}

void measure_eyes(HeadFacts& head, const Face& face) {
  const Eyes eyes = eyes_of(face.landmarks);
  const double eyes_to_chin = distance(midpoint(eyes.left, eyes.right), at(face, landmark::kChin));
  head.eye_left = eye_centre(face, landmark::kEyeLeftBegin, landmark::kIrisLeft, eyes.left, eyes_to_chin);
  head.eye_right = eye_centre(face, landmark::kEyeRightBegin, landmark::kIrisRight, eyes.right, eyes_to_chin);
  head.eye_distance = distance(head.eye_left, head.eye_right);
  head.eye_line_y = midpoint(head.eye_left, head.eye_right).y;
}

}  // namespace

Fact<HeadFacts> measure_head(ImageView colour, double scale, int full_width, int full_height,
                             const Face& main_face, const ParsingFacts& parsing,
                             const BackgroundFacts& background) {
  if (parsing.labels.empty()) return Fact<HeadFacts>::failed("no-parsing");
  const ImageView person = background.person.view();
  if (person.empty() || person.width() != colour.width() || person.height() != colour.height()) {
    return Fact<HeadFacts>::failed("no-mask");
  }
  const Levelled crop(main_face, parsing);
  HeadFacts head;
  measure_eyes(head, main_face);
  if (!(head.eye_distance >= 1) || !(crop.unit() >= 1)) return Fact<HeadFacts>::failed("no-eye-distance");

  head.chin = refined_chin(crop, main_face);
  head.ear_joint_left = ear_joint(crop, crop.point(main_face, landmark::kEarJointLeft), -1);
  head.ear_joint_right = ear_joint(crop, crop.point(main_face, landmark::kEarJointRight), 1);
  head.face_width = head.ear_joint_right.x - head.ear_joint_left.x;

  const std::array<EarPixels, 2> ears = {
      ear_pixels(crop, crop.point(main_face, landmark::kEarJointLeft), -1),
      ear_pixels(crop, crop.point(main_face, landmark::kEarJointRight), 1)};
  head.ear_left = ear_facts(crop, ears[0]);
  head.ear_right = ear_facts(crop, ears[1]);
  const Pitch pitch = combined_pitch(main_face.pitch_deg, crop, ears);
  head.pitch_deg = pitch.degrees;
  head.pitch_sigma_deg = pitch.sigma;

  const int chin_row =
      static_cast<int>(std::clamp(head.chin.y * scale, 0.0, static_cast<double>(person.height())));
  const double top_width = std::max(2.0, kTopWidth * head.eye_distance * scale);
  const HeadExtent extent = head_extent(crop, person, scale, chin_row, top_width);
  if (!extent.found) return Fact<HeadFacts>::failed("no-mask");
  head.head_top = {extent.top_x / scale, extent.top / scale};
  head.head_left = extent.left / scale;
  // The working picture's last column may stand for less than a whole one.
  head.head_right = std::min(extent.right / scale, static_cast<double>(full_width));
  head.cut_top = extent.top == 0;
  head.cut_left = extent.left == 0;
  head.cut_right = extent.right == person.width();
  head.cut_chin = head.chin.y >= full_height - 1;
  measure_shoulders(head, body_extent(crop, person, scale, chin_row), scale);
  return head;
}

}  // namespace photolint
