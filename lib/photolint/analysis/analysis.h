// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "photolint/analysis/code_picture.h"
#include "photolint/analysis/derived.h"
#include "photolint/analysis/fact.h"
#include "photolint/analysis/facts.h"
#include "photolint/decode/file_facts.h"
#include "photolint/image/image.h"
#include "photolint/roster/work_item.h"

namespace photolint {

/// Stages of the analysis that a rule can ask for. file facts and item fields are always there.
/// code is the student's capture code, card_text what stands around it; photo_code is a symbol in a photo
/// without a face; fingerprint is for the rules of the batch and goes into the Verdict.
enum class Need : std::uint8_t {
  pixels,
  faces,
  parsing,
  background,
  head,
  eyes,
  glasses,
  code,
  card_text,
  photo_code,
  fingerprint
};

/// A set of stages.
class Needs {
 public:
  constexpr Needs() = default;
  constexpr Needs(Need need) : bits_(1U << static_cast<unsigned>(need)) {}
  [[nodiscard]] constexpr bool has(Need need) const {
    return (bits_ >> static_cast<unsigned>(need) & 1U) != 0;
  }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  friend constexpr Needs operator|(Needs a, Needs b) {
    Needs both;
    both.bits_ = a.bits_ | b.bits_;
    return both;
  }
  bool operator==(const Needs&) const = default;

 private:
  std::uint32_t bits_ = 0;
};

constexpr Needs operator|(Need a, Need b) {
  return Needs(a) | Needs(b);
}

/// Everything that rules may know about one photo. Built once, then read only. The views belong to the
/// caller.
struct Analysis {
  const WorkItem* item = nullptr;
  const FileFacts* file = nullptr;
  ImageView colour;                           ///< working picture, B G R
  ImageView grey;                             ///< the same, Rec. 601 luma
  double scale = 1;                           ///< working pixels per full-size pixel
  std::optional<std::int64_t> reference_day;  ///< of the run, days since 1970-01-01; none: not known
  Fact<FaceFacts> faces;
  Fact<ParsingFacts> parsing;
  Fact<BackgroundFacts> background;
  Fact<HeadFacts> head;
  Fact<GlassesFacts> glasses;
  Fact<EyeFacts> eyes;
  Fact<CodePicture> code;      ///< absent where the roster leads to no codes; the analyser knows of none
  Fact<CodeFacts> photo_code;  ///< absent where a face was found

  mutable Derived derived;  ///< of the facts, for rules/; who changes a fact afterwards takes a copy

  /// Full-size coordinates to those of the working picture.
  [[nodiscard]] Point to_working(Point p) const { return p * scale; }
};

}  // namespace photolint
