// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/zip_archive.h"

#include <zip.h>

#include <utility>

namespace photolint {
namespace {

constexpr std::size_t kPieceBytes = 64 << 10;

struct ArchiveCloser {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct PartCloser {
  void operator()(zip_file_t* part) const { zip_fclose(part); }
};

Error damaged(const std::string& format, std::string detail) {
  return {ErrorCode::roster_damaged, {{"format", format}, {"detail", std::move(detail)}}, {}};
}

std::string text_of_error(zip_error_t& error) {
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

/// A stream as libzip wants to see it.
class StreamSource {
 public:
  explicit StreamSource(std::istream& bytes) : bytes_(&bytes) {
    zip_error_init(&error_);
    bytes.clear();
    bytes.seekg(0, std::ios::end);
    size_ = static_cast<std::int64_t>(bytes.tellg());
    bytes.clear();
    bytes.seekg(0);
  }
  StreamSource(const StreamSource&) = delete;
  StreamSource& operator=(const StreamSource&) = delete;
  ~StreamSource() { zip_error_fini(&error_); }

  static zip_int64_t call(void* self, void* data, zip_uint64_t size, zip_source_cmd_t command) {
    return static_cast<StreamSource*>(self)->answer(data, size, command);
  }

 private:
  zip_int64_t answer(void* data, zip_uint64_t size, zip_source_cmd_t command) {
    switch (command) {
      case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_SUPPORTS, ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
                                              ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                                              ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, -1);
      case ZIP_SOURCE_OPEN:
        offset_ = 0;
        return 0;
      case ZIP_SOURCE_READ:
        return read(static_cast<char*>(data), size);
      case ZIP_SOURCE_STAT:
        return stat(static_cast<zip_stat_t*>(data));
      case ZIP_SOURCE_SEEK:
        return seek(data, size);
      case ZIP_SOURCE_TELL:
        return offset_;
      case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&error_, data, size);
      case ZIP_SOURCE_CLOSE:
      case ZIP_SOURCE_FREE:
        return 0;
      default:
        zip_error_set(&error_, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
  }

  zip_int64_t read(char* data, zip_uint64_t size) {
    bytes_->clear();
    bytes_->seekg(offset_);
    bytes_->read(data, static_cast<std::streamsize>(size));
    if (bytes_->bad()) {
      zip_error_set(&error_, ZIP_ER_READ, 0);
      return -1;
    }
    offset_ += static_cast<std::int64_t>(bytes_->gcount());
    return static_cast<zip_int64_t>(bytes_->gcount());
  }

  zip_int64_t stat(zip_stat_t* stat) {
    zip_stat_init(stat);
    stat->size = static_cast<zip_uint64_t>(size_);
    stat->valid |= ZIP_STAT_SIZE;
    return sizeof(*stat);
  }

  zip_int64_t seek(void* data, zip_uint64_t size) {
    const zip_int64_t target = zip_source_seek_compute_offset(
        static_cast<zip_uint64_t>(offset_), static_cast<zip_uint64_t>(size_), data, size, &error_);
    if (target < 0) return -1;
    offset_ = target;
    return 0;
  }

  std::istream* bytes_;
  std::int64_t size_ = 0;
  std::int64_t offset_ = 0;
  zip_error_t error_{};
};

}  // namespace

struct ZipPart::Impl {
  std::string name;
  std::string format;
  std::unique_ptr<zip_file_t, PartCloser> file;
  ZipLimits limits;
  std::int64_t packed_bytes = 0;
  std::int64_t unpacked_bytes = 0;
  std::string piece;
  bool ended = false;
  std::optional<Error> failure;

