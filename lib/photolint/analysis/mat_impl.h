// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>

#include "photolint/image/image.h"

namespace photolint {

/// OpenCV's header of pixels that it must not write: use it as a source only.
inline cv::Mat as_source(ImageView view) {
  return {view.height(), view.width(), CV_8UC(view.channels()), const_cast<std::uint8_t*>(view.row(0)),
          static_cast<std::size_t>(view.stride())};
}

/// OpenCV's header of a buffer to write into; OpenCV keeps the memory while size and type agree.
inline cv::Mat as_target(ImageBuffer& buffer) {
  return {buffer.height(), buffer.width(), CV_8UC(buffer.channels()), buffer.row(0),
          static_cast<std::size_t>(buffer.stride())};
}

}  // namespace photolint
