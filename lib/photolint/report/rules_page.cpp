// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/rules_page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>
#include <variant>
#include <vector>

#include "photolint/core/words.h"

namespace photolint {
namespace {

struct Family {
  std::string_view prefix;
  Text title;
};

constexpr std::array kFamilies = {
    Family{"FIL", {"The file", "文件"}},
    Family{"IMG", {"Image quality", "图像质量"}},
    Family{"BGD", {"Background", "背景"}},
    Family{"GEO", {"Geometry", "构图与姿态"}},
    Family{"FAC", {"Face", "面部"}},
    Family{"CLO", {"Clothes", "衣着"}},
    Family{"AUT", {"Authenticity", "真实性"}},
    Family{"IDN", {"Identity", "人证一致"}},
    Family{"COD", {"Capture code", "图像采集码"}},
    Family{"REC", {"Roster row", "名单记录"}},
    Family{"BAT", {"The whole batch", "整批检查"}},
};

constexpr Text kTitle{"Rules of photolint", "photolint检查规则"};
constexpr Text kIntroduction{
    "For registrars and photographers who want to know what a finding means, and for authors of profiles. "
    "This page "
    "is made from the program by `photolint rules --markdown`; edit the rule, not the page. Severity and "
    "defaults "
    "are those of a rule for which the profile says nothing.",
    "供学籍管理人员和摄影人员查阅检查结果的含义，也供编写检查方案的人员参考。本页由`photolint rules "
    "--markdown`"
    "自动生成，如需修改请修改规则本身。表中的级别和默认值适用于检查方案未另作规定的情况。"};
constexpr Text kIndex{"Index", "目录"};
constexpr Text kIndexHeader{"| Code | Name | Holds when it passes | Severity |",
                            "| 代码 | 名称 | 通过即表示 | 级别 |"};
constexpr Text kParameterHeader{"| Parameter | Kind | Unit | Default | Allowed | Meaning |",
                                "| 参数 | 类型 | 单位 | 默认值 | 取值范围 | 含义 |"};
constexpr Text kParameters{"Parameters", "参数"};
constexpr Text kSeverity{"Severity", "级别"};
constexpr Text kSince{"Since", "起始版本"};
constexpr Text kStage{"Stage", "阶段"};
constexpr Text kColon{": ", "："};
constexpr Text kSeparator{"; ", "；"};
constexpr Text kAnyText{"any text", "任意文本"};
constexpr Text kAnyWords{"any words", "任意词语"};
constexpr Text kTo{" to ", "至"};
constexpr Text kNotBelow{", not below ", "，不小于"};

struct Heading {
  std::string_view key;
  Text title;
  Text Explanation::*text;
};

constexpr std::array kHeadings = {
    Heading{"checks", {"Checks", "检查内容"}, &Explanation::checks},
    Heading{"why", {"Why", "原因"}, &Explanation::why},
    Heading{"passes_when", {"Passes when", "通过条件"}, &Explanation::passes_when},
    Heading{"fails_when", {"Fails when", "未通过条件"}, &Explanation::fails_when},
    Heading{"cannot_assess_when", {"Cannot assess when", "无法检查的情况"}, &Explanation::cannot_assess_when},
    Heading{"how_to_fix", {"How to fix", "如何改正"}, &Explanation::how_to_fix},
    Heading{"reference", {"Reference", "依据"}, &Explanation::reference},
};

Text severity_word(Severity severity) {
  switch (severity) {
    case Severity::info:
      return {"info", "提示"};
    case Severity::warning:
      return {"warning", "警告"};
    case Severity::error:
      return {"error", "错误"};
  }
  return {};
}

Text stage_word(RuleStage stage) {
  switch (stage) {
    case RuleStage::preview:
      return {"preview", "预览"};
    case RuleStage::stable:
      return {"stable", "稳定"};
    case RuleStage::deprecated:
      return {"deprecated", "已弃用"};
  }
  return {};
}

Text kind_word(ParamKind kind) {
  switch (kind) {
    case ParamKind::integer:
      return {"integer", "整数"};
    case ParamKind::real:
      return {"real", "实数"};
    case ParamKind::boolean:
      return {"boolean", "布尔"};
    case ParamKind::text:
      return {"text", "文本"};
    case ParamKind::choice:
      return {"choice", "选项"};
    case ParamKind::list:
      return {"list", "列表"};
  }
  return {};
}

/// The shortest digits that read back as the same number, in any locale.
std::string plain_number(double value) {
  std::array<char, 400> text{};  // fixed notation of the longest double
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  return {text.data(), end.ptr};
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += between;
    joined += part;
  }
  return joined;
}

std::string code_span(std::string_view text) {
  return "`" + std::string(text) + "`";
}

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// Names without '_' may be ordinary words too.
bool is_parameter(const RuleBody& body, std::string_view word) {
  if (word.find('_') == std::string_view::npos) return false;
  return std::any_of(body.params.begin(), body.params.end(),
                     [word](const ParamSpec& spec) { return spec.name == word; });
}

/// Prose of a rule as Markdown: names of its parameters become code, characters with a meaning are escaped.
std::string prose(const RuleBody& body, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_word_char(text[end])) ++end;
    if (end > i) {
      const std::string_view word = text.substr(i, end - i);
      out += is_parameter(body, word) ? code_span(word) : std::string(word);
      i = end;
      continue;
    }
    if (text[i] == '<') {
      out += "&lt;";
    } else {
      if (text[i] == '|' || text[i] == '*' || text[i] == '`' || text[i] == '\\') out += '\\';
      out += text[i];
    }
    ++i;
  }
  return out;
}

