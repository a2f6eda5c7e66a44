// SPDX-License-Identifier: GPL-3.0-or-later
#include <libheif/heif.h>

#include <array>
#include <memory>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

struct Free {
  void operator()(heif_context* p) const { heif_context_free(p); }
  void operator()(heif_image_handle* p) const { heif_image_handle_release(p); }
  void operator()(heif_image* p) const { heif_image_release(p); }
  void operator()(heif_decoding_options* p) const { heif_decoding_options_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

/// Registers libheif's decoders; left to itself, it does so on first use without a lock.
void set_up() {
  [[maybe_unused]] static const bool ready = heif_init(nullptr).code == heif_error_Ok;
}

/// How the boxes of the outermost level lie in the file.
enum class Layout { whole, trailing_bytes, truncated };

Layout layout_of(Bytes bytes) {
  std::size_t offset = 0;
  while (offset < bytes.size()) {
    if (!has(bytes, offset, 8)) return Layout::truncated;
    for (std::size_t i = 4; i < 8; ++i) {  // box types are printable; anything else was appended
      if (bytes[offset + i] < 0x20 || bytes[offset + i] > 0x7E) return Layout::trailing_bytes;
    }
    std::uint64_t size = big32(bytes, offset);
    if (size == 0) return Layout::whole;  // up to the end of the file
    std::uint64_t header = 8;
    if (size == 1) {
      if (!has(bytes, offset, 16)) return Layout::truncated;
      size = std::uint64_t{big32(bytes, offset + 8)} << 32 | big32(bytes, offset + 12);
      header = 16;
    }
    if (size < header) return Layout::trailing_bytes;
    if (size > bytes.size() - offset) return Layout::truncated;
    offset += static_cast<std::size_t>(size);
  }
  return Layout::whole;
}

Error heif_failure(const heif_error& error) {
  const std::string text = error.message == nullptr ? "libheif" : error.message;
  if (error.subcode == heif_suberror_End_of_data) return truncated();
  if (error.code == heif_error_Unsupported_feature || error.code == heif_error_Unsupported_filetype) {
    return failed(text);
  }
  return damaged(text);
}

/// The TIFF block of the EXIF item; empty when there is none.
std::vector<std::uint8_t> exif_of(const heif_image_handle* handle) {
  heif_item_id id = 0;
  if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &id, 1) != 1) return {};
  std::vector<std::uint8_t> block(heif_image_handle_get_metadata_size(handle, id));
  if (block.size() < 4) return {};
  if (heif_image_handle_get_metadata(handle, id, block.data()).code != heif_error_Ok) return {};
  // The item starts with the distance from its own end to the TIFF header (ISO/IEC 23008-12, A.2.1).
  const std::size_t skip = std::size_t{big32(block, 0)} + 4;
  if (skip >= block.size()) return {};
  block.erase(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(skip));
  return block;
}

Result<Owned<heif_image>> decode_rgb(const heif_image_handle* handle) {
  const Owned<heif_decoding_options> options(heif_decoding_options_alloc());
  if (!options) return Error{ErrorCode::out_of_memory, {}, {}};
  options->convert_hdr_to_8bit = 1;
  options->strict_decoding = 1;
  heif_image* raw = nullptr;
  const heif_error error =
      heif_decode_image(handle, &raw, heif_colorspace_RGB, heif_chroma_interleaved_RGB, options.get());
  Owned<heif_image> image(raw);
  if (error.code != heif_error_Ok) return heif_failure(error);
  heif_error warning{};
  if (heif_image_get_decoding_warnings(image.get(), 0, &warning, 1) > 0) return heif_failure(warning);
  return image;
}

/// An empty buffer where the planes are not what was asked for.
ImageBuffer to_bgr(const heif_image& image) {
  int stride = 0;
  const std::uint8_t* const rgb = heif_image_get_plane_readonly(&image, heif_channel_interleaved, &stride);
  const int width = heif_image_get_width(&image, heif_channel_interleaved);
  const int height = heif_image_get_height(&image, heif_channel_interleaved);
  if (rgb == nullptr || width <= 0 || height <= 0) return {};
  ImageBuffer bgr(width, height, 3);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* in = rgb + std::ptrdiff_t{stride} * y;
    std::uint8_t* out = bgr.row(y);
    for (int x = 0; x < width; ++x, in += 3, out += 3) {
      out[0] = in[2];
      out[1] = in[1];
      out[2] = in[0];
    }
  }
  return bgr;
}

FileFacts facts_of(const heif_image_handle* handle, Layout layout) {
  FileFacts facts;
  facts.stored_width = heif_image_handle_get_ispe_width(handle);
  facts.stored_height = heif_image_handle_get_ispe_height(handle);
  facts.bits_per_component = heif_image_handle_get_luma_bits_per_pixel(handle);
  facts.has_alpha = heif_image_handle_has_alpha_channel(handle) != 0;
  facts.components = facts.has_alpha ? 4 : 3;
  facts.colour_mode = ColourMode::ycbcr;
  if (layout == Layout::trailing_bytes) facts.defects.emplace_back("trailing-bytes");
  return with_exif(std::move(facts), exif_of(handle));
}

}  // namespace

Result<Decoded> decode_heic(Bytes bytes, const Limits& limits) {
  set_up();
  const Layout layout = layout_of(bytes);
  if (layout == Layout::truncated) return truncated();
  const Owned<heif_context> context(heif_context_alloc());
  if (!context) return Error{ErrorCode::out_of_memory, {}, {}};
  constexpr int kNoLimit = 1 << 24;  // check_size() decides, and says how large the picture is
  heif_context_set_maximum_image_size_limit(context.get(), kNoLimit);
  heif_context_set_max_decoding_threads(context.get(), 0);  // the pipeline owns the threads
  const heif_error opened =
      heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(), nullptr);
  if (opened.code != heif_error_Ok) return heif_failure(opened);
  heif_image_handle* raw = nullptr;
  const heif_error found = heif_context_get_primary_image_handle(context.get(), &raw);
  const Owned<heif_image_handle> handle(raw);
  if (found.code != heif_error_Ok) return heif_failure(found);

  const int ispe_width = heif_image_handle_get_ispe_width(raw);
  const int ispe_height = heif_image_handle_get_ispe_height(raw);
  if (auto error = check_size(ispe_width, ispe_height, limits)) return *error;
  const int frames = heif_context_get_number_of_top_level_images(context.get());
  if (auto error = check_frames(frames, limits)) return *error;

  const Result<Owned<heif_image>> image = decode_rgb(raw);
  if (!image) return image.error();
  Decoded decoded;
  decoded.facts = facts_of(raw, layout);
  decoded.bgr = to_bgr(*image.value());  // libheif has turned it; the EXIF orientation must not turn it again
  if (decoded.bgr.empty()) return failed("no RGB picture");
  decoded.facts.width = decoded.bgr.width();
  decoded.facts.height = decoded.bgr.height();
  return decoded;
}

}  // namespace photolint::codec
