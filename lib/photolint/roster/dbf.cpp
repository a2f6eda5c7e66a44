// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/dbf.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/bytes.h"
#include "photolint/roster/record_builder.h"
#include "photolint/roster/sheet_value.h"

namespace photolint {
namespace {

// Layout of the header: dBase III PLUS, and the FoxPro documentation for what it adds.
constexpr std::size_t kHeadBytes = 32;
constexpr std::size_t kFieldBytes = 32;
constexpr std::size_t kNameBytes = 11;
constexpr char kHeaderEnd = '\x0D';
constexpr char kDeleted = '*';

Error damaged(std::string detail, int record = 0) {
  return {ErrorCode::roster_damaged, {{"format", "DBF"}, {"detail", std::move(detail)}}, {{}, record, 0, {}}};
}

struct DbfField {
  std::string name;
  char type = 'C';
  std::size_t offset = 0;  ///< in the record
  std::size_t length = 0;
};

struct DbfHeader {
  std::uint32_t records = 0;
  std::size_t bytes = 0;
  std::size_t record_bytes = 0;
  unsigned language = 0;
  std::vector<DbfField> fields;
};

bool is_known_version(unsigned version) {
  // dBase III and IV without and with memo, SQL tables, FoxBASE and the FoxPros.
  constexpr std::array<unsigned, 12> kVersions = {0x02, 0x03, 0x30, 0x31, 0x32, 0x43,
                                                  0x63, 0x83, 0x8B, 0x8E, 0xCB, 0xF5};
  return std::find(kVersions.begin(), kVersions.end(), version) != kVersions.end();
}

/// Fields of text in another file or of no text at all.
bool is_left_out(char type) {
  return std::string_view("MGPWQ0").find(type) != std::string_view::npos;
}

std::string read_bytes(std::istream& bytes, std::size_t count) {
  std::string text(count, '\0');
  bytes.read(text.data(), static_cast<std::streamsize>(count));
  text.resize(static_cast<std::size_t>(bytes.gcount()));
  return text;
}

Result<DbfHeader> read_header(std::istream& bytes) {
  const std::string head = read_bytes(bytes, kHeadBytes);
  if (head.size() < kHeadBytes) return damaged("the header is cut off");
  DbfHeader header;
  header.records = u32_le(head, 4);
  header.bytes = u16_le(head, 8);
  header.record_bytes = u16_le(head, 10);
  header.language = static_cast<unsigned char>(head[29]);
  constexpr std::size_t kEncryptedFlag = 15;
  if (head[kEncryptedFlag] == 1) return Error{ErrorCode::roster_encrypted, {{"format", "DBF"}}, {}};
  if (header.bytes < kHeadBytes + kFieldBytes + 1) return damaged("the header has no fields");
  const std::string rest = read_bytes(bytes, header.bytes - kHeadBytes);
  if (rest.size() < header.bytes - kHeadBytes) return damaged("the header is cut off");
  std::size_t offset = 1;  // behind the mark of deleted records
  for (std::size_t i = 0; i + kFieldBytes <= rest.size() && rest[i] != kHeaderEnd; i += kFieldBytes) {
    DbfField field;
    field.name = rest.substr(i, kNameBytes);
    field.name.resize(std::min(field.name.find('\0'), field.name.size()));
    field.type = rest[i + kNameBytes];
    field.length = static_cast<unsigned char>(rest[i + 16]);
    // Long character fields keep the high byte of their length where numbers keep their decimals.
    if (field.type == 'C') field.length += std::size_t{static_cast<unsigned char>(rest[i + 17])} << 8U;
    field.offset = offset;
    offset += field.length;
    header.fields.push_back(std::move(field));
  }
  if (header.fields.empty()) return damaged("the header has no fields");
  if (offset > header.record_bytes) return damaged("the fields are longer than a record");
  return header;
}

/// By the language driver. Programs in China leave western drivers in their files: those say nothing.
std::optional<TextEncoding> encoding_of_driver(unsigned driver) {
  constexpr unsigned kCodePage936 = 0x4D;
  constexpr unsigned kCodePage936Windows = 0x7A;
  const bool chinese = driver == kCodePage936 || driver == kCodePage936Windows;
  return chinese ? std::optional<TextEncoding>(TextEncoding::gb18030) : std::nullopt;
}

/// "GBK", "936", "UTF-8", "65001" ... in the .cpg file beside the table.
std::optional<TextEncoding> encoding_of_cpg(const std::string& path) {
  if (path.empty()) return std::nullopt;
  for (const char* extension : {".cpg", ".CPG"}) {
    std::ifstream file(std::filesystem::path(path).replace_extension(extension), std::ios::binary);
    if (!file) continue;
    constexpr std::size_t kLongestName = 64;
    const std::string name = lower_ascii(trim_blanks(read_bytes(file, kLongestName)));
    if (name == "65001") return TextEncoding::utf8;
    if (name == "936" || name == "cp936" || name == "54936") return TextEncoding::gb18030;
    return encoding_of_name(name);
  }
  return std::nullopt;
}

/// Strict UTF-8 of all text in the table, else GB18030. Leaves the stream where the records begin.
TextEncoding detect(std::istream& bytes, const DbfHeader& header) {
  bool utf8 = std::all_of(header.fields.begin(), header.fields.end(),
                          [](const DbfField& field) { return is_valid_utf8(field.name); });
  while (utf8) {
    const std::string record = read_bytes(bytes, header.record_bytes);
    if (record.size() < header.record_bytes) break;
    utf8 = std::all_of(header.fields.begin(), header.fields.end(), [&record](const DbfField& field) {
      return field.type != 'C' || is_valid_utf8(std::string_view(record).substr(field.offset, field.length));
    });
  }
  bytes.clear();
  bytes.seekg(static_cast<std::streamoff>(header.bytes));
  return utf8 ? TextEncoding::utf8 : TextEncoding::gb18030;
}

class DbfRows : public RowReader {
 public:
  DbfRows(std::unique_ptr<std::istream> bytes, DbfHeader header, TextEncoding encoding,
          const CsvLimits& limits)
      : bytes_(std::move(bytes)),
        header_(std::move(header)),
        encoding_(encoding),
        decoder_(encoding),
        builder_(limits) {
    const auto is_text = [](const DbfField& field) { return !is_left_out(field.type); };
    const auto middle = std::stable_partition(header_.fields.begin(), header_.fields.end(), is_text);
    for (auto field = middle; field != header_.fields.end(); ++field) {
      left_out_.push_back(decoder_.decode(field->name).value_or(display_text(field->name)));
    }
    header_.fields.erase(middle, header_.fields.end());
  }

