// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/code_reader.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <utility>

#include "photolint/analysis/code_decoder.h"
#include "photolint/analysis/code_grid.h"
#include "photolint/core/hash.h"
#include "tests/support/image_builder.h"

namespace photolint {
namespace {

/// A QR code of so many pixels a module with a quiet zone of four modules, grey.
ImageBuffer drawn_code(const std::string& payload, int scale, int level = 4) {
  const ZXing::BitMatrix bits = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                    .setEccLevel(level)
                                    .setMargin(4)
                                    .encode(payload, 0, 0);
  ImageBuffer picture(bits.width() * scale, bits.height() * scale, 1, 255);
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) *picture.at(x, y) = bits.get(x / scale, y / scale) ? 0 : 255;
  }
  return picture;
}

CodeFacts facts_of(const ImageBuffer& picture) {
  return read_codes(picture.view());
}

/// Every finder pattern's rings, tile by tile.
ImageBuffer finder_tiles(int edge, int module) {
  ImageBuffer picture(edge, edge, 1, 255);
  for (int y = 0; y < edge; ++y) {
    for (int x = 0; x < edge; ++x) {
      const int u = x / module % 9 - 4, v = y / module % 9 - 4;
      const int ring = std::max(std::abs(u), std::abs(v));
      *picture.at(x, y) = ring == 2 || ring == 4 ? 255 : 0;
    }
  }
  return picture;
}

TEST_CASE("a drawn code is read with its hash, size and place", "[codes]") {
  const std::string payload = "an opaque payload of some sixty characters, as on a card 0123";
  const ImageBuffer picture = drawn_code(payload, 6);
  const CodeFacts facts = read_codes(picture.view());
  REQUIRE(facts.symbols.size() == 1);
  CHECK_FALSE(facts.miss);
  const CodeSymbol& symbol = facts.symbols.front();
  CHECK(symbol.kind == CodeKind::qr);
  CHECK(symbol.sha256 == sha256_hex(payload));
  CHECK(symbol.payload_bytes == static_cast<int>(payload.size()));
  CHECK(symbol.modules == picture.width() / 6 - 8);
  CHECK(symbol.pixels_per_module == Approx(6).margin(0.1));
  CHECK(distance(symbol.corners[0], {24, 24}) < 2);
  CHECK(distance(symbol.corners[2], {picture.width() - 24., picture.height() - 24.}) < 2);
  CHECK(symbol.attempt == CodeAttempt::as_is);
  CHECK(symbol.ec_level == "M");
  CHECK_FALSE(symbol.looks_like_payment);
}

TEST_CASE("payment codes are recognised by their public beginnings", "[codes]") {
  for (const char* payload : {"https://qr.alipay.com/fkx0123456789", "HTTPS://QR.ALIPAY.COM/FKX01",
                              "wxp://f2f0123", "weixin://wxpay/bizpayurl?pr=abc"}) {
    const CodeFacts facts = facts_of(drawn_code(payload, 5));
    REQUIRE(facts.symbols.size() == 1);
    CHECK(facts.symbols.front().looks_like_payment);
  }
  const CodeFacts other = facts_of(drawn_code("https://example.org/qr.alipay.com", 5));
  REQUIRE(other.symbols.size() == 1);
  CHECK_FALSE(other.symbols.front().looks_like_payment);
}

TEST_CASE("the number of modules follows from the data codewords", "[codes]") {
  CHECK(modules_of_capacity(19, 'L') == 21);
  CHECK(modules_of_capacity(9, 'H') == 21);
  CHECK(modules_of_capacity(2956, 'L') == 177);
  CHECK(modules_of_capacity(1276, 'H') == 177);
  CHECK(modules_of_capacity(20, 'L') == 0);
  CHECK(modules_of_capacity(19, 'Z') == 0);
  constexpr char kLevels[] = {'L', 'M', 'Q', 'H'};
  for (int version = 1; version < 40; version += 3) {
    for (int level = 0; level < 4; ++level) {
      const std::string payload(static_cast<std::size_t>(version * version / 2 + 3), 'q');
      const CodeFacts facts = facts_of(drawn_code(payload, 4, level * 2 + 1));
      if (facts.symbols.empty()) continue;
      const CodeSymbol& symbol = facts.symbols.front();
      CHECK(symbol.ec_level == std::string(1, kLevels[level]));
      CHECK(symbol.pixels_per_module == Approx(4).margin(0.1));
    }
  }
}

TEST_CASE("the grid finds version and corners from a rough start", "[codes]") {
  const ImageBuffer picture = drawn_code(std::string(120, 'z') + "0123456789", 5);
  const double near = 20, far = picture.width() - 20.;
  const auto grid = fit_code_grid(
      picture.view(), {{{near + 4, near - 3}, {far + 3, near + 4}, {far - 5, far + 4}, {near - 2, far + 2}}});
  REQUIRE(grid);
  CHECK(grid->modules == picture.width() / 5 - 8);
  CHECK(distance(grid->corners[0], {near, near}) < 3);  // any place inside a crisp module fits as well
  CHECK(distance(grid->corners[2], {far, far}) < 3);
  CHECK(grid->modulation > 0.8);
  const ImageBuffer modules = sample_code_grid(picture.view(), *grid, 0);
  CodeSearch search;
  search.threshold = CodeThreshold::fixed;
  search.pure = true;
  CHECK(decode_codes(modules.view(), search).symbols.size() == 1);
}

TEST_CASE("no grid fits corners that are none", "[codes]") {
  const ImageBuffer picture(100, 100, 1, 128);
  CHECK_FALSE(fit_code_grid(picture.view(), {}));
  CHECK_FALSE(fit_code_grid(picture.view(), {{{10, 10}, {90, 10}, {90, 90}, {10, 90}}}));
  CHECK_FALSE(fit_code_grid({}, {{{10, 10}, {90, 10}, {90, 90}, {10, 90}}}));
}

TEST_CASE("pictures without a code say so, whatever their shape", "[codes]") {
  CHECK(read_codes({}).miss == CodeMiss{});
  for (const auto& [width, height] : {std::pair{1, 1}, {1, 500}, {500, 1}, {2, 2}, {7, 3}, {30000, 2}}) {
    CAPTURE(width, height);
    const ImageBuffer picture(width, height, 3, 77);
    const CodeFacts facts = read_codes(picture.view());
    CHECK(facts.symbols.empty());
    REQUIRE(facts.miss);
    CHECK(facts.miss->reason == CodeMissReason::no_pattern);
  }
}

TEST_CASE("noise and seas of finder patterns end in a miss", "[codes]") {
  CHECK(facts_of(test::noisy(ImageBuffer(1200, 900, 3, 128), 80, 7)).symbols.empty());
  CHECK(facts_of(finder_tiles(1000, 2)).symbols.empty());
}

TEST_CASE("every attempt and reason has a name", "[codes]") {
  for (int i = 0; i < kCodeAttemptCount; ++i) CHECK_FALSE(to_string(static_cast<CodeAttempt>(i)).empty());
  for (int i = 0; i < kCodeMissReasonCount; ++i)
    CHECK_FALSE(to_string(static_cast<CodeMissReason>(i)).empty());
}

}  // namespace
}  // namespace photolint
