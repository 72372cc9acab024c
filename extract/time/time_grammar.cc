// What may follow a year, a month or a day; quarters, festivals, weekdays.
#include "extract/time/time_grammar.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace heshu::extract {
namespace {

struct FestivalWord {
  std::string_view word;
  Festival festival;
  int day = 0;                    // of the first lunar month
  std::string_view not_before{};  // one following word that makes it something else
};

// Longer words first.
constexpr std::array<FestivalWord, 54> kFestivals = {{
    {"大年三十", Festival::kLunarEve},
    {"年三十", Festival::kLunarEve},
    {"年廿九", Festival::kLunarEve},
    {"年卅", Festival::kLunarEve},
    {"除夕夜", Festival::kLunarEve},
    {"除夕", Festival::kLunarEve},
    {"大年夜", Festival::kLunarEve},
    {"农历新年", Festival::kSpring},
    {"中国新年", Festival::kSpring},
    {"农历春节", Festival::kSpring},
    {"春节", Festival::kSpring},
    {"春运", Festival::kSpringTravel},
    {"元宵节", Festival::kLantern},
    {"元宵", Festival::kLantern},
    {"清明节", Festival::kQingming},
    {"清明假期", Festival::kQingming},
    {"清明小长假", Festival::kQingming},
    {"清明期间", Festival::kQingming},
    {"五一劳动节", Festival::kLabour},
    {"国际劳动节", Festival::kLabour},
    {"劳动节", Festival::kLabour},
    {"五一", Festival::kLabour, 0, "路"},
    {"儿童节", Festival::kChildren},
    {"端午节", Festival::kDragonBoat},
    {"端午", Festival::kDragonBoat},
    {"七夕节", Festival::kQixi},
    {"七夕", Festival::kQixi},
    {"国庆中秋", Festival::kNationalAndMidAutumn},
    {"国庆、中秋", Festival::kNationalAndMidAutumn},
    {"中秋国庆", Festival::kNationalAndMidAutumn},
    {"中秋、国庆", Festival::kNationalAndMidAutumn},
    {"中秋节", Festival::kMidAutumn},
    {"中秋", Festival::kMidAutumn},
    {"重阳节", Festival::kDoubleNinth},
    {"腊八节", Festival::kLaba},
    {"腊八", Festival::kLaba, 0, "粥"},
    {"十一黄金周", Festival::kNational},
    {"十一假期", Festival::kNational},
    {"十一长假", Festival::kNational},
    {"国庆节", Festival::kNational},
    {"国庆", Festival::kNational},
    {"元旦", Festival::kNewYear},
    {"圣诞节", Festival::kChristmas},
    {"圣诞", Festival::kChristmas, 0, "老人"},
    {"平安夜", Festival::kChristmasEve},
    {"双节黄金周", Festival::kNationalAndMidAutumn},
    {"双节假期", Festival::kNationalAndMidAutumn},
    {"双节长假", Festival::kNationalAndMidAutumn},
    {"双十一", Festival::kDouble11},
    {"双11", Festival::kDouble11},
    {"双十二", Festival::kDouble12},
    {"双12", Festival::kDouble12},
    {"618大促", Festival::kMidYearSale},
    {"618购物节", Festival::kMidYearSale},
}};

constexpr std::string_view kLunarStarts[] = {"大年初", "年初", "正月初"};

// All that a festival's name begins with.
constexpr auto kFestivalAt = [] {
  std::array<std::string_view, kFestivals.size() + std::size(kLunarStarts)> words;
  auto end = std::transform(kFestivals.begin(), kFestivals.end(), words.begin(),
                            [](const FestivalWord& row) { return row.word; });
  std::copy(std::begin(kLunarStarts), std::end(kLunarStarts), end);
  return Beginnings(words);
}();

// 年中 is mid-year, 2025年中国 is not; the same for 月中.
bool SeesWordOfMiddle(const Cursor& after) {
  return after.SeesAny({"国", "央", "共", "方", "华", "美", "欧", "日", "韩", "俄", "印", "英",
                        "德", "法", "东", "西", "小", "型", "芯", "信", "科", "石", "移", "联",
                        "兴", "航", "铁", "建", "金", "证", "银", "通", "标", "签", "际", "期",
                        "间", "部", "等", "文", "心", "午", "秋", "超", "概", "资", "企", "远",
                        "海", "核", "粮", "车", "山", "端", "高", "低", "长", "位", "层", "断",
                        "止", "介", "继", "新", "关", "转", "外", "青", "微", "泰", "软", "巴"});
}

bool SeesWordOfStart(const Cursor& after) {
  return after.SeesAny({"步", "始", "创", "心", "级", "衷", "次", "中", "春", "夏", "秋", "冬",
                        "值", "代", "试", "学"});
}

// 底 末 初 中 after a year or month, not as the first half of another word.
Part AcceptPart(Cursor* cursor) {
  Cursor next = *cursor;
  Part part = Part::kNone;
  if (next.AcceptAny({"底", "末"}) >= 0) {
    next.Accept("期");
    // 2025年末期股息: the last dividend of the year, and no day of it.
    if (next.SeesAny({"股息", "息", "股利", "红利", "派息", "分红"})) return Part::kNone;
    if (!next.SeesAny({"线", "层", "部", "价", "盘", "座", "端", "班", "日"})) part = Part::kEnd;
  } else if (next.Accept("伊始")) {
    part = Part::kStart;
  } else if (next.Accept("初期")) {
    part = Part::kStart;
  } else if (next.Accept("初")) {
    if (!SeesWordOfStart(next)) part = Part::kStart;
  } else if (next.Accept("中期")) {
    if (!next.SeesAny({"报", "业", "票", "借", "股息", "息", "股利", "红利", "派息", "分红"})) {
      part = Part::kMiddle;
    }
  } else if (next.Accept("中")) {
    if (!SeesWordOfMiddle(next)) part = Part::kMiddle;
  }
  if (part != Part::kNone) cursor->MoveTo(next.at());
  return part;
}

// 前两个月, 前三季度, 首季, 最后五天: n of a smaller unit at the start or end.
bool AcceptFirstOrLast(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  const bool is_last = next.AcceptAny({"最后", "后"}) >= 0;
  const bool is_only_first = !is_last && next.Accept("首");
  if (!is_last && !is_only_first && next.AcceptAny({"前", "头"}) < 0) return false;
  const auto number = next.AcceptNumber();
  if (number && !number->IsPlain()) return false;
  if (!number && !is_only_first) return false;
  const int n = number ? number->value : 1;
  next.Accept("个");
  if (n < 1 || n > 31) return false;
  if (next.Accept("季")) {
    next.Accept("度");
    if (is_last || n > 4) return false;
    stated->sub = is_only_first && !number ? Sub::kQuarter : Sub::kFirstQuarters;
  } else if (next.Accept("月")) {
    if (is_last || n > 12) return false;
    stated->sub = Sub::kFirstMonths;
  } else if (next.AcceptAny({"天", "日"}) >= 0) {
    stated->sub = is_last ? Sub::kLastDays : Sub::kFirstDays;
  } else if (!is_last && n == 1 && next.Accept("周")) {
    stated->sub = Sub::kWeek;
  } else {
    return false;
  }
  stated->n = n;
  cursor->MoveTo(next.at());
  return true;
}

// 第52周, 第十天, 第8个月.
bool AcceptNth(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  if (!next.Accept("第")) return false;
  const auto number = next.AcceptNumber();
  if (!number || !number->IsPlain() || number->value < 1) return false;
  next.Accept("个");
  if (number->value <= 53 && next.AcceptAny({"周", "星期", "礼拜"}) >= 0) {
    if (next.Sees("年")) return false;
    stated->sub = Sub::kWeek;
  } else if (number->value <= 366 && next.AcceptAny({"天", "日"}) >= 0) {
    stated->sub = Sub::kDay;
  } else if (number->value <= 12 && next.Accept("月")) {
    stated->month = {Base::kAbsolute, number->value};
  } else {
    return false;
  }
  stated->n = number->value;
  cursor->MoveTo(next.at());
  return true;
}

bool AcceptSeason(Cursor* cursor, Stated* stated) {
  const int season = cursor->AcceptAny(
      {"春季", "夏季", "秋季", "冬季", "春天", "夏天", "秋天", "冬天", "暑假", "暑期", "寒假"});
  if (season < 0) return false;
  stated->sub = Sub::kSeason;
  stated->n = season < 8 ? season % 4 + 1 : season < 10 ? 5 : 6;
  stated->is_vague = true;
  return true;
}

// A month after a year: 2月, 二月, 正月, 农历8月.
bool AcceptMonth(Cursor* cursor, Stated* stated, std::optional<Stated>* last) {
  Cursor next = *cursor;
  const bool is_lunar = next.AcceptAny({"农历", "阴历"}) >= 0;
  const int named = next.AcceptAny({"正月", "腊月", "冬月"});
  if (named >= 0) {
    stated->is_lunar = true;
    stated->month = {Base::kAbsolute, named == 0 ? 1 : named == 1 ? 12 : 11};
    cursor->MoveTo(next.at());
    ParseAfterMonth(cursor, stated, last);
    return true;
  }
  const auto month = next.AcceptNumber();
  if (!month || !month->IsPlain() || month->value < 1 || month->value > 12) return false;
  if (next.Accept("月")) {
    stated->month = {Base::kAbsolute, month->value};
    stated->is_lunar = is_lunar;
    cursor->MoveTo(next.at());
    ParseAfterMonth(cursor, stated, last);
    return true;
  }
  // 2018年2-4月
  if (!AcceptRangeSign(&next)) return false;
  const auto last_month = next.AcceptNumber();
  if (!last_month || !last_month->IsPlain() || last_month->value < 1 || last_month->value > 12 ||
      !next.Accept("月")) {
    return false;
  }
  *last = *stated;
  stated->month = {Base::kAbsolute, month->value};
  (*last)->month = {Base::kAbsolute, last_month->value};
  next.Accept("份");
  cursor->MoveTo(next.at());
  return true;
}

// (24日), (1月27日): the day in brackets wins over the word before it.
bool AcceptBracketedDay(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  if (next.AcceptAny({"(", "（", "[", "〔"}) < 0) return false;
  auto number = next.AcceptNumber();
  if (!number || !number->IsPlain()) return false;
  StatedUnit month;
  StatedUnit year;
  if (number->IsYearLike() && next.Accept("年")) {
    year = {Base::kAbsolute, number->value};
    number = next.AcceptNumber();
    if (!number) return false;
  }
  if (next.AcceptAny({"月", "/"}) >= 0) {
    if (number->value < 1 || number->value > 12) return false;
    month = {Base::kAbsolute, number->value};
    number = next.AcceptNumber();
    if (!number) return false;
  }
  if (number->value < 1 || number->value > 31) return false;
  if (next.AcceptAny({"日", "号"}) < 0 && !month) return false;
  if (next.AcceptAny({")", "）", "]", "〕"}) < 0) return false;
  stated->year = year;
  stated->month = month;
  stated->week = {};
  stated->day = {Base::kAbsolute, number->value};
  stated->sub = Sub::kNone;
  stated->festival = Festival::kNone;
  cursor->MoveTo(next.at());
  return true;
}

// 国庆中秋, 中秋、国庆双节: two festivals that share one holiday.
bool AcceptSecondFestival(Cursor* cursor, Festival first) {
  Cursor next = *cursor;
  next.AcceptAny({"、", "和", "与", "及", "暨"});
  const bool is_second =
      (first == Festival::kNational && next.AcceptAny({"中秋节", "中秋"}) >= 0) ||
      (first == Festival::kMidAutumn && next.AcceptAny({"国庆节", "国庆"}) >= 0);
  if (!is_second) return false;
  next.Accept("双节");
  cursor->MoveTo(next.at());
  return true;
}

// 假期, 黄金周, 9天长假, 连休: that a festival is meant with its days off.
bool AcceptHoliday(Cursor* cursor) {
  Cursor next = *cursor;
  constexpr int kMostDays = 40;
  if (const auto days = next.AcceptNumber();
      days && (!days->IsPlain() || days->value > kMostDays || !next.Accept("天"))) {
    next = *cursor;
  }
  next.Accept("的");
  if (next.AcceptAny({"假期期间", "假期", "假日期间", "假日", "期间", "长假", "黄金周", "小长假",
                      "档期", "档", "连休", "连假"}) < 0) {
    return false;
  }
  cursor->MoveTo(next.at());
  return true;
}

}  // namespace

