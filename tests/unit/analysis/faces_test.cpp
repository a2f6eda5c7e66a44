// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/faces.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace photolint;

namespace {

/// A grid without any face.
DetectorGrid empty_grid(int cells_x, int cells_y) {
  DetectorGrid grid;
  grid.cells_x = cells_x;
  grid.cells_y = cells_y;
  grid.values.assign(static_cast<std::size_t>(kDetectorChannels * cells_x * cells_y), 0.F);
  std::fill_n(grid.values.begin(), cells_x * cells_y, -9.F);
  return grid;
}

float& value(DetectorGrid& grid, int channel, int x, int y) {
  return grid.values[static_cast<std::size_t>((channel * grid.cells_y + y) * grid.cells_x + x)];
}

/// A face of so many cells in the middle of a cell.
void put_face(DetectorGrid& grid, int x, int y, float logit, float cells) {
  value(grid, 0, x, y) = logit;
  value(grid, 3, x, y) = value(grid, 4, x, y) = std::log(cells);
  value(grid, 5, x, y) = -.25F * cells;  // the eyes
  value(grid, 7, x, y) = .25F * cells;
}

/// A detector that always answers with the same face, at one place of whatever input it gets.
class FixedDetector : public Network {
 public:
  FixedDetector(int x, int y, float logit) : x_(x), y_(y), logit_(logit) {}
  Result<std::span<const float>> run(const TensorShape& shape, std::span<const float>) override {
    shapes.push_back(shape);
    grid_ = empty_grid(shape.width / kDetectorCell, shape.height / kDetectorCell);
    if (x_ < grid_.cells_x && y_ < grid_.cells_y) put_face(grid_, x_, y_, logit_, 6);
    return std::span<const float>(grid_.values);
  }
  std::vector<TensorShape> shapes;

 private:
  int x_, y_;
  float logit_;
  DetectorGrid grid_;
};

/// Landmarks on a circle around the crop's middle with the given presence.
class FixedLandmarks : public Network {
 public:
  explicit FixedLandmarks(float presence_logit) : output_(kLandmarkOutputs, 0.F) {
    for (std::size_t i = 0; i < kLandmarkCount; ++i) {
      const double angle = .0419 * static_cast<double>(i);
      output_[2 * i] = static_cast<float>(.3 * std::cos(angle));
      output_[2 * i + 1] = static_cast<float>(.3 * std::sin(angle));
    }
    for (std::size_t i = landmark::kEyeLeftBegin; i < landmark::kEyeRightEnd; ++i) {
      output_[2 * i] = i < landmark::kEyeRightBegin ? -.2F : .2F;
      output_[2 * i + 1] = 0;
    }
    output_[303] = presence_logit;
  }
  Result<std::span<const float>> run(const TensorShape&, std::span<const float>) override {
    ++runs;
    return std::span<const float>(output_);
  }
  std::vector<float>& output() { return output_; }
  int runs = 0;

 private:
  std::vector<float> output_;
};

class BrokenNetwork : public Network {
 public:
  Result<std::span<const float>> run(const TensorShape&, std::span<const float>) override {
    return Error{ErrorCode::engine_failed, {{"detail", "broken"}}, {}};
  }
};

Detection detection(double x, double y, double side, double score) {
  Detection d;
  d.box = {x, y, side, side};
  d.score = score;
  return d;
}

}  // namespace

TEST_CASE("a cell of the grid becomes a box and five points in input pixels") {
  DetectorGrid grid = empty_grid(4, 3);
  put_face(grid, 2, 1, 2, 3);
  value(grid, 1, 2, 1) = .5F;
  value(grid, 2, 2, 1) = -.25F;
  const std::vector<Detection> found = decode_grid(grid, .5);
  REQUIRE(found.size() == 1);
  CHECK(found[0].score == Approx(1 / (1 + std::exp(-2.))));
  CHECK(found[0].box.x == Approx(20 + 4 - 12));
  CHECK(found[0].box.y == Approx(12 - 2 - 12));
  CHECK(found[0].box.width == Approx(24));
  CHECK(found[0].points[0].x == Approx(20 - 6));
  CHECK(found[0].points[1].x == Approx(20 + 6));
  CHECK(found[0].points[2].y == Approx(12));
}

