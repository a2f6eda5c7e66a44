// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the tables of docs/accuracy.md. usage: photolint_accuracy_report
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "photolint/analysis/process_setup.h"
#include "tests/accuracy/drawn_study.h"
#include "tests/accuracy/people.h"
#include "tests/accuracy/study.h"

using namespace photolint;
using namespace photolint::test;

namespace {

std::string fixed(double value, int decimals) {
  return format_fixed(value, decimals);
}

/// "2" or "2 + 3?" with the undecided.
std::string shown(const Count& c) {
  std::string text = std::to_string(c.failed);
  if (c.undecided > 0) text += " + " + std::to_string(c.undecided) + "?";
  return text;
}

/// The sets that every rule is held against, analysed once.
struct Set {
  const char* name;
  std::vector<Checked> checked;
};

std::vector<Set> good_sets(Checker& checker) {
  const std::vector<Base> photographs = photograph_bases(8);
  std::vector<Set> sets;
  sets.push_back({"compliant renders", checker.check(renders("none"))});
  sets.push_back({"renders, varied", checker.check(mild_items(portrait_bases()))});
  sets.push_back({"London re-cropped", checker.check(reframed_photographs())});
  sets.push_back({"London re-cropped, varied", checker.check(mild_items(photographs))});
  sets.push_back({"London neutral", checker.check(files("data/london/neutral"))});
  sets.push_back({"London smiling", checker.check(files("data/london/smiling"))});
  sets.push_back({"congress", checker.check(files("data/congress"))});
  return sets;
}

void print_false_rejections(const Checker& checker, const std::vector<Set>& sets) {
  std::cout << "## Not passed, by set\n\n| rule |";
  for (const Set& set : sets) std::cout << " " << set.name << " (" << set.checked.size() << ") |";
  std::cout << "\n|---|";
  for (std::size_t i = 0; i < sets.size(); ++i) std::cout << "---|";
  std::cout << "\n";
  for (const std::string& code : checker.codes()) {
    std::cout << "| " << code << " |";
    for (const Set& set : sets) std::cout << " " << shown(count(set.checked, code)) << " |";
    std::cout << "\n";
  }
  std::cout << "\n";
  for (const Set& set : sets) {
    if (set.checked.size() > 200) continue;
    for (const std::string& code : checker.codes()) {
      const Count c = count(set.checked, code);
      if (c.failed + c.undecided > 0 && c.failed + c.undecided <= 12)
        std::cerr << set.name << " " << code << c.names << "\n";
    }
  }
}

void print_renders(Checker& checker) {
  std::cout << "## Rendered defects\n\n| defect | pictures | rule | failed | undecided | also failed |\n"
               "|---|---|---|---|---|---|\n";
  for (const RenderedDefect& defect : rendered_defects()) {
    const std::vector<Checked> checked = checker.check(renders(defect.name));
    std::string also;
    for (const std::string& code : checker.codes()) {
      const Count c = count(checked, code);
      if (code != defect.rule && c.failed + c.undecided > 0) {
        also += (also.empty() ? "" : ", ") + code + " " + shown(c);
      }
    }
    std::cout << "| " << defect.name << " | " << checked.size() << " | ";
    if (checker.knows(defect.rule)) {
      const Count own = count(checked, defect.rule);
      std::cout << defect.rule << " | " << own.failed << " | " << own.undecided << " | ";
    } else {
      std::cout << "(none yet) | | | ";
    }
    std::cout << also << " |\n";
  }
  std::cout << "\n";
}

std::string percent(const Count& c) {
  return c.all == 0 ? "-" : fixed(100. * c.failed / c.all, 1);
}

/// One line a rule: rejected good pictures, caught bad ones, and how well its score separates them.
void print_rates(Checker& checker, const std::vector<Set>& sets, const std::vector<DrawnGrade>& grades) {
  std::cout
      << "## Error rates by rule\n\n"
         "| rule | severity | good pictures rejected, % of (n) | gross drawn defects missed, % of (n) | "
         "equal error rate, % | best published, % |\n|---|---|---|---|---|---|\n";
  for (const std::string& code : checker.codes()) {
    // The photographs' wall is grey, so BGD001 has to reject them; only pictures cut to the frame are good.
    Count good;
    std::vector<double> good_scores;
    for (const Set& set : sets) {
      const std::string_view name = set.name;
      const bool framed = name != "London neutral" && name != "London smiling" && name != "congress";
      if (!framed || (code == "BGD001" && name.starts_with("London"))) continue;
      const Count c = count(set.checked, code);
      good.failed += c.failed;
      good.all += c.all - c.undecided;
      const std::vector<double> scores = scores_of(set.checked, code);
      good_scores.insert(good_scores.end(), scores.begin(), scores.end());
    }
    Count caught;
    std::vector<double> bad_scores;
    for (const DrawnGrade& grade : grades) {
      if (grade.defect->rule != code || !grade.gross) continue;
      const Count c = grade.turned(code);
      caught.failed += c.all - c.failed - c.undecided;  // missed
      caught.all += c.all;
      const std::vector<double> scores = scores_of(grade.checked, code);
      bad_scores.insert(bad_scores.end(), scores.begin(), scores.end());
    }
    const auto eer = equal_error_rate({good_scores, bad_scores});
    const auto published = published_eer(code);
    std::cout << "| " << code << " " << checker.name_of(code) << " | " << to_string(checker.severity_of(code))
              << " | " << percent(good) << " (" << good.all << ") | " << percent(caught) << " (" << caught.all
              << ") | " << (eer ? fixed(*eer * 100, 1) : "-") << " | "
              << (published ? fixed(*published, 1) : "-") << " |\n";
  }
  std::cout << "\n";
}

void print_drawn(const std::vector<DrawnGrade>& grades) {
  std::cout << "## Drawn defects\n\n| defect | strength | rule | pictures | failed | undecided |\n"
               "|---|---|---|---|---|---|\n";
  for (const DrawnGrade& grade : grades) {
    const Count c = grade.turned(grade.defect->rule);
    std::cout << "| " << grade.defect->name << " | " << fixed(grade.strength, 3) << " " << grade.defect->unit
              << " | " << grade.defect->rule << " | " << c.all << " | " << c.failed << " | " << c.undecided
              << " |\n";
  }
  std::cout << "\n";
}

void print_unrelated(const char* title, const std::vector<Unrelated>& rows) {
  std::cout << "## " << title
            << "\n\n| defect | pictures | with an unrelated error rule | rules |\n|---|---|---|---|\n";
  int pictures = 0;
  int caught = 0;
  for (const Unrelated& row : rows) {
    pictures += row.pictures;
    caught += row.caught;
    if (row.caught == 0) continue;
    std::cout << "| " << row.defect << " | " << row.pictures << " | " << row.caught << " |";
    for (const auto& [code, count] : row.fired) std::cout << " " << code << " " << count;
    std::cout << " |\n";
  }
  std::cout << "| all | " << pictures << " | " << caught << " | |\n\n";
}

void print_related() {
  std::cout << "## Related pairs\n\n| defect | rule | why it fires too |\n|---|---|---|\n";
  for (const RelatedPair& pair : related_pairs()) {
    std::cout << "| " << pair.defect << " | " << pair.rule << " | " << pair.reason << " |\n";
  }
  std::cout << "\n";
}

void print_grades(Checker& checker) {
  std::cout << "## Graded defects\n\n| defect | strength | rule | pictures | failed | undecided |\n"
               "|---|---|---|---|---|---|\n";
  for (const Grade& grade : grades()) {
    const Count c = count(checker.check(grade.items), grade.rule);
    std::cout << "| " << grade.defect << " | " << fixed(grade.strength, 2) << " " << grade.unit << " | "
              << grade.rule << " | " << c.all << " | " << c.failed << " | " << c.undecided << " |\n";
  }
  std::cout << "\n";
}

void print_looks(Checker& checker) {
  std::cout << "## People as they are\n\n| look | pictures | rules that newly fail, or are left undecided |\n"
               "|---|---|---|\n";
  for (const LookResult& look : look_results(checker, checked_subjects(checker, drawing_bases(8, 8)))) {
    std::cout << "| " << look.name << " | " << look.pictures << " | ";
    std::string separator;
    for (const auto& [code, c] : look.changed) {
      std::cout << separator << code << " (" << to_string(checker.severity_of(code)) << ") " << shown(c);
      separator = ", ";
    }
    std::cout << " |\n";
  }
  std::cout << "\n";
}

void print_truths(const char* title, const std::vector<TruthTable>& tables) {
  std::cout << "## " << title
            << "\n\n| measure | pictures | bias | mean error | 95 % | 99 % | rule | in the band: rejected | "
               "outside: missed "
               "|\n|---|---|---|---|---|---|---|---|---|\n";
  for (const TruthTable& t : tables) {
    const int decimals = t.rule == "GEO006" ? 4 : 1;
    const Count good = t.good();
    const Count bad = t.bad();
    std::cout << "| " << t.what << " | " << t.pairs.size() << " | " << fixed(t.bias(), decimals) << " | "
              << fixed(t.mean_error(), decimals) << " | " << fixed(t.error_at(.95), decimals) << " | "
              << fixed(t.error_at(.99), decimals) << " | " << t.rule << " | " << good.failed << " of "
              << good.all << " | " << bad.all - bad.failed << " of " << bad.all << " |\n";
    if (!good.names.empty())
      std::cerr << title << ": " << t.rule << " rejected wrongly:" << good.names << "\n";
    if (!bad.names.empty()) std::cerr << title << ": " << t.rule << " missed:" << bad.names << "\n";
  }
  std::cout << "\n";
}

}  // namespace

