// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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
    ParamSpec{.name = "max_motion_ratio",
              .kind = ParamKind::real,
              .default_number = 1.9,
              .min = 1,
              .max = 20,
              .doc = {"largest ratio of the fine edge energy across a direction to that along it",
                      "垂直于某方向与沿该方向的精细边缘能量之比的上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"moved",
                {"the face is blurred in one direction, as by a movement of the camera or of the "
                 "head: ratio {motion_ratio}, at most {motion_ratio.max} allowed: hold still, use "
                 "more light or a tripod and take the photo again",
                 "面部存在单一方向的模糊，系相机抖动或头部移动所致：方向比{motion_ratio}，要求不超过"
                 "{motion_ratio.max}：请保持静止、增加光线或使用三脚架后重拍"}},
    MessageSpec{
        "no-edges",
        {"the face is too small or too flat to tell movement", "面部过小或过于平淡，无法判断是否抖动"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// Fine and coarse energy of one direction; steps in pixels, the diagonal ones across the pixel's corner.
struct Direction {
  int dx = 0, dy = 0;
  double coarse = 0;

  [[nodiscard]] double energy(ImageView grey, std::span<const RowSpan> spans, int step) const {
    constexpr double kRounding = 0.1;  // keeps the ratio of two flat directions at one
    return bend_energy(grey, spans, dx * step, dy * step) + kRounding;
  }
};

/// How far the fine part of the two directions' energies differs from what their coarse parts let expect, as
/// a ratio of at least 1. A face has more edges across than along (lids, brows, lips): both parts share that.
double imbalance(ImageView grey, std::span<const RowSpan> spans, const Direction& a, const Direction& b,
                 std::array<int, 2> fine) {
  double largest = 1;
  for (const int step : fine) {
    const double ratio = (a.energy(grey, spans, step) / a.coarse) / (b.energy(grey, spans, step) / b.coarse);
    largest = std::max({largest, ratio, 1 / ratio});
  }
  return largest;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const Shrunk face = shrunk_face(analysis, shrinking(analysis, params.real("frame_height_px")));
  const ImageView grey = face.grey.view();
  const std::vector<RowSpan> spans = shrunk_face_spans(analysis, face);
  constexpr std::int64_t kFewestPixels = 8000;  // a face of about 95 pixels' width
  if (area(spans) < kFewestPixels) return cannot_assess("no-edges");

  // Steps along the axes of 2, 3 and 8 pixels; the diagonal ones are as long within a fifth.
  constexpr int kCoarseAxis = 8, kCoarseDiagonal = 6;
  std::array directions = {Direction{1, 0}, Direction{0, 1}, Direction{1, 1}, Direction{-1, 1}};
  for (std::size_t i = 0; i < directions.size(); ++i) {
    Direction& d = directions.at(i);
    d.coarse = d.energy(grey, spans, i < 2 ? kCoarseAxis : kCoarseDiagonal);
    constexpr double kFaintest = 4;  // grey levels squared: noise alone
    if (d.coarse < kFaintest) return cannot_assess("no-edges");
  }
  const double ratio = std::max(imbalance(grey, spans, directions[0], directions[1], {2, 3}),
                                imbalance(grey, spans, directions[2], directions[3], {1, 2}));
  Outcome outcome =
      judge({measure("motion_ratio", ratio, "", 2, std::nullopt, params.real("max_motion_ratio"))}, "moved");
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody motion_blur;
constinit const RuleBody motion_blur = {
    .explain =
        {
            .checks = {"The mean squared second difference of the grey levels inside the face (without "
                       "hair, whose strands run one way) along the four directions of the pixel grid, over "
                       "fine steps (2 and 3 pixels of a picture as high as the final one) and over a "
                       "coarse one (8 pixels). A movement takes the fine part away along one direction and "
                       "leaves it across. The measure is the ratio of fine to coarse energy in one "
                       "direction by that of the direction at right angles to it, the larger of the two "
                       "pairs; the coarse part takes out that a face has more edges across than along. A "
                       "lens out of focus blurs all directions alike and does not count.",
                       "沿像素网格的四个方向测量面部（不含发丝）灰度二阶差分的均方值，分精细步长（按最终照"
                       "片高度计2至3像素）和粗步长（8像素）。抖动会使一个方向上的精细部分消失而保留垂直方向"
                       "的精细部分。指标为某方向精细与粗能量之比除以其垂直方向的同一比值，取两组方向中较大"
                       "者；粗能量用来抵消人脸本身横向边缘较多的影响。对焦不准在各方向上相同，不计入。"},
            .why = {"A smeared face cannot be compared with other pictures of the student.",
                    "抖动拖影的面部无法用于人像比对。"},
            .passes_when = {"The ratio is at most max_motion_ratio.", "方向比不超过max_motion_ratio。"},
            .fails_when = {"The ratio is larger: camera or head moved during the exposure.",
                           "方向比超限：曝光时相机或头部移动。"},
            .cannot_assess_when = {"No face is found, or the face is so small or flat that it has no edges.",
                                   "未检测到人脸，或面部过小、过于平淡而没有边缘。"},
            .how_to_fix = {"Use more light, a tripod and a short exposure; sit still.",
                           "请增加光线、使用三脚架并缩短曝光时间，拍摄时保持不动。"},
            .reference =
                {"ISO/IEC 19794-5 and ICAO ask for a portrait without motion blur; no document gives "
                 "a number. Limit 1.9 set on 2026-11-21 with the London set (204 photos of 102 "
                 "people, 900 px), 539 US Congress portraits, 16 compliant synthetic portraits and "
                 "326 mild variations (16 renders x 14 and 102 London faces cut to 480x640): false "
                 "rejections 0 of 342 (compliant and mild), 0 of 204, 1 of 447 (92 faces are too "
                 "small). Smeared along 0, 45, 90 and 135 degrees, 23 faces at 480x640, JPEG 90: a "
                 "movement of 2 px misses 98 %, of 3 px 85 %, of 4 px 24 %, of 6 and 9 px 0 %, of 15 "
                 "px 2 %. Focus blur of sigma 0.7 to 4 px: 0 % fail. Noise hides a movement: with "
                 "noise of 4 grey levels about twice the length is needed.",
                 "ISO/IEC 19794-5与ICAO要求肖像无运动模糊，均无数值。限值1.9于2026-11-21标定，样本为"
                 "伦敦人脸集（102人204张，900像素）、539张美国国会议员肖像、16张合规合成肖像及326张轻"
                 "微变化样本（16张渲染各14种、102张裁为480×640的伦敦人脸）：误拒分别为0/342（合规及轻"
                 "微变化）、0/204、1/447（92张人脸过小）。沿0、45、90、135度拖影（23张480×640人脸，"
                 "JPEG质量90）：位移2像素漏检98%，3像素85%，4像素24%，6与9像素0%，15像素2%。σ为0.7至4"
                 "像素的失焦模糊均不误报。噪点会掩盖拖影：4级噪声下约需两倍位移。"},
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
