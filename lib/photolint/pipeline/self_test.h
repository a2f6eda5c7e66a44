// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/core/text.h"

namespace photolint {

/// One part of the installation and whether it works.
struct SelfTestResult {
  Text part;
  bool ok = false;
  std::string detail{};          ///< versions or measured values
  std::optional<Error> error{};  ///< why it does not work, where that is known
};

/// Tries the networks on a built-in synthetic portrait, every decoder on a built-in picture, and the text
/// encodings. model_dir as in load_models().
[[nodiscard]] std::vector<SelfTestResult> run_self_test(const std::string& model_dir);

}  // namespace photolint
