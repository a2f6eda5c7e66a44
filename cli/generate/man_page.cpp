// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/generate/man_page.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "cli/generate/offers.h"
#include "cli/options/config_file.h"
#include "cli/options/settings.h"
#include "photolint/core/utf8.h"
#include "photolint/report/columns.h"
#include "photolint/version.h"

namespace photolint::cli {
namespace {

/// Punctuation that may not begin a line, and such that may not end one.
constexpr std::string_view kClosing = "，。；：、！？）”》…";
constexpr std::string_view kOpening = "（“《";

std::string escaped(char c) {
  switch (c) {
    case '\\':
      return "\\e";
    case '-':
      return "\\-";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    case '`':
      return "\\(ga";
    case '\'':
      return "\\(aq";
    case '"':
      return "\\(dq";
    default:
      return std::string(1, c);
  }
}

bool may_break_between(std::string_view before, std::string_view after) {
  if (before.empty() || after.empty() || after == " " || before == " ") return false;
  const bool wide = display_width(before) == 2 || display_width(after) == 2;
  return wide && kClosing.find(after) == std::string_view::npos &&
         kOpening.find(before) == std::string_view::npos;
}

/// Text as roff reads it. Chinese has no blanks, so each place where a line may break is marked.
std::string roff(std::string_view text) {
  std::string result;
  std::string_view before;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, first_code_point(text).length);
    text.remove_prefix(piece.size());
    if (may_break_between(before, piece)) result += "\\:";
    result += piece.size() == 1 ? escaped(piece.front()) : std::string(piece);
    before = piece;
  }
  const bool is_request = !result.empty() && result.front() == '.';
  return is_request ? "\\&" + result : result;
}

std::string bold(std::string_view text) {
  return "\\fB" + roff(text) + "\\fR";
}

std::string italic(std::string_view text) {
  return "\\fI" + roff(text) + "\\fR";
}

/// Puts a page together.
class Page {
 public:
  Page(const ProgramSpec& program, const CommandSpec* command, Language language)
      : program_(program), command_(command), language_(language) {}

