// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_patch.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_ear_visible",
              .kind = ParamKind::real,
              .default_number = 0.3,
              .min = 0,
              .max = 1,
              .doc = {"smallest visible share of the area that an ear is expected to show, each side",
                      "每侧耳朵可见面积占应见面积的比例下限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"left-hidden",
                {"the ear on the picture's left is covered: {ear_left} of it can be seen, needs "
                 "{ear_left.min}: put the hair behind both ears and take the photo again",
                 "画面左侧的耳朵被遮挡：可见{ear_left}，要求不低于{ear_left.min}：请将头发别到双耳后面重拍"}},
    MessageSpec{
        "right-hidden",
        {"the ear on the picture's right is covered: {ear_right} of it can be seen, needs {ear_right.min}: "
         "put the hair behind both ears and take the photo again",
         "画面右侧的耳朵被遮挡：可见{ear_right}，要求不低于{ear_right.min}：请将头发别到双耳后面重拍"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

// Lengths in eye distances, areas in their squares.
constexpr FaceArea kAround{-2.1, -0.5, 2.1, 1.3};
constexpr double kExpected = 0.12;  // what flat ears show from the front: lowest tenth of free ears
constexpr double kVanishes = 18;    // degrees of yaw at which the far ear may be hidden by the cheek
constexpr double kEarTop = -0.05, kEarBottom = 0.5;  // rows beside the face where an ear begins
constexpr double kInset = 0.03;                      // start of a row inside the oval
constexpr double kReach = 0.25;                      // end of a row outside the oval
constexpr double kMostRows = 0.5;

/// Half of the face oval, from the forehead down to the chin.
std::vector<Point> oval_side(const Analysis& analysis, const FaceFrame& frame, bool left) {
  std::vector<Point> side;
  for (int i = 0; i <= landmark::kChin; ++i) {
    const int index = left ? (landmark::kOvalEnd - i) % landmark::kOvalEnd : i;
    side.push_back(face_place(analysis, frame, index));
  }
  return side;
}

/// x of the oval at the height; the chin's where it does not reach so far.
double oval_x(const std::vector<Point>& side, double y) {
  for (std::size_t i = 1; i < side.size(); ++i) {
    const Point a = side[i - 1], b = side[i];
    if (y >= a.y && y <= b.y && b.y > a.y) return a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
  }
  return side.back().x;
}

/// Whether the first thing outside the skin of the face is free: an ear, an earring, the neck or the wall.
bool row_is_free(const FacePatch& patch, int y, double oval, double outwards) {
  const int steps = static_cast<int>((kInset + kReach) * patch.per_eye_distance);
  const double start = patch.x_of(oval - outwards * kInset);
  for (int i = 0; i < steps; ++i) {
    const int x = static_cast<int>(std::floor(start + outwards * i));
    if (x < 0 || x >= patch.width()) return false;
    if (patch.is(x, y, PortraitClass::skin)) continue;
    constexpr std::array kFree = {PortraitClass::background, PortraitClass::ear, PortraitClass::earring,
                                  PortraitClass::neck};
    return std::any_of(kFree.begin(), kFree.end(), [&](PortraitClass c) { return patch.is(x, y, c); });
  }
  return false;
}

/// Visible share of one ear. A flat ear shows little from the front: where no hair lies beside the face, the
/// ear is as visible as it can be.
double visible(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch, bool left) {
  const double turned = analysis.faces.value().main().yaw_deg * (left ? -1 : 1);
  const double expected = kExpected * (1 - std::clamp(turned, 0.0, kVanishes) / kVanishes);
  if (!(expected > 0)) return 1;
  int ear = 0;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      if (patch.is(x, y, PortraitClass::ear) && (patch.place(x, y).x < 0) == left) ++ear;
    }
  }
  const double shown = ear / (patch.per_eye_distance * patch.per_eye_distance) / expected;
  const std::vector<Point> side = oval_side(analysis, frame, left);
  int rows = 0, clear = 0;
  for (int y = 0; y < patch.height(); ++y) {
    const double below = patch.place(0, y).y;
    if (below < kEarTop || below > kEarBottom) continue;
    ++rows;
    clear += row_is_free(patch, y, oval_x(side, below), left ? -1 : 1) ? 1 : 0;
  }
  const double beside = static_cast<double>(clear) / std::max(1, rows);
  return std::min(1.0, std::max(shown, beside >= kMostRows ? beside : 0));
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const FacePatch patch = face_labels(analysis, *frame, kAround, kParsingPerEyeDistance);
  const double limit = params.real("min_ear_visible");
  Outcome outcome = judge({measure("ear_left", visible(analysis, *frame, patch, true), "", 2, limit),
                           measure("ear_right", visible(analysis, *frame, patch, false), "", 2, limit)},
                          "left-hidden");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "ear_right") outcome.message = "right-hidden";
  outcome.region = face_region(analysis, *frame, {-1.3, -0.2, 1.3, 0.7});
  return outcome;
}

}  // namespace

