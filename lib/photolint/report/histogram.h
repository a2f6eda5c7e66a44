// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>

namespace photolint {

/// How often which values occur, in bounded memory: bins begin as wide as the last decimal and double
/// whenever there are too many of them. Same values in the same order, same bins.
class Histogram {
 public:
  /// More bins than a chart of a few hundred pixels can show.
  static constexpr std::size_t kMaxBins = 128;

  /// decimals: to which the values are rounded, 0 to 9.
  explicit Histogram(int decimals);

  /// value: finite.
  void add(double value);

  /// Width of a bin, in the unit of the values.
  [[nodiscard]] double bin_width() const { return width_; }
  /// Bin number to count; bin n holds values from (n - 1/2) to (n + 1/2) first widths, joined by powers of
  /// two.
  [[nodiscard]] const std::map<std::int64_t, std::int64_t>& bins() const { return bins_; }
  /// Smallest value of a bin, in the unit of the values.
  [[nodiscard]] double begin_of(std::int64_t bin) const;

 private:
  void widen();

  double step_;  ///< of the last decimal
  double width_;
  int doublings_ = 0;
  std::map<std::int64_t, std::int64_t> bins_;
};

}  // namespace photolint
