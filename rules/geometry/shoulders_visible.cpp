// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{
        "left-missing",
        {"the shoulder on the left of the picture is not visible, both are needed: leave more room below and "
         "on the left",
         "画面左侧的肩部不可见，要求双肩均在画面内：请在下方和左侧多留空间"}},
    MessageSpec{
        "right-missing",
        {"the shoulder on the right of the picture is not visible, both are needed: leave more room below "
         "and on the right",
         "画面右侧的肩部不可见，要求双肩均在画面内：请在下方和右侧多留空间"}},
    MessageSpec{
        "both-missing",
        {"neither shoulder is visible, both are needed: take the photo from further away, with the upper "
         "body in the picture",
         "双肩均不可见，要求双肩均在画面内：请退远拍摄，将上半身拍入画面"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

std::string_view message_for(const HeadFacts& head) {
  if (head.shoulder_left_visible) return "right-missing";
  return head.shoulder_right_visible ? "left-missing" : "both-missing";
}

Outcome run(const Analysis& analysis, const Params&) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const int visible = int{head.shoulder_left_visible} + int{head.shoulder_right_visible};
  Outcome outcome = judge({measure("shoulders", visible, "", 0, 2, 2),
                           measure("left_shoulder", head.shoulder_left_share, "face-width", 2),
                           measure("right_shoulder", head.shoulder_right_share, "face-width", 2)},
                          message_for(head));
  // Shoulders are looked for below the chin, over the whole width.
  const FileFacts& file = *analysis.file;
  outcome.region = Rect{0, head.chin.y, double(file.width), file.height - head.chin.y};
  return outcome;
}

}  // namespace

extern constinit const RuleBody shoulders_visible;
constinit const RuleBody shoulders_visible = {
    .explain =
        {
            .checks =
                {"Whether the clothes reach out beside the neck on both sides. How far they do is given in "
                 "face widths. Left and right are those of the picture.",
                 "颈部两侧的肩部（衣着）是否均在画面内，并以脸部宽度为单位给出向外延伸的距离。"
                 "左右以画面为准。"},
            .why = {"The picture is a head-and-shoulders portrait; a missing shoulder means a wrong crop or "
                    "a turned "
                    "body.",
                    "学历照片为半身照，缺少一侧肩部说明裁剪不当或身体侧转。"},
            .passes_when = {"Both shoulders are visible.", "双肩均可见。"},
            .fails_when = {"One shoulder or both are not visible.", "一侧或双侧肩部不可见。"},
            .cannot_assess_when = {"No face is found, or the outline of the head cannot be made out.",
                                   "未检测到人脸，或无法确定头部轮廓。"},
            .how_to_fix =
                {"Take the photo again square to the camera and from further away, or crop the original "
                 "wider. Put hair that covers a shoulder behind the back.",
                 "请正对镜头退远重拍，或用原片扩大裁剪范围；长发遮住肩部的请拢到身后。"},
            .reference =
                {"Ministry of Education, image capture specification for graduation photos (sitting "
                 "straight, "
                 "shoulders level); vendors ask for the upper body in at least a third of the picture.",
                 "教育部学历证书电子注册图像采集规范（坐姿端正、双肩平正）；图像采集机构要求上身占画面三分之"
                 "一"
                 "以上。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::head,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
