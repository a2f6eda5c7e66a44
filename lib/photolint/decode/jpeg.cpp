// SPDX-License-Identifier: GPL-3.0-or-later
#include <csetjmp>
#include <cstdio>  // jpeglib.h needs it
//
#include <jerror.h>
#include <jpeglib.h>

#include <array>
#include <new>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

/// A progressive file of a few hundred bytes can ask for thousands of passes over a huge picture. Encoders
/// write about 10 scans.
constexpr int kMaxScans = 100;

/// libjpeg reports through callbacks that must not return after an error; they jump back into
/// JpegReader::run.
struct Reports {
  jpeg_error_mgr base{};  // first: libjpeg hands out a pointer to it
  std::jmp_buf jump{};
  std::array<char, JMSG_LENGTH_MAX> text{};
  int code = 0;
  bool reading_pixels = false;
  bool end_reached = false;  ///< the bytes ended before the end marker
  bool stray_bytes = false;  ///< between segments of the header
  bool too_many_scans = false;
};

Reports& reports_of(j_common_ptr jpeg) {
  return *reinterpret_cast<Reports*>(jpeg->err);
}

[[noreturn]] void on_error(j_common_ptr jpeg) {
  Reports& reports = reports_of(jpeg);
  reports.code = reports.base.msg_code;
  reports.base.format_message(jpeg, reports.text.data());
  std::longjmp(reports.jump, 1);
}

/// Warnings. libjpeg goes on after them with grey or garbage, so all but the harmless ones stop the decoding.
void on_message(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  Reports& reports = reports_of(jpeg);
  switch (reports.base.msg_code) {
    case JWRN_ADOBE_XFORM:  // an unknown number in a marker; the default transform is right
    case JWRN_JFIF_MAJOR:
      return;
    case JWRN_JPEG_EOF:
      reports.end_reached = true;
      if (reports.reading_pixels) return;  // whether data is missing shows later
      break;
    case JWRN_EXTRANEOUS_DATA:
      reports.stray_bytes = true;
      if (!reports.reading_pixels) return;
      break;
    default:
      break;
  }
  on_error(jpeg);
}

void on_progress(j_common_ptr jpeg) {
  const auto* const decompress = reinterpret_cast<j_decompress_ptr>(jpeg);
  if (decompress->input_scan_number <= kMaxScans) return;
  reports_of(jpeg).too_many_scans = true;
  std::longjmp(reports_of(jpeg).jump, 1);
}

