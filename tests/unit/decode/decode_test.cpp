// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/decode/decode.h"

#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>

#include "encode.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Result<DecodedImage> decode_file(const File& file, int working_edge = 0, const Limits& limits = {}) {
  return decode(file, "photo.jpg", limits, working_edge);
}

ErrorCode error_of(const File& file, const Limits& limits = {}) {
  const Result<DecodedImage> result = decode_file(file, 0, limits);
  return result ? ErrorCode::internal : result.error().code;
}

std::string defects_of(const Result<DecodedImage>& result) {
  std::string text;
  for (const std::string& defect : result.value().facts.defects) text += (text.empty() ? "" : " ") + defect;
  return text;
}

File with_bytes(File file, std::size_t count) {
  file.insert(file.end(), count, 0x55);
  return file;
}

File first_bytes(const File& file, std::size_t count) {
  return File(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(count));
}

/// Where a stored pixel stands in the upright picture, from the wording of EXIF 2.3: which visual side row 0
/// and column 0 of the stored picture are.
std::pair<int, int> upright_place(int orientation, int x, int y, int width, int height) {
  const std::string row0 = "ttbblrrl";
  const std::string column0 = "lrrlttbb";
  const auto place = [&](char side, int index) -> std::pair<int, int> {
    if (side == 't') return {-1, index};
    if (side == 'b') return {-1, height - 1 - index};
    if (side == 'l') return {index, -1};
    return {width - 1 - index, -1};
  };
  const auto by_row = place(row0.at(static_cast<std::size_t>(orientation - 1)), y);
  const auto by_column = place(column0.at(static_cast<std::size_t>(orientation - 1)), x);
  return {std::max(by_row.first, by_column.first), std::max(by_row.second, by_column.second)};
}

ImageBuffer turned_for(const ImageBuffer& upright, int orientation) {
  const bool swapped = orientation >= 5;
  ImageBuffer stored(swapped ? upright.height() : upright.width(),
                     swapped ? upright.width() : upright.height(), 3);
  for (int y = 0; y < stored.height(); ++y) {
    for (int x = 0; x < stored.width(); ++x) {
      const auto [u, v] = upright_place(orientation, x, y, upright.width(), upright.height());
      std::copy_n(upright.view().at(u, v), 3, stored.at(x, y));
    }
  }
  return stored;
}

/// Every cut of a file is an error, or the whole picture with its defect named.
void check_cuts(const File& file, std::size_t step) {
  const Result<DecodedImage> whole = decode_file(file);
  REQUIRE(whole);
  for (std::size_t size = 0; size < file.size(); size += size < 1024 ? 1 : step) {
    const Result<DecodedImage> cut = decode_file(first_bytes(file, size));
    if (!cut) continue;
    INFO("cut at " << size << " of " << file.size());
    CHECK(defects_of(cut) == "missing-end-marker");
    CHECK(size >= file.size() - 3);  // at most the end marker and the padding of the last byte
    CHECK(compare(cut.value().bgr, whole.value().bgr).largest == 0);
  }
}

}  // namespace

TEST_CASE("a JPEG gives its pixels and facts") {
  const ImageBuffer picture = test_picture(48, 64);
  const File file = encode(picture, ".jpg", {cv::IMWRITE_JPEG_QUALITY, 90});
  const Result<DecodedImage> result = decode(file, "dir.x/A.B.JPG", {}, 0);
  REQUIRE(result);
  const DecodedImage& image = result.value();
  CHECK(compare(image.bgr, picture).mean < 4);
  CHECK(image.scale == 1);
  const FileFacts& facts = image.facts;
  CHECK(facts.bytes == static_cast<std::int64_t>(file.size()));
  CHECK(facts.sha256.size() == 64);
  CHECK(facts.format == FileFormat::jpeg);
  CHECK(facts.extension == "jpg");
  CHECK(facts.width == 48);
  CHECK(facts.height == 64);
  CHECK(facts.components == 3);
  CHECK(facts.bits_per_component == 8);
  CHECK(facts.colour_mode == ColourMode::ycbcr);
  CHECK(facts.orientation == 1);
  CHECK(facts.jpeg_quality == 90);
  CHECK(facts.defects.empty());
}

