// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <vector>

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

constexpr double kFlat = 1.4;     // grey levels: cloth in even light; hair has more somewhere in a row
constexpr double kAcross = 0.85;  // of the head's width: smooth hair reaches 0.6 in two rows, cloth 0.9
constexpr int kBandRows = 2;      // 0.18 eye distances
constexpr double kSmooth = 4;     // grey levels
constexpr double kMostlySmooth =
    0.45;                             // of the cells in a foreign colour: dyed hair 0.3, cloth 0.65 and more
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
  const Point corner{patch.area.left + left / patch.per_eye_distance,
                     patch.area.top + top / patch.per_eye_distance};
  PatchGrid grid = face_grid(frame, {corner.x, corner.y}, 2 * patch.per_eye_distance);
  grid.width = grid.height = kSide;
  const ImageBuffer samples = interpolated_patch(analysis.colour, grid);
  std::array<double, kSide * kSide> luma{};
  double mean = 0, slope_x = 0, slope_y = 0, spread = 0;
  for (int i = 0; i < kSide * kSide; ++i) {
    const double u = i % kSide - (kSide - 1) / 2.0, v = i / kSide - (kSide - 1) / 2.0;
    const std::uint8_t* c = samples.view().at(i % kSide, i / kSide);
    double& value = luma.at(static_cast<std::size_t>(i));
    value = 0.299 * c[2] + 0.587 * c[1] + 0.114 * c[0];
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

Lab colour_of(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch, int left, int top) {
  const double step = kCell / (4 * patch.per_eye_distance);
  const Point middle = patch.place(left, top) + Point{1, 1} * ((kCell - 1) / (2 * patch.per_eye_distance));
  Rgb sum;
  for (const Point offset :
       {Point{-step, -step}, Point{step, -step}, Point{-step, step}, Point{step, step}}) {
    const Rgb c = colour_at(analysis, frame, middle + offset);
    sum = {sum.r + c.r / 4, sum.g + c.g / 4, sum.b + c.b / 4};
  }
  return to_lab(sum);
}

/// What parsing and the picture say about a cell.
struct Cell {
  bool person = true;  ///< no background and nothing outside of the frame
  bool hairy = false;  ///< mostly hair or hat
  Lab colour;          ///< mean of four samples
};

Cell cell_at(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch, int left, int top) {
  Cell cell;
  int hairy = 0;
  for (int y = top; y < top + kCell; ++y) {
    for (int x = left; x < left + kCell; ++x) {
      if (patch.is(x, y, PortraitClass::background) || *patch.labels.view().at(x, y) == FacePatch::kOutside) {
        cell.person = false;
      }
      hairy += patch.hairy(x, y) ? 1 : 0;
    }
  }
  cell.hairy = 2 * hairy > kCell * kCell;
  if (cell.person) cell.colour = colour_of(analysis, frame, patch, left, top);
  return cell;
}

/// The cells above the brows.
struct Head {
  const Analysis& analysis;
  const FaceFrame& frame;
  const FacePatch& patch;
  std::optional<SkinTone> skin;
  int columns = 0;
  std::vector<Cell> cells;  ///< row by row

  [[nodiscard]] int rows() const { return static_cast<int>(cells.size()) / std::max(1, columns); }
  [[nodiscard]] const Cell& at(int column, int row) const {
    return cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                 static_cast<std::size_t>(column)];
  }
  [[nodiscard]] double texture(int column, int row) const {
    return rules::texture(analysis, frame, patch, column * kCell, row * kCell);
  }
  /// Of another colour than the person's own skin.
  [[nodiscard]] bool off_skin(Lab c) const {
    return !skin || std::hypot(c.a - skin->lab.a, c.b - skin->lab.b) > kOffSkin;
  }
  /// Hair, what parsing takes for a hat, or neither that nor the person's own skin, burnt light on it
  /// included.
  [[nodiscard]] bool hair_or_cloth(int column, int row) const {
    const Cell& cell = at(column, row);
    if (!cell.person || cell.hairy || !skin) return cell.person && cell.hairy;
    const bool paler = cell.colour.l > skin->lab.l &&
                       std::hypot(cell.colour.a, cell.colour.b) < std::hypot(skin->lab.a, skin->lab.b);
    return off_skin(cell.colour) && !paler;
  }
  /// Squared eye distances.
  [[nodiscard]] double area(int count) const {
    const double edge = kCell / patch.per_eye_distance;
    return count * edge * edge;
  }
};

Head head_of(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch, double bottom) {
  Head head{analysis, frame, patch, own_skin(analysis), patch.width() / kCell, {}};
  for (int y = 0; y + kCell <= patch.y_of(bottom); y += kCell) {
    for (int x = 0; x + kCell <= patch.width(); x += kCell)
      head.cells.push_back(cell_at(analysis, frame, patch, x, y));
  }
  return head;
}

