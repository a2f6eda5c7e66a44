// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/eye_checks.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_iris_contrast",
              .kind = ParamKind::real,
              .default_number = 0.16,
              .min = 0,
              .max = 1,
              .doc = {"smallest contrast of the iris against what lies left and right of it, mean of both "
                      "eyes: (outside - inside) / (outside + inside)",
                      "虹膜与其左右两侧的最小对比度，取双眼平均：（外侧－内侧）／（外侧＋内侧）"}},
};
constexpr std::array kMessages = {
    MessageSpec{"eyes-closed",
                {"the eyes are closed or nearly so: no iris stands out between the lids (contrast "
                 "{iris_contrast}, needs {iris_contrast.min}): take the photo again with both eyes open",
                 "闭眼或眼睛睁开过小：眼睑之间未见虹膜（对比度{iris_contrast}，要求不低于{iris_contrast.min}"
                 "）：请自然睁开双眼后重拍"}},
    MessageSpec{
        "one-eye-closed",
        {"only one eye is seen to be open: a person should look whether the other one is shut or covered",
         "仅能确认一只眼睛睁开：请人工核对另一只眼睛是否闭合或被遮挡"}},
    MessageSpec{"eyes-hidden",
                {"hair, glasses or a reflection hide both eyes", "双眼被头发、眼镜或反光遮挡，无法检查"}},
    MessageSpec{
        "eyes-too-small",
        {"the eyes are too small in the picture to look at the irises", "眼部像素过少，无法检查虹膜"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.eyes)) return *missing;
  const EyeFacts& eyes = analysis.eyes.value();
  if (eyes_too_small(analysis)) return cannot_assess("eyes-too-small");
  const double limit = params.real("min_iris_contrast");
  const double left = eyes.left.iris_contrast, right = eyes.right.iris_contrast;
  // Lenses count as cover, but an iris that stands out behind one is seen.
  const auto unseen = [&](const EyeLook& eye) {
    return is_hidden(eye) && round_to(eye.iris_contrast, 2) < limit;
  };
  if (unseen(eyes.left) && unseen(eyes.right)) return cannot_assess("eyes-hidden");
  const bool both = !unseen(eyes.left) && !unseen(eyes.right);
  // A blink shuts both eyes; an eye patch, a glass eye or a drooping lid one.
  const double contrast = both ? (left + right) / 2 : unseen(eyes.left) ? right : left;
  const Measurement measurement = measure("iris_contrast", contrast, "", 2, limit);
  Outcome outcome = judge({measurement}, "eyes-closed");
  if (outcome.status == Status::pass && both && round_to(std::min(left, right), 2) < limit) {
    outcome = cannot_assess("one-eye-closed");
    outcome.measured = {measurement};
  }
  outcome.region = eyes_region(eyes);
  return outcome;
}

}  // namespace

extern constinit const RuleBody eyes_open;
constinit const RuleBody eyes_open = {
    .explain =
        {
            .checks =
                {"In a channel where every iris is dark and every skin bright (the smaller of red and of 4/3 "
                 "green), the disc of an iris' size that is darkest against what lies left and right of it "
                 "is looked for in each eye. Its contrast to both sides, (outside - inside) / (outside + "
                 "inside), mean of both eyes, tells an open eye from a lid: lashes are a dark line, but have "
                 "no bright white beside them. The opening of the lids' landmarks (the ISO/IEC 29794-5 "
                 "measure) does not decide: the network leaves the lids of closed eyes open, and narrow or "
                 "single-fold eyes are not closed eyes.",
                 "在任何虹膜均偏暗、任何肤色均偏亮的通道中（红色与三分之四绿色之较小者），于每只眼内寻找与虹"
                 "膜大小相当、较左右两侧最暗的圆盘，以其与两侧的对比度（外侧－内侧）／（外侧＋内侧）的双眼平"
                 "均值区分睁眼与眼睑：睫毛虽暗，但两侧没有明亮的眼白。不以眼睑特征点的开合度（ISO/IEC "
                 "29794-5的指标）判定：闭眼时网络给出的眼睑仍是张开的，而细长眼、单眼皮并非闭眼。"},
            .why = {"Closed eyes hide the irises, and the picture cannot be compared with the person.",
                    "闭眼时看不到虹膜，照片无法与本人比对。"},
            .passes_when =
                {"The mean contrast of both eyes, and that of each, reaches min_iris_contrast; where one eye "
                 "is hidden, that of the other.",
                 "双眼的平均对比度及每只眼的对比度均不低于min_iris_contrast；一只眼被遮挡时以另一只为准。"},
            .fails_when = {"The mean contrast is lower: both eyes are closed or all but closed.",
                           "平均对比度低于该值：双眼闭合或几乎闭合。"},
            .cannot_assess_when =
                {"No face is found, the eyes are less than 40 pixels apart, both are hidden by hair, glasses "
                 "or a reflection, or only one of them is seen to be open (a wink, an eye patch, a glass "
                 "eye, a drooping lid): then a person decides.",
                 "未检测到人脸、两眼间距不足40像素、双眼被头发、眼镜或反光遮挡，或仅能确认一只眼睁开（眨眼、"
                 "眼罩、义眼、上睑下垂等）时，由人工判断。"},
            .how_to_fix =
                {"Take the photo again with both eyes open. Take several, so that one is without a blink.",
                 "请自然睁开双眼重新拍摄；可连拍数张，选取未眨眼的一张。"},
            .reference =
                {"Documents: eyes open; ISO/IEC 29794-5, eyes open. Limit set on 2026-11-21 with the London "
                 "set (204 photos of 102 people), 16 compliant synthetic portraits and 326 mild variations: "
                 "false rejections 0, lowest contrast 0.18. Of 447 US Congress portraits with eyes large "
                 "enough, 1 is rejected (very pale irises) and 3 are left to a person. Caught: renders with "
                 "closed eyes 4 of 4 (0.12 and less); lids drawn shut by 20 and 40 percent pass, by 60 "
                 "percent 4 percent are rejected, by 80 percent 75 percent, by 90 to 100 percent 93 percent "
                 "(114 faces; most others go to a person).",
                 "文件要求双眼自然睁开；ISO/IEC "
                 "29794-5睁眼项目。限值于2026-11-"
                 "21标定，样本为伦敦人脸集（102人204张）、16张合规合成肖像及326张轻微变化图：误拒0，最低对比"
                 "度0."
                 "18。447张眼部像素足够的美国国会议员肖像中误拒1张（虹膜颜色极浅），3张转人工。检出：闭眼合成"
                 "图4/"
                 "4（不超过0.12）；将眼睑闭合20%、40%时全部通过，60%时拒绝4%，80%时拒绝75%，90%至100%"
                 "时拒绝93%（114张脸，其余大多转人工）。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::eyes,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
