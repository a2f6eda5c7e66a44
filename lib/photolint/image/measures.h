// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "photolint/image/geometry.h"
#include "photolint/image/image.h"
#include "photolint/image/polygon.h"

namespace photolint {

/// How many pixels have each linear-light luminance 0..255 (ISO/IEC 29794-5: sRGB linearised, Rec. 709
/// weights, times 255, rounded).
class LuminanceHistogram {
 public:
  LuminanceHistogram() = default;
  /// Counts the pixels of the spans, which must lie inside the B G R picture.
  LuminanceHistogram(ImageView colour, std::span<const RowSpan> spans);

  [[nodiscard]] std::int64_t pixels() const { return pixels_; }
  [[nodiscard]] std::int64_t count(int level) const { return counts_.at(static_cast<std::size_t>(level)); }
  /// Share 0..1 of pixels with first <= level <= last; 0 without pixels.
  [[nodiscard]] double share(int first, int last) const;
  /// Mean luminance 0..1; 0 without pixels.
  [[nodiscard]] double mean() const;
  /// Smallest luminance 0..1 that at least this share (0..1) of the pixels does not exceed; 0 without pixels.
  [[nodiscard]] double percentile(double share) const;
  /// Adds the pixels of another histogram.
  void add(const LuminanceHistogram& other);

 private:
  std::array<std::int64_t, 256> counts_{};
  std::int64_t pixels_ = 0;
};

/// Sum over the levels of the smaller share, 0 (nothing in common) .. 1 (same distribution).
[[nodiscard]] double histogram_intersection(const LuminanceHistogram& first,
                                            const LuminanceHistogram& second);

/// The part of a grey picture under box, its pixels the means of factor x factor pixels of the source (parts
/// of pixels count by their area). factor >= 1; the box is cut to the picture and grown to whole result
/// pixels.
struct Shrunk {
  ImageBuffer grey;
  Point origin;       ///< of the result's upper left corner in the source
  double factor = 1;  ///< source pixels per result pixel
  /// Source coordinates to those of the result.
  [[nodiscard]] Point apply(Point p) const { return (p - origin) * (1 / factor); }
};

[[nodiscard]] Shrunk shrink(ImageView grey, const Rect& box, double factor);

/// How wide the strongest edges are.
struct EdgeWidth {
  double sigma = 0;  ///< standard deviation of the Gaussian that an ideal step was blurred with, pixels; the
                     ///< pixel grid adds 0.7 squared
  double gradient = 0;  ///< root mean square of these edges after one more blur, grey levels a pixel
};

/// Edge width inside the spans of a grey picture, by re-blurring: a step blurred with sigma loses a share of
/// its gradient under another blur that depends on sigma alone, not on its contrast (Zhuo and Sim 2011). Uses
/// the strongest twentieth of the pixels; gradient energy that the weaker half shows as well (noise) is taken
/// off. The spans go from the top down. Nothing for fewer than 400 pixels.
[[nodiscard]] std::optional<EdgeWidth> edge_width(ImageView grey, std::span<const RowSpan> spans);

}  // namespace photolint
