// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "photolint/core/limits.h"
#include "photolint/pipeline/pipeline.h"

namespace photolint {

/// Shorter side that a JPEG must keep when it is decoded smaller, pixels. A 12-megapixel phone photo (shorter
/// side 3000 or 3024) is then decoded at 1/4: still more than the 480 x 640 that the limits of the rules are
/// made for, at a sixteenth of the memory. Photos of 480 x 640 are always decoded in full.
inline constexpr int kWorkingEdge = 700;

/// What every worker shares; read only.
struct PhotoWorkerSetup {
  const std::vector<BoundRule>* rules = nullptr;  ///< outlives the workers
  Needs needs;                                    ///< of all rules together
  std::shared_ptr<const Models> models;           ///< may be empty when needs is
  Limits limits;
  std::optional<std::int64_t> reference_day{};  ///< for Analysis; the same for the whole run
  PictureWants pictures{};                      ///< for the reports of the run
};

/// Makes the workers of a real run: read, decode, analyse, evaluate.
[[nodiscard]] WorkerFactory photo_workers(const PhotoWorkerSetup& setup);

}  // namespace photolint
