// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/values.h"

#include <unistd.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "photolint/core/date.h"

namespace photolint::cli {
namespace {

/// Bytes of "512M", "2G", "800000K"; at least 64 MB, because one large photo needs that much.
std::optional<std::int64_t> parse_memory(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::string_view units = "KMG";
  const std::size_t unit = units.find(text.back());
  if (unit == std::string_view::npos) return std::nullopt;
  const auto count = parse_whole(text.substr(0, text.size() - 1));
  if (!count || *count < 1 || *count > (1 << 20)) return std::nullopt;
  const std::int64_t bytes = *count << (10 * (unit + 1));
  if (bytes < (64LL << 20)) return std::nullopt;
  return bytes;
}

}  // namespace

std::optional<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> parse_real(std::string_view text) {
  double value = 0;
  const auto [end, status] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (status != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::int64_t bytes_or_half_of_memory(const std::string& size) {
  if (!size.empty()) return *parse_memory(size);
  return std::int64_t{sysconf(_SC_PHYS_PAGES)} / 2 * std::int64_t{sysconf(_SC_PAGESIZE)};
}

std::int64_t day_or_today(const std::string& date) {
  if (!date.empty()) return *parse_day(date);
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count();
}

Check number_between(std::int64_t low, std::int64_t high) {
  return [low, high](const std::string& text) -> std::optional<OwnedText> {
    const auto value = parse_whole(text);
    if (value && *value >= low && *value <= high) return std::nullopt;
    const std::string from = std::to_string(low), to = std::to_string(high);
    return OwnedText{"needs a whole number from " + from + " to " + to,
                     "应为整数，范围 " + from + " 至 " + to};
  };
}

Check one_of(std::vector<std::string> words) {
  return [words = std::move(words)](const std::string& text) -> std::optional<OwnedText> {
    std::string choices;
    for (const std::string& word : words) {
      if (word == text) return std::nullopt;
      choices += choices.empty() ? word : ", " + word;
    }
    return OwnedText{"needs one of: " + choices, "可选值：" + choices};
  };
}

Check memory_size() {
  return [](const std::string& text) -> std::optional<OwnedText> {
    if (parse_memory(text)) return std::nullopt;
    return OwnedText{"needs a size such as 512M or 2G, at least 64M",
                     "应为 512M、2G 这样的大小，且不小于 64M"};
  };
}

Check calendar_day() {
  return [](const std::string& text) -> std::optional<OwnedText> {
    if (text.find('-') != std::string::npos && parse_day(text)) return std::nullopt;
    return OwnedText{"needs a date such as 2026-06-30", "应为 2026-06-30 这样的日期"};
  };
}

Check existing_folder() {
  return [](const std::string& text) -> std::optional<OwnedText> {
    std::error_code ignored;
    if (std::filesystem::is_directory(text, ignored)) return std::nullopt;
    return OwnedText{"no such folder: " + text, "没有此文件夹：" + text};
  };
}

Check column_mapping() {
  return [](const std::string& text) -> std::optional<OwnedText> {
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos && equals > 0 && equals + 1 < text.size()) return std::nullopt;
    return OwnedText{"needs COLUMN=FIELD, such as 考生号=student_no, not " + text,
                     "格式应为 列名=字段，例如 考生号=student_no，而不是 " + text};
  };
}

Check share() {
  return [](const std::string& text) -> std::optional<OwnedText> {
    const auto value = parse_real(text);
    if (value && *value >= 0 && *value < 1) return std::nullopt;
    return OwnedText{"needs a share from 0 to below 1, such as 0.01",
                     "应为 0 至 1 之间（不含 1）的比例，例如 0.01"};
  };
}

std::optional<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto number = parse_whole(text.substr(0, slash));
  const auto count = parse_whole(text.substr(slash + 1));
  if (!number || !count || *number < 1 || *number > *count || *count > 1000) return std::nullopt;
  return Shard{static_cast<int>(*number), static_cast<int>(*count)};
}

Check shard_part() {
  return [](const std::string& text) -> std::optional<OwnedText> {
    if (parse_shard(text)) return std::nullopt;
    return OwnedText{"needs K/N with K from 1 to N and N up to 1000, such as 2/3",
                     "应为 K/N，K从1至N，N不超过1000，例如 2/3"};
  };
}

}  // namespace photolint::cli
