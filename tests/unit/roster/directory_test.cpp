// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/directory.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

using namespace photolint;
using photolint::test::TempDir;

namespace {

struct Walked {
  std::vector<std::string> shown;
  std::vector<FoundFile> files;
  SkippedCounts skipped;
};

Walked walk(const std::string& root, DirectoryOptions options = {}) {
  DirectoryWalk walk(std::move(options));
  walk.start(root);
  Walked result;
  while (std::optional<FoundFile> file = walk.next()) {
    result.shown.push_back(file->shown);
    result.files.push_back(*std::move(file));
  }
  result.skipped = walk.skipped();
  return result;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("photos of all folders come in the order of their paths") {
  const TempDir dir;
  const Names names = {"a b.jpg",    "a-/x.png", "a.jpg",     "a/1.JPG",
                       "a/b/2.heic", "a0.jpeg",  "张/三.jpg", "\xD5\xC5.jpg"};
  for (auto name = names.rbegin(); name != names.rend(); ++name) dir.write(*name, "x");
  Names sorted = names;
  std::sort(sorted.begin(), sorted.end());
  CHECK(walk(dir.path().string()).shown == sorted);
  CHECK(walk(dir.path().string() + "/").shown == sorted);
  CHECK(walk(dir.path().string()).files.front().path == (dir / "a b.jpg"));
}

TEST_CASE("what is left out is counted") {
  const TempDir dir;
  for (const char* name : {".DS_Store", "._1.jpg", "Thumbs.db", "DESKTOP.INI", ".git/1.jpg", "__MACOSX/1.jpg",
                           "1.jpg", "notes.txt", "jpg", "2.jpg.bak"}) {
    dir.write(name, "x");
  }
  const Walked all = walk(dir.path().string());
  CHECK(all.shown == Names{"1.jpg"});
  CHECK(all.skipped == SkippedCounts{6, 3, 0, 0});
}

TEST_CASE("include and exclude patterns") {
  const TempDir dir;
  for (const char* name : {"a/1.jpg", "a/2.png", "old/3.jpg", "b/old/4.jpg", "b/5.jpg"}) dir.write(name, "x");
  DirectoryOptions options;
  options.include = {Glob("*.jpg")};
  options.exclude = {Glob("old")};
  const Walked some = walk(dir.path().string(), options);
  CHECK(some.shown == Names{"a/1.jpg", "b/5.jpg"});
  CHECK(some.skipped.excluded == 3);
}

TEST_CASE("links are followed once, loops are cut") {
  const TempDir dir;
  dir.write("a/1.jpg", "x");
  std::filesystem::create_directory_symlink(dir.path(), dir.path() / "a" / "loop");
  std::filesystem::create_directory_symlink(dir.path() / "a", dir.path() / "b");
  std::filesystem::create_symlink("1.jpg", dir.path() / "a" / "2.jpg");
  std::filesystem::create_symlink("nothing.jpg", dir.path() / "a" / "3.jpg");
  const Walked all = walk(dir.path().string());
  CHECK(all.shown == Names{"a/1.jpg", "a/2.jpg", "a/3.jpg"});
  CHECK(all.skipped.repeated == 2);
}

TEST_CASE("folders named like photos are folders, sockets and pipes are problems") {
  const TempDir dir;
  dir.write("x.jpg/1.jpg", "x");
  REQUIRE(mkfifo((dir / "pipe.jpg").c_str(), 0600) == 0);
  const Walked all = walk(dir.path().string());
  CHECK(all.shown == Names{"pipe.jpg", "x.jpg/1.jpg"});
  REQUIRE(all.files.front().problem);
  CHECK(all.files.front().problem->code == ErrorCode::file_not_regular);
}

TEST_CASE("a folder that cannot be listed is a problem and not a silence") {
  const TempDir dir;
  dir.write("a/1.jpg", "x");
  dir.write("b/2.jpg", "x");
  const Walked none = walk(dir / "c");
  REQUIRE(none.files.size() == 1);
  CHECK(none.files.front().shown == ".");
  CHECK(none.files.front().problem->code == ErrorCode::file_unreadable);
  if (geteuid() == 0) return;  // nothing is forbidden to root
  std::filesystem::permissions(dir.path() / "a", std::filesystem::perms::none);
  const Walked all = walk(dir.path().string());
  CHECK(all.shown == Names{"a", "b/2.jpg"});
  CHECK(all.files.front().problem ==
        Error{ErrorCode::file_unreadable, {{"reason", "Permission denied"}}, {}});
  std::filesystem::permissions(dir.path() / "a", std::filesystem::perms::owner_all);
}

TEST_CASE("strange names are only names") {
  const TempDir dir;
  dir.write("a\nb.jpg", "x");
  dir.write("-rf.jpg", "x");
  dir.write("\\.jpg", "x");
  CHECK(walk(dir.path().string()).shown == Names{"-rf.jpg", "\\.jpg", "a\nb.jpg"});
}
