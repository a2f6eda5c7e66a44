// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/near_duplicates.h"

#include <bit>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace photolint;

namespace {

using Match = NearDuplicateIndex::Match;

Bits256 random_bits(std::mt19937_64& random) {
  return {random(), random(), random(), random()};
}

Bits256 with_flipped(Bits256 bits, int count, std::mt19937_64& random) {
  for (int i = 0; i < count; ++i) {
    const std::uint64_t at = random() % 256;
    bits[at / 64] ^= std::uint64_t{1} << at % 64;
  }
  return bits;
}

int slow_distance(const Bits256& a, const Bits256& b) {
  int sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += std::popcount(a[i] ^ b[i]);
  return sum;
}

/// What the index must answer, by comparing all pairs.
class Oracle {
 public:
  std::optional<Match> add_and_find(const Bits256& bits, int max_distance) {
    std::optional<Match> best;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const int distance = slow_distance(all_[i], bits);
      if (distance <= max_distance && (!best || distance < best->distance)) best = Match{i, distance};
    }
    all_.push_back(bits);
    return best;
  }

 private:
  std::vector<Bits256> all_;
};

/// Fills an index and the oracle alike; how many matches there were.
int same_answers(const std::vector<Bits256>& all, int max_distance) {
  NearDuplicateIndex index;
  Oracle oracle;
  int matches = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::optional<Match> expected = oracle.add_and_find(all[i], max_distance);
    const std::optional<Match> found = index.add_and_find(all[i], max_distance);
    matches += expected ? 1 : 0;
    if (found != expected) {
      INFO("entry " << i << ", limit " << max_distance);
      CHECK(found == expected);
      return matches;
    }
  }
  CHECK(index.size() == all.size());
  return matches;
}

}  // namespace

TEST_CASE("the distance of fingerprints is their number of unequal bits") {
  std::mt19937_64 random(1);
  const Bits256 zeros{};
  const Bits256 ones{~0ULL, ~0ULL, ~0ULL, ~0ULL};
  CHECK(bit_distance(zeros, zeros) == 0);
  CHECK(bit_distance(zeros, ones) == 256);
  for (int i = 0; i < 1000; ++i) {
    const Bits256 a = random_bits(random);
    const Bits256 b = i % 2 == 0 ? random_bits(random) : with_flipped(a, i % 40, random);
    REQUIRE(bit_distance(a, b) == slow_distance(a, b));
  }
}

TEST_CASE("the index answers as comparing all pairs does") {
  std::mt19937_64 random(7);
  // Families of copies at all distances around the limits, among strangers; enough of them for the buckets.
  std::vector<Bits256> all;
  std::vector<Bits256> heads;
  for (int i = 0; i < 6000; ++i) {
    if (heads.empty() || i % 3 == 0) {
      heads.push_back(random_bits(random));
      all.push_back(heads.back());
    } else {
      const int flips = static_cast<int>(random() % 45);
      all.push_back(with_flipped(heads[random() % heads.size()], flips, random));
    }
  }
  CHECK(same_answers(all, 31) > 2000);
  CHECK(same_answers(all, 15) > 800);
  CHECK(same_answers(all, 16) > 800);
  CHECK(same_answers(all, 0) > 20);
}

TEST_CASE("the index answers rightly when everything is alike") {
  std::mt19937_64 random(8);
  const Bits256 head = random_bits(random);
  SECTION("every piece but one the same, so that buckets hold everything") {
    std::vector<Bits256> all(6000, head);
    for (Bits256& bits : all) bits[3] ^= random() & 0xFFFF'FFFF'0000'0000U;
    CHECK(same_answers(all, 31) > 5000);
    CHECK(same_answers(all, 3) > 10);
  }
  SECTION("one photo again and again") {
    const std::vector<Bits256> all(6000, head);
    CHECK(same_answers(all, 31) == 5999);
  }
}

TEST_CASE("of equally near fingerprints the earliest is found") {
  NearDuplicateIndex index;
  const Bits256 head{};
  CHECK(index.add_and_find({1, 0, 0, 0}, 31) == std::nullopt);
  CHECK(index.add_and_find({0, 2, 0, 0}, 31) == Match{0, 2});
  CHECK(index.add_and_find(head, 31) == Match{0, 1});
  CHECK(index.add_and_find(head, 31) == Match{2, 0});
  CHECK(index.add_and_find(head, 31) == Match{2, 0});
  CHECK(index.size() == 5);
}
