// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a roster of many rows and prints rows a second and the peak memory of the reading process:
//     photolint_roster_bench [ROWS] [FOLDER]     default: 1000000 rows, files in the folder for temporary
//     files
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>

#include "photolint/roster/roster.h"
#include "tests/support/zip_file.h"

namespace {

using namespace photolint;
using namespace photolint::test;

std::string student_no(std::int64_t i) {
  return std::to_string(20260000000000 + i);
}

/// Eighteen characters in the form of an ID number that belongs to nobody: the region 999999 does not exist.
std::string id_number(std::int64_t i) {
  const std::string digits = std::to_string(i);
  return "999999" + std::string(11 - digits.size(), '0') + digits + "X";
}

std::string name_of(std::int64_t i) {
  return "学生" + std::to_string(i % 5000);
}

/// As Excel writes texts: once, in a part of their own.
std::string shared_texts_book(std::int64_t rows) {
  std::string shared = "<si><t>学号</t></si><si><t>姓名</t></si><si><t>身份证号</t></si>";
  std::string sheet =
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>)";
  std::int64_t texts = 3;
  for (std::int64_t i = 0; i < rows; ++i) {
    const std::string line = std::to_string(i + 2);
    sheet += "<row r=\"" + line + "\" spans=\"1:3\">";
    for (const char column : {'A', 'B', 'C'}) {
      sheet += std::string("<c r=\"") + column + line + "\" s=\"1\" t=\"s\"><v>" + std::to_string(texts++) +
               "</v></c>";
    }
    sheet += "</row>";
    for (const std::string& text : {student_no(i), name_of(i), id_number(i)}) {
      shared += "<si><t>" + text + "</t></si>";
    }
  }
  return zip_file(xlsx_parts({{"Sheet1", sheet, "", ""}}, shared));
}

std::string inline_texts_book(std::int64_t rows) {
  const auto row = [](std::int64_t line, const std::string& a, const std::string& b, const std::string& c) {
    std::string text = "<row r=\"" + std::to_string(line) + "\">";
    for (const std::string& cell : {a, b, c}) text += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    return text + "</row>";
  };
  std::string sheet = row(1, "学号", "姓名", "身份证号");
  for (std::int64_t i = 0; i < rows; ++i) sheet += row(i + 2, student_no(i), name_of(i), id_number(i));
  return zip_file(xlsx_parts({{"Sheet1", sheet, "", ""}}));
}

std::string open_document(std::int64_t rows) {
  const auto row = [](const std::string& a, const std::string& b, const std::string& c) {
    std::string text = "<table:table-row>";
    for (const std::string& cell : {a, b, c}) {
      text +=
          "<table:table-cell office:value-type=\"string\"><text:p>" + cell + "</text:p></table:table-cell>";
    }
    return text + "</table:table-row>";
  };
  std::string table = "<table:table table:name=\"Sheet1\">" + row("学号", "姓名", "身份证号");
  for (std::int64_t i = 0; i < rows; ++i) table += row(student_no(i), name_of(i), id_number(i));
  return zip_file(ods_parts(table + "</table:table>"));
}

std::string comma_separated(std::int64_t rows) {
  std::string text = "学号,姓名,身份证号\n";
  for (std::int64_t i = 0; i < rows; ++i)
    text += student_no(i) + "," + name_of(i) + "," + id_number(i) + "\n";
  return text;
}

int read_and_print(const std::string& what, const std::string& path, std::int64_t rows) {
  const auto begin = std::chrono::steady_clock::now();
  const RosterOrErrors roster = RosterReader::open_file(path, {});
  std::int64_t read = 0;
  while (roster.reader != nullptr && roster.reader->next()) ++read;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  if (read != rows) return EXIT_FAILURE;
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << what << ": " << static_cast<std::int64_t>(static_cast<double>(read) / seconds.count())
            << " rows/s, " << seconds.count() << " s, peak " << usage.ru_maxrss / 1024 << " MiB, file "
            << std::filesystem::file_size(path) / (1 << 20) << " MiB" << std::endl;
  return EXIT_SUCCESS;
}

/// In a process of its own, so that one measurement's memory is not another's.
bool apart(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  const std::filesystem::path folder = argc > 2 ? argv[2] : std::filesystem::temp_directory_path();
  struct Case {
    const char* what;
    std::string (*bytes)(std::int64_t);
  };
  for (const Case& one : {Case{"csv", comma_separated}, Case{"xlsx, shared texts", shared_texts_book},
                          Case{"xlsx, inline texts", inline_texts_book}, Case{"ods", open_document}}) {
    const std::string path = folder / "photolint_roster_bench.tmp";
    const bool done = rows > 0 && apart([&] {
                        std::ofstream(path, std::ios::binary) << one.bytes(rows);
                        return EXIT_SUCCESS;
                      }) &&
                      apart([&] { return read_and_print(one.what, path, rows); });
    std::filesystem::remove(path);
    if (!done) {
      std::cerr << one.what << ": failed\n";
      return EXIT_FAILURE;
    }
  }
  return EXIT_SUCCESS;
}
