// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <string>

#include "commands.h"
#include "console.h"
#include "photolint/profile/profile.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"

namespace photolint::cli {
namespace {

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

ProfileSources sources_of(const CommonOptions& common) {
  return {common.profile_dir, rules::shipped_profiles()};
}

ExitCode list(const CommonOptions& common) {
  const Console console(common.language);
  const ProfileSources sources = sources_of(common);
  ExitCode exit_code = ExitCode::accepted;
  for (const std::string& name : profile_names(sources)) {
    const PlanOrErrors loaded = load_plan(name, sources, rules::table());
    if (!loaded.plan) {
      console.fail(loaded.errors);
      exit_code = ExitCode::usage;
      continue;
    }
    std::string line = name;
    line.resize(std::max<std::size_t>(line.size() + 2, 24), ' ');
    print(line + (common.language == Language::zh_cn ? loaded.plan->title_zh_cn : loaded.plan->title_en) +
          "\n");
  }
  return exit_code;
}

ExitCode show(const CommonOptions& common, const std::vector<std::string>& names) {
  const Console console(common.language);
  for (const std::string& name : names) {
    const PlanOrErrors loaded = load_plan(name, sources_of(common), rules::table());
    if (!loaded.plan) {
      console.fail(loaded.errors);
      return ExitCode::usage;
    }
    print(resolved_toml(*loaded.plan, common.language));
  }
  return ExitCode::accepted;
}

ExitCode check(const CommonOptions& common, const std::vector<std::string>& files) {
  const Console console(common.language);
  ExitCode exit_code = ExitCode::accepted;
  for (const std::string& file : files) {
    const PlanOrErrors loaded = load_plan(file, sources_of(common), rules::table());
    console.fail(loaded.errors);
    if (!loaded.plan) {
      exit_code = ExitCode::usage;
      continue;
    }
    print(file + ": " + std::to_string(loaded.plan->rules.size()) +
          std::string(Text{" rules, no problems\n", " 条规则，没有问题\n"}.in(common.language)));
  }
  return exit_code;
}

}  // namespace

ExitCode run_profiles(const CommonOptions& common, const ProfilesOptions& options) {
  switch (options.action) {
    case ProfilesAction::list:
      return list(common);
    case ProfilesAction::show:
      return show(common, options.names);
    case ProfilesAction::check:
      return check(common, options.names);
    case ProfilesAction::schema:
      print(profile_schema(rules::table()));
      return ExitCode::accepted;
  }
  return ExitCode::usage;
}

}  // namespace photolint::cli
