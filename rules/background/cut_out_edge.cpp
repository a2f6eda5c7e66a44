// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/outline.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_fringe",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.45,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the outline that carries a fringe of one foreign colour",
                      "轮廓上出现同一种异色边的最大比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{"fringe",
                {"{fringe_share} of the outline has a fringe of a colour that belongs neither to the person "
                 "nor to the background (allowed {fringe_share.max}), as a replaced background leaves it: "
                 "hand in the original photo taken before the required background",
                 "人物轮廓有{fringe_share}存在既不属于人物也不属于背景的异色边（允许不超过{fringe_share.max}"
                 "），疑似更换过背景：请提交在规定背景前拍摄的原片"}},
    MessageSpec{"too-little-outline",
                {"too little of the outline stands out from the background to look at its edge",
                 "与背景区分明显的轮廓过少，无法检查边缘"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr int kHalf = 8;                 // samples to each side of the outline
constexpr double kStepShare = 1 / 93.0;  // eye distances between samples: one pixel of a 480x640 photo
constexpr double kFewestPoints = 40;
constexpr double kContrast = 60;   // grey levels (B G R distance) between person and background
constexpr double kFringe = 25;     // grey levels off the line between the two colours
constexpr double kOneColour = 40;  // grey levels around the fringe's median colour

using Colour = std::array<double, 3>;

Colour operator-(const Colour& a, const Colour& b) {
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

double dot(const Colour& a, const Colour& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Colour mean_of(const std::array<Colour, 2 * kHalf + 1>& profile, std::size_t begin, std::size_t end) {
  Colour sum{};
  for (std::size_t i = begin; i < end; ++i) {
    for (std::size_t c = 0; c < 3; ++c) sum[c] += profile[i][c];
  }
  for (double& c : sum) c /= static_cast<double>(end - begin);
  return sum;
}

/// Colour of the sample furthest off the line between person and background, and how far.
struct Fringe {
  Colour colour{};
  double off = 0;
};

/// Nothing where person and background are too much alike.
std::optional<Fringe> fringe_at(ImageView colour, const OutlinePoint& point, double step) {
  std::array<Colour, 2 * kHalf + 1> profile{};
  for (int i = -kHalf; i <= kHalf; ++i) {
    const int away = static_cast<int>(std::lround(i * step));
    const std::uint8_t* p = colour.at(point.x + point.out_x * away, point.y + point.out_y * away);
    profile[static_cast<std::size_t>(i + kHalf)] = {double(p[0]), double(p[1]), double(p[2])};
  }
  const Colour background = mean_of(profile, profile.size() - 3, profile.size());
  const Colour contrast = mean_of(profile, 0, 3) - background;
  const double squared = dot(contrast, contrast);
  if (squared <= kContrast * kContrast) return std::nullopt;
  Fringe fringe;
  for (std::size_t i = 3; i < profile.size() - 4; ++i) {
    const Colour from = profile[i] - background;
    const double along = std::clamp(dot(from, contrast) / squared, 0.0, 1.0);
    const Colour off = from - Colour{along * contrast[0], along * contrast[1], along * contrast[2]};
    const double distance = std::sqrt(dot(off, off));
    if (distance > fringe.off) fringe = {profile[i], distance};
  }
  return fringe;
}

Colour median_colour(const std::vector<Fringe>& fringes) {
  Colour out{};
  for (std::size_t c = 0; c < 3; ++c) {
    std::vector<double> values;
    for (const Fringe& fringe : fringes) values.push_back(fringe.colour[c]);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    out[c] = *middle;
  }
  return out;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const double step = std::max(1.0, frame->eye_distance * kStepShare);
  const int margin = static_cast<int>(std::ceil(kHalf * step)) + 1;

  int points = 0;
  std::vector<Fringe> fringes;
  for (const OutlinePoint& point : person_outline(analysis, frame->eye_distance, margin)) {
    const std::optional<Fringe> fringe = fringe_at(analysis.colour, point, step);
    if (!fringe) continue;
    ++points;
    if (fringe->off > kFringe) fringes.push_back(*fringe);
  }
  if (points < kFewestPoints) return cannot_assess("too-little-outline");
  double alike = 0;
  if (!fringes.empty()) {
    const Colour median = median_colour(fringes);
    for (const Fringe& fringe : fringes) {
      const Colour off = fringe.colour - median;
      if (dot(off, off) < kOneColour * kOneColour) ++alike;
    }
  }
  return judge({measure("fringe_share", alike / points, "share", 2, std::nullopt, params.real("max_fringe"))},
               "fringe");
}

}  // namespace

extern constinit const RuleBody cut_out_edge;
constinit const RuleBody cut_out_edge = {
    .explain =
        {
            .checks = {"Along the outline of the person, a line of 17 samples across it (one pixel apart on "
                       "a 480x640 photo): whether a sample near the edge lies more than 25 grey levels off "
                       "the straight mixture of the person's and the background's colour, and whether these "
                       "samples have one colour all round. Their share of the outline points that stand out "
                       "from the background by 60 levels.",
                       "沿人物轮廓取横跨边缘的17个采样点（480x640照片上间隔1像素）：边缘附近是否有采样点偏离"
                       "人物颜色与背景颜色的直线混合超过25个灰度级，且这些点是否为同一种颜色；计算其占与背景"
                       "相差60个灰度级以上的轮廓点的比例。"},
            .why = {"The notices forbid editing; a background that was replaced often leaves a ring of the "
                    "old one, and the platforms reject it.",
                    "通知禁止修图；更换背景常在人物边缘留下原背景的色边，会被平台退回。"},
            .passes_when = {"The share is no more than max_fringe.", "比例不超过max_fringe。"},
            .fails_when = {"A white, grey or coloured ring goes round most of the person.",
                           "人物大部分轮廓带有白边、灰边或彩边。"},
            .cannot_assess_when = {"No face is found, the background cannot be told from the person, or "
                                   "fewer than 40 points of the outline stand out from it.",
                                   "未检测到人脸、无法区分背景与人物，或与背景区分明显的轮廓点少于40个。"},
            .how_to_fix = {"Hand in the original photo, taken before the required background; do not replace "
                           "the background.",
                           "请提交在规定背景前拍摄的原片，不要更换背景。"},
            .reference =
                {"NEAU 2023, DEYANG 2023: no editing. Limit set on 2026-11-21: false warnings 0 of 240 (16 "
                 "compliant synthetic portraits and 224 mild variations, up to 0.38), 0 of 306 photos of the "
                 "London set (up to 0.39), 0 of 538 US Congress portraits (up to 0.43; studio rim light). "
                 "Caught: halos of white or grey of 1, 2, 3 and 4 px on 5 portraits and 4 London photos laid "
                 "over blue, 9 of 9 each. A cut-out without blending leaves the old wall's fringe in 3 of 9; "
                 "jagged or eroded edges without a fringe of one colour, and hair detail lost in matting, "
                 "are not detected.",
                 "东北农业大学2023年、德阳2023年通知：禁止修图。限值于2026-11-"
                 "21标定：16张合规合成肖像及其224张轻微变化误报0/"
                 "240（最高0.38），伦敦人脸集306张误报0（最高0.39），538张美国国会议员肖像误报0（最高0."
                 "43，影棚轮廓光）。检出：5张合成肖像和4张伦敦照片换蓝底后留1、2、3、4像素白边或灰边，各9/"
                 "9。未羽化的抠图因残留原背景色边检出3/"
                 "9；无同色边的锯齿、过度收缩的边缘以及抠图丢失的发丝不能检出。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces | Need::background,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
