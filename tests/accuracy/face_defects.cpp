// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/accuracy/defects.h"

namespace photolint::test {
namespace {

/// y of a line through points of ascending x; the end points' y outside of them.
double height_at(const std::vector<cv::Point2d>& line, double x) {
  if (x <= line.front().x) return line.front().y;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const cv::Point2d a = line[i - 1];
    const cv::Point2d b = line[i];
    if (x <= b.x && b.x > a.x) return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
  }
  return line.back().y;
}

/// Two lines between the same corners, from left to right.
struct Opening {
  std::vector<cv::Point2d> upper, lower;

  [[nodiscard]] double left() const { return lower.front().x; }
  [[nodiscard]] double right() const { return lower.back().x; }
  [[nodiscard]] double width() const { return right() - left(); }
};

/// A ring of points that begins at the left corner and goes along the lower line first.
Opening opening(const Subject& s, int begin, int end) {
  const int half = (end - begin) / 2;
  Opening o;
  o.lower = s.points(begin, begin + half + 1);
  o.upper = s.points(begin + half, end);
  o.upper.push_back(s.landmarks[static_cast<std::size_t>(begin)]);
  std::reverse(o.upper.begin(), o.upper.end());
  return o;
}

std::array<Opening, 2> eye_openings(const Subject& s) {
  return {opening(s, landmark::kEyeLeftBegin, landmark::kEyeLeftEnd),
          opening(s, landmark::kEyeRightBegin, landmark::kEyeRightEnd)};
}

/// The skin above the lashes drawn down over so much of the opening, new lashes along its edge.
cv::Mat with_lids_down(const Subject& s, double share) {
  const std::array<Opening, 2> eyes = eye_openings(s);
  const auto lid_at = [share](const Opening& eye, double x) {
    const double upper = height_at(eye.upper, x);
    // The contour runs a little inside of the lower lid.
    return upper + share * (height_at(eye.lower, x) + 0.06 * eye.width() - upper);
  };
  const cv::Mat closed = warped(s.picture, [&](cv::Point2d p) {
    for (const Opening& eye : eyes) {
      if (p.x < eye.left() || p.x > eye.right()) continue;
      const double lashes = height_at(eye.upper, p.x) - 0.12 * eye.width();
      const double lid = lid_at(eye, p.x);
      const double start = lashes - 0.2 * eye.width();
      if (p.y < start || p.y > lid) continue;
      return cv::Point2d(p.x, start + (p.y - start) * (lashes - start) / (lid - start));
    }
    return p;
  });
  cv::Mat edge = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (const Opening& eye : eyes) {
    std::vector<cv::Point2d> line;
    for (double t = 0; t <= 1.001; t += 0.1) {
      const double x = eye.left() + t * eye.width();
      line.emplace_back(x, lid_at(eye, x));
    }
    edge = either(edge, stroke(edge, line, 0.05 * eye.width()));
  }
  return painted(closed, s.skin() * 0.3, softened(edge, 0.6), 0.8);
}

cv::Mat eye_mask(const Subject& s, int begin, int end) {
  return filled(s.picture, s.points(begin, end));
}

double iris_radius(const Subject& s, int centre) {
  double sum = 0;
  for (int i = 1; i <= 4; ++i) {
    sum += cv::norm(s.landmarks[static_cast<std::size_t>(centre + i)] -
                    s.landmarks[static_cast<std::size_t>(centre)]);
  }
  return sum / 4;
}

/// Both irises moved along the eye by so much of its width, white of the eye left behind.
cv::Mat with_gaze_aside(const Subject& s, double share) {
  cv::Mat out = s.picture.clone();
  for (const auto& [begin, end, centre] :
       {std::array{landmark::kEyeLeftBegin, landmark::kEyeLeftEnd, landmark::kIrisLeft},
        std::array{landmark::kEyeRightBegin, landmark::kEyeRightEnd, landmark::kIrisRight}}) {
    const cv::Mat eye = eye_mask(s, begin, end);
    const cv::Point2d iris = s.landmarks[static_cast<std::size_t>(centre)];
    const double radius = iris_radius(s, centre);
    const double move = share * opening(s, begin, end).width();
    cv::Mat inner;
    cv::erode(eye, inner, cv::Mat::ones(3, 3, CV_8U));
    const cv::Scalar white = s.colour_under(both(inner, 255 - disc(eye, iris, 1.15 * radius)));
    const cv::Mat emptied =
        painted(out, white, both(softened(inner, 0.7), softened(disc(eye, iris, 1.1 * radius), 0.7)));
    const cv::Mat moved = warped(out, [&](cv::Point2d p) { return p - move * s.across; });
    const cv::Mat there = softened(disc(eye, iris + move * s.across, 1.02 * radius), 0.7);
    out = blended(emptied, moved, both(softened(eye, 0.5), there));
  }
  return out;
}

/// Chin and lower lip moved down, a gap of so much of T (eyes to chin) between the lips.
struct OpenMouth {
  cv::Mat picture;
  cv::Mat gap;  ///< 255 between the lips
};

OpenMouth open_mouth(const Subject& s, double gap_by_t) {
  const Opening lips = opening(s, landmark::kLipsInnerBegin, landmark::kLipsInnerEnd);
  const double gap = gap_by_t * (s.head.chin.y - s.eyes.y);
  const double middle = (lips.left() + lips.right()) / 2;
  const double bottom = s.head.chin.y;
  const auto opened_by = [&](double x) {
    const double t = (x - middle) / (lips.width() / 2);
    return std::abs(t) < 1 ? gap * std::sqrt(1 - t * t) : 0;
  };
  OpenMouth out;
  out.gap = cv::Mat::zeros(s.picture.size(), CV_8U);
  out.picture = warped(s.picture, [&](cv::Point2d p) {
    const double line = height_at(lips.lower, p.x);
    const double by = opened_by(p.x);
    if (by == 0 || p.y <= line || p.y >= bottom) return p;
    const double lip = line + by;
    if (p.y < lip) return cv::Point2d(p.x, line);
    return cv::Point2d(p.x, line + (p.y - lip) * (bottom - line) / (bottom - lip));
  });
  for (int y = 0; y < out.gap.rows; ++y) {
    for (int x = 0; x < out.gap.cols; ++x) {
      const double upper = height_at(lips.upper, x);
      const double line = height_at(lips.lower, x) + opened_by(x);
      if (opened_by(x) > 0.5 && y > upper && y < line) out.gap.at<std::uint8_t>(y, x) = 255;
    }
  }
  return out;
}

cv::Mat with_mouth_open(const Subject& s, double gap) {
  const OpenMouth mouth = open_mouth(s, gap);
  return painted(mouth.picture, cv::Scalar(28, 18, 48), softened(mouth.gap, 0.8));
}

cv::Mat with_teeth(const Subject& s, double gap) {
  const OpenMouth mouth = open_mouth(s, gap);
  const cv::Mat teeth = painted(mouth.picture, cv::Scalar(205, 222, 228), softened(mouth.gap, 0.8));
  // Dark lines between the teeth.
  cv::Mat lines = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (double u = -0.4; u <= 0.4; u += 0.1) {
    lines = either(lines, stroke(lines, {s.at(u, 0.8), s.at(u, 1.8)}, 0.8));
  }
  return painted(teeth, cv::Scalar(120, 130, 140), both(lines, mouth.gap), 0.5);
}

/// Mouth corners drawn up and outwards, in eye distances; the cheeks raise the lower lids along.
cv::Mat with_smile(const Subject& s, double lift) {
  const std::array<cv::Point2d, 2> corners = {s.landmarks[landmark::kMouthCornerLeft],
                                              s.landmarks[landmark::kMouthCornerRight]};
  const double reach = 0.28 * s.eye_distance;
  const cv::Mat smiling = warped(s.picture, [&](cv::Point2d p) {
    cv::Point2d from = p;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const double r = cv::norm(p - corners[i]) / reach;
      const double outwards = i == 0 ? -0.8 : 0.8;
      from -= lift * s.eye_distance * std::exp(-r * r) * (outwards * s.across - s.down);
    }
    return from;
  });
  const std::array<Opening, 2> eyes = eye_openings(s);
  return warped(smiling, [&](cv::Point2d p) {
    for (const Opening& eye : eyes) {
      if (p.x < eye.left() || p.x > eye.right()) continue;
      const double lower = height_at(eye.lower, p.x);
      const double upper = height_at(eye.upper, p.x);
      const double lid = lower - std::min(0.4, 2.5 * lift) * (lower - upper);
      const double end = lower + 0.35 * eye.width();
      if (p.y < lid || p.y > end) continue;
      return cv::Point2d(p.x, lower + (p.y - lid) * (end - lower) / (end - lid));
    }
    return p;
  });
}