/// Smooth areas of a colour that hair does not have.
double foreign_area(const Head& head) {
  int all = 0, smooth = 0;
  for (int row = 0; row < head.rows(); ++row) {
    for (int column = 0; column < head.columns; ++column) {
      const Cell& cell = head.at(column, row);
      if (!cell.person || !foreign(cell.colour) || !head.off_skin(cell.colour)) continue;
      ++all;
      smooth += head.texture(column, row) < kSmooth ? 1 : 0;
    }
  }
  return smooth >= kMostlySmooth * all ? head.area(smooth) : 0;
}

/// Cells of a row that are flat as cloth, if they take nearly the whole width of the head; else 0. Hair lies
/// flat in places, but shines or shows strands somewhere from one side of the head to the other.
int flat_across(const Head& head, int row) {
  int width = 0, left = 0;
  for (int column = 0; column < head.columns; ++column) {
    width += head.at(column, row).person ? 1 : 0;
    left += head.hair_or_cloth(column, row) ? 1 : 0;
  }
  constexpr int kNarrowest = 10;
  const double needed = kAcross * width;
  if (width < kNarrowest) return 0;
  int flat = 0;
  for (int column = 0; column < head.columns && flat + left >= needed; ++column) {
    if (!head.hair_or_cloth(column, row)) continue;
    --left;
    flat += head.texture(column, row) < kFlat ? 1 : 0;
  }
  return flat >= needed ? flat : 0;
}

/// Cloth in a colour that hair may have, wrapped around the head.
double wrapped_area(const Head& head) {
  int rows = 0, count = 0;
  for (int row = 0; row < head.rows(); ++row) {
    const int flat = flat_across(head, row);
    rows += flat > 0 ? 1 : 0;
    count += flat;
  }
  return rows >= kBandRows ? head.area(count) : 0;
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
  const FacePatch patch = face_labels(analysis, *frame, area, kParsingPerEyeDistance);
  const Head head = head_of(analysis, *frame, patch, brows - kAboveBrows);
  const double hat = hat_area(patch);
  const double covered = std::max({foreign_area(head), wrapped_area(head), hat >= kWholeHat ? hat : 0});
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
            .checks =
                {"The area above the eyebrows that something else than hair covers, as a share of the "
                 "square over two eye distances; the largest of three measures, taken in squares of "
                 "0.09 eye distances. Colour: smooth squares of a colour that hair does not have by "
                 "nature and that is not the person's own skin; they count when at least 0.45 of that "
                 "colour is smooth, because dyed hair shows strands. Cloth wrapped around the head: "
                 "rows in which 0.85 of the head's width is flat (less than 1.4 grey levels of "
                 "texture), two and more of them; hair shines somewhere from one side to the other. A "
                 "cap: what parsing calls hat and meets the forehead, from 2.3 squared eye distances "
                 "on; parsing is not believed for less, because it takes some dark hair for a hat.",
                 "眉毛以上被头发以外物体遮盖的面积，以边长为两倍眼距的正方形为单位，按0."
                 "09倍眼距的小方块计，取三项中的最大值：一、颜色：平滑、颜色非天然发色且非本人肤色的方块；该"
                 "颜色中至少0.45为平滑时才计入，因为染发可见发丝。二、环绕头部的布料：头部宽度的0."
                 "85均平整（纹理小于1.4灰阶）的行，达到两行才计入；头发在整个宽度上总有光泽或发丝。三"
                 "、帽子：被识别为帽子且与额头相接、达到2."
                 "3倍眼距平方的区域；小于此值时不单凭识别结果判定，因为部分深色头发会被误认作帽子。"},
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
                 "539 US Congress portraits: false rejections 0 of 546; of the Congress portraits one "
                 "fails, with a hat; every other picture without a covering measures at most 0.013, the "
                 "cap and headband renders 0.10 and more: 8 of 8 are caught. Drawn navy and red caps and "
                 "hoods: 29 of 29 each, black caps 28, black hoods 13, white caps 4, beige caps 1. Known "
                 "misses: most white and beige caps, hoods and headscarves, narrow headbands (less than 0.2 "
                 "eye distances), patterned cloth.",
                 "教育部文件：不得佩戴头部遮盖物。限值于2026-11-"
                 "21标定，样本为16张合规合成肖像、326张轻微变化图、伦敦人脸集（102人204张）和539张美国国会议"
                 "员肖像：误拒0/546；国会集中仅一张戴帽照片不通过；其余无遮盖图片得分均不超过0."
                 "013，帽子和发带合成图均不低于0.10，检出8/"
                 "8。绘制的藏青、红色帽子和兜帽各29/29，黑色帽子28/29，黑色兜帽13/29，白色帽子4/"
                 "29，米色帽子1/"
                 "29。已知漏检：多数白色、米色帽子、兜帽和头巾，窄发带（不足0.2倍眼距），花纹布料。"},
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
