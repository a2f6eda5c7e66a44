// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace photolint {

/// 256 bits that similar things share.
using Bits256 = std::array<std::uint64_t, 4>;

/// Number of bits in which a and b differ, 0..256.
[[nodiscard]] int bit_distance(const Bits256& a, const Bits256& b);

/// Finds, among all that came before, the fingerprint that is nearest to a new one; exactly, without
/// comparing all pairs.
///
/// The 256 bits are cut into 16 pieces of 16. Two fingerprints at a distance of at most 15 share a whole
/// piece; at most 31, a piece in which they differ by one bit. So every entry that can match lies in one of
/// 16 (17 * 16) buckets, and only those are compared. Fingerprints that are equal are kept once. Where the
/// buckets hold so many entries that going through all of them in order costs less, that is done: whatever
/// the input, a look-up costs at most one pass over the distinct fingerprints (32 bytes each).
///
/// Memory: about 200 bytes a distinct fingerprint, and 24 MiB for the buckets, which are made when there are
/// more than 4096. Belongs to one thread.
class NearDuplicateIndex {
 public:
  static constexpr int kLargestDistance = 31;

  struct Match {
    std::size_t entry = 0;  ///< how many fingerprints were added before it
    int distance = 0;       ///< bits
    bool operator==(const Match&) const = default;
  };

  /// Nearest earlier entry, of equally near ones the earliest; nothing when none differs by at most
  /// max_distance bits, which must lie in 0..kLargestDistance. Then adds bits as the next entry. Throws
  /// std::bad_alloc.
  std::optional<Match> add_and_find(const Bits256& bits, int max_distance);

  [[nodiscard]] std::size_t size() const { return added_; }

 private:
  /// Place in bits_ and first_.
  using Place = std::uint32_t;
  using Bucket = std::vector<Place>;

  struct Nearest {
    int distance = 0;  ///< before any was found: one more than the largest wanted
    std::optional<Place> place;
  };

  [[nodiscard]] const Bucket& bucket(std::size_t piece, std::uint32_t value) const;
  /// Buckets of the pieces of bits, or of all that differ from a piece in one bit.
  [[nodiscard]] std::vector<const Bucket*> exact_buckets(const Bits256& bits) const;
  [[nodiscard]] std::vector<const Bucket*> one_bit_buckets(const Bits256& bits) const;
  [[nodiscard]] Nearest search(const Bits256& bits, int max_distance) const;
  void look_at_all(const Bits256& bits, Nearest& nearest) const;
  void look_into(const std::vector<const Bucket*>& buckets, const Bits256& bits, Nearest& nearest) const;
  void compare(const Bits256& bits, Place place, Nearest& nearest) const;
  void put_into_buckets(Place place);

  std::size_t added_ = 0;
  std::vector<Bits256> bits_;       ///< distinct, in the order of their first entry
  std::vector<std::size_t> first_;  ///< first entry of each
  std::vector<Bucket> buckets_;     ///< piece by piece, 65536 each; empty while there are few entries
};

}  // namespace photolint
