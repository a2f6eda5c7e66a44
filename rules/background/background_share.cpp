// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "photolint/rule/assess.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_share",
              .kind = ParamKind::real,
              .unit = "share",
              .default_number = 0.03,
              .min = 0,
              .max = 0.5,
              .doc = {"smallest visible background on each side of the head, as a share of the width",
                      "头部每侧可见背景占照片宽度的最小比例"}},
};
constexpr std::array kMessages = {
    MessageSpec{"left",
                {"the background left of the head is {left_background} of the width, needs at least "
                 "{left_background.min}: leave more room on the left of the picture",
                 "头部左侧可见背景为照片宽度的{left_background}，要求不低于{left_background.min}"
                 "：请在画面左侧多留背景"}},
    MessageSpec{"right",
                {"the background right of the head is {right_background} of the width, needs at least "
                 "{right_background.min}: leave more room on the right of the picture",
                 "头部右侧可见背景为照片宽度的{right_background}，要求不低于{right_background.min}"
                 "：请在画面右侧多留背景"}},
    MessageSpec{"both",
                {"the background beside the head is {left_background} of the width on the left and "
                 "{right_background} on the right, needs at least {left_background.min}: leave more room "
                 "around the head",
                 "头部两侧可见背景分别为照片宽度的{left_background}和{right_background}，要求每侧不低于{left_"
                 "background.min}：请在头部两侧多留背景"}},
    MessageSpec{"no-head-rows", {"the head is not inside the picture", "头部不在画面内，无法检查"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::cannot_assess};

/// Mean width of the background beside the head, working pixels.
struct Sides {
  double left = 0;
  double right = 0;
  int rows = 0;
};

Sides background_beside(ImageView person, int top, int bottom, int axis) {
  Sides sides;
  for (int y = top; y < bottom; ++y) {
    const std::uint8_t* row = person.row(y);
    sides.left += static_cast<double>(std::count(row, row + axis, std::uint8_t{0}));
    sides.right += static_cast<double>(std::count(row + axis, row + person.width(), std::uint8_t{0}));
    ++sides.rows;
  }
  if (sides.rows == 0) return sides;
  sides.left /= sides.rows;
  sides.right /= sides.rows;
  return sides;
}

std::string_view message_for(const Measurement& left, const Measurement& right) {
  if (left.inside()) return "right";
  return right.inside() ? "left" : "both";
}

Outcome run(const Analysis& analysis, const Params& params) {
  if (auto missing = unavailable(analysis.head)) return *missing;
  if (auto missing = unavailable(analysis.background)) return *missing;
  const HeadFacts& head = analysis.head.value();
  const ImageView person = analysis.background.value().person.view();
  const auto inside = [](double v, int size) { return static_cast<int>(std::clamp(v, 0.0, double(size))); };
  const int top = inside(head.head_top.y * analysis.scale, person.height());
  const int chin = inside(head.chin.y * analysis.scale, person.height());
  // The band of the head's greatest width: the upper quarter is round and leaves room on any picture.
  const int begin = top + (chin - top) / 4;
  const int axis = inside((head.head_left + head.head_right) / 2 * analysis.scale, person.width());
  const Sides sides = background_beside(person, begin, chin, axis);
  if (sides.rows == 0) return cannot_assess("no-head-rows");
  const double min = params.real("min_share");
  const Measurement left = measure("left_background", sides.left / person.width(), "share", 3, min);
  const Measurement right = measure("right_background", sides.right / person.width(), "share", 3, min);
  Outcome outcome = judge({left, right}, message_for(left, right));
  outcome.region = head_box(head);
  return outcome;
}

}  // namespace

extern constinit const RuleBody background_share;
constinit const RuleBody background_share = {
    .explain =
        {
            .checks = {"The mean width of visible background left and right of the head, over the rows from "
                       "a quarter of the head height under its top down to the chin, as a share of the "
                       "picture's width. Hair, clothes and anything else that belongs to the person does not "
                       "count; side-margins measures the narrowest gap instead.",
                       "从头顶以下四分之一头高处到下颌的各行中，头部左右两侧可见背景的平均宽度占照片宽度的比"
                       "例。属于人物的头发、服装等不计；最窄处空隙由side-margins检查。"},
            .why = {"Matting and comparison need background on both sides of the head.",
                    "抠图和比对需要头部两侧都有背景。"},
            .passes_when = {"Both shares are at least min_share.", "两侧比例均不低于min_share。"},
            .fails_when = {"The head, or the hair, fills the picture up to a side.",
                           "头部或头发一直占到画面一侧边缘。"},
            .cannot_assess_when = {"No face is found, or the background cannot be told from the person.",
                                   "未检测到人脸，或无法区分背景与人物。"},
            .how_to_fix = {"Crop the original picture wider or take the photo from further away.",
                           "请用原片扩大裁剪范围，或退远重拍。"},
            .reference =
                {"Northeast Agricultural University, continuing education, notice of 2023-01-13: space left "
                 "and right of the head, without a number. Default: 3 % of the width. On 16 compliant "
                 "synthetic portraits, 224 mild variations, 306 London and 539 US Congress photos the "
                 "smallest value is 0.037, so none fails (2026-11-21).",
                 "东北农业大学继续教育学院2023年1月13日通知：头部左右留有空隙，未规定数值。默认取照片宽度的3%"
                 "。16张合规合成肖像、224张轻微变化、306张伦敦照片和539张美国国会议员肖像最低为0."
                 "037，均通过（2026-11-21）。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::background | Need::head,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
