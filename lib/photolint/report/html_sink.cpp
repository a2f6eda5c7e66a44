// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/html_sink.h"

#include <string>
#include <utility>

#include "photolint/report/html_assets.h"
#include "photolint/report/html_data.h"
#include "photolint/report/shown.h"

namespace photolint {
namespace {

// The index is read as a whole before the page shows anything but its first part; a part of the details is
// read when somebody looks at one of its items, in a few hundredths of a second.
constexpr std::size_t kItemsPerIndex = 5000;
constexpr std::size_t kItemsPerDetail = 250;
// File managers slow down in folders of many thousand pictures.
constexpr std::size_t kPhotosPerFolder = 1000;
constexpr std::size_t kPartDigits = 5, kPhotoDigits = 6;

std::string padded(std::size_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

class HtmlSink : public Sink {
 public:
  HtmlSink(std::unique_ptr<AtomicFolder> folder, const ReportOptions& options)
      : folder_(std::move(folder)), options_(options), index_(options), detail_(options) {}

  Result<void> begin(const RunInfo& run) override {
    run_ = run;
    for (const HtmlAsset& asset : html_assets()) {
      if (auto written = folder_->write(std::string(asset.name), asset.bytes); !written) return written;
    }
    return folder_->write("data/words.js", words_script());
  }

  Result<void> item(const Verdict& verdict) override {
    const std::vector<BoundRule>& rules = rules_of(run_);
    index_.add(verdict, rules);
    detail_.add(verdict, rules);
    distributions_.add(verdict, rules);
    if (auto written = write_photo(verdict); !written) return written;
    ++items_;
    if (index_.size() == kItemsPerIndex) {
      if (auto written = write_index(); !written) return written;
    }
    return detail_.size() == kItemsPerDetail ? write_detail() : Result<void>{};
  }

  Result<void> end(const Summary& summary) override {
    if (index_.size() > 0) {
      if (auto written = write_index(); !written) return written;
    }
    if (detail_.size() > 0) {
      if (auto written = write_detail(); !written) return written;
    }
    const PartCounts parts{kItemsPerIndex, kItemsPerDetail, indexes_, kPhotosPerFolder};
    const std::string head = head_script(run_, summary, parts, distributions_, options_);
    if (auto written = folder_->write("data/head.js", head); !written) return written;
    const HtmlAsset page = html_page();
    if (auto written = folder_->write(std::string(page.name), page.bytes); !written) return written;
    return folder_->finish(summary.complete);
  }

 private:
  Result<void> write_photo(const Verdict& verdict) {
    if (!verdict.pictures || verdict.pictures->photo.empty()) return {};
    return folder_->write("photos/" + padded(items_ / kPhotosPerFolder, kPartDigits) + "/" +
                              padded(items_, kPhotoDigits) + ".jpg",
                          verdict.pictures->photo);
  }

  Result<void> write_index() {
    const std::size_t number = indexes_++;
    return folder_->write("data/index-" + padded(number, kPartDigits) + ".js", index_.take(number));
  }

  Result<void> write_detail() {
    const std::size_t number = details_++;
    return folder_->write("data/part-" + padded(number, kPartDigits) + ".js", detail_.take(number));
  }

  std::unique_ptr<AtomicFolder> folder_;
  ReportOptions options_;
  RunInfo run_;
  IndexPart index_;
  DetailPart detail_;
  Distributions distributions_;
  std::size_t items_ = 0;
  std::size_t indexes_ = 0;
  std::size_t details_ = 0;
};

}  // namespace

std::unique_ptr<Sink> make_html_sink(std::unique_ptr<AtomicFolder> folder, const ReportOptions& options) {
  return std::make_unique<HtmlSink>(std::move(folder), options);
}

}  // namespace photolint
