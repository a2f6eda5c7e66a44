// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <string>

#include "photolint/roster/cell_values.h"
#include "photolint/roster/id_number.h"
#include "photolint/rule/row.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"differs",
                {"the birth date differs from the one inside the ID number (digits 7 to 14): compare both "
                 "with the card",
                 "出生日期与身份证号第7至14位不一致：请对照证件核对"}},
    MessageSpec{"unreadable",
                {"the birth date cannot be read; write it as 20050612 or 2005-06-12",
                 "出生日期无法识别：请写作20050612或2005-06-12"}},
    MessageSpec{"number-invalid",
                {"the ID number is not valid, so this could not be compared", "身份证号无效，无法比对"}},
    MessageSpec{"other-document", {"the document says nothing about it", "该证件号码不含此信息"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& /*params*/) {
  const WorkItem& item = *analysis.item;
  const std::optional<std::string> number = row_value(item, "id_number");
  if (!number) return no_row_value(item, "id_number");
  const std::optional<std::string> cell = row_value(item, "birth_date");
  if (!cell) return no_row_value(item, "birth_date");
  const IdKind kind = id_kind_in_cell(row_value(item, "id_type").value_or(""));
  if (kind == IdKind::passport || kind == IdKind::other) return not_applicable("other-document");
  const std::optional<IdNumberHolder> holder = id_number_holder(*number);
  if (!holder) return cannot_assess("number-invalid");
  const auto stated = day_in_cell(*cell);
  if (!stated) return cannot_assess("unreadable");
  return *stated == holder->birth_day ? passed() : failed("differs");
}

}  // namespace

extern constinit const RuleBody birth_date_agrees;
constinit const RuleBody birth_date_agrees = {
    .explain =
        {
            .checks =
                {"The column birth_date against digits 7 to 14 of the ID number. Dates may be written "
                 "YYYYMMDD, YYYY-MM-DD, with / or dots, in Chinese, or as the day number of a spreadsheet.",
                 "出生日期列与身份证号第7至14位比对。日期可写作YYYYMMDD、YYYY-MM-"
                 "DD、以斜线或点分隔、年月日，或电子表格的日期序号。"},
            .why = {"The national record is made from the ID number. Where the list says something else, one "
                    "of the two is wrong.",
                    "学籍信息以身份证号为准。名单与之不符，必有一处有误。"},
            .passes_when = {"They agree.", "二者一致。"},
            .fails_when = {"They do not.", "二者不一致。"},
            .cannot_assess_when = {"The number is not valid or the cell cannot be read. Does not apply where "
                                   "the row lacks one of the two, or for passports and other documents.",
                                   "号码无效或单元格内容无法识别。缺少任一项，或为护照等其他证件时不适用。"},
            .how_to_fix = {"Compare both with the card and correct the one that is wrong.",
                           "请对照证件，改正有误的一项。"},
            .reference = {"PROOF (CHSI's proofreading); GB 11643-1999.",
                          "学信网图像校对流程；GB 11643-1999。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
