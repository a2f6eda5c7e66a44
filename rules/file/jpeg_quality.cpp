// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_quality",
              .kind = ParamKind::integer,
              .default_number = 60,
              .min = 1,
              .max = 100,
              .doc = {"Smallest JPEG quality on the IJG scale", "JPEG压缩质量下限（IJG标度，1-100）"}},
};

constexpr std::array kMessages = {
    MessageSpec{"low-quality",
                {"the JPEG quality is about {quality}, needs at least {quality.min}; save the original photo "
                 "again with a higher quality, re-saving this file does not help",
                 "JPEG压缩质量约为{quality}，至少应为{quality.min}"
                 "；请用原图以更高质量重新导出，对本文件再次保存无济于事"}},
    MessageSpec{"not-jpeg", {"the file is no JPEG", "文件不是JPEG格式，不适用此项"}},
    MessageSpec{"no-table",
                {"the JPEG has no quantisation table to estimate its quality from",
                 "JPEG文件缺少量化表，无法估计压缩质量"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome run(const Analysis& analysis, const Params& params) {
  const FileFacts& file = *analysis.file;
  if (file.format != FileFormat::jpeg) return not_applicable("not-jpeg");
  if (!file.jpeg_quality) return cannot_assess("no-table");
  return judge({measure("quality", *file.jpeg_quality, "", 0, params.real("min_quality"))}, "low-quality");
}

}  // namespace

extern constinit const RuleBody jpeg_quality;
constinit const RuleBody jpeg_quality = {
    .explain =
        {.checks =
             {"The JPEG quality, estimated from the luminance quantisation table as the quality 1-100 of "
              "the IJG formula whose table is nearest. It is exact for tables of that formula (libjpeg, "
              "OpenCV, most phones and web pages); for other tables it is the IJG quality of comparable "
              "coarseness. It tells of the last save only.",
              "由亮度量化表估计JPEG压缩质量：在IJG公式1-100各级中取量化表最接近的一级。对采用该公式的编码器"
              "（libjpeg、OpenCV、多数手机与网页）结果精确；对自定义量化表，给出粗细程度相当的IJG质量。仅反映"
              "最后一次保存。"},
         .why = {"Strong compression leaves blocks and rings around eyes and hair.",
                 "压缩过度会在眼部、发际等处留下方块和振纹。"},
         .passes_when = {"The quality is at least min_quality.", "压缩质量不低于min_quality。"},
         .fails_when = {"It is lower.", "压缩质量低于min_quality。"},
         .cannot_assess_when = {"A JPEG without a luminance table. Other formats are not applicable.",
                                "JPEG中没有亮度量化表。其他格式不适用此项。"},
         .how_to_fix = {"Export the original photo with JPEG quality 80 or more.",
                        "用原图以80或更高的JPEG质量重新导出。"},
         .reference = {"Ministry document Jiaobizhi [2017] 99 as quoted by universities: compression quality "
                       "not below 60. Table and "
                       "formula: ITU-T T.81 K.1 and the IJG software.",
                       "教毕指〔2017〕99号（据高校公开转载）：压缩品质系数不低于60。量化表与公式见ITU-T "
                       "T.81表K.1及IJG软件。"}},
    .since = "0.1.0",
    .severity = Severity::warning,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run};

}  // namespace photolint::rules
