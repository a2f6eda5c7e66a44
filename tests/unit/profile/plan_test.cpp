// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>
#include <array>
#include <catch2/catch.hpp>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "fake_rules.h"

using namespace photolint;
using namespace photolint::test;

namespace fs = std::filesystem;

namespace {

/// A folder that is gone at the end of the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "photolint-profile-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  std::string write(const std::string& name, std::string_view text) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

constexpr std::array kShipped = {
    NamedText{"base",
              "profile = \"base\"\nversion = 2\n"
              "[rules.FIL001]\nreference = \"paper 1\"\n"
              "[rules.FIL002]\nmin_bytes = 100\nmax_bytes = 200\nreference = \"paper 2\"\n"
              "severity = \"error\"\n"},
    NamedText{"upload",
              "profile = \"upload\"\nversion = 1\nextends = \"base\"\n"
              "[rules.FIL002]\nmax_bytes = 300\n"},
};
constexpr ProfileSources sources_in(std::string user_dir = {}) {
  return {std::move(user_dir), kShipped};
}

}  // namespace

TEST_CASE("a child inherits value by value, and every value has its origin") {
  const PlanOrErrors result = load_plan("upload", sources_in(), kTable);
  REQUIRE(result.errors.empty());
  const Plan& plan = result.plan.value();
  CHECK(plan.chain == std::vector<std::string>{"upload", "base"});
  REQUIRE(plan.rules.size() == 2);
  CHECK(plan.rules[1].params.integer("min_bytes") == 100);
  CHECK(plan.rules[1].params.integer("max_bytes") == 300);
  CHECK(plan.rules[1].severity == Severity::error);
  CHECK(plan.origins[1].at("min_bytes") == "base");
  CHECK(plan.origins[1].at("max_bytes") == "upload");
  CHECK(plan.origins[1].at("severity") == "base");
  CHECK(plan.origins[1].at("on_cannot_assess") == "default");
  CHECK(plan.origins[0].at("formats") == "default");
}

TEST_CASE("the headers of student lists are inherited, and the nearest word counts") {
  const PlanOrErrors result = load_plan_text(
      "profile = \"school\"\nversion = 1\nextends = \"base\"\n[roster]\n\"编号\" = \"student_no\"\n",
      "school.toml", sources_in(), kTable);
  REQUIRE(result.errors.empty());
  CHECK(result.plan->roster == std::map<std::string, std::string>{{"编号", "student_no"}});
  CHECK(canonical(*result.plan).find("roster.\"编号\" = \"student_no\"") != std::string::npos);
  const PlanOrErrors wrong =
      load_plan_text("profile = \"school\"\nversion = 1\nextends = \"base\"\n[roster]\n\"编号\" = 1\n",
                     "school.toml", sources_in(), kTable);
  REQUIRE(wrong.errors.size() == 1);
  CHECK(wrong.errors[0].code == ErrorCode::profile_type);
}

TEST_CASE("a changed limit does not keep the reference of the old one") {
  const Plan plan = load_plan("upload", sources_in(), kTable).plan.value();
  CHECK(plan.rules[0].reference == "paper 1");
  CHECK(plan.rules[1].reference.empty());
  CHECK(plan.origins[1].at("reference") == "default");
  const PlanOrErrors milder =
      load("profile = \"s\"\nversion = 1\nextends = \"base\"\n[rules.FIL002]\nseverity = \"info\"\n",
           sources_in());
  CHECK(milder.plan.value().rules[1].reference == "paper 2");
}

TEST_CASE("a rule can be switched off and on again, and keeps what it inherited") {
  const Folder folder;
  folder.write("off.toml",
               "profile = \"off\"\nversion = 1\nextends = \"base\"\n"
               "[rules.FIL002]\nenabled = false\n");
  const Plan off = load_plan("off", sources_in(folder.path()), kTable).plan.value();
  CHECK(off.rules.size() == 1);
  const std::string on = folder.write("on.toml",
                                      "profile = \"on\"\nversion = 1\nextends = \"off\"\n"
                                      "[rules.FIL002]\n");
  const Plan again = load_plan(on, sources_in(folder.path()), kTable).plan.value();
  REQUIRE(again.rules.size() == 2);
  CHECK(again.rules[1].params.integer("max_bytes") == 200);
}

