// SPDX-License-Identifier: GPL-3.0-or-later
// Fits the weights of smile_score() to the neutral and the smiling photograph of the London set's people, and
// prints lib/photolint/rule/smile_weights.h. Before it, as a comment on the error stream: what the same fit
// says about people whom it has not seen.
// usage: photolint_smile_fit [RIDGE] > lib/photolint/rule/smile_weights.h
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "photolint/analysis/models.h"
#include "photolint/core/limits.h"
#include "photolint/decode/decode.h"
#include "photolint/pipeline/photo_worker.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/smile.h"
#include "tests/accuracy/study.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr int kFolds = 17;  // six people each

struct Sample {
  SmileValues values;
  bool smiles = false;
  int fold = 0;
};

std::vector<Sample> samples_of(const std::string& folder, bool smiles) {
  Analyser analyser = Analyser::make(load_models("").value()).value();
  std::vector<Sample> samples;
  int fold = 0;
  for (const Item& item : files(folder)) {
    const DecodedImage image = decode(item.bytes(), item.name + ".jpg", Limits{}, kWorkingEdge).value();
    const WorkItem work;
    const Analysis analysis = analyser.analyse(image, work, Need::pixels | Need::faces);
    const FaceFrame frame = face_frame(analysis).value();
    samples.push_back({smile_values(analysis, frame), smiles, fold++ % kFolds});
  }
  return samples;
}

/// score = bias + weights . values
struct Model {
  double bias = 0;
  SmileValues weights{};

  [[nodiscard]] double score(const SmileValues& values) const {
    double sum = bias;
    for (std::size_t i = 0; i < values.size(); ++i) sum += weights[i] * values[i];
    return sum;
  }
};

double mean_score(const Model& model, const std::vector<Sample>& samples, int fold, bool smiles) {
  double sum = 0;
  int count = 0;
  for (const Sample& sample : samples) {
    if (sample.fold == fold || sample.smiles != smiles) continue;
    sum += model.score(sample.values);
    ++count;
  }
  return sum / count;
}

/// Ridge regression on the samples outside the fold (-1: on all), scaled so that calm faces have 0 on average
/// and smiling ones 1.
Model fit(const std::vector<Sample>& samples, double ridge, int fold) {
  cv::Mat1d x(0, static_cast<int>(kSmileValues)), y(0, 1);
  for (const Sample& sample : samples) {
    if (sample.fold == fold) continue;
    x.push_back(
        cv::Mat1d(1, static_cast<int>(kSmileValues), const_cast<double*>(sample.values.data())).clone());
    y.push_back(sample.smiles ? 1.0 : 0.0);
  }
  cv::Mat1d mean;
  cv::reduce(x, mean, 0, cv::REDUCE_AVG);
  const double middle = cv::mean(y)[0];
  for (int i = 0; i < x.rows; ++i) x.row(i) -= mean;
  const cv::Mat left = x.t() * x + ridge * cv::Mat1d::eye(x.cols, x.cols);
  cv::Mat1d weights;
  cv::solve(left, x.t() * (y - middle), weights, cv::DECOMP_CHOLESKY);
  Model model;
  std::copy(weights.begin(), weights.end(), model.weights.begin());
  model.bias = middle - mean.dot(weights.t());
  const double calm = mean_score(model, samples, fold, false);
  const double span = mean_score(model, samples, fold, true) - calm;
  model.bias = (model.bias - calm) / span;
  for (double& weight : model.weights) weight /= span;
  return model;
}

void say_unseen(const std::vector<Sample>& samples, double ridge) {
  std::vector<double> calm, smiling;
  for (int fold = 0; fold < kFolds; ++fold) {
    const Model model = fit(samples, ridge, fold);
    for (const Sample& sample : samples) {
      if (sample.fold == fold) (sample.smiles ? smiling : calm).push_back(model.score(sample.values));
    }
  }
  double ordered = 0;
  for (const double c : calm)
    ordered +=
        static_cast<double>(std::count_if(smiling.begin(), smiling.end(), [c](double s) { return s > c; }));
  std::fprintf(stderr, "people who were left out: area under the curve %.4f\n",
               ordered / static_cast<double>(calm.size() * smiling.size()));
  std::vector<double> ascending = smiling;
  std::sort(ascending.begin(), ascending.end());
  const std::size_t missed = ascending.size() * 3 / 100;
  const double needed = ascending[missed];
  std::fprintf(stderr, "to catch %zu of %zu smiling, %td of %zu calm fail\n", ascending.size() - missed,
               ascending.size(),
               std::count_if(calm.begin(), calm.end(), [needed](double s) { return s >= needed; }),
               calm.size());
  for (const double limit : {0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8}) {
    const auto above = [limit](double s) { return s > limit; };
    std::fprintf(stderr, "limit %.2f: calm %td of %zu, smiling %td of %zu\n", limit,
                 std::count_if(calm.begin(), calm.end(), above), calm.size(),
                 std::count_if(smiling.begin(), smiling.end(), above), smiling.size());
  }
}

void print_header(const Model& model) {
  std::printf(
      "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n\n#include \"photolint/rule/smile.h\"\n\n"
      "// Written by tests/accuracy/smile_fit.cpp from the London set (102 people, neutral and smiling).\n\n"
      "namespace photolint {\n\ninline constexpr double kSmileBias = %.5f;\n"
      "inline constexpr SmileValues kSmileWeights = {",
      model.bias);
  for (std::size_t i = 0; i < model.weights.size(); ++i) {
    std::printf("%s%.5f", i == 0 ? "" : ", ", model.weights[i]);
  }
  std::printf("};\n\n}  // namespace photolint\n");
}

}  // namespace

int main(int argc, char* argv[]) {
  const double ridge = argc > 1 ? std::atof(argv[1]) : 150;
  std::vector<Sample> samples = samples_of("data/london/neutral", false);
  for (Sample& sample : samples_of("data/london/smiling", true)) samples.push_back(std::move(sample));
  if (samples.empty()) {
    std::cerr << "the London set is not here\n";
    return EXIT_FAILURE;
  }
  say_unseen(samples, ridge);
  print_header(fit(samples, ridge, -1));
  return EXIT_SUCCESS;
}
