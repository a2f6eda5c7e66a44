// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode.h"

#include <cstdio>  // jpeglib.h needs it
//
#include <jpeglib.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <opencv2/imgcodecs.hpp>

namespace photolint::test {
namespace {

void put(File& file, std::uint32_t value, int count, bool big = false) {
  for (int i = 0; i < count; ++i) {
    file.push_back(static_cast<std::uint8_t>(value >> 8 * (big ? count - 1 - i : i)));
  }
}

void put(File& file, const std::string& text) {
  file.insert(file.end(), text.begin(), text.end());
}

void put(File& file, const File& bytes) {
  file.insert(file.end(), bytes.begin(), bytes.end());
}

void put_entry(File& file, std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value) {
  put(file, tag, 2);
  put(file, type, 2);
  put(file, count, 4);
  put(file, value, 4);
}

constexpr std::uint32_t kShort = 3, kLong = 4, kRational = 5;

}  // namespace

ImageBuffer test_picture(int width, int height) {
  ImageBuffer image(width, height, 3);
  std::uint32_t noise = 12345;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      noise = noise * 1664525 + 1013904223;
      std::uint8_t* pixel = image.at(x, y);
      pixel[0] = static_cast<std::uint8_t>(40 + 150 * x / width + static_cast<int>(noise >> 29));
      pixel[1] = static_cast<std::uint8_t>(40 + 150 * y / height + static_cast<int>(noise >> 30));
      pixel[2] = static_cast<std::uint8_t>(200 - 60 * x / width - 90 * y / height);
    }
  }
  return image;
}

File encode(const ImageBuffer& bgr, const std::string& extension, const std::vector<int>& parameters) {
  const cv::Mat pixels(bgr.height(), bgr.width(), CV_8UC(bgr.channels()),
                       const_cast<std::uint8_t*>(bgr.bytes().data()));
  File file;
  cv::imencode(extension, pixels, file, parameters);
  return file;
}

File encode_jpeg(const ImageBuffer& bgr, JpegKind kind) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* data = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &data, &size);
  const bool cmyk = kind == JpegKind::cmyk || kind == JpegKind::adobe_cmyk;
  jpeg.image_width = static_cast<JDIMENSION>(bgr.width());
  jpeg.image_height = static_cast<JDIMENSION>(bgr.height());
  jpeg.input_components = cmyk ? 4 : kind == JpegKind::grey ? 1 : 3;
  jpeg.in_color_space = cmyk ? JCS_CMYK : kind == JpegKind::grey ? JCS_GRAYSCALE : JCS_EXT_BGR;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 95, TRUE);
  jpeg.write_Adobe_marker = kind == JpegKind::adobe_cmyk ? TRUE : FALSE;
  jpeg_scan_info scans[3] = {
      {1, {0, 0, 0, 0}, 0, 63, 0, 0}, {1, {1, 0, 0, 0}, 0, 63, 0, 0}, {1, {2, 0, 0, 0}, 0, 63, 0, 0}};
  if (kind == JpegKind::three_scans) {
    jpeg.scan_info = scans;
    jpeg.num_scans = 3;
  }
  jpeg_scan_info plain[4] = {{3, {0, 1, 2, 0}, 0, 0, 0, 0},
                             {1, {0, 0, 0, 0}, 1, 63, 0, 0},
                             {1, {1, 0, 0, 0}, 1, 63, 0, 0},
                             {1, {2, 0, 0, 0}, 1, 63, 0, 0}};
  if (kind == JpegKind::plain_progressive) {
    jpeg.scan_info = plain;
    jpeg.num_scans = 4;
  }
  jpeg_start_compress(&jpeg, TRUE);
  File line(static_cast<std::size_t>(bgr.width() * jpeg.input_components));
  for (int y = 0; y < bgr.height(); ++y) {
    const std::uint8_t* in = bgr.view().row(y);
    for (int x = 0; x < bgr.width(); ++x, in += 3) {
      if (cmyk) {
        std::uint8_t* out = line.data() + x * 4;
        const std::uint8_t ink[4] = {static_cast<std::uint8_t>(255 - in[2]),
                                     static_cast<std::uint8_t>(255 - in[1]),
                                     static_cast<std::uint8_t>(255 - in[0]), 0};
        for (int c = 0; c < 4; ++c) {
          out[c] = kind == JpegKind::adobe_cmyk ? static_cast<std::uint8_t>(255 - ink[c]) : ink[c];
        }
      } else if (kind == JpegKind::grey) {
        line[static_cast<std::size_t>(x)] = in[1];
      } else {
        std::memcpy(line.data() + x * 3, in, 3);
      }
    }
    JSAMPROW row = line.data();
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  File file(data, data + size);
  jpeg_destroy_compress(&jpeg);
  std::free(data);
  return file;
}

