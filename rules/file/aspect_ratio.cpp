// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr int kDecimals = 4;

constexpr std::array kParams = {
    ParamSpec{.name = "ratio",
              .kind = ParamKind::real,
              .default_number = 0.75,
              .min = 0.1,
              .max = 10,
              .doc = {"Width divided by height of the upright picture", "正立画面的宽高比（宽÷高）"}},
    ParamSpec{.name = "tolerance",
              .kind = ParamKind::real,
              .default_number = 0.005,
              .min = 0,
              .max = 1,
              .doc = {"Largest allowed distance from ratio", "与ratio的最大允许偏差"}},
};

constexpr std::array kMessages = {
    MessageSpec{
        "too-narrow",
        {"width / height is {ratio}, needs at least {ratio.min}; crop the top or bottom, do not stretch",
         "宽高比为{ratio}，至少应为{ratio.min}；请裁去上方或下方，不要拉伸变形"}},
    MessageSpec{"too-wide",
                {"width / height is {ratio}, allowed is at most {ratio.max}; crop the sides, do not stretch",
                 "宽高比为{ratio}，最多允许{ratio.max}；请裁去左右两侧，不要拉伸变形"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail};

Outcome run(const Analysis& analysis, const Params& params) {
  const double target = params.real("ratio");
  const double tolerance = params.real("tolerance");
  const Measurement ratio =
      measure("ratio", double(analysis.file->width) / analysis.file->height, "", kDecimals,
              round_to(target - tolerance, kDecimals), round_to(target + tolerance, kDecimals));
  return judge({ratio}, ratio.excess() < 0 ? "too-narrow" : "too-wide");
}

}  // namespace

extern constinit const RuleBody aspect_ratio;
constinit const RuleBody aspect_ratio = {
    .explain =
        {.checks = {"Width divided by height of the upright picture, to four decimals.",
                    "正立画面的宽高比（宽÷高），精确到四位小数。"},
         .why = {"A picture of another shape is cropped or squeezed by the platform, and the head moves or "
                 "deforms.",
                 "比例不符的照片会被平台裁剪或压扁，导致头部偏移或变形。"},
         .passes_when = {"The ratio is within tolerance of ratio (3:4 is 0.75).",
                         "宽高比与ratio之差不超过tolerance（3:4即0.75）。"},
         .fails_when = {"The picture is narrower or wider.", "照片偏窄或偏宽。"},
         .cannot_assess_when = {"Never.", "不会出现。"},
         .how_to_fix = {"Crop the photo to 3 wide by 4 high.", "将照片按宽3:高4裁剪。"},
         .reference =
             {"480x640 of Ministry document Jiaobizhi [2017] 99 as quoted by universities; school notices: "
              "height to width "
              "4:3. The tolerance of 0.005 allows for 3 px of rounding at 480x640.",
              "教毕指〔2017〕99号（据高校公开转载）480×640；学校通知：高宽比4:3。容差0.005约为480×640时的"
              "3像素取整误差。"}},
    .since = "0.1.0",
    .severity = Severity::error,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
