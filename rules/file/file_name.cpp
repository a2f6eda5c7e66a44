// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>
#include <utility>

#include "photolint/roster/file_name_template.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "template",
        .kind = ParamKind::text,
        .doc = {"how files are named, for example {id_number}.jpg or {college}/{student_no}_{name}.jpg; "
                "empty: not checked",
                "文件命名模板，例如 {id_number}.jpg 或 {college}/{student_no}_{name}.jpg；留空则不检查"}},
};

constexpr std::array kMessages = {
    MessageSpec{"wrong-name",
                {"the file is named {found}, but it must be named {expected}",
                 "文件名为“{found}”，应为“{expected}”"}},
    MessageSpec{"wrong-pattern",
                {"the file name {found} does not follow the template {template}",
                 "文件名“{found}”不符合命名模板“{template}”"}},
    MessageSpec{"no-template", {"the profile sets no template", "检查方案未设置命名模板"}},
    MessageSpec{"template-invalid",
                {"the template {template} cannot be used, so the name could not be checked",
                 "命名模板“{template}”无效，无法检查文件名"}},
    MessageSpec{"field-missing",
                {"the roster has no usable text in {field}, so the name could not be checked",
                 "名单中字段“{field}”为空或无法用作文件名，无法检查文件名"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

Outcome with_args(Outcome outcome, std::vector<Arg> args) {
  outcome.args = std::move(args);
  return outcome;
}

Outcome result(bool follows, std::string_view message, std::vector<Arg> args) {
  Outcome outcome;
  outcome.status = follows ? Status::pass : Status::fail;
  if (follows) return outcome;
  outcome.message = message;
  return with_args(std::move(outcome), std::move(args));
}

Outcome against_row(const FileNameTemplate& name_template, const WorkItem& item, const std::string& found) {
  const Result<std::string> expected = name_template.expand(item.fields);
  if (!expected) {
    return with_args(cannot_assess("field-missing"), {{"field", expected.error().args.back().value}});
  }
  return result(same_file_name(found, expected.value()), "wrong-name",
                {{"found", found}, {"expected", expected.value()}});
}

Outcome run(const Analysis& analysis, const Params& params) {
  const std::string& text = params.text("template");
  if (text.empty()) return not_applicable("no-template");
  const Result<FileNameTemplate> parsed = FileNameTemplate::parse(text);
  if (!parsed) return with_args(cannot_assess("template-invalid"), {{"template", text}});
  const FileNameTemplate& name_template = parsed.value();
  const std::string found(name_template.tail_of(analysis.item->shown_path));
  if (!analysis.item->fields.empty()) return against_row(name_template, *analysis.item, found);
  return result(name_template.could_be(found), "wrong-pattern", {{"found", found}, {"template", text}});
}

}  // namespace

extern constinit const RuleBody file_name;
constinit const RuleBody file_name = {
    .explain =
        {
            .checks =
                {"The file's name, and the names of its folders where the template has folders, against the "
                 "template. With a roster the fields are those of the student's row; without one only their "
                 "form is checked: a valid ID number, letters and digits for a student number, any text for "
                 "other fields.",
                 "将文件名（模板含文件夹时连同文件夹名）与命名模板比对。提供名单时，以该学生所在行的字段为准"
                 "；"
                 "未提供名单时只检查形式：身份证号须有效，学号须由字母和数字组成，其他字段可为任意文字。"},
            .why = {"Collecting systems assign a photo to a student by its name. A wrong name gives the "
                    "photo to "
                    "nobody, or to somebody else.",
                    "采集系统按文件名将照片对应到学生。文件名有误，照片会无法入库，甚至归到他人名下。"},
            .passes_when =
                {"The name equals the template with the row's fields put in. The case of the extension does "
                 "not count; the X of an ID number must be upper case.",
                 "文件名与代入该学生字段后的模板一致。扩展名不区分大小写；身份证号末位的X须为大写。"},
            .fails_when = {"The name is another one, or cannot come from the template.",
                           "文件名与应有名称不一致，或不符合模板形式。"},
            .cannot_assess_when =
                {"The template is not valid, or the row lacks one of its fields or has text in it "
                 "that cannot stand in a file name.",
                 "模板无效，或该学生所在行缺少模板所需字段，或字段内容不能用作文件名。"},
            .how_to_fix =
                {"Rename the file as the message says. Check the roster first: the name is made from it.",
                 "按提示重命名文件。文件名由名单生成，请先核对名单内容。"},
            .reference =
                {"Naming rules of the collecting office; the check character of ID numbers is that of "
                 "GB 11643-1999.",
                 "以采集单位的命名要求为准；身份证号校验码依据 GB 11643-1999。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
