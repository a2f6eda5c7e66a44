// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;
namespace fs = std::filesystem;

namespace {

Report checked(const TempDir& folder, std::vector<std::string> arguments, const std::string& input = {}) {
  const TempDir elsewhere;
  arguments.insert(arguments.begin(), {"check", "--format", "jsonl", "--profile", file_profile(elsewhere)});
  const ProgramResult run = run_photolint(arguments, {folder.path().string(), input, {}, {}});
  CAPTURE(run.err);
  REQUIRE(run.exit_code <= 1);
  return Report(run.out);
}

std::vector<std::string> ids(const Report& report) {
  std::vector<std::string> result;
  for (const ReportItem& item : report.items) result.push_back(item.id);
  return result;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder is searched for photos, and what is left out is counted") {
  const TempDir folder;
  const std::string photo = read_bytes(good_photo());
  for (const char* name : {"b.jpg", "a/z.JPG", ".hidden.jpg", "a/.git/c.jpg", "Thumbs.db"})
    folder.write(name, photo);
  folder.write("notes.txt", "no photo");
  fs::create_directory(folder / "folder.jpg");
  folder.write("folder.jpg/inside.jpg", photo);
  const Report report = checked(folder, {"."});
  CHECK(ids(report) == Ids{"a/z.JPG", "b.jpg", "folder.jpg/inside.jpg"});
  const ProgramResult run = run_photolint({"check", folder.path().string(), "--profile", "chsi-upload",
                                           "--lang", "zh-CN", "--exclude", "*.jpg", "--exclude", "*.JPG"});
  CHECK(contains(run.err, "已跳过的隐藏文件或系统文件：3"));
  CHECK(contains(run.err, "已跳过的非照片扩展名文件：1"));
  CHECK(contains(run.err, "按 --include、--exclude 跳过的文件：3"));
}

TEST_CASE("what is no photo is reported as unreadable, with the reason") {
  const TempDir folder;
  folder.write("empty.jpg", "");
  folder.write("text.jpg", "no photo");
  folder.write("truncated.jpg", read_bytes(good_photo()).substr(0, 20000));
  folder.write("wrong.png", read_bytes(good_photo()));
  fs::create_symlink("nowhere.jpg", folder / "dangling.jpg");
  REQUIRE(mkfifo((folder / "fifo.jpg").c_str(), 0600) == 0);
  const Report report = checked(folder, {"."});
  CHECK(report.item("empty.jpg").error == "file-empty");
  CHECK(report.item("text.jpg").error == "format-unknown");
  CHECK(report.item("truncated.jpg").error == "image-truncated");
  CHECK(report.item("dangling.jpg").error == "file-missing");
  CHECK(report.item("fifo.jpg").error == "file-not-regular");
  CHECK(report.item("wrong.png").status == "rejected");
  CHECK(report.item("wrong.png").reasons == Ids{"FIL001"});
  CHECK(report.summary.at("by_status").at("unreadable") == 5);
  // Named one by one, they are judged the same way.
  const Report named = checked(folder, {"fifo.jpg", "dangling.jpg", "empty.jpg"});
  CHECK(named.item("fifo.jpg").error == "file-not-regular");
  CHECK(named.item("dangling.jpg").error == "file-missing");
  CHECK(named.item("empty.jpg").error == "file-empty");
}

TEST_CASE("symbolic links are followed once") {
  const TempDir folder;
  folder.write("a/photo.jpg", read_bytes(good_photo()));
  fs::create_directory_symlink("..", folder / "a/up");
  fs::create_directory_symlink("a", folder / "b");
  fs::create_symlink("a/photo.jpg", folder / "link.jpg");
  CHECK(ids(checked(folder, {"."})) == Ids{"a/photo.jpg", "link.jpg"});
}

TEST_CASE("a file that may not be read is unreadable") {
  if (geteuid() == 0) {
    WARN("skipped: the superuser may read every file");
    return;
  }
  const TempDir folder;
  const std::string path = folder.write("locked.jpg", read_bytes(good_photo()));
  fs::permissions(path, fs::perms::none);
  CHECK(checked(folder, {"."}).item("locked.jpg").error == "file-unreadable");
}

TEST_CASE("names may hold anything that the system allows") {
  const TempDir folder;
  const std::string photo = read_bytes(good_photo());
  for (const char* name : {"张三 (2).jpg", "new\nline.jpg", "invalid\xFF.jpg", "-dash.jpg", "quo\"te,.jpg"}) {
    folder.write(name, photo);
  }
  const Report report = checked(folder, {"."});
  CHECK(ids(report) ==
        Ids{"-dash.jpg", "invalid\xEF\xBF\xBD.jpg", "new\nline.jpg", "quo\"te,.jpg", "张三 (2).jpg"});
  CHECK(report.summary.at("by_status").at("accepted") == 5);
  CHECK(ids(checked(folder, {"--", "-dash.jpg"})) == Ids{"-dash.jpg"});
  // The line break must not make a second line in the report for people.
  const TempDir elsewhere;
  const ProgramResult text = run_photolint({"check", "-v", ".", "--profile", file_profile(elsewhere)},
                                           {folder.path().string(), {}, {}, {}});
  CHECK_FALSE(contains(text.out, "new\nline.jpg"));
  CHECK(contains(text.out, "5 items: 5 accepted"));
}

TEST_CASE("paths are read from a list") {
  const TempDir folder;
  const std::string photo = read_bytes(good_photo());
  folder.write("a.jpg", photo);
  folder.write("new\nline.jpg", photo);
  folder.write("list.txt", "a.jpg\r\n\r\nmissing.jpg\n");
  const Report from_file = checked(folder, {"--files-from", "list.txt"});
  CHECK(ids(from_file) == Ids{"a.jpg", "missing.jpg"});
  CHECK(from_file.items[0].status == "accepted");
  CHECK(from_file.items[1].error == "file-missing");
  CHECK(ids(checked(folder, {"--files-from", "-"}, "a.jpg\n")) == Ids{"a.jpg"});
  const std::string nul_list = std::string("new\nline.jpg") + '\0' + "a.jpg" + '\0';
  const Report from_nul = checked(folder, {"--files-from", "-", "-0"}, nul_list);
  CHECK(ids(from_nul) == Ids{"new\nline.jpg", "a.jpg"});
  CHECK(from_nul.summary.at("by_status").at("accepted") == 2);
}
