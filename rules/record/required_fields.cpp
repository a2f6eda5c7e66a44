// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>
#include <utility>

#include "photolint/rule/row.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "fields",
              .kind = ParamKind::list,
              .default_text = "name student_no id_number",
              .doc = {"fields that every row must fill", "每行必填的字段"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "missing",
        {"the row does not fill {fields}: complete the student list", "该行未填写{fields}：请补全学生名单"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable};

Outcome run(const Analysis& analysis, const Params& params) {
  const WorkItem& item = *analysis.item;
  if (item.roster_line == 0) return not_applicable("no-roster");
  std::string missing;
  for (const std::string& field : params.list("fields")) {
    if (row_value(item, field)) continue;
    missing += (missing.empty() ? "" : ", ") + field;
  }
  return missing.empty() ? passed() : failed("missing", {{"fields", std::move(missing)}});
}

}  // namespace

extern constinit const RuleBody required_fields;
constinit const RuleBody required_fields = {
    .explain =
        {
            .checks = {"The fields named by the profile, row by row. A cell of blanks is empty. A column "
                       "that is missing altogether is an error before the run.",
                       "逐行检查方案指定的字段，只含空白的单元格视为空。整列缺失的，在检查开始前即报错。"},
            .why = {"The collecting platforms take no student without these.",
                    "采集平台不接收缺少这些信息的学生。"},
            .passes_when = {"All of them are filled.", "全部已填写。"},
            .fails_when = {"One is empty.", "有一项为空。"},
            .cannot_assess_when = {"Without a student list.", "没有学生名单时不适用。"},
            .how_to_fix = {"Complete the student list.", "请补全学生名单。"},
            .reference = {"DEYANG 2023: the form shows name, student number, kind and number of the "
                          "document, level, school, e-mail and phone.",
                          "德阳2023：采集表包含姓名、学号、证件类型及号码、层次、学校、邮箱、电话。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
