// SPDX-License-Identifier: GPL-3.0-or-later
// Writes an HTML report of made-up students, for the test in a browser: html_batch FOLDER STUDENTS.
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/number.h"
#include "photolint/report/render.h"
#include "photolint/report/report_set.h"
#include "tests/golden/scenario.h"

namespace photolint {
namespace {

constexpr std::array<std::string_view, 12> kSurnames = {"安", "白", "陈", "邓",   "方", "高",
                                                        "韩", "江", "柯", "欧阳", "马", "倪"};
constexpr std::array<std::string_view, 10> kGivenNames = {"晓宁", "若川", "一诺", "子航", "思远",
                                                          "雅琪", "墨",   "雨桐", "文轩", "沐阳"};
constexpr int kColleges = 20, kClasses = 12, kPortraits = 8;
constexpr int kWidth = 480, kHeight = 640;

/// A head and shoulders of one flat colour, a quarter of the size that it stands for.
std::string portrait(int number) {
  cv::Mat picture(kHeight / 2, kWidth / 2, CV_8UC3, cv::Scalar(255, 197, 100));
  const cv::Scalar skin(170 - 6 * number, 190 - 6 * number, 220 - 6 * number),
      shirt(90 + 15 * number, 80, 70);
  cv::ellipse(picture, {120, 320}, {95, 95}, 0, 0, 360, shirt, cv::FILLED);
  cv::ellipse(picture, {120, 135}, {58, 80}, 0, 0, 360, skin, cv::FILLED);
  std::vector<unsigned char> bytes;
  cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, 60});
  return {bytes.begin(), bytes.end()};
}

/// Even and repeatable: the same student on every machine.
std::uint32_t mixed(std::uint32_t seed) {
  seed = (seed ^ (seed >> 16U)) * 0x45d9f3bU;
  seed = (seed ^ (seed >> 16U)) * 0x45d9f3bU;
  return seed ^ (seed >> 16U);
}

class Students {
 public:
  Students() {
    for (int i = 0; i < kPortraits; ++i) portraits_.push_back(portrait(i));
    run_ = scenario_.run();
    run_.roster_fields = {"student_no", "name", "college", "class_name"};
  }

  [[nodiscard]] const RunInfo& run() const { return run_; }

  [[nodiscard]] Verdict make(std::int64_t seq) const {
    const std::uint32_t random = mixed(static_cast<std::uint32_t>(seq) + 1);
    Verdict verdict;
    verdict.seq = seq;
    std::string digits = std::to_string(seq);
    verdict.id = "2023" + std::string(6 - std::min<std::size_t>(6, digits.size()), '0') + digits;
    verdict.shown_path = "photos/" + verdict.id + ".jpg";
    verdict.roster_line = static_cast<int>(seq) + 2;
    const std::string name = std::string(kSurnames[random % kSurnames.size()]) +
                             std::string(kGivenNames[random / 16 % kGivenNames.size()]);
    verdict.fields = {{"student_no", verdict.id},
                      {"name", name},
                      {"college", "第" + std::to_string(random / 256 % kColleges + 1) + "学院"},
                      {"class_name", std::to_string(2301 + random / 8192 % kClasses) + "班"}};
    if (random % 97 == 0) {
      verdict.status = VerdictStatus::missing;
      verdict.error = Error{ErrorCode::photo_missing, {{"tried", verdict.id + ".jpg"}}, {}};
      return verdict;
    }
    std::vector<Outcome> outcomes = scenario::Scenario::good();
    const double spread = static_cast<double>(random / 65536 % 1000) / 1000;
    outcomes[3] = judge({measure("head_top", 45 + 60 * spread, "px", 0, 50, 110)}, "head-too-high");
    outcomes[3].region = Rect{110, 0, 260, 430};
    if (random % 11 == 0)
      outcomes[2] =
          judge({measure("dark_share", 0.08 + spread / 10, "share", 3, std::nullopt, 0.1)}, "too-dark");
    if (random % 13 == 0)
      outcomes[0] = judge({measure("size", 40960 + 20000 * spread, "byte", 0, 20480, 40960)}, "too-large");
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      verdict.findings.push_back({&scenario_.rules()[i], std::move(outcomes[i])});
    }
    verdict.status = conclude(verdict.findings);
    verdict.pictures = ReportPictures{portraits_[random % kPortraits], "", kWidth, kHeight};
    return verdict;
  }

 private:
  scenario::Scenario scenario_;
  RunInfo run_;
  std::vector<std::string> portraits_;
};

Result<void> write_report(const std::string& folder, std::int64_t count) {
  const Students students;
  auto sink = open_reports({"html"}, folder, {});
  if (!sink) return sink.error();
  Summary summary;
  std::clock_t spent = 0;  // of the processor, so that other programs do not count
  if (auto begun = sink.value()->begin(students.run()); !begun) return begun;
  for (std::int64_t seq = 0; seq < count; ++seq) {
    const Verdict verdict = students.make(seq);
    summary.add(verdict);
    const std::clock_t before = std::clock();
    if (auto written = sink.value()->item(verdict); !written) return written;
    spent += std::clock() - before;
  }
  summary.complete = true;
  if (auto ended = sink.value()->end(summary); !ended) return ended;
  const double microseconds = 1e6 * static_cast<double>(spent) / CLOCKS_PER_SEC;
  std::printf("%s us of processor time in the sink for each student\n",
              format_fixed(microseconds / static_cast<double>(std::max<std::int64_t>(1, count)), 1).c_str());
  return {};
}

}  // namespace
}  // namespace photolint

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv, argv + argc);
  std::int64_t count = -1;
  if (argc == 3) std::from_chars(arguments[2].data(), arguments[2].data() + arguments[2].size(), count);
  if (count < 0) {
    std::fputs("usage: html_batch FOLDER STUDENTS\n", stderr);
    return 2;
  }
  const auto written = photolint::write_report(std::string(arguments[1]), count);
  if (written) return 0;
  std::fprintf(stderr, "%s\n", photolint::describe(written.error(), photolint::Language::en).c_str());
  return 1;
}
