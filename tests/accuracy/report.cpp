// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the tables of docs/accuracy.md. usage: photolint_accuracy_report
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "photolint/analysis/process_setup.h"
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

void print_false_rejections(Checker& checker) {
  struct Set {
    const char* name;
    std::vector<Checked> checked;
  };
  const std::vector<Set> sets = {
      {"compliant renders", checker.check(renders("none"))},
      {"London re-cropped", checker.check(reframed_photographs())},
      {"London neutral", checker.check(files("data/london/neutral"))},
      {"London smiling", checker.check(files("data/london/smiling"))},
      {"congress", checker.check(files("data/congress"))},
  };
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
  std::vector<RenderedDefect> defects = rendered_defects();
  for (const char* other : {"bg_shadow",     "red_cast",
                            "eyes_closed",   "gaze_aside",
                            "mouth_open",    "smile_teeth",
                            "glasses_thin",  "glasses_thick",
                            "sunglasses",    "lens_glare",
                            "fringe",        "hair_over_ears",
                            "hair_over_eye", "earrings",
                            "necklace",      "cap",
                            "headband",      "high_collar",
                            "strap_top",     "shirt_blue",
                            "shirt_green",   "shirt_like_background"}) {
    defects.push_back({other, ""});
  }
  for (const RenderedDefect& defect : defects) {
    const std::vector<Checked> checked = checker.check(renders(defect.name));
    std::string also;
    for (const std::string& code : checker.codes()) {
      const Count c = count(checked, code);
      if (code != defect.rule && c.failed + c.undecided > 0) {
        also += (also.empty() ? "" : ", ") + code + " " + shown(c);
      }
    }
    std::cout << "| " << defect.name << " | " << checked.size() << " | ";
    if (defect.rule.empty()) {
      std::cout << "(other rules) | | | ";
    } else {
      const Count own = count(checked, defect.rule);
      std::cout << defect.rule << " | " << own.failed << " | " << own.undecided << " | ";
    }
    std::cout << also << " |\n";
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
  Checker checker;
  if (only.empty() || only == "sets") print_false_rejections(checker);
  if (only.empty() || only == "renders") print_renders(checker);
  if (only.empty() || only == "truths") {
    print_truths("Measures against the renders' truth", render_truths(checker));
    print_truths("Measures of the re-cropped photographs", photograph_truths(checker));
    print_truths("Known moves, scales and turns", move_truths(checker));
  }
  if (only.empty() || only == "grades") print_grades(checker);
  return 0;
}