  std::optional<RosterRecord> next() override {
    if (std::exchange(at_header_, false)) return names();
    while (!failure_ && number_ < header_.records) {
      ++number_;
      const std::string record = read_bytes(*bytes_, header_.record_bytes);
      if (record.size() < header_.record_bytes) {
        cut_off();
        break;
      }
      if (record[0] == kDeleted) {
        ++deleted_;
        continue;
      }
      return to_record(record);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Error> failure() const override { return failure_; }
  [[nodiscard]] TextEncoding encoding() const override { return encoding_; }
  [[nodiscard]] int header_rows() const override { return 1; }
  [[nodiscard]] std::vector<std::string> left_out() const override { return left_out_; }
  [[nodiscard]] std::int64_t deleted() const override { return deleted_; }

 private:
  RosterRecord names() {
    builder_.begin(0);
    for (std::size_t i = 0; i < header_.fields.size(); ++i) put_text(i, header_.fields[i].name);
    return builder_.take();
  }

  void cut_off() {
    if (bytes_->bad()) {
      failure_ = Error{ErrorCode::roster_unreadable, {{"reason", "read error"}}, {}};
      return;
    }
    failure_ =
        damaged("it ends within record " + std::to_string(number_) + " of " + std::to_string(header_.records),
                static_cast<int>(std::min<std::uint32_t>(number_, INT32_MAX)));
  }

  RosterRecord to_record(const std::string& record) {
    builder_.begin(static_cast<int>(std::min<std::uint32_t>(number_, INT32_MAX)));
    for (std::size_t i = 0; i < header_.fields.size(); ++i) {
      const DbfField& field = header_.fields[i];
      put(i, field, std::string_view(record).substr(field.offset, field.length));
    }
    return builder_.take();
  }

  void put(std::size_t column, const DbfField& field, std::string_view bytes) {
    switch (field.type) {
      case 'D':
        return put_date(column, bytes);
      case 'L':
        return put_logical(column, bytes);
      case 'I':
        return put_integer(column, bytes);
      case 'B':
        return put_double(column, bytes);
      case 'Y':
        return put_currency(column, bytes);
      case 'T':
      case '@':
        return put_moment(column, bytes);
      default:
        return put_text(column, bytes);
    }
  }

  void put_text(std::size_t column, std::string_view bytes) {
    // Some programs fill up with NUL instead of blanks.
    while (!bytes.empty() && (bytes.back() == '\0' || bytes.back() == ' ')) bytes.remove_suffix(1);
    while (!bytes.empty() && bytes.front() == ' ') bytes.remove_prefix(1);
    std::optional<std::string> text = decoder_.decode(bytes);
    builder_.put(column, text ? *std::move(text) : display_text(bytes));
    if (!text) builder_.note(column, CellIssue::undecodable);
  }

  void put_date(std::size_t column, std::string_view bytes) {
    constexpr std::size_t kDigits = 8;
    const bool digits =
        bytes.size() == kDigits && bytes.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits) return put_text(column, bytes);
    const std::string date(bytes);
    if (date == "00000000") return;
    builder_.put(column, date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2));
  }

