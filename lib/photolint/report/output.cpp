// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/output.h"

#include <ostream>

namespace photolint {
namespace {

class StreamOutput : public Output {
 public:
  explicit StreamOutput(std::ostream& stream) : stream_(stream) {}

  Result<void> write(std::string_view bytes) override {
    stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return state();
  }

  Result<void> finish(bool) override {
    stream_.flush();
    return state();
  }

 private:
  [[nodiscard]] Result<void> state() const {
    if (stream_.good()) return {};
    return Error{ErrorCode::output_failed, {{"reason", "stream-failed"}}, {}};
  }

  std::ostream& stream_;
};

}  // namespace

std::unique_ptr<Output> make_stream_output(std::ostream& stream) {
  return std::make_unique<StreamOutput>(stream);
}

}  // namespace photolint
