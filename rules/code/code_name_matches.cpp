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

constexpr std::array kMessages = {
    MessageSpec{"differs",
                {"the card of the capture code shows {card}, which is not the name of this student",
                 "采集码卡片显示“{card}”，与该生姓名不符"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& /*params*/) {
  if (auto missing = no_card(analysis.code)) return *missing;
  const std::optional<std::string> expected = row_value(*analysis.item, "name");
  if (!expected) return no_row_value(*analysis.item, "name");
  const CardField& shown = analysis.code.value().text.name;
  return judge_card(match_name(shown, *expected), "differs", {{"card", shown.text()}});
}

}  // namespace

extern constinit const RuleBody code_name_matches;
constinit const RuleBody code_name_matches = {
    .explain =
        {
            .checks = {"The masked name on the card of the capture code against the name of the row: first "
                       "and last character.",
                       "采集码卡片上隐去部分的姓名与名单姓名比对首尾两字。"},
            .why = {"A code of somebody else sends the photo to that person's record.",
                    "使用他人的采集码，照片会归入他人的学籍。"},
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
    .severity = Severity::error,
    .needs = Need::code | Need::card_text,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
