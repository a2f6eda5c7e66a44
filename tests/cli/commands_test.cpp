// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>

#include "rules/registry.h"
#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;
using nlohmann::json;

TEST_CASE("rules are listed, explained and exported") {
  const ProgramResult list = run_photolint({"rules"});
  const ProgramResult zh = run_photolint({"rules", "--lang", "zh-CN"});
  const json exported = json::parse(run_photolint({"rules", "--json"}).out);
  const ProgramResult page = run_photolint({"rules", "--markdown"});
  CHECK(list.exit_code == 0);
  for (const RuleInfo& rule : rules::table()) {
    CHECK(contains(list.out, std::string(rule.code) + "  " + std::string(rule.name)));
    CHECK(contains(zh.out, std::string(rule.summary.zh_cn)));
    CHECK(contains(page.out, std::string(rule.name)));
    CHECK(contains(exported.dump(), "\"" + std::string(rule.code) + "\""));
  }
  const ProgramResult by_code = run_photolint({"rules", "GEO012", "FIL002"});
  CHECK(by_code.exit_code == 0);
  CHECK(by_code.out == run_photolint({"rules", "roll", "file-size"}).out);
  CHECK(contains(by_code.out, "max_roll_deg"));
  CHECK(contains(by_code.out, "min_bytes"));
  CHECK(contains(run_photolint({"rules", "roll", "--lang", "zh-CN"}).out, "如何改正"));
}

TEST_CASE("profiles are listed and shown so that they can be loaded again") {
  const ProgramResult list = run_photolint({"profiles"});
  CHECK(list.exit_code == 0);
  for (const char* name : {"chsi-upload", "chsi-archive", "neau-2023", "gaokao"})
    CHECK(contains(list.out, name));
  CHECK(contains(run_photolint({"profiles", "--lang", "zh-CN"}).out, "学历照片（上传前检查）"));

  const ProgramResult shown = run_photolint({"profiles", "show", "chsi-archive"});
  CHECK(shown.exit_code == 0);
  CHECK(shown.out == run_photolint({"profiles", "chsi-archive"}).out);
  CHECK(contains(shown.out, "# chsi-archive <- chsi-base"));
  const TempDir folder;
  const std::string file = folder.write("chsi-archive.toml", shown.out);
  const auto hash = [](const std::string& profile) {
    return Report(run_photolint({"check", good_photo(), "--format", "jsonl", "--profile", profile}).out)
        .run.at("profile")
        .at("hash");
  };
  CHECK(hash(file) == hash("chsi-archive"));

  const ProgramResult unknown = run_photolint({"profiles", "show", "gaokoa"});
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.out.empty());
  CHECK(contains(unknown.err, "Did you mean \"gaokao\"?"));
}

TEST_CASE("profiles of a school's own folder are found by name") {
  const TempDir folder;
  folder.write(
      "ours.toml",
      "profile = \"ours\"\nversion = 3\nextends = \"chsi-upload\"\n\n[rules.FIL002]\nmax_bytes = 100000\n");
  const std::string dir = folder.path().string();
  CHECK(contains(run_photolint({"profiles", "--profile-dir", dir}).out, "ours"));
  const ProgramResult shown = run_photolint({"profiles", "show", "ours", "--profile-dir", dir});
  CHECK(shown.exit_code == 0);
  CHECK(contains(shown.out, "max_bytes = 100000  # byte; ours"));
}

TEST_CASE("a broken profile is refused with all its problems") {
  const TempDir folder;
  const std::string file =
      folder.write("broken.toml",
                   "profile = \"broken\"\nversion = 1\n\n[rules.FIL002]\nmin_bytes = \"much\"\n"
                   "max_bites = 5\n\n[rules.GEO012]\nmax_roll_deg = 400\n\n[rules.GEO912]\n");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"profiles", "check", file}, {"check", good_photo(), "--profile", file}}) {
    const ProgramResult run = run_photolint(command);
    CAPTURE(run.err);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    CHECK(contains(run.err, file + ":5"));
    CHECK(contains(run.err, file + ":6"));
    CHECK(contains(run.err, "max_bytes"));
    CHECK(contains(run.err, file + ":9"));
    CHECK(contains(run.err, file + ":11"));
  }
  const ProgramResult both =
      run_photolint({"profiles", "check", file, source_path("samples/rules/profile.toml").string()});
  CHECK(both.exit_code == 2);
  CHECK(contains(both.out, "no problems"));
}

