// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/fields.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

using Headers = std::string_view;

// Spelled as fold_header() gives them. XH, KSH, ZJHM ... are the column names of the national registry's
// files.
constexpr std::array kStudentNo = {Headers("学号"), Headers("xh"), Headers("考生号"), Headers("ksh"),
                                   Headers("准考证号")};
constexpr std::array kName = {Headers("姓名"), Headers("xm"), Headers("学生姓名")};
constexpr std::array kIdType = {Headers("证件类型"), Headers("zjlx")};
constexpr std::array kIdNumber = {Headers("身份证号"), Headers("身份证号码"), Headers("公民身份号码"),
                                  Headers("证件号码"), Headers("证件号"),     Headers("身份证"),
                                  Headers("sfzh"),     Headers("zjhm")};
constexpr std::array kSex = {Headers("性别"), Headers("xb"), Headers("xbdm")};
constexpr std::array kBirthDate = {Headers("出生日期"), Headers("csrq")};
constexpr std::array kSchool = {Headers("学校"), Headers("学校名称")};
constexpr std::array kCollege = {Headers("学院"), Headers("院系"), Headers("系所"), Headers("分院")};
constexpr std::array kMajor = {Headers("专业"), Headers("zymc")};
constexpr std::array kClassName = {Headers("班级"), Headers("bh")};
constexpr std::array kLevel = {Headers("层次"), Headers("cc")};
constexpr std::array kStudyForm = {Headers("学习形式"), Headers("xxxs")};
constexpr std::array kCohort = {Headers("年级"), Headers("级"), Headers("入学批次")};
constexpr std::array kDuration = {Headers("学制"), Headers("xz")};
constexpr std::array kStudentStatus = {Headers("学籍状态")};
constexpr std::array kPhone = {Headers("联系电话"), Headers("手机号码"), Headers("手机"), Headers("电话")};
constexpr std::array kEmail = {Headers("电子邮箱"), Headers("邮箱")};
constexpr std::array kPaid = {Headers("缴费状态"), Headers("缴费")};
constexpr std::array kSession = {Headers("采集批次"), Headers("场次")};
constexpr std::array kSubmittedAt = {Headers("提交时间")};
constexpr std::array kPhoto = {Headers("照片"), Headers("照片文件"), Headers("photopath")};
constexpr std::array kCodeImage = {Headers("采集码"), Headers("采集码图片")};
constexpr std::array kReference = {Headers("录取照片"), Headers("身份证照片"), Headers("参考照片")};

constexpr std::array kFields = {
    FieldInfo{"student_no", kStudentNo},
    FieldInfo{"name", kName},
    FieldInfo{"id_type", kIdType},
    FieldInfo{"id_number", kIdNumber},
    FieldInfo{"sex", kSex},
    FieldInfo{"birth_date", kBirthDate},
    FieldInfo{"school", kSchool},
    FieldInfo{"college", kCollege},
    FieldInfo{"major", kMajor},
    FieldInfo{"class_name", kClassName},
    FieldInfo{"level", kLevel},
    FieldInfo{"study_form", kStudyForm},
    FieldInfo{"cohort", kCohort},
    FieldInfo{"duration", kDuration},
    FieldInfo{"status", kStudentStatus},
    FieldInfo{"phone", kPhone},
    FieldInfo{"email", kEmail},
    FieldInfo{"paid", kPaid},
    FieldInfo{"session", kSession},
    FieldInfo{"submitted_at", kSubmittedAt},
    FieldInfo{"photo", kPhoto},
    FieldInfo{"code_image", kCodeImage},
    FieldInfo{"reference", kReference},
};

std::u32string code_points(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    points += c.value;
    text.remove_prefix(c.length);
  }
  return points;
}

/// Levenshtein distance in code points.
std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

/// Longer texts are no header that somebody mistyped.
constexpr std::size_t kLongestCompared = 64;

/// Edit distance as a share of the longer text; 1 where nothing is alike.
double unlikeness(std::string_view first, std::string_view second) {
  const std::u32string a = code_points(fold_header(first));
  const std::u32string b = code_points(fold_header(second));
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0 || longer > kLongestCompared) return 1;
  return static_cast<double>(edit_distance(a, b)) / static_cast<double>(longer);
}

/// Half of the characters must agree for a suggestion.
constexpr double kNear = 0.5;

double unlikeness_to_field(const FieldInfo& field, std::string_view header) {
  double least = unlikeness(field.name, header);
  for (const std::string_view accepted : field.headers) least = std::min(least, unlikeness(accepted, header));
  return least;
}

}  // namespace

std::span<const FieldInfo> known_fields() {
  return kFields;
}

bool is_known_field(std::string_view name) {
  return std::any_of(kFields.begin(), kFields.end(), [&](const FieldInfo& f) { return f.name == name; });
}

std::string fold_header(std::string_view header) {
  std::string folded;
  const std::string narrow = lower_ascii(fold_width(header));
  for (std::string_view rest = narrow; !rest.empty();) {
    const CodePoint c = first_code_point(rest);
    const std::string_view piece = rest.substr(0, c.length);
    const bool ignored = trim_blanks(piece).empty() || piece == "_" || piece == "-" || c.value == 0xFEFF;
    if (!ignored) folded += piece;
    rest.remove_prefix(c.length);
  }
  return folded;
}

std::string_view field_of_header(std::string_view header) {
  const std::string folded = fold_header(header);
  for (const FieldInfo& field : kFields) {
    if (fold_header(field.name) == folded) return field.name;
    if (std::find(field.headers.begin(), field.headers.end(), folded) != field.headers.end()) {
      return field.name;
    }
  }
  return {};
}

std::string nearest_field(std::string_view text) {
  double least = kNear;
  std::string nearest;
  for (const FieldInfo& field : kFields) {
    const double distance = unlikeness_to_field(field, text);
    if (distance > least || (distance == least && !nearest.empty())) continue;
    least = distance;
    nearest = field.name;
  }
  return nearest;
}

std::string nearest_header(std::string_view field, std::span<const std::string> headers) {
  const auto info =
      std::find_if(kFields.begin(), kFields.end(), [&](const FieldInfo& f) { return f.name == field; });
  double least = kNear;
  std::string nearest;
  for (const std::string& header : headers) {
    const double distance =
        info == kFields.end() ? unlikeness(field, header) : unlikeness_to_field(*info, header);
    if (distance > least || (distance == least && !nearest.empty())) continue;
    least = distance;
    nearest = header;
  }
  return nearest;
}

bool is_long_number_field(std::string_view field) {
  return field == "student_no" || field == "id_number" || field == "phone";
}

bool is_scientific_notation(std::string_view text) {
  const std::string folded = fold_width(trim_blanks(text));
  const auto digits = [&folded](std::size_t from) {
    const std::size_t end = folded.find_first_not_of("0123456789", from);
    return std::min(end, folded.size()) - from;
  };
  if (digits(0) == 0) return false;
  std::size_t i = digits(0);
  if (i < folded.size() && folded[i] == '.') i += 1 + digits(i + 1);
  if (i >= folded.size() || (folded[i] != 'E' && folded[i] != 'e')) return false;
  ++i;
  if (i >= folded.size() || folded[i] != '+') return false;
  ++i;
  return digits(i) > 0 && i + digits(i) == folded.size();
}

}  // namespace photolint
