// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/card_match.h"

#include <algorithm>
#include <string>
#include <vector>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

/// Characters that look alike in small print, and variants that registers use for one another.
constexpr std::u32string_view kAlike[] = {
    U"未末", U"己已巳", U"土士",   U"干千于", U"人入八", U"日曰目", U"大太犬天夫", U"王玉主", U"田由甲申",
    U"杨扬", U"袁哀囊", U"蔡莱菜", U"曾会鲁", U"刘列",   U"郭享",   U"徐余涂",     U"陈阵",   U"赵越",
    U"昊吴", U"洋样",   U"磊蕊",   U"梅海",   U"琳淋",   U"婷停",   U"倩情",       U"晓哓",   U"旭旮",
    U"阳阴", U"勇男",   U"明朋",   U"兰三",   U"丽两",   U"萧肖箫", U"闫阎闰",     U"付傅",   U"于於",
    U"戴代", U"邱丘",   U"詹占",   U"蓝兰",   U"冯马",   U"文丈",   U"木本术",     U"工土",   U"学掌字",
    U"院完", U"职取",   U"白自",   U"东车",   U"比北",   U"师帅",   U"宁字",       U"沙纱",   U"河何",
    U"农衣", U"珺郡",   U"珏钰",   U"喆哲",   U"峰峯",   U"群羣",   U"淼森",       U"晨辰",   U"轩轻",
    U"宇字", U"子了",   U"飞乙",   U"刚冈",   U"何伺",   U"邓郑",   U"玥明",       U"璐潞",   U"瑶摇",
    U"颖颍", U"慧惠",   U"静净",   U"敏繁",   U"佳住",   U"思恩",   U"天无",       U"怡恰",   U"山出"};

bool alike(char32_t a, char32_t b) {
  return std::any_of(std::begin(kAlike), std::end(kAlike), [a, b](std::u32string_view group) {
    return group.find(a) != std::u32string_view::npos && group.find(b) != std::u32string_view::npos;
  });
}

/// Code points of a text without full-width forms, blanks, dots and brackets; ASCII letters upper.
std::u32string folded(std::string_view text) {
  constexpr std::u32string_view kSkipped = U" \t\u00A0\u3000()[]{}<>（）【】〔〕·•・‧．.,，";
  const std::string narrow = fold_width(text);
  std::u32string result;
  for (std::string_view rest = narrow; !rest.empty();) {
    const CodePoint point = first_code_point(rest);
    rest.remove_prefix(point.length);
    if (!point.valid || kSkipped.find(point.value) != std::u32string_view::npos) continue;
    const bool lower = point.value >= U'a' && point.value <= U'z';
    result += lower ? point.value - U'a' + U'A' : point.value;
  }
  return result;
}

/// One read character.
struct Seen {
  char32_t value = 0;
  double confidence = 0;
};

/// As folded(), with the confidences.
std::vector<Seen> folded(const CardField& field) {
  std::vector<Seen> result;
  for (const CardCharacter& character : field.characters) {
    for (const char32_t c : folded(character.text)) result.push_back({c, character.confidence});
  }
  return result;
}

std::u32string text_of(const std::vector<Seen>& seen) {
  std::u32string text;
  for (const Seen& s : seen) text += s.value;
  return text;
}

bool surely_differs(const Seen& seen, char32_t expected) {
  return seen.value != expected && seen.confidence >= kSureCharacter && !alike(seen.value, expected);
}

bool is_ascii(char32_t c) {
  return c < 0x80;
}

/// One shown character of a name against the roster's.
CardMatch match_shown(const Seen& seen, char32_t expected) {
  if (seen.value == expected) return CardMatch::fits;
  const bool latin = is_ascii(seen.value) || is_ascii(expected);
  return !latin && surely_differs(seen, expected) ? CardMatch::differs : CardMatch::cannot_tell;
}

/// A difference anywhere decides; doubt anywhere else leaves doubt.
CardMatch joined(CardMatch a, CardMatch b) {
  if (a == CardMatch::differs || b == CardMatch::differs) return CardMatch::differs;
  return a == CardMatch::fits && b == CardMatch::fits ? CardMatch::fits : CardMatch::cannot_tell;
}

enum class Level { unknown, college, bachelor, upgrade, master, doctor };

