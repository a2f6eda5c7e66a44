// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/core/result.h"

namespace photolint {

/// True for the beginning of a compound file, in which old Office formats and encrypted new ones are kept.
[[nodiscard]] bool is_ole2(std::string_view head);

/// A compound file ([MS-CFB]) with its directory and allocation tables in memory.
class Ole2File {
 public:
  /// Reads the tables; bytes must be seekable and outlive the object. Error: roster_damaged.
  [[nodiscard]] static Result<Ole2File> open(std::istream& bytes);

  /// True for a stream of this name; ASCII letters compare without case.
  [[nodiscard]] bool has(std::string_view name) const;
  /// A stream as a whole. Errors: roster_damaged, roster_too_large (above max_bytes).
  [[nodiscard]] Result<std::string> stream(std::string_view name, std::size_t max_bytes) const;

 private:
  struct Entry {
    std::string name;  ///< UTF-8, lower case
    unsigned first_sector = 0;
    std::size_t bytes = 0;
    bool root = false;
  };

  explicit Ole2File(std::istream& bytes) : bytes_(&bytes) {}
  [[nodiscard]] Result<void> read_tables();
  [[nodiscard]] std::string sector(unsigned number) const;
  [[nodiscard]] Result<std::string> chain(unsigned first, std::size_t bytes) const;
  [[nodiscard]] Result<std::string> mini_chain(unsigned first, std::size_t bytes) const;
  void read_entries(std::string_view directory);
  [[nodiscard]] const Entry* find(std::string_view name) const;

  std::istream* bytes_;
  std::size_t file_bytes_ = 0;
  std::size_t sector_bytes_ = 512;
  unsigned mini_limit_ = 4096;
  std::vector<unsigned> next_;       ///< allocation table: the sector behind each sector
  std::vector<unsigned> mini_next_;  ///< the same for the small sectors
  std::string mini_stream_;          ///< all small sectors
  std::vector<Entry> entries_;
};

}  // namespace photolint
