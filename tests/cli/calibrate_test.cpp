// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// A folder of copies of one photo, each with so many bytes more than the one before: bytes behind the
/// picture's end are no matter to the rule about the size.
void write_sizes(const TempDir& folder, const std::string& name, int count, std::size_t first,
                 std::size_t step) {
  const std::string photo = read_bytes(good_photo());
  for (int i = 0; i < count; ++i) {
    std::string bytes = photo;
    bytes.resize(first + step * static_cast<std::size_t>(i), '\0');
    folder.write(name + "/" + std::to_string(i % 3) + "/" + std::to_string(i) + ".jpg", bytes);
  }
}

/// 40 good photos of 100 to 178 KB, 40 bad ones from 300 KB on.
struct Sets {
  TempDir folder;
  std::string good = folder / "good";
  std::string bad = folder / "bad";
  Sets() {
    write_sizes(folder, "good", 40, 100000, 2000);
    write_sizes(folder, "bad", 40, 300000, 2000);
  }

  [[nodiscard]] ProgramResult run(std::vector<std::string> more = {}, const std::string& rule = "FIL002",
                                  const std::string& language = "en") const {
    std::vector<std::string> arguments = {"--lang", language, "calibrate", "--good", good,
                                          "--bad",  bad,      "--rule",    rule};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_photolint(arguments);
  }
};

void check_refused(const std::vector<std::string>& arguments, const std::string& en, const std::string& zh) {
  for (const bool chinese : {false, true}) {
    std::vector<std::string> words = {"--lang", chinese ? "zh-CN" : "en", "calibrate"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const ProgramResult run = run_photolint(words);
    CAPTURE(arguments, run.err);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    CHECK(contains(run.err, chinese ? zh : en));
  }
}

}  // namespace

