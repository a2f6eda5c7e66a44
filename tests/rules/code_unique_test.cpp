// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Verdict with_codes(int line, std::vector<std::string> hashes, std::string_view path = "a.jpg") {
  Verdict verdict = verdict_on(line, {}, path);
  verdict.code_hashes = std::move(hashes);
  return verdict;
}

}  // namespace

TEST_CASE("code-unique fails the later of two students and names the earlier one") {
  const std::vector<Outcome> outcomes = run_batch(
      "COD002", {with_codes(2, {"a"}), with_codes(3, {"b"}), with_codes(4, {"c", "a"}), with_codes(5, {})});
  CHECK(outcomes[0].status == Status::pass);
  CHECK(outcomes[1].status == Status::pass);
  CHECK(outcomes[2].status == Status::fail);
  CHECK(outcomes[2].message == "same-code");
  CHECK(outcomes[2].args.at(0).value == "2");
  CHECK(outcomes[3].status == Status::not_applicable);
}

TEST_CASE("code-unique lets one code stand twice in one picture") {
  CHECK(run_batch("COD002", {with_codes(2, {"a", "a"})}).front().status == Status::pass);
}

TEST_CASE("code-unique names a photo where there is no list") {
  const std::vector<Outcome> outcomes =
      run_batch("COD002", {with_codes(0, {"a"}, "one.jpg"), with_codes(0, {"a"}, "two.jpg")});
  CHECK(outcomes[1].message == "same-code-photo");
  CHECK(outcomes[1].status == Status::cannot_assess);
  CHECK(outcomes[1].args.at(0).value == "one.jpg");
}
