// What holds no figure: times, names, versions, ordinals, codes; and the ordinals that are ranks.
#include <algorithm>
#include <string>

#include "extract/quantity/quantity_reader.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kRankReach = 90;  // bytes between a rank word and its number

bool In(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

bool StartsAny(std::string_view text, std::size_t at,
               std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return StartsAt(text, at, word); });
}

bool EndsAny(std::string_view text, std::size_t end,
             std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return EndsAt(text, end, word); });
}

bool DigitAt(std::string_view text, std::size_t at) {
  return at < text.size() && IsAsciiDigit(static_cast<unsigned char>(text[at]));
}

// "57 reported", "300 engineers", "12 new cinemas": a count of what an English sentence names
// behind it, and no year.
bool CountsPlural(std::string_view text, ByteSpan number) {
  constexpr std::size_t kMostDigits = 4;
  const std::size_t size = number.end - number.begin;
  const bool is_digits = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(number.begin),
                                     text.begin() + static_cast<std::ptrdiff_t>(number.end),
                                     [](char c) { return c >= '0' && c <= '9'; });
  const bool is_year =
      size == kMostDigits && (text[number.begin] == '1' || text[number.begin] == '2');
  if (!is_digits || size < 2 || size > kMostDigits || is_year) return false;
  // A word of prose before it: no list mark, no score, no street.
  if (number.begin < 2 || text[number.begin - 1] != ' ') return false;
  const auto before = static_cast<unsigned char>(text[number.begin - 2]);
  if (!(before >= 'a' && before <= 'z') && before != ',') return false;
  std::size_t at = number.end;
  for (int words = 0; words < 2 && at + 1 < text.size() && text[at] == ' '; ++words) {
    std::size_t end = ++at;
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    const std::string_view word = text.substr(at, end - at);
    static constexpr std::string_view kShort[] = {"new", "top", "big", "key", "oil", "gas", "car"};
    const bool is_short = std::find(std::begin(kShort), std::end(kShort), word) != std::end(kShort);
    if (word.size() < 4 && !is_short) return false;
    if (words == 0 && before == ',' && word.ends_with("ed")) return true;
    if (word.ends_with("s") && !word.ends_with("ss") && !word.ends_with("ous")) {
      static constexpr std::string_view kNone[] = {
          "years",    "months", "weeks",   "days",     "hours",   "minutes", "times",
          "quarters", "points", "degrees", "percents", "this",    "does",    "thus",
          "always",   "plus",   "versus",  "series",   "perhaps", "towards"};
      return std::find(std::begin(kNone), std::end(kNone), word) == std::end(kNone);
    }
    at = end;
  }
  return false;
}

}  // namespace

