// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "photolint/core/text.h"

namespace photolint {

/// Kinds of rule parameters.
enum class ParamKind { integer, real, boolean, text, choice, list };

/// One parameter of a rule, declared once: binder, help, documents and schema are made from it.
struct ParamSpec {
  std::string_view
      name{};  ///< snake_case, unit at the end (max_yaw_deg) unless a share or a colour difference
  ParamKind kind = ParamKind::real;
  std::string_view unit{};    ///< "px", "deg", "share", "dpi", "byte", "dE00" ...; empty for none
  double default_number = 0;  ///< integer, real; boolean: 0 or 1
  double min = 0;             ///< smallest and largest allowed value of integer and real
  double max = 0;
  std::string_view default_text{};  ///< text, choice; list: items separated by blanks
  std::string_view choices{};       ///< choice, list: allowed words separated by blanks; empty: any text
  std::string_view not_below{};     ///< name of a parameter that this one may not be smaller than
  Text doc{};
};

/// A parameter's value.
using ParamValue = std::variant<std::int64_t, double, bool, std::string, std::vector<std::string>>;

/// The default of a parameter, in the alternative that belongs to its kind.
[[nodiscard]] ParamValue default_value(const ParamSpec& spec);

/// The values of one bound rule, in the order of its specs. Asking for a name or kind that the rule did not
/// declare throws std::logic_error.
class Params {
 public:
  Params() = default;
  /// values: one for each spec. The specs must outlive the object.
  Params(std::span<const ParamSpec> specs, std::vector<ParamValue> values);
  /// All defaults.
  explicit Params(std::span<const ParamSpec> specs);

  [[nodiscard]] std::int64_t integer(std::string_view name) const;
  /// Also reads an integer parameter.
  [[nodiscard]] double real(std::string_view name) const;
  [[nodiscard]] bool boolean(std::string_view name) const;
  /// text and choice.
  [[nodiscard]] const std::string& text(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& list(std::string_view name) const;

  [[nodiscard]] std::span<const ParamSpec> specs() const { return specs_; }
  [[nodiscard]] const std::vector<ParamValue>& values() const { return values_; }
  /// Replaces one value; for tests and the binder.
  void set(std::string_view name, ParamValue value);

 private:
  [[nodiscard]] const ParamValue& value(std::string_view name) const;

  std::span<const ParamSpec> specs_{};
  std::vector<ParamValue> values_;
};

}  // namespace photolint
