// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// Runs in the folder, with variables.
ProgramResult run_in(const fs::path& folder, const Words& words, const Words& variables = {}) {
  return run_photolint(words, {folder.string(), {}, {}, variables});
}

/// The line of --explain-config that begins with the key, with single blanks.
std::string setting(const ProgramResult& run, const std::string& key) {
  std::size_t begin = 0;
  while (begin < run.out.size()) {
    const std::size_t end = run.out.find('\n', begin);
    const std::string line = run.out.substr(begin, end - begin);
    begin = end + 1;
    if (line.rfind(key + " ", 0) != 0) continue;
    std::string squeezed;
    for (const char c : line) {
      if (c != ' ' || squeezed.back() != ' ') squeezed += c;
    }
    return squeezed;
  }
  return "no line " + key + " in:\n" + run.out + run.err;
}

std::string explained(const fs::path& folder, const Words& words, const Words& variables, const char* key) {
  Words all = words;
  all.emplace_back("--explain-config");
  return setting(run_in(folder, all, variables), key);
}

void check_refused(const std::string& toml, const std::string& en, const std::string& zh) {
  const TempDir folder;
  folder.write("photolint.toml", toml);
  for (const char* language : {"en", "zh-CN"}) {
    const ProgramResult run = run_in(folder.path(), {"check", good_photo(), "--lang", language});
    CAPTURE(toml, run.err);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    CHECK(contains(run.err, std::string(language) == "en" ? en : zh));
  }
}

}  // namespace

TEST_CASE("a stronger place decides: file, environment, command line, and the command before all commands") {
  const TempDir folder;
  folder.write("photolint.toml", "profile = \"gaokao\"\n[check]\nout = \"here\"\n");
  const Words check = {"check", "a.jpg"};
  const auto profile = [&](const Words& words, const Words& variables) {
    return explained(folder.path(), words, variables, "profile");
  };
  CHECK(profile(check, {}) == "profile \"gaokao\" photolint.toml:1");
  CHECK(profile(check, {"PHOTOLINT_PROFILE=k12"}) == "profile \"k12\" environment PHOTOLINT_PROFILE");
  const Words both = {"PHOTOLINT_PROFILE=k12", "PHOTOLINT_CHECK_PROFILE=cet"};
  CHECK(profile(check, both) == "profile \"cet\" environment PHOTOLINT_CHECK_PROFILE");
  CHECK(profile({"inspect", "a.jpg"}, both) == "profile \"k12\" environment PHOTOLINT_PROFILE");
  CHECK(profile({"check", "a.jpg", "--profile", "ncre"}, both) == "profile \"ncre\" command line");
  CHECK(profile({"check", "a.jpg", "--no-config"}, {}) == "profile \"chsi-upload\" default");
  CHECK(profile(check, {"PHOTOLINT_NO_CONFIG=1"}) == "profile \"chsi-upload\" default");
  CHECK(profile(check, {"PHOTOLINT_PROFILE="}) == "profile \"gaokao\" photolint.toml:1");
  folder.write("photolint.toml", "profile = \"gaokao\"\n\n[check]\nprofile = \"cet\"\n");
  CHECK(profile(check, {}) == "profile \"cet\" photolint.toml:4");
  CHECK(profile({"inspect", "a.jpg"}, {}) == "profile \"gaokao\" photolint.toml:1");
}

TEST_CASE("a list replaces the list of a weaker place") {
  const TempDir folder;
  folder.write("photolint.toml",
               "[check]\nout = \"o\"\nformat = [\"csv\", \"junit\"]\ninclude = [\"a\", \"b\"]\n");
  const Words check = {"check", "a.jpg"};
  CHECK(explained(folder.path(), check, {}, "format") == "format [\"csv\", \"junit\"] photolint.toml:3");
  CHECK(explained(folder.path(), check, {"PHOTOLINT_FORMAT=text,csv"}, "format") ==
        "format [\"text\", \"csv\"] environment PHOTOLINT_FORMAT");
  CHECK(explained(folder.path(), {"check", "a.jpg", "--format", "jsonl"}, {}, "format") ==
        "format [\"jsonl\"] command line");
  CHECK(explained(folder.path(), check, {"PHOTOLINT_INCLUDE=c,d\ne"}, "include") ==
        "include [\"c,d\", \"e\"] environment PHOTOLINT_INCLUDE");
}

