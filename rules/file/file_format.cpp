// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "formats",
              .kind = ParamKind::list,
              .default_text = "jpeg",
              .choices = "jpeg png webp bmp tiff heic",
              .doc = {"File formats that are accepted, judged by content", "允许的文件格式，按文件内容判断"}},
    ParamSpec{.name = "extension_agrees",
              .kind = ParamKind::boolean,
              .default_number = 1,
              .doc = {"Whether the file name's extension must belong to the format of the content",
                      "扩展名是否必须与文件内容的实际格式一致"}},
};

constexpr std::array kMessages = {
    MessageSpec{
        "wrong-format",
        {"the content is {format}, but only {allowed} is accepted; save the photo in that format with "
         "an image program, renaming is not enough",
         "文件实际格式为{format}，仅接受{allowed}；请用图像软件另存为所需格式，仅改扩展名无效"}},
    MessageSpec{"wrong-extension",
                {"the content is {format}, but the file name ends in \"{extension}\"; expected {expected}",
                 "文件实际格式为{format}，扩展名却是“{extension}”；应为{expected}，请更正扩展名"}},
    MessageSpec{"no-extension",
                {"the content is {format}, but the file name has no extension; expected {expected}",
                 "文件实际格式为{format}，但文件名没有扩展名；应为{expected}，请补上扩展名"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail};

/// Extensions in use for a format, the first one preferred.
std::string_view extensions_of(FileFormat format) {
  switch (format) {
    case FileFormat::jpeg:
      return "jpg jpeg jpe";
    case FileFormat::png:
      return "png";
    case FileFormat::webp:
      return "webp";
    case FileFormat::bmp:
      return "bmp dib";
    case FileFormat::tiff:
      return "tif tiff";
    case FileFormat::heic:
      return "heic heif";
    case FileFormat::gif:
      return "gif";
    case FileFormat::unknown:
      break;
  }
  return {};
}

bool contains_word(std::string_view words, std::string_view word) {
  while (!word.empty() && !words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

Outcome run(const Analysis& analysis, const Params& params) {
  const FileFacts& file = *analysis.file;
  const std::vector<std::string>& allowed = params.list("formats");
  const std::string format = to_string(file.format);
  const std::string_view extensions = extensions_of(file.format);
  const bool format_allowed = std::find(allowed.begin(), allowed.end(), format) != allowed.end();
  const bool agrees = contains_word(extensions, file.extension);

  std::vector<Measurement> measured = {measure("format_allowed", format_allowed ? 1 : 0, "", 0, 1)};
  if (params.boolean("extension_agrees")) {
    measured.push_back(measure("extension_agrees", agrees ? 1 : 0, "", 0, 1));
  }
  const std::string_view message = !format_allowed          ? "wrong-format"
                                   : file.extension.empty() ? "no-extension"
                                                            : "wrong-extension";
  Outcome outcome = judge(std::move(measured), message);
  outcome.args = {{"format", format},
                  {"allowed", joined(allowed)},
                  {"extension", file.extension},
                  {"expected", std::string(extensions.substr(0, extensions.find(' ')))}};
  return outcome;
}

}  // namespace

extern constinit const RuleBody file_format;
constinit const RuleBody file_format = {
    .explain =
        {.checks =
             {"Which format the file has by its content (its first bytes), and whether the extension of "
              "its name belongs to that format. jpg, jpeg and jpe all stand for JPEG; upper and lower "
              "case are the same.",
              "按文件内容（文件头）判断实际格式，并检查扩展名是否与之一致。jpg、jpeg、jpe均视为JPEG，不区分大"
              "小写。"},
         .why =
             {"The registration platform takes JPEG only. A renamed PNG or HEIC looks right in a folder and "
              "fails at upload.",
              "学籍学历平台只接收JPEG。把PNG或HEIC直接改名，在文件夹里看不出来，上传时才会失败。"},
         .passes_when =
             {"The format is one of formats and, unless extension_agrees is off, the extension "
              "belongs to it.",
              "实际格式在formats所列范围内，且扩展名与之一致（关闭extension_agrees时不检查扩展名）。"},
         .fails_when =
             {"The format is another one, or the extension is missing or belongs to another format.",
              "实际格式不在允许范围内，或缺少扩展名，或扩展名属于其他格式。"},
         .cannot_assess_when = {"Never: a file of unknown content is unreadable and reaches no rule.",
                                "不会出现：无法识别的文件会直接判为不可读，不进入规则检查。"},
         .how_to_fix = {"Open the photo in an image program and save it as JPEG (.jpg).",
                        "用图像软件打开照片，另存为JPEG（.jpg）格式。"},
         .reference =
             {"Image capture specification for the electronic registration of higher-education "
              "credentials (Jiaobizhi [2017] 99), as quoted by universities: JPEG, extension JPG.",
              "《高等教育学历证书电子注册图像采集规范及信息标准》（教毕指〔2017〕99号），据高校公开转载："
              "JPEG格式，扩展名JPG。"}},
    .since = "0.1.0",
    .severity = Severity::error,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
