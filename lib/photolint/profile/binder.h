// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/profile/toml_tree.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// A line of [roster]: a column with this header holds this field.
struct RosterColumn {
  std::string header, field;
};

/// A value that a file gives, and where.
template <class T>
struct Given {
  T value{};
  Location where;
};

/// A section of one file: what it says about one rule, and nothing that it does not say.
struct RuleSection {
  const RuleInfo* rule = nullptr;
  bool enabled = true;                                   ///< false: switches an inherited rule off
  std::vector<std::optional<Given<ParamValue>>> params;  ///< beside the rule's specs
  std::optional<Severity> severity;
  std::optional<OnCannotAssess> on_cannot_assess;
  std::optional<std::string> reference;

  /// True where the section changes a limit.
  [[nodiscard]] bool sets_param() const {
    for (const auto& param : params) {
      if (param) return true;
    }
    return false;
  }
};

/// One profile file, typed, before its parents are known.
struct ProfileLayer {
  Given<std::string> name;
  int version = 0;
  std::optional<Given<std::string>> extends;
  std::string title_en, title_zh_cn;
  std::string description_en, description_zh_cn;
  std::vector<std::string> sources;
  std::vector<RosterColumn> roster;
  std::vector<RuleSection> sections;
};

/// A layer and everything that is wrong with the file, by line. With errors the layer holds what was right.
struct BoundLayer {
  ProfileLayer layer;
  std::vector<Error> errors;
};

/// Keys of a section beside the rule's own parameters; no parameter may have such a name.
[[nodiscard]] std::span<const std::string_view> section_keys();

/// Types every value of a tree. whole: false when lines of the file were dropped, so that a missing key is no
/// news. path is for the errors.
[[nodiscard]] BoundLayer bind_tree(const TreeNode& root, bool whole, const std::string& path,
                                   std::span<const RuleInfo> table);

}  // namespace photolint