TEST_CASE("settings do what the options do") {
  const TempDir folder;
  folder.write("class/photo.jpg", read_bytes(good_photo()));
  folder.write("photolint.toml",
               "profile-dir = \"class\"\n[check]\nout = \"reports\"\nformat = [\"jsonl\"]\njobs = 1\n");
  const ProgramResult run = run_in(folder.path() / "class", {"check", "photo.jpg", "--exit-zero"});
  CAPTURE(run.err);
  CHECK(run.exit_code == 0);
  CHECK(fs::exists(folder / "reports/report.jsonl"));  // from the file's folder, not from class
  CHECK_FALSE(fs::exists(folder / "reports/report.csv"));
  CHECK(explained(folder.path() / "class", {"check", "photo.jpg"}, {}, "out") ==
        "out \"../reports\" ../photolint.toml:3");
}

TEST_CASE("a file is found upwards, the nearest one, or named") {
  const TempDir folder;
  folder.write("photolint.toml", "profile = \"gaokao\"\n");
  folder.write("a/b/c/x", "");
  const fs::path deep = folder.path() / "a/b/c";
  CHECK(explained(deep, {"check", "x"}, {}, "profile") == "profile \"gaokao\" ../../../photolint.toml:1");
  folder.write("a/photolint.toml", "profile = \"cet\"\n");
  CHECK(explained(deep, {"check", "x"}, {}, "profile") == "profile \"cet\" ../../photolint.toml:1");
  const std::string other = folder.write("other.toml", "profile = \"ncre\"\n");
  CHECK(explained(deep, {"check", "x", "--config", other}, {}, "profile") ==
        "profile \"ncre\" " + other + ":1");
  CHECK(explained(deep, {"check", "x"}, {"PHOTOLINT_CONFIG=" + other}, "profile") ==
        "profile \"ncre\" " + other + ":1");
  CHECK(run_in(deep, {"check", "x", "--config", "nowhere.toml"}).exit_code == 2);
}

TEST_CASE("mistakes in the file are refused with their line and the nearest right key") {
  check_refused("[check]\nformta = [\"csv\"]\n", "photolint.toml:2", "是否想写“format”");
  check_refused("profil = \"cet\"\n", "Did you mean \"profile\"?", "是否想写“profile”");
  check_refused("[chek]\nout = \"x\"\n", "Did you mean \"check\"?", "是否想写“check”");
  check_refused("config = \"x\"\n", "the key \"config\" is unknown", "“config”无法识别");
  check_refused("[check]\n\nformat = \"csv\"\n", "photolint.toml:3", "“format”应为");
  check_refused("[check]\nquiet = \"yes\"\n", "\"quiet\" must be", "“quiet”应为");
  check_refused("[check]\nout = \"a\\nb\"\n", "\"out\" must be", "“out”应为");
  check_refused("check = 1\n", "\"check\" must be", "“check”应为");
  check_refused("[check]\njobs = 5000\n", "jobs: needs a whole number from 0 to 1024", "应为整数");
  check_refused("[check]\nformat = [\"pdf\"]\n", "there is no report format \"pdf\"", "没有报告格式“pdf”");
  check_refused("[calibrate]\nmemory = \"5\"\n", "needs a size such as 512M", "应为 512M");
  check_refused("profile = \"cet\"\nprofile = \"cet\"\n", "photolint.toml:2", "重复");
  check_refused("profile = \n", "photolint.toml:1", "不是有效的TOML");
  check_refused("profile = \"\xff\xfe\"\n", "this is not valid TOML", "不是有效的TOML");
  check_refused(std::string("p\0r", 3), "this is not valid TOML", "不是有效的TOML");
  check_refused(std::string(2 << 20, '#'), "bytes, at most", "字节的上限");
  const TempDir folder;
  folder.write("photolint.toml", "one = 1\n[check]\ntwo = 2\n");
  const std::string err = run_in(folder.path(), {"check", "x"}).err;
  CHECK(contains(err, "photolint.toml:1"));  // every mistake at once
  CHECK(contains(err, "photolint.toml:3"));
}

