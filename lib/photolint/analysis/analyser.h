// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "photolint/analysis/analysis.h"
#include "photolint/core/result.h"
#include "photolint/decode/decode.h"

namespace photolint {

/// Loaded network files, shared by all workers. Read only.
struct Models;

/// The networks linked into the program, or those of a folder (file names as in lib/photolint/models) when
/// model_dir is not empty. Errors: model_missing, model_invalid.
[[nodiscard]] Result<std::shared_ptr<const Models>> load_models(const std::string& model_dir);

/// Makes the facts of one photo after another. Holds networks and scratch memory; belongs to one thread.
class Analyser {
 public:
  /// Errors: model_invalid.
  static Result<Analyser> make(std::shared_ptr<const Models> models);
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;
  ~Analyser();

  /// The stages of needs, and those that they stand on. The result refers to image and item and to memory of
  /// this Analyser: it is valid until the next call. Never throws for what a picture can hold; a stage that
  /// fails becomes Fact::failed.
  [[nodiscard]] Analysis analyse(const DecodedImage& image, const WorkItem& item, Needs needs);

 private:
  struct Impl;
  explicit Analyser(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace photolint
