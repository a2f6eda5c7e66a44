// SPDX-License-Identifier: GPL-3.0-or-later
// Compares two lists of so many made-up students and prints seconds of wall clock and of all cores together,
// and the peak of memory. One process a case, because the peak is the process's. Everything counts that
// `photolint reconcile` does: reading and joining the lists, comparing the rows, writing whole reports.
// Usage: photolint_reconcile_bench [rows, default 1000000] [alike: all rows share one name and birth date;
// else distinct] [formats of the reports, default text csv jsonl ...]
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "photolint/pipeline/pipeline.h"
#include "photolint/reconcile/reconcile_source.h"
#include "photolint/reconcile/reconcile_worker.h"
#include "photolint/report/report_set.h"
#include "photolint/roster/id_number.h"
#include "tests/support/temp_dir.h"

namespace {

using namespace photolint;

struct rusage used() {
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

/// Wall clock and computing time since a moment: on a machine that does other work only the latter is of use.
class Stopwatch {
 public:
  [[nodiscard]] double wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  [[nodiscard]] double computing() const { return computing_now() - computing_; }

 private:
  static double computing_now() {
    const struct rusage usage = used();
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
  }

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double computing_ = computing_now();
};

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

int run(int rows, bool alike, const std::vector<std::string>& formats) {
  const test::TempDir folder;
  ReconcileSetup setup;
  setup.school_path = list_file(folder, rows, false, alike);
  setup.vendor_path = list_file(folder, rows, true, alike);
  const Stopwatch watch;
  const SourceOrErrors opened = reconcile_source(setup);
  if (opened.source == nullptr) return EXIT_FAILURE;
  const double joined = watch.wall(), joined_computing = watch.computing();
  auto sink = open_reports(formats, folder / "out", {});
  if (!sink) return EXIT_FAILURE;
  RunInfo info;
  info.comparison = ListComparison::fields;
  info.roster_fields = opened.source->field_names();
  const Summary summary = make_executor(ExecutorKind::tbb, {2, 4})
                              ->run(info, *opened.source, reconcile_workers({}), *sink.value(), StopToken{});
  std::printf(
      "%lld items: read and joined in %.1f s (computing %.1f s), with %zu reports %.1f s (computing %.1f s), "
      "peak %.0f MB\n",
      static_cast<long long>(summary.items), joined, joined_computing, formats.size(), watch.wall(),
      watch.computing(), static_cast<double>(used().ru_maxrss) / 1024);
  return summary.complete ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const int rows = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
  std::vector<std::string> formats(argv + std::min(argc, 3), argv + argc);
  if (formats.empty()) formats = {"text", "csv", "jsonl"};
  return run(rows, argc > 2 && std::string(argv[2]) == "alike", formats);
}