extern constinit const RuleBody ears_visible;
constinit const RuleBody ears_visible = {
    .explain =
        {
            .checks = {"The visible share of each ear, 0 to 1: the area that parsing calls ear against 0.12 "
                       "squared eye distances, which is what flat ears show from the front; the expected "
                       "area of the ear that turns away shrinks to nothing at 18 degrees of yaw. Where at "
                       "least half of the rows beside the face, from the eye line half an eye distance down, "
                       "meet no hair, that share counts where it is larger: a flat ear may show little.",
                       "每侧耳朵的可见比例（0至1）：被识别为耳朵的面积除以0."
                       "12倍眼距平方（贴头耳朵正面可见的面积）；头部转动时，远侧耳朵的应见面积随转角减小，至1"
                       "8度为零。若脸侧自眼睛高度向下半个眼距范围内至少一半的行没有头发，则取该比例与前者的较"
                       "大值：贴头的耳朵正面本来就露得少。"},
            .why = {"The notices ask for both ears to be seen: hair over them hides the outline of the face.",
                    "通知要求露出双耳；头发盖住耳朵会遮住脸部轮廓。"},
            .passes_when = {"Each share reaches min_ear_visible.", "两侧均不低于min_ear_visible。"},
            .fails_when = {"Hair, a scarf or a hood covers an ear.", "头发、围巾或帽子盖住了耳朵。"},
            .cannot_assess_when = {"No face is found, or its parts cannot be told apart.",
                                   "未检测到人脸，或无法区分面部各部位。"},
            .how_to_fix = {"Put the hair behind both ears, or tie it back, and take the photo again.",
                           "请将头发别到耳后或扎起，露出双耳后重拍。"},
            .reference =
                {"The notices of NEAU 2023 and JIANWEN 2025. Limits set on 2026-11-21 with 16 compliant "
                 "synthetic portraits, 326 mild variations, the London set (204 photos of 102 people) and "
                 "539 US Congress portraits: of the first three sets 6 photos fail, of 4 people, most with "
                 "hair over an ear; 21 % of the Congress portraits fail, nearly all with hair over the ears, "
                 "about 1 % for a turned head or an ear that parsing misses. Caught: hair-over-ears and "
                 "hair-over-eye renders 8 of 8; hair drawn over 100, 85, 70 and 50 % of the ear's height is "
                 "missed by 4, 10, 66 and 93 %.",
                 "NEAU 2023、JIANWEN "
                 "2025通知。限值于2026-11-"
                 "21标定，样本为16张合规合成肖像、326张轻微变化图、伦敦人脸集（102人204张）和539张美国国会议"
                 "员肖像：前三组中4人6张不通过，多为头发遮耳；国会集21%不通过，几乎都是头发遮耳，约1%"
                 "因头部转动或耳朵未被识别。检出：头发遮耳和头发遮眼合成图8/"
                 "8；头发遮住耳朵高度的100%、85%、70%、50%时，漏检率分别为4%、10%、66%、93%。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::faces | Need::parsing | Need::pixels,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
