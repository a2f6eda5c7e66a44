// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/core/result.h"
#include "photolint/report/options.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// A PNG to send to the student, in the language of the options: on the left the photo with the contours of
/// the face, the measured lines, the allowed bands and a numbered mark on whatever speaks against it; on the
/// right the verdict, and for each number what is wrong and how to correct it. verdict: of the photo that was
/// analysed. Fonts come from the system. Errors: output_failed, with reason "font-missing" where no installed
/// font has Chinese characters and they are needed.
[[nodiscard]] Result<std::vector<std::uint8_t>> annotate(const Analysis& analysis, const Verdict& verdict,
                                                         const ReportOptions& options);

}  // namespace photolint
