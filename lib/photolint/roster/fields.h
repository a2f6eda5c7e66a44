// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace photolint {

/// A roster field that photolint knows.
struct FieldInfo {
  std::string_view name{};                      ///< canonical, snake_case; accepted as a header itself
  std::span<const std::string_view> headers{};  ///< other accepted headers, folded as by fold_header()
};

/// Every field, in the order of the documents.
[[nodiscard]] std::span<const FieldInfo> known_fields();

[[nodiscard]] bool is_known_field(std::string_view name);

/// The canonical field of a header as written in a roster; empty for a column that photolint does not know.
[[nodiscard]] std::string_view field_of_header(std::string_view header);

/// A header without the differences that do not count: case, blanks, full-width forms, '_' and '-'.
[[nodiscard]] std::string fold_header(std::string_view header);

/// The known field whose name is most like text; empty when none is near.
[[nodiscard]] std::string nearest_field(std::string_view text);

/// The header most like any accepted header of the field; empty when none is near.
[[nodiscard]] std::string nearest_header(std::string_view field, std::span<const std::string> headers);

/// True where numbers must be kept digit by digit: student and ID numbers, phones.
[[nodiscard]] bool is_long_number_field(std::string_view field);

/// True for what spreadsheets make of a long number: "1.10105E+17".
[[nodiscard]] bool is_scientific_notation(std::string_view text);

}  // namespace photolint