TEST_CASE("a grid of hostile numbers gives no detection") {
  DetectorGrid grid = empty_grid(3, 1);
  put_face(grid, 0, 0, std::numeric_limits<float>::quiet_NaN(), 2);
  put_face(grid, 1, 0, 5, 2);
  value(grid, 3, 1, 0) = 500;  // exp overflows
  put_face(grid, 2, 0, 5, 2);
  value(grid, 14, 2, 0) = std::numeric_limits<float>::infinity();
  CHECK(decode_grid(grid, .5).empty());
}

TEST_CASE("overlap is the intersection over the union") {
  CHECK(intersection_over_union({0, 0, 10, 10}, {0, 0, 10, 10}) == 1);
  CHECK(intersection_over_union({0, 0, 10, 10}, {5, 0, 10, 10}) == Approx(50. / 150));
  CHECK(intersection_over_union({0, 0, 10, 10}, {10, 0, 10, 10}) == 0);
  CHECK(intersection_over_union({0, 0, 10, 10}, {20, 20, 10, 10}) == 0);
  CHECK(intersection_over_union({0, 0, 0, 0}, {0, 0, 0, 0}) == 0);
}

TEST_CASE("of overlapping detections the best stays, of equal ones the first") {
  const std::vector<Detection> kept =
      suppress_overlaps({detection(0, 0, 10, .6), detection(1, 0, 10, .9), detection(40, 0, 10, .7),
                         detection(41, 0, 10, .7), detection(7, 0, 10, .8)},
                        .35);
  REQUIRE(kept.size() == 3);
  CHECK(kept[0].box.x == 1);
  CHECK(kept[1].box.x == 7);  // overlaps the best by a quarter only
  CHECK(kept[2].box.x == 40);
}

TEST_CASE("landmark squares follow the box and then the landmarks, level with the eyes") {
  Detection d = detection(100, 200, 40, 1);
  d.box.height = 60;
  d.points[0] = {110, 220};
  d.points[1] = {130, 240};
  const Square first = first_square(d);
  CHECK(first.centre == Point{120, 230});
  CHECK(first.side == Approx(84));
  CHECK(first.angle_rad == Approx(std::atan2(20, 20)));

  std::array<Point, kLandmarkCount> landmarks;
  landmarks.fill({50, 60});
  landmarks[0] = {10, 20};
  landmarks[1] = {90, 180};
  const Square second = second_square(landmarks);
  CHECK(second.centre == Point{50, 100});
  CHECK(second.side == Approx(1.4 * 160));
  CHECK(second.angle_rad == 0);
}

TEST_CASE("landmark output becomes picture points and angles with the signs of Face") {
  std::vector<float> output(kLandmarkOutputs, 0.F);
  output[2] = .25F;  // point 1: a quarter of the crop to the right
  output[300] = .5F;
  output[301] = .5F;
  output[302] = .1F;
  output[303] = 0;
  const Square level = {{100, 80}, 256, 0};
  const Face face = decode_landmarks(output, level);
  CHECK(face.landmarks[0].x == Approx(100));
  CHECK(face.landmarks[0].y == Approx(80));
  CHECK(face.landmarks[1].x == Approx(164));
  CHECK(face.yaw_deg == Approx(15));     // to the image's right
  CHECK(face.pitch_deg == Approx(-15));  // the network counts downwards
  CHECK(face.roll_deg == Approx(-3));    // and counter-clockwise
  CHECK(face.presence == Approx(.5));

  const Square turned = {{100, 80}, 256, std::acos(-1) / 2};
  const Face leaning = decode_landmarks(output, turned);
  CHECK(leaning.landmarks[1].x == Approx(100));
  CHECK(leaning.landmarks[1].y == Approx(144));
  CHECK(leaning.roll_deg == Approx(87));
}

