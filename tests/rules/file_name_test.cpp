// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "rules/registry.h"

using namespace photolint;

namespace {

/// The standard's own example number.
const char* const kNumber = "11010519491231002X";

const RuleBody& body() {
  return *find_rule(rules::table(), "FIL014")->body;
}

Outcome run(const std::string& name_template, const std::string& shown_path, std::vector<Field> fields = {}) {
  WorkItem item;
  item.shown_path = shown_path;
  item.fields = std::move(fields);
  Analysis analysis;
  analysis.item = &item;
  Params params(body().params);
  params.set("template", name_template);
  return body().run(analysis, params);
}

}  // namespace

TEST_CASE("file-name is not applicable without a template") {
  CHECK(run("", "a.jpg").status == Status::not_applicable);
}

TEST_CASE("file-name compares with the row") {
  const std::vector<Field> row = {
      {"id_number", "11010519491231002x"}, {"name", "张 三"}, {"college", "文学院"}};
  CHECK(run("{id_number}.jpg", "a/11010519491231002X.JPG", row).status == Status::pass);
  CHECK(run("{college}/{name}.jpg", "2024/文学院/张 三.jpg", row).status == Status::pass);
  const Outcome other = run("{id_number}.jpg", "440524188001010014.jpg", row);
  CHECK(other.status == Status::fail);
  CHECK(other.message == "wrong-name");
  CHECK(other.args ==
        std::vector<Arg>{{"found", "440524188001010014.jpg"}, {"expected", "11010519491231002X.jpg"}});
  CHECK(run("{id_number}.jpg", "11010519491231002x.jpg", row).status == Status::fail);
  CHECK(run("{id_number}.jpg", "11010519491231002X.jpeg", row).status == Status::fail);
  CHECK(run("{college}/{name}.jpg", "理学院/张 三.jpg", row).status == Status::fail);
}

TEST_CASE("file-name cannot be assessed without the row's field or a valid template") {
  const Outcome empty = run("{student_no}.jpg", "1.jpg", {{"student_no", " "}});
  CHECK(empty.status == Status::cannot_assess);
  CHECK(empty.message == "field-missing");
  CHECK(empty.args == std::vector<Arg>{{"field", "student_no"}});
  CHECK(run("{student_no}.jpg", "1.jpg", {{"name", "a"}}).status == Status::cannot_assess);
  CHECK(run("{name}.jpg", "1.jpg", {{"name", "../1"}}).status == Status::cannot_assess);
  CHECK(run("{nothing}.jpg", "1.jpg").message == "template-invalid");
}

TEST_CASE("file-name checks the form without a roster") {
  const std::string good = std::string(kNumber) + ".jpg";
  CHECK(run("{id_number}.jpg", good).status == Status::pass);
  CHECK(run("{id_number}.jpg", "110105194912310021.jpg").status == Status::fail);
  CHECK(run("{id_number}.jpg", "IMG_0001.jpg").message == "wrong-pattern");
  CHECK(run("{student_no}_{name}.jpg", "2021001_张三.jpg").status == Status::pass);
  CHECK(run("{student_no}_{name}.jpg", "张三.jpg").status == Status::fail);
  CHECK(run("{student_no}_{name}.jpg", "2021001_.jpg").status == Status::fail);
}
