// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/file_name_template.h"

#include <catch2/catch.hpp>

using namespace photolint;

namespace {

FileNameTemplate parsed(const std::string& text) {
  return FileNameTemplate::parse(text).value();
}

std::string bad_part(const std::string& text) {
  const Result<FileNameTemplate> result = FileNameTemplate::parse(text);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code == ErrorCode::template_invalid);
  return result.error().args.back().value;
}

const std::vector<Field> kRow = {{"student_no", " ２０２１ "},
                                 {"name", "张三"},
                                 {"id_number", "11010519491231002x"},
                                 {"college", "a/b"},
                                 {"major", ""}};

}  // namespace

TEST_CASE("templates are parsed or say which part is wrong") {
  CHECK(parsed("{student_no}_{name}.jpg").fields() == std::vector<std::string>{"student_no", "name"});
  CHECK(parsed("{name}{name}").fields() == std::vector<std::string>{"name"});
  CHECK(bad_part("{nme}.jpg") == "{nme}");
  CHECK(bad_part("a{name.jpg") == "{name.jpg");
  CHECK(bad_part("a}.jpg") == "}.jpg");
  CHECK(bad_part("{}.jpg") == "{}");
  for (const char* path : {"", "/{name}", "{name}/", "../{name}", "a//b", "a\\b", "a\nb"})
    CHECK_FALSE(bad_part(path) != path);
  CHECK(bad_part(std::string(5000, 'a')).empty());
}

TEST_CASE("templates are expanded with the fields of a row") {
  CHECK(parsed("{student_no}_{name}.jpg").expand(kRow).value() == "2021_张三.jpg");
  CHECK(parsed("x/{id_number}").expand(kRow).value() == "x/11010519491231002X");
  CHECK(parsed("{{{name}}}").expand(kRow).value() == "{张三}");
  for (const char* field : {"college", "major", "phone"}) {
    const Result<std::string> result = parsed("{" + std::string(field) + "}.jpg").expand(kRow);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().args.back().value == field);
  }
}

TEST_CASE("the end of a path belongs to the template") {
  CHECK(parsed("{name}").tail_of("a/b/c.jpg") == "c.jpg");
  CHECK(parsed("{college}/{name}").tail_of("a/b/c.jpg") == "b/c.jpg");
  CHECK(parsed("{college}/{name}").tail_of("c.jpg") == "c.jpg");
  CHECK(parsed("{college}/{name}").tail_of("/c.jpg") == "/c.jpg");
  CHECK(parsed("{name}").tail_of("") == "");
}

TEST_CASE("names are told from others without a row") {
  const FileNameTemplate both = parsed("{college}/{student_no}_{name}.JPG");
  CHECK(both.could_be("x/文学院/2021_张_三.jpg"));
  CHECK_FALSE(both.could_be("2021_张三.jpg"));
  CHECK_FALSE(both.could_be("文学院/张三.jpg"));
  CHECK_FALSE(both.could_be("文学院/2021_张三.png"));
  CHECK(parsed("{id_number}.jpg").could_be("11010519491231002X.JPG"));
  CHECK_FALSE(parsed("{id_number}.jpg").could_be("11010519491231002x.jpg"));
  CHECK_FALSE(parsed("{id_number}.jpg").could_be("11010519491231002.jpg"));
  CHECK(parsed("{name}").could_be("a.JPG"));
  CHECK_FALSE(parsed("{student_no}_{student_no}_{student_no}").could_be(std::string(100000, '_')));
}

TEST_CASE("only the extension's case does not count") {
  CHECK(same_file_name("a/张X.JPG", "a/张X.jpg"));
  CHECK_FALSE(same_file_name("a/x.jpg", "a/X.jpg"));
  CHECK_FALSE(same_file_name("a.B/x", "a.b/x"));
  CHECK_FALSE(same_file_name(".JPG", ".jpg"));
  CHECK(parsed("{name}.jpg").has_extension());
  CHECK_FALSE(parsed("{name}").has_extension());
}
