// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/accuracy/drawn_study.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace photolint::test {
namespace {

/// Blue and red light times these factors.
cv::Mat white_balanced(const cv::Mat& picture, double blue, double red) {
  cv::Mat out;
  cv::multiply(picture, cv::Scalar(blue, 1, red), out);
  return out;
}

cv::Mat mirrored(const cv::Mat& picture) {
  cv::Mat out;
  cv::flip(picture, out, 1);
  return out;
}

Point eyes_of_base(const Base& base) {
  return base.truth->eyes;
}

bool counts_as_error(const Checker& checker, const std::string& code) {
  return checker.severity_of(code) == Severity::error;
}

/// Adds the error rules without a tie to the defect that fire on the picture.
void add_fired(Unrelated& row, const Checker& checker, const Checked& checked, const std::string& own_rule,
               const Checked* clean) {
  bool any = false;
  for (const std::string& code : checker.codes()) {
    if (code == own_rule || !checked.fails(code) || !counts_as_error(checker, code)) continue;
    if (clean != nullptr && clean->fails(code)) continue;
    if (are_related(row.defect, code)) continue;
    ++row.fired[code];
    any = true;
  }
  ++row.pictures;
  if (!any) return;
  ++row.caught;
  row.names += " " + checked.name;
}

}  // namespace

const std::vector<MildVariation>& mild_variations() {
  static const std::vector<MildVariation> all = {
      {"JPEG 70", [](const Base& b) { return b.picture.clone(); }, 70},
      {"JPEG 80", [](const Base& b) { return b.picture.clone(); }, 80},
      {"gamma 0.85", [](const Base& b) { return with_gamma(b.picture, 0.85); }},
      {"gamma 1.15", [](const Base& b) { return with_gamma(b.picture, 1.15); }},
      {"blur 0.5", [](const Base& b) { return blurred(b.picture, 0.5); }},
      {"noise 3", [](const Base& b) { return noisy(b.picture, 3, false, 4); }},
      {"warmer", [](const Base& b) { return white_balanced(b.picture, 0.95, 1.04); }},
      {"cooler", [](const Base& b) { return white_balanced(b.picture, 1.04, 0.95); }},
      {"turned 2", [](const Base& b) { return turned(b.picture, 2); }},
      {"turned -2", [](const Base& b) { return turned(b.picture, -2); }},
      {"scaled 0.95",
       [](const Base& b) {
         return placed(b.picture, eyes_of_base(b), 0.95, {0, 0});
       }},
      {"scaled 1.05",
       [](const Base& b) {
         return placed(b.picture, eyes_of_base(b), 1.05, {0, 0});
       }},
      {"moved",
       [](const Base& b) {
         return placed(b.picture, eyes_of_base(b), 1, {6, -4});
       }},
      {"mirrored", [](const Base& b) { return mirrored(b.picture); }},
  };
  return all;
}

Items mild_items(const std::vector<Base>& bases) {
  Items items;
  for (const Base& base : bases) {
    for (const MildVariation& variation : mild_variations()) {
      items.push_back({base.name + "/" + variation.name,
                       [base, &variation] { return jpeg_of(variation.make(base), variation.quality); }});
    }
  }
  return items;
}

std::vector<Base> drawing_bases(std::size_t renders, std::size_t photographs) {
  std::vector<Base> out = rendered_bases(renders);
  constexpr std::size_t kStep = 9;  // through the 102 photographs
  std::vector<Base> photos = photographs > 0 ? photograph_bases(kStep) : std::vector<Base>{};
  if (photos.size() > photographs) photos.resize(photographs);
  std::move(photos.begin(), photos.end(), std::back_inserter(out));
  return out;
}

std::vector<CheckedSubject> checked_subjects(Checker& checker, const std::vector<Base>& bases) {
  std::vector<CheckedSubject> out;
  std::vector<Subject> subjects = checker.subjects(bases);
  for (Subject& subject : subjects) {
    const cv::Mat picture = subject.picture;
    Checked clean = checker.check(Item{subject.name, [&picture] { return jpeg_of(picture); }});
    out.push_back({std::move(subject), std::move(clean)});
  }
  return out;
}

Count DrawnGrade::turned(const std::string& code) const {
  Count count;
  for (std::size_t i = 0; i < checked.size(); ++i) {
    const Outcome& clean = subjects[i]->clean.by_rule.at(code);
    if (clean.status != Status::pass && clean.status != Status::not_applicable) continue;
    ++count.all;
    if (checked[i].fails(code)) {
      ++count.failed;
    } else {
      count.names += " " + checked[i].name;
    }
    if (checked[i].undecided(code)) ++count.undecided;
  }
  return count;
}

std::vector<DrawnGrade> drawn_grades(Checker& checker, const std::vector<DrawnDefect>& defects,
                                     const std::vector<CheckedSubject>& subjects, Strengths strengths) {
  std::vector<DrawnGrade> out;
  for (const DrawnDefect& defect : defects) {
    if (!checker.knows(defect.rule)) continue;
    const std::size_t count = defect.strengths.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (strengths == Strengths::ends && i != 0 && i + 1 != count) continue;
      DrawnGrade grade;
      grade.defect = &defect;
      grade.strength = defect.strengths[i];
      grade.gross = 2 * i >= count;
      for (const CheckedSubject& subject : subjects) {
        const cv::Mat picture = defect.draw(subject.subject, grade.strength);
        if (picture.empty()) continue;
        grade.checked.push_back(
            checker.check(Item{subject.subject.name, [&picture] { return jpeg_of(picture); }}));
        grade.subjects.push_back(&subject);
      }
      out.push_back(std::move(grade));
    }
  }
  return out;
}

