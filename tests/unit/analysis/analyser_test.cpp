// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/analyser.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "photolint/analysis/models.h"

using namespace photolint;

namespace {

Analyser analyser() {
  return Analyser::make(load_models("").value()).value();
}

DecodedImage noise(int width, int height, unsigned seed) {
  DecodedImage image;
  image.bgr = ImageBuffer(width, height, 3);
  image.facts.width = width;
  image.facts.height = height;
  for (int y = 0; y < height; ++y) {
    for (int i = 0; i < 3 * width; ++i) {
      seed = seed * 1664525U + 1013904223U;
      image.bgr.row(y)[i] = static_cast<std::uint8_t>(seed >> 24U);
    }
  }
  return image;
}

}  // namespace

TEST_CASE("noise holds no face, whatever its seed") {
  Analyser engine = analyser();
  const WorkItem item;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const DecodedImage image = noise(120, 160, seed);
    CHECK(engine.analyse(image, item, Need::faces).faces.state() == FactState::absent);
  }
}

TEST_CASE("only the stages that are asked for are made") {
  Analyser engine = analyser();
  const DecodedImage image = noise(120, 160, 1);
  const WorkItem item;
  const Analysis nothing = engine.analyse(image, item, {});
  CHECK(nothing.item == &item);
  CHECK(nothing.grey.empty());
  CHECK(nothing.faces.state() == FactState::not_requested);

  const Analysis pixels = engine.analyse(image, item, Need::pixels);
  CHECK(pixels.grey.width() == 120);
  CHECK(pixels.faces.state() == FactState::not_requested);

  const Analysis faces = engine.analyse(image, item, Need::faces);
  CHECK(faces.faces.state() == FactState::absent);
  CHECK(faces.parsing.state() == FactState::not_requested);

  const Analysis head = engine.analyse(image, item, Need::head);
  CHECK(head.faces.state() == FactState::absent);
  CHECK(head.parsing.reason() == "no-face");
  CHECK(head.background.reason() == "no-face");
  CHECK(head.head.reason() == "no-face");
}

TEST_CASE("grey is Rec. 601 luma") {
  DecodedImage image = noise(3, 1, 1);
  for (int c = 0; c < 3; ++c) {
    for (int x = 0; x < 3; ++x) image.bgr.at(x, 0)[c] = x == c ? 255 : 0;
  }
  Analyser engine = analyser();
  const WorkItem item;
  const Analysis analysis = engine.analyse(image, item, Need::pixels);
  CHECK(int{*analysis.grey.at(0, 0)} == 29);   // .114
  CHECK(int{*analysis.grey.at(1, 0)} == 150);  // .587
  CHECK(int{*analysis.grey.at(2, 0)} == 76);   // .299
}

TEST_CASE("a picture without pixels fails, it has no faces to count") {
  Analyser engine = analyser();
  const DecodedImage image;
  const WorkItem item;
  const Analysis analysis = engine.analyse(image, item, Need::head | Need::pixels);
  CHECK(analysis.faces.state() == FactState::failed);
  CHECK(analysis.head.reason() == "no-pixels");
}

TEST_CASE("network files come from a folder, and are checked") {
  const auto folder = std::filesystem::temp_directory_path() / "photolint_models_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  CHECK(load_models(folder.string()).error().code == ErrorCode::model_missing);
  CHECK(load_models("/nowhere").error().code == ErrorCode::model_missing);

  const std::string shipped = std::string(PHOTOLINT_SOURCE_DIR) + "/lib/photolint/models";
  REQUIRE(load_models(shipped).ok());
  CHECK(Analyser::make(load_models(shipped).value()).ok());

  const auto copy = [&](const std::string& from, const std::string& to) {
    std::filesystem::copy_file(shipped + "/" + from, folder / to,
                               std::filesystem::copy_options::overwrite_existing);
  };
  copy("face_detector.onnx", "face_detector.onnx");
  copy("face_detector.onnx", "face_landmarks.onnx");  // the wrong network
  copy("portrait_parsing.onnx", "portrait_parsing.onnx");
  const Result<Analyser> swapped = Analyser::make(load_models(folder.string()).value());
  REQUIRE_FALSE(swapped.ok());
  CHECK(swapped.error().code == ErrorCode::model_invalid);

  std::ofstream(folder / "face_landmarks.onnx", std::ios::trunc).close();
  CHECK(load_models(folder.string()).error().code == ErrorCode::model_invalid);
  std::filesystem::remove_all(folder);
}
