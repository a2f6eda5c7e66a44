// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "photolint/version.h"
#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;

namespace {

struct Misuse {
  std::vector<std::string> arguments;
  std::string en;
  std::string zh;
};

/// Nothing is run: exit code 2, nothing on standard output, the sentence on standard error.
void check_misuse(const Misuse& misuse, const std::string& language, const std::string& sentence) {
  std::vector<std::string> arguments = {"--lang", language};
  arguments.insert(arguments.end(), misuse.arguments.begin(), misuse.arguments.end());
  const ProgramResult run = run_photolint(arguments);
  CAPTURE(misuse.arguments, run.err);
  CHECK(run.exit_code == 2);
  CHECK(run.out.empty());
  CHECK(run.err.rfind("photolint: ", 0) == 0);
  CHECK(contains(run.err, sentence));
}

void check_misuses(const std::vector<Misuse>& misuses) {
  for (const Misuse& misuse : misuses) {
    check_misuse(misuse, "en", misuse.en);
    check_misuse(misuse, "zh-CN", misuse.zh);
  }
}

bool has_han(const std::string& text) {
  return text.find("\xE4") != std::string::npos || text.find("\xE6") != std::string::npos;
}

}  // namespace

TEST_CASE("unknown and missing words are refused with a suggestion") {
  check_misuses({
      {{}, "a command is needed", "请指定命令"},
      {{"chek"}, "unknown argument: chek; did you mean check?", "无法识别的参数：chek；是否想输入 check？"},
      {{"check", "--ot", "x", "."}, "did you mean --out?", "是否想输入 --out？"},
      {{"check", "-j"}, "the option needs a value: --jobs", "该选项需要一个取值：--jobs"},
      {{"check"}, "nothing to check", "没有检查对象"},
      {{"inspect"}, "inspect needs a photo", "inspect 需要一张照片"},
      {{"inspect", "a.jpg", "b.jpg"}, "unknown argument: b.jpg", "无法识别的参数：b.jpg"},
      {{"profiles", "check"}, "profiles check needs a file", "profiles check 需要方案文件"},
      {{"profiles", "show"}, "profiles show needs a name", "profiles show 需要方案名称"},
      {{"rules", "GE001"}, "did you mean GEO001?", "是否想输入 GEO001？"},
      {{"rules", "nonsense"}, "no rule has the code or name nonsense", "没有此代码或名称的规则：nonsense"},
  });
}

TEST_CASE("options that contradict each other are refused") {
  check_misuses({
      {{"check", "a.jpg", "--roster", "b.csv"}, "exclude each other", "只能选其一"},
      {{"check", "a.jpg", "--files-from", "b"}, "exclude each other", "只能选其一"},
      {{"check", "-q", "-v", "a.jpg"}, "--quiet and --verbose exclude", "--quiet 与 --verbose 不能"},
      {{"check", "--photos", "x", "a.jpg"}, "need --roster", "须与 --roster 同用"},
      {{"check", "--match", "path", "a.jpg"}, "need --roster", "须与 --roster 同用"},
      {{"check", "--sheet", "x", "a.jpg"}, "need --roster", "须与 --roster 同用"},
      {{"check", "-0", "a.jpg"}, "-0 needs --files-from", "-0 须与 --files-from 同用"},
      {{"check", "--format", "text,csv", "a.jpg"},
       "several formats need --out",
       "生成多种报告时须指定 --out"},
      {{"rules", "--json", "--markdown"}, "exclude each other", "不能同时使用"},
  });
}

TEST_CASE("values out of range are refused with what is allowed") {
  const std::string photo = good_photo();
  check_misuses({
      {{"check", "-j", "x", photo},
       "--jobs: needs a whole number from 0 to 1024",
       "应为整数，范围 0 至 1024"},
      {{"check", "--jobs=-1", photo}, "--jobs: needs a whole number", "应为整数"},
      {{"check", "--jobs", "1025", photo}, "--jobs: needs a whole number", "应为整数"},
      {{"check", "--memory", "5", photo}, "--memory: needs a size such as 512M", "应为 512M、2G"},
      {{"check", "--memory", "63M", photo}, "at least 64M", "不小于 64M"},
      {{"check", "--memory", "-1G", photo}, "at least 64M", "不小于 64M"},
      {{"check", "--encoding", "latin1", photo}, "--encoding: needs one of: utf-8", "可选值：utf-8"},
      {{"check", "--executor", "gpu", photo}, "--executor: needs one of: tbb", "可选值：tbb"},
      {{"check", "--fail-on", "info", photo}, "--fail-on: needs one of: error", "可选值：error"},
      {{"check", "--format", "pdf", photo}, "there is no report format \"pdf\"", "没有报告格式“pdf”"},
      {{"check", "--format", "", photo}, "there is no report format", "没有报告格式"},
      {{"check", "--map", "foo", "--roster", "x"}, "needs COLUMN=FIELD", "格式应为 列名=字段"},
      {{"check", "--profile", "chsi-uplod", photo},
       "Did you mean \"chsi-upload\"?",
       "是否想写“chsi-upload”？"},
      {{"check", "--profile-dir", "/nowhere", photo}, "no such folder: /nowhere", "没有此文件夹：/nowhere"},
      {{"check", "--model-dir", "/nowhere", photo}, "/nowhere/face_detector.onnx is missing", "缺少模型文件"},
      {{"check", "nowhere.jpg"}, "nowhere.jpg: the path does not exist", "nowhere.jpg: 路径不存在"},
      {{"check", "--files-from", "nowhere"}, "nowhere: the path does not exist", "nowhere: 路径不存在"},
      {{"check", "--roster", "nowhere.csv"}, "nowhere.csv: the roster cannot be read", "名单文件无法读取"},
  });
  const ProgramResult language = run_photolint({"--lang", "fr", "check", photo});
  CHECK(language.exit_code == 2);
  CHECK(contains(language.err, "--lang: needs one of: en, zh-CN"));
}

