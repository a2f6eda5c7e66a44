// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/merge/merge_reader.h"

#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "photolint/core/base64.h"
#include "photolint/report/merge_sink.h"

namespace photolint {
namespace {

using Json = nlohmann::json;

/// A verdict with both pictures takes some 150 KB; a row may have cells of a megabyte.
constexpr std::size_t kMaxLineBytes = 64U * 1024 * 1024;
/// Different names, units and message ids; all rules together have below a thousand.
constexpr std::size_t kMaxWords = 10000;

/// What is wrong, on its way to the one place that makes an Error of it.
struct Wrong {
  std::string member;
};

const Json& member(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (!object.is_object() || found == object.end()) throw Wrong{name};
  return *found;
}

std::int64_t whole(const Json& object, const char* name, std::int64_t low, std::int64_t high) {
  const Json& value = member(object, name);
  if (!value.is_number_integer()) throw Wrong{name};
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(high)) {
    throw Wrong{name};
  }
  const auto number = value.get<std::int64_t>();
  if (number < low || number > high) throw Wrong{name};
  return number;
}

constexpr std::int64_t kMaxInt = std::numeric_limits<int>::max();

int natural(const Json& object, const char* name) {
  return static_cast<int>(whole(object, name, 0, kMaxInt));
}

bool truth(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_boolean()) throw Wrong{name};
  return value.get<bool>();
}

std::string text_of(const Json& value, const char* name) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object() || value.size() != 1) throw Wrong{name};
  const Json& coded = member(value, "base64");
  if (!coded.is_string()) throw Wrong{name};
  auto bytes = from_base64(coded.get_ref<const std::string&>());
  if (!bytes) throw Wrong{name};
  return *std::move(bytes);
}

std::string text(const Json& object, const char* name) {
  return text_of(member(object, name), name);
}

double number_of(const Json& value, const char* name) {
  if (!value.is_number()) throw Wrong{name};
  const auto number = value.get<double>();
  if (!std::isfinite(number)) throw Wrong{name};
  return number;
}

const Json& array(const Json& value, const char* name) {
  if (!value.is_array()) throw Wrong{name};
  return value;
}

std::vector<std::string> texts(const Json& value, const char* name) {
  std::vector<std::string> all;
  for (const Json& item : array(value, name)) all.push_back(text_of(item, name));
  return all;
}

template <class Pair>
std::vector<Pair> pairs(const Json& object, const char* name) {
  std::vector<Pair> all;
  for (const Json& pair : array(member(object, name), name)) {
    if (!pair.is_array() || pair.size() != 2) throw Wrong{name};
    all.push_back({text_of(pair[0], name), text_of(pair[1], name)});
  }
  return all;
}

/// The enumerator with this word; count: how many there are.
template <class Enum>
Enum choice(const Json& object, const char* name, int count) {
  const std::string wanted = text(object, name);
  for (int i = 0; i < count; ++i) {
    const auto value = static_cast<Enum>(i);
    if (to_string(value) == wanted) return value;
  }
  throw Wrong{name};
}

std::string decoded(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_string()) throw Wrong{name};
  auto bytes = from_base64(value.get_ref<const std::string&>());
  if (!bytes) throw Wrong{name};
  return *std::move(bytes);
}

ParamValue param_value(const ParamSpec& spec, const Json& value) {
  switch (spec.kind) {
    case ParamKind::integer:
      if (value.is_number_integer()) return value.get<std::int64_t>();
      break;
    case ParamKind::real:
      return number_of(value, "params");
    case ParamKind::boolean:
      if (value.is_boolean()) return value.get<bool>();
      break;
    case ParamKind::text:
    case ParamKind::choice:
      return text_of(value, "params");
    case ParamKind::list:
      return texts(value, "params");
  }
  throw Wrong{"params"};
}

