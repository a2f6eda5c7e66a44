// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace photolint::test {

/// What a finished process left.
struct ProgramResult {
  int exit_code = -1;  ///< 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

/// How to run it.
struct ProgramOptions {
  std::string directory;  ///< working directory; empty: this process's own
  std::string input;      ///< standard input
  std::string output;     ///< file or device that takes standard output; empty: ProgramResult::out
  std::vector<std::string> environment;  ///< NAME=value, on top of LC_ALL=C.UTF-8 and the PATH
  double interrupt_after_s = 0;          ///< sends SIGINT after so many seconds; 0: never
};

/// Runs the program under test with the arguments and waits for it.
[[nodiscard]] ProgramResult run_photolint(const std::vector<std::string>& arguments,
                                          const ProgramOptions& options = {});

}  // namespace photolint::test