// Dates, clock times, periods: for texts whose times were not found before. FindTimes knows more.
std::size_t QuantityReader::SkipTime(const ParsedNumber& number) const {
  if (number.vagueness == Vagueness::kOver || number.is_fraction || number.parts > 0) return 0;
  std::size_t end = number.end;
  // Behind most numbers stands nothing that a date, clock or duration goes on with.
  static constexpr HanCharacters kTimeWords("年个月天日号周星季世小时点分秒比至到—");
  const bool is_year_like = number.starts_ascii && number.ascii_digits == 4;
  const bool is_linked = end < text_.size() && (text_[end] == '/' || text_[end] == '-' ||
                                                text_[end] == ':' || text_[end] == '~');
  if (!is_year_like && !is_linked && number.han_characters != 1 && !kTimeWords.HasAt(text_, end)) {
    return 0;
  }
  const bool whole = number.lo == number.hi && number.lo.exponent >= 0 && !number.has_point &&
                     !number.is_grouped && !number.is_bare && number.latin == 0;
  const Decimal& n = number.lo;
  const auto at_most = [&](int most) { return whole && n <= Decimal::Of(most); };
  // 跌8点, 连升3日: what moved, and for how long
  const bool moved =
      EndsAny(text_, number.begin, {"升", "跌", "涨", "挫", "高开", "低开", "扬", "滑"});
  // 24/02/2026, 2025-01-27, 14:00, 400-123-4567: digits linked by marks.
  if (number.starts_ascii && !number.has_unit && whole) {
    std::size_t p = end;
    int links = 0;
    char mark = 0;
    bool year = number.ascii_digits == 4;
    while (links < 8 && p + 1 < text_.size() &&
           (text_[p] == '/' || text_[p] == '-' || text_[p] == ':') && DigitAt(text_, p + 1) &&
           (mark == 0 || mark == text_[p])) {
      mark = text_[p];
      const std::size_t from = ++p;
      while (DigitAt(text_, p)) ++p;
      year = year || p - from == 4;
      ++links;
    }
    if (links >= 2 && !StartsAt(text_, p, ".") && (mark != '/' || year)) return p;
    if (links == 1 && mark == ':' && number.ascii_digits <= 3 && p - end <= 4) return p;
    if (links == 1 && mark == '-' && number.leading_zero) return p;
    // 2026-27年度, 2024-2025年
    if (links == 1 && number.ascii_digits == 4 && n >= Decimal::Of(1900) &&
        n <= Decimal::Of(2100) && (mark == '-' || mark == '/')) {
      if (StartsAny(text_, p, {"年", "财年", "赛季", "学年"}) || p - end == 3 || p - end == 5) {
        return StartsAt(text_, p, "年度") ? p + 6 : p;
      }
    }
    // 1-2月, 9-15日
    if (links == 1 && mark == '-' && at_most(31) && StartsAny(text_, p, {"月", "日", "号"})) {
      return p + 3;
    }
  }
  // 77比73: a score; 2分35秒: a clock.
  if (whole && number.starts_ascii && !number.has_unit) {
    for (const std::string_view word : {"比", "分"}) {
      if (!StartsAt(text_, end, word) || !DigitAt(text_, end + 3)) continue;
      const auto right = ParseAt(end + 3);
      if (right && !right->has_unit && !right->has_point) {
        if (word == "比" && !StartsAt(text_, right->end, "%")) return right->end;
        if (StartsAt(text_, right->end, "秒")) return right->end + 3;
      }
      // 1比30.6元: what the rate is for
      if (word == "比" && right && n == Decimal::Of(1)) return end + 3;
    }
  }
  // 一至三月, 9日至15日: the left end is a date of its own below; 1至2月:
  if (at_most(31)) {
    for (const std::string_view to : {"至", "到", "~", "—"}) {
      if (!StartsAt(text_, end, to)) continue;
      const auto right = ParseAt(end + to.size());
      if (right && right->lo == right->hi && !right->has_point && right->lo <= Decimal::Of(31) &&
          StartsAny(text_, right->end, {"月", "日", "号"}) &&
          !StartsAt(text_, right->end, "号线")) {
        return right->end + 3;
      }
    }
  }
  if (StartsAt(text_, end, "年")) {
    const bool year = (number.starts_ascii && number.ascii_digits == 4 && !number.has_unit) ||
                      (number.is_positional && n >= Decimal::Of(1000));
    if (year && whole && n >= Decimal::Of(1000) && n < Decimal::Of(3000)) return end + 3;
    // 24年底, 25年Q4, 26年一季度
    if (whole && n < Decimal::Of(100) && !number.has_unit &&
        StartsAny(text_, end + 3,
                  {"底", "初", "末", "第", "Q", "上半", "下半", "一季", "二季", "三季", "四季",
                   "春节", "H1", "H2", "财报", "年报", "全年"})) {
      return end + 3;
    }
    if (StartsAny(text_, end, {"年代", "年级", "年度", "年期", "年代"})) return end + 6;
    if (whole && number.starts_ascii && n <= Decimal::Of(2100) && n >= Decimal::Of(1) &&
        DigitAt(text_, end + 3)) {
      // 26年2月
      const auto month = ParseAt(end + 3);
      if (month && StartsAt(text_, month->end, "月") && !month->has_unit) return month->end + 3;
    }
  }
  // N年前, N天后, 一周内, 两年来: a duration inside a time.
  for (const std::string_view unit : {"年", "个月", "月", "天", "日", "周", "个星期", "星期",
                                      "小时", "个小时", "分钟", "秒", "秒钟"}) {
    if (number.starts_ascii && number.ascii_digits == 4 && whole && unit == "年") continue;
    if (!StartsAt(text_, end, unit)) continue;
    const std::size_t p = end + unit.size();
    if (StartsAny(text_, p,
                  {"前", "后", "之前", "之后", "以前", "以后", "以来", "来的", "来,", "复合",
                   "期国债", "期LPR"})) {
      // 前后 is 左右; 后 may begin another word.
      if (StartsAny(text_, p, {"前后", "后台", "后端", "前端", "前沿"})) continue;
      return p + 3;
    }
    if (unit != "秒" && unit != "分钟" && !number.has_unit &&
        (StartsAny(text_, p, {"间", "里"}) ||
         EndsAny(text_, number.begin,
                 {"这", "那", "过去", "未来", "今后", "最近", "此后", "随后", "其后", "近", "头",
                  "往后", "接下来"})) &&
        !StartsAny(text_, p, {"间隔", "里程"})) {
      if (!EndsAny(text_, number.begin, {"将近", "时近", "达近", "续近", "经近", "接近"})) return p;
    }
    if (StartsAny(text_, p, {"内", "之内"}) && !StartsAny(text_, p, {"内存", "内部", "内容"})) {
      return p + 3;
    }
  }
  if (at_most(12) && StartsAt(text_, end, "月") && !StartsAt(text_, end, "月均")) return end + 3;
  if (at_most(31) && !moved && !StartsAt(text_, number.begin, "两") &&
      !EndsAny(text_, number.begin, {"连", "连续"}) && StartsAny(text_, end, {"日", "号"}) &&
      !StartsAny(text_, end, {"日元", "日圆", "日币", "日均"})) {
    return end + 3;
  }
  if (at_most(24) && StartsAny(text_, end, {"时", "点"}) && !moved &&
      !StartsAny(text_, end, {"点儿", "时代"})) {
    // 21时46分, 8点, 8点半, 十点整
    std::size_t p = end + 3;
    if (StartsAt(text_, p, "钟")) return p + 3;
    if (StartsAny(text_, p, {"半", "整", "许", "前", "后"})) return p + 3;
    const auto minute = ParseAt(p);
    if (minute && minute->lo <= Decimal::Of(59) && !minute->has_point) {
      p = minute->end;
      if (StartsAt(text_, p, "分")) p += 3;
      const auto second = ParseAt(p);
      if (second && StartsAt(text_, second->end, "秒")) p = second->end + 3;
      return p;
    }
    if (StartsAt(text_, end, "时")) return p;
    const Glyph next = GlyphAt(text_, p);
    if (!IsHan(next.code) && number.lo <= Decimal::Of(24) && !number.has_point) return p;
  }
  if (at_most(4) && StartsAny(text_, end, {"季度", "季报"})) return end + 6;
  if (at_most(4) && StartsAt(text_, end, "季") && !IsHan(GlyphAt(text_, end + 3).code)) {
    return end + 3;
  }
  if (StartsAny(text_, end, {"世纪"})) return end + 6;
  // 周二, 星期三, 初五, 第一季
  if (number.han_characters > 0 && !number.has_unit && number.han_characters == 1 &&
      EndsAny(text_, number.begin, {"星期", "礼拜", "年初", "大年初"})) {
    return end;
  }
  // A bare year: 较2025增长.
  if (number.starts_ascii && number.ascii_digits == 4 && whole && !number.has_unit &&
      !number.is_grouped && n >= Decimal::Of(1950) && n <= Decimal::Of(2049) && number.begin > 0) {
    const Glyph next = GlyphAt(text_, end);
    const Glyph before = GlyphBefore(text_, number.begin);
    const bool unit = units_.units.Longest(text_, end) && IsHan(next.code);
    const bool money = before.code == '$' || before.code == U'¥';
    if (!unit && !money && next.code != '%' &&
        !(next.code == ' ' && text_.size() > end + 1 && units_.units.Longest(text_, end + 1))) {
      if (StartsAny(text_, end, {"财年", "年"}) || !IsAsciiLetter(next.code)) return end;
    }
  }
  return 0;
}

