// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/report/options.h"
#include "photolint/report/sink.h"

namespace photolint {

/// A kind of report. What it is for stands in the catalogue under "format.<name>".
struct ReportFormat {
  std::string_view name{};
  std::string_view file{};  ///< inside the output folder; ends in '/' for a folder of files
  bool by_default = false;  ///< written where a folder but no format is named
  PictureWants pictures{};
  bool only_by_name = false;  ///< not among all: it holds unmasked data
};

/// Every format, in the order of the documentation.
[[nodiscard]] std::span<const ReportFormat> report_formats();

/// The pictures that the named formats show; unknown names show none.
[[nodiscard]] PictureWants pictures_for(const std::vector<std::string>& formats);

/// One sink that writes the named formats into the folder (made when missing, for the owner only). Errors:
/// usage for no, an unknown or a repeated name; output_failed.
[[nodiscard]] Result<std::unique_ptr<Sink>> open_reports(const std::vector<std::string>& formats,
                                                         const std::string& folder,
                                                         const ReportOptions& options);

/// A sink that writes one format to a stream. Errors: usage for an unknown name, more than one, or a format
/// of several files; output_failed when junit finds no place for its scratch file (TMPDIR, else /tmp).
[[nodiscard]] Result<std::unique_ptr<Sink>> open_report_stream(const std::vector<std::string>& formats,
                                                               std::ostream& stream,
                                                               const ReportOptions& options);

}  // namespace photolint
