// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/fingerprint.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "photolint/core/hash.h"
#include "photolint/image/patch.h"

namespace photolint {
namespace {

// ---- pixels

/// A running hash of 32-byte blocks in four independent words.
class PixelHash {
 public:
  void add(const std::uint8_t* bytes, std::size_t count) {
    for (; count >= kBlock; bytes += kBlock, count -= kBlock) mix(bytes);
    if (count == 0) return;
    std::array<std::uint8_t, kBlock> rest{};
    std::copy_n(bytes, count, rest.begin());
    mix(rest.data());
  }

  [[nodiscard]] std::string digest() const {
    std::array<std::uint8_t, kBlock> state{};
    std::memcpy(state.data(), words_.data(), kBlock);
    return sha256_hex(state);
  }

 private:
  static constexpr std::size_t kBlock = 32;

  void mix(const std::uint8_t* block) {
    std::array<std::uint64_t, 4> input{};
    std::memcpy(input.data(), block, kBlock);
    for (std::size_t i = 0; i < input.size(); ++i) {
      // An odd factor (2^64 over the golden ratio): every step can be undone, so that two pictures that
      // differ in one block never meet. The shift brings the high bits, which hold the past, down.
      words_[i] = (words_[i] ^ input[i]) * 0x9E3779B97F4A7C15U;
      words_[i] ^= words_[i] >> 32U;
    }
  }

  std::array<std::uint64_t, 4> words_ = {1, 2, 3, 4};
};

std::string pixel_hash(const Analysis& analysis) {
  PixelHash hash;
  const ImageView colour = analysis.colour;
  const int full_width = analysis.file != nullptr ? analysis.file->width : 0;
  const int full_height = analysis.file != nullptr ? analysis.file->height : 0;
  const std::array<std::int32_t, 5> shape = {colour.width(), colour.height(), colour.channels(), full_width,
                                             full_height};
  std::array<std::uint8_t, sizeof(shape)> bytes{};
  std::memcpy(bytes.data(), shape.data(), bytes.size());
  hash.add(bytes.data(), bytes.size());
  const std::size_t row =
      static_cast<std::size_t>(colour.width()) * static_cast<std::size_t>(colour.channels());
  for (int y = 0; y < colour.height(); ++y) hash.add(colour.row(y), row);
  return hash.digest();
}

// ---- face

/// Pixels of the patch along each edge: twice the highest frequency used and some.
constexpr int kPatch = 48;
/// Half width and half height of the patch, in spreads of the landmarks (about 0.9 eye distances): from the
/// hair to the collar, little of the wall.
constexpr double kHalfWidth = 1.5;
constexpr double kHalfHeight = 1.7;
/// Spread in pixels of the working picture under which the patch would be guessed rather than sampled.
constexpr double kSmallestSpread = 8;
/// The light is evened out over squares of 2 * 8 + 1 pixels of the patch.
constexpr int kReach = 8;
/// Grey levels added to the local contrast, so that noise on flat skin is not blown up.
constexpr float kFlat = 4;
/// The 64 lowest frequencies differ least between people and are left out.
constexpr int kSkipped = 64;

/// Where a face stands: every landmark has its share, so that the error of one matters little.
struct FaceFrame {
  Point centre;
  double spread = 0;  ///< root mean square distance of the landmarks from their centre
  Point across;       ///< unit vector from the left eye and brow to the right ones
};

std::optional<FaceFrame> frame_of(const Face& face) {
  const auto mean = [&face](int begin, int end) {
    Point sum;
    for (int i = begin; i < end; ++i) sum = sum + face.landmarks[static_cast<std::size_t>(i)];
    return sum * (1. / (end - begin));
  };
  FaceFrame frame;
  // The irises, which come last, follow the gaze and are left out.
  frame.centre = mean(0, landmark::kIrisLeft);
  double squares = 0;
  for (int i = 0; i < landmark::kIrisLeft; ++i) {
    const double d = distance(face.landmarks[static_cast<std::size_t>(i)], frame.centre);
    squares += d * d;
  }
  frame.spread = std::sqrt(squares / landmark::kIrisLeft);
  const Point left = mean(landmark::kEyeLeftBegin, landmark::kEyeLeftEnd) +
                     mean(landmark::kBrowLeftBegin, landmark::kBrowLeftEnd);
  const Point right = mean(landmark::kEyeRightBegin, landmark::kEyeRightEnd) +
                      mean(landmark::kBrowRightBegin, landmark::kBrowRightEnd);
  const double length = distance(left, right);
  if (!(length > 0)) return std::nullopt;
  frame.across = (right - left) * (1 / length);
  return frame;
}

ImageBuffer face_patch(ImageView grey, double scale, const FaceFrame& frame) {
  const double spread = frame.spread * scale;
  const Point right = frame.across * (kHalfWidth * spread);
  const Point down = Point{-frame.across.y, frame.across.x} * (kHalfHeight * spread);
  const Point centre = frame.centre * scale;
  return sample_patch(grey,
                      {centre - right - down, right * (2. / kPatch), down * (2. / kPatch), kPatch, kPatch});
}

using EvenPatch = std::array<std::array<float, kPatch>, kPatch>;

/// Sums of everything above and to the left, for one value or its square.
using Sums = std::array<std::array<int, kPatch + 1>, kPatch + 1>;

int sum_of(const Sums& sums, std::size_t x0, std::size_t y0, std::size_t x1, std::size_t y1) {
  return sums[y1][x1] - sums[y0][x1] - sums[y1][x0] + sums[y0][x0];
}

/// Every pixel less the mean around it, in units of the contrast around it.
EvenPatch evened(ImageView patch) {
  Sums values{};
  Sums squares{};
  for (std::size_t y = 0; y < kPatch; ++y) {
    const std::uint8_t* row = patch.row(static_cast<int>(y));
    for (std::size_t x = 0; x < kPatch; ++x) {
      const int v = row[x];
      values[y + 1][x + 1] = v + values[y][x + 1] + values[y + 1][x] - values[y][x];
      squares[y + 1][x + 1] = v * v + squares[y][x + 1] + squares[y + 1][x] - squares[y][x];
    }
  }
  const auto begin = [](std::size_t at) { return at < kReach ? 0 : at - kReach; };
  const auto end = [](std::size_t at) { return std::min<std::size_t>(at + kReach + 1, kPatch); };
  EvenPatch field{};
  for (std::size_t y = 0; y < kPatch; ++y) {
    const std::uint8_t* row = patch.row(static_cast<int>(y));
    for (std::size_t x = 0; x < kPatch; ++x) {
      const std::size_t x0 = begin(x), x1 = end(x), y0 = begin(y), y1 = end(y);
      const float count = static_cast<float>((x1 - x0) * (y1 - y0));
      const float mean = static_cast<float>(sum_of(values, x0, y0, x1, y1)) / count;
      const float square = static_cast<float>(sum_of(squares, x0, y0, x1, y1)) / count;
      const float contrast = std::sqrt(std::max(0.F, square - mean * mean));
      field[y][x] = (static_cast<float>(row[x]) - mean) / (contrast + kFlat);
    }
  }
  return field;
}

/// One spatial frequency: half waves across and down the patch.
struct Frequency {
  int across = 0, down = 0;
};

/// Largest half wave count of frequencies().
constexpr int kWaves = 24;

/// The frequencies of the bits, coarse to fine.
const std::array<Frequency, kFaceBits>& frequencies() {
  static const std::array<Frequency, kFaceBits> chosen = [] {
    std::vector<Frequency> all;
    for (int across = 0; across < kWaves; ++across) {
      for (int down = 0; down < kWaves; ++down) {
        if (across + down > 0) all.push_back({across, down});
      }
    }
    const auto radius = [](const Frequency& f) { return f.across * f.across + f.down * f.down; };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Frequency& a, const Frequency& b) { return radius(a) < radius(b); });
    std::array<Frequency, kFaceBits> wanted;
    std::copy_n(all.begin() + kSkipped, kFaceBits, wanted.begin());
    return wanted;
  }();
  return chosen;
}

