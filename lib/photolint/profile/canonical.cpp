// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "photolint/profile/profile.h"
#include "photolint/profile/value_text.h"

namespace photolint {
namespace {

/// Every key of a bound rule with its value as TOML.
std::map<std::string, std::string> values_of(const BoundRule& rule) {
  std::map<std::string, std::string> values;
  const std::span<const ParamSpec> specs = rule.params.specs();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    values.emplace(specs[i].name, value_text(rule.params.values()[i]));
  }
  values.emplace("severity", quoted_text(to_string(rule.severity)));
  values.emplace("on_cannot_assess", quoted_text(to_string(rule.on_cannot_assess)));
  values.emplace("reference", quoted_text(rule.reference));
  return values;
}

/// text made one comment line: what a profile says about itself must not end the comment.
std::string comment(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return out;
}

void append_pair(std::string& out, std::string_view key, const std::string& en, const std::string& zh_cn) {
  if (en.empty() && zh_cn.empty()) return;
  out.append(key).append(" = { en = ").append(quoted_text(en));
  out.append(", zh-CN = ").append(quoted_text(zh_cn)).append(" }\n");
}

std::string_view unit_of(const BoundRule& rule, std::string_view key) {
  for (const ParamSpec& spec : rule.params.specs()) {
    if (spec.name == key) return spec.unit;
  }
  return {};
}

void append_line(std::string& out, const std::string& key, const std::string& value, std::string_view unit,
                 const std::string& origin) {
  out.append(key).append(" = ").append(value).append("  # ");
  if (!unit.empty()) out.append(unit).append("; ");
  out.append(comment(origin)).append("\n");
}

/// Parameters in the order of their declaration, then the keys that every rule has.
void append_section(std::string& out, const Plan& plan, std::size_t index, Language language) {
  const BoundRule& rule = plan.rules[index];
  const std::map<std::string, std::string>& origins = plan.origins[index];
  const std::map<std::string, std::string> values = values_of(rule);
  out.append("\n# ").append(rule.info->name).append(": ").append(rule.info->summary.in(language));
  out.append("\n[rules.").append(rule.info->code).append("]\n");
  const auto append = [&](const std::string& key) {
    append_line(out, key, values.at(key), unit_of(rule, key), origins.at(key));
  };
  for (const ParamSpec& spec : rule.params.specs()) append(std::string(spec.name));
  append("severity");
  append("on_cannot_assess");
  if (!rule.reference.empty()) append("reference");
}

}  // namespace

std::string canonical(const Plan& plan) {
  std::map<std::string, std::string> lines;
  lines.emplace("profile", quoted_text(plan.name));
  lines.emplace("version", std::to_string(plan.version));
  for (const auto& [header, field] : plan.roster) {
    lines.emplace("roster." + quoted_text(header), quoted_text(field));
  }
  for (const BoundRule& rule : plan.rules) {
    for (auto& [key, value] : values_of(rule)) {
      lines.emplace("rules." + std::string(rule.info->code) + '.' + key, value);
    }
  }
  std::string out;
  for (const auto& [key, value] : lines) out.append(key).append(" = ").append(value).append("\n");
  return out;
}

std::string resolved_toml(const Plan& plan, Language language) {
  std::string out;
  for (std::size_t i = 0; i < plan.chain.size(); ++i) {
    out.append(i == 0 ? "# " : " <- ").append(comment(plan.chain[i]));
  }
  out.append("\nprofile = ").append(quoted_text(plan.name));
  out.append("\nversion = ").append(std::to_string(plan.version)).append("\n");
  append_pair(out, "title", plan.title_en, plan.title_zh_cn);
  append_pair(out, "description", plan.description_en, plan.description_zh_cn);
  if (!plan.sources.empty()) out.append("sources = ").append(list_text(plan.sources)).append("\n");
  if (!plan.roster.empty()) out.append("\n[roster]\n");
  for (const auto& [header, field] : plan.roster) {
    out.append(quoted_text(header)).append(" = ").append(quoted_text(field)).append("\n");
  }
  for (std::size_t i = 0; i < plan.rules.size(); ++i) append_section(out, plan, i, language);
  return out;
}

}  // namespace photolint
