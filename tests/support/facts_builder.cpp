// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/facts_builder.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <stdexcept>

#include "photolint/core/hash.h"
#include "photolint/core/utf8.h"
#include "photolint/rule/verdict.h"
#include "rules/registry.h"

namespace photolint::test {
namespace {

constexpr int kWidth = 480;
constexpr int kHeight = 640;
constexpr Point kEyeLeft{190, 250};
constexpr Point kEyeRight{290, 250};
constexpr double kEyeDistance = 100;
constexpr int kLabelEdge = 192;
constexpr double kCropEdge = 4.4 * kEyeDistance;  // models.md, section Crops
constexpr Point kCropCorner{240 - kCropEdge / 2, 225 - kCropEdge / 2};
constexpr int kBlockEdge = 32;

/// An ellipse with its axes along x and y.
struct Ellipse {
  Point centre;
  double half_width;
  double half_height;

  [[nodiscard]] bool holds(Point p) const {
    const double x = (p.x - centre.x) / half_width;
    const double y = (p.y - centre.y) / half_height;
    return x * x + y * y <= 1;
  }
  /// The point at the angle; 0 is the top, clockwise as seen.
  [[nodiscard]] Point rim(double angle_deg) const {
    const double angle = angle_deg * std::numbers::pi / 180;
    return {centre.x + half_width * std::sin(angle), centre.y - half_height * std::cos(angle)};
  }
};

constexpr Ellipse kHair{{240, 220}, 130, 140};
constexpr Ellipse kFace{{240, 275}, 115, 145};
constexpr Ellipse kEarLeft{{125, 275}, 14, 34};
constexpr Ellipse kEarRight{{355, 275}, 14, 34};
constexpr Ellipse kLidsLeft{kEyeLeft, 25, 10};
constexpr Ellipse kLidsRight{kEyeRight, 25, 10};
constexpr Ellipse kIrisOfLeft{kEyeLeft, 9, 9};
constexpr Ellipse kIrisOfRight{kEyeRight, 9, 9};
constexpr Ellipse kBrowOfLeft{{190, 218}, 32, 6};
constexpr Ellipse kBrowOfRight{{290, 218}, 32, 6};
constexpr Ellipse kMouth{{240, 358}, 36, 11};
constexpr Ellipse kShoulders{{240, 640}, 200, 160};

bool neck_holds(Point p) {
  return p.y > 380 && p.y < 500 && std::abs(p.x - 240) < 62;
}

PortraitClass class_at(Point p) {
  if (kLidsLeft.holds(p) || kLidsRight.holds(p)) return PortraitClass::eye;
  if (kBrowOfLeft.holds(p) || kBrowOfRight.holds(p)) return PortraitClass::brow;
  if (kMouth.holds(p)) return PortraitClass::lips;
  if (kFace.holds(p)) return PortraitClass::skin;
  if (kEarLeft.holds(p) || kEarRight.holds(p)) return PortraitClass::ear;
  if (kHair.holds(p) && p.y < 290) return PortraitClass::hair;
  if (neck_holds(p)) return PortraitClass::neck;
  if (kShoulders.holds(p)) return PortraitClass::cloth;
  return PortraitClass::background;
}

Rgb paint(Point p) {
  if (kIrisOfLeft.holds(p) || kIrisOfRight.holds(p)) return {45, 30, 25};
  switch (class_at(p)) {
    case PortraitClass::background:
      return {100, 197, 255};
    case PortraitClass::eye:
      return {232, 228, 226};
    case PortraitClass::brow:
      return {60, 45, 40};
    case PortraitClass::hair:
      return {35, 28, 26};
    case PortraitClass::lips:
      return {182, 100, 98};
    case PortraitClass::neck:
      return {205, 160, 138};
    case PortraitClass::cloth:
      return {240, 240, 242};
    default:
      return {222, 178, 155};
  }
}

/// Texture of the person: -4..4, the same on every run.
int grain(int x, int y) {
  const auto hash = static_cast<std::uint32_t>(x) * 73856093U ^ static_cast<std::uint32_t>(y) * 19349663U;
  return static_cast<int>((hash >> 7) % 9) - 4;
}

std::uint8_t level(double value) {
  return static_cast<std::uint8_t>(std::lround(value));
}

void draw(Photo& photo) {
  photo.colour = ImageBuffer(kWidth, kHeight, 3);
  photo.grey = ImageBuffer(kWidth, kHeight, 1);
  photo.background.person = ImageBuffer(kWidth, kHeight, 1);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const Point centre{x + 0.5, y + 0.5};
      const bool person = class_at(centre) != PortraitClass::background;
      const Rgb colour = paint(centre);
      const int texture = person ? grain(x, y) : 0;
      std::uint8_t* pixel = photo.colour.at(x, y);
      pixel[0] = level(colour.b + texture);
      pixel[1] = level(colour.g + texture);
      pixel[2] = level(colour.r + texture);
      *photo.grey.at(x, y) = level(0.299 * pixel[2] + 0.587 * pixel[1] + 0.114 * pixel[0]);
      *photo.background.person.at(x, y) = person ? 255 : 0;
    }
  }
}