bool AcceptRangeSign(Cursor* cursor) {
  Cursor next = *cursor;
  const int sign = next.AcceptAny({"——", "—", "–", "--", "-", "~", "〜", "～", "−", "至", "到"});
  if (sign < 0) return false;
  if (sign == 9 && next.SeesAny({"少", "多", "今", "于", "此", "为"})) return false;
  if (sign == 10 && next.SeesAny({"底", "期", "来", "达", "位"})) return false;
  cursor->MoveTo(next.at());
  return true;
}

bool SeesJapan(const Cursor& after) {
  return after.Sees("本") && !after.SeesAny({"本报", "本公司", "本集团", "本台", "本网", "本港",
                                             "本周", "本月", "本次", "本轮"});
}

bool MayStartFestival(const Cursor& cursor) { return !cursor.Sees(kFestivalAt).empty(); }

bool ParseFestival(Cursor* cursor, Stated* stated) {
  if (!MayStartFestival(*cursor)) return false;
  Cursor next = *cursor;
  // 大年初五, 年初五, 正月初五; 年初一.
  if (next.Accept("大年初") || next.Accept("年初") || next.Accept("正月初")) {
    const auto day = next.AcceptNumber();
    if (day && day->IsPlain() && day->value >= 1 && day->value <= 15 &&
        !next.SeesAny({"月", "季", "个", "家", "年"})) {
      stated->sub = Sub::kFestival;
      stated->festival = Festival::kLunarStart;
      stated->n = day->value;
      cursor->MoveTo(next.at());
      ParseAfterDay(cursor, stated);
      return true;
    }
    return false;
  }
  for (const FestivalWord& row : kFestivals) {
    if (!next.Accept(row.word)) continue;
    if (!row.not_before.empty() && next.Sees(row.not_before)) return false;
    // 春运首日, 春运开启: of its beginning, and not of all of it.
    if (row.festival == Festival::kSpringTravel &&
        next.SeesAny(
            {"首日", "第", "启", "开", "前", "后", "票", "返", "临", "进入", "客流高峰"})) {
      return false;
    }
    stated->sub = Sub::kFestival;
    stated->festival = row.festival;
    const bool names_holiday = row.word.ends_with("假期") || row.word.ends_with("长假") ||
                               row.word.ends_with("黄金周") ||
                               row.festival == Festival::kSpringTravel;
    const bool are_two = AcceptSecondFestival(&next, row.festival);
    if (are_two) stated->festival = Festival::kNational;
    if (AcceptHoliday(&next) || names_holiday || are_two) {
      stated->is_festival_period = true;
      stated->is_vague = true;
    }
    cursor->MoveTo(next.at());
    ParseAfterDay(cursor, stated);
    return true;
  }
  return false;
}