TEST_CASE("a roster that leads to no photo is refused") {
  const std::string roster = source_path("samples/batch/roster-utf8.csv").string();
  const std::string photos = source_path("samples/batch/photos").string();
  check_misuses({
      {{"check", "--roster", roster}, "the roster needs a column \"photo\"", "名单缺少“photo”列"},
      {{"check", "--roster", roster, "--photos", "/nowhere"},
       "/nowhere: the path does not",
       "/nowhere: 路径不"},
      {{"check", "--roster", roster, "--photos", photos, "--match", "fo"},
       "\"fo\" is not a field",
       "“fo”不是"},
      {{"check", "--roster", roster, "--photos", photos, "--match", "{fo}.jpg"}, "\"{fo}\"", "“{fo}”"},
      {{"check", "--roster", roster, "--photos", photos, "--map", "fo=name"},
       "a column \"fo\"",
       "缺少“fo”列"},
      {{"check", "--roster", roster, "--photos", photos, "--map", "姓名=fo"}, "\"fo\" is not a", "“fo”不是"},
  });
  const ProgramResult run = run_photolint({"check", "--roster", roster, "--photos", photos, "--match", "fo"});
  CHECK(run.err.find('\n') == run.err.size() - 1);  // one mistake, one line
}

TEST_CASE("every command explains itself in both languages") {
  for (const std::string command : {"", "check", "calibrate", "rules", "profiles", "inspect", "self-test"}) {
    for (const std::string flag : {"--help", "-h"}) {
      std::vector<std::string> arguments;
      if (!command.empty()) arguments.push_back(command);
      arguments.push_back(flag);
      const ProgramResult en = run_photolint(arguments, {{}, {}, {}, {"LC_ALL=en_GB.UTF-8"}});
      const ProgramResult zh = run_photolint(arguments, {{}, {}, {}, {"LC_ALL=zh_CN.UTF-8"}});
      CAPTURE(command, en.out, zh.out);
      CHECK(en.exit_code == 0);
      CHECK(zh.exit_code == 0);
      CHECK(en.err + zh.err == "");
      CHECK(contains(en.out, "Usage: photolint" + (command.empty() ? command : " " + command)));
      CHECK(contains(zh.out, "用法: photolint" + (command.empty() ? command : " " + command)));
      CHECK_FALSE(has_han(en.out));
      CHECK_FALSE(contains(zh.out, "Options"));
      CHECK_FALSE(contains(zh.out, "Print this help"));
      CHECK_FALSE(contains(en.out + zh.out, "TEXT"));
    }
  }
}

TEST_CASE("the version stands alone on standard output") {
  const ProgramResult run = run_photolint({"--version"});
  CHECK(run.exit_code == 0);
  CHECK(run.out == std::string("photolint ") + kVersion + "\n");
  CHECK(run.err.empty());
}

TEST_CASE("the option for the language is stronger than the locale") {
  CHECK(contains(run_photolint({"--lang=zh-CN"}).err, "请指定命令"));
  CHECK(contains(run_photolint({"--lang", "en"}, {{}, {}, {}, {"LC_ALL=zh_CN.UTF-8"}}).err, "a command is"));
  CHECK(contains(run_photolint({}, {{}, {}, {}, {"LC_ALL=zh_CN.GB18030"}}).err, "请指定命令"));
}

TEST_CASE("a folder may be called like a command, and an option takes one value only") {
  const TempDir folder;
  const std::string photo = read_bytes(good_photo());
  for (const char* name : {"check/a.jpg", "rules/b.jpg", "inspect/c.jpg"}) folder.write(name, photo);
  const ProgramResult run =
      run_photolint({"check", "--include", "*.jpg", "check", "--exclude", "c.*", "rules", "inspect",
                     "--format", "jsonl", "--profile", file_profile(folder)},
                    {folder.path().string(), {}, {}, {}});
  CAPTURE(run.err);
  REQUIRE(run.exit_code == 0);
  const Report report(run.out);
  REQUIRE(report.items.size() == 2);
  CHECK(report.items[0].path == "check/a.jpg");
  CHECK(report.items[1].path == "rules/b.jpg");
}
