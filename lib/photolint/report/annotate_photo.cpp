// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/annotate_photo.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "photolint/report/shown.h"

namespace photolint {
namespace {

constexpr double kMeasured = 2.5, kContour = 1;  // thickness of lines
constexpr double kBadgeReach = 14;               // a number and its rim

const Finding* find(const std::vector<Finding>& findings, std::string_view rule_name) {
  for (const Finding& finding : findings) {
    if (finding.rule->info->name == rule_name && !finding.outcome.measured.empty()) return &finding;
  }
  return nullptr;
}

/// Draws over the photo, in its full-size coordinates.
class Overlay {
 public:
  Overlay(Canvas& canvas, const PhotoPlace& place, const Analysis& analysis,
          const std::vector<Finding>& findings, const std::vector<const Finding*>& numbered,
          Language language)
      : canvas_(canvas),
        place_(place),
        analysis_(analysis),
        findings_(findings),
        numbered_(numbered),
        language_(language),
        width_(analysis.file->width),
        height_(analysis.file->height),
        marked_(numbered.size()) {}

  void draw() {
    cairo_save(canvas_.get());
    cairo_rectangle(canvas_.get(), place_.x, place_.y, place_.width, place_.height);
    cairo_clip(canvas_.get());
    if (analysis_.head.present()) bands();
    if (analysis_.faces.present()) contours();
    if (analysis_.head.present()) head(analysis_.head.value());
    regions();
    cairo_restore(canvas_.get());
    for (const auto& [number, at] : badges_) {
      canvas_.badge(at.x, at.y, std::to_string(number + 1), ink_of(*numbered_[number]), language_);
    }
  }

 private:
  [[nodiscard]] Point at(Point p) const {
    return {place_.x + p.x * place_.width / width_, place_.y + p.y * place_.height / height_};
  }
  void line(Point a, Point b, const Finding& finding) {
    const Point from = at(a), to = at(b);
    canvas_.set(ink::kPaper, 0.8);
    canvas_.line(from.x, from.y, to.x, to.y, kMeasured + 2);
    canvas_.set(ink_of(finding));
    canvas_.line(from.x, from.y, to.x, to.y, kMeasured);
  }

  /// Puts the finding's number at p, beside the numbers that are there; nothing for one without a number.
  void mark(const Finding& finding, Point p) {
    const auto found = std::find(numbered_.begin(), numbered_.end(), &finding);
    if (found == numbered_.end()) return;
    const auto number = static_cast<std::size_t>(found - numbered_.begin());
    if (marked_[number]) return;
    marked_[number] = true;
    Point where = at(p);
    where.x = std::clamp(where.x, place_.x + kBadgeReach, place_.x + place_.width - kBadgeReach);
    where.y = std::clamp(where.y, place_.y + kBadgeReach, place_.y + place_.height - kBadgeReach);
    for (const auto& [other, taken] : badges_) {
      if (distance(where, taken) < 2 * kBadgeReach) where.x = taken.x + 2 * kBadgeReach;
    }
    badges_.emplace_back(number, where);
  }

  /// Full-size pixels of one unit of a measurement: shares count from the edge, pixels from the rule's frame.
  static double unit_length(const Finding& finding, std::string_view frame_param, int edge) {
    if (finding.outcome.measured.front().unit == "share") return edge;
    return edge / finding.rule->params.real(frame_param);
  }

  /// The allowed band of a finding between two edges of the photo: begin and length.
  static std::pair<double, double> allowed(const Finding& finding, std::string_view frame_param, int edge) {
    const Measurement& m = finding.outcome.measured.front();
    const double unit = unit_length(finding, frame_param, edge);
    const double low = m.min.value_or(0) * unit;
    return {low, (m.max ? *m.max * unit : edge) - low};
  }

  void band(Rect box) {
    const Point from = at({box.x, box.y}), to = at({box.right(), box.bottom()});
    cairo_rectangle(canvas_.get(), from.x, from.y, to.x - from.x, to.y - from.y);
    canvas_.set(ink::kGood, 0.16);
    cairo_fill_preserve(canvas_.get());
    canvas_.set(ink::kGood, 0.45);
    cairo_set_line_width(canvas_.get(), 1);
    cairo_stroke(canvas_.get());
  }

  void bands() {
    for (const std::string_view rule : {"head-top-margin", "eye-line"}) {
      if (const Finding* finding = find(findings_, rule)) {
        const auto [begin, length] = allowed(*finding, "frame_height_px", height_);
        band({0, begin, double(width_), length});
      }
    }
    if (const Finding* finding = find(findings_, "centred")) {
      const auto [begin, length] = allowed(*finding, "frame_width_px", width_);
      band({begin, 0, length, double(height_)});
    }
  }

