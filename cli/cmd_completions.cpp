// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <string>

#include "commands.h"
#include "generate/completions.h"

namespace photolint::cli {

ExitCode run_completions(const CommonOptions& common, const CompletionsOptions& options) {
  const ProgramSpec program = program_spec();
  std::string script;
  if (options.shell == "bash") script = bash_completions(program);
  if (options.shell == "zsh") script = zsh_completions(program, common.language);
  if (options.shell == "fish") script = fish_completions(program, common.language);
  std::fwrite(script.data(), 1, script.size(), stdout);
  return ExitCode::accepted;
}

}  // namespace photolint::cli