void fill_parsing(ParsingFacts& parsing) {
  constexpr double kZoom = kLabelEdge / kCropEdge;
  parsing.image_to_crop = {kZoom, 0, -kCropCorner.x * kZoom, 0, kZoom, -kCropCorner.y * kZoom};
  const Affine back = parsing.image_to_crop.inverse();
  parsing.labels = ImageBuffer(kLabelEdge, kLabelEdge, 1);
  for (int y = 0; y < kLabelEdge; ++y) {
    for (int x = 0; x < kLabelEdge; ++x) {
      *parsing.labels.at(x, y) = static_cast<std::uint8_t>(class_at(back.apply({x + 0.5, y + 0.5})));
    }
  }
}

double background_share(const ImageBuffer& person, int left, int top, int width, int height) {
  const ImageView view = person.view();
  int background = 0;
  for (int y = top; y < top + height; ++y) {
    for (int x = left; x < left + width; ++x) background += *view.at(x, y) == 0 ? 1 : 0;
  }
  return static_cast<double>(background) / (width * height);
}

void fill_background(BackgroundFacts& background) {
  const Rgb blue{100, 197, 255};
  background.mean = blue;
  background.surface.r[0] = blue.r;
  background.surface.g[0] = blue.g;
  background.surface.b[0] = blue.b;
  for (int y = 0; y < kHeight; y += kBlockEdge) {
    for (int x = 0; x < kWidth; x += kBlockEdge) {
      const double share = background_share(background.person, x, y, kBlockEdge, kBlockEdge);
      const Rect box{double(x), double(y), kBlockEdge, kBlockEdge};
      if (share >= 0.5) background.blocks.push_back({box, blue, share});
    }
  }
  background.share = background_share(background.person, 0, 0, kWidth, kHeight);
}

/// count points of a rim from a start angle, in steps of whole turn / count.
void put_rim(Face& face, int begin, int end, const Ellipse& ellipse, double start_deg, double turn_deg) {
  for (int i = begin; i < end; ++i) {
    const double angle = start_deg + turn_deg * (i - begin) / (end - begin);
    face.landmarks.at(static_cast<std::size_t>(i)) = ellipse.rim(angle);
  }
}

void put_iris(Face& face, int begin, const Ellipse& iris) {
  face.landmarks.at(static_cast<std::size_t>(begin)) = iris.centre;
  put_rim(face, begin + 1, begin + 5, iris, 0, 360);
}

Face drawn_face() {
  namespace lm = landmark;
  Face face;
  face.box = {125, 130, 230, 290};
  face.score = 0.98;
  face.presence = 0.995;
  // The mesh runs clockwise round the oval and counter-clockwise, from the outer corner, round the left eye.
  put_rim(face, lm::kOvalBegin, lm::kOvalEnd, kFace, 0, 360);
  face.landmarks[lm::kEarJointLeft] = {125, 275};
  face.landmarks[lm::kEarJointRight] = {355, 275};
  put_rim(face, lm::kEyeLeftBegin, lm::kEyeLeftEnd, kLidsLeft, 270, -360);
  put_rim(face, lm::kEyeRightBegin, lm::kEyeRightEnd, kLidsRight, 270, -360);
  put_rim(face, lm::kBrowLeftBegin, lm::kBrowLeftEnd, kBrowOfLeft, 270, 360);
  put_rim(face, lm::kBrowRightBegin, lm::kBrowRightEnd, kBrowOfRight, 90, -360);
  put_rim(face, lm::kLipsOuterBegin, lm::kLipsOuterEnd, kMouth, 270, -360);
  put_rim(face, lm::kLipsInnerBegin, lm::kLipsInnerEnd, Ellipse{kMouth.centre, 30, 0.5}, 270, -360);
  const std::array<Point, 12> nose{Point{240, 240}, {240, 255}, {240, 270}, {240, 285},
                                   {240, 310},      {240, 302}, {240, 315}, {240, 324},
                                   {224, 320},      {256, 320}, {214, 314}, {266, 314}};
  for (std::size_t i = 0; i < nose.size(); ++i) face.landmarks.at(lm::kNoseBegin + i) = nose.at(i);
  put_iris(face, lm::kIrisLeft, kIrisOfLeft);
  put_iris(face, lm::kIrisRight, kIrisOfRight);
  return face;
}

