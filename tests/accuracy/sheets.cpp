// SPDX-License-Identifier: GPL-3.0-or-later
// Draws every defect on some rendered portraits: one picture a defect, a column a strength.
// usage: photolint_accuracy_sheets FOLDER [NAME_OF_DEFECT...]
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "photolint/analysis/process_setup.h"
#include "tests/accuracy/defects.h"
#include "tests/accuracy/study.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr std::size_t kSubjects = 3;
constexpr int kWidth = 240;
constexpr int kHeight = 320;

cv::Mat sheet_of(const DrawnDefect& defect, const std::vector<Subject>& subjects) {
  const int columns = static_cast<int>(defect.strengths.size());
  cv::Mat sheet(kHeight * static_cast<int>(subjects.size()), kWidth * columns, CV_8UC3, cv::Scalar(0, 0, 0));
  for (std::size_t row = 0; row < subjects.size(); ++row) {
    for (int column = 0; column < columns; ++column) {
      const cv::Mat picture = defect.draw(subjects[row], defect.strengths[static_cast<std::size_t>(column)]);
      if (picture.empty()) continue;
      cv::resize(picture, sheet(cv::Rect(column * kWidth, static_cast<int>(row) * kHeight, kWidth, kHeight)),
                 {kWidth, kHeight}, 0, 0, cv::INTER_AREA);
    }
  }
  return sheet;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc < 2) {
    std::cerr << "usage: photolint_accuracy_sheets FOLDER [NAME_OF_DEFECT...]\n";
    return 2;
  }
  set_up_process();
  const std::filesystem::path folder = argv[1];
  const std::vector<std::string> wanted(argv + 2, argv + argc);
  Checker checker;
  const std::vector<Subject> subjects = checker.subjects(rendered_bases(kSubjects));
  for (const DrawnDefect& defect : drawn_defects()) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), defect.name) == wanted.end()) continue;
    std::string name = std::string(defect.rule) + " " + defect.name;
    std::replace(name.begin(), name.end(), ' ', '_');
    cv::imwrite((folder / (name + ".png")).string(), sheet_of(defect, subjects));
  }
  return 0;
}
