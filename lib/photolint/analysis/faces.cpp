// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/faces.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "photolint/analysis/eyes.h"

namespace photolint {
namespace {

constexpr int kFirstLongest = 160;   // longer side of the picture in the first look
constexpr int kCloserLongest = 320;  // and in the closer look
constexpr int kInputStep = 16;       // sides of the detector's input are multiples of it
constexpr double kSquarePerBox = 1.4;
constexpr double kDegreesPerUnit = 30;
constexpr double kRoughPresence = .5;  // after the first pass: below, a second one is in vain

constexpr double kFaintScore = .05;     // a place worth a closer look
constexpr int kWindow = 64;             // side of a closer look, pixels of the larger picture
constexpr std::size_t kMaxWindows = 6;  // beyond, one look at the whole picture costs less
// Edge pixels continued on every side, so that a face cut by the frame has surroundings. A multiple of the
// detector's largest step, so that all else comes out as without it; half of it does behind the picture.
constexpr int kMargin = 16;

Error engine_error(const char* detail) {
  return {ErrorCode::engine_failed, {{"detail", detail}}, {}};
}

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

Point centre_of(const Rect& box) {
  return {box.x + box.width / 2, box.y + box.height / 2};
}

bool contains(const Rect& box, Point p) {
  return p.x >= box.x && p.x < box.right() && p.y >= box.y && p.y < box.bottom();
}

Rect bounds_of(std::span<const Point> points) {
  const auto [left, right] =
      std::minmax_element(points.begin(), points.end(), [](Point a, Point b) { return a.x < b.x; });
  const auto [top, bottom] =
      std::minmax_element(points.begin(), points.end(), [](Point a, Point b) { return a.y < b.y; });
  return {left->x, top->y, right->x - left->x, bottom->y - top->y};
}

bool finite(const Detection& d) {
  return std::isfinite(d.box.x) && std::isfinite(d.box.y) && std::isfinite(d.box.width) &&
         std::isfinite(d.box.height) && std::all_of(d.points.begin(), d.points.end(), [](Point p) {
           return std::isfinite(p.x) && std::isfinite(p.y);
         });
}

/// The cell's values by plane.
class Cell {
 public:
  Cell(const DetectorGrid& grid, int x, int y)
      : first_(grid.values.data() + std::ptrdiff_t{y} * grid.cells_x + x),
        plane_(std::ptrdiff_t{grid.cells_x} * grid.cells_y) {}
  [[nodiscard]] double operator[](int channel) const { return double{first_[plane_ * channel]}; }

 private:
  const float* first_;
  std::ptrdiff_t plane_;
};

double score_at(const DetectorGrid& grid, int x, int y) {
  return sigmoid(Cell(grid, x, y)[0]);
}

Point cell_centre(int x, int y) {
  return {(x + .5) * kDetectorCell, (y + .5) * kDetectorCell};
}

Detection decode_cell(const Cell& cell, Point centre) {
  Detection d;
  d.score = sigmoid(cell[0]);
  const double width = std::exp(cell[3]) * kDetectorCell, height = std::exp(cell[4]) * kDetectorCell;
  d.box = {centre.x + cell[1] * kDetectorCell - width / 2, centre.y + cell[2] * kDetectorCell - height / 2,
           width, height};
  for (int i = 0; i < 5; ++i) {
    d.points[static_cast<std::size_t>(i)] = centre + Point{cell[5 + 2 * i], cell[6 + 2 * i]} * kDetectorCell;
  }
  return d;
}

/// Where a part of a scaled picture lies: input pixel p is scaled pixel p + origin.
struct Placement {
  double scale = 1;  ///< scaled pixels per pixel of the picture
  int x = 0;
  int y = 0;