// True if a Latin name and a space stand before `at`: Seedance 2.0, GPT 5.2.
bool QuantityReader::AfterLatinName(std::size_t at) const {
  if (at < 2 || text_[at - 1] != ' ') return false;
  std::size_t p = at - 1;
  const std::size_t end = p;
  bool upper = false;
  while (p > 0 && end - p < 40) {
    const auto c = static_cast<unsigned char>(text_[p - 1]);
    if (!IsAsciiAlnum(c) && c != '-' && c != '.' && c != '+') break;
    upper = upper || IsAsciiUpper(c);
    --p;
  }
  if (p == end || !IsAsciiAlnum(static_cast<unsigned char>(text_[end - 1])) || !upper) return false;
  if (!IsAsciiLetter(static_cast<unsigned char>(text_[p]))) return false;
  // "Some 44 companies", "Of 70 cities": what opens a sentence is no name.
  static constexpr std::string_view kOpeners[] = {
      "Some",  "Nearly", "Almost", "Over",  "In",      "At",     "With", "From",  "To",
      "Of",    "The",    "These",  "Those", "All",     "Just",   "Only", "Since", "Its",
      "Both",  "Among",  "And",    "But",   "Another", "Total",  "Plus", "Last",  "First",
      "Fewer", "Barely", "By",     "Their", "Our",     "Another"};
  const std::string_view word = text_.substr(p, end - p);
  if (std::find(std::begin(kOpeners), std::end(kOpeners), word) != std::end(kOpeners)) return false;
  // About 2,000; RMB 5亿; Token 0.8元.
  return !units_.before.LongestBefore(text_, end) && !units_.prefixes.LongestBefore(text_, end);
}

