// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "photolint/core/utf8.h"
#include "photolint/rule/row.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "cohorts",
              .kind = ParamKind::list,
              .doc = {"cohorts that are collected; none: any", "本次采集的年级；留空不限"}},
    ParamSpec{.name = "levels",
              .kind = ParamKind::list,
              .doc = {"levels that are collected; none: any", "本次采集的层次；留空不限"}},
    ParamSpec{.name = "study_forms",
              .kind = ParamKind::list,
              .doc = {"forms of study that are collected; none: any", "本次采集的学习形式；留空不限"}},
    ParamSpec{.name = "statuses",
              .kind = ParamKind::list,
              .doc = {"enrolment statuses that are collected; none: any", "本次采集的学籍状态；留空不限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"outside",
                {"{field} is {value}, which this collection does not take",
                 "“{field}”为“{value}”，不在本次采集范围内"}},
    MessageSpec{"no-scope", {"the profile sets no scope", "检查方案未设置采集范围"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

struct Scope {
  std::string_view field, param;
};
constexpr std::array kScopes = {Scope{"cohort", "cohorts"}, Scope{"level", "levels"},
                                Scope{"study_form", "study_forms"}, Scope{"status", "statuses"}};

bool allows(const std::vector<std::string>& allowed, const std::string& value) {
  return std::any_of(allowed.begin(), allowed.end(), [&value](const std::string& word) {
    return lower_ascii(fold_width(word)) == lower_ascii(value);
  });
}

Outcome run(const Analysis& analysis, const Params& params) {
  const WorkItem& item = *analysis.item;
  if (item.roster_line == 0) return not_applicable("no-roster");
  bool any = false;
  std::string_view unknown;
  for (const Scope& scope : kScopes) {
    const std::vector<std::string>& allowed = params.list(scope.param);
    if (allowed.empty()) continue;
    any = true;
    const std::optional<std::string> value = row_value(item, scope.field);
    if (!value && unknown.empty()) unknown = scope.field;
    if (!value || allows(allowed, *value)) continue;
    return failed("outside", {{"field", std::string(scope.field)}, {"value", *value}});
  }
  if (!any) return not_applicable("no-scope");
  Outcome outcome = cannot_assess("no-value");
  outcome.args = {{"field", std::string(unknown)}};
  if (!unknown.empty()) return outcome;
  return passed();
}

}  // namespace

extern constinit const RuleBody in_scope;
constinit const RuleBody in_scope = {
    .explain =
        {
            .checks = {"Cohort, level, form of study and status of the row against the lists of the profile. "
                       "Case and full-width forms do not count.",
                       "该行的年级、层次、学习形式和学籍状态与方案所列范围比对，不区分大小写和全半角。"},
            .why = {"A collection is for certain students only; others have a photo already or come later.",
                    "每次采集只面向部分学生，其余学生已有照片或另行安排。"},
            .passes_when = {"Each value stands in its list.", "各项均在范围内。"},
            .fails_when = {"One does not.", "有一项不在范围内。"},
            .cannot_assess_when = {"A value that the scope asks for is empty. Does not apply without a "
                                   "student list or a scope.",
                                   "范围所需的值为空。没有学生名单或未设置范围时不适用。"},
            .how_to_fix = {"Take the student off the list of this collection, or correct the value.",
                           "请将该生移出本次名单，或更正该值。"},
            .reference = {"NEAU 2023 and JIANWEN 2025 name the cohorts and levels that they take.",
                          "东北农业大学2023、建文2025均列明采集的年级和层次。"},
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
