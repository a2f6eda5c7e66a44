// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "photolint/core/hash.h"
#include "photolint/core/nearest.h"
#include "photolint/core/result.h"
#include "photolint/profile/binder.h"
#include "photolint/profile/profile.h"
#include "photolint/profile/toml_tree.h"
#include "photolint/profile/value_text.h"

namespace photolint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxErrors = 1000;
constexpr std::string_view kSuffix = ".toml";
constexpr std::string_view kDefault = "default";

/// The text of a profile and where it was found.
struct SourceText {
  std::string path;           ///< as errors show it
  std::string identity;       ///< the same for the same file, however it was named
  std::string expected_name;  ///< what it must call itself; empty when it was given by path
  std::string text;
};

Error failure(ErrorCode code, std::vector<Arg> args, Location where) {
  return {code, std::move(args), std::move(where)};
}

bool is_path(std::string_view name_or_path) {
  const bool has_suffix = name_or_path.size() >= kSuffix.size() &&
                          name_or_path.substr(name_or_path.size() - kSuffix.size()) == kSuffix;
  return has_suffix || name_or_path.find('/') != std::string_view::npos;
}

Result<std::string> read_file(const std::string& path, const Location& where) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (!fs::exists(status)) {
    return failure(ErrorCode::profile_not_found, {{"name", path}, {"nearest", ""}}, where);
  }
  if (!fs::is_regular_file(status)) return failure(ErrorCode::file_not_regular, {}, {path, 0, 0, {}});
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(kMaxProfileBytes) + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.eof() && !file.good()) {
    return failure(ErrorCode::file_unreadable, {{"reason", "read failed"}}, {path, 0, 0, {}});
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

std::string identity_of(const std::string& path) {
  std::error_code fault;
  const fs::path full = fs::weakly_canonical(path, fault);
  return fault ? path : full.string();
}

Result<SourceText> read_source(const std::string& path, std::string expected_name, const Location& where) {
  Result<std::string> text = read_file(path, where);
  if (!text) return text.error();
  return SourceText{path, identity_of(path), std::move(expected_name), std::move(text).value()};
}

/// Finds texts by name or path.
class Finder {
 public:
  explicit Finder(const ProfileSources& sources) : sources_(sources) {}

  /// asker: the file that names this one as its parent, or nullptr. A name never finds the file that asks, so
  /// that a school's own chsi-upload can extend the shipped chsi-upload.
  [[nodiscard]] Result<SourceText> find(const std::string& name_or_path, const SourceText* asker,
                                        const Location& where) const {
    if (is_path(name_or_path)) {
      const fs::path given(name_or_path);
      const bool beside = asker != nullptr && given.is_relative();
      const fs::path full = beside ? fs::path(asker->path).parent_path() / given : given;
      return read_source(full.string(), {}, where);
    }
    if (!sources_.user_dir.empty()) {
      const std::string path = (fs::path(sources_.user_dir) / (name_or_path + std::string(kSuffix))).string();
      std::error_code fault;
      const bool asks = asker != nullptr && asker->identity == identity_of(path);
      if (!asks && fs::exists(path, fault)) return read_source(path, name_or_path, where);
    }
    return find_shipped(name_or_path, where);
  }

 private:
  [[nodiscard]] Result<SourceText> find_shipped(const std::string& name, const Location& where) const {
    for (const NamedText& shipped : sources_.shipped) {
      if (shipped.name != name) continue;
      const std::string path = "<built-in>/" + name + std::string(kSuffix);
      return SourceText{path, path, name, std::string(shipped.text)};
    }
    const std::vector<std::string> known = profile_names(sources_);
    const std::vector<std::string_view> candidates(known.begin(), known.end());
    return failure(ErrorCode::profile_not_found,
                   {{"name", name}, {"nearest", std::string(nearest(name, candidates))}}, where);
  }

  const ProfileSources& sources_;
};

/// Name and version of the layer that a value comes from.
struct Member {
  SourceText source;
  ProfileLayer layer;
};

/// A value of the plan and the layer that it comes from; the layer is nullptr for a default.
template <class T>
struct Resolved {
  T value{};
  const ProfileLayer* from = nullptr;

  void set(const T& other, const ProfileLayer& layer) {
    value = other;
    from = &layer;
  }
  [[nodiscard]] std::string origin() const {
    return from == nullptr ? std::string(kDefault) : from->name.value;
  }
};

/// One rule while the layers are laid over each other.
struct ResolvedRule {
  bool enabled = false;
  std::vector<Resolved<ParamValue>> params;
  std::vector<Location> places;  ///< beside params; empty for defaults
  Resolved<Severity> severity;
  Resolved<OnCannotAssess> on_cannot_assess;
  Resolved<std::string> reference;
};

ResolvedRule defaults_of(const RuleInfo& rule) {
  ResolvedRule resolved;
  for (const ParamSpec& spec : rule.body->params) resolved.params.push_back({default_value(spec), nullptr});
  resolved.places.resize(resolved.params.size());
  resolved.severity.value = rule.body->severity;
  resolved.on_cannot_assess.value = OnCannotAssess::review;
  return resolved;
}

void lay_over(ResolvedRule& under, const RuleSection& section, const ProfileLayer& layer) {
  under.enabled = section.enabled;
  // A new limit does not come from where the old one came from.
  if (section.sets_param()) under.reference = {};
  if (section.reference) under.reference.set(*section.reference, layer);
  if (section.severity) under.severity.set(*section.severity, layer);
  if (section.on_cannot_assess) under.on_cannot_assess.set(*section.on_cannot_assess, layer);
  for (std::size_t i = 0; i < section.params.size(); ++i) {
    if (!section.params[i]) continue;
    under.params[i].set(section.params[i]->value, layer);
    under.places[i] = section.params[i]->where;
  }
}

std::optional<double> number_of(const ParamValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

/// Loads a chain of files and lays them over each other.
class PlanMaker {
 public:
  PlanMaker(const ProfileSources& sources, std::span<const RuleInfo> table)
      : finder_(sources), table_(table) {}

  PlanOrErrors make(const std::string& name_or_path) {
    Result<SourceText> first = finder_.find(name_or_path, nullptr, {});
    if (!first) return {std::nullopt, {first.error()}};
    return make(std::move(first).value());
  }

  PlanOrErrors make(SourceText first) {
    load_chain(std::move(first));
    Plan plan = resolve();
    if (errors_.empty() && plan.rules.empty()) {
      report(failure(ErrorCode::profile_empty, {}, {members_.front().source.path, 0, 0, {}}));
    }
    if (!errors_.empty()) return {std::nullopt, std::move(errors_)};
    plan.hash = sha256_hex(canonical(plan));
    return {std::move(plan), {}};
  }

 private:
  void report(Error error) {
    if (errors_.size() < kMaxErrors) errors_.push_back(std::move(error));
  }

  void load_chain(SourceText source) {
    while (true) {
      members_.push_back(load_member(std::move(source)));
      const std::optional<Given<std::string>>& parent = members_.back().layer.extends;
      if (!parent) return;
      Result<SourceText> next = finder_.find(parent->value, &members_.back().source, parent->where);
      if (!next) {
        report(next.error());
        return;
      }
      if (!may_follow(next.value(), *parent)) return;
      source = std::move(next).value();
    }
  }

  Member load_member(SourceText source) {
    if (source.text.size() > static_cast<std::size_t>(kMaxProfileBytes)) {
      report(failure(
          ErrorCode::file_too_large,
          {{"bytes", std::to_string(source.text.size())}, {"limit", std::to_string(kMaxProfileBytes)}},
          {source.path, 0, 0, {}}));
      return {std::move(source), {}};
    }
    ParsedTree parsed = parse_toml(source.text, source.path);
    BoundLayer bound = bind_tree(parsed.root, parsed.errors.empty(), source.path, table_);
    std::vector<Error> errors = std::move(parsed.errors);
    std::move(bound.errors.begin(), bound.errors.end(), std::back_inserter(errors));
    if (!source.expected_name.empty() && !bound.layer.name.value.empty() &&
        bound.layer.name.value != source.expected_name) {
      errors.push_back(failure(ErrorCode::profile_name_mismatch,
                               {{"name", bound.layer.name.value}, {"expected", source.expected_name}},
                               bound.layer.name.where));
    }
    std::stable_sort(errors.begin(), errors.end(),
                     [](const Error& a, const Error& b) { return a.where.line < b.where.line; });
    for (Error& error : errors) report(std::move(error));
    source.text.clear();
    return {std::move(source), std::move(bound.layer)};
  }

  bool may_follow(const SourceText& next, const Given<std::string>& parent) {
    std::string chain;
    bool cycle = false;
    for (const Member& member : members_) {
      const std::string& name = member.layer.name.value;
      chain.append(name.empty() ? member.source.path : name).append(" -> ");
      cycle = cycle || member.source.identity == next.identity;
    }
    chain += parent.value;
    if (cycle) {
      report(failure(ErrorCode::profile_extends_cycle, {{"chain", chain}}, parent.where));
      return false;
    }
    if (members_.size() < static_cast<std::size_t>(kMaxProfileChain)) return true;
    report(failure(ErrorCode::profile_extends_depth,
                   {{"chain", chain}, {"limit", std::to_string(kMaxProfileChain)}}, parent.where));
    return false;
  }

  Plan resolve() {
    const ProfileLayer& top = members_.front().layer;
    Plan plan;
    plan.name = top.name.value;
    plan.version = top.version;
    plan.title_en = top.title_en;
    plan.title_zh_cn = top.title_zh_cn;
    plan.description_en = top.description_en;
    plan.description_zh_cn = top.description_zh_cn;
    plan.sources = top.sources;
    for (const Member& member : members_) {
      plan.chain.push_back(member.layer.name.value);
      // The nearest profile's word counts.
      for (const RosterColumn& column : member.layer.roster) plan.roster.emplace(column.header, column.field);
    }
    for (const RuleInfo& rule : table_) {
      const ResolvedRule resolved = resolve(rule);
      if (resolved.enabled) add(plan, rule, resolved);
    }
    return plan;
  }

  [[nodiscard]] ResolvedRule resolve(const RuleInfo& rule) const {
    ResolvedRule resolved = defaults_of(rule);
    for (std::size_t i = members_.size(); i > 0; --i) {
      const ProfileLayer& layer = members_[i - 1].layer;
      for (const RuleSection& section : layer.sections) {
        if (section.rule == &rule) lay_over(resolved, section, layer);
      }
    }
    return resolved;
  }

  void add(Plan& plan, const RuleInfo& rule, const ResolvedRule& resolved) {
    check_order(rule, resolved);
    BoundRule bound;
    bound.info = &rule;
    std::map<std::string, std::string> origins;
    std::vector<ParamValue> values;
    for (std::size_t i = 0; i < resolved.params.size(); ++i) {
      values.push_back(resolved.params[i].value);
      origins.emplace(rule.body->params[i].name, resolved.params[i].origin());
    }
    bound.params = Params(rule.body->params, std::move(values));
    bound.severity = resolved.severity.value;
    bound.on_cannot_assess = resolved.on_cannot_assess.value;
    bound.reference = resolved.reference.value;
    origins.emplace("severity", resolved.severity.origin());
    origins.emplace("on_cannot_assess", resolved.on_cannot_assess.origin());
    origins.emplace("reference", resolved.reference.origin());
    plan.needs = plan.needs | rule.body->needs;
    plan.rules.push_back(std::move(bound));
    plan.origins.push_back(std::move(origins));
  }

  /// Pairs such as min and max are compared after inheritance: a child may give one of the two.
  void check_order(const RuleInfo& rule, const ResolvedRule& resolved) {
    const std::span<const ParamSpec> specs = rule.body->params;
    for (std::size_t upper = 0; upper < specs.size(); ++upper) {
      for (std::size_t lower = 0; lower < specs.size(); ++lower) {
        if (specs[lower].name != specs[upper].not_below) continue;
        const std::optional<double> low = number_of(resolved.params[lower].value);
        const std::optional<double> high = number_of(resolved.params[upper].value);
        if (!low || !high || *low <= *high) continue;
        const Location& own = resolved.places[upper];
        report(failure(ErrorCode::profile_order,
                       {{"key", key_of(rule, specs[lower])},
                        {"other", key_of(rule, specs[upper])},
                        {"value", number_text(*low)},
                        {"other_value", number_text(*high)}},
                       own.line != 0 ? own : resolved.places[lower]));
      }
    }
  }

  static std::string key_of(const RuleInfo& rule, const ParamSpec& spec) {
    return "rules." + std::string(rule.code) + '.' + std::string(spec.name);
  }

  Finder finder_;
  std::span<const RuleInfo> table_;
  std::vector<Member> members_;
  std::vector<Error> errors_;
};

}  // namespace

PlanOrErrors load_plan(const std::string& name_or_path, const ProfileSources& sources,
                       std::span<const RuleInfo> table) {
  return PlanMaker(sources, table).make(name_or_path);
}

PlanOrErrors load_plan_text(std::string_view text, const std::string& path, const ProfileSources& sources,
                            std::span<const RuleInfo> table) {
  return PlanMaker(sources, table).make(SourceText{path, identity_of(path), {}, std::string(text)});
}

std::vector<std::string> profile_names(const ProfileSources& sources) {
  std::vector<std::string> names;
  for (const NamedText& shipped : sources.shipped) names.emplace_back(shipped.name);
  std::error_code fault;
  if (!sources.user_dir.empty()) {
    for (fs::directory_iterator it(sources.user_dir, fault), end; !fault && it != end; it.increment(fault)) {
      if (it->path().extension() == kSuffix) names.push_back(it->path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace photolint
