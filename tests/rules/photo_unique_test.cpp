// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Verdict photo(int line, std::string sha256, std::string pixels, std::string_view path = "a.jpg") {
  Verdict verdict = verdict_on(line, {}, path);
  verdict.sha256 = std::move(sha256);
  verdict.fingerprint = Fingerprint{std::move(pixels), {}, false};
  return verdict;
}

}  // namespace

TEST_CASE("photo-unique fails the later of two equal files or pictures and names the earlier one") {
  const std::vector<Outcome> outcomes =
      run_batch("BAT002", {photo(2, "f1", "p1"), photo(3, "f2", "p2"), photo(4, "f1", "p1"),
                           photo(5, "f3", "p2"), photo(6, "f3", "p4")});
  CHECK(outcomes[0].status == Status::pass);
  CHECK(outcomes[1].status == Status::pass);
  CHECK(outcomes[2].status == Status::fail);
  CHECK(outcomes[2].message == "same-file-row");
  CHECK(outcomes[2].args.at(0).value == "2");
  CHECK(outcomes[3].message == "same-pixels-row");
  CHECK(outcomes[3].args.at(0).value == "3");
  CHECK(outcomes[4].args.at(0).value == "5");
}

TEST_CASE("photo-unique names photos where there is no list") {
  const std::vector<Outcome> outcomes = run_batch(
      "BAT002", {photo(0, "f1", "p1", "one.jpg"), photo(0, "f1", "p1", "two.jpg"), photo(0, "f2", "p1")});
  CHECK(outcomes[1].message == "same-file-photo");
  CHECK(outcomes[1].status == Status::cannot_assess);
  CHECK(outcomes[1].args.at(0).value == "one.jpg");
  CHECK(outcomes[2].message == "same-pixels-photo");
}

TEST_CASE("photo-unique does not apply without a photo") {
  CHECK(run_batch("BAT002", {verdict_on(2, {})}).front().status == Status::not_applicable);
}
