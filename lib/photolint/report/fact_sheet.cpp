// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/fact_sheet.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "photolint/core/number.h"

namespace photolint {
namespace {

using Json = nlohmann::ordered_json;

std::string px(double value) {
  return format_fixed(value, 1) + " px";
}
std::string degrees(double value) {
  return format_fixed(value, 1) + "°";
}
std::string percent(double share) {
  return format_fixed(share * 100, 1) + " %";
}
std::string pair(double x, double y) {
  return format_fixed(x, 1) + ", " + format_fixed(y, 1);
}

std::string yes_no(bool value, Language language) {
  return std::string((value ? Text{"yes", "是"} : Text{"no", "否"}).in(language));
}

/// A section for a stage: its rows, or one row that says why there are none.
template <class T, class Rows>
void add_stage(std::vector<FactSection>& sheet, Text title, const Fact<T>& fact, Language language,
               Rows rows) {
  if (fact.state() == FactState::not_requested) return;
  if (fact.present()) {
    sheet.push_back({title, rows(fact.value())});
    return;
  }
  const Text nothing = fact.state() == FactState::absent ? Text{"nothing found", "未检测到"}
                                                         : Text{"could not be determined", "无法确定"};
  std::string value(nothing.in(language));
  if (!fact.reason().empty()) value += " (" + fact.reason() + ")";
  sheet.push_back({title, {{{"result", "结果"}, value}}});
}

std::vector<FactRow> file_rows(const FileFacts& file) {
  std::vector<FactRow> rows = {
      {{"format", "格式"}, to_string(file.format)},
      {{"extension", "扩展名"}, file.extension},
      {{"size", "大小"}, std::to_string(file.bytes) + " B"},
      {{"width x height, upright", "宽×高（正立）"},
       std::to_string(file.width) + " x " + std::to_string(file.height) + " px"},
      {{"EXIF orientation", "EXIF 方向"}, std::to_string(file.orientation)},
      {{"colour mode", "色彩模式"},
       std::string(to_string(file.colour_mode)) + ", " + std::to_string(file.components) + " x " +
           std::to_string(file.bits_per_component) + " bit"},
  };
  if (file.print_resolution) {
    rows.push_back({{"print resolution", "打印分辨率"},
                    pair(file.print_resolution->x_dpi, file.print_resolution->y_dpi) + " dpi"});
  }
  if (file.jpeg_quality) rows.push_back({{"JPEG quality", "JPEG 质量"}, std::to_string(*file.jpeg_quality)});
  for (const std::string& defect : file.defects) rows.push_back({{"defect", "缺陷"}, defect});
  rows.push_back({{"SHA-256", "SHA-256"}, file.sha256});
  return rows;
}

std::vector<FactRow> face_rows(const FaceFacts& facts) {
  const Face& face = facts.main();
  return {
      {{"faces", "人脸数"}, std::to_string(facts.faces.size())},
      {{"box (x, y; width, height)", "人脸框（x, y；宽, 高）"},
       pair(face.box.x, face.box.y) + "; " + pair(face.box.width, face.box.height) + " px"},
      {{"detector score", "检测得分"}, format_fixed(face.score, 3)},
      {{"presence", "人脸置信度"}, format_fixed(face.presence, 3)},
      {{"yaw", "偏转角"}, degrees(face.yaw_deg)},
      {{"pitch (network alone)", "俯仰角（仅网络）"}, degrees(face.pitch_deg)},
      {{"roll", "倾斜角"}, degrees(face.roll_deg)},
  };
}

std::vector<FactRow> background_rows(const BackgroundFacts& facts) {
  const Hsv hsv = to_hsv(facts.mean);
  return {
      {{"mean colour (R, G, B)", "平均颜色（R, G, B）"},
       pair(facts.mean.r, facts.mean.g) + ", " + format_fixed(facts.mean.b, 1)},
      {{"hue", "色相"}, degrees(hsv.hue_deg)},
      {{"saturation", "饱和度"}, format_fixed(hsv.saturation, 3)},
      {{"noise", "噪声"}, format_fixed(facts.noise_sigma, 2)},
      {{"share of the frame", "占画面比例"}, percent(facts.share)},
  };
}

std::vector<FactRow> head_rows(const HeadFacts& head, Language language) {
  return {
      {{"eye centres (left; right)", "眼睛中心（左；右）"},
       pair(head.eye_left.x, head.eye_left.y) + "; " + pair(head.eye_right.x, head.eye_right.y)},
      {{"eye distance", "两眼间距"}, px(head.eye_distance)},
      {{"eye line", "双眼连线高度"}, px(head.eye_line_y)},
      {{"head top", "头顶发际"}, px(head.head_top.y)},
      {{"chin", "下颌"}, px(head.chin.y)},
      {{"face width", "脸部宽"}, px(head.face_width)},
      {{"head left, right", "头部左、右边界"}, pair(head.head_left, head.head_right) + " px"},
      {{"pitch (combined, with standard error)", "俯仰角（综合值±标准误）"},
       degrees(head.pitch_deg) + " ± " + degrees(head.pitch_sigma_deg)},
      {{"ears visible (left, right)", "耳朵可见（左, 右）"},
       yes_no(head.ear_left.visible, language) + ", " + yes_no(head.ear_right.visible, language)},
      {{"shoulders visible (left, right)", "肩部可见（左, 右）"},
       yes_no(head.shoulder_left_visible, language) + ", " + yes_no(head.shoulder_right_visible, language)},
      {{"cut by the frame (top, left, right, chin)", "被画面裁切（上, 左, 右, 下颌）"},
       yes_no(head.cut_top, language) + ", " + yes_no(head.cut_left, language) + ", " +
           yes_no(head.cut_right, language) + ", " + yes_no(head.cut_chin, language)},
  };
}

std::string eye_row(const EyeLook& eye) {
  return pair(eye.iris.x, eye.iris.y) + ", " + px(eye.iris_radius) + "; " +
         format_fixed(eye.iris_contrast, 3) + "; " + percent(eye.covered_share);
}

std::vector<FactRow> eye_rows(const EyeFacts& eyes) {
  return {
      {{"left iris (x, y, radius; contrast; covered)", "左虹膜（x, y, 半径；对比度；被遮比例）"},
       eye_row(eyes.left)},
      {{"right iris (x, y, radius; contrast; covered)", "右虹膜（x, y, 半径；对比度；被遮比例）"},
       eye_row(eyes.right)},
  };
}

std::vector<FactRow> glasses_rows(const GlassesFacts& glasses, Language language) {
  return {
      {{"worn", "佩戴眼镜"}, yes_no(glasses.worn(), language)},
      {{"score", "得分"}, format_fixed(glasses.score, 3)},
      {{"contrast of bridge, rims, temples", "鼻梁、镜框、镜腿对比度"},
       format_fixed(glasses.bridge_contrast, 2) + ", " + format_fixed(glasses.rim_contrast, 2) + ", " +
           format_fixed(glasses.temple_contrast, 2)},
  };
}

constexpr std::array<Text, kPortraitClassCount> kClassNames = {{{"background", "背景"},
                                                                {"skin", "皮肤"},
                                                                {"brow", "眉毛"},
                                                                {"eye", "眼睛"},
                                                                {"glasses", "眼镜"},
                                                                {"ear", "耳朵"},
                                                                {"earring", "耳饰"},
                                                                {"mouth", "口内"},
                                                                {"lips", "嘴唇"},
                                                                {"neck", "颈部"},
                                                                {"necklace", "项链"},
                                                                {"cloth", "衣服"},
                                                                {"hair", "头发"},
                                                                {"hat", "帽子"}}};

/// Share of each class in the parsed square.
std::array<double, kPortraitClassCount> class_shares(const ParsingFacts& parsing) {
  std::array<double, kPortraitClassCount> shares{};
  const auto labels = parsing.labels.bytes();
  for (const std::uint8_t label : labels) shares.at(label) += 1.0 / static_cast<double>(labels.size());
  return shares;
}

std::vector<FactRow> parsing_rows(const ParsingFacts& parsing) {
  std::vector<FactRow> rows;
  const auto shares = class_shares(parsing);
  for (std::size_t i = 0; i < shares.size(); ++i) rows.push_back({kClassNames.at(i), percent(shares.at(i))});
  return rows;
}

Json rounded(double value, int decimals) {
  return round_to(value, decimals);
}
Json point_json(Point p) {
  return Json::array({rounded(p.x, 2), rounded(p.y, 2)});
}

Json file_json(const FileFacts& file) {
  Json json = {{"format", to_string(file.format)},
               {"extension", file.extension},
               {"bytes", file.bytes},
               {"width", file.width},
               {"height", file.height},
               {"stored_width", file.stored_width},
               {"stored_height", file.stored_height},
               {"orientation", file.orientation},
               {"colour_mode", to_string(file.colour_mode)},
               {"components", file.components},
               {"bits_per_component", file.bits_per_component},
               {"has_alpha", file.has_alpha},
               {"frames", file.frames},
               {"defects", file.defects},
               {"sha256", file.sha256}};
  if (file.print_resolution) {
    json["dpi"] = {rounded(file.print_resolution->x_dpi, 2), rounded(file.print_resolution->y_dpi, 2)};
  }
  if (file.jpeg_quality) json["jpeg_quality"] = *file.jpeg_quality;
  return json;
}

Json face_json(const Face& face) {
  Json landmarks = Json::array();
  for (const Point& p : face.landmarks) landmarks.push_back(point_json(p));
  return {{"box",
           {rounded(face.box.x, 2), rounded(face.box.y, 2), rounded(face.box.width, 2),
            rounded(face.box.height, 2)}},
          {"score", rounded(face.score, 4)},
          {"presence", rounded(face.presence, 4)},
          {"yaw_deg", rounded(face.yaw_deg, 2)},
          {"pitch_deg", rounded(face.pitch_deg, 2)},
          {"roll_deg", rounded(face.roll_deg, 2)},
          {"landmarks", std::move(landmarks)}};
}

Json faces_json(const FaceFacts& facts) {
  Json faces = Json::array();
  for (const Face& face : facts.faces) faces.push_back(face_json(face));
  return faces;
}

Json parsing_json(const ParsingFacts& parsing) {
  Json shares = Json::object();
  const auto values = class_shares(parsing);
  for (std::size_t i = 0; i < values.size(); ++i)
    shares[std::string(kClassNames.at(i).en)] = rounded(values.at(i), 4);
  return {{"shares", std::move(shares)}};
}

Json background_json(const BackgroundFacts& facts) {
  const Hsv hsv = to_hsv(facts.mean);
  return {{"mean_rgb", {rounded(facts.mean.r, 2), rounded(facts.mean.g, 2), rounded(facts.mean.b, 2)}},
          {"hue_deg", rounded(hsv.hue_deg, 2)},
          {"saturation", rounded(hsv.saturation, 4)},
          {"value", rounded(hsv.value, 4)},
          {"noise_sigma", rounded(facts.noise_sigma, 2)},
          {"share", rounded(facts.share, 4)}};
}

Json ear_json(const EarFacts& ear) {
  return {
      {"visible", ear.visible}, {"centre", point_json(ear.centre)}, {"area", rounded(ear.visible_area, 0)}};
}

Json head_json(const HeadFacts& head) {
  return {
      {"eye_left", point_json(head.eye_left)},
      {"eye_right", point_json(head.eye_right)},
      {"eye_distance", rounded(head.eye_distance, 2)},
      {"eye_line_y", rounded(head.eye_line_y, 2)},
      {"ear_joint_left", point_json(head.ear_joint_left)},
      {"ear_joint_right", point_json(head.ear_joint_right)},
      {"face_width", rounded(head.face_width, 2)},
      {"chin", point_json(head.chin)},
      {"head_top", point_json(head.head_top)},
      {"head_left", rounded(head.head_left, 2)},
      {"head_right", rounded(head.head_right, 2)},
      {"cut",
       {{"top", head.cut_top}, {"left", head.cut_left}, {"right", head.cut_right}, {"chin", head.cut_chin}}},
      {"ear_left", ear_json(head.ear_left)},
      {"ear_right", ear_json(head.ear_right)},
      {"pitch_deg", rounded(head.pitch_deg, 2)},
      {"pitch_sigma_deg", rounded(head.pitch_sigma_deg, 2)},
      {"shoulder_left",
       {{"visible", head.shoulder_left_visible}, {"share", rounded(head.shoulder_left_share, 4)}}},
      {"shoulder_right",
       {{"visible", head.shoulder_right_visible}, {"share", rounded(head.shoulder_right_share, 4)}}}};
}

Json eye_json(const EyeLook& eye) {
  return {{"corner_left", point_json(eye.corner_left)},     {"corner_right", point_json(eye.corner_right)},
          {"lid_opening", rounded(eye.lid_opening, 2)},     {"iris", point_json(eye.iris)},
          {"iris_radius", rounded(eye.iris_radius, 2)},     {"iris_contrast", rounded(eye.iris_contrast, 4)},
          {"covered_share", rounded(eye.covered_share, 4)}, {"burnt_share", rounded(eye.burnt_share, 4)}};
}

Json eyes_json(const EyeFacts& eyes) {
  return {{"left", eye_json(eyes.left)}, {"right", eye_json(eyes.right)}};
}

Json glasses_json(const GlassesFacts& glasses) {
  return {{"worn", glasses.worn()},
          {"score", rounded(glasses.score, 4)},
          {"parsed_area", rounded(glasses.parsed_area, 4)},
          {"parsed_bridge", rounded(glasses.parsed_bridge, 4)},
          {"bridge_contrast", rounded(glasses.bridge_contrast, 4)},
          {"rim_contrast", rounded(glasses.rim_contrast, 4)},
          {"temple_contrast", rounded(glasses.temple_contrast, 4)}};
}

/// The value of a stage, or an object that says why there is none.
template <class T, class ToJson>
Json stage_json(const Fact<T>& fact, ToJson to_json) {
  switch (fact.state()) {
    case FactState::present:
      return to_json(fact.value());
    case FactState::absent:
      return {{"state", "absent"}};
    case FactState::failed:
      return {{"state", "failed"}, {"reason", fact.reason()}};
    case FactState::not_requested:
      return {{"state", "not-requested"}};
  }
  return nullptr;
}

Json finding_json(const Finding& finding) {
  Json measured = Json::array();
  for (const Measurement& m : finding.outcome.measured) {
    Json one = {{"name", m.name}, {"value", m.value}, {"unit", m.unit}};
    if (m.min) one["min"] = *m.min;
    if (m.max) one["max"] = *m.max;
    if (m.min || m.max) one["excess"] = m.excess();
    measured.push_back(std::move(one));
  }
  return {{"rule", finding.rule->info->code},
          {"name", finding.rule->info->name},
          {"severity", to_string(finding.rule->severity)},
          {"status", to_string(finding.outcome.status)},
          {"message", finding.outcome.message},
          {"measured", std::move(measured)}};
}

}  // namespace

std::vector<FactSection> fact_sheet(const Analysis& analysis, Language language) {
  std::vector<FactSection> sheet;
  sheet.push_back({{"File", "文件"}, file_rows(*analysis.file)});
  add_stage(sheet, {"Face", "人脸"}, analysis.faces, language, face_rows);
  add_stage(sheet, {"Parsing, share of the square around the head", "分区（占头部方框的比例）"},
            analysis.parsing, language, parsing_rows);
  add_stage(sheet, {"Background", "背景"}, analysis.background, language, background_rows);
  add_stage(sheet, {"Head", "头部"}, analysis.head, language,
            [language](const HeadFacts& head) { return head_rows(head, language); });
  add_stage(sheet, {"Eyes", "眼睛"}, analysis.eyes, language, eye_rows);
  add_stage(sheet, {"Glasses", "眼镜"}, analysis.glasses, language,
            [language](const GlassesFacts& glasses) { return glasses_rows(glasses, language); });
  return sheet;
}

std::string fact_json(const Analysis& analysis, const std::vector<Finding>& findings, VerdictStatus status) {
  Json json = {{"verdict", to_string(status)},
               {"file", file_json(*analysis.file)},
               {"faces", stage_json(analysis.faces, faces_json)},
               {"parsing", stage_json(analysis.parsing, parsing_json)},
               {"background", stage_json(analysis.background, background_json)},
               {"head", stage_json(analysis.head, head_json)},
               {"eyes", stage_json(analysis.eyes, eyes_json)},
               {"glasses", stage_json(analysis.glasses, glasses_json)}};
  Json list = Json::array();
  for (const Finding& finding : findings) list.push_back(finding_json(finding));
  json["findings"] = std::move(list);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace photolint