// Llama 3.1-405B: a name goes on behind the hyphen.
std::size_t QuantityReader::SkipSizedName(const ParsedNumber& number) const {
  std::size_t p = number.end;
  if (p >= text_.size() || text_[p] != '-' || !number.starts_ascii ||
      !AfterLatinName(number.begin)) {
    return 0;
  }
  bool letters = false;
  for (++p; p < text_.size(); ++p) {
    const auto c = static_cast<unsigned char>(text_[p]);
    if (!IsAsciiAlnum(c) && c != '-' && c != '.') break;
    letters = letters || IsAsciiLetter(c);
  }
  return letters ? p : 0;
}

// Names, versions and codes. 0 if the number may be a figure.
std::size_t QuantityReader::SkipName(const ParsedNumber& number) const {
  if (!number.starts_ascii || number.is_word) return 0;
  const std::size_t end = number.end;
  const Glyph next = GlyphAt(text_, end);
  const UnitHit unit =
      number.parts > 0 || number.is_fraction ? UnitHit{} : ReadUnit(number, number.begin, false);
  std::size_t ignored = 0;
  const bool strong = number.parts > 0 || (number.has_unit && number.latin == 0) ||
                      (unit.sense != nullptr && unit.sense->kind != UnitSense::Kind::kNoun);
  // $10bn-plus
  if (next.code == '-' && CurrencyBefore(number.begin, &ignored) != nullptr) return 0;
  const auto token_end = [&] {
    std::size_t p = end;
    while (p < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[p]);
      if (IsAsciiAlnum(c)) {
        ++p;
      } else if ((c == '-' || c == '.' || c == '_') && p + 1 < text_.size() &&
                 IsAsciiAlnum(static_cast<unsigned char>(text_[p + 1]))) {
        p += 2;
      } else {
        break;
      }
    }
    return p;
  };
  // HTTP/2
  if (number.begin >= 2 && text_[number.begin - 1] == '/' && !strong &&
      IsAsciiLetter(static_cast<unsigned char>(text_[number.begin - 2]))) {
    return token_end();
  }
  // 3D, 5G, 4o, 16e: letters that are no unit.
  if (IsAsciiLetter(next.code) && unit.sense == nullptr) return token_end();
  if (next.code == '-' && end + 1 < text_.size() && unit.sense == nullptr &&
      IsAsciiAlnum(static_cast<unsigned char>(text_[end + 1]))) {
    return token_end();
  }
  if (AfterLatinName(number.begin) && !strong && !number.is_fraction) {
    const bool letters = number.latin == 'B' || number.latin == 'T' || number.latin == 'w' ||
                         number.latin == 'K' || number.latin == 'M';
    if (!letters && !number.is_grouped) return token_end();
  }
  return 0;
}

bool QuantityReader::RankContext(std::size_t at, std::size_t reach) const {
  return last_rank_word_ != std::string_view::npos && rank_sentence_ == sentence_ &&
         last_rank_word_ <= at && at - last_rank_word_ <= reach;
}

