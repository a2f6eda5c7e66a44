// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <memory>
#include <optional>

#include "photolint/rule/first_seen.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kMessages = {
    MessageSpec{"same-file-row",
                {"the photo is the same file as that of row {row}: each student hands in their own photo",
                 "照片与第{row}行的照片是同一文件：请分别提交本人照片"}},
    MessageSpec{"same-file-photo",
                {"the photo is the same file as {photo}: each student hands in their own photo",
                 "照片与“{photo}”是同一文件：请分别提交本人照片"}},
    MessageSpec{"same-pixels-row",
                {"the photo shows exactly the picture of row {row}: each student hands in their own photo",
                 "照片内容与第{row}行的照片完全相同：请分别提交本人照片"}},
    MessageSpec{"same-pixels-photo",
                {"the photo shows exactly the picture of {photo}: each student hands in their own photo",
                 "照片内容与“{photo}”完全相同：请分别提交本人照片"}},
    MessageSpec{"no-photo", {"there is no photo to compare", "没有可比较的照片"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

class PhotoUnique : public BatchRule {
 public:
  Outcome see(const Verdict& verdict) override {
    if (verdict.sha256.empty()) return not_applicable("no-photo");
    // Both are remembered before either decides.
    const std::optional<Place> same_file = files_.earlier(verdict.sha256, verdict);
    const std::optional<Place> same_pixels =
        verdict.fingerprint ? pixels_.earlier(verdict.fingerprint->pixels, verdict) : std::nullopt;
    if (same_file) return clashes_with(*same_file, "same-file-row", "same-file-photo");
    if (same_pixels) return clashes_with(*same_pixels, "same-pixels-row", "same-pixels-photo");
    return passed();
  }

 private:
  FirstSeen files_, pixels_;
};

std::unique_ptr<BatchRule> make(const Params& /*params*/) {
  return std::make_unique<PhotoUnique>();
}

}  // namespace

extern constinit const RuleBody photo_unique;
constinit const RuleBody photo_unique = {
    .explain =
        {
            .checks = {"The file's bytes (SHA-256), and the decoded pixels with the picture's size, against "
                       "all photos before it.",
                       "文件字节（SHA-256）以及解码后的像素和尺寸，与此前所有照片比对。"},
            .why = {"One photo under two names: at least one student would carry somebody else's face on the "
                    "diploma's record.",
                    "同一张照片用于两人，必有一人的学历照片是他人。"},
            .passes_when = {"No earlier photo is the same.", "此前没有相同的照片。"},
            .fails_when = {"An earlier one is; the later photo fails and names the earlier one.",
                           "此前有相同的照片；后出现的不合格，并指明前者。"},
            .cannot_assess_when =
                {"Without a student list nobody can tell whether two photos are those of two students: the "
                 "later one goes to a person. Does not apply where no photo could be read.",
                 "没有可读照片时不适用。没有学生名单时无法确定两张照片是否属于两人，后者转人工查看。"},
            .how_to_fix = {"Find out whose photo it is; the other student hands in their own.",
                           "请核实照片属于谁，另一名学生重新提交本人照片。"},
            .reference = {"Every collection takes one photo a student.", "每名学生提交本人照片。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::fingerprint,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::batch,
    .make_batch = make,
};

}  // namespace photolint::rules
