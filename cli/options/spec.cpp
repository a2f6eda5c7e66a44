// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/spec.h"

#include <cstddef>

namespace photolint::cli {

std::string long_name(const OptionSpec& option) {
  const std::size_t dashes = option.names.find("--");
  return dashes == std::string::npos ? std::string() : option.names.substr(dashes + 2);
}

std::string short_name(const OptionSpec& option) {
  const bool has_one = option.names.size() > 2 && option.names[0] == '-' && option.names[1] != '-';
  return has_one ? option.names.substr(1, 1) : std::string();
}

std::string key_of(const OptionSpec& option) {
  const std::string name = long_name(option);
  return name.empty() ? option.names : name;
}

bool is_list(const OptionSpec& option) {
  return std::holds_alternative<std::vector<std::string>*>(option.target);
}

std::string help_text(const OptionSpec& option, Language language) {
  std::string text = option.help.in(language);
  const auto add = [&](Text piece) { text += piece.in(language); };
  if (is_list(option) && !long_name(option).empty()) add({"; may be repeated", "；可重复"});
  if (option.required) add({" (required)", "（必填）"});
  if (option.fallback.empty()) return text;
  add({" (default: ", "（默认："});
  text += option.fallback.in(language);
  add({")", "）"});
  return text;
}

std::string problem_with(const OptionSpec& option, const std::string& value, Language language) {
  if (!option.check) return {};
  const std::optional<OwnedText> problem = option.check(value);
  return problem ? problem->in(language) : std::string();
}

Text meaning_of(ExitCode code) {
  switch (code) {
    case ExitCode::accepted:
      return {"Complete; nothing stands against any photo.", "已完成，全部合格。"};
    case ExitCode::not_accepted:
      return {"Complete; some photos are not accepted.", "已完成，有照片未合格。"};
    case ExitCode::usage:
      return {"Wrong usage or configuration; nothing was checked.", "用法或配置有误，未作任何检查。"};
    case ExitCode::incomplete:
      return {"Not complete: interrupted, disk full, or a report could not be written.",
              "未完成：被中断、磁盘已满或报告无法写入。"};
  }
  return {};
}

}  // namespace photolint::cli
