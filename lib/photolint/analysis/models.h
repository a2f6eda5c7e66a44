// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace photolint {

/// One network file in memory.
struct ModelFile {
  std::string name;                     ///< as errors show it: the file's name, or its path under --model-dir
  std::vector<std::uint8_t> owned;      ///< bytes read from a folder; empty for the networks in the program
  std::span<const std::uint8_t> bytes;  ///< of owned or of the program
};

/// The three networks of lib/photolint/models.
struct Models {
  ModelFile face_detector;
  ModelFile face_landmarks;
  ModelFile portrait_parsing;
};

}  // namespace photolint
