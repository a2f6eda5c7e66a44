// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/code_cards.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <opencv2/freetype.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>
#include <span>

#include "photolint/core/hash.h"

namespace photolint::test {
namespace {

using Map = cv::Matx33d;

constexpr const char* kSans = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
constexpr const char* kBold = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
constexpr int kSimplified = 2;  // the face of the collection with the forms of mainland China

/// Numbers that are the same on every system: the standard's distributions are not.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed * 2654435761U + 97U) {}
  /// first..last, both included.
  int whole(int first, int last) {
    return first + static_cast<int>(engine_() % static_cast<std::uint32_t>(last - first + 1));
  }
  double real(double from, double to) {
    return from + (to - from) * static_cast<double>(engine_()) / 4294967296.;
  }
  bool chance(double p) { return real(0, 1) < p; }
  std::string_view pick(std::span<const std::string_view> list) {
    return list[static_cast<std::size_t>(whole(0, static_cast<int>(list.size()) - 1))];
  }

 private:
  std::mt19937 engine_;
};

constexpr std::string_view kSurnames[] = {
    "张", "王", "李", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐",   "孙",   "马",  "朱", "胡",
    "郭", "何", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许",   "邓",   "冯",  "韩", "曹",
    "曾", "彭", "萧", "蔡", "潘", "田", "董", "袁", "于", "余", "欧阳", "上官", "司马"};
constexpr std::string_view kGiven[] = {
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "兰", "霞", "平", "刚", "桂", "英", "华", "玉", "萍", "红", "梅", "琳", "晨", "宇", "浩", "轩", "子",
    "涵", "梓", "欣", "怡", "佳", "雨", "思", "博", "文", "昊", "天", "鑫", "鹏", "飞", "凯", "婷", "雪",
    "慧", "颖", "倩", "璐", "瑶", "未", "己", "晓", "旭", "阳", "志", "建", "国", "庆"};
constexpr std::string_view kMinority[] = {"阿依古丽·买买提", "迪丽娜尔·艾山", "古丽米热·吐尔逊",
                                          "努尔兰·叶尔江"};
constexpr std::string_view kPlaces[] = {"云岭", "东湖", "北辰", "江南", "西川", "海州",
                                        "青岩", "龙山", "白水", "长宁", "新河", "南屏",
                                        "金沙", "柳城", "秦川", "辽东", "塞北", "华岳"};
constexpr std::string_view kTypes[] = {"大学",     "师范大学",     "科技大学",     "农业大学",
                                       "医科大学", "财经大学",     "理工大学",     "师范学院",
                                       "工程学院", "职业技术学院", "高等专科学校", "交通职业学院"};
constexpr std::string_view kLevels[] = {"本科",       "本科",   "专科",      "硕士研究生",
                                        "博士研究生", "专升本", "专科(高职)"};

std::string random_name(Dice& dice) {
  if (dice.chance(0.03)) return std::string(dice.pick(kMinority));
  std::string name(dice.pick(kSurnames));
  const int length = dice.chance(0.15) ? 1 : dice.chance(0.95) ? 2 : 3;
  for (int i = 0; i < length; ++i) name += dice.pick(kGiven);
  return name;
}

/// The first and the last character with stars between; of two characters only the first.
std::string masked(const std::string& name, Dice& dice) {
  constexpr std::size_t kBytes = 3;  // of every character in the lists but the middle dot
  const std::string first = name.substr(0, kBytes), last = name.substr(name.size() - kBytes);
  const std::size_t length = name.size() / kBytes;
  if (length == 2) return first + "*";
  return first + (length == 3 && dice.chance(0.6) ? "*" : "**") + last;
}

CardWords random_text(Dice& dice) {
  CardWords text;
  text.name = random_name(dice);
  text.masked_name = masked(text.name, dice);
  for (int i = 0; i < 3; ++i) text.id_last4 += static_cast<char>('0' + dice.whole(0, 9));
  text.id_last4 += dice.chance(0.1) ? 'X' : static_cast<char>('0' + dice.whole(0, 9));
  text.school = std::string(dice.pick(kPlaces)) + std::string(dice.pick(kTypes));
  text.level = dice.pick(kLevels);
  return text;
}

/// A flat picture being made, and the codes on it.
struct Sheet {
  cv::Mat bgr;
  std::vector<CodeTruth> codes;
};

double mean_side(const std::array<Point, 4>& q) {
  return (distance(q[0], q[1]) + distance(q[1], q[2]) + distance(q[2], q[3]) + distance(q[3], q[0])) / 4;
}

void move_codes(std::vector<CodeTruth>& codes, const Map& map) {
  for (CodeTruth& code : codes) {
    for (Point& p : code.corners) {
      const cv::Vec3d q = map * cv::Vec3d(p.x, p.y, 1);
      p = {q[0] / q[2], q[1] / q[2]};
    }
    code.pixels_per_module = mean_side(code.corners) / code.modules;
  }
}

std::string random_payload(Dice& dice) {
  constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string payload;
  const int length = dice.whole(60, 230);
  for (int i = 0; i < length; ++i) payload += kBase64[static_cast<std::size_t>(dice.whole(0, 63))];
  return payload;
}

/// The code alone, one pixel a module, without a quiet zone.
cv::Mat modules_of(const std::string& payload, int level) {
  const ZXing::BitMatrix bits = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                    .setEccLevel(level)
                                    .setMargin(0)
                                    .encode(payload, 0, 0);
  cv::Mat modules(bits.height(), bits.width(), CV_8UC3);
  for (int y = 0; y < modules.rows; ++y) {
    for (int x = 0; x < modules.cols; ++x)
      modules.at<cv::Vec3b>(y, x) = bits.get(x, y) ? cv::Vec3b(0, 0, 0) : cv::Vec3b(255, 255, 255);
  }
  return modules;
}

/// Draws the code into the square at (left, top) and notes it.
void place_code(Sheet& sheet, const std::string& payload, int left, int top, int edge, Dice& dice) {
  const cv::Mat modules = modules_of(payload, dice.chance(0.6) ? 4 : dice.chance(0.5) ? 2 : 6);
  cv::Mat large;
  cv::resize(modules, large, {modules.cols * 20, modules.rows * 20}, 0, 0, cv::INTER_NEAREST);
  cv::resize(large, sheet.bgr(cv::Rect(left, top, edge, edge)), {edge, edge}, 0, 0, cv::INTER_AREA);
  const double l = left, t = top, r = left + edge, b = top + edge;
  sheet.codes.push_back({sha256_hex(payload),
                         {{{l, t}, {r, t}, {r, b}, {l, b}}},
                         modules.cols,
                         static_cast<double>(edge) / modules.cols});
}

Sheet resized(const Sheet& sheet, int width) {
  const double factor = static_cast<double>(width) / sheet.bgr.cols;
  const int height = static_cast<int>(std::lround(sheet.bgr.rows * factor));
  Sheet result{{}, sheet.codes};
  cv::resize(sheet.bgr, result.bgr, {width, height}, 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  move_codes(result.codes, Map(factor, 0, 0, 0, static_cast<double>(height) / sheet.bgr.rows, 0, 0, 0, 1));
  return result;
}

cv::Mat through_jpeg(const cv::Mat& bgr, int quality) {
  std::vector<std::uint8_t> bytes;
  cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
  return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

void add_noise(cv::Mat& bgr, double sigma, Dice& dice) {
  for (int y = 0; y < bgr.rows; ++y) {
    std::uint8_t* row = bgr.ptr<std::uint8_t>(y);
    for (int i = 0; i < bgr.cols * 3; ++i) {
      const double noise =
          (dice.real(-1, 1) + dice.real(-1, 1)) * 1.22 * sigma;  // triangular, same deviation
      row[i] = cv::saturate_cast<std::uint8_t>(row[i] + noise);
    }
  }
}

/// Two gratings of nearly the same pitch: what a camera sees of a screen's pixels.
void add_moire(cv::Mat& bgr, Dice& dice) {
  const double depth = dice.real(0.04, 0.16);
  const double pitch = dice.real(2.2, 7), angle = dice.real(0, std::numbers::pi);
  const double kx = std::cos(angle) * 2 * std::numbers::pi / pitch,
               ky = std::sin(angle) * 2 * std::numbers::pi / pitch;
  const double bend = dice.real(-2e-4, 2e-4);
  for (int y = 0; y < bgr.rows; ++y) {
    for (int x = 0; x < bgr.cols; ++x) {
      cv::Vec3b& pixel = bgr.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) {
        const double wave = std::sin(kx * x + ky * y + bend * x * y / 10 + c * 2.1);
        pixel[c] = cv::saturate_cast<std::uint8_t>(pixel[c] * (1 - depth + depth * wave) + 8);
      }
    }
  }
}

/// A ramp of light over the picture and, perhaps, a soft reflection.
void add_light(cv::Mat& bgr, double unevenness, bool glare, Dice& dice) {
  const double angle = dice.real(0, 2 * std::numbers::pi), gain = dice.real(0.55, 0.95);
  const double gx = dice.real(0.2, 0.8) * bgr.cols, gy = dice.real(0.2, 0.8) * bgr.rows;
  const double radius = dice.real(0.08, 0.2) * bgr.cols, strength = glare ? dice.real(40, 110) : 0;
  for (int y = 0; y < bgr.rows; ++y) {
    for (int x = 0; x < bgr.cols; ++x) {
      const double u = static_cast<double>(x) / bgr.cols - 0.5, v = static_cast<double>(y) / bgr.rows - 0.5;
      const double light = gain * (1 + unevenness * (std::cos(angle) * u + std::sin(angle) * v));
      const double d2 = ((x - gx) * (x - gx) + (y - gy) * (y - gy)) / (2 * radius * radius);
      const double shine = strength > 0 && d2 < 9 ? strength * std::exp(-d2) : 0;
      cv::Vec3b& pixel = bgr.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) pixel[c] = cv::saturate_cast<std::uint8_t>(pixel[c] * light + shine);
    }
  }
}

/// The projection of the sheet's pixels when it is tilted about an axis in its plane and turned; unscaled.
Map tilted(cv::Size size, Dice& dice) {
  const double tilt = dice.real(0, 35) * std::numbers::pi / 180, axis = dice.real(0, 2 * std::numbers::pi);
  const double turn = (dice.chance(0.15) ? dice.whole(1, 3) * 90 : 0) + dice.real(-15, 15);
  const double roll = turn * std::numbers::pi / 180;
  const double distance = 1.6 * std::max(size.width, size.height);  // a phone held close
  const Map centred(1, 0, -size.width / 2., 0, 1, -size.height / 2., 0, 0, 1);
  const Map to_axis(std::cos(axis), std::sin(axis), 0, -std::sin(axis), std::cos(axis), 0, 0, 0, 1);
  const Map lean(1, 0, 0, 0, std::cos(tilt), 0, 0, std::sin(tilt) / distance, 1);
  const Map from_axis(std::cos(roll - axis), std::sin(roll - axis), 0, -std::sin(roll - axis),
                      std::cos(roll - axis), 0, 0, 0, 1);
  return from_axis * lean * to_axis * centred;
}

/// Takes the photograph: as many pixels a module as asked for, on a table.
Sheet photographed(const Sheet& sheet, double pixels_per_module, Dice& dice) {
  constexpr int kFine = 3;  // drawn so much finer, then averaged, as a sensor does
  Map map = tilted(sheet.bgr.size(), dice);
  Sheet result{{}, sheet.codes};
  move_codes(result.codes, map);
  const double zoom = pixels_per_module / result.codes.front().pixels_per_module;
  std::vector<cv::Point2f> outline;
  const auto w = static_cast<float>(sheet.bgr.cols), h = static_cast<float>(sheet.bgr.rows);
  cv::perspectiveTransform(std::vector<cv::Point2f>{{0, 0}, {w, 0}, {w, h}, {0, h}}, outline, map);
  float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
  for (const cv::Point2f& p : outline) {
    left = std::min(left, p.x), top = std::min(top, p.y);
    right = std::max(right, p.x), bottom = std::max(bottom, p.y);
  }
  const double margin = dice.real(0.05, 0.5) * (right - left);
  map = Map(zoom, 0, (margin - left) * zoom, 0, zoom, (margin - top) * zoom, 0, 0, 1) * map;
  const cv::Size size(static_cast<int>((right - left + 2 * margin) * zoom),
                      static_cast<int>((bottom - top + 2 * margin) * zoom));
  const Map half(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1);
  const Map fine = half.inv() * Map(kFine, 0, 0, 0, kFine, 0, 0, 0, 1) * map * half;
  const cv::Scalar table(dice.whole(30, 160), dice.whole(30, 160), dice.whole(30, 160));
  cv::Mat large;
  cv::warpPerspective(sheet.bgr, large, fine, size * kFine, cv::INTER_LINEAR, cv::BORDER_CONSTANT, table);
  cv::resize(large, result.bgr, size, 0, 0, cv::INTER_AREA);
  result.codes = sheet.codes;
  move_codes(result.codes, map);
  return result;
}

/// Focus and hand shake, pixels.
void add_blur(cv::Mat& bgr, double sigma, Dice& dice) {
  cv::GaussianBlur(bgr, bgr, {}, sigma, sigma);
  if (!dice.chance(0.25)) return;
  const bool across = dice.chance(0.5);
  cv::blur(bgr, bgr, across ? cv::Size(3, 1) : cv::Size(1, 3));
}

ImageBuffer buffer_of(const cv::Mat& bgr) {
  ImageBuffer buffer(bgr.cols, bgr.rows, 3);
  for (int y = 0; y < bgr.rows; ++y)
    std::memcpy(buffer.row(y), bgr.ptr<std::uint8_t>(y), static_cast<std::size_t>(bgr.cols) * 3);
  return buffer;
}

}  // namespace

