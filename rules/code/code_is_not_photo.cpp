// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>
#include <string_view>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{
        "code-as-photo",
        {"the photo shows a code and no face: hand in the portrait here, and the code in its own place",
         "照片位置提交的是二维码：请在此提交人像照片，采集码另行提交"}},
    MessageSpec{"photo-as-code",
                {"the picture of the code shows a face and no code: hand in the capture code there",
                 "采集码位置提交的是人像照片：请在此提交采集码"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& /*params*/) {
  if (analysis.photo_code.present() && !analysis.photo_code.value().symbols.empty())
    return failed("code-as-photo");
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.code)) return *missing;
  if (analysis.code.value().shows_face) return failed("photo-as-code");
  return passed();
}

}  // namespace

extern constinit const RuleBody code_is_not_photo;
constinit const RuleBody code_is_not_photo = {
    .explain =
        {
            .checks = {"Whether a photo without a face holds a code, and whether the picture of the code "
                       "holds a face and no code.",
                       "没有人脸的照片中是否有二维码；采集码图片中是否有人脸而没有二维码。"},
            .why = {"Students exchange the two pictures when they upload them.",
                    "学生上传时常把两张图片放反。"},
            .passes_when = {"Neither is the other.", "二者没有放反。"},
            .fails_when = {"The photo is a code, or the code a photo.", "照片是二维码，或采集码是人像。"},
            .cannot_assess_when =
                {"The photo shows neither face nor code, or the search for faces failed. Does not apply to a "
                 "portrait where the list leads to no codes.",
                 "照片既无人脸也无二维码，或人脸检测失败。名单未涉及采集码且照片有人脸时不适用。"},
            .how_to_fix = {"Hand in each picture in its own place.", "请将两张图片分别提交到正确位置。"},
            .reference = {"NEAU 2023: the student uploads code and photo together.",
                          "东北农业大学2023：采集码与照片一并上传。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::faces | Need::code | Need::photo_code,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::photo,
    .run = run,
};

}  // namespace photolint::rules
