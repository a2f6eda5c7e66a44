// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/profile/binder.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <utility>

#include "photolint/core/nearest.h"
#include "photolint/profile/value_text.h"

namespace photolint {
namespace {

constexpr std::array<std::string_view, 8> kTopKeys = {"profile",     "version", "extends", "title",
                                                      "description", "sources", "roster",  "rules"};
constexpr std::array<std::string_view, 4> kSectionKeys = {"enabled", "severity", "on_cannot_assess",
                                                          "reference"};
constexpr std::array<std::string_view, 2> kLanguages = {"en", "zh-CN"};
constexpr std::array<Severity, 3> kSeverities = {Severity::error, Severity::warning, Severity::info};
constexpr std::array<OnCannotAssess, 3> kEffects = {OnCannotAssess::review, OnCannotAssess::reject,
                                                    OnCannotAssess::ignore};
constexpr int kMaxVersion = 1'000'000;
constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kMaxEchoBytes = 80;  ///< of hostile text repeated in an error

/// The beginning of a text, cut between UTF-8 characters.
std::string echo(std::string_view text) {
  if (text.size() <= kMaxEchoBytes) return std::string(text);
  std::size_t end = kMaxEchoBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

/// A name is shown in reports, compared, and used as a file name.
bool is_good_name(std::string_view name) {
  static constexpr std::string_view kForbidden = " /\\\"'`<>|:*?";
  if (name.empty() || name.size() > kMaxNameBytes || name.front() == '.' || name.front() == '-') return false;
  if (name.size() >= 5 && name.substr(name.size() - 5) == ".toml") return false;
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return is_control(c) || kForbidden.find(c) != std::string_view::npos; });
}

/// Turns one tree into a layer, collecting errors on the way.
class Binder {
 public:
  Binder(std::string path, std::span<const RuleInfo> table) : path_(std::move(path)), table_(table) {}

  BoundLayer bind(const TreeNode& root, bool whole) {
    ProfileLayer layer;
    for (const TreeEntry& entry : root.entries) bind_top(entry, layer);
    if (whole) require(root, {"profile", "version"});
    if (layer.title_en.empty()) layer.title_en = layer.name.value;
    if (layer.title_zh_cn.empty()) layer.title_zh_cn = layer.title_en;
    return {std::move(layer), std::move(errors_)};
  }

 private:
  void report(ErrorCode code, std::vector<Arg> args, Location where) {
    errors_.push_back({code, std::move(args), std::move(where)});
  }

  [[nodiscard]] Location at(const TreeNode& node, std::string key) const {
    return {path_, node.line, node.column, std::move(key)};
  }
  [[nodiscard]] Location at(const TreeEntry& entry, std::string key) const {
    return {path_, entry.line, entry.column, std::move(key)};
  }

  void require(const TreeNode& root, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
      const bool there = std::any_of(root.entries.begin(), root.entries.end(),
                                     [key](const TreeEntry& entry) { return entry.key == key; });
      if (there) continue;
      report(ErrorCode::profile_key_missing, {{"key", std::string(key)}}, {path_, 1, 0, std::string(key)});
    }
  }

  void wrong_type(const TreeNode& node, const std::string& key, std::string_view expected) {
    report(ErrorCode::profile_type,
           {{"key", key}, {"expected", std::string(expected)}, {"found", std::string(to_string(node.kind))}},
           at(node, key));
  }

  void unknown_key(const TreeEntry& entry, const std::string& key, std::span<const std::string_view> known) {
    report(ErrorCode::profile_key_unknown,
           {{"key", key}, {"nearest", std::string(nearest(entry.key, known))}}, at(entry, key));
  }

  std::optional<std::string> line_of_text(const TreeNode& node, const std::string& key) {
    if (node.kind != TreeKind::text) {
      wrong_type(node, key, "text");
      return std::nullopt;
    }
    if (std::any_of(node.text.begin(), node.text.end(), is_control)) {
      wrong_type(node, key, "single-line-text");
      return std::nullopt;
    }
    return node.text;
  }

  std::optional<bool> boolean(const TreeNode& node, const std::string& key) {
    if (node.kind == TreeKind::boolean) return node.boolean;
    wrong_type(node, key, "boolean");
    return std::nullopt;
  }

  std::optional<std::int64_t> integer(const TreeNode& node, const std::string& key, double min, double max) {
    if (node.kind != TreeKind::integer) {
      wrong_type(node, key, "integer");
      return std::nullopt;
    }
    const auto value = static_cast<double>(node.integer);
    if (!in_range(node, key, value, std::to_string(node.integer), min, max)) return std::nullopt;
    return node.integer;
  }

  std::optional<double> real(const TreeNode& node, const std::string& key, double min, double max) {
    if (node.kind != TreeKind::real && node.kind != TreeKind::integer) {
      wrong_type(node, key, "real");
      return std::nullopt;
    }
    const double value = node.kind == TreeKind::real ? node.real : static_cast<double>(node.integer);
    if (!in_range(node, key, value, number_text(value), min, max)) return std::nullopt;
    return value;
  }

