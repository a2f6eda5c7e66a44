// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/backdrop.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_objects",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.08,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the background, shadows of the person left out, whose colour is off "
                      "the smooth background",
                      "背景中颜色偏离平滑背景的部分（人物阴影除外）的最大比例"}},
    ParamSpec{.name = "max_texture",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.05,
              .min = 0,
              .max = 1,
              .doc = {"largest share of neighbouring cells of background with an edge between them",
                      "相邻背景小格之间存在边缘的最大比例"}},
    ParamSpec{.name = "max_line",
              .kind = ParamKind::real,
              .default_number = 12,
              .min = 0,
              .max = 255,
              .doc = {"largest step of the mean grey level between straight strips of the background, levels",
                      "背景中竖直或水平条带之间平均灰度的最大跳变（灰度级）"}},
};
constexpr std::array kMessages = {
    MessageSpec{"objects",
                {"the background is not plain: {objects_share} of it has another colour, allowed "
                 "{objects_share.max}: take the photo again before a plain backdrop with nothing and nobody "
                 "else in it",
                 "背景不是纯色：{objects_share}为其他颜色，允许不超过{objects_share.max}"
                 "：请在无杂物、无他人的纯色背景前重拍"}},
    MessageSpec{"texture",
                {"the background has a texture or pattern: {texture_share} of it has edges, allowed "
                 "{texture_share.max}: take the photo again before a smooth plain backdrop",
                 "背景有纹理或图案：{texture_share}存在边缘，允许不超过{texture_share.max}"
                 "：请在平整无纹理的纯色背景前重拍"}},
    MessageSpec{"line",
                {"a straight line or edge crosses the background (step of {line_step} grey levels, allowed "
                 "{line_step.max}): take the photo again before a plain backdrop without door frames, "
                 "corners or seams",
                 "背景中有直线或边缘（灰度跳变{line_step}，允许不超过{line_step.max}"
                 "）：请避开门框、墙角和接缝，在纯色背景前重拍"}},
    MessageSpec{
        "too-little-background",
        {"too little of the background can be seen around the person", "人物周围可见的背景过少，无法检查"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr int kClearance = 3;          // cells to stay away from the person: stray hair
constexpr double kTolerance = 16;      // grey levels
constexpr double kNoiseTolerance = 5;  // standard deviations of the noise
constexpr double kEdge = 6;            // grey levels between the means of neighbouring cells
constexpr double kNoiseEdge = 2;
constexpr double kLineLength = 1.5;  // eye distances

/// Which cells count, and which of them belong to the person's shadow.
struct Field {
  std::vector<char> open;
  int cells = 0;
};

Field open_cells(const Backdrop& backdrop) {
  Field field;
  field.open.resize(backdrop.cells.size());
  for (std::size_t i = 0; i < field.open.size(); ++i)
    field.open[i] = backdrop.cells[i].away >= kClearance ? 1 : 0;
  field.cells = static_cast<int>(std::count(field.open.begin(), field.open.end(), 1));
  for (const ShadePatch& patch : shade_patches(backdrop)) {
    for (const std::size_t i : patch.cells) field.open[i] = 0;
  }
  return field;
}

double objects_share(const Backdrop& backdrop, const Field& field, double noise) {
  const double tolerance = std::max(kTolerance, kNoiseTolerance * noise);
  int off = 0;
  for (std::size_t i = 0; i < field.open.size(); ++i) {
    if (field.open[i] != 0 && backdrop.cells[i].off > tolerance) ++off;
  }
  return static_cast<double>(off) / field.cells;
}

float squared_difference(const BackdropCell& a, const BackdropCell& b) {
  float sum = 0;
  for (std::size_t c = 0; c < 3; ++c) sum += (a.mean[c] - b.mean[c]) * (a.mean[c] - b.mean[c]);
  return sum;
}

double texture_share(const Backdrop& backdrop, const Field& field, double noise) {
  const auto limit = static_cast<float>(std::max(kEdge, kNoiseEdge * noise));
  int pairs = 0;
  int edges = 0;
  const auto compare = [&](std::size_t a, std::size_t b) {
    if (field.open[b] == 0) return;
    ++pairs;
    if (squared_difference(backdrop.cells[a], backdrop.cells[b]) > limit * limit) ++edges;
  };
  const auto columns = static_cast<std::size_t>(backdrop.columns);
  for (int y = 0; y < backdrop.rows; ++y) {
    for (std::size_t i = backdrop.index(0, y), end = i + columns; i < end; ++i) {
      if (field.open[i] == 0) continue;
      if (i + 1 < end) compare(i, i + 1);
      if (y + 1 < backdrop.rows) compare(i, i + columns);
    }
  }
  return pairs > 0 ? static_cast<double>(edges) / pairs : 0;
}

/// How much darker than the surface a row or column of cells is, grey levels.
struct Strip {
  double sum = 0;
  int cells = 0;
};

/// Largest step between strips two cells apart, both long enough.
double largest_step(const std::vector<Strip>& strips, double length) {
  double step = 0;
  for (std::size_t i = 2; i < strips.size(); ++i) {
    const Strip& a = strips[i - 2];
    const Strip& b = strips[i];
    if (a.cells < length || b.cells < length) continue;
    step = std::max(step, std::abs(a.sum / a.cells - b.sum / b.cells));
  }
  return step;
}

double line_step(const Backdrop& backdrop, const Field& field) {
  std::vector<Strip> columns(static_cast<std::size_t>(backdrop.columns));
  std::vector<Strip> rows(static_cast<std::size_t>(backdrop.rows));
  for (int y = 0; y < backdrop.rows; ++y) {
    for (int x = 0; x < backdrop.columns; ++x) {
      const std::size_t i = backdrop.index(x, y);
      if (field.open[i] == 0) continue;
      for (Strip* strip : {&columns[static_cast<std::size_t>(x)], &rows[static_cast<std::size_t>(y)]}) {
        strip->sum += backdrop.cells[i].darkening;
        ++strip->cells;
      }
    }
  }
  const double length = kLineLength * backdrop.eye_distance;
  return std::max(largest_step(columns, length), largest_step(rows, length));
}

std::string_view message_for(const Measurement* outside) {
  if (outside == nullptr || outside->name == "objects_share") return "objects";
  return outside->name == "texture_share" ? "texture" : "line";
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<Backdrop>& backdrop = find_backdrop(analysis);
  if (!backdrop) return cannot_assess("too-little-background");
  const Field field = open_cells(*backdrop);
  if (field.cells == 0) return cannot_assess("too-little-background");

  const double noise = analysis.background.value().noise_sigma;
  Outcome outcome =
      judge({measure("objects_share", objects_share(*backdrop, field, noise), "share", 3, std::nullopt,
                     params.real("max_objects")),
             measure("texture_share", texture_share(*backdrop, field, noise), "share", 3, std::nullopt,
                     params.real("max_texture")),
             measure("line_step", line_step(*backdrop, field), "", 1, std::nullopt, params.real("max_line"))},
            "objects");
  if (outcome.status == Status::fail) outcome.message = message_for(first_outside(outcome.measured));
  return outcome;
}

}  // namespace

extern constinit const RuleBody background_plain;
constinit const RuleBody background_plain = {
    .explain =
        {
            .checks = {"The background in cells of a twenty-fifth of the eye distance, at least three cells "
                       "away from the person and without the person's shadow: the share whose colour is off "
                       "the smooth surface fitted to the background by more than 16 grey levels "
                       "(objects_share), the share of neighbouring cells that differ by more than 6 levels "
                       "(texture_share), and the largest step of the mean level between vertical or "
                       "horizontal strips two cells apart (line_step). All limits grow with the pixel noise.",
                       "将背景分成边长为眼距1/"
                       "25的小格，去掉距人物三格以内的部分和人物阴影：颜色偏离平滑背景超过16个灰度级的比例（o"
                       "bjects_share）、相邻小格相差超过6个灰度级的比例（texture_"
                       "share）、以及相隔两格的竖直或水平条带之间平均灰度的最大跳变（line_"
                       "step）。各阈值随像素噪声放宽。"},
            .why = {"The documents ask for a plain background without objects, texture or other people.",
                    "文件要求背景为纯色，无杂物、纹理和他人。"},
            .passes_when = {"All three stay within max_objects, max_texture and max_line.",
                            "三项均不超过max_objects、max_texture和max_line。"},
            .fails_when =
                {"Furniture, flags, curtains, brick, door frames or people are behind the person. A shadow "
                 "of the person is for background-shadow, a smooth change of light for background-gradient.",
                 "背景中有家具、旗帜、窗帘、砖墙、门框或他人。人物阴影由background-"
                 "shadow检查，平缓的明暗变化由background-gradient检查。"},
            .cannot_assess_when = {"No face is found, the background cannot be told from the person, or next "
                                   "to nothing of it is visible.",
                                   "未检测到人脸、无法区分背景与人物，或几乎看不到背景。"},
            .how_to_fix =
                {"Use a smooth, plain backdrop that fills the whole frame and take the photo again.",
                 "请使用平整的纯色背景布，使其充满画面后重拍。"},
            .reference =
                {"Ministry of Education: plain background, no other objects or people. Limits set on "
                 "2026-11-21: false rejections 0 of 240 (16 compliant synthetic portraits and 224 mild "
                 "variations; objects 0, texture up to 0.007, line up to 0.7) and 1 of 306 photos of the "
                 "London set (objects up to 0.054, texture 0.035, line 12.1). Caught: bookshelf renders 4 of "
                 "4. Painted behind 6 portraits and 8 London photos, by opacity 0.05, 0.1, 0.2, 0.35, 0.6: "
                 "poster 0, 12, 12, 13, 13 of 14; brick 11, 14, 14, 14, 14; curtain folds 6, 14, 14, 14, 14; "
                 "bookshelf 9, 14, 14, 14, 14; door post 14 px wide 0, 3, 11, 12, 12; line 5 px wide 0, 1, "
                 "8, 13, 13; shoulder of another person in a lower corner 0, 2, 3, 1, 2 (mostly taken for "
                 "the person's own body).",
                 "教育部文件：背景为纯色，无其他物品和人。限值于2026-11-"
                 "21标定：16张合规合成肖像及其224张轻微变化误拒0/"
                 "240（杂物0，纹理最高0.007，直线最高0.7），伦敦人脸集306张误拒1（杂物最高0.054，纹理0."
                 "035，直线12.1）。检出：书架合成图4/"
                 "4。在6张合成肖像和8张伦敦照片背后按不透明度0.05、0.1、0.2、0.35、0."
                 "6绘制（各14张）：海报0、12、12、13、13；砖墙11、14、14、14、14；窗帘褶皱6、14、14、14、14；"
                 "书架9、14、14、14、14；14像素宽门框0、3、11、12、12；5像素宽直线0、1、8、13、13；下角他人肩"
                 "部0、2、3、1、2（多被当作本人身体）。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
