// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/csv.h"

#include <algorithm>
#include <array>
#include <utility>

namespace photolint {
namespace {

constexpr int kEnd = -1;
constexpr std::size_t kCompactBytes = 256 << 10;

}  // namespace

/// A record on its way.
struct CsvReader::Scan {
  CsvRecord record;
  std::string cell;
  std::size_t i = 0;  ///< next byte, in buffer_
  std::optional<ErrorCode> failed;
};

namespace {

constexpr std::array kDelimiters = {',', '\t', ';'};
constexpr int kSniffedLines = 10;

/// How often each delimiter stands outside quotes in one line.
struct LineCounts {
  std::array<int, kDelimiters.size()> counts{};
  std::size_t length = 0;  ///< of the line, without its end
};

LineCounts count_delimiters(std::string_view text) {
  LineCounts line;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) break;
    ++line.length;
    const auto found = std::find(kDelimiters.begin(), kDelimiters.end(), c);
    if (!quoted && found != kDelimiters.end()) {
      ++line.counts.at(static_cast<std::size_t>(found - kDelimiters.begin()));
    }
  }
  return line;
}

}  // namespace

char sniff_delimiter(std::string_view head) {
  for (int i = 0; i < kSniffedLines; ++i) {
    head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
    const LineCounts line = count_delimiters(head);
    const auto most = std::max_element(line.counts.begin(), line.counts.end());
    if (*most > 0) return kDelimiters.at(static_cast<std::size_t>(most - line.counts.begin()));
    head.remove_prefix(line.length);
  }
  return kDelimiters.front();
}

CsvReader::CsvReader(TextReader& text, const CsvLimits& limits) : text_(&text), limits_(limits) {}

bool CsvReader::fill() {
  if (ended_) return false;
  const std::string piece = text_->next();
  ended_ = piece.empty();
  buffer_ += piece;
  return !ended_;
}

int CsvReader::at(std::size_t i) {
  while (i >= buffer_.size()) {
    if (!fill()) return kEnd;
  }
  return static_cast<unsigned char>(buffer_[i]);
}

std::size_t CsvReader::behind_line_end(std::size_t i) {
  if (at(i) == '\r' && at(i + 1) == '\n') return i + 2;
  return i + 1;
}

void CsvReader::check_size(Scan& scan, std::size_t cell_bytes, ErrorCode code) const {
  if (cell_bytes > limits_.max_cell_bytes) scan.failed = code;
  if (scan.i - begin_ > limits_.max_record_bytes) scan.failed = code;
}

void CsvReader::scan_quoted(Scan& scan) {
  ++scan.i;
  while (!scan.failed) {
    const int c = at(scan.i);
    if (c == '"') {
      if (at(scan.i + 1) != '"') break;
      ++scan.i;
    } else if (c == kEnd || (is_line_end(c) && scan.i < one_line_until_)) {
      scan.failed = ErrorCode::roster_bad_quote;
      return;
    }
    scan.cell += static_cast<char>(c);
    ++scan.i;
    // A quote that never ends looks like one enormous cell.
    check_size(scan, scan.cell.size(), ErrorCode::roster_bad_quote);
  }
  if (scan.failed) return;
  ++scan.i;
  const int behind = at(scan.i);
  const bool cell_ends = behind == kEnd || is_line_end(behind) || behind == *delimiter_;
  if (!cell_ends) scan.failed = ErrorCode::roster_bad_quote;
}

void CsvReader::scan_plain(Scan& scan) {
  const std::size_t begin = scan.i;
  for (int c = at(scan.i); c != kEnd && c != *delimiter_ && !is_line_end(c) && !scan.failed; c = at(scan.i)) {
    ++scan.i;
    check_size(scan, scan.i - begin, ErrorCode::roster_row_too_large);
  }
  scan.cell.assign(buffer_, begin, scan.i - begin);
}

CsvReader::Scan CsvReader::scan_record() {
  Scan scan;
  scan.i = begin_;
  scan.record.line = line_;
  while (true) {
    scan.cell.clear();
    if (at(scan.i) == '"') {
      scan_quoted(scan);
    } else {
      scan_plain(scan);
    }
    if (scan.record.cells.size() == limits_.max_columns) scan.failed = ErrorCode::roster_row_too_large;
    if (scan.failed) return scan;
    scan.record.cells.push_back(std::move(scan.cell));
    const int c = at(scan.i);
    if (c == kEnd) return scan;
    if (is_line_end(c)) {
      scan.i = behind_line_end(scan.i);
      return scan;
    }
    ++scan.i;
  }
}

void CsvReader::consume(std::size_t end) {
  for (std::size_t i = begin_; i < end;) {
    if (is_line_end(at(i))) {
      ++line_;
      i = behind_line_end(i);
    } else {
      ++i;
    }
  }
  begin_ = end;
  if (begin_ < kCompactBytes && begin_ < buffer_.size()) return;
  buffer_.erase(0, begin_);
  one_line_until_ -= std::min(one_line_until_, begin_);
  begin_ = 0;
}

void CsvReader::skip_line() {
  std::size_t i = begin_;
  for (int c = at(i); c != kEnd && !is_line_end(c); c = at(i)) {
    ++i;
    if (i - begin_ < kCompactBytes) continue;
    consume(i);  // a line without an end must not fill the memory
    i = begin_;
  }
  consume(at(i) == kEnd ? i : behind_line_end(i));
}

std::optional<CsvRecord> CsvReader::next() {
  if (!delimiter_) {
    if (!fill()) return std::nullopt;
    delimiter_ = sniff_delimiter(buffer_);
  }
  if (at(begin_) == kEnd) return std::nullopt;
  Scan scan = scan_record();
  if (!scan.failed) {
    consume(scan.i);
    return std::move(scan.record);
  }
  CsvRecord bad;
  bad.line = line_;
  bad.problem = Error{*scan.failed, {}, {{}, line_, static_cast<int>(scan.record.cells.size()) + 1, {}}};
  if (*scan.failed == ErrorCode::roster_row_too_large) {
    bad.problem->args = {{"columns", std::to_string(limits_.max_columns)},
                         {"bytes", std::to_string(limits_.max_cell_bytes)}};
  }
  // What was scanned in vain is read again line by line, so a stray quote costs a row and not the file.
  one_line_until_ = std::max(one_line_until_, scan.i);
  skip_line();
  return bad;
}

}  // namespace photolint
