// Expressions that start with a word: 去年底, 上月, 昨日(24日), 周二, 除夕, 第四季度, 近20天,
// 今年以来.
#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

#include "extract/time/time_echo.h"
#include "extract/time/time_grammar.h"

namespace heshu::extract {
namespace {

enum class Op {
  kYear,         // offset from the article's year
  kBudgetYear,   // likewise: 本财政年度
  kYearAnaphor,  // offset from the last year
  kMonth,
  kMonthAnaphor,
  kWeek,
  kWeekAnaphor,
  kDay,
  kDayAnaphor,
  kQuarter,  // offset in quarters
  kNthQuarter,
  kPart,       // 年底: value is Part, of the year
  kMonthPart,  // 月底
  kYearSoFar,  // 年初至今, 年内
  kMonthSoFar,
  kWeekday,
  kFestival,
  kHalf,
  kNth,    // 第四季度, 第一季
  kFirst,  // 前两个月
  kWindowPast,
  kWindowAhead,
  kVague,
  kMinguo,
  kYearPair,    // 今明两年
  kClock,       // 下午3点半
  kDecade,      // 上世纪90年代
  kMonthNamed,  // 正月, 腊月
  kLunar,       // 农历…
};

struct Word {
  std::string_view text;
  Op op;
  int value = 0;
  // Words it must not follow or precede, separated by spaces.
  std::string_view not_after{};
  std::string_view not_before{};
};

// Longer words before shorter ones with the same beginning.
constexpr Word kWords[] = {
    {"今明两年", Op::kYearPair, 0},
    {"今明2年", Op::kYearPair, 0},
    {"今、明两年", Op::kYearPair, 0},
    {"明后两年", Op::kYearPair, 1},
    {"明后2年", Op::kYearPair, 1},
    {"明、后两年", Op::kYearPair, 1},
    {"去今两年", Op::kYearPair, -1},
    {"大前年", Op::kYear, -3},
    {"今年", Op::kYear, 0, "", "均 复合 化"},
    {"今个财政年", Op::kBudgetYear, 0},
    {"本财政年", Op::kBudgetYear, 0},
    {"今财政年", Op::kBudgetYear, 0},
    {"上个财政年", Op::kBudgetYear, -1},
    {"上财政年", Op::kBudgetYear, -1},
    {"下个财政年", Op::kBudgetYear, 1},
    {"下财政年", Op::kBudgetYear, 1},
    {"本年", Op::kYear, 0, "日 成 基 版 资", "级 龄"},
    {"去年", Op::kYear, -1, "过 失 死"},
    {"上年", Op::kYear, -1, "以", "纪 级"},
    {"前年", Op::kYear, -2, "此 之 以 提 多 目 当", "龄"},
    {"明年", Op::kYear, 1, "表 说 证 声 透 阐 文 标 注 光 发 清"},
    {"来年", Op::kYear, 1, "以 近 年 本 未 原 向 从 历"},
    {"后年", Op::kYear, 2, "之 此 今 最 前 然 随 以 战 其", "产 销 营 化"},
    {"同年", Op::kYearAnaphor, 0, "不 相", "龄 级"},
    {"当年", Op::kYearAnaphor, 0, "相 每"},
    {"次年", Op::kYearAnaphor, 1, "首 再 两"},
    {"翌年", Op::kYearAnaphor, 1},
    {"上上个月", Op::kMonth, -2},
    {"上上月", Op::kMonth, -2},
    {"上个月", Op::kMonth, -1},
    {"上月", Op::kMonth, -1, "以", "球"},
    {"本月", Op::kMonth, 0, "日 成 基 版 资", "薪"},
    {"这个月", Op::kMonth, 0},
    {"下个月", Op::kMonth, 1},
    {"下月", Op::kMonth, 1, "以"},
    {"同月", Op::kMonthAnaphor, 0, "不 相"},
    {"当月", Op::kMonthAnaphor, 0},
    {"次月", Op::kMonthAnaphor, 1, "首 再 两"},
    {"翌月", Op::kMonthAnaphor, 1},
    {"上上个周", Op::kWeek, -2},
    {"上上个星期", Op::kWeek, -2},
    {"上上周", Op::kWeek, -2},
    {"上个周", Op::kWeek, -1, "", "期 年"},
    {"上个星期", Op::kWeek, -1},
    {"上个礼拜", Op::kWeek, -1},
    {"上星期", Op::kWeek, -1},
    {"上周", Op::kWeek, -1, "以", "期 年 边 转"},
    {"本周", Op::kWeek, 0, "日 成", "期 年 边 转"},
    {"本星期", Op::kWeek, 0},
    {"这个星期", Op::kWeek, 0},
    {"这周", Op::kWeek, 0, "", "期 年"},
    {"下个周", Op::kWeek, 1, "", "期 年"},
    {"下个星期", Op::kWeek, 1},
    {"下星期", Op::kWeek, 1},
    {"下周", Op::kWeek, 1, "天 以", "期 年 转"},
    {"当周", Op::kWeekAnaphor, 0, "", "期"},
    {"同周", Op::kWeekAnaphor, 0},
    {"大前天", Op::kDay, -3},
    {"大后天", Op::kDay, 3},
    {"今日", Op::kDay, 0, "", "头条 资本"},
    {"今天", Op::kDay, 0},
    {"本日", Op::kDay, 0, "日 成 基"},
    {"即日", Op::kDay, 0},
    {"今晚", Op::kDay, 0, "", "报"},
    {"今晨", Op::kDay, 0},
    {"今早", Op::kDay, 0},
    {"今(", Op::kDay, 0},
    {"昨日", Op::kDay, -1},
    {"昨天", Op::kDay, -1},
    {"昨晚", Op::kDay, -1},
    {"昨夜", Op::kDay, -1},
    {"隔晚", Op::kDay, -1},
    {"隔夜", Op::kDay, -1, "跟随 追随 承接 受",
     "利率 拆借 拆息 回购 逆回购 贷款 存款 资金 保证金 SHIBOR Shibor"},
    {"昨晨", Op::kDay, -1},
    {"昨(", Op::kDay, -1},
    {"昨早", Op::kDay, -1},
    {"昨午", Op::kDay, -1},
    {"昨", Op::kDay, -1, "是", "非 儿 之 为 今"},
    {"今午", Op::kDay, 0},
    {"今夜", Op::kDay, 0},
    {"明晨", Op::kDay, 1},
    {"前日", Op::kDay, -2, "目 提 之 此 月 年"},
    {"前天", Op::kDay, -2, "目 提 之 此"},
    {"前晚", Op::kDay, -2},
    {"明日", Op::kDay, 1, "", "之后》 方舟"},
    {"明天", Op::kDay, 1},
    {"明晚", Op::kDay, 1},
    {"明早", Op::kDay, 1},
    {"后日", Op::kDay, 2, "之 此 今 最 年 月"},
    {"后天", Op::kDay, 2, "先 之 最 今", "性"},
    {"同一天", Op::kDayAnaphor, 0},
    {"同日", Op::kDayAnaphor, 0, "不"},
    {"同天", Op::kDayAnaphor, 0, "不"},
    {"当日", Op::kDayAnaphor, 0},
    {"当天", Op::kDayAnaphor, 0},
    {"当晚", Op::kDayAnaphor, 0},
    {"当夜", Op::kDayAnaphor, 0},
    {"次日", Op::kDayAnaphor, 1, "首 再 两 多"},
    {"翌日", Op::kDayAnaphor, 1},
    {"隔日", Op::kDayAnaphor, 1},
    {"隔天", Op::kDayAnaphor, 1},
    {"第二天", Op::kDayAnaphor, 1},
    {"上个季度", Op::kQuarter, -1},
    {"上季度", Op::kQuarter, -1},
    {"上季", Op::kQuarter, -1, "以"},
    {"上一季度", Op::kQuarter, -1},
    {"前一季度", Op::kQuarter, -1},
    {"前一季", Op::kQuarter, -1},
    {"前季", Op::kQuarter, -1, "之 目 年 月"},
    {"最新一季度", Op::kQuarter, -1},
    {"最新一季", Op::kQuarter, -1},
    {"最近一季", Op::kQuarter, -1},
    {"本季度", Op::kQuarter, 0, "日 成"},
    {"本季", Op::kQuarter, 0, "日 成"},
    {"当季度", Op::kQuarter, 0},
    {"当季", Op::kQuarter, 0},
    {"这个季度", Op::kQuarter, 0},
    {"下个季度", Op::kQuarter, 1},
    {"下季度", Op::kQuarter, 1},
    {"下一季度", Op::kQuarter, 1},
    {"首季度", Op::kNthQuarter, 1},
    {"首季", Op::kNthQuarter, 1},
    {"次季", Op::kNthQuarter, 2},
    {"末季", Op::kNthQuarter, 4},
    {"年初至今", Op::kYearSoFar},
    {"年初以来", Op::kYearSoFar},
    {"年初开盘迄今", Op::kYearSoFar},
    {"全星期", Op::kWeek, 0},
    {"全周计", Op::kWeek, 0},
    {"年内", Op::kYearSoFar},
    {"月内", Op::kMonthSoFar},
    {"年底", Op::kPart, static_cast<int>(Part::kEnd)},
    {"年末", Op::kPart, static_cast<int>(Part::kEnd)},
    {"年中", Op::kPart, static_cast<int>(Part::kMiddle), "往 历 常", "国 央 华 美 欧 日 间 型"},
    {"年初", Op::kPart, static_cast<int>(Part::kStart), "", "步 中 一 心 级"},
    {"月底", Op::kMonthPart, static_cast<int>(Part::kEnd)},
    {"月末", Op::kMonthPart, static_cast<int>(Part::kEnd)},
    {"月初", Op::kMonthPart, static_cast<int>(Part::kStart), "", "步"},
    {"月中旬", Op::kMonthPart, static_cast<int>(Part::kMidTen)},
    {"上半年", Op::kHalf, 1},
    {"下半年", Op::kHalf, 2},
    {"第", Op::kNth},
    {"前", Op::kFirst, 0,
     "目 之 此 以 提 当 向 从 先 靠 站 往 空 面 排名 位列 位居 跻身 进入 进 居 列 名 全球 全国"},
    {"首", Op::kFirst},
    {"头", Op::kFirst, 0, "龙 带 前"},
    {"周", Op::kWeekday, 0, "每 一 半 单 按 首 次 数 两 近 多 各 隔"},
    {"星期", Op::kWeekday, 0, "每 个"},
    {"礼拜", Op::kWeekday, 0, "每 个"},
    {"过去", Op::kWindowPast},
    {"最近", Op::kWindowPast},
    {"近", Op::kWindowPast, 0,
     "将 接 附 远 靠 逼 临 相 邻 用了 历时 长达 花 耗时 耗费 达 超 为期 持续 了 有 有着"},
    {"未来", Op::kWindowAhead},
    {"今后", Op::kWindowAhead},
    {"接下来", Op::kWindowAhead},
    {"往后", Op::kWindowAhead},
    {"日前", Op::kVague, 0,
     "目 今 即 昨 明 同 当 近 次 翌 隔 本 首 生 节 假 周 交易 工作 终止 到期"},
    {"近日", Op::kVague, 0, "最", "点"},
    {"早前", Op::kVague},
    {"不久前", Op::kVague},
    {"民国", Op::kMinguo},
    {"上世纪", Op::kDecade, -1},
    {"本世纪", Op::kDecade, 0},
    {"正月", Op::kMonthNamed, 1, "", "初"},
    {"腊月", Op::kMonthNamed, 12},
    {"农历", Op::kLunar},
    {"阴历", Op::kLunar},
    {"上午", Op::kClock},
    {"下午", Op::kClock},
    {"早上", Op::kClock},
    {"早晨", Op::kClock},
    {"清晨", Op::kClock},
    {"中午", Op::kClock},
    {"午间", Op::kClock},
    {"午后", Op::kClock},
    {"傍晚", Op::kClock},
    {"晚上", Op::kClock},
    {"晚间", Op::kClock},
    {"夜里", Op::kClock},
    {"夜间", Op::kClock},
    {"深夜", Op::kClock},
    {"凌晨", Op::kClock},
};

// Words that begin a festival are matched by ParseFestival; here are their first characters.
constexpr std::string_view kFestivalLeads = "大年除农中春元清五十国劳儿端七重腊圣平双正";
constexpr std::string_view kEchoLeads = "假长小节黄档";
constexpr std::string_view kNumberLeads = "〇零○一二三四五六七八九十廿卅两仨半";
constexpr std::string_view kStems = "甲乙丙丁戊己庚辛壬癸";
constexpr std::string_view kBranches = "子丑寅卯辰巳午未申酉戌亥";

bool AnyWord(std::string_view list, auto&& test) {
  while (!list.empty()) {
    const std::size_t space = list.find(' ');
    const std::string_view word = list.substr(0, space);
    if (!word.empty() && test(word)) return true;
    if (space == std::string_view::npos) break;
    list.remove_prefix(space + 1);
  }
  return false;
}

// The words and leads by the first character of each.
class WordIndex {
 public:
  WordIndex() {
    for (const Word& word : kWords) {
      const char32_t lead = HanAt(word.text, 0);
      leads_.set(lead);
      words_.push_back(&word);
    }
    std::stable_sort(words_.begin(), words_.end(), [](const Word* a, const Word* b) {
      return HanAt(a->text, 0) < HanAt(b->text, 0);
    });
    for (const std::string_view list : {kFestivalLeads, kEchoLeads, kStems}) {
      for (std::size_t at = 0; at < list.size(); at += CharLength(list, at)) {
        if (const char32_t lead = HanAt(list, at)) leads_.set(lead);
      }
    }
    starts_ = leads_;
    for (std::size_t at = 0; at < kNumberLeads.size(); at += CharLength(kNumberLeads, at)) {
      starts_.set(HanAt(kNumberLeads, at));
    }
  }
  bool IsLead(char32_t han) const { return leads_.test(han); }
  // A lead, or a number that a time begins with.
  bool MayStart(char32_t han) const { return starts_.test(han); }
  // Those that start with `lead`.
  auto Range(char32_t lead) const {
    return std::equal_range(words_.begin(), words_.end(), lead, Less());
  }

