// SPDX-License-Identifier: GPL-3.0-or-later
#include <png.h>
#include <zlib.h>

#include <cstring>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

constexpr std::uint32_t kMaxChunk = 0x7FFFFFFF;  // PNG specification, 5.3
constexpr double kMetresPerInch = 0.0254;

/// What the chunks say. Walked before libpng sees the file: it accepts files without their end.
struct Chunks {
  std::int64_t width = 0;
  std::int64_t height = 0;
  int depth = 0;
  int colour_type = 0;
  bool transparent_colour = false;
  std::int64_t frames = 1;
  std::optional<PrintResolution> resolution;
  Bytes exif;
  Bytes xmp;
  Bytes software;  ///< keyword "Software", Latin 1
  bool trailing_bytes = false;
};

/// One chunk of the file.
struct Chunk {
  std::string_view type;
  Bytes data;
};

Result<Chunk> chunk_at(Bytes bytes, std::size_t offset) {
  if (!has(bytes, offset, 12)) return truncated();
  const std::uint32_t length = big32(bytes, offset);
  if (length > kMaxChunk) return damaged("chunk length");
  if (!has(bytes, offset + 12, length)) return truncated();
  const uLong checksum = crc32(0, bytes.data() + offset + 4, length + 4);
  if (checksum != big32(bytes, offset + 8 + length)) return damaged("chunk checksum");
  const auto* const type = reinterpret_cast<const char*>(bytes.data() + offset + 4);
  return Chunk{{type, 4}, bytes.subspan(offset + 8, length)};
}

std::optional<PrintResolution> resolution_of(Bytes phys) {
  if (phys.size() != 9 || phys[8] != 1) return std::nullopt;  // unit 1 is the metre
  const PrintResolution result{big32(phys, 0) * kMetresPerInch, big32(phys, 4) * kMetresPerInch};
  if (!(result.x_dpi > 0) || !(result.y_dpi > 0)) return std::nullopt;
  return result;
}

/// The text behind a keyword, where the chunk starts with it.
Bytes behind(Bytes data, std::string_view keyword, Bytes otherwise) {
  return has_text(data, 0, keyword) ? data.subspan(keyword.size()) : otherwise;
}

Chunks with_chunk(Chunks chunks, const Chunk& chunk) {
  if (chunk.type == "tRNS") chunks.transparent_colour = true;
  if (chunk.type == "pHYs") chunks.resolution = resolution_of(chunk.data);
  if (chunk.type == "eXIf") chunks.exif = chunk.data;
  if (chunk.type == "tEXt") chunks.software = behind(chunk.data, {"Software\0", 9}, chunks.software);
  // Not compressed, no language: the five bytes that XMP prescribes (part 3, PNG).
  if (chunk.type == "iTXt") chunks.xmp = behind(chunk.data, {"XML:com.adobe.xmp\0\0\0\0\0", 22}, chunks.xmp);
  if (chunk.type == "acTL" && chunk.data.size() == 8) chunks.frames = big32(chunk.data, 0);
  return chunks;
}

Result<Chunks> walk(Bytes bytes) {
  constexpr std::size_t kSignature = 8;
  Chunks chunks;
  std::size_t offset = kSignature;
  while (true) {
    const Result<Chunk> chunk = chunk_at(bytes, offset);
    if (!chunk) return chunk.error();
    const Bytes data = chunk.value().data;
    const bool header = chunk.value().type == "IHDR";
    if (header != (offset == kSignature) || (header && data.size() != 13)) return damaged("chunk order");
    if (header) {
      chunks.width = big32(data, 0);
      chunks.height = big32(data, 4);
      chunks.depth = data[8];
      chunks.colour_type = data[9];
    }
    chunks = with_chunk(chunks, chunk.value());
    offset += 12 + data.size();
    if (chunk.value().type == "IEND") break;
  }
  chunks.trailing_bytes = offset < bytes.size();
  return chunks;
}

FileFacts facts_of(const Chunks& chunks) {
  FileFacts facts;
  facts.stored_width = facts.width = static_cast<int>(chunks.width);
  facts.stored_height = facts.height = static_cast<int>(chunks.height);
  facts.bits_per_component = chunks.depth;
  facts.print_resolution = chunks.resolution;
  const bool palette = (chunks.colour_type & PNG_COLOR_MASK_PALETTE) != 0;
  const bool colour = (chunks.colour_type & PNG_COLOR_MASK_COLOR) != 0;
  const bool alpha = (chunks.colour_type & PNG_COLOR_MASK_ALPHA) != 0;
  facts.colour_mode = palette ? ColourMode::palette : colour ? ColourMode::rgb : ColourMode::grey;
  facts.components = (colour && !palette ? 3 : 1) + (alpha ? 1 : 0);
  facts.has_alpha = alpha || chunks.transparent_colour;
  if (chunks.trailing_bytes) facts.defects.emplace_back("trailing-bytes");
  facts = with_exif(std::move(facts), chunks.exif);
  const std::string_view software(reinterpret_cast<const char*>(chunks.software.data()),
                                  chunks.software.size());
  facts.metadata.programs = with_text(std::move(facts.metadata.programs), "PNG Software", software);
  facts.metadata = with_xmp(std::move(facts.metadata), chunks.xmp);
  return facts;
}

/// Frees what libpng's simplified reader holds.
struct PngImage {
  PngImage() { image.version = PNG_IMAGE_VERSION; }
  ~PngImage() { png_image_free(&image); }
  PngImage(const PngImage&) = delete;
  PngImage& operator=(const PngImage&) = delete;
  png_image image{};
};

}  // namespace

Result<Decoded> decode_png(Bytes bytes, const Limits& limits) {
  const Result<Chunks> walked = walk(bytes);
  if (!walked) return walked.error();
  const Chunks& chunks = walked.value();
  if (auto error = check_size(chunks.width, chunks.height, limits)) return *error;
  if (auto error = check_frames(chunks.frames, limits)) return *error;

  // The simplified interface, unlike the classic one, never writes to stderr.
  PngImage png;
  if (png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()) == 0) {
    return damaged(png.image.message);
  }
  png.image.format = PNG_FORMAT_BGR;
  png.image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // without it, 16 bits without a gamma count as linear light
  Decoded decoded;
  decoded.facts = facts_of(chunks);
  decoded.turn = decoded.facts.orientation;
  decoded.bgr = ImageBuffer(decoded.facts.width, decoded.facts.height, 3);
  const png_color white = {255, 255, 255};
  const auto stride = static_cast<png_int_32>(decoded.bgr.stride());
  if (png_image_finish_read(&png.image, &white, decoded.bgr.row(0), stride, nullptr) == 0) {
    return damaged(png.image.message);
  }
  // Benign errors come as warnings; those of the compressed pixels are not benign here.
  if (png.image.warning_or_error != 0 && std::strncmp(png.image.message, "IDAT", 4) == 0) {
    return damaged(png.image.message);
  }
  return decoded;
}

}  // namespace photolint::codec
