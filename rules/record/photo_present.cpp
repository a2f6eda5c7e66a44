// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"missing",
                {"no photo was found for the student: hand one in, or name the file as the list asks",
                 "没有找到该生的照片：请提交照片，或按名单要求命名文件"}},
    MessageSpec{"ambiguous",
                {"{count} photos fit this student, so none was checked: keep one",
                 "有{count}张照片对应该生，均未检查：请只保留一张"}},
    MessageSpec{"shared",
                {"the photo is that of the student in row {row} already: hand in the student's own",
                 "该照片已对应名单第{row}行的学生：请提交本人照片"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable};

std::string argument(const Error& error, std::string_view name) {
  for (const Arg& arg : error.args) {
    if (arg.name == name) return arg.value;
  }
  return {};
}

Outcome run(const Analysis& analysis, const Params& /*params*/) {
  const WorkItem& item = *analysis.item;
  if (item.roster_line == 0) return not_applicable("no-roster");
  if (item.problem) {
    const Error& problem = *item.problem;
    if (problem.code == ErrorCode::photo_missing) return failed("missing");
    if (problem.code == ErrorCode::photo_ambiguous)
      return failed("ambiguous", {{"count", argument(problem, "count")}});
    if (problem.code == ErrorCode::photo_shared)
      return failed("shared", {{"row", argument(problem, "other_row")}});
  }
  return passed();
}

}  // namespace

extern constinit const RuleBody photo_present;
constinit const RuleBody photo_present = {
    .explain =
        {
            .checks = {"Whether exactly one photo belongs to the row: by its path column, its ID number, its "
                       "student number or the template.",
                       "该行是否恰有一张照片：依次按照片列、身份证号、学号或命名模板匹配。"},
            .why = {"A student without a photo gets no registration of the diploma.",
                    "没有照片，学历证书无法完成电子注册。"},
            .passes_when = {"One photo was found that no earlier row has.",
                            "找到一张照片，且未被前面的行占用。"},
            .fails_when = {"None was found, several fit, or an earlier row has it.",
                           "未找到、找到多张，或已被前面的行占用。"},
            .cannot_assess_when = {"Without a student list.", "没有学生名单时不适用。"},
            .how_to_fix = {"Hand in the photo, keep one of several, or rename the file.",
                           "请提交照片、只保留一张，或重命名文件。"},
            .reference = {"NEAU 2023, DEYANG 2023: the list of who is missing.",
                          "东北农业大学2023、德阳2023：需要缺照片学生名单。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
