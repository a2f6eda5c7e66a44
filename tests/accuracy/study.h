// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "photolint/profile/profile.h"
#include "tests/accuracy/pictures.h"
#include "tests/accuracy/subject.h"

// What the accuracy tests assert and docs/accuracy.md shows: the same counts.

namespace photolint::test {

/// One picture and what the program says about it.
struct Checked {
  std::string name;
  std::map<std::string, Outcome> by_rule;  ///< code to outcome, rules on the picture only
  std::size_t faces = 0;
  std::optional<HeadFacts> head;
  double yaw_deg = 0, roll_deg = 0;  ///< of the main face

  [[nodiscard]] bool fails(const std::string& code) const { return by_rule.at(code).status == Status::fail; }
  /// Neither passed nor failed.
  [[nodiscard]] bool undecided(const std::string& code) const {
    return by_rule.at(code).status == Status::cannot_assess;
  }
};

/// A picture that is made when it is needed.
struct Item {
  std::string name;
  std::function<std::vector<std::uint8_t>()> bytes;
};
using Items = std::vector<Item>;

/// Decoding, analysis and every rule that looks at one picture: as chsi-upload has it, with its defaults
/// where chsi-upload does not run it.
class Checker {
 public:
  Checker();
  [[nodiscard]] Checked check(const Item& item);
  [[nodiscard]] std::vector<Checked> check(const Items& items);
  /// Codes of these rules (families IMG, BGD, GEO, FAC, CLO, AUT), in the table's order.
  [[nodiscard]] const std::vector<std::string>& codes() const { return codes_; }
  /// False for a code that the table does not have; says so once.
  [[nodiscard]] bool knows(const std::string& code);
  /// The rule's name; throws std::logic_error for another code.
  [[nodiscard]] std::string name_of(const std::string& code) const;
  [[nodiscard]] Severity severity_of(const std::string& code) const;
  /// The bases with what the analysis knows about them.
  [[nodiscard]] std::vector<Subject> subjects(const std::vector<Base>& bases);

 private:
  [[nodiscard]] const BoundRule& rule(const std::string& code) const;

  Plan plan_;
  std::vector<std::string> codes_;
  std::set<std::string> unknown_;  ///< said already
  std::unique_ptr<Analyser> analyser_;
};

/// How often a rule failed, or could not decide.
struct Count {
  int failed = 0, undecided = 0, all = 0;
  std::string names;  ///< of the pictures that did not pass
};
[[nodiscard]] Count count(const std::vector<Checked>& checked, const std::string& code);

/// Files of a folder beside the project, relative to ../shared; every step-th.
[[nodiscard]] Items files(const std::string& folder, std::size_t step = 1);
/// The renders of one defect; "none" gives all compliant ones.
[[nodiscard]] Items renders(const std::string& defect);
/// The pictures in memory, as JPEG.
[[nodiscard]] Items items_of(const std::vector<Base>& bases);
/// London photographs cut to the frame of the graduation photo, where they allow it; every step-th.
[[nodiscard]] Items reframed_photographs(std::size_t step = 1);

/// A rendered defect and the rule that is there for it.
struct RenderedDefect {
  std::string name;
  std::string rule;
};
[[nodiscard]] const std::vector<RenderedDefect>& rendered_defects();

/// A defect made by the program, in steps.
struct Grade {
  std::string defect;  ///< "blur"
  std::string rule;    ///< that is there for it
  double strength = 0;
  std::string unit;
  Items items;
};
/// All grades on the twelve compliant portraits and some ten photographs.
[[nodiscard]] std::vector<Grade> grades();

/// A measured value beside the true one.
struct Pair {
  std::string name;
  double measured = 0, truth = 0;
  bool failed = false;
};
/// A rule's measure against the truth of the renders; min and max: the rule's band.
struct TruthTable {
  std::string rule, what;
  double min = 0, max = 0;
  std::vector<Pair> pairs;

  [[nodiscard]] double bias() const;                  ///< mean of measured minus true
  [[nodiscard]] double mean_error() const;            ///< without sign
  [[nodiscard]] double error_at(double share) const;  ///< quantile of the error without sign
  [[nodiscard]] Count good() const;                   ///< pictures whose truth lies in the band
  [[nodiscard]] Count bad() const;                    ///< pictures whose truth lies outside
};
/// Head top, eye line, face width, centring, yaw, roll and pitch of all renders.
[[nodiscard]] std::vector<TruthTable> render_truths(Checker& checker);
/// Head top, eye line and chin of the re-cropped photographs.
[[nodiscard]] std::vector<TruthTable> photograph_truths(Checker& checker);
/// Known moves, scales and turns of the twelve portraits: head top, eye line, face width, roll.
[[nodiscard]] std::vector<TruthTable> move_truths(Checker& checker);

}  // namespace photolint::test