TEST_CASE("min above max is found after inheritance, at the line that did it") {
  const PlanOrErrors result = load(
      "profile = \"s\"\nversion = 1\nextends = \"base\"\n[rules.FIL002]\nmin_bytes = 201\n", sources_in());
  REQUIRE(result.errors.size() == 1);
  CHECK(result.errors[0].code == ErrorCode::profile_order);
  CHECK(arg(result.errors[0], "key") == "rules.FIL002.min_bytes");
  CHECK(arg(result.errors[0], "other") == "rules.FIL002.max_bytes");
  CHECK(result.errors[0].where.path == "<built-in>/base.toml");
  const PlanOrErrors own = load("profile = \"s\"\nversion = 1\n[rules.FIL002]\nmin_bytes = 50000\n");
  REQUIRE(own.errors.size() == 1);
  CHECK(own.errors[0].where == Location{"school.toml", 4, 13, "rules.FIL002.min_bytes"});
  CHECK(load("profile = \"s\"\nversion = 1\n[rules.FIL002]\nmin_bytes = 40960\n").plan);
}

TEST_CASE("an unknown profile names the nearest one") {
  const PlanOrErrors result = load_plan("uplaod", sources_in(), kTable);
  REQUIRE(result.errors.size() == 1);
  CHECK(result.errors[0].code == ErrorCode::profile_not_found);
  CHECK(arg(result.errors[0], "nearest") == "upload");
  const PlanOrErrors parent =
      load("profile = \"s\"\nversion = 1\nextends = \"bse\"\n[rules.GEO010]\nmax = 1\n", sources_in());
  CHECK(lines_and_codes(parent) == std::vector<std::string>{"5 profile-key-unknown", "3 profile-not-found"});
  CHECK(arg(parent.errors[1], "nearest") == "base");
}

TEST_CASE("a folder of the school comes before the shipped profiles") {
  const Folder folder;
  folder.write("base.toml",
               "profile = \"base\"\nversion = 9\n[rules.GEO010]\n[rules.FIL002]\nmin_bytes = 5\n");
  const ProfileSources sources = sources_in(folder.path());
  CHECK(load_plan("base", sources, kTable).plan.value().version == 9);
  CHECK(load_plan("upload", sources, kTable).plan.value().rules.size() == 2);
  folder.write("notes.txt", "no profile");
  folder.write("own.toml", "");
  CHECK(profile_names(sources) == std::vector<std::string>{"base", "own", "upload"});
  CHECK(profile_names(sources_in(folder.path() + "/none")) == std::vector<std::string>{"base", "upload"});
}

TEST_CASE("a profile of the school may extend the shipped one of the same name") {
  const Folder folder;
  folder.write("upload.toml", "profile = \"upload\"\nversion = 5\nextends = \"upload\"\n[rules.GEO010]\n");
  const Plan plan = load_plan("upload", sources_in(folder.path()), kTable).plan.value();
  CHECK(plan.version == 5);
  CHECK(plan.rules.size() == 3);
  CHECK(plan.chain.size() == 3);
}

TEST_CASE("a file that is found under another name than its own is an error") {
  const Folder folder;
  folder.write("mine.toml", "profile = \"yours\"\nversion = 1\n[rules.GEO010]\n");
  const PlanOrErrors result = load_plan("mine", sources_in(folder.path()), kTable);
  REQUIRE(result.errors.size() == 1);
  CHECK(result.errors[0].code == ErrorCode::profile_name_mismatch);
  CHECK(result.errors[0].where.line == 1);
  CHECK(load_plan(folder.path() + "/mine.toml", {}, kTable).plan);
}

