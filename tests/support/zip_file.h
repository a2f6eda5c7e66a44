// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace photolint::test {

/// One part of a ZIP file.
struct ZipEntry {
  std::string name;
  std::string text;
  bool encrypted = false;       ///< says so in its flags only
  bool wrong_checksum = false;  ///< as damage on the way leaves it
};

/// The bytes of a ZIP file, deflated; the same on each run.
[[nodiscard]] std::string zip_file(const std::vector<ZipEntry>& entries);

/// One worksheet as a test writes it.
struct SheetXml {
  std::string name = "Sheet1";
  std::string rows;    ///< what stands in sheetData
  std::string behind;  ///< what stands behind it
  std::string state;   ///< "hidden"; empty: visible
};

/// The parts of a workbook with these sheets. shared: what stands in sst; styles: what stands in styleSheet;
/// properties: attributes of workbookPr.
[[nodiscard]] std::vector<ZipEntry> xlsx_parts(const std::vector<SheetXml>& sheets,
                                               const std::string& shared = {}, const std::string& styles = {},
                                               const std::string& properties = {});

/// The parts of an OpenDocument spreadsheet: what stands in automatic-styles and in spreadsheet.
[[nodiscard]] std::vector<ZipEntry> ods_parts(const std::string& tables, const std::string& styles = {});

}  // namespace photolint::test
