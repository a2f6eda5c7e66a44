// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"unclaimed",
                {"no student of the list has this photo: rename it, or add the student",
                 "名单中没有学生对应此照片：请重命名，或补充名单"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable};

Outcome run(const Analysis& analysis, const Params& /*params*/) {
  const WorkItem& item = *analysis.item;
  if (item.problem && item.problem->code == ErrorCode::photo_unclaimed) return failed("unclaimed");
  return item.roster_line == 0 ? not_applicable("no-roster") : passed();
}

}  // namespace

extern constinit const RuleBody photo_claimed;
constinit const RuleBody photo_claimed = {
    .explain =
        {
            .checks = {"Whether a row of the student list claims the photo.", "照片是否对应名单中的某一行。"},
            .why = {"A photo that belongs to nobody is lost, and its student counts as missing.",
                    "无主的照片会被遗漏，其学生被视为缺照片。"},
            .passes_when = {"A row has it.", "有对应的学生。"},
            .fails_when = {"None has.", "没有对应的学生。"},
            .cannot_assess_when = {"Without a student list.", "没有学生名单时不适用。"},
            .how_to_fix = {"Rename the file, or add the student to the list.",
                           "请重命名文件，或将学生补入名单。"},
            .reference = {"NEAU 2023.", "东北农业大学2023。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
