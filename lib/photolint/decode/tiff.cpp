// SPDX-License-Identifier: GPL-3.0-or-later
#include <tiffio.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

/// What libtiff reads from, and what it says.
struct Source {
  Bytes bytes;
  std::size_t position = 0;
  std::string problem;  ///< the first error
};

Source& source_of(thandle_t handle) {
  return *static_cast<Source*>(handle);
}

tmsize_t read_bytes(thandle_t handle, void* target, tmsize_t size) {
  Source& source = source_of(handle);
  if (size <= 0 || source.position >= source.bytes.size()) return 0;
  const std::size_t count = std::min(static_cast<std::size_t>(size), source.bytes.size() - source.position);
  std::memcpy(target, source.bytes.data() + source.position, count);
  source.position += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t write_bytes(thandle_t, void*, tmsize_t) {
  return 0;
}

toff_t seek(thandle_t handle, toff_t offset, int whence) {
  Source& source = source_of(handle);
  if (whence == SEEK_SET) source.position = offset;
  if (whence == SEEK_CUR) source.position += offset;
  if (whence == SEEK_END) source.position = source.bytes.size() + offset;
  return source.position;
}

int close_source(thandle_t) {
  return 0;
}

toff_t size_of(thandle_t handle) {
  return source_of(handle).bytes.size();
}

int map_bytes(thandle_t handle, void** base, toff_t* size) {
  Source& source = source_of(handle);
  *base = const_cast<std::uint8_t*>(source.bytes.data());  // libtiff opens read only
  *size = source.bytes.size();
  return 1;
}

void unmap_bytes(thandle_t, void*, toff_t) {}

/// libtiff's callbacks; returning 1 keeps it from writing to stderr.
int on_error(TIFF*, void* user, const char*, const char* format, va_list arguments) {
  Source& source = *static_cast<Source*>(user);
  if (!source.problem.empty()) return 1;
  std::array<char, 256> text{};
  std::vsnprintf(text.data(), text.size(), format, arguments);
  source.problem = text.data();
  return 1;
}

/// Warnings are about tags, except those of the JPEG decoder, which mean damaged pixels.
int on_warning(TIFF* tiff, void* user, const char* module, const char* format, va_list arguments) {
  if (module == nullptr || std::strncmp(module, "JPEG", 4) != 0) return 1;
  return on_error(tiff, user, module, format, arguments);
}

struct Close {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, Close>;

/// Largest block that libtiff may allocate for a tag or strip: the pixels of the largest allowed picture.
Tiff open(Source& source, const Limits& limits) {
  TIFFOpenOptions* const options = TIFFOpenOptionsAlloc();
  if (options == nullptr) return nullptr;
  constexpr std::int64_t kBytesPerPixel = 8;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, limits.max_pixels * kBytesPerPixel);
  TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, &source);
  TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, &source);
  Tiff tiff(TIFFClientOpenExt("photo", "r", &source, read_bytes, write_bytes, seek, close_source, size_of,
                              map_bytes, unmap_bytes, options));
  TIFFOpenOptionsFree(options);
  return tiff;
}

template <class T>
T tag(TIFF* tiff, std::uint32_t id, T otherwise) {
  T value{};
  return TIFFGetFieldDefaulted(tiff, id, &value) == 1 ? value : otherwise;
}

/// Pages that are no thumbnails, counted no further than needed. Leaves the first page open.
std::int64_t count_pages(TIFF* tiff, const Limits& limits) {
  constexpr int kMaxDirectories = 16;  // a photo has its picture and perhaps a thumbnail
  std::int64_t pages = 0;
  int directories = 0;
  do {
    const auto kind = tag<std::uint32_t>(tiff, TIFFTAG_SUBFILETYPE, 0);
    const bool counts = directories == 0 || (kind & FILETYPE_REDUCEDIMAGE) == 0;
    pages += counts || directories >= kMaxDirectories ? 1 : 0;
    ++directories;
  } while (pages <= limits.max_frames && TIFFReadDirectory(tiff) == 1);
  TIFFSetDirectory(tiff, 0);
  return pages;
}

/// True when every strip or tile lies inside the file.
bool data_complete(TIFF* tiff, std::size_t file_bytes) {
  const std::uint32_t count = TIFFIsTiled(tiff) != 0 ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t offset = TIFFGetStrileOffset(tiff, i);
    const std::uint64_t size = TIFFGetStrileByteCount(tiff, i);
    if (offset > file_bytes || size > file_bytes - offset) return false;
  }
  return true;
}

ColourMode mode_of(std::uint16_t photometric) {
  switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
      return ColourMode::grey;
    case PHOTOMETRIC_RGB:
      return ColourMode::rgb;
    case PHOTOMETRIC_PALETTE:
      return ColourMode::palette;
    case PHOTOMETRIC_SEPARATED:
      return ColourMode::cmyk;
    case PHOTOMETRIC_YCBCR:
      return ColourMode::ycbcr;
    default:
      return ColourMode::other;
  }
}

