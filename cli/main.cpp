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
  ExitCode operator()(const RulesOptions& options) const { return run_rules(common, options); }
  ExitCode operator()(const ProfilesOptions& options) const { return run_profiles(common, options); }
  ExitCode operator()(const InspectOptions& options) const { return run_inspect(common, options); }
  ExitCode operator()(const SelfTestOptions& options) const { return run_self_test_command(common, options); }
};

int run(int argc, char** argv) {
  const auto parsed = parse_command_line(argc, argv);
  if (const auto* early = std::get_if<EarlyExit>(&parsed)) {
    std::fputs(early->text.c_str(), early->exit_code == 0 ? stdout : stderr);
    return early->exit_code;
  }
  photolint::set_up_process();
  const Command& command = std::get<Command>(parsed);
  return static_cast<int>(std::visit(Run{command.common}, command.options));
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
