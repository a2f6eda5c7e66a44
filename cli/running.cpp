// SPDX-License-Identifier: GPL-3.0-or-later
#include "running.h"

#include <algorithm>
#include <csignal>
#include <string>
#include <thread>

#include "photolint/core/limits.h"

namespace photolint::cli {
namespace {

// A signal handler can only reach a global; it does nothing but set an atomic flag.
StopToken stop_token;

void on_stop_signal(int /*signal*/) {
  stop_token.request_stop();
}

}  // namespace

const StopToken& stop_on_signals() {
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return stop_token;
}

ExecutionOptions execution(int jobs, std::int64_t memory_bytes) {
  const int threads = jobs > 0 ? jobs : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const std::int64_t largest_picture = Limits{}.max_pixels * 3;
  return {threads, live_items_for(memory_bytes, largest_picture, threads)};
}

void say_skipped(const Console& console, const SkippedCounts& skipped) {
  const Language language = console.language();
  const auto say = [&](std::int64_t count, Text what) {
    if (count > 0) console.say(std::string(what.in(language)) + std::to_string(count));
  };
  say(skipped.hidden, {"skipped, hidden or of the system: ", "已跳过的隐藏文件或系统文件："});
  say(skipped.other_extension, {"skipped, no photo by its extension: ", "已跳过的非照片扩展名文件："});
  say(skipped.excluded, {"skipped, by --include and --exclude: ", "按 --include、--exclude 跳过的文件："});
  say(skipped.repeated, {"skipped, folder reached a second time: ", "已跳过的重复到达的文件夹："});
  say(skipped.deleted_rows, {"skipped, roster rows marked as deleted: ", "已跳过的名单中标记为删除的记录："});
}

}  // namespace photolint::cli