bool ParseQuarterOrHalf(Cursor* cursor, Stated* stated, bool has_year) {
  Cursor next = *cursor;
  // 半年报, 半年度业绩: a report of that name is on the first half.
  if (next.Accept("半年度") || (next.Sees("半年报") && next.Accept("半年"))) {
    stated->sub = Sub::kHalf;
    stated->n = 1;
    cursor->MoveTo(next.at());
    return true;
  }
  const int half = next.AcceptAny({"上半年", "下半年"});
  if (half >= 0) {
    next.Accept("度");
    stated->sub = Sub::kHalf;
    stated->n = half + 1;
    cursor->MoveTo(next.at());
    return true;
  }
  const bool is_nth = next.Accept("第");
  const auto number = next.AcceptNumber();
  if (!number || !number->IsPlain() || number->value < 1 || number->value > 4) return false;
  // 一季报 is on the first quarter; 三季报 is on three months or on nine.
  const bool is_report_on_first = number->value == 1 && next.Sees("季报");
  const int name = next.AcceptAny({"季度", "财季"});
  stated->is_fiscal_quarter = name == 1;
  if (name < 0) {
    if ((!is_nth && !has_year && !is_report_on_first) || !next.Accept("季")) return false;
    if (!is_report_on_first && next.SeesAny({"报", "节"})) return false;
  }
  stated->sub = Sub::kQuarter;
  stated->n = number->value;
  // 一季度末
  const Part part = AcceptPart(&next);
  if (part != Part::kNone) stated->part = part;
  cursor->MoveTo(next.at());
  return true;
}