// 第9, 前十, 30开外 where a chart is spoken of.
std::optional<Figure> QuantityReader::ReadRank(const ParsedNumber& number) {
  if (number.lo != number.hi || number.lo.exponent < 0 || number.has_point || number.is_bare ||
      number.is_fraction || number.parts > 0 || number.latin != 0 ||
      number.vagueness != Vagueness::kNone || number.lo > Decimal::Of(1000)) {
    return std::nullopt;
  }
  const std::size_t begin = number.begin;
  const std::size_t end = number.end;
  const Glyph next = GlyphAt(text_, end);
  Figure figure;
  figure.number_span = {begin, end};
  figure.span = figure.context = figure.number_span;
  figure.unit = figure.dimension = "rank";
  figure.stated_unit = figure.is_rank = true;
  figure.value.lo = figure.value.hi = number.lo;
  figure.value.step = Decimal::Of(1);
  figure.value.digits = DigitsDownTo(number.lo, 0);
  const auto extend = [&] {
    for (const std::string_view word : {"名", "位"}) {
      if (StartsAt(text_, end, word)) figure.span.end = figure.context.end = end + word.size();
    }
  };
  if (EndsAt(text_, begin, "第")) {
    const bool place = StartsAt(text_, end, "名") && !StartsAny(text_, end, {"名单"});
    const bool near = RankContext(begin, 15);
    const bool chart = RankContext(begin, kRankReach);
    const bool open = !IsHan(next.code) || In(next.code, U"位的和与及或,、至到升跌滑并但则且");
    if (!(place || ((near || chart) && open))) return std::nullopt;
    // 第一，… opens a list of points.
    if (!near && !place && (next.code == ',' || next.code == U'、' || next.code == ':') &&
        number.han_characters == 1 && !chart) {
      return std::nullopt;
    }
    figure.span.begin = figure.context.begin = begin - 3;
    extend();
    return figure;
  }
  if (EndsAt(text_, begin, "前")) {
    const Glyph before = GlyphBefore(text_, begin - 3);
    if (In(before.code, U"目之以此提当从先眼空面年月日节会赛婚战史事午跟天周期")) {
      return std::nullopt;
    }
    if (StartsAny(text_, end,
                  {"年", "天", "月", "日", "周", "季", "个月", "次", "轮", "期", "届", "分", "秒",
                   "小时", "个季", "任", "者", "场", "个交易"})) {
      return std::nullopt;
    }
    const bool open = !IsHan(next.code) || In(next.code, U"名位强的和与及或,、之中内均都");
    if (!open && !(In(next.code, U"大家款个") && RankContext(begin - 3, kRankReach))) {
      return std::nullopt;
    }
    figure.value.lo.reset();
    figure.value.bound = Bound::kAtMost;
    figure.value.bound_word = "前";
    figure.span.begin = figure.context.begin = begin - 3;
    extend();
    return figure;
  }
  for (const std::string_view out : {"名开外", "位开外", "开外"}) {
    if (!StartsAt(text_, end, out) || !RankContext(begin, kRankReach)) continue;
    figure.value.hi.reset();
    figure.value.bound = Bound::kMoreThan;
    figure.value.bound_word = "开外";
    figure.context.end = end + out.size();
    return figure;
  }
  return std::nullopt;
}

