// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <string>

#include "commands.h"
#include "photolint/pipeline/self_test.h"
#include "photolint/report/render.h"
#include "photolint/version.h"

namespace photolint::cli {

ExitCode run_self_test_command(const CommonOptions& common, const SelfTestOptions& /*options*/) {
  const std::string ok(Text{"ok     ", "正常   "}.in(common.language));
  const std::string failed(Text{"FAILED ", "失败   "}.in(common.language));
  std::printf("photolint %s\n", kVersion);
  bool all = true;
  for (const SelfTestResult& result : run_self_test(common.model_dir)) {
    all = all && result.ok;
    const std::string detail = result.error ? describe(*result.error, common.language) : result.detail;
    std::printf("%s%s: %s\n", (result.ok ? ok : failed).c_str(),
                std::string(result.part.in(common.language)).c_str(), detail.c_str());
  }
  return all ? ExitCode::accepted : ExitCode::incomplete;
}

}  // namespace photolint::cli
