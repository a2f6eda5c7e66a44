// SPDX-License-Identifier: GPL-3.0-or-later
// How far copies of a photo lie from it, and other people's photos from one another. Needs pictures that are
// not shipped: ../shared beside the project. Says so and passes where they are absent.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <iostream>
#include <map>
#include <numeric>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <type_traits>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "photolint/analysis/fingerprint.h"
#include "photolint/core/near_duplicates.h"
#include "tests/support/load_image.h"

using namespace photolint;

namespace {

const std::string kShared = std::string(PHOTOLINT_SOURCE_DIR) + "/../shared";

/// Every nth picture of a folder, or none with a word about it.
std::vector<std::string> pictures(const std::string& folder, std::size_t nth = 1) {
  const std::vector<std::string> all = test::files_in(kShared + "/" + folder, ".jpg");
  if (all.empty()) std::cout << "SKIPPED: no pictures in ../shared/" << folder << "\n";
  std::vector<std::string> found;
  for (std::size_t i = 0; i < all.size(); i += nth) found.push_back(all[i]);
  return found;
}

class Engine {
 public:
  Fingerprint fingerprint(const cv::Mat& picture) {
    return with_analysis(picture, [](const Analysis& a) { return fingerprint_of(a); });
  }
  std::array<float, kFaceBits> amplitudes(const std::string& path) {
    return with_analysis(cv::imread(path), [](const Analysis& a) {
      return a.faces.present() ? face_amplitudes(a.grey, a.scale, a.faces.value().main())
                               : std::array<float, kFaceBits>{};
    });
  }

 private:
  template <class Use>
  std::invoke_result_t<Use, const Analysis&> with_analysis(const cv::Mat& picture, Use use) {
    DecodedImage image;
    image.bgr = ImageBuffer(picture.cols, picture.rows, 3);
    for (int y = 0; y < picture.rows; ++y) {
      std::copy_n(picture.ptr<std::uint8_t>(y), image.bgr.stride(), image.bgr.row(y));
    }
    image.facts.width = picture.cols;
    image.facts.height = picture.rows;
    const WorkItem item;
    return use(analyser_.analyse(image, item, Need::pixels | Need::faces));
  }

  Analyser analyser_ = Analyser::make(load_models("").value()).value();
};

std::vector<Fingerprint> fingerprints(Engine& engine, const std::vector<std::string>& paths) {
  std::vector<Fingerprint> found;
  for (const std::string& path : paths) found.push_back(engine.fingerprint(cv::imread(path)));
  return found;
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
  return picture(cv::Rect(x, y, width, height));
}

cv::Mat turned(const cv::Mat& picture, double degrees) {
  const cv::Point2f middle(static_cast<float>(picture.cols) / 2, static_cast<float>(picture.rows) / 2);
  cv::Mat out;
  cv::warpAffine(picture, out, cv::getRotationMatrix2D(middle, degrees, 1), picture.size(), cv::INTER_CUBIC,
                 cv::BORDER_REPLICATE);
  return out;
}

cv::Mat stamped(cv::Mat picture) {
  picture = picture.clone();
  cv::putText(picture, "2024-06-18", {picture.cols * 45 / 100, picture.rows * 95 / 100},
              cv::FONT_HERSHEY_SIMPLEX, picture.rows / 640., {0, 160, 255});
  return picture;
}

struct Copy {
  const char* kind;
  std::function<cv::Mat(const cv::Mat&)> make;
};

std::vector<Copy> copies() {
  using cv::Mat;
  return {
      {"recompressed", [](const Mat& p) { return recompressed(p, 30); }},
      {"recompressed", [](const Mat& p) { return recompressed(p, 50); }},
      {"recompressed", [](const Mat& p) { return recompressed(p, 75); }},
      {"resized", [](const Mat& p) { return recompressed(resized(p, 0.5), 85); }},
      {"resized", [](const Mat& p) { return recompressed(resized(p, 0.75), 85); }},
      {"resized", [](const Mat& p) { return recompressed(resized(p, 2), 85); }},
      {"cropped", [](const Mat& p) { return recompressed(cropped(p, .1, .1, .1, .1), 90); }},
      {"cropped", [](const Mat& p) { return recompressed(cropped(p, .02, .04, .09, .07), 90); }},
      {"cropped", [](const Mat& p) { return recompressed(cropped(p, .08, 0, 0, .1), 90); }},
      {"sent", [](const Mat& p) { return recompressed(resized(cropped(p, .03, .06, .05, 0), 0.7), 40); }},
      {"turned", [](const Mat& p) { return recompressed(turned(p, 2), 90); }},
      {"turned", [](const Mat& p) { return recompressed(turned(p, -2), 90); }},
      {"lit", [](const Mat& p) { return recompressed(1.15 * p + cv::Scalar::all(10), 90); }},
      {"lit", [](const Mat& p) { return recompressed(0.8 * p - cv::Scalar::all(10), 90); }},
      {"stamped", [](const Mat& p) { return recompressed(stamped(p), 90); }},
  };
}

/// Distances of all pairs, ascending.
std::vector<int> pair_distances(const std::vector<Fingerprint>& people) {
  std::vector<int> distances;
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) distances.push_back(bit_distance(people[i].face, people[k].face));
  }
  std::sort(distances.begin(), distances.end());
  return distances;
}

