// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/face_raster.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_frame_evidence",
              .kind = ParamKind::real,
              .default_number = 0.75,
              .min = 0,
              .max = 1,
              .doc = {"largest evidence of a frame, 0 (surely a bare face) to 1 (surely glasses)",
                      "镜框证据值上限，0为确无眼镜，1为确有眼镜"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "glasses",
        {"the person wears glasses (evidence {frame_evidence}, allowed {frame_evidence.max}): take the "
         "glasses off and take the photo again",
         "检测到佩戴眼镜（证据值{frame_evidence}，允许不超过{frame_evidence.max}）：请摘下眼镜后重拍"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.glasses)) return *missing;
  const GlassesFacts& glasses = analysis.glasses.value();
  Outcome outcome = judge(
      {measure("frame_evidence", glasses.score, "", 2, std::nullopt, params.real("max_frame_evidence"))},
      "glasses");
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (frame) outcome.region = face_region(analysis, *frame, {-1.2, -0.4, 1.2, 0.6});
  return outcome;
}

}  // namespace

extern constinit const RuleBody glasses_absent;
constinit const RuleBody glasses_absent = {
    .explain =
        {
            .checks = {"x", "x"},
            .why = {"x", "x"},
            .passes_when = {"x", "x"},
            .fails_when = {"x", "x"},
            .cannot_assess_when = {"x", "x"},
            .how_to_fix = {"x", "x"},
            .reference = {"x", "x"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::faces | Need::glasses,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
