// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <string>

#include "photolint/roster/cell_values.h"
#include "photolint/rule/row.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"unpaid", {"the fee is not paid: pay before the capture", "未缴费：请先缴费再采集"}},
    MessageSpec{"unclear",
                {"the column paid holds a word that says neither yes nor no", "“缴费状态”的内容无法识别"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& /*params*/) {
  const WorkItem& item = *analysis.item;
  if (item.roster_line == 0) return not_applicable("no-roster");
  const std::optional<std::string> cell = row_value(item, "paid");
  if (!cell && item.field("paid") == nullptr) {
    Outcome outcome = cannot_assess("no-column");
    outcome.args = {{"field", "paid"}};
    return outcome;
  }
  const std::optional<bool> paid = cell ? yes_in_cell(*cell) : std::optional(false);
  if (!paid) return cannot_assess("unclear");
  return *paid ? passed() : failed("unpaid");
}

}  // namespace

extern constinit const RuleBody fee_paid;
constinit const RuleBody fee_paid = {
    .explain =
        {
            .checks = {"The column paid: yes, paid, 1 and the like, or no, unpaid, 0 and the like; an empty "
                       "cell is unpaid.",
                       "“缴费状态”列：是、已缴费、1等为已缴，否、未缴费、0等为未缴，空白视为未缴。"},
            .why = {"Vendors capture nobody whose fee is open.", "未缴费的学生无法采集。"},
            .passes_when = {"The cell says that the fee is paid.", "单元格表明已缴费。"},
            .fails_when = {"It says that it is not, or nothing.", "单元格表明未缴费或为空。"},
            .cannot_assess_when = {"The list has no such column, or the cell another word. Does not apply "
                                   "without a student list.",
                                   "名单没有该列，或内容无法识别。没有学生名单时不适用。"},
            .how_to_fix = {"Pay the fee, or have the list brought up to date.", "请缴费，或更新名单。"},
            .reference = {"JIANWEN 2025: payment before capture.", "建文2025：先缴费后采集。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
