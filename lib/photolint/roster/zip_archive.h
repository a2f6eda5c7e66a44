// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/core/result.h"

namespace photolint {

/// What one part of an archive may unpack to. A worksheet of 1,000,000 rows has some hundred megabytes and
/// shrinks to a tenth.
struct ZipLimits {
  std::int64_t max_bytes = std::int64_t{4} << 30;
  std::int64_t max_ratio = 300;                     ///< unpacked to packed bytes ...
  std::int64_t free_bytes = std::int64_t{4} << 20;  ///< ... counted from here on
};

/// One part on its way out of the archive.
class ZipPart {
 public:
  ZipPart(ZipPart&&) noexcept;
  ZipPart& operator=(ZipPart&&) noexcept;
  ~ZipPart();

  /// The next bytes, up to 64 KiB, valid until the next call; empty at the end and after a failure.
  [[nodiscard]] std::string_view next();
  /// roster_damaged (also a wrong checksum) or roster_too_large.
  [[nodiscard]] const std::optional<Error>& failure() const;
  /// Name inside the archive.
  [[nodiscard]] const std::string& name() const;
  /// What errors call the archive.
  [[nodiscard]] const std::string& format() const;

 private:
  friend class ZipArchive;
  struct Impl;
  explicit ZipPart(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// A ZIP file whose parts are unpacked piece by piece. Nothing is ever written to disk.
class ZipArchive {
 public:
  ~ZipArchive();

  /// bytes must be seekable. Error: roster_damaged.
  [[nodiscard]] static Result<std::unique_ptr<ZipArchive>> open(std::unique_ptr<std::istream> bytes,
                                                                const ZipLimits& limits = {});

  /// What errors call the file, for example "XLSX"; "ZIP" from the beginning on.
  void name_format(std::string format);
  [[nodiscard]] const std::string& format() const;

  /// True for a part of this name; case makes no difference.
  [[nodiscard]] bool has(const std::string& name) const;
  /// The archive must outlive the part. Errors: roster_damaged (also when it is missing), roster_encrypted.
  [[nodiscard]] Result<ZipPart> part(const std::string& name);
  /// Up to max_bytes of a part.
  [[nodiscard]] Result<std::string> text_of(const std::string& name, std::size_t max_bytes);

 private:
  struct Impl;
  explicit ZipArchive(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace photolint
