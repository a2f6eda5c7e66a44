// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/accuracy/people.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace photolint::test {
namespace {

constexpr int kFewestHair = 2000;  // pixels

cv::Mat bare_skin(const Subject& s) {
  return s.classes({PortraitClass::skin, PortraitClass::ear, PortraitClass::neck, PortraitClass::lips});
}

cv::Mat hair_of(const Subject& s) {
  return s.classes({PortraitClass::hair, PortraitClass::hat});
}

/// Values of the picture times factor plus offset under the mask.
cv::Mat levelled(const cv::Mat& picture, const cv::Mat& mask, double factor, double offset) {
  cv::Mat changed;
  picture.convertTo(changed, -1, factor, offset);
  return blended(picture, changed, softened(mask, 1));
}

cv::Mat with_darker_skin(const Subject& s) {
  return levelled(s.picture, bare_skin(s), 0.5, 0);
}

cv::Mat with_lighter_skin(const Subject& s) {
  return levelled(s.picture, bare_skin(s), 0.7, 70);
}

cv::Mat with_hair(const Subject& s, const cv::Mat& picture, double factor, const cv::Scalar& lightest) {
  cv::Mat grey;
  cv::cvtColor(s.picture, grey, cv::COLOR_BGR2GRAY);
  cv::Mat pale;
  cv::cvtColor(grey, pale, cv::COLOR_GRAY2BGR);
  pale.convertTo(pale, CV_8UC3, factor);
  pale += lightest;
  return blended(picture, pale, softened(hair_of(s), 1));
}

cv::Mat with_grey_hair_before_grey_wall(const Subject& s) {
  if (cv::countNonZero(hair_of(s)) < kFewestHair) return {};
  const cv::Mat before_grey = painted(s.picture, cv::Scalar(225, 225, 225), softened(255 - s.person, 1));
  return with_hair(s, before_grey, 0.6, cv::Scalar(115, 117, 118));
}

cv::Mat with_albinism(const Subject& s) {
  if (cv::countNonZero(hair_of(s)) < kFewestHair) return {};
  const cv::Mat pale = with_hair(s, with_lighter_skin(s), 0.3, cv::Scalar(165, 185, 195));
  return painted(pale, s.skin() * 0.9 + cv::Scalar(30, 35, 40), softened(s.classes({PortraitClass::brow}), 1),
                 0.8);
}

cv::Mat with_freckles(const Subject& s) {
  cv::RNG random(23);
  cv::Mat spots = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (int i = 0; i < 120; ++i) {
    const cv::Point2d place(random.uniform(-0.8, 0.8), random.uniform(0.1, 0.9));
    spots = either(spots, disc(spots, s.at(place.x, place.y), random.uniform(0.008, 0.016) * s.eye_distance));
  }
  return painted(s.picture, s.skin() * 0.6, both(softened(spots, 0.6), bare_skin(s)), 0.7);
}

cv::Mat with_beard(const Subject& s) {
  const double chin = s.place({s.head.chin.x, s.head.chin.y}).y;
  cv::Mat beard =
      filled(s.picture, {s.at(-0.85, 0.55), s.at(-0.6, 0.75), s.at(-0.3, 0.8), s.at(0.3, 0.8),
                         s.at(0.6, 0.75), s.at(0.85, 0.55), s.at(0.75, chin - 0.2), s.at(0.3, chin + 0.08),
                         s.at(-0.3, chin + 0.08), s.at(-0.75, chin - 0.2)});
  cv::Mat lips = s.classes({PortraitClass::lips, PortraitClass::mouth});
  cv::dilate(lips, lips, cv::Mat::ones(3, 3, CV_8U));
  beard = both(beard, 255 - lips);
  const cv::Mat curls = noisy(cv::Mat(s.picture.size(), CV_8UC3, cv::Scalar(30, 34, 40)), 30, true, 29);
  cv::Mat hair;
  cv::GaussianBlur(curls, hair, {0, 0}, 0.8);
  return blended(s.picture, hair, softened(beard, 2), 0.85);
}

/// Lids that leave two thirds of the opening: skin from above and below moved over its edges.
cv::Mat with_narrow_eyes(const Subject& s) {
  cv::Mat positions(s.picture.size(), CV_32FC2);
  for (int y = 0; y < positions.rows; ++y) {
    for (int x = 0; x < positions.cols; ++x)
      positions.at<cv::Vec2f>(y, x) = {static_cast<float>(x), static_cast<float>(y)};
  }
  constexpr double kUpper = 0.25, kLower = 0.08;  // of the opening
  for (const auto& [begin, end] : {std::array{landmark::kEyeLeftBegin, landmark::kEyeLeftEnd},
                                   std::array{landmark::kEyeRightBegin, landmark::kEyeRightEnd}}) {
    const cv::Mat eye = filled(s.picture, s.points(begin, end));
    const cv::Rect box = cv::boundingRect(eye);
    for (int x = box.x; x < box.br().x; ++x) {
      const cv::Mat column = eye.col(x).rowRange(box.y, box.br().y) > 127;
      if (cv::countNonZero(column) == 0) continue;
      const cv::Rect open = cv::boundingRect(column);
      const double top = box.y + open.y;
      const double height = open.height;
      for (int y = box.y; y < box.br().y; ++y) {
        float& from = positions.at<cv::Vec2f>(y, x)[1];
        if (y >= top && y < top + kUpper * height) from -= static_cast<float>(kUpper * height + 1);
        if (y >= top + (1 - kLower) * height && y <= top + height)
          from += static_cast<float>(kLower * height + 1);
      }
    }
  }
  return remapped(s.picture, positions);
}

}  // namespace

std::vector<Look> looks() {
  return {{"darker skin", true, with_darker_skin},
          {"lighter skin", true, with_lighter_skin},
          {"grey hair before a light grey wall", false, with_grey_hair_before_grey_wall},
          {"albinism: pale hair, brows and skin", true, with_albinism},
          {"freckles", true, with_freckles},
          {"full beard", true, with_beard},
          {"narrow eyes", true, with_narrow_eyes}};
}

std::vector<LookResult> look_results(Checker& checker, const std::vector<CheckedSubject>& subjects) {
  std::vector<LookResult> results;
  for (const Look& look : looks()) {
    LookResult result{look.name, 0, {}};
    for (const CheckedSubject& one : subjects) {
      const cv::Mat picture = look.draw(one.subject);
      if (picture.empty()) continue;
      ++result.pictures;
      const Checked checked = checker.check(Item{one.subject.name, [&picture] { return jpeg_of(picture); }});
      for (const auto& [code, outcome] : checked.by_rule) {
        const bool of_the_wall = !look.keeps_wall && (code == "BGD001" || code == "BGD007");
        if (of_the_wall || one.clean.fails(code) || outcome.status == one.clean.by_rule.at(code).status)
          continue;
        Count& count = result.changed[code];
        if (outcome.status == Status::fail) ++count.failed;
        if (outcome.status == Status::cannot_assess) ++count.undecided;
      }
    }
    std::erase_if(result.changed,
                  [](const auto& entry) { return entry.second.failed + entry.second.undecided == 0; });
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace photolint::test
