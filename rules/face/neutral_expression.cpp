// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"
#include "photolint/rule/smile.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "max_smile",
        .kind = ParamKind::real,
        .default_number = 0.6,
        .min = 0,
        .max = 1,
        .doc = {"largest score of a smile, 0 (as calm faces have on average) to 1 (as smiling ones have)",
                "微笑得分上限：0为平静表情的平均值，1为微笑表情的平均值"}},
};
constexpr std::array kMessages = {
    MessageSpec{"smiles",
                {"the expression is not neutral: smile {smile} on a scale of 0 to 1, allowed {smile.max}: "
                 "relax the mouth and the eyes",
                 "表情不够自然平和：微笑得分{smile}（0至1），允许不超过{smile.max}：请放松嘴角与眼部后重拍"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  Outcome outcome = judge({measure("smile", smile_score(smile_values(analysis, *frame)), "", 2, std::nullopt,
                                   params.real("max_smile"))},
                          "smiles");
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody neutral_expression;
constinit const RuleBody neutral_expression = {
    .explain =
        {
            .checks =
                {"A score of the lower face: 0 as calm faces have on average, 1 as smiling ones have. "
                 "It weighs how strong the edges of 48 cells between eye line and chin are and which "
                 "way they run (cheeks, folds beside the nose, lips), and where 40 points of the lips "
                 "lie.",
                 "对下半张脸计算微笑得分：0为平静表情的平均值，1为微笑表情的平均值。依据为眼线至下颌之间48个"
                 "小格内边缘的强弱与走向（脸颊、鼻唇沟、嘴唇），以及唇部40个特征点的位置。"},
            .why =
                {"The documents ask for a natural expression; a broad smile changes mouth, cheeks and eyes.",
                 "文件要求表情自然；明显的笑容会改变嘴、脸颊与眼部。"},
            .passes_when = {"The score is at most max_smile.", "得分不超过max_smile。"},
            .fails_when = {"The score is higher: a smile or a grimace is probable, and a person should look.",
                           "得分更高：可能有明显笑容或做表情，请人工复核。"},
            .cannot_assess_when = {"No face is found, or the search for faces did not work.",
                                   "未检测到人脸，或人脸检测未能完成。"},
            .how_to_fix =
                {"Take the photo again with a calm face: lips closed, corners of the mouth at rest.",
                 "请重新拍摄：表情平和，双唇闭合，嘴角放松。"},
            .reference =
                {"Documents: natural expression; some allow a smile with closed lips, so the rule only sends "
                 "to review. Fitted on 2026-11-21 to the London set (102 people, neutral and smiling). For "
                 "people whom the fit has not seen the area under the curve is 0.97, and at the limit 1 of "
                 "102 neutral and 78 of 102 smiling photos fail. Of the 18 smiling photos that score lowest "
                 "about half show hardly a smile even beside the same person's calm photo; a limit that "
                 "catches 99 fails 31 calm faces.",
                 "文件要求表情自然，部分文件允许闭口微笑，故本规则仅提示复核。2026-11-"
                 "21以伦敦人脸集（102人，平静与微笑各一张）拟合；对未参与拟合的人，AUC为0."
                 "97，在限值处平静照片1/102、微笑照片78/"
                 "102不通过。得分最低的18张微笑照片约半数即使与本人平静照片并排也几乎看不出微笑；若要检出99张"
                 "，将有31"
                 "张平静照片被误判。"},
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