TEST_CASE("the quality of IJG tables is found exactly") {
  const ImageBuffer picture = test_picture(16, 16);
  for (int quality = 1; quality <= 100; ++quality) {
    const auto result = decode_file(encode(picture, ".jpg", {cv::IMWRITE_JPEG_QUALITY, quality}));
    CHECK(result.value().facts.jpeg_quality == quality);
  }
}

TEST_CASE("a large JPEG is decoded at the smallest scale that keeps the working edge") {
  const File file = encode(test_picture(333, 500), ".jpg");
  const auto scale_at = [&](int working_edge) { return decode_file(file, working_edge).value().scale; };
  CHECK(scale_at(0) == 1);
  CHECK(scale_at(333) == 1);
  CHECK(scale_at(167) == 1);
  CHECK(scale_at(166) == 0.5);
  CHECK(scale_at(83) == 0.25);
  CHECK(scale_at(41) == 0.125);
  CHECK(scale_at(1) == 0.125);
  const auto half = decode_file(file, 166);
  CHECK(half.value().bgr.width() == 167);
  CHECK(half.value().facts.width == 333);
}

TEST_CASE("all eight orientations are turned upright, once, in every format that has them") {
  const ImageBuffer picture = test_picture(70, 45);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    INFO("orientation " << orientation);
    const ImageBuffer stored = turned_for(picture, orientation);
    const File block = exif_block(orientation, 0);
    const std::vector<std::pair<File, double>> files = {
        {jpeg_with_exif(encode(stored, ".jpg", {cv::IMWRITE_JPEG_QUALITY, 100}), block), 3},
        {png_with_chunk(encode(stored, ".png"), "eXIf", block), 0},
        {webp_with_exif(encode(stored, ".webp", {cv::IMWRITE_WEBP_QUALITY, 101}), stored.width(),
                        stored.height(), block),
         0},
        {encode_tiff(stored, orientation), 0}};
    for (const auto& [file, tolerance] : files) {
      const auto result = decode_file(file);
      REQUIRE(result);
      CHECK(compare(result.value().bgr, picture).mean <= tolerance);
      CHECK(result.value().facts.orientation == orientation);
      CHECK(result.value().facts.width == 70);
      CHECK(result.value().facts.stored_width == stored.width());
      CHECK(result.value().facts.defects.empty());
    }
  }
}

TEST_CASE("a turned JPEG is turned at working scale too") {
  const ImageBuffer picture = test_picture(64, 96);
  const File stored = encode(turned_for(picture, 6), ".jpg", {cv::IMWRITE_JPEG_QUALITY, 95});
  const auto small = decode_file(jpeg_with_exif(stored, exif_block(6, 0)), 32);
  const auto upright = decode_file(encode(picture, ".jpg", {cv::IMWRITE_JPEG_QUALITY, 95}), 32);
  CHECK(small.value().scale == 0.5);
  CHECK(compare(small.value().bgr, upright.value().bgr).mean < 4);
}