/// waves[f][x]: half wave f at pixel x, normalised (DCT-II).
const std::array<std::array<float, kPatch>, kWaves>& waves() {
  static const std::array<std::array<float, kPatch>, kWaves> table = [] {
    constexpr double kPi = 3.14159265358979323846;
    std::array<std::array<float, kPatch>, kWaves> rows{};
    for (std::size_t f = 0; f < kWaves; ++f) {
      const double norm = std::sqrt((f == 0 ? 1. : 2.) / kPatch);
      for (std::size_t x = 0; x < kPatch; ++x) {
        rows[f][x] = static_cast<float>(
            norm * std::cos(kPi * static_cast<double>(f) * (static_cast<double>(x) + 0.5) / kPatch));
      }
    }
    return rows;
  }();
  return table;
}

std::array<float, kFaceBits> amplitudes(const EvenPatch& field) {
  const auto& wave_table = waves();
  const auto& chosen = frequencies();
  // Down the columns first: the inner loops then run along rows and vectorise without reordering any sum.
  std::array<std::array<float, kPatch>, kWaves> columns{};
  for (std::size_t f = 0; f < kWaves; ++f) {
    for (std::size_t y = 0; y < kPatch; ++y) {
      const float weight = wave_table[f][y];
      for (std::size_t x = 0; x < kPatch; ++x) columns[f][x] += weight * field[y][x];
    }
  }
  std::array<float, kFaceBits> found{};
  for (std::size_t i = 0; i < kFaceBits; ++i) {
    const auto [across, down] = chosen[i];
    const std::array<float, kPatch>& column = columns[static_cast<std::size_t>(down)];
    const std::array<float, kPatch>& wave = wave_table[static_cast<std::size_t>(across)];
    for (std::size_t x = 0; x < kPatch; ++x) found[i] += column[x] * wave[x];
  }
  return found;
}