/// Owns libjpeg's state.
class JpegReader {
 public:
  JpegReader() {
    jpeg_.err = jpeg_std_error(&reports_.base);
    reports_.base.error_exit = on_error;
    reports_.base.emit_message = on_message;
    progress_.progress_monitor = on_progress;
  }
  ~JpegReader() { jpeg_destroy_decompress(&jpeg_); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;

  bool open(Bytes bytes);
  bool start(int denominator);
  bool read_rows(ImageBuffer& target);
  bool read_cmyk_rows(ImageBuffer& target);
  bool finish();

  [[nodiscard]] const jpeg_decompress_struct& jpeg() const { return jpeg_; }
  [[nodiscard]] const Reports& reports() const { return reports_; }
  [[nodiscard]] Error error(const Limits& limits) const;
  /// True when every coefficient of every component arrived in full precision.
  [[nodiscard]] bool complete() const;
  [[nodiscard]] std::size_t bytes_left() const { return jpeg_.src->bytes_in_buffer; }

 private:
  /// Runs a step that may end in on_error. The step must not own anything: the jump skips destructors.
  template <class Step>
  bool run(const Step& step) {
    if (setjmp(reports_.jump) != 0) return false;
    step();
    return true;
  }

  jpeg_decompress_struct jpeg_{};
  Reports reports_;
  jpeg_progress_mgr progress_{};
};

bool JpegReader::open(Bytes bytes) {
  return run([&] {
    jpeg_create_decompress(&jpeg_);
    jpeg_.progress = &progress_;
    jpeg_mem_src(&jpeg_, bytes.data(), bytes.size());
    jpeg_read_header(&jpeg_, TRUE);
  });
}

bool JpegReader::start(int denominator) {
  return run([&] {
    const bool cmyk = jpeg_.jpeg_color_space == JCS_CMYK || jpeg_.jpeg_color_space == JCS_YCCK;
    jpeg_.out_color_space = cmyk ? JCS_CMYK : JCS_EXT_BGR;
    jpeg_.scale_num = 1;
    jpeg_.scale_denom = static_cast<unsigned>(denominator);
    jpeg_.dct_method = JDCT_ISLOW;
    jpeg_.do_block_smoothing = FALSE;  // it would paint over scans that are missing
    reports_.reading_pixels = true;
    jpeg_start_decompress(&jpeg_);
  });
}

bool JpegReader::read_rows(ImageBuffer& target) {
  return run([&] {
    while (jpeg_.output_scanline < jpeg_.output_height) {
      std::array<JSAMPROW, 8> rows{};
      const JDIMENSION left = jpeg_.output_height - jpeg_.output_scanline;
      const JDIMENSION count = std::min<JDIMENSION>(left, rows.size());
      for (JDIMENSION i = 0; i < count; ++i) {
        rows[i] = target.row(static_cast<int>(jpeg_.output_scanline + i));
      }
      jpeg_read_scanlines(&jpeg_, rows.data(), count);
    }
  });
}

/// Product of two samples of 0..255, rounded.
std::uint8_t product(unsigned a, unsigned b) {
  return static_cast<std::uint8_t>((a * b + 127) / 255);
}

/// Ink model without a profile: R = (1 - C)(1 - K). Adobe writes the complements.
bool JpegReader::read_cmyk_rows(ImageBuffer& target) {
  std::vector<std::uint8_t> line(std::size_t{jpeg_.output_width} * 4);
  const unsigned flip = jpeg_.saw_Adobe_marker != 0 ? 0 : 255;
  return run([&] {
    while (jpeg_.output_scanline < jpeg_.output_height) {
      std::uint8_t* out = target.row(static_cast<int>(jpeg_.output_scanline));
      JSAMPROW row = line.data();
      jpeg_read_scanlines(&jpeg_, &row, 1);
      for (std::size_t i = 0; i + 3 < line.size(); i += 4, out += 3) {
        const unsigned light = line[i + 3] ^ flip;
        out[0] = product(line[i + 2] ^ flip, light);
        out[1] = product(line[i + 1] ^ flip, light);
        out[2] = product(line[i] ^ flip, light);
      }
    }
  });
}

bool JpegReader::finish() {
  return run([&] { jpeg_finish_decompress(&jpeg_); });
}

Error JpegReader::error(const Limits& limits) const {
  if (reports_.too_many_scans) return damaged("more than " + std::to_string(kMaxScans) + " scans");
  if (reports_.code == JERR_OUT_OF_MEMORY) return {ErrorCode::out_of_memory, {}, {}};
  if (reports_.code == JERR_IMAGE_TOO_BIG) {  // libjpeg's own limit is 65500
    const auto error = check_size(jpeg_.image_width, jpeg_.image_height, limits);
    if (error) return *error;
  }
  if (reports_.end_reached) return truncated();
  const std::string text = reports_.text.data();
  switch (reports_.code) {
    case JERR_SOF_UNSUPPORTED:
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_COMPONENT_COUNT:
      return failed(text);
    default:
      return damaged(text);
  }
}

bool JpegReader::complete() const {
  for (int c = 0; c < jpeg_.num_components; ++c) {
    if (jpeg_.comp_info[c].quant_table == nullptr) return false;  // no scan brought this component
    if (jpeg_.coef_bits == nullptr) continue;                     // not progressive
    for (int k = 0; k < DCTSIZE2; ++k) {
      if (jpeg_.coef_bits[c][k] != 0) return false;
    }
  }
  return true;
}

ColourMode mode_of(J_COLOR_SPACE space) {
  switch (space) {
    case JCS_GRAYSCALE:
      return ColourMode::grey;
    case JCS_RGB:
      return ColourMode::rgb;
    case JCS_YCbCr:
      return ColourMode::ycbcr;
    case JCS_CMYK:
    case JCS_YCCK:
      return ColourMode::cmyk;
    default:
      return ColourMode::other;
  }
}

std::optional<PrintResolution> jfif_resolution(const jpeg_decompress_struct& jpeg) {
  if (jpeg.saw_JFIF_marker == 0 || jpeg.X_density == 0 || jpeg.Y_density == 0) return std::nullopt;
  if (jpeg.density_unit == 1) return PrintResolution{double(jpeg.X_density), double(jpeg.Y_density)};
  if (jpeg.density_unit == 2) return PrintResolution{jpeg.X_density * 2.54, jpeg.Y_density * 2.54};
  return std::nullopt;  // an aspect ratio only
}

std::optional<int> quality_of(const jpeg_decompress_struct& jpeg) {
  const int number = jpeg.comp_info[0].quant_tbl_no;
  if (number < 0 || number >= NUM_QUANT_TBLS || jpeg.quant_tbl_ptrs[number] == nullptr) return std::nullopt;
  std::array<std::uint16_t, 64> table{};
  std::copy_n(jpeg.quant_tbl_ptrs[number]->quantval, table.size(), table.begin());
  return nearest_quality(table);
}

/// Application data in front of the pixels; empty where there is none.
struct Segments {
  Bytes exif;       ///< TIFF block of the first EXIF segment
  Bytes xmp;        ///< first XMP packet
  Bytes photoshop;  ///< first block of Photoshop resources
  bool saved_for_web = false;
};

constexpr std::string_view kExifName("Exif\0\0", 6);
constexpr std::string_view kXmpName("http://ns.adobe.com/xap/1.0/\0", 29);
constexpr std::string_view kPhotoshopName("Photoshop 3.0\0", 14);
constexpr std::string_view kDuckyName("Ducky");

/// The data of the segment behind the name, where it has that name and the place is still free.
Bytes take(Bytes old, Bytes segment, std::string_view name) {
  return old.empty() && has_text(segment, 0, name) ? segment.subspan(name.size()) : old;
}

Segments with_segment(Segments segments, unsigned marker, Bytes data) {
  if (marker == 0xE1) {
    segments.exif = take(segments.exif, data, kExifName);
    segments.xmp = take(segments.xmp, data, kXmpName);
  }
  if (marker == 0xED) segments.photoshop = take(segments.photoshop, data, kPhotoshopName);
  if (marker == 0xEC && has_text(data, 0, kDuckyName)) segments.saved_for_web = true;
  return segments;
}

Segments find_segments(Bytes bytes) {
  Segments segments;
  std::size_t offset = 2;
  while (has(bytes, offset, 4)) {
    const unsigned marker = bytes[offset + 1];
    if (bytes[offset] != 0xFF || marker == 0xFF || marker == 0) {  // stray or fill byte
      ++offset;
      continue;
    }
    if (marker == 0xDA || marker == 0xD9) break;
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {  // no length
      offset += 2;
      continue;
    }
    const std::size_t length = big16(bytes, offset + 2);
    if (length < 2 || !has(bytes, offset + 2, length)) break;
    segments = with_segment(segments, marker, bytes.subspan(offset + 4, length - 2));
    offset += 2 + length;
  }
  return segments;
}

Metadata with_segments(Metadata metadata, const Segments& segments) {
  if (!segments.xmp.empty()) metadata = with_xmp(std::move(metadata), segments.xmp);
  if (!segments.photoshop.empty()) metadata = with_photoshop(std::move(metadata), segments.photoshop);
  if (segments.saved_for_web) {
    metadata.programs = with_text(std::move(metadata.programs), "JPEG Ducky", "Photoshop Save for Web");
  }
  return metadata;
}

FileFacts facts_of(const jpeg_decompress_struct& jpeg, const Segments& segments) {
  FileFacts facts;
  facts.stored_width = facts.width = static_cast<int>(jpeg.image_width);
  facts.stored_height = facts.height = static_cast<int>(jpeg.image_height);
  facts.components = jpeg.num_components;
  facts.bits_per_component = jpeg.data_precision;
  facts.colour_mode = mode_of(jpeg.jpeg_color_space);
  facts.print_resolution = jfif_resolution(jpeg);
  facts.jpeg_quality = quality_of(jpeg);
  facts = with_exif(std::move(facts), segments.exif);
  facts.metadata = with_segments(std::move(facts.metadata), segments);
  return facts;
}

int denominator_for(int shorter_side, int working_edge) {
  if (working_edge <= 0) return 1;
  for (const int denominator : {8, 4, 2}) {
    if (shorter_side / denominator >= working_edge) return denominator;
  }
  return 1;
}

}  // namespace