TEST_CASE("print resolution comes from JFIF, then EXIF, then the container") {
  const File jfif = encode(test_picture(16, 16), ".jpg");  // OpenCV writes density unit 0
  CHECK_FALSE(decode_file(jfif).value().facts.print_resolution);
  CHECK(decode_file(jpeg_with_exif(jfif, exif_block(1, 350))).value().facts.print_resolution ==
        PrintResolution{350, 350});
  File stated = jfif;  // APP0 starts at 2; density unit at 13, densities behind
  stated[13] = 1;
  stated[14] = stated[16] = 1;
  stated[15] = stated[17] = 44;
  CHECK(decode_file(jpeg_with_exif(stated, exif_block(1, 72))).value().facts.print_resolution ==
        PrintResolution{300, 300});
  stated[13] = 2;
  stated[14] = stated[16] = 0;
  stated[15] = stated[17] = 118;
  CHECK(decode_file(stated).value().facts.print_resolution->x_dpi == Approx(299.72));
  const File phys =
      png_with_chunk(encode(test_picture(8, 8), ".png"), "pHYs", {0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1});
  CHECK(decode_file(phys).value().facts.print_resolution->y_dpi == Approx(300).margin(0.01));
  CHECK(decode_file(encode_tiff(test_picture(8, 8), 1)).value().facts.print_resolution ==
        PrintResolution{300, 300});
}

TEST_CASE("grey, ink and multi-scan JPEGs become BGR") {
  const ImageBuffer picture = test_picture(40, 40);
  const auto grey = decode_file(encode_jpeg(picture, JpegKind::grey));
  CHECK(grey.value().facts.colour_mode == ColourMode::grey);
  CHECK(grey.value().facts.components == 1);
  CHECK(grey.value().bgr.channels() == 3);
  for (const JpegKind kind : {JpegKind::cmyk, JpegKind::adobe_cmyk}) {
    const auto cmyk = decode_file(encode_jpeg(picture, kind));
    REQUIRE(cmyk);
    CHECK(cmyk.value().facts.colour_mode == ColourMode::cmyk);
    CHECK(cmyk.value().facts.components == 4);
    CHECK(compare(cmyk.value().bgr, picture).mean < 4);
  }
  CHECK(compare(decode_file(encode_jpeg(picture, JpegKind::three_scans)).value().bgr, picture).mean < 4);
}

TEST_CASE("16 bits, alpha and palettes are brought to 8-bit BGR and reported") {
  const cv::Mat deep(6, 5, CV_16UC3, cv::Scalar(0x4040, 0x8080, 0xC0C0));
  File file;
  cv::imencode(".png", deep, file);
  auto result = decode_file(file);
  CHECK(result.value().facts.bits_per_component == 16);
  CHECK(int{result.value().bgr.at(2, 2)[0]} == 0x40);
  CHECK(int{result.value().bgr.at(2, 2)[2]} == 0xC0);
  cv::imencode(".tiff", deep, file);
  result = decode_file(file);
  REQUIRE(result);
  CHECK(result.value().facts.bits_per_component == 16);
  CHECK(int{result.value().bgr.at(2, 2)[1]} == 0x80);

  const cv::Mat clear(6, 5, CV_8UC4, cv::Scalar(10, 20, 30, 0));
  for (const char* extension : {".png", ".webp"}) {
    cv::imencode(extension, clear, file, {cv::IMWRITE_WEBP_QUALITY, 101});
    result = decode_file(file);
    REQUIRE(result);
    CHECK(result.value().facts.has_alpha);
    CHECK(result.value().facts.components == 4);
    CHECK(int{result.value().bgr.at(0, 0)[0]} == 255);  // clear shows the paper
  }
  const cv::Mat grey(6, 5, CV_8UC1, cv::Scalar(77));
  cv::imencode(".png", grey, file);
  result = decode_file(file);
  CHECK(result.value().facts.colour_mode == ColourMode::grey);
  CHECK(int{result.value().bgr.at(1, 1)[1]} == 77);
  cv::imencode(".bmp", grey, file);
  result = decode_file(file);
  CHECK(result.value().facts.colour_mode == ColourMode::palette);
  CHECK(int{result.value().bgr.at(1, 1)[1]} == 77);
}

TEST_CASE("lossless formats give the very pixels") {
  const ImageBuffer picture = test_picture(37, 23);
  for (const char* extension : {".png", ".bmp", ".tiff"}) {
    INFO(extension);
    const auto result = decode_file(encode(picture, extension));
    REQUIRE(result);
    CHECK(compare(result.value().bgr, picture).largest == 0);
    CHECK(result.value().facts.defects.empty());
  }
}