BoundRule bound_rule(const Json& object, std::span<const RuleInfo> table) {
  BoundRule rule;
  rule.info = find_rule(table, text(object, "code"));
  if (rule.info == nullptr) throw Wrong{"code"};
  rule.severity = choice<Severity>(object, "severity", 3);
  rule.on_cannot_assess = choice<OnCannotAssess>(object, "on_cannot_assess", 3);
  rule.reference = text(object, "reference");
  const std::span<const ParamSpec> specs = rule.info->body->params;
  const Json& values = array(member(object, "params"), "params");
  if (values.size() != specs.size()) throw Wrong{"params"};
  std::vector<ParamValue> params;
  for (std::size_t i = 0; i < specs.size(); ++i) params.push_back(param_value(specs[i], values[i]));
  rule.params = Params(specs, std::move(params));
  return rule;
}

ListComparison comparison(const Json& object) {
  const std::string word = text(object, "comparison");
  if (word == "none") return ListComparison::none;
  if (word == "fields") return ListComparison::fields;
  if (word == "photos") return ListComparison::photos;
  throw Wrong{"comparison"};
}

MergeHead head_of(const Json& object, std::span<const RuleInfo> table) {
  if (text(object, "kind") != "head") throw Wrong{"kind"};
  if (natural(object, "schema") != kMergeSchema) throw Wrong{"schema"};
  MergeHead head;
  head.run.tool_version = text(object, "tool_version");
  head.run.profile = text(object, "profile");
  head.run.profile_version = natural(object, "profile_version");
  head.run.profile_hash = text(object, "profile_hash");
  for (const Json& rule : array(member(object, "rules"), "rules")) {
    head.rules.push_back(bound_rule(rule, table));
  }
  head.run.roster_fields = texts(member(object, "roster_fields"), "roster_fields");
  head.run.comparison = comparison(object);
  head.shards = static_cast<int>(whole(object, "shards", 1, 1000));
  head.shard = static_cast<int>(whole(object, "shard", 1, head.shards));
  for (const char* name : {"tool_version", "profile", "profile_version", "profile_hash", "rules",
                           "roster_fields", "comparison"}) {
    head.common.push_back({name, object.at(name).dump()});
  }
  return head;
}

std::optional<Error> error_of(const Json& object) {
  const Json& value = member(object, "error");
  if (value.is_null()) return std::nullopt;
  Error error;
  error.code = choice<ErrorCode>(value, "code", kErrorCodeCount);
  error.args = pairs<Arg>(value, "args");
  error.where = {text(value, "path"), natural(value, "line"), natural(value, "column"), text(value, "key")};
  return error;
}

std::optional<Fingerprint> fingerprint(const Json& object) {
  const Json& value = member(object, "fingerprint");
  if (value.is_null()) return std::nullopt;
  Fingerprint print;
  print.pixels = text(value, "pixels");
  const Json& face = array(member(value, "face"), "face");
  if (face.size() != print.face.size()) throw Wrong{"face"};
  for (std::size_t i = 0; i < face.size(); ++i) {
    if (!face[i].is_number_unsigned()) throw Wrong{"face"};
    print.face.at(i) = face[i].get<std::uint64_t>();
  }
  print.has_face = truth(value, "has_face");
  return print;
}

Candidates candidates(const Json& object, const char* name) {
  const Json& value = member(object, name);
  Candidates found;
  for (const Json& line : array(member(value, "lines"), "lines")) {
    if (!line.is_number_integer() || found.lines.size() == kNamedCandidates) throw Wrong{"lines"};
    found.lines.push_back(line.get<int>());
  }
  found.count = whole(value, "count", 0, std::numeric_limits<std::int64_t>::max());
  return found;
}

