// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <exception>
#include <variant>

#include "commands.h"
#include "photolint/analysis/process_setup.h"

namespace {

using namespace photolint::cli;

struct Run {
  const CommonOptions& common;
  ExitCode operator()(const CheckOptions& options) const { return run_check(common, options); }
  ExitCode operator()(const ReconcileOptions& options) const { return run_reconcile(common, options); }
  ExitCode operator()(const MergeOptions& options) const { return run_merge(common, options); }
  ExitCode operator()(const CalibrateOptions& options) const { return run_calibrate(common, options); }
  ExitCode operator()(const RulesOptions& options) const { return run_rules(common, options); }
  ExitCode operator()(const ProfilesOptions& options) const { return run_profiles(common, options); }
  ExitCode operator()(const InspectOptions& options) const { return run_inspect(common, options); }
  ExitCode operator()(const SelfTestOptions& options) const { return run_self_test_command(common, options); }
  ExitCode operator()(const CompletionsOptions& options) const { return run_completions(common, options); }
  ExitCode operator()(const ManOptions& options) const { return run_man(common, options); }
};

/// What the command found out is lost when standard output cannot take it.
int flushed(int exit_code, photolint::Language language) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  const bool zh = language == photolint::Language::zh_cn;
  std::fprintf(stderr, "%s\n",
               zh ? "photolint: 无法写入标准输出" : "photolint: standard output cannot be written");
  return static_cast<int>(ExitCode::incomplete);
}

int run(int argc, char** argv) {
  const auto parsed = parse_command_line(argc, argv);
  if (const auto* early = std::get_if<EarlyExit>(&parsed)) {
    std::fputs(early->text.c_str(), early->exit_code == 0 ? stdout : stderr);
    return early->exit_code == 0 ? flushed(0, photolint::Language::en) : early->exit_code;
  }
  photolint::set_up_process();
  const Command& command = std::get<Command>(parsed);
  const ExitCode exit_code = std::visit(Run{command.common}, command.options);
  return flushed(static_cast<int>(exit_code), command.common.language);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& fault) {  // nothing below should throw; if it does, the run is not complete
    std::fprintf(stderr, "photolint: %s\n", fault.what());
    return static_cast<int>(ExitCode::incomplete);
  }
}