/// Draws text and the sheets of one picture.
struct CardPainter::Fonts {
  cv::Ptr<cv::freetype::FreeType2> sans = cv::freetype::createFreeType2();
  cv::Ptr<cv::freetype::FreeType2> bold = cv::freetype::createFreeType2();

  Fonts() {
    sans->loadFontData(kSans, kSimplified);
    bold->loadFontData(kBold, kSimplified);
  }

  static void text(const cv::Ptr<cv::freetype::FreeType2>& font, cv::Mat& bgr, const std::string& words,
                   int x, int y, int height, cv::Scalar colour = {40, 40, 40}) {
    font->putText(bgr, words, {x, y}, height, colour, -1, cv::LINE_AA, true);
  }

  void centred(cv::Mat& bgr, const std::string& words, int y, int height, cv::Scalar colour) const {
    int base = 0;
    const cv::Size size = bold->getTextSize(words, height, -1, &base);
    text(bold, bgr, words, (bgr.cols - size.width) / 2, y, height, colour);
  }

  /// The four label rows from y downwards.
  void rows(cv::Mat& bgr, const CardWords& t, int y, Dice& dice) const {
    const int height = dice.whole(36, 46), step = dice.whole(64, 80), left = dice.whole(80, 160);
    const std::string colon = dice.chance(0.8) ? "：" : " ";
    const std::string rows[] = {"姓名" + colon + t.masked_name, "证件号码" + colon + "*****" + t.id_last4,
                                "学校名称" + colon + t.school, "层次" + colon + t.level};
    for (const std::string& row : rows) {
      text(sans, bgr, row, left, y, height);
      y += step;
    }
  }