TEST_CASE("mistakes in the environment are refused with the variable") {
  const auto err = [](const std::string& variable) {
    const ProgramResult run = run_photolint({"check", good_photo()}, {{}, {}, {}, {variable}});
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    return run.err;
  };
  CHECK(contains(err("PHOTOLINT_PROFLE=cet"), "Did you mean \"PHOTOLINT_PROFILE\"?"));
  CHECK(contains(err("PHOTOLINT_CHECK_JOBS=x"), "PHOTOLINT_CHECK_JOBS: needs a whole number"));
  CHECK(contains(err("PHOTOLINT_QUIET=perhaps"), "PHOTOLINT_QUIET: needs one of: 1, 0"));
  CHECK(contains(err("PHOTOLINT_LANG=fr"), "PHOTOLINT_LANG: needs one of: en, zh-CN"));
}

TEST_CASE("a file that is no plain file stops the run, and help still works") {
  const TempDir folder;
  fs::create_directory(folder.path() / "photolint.toml");
  CHECK(contains(run_in(folder.path(), {"check", "x"}).err, "has to be a plain file"));
  fs::remove(folder.path() / "photolint.toml");
  fs::create_symlink("photolint.toml", folder.path() / "photolint.toml");
  const ProgramResult loop = run_in(folder.path(), {"check", "x"});
  CHECK(loop.exit_code == 2);
  CHECK(contains(loop.err, "too many symbolic links"));
  CHECK(run_in(folder.path(), {"check", "--help"}).exit_code == 0);
  CHECK(run_in(folder.path(), {"completions", "bash"}).exit_code == 0);
  fs::remove(folder.path() / "photolint.toml");
  REQUIRE(mkfifo((folder / "photolint.toml").c_str(), 0600) == 0);
  CHECK(run_in(folder.path(), {"check", "x"}).exit_code == 2);  // and does not wait for a writer
}

TEST_CASE("a found file that others may have written is refused unless it is named") {
  const TempDir folder;
  const std::string file = folder.write("photolint.toml", "profile = \"gaokao\"\n");
  const auto profile = [&](const Words& words) { return explained(folder.path(), words, {}, "profile"); };
  const auto check_untrusted = [&] {
    const ProgramResult run = run_in(folder.path(), {"check", "x"});
    CAPTURE(run.err);
    CHECK(run.exit_code == 2);
    CHECK(contains(run.err, "belongs to somebody else or can be written by everybody"));
    CHECK(profile({"check", "x", "--config", file}) == "profile \"gaokao\" " + file + ":1");
    CHECK(profile({"check", "x", "--no-config"}) == "profile \"chsi-upload\" default");
  };
  REQUIRE(chmod(file.c_str(), 0666) == 0);
  check_untrusted();
  REQUIRE(chmod(file.c_str(), 0644) == 0);
  CHECK(profile({"check", "x"}) == "profile \"gaokao\" photolint.toml:1");
  if (geteuid() != 0) return;  // nobody else can give a file away
  constexpr uid_t kSomebodyElse = 12345;
  REQUIRE(chown(file.c_str(), kSomebodyElse, kSomebodyElse) == 0);
  check_untrusted();
  REQUIRE(rename(file.c_str(), (folder / "real.toml").c_str()) == 0);
  REQUIRE(chown((folder / "real.toml").c_str(), 0, 0) == 0);
  REQUIRE(symlink("real.toml", file.c_str()) == 0);
  REQUIRE(lchown(file.c_str(), kSomebodyElse, kSomebodyElse) == 0);
  check_untrusted();
}

