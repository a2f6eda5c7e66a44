// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> operator+(std::vector<std::string> first, const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

std::map<std::string, std::string> files_of(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[fs::relative(entry.path(), folder).string()] = read_bytes(entry.path());
  }
  return files;
}

/// Everything that is named alike holds the same bytes.
void check_same(const std::string& first, const std::string& second) {
  const auto expected = files_of(first), found = files_of(second);
  REQUIRE(expected.size() > 5);
  for (const auto& [name, bytes] : expected) {
    CAPTURE(name);
    REQUIRE(found.count(name) == 1);
    CHECK(found.at(name) == bytes);
  }
  CHECK(found.size() == expected.size());
}

/// Copies of two pictures under several names: copies meet across parts. Only files are looked at.
std::vector<std::string> small_run(const TempDir& folder) {
  const std::string good = read_bytes(good_photo()), bad = read_bytes(rejected_photo());
  std::string roster = "学号,姓名,电话\n";
  for (int i = 1; i <= 7; ++i) {
    roster += std::to_string(i) + ",甲,13912345678\n";
    if (i != 5) folder.write("photos/" + std::to_string(i) + ".jpg", i == 2 ? bad : good);
  }
  folder.write("photos/stray\xFF.jpg", good + "x");
  const std::string profile = folder.write(
      "p.toml",
      "profile = \"p\"\nversion = 1\n\n[rules.FIL001]\n[rules.REC005]\n[rules.REC008]\n[rules.BAT001]\n");
  return {"check",     "--roster", folder.write("list.csv", roster), "--photos", folder / "photos",
          "--profile", profile};
}

/// Runs to the end, whatever it finds.
void run_through(const std::vector<std::string>& arguments) {
  const ProgramResult run = run_photolint(arguments);
  CAPTURE(run.err);
  REQUIRE(run.exit_code <= 1);
}

}  // namespace

TEST_CASE("the parts of a run merge into the bytes of the whole run") {
  const TempDir folder;
  const std::vector<std::string> check = small_run(folder);
  for (const std::string language : {"en", "zh-CN"}) {
    const std::string whole = folder / ("whole-" + language), merged = folder / ("merged-" + language);
    CHECK(
        run_photolint(check + std::vector<std::string>{"--lang", language, "--format", "all", "--out", whole})
            .exit_code == 1);
    std::vector<std::string> merge = {"merge", "--lang", language, "--format", "all", "--out", merged};
    for (const std::string part : {"3", "1", "2"}) {
      const std::string out = folder / (language + part);
      run_through(check +
                  std::vector<std::string>{"--shard", part + "/3", "--format", "merge", "--out", out});
      merge.push_back(out);
    }
    const ProgramResult run = run_photolint(merge);
    CAPTURE(run.err);
    CHECK(run.exit_code == 1);
    check_same(whole, merged);
  }
}

TEST_CASE("the sample batch in three parts merges into the same bytes") {
  const TempDir folder;
  const std::vector<std::string> check = {"check",
                                          "--roster",
                                          source_path("samples/batch/roster-utf8.csv"),
                                          "--photos",
                                          source_path("samples/batch/photos"),
                                          "--date",
                                          "2026-06-30"};
  CHECK(run_photolint(check + std::vector<std::string>{"--format", "all", "--out", folder / "whole"})
            .exit_code == 1);
  std::vector<std::string> merge = {"merge", "--format", "all", "--out", folder / "merged"};
  for (const std::string part : {"1", "2", "3"}) {
    run_through(check + std::vector<std::string>{"--shard", part + "/3", "--format", "merge", "--out",
                                                 folder / part});
    merge.push_back(folder / part);
  }
  CHECK(run_photolint(merge).exit_code == 1);
  check_same(folder / "whole", folder / "merged");
}

TEST_CASE("parts that do not belong together are refused and say why") {
  const TempDir folder;
  const std::vector<std::string> check = small_run(folder);
  for (const std::string part : {"1", "2"}) {
    run_through(check + std::vector<std::string>{"--shard", part + "/2", "--format", "merge", "--out",
                                                 folder / part});
  }
  run_through({"check", good_photo(), "--profile", file_profile(folder), "--format", "merge", "--out",
               folder / "other"});
  const auto merge = [&](const std::vector<std::string>& parts) {
    return run_photolint(std::vector<std::string>{"merge", "--lang", "en", "--out", folder / "out"} + parts);
  };
  const auto refused = [&](const std::vector<std::string>& parts, const std::string& why) {
    const ProgramResult run = merge(parts);
    CAPTURE(run.err);
    CHECK(run.exit_code == 2);
    CHECK(contains(run.err, why));
  };
  refused({folder / "1"}, "part 2/2 is missing");
  refused({folder / "1", folder / "1"}, "part 1/2 is given twice");
  refused({folder / "1", folder / "other"}, "\"profile\" is not as in the first part");
  refused({folder / "photos"}, "--format merge");
  const std::string text = read_bytes(folder / "2/merge.jsonl");
  folder.write("head/merge.jsonl", "{\"kind\":\"head\"}\n");
  refused({folder / "head"}, "merge.jsonl:1: \"schema\"");
  folder.write("cut/merge.jsonl", text.substr(0, text.size() / 2));
  const ProgramResult cut = merge({folder / "1", folder / "cut"});
  CHECK(cut.exit_code == 3);
  CHECK(contains(cut.err, "merge.jsonl:"));
  CHECK(merge({folder / "1", folder / "2"}).exit_code == 1);
}

TEST_CASE("the text report of a part says that it is one") {
  const TempDir folder;
  const std::vector<std::string> check = small_run(folder);
  const auto text_of = [&](const std::vector<std::string>& more) {
    return run_photolint(check + std::vector<std::string>{"--lang", "en", "--format", "text"} + more).out;
  };
  CHECK(contains(text_of({"--shard", "2/3"}), "part 2 of 3"));
  CHECK_FALSE(contains(text_of({}), "part "));
}

TEST_CASE("the file of a part is its owner's only and not among all formats") {
  const TempDir folder;
  const std::vector<std::string> check = small_run(folder);
  run_through(check + std::vector<std::string>{"--format", "all", "--out", folder / "all"});
  CHECK_FALSE(fs::exists(folder / "all/merge.jsonl"));
  run_through(check + std::vector<std::string>{"--format", "merge", "--out", folder / "one"});
  struct stat status {};
  REQUIRE(::stat((folder / "one/merge.jsonl").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
}

TEST_CASE("several runs follow one another and copies are found across them") {
  const TempDir folder;
  const std::string profile =
      folder.write("p.toml", "profile = \"p\"\nversion = 1\n\n[rules.FIL001]\n[rules.BAT002]\n");
  folder.write("a/1.jpg", read_bytes(good_photo()));
  folder.write("b/2.jpg", read_bytes(good_photo()));
  for (const std::string run : {"a", "b"}) {
    run_through(
        {"check", folder / run, "--profile", profile, "--format", "merge", "--out", folder / ("out-" + run)});
  }
  const ProgramResult merged = run_photolint(
      {"merge", folder / "out-a", folder / "out-b", "--format", "jsonl", "--out", folder / "merged"});
  CHECK(merged.exit_code == 1);
  const Report report(read_bytes(folder / "merged/report.jsonl"));
  REQUIRE(report.items.size() == 2);
  CHECK(report.items[0].status == "accepted");
  CHECK(report.items[1].path == "2.jpg");
  CHECK(report.items[1].reasons == std::vector<std::string>{"BAT002"});
}
