// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/parsing.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <random>

using namespace photolint;

namespace {

/// Says the same class everywhere but on the image's right half.
class HalfAndHalf : public Network {
 public:
  Result<std::span<const float>> run(const TensorShape& shape, std::span<const float>) override {
    const int side = shape.height / 2;
    logits_.assign(static_cast<std::size_t>(kPortraitClassCount * side * side), 0.F);
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const int label = x < side / 2 ? 12 : 9;  // hair, neck
        logits_[static_cast<std::size_t>((label * side + y) * side + x)] = 3;
      }
    }
    return std::span<const float>(logits_);
  }

 private:
  std::vector<float> logits_;
};

Face level_face(Point middle, double eye_distance) {
  Face face;
  face.landmarks.fill(middle);
  for (int i = landmark::kEyeLeftBegin; i < landmark::kEyeRightEnd; ++i) {
    const double side = i < landmark::kEyeRightBegin ? -.5 : .5;
    face.landmarks[static_cast<std::size_t>(i)] = middle + Point{side * eye_distance, 0};
  }
  return face;
}

}  // namespace

TEST_CASE("labels are the argmax of bilinearly enlarged logits") {
  constexpr int kSide = 12;
  std::mt19937 random(7);
  std::vector<float> logits(kPortraitClassCount * kSide * kSide);
  for (float& v : logits) v = static_cast<float>(random() % 1000) / 100;
  const ImageBuffer labels = label_map(logits, kSide);
  std::vector<cv::Mat> large(kPortraitClassCount);
  for (int c = 0; c < kPortraitClassCount; ++c) {
    cv::resize(cv::Mat(kSide, kSide, CV_32F, logits.data() + c * kSide * kSide),
               large[static_cast<std::size_t>(c)], {2 * kSide, 2 * kSide}, 0, 0, cv::INTER_LINEAR);
  }
  for (int y = 0; y < 2 * kSide; ++y) {
    for (int x = 0; x < 2 * kSide; ++x) {
      const int label = *labels.view().at(x, y);
      REQUIRE(label < kPortraitClassCount);
      for (const cv::Mat& plane : large) {
        CHECK(large[static_cast<std::size_t>(label)].at<float>(y, x) >= plane.at<float>(y, x) - 1e-4F);
      }
    }
  }
}

TEST_CASE("the parsing square lies level around the eyes") {
  const Square square = parsing_square(level_face({100, 200}, 40).landmarks);
  CHECK(square.centre.x == Approx(100));
  CHECK(square.centre.y == Approx(210));
  CHECK(square.side == Approx(176));
  CHECK(square.angle_rad == 0);
}

TEST_CASE("a class is looked up by the point of the full-size picture") {
  const ImageBuffer photo(240, 320, 3, 60);
  Pyramid picture(photo.view());
  HalfAndHalf network;
  // The working picture is half as large as the photo.
  const Result<ParsingFacts> facts = parse_portrait(network, picture, .5, level_face({240, 300}, 100));
  REQUIRE(facts.ok());
  CHECK(facts.value().labels.width() == kParsingSize);
  CHECK(facts.value().at({230, 300}) == PortraitClass::hair);
  CHECK(facts.value().at({250, 300}) == PortraitClass::neck);
  CHECK(facts.value().covers({240 - 215, 300}));
  CHECK_FALSE(facts.value().covers({240 - 225, 300}));
  CHECK(facts.value().at({-1000, 5}) == PortraitClass::background);
}
