// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "photolint/image/texture.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_pixels.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "frame_height_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 640,
              .min = 100,
              .max = 10000,
              .doc = {"height of the picture that the photo ends up in; a larger photo is measured as if "
                      "shrunk to it, a smaller one as it is",
                      "最终使用的照片高度；更大的照片按缩小到此高度测量，更小的照片按原尺寸测量"}},
    ParamSpec{.name = "max_noise",
              .kind = ParamKind::real,
              .default_number = 6,
              .min = 0,
              .max = 100,
              .doc = {"largest standard deviation of the brightness noise on skin, grey levels of 255",
                      "皮肤亮度噪点标准差的上限（灰度级，满级255）"}},
    ParamSpec{.name = "max_chroma_noise",
              .kind = ParamKind::real,
              .default_number = 1.8,
              .min = 0,
              .max = 100,
              .doc = {"largest colour noise on skin, grey levels of 255, in a picture four times smaller",
                      "皮肤彩色噪点的上限（灰度级，满级255），在缩小至四分之一边长的照片上测量"}},
};
constexpr std::array kMessages = {
    MessageSpec{"noisy",
                {"the skin is noisy: {noise_sigma} grey levels, at most {noise_sigma.max} allowed: "
                 "take the photo again with more light and a low ISO setting",
                 "皮肤噪点明显：{noise_sigma}灰度级，要求不超过{noise_sigma.max}：请增加光线、降低感"
                 "光度后重拍"}},
    MessageSpec{"colour-noise",
                {"the skin shows coloured blotches: {chroma_noise} grey levels, at most "
                 "{chroma_noise.max} allowed: take the photo again with more light and a low ISO "
                 "setting",
                 "皮肤出现彩色斑块噪点：{chroma_noise}灰度级，要求不超过{chroma_noise.max}：请增加光"
                 "线、降低感光度后重拍"}},
    MessageSpec{"no-skin", {"too little skin can be seen to measure noise", "可见皮肤过少，无法测量噪点"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// The colour differences of the working picture's part under a shrunk face, shrunk once more by kColourStep.
constexpr double kColourStep = 2;

/// Cb (channel 0) or Cr (channel 2) of the box, as bytes around 128; Rec. 601. The channel is taken out of
/// each row first, so that the compiler handles many pixels at a time.
ImageBuffer colour_difference(const Analysis& analysis, std::size_t channel, int left, int top, int width,
                              int height) {
  const double scale = channel == 0 ? 0.564 : 0.713;
  const auto factor = static_cast<std::int16_t>(std::lround(scale * 1024));
  ImageBuffer plane(width, height, 1);
  std::vector<std::uint8_t> samples(static_cast<std::size_t>(width));
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* from = analysis.colour.at(left, top + y) + channel;
    for (std::uint8_t& sample : samples) {
      sample = *from;
      from += 3;
    }
    const std::uint8_t* grey = analysis.grey.at(left, top + y);
    std::uint8_t* to = plane.row(y);
    for (int x = 0; x < width; ++x) {
      const auto apart = static_cast<std::int16_t>(samples[static_cast<std::size_t>(x)] - grey[x]);
      to[x] = static_cast<std::uint8_t>(std::clamp(128 + factor * apart / 1024, 0, 255));
    }
  }
  return plane;
}

/// Quartile of the skin's blocks: freckles, beard and wrinkles raise only the rougher ones. Not a number for
/// too few blocks.
double low_noise(const std::vector<double>& blocks) {
  constexpr double kQuartile = 0.25;
  return blocks.size() < kFewestSkinBlocks ? std::numeric_limits<double>::quiet_NaN()
                                           : quantile(blocks, kQuartile);
}

double chroma_noise(const Analysis& analysis, const FaceFrame& frame, const Shrunk& face) {
  const auto left = static_cast<int>(face.origin.x), top = static_cast<int>(face.origin.y);
  const int right = std::min(left + static_cast<int>(face.grey.width() * face.factor), analysis.grey.width());
  const int bottom =
      std::min(top + static_cast<int>(face.grey.height() * face.factor), analysis.grey.height());
  double squares = 0;
  for (const std::size_t channel : {std::size_t{0}, std::size_t{2}}) {
    const ImageBuffer plane = colour_difference(analysis, channel, left, top, right - left, bottom - top);
    Shrunk small =
        shrink(plane.view(), {0, 0, static_cast<double>(right - left), static_cast<double>(bottom - top)},
               kColourStep * face.factor);
    small.origin = face.origin;
    const double noise = low_noise(skin_noise(analysis, frame, small));
    squares += noise * noise;
  }
  return std::sqrt(squares);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  // JPEG takes the finest noise away: half the size keeps more of it, and halves white noise.
  constexpr double kHalf = 2;
  const Shrunk face = shrunk_face(analysis, kHalf * shrinking(analysis, params.real("frame_height_px")));
  const double noise = kHalf * low_noise(skin_noise(analysis, *frame, face));
  if (!std::isfinite(noise)) return cannot_assess("no-skin");
  std::vector<Measurement> measured = {
      measure("noise_sigma", noise, "", 1, std::nullopt, params.real("max_noise"))};
  const double chroma = chroma_noise(analysis, *frame, face);
  if (std::isfinite(chroma)) {
    measured.push_back(measure("chroma_noise", chroma, "", 1, std::nullopt, params.real("max_chroma_noise")));
  }
  Outcome outcome = judge(std::move(measured), "noisy");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "chroma_noise") outcome.message = "colour-noise";
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody noise;
constinit const RuleBody noise = {
    .explain =
        {
            .checks = {"The brightness noise of the skin inside the face, as the standard deviation of "
                       "white noise in grey levels: the lower quartile over squares of 8 x 8 pixels of a "
                       "picture as high as the final one, measured at half its size, where JPEG takes "
                       "little away. The same for the two colour differences at a quarter of the size, "
                       "added as squares, for the blotches of phone cameras. The quartile keeps freckles, "
                       "beard and wrinkles out; squares near eyes, brows, lips and hair are not used.",
                       "测量面部皮肤的亮度噪点，以白噪声标准差（灰度级）表示：在最终照片高度下取8×8像素方块"
                       "，按一半尺寸测量（JPEG压缩影响较小），取各方块的下四分位数。两个色差分量在四分之一"
                       "尺寸上同样测量并取平方和，用于发现手机照片的彩色斑块。取下四分位数可排除雀斑、胡须"
                       "和皱纹的影响；靠近眼、眉、唇、发的方块不用。"},
            .why = {"Strong noise hides the features of a face and comes from too little light.",
                    "噪点过强会掩盖面部特征，通常因光线不足造成。"},
            .passes_when = {"Both are at most max_noise and max_chroma_noise.",
                            "两者分别不超过max_noise和max_chroma_noise。"},
            .fails_when = {"The skin is grainy or blotchy: too little light, high ISO, an old scan.",
                           "皮肤有颗粒或彩斑：光线不足、感光度过高或旧照扫描。"},
            .cannot_assess_when =
                {"No face is found, its parts cannot be told apart, or too little skin can be seen.",
                 "未检测到人脸、无法区分面部各部位，或可见皮肤过少。"},
            .how_to_fix = {"Use more light and a lower ISO setting; do not zoom digitally.",
                           "请增加光线、降低感光度，不要使用数码变焦。"},
            .reference =
                {"ISO/IEC 19794-5 asks for a portrait without visible noise; no document gives a "
                 "number. Limits 6.0 and 1.8 set on 2026-11-21 with the London set (204 photos of "
                 "102 people, 900 px), 539 US Congress portraits, 16 compliant synthetic portraits "
                 "and 326 mild variations (16 renders x 14 and 102 London faces cut to 480x640): "
                 "false rejections 0 of 342, 0 of 204, 5 of 519 (visibly grainy). "
                 "Same noise in all channels, 23 faces at 480x640, JPEG 92: sigma 2 and 4 pass, 6 "
                 "misses 91 %, 8 to 30 miss 0 %; independent noise of the channels (luminance two "
                 "thirds as strong): 8 passes, 10 misses 61 %, 12 to 30 miss 0 %; 12 at JPEG 75 "
                 "misses 65 %. Coloured blotches of 2 px: sigma 4 passes, 8 misses 43 %, 16 misses 0 "
                 "%. Noise is measured after shrinking to the final height.",
                 "ISO/IEC 19794-5要求肖像无明显噪点，无数值。限值6.0与1.8于2026-11-21标定，样本为伦敦"
                 "人脸集（102人204张，900像素）、539张美国国会议员肖像、16张合规合成肖像及326张轻微变"
                 "化样本（16张渲染各14种、102张裁为480×640的伦敦人脸）：误拒分别为0/342、0/204、5/519"
                 "（颗粒明显）。各通道相同噪声（23张480×640人脸，JPEG质量92）：σ为2、4"
                 "时通过，6时漏检91%，8至30时漏检0%；各通道独立噪声（亮度约为其三分之二）：8时通过，"
                 "10时漏检61%，12至30时漏检0%；12且JPEG质量75时漏检65%。2像素彩斑：σ为4时通过，8时漏"
                 "检43%，16时漏检0%。噪点按缩小到最终高度后测量。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces | Need::parsing,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