  /// The half pixel is reference.py's reading of the networks' coordinates.
  [[nodiscard]] Point to_picture(Point p) const { return {(p.x + x) / scale + .5, (p.y + y) / scale + .5}; }
};

Detection placed(Detection d, const Placement& where) {
  const Point corner = where.to_picture({d.box.x, d.box.y});
  d.box = {corner.x, corner.y, d.box.width / where.scale, d.box.height / where.scale};
  for (Point& p : d.points) p = where.to_picture(p);
  return d;
}

/// A part of a picture that may reach outside, where the edge pixels go on.
ImageBuffer cut_out(ImageView picture, int x0, int y0, int width, int height) {
  ImageBuffer part(width, height, 3);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* row = picture.row(std::clamp(y + y0, 0, picture.height() - 1));
    for (int x = 0; x < width; ++x) {
      std::copy_n(row + std::ptrdiff_t{3} * std::clamp(x + x0, 0, picture.width() - 1), 3, part.at(x, y));
    }
  }
  return part;
}

int rounded_up(int value, int step) {
  return (value + step - 1) / step * step;
}

struct Box {
  int x = 0, y = 0, width = 0, height = 0;
};

/// The whole picture and the edge around it.
Box with_margin(ImageView picture) {
  return {-kMargin, -kMargin, picture.width() + kMargin * 3 / 2, picture.height() + kMargin * 3 / 2};
}

/// Window of the closer look around a point of the larger picture.
Box window_around(Point middle, ImageView picture) {
  const auto begin = [](double at, int edge) {
    const double wanted = std::round(at) - kWindow / 2;
    return static_cast<int>(std::clamp(wanted, -1. * kMargin, std::max(0., 1. * edge + kMargin - kWindow)));
  };
  return {begin(middle.x, picture.width()), begin(middle.y, picture.height()), kWindow, kWindow};
}

/// Middles of the cells that score at least kFaintScore and more than all others within two cells, in pixels
/// of the picture; without those inside a known face.
std::vector<Point> faint_places(const DetectorGrid& grid, const Placement& where,
                                const std::vector<Detection>& known) {
  const auto score = [&](int x, int y) {
    const Point p = where.to_picture(cell_centre(x, y));
    const bool is_known =
        std::any_of(known.begin(), known.end(), [p](const Detection& d) { return contains(d.box, p); });
    return is_known ? 0. : score_at(grid, x, y);
  };
  std::vector<double> scores;
  for (int y = 0; y < grid.cells_y; ++y) {
    for (int x = 0; x < grid.cells_x; ++x) scores.push_back(score(x, y));
  }
  const auto at = [&](int x, int y) { return scores[static_cast<std::size_t>(y * grid.cells_x + x)]; };
  std::vector<Point> places;
  for (int y = 0; y < grid.cells_y; ++y) {
    for (int x = 0; x < grid.cells_x; ++x) {
      bool best = at(x, y) >= kFaintScore;
      for (int v = std::max(0, y - 2); best && v <= std::min(grid.cells_y - 1, y + 2); ++v) {
        for (int u = std::max(0, x - 2); best && u <= std::min(grid.cells_x - 1, x + 2); ++u) {
          best = at(u, v) < at(x, y) || (at(u, v) == at(x, y) && std::pair(v, u) >= std::pair(y, x));
        }
      }
      if (best) places.push_back(where.to_picture(cell_centre(x, y)));
    }
  }
  return places;
}

/// Adds detections that are neither the same face as a known one nor a part of it.
void add_new(std::vector<Detection>& known, const std::vector<Detection>& more) {
  for (const Detection& d : more) {
    const bool seen = std::any_of(known.begin(), known.end(), [&d](const Detection& k) {
      return intersection_over_union(k.box, d.box) > kMaxOverlap || contains(k.box, centre_of(d.box));
    });
    if (!seen) known.push_back(d);
  }
}

/// A crop that shows some of the picture: what a false alarm's landmarks span may be anything.
bool usable(const Square& square, ImageView picture) {
  const double reach = 4. * (picture.width() + picture.height());
  return square.side >= 1 && square.side <= reach && std::abs(square.centre.x) <= reach &&
         std::abs(square.centre.y) <= reach && std::isfinite(square.angle_rad);
}

std::vector<Detection> found_in(const DetectorGrid& grid, const Placement& where) {
  std::vector<Detection> found = decode_grid(grid, kDetectorScore);
  for (Detection& d : found) d = placed(d, where);
  return suppress_overlaps(std::move(found), kMaxOverlap);
}

}  // namespace

