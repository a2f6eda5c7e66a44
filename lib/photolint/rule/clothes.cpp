// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/clothes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "photolint/image/patch.h"
#include "photolint/rule/face_frame.h"

namespace photolint {
namespace {

constexpr int kFewestSamples = 200;
constexpr double kSamplesPerEyeDistance = 24;
constexpr double kAboveChin = 0.5;  // eye distances that a collar may reach above the chin
// The trunk under the square: half its width is 0.45 face widths, half an eye distance under the chin, and
// grows by 0.35 a pixel further down; shoulders of any build are wider.
constexpr double kTrunkBegin = 0.5;
constexpr double kTrunkHalfWidth = 0.45;
constexpr double kTrunkGrowth = 0.35;

/// A pixel's luma, and its chroma in the plane of Rec. 601 Cb and Cr.
struct Tint {
  double luma = 0;
  double cb = 0;
  double cr = 0;
  [[nodiscard]] double squared_chroma() const { return cb * cb + cr * cr; }
};

Tint tint_of(double b, double g, double r) {
  const double luma = 0.114 * b + 0.587 * g + 0.299 * r;
  return {luma, 0.564 * (b - luma), 0.713 * (r - luma)};
}

/// Whether a pixel may be the person's skin: hue within 20 degrees of the cheeks, between half and twice
/// their saturation (chroma by luma, which shade changes little), no less than a quarter of their light.
class SkinTest {
 public:
  explicit SkinTest(const std::optional<SkinTone>& skin) : known_(skin.has_value()) {
    if (known_) skin_ = tint_of(skin->mean.b, skin->mean.g, skin->mean.r);
  }
  [[nodiscard]] bool holds(const std::uint8_t* bgr) const {
    if (!known_) return false;
    const Tint here = tint_of(bgr[0], bgr[1], bgr[2]);
    if (here.luma < skin_.luma / 4) return false;
    const double chroma = here.squared_chroma() * skin_.luma * skin_.luma;
    const double cheeks = skin_.squared_chroma() * here.luma * here.luma;
    if (4 * chroma < cheeks || chroma > 4 * cheeks) return false;
    constexpr double kSquaredCosine = 0.883022;  // of 20 degrees
    const double dot = here.cb * skin_.cb + here.cr * skin_.cr;
    return dot > 0 && dot * dot > kSquaredCosine * here.squared_chroma() * skin_.squared_chroma();
  }

 private:
  bool known_;
  Tint skin_;
};

/// Tells the parts of the body apart at the samples.
class PartFinder {
 public:
  PartFinder(const Analysis& analysis, const FaceFrame& frame, const Clothes& clothes)
      : colour_(analysis.colour),
        person_(analysis.background.value().person.view()),
        labels_(labels_at(analysis, clothes)),
        skin_(own_skin(analysis)),
        chin_(analysis.to_working(analysis.head.value().chin)),
        trunk_top_(chin_.y + kTrunkBegin * frame.eye_distance),
        half_width_(kTrunkHalfWidth * analysis.head.value().face_width * analysis.scale) {}

  /// x and y: the sample's pixel.
  [[nodiscard]] BodyPart at(int column, int row, int x, int y) const {
    const std::uint8_t label = *labels_.view().at(column, row);
    if (label != kUnparsed) {
      return label == static_cast<std::uint8_t>(PortraitClass::cloth) ? BodyPart::cloth : BodyPart::other;
    }
    const bool person = *person_.at(x, y) != 0;
    if (y < chin_.y || (!person && !in_trunk(x, y))) return BodyPart::other;
    return skin_.holds(colour_.at(x, y)) ? BodyPart::bare_skin : BodyPart::cloth;
  }

 private:
  static constexpr std::uint8_t kUnparsed = 255;

