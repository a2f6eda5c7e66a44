// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/calibration.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "photolint/calibrate/fragment.h"
#include "photolint/calibrate/page.h"
#include "photolint/calibrate/plot.h"
#include "photolint/calibrate/svg.h"

using namespace photolint;

namespace {

/// Limits of every kind that rules have.
constexpr std::array kParams = {
    ParamSpec{
        .name = "min_width_px", .kind = ParamKind::integer, .unit = "px", .default_number = 50, .max = 1000},
    ParamSpec{.name = "max_width_px",
              .kind = ParamKind::integer,
              .unit = "px",
              .default_number = 110,
              .max = 1000,
              .not_below = "min_width_px"},
    ParamSpec{.name = "max_angle_deg", .unit = "deg", .default_number = 10, .max = 90},
    ParamSpec{.name = "min_visible", .unit = "share", .default_number = 0.5, .max = 1},
    ParamSpec{.name = "exact_px", .kind = ParamKind::integer, .default_number = 480, .max = 1000},
    ParamSpec{.name = "max_distance", .default_number = 0, .max = 100},
    ParamSpec{.name = "frame_px", .kind = ParamKind::integer, .default_number = 640, .min = 1, .max = 1000},
};

/// One picture's true values.
struct Shown {
  double width = 80, angle = 0, left = 0.9, right = 0.9, distance = 3;
};

Outcome outcome_of(const Shown& shown, const Params& params) {
  const double angle = params.real("max_angle_deg");
  const double distance = params.real("max_distance");
  const double visible = params.real("min_visible");
  const double exact = params.real("exact_px");
  return judge({measure("width", shown.width * 640 / params.real("frame_px"), "px", 0,
                        params.real("min_width_px"), params.real("max_width_px")),
                measure("angle", shown.angle, "deg", 1, -angle, angle),
                measure("ear_left", shown.left, "share", 2, visible),
                measure("ear_right", shown.right, "share", 2, visible),
                measure("pixels", 480, "px", 0, exact, exact), measure("fixed", 1, "", 2, std::nullopt, 2.5),
                measure("distance", shown.distance, "", 1, std::nullopt,
                        distance > 0 ? std::optional(distance) : std::nullopt)},
               "outside");
}

Outcome never(const Analysis&, const Params&) {
  return {};
}

constexpr RuleBody kBody = {.severity = Severity::error, .params = kParams, .run = never};
constexpr RuleInfo kRule = {
    .code = "TST001", .symbol = "test", .name = "test-rule", .summary = {"fits", "符合"}, .body = &kBody};

Probes probes() {
  BoundRule rule;
  rule.info = &kRule;
  rule.params = Params(kParams);
  return make_probes(rule);
}

LabelledPicture picture(const Probes& probes, const Shown& shown, const std::string& name = "a.jpg") {
  LabelledPicture picture;
  picture.name = name;
  picture.sha256 = name;
  for (const BoundRule& rule : probes.rules) picture.outcomes.push_back(outcome_of(shown, rule.params));
  return picture;
}

LabelledPicture undecided(const Probes& probes, Status status) {
  LabelledPicture picture;
  for (std::size_t i = 0; i < probes.rules.size(); ++i) {
    Outcome outcome = outcome_of({}, probes.rules[i].params);
    outcome.status = status;
    picture.outcomes.push_back(outcome);
  }
  return picture;
}

LabelledPicture unreadable(const std::string& name) {
  return {name, Error{ErrorCode::file_empty, {}, {}}, {}, {}};
}

const LimitStudy& study_of(const Calibration& calibration, std::string_view parameter) {
  for (const LimitStudy& study : calibration.limits) {
    if (study.limit.param != nullptr && study.limit.param->name == parameter) return study;
  }
  FAIL("no limit " << parameter);
  throw 0;
}

/// 40 good pictures with angles up to 3.9 degrees, 40 bad ones from 6 degrees on.
Calibration angles(int good_count = 40, int bad_count = 40) {
  const Probes p = probes();
  std::vector<LabelledPicture> good;
  std::vector<LabelledPicture> bad;
  for (int i = 0; i < good_count; ++i) good.push_back(picture(p, {.angle = (i % 2 ? -0.1 : 0.1) * i}));
  for (int i = 0; i < bad_count; ++i) bad.push_back(picture(p, {.angle = 6 + 0.2 * i}, std::to_string(i)));
  static Probes kept;  // the result points into the probes
  kept = p;
  return calibrate(kept, good, bad, 0.01);
}

}  // namespace

