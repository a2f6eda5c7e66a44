// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/html_words.h"

#include <array>

namespace photolint {
namespace {

// clang-format off: a table, one key a line
constexpr std::array kWords = {
    CatalogueEntry{"title", {"Photo check report", "照片检查报告"}},
    CatalogueEntry{"language.other", {"中文", "English"}},
    CatalogueEntry{"language.switch", {"切换为中文", "Switch to English"}},
    CatalogueEntry{"theme", {"Light or dark", "浅色或深色"}},
    CatalogueEntry{"print", {"Print", "打印"}},
    CatalogueEntry{"keys", {"Keyboard", "快捷键"}},
    CatalogueEntry{"key.search", {"search", "搜索"}},
    CatalogueEntry{"key.views", {"gallery, table, charts", "照片墙、列表、统计图"}},
    CatalogueEntry{"key.move", {"move through the items", "在各项之间移动"}},
    CatalogueEntry{"key.open", {"open the item", "打开所选项"}},
    CatalogueEntry{"key.step", {"next or previous item, when one is open", "打开后查看下一项或上一项"}},
    CatalogueEntry{"key.findings", {"findings on the photo, on and off", "显示或隐藏照片上的标注"}},
    CatalogueEntry{"key.close", {"close", "关闭"}},
    CatalogueEntry{"skip", {"To the items", "跳到名单"}},
    CatalogueEntry{"views", {"View", "视图"}},
    CatalogueEntry{"view.gallery", {"Gallery", "照片墙"}},
    CatalogueEntry{"view.table", {"Table", "列表"}},
    CatalogueEntry{"view.charts", {"Charts", "统计图"}},
    CatalogueEntry{"filters", {"Filters", "筛选"}},
    CatalogueEntry{"all", {"All", "全部"}},
    CatalogueEntry{"search", {"Search", "搜索"}},
    CatalogueEntry{"search.hint", {"Name, number, file, rule", "姓名、学号、文件名、规则"}},
    CatalogueEntry{"rule", {"Rule not met", "未通过的规则"}},
    CatalogueEntry{"rule.any", {"Any rule", "不限规则"}},
    CatalogueEntry{"college.any", {"All colleges", "全部学院"}},
    CatalogueEntry{"class.any", {"All classes", "全部班级"}},
    CatalogueEntry{"sort", {"Order", "排序"}},
    CatalogueEntry{"sort.worst", {"most serious first", "问题严重的在前"}},
    CatalogueEntry{"sort.list", {"as in the list", "按名单顺序"}},
    CatalogueEntry{"sort.id", {"by number", "按学号"}},
    CatalogueEntry{"sort.name", {"by name", "按姓名"}},
    CatalogueEntry{"sort.college", {"by college and class", "按学院和班级"}},
    CatalogueEntry{"reset", {"Clear filters", "清除筛选"}},
    CatalogueEntry{"count", {"{shown} of {all} items", "显示{shown}项，共{all}项"}},
    CatalogueEntry{"none", {"Nothing fits these filters.", "没有符合条件的项目。"}},
    CatalogueEntry{"empty", {"This run found nothing to check.", "本次运行没有可检查的项目。"}},
    CatalogueEntry{"loading", {"Loading", "正在载入"}},
    CatalogueEntry{
        "lost",
        {"The file {file} of this report cannot be read. Copy the whole folder, not the page alone.",
         "无法读取本报告的文件{file}。请复制整个文件夹，不要只复制网页文件。"}},
    CatalogueEntry{"more", {"and {count} more", "另有{count}项"}},
    CatalogueEntry{"no-photo", {"no photo", "无照片"}},
    CatalogueEntry{"photo-of", {"Photo of {name}", "{name}的照片"}},
    CatalogueEntry{"position", {"{number} of {all}", "第{number}项，共{all}项"}},
    CatalogueEntry{"close", {"Close", "关闭"}},
    CatalogueEntry{"previous", {"Previous", "上一项"}},
    CatalogueEntry{"next", {"Next", "下一项"}},
    CatalogueEntry{"what", {"What is wrong", "存在的问题"}},
    CatalogueEntry{
        "fine", {"Every rule ran, and nothing speaks against the photo.", "全部规则均已检查，未发现问题。"}},
    CatalogueEntry{"fix", {"How to fix it", "如何改正"}},
    CatalogueEntry{"notes", {"Good to know, not decisive", "仅供参考，不影响结论"}},
    CatalogueEntry{"checks", {"Every check", "全部检查项"}},
    CatalogueEntry{"checks.count", {"{passed} of {all} passed", "{all}项中通过{passed}项"}},
    CatalogueEntry{"what-it-checks", {"What it checks", "检查内容"}},
    CatalogueEntry{"reference", {"Reference", "依据"}},
    CatalogueEntry{"row", {"From the roster", "名单信息"}},
    CatalogueEntry{"file", {"File", "文件"}},
    CatalogueEntry{"frame", {"Picture", "照片尺寸"}},
    CatalogueEntry{"size", {"{width} x {height} px", "{width}×{height}像素"}},
    CatalogueEntry{"line", {"line {line} of the roster", "名单第{line}行"}},
    CatalogueEntry{"photo", {"The photo", "提交的照片"}},
    CatalogueEntry{"target", {"Where it belongs", "规范位置示意"}},
    CatalogueEntry{"target.note",
                   {"A drawing of the allowed bands, not a person. Solid lines are this photo.",
                    "按允许范围绘制的示意图，并非真人。实线为此照片的实际位置。"}},
    CatalogueEntry{"show.findings", {"Mark the findings", "标出问题"}},
    CatalogueEntry{"show.bands", {"Allowed bands", "允许范围"}},
    CatalogueEntry{"chart.verdicts", {"Verdicts", "结论分布"}},
    CatalogueEntry{"chart.rules", {"Items per rule not met", "各规则未通过的项数"}},
    CatalogueEntry{"chart.rules.none", {"No rule speaks against these items.", "这些项目没有未通过的规则。"}},
    CatalogueEntry{"chart.colleges", {"Colleges and classes", "各学院、班级"}},
    CatalogueEntry{"chart.values", {"Measured values and their limits", "实测值分布与允许范围"}},
    CatalogueEntry{"chart.values.note",
                   {"All photos of the run. The shaded band is allowed; bars outside it are red.",
                    "统计全部照片。阴影为允许范围，范围之外的为红色。"}},
    CatalogueEntry{"chart.filtered", {"The {shown} items that fit the filters", "符合筛选条件的{shown}项"}},
    CatalogueEntry{"chart.outside", {"{count} of {all} outside", "{all}项中{count}项超出"}},
    CatalogueEntry{"chart.varies", {"the limits differ from photo to photo", "各照片的允许范围不同"}},
    CatalogueEntry{"chart.more", {"Show all {count}", "显示全部{count}项"}},
    CatalogueEntry{"share.accepted", {"{share} accepted", "合格率{share}"}},
    CatalogueEntry{"print.all", {"{count} items", "共{count}项"}},
    CatalogueEntry{"print.limit",
                   {"Printed are the first {limit} of {count} items; filter to print the others.",
                    "仅打印前{limit}项，共{count}项；如需打印其余项目，请先筛选。"}},
    CatalogueEntry{"masked", {"Personal numbers are masked.", "证件号码、手机号码已脱敏。"}},
    CatalogueEntry{"private",
                   {"This report shows photos of people: pass it on only to those who need it.",
                    "本报告含个人照片，请仅提供给有需要的人员。"}},
};
// clang-format on

}  // namespace

std::span<const CatalogueEntry> html_words() {
  return kWords;
}

}  // namespace photolint
