// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/field_difference.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "photolint/core/utf8.h"
#include "photolint/reconcile/characters.h"
#include "photolint/roster/cell_values.h"
#include "photolint/roster/id_number.h"

namespace photolint {
namespace {

constexpr std::array<std::string_view, 12> kCompared = {"student_no", "name",   "id_number", "sex",
                                                        "birth_date", "school", "college",   "major",
                                                        "class_name", "level",  "phone",     "email"};
constexpr std::size_t kIdentityFields = 5;
/// Longer cells hold no name or number; comparing them piece by piece would only cost time.
constexpr std::size_t kLongestExplained = 256;

/// What is found about two values: the kind and, from 0, the place in the school's.
struct Cause {
  DifferenceKind kind = DifferenceKind::different;
  std::optional<std::size_t> at;
};

bool is_number_field(std::string_view field) {
  return field == "student_no" || field == "id_number" || field == "phone";
}

// Foldings, each of which takes away one cause. They work on code points; the width is folded first.

char32_t narrow(char32_t c) {
  if (c == 0x3000) return U' ';
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

char32_t lower(char32_t c) {
  return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}

struct Folding {
  DifferenceKind kind;
  /// The character without the cause; 0 leaves it out.
  char32_t (*fold)(char32_t);
};

char32_t without_blank(char32_t c) {
  return is_blank_character(c) ? 0 : c;
}

char32_t without_dot(char32_t c) {
  return is_middle_dot(c) ? 0 : c;
}

/// From the shallowest to the deepest.
constexpr std::array kFoldings = {
    Folding{DifferenceKind::full_width, narrow}, Folding{DifferenceKind::letter_case, lower},
    Folding{DifferenceKind::blank_inside, without_blank}, Folding{DifferenceKind::middle_dot, without_dot},
    Folding{DifferenceKind::variant_character, usual_form}};

/// Dots and variant forms say nothing in a number.
bool applies(const Folding& folding, std::string_view field) {
  const bool of_names =
      folding.kind == DifferenceKind::middle_dot || folding.kind == DifferenceKind::variant_character;
  return !of_names || !is_number_field(field);
}

std::u32string folded(const std::u32string& text, char32_t (*fold)(char32_t)) {
  std::u32string result;
  for (const char32_t c : text) {
    if (const char32_t kept = fold(c)) result += kept;
  }
  return result;
}

/// With every folding but one; skipped may be nullptr.
std::u32string folded_but(std::u32string text, std::string_view field, const Folding* skipped) {
  for (const Folding& folding : kFoldings) {
    if (&folding != skipped && applies(folding, field)) text = folded(text, folding.fold);
  }
  return text;
}

std::size_t first_unequal(const std::u32string& a, const std::u32string& b) {
  const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  static_cast<void>(other);
  return static_cast<std::size_t>(at - a.begin());
}

/// The deepest folding without which the values would differ.
std::optional<Cause> cause_by_folding(std::string_view field, const std::u32string& a,
                                      const std::u32string& b) {
  if (folded_but(a, field, nullptr) != folded_but(b, field, nullptr)) return std::nullopt;
  for (auto folding = kFoldings.rbegin(); folding != kFoldings.rend(); ++folding) {
    if (!applies(*folding, field)) continue;
    if (folded_but(a, field, &*folding) == folded_but(b, field, &*folding)) continue;
    return Cause{folding->kind, first_unequal(a, b)};
  }
  // Two foldings take the same thing away (a full-width blank): the first one that is enough.
  for (const Folding& folding : kFoldings) {
    if (applies(folding, field) && folded(a, folding.fold) == folded(b, folding.fold)) {
      return Cause{folding.kind, first_unequal(a, b)};
    }
  }
  return Cause{DifferenceKind::blank_inside, first_unequal(a, b)};
}

std::vector<std::size_t> unequal_places(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) places.push_back(i);
  }
  return places;
}

/// One place or two neighbours of equally long numbers.
std::optional<Cause> cause_in_digits(const std::u32string& a, const std::u32string& b) {
  if (a.size() != b.size()) return std::nullopt;
  const std::vector<std::size_t> places = unequal_places(a, b);
  if (places.size() == 1) return Cause{DifferenceKind::one_digit, places[0]};
  if (places.size() != 2 || places[1] != places[0] + 1) return std::nullopt;
  const bool exchanged = a[places[0]] == b[places[1]] && a[places[1]] == b[places[0]];
  if (!exchanged) return std::nullopt;
  return Cause{DifferenceKind::transposition, places[0]};
}

/// True when text fits the pattern, in which a run of lost marks stands for one character or more.
bool fits_with_losses(const std::u32string& pattern, const std::u32string& text) {
  std::size_t p = 0, t = 0;
  std::optional<std::size_t> run_end;  // behind the last run of marks
  std::size_t taken = 0;               // where the text goes on behind what the run stands for
  while (t < text.size()) {
    if (p < pattern.size() && is_lost_mark(pattern[p])) {
      while (p < pattern.size() && is_lost_mark(pattern[p])) ++p;
      run_end = p;
      taken = ++t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (run_end) {
      p = *run_end;
      t = ++taken;
    } else {
      return false;
    }
  }
  return p == pattern.size();
}

std::optional<Cause> cause_by_loss(const std::u32string& a, const std::u32string& b) {
  const auto mark_in = [](const std::u32string& text) {
    return std::find_if(text.begin(), text.end(), is_lost_mark) - text.begin();
  };
  const auto in_a = static_cast<std::size_t>(mark_in(a)), in_b = static_cast<std::size_t>(mark_in(b));
  if (in_b < b.size() && fits_with_losses(b, a)) return Cause{DifferenceKind::lost_character, in_b};
  if (in_a < a.size() && fits_with_losses(a, b)) return Cause{DifferenceKind::lost_character, in_a};
  return std::nullopt;
}

/// The kind when every place that differs has a character of the kind on one side.
std::optional<Cause> cause_by_places(const std::u32string& a, const std::u32string& b, DifferenceKind kind,
                                     bool (*is_of_kind)(char32_t)) {
  if (a.size() != b.size()) return std::nullopt;
  const std::vector<std::size_t> places = unequal_places(a, b);
  const bool all = std::all_of(places.begin(), places.end(),
                               [&](std::size_t i) { return is_of_kind(a[i]) || is_of_kind(b[i]); });
  if (places.empty() || !all) return std::nullopt;
  return Cause{kind, places.front()};
}

std::string narrow_text(const std::u32string& points) {
  std::string text;
  for (const char32_t c : points) text += encode_utf8(c);
  return text;
}

Cause cause_in_number(std::string_view field, const std::u32string& a, const std::u32string& b) {
  const std::u32string plain_a = folded_but(a, field, nullptr), plain_b = folded_but(b, field, nullptr);
  if (field == "id_number") {
    const auto full_a = full_id_number(narrow_text(plain_a)), full_b = full_id_number(narrow_text(plain_b));
    if (full_a && full_a == full_b) return {DifferenceKind::old_and_new_form, std::nullopt};
  }
  if (auto cause = cause_by_loss(plain_a, plain_b)) return *cause;
  return cause_in_digits(plain_a, plain_b).value_or(Cause{});
}

Cause cause_in_words(std::string_view field, const std::u32string& a, const std::u32string& b) {
  const std::u32string plain_a = folded_but(a, field, nullptr), plain_b = folded_but(b, field, nullptr);
  if (auto cause = cause_by_loss(plain_a, plain_b)) return *cause;
  if (auto cause = cause_by_places(plain_a, plain_b, DifferenceKind::private_use, is_private_use))
    return *cause;
  if (auto cause = cause_by_places(plain_a, plain_b, DifferenceKind::rare_character, is_rare)) return *cause;
  return {};
}

/// The day as eight digits, so that dates in two forms can be compared place by place; other text unchanged.
std::u32string date_digits(const std::u32string& text) {
  std::u32string digits;
  for (const char32_t c : text) {
    if (narrow(c) >= U'0' && narrow(c) <= U'9') digits += narrow(c);
  }
  return digits;
}

Cause cause_in_date(std::string_view school, std::string_view vendor) {
  const auto school_day = day_in_cell(school), vendor_day = day_in_cell(vendor);
  if (school_day && school_day == vendor_day) return {DifferenceKind::date_form, std::nullopt};
  const std::u32string a = code_points_of(school), b = code_points_of(vendor);
  if (auto cause = cause_by_loss(a, b)) return *cause;
  std::optional<Cause> cause = cause_in_digits(date_digits(a), date_digits(b));
  // The place counts digits, and the reader sees the separators as well.
  return cause ? Cause{cause->kind, std::nullopt} : Cause{};
}

Cause cause_of(std::string_view field, std::string_view school, std::string_view vendor) {
  if (school.empty() || vendor.empty()) return {DifferenceKind::no_value, std::nullopt};
  if (std::max(school.size(), vendor.size()) > kLongestExplained) return {};
  if (field == "birth_date") return cause_in_date(school, vendor);
  if (field == "sex") {
    const auto sex = sex_in_cell(school);
    if (sex && sex == sex_in_cell(vendor)) return {DifferenceKind::sex_code, std::nullopt};
  }
  const std::u32string a = code_points_of(school), b = code_points_of(vendor);
  if (auto cause = cause_by_folding(field, a, b)) return *cause;
  return is_number_field(field) ? cause_in_number(field, a, b) : cause_in_words(field, a, b);
}

bool is_decisive(std::string_view field, DifferenceKind kind) {
  if (kind == DifferenceKind::date_form || kind == DifferenceKind::sex_code) return false;
  const auto end = kCompared.begin() + kIdentityFields;
  return std::find(kCompared.begin(), end, field) != end;
}

}  // namespace

std::span<const std::string_view> compared_fields() {
  return kCompared;
}

std::optional<FieldDifference> field_difference(std::string_view field, std::string_view school,
                                                std::string_view vendor) {
  school = trim_blanks(school);
  vendor = trim_blanks(vendor);
  if (school == vendor) return std::nullopt;
  const Cause cause = cause_of(field, school, vendor);
  return FieldDifference{std::string(field),
                         std::string(school),
                         std::string(vendor),
                         cause.kind,
                         cause.at ? static_cast<int>(*cause.at) + 1 : 0,
                         is_decisive(field, cause.kind)};
}

}  // namespace photolint