bool ParseWeekday(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  if (next.AcceptAny({"星期", "礼拜", "周"}) < 0) return false;
  const int day = next.AcceptAny({"一", "二", "三", "四", "五", "六", "日", "天", "末"});
  if (day < 0) return false;
  // 周日均调用量, 周一般, 周三次
  if (next.SeesAny({"均", "般", "次", "度", "期", "年", "刊"})) return false;
  if (day == 8) {
    stated->sub = Sub::kWeekend;
  } else {
    stated->weekday = day == 7 ? 7 : day + 1;
  }
  cursor->MoveTo(next.at());
  return true;
}

bool IsCountOfDays(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  return rest.starts_with("两") ||
         (rest.starts_with("一") &&
          EndsBefore(text, at, {"上", "单", "同", "某", "这", "那", "任", "全", "每", "隔"}));
}

// 截至12月31日止三个月, 止年度: a reporting period by its last day.
static bool AcceptPeriodEnded(Cursor* cursor, Stated* stated) {
  Cursor next = *cursor;
  if (!next.Accept("止")) return false;
  next.Accept("的");
  int months = 0;
  if (next.AcceptAny({"财政年度", "年度", "全年", "一年"}) >= 0) {
    months = 12;
  } else if (next.AcceptAny({"上半年", "下半年", "半年度", "半年"}) >= 0) {
    months = 6;
  } else if (next.Accept("季度")) {
    months = 3;
  } else {
    const auto number = next.AcceptNumber();
    if (!number || !number->IsPlain() || number->value < 1 || number->value > 24) return false;
    if (next.AcceptAny({"个月", "月"}) >= 0) {
      months = number->value;
    } else if (next.AcceptAny({"个季度", "季度", "季"}) >= 0) {
      months = number->value * 3;
    } else {
      return false;
    }
  }
  stated->months_ended = months;
  cursor->MoveTo(next.at());
  return true;
}

