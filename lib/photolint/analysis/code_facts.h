// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/image/geometry.h"

namespace photolint {

/// What sort of machine-readable symbol a picture holds.
enum class CodeKind {
  qr,
  other,  ///< Data Matrix, Aztec, PDF417, Micro QR or a bar code: no capture code is one of these
};

/// The attempts of the ladder in the order in which they are made; see docs/decisions/capture-codes.md.
enum class CodeAttempt {
  as_is,        ///< the picture, at most kCodeWorkingEdge on its longer side
  inverted,     ///< light modules on dark ground, as apps in dark mode show them
  full_size,    ///< every pixel of a picture larger than that
  enlarged,     ///< two and three times larger, for codes of few pixels a module
  smoothed,     ///< a low pass against the moire of a photographed screen
  thresholded,  ///< local and global thresholds other than the decoder's own
  region,       ///< one attempt or several on the region around a located symbol, straightened
  grid          ///< modules sampled on a grid fitted to the symbol's fixed patterns
};
inline constexpr int kCodeAttemptCount = static_cast<int>(CodeAttempt::grid) + 1;

/// Stable kebab-case name, for example "as-is".
[[nodiscard]] std::string_view to_string(CodeAttempt attempt);

/// A symbol that was read. The payload itself is never kept: a hash is enough to compare.
struct CodeSymbol {
  CodeKind kind = CodeKind::qr;
  std::string sha256;     ///< of the payload's bytes, 64 lower-case hex digits
  int payload_bytes = 0;  ///< length of the payload
  /// Outer corners of the symbol: its top left, top right, bottom right, bottom left, in pixels of the
  /// picture given. A mirrored symbol has them counter-clockwise.
  std::array<Point, 4> corners{};
  int modules = 0;               ///< modules a side, 21..177; 0 where the kind has no such number
  double pixels_per_module = 0;  ///< mean side over modules; 0 where modules is
  std::string ec_level;          ///< "L", "M", "Q", "H"; empty where the kind has none
  CodeAttempt attempt = CodeAttempt::as_is;
  bool looks_like_payment = false;  ///< the payload begins like a payment code of Alipay, WeChat or UnionPay

  bool operator==(const CodeSymbol&) const = default;
};

/// Why no symbol was read.
enum class CodeMissReason {
  no_pattern,     ///< nothing in the picture looks like a QR code
  too_small,      ///< located, but with fewer than kMinPixelsPerModule
  blurred,        ///< located, but neighbouring modules run into each other
  unreadable,     ///< located and large and sharp enough: damaged, covered, or very uneven light
  engine_failed,  ///< a library failed, for example for lack of memory
};
inline constexpr int kCodeMissReasonCount = static_cast<int>(CodeMissReason::engine_failed) + 1;

/// Stable kebab-case name, for example "too-small".
[[nodiscard]] std::string_view to_string(CodeMissReason reason);

/// A picture without a readable symbol: the reason, and what could be measured of a symbol that was located.
struct CodeMiss {
  CodeMissReason reason = CodeMissReason::no_pattern;
  std::array<Point, 4> corners{};  ///< as in CodeSymbol; all zero where nothing was located
  int modules = 0;                 ///< estimated modules a side; 0 where not known
  double pixels_per_module = 0;    ///< estimated; 0 where not known

  bool operator==(const CodeMiss&) const = default;
};

/// What machine-readable symbols one picture holds.
struct CodeFacts {
  std::vector<CodeSymbol> symbols;  ///< from top to bottom, then left to right; each payload and place once
  std::optional<CodeMiss> miss;     ///< there exactly when symbols is empty

  bool operator==(const CodeFacts&) const = default;
};

}  // namespace photolint
