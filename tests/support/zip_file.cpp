// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/zip_file.h"

#include <zlib.h>

#include <cstdint>
#include <stdexcept>

namespace photolint::test {
namespace {

constexpr std::uint32_t kLocal = 0x04034B50, kCentral = 0x02014B50, kEnd = 0x06054B50;

std::string number(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i, value >>= 8) text += static_cast<char>(value & 0xFFU);
  return text;
}

std::string deflated(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib");
  }
  std::string packed(deflateBound(&stream, text.size()), '\0');
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

/// Both headers of an entry have these fields in this order.
std::string common_fields(const ZipEntry& entry, std::size_t packed_bytes) {
  const auto crc =
      crc32(0, reinterpret_cast<const Bytef*>(entry.text.data()), static_cast<uInt>(entry.text.size()));
  const std::uint64_t checksum = entry.wrong_checksum ? crc ^ 1U : crc;
  return number(20, 2) + number(entry.encrypted ? 1 : 0, 2) + number(8, 2) + number(0, 2) + number(33, 2) +
         number(checksum, 4) + number(packed_bytes, 4) + number(entry.text.size(), 4) +
         number(entry.name.size(), 2) + number(0, 2);
}

constexpr const char* kDeclaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr const char* kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + kOffice + "/" + type + "\" Target=\"" + target + "\"/>";
}

std::string relations(const std::string& inside) {
  return std::string(kDeclaration) +
         R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" + inside +
         "</Relationships>";
}

std::string element(const std::string& name, const std::string& inside) {
  return std::string(kDeclaration) + "<" + name + " xmlns=\"" + kMain + "\" xmlns:r=\"" + kOffice + "\">" +
         inside + "</" + name + ">";
}

}  // namespace

std::string zip_file(const std::vector<ZipEntry>& entries) {
  std::string bytes;
  std::string directory;
  for (const ZipEntry& entry : entries) {
    const std::string packed = deflated(entry.text);
    const std::string fields = common_fields(entry, packed.size());
    directory +=
        number(kCentral, 4) + number(20, 2) + fields + number(0, 10) + number(bytes.size(), 4) + entry.name;
    bytes += number(kLocal, 4) + fields + entry.name + packed;
  }
  const std::size_t directory_at = bytes.size();
  return bytes + directory + number(kEnd, 4) + number(0, 4) + number(entries.size(), 2) +
         number(entries.size(), 2) + number(directory.size(), 4) + number(directory_at, 4) + number(0, 2);
}

std::vector<ZipEntry> xlsx_parts(const std::vector<SheetXml>& sheets, const std::string& shared,
                                 const std::string& styles, const std::string& properties) {
  std::string list;
  std::string targets = relation("s", "sharedStrings", "sharedStrings.xml");
  if (!styles.empty()) targets += relation("t", "styles", "/xl/styles.xml");
  std::vector<ZipEntry> parts = {
      {"[Content_Types].xml",
       R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>)"},
      {"_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))}};
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string id = "rId" + std::to_string(i + 1);
    const std::string part = "worksheets/sheet" + std::to_string(i + 1) + ".xml";
    const std::string state = sheets[i].state.empty() ? "" : " state=\"" + sheets[i].state + "\"";
    list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + std::to_string(i + 1) + "\"" + state +
            " r:id=\"" + id + "\"/>";
    targets += relation(id, "worksheet", part);
    parts.push_back({"xl/" + part, element("worksheet", "<sheetData>" + sheets[i].rows + "</sheetData>" +
                                                            sheets[i].behind)});
  }
  parts.push_back({"xl/workbook.xml",
                   element("workbook", "<workbookPr " + properties + "/><sheets>" + list + "</sheets>")});
  parts.push_back({"xl/_rels/workbook.xml.rels", relations(targets)});
  parts.push_back({"xl/sharedStrings.xml", element("sst", shared)});
  if (!styles.empty()) parts.push_back({"xl/styles.xml", element("styleSheet", styles)});
  return parts;
}

std::vector<ZipEntry> ods_parts(const std::string& tables, const std::string& styles) {
  constexpr const char* kNames =
      R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
      R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
      R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
      R"( xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0")"
      R"( xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")"
      R"( xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0")";
  return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
          {"content.xml", std::string(kDeclaration) + "<office:document-content" + kNames +
                              "><office:automatic-styles>" + styles +
                              "</office:automatic-styles><office:body><office:spreadsheet>" + tables +
                              "</office:spreadsheet></office:body></office:document-content>"}};
}

}  // namespace photolint::test
