// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr double kLargest = 1024.0 * 1024 * 1024;

constexpr std::array kParams = {
    ParamSpec{.name = "min_bytes",
              .kind = ParamKind::integer,
              .unit = "byte",
              .default_number = 20.0 * 1024,
              .min = 0,
              .max = kLargest,
              .doc = {"Smallest file size; 1 KB is 1024 bytes", "文件大小下限；1 KB按1024字节计"}},
    ParamSpec{.name = "max_bytes",
              .kind = ParamKind::integer,
              .unit = "byte",
              .default_number = 2.0 * 1024 * 1024,
              .min = 1,
              .max = kLargest,
              .not_below = "min_bytes",
              .doc = {"Largest file size; 1 MB is 1024 KB", "文件大小上限；1 MB按1024 KB计"}},
};

constexpr std::array kMessages = {
    MessageSpec{"too-small",
                {"the file has {size} bytes, needs at least {size.min}; send the original photo or save it "
                 "with a higher JPEG quality",
                 "文件大小为{size}字节，至少应为{size.min}字节；请提交原图，或提高JPEG保存质量"}},
    MessageSpec{
        "too-large",
        {"the file has {size} bytes, allowed are at most {size.max}; save it with a lower JPEG quality "
         "or fewer pixels",
         "文件大小为{size}字节，最多允许{size.max}字节；请适当降低JPEG保存质量或缩小像素尺寸"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail};

Outcome run(const Analysis& analysis, const Params& params) {
  const Measurement size = measure("size", static_cast<double>(analysis.file->bytes), "byte", 0,
                                   params.real("min_bytes"), params.real("max_bytes"));
  return judge({size}, size.excess() < 0 ? "too-small" : "too-large");
}

}  // namespace

extern constinit const RuleBody file_size;
constinit const RuleBody file_size = {
    .explain =
        {.checks = {"The size of the file in bytes. 1 KB is 1024 bytes, as file managers show it.",
                    "文件大小，单位为字节。1 KB按1024字节计，与资源管理器的显示一致。"},
         .why = {"Platforms refuse files outside their range; a very small file has lost detail to "
                 "compression.",
                 "平台会拒收超出范围的文件；文件过小通常说明压缩过度、细节丢失。"},
         .passes_when = {"The size lies between min_bytes and max_bytes, both included.",
                         "文件大小在min_bytes与max_bytes之间（含两端）。"},
         .fails_when = {"The file is smaller or larger.", "文件小于下限或大于上限。"},
         .cannot_assess_when = {"Never.", "不会出现。"},
         .how_to_fix = {"Too small: start again from the original photo. Too large: save it as JPEG with a "
                        "lower quality, not below 60.",
                        "过小：请从原图重新导出。过大：另存为JPEG并适当降低质量，但不低于60。"},
         .reference = {"Standard text: usually 20-40 KB, which is the archived picture; upload pages of "
                       "capture services take from 20 or 30 KB up to 2 MB. The default is the upload range.",
                       "标准原文“一般为20-40KB”指归档照片；各采集单位的上传入口多为20或30 KB起、2 MB以内。"
                       "默认值采用上传范围。"}},
    .since = "0.1.0",
    .severity = Severity::error,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
