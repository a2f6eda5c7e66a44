// SPDX-License-Identifier: GPL-3.0-or-later
#define ZX_USE_UTF8
#include "tests/accuracy/code_study.h"

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <opencv2/core.hpp>
#include <opencv2/wechat_qrcode.hpp>

#include "photolint/analysis/code_reader.h"
#include "photolint/core/hash.h"

namespace photolint::test {
namespace {

std::vector<std::string> sorted(std::vector<std::string> hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

std::vector<std::string> truths(const CardPicture& picture) {
  std::vector<std::string> hashes;
  for (const CodeTruth& code : picture.codes) hashes.push_back(code.sha256);
  return sorted(hashes);
}

std::vector<std::string> of_photolint(const CodeFacts& facts) {
  std::vector<std::string> hashes;
  for (const CodeSymbol& symbol : facts.symbols) hashes.push_back(symbol.sha256);
  return sorted(hashes);
}

std::vector<std::string> of_decoder(ImageView bgr) {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode);
  std::vector<std::string> hashes;
  const ZXing::ImageView view(bgr.row(0), bgr.width(), bgr.height(), ZXing::ImageFormat::BGR);
  for (const ZXing::Result& result : ZXing::ReadBarcodes(view, hints))
    hashes.push_back(sha256_hex({result.bytes().data(), result.bytes().size()}));
  return sorted(hashes);
}

std::vector<std::string> of_opencv(ImageView bgr) {
  const cv::Mat mat(bgr.height(), bgr.width(), CV_8UC3, const_cast<std::uint8_t*>(bgr.row(0)));
  std::vector<std::string> texts, hashes;
  try {
    texts = cv::wechat_qrcode::WeChatQRCode().detectAndDecode(mat);
  } catch (const cv::Exception&) {
    return {};
  }
  for (const std::string& text : texts) {
    if (!text.empty()) hashes.push_back(sha256_hex(text));
  }
  return sorted(hashes);
}

double core_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// The words of a roster row for the card: the card's own, or with one of them another student's.
CardWords roster_row(const CardWords& card, std::uint32_t seed) {
  CardWords row = card;
  if (seed % 2 == 0) return row;
  const CardWords other = random_card_words(seed + 500'009);
  const std::uint32_t which = seed / 2 % 3;
  if (which == 0) row.name = other.name;
  if (which == 1) row.id_last4 = other.id_last4;
  if (which == 2) row.school = other.school;
  return row;
}

/// Whether a mask shows the difference: its first or its last character is another one.
bool names_differ(const std::string& a, const std::string& b) {
  constexpr std::size_t kBytes = 3;  // of a Chinese character
  return a.substr(0, kBytes) != b.substr(0, kBytes) ||
         a.substr(a.size() - kBytes) != b.substr(b.size() - kBytes);
}

}  // namespace

TextCheck check_text(const CardPainter& painter, CardTextReader& reader, CardKind kind, std::uint32_t seed) {
  constexpr double kPixels = 6;
  const CardPicture picture = painter.draw(kind, seed, kPixels);
  const CardWords row = roster_row(picture.text, seed);
  TextCheck check;
  check.kind = kind;
  check.seed = seed;
  check.rows[0].mismatch = names_differ(row.name, picture.text.name);
  check.rows[1].mismatch = row.id_last4 != picture.text.id_last4;
  check.rows[2].mismatch = row.school != picture.text.school;
  const CodeFacts facts = read_codes(picture.bgr.view());
  if (facts.symbols.empty()) return check;
  const double start = core_milliseconds();
  const CardText text = reader.read(picture.bgr.view(), facts.symbols.front());
  check.milliseconds = core_milliseconds() - start;
  check.rows[0].match = match_name(text.name, row.name);
  check.rows[1].match = match_id_tail(text.id_last4, "44052418800101" + row.id_last4);
  check.rows[2].match = match_school(text.school, row.school);
  check.rows[3].match = match_level(text.level, row.level);
  return check;
}

CodeReading read_card(const CardPainter& painter, CardKind kind, std::uint32_t seed, double pixels_per_module,
                      Readers readers) {
  const CardPicture picture = painter.draw(kind, seed, pixels_per_module);
  const std::vector<std::string> expected = truths(picture);
  CodeReading reading;
  reading.kind = kind;
  reading.seed = seed;
  reading.asked_pixels = pixels_per_module;
  if (!picture.codes.empty()) {
    reading.pixels = picture.codes.front().pixels_per_module;
    reading.modules = picture.codes.front().modules;
  }
  const double start = core_milliseconds();
  reading.facts = read_codes(picture.bgr.view());
  reading.milliseconds = core_milliseconds() - start;
  reading.photolint = of_photolint(reading.facts) == expected;
  if (readers == Readers::all) {
    reading.decoder_alone = of_decoder(picture.bgr.view()) == expected;
    reading.opencv_alone = of_opencv(picture.bgr.view()) == expected;
  }
  return reading;
}

PlaceError place_error(const CodeSymbol& symbol, const CodeTruth& truth) {
  PlaceError error;
  error.modules = std::abs(symbol.modules - truth.modules);
  for (std::size_t i = 0; i < truth.corners.size(); ++i) {
    const double off = distance(symbol.corners[i], truth.corners[i]) / truth.pixels_per_module;
    error.corner_modules = std::max(error.corner_modules, off);
  }
  return error;
}

}  // namespace photolint::test
