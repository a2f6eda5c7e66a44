// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

/// No picture that photolint decodes has a longer edge, so this much is no limit.
constexpr double kNoLimitPx = 30000;

constexpr std::array kParams = {
    ParamSpec{.name = "min_distance_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 60,
              .min = 0,
              .max = kNoLimitPx,
              .doc = {"smallest distance of the eye centres", "两眼中心间距的最小值"}},
    ParamSpec{.name = "max_distance_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = kNoLimitPx,
              .min = 0,
              .max = kNoLimitPx,
              .not_below = "min_distance_px",
              .doc = {"largest distance of the eye centres, for documents that fix the picture's size; "
                      "30000: no limit",
                      "两眼中心间距的最大值，用于规定了照片尺寸的文件；30000表示不限"}},
    ParamSpec{.name = "min_share",
              .default_number = 0,
              .min = 0,
              .max = 1,
              .doc = {"smallest distance of the eye centres as a share of the picture's width; 0: no limit",
                      "两眼中心间距占照片宽度的最小比例；0表示不限"}},
    ParamSpec{.name = "max_share",
              .default_number = 1,
              .min = 0,
              .max = 1,
              .not_below = "min_share",
              .doc = {"largest distance of the eye centres as a share of the picture's width; 1: no limit",
                      "两眼中心间距占照片宽度的最大比例；1表示不限"}},
};
constexpr std::array kMessages = {
    MessageSpec{
        "eyes-too-near",
        {"the eyes are {eye_distance} px apart, needs at least {eye_distance.min}, {eye_distance.excess} too "
         "few: hand in the original picture in full size",
         "两眼间距{eye_distance}像素，要求不少于{eye_distance.min}像素，少{eye_distance.excess}像素："
         "请提交未缩小的原始照片"}},
    MessageSpec{
        "eyes-too-far",
        {"the eyes are {eye_distance} px apart, needs at most {eye_distance.max}, {eye_distance.excess} too "
         "many: leave more room around the head",
         "两眼间距{eye_distance}像素，要求不多于{eye_distance.max}像素，多{eye_distance.excess}像素："
         "请扩大裁剪范围，使头部占画面更小"}},
    MessageSpec{
        "eyes-too-near-in-frame",
        {"the eyes are {eye_distance_share} of the picture's width apart, needs "
         "{eye_distance_share.min} to {eye_distance_share.max}, {eye_distance_share.excess} too "
         "little: crop tighter around the head",
         "两眼间距占照片宽度的{eye_distance_share}，要求{eye_distance_share.min}至"
         "{eye_distance_share.max}，小{eye_distance_share.excess}：请缩小裁剪范围，使头部占画面更大"}},
    MessageSpec{
        "eyes-too-far-in-frame",
        {"the eyes are {eye_distance_share} of the picture's width apart, needs "
         "{eye_distance_share.min} to {eye_distance_share.max}, {eye_distance_share.excess} too "
         "much: leave more room around the head",
         "两眼间距占照片宽度的{eye_distance_share}，要求{eye_distance_share.min}至"
         "{eye_distance_share.max}，大{eye_distance_share.excess}：请扩大裁剪范围，使头部占画面更小"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// The parameter's value, nothing where it stands for "no limit".
std::optional<double> upper_limit(const Params& params, std::string_view name, double no_limit) {
  const double max = params.real(name);
  if (max >= no_limit) return std::nullopt;
  return max;
}

/// Whether a document limits the distance by the picture's width as well.
bool limits_share(const Params& params) {
  return params.real("min_share") > 0 || params.real("max_share") < 1;
}

Outcome judge_share(const HeadFacts& head, const Analysis& analysis, const Params& params) {
  const double share = head.eye_distance / analysis.file->width;
  return judge_band(
      measure("eye_distance_share", share, "share", 3, params.real("min_share"), params.real("max_share")),
      "eyes-too-near-in-frame", "eyes-too-far-in-frame");
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  const HeadFacts& head = analysis.head.value();
  Outcome outcome =
      judge_band(measure("eye_distance", head.eye_distance, "px", 0, params.real("min_distance_px"),
                         upper_limit(params, "max_distance_px", kNoLimitPx)),
                 "eyes-too-near", "eyes-too-far");
  if (limits_share(params)) {
    const Outcome in_frame = judge_share(head, analysis, params);
    if (outcome.status == Status::pass) {
      outcome.status = in_frame.status;
      outcome.message = in_frame.message;
    }
    outcome.measured.push_back(in_frame.measured.front());
  }
  outcome.region = eye_box(head);
  return outcome;
}

}  // namespace

extern constinit const RuleBody eye_distance;
constinit const RuleBody eye_distance = {
    .explain =
        {
            .checks =
                {"The distance between the two eye centres in pixels of the picture as handed in, without "
                 "scaling, rounded to whole pixels. ISO/IEC 29794-5 divides it by the cosine of the yaw; "
                 "this "
                 "rule does not, because it asks for the detail that the picture has, and within the 10 "
                 "degrees "
                 "that yaw may have the two differ by at most 1.5 %.",
                 "两眼中心之间的距离，以提交照片的实际像素计，不作折算，取整数。ISO/IEC 29794-5将其除以水平"
                 "偏转角的余弦；本规则关注照片实际具有的细节，故不作此修正，偏转不超过10度时两者相差不到1.5%"
                 "。"},
            .why =
                {"Face comparison needs this much detail; enlarging a small picture does not bring it back.",
                 "人像比对需要足够的细节，放大小图无法补回细节。"},
            .passes_when =
                {"The distance is at least min_distance_px and at most max_distance_px, and its share of the "
                 "picture's width lies between min_share and max_share where these are set.",
                 "间距不少于min_distance_px且不多于max_distance_px；设有min_share、max_"
                 "share时，占照片宽度的比例"
                 "也在两者之间。"},
            .fails_when = {"The distance is smaller or larger.", "间距小于下限或大于上限。"},
            .cannot_assess_when = {"No face is found, or the outline of the head cannot be made out.",
                                   "未检测到人脸，或无法确定头部轮廓。"},
            .how_to_fix =
                {"Hand in the original picture, not a thumbnail, a screenshot or one sent through a chat "
                 "program. Where the distance is too large, crop wider.",
                 "请提交原始照片，不要提交缩略图、截图或经聊天软件压缩的图片。间距过大时请扩大裁剪范围。"},
            .reference =
                {"ICAO 9303 and ISO/IEC 19794-5 ask for 90 px. A face of 180 px in a 480-wide picture, which "
                 "the ministry's text allows, has about 76 px, so 90 would reject good graduation photos; 60 "
                 "leaves room for narrow-set eyes. Travel documents (provincial rule, 354 x 472 px): 82 to "
                 "118 px; the exit-entry guide: 0.23 to 0.33 of the width (one copy).",
                 "ICAO 9303与ISO/IEC "
                 "19794-5要求90像素。教育部文件允许480像素宽的照片中脸宽为180像素，此时两眼"
                 "间距约76像素，若取90会误拒合格的学历照片；60为两眼间距较窄者留有余地。出入境证件省级要求"
                 "（354×472像素）：82至118像素；出入境证件照相指引（一份转载）：宽度的0.23至0.33。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
