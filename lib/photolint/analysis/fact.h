// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace photolint {

/// Why a fact is there or not.
enum class FactState {
  not_requested,  ///< no enabled rule needs it; reading it is a programming error
  present,
  absent,  ///< looked for, and the picture has none (no face)
  failed,  ///< could not be determined; reason() says why
};

/// A piece of analysis that may be missing. A rule asks state() first; value() throws std::logic_error
/// otherwise, which the rule guard turns into cannot_assess.
template <class T>
class Fact {
 public:
  Fact() = default;
  Fact(T value) : state_(FactState::present), value_(std::move(value)) {}
  /// Looked for and not there.
  static Fact absent() { return Fact(FactState::absent, {}); }
  /// Could not be determined. reason: a stable kebab-case word such as "no-face".
  static Fact failed(std::string reason) { return Fact(FactState::failed, std::move(reason)); }

  [[nodiscard]] FactState state() const { return state_; }
  [[nodiscard]] bool present() const { return state_ == FactState::present; }
  [[nodiscard]] const std::string& reason() const { return reason_; }
  [[nodiscard]] const T& value() const {
    if (!present()) throw std::logic_error("fact read that is not present");
    return value_;
  }

 private:
  Fact(FactState state, std::string reason) : state_(state), reason_(std::move(reason)) {}

  FactState state_ = FactState::not_requested;
  T value_{};
  std::string reason_;
};

}  // namespace photolint
