// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "photolint/image/measures.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "frame_height_px",
        .kind = ParamKind::integer,
        .unit = "px",
        .default_number = 640,
        .min = 100,
        .max = 10000,
        .doc = {"height of the picture that the photo ends up in; a larger photo is measured as if shrunk "
                "to it, a smaller one as it is",
                "最终使用的照片高度；更大的照片按缩小到此高度测量，更小的照片按原尺寸测量"}},
    ParamSpec{.name = "min_sharpness",
              .kind = ParamKind::real,
              .default_number = 50,
              .min = 0,
              .max = 100,
              .doc = {"smallest sharpness, 0 (nothing but blur) to 100", "清晰度下限，0（完全模糊）至100"}},
};
constexpr std::array kMessages = {
    MessageSpec{"blurred",
                {"the face is not sharp: sharpness {sharpness} of 100, needs {sharpness.min}: take the photo "
                 "again with the focus on the eyes and a steady camera, and send the original file, not a "
                 "screenshot, a scan or an enlarged copy",
                 "面部不清晰：清晰度{sharpness}（满分100），要求不低于{sharpness.min}：请对准眼睛对焦、"
                 "持稳相机后重拍，并提交原始文件，不要提交截图、翻拍或放大后的照片"}},
    MessageSpec{"no-edges",
                {"the face shows no edges to measure the sharpness on", "面部没有可供测量清晰度的边缘"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// 100 for ideal steps, 50 for an edge width of 2 pixels, towards 0 for ever wider edges. The third power
/// keeps the scale flat where photos are all sharp enough and steep around the limit.
double sharpness_of(double edge_width) {
  constexpr double kHalfWidth = 2;
  return 100 / (1 + std::pow(edge_width / kHalfWidth, 3));
}

std::optional<EdgeWidth> face_edges(const Analysis& analysis, double factor) {
  if (factor <= 1) return edge_width(analysis.grey, face_spans(analysis));
  const Rect box = landmark_box(analysis.faces.value().main());
  const double margin = 6 * factor;  // what the blur of the measure reaches
  const Shrunk shrunk =
      shrink(analysis.grey,
             {box.x * analysis.scale - margin, box.y * analysis.scale - margin,
              box.width * analysis.scale + 2 * margin, box.height * analysis.scale + 2 * margin},
             factor);
  std::vector<Point> corners = convex_hull(working_landmarks(analysis, 0, kLandmarkCount));
  for (Point& p : corners) p = shrunk.apply(p);
  return edge_width(shrunk.grey.view(), fill_polygon(corners, shrunk.grey.width(), shrunk.grey.height()));
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const double factor = analysis.grey.height() / params.real("frame_height_px");
  const std::optional<EdgeWidth> edges = face_edges(analysis, factor);
  // Below one grey level a pixel, rounding to whole grey levels alone makes such gradients.
  constexpr double kWeakestGradient = 1;
  if (!edges || edges->gradient < kWeakestGradient) return cannot_assess("no-edges");
  Outcome outcome =
      judge({measure("sharpness", sharpness_of(edges->sigma), "", 0, params.real("min_sharpness")),
             measure("edge_width", edges->sigma, "px", 2)},
            "blurred");
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody sharpness;
constinit const RuleBody sharpness = {
    .explain =
        {
            .checks =
                {"The width of the strongest edges inside the face (lids, irises, brows, lips, nostrils), in "
                 "pixels of a picture as high as the final one, turned into a sharpness of 0 to 100: 50 "
                 "stands for edges that a Gaussian blur of 2 px would make. The width comes from the share "
                 "of the gradient that one more blur takes away, so skin colour, contrast and exposure do "
                 "not count. Larger photos are shrunk first; smaller ones are not enlarged.",
                 "测量面部最强边缘（眼睑、虹膜、眉毛、嘴唇、鼻孔等）的宽度，以最终照片高度下的像素计，"
                 "并换算为0至100的清晰度：边缘宽度相当于2像素高斯模糊时为50。宽度由再次模糊后梯度的"
                 "损失比例求得，因此与肤色、反差和曝光无关。较大的照片先缩小，较小的照片不放大。"},
            .why =
                {"A blurred portrait cannot be compared with the student's other pictures and cannot be told "
                 "from a retouched one.",
                 "面部模糊的照片无法用于人像比对，也难以与修饰过的照片相区分。"},
            .passes_when = {"The sharpness is at least min_sharpness.", "清晰度不低于min_sharpness。"},
            .fails_when = {"The sharpness is smaller: out of focus, moved, strongly enlarged or smoothed.",
                           "清晰度低于下限：对焦不准、抖动、过度放大或磨皮。"},
            .cannot_assess_when =
                {"No face is found, or the face is so small or so flat that it has no edges.",
                 "未检测到人脸，或面部过小、过于平淡而没有可测量的边缘。"},
            .how_to_fix =
                {"Focus on the eyes, use enough light and a steady camera, clean the lens, and send the "
                 "original file.",
                 "请对准眼睛对焦，保证光线充足并持稳相机，擦净镜头，提交原始文件。"},
            .reference =
                {"ISO/IEC 29794-5 asks for sharpness; NEAU 2023 and the Ministry's text ask for a sharp "
                 "portrait without a number. Limit 50 set on 2026-11-21 with the London set (102 photos, 900 "
                 "px), the US Congress portraits (539, about 410 px) and 16 compliant synthetic portraits: "
                 "false rejections 0 of 657 (edge widths 0.65 to 1.31 px), also after JPEG quality 30 to 50 "
                 "or noise of 8 grey levels. Gaussian blur at 640 px height, London and synthetic: sigma 0.5 "
                 "and 1.0 pass, 1.5 fails 86 %, 2.0 to 6.0 fail 100 %; sigma 2 with noise of 4 and JPEG "
                 "quality 75 fails 100 %, with noise of 8 grey levels 62 % (missed: 38 %). Congress "
                 "portraits enlarged to 640 px: 2 % fail.",
                 "ISO/IEC "
                 "29794-"
                 "5设有清晰度项目；东北农业大学2023年通知和教育部文件要求照片清晰，均未给数值。下限50于2026-"
                 "11-"
                 "21标定，样本为伦敦人脸集（102张，高900像素）、美国国会议员肖像（539张，高约410像素）和16张"
                 "合规合成肖像：误拒0/"
                 "657（边缘宽度0.65至1."
                 "31像素），JPEG质量30至50或8级噪声下亦为0。在640像素高度上施加高斯模糊（伦敦集与合成肖像）："
                 "σ为0.5、1.0时全部通过，1.5时86%不通过，2.0至6."
                 "0时全部不通过；σ为2并叠加4级噪声和质量75的压缩时全部不通过，叠加8级噪声时62%不通过（漏检38%"
                 "）。国会肖像放大到640像素后2%不通过。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
