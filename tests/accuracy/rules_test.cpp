// SPDX-License-Identifier: GPL-3.0-or-later
// Floors under the numbers of docs/accuracy.md. Needs pictures that are not shipped, ../shared beside the
// project, but for the samples; says so and passes where they are absent. Subsampled sets take every n-th
// file by name.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include "tests/accuracy/drawn_study.h"
#include "tests/accuracy/pictures.h"
#include "tests/accuracy/study.h"
#include "tests/support/temp_dir.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Checker& checker() {
  static Checker one;
  return one;
}

bool absent(const Items& items, const char* what) {
  if (items.empty()) std::cout << "SKIPPED: no " << what << " in ../shared\n";
  return items.empty();
}

/// good of all: at least so many. Says when the floor could rise.
void at_least(const std::string& what, int floor, int good, int all, const std::string& names) {
  INFO(what << ": " << good << " of " << all << ", floor " << floor << ":" << names);
  CHECK(good >= floor);
  if (good > floor) {
    std::cout << what << ": the floor could rise from " << floor << " to " << good << " of " << all << "\n";
  }
}

/// Largest number of photos of a set that each rule may not pass; rules without an entry: none.
using Allowed = std::map<std::string, int>;

/// No rule of codes stops more photos of the set than allowed.
void stops_at_most(const std::string& set, const std::vector<Checked>& checked,
                   const std::vector<std::string>& codes, const Allowed& allowed) {
  for (const std::string& code : codes) {
    const Count c = count(checked, code);
    const auto entry = allowed.find(code);
    const int most = entry == allowed.end() ? 0 : entry->second;
    at_least(set + ", passed by " + code, c.all - most, c.all - c.failed - c.undecided, c.all, c.names);
  }
}

}  // namespace

TEST_CASE("accuracy: the samples pass and fail their rules") {
  int rules = 0;
  for (const std::string& code : checker().codes()) {
    const std::string folder = source_path("samples/rules").string() + "/" + checker().name_of(code);
    for (const bool good : {true, false}) {
      const std::string path = folder + (good ? "/good.jpg" : "/bad.jpg");
      INFO(path);
      const Checked checked = checker().check(Item{path, [&path] { return bytes_of(path); }});
      CHECK(checked.by_rule.at(code).status == (good ? Status::pass : Status::fail));
    }
    ++rules;
  }
  CHECK(rules >= 20);
}

TEST_CASE("accuracy: no rule stops a compliant portrait") {
  const Items items = renders("none");
  if (absent(items, "portraits")) return;
  // CLO005 only recommends a light shirt; one person wears a dark one.
  stops_at_most("compliant renders", checker().check(items), checker().codes(), {{"CLO005", 1}});
}

TEST_CASE("accuracy: rendered defects are caught by their rule") {
  if (absent(renders("none"), "portraits")) return;
  // One tilt of +15 degrees measures 8.9: docs/decisions/pitch-limits.md. The burnt dark face of p06 keeps
  // all of its detail.
  const std::map<std::string, int> floors = {{"pitch15", 3}, {"over_exposed", 3}};
  for (const RenderedDefect& defect : rendered_defects()) {
    if (!checker().knows(defect.rule)) continue;
    const std::vector<Checked> checked = checker().check(renders(defect.name));
    const Count c = count(checked, defect.rule);
    const auto floor = floors.find(defect.name);
    at_least(defect.name + ", caught by " + defect.rule, floor == floors.end() ? 4 : floor->second,
             c.failed + c.undecided, c.all, "");
    for (const Checked& one : checked) {
      INFO(one.name);
      CHECK(one.faces == 1);
    }
  }
}

TEST_CASE("accuracy: renders whose truth lies in the band are not rejected") {
  if (absent(renders("none"), "portraits")) return;
  // Of 152 to 160 each: clutter that looks like hair (GEO002), hair over the cheek and a turned head
  // (GEO004), hair over one eye (GEO012).
  const std::map<std::string, int> wrong = {{"GEO002", 1}, {"GEO004", 2}, {"GEO012", 2}};
  for (const TruthTable& table : render_truths(checker())) {
    const Count good = table.good();
    const auto entry = wrong.find(table.rule);
    const int most = entry == wrong.end() ? 0 : entry->second;
    at_least(table.rule + " in the band", good.all - most, good.all - good.failed, good.all, good.names);
    const Count bad = table.bad();
    if (table.rule == "GEO011") continue;
    at_least(table.rule + " outside of it", bad.all, bad.failed, bad.all, bad.names);
  }
}

TEST_CASE("accuracy: measures follow known moves, scales and turns") {
  if (absent(renders("none"), "portraits")) return;
  const std::map<std::string, double> limits = {
      {"GEO002", 3.5}, {"GEO003", 4.5}, {"GEO004", 18.5}, {"GEO006", .004}, {"GEO012", 1.1}};
  for (const TruthTable& table : move_truths(checker())) {
    INFO(table.what << ": mean error " << table.mean_error());
    CHECK(table.error_at(.95) <= limits.at(table.rule));
  }
}