TEST_CASE("the language of messages may come from environment and file") {
  const TempDir folder;
  folder.write("photolint.toml", "lang = \"zh-CN\"\n");
  CHECK(contains(run_in(folder.path(), {}).err, "请指定命令"));
  CHECK(contains(run_in(folder.path(), {"check", "--help"}).out, "用法"));
  CHECK(contains(run_in(folder.path(), {}, {"PHOTOLINT_LANG=en"}).err, "a command is needed"));
  CHECK(contains(run_in(folder.path(), {"--lang", "zh-CN"}, {"PHOTOLINT_LANG=en"}).err, "请指定命令"));
  CHECK(explained(folder.path(), {"check", "x"}, {}, "lang") == "lang \"zh-CN\" photolint.toml:1");
}

TEST_CASE("what the command line says silences the settings that contradict it") {
  const TempDir folder;
  folder.write("photolint.toml",
               "quiet = true\nmatch = [\"path\"]\n[check]\nroster = \"r.csv\"\nphotos = \"p\"\n");
  CHECK(explained(folder.path(), {"check"}, {}, "roster") == "roster \"r.csv\" photolint.toml:4");
  CHECK(explained(folder.path(), {"check"}, {}, "photos") == "photos \"p\" photolint.toml:5");
  CHECK(explained(folder.path(), {"check", "a.jpg"}, {}, "roster") == "roster - default");
  CHECK(explained(folder.path(), {"check", "a.jpg"}, {}, "photos") == "photos - default");
  CHECK(explained(folder.path(), {"check", "a.jpg"}, {}, "match") == "match - default");
  CHECK(explained(folder.path(), {"check", "-v"}, {}, "quiet") == "quiet false default");
  CHECK(explained(folder.path(), {"check", "--quiet=false"}, {}, "quiet") == "quiet false command line");
}

TEST_CASE("the table of settings is aligned in both languages and runs nothing") {
  const TempDir folder;
  for (const char* command : {"check", "reconcile"}) {
    for (const char* language : {"en", "zh-CN"}) {
      const ProgramResult run = run_in(folder.path(), {command, "--explain-config", "--lang", language});
      CAPTURE(run.out, run.err);
      CHECK(run.exit_code == 0);
      CHECK(run.err.empty());
      CHECK(contains(run.out, std::string(language) == "en" ? "command line" : "命令行"));
      CHECK(contains(run.out, "profile"));
    }
  }
  const ProgramResult masked =
      run_in(folder.path(), {"check", "--roster", "11010519491231002X.csv", "--explain-config"});
  CHECK_FALSE(contains(masked.out, "11010519491231002X"));
}

TEST_CASE("a file of arguments stands for its words") {
  const TempDir folder;
  folder.write("@x.jpg", read_bytes(good_photo()));
  folder.write("words", "\xEF\xBB\xBF--format\r\njsonl\n\n--exit-zero\n@x.jpg\n");
  const ProgramResult run = run_in(folder.path(), {"check", "@words"});
  CAPTURE(run.err);
  CHECK(run.exit_code == 0);
  CHECK(Report(run.out).items.size() == 1);  // words of a file are not replaced again
  CHECK(run_in(folder.path(), {"check", "./@x.jpg", "--exit-zero"}).exit_code == 0);
  CHECK(run_in(folder.path(), {"check", "--exit-zero", "--", "@x.jpg"}).exit_code == 0);
  const ProgramResult missing = run_in(folder.path(), {"check", ".", "--exclude", "@eaDir"});
  CHECK(missing.exit_code == 2);
  CHECK(contains(missing.err, "there is no such file of arguments"));
  CHECK(contains(run_in(folder.path(), {"check", "@."}).err, "not a file"));
}
