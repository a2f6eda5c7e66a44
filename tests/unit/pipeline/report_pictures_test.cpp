// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/report_pictures.h"

#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>

using namespace photolint;

namespace {

/// One colour, in BGR.
DecodedImage plain(int width, int height) {
  DecodedImage image;
  image.bgr = ImageBuffer(width, height, 3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      std::uint8_t* pixel = image.bgr.row(y) + 3 * x;
      pixel[0] = 200, pixel[1] = 120, pixel[2] = 40;
    }
  }
  image.facts.width = 2 * width;
  image.facts.height = 2 * height;
  return image;
}

cv::Mat decoded(const std::string& jpeg) {
  return cv::imdecode(cv::Mat(1, static_cast<int>(jpeg.size()), CV_8UC1, const_cast<char*>(jpeg.data())),
                      cv::IMREAD_COLOR);
}

}  // namespace

TEST_CASE("a report's pictures are made only where they are wanted") {
  CHECK_FALSE(report_pictures(plain(30, 40), {}));
  const auto only_photo = report_pictures(plain(30, 40), {.photo = true});
  REQUIRE(only_photo);
  CHECK(only_photo->thumbnail.empty());
  CHECK_FALSE(only_photo->photo.empty());
}

TEST_CASE("a report's pictures keep the shape and the colours of the photo, and know its full size") {
  const auto pictures = report_pictures(plain(480, 640), {.photo = true, .thumbnail = true});
  REQUIRE(pictures);
  CHECK(pictures->width == 960);
  CHECK(pictures->height == 1280);
  const cv::Mat photo = decoded(pictures->photo);
  CHECK(photo.size() == cv::Size(360, 480));
  CHECK(decoded(pictures->thumbnail).size() == cv::Size(72, 96));
  const auto& pixel = photo.at<cv::Vec3b>(100, 100);
  CHECK(std::abs(pixel[0] - 200) <= 3);
  CHECK(std::abs(pixel[2] - 40) <= 3);
}

TEST_CASE("a report's picture is never enlarged, and a line keeps its pixel") {
  const auto small = report_pictures(plain(30, 40), {.photo = true, .thumbnail = true});
  REQUIRE(small);
  CHECK(decoded(small->photo).size() == cv::Size(30, 40));
  CHECK(decoded(small->thumbnail).size() == cv::Size(30, 40));
  const auto line = report_pictures(plain(2000, 1), {.thumbnail = true});
  REQUIRE(line);
  CHECK(decoded(line->thumbnail).size() == cv::Size(96, 1));
}
