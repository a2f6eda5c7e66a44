// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace photolint {

/// A JSON string with its quotes. Always valid UTF-8 on one line: invalid bytes become U+FFFD; control
/// characters, line separators and direction marks are escaped.
[[nodiscard]] std::string json_string(std::string_view text);

/// A JSON number with so many decimals; null for not-a-number and infinity.
[[nodiscard]] std::string json_number(double value, int decimals);

/// A JSON object on one line whose members keep the order in which they were added.
class JsonObject {
 public:
  JsonObject& text(std::string_view key, std::string_view value) { return raw(key, json_string(value)); }
  /// value: valid JSON.
  JsonObject& raw(std::string_view key, std::string_view value);
  [[nodiscard]] std::string str() const { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

/// A JSON array on one line.
class JsonArray {
 public:
  /// value: valid JSON.
  JsonArray& add(std::string_view value);
  [[nodiscard]] std::string str() const { return text_ + "]"; }

 private:
  std::string text_ = "[";
};

}  // namespace photolint