TEST_CASE("accuracy: re-cropped photographs keep to the frame") {
  const std::vector<TruthTable> tables = photograph_truths(checker());
  if (tables.front().pairs.empty()) {
    std::cout << "SKIPPED: no photographs in ../shared\n";
    return;
  }
  const std::map<std::string, double> limits = {
      {"GEO002", 11}, {"GEO003", 4.5}, {"GEO004", 29}, {"GEO008", 10}};
  for (const TruthTable& table : tables) {
    INFO(table.what << ": mean error " << table.mean_error());
    CHECK(table.pairs.size() >= 90);
    CHECK(table.good().failed == 0);
    CHECK(table.error_at(.95) <= limits.at(table.rule));
  }
}

TEST_CASE("accuracy: re-cropped photographs pass what they meet") {
  const Items items = reframed_photographs();
  if (absent(items, "photographs")) return;
  const std::vector<Checked> checked = checker().check(items);
  // The wall is grey: its colour is no matter here. A white shirt before it hides a shoulder (GEO014); six
  // heads measure as tilted by 12 degrees and more; two have hair to the frame's sides.
  std::vector<std::string> codes = checker().codes();
  std::erase(codes, "BGD001");
  // White shirts before light grey: less contrast than the limit asks for.
  std::erase(codes, "BGD007");
  stops_at_most("London re-cropped", checked, codes,
                {{"BGD005", 1},
                 {"GEO007", 2},
                 {"GEO011", 6},
                 {"GEO014", 1},
                 {"GEO015", 3},
                 {"FAC005", 2},
                 {"FAC006", 2},  // fringes over the brows
                 {"FAC008", 1},
                 {"FAC009", 3},
                 {"FAC018", 1},
                 {"FAC019", 2},
                 {"CLO003", 2},
                 {"CLO004", 6},
                 {"CLO006", 1}});
}

TEST_CASE("accuracy: photographs pass the rules that ask for no frame") {
  const std::vector<std::string> codes = {"IMG001", "IMG006", "IMG007", "IMG009", "BGD002", "BGD003",
                                          "GEO001", "GEO009", "GEO010", "GEO011", "GEO012"};
  const Items neutral = files("data/london/neutral");
  if (absent(neutral, "photographs")) return;
  // 001 has its hair cut by the frame.
  stops_at_most("London neutral", checker().check(neutral), codes, {{"GEO009", 1}, {"GEO011", 6}});
  stops_at_most("London smiling", checker().check(files("data/london/smiling")), codes,
                {{"GEO011", 4}, {"GEO012", 1}});
  // Every second one; some are lit from one side on purpose.
  stops_at_most("congress", checker().check(files("data/congress", 2)),
                {"IMG001", "IMG006", "IMG007", "IMG009"}, {{"IMG009", 4}});
}

TEST_CASE("accuracy: graded defects are caught from the strength that docs/accuracy.md names") {
  if (absent(renders("none"), "portraits")) return;
  // Strength from which every picture must fail, and up to which none may; by defect. Only these are checked:
  // the whole table is in the report.
  struct Ends {
    const char* defect;
    double harmless, gross;
  };
  for (const Ends& ends : {Ends{"blur", 1, 2}, Ends{"less light", 0, -2}, Ends{"wall lighter above", .1, .2},
                           Ends{"moved aside", 20, 28}}) {
    for (const Grade& grade : grades()) {
      const bool harmless = grade.strength == ends.harmless;
      if (grade.defect != ends.defect || (!harmless && grade.strength != ends.gross)) continue;
      const Count c = count(checker().check(grade.items), grade.rule);
      INFO(grade.defect << " " << grade.strength << ": " << c.failed << " of " << c.all);
      CHECK(c.failed == (harmless ? 0 : c.all));
    }
  }
}

TEST_CASE("accuracy: a hundredth of mildly varied good pictures at most is rejected by any rule") {
  const Items items = mild_items(portrait_bases());
  if (absent(items, "portraits")) return;
  Items photographs = mild_items(photograph_bases(16));
  std::vector<Checked> checked = checker().check(items);
  const std::size_t renders_only = checked.size();
  for (Checked& one : checker().check(photographs)) checked.push_back(std::move(one));
  for (const std::string& code : checker().codes()) {
    if (code == "CLO005") continue;  // recommends a light shirt, refuses none
    // The photographs' wall is grey, their shirts are white.
    const bool grey_wall_fails = code == "BGD001" || code == "BGD007";
    const std::vector<Checked> set(
        checked.begin(),
        grey_wall_fails ? checked.begin() + static_cast<std::ptrdiff_t>(renders_only) : checked.end());
    const Count c = count(set, code);
    // Faces near the lower end of the band, scaled by 0.95: 180 px of 480 in truth, 10 less as measured.
    const double most = code == "GEO004" ? 4 : 0.01 * c.all;
    INFO(code << ":" << c.names);
    CHECK(c.failed <= most);
  }
}

