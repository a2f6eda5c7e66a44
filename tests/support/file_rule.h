// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "photolint/rule/rule.h"
#include "rules/registry.h"

namespace photolint::test {

/// Values for some parameters; the rest keep their defaults.
using Settings = std::vector<std::pair<std::string, ParamValue>>;

/// Runs the rule with the code on an analysis and checks that it says only what it declares.
inline Outcome run_rule(std::string_view code, const Analysis& analysis, const Settings& settings = {}) {
  const RuleInfo* const info = find_rule(rules::table(), code);
  if (info == nullptr) throw std::logic_error("no such rule");
  Params params(info->body->params);
  for (const auto& [name, value] : settings) params.set(name, value);
  Outcome outcome = info->body->run(analysis, params);
  const auto declared = info->body->can_return;
  if (std::find(declared.begin(), declared.end(), outcome.status) == declared.end()) {
    throw std::logic_error("undeclared status");
  }
  if (!outcome.message.empty() && find_message(*info->body, outcome.message) == nullptr) {
    throw std::logic_error("undeclared message");
  }
  return outcome;
}

/// Runs a rule that looks at the file only.
inline Outcome run_file_rule(std::string_view code, const FileFacts& file, const Settings& settings = {}) {
  Analysis analysis;
  analysis.file = &file;
  return run_rule(code, analysis, settings);
}

/// A file without fault: 480x640, 24-bit JPEG of 30 KB.
inline FileFacts good_file() {
  FileFacts file;
  file.bytes = 30 * 1024;
  file.format = FileFormat::jpeg;
  file.extension = "jpg";
  file.stored_width = file.width = 480;
  file.stored_height = file.height = 640;
  file.components = 3;
  file.bits_per_component = 8;
  file.colour_mode = ColourMode::ycbcr;
  file.print_resolution = PrintResolution{300, 300};
  file.jpeg_quality = 90;
  return file;
}

}  // namespace photolint::test
