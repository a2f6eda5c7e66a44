// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/core/named_text.h"
#include "photolint/core/text.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// Where profiles named without a path are looked for.
struct ProfileSources {
  std::string user_dir;                  ///< searched first, as <name>.toml; empty: none
  std::span<const NamedText> shipped{};  ///< those linked into the program (rules/shipped_profiles.h)
};

/// A profile after extends and binding: what a run checks.
struct Plan {
  std::string name;
  int version = 0;
  std::string title_en;  ///< the name where the profile has no title
  std::string title_zh_cn;
  std::string description_en;  ///< may be empty and may have several lines
  std::string description_zh_cn;
  std::vector<std::string> sources;           ///< documents behind the numbers, free text
  std::vector<std::string> chain;             ///< this profile and its ancestors, nearest first
  std::map<std::string, std::string> roster;  ///< header of a student list -> field that it means
  std::vector<BoundRule> rules;               ///< in table order
  std::vector<std::map<std::string, std::string>> origins;  ///< beside rules: key -> profile, or "default"
  Needs needs;
  std::string hash;  ///< SHA-256 of canonical()
};

/// A Plan, or every problem found in the profile and its parents (1000 at most).
struct PlanOrErrors {
  std::optional<Plan> plan;
  std::vector<Error> errors;
};

inline constexpr int kMaxProfileBytes = 1 << 20;  ///< the longest shipped profile has a hundredth of it
inline constexpr int kMaxProfileChain = 16;       ///< a profile and its ancestors

/// Loads and binds a profile. name_or_path: a name to be found in sources, or a path (contains '/' or ends in
/// ".toml"). Errors: every profile_*, file_*.
[[nodiscard]] PlanOrErrors load_plan(const std::string& name_or_path, const ProfileSources& sources,
                                     std::span<const RuleInfo> table);

/// The same for a text that is already there; path: for error messages and for parents given by a relative
/// path.
[[nodiscard]] PlanOrErrors load_plan_text(std::string_view text, const std::string& path,
                                          const ProfileSources& sources, std::span<const RuleInfo> table);

/// Names that load_plan() finds without a path, sorted.
[[nodiscard]] std::vector<std::string> profile_names(const ProfileSources& sources);

/// What decides verdicts and what reports repeat, one line a value, sorted: what the hash is made of.
[[nodiscard]] std::string canonical(const Plan& plan);

/// The plan as one profile without a parent, with the origin of each value as a comment. Loading it again
/// gives the same hash.
[[nodiscard]] std::string resolved_toml(const Plan& plan, Language language);

/// JSON schema (draft 7) of profile files, for editors.
[[nodiscard]] std::string profile_schema(std::span<const RuleInfo> table);

}  // namespace photolint
