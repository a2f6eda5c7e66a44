// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{
        "no-face-at-all",
        {"no face was found, exactly 1 is needed: check that the right file was handed in and that the "
         "face is uncovered, upright and large enough",
         "照片中未检测到人脸，要求有且仅有1张：请确认提交的是本人证件照，面部无遮挡、方向正立、大小合适"}},
    MessageSpec{
        "several-faces",
        {"{faces} faces were found, exactly 1 is needed: take the photo without other people, and without "
         "faces on clothes, posters or screens",
         "照片中检测到{faces}张人脸，要求有且仅有1张：请重新拍摄，画面中不得有他人，也不得有印在衣物、"
         "海报或屏幕上的人脸"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params&) {
  if (analysis.faces.state() == FactState::absent) {
    return judge({measure("faces", 0, "", 0, 1, 1)}, "no-face-at-all");
  }
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const std::vector<Face>& faces = analysis.faces.value().faces;
  const Measurement count = measure("faces", static_cast<double>(faces.size()), "", 0, 1, 1);
  const Rect& shown = faces.size() > 1 ? faces[1].box : faces.front().box;
  Outcome outcome = judge({count}, "several-faces");
  outcome.region = shown;
  if (faces.size() < 2) return outcome;
  // How large the second face is tells a person beside the student from a print on a shirt.
  outcome.measured.push_back(
      measure("second_face_size", shown.area() / faces.front().box.area(), "share", 3));
  return outcome;
}

}  // namespace

extern constinit const RuleBody single_face;
constinit const RuleBody single_face = {
    .explain =
        {
            .checks =
                {"The number of faces in the picture. Small, partly cut and printed faces count too. Where "
                 "there are several, the size of the second one is given as a share of the largest.",
                 "照片中的人脸数量。较小的、不完整的以及印刷品上的人脸也计算在内。检测到多张人脸时，"
                 "同时给出第二张人脸与最大人脸的面积之比。"},
            .why =
                {"The picture has to show one person. A second face can be taken for the graduate's, and a "
                 "picture without a face is the wrong file.",
                 "照片只能有本人一人。出现第二张人脸会造成身份混淆；没有人脸则说明提交的文件有误。"},
            .passes_when = {"Exactly one face is found.", "检测到的人脸恰好为1张。"},
            .fails_when = {"No face is found, or two and more.", "未检测到人脸，或检测到2张及以上人脸。"},
            .cannot_assess_when = {"The search for faces did not work on this picture.",
                                   "人脸检测未能完成。"},
            .how_to_fix =
                {"Take the photo alone in front of a plain background. Wear no print with a face. If no "
                 "face was found, check that the right file was handed in, that it is upright and that "
                 "nothing covers the face.",
                 "请单人在纯色背景前重新拍摄，不穿印有人像的衣服。未检测到人脸时，请确认文件无误、"
                 "照片正立、面部无遮挡。"},
            .reference =
                {"Ministry of Education text for graduation photos (no other person or object in the "
                 "picture); ISO/IEC 29794-5 SingleFacePresent for the size of the second face.",
                 "教育部学历照片图像采集要求（画面中无其他人或物）；第二张人脸的大小参照ISO/IEC 29794-5"
                 "的SingleFacePresent。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::faces,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