std::optional<double> score_of(const Outcome& outcome) {
  if (outcome.status != Status::pass && outcome.status != Status::fail) return std::nullopt;
  std::optional<double> worst;
  const auto add = [&worst](double beyond, double limit) {
    const double score = limit == 0 ? beyond : beyond / std::abs(limit);
    if (std::isfinite(score) && (!worst || score > *worst)) worst = score;
  };
  for (const Measurement& m : outcome.measured) {
    if (m.max) add(m.value - *m.max, *m.max);
    if (m.min) add(*m.min - m.value, *m.min);
  }
  return worst;
}

std::vector<double> scores_of(const std::vector<Checked>& checked, const std::string& code) {
  std::vector<double> scores;
  for (const Checked& one : checked) {
    if (const auto score = score_of(one.by_rule.at(code))) scores.push_back(*score);
  }
  return scores;
}

std::optional<double> published_eer(const std::string& code) {
  static const std::map<std::string, double> all = {
      {"IMG001", 1.6},  {"BGD002", 3.7}, {"BGD004", 2.3}, {"IMG009", 3.3}, {"GEO010", 4.6},
      {"GEO011", 4.6},  {"GEO012", 4.6}, {"FAC001", 0.2}, {"FAC002", 5.4}, {"FAC003", 0.6},
      {"FAC007", 11.9}, {"FAC011", 0.4}, {"FAC012", 0.8}, {"FAC015", 0.6}, {"FAC017", 1.0}};
  const auto found = all.find(code);
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<RelatedPair>& related_pairs() {
  static const std::vector<RelatedPair> all = {
      {"yaw15", "GEO004", "a turned head is narrower"},
      {"yaw30", "GEO004", "a turned head is narrower"},
      {"yaw30", "GEO006", "a head turned about its neck leaves the middle"},
      {"pitch15", "GEO003", "a lifted head lifts the eyes"},
      {"head_small", "GEO002", "a small head leaves room above"},
      {"head_small", "GEO013", "a small head has few pixels between the eyes"},
      {"head_big", "GEO002", "a big head reaches the upper edge"},
      {"head_big", "GEO007", "a big head leaves no room at the sides"},
      {"head_big", "GEO008", "a big head leaves no room below"},
      {"head_big", "GEO009", "a big head is cut by the frame"},
      {"head_big", "GEO014", "a big head leaves no room for the shoulders"},
      {"off_centre", "GEO007", "a head at one side leaves no room there"},
      {"off_centre", "GEO014", "a shoulder lies outside of the frame"},
      {"cut_top", "GEO002", "a cut head leaves no room above"},
      {"cut_top", "GEO003", "a head moved up moves the eyes up"},
      {"bg_clutter", "BGD001", "things on the wall have other colours"},
      {"bg_clutter", "BGD005", "things on the wall are what the rule is for"},
      {"bg_white", "BGD007", "a white shirt does not stand out from white"},
      {"shirt_like_background", "CLO001", "the shirt has the wall's blue"},
      {"glasses_thick", "FAC013", "the frame crosses the eyes"},
      {"bg_clutter", "BGD003", "things on the wall change its colour from side to side"},
      {"bg_clutter", "GEO002", "things behind the head pass for hair"},
      {"over_exposed", "BGD001", "a burnt wall has no hue"},
      {"hair_over_eye", "GEO004", "hair hides the sides of the face"},
      {"hair_over_eye", "GEO012", "the hidden eye is guessed"},
      {"hair_over_eye", "FAC006", "what hides the eye hides the brow above it"},
      {"hair_over_eye", "FAC008", "the rendered bob covers the ears too"},
      {"fringe", "FAC007", "a fringe over the brows may hang into the eyes"},
      {"mouth_open", "FAC004", "an open mouth shows teeth"},
      {"smile_teeth", "FAC003", "teeth show between open lips"},
      {"sunglasses", "FAC007", "dark lenses hide the eyes"},
  };
  return all;
}

bool are_related(const std::string& defect, const std::string& rule) {
  return std::any_of(related_pairs().begin(), related_pairs().end(),
                     [&](const RelatedPair& pair) { return pair.defect == defect && pair.rule == rule; });
}

std::vector<Unrelated> unrelated_on_renders(Checker& checker) {
  std::vector<Unrelated> out;
  for (const RenderedDefect& defect : rendered_defects()) {
    Unrelated row;
    row.defect = defect.name;
    for (const Checked& checked : checker.check(renders(defect.name))) {
      add_fired(row, checker, checked, defect.rule, nullptr);
    }
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<Unrelated> unrelated_on_drawn(const Checker& checker, const std::vector<DrawnGrade>& grades) {
  std::vector<Unrelated> out;
  for (const DrawnGrade& grade : grades) {
    if (!grade.gross) continue;
    if (out.empty() || out.back().defect != grade.defect->name) {
      out.emplace_back();
      out.back().defect = grade.defect->name;
    }
    for (std::size_t i = 0; i < grade.checked.size(); ++i) {
      add_fired(out.back(), checker, grade.checked[i], grade.defect->rule, &grade.subjects[i]->clean);
    }
  }
  return out;
}

}  // namespace photolint::test
