// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "photolint/image/geometry.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_pixels.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_eye_size",
              .kind = ParamKind::real,
              .default_number = 0.405,
              .min = 0,
              .max = 2,
              .doc = {"largest size of the eyes: root of the visible area of both, by the distance between "
                      "them",
                      "眼睛大小上限：双眼可见面积的平方根与两眼间距之比"}},
    ParamSpec{.name = "min_jaw_ratio",
              .kind = ParamKind::real,
              .default_number = 0.73,
              .min = 0,
              .max = 2,
              .doc = {"smallest width of the jaw by the width of the cheeks", "下颌宽与面颊宽之比的下限"}},
    ParamSpec{
        .name = "min_nose_width",
        .kind = ParamKind::real,
        .default_number = 0.52,
        .min = 0,
        .max = 2,
        .doc = {"smallest width of the nose by the distance between the eyes", "鼻宽与两眼间距之比的下限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"unusual",
                {"the proportions of the face lie outside the usual range: a filter that enlarges "
                 "eyes or slims the face may have been used; send the unedited picture",
                 "面部比例超出常见范围：可能使用了大眼或瘦脸功能，请提交未经编辑的照片"}},
    MessageSpec{"turned",
                {"the head is turned too far to compare proportions", "头部偏转过大，无法比较面部比例"}},
    MessageSpec{"hidden", {"the eyes cannot be seen", "眼睛不可见"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// Width of the face so far under the eye line (eye distances). Nothing where hair or the frame ends it.
std::optional<double> width_at(const Analysis& analysis, const FaceFrame& frame, double below) {
  double width = 0;
  for (const double side : {-1.0, 1.0}) {
    const FaceReach reach = face_reach(analysis, frame, 0, below, side, 0);
    if (!reach.inside || reach.beyond == PortraitClass::hair) return std::nullopt;
    width += reach.length;
  }
  return width;
}

/// Root of the area that parsing gives to both eyes, eye distances; nothing where it sees none.
std::optional<double> eye_size(const Analysis& analysis, const FaceFrame& frame) {
  const ParsingFacts& parsing = analysis.parsing.value();
  int pixels = 0;
  for (const std::uint8_t label : parsing.labels.bytes()) {
    if (label == static_cast<std::uint8_t>(PortraitClass::eye)) ++pixels;
  }
  constexpr int kFewest = 20;
  const Affine& to_crop = parsing.image_to_crop;
  const double zoom = std::hypot(to_crop.a, to_crop.d) / analysis.scale;  // label pixels per working pixel
  if (pixels < kFewest || !(zoom > 0)) return std::nullopt;
  return std::sqrt(pixels) / (zoom * frame.eye_distance);
}

double nose_width(const Analysis& analysis, const FaceFrame& frame) {
  double low = 0, high = 0;
  for (const Point p : working_landmarks(analysis, landmark::kNoseBegin, landmark::kNoseEnd)) {
    const Point from = p - frame.eyes();
    const double right = (from.x * frame.across.x + from.y * frame.across.y) / frame.eye_distance;
    low = std::min(low, right);
    high = std::max(high, right);
  }
  return high - low;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  constexpr double kMostYaw = 12, kMostPitch = 20;  // degrees; beyond what a photo may have anyway
  const Face& face = analysis.faces.value().main();
  if (std::abs(face.yaw_deg) > kMostYaw || std::abs(face.pitch_deg) > kMostPitch)
    return cannot_assess("turned");

  const std::optional<double> eyes = eye_size(analysis, *frame);
  if (!eyes) return cannot_assess("hidden");
  std::vector<Measurement> measured = {
      measure("eye_size", *eyes, "", 3, std::nullopt, params.real("max_eye_size"))};
  constexpr double kCheeks = 0.3, kJaw = 1.1;  // eye distances under the eye line
  const auto cheeks = width_at(analysis, *frame, kCheeks), jaw = width_at(analysis, *frame, kJaw);
  if (cheeks && jaw && *cheeks > 0) {
    measured.push_back(measure("jaw_ratio", *jaw / *cheeks, "", 3, params.real("min_jaw_ratio")));
  }
  measured.push_back(
      measure("nose_width", nose_width(analysis, *frame), "", 3, params.real("min_nose_width")));
  Outcome outcome = judge(std::move(measured), "unusual");
  outcome.region = landmark_box(face);
  return outcome;
}

}  // namespace

extern constinit const RuleBody proportions_natural;
constinit const RuleBody proportions_natural = {
    .explain =
        {
            .checks = {"Three proportions of the frontal face: the size of the eyes (root of their visible "
                       "area) and the width of the nose, both by the distance between the eyes, and the "
                       "width of the face 1.1 eye distances under the eye line by its width 0.3 under it. "
                       "Only the side that beauty filters push to is limited: large eyes, narrow jaw, "
                       "narrow nose. Small, narrow or monolid eyes, wide noses and wide jaws are never "
                       "outside.",
                       "测量正面人脸的三项比例：眼睛大小（可见面积的平方根）和鼻宽，均与两眼间距相比；以及"
                       "眼线以下1.1倍眼距处的脸宽与0.3倍眼距处的脸宽之比。只限制美颜软件推动的方向：眼过大"
                       "、下颌过窄、鼻过窄。小眼、细长眼、单眼皮、宽鼻、宽下颌均不会超限。"},
            .why = {"Filters that enlarge eyes or slim the face change whom the picture shows. People "
                    "differ more than most filters change, so this only informs.",
                    "大眼、瘦脸会改变人物的真实样貌。但人与人之间的差异大于多数滤镜的改动，因此本规则仅"
                    "作提示。"},
            .passes_when = {"All three lie inside the range of the population.", "三项比例均在人群范围内。"},
            .fails_when =
                {"A proportion lies outside: a strong filter, or a person with unusual proportions.",
                 "某项比例超出范围：使用了强烈滤镜，或本人比例特殊。"},
            .cannot_assess_when =
                {"No face is found, the head is turned by more than 12 degrees or raised by more "
                 "than 20, or the eyes are hidden. A jaw behind hair is left out.",
                 "未检测到人脸、头部偏转超过12度或俯仰超过20度，或眼睛被遮挡。下颌被头发遮住时不测量"
                 "该项。"},
            .how_to_fix =
                {"Switch off the functions that enlarge eyes or slim the face and send the original "
                 "file.",
                 "请关闭大眼、瘦脸等功能，并提交原始文件。"},
            .reference =
                {"NEAU 2023, DEYANG 2023 and JIANWEN 2025 forbid retouching of the face. Ranges of "
                 "the population, 2026-11-21, 1st to 99th percentile over the London set (204 photos "
                 "of 102 people, 900 px), 539 US Congress portraits, 16 compliant synthetic "
                 "portraits and 326 mild variations (16 renders x 14 and 102 London faces cut to "
                 "480x640): London eyes 0.26-0.35, jaw 0.81-0.98, nose 0.56-0.66; Congress eyes "
                 "0.18-0.36, jaw 0.83-1.00, nose 0.59-0.69; synthetic eyes 0.25-0.38, jaw 0.74-0.92, "
                 "nose 0.56-0.61. False rejections 0 of 342 (compliant and mild), 0 of 204, 0 of 513 "
                 "that could be measured. Warped faces, 32 at 480x640: eyes enlarged by 1.05 to 1.3 "
                 "miss 97 to 100 %; jaw slimmed to 0.95, 0.9, 0.85, 0.8 misses 100, 97, 91, 75 %. "
                 "The spread between people (eyes 8 %, jaw 5 %) hides such changes; the landmarks "
                 "hide them even more, as they follow a mean face.",
                 "东北农业大学2023年、德阳2023年和建文2025年通知禁止修饰面部。人群范围于2026-11-21统"
                 "计（第1至99百分位），样本为伦敦人脸集（102人204张，900像素）、539张美国国会议员肖像"
                 "、16张合规合成肖像及326张轻微变化样本（16张渲染各14种、102张裁为480×640的伦敦人脸）"
                 "：伦敦集眼0.26至0.35、下颌0.81至0.98、鼻0.56至0.66；国会肖像眼0.18至0.36、下颌0.83"
                 "至1.00、鼻0.59至0.69；合成肖像眼0.25至0.38、下颌0.74至0.92、鼻0.56至0.61。可测样本"
                 "误拒0/342（合规及轻微变化）、0/204、0/513。变形样本（32张480×640）：眼睛放大1.05至"
                 "1.3倍漏检97%至100%；下颌缩窄至0.95、0.9、0.85、0.8时漏检100%、97%、91%、75%。人与人"
                 "之间的差异（眼8%、下颌5%）掩盖了此类改动；关键点受平均人脸约束，更难反映。"},
        },
    .since = "0.1.0",
    .severity = Severity::info,
    .needs = Need::pixels | Need::faces | Need::parsing,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
