// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "photolint/core/utf8.h"
#include "photolint/roster/id_number.h"
#include "photolint/rule/first_seen.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{
        "same-id-number",
        {"row {row} has the same ID number: one student stands twice in the list, or a number is wrong",
         "第{row}行的身份证号相同：同一学生重复，或号码有误"}},
    MessageSpec{
        "same-student-no",
        {"row {row} has the same student number: one student stands twice in the list, or a number is wrong",
         "第{row}行的学号相同：同一学生重复，或学号有误"}},
    MessageSpec{"no-number", {"the row has neither ID number nor student number", "该行没有身份证号和学号"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable};

/// A cell as numbers are compared: full-width forms folded, no blanks at the ends, x upper case.
std::string number_in(const Verdict& verdict, std::string_view field) {
  for (const Field& cell : verdict.fields) {
    if (cell.name != field) continue;
    const std::string folded = fold_width(cell.text);
    std::string number(trim_blanks(folded));
    if (!number.empty() && number.back() == 'x') number.back() = 'X';
    return number;
  }
  return {};
}

Outcome same_as(std::string_view message, const Place& earlier) {
  return failed(message, {{"row", std::to_string(earlier.roster_line)}});
}

class StudentUnique : public BatchRule {
 public:
  Outcome see(const Verdict& verdict) override {
    if (verdict.roster_line == 0) return not_applicable("no-roster");
    const std::string id_number = number_in(verdict, "id_number");
    const std::string student_no = number_in(verdict, "student_no");
    if (id_number.empty() && student_no.empty()) return not_applicable("no-number");
    // Both are remembered before either decides.
    const std::optional<Place> by_id =
        earlier(id_numbers_, full_id_number(id_number).value_or(id_number), verdict);
    const std::optional<Place> by_student_no = earlier(student_nos_, student_no, verdict);
    if (by_id) return same_as("same-id-number", *by_id);
    if (by_student_no) return same_as("same-student-no", *by_student_no);
    return passed();
  }

 private:
  static std::optional<Place> earlier(FirstSeen& seen, const std::string& number, const Verdict& verdict) {
    return number.empty() ? std::nullopt : seen.earlier(number, verdict);
  }

  FirstSeen id_numbers_, student_nos_;
};

std::unique_ptr<BatchRule> make(const Params& /*params*/) {
  return std::make_unique<StudentUnique>();
}

}  // namespace

extern constinit const RuleBody student_unique;
constinit const RuleBody student_unique = {
    .explain =
        {
            .checks = {"ID number and student number of the row against all rows before it; the forms of 15 "
                       "and 18 digits of one ID number are the same.",
                       "该行的身份证号和学号与前面各行比对；同一身份证号的15位与18位形式视为相同。"},
            .why = {"Of two rows with one number at least one belongs to somebody else.",
                    "两行号码相同，至少有一行属于他人。"},
            .passes_when = {"No earlier row has either.", "前面各行均不相同。"},
            .fails_when = {"An earlier row has one of them; the later row fails and names the earlier one.",
                           "前面某行有相同号码；后出现的一行不合格，并指明前一行。"},
            .cannot_assess_when =
                {"Does not apply without a student list, or where the row has neither number.",
                 "没有学生名单，或该行两项均为空时不适用。"},
            .how_to_fix = {"Take the second row out, or correct the number.", "请删除重复行或更正号码。"},
            .reference = {"Every collection takes one photo a student.", "每名学生只采集一张照片。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::batch,
    .make_batch = make,
};

}  // namespace photolint::rules