TEST_CASE("each limit is traced to its parameter by changing one at a time") {
  const Probes p = probes();
  REQUIRE(p.params.size() == kParams.size());
  const std::vector<RuleLimit> limits = find_limits(p, {picture(p, {}).outcomes});
  std::vector<std::string> found;
  for (const RuleLimit& limit : limits) {
    std::string line(limit.param != nullptr ? limit.param->name : "-");
    line.append(limit.upper ? " above" : " below");
    for (const LimitSide& side : limit.sides) line.append(" ").append(side.measurement);
    found.push_back(line);
  }
  CHECK(found == std::vector<std::string>{"min_width_px below width", "max_width_px above width",
                                          "max_angle_deg above angle angle",
                                          "min_visible below ear_left ear_right", "- below pixels",
                                          "- above pixels", "- above fixed", "max_distance above distance"});
  CHECK(*limits[0].current == 50);
  CHECK(*limits[2].current == 10);
  CHECK(limits[2].unit == "deg");
  CHECK(limits[2].decimals == 1);
  CHECK(*limits[6].current == 2.5);
  CHECK_FALSE(limits[7].current);  // 0 stands for no limit
}

TEST_CASE("a picture is judged by the worst of the values that a limit bounds") {
  const Probes p = probes();
  const LabelledPicture one = picture(p, {.angle = -12, .left = 0.4, .right = 0.8});
  const std::vector<RuleLimit> limits = find_limits(p, {one.outcomes});
  CHECK(*limits[2].value_in(one.outcomes.front()) == 12);
  CHECK(limits[2].crossed_in(one.outcomes.front()));
  CHECK(*limits[3].value_in(one.outcomes.front()) == 0.4);
  CHECK(limits[3].crossed_in(one.outcomes.front()));
  CHECK_FALSE(limits[0].crossed_in(one.outcomes.front()));
  CHECK_FALSE(limits[0].value_in(Outcome{}));
}

TEST_CASE("a changed parameter stays inside what it may be") {
  BoundRule rule;
  rule.info = &kRule;
  rule.params = Params(kParams);
  rule.params.set("min_visible", 1.0);
  rule.params.set("exact_px", std::int64_t{1000});
  const Probes p = make_probes(rule);
  for (std::size_t i = 0; i < p.params.size(); ++i) {
    const ParamSpec& spec = *p.params[i];
    const double value = p.rules[i + 1].params.real(spec.name);
    INFO(spec.name);
    CHECK(value >= spec.min);
    CHECK(value <= spec.max);
    CHECK(value != rule.params.real(spec.name));
  }
}

TEST_CASE("separate sets give a limit between them, with error rates now and then") {
  const Calibration c = angles();
  const LimitStudy& study = study_of(c, "max_angle_deg");
  CHECK(study.now.false_rejections == Rate{0, 40});
  CHECK(study.now.misses == Rate{21, 40});  // 6.0 to 10.0 degrees
  CHECK(*study.eer == 0);
  CHECK(*study.suggested == 5);
  CHECK(study.then.misses == Rate{0, 40});
  REQUIRE(study.interval);
  CHECK(study.interval->low <= 3.9);
  CHECK(study.interval->high >= 6);
  CHECK(study.doubts.empty());
  CHECK(c.good.passed == 40);
  CHECK(c.bad.failed == 19);
  CHECK(c.in_both == 0);
}

