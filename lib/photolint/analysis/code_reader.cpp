// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/code_reader.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>
#include <tuple>
#include <utility>

#include "photolint/analysis/code_decoder.h"
#include "photolint/analysis/code_grid.h"
#include "photolint/analysis/mat_impl.h"

namespace photolint {
namespace {

using Corners = std::array<Point, 4>;
using Map = cv::Matx33d;

constexpr double kMaxFullPixels = 16e6;     // a larger picture is looked at with so many: bounds the time
constexpr double kMaxDoublePixels = 1.6e6;  // before enlarging: what a 2x or 3x copy may cost
constexpr double kMaxTriplePixels = 0.5e6;
constexpr std::size_t kMaxRegions = 4;  // located symbols that are looked at closely
constexpr double kRegionMargin = 0.12;  // of the side, on each side: the quiet zone and some error
constexpr int kMinRegionEdge = 240;     // of the straightened region, pixels
constexpr int kMaxRegionEdge = 800;
constexpr double kMinModulation = 0.25;  // of the timing patterns; drawn blur was not read below 0.2

/// A copy of the picture and how to get from its pixels back to the picture's, both in pixel-edge
/// coordinates.
struct Frame {
  cv::Mat grey;
  Map to_picture = Map::eye();
};

ImageView view_of(const cv::Mat& grey) {
  return {grey.ptr<std::uint8_t>(), grey.cols, grey.rows, 1, static_cast<std::ptrdiff_t>(grey.step)};
}

Point mapped(const Map& map, Point p) {
  const cv::Vec3d q = map * cv::Vec3d(p.x, p.y, 1);
  return {q[0] / q[2], q[1] / q[2]};
}

Corners mapped(const Map& map, const Corners& corners) {
  Corners result;
  std::transform(corners.begin(), corners.end(), result.begin(), [&map](Point p) { return mapped(map, p); });
  return result;
}

double mean_side(const Corners& q) {
  return (distance(q[0], q[1]) + distance(q[1], q[2]) + distance(q[2], q[3]) + distance(q[3], q[0])) / 4;
}

Point centre_of(const Corners& q) {
  return (q[0] + q[1] + q[2] + q[3]) * 0.25;
}

/// Scaled by averaging when smaller, by cubic interpolation when larger.
Frame scaled(const Frame& frame, double factor) {
  if (factor == 1) return frame;
  const int width = std::max(1, static_cast<int>(std::lround(frame.grey.cols * factor)));
  const int height = std::max(1, static_cast<int>(std::lround(frame.grey.rows * factor)));
  Frame result;
  cv::resize(frame.grey, result.grey, {width, height}, 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  const double x = static_cast<double>(frame.grey.cols) / width;
  const double y = static_cast<double>(frame.grey.rows) / height;
  result.to_picture = frame.to_picture * Map(x, 0, 0, 0, y, 0, 0, 0, 1);
  return result;
}

Frame smoothed(const Frame& frame, double sigma) {
  Frame result{{}, frame.to_picture};
  cv::GaussianBlur(frame.grey, result.grey, {}, sigma, sigma, cv::BORDER_REPLICATE);
  return result;
}

Frame grey_frame(ImageView picture) {
  Frame frame;
  if (picture.channels() == 1) {
    frame.grey = as_source(picture);
  } else {
    cv::cvtColor(as_source(picture), frame.grey, cv::COLOR_BGR2GRAY);
  }
  const double pixels = static_cast<double>(frame.grey.cols) * frame.grey.rows;
  return pixels > kMaxFullPixels ? scaled(frame, std::sqrt(kMaxFullPixels / pixels)) : frame;
}

/// The region of a located symbol, straightened: the corners become a square with a margin.
Frame straightened(const Frame& frame, const Corners& in_picture) {
  const Map to_frame = frame.to_picture.inv();
  const Corners corners = mapped(to_frame, in_picture);
  const double edge =
      std::clamp(mean_side(corners) * (1 + 2 * kRegionMargin), 1. * kMinRegionEdge, 1. * kMaxRegionEdge);
  const auto near = static_cast<float>(edge * kRegionMargin / (1 + 2 * kRegionMargin));
  const auto far = static_cast<float>(edge) - near;
  const cv::Point2f target[4] = {{near, near}, {far, near}, {far, far}, {near, far}};
  cv::Point2f source[4];
  for (std::size_t i = 0; i < 4; ++i)
    source[i] = {static_cast<float>(corners[i].x), static_cast<float>(corners[i].y)};
  const Map to_source = cv::getPerspectiveTransform(target, source);
  // OpenCV's coordinates are those of pixel centres.
  const Map half(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1);
  const int pixels = static_cast<int>(edge);
  Frame result;
  cv::warpPerspective(frame.grey, result.grey, half.inv() * to_source * half, {pixels, pixels},
                      cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
  result.to_picture = frame.to_picture * to_source;
  return result;
}

/// One search through one picture: what was found so far, and the attempts.
class Ladder {
 public:
  explicit Ladder(ImageView picture)
      : full_(grey_frame(picture)),
        base_(scaled(full_,
                     std::min(1., 1. * kCodeWorkingEdge / std::max(full_.grey.cols, full_.grey.rows)))) {}

  CodeFacts climb() {
    (void)(as_is() || inverted() || full_size() || enlarged() || regions() || low_pass() || thresholds() ||
           regions() || other_kinds());
    CodeFacts facts;
    facts.symbols = in_order(std::move(symbols_));
    if (facts.symbols.empty()) facts.miss = miss();
    return facts;
  }

 private:
  bool read(const Frame& frame, CodeAttempt attempt, const CodeSearch& search = {}) {
    DecodedCodes found = decode_codes(view_of(frame.grey), search);
    crowded_ = crowded_ || found.crowded;
    for (const Corners& corners : found.located) locate(mapped(frame.to_picture, corners));
    for (CodeSymbol& symbol : found.symbols) {
      symbol.corners = mapped(frame.to_picture, symbol.corners);
      if (symbol.modules > 0) symbol.pixels_per_module = mean_side(symbol.corners) / symbol.modules;
      symbol.attempt = attempt;
      keep(std::move(symbol));
    }
    return !found.symbols.empty();
  }

  void keep(CodeSymbol symbol) {
    const auto same = [&symbol](const CodeSymbol& other) {
      return other.sha256 == symbol.sha256 &&
             distance(centre_of(other.corners), centre_of(symbol.corners)) < mean_side(symbol.corners) / 2;
    };
    if (std::none_of(symbols_.begin(), symbols_.end(), same)) symbols_.push_back(std::move(symbol));
  }

  void locate(const Corners& corners) {
    const double side = mean_side(corners);
    const auto same = [&](const Corners& other) {
      return distance(centre_of(other), centre_of(corners)) < side / 4 &&
             std::abs(mean_side(other) / side - 1) < 0.2;
    };
    if (located_.size() < kMaxRegions && side >= 21 && std::none_of(located_.begin(), located_.end(), same))
      located_.push_back(corners);
  }

  bool as_is() { return read(base_, CodeAttempt::as_is); }

  bool inverted() {
    Frame negative{{}, base_.to_picture};
    cv::bitwise_not(base_.grey, negative.grey);
    return read(negative, CodeAttempt::inverted);
  }

  bool full_size() { return full_.grey.cols != base_.grey.cols && read(full_, CodeAttempt::full_size); }

  bool enlarged() {
    const double pixels = static_cast<double>(base_.grey.cols) * base_.grey.rows;
    return (pixels <= kMaxDoublePixels && read(scaled(base_, 2), CodeAttempt::enlarged)) ||
           (pixels <= kMaxTriplePixels && read(scaled(base_, 3), CodeAttempt::enlarged));
  }

  bool low_pass() {
    return read(smoothed(base_, 1), CodeAttempt::smoothed) ||
           read(smoothed(base_, 2), CodeAttempt::smoothed) || read(scaled(base_, 0.5), CodeAttempt::smoothed);
  }

  bool thresholds() {
    CodeSearch search;
    search.threshold = CodeThreshold::global;
    if (read(base_, CodeAttempt::thresholded, search)) return true;
    search.threshold = CodeThreshold::fixed;
    Frame black_white{{}, base_.to_picture};
    cv::adaptiveThreshold(base_.grey, black_white.grey, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY,
                          41, 4);
    return read(black_white, CodeAttempt::thresholded, search);
  }

  /// Regions located since the last call.
  bool regions() {
    locate_patterns();
    bool any = false;
    for (; looked_at_ < located_.size(); ++looked_at_) any = region(located_[looked_at_]) || any;
    return any;
  }

  /// Debian's OpenCV locates QR codes but has no decoder built in. It needs about three pixels a module.
  void locate_patterns() {
    if (crowded_) return;  // its time grows with the cube of the patterns too
    const double pixels = static_cast<double>(base_.grey.cols) * base_.grey.rows;
    locate_patterns(base_);
    if (located_.empty() && pixels <= kMaxDoublePixels) locate_patterns(scaled(base_, 2));
  }

  void locate_patterns(const Frame& frame) {
    std::vector<cv::Point2f> points;
    if (!cv::QRCodeDetector().detectMulti(frame.grey, points)) return;
    for (std::size_t i = 0; i + 4 <= points.size(); i += 4) {
      Corners corners;
      for (std::size_t j = 0; j < 4; ++j) corners[j] = {points[i + j].x + 0.5, points[i + j].y + 0.5};
      locate(mapped(frame.to_picture, corners));
    }
  }

  bool region(const Corners& corners) {
    const bool large = mean_side(mapped(full_.to_picture.inv(), corners)) > kMaxRegionEdge;
    const Frame straight = straightened(large ? base_ : full_, corners);
    CodeSearch search;
    search.coarse_too = false;
    if (read(straight, CodeAttempt::region, search)) return true;
    for (const double sigma : {1., 2.}) {
      if (read(smoothed(straight, sigma), CodeAttempt::region, search)) return true;
    }
    return grid(straight, corners);
  }

  bool grid(const Frame& straight, const Corners& corners) {
    const Frame soft = smoothed(straight, 1);
    const std::optional<CodeGrid> fit =
        fit_code_grid(view_of(soft.grey), mapped(straight.to_picture.inv(), corners));
    if (!fit) return false;
    if (fit->fit > best_fit_) {
      best_fit_ = fit->fit;
      best_modulation_ = fit->modulation;
      best_.modules = fit->modules;
      best_.corners = mapped(straight.to_picture, fit->corners);
      best_.pixels_per_module = mean_side(best_.corners) / fit->modules;
    }
    for (const double sharpening : {0., 0.5, 1., 2.}) {
      if (read_pure(sample_code_grid(view_of(soft.grey), *fit, sharpening),
                    mapped(straight.to_picture, fit->corners), CodeAttempt::grid))
        return true;
    }
    return false;
  }

  /// Decodes black and white modules whose place in the picture is known.
  bool read_pure(const ImageBuffer& modules, const Corners& corners, CodeAttempt attempt) {
    CodeSearch search;
    search.threshold = CodeThreshold::fixed;
    search.pure = true;
    DecodedCodes found = decode_codes(modules.view(), search);
    if (found.symbols.empty()) return false;
    CodeSymbol& symbol = found.symbols.front();
    symbol.corners = corners;
    symbol.pixels_per_module = symbol.modules > 0 ? mean_side(corners) / symbol.modules : 0;
    symbol.attempt = attempt;
    keep(std::move(symbol));
    return true;
  }

  bool other_kinds() {
    CodeSearch search;
    search.other_kinds = true;
    return read(base_, CodeAttempt::as_is, search);
  }

  [[nodiscard]] CodeMiss miss() const {
    CodeMiss result = best_;
    if (best_.modules == 0) {
      if (located_.empty()) return result;
      result.reason = CodeMissReason::unreadable;
      result.corners = located_.front();
    } else if (best_.pixels_per_module < kMinPixelsPerModule) {
      result.reason = CodeMissReason::too_small;
    } else {
      result.reason =
          best_modulation_ < kMinModulation ? CodeMissReason::blurred : CodeMissReason::unreadable;
    }
    return result;
  }

  static std::vector<CodeSymbol> in_order(std::vector<CodeSymbol> symbols) {
    std::sort(symbols.begin(), symbols.end(), [](const CodeSymbol& a, const CodeSymbol& b) {
      const Point p = centre_of(a.corners), q = centre_of(b.corners);
      return std::tie(p.y, p.x, a.sha256) < std::tie(q.y, q.x, b.sha256);
    });
    return symbols;
  }

  Frame full_, base_;
  std::vector<CodeSymbol> symbols_;
  std::vector<Corners> located_;
  bool crowded_ = false;
  std::size_t looked_at_ = 0;
  CodeMiss best_;
  double best_fit_ = 0, best_modulation_ = 0;
};

}  // namespace

CodeFacts read_codes(ImageView picture) noexcept {
  CodeFacts facts;
  try {
    facts.miss = CodeMiss{};
    if (picture.empty()) return facts;
    return Ladder(picture).climb();
  } catch (const std::exception&) {
    facts.symbols.clear();
    facts.miss = CodeMiss{CodeMissReason::engine_failed, {}, 0, 0};
    return facts;
  }
}

}  // namespace photolint
