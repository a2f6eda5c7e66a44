// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "photolint/report/sink.h"

namespace photolint::scenario {

inline Outcome unused_run(const Analysis&, const Params&) {
  return {};
}

inline constexpr std::array kSizeMessages = {
    MessageSpec{"too-large",
                {"the file has {size} bytes, needs at most {size.max}, {size.excess} too many",
                 "文件大小为{size}字节，要求不超过{size.max}字节，超出{size.excess}字节"}}};
inline constexpr std::array kNameMessages = {MessageSpec{
    "other-name",
    {"the file is called \"{found}\", needs \"{wanted}\"", "文件名为“{found}”，要求为“{wanted}”"}}};
inline constexpr std::array kDarkMessages = {
    MessageSpec{"too-dark",
                {"{dark_share} of the face is too dark, needs at most {dark_share.max}: use more light",
                 "面部{dark_share}的像素过暗，要求不超过{dark_share.max}：请增加光线"}}};
inline constexpr std::array kTopMessages = {MessageSpec{
    "head-too-high",
    {"the head top is {head_top} px from the upper edge, needs {head_top.min} to {head_top.max}, "
     "{head_top.excess} px too little: leave more room above the head",
     "头顶发际距上边缘{head_top}像素，要求{head_top.min}至{head_top.max}像素，少{head_top.excess}像素："
     "请在头顶上方多留空间"}}};
inline constexpr std::array kYawMessages = {
    MessageSpec{"turned-left",
                {"the face is turned by {yaw} degrees, allowed {yaw.min} to {yaw.max}, {yaw.excess} too much",
                 "面部偏转{yaw}度，允许{yaw.min}至{yaw.max}度，超出{yaw.excess}度"}}};

inline constexpr RuleBody kSize = {.severity = Severity::error, .messages = kSizeMessages, .run = unused_run};
inline constexpr RuleBody kName = {.severity = Severity::info, .messages = kNameMessages, .run = unused_run};
inline constexpr RuleBody kDark = {
    .explain = {.how_to_fix = {"Take the photo again in even light.", "请在均匀光线下重新拍摄。"}},
    .severity = Severity::warning,
    .messages = kDarkMessages,
    .run = unused_run};
inline constexpr RuleBody kTop = {
    .explain = {.how_to_fix = {"Crop the original again with more room above the head.",
                               "请用原片重新裁剪，在头顶上方多留空间。"}},
    .severity = Severity::error,
    .messages = kTopMessages,
    .run = unused_run};
inline constexpr RuleBody kYaw = {.severity = Severity::error, .messages = kYawMessages, .run = unused_run};

inline constexpr std::array kTable = {
    RuleInfo{"FIL002",
             "file_size",
             "file-size",
             {"The file is neither too small nor too large", "文件大小"},
             &kSize},
    RuleInfo{"FIL014", "file_name", "file-name", {"The file name follows the template", "文件名"}, &kName},
    RuleInfo{"IMG006", "under_exposure", "under-exposure", {"The face is not too dark", "欠曝"}, &kDark},
    RuleInfo{"GEO002", "head_top_margin", "head-top-margin", {"The head top is in its place", "头顶"}, &kTop},
    RuleInfo{"GEO010", "yaw", "yaw", {"The face is not turned sideways", "偏转"}, &kYaw},
};

/// Made-up results that use every status and every kind of hostile text. Rules are fakes; nothing is
/// measured. ID numbers are the examples printed in the standard.
class Scenario {
 public:
  Scenario() {
    for (const RuleInfo& info : kTable) {
      rules_.push_back({&info, Params{}, info.body->severity, OnCannotAssess::review, ""});
    }
    rules_.back().on_cannot_assess = OnCannotAssess::reject;
    rules_.front().reference = "house standard 4.2";
    run_ = {"0.0.0-test",         "sample", 3,
            std::string(64, 'a'), &rules_,  {"student_no", "name", "id_number", "phone", "college", "备注"}};
    add_students();
    add_strays();
    for (const Verdict& verdict : verdicts_) summary_.add(verdict);
    summary_.complete = true;
  }
  Scenario(const Scenario&) = delete;
  Scenario& operator=(const Scenario&) = delete;

  [[nodiscard]] const RunInfo& run() const { return run_; }
  [[nodiscard]] const std::vector<BoundRule>& rules() const { return rules_; }
  [[nodiscard]] const std::vector<Verdict>& verdicts() const { return verdicts_; }
  [[nodiscard]] const Summary& summary() const { return summary_; }

  [[nodiscard]] Summary interrupted() const {
    Summary cut = summary_;
    cut.complete = false;
    cut.error = Error{ErrorCode::output_failed,
                      {{"reason", "No space left on device"}},
                      {"/home/registrar/out/report.csv", 0, 0, {}}};
    return cut;
  }

  /// Passing outcomes of all rules.
  [[nodiscard]] static std::vector<Outcome> good() {
    return {judge({measure("size", 30 * 1024, "byte", 0, 20 * 1024, 40 * 1024)}, "too-large"),
            judge({}, "other-name"),
            judge({measure("dark_share", 0.021, "share", 3, std::nullopt, 0.1)}, "too-dark"),
            judge({measure("head_top", 72, "px", 0, 50, 110)}, "head-too-high"),
            judge({measure("yaw", -1.3, "deg", 1, -10, 10)}, "turned-left")};
  }