void ParseAfterDay(Cursor* cursor, Stated* stated) {
  if (AcceptPeriodEnded(cursor, stated)) return;
  AcceptBracketedDay(cursor, stated);
  Cursor next = *cursor;
  const bool has_bracket = next.AcceptAny({"(", "（"}) >= 0;
  Stated read = *stated;
  if (stated->weekday == 0 && ParseWeekday(&next, &read) && read.weekday != 0 &&
      (!has_bracket || next.AcceptAny({")", "）"}) >= 0)) {
    *stated = read;
    cursor->MoveTo(next.at());
  }
  ParseClock(cursor, stated, true);
}

void ParseAfterMonth(Cursor* cursor, Stated* stated, std::optional<Stated>* last) {
  Cursor next = *cursor;
  // 9月季: the quarter that ends with September.
  constexpr int kQuarterMonths = 3;
  const bool ends_quarter =
      stated->month.base == Base::kAbsolute && stated->month.value % kQuarterMonths == 0;
  if (ends_quarter && !stated->is_lunar && next.AcceptAny({"季度", "财季", "季"}) >= 0 &&
      !next.SeesAny({"节", "后", "风", "报"})) {
    stated->months_ended = kQuarterMonths;
    cursor->MoveTo(next.at());
    return;
  }
  next = *cursor;
  if (next.Accept("份") && !next.SeesAny({"额", "子"})) cursor->MoveTo(next.at());
  next = *cursor;
  const int ten = next.AcceptAny({"上旬", "中旬", "下旬"});
  if (ten >= 0) {
    stated->part = ten == 0 ? Part::kFirstTen : ten == 1 ? Part::kMidTen : Part::kLastTen;
    cursor->MoveTo(next.at());
    return;
  }
  // 初五, 廿九 count the lunar month.
  if (next.Accept("初")) {
    const auto day = next.AcceptNumber();
    if (day && day->IsHan() && day->value >= 1 && day->value <= 10 && !next.SeesAny({"月", "季"})) {
      stated->is_lunar = true;
      stated->day = {Base::kAbsolute, day->value};
      next.Accept("日");
      cursor->MoveTo(next.at());
      ParseAfterDay(cursor, stated);
      return;
    }
    next = *cursor;
  }
  if (const auto day = next.AcceptNumber();
      day && day->IsPlain() && day->value >= 1 && day->value <= 31 && day->width <= 3) {
    const bool has_unit = next.AcceptAny({"日", "号"}) >= 0;
    const bool is_lunar_form = day->form == SmallNumber::Form::kTwenties;
    if (has_unit || is_lunar_form ||
        (next.SeesBoundary() && !next.SeesAny({"、", ".", ":", "-", "+"}) &&
         (day->IsHan() || next.AtEnd()) && !IsDigit(next.Byte()))) {
      stated->day = {Base::kAbsolute, day->value};
      if (is_lunar_form && !has_unit) stated->is_lunar = true;
      cursor->MoveTo(next.at());
      ParseAfterDay(cursor, stated);
      return;
    }
    if (AcceptRangeSign(&next)) {  // 2月9-15日
      const auto last_day = next.AcceptNumber();
      if (last_day && last_day->IsPlain() && last_day->value >= 1 && last_day->value <= 31 &&
          next.AcceptAny({"日", "号"}) >= 0) {
        *last = *stated;
        stated->day = {Base::kAbsolute, day->value};
        (*last)->day = {Base::kAbsolute, last_day->value};
        cursor->MoveTo(next.at());
        return;
      }
    }
    return;
  }
  next = *cursor;
  if (AcceptFirstOrLast(&next, stated) || AcceptNth(&next, stated)) {
    cursor->MoveTo(next.at());
    if (stated->sub == Sub::kDay) ParseAfterDay(cursor, stated);
    return;
  }
  const Part part = AcceptPart(&next);
  if (part != Part::kNone) {
    stated->part = part;
    cursor->MoveTo(next.at());
  }
}