TEST_CASE("few pictures are said to be few, and very few give no limit") {
  CHECK(study_of(angles(29, 40), "max_angle_deg").doubted(Doubt::few_pictures));
  CHECK(study_of(angles(29, 40), "max_angle_deg").suggested);
  CHECK_FALSE(study_of(angles(30, 30), "max_angle_deg").doubted(Doubt::few_pictures));
  const LimitStudy few = study_of(angles(40, 4), "max_angle_deg");
  CHECK(few.doubted(Doubt::too_few));
  CHECK_FALSE(few.suggested);
  CHECK_FALSE(study_of(angles(4, 40), "max_angle_deg").suggested);
}

TEST_CASE("alike sets give no limit") {
  const Probes p = probes();
  std::vector<LabelledPicture> same;
  for (int i = 0; i < 40; ++i) same.push_back(picture(p, {.angle = 0.1 * i}));
  const Calibration c = calibrate(p, same, same, 0.01);
  CHECK(study_of(c, "max_angle_deg").doubted(Doubt::none_allowed));
  CHECK(study_of(c, "min_width_px").doubted(Doubt::none_allowed));  // all values are equal
  CHECK_FALSE(c.any_suggestion());
  CHECK(c.in_both == 40);
  // One of 41 bad pictures could be caught: that is no separation.
  std::vector<LabelledPicture> bad = same;
  bad.push_back(picture(p, {.angle = 9}));
  CHECK(study_of(calibrate(p, same, bad, 0.01), "max_angle_deg").doubted(Doubt::no_separation));
}

TEST_CASE("a band's bad pictures belong to the side on which they lie") {
  const Probes p = probes();
  std::vector<LabelledPicture> good;
  std::vector<LabelledPicture> bad;
  for (int i = 0; i < 40; ++i) good.push_back(picture(p, {.width = 70. + i}));
  for (int i = 0; i < 20; ++i) bad.push_back(picture(p, {.width = 20. + i}));
  for (int i = 0; i < 10; ++i) bad.push_back(picture(p, {.width = 130. + i}));
  const Calibration c = calibrate(p, good, bad, 0.01);
  const LimitStudy& low = study_of(c, "min_width_px");
  const LimitStudy& high = study_of(c, "max_width_px");
  CHECK(low.values.bad.size() == 20);
  CHECK(low.bad_elsewhere == 10);
  CHECK(*low.suggested == 55);
  CHECK(high.values.bad.size() == 10);
  CHECK(high.bad_elsewhere == 20);
  CHECK(*high.suggested == 120);
}

TEST_CASE("pictures without a decision are counted apart and never as passes") {
  const Probes p = probes();
  const std::vector<LabelledPicture> good = {picture(p, {}), undecided(p, Status::cannot_assess),
                                             undecided(p, Status::not_applicable), unreadable("x.jpg")};
  const Calibration c = calibrate(p, good, {undecided(p, Status::cannot_assess)}, 0.01);
  CHECK(c.good.passed == 1);
  CHECK(c.good.not_assessed == 1);
  CHECK(c.good.not_applicable == 1);
  CHECK(c.good.unreadable == std::vector<std::string>{"x.jpg"});
  CHECK(c.good.all() == 4);
  CHECK(study_of(c, "max_angle_deg").values.good.size() == 1);
  CHECK(study_of(c, "max_angle_deg").values.bad.empty());
  CHECK_FALSE(study_of(c, "max_angle_deg").eer);
}

