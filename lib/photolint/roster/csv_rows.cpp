// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/csv_rows.h"

#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/csv.h"

namespace photolint {
namespace {

class CsvRows : public RowReader {
 public:
  CsvRows(std::unique_ptr<std::istream> bytes, TextEncoding encoding, const CsvLimits& limits)
      : bytes_(std::move(bytes)),
        encoding_(encoding),
        text_(*bytes_, encoding),
        csv_(text_, limits),
        decoder_(encoding) {}

  std::optional<RosterRecord> next() override {
    std::optional<CsvRecord> raw = csv_.next();
    if (!raw) return std::nullopt;
    RosterRecord record;
    record.line = raw->line;
    record.problem = std::move(raw->problem);
    record.cells.reserve(raw->cells.size());
    for (const std::string& cell : raw->cells) {
      std::optional<std::string> decoded = decoder_.decode(cell);
      if (!decoded) record.notes.push_back({record.cells.size(), CellIssue::undecodable});
      record.cells.push_back(decoded ? *std::move(decoded) : display_text(cell));
    }
    return record;
  }

  [[nodiscard]] std::optional<Error> failure() const override {
    if (!text_.failed()) return std::nullopt;
    return Error{ErrorCode::roster_unreadable, {{"reason", "read error"}}, {}};
  }
  [[nodiscard]] TextEncoding encoding() const override { return encoding_; }
  [[nodiscard]] bool leaves_out_blanks() const override { return false; }

 private:
  std::unique_ptr<std::istream> bytes_;
  TextEncoding encoding_;
  TextReader text_;
  CsvReader csv_;
  CellDecoder decoder_;
};

}  // namespace

std::unique_ptr<RowReader> csv_rows(std::unique_ptr<std::istream> bytes, std::optional<TextEncoding> encoding,
                                    const CsvLimits& limits) {
  const TextEncoding chosen = encoding ? *encoding : detect_encoding(*bytes);
  return std::make_unique<CsvRows>(std::move(bytes), chosen, limits);
}

}  // namespace photolint
