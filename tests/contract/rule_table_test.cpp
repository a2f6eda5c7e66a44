// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/registry.h"
#include "tests/support/facts_builder.h"

// What holds for every line of the rule table, so that a rule cannot be added half.

using namespace photolint;
using namespace photolint::test;

namespace {

const std::filesystem::path kSource = PHOTOLINT_SOURCE_DIR;

struct Family {
  std::string_view prefix;
  std::string_view folder;  ///< under rules/
};

/// In the order of the table and of every report: what is wrong with the file comes before what it shows.
constexpr std::array kFamilies = {
    Family{"FIL", "file"},         Family{"IMG", "image"},    Family{"BGD", "background"},
    Family{"GEO", "geometry"},     Family{"FAC", "face"},     Family{"CLO", "clothing"},
    Family{"AUT", "authenticity"}, Family{"IDN", "identity"}, Family{"COD", "code"},
    Family{"REC", "record"},       Family{"BAT", "batch"}};

/// Position of the rule's family; kFamilies.size() for an unknown one.
std::size_t family_of(const RuleInfo& rule) {
  const auto known = std::find_if(kFamilies.begin(), kFamilies.end(), [&rule](const Family& family) {
    return rule.code.substr(0, 3) == family.prefix;
  });
  return static_cast<std::size_t>(known - kFamilies.begin());
}

std::filesystem::path rule_file(const RuleInfo& rule) {
  return kSource / "rules" / kFamilies.at(family_of(rule)).folder / (std::string(rule.symbol) + ".cpp");
}

std::filesystem::path test_file(const RuleInfo& rule) {
  return kSource / "tests" / "rules" / (std::string(rule.symbol) + "_test.cpp");
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool matches(std::string_view text, const char* pattern) {
  return std::regex_match(std::string(text), std::regex(pattern));
}

/// Any of U+4E00..U+9FFF in UTF-8: E4 B8 80 .. E9 BF BF.
bool has_chinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;
  });
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A text that a reader of either language can use.
void check_bilingual(const Text& text) {
  CAPTURE(text.en, text.zh_cn);
  CHECK_FALSE(text.en.empty());
  CHECK_FALSE(text.zh_cn.empty());
  CHECK(text.en != text.zh_cn);
  CHECK(is_ascii(text.en));
  CHECK(has_chinese(text.zh_cn));
}

std::vector<std::string> words(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> result;
  for (std::string word; in >> word;) result.push_back(word);
  return result;
}

/// Names between braces. A brace without its partner comes out as a name that nothing can satisfy.
std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> names;
  std::size_t open = text.find('{');
  while (open != std::string_view::npos) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) return {"unclosed brace"};
    names.emplace(text.substr(open + 1, close - open - 1));
    open = text.find('{', close);
  }
  return names;
}

bool can_fill(const Outcome& outcome, const std::string& placeholder) {
  for (const Arg& arg : outcome.args) {
    if (arg.name == placeholder) return true;
  }
  const std::string name = placeholder.substr(0, placeholder.find('.'));
  const std::string part = name == placeholder ? "" : placeholder.substr(name.size() + 1);
  for (const Measurement& m : outcome.measured) {
    if (m.name != name) continue;
    return part.empty() || (part == "min" && m.min) || (part == "max" && m.max) ||
           (part == "excess" && (m.min || m.max));
  }
  return false;
}

