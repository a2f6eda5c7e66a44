// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace photolint {

/// A named piece of text that a message catalogue puts into a sentence; already formatted without locale.
struct Arg {
  std::string name;
  std::string value;
  bool operator==(const Arg&) const = default;
};

/// What went wrong. Sentences for each value, in every language, are in report/catalogue_*.cpp under
/// `error.<to_string(code)>`.
enum class ErrorCode {
  // Files and decoding (class: item).
  file_missing,        ///< the path does not exist
  file_unreadable,     ///< exists, but the system refuses to read it; args: reason
  file_not_regular,    ///< a directory, socket or device where a photo was expected
  file_empty,          ///< zero bytes
  file_too_large,      ///< more bytes than Limits::max_bytes; args: bytes, limit
  format_unknown,      ///< the content is no picture that photolint knows
  format_unsupported,  ///< a known kind of file that photolint does not decode; args: format
  many_frames,         ///< an animation or several pages where one photo was expected; args: frames, limit
  image_too_large,     ///< more pixels or a longer edge than Limits; args: width, height, limit
  image_damaged,       ///< the decoder reported damage; args: detail
  image_truncated,     ///< the data ends before the picture does
  decoder_failed,      ///< the decoding library failed; args: detail
  out_of_memory,       ///< one item needed more memory than there was
  internal,            ///< a broken invariant; args: detail
  // Roster and matching (class: item or configuration).
  photo_missing,            ///< a roster row without a photo; args: tried
  photo_ambiguous,          ///< two or more photos for one row; args: count, paths
  photo_unclaimed,          ///< a photo that no roster row claims
  photo_shared,             ///< one photo claimed by two rows; args: other_row
  roster_unreadable,        ///< the roster file cannot be opened; args: reason
  roster_encoding,          ///< bytes that are not valid in the encoding; args: encoding, row, column
  roster_ragged_row,        ///< a row with more or fewer cells than the header; args: cells, expected
  roster_bad_quote,         ///< a quoted cell that never ends or has text behind its quote
  roster_row_too_large,     ///< more columns or a longer cell than a roster may have; args: columns, bytes
  roster_header_missing,    ///< a needed column is missing; args: column, nearest
  roster_header_duplicate,  ///< two columns of the same meaning; args: column
  roster_digits_lost,       ///< a long number that a spreadsheet has rounded; args: column, value
  roster_empty,             ///< no header or no rows
  roster_field_unknown,     ///< --map or --match names a field that is none; args: field, nearest
  roster_encrypted,         ///< a workbook that needs a password; args: format
  roster_damaged,           ///< the file breaks the rules of its format; args: format, detail
  roster_unsupported,       ///< a kind of table that photolint does not read; args: format
  roster_too_large,         ///< more bytes or rows than a roster may have; args: detail, limit
  roster_sheet_choice,      ///< several worksheets hold data; args: sheets
  roster_sheet_missing,     ///< no worksheet of this name; args: sheet, sheets
  roster_merged,            ///< merged cells among the rows of a needed column; args: cells, column
  roster_formula,           ///< a formula that was saved without its result; args: column, cell
  roster_cell_error,        ///< an error value of a spreadsheet; args: column, cell, value
  roster_memo,              ///< a needed column of a kind that is kept in a file of its own; args: column
  template_invalid,         ///< a file-name template that cannot be used; args: template, part
  list_entry_invalid,       ///< a line of a file list that cannot be a path
  // Profiles (class: configuration).
  profile_not_found,      ///< args: name, nearest
  profile_syntax,         ///< not TOML; args: detail
  profile_key_unknown,    ///< args: key, nearest
  profile_key_missing,    ///< args: key
  profile_type,           ///< args: key, expected, found
  profile_range,          ///< args: key, value, min, max
  profile_choice,         ///< args: key, value, choices, nearest
  profile_order,          ///< a lower limit above its upper limit; args: key, value, other, other_value
  profile_rule_unknown,   ///< args: code, nearest
  profile_extends_cycle,  ///< args: chain
  profile_extends_depth,  ///< more ancestors than allowed; args: chain, limit
  profile_key_duplicate,  ///< args: key
  profile_name_invalid,   ///< a name that is no plain word; args: name
  profile_name_mismatch,  ///< found under another name than it gives itself; args: name, expected
  profile_empty,          ///< a profile that runs no rule would accept everything
  // Engines and set-up (class: configuration or engine).
  model_missing,  ///< args: file
  model_invalid,  ///< args: file, detail
  engine_failed,  ///< a network or a stage failed on this picture; args: detail
  // Options and output (class: usage or run).
  usage,          ///< args: detail
  path_missing,   ///< a path on the command line that does not exist
  output_failed,  ///< a report cannot be written; args: reason
  interrupted,    ///< Ctrl-C or SIGTERM
};

/// Stable kebab-case name, for example "file-missing"; used in reports and catalogue keys.
[[nodiscard]] std::string_view to_string(ErrorCode code);

/// Number of values of ErrorCode, for tests that walk all of them.
inline constexpr int kErrorCodeCount = static_cast<int>(ErrorCode::interrupted) + 1;

/// Where an error stands; empty or zero where it does not apply. Lines and columns count from 1.
struct Location {
  std::string path;
  int line = 0;
  int column = 0;
  std::string key;
  bool operator==(const Location&) const = default;
};

/// A failure as a value. It carries no sentence: sinks and the console make one in the reader's language.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::vector<Arg> args;
  Location where;
  bool operator==(const Error&) const = default;
};

}  // namespace photolint
