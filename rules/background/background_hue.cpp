// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "photolint/image/colour.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::string_view kBlue = "blue";
constexpr std::string_view kPaleBlue = "pale-blue";
constexpr std::string_view kWhite = "white";

constexpr std::array kParams = {
    ParamSpec{
        .name = "colours",
        .kind = ParamKind::list,
        .default_text = "blue",
        .choices = "blue pale-blue white grey",
        .doc = {"colours of which the background must have one; each is defined by the parameters below",
                "允许的背景颜色，符合其一即可；各颜色由下列参数定义"}},
    ParamSpec{.name = "hue_min_deg",
              .kind = ParamKind::real,
              .unit = "deg",
              .default_number = 185,
              .min = 0,
              .max = 360,
              .doc = {"smallest hue of blue and pale-blue (HSV)", "blue与pale-blue的色相下限（HSV）"}},
    ParamSpec{.name = "hue_max_deg",
              .kind = ParamKind::real,
              .unit = "deg",
              .default_number = 222,
              .min = 0,
              .max = 360,
              .not_below = "hue_min_deg",
              .doc = {"largest hue of blue and pale-blue (HSV)", "blue与pale-blue的色相上限（HSV）"}},
    ParamSpec{.name = "min_saturation",
              .kind = ParamKind::real,
              .default_number = 0.25,
              .min = 0,
              .max = 1,
              .doc = {"smallest saturation of blue (HSV)", "blue的饱和度下限（HSV）"}},
    ParamSpec{.name = "min_value",
              .kind = ParamKind::real,
              .default_number = 0.5,
              .min = 0,
              .max = 1,
              .doc = {"smallest value of blue (HSV), which keeps navy and ill-lit blue out",
                      "blue的明度下限（HSV），用于排除藏青色和光线不足的蓝色"}},
    ParamSpec{.name = "pale_min_lightness",
              .kind = ParamKind::real,
              .default_number = 0.69,
              .min = 0,
              .max = 1,
              .doc = {"smallest lightness of pale-blue (HSL: mean of the largest and the smallest channel)",
                      "pale-blue的亮度下限（HSL：最大与最小通道的平均值）"}},
    ParamSpec{.name = "white_min_lightness",
              .kind = ParamKind::real,
              .default_number = 90,
              .min = 0,
              .max = 100,
              .doc = {"smallest CIELAB lightness L* of white", "white的CIELAB亮度L*下限"}},
    ParamSpec{.name = "grey_min_lightness",
              .kind = ParamKind::real,
              .default_number = 84,
              .min = 0,
              .max = 100,
              .doc = {"smallest CIELAB lightness L* of grey", "grey的CIELAB亮度L*下限"}},
    ParamSpec{.name = "neutral_max_chroma",
              .kind = ParamKind::real,
              .default_number = 6,
              .min = 0,
              .max = 100,
              .doc = {"largest CIELAB chroma C* of white and grey; pale-blue has more",
                      "white与grey的CIELAB彩度C*上限；pale-blue的彩度高于此值"}},
    ParamSpec{.name = "reference_red",
              .kind = ParamKind::integer,
              .default_number = 100,
              .min = 0,
              .max = 255,
              .doc = {"reference colour, red", "参考色的红色分量"}},
    ParamSpec{.name = "reference_green",
              .kind = ParamKind::integer,
              .default_number = 197,
              .min = 0,
              .max = 255,
              .doc = {"reference colour, green", "参考色的绿色分量"}},
    ParamSpec{.name = "reference_blue",
              .kind = ParamKind::integer,
              .default_number = 255,
              .min = 0,
              .max = 255,
              .doc = {"reference colour, blue", "参考色的蓝色分量"}},
    ParamSpec{.name = "max_reference_de00",
              .kind = ParamKind::real,
              .unit = "dE00",
              .default_number = 0,
              .min = 0,
              .max = 100,
              .doc = {"largest CIEDE2000 difference from the reference colour; 0: only reported",
                      "与参考色的CIEDE2000色差上限；0表示只报告、不作判断"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "not-blue",
        {"the background {colour} is not the required blue: hue {hue} degrees (needs {hue.min} to "
         "{hue.max}), "
         "saturation {saturation} (needs {saturation.min}), value {value} (needs {value.min}): take the "
         "photo again before an evenly lit light blue backdrop",
         "背景颜色{colour}不是要求的蓝色：色相{hue}°（要求{hue.min}至{hue.max}），饱和度{saturation}（不低于"
         "{saturation.min}），明度{value}（不低于{value.min}）：请在光线均匀的浅蓝色背景前重拍"}},
    MessageSpec{
        "not-white",
        {"the background {colour} is not white: lightness {lightness} (needs {lightness.min}), chroma "
         "{chroma} (allowed {chroma.max}): take the photo again before a well-lit white wall and with the "
         "right white balance",
         "背景颜色{colour}不是白色：亮度L*为{lightness}（不低于{lightness.min}），彩度C*为{chroma}（不超过"
         "{chroma.max}）：请在光线充足的白色背景前重拍，并校准白平衡"}},
    MessageSpec{
        "not-allowed",
        {"the background {colour} is none of the allowed colours ({allowed}): take the photo again before "
         "an evenly lit backdrop of such a colour",
         "背景颜色{colour}不在允许范围内（{allowed}）：请在光线均匀的合规背景前重拍"}},
    MessageSpec{
        "far-from-reference",
        {"the background {colour} differs from the reference colour by {reference_distance} (CIEDE2000), "
         "allowed {reference_distance.max}: use the prescribed backdrop",
         "背景颜色{colour}与参考色的色差为{reference_distance}（CIEDE2000），允许不超过"
         "{reference_distance.max}：请使用规定的背景"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// The background's mean colour as the reports print it; decisions use these numbers.
struct Seen {
  Measurement hue, saturation, value, lightness, chroma, reference_distance;
  double hsl_lightness = 0;  // rounded like value, of which it is the companion
};

Seen look_at(Rgb mean, const Params& params) {
  const Hsv hsv = to_hsv(mean);
  const Lab lab = to_lab(mean);
  const Rgb reference{params.real("reference_red"), params.real("reference_green"),
                      params.real("reference_blue")};
  const double high = std::max({mean.r, mean.g, mean.b});
  const double low = std::min({mean.r, mean.g, mean.b});
  return {measure("hue", hsv.hue_deg, "deg", 0),
          measure("saturation", hsv.saturation, "", 2),
          measure("value", hsv.value, "", 2),
          measure("lightness", lab.l, "", 1),
          measure("chroma", std::hypot(lab.a, lab.b), "", 1),
          measure("reference_distance", ciede2000(lab, to_lab(reference)), "dE00", 1),
          round_to((high + low) / 510, 2)};
}

bool hue_is_blue(const Seen& seen, const Params& params) {
  return seen.hue.value >= params.real("hue_min_deg") && seen.hue.value <= params.real("hue_max_deg");
}

bool is_neutral(const Seen& seen, const Params& params) {
  return seen.chroma.value <= params.real("neutral_max_chroma");
}

bool has_colour(const Seen& seen, std::string_view colour, const Params& params) {
  if (colour == kBlue) {
    return hue_is_blue(seen, params) && seen.saturation.value >= params.real("min_saturation") &&
           seen.value.value >= params.real("min_value");
  }
  if (colour == kPaleBlue) {
    return hue_is_blue(seen, params) && !is_neutral(seen, params) &&
           seen.hsl_lightness >= params.real("pale_min_lightness");
  }
  const std::string_view floor = colour == kWhite ? "white_min_lightness" : "grey_min_lightness";
  return is_neutral(seen, params) && seen.lightness.value >= params.real(floor);
}

std::string hex(Rgb colour) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text = "#";
  for (const double channel : {colour.r, colour.g, colour.b}) {
    const auto level = static_cast<std::size_t>(std::clamp(std::round(channel), 0.0, 255.0));
    text += kDigits[level / 16];
    text += kDigits[level % 16];
  }
  return text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Where only one colour is allowed its limits can be stated with the measurements.
std::string_view state_limits(Seen& seen, const std::vector<std::string>& allowed, const Params& params) {
  if (allowed.size() != 1) return "not-allowed";
  if (allowed.front() == kBlue) {
    seen.hue.min = params.real("hue_min_deg");
    seen.hue.max = params.real("hue_max_deg");
    seen.saturation.min = params.real("min_saturation");
    seen.value.min = params.real("min_value");
    return "not-blue";
  }
  if (allowed.front() == kWhite) {
    seen.lightness.min = params.real("white_min_lightness");
    seen.chroma.max = params.real("neutral_max_chroma");
    return "not-white";
  }
  return "not-allowed";
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.background)) return *missing;
  const Rgb mean = analysis.background.value().mean;
  Seen seen = look_at(mean, params);
  const std::vector<std::string>& allowed = params.list("colours");
  const bool colour_fits = std::any_of(allowed.begin(), allowed.end(), [&](const std::string& colour) {
    return has_colour(seen, colour, params);
  });
  const std::string_view fail_message = state_limits(seen, allowed, params);
  const double max_distance = params.real("max_reference_de00");
  if (max_distance > 0) seen.reference_distance.max = max_distance;

  Outcome outcome =
      judge({seen.hue, seen.saturation, seen.value, seen.lightness, seen.chroma, seen.reference_distance},
            "far-from-reference");
  if (outcome.status == Status::cannot_assess) return outcome;
  if (!colour_fits) {
    outcome.status = Status::fail;
    outcome.message = fail_message;
  }
  outcome.args = {{"colour", hex(mean)}, {"allowed", joined(allowed)}};
  return outcome;
}

}  // namespace

extern constinit const RuleBody background_hue;
constinit const RuleBody background_hue = {
    .explain =
        {
            .checks =
                {"The robust mean colour of the background: hue, saturation and value (HSV), lightness and "
                 "chroma (CIELAB), against the allowed colours. blue: hue, saturation and value inside their "
                 "limits. pale-blue: the same hue, lightness (HSL) of at least pale_min_lightness, more "
                 "chroma "
                 "than grey. white and grey: hardly any chroma and at least their lightness. The "
                 "CIEDE2000 difference from a reference colour is always reported and can be limited.",
                 "背景的稳健平均颜色：色相、饱和度、明度（HSV）以及亮度、彩度（CIELAB），与允许的颜色比较。bl"
                 "ue："
                 "色相、饱和度、明度均在限值内；pale-blue：色相相同，HSL亮度不低于pale_min_"
                 "lightness，彩度高于"
                 "灰色；white与light-"
                 "grey：几乎无彩度，且亮度不低于各自下限。与参考色的CIEDE2000色差始终给出，"
                 "可另设上限。"},
            .why = {"The documents prescribe the background colour; certificates of one year show it side by "
                    "side.",
                    "文件对背景颜色有明确规定，同一批证书的照片需保持一致。"},
            .passes_when =
                {"The mean colour is one of the allowed colours, and near enough to the reference colour "
                 "where max_reference_de00 is set.",
                 "平均颜色属于允许的颜色之一；设有max_reference_de00时，与参考色的色差也不超过上限。"},
            .fails_when =
                {"The mean colour is none of the allowed ones, or too far from the reference colour.",
                 "平均颜色不属于任何允许的颜色，或与参考色相差过大。"},
            .cannot_assess_when = {"The background cannot be told from the person.", "无法区分背景与人物。"},
            .how_to_fix = {"Take the photo again before an evenly lit backdrop of the prescribed colour; do "
                           "not replace "
                           "the background with software.",
                           "请在光线均匀、颜色符合规定的背景前重拍，不要用软件更换背景。"},
            .reference =
                {"Ministry of Education, image capture specification: light blue, RGB (100,197,255), no "
                 "tolerance stated; the hue range takes in the four blues in use for graduation photos "
                 "(196.5 to 217.2 degrees). Gaokao: blue, white (255,255,255) or grey (240,240,240). Exit "
                 "and entry: white, grey of at least RGB 210, or pale blue of HLS hue 135/240 and lightness "
                 "from 167/240. Checked on 2026-11-21: 16 of 16 compliant synthetic portraits pass (hue 201 "
                 "to 204); red, white and over-exposed backgrounds fail, 12 of 12; 98 % of 539 US Congress "
                 "portraits (violet-blue, hue around 224, or a flag) fail.",
                 "教育部图像采集规范：浅蓝色RGB（100,197,"
                 "255），未规定容差；色相范围涵盖毕业照片实际使用的四种蓝色（196.5至217."
                 "2度）。高考：蓝色、白色（255,255,255）或灰色（240,240,"
                 "240）。出入境证件：白色、RGB不低于210的灰色，或HLS色相135/240、亮度不低于167/"
                 "240的淡蓝色。2026-11-"
                 "21核对：16张合规合成肖像全部通过（色相201至204）；红色、白色和过曝背景12/"
                 "12不通过；539张美国国会议员肖像98%不通过（偏紫的蓝色，色相约224，或以旗帜为背景）。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::background,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
