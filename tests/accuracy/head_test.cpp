// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "tests/support/load_image.h"

using namespace photolint;

namespace {

/// One portrait's measures against its ground truth. Lengths at 480 pixels of width.
struct Row {
  std::string name;
  bool ordinary = true;  ///< no defect that hides what is measured
  double top = 0, chin = 0, face_width = 0, eye_line = 0, iou = 0, pitch = 0, true_pitch = 0, off_surface = 0;
  bool cut_top = false, truly_cut = false;
  bool shoulders = false;
};

double mask_overlap(const ImageBuffer& person, const ImageBuffer& truth) {
  double both = 0;
  double either = 0;
  for (int y = 0; y < person.height(); ++y) {
    for (int x = 0; x < person.width(); ++x) {
      const bool found = *person.view().at(x, y) != 0;
      const bool real = *truth.view().at(x, y) != 0;
      both += found && real ? 1 : 0;
      either += found || real ? 1 : 0;
    }
  }
  return both / either;
}

bool has_defect(const std::string& defect, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (defect == name) return true;
  }
  return false;
}

Row compare(const std::string& base, const nlohmann::json& truth, const Analysis& analysis) {
  const HeadFacts& head = analysis.head.value();
  const auto& points = truth.at("points");
  const double k = truth.at("width").get<double>() / 480;
  const std::string defect = truth.at("defect");
  Row row;
  row.name = truth.at("file");
  row.ordinary =
      !has_defect(defect, {"hair_over_ears", "hair_over_eye", "sunglasses", "bg_clutter", "high_collar",
                           "yaw30", "side_light", "shirt_like_background", "eyes_closed", "glasses_thick"});
  const double hair_top = points.at("hair_top").at(1);
  row.truly_cut = hair_top <= 0;
  row.cut_top = head.cut_top;
  row.top = (head.head_top.y - std::max(0.0, hair_top)) / k;
  row.chin = (head.chin.y - points.at("chin").at(1).get<double>()) / k;
  row.face_width = (head.face_width - truth.at("face_width_px").get<double>()) / k;
  row.eye_line = (head.eye_line_y -
                  (points.at("iris_l").at(1).get<double>() + points.at("iris_r").at(1).get<double>()) / 2) /
                 k;
  row.iou = mask_overlap(analysis.background.value().person, test::load_mask(base + "_mask.png"));
  row.pitch = head.pitch_deg;
  row.true_pitch = truth.at("pitch");
  row.off_surface = analysis.background.value().off_surface_share;
  row.shoulders = head.shoulder_left_visible && head.shoulder_right_visible;
  return row;
}

/// All portraits; empty, with a sentence, where the set is absent.
const std::vector<Row>& rows() {
  static const std::vector<Row> all = [] {
    const std::string folder = std::string(PHOTOLINT_SOURCE_DIR) + "/../shared/portraits";
    std::vector<Row> out;
    auto models = load_models("");
    REQUIRE(models.ok());
    auto analyser = Analyser::make(models.value());
    REQUIRE(analyser.ok());
    for (const std::string& file : test::files_in(folder, ".json")) {
      const std::string base = file.substr(0, file.size() - 5);
      std::ifstream stream(base + ".json");
      const auto truth = nlohmann::json::parse(stream);
      const DecodedImage image = test::load_image(base + ".jpg");
      const WorkItem item;
      const Analysis analysis = analyser.value().analyse(image, item, Need::head);
      INFO(file);
      REQUIRE(analysis.head.present());
      out.push_back(compare(base, truth, analysis));
    }
    if (out.empty()) WARN("skipped: the portraits are not beside the project (../shared/portraits)");
    return out;
  }();
  return all;
}

/// How many of the rows that choose accepts are within limit.
template <class Choose, class Measure>
void floor_of(const std::string& what, int wanted, double limit, Choose choose, Measure measure) {
  int good = 0;
  int all = 0;
  std::string misses;
  for (const Row& row : rows()) {
    if (!choose(row)) continue;
    ++all;
    const double value = measure(row);
    if (std::abs(value) <= limit) {
      ++good;
    } else {
      misses += "\n  " + row.name + " " + std::to_string(value);
    }
  }
  if (all == 0) return;
  INFO(what << ": " << good << " of " << all << " within " << limit << misses);
  CHECK(good >= wanted);
  if (good > wanted)
    WARN(what << ": the floor could rise from " << wanted << " to " << good << " of " << all);
}

bool every(const Row&) {
  return true;
}
bool ordinary(const Row& row) {
  return row.ordinary;
}

}  // namespace

TEST_CASE("Head top against the rendered mask") {
  floor_of("head top within 2 px of 640", 161, 2, every, [](const Row& r) { return r.top; });
  floor_of("cut heads found, whole heads not", 164, 0, every,
           [](const Row& r) { return r.cut_top == r.truly_cut ? 0. : 1.; });
}

TEST_CASE("Chin, eye line and face width against the rendered points") {
  floor_of("chin within 4 px of 640", 121, 4, ordinary, [](const Row& r) { return r.chin; });
  floor_of("eye line within 5 px of 640", 123, 5, ordinary, [](const Row& r) { return r.eye_line; });
  floor_of("face width within 20 px of 480", 119, 20, ordinary, [](const Row& r) { return r.face_width; });
}

TEST_CASE("Person's mask against the rendered mask") {
  floor_of("mask overlap at least 0.99", 156, 0.01, every, [](const Row& r) { return 1 - r.iou; });
  floor_of("mask overlap at least 0.85", 164, 0.15, every, [](const Row& r) { return 1 - r.iou; });
}

TEST_CASE("Clutter is told from plain walls") {
  floor_of("off-surface share", 164, 0, every, [](const Row& r) {
    const bool clutter = r.name.find("bg_clutter") != std::string::npos;
    return clutter == (r.off_surface > 0.4) ? 0. : 1.;
  });
}

TEST_CASE("Shoulders of the compliant portraits are visible") {
  floor_of(
      "shoulders", 12, 0, [](const Row& r) { return r.name.find("_none.jpg") != std::string::npos; },
      [](const Row& r) { return r.shoulders ? 0. : 1.; });
}

TEST_CASE("Pitch against the rendered pose") {
  // The renders sit 4 degrees under the zero that real photos share.
  floor_of("pitch within 12 degrees", 164, 12, every, [](const Row& r) { return r.pitch - r.true_pitch; });
  floor_of(
      "level heads under the error limit of 18", 160, 18, [](const Row& r) { return r.true_pitch == 0; },
      [](const Row& r) { return r.pitch; });
}