/// Strands of that many pixels at 480 that hang down from the hair line to a depth, as a comb of them.
cv::Mat strands_to(const Subject& s, double depth, double width, double spacing) {
  cv::Mat mask = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (double u = -0.75; u <= 0.75; u += spacing) {
    mask = either(mask,
                  stroke(mask, {s.at(u * 0.85, -1.15), s.at(u, -0.8), s.at(u * 1.03 + 0.03, depth)}, width));
  }
  return mask;
}

cv::Mat in_hair(const Subject& s, const cv::Mat& mask) {
  return blended(s.picture, hair_texture(s, s.hair()), softened(mask, 0.6));
}

/// A dense fringe that covers so much of the brows' height.
cv::Mat with_fringe(const Subject& s, double share) {
  double top = 1e9;
  double bottom = -1e9;
  for (const cv::Point2d p : s.points(landmark::kBrowLeftBegin, landmark::kBrowRightEnd)) {
    top = std::min(top, s.place(p).y);
    bottom = std::max(bottom, s.place(p).y);
  }
  const double edge = top + share * (bottom - top);
  return in_hair(s, filled(s.picture, {s.at(-0.8, edge), s.at(-0.9, -0.7), s.at(-0.6, -1.2), s.at(0.6, -1.2),
                                       s.at(0.9, -0.7), s.at(0.8, edge)}));
}