  /// The saved card; without a code where payload is empty.
  [[nodiscard]] Sheet card(const CardWords& t, const std::string& payload, Dice& dice) const {
    Sheet sheet{cv::Mat(1480, 1080, CV_8UC3, cv::Scalar(255, 255, 255)), {}};
    cv::rectangle(sheet.bgr, cv::Rect(0, 0, 1080, 170), {170, 110, 30}, cv::FILLED);
    centred(sheet.bgr, "CHSI 图像采集码", 110, 56, {255, 255, 255});
    const bool rows_below = dice.chance(0.15);
    const int edge = dice.whole(520, 680);
    const int code_top = rows_below ? 230 : 600;
    rows(sheet.bgr, t, rows_below ? 1010 : 260, dice);
    if (!payload.empty()) place_code(sheet, payload, (1080 - edge) / 2, code_top, edge, dice);
    centred(sheet.bgr, "此码仅用于图像采集", 1400, 38, {90, 90, 90});
    return sheet;
  }

  /// A phone's screen with the card in it.
  [[nodiscard]] Sheet screen(const Sheet& card, Dice& dice) const {
    const cv::Size kScreens[] = {{1080, 2340}, {1170, 2532}, {720, 1600}, {1440, 3200}, {828, 1792}};
    const cv::Size size = kScreens[dice.whole(0, 4)];
    const double unit = size.width / 1080.;
    const auto px = [unit](int n) { return static_cast<int>(n * unit); };
    Sheet sheet{cv::Mat(size, CV_8UC3, cv::Scalar(246, 244, 242)), {}};
    text(sans, sheet.bgr, "9:" + std::to_string(dice.whole(10, 59)), px(60), px(70), px(36));
    text(sans, sheet.bgr, std::to_string(dice.whole(5, 99)) + "%", px(940), px(70), px(36));
    text(bold, sheet.bgr, "学籍学历信息", px(400), px(180), px(46));
    const Sheet shown = resized(card, px(dice.whole(840, 1060)));
    const int left = (size.width - shown.bgr.cols) / 2, top = px(dice.whole(230, 330));
    shown.bgr.copyTo(sheet.bgr(cv::Rect(left, top, shown.bgr.cols, shown.bgr.rows)));
    sheet.codes = shown.codes;
    move_codes(sheet.codes, Map(1, 0, left, 0, 1, top, 0, 0, 1));
    const int below = top + shown.bgr.rows + px(90);
    text(sans, sheet.bgr, "保存图片到相册", px(120), below, px(40));
    text(sans, sheet.bgr, "常见问题  联系我们", px(120), below + px(90), px(34), {140, 140, 140});
    return sheet;
  }

