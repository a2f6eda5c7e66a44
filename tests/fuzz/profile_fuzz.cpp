// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "photolint/profile/profile.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"

/// Any text either binds, and then its resolved view is a profile with the same hash, or gives errors.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace photolint;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ProfileSources sources{{}, rules::shipped_profiles()};
  const PlanOrErrors result = load_plan_text(text, "fuzz.toml", sources, rules::table());
  if (result.plan.has_value() != result.errors.empty()) std::abort();
  if (!result.plan) return 0;
  const std::string resolved = resolved_toml(*result.plan, Language::zh_cn);
  if (resolved.size() > static_cast<std::size_t>(kMaxProfileBytes)) return 0;
  const PlanOrErrors again = load_plan_text(resolved, "again.toml", sources, rules::table());
  if (!again.plan || again.plan->hash != result.plan->hash) std::abort();
  return 0;
}
