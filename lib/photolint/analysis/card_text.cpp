// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/card_text.h"

#include <leptonica/allheaders.h>
#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <exception>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "photolint/analysis/mat_impl.h"
#include "photolint/core/utf8.h"

namespace photolint {
namespace {

// The card upright, scaled so that the code's side is kCodeEdge: its text is then 25 to 42 pixels high.
constexpr int kCodeEdge = 480;
constexpr int kSideMargin = kCodeEdge * 11 / 20;  // left and right of the code: the card's own edge
constexpr int kAbove = kCodeEdge * 9 / 10;
constexpr int kBelow = kCodeEdge * 9 / 10;
constexpr int kWidth = kCodeEdge + 2 * kSideMargin;
constexpr int kGap = kCodeEdge / 40;  // between code and text: the quiet zone

constexpr int kMinRowHeight = 16;  // of a row of text, pixels
constexpr int kMaxRowHeight = 75;
constexpr int kMinRowWidth = 60;
constexpr int kRowPadding = 9;  // the reader wants some ground around the text
constexpr std::size_t kMaxRows = 10;

constexpr double kMinConfidence = 0.3;  // a value with no character above is noise

using Map = cv::Matx33d;

/// From the upright card's pixels, edge coordinates, to the picture's. The card's origin is kAbove above and
/// kSideMargin left of the code.
Map card_to_picture(const std::array<Point, 4>& corners) {
  const auto l = static_cast<float>(kSideMargin), t = static_cast<float>(kAbove),
             e = static_cast<float>(kCodeEdge);
  const cv::Point2f card[4] = {{l, t}, {l + e, t}, {l + e, t + e}, {l, t + e}};
  cv::Point2f picture[4];
  for (std::size_t i = 0; i < 4; ++i)
    picture[i] = {static_cast<float>(corners[i].x), static_cast<float>(corners[i].y)};
  return cv::getPerspectiveTransform(card, picture);
}

/// Part of the upright card, from the row y down, grey.
cv::Mat card_part(const cv::Mat& picture, const Map& to_picture, int y, int height) {
  const Map half(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1);
  const Map move(1, 0, 0, 0, 1, y, 0, 0, 1);
  cv::Mat part;
  cv::warpPerspective(picture, part, half.inv() * to_picture * move * half, {kWidth, height},
                      cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
  if (part.channels() == 3) cv::cvtColor(part, part, cv::COLOR_BGR2GRAY);
  return part;
}

/// Boxes on one row of text become one.
void join_rows(std::vector<cv::Rect>& boxes) {
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t j = i + 1; j < boxes.size();) {
      const cv::Rect& a = boxes[i];
      const cv::Rect& b = boxes[j];
      const int common = std::min(a.br().y, b.br().y) - std::max(a.y, b.y);
      if (common * 2 < std::min(a.height, b.height) || std::max(a.height, b.height) > kMaxRowHeight) {
        ++j;
        continue;
      }
      boxes[i] |= b;
      boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
      j = i + 1;
    }
  }
}

/// Rows of dark text on light ground, from top to bottom.
std::vector<cv::Rect> text_rows(const cv::Mat& part) {
  cv::Mat ink;
  cv::adaptiveThreshold(part, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, 51, 14);
  cv::morphologyEx(ink, ink, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {31, 3}));
  cv::Mat labels, stats, centroids;
  const int count = cv::connectedComponentsWithStats(ink, labels, stats, centroids);
  std::vector<cv::Rect> boxes;
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    const bool at_edge = box.x == 0 || box.br().x == part.cols;
    if (box.height >= kMinRowHeight / 2 && box.height <= kMaxRowHeight && box.width >= 10 && !at_edge)
      boxes.push_back(box);
  }
  join_rows(boxes);
  std::erase_if(boxes, [](const cv::Rect& b) { return b.height < kMinRowHeight || b.width < kMinRowWidth; });
  std::sort(boxes.begin(), boxes.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.y < b.y; });
  if (boxes.size() > kMaxRows) boxes.resize(kMaxRows);
  return boxes;
}

