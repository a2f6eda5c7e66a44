// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/photo_worker.h"

#include <exception>
#include <new>
#include <optional>
#include <utility>

#include "photolint/core/hash.h"
#include "photolint/decode/decode.h"
#include "photolint/pipeline/item_verdict.h"

namespace photolint {
namespace {

Error internal_error(const char* detail) {
  return {ErrorCode::internal, {{"detail", detail}}, {}};
}

/// Problems of matching photos to rows, as against rows that cannot be read.
bool is_photo_problem(ErrorCode code) {
  return code == ErrorCode::photo_missing || code == ErrorCode::photo_ambiguous ||
         code == ErrorCode::photo_unclaimed || code == ErrorCode::photo_shared;
}

class PhotoWorker : public Worker {
 public:
  explicit PhotoWorker(PhotoWorkerSetup setup) : setup_(std::move(setup)) {}

  /// The first of the two guards of the program: one photo's fault must not reach the others.
  Verdict process(const WorkItem& item) override {
    if (item.problem) return without_photo(item, *item.problem);
    try {
      return check(item);
    } catch (const std::bad_alloc&) {
      drop_analyser();
      return failed_verdict(item, {ErrorCode::out_of_memory, {}, {}});
    } catch (const std::exception& fault) {
      drop_analyser();
      return failed_verdict(item, internal_error(fault.what()));
    } catch (...) {
      drop_analyser();
      return failed_verdict(item, internal_error("unknown exception"));
    }
  }

 private:
  /// The row is judged all the same, unless it is the row that cannot be trusted.
  [[nodiscard]] Verdict without_photo(const WorkItem& item, Error error) const {
    const bool trusted = !item.problem || is_photo_problem(item.problem->code);
    Verdict verdict = failed_verdict(item, std::move(error));
    if (trusted) verdict.findings = evaluate_row(item, *setup_.rules);
    return verdict;
  }

  Verdict check(const WorkItem& item) {
    const Result<std::vector<std::uint8_t>> bytes = read_file(item.path, setup_.limits);
    if (!bytes) return without_photo(item, bytes.error());
    const std::string name = item.path.substr(item.path.rfind('/') + 1);
    const Result<DecodedImage> image = decode(bytes.value(), name, setup_.limits, kWorkingEdge);
    if (!image) {
      Verdict verdict = without_photo(item, image.error());
      verdict.sha256 = sha256_hex(bytes.value());
      return verdict;
    }
    if (setup_.needs.empty()) return judge(item, image.value(), file_analysis(item, image.value()));
    if (std::optional<Error> error = make_analyser()) return failed_verdict(item, *std::move(error));
    return judge(item, image.value(), analyser_->analyse(image.value(), item, setup_.needs));
  }

  /// For profiles whose rules look at the file only: no network is loaded.
  static Analysis file_analysis(const WorkItem& item, const DecodedImage& image) {
    Analysis analysis;
    analysis.item = &item;
    analysis.file = &image.facts;
    analysis.scale = image.scale;
    return analysis;
  }

  [[nodiscard]] Verdict judge(const WorkItem& item, const DecodedImage& image, Analysis analysis) const {
    analysis.reference_day = setup_.reference_day;
    Verdict verdict = verdict_for(item);
    verdict.sha256 = image.facts.sha256;
    verdict.findings = evaluate(analysis, *setup_.rules);
    verdict.status = conclude(verdict.findings);
    return verdict;
  }

  std::optional<Error> make_analyser() {
    if (analyser_) return std::nullopt;
    Result<Analyser> made = Analyser::make(setup_.models);
    if (!made) return made.error();
    analyser_.emplace(std::move(made).value());
    return std::nullopt;
  }

  /// Nobody knows what an exception left behind in the networks.
  void drop_analyser() { analyser_.reset(); }

  PhotoWorkerSetup setup_;
  std::optional<Analyser> analyser_;
};

}  // namespace

WorkerFactory photo_workers(const PhotoWorkerSetup& setup) {
  return [setup] { return std::make_unique<PhotoWorker>(setup); };
}

}  // namespace photolint
