// SPDX-License-Identifier: GPL-3.0-or-later
#define ZX_USE_UTF8
#include "photolint/analysis/code_decoder.h"

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include "photolint/core/hash.h"
#include "photolint/core/utf8.h"

namespace photolint {
namespace {

constexpr int kVersions = 40;
constexpr std::string_view kLevels = "LMQH";

/// The decoder tries every three finder patterns together: 120 of them take it 40 ms, 480 take 1.7 s. A
/// picture with more is no card.
constexpr double kMaxFinderPatterns = 60;

// ISO/IEC 18004:2015, table 9: error-correction codewords a block, and blocks, by level and version.
constexpr std::uint8_t kBlockCorrection[4][kVersions] = {
    {7,  10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
     28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
    {10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
     26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28},
    {13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
     28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
    {17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
     30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30}};
constexpr std::uint8_t kBlocks[4][kVersions] = {
    {1, 1, 1, 1,  1,  2,  2,  2,  2,  4,  4,  4,  4,  4,  6,  6,  6,  6,  7,  8,
     8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25},
    {1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,  9,  10, 10, 11, 13, 14, 16,
     17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49},
    {1,  1,  2,  2,  4,  4,  6,  6,  8,  8,  8,  10, 12, 16, 12, 17, 16, 18, 21, 20,
     23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68},
    {1,  1,  2,  4,  4,  4,  5,  6,  8,  8,  11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
     25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81}};

/// Codewords of a version, data and correction: the modules that no fixed pattern takes, by eight.
int codewords_of(int version) {
  int bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const int alignments = version / 7 + 2;
    bits -= (25 * alignments - 10) * alignments - 55;
    if (version >= 7) bits -= 36;
  }
  return bits / 8;
}

/// The picture's own bytes, so that a code keeps its hash whatever the decoder makes of its characters.
std::span<const std::uint8_t> payload_of(const ZXing::Result& result) {
  return {result.bytes().data(), result.bytes().size()};
}

/// Public beginnings of payment and contact codes; a capture code begins with none of them.
bool is_payment(std::span<const std::uint8_t> payload) {
  constexpr std::size_t kLongest = 32;
  std::string head(payload.begin(),
                   payload.begin() + static_cast<std::ptrdiff_t>(std::min(payload.size(), kLongest)));
  head = lower_ascii(head);
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (head.starts_with(scheme)) head.erase(0, scheme.size());
  }
  constexpr std::string_view kBeginnings[] = {"qr.alipay.com/", "alipays://",      "alipayqr://",
                                              "wxp://",         "weixin://wxpay/", "payapp.weixin.qq.com/",
                                              "wx.tenpay.com/", "qr.95516.com/"};
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                     [&head](std::string_view beginning) { return head.starts_with(beginning); });
}

std::array<Point, 4> corners_of(const ZXing::Result& result) {
  std::array<Point, 4> corners;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const auto& p = result.position()[i];
    corners[i] = {static_cast<double>(p.x), static_cast<double>(p.y)};
  }
  return corners;
}

double mean_side(const std::array<Point, 4>& corners) {
  double sum = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) sum += distance(corners[i], corners[(i + 1) % 4]);
  return sum / 4;
}

int modules_of(const ZXing::Result& result) {
  const std::string level = result.ecLevel();
  if (level.size() != 1) return 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // this release tells the version in no other way
  return modules_of_capacity(static_cast<int>(result.rawBytes().size()), level[0]);
#pragma GCC diagnostic pop
}

CodeSymbol symbol_of(const ZXing::Result& result) {
  const std::span<const std::uint8_t> payload = payload_of(result);
  CodeSymbol symbol;
  symbol.kind = result.format() == ZXing::BarcodeFormat::QRCode ? CodeKind::qr : CodeKind::other;
  symbol.sha256 = sha256_hex(payload);
  symbol.payload_bytes = static_cast<int>(payload.size());
  symbol.corners = corners_of(result);
  symbol.looks_like_payment = is_payment(payload);
  if (symbol.kind == CodeKind::other) return symbol;
  symbol.modules = modules_of(result);
  symbol.ec_level = result.ecLevel();
  if (symbol.modules > 0) symbol.pixels_per_module = mean_side(symbol.corners) / symbol.modules;
  return symbol;
}

/// Lengths of the last five runs of equal colour along a line.
struct Runs {
  int length[5] = {};

  void close(int run) {
    for (int i = 0; i < 4; ++i) length[i] = length[i + 1];
    length[4] = run;
  }
  /// About 1:1:3:1:1, half a module off allowed.
  [[nodiscard]] bool is_finder() const {
    const int total = length[0] + length[1] + length[2] + length[3] + length[4];
    if (total < 7) return false;
    const double module = total / 7.;
    for (int i = 0; i < 5; ++i) {
      const double expected = i == 2 ? 3 * module : module;
      if (length[i] < expected - module * 0.7 || length[i] > expected + module * 0.7) return false;
    }
    return true;
  }
};

