// SPDX-License-Identifier: GPL-3.0-or-later
#include <zip.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>
#include <sstream>

#include "photolint/report/xlsx_numbers.h"
#include "photolint/report/xlsx_sink.h"
#include "tests/golden/scenario.h"
#include "tests/support/temp_dir.h"

using namespace photolint;
using photolint::test::TempDir;

namespace {

/// A part of a workbook; empty where there is none.
std::string part(const std::string& book, const std::string& name) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(book.data(), book.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  REQUIRE(archive != nullptr);
  std::string text;
  if (zip_file_t* file = zip_fopen(archive, name.c_str(), 0)) {
    std::string block(65536, '\0');
    for (zip_int64_t got; (got = zip_fread(file, block.data(), block.size())) > 0;) {
      text.append(block, 0, static_cast<std::size_t>(got));
    }
    zip_fclose(file);
  }
  zip_discard(archive);
  return text;
}

std::string sheet(const std::string& book, int number) {
  return part(book, "xl/worksheets/sheet" + std::to_string(number) + ".xml");
}

std::ptrdiff_t count(const std::string& text, const std::string& what) {
  std::ptrdiff_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

bool holds(const std::string& text, const std::string& what) {
  return text.find(what) != std::string::npos;
}

std::string workbook(const std::vector<Verdict>& verdicts, const ReportOptions& options = {},
                     const XlsxLimits& limits = {}, bool complete = true) {
  const TempDir folder;
  const scenario::Scenario scenario;
  std::ostringstream bytes;
  auto sink = make_xlsx_sink(make_stream_output(bytes), folder.path().string(), options, limits);
  REQUIRE(sink.ok());
  REQUIRE(sink.value()->begin(scenario.run()).ok());
  Summary summary;
  for (const Verdict& verdict : verdicts) {
    REQUIRE(sink.value()->item(verdict).ok());
    summary.add(verdict);
  }
  summary.complete = complete;
  REQUIRE(sink.value()->end(summary).ok());
  CHECK(std::filesystem::is_empty(folder.path()));
  return bytes.str();
}

Verdict named(const std::string& name) {
  Verdict verdict;
  verdict.id = "00123";
  verdict.fields = {{"name", name}};
  verdict.status = VerdictStatus::accepted;
  return verdict;
}

std::string jpeg() {
  std::vector<unsigned char> bytes;
  cv::imencode(".jpg", cv::Mat(96, 72, CV_8UC3, cv::Scalar(200, 180, 160)), bytes);
  return {bytes.begin(), bytes.end()};
}

constexpr int kStudents = 2;  // sheet 1 is the summary

}  // namespace

TEST_CASE("no text of a workbook is a formula or a number") {
  const scenario::Scenario scenario;
  const std::string book = workbook(scenario.verdicts(), {.show_ids = true});
  const std::string students = sheet(book, kStudents);
  CHECK(holds(students, "<is><t>=HYPERLINK(\"http://example.org\",\"click\")</t></is>"));
  CHECK(holds(students, "<is><t>2023000001</t></is>"));
  CHECK(holds(students, "<is><t>11010519491231002X</t></is>"));
  for (int i = 1; i <= 8; ++i) {
    CHECK_FALSE(holds(sheet(book, i), "<f>"));
    CHECK(holds(sheet(book, i), "</worksheet>"));
  }
}

TEST_CASE("Excel shows hostile text of a workbook as it is") {
  CHECK(holds(sheet(workbook({named("_x0041_")}), kStudents), "<is><t>_x005F_x0041_</t></is>"));
  CHECK(holds(sheet(workbook({named("_x004_")}), kStudents), "<is><t>_x004_</t></is>"));
  CHECK(holds(sheet(workbook({named("a\xEF\xBF\xBE")}), kStudents), "<is><t>a\xEF\xBF\xBD</t></is>"));
  CHECK(
      holds(sheet(workbook({named("<b>&\"\x01\n")}), kStudents), "<is><t>&lt;b&gt;&amp;\"\\x01\\n</t></is>"));
  const std::string long_name = sheet(workbook({named(std::string(100000, 'x'))}), kStudents);
  CHECK(holds(long_name, std::string(32000, 'x')));
  CHECK(holds(long_name, "xxx...</t>"));
  CHECK_FALSE(holds(long_name, std::string(32767, 'x')));
}

TEST_CASE("rows that do not fit on a sheet go on to the next one") {
  std::vector<Verdict> verdicts(5, named("n"));
  for (std::size_t i = 0; i < verdicts.size(); ++i) verdicts[i].seq = static_cast<std::int64_t>(i);
  const std::string book = workbook(verdicts, {}, {.rows = 2});
  const std::string names = part(book, "xl/workbook.xml");
  for (const char* name : {"\"students\"", "\"students 2\"", "\"students 3\""}) CHECK(holds(names, name));
  CHECK_FALSE(holds(names, "\"students 4\""));
  CHECK(count(sheet(book, kStudents), "<row ") == 3);
  CHECK(count(sheet(book, 7), "<row ") == 2);
  CHECK(holds(sheet(book, 7), "<is><t>verdict</t></is>"));
}

TEST_CASE("pictures beyond the limit are left out, and the summary says so") {
  std::vector<Verdict> verdicts(4, named("n"));
  for (Verdict& verdict : verdicts) verdict.pictures = ReportPictures{"", jpeg(), 480, 640};
  const std::string all = workbook(verdicts);
  CHECK(count(part(all, "xl/drawings/drawing1.xml"), "<xdr:pic>") == 4);
  CHECK_FALSE(holds(sheet(all, 1), "left out"));
  const std::string some = workbook(verdicts, {}, {.pictures = 3});
  CHECK(count(part(some, "xl/drawings/drawing1.xml"), "<xdr:pic>") == 3);
  CHECK(holds(sheet(some, 1), "Pictures of 1 further photos are left out"));
}

TEST_CASE("the workbook of a run that is not complete says so first") {
  const std::string summary = sheet(workbook({named("n")}, {}, {}, false), 1);
  CHECK(holds(summary, "NOT COMPLETE"));
  CHECK_FALSE(holds(sheet(workbook({named("n")}), 1), "NOT COMPLETE"));
}

TEST_CASE("a workbook has the same bytes each time") {
  const scenario::Scenario scenario;
  CHECK(workbook(scenario.verdicts()) == workbook(scenario.verdicts()));
}

TEST_CASE("a masked workbook holds no personal number") {
  const scenario::Scenario scenario;
  const std::string book = workbook(scenario.verdicts());
  for (int i = 1; i <= 8; ++i) {
    for (const char* number : {"11010519491231002X", "440524188001010014", "110105491231002", "13800138000",
                               "E1234567890", "202300000000000000123", "/home/"}) {
      INFO(i << " " << number);
      CHECK_FALSE(holds(sheet(book, i), number));
    }
  }
}

TEST_CASE("a number format shows decimals and unit, and keeps the number") {
  CHECK(number_format("px", 0, Language::en) == "0\" px\"");
  CHECK(number_format("deg", 1, Language::en) == "0.0\"°\"");
  CHECK(number_format("share", 3, Language::zh_cn) == "0.0%");
  CHECK(number_format("", 2, Language::en) == "0.00");
  CHECK(number_format("face-width", 1, Language::zh_cn) == "0.0\"倍脸宽\"");
  CHECK(number_format("parsec", 0, Language::en) == "0\" parsec\"");
  const Measurement m = measure("dark_share", 0.5, "share", 3, std::nullopt, 0.075);
  CHECK(limit_cell(m.max, m.unit, Language::en).format == "0.0%");
  CHECK(excess_cell(m, Language::en).value == Approx(0.425));
}
