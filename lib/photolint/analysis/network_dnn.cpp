// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <opencv2/dnn.hpp>
#include <string>
#include <utility>

#include "photolint/analysis/network.h"

namespace photolint {
namespace {

/// OpenCV's own text without its source path, so that the same failure reads the same everywhere.
std::string detail_of(const cv::Exception& failure) {
  return failure.err.empty() ? failure.func : failure.err;
}

class DnnNetwork : public Network {
 public:
  DnnNetwork(cv::dnn::Net net, std::string name) : net_(std::move(net)), name_(std::move(name)) {}

  Result<std::span<const float>> run(const TensorShape& shape, std::span<const float> input) override {
    if (input.size() != shape.size()) return failed("input size");
    try {
      const std::array<int, 4> sizes = {1, shape.channels, shape.height, shape.width};
      // OpenCV has no read-only matrix; setInput copies the values.
      const cv::Mat blob(static_cast<int>(sizes.size()), sizes.data(), CV_32F,
                         const_cast<float*>(input.data()));
      net_.setInput(blob);
      output_ = net_.forward();
    } catch (const cv::Exception& failure) {
      return failed(detail_of(failure));
    }
    if (output_.empty() || output_.depth() != CV_32F || !output_.isContinuous()) return failed("output");
    return std::span<const float>(output_.ptr<float>(), output_.total());
  }

 private:
  [[nodiscard]] Error failed(std::string detail) const {
    return {ErrorCode::engine_failed, {{"detail", name_ + ": " + std::move(detail)}}, {}};
  }

  cv::dnn::Net net_;
  cv::Mat output_;
  std::string name_;
};

Error invalid(const ModelFile& model, std::string detail) {
  return {ErrorCode::model_invalid, {{"file", model.name}, {"detail", std::move(detail)}}, {}};
}

}  // namespace

Result<std::unique_ptr<Network>> make_network(const ModelFile& model) {
  try {
    cv::dnn::Net net =
        cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(model.bytes.data()), model.bytes.size());
    if (net.empty()) return invalid(model, "no layers");
    net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);  // never what the build happens to prefer
    net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    return std::unique_ptr<Network>(std::make_unique<DnnNetwork>(std::move(net), model.name));
  } catch (const cv::Exception& failure) {
    return invalid(model, detail_of(failure));
  }
}

}  // namespace photolint
