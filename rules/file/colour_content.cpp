// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

/// Distance of (Cb, Cr) from grey, in levels of 255, from which a pixel counts as coloured. Grey pictures
/// stay below it after JPEG at quality 30 and with a white-balance tint of 16 levels between red and blue;
/// skin lies at 20 and more, the reference background RGB(100,197,255) at 70.
constexpr std::int32_t kChroma = 10;

constexpr std::array kParams = {
    ParamSpec{.name = "min_share",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.05,
              .min = 0,
              .max = 1,
              .doc = {"Smallest share of coloured pixels", "有色像素占全图比例的下限"}},
};

constexpr std::array kMessages = {
    MessageSpec{"grey",
                {"only {coloured} of the pixels show a colour, needs at least {coloured.min}; the picture is "
                 "grey though it may be stored as colour, send a colour photo",
                 "仅有{coloured}的像素有色彩，至少应为{coloured.min}"
                 "；照片虽可能以彩色模式存储，实际为灰度，请提交彩色照片"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr std::size_t kBlock = 32;
using Plane = std::array<std::int16_t, kBlock>;

/// Number of coloured pixels of a block, from blue and red less green. JFIF conversion in 1/256 levels, in
/// whole numbers: the same on every processor. Cb and Cr reach 128 * 255 at most, so 16 bits hold them and 32
/// bits the sum of their squares: the compiler makes it a vector loop.
std::int32_t coloured_in_block(const Plane& blue, const Plane& red) {
  constexpr std::int32_t kLimit = kChroma * 256;
  std::int32_t count = 0;
  for (std::size_t x = 0; x < kBlock; ++x) {
    const auto cb = static_cast<std::int16_t>(128 * blue[x] - 43 * red[x]);
    const auto cr = static_cast<std::int16_t>(128 * red[x] - 21 * blue[x]);
    count += std::int32_t{cb} * cb + std::int32_t{cr} * cr >= kLimit * kLimit ? 1 : 0;
  }
  return count;
}

/// 0 at the first channel of each pixel.
constexpr auto kBehindFirst = [] {
  std::array<std::uint8_t, 3 * kBlock> mask{};
  for (std::size_t i = 0; i < mask.size(); ++i) mask.at(i) = i % 3 == 0 ? 0 : 255;
  return mask;
}();

/// Smallest and largest distance of blue or red, whichever is further, from green in a block.
struct Distances {
  std::uint8_t least = 255;
  std::uint8_t most = 0;
};

/// Reads two bytes beyond the block. Bytes only, so that the compiler handles many at a time.
Distances distances(const std::uint8_t* bgr) {
  Distances found;
  for (std::size_t i = 0; i < 3 * kBlock; ++i) {
    const std::uint8_t a = bgr[i], b = bgr[i + 1], c = bgr[i + 2];
    const auto first = static_cast<std::uint8_t>(std::max(a, b) - std::min(a, b));
    const auto second = static_cast<std::uint8_t>(std::max(b, c) - std::min(b, c));
    const std::uint8_t distance = std::max(first, second);
    found.least = std::min(found.least, static_cast<std::uint8_t>(distance | kBehindFirst[i]));
    found.most = std::max(found.most, static_cast<std::uint8_t>(distance & ~kBehindFirst[i]));
  }
  return found;
}

// 65536 (Cb^2 + Cr^2) is 16825 u^2 - 16384 u v + 18233 v^2 of u = blue - green and v = red - green: at least
// 13144 u^2, 14244 v^2, and at most 51442 times the larger square. Most blocks need no closer look.
constexpr std::int32_t kClear = 23;  // so far from green every pixel is coloured
constexpr std::int32_t kDull = 11;   // no further from green none is
static_assert(13144 * kClear * kClear >= 65536 * kChroma * kChroma);
static_assert(51442 * kDull * kDull < 65536 * kChroma * kChroma);

std::int32_t coloured_at(const std::uint8_t* bgr, std::size_t size) {
  Plane blue{}, red{};  // grey behind the end of the row
  for (std::size_t i = 0; i < size; ++i, bgr += 3) {
    blue[i] = static_cast<std::int16_t>(bgr[0] - bgr[1]);
    red[i] = static_cast<std::int16_t>(bgr[2] - bgr[1]);
  }
  return coloured_in_block(blue, red);
}

std::int64_t coloured_in_row(const std::uint8_t* bgr, std::size_t width) {
  std::int64_t count = 0;
  std::size_t x = 0;
  for (; x + kBlock < width; x += kBlock, bgr += 3 * kBlock) {
    const Distances from_green = distances(bgr);
    if (from_green.most <= kDull) continue;
    count += from_green.least >= kClear ? static_cast<std::int32_t>(kBlock) : coloured_at(bgr, kBlock);
  }
  return count + coloured_at(bgr, width - x);
}

/// Not-a-number for an empty picture.
double coloured_share(const ImageView& colour) {
  if (colour.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::int64_t count = 0;
  for (int y = 0; y < colour.height(); ++y)
    count += coloured_in_row(colour.row(y), static_cast<std::size_t>(colour.width()));
  return static_cast<double>(count) / (static_cast<double>(colour.width()) * colour.height());
}

Outcome run(const Analysis& analysis, const Params& params) {
  constexpr int kDecimals = 3;
  const double min = round_to(params.real("min_share"), kDecimals);
  return judge({measure("coloured", coloured_share(analysis.colour), "share", kDecimals, min)}, "grey");
}

}  // namespace

extern constinit const RuleBody colour_content;
constinit const RuleBody colour_content = {
    .explain =
        {.checks =
             {"The share of pixels that show a colour: those whose Cb and Cr (JFIF) lie at least 10 levels "
              "of 255 from grey. A picture in one tint only, such as sepia, has colour in this sense and "
              "passes; the background and skin rules judge which colours are right.",
              "有色像素占全图的比例：JFIF色度（Cb、Cr）距中性灰不小于10级（满量程255）的像素计为有色。整体偏"
              "一种色调"
              "（如棕褐色）的照片按此仍算有色、可以通过；色彩是否正确由背景、肤色等规则判断。"},
         .why = {"A black-and-white photo saved as colour passes every check of the file's mode.",
                 "黑白照片另存为彩色模式后，仅检查色彩模式无法发现。"},
         .passes_when = {"The share is at least min_share.", "有色像素比例不低于min_share。"},
         .fails_when = {"It is smaller: the picture is grey, or grey with a slight tint.",
                        "低于min_share：照片为灰度，或仅略带偏色。"},
         .cannot_assess_when = {"The picture has no pixels.", "画面没有像素。"},
         .how_to_fix = {"Take or export the photo in colour.", "请拍摄或重新导出彩色照片。"},
         .reference =
             {"Ministry document Jiaobizhi [2017] 99 as quoted by universities: colour photo. Limits "
              "measured on "
              "2026-11-21: over the "
              "synthetic portraits the smallest share is 0.195; grey copies of them, saved as JPEG "
              "of quality 30 "
              "to 90, with noise of 6 levels in each channel or with a tint of 16 levels between red "
              "and blue, "
              "reach 0.035 at most.",
              "教毕指〔2017〕99号（据高校公开转载）：彩色照片。界限依据2026-11-"
              "21实测：合成人像的最小比例为0.195；其灰度"
              "副本在JPEG质量30-90、各通道6级噪声或红蓝相差16级偏色的情况下，最大为0.035。"}},
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
