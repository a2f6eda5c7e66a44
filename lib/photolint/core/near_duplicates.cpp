// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/near_duplicates.h"

#include <algorithm>

namespace photolint {
namespace {

constexpr std::size_t kPieces = 16;
constexpr std::size_t kPieceBits = 16;
constexpr std::size_t kPieceValues = 1U << kPieceBits;

/// Up to so many entries one pass is as quick as the buckets, and these need not be made.
constexpr std::size_t kFewEntries = 4096;

/// An entry out of a bucket lies anywhere in memory: it costs about as much as so many entries in order.
constexpr std::size_t kJumpCost = 6;

/// Bits set in both words together, 0..128, counted side by side: without a flag that not every processor
/// understands, compilers call a function for each word.
int ones(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kPairs = 0x5555555555555555U;
  constexpr std::uint64_t kFours = 0x3333333333333333U;
  constexpr std::uint64_t kBytes = 0x0F0F0F0F0F0F0F0FU;
  constexpr std::uint64_t kSum = 0x0101010101010101U;
  a -= a >> 1U & kPairs;
  b -= b >> 1U & kPairs;
  const std::uint64_t fours = (a & kFours) + (a >> 2U & kFours) + (b & kFours) + (b >> 2U & kFours);
  return static_cast<int>(((fours & kBytes) + (fours >> 4U & kBytes)) * kSum >> 56U);
}

std::uint32_t piece_of(const Bits256& bits, std::size_t piece) {
  const std::uint64_t word = bits[piece * kPieceBits / 64];
  return static_cast<std::uint32_t>(word >> piece * kPieceBits % 64 & (kPieceValues - 1));
}

std::size_t entries_in(const std::vector<const std::vector<std::uint32_t>*>& buckets) {
  std::size_t sum = 0;
  for (const auto* bucket : buckets) sum += bucket->size();
  return sum;
}

}  // namespace

int bit_distance(const Bits256& a, const Bits256& b) {
  return ones(a[0] ^ b[0], a[1] ^ b[1]) + ones(a[2] ^ b[2], a[3] ^ b[3]);
}

const NearDuplicateIndex::Bucket& NearDuplicateIndex::bucket(std::size_t piece, std::uint32_t value) const {
  return buckets_[piece * kPieceValues + value];
}

std::vector<const NearDuplicateIndex::Bucket*> NearDuplicateIndex::exact_buckets(const Bits256& bits) const {
  std::vector<const Bucket*> found;
  found.reserve(kPieces);
  for (std::size_t piece = 0; piece < kPieces; ++piece)
    found.push_back(&bucket(piece, piece_of(bits, piece)));
  return found;
}

std::vector<const NearDuplicateIndex::Bucket*> NearDuplicateIndex::one_bit_buckets(
    const Bits256& bits) const {
  std::vector<const Bucket*> found;
  found.reserve(kPieces * kPieceBits);
  for (std::size_t piece = 0; piece < kPieces; ++piece) {
    const std::uint32_t value = piece_of(bits, piece);
    for (std::size_t bit = 0; bit < kPieceBits; ++bit) found.push_back(&bucket(piece, value ^ 1U << bit));
  }
  return found;
}

void NearDuplicateIndex::compare(const Bits256& bits, Place place, Nearest& nearest) const {
  const Bits256& other = bits_[place];
  const int half = ones(bits[0] ^ other[0], bits[1] ^ other[1]);
  if (half > nearest.distance) return;
  const int distance = half + ones(bits[2] ^ other[2], bits[3] ^ other[3]);
  const bool nearer = distance < nearest.distance;
  const bool earlier = distance == nearest.distance && nearest.place && place < *nearest.place;
  if (nearer || earlier) nearest = {distance, place};
}

void NearDuplicateIndex::look_at_all(const Bits256& bits, Nearest& nearest) const {
  for (std::size_t i = 0; i < bits_.size(); ++i) compare(bits, static_cast<Place>(i), nearest);
}

void NearDuplicateIndex::look_into(const std::vector<const Bucket*>& buckets, const Bits256& bits,
                                   Nearest& nearest) const {
  for (const Bucket* bucket : buckets) {
    for (const Place place : *bucket) __builtin_prefetch(&bits_[place]);
    for (const Place place : *bucket) compare(bits, place, nearest);
  }
}

NearDuplicateIndex::Nearest NearDuplicateIndex::search(const Bits256& bits, int max_distance) const {
  Nearest nearest{max_distance + 1, std::nullopt};
  const auto worth_it = [this](const std::vector<const Bucket*>& buckets) {
    return entries_in(buckets) * kJumpCost < bits_.size();
  };
  if (buckets_.empty()) {
    look_at_all(bits, nearest);
    return nearest;
  }
  const std::vector<const Bucket*> exact = exact_buckets(bits);
  if (!worth_it(exact)) {
    look_at_all(bits, nearest);
    return nearest;
  }
  look_into(exact, bits, nearest);
  // With fewer differences than pieces one piece is free of them: nothing that could win is left.
  constexpr int kAlwaysExact = kPieces - 1;
  if (std::min(nearest.distance, max_distance) <= kAlwaysExact) return nearest;
  const std::vector<const Bucket*> one_bit = one_bit_buckets(bits);
  if (worth_it(one_bit)) {
    look_into(one_bit, bits, nearest);
  } else {
    look_at_all(bits, nearest);
  }
  return nearest;
}

void NearDuplicateIndex::put_into_buckets(Place place) {
  for (std::size_t piece = 0; piece < kPieces; ++piece) {
    buckets_[piece * kPieceValues + piece_of(bits_[place], piece)].push_back(place);
  }
}

std::optional<NearDuplicateIndex::Match> NearDuplicateIndex::add_and_find(const Bits256& bits,
                                                                          int max_distance) {
  const Nearest nearest = search(bits, std::clamp(max_distance, 0, kLargestDistance));
  const std::size_t entry = added_++;
  std::optional<Match> match;
  if (nearest.place) match = Match{first_[*nearest.place], nearest.distance};
  // An equal one is already there and, being earlier, wins every time.
  if (match && match->distance == 0) return match;
  bits_.push_back(bits);
  first_.push_back(entry);
  if (!buckets_.empty()) {
    put_into_buckets(static_cast<Place>(bits_.size() - 1));
  } else if (bits_.size() > kFewEntries) {
    buckets_.resize(kPieces * kPieceValues);
    for (std::size_t i = 0; i < bits_.size(); ++i) put_into_buckets(static_cast<Place>(i));
  }
  return match;
}

}  // namespace photolint
