// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/result.h"
#include "photolint/roster/work_item.h"

namespace photolint {

/// How photos are named: "{student_no}_{name}.jpg", "{college}/{class_name}/{id_number}.jpg". Fields are
/// those of fields.h; "{{" and "}}" are braces.
class FileNameTemplate {
 public:
  /// Errors: template_invalid (unknown field, brace without its partner, empty or absolute path, "..").
  static Result<FileNameTemplate> parse(std::string_view text);

  /// The path that belongs to a row. Full-width forms are folded, the X of an ID number is upper case.
  /// Errors: template_invalid with the field as part, when the row lacks it, or its text is empty or holds a
  /// path separator or a control character.
  [[nodiscard]] Result<std::string> expand(std::span<const Field> fields) const;

  /// Without a row: whether a path could come from some row. An ID number must be valid in its 18 or 15
  /// character form; a student number has ASCII letters, digits, '-' and '_'; other fields any text.
  [[nodiscard]] bool could_be(std::string_view path) const;

  /// The end of a path that the template speaks about: as many components as the template has.
  [[nodiscard]] std::string_view tail_of(std::string_view path) const;

  /// Names of its fields, each once, in order.
  [[nodiscard]] const std::vector<std::string>& fields() const { return fields_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// True when the template ends with an extension.
  [[nodiscard]] bool has_extension() const;

 private:
  struct Part {
    bool is_field = false;
    std::string text;  ///< the field's name, or the text itself
  };

  [[nodiscard]] std::vector<char> ends_of_part(const Part& part, std::string_view path,
                                               const std::vector<char>& begins) const;

  std::string text_;
  std::vector<Part> parts_;
  std::vector<std::string> fields_;
  std::size_t components_ = 1;
};

/// True when both paths name the same file for the purposes of a template: equal bytes but for the case of
/// the extension.
[[nodiscard]] bool same_file_name(std::string_view first, std::string_view second);

/// A path with its extension (the part of the last component behind the last dot) in lower case.
[[nodiscard]] std::string with_lower_extension(std::string_view path);

}  // namespace photolint
