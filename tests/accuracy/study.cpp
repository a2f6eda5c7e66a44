// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/accuracy/study.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <utility>

#include "photolint/decode/decode.h"
#include "photolint/pipeline/photo_worker.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"
#include "tests/accuracy/pictures.h"
#include "tests/support/load_image.h"

namespace photolint::test {
namespace {

/// Families of the rules that look at one picture.
constexpr std::array<std::string_view, 6> kFamilies = {"IMG", "BGD", "GEO", "FAC", "CLO", "AUT"};

bool of_picture(const RuleInfo& rule) {
  return std::any_of(kFamilies.begin(), kFamilies.end(),
                     [&rule](std::string_view family) { return rule.code.starts_with(family); });
}

/// chsi-upload with every other rule of these families switched on.
std::string study_profile() {
  std::string text = "profile = \"study\"\nversion = 1\nextends = \"chsi-upload\"\n";
  for (const RuleInfo& rule : rules::table()) {
    if (of_picture(rule)) text += "\n[rules." + std::string(rule.code) + "]\nenabled = true\n";
  }
  return text;
}

cv::Mat mat_of(const DecodedImage& image) {
  cv::Mat out(image.bgr.height(), image.bgr.width(), CV_8UC3);
  for (int y = 0; y < out.rows; ++y) {
    std::copy_n(image.bgr.view().row(y), static_cast<std::size_t>(out.cols) * 3, out.ptr(y));
  }
  return out;
}

Item item_of_file(const std::string& path) {
  return {std::filesystem::path(path).stem().string(), [path] { return bytes_of(path); }};
}

/// The pictures all grades start from.
const std::vector<Base>& bases() {
  static const std::vector<Base> all = [] {
    std::vector<Base> out = portrait_bases();
    for (Base& base : photograph_bases(9)) out.push_back(std::move(base));
    return out;
  }();
  return all;
}

/// Makes a worse picture of a base.
using Worsen = std::function<cv::Mat(const Base&, double)>;

struct GradedDefect {
  const char* name;
  const char* rule;
  const char* unit;
  std::vector<double> strengths;
  Worsen worsen;
  bool renders_only = false;  ///< needs the wall's mask, or a blue wall
};

std::vector<GradedDefect> graded_defects() {
  const auto blur = [](const Base& b, double s) { return blurred(b.picture, s); };
  const auto enlarge = [](const Base& b, double f) { return upscaled(b.picture, f); };
  const auto gamma = [](const Base& b, double g) { return with_gamma(b.picture, g); };
  const auto stops = [](const Base& b, double s) { return with_stops(b.picture, s); };
  const auto side = [](const Base& b, double d) {
    return side_lit(b.picture, b.truth->eyes, b.truth->face_width, d);
  };
  const auto turn = [](const Base& b, double d) { return turned(b.picture, d); };
  const auto shift = [](const Base& b, double d) { return placed(b.picture, b.truth->eyes, 1, {d, 0}); };
  const auto lower = [](const Base& b, double d) { return placed(b.picture, b.truth->eyes, 1, {0, d}); };
  const auto scale = [](const Base& b, double f) { return placed(b.picture, b.truth->eyes, f, {0, 0}); };
  return {
      {"blur", "IMG001", "px sigma at 480x640", {0.5, 1, 1.5, 2, 2.5, 3, 4, 6}, blur},
      {"upscaled", "IMG001", "times", {1.5, 2, 2.5, 3, 4}, enlarge},
      {"less light", "IMG006", "stops", {-1, -2, -3, -4, -5}, stops},
      {"darker gamma", "IMG006", "gamma", {1.4, 1.8, 2.4, 3}, gamma},
      {"more light", "IMG007", "stops", {0.5, 1, 1.5, 2, 3}, stops},
      {"lighter gamma", "IMG007", "gamma", {0.7, 0.5, 0.4, 0.3}, gamma},
      {"light from one side",
       "IMG009",
       "of the light at the far cheek",
       {0.8, 0.6, 0.5, 0.4, 0.3, 0.2},
       side},
      {"wall lighter above",
       "BGD003",
       "of the wall's values, up and down",
       {0.05, 0.1, 0.15, 0.2, 0.3, 0.4},
       with_wall_gradient,
       true},
      {"turned head", "GEO012", "degrees", {2, 4, 6, 8, 12, -2, -4, -6, -8, -12}, turn},
      {"moved aside", "GEO006", "px of 480", {12, 20, 28, 40, 60}, shift},
      {"moved up or down", "GEO002", "px of 640", {-60, -30, -15, 15, 30, 60}, lower},
      {"larger or smaller", "GEO004", "scale", {0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4}, scale},
  };
}

Items worsened(const GradedDefect& defect, double strength) {
  Items items;
  for (const Base& base : bases()) {
    if (defect.renders_only && base.background.empty()) continue;
    items.push_back(
        {base.name, [&base, strength, worsen = defect.worsen] { return jpeg_of(worsen(base, strength)); }});
  }
  return items;
}

Items recompressed(int quality) {
  Items items;
  for (const Base& base : bases()) {
    items.push_back({base.name, [&base, quality] { return jpeg_of(base.picture, quality); }});
  }
  return items;
}

/// A measure of a rule and its truth.
struct Compared {
  const char* rule;
  const char* what;
  double min, max;
  double (*measured)(const Checked&, const Truth&);
  double (*truth)(const Truth&);
};

const std::array<Compared, 7>& compared() {
  static const std::array<Compared, 7> all = {{
      {"GEO002", "head top, px of 640", 50, 110,
       [](const Checked& c, const Truth& t) { return c.head->head_top.y * 640 / t.height; },
       [](const Truth& t) { return std::max(0.0, t.head_top * 640 / t.height); }},
      {"GEO003", "eye line, px of 640", 200, 300,
       [](const Checked& c, const Truth& t) { return c.head->eye_line_y * 640 / t.height; },
       [](const Truth& t) { return t.eyes.y * 640 / t.height; }},
      {"GEO004", "face width, px of 480", 180, 300,
       [](const Checked& c, const Truth& t) { return c.head->face_width * 480 / t.width; },
       [](const Truth& t) { return t.face_width * 480 / t.width; }},
      {"GEO006", "eye midpoint, share of the width", 0.45, 0.55,
       [](const Checked& c, const Truth& t) {
         return midpoint(c.head->eye_left, c.head->eye_right).x / t.width;
       },
       [](const Truth& t) { return t.eyes.x / t.width; }},
      {"GEO010", "yaw, degrees", -10, 10, [](const Checked& c, const Truth&) { return c.yaw_deg; },
       [](const Truth& t) { return t.yaw; }},
      {"GEO011", "pitch, degrees", -10, 10, [](const Checked& c, const Truth&) { return c.head->pitch_deg; },
       [](const Truth& t) { return t.pitch; }},
      {"GEO012", "roll, degrees", -5, 5, [](const Checked& c, const Truth&) { return c.roll_deg; },
       [](const Truth& t) { return t.roll; }},
  }};
  return all;
}

TruthTable empty_table(const Compared& c) {
  return {c.rule, c.what, c.min, c.max, {}};
}

/// The truth of a base after a move: scaled about its eyes, shifted, or turned about the frame's centre.
Truth moved(Truth truth, double factor, Point shift) {
  truth.head_top = truth.eyes.y + (truth.head_top - truth.eyes.y) * factor + shift.y;
  truth.chin = truth.eyes.y + (truth.chin - truth.eyes.y) * factor + shift.y;
  truth.eyes = truth.eyes + shift;
  truth.face_width *= factor;
  return truth;
}

}  // namespace

Checker::Checker() {
  PlanOrErrors loaded = load_plan_text(
      study_profile(), "study.toml", {.user_dir = "", .shipped = rules::shipped_profiles()}, rules::table());
  if (!loaded.plan) throw std::runtime_error("the study's profile does not load");
  plan_ = *std::move(loaded.plan);
  std::erase_if(plan_.rules, [](const BoundRule& rule) { return !of_picture(*rule.info); });
  for (const BoundRule& rule : plan_.rules) codes_.emplace_back(rule.info->code);
  auto models = load_models("");
  if (!models.ok()) throw std::runtime_error("no models");
  auto analyser = Analyser::make(models.value());
  if (!analyser.ok()) throw std::runtime_error("no analyser");
  analyser_ = std::make_unique<Analyser>(std::move(analyser).value());
}

const BoundRule& Checker::rule(const std::string& code) const {
  for (const BoundRule& rule : plan_.rules) {
    if (rule.info->code == code) return rule;
  }
  throw std::logic_error("no rule " + code);
}

std::string Checker::name_of(const std::string& code) const {
  return std::string(rule(code).info->name);
}

Severity Checker::severity_of(const std::string& code) const {
  return rule(code).severity;
}

bool Checker::knows(const std::string& code) {
  if (std::find(codes_.begin(), codes_.end(), code) != codes_.end()) return true;
  if (unknown_.insert(code).second) std::cerr << "SKIPPED: the table has no rule " << code << "\n";
  return false;
}

std::vector<Subject> Checker::subjects(const std::vector<Base>& bases) {
  std::vector<Subject> out;
  for (const Base& base : bases) {
    const Result<DecodedImage> image =
        decode(jpeg_of(base.picture), base.name + ".jpg", Limits{}, kWorkingEdge);
    if (!image) throw std::runtime_error("not decoded: " + base.name);
    const WorkItem work;
    const Analysis analysis = analyser_->analyse(
        image.value(), work, Need::pixels | Need::faces | Need::parsing | Need::background | Need::head);
    out.push_back(make_subject(base.name, mat_of(image.value()), analysis));
  }
  return out;
}

Checked Checker::check(const Item& item) {
  const Result<DecodedImage> image = decode(item.bytes(), item.name + ".jpg", Limits{}, kWorkingEdge);
  if (!image) throw std::runtime_error("not decoded: " + item.name);
  const WorkItem work;
  const Analysis analysis = analyser_->analyse(image.value(), work, plan_.needs);
  Checked checked;
  checked.name = item.name;
  for (Finding& finding : evaluate(analysis, plan_.rules)) {
    checked.by_rule.emplace(finding.rule->info->code, std::move(finding.outcome));
  }
  if (analysis.faces.present()) {
    checked.faces = analysis.faces.value().faces.size();
    checked.yaw_deg = analysis.faces.value().main().yaw_deg;
    checked.roll_deg = analysis.faces.value().main().roll_deg;
  }
  if (analysis.head.present()) checked.head = analysis.head.value();
  return checked;
}

std::vector<Checked> Checker::check(const Items& items) {
  std::vector<Checked> out;
  out.reserve(items.size());
  for (const Item& item : items) out.push_back(check(item));
  return out;
}

Count count(const std::vector<Checked>& checked, const std::string& code) {
  Count out;
  for (const Checked& c : checked) {
    ++out.all;
    if (c.fails(code)) ++out.failed;
    if (c.undecided(code)) ++out.undecided;
    if (c.fails(code) || c.undecided(code)) out.names += " " + c.name;
  }
  return out;
}

Items files(const std::string& folder, std::size_t step) {
  Items items;
  const std::vector<std::string> paths = files_in(shared_folder() + "/" + folder, ".jpg");
  for (std::size_t i = 0; i < paths.size(); i += step) items.push_back(item_of_file(paths[i]));
  return items;
}

Items renders(const std::string& defect) {
  Items items;
  for (const Portrait& portrait : portraits()) {
    if (portrait.truth.defect == defect) items.push_back(item_of_file(portrait.jpeg_path));
  }
  return items;
}

Items items_of(const std::vector<Base>& bases) {
  Items items;
  for (const Base& base : bases) {
    items.push_back({base.name, [picture = base.picture] { return jpeg_of(picture); }});
  }
  return items;
}

Items reframed_photographs(std::size_t step) {
  return items_of(photograph_bases(step));
}

const std::vector<RenderedDefect>& rendered_defects() {
  static const std::vector<RenderedDefect> all = {
      {"yaw15", "GEO010"},          {"yaw30", "GEO010"},
      {"pitch15", "GEO011"},        {"roll10", "GEO012"},
      {"head_small", "GEO004"},     {"head_big", "GEO004"},
      {"off_centre", "GEO006"},     {"cut_top", "GEO009"},
      {"bg_white", "BGD001"},       {"bg_red", "BGD001"},
      {"bg_gradient", "BGD003"},    {"bg_clutter", "BGD002"},
      {"bg_shadow", "BGD004"},      {"shirt_like_background", "BGD007"},
      {"side_light", "IMG009"},     {"under_exposed", "IMG006"},
      {"over_exposed", "IMG007"},   {"red_cast", "IMG010"},
      {"eyes_closed", "FAC001"},    {"gaze_aside", "FAC002"},
      {"mouth_open", "FAC003"},     {"smile_teeth", "FAC004"},
      {"fringe", "FAC006"},         {"hair_over_eye", "FAC007"},
      {"hair_over_ears", "FAC008"}, {"glasses_thin", "FAC010"},
      {"glasses_thick", "FAC010"},  {"sunglasses", "FAC011"},
      {"lens_glare", "FAC012"},     {"cap", "FAC015"},
      {"headband", "FAC015"},       {"earrings", "FAC019"},
      {"necklace", "FAC020"},       {"shirt_blue", "CLO001"},
      {"shirt_green", "CLO001"},    {"high_collar", "CLO002"},
      {"strap_top", "CLO003"},
  };
  return all;
}

std::vector<Grade> grades() {
  std::vector<Grade> out;
  for (const GradedDefect& defect : graded_defects()) {
    for (const double strength : defect.strengths) {
      out.push_back({defect.name, defect.rule, strength, defect.unit, worsened(defect, strength)});
    }
  }
  for (const int quality : {10, 20, 30, 50, 70, 95}) {
    out.push_back(
        {"compressed", "IMG001", static_cast<double>(quality), "JPEG quality", recompressed(quality)});
  }
  return out;
}

double TruthTable::bias() const {
  double sum = 0;
  for (const Pair& pair : pairs) sum += pair.measured - pair.truth;
  return pairs.empty() ? 0 : sum / static_cast<double>(pairs.size());
}

double TruthTable::mean_error() const {
  double sum = 0;
  for (const Pair& pair : pairs) sum += std::abs(pair.measured - pair.truth);
  return pairs.empty() ? 0 : sum / static_cast<double>(pairs.size());
}

double TruthTable::error_at(double share) const {
  std::vector<double> errors;
  for (const Pair& pair : pairs) errors.push_back(std::abs(pair.measured - pair.truth));
  if (errors.empty()) return 0;
  std::sort(errors.begin(), errors.end());
  return errors[static_cast<std::size_t>(share * static_cast<double>(errors.size() - 1))];
}

Count TruthTable::good() const {
  Count out;
  for (const Pair& pair : pairs) {
    if (pair.truth < min || pair.truth > max) continue;
    ++out.all;
    if (!pair.failed) continue;
    ++out.failed;
    out.names += " " + pair.name;
  }
  return out;
}

Count TruthTable::bad() const {
  Count out;
  for (const Pair& pair : pairs) {
    if (pair.truth >= min && pair.truth <= max) continue;
    ++out.all;
    if (pair.failed) {
      ++out.failed;
    } else {
      out.names += " " + pair.name;
    }
  }
  return out;
}

std::vector<TruthTable> render_truths(Checker& checker) {
  std::vector<TruthTable> tables;
  for (const Compared& c : compared()) tables.push_back(empty_table(c));
  for (const Portrait& portrait : portraits()) {
    const Checked checked = checker.check(item_of_file(portrait.jpeg_path));
    if (!checked.head) continue;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      const Compared& c = compared()[i];
      tables[i].pairs.push_back({checked.name, c.measured(checked, portrait.truth), c.truth(portrait.truth),
                                 checked.fails(c.rule)});
    }
  }
  return tables;
}