TEST_CASE("parents by path are looked for beside the child") {
  const Folder folder;
  folder.write("common/parent.toml", "profile = \"parent\"\nversion = 1\n[rules.GEO010]\n");
  const std::string child = folder.write(
      "schools/child.toml", "profile = \"child\"\nversion = 1\nextends = \"../common/parent.toml\"\n");
  CHECK(load_plan(child, {}, kTable).plan.value().rules.size() == 1);
}

TEST_CASE("cycles are errors with the chain") {
  const Folder folder;
  const std::string a = folder.write("a.toml", "profile = \"a\"\nversion = 1\nextends = \"./b.toml\"\n");
  folder.write("b.toml", "profile = \"b\"\nversion = 1\nextends = \"c\"\n[rules.GEO010]\nmax = 1\n");
  folder.write("c.toml", "profile = \"c\"\nversion = 1\nextends = \"" + a + "\"\n");
  const PlanOrErrors result = load_plan(a, sources_in(folder.path()), kTable);
  CHECK(lines_and_codes(result) ==
        std::vector<std::string>{"5 profile-key-unknown", "3 profile-extends-cycle"});
  CHECK(arg(result.errors[1], "chain") == "a -> b -> c -> " + a);

  const std::string self =
      folder.write("self.toml", "profile = \"self\"\nversion = 1\nextends = \"./self.toml\"\n");
  CHECK(load_plan(self, {}, kTable).errors[0].code == ErrorCode::profile_extends_cycle);
  const std::string missing_self =
      folder.write("me.toml", "profile = \"me\"\nversion = 1\nextends = \"me\"\n");
  CHECK(load_plan(missing_self, sources_in(folder.path()), kTable).errors[0].code ==
        ErrorCode::profile_not_found);
}

TEST_CASE("a chain of sixteen is the longest") {
  const Folder folder;
  folder.write("p0.toml", "profile = \"p0\"\nversion = 1\n[rules.GEO010]\n");
  for (int i = 1; i <= 16; ++i) {
    const std::string n = std::to_string(i);
    folder.write("p" + n + ".toml",
                 "profile = \"p" + n + "\"\nversion = 1\nextends = \"p" + std::to_string(i - 1) + "\"\n");
  }
  CHECK(load_plan("p15", sources_in(folder.path()), kTable).plan);
  const PlanOrErrors result = load_plan("p16", sources_in(folder.path()), kTable);
  REQUIRE(result.errors.size() == 1);
  CHECK(result.errors[0].code == ErrorCode::profile_extends_depth);
  CHECK(arg(result.errors[0], "limit") == "16");
}

TEST_CASE("files that are no profile are refused without reading them whole") {
  const Folder folder;
  CHECK(load_plan(folder.path() + "/none.toml", {}, kTable).errors[0].code == ErrorCode::profile_not_found);
  CHECK(load_plan(folder.path() + "/", {}, kTable).errors[0].code == ErrorCode::file_not_regular);
  CHECK(load_plan("/dev/zero", {}, kTable).errors[0].code == ErrorCode::file_not_regular);
  std::string text = "profile = \"big\"\nversion = 1\n[rules.GEO010]\n#";
  text.resize(static_cast<std::size_t>(kMaxProfileBytes), 'x');
  CHECK(load_plan(folder.write("fits.toml", text), {}, kTable).plan);
  const PlanOrErrors big = load_plan(folder.write("big.toml", text + "x"), {}, kTable);
  REQUIRE(big.errors.size() == 1);
  CHECK(big.errors[0].code == ErrorCode::file_too_large);
  CHECK(load_plan(folder.write("empty.toml", ""), {}, kTable).errors.size() == 2);
}

