// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/accuracy/pictures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "tests/support/load_image.h"
#include "tests/support/temp_dir.h"

namespace photolint::test {
namespace {

nlohmann::json read_json(const std::string& path) {
  std::ifstream stream(path);
  return nlohmann::json::parse(stream);
}

std::string without_extension(const std::string& path) {
  return path.substr(0, path.rfind('.'));
}

Point point_of(const nlohmann::json& pair) {
  return {pair[0].get<double>(), pair[1].get<double>()};
}

Truth read_truth(const nlohmann::json& json) {
  const auto& points = json.at("points");
  Truth truth;
  truth.name = without_extension(json.at("file"));
  truth.defect = json.at("defect");
  truth.width = json.at("width");
  truth.height = json.at("height");
  truth.yaw = json.at("yaw");
  truth.pitch = json.at("pitch");
  truth.roll = json.at("roll");
  truth.head_top = points.at("hair_top")[1];
  truth.eyes = midpoint(point_of(points.at("iris_l")), point_of(points.at("iris_r")));
  truth.eye_distance = json.at("eye_distance_px");
  truth.face_width = json.at("face_width_px");
  truth.chin = points.at("chin")[1];
  return truth;
}

/// The truth of the same picture at another size.
Truth resized(Truth truth, double k) {
  truth.width = static_cast<int>(std::lround(truth.width * k));
  truth.height = static_cast<int>(std::lround(truth.height * k));
  truth.head_top *= k;
  truth.eyes = truth.eyes * k;
  truth.eye_distance *= k;
  truth.face_width *= k;
  truth.chin *= k;
  return truth;
}

double to_linear(double value) {
  const double v = value / 255;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double to_srgb(double linear) {
  const double v = std::clamp(linear, 0.0, 1.0);
  return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055);
}

template <class Function>
cv::Mat mapped(const cv::Mat& picture, Function function) {
  cv::Mat table(1, 256, CV_8U);
  for (int i = 0; i < 256; ++i) table.at<std::uint8_t>(i) = cv::saturate_cast<std::uint8_t>(function(i));
  cv::Mat out;
  cv::LUT(picture, table, out);
  return out;
}

cv::Mat transformed(const cv::Mat& picture, const Affine& map) {
  // OpenCV counts pixel middles from 0, Affine pixel corners.
  const cv::Mat matrix = (cv::Mat_<double>(2, 3) << map.a, map.b, map.c + 0.5 * (map.a + map.b - 1), map.d,
                          map.e, map.f + 0.5 * (map.d + map.e - 1));
  cv::Mat out;
  cv::warpAffine(picture, out, matrix, picture.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return out;
}

/// Whether so many neighbouring pixels of the row stand off from its wall.
bool holds_head(const cv::Mat& picture, int y, int run) {
  constexpr int kStandOff = 40;  // the wall varies by some 10 levels within a row
  const auto* row = picture.ptr<cv::Vec3b>(y);
  const int margin = picture.cols / 20;
  int length = 0;
  for (int x = margin; x < picture.cols - margin; ++x) {
    // The wall's colour here, between those at both ends of the row.
    const double t = static_cast<double>(x) / picture.cols;
    double far = 0;
    for (int c = 0; c < 3; ++c) {
      const double wall = row[margin][c] * (1 - t) + row[picture.cols - margin][c] * t;
      far = std::max(far, std::abs(row[x][c] - wall));
    }
    length = far > kStandOff ? length + 1 : 0;
    if (length >= run) return true;
  }
  return false;
}

/// Top of the hair before the London set's wall; nothing where it touches the frame.
std::optional<int> hair_top(const cv::Mat& picture, double eye_distance) {
  const int run = std::max(3, static_cast<int>(0.1 * eye_distance));
  for (int y = 0; y < picture.rows / 2; ++y) {
    if (holds_head(picture, y, run)) return y == 0 ? std::nullopt : std::optional(y);
  }
  return std::nullopt;
}

/// What must come to lie where.
struct Marks {
  double top = 0;
  Point eyes;
  double chin = 0;
  double face_width = 0;
};

/// Scale and upper edge of the frame that put the marks well inside the bands (top 50-110, eyes 200-300,
/// width 180-300), inside a photograph of the given height. Nothing where there are none.
std::optional<std::pair<double, double>> choose_frame(const Marks& marks, int height) {
  for (double scale = 0.68; scale <= 0.96; scale += 0.01) {
    for (double margin = 65; margin <= 95; margin += 5) {
      const double y0 = marks.top - margin / scale;
      const double eyes = (marks.eyes.y - y0) * scale;
      const double width = marks.face_width * scale;
      const bool inside = y0 >= 0 && y0 + 640 / scale <= height;
      if (inside && eyes >= 212 && eyes <= 288 && width >= 195 && width <= 285) return std::pair{scale, y0};
    }
  }
  return std::nullopt;
}

}  // namespace

std::string shared_folder() {
  return std::string(PHOTOLINT_SOURCE_DIR) + "/../shared";
}

const std::vector<Portrait>& portraits() {
  static const std::vector<Portrait> all = [] {
    std::vector<Portrait> out;
    for (const std::string& path : files_in(shared_folder() + "/portraits", ".json")) {
      const std::string base = without_extension(path);
      out.push_back({read_truth(read_json(path)), base + ".jpg", base + "_mask.png"});
    }
    return out;
  }();
  return all;
}

std::vector<std::uint8_t> bytes_of(const std::string& path) {
  const std::string text = read_bytes(path);
  return {text.begin(), text.end()};
}

std::vector<std::uint8_t> jpeg_of(const cv::Mat& picture, int quality) {
  std::vector<std::uint8_t> bytes;
  cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
  return bytes;
}

std::vector<Base> portrait_bases() {
  std::vector<Base> out;
  for (const Portrait& portrait : portraits()) {
    if (portrait.truth.defect != "none" || portrait.truth.width != 960) continue;
    Base base;
    base.name = portrait.truth.name;
    cv::resize(cv::imread(portrait.jpeg_path), base.picture, {480, 640}, 0, 0, cv::INTER_AREA);
    cv::Mat wall = cv::imread(portrait.mask_path, cv::IMREAD_UNCHANGED) == 0;
    cv::resize(wall, base.background, {480, 640}, 0, 0, cv::INTER_AREA);
    base.truth = resized(portrait.truth, 0.5);
    out.push_back(std::move(base));
  }
  return out;
}

std::vector<Base> rendered_bases(std::size_t count) {
  std::vector<Base> all = portrait_bases();
  // p06 has dark skin; the others follow in their own order.
  std::stable_partition(all.begin(), all.end(), [](const Base& b) { return b.name.starts_with("p06"); });
  if (all.size() > count) all.resize(count);
  return all;
}

std::optional<Reframed> reframe(const std::string& jpeg_path) {
  const nlohmann::json points = read_json(without_extension(jpeg_path) + ".points.json");
  const cv::Mat picture = cv::imread(jpeg_path);
  if (picture.empty()) return std::nullopt;
  const Point left = point_of(points[0]);
  const Point right = point_of(points[1]);
  const auto top = hair_top(picture, distance(left, right));
  if (!top) return std::nullopt;
  // Points of the 189-point template: 129 the chin, 109 and 112 where the ears meet the face.
  const Marks marks{static_cast<double>(*top), midpoint(left, right), point_of(points[129]).y,
                    point_of(points[112]).x - point_of(points[109]).x};
  const auto frame = choose_frame(marks, picture.rows);
  if (!frame) return std::nullopt;
  const auto [scale, y0] = *frame;
  const double x0 = marks.eyes.x - 240 / scale;
  if (x0 < 0 || x0 + 480 / scale > picture.cols) return std::nullopt;
  const cv::Rect cut(static_cast<int>(std::lround(x0)), static_cast<int>(std::lround(y0)),
                     static_cast<int>(480 / scale), static_cast<int>(640 / scale));
  Reframed out;
  out.base.name = "london " + std::filesystem::path(jpeg_path).stem().string();
  const cv::Rect whole(0, 0, picture.cols, picture.rows);
  cv::resize(picture(cut & whole), out.base.picture, {480, 640}, 0, 0, cv::INTER_AREA);
  const double x_scale = 480.0 / cut.width;
  const double y_scale = 640.0 / cut.height;
  out.head_top = (marks.top - cut.y) * y_scale;
  out.eyes = {(marks.eyes.x - cut.x) * x_scale, (marks.eyes.y - cut.y) * y_scale};
  out.chin = (marks.chin - cut.y) * y_scale;
  out.face_width = marks.face_width * x_scale;
  return out;
}

std::vector<Base> photograph_bases(std::size_t step) {
  std::vector<Base> out;
  const std::vector<std::string> paths = files_in(shared_folder() + "/data/london/neutral", ".jpg");
  for (std::size_t i = 0; i < paths.size(); i += step) {
    std::optional<Reframed> reframed = reframe(paths[i]);
    if (!reframed) continue;
    Truth truth;
    truth.name = reframed->base.name;
    truth.eyes = reframed->eyes;
    truth.head_top = reframed->head_top;
    truth.chin = reframed->chin;
    truth.face_width = reframed->face_width;
    reframed->base.truth = truth;
    out.push_back(std::move(reframed->base));
  }
  return out;
}

cv::Mat blurred(const cv::Mat& picture, double sigma) {
  cv::Mat out;
  cv::GaussianBlur(picture, out, {0, 0}, sigma, sigma, cv::BORDER_REPLICATE);
  return out;
}

cv::Mat upscaled(const cv::Mat& picture, double factor) {
  cv::Mat small, out;
  cv::resize(picture, small, {}, 1 / factor, 1 / factor, cv::INTER_AREA);
  cv::resize(small, out, picture.size(), 0, 0, cv::INTER_CUBIC);
  return out;
}

cv::Mat with_gamma(const cv::Mat& picture, double gamma) {
  return mapped(picture, [gamma](int v) { return 255 * std::pow(v / 255.0, gamma); });
}

cv::Mat with_stops(const cv::Mat& picture, double stops) {
  return mapped(picture, [stops](int v) { return to_srgb(to_linear(v) * std::exp2(stops)); });
}

cv::Mat side_lit(const cv::Mat& picture, Point eyes, double face_width, double darkest) {
  cv::Mat out = picture.clone();
  for (int x = 0; x < out.cols; ++x) {
    const double t = std::clamp((x + 0.5 - eyes.x) / face_width + 0.5, 0.0, 1.0);
    const double light = 1 + (darkest - 1) * t;
    std::array<std::uint8_t, 256> table{};
    for (int v = 0; v < 256; ++v) {
      table[static_cast<std::size_t>(v)] = cv::saturate_cast<std::uint8_t>(to_srgb(to_linear(v) * light));
    }
    for (int y = 0; y < out.rows; ++y) {
      for (int c = 0; c < 3; ++c) out.at<cv::Vec3b>(y, x)[c] = table[out.at<cv::Vec3b>(y, x)[c]];
    }
  }
  return out;
}

cv::Mat with_wall_gradient(const Base& base, double amount) {
  cv::Mat out = base.picture.clone();
  for (int y = 0; y < out.rows; ++y) {
    const double factor = 1 + amount * (1 - 2 * (y + 0.5) / out.rows);
    for (int x = 0; x < out.cols; ++x) {
      const double wall = base.background.at<std::uint8_t>(y, x) / 255.0;
      for (int c = 0; c < 3; ++c) {
        auto& value = out.at<cv::Vec3b>(y, x)[c];
        value = cv::saturate_cast<std::uint8_t>(value * (1 + (factor - 1) * wall));
      }
    }
  }
  return out;
}

cv::Mat turned(const cv::Mat& picture, double degrees) {
  const double angle = degrees * CV_PI / 180;
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  const Point centre{picture.cols / 2.0, picture.rows / 2.0};
  return transformed(picture, {cosine, -sine, centre.x - cosine * centre.x + sine * centre.y, sine, cosine,
                               centre.y - sine * centre.x - cosine * centre.y});
}

cv::Mat placed(const cv::Mat& picture, Point eyes, double factor, Point shift) {
  return transformed(
      picture, {factor, 0, eyes.x * (1 - factor) + shift.x, 0, factor, eyes.y * (1 - factor) + shift.y});
}

}  // namespace photolint::test
