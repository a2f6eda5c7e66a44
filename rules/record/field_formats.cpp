// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "photolint/core/utf8.h"
#include "photolint/roster/glob.h"
#include "photolint/rule/row.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "student_no_pattern",
              .kind = ParamKind::text,
              .default_text = "*",
              .doc = {"glob pattern of student numbers, for example 20[0-9][0-9]*",
                      "学号的通配模式，例如 20[0-9][0-9]*"}},
};
constexpr std::array kMessages = {
    MessageSpec{"name-blank",
                {"the name has a blank inside: write it as on the card", "姓名中间有空格：请与证件保持一致"}},
    MessageSpec{"name-lost",
                {"the name holds ? or a character that was lost when the list was saved: enter it again",
                 "姓名中有问号或丢失的字符：请重新录入"}},
    MessageSpec{
        "name-characters",
        {"the name holds digits or signs: write it as on the card", "姓名中有数字或符号：请与证件保持一致"}},
    MessageSpec{"phone",
                {"the phone number has no usable form: a mobile number has 11 digits and begins with 1",
                 "联系电话格式有误：手机号应为1开头的11位数字"}},
    MessageSpec{"email", {"the e-mail address has no usable form", "电子邮箱格式有误"}},
    MessageSpec{"student-no",
                {"the student number does not follow the pattern {pattern}", "学号不符合模式“{pattern}”"}},
    MessageSpec{
        "nothing-filled",
        {"none of name, student number, phone and e-mail is filled", "姓名、学号、电话、邮箱均未填写"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// Characters that stand for one that a program could not write: replacement character, private use.
bool is_lost(char32_t c) {
  return c == U'?' || c == U'\uFFFD' || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

std::string_view fault_of_name(std::string_view name) {
  const bool latin =
      std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  while (!name.empty()) {
    const CodePoint c = first_code_point(name);
    if (is_lost(c.value)) return "name-lost";
    // Latin names have blanks between their parts; so do none of the others.
    if ((c.value == U' ' || c.value == U'\u00A0') && !latin) return "name-blank";
    const bool sign = c.value < 0x80 && !is_letter(static_cast<char>(c.value)) && c.value != U' ' &&
                      c.value != U'.' && c.value != U'-' && c.value != U'\'';
    if (sign) return "name-characters";
    name.remove_prefix(c.length);
  }
  return {};
}

/// Mobile numbers of the mainland with or without +86, landlines with their area code; signs between digits
/// do not count.
bool is_phone(std::string_view cell) {
  std::string digits;
  for (const char c : cell) {
    if (is_digit(c)) digits += c;
    if (!is_digit(c) && c != '-' && c != ' ' && c != '+' && c != '(' && c != ')') return false;
  }
  if (cell.starts_with('+') || digits.size() == 13) {
    if (!digits.starts_with("86")) return digits.size() >= 8 && digits.size() <= 15;  // ITU-T E.164
    digits.erase(0, 2);
  }
  if (digits.size() == 11 && digits[0] == '1') return digits[1] >= '3';
  return digits.starts_with('0') ? digits.size() >= 10 && digits.size() <= 12
                                 : digits.size() == 7 || digits.size() == 8;
}

/// One @ with something on both sides, a dot in the domain, no blank; RFC 5321 allows 254 bytes.
bool is_email(std::string_view cell) {
  const std::size_t at = cell.find('@');
  if (at == std::string_view::npos || at == 0 || at != cell.rfind('@') || cell.size() > 254) return false;
  const std::string_view domain = cell.substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 2 < domain.size() &&
         domain.find("..") == std::string_view::npos &&
         cell.find_first_of(" ,;<>\"") == std::string_view::npos;
}

Outcome run(const Analysis& analysis, const Params& params) {
  const WorkItem& item = *analysis.item;
  if (item.roster_line == 0) return not_applicable("no-roster");
  const std::optional<std::string> name = row_value(item, "name");
  const std::optional<std::string> student_no = row_value(item, "student_no");
  const std::optional<std::string> phone = row_value(item, "phone");
  const std::optional<std::string> email = row_value(item, "email");
  if (!name && !student_no && !phone && !email) return not_applicable("nothing-filled");
  if (const std::string_view fault = name ? fault_of_name(*name) : ""; !fault.empty()) return failed(fault);
  if (phone && !is_phone(*phone)) return failed("phone");
  if (email && !is_email(*email)) return failed("email");
  const std::string& pattern = params.text("student_no_pattern");
  if (student_no && !Glob(pattern).matches(*student_no)) {
    return failed("student-no", {{"pattern", pattern}});
  }
  return passed();
}

}  // namespace

extern constinit const RuleBody field_formats;
constinit const RuleBody field_formats = {
    .explain =
        {
            .checks =
                {"Name: no question mark or lost character, no digit or sign, no blank inside unless all of "
                 "it is Latin. Phone: a mobile number of the mainland, a landline or an international "
                 "number. E-mail: one @ and a domain with a dot. Student number: the pattern of the profile.",
                 "姓名：不含问号、丢失的字符、数字和符号，除全为拉丁字母外不含空格。电话：手机号、固定电话或"
                 "国际号码。邮箱：含一个@，域名含点。学号：符合方案设定的模式。"},
            .why = {"Names that are written differently in two systems keep a photo from being tied to its "
                    "student.",
                    "同一姓名在两个系统中写法不同，照片就无法对应到学生。"},
            .passes_when = {"Every filled field has a usable form.", "已填写的各项格式均正确。"},
            .fails_when =
                {"One does not; the first in the order name, phone, e-mail, student number is named.",
                 "有一项格式有误；按姓名、电话、邮箱、学号的顺序报告第一项。"},
            .cannot_assess_when =
                {"Does not apply without a student list, or where none of the fields is filled.",
                 "没有学生名单或各项均未填写时不适用。"},
            .how_to_fix = {"Correct the student list.", "请修改学生名单。"},
            .reference = {"DEYANG 2023; PROOF: names with ?? and blanks are among the reasons why records "
                          "are not found.",
                          "德阳2023；学信网图像校对流程：姓名含“??”或空格会导致查不到记录。"},
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