TEST_CASE("the canonical text is sorted, complete, and the hash depends on nothing else") {
  const Plan plan = load_plan("upload", sources_in(), kTable).plan.value();
  CHECK(canonical(plan) ==
        "profile = \"upload\"\n"
        "rules.FIL001.editors = []\n"
        "rules.FIL001.extension_agrees = true\n"
        "rules.FIL001.formats = [\"jpeg\"]\n"
        "rules.FIL001.mode = \"exact\"\n"
        "rules.FIL001.on_cannot_assess = \"review\"\n"
        "rules.FIL001.reference = \"paper 1\"\n"
        "rules.FIL001.severity = \"error\"\n"
        "rules.FIL001.template = \"{id_number}.jpg\"\n"
        "rules.FIL002.max_bytes = 300\n"
        "rules.FIL002.min_bytes = 100\n"
        "rules.FIL002.on_cannot_assess = \"review\"\n"
        "rules.FIL002.reference = \"\"\n"
        "rules.FIL002.severity = \"error\"\n"
        "version = 1\n");
  CHECK(plan.hash.size() == 64);
  const std::string a = "profile = \"s\"\nversion = 1\n[rules.GEO010]\nmax_yaw_deg = 8\n";
  const std::string b =
      "# other words\nversion = 1\nprofile = \"s\"\ntitle = \"T\"\n"
      "rules = { GEO010 = { max_yaw_deg = 8.0 } }\n";
  CHECK(load(a).plan.value().hash == load(b).plan.value().hash);
  CHECK(load(a).plan.value().hash != load(a + "severity = \"info\"\n").plan.value().hash);
}

TEST_CASE("the locale changes no byte of the canonical text") {
  const std::string text = "profile = \"s\"\nversion = 1\n[rules.GEO010]\nmax_yaw_deg = 8.25\n";
  const std::string before = canonical(load(text).plan.value());
  CHECK(before.find("max_yaw_deg = 8.25\n") != std::string::npos);
  if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) std::setlocale(LC_ALL, "C.UTF-8");
  CHECK(canonical(load(text).plan.value()) == before);
  std::setlocale(LC_ALL, "C");
}

TEST_CASE("the resolved view is a profile of its own with the same hash") {
  const PlanOrErrors rich = load(
      "profile = \"s\"\nversion = 3\nextends = \"upload\"\n"
      "title = { en = \"A \\\"quoted\\\" title\", zh-CN = \"标题\" }\n"
      "description = \"one\\ntwo\\t\\u0007\"\nsources = [\"x\", \"y\"]\n"
      "[rules.FIL001]\ntemplate = \"C:\\\\{name}.jpg\"\neditors = [\"a\\\"b\"]\nreference = \"第4条 # x\"\n"
      "[rules.GEO010]\nmax_yaw_deg = 0.1\n",
      sources_in());
  REQUIRE(lines_and_codes(rich).empty());
  for (const Language language : {Language::en, Language::zh_cn}) {
    const std::string text = resolved_toml(*rich.plan, language);
    CAPTURE(text);
    const PlanOrErrors again = load(text);
    REQUIRE(lines_and_codes(again).empty());
    CHECK(again.plan->hash == rich.plan->hash);
    CHECK(again.plan->title_en == rich.plan->title_en);
    CHECK(again.plan->description_en == rich.plan->description_en);
    CHECK(again.plan->sources == rich.plan->sources);
  }
  const std::string text = resolved_toml(*rich.plan, Language::en);
  CHECK(text.find("# s <- upload <- base\n") == 0);
  CHECK(text.find("max_bytes = 300  # byte; upload\n") != std::string::npos);
  CHECK(text.find("min_bytes = 100  # byte; base\n") != std::string::npos);
  CHECK(text.find("formats = [\"jpeg\"]  # default\n") != std::string::npos);
}

TEST_CASE("rules stand in the order of the table") {
  const Plan plan =
      load("profile = \"s\"\nversion = 1\n[rules.GEO010]\n[rules.FIL002]\n[rules.FIL001]\n").plan.value();
  REQUIRE(plan.rules.size() == 3);
  CHECK(plan.rules[0].info->code == "FIL001");
  CHECK(plan.rules[2].info->code == "GEO010");
}