// The row at other sizes and softened: what the reader guesses changes, what it sees does not.
cv::Mat smaller(const cv::Mat& row) {
  cv::Mat look;
  cv::resize(row, look, {}, 0.8, 0.8, cv::INTER_AREA);
  return look;
}
cv::Mat larger(const cv::Mat& row) {
  cv::Mat look;
  cv::resize(row, look, {}, 1.25, 1.25, cv::INTER_CUBIC);
  return look;
}
cv::Mat softer(const cv::Mat& row) {
  cv::Mat look;
  cv::GaussianBlur(row, look, {}, 1);
  return look;
}

/// Whether the code stands askew, as only a photographed one does. Saved and sent cards stay below 0.006, the
/// drawn photographs begin at 0.028.
bool is_askew(const std::array<Point, 4>& corners) {
  constexpr double kSlope = 0.012;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point edge = corners.at((i + 1) % corners.size()) - corners.at(i);
    const double across = std::abs(edge.x), down = std::abs(edge.y);
    if (std::min(across, down) > kSlope * std::max(across, down)) return true;
  }
  return false;
}

Rect region_of(const cv::Rect& row, int top, const Map& to_picture) {
  double left = 1e9, upper = 1e9, right = -1e9, lower = -1e9;
  for (const cv::Point& corner :
       {row.tl(), cv::Point(row.br().x, row.y), row.br(), cv::Point(row.x, row.br().y)}) {
    const cv::Vec3d q = to_picture * cv::Vec3d(corner.x, corner.y + top, 1);
    left = std::min(left, q[0] / q[2]), right = std::max(right, q[0] / q[2]);
    upper = std::min(upper, q[1] / q[2]), lower = std::max(lower, q[1] / q[2]);
  }
  return {left, upper, right - left, lower - upper};
}

using Characters = std::vector<CardCharacter>;

bool is_han(std::string_view character) {
  const char32_t c = first_code_point(character).value;
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007;
}

bool is_latin(std::string_view character) {
  return character.size() == 1 &&
         ((character[0] >= 'A' && character[0] <= 'Z') || (character[0] >= 'a' && character[0] <= 'z'));
}

/// Number of characters of the label at the front of the row, a wrong one in four allowed; 0 when it is not
/// there.
std::size_t label_length(const Characters& row, std::u32string_view label) {
  if (row.size() <= label.size()) return 0;
  std::size_t same = 0;
  for (std::size_t i = 0; i < label.size(); ++i)
    same += first_code_point(row[i].text).value == label[i] ? 1U : 0U;
  const std::size_t allowed = label.size() == 4 ? 1 : 0;
  return same + allowed >= label.size() ? label.size() : 0;
}

/// The value behind the label, without a colon.
std::optional<Characters> value_after(const Characters& row, std::u32string_view label) {
  std::size_t begin = label_length(row, label);
  if (begin == 0) return std::nullopt;
  constexpr std::string_view kColons[] = {":", "：", ";", "；", ".", "·", "。"};
  while (begin < row.size() && std::count(std::begin(kColons), std::end(kColons), row[begin].text) > 0)
    ++begin;
  return Characters(row.begin() + static_cast<std::ptrdiff_t>(begin), row.end());
}

/// First character, star, last character. Stars are read in many ways, two of them often as one Chinese
/// character, so what stands between the first and the last one is taken for the mask.
Characters masked_name(const Characters& value) {
  const auto letter = [](const CardCharacter& c) { return is_han(c.text) || is_latin(c.text); };
  if (value.size() < 2 || value.size() > 5) return {};
  const bool first = letter(value.front()), last = letter(value.back());
  if (!first && !last) return {};
  if (first && last && value.size() < 3) return {};  // no mask: one of the three was lost
  Characters name;
  if (first) name.push_back(value.front());
  name.push_back({"*", 1});
  if (last) name.push_back(value.back());
  return name;
}

