// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/work_sources.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/support/temp_dir.h"

using namespace photolint;
using photolint::test::TempDir;

namespace {

std::vector<WorkItem> items_of(const SourceOrErrors& made) {
  REQUIRE(made.errors.empty());
  std::vector<WorkItem> items;
  while (std::optional<WorkItem> item = made.source->next()) items.push_back(*std::move(item));
  for (std::size_t i = 0; i < items.size(); ++i) CHECK(items[i].seq == static_cast<std::int64_t>(i));
  CHECK_FALSE(made.source->failure());
  return items;
}

using Names = std::vector<std::string>;

Names shown(const std::vector<WorkItem>& items) {
  Names names;
  for (const WorkItem& item : items) names.push_back(item.shown_path);
  return names;
}

Names problems(const std::vector<WorkItem>& items) {
  Names names;
  for (const WorkItem& item : items) {
    names.push_back(item.id + ":" + (item.problem ? std::string(to_string(item.problem->code)) : "ok"));
  }
  return names;
}

}  // namespace

TEST_CASE("a single folder's photos are shown relative to it") {
  const TempDir dir;
  dir.write("photos/a/1.jpg", "x");
  dir.write("photos/notes.txt", "x");
  const SourceOrErrors made = paths_source({dir / "photos"}, {});
  CHECK(made.source->size_hint() == 1);
  CHECK(made.source->skipped().other_extension == 1);
  const auto items = items_of(made);
  CHECK(shown(items) == Names{"a/1.jpg"});
  CHECK(items[0].id == "a/1.jpg");
  CHECK(items[0].path == (dir / "photos/a/1.jpg"));
}

TEST_CASE("several paths are shown relative to what holds them all") {
  const TempDir dir;
  dir.write("b/2.jpg", "x");
  dir.write("a/1.jpg", "x");
  dir.write("note.txt", "x");
  const auto items = items_of(paths_source({dir / "b/", dir / "a", dir / "note.txt"}, {}));
  CHECK(shown(items) == Names{"b/2.jpg", "a/1.jpg", "note.txt"});
  CHECK(shown(items_of(paths_source({dir / "a/1.jpg"}, {}))) == Names{"1.jpg"});
  CHECK(shown(items_of(paths_source({dir / "a", dir / "a"}, {}))) == Names{"a/1.jpg"});
}

TEST_CASE("paths that do not exist stop the run before it begins") {
  const TempDir dir;
  const SourceOrErrors made = paths_source({dir / "x", dir / "y"}, {});
  CHECK(made.source == nullptr);
  REQUIRE(made.errors.size() == 2);
  CHECK(made.errors[1] == Error{ErrorCode::path_missing, {}, {dir / "y", 0, 0, {}}});
  CHECK(paths_source({}, {}).errors.front().code == ErrorCode::usage);
}

TEST_CASE("a list keeps what it says, whether it exists or not") {
  std::istringstream list("b/2.jpg\n/x/p/1.jpg\nb/2.jpg\n/x/q/r/3.jpg\n");
  const SourceOrErrors made = list_source(list, ListSeparator::line_end);
  CHECK(made.source->size_hint() == 4);
  const auto items = items_of(made);
  CHECK(shown(items) == Names{"b/2.jpg", "p/1.jpg", "b/2.jpg", "q/r/3.jpg"});
  CHECK(items[1].path == "/x/p/1.jpg");
}

TEST_CASE("entries of a list that are no paths are never opened") {
  std::istringstream list(std::string("a\0b\n", 4));
  const auto items = items_of(list_source(list, ListSeparator::line_end));
  REQUIRE(items.size() == 1);
  CHECK(items[0].path.empty());
  CHECK(items[0].problem->code == ErrorCode::list_entry_invalid);
}

TEST_CASE("a roster gives its rows, then the photos that nobody claims") {
  const TempDir dir;
  for (const char* name :
       {"photos/1.jpg", "photos/3.jpg", "photos/3.png", "photos/z/9.jpg", "photos/8.jpg"}) {
    dir.write(name, "x");
  }
  RosterSourceOptions options;
  options.roster_path =
      dir.write("class.csv", "学号,姓名\n1,张三\n2,李四\n3,王五\n1,赵六\n4\n,孙七\n1.1E+11,a\n");
  options.photos_dir = dir / "photos";
  const SourceOrErrors made = roster_source(options);
  REQUIRE(made.errors.empty());
  CHECK(made.source->size_hint() == 7);
  const auto items = items_of(made);
  CHECK(problems(items) == Names{"1:ok", "2:photo-missing", "3:photo-ambiguous", "1:photo-shared",
                                 "4:roster-ragged-row", "#7:photo-missing", "1.1E+11:roster-digits-lost",
                                 "8.jpg:photo-unclaimed", "z/9.jpg:photo-unclaimed"});
  CHECK(items[0].roster_line == 2);
  CHECK(*items[0].field("name") == "张三");
  CHECK(items[7].roster_line == 0);
}

TEST_CASE("a roster with a photo column needs no folder") {
  const TempDir dir;
  dir.write("lists/p/1.jpg", "x");
  RosterSourceOptions options;
  options.roster_path = dir.write("lists/class.csv", "照片,姓名\np/1.jpg,a\np/2.jpg,b\np/../p/1.jpg,c\n");
  const auto items = items_of(roster_source(options));
  CHECK(problems(items) == Names{"p/1.jpg:ok", "#3:photo-missing", "p/1.jpg:photo-shared"});
  CHECK(items[0].shown_path == "p/1.jpg");
}

TEST_CASE("a photo column may be relative to the roster and point into the photos") {
  const TempDir dir;
  dir.write("photos/1.jpg", "x");
  RosterSourceOptions options;
  options.roster_path = dir.write("class.csv", "photo\nphotos/1.jpg\n");
  options.photos_dir = dir / "photos";
  CHECK(problems(items_of(roster_source(options))) == Names{"1.jpg:ok"});
}

TEST_CASE("problems of a roster run are found before it begins") {
  const TempDir dir;
  RosterSourceOptions options;
  options.roster_path = dir.write("class.csv", "姓名,学号码\na,1\n");
  options.photos_dir = dir / "none";
  options.name_template = "{bad}.jpg";
  options.match = {"student_no", "nothing"};
  const SourceOrErrors made = roster_source(options);
  CHECK(made.source == nullptr);
  REQUIRE(made.errors.size() == 4);
  CHECK(made.errors[0].code == ErrorCode::roster_field_unknown);
  CHECK(made.errors[1].code == ErrorCode::path_missing);
  CHECK(made.errors[2].code == ErrorCode::template_invalid);
  CHECK(made.errors[3].code == ErrorCode::roster_header_missing);
  CHECK(made.errors[3].args == std::vector<Arg>{{"column", "student_no"}, {"nearest", "学号码"}});
}

TEST_CASE("a roster without any way to a photo is refused") {
  const TempDir dir;
  RosterSourceOptions options;
  options.roster_path = dir.write("class.csv", "姓名\na\n");
  CHECK(roster_source(options).errors.front().args.front().value == "photo");
  options.photos_dir = dir.path().string();
  CHECK(roster_source(options).errors.front().args.front().value == "student_no");
  options.match = {"name"};
  CHECK(roster_source(options).errors.empty());
  options.match = {"template"};
  CHECK(roster_source(options).errors.front().code == ErrorCode::usage);
}
