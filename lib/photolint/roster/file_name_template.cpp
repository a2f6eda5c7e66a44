// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/file_name_template.h"

#include <algorithm>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/fields.h"
#include "photolint/roster/id_number.h"

namespace photolint {
namespace {

constexpr std::size_t kMaxTemplateBytes = 1024;
/// Linux allows no longer component; the search for fields in a name is cubic in it.
constexpr std::size_t kMaxComponentBytes = 255;

Error invalid(std::string_view text, std::string_view part) {
  return {ErrorCode::template_invalid, {{"template", std::string(text)}, {"part", std::string(part)}}, {}};
}

/// Position of the extension's dot, or the size when there is none; a leading dot starts no extension.
std::size_t extension_of(std::string_view path) {
  const std::size_t begin = path.rfind('/') + 1;
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos || dot <= begin ? path.size() : dot;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

bool is_student_no_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

/// Whether some row could have this value in the field.
bool could_be_value(std::string_view field, std::string_view text) {
  if (text.empty() || text.find('/') != std::string_view::npos) return false;
  if (field == "id_number") {
    return check_id_number(text) == IdNumberFault::none && text.find('x') == std::string_view::npos;
  }
  if (field == "student_no") return std::all_of(text.begin(), text.end(), is_student_no_character);
  return true;
}

/// The value as it stands in a file name; empty when it cannot stand there.
std::string file_name_value(const Field& field) {
  std::string value = fold_width(field.text);
  value = trim_blanks(value);
  if (field.name == "id_number" && value.ends_with('x')) value.back() = 'X';
  const bool unusable = value.find_first_of("/\\") != std::string::npos || value == "." || value == "..";
  return unusable || has_control(value) ? std::string() : value;
}

bool has_long_component(std::string_view path) {
  std::size_t length = 0;
  for (const char c : path) {
    length = c == '/' ? 0 : length + 1;
    if (length > kMaxComponentBytes) return true;
  }
  return false;
}

bool has_bad_component(std::string_view path) {
  if (path.empty()) return true;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view component = path.substr(0, slash);
    if (component.empty() || component == "." || component == "..") return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

Result<FileNameTemplate> FileNameTemplate::parse(std::string_view text) {
  if (text.size() > kMaxTemplateBytes) return invalid(text.substr(0, kMaxTemplateBytes), {});
  if (has_bad_component(text) || has_control(text) || text.find('\\') != std::string_view::npos) {
    return invalid(text, text);
  }
  FileNameTemplate result;
  result.text_ = text;
  result.components_ = 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '/'));
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) result.parts_.push_back({false, std::exchange(literal, {})});
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("{{") || rest.starts_with("}}")) {
      literal += rest[0];
      i += 2;
    } else if (rest[0] == '}') {
      return invalid(text, rest);
    } else if (rest[0] == '{') {
      const std::size_t end = rest.find('}');
      if (end == std::string_view::npos) return invalid(text, rest);
      const std::string name(rest.substr(1, end - 1));
      if (!is_known_field(name)) return invalid(text, rest.substr(0, end + 1));
      flush();
      result.parts_.push_back({true, name});
      const bool repeated =
          std::find(result.fields_.begin(), result.fields_.end(), name) != result.fields_.end();
      if (!repeated) result.fields_.push_back(name);
      i += end + 1;
    } else {
      literal += rest[0];
      ++i;
    }
  }
  flush();
  return result;
}

Result<std::string> FileNameTemplate::expand(std::span<const Field> fields) const {
  std::string path;
  for (const Part& part : parts_) {
    if (!part.is_field) {
      path += part.text;
      continue;
    }
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == part.text; });
    const std::string value = field == fields.end() ? std::string() : file_name_value(*field);
    if (value.empty()) return invalid(text_, part.text);
    path += value;
  }
  return path;
}

std::vector<char> FileNameTemplate::ends_of_part(const Part& part, std::string_view path,
                                                 const std::vector<char>& begins) const {
  std::vector<char> ends(path.size() + 1, 0);
  for (std::size_t i = 0; i <= path.size(); ++i) {
    if (begins[i] == 0) continue;
    if (!part.is_field) {
      if (path.substr(i).starts_with(part.text)) ends[i + part.text.size()] = 1;
      continue;
    }
    for (std::size_t end = i + 1; end <= path.size() && path[end - 1] != '/'; ++end) {
      if (ends[end] == 0 && could_be_value(part.text, path.substr(i, end - i))) ends[end] = 1;
    }
  }
  return ends;
}

bool FileNameTemplate::could_be(std::string_view path) const {
  const std::string name = with_lower_extension(tail_of(path));
  if (has_long_component(name)) return false;
  std::vector<char> reached(name.size() + 1, 0);
  reached[0] = 1;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    Part part = parts_[i];
    const bool last_text = i + 1 == parts_.size() && !part.is_field;
    if (last_text) part.text = with_lower_extension("x" + part.text).substr(1);
    reached = ends_of_part(part, name, reached);
  }
  return reached[name.size()] != 0;
}

std::string_view FileNameTemplate::tail_of(std::string_view path) const {
  std::size_t begin = path.size();
  for (std::size_t i = 0; i < components_; ++i) {
    if (begin == 0) return path;
    const std::size_t slash = path.rfind('/', begin - 1);
    if (slash == std::string_view::npos) return path;
    begin = slash;
  }
  return path.substr(begin + 1);
}

bool FileNameTemplate::has_extension() const {
  return !parts_.back().is_field && parts_.back().text.find('.') != std::string::npos &&
         extension_of(text_) < text_.size();
}

bool same_file_name(std::string_view first, std::string_view second) {
  return with_lower_extension(first) == with_lower_extension(second);
}

std::string with_lower_extension(std::string_view path) {
  const std::size_t dot = extension_of(path);
  return std::string(path.substr(0, dot)) + lower_ascii(path.substr(dot));
}

}  // namespace photolint
