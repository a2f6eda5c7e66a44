// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string_view>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_dpi",
              .kind = ParamKind::integer,
              .unit = "dpi",
              .default_number = 300,
              .min = 1,
              .max = 10000,
              .doc = {"Smallest print resolution", "打印分辨率下限"}},
    ParamSpec{.name = "max_dpi",
              .kind = ParamKind::integer,
              .unit = "dpi",
              .default_number = 300,
              .min = 1,
              .max = 10000,
              .not_below = "min_dpi",
              .doc = {"Largest print resolution", "打印分辨率上限"}},
};

constexpr std::array kMessages = {
    MessageSpec{
        "missing",
        {"the file states no print resolution, expected {expected} dpi; set it when saving, the pixels "
         "need not change",
         "文件未标注打印分辨率，应为{expected} dpi；保存时设置即可，无需改变像素"}},
    MessageSpec{
        "other-resolution",
        {"the file states {x_dpi} x {y_dpi} dpi, expected {expected} dpi; set it when saving, the pixels "
         "need not change",
         "文件标注的打印分辨率为{x_dpi}×{y_dpi} dpi，应为{expected} dpi；保存时修改即可，无需改变像素"}},
    MessageSpec{"unreadable-metadata",
                {"the file's metadata cannot be read, so its print resolution is not known",
                 "文件元数据无法读取，打印分辨率未知"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

bool metadata_unread(const FileFacts& file) {
  return std::any_of(file.defects.begin(), file.defects.end(), [](std::string_view defect) {
    return defect == "damaged-metadata" || defect == "oversized-metadata";
  });
}

Outcome run(const Analysis& analysis, const Params& params) {
  const FileFacts& file = *analysis.file;
  if (!file.print_resolution && metadata_unread(file)) return cannot_assess("unreadable-metadata");
  const std::int64_t min = params.integer("min_dpi");
  const std::int64_t max = params.integer("max_dpi");
  Outcome outcome;
  if (file.print_resolution) {
    const auto low = static_cast<double>(min);
    const auto high = static_cast<double>(max);
    outcome = judge({measure("x_dpi", file.print_resolution->x_dpi, "dpi", 0, low, high),
                     measure("y_dpi", file.print_resolution->y_dpi, "dpi", 0, low, high)},
                    "other-resolution");
  } else {
    outcome.status = Status::fail;
    outcome.message = "missing";
  }
  const std::string expected = std::to_string(min) + (min == max ? "" : "-" + std::to_string(max));
  if (outcome.status == Status::fail) outcome.args = {{"expected", expected}};
  return outcome;
}

}  // namespace

extern constinit const RuleBody print_resolution;
constinit const RuleBody print_resolution = {
    .explain =
        {.checks =
             {"The print resolution that the file states (JFIF, else EXIF, else the container's own "
              "field), across and down, in whole dots per inch. Whole dots per centimetre are converted: "
              "118 per cm is 300 dpi.",
              "文件标注的水平与垂直打印分辨率（依次取JFIF、EXIF、容器自身字段），取整到dpi。以“点/"
              "厘米”标注的会换算："
              "118点/厘米即300 dpi。"},
         .why =
             {"Certificates are printed at a fixed size; some archives read the size from this number. The "
              "pixels decide the detail, so this is information unless a profile asks for more.",
              "证书按固定尺寸打印，部分归档系统据此换算尺寸。清晰度取决于像素，因此默认仅作提示，由方案决定是"
              "否从严。"},
         .passes_when = {"Both numbers lie between min_dpi and max_dpi.",
                         "水平、垂直分辨率均在min_dpi与max_dpi之间。"},
         .fails_when =
             {"A number is outside, or the file states none: then it does not state the required "
              "resolution, and nothing is uncertain about that.",
              "任一数值超出范围，或文件未标注分辨率——未标注即不满足“标注为规定值”的要求，并非无法判断。"},
         .cannot_assess_when = {"No resolution was found and the metadata cannot be read.",
                                "未找到分辨率，且元数据无法读取。"},
         .how_to_fix = {"Set 300 pixels per inch in an image program without resampling.",
                        "在图像软件中将分辨率设为300像素/英寸，不要勾选“重新采样”。"},
         .reference = {"Ministry document Jiaobizhi [2017] 99 as quoted by universities: 300 dpi.",
                       "教毕指〔2017〕99号（据高校公开转载）：分辨率300 dpi。"}},
    .since = "0.1.0",
    .severity = Severity::info,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
