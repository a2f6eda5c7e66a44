// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "photolint/reconcile/characters.h"
#include "photolint/reconcile/reconcile_source.h"
#include "photolint/reconcile/reconcile_worker.h"
#include "photolint/report/report_set.h"
#include "photolint/roster/cell_values.h"
#include "tests/support/temp_dir.h"

using namespace photolint;
using namespace photolint::test;

namespace {

using State = ReconcileState;

/// Examples printed in GB 11643-1999.
const std::string kNumber = "440524188001010014", kNumberX = "11010519491231002X";

std::vector<Verdict> reconciled(const std::string& school, const std::string& vendor) {
  const TempDir folder;
  ReconcileSetup setup;
  setup.school_path = folder.write("school.csv", school);
  setup.vendor_path = folder.write("vendor.csv", vendor);
  const SourceOrErrors opened = reconcile_source(setup);
  REQUIRE(opened.errors.empty());
  const auto worker = reconcile_workers({})();
  std::vector<Verdict> verdicts;
  while (const std::optional<WorkItem> item = opened.source->next())
    verdicts.push_back(worker->process(*item));
  CHECK(opened.source->size_hint() == static_cast<std::int64_t>(verdicts.size()));
  return verdicts;
}

std::vector<State> states(const std::vector<Verdict>& verdicts) {
  std::vector<State> found;
  for (const Verdict& verdict : verdicts) found.push_back(verdict.reconciled->state);
  return found;
}

using States = std::vector<State>;

}  // namespace

TEST_CASE("rows are joined by ID number, then student number, then name and birth date") {
  const auto verdicts =
      reconciled("学号,姓名,身份证号,出生日期\n1,甲," + kNumberX + ",1949-12-31\n2,乙," + kNumber +
                     ",1880-01-01\n3,丙,无,2004-01-02\n4,丁·戊,,2004-01-03\n",
                 "学号,姓名,身份证号,出生日期\n99,丁戊,,20040103\n2,乙,440524188001010041,1880-01-01\n"
                 "8,甲,110105491231002,1949-12-31\n3,丙,无,2004-01-02\n");
  REQUIRE(states(verdicts) ==
          States{State::field_differs, State::field_differs, State::ready, State::field_differs});
  CHECK(verdicts[0].reconciled->joined_by == JoinStep::id_number);
  CHECK(verdicts[0].reconciled->vendor_line == 4);
  CHECK(verdicts[0].reconciled->differences.size() == 2);
  CHECK(verdicts[1].reconciled->joined_by == JoinStep::student_no);
  CHECK(verdicts[1].reconciled->differences.at(0).kind == DifferenceKind::transposition);
  CHECK(verdicts[2].reconciled->joined_by == JoinStep::student_no);
  CHECK(verdicts[3].reconciled->joined_by == JoinStep::name_and_birth_date);
}

TEST_CASE("every state has its verdict") {
  const auto verdicts =
      reconciled("学号,姓名,学籍状态\n1,甲,在读\n2,乙,已毕业\n3,丙,\n4,丁,\n5,戊,\n5,戊,\n6,己,毕业\n7\n",
                 "学号,姓名\n1,甲\n2,乙\n4,丁?\n5,戊\n9,庚\n8,辛\n8,辛\n10,\"壬\"x\n");
  CHECK(states(verdicts) == States{State::ready, State::linked, State::not_delivered, State::field_differs,
                                   State::ambiguous, State::ambiguous, State::linked, State::unreadable,
                                   State::unknown_to_school, State::ambiguous, State::ambiguous,
                                   State::unreadable});
  using Status = VerdictStatus;
  std::vector<Status> statuses;
  for (const Verdict& verdict : verdicts) statuses.push_back(verdict.status);
  CHECK(statuses == std::vector<Status>{Status::accepted, Status::accepted, Status::missing, Status::rejected,
                                        Status::review, Status::review, Status::accepted, Status::unreadable,
                                        Status::review, Status::review, Status::review, Status::unreadable});
  CHECK(verdicts[4].reconciled->school_candidates.lines == std::vector<int>{6, 7});
  CHECK(verdicts[4].reconciled->vendor_candidates.lines == std::vector<int>{5});
  CHECK(verdicts[7].error->code == ErrorCode::roster_ragged_row);
  CHECK(verdicts[9].reconciled->vendor_candidates.lines == std::vector<int>{7, 8});
  CHECK(verdicts[9].reconciled->school_candidates.count == 0);
  CHECK(verdicts[11].error->code == ErrorCode::roster_bad_quote);
}

TEST_CASE("a cell that cannot be read does not lose its row or its partner") {
  const auto school_lost =
      reconciled("学号,姓名,身份证号\n1,甲,1.10105E+17\n", "学号,姓名,身份证号\n1,甲," + kNumberX + "\n");
  REQUIRE(states(school_lost) == States{State::unreadable});
  CHECK(school_lost[0].reconciled->vendor_line == 2);
  const auto vendor_lost =
      reconciled("学号,姓名,身份证号\n1,甲," + kNumberX + "\n", "学号,姓名,身份证号\n1,甲,1.10105E+17\n");
  REQUIRE(vendor_lost.size() == 1);
  CHECK(vendor_lost[0].error->code == ErrorCode::roster_digits_lost);
  CHECK(vendor_lost[0].status != VerdictStatus::accepted);
  const auto linked =
      reconciled("学号,姓名,学籍状态,身份证号\n1,甲,已毕业,\n", "学号,姓名,身份证号\n1,甲,1.10105E+17\n");
  CHECK(states(linked) == States{State::linked, State::unreadable});
}

