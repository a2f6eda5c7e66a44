// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/render.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "photolint/core/number.h"
#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/measurement_names.h"

namespace photolint {
namespace {

constexpr double kKilobyte = 1024, kMegabyte = 1024 * 1024;
constexpr int kLimitDecimals = 7;  // percent of a limit with the 9 decimals that round_to can keep

bool is_name(std::string_view name) {
  if (name.empty()) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

/// A stretch of a text: words as they are, or the name of a placeholder.
struct Piece {
  std::string_view text;
  bool is_placeholder = false;
};

std::vector<Piece> split(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    if (!is_name(name)) continue;
    pieces.push_back({text.substr(begin, open - begin)});
    pieces.push_back({name, true});
    begin = close + 1;
    open = close;
  }
  pieces.push_back({text.substr(begin)});
  return pieces;
}

const Arg* find_arg(std::span<const Arg> args, std::string_view name) {
  for (const Arg& arg : args) {
    if (arg.name == name) return &arg;
  }
  return nullptr;
}

std::string with_unit(std::string number, std::string_view unit, Language language) {
  const std::string key = "unit." + std::string(unit);
  if (find_text(key) == nullptr) return number + " " + std::string(unit);
  return message(key, std::array{Arg{"value", std::move(number)}}, language);
}

std::string byte_quantity(double bytes, Language language) {
  const bool mega = std::abs(bytes) >= kMegabyte;
  const std::string_view unit = mega ? "MB" : "KB";
  const double scaled = bytes / (mega ? kMegabyte : kKilobyte);
  if (bytes != 0 && scaled == std::round(scaled)) return with_unit(format_fixed(scaled, 0), unit, language);
  std::string exact = with_unit(format_fixed(bytes, 0), "byte", language);
  if (std::abs(bytes) < kKilobyte) return exact;
  const std::string about = with_unit(format_fixed(scaled, 1), unit, language);
  return exact + " ≈ " + about;
}

std::string excess_text(const Measurement& m, Language language) {
  const double excess = m.excess();
  if (excess == 0 || !std::isfinite(excess)) return {};
  if (m.min == m.max) return {};  // one value is right: how far off another is says nothing
  const std::array args = {Arg{"excess", quantity(std::abs(excess), m.unit, m.decimals, language)}};
  return message(excess < 0 ? "excess.low" : "excess.high", args, language);
}

std::string percent(std::string number) {
  return std::move(number) + "%";
}

/// A number inside a rule's sentence.
std::string bare(double value, const Measurement& m) {
  if (!std::isfinite(value)) return "-";
  if (m.unit == "share") return percent(format_fixed(value * 100, std::max(0, m.decimals - 2)));
  return format_fixed(value, m.decimals);
}

std::string bare_limit(double limit, const Measurement& m) {
  return m.unit == "share" ? percent(format_limit(limit * 100)) : format_limit(limit);
}

/// The group of catalogue words that an argument's value may be one of; empty: its value stays as it is.
std::string_view group_of(std::string_view arg_name) {
  if (arg_name == "detail" || arg_name == "reason") return "detail.";
  if (arg_name == "expected" || arg_name == "found") return "kind.";
  return {};
}

/// Texts that came from outside, made fit for one line; known reasons and kinds in the reader's language.
std::vector<Arg> shown_args(const std::vector<Arg>& args, Language language) {
  std::vector<Arg> shown;
  shown.reserve(args.size());
  for (const Arg& arg : args) shown.push_back({arg.name, display_text(arg.value)});
  for (Arg& arg : shown) {
    const std::string_view group = group_of(arg.name);
    if (group.empty()) continue;
    const Text* known = find_text(std::string(group) + arg.value);
    if (known != nullptr) arg.value = substitute(known->in(language), shown);
  }
  return shown;
}

/// "roster.csv:12:3: key: ", as compilers write it; words where there is no path.
std::string place(const Error& error, Language language) {
  const Location& where = error.where;
  const std::string line = std::to_string(where.line), column = std::to_string(where.column);
  std::string text;
  if (!where.path.empty()) {
    text = display_text(where.path);
    if (where.line > 0) text += ":" + line;
    if (where.line > 0 && where.column > 0) text += ":" + column;
    text += ": ";
  } else if (where.line > 0) {
    text = message(where.column > 0 ? "where.line-column" : "where.line",
                   std::array{Arg{"line", line}, Arg{"column", column}}, language);
  }
  const bool names_key = where.key.empty() || find_arg(error.args, "key") != nullptr;
  return names_key ? text : text + display_text(where.key) + ": ";
}

}  // namespace

std::string format_limit(double limit) {
  std::array<char, 400> text{};  // the longest double needs 309 digits before the point
  const auto end = std::to_chars(text.data(), text.data() + text.size(), round_to(limit, kLimitDecimals),
                                 std::chars_format::fixed);
  return {text.data(), end.ptr};
}

std::vector<std::string_view> placeholders(std::string_view text) {
  std::vector<std::string_view> names;
  for (const Piece& piece : split(text)) {
    if (piece.is_placeholder) names.push_back(piece.text);
  }
  return names;
}

std::string substitute(std::string_view text, std::span<const Arg> args) {
  std::string result;
  for (const Piece& piece : split(text)) {
    const Arg* arg = piece.is_placeholder ? find_arg(args, piece.text) : nullptr;
    if (arg != nullptr) {
      result += arg->value;
    } else if (piece.is_placeholder) {
      result.append("{").append(piece.text).append("}");
    } else {
      result += piece.text;
    }
  }
  return result;
}

std::string quantity(double value, std::string_view unit, int decimals, Language language) {
  if (!std::isfinite(value)) return std::string(word("measured.none", language));
  if (unit == "byte") return byte_quantity(value, language);
  if (unit == "share") {
    return with_unit(format_fixed(value * 100, std::max(0, decimals - 2)), unit, language);
  }
  return with_unit(format_fixed(value, decimals), unit, language);
}

std::string limit_quantity(double limit, std::string_view unit, Language language) {
  if (unit == "byte") return byte_quantity(limit, language);
  return with_unit(format_limit(unit == "share" ? limit * 100 : limit), unit, language);
}

std::string measurement_name(std::string_view name, Language language) {
  if (const Text* known = find_measurement_name(name)) return std::string(known->in(language));
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string limits_text(const Measurement& m, Language language) {
  std::vector<Arg> args;
  if (m.min) args.push_back({"min", limit_quantity(*m.min, m.unit, language)});
  if (m.max) args.push_back({"max", limit_quantity(*m.max, m.unit, language)});
  if (m.min && m.max) return message(*m.min == *m.max ? "band.equal" : "band.between", args, language);
  return message(m.min ? "band.min" : "band.max", args, language);
}

std::string describe(const Measurement& m, Language language) {
  std::vector<Arg> args = {{"name", measurement_name(m.name, language)},
                           {"value", quantity(m.value, m.unit, m.decimals, language)}};
  if (!m.min && !m.max) return message("measured.one", args, language);
  args.push_back({"band", limits_text(m, language)});
  args.push_back({"excess", excess_text(m, language)});
  return message("measured.band", args, language);
}

std::string describe_measured(const Outcome& outcome, Language language) {
  std::string text;
  for (const Measurement& m : outcome.measured) {
    if (!text.empty()) text += word("measured.separator", language);
    text += describe(m, language);
  }
  return text;
}

std::vector<Arg> message_args(const Outcome& outcome) {
  std::vector<Arg> args;
  for (const Measurement& m : outcome.measured) {
    const std::string name(m.name);
    args.push_back({name, bare(m.value, m)});
    if (m.min) args.push_back({name + ".min", bare_limit(*m.min, m)});
    if (m.max) args.push_back({name + ".max", bare_limit(*m.max, m)});
    args.push_back({name + ".excess", bare(std::abs(m.excess()), m)});
  }
  for (const Arg& arg : outcome.args) args.push_back({arg.name, display_text(arg.value)});
  return args;
}

std::string finding_message(const Finding& finding, Language language) {
  const Outcome& outcome = finding.outcome;
  const MessageSpec* spec = find_message(*finding.rule->info->body, outcome.message);
  if (spec != nullptr) return substitute(spec->text.in(language), message_args(outcome));
  if (!outcome.message.empty()) return std::string(outcome.message);
  return std::string(word("result." + std::string(to_string(outcome.status)), language));
}

std::string describe(const Finding& finding, Language language) {
  const RuleInfo& rule = *finding.rule->info;
  std::string text(rule.code);
  text.append(" ").append(rule.name).append(": ");
  return text + finding_message(finding, language);
}

std::string describe(const Error& error, Language language) {
  const std::vector<Arg> args = shown_args(error.args, language);
  std::string text =
      place(error, language) + message("error." + std::string(to_string(error.code)), args, language);
  const Arg* nearest = find_arg(args, "nearest");
  if (nearest == nullptr || nearest->value.empty()) return text;
  return text + (language == Language::zh_cn ? "。" : ". ") + message("hint.nearest", args, language);
}

}  // namespace photolint
