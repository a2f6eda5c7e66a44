// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/collect_sink.h"

#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

#include "photolint/core/hash.h"
#include "photolint/core/limits.h"
#include "photolint/core/utf8.h"
#include "photolint/decode/decode.h"
#include "photolint/report/atomic_file.h"
#include "photolint/report/shown.h"
#include "photolint/report/system_output.h"

namespace photolint {
namespace {

namespace fs = std::filesystem;

/// reason: "detail.<reason>" in the catalogue. item, file: as reports show them.
Error refused(std::string reason, std::string item, std::string file) {
  return {ErrorCode::usage,
          {{"detail", std::move(reason)}, {"item", std::move(item)}, {"file", std::move(file)}},
          {}};
}

/// True for a path that stays below the folder it is put behind. The template's own text is safe, and each
/// value alone; two values side by side may still be "..".
bool stays_inside(const fs::path& path) {
  if (path.empty() || path.is_absolute()) return false;
  for (const fs::path& part : path) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

std::string last_component(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

class CollectSink : public Sink {
 public:
  CollectSink(CollectOptions options, const ReportOptions& report)
      : options_(std::move(options)), report_(report) {}

  Result<void> begin(const RunInfo&) override { return {}; }

  Result<void> item(const Verdict& verdict) override {
    if (verdict.status != VerdictStatus::accepted || verdict.path.empty()) return {};
    const Result<void> collected = collect(verdict);
    if (collected) return {};
    ++failures_;
    options_.tell(collected.error());
    return {};
  }

  Result<void> end(const Summary&) override {
    if (auto synced = sync_files(options_.folder); !synced) return synced;
    if (failures_ == 0) return {};
    return Error{ErrorCode::usage, {{"detail", "collect-some"}, {"count", std::to_string(failures_)}}, {}};
  }

 private:
  Result<void> collect(const Verdict& verdict) {
    const Shown shown(verdict, report_);
    const std::string name = name_of(verdict);
    const std::string shown_name = display_text(shown.raw_text(name));
    if (!stays_inside(name)) return refused("collect-name", shown.id(), shown_name);
    const auto bytes = read_file(verdict.path, Limits{});
    if (!bytes || sha256_hex(bytes.value()) != verdict.sha256) {
      return refused("collect-changed", shown.id(), shown.path());
    }
    const std::string target = options_.folder + "/" + name;
    const std::string folder = fs::path(target).parent_path().string();
    if (auto made = make_private_folder(folder); !made) {
      return refused(made.error().args.front().value, shown.id(), shown_name);
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes.value().data()), bytes.value().size());
    const auto created = options_.link ? create_link(verdict.path, target) : create_file(target, text);
    if (!created) return refused(created.error().args.front().value, shown.id(), shown_name);
    if (!created.value()) return refused("collect-taken", shown.id(), shown_name);
    return {};
  }

  /// Empty where the row makes no name. A template without an extension leaves the photo its own.
  [[nodiscard]] std::string name_of(const Verdict& verdict) const {
    const std::string own = last_component(verdict.shown_path);
    if (!options_.name) return own;
    const Result<std::string> expanded = options_.name->expand(verdict.fields);
    if (!expanded) return {};
    if (options_.name->has_extension()) return expanded.value();
    return expanded.value() + fs::path(with_lower_extension(own)).extension().string();
  }

  CollectOptions options_;
  ReportOptions report_;
  std::int64_t failures_ = 0;
};

}  // namespace

std::optional<FileNameTemplate> template_of(const std::vector<BoundRule>& rules) {
  for (const BoundRule& rule : rules) {
    if (rule.info->name != "file-name") continue;
    Result<FileNameTemplate> parsed = FileNameTemplate::parse(rule.params.text("template"));
    if (parsed) return std::move(parsed).value();
  }
  return std::nullopt;
}

Result<std::unique_ptr<Sink>> open_collection(CollectOptions options, const ReportOptions& report) {
  if (auto made = make_private_folder(options.folder); !made) return made.error();
  std::error_code failure;
  const bool empty = fs::is_empty(options.folder, failure);
  if (failure) return system_failed(failure.value(), options.folder);
  if (!empty) {
    return Error{ErrorCode::usage, {{"detail", "collect-not-empty"}}, {options.folder, 0, 0, {}}};
  }
  return std::unique_ptr<Sink>(std::make_unique<CollectSink>(std::move(options), report));
}

}  // namespace photolint
