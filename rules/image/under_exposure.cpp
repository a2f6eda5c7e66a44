// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "photolint/image/measures.h"
#include "photolint/rule/assess.h"
#include "photolint/rule/regions.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_dark_share",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.15,
              .min = 0,
              .max = 1,
              .doc = {"share of dark face pixels up to which a face is never called too dark",
                      "面部暗像素占比上限，不超过此值时不判为欠曝"}},
    ParamSpec{
        .name = "min_white_level",
        .kind = ParamKind::real,
        .default_number = 0.22,
        .min = 0,
        .max = 1,
        .doc = {"smallest luminance (share of full white, linear light) of the brightest parts of the face: "
                "the whites of the eyes or the highlights of the skin",
                "面部最亮处（眼白或皮肤高光）的亮度下限（线性光，占纯白的比例）"}},
    ParamSpec{
        .name = "min_white_level_bright_frame",
        .kind = ParamKind::real,
        .default_number = 0.09,
        .min = 0,
        .max = 1,
        .doc = {"the same where the frame has a bright part, so that the picture as a whole is not too dark",
                "画面中有明亮区域（整体曝光正常）时的同一下限"}},
    ParamSpec{
        .name = "bright_frame_level",
        .kind = ParamKind::real,
        .default_number = 0.5,
        .min = 0,
        .max = 1,
        .doc = {"luminance that the brightest twentieth of the frame (background, white shirt) must reach to "
                "count as bright",
                "画面最亮的二十分之一（背景、白衬衫）达到此亮度时，视为画面中有明亮区域"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "too-dark",
        {"the face is too dark: {dark_share} of it is darker than 25/255, and its brightest parts reach "
         "only {white_level} of white, needs {white_level.min}: take the photo again with more light from "
         "the front, do not brighten it with software",
         "面部过暗：{dark_share}的面部像素亮度低于25/255，最亮处仅为纯白的{white_level}，要求不低于"
         "{white_level.min}：请增加正面光线后重拍，不要用软件调亮"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr int kDarkLevel = 25;  // ISO/IEC 29794-5: linear luminance 0..25 of 255
constexpr double kBrightestFace = 0.98;
constexpr double kBrightestSclera = 0.90;
constexpr double kBrightestFrame = 0.95;

/// The white of one eye: inside the lids, outside the iris.
LuminanceHistogram sclera(const Analysis& analysis, int contour_begin, int contour_end, int iris) {
  const std::vector<Point> contour = working_landmarks(analysis, contour_begin, contour_end);
  const std::vector<Point> ring = working_landmarks(analysis, iris, iris + 5);
  double radius = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) radius += distance(ring[0], ring[i]) / 4;
  const std::vector<RowSpan> eye = fill_polygon(contour, analysis.colour.width(), analysis.colour.height());
  return {analysis.colour, without_disc(eye, ring[0], radius)};
}

/// Luminance of the brightest parts of the face. The whites of the eyes and highlights are about as bright on
/// everybody, whatever the skin, so they tell dark skin from little light.
double white_level(const Analysis& analysis, const LuminanceHistogram& face) {
  LuminanceHistogram eyes =
      sclera(analysis, landmark::kEyeLeftBegin, landmark::kEyeLeftEnd, landmark::kIrisLeft);
  eyes.add(sclera(analysis, landmark::kEyeRightBegin, landmark::kEyeRightEnd, landmark::kIrisRight));
  return std::max(face.percentile(kBrightestFace), eyes.percentile(kBrightestSclera));
}

/// Luminance that the brightest twentieth of the frame reaches, from some 80 rows.
double frame_level(ImageView colour) {
  std::vector<RowSpan> rows;
  const int step = std::max(1, colour.height() / 80);
  for (int y = step / 2; y < colour.height(); y += step) rows.push_back({y, 0, colour.width()});
  return LuminanceHistogram(colour, rows).percentile(kBrightestFrame);
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  const LuminanceHistogram& face = face_light(analysis);
  if (face.pixels() == 0) return cannot_assess("no-face");
  const double frame = frame_level(analysis.colour);
  const bool frame_is_bright = frame >= params.real("bright_frame_level");
  const double min_white = params.real(frame_is_bright ? "min_white_level_bright_frame" : "min_white_level");

  Measurement dark = measure("dark_share", face.share(0, kDarkLevel), "share", 3);
  Measurement white = measure("white_level", white_level(analysis, face), "", 3);
  // Many dark pixels are a fault only where the brightest parts are dark too, and the other way round: a
  // limit is stated only where it decides.
  const bool is_dark = dark.value > params.real("max_dark_share");
  if (is_dark) white.min = min_white;
  if (is_dark && white.value < min_white) dark.max = params.real("max_dark_share");
  Outcome outcome = judge({dark, white, measure("frame_level", frame, "", 3)}, "too-dark");
  outcome.region = landmark_box(analysis.faces.value().main());
  return outcome;
}

}  // namespace

extern constinit const RuleBody under_exposure;
constinit const RuleBody under_exposure = {
    .explain =
        {
            .checks =
                {"The share of face pixels (convex hull of the landmarks) with a linear luminance of at most "
                 "25/255, as ISO/IEC 29794-5 counts it, together with the luminance of the brightest parts "
                 "of "
                 "the face: the 98th percentile of the face or the 90th of the whites of the eyes, the "
                 "larger "
                 "one. Dark skin alone has many dark pixels in a good photo; only too little light darkens "
                 "the whites of the eyes and the highlights as well.",
                 "按ISO/IEC 29794-5统计面部（关键点凸包）中线性亮度不超过25/255的像素占比，并结合面部最亮处的"
                 "亮度：取面部亮度的第98百分位与眼白亮度的第90百分位中较大者。深色皮肤在曝光正常时暗像素也"
                 "很多，只有光线不足才会使眼白和高光一并变暗。"},
            .why = {"Details that are lost in the dark cannot be brought back, and brightening a photo is "
                    "retouching.",
                    "暗部丢失的细节无法恢复，而后期调亮属于修图。"},
            .passes_when =
                {"At most max_dark_share of the face is dark, or its brightest parts reach "
                 "min_white_level (min_white_level_bright_frame where the brightest twentieth of the "
                 "frame reaches bright_frame_level).",
                 "面部暗像素占比不超过max_dark_share，或面部最亮处达到min_white_level（画面最亮的二十分之一"
                 "达到bright_frame_level时，为min_white_level_bright_frame）。"},
            .fails_when = {"More of the face is dark and its brightest parts are dark as well.",
                           "面部暗像素过多，且面部最亮处也偏暗。"},
            .cannot_assess_when = {"No face is found.", "未检测到人脸。"},
            .how_to_fix = {"Use more light from the front, or expose for the face, and take the photo again.",
                           "请增加正面光线或按面部测光后重拍。"},
            .reference =
                {"ISO/IEC 29794-5, under-exposure prevention (luminance 0 to 25 of 255 in the landmarked "
                 "region); its share alone would reject dark skin: 0.83 to 0.94 on well-lit dark faces. "
                 "Limits set on 2026-11-21 with the London set (204 photos of 102 people), the US Congress "
                 "portraits (539) and 16 compliant synthetic portraits: false rejections 0 of 759, dark skin "
                 "included (lowest white level 0.18, in bright frames, whose limit 0.09 lies one stop "
                 "below). Caught: under-exposed renders 4 of 4; less light by 1, 1.5, 2, 3 stops: London 39, "
                 "97, 100, 100 %, synthetic 25, 25, 100, 100 %, Congress at 1.5 and 2 stops 40, 100 %.",
                 "ISO/IEC "
                 "29794-5欠曝项目（关键点区域内亮度0至25/"
                 "255）。仅看该占比会误拒深肤色人员：其曝光正常的照片为0.83至0.94。限值于2026-11-"
                 "21标定，样本为伦敦人脸集（102人204张）、美国国会议员肖像（539张）和16张合规合成肖像：误拒0/"
                 "759，包括深肤色人员（最亮处亮度最低0.18，均在画面明亮的照片中，该情形的下限0."
                 "09比其低一档）。检出：欠曝合成图4/"
                 "4；光线减少1、1.5、2、3档时，伦敦集39%、97%、100%、100%，合成肖像25%、25%、100%、100%"
                 "，国会肖像减少1.5、2档时40%、100%。"},
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
