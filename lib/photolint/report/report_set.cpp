// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/report_set.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "photolint/report/atomic_file.h"
#include "photolint/report/csv_sink.h"
#include "photolint/report/github_sink.h"
#include "photolint/report/html_sink.h"
#include "photolint/report/json_sink.h"
#include "photolint/report/jsonl_sink.h"
#include "photolint/report/junit_sink.h"
#include "photolint/report/lists_sink.h"
#include "photolint/report/merge_sink.h"
#include "photolint/report/notices_sink.h"
#include "photolint/report/sarif_sink.h"
#include "photolint/report/tee_sink.h"
#include "photolint/report/text_sink.h"
#include "photolint/report/xlsx_sink.h"

namespace photolint {
namespace {

using SinkResult = Result<std::unique_ptr<Sink>>;

SinkResult open_text(std::unique_ptr<Output> output, const std::string&, const ReportOptions& options) {
  return make_text_sink(std::move(output), options);
}

SinkResult open_csv(std::unique_ptr<Output> output, const std::string&, const ReportOptions& options) {
  return make_csv_sink(std::move(output), options);
}

SinkResult open_xlsx(std::unique_ptr<Output> output, const std::string& scratch_folder,
                     const ReportOptions& options) {
  return make_xlsx_sink(std::move(output), scratch_folder, options);
}

SinkResult open_jsonl(std::unique_ptr<Output> output, const std::string&, const ReportOptions& options) {
  return make_jsonl_sink(std::move(output), options);
}

SinkResult open_json(std::unique_ptr<Output> output, const std::string&, const ReportOptions& options) {
  return make_json_sink(std::move(output), options);
}

SinkResult open_sarif(std::unique_ptr<Output> output, const std::string&, const ReportOptions& options) {
  return make_sarif_sink(std::move(output), options);
}

using ScratchSinkMaker = std::unique_ptr<Sink> (*)(std::unique_ptr<Output>, std::unique_ptr<ScratchFile>,
                                                   const ReportOptions&);

/// A sink that needs a scratch file.
template <ScratchSinkMaker make>
SinkResult open_with_scratch(std::unique_ptr<Output> output, const std::string& scratch_folder,
                             const ReportOptions& options) {
  auto scratch = ScratchFile::open(scratch_folder);
  if (!scratch) return scratch.error();
  return make(std::move(output), std::move(scratch).value(), options);
}

/// One file for each of N names.
template <std::size_t N, class NameOf>
Result<std::array<std::unique_ptr<Output>, N>> open_each(const std::string& folder, NameOf name_of) {
  std::array<std::unique_ptr<Output>, N> outputs;
  for (std::size_t i = 0; i < N; ++i) {
    auto output = open_atomic_file(folder + name_of(static_cast<int>(i)));
    if (!output) return output.error();
    outputs.at(i) = std::move(output).value();
  }
  return outputs;
}

SinkResult open_lists(const std::string& folder, const ReportOptions& options) {
  if (auto made = make_private_folder(folder); !made) return made.error();
  if (options.by_state) {
    auto outputs = open_each<kStateListCount>(folder, state_list_name);
    if (!outputs) return outputs.error();
    return make_state_lists_sink(std::move(outputs).value(), options);
  }
  auto outputs = open_each<kListFileCount>(
      folder, [](int i) { return std::string(to_string(static_cast<ListFile>(i))); });
  if (!outputs) return outputs.error();
  return make_lists_sink(std::move(outputs).value(), options);
}

SinkResult open_html(const std::string& folder, const ReportOptions& options) {
  auto opened = AtomicFolder::open(folder.substr(0, folder.size() - 1));  // without the '/'
  if (!opened) return opened.error();
  return make_html_sink(std::move(opened).value(), options);
}

SinkResult open_notice_folder(const std::string& folder, const ReportOptions& options) {
  return open_notices(folder.substr(0, folder.size() - 1), options);
}

SinkResult open_merge(std::unique_ptr<Output> output, const std::string&, const ReportOptions& options) {
  return make_merge_sink(std::move(output), options);
}

/// How a format comes to be: a report in one file from its output, scratch_folder for those that cannot write
/// before they know the totals; one of several files from its folder, which ends in '/'.
struct Maker {
  ReportFormat format;
  SinkResult (*open)(std::unique_ptr<Output> output, const std::string& scratch_folder,
                     const ReportOptions& options) = nullptr;
  SinkResult (*open_folder)(const std::string& folder, const ReportOptions& options) = nullptr;
};

constexpr std::array kMakers = {
    Maker{{"text", "report.txt", true}, open_text},
    Maker{{"csv", "report.csv", true}, open_csv},
    Maker{{"xlsx", "report.xlsx", true, {.thumbnail = true}}, open_xlsx},
    Maker{{"jsonl", "report.jsonl", true}, open_jsonl},
    Maker{{"json", "report.json"}, open_json},
    Maker{{"junit", "report.junit.xml"}, open_with_scratch<make_junit_sink>},
    Maker{{"sarif", "report.sarif"}, open_sarif},
    Maker{{"github", "report.github.txt"}, open_with_scratch<make_github_sink>},
    Maker{{"lists", "lists/", true}, nullptr, open_lists},
    Maker{{"html", "html/", true, {.photo = true}}, nullptr, open_html},
    Maker{{"notices", "notices/"}, nullptr, open_notice_folder},
    Maker{{"merge", "merge.jsonl", false, {true, true}, true}, open_merge},
};

constexpr auto kFormats = [] {
  std::array<ReportFormat, kMakers.size()> formats;
  for (std::size_t i = 0; i < formats.size(); ++i) formats[i] = kMakers[i].format;
  return formats;
}();

const Maker* find_maker(std::string_view name) {
  for (const Maker& maker : kMakers) {
    if (maker.format.name == name) return &maker;
  }
  return nullptr;
}

Error usage(std::string detail, const std::string& format) {
  std::string choices;
  for (const ReportFormat& known : kFormats) {
    if (!choices.empty()) choices += ", ";
    choices += known.name;
  }
  return {ErrorCode::usage,
          {{"detail", std::move(detail)}, {"format", format}, {"choices", std::move(choices)}},
          {}};
}

Result<void> check_names(const std::vector<std::string>& formats) {
  if (formats.empty()) return usage("format-none", "");
  std::set<std::string> seen;
  for (const std::string& name : formats) {
    if (find_maker(name) == nullptr) return usage("format-unknown", name);
    if (!seen.insert(name).second) return usage("format-repeated", name);
  }
  return {};
}

SinkResult open_one(const Maker& maker, const std::string& folder, const ReportOptions& options) {
  const std::string path = folder + "/" + std::string(maker.format.file);
  if (maker.open_folder != nullptr) return maker.open_folder(path, options);
  auto output = open_atomic_file(path);
  if (!output) return output.error();
  return maker.open(std::move(output).value(), folder, options);
}

std::string temporary_folder() {
  const char* named = std::getenv("TMPDIR");
  return named != nullptr && *named != '\0' ? named : "/tmp";
}

}  // namespace

std::span<const ReportFormat> report_formats() {
  return kFormats;
}

PictureWants pictures_for(const std::vector<std::string>& formats) {
  PictureWants wants;
  for (const std::string& name : formats) {
    const Maker* maker = find_maker(name);
    if (maker == nullptr) continue;
    wants.photo = wants.photo || maker->format.pictures.photo;
    wants.thumbnail = wants.thumbnail || maker->format.pictures.thumbnail;
  }
  return wants;
}

Result<std::unique_ptr<Sink>> open_reports(const std::vector<std::string>& formats, const std::string& folder,
                                           const ReportOptions& options) {
  if (auto checked = check_names(formats); !checked) return checked.error();
  if (auto made = make_private_folder(folder); !made) return made.error();
  std::vector<std::unique_ptr<Sink>> sinks;
  for (const std::string& name : formats) {
    auto sink = open_one(*find_maker(name), folder, options);
    if (!sink) return sink.error();
    sinks.push_back(std::move(sink).value());
  }
  return make_tee_sink(std::move(sinks));
}

Result<std::unique_ptr<Sink>> open_report_stream(const std::vector<std::string>& formats,
                                                 std::ostream& stream, const ReportOptions& options) {
  if (auto checked = check_names(formats); !checked) return checked.error();
  if (formats.size() > 1) return usage("stream-one-format", formats[1]);
  const Maker& maker = *find_maker(formats.front());
  if (maker.open == nullptr) return usage("stream-no-folder", formats.front());
  return maker.open(make_stream_output(stream), temporary_folder(), options);
}

}  // namespace photolint