Level level_of(std::u32string_view text) {
  struct Name {
    std::u32string_view text;
    Level level;
  };
  constexpr Name kNames[] = {
      {U"专科", Level::college},      {U"大专", Level::college},      {U"高职", Level::college},
      {U"专科高职", Level::college},  {U"高职专科", Level::college},  {U"高职高专", Level::college},
      {U"普通专科", Level::college},  {U"大学专科", Level::college},  {U"本科", Level::bachelor},
      {U"普通本科", Level::bachelor}, {U"大学本科", Level::bachelor}, {U"高职本科", Level::bachelor},
      {U"职业本科", Level::bachelor}, {U"专升本", Level::upgrade},    {U"专科起点本科", Level::upgrade},
      {U"硕士", Level::master},       {U"硕士研究生", Level::master}, {U"研究生硕士", Level::master},
      {U"博士", Level::doctor},       {U"博士研究生", Level::doctor}, {U"研究生博士", Level::doctor}};
  for (const Name& name : kNames) {
    if (name.text == text) return name.level;
  }
  return Level::unknown;
}

bool begins_alike(std::u32string_view a, std::u32string_view b) {
  return a.substr(0, std::min(a.size(), b.size())) == b.substr(0, std::min(a.size(), b.size()));
}

std::size_t common_prefix(std::u32string_view a, std::u32string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  std::size_t i = 0;
  while (i < length && a[i] == b[i]) ++i;
  return i;
}

std::size_t common_suffix(std::u32string_view a, std::u32string_view b) {
  return common_prefix(std::u32string(a.rbegin(), a.rend()), std::u32string(b.rbegin(), b.rend()));
}

}  // namespace

CardMatch match_name(const CardField& masked, std::string_view name) {
  const std::u32string expected = folded(name);
  const std::vector<Seen> seen = folded(masked);
  if (seen.size() < 2 || expected.size() < 2) return CardMatch::cannot_tell;
  CardMatch match = CardMatch::fits;
  if (seen.front().value != U'*') match = match_shown(seen.front(), expected.front());
  // Two characters show the first only; a last one that the reader lost looks the same.
  if (seen.back().value == U'*') return expected.size() == 2 ? match : joined(match, CardMatch::cannot_tell);
  match = joined(match, match_shown(seen.back(), expected.back()));
  const bool too_short = seen.front().value != U'*' && expected.size() == 2;
  return too_short ? joined(match, CardMatch::cannot_tell) : match;
}

CardMatch match_id_tail(const CardField& last4, std::string_view id_number) {
  constexpr double kSureDigit = 0.97;  // asked where a single digit decides
  const std::u32string number = folded(id_number);
  const std::vector<Seen> seen = folded(last4);
  if (seen.size() != 4 || number.size() < 4) return CardMatch::cannot_tell;
  int different = 0, sure = 0, very_sure = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const char32_t expected = number[number.size() - 4 + i];
    if (seen[i].value == expected) continue;
    ++different;
    sure += seen[i].confidence >= kSureCharacter ? 1 : 0;
    very_sure += seen[i].confidence >= kSureDigit ? 1 : 0;
  }
  if (different == 0) return CardMatch::fits;
  return sure >= 2 || very_sure >= 1 ? CardMatch::differs : CardMatch::cannot_tell;
}

CardMatch match_school(const CardField& school, std::string_view expected) {
  const std::u32string want = folded(expected);
  const std::vector<Seen> seen = folded(school);
  const std::u32string read = text_of(seen);
  if (read.empty() || want.empty()) return CardMatch::cannot_tell;
  if (read == want) return CardMatch::fits;
  if (begins_alike(read, want)) return CardMatch::cannot_tell;
  if (read.size() == want.size()) {
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (surely_differs(seen[i], want[i])) return CardMatch::differs;
    }
    return CardMatch::cannot_tell;
  }
  // Of different length: what lies between the common beginning and the common end was read or it was not.
  const std::size_t prefix = common_prefix(read, want);
  const std::size_t suffix = std::min(common_suffix(read, want), std::min(read.size(), want.size()) - prefix);
  int sure = 0;
  for (std::size_t i = prefix; i + suffix < seen.size(); ++i)
    sure += seen[i].confidence >= kSureCharacter ? 1 : 0;
  return sure >= 2 ? CardMatch::differs : CardMatch::cannot_tell;
}

CardMatch match_level(const CardField& level, std::string_view expected) {
  const Level read = level_of(text_of(folded(level)));
  const Level want = level_of(folded(expected));
  if (read == Level::unknown || want == Level::unknown) return CardMatch::cannot_tell;
  if (read == want) return CardMatch::fits;
  const auto on_bachelor_way = [](Level l) { return l == Level::bachelor || l == Level::upgrade; };
  if (on_bachelor_way(read) && on_bachelor_way(want)) return CardMatch::cannot_tell;
  return level.confidence() >= kSureCharacter ? CardMatch::differs : CardMatch::cannot_tell;
}

}  // namespace photolint