void fill_head(HeadFacts& head) {
  head.eye_left = kEyeLeft;
  head.eye_right = kEyeRight;
  head.eye_distance = kEyeDistance;
  head.eye_line_y = kEyeLeft.y;
  head.ear_joint_left = {125, 275};
  head.ear_joint_right = {355, 275};
  head.face_width = 230;
  head.chin = {240, 420};
  head.head_top = {240, 80};
  head.head_left = 110;
  head.head_right = 370;
  head.ear_left = {true, kEarLeft.centre, 700};
  head.ear_right = {true, kEarRight.centre, 700};
  head.pitch_deg = -1;
  head.pitch_sigma_deg = 3;
  head.shoulder_left_visible = true;
  head.shoulder_right_visible = true;
  head.shoulder_left_share = 0.6;
  head.shoulder_right_share = 0.6;
}

EyeLook drawn_eye(const Ellipse& lids, const Ellipse& iris) {
  EyeLook eye;
  eye.corner_left = lids.rim(270);
  eye.corner_right = lids.rim(90);
  eye.lid_opening = 2 * lids.half_height;
  eye.iris = iris.centre;
  eye.iris_radius = iris.half_width;
  eye.iris_contrast = 0.6;
  return eye;
}

void fill_file(Photo& photo) {
  photo.item.id = "2023000001";
  photo.item.path = "photos/2023000001.jpg";
  photo.item.shown_path = "2023000001.jpg";
  // The ID number is the example printed in GB 11643.
  photo.item.fields = {{"student_no", "2023000001"}, {"name", "张三"}, {"id_number", "11010519491231002X"}};
  photo.item.roster_line = 2;
  FileFacts& file = photo.file;
  file.bytes = 35000;
  file.sha256 = std::string(64, '0');
  file.format = FileFormat::jpeg;
  file.extension = "jpg";
  file.stored_width = file.width = kWidth;
  file.stored_height = file.height = kHeight;
  file.components = 3;
  file.bits_per_component = 8;
  file.colour_mode = ColourMode::ycbcr;
  file.print_resolution = PrintResolution{300, 300};
  file.jpeg_quality = 90;
}

Photo make_compliant_photo() {
  Photo photo;
  fill_file(photo);
  draw(photo);
  fill_parsing(photo.parsing);
  fill_background(photo.background);
  fill_head(photo.head);
  photo.eyes = {drawn_eye(kLidsLeft, kIrisOfLeft), drawn_eye(kLidsRight, kIrisOfRight), kEyeDistance};
  photo.faces.faces.push_back(drawn_face());
  photo.code.codes.symbols = {test_symbol("capture code")};
  photo.code.text = test_card();
  return photo;
}

template <class T>
Fact<T> fact_of(const T& value, const Presence& presence, bool requested) {
  if (!requested) return {};
  switch (presence.state) {
    case FactState::present:
      return value;
    case FactState::absent:
      return Fact<T>::absent();
    case FactState::failed:
      return Fact<T>::failed(presence.reason);
    case FactState::not_requested:
      break;
  }
  return {};
}

Rect grown(const Rect& box, double factor) {
  return {box.x * factor, box.y * factor, box.width * factor, box.height * factor};
}

void enlarge(HeadFacts& head, double factor) {
  for (Point* point : {&head.eye_left, &head.eye_right, &head.ear_joint_left, &head.ear_joint_right,
                       &head.chin, &head.head_top, &head.ear_left.centre, &head.ear_right.centre}) {
    *point = *point * factor;
  }
  for (double* length :
       {&head.eye_distance, &head.eye_line_y, &head.face_width, &head.head_left, &head.head_right}) {
    *length *= factor;
  }
  head.ear_left.visible_area *= factor * factor;
  head.ear_right.visible_area *= factor * factor;
}

void enlarge(EyeLook& eye, double factor) {
  for (Point* point : {&eye.corner_left, &eye.corner_right, &eye.iris}) *point = *point * factor;
  eye.lid_opening *= factor;
  eye.iris_radius *= factor;
}

}  // namespace

Analysis Photo::analysis(Needs needs) const& {
  Analysis result;
  result.item = &item;
  result.file = &file;
  result.scale = scale;
  result.reference_day = reference_day;
  if (needs.has(Need::pixels)) {
    result.colour = colour.view();
    result.grey = grey.view();
  }
  result.faces = fact_of(faces, faces_presence, needs.has(Need::faces));
  result.parsing = fact_of(parsing, parsing_presence, needs.has(Need::parsing));
  result.background = fact_of(background, background_presence, needs.has(Need::background));
  result.head = fact_of(head, head_presence, needs.has(Need::head));
  result.glasses = fact_of(glasses, glasses_presence, needs.has(Need::glasses));
  result.eyes = fact_of(eyes, eyes_presence, needs.has(Need::eyes));
  result.code = fact_of(code, code_presence, needs.has(Need::code));
  result.photo_code = fact_of(photo_code, photo_code_presence, needs.has(Need::photo_code));
  return result;
}

