// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/explain.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "photolint/core/utf8.h"
#include "photolint/report/columns.h"
#include "photolint/report/mask.h"

namespace photolint::cli {
namespace {

constexpr const char* kNothing = "-";
constexpr std::size_t kGap = 2;  ///< columns between two of the table

using Row = std::array<std::string, 3>;  ///< key, value, origin

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : mask_numbers(display_text(text))) {
    if (c == '"') result += '\\';
    result += c;
  }
  return result + "\"";
}

/// As the configuration file would say it; "-" for nothing.
struct ValueText {
  std::string operator()(const bool* value) const { return *value ? "true" : "false"; }
  std::string operator()(const std::string* value) const {
    return value->empty() ? kNothing : quoted(*value);
  }
  std::string operator()(const std::vector<std::string>* values) const {
    if (values->empty()) return kNothing;
    std::string text;
    for (const std::string& value : *values) text += (text.empty() ? "[" : ", ") + quoted(value);
    return text + "]";
  }
};

std::string origin_text(const Origin& origin, Language language) {
  switch (origin.place) {
    case Place::command_line:
      return std::string(Text{"command line", "命令行"}.in(language));
    case Place::environment:
      return std::string(Text{"environment ", "环境变量 "}.in(language)) + origin.name;
    case Place::file:
      return display_text(origin.name) + ":" + std::to_string(origin.line);
    case Place::fallback:
      break;
  }
  return std::string(Text{"default", "默认"}.in(language));
}

Row row_of(const OptionSpec& option, const Origins& origins, Language language) {
  const auto found = origins.find(&option);
  const Origin origin = found == origins.end() ? Origin{} : found->second;
  Row row{long_name(option), std::visit(ValueText{}, option.target), origin_text(origin, language)};
  const bool in_words = row[1] == kNothing && origin.place == Place::fallback && !option.fallback.empty();
  if (in_words) row[2] += std::string(Text{": ", "："}.in(language)) + option.fallback.in(language);
  return row;
}

std::string table_of(const std::vector<Row>& rows) {
  std::array<std::size_t, 2> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string table;
  for (const Row& row : rows) {
    table += pad_right(row[0], widths[0] + kGap) + pad_right(row[1], widths[1] + kGap) + row[2] + "\n";
  }
  return table;
}

}  // namespace

std::string explain_config(const std::vector<const OptionSpec*>& options, const Origins& origins,
                           const std::string& file, const LanguageChoice& language) {
  std::vector<Row> rows;
  for (const OptionSpec* option : options) {
    if (long_name(*option).empty() || !option->from_config) continue;
    Row row = row_of(*option, origins, language.language);
    if (long_name(*option) == "lang") {
      row[1] = language.language == Language::zh_cn ? "\"zh-CN\"" : "\"en\"";
      row[2] = origin_text(language.origin, language.language);
    }
    if (long_name(*option) == "config" && !file.empty()) row[1] = quoted(file);
    rows.push_back(row);
  }
  return table_of(rows);
}

}  // namespace photolint::cli
