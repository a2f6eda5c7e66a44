// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/catalogue.h"

#include <array>

#include "photolint/report/lookup.h"
#include "photolint/report/render.h"

namespace photolint {
namespace {

// clang-format off: a table, one key a line
/// error.<code>: what is wrong, what was expected, what to do; args as documented in core/error.h.
/// detail.<text>: the text that an arg named "detail" or "reason" stands for; may use the error's other args.
constexpr std::array kCatalogue = {
    // Files and decoding.
    CatalogueEntry{"error.file-missing",
                   {"the file does not exist; check the path", "文件不存在，请检查路径"}},
    CatalogueEntry{"error.file-unreadable",
                   {"the file cannot be read ({reason}); check its permissions and the disk",
                    "文件无法读取（{reason}），请检查文件权限和磁盘"}},
    CatalogueEntry{"error.file-not-regular",
                   {"this is not a file but a folder, link or device; name a photo file",
                    "此项不是普通文件（可能是文件夹、链接或设备），请指定照片文件"}},
    CatalogueEntry{"error.file-empty",
                   {"the file is empty (0 bytes); copy or upload the photo again",
                    "文件为空（0字节），请重新复制或上传照片"}},
    CatalogueEntry{"error.file-too-large",
                   {"the file has {bytes} bytes, at most {limit} are read; hand in a smaller file",
                    "文件大小为{bytes}字节，超过{limit}字节的上限，请提交较小的文件"}},
    CatalogueEntry{"error.format-unknown",
                   {"the content is not a picture in a known format; save the photo as JPEG",
                    "文件内容不是可识别的图片格式，请将照片另存为JPEG"}},
    CatalogueEntry{"error.format-unsupported",
                   {"{format} files are not supported; save the photo as JPEG",
                    "不支持{format}格式，请将照片另存为JPEG"}},
    CatalogueEntry{
        "error.many-frames",
        {"the file holds {frames} pictures, at most {limit} is expected; save the photo alone, as JPEG",
         "文件中含有{frames}幅图像，最多允许{limit}幅，请将照片单独另存为JPEG"}},
    CatalogueEntry{
        "error.image-too-large",
        {"the picture has {width} x {height} pixels, beyond the limit of {limit}; hand in a smaller picture",
         "照片尺寸为{width}×{height}像素，超过上限{limit}，请提交较小的照片"}},
    CatalogueEntry{"error.image-damaged",
                   {"the picture is damaged ({detail}); export or copy it again from the original",
                    "照片数据已损坏（{detail}），请用原片重新导出或复制"}},
    CatalogueEntry{"error.image-truncated",
                   {"the file ends before the picture does; copy or upload the whole file again",
                    "文件不完整，图像数据提前结束，请重新复制或上传完整文件"}},
    CatalogueEntry{"error.decoder-failed",
                   {"the picture cannot be decoded ({detail}); save it again as JPEG",
                    "照片解码失败（{detail}），请重新另存为JPEG"}},
    CatalogueEntry{
        "error.out-of-memory",
        {"there was not enough memory for this item; run with fewer jobs or hand in a smaller picture",
         "处理此项时内存不足，请减少并行数或提交较小的照片"}},
    CatalogueEntry{"error.internal",
                   {"photolint made a mistake on this item ({detail}); please report it",
                    "程序内部错误（{detail}），请反馈给开发者"}},
    // Roster and matching.
    CatalogueEntry{
        "error.photo-missing",
        {"there is no photo for this student; looked for {tried}", "未找到该学生的照片，已查找：{tried}"}},
    CatalogueEntry{"error.photo-ambiguous",
                   {"{count} photos fit this student, exactly one is expected; keep one of: {paths}",
                    "该学生对应{count}张照片，应有且仅有一张，请保留其中一张：{paths}"}},
    CatalogueEntry{"error.photo-unclaimed",
                   {"no row of the roster belongs to this photo; correct the file name or add the student",
                    "名单中没有与此照片对应的学生，请更正文件名或将该生补入名单"}},
    CatalogueEntry{
        "error.photo-shared",
        {"this photo is already taken by row {other_row}; every student needs a photo of their own",
         "此照片已对应名单第{other_row}行的学生，每名学生须有各自的照片"}},
    CatalogueEntry{"error.roster-unreadable",
                   {"the roster cannot be read ({reason}); check the path and its permissions",
                    "名单文件无法读取（{reason}），请检查路径和权限"}},
    CatalogueEntry{"error.roster-encoding",
                   {"row {row}, column {column} is not valid {encoding} text; save the roster as UTF-8 or "
                    "name its encoding",
                    "第{row}行“{column}”列不是有效的{encoding}文本，请将名单另存为UTF-8或指定其编码"}},
    CatalogueEntry{"error.roster-ragged-row",
                   {"the row has {cells} cells, the header has {expected}; correct the row",
                    "此行有{cells}个单元格，表头为{expected}个，请更正此行"}},
    CatalogueEntry{"error.roster-bad-quote",
                   {"a quoted cell does not end, or text follows its closing quote; correct the quotes",
                    "引号单元格未闭合，或闭合引号后还有文字，请更正引号"}},
    CatalogueEntry{"error.roster-row-too-large",
                   {"a row has more than {columns} columns or a cell of more than {bytes} bytes; check the "
                    "quotes and the separator",
                    "一行超过{columns}列，或单元格超过{bytes}字节，请检查引号和分隔符"}},
    CatalogueEntry{"error.roster-header-missing",
                   {"the roster needs a column \"{column}\"; add it or map another column to it",
                    "名单缺少“{column}”列，请补充该列或指定对应的列名"}},
    CatalogueEntry{
        "error.roster-header-duplicate",
        {"two columns mean \"{column}\"; keep one of them", "有两列均表示“{column}”，请只保留一列"}},
    CatalogueEntry{"error.roster-digits-lost",
                   {"column \"{column}\" holds {value}: the spreadsheet has cut off digits; format the "
                    "column as text and enter the number again",
                    "“{column}”列的值为{value}"
                    "，电子表格按数值保存长数字时已丢失数位，请将该列设为文本格式后重新录入"}},
    CatalogueEntry{"error.roster-empty",
                   {"the roster has no header or no rows; check that it is the right file",
                    "名单没有表头或没有数据行，请确认文件是否正确"}},
    CatalogueEntry{"error.roster-field-unknown",
                   {"\"{field}\" is not a field of a student; use a documented field name",
                    "“{field}”不是有效的学生字段，请使用文档中列出的字段名"}},
    CatalogueEntry{"error.roster-encrypted",
                   {"this {format} file is encrypted; open it with its password and save it without one",
                    "此{format}文件已加密，请用密码打开后另存为不加密的文件"}},
    CatalogueEntry{"error.roster-damaged",
                   {"this {format} file is damaged ({detail}); open it in a spreadsheet and save it again",
                    "此{format}文件已损坏（{detail}），请用电子表格软件打开后重新保存"}},
    CatalogueEntry{"error.roster-unsupported",
                   {"this is {format}, which is not read as a roster; save it as XLSX, ODS or CSV",
                    "此文件为{format}，无法作为名单读取，请另存为XLSX、ODS或CSV"}},
    CatalogueEntry{
        "error.roster-too-large",
        {"the roster is larger than allowed ({detail}, at most {limit}); split it or save it as CSV",
         "名单超出上限（{detail}，上限{limit}），请拆分或另存为CSV"}},
    CatalogueEntry{"error.roster-sheet-choice",
                   {"several worksheets hold data: {sheets}; choose one with --sheet NAME",
                    "有多个工作表含有数据：{sheets}，请用 --sheet 指定其中一个"}},
    CatalogueEntry{"error.roster-sheet-missing",
                   {"the roster has no worksheet \"{sheet}\"; it has: {sheets}",
                    "名单中没有工作表“{sheet}”，现有：{sheets}"}},
    CatalogueEntry{"error.roster-merged",
                   {"cells {cells} are merged across the rows of column \"{column}\"; unmerge and fill them",
                    "“{column}”列的数据区中单元格{cells}已合并，请取消合并并补全内容"}},
    CatalogueEntry{
        "error.roster-formula",
        {"cell {cell} in column \"{column}\" holds a formula without its result; open the file in a "
         "spreadsheet and save it again, or paste values",
         "“{column}”列的单元格{cell}是没有计算结果的公式，请用电子表格软件打开后重新保存，或粘贴为数值"}},
    CatalogueEntry{"error.roster-cell-error",
                   {"cell {cell} in column \"{column}\" holds the error value {value}; correct the cell",
                    "“{column}”列的单元格{cell}为错误值{value}，请更正"}},
    CatalogueEntry{"error.roster-memo",
                   {"column \"{column}\" is a memo or binary field, whose text is kept elsewhere; make it a "
                    "character field",
                    "“{column}”列为备注或二进制字段，内容不在此文件中，请改为字符字段"}},
    CatalogueEntry{"error.template-invalid",
                   {"the file-name template \"{template}\" cannot be used because of \"{part}\"; correct it",
                    "文件名模板“{template}”中的“{part}”有误，请更正"}},
    CatalogueEntry{
        "error.list-entry-invalid",
        {"this line cannot be a path; write one path a line", "此行不是有效路径，请每行写一个路径"}},
    // Profiles.
    CatalogueEntry{"error.profile-not-found",
                   {"there is no profile \"{name}\"; list them with \"photolint profiles\"",
                    "找不到检查方案“{name}”，可用“photolint profiles”查看全部方案"}},
    CatalogueEntry{"error.profile-syntax",
                   {"the profile is not valid TOML: {detail}", "检查方案不是有效的TOML：{detail}"}},
    CatalogueEntry{
        "error.profile-key-unknown",
        {"the key \"{key}\" is unknown; remove or correct it", "配置项“{key}”无法识别，请删除或更正"}},
    CatalogueEntry{"error.profile-key-missing",
                   {"the key \"{key}\" is missing; add it", "缺少配置项“{key}”，请补充"}},
    CatalogueEntry{"error.profile-key-duplicate",
                   {"the key \"{key}\" is given twice; keep one", "配置项“{key}”重复，请只保留一个"}},
    CatalogueEntry{"error.profile-type",
                   {"\"{key}\" must be {expected}, not {found}", "“{key}”应为{expected}，实际为{found}"}},
    CatalogueEntry{
        "error.profile-range",
        {"\"{key}\" is {value}, allowed are {min} to {max}", "“{key}”的值为{value}，允许范围为{min}至{max}"}},
    CatalogueEntry{
        "error.profile-choice",
        {"\"{key}\" is \"{value}\", allowed are: {choices}", "“{key}”的值为“{value}”，可选值为：{choices}"}},
    CatalogueEntry{
        "error.profile-order",
        {"\"{key}\" is {value}, above \"{other}\" with {other_value}; a lower limit may not be above "
         "its upper limit",
         "“{key}”为{value}，大于“{other}”的{other_value}，下限不得高于上限"}},
    CatalogueEntry{"error.profile-rule-unknown",
                   {"there is no rule {code}; list them with \"photolint rules\"",
                    "没有规则{code}，可用“photolint rules”查看全部规则"}},
    CatalogueEntry{"error.profile-extends-cycle",
                   {"the profiles extend one another in a circle ({chain}); break the circle",
                    "检查方案循环继承（{chain}），请解除循环"}},
    CatalogueEntry{"error.profile-extends-depth",
                   {"the chain of profiles ({chain}) is longer than {limit}; shorten it",
                    "检查方案的继承层次（{chain}）超过{limit}层，请精简"}},
    CatalogueEntry{"error.profile-name-invalid",
                   {"\"{name}\" cannot be the name of a profile; use letters, digits and inner hyphens only",
                    "“{name}”不能用作方案名称，请只用文字、数字和连字符，且不以连字符开头"}},
    CatalogueEntry{
        "error.profile-name-mismatch",
        {"the profile calls itself \"{name}\" but was found as \"{expected}\"; make the names equal",
         "检查方案自称“{name}”，但文件名为“{expected}”，请保持一致"}},
    CatalogueEntry{"error.profile-empty",
                   {"the profile runs no rule and would accept everything; enable at least one rule",
                    "检查方案未启用任何规则，会使所有照片通过，请至少启用一条规则"}},
    // Engines and set-up.
    CatalogueEntry{"error.model-missing",
                   {"the model {file} is missing; install it or correct the model folder",
                    "缺少模型文件{file}，请安装或更正模型目录"}},
    CatalogueEntry{"error.model-invalid",
                   {"the model {file} cannot be used ({detail}); install the one that came with this version",
                    "模型文件{file}无法使用（{detail}），请安装随本版本提供的模型"}},
    CatalogueEntry{"error.engine-failed",
                   {"the analysis of this picture failed ({detail}); look at the photo by hand",
                    "照片分析失败（{detail}），请人工检查此照片"}},
    // Options and output.
    CatalogueEntry{"error.usage", {"{detail}", "{detail}"}},
    CatalogueEntry{"error.path-missing",
                   {"the path does not exist; check the command line", "路径不存在，请检查命令行参数"}},
    CatalogueEntry{"error.output-failed",
                   {"the report cannot be written ({reason}); check free space and permissions",
                    "报告无法写入（{reason}），请检查磁盘空间和权限"}},
    CatalogueEntry{
        "error.interrupted",
        {"the run was interrupted; run it again to check the rest", "运行被中断，请重新运行以完成其余检查"}},
    CatalogueEntry{"hint.nearest", {"Did you mean \"{nearest}\"?", "是否想写“{nearest}”？"}},
    // Reasons as the system and this program give them.
    CatalogueEntry{"kind.boolean", {"true or false", "布尔值（true 或 false）"}},
    CatalogueEntry{"kind.date", {"a date", "日期"}},
    CatalogueEntry{"kind.integer", {"a whole number", "整数"}},
    CatalogueEntry{"kind.list", {"a list of texts", "文本列表"}},
    CatalogueEntry{"kind.real", {"a decimal number", "小数"}},
    CatalogueEntry{"kind.single-line-text", {"text on one line", "单行文本"}},
    CatalogueEntry{"kind.table", {"a table", "表（table）"}},
    CatalogueEntry{"kind.text", {"text", "文本"}},
    CatalogueEntry{"detail.permission denied", {"permission denied", "没有权限"}},
    CatalogueEntry{"detail.Permission denied", {"permission denied", "没有权限"}},
    CatalogueEntry{"detail.Operation not permitted", {"operation not permitted", "操作不被允许"}},
    CatalogueEntry{"detail.No such file or directory", {"no such file or folder", "文件或文件夹不存在"}},
    CatalogueEntry{"detail.Not a directory", {"not a folder", "不是文件夹"}},
    CatalogueEntry{"detail.Is a directory", {"it is a folder", "是一个文件夹"}},
    CatalogueEntry{"detail.File exists", {"a file of that name exists", "已存在同名文件"}},
    CatalogueEntry{"detail.No space left on device", {"no space left on the disk", "磁盘空间不足"}},
    CatalogueEntry{"detail.Disk quota exceeded", {"disk quota exceeded", "超出磁盘配额"}},
    CatalogueEntry{"detail.Read-only file system", {"read-only file system", "文件系统为只读"}},
    CatalogueEntry{"detail.Input/output error", {"input/output error", "磁盘读写错误"}},
    CatalogueEntry{"detail.input/output error", {"input/output error", "磁盘读写错误"}},
    CatalogueEntry{"detail.File name too long", {"file name too long", "文件名过长"}},
    CatalogueEntry{"detail.path too long", {"path too long", "路径过长"}},
    CatalogueEntry{"detail.Too many open files", {"too many open files", "打开的文件过多"}},
    CatalogueEntry{"detail.too many open files", {"too many open files", "打开的文件过多"}},
    CatalogueEntry{"detail.too many symbolic links", {"too many symbolic links", "符号链接层数过多"}},
    CatalogueEntry{"detail.read error", {"read error", "读取出错"}},
    CatalogueEntry{"detail.read failed", {"read error", "读取出错"}},
    CatalogueEntry{"detail.report-busy",
                   {"another run is writing the same report", "另一个任务正在写同一份报告"}},
    CatalogueEntry{"detail.stream-failed", {"the output is closed or full", "输出已关闭或空间已满"}},
    CatalogueEntry{"detail.format-unknown",
                   {"there is no report format \"{format}\"; allowed are: {choices}",
                    "没有报告格式“{format}”，可选格式为：{choices}"}},
    CatalogueEntry{"detail.format-repeated",
                   {"the report format \"{format}\" is named twice", "报告格式“{format}”重复"}},
    CatalogueEntry{
        "detail.format-none",
        {"no report format is named; allowed are: {choices}", "未指定报告格式，可选格式为：{choices}"}},
    CatalogueEntry{"detail.stream-one-format",
                   {"standard output can take one report only; name one format or an output folder",
                    "标准输出只能写一种报告，请只指定一种格式或指定输出文件夹"}},
    CatalogueEntry{"detail.stream-no-lists",
                   {"\"{format}\" writes several files; name an output folder",
                    "“{format}”包含多个文件，请指定输出文件夹"}},
    // Where an error stands, without and with a column.
    CatalogueEntry{"where.line", {"line {line}: ", "第{line}行："}},
    CatalogueEntry{"where.line-column", {"line {line}, column {column}: ", "第{line}行第{column}列："}},
    // status.<VerdictStatus>, result.<Status>, severity.<Severity>.
    CatalogueEntry{"status.accepted", {"accepted", "合格"}},
    CatalogueEntry{"status.review", {"review", "待复核"}},
    CatalogueEntry{"status.rejected", {"rejected", "不合格"}},
    CatalogueEntry{"status.unreadable", {"unreadable", "无法读取"}},
    CatalogueEntry{"status.missing", {"missing", "缺照片"}},
    CatalogueEntry{"status.unclaimed", {"unclaimed", "未匹配学生"}},
    CatalogueEntry{"status.internal-error", {"internal error", "程序出错"}},
    CatalogueEntry{"result.pass", {"pass", "通过"}},
    CatalogueEntry{"result.fail", {"fail", "未通过"}},
    CatalogueEntry{"result.not-applicable", {"not applicable", "不适用"}},
    CatalogueEntry{"result.cannot-assess", {"not checked", "无法检查"}},
    CatalogueEntry{"severity.error", {"error", "错误"}},
    CatalogueEntry{"severity.warning", {"warning", "警告"}},
    CatalogueEntry{"severity.info", {"note", "提示"}},
    // unit.<unit>: a quantity of a measurement or parameter. Shares become percent before they get here.
    CatalogueEntry{"unit.", {"{value}", "{value}"}},
    CatalogueEntry{"unit.px", {"{value} px", "{value}像素"}},
    CatalogueEntry{"unit.deg", {"{value}°", "{value}°"}},
    CatalogueEntry{"unit.share", {"{value}%", "{value}%"}},
    CatalogueEntry{"unit.dpi", {"{value} dpi", "{value} dpi"}},
    CatalogueEntry{"unit.byte", {"{value} B", "{value}字节"}},
    CatalogueEntry{"unit.KB", {"{value} KB", "{value} KB"}},
    CatalogueEntry{"unit.MB", {"{value} MB", "{value} MB"}},
    CatalogueEntry{"unit.dE00", {"{value} ΔE00", "{value} ΔE00"}},
    CatalogueEntry{"unit.bit", {"{value} bits", "{value}位"}},
    CatalogueEntry{"unit.level", {"{value} grey levels", "{value}级灰度"}},
    CatalogueEntry{"unit.day", {"{value} days", "{value}天"}},
    CatalogueEntry{"unit.face-width", {"{value} face widths", "{value}倍脸宽"}},
    // A measured value with its band: "head top 30 px (allowed 50 px to 110 px, 20 px too little)".
    CatalogueEntry{"band.between", {"allowed {min} to {max}", "要求{min}至{max}"}},
    CatalogueEntry{"band.min", {"at least {min}", "要求不低于{min}"}},
    CatalogueEntry{"band.max", {"at most {max}", "要求不高于{max}"}},
    CatalogueEntry{"band.equal", {"needs {min}", "要求{min}"}},
    CatalogueEntry{"excess.low", {", {excess} too little", "，差{excess}"}},
    CatalogueEntry{"excess.high", {", {excess} too much", "，超出{excess}"}},
    CatalogueEntry{"measured.one", {"{name} {value}", "{name}为{value}"}},
    CatalogueEntry{"measured.band", {"{name} {value} ({band}{excess})", "{name}为{value}（{band}{excess}）"}},
    CatalogueEntry{"measured.separator", {"; ", "；"}},
    CatalogueEntry{"measured.none", {"no number", "无效值"}},
    // Text report.
    CatalogueEntry{"report.head", {"photolint {version}", "photolint {version} 照片检查报告"}},
    CatalogueEntry{
        "report.profile",
        {"Profile {name}, version {version}, hash {hash}", "检查方案：{name}，第{version}版，哈希值{hash}"}},
    CatalogueEntry{"report.rules", {"{count} rules checked: ", "共检查{count}条规则："}},
    CatalogueEntry{"report.measured", {"measured: ", "实测："}},
    CatalogueEntry{"report.counts", {"{count} items", "共{count}项"}},
    CatalogueEntry{"report.count-of", {"{count} {status}", "{status}{count}"}},
    CatalogueEntry{"report.counts-begin", {": ", "："}},
    CatalogueEntry{"report.list-separator", {", ", "，"}},
    CatalogueEntry{"report.how-to-fix", {"How to correct the photos", "整改方法"}},
    CatalogueEntry{"report.statistics", {"Results per rule", "各规则结果统计"}},
    CatalogueEntry{"report.rule", {"rule", "规则"}},
    CatalogueEntry{"report.by-error",
                   {"Items without a checked photo, by cause", "未能检查的项目（按原因）"}},
    CatalogueEntry{"report.incomplete", {"NOT COMPLETE: {why}", "检查未完成：{why}"}},
    CatalogueEntry{"report.incomplete-unknown",
                   {"NOT COMPLETE: items are missing from this report", "检查未完成：本报告缺少部分项目"}},
    CatalogueEntry{"report.more-reasons", {"{reason} (and {count} more)", "{reason}（另有{count}项）"}},
    // CSV headings.
    CatalogueEntry{"column.number", {"no", "序号"}},
    CatalogueEntry{"column.id", {"id", "学号/编号"}},
    CatalogueEntry{"column.name", {"name", "姓名"}},
    CatalogueEntry{"column.verdict", {"verdict", "结论"}},
    CatalogueEntry{"column.errors", {"errors", "错误数"}},
    CatalogueEntry{"column.warnings", {"warnings", "警告数"}},
    CatalogueEntry{"column.unchecked", {"not checked", "无法检查数"}},
    CatalogueEntry{"column.codes", {"codes", "问题代码"}},
    CatalogueEntry{"column.reason", {"first reason", "首要原因"}},
    CatalogueEntry{"column.path", {"photo", "照片文件"}},
    CatalogueEntry{"column.line", {"roster line", "名单行号"}},
    CatalogueEntry{"column.values", {"measured values", "实测值"}},
    // field.<canonical name of a roster field>, as a heading.
    CatalogueEntry{"field.student_no", {"student_no", "学号"}},
    CatalogueEntry{"field.name", {"name", "姓名"}},
    CatalogueEntry{"field.id_type", {"id_type", "证件类型"}},
    CatalogueEntry{"field.id_number", {"id_number", "证件号码"}},
    CatalogueEntry{"field.sex", {"sex", "性别"}},
    CatalogueEntry{"field.birth_date", {"birth_date", "出生日期"}},
    CatalogueEntry{"field.school", {"school", "学校"}},
    CatalogueEntry{"field.college", {"college", "学院"}},
    CatalogueEntry{"field.major", {"major", "专业"}},
    CatalogueEntry{"field.class_name", {"class_name", "班级"}},
    CatalogueEntry{"field.level", {"level", "层次"}},
    CatalogueEntry{"field.study_form", {"study_form", "学习形式"}},
    CatalogueEntry{"field.cohort", {"cohort", "年级"}},
    CatalogueEntry{"field.duration", {"duration", "学制"}},
    CatalogueEntry{"field.status", {"status", "学籍状态"}},
    CatalogueEntry{"field.phone", {"phone", "联系电话"}},
    CatalogueEntry{"field.email", {"email", "电子邮箱"}},
    CatalogueEntry{"field.paid", {"paid", "缴费状态"}},
    CatalogueEntry{"field.session", {"session", "采集批次"}},
    CatalogueEntry{"field.submitted_at", {"submitted_at", "提交时间"}},
    CatalogueEntry{"field.photo", {"photo", "照片文件"}},
    CatalogueEntry{"field.code_image", {"code_image", "采集码图片"}},
    CatalogueEntry{"field.reference", {"reference", "参考照片"}},
    // Report formats, for help texts.
    CatalogueEntry{"format.text",
                   {"for people: what is wrong with which photo, counts at the end",
                    "供人阅读：逐人列出问题，末尾为统计"}},
    CatalogueEntry{"format.csv", {"for Excel: one row a student", "供Excel使用：每名学生一行"}},
    CatalogueEntry{"format.jsonl", {"for programs: one JSON object a line", "供程序使用：每行一个JSON对象"}},
    CatalogueEntry{"format.junit",
                   {"for CI servers: one test case a student", "供CI系统使用：每名学生一个测试用例"}},
    CatalogueEntry{
        "format.lists",
        {"for upload scripts: one file of paths per verdict", "供上传脚本使用：按结论分列路径清单"}},
};
// clang-format on

constexpr auto kByKey = sorted_by_key(kCatalogue);

}  // namespace

std::span<const CatalogueEntry> catalogue() {
  return kCatalogue;
}

const Text* find_text(std::string_view key) {
  return find_text_in(kByKey, key);
}

std::string message(std::string_view key, std::span<const Arg> args, Language language) {
  const Text* text = find_text(key);
  return text == nullptr ? std::string(key) : substitute(text->in(language), args);
}

std::string_view word(std::string_view key, Language language) {
  const Text* text = find_text(key);
  return text == nullptr ? key : text->in(language);
}

}  // namespace photolint
