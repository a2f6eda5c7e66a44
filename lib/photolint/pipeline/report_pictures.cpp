// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/report_pictures.h"

#include <turbojpeg.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <string>

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

cv::Mat resized(const cv::Mat& picture, double factor) {
  const auto length = [factor](int full) {
    return std::max(1, static_cast<int>(std::lround(full * factor)));
  };
  // Means over parts of pixels take OpenCV ten times as long as mixing the four pixels around a place, which
  // sees every pixel as long as the picture does not shrink to less than half.
  const int method = factor > 0.5 ? cv::INTER_LINEAR : cv::INTER_AREA;
  cv::Mat small;
  cv::resize(picture, small, {length(picture.cols), length(picture.rows)}, 0, 0, method);
  return small;
}

/// Means over whole pixels first, which are quick.
cv::Mat shrunk(const cv::Mat& picture, int edge) {
  const int longest = std::max(picture.cols, picture.rows);
  if (longest <= edge) return picture;
  const int whole = longest / edge;
  const bool divides = picture.cols % whole == 0 && picture.rows % whole == 0;
  const cv::Mat first = whole > 1 && divides ? resized(picture, 1. / whole) : picture;
  const int left = std::max(first.cols, first.rows);
  return left > edge ? resized(first, static_cast<double>(edge) / left) : first;
}

/// libturbojpeg itself: OpenCV's image files would bring a hundred libraries along.
std::string jpeg(const cv::Mat& picture, int quality) {
  const std::unique_ptr<void, int (*)(tjhandle)> encoder(tjInitCompress(), tjDestroy);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  const int status = encoder == nullptr ? -1
                                        : tjCompress2(encoder.get(), picture.data, picture.cols,
                                                      static_cast<int>(picture.step), picture.rows, TJPF_BGR,
                                                      &bytes, &size, TJSAMP_420, quality, 0);
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owner(bytes, tjFree);
  if (status != 0) throw std::runtime_error("a picture of the report could not be encoded");
  return {reinterpret_cast<const char*>(bytes), size};
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
