// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "photolint/rule/first_seen.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"same-code",
                {"row {row} handed in the same capture code: each student has a code of their own",
                 "第{row}行提交了相同的采集码：每名学生的采集码各不相同"}},
    MessageSpec{"same-code-photo",
                {"{photo} came with the same capture code: each student has a code of their own",
                 "“{photo}”提交了相同的采集码：每名学生的采集码各不相同"}},
    MessageSpec{"no-code-read", {"no capture code was read", "没有识别出采集码"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

class CodeUnique : public BatchRule {
 public:
  Outcome see(const Verdict& verdict) override {
    if (verdict.code_hashes.empty()) return not_applicable("no-code-read");
    std::optional<Place> clash;
    for (const std::string& hash : verdict.code_hashes) {
      const std::optional<Place> earlier = seen_.earlier(hash, verdict);
      if (earlier && !clash && !(*earlier == Place::of(verdict))) clash = earlier;
    }
    if (clash) return clashes_with(*clash, "same-code", "same-code-photo");
    return passed();
  }

 private:
  FirstSeen seen_;
};

std::unique_ptr<BatchRule> make(const Params& /*params*/) {
  return std::make_unique<CodeUnique>();
}

}  // namespace

extern constinit const RuleBody code_unique;
constinit const RuleBody code_unique = {
    .explain =
        {
            .checks = {"What the student's capture code says against the codes of all items before it, by "
                       "its SHA-256.",
                       "学生采集码的内容（SHA-256）与此前各条目比对。"},
            .why = {"Each enrolment has one code. Two students with one code: the photo of one would go to "
                    "the other.",
                    "每个学籍对应一个采集码。两名学生使用同一采集码，照片会归到他人名下。"},
            .passes_when = {"No earlier item has it.", "此前没有相同的采集码。"},
            .fails_when = {"An earlier item has it; the later one fails and names the earlier one.",
                           "此前已有相同的采集码；后出现的不合格，并指明前者。"},
            .cannot_assess_when = {"Does not apply where no code was read.", "没有识别出采集码时不适用。"},
            .how_to_fix =
                {"Each of the two students saves their own code from the CHSI page and hands it in again.",
                 "请两名学生分别从学信网保存本人的采集码后重新提交。"},
            .reference = {"NEAU 2023: each student has a code of the own.",
                          "东北农业大学2023：采集码一人一码。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::code,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::batch,
    .make_batch = make,
};

}  // namespace photolint::rules
