// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>

#include "photolint/image/blocking.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_block_strength",
              .kind = ParamKind::real,
              .default_number = 0.9,
              .min = 0,
              .max = 10,
              .doc = {"largest step at block borders beyond the steps inside, by the mean step of the face",
                      "块边界处的跳变超出块内跳变的部分与面部平均跳变之比的上限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"blocks",
                {"the face shows compression blocks: strength {block_strength}, at most "
                 "{block_strength.max} allowed: send the original file of the camera; do not send it "
                 "through a chat program or save it again at a low quality",
                 "面部可见压缩块痕：强度{block_strength}，要求不超过{block_strength.max}：请提交相机"
                 "原始文件，不要经聊天软件转发或以低质量反复保存"}},
    MessageSpec{"scaled",
                {"the picture is so large that it was read at a reduced size, where compression "
                 "blocks cannot be measured; at the final size they are smaller than the eye can see",
                 "照片尺寸很大，按缩小尺寸读取，无法测量压缩块痕；缩小到最终尺寸后块痕不可见"}},
    MessageSpec{"too-small",
                {"the face is too small to measure compression blocks", "面部过小，无法测量压缩块痕"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  // Decoding at 1/2 or less folds the blocks' borders into the pixels.
  if (analysis.scale < 1) return not_applicable("scaled");
  const Rect box = landmark_box(analysis.faces.value().main());
  const BlockSteps steps = block_steps(analysis.grey, static_cast<int>(box.x), static_cast<int>(box.y),
                                       static_cast<int>(box.width), static_cast<int>(box.height));
  if (!(steps.step > 0)) return cannot_assess("too-small");
  // Any position of the grid: a crop of a compressed picture counts too.
  const double excess = BlockSteps::excess(steps.across, BlockSteps::strongest(steps.across)) +
                        BlockSteps::excess(steps.down, BlockSteps::strongest(steps.down));
  Outcome outcome = judge({measure("block_strength", excess / 2 / steps.step, "", 2, std::nullopt,
                                   params.real("max_block_strength"))},
                          "blocks");
  outcome.region = box;
  return outcome;
}

}  // namespace

extern constinit const RuleBody compression_artefacts;
constinit const RuleBody compression_artefacts = {
    .explain =
        {
            .checks = {"How much larger the brightness steps between neighbouring pixels of the face are "
                       "at the borders of a grid of 8 x 8 pixels than beside them, as a share of the mean "
                       "step. The grid may lie anywhere, so that a picture that was compressed strongly, "
                       "cropped and saved again at a high quality is found as well. Ringing beside edges "
                       "comes with the blocks and is not measured apart.",
                       "测量面部相邻像素的亮度跳变在8×8像素网格边界处比边界旁大多少，以平均跳变的比值表示。"
                       "网格位置不限，因此曾被强压缩、裁剪后又以高质量保存的照片也能发现。边缘振铃与块痕同"
                       "时出现，不单独测量。"},
            .why = {"Strong compression replaces skin and features by blocks.",
                    "强压缩会使皮肤和五官变成块状。"},
            .passes_when = {"The strength is at most max_block_strength. JPEG quality 60, the least that the "
                            "graduation photo allows, passes.",
                            "强度不超过max_block_strength。学历照片允许的最低JPEG质量60可以通过。"},
            .fails_when = {"The blocks are stronger, about as at JPEG quality 30 and less.",
                           "块痕更强，约相当于JPEG质量30及以下。"},
            .cannot_assess_when =
                {"No face is found, or it is too small. Not applicable to pictures that are read at "
                 "a reduced size.",
                 "未检测到人脸或面部过小。按缩小尺寸读取的大照片不适用本规则。"},
            .how_to_fix = {"Send the original file, saved once at a JPEG quality of 80 or more.",
                           "请提交原始文件，仅以80以上的JPEG质量保存一次。"},
            .reference =
                {"The ministry allows JPEG quality 60; ISO/IEC 29794-5 lists compression artefacts "
                 "without a rule for pixels. Limit 0.9 set on 2026-11-21 with the London set (204 "
                 "photos of 102 people, 900 px), 539 US Congress portraits, 16 compliant synthetic "
                 "portraits and 326 mild variations (16 renders x 14 and 102 London faces cut to "
                 "480x640): false rejections 0 of 342, 0 of 204, 0 of 539 (largest 0.70). Saved "
                 "once, 23 faces at 480x640: quality 60 and 50 pass, 40 misses 87 %, 30 misses 52 %, "
                 "25 misses 30 %, 20 misses 22 %, 15 and 10 miss 0 %. Cropped and saved again at 95: "
                 "10 misses 22 %, 20 and better pass, because the second saving smooths the borders.",
                 "教育部允许JPEG质量60；ISO/IEC 29794-5列有压缩伪影项目，但无像素判据。限值0.9于"
                 "2026-11-21标定，样本为伦敦人脸集（102人204张，900像素）、539张美国国会议员肖像、16"
                 "张合规合成肖像及326张轻微变化样本（16张渲染各14种、102张裁为480×640的伦敦人脸）：误"
                 "拒分别为0/342、0/204、0/539（最大0.70）。保存一次（23张480×640人脸）：质量60、50通"
                 "过，40漏检87%，30漏检52%，25漏检30%，20漏检22%，15和10漏检0%。裁剪后以95再次保存："
                 "10漏检22%，20及以上通过，因再次保存会抹平块边界。"},
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
