// SPDX-License-Identifier: GPL-3.0-or-later
// Needs pictures that are not shipped: ../shared beside the project. Says so and passes where they are
// absent.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "photolint/analysis/analyser.h"
#include "photolint/analysis/faces.h"
#include "photolint/analysis/models.h"
#include "tests/support/load_image.h"

using namespace photolint;

namespace {

const std::string kShared = std::string(PHOTOLINT_SOURCE_DIR) + "/../shared";
const std::string kReference =
    std::string(PHOTOLINT_SOURCE_DIR) + "/tests/accuracy/data/reference_landmarks.json";

/// Pictures of a folder, or none with a word about it.
std::vector<std::string> pictures(const std::string& folder) {
  std::vector<std::string> found = test::files_in(kShared + "/" + folder, ".jpg");
  if (found.empty()) std::cout << "SKIPPED: no pictures in ../shared/" << folder << "\n";
  return found;
}

nlohmann::json read_json(const std::string& path) {
  std::ifstream stream(path);
  return nlohmann::json::parse(stream);
}

std::string without_extension(const std::string& path) {
  return path.substr(0, path.rfind('.'));
}

class Engine {
 public:
  std::vector<Face> faces(const DecodedImage& image) {
    const WorkItem item;
    const Analysis analysis = analyser_.analyse(image, item, Need::faces);
    REQUIRE(analysis.faces.state() != FactState::failed);
    return analysis.faces.present() ? analysis.faces.value().faces : std::vector<Face>{};
  }
  std::vector<Face> faces(const std::string& path) { return faces(test::load_image(path)); }

 private:
  Analyser analyser_ = Analyser::make(load_models("").value()).value();
};

Point point_of(const nlohmann::json& pair) {
  return {pair[0].get<double>(), pair[1].get<double>()};
}

/// The value that so large a share of values does not exceed.
double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

cv::Mat mat_of(const DecodedImage& image) {
  const ImageView view = image.bgr.view();
  return cv::Mat(view.height(), view.width(), CV_8UC3, const_cast<std::uint8_t*>(view.row(0)),
                 static_cast<std::size_t>(view.stride()))
      .clone();
}

DecodedImage image_of(const cv::Mat& mat) {
  DecodedImage image;
  image.bgr = ImageBuffer(mat.cols, mat.rows, 3);
  for (int y = 0; y < mat.rows; ++y) {
    std::copy_n(mat.ptr<std::uint8_t>(y), image.bgr.stride(), image.bgr.row(y));
  }
  image.facts.width = mat.cols;
  image.facts.height = mat.rows;
  return image;
}

/// A copy of a picture with another one, shrunk to so many pixels of height, on it.
cv::Mat with_picture_on_it(const cv::Mat& base, const cv::Mat& other, int height, cv::Point corner) {
  cv::Mat small, out = base.clone();
  cv::resize(other, small, {other.cols * height / other.rows, height}, 0, 0, cv::INTER_AREA);
  small.copyTo(out(cv::Rect(corner, small.size())));
  return out;
}

}  // namespace

TEST_CASE("London set: one face, landmarks on the hand-placed points, level poses") {
  const std::vector<std::string> paths = pictures("data/london/neutral");
  if (paths.empty()) return;
  // Landmark of ours, point of the 189-point template: pupils, eye corners, mouth corners.
  const std::pair<int, std::size_t> pairs[] = {{140, 0}, {145, 1}, {36, 18}, {44, 22},
                                               {52, 23}, {60, 27}, {88, 87}, {98, 93}};
  Engine engine;
  std::vector<double> errors, yaw, pitch, roll;
  for (const std::string& path : paths) {
    const std::vector<Face> faces = engine.faces(path);
    INFO(path);
    CHECK(faces.size() == 1);
    if (faces.empty()) continue;
    const nlohmann::json points = read_json(without_extension(path) + ".points.json");
    const double eye_distance = distance(point_of(points[0]), point_of(points[1]));
    for (const auto& [ours, theirs] : pairs) {
      const Point p = faces[0].landmarks[static_cast<std::size_t>(ours)];
      errors.push_back(distance(p, point_of(points[theirs])) / eye_distance);
    }
    yaw.push_back(std::abs(faces[0].yaw_deg));
    pitch.push_back(std::abs(faces[0].pitch_deg));
    roll.push_back(std::abs(faces[0].roll_deg));
  }
  std::cout << "London: mean error " << mean(errors) << " eye distances; 95 % of yaw " << quantile(yaw, .95)
            << ", pitch " << quantile(pitch, .95) << ", roll " << quantile(roll, .95) << "\n";
  CHECK(mean(errors) < .032);
  CHECK(quantile(yaw, .95) <= 6);
  CHECK(quantile(pitch, .95) <= 12);
  CHECK(quantile(roll, .95) <= 6);
}