  std::string text() {
    head();
    synopsis();
    description();
    if (command_ == nullptr) commands();
    options();
    exit_status();
    environment();
    files();
    examples();
    see_also();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string tr(Text text) const { return roff(text.in(language_)); }
  void section(Text title) { text_ += ".SH " + std::string(title.in(language_)) + "\n"; }
  void line(const std::string& text) { text_ += text + "\n"; }
  void tagged(const std::string& tag, const std::string& text) {
    text_ += ".TP\n" + tag + "\n" + text + "\n";
  }

  void head() {
    std::string name = roff(man_page_name(command_));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    line(".\\\" -*- coding: utf-8 -*-");
    line(".TH " + name + " 1 \"\" \"photolint " + std::string(kVersion) + "\" \"" +
         std::string(Text{"User Commands", "用户命令"}.in(language_)) + "\"");
    line(".nh\n.ad l");
    section({"NAME", "名称"});
    const OwnedText& summary = command_ == nullptr ? program_.summary : command_->summary;
    std::string what = summary.in(language_);
    if (!what.empty() && what.back() == '.') what.pop_back();
    line(roff(man_page_name(command_)) + " \\- " + roff(what));
  }

  void synopsis() {
    section({"SYNOPSIS", "概要"});
    const std::string option = " [" + italic(Text{"OPTION", "选项"}.in(language_)) + "]...";
    if (command_ == nullptr) {
      line(bold("photolint") + option + " " + italic(Text{"COMMAND", "命令"}.in(language_)) + option);
      return;
    }
    std::string usage = bold("photolint " + command_->name) + option;
    for (const OptionSpec& argument : offered_arguments(*command_)) {
      const std::string name = italic(argument.names);
      usage += " " + (argument.required ? name : "[" + name + "]") + (is_list(argument) ? "..." : "");
    }
    line(usage);
  }

  void description() {
    section({"DESCRIPTION", "描述"});
    std::string_view left =
        command_ == nullptr ? program_.description.in(language_) : command_->description.in(language_);
    while (!left.empty()) {
      const std::size_t end = std::min(left.find('\n'), left.size());
      line(".PP\n" + roff(left.substr(0, end)));
      left.remove_prefix(std::min(end + 1, left.size()));
    }
  }

  void commands() {
    section({"COMMANDS", "命令"});
    for (const CommandSpec* command : offered_commands(program_)) {
      tagged(bold(man_page_name(command)) + "(1)", roff(command->summary.in(language_)));
    }
  }

  void options() {
    section({"OPTIONS", "选项"});
    std::vector<OptionSpec> all;
    if (command_ != nullptr) all = command_->options;
    if (command_ == nullptr) all = program_.options;
    std::string_view group;
    for (const OptionSpec& option : all) {
      const std::string_view its = option.group.in(language_);
      if (its != group && command_ != nullptr) line(".SS " + std::string(its));
      group = its;
      tagged(tag_of(option), roff(help_text(option, language_)));
    }
    if (command_ != nullptr) line(".SS " + std::string(Text{"Options", "选项"}.in(language_)));
    tagged(tag_of(help_option()), roff(help_text(help_option(), language_)));
    if (command_ == nullptr) tagged(tag_of(version_option()), roff(help_text(version_option(), language_)));
    if (command_ != nullptr) {
      line(".PP\n" + tr({"The options of photolint(1) work here too.", "photolint(1) 的选项在此同样可用。"}));
    }
  }

  static std::string tag_of(const OptionSpec& option) {
    std::vector<std::string> names;
    for (const std::string& name : dashed_names(option)) names.push_back(bold(name));
    std::string tag = names.empty() ? italic(option.names) : joined(names, ", ");
    if (!option.value_name.empty()) tag += "=" + italic(option.value_name);
    return tag;
  }

  void exit_status() {
    section({"EXIT STATUS", "退出状态"});
    const std::vector<ExitCode> all = {ExitCode::accepted, ExitCode::not_accepted, ExitCode::usage,
                                       ExitCode::incomplete};
    for (const ExitCode code : command_ == nullptr ? all : command_->exit_codes) {
      tagged(bold(std::to_string(static_cast<int>(code))), tr(meaning_of(code)));
    }
  }

  void environment() {
    section({"ENVIRONMENT", "环境变量"});
    if (command_ != nullptr && command_->configurable && !command_->options.empty()) {
      tagged(
          bold(variable_of(command_->name, {})) + italic("OPTION"),
          tr({"The value of an option of this command, by its long name in capitals with _ for -. Stronger "
              "than the general variable, weaker than the option itself.",
              "本命令某一选项的取值：长选项名大写，- 写作 _。优先于通用变量，低于命令行选项。"}));
    }
    tagged(
        bold("PHOTOLINT_") + italic("OPTION"),
        tr({"The value of an option for every command that has it. A list has one value a line; a flag is 1 "
            "or 0. An empty value counts as not set.",
            "对所有具有该选项的命令生效的取值。列表每行一个值；开关为 1 或 0。空值视为未设置。"}));
    tagged(bold("LC_ALL") + ", " + bold("LC_MESSAGES") + ", " + bold("LANG"),
           tr({"The language of messages where nothing else sets it.", "未另行指定时的消息语言。"}));
    tagged(bold("NO_COLOR"), tr({"Where set, no colours on the terminal.", "设置后终端不使用颜色。"}));
    tagged(bold("TMPDIR"), tr({"Folder for scratch files.", "临时文件所在文件夹。"}));
  }

  void files() {
    section({"FILES", "文件"});
    tagged(
        italic(kConfigName),
        tr({"Configuration file: defaults for options by their long names, in TOML. The nearest one from the "
            "working folder upward is read. It must belong to you or to root.",
            "配置文件：以 TOML 按长选项名给出默认值。读取从当前文件夹向上最近的一个，且须属于本人或 "
            "root。"}));
    tagged(italic("share/photolint/profiles"),
           tr({"The shipped profiles, for reading: the program has them inside.",
               "随程序提供的检查方案，供阅读；程序内部已包含。"}));
  }

  void examples() {
    section({"EXAMPLES", "示例"});
    for (const Example& example : command_ == nullptr ? program_.examples : command_->examples) {
      line(".PP\n" + roff(example.what.in(language_)) + "\n.PP\n.RS 4\n.nf\n" + roff(example.line) +
           "\n.fi\n.RE");
    }
  }

  void see_also() {
    section({"SEE ALSO", "参见"});
    std::vector<std::string> pages;
    if (command_ != nullptr) pages.push_back(bold("photolint") + "(1)");
    for (const CommandSpec* other : offered_commands(program_)) {
      if (other != command_) pages.push_back(bold(man_page_name(other)) + "(1)");
    }
    line(joined(pages, ",\n"));
  }

  const ProgramSpec& program_;
  const CommandSpec* command_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string man_page_name(const CommandSpec* command) {
  return command == nullptr ? "photolint" : "photolint-" + command->name;
}

std::string man_page(const ProgramSpec& program, const CommandSpec* command, Language language) {
  return Page(program, command, language).text();
}

}  // namespace photolint::cli