  /// Also false for not-a-number.
  bool in_range(const TreeNode& node, const std::string& key, double value, std::string text, double min,
                double max) {
    if (value >= min && value <= max) return true;
    report(ErrorCode::profile_range,
           {{"key", key}, {"value", std::move(text)}, {"min", number_text(min)}, {"max", number_text(max)}},
           at(node, key));
    return false;
  }

  std::optional<std::string> choice(const TreeNode& node, const std::string& key,
                                    std::span<const std::string_view> choices) {
    std::optional<std::string> word = line_of_text(node, key);
    if (!word || std::find(choices.begin(), choices.end(), *word) != choices.end()) return word;
    std::string all;
    for (const std::string_view one : choices) all.append(all.empty() ? "" : ", ").append(one);
    report(ErrorCode::profile_choice,
           {{"key", key},
            {"value", echo(*word)},
            {"choices", all},
            {"nearest", std::string(nearest(*word, choices))}},
           at(node, key));
    return std::nullopt;
  }

  /// The enumerator whose name the text is.
  template <class Enum, std::size_t N>
  std::optional<Enum> enumerator(const TreeNode& node, const std::string& key,
                                 const std::array<Enum, N>& values) {
    std::array<std::string_view, N> names{};
    for (std::size_t i = 0; i < N; ++i) names.at(i) = to_string(values.at(i));
    const std::optional<std::string> word = choice(node, key, names);
    if (!word) return std::nullopt;
    const auto found = std::find(names.begin(), names.end(), *word);
    return values.at(static_cast<std::size_t>(found - names.begin()));
  }

  /// Empty choices: any text.
  std::optional<std::vector<std::string>> list(const TreeNode& node, const std::string& key,
                                               std::span<const std::string_view> choices) {
    if (node.kind != TreeKind::list) {
      wrong_type(node, key, "list");
      return std::nullopt;
    }
    std::vector<std::string> items;
    bool good = true;
    for (const TreeNode& item : node.items) {
      std::optional<std::string> word =
          choices.empty() ? line_of_text(item, key) : choice(item, key, choices);
      good = good && word;
      if (word) items.push_back(std::move(*word));
    }
    if (!good) return std::nullopt;
    return items;
  }

  void bind_top(const TreeEntry& entry, ProfileLayer& layer) {
    const TreeNode& node = entry.value;
    if (entry.key == "profile") {
      bind_name(node, layer);
    } else if (entry.key == "version") {
      layer.version = static_cast<int>(integer(node, entry.key, 1, kMaxVersion).value_or(0));
    } else if (entry.key == "extends") {
      if (auto parent = line_of_text(node, entry.key)) {
        layer.extends = {std::move(*parent), at(node, entry.key)};
      }
    } else if (entry.key == "title") {
      std::tie(layer.title_en, layer.title_zh_cn) = two_languages(node, entry.key, false);
    } else if (entry.key == "description") {
      std::tie(layer.description_en, layer.description_zh_cn) = two_languages(node, entry.key, true);
    } else if (entry.key == "sources") {
      layer.sources = list(node, entry.key, {}).value_or(std::vector<std::string>{});
    } else if (entry.key == "roster") {
      bind_roster(node, layer);
    } else if (entry.key == "rules") {
      bind_rules(node, layer);
    } else {
      unknown_key(entry, echo(entry.key), kTopKeys);
    }
  }

  void bind_name(const TreeNode& node, ProfileLayer& layer) {
    const std::string key = "profile";
    std::optional<std::string> name = line_of_text(node, key);
    if (!name) return;
    if (!is_good_name(*name)) {
      report(ErrorCode::profile_name_invalid, {{"name", echo(*name)}}, at(node, key));
      return;
    }
    layer.name = {std::move(*name), at(node, key)};
  }

  /// { en = "...", zh-CN = "..." }, or one text for both.
  std::pair<std::string, std::string> two_languages(const TreeNode& node, const std::string& key,
                                                    bool many_lines) {
    if (node.kind != TreeKind::table) {
      const std::string both = words(node, key, many_lines);
      return {both, both};
    }
    std::pair<std::string, std::string> texts;
    for (const TreeEntry& entry : node.entries) {
      const std::string full = key + '.' + echo(entry.key);
      if (entry.key == "en") {
        texts.first = words(entry.value, full, many_lines);
      } else if (entry.key == "zh-CN") {
        texts.second = words(entry.value, full, many_lines);
      } else {
        unknown_key(entry, full, kLanguages);
      }
    }
    if (texts.first.empty()) texts.first = texts.second;
    if (texts.second.empty()) texts.second = texts.first;
    return texts;
  }