// 第三届, 3号线, 500强, No. 7, (09988), list marks. 0 if the number may be a figure.
std::size_t QuantityReader::SkipOrdinal(const ParsedNumber& number) const {
  const std::size_t begin = number.begin;
  const std::size_t end = number.end;
  if (EndsAt(text_, begin, "第")) {
    if (number.parts > 0 || number.is_fraction) return 0;
    // 第2-5年, 第1—26页: both ends are ordinals
    for (const std::string_view to : {"-", "—", "至", "到", "~"}) {
      if (!StartsAt(text_, end, to)) continue;
      const auto right = ParseAt(end + to.size());
      if (right && !right->has_point && !right->has_unit) return right->end;
    }
    return end;
  }
  // Lost bytes beside a number: nothing can be read from it.
  const auto lost = [](const Glyph& g) {
    return g.code == 0xFFFD || (g.code >= 0xE000 && g.code <= 0xF8FF);
  };
  if (lost(GlyphBefore(text_, begin)) || lost(GlyphAt(text_, end)) || EndsAt(text_, begin, "??") ||
      StartsAt(text_, end, "??")) {
    return end;
  }
  // 版本2.5 is a number of nothing; 256GB版本19,998元 is a price.
  const bool is_sum = number.is_grouped ||
                      StartsAny(text_, SkipSpaces(text_, end, 1), {"元", "港元", "美元", "欧元"});
  if (!is_sum && units_.ordinal_heads.LongestBefore(text_, SkipSpacesBack(text_, begin, 1))) {
    return end;
  }
  const bool plain = !number.has_unit && number.vagueness == Vagueness::kNone &&
                     !number.is_fraction && number.parts == 0;
  if (!number.is_grouped && number.parts == 0 && !number.is_fraction &&
      number.vagueness == Vagueness::kNone) {
    const auto ordinal = units_.ordinals.Longest(text_, end);
    const auto unit = units_.units.Longest(text_, end);
    if (ordinal && (!unit || unit.size <= ordinal.size) && number.big == 0) {
      return end + ordinal.size;
    }
  }
  if (!plain) return 0;
  const UnitHit unit = ReadUnit(number, begin, false);
  if (unit.sense != nullptr) return 0;
  if (number.starts_ascii && !number.is_grouped) {
    if (number.leading_zero && number.ascii_digits > 1 && !number.has_point) return end;
    if (number.ascii_digits >= 9) return end;
    // (09988), (3), (600519.SH)
    const std::size_t before = SkipSpacesBack(text_, begin, 1);
    const std::size_t after = SkipSpaces(text_, end, 1);
    if (EndsAt(text_, before, "(") && StartsAny(text_, after, {")", "."}) && !number.has_point) {
      return end;
    }
    // 1. 2、 3) at the beginning of a line or item.
    if (number.ascii_digits <= 2 && !number.has_point) {
      const Glyph left = GlyphBefore(text_, before);
      const bool opens = left.size == 0 || left.code == '\n' || left.code == ';' ||
                         left.code == U'。' || left.code == ':';
      const Glyph right = GlyphAt(text_, end);
      if (opens && begin + text_.size() > end &&
          (right.code == U'、' || right.code == ')' ||
           (right.code == '.' && !DigitAt(text_, end + 1)))) {
        const bool list = right.code == U'、' && DigitAt(text_, end + 3);
        if (!list) return end;
      }
    }
    // 豆包2.0, 文心4.5: a version right behind a name.
    if (number.has_point && number.step_exponent >= -1 && number.lo < Decimal::Of(30) &&
        (number.lo.exponent >= 0 ||
         StartsAny(text_, end,
                   {"系列", "版", "模型", "大模型", "正式", "时代", "Pro", "Lite", "发布", "上线",
                    "Flash", "Turbo", "Max", "Plus", "Mini", "Ultra"}))) {
      const Glyph left = GlyphBefore(text_, begin);
      if (IsHan(left.code) || left.code == ' ') return end;
    }
  }
  return 0;
}

