// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/face_raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace photolint {
namespace {

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

constexpr double kDarkestLevel = 4;

std::array<double, 256> logarithms_of_levels() {
  std::array<double, 256> table{};
  for (std::size_t level = 0; level < table.size(); ++level) {
    table[level] = std::log(std::max(static_cast<double>(level), kDarkestLevel));
  }
  return table;
}

PatchGrid grid_of(const FaceFrame& frame, FaceArea box, double density) {
  PatchGrid grid = face_grid(frame, box, density);
  grid.width = static_cast<int>(std::lround((box.right - box.left) * density));
  grid.height = static_cast<int>(std::lround((box.bottom - box.top) * density));
  return grid;
}

}  // namespace

FaceRaster::FaceRaster(const Analysis& analysis, const FaceFrame& frame, FaceArea box, double density)
    : box_(box),
      density_(density),
      grid_(grid_of(frame, box, density)),
      colour_(sample_patch(analysis.colour, grid_)),
      labels_(labels_under(analysis, grid_)),
      picture_width_(analysis.colour.width()),
      picture_height_(analysis.colour.height()) {}

const std::array<double, 256> FaceRaster::kLogarithms = logarithms_of_levels();

int FaceRaster::column(double across) const {
  return std::clamp(static_cast<int>(std::lround((across - box_.left) * density_)), 0, width());
}

int FaceRaster::row(double down) const {
  return std::clamp(static_cast<int>(std::lround((down - box_.top) * density_)), 0, height());
}

Rgb median_colour(std::span<const Rgb> colours) {
  if (colours.empty()) return {};
  std::vector<double> r, g, b;
  for (const Rgb& colour : colours) {
    r.push_back(colour.r);
    g.push_back(colour.g);
    b.push_back(colour.b);
  }
  return {median(r), median(g), median(b)};
}

double luma_of(Rgb colour) {
  return 0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b;
}

Tint tint_of(Rgb colour) {
  const auto floored = [](double level) { return std::max(level, kDarkestLevel); };
  return {std::log(floored(colour.r) / floored(colour.g)), std::log(floored(colour.g) / floored(colour.b))};
}

double distance(Tint a, Tint b) {
  const double red_green = a.red_green - b.red_green;
  const double green_blue = a.green_blue - b.green_blue;
  return std::sqrt(red_green * red_green + green_blue * green_blue);
}

}  // namespace photolint