Result<Decoded> decode_jpeg(Bytes bytes, const Limits& limits, int working_edge) {
  JpegReader reader;
  if (!reader.open(bytes)) return reader.error(limits);
  const jpeg_decompress_struct& jpeg = reader.jpeg();
  if (auto error = check_size(jpeg.image_width, jpeg.image_height, limits)) return *error;
  if (mode_of(jpeg.jpeg_color_space) == ColourMode::other) return failed("unknown JPEG colour space");

  Decoded decoded;
  const Segments segments = find_segments(bytes);
  decoded.facts = facts_of(jpeg, segments);
  decoded.thumbnail = exif_thumbnail(segments.exif);
  decoded.turn = decoded.facts.orientation;
  decoded.denominator = denominator_for(std::min(decoded.facts.width, decoded.facts.height), working_edge);
  if (!reader.start(decoded.denominator)) return reader.error(limits);
  decoded.bgr = ImageBuffer(static_cast<int>(jpeg.output_width), static_cast<int>(jpeg.output_height), 3);
  const bool cmyk = decoded.facts.colour_mode == ColourMode::cmyk;
  const bool read = cmyk ? reader.read_cmyk_rows(decoded.bgr) : reader.read_rows(decoded.bgr);
  const bool complete = read && reader.complete();  // finishing frees the tables
  if (!read || !reader.finish()) return reader.error(limits);

  std::vector<std::string>& defects = decoded.facts.defects;
  const Reports& reports = reader.reports();
  if (!complete) return reports.end_reached ? truncated() : damaged("scans are missing");
  if (reports.stray_bytes) defects.emplace_back("stray-bytes");
  if (reports.end_reached) {
    defects.emplace_back("missing-end-marker");
  } else if (reader.bytes_left() > 0) {
    defects.emplace_back("trailing-bytes");
  }
  return decoded;
}

}  // namespace photolint::codec
