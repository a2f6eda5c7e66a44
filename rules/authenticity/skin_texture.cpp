// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <vector>

#include "photolint/image/measures.h"
#include "photolint/image/texture.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/face_pixels.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_skin_texture",
              .kind = ParamKind::real,
              .default_number = 0.5,
              .min = 0,
              .max = 20,
              .doc = {"smallest median roughness of the skin, grey levels of 255, at 24.5 pixels between the "
                      "eyes",
                      "皮肤粗糙度中位数的下限（灰度级，满级255），按两眼间距24.5像素测量"}},
};
constexpr std::array kMessages = {
    MessageSpec{"smoothed",
                {"the skin has no texture: {skin_texture} grey levels, needs {skin_texture.min}: it "
                 "was smoothed by a beauty filter or a retouching program; switch the filter off and "
                 "send the unedited picture",
                 "皮肤缺少纹理：{skin_texture}灰度级，要求不低于{skin_texture.min}：照片经美颜或磨皮"
                 "处理，请关闭美颜并提交未经修饰的照片"}},
    MessageSpec{"too-small", {"the face is too small to tell smoothed skin", "面部过小，无法判断是否磨皮"}},
    MessageSpec{"not-sharp",
                {"the picture is not sharp enough to tell smoothed skin", "照片不够清晰，无法判断是否磨皮"}},
    MessageSpec{
        "compressed",
        {"the picture is compressed too strongly to tell smoothed skin", "照片压缩过强，无法判断是否磨皮"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// Working size of the face: at it pores, fine wrinkles and spots make the texture, and JPEG takes little
/// away.
constexpr double kEyeDistance = 24.5;
/// Eye distance, working pixels, from which the face has more detail than that.
constexpr double kSmallestEyeDistance = 60;
constexpr int kLowestQuality = 30;
/// Edge width of the eyes, eye distances; sharp photographs have 0.007 to 0.012.
constexpr double kWidestEdge = 0.0195;

/// Width of the strongest edges around both eyes, eye distances; nothing where there are none.
std::optional<double> eye_edges(const Analysis& analysis, const FaceFrame& frame) {
  const std::array corners = {frame.at(-0.85, -0.35), frame.at(0.85, -0.35), frame.at(0.85, 0.2),
                              frame.at(-0.85, 0.2)};
  const std::optional<EdgeWidth> edges =
      edge_width(analysis.grey, fill_polygon(corners, analysis.grey.width(), analysis.grey.height()));
  if (!edges) return std::nullopt;
  return edges->sigma / frame.eye_distance;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  if (frame->eye_distance < kSmallestEyeDistance) return cannot_assess("too-small");
  if (analysis.file->jpeg_quality && *analysis.file->jpeg_quality < kLowestQuality) {
    return cannot_assess("compressed");
  }
  const Shrunk face = shrunk_face(analysis, frame->eye_distance / kEyeDistance);
  const std::vector<double> blocks = skin_noise(analysis, *frame, face);
  if (blocks.size() < kFewestSkinBlocks) return cannot_assess("too-small");
  constexpr double kMedian = 0.5;
  Outcome outcome =
      judge({measure("skin_texture", quantile(blocks, kMedian), "", 2, params.real("min_skin_texture"))},
            "smoothed");
  if (outcome.status == Status::fail) {
    // A blurred picture has smooth skin too, but that is another fault.
    const std::optional<double> edges = eye_edges(analysis, *frame);
    if (!edges || *edges > kWidestEdge) return cannot_assess("not-sharp");
  }
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody skin_texture;
constinit const RuleBody skin_texture = {
    .explain =
        {
            .checks = {"The median roughness of the skin inside the face, in grey levels, with the face "
                       "brought to the same size (24.5 pixels between the eyes; squares of 4 x 4 pixels "
                       "away from eyes, brows, lips and hair). At that size pores, fine wrinkles, stubble "
                       "and spots make the roughness; JPEG from quality 60 and camera noise change it "
                       "little. Beauty filters and surface blur take it away. Skin colour does not count: "
                       "dark and light skin have the same texture.",
                       "把人脸缩放到同一大小（两眼间距24.5像素），测量面部皮肤粗糙度的中位数（灰度级；取4×4"
                       "像素方块，避开眼、眉、唇、发）。在此尺度上，毛孔、细纹、胡茬和斑点构成粗糙度；质量"
                       "60以上的JPEG压缩和相机噪点影响很小，而美颜和磨皮会使其消失。与肤色深浅无关。"},
            .why = {"The notices forbid retouching: a smoothed face differs from the person and from "
                    "the admission photo.",
                    "通知禁止美颜修图：磨皮后的面部与本人及录取照片不符。"},
            .passes_when = {"The roughness is at least min_skin_texture.", "粗糙度不低于min_skin_texture。"},
            .fails_when = {"The skin is smoother although the eyes are sharp: beauty filter, surface blur, "
                           "very heavy foundation.",
                           "眼部清晰而皮肤过于光滑：美颜、磨皮或极厚的粉底。"},
            .cannot_assess_when =
                {"No face is found, its parts cannot be told apart, the eyes are less than 60 pixels "
                 "apart, the picture is not sharp or was saved with a JPEG quality below 30.",
                 "未检测到人脸、无法区分面部各部位、两眼间距不足60像素、照片不清晰，或JPEG质量低于30"
                 "。"},
            .how_to_fix = {"Switch the beauty filter of the camera off, have the studio not retouch the "
                           "picture, and send the original file.",
                           "请关闭相机美颜功能，要求照相馆不做修饰，并提交原始文件。"},
            .reference =
                {"NEAU 2023, DEYANG 2023 and JIANWEN 2025 forbid retouching; no document gives a "
                 "number. Limit 0.50 set on 2026-11-21 with the London set (204 photos of 102 "
                 "people, 900 px), 539 US Congress portraits, 16 compliant synthetic portraits and "
                 "326 mild variations (16 renders x 14 and 102 London faces cut to 480x640): false "
                 "rejections 1 of 342 (a render at JPEG 70; the renders have smooth skin of their "
                 "own, 0.57 to 0.84), 0 of 204 (lowest 0.85), 0 of 398 (lowest 0.85; 141 faces are "
                 "too small). Skin filtered, 23 faces at 480x640, JPEG 92: bilateral filter with a "
                 "range of 10, 20, 40 and 80 grey levels misses 91, 74, 22 and 4 %; guided filter "
                 "with epsilon 0.0005, 0.002 and 0.01 misses 74, 35 and 0 %; Gaussian blur of 1, 2 "
                 "and 4 px misses 96, 39 and 0 %; surface blur at 50, 70 and 90 % misses 91, 74 and "
                 "65 %. So strong filters are found and mild ones are not. An overexposed face may "
                 "fail as well.",
                 "东北农业大学2023年、德阳2023年和建文2025年通知禁止修图，均无数值。限值0.50于"
                 "2026-11-21标定，样本为伦敦人脸集（102人204张，900像素）、539张美国国会议员肖像、16"
                 "张合规合成肖像及326张轻微变化样本（16张渲染各14种、102张裁为480×640的伦敦人脸）：误"
                 "拒分别为1/342（一张JPEG质量70的渲染图；渲染皮肤本身较光滑，0.57至0.84）、0/204（最"
                 "低0.85）、0/398（最低0.85；141张人脸过小）。对皮肤滤波（23张480×640人脸，JPEG质量92"
                 "）：双边滤波幅度10、20、40、80灰度级时漏检91%、74%、22%、4%；导向滤波ε为0.0005、"
                 "0.002、0.01时漏检74%、35%、0%；高斯模糊1、2、4像素时漏检96%、39%、0%；表面模糊强度"
                 "50%、70%、90%时漏检91%、74%、65%。即强滤镜可检出，轻度滤镜检不出。面部过曝时也可能"
                 "不通过。"},
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
