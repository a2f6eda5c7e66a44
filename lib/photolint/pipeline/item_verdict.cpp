// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/item_verdict.h"

#include <utility>

namespace photolint {
namespace {

VerdictStatus status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::photo_missing:
    case ErrorCode::photo_ambiguous:
      return VerdictStatus::missing;
    case ErrorCode::photo_unclaimed:
      return VerdictStatus::unclaimed;
    case ErrorCode::internal:
    case ErrorCode::model_missing:
    case ErrorCode::model_invalid:
    case ErrorCode::engine_failed:
      return VerdictStatus::internal_error;
    default:
      return VerdictStatus::unreadable;
  }
}

}  // namespace

Verdict verdict_for(const WorkItem& item) {
  Verdict verdict;
  verdict.seq = item.seq;
  verdict.id = item.id;
  verdict.shown_path = item.shown_path;
  verdict.path = item.path;
  verdict.fields = item.fields;
  verdict.roster_line = item.roster_line;
  verdict.reconciled = item.reconciled;
  return verdict;
}

Verdict failed_verdict(const WorkItem& item, Error error) {
  Verdict verdict = verdict_for(item);
  verdict.status = status_of(error.code);
  verdict.error = std::move(error);
  // Decoders know the path that they opened; reports show no absolute one.
  verdict.error->where.path.clear();
  return verdict;
}

}  // namespace photolint
