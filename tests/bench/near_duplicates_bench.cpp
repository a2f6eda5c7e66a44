// SPDX-License-Identifier: GPL-3.0-or-later
// cmake --preset bench && cmake --build --preset bench --target photolint_near_duplicates_bench &&
// build/bench/tests/bench/photolint_near_duplicates_bench
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <random>
#include <vector>

#include "photolint/core/near_duplicates.h"

namespace {

using namespace photolint;

/// Fingerprints as people have them: 256 amplitudes above or below a median, of which eight hidden traits
/// explain a part, before a threshold that is off by up to half a deviation. Two of them differ in 124 bits
/// with a deviation of 12 (photographs: 125 and 12).
class People {
 public:
  People() {
    for (auto& loads : loads_) {
      for (float& load : loads) load = 0.22F * normal_(random_);
    }
    for (float& threshold : thresholds_) threshold = 0.25F * normal_(random_);
  }

  Bits256 next() {
    std::array<float, kTraits> traits{};
    for (float& trait : traits) trait = normal_(random_);
    Bits256 bits{};
    for (std::size_t i = 0; i < 256; ++i) {
      float amplitude = normal_(random_);
      for (std::size_t k = 0; k < kTraits; ++k) amplitude += loads_[i][k] * traits[k];
      if (amplitude > thresholds_[i]) bits[i / 64] |= std::uint64_t{1} << i % 64;
    }
    return bits;
  }

 private:
  static constexpr std::size_t kTraits = 8;
  std::mt19937 random_{1};
  std::normal_distribution<float> normal_;
  std::array<std::array<float, kTraits>, 256> loads_{};
  std::array<float, 256> thresholds_{};
};

/// As people, every hundredth a copy of somebody before with ten bits changed.
std::vector<Bits256> batch(std::size_t count) {
  People people;
  std::mt19937 random(2);
  std::vector<Bits256> all;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 100 != 99) {
      all.push_back(people.next());
      continue;
    }
    Bits256 copy = all[random() % i];
    for (int flips = 0; flips < 10; ++flips) {
      const std::uint32_t at = random() % 256;
      copy[at / 64] ^= std::uint64_t{1} << at % 64;
    }
    all.push_back(copy);
  }
  return all;
}

/// Resident memory of this process, bytes.
double resident() {
  std::ifstream statm("/proc/self/statm");
  double total = 0;
  double pages = 0;
  statm >> total >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

void run(benchmark::State& state, const std::vector<Bits256>& all) {
  const double count = static_cast<double>(all.size());
  for (auto _ : state) {
    const double before = resident();
    NearDuplicateIndex index;
    std::int64_t matches = 0;
    for (const Bits256& bits : all) matches += index.add_and_find(bits, 31) ? 1 : 0;
    state.counters["matches"] = static_cast<double>(matches);
    state.counters["bytes_each"] = (resident() - before) / count;
  }
  // Seconds a fingerprint, as benchmark prints them: "u" is microseconds.
  state.counters["each"] =
      benchmark::Counter(count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void realistic(benchmark::State& state) {
  const std::vector<Bits256> all = batch(static_cast<std::size_t>(state.range(0)));
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i + 1 < 10'000; ++i) {
    const double d = bit_distance(all[i], all[i + 1]);
    sum += d;
    squares += d * d;
  }
  state.counters["mean"] = sum / 9999;
  state.counters["variance"] = squares / 9999 - sum / 9999 * (sum / 9999);
  run(state, all);
}
BENCHMARK(realistic)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Iterations(1)->Unit(benchmark::kSecond);

/// The worst: half of the bits the same in all, so that buckets are no help.
void alike(benchmark::State& state) {
  std::mt19937_64 random(3);
  std::vector<Bits256> all(static_cast<std::size_t>(state.range(0)));
  for (Bits256& bits : all) bits = {0, 0, random(), random()};
  run(state, all);
}
BENCHMARK(alike)->Arg(10'000)->Arg(30'000)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace

BENCHMARK_MAIN();
