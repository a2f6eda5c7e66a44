// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "photolint/analysis/analysis.h"

namespace photolint {

inline constexpr int kFaceBits = 256;

/// The fingerprint of a face, bit 0 the lowest of the first word.
using FaceBits = std::array<std::uint64_t, kFaceBits / 64>;

/// Distance (see bit_distance) up to which two fingerprints are copies of one photograph. Measured, see
/// docs/decisions/near-duplicates.md.
inline constexpr int kSamePhotograph = 31;

/// What tells one photo of a batch from another.
struct Fingerprint {
  /// 64 hex digits that equal pixels share. Made to tell pictures apart, not to withstand somebody who forges
  /// them: who needs that compares FileFacts::sha256.
  std::string pixels;
  FaceBits face{};        ///< zero where has_face is false
  bool has_face = false;  ///< false: no face, or one too small
};

/// Fingerprint of a photo of which pixels and faces were asked for.
///
/// pixels covers the working picture and the size of the full one. face is taken from the main face in its
/// own frame, so that neither the crop nor the size of the picture nor a small turn matters: a patch from
/// hair to collar, its light evened out, in 256 spatial frequencies, each above or below its median among
/// people.
[[nodiscard]] Fingerprint fingerprint_of(const Analysis& analysis);

/// The 256 amplitudes that the bits of a face are made of, in the order of their frequency. grey: working
/// picture, one channel, not empty; scale: its pixels per full-size pixel. All zero where the face is smaller
/// than its fingerprint needs.
[[nodiscard]] std::array<float, kFaceBits> face_amplitudes(ImageView grey, double scale, const Face& face);

}  // namespace photolint
