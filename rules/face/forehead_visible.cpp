// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "photolint/image/polygon.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_patch.h"
#include "photolint/rule/hair_cover.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_forehead_covered",
              .kind = ParamKind::real,
              .default_number = 0.25,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the forehead that hair may cover", "额头被头发遮挡的占比上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"covered",
                {"hair covers {forehead_covered} of the forehead, allowed {forehead_covered.max}: comb or "
                 "pin the hair back from the forehead and take the photo again",
                 "额头有{forehead_covered}被头发遮挡，允许不超过{forehead_covered.max}"
                 "：请将额前头发梳起或别好后重拍"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kTemple = 0.12;  // eye distances at each side that hair may touch
constexpr double kPerEyeDistance = 24;
constexpr int kArc = 6;  // oval points on each side of the forehead's top

/// The forehead: from the oval's upper arc down to the upper edges of the brows, without the temples.
std::vector<Point> forehead_outline(const Analysis& analysis, const FaceFrame& frame) {
  std::vector<Point> brows;
  for (const int first : {landmark::kBrowLeftBegin, landmark::kBrowRightBegin}) {
    for (int i = 0; i < 5; ++i) brows.push_back(face_place(analysis, frame, first + i));
  }
  std::sort(brows.begin(), brows.end(), [](Point a, Point b) { return a.x < b.x; });
  const double left = brows.front().x + kTemple;
  const double right = brows.back().x - kTemple;
  std::vector<Point> outline;
  const auto add = [&](Point p) { outline.push_back({std::clamp(p.x, left, std::max(left, right)), p.y}); };
  for (int i = -kArc; i <= kArc; ++i)
    add(face_place(analysis, frame, (i + landmark::kOvalEnd) % landmark::kOvalEnd));
  for (auto p = brows.rbegin(); p != brows.rend(); ++p) add(*p);
  return outline;
}

/// Share of the forehead that is hair, by parsing or by its colour.
double covered_share(const Analysis& analysis, const FaceFrame& frame) {
  std::vector<Point> outline = forehead_outline(analysis, frame);
  FaceArea area{outline[0].x, outline[0].y, outline[0].x, outline[0].y};
  for (const Point p : outline) {
    area = {std::min(area.left, p.x), std::min(area.top, p.y), std::max(area.right, p.x),
            std::max(area.bottom, p.y)};
  }
  const FacePatch patch = face_patch(analysis, frame, area, kPerEyeDistance);
  for (Point& p : outline) p = {patch.x_of(p.x), patch.y_of(p.y)};
  const std::optional<Rgb> hair = own_hair(analysis, frame);
  const std::array tests = {hair_test(analysis, frame, hair, 0), hair_test(analysis, frame, hair, 1)};
  int all = 0, covered = 0;
  for (const RowSpan& span : fill_polygon(outline, patch.width(), patch.height())) {
    for (int x = span.x_begin; x < span.x_end; ++x) {
      const std::optional<HairTest>& test = tests.at(patch.place(x, span.y).x < 0 ? 0 : 1);
      const bool toned = test && test->usable() && test->hair(patch.at(x, span.y));
      ++all;
      covered += patch.hairy(x, span.y) || toned ? 1 : 0;
    }
  }
  return all > 0 ? static_cast<double>(covered) / all : 0;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  Outcome outcome = judge({measure("forehead_covered", covered_share(analysis, *frame), "", 2, std::nullopt,
                                   params.real("max_forehead_covered"))},
                          "covered");
  outcome.region = face_region(analysis, *frame, {-0.9, -1.1, 0.9, -0.2});
  return outcome;
}

}  // namespace

extern constinit const RuleBody forehead_visible;
constinit const RuleBody forehead_visible = {
    .explain =
        {
            .checks = {"The share of the forehead that hair covers, 0 to 1. The forehead reaches from the "
                       "upper arc of the face's oval to the brows; 0.12 eye distances at each temple are "
                       "left out, where combed hair may lie. Counted are pixels that parsing calls hair or "
                       "hat, or that have the colour of the person's own hair, single strands included.",
                       "额头被头发遮挡的占比（0至1）。额头范围为脸部轮廓上弧至眉毛，两侧太阳穴各0."
                       "12倍眼距不计（梳拢的头发可在此处）。计入被识别为头发或帽子的像素以及呈本人发色的像素"
                       "，包括单根发丝。"},
            .why = {"Some captures ask for a free forehead; hair over it changes the look of the face.",
                    "部分采集要求露出额头；头发盖住额头会改变面貌。"},
            .passes_when = {"The share is not above max_forehead_covered.",
                            "占比不超过max_forehead_covered。"},
            .fails_when = {"A fringe or side-swept hair covers more of the forehead.",
                           "刘海或侧分头发遮挡额头超过限值。"},
            .cannot_assess_when = {"No face is found, or its parts cannot be told apart.",
                                   "未检测到人脸，或无法区分面部各部位。"},
            .how_to_fix = {"Comb or pin the hair back from the forehead and take the photo again.",
                           "请将额前头发梳起或别好后重拍。"},
            .reference =
                {"JIANWEN 2025 asks for the forehead. Limits set on 2026-11-21 with 16 compliant synthetic "
                 "portraits, 326 mild variations, the London set (204 photos of 102 people) and 539 US "
                 "Congress portraits: of the first three sets only photos of three people with a fringe "
                 "fail; 6 % of the Congress portraits fail, with a fringe. Caught: fringe and hair-over-eye "
                 "renders 8 of 8. Bald heads and receding hair measure 0.",
                 "JIANWEN "
                 "2025通知要求露出额头。限值于2026-11-"
                 "21标定，样本为16张合规合成肖像、326张轻微变化图、伦敦人脸集（102人204张）和539张美国国会议"
                 "员肖像：前三组仅三名有刘海者不通过；国会集6%不通过，均有刘海。检出：刘海和头发遮眼合成图8/"
                 "8。光头和高发际线测得为0。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces | Need::parsing,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
