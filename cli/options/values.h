// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/spec.h"

// What the words behind options mean, and what is checked about them.

namespace photolint::cli {

/// A whole number in decimal digits, with nothing around it.
[[nodiscard]] std::optional<std::int64_t> parse_whole(std::string_view text);

/// A plain number such as 0.01.
[[nodiscard]] std::optional<double> parse_real(std::string_view text);

/// Bytes of a size that memory_size() lets pass; half of the machine's memory for no text.
[[nodiscard]] std::int64_t bytes_or_half_of_memory(const std::string& size);

/// A part of a run, such as "2/3"; at most 1000 parts.
[[nodiscard]] std::optional<Shard> parse_shard(std::string_view text);

/// Days since 1970-01-01 of a date that calendar_day() lets pass; today in UTC for no text.
[[nodiscard]] std::int64_t day_or_today(const std::string& date);

[[nodiscard]] Check number_between(std::int64_t low, std::int64_t high);
[[nodiscard]] Check one_of(std::vector<std::string> words);
[[nodiscard]] Check memory_size();
[[nodiscard]] Check calendar_day();
[[nodiscard]] Check existing_folder();
[[nodiscard]] Check column_mapping();
/// From 0 to below 1.
[[nodiscard]] Check share();
/// "2/3"
[[nodiscard]] Check shard_part();

}  // namespace photolint::cli