TEST_CASE("the fragment holds what was suggested, and its date only when given") {
  const Calibration c = angles();
  CHECK(calibration_fragment(c, "", Language::en) ==
        "[rules.TST001]\nmax_angle_deg = 5\nreference = \"calibrated with photolint; max_angle_deg: false "
        "rejections 0 of 40, 0.0 % (95 % interval 0.0 to 8.8 %), misses 0 of 40, 0.0 % (95 % interval 0.0 to "
        "8.8 %)\"\n");
  CHECK(calibration_fragment(c, "2026-11-21", Language::en).find("photolint on 2026-11-21;") !=
        std::string::npos);
  CHECK(calibration_fragment(c, "2026-11-21", Language::zh_cn).find("由photolint标定，2026-11-21；") !=
        std::string::npos);
  CHECK(calibration_fragment(angles(4, 4), "", Language::en).empty());
}

TEST_CASE("a limit that is not in use is suggested on the page but not in the fragment") {
  const Probes p = probes();
  std::vector<LabelledPicture> good;
  std::vector<LabelledPicture> bad;
  for (int i = 0; i < 40; ++i) {
    good.push_back(picture(p, {.distance = 0.1 * i}));
    bad.push_back(picture(p, {.distance = 8 + 0.1 * i}));
  }
  const Calibration c = calibrate(p, good, bad, 0.01);
  const LimitStudy& study = study_of(c, "max_distance");
  CHECK(*study.suggested == 6);
  CHECK(study.doubted(Doubt::not_in_use));
  CHECK_FALSE(study.replaceable());
  CHECK_FALSE(c.any_suggestion());
  CHECK(calibration_fragment(c, "", Language::en).empty());
}

TEST_CASE("the page says everything in both languages") {
  const Calibration c = angles(40, 12);
  const std::string en = calibration_page(c, "mine", Language::en);
  for (const char* part :
       {"TST001 test-rule: fits", "parameters of the profile mine", "angle: rejected above the limit",
        "current limit: 10", "suggested limit: 5", "fewer than 30 pictures", "######", "50 % quantile"}) {
    INFO(part);
    CHECK(en.find(part) != std::string::npos);
  }
  const std::string zh = calibration_page(c, "mine", Language::zh_cn);
  for (const char* part : {"TST001 test-rule：符合", "建议限值：5", "少于30张", "误拒", "漏检"}) {
    INFO(part);
    CHECK(zh.find(part) != std::string::npos);
  }
  for (const Doubt doubt : {Doubt::no_parameter, Doubt::few_pictures, Doubt::too_few, Doubt::no_separation,
                            Doubt::none_allowed, Doubt::not_in_use, Doubt::unstable}) {
    CHECK_FALSE(doubt_text(doubt).en.empty());
    CHECK_FALSE(doubt_text(doubt).zh_cn.empty());
  }
}

TEST_CASE("the plot is well-formed whatever the sets are") {
  for (const Calibration& c : {angles(), angles(4, 4), angles(1, 0), angles(0, 0)}) {
    for (const Language language : {Language::en, Language::zh_cn}) {
      const std::string svg = calibration_plot(c, language);
      CHECK(svg == calibration_plot(c, language));
      CHECK(svg.rfind("<?xml", 0) == 0);
      CHECK(svg.find("</svg>\n") == svg.size() - 7);
      CHECK(svg.find("nan") == std::string::npos);
      CHECK(svg.find("inf") == std::string::npos);
    }
  }
  CHECK(calibration_plot(angles(), Language::en).find("suggested 5") != std::string::npos);
  CHECK(calibration_plot(angles(), Language::zh_cn).find("建议 5") != std::string::npos);
}

TEST_CASE("text in a drawing is escaped") {
  CHECK(escape_xml("a<b>&\"c'") == "a&lt;b&gt;&amp;&quot;c&apos;");
  CHECK(escape_xml("\x01\xff") == "\\x01\\xff");
  SvgDrawing drawing(10, 20);
  drawing.text({1, 2}, "<x>", 12, "#000000", Anchor::end, 90);
  CHECK(drawing.document().find("rotate(90.00 1.00 2.00)\">&lt;x&gt;</text>") != std::string::npos);
}
