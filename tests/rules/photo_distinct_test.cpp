// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Verdict photo(int line, std::string pixels, std::uint64_t bits) {
  Verdict verdict = verdict_on(line, {});
  verdict.fingerprint = Fingerprint{std::move(pixels), {bits, 0, 0, 0}, true};
  return verdict;
}

}  // namespace

TEST_CASE("photo-distinct fails a photo whose fingerprint is near an earlier one") {
  const std::vector<Outcome> outcomes =
      run_batch("BAT003", {photo(2, "a", 0), photo(3, "b", 0xFFFFFFFFFFFFFFFF), photo(4, "c", 0x7)},
                {{"min_distance_bits", std::int64_t{4}}});
  CHECK(outcomes[0].status == Status::pass);
  CHECK(outcomes[1].status == Status::pass);
  CHECK(outcomes[2].status == Status::fail);
  CHECK(outcomes[2].args.at(0).value == "2");
  CHECK(measured(outcomes[2], "fingerprint_distance") == 3);
}

TEST_CASE("photo-distinct leaves copies to a person where there is no list") {
  const std::vector<Outcome> outcomes = run_batch("BAT003", {photo(0, "a", 0), photo(0, "b", 1)});
  CHECK(outcomes[1].status == Status::cannot_assess);
  CHECK(outcomes[1].message == "copy-photo");
}

TEST_CASE("photo-distinct passes a fingerprint at the limit") {
  const std::vector<Outcome> outcomes =
      run_batch("BAT003", {photo(2, "a", 0), photo(3, "b", 0xF)}, {{"min_distance_bits", std::int64_t{4}}});
  CHECK(outcomes[1].status == Status::pass);
}

TEST_CASE("photo-distinct leaves equal pictures to photo-unique, and photos without a face alone") {
  Verdict faceless = photo(4, "b", 0);
  faceless.fingerprint->has_face = false;
  const std::vector<Outcome> outcomes = run_batch("BAT003", {photo(2, "a", 0), photo(3, "a", 0), faceless});
  CHECK(outcomes[1].status == Status::not_applicable);
  CHECK(outcomes[1].message == "same-picture");
  CHECK(outcomes[2].status == Status::not_applicable);
}