TEST_CASE("accuracy: photographs meet what the documents ask of every face") {
  const std::vector<Checked> neutral = checker().check(files("data/london/neutral"));
  const std::vector<Checked> smiling = checker().check(files("data/london/smiling"));
  if (neutral.empty()) {
    std::cout << "SKIPPED: no photographs in ../shared\n";
    return;
  }
  constexpr double kShare = 0.97;
  // Eyes open, gaze, mouth closed, no glasses, no hat, nothing over the face.
  for (const char* code : {"FAC001", "FAC002", "FAC003", "FAC010", "FAC015", "FAC016"}) {
    if (!checker().knows(code)) continue;
    const Count c = count(neutral, code);
    INFO("London neutral, " << code << ":" << c.names);
    CHECK(c.all - c.failed - c.undecided >= kShare * c.all);
  }
  if (checker().knows("FAC003") && checker().knows("FAC004") && checker().knows("FAC005")) {
    const auto caught = std::count_if(smiling.begin(), smiling.end(), [](const Checked& one) {
      return one.fails("FAC003") || one.fails("FAC004") || one.fails("FAC005");
    });
    INFO("London smiling, caught by mouth, teeth or expression: " << caught);
    // Not the 97 % that was aimed at: the others hardly smile, and a limit that catches 99 fails a third of
    // the neutral faces.
    CHECK(caught >= 82);
  }
}

TEST_CASE("accuracy: no real photograph shows a hat, a mask or red eyes") {
  const Items congress = files("data/congress", 2);
  if (absent(congress, "photographs")) return;
  std::vector<Checked> all = checker().check(congress);
  for (const char* set : {"data/london/neutral", "data/london/smiling"}) {
    for (Checked& one : checker().check(files(set))) all.push_back(std::move(one));
  }
  for (const char* code : {"FAC015", "FAC016", "FAC017"}) {
    if (!checker().knows(code)) continue;
    const Count c = count(all, code);
    INFO(code << ": " << c.failed << " of " << c.all << ":" << c.names);
    // One head before a patterned wall, and one hand at a face.
    CHECK(c.failed <= (std::string_view(code) == "FAC017" ? 0 : 1));
  }
}

namespace {

/// Both ends of every drawn defect on two renders and one photograph.
const std::vector<DrawnGrade>& drawn_ends() {
  static const std::vector<DrawnDefect> defects = drawn_defects();
  static const std::vector<CheckedSubject> subjects = checked_subjects(checker(), drawing_bases(2, 1));
  static const std::vector<DrawnGrade> ends = drawn_grades(checker(), defects, subjects, Strengths::ends);
  return ends;
}

/// At most so much of the pictures with a defect may have an error from a rule without a tie to it.
void unrelated_at_most(double share, const std::vector<Unrelated>& rows) {
  int pictures = 0;
  int caught = 0;
  std::string who;
  for (const Unrelated& row : rows) {
    pictures += row.pictures;
    caught += row.caught;
    if (row.caught == 0) continue;
    who += "\n  " + row.defect + ":";
    for (const auto& [code, count] : row.fired) who += " " + code + " " + std::to_string(count);
  }
  INFO(caught << " of " << pictures << who);
  CHECK(caught <= share * pictures);
}

}  // namespace

TEST_CASE("accuracy: drawn defects are caught, and by rules that have to do with them") {
  if (absent(renders("none"), "portraits")) return;
  // Missed on more than three tenths of the pictures even where they are gross: docs/accuracy.md has the
  // rates. Of a watermark most words stand beside the head, where no text is looked for; steps in an outline
  // and a face that is noisier than a flat wall are not measured: studios replace walls.
  const std::set<std::string> partly_found = {
      "card",        "high collar", "enlarging lenses", "hand",         "hoops",       "jagged outline",
      "larger eyes", "near camera", "noisier face",     "silver chain", "slimmer jaw", "smile",
      "studs",       "watermark"};
  for (const DrawnGrade& grade : drawn_ends()) {
    if (!grade.gross) continue;
    const Count c = grade.turned(grade.defect->rule);
    INFO(grade.defect->name << " " << grade.strength << " " << grade.defect->unit << ": " << c.failed
                            << " and " << c.undecided << " undecided of " << c.all << ", not by "
                            << grade.defect->rule << ":" << c.names);
    if (partly_found.count(grade.defect->name) == 0) CHECK(c.failed + c.undecided >= 0.7 * c.all);
  }
  // Gross drawings change more than one thing of a face; 2 % is held on the renders below.
  unrelated_at_most(0.45, unrelated_on_drawn(checker(), drawn_ends()));
}

TEST_CASE("accuracy: rendered defects are caught by rules that have to do with them") {
  if (absent(renders("none"), "portraits")) return;
  // FAC019 on clutter behind an ear.
  unrelated_at_most(0.02, unrelated_on_renders(checker()));
}