  [[nodiscard]] Sheet photograph(CardKind kind, const CardWords& t, double pixels_per_module,
                                 Dice& dice) const {
    const bool of_screen = kind == CardKind::photographed_screen;
    Sheet sheet = card(t, random_payload(dice), dice);
    if (of_screen && dice.chance(0.5)) sheet = screen(sheet, dice);
    sheet = photographed(sheet, pixels_per_module, dice);
    add_blur(sheet.bgr, dice.real(0.4, 0.75) * std::max(1., pixels_per_module / 5), dice);
    if (of_screen) add_moire(sheet.bgr, dice);
    add_light(sheet.bgr, dice.real(0, of_screen ? 0.3 : 0.8), dice.chance(0.3), dice);
    add_noise(sheet.bgr, dice.real(1.5, 6), dice);
    sheet.bgr = through_jpeg(sheet.bgr, dice.whole(75, 93));
    return sheet;
  }

  [[nodiscard]] static Sheet cropped(const Sheet& card, Dice& dice) {
    const CodeTruth& code = card.codes.front();
    const int margin = static_cast<int>(dice.real(1, 4) * code.pixels_per_module);
    const cv::Rect box(static_cast<int>(code.corners[0].x) - margin,
                       static_cast<int>(code.corners[0].y) - margin,
                       static_cast<int>(mean_side(code.corners)) + 2 * margin,
                       static_cast<int>(mean_side(code.corners)) + 2 * margin);
    Sheet sheet{card.bgr(box).clone(), card.codes};
    move_codes(sheet.codes, Map(1, 0, -box.x, 0, 1, -box.y, 0, 0, 1));
    return resized(sheet, dice.whole(200, 700));
  }

