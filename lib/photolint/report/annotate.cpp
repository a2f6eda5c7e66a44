// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/annotate.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "photolint/core/number.h"

namespace photolint {
namespace {

// The page, in pixels: two panels side by side, a caption under each, the findings in two columns.
constexpr int kPanelWidth = 510;
constexpr int kPanelHeight = 680;
constexpr int kGap = 20;
constexpr int kCaptionHeight = 48;
constexpr int kLineHeight = 21;
constexpr int kPageWidth = 2 * kPanelWidth + 3 * kGap;
constexpr double kTextSize = 0.4;

// B G R.
const cv::Scalar kInside(84, 122, 30);
const cv::Scalar kOutside(48, 48, 196);
const cv::Scalar kUnsure(16, 118, 208);
const cv::Scalar kNeutral(120, 120, 120);
const cv::Scalar kBand(150, 200, 120);
const cv::Scalar kContour(240, 236, 214);
const cv::Scalar kPaper(255, 255, 255);
const cv::Scalar kInk(58, 50, 46);
const cv::Scalar kFaint(140, 132, 126);

struct ClassStyle {
  std::string_view name;
  cv::Vec3b tint;  ///< B G R
};

/// In the order of PortraitClass; background stays untouched.
const std::array<ClassStyle, kPortraitClassCount> kClasses = {{{"background", {0, 0, 0}},
                                                               {"skin", {140, 190, 240}},
                                                               {"brow", {60, 84, 120}},
                                                               {"eye", {200, 130, 60}},
                                                               {"glasses", {190, 80, 180}},
                                                               {"ear", {90, 150, 240}},
                                                               {"earring", {40, 210, 230}},
                                                               {"mouth", {70, 60, 150}},
                                                               {"lips", {120, 100, 220}},
                                                               {"neck", {130, 205, 170}},
                                                               {"necklace", {30, 170, 220}},
                                                               {"cloth", {190, 165, 110}},
                                                               {"hair", {120, 80, 96}},
                                                               {"hat", {80, 140, 70}}}};

int text_width(const std::string& text) {
  int below = 0;
  return cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, kTextSize, 1, &below).width;
}

void write_text(cv::Mat& canvas, const std::string& text, cv::Point where, const cv::Scalar& colour) {
  cv::putText(canvas, text, where, cv::FONT_HERSHEY_SIMPLEX, kTextSize, colour, 1, cv::LINE_AA);
}

/// Draws in a panel, in full-size coordinates of the photo.
class Panel {
 public:
  Panel(cv::Mat canvas, double pixels_per_full_pixel)
      : canvas_(std::move(canvas)), k_(pixels_per_full_pixel) {}

  [[nodiscard]] cv::Mat& canvas() { return canvas_; }
  [[nodiscard]] cv::Point at(Point p) const { return {pixel(p.x), pixel(p.y)}; }

  void line(Point a, Point b, const cv::Scalar& colour, int thickness = 2) {
    cv::line(canvas_, at(a), at(b), colour, thickness, cv::LINE_AA);
  }
  void contour(const Face& face, int begin, int end, bool closed) {
    std::vector<cv::Point> points;
    for (int i = begin; i < end; ++i) points.push_back(at(face.landmarks.at(static_cast<std::size_t>(i))));
    cv::polylines(canvas_, points, closed, kContour, 1, cv::LINE_AA);
  }
  void ring(Point centre, double radius, const cv::Scalar& colour) {
    cv::circle(canvas_, at(centre), std::max(2, pixel(radius)), colour, 1, cv::LINE_AA);
  }
  void frame(Rect box, const cv::Scalar& colour) {
    cv::rectangle(canvas_, at({box.x, box.y}), at({box.right(), box.bottom()}), colour, 1, cv::LINE_AA);
  }
  /// A translucent band of allowed positions, with a thin line at each of its ends.
  void band(Rect box) {
    const cv::Rect area = cv::Rect(at({box.x, box.y}), at({box.right(), box.bottom()})) &
                          cv::Rect(0, 0, canvas_.cols, canvas_.rows);
    if (area.empty()) return;
    cv::Mat part = canvas_(area);
    cv::addWeighted(part, 0.8, cv::Mat(part.size(), part.type(), kBand), 0.2, 0, part);
    cv::rectangle(canvas_, area, kBand, 1);
  }
  /// A name plate that begins at p; it moves down past the plates that are there already.
  void label(Point p, std::string_view words, const cv::Scalar& colour) {
    const std::string text(words);
    cv::Rect plate(at(p), cv::Size(text_width(text) + 8, 16));
    plate.x = std::clamp(plate.x, 0, std::max(0, canvas_.cols - plate.width));
    plate.y = std::clamp(plate.y, 0, std::max(0, canvas_.rows - plate.height));
    for (const cv::Rect& other : plates_) {
      if (!(plate & other).empty()) plate.y = other.y + other.height + 2;
    }
    plates_.push_back(plate);
    cv::rectangle(canvas_, plate, kPaper, cv::FILLED);
    cv::rectangle(canvas_, plate, colour, 1);
    write_text(canvas_, text, {plate.x + 4, plate.y + 12}, colour);
  }

