// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "photolint/image/blocking.h"
#include "photolint/image/texture.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_pixels.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_grid_mismatch",
              .kind = ParamKind::real,
              .default_number = 0.2,
              .min = 0,
              .max = 20,
              .doc = {"largest step of a foreign compression grid in the face beyond that below it, by the "
                      "mean step of the face",
                      "面部中异位压缩网格的跳变超出面部以下区域的部分与面部平均跳变之比的上限"}},
    ParamSpec{.name = "min_noise_ratio",
              .kind = ParamKind::real,
              .default_number = 0.4,
              .min = 0,
              .max = 10,
              .doc = {"smallest ratio of the noise of the skin to that of the background, where the "
                      "background is noisy",
                      "背景有噪点时，皮肤噪点与背景噪点之比的下限"}},
};
constexpr std::array kMessages = {
    MessageSpec{"foreign-grid",
                {"the face carries a compression grid that the rest of the picture does not: "
                 "mismatch {grid_mismatch}, at most {grid_mismatch.max} allowed: the face was pasted "
                 "in or edited; send the unedited picture",
                 "面部带有与照片其余部分不一致的压缩网格：差异{grid_mismatch}，要求不超过"
                 "{grid_mismatch.max}：面部可能经拼接或修改，请提交未经编辑的照片"}},
    MessageSpec{"clean-face",
                {"the face has only {noise_ratio} of the noise of the background, needs "
                 "{noise_ratio.min}: the face was smoothed or pasted in; send the unedited picture",
                 "面部噪点仅为背景的{noise_ratio}，要求不低于{noise_ratio.min}：面部可能经磨皮或拼接"
                 "，请提交未经编辑的照片"}},
    MessageSpec{"scaled",
                {"the picture is so large that it was read at a reduced size, where traces of local "
                 "editing cannot be measured",
                 "照片尺寸很大，按缩小尺寸读取，无法检查局部编辑痕迹"}},
    MessageSpec{"too-small",
                {"the face is too small to look for traces of editing", "面部过小，无法检查编辑痕迹"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

constexpr std::size_t kOwnGrid = 0;  // the file's own blocks start at the picture's corner

/// Strongest position of a grid that is not the file's own.
std::size_t foreign_position(std::array<double, kBlockEdge> steps) {
  steps[kOwnGrid] = -1e9;
  return BlockSteps::strongest(steps);
}

/// Step of the foreign grid in the face less the step at the same place below the face, by the mean step of
/// the face; a grid shows in both directions, so the smaller one counts.
double grid_mismatch(const BlockSteps& face, const BlockSteps& below) {
  const std::size_t across = foreign_position(face.across), down = foreign_position(face.down);
  const double inside =
      std::min(BlockSteps::excess(face.across, across), BlockSteps::excess(face.down, down));
  const double outside =
      std::min(BlockSteps::excess(below.across, across), BlockSteps::excess(below.down, down));
  return (inside - outside) / face.step;
}

/// Whether the square holds background alone; corner and edge in working pixels.
bool all_background(const Analysis& analysis, Point corner, double edge) {
  constexpr int kPoints = 4;
  const ImageView person = analysis.background.value().person.view();
  for (int i = 0; i < kPoints; ++i) {
    for (int j = 0; j < kPoints; ++j) {
      const Point p = corner + Point{edge * j, edge * i} * (1.0 / (kPoints - 1));
      const auto x = static_cast<int>(std::floor(p.x)), y = static_cast<int>(std::floor(p.y));
      if (x < 0 || y < 0 || x >= person.width() || y >= person.height() || *person.at(x, y) != 0)
        return false;
    }
  }
  return true;
}

constexpr double kHalf = 2;
constexpr double kQuartile = 0.25;

/// Noise of the background left and right of the head, lower quartile at half size times 2, as noise_sigma of
/// IMG003; nothing where too little of it can be seen.
std::optional<double> background_noise(const Analysis& analysis, const FaceFrame& frame) {
  constexpr double kUp = 1.5;       // eye distances above the eyes
  constexpr double kAside = 1.3;    // eye distances beside the middle of the face
  constexpr double kClearance = 7;  // working pixels to the outline
  const Point eyes = frame.eyes();
  const double d = frame.eye_distance, width = analysis.grey.width();
  std::vector<double> noise;
  for (const Rect box : {Rect{0, eyes.y - kUp * d, eyes.x - kAside * d, kUp * d},
                         Rect{eyes.x + kAside * d, eyes.y - kUp * d, width - eyes.x - kAside * d, kUp * d}}) {
    if (!(box.area() > 0)) continue;
    const Shrunk part = shrink(analysis.grey, box, kHalf);
    const ImageView grey = part.grey.view();
    for (int y = 1; y + kNoiseBlock < grey.height(); y += kNoiseBlock) {
      for (int x = 1; x + kNoiseBlock < grey.width(); x += kNoiseBlock) {
        const Point corner = part.origin + Point{x * kHalf - kClearance, y * kHalf - kClearance};
        if (all_background(analysis, corner, kNoiseBlock * kHalf + 2 * kClearance)) {
          noise.push_back(block_noise(grey, x, y, kNoiseBlock));
        }
      }
    }
  }
  if (noise.size() < kFewestSkinBlocks) return std::nullopt;
  return kHalf * quantile(noise, kQuartile);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  if (analysis.scale < 1) return not_applicable("scaled");
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");

  const Rect box = landmark_box(analysis.faces.value().main());
  const auto left = static_cast<int>(box.x), top = static_cast<int>(box.y),
             bottom = static_cast<int>(box.bottom());
  const BlockSteps face = block_steps(analysis.grey, left, top, static_cast<int>(box.width), bottom - top);
  if (!(face.step > 0)) return cannot_assess("too-small");
  const BlockSteps below =
      block_steps(analysis.grey, 0, bottom, analysis.grey.width(), analysis.grey.height());
  std::vector<Measurement> measured = {measure("grid_mismatch", grid_mismatch(face, below), "", 2,
                                               std::nullopt, params.real("max_grid_mismatch"))};
  if (const auto background = background_noise(analysis, *frame)) {
    measured.push_back(measure("background_noise", *background, "", 1));
    // JPEG flattens a plain wall and leaves the skin: only a wall that is noisy by itself says something.
    constexpr double kNoisyWall = 2.5;
    const std::vector<double> skin = *background >= kNoisyWall
                                         ? skin_noise(analysis, *frame, shrunk_face(analysis, kHalf))
                                         : std::vector<double>{};
    if (skin.size() >= kFewestSkinBlocks) {
      measured.push_back(measure("noise_ratio", kHalf * quantile(skin, kQuartile) / *background, "", 2,
                                 params.real("min_noise_ratio")));
    }
  }
  Outcome outcome = judge(std::move(measured), "foreign-grid");
  const Measurement* outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "noise_ratio") outcome.message = "clean-face";
  outcome.region = box;
  return outcome;
}

}  // namespace

extern constinit const RuleBody local_editing;
constinit const RuleBody local_editing = {
    .explain =
        {
            .checks = {"Two traces of a face that does not belong to its picture. First, compression "
                       "blocks in the face at a place where the file has none, and the part below the face "
                       "has none either: the face was saved in another file before. Second, skin with less "
                       "than 0.4 of the noise of the background, where the background is noisy (2.5 grey "
                       "levels and more): the face was smoothed or comes from another picture. A flat "
                       "background says nothing: studios replace it, and JPEG flattens plain walls.",
                       "检查面部与照片不一致的两种痕迹：一是面部存在异位压缩块，而文件自身网格和面部以下区"
                       "域均无此网格，说明面部曾保存于另一文件；二是背景有噪点（2.5灰度级及以上）而皮肤噪点"
                       "不足其0.4倍，说明面部经磨皮或来自另一照片。平整的背景不作为依据：照相馆常替换背景，"
                       "JPEG也会抹平素色墙面。"},
            .why = {"A face that was pasted or edited is not a photograph of the student at this place.",
                    "经拼接或修改的面部不是学生本人的真实拍摄照片。"},
            .passes_when = {"Neither trace is found.", "未发现上述两种痕迹。"},
            .fails_when = {"A foreign grid in the face, or a face much cleaner than its background.",
                           "面部有异位网格，或面部远比背景干净。"},
            .cannot_assess_when =
                {"No face is found, its parts or the background cannot be told apart, or the face is "
                 "too small. Not applicable to pictures that are read at a reduced size.",
                 "未检测到人脸、无法区分面部各部位或背景，或面部过小。按缩小尺寸读取的大照片不适用本"
                 "规则。"},
            .how_to_fix = {"Send the picture as it came from the camera; do not paste, retouch or move parts "
                           "of it.",
                           "请提交相机直出的照片，不要拼接、修饰或移动局部。"},
            .reference =
                {"NEAU 2023 and DEYANG 2023 forbid retouching; no document gives a number. Limits "
                 "0.20 and 0.40 set on 2026-11-21 with the London set (204 photos of 102 people, 900 "
                 "px), 539 US Congress portraits, 16 compliant synthetic portraits and 326 mild "
                 "variations (16 renders x 14 and 102 London faces cut to 480x640): false rejections "
                 "0 of 342, 0 of 204, 4 of 539 (three before dark backgrounds full of detail); "
                 "largest grid mismatch in London 0.16. A face saved before with quality 30 in a "
                 "picture saved at 85, 92, 95, 23 faces at 480x640: misses 39, 0, 0 %; with quality "
                 "50: 100, 87, 13 %; with quality 70: 100 %. A clean face before a wall with noise "
                 "of sigma 4, 6, 10: misses 100, 78, 22 %. Blurred blemishes and a background "
                 "replaced by one colour: missed 100 %, on purpose for the latter, as studios do it "
                 "and a compressed plain wall looks the same.",
                 "东北农业大学2023年和德阳2023年通知禁止修图，均无数值。限值0.20与0.40于2026-11-21标"
                 "定，样本为伦敦人脸集（102人204张，900像素）、539张美国国会议员肖像、16张合规合成肖"
                 "像及326张轻微变化样本（16张渲染各14种、102张裁为480×640的伦敦人脸）：误拒分别为"
                 "0/342、0/204、4/539（其中三张为细节繁多的深色背景）；伦敦集网格差异最大0.16。面部曾"
                 "以质量30保存、整图以85、92、95保存时（23张480×640人脸）漏检39%、0%、0%；曾以质量50"
                 "保存时100%、87%、13%；曾以质量70保存时100%。干净面部配σ为4、6、10的噪点背景时漏检"
                 "100%、78%、22%。局部涂抹瑕疵和换为纯色的背景漏检100%；后者有意放过，因照相馆常换背"
                 "景，且压缩后的素色墙面与之无异。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