// Whether a number may stand as a figure with what was found around it.
bool QuantityReader::HoldsAlone(const Operand& operand, const Figure& figure) const {
  const ParsedNumber& number = operand.number;
  const bool bounded = figure.value.bound != Bound::kExact || !figure.value.bound_word.empty();
  const bool whole_text = figure.span.begin == first_ && figure.span.end == last_;
  if (number.parts > 0 || number.is_fraction) return true;
  // seven and one alone name no figure.
  if (number.is_word) return figure.sense != nullptr || figure.stated_unit || number.has_unit;
  const bool han = !number.starts_ascii;
  const bool range = figure.value.bound == Bound::kRange;
  const bool vague = number.vagueness == Vagueness::kSeveral;
  // Formal numerals are numbers only in each other's company.
  if (han && IsFormalNumeral(GlyphAt(text_, number.begin).code) && number.han_characters == 1) {
    return whole_text ||
           (figure.sense != nullptr && operand.unit.sense->kind == UnitSense::Kind::kCurrency);
  }
  if (number.is_bare) {
    // 千亿, 百万, 万: only with a bound, a level word or a unit.
    if (figure.marks.contains("level")) return true;
    if (bounded) return true;
    if (figure.sense == nullptr) return figure.stated_unit && number.big >= 8;
    const bool several_places = number.han_characters > 1;
    if (figure.dimension == "chip_count") return number.big >= 4;
    if (figure.sense->kind == UnitSense::Kind::kClassifier) return several_places;
    if (figure.sense->kind == UnitSense::Kind::kNoun) return several_places;
    return several_places || number.big >= 4;
  }
  if (figure.sense != nullptr) {
    const bool counted = figure.sense->kind == UnitSense::Kind::kClassifier ||
                         figure.sense->kind == UnitSense::Kind::kNoun;
    if (han && number.lo == Decimal::Of(5, -1) && counted) return false;  // 半个
    // 二期, 二次: counting says 两.
    const bool counts_time = figure.unit == "week" || figure.unit == "hour" ||
                             figure.unit == "minute" || figure.unit == "month";
    if (han && number.han_characters == 1 && !range && !counts_time &&
        (counted || figure.sense->article || figure.dimension == "context_length") &&
        GlyphAt(text_, number.begin).code == U'二') {
      return false;
    }
    // 麒麟990芯片: a name, where no word leads to a number.
    if (figure.dimension == "chip_count" && figure.sense->kind == UnitSense::Kind::kNoun &&
        !number.has_unit && !bounded && !range && !number.is_grouped && !figure.anchored &&
        IsHan(GlyphBefore(text_, figure.span.begin).code)) {
      return false;
    }
    // 三巨头, 两公司: a name rather than a count.
    if (han && number.han_characters == 1 && figure.sense->kind == UnitSense::Kind::kNoun &&
        operand.unit.end - number.end > 3 && !bounded && !vague) {
      return false;
    }
    // 一个, 一家, 一年: an article.
    const bool one = han && number.han_characters == 1 && number.lo == Decimal::Of(1) &&
                     number.vagueness == Vagueness::kNone;
    if (one && figure.sense->article && !operand.unit.has_addend && !range &&
        (!bounded || counted)) {
      return false;
    }
    // 几年, 数月: a time, if a vague one.
    if (vague && !number.has_unit && figure.dimension == "duration" && figure.unit != "minute" &&
        figure.unit != "hour") {
      return false;
    }
    return true;
  }
  if (figure.stated_unit) return true;
  // 618, the sale of 18 June
  if (number.ascii_digits == 3 && number.lo == Decimal::Of(618) && !bounded && !range) return false;
  if (vague) return number.has_unit;  // 几, 数 alone: 几乎, 数据
  if (whole_text) return true;
  if (han && number.is_positional) return false;
  if (bounded || range) return true;
  if (han && number.han_characters < 2) return false;
  if (han && !number.has_unit && !number.has_point) return false;
  if (number.big > 0 || (number.latin != 0 && number.latin != 'B') || number.is_grouped)
    return true;
  // A bare number is a figure where a figure may stand: behind a word that leads to one, or between
  // marks. 骁龙855 and 二十国集团 are names.
  if (figure.anchored) return true;
  // 电能利用效率压缩到了极致的1.15, 激活37B
  if (!heads_.empty() && heads_.back().clause == clause_ &&
      (heads_.back().head->least_exponent == 0 || number.latin == 'B')) {
    return true;
  }
  if (CountsPlural(text_, figure.span)) return true;
  const Glyph left = GlyphBefore(text_, SkipSpacesBack(text_, figure.span.begin, 1));
  const Glyph right = GlyphAt(text_, SkipSpaces(text_, figure.span.end, 1));
  const bool opens = left.size == 0 || left.code == ':' || left.code == ',' || left.code == U'、' ||
                     left.code == '/' || left.code == '=';
  // 15.26/20.16/25.52亿元
  if (right.code == '/' && number.has_point && DigitAt(text_, figure.span.end + 1)) return true;
  // 上升0.62、1.06和3.16个百分点: the last but one of a list of figures.
  const bool joins = right.code == U'和' || right.code == U'及' || right.code == U'与';
  const bool is_listed = left.code == U'、' && joins && !figures_.empty() &&
                         figures_.back().span.end + left.size >= figure.span.begin &&
                         DigitAt(text_, figure.span.end + right.size);
  if (is_listed) return true;
  return opens && !IsHan(right.code) && !IsAsciiLetter(right.code);
}

}  // namespace heshu::extract
