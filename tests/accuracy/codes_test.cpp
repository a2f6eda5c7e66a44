// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/accuracy/code_study.h"

namespace photolint::test {
namespace {

int reads(const CardPainter& painter, CardKind kind, int count, double pixels) {
  int read = 0;
  for (int seed = 0; seed < count; ++seed) {
    const CodeReading reading =
        read_card(painter, kind, static_cast<std::uint32_t>(seed), pixels, Readers::photolint_only);
    read += reading.photolint ? 1 : 0;
  }
  return read;
}

TEST_CASE("every drawn card that nobody photographed is read", "[codes]") {
  constexpr int kCount = 8;
  const CardPainter painter;
  for (const CardKind kind : {CardKind::clean, CardKind::screenshot, CardKind::chat, CardKind::cropped,
                              CardKind::inverted, CardKind::several, CardKind::no_code, CardKind::payment}) {
    CAPTURE(to_string(kind));
    CHECK(reads(painter, kind, kCount, 0) == kCount);
  }
}

TEST_CASE("photographs of three pixels a module and more are read", "[codes]") {
  constexpr int kCount = 10;
  const CardPainter painter;
  for (const CardKind kind : {CardKind::photographed_screen, CardKind::photographed_print}) {
    for (const double pixels : {3., 5., 8.}) {
      CAPTURE(to_string(kind), pixels);
      CHECK(reads(painter, kind, kCount, pixels) == kCount);
    }
  }
}

TEST_CASE("corners and modules of codes agree with the drawing", "[codes]") {
  const CardPainter painter;
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    CAPTURE(seed);
    const CardPicture picture = painter.draw(CardKind::photographed_print, seed, 6);
    const CodeReading reading =
        read_card(painter, CardKind::photographed_print, seed, 6, Readers::photolint_only);
    REQUIRE(reading.facts.symbols.size() == 1);
    const PlaceError error = place_error(reading.facts.symbols.front(), picture.codes.front());
    CHECK(error.modules == 0);
    CHECK(error.corner_modules < 1.5);
  }
}

TEST_CASE("card text accuses nobody wrongly and finds most mismatches", "[codes]") {
  const CardPainter painter;
  CardTextReader reader;
  int mismatches = 0, found = 0;
  for (std::uint32_t seed = 0; seed < 24; ++seed) {
    const CardKind kind = seed % 4 < 2 ? CardKind::clean : CardKind::screenshot;
    for (const RowCheck& row : check_text(painter, reader, kind, seed).rows) {
      CAPTURE(seed);
      if (!row.mismatch) CHECK(row.match != CardMatch::differs);
      mismatches += row.mismatch ? 1 : 0;
      found += row.mismatch && row.match == CardMatch::differs ? 1 : 0;
    }
  }
  CHECK(found * 10 >= mismatches * 8);
}

}  // namespace
}  // namespace photolint::test