void print(const char* name, const std::vector<int>& sorted) {
  const double count = static_cast<double>(sorted.size());
  const double mean = std::accumulate(sorted.begin(), sorted.end(), 0.) / count;
  std::cout << name << ": " << sorted.size() << " pairs, mean " << mean << ", one in a thousand below "
            << sorted[sorted.size() / 1000] << ", nearest " << sorted.front() << "\n";
}

}  // namespace

TEST_CASE("copies of a photograph are found") {
  std::vector<std::string> paths = pictures("data/london/neutral", 6);
  for (const std::string& path : pictures("data/congress", 18)) paths.push_back(path);
  if (paths.empty()) return;
  Engine engine;
  std::map<std::string, std::array<int, 2>> found;  // of all
  for (const std::string& path : paths) {
    const cv::Mat picture = cv::imread(path);
    const Fingerprint original = engine.fingerprint(picture);
    REQUIRE(original.has_face);
    for (const Copy& copy : copies()) {
      const Fingerprint other = engine.fingerprint(copy.make(picture));
      auto& [caught, all] = found[copy.kind];
      ++all;
      if (other.has_face && bit_distance(original.face, other.face) <= kSamePhotograph) ++caught;
    }
  }
  for (const auto& [kind, counts] : found) {
    std::cout << kind << ": " << counts[0] << " of " << counts[1] << " copies found\n";
    INFO(kind);
    CHECK(counts[0] >= 0.97 * counts[1]);
  }
}

TEST_CASE("other people's photographs lie far apart") {
  Engine engine;
  for (const char* folder : {"data/congress", "data/london/neutral"}) {
    const std::vector<std::string> paths = pictures(folder);
    if (paths.empty()) continue;
    const std::vector<int> distances = pair_distances(fingerprints(engine, paths));
    print(folder, distances);
    // So far above the limit that a batch of 100,000, which has 5e9 pairs, expects less than one false alarm.
    CHECK(distances.front() >= kSamePhotograph + 30);
    CHECK(distances[distances.size() / 1000] >= kSamePhotograph + 45);
  }
}

TEST_CASE("two photographs of one person are mostly two") {
  const std::vector<std::string> neutral = pictures("data/london/neutral");
  if (neutral.empty()) return;
  Engine engine;
  int near = 0;
  std::vector<int> distances;
  for (const std::string& path : neutral) {
    const std::string name = path.substr(path.rfind('/'));
    const cv::Mat other = cv::imread(kShared + "/data/london/smiling" + name);
    if (other.empty()) continue;
    const Fingerprint a = engine.fingerprint(cv::imread(path));
    distances.push_back(bit_distance(a.face, engine.fingerprint(other).face));
    near += distances.back() <= kSamePhotograph ? 1 : 0;
  }
  std::sort(distances.begin(), distances.end());
  std::cout << "neutral and smiling: " << near << " of " << distances.size() << " within the limit, median "
            << distances[distances.size() / 2] << "\n";
  CHECK(near <= 0.1 * static_cast<double>(distances.size()));
}

// Prints kMedians of fingerprint.cpp: photolint_tests_accuracy "[.medians]"
TEST_CASE("medians of the amplitudes", "[.medians]") {
  Engine engine;
  std::array<std::vector<std::pair<float, double>>, kFaceBits> values;
  for (const char* folder : {"data/congress", "data/london/neutral"}) {
    const std::vector<std::string> paths = pictures(folder);
    for (const std::string& path : paths) {
      const std::array<float, kFaceBits> amplitudes = engine.amplitudes(path);
      for (std::size_t i = 0; i < kFaceBits; ++i) {
        values[i].emplace_back(amplitudes[i], 0.5 / static_cast<double>(paths.size()));
      }
    }
  }
  for (auto& weighted : values) {
    std::sort(weighted.begin(), weighted.end());
    double sum = 0;
    std::size_t at = 0;
    while (at + 1 < weighted.size() && (sum += weighted[at].second) < 0.5) ++at;
    if (!weighted.empty()) std::cout << std::lround(100 * weighted[at].first) << ", ";
  }
  std::cout << "\n";
}
