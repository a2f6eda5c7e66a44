// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program on many copies of one photo: photos a second, core-milliseconds a photo, peak memory;
// then the core-milliseconds of each step inside this process. For 480x640 and for a 12-megapixel phone
// picture. usage: photolint_program_bench [PHOTOS [ROUNDS]]   (default: 200 photos, 9 rounds)
#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "photolint/analysis/background.h"
#include "photolint/analysis/head.h"
#include "photolint/analysis/process_setup.h"
#include "photolint/decode/decode.h"
#include "photolint/pipeline/photo_worker.h"
#include "photolint/profile/profile.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"
#include "tests/support/temp_dir.h"

using namespace photolint;

namespace {

struct RunCost {
  double wall_s = 0;
  double cpu_s = 0;
  double peak_mb = 0;
};

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

double thread_cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

RunCost run_program(const std::string& photos, const std::string& out, int jobs) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    const std::string count = std::to_string(jobs);
    execl(PHOTOLINT_BINARY, PHOTOLINT_BINARY, "check", photos.c_str(), "--out", out.c_str(), "--jobs",
          count.c_str(), "--quiet", "--exit-zero", nullptr);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    fmt::print(stderr, "the program failed\n");
    std::exit(1);
  }
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
          seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

std::vector<std::uint8_t> jpeg_of_size(const std::string& source, int width, int height) {
  const cv::Mat photo = cv::imread(source);
  cv::Mat sized;
  cv::resize(photo, sized, {width, height}, 0, 0, width < photo.cols ? cv::INTER_AREA : cv::INTER_CUBIC);
  std::vector<std::uint8_t> jpeg;
  cv::imencode(".jpg", sized, jpeg, {cv::IMWRITE_JPEG_QUALITY, 92});
  return jpeg;
}

void bench_program(const std::vector<std::uint8_t>& jpeg, int photos, int rounds) {
  const test::TempDir dir;
  const std::string_view bytes(reinterpret_cast<const char*>(jpeg.data()), jpeg.size());
  for (int i = 0; i < photos; ++i) dir.write(fmt::format("photos/{:06}.jpg", i), bytes);
  for (const int jobs : {1, 2}) {
    std::vector<double> wall, cpu, peak;
    for (int round = 0; round < rounds; ++round) {
      const RunCost cost = run_program(dir / "photos", dir / "out", jobs);
      wall.push_back(cost.wall_s);
      cpu.push_back(cost.cpu_s);
      peak.push_back(cost.peak_mb);
    }
    fmt::print("  {} job(s): {:6.1f} photos/s  {:6.1f} core-ms a photo  peak {:5.0f} MB\n", jobs,
               photos / median(wall), median(cpu) * 1000 / photos, median(peak));
  }
}

/// Median cost of a step, interleaved with nothing: each step runs alone, rounds times.
double cost_ms(int rounds, const std::function<void()>& step) {
  std::vector<double> costs;
  for (int round = 0; round < rounds; ++round) {
    const double begin = thread_cpu_ms();
    step();
    costs.push_back(thread_cpu_ms() - begin);
  }
  return median(costs);
}

void bench_steps(const std::vector<std::uint8_t>& jpeg, int rounds) {
  const Plan plan = *load_plan("chsi-upload", {{}, rules::shipped_profiles()}, rules::table()).plan;
  Analyser analyser = Analyser::make(load_models("").value()).value();
  const WorkItem item;
  DecodedImage image = decode(jpeg, "photo.jpg", Limits{}, kWorkingEdge).value();
  const auto report = [](const char* step, double ms) { fmt::print("  {:<34}{:7.2f} core-ms\n", step, ms); };
  report("decode, hash, metadata",
         cost_ms(rounds, [&] { image = decode(jpeg, "photo.jpg", Limits{}, kWorkingEdge).value(); }));
  const auto analyse = [&](Needs needs) {
    return cost_ms(rounds, [&] { static_cast<void>(analyser.analyse(image, item, needs)); });
  };
  const double faces_ms = analyse(Need::faces);
  report("faces and landmarks", faces_ms);
  report("parsing", analyse(Need::parsing) - faces_ms);
  const Analysis analysis = analyser.analyse(image, item, plan.needs);
  const ImageView colour = analysis.colour;
  const Face& face = analysis.faces.value().main();
  const ParsingFacts& parsing = analysis.parsing.value();
  const BackgroundFacts& background = analysis.background.value();
  report("background",
         cost_ms(rounds, [&] { static_cast<void>(find_background(colour, analysis.scale, face, parsing)); }));
  report("head", cost_ms(rounds, [&] {
           static_cast<void>(measure_head(colour, analysis.scale, analysis.file->width, analysis.file->height,
                                          face, parsing, background));
         }));
  report("rules of chsi-upload", cost_ms(rounds, [&] { static_cast<void>(evaluate(analysis, plan.rules)); }));
  for (const BoundRule& rule : plan.rules) {
    if (rule.info->body->subject != RuleSubject::photo) continue;
    const double ms =
        cost_ms(rounds, [&] { static_cast<void>(rule.info->body->run(analysis, rule.params)); });
    if (ms >= 0.1) report(fmt::format("  {} {}", rule.info->code, rule.info->name).c_str(), ms);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int photos = argc > 1 ? std::atoi(argv[1]) : 200;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 9;
  set_up_process();
  const std::string source = test::source_path("samples/batch/photos/2023010104.jpg").string();
  const std::pair<int, int> sizes[] = {{480, 640}, {3000, 4000}};
  for (const auto& [width, height] : sizes) {
    const std::vector<std::uint8_t> jpeg = jpeg_of_size(source, width, height);
    fmt::print("{} x {} px JPEG, {} bytes\n", width, height, jpeg.size());
    bench_program(jpeg, width > 1000 ? std::max(1, photos / 4) : photos, rounds);
    bench_steps(jpeg, 5 * rounds);
  }
}