TEST_CASE("a face is found where the detector sees it and the landmarks confirm it") {
  const ImageBuffer photo(480, 640, 3, 128);
  Pyramid picture(photo.view());
  FixedDetector detector(9, 8, 4);
  FixedLandmarks landmarks(8);
  const Result<std::vector<Face>> faces = FaceFinder(detector, landmarks).find(picture);
  REQUIRE(faces.ok());
  REQUIRE(faces.value().size() == 1);
  // Cell 9, 8 lies at 76, 68 of an input with a margin of 16, on a scale of one quarter.
  CHECK(faces.value()[0].box.x + faces.value()[0].box.width / 2 == Approx((76 - 16) * 4 + .5));
  CHECK(faces.value()[0].box.y + faces.value()[0].box.height / 2 == Approx((68 - 16) * 4 + .5));
  CHECK(faces.value()[0].box.width == Approx(48 * 4));
  CHECK(landmarks.runs == 2);
  REQUIRE(detector.shapes.size() == 1);
  CHECK(detector.shapes[0] == TensorShape{3, 192, 144});
}

TEST_CASE("a face without presence is no face") {
  const ImageBuffer photo(480, 640, 3, 128);
  Pyramid picture(photo.view());
  FixedDetector detector(9, 8, 4);
  FixedLandmarks unsure(3.5F);  // 0.97
  CHECK(FaceFinder(detector, unsure).find(picture).value().empty());
  CHECK(unsure.runs == 2);
  FixedLandmarks certain_no(-3);
  CHECK(FaceFinder(detector, certain_no).find(picture).value().empty());
  CHECK(certain_no.runs == 1);  // a second pass would be in vain
}

TEST_CASE("an unclear detection needs more presence and the detector's agreement") {
  Face face;
  face.landmarks.fill({30, 30});
  Detection d = detection(0, 0, 60, .97);
  d.points.fill({30, 30});
  face.presence = .996;
  CHECK(confirmed(d, face));
  d.score = .8;
  CHECK_FALSE(confirmed(d, face));
  face.presence = .9995;
  CHECK(confirmed(d, face));
  d.points.fill({30, 54});
  CHECK(disagreement(d, face) == Approx(.4));
  CHECK_FALSE(confirmed(d, face));
}

TEST_CASE("a faint place gets a closer look") {
  const ImageBuffer photo(480, 640, 3, 128);
  Pyramid picture(photo.view());
  FixedDetector detector(4, 4, -1);
  FixedLandmarks landmarks(8);
  CHECK(FaceFinder(detector, landmarks).find(picture).value().empty());
  REQUIRE(detector.shapes.size() == 2);
  CHECK(detector.shapes[1] == TensorShape{3, 64, 64});
}

TEST_CASE("a network that fails or answers nonsense is an error, not a picture without faces") {
  const ImageBuffer photo(100, 100, 3, 128);
  Pyramid picture(photo.view());
  BrokenNetwork broken;
  FixedDetector detector(5, 5, 4);
  FixedLandmarks landmarks(8);
  CHECK(FaceFinder(broken, landmarks).find(picture).error().code == ErrorCode::engine_failed);
  CHECK(FaceFinder(detector, broken).find(picture).error().code == ErrorCode::engine_failed);
  landmarks.output()[7] = std::numeric_limits<float>::quiet_NaN();
  CHECK(FaceFinder(detector, landmarks).find(picture).error().code == ErrorCode::engine_failed);
  landmarks.output().resize(10);
  CHECK(FaceFinder(detector, landmarks).find(picture).error().code == ErrorCode::engine_failed);
}

TEST_CASE("pictures of one pixel and of extreme shape are searched without harm") {
  FixedDetector detector(0, 0, 4);
  FixedLandmarks landmarks(8);
  for (const auto& [width, height] : {std::pair(1, 1), std::pair(3000, 1), std::pair(1, 3000)}) {
    const ImageBuffer photo(width, height, 3, 9);
    Pyramid picture(photo.view());
    CHECK(FaceFinder(detector, landmarks).find(picture).ok());
  }
}
