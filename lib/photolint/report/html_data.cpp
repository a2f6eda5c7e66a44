// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/html_data.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/html_words.h"
#include "photolint/report/mask.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"

namespace photolint {

namespace {

constexpr std::size_t kHashDigits = 12;  // as in the text report
constexpr int kRegionDecimals = 1;

ReportOptions in_language(ReportOptions options, Language language) {
  options.language = language;
  return options;
}

}  // namespace

/// The texts of a verdict in every language of the page.
class BothShown {
 public:
  BothShown(const Verdict& verdict, const ReportOptions& options)
      : options_{in_language(options, Language::en), in_language(options, Language::zh_cn)},
        en_(verdict, options_[0]),
        zh_(verdict, options_[1]) {}

  /// What does not depend on the language.
  [[nodiscard]] const Shown& any() const { return en_; }

  /// [English, Chinese] of what text() makes of a Shown.
  template <class TextOf>
  [[nodiscard]] std::string both(TextOf text) const {
    return JsonArray().add(json_string(text(en_))).add(json_string(text(zh_))).str();
  }

  [[nodiscard]] const Shown& en() const { return en_; }
  [[nodiscard]] const Shown& zh() const { return zh_; }

 private:
  std::array<ReportOptions, 2> options_;
  Shown en_;
  Shown zh_;
};

namespace {

std::string both(const Text& text) {
  return JsonArray().add(json_string(text.en)).add(json_string(text.zh_cn)).str();
}

template <class TextOf>
std::string in_both(TextOf text) {
  return JsonArray().add(json_string(text(Language::en))).add(json_string(text(Language::zh_cn))).str();
}

std::string call(std::string_view function, std::size_t number, const JsonObject& value) {
  std::string script(function);
  return script.append("(").append(std::to_string(number)).append(",").append(value.str()).append(");\n");
}

std::string call(std::string_view function, const JsonObject& value) {
  return std::string(function).append("(").append(value.str()).append(");\n");
}

std::size_t number_of(const BoundRule* rule, const std::vector<BoundRule>& rules) {
  return static_cast<std::size_t>(rule - rules.data());
}

std::string bound(const std::optional<double>& limit) {
  return limit && std::isfinite(*limit) ? format_limit(*limit) : "null";
}

std::string_view field_text(const Verdict& verdict, std::string_view name) {
  for (const Field& field : verdict.fields) {
    if (field.name == name) return trim_blanks(field.text);
  }
  return {};
}

/// Codes that speak against the item: how many reject it, then their rules, those that reject first.
std::string why(const Verdict& verdict, const std::vector<BoundRule>& rules) {
  const std::vector<const Finding*> found = reasons(verdict);
  const auto rejecting =
      std::count_if(found.begin(), found.end(), [](const Finding* finding) { return rejects(*finding); });
  JsonArray numbers;
  numbers.add(std::to_string(rejecting));
  for (const Finding* finding : found) numbers.add(std::to_string(number_of(finding->rule, rules)));
  return numbers.str();
}

/// 0 decides nothing, 1 sends to review, 2 rejects.
int weight(const Finding& finding) {
  if (!counts_against(finding)) return 0;
  return rejects(finding) ? 2 : 1;
}

/// The height or width in pixels of the frame that a rule states its limits for; nothing where it takes the
/// photo as it is.
std::optional<double> frame_of(const BoundRule& rule) {
  for (const ParamSpec& spec : rule.params.specs()) {
    if (spec.name == "frame_height_px" || spec.name == "frame_width_px") return rule.params.real(spec.name);
  }
  return std::nullopt;
}

/// "allowed 50 px to 110 px"; empty where there is no limit.
std::string band(const Measurement& m, Language language) {
  return m.min || m.max ? limits_text(m, language) : std::string();
}

std::string kind(const Measurement& m, std::size_t rule) {
  JsonArray array;
  array.add(std::to_string(rule)).add(json_string(m.name)).add(json_string(m.unit));
  array.add(std::to_string(m.decimals)).add(bound(m.min)).add(bound(m.max));
  array.add(in_both([&](Language language) { return measurement_name(m.name, language); }));
  return array.add(in_both([&](Language language) { return band(m, language); })).str();
}

std::string region_array(const Rect& region) {
  JsonArray array;
  for (const double edge : {region.x, region.y, region.width, region.height}) {
    array.add(json_number(edge, kRegionDecimals));
  }
  return array.str();
}

std::string lines_array(const std::vector<std::string>& lines) {
  JsonArray array;
  for (const std::string& line : lines) array.add(json_string(line));
  return array.str();
}

}  // namespace

std::size_t TextTable::add(const std::string& json) {
  const auto [found, is_new] = numbers_.emplace(json, values_.size());
  if (is_new) values_.push_back(json);
  return found->second;
}

std::string TextTable::json() const {
  JsonArray array;
  for (const std::string& value : values_) array.add(value);
  return array.str();
}

void TextTable::clear() {
  numbers_.clear();
  values_.clear();
}

void IndexPart::add(const Verdict& verdict, const std::vector<BoundRule>& rules) {
  const Shown shown(verdict, options_);
  const auto name_of = [&](std::string_view field) {
    return std::to_string(
        names_.add(json_string(shown.field({std::string(field), std::string(field_text(verdict, field))}))));
  };
  JsonArray row;
  row.add(json_string(shown.id())).add(json_string(shown.name()));
  row.add(json_string(verdict.shown_path == verdict.id ? std::string() : shown.path()));
  row.add(name_of("college")).add(name_of("class_name"));
  row.add(std::to_string(static_cast<int>(verdict.status)));
  row.add(verdict.reconciled ? std::to_string(static_cast<int>(verdict.reconciled->state)) : "-1");
  row.add(verdict.pictures && !verdict.pictures->photo.empty() ? "1" : "0").add(why(verdict, rules));
  rows_.add(row.str());
  ++size_;
}

std::string IndexPart::take(std::size_t number) {
  JsonObject part;
  part.raw("names", names_.json()).raw("rows", rows_.str());
  names_.clear();
  rows_ = JsonArray();
  size_ = 0;
  return call("photolint.index", number, part);
}

std::string DetailPart::measured(const Finding& finding, std::size_t rule) {
  JsonArray array;
  for (const Measurement& m : finding.outcome.measured) {
    JsonArray one;
    one.add(std::to_string(kinds_.add(kind(m, rule)))).add(json_number(m.value, m.decimals));
    one.add(std::to_string(texts_.add(
        in_both([&](Language language) { return quantity(m.value, m.unit, m.decimals, language); }))));
    array.add(one.str());
  }
  return array.str();
}

std::string DetailPart::finding(const Finding& finding, std::size_t rule, const BothShown& shown) {
  const Outcome& outcome = finding.outcome;
  JsonArray array;
  array.add(std::to_string(rule)).add(std::to_string(static_cast<int>(outcome.status)));
  array.add(std::to_string(weight(finding)));
  const bool plain = outcome.message.empty() && outcome.measured.empty() && !outcome.region;
  if (plain) return array.str();
  const auto sentence = [&](const Shown& in) { return in.message(finding); };
  array.add(outcome.message.empty() ? "-1" : std::to_string(texts_.add(shown.both(sentence))));
  array.add(measured(finding, rule));
  if (outcome.region) array.add(region_array(*outcome.region));
  return array.str();
}

void DetailPart::add(const Verdict& verdict, const std::vector<BoundRule>& rules) {
  const BothShown shown(verdict, options_);
  JsonObject item;
  item.raw("number", std::to_string(verdict.seq + 1));
  if (verdict.roster_line > 0) item.raw("line", std::to_string(verdict.roster_line));
  if (verdict.pictures) {
    item.raw("size", JsonArray()
                         .add(std::to_string(verdict.pictures->width))
                         .add(std::to_string(verdict.pictures->height))
                         .str());
  }
  JsonArray fields;
  for (const Field& field : verdict.fields) {
    if (trim_blanks(field.text).empty()) continue;
    const std::string heading = options_.show_ids ? field.name : mask_numbers(field.name);
    fields.add(std::to_string(texts_.add(
        in_both([&](Language language) { return display_text(group_word("field", heading, language)); }))));
    fields.add(json_string(shown.any().field(field)));
  }
  item.raw("fields", fields.str());
  if (verdict.error) item.raw("error", shown.both([](const Shown& in) { return in.error(); }));
  if (verdict.reconciled) {
    item.raw("lists", JsonArray()
                          .add(lines_array(shown.en().reconcile_lines()))
                          .add(lines_array(shown.zh().reconcile_lines()))
                          .str());
  }
  JsonArray findings;
  for (const Finding& one : verdict.findings) findings.add(finding(one, number_of(one.rule, rules), shown));
  items_.add(item.raw("findings", findings.str()).str());
  ++size_;
}

std::string DetailPart::take(std::size_t number) {
  JsonObject part;
  part.raw("texts", texts_.json()).raw("kinds", kinds_.json()).raw("items", items_.str());
  texts_.clear();
  kinds_.clear();
  items_ = JsonArray();
  size_ = 0;
  return call("photolint.part", number, part);
}

void Distributions::add(const Verdict& verdict, const std::vector<BoundRule>& rules) {
  for (const Finding& finding : verdict.findings) {
    for (const Measurement& m : finding.outcome.measured) {
      if (!std::isfinite(m.value)) continue;
      const auto key = std::pair(number_of(finding.rule, rules), m.name);
      auto found = found_.find(key);
      if (found == found_.end()) {
        found = found_.emplace(key, Distribution{m, false, 0, 0, Histogram(m.decimals)}).first;
      }
      Distribution& distribution = found->second;
      distribution.varies =
          distribution.varies || m.min != distribution.first.min || m.max != distribution.first.max;
      ++distribution.all;
      if (!m.inside()) ++distribution.outside;
      distribution.histogram.add(m.value);
    }
  }
}

std::string Distributions::json(const std::vector<BoundRule>& rules) const {
  JsonArray all;
  for (const auto& [key, distribution] : found_) {
    const Measurement& m = distribution.first;
    const Histogram& histogram = distribution.histogram;
    JsonArray bins;
    for (const auto& [bin, count] : histogram.bins()) {
      bins.add(json_number(histogram.begin_of(bin), m.decimals)).add(std::to_string(count));
    }
    const double low = histogram.begin_of(histogram.bins().begin()->first);
    const double high = histogram.begin_of(histogram.bins().rbegin()->first);
    const auto end_text = [&](double value) {
      return in_both([&](Language language) { return quantity(value, m.unit, m.decimals, language); });
    };
    JsonObject object;
    object.raw("kind", kind(m, key.first)).raw("varies", distribution.varies ? "true" : "false");
    object.raw("all", std::to_string(distribution.all)).raw("outside", std::to_string(distribution.outside));
    object.raw("width", json_number(histogram.bin_width(), m.decimals)).raw("bins", bins.str());
    object.raw("ends", JsonArray().add(end_text(low)).add(end_text(high)).str());
    const std::optional<double> frame = frame_of(rules.at(key.first));
    object.raw("frame", frame ? format_limit(*frame) : "null");
    all.add(object.str());
  }
  return all.str();
}

namespace {

std::string rule_object(const BoundRule& rule) {
  const RuleInfo& info = *rule.info;
  JsonObject object;
  object.text("code", info.code).text("name", info.name).text("severity", to_string(rule.severity));
  object.raw("summary", both(info.summary)).raw("checks", both(info.body->explain.checks));
  object.raw("fix", both(info.body->explain.how_to_fix)).raw("reference", both(info.body->explain.reference));
  return object.text("profile", display_text(rule.reference)).str();
}

std::string profile_line(const RunInfo& run) {
  return in_both([&](Language language) {
    return message("report.profile",
                   std::array{Arg{"name", display_text(run.profile)},
                              Arg{"version", std::to_string(run.profile_version)},
                              Arg{"hash", run.profile_hash.substr(0, kHashDigits)}},
                   language);
  });
}

std::string_view comparison_word(ListComparison comparison) {
  switch (comparison) {
    case ListComparison::none:
      return "none";
    case ListComparison::fields:
      return "fields";
    case ListComparison::photos:
      return "photos";
  }
  return "none";
}

template <class Word>
std::string names_array(int count) {
  JsonArray names;
  for (int i = 0; i < count; ++i) names.add(json_string(to_string(static_cast<Word>(i))));
  return names.str();
}

/// Words of other reports that the page shows too.
constexpr std::array<std::string_view, 8> kSharedWords = {"status.",   "state.",  "next.",      "result.",
                                                          "severity.", "column.", "reconcile.", "field."};

}  // namespace

std::string head_script(const RunInfo& run, const Summary& summary, const PartCounts& parts,
                        const Distributions& distributions, const ReportOptions& options) {
  JsonArray rules;
  for (const BoundRule& rule : rules_of(run)) rules.add(rule_object(rule));
  JsonObject head;
  head.text("version", run.tool_version).raw("profile", profile_line(run));
  head.text("language", options.language == Language::zh_cn ? "zh-CN" : "en");
  head.raw("masked", options.show_ids ? "false" : "true");
  head.text("comparison", comparison_word(run.comparison));
  head.raw("complete", summary.complete ? "true" : "false");
  head.raw("why", in_both([&](Language language) {
             return summary.complete ? std::string() : incomplete_reason(summary, language);
           }));
  head.raw("indexes", std::to_string(parts.indexes));
  head.raw("itemsPerIndex", std::to_string(parts.items_per_index));
  head.raw("itemsPerPart", std::to_string(parts.items_per_detail));
  head.raw("photosPerFolder", std::to_string(parts.photos_per_folder));
  head.raw("statuses", names_array<VerdictStatus>(kVerdictStatusCount));
  head.raw("states", names_array<ReconcileState>(kReconcileStateCount));
  head.raw("rules", rules.str()).raw("distributions", distributions.json(rules_of(run)));
  return call("photolint.setHead", head);
}

std::string words_script() {
  JsonObject words;
  for (const CatalogueEntry& entry : html_words()) words.raw(entry.key, both(entry.text));
  for (const CatalogueEntry& entry : catalogue()) {
    const bool shared = std::any_of(kSharedWords.begin(), kSharedWords.end(),
                                    [&](std::string_view group) { return entry.key.starts_with(group); });
    if (shared) words.raw(entry.key, both(entry.text));
  }
  return call("photolint.setWords", words);
}

}  // namespace photolint