TEST_CASE("congress set: a face in nearly every picture, seldom two") {
  const std::vector<std::string> paths = pictures("data/congress");
  if (paths.empty()) return;
  Engine engine;
  int found = 0, several = 0;
  double least = 1;
  for (const std::string& path : paths) {
    const std::vector<Face> faces = engine.faces(path);
    found += faces.empty() ? 0 : 1;
    several += faces.size() > 1 ? 1 : 0;
    if (!faces.empty()) least = std::min(least, faces[0].presence);
    if (faces.size() != 1) std::cout << "congress: " << faces.size() << " faces in " << path << "\n";
  }
  const int count = static_cast<int>(paths.size());
  std::cout << "congress: a face in " << found << " of " << count << ", more than one in " << several
            << ", least presence " << least << "\n";
  CHECK(found >= .98 * count);
  CHECK(several <= .01 * count);
}

TEST_CASE("portraits: yaw and roll against the rendered pose") {
  Engine engine;
  std::vector<double> yaw, roll;
  for (const std::string& path : pictures("portraits")) {
    const nlohmann::json truth = read_json(without_extension(path) + ".json");
    const std::vector<Face> faces = engine.faces(path);
    INFO(path);
    CHECK(faces.size() == 1);
    if (faces.empty()) continue;
    yaw.push_back(std::abs(faces[0].yaw_deg - truth["yaw"].get<double>()));
    roll.push_back(std::abs(faces[0].roll_deg - truth["roll"].get<double>()));
  }
  if (yaw.empty()) return;
  std::cout << "portraits: yaw error mean " << mean(yaw) << ", 95 % " << quantile(yaw, .95) << "; roll mean "
            << mean(roll) << ", 95 % " << quantile(roll, .95) << "\n";
  CHECK(mean(yaw) < 1);
  CHECK(quantile(yaw, .95) < 2.5);
  CHECK(mean(roll) < 1);
  CHECK(quantile(roll, .95) < 2.5);
}

TEST_CASE("portraits: the numbers of reference.py") {
  const nlohmann::json reference = read_json(kReference);
  const auto models = load_models("").value();
  const std::unique_ptr<Network> detector = make_network(models->face_detector).value();
  const std::unique_ptr<Network> landmarks = make_network(models->face_landmarks).value();
  FaceFinder finder(*detector, *landmarks);
  // reference.py counts pixel middles from 0.
  const auto to_edges = [](const nlohmann::json& xy) { return point_of(xy) + Point{.5, .5}; };
  for (const auto& [name, expected] : reference["pictures"].items()) {
    const std::string path = kShared + "/portraits/" + name;
    if (!std::filesystem::exists(path)) {
      std::cout << "SKIPPED: no ../shared/portraits/" << name << "\n";
      continue;
    }
    INFO(name);
    const DecodedImage image = test::load_image(path);
    Pyramid picture(image.bgr.view());

    // The same start gives the same landmarks and pose.
    Detection start;
    const auto& box = expected["box"];
    const Point corner = to_edges(box);
    start.box = {corner.x, corner.y, box[2].get<double>(), box[3].get<double>()};
    for (std::size_t i = 0; i < 5; ++i) start.points[i] = to_edges(expected["five_points"][i]);
    const Face face = finder.measure(picture, start).value();
    const auto& pose = expected["yaw_pitch_roll_deg"];
    CHECK(face.yaw_deg == Approx(pose[0].get<double>()).margin(.2));
    CHECK(face.pitch_deg == Approx(pose[1].get<double>()).margin(.2));
    CHECK(face.roll_deg == Approx(pose[2].get<double>()).margin(.2));

    // Our first look has a margin around the picture, so that its boxes differ a little; the landmark network
    // answers a start moved by a pixel with landmarks moved by up to half a percent of the face.
    const std::vector<Face> found = finder.find(picture).value();
    REQUIRE(found.size() == 1);
    for (const auto& [index, xy] : expected["landmarks"].items()) {
      CAPTURE(index);
      const auto i = static_cast<std::size_t>(std::stoi(index));
      CHECK(distance(face.landmarks[i], to_edges(xy)) < .2);
      CHECK(distance(found[0].landmarks[i], to_edges(xy)) < .006 * start.box.height);
    }
  }
}

