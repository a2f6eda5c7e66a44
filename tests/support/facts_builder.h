// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "photolint/analysis/analysis.h"
#include "photolint/rule/rule.h"

namespace photolint::test {

/// State of one made-up fact, and the reason where it failed.
struct Presence {
  FactState state = FactState::present;
  std::string reason;
};

/// Everything behind an Analysis, made by hand and open to change: rule tests bend single numbers of a
/// compliant photo instead of drawing a new one.
struct Photo {
  WorkItem item;
  FileFacts file;
  ImageBuffer colour;
  ImageBuffer grey;
  double scale = 1;  ///< working pixels per full-size pixel
  std::optional<std::int64_t> reference_day;
  FaceFacts faces;
  ParsingFacts parsing;
  BackgroundFacts background;
  HeadFacts head;
  EyeFacts eyes;
  GlassesFacts glasses;
  CodePicture code;  ///< one readable code
  CodeFacts photo_code;
  Presence faces_presence, parsing_presence, background_presence, head_presence, eyes_presence,
      glasses_presence, code_presence;
  Presence photo_code_presence{FactState::absent, {}};  ///< as in every photo with a face

  /// The analysis with exactly the requested stages; the others are not_requested, and without Need::pixels
  /// the views are empty. It refers to this photo.
  [[nodiscard]] Analysis analysis(Needs needs) const&;
  Analysis analysis(Needs needs) && = delete;
};

/// A readable QR code of a card; payload: what tells it from others.
[[nodiscard]] CodeSymbol test_symbol(const std::string& payload);

/// The words of that card: fictional, each character read surely.
[[nodiscard]] CardText test_card();

/// A field of a card whose characters all have the confidence.
[[nodiscard]] CardField test_card_field(const std::string& text, double confidence);

/// A drawn 480x640 portrait before light blue that meets the graduation photo's geometry: eyes at (190, 250)
/// and (290, 250), head top at y 80, chin at (240, 420), face width 230, both shoulders.
[[nodiscard]] Photo compliant_photo();

/// The facts of the same photo at factor times the size (pixels and parsing stay: the scale falls instead).
[[nodiscard]] Photo enlarged(Photo photo, double factor);

/// The photo with the pixels of a box (working pixels) in one colour.
[[nodiscard]] Photo painted(Photo photo, const Rect& box, Rgb colour);

/// Gives the parsing of a box (full-size pixels) another class.
void relabel(Photo& photo, const Rect& box, PortraitClass what);

/// The photo with all facts in the state.
[[nodiscard]] Photo with_all_facts(Photo photo, const Presence& presence);

/// A parameter and the value to give it.
using Override = std::pair<std::string_view, ParamValue>;

/// Runs a rule of the table (code or name) as the program does, with its defaults, some of them replaced, on
/// the stages that it declares. Throws std::logic_error for an unknown rule or parameter.
[[nodiscard]] Outcome run_rule(std::string_view code_or_name, const Photo& photo,
                               std::initializer_list<Override> overrides = {});

/// The measured value of the name; throws std::logic_error where there is none.
[[nodiscard]] double measured(const Outcome& outcome, std::string_view name);

}  // namespace photolint::test
