// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/profile/profile.h"

namespace photolint::test {

/// A table with every kind of parameter, so that these tests do not depend on the real rules.
inline Outcome fake_run(const Analysis&, const Params&) {
  return cannot_assess("no-face");
}

inline constexpr std::array kSizeParams = {
    ParamSpec{.name = "min_bytes",
              .kind = ParamKind::integer,
              .unit = "byte",
              .default_number = 20480,
              .min = 0,
              .max = 1e9},
    ParamSpec{.name = "max_bytes",
              .kind = ParamKind::integer,
              .unit = "byte",
              .default_number = 40960,
              .min = 1,
              .max = 1e9,
              .not_below = "min_bytes"},
};
inline constexpr std::array kFormatParams = {
    ParamSpec{.name = "formats", .kind = ParamKind::list, .default_text = "jpeg", .choices = "jpeg png heic"},
    ParamSpec{.name = "extension_agrees", .kind = ParamKind::boolean, .default_number = 1},
    ParamSpec{.name = "mode",
              .kind = ParamKind::choice,
              .default_text = "exact",
              .choices = "exact minimum multiple"},
    ParamSpec{.name = "template", .kind = ParamKind::text, .default_text = "{id_number}.jpg"},
    ParamSpec{.name = "editors", .kind = ParamKind::list, .default_text = ""},
};
inline constexpr std::array kYawParams = {
    ParamSpec{.name = "max_yaw_deg", .unit = "deg", .default_number = 10, .min = 0, .max = 45},
};

inline constexpr RuleBody kFormat = {.params = kFormatParams, .run = fake_run};
inline constexpr RuleBody kSize = {.severity = Severity::warning, .params = kSizeParams, .run = fake_run};
inline constexpr RuleBody kYaw = {.needs = Need::faces, .params = kYawParams, .run = fake_run};

inline constexpr std::array kTable = {
    RuleInfo{"FIL001", "file_format", "file-format", {"the format", "格式"}, &kFormat},
    RuleInfo{"FIL002", "file_size", "file-size", {"the size", "大小"}, &kSize},
    RuleInfo{"GEO010", "yaw", "yaw", {"not turned", "未偏转"}, &kYaw},
};

inline std::string arg(const Error& error, std::string_view name) {
  for (const Arg& a : error.args) {
    if (a.name == name) return a.value;
  }
  return "(none)";
}

inline PlanOrErrors load(std::string_view text, const ProfileSources& sources = {}) {
  return load_plan_text(text, "school.toml", sources, kTable);
}

/// The errors as "line code", for comparing all of them at once.
inline std::vector<std::string> lines_and_codes(const PlanOrErrors& result) {
  std::vector<std::string> out;
  for (const Error& error : result.errors) {
    out.push_back(std::to_string(error.where.line) + ' ' + std::string(to_string(error.code)));
  }
  return out;
}

}  // namespace photolint::test