std::vector<Detection> decode_grid(const DetectorGrid& grid, double min_score) {
  const double largest = 64. * kDetectorCell * std::max(grid.cells_x, grid.cells_y);
  std::vector<Detection> detections;
  for (int y = 0; y < grid.cells_y; ++y) {
    for (int x = 0; x < grid.cells_x; ++x) {
      const Cell cell(grid, x, y);
      if (!(sigmoid(cell[0]) > min_score)) continue;
      const Detection d = decode_cell(cell, cell_centre(x, y));
      if (finite(d) && std::max(d.box.width, d.box.height) < largest) detections.push_back(d);
    }
  }
  return detections;
}

double intersection_over_union(const Rect& a, const Rect& b) {
  const Rect both = {std::max(a.x, b.x), std::max(a.y, b.y),
                     std::min(a.right(), b.right()) - std::max(a.x, b.x),
                     std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y)};
  const double joined = a.area() + b.area() - both.area();
  return joined > 0 ? both.area() / joined : 0;
}

std::vector<Detection> suppress_overlaps(std::vector<Detection> detections, double max_overlap) {
  std::stable_sort(detections.begin(), detections.end(),
                   [](const Detection& a, const Detection& b) { return a.score > b.score; });
  std::vector<Detection> kept;
  for (const Detection& d : detections) {
    const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Detection& k) {
      return intersection_over_union(k.box, d.box) > max_overlap;
    });
    if (!covered) kept.push_back(d);
  }
  return kept;
}

Square first_square(const Detection& detection) {
  const Point eyes = detection.points[1] - detection.points[0];
  return {centre_of(detection.box), kSquarePerBox * std::max(detection.box.width, detection.box.height),
          std::atan2(eyes.y, eyes.x)};
}

Square second_square(const std::array<Point, kLandmarkCount>& landmarks) {
  const Rect box = bounds_of(landmarks);
  return {centre_of(box), kSquarePerBox * std::max(box.width, box.height), eyes_of(landmarks).angle_rad()};
}

Face decode_landmarks(std::span<const float> output, const Square& square) {
  const Affine to_picture = crop_to_picture(square, kLandmarkSize);
  Face face;
  for (std::size_t i = 0; i < face.landmarks.size(); ++i) {
    // The network counts from the middle of the crop, and pixel middles from 0: half a pixel to Point.
    const auto in_crop = [&](std::size_t k) { return (double{output[k]} + .5) * kLandmarkSize + .5; };
    face.landmarks[i] = to_picture.apply({in_crop(2 * i), in_crop(2 * i + 1)});
  }
  // The network: pitch positive down, roll counter-clockwise against the crop.
  face.yaw_deg = double{output[300]} * kDegreesPerUnit;
  face.pitch_deg = -double{output[301]} * kDegreesPerUnit;
  face.roll_deg = square.angle_rad * 180 / std::numbers::pi - double{output[302]} * kDegreesPerUnit;
  face.presence = sigmoid(double{output[303]});
  return face;
}

double disagreement(const Detection& detection, const Face& face) {
  const Eyes eyes = eyes_of(face.landmarks);
  const auto at = [&face](int i) { return face.landmarks[static_cast<std::size_t>(i)]; };
  const std::array<Point, 5> same = {eyes.left, eyes.right, at(landmark::kNoseTip),
                                     at(landmark::kMouthCornerLeft), at(landmark::kMouthCornerRight)};
  double sum = 0;
  for (std::size_t i = 0; i < same.size(); ++i) sum += distance(same[i], detection.points[i]);
  return sum / static_cast<double>(same.size()) / std::max(detection.box.width, detection.box.height);
}

bool confirmed(const Detection& detection, const Face& face) {
  if (detection.score >= kClearScore) return face.presence >= kMinPresence;
  return face.presence >= kMinPresenceUnclear && disagreement(detection, face) <= kMaxDisagreement;
}

