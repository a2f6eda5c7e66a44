// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/photo_worker.h"

#include <array>
#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>
#include <stdexcept>

#include "tests/support/temp_dir.h"

using namespace photolint;
using photolint::test::TempDir;

namespace {

Outcome file_has_bytes(const Analysis& analysis, const Params&) {
  if (analysis.item->id == "throws") throw std::runtime_error("rule fault");
  return judge({measure("bytes", static_cast<double>(analysis.file->bytes), "byte", 0, 1)}, "empty");
}

constexpr RuleBody kBody = {.run = file_has_bytes};
constexpr RuleInfo kRule = {"TST001", "file_has_bytes", "file-has-bytes", {}, &kBody};

std::vector<BoundRule> rules() {
  BoundRule rule;
  rule.info = &kRule;
  return {rule};
}

Verdict check(const std::string& path, const std::string& id = "1") {
  const std::vector<BoundRule> bound = rules();
  WorkItem item;
  item.id = id;
  item.path = path;
  Verdict verdict = photo_workers({&bound, {}, nullptr, {}})()->process(item);
  for (Finding& finding : verdict.findings) finding.rule = nullptr;  // the rules end with this function
  return verdict;
}

}  // namespace

TEST_CASE("a readable photo is judged by every rule") {
  const TempDir dir;
  REQUIRE(cv::imwrite(dir / "1.png", cv::Mat(8, 6, CV_8UC3, cv::Scalar(200, 150, 90))));
  const Verdict verdict = check(dir / "1.png");
  CHECK(verdict.status == VerdictStatus::accepted);
  CHECK_FALSE(verdict.error);
  CHECK(verdict.findings.size() == 1);
  CHECK(verdict.sha256.size() == 64);
  CHECK(check(dir / "1.png", "throws").status == VerdictStatus::review);
}

TEST_CASE("what cannot be read is unreadable, with its hash where there are bytes") {
  const TempDir dir;
  const Verdict text = check(dir.write("1.jpg", "no picture"));
  CHECK(text.status == VerdictStatus::unreadable);
  CHECK(text.error->code == ErrorCode::format_unknown);
  CHECK(text.sha256.size() == 64);
  CHECK(text.findings.empty());
  CHECK(check(dir / "none.jpg").error->code == ErrorCode::file_missing);
  CHECK(check(dir.path().string()).error->code == ErrorCode::file_not_regular);
  CHECK(check(dir.write("2.jpg", "")).error->code == ErrorCode::file_empty);
  CHECK(check("").status == VerdictStatus::unreadable);
}

TEST_CASE("an item with a problem is not opened") {
  const std::vector<BoundRule> bound = rules();
  WorkItem item;
  item.path = "/dev/zero";
  item.problem = Error{ErrorCode::photo_unclaimed, {}, {}};
  const Verdict verdict = photo_workers({&bound, {}, nullptr, {}})()->process(item);
  CHECK(verdict.status == VerdictStatus::unclaimed);
  CHECK(verdict.error->code == ErrorCode::photo_unclaimed);
}
