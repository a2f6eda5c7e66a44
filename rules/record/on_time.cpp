// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <string>

#include "photolint/core/date.h"
#include "photolint/roster/cell_values.h"
#include "photolint/rule/row.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "deadline",
              .kind = ParamKind::text,
              .doc = {"last day, YYYY-MM-DD; empty: none", "截止日期，YYYY-MM-DD；留空不限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"late",
                {"handed in on {submitted_at}, after the deadline {deadline}",
                 "提交时间{submitted_at}，已过截止日期{deadline}"}},
    MessageSpec{"no-deadline", {"the profile sets no deadline", "检查方案未设置截止日期"}},
    MessageSpec{
        "deadline-invalid",
        {"the deadline {deadline} of the profile is no date", "检查方案的截止日期“{deadline}”不是有效日期"}},
    MessageSpec{"unreadable", {"the time of submission cannot be read", "提交时间无法识别"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome with_args(Outcome outcome, std::vector<Arg> args) {
  outcome.args = std::move(args);
  return outcome;
}

Outcome run(const Analysis& analysis, const Params& params) {
  const WorkItem& item = *analysis.item;
  const std::string& deadline = params.text("deadline");
  if (deadline.empty()) return not_applicable("no-deadline");
  const std::optional<std::int64_t> last = parse_day(deadline);
  if (!last) return with_args(cannot_assess("deadline-invalid"), {{"deadline", deadline}});
  if (item.roster_line == 0) return not_applicable("no-roster");
  const std::optional<std::string> cell = row_value(item, "submitted_at");
  if (!cell) return with_args(cannot_assess("no-value"), {{"field", "submitted_at"}});
  const std::optional<std::int64_t> day = day_in_cell(*cell);
  if (!day) return cannot_assess("unreadable");
  Outcome outcome;
  outcome.status = *day <= *last ? Status::pass : Status::fail;
  if (outcome.status == Status::pass) return outcome;
  outcome.message = "late";
  return with_args(std::move(outcome), {{"submitted_at", *cell}, {"deadline", deadline}});
}

}  // namespace

extern constinit const RuleBody on_time;
constinit const RuleBody on_time = {
    .explain =
        {
            .checks = {"The day in submitted_at against the deadline of the profile; the deadline's own day "
                       "is in time. Dates of files are not used: every copy changes them.",
                       "提交时间列的日期与方案的截止日期比对，截止日当天有效。不使用文件日期，因为复制文件会"
                       "改变它。"},
            .why = {"Late photos miss the upload.", "逾期的照片赶不上上传。"},
            .passes_when = {"The photo was handed in on that day or before.", "在截止日期当天或之前提交。"},
            .fails_when = {"It was handed in later.", "在截止日期之后提交。"},
            .cannot_assess_when =
                {"The cell is empty or no date, or the deadline is none. Does not apply without a student "
                 "list or a deadline.",
                 "单元格为空或不是日期，或截止日期无效。没有学生名单或未设置截止日期时不适用。"},
            .how_to_fix = {"Ask the office whether the photo is still taken.",
                           "请联系学校确认是否仍可受理。"},
            .reference = {"NEAU 2023: until 2023-05-18; DEYANG 2023: before 2023-06-12.",
                          "东北农业大学2023：2023-05-18前；德阳2023：2023-06-12前。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
