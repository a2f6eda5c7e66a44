// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <optional>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_pixels.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_face_elongation",
              .kind = ParamKind::real,
              .default_number = 0.98,
              .min = 0,
              .max = 3,
              .doc = {"largest distance from the eye line to the chin by the width of the face",
                      "眼线至下颌的距离与脸宽之比的上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"too-near",
                {"the face is drawn out as by a camera that is too near: length by width "
                 "{face_elongation}, at most {face_elongation.max} allowed: have somebody else take "
                 "the photo from at least 1.5 m, no selfie",
                 "面部因拍摄距离过近而变形：长宽比{face_elongation}，要求不超过{face_elongation.max}"
                 "：请由他人在1.5米以外拍摄，不要自拍"}},
    MessageSpec{"turned",
                {"the head is turned or tilted too far to tell the distance of the camera",
                 "头部偏转或俯仰过大，无法判断拍摄距离"}},
    MessageSpec{
        "hidden",
        {"hair, beard or the frame hides the outline of the face", "头发、胡须或画面边缘遮住了脸部轮廓"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

bool ends_on_hair(const FaceReach& reach) {
  return !reach.inside || reach.beyond == PortraitClass::hair || reach.beyond == PortraitClass::hat;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  constexpr double kMostYaw = 8, kMostPitch = 20;  // degrees; the networks' own error included
  const Face& face = analysis.faces.value().main();
  if (std::abs(face.yaw_deg) > kMostYaw || std::abs(face.pitch_deg) > kMostPitch)
    return cannot_assess("turned");

  constexpr double kCheeks = 0.3, kLips = 0.6;  // eye distances under the eye line
  const FaceReach left = face_reach(analysis, *frame, 0, kCheeks, -1, 0);
  const FaceReach right = face_reach(analysis, *frame, 0, kCheeks, 1, 0);
  const FaceReach chin = face_reach(analysis, *frame, 0, kLips, 0, 1);
  const double width = left.length + right.length;
  if (ends_on_hair(left) || ends_on_hair(right) || ends_on_hair(chin) || !(width > 0)) {
    return cannot_assess("hidden");
  }
  Outcome outcome = judge({measure("face_elongation", (kLips + chin.length) / width, "", 3, std::nullopt,
                                   params.real("max_face_elongation"))},
                          "too-near");
  outcome.region = landmark_box(face);
  return outcome;
}

}  // namespace

extern constinit const RuleBody lens_distance;
constinit const RuleBody lens_distance = {
    .explain =
        {
            .checks = {"The distance from the eye line down to the chin by the width of the face 0.3 eye "
                       "distances under the eyes, both as parsing sees the skin. A near camera sees less "
                       "of the sides of a face, which lie further back: at 0.3 m the width shrinks by some "
                       "15 % against a picture from 1.5 m. Faces differ by nearly as much (4.5 to 5.5 %, "
                       "one standard deviation), so only very near or very long faces are found; the "
                       "landmarks follow a mean face and show even less of it.",
                       "测量眼线至下颌的距离与眼下0.3倍眼距处脸宽之比，均以分割所见皮肤为准。拍摄距离过近时"
                       "，位置靠后的面部两侧可见部分变窄：0.3米处脸宽比1.5米处缩小约15%。人与人之间的差异与"
                       "此相近（标准差4.5%至5.5%），因此只能发现极近距离的情形；关键点受平均人脸约束，变化"
                       "更小，不采用。"},
            .why = {"The notices ask for a photo that somebody else takes; a selfie distorts the face.",
                    "通知要求他人拍摄；自拍会使面部变形。"},
            .passes_when = {"The ratio is at most max_face_elongation.", "比值不超过max_face_elongation。"},
            .fails_when = {"The face looks drawn out: camera at about 0.3 m, or a very long face.",
                           "面部显得拉长：相机距离约0.3米，或脸型极长。"},
            .cannot_assess_when =
                {"No face is found, the head is turned by more than 8 degrees or raised by more than "
                 "20, or hair or a beard hides cheeks or chin.",
                 "未检测到人脸、头部偏转超过8度或俯仰超过20度，或头发、胡须遮住面颊或下颌。"},
            .how_to_fix =
                {"Have somebody else take the photo from 1.5 to 2 m; zoom in instead of going nearer.",
                 "请由他人在1.5至2米处拍摄，用变焦代替靠近。"},
            .reference = {"Set on 2026-11-21.", "2026-11-21标定。"},
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