/// The last four characters when they are digits, the last one perhaps an X, and something stands before
/// them.
Characters last_four(const Characters& value) {
  if (value.size() < 5) return {};
  Characters tail(value.end() - 4, value.end());
  for (std::size_t i = 0; i < tail.size(); ++i) {
    if (tail[i].text == "x") tail[i].text = "X";
    const bool digit = tail[i].text.size() == 1 && tail[i].text[0] >= '0' && tail[i].text[0] <= '9';
    if (!digit && !(i == 3 && tail[i].text == "X")) return {};
  }
  const std::string& before = (value.end() - 5)->text;
  const bool masked = !(before.size() == 1 && before[0] >= '0' && before[0] <= '9');
  return masked ? tail : Characters{};
}

/// The values of one row, by its label.
struct RowValues {
  Characters name, id_last4, school, level;
  bool labelled = false;
};

RowValues values_of(const Characters& row) {
  RowValues values;
  values.labelled = true;
  if (const auto name = value_after(row, U"姓名")) {
    values.name = masked_name(*name);
  } else if (const auto number = value_after(row, U"证件号码")) {
    values.id_last4 = last_four(*number);
  } else if (const auto school = value_after(row, U"学校名称")) {
    values.school = *school;
  } else if (const auto level = value_after(row, U"层次")) {
    values.level = *level;
  } else {
    values.labelled = false;
  }
  return values;
}

/// Two readings of one value. A character on which they do not agree has no confidence; of a value that only
/// one of them has, none is sure enough to accuse anybody.
Characters agreed(Characters a, Characters b) {
  constexpr double kOneReading = 0.9;
  if (a.empty()) std::swap(a, b);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (b.empty()) {
      a[i].confidence *= kOneReading;
    } else if (b.size() != a.size()) {
      a[i].confidence = 0;
    } else {
      a[i].confidence = a[i].text == b[i].text ? std::min(a[i].confidence, b[i].confidence) : 0;
    }
  }
  return a;
}

// Of 800 drawn saved cards no character of a name was read alike and wrongly in four looks of at least
// kLeast, but for look-alikes (card_match.cpp); of 200 photographed ones three were, with up to 0.966 in all
// looks, and one character of a school with 0.975. So a photographed character needs 0.99.
constexpr double kLeast = 0.85;
constexpr double kFourLooks = 0.96;
constexpr double kAskew = 0.96;

/// A name after two more looks. Two that are sure make a character sure, and so do four that agree: a single
/// character of a name accuses.
Characters confirmed(Characters name, const Characters& third, const Characters& fourth) {
  if (third.empty() || fourth.empty()) return name;
  const Characters all = agreed(agreed(name, third), fourth);
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (all[i].confidence >= kLeast) name[i].confidence = std::max(name[i].confidence, kFourLooks);
  }
  return name;
}

/// A photograph of a card blurs and bends what is read: less sure than the reader thinks.
Characters doubted(Characters characters) {
  for (CardCharacter& character : characters) character.confidence *= kAskew;
  return characters;
}

bool is_noise(const Characters& characters) {
  return std::all_of(characters.begin(), characters.end(),
                     [](const CardCharacter& c) { return c.text == "*" || c.confidence < kMinConfidence; });
}

void put(CardField& field, Characters value, const Rect& region) {
  if (field.empty() && !is_noise(value)) field = {std::move(value), region};
}

}  // namespace

std::string CardField::text() const {
  std::string all;
  for (const CardCharacter& c : characters) all += c.text;
  return all;
}

double CardField::confidence() const {
  double least = characters.empty() ? 0 : 1;
  for (const CardCharacter& c : characters) least = std::min(least, c.confidence);
  return least;
}

/// Tesseract, set up for single rows of simplified Chinese.
class CardTextReader::Engine {
 public:
  /// False when the language data cannot be read.
  bool start(const std::string& data_dir) {
    setMsgSeverity(L_SEVERITY_NONE);
    api_.SetVariable("debug_file", "/dev/null");  // a missing file is reported as a value
    // Names are not words: the dictionary would correct them.
    const std::vector<std::string> names = {"load_system_dawg", "load_freq_dawg", "load_punc_dawg",
                                            "load_number_dawg"};
    const std::vector<std::string> values(names.size(), "0");
    if (api_.Init(data_dir.empty() ? nullptr : data_dir.c_str(), "chi_sim", tesseract::OEM_LSTM_ONLY, nullptr,
                  0, &names, &values, false) != 0)
      return false;
    api_.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
    return true;
  }