std::vector<TruthTable> photograph_truths(Checker& checker) {
  std::vector<TruthTable> tables = {{"GEO002", "head top, px of 640", 50, 110, {}},
                                    {"GEO003", "eye line, px of 640", 200, 300, {}},
                                    {"GEO004", "face width, px of 480", 180, 300, {}},
                                    {"GEO008", "chin, px of 640", 0, 544, {}}};
  for (const Base& base : photograph_bases(1)) {
    const Checked checked = checker.check(Item{base.name, [&base] { return jpeg_of(base.picture); }});
    if (!checked.head) continue;
    const HeadFacts& head = *checked.head;
    const Truth& truth = *base.truth;
    const std::array<std::pair<double, double>, 4> values = {{{head.head_top.y, truth.head_top},
                                                              {head.eye_line_y, truth.eyes.y},
                                                              {head.face_width, truth.face_width},
                                                              {head.chin.y, truth.chin}}};
    for (std::size_t i = 0; i < tables.size(); ++i) {
      tables[i].pairs.push_back(
          {base.name, values[i].first, values[i].second, checked.fails(tables[i].rule)});
    }
  }
  return tables;
}

std::vector<TruthTable> move_truths(Checker& checker) {
  constexpr std::array<std::size_t, 4> kLengths = {0, 1, 2, 3};
  std::vector<TruthTable> tables;
  for (const std::size_t i : kLengths) tables.push_back(empty_table(compared()[i]));
  tables.push_back(empty_table(compared()[6]));
  const auto add = [&](const Base& base, const cv::Mat& picture, Truth truth, bool turned_only) {
    truth.width = picture.cols;
    truth.height = picture.rows;
    const Checked checked = checker.check(Item{base.name, [&picture] { return jpeg_of(picture); }});
    if (!checked.head) return;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      const Compared& c = compared()[i < 4 ? i : 6];
      if (turned_only != (i == 4)) continue;
      tables[i].pairs.push_back(
          {base.name, c.measured(checked, truth), c.truth(truth), checked.fails(c.rule)});
    }
  };
  for (const Base& base : portrait_bases()) {
    for (const double factor : {0.7, 0.8, 0.9, 1.1, 1.2}) {
      add(base, placed(base.picture, base.truth->eyes, factor, {0, 0}), moved(*base.truth, factor, {0, 0}),
          false);
    }
    for (const Point shift : {Point{0, -40}, Point{0, 40}, Point{-30, 0}, Point{17, -20}, Point{40, 20}}) {
      add(base, placed(base.picture, base.truth->eyes, 1, shift), moved(*base.truth, 1, shift), false);
    }
    for (const double angle : {-12., -8., -6., -4., -2., 2., 4., 6., 8., 12.}) {
      Truth truth = *base.truth;
      truth.roll += angle;
      add(base, turned(base.picture, angle), truth, true);
    }
  }
  return tables;
}

}  // namespace photolint::test
