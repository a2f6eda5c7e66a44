// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "photolint/analysis/models.h"
#include "photolint/core/result.h"

namespace photolint {

/// Size of one planar float picture: channel by channel, row by row.
struct TensorShape {
  int channels = 0;
  int height = 0;
  int width = 0;

  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(channels) * static_cast<std::size_t>(height) *
           static_cast<std::size_t>(width);
  }
  bool operator==(const TensorShape&) const = default;
};

/// A neural network that maps one planar picture to numbers. Belongs to one thread; a call's result depends
/// on its input only.
class Network {
 public:
  virtual ~Network() = default;
  /// The network's only output for an input of shape.size() values. The view is valid until the next call.
  /// Errors: engine_failed.
  virtual Result<std::span<const float>> run(const TensorShape& shape, std::span<const float> input) = 0;
};

/// Loads an ONNX file. Errors: model_invalid.
[[nodiscard]] Result<std::unique_ptr<Network>> make_network(const ModelFile& model);

}  // namespace photolint
