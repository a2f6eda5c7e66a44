// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

namespace photolint::test {

/// What a drawn capture-code card says; nobody's, made up from lists of common characters.
struct CardWords {
  std::string name;         ///< the whole name, as a roster has it
  std::string masked_name;  ///< as the card shows it
  std::string id_last4;     ///< last four characters of the document number
  std::string school;
  std::string level;
};

/// Ways in which a card reaches a school.
enum class CardKind {
  clean,                ///< the saved card, 1080 pixels wide
  screenshot,           ///< of a phone: status bar, card, other content
  photographed_screen,  ///< tilted up to 35 degrees, moire, glare, blur, noise
  photographed_print,   ///< the same without moire, with uneven light and paper
  chat,                 ///< 540 to 720 pixels wide, JPEG quality 30 to 60
  cropped,              ///< the code and a narrow margin
  inverted,             ///< dark mode: light on dark
  several,              ///< two codes in one picture
  no_code,              ///< a card whose code is missing
  payment               ///< a payment code on a coloured card
};
inline constexpr int kCardKindCount = static_cast<int>(CardKind::payment) + 1;

[[nodiscard]] std::string_view to_string(CardKind kind);

/// A code that a drawn picture holds.
struct CodeTruth {
  std::string sha256;              ///< of the payload
  std::array<Point, 4> corners{};  ///< outer corners from its top left clockwise, pixels of the picture
  int modules = 0;                 ///< a side
  double pixels_per_module = 0;    ///< mean side over modules
};

/// A drawn picture, B G R, and what is on it.
struct CardPicture {
  ImageBuffer bgr;
  CardWords text;
  std::vector<CodeTruth> codes;
};

/// A text for a card; the same for the same seed.
[[nodiscard]] CardWords random_card_words(std::uint32_t seed);

/// Draws cards; loading its fonts (Noto Sans CJK) takes a moment. The same picture for the same arguments.
class CardPainter {
 public:
  /// Throws std::exception when the fonts are not installed.
  CardPainter();
  ~CardPainter();
  CardPainter(const CardPainter&) = delete;
  CardPainter& operator=(const CardPainter&) = delete;

  /// pixels_per_module: for photographs, 1.5 to 10; the other kinds have their own.
  [[nodiscard]] CardPicture draw(CardKind kind, std::uint32_t seed, double pixels_per_module = 4) const;
  /// The same with these words.
  [[nodiscard]] CardPicture draw(CardKind kind, std::uint32_t seed, double pixels_per_module,
                                 const CardWords& words) const;

 private:
  struct Fonts;
  std::unique_ptr<Fonts> fonts_;
};

}  // namespace photolint::test
