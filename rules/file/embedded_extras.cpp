// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"position",
                {"the file tells where the photo was taken (GPS): remove the position before you pass it on",
                 "文件含拍摄地点（GPS）：转交前请清除定位信息"}},
    MessageSpec{"names",
                {"the file names people in {people} fields (author, owner or sitter): remove them before "
                 "you pass it on",
                 "文件有{people}处记录了人名（作者、机主或被摄者）：转交前请清除"}},
    MessageSpec{
        "stale-thumbnail",
        {"the small preview inside the file shows another picture, perhaps the one before it was cropped: "
         "save the photo anew without it",
         "文件内嵌缩略图与照片不一致，可能是裁剪前的画面：请去除缩略图后重新保存"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail};

constexpr double kOtherPicture = 0.05;  // as in editing-software

Outcome run(const Analysis& analysis, const Params&) {
  const Metadata& metadata = analysis.file->metadata;
  std::vector<Measurement> measured = {measure("position", metadata.position ? 1 : 0, "", 0, std::nullopt, 0),
                                       measure("people", metadata.people, "", 0, std::nullopt, 0)};
  if (metadata.thumbnail_difference) {
    measured.push_back(measure("thumbnail_difference", *metadata.thumbnail_difference, "share", 2,
                               std::nullopt, kOtherPicture));
  }
  Outcome outcome = judge(std::move(measured), "position");
  const Measurement* const outside = first_outside(outcome.measured);
  if (outside != nullptr && outside->name == "people") outcome.message = "names";
  if (outside != nullptr && outside->name == "thumbnail_difference") outcome.message = "stale-thumbnail";
  return outcome;
}

}  // namespace

extern constinit const RuleBody embedded_extras;
constinit const RuleBody embedded_extras = {
    .explain =
        {
            .checks =
                {"Whether the metadata holds a GPS position, how many of its fields name people (EXIF "
                 "artist, owner and author, IPTC by-line, XMP creator and person shown), and the share of "
                 "the EXIF thumbnail that differs from the picture. The names themselves are not kept.",
                 "元数据是否含GPS定位、有多少处记录人名（EXIF作者、机主，IPTC署名，XMP创建者与被摄者），以及E"
                 "XIF缩略图与照片不同的网格占比。人名内容不会被保存。"},
            .why = {"Files travel through many hands. Such data tells more about the student than the photo "
                    "has to.",
                    "照片会经多方流转，这些信息会泄露不必要的个人隐私。"},
            .passes_when = {"None of them is found.", "均未发现。"},
            .fails_when = {"One of them is found. This only informs.", "发现其中任一项，仅作提示。"},
            .cannot_assess_when = {"Never.", "无。"},
            .how_to_fix = {"Remove the metadata before the file is passed on, for example with the "
                           "properties page of Windows.",
                           "转交前清除元数据，例如在Windows文件属性中删除属性和个人信息。"},
            .reference = {"No requirement text; a privacy note. Law of the People's Republic of China on the "
                          "Protection of Personal Information, article 6: only what is needed.",
                          "各规范无此要求，属隐私提示。《个人信息保护法》第六条：最小必要原则。"},
        },
    .since = "0.1.0",
    .severity = Severity::info,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