  [[nodiscard]] Sheet payment(Dice& dice) const {
    Sheet sheet{cv::Mat(1480, 1080, CV_8UC3, cv::Scalar(230, 120, 20)), {}};
    cv::rectangle(sheet.bgr, cv::Rect(140, 300, 800, 900), {255, 255, 255}, cv::FILLED);
    centred(sheet.bgr, "推荐使用支付宝", 200, 60, {255, 255, 255});
    constexpr std::string_view kBeginnings[] = {"https://qr.alipay.com/fkx", "HTTPS://QR.ALIPAY.COM/FKX",
                                                "wxp://f2f0", "weixin://wxpay/bizpayurl?pr="};
    std::string payload(dice.pick(kBeginnings));
    payload += random_payload(dice).substr(0, 24);
    place_code(sheet, payload, 240, 450, 600, dice);
    return sheet;
  }

  [[nodiscard]] Sheet two(const CardWords& t, Dice& dice) const {
    const Sheet a = card(t, random_payload(dice), dice),
                b = card(random_text(dice), random_payload(dice), dice);
    Sheet sheet;
    cv::hconcat(a.bgr, b.bgr, sheet.bgr);
    std::vector<CodeTruth> right = b.codes;
    move_codes(right, Map(1, 0, a.bgr.cols, 0, 1, 0, 0, 0, 1));
    sheet.codes = {a.codes.front(), right.front()};
    return resized(sheet, dice.whole(1080, 2160));
  }

