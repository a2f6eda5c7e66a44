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

/// What became of one row of every card of a kind.
struct RowCounts {
  int same = 0, accused = 0, unsure_same = 0;
  int mismatches = 0, found = 0, unsure_mismatch = 0;

  void add(const RowCheck& row) {
    (row.mismatch ? mismatches : same) += 1;
    if (row.match == CardMatch::differs) (row.mismatch ? found : accused) += 1;
    if (row.match == CardMatch::cannot_tell) (row.mismatch ? unsure_mismatch : unsure_same) += 1;
  }
};

/// Of ten cards four are saved ones, three screenshots, one sent by chat and two photographs.
CardKind kind_of(int seed) {
  constexpr CardKind kKinds[10] = {CardKind::clean,
                                   CardKind::clean,
                                   CardKind::screenshot,
                                   CardKind::clean,
                                   CardKind::clean,
                                   CardKind::screenshot,
                                   CardKind::screenshot,
                                   CardKind::chat,
                                   CardKind::photographed_screen,
                                   CardKind::photographed_print};
  return kKinds[seed / 2 % 10];
}

void print_text(const CardPainter& painter, int cards) {
  constexpr const char* kRows[kCardRowCount] = {"name", "last four", "school", "level"};
  CardTextReader reader;
  RowCounts counts[kCardKindCount][kCardRowCount];
  std::vector<double> times;
  constexpr int kFirst = 100'000;  // the limits of the matching were set on the cards from 0 to 999
  for (int seed = kFirst; seed < kFirst + cards; ++seed) {
    const TextCheck check = check_text(painter, reader, kind_of(seed), static_cast<std::uint32_t>(seed));
    times.push_back(check.milliseconds);
    for (int row = 0; row < kCardRowCount; ++row) {
      counts[static_cast<int>(check.kind)][row].add(check.rows[row]);
      if (!check.rows[row].mismatch && check.rows[row].match == CardMatch::differs)
        std::cerr << "wrong accusation: " << to_string(check.kind) << " seed " << seed << " " << kRows[row]
                  << "\n";
      if (check.rows[row].mismatch && check.rows[row].match == CardMatch::fits)
        std::cerr << "missed mismatch: " << to_string(check.kind) << " seed " << seed << " " << kRows[row]
                  << "\n";
    }
  }
  std::sort(times.begin(), times.end());
  std::cout << "\n## Text of " << cards << " cards\n\nReading one card takes "
            << format_fixed(times[times.size() / 2], 0)
            << " core ms (median).\n\n| kind | row | same | wrongly accused | undecided | mismatches | found "
               "| undecided "
               "|\n|---|---|---|---|---|---|---|---|\n";
  for (int kind = 0; kind < kCardKindCount; ++kind) {
    for (int row = 0; row < kCardRowCount; ++row) {
      const RowCounts& c = counts[kind][row];
      if (c.same + c.mismatches == 0) continue;
      std::cout << "| " << to_string(static_cast<CardKind>(kind)) << " | " << kRows[row] << " | " << c.same
                << " | " << c.accused << " | " << c.unsure_same << " | " << c.mismatches << " | " << c.found
                << " | " << c.unsure_mismatch << " |\n";
    }
  }
}

}  // namespace

int main(int argc, char* argv[]) {
  set_up_process();
  const int count = argc > 1 ? std::atoi(argv[1]) : 100;
  const int cards = argc > 2 ? std::atoi(argv[2]) : 1000;
  const CardPainter painter;
  std::vector<Line> lines;
  std::cout
      << "# How well capture codes are read\n\nFor people who decide which pictures to accept. Made by "
         "`tests/accuracy/codes_report.cpp` from drawn cards: nobody's data.\nA picture counts as read when "
         "exactly "
         "its codes were found; one without a code, when nothing was. OpenCV is its WeChat\nreader without "
         "networks; its other reader has no decoder in Debian. Times depend on the machine.\n\n";
  print_head("kind");
  for (int i = 0; i < kCardKindCount; ++i) {
    const auto kind = static_cast<CardKind>(i);
    if (kind == CardKind::photographed_screen || kind == CardKind::photographed_print) continue;
    lines.push_back({std::string(to_string(kind)), readings(painter, kind, count, 0)});
    print_line(lines.back());
  }
  std::cout << "\n";
  print_head("photographed at");
  for (const CardKind kind : {CardKind::photographed_screen, CardKind::photographed_print}) {
    for (const double pixels : {1.5, 2., 2.5, 3., 4., 5., 6., 8., 16.}) {
      lines.push_back({std::string(to_string(kind)) + ", " + format_fixed(pixels, 1) + " px a module",
                       readings(painter, kind, count, pixels)});
      print_line(lines.back());
    }
  }
  print_attempts(lines);
  print_text(painter, cards);
  return 0;
}
