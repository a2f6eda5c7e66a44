// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/lists_sink.h"

#include <utility>
#include <vector>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

ListFile file_of(VerdictStatus status) {
  switch (status) {
    case VerdictStatus::accepted:
      return ListFile::accepted;
    case VerdictStatus::review:
      return ListFile::review;
    case VerdictStatus::rejected:
      return ListFile::rejected;
    case VerdictStatus::missing:
      return ListFile::missing;
    case VerdictStatus::unclaimed:
      return ListFile::orphans;
    case VerdictStatus::unreadable:
    case VerdictStatus::internal_error:
      break;
  }
  return ListFile::unreadable;
}

/// Which list an item belongs to, and what stands for it there.
struct Sorting {
  std::size_t (*list_of)(const Verdict&);
  const std::string& (*entry_of)(const Verdict&);
};

std::size_t list_of_status(const Verdict& verdict) {
  return static_cast<std::size_t>(file_of(verdict.status));
}

const std::string& photo_or_id(const Verdict& verdict) {
  const bool by_id = verdict.status == VerdictStatus::missing || verdict.shown_path.empty();
  return by_id ? verdict.id : verdict.shown_path;
}

std::size_t list_of_state(const Verdict& verdict) {
  return static_cast<std::size_t>(verdict.reconciled ? verdict.reconciled->state
                                                     : ReconcileState::unreadable);
}

const std::string& id_of(const Verdict& verdict) {
  return verdict.id;
}

class ListsSink : public Sink {
 public:
  /// outputs: the last one takes what is in no other.
  ListsSink(std::vector<std::unique_ptr<Output>> outputs, Sorting sorting, const ReportOptions& options)
      : outputs_(std::move(outputs)), sorting_(sorting), options_(options) {}

  Result<void> begin(const RunInfo&) override { return {}; }

  Result<void> item(const Verdict& verdict) override {
    const std::string& entry = sorting_.entry_of(verdict);
    if (!is_one_entry(entry)) return write(outputs_.size() - 1, unlisted_line(verdict, entry), '\n');
    return write(sorting_.list_of(verdict), entry, options_.nul_separated ? '\0' : '\n');
  }

  Result<void> end(const Summary& summary) override {
    Result<void> result;
    // The accepted or ready list last: while it has no final name, a script has nothing to upload.
    for (auto output = outputs_.rbegin(); output != outputs_.rend(); ++output) {
      auto finished = (*output)->finish(summary.complete && result.ok());
      if (result.ok()) result = finished;
    }
    return result;
  }

 private:
  /// False for a name that a reader of the list would take for none or for several.
  [[nodiscard]] bool is_one_entry(std::string_view entry) const {
    if (entry.empty()) return false;
    if (options_.nul_separated) return entry.find('\0') == std::string_view::npos;
    return entry.find_first_of(std::string_view("\n\r\0", 3)) == std::string_view::npos;
  }

  static std::string unlisted_line(const Verdict& verdict, std::string_view entry) {
    std::string line(to_string(verdict.status));
    line.append("\t").append(std::to_string(verdict.roster_line)).append("\t").append(display_text(entry));
    return line;
  }

  Result<void> write(std::size_t list, std::string entry, char terminator) {
    entry += terminator;
    return outputs_.at(list)->write(entry);
  }

  std::vector<std::unique_ptr<Output>> outputs_;
  Sorting sorting_;
  ReportOptions options_;
};

template <std::size_t N>
std::vector<std::unique_ptr<Output>> as_vector(std::array<std::unique_ptr<Output>, N>& outputs) {
  return {std::make_move_iterator(outputs.begin()), std::make_move_iterator(outputs.end())};
}

}  // namespace

std::string_view to_string(ListFile file) {
  switch (file) {
    case ListFile::accepted:
      return "accepted.txt";
    case ListFile::review:
      return "review.txt";
    case ListFile::rejected:
      return "rejected.txt";
    case ListFile::unreadable:
      return "unreadable.txt";
    case ListFile::missing:
      return "missing.txt";
    case ListFile::orphans:
      return "orphans.txt";
    case ListFile::unlisted:
      return "unlisted.txt";
  }
  return "unlisted.txt";
}

std::unique_ptr<Sink> make_lists_sink(std::array<std::unique_ptr<Output>, kListFileCount> outputs,
                                      const ReportOptions& options) {
  return std::make_unique<ListsSink>(as_vector(outputs), Sorting{list_of_status, photo_or_id}, options);
}

std::string state_list_name(int position) {
  const std::string_view name =
      position < kReconcileStateCount ? to_string(static_cast<ReconcileState>(position)) : "unlisted";
  return std::string(name) + ".txt";
}

std::unique_ptr<Sink> make_state_lists_sink(std::array<std::unique_ptr<Output>, kStateListCount> outputs,
                                            const ReportOptions& options) {
  return std::make_unique<ListsSink>(as_vector(outputs), Sorting{list_of_state, id_of}, options);
}

}  // namespace photolint
