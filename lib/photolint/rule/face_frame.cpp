// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/face_frame.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "photolint/rule/regions.h"

namespace photolint {
namespace {

constexpr double kFewestSkin = 0.5;  // share of a square that must be skin

/// Rec. 601 luma of a B G R pixel, in thousandths.
int luma(const std::uint8_t* p) {
  return 114 * p[0] + 587 * p[1] + 299 * p[2];
}

Rgb mean_of_middle_half(std::vector<const std::uint8_t*>& pixels) {
  // Equal lumas are ordered by place, so that the mean does not depend on how the library sorts.
  const auto darker = [](const std::uint8_t* a, const std::uint8_t* b) {
    return luma(a) != luma(b) ? luma(a) < luma(b) : a < b;
  };
  const std::size_t begin = pixels.size() / 4;
  const std::size_t end = pixels.size() - begin;
  const auto first = pixels.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = pixels.begin() + static_cast<std::ptrdiff_t>(end);
  std::nth_element(pixels.begin(), first, pixels.end(), darker);
  if (last != pixels.end()) std::nth_element(first, last, pixels.end(), darker);
  std::array<std::int64_t, 3> sum{};
  for (std::size_t i = begin; i < end; ++i) {
    for (std::size_t c = 0; c < 3; ++c) sum.at(c) += pixels[i][c];
  }
  const auto count = static_cast<double>(end - begin);
  return {static_cast<double>(sum[2]) / count, static_cast<double>(sum[1]) / count,
          static_cast<double>(sum[0]) / count};
}

}  // namespace

double FaceFrame::depth(Point p) const {
  const Point from = p - eyes();
  return from.x * down.x + from.y * down.y;
}

Point mean_of(std::span<const Point> points) {
  Point sum;
  for (const Point p : points) sum = sum + p;
  return sum * (1.0 / static_cast<double>(points.size()));
}

std::optional<FaceFrame> face_frame(const Analysis& analysis) {
  FaceFrame f;
  f.left_eye = mean_of(working_landmarks(analysis, landmark::kEyeLeftBegin, landmark::kEyeLeftEnd));
  f.right_eye = mean_of(working_landmarks(analysis, landmark::kEyeRightBegin, landmark::kEyeRightEnd));
  f.eye_distance = distance(f.left_eye, f.right_eye);
  if (!(f.eye_distance > 0)) return std::nullopt;
  f.across = (f.right_eye - f.left_eye) * (1 / f.eye_distance);
  f.down = {-f.across.y, f.across.x};
  return f;
}

std::vector<RowSpan> square_spans(const Analysis& analysis, const FaceFrame& frame, Point middle,
                                  double half) {
  const Point right = frame.across * half;
  const Point down = frame.down * half;
  const std::array corners = {middle - right - down, middle + right - down, middle + right + down,
                              middle - right + down};
  return fill_polygon(corners, analysis.colour.width(), analysis.colour.height());
}

std::array<Point, 2> cheek_middles(const Analysis& analysis, const FaceFrame& frame) {
  const Face& face = analysis.faces.value().main();
  const double mouth = frame.depth(analysis.to_working(midpoint(
      face.landmarks.at(landmark::kMouthCornerLeft), face.landmarks.at(landmark::kMouthCornerRight))));
  const Point to_cheek = frame.down * (mouth / 2 + kCheekSide * frame.eye_distance / 2);
  return {frame.left_eye + to_cheek, frame.right_eye + to_cheek};
}

std::vector<RowSpan> spans_of(const Analysis& analysis, std::span<const RowSpan> spans,
                              std::span<const PortraitClass> classes) {
  const ParsingFacts& parsing = analysis.parsing.value();
  const auto belongs = [&](int x, int y) {
    const Point p = Point{x + 0.5, y + 0.5} * (1 / analysis.scale);
    return parsing.covers(p) && std::find(classes.begin(), classes.end(), parsing.at(p)) != classes.end();
  };
  std::vector<RowSpan> found;
  for (const RowSpan& span : spans) {
    int begin = span.x_begin;
    for (int x = span.x_begin; x <= span.x_end; ++x) {
      if (x < span.x_end && belongs(x, span.y)) continue;
      if (begin < x) found.push_back({span.y, begin, x});
      begin = x + 1;
    }
  }
  return found;
}

std::optional<SkinTone> tone_of(const Analysis& analysis, std::span<const RowSpan> spans) {
  std::vector<const std::uint8_t*> pixels;
  for (const RowSpan& span : spans) {
    for (int x = span.x_begin; x < span.x_end; ++x) pixels.push_back(analysis.colour.at(x, span.y));
  }
  if (pixels.empty()) return std::nullopt;
  SkinTone tone;
  tone.pixels = static_cast<int>(pixels.size());
  tone.mean = mean_of_middle_half(pixels);
  tone.lab = to_lab(tone.mean);
  return tone;
}

namespace {

std::optional<SkinTone> skin_of_cheeks(const Analysis& analysis) {
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return std::nullopt;
  constexpr std::array kSkin = {PortraitClass::skin};
  const double half = kCheekSide * frame->eye_distance / 2;
  std::vector<RowSpan> spans;
  for (const Point middle : cheek_middles(analysis, *frame)) {
    const std::vector<RowSpan> skin = spans_of(analysis, square_spans(analysis, *frame, middle, half), kSkin);
    if (static_cast<double>(area(skin)) < kFewestSkin * 4 * half * half) continue;
    spans.insert(spans.end(), skin.begin(), skin.end());
  }
  return tone_of(analysis, spans);
}

}  // namespace

const std::optional<SkinTone>& own_skin(const Analysis& analysis) {
  return analysis.derived.of<skin_of_cheeks>(analysis);
}

}  // namespace photolint
