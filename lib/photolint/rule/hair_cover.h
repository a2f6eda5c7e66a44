// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include "photolint/analysis/analysis.h"
#include "photolint/image/colour.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/face_patch.h"

// Hair that hangs over forehead and brows. Parsing knows dense hair; thin see-through fringes are found in
// the pixels, against the person's own skin and hair.

namespace photolint {

/// The person's hair: mean of the middle half by luma of the pixels that parsing calls hair, away from its
/// edges. Nothing where there is next to no hair.
[[nodiscard]] std::optional<Rgb> own_hair(const Analysis& analysis, const FaceFrame& frame);

/// Tells hair from skin by colour. Shade changes the light of a skin but not its hue, so that a pixel counts
/// as hair only where both light and hue are nearer to the hair.
class HairTest {
 public:
  HairTest(Rgb skin, Rgb hair);
  /// False for hair that is not clearly darker than the skin and of another hue: then colour says nothing.
  [[nodiscard]] bool usable() const { return usable_; }
  /// Luma by which the skin is above the hair, grey levels; may be negative.
  [[nodiscard]] double contrast() const { return contrast_; }
  [[nodiscard]] bool hair(Rgb pixel) const;

 private:
  Rgb skin_, towards_hair_;
  std::array<double, 2> hue_{}, hue_towards_hair_{};
  double length_ = 0, hue_length_ = 0;  ///< squared
  double contrast_ = 0;
  bool usable_ = false;
};

/// Of the cheek on one side of the face (0 left, 1 right), or of the other one where it is hidden, against
/// the hair. Nothing without hair or without visible cheeks.
[[nodiscard]] std::optional<HairTest> hair_test(const Analysis& analysis, const FaceFrame& frame,
                                                std::optional<Rgb> hair, int side);

/// Shares 0..1 of one brow that are covered. Its outermost end is left out: side hair begins there.
struct BrowCover {
  double dense = 0;    ///< of the brow's area: parsing sees hair
  double strands = 0;  ///< of the brow's width: single strands or dense hair come down to the brow
  double toned = 0;    ///< of the brow's width: what lies above the brow has the hair's colour
  /// The share that counts. A few toned columns are shade or the temple's hair: they count when they are
  /// most.
  [[nodiscard]] double share() const;
};

/// Left and right brow.
[[nodiscard]] std::array<BrowCover, 2> brow_covers(const Analysis& analysis, const FaceFrame& frame);

}  // namespace photolint
