// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "photolint/image/measures.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_entropy_bit",
              .kind = ParamKind::real,
              .unit = "bit",
              .default_number = 6.3,
              .min = 0,
              .max = 8,
              .doc = {"smallest entropy of the face's luminance, as if its median were 0.45",
                      "面部亮度信息熵的下限（折算至亮度中位数0.45）"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "flat",
        {"the face has too few tones (entropy {tones} bits, needs {tones.min}), as if behind fog or "
         "after strong processing: clean the lens, avoid light that shines into it, take the photo again and "
         "send it as the camera saved it",
         "面部层次不足（信息熵{tones}位，要求不低于{tones.min}位），如同蒙雾或经过强烈处理：请擦净镜头、避免"
         "光线直射镜头后重拍，并提交相机原始照片"}},
    MessageSpec{"no-pixels", {"the face lies outside of the picture", "面部不在画面内"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kReference = 0.45;  // linear luminance of well exposed light skin

double entropy(const LuminanceHistogram& light) {
  double bits = 0;
  for (int level = 0; level < 256; ++level) {
    const double share = light.share(level, level);
    if (share > 0) bits -= share * std::log2(share);
  }
  return bits;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const LuminanceHistogram& light = face_light(analysis);
  if (light.pixels() == 0) return cannot_assess("no-pixels");
  const double bits = entropy(light);
  // Skin that reflects half of the light spreads its tones over half as many levels: one bit less.
  const double median = std::max(light.percentile(0.5), 1 / 255.0);
  Outcome outcome = judge(
      {measure("tones", bits + std::log2(kReference / median), "bit", 1, params.real("min_entropy_bit")),
       measure("entropy", bits, "bit", 1)},
      "flat");
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody dynamic_range;
constinit const RuleBody dynamic_range = {
    .explain =
        {
            .checks = {"The Shannon entropy of the linear luminance (256 levels) inside the hull of all "
                       "facial landmarks, in bits, as ISO/IEC 29794-5 defines it, plus the logarithm of 0.45 "
                       "by the median luminance: skin that reflects half of the light spreads its tones over "
                       "half as many levels, so without this dark skin would be taken for fog. The entropy "
                       "without it is reported without a limit.",
                       "全部面部特征点凸包内线性亮度（256级）的香农信息熵（位，ISO/IEC "
                       "29794-5定义），再加上0."
                       "45与亮度中位数之比的对数：皮肤反射的光减半，层次所占级数也减半，不作此折算会把深色皮"
                       "肤误判为蒙雾。未折算的信息熵一并给出，但不设限值。"},
            .why = {"Fog on the lens, stray light and strong processing leave so few tones that features are "
                    "lost.",
                    "镜头蒙雾、杂散光和强烈处理会使层次减少，面部特征随之丢失。"},
            .passes_when = {"The entropy reaches min_entropy_bit.", "信息熵不低于min_entropy_bit。"},
            .fails_when =
                {"It is smaller: a veil over the face, a face of few tones, or one that is burnt out.",
                 "信息熵低于限值：面部蒙雾、色调分离或过曝。"},
            .cannot_assess_when = {"No face is found.", "未检测到人脸。"},
            .how_to_fix = {"Clean the lens, keep lamps and windows out of its view, and send the picture as "
                           "the camera saved it.",
                           "擦净镜头，避免灯光或窗户直射镜头，并提交相机原始照片。"},
            .reference =
                {"ISO/IEC 29794-5, dynamic range. Limit set on 2026-11-21: lowest value of 16 compliant "
                 "synthetic portraits, 326 mild variations, 204 London and 539 US Congress portraits 6.7, "
                 "without a false rejection (n = 1085); the plain entropy goes down to 4.3 on dark skin. "
                 "Missed of graded defects on 10 faces: contrast times 0.5: 6, times 0.35: 3, times 0.2: "
                 "none; white veil of 0.5: 5, of 0.65: none; 8 levels: 5.",
                 "ISO/IEC "
                 "29794-5动态范围项目。限值于2026-11-"
                 "21标定：16张合规合成肖像、326张轻微变化图、204张伦敦人脸及539张美国国会议员肖像（共1085张）"
                 "最低6.7，无误拒；未折算的信息熵在深色皮肤上可低至4.3。10张人脸分级缺陷漏检数：对比度0."
                 "5倍6张、0.35倍3张、0.2倍0张；白雾0.5时5张、0.65时0张；8级色阶5张。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
