// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/load_image.h"

#include <algorithm>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <stdexcept>

namespace photolint::test {
namespace {

ImageBuffer read(const std::string& path, int mode) {
  const cv::Mat mat = cv::imread(path, mode);
  if (mat.empty() || mat.depth() != CV_8U) throw std::runtime_error("cannot read " + path);
  ImageBuffer buffer(mat.cols, mat.rows, mat.channels());
  for (int y = 0; y < mat.rows; ++y) {
    std::copy_n(mat.ptr<std::uint8_t>(y), buffer.stride(), buffer.row(y));
  }
  return buffer;
}

}  // namespace

DecodedImage load_image(const std::string& path) {
  DecodedImage image;
  image.bgr = read(path, cv::IMREAD_COLOR);
  image.facts.width = image.bgr.width();
  image.facts.height = image.bgr.height();
  return image;
}

ImageBuffer load_mask(const std::string& path) {
  return read(path, cv::IMREAD_UNCHANGED);
}

std::vector<std::string> files_in(const std::string& folder, const std::string& suffix) {
  std::vector<std::string> paths;
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    const std::string path = entry.path().string();
    if (path.ends_with(suffix)) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace photolint::test
