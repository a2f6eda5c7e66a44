// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/fingerprint.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "photolint/core/near_duplicates.h"
#include "tests/support/load_image.h"

using namespace photolint;

namespace {

const std::string kSamples = std::string(PHOTOLINT_SOURCE_DIR) + "/samples/rules/";

cv::Mat mat_of(const DecodedImage& image) {
  const ImageView view = image.bgr.view();
  return cv::Mat(view.height(), view.width(), CV_8UC3, const_cast<std::uint8_t*>(view.row(0)),
                 static_cast<std::size_t>(view.stride()))
      .clone();
}

DecodedImage image_of(const cv::Mat& mat) {
  DecodedImage image;
  image.bgr = ImageBuffer(mat.cols, mat.rows, 3);
  for (int y = 0; y < mat.rows; ++y) {
    std::copy_n(mat.ptr<std::uint8_t>(y), image.bgr.stride(), image.bgr.row(y));
  }
  image.facts.width = mat.cols;
  image.facts.height = mat.rows;
  return image;
}

cv::Mat recompressed(const cv::Mat& picture, int quality) {
  std::vector<std::uint8_t> bytes;
  cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
  return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

cv::Mat resized(const cv::Mat& picture, double factor) {
  cv::Mat out;
  cv::resize(picture, out, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return out;
}

/// Shares of width and height taken off.
cv::Mat cropped(const cv::Mat& picture, double left, double top, double right, double bottom) {
  const int x = static_cast<int>(left * picture.cols);
  const int y = static_cast<int>(top * picture.rows);
  const int width = static_cast<int>((1 - right) * picture.cols) - x;
  const int height = static_cast<int>((1 - bottom) * picture.rows) - y;
  return picture(cv::Rect(x, y, width, height)).clone();
}

class Engine {
 public:
  Fingerprint fingerprint(const cv::Mat& picture) {
    const DecodedImage image = image_of(picture);
    const WorkItem item;
    return fingerprint_of(analyser_.analyse(image, item, Need::pixels | Need::faces));
  }

 private:
  Analyser analyser_ = Analyser::make(load_models("").value()).value();
};

/// Pixels alone, as when no face was asked for.
Fingerprint of_pixels(const ImageBuffer& colour) {
  Analysis analysis;
  analysis.colour = colour.view();
  return fingerprint_of(analysis);
}

}  // namespace

TEST_CASE("copies of a photo have nearly its fingerprint") {
  Engine engine;
  for (const std::string name : {"eyes-open/good.jpg", "pitch/good.jpg", "front-camera/good.jpg"}) {
    INFO(name);
    const cv::Mat picture = mat_of(test::load_image(kSamples + name));
    const Fingerprint original = engine.fingerprint(picture);
    REQUIRE(original.has_face);
    const auto distance = [&](const cv::Mat& copy) {
      const Fingerprint other = engine.fingerprint(copy);
      REQUIRE(other.has_face);
      CHECK(other.pixels != original.pixels);
      return bit_distance(original.face, other.face);
    };
    CHECK(distance(recompressed(picture, 30)) <= kSamePhotograph);
    CHECK(distance(resized(picture, 0.5)) <= kSamePhotograph);
    CHECK(distance(resized(picture, 2)) <= kSamePhotograph);
    CHECK(distance(cropped(picture, 0.1, 0.05, 0.1, 0.1)) <= kSamePhotograph);
    CHECK(distance(cropped(picture, 0, 0.05, 0.1, 0)) <= kSamePhotograph);
    CHECK(distance(recompressed(resized(picture, 0.7), 60)) <= kSamePhotograph);
    CHECK(distance(0.8 * picture + cv::Scalar::all(20)) <= kSamePhotograph);
  }
}

TEST_CASE("the fingerprint is the same every time and independent of where the picture lies in memory") {
  Engine engine;
  const cv::Mat picture = mat_of(test::load_image(kSamples + "eyes-open/good.jpg"));
  const Fingerprint first = engine.fingerprint(picture);
  Engine other;
  const Fingerprint second = other.fingerprint(picture.clone());
  CHECK(first.pixels == second.pixels);
  CHECK(first.face == second.face);
}

TEST_CASE("other people have other fingerprints") {
  Engine engine;
  const Fingerprint a = engine.fingerprint(mat_of(test::load_image(kSamples + "eyes-open/good.jpg")));
  const Fingerprint b = engine.fingerprint(mat_of(test::load_image(kSamples + "pitch/good.jpg")));
  CHECK(bit_distance(a.face, b.face) > kSamePhotograph);
}

TEST_CASE("no face, no fingerprint of one") {
  Engine engine;
  const Fingerprint nobody = engine.fingerprint(cv::Mat(160, 120, CV_8UC3, cv::Scalar(200, 140, 70)));
  CHECK_FALSE(nobody.has_face);
  CHECK(nobody.face == FaceBits{});
  CHECK(nobody.pixels.size() == 64);
}

TEST_CASE("a face too small to be told from others has none") {
  const ImageBuffer grey(48, 64, 1, 90);
  const ImageBuffer colour(48, 64, 3, 90);
  FaceFacts faces;
  faces.faces.resize(1);
  Analysis analysis;
  analysis.colour = colour.view();
  analysis.grey = grey.view();
  SECTION("all points in one place") {
    faces.faces[0].landmarks.fill({20, 20});
  }
  SECTION("points two pixels apart") {
    for (std::size_t i = 0; i < kLandmarkCount; ++i) {
      faces.faces[0].landmarks[i] = {20. + static_cast<double>(i % 2), 20};
    }
  }
  analysis.faces = faces;
  CHECK_FALSE(fingerprint_of(analysis).has_face);
  CHECK(face_amplitudes(analysis.grey, 1, faces.main())[0] == 0);
}

TEST_CASE("equal pixels, and only they, have the same hash") {
  const ImageBuffer picture(5, 4, 3, 77);
  const std::string hash = of_pixels(picture).pixels;
  CHECK(hash == of_pixels(ImageBuffer(5, 4, 3, 77)).pixels);
  for (int y = 0; y < 4; ++y) {
    for (int i = 0; i < 15; ++i) {
      ImageBuffer other = picture;
      other.row(y)[i] ^= 1;
      CHECK(hash != of_pixels(other).pixels);
    }
  }
  // The same bytes in another shape.
  CHECK(hash != of_pixels(ImageBuffer(4, 5, 3, 77)).pixels);
  // Padding between rows is no part of the picture.
  std::vector<std::uint8_t> padded(4 * 20, 0);
  for (std::size_t y = 0; y < 4; ++y)
    std::fill_n(padded.begin() + static_cast<std::ptrdiff_t>(20 * y), 15, 77);
  Analysis analysis;
  analysis.colour = ImageView(padded.data(), 5, 4, 3, 20);
  CHECK(hash == fingerprint_of(analysis).pixels);
}

TEST_CASE("equal working pictures of photos of another size are not equal") {
  const ImageBuffer picture(5, 4, 3, 77);
  FileFacts file;
  file.width = 10;
  file.height = 8;
  Analysis analysis;
  analysis.colour = picture.view();
  analysis.file = &file;
  CHECK(fingerprint_of(analysis).pixels != of_pixels(picture).pixels);
}