  std::string words(const TreeNode& node, const std::string& key, bool many_lines) {
    if (many_lines && node.kind == TreeKind::text) return node.text;
    return line_of_text(node, key).value_or(std::string());
  }

  /// Headers of a school's lists and the fields that they mean; whether there is such a field is known to the
  /// reader of the roster.
  void bind_roster(const TreeNode& node, ProfileLayer& layer) {
    if (node.kind != TreeKind::table) {
      wrong_type(node, "roster", "table");
      return;
    }
    for (const TreeEntry& entry : node.entries) {
      if (auto field = line_of_text(entry.value, "roster." + echo(entry.key))) {
        layer.roster.push_back({entry.key, std::move(*field)});
      }
    }
  }

  void bind_rules(const TreeNode& node, ProfileLayer& layer) {
    if (node.kind != TreeKind::table) {
      wrong_type(node, "rules", "table");
      return;
    }
    for (const TreeEntry& entry : node.entries) {
      const auto found = std::find_if(table_.begin(), table_.end(),
                                      [&entry](const RuleInfo& rule) { return rule.code == entry.key; });
      if (found == table_.end()) {
        unknown_rule(entry);
      } else {
        bind_section(*found, entry, layer);
      }
    }
  }

  /// A section is named by its code only: two sections for one rule could not be told apart otherwise. A
  /// rule's name is answered with its code.
  void unknown_rule(const TreeEntry& entry) {
    std::string meant;
    if (const RuleInfo* named = find_rule(table_, entry.key)) {
      meant = named->code;
    } else {
      std::vector<std::string_view> codes;
      for (const RuleInfo& rule : table_) codes.push_back(rule.code);
      std::vector<std::string_view> names;
      for (const RuleInfo& rule : table_) names.push_back(rule.name);
      meant = nearest(entry.key, codes);
      const std::string_view name = meant.empty() ? nearest(entry.key, names) : std::string_view();
      if (!name.empty()) meant = find_rule(table_, name)->code;
    }
    const std::string code = echo(entry.key);
    report(ErrorCode::profile_rule_unknown, {{"code", code}, {"nearest", meant}}, at(entry, "rules." + code));
  }

  void bind_section(const RuleInfo& rule, const TreeEntry& entry, ProfileLayer& layer) {
    const std::string prefix = "rules." + entry.key;
    if (entry.value.kind != TreeKind::table) {
      wrong_type(entry.value, prefix, "table");
      return;
    }
    RuleSection section;
    section.rule = &rule;
    section.params.resize(rule.body->params.size());
    for (const TreeEntry& line : entry.value.entries) bind_line(line, prefix, section);
    layer.sections.push_back(std::move(section));
  }

  void bind_line(const TreeEntry& line, const std::string& prefix, RuleSection& section) {
    const std::string key = prefix + '.' + echo(line.key);
    if (line.key == "enabled") {
      section.enabled = boolean(line.value, key).value_or(true);
    } else if (line.key == "severity") {
      section.severity = enumerator(line.value, key, kSeverities);
    } else if (line.key == "on_cannot_assess") {
      section.on_cannot_assess = enumerator(line.value, key, kEffects);
    } else if (line.key == "reference") {
      section.reference = line_of_text(line.value, key);
    } else {
      bind_param(line, key, section);
    }
  }

  void bind_param(const TreeEntry& line, const std::string& key, RuleSection& section) {
    const std::span<const ParamSpec> specs = section.rule->body->params;
    for (std::size_t i = 0; i < specs.size(); ++i) {
      if (specs[i].name != line.key) continue;
      if (std::optional<ParamValue> value = param_value(specs[i], line.value, key)) {
        section.params[i] = {std::move(*value), at(line.value, key)};
      }
      return;
    }
    std::vector<std::string_view> known(kSectionKeys.begin(), kSectionKeys.end());
    for (const ParamSpec& spec : specs) known.push_back(spec.name);
    unknown_key(line, key, known);
  }

  std::optional<ParamValue> param_value(const ParamSpec& spec, const TreeNode& node, const std::string& key) {
    switch (spec.kind) {
      case ParamKind::integer:
        return integer(node, key, spec.min, spec.max);
      case ParamKind::real:
        return real(node, key, spec.min, spec.max);
      case ParamKind::boolean:
        return boolean(node, key);
      case ParamKind::text:
        return line_of_text(node, key);
      case ParamKind::choice:
        return choice(node, key, words_of(spec.choices));
      case ParamKind::list:
        return list(node, key, words_of(spec.choices));
    }
    return std::nullopt;
  }

  std::string path_;
  std::span<const RuleInfo> table_;
  std::vector<Error> errors_;
};

}  // namespace

std::span<const std::string_view> section_keys() {
  return kSectionKeys;
}

BoundLayer bind_tree(const TreeNode& root, bool whole, const std::string& path,
                     std::span<const RuleInfo> table) {
  return Binder(path, table).bind(root, whole);
}

}  // namespace photolint
