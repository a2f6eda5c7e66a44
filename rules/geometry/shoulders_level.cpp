// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <vector>

#include "photolint/rule/assess.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "max_slope_deg",
              .kind = ParamKind::real,
              .unit = "deg",
              .default_number = 6,
              .min = 0,
              .max = 90,
              .doc = {"largest slope of the shoulder line to either side", "双肩连线向任一侧倾斜的最大角度"}},
};
constexpr std::array kMessages = {
    MessageSpec{"left-lower",
                {"the shoulder on the left of the picture is lower: the shoulders slope by {shoulder_slope} "
                 "degrees, allowed {shoulder_slope.min} to {shoulder_slope.max}: sit straight, level the "
                 "shoulders and take the photo again",
                 "画面左侧肩部偏低：双肩倾斜{shoulder_slope}度，允许{shoulder_slope.min}至{shoulder_slope."
                 "max}度：请坐正、放平双肩后重拍"}},
    MessageSpec{"right-lower",
                {"the shoulder on the right of the picture is lower: the shoulders slope by {shoulder_slope} "
                 "degrees, allowed {shoulder_slope.min} to {shoulder_slope.max}: sit straight, level the "
                 "shoulders and take the photo again",
                 "画面右侧肩部偏低：双肩倾斜{shoulder_slope}度，允许{shoulder_slope.min}至{shoulder_slope."
                 "max}度：请坐正、放平双肩后重拍"}},
    MessageSpec{"shoulders-hidden",
                {"the shoulders cannot be seen on both sides (cut by the frame or hidden by hair)",
                 "双肩未能同时看清（被画面裁切或被头发遮挡），无法检查"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

constexpr double kFrom = 0.5;  // face widths beside the neck
constexpr double kTo = 1.1;
constexpr double kStep = 0.02;
constexpr std::size_t kFewestPairs = 6;
constexpr double kNeckFrom = 0.05;  // eye distances under the chin
constexpr double kNeckTo = 0.35;
constexpr double kWidestNeck = 1.3;  // face widths
constexpr double kNeckOff = 0.2;     // face widths that the neck may stand beside the chin
constexpr std::size_t kFewestNeckRows = 4;

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// What is neck or clothes, in working pixels: parsing's word inside its square, the person's mask outside.
class Body {
 public:
  explicit Body(const Analysis& analysis)
      : parsing_(analysis.parsing.value()),
        person_(analysis.background.value().person.view()),
        scale_(analysis.scale) {}

  [[nodiscard]] int width() const { return person_.width(); }
  [[nodiscard]] int height() const { return person_.height(); }
  [[nodiscard]] bool holds(int x, int y) const {
    const Point p = Point{x + 0.5, y + 0.5} * (1 / scale_);
    if (!parsing_.covers(p)) return *person_.at(x, y) != 0;
    const PortraitClass c = parsing_.at(p);
    return c == PortraitClass::cloth || c == PortraitClass::neck;
  }
  /// Whether the pixel shows neither the wall nor unknown ground: hair or skin over the shoulder.
  [[nodiscard]] bool hidden(int x, int y) const {
    const Point p = Point{x + 0.5, y + 0.5} * (1 / scale_);
    return parsing_.covers(p) && parsing_.at(p) != PortraitClass::background;
  }

 private:
  const ParsingFacts& parsing_;
  ImageView person_;
  double scale_;
};

/// x of the middle of the neck under the chin; the chin's where the neck cannot be made out.
double neck_axis(const Body& body, Point chin, double eye_distance, double face_width) {
  std::vector<double> middles;
  const int end = std::min(body.height(), static_cast<int>(chin.y + kNeckTo * eye_distance));
  for (int y = static_cast<int>(chin.y + kNeckFrom * eye_distance); y < end; ++y) {
    int left = 0;
    while (left < body.width() && !body.holds(left, y)) ++left;
    int right = body.width() - 1;
    while (right > left && !body.holds(right, y)) --right;
    if (right - left < 3) continue;
    if (right - left > kWidestNeck * face_width) break;
    middles.push_back((left + right + 1) / 2.0);
  }
  if (middles.size() < kFewestNeckRows) return chin.x;
  const double axis = median(std::move(middles));
  return std::abs(axis - chin.x) > kNeckOff * face_width ? chin.x : axis;
}

/// y of the shoulder in one column; nothing where it is cut, hidden or not there.
std::optional<int> shoulder_at(const Body& body, int x, int chin_row) {
  if (x < 3 || x >= body.width() - 3) return std::nullopt;
  int y = chin_row;
  while (y < body.height() && !body.holds(x, y)) ++y;
  if (y <= chin_row || y > body.height() - 4 || body.hidden(x, y - 2)) return std::nullopt;
  return y;
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.faces)) return *missing;
  if (auto missing = unavailable(analysis.parsing)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  if (auto missing = unavailable(analysis.head)) return *missing;
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return cannot_assess("no-face");
  const Body body(analysis);
  const HeadFacts& head = analysis.head.value();
  const Point chin = analysis.to_working(head.chin);
  const double face_width = head.face_width * analysis.scale;
  const int chin_row = static_cast<int>(std::clamp(chin.y, 0.0, double(body.height())));
  const double axis = neck_axis(body, chin, frame->eye_distance, face_width);

  std::vector<double> slopes;
  for (int i = 0; kFrom + i * kStep < kTo; ++i) {
    const double away = (kFrom + i * kStep) * face_width;
    const std::optional<int> left = shoulder_at(body, static_cast<int>(axis - away), chin_row);
    const std::optional<int> right = shoulder_at(body, static_cast<int>(axis + away), chin_row);
    if (left && right) slopes.push_back((*right - *left) / (2 * away));
  }
  if (slopes.size() < kFewestPairs) return cannot_assess("shoulders-hidden");
  const double slope = std::atan(median(std::move(slopes))) * 180 / std::numbers::pi;
  const double limit = params.real("max_slope_deg");
  Outcome outcome =
      judge_band(measure("shoulder_slope", slope, "deg", 1, -limit, limit), "left-lower", "right-lower");
  const FileFacts& file = *analysis.file;
  outcome.region = Rect{0, head.chin.y, double(file.width), file.height - head.chin.y};
  return outcome;
}

}  // namespace

extern constinit const RuleBody shoulders_level;
constinit const RuleBody shoulders_level = {
    .explain =
        {
            .checks = {"The height of the shoulders at equal distances left and right of the neck's middle, "
                       "0.5 to 1.1 face widths away: the median slope of the lines between them, in degrees; "
                       "positive when the shoulder on the right of the picture is lower. The lean of the "
                       "head does not count.",
                       "在颈部中线左右等距处（0.5至1."
                       "1倍脸宽）比较双肩高度：取各对应点连线斜率的中位数，单位为度；画面右侧肩部偏低为正。头"
                       "部歪斜不计。"},
            .why = {"The documents ask for a straight seat with level shoulders.",
                    "文件要求坐姿端正、双肩齐平。"},
            .passes_when = {"The slope lies within max_slope_deg to either side.",
                            "向两侧的倾斜均不超过max_slope_deg。"},
            .fails_when = {"One shoulder is clearly lower, or the camera was held askew.",
                           "一侧肩部明显偏低，或相机歪斜。"},
            .cannot_assess_when =
                {"No face is found, the person cannot be told from the background, or fewer than six pairs "
                 "of shoulder points are visible (cut by the frame or hidden by long hair).",
                 "未检测到人脸、无法区分人物与背景，或可见的肩部对应点不足六对（被画面裁切或被长发遮挡）。"},
            .how_to_fix =
                {"Sit straight, let both arms hang, hold the camera level and take the photo again.",
                 "请坐正、双臂自然下垂，相机保持水平后重拍。"},
            .reference =
                {"Ministry of Education: sit straight, shoulders level. Limit 6 degrees; on 2026-11-21 false "
                 "warnings 0 of 240 (16 compliant synthetic portraits and 224 mild variations, up to 2.4) "
                 "and 4 of 302 photos of the London set (median 1.2, 98th percentile 4 to 6). Bodies of 5 "
                 "portraits and 4 London photos sheared by 2 to 6 degrees: 0 of 9 warned; 8 degrees 6, 10 "
                 "degrees 8, 12 and 15 degrees 9 of 9. The neck's middle is uncertain by some 3 % of the "
                 "face width, which is 1 degree. 47 % of the US Congress portraits cannot be assessed: "
                 "shoulders cut by the frame or hidden.",
                 "教育部文件：坐姿端正、双肩齐平。限值6度；2026-11-"
                 "21实测16张合规合成肖像及其224张轻微变化误报0/"
                 "240（最高2.4度），伦敦人脸集302张误报4（中位数1."
                 "2度，第98百分位4至6度）。将5张合成肖像和4张伦敦照片的身体错切2至6度不报（0/"
                 "9），8度检出6，10度检出8，12度和15度均检出9/"
                 "9。颈部中线约有3%脸宽的不确定度，相当于1度。美国国会议员肖像47%"
                 "因肩部被裁切或遮挡无法检查。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .needs = Need::pixels | Need::faces | Need::parsing | Need::background | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