/// A default as a profile would spell it.
std::string toml_value(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::integer:
    case ParamKind::real:
      return plain_number(spec.default_number);
    case ParamKind::boolean:
      return spec.default_number != 0 ? "true" : "false";
    case ParamKind::text:
    case ParamKind::choice:
      return "\"" + std::string(spec.default_text) + "\"";
    case ParamKind::list:
      break;
  }
  std::vector<std::string> items = split_words(spec.default_text);
  for (std::string& item : items) item = "\"" + item + "\"";
  return "[" + join(items, ", ") + "]";
}

std::string allowed_words(const ParamSpec& spec, Text where_any, Language language) {
  std::vector<std::string> choices = split_words(spec.choices);
  if (choices.empty()) return std::string(where_any.in(language));
  for (std::string& choice : choices) choice = code_span(choice);
  return join(choices, ", ");
}

std::string allowed_values(const ParamSpec& spec, Language language) {
  switch (spec.kind) {
    case ParamKind::boolean:
      return "`true`, `false`";
    case ParamKind::text:
    case ParamKind::choice:
      return allowed_words(spec, kAnyText, language);
    case ParamKind::list:
      return allowed_words(spec, kAnyWords, language);
    case ParamKind::integer:
    case ParamKind::real:
      break;
  }
  std::string range = plain_number(spec.min);
  range.append(kTo.in(language)).append(plain_number(spec.max));
  if (!spec.not_below.empty()) range.append(kNotBelow.in(language)).append(code_span(spec.not_below));
  return range;
}

std::string table_row(const std::vector<std::string>& cells) {
  return "| " + join(cells, " | ") + " |\n";
}

std::string table_head(Text header, Language language) {
  const std::string_view cells = header.in(language);
  std::string rule = "|";
  for (auto i = std::count(cells.begin(), cells.end(), '|'); i > 1; --i) rule += "---|";
  return std::string(cells) + "\n" + rule + "\n";
}

std::string parameter_table(const RuleBody& body, Language language) {
  if (body.params.empty()) return {};
  std::string out = "**";
  out.append(kParameters.in(language)).append("**\n\n").append(table_head(kParameterHeader, language));
  for (const ParamSpec& spec : body.params) {
    out += table_row({code_span(spec.name), std::string(kind_word(spec.kind).in(language)),
                      std::string(spec.unit), code_span(toml_value(spec)), allowed_values(spec, language),
                      prose(body, spec.doc.in(language))});
  }
  return out + "\n";
}

std::string labelled(Text label, std::string_view value, Language language) {
  return std::string(label.in(language)).append(kColon.in(language)).append(value);
}

std::string rule_section(const RuleInfo& rule, Language language) {
  const RuleBody& body = *rule.body;
  std::string out = "### ";
  out.append(rule.code).append(" ").append(rule.name).append("\n\n");
  out.append(prose(body, rule.summary.in(language))).append("\n\n");
  out.append(join({labelled(kSeverity, severity_word(body.severity).in(language), language),
                   labelled(kSince, body.since, language),
                   labelled(kStage, stage_word(body.stage).in(language), language)},
                  kSeparator.in(language)));
  out.append("\n\n");
  for (const Heading& heading : kHeadings) {
    const Text& text = body.explain.*heading.text;
    out.append("**").append(heading.title.in(language)).append("**").append(kColon.in(language));
    out.append(prose(body, text.in(language))).append("\n\n");
  }
  return out + parameter_table(body, language);
}