/// Whether the column through a dark pixel has a finder pattern's runs too.
bool is_finder_down(ImageView grey, int x, int y, int threshold) {
  Runs runs;
  int up = y, down = y;
  const auto run = [&](int& at, int step, bool dark) {
    const int from = at;
    while (at >= 0 && at < grey.height() && (*grey.at(x, at) < threshold) == dark) at += step;
    return std::abs(at - from);
  };
  runs.length[2] = run(up, -1, true) + run(down, 1, true) - 1;
  runs.length[1] = run(up, -1, false);
  runs.length[3] = run(down, 1, false);
  runs.length[0] = run(up, -1, true);
  runs.length[4] = run(down, 1, true);
  return runs.is_finder();
}

/// About how many finder patterns there are: every third row is searched, against its own mean, and a pattern
/// of modules of m pixels is met m times.
double finder_patterns(ImageView grey) {
  constexpr int kRowStep = 3;
  double count = 0;
  for (int y = 0; y < grey.height(); y += kRowStep) {
    const std::uint8_t* row = grey.row(y);
    std::int64_t sum = 0;
    for (int x = 0; x < grey.width(); ++x) sum += row[x];
    const auto mean = static_cast<int>(sum / grey.width());
    Runs runs;
    int start = 0;
    for (int x = 1; x < grey.width(); ++x) {
      const bool dark = row[x - 1] < mean;
      if ((row[x] < mean) == dark) continue;
      runs.close(x - start);
      start = x;
      if (!dark || !runs.is_finder()) continue;
      const int centre = x - runs.length[4] - runs.length[3] - (runs.length[2] + 1) / 2;
      if (is_finder_down(grey, centre, y, mean)) count += 3. / runs.length[2];
    }
  }
  return count;
}

ZXing::BarcodeFormats formats_of(const CodeSearch& search) {
  using ZXing::BarcodeFormat;
  if (!search.other_kinds) return BarcodeFormat::QRCode;
  return BarcodeFormat::DataMatrix | BarcodeFormat::Aztec | BarcodeFormat::PDF417 |
         BarcodeFormat::MicroQRCode | BarcodeFormat::Code128 | BarcodeFormat::EAN13;
}

ZXing::Binarizer binarizer_of(CodeThreshold threshold) {
  if (threshold == CodeThreshold::global) return ZXing::Binarizer::GlobalHistogram;
  if (threshold == CodeThreshold::fixed) return ZXing::Binarizer::FixedThreshold;
  return ZXing::Binarizer::LocalAverage;
}

}  // namespace

std::string_view to_string(CodeAttempt attempt) {
  constexpr std::string_view kNames[kCodeAttemptCount] = {"as-is",    "inverted",    "full-size", "enlarged",
                                                          "smoothed", "thresholded", "region",    "grid"};
  return kNames[static_cast<int>(attempt)];
}

std::string_view to_string(CodeMissReason reason) {
  constexpr std::string_view kNames[kCodeMissReasonCount] = {"no-pattern", "too-small", "blurred",
                                                             "unreadable", "engine-failed"};
  return kNames[static_cast<int>(reason)];
}

int modules_of_capacity(int data_codewords, char level) {
  const std::size_t row = kLevels.find(level);
  if (row == std::string_view::npos) return 0;
  for (int version = 1; version <= kVersions; ++version) {
    const int correction = kBlockCorrection[row][version - 1] * kBlocks[row][version - 1];
    if (codewords_of(version) - correction == data_codewords) return 17 + 4 * version;
  }
  return 0;
}

DecodedCodes decode_codes(ImageView grey, const CodeSearch& search) {
  ZXing::DecodeHints hints;
  hints.setFormats(formats_of(search));
  hints.setBinarizer(binarizer_of(search.threshold));
  hints.setIsPure(search.pure);
  hints.setTryDownscale(search.coarse_too && !search.pure);
  hints.setReturnErrors(!search.other_kinds && !search.pure);
  hints.setMaxNumberOfSymbols(8);
  const ZXing::ImageView view(grey.row(0), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                              static_cast<int>(grey.stride()));
  DecodedCodes found;
  found.crowded = !search.pure && finder_patterns(grey) > kMaxFinderPatterns;
  if (found.crowded) return found;
  for (const ZXing::Result& result : ZXing::ReadBarcodes(view, hints)) {
    if (!result.isValid()) {
      found.located.push_back(corners_of(result));
    } else if (!result.bytes().empty()) {
      found.symbols.push_back(symbol_of(result));
    }
  }
  return found;
}

}  // namespace photolint
