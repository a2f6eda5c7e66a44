// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "photolint/image/polygon.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_patch.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_foreign",
              .kind = ParamKind::real,
              .default_number = 0.05,
              .min = 0,
              .max = 1,
              .doc = {"largest share of nose, cheeks and mouth region that hair or other things may cover",
                      "口鼻和面颊区域被头发或其他物体遮挡的占比上限"}},
    ParamSpec{.name = "min_mouth",
              .kind = ParamKind::real,
              .default_number = 0.4,
              .min = 0,
              .max = 1,
              .doc = {"smallest visible share of the area that the lips are expected to fill",
                      "嘴唇可见面积占应见面积的比例下限"}},
    ParamSpec{.name = "max_nose_unlike_skin",
              .kind = ParamKind::real,
              .default_number = 0.85,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the nose whose colour is not that of the person's own skin",
                      "鼻部颜色与本人肤色不符的占比上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"covered",
                {"hair or another thing covers {face_foreign} of nose, cheeks and mouth, allowed "
                 "{face_foreign.max}: free the whole face and take the photo again",
                 "口鼻和面颊有{face_foreign}被头发或其他物体遮挡，允许不超过{face_foreign.max}"
                 "：请露出整个面部后重拍"}},
    MessageSpec{"mouth-covered",
                {"the mouth cannot be seen: {mouth_visible} of the lips show, needs {mouth_visible.min}: "
                 "take off the mask or scarf, keep the hands down and take the photo again",
                 "看不到嘴部：嘴唇可见{mouth_visible}，要求不低于{mouth_visible.min}"
                 "：请摘下口罩、围巾，放下手后重拍"}},
    MessageSpec{
        "nose-covered",
        {"the nose does not look like skin: {nose_unlike_skin} of it, allowed {nose_unlike_skin.max}: take "
         "off the mask and take the photo again",
         "鼻部被遮盖：有{nose_unlike_skin}与肤色不符，允许不超过{nose_unlike_skin.max}：请摘下口罩后重拍"}},
    MessageSpec{"skin-hidden",
                {"too little skin around the eyes can be seen to compare the face with",
                 "眼周可见皮肤过少，无法与面部其他部位比较"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

// Lengths in eye distances.
constexpr FaceArea kLook{-0.75, -0.15, 0.75, 1.6};
constexpr double kUnlike = 0.04;  // distance of the shares of red and green in the sum
constexpr int kFewestSkin = 25;   // patch pixels

std::array<double, 3> shares(Rgb c) {
  constexpr double kOffset = 8;  // keeps the hue of dark pixels calm
  const double sum = c.r + c.g + c.b + 3 * kOffset;
  return {(c.r + kOffset) / sum, (c.g + kOffset) / sum, (c.b + kOffset) / sum};
}

double unlike(Rgb a, Rgb b) {
  const std::array<double, 3> x = shares(a), y = shares(b);
  return std::sqrt((x[0] - y[0]) * (x[0] - y[0]) + (x[1] - y[1]) * (x[1] - y[1]) +
                   (x[2] - y[2]) * (x[2] - y[2]));
}

double middle(std::vector<double>& values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

bool beside_feature(const FacePatch& patch, int x, int y) {
  for (int py = std::max(0, y - 1); py <= std::min(patch.height() - 1, y + 1); ++py) {
    for (int px = std::max(0, x - 1); px <= std::min(patch.width() - 1, x + 1); ++px) {
      if (!patch.is(px, py, PortraitClass::skin)) return true;
    }
  }
  return false;
}

/// Median skin around the eyes, above whatever covers nose and mouth. Nothing where too little of it shows.
std::optional<Rgb> skin_around_eyes(const FacePatch& patch) {
  constexpr double kAbove = -0.12, kBelow = 0.28, kAside = 0.7;
  std::vector<double> r, g, b;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      const Point p = patch.place(x, y);
      if (p.y < kAbove || p.y > kBelow || std::abs(p.x) > kAside || beside_feature(patch, x, y)) continue;
      const Rgb c = patch.at(x, y);
      r.push_back(c.r);
      g.push_back(c.g);
      b.push_back(c.b);
    }
  }
  if (static_cast<int>(r.size()) < kFewestSkin) return std::nullopt;
  return Rgb{middle(r), middle(g), middle(b)};
}

/// Share of the bridge and tip of the nose, above the nostrils, that is not of the skin's hue.
double nose_unlike_skin(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch, Rgb skin) {
  constexpr double kBegin = 0.35, kNostrils = 0.14, kHalfWidth = 0.2;
  const Point base = face_place(analysis, frame, landmark::kNoseBase);
  int all = 0, other = 0;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      const Point p = patch.place(x, y);
      if (p.y < kBegin || p.y > base.y - kNostrils || std::abs(p.x - base.x) > kHalfWidth) continue;
      if (patch.is(x, y, PortraitClass::glasses)) continue;
      ++all;
      other += unlike(patch.at(x, y), skin) > kUnlike ? 1 : 0;
    }
  }
  return all > 0 ? static_cast<double>(other) / all : 0;
}

