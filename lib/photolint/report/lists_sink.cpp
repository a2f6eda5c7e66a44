// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/lists_sink.h"

#include <utility>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

ListFile list_of(VerdictStatus status) {
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

class ListsSink : public Sink {
 public:
  ListsSink(std::array<std::unique_ptr<Output>, kListFileCount> outputs, const ReportOptions& options)
      : outputs_(std::move(outputs)), options_(options) {}

  Result<void> begin(const RunInfo&) override { return {}; }

  Result<void> item(const Verdict& verdict) override {
    const std::string& entry = verdict.status == VerdictStatus::missing || verdict.shown_path.empty()
                                   ? verdict.id
                                   : verdict.shown_path;
    if (!is_one_entry(entry)) return write(ListFile::unlisted, unlisted_line(verdict, entry), '\n');
    return write(list_of(verdict.status), entry, options_.nul_separated ? '\0' : '\n');
  }

  Result<void> end(const Summary& summary) override {
    Result<void> result;
    // The accepted list last: while it has no final name, a script has nothing to upload.
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

  Result<void> write(ListFile file, std::string entry, char terminator) {
    entry += terminator;
    return outputs_.at(static_cast<std::size_t>(file))->write(entry);
  }

  std::array<std::unique_ptr<Output>, kListFileCount> outputs_;
  ReportOptions options_;
};

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
  return std::make_unique<ListsSink>(std::move(outputs), options);
}

}  // namespace photolint
