// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/run_program.h"
#include "tests/support/temp_dir.h"

namespace photolint::test {

/// One item of a JSON lines report.
struct ReportItem {
  std::string id;
  std::string path;
  std::string status;
  int roster_line = 0;               ///< 0: no row
  std::string error;                 ///< code; empty: none
  std::vector<std::string> reasons;  ///< rule codes
  nlohmann::json findings;
};

/// A JSON lines report. Throws where a line is not JSON or a part is missing.
struct Report {
  nlohmann::json run;
  std::vector<ReportItem> items;
  nlohmann::json summary;

  explicit Report(const std::string& text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = text.find('\n', begin);
      add(nlohmann::json::parse(text.substr(begin, end - begin)));
      begin = end + 1;
    }
    if (run.is_null() || summary.is_null()) throw std::runtime_error("half a report: " + text);
  }

  [[nodiscard]] const ReportItem& item(const std::string& id) const {
    for (const ReportItem& candidate : items) {
      if (candidate.id == id) return candidate;
    }
    throw std::runtime_error("no item " + id);
  }

 private:
  void add(const nlohmann::json& line) {
    const std::string kind = line.at("kind");
    if (kind == "run") run = line;
    if (kind == "summary") summary = line;
    if (kind != "item") return;
    const nlohmann::json& error = line.at("error");
    items.push_back({line.at("id"), line.at("path").is_null() ? "" : line.at("path").get<std::string>(),
                     line.at("status"),
                     line.at("roster_line").is_null() ? 0 : line.at("roster_line").get<int>(),
                     error.is_null() ? "" : error.at("code").get<std::string>(), line.at("reasons"),
                     line.at("findings")});
  }
};

/// A portrait that every rule of chsi-upload accepts.
inline std::string good_photo() {
  return source_path("samples/rules/file-size/good.jpg").string();
}

/// Its file is a PNG named .jpg, the picture is fine: rejected by FIL001.
inline std::string rejected_photo() {
  return source_path("samples/rules/file-format/bad.jpg").string();
}

/// A profile of one rule that looks at the file only, so that a run takes no network. Written into the
/// folder.
inline std::string file_profile(const TempDir& folder) {
  return folder.write("file-only.toml", "profile = \"file-only\"\nversion = 1\n\n[rules.FIL001]\n");
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace photolint::test