/// GitHub's anchor of the rule's heading.
std::string link_to(const RuleInfo& rule) {
  std::string anchor(rule.code);
  std::transform(anchor.begin(), anchor.end(), anchor.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return "[" + std::string(rule.code) + "](#" + anchor + "-" + std::string(rule.name) + ")";
}

std::string index_row(const RuleInfo& rule, Language language) {
  return table_row({link_to(rule), code_span(rule.name), prose(*rule.body, rule.summary.in(language)),
                    std::string(severity_word(rule.body->severity).in(language))});
}

std::string_view prefix_of(const RuleInfo& rule) {
  return rule.code.substr(0, 3);
}

std::string family_title(std::string_view prefix, Language language) {
  for (const Family& family : kFamilies) {
    if (family.prefix == prefix)
      return std::string(family.title.in(language)) + " (" + std::string(prefix) + ")";
  }
  return std::string(prefix);
}

/// Rules of one family stand together in the table.
std::vector<std::span<const RuleInfo>> by_family(std::span<const RuleInfo> table) {
  std::vector<std::span<const RuleInfo>> families;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= table.size(); ++i) {
    if (i < table.size() && prefix_of(table[i]) == prefix_of(table[begin])) continue;
    families.push_back(table.subspan(begin, i - begin));
    begin = i;
  }
  return families;
}

using Json = nlohmann::ordered_json;

Json to_json(const Text& text) {
  return {{"en", text.en}, {"zh-CN", text.zh_cn}};
}

Json default_to_json(const ParamSpec& spec) {
  return std::visit([](const auto& value) { return Json(value); }, default_value(spec));
}

Json to_json(const ParamSpec& spec) {
  Json json = {{"name", spec.name},
               {"kind", kind_word(spec.kind).en},
               {"unit", spec.unit},
               {"default", default_to_json(spec)}};
  if (spec.kind == ParamKind::integer || spec.kind == ParamKind::real) {
    const bool whole = spec.kind == ParamKind::integer;
    json["min"] = whole ? Json(static_cast<std::int64_t>(spec.min)) : Json(spec.min);
    json["max"] = whole ? Json(static_cast<std::int64_t>(spec.max)) : Json(spec.max);
  }
  if (!spec.choices.empty()) json["choices"] = split_words(spec.choices);
  if (!spec.not_below.empty()) json["not_below"] = spec.not_below;
  json["doc"] = to_json(spec.doc);
  return json;
}

Json to_json(const RuleInfo& rule) {
  const RuleBody& body = *rule.body;
  Json json = {{"code", rule.code},
               {"name", rule.name},
               {"summary", to_json(rule.summary)},
               {"severity", to_string(body.severity)},
               {"since", body.since},
               {"stage", to_string(body.stage)}};
  json["can_return"] = Json::array();
  for (const Status status : body.can_return) json["can_return"].push_back(to_string(status));
  for (const Heading& heading : kHeadings)
    json["explanation"][heading.key] = to_json(body.explain.*heading.text);
  json["parameters"] = Json::array();
  for (const ParamSpec& spec : body.params) json["parameters"].push_back(to_json(spec));
  json["messages"] = Json::array();
  for (const MessageSpec& message : body.messages) {
    json["messages"].push_back({{"id", message.id}, {"text", to_json(message.text)}});
  }
  return json;
}

}  // namespace

std::string rules_page(std::span<const RuleInfo> table, Language language) {
  const auto families = by_family(table);
  std::string page = "# ";
  page.append(kTitle.in(language)).append("\n\n").append(kIntroduction.in(language)).append("\n\n## ");
  page.append(kIndex.in(language)).append("\n\n");
  for (const auto family : families) {
    page.append("### ").append(family_title(prefix_of(family.front()), language)).append("\n\n");
    page.append(table_head(kIndexHeader, language));
    for (const RuleInfo& rule : family) page.append(index_row(rule, language));
    page.append("\n");
  }
  for (const auto family : families) {
    page.append("## ").append(family_title(prefix_of(family.front()), language)).append("\n\n");
    for (const RuleInfo& rule : family) page.append(rule_section(rule, language));
  }
  page.pop_back();  // one line end at the end of the page
  return page;
}

std::string rule_explanation(const RuleInfo& rule, Language language) {
  return rule_section(rule, language);
}

std::string rules_json(std::span<const RuleInfo> table) {
  Json rules = Json::array();
  for (const RuleInfo& rule : table) rules.push_back(to_json(rule));
  return rules.dump(2) + "\n";
}

}  // namespace photolint