/// Single strands over brows: their width in pixels.
cv::Mat with_strands_over_brows(const Subject& s, double width) {
  return in_hair(s, strands_to(s, -0.18, width, 0.13));
}

cv::Mat with_strands_over_eyes(const Subject& s, double width) {
  return in_hair(s, strands_to(s, 0.3, width, 0.13));
}

/// A curtain of hair over the image-left eye, so much of it.
cv::Mat with_hair_over_eye(const Subject& s, double share) {
  const Opening eye = opening(s, landmark::kEyeLeftBegin, landmark::kEyeLeftEnd);
  const double outer = s.place({eye.left(), eye.lower.front().y}).x;
  const double inner = s.place({eye.right(), eye.lower.back().y}).x;
  const double edge = outer + share * (inner - outer);
  return in_hair(s, filled(s.picture, {s.at(-1.1, -0.9), s.at(edge + 0.2, -0.95), s.at(edge, -0.3),
                                       s.at(edge, 0.25), s.at(-0.95, 0.9), s.at(-1.2, 0.4)}));
}

/// Hair over so much of the forehead, from above, the brows left free.
cv::Mat with_forehead_covered(const Subject& s, double share) {
  double brow = 1e9;
  for (const cv::Point2d p : s.points(landmark::kBrowLeftBegin, landmark::kBrowRightEnd)) {
    brow = std::min(brow, s.place(p).y);
  }
  const double top = s.place(s.landmarks[landmark::kForeheadTop]).y;
  const double edge = top + share * (brow - 0.03 - top);
  return in_hair(s, filled(s.picture, {s.at(-0.85, edge), s.at(-0.95, -0.7), s.at(-0.6, top - 0.25),
                                       s.at(0.6, top - 0.25), s.at(0.95, -0.7), s.at(0.85, edge)}));
}

/// Side hair that hangs over so much of both ears, from above; nothing where no ear can be seen.
cv::Mat with_ears_covered(const Subject& s, double share) {
  const cv::Mat ears = s.classes({PortraitClass::ear});
  cv::Mat hair = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (const double outwards : {-1.0, 1.0}) {
    cv::Mat ear = ears.clone();
    const int middle = static_cast<int>(s.eyes.x);
    if (outwards < 0) {
      ear.colRange(middle, ear.cols) = 0;
    } else {
      ear.colRange(0, middle) = 0;
    }
    if (cv::countNonZero(ear) < 50) continue;
    const cv::Rect box = cv::boundingRect(ear);
    const double unit = s.eye_distance;
    const double inner = outwards < 0 ? box.x + box.width : box.x;
    const double outer = (outwards < 0 ? box.x : box.x + box.width) + 0.14 * outwards * unit;
    const double temple = inner - 0.16 * outwards * unit;
    const double edge = box.y + share * (box.height + 0.05 * unit);
    const double above = box.y - 0.75 * unit;
    const auto out = [&](double x, double by) { return x + by * outwards * unit; };
    hair = either(hair, filled(hair, {{temple, above},
                                      {out(inner, 0.02), above},
                                      {out(inner, 0.14), above + 0.25 * unit},
                                      {out(outer, -0.04), box.y - 0.1 * unit},
                                      {outer, box.y + 0.15 * unit},
                                      {outer, edge - 0.08 * unit},
                                      {out(outer, -0.12), edge},
                                      {out(inner, -0.04), edge},
                                      {out(temple, 0.02), edge - 0.2 * unit},
                                      {out(temple, 0.06), box.y - 0.1 * unit}}));
  }
  return cv::countNonZero(hair) == 0 ? cv::Mat() : in_hair(s, hair);
}

}  // namespace

std::vector<DrawnDefect> face_defects() {
  return {
      {"lids down", "FAC001", "of the opening", {0.3, 0.5, 0.7, 0.85, 1}, with_lids_down},
      {"gaze aside",
       "FAC002",
       "eye widths",
       {0.05, 0.1, 0.15, 0.2, 0.25, -0.1, -0.15, -0.2, -0.25},
       with_gaze_aside},
      {"mouth open", "FAC003", "of T", {0.02, 0.05, 0.08, 0.1, 0.12, 0.2}, with_mouth_open},
      {"teeth", "FAC004", "of T, gap", {0.03, 0.05, 0.08, 0.12}, with_teeth},
      {"smile", "FAC005", "eye distances, lift", {0.03, 0.06, 0.1, 0.15}, with_smile},
      {"fringe", "FAC006", "of the brows' height", {0, 0.25, 0.5, 0.75, 1}, with_fringe},
      {"strands over brows", "FAC006", "px of 480", {1, 2, 4, 7}, with_strands_over_brows},
      {"strands over eyes", "FAC007", "px of 480", {1, 2, 4, 7}, with_strands_over_eyes},
      {"hair over one eye", "FAC007", "of the eye", {0.1, 0.3, 0.5, 0.8, 1}, with_hair_over_eye},
      {"ears covered", "FAC008", "of the ears", {0.3, 0.5, 0.7, 0.85, 1}, with_ears_covered},
      {"forehead covered", "FAC009", "of the forehead", {0.2, 0.4, 0.6, 0.8, 1}, with_forehead_covered},
  };
}

}  // namespace photolint::test
