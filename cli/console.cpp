// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "photolint/report/mask.h"
#include "photolint/report/render.h"

namespace photolint::cli {
namespace {

constexpr auto kBarInterval = std::chrono::milliseconds(100);  // as often as an eye can follow
constexpr auto kLineInterval = std::chrono::seconds(10);
constexpr int kBarWidth = 24;

/// The one logger, without time and level: these are sentences for a person at a terminal.
spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_logger_st("photolint");
    made->set_pattern("%v");
    return made;
  }();
  return *instance;
}

std::string bar(double share) {
  const int filled = std::clamp(static_cast<int>(share * kBarWidth), 0, kBarWidth);
  return "[" + std::string(static_cast<std::size_t>(filled), '#') +
         std::string(static_cast<std::size_t>(kBarWidth - filled), ' ') + "] ";
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

Console::Console(Language language, Verbosity verbosity) : language_(language), verbosity_(verbosity) {}

void Console::say(const std::string& line) const {
  if (verbosity_ != Verbosity::quiet) logger().info("{}", line);
}

void Console::fail(const std::string& line) const {
  logger().error("photolint: {}", line);
}

void Console::fail(const std::vector<Error>& errors) const {
  for (const Error& error : errors) fail(mask_numbers(describe(error, language_)));
}

ProgressSink::ProgressSink(const Console& console, std::optional<std::int64_t> total)
    : console_(console), total_(total), terminal_(isatty(STDERR_FILENO) == 1) {}

std::string ProgressSink::status_line(double seconds) const {
  const bool zh = console_.language() == Language::zh_cn;
  const double rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0;
  std::string line =
      total_ ? bar(static_cast<double>(done_) / static_cast<double>(std::max<std::int64_t>(1, *total_)))
             : std::string();
  line += total_ ? fmt::format("{}/{}", done_, *total_) : fmt::format("{}", done_);
  line += fmt::format(fmt::runtime(zh ? "  {:.0f} 张/秒" : "  {:.0f}/s"), rate);
  if (total_ && rate > 0) {
    const double left = static_cast<double>(*total_ - done_) / rate;
    line += (zh ? "  剩余 " : "  left ") + clock_time(left);
  }
  line += fmt::format(fmt::runtime(zh ? "  未合格 {}" : "  {} not accepted"), not_accepted_);
  return line;
}

void ProgressSink::show(double seconds) const {
  if (!terminal_) {
    console_.say(status_line(seconds));
    return;
  }
  std::fprintf(stderr, "\r\x1b[K%s", status_line(seconds).c_str());
  std::fflush(stderr);
}

Result<void> ProgressSink::begin(const RunInfo& /*run*/) {
  started_ = shown_ = Clock::now();
  return {};
}

Result<void> ProgressSink::item(const Verdict& verdict) {
  ++done_;
  if (verdict.status != VerdictStatus::accepted) ++not_accepted_;
  if (console_.verbosity() == Verbosity::quiet) return {};
  const auto now = Clock::now();
  if (now - shown_ < (terminal_ ? Clock::duration(kBarInterval) : Clock::duration(kLineInterval))) return {};
  shown_ = now;
  show(std::chrono::duration<double>(now - started_).count());
  return {};
}

Result<void> ProgressSink::end(const Summary& /*summary*/) {
  if (terminal_ && console_.verbosity() != Verbosity::quiet) {
    std::fprintf(stderr, "\r\x1b[K");
    std::fflush(stderr);
  }
  return {};
}

}  // namespace photolint::cli
