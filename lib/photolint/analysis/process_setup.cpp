// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/process_setup.h"

#include <opencv2/core.hpp>
#include <opencv2/core/ocl.hpp>
#include <opencv2/core/utils/logger.hpp>

namespace photolint {
namespace {

int swallow(int, const char*, const char*, const char*, int, void*) {
  return 0;  // the cv::Exception that follows carries the same text
}

}  // namespace

void set_up_process() {
  cv::setNumThreads(1);
  cv::ocl::setUseOpenCL(false);
  cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  cv::redirectError(swallow);
}

}  // namespace photolint