 private:
  struct Less {
    bool operator()(const Word* word, char32_t lead) const { return HanAt(word->text, 0) < lead; }
    bool operator()(char32_t lead, const Word* word) const { return lead < HanAt(word->text, 0); }
  };
  std::bitset<0x10000> leads_, starts_;
  std::vector<const Word*> words_;
};

const WordIndex& Index() {
  static const auto* const index = new WordIndex();
  return *index;
}

// 甲子 … 癸亥, then 年: the lunar year, as an offset in the sixty-year cycle (甲子 = 0).
std::optional<ParsedTime> ParseStemYear(std::string_view text, std::size_t at) {
  static constexpr HanCharacters kStemSet(kStems);
  if (!kStemSet.HasAt(text, at)) return std::nullopt;
  const auto find = [&](std::string_view list, std::size_t p) -> int {
    if (p + 3 > text.size()) return -1;
    const std::size_t found = list.find(text.substr(p, 3));
    return found == std::string_view::npos || found % 3 != 0 ? -1 : static_cast<int>(found / 3);
  };
  const int stem = find(kStems, at);
  const int branch = find(kBranches, at + 3);
  if (stem < 0 || branch < 0 || stem % 2 != branch % 2) return std::nullopt;
  Cursor cursor(text, at + 6);
  // 丙午马年
  for (const std::string_view animal :
       {"鼠", "牛", "虎", "兔", "龙", "蛇", "马", "羊", "猴", "鸡", "狗", "猪"}) {
    if (cursor.Accept(animal)) break;
  }
  if (!cursor.Accept("年")) return std::nullopt;
  ParsedTime out;
  int cycle = 0;
  while (cycle % 10 != stem || cycle % 12 != branch) ++cycle;
  out.first.year = {Base::kTwoDigit, cycle};
  out.first.is_lunar = true;
  std::optional<Stated> last;
  ParseAfterYear(&cursor, &out.first, &last);
  out.first.is_lunar = true;
  out.first.span = {at, cursor.at()};
  return out;
}

// 618大促, the sale of 18 June.
std::optional<ParsedTime> ParseSale(std::string_view text, std::size_t at) {
  ParsedTime out;
  Cursor cursor(text, at);
  if ((at > 0 && (IsDigit(text[at - 1]) || text[at - 1] == '.')) ||
      !ParseFestival(&cursor, &out.first)) {
    return ParseNumericTime(text, at);
  }
  out.first.span = {at, cursor.at()};
  return out;
}

std::optional<ParsedTime> Window(Cursor cursor, std::size_t begin, const Word& word) {
  ParsedTime out;
  Stated& stated = out.first;
  if (word.op == Op::kWindowPast) cursor.Accept("近");
  cursor.Accept("的");
  if (!ParseDuration(&cursor, &stated)) return std::nullopt;
  if (cursor.SeesAny({"期", "级", "均", "线"})) return std::nullopt;
  stated.direction = word.op == Op::kWindowPast ? Direction::kPast : Direction::kAhead;
  const int tail = cursor.AcceptAny({"以来", "之内", "以内", "内", "里", "间", "来"});
  if (tail == 6 && cursor.SeesAny({"自", "到", "源"})) return std::nullopt;
  out.first.span = {begin, cursor.at()};
  return out;
}

std::optional<ParsedTime> Apply(const Word& word, std::string_view text, std::size_t at) {
  Cursor cursor(text, at + word.text.size());
  ParsedTime out;
  Stated& stated = out.first;
  const auto finish = [&]() -> std::optional<ParsedTime> {
    out.first.span = {at, cursor.at()};
    if (out.last) out.last->span = out.first.span;
    return out;
  };
  const auto numeral_before = [&] { return NumeralBefore(text, at); };
  switch (word.op) {
    case Op::kYear:
    case Op::kYearAnaphor:
      stated.year = {word.op == Op::kYear ? Base::kReference : Base::kAnaphor, word.value};
      ParseAfterYear(&cursor, &stated, &out.last);
      return finish();
    case Op::kBudgetYear:
      stated.year = {Base::kReference, word.value};
      ParseAfterYear(&cursor, &stated, &out.last);
      stated.is_of_accounts = stated.is_of_books = true;
      return finish();
    case Op::kMonth:
    case Op::kMonthAnaphor:
      stated.month = {word.op == Op::kMonth ? Base::kReference : Base::kAnaphor, word.value};
      ParseAfterMonth(&cursor, &stated, &out.last);
      return finish();
    case Op::kWeek:
    case Op::kWeekAnaphor: {
      stated.week = {word.op == Op::kWeek ? Base::kReference : Base::kAnaphor, word.value};
      Cursor next = cursor;
      const int day = next.AcceptAny({"一", "二", "三", "四", "五", "六", "日", "天", "末"});
      if (day >= 0 && !next.SeesAny({"均", "次", "度"})) {
        if (day == 8) {
          stated.sub = Sub::kWeekend;
        } else {
          stated.weekday = day == 7 ? 7 : day + 1;
        }
        cursor = next;
        if (stated.weekday != 0) ParseAfterDay(&cursor, &stated);
      }
      return finish();
    }
    case Op::kDay:
    case Op::kDayAnaphor: {
      if (word.text.ends_with("(")) {  // Taiwan's 今(24)日
        const auto day = cursor.AcceptNumber();
        if (!day || !day->IsPlain() || day->value > 31 || !cursor.Accept(")") ||
            cursor.AcceptAny({"日", "天", "晚", "晨"}) < 0) {
          return std::nullopt;
        }
        stated.day = {Base::kAbsolute, day->value};
      } else {
        // 同日本, 今日本田
        if (word.text.ends_with("日") && SeesJapan(cursor)) return std::nullopt;
        stated.day = {word.op == Op::kDay ? Base::kReference : Base::kAnaphor, word.value};
      }
      const bool is_evening = word.text.ends_with("晚") || word.text.ends_with("夜");
      Stated read = stated;
      ParseAfterDay(&cursor, &read);
      stated = read;
      if (is_evening && stated.HasClock() && stated.hour < 12 && stated.hour >= 5)
        stated.hour += 12;
      return finish();
    }
    case Op::kQuarter: {
      // 第一季收入…,当季交付…: the one just spoken of.
      stated.quarter = {word.text.starts_with("当") ? Base::kAnaphor : Base::kReference,
                        word.value};
      const int part = cursor.AcceptAny({"末", "初"});
      if (part >= 0) stated.part = part == 0 ? Part::kEnd : Part::kStart;
      return finish();
    }
    case Op::kNthQuarter:
      if (numeral_before()) return std::nullopt;
      stated.sub = Sub::kQuarter;
      stated.n = word.value;
      return finish();
    case Op::kHalf:
      stated.sub = Sub::kHalf;
      stated.n = word.value;
      cursor.Accept("度");
      return finish();
    case Op::kYearSoFar:
    case Op::kMonthSoFar:
      if (numeral_before() || EndsBefore(text, at, {"全", "每", "历", "个"})) return std::nullopt;
      if (word.op == Op::kMonthSoFar) {
        stated.month = {Base::kReference, 0};
      } else {
        stated.year = {Base::kReference, 0};
      }
      stated.part = Part::kSoFar;
      return finish();
    case Op::kPart:
    case Op::kMonthPart:
      if (numeral_before() || EndsBefore(text, at, {"全", "每", "历", "个", "周"}))
        return std::nullopt;
      stated.part = static_cast<Part>(word.value);
      stated.is_part_of_month = word.op == Op::kMonthPart;
      return finish();
    case Op::kNth: {
      Cursor quarter(text, at);
      if (EndsBefore(text, at, {"》", "》 "}) || !ParseQuarterOrHalf(&quarter, &stated, false))
        return std::nullopt;
      cursor = quarter;
      return finish();
    }
    case Op::kFirst: {
      const auto number = cursor.AcceptNumber();
      if (!number || !number->IsPlain() || number->value < 1) return std::nullopt;
      if (number->value <= 4 && cursor.AcceptAny({"个季度", "季度", "季"}) >= 0) {
        stated.sub = Sub::kFirstQuarters;
      } else if (number->value <= 12 && cursor.AcceptAny({"个月", "月"}) >= 0) {
        stated.sub = Sub::kFirstMonths;
      } else {
        return std::nullopt;
      }
      stated.n = number->value;
      // the first months of a fiscal year whose beginning is not said
      if (EndsBefore(text, at, {"财年", "财年的", "财政年度", "会计年度"})) stated.is_label = true;
      return finish();
    }
    case Op::kWeekday:
      cursor = Cursor(text, at);
      if (numeral_before() || !ParseWeekday(&cursor, &stated)) return std::nullopt;
      if (stated.weekday != 0) ParseAfterDay(&cursor, &stated);
      return finish();
    case Op::kWindowPast:
    case Op::kWindowAhead:
      return Window(cursor, at, word);
    case Op::kVague:
      if (numeral_before()) return std::nullopt;
      stated.has_no_date = true;
      stated.is_vague = true;
      return finish();
    case Op::kMinguo: {
      const auto year = cursor.AcceptNumber();
      if (!year || !year->IsPlain() || year->value < 1 || year->value > 300 ||
          !cursor.Accept("年")) {
        return std::nullopt;
      }
      stated.year = {Base::kAbsolute, 1911 + year->value};
      ParseAfterYear(&cursor, &stated, &out.last);
      return finish();
    }
    case Op::kYearPair:
      stated.year = {Base::kReference, word.value};
      out.last = stated;
      out.last->year.value = word.value + 1;
      return finish();
    case Op::kClock:
      cursor = Cursor(text, at);
      if (!ParseClock(&cursor, &stated, false)) return std::nullopt;
      return finish();
    case Op::kDecade: {
      stated.century_base = Base::kReference;
      stated.century = word.value;
      Cursor next = cursor;
      const auto decade = next.AcceptNumber();
      if (decade && decade->IsPlain() && decade->value % 10 == 0 && next.Accept("年代")) {
        stated.decade = decade->value;
        cursor = next;
      }
      const int part =
          cursor.AcceptAny({"初期", "初", "早期", "中期", "中叶", "末期", "后期", "末"});
      if (part >= 0) stated.part = part < 3 ? Part::kStart : part < 5 ? Part::kMiddle : Part::kEnd;
      stated.is_vague = true;
      return finish();
    }
    case Op::kMonthNamed:
      stated.is_lunar = true;
      stated.month = {Base::kAbsolute, word.value};
      ParseAfterMonth(&cursor, &stated, &out.last);
      return finish();
    case Op::kLunar: {
      const auto month = cursor.AcceptNumber();
      if (!month || !month->IsPlain() || month->value < 1 || month->value > 12 ||
          !cursor.Accept("月")) {
        return std::nullopt;
      }
      stated.is_lunar = true;
      stated.month = {Base::kAbsolute, month->value};
      ParseAfterMonth(&cursor, &stated, &out.last);
      return stated.day ? finish() : std::nullopt;
    }
    case Op::kFestival:
      break;
  }
  return std::nullopt;
}

}  // namespace

bool MayStartWordTime(std::string_view text, std::size_t at) {
  const char32_t lead = HanAt(text, at);
  return lead != 0 && Index().IsLead(lead);
}

std::optional<ParsedTime> ParseWordTime(std::string_view text, std::size_t at) {
  const char32_t lead = HanAt(text, at);
  if (lead == 0 || !Index().IsLead(lead)) return std::nullopt;
  if (auto stem = ParseStemYear(text, at)) return stem;
  if (Cursor cursor(text, at); MayStartFestival(cursor) && !NumeralBefore(text, at)) {
    ParsedTime out;
    if (ParseFestival(&cursor, &out.first)) {
      out.first.span = {at, cursor.at()};
      return out;
    }
  }
  static constexpr HanCharacters kEchoes(kEchoLeads);
  if (Cursor cursor(text, at); kEchoes.HasAt(text, at)) {
    ParsedTime out;
    if (ParseEcho(&cursor, &out.first)) {
      out.first.span = {at, cursor.at()};
      return out;
    }
  }
  const auto [begin, end] = Index().Range(lead);
  for (auto row = begin; row != end; ++row) {
    const Word& word = **row;
    if (!BeginsWith(text.substr(at), word.text)) continue;
    const std::string_view head = text.substr(0, at);
    const std::string_view tail = text.substr(at + word.text.size());
    const bool is_cut_off = AnyWord(word.not_after, [&](auto w) { return head.ends_with(w); });
    if (is_cut_off && !EndsInNumberNoun(head)) continue;
    if (AnyWord(word.not_before, [&](auto w) { return tail.starts_with(w); })) continue;
    if (auto parsed = Apply(word, text, at)) return parsed;
  }
  return std::nullopt;
}

std::optional<ParsedTime> ParseTimeAt(std::string_view text, std::size_t at) {
  if (IsDigit(text[at])) {
    return text.substr(at).starts_with("618") ? ParseSale(text, at) : ParseNumericTime(text, at);
  }
  if (IsAsciiLetter(text[at])) return ParseEnglishTime(text, at);
  if (auto parsed = ParseWordTime(text, at)) return parsed;
  std::size_t end = 0;
  if (ReadSmallNumber(text, at, &end)) return ParseNumericTime(text, at);
  return std::nullopt;
}

bool MayStartTime(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (IsDigit(c)) return at == 0 || !IsDigit(text[at - 1]);
  if (IsAsciiLetter(c)) return at == 0 || !IsAsciiLetter(text[at - 1]);
  const char32_t han = HanAt(text, at);
  return han != 0 && Index().MayStart(han);
}

}  // namespace heshu::extract
