// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

#include "photolint/decode/decode.h"

using namespace photolint;

namespace {

using Bgr = std::array<int, 3>;

void put(std::vector<std::uint8_t>& file, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) file.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// A picture of 3 x 2 pixels with a 40-byte header; extra: palette or masks; rows: as stored, padded to 4
/// bytes.
std::vector<std::uint8_t> bmp(int bits, std::uint32_t compression, const std::vector<std::uint8_t>& extra,
                              const std::vector<std::uint8_t>& rows, int height = 2) {
  std::vector<std::uint8_t> file{'B', 'M'};
  const auto offset = static_cast<std::uint32_t>(54 + extra.size());
  put(file, offset + static_cast<std::uint32_t>(rows.size()), 4);
  put(file, 0, 4);
  put(file, offset, 4);
  put(file, 40, 4);
  put(file, 3, 4);
  put(file, static_cast<std::uint32_t>(height), 4);
  put(file, 1, 2);
  put(file, static_cast<std::uint32_t>(bits), 2);
  put(file, compression, 4);
  for (int i = 0; i < 3; ++i) put(file, 0, 4);
  put(file, bits <= 8 ? static_cast<std::uint32_t>(extra.size() / 4) : 0, 4);
  put(file, 0, 4);
  file.insert(file.end(), extra.begin(), extra.end());
  file.insert(file.end(), rows.begin(), rows.end());
  return file;
}

Bgr pixel(const std::vector<std::uint8_t>& file, int x, int y) {
  const Result<DecodedImage> image = decode(file, "p.bmp", Limits{}, 10000);
  REQUIRE(image);
  REQUIRE(image.value().bgr.width() == 3);
  REQUIRE(image.value().bgr.height() == 2);
  const std::uint8_t* p = image.value().bgr.view().at(x, y);
  return {p[0], p[1], p[2]};
}

const std::vector<std::uint8_t> kPalette = {1, 2, 3, 0, 40, 50, 60, 0};

}  // namespace

TEST_CASE("a BMP with a palette shows its colours, lowest row first") {
  const auto one_bit = bmp(1, 0, kPalette, {0b01000000, 0, 0, 0, 0b10100000, 0, 0, 0});
  CHECK(pixel(one_bit, 0, 0) == Bgr{40, 50, 60});
  CHECK(pixel(one_bit, 1, 0) == Bgr{1, 2, 3});
  CHECK(pixel(one_bit, 1, 1) == Bgr{40, 50, 60});
  const auto four_bits = bmp(4, 0, kPalette, {0x01, 0x10, 0, 0, 0x10, 0x00, 0, 0});
  CHECK(pixel(four_bits, 2, 1) == Bgr{40, 50, 60});
  CHECK(pixel(four_bits, 0, 0) == Bgr{40, 50, 60});
  const auto eight_bits = bmp(8, 0, kPalette, {0, 1, 0, 0, 1, 0, 0, 0});
  CHECK(pixel(eight_bits, 1, 1) == Bgr{40, 50, 60});
  CHECK(pixel(eight_bits, 1, 0) == Bgr{1, 2, 3});
}

TEST_CASE("a BMP index behind its palette is black") {
  CHECK(pixel(bmp(8, 0, kPalette, {200, 1, 0, 0, 1, 0, 0, 0}), 0, 1) == Bgr{0, 0, 0});
}

TEST_CASE("a BMP of 16 or 32 bits spreads each channel over 0 to 255") {
  // 5-5-5: red full, green full, blue full; then black, a middle blue, white.
  const auto high_colour =
      bmp(16, 0, {}, {0x00, 0x7C, 0xE0, 0x03, 0x1F, 0x00, 0, 0, 0, 0, 0x10, 0, 0xFF, 0x7F, 0, 0});
  CHECK(pixel(high_colour, 0, 1) == Bgr{0, 0, 255});
  CHECK(pixel(high_colour, 1, 1) == Bgr{0, 255, 0});
  CHECK(pixel(high_colour, 2, 1) == Bgr{255, 0, 0});
  CHECK(pixel(high_colour, 1, 0) == Bgr{132, 0, 0});
  CHECK(pixel(high_colour, 2, 0) == Bgr{255, 255, 255});
  // Bit fields with red lowest.
  const std::vector<std::uint8_t> masks = {0xFF, 0, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0xFF, 0};
  std::vector<std::uint8_t> rows(24, 0);
  rows[0] = 11, rows[1] = 22, rows[2] = 33;
  CHECK(pixel(bmp(32, 3, masks, rows), 0, 1) == Bgr{33, 22, 11});
}

TEST_CASE("a BMP with a negative height has its top row first") {
  const std::vector<std::uint8_t> rows = {1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                          9, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  CHECK(pixel(bmp(24, 0, {}, rows, -2), 0, 0) == Bgr{1, 2, 3});
  CHECK(pixel(bmp(24, 0, {}, rows, -2), 0, 1) == Bgr{9, 8, 7});
}