/// Share of the lower face, well inside the oval and above the chin, where parsing sees what is no part of
/// it.
double foreign_share(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch) {
  constexpr double kBegin = 0.3, kShrunk = 0.88, kChinShare = 0.82;
  constexpr std::array kForeign = {PortraitClass::background, PortraitClass::hair, PortraitClass::hat,
                                   PortraitClass::cloth,      PortraitClass::neck, PortraitClass::necklace};
  const double chin = face_place(analysis, frame, landmark::kChin).y;
  std::vector<Point> oval;
  for (int i = landmark::kOvalBegin; i < landmark::kOvalEnd; ++i)
    oval.push_back(face_place(analysis, frame, i));
  const Point centre = mean_of(oval);
  for (Point& p : oval) {
    p = centre + (p - centre) * kShrunk;
    p = {patch.x_of(p.x), patch.y_of(p.y)};
  }
  int all = 0, foreign = 0;
  for (const RowSpan& span : fill_polygon(oval, patch.width(), patch.height())) {
    const double below = patch.place(0, span.y).y;
    if (below < kBegin || below > kChinShare * chin) continue;
    for (int x = span.x_begin; x < span.x_end; ++x) {
      ++all;
      foreign += std::any_of(kForeign.begin(), kForeign.end(),
                             [&](PortraitClass c) { return patch.is(x, span.y, c); })
                     ? 1
                     : 0;
    }
  }
  return all > 0 ? static_cast<double>(foreign) / all : 0;
}

/// Area that parsing calls lips or mouth, in and around the landmarks, by the landmarks' area.
double mouth_visible(const Analysis& analysis, const FaceFrame& frame, const FacePatch& patch) {
  constexpr double kGrown = 0.045;
  std::vector<Point> lips;
  FaceArea box{1e9, 1e9, -1e9, -1e9};
  for (int i = landmark::kLipsOuterBegin; i < landmark::kLipsOuterEnd; ++i) {
    const Point p = face_place(analysis, frame, i);
    box = {std::min(box.left, p.x - kGrown), std::min(box.top, p.y - kGrown),
           std::max(box.right, p.x + kGrown), std::max(box.bottom, p.y + kGrown)};
    lips.push_back({patch.x_of(p.x), patch.y_of(p.y)});
  }
  const auto expected =
      static_cast<double>(area(fill_polygon(convex_hull(lips), patch.width(), patch.height())));
  int seen = 0;
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      const Point p = patch.place(x, y);
      if (p.x < box.left || p.x > box.right || p.y < box.top || p.y > box.bottom) continue;
      seen += patch.is(x, y, PortraitClass::lips) || patch.is(x, y, PortraitClass::mouth) ? 1 : 0;
    }
  }
  return expected > 0 ? std::min(1.0, seen / expected) : 0;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const FacePatch patch = face_patch(analysis, *frame, kLook, kParsingPerEyeDistance);
  std::vector<Measurement> measured = {
      measure("face_foreign", foreign_share(analysis, *frame, patch), "", 2, std::nullopt,
              params.real("max_foreign")),
      measure("mouth_visible", mouth_visible(analysis, *frame, patch), "", 2, params.real("min_mouth"))};
  const std::optional<Rgb> skin = skin_around_eyes(patch);
  if (skin) {
    measured.push_back(measure("nose_unlike_skin", nose_unlike_skin(analysis, *frame, patch, *skin), "", 2,
                               std::nullopt, params.real("max_nose_unlike_skin")));
  }
  Outcome outcome = judge(std::move(measured), "covered");
  if (!skin && outcome.status == Status::pass) outcome = cannot_assess("skin-hidden");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "mouth_visible") outcome.message = "mouth-covered";
  if (outside != nullptr && outside->name == "nose_unlike_skin") outcome.message = "nose-covered";
  outcome.region = face_region(analysis, *frame, kLook);
  return outcome;
}

}  // namespace