/// Medians of the amplitudes, in hundredths, over 539 portraits of the US Congress and 102 of the London face
/// set, both sets of equal weight: above and below are equally many people. Any others would do, but a bit
/// that is the same for nearly everybody tells nobody apart.
constexpr std::array<std::int16_t, kFaceBits> kMedians = {
    5,    41,   -10,  16,   -413, 19,  246, 31,  3,    -11, -155, -99,  11,   -20, 11,  -123, 3,   8,   75,
    -5,   -7,   159,  202,  65,   95,  -6,  270, -158, 38,  -11,  22,   -11,  -66, 0,   6,    -26, 27,  -76,
    2,    -237, 0,    -3,   -11,  206, 1,   -28, 44,   165, 7,    17,   16,   -2,  220, 15,   36,  -12, -40,
    270,  -1,   -4,   -12,  164,  -13, 9,   23,  -168, 11,  16,   11,   -118, -65, 5,   97,   73,  -4,  -233,
    -153, -42,  2,    60,   23,   -2,  6,   3,   -8,   69,  -1,   7,    -8,   -64, -53, -4,   30,  -19, 4,
    7,    0,    4,    -6,   1,    2,   2,   18,  1,    54,  83,   96,   92,   9,   12,  0,    27,  12,  -46,
    53,   11,   -145, -113, 11,   -3,  9,   -2,  12,   0,   -96,  -8,   -61,  1,   0,   2,    141, -3,  71,
    34,   6,    -1,   -7,   3,    -40, -11, -9,  -33,  -5,  -4,   -16,  -5,   9,   3,   -9,   97,  170, 1,
    80,   -183, 52,   23,   -105, -41, 7,   3,   4,    24,  -106, -4,   -1,   198, 38,  9,    -2,  6,   33,
    10,   45,   -2,   -165, 59,   1,   -2,  -2,  -4,   -4,  -10,  -46,  6,    134, -13, -58,  -7,  10,  -1,
    29,   -2,   23,   -10,  -8,   12,  -14, -2,  -3,   -7,  -1,   -27,  -87,  -41, -55, -13,  4,   -8,  -34,
    0,    9,    -1,   63,   85,   -2,  42,  -1,  -41,  5,   -8,   -1,   1,    13,  -15, -64,  0,   -8,  10,
    -24,  -22,  -1,   36,   2,    -10, 5,   160, -7,   -1,  -5,   -114, 0,    -16, -1,  -33,  0,   0,   1,
    -1,   0,    -4,   -8,   -8,   6,   25,  1,   -9};

FaceBits face_bits(const std::array<float, kFaceBits>& amplitudes) {
  FaceBits bits{};
  for (std::size_t i = 0; i < kFaceBits; ++i) {
    if (amplitudes[i] * 100 <= static_cast<float>(kMedians[i])) continue;
    // Neighbours in frequency go to different sixteenths: an index that looks fingerprints up by sixteenths
    // gets even buckets.
    const std::size_t at = i % 16 * 16 + i / 16;
    bits[at / 64] |= std::uint64_t{1} << at % 64;
  }
  return bits;
}

/// The frame of a face that is large enough.
std::optional<FaceFrame> usable_frame(double scale, const Face& face) {
  const std::optional<FaceFrame> frame = frame_of(face);
  if (!frame || !(frame->spread * scale >= kSmallestSpread)) return std::nullopt;
  return frame;
}

std::array<float, kFaceBits> amplitudes_in(ImageView grey, double scale, const FaceFrame& frame) {
  const ImageBuffer patch = face_patch(grey, scale, frame);
  return amplitudes(evened(patch.view()));
}

}  // namespace

std::array<float, kFaceBits> face_amplitudes(ImageView grey, double scale, const Face& face) {
  const std::optional<FaceFrame> frame = usable_frame(scale, face);
  if (!frame) return {};
  return amplitudes_in(grey, scale, *frame);
}

Fingerprint fingerprint_of(const Analysis& analysis) {
  Fingerprint fingerprint;
  fingerprint.pixels = pixel_hash(analysis);
  if (!analysis.faces.present() || analysis.grey.empty()) return fingerprint;
  const std::optional<FaceFrame> frame = usable_frame(analysis.scale, analysis.faces.value().main());
  if (!frame) return fingerprint;
  fingerprint.face = face_bits(amplitudes_in(analysis.grey, analysis.scale, *frame));
  fingerprint.has_face = true;
  return fingerprint;
}

}  // namespace photolint
