// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/photo_worker.h"

#include <exception>
#include <new>
#include <optional>
#include <utility>

#include "photolint/analysis/code_reader.h"
#include "photolint/core/hash.h"
#include "photolint/decode/decode.h"
#include "photolint/pipeline/item_verdict.h"
#include "photolint/pipeline/report_pictures.h"

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

CodePicture without_code(Error problem) {
  CodePicture picture;
  picture.problem = std::move(problem);
  return picture;
}

std::vector<std::string> hashes_of(const Fact<CodePicture>& code) {
  std::vector<std::string> hashes;
  if (!code.present()) return hashes;
  for (const CodeSymbol& symbol : code.value().codes.symbols) {
    if (symbol.kind == CodeKind::qr && !symbol.looks_like_payment) hashes.push_back(symbol.sha256);
  }
  return hashes;
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
  [[nodiscard]] Verdict without_photo(const WorkItem& item, Error error) {
    const bool trusted = !item.problem || is_photo_problem(item.problem->code);
    Verdict verdict = failed_verdict(item, std::move(error));
    if (!trusted) return verdict;
    Analysis analysis;
    analysis.item = &item;
    analysis.code = look_at_code(item);
    verdict.code_hashes = hashes_of(analysis.code);
    verdict.findings = evaluate_row(analysis, *setup_.rules);
    return verdict;
  }

  /// The picture of the student's capture code, where rules ask for it.
  [[nodiscard]] Fact<CodePicture> look_at_code(const WorkItem& item) {
    if (!setup_.needs.has(Need::code)) return {};
    if (!item.code) return Fact<CodePicture>::absent();
    if (item.code->problem) return without_code(*item.code->problem);
    const Result<std::vector<std::uint8_t>> bytes = read_file(item.code->path, setup_.limits);
    if (!bytes) return without_code(bytes.error());
    const Result<DecodedImage> image = decode(bytes.value(), item.code->path, setup_.limits, 0);
    if (!image) return without_code(image.error());
    CodePicture picture;
    picture.codes = read_codes(image.value().bgr.view());
    if (picture.codes.symbols.empty() && !make_analyser()) {
      picture.shows_face = analyser_->analyse(image.value(), item, Need::faces).faces.present();
    }
    if (!picture.codes.symbols.empty() && setup_.needs.has(Need::card_text)) {
      picture.text = card_reader_.read(image.value().bgr.view(), picture.codes.symbols.front());
    }
    return picture;
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
    // Before the photo: the analysis of the photo lives in the analyser until the next one.
    Fact<CodePicture> code = look_at_code(item);
    Analysis analysis = analyser_->analyse(image.value(), item, setup_.needs);
    analysis.code = std::move(code);
    return judge(item, image.value(), std::move(analysis));
  }

  /// For profiles whose rules look at the file only: no network is loaded.
  static Analysis file_analysis(const WorkItem& item, const DecodedImage& image) {
    Analysis analysis;
    analysis.item = &item;
    analysis.file = &image.facts;
    analysis.scale = image.scale;
    return analysis;
  }

  [[nodiscard]] Verdict judge(const WorkItem& item, const DecodedImage& image, Analysis analysis) {
    analysis.reference_day = setup_.reference_day;
    Verdict verdict = verdict_for(item);
    verdict.code_hashes = hashes_of(analysis.code);
    verdict.sha256 = image.facts.sha256;
    if (setup_.needs.has(Need::fingerprint)) verdict.fingerprint = fingerprint_of(analysis);
    verdict.findings = evaluate(analysis, *setup_.rules);
    verdict.status = conclude(verdict.findings);
    verdict.pictures = report_pictures(image, setup_.pictures);
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
  CardTextReader card_reader_;
};

}  // namespace

WorkerFactory photo_workers(const PhotoWorkerSetup& setup) {
  return [setup] { return std::make_unique<PhotoWorker>(setup); };
}

}  // namespace photolint
