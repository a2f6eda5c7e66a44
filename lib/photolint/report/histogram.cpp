// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/histogram.h"

#include <algorithm>
#include <cmath>

namespace photolint {

Histogram::Histogram(int decimals) : step_(std::pow(10.0, -decimals)), width_(step_) {}

void Histogram::add(double value) {
  // Every measurement is far inside; a clamped one still counts, at the end of the axis.
  constexpr double kFarthest = 1e15;
  const auto step = static_cast<std::int64_t>(std::llround(std::clamp(value / step_, -kFarthest, kFarthest)));
  ++bins_[step >> doublings_];  // C++20: rounds towards minus infinity
  while (bins_.size() > kMaxBins) widen();
}

double Histogram::begin_of(std::int64_t bin) const {
  return static_cast<double>(bin) * width_;
}

void Histogram::widen() {
  std::map<std::int64_t, std::int64_t> joined;
  for (const auto& [bin, count] : bins_) joined[bin >> 1] += count;
  bins_ = std::move(joined);
  width_ *= 2;
  ++doublings_;
}

}  // namespace photolint
