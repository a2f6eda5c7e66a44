// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <memory>
#include <string_view>

#include "photolint/core/result.h"

namespace photolint {

/// Where a report's bytes go.
class Output {
 public:
  virtual ~Output() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  /// Called once, after the last write. whole: the report is complete and may take its final name.
  virtual Result<void> finish(bool whole) = 0;
};

/// Writes to a stream that the caller keeps alive, standard output for one. Errors: output_failed.
[[nodiscard]] std::unique_ptr<Output> make_stream_output(std::ostream& stream);

}  // namespace photolint