TEST_CASE("a second face is found, large or small, anywhere") {
  if (pictures("portraits").empty()) return;
  Engine engine;
  const auto portrait = [](const char* name) {
    return mat_of(test::load_image(kShared + "/portraits/" + name + ".jpg"));
  };
  const cv::Mat first = portrait("p01_none_480"), second = portrait("p02_none_480"),
                third = portrait("p06_none_480");

  cv::Mat side_by_side;
  cv::hconcat(first, second, side_by_side);
  CHECK(engine.faces(image_of(side_by_side)).size() == 2);

  // The face is about 0.36 of a portrait's height: 140 to 270 pixels make a face of 8 to 15 % of 640.
  for (const cv::Mat& small : {second, third}) {
    for (const int height : {145, 180, 220, 270}) {
      const int width = small.cols * height / small.rows;
      for (const cv::Point corner :
           {cv::Point(0, 0), cv::Point(480 - width, 0), cv::Point(40, 640 - height)}) {
        CAPTURE(height, corner.x, corner.y);
        CHECK(engine.faces(image_of(with_picture_on_it(first, small, height, corner))).size() == 2);
      }
    }
  }
}

TEST_CASE("patterns and flowers have no face") {
  Engine engine;
  for (int kind = 0; kind < 3; ++kind) {
    cv::Mat picture(640, 480, CV_8UC3, cv::Scalar(200, 180, 90));
    for (int y = 40; y < 640; y += 80) {
      for (int x = 40; x < 480; x += 80) {
        if (kind == 0) cv::rectangle(picture, cv::Rect(x, y, 40, 40), {30, 60, 200}, cv::FILLED);
        if (kind == 1) cv::circle(picture, {x, y}, 10 + (x + y) % 25, {60, 220, 230}, 5);
        for (int petal = 0; kind == 2 && petal < 6; ++petal) {
          cv::ellipse(picture, {x, y}, {34, 9}, 60. * petal, 0, 360, {120, 80, 210}, cv::FILLED);
        }
        if (kind == 2) cv::circle(picture, {x, y}, 9, {40, 200, 240}, cv::FILLED);
      }
    }
    CAPTURE(kind);
    CHECK(engine.faces(image_of(picture)).empty());
  }
}

TEST_CASE("the order of photos does not change a number") {
  const std::vector<std::string> paths = pictures("portraits");
  if (paths.size() < 12) return;
  Engine forth, back;
  std::vector<std::vector<Face>> once;
  for (std::size_t i = 0; i < 12; ++i) once.push_back(forth.faces(paths[i * paths.size() / 12]));
  for (std::size_t i = 12; i-- > 0;) {
    const std::vector<Face> again = back.faces(paths[i * paths.size() / 12]);
    REQUIRE(again.size() == once[i].size());
    for (std::size_t k = 0; k < again.size(); ++k) {
      CHECK(again[k].landmarks == once[i][k].landmarks);
      CHECK(again[k].yaw_deg == once[i][k].yaw_deg);
      CHECK(again[k].score == once[i][k].score);
    }
  }
}