TEST_CASE("the schema of profiles names every rule") {
  const ProgramResult run = run_photolint({"profiles", "schema"});
  CHECK(run.exit_code == 0);
  const std::string schema = json::parse(run.out).dump();
  for (const RuleInfo& rule : rules::table()) CHECK(contains(schema, "\"" + std::string(rule.code) + "\""));
}

TEST_CASE("inspect shows one photo as text, as JSON and as a picture") {
  const TempDir folder;
  const std::string png = folder / "out.png";
  const ProgramResult text = run_photolint({"inspect", good_photo(), "--annotate", png});
  CAPTURE(text.err);
  CHECK(text.exit_code == 0);
  CHECK(contains(text.out, "480 x 640 px"));
  CHECK(contains(text.out, "GEO001 single-face: pass"));
  CHECK(contains(run_photolint({"inspect", good_photo(), "--lang", "zh-CN"}).out, "两眼间距"));
  // The picture is one that photolint itself can read.
  const ProgramResult annotated = run_photolint({"inspect", png, "--profile", file_profile(folder)});
  CHECK(annotated.exit_code == 1);
  CHECK(contains(annotated.out, "png"));

  const ProgramResult as_json = run_photolint({"inspect", rejected_photo(), "--json"});
  CHECK(as_json.exit_code == 1);
  const json facts = json::parse(as_json.out);
  CHECK(contains(facts.dump(), "wrong-format"));
  CHECK(contains(facts.dump(), "\"rejected\""));
}

TEST_CASE("the annotated picture speaks the chosen language, and says where its characters are missing") {
  const TempDir folder;
  const std::string en = folder / "en.png", zh = folder / "zh.png", none = folder / "none.png";
  CHECK(run_photolint({"inspect", rejected_photo(), "--annotate", en, "--lang", "en"}).exit_code == 1);
  CHECK(run_photolint({"inspect", rejected_photo(), "--annotate", zh, "--lang", "zh-CN"}).exit_code == 1);
  CHECK(read_bytes(en) != read_bytes(zh));
  const std::string fonts = folder.write(
      "fonts.conf", "<fontconfig><dir>" + folder.path().string() + "/no-fonts</dir></fontconfig>");
  ProgramOptions without_fonts;
  without_fonts.environment = {"FONTCONFIG_FILE=" + fonts};
  const ProgramResult run =
      run_photolint({"inspect", rejected_photo(), "--annotate", none, "--lang", "zh-CN"}, without_fonts);
  CHECK(run.exit_code == 3);
  CHECK(contains(run.err, "fonts-noto-cjk"));
  CHECK_FALSE(std::filesystem::exists(none));
}

TEST_CASE("inspect says what it cannot open") {
  const TempDir folder;
  const std::string text = folder.write("text.jpg", "no photo");
  CHECK(run_photolint({"inspect", text}).exit_code == 1);
  CHECK(run_photolint({"inspect", text}).err ==
        "photolint: " + text + ": the content is not a picture in a known format; save the photo as JPEG\n");
  const ProgramResult missing = run_photolint({"inspect", "nowhere.jpg"});
  CHECK(missing.exit_code == 2);
  CHECK(missing.err == "photolint: nowhere.jpg: the file does not exist; check the path\n");
  CHECK(run_photolint({"inspect", folder.path().string()}).exit_code == 2);
  const ProgramResult unwritable =
      run_photolint({"inspect", good_photo(), "--annotate", folder / "no/such/out.png"});
  CHECK(unwritable.exit_code == 3);
  CHECK(contains(unwritable.err, "out.png"));
}

TEST_CASE("the self-test vouches for a whole installation only") {
  const ProgramResult whole = run_photolint({"self-test"});
  CAPTURE(whole.out);
  CHECK(whole.exit_code == 0);
  CHECK_FALSE(contains(whole.out, "FAILED"));
  CHECK(contains(whole.out, "ok     HEIC decoder"));
  const ProgramResult broken = run_photolint({"self-test", "--model-dir", "/nowhere", "--lang", "zh-CN"});
  CHECK(broken.exit_code == 3);
  CHECK(contains(broken.out, "失败   神经网络"));
  CHECK(contains(broken.out, "缺少模型文件/nowhere/face_detector.onnx"));
}
