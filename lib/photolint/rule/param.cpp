// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/param.h"

#include <stdexcept>
#include <utility>

#include "photolint/core/words.h"

namespace photolint {
namespace {

std::vector<ParamValue> default_values(std::span<const ParamSpec> specs) {
  std::vector<ParamValue> values;
  values.reserve(specs.size());
  for (const ParamSpec& spec : specs) values.push_back(default_value(spec));
  return values;
}

}  // namespace

ParamValue default_value(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::integer:
      return static_cast<std::int64_t>(spec.default_number);
    case ParamKind::real:
      return spec.default_number;
    case ParamKind::boolean:
      return spec.default_number != 0;
    case ParamKind::text:
    case ParamKind::choice:
      return std::string(spec.default_text);
    case ParamKind::list:
      return split_words(spec.default_text);
  }
  throw std::logic_error("unknown parameter kind");
}

Params::Params(std::span<const ParamSpec> specs, std::vector<ParamValue> values)
    : specs_(specs), values_(std::move(values)) {
  if (values_.size() != specs_.size()) throw std::logic_error("one value for each parameter");
}

Params::Params(std::span<const ParamSpec> specs) : Params(specs, default_values(specs)) {}

const ParamValue& Params::value(std::string_view name) const {
  for (std::size_t i = 0; i < specs_.size(); ++i) {
    if (specs_[i].name == name) return values_[i];
  }
  throw std::logic_error("undeclared parameter " + std::string(name));
}

void Params::set(std::string_view name, ParamValue value) {
  for (std::size_t i = 0; i < specs_.size(); ++i) {
    if (specs_[i].name == name) {
      values_[i] = std::move(value);
      return;
    }
  }
  throw std::logic_error("undeclared parameter " + std::string(name));
}

std::int64_t Params::integer(std::string_view name) const {
  return std::get<std::int64_t>(value(name));
}

double Params::real(std::string_view name) const {
  const ParamValue& v = value(name);
  if (const auto* whole = std::get_if<std::int64_t>(&v)) return static_cast<double>(*whole);
  return std::get<double>(v);
}

bool Params::boolean(std::string_view name) const {
  return std::get<bool>(value(name));
}

const std::string& Params::text(std::string_view name) const {
  return std::get<std::string>(value(name));
}

const std::vector<std::string>& Params::list(std::string_view name) const {
  return std::get<std::vector<std::string>>(value(name));
}

}  // namespace photolint
