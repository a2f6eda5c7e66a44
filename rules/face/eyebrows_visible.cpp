// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_patch.h"
#include "photolint/rule/hair_cover.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "max_brow_covered",
        .kind = ParamKind::real,
        .default_number = 0.15,
        .min = 0,
        .max = 1,
        .doc = {"largest share of either eyebrow that hair may cover", "任一侧眉毛被头发遮挡的占比上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "left-covered",
        {"hair covers {brow_left} of the eyebrow on the picture's left, allowed {brow_left.max}: sweep the "
         "fringe off the eyebrows and take the photo again",
         "画面左侧的眉毛有{brow_left}被头发遮挡，允许不超过{brow_left.max}：请将刘海拨至眉毛以上后重拍"}},
    MessageSpec{
        "right-covered",
        {"hair covers {brow_right} of the eyebrow on the picture's right, allowed {brow_right.max}: sweep "
         "the fringe off the eyebrows and take the photo again",
         "画面右侧的眉毛有{brow_right}被头发遮挡，允许不超过{brow_right.max}：请将刘海拨至眉毛以上后重拍"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// The strip over both brows, eye distances.
constexpr FaceArea kBrows{-1, -0.6, 1, -0.1};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const std::array<BrowCover, 2> brows = brow_covers(analysis, *frame);
  const double limit = params.real("max_brow_covered");
  Outcome outcome = judge({measure("brow_left", brows[0].share(), "", 2, std::nullopt, limit),
                           measure("brow_right", brows[1].share(), "", 2, std::nullopt, limit)},
                          "left-covered");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "brow_right") outcome.message = "right-covered";
  outcome.region = face_region(analysis, *frame, kBrows);
  return outcome;
}

}  // namespace

extern constinit const RuleBody eyebrows_visible;
constinit const RuleBody eyebrows_visible = {
    .explain =
        {
            .checks =
                {"The share of each eyebrow that hair covers, 0 to 1: the largest of three measures, all of "
                 "them without the outermost 0.15 of the brow, where side hair begins. Dense hair: the share "
                 "of the brow's area (landmarks, grown to the brow's thickness) that parsing calls hair or "
                 "hat. Single strands of a see-through fringe: the share of the brow's width where a dark "
                 "line, at least 0.3 of the way from the person's own skin to the own hair, leads down "
                 "through the 0.12 eye distances above the brow to its upper edge, or to the upper end of "
                 "the brow that can be seen there. Hair that parsing takes for skin: the share of the width "
                 "where the same strip has the hair's colour, counted from 0.6 on. Hair that ends above the "
                 "brows does not count.",
                 "两侧眉毛被头发遮挡的占比（0至1），取三项中的最大值，均不含眉尾最外侧的0."
                 "15（鬓发由此开始）：一、浓密头发：眉毛区域（关键点围成并按"
                 "眉毛粗细外扩）中被识别为头发或帽子的面积占比；二、空气刘海的细发丝：在眉毛上方0."
                 "12倍眼距的带内，有暗线（暗度不低于本人肤色到发色差的0."
                 "3倍）一直延伸到眉毛上缘（或该处可见眉毛的上端）的宽度占比；三、被误认作皮肤的头发：同一带内"
                 "呈发"
                 "色的宽度占比，达到0.6才计入。止于眉毛以上的头发不计。"},
            .why = {"Every school's notice asks for visible eyebrows; a fringe over them is one of the "
                    "commonest reasons for rejection.",
                    "各校通知均要求露出眉毛；刘海遮眉是最常见的退回原因之一。"},
            .passes_when = {"Neither share is above max_brow_covered.", "两侧占比均不超过max_brow_covered。"},
            .fails_when = {"Hair covers more of an eyebrow.", "任一侧眉毛被头发遮挡超过限值。"},
            .cannot_assess_when = {"No face is found, or its parts cannot be told apart.",
                                   "未检测到人脸，或无法区分面部各部位。"},
            .how_to_fix = {"Sweep or pin the fringe back so that both eyebrows are free, and take the photo "
                           "again. Do not paint the hair away.",
                           "请将刘海梳起或别好，露出双眉后重拍，不得用修图方式去除头发。"},
            .reference =
                {"The notices of NEAU 2023, DEYANG 2023 and JIANWEN 2025. Limits set on 2026-11-21 with 16 "
                 "compliant synthetic portraits, 326 mild variations, the London set (204 photos of 102 "
                 "people) and 539 US Congress portraits: false rejections 0 of 546 once the two people of "
                 "the London set whose fringe does cover the brows are left out; 4 % of the Congress "
                 "portraits fail, nearly all for hair over a brow. Caught: fringe and hair-over-eye renders "
                 "8 of 8; drawn strands of the own hair, 1 to 4 pixels wide, over 10, 15, 20, 30 and 50 % of "
                 "the brows are missed by 39, 14, 9, 2 and 2 %. Of 29 drawn combs of strands that end just "
                 "above the brows 7 fail, where tips and brow nearly meet; of 29 that end higher none. Not "
                 "seen: single strands without contrast to the skin (blond, white, or grey on dark skin).",
                 "NEAU 2023、DEYANG 2023、JIANWEN "
                 "2025通知。限值于2026-11-"
                 "21标定，样本为16张合规合成肖像、326张轻微变化图、伦敦人脸集（102人204张）和539张美国国会议"
                 "员肖像：剔除伦敦集中刘海确实遮眉的两人后误拒0/"
                 "546；国会集4%不通过，几乎均为头发遮眉。检出：刘海和头发遮眼合成图8/"
                 "8；以本人发色绘制（宽1至4像素）、遮挡眉毛10%、15%、20%、30%、50%的发丝，漏检率分别为39%"
                 "、14%、"
                 "9%、2%、2%"
                 "。29张发丝恰止于眉上的绘制图中7张不通过（发梢与眉毛几乎相接），止于更高处的29张均通过。"
                 "与肤色反差不足的发丝（金发、白发，深肤色上的灰发）无法检出。"},
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