Result<DetectorGrid> FaceFinder::run_detector(ImageView input) {
  const Result<std::span<const float>> output =
      detector_->run({3, input.height(), input.width()}, network_input(input));
  if (!output) return output.error();
  DetectorGrid grid;
  grid.cells_x = input.width() / kDetectorCell;
  grid.cells_y = input.height() / kDetectorCell;
  grid.values.assign(output.value().begin(), output.value().end());
  if (grid.values.size() != static_cast<std::size_t>(kDetectorChannels * grid.cells_x * grid.cells_y)) {
    return engine_error("face detector: output size");
  }
  return grid;
}

Result<std::vector<Detection>> FaceFinder::detect(Pyramid& picture) {
  const ImageView whole = picture.level(0);
  const int longest = std::max(whole.width(), whole.height());
  const ImageBuffer small = fit_longest(picture, kFirstLongest);
  const auto look = [this](ImageView scaled, const Box& box) {
    const ImageBuffer input =
        cut_out(scaled, box.x, box.y, rounded_up(box.width, kInputStep), rounded_up(box.height, kInputStep));
    return run_detector(input.view());
  };

  const Placement first = {1. * kFirstLongest / longest, -kMargin, -kMargin};
  const Result<DetectorGrid> grid = look(small.view(), with_margin(small.view()));
  if (!grid) return grid.error();
  std::vector<Detection> known = found_in(grid.value(), first);
  const std::vector<Point> places = faint_places(grid.value(), first, known);
  if (places.empty()) return known;

  const ImageBuffer large = fit_longest(picture, kCloserLongest);
  const double closer = 1. * kCloserLongest / longest;
  std::vector<Box> boxes;
  for (const Point p : places) boxes.push_back(window_around(p * closer, large.view()));
  if (boxes.size() > kMaxWindows) boxes = {with_margin(large.view())};
  for (const Box& box : boxes) {
    const Result<DetectorGrid> part = look(large.view(), box);
    if (!part) return part.error();
    add_new(known, found_in(part.value(), {closer, box.x, box.y}));
  }
  return known;
}

Result<Face> FaceFinder::landmark_pass(Pyramid& picture, const Square& square) {
  if (!usable(square, picture.level(0))) return Face{};  // presence 0: no face
  const ImageBuffer crop = cut_square(picture, square, kLandmarkSize);
  const Result<std::span<const float>> output =
      landmarks_->run({3, kLandmarkSize, kLandmarkSize}, network_input(crop.view()));
  if (!output) return output.error();
  if (output.value().size() != kLandmarkOutputs) return engine_error("face landmarks: output size");
  if (!std::all_of(output.value().begin(), output.value().end(), [](float v) { return std::isfinite(v); })) {
    return engine_error("face landmarks: output not finite");
  }
  return decode_landmarks(output.value(), square);
}

Result<Face> FaceFinder::measure(Pyramid& picture, const Detection& detection) {
  const Result<Face> rough = landmark_pass(picture, first_square(detection));
  if (!rough || rough.value().presence < kRoughPresence) return rough;
  Result<Face> face = landmark_pass(picture, second_square(rough.value().landmarks));
  if (!face) return face;
  face.value().box = detection.box;
  face.value().score = detection.score;
  return face;
}

Result<std::vector<Face>> FaceFinder::find(Pyramid& picture) {
  const Result<std::vector<Detection>> detections = detect(picture);
  if (!detections) return detections.error();
  std::vector<Face> faces;
  for (const Detection& d : detections.value()) {
    const Result<Face> face = measure(picture, d);
    if (!face) return face.error();
    if (!confirmed(d, face.value())) continue;
    // The landmarks of a false alarm beside a face slide onto that face.
    const Rect box = bounds_of(face.value().landmarks);
    const bool seen = std::any_of(faces.begin(), faces.end(), [&box](const Face& other) {
      const Rect other_box = bounds_of(other.landmarks);
      return intersection_over_union(box, other_box) > kMaxOverlap || contains(other_box, centre_of(box));
    });
    if (!seen) faces.push_back(face.value());
  }
  std::stable_sort(faces.begin(), faces.end(),
                   [](const Face& a, const Face& b) { return a.box.area() > b.box.area(); });
  return faces;
}

}  // namespace photolint
