// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace photolint {

struct Analysis;

/// What several rules derive from the facts of one photo, worked out by the first of them that asks. Belongs
/// to one thread, as its Analysis does. A copy begins empty: the facts beside it may be changed.
class Derived {
 public:
  Derived() = default;
  Derived(const Derived& /*other*/) {}
  Derived& operator=(const Derived& /*other*/) {
    values_.clear();
    return *this;
  }
  Derived(Derived&&) = default;
  Derived& operator=(Derived&&) = default;
  ~Derived() = default;

  /// kWorkOut(analysis), called once; analysis: the one that holds this object. The reference lives as long
  /// as the object.
  template <auto kWorkOut>
  const auto& of(const Analysis& analysis) {
    using Value = decltype(kWorkOut(analysis));
    const void* const key = &key_<kWorkOut>;
    for (const auto& [known, value] : values_) {
      if (known == key) return *static_cast<const Value*>(value.get());
    }
    auto value = std::make_shared<const Value>(kWorkOut(analysis));
    values_.emplace_back(key, value);
    return *value;
  }

 private:
  template <auto kWorkOut>
  static constexpr char key_ = 0;  ///< one for every kWorkOut; only its address counts

  std::vector<std::pair<const void*, std::shared_ptr<const void>>> values_;
};

}  // namespace photolint
