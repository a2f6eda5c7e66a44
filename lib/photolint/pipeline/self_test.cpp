// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/self_test.h"

#include <cmath>
#include <cstdint>
#include <opencv2/core/version.hpp>
#include <span>

#include "photolint/analysis/analyser.h"
#include "photolint/core/number.h"
#include "photolint/decode/decode.h"
#include "photolint/roster/text_encoding.h"

extern "C" {
extern const std::uint8_t photolint_self_test_portrait[], photolint_self_test_portrait_end[];
extern const std::uint8_t photolint_self_test_png[], photolint_self_test_png_end[];
extern const std::uint8_t photolint_self_test_webp[], photolint_self_test_webp_end[];
extern const std::uint8_t photolint_self_test_bmp[], photolint_self_test_bmp_end[];
extern const std::uint8_t photolint_self_test_tiff[], photolint_self_test_tiff_end[];
extern const std::uint8_t photolint_self_test_heic[], photolint_self_test_heic_end[];
}

namespace photolint {
namespace {

constexpr int kWholeSize = 1 << 14;  // longer than any built-in picture: decode at full size

/// The built-in tile is the ministry's blue, RGB (100, 197, 255); lossy formats may move it by a few levels.
SelfTestResult try_tile(Text part, const char* name, std::span<const std::uint8_t> bytes) {
  constexpr int kLossyLevels = 8;
  const Result<DecodedImage> image = decode(bytes, name, Limits{}, kWholeSize);
  if (!image) return {part, false, {}, image.error()};
  const ImageView view = image.value().bgr.view();
  const std::uint8_t* pixel = view.at(view.width() / 2, view.height() / 2);
  const bool blue = std::abs(pixel[0] - 255) <= kLossyLevels && std::abs(pixel[1] - 197) <= kLossyLevels &&
                    std::abs(pixel[2] - 100) <= kLossyLevels;
  return {part, blue, std::to_string(view.width()) + " x " + std::to_string(view.height()) + " px"};
}

SelfTestResult try_networks(const std::string& model_dir) {
  const Text part{"networks on the built-in portrait", "神经网络（内置人像）"};
  const auto models = load_models(model_dir);
  if (!models) return {part, false, {}, models.error()};
  Result<Analyser> analyser = Analyser::make(models.value());
  if (!analyser) return {part, false, {}, analyser.error()};
  const Result<DecodedImage> image = decode({photolint_self_test_portrait, photolint_self_test_portrait_end},
                                            "portrait.jpg", Limits{}, kWholeSize);
  if (!image) return {part, false, {}, image.error()};
  const WorkItem item;
  const Analysis analysis = analyser.value().analyse(image.value(), item, Need::head);
  if (!analysis.head.present()) return {part, false, "no head found"};
  // The portrait's maker states an eye distance of 80.4 px; the networks are good to a few per cent of it.
  const double eye_distance = analysis.head.value().eye_distance;
  return {part, std::abs(eye_distance - 80.4) < 5,
          "IED " + format_fixed(eye_distance, 1) + " px, OpenCV " CV_VERSION};
}

SelfTestResult try_encodings() {
  const Text part{"text encodings (GB18030)", "字符编码（GB18030）"};
  constexpr std::string_view kStudentNumber("\xd1\xa7\xba\xc5", 4);
  const std::string text = CellDecoder(TextEncoding::gb18030).decode(kStudentNumber).value_or("");
  return {part, text == "学号", text};
}

}  // namespace

std::vector<SelfTestResult> run_self_test(const std::string& model_dir) {
  return {
      try_networks(model_dir),
      try_tile({"PNG decoder", "PNG 解码"}, "tile.png",
               {photolint_self_test_png, photolint_self_test_png_end}),
      try_tile({"WebP decoder", "WebP 解码"}, "tile.webp",
               {photolint_self_test_webp, photolint_self_test_webp_end}),
      try_tile({"BMP decoder", "BMP 解码"}, "tile.bmp",
               {photolint_self_test_bmp, photolint_self_test_bmp_end}),
      try_tile({"TIFF decoder", "TIFF 解码"}, "tile.tiff",
               {photolint_self_test_tiff, photolint_self_test_tiff_end}),
      try_tile({"HEIC decoder", "HEIC 解码"}, "tile.heic",
               {photolint_self_test_heic, photolint_self_test_heic_end}),
      try_encodings(),
  };
}

}  // namespace photolint
