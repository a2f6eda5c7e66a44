// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/characters.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "photolint/core/utf8.h"
#include "photolint/reconcile/compatibility_forms.h"

namespace photolint {
namespace {

/// Characters that are common in surnames and given names: the usual form first, then the traditional and the
/// variant forms of the same character, after the General List of Simplified Characters (1986) and the First
/// List of Variant Characters (1955). Pairs that merely sound or look alike (肖/萧, 闫/阎, 丘/邱, 淼/渺) are
/// two characters and stay out.
constexpr auto kForms = std::to_array<std::string_view>(
    {"张張", "刘劉",   "陈陳",   "杨楊", "赵趙",   "黄黃",   "吴吳",   "孙孫",   "马馬", "罗羅",   "郑鄭",
     "谢謝", "许許",   "邓鄧",   "冯馮", "韩韓",   "萧蕭",   "叶葉",   "吕呂",   "苏蘇", "卢盧",   "蒋蔣",
     "贾賈", "阎閻",   "钟鐘鍾", "谭譚", "陆陸",   "范範",   "韦韋",   "邹鄒",   "龙龍", "万萬",   "钱錢",
     "汤湯", "乔喬",   "贺賀",   "赖賴", "龚龔",   "庞龐",   "兰蘭",   "颜顏",   "严嚴", "温溫",   "芦蘆",
     "俞兪", "鲁魯",   "毕畢",   "聂聶", "岳嶽",   "齐齊",   "庄莊",   "涂塗",   "谷穀", "时時",   "关關",
     "凌淩", "费費",   "纪紀",   "欧歐", "项項",   "阳陽",   "卫衛衞", "鲍鮑",   "单單", "宁寧",   "闵閔",
     "强強", "华華",   "车車",   "边邊", "国國囯", "伟偉",   "丽麗",   "军軍",   "杰傑", "涛濤",   "艳豔艷",
     "静靜", "刚剛",   "红紅",   "鹏鵬", "飞飛",   "辉輝",   "云雲",   "凤鳳",   "莲蓮", "珍珎",   "荣榮",
     "庆慶", "义義",   "爱愛",   "学學", "东東",   "宝寶寳", "兴興",   "胜勝",   "贵貴", "财財",   "泽澤",
     "润潤", "怀懷",   "广廣",   "维維", "绍紹",   "继繼",   "纲綱",   "绪緒",   "经經", "纯純",   "绮綺",
     "缘緣", "绣繡",   "织織",   "钧鈞", "铭銘",   "锋鋒",   "锐銳",   "锦錦",   "镇鎮", "钰鈺",   "铁鐵",
     "银銀", "鉴鑒鑑", "长長",   "闯闖", "闻聞",   "阔闊",   "韵韻",   "颖穎頴", "顺順", "颂頌",   "骏駿",
     "骁驍", "骄驕",   "骥驥",   "鲜鮮", "鸣鳴",   "鸿鴻",   "鹤鶴",   "鹭鷺",   "麟麐", "岚嵐",   "岭嶺",
     "峥崢", "帅帥",   "师師",   "帆颿", "应應",   "弥彌",   "归歸",   "彦彥",   "忆憶", "恋戀",   "恺愷",
     "悦悅", "执執",   "扬揚",   "旷曠", "晓曉",   "晋晉",   "晔曄",   "晖暉",   "权權", "枫楓",   "树樹",
     "栋棟", "栾欒",   "桥橋",   "桦樺", "梦夢",   "楼樓",   "欢歡",   "汉漢",   "洁潔", "济濟",   "涌湧",
     "涧澗", "涟漣",   "渊淵",   "渐漸", "湾灣",   "滨濱",   "潇瀟",   "澜瀾",   "灵靈", "灿燦",   "炜煒",
     "炀煬", "烁爍",   "烨燁爗", "焕煥", "玮瑋",   "玺璽",   "珏玨",   "琏璉",   "琼瓊", "瑶瑤",   "璎瓔",
     "画畫", "畅暢",   "皑皚",   "盖蓋", "矫矯",   "硕碩",   "确確",   "礼禮",   "祯禎", "秋秌",   "积積",
     "稳穩", "窦竇",   "竞競",   "笃篤", "简簡",   "箫簫",   "籁籟",   "纬緯",   "纹紋", "纳納",   "纶綸",
     "绎繹", "绢絹",   "绿綠",   "绫綾", "缇緹",   "缤繽",   "缨纓",   "缪繆",   "羡羨", "翘翹",   "翱翺",
     "耀燿", "聪聰",   "联聯",   "肃肅", "腾騰",   "艺藝",   "节節",   "苍蒼",   "苇葦", "荧熒",   "荫蔭",
     "莹瑩", "萝蘿",   "萤螢",   "营營", "萨薩",   "蓝藍",   "蔷薔",   "蕊蘂蕋", "蕴蘊", "见見",   "观觀",
     "规規", "觉覺",   "览覽",   "训訓", "记記",   "访訪",   "诗詩",   "诚誠",   "详詳", "语語",   "诺諾",
     "谅諒", "谊誼",   "谋謀",   "谦謙", "谨謹",   "贝貝",   "贞貞",   "贤賢",   "质質", "资資",   "赋賦",
     "赏賞", "赓賡",   "赞贊讚", "赢贏", "跃躍",   "轩軒",   "轶軼",   "辅輔",   "辽遼", "达達",   "迁遷",
     "运運", "进進",   "远遠",   "连連", "迟遲",   "逊遜",   "遥遙",   "邝鄺",   "邬鄔", "郦酈",   "钊釗",
     "钢鋼", "钦欽",   "铃鈴",   "铎鐸", "铜銅",   "铠鎧",   "铮錚",   "锡錫",   "镕鎔", "镛鏞",   "镜鏡",
     "闰閏", "闲閑閒", "阁閣",   "阅閱", "阴陰",   "际際",   "隐隱",   "隽雋",   "雾霧", "霁霽",   "靓靚",
     "韬韜", "颀頎",   "领領",   "颐頤", "颢顥",   "顾顧",   "饶饒",   "驰馳",   "驹駒", "骆駱",   "骐騏",
     "鱼魚", "鸥鷗",   "鹃鵑",   "鹄鵠", "鹰鷹",   "麦麥",   "龄齡",   "峰峯",   "群羣", "昆崑崐", "升昇陞",
     "炯烱", "晃晄",   "皓皜",   "浩澔", "溪谿",   "哲喆",   "坤堃",   "村邨",   "照曌", "龑䶮"});

using FormPair = std::pair<char32_t, char32_t>;

/// Other form, usual form; ascending.
std::vector<FormPair> sorted_forms() {
  std::vector<FormPair> pairs;
  for (const std::string_view group : kForms) {
    const std::u32string forms = code_points_of(group);
    for (std::size_t i = 1; i < forms.size(); ++i) pairs.emplace_back(forms[i], forms[0]);
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

bool is_ideograph(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/// The 6763 ideographs of GB 2312-80, rows 16 to 87, ascending; empty where the system cannot convert.
std::u32string gb2312_ideographs() {
  const iconv_t converter = iconv_open("UTF-8", "GB2312");
  if (converter == reinterpret_cast<iconv_t>(-1)) return {};
  std::u32string ideographs;
  for (int row = 0xB0; row <= 0xF7; ++row) {
    for (int cell = 0xA1; cell <= 0xFE; ++cell) {
      std::array<char, 2> from = {static_cast<char>(row), static_cast<char>(cell)};
      std::array<char, 8> to{};
      char* in = from.data();
      char* out = to.data();
      std::size_t in_left = from.size(), out_left = to.size();
      if (iconv(converter, &in, &in_left, &out, &out_left) != 0) continue;  // a place without a character
      ideographs += code_points_of({to.data(), to.size() - out_left});
    }
  }
  iconv_close(converter);
  std::sort(ideographs.begin(), ideographs.end());
  return ideographs;
}

}  // namespace

std::u32string code_points_of(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    points += c.valid ? c.value : U'\uFFFD';
    text.remove_prefix(c.length);
  }
  return points;
}

char32_t usual_form(char32_t code_point) {
  static const std::vector<FormPair> kPairs = sorted_forms();
  const char32_t unified = unified_form(code_point);
  const auto found = std::lower_bound(kPairs.begin(), kPairs.end(), FormPair{unified, 0});
  return found != kPairs.end() && found->first == unified ? found->second : unified;
}

bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || (c >= 0x100000 && c <= 0x10FFFD);
}

bool is_lost_mark(char32_t c) {
  static constexpr std::u32string_view kMarks = U"?*？＊\uFFFD□■〓";
  return kMarks.find(c) != std::u32string_view::npos;
}

bool is_middle_dot(char32_t c) {
  static constexpr std::u32string_view kDots = U"·•．.‧・･∙⋅●｡。";
  return kDots.find(c) != std::u32string_view::npos;
}

bool is_blank_character(char32_t c) {
  static constexpr std::u32string_view kBlanks = U" \t\r\n\u00A0\u202F\u205F\u2060\u3000\uFEFF";
  return kBlanks.find(c) != std::u32string_view::npos || (c >= 0x2000 && c <= 0x200D);
}

bool is_rare(char32_t code_point) {
  static const std::u32string kCommon = gb2312_ideographs();
  if (!is_ideograph(code_point) || kCommon.empty()) return false;
  return !std::binary_search(kCommon.begin(), kCommon.end(), code_point);
}

}  // namespace photolint
