// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/annotate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <string_view>

#include "photolint/core/number.h"

namespace photolint {
namespace {

constexpr int kPanelHeight = 960;  // large enough to read the points, small enough for a mail
const cv::Scalar kInside(60, 160, 40);
const cv::Scalar kOutside(40, 40, 220);
const cv::Scalar kNeutral(90, 90, 90);
const cv::Scalar kUnsure(0, 140, 230);
const cv::Scalar kPaper(250, 250, 250);

/// Tints of the parsing classes, B G R; background stays untouched.
constexpr std::array<std::array<int, 3>, kPortraitClassCount> kTints = {{{0, 0, 0},
                                                                         {120, 190, 250},
                                                                         {40, 70, 130},
                                                                         {230, 120, 40},
                                                                         {200, 60, 200},
                                                                         {60, 140, 255},
                                                                         {0, 230, 230},
                                                                         {60, 60, 160},
                                                                         {110, 80, 230},
                                                                         {120, 220, 180},
                                                                         {0, 180, 230},
                                                                         {180, 160, 80},
                                                                         {70, 40, 90},
                                                                         {40, 130, 40}}};

/// Draws in a panel, in full-size coordinates of the photo.
class Panel {
 public:
  Panel(cv::Mat canvas, double pixels_per_full_pixel)
      : canvas_(std::move(canvas)), k_(pixels_per_full_pixel) {}

  [[nodiscard]] cv::Mat& canvas() { return canvas_; }
  [[nodiscard]] cv::Point at(Point p) const { return {cvRound(p.x * k_), cvRound(p.y * k_)}; }

  void dot(Point p, const cv::Scalar& colour) {
    cv::circle(canvas_, at(p), 2, colour, cv::FILLED, cv::LINE_AA);
  }
  void line(Point a, Point b, const cv::Scalar& colour) {
    cv::line(canvas_, at(a), at(b), colour, 2, cv::LINE_AA);
  }
  void label(Point p, std::string_view text, const cv::Scalar& colour) {
    const std::string words(text);
    const cv::Point where = at(p) + cv::Point(4, -5);
    cv::putText(canvas_, words, where, cv::FONT_HERSHEY_SIMPLEX, 0.5, kPaper, 4, cv::LINE_AA);
    cv::putText(canvas_, words, where, cv::FONT_HERSHEY_SIMPLEX, 0.5, colour, 1, cv::LINE_AA);
  }
  /// A translucent box.
  void shade(Rect box, const cv::Scalar& colour) {
    const cv::Rect area = cv::Rect(at({box.x, box.y}), at({box.right(), box.bottom()})) &
                          cv::Rect(0, 0, canvas_.cols, canvas_.rows);
    if (area.empty()) return;
    cv::Mat part = canvas_(area);
    cv::addWeighted(part, 0.8, cv::Mat(part.size(), part.type(), colour), 0.2, 0, part);
  }

