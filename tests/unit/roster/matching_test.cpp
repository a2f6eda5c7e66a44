// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/matching.h"

#include <catch2/catch.hpp>

using namespace photolint;

namespace {

std::vector<FoundFile> photos(const std::vector<std::string>& names) {
  std::vector<FoundFile> files;
  for (const std::string& name : names) files.push_back({"/p/" + name, name, std::nullopt});
  return files;
}

MatchOptions steps(std::vector<std::string> words, const std::string& name_template = {}) {
  MatchOptions options;
  options.steps = std::move(words);
  options.photos_dir = "/p";
  if (!name_template.empty()) options.name_template = FileNameTemplate::parse(name_template).value();
  return options;
}

WorkItem row(int line, std::vector<Field> fields) {
  WorkItem item;
  item.roster_line = line;
  item.fields = std::move(fields);
  return item;
}

const MatchOptions kUsual = steps({"path", "id_number", "student_no"});

}  // namespace

TEST_CASE("a photo belongs to the row whose number is its name") {
  PhotoMatcher matcher(
      photos({"a/11010519491231002x.jpg", "b/2021001.PNG", "２０２１００２.jpg", "other.jpg"}), kUsual);
  const WorkItem first =
      matcher.with_photo(row(2, {{"id_number", "11010519491231002X"}, {"student_no", "9"}}));
  CHECK(first.path == "/p/a/11010519491231002x.jpg");
  CHECK(first.shown_path == "a/11010519491231002x.jpg");
  CHECK_FALSE(first.problem);
  CHECK(matcher.with_photo(row(3, {{"id_number", ""}, {"student_no", " 2021001 "}})).path ==
        "/p/b/2021001.PNG");
  CHECK(matcher.with_photo(row(4, {{"student_no", "2021002"}})).path == "/p/２０２１００２.jpg");
  CHECK(matcher.unclaimed(3));
  CHECK_FALSE(matcher.unclaimed(0));
}

TEST_CASE("a row without a photo says what was tried") {
  PhotoMatcher matcher(photos({"1.jpg"}), kUsual);
  const WorkItem item = matcher.with_photo(row(2, {{"student_no", "2"}, {"id_number", "3"}}));
  CHECK(item.problem == Error{ErrorCode::photo_missing, {{"tried", "3, 2"}}, {}});
  CHECK(item.path.empty());
  CHECK(matcher.with_photo(row(3, {})).problem->code == ErrorCode::photo_missing);
  CHECK(matcher.unclaimed(0));
}

TEST_CASE("two photos for one row are ambiguous and named") {
  PhotoMatcher matcher(photos({"a/1.jpg", "b/1.png", "c/2.jpg"}), kUsual);
  const WorkItem item = matcher.with_photo(row(2, {{"student_no", "1"}}));
  CHECK(item.problem ==
        Error{ErrorCode::photo_ambiguous, {{"count", "2"}, {"paths", "a/1.jpg, b/1.png"}}, {}});
  CHECK(item.path.empty());
  CHECK_FALSE(matcher.unclaimed(0));
  CHECK_FALSE(matcher.unclaimed(1));
  CHECK(matcher.unclaimed(2));
}

TEST_CASE("one photo for two rows is the first row's") {
  PhotoMatcher matcher(photos({"1.jpg"}), kUsual);
  CHECK_FALSE(matcher.with_photo(row(2, {{"student_no", "1"}})).problem);
  const WorkItem second = matcher.with_photo(row(5, {{"student_no", "1"}}));
  CHECK(second.problem == Error{ErrorCode::photo_shared, {{"other_row", "2"}}, {}});
}

TEST_CASE("a problem of the row stays, and its photo is claimed all the same") {
  PhotoMatcher matcher(photos({"1.jpg"}), kUsual);
  WorkItem item = row(2, {{"student_no", "1"}});
  item.problem = Error{ErrorCode::roster_digits_lost, {}, {}};
  CHECK(matcher.with_photo(item).problem->code == ErrorCode::roster_digits_lost);
  CHECK_FALSE(matcher.unclaimed(0));
}

TEST_CASE("a path in the roster decides, in any spelling") {
  for (const char* cell : {"a/1.jpg", "./a//1.jpg", "a\\1.jpg", " a/1.jpg ", "/p/a/1.jpg", "../p/a/1.jpg"}) {
    PhotoMatcher matcher(photos({"a/1.jpg", "2.jpg"}), kUsual);
    const WorkItem item = matcher.with_photo(row(2, {{"photo", cell}, {"student_no", "2"}}));
    CAPTURE(cell);
    CHECK(item.path == "/p/a/1.jpg");
    CHECK_FALSE(matcher.unclaimed(0));
  }
  PhotoMatcher matcher(photos({"2.jpg"}), kUsual);
  const WorkItem gone = matcher.with_photo(row(2, {{"photo", "nothing.jpg"}, {"student_no", "2"}}));
  CHECK(gone.problem == Error{ErrorCode::photo_missing, {{"tried", "nothing.jpg"}}, {}});
  CHECK(matcher.with_photo(row(3, {{"photo", " "}, {"student_no", "2"}})).path == "/p/2.jpg");
}

TEST_CASE("templates match names and folders") {
  PhotoMatcher matcher(photos({"x/文学院/1_张三.JPG", "文学院/2_李四.jpeg", "理学院/1_张三.jpg"}),
                       steps({"template"}, "{college}/{student_no}_{name}.jpg"));
  const WorkItem item =
      matcher.with_photo(row(2, {{"college", "文学院"}, {"student_no", "1"}, {"name", "张三"}}));
  CHECK(item.shown_path == "x/文学院/1_张三.JPG");
  const WorkItem other =
      matcher.with_photo(row(3, {{"college", "文学院"}, {"student_no", "2"}, {"name", "李四"}}));
  CHECK(other.problem->code == ErrorCode::photo_missing);
  CHECK(other.problem->args.front().value == "文学院/2_李四.jpg");
  CHECK(matcher.with_photo(row(4, {{"college", "文学院"}})).problem->code == ErrorCode::photo_missing);
}

TEST_CASE("templates without an extension fit every extension") {
  PhotoMatcher matcher(photos({"1-张三.png"}), steps({"template"}, "{student_no}-{name}"));
  CHECK(matcher.with_photo(row(2, {{"student_no", "1"}, {"name", "张三"}})).path == "/p/1-张三.png");
}

TEST_CASE("any field can be the file name when asked") {
  PhotoMatcher matcher(photos({"张三.jpg"}), steps({"name"}));
  CHECK(matcher.with_photo(row(2, {{"name", "张三"}, {"student_no", "1"}})).path == "/p/张三.jpg");
}
