// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>

#include "photolint/core/words.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "programs",
              .kind = ParamKind::list,
              .default_text =
                  "photoshop lightroom gimp snapseed picsart vsco faceapp facetune facetune2 remini prisma "
                  "pixlr fotor polarr canva picasa afterlight photoscape photodirector photo_director "
                  "perfect365 airbrush lightx inshot paint.net paintshop paint_shop_pro affinity_photo "
                  "luminar topaz portraiture capture_one darktable rawtherapee krita photopea "
                  "camera360 beautycam beautyplus beauty_plus beautyme beauty_me makeupplus youcam b612 "
                  "faceu ulike snow soda foodie sweet_selfie meitu meitupic mtxx xingtu retouch hypic "
                  "capcut wuta photowonder line_camera neoimaging isee "
                  "stable_diffusion midjourney comfyui dall_e firefly "
                  "美图 美颜 美人相机 轻颜 激萌 醒图 美易 天天p图 无他相机 一甜相机 黄油相机 光影魔术手 "
                  "可牛影像 百度魔图 修图 p图",
              .doc = {"programs that retouch pictures, as they name themselves in a file; '_' for a blank",
                      "修图或美颜软件在文件中的名称，空格以“_”代替"}},
};

constexpr std::array kMessages = {
    MessageSpec{
        "edited",
        {"the file says that it went through {program} ({field}): send the original picture as the "
         "camera saved it, without retouching or beautifying",
         "文件信息（{field}）显示照片经过 {program} 处理：请提交相机直接生成的原始照片，不要修图或美颜"}},
    MessageSpec{
        "stale-thumbnail",
        {"the small preview inside the file shows another picture, so the photo was changed after it was "
         "taken: send the original picture as the camera saved it",
         "文件内嵌缩略图与照片内容不一致，说明照片拍摄后被修改过：请提交相机直接生成的原始照片"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail};

constexpr double kOtherPicture = 0.05;  // of the cells; a thumbnail made from the picture stays below 0.01

Outcome fails(std::string_view message, std::vector<Arg> args) {
  Outcome outcome;
  outcome.status = Status::fail;
  outcome.message = message;
  outcome.args = std::move(args);
  return outcome;
}

/// A name of the list as people write it.
std::string readable(std::string name) {
  for (char& c : name) {
    if (c == '_') c = ' ';
  }
  return name;
}

Outcome run(const Analysis& analysis, const Params& params) {
  const Metadata& metadata = analysis.file->metadata;
  for (const MetadataText& found : metadata.programs) {
    const std::string* const program = find_name(found.text, params.list("programs"));
    if (program != nullptr) return fails("edited", {{"program", readable(*program)}, {"field", found.field}});
  }
  if (!metadata.thumbnail_difference) return judge({}, "stale-thumbnail");
  return judge({measure("thumbnail_difference", *metadata.thumbnail_difference, "share", 2, std::nullopt,
                        kOtherPicture)},
               "stale-thumbnail");
}

}  // namespace

extern constinit const RuleBody editing_software;
constinit const RuleBody editing_software = {
    .explain =
        {
            .checks =
                {"The texts of the file's metadata that name the programs behind it (EXIF Software, "
                 "ProcessingSoftware, HostComputer and UserComment, XMP CreatorTool and history, IPTC "
                 "program, Photoshop's own resources), against a list of editors and beautifiers, and the "
                 "embedded EXIF thumbnail against the picture: the share of its cells with another colour.",
                 "文件元数据中记录处理软件的文字（EXIF的Software、ProcessingSoftware、HostComputer、UserComme"
                 "nt，XMP的CreatorTool及处理历史，IPTC程序名，Photoshop专有数据）是否出现列表中的修图或美颜软"
                 "件；并将EXIF内嵌缩略图与照片比对，测量颜色不同的网格占比。"},
            .why = {"The notices forbid retouching. Editors and beautifying cameras sign what they save, and "
                    "often leave the thumbnail of the original behind.",
                    "各通知均要求不得修图、美颜。修图软件和美颜相机保存时会留下名称，也常留下原图的缩略图。"},
            .passes_when =
                {"No program of the list is named, and the thumbnail, where there is one, shows the picture. "
                 "A file without metadata passes: messengers and upload forms take it off.",
                 "未出现列表中的软件，且内嵌缩略图（如有）与照片一致。无元数据的文件视为通过：社交软件转发和"
                 "网页上传会清除元数据。"},
            .fails_when = {"A program of the list is named, or the thumbnail shows another picture. A studio "
                           "that only crops with such a program leaves the same trace, so this is a warning.",
                           "出现列表中的软件，或缩略图与照片不一致。照相馆仅用此类软件裁剪也会留下同样痕迹，"
                           "因此仅作警告。"},
            .cannot_assess_when = {"Never.", "无。"},
            .how_to_fix = {"Send the picture as the camera saved it. A studio that only cropped it can say "
                           "so to the office that collects the photos.",
                           "请提交相机直接生成的照片。照相馆仅作裁剪的，可向照片收集部门说明。"},
            .reference =
                {"NEAU 2023 and Deyang 2023: no retouching or beautifying with any software. Names of "
                 "cameras' own firmware (Ver.1.00, 17.1, HDR+ 1.0) and of viewers that only turn a picture "
                 "are not in the list. Limit of the thumbnail (0.05 of its cells) set on 2026-11-21 with 538 "
                 "US Congress "
                 "portraits that have one: 535 differ in at most that, most in none; all 539 are signed by "
                 "an editor, as "
                 "studio pictures are.",
                 "东北农业大学2023、德阳2023：不得使用任何软件修图或美颜。相机固件名称（Ver.1.00、17.1、HDR+ "
                 "1.0）及仅用于旋转的看图软件不在列表中。缩略图限值（网格的0.05）于2026-11-"
                 "21以538张带缩略图的美国国会议员肖像"
                 "标定：535张不超过该值，多数为0；539张均留有修图软件痕迹，照相馆照片多如此。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
