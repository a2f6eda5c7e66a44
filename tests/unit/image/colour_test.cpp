// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/colour.h"

#include <array>
#include <catch2/catch.hpp>

using namespace photolint;

namespace {

struct Pair {
  Lab first, second;
  double difference;
};

// Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula (2005), table 1.
constexpr std::array kPublished = {
    Pair{{50.0000, 2.6772, -79.7751}, {50.0000, 0.0000, -82.7485}, 2.0425},
    Pair{{50.0000, 3.1571, -77.2803}, {50.0000, 0.0000, -82.7485}, 2.8615},
    Pair{{50.0000, 2.8361, -74.0200}, {50.0000, 0.0000, -82.7485}, 3.4412},
    Pair{{50.0000, -1.3802, -84.2814}, {50.0000, 0.0000, -82.7485}, 1.0000},
    Pair{{50.0000, -1.1848, -84.8006}, {50.0000, 0.0000, -82.7485}, 1.0000},
    Pair{{50.0000, -0.9009, -85.5211}, {50.0000, 0.0000, -82.7485}, 1.0000},
    Pair{{50.0000, 0.0000, 0.0000}, {50.0000, -1.0000, 2.0000}, 2.3669},
    Pair{{50.0000, -1.0000, 2.0000}, {50.0000, 0.0000, 0.0000}, 2.3669},
    Pair{{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0009}, 7.1792},
    Pair{{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0010}, 7.1792},
    Pair{{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0011}, 7.2195},
    Pair{{50.0000, 2.4900, -0.0010}, {50.0000, -2.4900, 0.0012}, 7.2195},
    Pair{{50.0000, -0.0010, 2.4900}, {50.0000, 0.0009, -2.4900}, 4.8045},
    Pair{{50.0000, -0.0010, 2.4900}, {50.0000, 0.0010, -2.4900}, 4.8045},
    Pair{{50.0000, -0.0010, 2.4900}, {50.0000, 0.0011, -2.4900}, 4.7461},
    Pair{{50.0000, 2.5000, 0.0000}, {50.0000, 0.0000, -2.5000}, 4.3065},
    Pair{{50.0000, 2.5000, 0.0000}, {73.0000, 25.0000, -18.0000}, 27.1492},
    Pair{{50.0000, 2.5000, 0.0000}, {61.0000, -5.0000, 29.0000}, 22.8977},
    Pair{{50.0000, 2.5000, 0.0000}, {56.0000, -27.0000, -3.0000}, 31.9030},
    Pair{{50.0000, 2.5000, 0.0000}, {58.0000, 24.0000, 15.0000}, 19.4535},
    Pair{{50.0000, 2.5000, 0.0000}, {50.0000, 3.1736, 0.5854}, 1.0000},
    Pair{{50.0000, 2.5000, 0.0000}, {50.0000, 3.2972, 0.0000}, 1.0000},
    Pair{{50.0000, 2.5000, 0.0000}, {50.0000, 1.8634, 0.5757}, 1.0000},
    Pair{{50.0000, 2.5000, 0.0000}, {50.0000, 3.2592, 0.3350}, 1.0000},
    Pair{{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    Pair{{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    Pair{{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
    Pair{{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
    Pair{{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    Pair{{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
    Pair{{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    Pair{{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
    Pair{{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
    Pair{{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

}  // namespace

TEST_CASE("ciede2000 gives the published differences, in both directions") {
  for (const Pair& pair : kPublished) {
    CAPTURE(pair.first.a, pair.first.b, pair.second.a, pair.second.b);
    CHECK(ciede2000(pair.first, pair.second) == Approx(pair.difference).margin(0.00005));
    CHECK(ciede2000(pair.second, pair.first) == Approx(pair.difference).margin(0.00005));
  }
}

TEST_CASE("a colour does not differ from itself") {
  for (const Lab colour : {Lab{0, 0, 0}, Lab{100, 0, 0}, Lab{76, -11.8, -37.1}}) {
    CHECK(ciede2000(colour, colour) == 0);
  }
}

TEST_CASE("to_lab maps white, black and the ministry's blue as published") {
  const Lab white = to_lab({255, 255, 255});
  CHECK(white.l == Approx(100));
  CHECK(white.a == Approx(0).margin(1e-4));
  CHECK(white.b == Approx(0).margin(1e-4));
  CHECK(to_lab({0, 0, 0}).l == Approx(0).margin(1e-9));
  const Lab blue = to_lab({100, 197, 255});
  CHECK(blue.l == Approx(76.0).margin(0.05));
  CHECK(blue.a == Approx(-11.8).margin(0.05));
  CHECK(blue.b == Approx(-37.1).margin(0.05));
}

TEST_CASE("to_hsv has all six sectors and no hue for grey") {
  CHECK(to_hsv({255, 0, 0}).hue_deg == Approx(0));
  CHECK(to_hsv({255, 255, 0}).hue_deg == Approx(60));
  CHECK(to_hsv({0, 255, 0}).hue_deg == Approx(120));
  CHECK(to_hsv({0, 255, 255}).hue_deg == Approx(180));
  CHECK(to_hsv({0, 0, 255}).hue_deg == Approx(240));
  CHECK(to_hsv({255, 0, 255}).hue_deg == Approx(300));
  CHECK(to_hsv({255, 0, 1}).hue_deg == Approx(359.76).margin(0.01));
  const Hsv blue = to_hsv({100, 197, 255});
  CHECK(blue.hue_deg == Approx(202.45).margin(0.01));
  CHECK(blue.saturation == Approx(0.608).margin(0.001));
  CHECK(blue.value == Approx(1));
  CHECK(to_hsv({128, 128, 128}).hue_deg == 0);
  CHECK(to_hsv({128, 128, 128}).saturation == 0);
  CHECK(to_hsv({0, 0, 0}).saturation == 0);
}

TEST_CASE("linear luminance follows the sRGB curve") {
  CHECK(linear_luminance({255, 255, 255}) == Approx(1));
  CHECK(linear_luminance({0, 0, 0}) == 0);
  CHECK(linear_luminance({188, 188, 188}) == Approx(0.503).margin(0.001));
  CHECK(linear_luminance({0, 255, 0}) == Approx(0.7152));
}
