// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "photolint/core/result.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// The head of a merge file: what the parts of one run have in common, and which part it is.
struct MergeHead {
  RunInfo run;                   ///< without its rules
  std::vector<BoundRule> rules;  ///< every part has its own copy
  int shard = 1;
  int shards = 1;
  /// Name and text of every member that all parts must agree on, in the order of the file.
  std::vector<Arg> common;
};

/// Reads a file of the format merge, which may be anything: every member is checked, nothing is trusted. All
/// errors are usage, with path and line.
class MergeReader {
 public:
  /// table: every rule that may occur. path names the place of errors. The stream must outlive the object.
  static Result<std::unique_ptr<MergeReader>> open(std::istream& bytes, std::string path,
                                                   std::span<const RuleInfo> table);
  ~MergeReader();
  MergeReader(const MergeReader&) = delete;
  MergeReader& operator=(const MergeReader&) = delete;

  [[nodiscard]] const MergeHead& head() const;
  /// The next verdict, its findings bound to rules (those of an agreeing head); nothing behind the last one,
  /// when the end has been read too. Texts of outcomes live as long as the reader.
  [[nodiscard]] Result<std::optional<Verdict>> next(const std::vector<BoundRule>& rules);
  /// After the last one: why the run that wrote the file was not complete.
  [[nodiscard]] const std::optional<Error>& failure() const;
  /// The place that was read last, as an error.
  [[nodiscard]] Error refused(std::string detail, std::vector<Arg> args = {}) const;

 private:
  class Impl;
  explicit MergeReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace photolint
