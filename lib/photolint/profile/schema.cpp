// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <string_view>

#include "photolint/profile/profile.h"
#include "photolint/profile/value_text.h"

namespace photolint {
namespace {

using Json = nlohmann::ordered_json;

std::string doc_of(const ParamSpec& spec) {
  std::string doc(spec.doc.en);
  if (!spec.unit.empty()) doc.append(doc.empty() ? "" : " ").append("[").append(spec.unit).append("]");
  return doc;
}

Json words_or_text(std::string_view choices) {
  Json type = {{"type", "string"}};
  if (!choices.empty()) type["enum"] = words_of(choices);
  return type;
}

/// A whole number is written without a point, as people would write it.
Json json_number(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: whole numbers up to here are exact
  if (std::floor(value) == value && std::fabs(value) <= kExact) return static_cast<std::int64_t>(value);
  return value;
}

Json type_of(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::integer:
    case ParamKind::real:
      return {{"type", spec.kind == ParamKind::integer ? "integer" : "number"},
              {"minimum", json_number(spec.min)},
              {"maximum", json_number(spec.max)},
              {"default", json_number(spec.default_number)}};
    case ParamKind::boolean:
      return {{"type", "boolean"}, {"default", spec.default_number != 0}};
    case ParamKind::text:
    case ParamKind::choice: {
      Json type = words_or_text(spec.choices);
      type["default"] = spec.default_text;
      return type;
    }
    case ParamKind::list:
      return {{"type", "array"},
              {"items", words_or_text(spec.choices)},
              {"default", words_of(spec.default_text)}};
  }
  return Json::object();
}

Json param_schema(const ParamSpec& spec) {
  Json schema = {{"description", doc_of(spec)}};
  schema.update(type_of(spec));
  return schema;
}

Json section_schema(const RuleInfo& rule) {
  Json keys = Json::object();
  for (const ParamSpec& spec : rule.body->params) keys[std::string(spec.name)] = param_schema(spec);
  keys["enabled"] = {{"$ref", "#/definitions/enabled"}};
  keys["severity"] = {{"description", "What a failure does: error rejects, warning sends to review."},
                      {"enum", {"error", "warning", "info"}},
                      {"default", to_string(rule.body->severity)}};
  keys["on_cannot_assess"] = {{"$ref", "#/definitions/on_cannot_assess"}};
  keys["reference"] = {{"$ref", "#/definitions/reference"}};
  return {{"title", rule.name},
          {"description", rule.summary.en},
          {"type", "object"},
          {"additionalProperties", false},
          {"properties", std::move(keys)}};
}

Json definitions() {
  return {{"enabled",
           {{"description", "false switches off a rule that a parent switched on."},
            {"type", "boolean"},
            {"default", true}}},
          {"on_cannot_assess",
           {{"description", "What it means when the rule cannot tell."},
            {"enum", {"review", "reject", "ignore"}},
            {"default", "review"}}},
          {"reference",
           {{"description", "The document and clause behind the limits; carried to the reports."},
            {"type", "string"}}},
          {"words",
           {{"oneOf",
             {{{"type", "string"}},
              {{"type", "object"},
               {"additionalProperties", false},
               {"properties", {{"en", {{"type", "string"}}}, {"zh-CN", {{"type", "string"}}}}}}}}}}};
}

Json top_keys() {
  return {
      {"profile", {{"description", "The profile's name."}, {"type", "string"}, {"maxLength", 64}}},
      {"version",
       {{"description", "Counts up with every change."},
        {"type", "integer"},
        {"minimum", 1},
        {"maximum", 1000000}}},
      {"extends",
       {{"description", "The parent: a profile's name, or a path beside this file."}, {"type", "string"}}},
      {"title", {{"$ref", "#/definitions/words"}}},
      {"description", {{"$ref", "#/definitions/words"}}},
      {"sources",
       {{"description", "Documents behind the numbers."},
        {"type", "array"},
        {"items", {{"type", "string"}}}}}};
}

}  // namespace

std::string profile_schema(std::span<const RuleInfo> table) {
  Json sections = Json::object();
  for (const RuleInfo& rule : table) sections[std::string(rule.code)] = section_schema(rule);
  Json keys = top_keys();
  keys["roster"] = {{"description", "Headers of student lists and the fields that they mean."},
                    {"type", "object"},
                    {"additionalProperties", {{"type", "string"}}}};
  keys["rules"] = {{"description", "A rule runs where its section exists."},
                   {"type", "object"},
                   {"additionalProperties", false},
                   {"properties", std::move(sections)}};
  const Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                       {"title", "photolint profile"},
                       {"type", "object"},
                       {"additionalProperties", false},
                       {"required", {"profile", "version"}},
                       {"properties", std::move(keys)},
                       {"definitions", definitions()}};
  return schema.dump(2) + "\n";
}

}  // namespace photolint