bool contains(std::span<const Status> statuses, Status status) {
  return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

bool ends_with_unit(std::string_view name, std::string_view unit) {
  std::string suffix(unit);
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::replace(suffix.begin(), suffix.end(), '-', '_');
  const std::string spelt = "_" + std::string(name);
  for (const std::string& ending : {"_" + suffix, "_" + suffix + "s"}) {
    if (spelt.size() >= ending.size() && spelt.substr(spelt.size() - ending.size()) == ending) return true;
  }
  return false;
}

const ParamSpec* find_param(const RuleBody& body, std::string_view name) {
  for (const ParamSpec& spec : body.params) {
    if (spec.name == name) return &spec;
  }
  return nullptr;
}

void check_number(const ParamSpec& spec) {
  CHECK(std::isfinite(spec.default_number));
  CHECK(spec.min < spec.max);
  CHECK(spec.default_number >= spec.min);
  CHECK(spec.default_number <= spec.max);
  if (spec.kind == ParamKind::integer) {
    CHECK(spec.default_number == std::floor(spec.default_number));
    CHECK(spec.min == std::floor(spec.min));
    CHECK(spec.max == std::floor(spec.max));
  }
}

void check_words(const ParamSpec& spec) {
  const std::vector<std::string> choices = words(spec.choices);
  CHECK(std::set<std::string>(choices.begin(), choices.end()).size() == choices.size());
  if (spec.kind == ParamKind::choice) CHECK(choices.size() >= 2);
  if (choices.empty()) return;
  for (const std::string& word : words(spec.default_text)) {
    CHECK(std::find(choices.begin(), choices.end(), word) != choices.end());
  }
}

void check_default(const ParamSpec& spec) {
  switch (spec.kind) {
    case ParamKind::integer:
    case ParamKind::real:
      return check_number(spec);
    case ParamKind::boolean:
      CHECK((spec.default_number == 0 || spec.default_number == 1));
      return;
    case ParamKind::text:
    case ParamKind::choice:
    case ParamKind::list:
      return check_words(spec);
  }
}

void check_order(const RuleBody& body, const ParamSpec& spec) {
  if (spec.not_below.empty()) return;
  const ParamSpec* lower = find_param(body, spec.not_below);
  CHECK(lower != nullptr);
  if (lower == nullptr) return;
  CHECK(lower != &spec);
  CHECK(lower->kind == spec.kind);
  CHECK(lower->unit == spec.unit);
  CHECK(spec.default_number >= lower->default_number);
}

/// A photo and what was done to it.
struct Case {
  const char* what;
  Photo photo;
};

Case bent(const char* what, const std::function<void(Photo&)>& bend) {
  Case result{what, compliant_photo()};
  bend(result.photo);
  return result;
}

void move_head(HeadFacts& head, Point by) {
  for (Point* point : {&head.eye_left, &head.eye_right, &head.ear_joint_left, &head.ear_joint_right,
                       &head.chin, &head.head_top}) {
    *point = *point + by;
  }
  head.eye_line_y += by.y;
  head.head_left += by.x;
  head.head_right += by.x;
}

/// Photos that bring the rules to their different answers.
std::vector<Case> make_cases() {
  std::vector<Case> cases;
  cases.push_back({"compliant", compliant_photo()});
  cases.push_back({"large", enlarged(compliant_photo(), 8)});
  cases.push_back({"tiny", enlarged(compliant_photo(), 0.25)});
  cases.push_back({"facts failed", with_all_facts(compliant_photo(), {FactState::failed, "network-failed"})});
  cases.push_back({"no face", with_all_facts(compliant_photo(), {FactState::absent, ""})});
  cases.push_back(bent("head up left", [](Photo& p) { move_head(p.head, {-100, -79}); }));
  cases.push_back(bent("head down right", [](Photo& p) { move_head(p.head, {100, 219}); }));
  cases.push_back(bent("turned and leaning", [](Photo& p) {
    p.faces.faces.front().yaw_deg = -33;
    p.faces.faces.front().roll_deg = 21;
    p.head.pitch_deg = 27;
  }));
  cases.push_back(bent("cut on all sides", [](Photo& p) {
    p.head.cut_top = p.head.cut_left = p.head.cut_right = p.head.cut_chin = true;
    p.head.shoulder_left_visible = p.head.shoulder_right_visible = false;
  }));
  cases.push_back(bent("two faces", [](Photo& p) { p.faces.faces.push_back(p.faces.main()); }));
  cases.push_back(bent("no numbers", [](Photo& p) {
    const double nan = std::nan("");
    p.head.eye_distance = p.head.eye_line_y = p.head.face_width = p.head.pitch_deg = nan;
    p.head.chin.y = p.head.head_top.y = p.head.head_left = p.head.head_right = nan;
    p.faces.faces.front().yaw_deg = p.faces.faces.front().roll_deg = nan;
    p.background.noise_sigma = nan;
    p.background.mean = {nan, nan, nan};
  }));
  cases.push_back(bent("background without blocks", [](Photo& p) { p.background.blocks.clear(); }));
  cases.push_back(bent("file that says little", [](Photo& p) {
    p.file.format = FileFormat::unknown;
    p.file.extension.clear();
    p.file.print_resolution.reset();
    p.file.jpeg_quality.reset();
    p.file.colour_mode = ColourMode::other;
    p.item.fields.clear();
    p.item.roster_line = 0;
  }));
  cases.push_back(bent("png with defects", [](Photo& p) {
    p.file.format = FileFormat::png;
    p.file.has_alpha = true;
    p.file.components = 4;
    p.file.orientation = 6;
    p.file.bytes = 90'000'000;
    p.file.defects = {"trailing-bytes"};
    p.file.jpeg_quality.reset();
  }));
  cases.push_back(bent("black", [](Photo& p) {
    p.colour = ImageBuffer(480, 640, 3);
    p.grey = ImageBuffer(480, 640, 1);
  }));
  cases.push_back(bent("white", [](Photo& p) {
    p.colour = ImageBuffer(480, 640, 3, 255);
    p.grey = ImageBuffer(480, 640, 1, 255);
  }));
  return cases;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all = make_cases();
  return all;
}

template <class Check>
void for_each_rule(Check check) {
  for (const RuleInfo& rule : rules::table()) {
    INFO(rule.code << " " << rule.name);
    check(rule);
  }
}

template <class Check>
void for_each_run(Check check) {
  for_each_rule([&check](const RuleInfo& rule) {
    for (const Case& c : cases()) {
      INFO("photo: " << c.what);
      check(rule, c.photo, run_rule(rule.code, c.photo));
    }
  });
}

void check_region(const Rect& region) {
  CHECK(std::isfinite(region.x + region.y));
  CHECK(region.width > 0);
  CHECK(region.height > 0);
}

constexpr std::array kFactNeeds = {Need::faces, Need::parsing, Need::background, Need::head,
                                   Need::eyes,  Need::glasses, Need::code};

/// Rules of the batch read what the verdict keeps of the stages that they declare.
bool reads(const RuleInfo& rule, Need need) {
  return rule.body->subject != RuleSubject::batch && rule.body->needs.has(need);
}

void set_presence(Photo& photo, Need need, const Presence& presence) {
  if (need == Need::faces) photo.faces_presence = presence;
  if (need == Need::parsing) photo.parsing_presence = presence;
  if (need == Need::background) photo.background_presence = presence;
  if (need == Need::head) photo.head_presence = presence;
  if (need == Need::glasses) photo.glasses_presence = presence;
  if (need == Need::eyes) photo.eyes_presence = presence;
  if (need == Need::code) photo.code_presence = presence;
}

std::vector<std::filesystem::path> sources_under(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".cpp") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("codes, symbols, names and summaries are unique, and codes are sorted within their families") {
  std::set<std::string_view> symbols, names, english, chinese;
  std::pair<std::size_t, std::string_view> last;
  for_each_rule([&](const RuleInfo& rule) {
    const std::pair place{family_of(rule), rule.code};
    CHECK(last < place);
    last = place;
    CHECK(symbols.insert(rule.symbol).second);
    CHECK(names.insert(rule.name).second);
    CHECK(english.insert(rule.summary.en).second);
    CHECK(chinese.insert(rule.summary.zh_cn).second);
    check_bilingual(rule.summary);
  });
  CHECK_FALSE(symbols.empty());
}

TEST_CASE("codes and names follow their patterns") {
  for_each_rule([](const RuleInfo& rule) {
    CHECK(matches(rule.code, "[A-Z]{3}[0-9]{3}"));
    CHECK(family_of(rule) < kFamilies.size());
    CHECK(matches(rule.symbol, "[a-z][a-z0-9]*(_[a-z0-9]+)*"));
    std::string derived(rule.symbol);
    std::replace(derived.begin(), derived.end(), '_', '-');
    CHECK(rule.name == derived);
    // A name states the property that holds, not what the program does or forbids.
    CHECK_FALSE(matches(rule.name, "(check|validate|no|must|is)-.*"));
  });
}

TEST_CASE("the table is found by code and by name") {
  for_each_rule([](const RuleInfo& rule) {
    CHECK(find_rule(rules::table(), rule.code) == &rule);
    CHECK(find_rule(rules::table(), rule.name) == &rule);
  });
  CHECK(find_rule(rules::table(), "XXX999") == nullptr);
}

TEST_CASE("every explanation is whole in every language") {
  for_each_rule([](const RuleInfo& rule) {
    const Explanation& explain = rule.body->explain;
    check_bilingual(explain.checks);
    check_bilingual(explain.why);
    check_bilingual(explain.passes_when);
    check_bilingual(explain.fails_when);
    check_bilingual(explain.cannot_assess_when);
    check_bilingual(explain.how_to_fix);
    check_bilingual(explain.reference);
    CHECK(matches(rule.body->since, "[0-9]+\\.[0-9]+\\.[0-9]+"));
    const bool batch = rule.body->subject == RuleSubject::batch;
    CHECK((rule.body->run != nullptr) != batch);
    CHECK((rule.body->make_batch != nullptr) == batch);
  });
}

TEST_CASE("parameters are documented, named with their unit and have usable defaults") {
  for_each_rule([](const RuleInfo& rule) {
    std::set<std::string_view> names;
    for (const ParamSpec& spec : rule.body->params) {
      INFO("parameter " << spec.name);
      CHECK(names.insert(spec.name).second);
      CHECK(matches(spec.name, "[a-z][a-z0-9]*(_[a-z0-9]+)*"));
      // Shares and colour differences have no unit of length or angle that could be mistaken.
      const bool plain = spec.unit.empty() || spec.unit == "share" || spec.unit == "dE00";
      if (!plain) CHECK(ends_with_unit(spec.name, spec.unit));
      check_bilingual(spec.doc);
      check_default(spec);
      check_order(*rule.body, spec);
    }
    // Keys that a profile section has for every rule.
    for (const char* taken : {"severity", "on_cannot_assess", "reference", "enabled"}) {
      CHECK(names.count(taken) == 0);
    }
  });
}

TEST_CASE("messages are unique and say the same in every language") {
  const auto check_message = [](const MessageSpec& message) {
    INFO("message " << message.id);
    CHECK(matches(message.id, "[a-z][a-z0-9]*(-[a-z0-9]+)*"));
    check_bilingual(message.text);
    CHECK(placeholders(message.text.en) == placeholders(message.text.zh_cn));
  };
  std::set<std::string_view> shared;
  for (const MessageSpec& message : shared_messages()) {
    check_message(message);
    CHECK(shared.insert(message.id).second);
  }
  for_each_rule([&](const RuleInfo& rule) {
    std::set<std::string_view> ids = shared;
    for (const MessageSpec& message : rule.body->messages) {
      check_message(message);
      CHECK(ids.insert(message.id).second);
    }
  });
}

TEST_CASE("the statuses that a rule can return are declared, worded and tested") {
  for_each_rule([](const RuleInfo& rule) {
    const std::span<const Status> statuses = rule.body->can_return;
    CHECK(std::set<Status>(statuses.begin(), statuses.end()).size() == statuses.size());
    CHECK(contains(statuses, Status::pass));
    CHECK(contains(statuses, Status::fail));
    CHECK_FALSE(rule.body->messages.empty());
    const std::string test = read_text(test_file(rule));
    const std::map<Status, std::string> spelling = {{Status::pass, "Status::pass"},
                                                    {Status::fail, "Status::fail"},
                                                    {Status::not_applicable, "Status::not_applicable"},
                                                    {Status::cannot_assess, "Status::cannot_assess"}};
    for (const Status status : statuses) {
      INFO("status " << to_string(status));
      CHECK(test.find(spelling.at(status)) != std::string::npos);
    }
  });
}

TEST_CASE("every rule has a file, a test and a table line, and nothing lies beside them") {
  std::set<std::filesystem::path> expected;
  for_each_rule([&](const RuleInfo& rule) {
    CHECK(std::filesystem::exists(rule_file(rule)));
    CHECK(std::filesystem::exists(test_file(rule)));
    expected.insert(rule_file(rule));
  });
  for (const std::filesystem::path& file : sources_under(kSource / "rules")) {
    INFO(file.string());
    CHECK((file == kSource / "rules" / "registry.cpp" || expected.count(file) == 1));
  }
}

TEST_CASE("every answer is a declared status with a known message that can be filled in") {
  for_each_run([](const RuleInfo& rule, const Photo&, const Outcome& outcome) {
    CHECK(contains(rule.body->can_return, outcome.status));
    CHECK(outcome.message != "rule-failed");
    if (outcome.status != Status::pass) CHECK_FALSE(outcome.message.empty());
    if (outcome.message.empty()) return;
    const MessageSpec* message = find_message(*rule.body, outcome.message);
    INFO("message " << outcome.message);
    CHECK(message != nullptr);
    if (message == nullptr) return;
    for (const std::string& name : placeholders(message->text.en)) {
      INFO("placeholder " << name);
      CHECK(can_fill(outcome, name));
    }
  });
}

TEST_CASE("every answer has well-formed measurements and region") {
  for_each_run([](const RuleInfo&, const Photo&, const Outcome& outcome) {
    std::set<std::string_view> names;
    bool all_inside = true;
    for (const Measurement& m : outcome.measured) {
      INFO("measurement " << m.name);
      CHECK(matches(m.name, "[a-z][a-z0-9]*(_[a-z0-9]+)*"));
      CHECK(names.insert(m.name).second);
      CHECK(std::isfinite(m.value));
      all_inside = all_inside && m.inside();
    }
    if (outcome.status == Status::pass) CHECK(all_inside);
    if (outcome.region) check_region(*outcome.region);
  });
}

TEST_CASE("a rule gives the same answer twice and leaves the photo as it was") {
  for_each_run([](const RuleInfo& rule, const Photo& photo, const Outcome& outcome) {
    const std::vector<std::uint8_t> colour(photo.colour.bytes().begin(), photo.colour.bytes().end());
    const std::vector<std::uint8_t> grey(photo.grey.bytes().begin(), photo.grey.bytes().end());
    CHECK(run_rule(rule.code, photo) == outcome);
    CHECK(std::equal(colour.begin(), colour.end(), photo.colour.bytes().begin(), photo.colour.bytes().end()));
    CHECK(std::equal(grey.begin(), grey.end(), photo.grey.bytes().begin(), photo.grey.bytes().end()));
  });
}

TEST_CASE("what could not be checked is never a pass") {
  const std::array presences = {Presence{FactState::failed, "network-failed"},
                                Presence{FactState::failed, "no-face"}, Presence{FactState::absent, ""}};
  for_each_rule([&](const RuleInfo& rule) {
    for (const Need need : kFactNeeds) {
      if (!reads(rule, need)) continue;
      for (const Presence& presence : presences) {
        INFO("stage " << static_cast<int>(need) << (presence.reason.empty() ? " absent" : " failed"));
        Photo photo = compliant_photo();
        set_presence(photo, need, presence);
        CHECK(run_rule(rule.code, photo).status != Status::pass);
        if (presence.state == FactState::failed) {
          CHECK(run_rule(rule.code, photo).status == Status::cannot_assess);
        }
      }
    }
  });
}

TEST_CASE("a rule reads no stage beyond those that it declares") {
  // run_rule leaves the others out; reading one throws, which the guard turns into rule-failed.
  for_each_rule([](const RuleInfo& rule) {
    const Outcome outcome = run_rule(rule.code, compliant_photo());
    CHECK(outcome.message != "rule-failed");
  });
}

TEST_CASE("every stage that a rule declares is one that it reads") {
  for_each_rule([](const RuleInfo& rule) {
    for (const Need need : kFactNeeds) {
      if (!reads(rule, need)) continue;
      INFO("stage " << static_cast<int>(need));
      Photo photo = compliant_photo();
      set_presence(photo, need, {FactState::failed, "network-failed"});
      CHECK_FALSE(run_rule(rule.code, photo) == run_rule(rule.code, compliant_photo()));
    }
  });
}