  void put_logical(std::size_t column, std::string_view bytes) {
    const std::string_view mark = bytes.substr(0, 1);
    if (mark.find_first_of("YyTt") != std::string_view::npos) return builder_.put(column, "TRUE");
    if (mark.find_first_of("NnFf") != std::string_view::npos) return builder_.put(column, "FALSE");
    if (mark != "?") put_text(column, bytes);
  }

  void put_integer(std::size_t column, std::string_view bytes) {
    if (bytes.size() != 4) return put_text(column, bytes);
    std::int32_t number = 0;
    const std::uint32_t bits = u32_le(bytes, 0);
    std::memcpy(&number, &bits, sizeof(number));
    builder_.put(column, std::to_string(number));
  }

  void put_double(std::size_t column, std::string_view bytes) {
    const double number = bytes.size() == 8 ? f64_le(bytes, 0) : NAN;
    if (!std::isfinite(number)) return put_text(column, bytes);
    NumberText text = number_text(number, {}, Epoch::year_1900);
    builder_.put(column, std::move(text.text));
    if (text.digits_lost) builder_.note(column, CellIssue::digits_lost);
  }

  /// 64 bits in units of a ten-thousandth.
  void put_currency(std::size_t column, std::string_view bytes) {
    if (bytes.size() != 8) return put_text(column, bytes);
    const std::uint64_t bits = std::uint64_t{u32_le(bytes, 4)} << 32U | u32_le(bytes, 0);
    std::int64_t units = 0;
    std::memcpy(&units, &bits, sizeof(units));
    builder_.put(column, number_text(static_cast<double>(units) / 10000, {}, Epoch::year_1900).text);
  }

  /// A Julian day and the milliseconds of that day, as serial numbers of a sheet count them.
  void put_moment(std::size_t column, std::string_view bytes) {
    if (bytes.size() != 8) return put_text(column, bytes);
    constexpr double kJulianDayOfZero = 2415019;
    constexpr double kMillisecondsOfDay = 86400000;
    const double day = u32_le(bytes, 0);
    if (day == 0) return;
    const double serial = day - kJulianDayOfZero + u32_le(bytes, 4) / kMillisecondsOfDay;
    builder_.put(column, number_text(serial, {true, true, 0}, Epoch::year_1900).text);
  }

  std::unique_ptr<std::istream> bytes_;
  DbfHeader header_;
  TextEncoding encoding_;
  CellDecoder decoder_;
  RecordBuilder builder_;
  std::vector<std::string> left_out_;
  std::optional<Error> failure_;
  std::uint32_t number_ = 0;
  std::int64_t deleted_ = 0;
  bool at_header_ = true;
};

}  // namespace

bool is_dbf(std::string_view head) {
  constexpr std::size_t kDatedBytes = 4;
  if (head.size() < kDatedBytes) return false;
  const auto byte = [head](std::size_t i) { return static_cast<unsigned char>(head[i]); };
  // Month and day of the last change, or zeros.
  const bool dated = byte(2) <= 12 && byte(3) <= 31;
  if (!is_known_version(byte(0)) || !dated) return false;
  // Some versions are ASCII letters, with which a text may begin: then the sizes must be right as well.
  const bool may_be_text = byte(0) >= 0x20 && byte(0) < 0x80;
  if (!may_be_text) return true;
  return head.size() >= kHeadBytes && u16_le(head, 8) > kHeadBytes + kFieldBytes && u16_le(head, 10) > 1 &&
         head.find('\0') != std::string_view::npos;
}

RowReaderResult dbf_rows(std::unique_ptr<std::istream> bytes, std::optional<TextEncoding> encoding,
                         const std::string& path, const CsvLimits& limits) {
  Result<DbfHeader> header = read_header(*bytes);
  if (!header) return header.error();
  if (!encoding) encoding = encoding_of_driver(header.value().language);
  if (!encoding) encoding = encoding_of_cpg(path);
  if (!encoding) encoding = detect(*bytes, header.value());
  return RowReaderResult(
      std::make_unique<DbfRows>(std::move(bytes), std::move(header).value(), *encoding, limits));
}

}  // namespace photolint