 private:
  [[nodiscard]] int pixel(double full) const {
    // Far outside is far enough: OpenCV draws with 16-bit fractions.
    return cvRound(std::clamp(full * k_, -10000.0, 10000.0));
  }

  cv::Mat canvas_;
  double k_;
  std::vector<cv::Rect> plates_;
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
      return finding.rule->severity == Severity::error ? kOutside : kUnsure;
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

/// The allowed band of a finding between two edges of the photo, full-size pixels: begin and length.
std::pair<double, double> allowed(const Finding& finding, std::string_view frame_param, int edge) {
  const Measurement& m = finding.outcome.measured.front();
  const double unit = unit_length(finding, frame_param, edge);
  const double low = m.min.value_or(0) * unit;
  return {low, (m.max ? *m.max * unit : edge) - low};
}

/// Bands first, so that no line or name is under one.
void draw_bands(Panel& panel, const std::vector<Finding>& findings, int width, int height) {
  for (const std::string_view rule : {"head-top-margin", "eye-line"}) {
    if (const Finding* finding = find(findings, rule)) {
      const auto [begin, length] = allowed(*finding, "frame_height_px", height);
      panel.band({0, begin, double(width), length});
    }
  }
  if (const Finding* finding = find(findings, "centred")) {
    const auto [begin, length] = allowed(*finding, "frame_width_px", width);
    panel.band({begin, 0, length, double(height)});
  }
}

void draw_head(Panel& panel, const HeadFacts& head, const std::vector<Finding>& findings, int width,
               int height) {
  const auto row = [&](std::string_view rule, double y) {
    const Finding* finding = find(findings, rule);
    if (finding == nullptr) return;
    panel.line({0, y}, {double(width), y}, colour_of(*finding));
    panel.label({0, y}, finding->rule->info->code, colour_of(*finding));
  };
  row("head-top-margin", head.head_top.y);
  row("eye-line", head.eye_line_y);
  if (const Finding* finding = find(findings, "centred")) {
    const double x = midpoint(head.eye_left, head.eye_right).x;
    panel.line({x, head.eye_line_y - 0.5 * head.eye_distance}, {x, head.eye_line_y + 0.9 * head.eye_distance},
               colour_of(*finding));
    panel.label({x, head.eye_line_y - 0.5 * head.eye_distance}, finding->rule->info->code,
                colour_of(*finding));
  }
  if (const Finding* finding = find(findings, "face-width")) {
    const double y = midpoint(head.ear_joint_left, head.ear_joint_right).y + 0.25 * head.eye_distance;
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
    panel.label({head.head_left, head.chin.y}, finding->rule->info->code, colour_of(*finding));
  }
}

void draw_faces(Panel& panel, const FaceFacts& faces) {
  namespace lm = landmark;
  for (const Face& face : faces.faces) {
    panel.contour(face, lm::kOvalBegin, lm::kOvalEnd, true);
    panel.contour(face, lm::kEyeLeftBegin, lm::kEyeLeftEnd, true);
    panel.contour(face, lm::kEyeRightBegin, lm::kEyeRightEnd, true);
    panel.contour(face, lm::kBrowLeftBegin, lm::kBrowLeftEnd, true);
    panel.contour(face, lm::kBrowRightBegin, lm::kBrowRightEnd, true);
    panel.contour(face, lm::kLipsOuterBegin, lm::kLipsOuterEnd, true);
    panel.contour(face, lm::kLipsInnerBegin, lm::kLipsInnerEnd, true);
    panel.contour(face, lm::kNoseBegin, lm::kNoseTip, false);
    for (const int iris : {lm::kIrisLeft, lm::kIrisRight}) {
      const Point centre = face.landmarks.at(static_cast<std::size_t>(iris));
      const Point edge = face.landmarks.at(static_cast<std::size_t>(iris) + 1);
      panel.ring(centre, distance(centre, edge), kContour);
    }
  }
}

/// Where a rule that failed has looked, unless its lines are drawn already or it looked nearly everywhere.
void draw_regions(Panel& panel, const std::vector<Finding>& findings, int width, int height) {
  constexpr std::array kDrawn = {"head-top-margin", "eye-line",     "centred",    "face-width",
                                 "chin-margin",     "side-margins", "head-height"};
  constexpr double kNearlyAll = 0.6;
  for (const Finding& finding : findings) {
    if (finding.outcome.status != Status::fail || !finding.outcome.region) continue;
    if (std::find(kDrawn.begin(), kDrawn.end(), finding.rule->info->name) != kDrawn.end()) continue;
    const Rect& region = *finding.outcome.region;
    if (region.area() > kNearlyAll * width * height) continue;
    panel.frame(region, colour_of(finding));
    panel.label({region.x, region.y}, finding.rule->info->code, colour_of(finding));
  }
}

using ClassesSeen = std::array<bool, kPortraitClassCount>;

/// Tints each pixel of the panel by the class under it and outlines the square that was parsed.
ClassesSeen tint(Panel& panel, const ParsingFacts& parsing, double pixels_per_full_pixel) {
  ClassesSeen seen{};
  cv::Mat& canvas = panel.canvas();
  for (int y = 0; y < canvas.rows; ++y) {
    for (int x = 0; x < canvas.cols; ++x) {
      const PortraitClass label =
          parsing.at({(x + 0.5) / pixels_per_full_pixel, (y + 0.5) / pixels_per_full_pixel});
      if (label == PortraitClass::background) continue;
      seen.at(static_cast<std::size_t>(label)) = true;
      const cv::Vec3b& colour = kClasses.at(static_cast<std::size_t>(label)).tint;
      cv::Vec3b& pixel = canvas.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) pixel[c] = static_cast<std::uint8_t>((pixel[c] + colour[c]) / 2);
    }
  }
  const Affine back = parsing.image_to_crop.inverse();
  const double side = parsing.labels.width();
  const std::array corners = {back.apply({0, 0}), back.apply({side, 0}), back.apply({side, side}),
                              back.apply({0, side})};
  for (std::size_t i = 0; i < corners.size(); ++i) {
    panel.line(corners.at(i), corners.at((i + 1) % corners.size()), kPaper, 1);
  }
  return seen;
}

/// "18.5 %": shares as percent, everything else in its own unit.
std::string number_text(double value, const Measurement& m) {
  if (m.unit == "share") return format_fixed(100 * value, std::max(0, m.decimals - 2)) + " %";
  return format_fixed(value, m.decimals);
}

std::string value_text(const Measurement& m) {
  const bool bare = m.unit.empty() || m.unit == "share";
  return number_text(m.value, m) + (bare ? std::string() : " " + std::string(m.unit));
}

std::string band_text(const Measurement& m) {
  if (m.min && m.max && *m.min == *m.max) return "exactly " + number_text(*m.min, m);
  if (m.min && m.max) return number_text(*m.min, m) + " to " + number_text(*m.max, m);
  if (m.min) return "from " + number_text(*m.min, m);
  if (m.max) return "up to " + number_text(*m.max, m);
  return {};
}

void write_finding(cv::Mat& page, const Finding& finding, cv::Point where) {
  constexpr int kCode = 18, kName = 78, kValue = 232, kBandColumn = 352;
  const std::vector<Measurement>& measured = finding.outcome.measured;
  cv::circle(page, where + cv::Point(5, -4), 5, colour_of(finding), cv::FILLED, cv::LINE_AA);
  write_text(page, std::string(finding.rule->info->code), where + cv::Point(kCode, 0), kInk);
  write_text(page, std::string(finding.rule->info->name), where + cv::Point(kName, 0), kInk);
  if (measured.empty() || finding.outcome.status == Status::cannot_assess) {
    write_text(page, std::string(to_string(finding.outcome.status)), where + cv::Point(kValue, 0),
               colour_of(finding));
    return;
  }
  const Measurement* outside = first_outside(measured);
  const Measurement& m = outside != nullptr ? *outside : measured.front();
  write_text(page, value_text(m), where + cv::Point(kValue, 0),
             outside != nullptr ? colour_of(finding) : kInk);
  write_text(page, band_text(m), where + cv::Point(kBandColumn, 0), kFaint);
}

void write_findings(cv::Mat& page, const std::vector<Finding>& findings, int top) {
  const int rows = (static_cast<int>(findings.size()) + 1) / 2;
  for (int i = 0; i < static_cast<int>(findings.size()); ++i) {
    const int x = kGap + (i / rows) * (kPanelWidth + kGap);
    write_finding(page, findings[static_cast<std::size_t>(i)], {x, top + (i % rows) * kLineHeight + 14});
  }
}

/// Swatches of the classes that occur, in up to two lines.
void write_classes(cv::Mat& page, const ClassesSeen& seen, cv::Point where) {
  int x = where.x;
  int y = where.y;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!seen.at(i)) continue;
    const std::string name(kClasses.at(i).name);
    const int width = 16 + text_width(name) + 12;
    if (x + width > where.x + kPanelWidth) {
      x = where.x;
      y += kLineHeight - 2;
    }
    cv::rectangle(page, {x, y - 9, 11, 11}, cv::Scalar(kClasses.at(i).tint), cv::FILLED);
    write_text(page, name, {x + 16, y}, kInk);
    x += width;
  }
}

