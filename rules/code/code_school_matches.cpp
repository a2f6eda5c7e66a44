// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <string>

#include "photolint/analysis/card_match.h"
#include "photolint/rule/card.h"
#include "photolint/rule/row.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "school",
              .kind = ParamKind::text,
              .doc = {"name of the school where the list has none", "名单没有学校列时使用的学校名称"}},
};
constexpr std::array kMessages = {
    MessageSpec{"school-differs",
                {"the card of the capture code names the school {card}, which is not that of this student",
                 "采集码卡片显示学校为“{card}”，与该生学校不符"}},
    MessageSpec{"level-differs",
                {"the card of the capture code names the level {card}, which is not that of this student",
                 "采集码卡片显示层次为“{card}”，与该生层次不符"}},
    MessageSpec{
        "nothing-expected",
        {"neither the list nor the profile names school or level", "名单和检查方案均未给出学校和层次"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = no_card(analysis.code)) return *missing;
  const CardText& text = analysis.code.value().text;
  std::string school = row_value(*analysis.item, "school").value_or(params.text("school"));
  const std::optional<std::string> level = row_value(*analysis.item, "level");
  if (school.empty() && !level) return not_applicable("nothing-expected");
  Outcome outcome;
  outcome.status = Status::pass;
  if (!school.empty()) {
    outcome = judge_card(match_school(text.school, school), "school-differs", {{"card", text.school.text()}});
  }
  if (outcome.status == Status::fail || !level) return outcome;
  const Outcome by_level =
      judge_card(match_level(text.level, *level), "level-differs", {{"card", text.level.text()}});
  return by_level.status == Status::pass ? outcome : by_level;
}

}  // namespace

extern constinit const RuleBody code_school_matches;
constinit const RuleBody code_school_matches = {
    .explain =
        {
            .checks = {"School and level on the card against the row; where the list has no school, against "
                       "the profile's.",
                       "采集码卡片上的学校和层次与名单比对；名单没有学校列时与检查方案比对。"},
            .why = {"A student of two schools has a code for each; the wrong one sends the photo to the "
                    "other record.",
                    "在两所学校就读的学生各有一个采集码，用错会归入另一学籍。"},
            .passes_when = {"The card fits the row.", "卡片与名单相符。"},
            .fails_when = {"It differs in a character that was read surely and that is not easily mistaken "
                           "for another.",
                           "有差异的字符识别可靠，且不易与其他字符混淆。"},
            .cannot_assess_when = {"The words could not be read or not surely. Does not apply where no code "
                                   "was read or the row has nothing to compare with.",
                                   "文字无法识别或识别不可靠。没有识别出采集码或名单缺少对应信息时不适用。"},
            .how_to_fix = {"Find out whose code it is; each student saves their own from the CHSI page.",
                           "请核实采集码属于谁，由学生从学信网保存本人的采集码。"},
            .reference = {"NEAU 2023: the card shows the masked name and the last four of the ID number. "
                          "Rates on drawn cards: docs/codes-accuracy.md.",
                          "东北农业大学2023：卡片显示隐去部分的姓名和证件号后四位。绘制卡片上的识别率见docs/"
                          "codes-accuracy.md。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::code | Need::card_text,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