TEST_CASE("a cut file of any format is never accepted as whole") {
  const ImageBuffer picture = test_picture(56, 72);
  SECTION("baseline JPEG") {
    check_cuts(encode(picture, ".jpg"), 3);
  }
  SECTION("progressive JPEG") {
    check_cuts(encode(picture, ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1}), 1);
  }
  SECTION("JPEG with restarts") {
    check_cuts(encode(picture, ".jpg", {cv::IMWRITE_JPEG_RST_INTERVAL, 1}), 1);
  }
  SECTION("JPEG of three scans") {
    check_cuts(encode_jpeg(picture, JpegKind::three_scans), 1);
  }
  SECTION("grey JPEG") {
    check_cuts(encode_jpeg(picture, JpegKind::grey), 3);
  }
  SECTION("PNG") {
    check_cuts(encode(picture, ".png"), 11);
  }
  SECTION("WebP") {
    check_cuts(encode(picture, ".webp", {cv::IMWRITE_WEBP_QUALITY, 80}), 3);
  }
  SECTION("lossless WebP") {
    check_cuts(encode(picture, ".webp", {cv::IMWRITE_WEBP_QUALITY, 101}), 11);
  }
  SECTION("BMP") {
    check_cuts(encode(picture, ".bmp"), 101);
  }
  SECTION("TIFF, directory in front") {
    check_cuts(encode_tiff(picture, 1), 101);
  }
  SECTION("TIFF, compressed") {
    check_cuts(encode(picture, ".tiff"), 11);
  }
}

TEST_CASE("changed bytes never crash") {
  const ImageBuffer picture = test_picture(40, 40);
  for (const char* extension : {".jpg", ".png", ".webp", ".bmp", ".tiff"}) {
    const File file = encode(picture, extension);
    for (std::size_t at = 0; at < file.size(); at += file.size() < 4000 ? 1U : 7U) {
      File changed = file;
      changed[at] ^= 0xFF;
      const auto result = decode_file(changed);
      if (result) CHECK_FALSE(result.value().bgr.empty());
    }
  }
}

TEST_CASE("a changed PNG chunk fails its checksum") {
  File file = encode(test_picture(20, 20), ".png");
  file[file.size() / 2] ^= 1;
  CHECK(error_of(file) == ErrorCode::image_damaged);
}

TEST_CASE("bytes behind the end and a missing end marker are defects, not errors") {
  const ImageBuffer picture = test_picture(24, 24);
  for (const char* extension : {".jpg", ".png", ".webp", ".bmp"}) {
    INFO(extension);
    CHECK(defects_of(decode_file(with_bytes(encode(picture, extension), 9))) == "trailing-bytes");
  }
  File file = encode(picture, ".jpg");
  file.resize(file.size() - 2);
  CHECK(defects_of(decode_file(file)) == "missing-end-marker");
  file = encode(picture, ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
  file.resize(file.size() - 2);
  CHECK(defects_of(decode_file(file)) == "missing-end-marker");
}

TEST_CASE("a cut JPEG with an end marker put behind it is still not whole") {
  for (const int progressive : {0, 1}) {
    const File file = encode(test_picture(64, 64), ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, progressive});
    for (std::size_t size = file.size() / 3; size + 40 < file.size(); size += 17) {
      File cut = first_bytes(file, size);
      cut.insert(cut.end(), {0xFF, 0xD9});
      CHECK_FALSE(decode_file(cut));
    }
  }
}

