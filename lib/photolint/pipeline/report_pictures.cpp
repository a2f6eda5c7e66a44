// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/report_pictures.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "photolint/analysis/mat_impl.h"

namespace photolint {
namespace {

// A photo fills the height of a laptop's window beside its findings; a row of a table is an inch high at the
// 96 pixels that spreadsheets count an inch as.
constexpr int kPhotoEdge = 480;
constexpr int kThumbnailEdge = 96;
// Above 85 a file grows faster than anything that an eye sees in it; a thumbnail needs less.
constexpr int kPhotoQuality = 85;
constexpr int kThumbnailQuality = 75;

cv::Mat shrunk(const cv::Mat& picture, int edge) {
  const int longest = std::max(picture.cols, picture.rows);
  if (longest <= edge) return picture;
  const double factor = static_cast<double>(edge) / longest;
  const auto length = [factor](int full) {
    return std::max(1, static_cast<int>(std::lround(full * factor)));
  };
  cv::Mat small;
  cv::resize(picture, small, {length(picture.cols), length(picture.rows)}, 0, 0, cv::INTER_AREA);
  return small;
}

std::string jpeg(const cv::Mat& picture, int quality) {
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, quality})) {
    throw std::runtime_error("a picture of the report could not be encoded");
  }
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::optional<ReportPictures> report_pictures(const DecodedImage& image, PictureWants wants) {
  if (!wants.any()) return std::nullopt;
  ReportPictures pictures;
  pictures.width = image.facts.width;
  pictures.height = image.facts.height;
  const cv::Mat photo = shrunk(as_source(image.bgr.view()), kPhotoEdge);
  if (wants.photo) pictures.photo = jpeg(photo, kPhotoQuality);
  if (wants.thumbnail) pictures.thumbnail = jpeg(shrunk(photo, kThumbnailEdge), kThumbnailQuality);
  return pictures;
}

}  // namespace photolint
