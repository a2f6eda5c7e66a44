// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exit_code.h"
#include "options.h"

// One function a subcommand, each in cmd_<name>.cpp.

namespace photolint::cli {

[[nodiscard]] ExitCode run_check(const CommonOptions& common, const CheckOptions& options);
[[nodiscard]] ExitCode run_reconcile(const CommonOptions& common, const ReconcileOptions& options);
[[nodiscard]] ExitCode run_merge(const CommonOptions& common, const MergeOptions& options);
[[nodiscard]] ExitCode run_calibrate(const CommonOptions& common, const CalibrateOptions& options);
[[nodiscard]] ExitCode run_rules(const CommonOptions& common, const RulesOptions& options);
[[nodiscard]] ExitCode run_profiles(const CommonOptions& common, const ProfilesOptions& options);
[[nodiscard]] ExitCode run_inspect(const CommonOptions& common, const InspectOptions& options);
[[nodiscard]] ExitCode run_self_test_command(const CommonOptions& common, const SelfTestOptions& options);
[[nodiscard]] ExitCode run_completions(const CommonOptions& common, const CompletionsOptions& options);
[[nodiscard]] ExitCode run_man(const CommonOptions& common, const ManOptions& options);

}  // namespace photolint::cli
