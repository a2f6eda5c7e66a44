// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/assess.h"

#include <limits>

namespace photolint {
namespace {

constexpr std::string_view kNoFace = "no-face";

/// A later stage that stands on the face may be absent, or may have failed for want of one; both mean the
/// same to the reader.
template <class T>
std::optional<Outcome> explain_missing(const Fact<T>& fact, std::string_view absent,
                                       std::string_view failed) {
  if (fact.state() == FactState::absent) return cannot_assess(absent);
  if (fact.state() != FactState::failed) return std::nullopt;
  Outcome outcome = cannot_assess(fact.reason() == kNoFace ? kNoFace : failed);
  outcome.args.push_back({"reason", fact.reason()});
  return outcome;
}

}  // namespace

std::optional<Outcome> unavailable(const Fact<FaceFacts>& fact) {
  return explain_missing(fact, kNoFace, "faces-failed");
}

std::optional<Outcome> unavailable(const Fact<ParsingFacts>& fact) {
  return explain_missing(fact, kNoFace, "no-parsing");
}

std::optional<Outcome> unavailable(const Fact<BackgroundFacts>& fact) {
  return explain_missing(fact, "no-background", "no-background");
}

std::optional<Outcome> unavailable(const Fact<HeadFacts>& fact) {
  return explain_missing(fact, kNoFace, "no-head");
}

std::optional<Outcome> unavailable(const Fact<EyeFacts>& fact) {
  return explain_missing(fact, kNoFace, "no-parsing");
}

std::optional<Outcome> unavailable(const Fact<GlassesFacts>& fact) {
  return explain_missing(fact, kNoFace, "no-parsing");
}

std::optional<Outcome> unavailable(const Fact<CodePicture>& fact) {
  if (fact.state() == FactState::absent) return not_applicable("no-code");
  return explain_missing(fact, "no-code", "code-failed");
}

Outcome judge_band(const Measurement& measurement, std::string_view below_message,
                   std::string_view above_message) {
  return judge({measurement}, measurement.excess() < 0 ? below_message : above_message);
}

double scaled(double length, std::int64_t frame, int edge) {
  if (edge <= 0) return std::numeric_limits<double>::quiet_NaN();
  return length * static_cast<double>(frame) / edge;
}

Rect head_box(const HeadFacts& head) {
  return {head.head_left, head.head_top.y, head.head_right - head.head_left, head.chin.y - head.head_top.y};
}

Rect eye_box(const HeadFacts& head) {
  const double margin = head.eye_distance / 4;
  return {head.eye_left.x - margin, head.eye_line_y - margin, head.eye_right.x - head.eye_left.x + 2 * margin,
          2 * margin};
}

}  // namespace photolint
