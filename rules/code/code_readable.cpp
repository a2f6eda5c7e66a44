// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_module_px",
              .kind = ParamKind::real,
              .unit = "px",
              .default_number = 0,
              .min = 0,
              .max = 100,
              .doc = {"fewest pixels a module of the code; 0: any that can be read",
                      "采集码每个模块的最小像素；0表示能识别即可"}},
};
constexpr std::array kMessages = {
    MessageSpec{"missing", {"no capture code was handed in", "未提交采集码"}},
    MessageSpec{
        "ambiguous",
        {"several pictures of codes fit this student: keep one", "有多张采集码图片对应该生：请只保留一张"}},
    MessageSpec{"shared",
                {"the picture of the code is that of the student in row {row} already",
                 "该采集码图片已对应名单第{row}行的学生"}},
    MessageSpec{"unreadable-file",
                {"the picture of the code cannot be opened or is damaged: hand in the saved picture again",
                 "采集码图片无法打开或已损坏：请重新提交保存的原图"}},
    MessageSpec{"no-pattern",
                {"no QR code is in the picture: hand in the capture code saved from the CHSI page",
                 "图片中没有二维码：请提交从学信网保存的采集码"}},
    MessageSpec{"too-small",
                {"the code is too small in the picture ({pixels_per_module} pixels a module) to be read: "
                 "hand in the saved picture itself",
                 "采集码过小（每模块{pixels_per_module}像素），无法识别：请提交原图"}},
    MessageSpec{"blurred",
                {"the code is too blurred to be read: hand in the saved picture itself",
                 "采集码模糊，无法识别：请提交原图"}},
    MessageSpec{"damaged",
                {"the code is covered, damaged or badly lit, so that it cannot be read: hand in the saved "
                 "picture itself",
                 "采集码被遮挡、破损或光线不佳，无法识别：请提交原图"}},
    MessageSpec{
        "payment",
        {"the code is one for payments, no capture code: hand in the capture code saved from the CHSI page",
         "该二维码是收付款码，不是采集码：请提交从学信网保存的采集码"}},
    MessageSpec{"other-symbol",
                {"the code is no QR code: hand in the capture code saved from the CHSI page",
                 "该图码不是二维码采集码：请提交从学信网保存的采集码"}},
    MessageSpec{"several",
                {"the picture holds {count} different QR codes: hand in the card with the capture code alone",
                 "图片中有{count}个不同的二维码：请只提交采集码"}},
    MessageSpec{"small-modules",
                {"the modules of the code have {pixels_per_module} pixels, needs {pixels_per_module.min}: "
                 "hand in the saved picture itself",
                 "采集码每模块{pixels_per_module}像素，要求不小于{pixels_per_module.min}：请提交原图"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

std::string argument(const Error& error, std::string_view name) {
  const auto arg = std::find_if(error.args.begin(), error.args.end(),
                                [name](const Arg& candidate) { return candidate.name == name; });
  return arg == error.args.end() ? std::string{} : arg->value;
}

Outcome without_picture(const Error& problem) {
  if (problem.code == ErrorCode::photo_missing) return failed("missing");
  if (problem.code == ErrorCode::photo_ambiguous) return failed("ambiguous");
  if (problem.code == ErrorCode::photo_shared)
    return failed("shared", {{"row", argument(problem, "other_row")}});
  return failed("unreadable-file");
}

Outcome without_symbol(const CodeMiss& miss) {
  Outcome outcome;
  switch (miss.reason) {
    case CodeMissReason::no_pattern:
      return failed("no-pattern");
    case CodeMissReason::too_small:
      outcome = failed("too-small");
      break;
    case CodeMissReason::blurred:
      outcome = failed("blurred");
      break;
    case CodeMissReason::unreadable:
      outcome = failed("damaged");
      break;
    case CodeMissReason::engine_failed:
      return cannot_assess("code-failed");
  }
  outcome.measured = {measure("pixels_per_module", miss.pixels_per_module, "px", 1)};
  return outcome;
}

/// The QR codes that are not for payments, one for each payload.
std::vector<const CodeSymbol*> capture_codes(const CodeFacts& facts) {
  std::vector<const CodeSymbol*> codes;
  for (const CodeSymbol& symbol : facts.symbols) {
    if (symbol.kind != CodeKind::qr || symbol.looks_like_payment) continue;
    const bool known = std::any_of(codes.begin(), codes.end(), [&symbol](const CodeSymbol* code) {
      return code->sha256 == symbol.sha256;
    });
    if (!known) codes.push_back(&symbol);
  }
  return codes;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.code)) return *missing;
  const CodePicture& picture = analysis.code.value();
  if (picture.problem) return without_picture(*picture.problem);
  if (picture.codes.miss) return without_symbol(*picture.codes.miss);
  const std::vector<const CodeSymbol*> codes = capture_codes(picture.codes);
  if (codes.empty()) {
    const bool payment = std::any_of(picture.codes.symbols.begin(), picture.codes.symbols.end(),
                                     [](const CodeSymbol& symbol) { return symbol.looks_like_payment; });
    return failed(payment ? "payment" : "other-symbol");
  }
  if (codes.size() > 1) return failed("several", {{"count", std::to_string(codes.size())}});
  return judge(
      {measure("pixels_per_module", codes.front()->pixels_per_module, "px", 1, params.real("min_module_px"))},
      "small-modules");
}

}  // namespace

extern constinit const RuleBody code_readable;
constinit const RuleBody code_readable = {
    .explain =
        {
            .checks = {"The picture of the student's capture code: whether exactly one QR code is in it that "
                       "can be read and is no payment code, and how many pixels its modules have. What the "
                       "code says is neither kept nor shown.",
                       "学生的采集码图片：是否恰有一个可识别且不是收付款码的二维码，以及每个模块的像素数。不"
                       "保存也不显示其内容。"},
            .why = {"CHSI ties the photo to the enrolment by this code. A code that nobody can read costs "
                    "the student another round.",
                    "学信网凭采集码将照片对应到学籍。采集码无法识别，学生须重新提交。"},
            .passes_when = {"One code was read.", "识别出一个采集码。"},
            .fails_when = {"The picture is missing or cannot be opened, no code is in it or it cannot be "
                           "read, it is one for payments, or there are several.",
                           "图片缺失或无法打开，没有二维码或无法识别，是收付款码，或有多个二维码。"},
            .cannot_assess_when =
                {"The reading itself failed. Does not apply where the list leads to no codes.",
                 "识别程序出错。名单未涉及采集码时不适用。"},
            .how_to_fix = {"Save the card itself from the CHSI page and hand that in: no photograph of a "
                           "screen, nothing cropped.",
                           "请在学信网页面直接保存采集码图片提交，不要翻拍屏幕或裁剪。"},
            .reference = {"NEAU 2023, DEYANG 2023, JIANWEN 2025: the capture code is handed in with the "
                          "photo. What is read from which picture: docs/codes-accuracy.md.",
                          "东北农业大学2023、德阳2023、建文2025：采集码须随照片提交。各类图片的识别率见docs/"
                          "codes-accuracy.md。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::code,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::row,
    .run = run,
};

}  // namespace photolint::rules
