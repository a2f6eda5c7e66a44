// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "options.h"
#include "photolint/report/sink.h"

namespace photolint::cli {

/// Messages for people on standard error. Never holds ID numbers: sentences come masked.
class Console {
 public:
  explicit Console(Language language, Verbosity verbosity = Verbosity::normal);

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] Verbosity verbosity() const { return verbosity_; }
  /// A line unless quiet.
  void say(const std::string& line) const;
  /// A line in any case, behind the program's name.
  void fail(const std::string& line) const;
  /// Every error as a sentence.
  void fail(const std::vector<Error>& errors) const;

 private:
  Language language_;
  Verbosity verbosity_;
};

/// Shows how far a run is: a bar on a terminal, else a line every ten seconds; nothing when quiet.
class ProgressSink final : public Sink {
 public:
  ProgressSink(const Console& console, std::optional<std::int64_t> total);
  Result<void> begin(const RunInfo& run) override;
  Result<void> item(const Verdict& verdict) override;
  Result<void> end(const Summary& summary) override;

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] std::string status_line(double seconds) const;
  void show(double seconds) const;

  const Console& console_;
  std::optional<std::int64_t> total_;
  bool terminal_;
  std::int64_t done_ = 0;
  std::int64_t not_accepted_ = 0;
  Clock::time_point started_;
  Clock::time_point shown_;
};

}  // namespace photolint::cli
