// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"grey",
                {"the picture is stored in grey; send a colour photo", "照片以灰度模式存储；请提交彩色照片"}},
    MessageSpec{"cmyk",
                {"the picture is stored in printing inks (CMYK); convert it to RGB and save it again",
                 "照片为CMYK印刷色模式；请转换为RGB模式后重新保存"}},
    MessageSpec{"palette",
                {"the picture is stored with a palette of few colours; save it as a 24-bit JPEG",
                 "照片为索引色（调色板）模式；请另存为24位真彩色JPEG"}},
    MessageSpec{"alpha",
                {"the picture has a transparency channel; save it as JPEG without transparency",
                 "照片带有透明通道；请去除透明通道，另存为JPEG"}},
    MessageSpec{
        "depth",
        {"the picture has {bits_per_component} bits per channel, needs {bits_per_component.min}; save it "
         "with 8 bits per channel",
         "照片每通道为{bits_per_component}位，应为{bits_per_component.min}位；请转换为8位/通道后保存"}},
    MessageSpec{
        "components",
        {"the picture has {components} channels in mode {mode}, needs {components.min} channels of RGB "
         "or YCbCr; save it as a 24-bit JPEG",
         "照片色彩模式为{mode}，共{components}个通道，应为RGB或YCbCr的{components.min}个通道；请另存为24位"
         "真彩色JPEG"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail};

bool is_true_colour(ColourMode mode) {
  return mode == ColourMode::rgb || mode == ColourMode::ycbcr;
}

std::string_view message_for(const FileFacts& file) {
  if (file.colour_mode == ColourMode::grey) return "grey";
  if (file.colour_mode == ColourMode::cmyk) return "cmyk";
  if (file.colour_mode == ColourMode::palette) return "palette";
  if (file.has_alpha) return "alpha";
  if (file.components != 3 || !is_true_colour(file.colour_mode)) return "components";
  return "depth";
}

Outcome run(const Analysis& analysis, const Params&) {
  const FileFacts& file = *analysis.file;
  Outcome outcome = judge({measure("components", file.components, "", 0, 3, 3),
                           measure("bits_per_component", file.bits_per_component, "bit", 0, 8, 8),
                           measure("alpha", file.has_alpha ? 1 : 0, "", 0, std::nullopt, 0),
                           measure("true_colour", is_true_colour(file.colour_mode) ? 1 : 0, "", 0, 1)},
                          message_for(file));
  outcome.args = {{"mode", to_string(file.colour_mode)}};
  return outcome;
}

}  // namespace

extern constinit const RuleBody colour_mode;
constinit const RuleBody colour_mode = {
    .explain =
        {.checks =
             {"How the file stores its samples: number of channels, bits per channel, transparency, and "
              "the mode (grey, RGB, YCbCr, CMYK, palette).",
              "文件的存储方式：通道数、每通道位数、是否带透明通道，以及色彩模式（灰度、RGB、YCbCr、CMYK、索引"
              "色）。"},
         .why =
             {"The register asks for 24-bit colour. CMYK and 16-bit files show wrong colours or fail in "
              "ordinary programs; palettes lose skin tones.",
              "注册标准要求24位真彩色。CMYK和16位文件在普通软件中会偏色或无法打开；索引色会损失肤色层次。"},
         .passes_when = {"Three channels of 8 bits in RGB or YCbCr (the form inside a colour JPEG), without "
                         "transparency.",
                         "RGB或YCbCr（彩色JPEG的内部形式）三通道、每通道8位，且无透明通道。"},
         .fails_when = {"Any of these differs.", "任一项不符。"},
         .cannot_assess_when = {"Never.", "不会出现。"},
         .how_to_fix = {"Convert the picture to RGB with 8 bits per channel and save it as JPEG.",
                        "在图像软件中转换为RGB、8位/通道，另存为JPEG。"},
         .reference =
             {"Ministry document Jiaobizhi [2017] 99 as quoted by universities: JPEG, 24-bit true colour.",
              "教毕指〔2017〕99号（据高校公开转载）：JPEG压缩，24位真彩色。"}},
    .since = "0.1.0",
    .severity = Severity::error,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
