// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "tolerated",
              .kind = ParamKind::list,
              .default_text = "",
              .choices = "missing-end-marker trailing-bytes stray-bytes damaged-metadata oversized-metadata",
              .doc = {"Defects that do not count; phones often append data of their own (trailing-bytes)",
                      "不计入的缺陷；部分手机会在照片末尾附加自有数据（trailing-bytes）"}},
};

constexpr std::array kMessages = {
    MessageSpec{"defects",
                {"the file is not whole: {found}; open the original photo in an image program and save it "
                 "again",
                 "文件不完整或含多余内容（{found}）；请用图像软件打开原图并重新保存"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail};

Outcome run(const Analysis& analysis, const Params& params) {
  const std::vector<std::string>& tolerated = params.list("tolerated");
  std::string found;
  int count = 0;
  for (const std::string& defect : analysis.file->defects) {
    if (std::find(tolerated.begin(), tolerated.end(), defect) != tolerated.end()) continue;
    found += (found.empty() ? "" : ", ") + defect;
    ++count;
  }
  Outcome outcome = judge({measure("defects", count, "", 0, std::nullopt, 0)}, "defects");
  if (count > 0) outcome.args = {{"found", found}};
  return outcome;
}

}  // namespace

extern constinit const RuleBody file_intact;
constinit const RuleBody file_intact = {
    .explain =
        {.checks = {"Defects of a file whose picture could be read in full: a missing end marker "
                    "(missing-end-marker), bytes behind the end of the picture (trailing-bytes), stray bytes "
                    "in the header (stray-bytes), metadata that cannot be read (damaged-metadata) or is "
                    "larger than 1 MiB (oversized-metadata). The count is judged.",
                    "检查画面可完整读取的文件是否仍有缺陷：缺少结束标记（missing-end-"
                    "marker）、画面数据之后有多余字节"
                    "（trailing-bytes）、文件头中夹杂多余字节（stray-bytes）、元数据无法读取（damaged-"
                    "metadata）或超过"
                    "1 MiB（oversized-metadata）。按缺陷个数判定。"},
         .why =
             {"Such files come from broken transfers or careless programs; other programs may refuse them, "
              "and hidden data has no place in a register.",
              "这类文件多由传输中断或不规范的软件产生，其他系统可能拒收；注册照片中也不应夹带隐藏数据。"},
         .passes_when = {"No defect but those in tolerated.", "除tolerated所列外没有任何缺陷。"},
         .fails_when = {"At least one other defect.", "存在至少一项其他缺陷。"},
         .cannot_assess_when =
             {"Never. A file whose picture is cut off or damaged is unreadable and reaches no "
              "rule.",
              "不会出现。画面数据被截断或损坏的文件会直接判为“无法读取”，不进入规则检查。"},
         .how_to_fix = {"Copy the file again from the camera or phone, or open and save it with an image "
                        "program.",
                        "请从相机或手机重新拷贝，或用图像软件打开后另存。"},
         .reference = {"None of the requirement texts; a condition for the other checks to be trusted.",
                       "各规范未作规定；这是其他检查结果可信的前提。"}},
    .since = "0.1.0",
    .severity = Severity::error,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
