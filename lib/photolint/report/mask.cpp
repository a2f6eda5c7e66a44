// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/mask.h"

#include <algorithm>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

constexpr std::size_t kKeepFirst = 3, kKeepLast = 4, kMinHidden = 4;
constexpr std::size_t kOldIdDigits = 15, kIdDigits = 18, kMobileDigits = 11;
constexpr std::size_t kMinSecret = 6;  // shorter cells ("1", "无") would blot out unrelated text

/// One character of a text.
struct Unit {
  std::string_view bytes;
  char ascii = 0;  ///< the character, full-width forms folded; 0 for others
};

/// The ASCII form of one character outside ASCII; 0 when it has none.
char narrow_ascii(std::string_view bytes) {
  const char lead = bytes.front();
  if (lead != '\xE3' && lead != '\xEF') return 0;  // of U+3000 and U+FF01..FF5E; most ideographs have others
  const std::string folded = fold_width(bytes);
  return folded.size() == 1 && static_cast<unsigned char>(folded[0]) < 0x80 ? folded[0] : '\0';
}

std::vector<Unit> units_of(std::string_view text) {
  std::vector<Unit> units;
  units.reserve(text.size());
  while (!text.empty()) {
    const bool ascii = static_cast<unsigned char>(text.front()) < 0x80;
    const std::string_view bytes = text.substr(0, ascii ? 1 : first_code_point(text).length);
    units.push_back({bytes, ascii ? text.front() : narrow_ascii(bytes)});
    text.remove_prefix(bytes.size());
  }
  return units;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// False, quickly, for most texts: too few digits, and bytes that begin a full-width one, for any number.
bool may_hold_number(std::string_view text) {
  const auto digits =
      std::count_if(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '\xEF'; });
  return static_cast<std::size_t>(digits) >= kMobileDigits;
}

bool is_mobile(const std::vector<Unit>& units, std::size_t begin, std::size_t length) {
  const bool country =
      length == kMobileDigits + 2 && units[begin].ascii == '8' && units[begin + 1].ascii == '6';
  if (country) begin += 2;
  if (!country && length != kMobileDigits) return false;
  return units[begin].ascii == '1' && units[begin + 1].ascii >= '3';
}

/// The end of the run of digits at begin, with the X that closes an ID number.
std::size_t run_end(const std::vector<Unit>& units, std::size_t begin) {
  std::size_t end = begin;
  while (end < units.size() && is_digit(units[end].ascii)) ++end;
  const bool closing_x = end < units.size() && (units[end].ascii == 'X' || units[end].ascii == 'x');
  return closing_x && end - begin == kIdDigits - 1 ? end + 1 : end;
}

std::string stars(const std::vector<Unit>& units, std::size_t begin, std::size_t end) {
  std::string masked;
  for (std::size_t i = begin; i < end; ++i) {
    const bool kept = i < begin + kKeepFirst || i + kKeepLast >= end;
    masked += kept ? units[i].bytes : std::string_view("*");
  }
  return masked;
}

bool is_personal(const Field& field) {
  return field.name == "id_number" || field.name == "phone";
}

}  // namespace

std::string mask_numbers(std::string_view text) {
  if (!may_hold_number(text)) return std::string(text);
  const std::vector<Unit> units = units_of(text);
  std::string masked;
  for (std::size_t i = 0; i < units.size();) {
    if (!is_digit(units[i].ascii)) {
      masked += units[i++].bytes;
      continue;
    }
    const std::size_t end = run_end(units, i);
    if (end - i >= kOldIdDigits || is_mobile(units, i, end - i)) {
      masked += stars(units, i, end);
    } else {
      for (std::size_t k = i; k < end; ++k) masked += units[k].bytes;
    }
    i = end;
  }
  return masked;
}

std::string mask_whole(std::string_view text) {
  const std::vector<Unit> units = units_of(text);
  if (units.size() >= kKeepFirst + kKeepLast + kMinHidden) return stars(units, 0, units.size());
  return std::string(units.size(), '*');
}

Masker::Masker(const Verdict& verdict, bool show_ids) : show_ids_(show_ids) {
  if (show_ids) return;
  for (const Field& field : verdict.fields) {
    if (is_personal(field)) add_secret(field.text);
  }
  // A photo of the vendor may carry the number that the vendor has.
  if (verdict.reconciled) {
    for (const FieldDifference& difference : verdict.reconciled->differences) {
      if (is_personal({difference.field, {}})) add_secret(difference.vendor);
    }
  }
  // Longest first: a secret inside another must not leave the rest of the longer one readable.
  std::sort(secrets_.begin(), secrets_.end(), [](const Secret& a, const Secret& b) {
    return a.text.size() != b.text.size() ? a.text.size() > b.text.size() : a.text < b.text;
  });
}

void Masker::add_secret(std::string_view cell) {
  const std::string secret(trim_blanks(cell));  // other texts have it without the blanks around it
  if (secret.size() < kMinSecret) return;
  const auto add = [this](const std::string& text) {
    const bool known = std::any_of(secrets_.begin(), secrets_.end(),
                                   [&text](const Secret& other) { return other.text == text; });
    if (!known) secrets_.push_back({text, mask_whole(text)});
  };
  add(secret);
  // A letter in the other case is the same number to a person, and to the matching of file names.
  add(lower_ascii(secret));
  std::string upper = secret;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  add(upper);
}

std::string Masker::text(std::string_view text) const {
  std::string result(text);
  if (show_ids_) return result;
  for (const Secret& secret : secrets_) {
    for (std::size_t at = result.find(secret.text); at != std::string::npos;
         at = result.find(secret.text, at + secret.masked.size())) {
      result.replace(at, secret.text.size(), secret.masked);
    }
  }
  return may_hold_number(result) ? mask_numbers(result) : result;
}

std::string Masker::field(const Field& field) const {
  if (show_ids_ || !is_personal(field)) return text(field.text);
  return mask_whole(field.text);
}

}  // namespace photolint
