// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "photolint/image/colour.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_patch.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_head_covered",
              .kind = ParamKind::real,
              .default_number = 0.035,
              .min = 0,
              .max = 1,
              .doc = {"largest covered area above the eyebrows, share of the square over two eye distances",
                      "眉毛以上被遮盖的面积上限（占边长为两倍眼距的正方形之比）"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "covered",
        {"something covers the head: {head_covered} of a square over two eye distances, allowed "
         "{head_covered.max}: take off the hat, hood, scarf or headband and take the photo again; where "
         "religious or medical reasons stand against it, ask the registrar: the whole face must stay free",
         "头部有遮盖物：面积占{head_covered}（以两倍眼距为边长的正方形），允许不超过{head_covered.max}"
         "：请摘下帽子、头巾或发带后重拍；因宗教或医疗原因不能摘下的，由学校人工审核，且面部必须完全露出"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

// Lengths in eye distances, areas in their squares.
constexpr double kHalfWidth = 1.25;
constexpr double kTop = -2.4;
constexpr double kAboveBrows = 0.08;
constexpr double kBelowBrows = 0.1;  // a hat's brim may hide the upper edge of the brows
constexpr int kCell = 4;             // parsing pixels: 0.09 eye distances
constexpr double kUnit = 4;          // the square over two eye distances

constexpr double kFlat = 1.2;         // grey levels: cloth in even light; hair has more even when it is dark
constexpr double kSmooth = 4;         // grey levels: dyed hair has more
constexpr double kOffSkin = 15;       // a*, b* from the own skin: a red, shiny bald head is no cap
constexpr double kWholeHat = 2.3;     // a cap; dark hair that parsing takes for one reaches 1.9
constexpr double kHatColumns = 1.15;  // to both sides of the face's middle

/// Colours that hair does not have by nature: neither black, grey, blond, brown nor red.
bool foreign(Lab c) {
  const double chroma = std::hypot(c.a, c.b);
  const double hue = std::atan2(c.b, c.a) * 180 / std::numbers::pi;
  return chroma > 62 || (chroma > 26 && (hue < 36 || hue > 110));
}

/// Standard deviation of the luma around a plane, in eight by eight samples at twice the parsing's density.
double texture(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch, int left, int top) {
  constexpr int kSide = 2 * kCell;
  std::array<double, kSide * kSide> luma{};
  double mean = 0, slope_x = 0, slope_y = 0, spread = 0;
  const double step = 0.5 / patch.per_eye_distance;
  const Point first = patch.place(left, top) - Point{step / 2, step / 2};
  for (int i = 0; i < kSide * kSide; ++i) {
    const double u = i % kSide - (kSide - 1) / 2.0, v = i / kSide - (kSide - 1) / 2.0;
    const Rgb c = colour_at(analysis, frame, first + Point{i % kSide * step, i / kSide * step});
    double& value = luma.at(static_cast<std::size_t>(i));
    value = 0.299 * c.r + 0.587 * c.g + 0.114 * c.b;
    mean += value;
    slope_x += u * value;
    slope_y += v * value;
    spread += u * u;
  }
  mean /= kSide * kSide;
  slope_x /= spread;
  slope_y /= spread;
  double rest = 0;
  for (int i = 0; i < kSide * kSide; ++i) {
    const double u = i % kSide - (kSide - 1) / 2.0, v = i / kSide - (kSide - 1) / 2.0;
    const double off = luma.at(static_cast<std::size_t>(i)) - mean - slope_x * u - slope_y * v;
    rest += off * off;
  }
  return std::sqrt(rest / (kSide * kSide));
}

/// What parsing says about a cell, and its mean colour.
struct Cell {
  bool person = true;  ///< no background and nothing outside of the frame
  int hat = 0;
  Rgb mean;
};

Cell cell_at(const FacePatch& patch, int left, int top) {
  Cell cell;
  for (int y = top; y < top + kCell; ++y) {
    for (int x = left; x < left + kCell; ++x) {
      if (patch.is(x, y, PortraitClass::background) || *patch.labels.view().at(x, y) == FacePatch::kOutside) {
        cell.person = false;
      }
      cell.hat += patch.is(x, y, PortraitClass::hat) ? 1 : 0;
      const Rgb c = patch.at(x, y);
      cell.mean = {cell.mean.r + c.r, cell.mean.g + c.g, cell.mean.b + c.b};
    }
  }
  constexpr double n = kCell * kCell;
  cell.mean = {cell.mean.r / n, cell.mean.g / n, cell.mean.b / n};
  return cell;
}

/// Flat cloth where parsing sees a hat, and smooth areas of a colour that hair does not have.
double covered_area(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch, double bottom) {
  const std::optional<SkinTone> skin = own_skin(analysis, frame);
  int covered = 0;
  for (int y = 0; y + kCell <= patch.y_of(bottom); y += kCell) {
    for (int x = 0; x + kCell <= patch.width(); x += kCell) {
      const Cell cell = cell_at(patch, x, y);
      if (!cell.person) continue;
      const Lab c = to_lab(cell.mean);
      const bool hat = 2 * cell.hat > kCell * kCell;
      const bool odd = foreign(c) && (!skin || std::hypot(c.a - skin->lab.a, c.b - skin->lab.b) > kOffSkin);
      if (!hat && !odd) continue;
      const double rough = texture(analysis, frame, patch, x, y);
      covered += (odd && rough < kSmooth) || (hat && rough < kFlat) ? 1 : 0;
    }
  }
  const double edge = kCell / patch.per_eye_distance;
  return covered * edge * edge;
}

bool face_part(const FacePatch& patch, int x, int y) {
  return patch.is(x, y, PortraitClass::skin) || patch.is(x, y, PortraitClass::brow) ||
         patch.is(x, y, PortraitClass::glasses) || patch.is(x, y, PortraitClass::ear);
}

/// Area of what parsing calls hat in the columns where it meets the forehead, as the brim of a cap does.
double hat_area(const FacePatch& patch) {
  int hat = 0;
  for (int x = 0; x < patch.width(); ++x) {
    if (std::abs(patch.place(x, 0).x) > kHatColumns) continue;
    int y = patch.height() - 1;
    while (y >= 0 && face_part(patch, x, y)) --y;
    if (y < 0 || !patch.is(x, y, PortraitClass::hat)) continue;
    for (; y >= 0; --y) hat += patch.is(x, y, PortraitClass::hat) ? 1 : 0;
  }
  return hat / (patch.per_eye_distance * patch.per_eye_distance);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  double brows = 0;
  for (int i = landmark::kBrowLeftBegin; i < landmark::kBrowRightEnd; ++i) {
    brows = std::min(brows, face_place(analysis, *frame, i).y);
  }
  const FaceArea area{-kHalfWidth, kTop, kHalfWidth, brows + kBelowBrows};
  const FacePatch patch = face_patch(analysis, *frame, area, kParsingPerEyeDistance);
  const double hat = hat_area(patch);
  const double covered =
      std::max(covered_area(analysis, *frame, patch, brows - kAboveBrows), hat >= kWholeHat ? hat : 0);
  Outcome outcome =
      judge({measure("head_covered", covered / kUnit, "", 3, std::nullopt, params.real("max_head_covered"))},
            "covered");
  outcome.region = face_region(analysis, *frame, area);
  return outcome;
}

}  // namespace

extern constinit const RuleBody head_uncovered;
constinit const RuleBody head_uncovered = {
    .explain =
        {
            .checks = {"The area above the eyebrows that something else than hair covers, as a share of the "
                       "square over two eye distances. Counted in squares of 0.09 eye distances: squares "
                       "that parsing calls hat and that are flat as cloth (less than 1.2 grey levels of "
                       "texture), and smooth squares of a colour that hair does not have by nature and that "
                       "is not the person's own skin. What parsing calls hat counts whole where it meets the "
                       "forehead and measures 2.3 squared eye distances and more, as a cap does; parsing "
                       "alone is not believed for less, because it takes some dark hair for a hat.",
                       "眉毛以上被头发以外物体遮盖的面积，以边长为两倍眼距的正方形为单位。按0."
                       "09倍眼距的小方块计：被识别为帽子且平整如布料（纹理小于1."
                       "2灰阶）的方块；以及平滑、颜色非天然发色且非本人肤色的方块。被识别为帽子的区域若与额头"
                       "相接且达到2."
                       "3倍眼距平方（相当于一顶帽子），则全部计入；小于此值时不单凭识别结果判定，因为部分深色"
                       "头发会被误认为帽子。"},
            .why = {"The ministry's text allows no head covering; religious, medical and cultural reasons "
                    "are an exception, with the whole face free and without shadow on it.",
                    "教育部文件要求不戴帽子、头巾等；宗教、医疗和文化原因除外，但面部须完全露出且无阴影。"},
            .passes_when = {"The covered share is not above max_head_covered.",
                            "被遮盖面积不超过max_head_covered。"},
            .fails_when = {"A hat, hood, scarf or broad headband covers more of the head.",
                           "帽子、兜帽、头巾或宽发带遮盖头部超过限值。"},
            .cannot_assess_when = {"No face is found, or its parts cannot be told apart.",
                                   "未检测到人脸，或无法区分面部各部位。"},
            .how_to_fix =
                {"Take off what covers the head and take the photo again. A covering worn for religious or "
                 "medical reasons goes to a person for a decision; the profile can make the rule a warning.",
                 "请摘下头部遮盖物后重拍。因宗教或医疗原因佩戴的，由人工审核；规则方案可将本规则降为警告。"},
            .reference =
                {"Ministry of Education: no head covering. Limits set on 2026-11-21 with 16 compliant "
                 "synthetic portraits, 326 mild variations, the London set (204 photos of 102 people) and "
                 "539 US Congress portraits: false rejections 0 of 546; of the Congress portraits a hat and "
                 "hair dyed purple fail. Caught: cap and headband renders 8 of 8 (a black headband on black "
                 "hair is at the limit); drawn navy and red caps and hoods 29 of 29 each, black caps 28, "
                 "black hoods 13. Known misses: white and beige caps, grey or patterned headscarves. Known "
                 "false alarm: a smooth black fringe of synthetic portraits.",
                 "教育部文件：不得佩戴头部遮盖物。限值于2026-11-"
                 "21标定，样本为16张合规合成肖像、326张轻微变化图、伦敦人脸集（102人204张）和539张美国国会议"
                 "员肖像：误拒0/546；国会集中一顶帽子和一例紫色染发不通过。检出：帽子和发带合成图8/"
                 "8（黑发上的黑色发带恰在限值附近）；绘制的藏青、红色帽子和兜帽各29/29，黑色帽子28/"
                 "29，黑色兜帽13/"
                 "29。已知漏检：白色、米色帽子，灰色或花纹头巾。已知误报：合成肖像中平滑的黑色刘海。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::parsing,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