extern constinit const RuleBody face_unobstructed;
constinit const RuleBody face_unobstructed = {
    .explain =
        {
            .checks = {"Three measures of the face below the eyes. The share of the lower face, inside the "
                       "oval and above the chin, where parsing sees hair, hat, cloth, neck or background. "
                       "The visible share of the lips: the area that parsing calls lips or mouth against "
                       "that of the landmarks. The share of the bridge and tip of the nose whose hue is not "
                       "that of the person's own skin around the eyes. Beard and moustache count as face.",
                       "眼睛以下的面部取三项测量：一、脸部轮廓以内、下颌以上被识别为头发、帽子、衣物、颈部或"
                       "背景的占比；二、嘴唇可见比例：被识别为嘴唇或口腔的面积除以关键点围成的面积；三、鼻梁"
                       "和鼻尖的色相与本人眼周皮肤不符的占比。胡须视为面部。"},
            .why = {"Masks, hands, scarves, phones and hair over the face hide what identifies a person.",
                    "口罩、手、围巾、手机和头发会遮住辨认身份的部位。"},
            .passes_when = {"All three keep their limits (max_foreign, min_mouth, max_nose_unlike_skin).",
                            "三项均符合限值（max_foreign、min_mouth、max_nose_unlike_skin）。"},
            .fails_when = {"Something covers nose, mouth or cheeks.", "口、鼻或面颊被遮挡。"},
            .cannot_assess_when = {"No face is found, its parts cannot be told apart, or too little skin "
                                   "around the eyes shows to compare with.",
                                   "未检测到人脸、无法区分面部各部位，或眼周可见皮肤过少无法比较。"},
            .how_to_fix = {"Take off mask or scarf, keep hands, hair and things away from the face, and take "
                           "the photo again.",
                           "请摘下口罩、围巾，手、头发和物品不要遮挡面部，重新拍摄。"},
            .reference = {"Ministry of Education: the face free. Limits set on 2026-11-21 with 16 compliant "
                          "synthetic portraits, 326 mild variations, the London set (204 photos of 102 "
                          "people) and 539 US Congress portraits: false rejections 0 of 546, one of the "
                          "Congress portraits. Caught among drawn covers: black and blue masks all in which "
                          "a face is found, white masks 90 %, skin-coloured ones 79 %, masks under the nose "
                          "93 %, a hand over the mouth 93 %, a scarf over the nose all. Known misses: a "
                          "hand, phone or strand on one cheek, things under the lips.",
                          "教育部文件：面部无遮挡。限值于2026-11-"
                          "21标定，样本为16张合规合成肖像、326张轻微变化图、伦敦人脸集（102人204张）和539张美"
                          "国国会议员肖像：误拒0/"
                          "546，国会集1张。绘制遮挡物的检出率：黑色、蓝色口罩在能检出人脸时全部检出，白色口罩"
                          "90%，肤色口罩79%，口罩戴在鼻下93%，手捂嘴93%"
                          "，围巾遮鼻全部检出。已知漏检：一侧脸颊上的手、手机或发丝，以及唇下的物品。"},
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
