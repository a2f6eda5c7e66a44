// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/rule.h"

#include <array>

namespace photolint {
namespace {

constexpr std::array kSharedMessages = {
    MessageSpec{"no-face", {"no face was found, so this could not be checked", "未检测到人脸，无法检查此项"}},
    MessageSpec{"faces-failed",
                {"the search for faces did not work on this photo, so this could not be checked",
                 "人脸检测未能完成，无法检查此项"}},
    MessageSpec{"no-parsing",
                {"the parts of the head could not be told apart, so this could not be checked",
                 "无法区分头部各部位，无法检查此项"}},
    MessageSpec{"no-background",
                {"the background could not be told from the person, so this could not be checked",
                 "无法区分背景与人物，无法检查此项"}},
    MessageSpec{"no-head",
                {"the outline of the head could not be found, so this could not be checked",
                 "无法确定头部轮廓，无法检查此项"}},
    MessageSpec{"not-a-number",
                {"the measurement gave no usable number, so this could not be checked",
                 "测量未得到有效数值，无法检查此项"}},
    MessageSpec{"batch-pending", {"not compared with the other items", "未与其他条目比较"}},
    MessageSpec{"no-roster", {"there is no student list to look at", "没有学生名单，无从检查"}},
    MessageSpec{"no-column", {"the student list has no column {field}", "学生名单中没有“{field}”列"}},
    MessageSpec{"no-value", {"the row has nothing in {field}", "该行的“{field}”为空"}},
    MessageSpec{"no-code",
                {"no capture code was given: the list has no such column, and no folder was named",
                 "未提供采集码：名单中没有采集码列，也未指定采集码文件夹"}},
    MessageSpec{"unsure",
                {"the words on the card could not be read surely enough to compare them: look at the card",
                 "采集码卡片上的文字无法可靠识别：请人工查看"}},
    MessageSpec{"no-card-text",
                {"the picture shows the code without the words of its card: hand in the saved card itself",
                 "图片中只有二维码而没有卡片文字：请提交保存的采集码原图"}},
    MessageSpec{"no-code-to-read", {"no capture code was read", "没有识别出采集码"}},
    MessageSpec{"code-failed",
                {"the reading of codes did not work on this picture, so this could not be checked",
                 "采集码识别未能完成，无法检查此项"}},
    MessageSpec{"rule-failed",
                {"the check itself failed on this photo; please report it",
                 "检查程序在此照片上出错，请反馈给开发者"}},
};

}  // namespace

std::span<const MessageSpec> shared_messages() {
  return kSharedMessages;
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

std::string_view to_string(RuleStage stage) {
  switch (stage) {
    case RuleStage::preview:
      return "preview";
    case RuleStage::stable:
      return "stable";
    case RuleStage::deprecated:
      return "deprecated";
  }
  return "preview";
}

const MessageSpec* find_message(const RuleBody& body, std::string_view id) {
  for (const MessageSpec& message : body.messages) {
    if (message.id == id) return &message;
  }
  for (const MessageSpec& message : kSharedMessages) {
    if (message.id == id) return &message;
  }
  return nullptr;
}

const RuleInfo* find_rule(std::span<const RuleInfo> table, std::string_view code_or_name) {
  for (const RuleInfo& rule : table) {
    if (rule.code == code_or_name || rule.name == code_or_name) return &rule;
  }
  return nullptr;
}

}  // namespace photolint
