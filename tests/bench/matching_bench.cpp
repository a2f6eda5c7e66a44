// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "photolint/roster/matching.h"

namespace {

using namespace photolint;

std::string number(std::int64_t i) {
  const std::string digits = std::to_string(i);
  return "20240" + std::string(8 - digits.size(), '0') + digits;
}

/// So many rows against as many photos, all of which match; includes making the index.
void match_rows_to_photos(benchmark::State& state) {
  const std::int64_t count = state.range(0);
  std::vector<FoundFile> photos;
  std::vector<WorkItem> rows;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::string name = "class" + std::to_string(i % 100) + "/" + number(i) + ".jpg";
    photos.push_back({"/photos/" + name, name, std::nullopt});
    WorkItem row;
    row.roster_line = static_cast<int>(i) + 2;
    row.fields = {{"student_no", number(count - 1 - i)}, {"name", "学生"}, {"id_number", ""}};
    rows.push_back(row);
  }
  MatchOptions options;
  options.steps = {"path", "id_number", "student_no"};
  options.photos_dir = "/photos";
  for (auto _ : state) {
    PhotoMatcher matcher(photos, options);
    for (const WorkItem& row : rows) {
      if (matcher.with_photo(row).problem) state.SkipWithError("a row without its photo");
    }
  }
  state.SetItemsProcessed(state.iterations() * count);
}
BENCHMARK(match_rows_to_photos)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
