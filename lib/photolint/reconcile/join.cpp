// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/join.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "photolint/reconcile/join_keys.h"

namespace photolint {
namespace {

/// A row of either list under the hash of its key.
struct Entry {
  std::uint64_t hash = 0;
  std::uint32_t row = 0;
  bool vendor = false;

  bool operator<(const Entry& other) const {
    if (hash != other.hash) return hash < other.hash;
    return vendor != other.vendor ? other.vendor : row < other.row;
  }
};

class Joiner {
 public:
  Joiner(const RowStore& school, const RowStore& vendor)
      : school_(school), vendor_(vendor), school_keys_(school), vendor_keys_(vendor) {
    join_.school.resize(school.size());
    join_.vendor.resize(vendor.size());
  }

  void run(JoinStep step) {
    const std::vector<Entry> entries = sorted_entries(step);
    for (auto begin = entries.begin(); begin != entries.end();) {
      const std::uint64_t hash = begin->hash;
      const auto end = std::find_if(begin, entries.end(), [hash](const Entry& e) { return e.hash != hash; });
      place_equal_hashes({begin, end}, step);
      begin = end;
    }
  }

  [[nodiscard]] Join take() { return std::move(join_); }

 private:
  [[nodiscard]] std::string key(const Entry& entry, JoinStep step) const {
    return (entry.vendor ? vendor_keys_ : school_keys_).key(entry.row, step);
  }

  [[nodiscard]] std::vector<Entry> sorted_entries(JoinStep step) const {
    std::vector<Entry> entries;
    entries.reserve(unplaced(join_.school) + unplaced(join_.vendor));
    add_entries(entries, false, step);
    add_entries(entries, true, step);
    std::sort(entries.begin(), entries.end());
    return entries;
  }

  static std::size_t unplaced(const std::vector<Placement>& placements) {
    return static_cast<std::size_t>(
        std::count_if(placements.begin(), placements.end(), [](const Placement& p) { return !p.placed(); }));
  }

  void add_entries(std::vector<Entry>& entries, bool vendor, JoinStep step) const {
    const std::vector<Placement>& placements = vendor ? join_.vendor : join_.school;
    for (std::uint32_t row = 0; row < placements.size(); ++row) {
      if (placements[row].placed()) continue;
      const std::string key_text = key({0, row, vendor}, step);
      if (!key_text.empty()) entries.push_back({std::hash<std::string>{}(key_text), row, vendor});
    }
  }

  /// Rows of one hash nearly always have one key. Where they have not, sorting by the keys keeps even a list
  /// that was made to collide from costing more than n log n.
  void place_equal_hashes(std::span<const Entry> run, JoinStep step) {
    if (run.size() == 1) return;
    const std::string first = key(run.front(), step);
    const bool one_key =
        std::all_of(run.begin() + 1, run.end(), [&](const Entry& e) { return key(e, step) == first; });
    if (one_key) {
      place(run, step);
      return;
    }
    std::vector<std::pair<std::string, Entry>> keyed;
    for (const Entry& entry : run) keyed.emplace_back(key(entry, step), entry);
    std::sort(keyed.begin(), keyed.end());
    for (auto begin = keyed.begin(); begin != keyed.end();) {
      std::vector<Entry> equal;
      const std::string& shared = begin->first;
      auto end = begin;
      for (; end != keyed.end() && end->first == shared; ++end) equal.push_back(end->second);
      place(equal, step);
      begin = end;
    }
  }

  /// Rows of one key, those of the school first, each list in its order.
  void place(std::span<const Entry> rows, JoinStep step) {
    const auto first_vendor = std::find_if(rows.begin(), rows.end(), [](const Entry& e) { return e.vendor; });
    const auto in_school = static_cast<std::size_t>(first_vendor - rows.begin());
    const std::size_t in_vendor = rows.size() - in_school;
    if (in_school == 1 && in_vendor == 1) {
      join_.school[rows[0].row] = {rows[1].row, Placement::kNone, step};
      join_.vendor[rows[1].row] = {rows[0].row, Placement::kNone, step};
      return;
    }
    const bool one_sided = in_school == 0 || in_vendor == 0;
    // Two people may share a name and a birthday; nobody shares a number.
    if (rows.size() < 2 || (one_sided && step == JoinStep::name_and_birth_date)) return;
    const auto group = static_cast<std::uint32_t>(join_.groups.size());
    join_.groups.push_back(
        {candidates(rows.first(in_school), school_), candidates(rows.subspan(in_school), vendor_)});
    for (const Entry& entry : rows) {
      (entry.vendor ? join_.vendor : join_.school)[entry.row] = {Placement::kNone, group, step};
    }
  }

  static Candidates candidates(std::span<const Entry> rows, const RowStore& store) {
    Candidates found;
    found.count = static_cast<std::int64_t>(rows.size());
    for (const Entry& entry : rows.first(std::min(rows.size(), kNamedCandidates))) {
      found.lines.push_back(store.line(entry.row));
    }
    return found;
  }

  const RowStore& school_;
  const RowStore& vendor_;
  JoinKeys school_keys_;
  JoinKeys vendor_keys_;
  Join join_;
};

}  // namespace

Join join_rows(const RowStore& school, const RowStore& vendor) {
  Joiner joiner(school, vendor);
  for (const JoinStep step : {JoinStep::id_number, JoinStep::student_no, JoinStep::name_and_birth_date}) {
    joiner.run(step);
  }
  return joiner.take();
}

}  // namespace photolint
