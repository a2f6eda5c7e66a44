// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

using Words = std::vector<std::string>;

Outcome before(Rgb colour, std::initializer_list<Override> overrides = {}) {
  Photo photo = compliant_photo();
  photo.background.mean = colour;
  return run_rule("background-hue", photo, overrides);
}

Status with_colours(Rgb colour, const Words& colours) {
  return before(colour, {{"colours", colours}}).status;
}

}  // namespace

TEST_CASE("background-hue takes every blue of the studios and no other colour") {
  // The ministry's blue, the 2002 one, and two of the usual tools.
  for (const Rgb blue : {Rgb{100, 197, 255}, Rgb{51, 143, 178}, Rgb{67, 142, 219}, Rgb{98, 139, 206}}) {
    CHECK(before(blue).status == Status::pass);
  }
  // Red, green, grey, white, navy, violet-blue, burnt-out cyan.
  for (const Rgb other : {Rgb{200, 30, 30}, Rgb{60, 180, 80}, Rgb{150, 150, 150}, Rgb{255, 255, 255},
                          Rgb{20, 50, 90}, Rgb{90, 90, 220}, Rgb{150, 255, 255}}) {
    CHECK(before(other).status == Status::fail);
    CHECK(before(other).message == "not-blue");
  }
}

TEST_CASE("background-hue decides on the printed hue, saturation and value") {
  const Outcome outcome = before({67, 142, 219});
  CHECK(measured(outcome, "hue") == 210);
  CHECK(before({67, 142, 219}, {{"hue_min_deg", 210.0}}).status == Status::pass);
  CHECK(before({67, 142, 219}, {{"hue_min_deg", 211.0}}).status == Status::fail);
  CHECK(before({67, 142, 219}, {{"hue_max_deg", 210.0}}).status == Status::pass);
  CHECK(before({67, 142, 219}, {{"hue_max_deg", 209.0}}).status == Status::fail);
  CHECK(measured(outcome, "saturation") == 0.69);
  CHECK(before({67, 142, 219}, {{"min_saturation", 0.69}}).status == Status::pass);
  CHECK(before({67, 142, 219}, {{"min_saturation", 0.70}}).status == Status::fail);
  CHECK(measured(outcome, "value") == 0.86);
  CHECK(before({67, 142, 219}, {{"min_value", 0.86}}).status == Status::pass);
  CHECK(before({67, 142, 219}, {{"min_value", 0.87}}).status == Status::fail);
}

TEST_CASE("background-hue takes white where white is asked for") {
  CHECK(with_colours({255, 255, 255}, {"white"}) == Status::pass);
  CHECK(with_colours({238, 236, 240}, {"white"}) == Status::pass);
  CHECK(with_colours({215, 215, 215}, {"white"}) == Status::fail);
  CHECK(with_colours({255, 240, 215}, {"white"}) == Status::fail);  // a yellow cast
  CHECK(before({100, 197, 255}, {{"colours", Words{"white"}}}).message == "not-white");
}

TEST_CASE("background-hue takes the greys and pale blues of the documents") {
  CHECK(with_colours({240, 240, 240}, {"grey"}) == Status::pass);
  CHECK(with_colours({210, 210, 210}, {"grey"}) == Status::pass);
  CHECK(with_colours({200, 200, 200}, {"grey"}) == Status::fail);
  CHECK(with_colours({100, 197, 255}, {"pale-blue"}) == Status::pass);
  CHECK(with_colours({190, 225, 250}, {"pale-blue"}) == Status::pass);
  CHECK(with_colours({190, 225, 250}, {"blue"}) == Status::fail);
  CHECK(with_colours({67, 142, 219}, {"pale-blue"}) == Status::fail);
  CHECK(with_colours({250, 251, 252}, {"pale-blue"}) == Status::fail);
}

TEST_CASE("background-hue needs only one of several colours") {
  const Words gaokao = {"blue", "white", "grey"};
  CHECK(with_colours({100, 197, 255}, gaokao) == Status::pass);
  CHECK(with_colours({255, 255, 255}, gaokao) == Status::pass);
  CHECK(with_colours({240, 240, 240}, gaokao) == Status::pass);
  const Outcome red = before({200, 30, 30}, {{"colours", gaokao}});
  CHECK(red.status == Status::fail);
  CHECK(red.message == "not-allowed");
  CHECK(red.args == std::vector<Arg>{{"colour", "#C81E1E"}, {"allowed", "blue, white, grey"}});
}

TEST_CASE("background-hue reports the distance to the reference and limits it on demand") {
  const Outcome exact = before({100, 197, 255});
  CHECK(measured(exact, "reference_distance") == 0);
  const double distance = measured(before({67, 142, 219}), "reference_distance");
  CHECK(distance > 10);
  CHECK(before({67, 142, 219}, {{"max_reference_de00", distance}}).status == Status::pass);
  const Outcome far = before({67, 142, 219}, {{"max_reference_de00", distance - 0.1}});
  CHECK(far.status == Status::fail);
  CHECK(far.message == "far-from-reference");
  CHECK(measured(before({67, 142, 219}, {{"reference_red", std::int64_t{67}},
                                         {"reference_green", std::int64_t{142}},
                                         {"reference_blue", std::int64_t{219}}}),
                 "reference_distance") == 0);
}

TEST_CASE("background-hue cannot be assessed without a background or with numbers that are none") {
  CHECK(run_rule("background-hue",
                 with_all_facts(compliant_photo(), {FactState::failed, "too-little-background"}))
            .message == "no-background");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(before({nan, nan, nan}).status == Status::cannot_assess);
}