int main(int argc, char* argv[]) {
  set_up_process();
  const std::string only = argc > 1 ? argv[1] : "";
  const auto wanted = [&only](const char* part) { return only.empty() || only == part; };
  Checker checker;
  const bool drawn = wanted("drawn") || wanted("rates");
  const std::vector<DrawnDefect> defects = drawn_defects();
  const std::vector<CheckedSubject> subjects =
      drawn ? checked_subjects(checker, drawing_bases(6, 5)) : std::vector<CheckedSubject>{};
  const std::vector<DrawnGrade> drawn_ones = drawn_grades(checker, defects, subjects, Strengths::all);
  if (wanted("sets") || wanted("rates")) {
    const std::vector<Set> sets = good_sets(checker);
    print_rates(checker, sets, drawn_ones);
    print_false_rejections(checker, sets);
  }
  if (wanted("renders")) {
    print_renders(checker);
    print_unrelated("Rendered defects caught by unrelated error rules", unrelated_on_renders(checker));
  }
  if (drawn) {
    print_drawn(drawn_ones);
    print_unrelated("Gross drawn defects caught by unrelated error rules",
                    unrelated_on_drawn(checker, drawn_ones));
  }
  if (wanted("renders") || drawn) print_related();
  if (wanted("looks")) print_looks(checker);
  if (wanted("truths")) {
    print_truths("Measures against the renders' truth", render_truths(checker));
    print_truths("Measures of the re-cropped photographs", photograph_truths(checker));
    print_truths("Known moves, scales and turns", move_truths(checker));
  }
  if (wanted("grades")) print_grades(checker);
  return 0;
}
