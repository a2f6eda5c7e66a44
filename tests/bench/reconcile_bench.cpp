// SPDX-License-Identifier: GPL-3.0-or-later
// Compares two lists of so many made-up students and prints seconds and peak memory. One process a case,
// because the peak is the process's. Usage: photolint_reconcile_bench [rows, default 1000000] [alike: all
// rows share one name and birth date]
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "photolint/pipeline/pipeline.h"
#include "photolint/reconcile/reconcile_source.h"
#include "photolint/reconcile/reconcile_worker.h"
#include "photolint/report/report_set.h"
#include "photolint/roster/id_number.h"
#include "tests/support/temp_dir.h"

namespace {

using namespace photolint;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - digits.size(), '0') + digits;
}

/// Number of student i: region and day of birth change, so that all are different and valid.
std::string id_number(int i) {
  const std::string body = padded(110000 + i / 300'000, 6) + "2004" + padded(i / 25'000 % 12 + 1, 2) +
                           padded(i / 1'000 % 25 + 1, 2) + padded(i % 1'000, 3);
  return body + *id_check_character(body);
}

/// vendor: every 10th student has an exchanged pair of digits, every 11th another name, every 12th is
/// missing.
std::string list_file(const test::TempDir& folder, int rows, bool vendor, bool alike) {
  const std::string path = folder / (vendor ? "vendor.csv" : "school.csv");
  std::ofstream file(path, std::ios::binary);
  file << "学号,姓名,证件号码,性别,出生日期,学院,专业,班级\n";
  for (int i = 0; i < rows; ++i) {
    if (alike) {
      file << ",张伟,,男,2004-01-01,继续教育学院,会计,1\n";
      continue;
    }
    if (vendor && i % 12 == 11) continue;
    std::string number = id_number(i);
    if (vendor && i % 10 == 9) std::swap(number[14], number[15]);
    const char* name = vendor && i % 11 == 10 ? "鄭峯" : "郑峰";
    file << "2023" << padded(i, 8) << ',' << name << ',' << number << ",男," << number.substr(6, 8) << ",学院"
         << i % 20 << ",会计,班级" << i % 1'000 << '\n';
  }
  return path;
}

int run(int rows, bool alike) {
  const test::TempDir folder;
  ReconcileSetup setup;
  setup.school_path = list_file(folder, rows, false, alike);
  setup.vendor_path = list_file(folder, rows, true, alike);
  const auto start = std::chrono::steady_clock::now();
  const SourceOrErrors opened = reconcile_source(setup);
  if (opened.source == nullptr) return EXIT_FAILURE;
  const double joined = seconds_since(start);
  auto sink = open_reports({"text", "csv", "jsonl"}, folder / "out", {});
  if (!sink) return EXIT_FAILURE;
  RunInfo info;
  info.comparison = ListComparison::fields;
  info.roster_fields = opened.source->field_names();
  const Summary summary = make_executor(ExecutorKind::tbb, {2, 4})
                              ->run(info, *opened.source, reconcile_workers({}), *sink.value(), StopToken{});
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%lld items: read and joined %.1f s, with text, csv and jsonl %.1f s, peak %.0f MB\n",
              static_cast<long long>(summary.items), joined, seconds_since(start),
              static_cast<double>(usage.ru_maxrss) / 1024);
  return summary.complete ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const int rows = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
  return run(rows, argc > 2 && std::string(argv[2]) == "alike");
}