  /// The parsing's labels under the middles of the samples' pixels.
  static ImageBuffer labels_at(const Analysis& analysis, const Clothes& clothes) {
    const Affine& map = analysis.parsing.value().image_to_crop;
    const double step = clothes.step / analysis.scale;
    const Point middle{clothes.x_of(0) + 0.5, clothes.y_of(0) + 0.5};
    const Point corner = (middle - Point{1, 1} * (clothes.step / 2.0)) * (1 / analysis.scale);
    const PatchGrid grid{map.apply(corner),
                         {map.a * step, map.d * step},
                         {map.b * step, map.e * step},
                         clothes.parts.width(),
                         clothes.parts.height()};
    return nearest_patch(analysis.parsing.value().labels.view(), grid, kUnparsed);
  }
  [[nodiscard]] bool in_trunk(int x, int y) const {
    const double below = y - trunk_top_;
    return below > 0 && std::abs(x - chin_.x) < half_width_ + kTrunkGrowth * below;
  }

  ImageView colour_;
  ImageView person_;
  ImageBuffer labels_;  ///< a pixel a sample
  SkinTest skin_;
  Point chin_;
  double trunk_top_;
  double half_width_;
};

/// Counts colours in 16 steps a channel.
class PaletteCounter {
 public:
  void add(const std::uint8_t* bgr) {
    Bin& bin = bins_[static_cast<std::size_t>(bgr[0] >> 4 << 8 | bgr[1] >> 4 << 4 | bgr[2] >> 4)];
    ++bin.count;
    for (std::size_t c = 0; c < 3; ++c) bin.sum[c] += bgr[c];
  }
  [[nodiscard]] std::vector<PaletteColour> colours() const {
    std::vector<PaletteColour> out;
    for (const Bin& bin : bins_) {
      if (bin.count == 0) continue;
      const double n = bin.count;
      out.push_back({{bin.sum[2] / n, bin.sum[1] / n, bin.sum[0] / n}, bin.count});
    }
    return out;
  }

 private:
  struct Bin {
    int count = 0;
    std::array<int, 3> sum{};
  };
  std::vector<Bin> bins_ = std::vector<Bin>(4096);
};

std::optional<Clothes> clothes_of(const Analysis& analysis) {
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return std::nullopt;
  const double top = analysis.head.value().chin.y * analysis.scale - kAboveChin * frame->eye_distance;
  if (!std::isfinite(top)) return std::nullopt;
  const int width = analysis.colour.width();
  const int height = analysis.colour.height();
  Clothes clothes;
  clothes.step = std::max(2, static_cast<int>(std::lround(frame->eye_distance / kSamplesPerEyeDistance)));
  clothes.origin = {static_cast<double>(clothes.step / 2), std::floor(std::clamp(top, 0.0, double(height)))};
  const int columns = (width - static_cast<int>(clothes.origin.x) - 1) / clothes.step + 1;
  const int rows = (height - static_cast<int>(clothes.origin.y) + clothes.step - 1) / clothes.step;
  clothes.parts = ImageBuffer(columns, rows, 1);

  const PartFinder finder(analysis, *frame, clothes);
  PaletteCounter palette;
  int left = columns, right = -1, first = rows, last = -1;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const BodyPart part = finder.at(column, row, clothes.x_of(column), clothes.y_of(row));
      *clothes.parts.at(column, row) = static_cast<std::uint8_t>(part);
      if (part == BodyPart::bare_skin) ++clothes.bare_skin;
      if (part != BodyPart::cloth) continue;
      ++clothes.cloth;
      palette.add(analysis.colour.at(clothes.x_of(column), clothes.y_of(row)));
      left = std::min(left, column), right = std::max(right, column);
      first = std::min(first, row), last = std::max(last, row);
    }
  }
  if (clothes.cloth < kFewestSamples) return std::nullopt;
  clothes.palette = palette.colours();
  const double right_end = std::min<double>(width, clothes.x_of(right) + clothes.step);
  const double bottom_end = std::min<double>(height, clothes.y_of(last) + clothes.step);
  clothes.region = {clothes.x_of(left) / analysis.scale, clothes.y_of(first) / analysis.scale,
                    (right_end - clothes.x_of(left)) / analysis.scale,
                    (bottom_end - clothes.y_of(first)) / analysis.scale};
  return clothes;
}

}  // namespace

const std::optional<Clothes>& find_clothes(const Analysis& analysis) {
  return analysis.derived.of<clothes_of>(analysis);
}

}  // namespace photolint
