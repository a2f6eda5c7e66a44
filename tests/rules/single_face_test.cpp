// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_faces(std::size_t count) {
  Photo photo = compliant_photo();
  Face small = photo.faces.main();
  small.box = {10, 20, 23, 29};
  while (photo.faces.faces.size() < count) photo.faces.faces.push_back(small);
  return photo;
}

}  // namespace

TEST_CASE("single-face passes on exactly one face") {
  const Outcome outcome = run_rule("single-face", with_faces(1));
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "faces") == 1);
}

TEST_CASE("single-face names the second face, its size and its place") {
  const Outcome outcome = run_rule("single-face", with_faces(3));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "several-faces");
  CHECK(measured(outcome, "faces") == 3);
  CHECK(measured(outcome, "second_face_size") == 0.01);
  CHECK(outcome.region == Rect{10, 20, 23, 29});
  CHECK(run_rule("single-face", with_faces(2)).status == Status::fail);
}

TEST_CASE("single-face fails where there is no face: that is an answer, not a missing fact") {
  const Outcome outcome = run_rule("single-face", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "no-face-at-all");
  CHECK(outcome.measured.front().excess() == -1);
}

TEST_CASE("single-face cannot be assessed when the search did not work") {
  const Outcome outcome =
      run_rule("single-face", with_all_facts(compliant_photo(), {FactState::failed, "network-failed"}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "faces-failed");
  CHECK(outcome.args == std::vector<Arg>{{"reason", "network-failed"}});
}
