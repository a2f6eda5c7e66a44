// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/accuracy/defects.h"

namespace photolint::test {
namespace {

const cv::Scalar kFrameBlack(24, 24, 26);
const cv::Scalar kFrameMetal(150, 160, 170);
const cv::Scalar kGold(70, 170, 210);
const cv::Scalar kWhite(255, 255, 255);

/// Outline of one lens: a rounded rectangle about a place.
std::vector<cv::Point2d> lens_outline(const Subject& s, double u, double v) {
  constexpr double kHalfWidth = 0.40;  // eye distances: a lens of some 50 mm
  constexpr double kHalfHeight = 0.28;
  std::vector<cv::Point2d> points;
  for (int i = 0; i < 48; ++i) {
    const double a = 2 * CV_PI * i / 48;
    // A superellipse of the fourth degree has the round corners of most frames.
    const auto side = [](double x) { return std::copysign(std::sqrt(std::abs(x)), x); };
    points.push_back(s.at(u + kHalfWidth * side(std::cos(a)), v + kHalfHeight * side(std::sin(a))));
  }
  return points;
}

struct Glasses {
  cv::Mat frame;
  cv::Mat lenses;
};

/// Frames of that thickness, in eye distances, lower by so much.
Glasses glasses(const Subject& s, double thickness, double lower) {
  const double width = thickness * s.eye_distance;
  const double v = 0.06 + lower;
  Glasses g{cv::Mat::zeros(s.picture.size(), CV_8U), cv::Mat::zeros(s.picture.size(), CV_8U)};
  for (const double u : {-0.5, 0.5}) {
    g.frame = either(g.frame, stroke(g.frame, lens_outline(s, u, v), width, true));
    g.lenses = either(g.lenses, filled(g.lenses, lens_outline(s, u, v)));
  }
  g.frame =
      either(g.frame, stroke(g.frame, {s.at(-0.1, v - 0.05), s.at(0, v - 0.1), s.at(0.1, v - 0.05)}, width));
  g.frame = either(g.frame, stroke(g.frame, {s.at(-0.9, v - 0.08), s.at(-1.12, v - 0.12)}, width));
  g.frame = either(g.frame, stroke(g.frame, {s.at(0.9, v - 0.08), s.at(1.12, v - 0.12)}, width));
  return g;
}

cv::Mat with_glasses(const Subject& s, double thickness, const cv::Scalar& colour) {
  return painted(s.picture, colour, softened(glasses(s, thickness, 0).frame, 0.5));
}

cv::Mat with_tinted_lenses(const Subject& s, double tint) {
  const Glasses g = glasses(s, 0.04, 0);
  const cv::Mat dark = painted(s.picture, cv::Scalar(20, 22, 30), g.lenses, tint);
  return painted(dark, kFrameBlack, softened(g.frame, 0.5));
}

/// A reflection that takes so much of each lens.
cv::Mat with_glare(const Subject& s, double share) {
  const Glasses g = glasses(s, 0.04, 0);
  const cv::Mat framed = painted(s.picture, kFrameBlack, softened(g.frame, 0.5));
  cv::Mat light = cv::Mat::zeros(s.picture.size(), CV_8U);
  const double radius = std::sqrt(share * 0.80 * 0.56 / CV_PI) * s.eye_distance;  // of the lens's box
  for (const double u : {-0.42, 0.58}) light = either(light, disc(light, s.at(u, 0.02), radius));
  return painted(framed, kWhite, both(softened(light, 0.8), g.lenses));
}

/// Frames pushed so low that the upper rim comes to the eyes; in eye distances.
cv::Mat with_low_frames(const Subject& s, double lower) {
  return painted(s.picture, kFrameBlack, softened(glasses(s, 0.06, lower).frame, 0.5));
}

cv::Mat iris_mask(const Subject& s, double radii) {
  cv::Mat mask = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (const auto& [begin, end, centre] :
       {std::array{landmark::kEyeLeftBegin, landmark::kEyeLeftEnd, landmark::kIrisLeft},
        std::array{landmark::kEyeRightBegin, landmark::kEyeRightEnd, landmark::kIrisRight}}) {
    const cv::Point2d middle = s.landmarks[static_cast<std::size_t>(centre)];
    const double radius = cv::norm(s.landmarks[static_cast<std::size_t>(centre + 1)] - middle);
    mask = either(mask, both(disc(mask, middle, radii * radius), filled(mask, s.points(begin, end))));
  }
  return mask;
}

/// A printed lens: lighter and of another hue, the pupil left.
cv::Mat with_coloured_iris(const Subject& s, double alpha) {
  const cv::Mat ring = both(iris_mask(s, 1), 255 - iris_mask(s, 0.4));
  return painted(s.picture, cv::Scalar(190, 140, 70), softened(ring, 0.5), alpha);
}

/// A lens with a dark ring that makes the iris larger, in radii.
cv::Mat with_larger_iris(const Subject& s, double radii) {
  const cv::Mat ring = both(iris_mask(s, radii), 255 - iris_mask(s, 0.8));
  return painted(s.picture, cv::Scalar(20, 22, 26), softened(ring, 0.5), 0.85);
}

/// The flash in the pupils; their radius in radii of the iris.
cv::Mat with_red_eyes(const Subject& s, double radii) {
  return painted(s.picture, cv::Scalar(40, 30, 200), softened(iris_mask(s, radii), 0.5));
}

/// A knitted hat down to a height over the eyes, in eye distances.
cv::Mat with_hat(const Subject& s, double edge, const cv::Scalar& colour) {
  const cv::Point2d top{s.head.head_top.x, s.head.head_top.y};
  const double v = s.place(top).y - 0.12;
  const double half = std::max(1.0, (s.head.head_right - s.head.head_left) / s.eye_distance / 2) + 0.05;
  std::vector<cv::Point2d> dome;
  for (int i = 0; i <= 24; ++i) {
    const double a = CV_PI * i / 24;
    dome.push_back(s.at(-half * std::cos(a), edge + (v - edge) * std::pow(std::sin(a), 0.7)));
  }
  const cv::Mat hat = filled(s.picture, dome);
  const cv::Mat band =
      both(hat, stroke(hat, {s.at(-half, edge - 0.1), s.at(half, edge - 0.1)}, 0.22 * s.eye_distance));
  return painted(painted(s.picture, colour, hat), colour * 0.75, band);
}

/// A band around the head of that height, over the hair line.
cv::Mat with_headband(const Subject& s, double height) {
  const double top = s.place(s.landmarks[landmark::kForeheadTop]).y;
  std::vector<cv::Point2d> line;
  for (double u = -1.1; u <= 1.11; u += 0.1) line.push_back(s.at(u, top + 0.25 * u * u));
  return painted(s.picture, cv::Scalar(60, 50, 170),
                 both(stroke(s.picture, line, height * s.eye_distance), s.person));
}

/// Outline of the lower face up to a height, in eye distances below the eyes.
std::vector<cv::Point2d> lower_face(const Subject& s, double edge) {
  std::vector<cv::Point2d> shape;
  const double half = 0.5 * s.head.face_width / s.eye_distance;
  shape.push_back(s.at(-half, edge));
  for (int i = landmark::kEarJointLeft; i >= landmark::kEarJointRight; --i) {
    const cv::Point2d p = s.place(s.landmarks[static_cast<std::size_t>(i)]);
    if (p.y > edge) shape.push_back(s.at(p.x * 1.02, p.y + 0.05));
  }
  shape.push_back(s.at(half, edge));
  shape.push_back(s.at(0, edge - 0.12));
  return shape;
}

/// A surgical mask; edge: its upper end below the eyes, in eye distances (the nose's tip lies at about 0.75).
cv::Mat with_mask(const Subject& s, double edge) {
  const cv::Mat mask = filled(s.picture, lower_face(s, edge));
  const cv::Mat loops = either(stroke(mask, {s.at(-1.0, edge + 0.1), s.at(-1.2, edge - 0.3)}, 2),
                               stroke(mask, {s.at(1.0, edge + 0.1), s.at(1.2, edge - 0.3)}, 2));
  return painted(s.picture, cv::Scalar(230, 210, 165), either(mask, loops));
}

/// A scarf over the mouth, dark red.
cv::Mat with_scarf(const Subject& s, double edge) {
  const cv::Mat scarf = filled(
      s.picture, {s.at(-1.2, edge), s.at(0, edge - 0.08), s.at(1.2, edge), s.at(1.6, 2.6), s.at(-1.6, 2.6)});
  return painted(s.picture, cv::Scalar(50, 40, 120), both(scarf, s.person));
}

/// A hand of the person's own skin over the mouth, so wide in eye distances.
cv::Mat with_hand(const Subject& s, double width) {
  cv::Mat hand = cv::Mat::zeros(s.picture.size(), CV_8U);
  const double finger = width / 4;
  for (int i = 0; i < 4; ++i) {
    const double u = (i - 1.5) * finger;
    hand =
        either(hand, stroke(hand, {s.at(u, 0.85), s.at(u * 0.8 + 0.1, 2.4)}, 0.9 * finger * s.eye_distance));
  }
  const cv::Scalar skin = s.skin();
  cv::Mat inner;
  cv::erode(hand, inner, cv::Mat::ones(3, 3, CV_8U));
  return painted(painted(s.picture, skin * 0.6, hand), skin, softened(inner, 1));
}

/// Something flat and dark (a phone, a card) over one cheek and the mouth; its width.
cv::Mat with_card(const Subject& s, double width) {
  return painted(
      s.picture, cv::Scalar(70, 60, 50),
      filled(s.picture, {s.at(-0.1, 0.6), s.at(-0.1 + width, 0.5), s.at(width, 1.9), s.at(0, 2.0)}));
}

/// Lips of a strong red.
cv::Mat with_lipstick(const Subject& s, double alpha) {
  const cv::Mat lips =
      both(filled(s.picture, s.points(landmark::kLipsOuterBegin, landmark::kLipsOuterEnd)),
           255 - filled(s.picture, s.points(landmark::kLipsInnerBegin, landmark::kLipsInnerEnd)));
  return painted(s.picture, cv::Scalar(50, 20, 175), softened(lips, 0.8), alpha);
}

/// Blue-violet between lids and brows.
cv::Mat with_eye_shadow(const Subject& s, double alpha) {
  cv::Mat shade = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (const int begin : {landmark::kEyeLeftBegin, landmark::kEyeRightBegin}) {
    std::vector<cv::Point2d> lid = s.points(begin + 8, begin + 16);
    lid.push_back(s.landmarks[static_cast<std::size_t>(begin)]);
    std::vector<cv::Point2d> area = lid;
    for (auto p = lid.rbegin(); p != lid.rend(); ++p) area.push_back(*p - 0.13 * s.eye_distance * s.down);
    shade = either(shade, filled(shade, area));
  }
  return painted(s.picture, cv::Scalar(150, 60, 90), softened(shade, 1.5), alpha);
}

cv::Mat with_blush(const Subject& s, double alpha) {
  const double radius = 0.22 * s.eye_distance;
  const cv::Mat cheeks =
      either(disc(s.picture, s.at(-0.6, 0.62), radius), disc(s.picture, s.at(0.6, 0.62), radius));
  return painted(s.picture, cv::Scalar(100, 60, 215), softened(cheeks, radius / 2), alpha);
}

/// The lobes of the ears that can be seen: the middle of the lowest fifth of each; none where hair covers it.
std::vector<cv::Point2d> lobes(const Subject& s) {
  std::vector<cv::Point2d> out;
  const cv::Mat ears = s.classes({PortraitClass::ear});
  for (const bool left : {true, false}) {
    std::vector<cv::Point> pixels;  // from the top down
    for (int y = 0; y < ears.rows; ++y) {
      for (int x = 0; x < ears.cols; ++x) {
        if (ears.at<std::uint8_t>(y, x) != 0 && (x < s.eyes.x) == left) pixels.emplace_back(x, y);
      }
    }
    if (pixels.size() < 60) continue;
    const std::size_t first = pixels.size() - pixels.size() / 5;
    cv::Point2d sum(0, 0);
    for (std::size_t i = first; i < pixels.size(); ++i) sum += cv::Point2d(pixels[i]);
    out.push_back(sum / static_cast<double>(pixels.size() - first));
  }
  return out;
}

cv::Mat with_studs(const Subject& s, double radius) {
  cv::Mat mask = cv::Mat::zeros(s.picture.size(), CV_8U);
  const std::vector<cv::Point2d> places = lobes(s);
  if (places.empty()) return {};
  for (const cv::Point2d p : places) {
    mask = either(mask, disc(mask, p, radius * s.eye_distance));
  }
  // Metal: a dark rim, light in the middle.
  cv::Mat inner;
  cv::erode(mask, inner, cv::Mat::ones(3, 3, CV_8U));
  return painted(painted(s.picture, cv::Scalar(95, 105, 115), mask), kWhite, softened(inner, 1), 0.8);
}

cv::Mat with_hoops(const Subject& s, double radius) {
  cv::Mat mask = cv::Mat::zeros(s.picture.size(), CV_8U);
  const std::vector<cv::Point2d> places = lobes(s);
  if (places.empty()) return {};
  for (const cv::Point2d p : places) {
    std::vector<cv::Point2d> ring;
    for (int i = 0; i < 32; ++i) {
      const double a = 2 * CV_PI * i / 32;
      ring.push_back(p + cv::Point2d(std::cos(a), std::sin(a) + 0.9) * radius * s.eye_distance);
    }
    mask = either(mask, stroke(mask, ring, 0.035 * s.eye_distance, true));
  }
  return painted(s.picture, kGold, mask);
}

/// A chain around the bare neck: links with a dark rim and a bright back; its thickness in eye distances.
cv::Mat with_chain(const Subject& s, double thickness, const cv::Scalar& colour) {
  const double chin = s.place({s.head.chin.x, s.head.chin.y}).y;
  // Parsing's square ends at the chest.
  const cv::Mat chest = both(both(s.person, 255 - s.clothes()), s.labels == 255);
  const cv::Mat neck = either(s.classes({PortraitClass::neck, PortraitClass::skin}), chest);
  const double width = thickness * s.eye_distance;
  cv::Mat chain = cv::Mat::zeros(s.picture.size(), CV_8U);
  cv::Mat backs = chain.clone();
  const double step = std::max(0.012, 0.9 * thickness);
  for (double u = -0.9; u <= 0.9; u += step) {
    const cv::Point2d link = s.at(u, chin + 0.62 - 0.75 * u * u);
    chain = either(chain, disc(chain, link, 0.5 * width));
    backs = either(backs, disc(backs, link - cv::Point2d(0, 0.1 * width), 0.22 * width));
  }
  chain = both(chain, neck);
  if (cv::countNonZero(chain) < 20) return {};
  const cv::Mat shadow = warped(chain, [&](cv::Point2d p) { return p - cv::Point2d(0, 0.6 * width + 1); });
  const cv::Mat shaded = painted(s.picture, cv::Scalar(0, 0, 0), both(softened(shadow, 1), neck), 0.25);
  const cv::Mat rims = painted(shaded, colour * 0.55, chain);
  return painted(rims, colour * 0.6 + cv::Scalar(100, 100, 100), both(softened(backs, 0.4), chain));
}

/// A clip in the hair, so long.
cv::Mat with_clip(const Subject& s, double length, const cv::Scalar& colour) {
  const cv::Mat hair = s.classes({PortraitClass::hair});
  cv::Mat inner;
  cv::erode(hair, inner, cv::Mat::ones(9, 9, CV_8U));
  if (cv::countNonZero(inner) < 400) return {};
  const cv::Point2d top{s.head.head_top.x, s.head.head_top.y};
  const double v = (s.place(top).y + s.place(s.landmarks[landmark::kForeheadTop]).y) / 2;
  const cv::Mat clip = both(stroke(s.picture, {s.at(0.35, v), s.at(0.35 + length, v + 0.4 * length)},
                                   0.3 * length * s.eye_distance),
                            hair);
  return cv::countNonZero(clip) < 20 ? cv::Mat() : painted(s.picture, colour, clip);
}

}  // namespace

std::vector<DrawnDefect> worn_defects() {
  const auto hat = [](const cv::Scalar& colour) {
    return [colour](const Subject& s, double x) { return with_hat(s, x, colour); };
  };
  return {
      {"dark glasses frame",
       "FAC010",
       "eye distances, thickness",
       {0.015, 0.03, 0.06, 0.1},
       [](const Subject& s, double x) { return with_glasses(s, x, kFrameBlack); }},
      {"metal glasses frame",
       "FAC010",
       "eye distances, thickness",
       {0.015, 0.03, 0.06, 0.1},
       [](const Subject& s, double x) { return with_glasses(s, x, kFrameMetal); }},
      {"tinted lenses", "FAC011", "opacity", {0.1, 0.25, 0.4, 0.6, 0.85}, with_tinted_lenses},
      {"glare on lenses", "FAC012", "of the lens", {0.01, 0.03, 0.08, 0.2, 0.4}, with_glare},
      {"frame over the eyes",
       "FAC013",
       "eye distances, lower",
       {0.05, 0.12, 0.2, 0.26, 0.32},
       with_low_frames},
      {"coloured lenses", "FAC014", "opacity", {0.2, 0.4, 0.6, 0.9}, with_coloured_iris},
      {"enlarging lenses", "FAC014", "radii of the iris", {1.05, 1.15, 1.3, 1.45}, with_larger_iris},
      {"black hat",
       "FAC015",
       "eye distances over the eyes",
       {-0.9, -0.75, -0.6, -0.45},
       hat(cv::Scalar(28, 26, 26))},
      {"red hat",
       "FAC015",
       "eye distances over the eyes",
       {-0.9, -0.75, -0.6, -0.45},
       hat(cv::Scalar(50, 40, 170))},
      {"white hat",
       "FAC015",
       "eye distances over the eyes",
       {-0.9, -0.75, -0.6, -0.45},
       hat(cv::Scalar(225, 228, 230))},
      {"headband", "FAC015", "eye distances, height", {0.06, 0.12, 0.2, 0.35}, with_headband},
      {"mask", "FAC016", "eye distances under the eyes", {1.2, 0.95, 0.7, 0.45}, with_mask},
      {"scarf", "FAC016", "eye distances under the eyes", {1.5, 1.2, 0.95, 0.7}, with_scarf},
      {"hand", "FAC016", "eye distances, width", {0.4, 0.7, 1, 1.4}, with_hand},
      {"card", "FAC016", "eye distances, width", {0.2, 0.4, 0.7, 1}, with_card},
      {"red eyes", "FAC017", "radii of the iris", {0.2, 0.35, 0.5, 0.7}, with_red_eyes},
      {"lipstick", "FAC018", "opacity", {0.15, 0.3, 0.5, 0.75, 1}, with_lipstick},
      {"eye shadow", "FAC018", "opacity", {0.1, 0.2, 0.35, 0.6}, with_eye_shadow},
      {"blush", "FAC018", "opacity", {0.1, 0.2, 0.35, 0.6}, with_blush},
      {"studs", "FAC019", "eye distances, radius", {0.02, 0.035, 0.05, 0.08}, with_studs},
      {"hoops", "FAC019", "eye distances, radius", {0.06, 0.1, 0.16, 0.25}, with_hoops},
      {"gold chain",
       "FAC020",
       "eye distances, thickness",
       {0.012, 0.025, 0.05, 0.09},
       [](const Subject& s, double x) { return with_chain(s, x, kGold); }},
      {"silver chain",
       "FAC020",
       "eye distances, thickness",
       {0.012, 0.025, 0.05, 0.09},
       [](const Subject& s, double x) { return with_chain(s, x, cv::Scalar(205, 210, 212)); }},
      {"red hair clip",
       "FAC021",
       "eye distances, length",
       {0.12, 0.2, 0.35, 0.55},
       [](const Subject& s, double x) { return with_clip(s, x, cv::Scalar(60, 40, 210)); }},
      {"gold hair clip",
       "FAC021",
       "eye distances, length",
       {0.12, 0.2, 0.35, 0.55},
       [](const Subject& s, double x) { return with_clip(s, x, kGold); }},
  };
}

}  // namespace photolint::test
