// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/result.h"
#include "photolint/core/text.h"

namespace photolint {

/// The text of the notices to students, as a school words it: paragraphs with {placeholders}. Lines that
/// begin with '#' are for who edits it.
class NoticeTemplate {
 public:
  /// text: UTF-8, any line ends. Errors: usage with the line (a placeholder that is none, no text at all,
  /// bytes that are not UTF-8, more than 64 KB); path only names the place.
  static Result<NoticeTemplate> parse(std::string_view text, const std::string& path);
  /// Of a file. Errors: path_missing; usage as above.
  static Result<NoticeTemplate> load(const std::string& path);

  /// The notice, ending in a line feed. A paragraph is left out where a placeholder in it has nothing to say.
  [[nodiscard]] std::string fill(std::span<const Arg> args) const;

 private:
  std::vector<std::string> paragraphs_;
};

/// docs/templates/notice.*.txt, linked into the program.
[[nodiscard]] std::string_view built_in_notice(Language language);

}  // namespace photolint