  [[nodiscard]] Sheet sheet(CardKind kind, const CardWords& t, double pixels_per_module, Dice& dice) const {
    if (kind == CardKind::photographed_screen || kind == CardKind::photographed_print)
      return photograph(kind, t, pixels_per_module, dice);
    if (kind == CardKind::payment) return payment(dice);
    if (kind == CardKind::several) return two(t, dice);
    if (kind == CardKind::no_code) return card(t, "", dice);
    Sheet result = card(t, random_payload(dice), dice);
    if (kind == CardKind::screenshot) return screen(result, dice);
    if (kind == CardKind::cropped) return cropped(result, dice);
    if (kind == CardKind::inverted) cv::bitwise_not(result.bgr, result.bgr);
    if (kind != CardKind::chat) return result;
    result = resized(result, dice.whole(540, 720));
    result.bgr = through_jpeg(result.bgr, dice.whole(30, 60));
    return result;
  }
};

std::string_view to_string(CardKind kind) {
  constexpr std::string_view kNames[kCardKindCount] = {
      "clean card",   "screenshot", "photo of a screen", "photo of a print", "chat-compressed",
      "cropped code", "dark mode",  "two codes",         "no code",          "payment code"};
  return kNames[static_cast<int>(kind)];
}

CardWords random_card_words(std::uint32_t seed) {
  Dice dice(seed);
  return random_text(dice);
}

CardPainter::CardPainter() : fonts_(std::make_unique<Fonts>()) {}
CardPainter::~CardPainter() = default;

CardPicture CardPainter::draw(CardKind kind, std::uint32_t seed, double pixels_per_module) const {
  return draw(kind, seed, pixels_per_module, random_card_words(seed));
}

CardPicture CardPainter::draw(CardKind kind, std::uint32_t seed, double pixels_per_module,
                              const CardWords& words) const {
  CardPicture picture;
  picture.text = words;
  Dice dice(seed * 16 + static_cast<std::uint32_t>(kind) + 1);
  const Sheet sheet = fonts_->sheet(kind, picture.text, pixels_per_module, dice);
  picture.bgr = buffer_of(sheet.bgr);
  picture.codes = sheet.codes;
  return picture;
}

}  // namespace photolint::test
