// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/ole2.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/bytes.h"

namespace photolint {
namespace {

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t kHeaderBytes = 512;
constexpr std::size_t kHeaderTableSlots = 109;
constexpr std::size_t kEntryBytes = 128;
constexpr std::size_t kMiniSectorBytes = 64;
constexpr unsigned kLastSector = 0xFFFFFFFA;  ///< higher numbers mean free, end of chain and the like
constexpr std::size_t kMaxDirectoryBytes = 4 << 20;

Error damaged(std::string detail) {
  return {ErrorCode::roster_damaged, {{"format", "XLS"}, {"detail", std::move(detail)}}, {}};
}

/// Name of a directory entry in lower-case UTF-8; names are UTF-16, and those that matter here are ASCII.
std::string name_of_entry(std::string_view entry) {
  constexpr std::size_t kLengthAt = 64;
  const std::size_t length = std::min<std::size_t>(u16_le(entry, kLengthAt), kLengthAt);
  std::string name;
  for (std::size_t i = 0; i + 3 < length; i += 2) name += encode_utf8(u16_le(entry, i));
  return lower_ascii(name);
}

void append_numbers(std::vector<unsigned>& numbers, std::string_view bytes) {
  for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) numbers.push_back(u32_le(bytes, i));
}

}  // namespace

bool is_ole2(std::string_view head) {
  return head.starts_with(kMagic);
}

Result<Ole2File> Ole2File::open(std::istream& bytes) {
  Ole2File file(bytes);
  const Result<void> read = file.read_tables();
  if (!read) return read.error();
  return file;
}

std::string Ole2File::sector(unsigned number) const {
  std::string bytes(sector_bytes_, '\0');
  bytes_->clear();
  // The header takes the place of one sector.
  bytes_->seekg(static_cast<std::streamoff>((std::size_t{number} + 1) * sector_bytes_));
  bytes_->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(bytes_->gcount()));
  return bytes;
}

Result<void> Ole2File::read_tables() {
  bytes_->clear();
  bytes_->seekg(0, std::ios::end);
  file_bytes_ = static_cast<std::size_t>(std::max<std::streamoff>(bytes_->tellg(), 0));
  bytes_->seekg(0);
  std::string header(kHeaderBytes, '\0');
  bytes_->read(header.data(), static_cast<std::streamsize>(header.size()));
  if (bytes_->gcount() < static_cast<std::streamsize>(kHeaderBytes)) return damaged("the header is cut off");
  const unsigned shift = u16_le(header, 30);
  if (shift != 9 && shift != 12) return damaged("unknown sector size");
  sector_bytes_ = std::size_t{1} << shift;
  mini_limit_ = u32_le(header, 56);
  const std::size_t file_sectors = file_bytes_ / sector_bytes_ + 1;

  std::vector<unsigned> table_sectors;
  append_numbers(table_sectors, std::string_view(header).substr(76, kHeaderTableSlots * 4));
  // Larger tables go on in sectors whose last number is the next such sector.
  unsigned more = u32_le(header, 68);
  for (std::size_t i = 0; more < kLastSector; ++i) {
    const std::string bytes = sector(more);
    if (i > file_sectors || bytes.size() < sector_bytes_) return damaged("the allocation table is broken");
    append_numbers(table_sectors, std::string_view(bytes).substr(0, sector_bytes_ - 4));
    more = u32_le(bytes, sector_bytes_ - 4);
  }
  for (const unsigned number : table_sectors) {
    if (number >= kLastSector) continue;
    // A table for more sectors than the file has would only cost memory.
    if (next_.size() >= file_sectors + sector_bytes_) break;
    append_numbers(next_, sector(number));
  }
  const Result<std::string> directory = chain(u32_le(header, 48), kMaxDirectoryBytes);
  if (!directory) return directory.error();
  read_entries(directory.value());
  const auto root =
      std::find_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.root; });
  if (root == entries_.end()) return damaged("there is no directory");
  if (root->bytes == 0) return {};
  Result<std::string> mini = chain(root->first_sector, root->bytes);
  if (!mini) return mini.error();
  mini_stream_ = std::move(mini).value();
  const Result<std::string> mini_table = chain(u32_le(header, 60), file_bytes_);
  if (!mini_table) return mini_table.error();
  append_numbers(mini_next_, mini_table.value());
  return {};
}

void Ole2File::read_entries(std::string_view directory) {
  constexpr std::size_t kTypeAt = 66;
  constexpr char kStream = 2;
  constexpr char kRoot = 5;
  for (; directory.size() >= kEntryBytes; directory.remove_prefix(kEntryBytes)) {
    const char type = directory[kTypeAt];
    if (type != kStream && type != kRoot) continue;
    entries_.push_back(
        {name_of_entry(directory), u32_le(directory, 116), u32_le(directory, 120), type == kRoot});
  }
}

const Ole2File::Entry* Ole2File::find(std::string_view name) const {
  const std::string lower = lower_ascii(name);
  const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                  [&lower](const Entry& e) { return !e.root && e.name == lower; });
  return entry == entries_.end() ? nullptr : &*entry;
}

bool Ole2File::has(std::string_view name) const {
  return find(name) != nullptr;
}

/// The first bytes of a chain of sectors, or all of it when it is shorter.
Result<std::string> Ole2File::chain(unsigned first, std::size_t bytes) const {
  std::string text;
  std::size_t sectors = 0;
  for (unsigned number = first; number < kLastSector && text.size() < bytes; number = next_[number]) {
    const std::string piece = sector(number);
    // Only the last sector of a file may be short.
    const bool cut = piece.empty() || (piece.size() < sector_bytes_ && text.size() + piece.size() < bytes &&
                                       number < next_.size() && next_[number] < kLastSector);
    if (number >= next_.size() || cut || ++sectors > file_bytes_ / sector_bytes_ + 1) {
      return damaged("a stream is cut off");
    }
    text += piece;
  }
  if (text.size() > bytes) text.resize(bytes);
  return text;
}

Result<std::string> Ole2File::mini_chain(unsigned first, std::size_t bytes) const {
  std::string text;
  for (unsigned number = first; number < kLastSector && text.size() < bytes; number = mini_next_[number]) {
    const std::size_t begin = std::size_t{number} * kMiniSectorBytes;
    const bool broken =
        number >= mini_next_.size() || begin >= mini_stream_.size() || text.size() > mini_stream_.size();
    if (broken) return damaged("a stream is cut off");
    text += std::string_view(mini_stream_).substr(begin, kMiniSectorBytes);
  }
  if (text.size() > bytes) text.resize(bytes);
  return text;
}

Result<std::string> Ole2File::stream(std::string_view name, std::size_t max_bytes) const {
  const Entry* entry = find(name);
  if (entry == nullptr) return damaged("there is no " + std::string(name));
  if (entry->bytes > max_bytes) {
    return Error{ErrorCode::roster_too_large,
                 {{"detail", std::to_string(entry->bytes) + " bytes"}, {"limit", std::to_string(max_bytes)}},
                 {}};
  }
  Result<std::string> text = entry->bytes < mini_limit_ ? mini_chain(entry->first_sector, entry->bytes)
                                                        : chain(entry->first_sector, entry->bytes);
  if (text && text.value().size() < entry->bytes) return damaged("a stream is cut off");
  return text;
}

}  // namespace photolint