std::optional<Reconciled> reconciled(const Json& object) {
  const Json& value = member(object, "reconciled");
  if (value.is_null()) return std::nullopt;
  Reconciled found;
  found.state = choice<ReconcileState>(value, "state", kReconcileStateCount);
  found.joined_by = choice<JoinStep>(value, "joined_by", kJoinStepCount);
  found.school_line = natural(value, "school_line");
  found.vendor_line = natural(value, "vendor_line");
  for (const Json& d : array(member(value, "differences"), "differences")) {
    found.differences.push_back({text(d, "field"), text(d, "school"), text(d, "vendor"),
                                 choice<DifferenceKind>(d, "kind", kDifferenceKindCount),
                                 natural(d, "position"), truth(d, "decisive")});
  }
  found.school_candidates = candidates(value, "school_candidates");
  found.vendor_candidates = candidates(value, "vendor_candidates");
  return found;
}

std::optional<ReportPictures> pictures(const Json& object) {
  const Json& value = member(object, "pictures");
  if (value.is_null()) return std::nullopt;
  return ReportPictures{decoded(value, "photo"), decoded(value, "thumbnail"), natural(value, "width"),
                        natural(value, "height")};
}

std::optional<double> limit(const Json& value) {
  if (value.is_null()) return std::nullopt;
  return number_of(value, "measured");
}

std::optional<Rect> region(const Json& object) {
  const Json& value = member(object, "region");
  if (value.is_null()) return std::nullopt;
  if (array(value, "region").size() != 4) throw Wrong{"region"};
  return Rect{number_of(value[0], "region"), number_of(value[1], "region"), number_of(value[2], "region"),
              number_of(value[3], "region")};
}

}  // namespace

class MergeReader::Impl {
 public:
  Impl(std::istream& bytes, std::string path) : bytes_(bytes), path_(std::move(path)) {}

  [[nodiscard]] Error refused(std::string detail, std::vector<Arg> args) const {
    args.insert(args.begin(), Arg{"detail", std::move(detail)});
    return {ErrorCode::usage, std::move(args), {path_, line_, 0, {}}};
  }

  std::optional<Error> read_head(std::span<const RuleInfo> table) {
    return guarded([&] { head_ = head_of(read_line(), table); });
  }

  Result<std::optional<Verdict>> next(const std::vector<BoundRule>& rules) {
    std::optional<Verdict> verdict;
    if (ended_) return verdict;
    const std::optional<Error> error = guarded([&] {
      const Json object = read_line();
      const std::string kind = text(object, "kind");
      if (kind == "end") {
        finish(object);
      } else if (kind == "item") {
        verdict = item(object, rules);
      } else {
        throw Wrong{"kind"};
      }
    });
    if (error) return *error;
    return verdict;
  }

  [[nodiscard]] const MergeHead& head() const { return head_; }
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  template <class Step>
  std::optional<Error> guarded(Step step) {
    try {
      step();
    } catch (const Wrong& wrong) {
      if (wrong.member.empty()) return refused("merge-cut-off", {});
      return refused("merge-member", {{"member", wrong.member}});
    } catch (const Json::exception&) {
      return refused("merge-json", {});
    }
    return std::nullopt;
  }

  Json read_line() {
    ++line_;
    std::string line;
    for (int c = bytes_.get(); c != '\n'; c = bytes_.get()) {
      if (c == std::istream::traits_type::eof()) throw Wrong{};
      if (line.size() == kMaxLineBytes) throw Wrong{"kind"};
      line += static_cast<char>(c);
    }
    return Json::parse(line);
  }

  /// A view that lives as long as the reader.
  std::string_view kept(std::string word, const char* name) {
    if (words_.size() == kMaxWords && words_.count(word) == 0) throw Wrong{name};
    return *words_.insert(std::move(word)).first;
  }

  Measurement measurement(const Json& value) {
    if (!value.is_array() || value.size() != 6 || !value[3].is_number_integer()) throw Wrong{"measured"};
    Measurement m;
    m.name = kept(text_of(value[0], "measured"), "measured");
    // No rule's outcome has a number that is none (see cleaned()); a report would still be written of one.
    m.value = value[1].is_null() ? std::numeric_limits<double>::quiet_NaN() : number_of(value[1], "measured");
    m.unit = kept(text_of(value[2], "measured"), "measured");
    m.decimals = value[3].get<int>();
    if (m.decimals < 0 || m.decimals > 9) throw Wrong{"measured"};
    m.min = limit(value[4]);
    m.max = limit(value[5]);
    return m;
  }