std::optional<PrintResolution> resolution_of(TIFF* tiff) {
  const auto unit = tag<std::uint16_t>(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  if (unit != RESUNIT_INCH && unit != RESUNIT_CENTIMETER) return std::nullopt;
  const double per_inch = unit == RESUNIT_CENTIMETER ? 2.54 : 1.0;
  const double x = double{tag<float>(tiff, TIFFTAG_XRESOLUTION, 0)} * per_inch;
  const double y = double{tag<float>(tiff, TIFFTAG_YRESOLUTION, 0)} * per_inch;
  if (!(x > 0) || !(y > 0)) return std::nullopt;
  return PrintResolution{x, y};
}

bool has_alpha(TIFF* tiff) {
  std::uint16_t count = 0;
  const std::uint16_t* kinds = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds) != 1) return false;
  for (std::uint16_t i = 0; i < count; ++i) {
    if (kinds[i] == EXTRASAMPLE_ASSOCALPHA || kinds[i] == EXTRASAMPLE_UNASSALPHA) return true;
  }
  return false;
}

FileFacts facts_of(TIFF* tiff) {
  FileFacts facts;
  facts.stored_width = facts.width = static_cast<int>(tag<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0));
  facts.stored_height = facts.height = static_cast<int>(tag<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0));
  facts.components = tag<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  facts.bits_per_component = tag<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
  facts.colour_mode = mode_of(tag<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, 0xFFFF));
  facts.has_alpha = has_alpha(tiff);
  facts.print_resolution = resolution_of(tiff);
  const auto orientation = tag<std::uint16_t>(tiff, TIFFTAG_ORIENTATION, 1);
  facts.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
  return facts;
}

/// libtiff gives premultiplied A B G R; on white, what alpha leaves open is white.
void copy_row(const std::uint32_t* pixels, int width, std::uint8_t* out) {
  for (int x = 0; x < width; ++x, out += 3) {
    const std::uint32_t pixel = pixels[x];
    const std::uint32_t open_part = 255 - TIFFGetA(pixel);
    out[0] = static_cast<std::uint8_t>(std::min<std::uint32_t>(255, TIFFGetB(pixel) + open_part));
    out[1] = static_cast<std::uint8_t>(std::min<std::uint32_t>(255, TIFFGetG(pixel) + open_part));
    out[2] = static_cast<std::uint8_t>(std::min<std::uint32_t>(255, TIFFGetR(pixel) + open_part));
  }
}

/// An empty buffer where libtiff reported a problem.
ImageBuffer decode_pixels(TIFF* tiff, const FileFacts& facts) {
  const std::size_t width = static_cast<std::size_t>(facts.width);
  const std::size_t height = static_cast<std::size_t>(facts.height);
  std::vector<std::uint32_t> raster(width * height);
  // Asking for the file's own orientation keeps libtiff from flipping; upright() turns later, and once.
  const int done =
      TIFFReadRGBAImageOriented(tiff, static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height),
                                raster.data(), facts.orientation, 1);
  if (done != 1) return {};
  ImageBuffer bgr(facts.width, facts.height, 3);
  for (int y = 0; y < facts.height; ++y) {
    copy_row(raster.data() + static_cast<std::size_t>(y) * width, facts.width, bgr.row(y));
  }
  return bgr;
}

/// Why a TIFF cannot be opened: most often its directory lies behind the end.
Error open_error(Bytes bytes, const Source& source) {
  if (!has(bytes, 0, 8)) return truncated();
  const bool little = has_text(bytes, 0, "II");
  const std::size_t directory = little ? little32(bytes, 4) : big32(bytes, 4);
  if (directory < 8) return damaged("TIFF directory");
  if (!has(bytes, directory, 2)) return truncated();
  const std::size_t entries = little ? little16(bytes, directory) : big16(bytes, directory);
  if (!has(bytes, directory + 2, entries * 12)) return truncated();
  return damaged(source.problem.empty() ? "TIFF directory" : source.problem);
}

}  // namespace

Result<Decoded> decode_tiff(Bytes bytes, const Limits& limits) {
  Source source{bytes, 0, {}};
  const Tiff tiff = open(source, limits);
  if (!tiff) return open_error(bytes, source);
  const auto width = tag<std::uint32_t>(tiff.get(), TIFFTAG_IMAGEWIDTH, 0);
  const auto height = tag<std::uint32_t>(tiff.get(), TIFFTAG_IMAGELENGTH, 0);
  if (auto error = check_size(width, height, limits)) return *error;
  if (auto error = check_frames(count_pages(tiff.get(), limits), limits)) return *error;
  if (!data_complete(tiff.get(), bytes.size())) return truncated();

  std::array<char, 1024> reason{};  // the size that libtiff's interface asks for
  if (TIFFRGBAImageOK(tiff.get(), reason.data()) != 1) return failed(reason.data());
  Decoded decoded;
  decoded.facts = facts_of(tiff.get());
  decoded.turn = decoded.facts.orientation;
  decoded.bgr = decode_pixels(tiff.get(), decoded.facts);
  if (decoded.bgr.empty() || !source.problem.empty()) {
    return damaged(source.problem.empty() ? "TIFF pixels" : source.problem);
  }
  return decoded;
}

}  // namespace photolint::codec
