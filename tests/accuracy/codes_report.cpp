// SPDX-License-Identifier: GPL-3.0-or-later
// Makes docs/codes-accuracy.md:
//   cmake --build --preset release --target photolint_codes_report
//   build/release/tests/accuracy/photolint_codes_report > docs/codes-accuracy.md
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "photolint/analysis/process_setup.h"
#include "photolint/core/number.h"
#include "tests/accuracy/code_study.h"

namespace {

using namespace photolint;
using namespace photolint::test;

/// Pictures of one line of a table.
struct Line {
  std::string name;
  std::vector<CodeReading> readings;

  [[nodiscard]] int count(bool CodeReading::*reader) const {
    return static_cast<int>(std::count_if(readings.begin(), readings.end(),
                                          [reader](const CodeReading& r) { return r.*reader; }));
  }
};

std::string share(int part, std::size_t all) {
  return format_fixed(100. * part / static_cast<double>(all), 1) + " %";
}

void print_line(const Line& line) {
  std::vector<double> times;
  for (const CodeReading& r : line.readings) times.push_back(r.milliseconds);
  std::sort(times.begin(), times.end());
  const std::size_t all = line.readings.size();
  std::cout << "| " << line.name << " | " << all << " | " << share(line.count(&CodeReading::photolint), all)
            << " | " << share(line.count(&CodeReading::decoder_alone), all) << " | "
            << share(line.count(&CodeReading::opencv_alone), all) << " | " << format_fixed(times[all / 2], 0)
            << " | " << format_fixed(times.back(), 0) << " |\n";
  for (const CodeReading& r : line.readings) {
    if (!r.photolint)
      std::cerr << "missed: " << line.name << " seed " << r.seed << " asked " << r.asked_pixels << " true "
                << r.pixels << " modules " << r.modules << " "
                << (r.facts.miss ? std::string(to_string(r.facts.miss->reason)) + " estimated " +
                                       std::to_string(r.facts.miss->modules) + " modules " +
                                       std::to_string(r.facts.miss->pixels_per_module)
                                 : std::to_string(r.facts.symbols.size()) + " symbols")
                << "\n";
  }
}

void print_head(const char* first) {
  std::cout << "| " << first
            << " | pictures | photolint | ZXing alone | OpenCV alone | core ms, median | core ms, most |\n"
               "|---|---|---|---|---|---|---|\n";
}

std::vector<CodeReading> readings(const CardPainter& painter, CardKind kind, int count, double pixels) {
  std::vector<CodeReading> result;
  for (int seed = 0; seed < count; ++seed)
    result.push_back(read_card(painter, kind, static_cast<std::uint32_t>(seed), pixels, Readers::all));
  return result;
}

void print_attempts(const std::vector<Line>& lines) {
  std::vector<int> reads(static_cast<std::size_t>(kCodeAttemptCount));
  std::vector<int> misses(static_cast<std::size_t>(kCodeMissReasonCount));
  for (const Line& line : lines) {
    for (const CodeReading& r : line.readings) {
      if (r.facts.miss) ++misses[static_cast<std::size_t>(r.facts.miss->reason)];
      if (!r.facts.miss) ++reads[static_cast<std::size_t>(r.facts.symbols.front().attempt)];
    }
  }
  std::cout << "\n| attempt | pictures read |\n|---|---|\n";
  for (int i = 0; i < kCodeAttemptCount; ++i)
    std::cout << "| " << to_string(static_cast<CodeAttempt>(i)) << " | " << reads[static_cast<std::size_t>(i)]
              << " |\n";
  std::cout << "\n| reason of a miss | pictures |\n|---|---|\n";
  for (int i = 0; i < kCodeMissReasonCount; ++i)
    std::cout << "| " << to_string(static_cast<CodeMissReason>(i)) << " | "
              << misses[static_cast<std::size_t>(i)] << " |\n";
}

}  // namespace

int main(int argc, char* argv[]) {
  set_up_process();
  const int count = argc > 1 ? std::atoi(argv[1]) : 100;
  const bool lowonly = argc > 2;
  const CardPainter painter;
  std::vector<Line> lines;
  print_head("kind");
  for (int i = 0; i < kCardKindCount; ++i) {
    const auto kind = static_cast<CardKind>(i);
    if (kind == CardKind::photographed_screen || kind == CardKind::photographed_print || lowonly) continue;
    lines.push_back({std::string(to_string(kind)), readings(painter, kind, count, 0)});
    print_line(lines.back());
  }
  std::cout << "\n";
  print_head("photographed at");
  for (const CardKind kind : {CardKind::photographed_screen, CardKind::photographed_print}) {
    for (const double pixels : {1.5, 2., 2.5, 3., 4., 5., 6., 8., 16.}) {
      if (lowonly && pixels > 3.1) continue;
      lines.push_back({std::string(to_string(kind)) + ", " + format_fixed(pixels, 1) + " px a module",
                       readings(painter, kind, count, pixels)});
      print_line(lines.back());
    }
  }
  print_attempts(lines);
  return 0;
}
