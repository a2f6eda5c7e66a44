// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/face_painter.h"
#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("forehead-visible passes a free forehead and hair at the temple") {
  CHECK(run_rule("forehead-visible", compliant_photo()).status == Status::pass);
  Photo temple = compliant_photo();
  relabel(temple, PortraitClass::hair, {100, 130, 68, 130});
  CHECK(run_rule("forehead-visible", temple).status == Status::pass);
}

TEST_CASE("forehead-visible fails a fringe, by parsing, by colour and by its strands") {
  Photo dense = compliant_photo();
  relabel(dense, PortraitClass::hair, {100, 100, 280, 105});
  CHECK(run_rule("forehead-visible", dense).message == "covered");
  Photo unseen = compliant_photo();
  repaint(unseen, {22, 26, 30}, {100, 75, 280, 130});
  CHECK(run_rule("forehead-visible", unseen).status == Status::fail);
  Photo strands = compliant_photo();
  repaint(strands, {22, 26, 30}, {100, 75, 280, 50});
  for (int x = 150; x < 330; x += 6) repaint(strands, {22, 26, 30}, {double(x), 125, 3, 100});
  CHECK(run_rule("forehead-visible", strands).status == Status::fail);
}

TEST_CASE("forehead-visible passes a bald head") {
  Photo bald = compliant_photo();
  relabel(bald, PortraitClass::skin, {100, 60, 280, 130});
  CHECK(measured(run_rule("forehead-visible", bald), "forehead_covered") == 0);
}

TEST_CASE("forehead-visible decides on the printed share, on both sides of the limit") {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::hair, {100, 100, 280, 70});
  const double share = measured(run_rule("forehead-visible", photo), "forehead_covered");
  CHECK(share > 0);
  CHECK(run_rule("forehead-visible", photo, {{"max_forehead_covered", share}}).status == Status::pass);
  CHECK(run_rule("forehead-visible", photo, {{"max_forehead_covered", share - 0.01}}).status == Status::fail);
}

TEST_CASE("forehead-visible cannot be assessed without face or parsing") {
  CHECK(run_rule("forehead-visible", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("forehead-visible", photo).message == "no-parsing");
  CHECK(run_rule("forehead-visible", without_face_frame()).status == Status::cannot_assess);
}
