// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/parsing.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "photolint/analysis/eyes.h"

namespace photolint {
namespace {

constexpr double kSidePerEyeDistance = 4.4;
/// Towards the chin, as reference.py cuts the square and as the network was trained: on the portraits the
/// intersection over union is .77 for the neck and .82 for clothes, against .57 and .54 when the square lies
/// as far above the eyes.
constexpr double kDropPerEyeDistance = .25;

/// One row of a plane between its rows: three quarters of near, one quarter of far; then the same between
/// columns.
void blend_row(const float* near, const float* far, int side, float* out) {
  const auto at = [near, far](int x) { return .75F * near[x] + .25F * far[x]; };
  out[0] = at(0);
  out[2 * side - 1] = at(side - 1);
  for (int x = 0; x + 1 < side; ++x) {
    const float left = at(x), right = at(x + 1);
    out[2 * x + 1] = .75F * left + .25F * right;
    out[2 * x + 2] = .25F * left + .75F * right;
  }
}

}  // namespace

Square parsing_square(const std::array<Point, kLandmarkCount>& landmarks) {
  const Eyes eyes = eyes_of(landmarks);
  const double angle = eyes.angle_rad();
  const Point down = {-std::sin(angle), std::cos(angle)};
  return {midpoint(eyes.left, eyes.right) + down * (kDropPerEyeDistance * eyes.distance()),
          kSidePerEyeDistance * eyes.distance(), angle};
}

ImageBuffer label_map(std::span<const float> logits, int side) {
  const int size = 2 * side;
  const auto plane = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
  ImageBuffer labels(size, size, 1);
  std::vector<float> best(static_cast<std::size_t>(size)), value(static_cast<std::size_t>(size));
  std::vector<std::int32_t> winner(static_cast<std::size_t>(size));
  for (int y = 0; y < size; ++y) {
    const int near = y / 2, far = std::clamp(y % 2 == 0 ? near - 1 : near + 1, 0, side - 1);
    for (int label = 0; label < kPortraitClassCount; ++label) {
      const float* cells = logits.data() + plane * static_cast<std::size_t>(label);
      float* row = label == 0 ? best.data() : value.data();
      blend_row(cells + std::ptrdiff_t{near} * side, cells + std::ptrdiff_t{far} * side, side, row);
      if (label == 0) {
        std::fill(winner.begin(), winner.end(), 0);
        continue;
      }
      // No branches: the compiler makes it a vector loop.
      for (std::size_t x = 0; x < best.size(); ++x) {
        const std::int32_t better = -static_cast<std::int32_t>(value[x] > best[x]);
        winner[x] = (label & better) | (winner[x] & ~better);
        best[x] = std::max(best[x], value[x]);
      }
    }
    std::transform(winner.begin(), winner.end(), labels.row(y),
                   [](std::int32_t label) { return static_cast<std::uint8_t>(label); });
  }
  return labels;
}

Result<ParsingFacts> parse_portrait(Network& network, Pyramid& picture, double scale, const Face& face) {
  std::array<Point, kLandmarkCount> points{};
  std::transform(face.landmarks.begin(), face.landmarks.end(), points.begin(),
                 [scale](Point p) { return p * scale; });
  const Square square = parsing_square(points);
  const ImageBuffer crop = cut_square(picture, square, kParsingSize);
  const std::vector<float> input = network_input(crop.view());
  const Result<std::span<const float>> logits = network.run({3, kParsingSize, kParsingSize}, input);
  if (!logits) return logits.error();
  const int side = kParsingSize / 2;
  if (logits.value().size() != static_cast<std::size_t>(kPortraitClassCount * side * side)) {
    return Error{ErrorCode::engine_failed, {{"detail", "parsing: output size"}}, {}};
  }
  Affine to_crop = crop_to_picture(square, kParsingSize).inverse();
  to_crop.a *= scale, to_crop.b *= scale, to_crop.d *= scale, to_crop.e *= scale;
  return ParsingFacts{label_map(logits.value(), side), to_crop};
}

}  // namespace photolint
