// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "max_lip_redness",
        .kind = ParamKind::real,
        .default_number = 22,
        .min = 0,
        .max = 100,
        .doc = {"largest CIELAB a* of the lips over that of the cheeks", "嘴唇与脸颊的CIELAB a*差值上限"}},
    ParamSpec{.name = "max_lid_colour",
              .kind = ParamKind::real,
              .default_number = 20,
              .min = 0,
              .max = 100,
              .doc = {"largest difference in CIELAB a*, b* between upper lids and cheeks",
                      "上眼睑与脸颊的CIELAB a*、b*色差上限"}},
    ParamSpec{.name = "max_cheek_redness",
              .kind = ParamKind::real,
              .default_number = 13,
              .min = 0,
              .max = 100,
              .doc = {"largest CIELAB a* of the cheeks over that of forehead and chin",
                      "脸颊与额头、下颌的CIELAB a*差值上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"lipstick",
                {"the lips are strongly coloured: {lip_redness} redder than the skin, allowed "
                 "{lip_redness.max}: take the lipstick off and take the photo again",
                 "唇色过艳：较皮肤偏红{lip_redness}，允许不超过{lip_redness.max}：请卸除口红后重拍"}},
    MessageSpec{"eye-shadow",
                {"the upper lids are strongly coloured: {lid_colour} from the skin, allowed "
                 "{lid_colour.max}: take the eye-shadow off and take the photo again",
                 "眼影过浓：与皮肤色差{lid_colour}，允许不超过{lid_colour.max}：请卸除眼影后重拍"}},
    MessageSpec{
        "burnt-out",
        {"the skin is burnt out, so its colour cannot be compared with", "皮肤过曝，颜色失真，无法比对"}},
    MessageSpec{
        "blush",
        {"the cheeks are strongly coloured: {cheek_redness} redder than forehead and chin, allowed "
         "{cheek_redness.max}: take the rouge off and take the photo again",
         "腮红过浓：较额头、下颌偏红{cheek_redness}，允许不超过{cheek_redness.max}：请卸除腮红后重拍"}},
    MessageSpec{
        "cheeks-hidden",
        {"too little skin of the cheeks can be seen to compare with", "可见的脸颊皮肤过少，无法比对"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr std::array kSkin = {PortraitClass::skin};
constexpr std::array kLips = {PortraitClass::lips};
constexpr double kFewestPixels = 40;  // that a colour may stand on
constexpr double kClipped = 253;      // red of the cheeks whose true colour is lost
// The strip over the eye where shadow is put on, eye distances over the lashes.
constexpr double kLidFrom = 0.05;
constexpr double kLidTo = 0.17;

std::optional<Lab> colour_of(const Analysis& analysis, std::span<const RowSpan> place,
                             std::span<const PortraitClass> classes) {
  const std::vector<RowSpan> spans = spans_of(analysis, place, classes);
  if (static_cast<double>(area(spans)) < kFewestPixels) return std::nullopt;
  return tone_of(analysis, spans)->lab;
}

std::vector<RowSpan> filled(const Analysis& analysis, std::span<const Point> corners) {
  return fill_polygon(corners, analysis.colour.width(), analysis.colour.height());
}

/// Skin of one upper lid. begin: of the eye's contour, whose points 8 to 15 run along the upper lid.
std::optional<Lab> lid_colour(const Analysis& analysis, const FaceFrame& f, int begin) {
  const std::vector<Point> lid = working_landmarks(analysis, begin + 9, begin + 16);
  std::vector<Point> strip;
  for (const Point p : lid) strip.push_back(p - f.down * (kLidFrom * f.eye_distance));
  for (auto p = lid.rbegin(); p != lid.rend(); ++p) strip.push_back(*p - f.down * (kLidTo * f.eye_distance));
  return colour_of(analysis, filled(analysis, strip), kSkin);
}

/// How much redder (CIELAB a*) the cheeks are than the skin above the brows and beside the chin.
std::optional<double> cheek_redness(const Analysis& analysis, const FaceFrame& f, Lab cheeks) {
  double brow = 0;
  for (const Point p : working_landmarks(analysis, landmark::kBrowLeftBegin, landmark::kBrowRightEnd)) {
    brow = std::min(brow, f.depth(p));
  }
  const double d = f.eye_distance;
  const Face& face = analysis.faces.value().main();
  const double mouth = f.depth(analysis.to_working(midpoint(face.landmarks.at(landmark::kMouthCornerLeft),
                                                            face.landmarks.at(landmark::kMouthCornerRight))));
  const std::array<Point, 3> places = {f.at(0, brow / d - 0.2), f.at(-0.28, mouth / d + 0.22),
                                       f.at(0.28, mouth / d + 0.22)};
  double sum = 0;
  int count = 0;
  for (const Point place : places) {
    const std::optional<Lab> colour = colour_of(analysis, square_spans(analysis, f, place, 0.1 * d), kSkin);
    if (!colour) continue;
    sum += colour->a;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return cheeks.a - sum / count;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  const std::optional<SkinTone> skin = frame ? own_skin(analysis) : std::nullopt;
  if (!skin) return cannot_assess("cheeks-hidden");
  if (skin->mean.r >= kClipped) return cannot_assess("burnt-out");
  // Rouge first: it also shifts what lips and lids are compared with.
  std::vector<Measurement> measured;
  if (const std::optional<double> blush = cheek_redness(analysis, *frame, skin->lab)) {
    measured.push_back(
        measure("cheek_redness", *blush, "", 1, std::nullopt, params.real("max_cheek_redness")));
  }
  const std::vector<Point> mouth =
      working_landmarks(analysis, landmark::kLipsOuterBegin, landmark::kLipsOuterEnd);
  const std::optional<Lab> lips = colour_of(analysis, filled(analysis, mouth), kLips);
  if (lips) {
    measured.push_back(
        measure("lip_redness", lips->a - skin->lab.a, "", 1, std::nullopt, params.real("max_lip_redness")));
  }
  std::optional<double> shadow;
  for (const int begin : {landmark::kEyeLeftBegin, landmark::kEyeRightBegin}) {
    const std::optional<Lab> lid = lid_colour(analysis, *frame, begin);
    // The less coloured lid counts: light from one side colours one of them.
    if (lid) {
      const double chroma = std::hypot(lid->a - skin->lab.a, lid->b - skin->lab.b);
      shadow = std::min(shadow.value_or(chroma), chroma);
    }
  }
  if (shadow) {
    measured.push_back(measure("lid_colour", *shadow, "", 1, std::nullopt, params.real("max_lid_colour")));
  }
  if (measured.empty()) return cannot_assess("cheeks-hidden");
  Outcome outcome = judge(std::move(measured), "lipstick");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "lid_colour") outcome.message = "eye-shadow";
  if (outside != nullptr && outside->name == "cheek_redness") outcome.message = "blush";
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody light_make_up;
constinit const RuleBody light_make_up = {
    .explain =
        {
            .checks =
                {"Colours of the person in CIELAB against the person's own skin: a* of the lips over the "
                 "cheeks; the distance in a*, b* between the upper lids (a strip over the lashes) and the "
                 "cheeks, of the less coloured lid; a* of the cheeks over forehead and chin. Lightness is "
                 "left out, so that dark and light skin, deep-set eyes and shadows count alike. Dark "
                 "eye-liner, mascara and foundation are not measured.",
                 "以CIELAB比较本人各部位与本人皮肤的颜色：嘴唇较脸颊的a*"
                 "差；上眼睑（睫毛上方的条带）与脸颊的a*、b*色差，取颜色较淡的一侧；脸颊较额头、下颌的a*"
                 "差。不计明度，因此深浅肤色、眼窝深陷与阴影不影响判断。眼线、睫毛膏与粉底不作测量。"},
            .why = {"Heavy make-up changes the face; the picture is compared with the ID card's.",
                    "浓妆会改变面部特征，影响与身份证照片的比对。"},
            .passes_when =
                {"Each difference that can be measured is at most its limit (max_lip_redness, "
                 "max_lid_colour, max_cheek_redness).",
                 "可测的各项差值均不超过限值（max_lip_redness、max_lid_colour、max_cheek_redness）。"},
            .fails_when = {"One of them is larger: a person should look.", "任一项超过限值：请人工复核。"},
            .cannot_assess_when =
                {"No face is found, its parts cannot be told apart, or the cheeks are hidden or burnt out.",
                 "未检测到人脸、无法区分面部各部位，或脸颊被遮挡、过曝。"},
            .how_to_fix = {"Take the make-up off and take the photo again.", "请卸妆后重新拍摄。"},
            .reference =
                {"NEAU 2023: no heavy make-up; JIANWEN 2025: no make-up. Limits set on 2026-11-21: "
                 "of 102 neutral London photos 1 fails, which wears lipstick (others at most 18.6, "
                 "16.4 and 5.2), of 326 mild variations the same one; of 539 US Congress portraits "
                 "24, nearly all of them with visible lipstick. Painted on 25 faces (CIELAB units): lips 20 "
                 "redder 19 "
                 "are caught, 30 redder 25; blue shadow of 20 11, of 30 25; violet shadow of 30 23; "
                 "rouge of 12 5, of 18 24. Weaker make-up passes.",
                 "东北农业大学2023年通知：不化浓妆；建文2025年通知：不化妆。限值于2026-11-"
                 "21标定：伦敦人脸集102张平静表情中1张不通过，确涂口红（其余最高18.6、16.4、5."
                 "2），轻微变化图326张中为同一人；美国国会议员肖像539张中24张，几乎均可见口红。在25张脸上"
                 "绘制（CIELAB单位）：唇色偏红20时检出19张，30时25张；蓝色眼影20时11张，30时25张；紫"
                 "色眼影30时23张；腮红12时5张，18时24张。更淡的妆容通过。"},
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
