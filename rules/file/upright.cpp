// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string_view>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"turned",
                {"the pixels are stored turned or mirrored (EXIF orientation {orientation}, needs "
                 "{orientation.max}); open the photo, rotate it upright and save it",
                 "像素未按正立方向存储（EXIF方向值为{orientation}，应为{orientation.max}"
                 "）；请打开照片旋转为正立后重新保存"}},
    MessageSpec{"unreadable-metadata",
                {"the file's metadata cannot be read, so its orientation is not known",
                 "文件元数据无法读取，存储方向未知"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

bool metadata_unread(const FileFacts& file) {
  return std::any_of(file.defects.begin(), file.defects.end(), [](std::string_view defect) {
    return defect == "damaged-metadata" || defect == "oversized-metadata";
  });
}

Outcome run(const Analysis& analysis, const Params&) {
  if (metadata_unread(*analysis.file)) return cannot_assess("unreadable-metadata");
  return judge({measure("orientation", analysis.file->orientation, "", 0, 1, 1)}, "turned");
}

}  // namespace

extern constinit const RuleBody upright;
constinit const RuleBody upright = {
    .explain =
        {.checks =
             {"The EXIF orientation, 1 to 8. 1, or none, means that the pixels are stored upright; any "
              "other value asks the viewer to turn or mirror them.",
              "EXIF方向值（1-8）。1或无此标记表示像素按正立方向存储；其他值表示需由看图软件旋转或镜像。"},
         .why =
             {"Platforms that ignore the mark show such a photo lying or mirrored. photolint itself turns it "
              "before it looks at the face.",
              "忽略该标记的平台会把照片显示为横躺或镜像。本工具在检查人脸前已自动转正。"},
         .passes_when = {"The orientation is 1 or absent.", "方向值为1或无此标记。"},
         .fails_when = {"The orientation is 2 to 8.", "方向值为2-8。"},
         .cannot_assess_when = {"The metadata cannot be read.", "元数据无法读取。"},
         .how_to_fix = {"Open the photo in an image program, rotate it until it stands upright, and save it.",
                        "用图像软件打开照片，旋转至正立后保存。"},
         .reference = {"EXIF 2.3, tag 0x0112. No requirement text names it.",
                       "EXIF 2.3，标签0x0112。各规范未单独规定。"}},
    .since = "0.1.0",
    .severity = Severity::warning,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