  [[nodiscard]] bool too_large() const {
    if (unpacked_bytes > limits.max_bytes) return true;
    return unpacked_bytes > limits.free_bytes && unpacked_bytes / limits.max_ratio > packed_bytes;
  }
  std::string_view fail(Error error) {
    failure = std::move(error);
    return {};
  }
};

ZipPart::ZipPart(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipPart::ZipPart(ZipPart&&) noexcept = default;
ZipPart& ZipPart::operator=(ZipPart&&) noexcept = default;
ZipPart::~ZipPart() = default;

const std::optional<Error>& ZipPart::failure() const {
  return impl_->failure;
}

const std::string& ZipPart::name() const {
  return impl_->name;
}

const std::string& ZipPart::format() const {
  return impl_->format;
}

std::string_view ZipPart::next() {
  if (impl_->failure || impl_->ended) return {};
  impl_->piece.resize(kPieceBytes);
  const zip_int64_t count = zip_fread(impl_->file.get(), impl_->piece.data(), kPieceBytes);
  if (count < 0) {
    return impl_->fail(damaged(impl_->format, impl_->name + ": " + zip_file_strerror(impl_->file.get())));
  }
  impl_->ended = count == 0;
  impl_->unpacked_bytes += count;
  if (impl_->too_large()) {
    return impl_->fail({ErrorCode::roster_too_large,
                        {{"detail", impl_->name + " unpacks to more than " +
                                        std::to_string(impl_->unpacked_bytes) + " bytes"},
                         {"limit", std::to_string(impl_->limits.max_bytes) + " bytes and " +
                                       std::to_string(impl_->limits.max_ratio) + ":1"}},
                        {}});
  }
  return std::string_view(impl_->piece).substr(0, static_cast<std::size_t>(count));
}

struct ZipArchive::Impl {
  Impl(std::unique_ptr<std::istream> stream, const ZipLimits& zip_limits)
      : bytes(std::move(stream)), source(*bytes), limits(zip_limits) {}

  std::unique_ptr<std::istream> bytes;
  StreamSource source;
  ZipLimits limits;
  std::string format = "ZIP";
  std::unique_ptr<zip_t, ArchiveCloser> archive;
};

ZipArchive::ZipArchive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipArchive::~ZipArchive() = default;

Result<std::unique_ptr<ZipArchive>> ZipArchive::open(std::unique_ptr<std::istream> bytes,
                                                     const ZipLimits& limits) {
  auto impl = std::make_unique<Impl>(std::move(bytes), limits);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_function_create(&StreamSource::call, &impl->source, &error);
  if (source == nullptr) return damaged(impl->format, text_of_error(error));
  impl->archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (impl->archive == nullptr) {
    zip_source_free(source);
    return damaged(impl->format, text_of_error(error));
  }
  zip_error_fini(&error);
  return std::unique_ptr<ZipArchive>(new ZipArchive(std::move(impl)));
}

void ZipArchive::name_format(std::string format) {
  impl_->format = std::move(format);
}

const std::string& ZipArchive::format() const {
  return impl_->format;
}

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(impl_->archive.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<ZipPart> ZipArchive::part(const std::string& name) {
  zip_t* archive = impl_->archive.get();
  const zip_int64_t index = zip_name_locate(archive, name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return damaged(impl_->format, name + " is missing");
  const auto place = static_cast<zip_uint64_t>(index);
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive, place, 0, &stat) != 0) {
    return damaged(impl_->format, name + ": " + zip_strerror(archive));
  }
  const bool encrypted =
      (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
  if (encrypted) return Error{ErrorCode::roster_encrypted, {{"format", impl_->format}}, {}};
  auto part = std::make_unique<ZipPart::Impl>();
  part->name = name;
  part->format = impl_->format;
  part->limits = impl_->limits;
  part->packed_bytes = static_cast<std::int64_t>(stat.comp_size);
  part->file.reset(zip_fopen_index(archive, place, 0));
  if (part->file == nullptr) return damaged(impl_->format, name + ": " + zip_strerror(archive));
  return ZipPart(std::move(part));
}

Result<std::string> ZipArchive::text_of(const std::string& name, std::size_t max_bytes) {
  Result<ZipPart> opened = part(name);
  if (!opened) return opened.error();
  std::string text;
  while (text.size() < max_bytes) {
    const std::string_view piece = opened.value().next();
    if (piece.empty()) break;
    text += piece;
  }
  if (opened.value().failure()) return *opened.value().failure();
  if (text.size() > max_bytes) text.resize(max_bytes);
  return text;
}

}  // namespace photolint
