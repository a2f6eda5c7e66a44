// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/shared_texts.h"

namespace photolint {

bool SharedTexts::add(std::string_view text) {
  if (ends_.size() >= kMaxSharedTexts || bytes_.size() + text.size() > kMaxSharedTextBytes) return false;
  bytes_ += text;
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  return true;
}

std::optional<std::string_view> SharedTexts::at(std::size_t index) const {
  if (index >= ends_.size()) return std::nullopt;
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(bytes_).substr(begin, ends_[index] - begin);
}

}  // namespace photolint