  void contour(const Face& face, int begin, int end, bool closed) {
    for (int i = begin; i < end; ++i) {
      const Point p = at(face.landmarks.at(static_cast<std::size_t>(i)));
      cairo_line_to(canvas_.get(), p.x, p.y);
    }
    if (closed) cairo_close_path(canvas_.get());
    canvas_.set(ink::kPaper, 0.55);
    cairo_set_line_width(canvas_.get(), kContour);
    cairo_stroke(canvas_.get());
  }

  void contours() {
    namespace lm = landmark;
    for (const Face& face : analysis_.faces.value().faces) {
      contour(face, lm::kOvalBegin, lm::kOvalEnd, true);
      contour(face, lm::kEyeLeftBegin, lm::kEyeLeftEnd, true);
      contour(face, lm::kEyeRightBegin, lm::kEyeRightEnd, true);
      contour(face, lm::kBrowLeftBegin, lm::kBrowLeftEnd, true);
      contour(face, lm::kBrowRightBegin, lm::kBrowRightEnd, true);
      contour(face, lm::kLipsOuterBegin, lm::kLipsOuterEnd, true);
      contour(face, lm::kNoseBegin, lm::kNoseTip, false);
    }
  }

  void row(std::string_view rule, double y) {
    const Finding* finding = find(findings_, rule);
    if (finding == nullptr) return;
    line({0, y}, {double(width_), y}, *finding);
    mark(*finding, {0, y});
  }

  void head(const HeadFacts& head) {
    row("head-top-margin", head.head_top.y);
    row("eye-line", head.eye_line_y);
    const double middle = midpoint(head.eye_left, head.eye_right).x;
    const double eye = head.eye_distance;
    if (const Finding* finding = find(findings_, "centred")) {
      line({middle, head.eye_line_y - 0.5 * eye}, {middle, head.eye_line_y + 0.9 * eye}, *finding);
      mark(*finding, {middle, head.eye_line_y - 0.5 * eye});
    }
    if (const Finding* finding = find(findings_, "face-width")) {
      const double y = midpoint(head.ear_joint_left, head.ear_joint_right).y + 0.25 * eye;
      line({head.ear_joint_left.x, y}, {head.ear_joint_right.x, y}, *finding);
      mark(*finding, {head.ear_joint_left.x, y});
    }
    if (const Finding* finding = find(findings_, "chin-margin")) {
      line(head.chin, {head.chin.x, double(height_)}, *finding);
      mark(*finding, {head.chin.x, (head.chin.y + height_) / 2});
    }
    if (const Finding* finding = find(findings_, "side-margins")) {
      for (const double x : {head.head_left, head.head_right}) {
        line({x, head.head_top.y}, {x, head.chin.y}, *finding);
      }
      mark(*finding, {head.head_left, head.chin.y});
    }
  }

  /// Where a numbered rule has looked, unless its line is drawn already or it looked nearly everywhere.
  void regions() {
    constexpr double kNearlyAll = 0.6;
    for (std::size_t i = 0; i < numbered_.size(); ++i) {
      const Finding& finding = *numbered_[i];
      if (marked_[i] || !finding.outcome.region) continue;
      const Rect& region = *finding.outcome.region;
      if (region.area() > kNearlyAll * width_ * height_) continue;
      const Point from = at({region.x, region.y}), to = at({region.right(), region.bottom()});
      const double radius = std::min({6., (to.x - from.x) / 2, (to.y - from.y) / 2});
      canvas_.rounded(from.x, from.y, to.x - from.x, to.y - from.y, radius);
      canvas_.set(ink_of(finding));
      cairo_set_line_width(canvas_.get(), kMeasured);
      cairo_stroke(canvas_.get());
      mark(finding, {region.x, region.y});
    }
  }

  Canvas& canvas_;
  const PhotoPlace& place_;
  const Analysis& analysis_;
  const std::vector<Finding>& findings_;
  const std::vector<const Finding*>& numbered_;
  Language language_;
  int width_, height_;
  std::vector<bool> marked_;
  std::vector<std::pair<std::size_t, Point>> badges_;  ///< index of the numbered finding, place on the page
};

}  // namespace

Ink ink_of(const Finding& finding) {
  if (!counts_against(finding)) return ink::kGood;
  return rejects(finding) ? ink::kError : ink::kReview;
}

void draw_photo(Canvas& canvas, const PhotoPlace& place, const Analysis& analysis,
                const std::vector<Finding>& findings, const std::vector<const Finding*>& numbered,
                Language language) {
  canvas.picture(analysis.colour, place.x, place.y, place.width, place.height);
  Overlay(canvas, place, analysis, findings, numbered, language).draw();
}

}  // namespace photolint
