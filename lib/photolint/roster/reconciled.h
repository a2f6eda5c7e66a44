// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace photolint {

/// Where a student stands between the school's list and the list of what the capture vendor delivered.
enum class ReconcileState {
  ready,              ///< delivered, and the fields agree
  ready_doubtful,     ///< delivered, but the photo or the vendor's row has a problem
  linked,             ///< the picture already belongs to a certificate
  not_delivered,      ///< in the school's list only
  field_differs,      ///< the same person, with a field that differs
  unknown_to_school,  ///< in the vendor's list only, or a photo of nobody
  ambiguous,          ///< several rows fit one another
  unreadable,         ///< the row itself cannot be read; the error says why
};
inline constexpr int kReconcileStateCount = 8;

/// Kebab-case, stable: "ready-doubtful".
[[nodiscard]] std::string_view to_string(ReconcileState state);

/// How two rows were found to be one person's; the steps are tried in this order.
enum class JoinStep { none, id_number, student_no, name_and_birth_date };
inline constexpr int kJoinStepCount = 4;

[[nodiscard]] std::string_view to_string(JoinStep step);

/// How two values differ.
enum class DifferenceKind {
  transposition,      ///< two neighbouring characters are exchanged
  one_digit,          ///< one character of a number or date is another
  old_and_new_form,   ///< 15 and 18 digits of one ID number
  letter_case,        ///< X and x
  variant_character,  ///< simplified, traditional, variant or compatibility form of one character
  rare_character,     ///< a character that older systems cannot write stands against another
  lost_character,     ///< '?' or the like where a character was lost or hidden
  private_use,        ///< a code point that only one system knows
  blank_inside,
  full_width,
  middle_dot,  ///< of the names of minorities: another dot, or none
  date_form,   ///< one day, written differently
  sex_code,    ///< one sex, coded differently
  no_value,    ///< one of the cells is empty
  different,
};
inline constexpr int kDifferenceKindCount = 15;

[[nodiscard]] std::string_view to_string(DifferenceKind kind);

/// One field that the two lists give differently.
struct FieldDifference {
  std::string field;   ///< canonical name
  std::string school;  ///< the cells without blanks at their ends; unmasked
  std::string vendor;
  DifferenceKind kind = DifferenceKind::different;
  int position = 0;  ///< of the first character in question in the school's value, from 1; 0: none
  /// False for what does not hold the picture up: other notations of one value, and fields that say nothing
  /// about who somebody is.
  bool decisive = true;
  bool operator==(const FieldDifference&) const = default;
};

/// More lines would make one entry of a report unreadable.
inline constexpr std::size_t kNamedCandidates = 10;

/// Rows of one list that may be meant.
struct Candidates {
  std::vector<int> lines;  ///< ascending, at most kNamedCandidates
  std::int64_t count = 0;  ///< all of them
  bool operator==(const Candidates&) const = default;
};

/// What the comparison of the two lists says about one item.
struct Reconciled {
  ReconcileState state = ReconcileState::unreadable;
  JoinStep joined_by = JoinStep::none;
  int school_line = 0;                       ///< of the school's list, from 1; 0: no row
  int vendor_line = 0;                       ///< of the vendor's list
  std::vector<FieldDifference> differences;  ///< in the order of known_fields()
  Candidates school_candidates;              ///< when ambiguous, this row among them
  Candidates vendor_candidates;
  bool operator==(const Reconciled&) const = default;
};

}  // namespace photolint
