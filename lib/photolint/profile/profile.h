// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// Where profiles named without a path are looked for. Texts of the shipped ones are linked into the program.
struct ProfileSources {
  std::string user_dir;  ///< searched first; empty: none
};

/// A profile after extends and binding: what a run checks.
struct Plan {
  std::string name;
  int version = 0;
  std::string title_en;
  std::string title_zh_cn;
  std::vector<std::string> chain;                           ///< this profile and its ancestors, nearest first
  std::vector<BoundRule> rules;                             ///< in table order
  std::vector<std::map<std::string, std::string>> origins;  ///< beside rules: key -> profile, or "default"
  Needs needs;
  std::string hash;  ///< SHA-256 of canonical()
};

/// A Plan, or every problem found in the profile and its parents.
struct PlanOrErrors {
  std::optional<Plan> plan;
  std::vector<Error> errors;
};

/// Loads and binds a profile. name_or_path: a shipped profile's name, or a path (contains '/' or ends in
/// ".toml").
[[nodiscard]] PlanOrErrors load_plan(const std::string& name_or_path, const ProfileSources& sources,
                                     std::span<const RuleInfo> table);

/// Names of the shipped profiles, sorted.
[[nodiscard]] std::vector<std::string> shipped_profiles();

/// One line a value, sorted: what the hash is made of.
[[nodiscard]] std::string canonical(const Plan& plan);

}  // namespace photolint
