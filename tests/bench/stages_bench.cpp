// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds of one core for each stage of the analysis.
// usage: photolint_stages_bench [PHOTO] [--benchmark_...]; without a photo a portrait of ../shared or
// samples.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "photolint/analysis/background.h"
#include "photolint/analysis/faces.h"
#include "photolint/analysis/glasses.h"
#include "photolint/analysis/head.h"
#include "photolint/analysis/iris.h"
#include "photolint/analysis/models.h"
#include "photolint/analysis/parsing.h"
#include "photolint/analysis/process_setup.h"
#include "tests/support/load_image.h"

using namespace photolint;

namespace {

/// The photo at a size, through a JPEG file in memory as photos come.
DecodedImage resized(const DecodedImage& photo, int width, int height) {
  const ImageView view = photo.bgr.view();
  const cv::Mat source(view.height(), view.width(), CV_8UC3, const_cast<std::uint8_t*>(view.row(0)),
                       static_cast<std::size_t>(view.stride()));
  cv::Mat mat;
  cv::resize(source, mat, {width, height}, 0, 0, width < source.cols ? cv::INTER_AREA : cv::INTER_CUBIC);
  std::vector<std::uint8_t> jpeg;
  cv::imencode(".jpg", mat, jpeg);
  mat = cv::imdecode(jpeg, cv::IMREAD_COLOR);
  DecodedImage image;
  image.bgr = ImageBuffer(width, height, 3);
  for (int y = 0; y < height; ++y) {
    std::copy_n(mat.ptr<std::uint8_t>(y), image.bgr.stride(), image.bgr.row(y));
  }
  image.facts.width = width;
  image.facts.height = height;
  return image;
}

/// Everything that the stages need, made once.
struct Bench {
  explicit Bench(DecodedImage picture) : image(std::move(picture)) {
    const auto models = load_models("").value();
    detector = make_network(models->face_detector).value();
    landmarks = make_network(models->face_landmarks).value();
    parser = make_network(models->portrait_parsing).value();
    Pyramid pyramid(image.bgr.view());
    FaceFinder finder(*detector, *landmarks);
    detections = finder.detect(pyramid).value();
    face = finder.find(pyramid).value().at(0);
    parsing = parse_portrait(*parser, pyramid, 1, face).value();
    background = find_background(image.bgr.view(), 1, face, parsing);
  }

  DecodedImage image;
  std::unique_ptr<Network> detector, landmarks, parser;
  std::vector<Detection> detections;
  Face face;
  ParsingFacts parsing;
  Fact<BackgroundFacts> background;
};

void run_stages(const std::string& size, const std::shared_ptr<Bench>& bench) {
  const auto add = [&](const std::string& stage, auto body) {
    benchmark::RegisterBenchmark((stage + "/" + size).c_str(), [bench, body](benchmark::State& state) {
      for (auto _ : state) body(*bench);
    })->Unit(benchmark::kMillisecond);
  };
  // Every stage gets a new pyramid, so each pays for the halvings that it needs.
  add("detector", [](Bench& b) {
    Pyramid pyramid(b.image.bgr.view());
    benchmark::DoNotOptimize(FaceFinder(*b.detector, *b.landmarks).detect(pyramid));
  });
  add("landmarks_two_passes", [](Bench& b) {
    Pyramid pyramid(b.image.bgr.view());
    benchmark::DoNotOptimize(FaceFinder(*b.detector, *b.landmarks).measure(pyramid, b.detections.at(0)));
  });
  add("parsing", [](Bench& b) {
    Pyramid pyramid(b.image.bgr.view());
    benchmark::DoNotOptimize(parse_portrait(*b.parser, pyramid, 1, b.face));
  });
  add("eyes",
      [](Bench& b) { benchmark::DoNotOptimize(measure_eyes(b.image.bgr.view(), 1, b.face, b.parsing)); });
  add("glasses",
      [](Bench& b) { benchmark::DoNotOptimize(find_glasses(b.image.bgr.view(), 1, b.face, b.parsing)); });
  add("background",
      [](Bench& b) { benchmark::DoNotOptimize(find_background(b.image.bgr.view(), 1, b.face, b.parsing)); });
  if (!bench->background.present()) return;
  add("head", [](Bench& b) {
    benchmark::DoNotOptimize(measure_head(b.image.bgr.view(), 1, b.image.facts.width, b.image.facts.height,
                                          b.face, b.parsing, b.background.value()));
  });
}

/// The networks and their frame alone.
void run_parts() {
  const auto models = load_models("").value();
  const auto network = [](const std::string& name, const ModelFile& file, TensorShape shape) {
    const std::shared_ptr<Network> net = make_network(file).value();
    benchmark::RegisterBenchmark(name.c_str(), [net, shape](benchmark::State& state) {
      const std::vector<float> input(shape.size());
      for (auto _ : state) benchmark::DoNotOptimize(net->run(shape, input));
    })->Unit(benchmark::kMillisecond);
  };
  network("network/detector_128x160", models->face_detector, {3, 160, 128});
  network("network/detector_144x192", models->face_detector, {3, 192, 144});
  network("network/detector_64x64", models->face_detector, {3, 64, 64});
  network("network/landmarks", models->face_landmarks, {3, kLandmarkSize, kLandmarkSize});
  network("network/parsing", models->portrait_parsing, {3, kParsingSize, kParsingSize});
  benchmark::RegisterBenchmark("part/label_map", [](benchmark::State& state) {
    const std::vector<float> logits(std::size_t{kPortraitClassCount} * 96 * 96);
    for (auto _ : state) benchmark::DoNotOptimize(label_map(logits, 96));
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char* argv[]) {
  set_up_process();
  benchmark::Initialize(&argc, argv);
  const std::string photo =
      argc > 1 ? argv[1] : std::string(PHOTOLINT_SOURCE_DIR) + "/../shared/portraits/p01_none.jpg";
  if (!std::filesystem::exists(photo)) {
    std::cerr << "no photo " << photo << "; name one\n";
    return EXIT_FAILURE;
  }
  const DecodedImage image = test::load_image(photo);
  run_parts();
  run_stages("480x640", std::make_shared<Bench>(resized(image, 480, 640)));
  run_stages("3000x4000", std::make_shared<Bench>(resized(image, 3000, 4000)));
  benchmark::RunSpecifiedBenchmarks();
  return EXIT_SUCCESS;
}