File encode_tiff(const ImageBuffer& bgr, int orientation, int pages) {
  constexpr std::uint32_t kEntries = 12;
  constexpr std::uint32_t kDirectory = 2 + kEntries * 12 + 4 + 6 + 8;  // with BitsPerSample and a rational
  const auto pixels_at = 8 + kDirectory * static_cast<std::uint32_t>(pages);
  File file;
  put(file, "II*");
  put(file, 0, 1);
  put(file, 8, 4);
  for (int page = 0; page < pages; ++page) {
    const auto start = static_cast<std::uint32_t>(file.size());
    const std::uint32_t bits_at = start + 2 + kEntries * 12 + 4;
    put(file, kEntries, 2);
    put_entry(file, 256, kLong, 1, static_cast<std::uint32_t>(bgr.width()));
    put_entry(file, 257, kLong, 1, static_cast<std::uint32_t>(bgr.height()));
    put_entry(file, 258, kShort, 3, bits_at);
    put_entry(file, 259, kShort, 1, 1);  // no compression
    put_entry(file, 262, kShort, 1, 2);  // RGB
    put_entry(file, 273, kLong, 1, pixels_at);
    put_entry(file, 274, kShort, 1, static_cast<std::uint32_t>(orientation));
    put_entry(file, 277, kShort, 1, 3);
    put_entry(file, 278, kLong, 1, static_cast<std::uint32_t>(bgr.height()));
    put_entry(file, 279, kLong, 1, static_cast<std::uint32_t>(bgr.bytes().size()));
    put_entry(file, 282, kRational, 1, bits_at + 6);
    put_entry(file, 283, kRational, 1, bits_at + 6);
    put(file, page + 1 < pages ? start + kDirectory : 0, 4);
    for (int i = 0; i < 3; ++i) put(file, 8, 2);
    put(file, 300, 4);
    put(file, 1, 4);
  }
  const auto pixels = bgr.bytes();
  for (std::size_t i = 0; i < pixels.size(); i += 3) {
    file.insert(file.end(), {pixels[i + 2], pixels[i + 1], pixels[i]});
  }
  return file;
}

File exif_block(int orientation, int dpi) {
  const std::uint32_t entries = dpi == 0 ? 1 : 4;
  File block;
  put(block, "MM");
  put(block, 42, 2, true);
  put(block, 8, 4, true);
  put(block, entries, 2, true);
  const auto entry = [&](std::uint32_t tag, std::uint32_t type, std::uint32_t value) {
    put(block, tag, 2, true);
    put(block, type, 2, true);
    put(block, 1, 4, true);
    put(block, type == kShort ? value << 16 : value, 4, true);
  };
  const std::uint32_t behind = 8 + 2 + entries * 12 + 4;
  entry(274, kShort, static_cast<std::uint32_t>(orientation));
  if (dpi != 0) {
    entry(282, kRational, behind);
    entry(283, kRational, behind);
    entry(296, kShort, 2);
  }
  put(block, 0, 4, true);
  if (dpi != 0) {
    put(block, static_cast<std::uint32_t>(dpi), 4, true);
    put(block, 1, 4, true);
  }
  return block;
}

File jpeg_with_exif(const File& jpeg, const File& block) {
  File file(jpeg.begin(), jpeg.begin() + 2);
  put(file, 0xFFE1, 2, true);
  put(file, static_cast<std::uint32_t>(block.size() + 8), 2, true);
  put(file, std::string("Exif\0\0", 6));
  put(file, block);
  file.insert(file.end(), jpeg.begin() + 2, jpeg.end());
  return file;
}

File png_with_chunk(const File& png, const std::string& type, const File& data) {
  constexpr std::ptrdiff_t kBehindHeader = 8 + 25;
  File chunk;
  put(chunk, type);
  put(chunk, data);
  const uLong checksum = crc32(0, chunk.data(), static_cast<uInt>(chunk.size()));
  File file(png.begin(), png.begin() + kBehindHeader);
  put(file, static_cast<std::uint32_t>(data.size()), 4, true);
  put(file, chunk);
  put(file, static_cast<std::uint32_t>(checksum), 4, true);
  file.insert(file.end(), png.begin() + kBehindHeader, png.end());
  return file;
}

File webp_with_exif(const File& webp, int width, int height, const File& block) {
  File file;
  put(file, "RIFF0000WEBPVP8X");
  put(file, 10, 4);
  put(file, 8, 4);  // flag: EXIF
  put(file, static_cast<std::uint32_t>(width - 1), 3);
  put(file, static_cast<std::uint32_t>(height - 1), 3);
  file.insert(file.end(), webp.begin() + 12, webp.end());
  put(file, "EXIF");
  put(file, static_cast<std::uint32_t>(block.size()), 4);
  put(file, block);
  if (block.size() % 2 != 0) put(file, 0, 1);
  File size;
  put(size, static_cast<std::uint32_t>(file.size() - 8), 4);
  std::copy(size.begin(), size.end(), file.begin() + 4);
  return file;
}

Difference compare(const ImageBuffer& a, const ImageBuffer& b) {
  if (a.width() != b.width() || a.height() != b.height() || a.channels() != b.channels()) return {};
  Difference result{0, 0};
  for (std::size_t i = 0; i < a.bytes().size(); ++i) {
    const double distance = std::abs(int{a.bytes()[i]} - int{b.bytes()[i]});
    result.largest = std::max(result.largest, distance);
    result.mean += distance / static_cast<double>(a.bytes().size());
  }
  return result;
}

}  // namespace photolint::test
