// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "photolint/analysis/code_facts.h"
#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

namespace photolint {

/// A character as read from a card.
struct CardCharacter {
  std::string text;       ///< UTF-8 of one character
  double confidence = 0;  ///< 0..1, of the reader
  bool operator==(const CardCharacter&) const = default;
};

/// One value of a card.
struct CardField {
  std::vector<CardCharacter> characters;  ///< empty where the value was not found or is not sure
  Rect region;                            ///< around the row, pixels of the picture given

  [[nodiscard]] bool empty() const { return characters.empty(); }
  /// The characters in a row.
  [[nodiscard]] std::string text() const;
  /// The least confidence of its characters; 0 when empty.
  [[nodiscard]] double confidence() const;
  bool operator==(const CardField&) const = default;
};

/// Whether there is text, and why not.
enum class CardTextState {
  read,            ///< at least one label row was found
  nothing_found,   ///< no label row: a cropped code, too small, or another kind of card
  engine_missing,  ///< the language data (tesseract-ocr-chi-sim) is not installed
  engine_failed,   ///< the library failed
};

/// The rows of a capture-code card.
struct CardText {
  CardTextState state = CardTextState::nothing_found;
  CardField name;      ///< masked: its first character, "*", and, of three characters and more, the last
  CardField id_last4;  ///< last four characters of the document number, digits or a final X
  CardField school;
  CardField level;
  bool operator==(const CardText&) const = default;
};

/// Reads the label rows (姓名, 证件号码, 学校名称, 层次) around a code that was read. It holds an engine that
/// is slow to start and starts at the first read(): one reader a worker, not to be shared between threads.
class CardTextReader {
 public:
  /// data_dir: where chi_sim.traineddata lies; empty for the system's place.
  explicit CardTextReader(std::string data_dir = {});
  ~CardTextReader();
  CardTextReader(CardTextReader&&) noexcept;
  CardTextReader& operator=(CardTextReader&&) noexcept;

  /// picture: the one given to read_codes(), symbol: a QR code found in it. Never throws and prints nothing.
  [[nodiscard]] CardText read(ImageView picture, const CodeSymbol& symbol) noexcept;

 private:
  class Engine;
  std::string data_dir_;
  std::unique_ptr<Engine> engine_;
  bool missing_ = false;
};

}  // namespace photolint
