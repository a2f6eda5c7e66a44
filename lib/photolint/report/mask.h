// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "photolint/rule/verdict.h"

namespace photolint {

/// Text with the middle of every personal number replaced, '*' for digit: runs of 15 or more digits (ID
/// numbers of both lengths, with X at the end; also account and examination numbers, because a run that holds
/// an ID number must not show it) and mainland mobile numbers (11 digits from 13 to 19, with or without 86).
/// First 3 and last 4 stay. Full-width digits count as digits; other bytes are unchanged, invalid ones too.
[[nodiscard]] std::string mask_numbers(std::string_view text);

/// A value known to be personal: first 3 and last 4 characters stay when at least 4 lie between, else none.
[[nodiscard]] std::string mask_whole(std::string_view text);

/// Masks the texts of one verdict: personal numbers by their form, and the values of the fields id_number and
/// phone wherever they stand, so that a passport number in a file name is masked as well.
class Masker {
 public:
  /// show_ids: every text stays as it is.
  Masker(const Verdict& verdict, bool show_ids);

  [[nodiscard]] std::string text(std::string_view text) const;
  [[nodiscard]] std::string field(const Field& field) const;

 private:
  /// A value and what stands in its place.
  struct Secret {
    std::string text;
    std::string masked;
  };

  void add_secret(std::string_view cell);

  bool show_ids_;
  std::vector<Secret> secrets_;
};

}  // namespace photolint
