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
              .default_number = 1.0,
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
    MessageSpec{"hidden",
                {"hair, beard or the frame hides the outline of the face, so its length says nothing",
                 "头发、胡须或画面边缘遮住了脸部轮廓"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

bool ends_on_hair(const FaceReach& reach) {
  return !reach.inside || reach.beyond == PortraitClass::hair || reach.beyond == PortraitClass::hat;
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

  constexpr double kCheeks = 0.3, kLips = 0.6;  // eye distances under the eye line
  const FaceReach left = face_reach(analysis, *frame, 0, kCheeks, -1, 0);
  const FaceReach right = face_reach(analysis, *frame, 0, kCheeks, 1, 0);
  const FaceReach chin = face_reach(analysis, *frame, 0, kLips, 0, 1);
  const double width = left.length + right.length;
  if (ends_on_hair(left) || ends_on_hair(right) || ends_on_hair(chin) || !(width > 0)) {
    return not_applicable("hidden");
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
                {"No face is found, the head is turned by more than 12 degrees or raised by more "
                 "than 20. Not applicable where hair or a beard hides cheeks or chin.",
                 "未检测到人脸、头部偏转超过12度或俯仰超过20度。头发、胡须遮住面颊或下颌时不适用。"},
            .how_to_fix =
                {"Have somebody else take the photo from 1.5 to 2 m; zoom in instead of going nearer.",
                 "请由他人在1.5至2米处拍摄，用变焦代替靠近。"},
            .reference =
                {"NEAU 2023 forbids selfies; NCRE and Sichuan list distorted heads among the reasons "
                 "of rejection. Limit 1.00 set on 2026-11-21 with the London set (204 photos of 102 "
                 "people, 900 px), 539 US Congress portraits, 16 compliant synthetic portraits and "
                 "326 mild variations (16 renders x 14 and 102 London faces cut to 480x640): false "
                 "rejections 0 of 290 (compliant and mild), 0 of 83, 3 of 337 that could be "
                 "measured. London and synthetic faces warped to a nearer camera with a head model "
                 "(ear joints 1.15 eye distances behind the eyes, nose 0.45 before them; 32 faces): "
                 "0.3, 0.4, 0.5 and 0.8 m miss 88, 97, 100 and 100 %. So a selfie at arm's length "
                 "passes; the rule finds only extreme cases.",
                 "东北农业大学2023年通知禁止自拍；全国计算机等级考试和四川的退回原因中有头部变形。限"
                 "值1.00于2026-11-21标定，样本为伦敦人脸集（102人204张，900像素）、539张美国国会议员"
                 "肖像、16张合规合成肖像及326张轻微变化样本（16张渲染各14种、102张裁为480×640的伦敦人"
                 "脸）：可测样本误拒分别为0/290（合规及轻微变化）、0/83、3/337。用头部模型（耳根位于"
                 "眼后1.15倍眼距、鼻尖位于眼前0.45倍眼距）将伦敦及合成人脸变形为更近的机位（32张）："
                 "0.3、0.4、0.5、0.8米时漏检88%、97%、100%、100%。因此一臂距离的自拍仍会通过，本规则"
                 "只能发现极端情形。"},
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