  Characters row(const cv::Mat& grey) {
    api_.SetImage(grey.ptr<std::uint8_t>(), grey.cols, grey.rows, 1, static_cast<int>(grey.step));
    api_.SetSourceResolution(300);
    Characters characters;
    if (api_.Recognize(nullptr) == 0) characters = symbols();
    api_.Clear();
    return characters;
  }

  CardText card(const cv::Mat& picture, const CodeSymbol& symbol) {
    const Map to_picture = card_to_picture(symbol.corners);
    const bool askew = is_askew(symbol.corners);
    CardText result;
    for (const auto& [top, height] :
         {std::pair{0, kAbove - kGap}, std::pair{kAbove + kCodeEdge + kGap, kBelow - kGap}}) {
      cv::Mat part = card_part(picture, to_picture, top, height);
      if (symbol.attempt == CodeAttempt::inverted) cv::bitwise_not(part, part);
      for (const cv::Rect& row : text_rows(part)) {
        const cv::Rect padded(row.x - kRowPadding, row.y - kRowPadding, row.width + 2 * kRowPadding,
                              row.height + 2 * kRowPadding);
        const cv::Mat first = part(padded & cv::Rect({}, part.size())).clone();
        take_row(result, first, askew, region_of(row, top, to_picture));
      }
      if (result.state == CardTextState::read) break;
    }
    return result;
  }

 private:
  /// Reads a row more than once and puts it into the field that its label names.
  void take_row(CardText& card, const cv::Mat& row, bool askew, const Rect& region) {
    const RowValues a = values_of(this->row(row));
    if (!a.labelled) return;
    card.state = CardTextState::read;
    const RowValues b = values_of(this->row(smaller(row)));
    Characters name = agreed(a.name, b.name), school = agreed(a.school, b.school);
    if (askew) {
      name = doubted(std::move(name)), school = doubted(std::move(school));
    } else if (!name.empty()) {
      name = confirmed(std::move(name), values_of(this->row(larger(row))).name,
                       values_of(this->row(softer(row))).name);
    }
    put(card.name, std::move(name), region);
    put(card.school, std::move(school), region);
    put(card.id_last4, agreed(a.id_last4, b.id_last4), region);
    put(card.level, agreed(a.level, b.level), region);
  }

  Characters symbols() {
    Characters characters;
    const std::unique_ptr<tesseract::ResultIterator> it(api_.GetIterator());
    if (it == nullptr) return characters;
    do {
      const std::unique_ptr<char[]> text(it->GetUTF8Text(tesseract::RIL_SYMBOL));
      if (text == nullptr || std::strlen(text.get()) == 0) continue;
      const std::string symbol = fold_width(text.get());
      if (symbol != " ")
        characters.push_back({symbol, std::clamp(it->Confidence(tesseract::RIL_SYMBOL) / 100., 0., 1.)});
    } while (it->Next(tesseract::RIL_SYMBOL));
    return characters;
  }

  tesseract::TessBaseAPI api_;
};

CardTextReader::CardTextReader(std::string data_dir) : data_dir_(std::move(data_dir)) {}
CardTextReader::~CardTextReader() = default;
CardTextReader::CardTextReader(CardTextReader&&) noexcept = default;
CardTextReader& CardTextReader::operator=(CardTextReader&&) noexcept = default;

CardText CardTextReader::read(ImageView picture, const CodeSymbol& symbol) noexcept {
  CardText result;
  try {
    omp_set_num_threads(1);  // the executor owns the threads; holds for the calling thread
    if (!engine_ && !missing_) {
      engine_ = std::make_unique<Engine>();
      missing_ = !engine_->start(data_dir_);
      if (missing_) engine_.reset();
    }
    result.state = CardTextState::engine_missing;
    if (missing_) return result;
    result.state = CardTextState::nothing_found;
    if (picture.empty()) return result;
    return engine_->card(as_source(picture), symbol);
  } catch (const std::exception&) {
    result = {};
    result.state = CardTextState::engine_failed;
    return result;
  }
}

}  // namespace photolint