TEST_CASE("calibrate finds the gap between good and bad pictures") {
  const Sets sets;
  const std::string fragment = sets.folder / "limit.toml";
  const std::string plot = sets.folder / "limit.svg";
  const ProgramResult run = sets.run({"--fragment", fragment, "--plot", plot, "--date", "2026-11-21"});
  CAPTURE(run.out, run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(contains(run.out, "FIL002 file-size"));
  CHECK(contains(run.out, "false rejections by the rule now: 0 of 40, 0.0 %"));
  CHECK(contains(run.out, "misses of the rule now: 40 of 40, 100.0 %"));
  CHECK(contains(run.out, "parameter max_bytes"));
  CHECK(contains(run.out, "equal error rate: 0.0 %"));
  CHECK(contains(read_bytes(plot), "max_bytes"));

  const std::string text = read_bytes(fragment);
  CHECK(contains(text, "[rules.FIL002]\nmax_bytes = 2"));
  CHECK(contains(text, "photolint on 2026-11-21"));
  const std::string profile =
      sets.folder.write("mine.toml", "profile = \"mine\"\nversion = 1\nextends = \"chsi-upload\"\n\n" + text);
  const ProgramResult valid = run_photolint({"profiles", "check", profile});
  CAPTURE(text, valid.err);
  CHECK(valid.exit_code == 0);
  const ProgramResult checked = run_photolint(
      {"check", sets.good, sets.bad, "--profile", profile, "--format", "jsonl", "--fail-on", "never"});
  const Report report(checked.out);
  for (const ReportItem& item : report.items) {
    const bool caught = std::find(item.reasons.begin(), item.reasons.end(), "FIL002") != item.reasons.end();
    INFO(item.path);
    CHECK(caught == contains(item.path, "bad/"));
  }
}

TEST_CASE("calibrate starts from the profile's parameters") {
  const Sets sets;
  const std::string profile = sets.folder.write(
      "mine.toml", "profile = \"mine\"\nversion = 1\n\n[rules.FIL002]\nmax_bytes = 150000\n");
  const ProgramResult run = sets.run({"--profile", profile});
  CHECK(contains(run.out, "parameters of the profile mine"));
  CHECK(contains(run.out, "false rejections by the rule now: 14 of 40"));
  CHECK(contains(run.out, "misses of the rule now: 0 of 40"));
  const std::string other =
      sets.folder.write("other.toml", "profile = \"other\"\nversion = 1\n\n[rules.FIL001]\n");
  CHECK(contains(sets.run({"--profile", other}).err, "its defaults are the starting point"));
}

TEST_CASE("calibrate gives the same bytes at any number of threads, in both languages") {
  const Sets sets;
  for (const char* language : {"en", "zh-CN"}) {
    std::vector<std::string> seen;
    for (const char* jobs : {"1", "2", "7"}) {
      const std::string plot = sets.folder / "p.svg";
      const std::string fragment = sets.folder / "f.toml";
      const ProgramResult run =
          sets.run({"--jobs", jobs, "--plot", plot, "--fragment", fragment}, "FIL002", language);
      REQUIRE(run.exit_code == 0);
      seen.push_back(run.out + read_bytes(plot) + read_bytes(fragment));
    }
    CHECK(seen[0] == seen[1]);
    CHECK(seen[0] == seen[2]);
    CHECK(contains(seen[0], language == std::string("en") ? "suggested limit" : "建议限值"));
  }
}

TEST_CASE("calibrate works on rules that look at the picture") {
  const TempDir folder;
  namespace fs = std::filesystem;
  fs::create_directories(folder.path() / "bad");
  fs::create_directories(folder.path() / "good");
  for (const char* sample : {"roll", "yaw", "centred", "file-size", "sharpness", "eye-line"}) {
    const fs::path from = source_path("samples/rules") / sample;
    fs::copy_file(from / "good.jpg", folder.path() / "good" / (std::string(sample) + ".jpg"));
  }
  for (const char* copy : {"a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"}) {
    fs::copy_file(source_path("samples/rules/roll/bad.jpg"), folder.path() / "bad" / copy);
  }
  std::vector<std::string> seen;
  for (const char* jobs : {"1", "3"}) {
    const ProgramResult run = run_photolint({"calibrate", "--good", folder / "good", "--bad", folder / "bad",
                                             "--rule", "roll", "--jobs", jobs, "--quiet"});
    CAPTURE(run.out, run.err);
    CHECK(run.exit_code == 0);
    CHECK(run.err.empty());
    CHECK(contains(run.out, "parameter max_roll_deg"));
    CHECK(contains(run.out, "suggested limit: "));
    CHECK(contains(run.out, "fewer than 30 pictures"));
    seen.push_back(run.out);
  }
  CHECK(seen[0] == seen[1]);
}

TEST_CASE("calibrate counts and names what it cannot read, and never takes it for a pass") {
  const Sets sets;
  sets.folder.write("good/empty.jpg", "");
  sets.folder.write("good/notes.txt", "x");
  const ProgramResult run = sets.run();
  CHECK(run.exit_code == 1);
  CHECK(contains(run.out, "unreadable, good: empty.jpg"));
  CHECK(contains(run.err, "empty.jpg: the file is empty"));
  CHECK(contains(run.out, "false rejections by the rule now: 0 of 40"));
  CHECK(contains(run.err, "skipped, no photo by its extension: 1"));
}

TEST_CASE("calibrate says when there is nothing to suggest") {
  const TempDir folder;
  folder.write("good/a.jpg", read_bytes(good_photo()));
  folder.write("bad/b.jpg", read_bytes(good_photo()));
  const ProgramResult run = run_photolint({"calibrate", "--good", folder / "good", "--bad", folder / "bad",
                                           "--rule", "FIL002", "--fragment", folder / "f.toml"});
  CAPTURE(run.out, run.err);
  CHECK(run.exit_code == 1);
  CHECK(contains(run.out, "suggested limit: none"));
  CHECK(contains(run.out, "fewer than 5 pictures"));
  CHECK(contains(run.out, "1 of the bad pictures also lie among the good ones"));
  CHECK(contains(run.err, "no fragment was written"));
  CHECK_FALSE(std::filesystem::exists(folder / "f.toml"));
}

TEST_CASE("calibrate refuses what cannot work") {
  const Sets sets;
  const std::string empty = sets.folder.path().string() + "/empty";
  std::filesystem::create_directories(empty);
  const auto with = [&](const std::string& good, const std::string& bad, const std::string& rule) {
    return std::vector<std::string>{"--good", good, "--bad", bad, "--rule", rule};
  };
  check_refused({"--good", sets.good}, "calibrate needs --good, --bad and --rule",
                "calibrate 需要 --good、--bad 和 --rule");
  check_refused(with(sets.good, sets.bad, "FIL0002"), "no rule has the code or name FIL0002; did you mean",
                "没有此代码或名称的规则：FIL0002");
  check_refused(with(sets.good, sets.bad, "FIL001"), "FIL001: this rule has no limit that is a number",
                "FIL001：此规则没有数值限值");
  check_refused(with(sets.good, sets.good, "FIL002"), "the same folder", "是同一文件夹");
  check_refused(with(sets.good, sets.good + "/1", "FIL002"), "one lies in the other", "位于另一个之中");
  check_refused(with(sets.good, empty, "FIL002"), "no photo was found in this folder", "此文件夹中没有照片");
  check_refused(with(empty, sets.bad, "FIL002"), "no photo was found in this folder", "此文件夹中没有照片");
  check_refused(with(sets.good, sets.folder / "none", "FIL002"), "the path does not exist", "路径不存在");
  check_refused(with(good_photo(), sets.bad, "FIL002"), "this is no folder", "不是文件夹");
  std::vector<std::string> share = with(sets.good, sets.bad, "FIL002");
  share.insert(share.end(), {"--max-false-rejections", "1.5"});
  check_refused(share, "needs a share from 0 to below 1", "应为 0 至 1 之间");
  std::vector<std::string> date = with(sets.good, sets.bad, "FIL002");
  date.insert(date.end(), {"--date", "2026-11-21"});
  check_refused(date, "--date needs --fragment", "--date 须与 --fragment 同用");
  check_refused({"--good", "a", "--bad", "b", "--rule", "c", "--fragment", "x", "--date", "today"},
                "needs a date such as 2026-06-30", "这样的日期");
}

TEST_CASE("calibrate that cannot write is not complete") {
  const Sets sets;
  const ProgramResult run = sets.run({"--plot", sets.folder / "nowhere/p.svg"});
  CHECK(run.exit_code == 3);
  CHECK(contains(run.err, "p.svg"));
}
