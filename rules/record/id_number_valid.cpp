// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "photolint/roster/cell_values.h"
#include "photolint/roster/id_number.h"
#include "photolint/rule/row.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "allow_old_form",
              .kind = ParamKind::boolean,
              .default_number = 1,
              .doc = {"whether the form of 15 digits, issued before October 1999, may stand",
                      "是否允许1999年10月以前的15位号码"}},
};
constexpr std::array kMessages = {
    MessageSpec{"length",
                {"the ID number has {length} characters, needs 18; compare it with the card",
                 "身份证号为{length}位，应为18位：请核对证件"}},
    MessageSpec{
        "old-form",
        {"the ID number has the old form of 15 digits, needs 18; enter the number of the present card",
         "身份证号为15位旧号码，应为18位：请按现用证件填写"}},
    MessageSpec{
        "characters",
        {"the ID number holds characters that cannot stand in it; only digits, and X as the last, may",
         "身份证号含有无效字符：只能是数字，末位可为X"}},
    MessageSpec{"date",
                {"the birth date inside the ID number (digits 7 to 14) is no date; compare it with the card",
                 "身份证号第7至14位不是有效的出生日期：请核对证件"}},
    MessageSpec{"check",
                {"the last character of the ID number does not fit the others, so some digit is wrong; "
                 "compare it with the card",
                 "身份证号校验码不符，必有数字录错：请核对证件"}},
    MessageSpec{"other-form",
                {"the number does not have the form of such a document; compare it with the document",
                 "证件号码不符合该证件的编号形式：请核对证件"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable};

constexpr std::size_t kOldLength = 15;

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

std::string upper_ascii(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

Outcome judge_citizen(const std::string& number, bool allow_old_form) {
  switch (check_id_number(number)) {
    case IdNumberFault::none:
      return number.size() == kOldLength && !allow_old_form ? failed("old-form") : passed();
    case IdNumberFault::length: {
      return failed("length", {{"length", std::to_string(number.size())}});
    }
    case IdNumberFault::characters:
      return failed("characters");
    case IdNumberFault::date:
      return failed("date");
    case IdNumberFault::check:
      return failed("check");
  }
  return failed("characters");
}

/// Since 2023 the form of GB 11643 with a 9 in front, before that three letters and twelve digits.
Outcome judge_foreign(const std::string& number) {
  if (number.size() == kOldLength) {
    const bool letters =
        std::all_of(number.begin(), number.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool digits = number.find_first_not_of("0123456789", 3) == std::string::npos;
    return letters && digits ? passed() : failed("other-form");
  }
  return number.starts_with('9') ? judge_citizen(number, false) : failed("other-form");
}

/// ICAO Doc 9303: at most nine characters; national numbers of other documents are longer. From five on.
Outcome judge_plain(const std::string& number, std::size_t longest) {
  const bool fits = number.size() >= 5 && number.size() <= longest &&
                    std::all_of(number.begin(), number.end(), is_alphanumeric) &&
                    number.find_first_of("0123456789") != std::string::npos;
  return fits ? passed() : failed("other-form");
}

/// Documents without a public form: anything that could be copied from one.
Outcome judge_unknown(const std::string& number) {
  const bool fits = number.size() >= 4 && number.size() <= 64 && number.find('?') == std::string::npos;
  return fits ? passed() : failed("other-form");
}

Outcome run(const Analysis& analysis, const Params& params) {
  const std::optional<std::string> cell = row_value(*analysis.item, "id_number");
  if (!cell) return no_row_value(*analysis.item, "id_number");
  const std::string number = upper_ascii(*cell);
  switch (id_kind_in_cell(row_value(*analysis.item, "id_type").value_or(""))) {
    case IdKind::citizen:
      return judge_citizen(number, params.boolean("allow_old_form"));
    case IdKind::foreign_permanent:
      return judge_foreign(number);
    case IdKind::passport:
      return judge_plain(number, 20);
    case IdKind::other:
      return judge_unknown(number);
  }
  return failed("other-form");
}

}  // namespace

extern constinit const RuleBody id_number_valid;
constinit const RuleBody id_number_valid = {
    .explain =
        {
            .checks =
                {"The number by the kind of document in id_type. Identity cards and residence permits of "
                 "Hong Kong, Macao and Taiwan residents: 18 characters, a date of the calendar in digits 7 "
                 "to 14, and the check character; or 15 digits. Permanent residence cards of foreigners: the "
                 "same form with a 9 in front, or three letters and twelve digits. Passports: 5 to 20 "
                 "letters and digits. Other documents: 4 to 64 bytes without question marks.",
                 "按证件类型检查号码。居民身份证和港澳台居民居住证：18位，第7至14位为有效日期，校验码相符；或"
                 "15位旧号码。外国人永久居留身份证：同上且首位为9，或三个字母加十二位数字。护照：5至20位字母"
                 "数字。其他证件：4至64字节，不含问号。"},
            .why = {"Photos are tied to students by this number. A wrong digit ties the photo to nobody, or "
                    "to somebody else.",
                    "照片凭证件号码对应到学生。录错一位，照片就会无法入库或归到他人名下。"},
            .passes_when = {"The number has no fault of its kind.", "号码符合该类证件的规则。"},
            .fails_when = {"Length, characters, date or check character are wrong. An exchanged or single "
                           "wrong digit of a resident identity number is always found.",
                           "位数、字符、日期或校验码有误。居民身份证号录错一位或相邻两位颠倒都能发现。"},
            .cannot_assess_when = {"Does not apply without a student list, or where the row has no number: "
                                   "that is the matter of required-fields.",
                                   "没有学生名单或该行未填号码时不适用：是否必填由required-fields检查。"},
            .how_to_fix = {"Compare the number with the document and correct the list.",
                           "请对照证件核对并修改名单。"},
            .reference = {"GB 11643-1999; GB/T 7408 dates; the kinds of documents as in the collection form "
                          "of DEYANG 2023.",
                          "GB 11643-1999；证件类型依据德阳2023采集表。"},
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
