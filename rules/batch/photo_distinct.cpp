// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "photolint/core/near_duplicates.h"
#include "photolint/rule/first_seen.h"
#include "photolint/rule/rule.h"

namespace photolint::rules {
namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_distance_bits",
              .kind = ParamKind::integer,
              .unit = "bit",
              .default_number = kSamePhotograph + 1,
              .min = 1,
              .max = NearDuplicateIndex::kLargestDistance + 1,
              .doc = {"fewest bits of 256 in which the fingerprints of two photos must differ",
                      "两张照片指纹（256位）至少应有多少位不同"}},
};
constexpr std::array kMessages = {
    MessageSpec{"copy-row",
                {"the photo is an altered copy of that of row {row} (re-compressed, resized or cropped): "
                 "each student hands in their own photo",
                 "照片疑为第{row}行照片的副本（经压缩、缩放或裁剪）：请分别提交本人照片"}},
    MessageSpec{"copy-photo",
                {"the photo is an altered copy of {photo} (re-compressed, resized or cropped): each student "
                 "hands in their own photo",
                 "照片疑为“{photo}”的副本（经压缩、缩放或裁剪）：请分别提交本人照片"}},
    MessageSpec{"same-picture",
                {"the photo is exactly an earlier one, which photo-unique reports",
                 "照片与此前某张完全相同，由photo-unique报告"}},
    MessageSpec{"no-fingerprint",
                {"there is no face large enough to make a fingerprint of", "没有足够大的人脸，无法生成指纹"}},
};
constexpr std::array kCanReturn = {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess};

class PhotoDistinct : public BatchRule {
 public:
  explicit PhotoDistinct(int min_distance) : min_distance_(min_distance) {}

  Outcome see(const Verdict& verdict) override {
    if (!verdict.fingerprint || !verdict.fingerprint->has_face) return not_applicable("no-fingerprint");
    if (pixels_.earlier(verdict.fingerprint->pixels, verdict)) return not_applicable("same-picture");
    const std::optional<NearDuplicateIndex::Match> near =
        index_.add_and_find(verdict.fingerprint->face, min_distance_ - 1);
    places_.push_back(Place::of(verdict));
    Outcome outcome;
    outcome.status = Status::pass;
    if (!near) return outcome;
    outcome = clashes_with(places_.at(near->entry), "copy-row", "copy-photo");
    outcome.measured = {measure("fingerprint_distance", near->distance, "bit", 0, min_distance_)};
    return outcome;
  }

 private:
  int min_distance_;
  NearDuplicateIndex index_;
  std::vector<Place> places_;  ///< of the entries of the index
  FirstSeen pixels_;
};

std::unique_ptr<BatchRule> make(const Params& params) {
  return std::make_unique<PhotoDistinct>(static_cast<int>(params.integer("min_distance_bits")));
}

}  // namespace

extern constinit const RuleBody photo_distinct;
constinit const RuleBody photo_distinct = {
    .explain =
        {
            .checks = {"A fingerprint of 256 bits, taken from the face in its own frame and its light evened "
                       "out, against those of all photos before it: in how many bits the nearest one "
                       "differs. Crops, sizes, compression and brightness hardly change it.",
                       "在面部坐标系中取256位指纹（已消除光照差异），与此前所有照片比对，取最接近者相差的位数"
                       "。裁剪、缩放、压缩和亮度对其影响很小。"},
            .why = {"One photo under two names: at least one student would carry somebody else's face on the "
                    "diploma's record.",
                    "同一张照片用于两人，必有一人的学历照片是他人。"},
            .passes_when = {"All earlier fingerprints differ in at least min_distance_bits.",
                            "与此前所有指纹相差均不少于min_distance_bits位。"},
            .fails_when = {"One is nearer; the later photo fails and names the earlier one.",
                           "与某张相差更少；后出现的不合格，并指明前者。"},
            .cannot_assess_when =
                {"Without a student list nobody can tell whether two photos are those of two students: the "
                 "later one goes to a person. Does not apply where no face of some size was found, or where "
                 "the pixels "
                 "are the same: that is the matter of photo-unique.",
                 "没有足够大的人脸，或像素完全相同（由photo-"
                 "unique检查）时不适用。没有学生名单时无法确定两张照片是否属于两人，后者转人工查看。"},
            .how_to_fix = {"Find out whose photo it is; the other student hands in their own.",
                           "请核实照片属于谁，另一名学生重新提交本人照片。"},
            .reference =
                {"Limit set on 2026-11-21 on varied copies of public portraits and on pairs of different "
                 "photos: docs/decisions/near-duplicates.md.",
                 "限值于2026-11-21用公开肖像的各种副本及不同照片对标定：docs/decisions/near-duplicates.md。"},
        },
    .since = "0.1.0",
    .severity = Severity::error,
    .needs = Need::pixels | Need::faces | Need::fingerprint,
    .params = kParams,
    .messages = kMessages,
    .can_return = kCanReturn,
    .subject = RuleSubject::batch,
    .make_batch = make,
};

}  // namespace photolint::rules