void ParseAfterYear(Cursor* cursor, Stated* stated, std::optional<Stated>* last) {
  Cursor next = *cursor;
  // 2025年度, 本年度
  if (next.Accept("度")) stated->is_of_accounts = stated->year.base == Base::kReference;
  cursor->MoveTo(next.at());
  next.Accept("的");
  Cursor best = next;
  if (ParseQuarterOrHalf(&best, stated, true) || ParseFestival(&best, stated) ||
      AcceptFirstOrLast(&best, stated) || AcceptSeason(&best, stated)) {
    cursor->MoveTo(best.at());
    return;
  }
  if (AcceptMonth(&best, stated, last)) {
    cursor->MoveTo(best.at());
    return;
  }
  if (AcceptNth(&best, stated)) {
    if (stated->month) ParseAfterMonth(&best, stated, last);
    if (stated->sub == Sub::kDay) ParseAfterDay(&best, stated);
    cursor->MoveTo(best.at());
    return;
  }
  best = next;
  if (best.SeesAny({"Q", "H"})) {
    const int index = best.AcceptAny({"Q1", "Q2", "Q3", "Q4", "H1", "H2"});
    if (index >= 0 && !IsDigit(best.Byte()) && !IsAsciiLetter(best.Byte())) {
      stated->sub = index < 4 ? Sub::kQuarter : Sub::kHalf;
      stated->n = index < 4 ? index + 1 : index - 3;
      cursor->MoveTo(best.at());
      return;
    }
    best = next;
  }
  if (best.AcceptAny({"同期", "同季"}) >= 0) {
    stated->is_same_period = true;
    cursor->MoveTo(best.at());
    return;
  }
  // 去年同月, 上年同日: the month or day spoken of, in that year
  if (best.Accept("同月")) {
    stated->month = {Base::kAnaphor, 0};
    cursor->MoveTo(best.at());
    return;
  }
  if (best.Accept("全年")) {
    cursor->MoveTo(best.at());
    return;
  }
  best = *cursor;
  best.Accept("年");  // 次年年末, 今年年初
  const Part part = AcceptPart(&best);
  if (part != Part::kNone) {
    stated->part = part;
    cursor->MoveTo(best.at());
    return;
  }
  if (best.Accept("内") &&
      !best.SeesAny({"地", "部", "存", "需", "容", "蒙", "资", "外", "生", "卷", "测"})) {
    cursor->MoveTo(best.at());
  }
}

bool SaysADay(std::string_view text, std::size_t begin) {
  static constexpr std::string_view kOneDay = "一日";
  return text.substr(begin).starts_with(kOneDay) &&
         Cursor(text, begin + kOneDay.size())
             .SeesAny({"大约", "约", "要", "烧", "可", "就", "能", "最", "至少", "只", "花", "赚",
                       "之", "三", "两", "处理", "消耗", "调用"});
}

}  // namespace heshu::extract
