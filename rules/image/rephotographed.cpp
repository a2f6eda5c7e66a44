// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "photolint/image/overlay.h"
#include "photolint/image/spectrum.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_pattern",
              .kind = ParamKind::real,
              .default_number = 60,
              .min = 1,
              .max = 1000000,
              .doc = {"largest power of one wave in flat parts of the picture, against waves about as long",
                      "平坦区域中单一波纹功率与相近频率中位功率之比的上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "pattern",
        {"wall and skin show one regular pattern (strength {pattern}, at most {pattern.max}), as when a "
         "screen or a printed picture is photographed: send the original picture file, or take a new photo",
         "背景和皮肤上有规则纹路（强度{pattern}，要求不超过{pattern.max}"
         "），疑似翻拍屏幕或印刷照片：请提交原始"
         "照片文件，或重新拍摄"}},
    MessageSpec{"paper-edge",
                {"straight edges run along {edges} sides of the picture, as those of a paper print that was "
                 "photographed: send the "
                 "original picture file, or take a new photo",
                 "画面有{edges}条边附近出现直线边缘，疑似翻拍纸质照片：请提交原始照片文件，或重新拍摄"}},
    MessageSpec{"nothing-flat",
                {"neither wall nor skin shows enough even places to look for a screen's pattern",
                 "背景和皮肤缺少足够的平坦区域，无法检查翻拍纹路"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kReach = 0.16;     // of the picture's size
constexpr double kCoverage = 0.55;  // of a side's length
constexpr int kMostEdges = 2;       // door frames and shelves make one or two

/// Corners of patches (working pixels) that show only wall.
std::vector<Point> wall_patches(const Analysis& analysis) {
  constexpr int kColumns = 8, kRows = 8;
  constexpr std::size_t kMost = 6;
  const ImageView person = analysis.background.value().person.view();
  const int right = person.width() - kSpectrumPatch, bottom = person.height() - kSpectrumPatch;
  std::vector<Point> corners;
  for (int i = 0; i < kColumns * kRows && corners.size() < kMost; ++i) {
    // Outer columns first: the wall is there. A margin of a sixteenth keeps frames out.
    const int column = i / kRows % 2 == 0 ? i / kRows / 2 : kColumns - 1 - i / kRows / 2;
    const int x = right * (2 * column + 1) / (2 * kColumns);
    const int y = bottom * (2 * (i % kRows) + 1) / (2 * kRows);
    bool wall = x >= 0 && y >= 0;
    for (int s = 0; wall && s < 25; ++s) {
      wall = *person.at(x + s % 5 * (kSpectrumPatch - 1) / 4, y + s / 5 * (kSpectrumPatch - 1) / 4) == 0;
    }
    if (wall) corners.push_back({double(x), double(y)});
  }
  return corners;
}

/// Corners of patches in the cheeks, where the face is large enough.
std::vector<Point> cheek_patches(const Analysis& analysis) {
  const std::optional<FaceFrame> frame = face_frame(analysis);
  constexpr double kSmallest = 80;  // working pixels between the eyes: the patch is 0.4 of it
  if (!frame || frame->eye_distance < kSmallest) return {};
  std::vector<Point> corners;
  for (const Point middle : cheek_middles(analysis, *frame)) {
    corners.push_back(middle - Point{kSpectrumPatch / 2.0, kSpectrumPatch / 2.0});
  }
  return corners;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  const auto edges = std::count_if(kSides.begin(), kSides.end(), [&](Side side) {
    return edge_line(analysis.colour, side, kReach, kCoverage).coverage >= kCoverage;
  });
  const Measurement edge_count =
      measure("edges", static_cast<double>(edges), "", 0, std::nullopt, kMostEdges);
  if (!edge_count.inside()) return judge({edge_count}, "paper-edge");
  std::vector<Point> patches = wall_patches(analysis);
  const std::vector<Point> cheeks = cheek_patches(analysis);
  patches.insert(patches.end(), cheeks.begin(), cheeks.end());
  constexpr std::size_t kFewest = 2;
  if (patches.size() < kFewest) return cannot_assess("nothing-flat");
  const std::optional<Pattern> pattern = regular_pattern(analysis.grey, patches);
  if (!pattern) return cannot_assess("nothing-flat");
  return judge({measure("pattern", pattern->strength, "", 0, std::nullopt, params.real("max_pattern")),
                measure("pattern_amplitude", pattern->amplitude, "", 2),
                measure("pattern_period", pattern->period, "px", 1), edge_count},
               "pattern");
}

}  // namespace

extern constinit const RuleBody rephotographed;
constinit const RuleBody rephotographed = {
    .explain =
        {
            .checks = {"The spectrum of up to eight patches (32 pixels) of wall and cheeks: the power of the "
                       "strongest wave that they share, against the median of waves about as long, without "
                       "those of JPEG's blocks. And the sides along which, within 16 % of the picture, a "
                       "straight edge runs at up to 7 degrees.",
                       "取背景和脸颊上最多八块（32像素）的频谱：各块共有的最强波纹功率与相近频率中位功率之比"
                       "，JPEG分块频率除外；以及画面16%以内有几条边出现倾斜不超过7度的直线边缘。"},
            .why = {"A photo of a screen or a print has lost detail and colour, and may show an old or "
                    "edited picture.",
                    "翻拍屏幕或纸质照片会损失细节和颜色，也可能是旧照或修过的照片。"},
            .passes_when = {"No regular pattern and at most two straight edges are found.",
                            "无规则纹路，且直线边缘不超过两条。"},
            .fails_when =
                {"Flat parts share a regular pattern (moire, screen grid, print dots), or straight edges run "
                 "along three or four sides.",
                 "平坦区域有共同的规则纹路（摩尔纹、屏幕网格、印刷网点），或三四条边出现直线边缘。"},
            .cannot_assess_when = {"No face or background is found, or nothing flat is large enough.",
                                   "未检测到人脸或背景，或没有足够大的平坦区域。"},
            .how_to_fix = {"Send the original file from the studio or the camera, or take a new photo.",
                           "请提交照相馆或相机的原始文件，或重新拍摄。"},
            .reference = {"No re-photographed prints (provincial notices). Limits set on 2026-11-21: no "
                          "false alarm on 16 compliant synthetic portraits, 326 mild variations (largest 47) "
                          "and 204 London photos (largest 31); 19 of 539 US Congress portraits, with woven "
                          "or textured backgrounds, door frames and shelves. Caught: screen grids of 2.2 to "
                          "4.1 px at 1 to 9 degrees 120 of 120, prints on a table 30 of 30. A picture taken "
                          "from far or well defocused shows no pattern and passes.",
                          "不得翻拍（各省通知）。限值于2026-11-"
                          "21标定：16张合规合成肖像、326张轻微变化图（最高47）、204张伦敦人脸（最高31）均无误"
                          "报；539张美国国会议员肖像因背景织物纹理、门框、书架误报19张。检出：2.2至4."
                          "1像素、1至9度的屏幕网格120/120，桌面上的纸质照片30/"
                          "30。拍摄距离远或虚焦的翻拍无纹路，会通过。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces | Need::background,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