TEST_CASE("unreadable EXIF is a defect, and oversized EXIF is not read") {
  const File jpeg = encode(test_picture(16, 16), ".jpg");
  CHECK(defects_of(decode_file(jpeg_with_exif(jpeg, File(40, 0x41)))) == "damaged-metadata");
  const File png = encode(test_picture(16, 16), ".png");
  File huge = exif_block(6, 0);
  huge.resize((1 << 20) + 1);
  const auto result = decode_file(png_with_chunk(png, "eXIf", huge));
  CHECK(defects_of(result) == "oversized-metadata");
  CHECK(result.value().facts.orientation == 1);
  CHECK(decode_file(jpeg_with_exif(jpeg, exif_block(0, 0))).value().facts.orientation == 1);
  CHECK(decode_file(jpeg_with_exif(jpeg, exif_block(9, 0))).value().facts.orientation == 1);
}

TEST_CASE("limits are checked on the header") {
  Limits limits;
  limits.max_edge = 40;
  const ImageBuffer picture = test_picture(41, 20);
  for (const char* extension : {".jpg", ".png", ".webp", ".bmp", ".tiff"}) {
    INFO(extension);
    CHECK(error_of(encode(picture, extension), limits) == ErrorCode::image_too_large);
  }
  limits = {};
  limits.max_pixels = 41 * 20 - 1;
  CHECK(error_of(encode(picture, ".jpg"), limits) == ErrorCode::image_too_large);
  limits.max_pixels = 41 * 20;
  CHECK(decode_file(encode(picture, ".jpg"), 0, limits));
}

TEST_CASE("pages and animations are refused") {
  const ImageBuffer picture = test_picture(10, 10);
  CHECK(error_of(encode_tiff(picture, 1, 2)) == ErrorCode::many_frames);
  const File animated = png_with_chunk(encode(picture, ".png"), "acTL", {0, 0, 0, 5, 0, 0, 0, 0});
  CHECK(error_of(animated) == ErrorCode::many_frames);
}

TEST_CASE("a progressive JPEG with too many scans is refused") {
  const File file = encode_jpeg(test_picture(32, 32), JpegKind::plain_progressive);
  std::size_t scan = file.size() - 2;
  while (file[scan] != 0xFF || file[scan + 1] != 0xDA) --scan;
  const auto with_last_scan = [&](int times) {
    File repeated = first_bytes(file, scan);
    for (int i = 0; i < times; ++i) {
      repeated.insert(repeated.end(), file.begin() + static_cast<std::ptrdiff_t>(scan), file.end() - 2);
    }
    repeated.insert(repeated.end(), {0xFF, 0xD9});
    return decode_file(repeated);
  };
  CHECK(with_last_scan(97));  // three scans come before
  CHECK(with_last_scan(98).error() ==
        Error{ErrorCode::image_damaged, {{"detail", "more than 100 scans"}}, {}});
}

TEST_CASE("content decides on the format, and what is no picture is named") {
  const auto text = [](const std::string& content) { return File(content.begin(), content.end()); };
  CHECK(error_of({}) == ErrorCode::file_empty);
  CHECK(error_of(text("just some text")) == ErrorCode::format_unknown);
  CHECK(error_of({0xFF}) == ErrorCode::format_unknown);
  const auto pdf = decode_file(text("%PDF-1.7 and more"));
  CHECK(pdf.error() == Error{ErrorCode::format_unsupported, {{"format", "pdf"}}, {}});
  CHECK(error_of(text("GIF89a")) == ErrorCode::format_unsupported);
  CHECK(decode(encode(test_picture(8, 8), ".png"), "x.jpg", {}, 0).value().facts.format == FileFormat::png);
}

TEST_CASE("the extension is what stands behind the last dot of the name") {
  const File file = encode(test_picture(8, 8), ".png");
  const auto extension = [&](const char* name) { return decode(file, name, {}, 0).value().facts.extension; };
  CHECK(extension("a.JPeG") == "jpeg");
  CHECK(extension("a.b/c") == "");
  CHECK(extension("a.") == "");
  CHECK(extension(".jpg") == "");
  CHECK(extension("x/.jpg") == "");
  CHECK(extension("") == "");
}