void write_colours(cv::Mat& page, cv::Point where) {
  int x = where.x;
  const std::array<std::pair<const cv::Scalar&, std::string>, 4> keys = {
      {{kInside, "in order"},
       {kOutside, "error"},
       {kUnsure, "warning, note, not checked"},
       {kBand, "allowed band"}}};
  for (const auto& [colour, words] : keys) {
    cv::rectangle(page, {x, where.y - 9, 11, 11}, colour, cv::FILLED);
    write_text(page, words, {x + 16, where.y}, kInk);
    x += 16 + text_width(words) + 12;
  }
}

/// The photo scaled into a panel, low bits dropped: nobody sees them, and they are most of a PNG's bytes.
cv::Mat scaled_photo(const cv::Mat& photo, double factor) {
  cv::Mat scaled;
  cv::resize(photo, scaled,
             {std::clamp(cvRound(photo.cols * factor), 1, kPanelWidth),
              std::clamp(cvRound(photo.rows * factor), 1, kPanelHeight)},
             0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::Mat smooth;
  cv::bilateralFilter(scaled, smooth, 5, 8, 2);
  for (int y = 0; y < smooth.rows; ++y) {
    std::uint8_t* row = smooth.ptr(y);
    for (int i = 0; i < 3 * smooth.cols; ++i) row[i] = static_cast<std::uint8_t>((row[i] & 0xFC) | 2);
  }
  return smooth;
}

/// Pastes a panel into its place, centred where the photo has another shape than 3:4.
void paste(cv::Mat& page, const cv::Mat& panel, int left) {
  const cv::Rect place(left + (kPanelWidth - panel.cols) / 2, kGap + (kPanelHeight - panel.rows) / 2,
                       panel.cols, panel.rows);
  panel.copyTo(page(place));
}

cv::Mat draw_page(const Analysis& analysis, const std::vector<Finding>& findings) {
  const ImageView view = analysis.colour;
  // OpenCV only reads from this header: the panels have pixels of their own.
  const cv::Mat photo(view.height(), view.width(), CV_8UC3, const_cast<std::uint8_t*>(view.row(0)),
                      static_cast<std::size_t>(view.stride()));
  const double factor = std::min(double(kPanelWidth) / view.width(), double(kPanelHeight) / view.height());
  const cv::Mat scaled = scaled_photo(photo, factor);
  const double k = factor * analysis.scale;
  const int width = analysis.file->width;
  const int height = analysis.file->height;

  Panel measured(scaled.clone(), k);
  Panel parsed(scaled.clone(), k);
  if (analysis.head.present()) draw_bands(measured, findings, width, height);
  if (analysis.faces.present()) draw_faces(measured, analysis.faces.value());
  if (analysis.head.present()) draw_head(measured, analysis.head.value(), findings, width, height);
  draw_regions(measured, findings, width, height);
  ClassesSeen seen{};
  if (analysis.parsing.present()) seen = tint(parsed, analysis.parsing.value(), k);

  const int rows = (static_cast<int>(findings.size()) + 1) / 2;
  const int captions = kGap + kPanelHeight;
  cv::Mat page(captions + kCaptionHeight + rows * kLineHeight + kGap, kPageWidth, CV_8UC3, kPaper);
  paste(page, measured.canvas(), kGap);
  paste(page, parsed.canvas(), 2 * kGap + kPanelWidth);
  write_colours(page, {kGap, captions + 20});
  write_classes(page, seen, {2 * kGap + kPanelWidth, captions + 20});
  write_findings(page, findings, captions + kCaptionHeight);
  return page;
}

/// libpng itself: OpenCV's image files would bring a hundred libraries along, for one PNG.
Result<std::vector<std::uint8_t>> encode_png(const cv::Mat& page) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(page.cols);
  png.height = static_cast<png_uint_32>(page.rows);
  png.format = PNG_FORMAT_BGR;
  const auto stride = static_cast<png_int_32>(page.step);
  std::vector<std::uint8_t> bytes(PNG_IMAGE_PNG_SIZE_MAX(png));
  png_alloc_size_t size = bytes.size();
  if (png_image_write_to_memory(&png, bytes.data(), &size, 0, page.data, stride, nullptr) == 0) {
    return Error{ErrorCode::output_failed, {{"reason", png.message}}, {}};
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace

Result<std::vector<std::uint8_t>> annotate(const Analysis& analysis, const std::vector<Finding>& findings) {
  try {
    return encode_png(draw_page(analysis, findings));
  } catch (const cv::Exception& fault) {
    return Error{ErrorCode::output_failed, {{"reason", fault.err}}, {}};
  }
}

}  // namespace photolint
