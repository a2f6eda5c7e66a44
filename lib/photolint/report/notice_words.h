// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "photolint/core/text.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// What a student is told about one finding: rules speak to registrars and name limits, a student needs to
/// know what to change.
struct NoticeWords {
  std::string_view rule{};     ///< code
  std::string_view message{};  ///< id of the rule's message; empty: every other one of the rule
  Text problem{};              ///< may use the args of message_args()
  Text step{};                 ///< empty: the rule's how_to_fix
};

/// Every entry, for tests.
[[nodiscard]] std::span<const NoticeWords> notice_words();

/// The words for a finding, or nullptr: the rule's own sentence is then all there is.
[[nodiscard]] const NoticeWords* find_notice_words(const Finding& finding);

/// What nothing speaks against, in plain words ("background"), in the order of the reports: the families of
/// rules of which one passed and none counts against the photo.
[[nodiscard]] std::vector<Text> fine_aspects(const Verdict& verdict);

}  // namespace photolint
