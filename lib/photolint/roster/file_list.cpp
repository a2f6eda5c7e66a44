// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/file_list.h"

#include <array>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Collects bytes to entries; keeps no more of an endless one than the limit.
class EntryBuilder {
 public:
  explicit EntryBuilder(ListSeparator separator) : separator_(separator) {}

  void take(char c) {
    const char end = separator_ == ListSeparator::nul ? '\0' : '\n';
    if (c == end) {
      finish();
      return;
    }
    if (c == '\0') invalid_ = true;
    if (text_.size() < kMaxListEntryBytes) {
      text_ += c;
    } else {
      invalid_ = true;
    }
  }

  void finish() {
    ++line_;
    const bool lines = separator_ == ListSeparator::line_end;
    if (lines && text_.ends_with('\r')) text_.pop_back();
    if (line_ == 1 && text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
    const bool blank = lines ? trim_blanks(text_).empty() : text_.empty();
    if (!blank || invalid_) {
      ListEntry entry{text_, line_, std::nullopt};
      if (invalid_) entry.problem = Error{ErrorCode::list_entry_invalid, {}, {{}, line_, 0, {}}};
      entries.push_back(std::move(entry));
    }
    text_.clear();
    invalid_ = false;
  }

  [[nodiscard]] bool open() const { return !text_.empty() || invalid_; }

  std::vector<ListEntry> entries;

 private:
  ListSeparator separator_;
  std::string text_;
  int line_ = 0;
  bool invalid_ = false;
};

}  // namespace

FileList read_file_list(std::istream& bytes, ListSeparator separator) {
  EntryBuilder builder(separator);
  std::array<char, 16 << 10> piece{};
  while (true) {
    bytes.read(piece.data(), piece.size());
    const auto count = static_cast<std::size_t>(bytes.gcount());
    for (std::size_t i = 0; i < count; ++i) builder.take(piece.at(i));
    if (count < piece.size()) break;
  }
  if (builder.open()) builder.finish();
  FileList list;
  list.entries = std::move(builder.entries);
  if (bytes.bad()) list.failure = Error{ErrorCode::roster_unreadable, {{"reason", "read error"}}, {}};
  return list;
}

}  // namespace photolint