 private:
  cv::Mat canvas_;
  double k_;
};

const Finding* find(const std::vector<Finding>& findings, std::string_view rule_name) {
  for (const Finding& finding : findings) {
    if (finding.rule->info->name == rule_name && !finding.outcome.measured.empty()) return &finding;
  }
  return nullptr;
}

const cv::Scalar& colour_of(const Finding& finding) {
  switch (finding.outcome.status) {
    case Status::pass:
      return kInside;
    case Status::fail:
      return kOutside;
    case Status::cannot_assess:
      return kUnsure;
    case Status::not_applicable:
      return kNeutral;
  }
  return kNeutral;
}

/// Full-size pixels of one unit of a measurement: shares count from the edge, pixels from the rule's frame.
double unit_length(const Finding& finding, std::string_view frame_param, int edge) {
  if (finding.outcome.measured.front().unit == "share") return edge;
  return edge / finding.rule->params.real(frame_param);
}

/// A horizontal band with the measured line in it.
void draw_row(Panel& panel, const Finding* finding, double measured_y, int width, int height) {
  if (finding == nullptr) return;
  const Measurement& m = finding->outcome.measured.front();
  const double unit = unit_length(*finding, "frame_height_px", height);
  const double low = m.min.value_or(0) * unit;
  const double high = m.max ? *m.max * unit : height;
  panel.shade({0, low, double(width), high - low}, kInside);
  panel.line({0, measured_y}, {double(width), measured_y}, colour_of(*finding));
  panel.label({0, measured_y}, finding->rule->info->code, colour_of(*finding));
}

void draw_centre(Panel& panel, const Finding* finding, const HeadFacts& head, int width, int height) {
  if (finding == nullptr) return;
  const Measurement& m = finding->outcome.measured.front();
  const double unit = unit_length(*finding, "frame_width_px", width);
  const double low = m.min.value_or(0) * unit;
  const double high = m.max ? *m.max * unit : width;
  const double x = midpoint(head.eye_left, head.eye_right).x;
  panel.shade({low, 0, high - low, double(height)}, kInside);
  panel.line({x, head.eye_line_y - head.eye_distance}, {x, head.eye_line_y + head.eye_distance},
             colour_of(*finding));
  panel.label({x, head.eye_line_y - head.eye_distance}, finding->rule->info->code, colour_of(*finding));
}

void draw_head(Panel& panel, const Analysis& analysis, const std::vector<Finding>& findings) {
  if (!analysis.head.present()) return;
  const HeadFacts& head = analysis.head.value();
  const int width = analysis.file->width;
  const int height = analysis.file->height;
  draw_row(panel, find(findings, "head-top-margin"), head.head_top.y, width, height);
  draw_row(panel, find(findings, "eye-line"), head.eye_line_y, width, height);
  draw_centre(panel, find(findings, "centred"), head, width, height);
  if (const Finding* finding = find(findings, "face-width")) {
    const double y = midpoint(head.ear_joint_left, head.ear_joint_right).y;
    panel.line({head.ear_joint_left.x, y}, {head.ear_joint_right.x, y}, colour_of(*finding));
    panel.label({head.ear_joint_left.x, y}, finding->rule->info->code, colour_of(*finding));
  }
  if (const Finding* finding = find(findings, "chin-margin")) {
    panel.line(head.chin, {head.chin.x, double(height)}, colour_of(*finding));
    panel.label({head.chin.x, (head.chin.y + height) / 2}, finding->rule->info->code, colour_of(*finding));
  }
  if (const Finding* finding = find(findings, "side-margins")) {
    for (const double x : {head.head_left, head.head_right}) {
      panel.line({x, head.head_top.y}, {x, head.chin.y}, colour_of(*finding));
    }
    panel.label({head.head_left, head.head_top.y + 20}, finding->rule->info->code, colour_of(*finding));
  }
}

void draw_faces(Panel& panel, const Analysis& analysis) {
  if (!analysis.faces.present()) return;
  for (const Face& face : analysis.faces.value().faces) {
    for (const Point& p : face.landmarks) panel.dot(p, {200, 220, 40});
  }
}

/// Tints each pixel of the panel by the class under it.
void tint(Panel& panel, const Analysis& analysis, double pixels_per_full_pixel) {
  if (!analysis.parsing.present()) return;
  const ParsingFacts& parsing = analysis.parsing.value();
  cv::Mat& canvas = panel.canvas();
  for (int y = 0; y < canvas.rows; ++y) {
    for (int x = 0; x < canvas.cols; ++x) {
      const Point p{(x + 0.5) / pixels_per_full_pixel, (y + 0.5) / pixels_per_full_pixel};
      const PortraitClass label = parsing.at(p);
      if (label == PortraitClass::background) continue;
      cv::Vec3b& pixel = canvas.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) {
        const int mixed =
            (pixel[c] + kTints[static_cast<std::size_t>(label)][static_cast<std::size_t>(c)]) / 2;
        pixel[c] = static_cast<std::uint8_t>(mixed);
      }
    }
  }
}

std::string line_of(const Finding& finding) {
  std::string text(finding.rule->info->code);
  text += "  ";
  text += finding.rule->info->name;
  for (const Measurement& m : finding.outcome.measured) {
    text += "   " + std::string(m.name) + " " + format_fixed(m.value, m.decimals) + " " + std::string(m.unit);
    if (m.min || m.max) {
      text += " [" + (m.min ? format_fixed(*m.min, m.decimals) : "") + ".." +
              (m.max ? format_fixed(*m.max, m.decimals) : "") + "]";
    }
  }
  return text;
}

cv::Mat legend(const std::vector<Finding>& findings, int width) {
  constexpr int kLine = 24;
  std::vector<const Finding*> shown;
  for (const Finding& finding : findings) {
    if (!finding.outcome.measured.empty()) shown.push_back(&finding);
  }
  cv::Mat paper(static_cast<int>(shown.size()) * kLine + kLine, width, CV_8UC3, kPaper);
  int y = kLine;
  for (const Finding* finding : shown) {
    cv::circle(paper, {16, y - 5}, 6, colour_of(*finding), cv::FILLED, cv::LINE_AA);
    cv::putText(paper, line_of(*finding), {32, y}, cv::FONT_HERSHEY_SIMPLEX, 0.5, {40, 40, 40}, 1,
                cv::LINE_AA);
    y += kLine;
  }
  return paper;
}

}  // namespace

Result<std::vector<std::uint8_t>> annotate(const Analysis& analysis, const std::vector<Finding>& findings) {
  try {
    const ImageView view = analysis.colour;
    // OpenCV only reads from this header: the resize below makes the panels' own pixels.
    const cv::Mat photo(view.height(), view.width(), CV_8UC3, const_cast<std::uint8_t*>(view.row(0)),
                        static_cast<std::size_t>(view.stride()));
    const double working = double(kPanelHeight) / view.height();
    cv::Mat scaled;
    cv::resize(photo, scaled, {std::max(1, cvRound(view.width() * working)), kPanelHeight}, 0, 0,
               working < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    const double k = working * analysis.scale;
    Panel measured(scaled.clone(), k);
    Panel parsed(scaled.clone(), k);
    draw_head(measured, analysis, findings);
    draw_faces(measured, analysis);
    tint(parsed, analysis, k);
    cv::Mat panels;
    cv::hconcat(measured.canvas(), parsed.canvas(), panels);
    cv::Mat page;
    cv::vconcat(panels, legend(findings, panels.cols), page);
    std::vector<std::uint8_t> png;
    if (cv::imencode(".png", page, png)) return png;
    return Error{ErrorCode::output_failed, {{"reason", "PNG encoder"}}, {}};
  } catch (const cv::Exception& fault) {
    return Error{ErrorCode::output_failed, {{"reason", fault.err}}, {}};
  }
}

}  // namespace photolint
