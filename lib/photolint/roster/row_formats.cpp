// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/row_formats.h"

#include <string_view>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/csv_rows.h"
#include "photolint/roster/dbf.h"
#include "photolint/roster/ods.h"
#include "photolint/roster/ole2.h"
#include "photolint/roster/xls.h"
#include "photolint/roster/xlsx.h"
#include "photolint/roster/zip_archive.h"

namespace photolint {
namespace {

constexpr std::size_t kHeadBytes = 512;
constexpr std::string_view kZipPart = "PK\x03\x04", kZipEmpty = "PK\x05\x06";

std::string head_of(std::istream& bytes) {
  const auto begin = bytes.tellg();
  std::string head(kHeadBytes, '\0');
  bytes.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(bytes.gcount()));
  bytes.clear();
  bytes.seekg(begin);
  return head;
}

Error unsupported(std::string format) {
  return {ErrorCode::roster_unsupported, {{"format", std::move(format)}}, {}};
}

/// Web systems like to call a web page with a table "roster.xls".
std::optional<Error> markup_error(std::string_view head) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (head.starts_with(kMark)) head.remove_prefix(kMark.size());
  const std::string text = lower_ascii(trim_blanks(head));
  if (text.starts_with("<?xml")) return unsupported("XML");
  for (const std::string_view begin : {"<html", "<!doctype", "<table", "<head", "<meta", "<style", "<!--"}) {
    if (text.starts_with(begin)) return unsupported("HTML");
  }
  return std::nullopt;
}

RowReaderResult open_zip(std::unique_ptr<std::istream> bytes, const RowOptions& options) {
  Result<std::unique_ptr<ZipArchive>> opened = ZipArchive::open(std::move(bytes));
  if (!opened) return opened.error();
  std::unique_ptr<ZipArchive> archive = std::move(opened).value();
  if (archive->has("[Content_Types].xml"))
    return xlsx_rows(std::move(archive), options.sheet, options.limits);
  if (archive->has("content.xml")) return ods_rows(std::move(archive), options.sheet, options.limits);
  return unsupported("ZIP");
}

}  // namespace

RowReaderResult open_rows(std::unique_ptr<std::istream> bytes, const RowOptions& options) {
  const std::string head = head_of(*bytes);
  if (head.starts_with(kZipPart) || head.starts_with(kZipEmpty)) return open_zip(std::move(bytes), options);
  if (is_ole2(head)) return xls_rows(std::move(bytes), options.sheet, options.limits);
  if (!options.sheet.empty()) {
    return Error{ErrorCode::roster_sheet_missing, {{"sheet", options.sheet}, {"sheets", "-"}}, {}};
  }
  if (is_dbf(head)) return dbf_rows(std::move(bytes), options.encoding, options.path, options.limits);
  if (std::optional<Error> error = markup_error(head)) return *std::move(error);
  return csv_rows(std::move(bytes), options.encoding, options.limits);
}

}  // namespace photolint