CodeSymbol test_symbol(const std::string& payload) {
  CodeSymbol symbol;
  symbol.sha256 = sha256_hex(payload);
  symbol.payload_bytes = 64;
  symbol.corners = {Point{390, 700}, {690, 700}, {690, 1000}, {390, 1000}};
  symbol.modules = 37;
  symbol.pixels_per_module = 300. / 37;
  symbol.ec_level = "M";
  return symbol;
}

CardField test_card_field(const std::string& text, double confidence) {
  CardField field;
  std::string_view rest = text;
  while (!rest.empty()) {
    const CodePoint c = first_code_point(rest);
    field.characters.push_back({std::string(rest.substr(0, c.length)), confidence});
    rest.remove_prefix(c.length);
  }
  return field;
}

CardText test_card() {
  CardText card;
  card.state = CardTextState::read;
  card.name = test_card_field("安*宁", 1);
  card.id_last4 = test_card_field("1029", 1);
  card.school = test_card_field("东海大学", 1);
  card.level = test_card_field("本科", 1);
  return card;
}

Photo compliant_photo() {
  static const Photo photo = make_compliant_photo();
  return photo;
}

Photo enlarged(Photo photo, double factor) {
  FileFacts& file = photo.file;
  file.width = static_cast<int>(std::lround(file.width * factor));
  file.height = static_cast<int>(std::lround(file.height * factor));
  file.stored_width = file.width;
  file.stored_height = file.height;
  photo.scale /= factor;
  for (Face& face : photo.faces.faces) {
    face.box = grown(face.box, factor);
    for (Point& point : face.landmarks) point = point * factor;
  }
  photo.parsing.image_to_crop.a /= factor;
  photo.parsing.image_to_crop.b /= factor;
  photo.parsing.image_to_crop.d /= factor;
  photo.parsing.image_to_crop.e /= factor;
  for (BackgroundBlock& block : photo.background.blocks) block.box = grown(block.box, factor);
  enlarge(photo.head, factor);
  enlarge(photo.eyes.left, factor);
  enlarge(photo.eyes.right, factor);
  photo.eyes.eye_distance *= factor;
  return photo;
}

Photo painted(Photo photo, const Rect& box, Rgb colour) {
  for (int y = static_cast<int>(box.y); y < box.bottom(); ++y) {
    for (int x = static_cast<int>(box.x); x < box.right(); ++x) {
      std::uint8_t* pixel = photo.colour.at(x, y);
      pixel[0] = level(colour.b);
      pixel[1] = level(colour.g);
      pixel[2] = level(colour.r);
      *photo.grey.at(x, y) = level(0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b);
    }
  }
  return photo;
}

void relabel(Photo& photo, const Rect& box, PortraitClass what) {
  const Affine back = photo.parsing.image_to_crop.inverse();
  ImageBuffer& labels = photo.parsing.labels;
  for (int y = 0; y < labels.height(); ++y) {
    for (int x = 0; x < labels.width(); ++x) {
      const Point p = back.apply({x + 0.5, y + 0.5});
      if (p.x >= box.x && p.x < box.right() && p.y >= box.y && p.y < box.bottom()) {
        *labels.at(x, y) = static_cast<std::uint8_t>(what);
      }
    }
  }
}

Photo with_all_facts(Photo photo, const Presence& presence) {
  photo.faces_presence = presence;
  photo.parsing_presence = presence;
  photo.background_presence = presence;
  photo.head_presence = presence;
  photo.glasses_presence = presence;
  photo.eyes_presence = presence;
  photo.code_presence = presence;
  return photo;
}

Outcome run_rule(std::string_view code_or_name, const Photo& photo,
                 std::initializer_list<Override> overrides) {
  BoundRule rule;
  rule.info = find_rule(rules::table(), code_or_name);
  if (rule.info == nullptr) throw std::logic_error("unknown rule " + std::string(code_or_name));
  rule.params = Params(rule.info->body->params);
  for (const auto& [name, value] : overrides) rule.params.set(name, value);
  return evaluate(photo.analysis(rule.info->body->needs), {rule}).front().outcome;
}

double measured(const Outcome& outcome, std::string_view name) {
  for (const Measurement& m : outcome.measured) {
    if (m.name == name) return m.value;
  }
  throw std::logic_error("nothing measured under " + std::string(name));
}

}  // namespace photolint::test
