// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/xlsx_numbers.h"

#include <algorithm>
#include <cmath>

#include "photolint/report/catalogue.h"
#include "photolint/report/render.h"

namespace photolint {
namespace {

/// Words inside a number format; empty stays empty.
std::string literal(std::string_view words) {
  if (words.empty()) return {};
  return "\"" + std::string(words) + "\"";
}

std::string digits(int decimals) {
  return decimals > 0 ? "0." + std::string(static_cast<std::size_t>(decimals), '0') : "0";
}

/// Decimals that show the limit whole.
int decimals_of(double limit) {
  const std::string text = format_limit(limit);
  const std::size_t point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

}  // namespace

std::string number_format(std::string_view unit, int decimals, Language language) {
  if (unit == "share") return digits(std::max(0, decimals - 2)) + "%";
  const Text* known = find_text("unit." + std::string(unit));
  if (known == nullptr) return digits(decimals) + literal(" " + std::string(unit));
  static constexpr std::string_view kValue = "{value}";
  const std::string_view text = known->in(language);
  const std::size_t at = text.find(kValue);
  return literal(text.substr(0, at)) + digits(decimals) + literal(text.substr(at + kValue.size()));
}

XlsxCell value_cell(const Measurement& m, Language language) {
  return number_cell(m.value, number_format(m.unit, m.decimals, language),
                     m.inside() ? CellLook::plain : CellLook::bad);
}

XlsxCell limit_cell(const std::optional<double>& limit, std::string_view unit, Language language) {
  if (!limit || !std::isfinite(*limit)) return empty_cell();
  return number_cell(*limit, number_format(unit, decimals_of(*limit), language));
}

XlsxCell excess_cell(const Measurement& m, Language language) {
  if (!std::isfinite(m.value)) return empty_cell();
  const std::string format = number_format(m.unit, m.decimals, language);
  return number_cell(m.excess(), "+" + format + ";-" + format + ";" + format);
}

}  // namespace photolint