 private:
  Verdict& student(const std::string& number, const std::string& name, const std::string& path,
                   const std::string& id_number, const std::string& remark = "") {
    Verdict verdict;
    verdict.seq = static_cast<std::int64_t>(verdicts_.size());
    verdict.id = number;
    verdict.shown_path = path;
    verdict.roster_line = static_cast<int>(verdicts_.size()) + 2;
    verdict.fields = {{"student_no", number},    {"name", name},
                      {"id_number", id_number},  {"phone", "13800138000"},
                      {"college", "计算机学院"}, {"备注", remark}};
    return verdicts_.emplace_back(std::move(verdict));
  }

  void assess(Verdict& verdict, std::vector<Outcome> outcomes) {
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      verdict.findings.push_back({&rules_[i], std::move(outcomes[i])});
    }
    verdict.status = conclude(verdict.findings);
    verdict.sha256 = std::string(64, '0');
  }

  void fail(Verdict& verdict, VerdictStatus status, Error error) {
    verdict.status = status;
    verdict.error = std::move(error);
  }

  void add_students() {
    assess(student("2023000001", "张三", "一班/11010519491231002X.jpg", "11010519491231002X"), good());

    std::vector<Outcome> bad = good();
    bad[0] = judge({measure("size", 40 * 1024 + 1, "byte", 0, 20 * 1024, 40 * 1024)}, "too-large");
    bad[1] = judge({measure("agrees", 0, "", 0, 1)}, "other-name");
    bad[1].args = {{"found", "440524188001010014 copy.jpg"}, {"wanted", "{id_number}.jpg"}};
    bad[2] = judge({measure("dark_share", 0.1004, "share", 3, std::nullopt, 0.1)}, "too-dark");
    bad[3] = judge({measure("head_top", 30, "px", 0, 50, 110)}, "head-too-high");
    bad[3].region = Rect{10.25, 0, 300, 411.5};
    assess(student("2023000002", "欧阳静怡", "一班/440524188001010014 copy.jpg", "440524188001010014",
                   "转专业，\"休学\""),
           bad);

    std::vector<Outcome> dark = good();
    dark[2] = judge({measure("dark_share", 0.5, "share", 3, std::nullopt, 0.075)}, "too-dark");
    dark[3] = cannot_assess("no-head");
    assess(student("012345", "Maria da Silva", "E1234567890.jpg", "E1234567890", "1-2"), dark);

    std::vector<Outcome> odd = good();
    odd[0] = not_applicable("");
    odd[1] = judge({measure("agrees", std::numeric_limits<double>::quiet_NaN(), "", 0, 1)}, "other-name");
    odd[4] = cannot_assess("rule-failed");
    odd[4].args = {{"detail", "bad \"thing\"\n<at> line 3 & more"}};
    assess(student("202300000000000000123", "=HYPERLINK(\"http://example.org\",\"click\")", "-rf \"a,b\".jpg",
                   "@SUM(A1)"),
           odd);

    fail(student("2023000005", "李四", "", "110105491231002"), VerdictStatus::missing,
         {ErrorCode::photo_missing,
          {{"tried", "110105491231002, 2023000005"}},
          {"/home/registrar/r.csv", 6, 0, {}}});
    fail(student("2023000006", "𠮷野家", "一班/2023000006.jpg", ""), VerdictStatus::unreadable,
         {ErrorCode::file_too_large,
          {{"bytes", "70000000"}, {"limit", "67108864"}},
          {"/home/registrar/p.jpg", 0, 0, {}}});
    assess(student("2023000007", "名字\u202Egpj.exe", "line\nbreak.jpg", "无"), good());
    assess(student("2023000008", std::string(300, 'x') + "长", std::string(250, 'y') + ".jpg", ""), good());
  }

  void add_strays() {
    const auto stray = [this](const std::string& path, VerdictStatus status, Error error) {
      Verdict verdict;
      verdict.seq = static_cast<std::int64_t>(verdicts_.size());
      verdict.id = path;
      verdict.shown_path = path;
      fail(verdict, status, std::move(error));
      verdicts_.push_back(std::move(verdict));
    };
    const Error unclaimed{ErrorCode::photo_unclaimed, {}, {}};
    stray("spare/bell\x07 tab\t \x1b[31mred.jpg", VerdictStatus::unclaimed, unclaimed);
    stray("spare/gbk \xD5\xC5\xC8\xFD.jpg", VerdictStatus::unclaimed, unclaimed);
    stray("spare/<b>&amp;]]>'.jpg", VerdictStatus::unclaimed, unclaimed);
    stray("spare/\xEF\xBF\xBE\xE2\x80\xA8.jpg", VerdictStatus::internal_error,
          {ErrorCode::internal, {{"detail", "stage \\ broke"}}, {}});
  }

  std::vector<BoundRule> rules_;
  RunInfo run_;
  std::vector<Verdict> verdicts_;
  Summary summary_;
};

/// Sends the whole scenario through a sink; the first failure, or success.
inline Result<void> play(const Scenario& scenario, Sink& sink, const Summary& summary) {
  if (auto begun = sink.begin(scenario.run()); !begun) return begun;
  for (const Verdict& verdict : scenario.verdicts()) {
    if (auto written = sink.item(verdict); !written) return written;
  }
  return sink.end(summary);
}

}  // namespace photolint::scenario