  Finding finding(const Json& object, const std::vector<BoundRule>& rules) {
    Finding finding;
    finding.rule = &rules.at(
        static_cast<std::size_t>(whole(object, "rule", 0, static_cast<std::int64_t>(rules.size()) - 1)));
    Outcome& outcome = finding.outcome;
    outcome.status = choice<Status>(object, "status", 4);
    outcome.message = kept(text(object, "message"), "message");
    for (const Json& m : array(member(object, "measured"), "measured")) {
      outcome.measured.push_back(measurement(m));
    }
    outcome.args = pairs<Arg>(object, "args");
    outcome.region = region(object);
    return finding;
  }

  Verdict item(const Json& object, const std::vector<BoundRule>& rules) {
    Verdict verdict;
    verdict.seq = whole(object, "seq", 0, std::numeric_limits<std::int64_t>::max() - 1);
    if (verdict.seq <= last_seq_ || verdict.seq % head_.shards != head_.shard - 1) throw Wrong{"seq"};
    last_seq_ = verdict.seq;
    verdict.id = text(object, "id");
    verdict.shown_path = text(object, "shown_path");
    verdict.fields = pairs<Field>(object, "fields");
    verdict.roster_line = natural(object, "roster_line");
    verdict.status = choice<VerdictStatus>(object, "status", kVerdictStatusCount);
    for (const Json& f : array(member(object, "findings"), "findings")) {
      verdict.findings.push_back(finding(f, rules));
    }
    verdict.error = error_of(object);
    verdict.sha256 = text(object, "sha256");
    verdict.fingerprint = fingerprint(object);
    verdict.code_hashes = texts(member(object, "code_hashes"), "code_hashes");
    verdict.reconciled = reconciled(object);
    if (verdict.reconciled.has_value() != (head_.run.comparison != ListComparison::none)) {
      throw Wrong{"reconciled"};
    }
    verdict.pictures = pictures(object);
    ++items_;
    return verdict;
  }

  void finish(const Json& object) {
    if (whole(object, "items", 0, items_) != items_) throw Wrong{"items"};
    failure_ = error_of(object);
    if (truth(object, "complete") == failure_.has_value()) throw Wrong{"complete"};
    if (bytes_.get() != std::istream::traits_type::eof()) throw Wrong{"kind"};
    ended_ = true;
  }

  std::istream& bytes_;
  std::string path_;
  int line_ = 0;
  MergeHead head_;
  std::set<std::string> words_;
  std::int64_t last_seq_ = -1;
  std::int64_t items_ = 0;
  bool ended_ = false;
  std::optional<Error> failure_;
};

MergeReader::MergeReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MergeReader::~MergeReader() = default;

Result<std::unique_ptr<MergeReader>> MergeReader::open(std::istream& bytes, std::string path,
                                                       std::span<const RuleInfo> table) {
  auto impl = std::make_unique<Impl>(bytes, std::move(path));
  if (std::optional<Error> error = impl->read_head(table)) return *std::move(error);
  return std::unique_ptr<MergeReader>(new MergeReader(std::move(impl)));
}

const MergeHead& MergeReader::head() const {
  return impl_->head();
}

Result<std::optional<Verdict>> MergeReader::next(const std::vector<BoundRule>& rules) {
  return impl_->next(rules);
}

const std::optional<Error>& MergeReader::failure() const {
  return impl_->failure();
}

Error MergeReader::refused(std::string detail, std::vector<Arg> args) const {
  return impl_->refused(std::move(detail), std::move(args));
}

}  // namespace photolint
