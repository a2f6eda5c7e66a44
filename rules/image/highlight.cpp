// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "photolint/image/polygon.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_share",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.003,
              .min = 0,
              .max = 1,
              .doc = {"largest share of the face's skin that mirrors the lamp", "面部皮肤反光部分占比上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"shiny",
                {"{spots} of the skin shines white, at most {spots.max} is allowed: dry forehead, nose and "
                 "cheeks with a "
                 "tissue, soften or move the lamp, and take the photo again",
                 "面部皮肤有{spots}反光发白，要求不超过{spots.max}"
                 "：请用纸巾吸干额头、鼻子和脸颊的油光，柔化或移动光源后"
                 "重拍"}},
    MessageSpec{"skin-hidden",
                {"too little skin of the face can be seen to look for reflections",
                 "可见的面部皮肤过少，无法检查反光"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr int kWhite = 225;            // smallest channel of a spot: next to white
constexpr double kBrighter = 1.3;      // times the linear luminance of the person's own skin
constexpr double kNearlyWhite = 0.97;  // linear luminance; skin of 0.75 and more cannot be outshone by 1.3
constexpr double kFewestSkin = 0.5;    // square eye distances; a whole face has about 1.5

/// Around the eyes glasses reflect; that is lens-glare's business.
bool near_eyes(const FaceFrame& f, Point p) {
  const Point from = p - f.eyes();
  const double right = std::abs(from.x * f.across.x + from.y * f.across.y) / f.eye_distance;
  const double below = f.depth(p) / f.eye_distance;
  return right > 0.15 && right < 1 && below > -0.25 && below < 0.32;
}

bool is_skin(const Analysis& analysis, int x, int y) {
  const Point p = Point{x + 0.5, y + 0.5} * (1 / analysis.scale);
  return analysis.parsing.value().at(p) == PortraitClass::skin;
}

/// Pixels of skin inside the spans, from every fourth pixel of every fourth row.
double skin_area(const Analysis& analysis, const std::vector<RowSpan>& spans) {
  constexpr int kStep = 4;
  int found = 0;
  for (const RowSpan& span : spans) {
    if (span.y % kStep != 0) continue;
    for (int x = span.x_begin; x < span.x_end; x += kStep) found += is_skin(analysis, x, span.y) ? 1 : 0;
  }
  return found * double(kStep * kStep);
}

/// True for skin whose neighbours left and right are skin as well, so that hair and teeth do not count.
bool is_inner_skin(const Analysis& analysis, int x, int y, int margin) {
  return is_skin(analysis, x, y) && is_skin(analysis, x - margin, y) && is_skin(analysis, x + margin, y);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const std::optional<SkinTone>& own = own_skin(analysis);
  if (!own) return cannot_assess("skin-hidden");

  const std::vector<RowSpan>& face = face_spans(analysis);
  const double all = skin_area(analysis, face);
  if (all < kFewestSkin * frame->eye_distance * frame->eye_distance) return cannot_assess("skin-hidden");
  const int margin = std::max(1, static_cast<int>(std::lround(0.03 * frame->eye_distance)));
  const double bright = std::min(kBrighter * linear_luminance(own->mean), kNearlyWhite);
  std::int64_t spots = 0;
  for (const RowSpan& span : face) {
    const std::uint8_t* p = analysis.colour.at(span.x_begin, span.y);
    for (int x = span.x_begin; x < span.x_end; ++x, p += 3) {
      if (std::min({p[0], p[1], p[2]}) < kWhite) continue;
      if (linear_luminance({double(p[2]), double(p[1]), double(p[0])}) < bright) continue;
      if (near_eyes(*frame, {x + 0.5, span.y + 0.5})) continue;
      if (is_inner_skin(analysis, x, span.y, margin)) ++spots;
    }
  }
  Outcome outcome = judge({measure("spots", static_cast<double>(spots) / all, "share", 4, std::nullopt,
                                   params.real("max_share"))},
                          "shiny");
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody highlight;
constinit const RuleBody highlight = {
    .explain =
        {
            .checks =
                {"The share of the face's visible skin whose pixels are next to white (every channel at "
                 "least 225) and at least 1.3 times as bright as the person's own cheeks, or nearly full "
                 "white. Hair, mouth and the surroundings of the eyes, where glasses reflect, are left out.",
                 "面部可见皮肤中接近纯白（各通道不低于225）且亮度不低于本人脸颊1."
                 "3倍（或几近全白）的像素占比。头发、嘴部以及眼镜可能反光的眼周不计。"},
            .why = {"A lamp mirrored in the skin hides what is under it.",
                    "皮肤反射灯光形成的亮斑会遮住面部细节。"},
            .passes_when = {"The share is at most max_share.", "占比不超过max_share。"},
            .fails_when = {"A forehead, nose or cheek mirrors the lamp.", "额头、鼻子或脸颊反光。"},
            .cannot_assess_when = {"No face is found, or too little skin is visible.",
                                   "未检测到人脸，或可见皮肤过少。"},
            .how_to_fix =
                {"Dry the skin with a tissue, use a soft or indirect light, and take the photo again.",
                 "用纸巾吸干油光，使用柔光或间接光，重新拍摄。"},
            .reference =
                {"Ministry of Education: no visible highlights or spots. Limit set on 2026-11-21: false "
                 "rejections 1 of 342 (16 compliant synthetic portraits, 326 mild variations) and 0 of 204 "
                 "London photos (largest 0.0019); of 539 US Congress portraits, lit by flash, 4.5 % fail. "
                 "Missed on 10 faces with three spots of white light of sigma 0.06 and 0.12 eye distances: "
                 "of strength 0.25 (linear): 10 and 9, of 0.5: 4 and 2, of 1: none.",
                 "教育部文件：无明显高光、光斑。限值于2026-11-21标定：16张合规合成肖像与326张轻微变化图误拒1/"
                 "342，204张伦敦人脸误拒0（最高0.0019）；539张闪光灯拍摄的美国国会议员肖像4.5%"
                 "不通过。10张人脸加三处白色光斑（标准差0.06与0.12倍眼距）漏检数：线性强度0.25时10张与9张，0."
                 "5时4张与2张，1时均为0张。"},
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
