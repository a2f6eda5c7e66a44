// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_code(const CodePicture& code) {
  Photo photo = compliant_photo();
  photo.code = code;
  return photo;
}

Outcome judge(const CodePicture& code, std::initializer_list<Override> overrides = {}) {
  return run_rule("COD001", with_code(code), overrides);
}

CodePicture missed(CodeMissReason reason) {
  CodePicture picture;
  picture.codes.miss = CodeMiss{reason, {}, 29, 1.5};
  return picture;
}

}  // namespace

TEST_CASE("code-readable passes one code, also where it stands twice in the picture") {
  CodePicture picture;
  picture.codes.symbols = {test_symbol("a"), test_symbol("a")};
  CHECK(judge(picture).status == Status::pass);
}

TEST_CASE("code-readable says why a code was not read") {
  CHECK(judge(missed(CodeMissReason::no_pattern)).message == "no-pattern");
  CHECK(judge(missed(CodeMissReason::too_small)).message == "too-small");
  CHECK(measured(judge(missed(CodeMissReason::too_small)), "pixels_per_module") == 1.5);
  CHECK(judge(missed(CodeMissReason::blurred)).message == "blurred");
  CHECK(judge(missed(CodeMissReason::unreadable)).status == Status::fail);
  CHECK(judge(missed(CodeMissReason::engine_failed)).status == Status::cannot_assess);
}

TEST_CASE("code-readable refuses what is no capture code") {
  CodePicture picture;
  picture.codes.symbols = {test_symbol("a")};
  picture.codes.symbols.front().looks_like_payment = true;
  CHECK(judge(picture).message == "payment");
  picture.codes.symbols.front() = test_symbol("a");
  picture.codes.symbols.front().kind = CodeKind::other;
  CHECK(judge(picture).message == "other-symbol");
  picture.codes.symbols = {test_symbol("a"), test_symbol("b")};
  CHECK(judge(picture).message == "several");
}

TEST_CASE("code-readable asks for modules of some size where the profile does") {
  CodePicture picture;
  picture.codes.symbols = {test_symbol("a")};
  picture.codes.symbols.front().pixels_per_module = 2.9;
  CHECK(judge(picture, {{"min_module_px", 3.0}}).message == "small-modules");
  picture.codes.symbols.front().pixels_per_module = 3;
  CHECK(judge(picture, {{"min_module_px", 3.0}}).status == Status::pass);
}

TEST_CASE("code-readable fails a picture that is not there") {
  for (const auto& [code, message] : {std::pair{ErrorCode::photo_missing, "missing"},
                                      {ErrorCode::photo_ambiguous, "ambiguous"},
                                      {ErrorCode::photo_shared, "shared"},
                                      {ErrorCode::image_damaged, "unreadable-file"}}) {
    CodePicture picture;
    picture.problem = Error{code, {{"other_row", "3"}}, {}};
    CHECK(judge(picture).message == message);
    CHECK(judge(picture).status == Status::fail);
  }
}

TEST_CASE("code-readable does not apply where no code was asked for") {
  Photo photo = with_code({});
  photo.code_presence = {FactState::absent, {}};
  CHECK(run_rule("COD001", photo).status == Status::not_applicable);
}
