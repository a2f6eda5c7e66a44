// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "photolint/core/words.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "names",
              .kind = ParamKind::list,
              .default_text = "front_camera front_facing front_truedepth truedepth selfie 前置 自拍",
              .doc = {"words by which a camera or lens calls itself a front camera; '_' for a blank",
                      "前置镜头在文件中的名称，空格以“_”代替"}},
};

constexpr std::array kMessages = {
    MessageSpec{"front-camera",
                {"the file says that it was taken with the front camera of a phone ({field}): no selfies, "
                 "let somebody "
                 "else take the photo with the rear camera or go to a studio",
                 "文件信息（{field}"
                 "）显示由手机前置摄像头拍摄：不得自拍，请到照相馆拍摄，或请他人使用后置摄像头拍摄"}},
    MessageSpec{"no-camera", {"the file does not say what camera took it", "文件未记录拍摄设备"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable};

Outcome run(const Analysis& analysis, const Params& params) {
  const Metadata& metadata = analysis.file->metadata;
  if (metadata.cameras.empty()) return not_applicable("no-camera");
  for (const MetadataText& camera : metadata.cameras) {
    if (find_name(camera.text, params.list("names")) == nullptr) continue;
    Outcome outcome;
    outcome.status = Status::fail;
    outcome.message = "front-camera";
    outcome.args = {{"field", camera.field}};
    return outcome;
  }
  return judge({}, "front-camera");
}

}  // namespace

extern constinit const RuleBody front_camera;
constinit const RuleBody front_camera = {
    .explain =
        {
            .checks = {"The EXIF texts that name the camera and its lens, against words that stand for a "
                       "front camera.",
                       "EXIF中记录相机和镜头的文字是否表明为前置摄像头。"},
            .why = {"A selfie is taken from too near, which distorts the face, and often beautified.",
                    "自拍距离过近会使面部变形，且常自带美颜。"},
            .passes_when = {"No such word is found.", "未出现此类文字。"},
            .fails_when = {"The lens or camera calls itself a front camera, as that of an iPhone does.",
                           "镜头或相机标明为前置摄像头（如iPhone前置镜头）。"},
            .cannot_assess_when =
                {"Never. A file that names no camera is not applicable; many phones do not name the lens.",
                 "无。文件未记录设备时不适用；许多手机不记录镜头名称。"},
            .how_to_fix =
                {"Go to a studio, or let somebody else take the photo with the rear camera from 1.5 m.",
                 "请到照相馆拍摄，或请他人用后置摄像头在1.5米外拍摄。"},
            .reference =
                {"NEAU 2023: taken at a photo studio, never a selfie. Lens texts of iPhones: 'iPhone 13 "
                 "front TrueDepth camera 2.71mm f/2.2', 'iPhone 6 front camera 2.65mm f/2.2'.",
                 "东北农业大学2023：须在照相馆拍摄，不得自拍。iPhone镜头文字示例：'iPhone 13 front TrueDepth "
                 "camera 2.71mm f/2.2'、'iPhone 6 front camera 2.65mm f/2.2'。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
