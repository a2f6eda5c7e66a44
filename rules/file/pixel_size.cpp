// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr double kNoLimitPx = 30000;  // no decoder takes a longer edge

constexpr std::array kParams = {
    ParamSpec{
        .name = "mode",
        .kind = ParamKind::choice,
        .default_text = "at_least",
        .choices = "exact at_least multiple",
        .doc = {"exact: width and height as given; at_least: or more; multiple: the same whole multiple of "
                "both",
                "exact：宽高须完全一致；at_least：不小于给定值；multiple：宽高为给定值的同一整数倍"}},
    ParamSpec{.name = "width_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 480,
              .min = 1,
              .max = kNoLimitPx,
              .doc = {"Width of the upright picture", "正立画面的宽度"}},
    ParamSpec{.name = "height_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 640,
              .min = 1,
              .max = kNoLimitPx,
              .doc = {"Height of the upright picture", "正立画面的高度"}},
    ParamSpec{.name = "max_width_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = kNoLimitPx,
              .min = 1,
              .max = kNoLimitPx,
              .not_below = "width_px",
              .doc = {"at_least: largest width, for documents that set one; 30000: no limit",
                      "at_least：宽度上限，用于规定了上限的文件；30000表示不限"}},
    ParamSpec{.name = "max_height_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = kNoLimitPx,
              .min = 1,
              .max = kNoLimitPx,
              .not_below = "height_px",
              .doc = {"at_least: largest height, for documents that set one; 30000: no limit",
                      "at_least：高度上限，用于规定了上限的文件；30000表示不限"}},
};

constexpr std::array kMessages = {
    MessageSpec{
        "not-exact",
        {"the picture has {width} x {height} px, needs exactly {width.min} x {height.min} px; crop and "
         "resize it without stretching",
         "照片为{width}×{height}像素，须恰为{width.min}×{height.min}像素；请按比例裁剪并缩放，不要拉伸变形"}},
    MessageSpec{
        "too-small",
        {"the picture has {width} x {height} px, needs at least {width.min} x {height.min} px; use the "
         "original photo, do not enlarge a small one",
         "照片为{width}×{height}像素，至少应为{width.min}×{height.min}像素；请使用原始照片，不要放大小图"}},
    MessageSpec{"too-large",
                {"the picture has {width} x {height} px, more than the document allows: scale it down "
                 "without stretching",
                 "照片为{width}×{height}像素，超过文件规定的上限：请按比例缩小，不要拉伸变形"}},
    MessageSpec{
        "not-a-multiple",
        {"the picture has {width} x {height} px, which is no whole multiple of {base}; it is off by up "
         "to {off_multiple} px",
         "照片为{width}×{height}像素，不是{base}像素的整数倍，最多相差{off_multiple}像素；请重新裁剪缩放"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail};

/// Larger distance, in pixels, of width and height to the nearest common whole multiple of the base.
std::int64_t off_multiple(std::int64_t width, std::int64_t height, std::int64_t base_width,
                          std::int64_t base_height) {
  const std::int64_t factor = std::max<std::int64_t>((width + base_width / 2) / base_width, 1);
  return std::max(std::abs(width - factor * base_width), std::abs(height - factor * base_height));
}

Outcome run(const Analysis& analysis, const Params& params) {
  const int width = analysis.file->width;
  const int height = analysis.file->height;
  const std::int64_t base_width = params.integer("width_px");
  const std::int64_t base_height = params.integer("height_px");
  const std::string& mode = params.text("mode");
  const bool exact = mode == "exact";
  const auto most = [&](std::int64_t base, std::string_view max_name) -> std::optional<double> {
    if (exact) return static_cast<double>(base);
    const double max = params.real(max_name);
    if (mode == "multiple" || max >= kNoLimitPx) return std::nullopt;
    return max;
  };
  std::vector<Measurement> measured = {
      measure("width", width, "px", 0, static_cast<double>(base_width), most(base_width, "max_width_px")),
      measure("height", height, "px", 0, static_cast<double>(base_height),
              most(base_height, "max_height_px"))};
  if (exact) return judge(std::move(measured), "not-exact");
  if (mode == "at_least") {
    const bool below = width < base_width || height < base_height;
    return judge(std::move(measured), below ? "too-small" : "too-large");
  }

  const bool small = first_outside(measured) != nullptr;
  const std::int64_t off = off_multiple(width, height, base_width, base_height);
  measured.push_back(measure("off_multiple", static_cast<double>(off), "px", 0, std::nullopt, 0));
  Outcome outcome = judge(std::move(measured), small ? "too-small" : "not-a-multiple");
  outcome.args = {{"base", std::to_string(base_width) + "x" + std::to_string(base_height)}};
  return outcome;
}

}  // namespace

extern constinit const RuleBody pixel_size;
constinit const RuleBody pixel_size = {
    .explain =
        {.checks =
             {"Width and height of the upright picture in pixels (EXIF orientation applied), against a "
              "base size: exactly that size, at least that size, or a whole multiple of it.",
              "正立画面（已按EXIF方向旋转）的像素宽高，与基准尺寸比较：完全一致、不小于，或为其整数倍。"},
         .why = {"The register stores 480x640 pixels; a smaller picture would have to be enlarged and looks "
                 "blurred on the certificate.",
                 "学历注册照片为480×640像素；更小的照片只能放大，印在证书上会模糊。"},
         .passes_when =
             {"exact: both are equal to width and height. at_least: both are not smaller, and not larger "
              "than "
              "max_width_px and max_height_px. multiple: "
              "both are the same whole multiple (1, 2, 3 ...).",
              "exact：宽高均等于给定值；at_least：宽高均不小于给定值，且不超过max_width_px与max_height_px；"
              "multiple：宽高为给定值的同一整数倍（1、2、3……倍）。"},
         .fails_when = {"Otherwise. off_multiple is the larger distance to the nearest common multiple.",
                        "其他情况。off_multiple为与最近整数倍尺寸相差的像素数（取宽、高中较大者）。"},
         .cannot_assess_when = {"Never.", "不会出现。"},
         .how_to_fix = {"Crop the original photo to 3:4 and resize it to 480x640 or a multiple of it.",
                        "将原图按3:4裁剪，并缩放为480×640像素或其整数倍。"},
         .reference =
             {"Ministry document Jiaobizhi [2017] 99 as quoted by universities: 480 wide, 640 high. School "
              "notices of 2023: "
              "at least 480x640 or multiples of it. Exit-entry guide: 354x472 to 480x640.",
              "教毕指〔2017〕99号（据高校公开转载）：宽480像素、高640像素。2023年学校通知：不低于480×640像素"
              "或其整数倍。出入境证件照相指引：354×472至480×640像素。"}},
    .since = "0.1.0",
    .severity = Severity::error,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