TEST_CASE("masked and filler numbers join nobody") {
  const auto verdicts =
      reconciled("姓名,身份证号,学号\n甲,无,0\n乙,000000000000000000,\n丙,110***********002X,\n",
                 "姓名,身份证号,学号\n丁,无,0\n戊,000000000000000000,\n己,110***********002X,\n");
  CHECK(states(verdicts) == States{State::not_delivered, State::not_delivered, State::not_delivered,
                                   State::unknown_to_school, State::unknown_to_school,
                                   State::unknown_to_school});
}

TEST_CASE("rows that all look the same are counted, and named up to a limit") {
  std::string list = "姓名,出生日期\n";
  for (int i = 0; i < 20'000; ++i) list += "张伟,2004-01-01\n";
  const auto verdicts = reconciled(list, list);
  REQUIRE(verdicts.size() == 20'000);
  const Reconciled& last = *verdicts.back().reconciled;
  CHECK(last.state == State::ambiguous);
  CHECK(last.school_candidates.count == 20'000);
  CHECK(last.vendor_candidates.lines.size() == kNamedCandidates);
}

TEST_CASE("lists that cannot be joined are refused before the run") {
  const TempDir folder;
  ReconcileSetup setup;
  setup.school_path = folder.write("school.csv", "学号,姓名\n1,甲\n");
  setup.vendor_path = folder.write("vendor.csv", "姓名,专业\n甲,会计\n");
  const SourceOrErrors nothing_shared = reconcile_source(setup);
  REQUIRE(nothing_shared.errors.size() == 1);
  CHECK(nothing_shared.errors[0].code == ErrorCode::roster_header_missing);
  setup.vendor_path = folder / "none.csv";
  setup.photos_dir = folder / "no-photos";
  setup.match = {"studentno"};
  CHECK(reconcile_source(setup).errors.size() == 3);
}

TEST_CASE("linked statuses are recognised as they are written") {
  for (const char* status : {"已毕业", "毕业", " 已注册 ", "Linked", "GRADUATED"})
    CHECK(is_linked_status(status));
  for (const char* status : {"", "在读", "结业", "未毕业", "毕业班"}) CHECK_FALSE(is_linked_status(status));
}

TEST_CASE("reports mask the numbers of both lists") {
  const auto verdicts = reconciled("学号,姓名,身份证号\n1,甲," + kNumberX + "\n",
                                   "学号,姓名,身份证号\n1,甲,11010519491231020X\n");
  for (const char* format : {"text", "csv", "jsonl", "junit"}) {
    std::ostringstream bytes;
    const ReportOptions options{.language = Language::zh_cn};
    auto sink = open_report_stream({format}, bytes, options);
    REQUIRE(sink.ok());
    RunInfo info;
    info.comparison = ListComparison::fields;
    info.roster_fields = {"student_no", "name", "id_number"};
    Summary summary;
    summary.complete = true;
    REQUIRE(sink.value()->begin(info).ok());
    for (const Verdict& verdict : verdicts) {
      summary.add(verdict);
      REQUIRE(sink.value()->item(verdict).ok());
    }
    REQUIRE(sink.value()->end(summary).ok());
    CAPTURE(format, bytes.str());
    CHECK(bytes.str().find(kNumberX) == std::string::npos);
    CHECK(bytes.str().find("11010519491231020X") == std::string::npos);
    CHECK(bytes.str().find("第16、17位互换") != std::string::npos);
  }
}

TEST_CASE("the state decides over the status, and findings only over who is ready") {
  static const RuleInfo kInfo{};
  static const BoundRule kRule{&kInfo, {}, Severity::error, OnCannotAssess::review, {}};
  Outcome failed;
  failed.status = Status::fail;
  Verdict verdict;
  verdict.reconciled = Reconciled{};
  const auto settled = [&verdict](State state) {
    verdict.reconciled->state = state;
    return concluded(verdict);
  };
  CHECK(settled(State::ready).status == VerdictStatus::accepted);
  CHECK(settled(State::linked).status == VerdictStatus::accepted);
  CHECK(settled(State::field_differs).status == VerdictStatus::rejected);
  verdict.findings = {{&kRule, failed}};
  CHECK(settled(State::ready).status == VerdictStatus::review);
  CHECK(settled(State::ready).reconciled->state == State::ready_doubtful);
  CHECK(settled(State::field_differs).reconciled->state == State::field_differs);
  verdict.reconciled.reset();
  CHECK(concluded(verdict).status == VerdictStatus::rejected);
}

TEST_CASE("rare characters are the ideographs outside GB 2312") {
  for (const char32_t c : std::u32string(U"啊齄张一A·\uE000")) CHECK_FALSE(is_rare(c));
  CHECK(is_rare(U'\u9FFF'));
  CHECK(is_rare(U'\u3400'));
  CHECK(is_rare(U'\U00020000'));
  CHECK(is_rare(U'喆'));
}
