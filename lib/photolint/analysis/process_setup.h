// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace photolint {

/// Settings of the libraries that hold for the whole process: OpenCV with one thread (the executor owns the
/// threads), without OpenCL, and without text on stderr. Call it once, before the first Analyser.
void set_up_process();

}  // namespace photolint
