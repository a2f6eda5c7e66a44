// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "photolint/rule/assess.h"
#include "photolint/rule/clothes.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_patterned",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.5,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the clothes that is covered with edges", "服装中布满纹样的最大比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "patterned",
        {"{patterned_share} of the clothes is covered with stripes, checks or print, allowed "
         "{patterned_share.max}: wear plain clothes and take the photo again",
         "服装有{patterned_share}布满条纹、格子或印花，允许不超过{patterned_share.max}：请换素色服装后重拍"}},
    MessageSpec{"no-clothes", {"too little of the clothes can be seen", "可见的服装过少，无法检查"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kBlock = 0.25;  // eye distances
constexpr int kFewestBlocks = 8;
constexpr double kReach =
    3 / 93.0;                   // eye distances between the pixels that are compared: 3 px of a 480x640 photo
constexpr int kEdge = 27;       // three times 9 grey levels: sums of three pixels are compared
constexpr double kBusy = 0.15;  // share of edge pixels from which a block is patterned

/// Whether nothing but cloth lies in the block of samples and in the ring around it.
bool all_cloth(const Clothes& clothes, int column, int row, int size) {
  if (column < 1 || row < 1) return false;
  if (column + size >= clothes.parts.width() || row + size >= clothes.parts.height()) return false;
  for (int j = row - 1; j <= row + size; ++j) {
    for (int i = column - 1; i <= column + size; ++i) {
      if (clothes.at(i, j) != BodyPart::cloth) return false;
    }
  }
  return true;
}

/// Sum of three pixels across the direction of a comparison.
int across(ImageView grey, int x, int y, bool horizontal) {
  return horizontal ? *grey.at(x, y - 1) + *grey.at(x, y) + *grey.at(x, y + 1)
                    : *grey.at(x - 1, y) + *grey.at(x, y) + *grey.at(x + 1, y);
}

/// Larger of the shares of pixels with an edge to the right and downwards.
double edge_share(ImageView grey, int left, int top, int size, int reach) {
  int right_edges = 0;
  int down_edges = 0;
  int pixels = 0;
  for (int y = top; y < top + size - reach; ++y) {
    for (int x = left; x < left + size - reach; ++x) {
      ++pixels;
      if (std::abs(across(grey, x + reach, y, true) - across(grey, x, y, true)) > kEdge) ++right_edges;
      if (std::abs(across(grey, x, y + reach, false) - across(grey, x, y, false)) > kEdge) ++down_edges;
    }
  }
  return pixels > 0 ? static_cast<double>(std::max(right_edges, down_edges)) / pixels : 0;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const std::optional<Clothes>& clothes = find_clothes(analysis);
  if (!clothes) return cannot_assess("no-clothes");
  const int size = std::max(2, static_cast<int>(std::lround(kBlock * frame->eye_distance / clothes->step)));
  const int reach = std::max(1, static_cast<int>(std::lround(kReach * frame->eye_distance)));

  int blocks = 0;
  int busy = 0;
  for (int row = 0; row < clothes->parts.height(); row += size) {
    for (int column = 0; column < clothes->parts.width(); column += size) {
      if (!all_cloth(*clothes, column, row, size)) continue;
      ++blocks;
      const double edges =
          edge_share(analysis.grey, clothes->x_of(column), clothes->y_of(row), size * clothes->step, reach);
      if (edges > kBusy) ++busy;
    }
  }
  if (blocks < kFewestBlocks) return cannot_assess("no-clothes");
  Outcome outcome = judge({measure("patterned_share", static_cast<double>(busy) / blocks, "share", 2,
                                   std::nullopt, params.real("max_patterned"))},
                          "patterned");
  outcome.region = clothes->region;
  return outcome;
}

}  // namespace

extern constinit const RuleBody clothes_plain;
constinit const RuleBody clothes_plain = {
    .explain =
        {
            .checks = {"The clothes in blocks of a quarter of the eye distance: a block is patterned when "
                       "more than 15 % of its pixels differ by more than 9 grey levels from those 3 pixels "
                       "further right or down (on a 480x640 photo). The share of patterned blocks.",
                       "将服装分成边长为眼距1/"
                       "4的区块：区块内超过15%"
                       "的像素与右侧或下方3像素处（按480x640照片计）相差超过9个灰度级时视为有纹样。计算有纹样"
                       "区块的比例。"},
            .why = {"The Ministry's text asks for clothes without complex patterns or stripes, which "
                    "distract from the face.",
                    "教育部文件要求避免穿有复杂图案、条纹的服装。"},
            .passes_when = {"The share is no more than max_patterned. Collars, lapels, ties, buttons and "
                            "folds cover less.",
                            "比例不超过max_patterned。衣领、驳头、领带、纽扣和褶皱占比较小，不受影响。"},
            .fails_when = {"Stripes, checks, print or coarse weave cover most of the visible clothes.",
                           "条纹、格子、印花或粗纺纹理布满大部分服装。"},
            .cannot_assess_when = {"No face is found, the person cannot be told from the background, or the "
                                   "picture ends above the clothes.",
                                   "未检测到人脸、无法区分人物与背景，或照片中几乎看不到服装。"},
            .how_to_fix = {"Wear a plain shirt or jacket and take the photo again.",
                           "请换素色衬衫或外套后重拍。"},
            .reference =
                {"Ministry of Education: avoid clothes with complex patterns or stripes. Limit set on "
                 "2026-11-21: false warnings 0 of 240 (16 compliant synthetic portraits and 224 mild "
                 "variations, one with suit and striped tie, up to 0.31) and 1 of 289 photos of the London "
                 "set (98th percentile 0.34). Stripes, checks and dots of periods 6 to 48 px on the clothes "
                 "of 5 portraits and 4 London photos (480x640): opacity 0.2 and more with periods up to 24 "
                 "px 9 of 9 each, opacity 0.1 9 of 9 for stripes and up to 7 for checks and dots; a period "
                 "of 48 px 0 to 6 of 9 at 0.2 and 4 to 9 at 0.8; opacity 0.05 6 of 144. Of 529 US Congress "
                 "portraits 16 % fail, tweed, checks and print.",
                 "教育部文件：避免穿有复杂图案、条纹的服装。限值于2026-11-"
                 "21标定：16张合规合成肖像及其224张轻微变化（含西装配条纹领带）误报0/"
                 "240（最高0.31），伦敦人脸集289张误报1（第98百分位0."
                 "34）。在5张合成肖像和4张伦敦照片（480x640）的服装上绘制周期6至48像素的条纹、格子、圆点：周"
                 "期不超过24像素、不透明度0.2及以上均检出9/9，0.1时条纹9/9、格子和圆点最多7/"
                 "9；周期48像素在0.2时检出0至6/9、0.8时4至9/9；0.05共检出6/"
                 "144。529张美国国会议员肖像16%不通过，为粗花呢、格子和印花。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
