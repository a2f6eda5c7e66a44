// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/notice_template.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include "photolint/core/nearest.h"
#include "photolint/core/utf8.h"
#include "photolint/report/csv_cells.h"
#include "photolint/report/render.h"

namespace photolint {
namespace {

constexpr std::array<std::string_view, 6> kPlaceholders = {"name",     "student_no", "verdict",
                                                           "problems", "steps",      "fine"};
constexpr std::size_t kMaxTemplateBytes = 65536;

Error refused(std::string detail, const std::string& path, int line, std::string placeholder = {}) {
  Error error{ErrorCode::usage, {{"detail", std::move(detail)}}, {path, line, 0, {}}};
  if (placeholder.empty()) return error;
  std::string choices;
  for (const std::string_view known : kPlaceholders) {
    choices.append(choices.empty() ? "{" : ", {").append(known).append("}");
  }
  const std::vector<std::string_view> known(kPlaceholders.begin(), kPlaceholders.end());
  const std::string near(nearest(placeholder, known));
  error.args.push_back({"placeholder", std::move(placeholder)});
  error.args.push_back({"choices", std::move(choices)});
  if (!near.empty()) error.args.push_back({"nearest", "{" + near + "}"});
  return error;
}

/// The first text in braces that is no placeholder; nothing when the line is fine.
std::optional<std::string> stray_placeholder(std::string_view line) {
  for (std::size_t open = line.find('{'); open != std::string_view::npos; open = line.find('{', open + 1)) {
    const std::size_t close = line.find('}', open);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view name = line.substr(open + 1, close - open - 1);
    if (std::find(kPlaceholders.begin(), kPlaceholders.end(), name) == kPlaceholders.end()) {
      return std::string(name.empty() ? "{}" : name);
    }
  }
  return std::nullopt;
}

/// The text's next line without its end, which is cut off the text.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool has_nothing_to_say(std::string_view paragraph, std::span<const Arg> args) {
  const std::vector<std::string_view> names = placeholders(paragraph);
  return std::any_of(args.begin(), args.end(), [&](const Arg& arg) {
    return arg.value.empty() && std::find(names.begin(), names.end(), arg.name) != names.end();
  });
}

}  // namespace

Result<NoticeTemplate> NoticeTemplate::parse(std::string_view text, const std::string& path) {
  if (text.size() > kMaxTemplateBytes) return refused("notice-too-large", path, 0);
  if (!is_valid_utf8(text)) return refused("notice-encoding", path, 0);
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  NoticeTemplate result;
  bool inside = false;  // a paragraph
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = take_line(text);
    if (line.starts_with('#')) continue;
    if (trim_blanks(line).empty()) {
      inside = false;
      continue;
    }
    if (std::optional<std::string> stray = stray_placeholder(line)) {
      return refused("notice-placeholder", path, number, *std::move(stray));
    }
    if (!inside) result.paragraphs_.emplace_back();
    inside = true;
    result.paragraphs_.back().append(line).append("\n");
  }
  if (result.paragraphs_.empty()) return refused("notice-empty", path, 0);
  return result;
}

Result<NoticeTemplate> NoticeTemplate::load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxTemplateBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  const bool whole = file.eof() || file.good();
  if (!file.is_open() || !whole) return Error{ErrorCode::path_missing, {}, {path, 0, 0, {}}};
  text.resize(static_cast<std::size_t>(file.gcount()));
  return parse(text, path);
}

std::string NoticeTemplate::fill(std::span<const Arg> args) const {
  std::string notice;
  for (const std::string& paragraph : paragraphs_) {
    if (has_nothing_to_say(paragraph, args)) continue;
    if (!notice.empty()) notice += "\n";
    notice += substitute(paragraph, args);
  }
  return notice;
}

}  // namespace photolint
