// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <vector>

#include "photolint/image/overlay.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"border",
                {"the picture has a border on {borders} of its sides: send it without a frame, or have the "
                 "frame cut off",
                 "照片有{borders}条边带有边框：请提交无边框的照片，或裁去边框"}},
    MessageSpec{"round-corners",
                {"the corners of the picture are rounded: send the original picture with square corners",
                 "照片四角被裁成圆角：请提交直角的原始照片"}},
    MessageSpec{"text",
                {"there is text, a date or a watermark in the picture: switch the camera's date stamp off, "
                 "or send the "
                 "original picture without text",
                 "照片上有文字、日期或水印：请关闭相机的日期水印，或提交无文字的原始照片"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kReach = 0.1;      // of the picture's size; a wider frame leaves too little for the portrait
constexpr double kCoverage = 0.85;  // of the side's length
constexpr double kLevel = 0.006;    // slope of a line that is parallel to the side
constexpr double kPlain = 0.95;     // of the border's pixels

bool is_border(ImageView colour, Side side) {
  const EdgeLine line = edge_line(colour, side, kReach, kCoverage);
  return line.coverage >= kCoverage && line.slope < kLevel && line.slope > -kLevel && line.plain >= kPlain;
}

/// Head and neck, grown: hair, brows, glasses and necklaces look like strokes. Working pixels.
Rect head_place(const Analysis& analysis) {
  const Rect face = landmark_box(analysis.faces.value().main());
  const Rect grown = {face.x - 0.35 * face.width, face.y - 0.6 * face.height, 1.7 * face.width,
                      2 * face.height};
  const double k = analysis.scale;
  return {grown.x * k, grown.y * k, grown.width * k, grown.height * k};
}

Outcome run(const Analysis& analysis, const Params&) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const ImageView colour = analysis.colour;
  const auto borders =
      std::count_if(kSides.begin(), kSides.end(), [&](Side side) { return is_border(colour, side); });
  const RoundCorners corners = round_corners(colour);
  const std::vector<PrintedLine> lines = printed_lines(colour, head_place(analysis));
  Outcome outcome = judge({measure("borders", static_cast<double>(borders), "", 0, std::nullopt, 0),
                           measure("round_corners", corners.count, "", 0, std::nullopt, 0),
                           measure("text_lines", static_cast<double>(lines.size()), "", 0, std::nullopt, 0)},
                          "border");
  const Measurement* const outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "round_corners") outcome.message = "round-corners";
  if (outside == nullptr || outside->name != "text_lines") return outcome;
  outcome.message = "text";
  const Rect box = lines.front().box;
  const double k = 1 / analysis.scale;
  outcome.region = Rect{box.x * k, box.y * k, box.width * k, box.height * k};
  return outcome;
}

}  // namespace

extern constinit const RuleBody frame_or_text;
constinit const RuleBody frame_or_text = {
    .explain =
        {
            .checks = {"The sides along which a strip of one colour, at most 10 % of the picture wide, ends "
                       "in a straight line parallel to the side; how many corners of one size and colour are "
                       "cut off along an arc; and lines of print: six or more strokes of one colour side by "
                       "side, 1 to 6 % of the height high, with nothing like them above or below. Head and "
                       "neck are left out of the search for text.",
                       "有几条边带有单色条带（宽度不超过画面10%"
                       "，内缘为与边平行的直线）；有几个角被同样大小、同样颜色的圆弧裁去；以及文字行：六个以"
                       "上同色笔画并排，高度为画面的1%至6%，且上下无类似图案。查找文字时不含头部和颈部。"},
            .why = {"Nothing may be added to the picture: no border, text or pattern.",
                    "照片上不得添加边框、文字或图案。"},
            .passes_when = {"None of them is found.", "均未发现。"},
            .fails_when =
                {"A border, rounded corners, a caption, a date stamp or a clear watermark is found.",
                 "发现边框、圆角、文字、日期或明显水印。"},
            .cannot_assess_when = {"No face is found, so that hair could be taken for text.",
                                   "未检测到人脸，头发可能被误认为文字。"},
            .how_to_fix =
                {"Switch the camera's date stamp off, do not use a frame, and send the original picture.",
                 "关闭相机日期水印，不加相框，提交原始照片。"},
            .reference =
                {"Ministry of Education: no border, text or pattern may be added. Measured on 2026-11-21: no "
                 "false alarm on 16 compliant synthetic portraits, 326 mild variations and 204 London "
                 "photos; 2 of 539 US Congress portraits (buildings, lace). Caught on 10 pictures each: "
                 "borders of 4 to 20 px 20 of 20 a width, of 40 px 17 of 20; captions of 12 to 26 px 56 of "
                 "60; amber dates of 8 to 26 px 43 of 44 (11 "
                 "pictures a size); rounded corners of 16 px and "
                 "more 19 of 20, of 8 px 10 of 20. A border or corner of the colour of what it touches "
                 "cannot be seen. Watermarks over the whole "
                 "picture and text close to the head are mostly missed: the head and its surroundings are "
                 "left out.",
                 "教育部文件：不得添加边框、文字或图案。2026-11-"
                 "21测得：16张合规合成肖像、326张轻微变化图、204张伦敦人脸均无误报；539张美国国会议员肖像误报"
                 "2张（建筑、花边）。每项10张图检出：4至20像素边框每种宽度20/20，40像素17/"
                 "20；12至26像素文字56/60；琥珀色日期8至26像素43/"
                 "44（每种大小11张）；半径16像素以上圆角19/20，8像素10/"
                 "20。与相邻内容同色的边框或圆角无法识别；查找时不含头部及其周围，故铺满画面的水印和靠近头部"
                 "的文字大多漏检。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
