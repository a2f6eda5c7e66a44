// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "photolint/calibrate/statistics.h"
#include "tests/accuracy/defects.h"
#include "tests/accuracy/study.h"

// Every rule against good pictures, mild variations of them and drawn defects.

namespace photolint::test {

/// What happens to a good photo on its way: it stays good.
struct MildVariation {
  const char* name;
  cv::Mat (*make)(const Base&);
  int quality = 92;  ///< of the JPEG
};
[[nodiscard]] const std::vector<MildVariation>& mild_variations();
/// Every variation of every base.
[[nodiscard]] Items mild_items(const std::vector<Base>& bases);

/// The drawn defects' pictures: some renders, men and women, light and dark skin, and some photographs.
[[nodiscard]] std::vector<Base> drawing_bases(std::size_t renders, std::size_t photographs);

/// A subject and what the program says about it undamaged.
struct CheckedSubject {
  Subject subject;
  Checked clean;
};
[[nodiscard]] std::vector<CheckedSubject> checked_subjects(Checker& checker, const std::vector<Base>& bases);

/// One strength of one drawn defect, every rule.
struct DrawnGrade {
  const DrawnDefect* defect = nullptr;
  double strength = 0;
  bool gross = false;  ///< in the second half of the defect's strengths
  std::vector<Checked> checked;
  std::vector<const CheckedSubject*> subjects;  ///< beside checked

  /// Of the pictures on which the rule passes undamaged: how many this defect turns into failures.
  [[nodiscard]] Count turned(const std::string& code) const;
};
enum class Strengths { all, ends };  ///< ends: the first and the last one
/// Defects whose rule the table has.
[[nodiscard]] std::vector<DrawnGrade> drawn_grades(Checker& checker, const std::vector<DrawnDefect>& defects,
                                                   const std::vector<CheckedSubject>& subjects,
                                                   Strengths strengths);

/// How far the rule's worst measurement lies beyond its limit, in limits (in units where the limit is 0);
/// negative inside. Nothing where the rule decided nothing or measures nothing that it limits.
[[nodiscard]] std::optional<double> score_of(const Outcome& outcome);
/// The scores of a rule on decided pictures.
[[nodiscard]] std::vector<double> scores_of(const std::vector<Checked>& checked, const std::string& code);

/// The best equal error rate published for a requirement like the rule's, percent; nothing where we know
/// none.
[[nodiscard]] std::optional<double> published_eer(const std::string& code);

/// A defect on which another rule of severity error fires for a good reason.
struct RelatedPair {
  std::string defect;  ///< rendered or drawn
  std::string rule;
  std::string reason;
};
[[nodiscard]] const std::vector<RelatedPair>& related_pairs();
[[nodiscard]] bool are_related(const std::string& defect, const std::string& rule);

/// Rules of severity error that fire on pictures of a defect for which they are not there.
struct Unrelated {
  std::string defect;
  int pictures = 0;
  std::map<std::string, int> fired;  ///< rule to number of pictures
  int caught = 0;                    ///< pictures with at least one of them
  std::string names;
};
/// All renders; a rule that fails the compliant render of the same person counts too.
[[nodiscard]] std::vector<Unrelated> unrelated_on_renders(Checker& checker);
/// Drawn defects of gross strength, rules that pass the undamaged picture.
[[nodiscard]] std::vector<Unrelated> unrelated_on_drawn(const Checker& checker,
                                                        const std::vector<DrawnGrade>& grades);

}  // namespace photolint::test
