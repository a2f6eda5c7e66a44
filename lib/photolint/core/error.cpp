// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/error.h"

namespace photolint {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::file_missing:
      return "file-missing";
    case ErrorCode::file_unreadable:
      return "file-unreadable";
    case ErrorCode::file_not_regular:
      return "file-not-regular";
    case ErrorCode::file_empty:
      return "file-empty";
    case ErrorCode::file_too_large:
      return "file-too-large";
    case ErrorCode::format_unknown:
      return "format-unknown";
    case ErrorCode::image_too_large:
      return "image-too-large";
    case ErrorCode::image_damaged:
      return "image-damaged";
    case ErrorCode::image_truncated:
      return "image-truncated";
    case ErrorCode::decoder_failed:
      return "decoder-failed";
    case ErrorCode::out_of_memory:
      return "out-of-memory";
    case ErrorCode::internal:
      return "internal";
    case ErrorCode::photo_missing:
      return "photo-missing";
    case ErrorCode::photo_ambiguous:
      return "photo-ambiguous";
    case ErrorCode::photo_unclaimed:
      return "photo-unclaimed";
    case ErrorCode::photo_shared:
      return "photo-shared";
    case ErrorCode::roster_unreadable:
      return "roster-unreadable";
    case ErrorCode::roster_encoding:
      return "roster-encoding";
    case ErrorCode::roster_ragged_row:
      return "roster-ragged-row";
    case ErrorCode::roster_bad_quote:
      return "roster-bad-quote";
    case ErrorCode::roster_row_too_large:
      return "roster-row-too-large";
    case ErrorCode::roster_header_missing:
      return "roster-header-missing";
    case ErrorCode::roster_header_duplicate:
      return "roster-header-duplicate";
    case ErrorCode::roster_digits_lost:
      return "roster-digits-lost";
    case ErrorCode::roster_empty:
      return "roster-empty";
    case ErrorCode::roster_field_unknown:
      return "roster-field-unknown";
    case ErrorCode::template_invalid:
      return "template-invalid";
    case ErrorCode::list_entry_invalid:
      return "list-entry-invalid";
    case ErrorCode::profile_not_found:
      return "profile-not-found";
    case ErrorCode::profile_syntax:
      return "profile-syntax";
    case ErrorCode::profile_key_unknown:
      return "profile-key-unknown";
    case ErrorCode::profile_key_missing:
      return "profile-key-missing";
    case ErrorCode::profile_type:
      return "profile-type";
    case ErrorCode::profile_range:
      return "profile-range";
    case ErrorCode::profile_choice:
      return "profile-choice";
    case ErrorCode::profile_order:
      return "profile-order";
    case ErrorCode::profile_rule_unknown:
      return "profile-rule-unknown";
    case ErrorCode::profile_rule_retired:
      return "profile-rule-retired";
    case ErrorCode::profile_extends_cycle:
      return "profile-extends-cycle";
    case ErrorCode::profile_empty:
      return "profile-empty";
    case ErrorCode::model_missing:
      return "model-missing";
    case ErrorCode::model_invalid:
      return "model-invalid";
    case ErrorCode::engine_failed:
      return "engine-failed";
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::path_missing:
      return "path-missing";
    case ErrorCode::output_failed:
      return "output-failed";
    case ErrorCode::interrupted:
      return "interrupted";
  }
  return "internal";
}

}  // namespace photolint
