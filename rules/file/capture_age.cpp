// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "photolint/core/date.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{
        .name = "max_age_day",
        .kind = ParamKind::integer,
        .unit = "day",
        .default_number = 365,
        .min = 1,
        .max = 36500,
        .doc = {"largest age of the photo on the run's reference date", "照片拍摄至核查基准日的最长天数"}},
};

constexpr std::array kMessages = {
    MessageSpec{
        "too-old",
        {"the photo was taken {age} days before the reference date, at most {age.max} are allowed: take a "
         "new photo. If it is new, the camera's clock was wrong",
         "照片拍摄于基准日前{age}天，要求不超过{age.max}天：请重新拍摄。若为新近拍摄，说明相机时间设置有误"}},
    MessageSpec{"in-the-future",
                {"the photo's date lies after the reference date: set the camera's clock right and take the "
                 "photo again",
                 "照片的拍摄日期晚于基准日：请校准相机时间后重新拍摄"}},
    MessageSpec{
        "impossible-date",
        {"the capture date in the file does not exist in the calendar: send the picture as the camera "
         "saved it",
         "文件中的拍摄日期不存在：请提交相机直接生成的照片"}},
    MessageSpec{"no-date", {"the file does not say when the photo was taken", "文件未记录拍摄日期"}},
    MessageSpec{"no-reference-day", {"the reference date is not known", "未提供核查基准日"}},
};

constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

/// Cameras write local time without its zone, which may be a day ahead of UTC.
constexpr double kEarliest = -1;

/// True for what cameras write while their clock is not set: blanks or zeros between the separators.
bool unset(std::string_view captured) {
  return captured.find_first_not_of(" 0:-/\0") == std::string_view::npos;
}

Outcome run(const Analysis& analysis, const Params& params) {
  const std::string_view captured = analysis.file->metadata.captured;
  if (unset(captured)) return not_applicable("no-date");
  if (!analysis.reference_day) return cannot_assess("no-reference-day");
  constexpr std::size_t kDate = 10;
  const std::optional<std::int64_t> day = parse_day(captured.substr(0, kDate));
  if (!day) {
    Outcome outcome;
    outcome.status = Status::fail;
    outcome.message = "impossible-date";
    return outcome;
  }
  const auto age = static_cast<double>(*analysis.reference_day - *day);
  return judge({measure("age", age, "day", 0, kEarliest, params.real("max_age_day"))},
               age < kEarliest ? "in-the-future" : "too-old");
}

}  // namespace

extern constinit const RuleBody capture_age;
constinit const RuleBody capture_age = {
    .explain =
        {
            .checks = {"The days from the EXIF date of the exposure (DateTimeOriginal) to the reference date "
                       "of the run: the option --date, or today in UTC.",
                       "EXIF拍摄日期（DateTimeOriginal）至本次核查基准日的天数；基准日由--"
                       "date指定，默认为当天（UTC）。"},
            .why = {"The photo must show the student as they look now.", "照片须反映本人近期相貌。"},
            .passes_when = {"The photo is at most max_age_day days old. One day after the reference date is "
                            "allowed, because cameras do not store their time zone.",
                            "拍摄天数不超过max_age_day。因相机不记录时区，允许晚于基准日一天。"},
            .fails_when = {"The photo is older, its date lies in the future, or the date does not exist.",
                           "照片过旧，日期晚于基准日，或日期不存在。"},
            .cannot_assess_when =
                {"The reference date is not known. A file without a date is not applicable.",
                 "未提供核查基准日。文件无拍摄日期时不适用。"},
            .how_to_fix = {"Take a new photo, with the camera's clock set right.",
                           "校准相机时间后重新拍摄。"},
            .reference = {"Ministry of Education: normally taken within one year before graduation; some "
                          "provinces ask for three or six months. The date is what the camera's clock said "
                          "and is easily lost or changed.",
                          "教育部：一般为毕业前一年内拍摄；部分省份要求三个月或六个月内。拍摄日期取自相机时钟"
                          "，容易丢失或被更改。"},
        },
    .since = "0.1.0",
    .severity = Severity::warning,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .run = run,
};

}  // namespace photolint::rules
