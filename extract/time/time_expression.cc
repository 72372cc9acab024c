#include "extract/time/time_expression.h"

#include <algorithm>

#include "extract/time/time_echo.h"
#include "extract/time/time_grammar.h"
#include "extract/time/time_resolver.h"
#include "extract/time/time_scanner.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kNearBytes = 15;  // five Han characters
constexpr std::size_t kCueBytes = 36;   // how far back 将, 预计 and kin are looked for

// The clause before `at`, at most kCueBytes of it.
std::string_view ClauseBefore(std::string_view text, std::size_t at) {
  static constexpr HanCharacters kStops("。，；！？");
  std::size_t begin = at > kCueBytes ? at - kCueBytes : 0;
  while (begin < at && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  std::size_t clause = begin;
  for (std::size_t i = begin; i < at;) {
    const std::size_t length = CharLength(text, i);
    const bool is_stop = length == 1
                             ? std::string_view(",;!?\n").find(text[i]) != std::string_view::npos
                             : i + length <= at && kStops.HasAt(text, i);
    i += length;
    if (is_stop) clause = i;
  }
  return text.substr(clause, at - clause);
}

// "beat forecasts in the quarter", 业绩好于市场预期的第三季: what was expected of what has come
// out. `before` is what the clause says before the word for it.
bool IsSurpassed(std::string_view before) {
  constexpr std::size_t kNear = 40;
  static constexpr std::string_view kWords[] = {
      "beat",     "topp",     "miss",       "exceed", "surpass", "above ", "below ", " than ",
      "ahead of", "short of", "in line wi", "超",     "高于",    "低于",   "好于",   "优于",
      "逊于",     "差于",     "胜",         "不及",   "符合",    "好过",   "高过",   "低过"};
  const std::string_view near = before.substr(before.size() - std::min(before.size(), kNear));
  return std::any_of(std::begin(kWords), std::end(kWords), [near](std::string_view word) {
    return near.find(word) != std::string_view::npos;
  });
}

bool WantsFuture(std::string_view text, std::size_t at) {
  static constexpr std::string_view kWords[] = {
      "预计",      "预期",       "有望",     "计划",    "拟于",     "拟在",     "目标",   "即将",
      "料于",      "料在",       "最快",     "最迟",    "不迟于",   "可望",     "不排除", "拟",
      "料将",      "料会",       "料可",     "预料",    "预测",     "预估",     "打算",   "准备",
      "定于",      "定在",       "或于",     "或在",    "或会",     "可能在",   "可能于", "会于",
      "力争",      "争取",       "望于",     "will ",   "expected", "plans to", "could ", "likely",
      "scheduled", "slated",     "forecast", "expects", "set to",   "on track", "due in", "due on",
      "aims to",   "planned for"};
  static constexpr auto kWanting = Beginnings(kWords);
  const std::string_view clause = ClauseBefore(text, at);
  for (std::size_t i = 0; i < clause.size(); ++i) {
    // "unexpectedly strong in the quarter to June" wants nothing.
    if (i > 0 && IsAsciiLetter(clause[i]) && IsAsciiLetter(clause[i - 1])) continue;
    if (!kWanting.Matches(clause.substr(i))) continue;
    const bool is_outlook =
        StartsWithAny(clause.substr(i), {"预期", "预测", "预估", "forecast", "expected"});
    if (!is_outlook || !IsSurpassed(clause.substr(0, i))) return true;
  }
  const std::size_t will = clause.rfind("将");
  return will != std::string_view::npos && !clause.substr(will).starts_with("将近") &&
         !clause.substr(will).starts_with("将军");
}

bool Contains(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

// "Economists polled had forecast a rise of 3% in {month}": of data that come out about now.
bool IsOfPoll(std::string_view text, std::size_t at) {
  const std::string_view clause = ClauseBefore(text, at);
  for (const std::string_view word :
       {"had forecast", "had expected", "had been expected", "had projected", "polled", "conomists",
        "surveyed", " poll"}) {
    if (Contains(clause, word)) return true;
  }
  return false;
}

// 三季度可能推出, 第四季有望: what follows says that it is still to come.
bool IsToCome(std::string_view text, std::size_t end, const Stated& stated) {
  static constexpr std::string_view kWords[] = {
      "将会",   "将于",   "将在",   "将有",   "将达",   "将推",   "将上",   "将继续", "或将",
      "或会",   "或可",   "有望",   "可望",   "料将",   "料会",   "料可",   "拟",     "可能会",
      "可能将", "可能推", "可能出", "可能达", "可能降", "可能加", "可能上", "可能有", "前将",
      "或见",   "或达",   "或升",   "或跌",   "或降",   "或回",   "或破",   "或突破", "或进",
      "内将",   "将公布", "将发布", "将举行", "将召开", "将恢复", "将启动", "将正式"};
  static constexpr auto kComing = Beginnings(kWords);
  const std::string_view tail = text.substr(end);
  if (kComing.Matches(tail)) return true;
  const bool is_period = stated.sub == Sub::kQuarter || stated.sub == Sub::kHalf;
  return is_period &&
         StartsWithAny(tail, {"预计", "预期", "预估", "料", "预料", "展望", "指引", "预测", "将"});
}

// 自7月1日起施行: a rule that begins, not a state that has lasted since.
bool BeginsRule(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int i = 0; i < 14 && end < text.size(); ++i) {
    const std::string_view tail = text.substr(end);
    for (const std::string_view stop : {"。", ",", ";", "\n", "，"}) {
      if (tail.starts_with(stop) && i > 0) return false;
    }
    for (const std::string_view word :
         {"生效", "实施", "施行", "执行", "上调", "下调", "调整", "加征",
          "开征", "征收", "取消", "恢复", "停止", "停售", "涨价", "提价",
          "正式", "试行", "启用", "推行", "上市", "交易", "开放", "免除"}) {
      if (tail.starts_with(word)) return true;
    }
    end += CharLength(text, end);
  }
  return false;
}

// 公布1月客货运数据,…月内载客; 2025年营收…,年内亏损: what accounts tell so is of their own period.
bool IsOfToldPeriod(std::string_view text, std::size_t begin) {
  constexpr std::size_t kWord = 6;
  const std::string_view tail = text.substr(std::min(text.size(), begin + kWord));
  if (text.substr(begin).starts_with("月内")) return !tail.starts_with("将");
  return text.substr(begin).starts_with("年内") &&
         StartsWithAny(tail, {"亏损", "溢利", "盈利", "利润", "净亏", "净利", "纯利", "收入",
                              "收益", "营收", "经调整", "全面"});
}

// 短短一年内提高了5倍: what has happened within a time lies behind.
bool IsDone(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int i = 0; i < 16 && end < text.size(); ++i) {
    const std::string_view tail = text.substr(end);
    for (const std::string_view stop : {"。", ",", ";", "\n", "，", "将", "会", "可", "拟", "能"}) {
      if (tail.starts_with(stop)) return false;
    }
    if (tail.starts_with("了") && i > 0) return true;
    for (const std::string_view verb :
         {"跌", "涨", "升", "突破", "售罄", "售出", "爆仓", "暴", "增长", "完成", "累计", "下降",
          "下跌", "翻", "第二", "第三"}) {
      if (i == 0 && tail.starts_with(verb)) return true;
    }
    end += CharLength(text, end);
  }
  return false;
}

bool IsAsOf(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && text[end - 1] == ' ') --end;
  return EndsBefore(
      text, end,
      {"截至", "截止", "截止到", "截至到", "截止至", "as of", "As of", "as at", "As at"});
}

bool HasSince(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && text[end - 1] == ' ') --end;
  return EndsBefore(text, end, {"从", "自", "自从", "由", "打从"});
}

bool IsWordBefore(std::string_view text, std::size_t at, std::string_view lower_word) {
  std::size_t end = at;
  while (end > 0 && text[end - 1] == ' ') --end;
  if (end == at || end < lower_word.size()) return false;
  const std::size_t begin = end - lower_word.size();
  for (std::size_t i = 0; i < lower_word.size(); ++i) {
    const char c = text[begin + i];
    if ((IsAsciiLetter(c) ? static_cast<char>(c | 0x20) : c) != lower_word[i]) return false;
  }
  return begin == 0 || !IsAsciiLetter(text[begin - 1]);
}

// 以来, 前, 后, 起, 期间, 左右 after an expression.
void AcceptSuffix(Cursor* cursor, Stated* stated) {
  if (stated->direction != Direction::kNone || stated->has_no_date) return;
  Cursor next = *cursor;
  if (const int word = next.AcceptAny({"以来", "以降", "至今", "迄今", "到现在", "到今天"});
      word >= 0) {
    if (word == 2 && next.SeesAny({"日", "年", "天", "早", "晚", "晨", "午", "次", "后"})) return;
    stated->is_since = true;
    cursor->MoveTo(next.at());
    return;
  }
  if (next.AcceptAny({"期间", "左右", "前后"}) >= 0) {
    stated->is_vague = true;
    cursor->MoveTo(next.at());
    return;
  }
  if (next.Accept("起")) {
    if (next.SeesAny({"诉", "步", "草", "飞", "火", "伏", "落", "初", "源", "价", "底"})) return;
    stated->is_since = true;
    if (!stated->year && stated->month && BeginsRule(next.text(), next.at()))
      stated->wants_nearest = true;
    next.AcceptAny({"至今", "到今天", "到现在"});
    cursor->MoveTo(next.at());
    return;
  }
  if (!stated->HasCalendar()) return;
  if (next.AcceptAny({"之前", "以前", "前"}) >= 0) {
    if (next.SeesAny({"夕", "后", "列",  "往", "景", "三", "五",   "十", "几",
                      "身", "沿", "端",  "述", "期", "瞻", "主席", "总", "任",
                      "首", "员", "CEO", "来", "台", "置", "线"})) {
      return;
    }
    if (next.Byte() != ' ' && next.SeesNumber()) return;
    stated->is_before = true;
    cursor->MoveTo(next.at());
    return;
  }
  if (next.AcceptAny({"之后", "以后", "过后", "后"}) >= 0) {
    if (next.SeesAny({"者", "续", "来", "市", "台", "面", "疫", "备", "方", "端", "卫", "盾", "果",
                      "置", "排", "悔"})) {
      return;
    }
    if (next.Byte() != ' ' && next.SeesNumber()) return;
    stated->is_after = true;
    cursor->MoveTo(next.at());
  }
}

bool IsYearPart(const Stated& stated) {
  return stated.part == Part::kStart || stated.part == Part::kMiddle || stated.part == Part::kEnd;
}

bool IsMonthAlone(const Stated& stated) {
  return stated.month.base == Base::kAbsolute && !stated.day && stated.sub == Sub::kNone &&
         stated.part == Part::kNone && !stated.is_lunar;
}

class Finder {
 public:
  Finder(std::string_view text, const TimeContext& context) : text_(text) {
    memory_.context = context;
  }

  std::vector<TimeExpression> Run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const unsigned char c = static_cast<unsigned char>(text_[at]);
      if (c == '\n' || HanAt(text_, at) == U'。') memory_.sentence_date.reset();
      if (MayStartTime(text_, at)) {
        const auto parsed = ParseTimeAt(text_, at);
        // 假期 where no festival has been named is no time.
        // 去年假期 is of another year.
        const bool is_empty =
            parsed && parsed->first.echo != Echo::kNone &&
            ((found_end_ == at && at > 0) || !ResolveEcho(parsed->first, memory_.context));
        if (parsed && !is_empty) {
          at = Add(*parsed);
          continue;
        }
        if (IsDigit(text_[at])) {  // no part of this number starts an expression
          while (at < text_.size() && IsDigit(text_[at])) ++at;
          continue;
        }
      }
      at += CharLength(text_, at);
    }
    return std::move(found_);
  }

 private:
  // The right end of a range that starts after `cursor`, with its end; empty if there is none.
  std::optional<Stated> RightEnd(const Stated& left, Cursor* cursor) const {
    Cursor next = *cursor;
    const bool is_english = IsAsciiLetter(text_[left.span.begin]) || next.Sees(" to ");
    if (!AcceptRangeSign(&next)) {
      if (!is_english || next.AcceptAnyWord({"to", "through", "until"}) < 0) return std::nullopt;
    }
    while (next.Byte() == ' ') next.MoveTo(next.at() + 1);
    if (next.AtEnd()) return std::nullopt;
    if (next.AcceptAny({"目前", "现在", "今(日|天)", "今日", "今天"}) >= 0) {
      Stated now;
      now.day = {Base::kReference, 0};
      now.span = {cursor->at(), next.at()};
      cursor->MoveTo(next.at());
      return now;
    }
    const auto parsed = ParseTimeAt(text_, next.at());
    if (!parsed || parsed->last || parsed->first.direction != Direction::kNone ||
        parsed->first.has_no_date) {
      return std::nullopt;
    }
    const Stated& right = parsed->first;
    if (left.HasCalendar() && !right.HasCalendar() && !left.HasClock()) return std::nullopt;
    if (!left.HasCalendar() && right.HasCalendar()) return std::nullopt;
    cursor->MoveTo(right.span.end);
    return right;
  }

  // 2月及3月: neighbours named together are one period.
  std::optional<Stated> NextMonth(const Stated& left, Cursor* cursor) const {
    if (!IsMonthAlone(left)) return std::nullopt;
    Cursor next = *cursor;
    if (next.AcceptAny({"及", "和", "与", "、"}) < 0) return std::nullopt;
    const auto month = next.AcceptNumber();
    if (!month || !month->IsPlain() || month->value != left.month.value + 1 || month->value > 12 ||
        !next.Accept("月")) {
      return std::nullopt;
    }
    next.Accept("份");
    if (next.SeesNumber() || next.SeesAny({"初", "中", "底", "末", "上", "下"}))
      return std::nullopt;
    Stated right;
    right.month = {Base::kAbsolute, month->value};
    right.span = {cursor->at(), next.at()};
    cursor->MoveTo(next.at());
    return right;
  }

  // Resolves and keeps what was parsed, with its suffixes and the right end of a range. Returns
  // where to go on.
  std::size_t Add(const ParsedTime& parsed) {
    Stated first = parsed.first;
    const std::size_t begin = first.span.begin;
    if (begin > found_end_ + kNearBytes || EndsBefore(text_, begin, {"。", ";", "\n"}))
      memory_.near_year.reset();
    Cursor cursor(text_, first.span.end);
    first.is_as_of = IsAsOf(text_, begin);
    first.wants_future =
        WantsFuture(text_, begin) || IsToCome(text_, first.span.end, first) || first.is_ending;
    const bool is_month = first.month.base == Base::kAbsolute && !first.day;
    if (first.wants_future && is_month && IsOfPoll(text_, begin)) {
      first.wants_future = false;
      first.wants_nearest = true;
    }
    first.may_be_told = first.part == Part::kSoFar && IsOfToldPeriod(text_, begin);
    if (first.day.base == Base::kAnaphor) first.is_of_report = IsDayOfReport(text_, begin);
    // 第三季……较上季: the one before the one spoken of
    const bool points_back = text_.substr(begin).starts_with("前");  // 优于前季的0.81元
    // 第三财季253.9亿,上一季度为119亿
    const bool is_aside = EndsBefore(text_, begin, {",", ";", "("}) &&
                          StartsWithAny(text_.substr(first.span.end), {"为", ":", "是"}) &&
                          memory_.last_interval &&
                          memory_.last_interval->granularity == Granularity::kQuarter;
    if (points_back || is_aside ||
        EndsBefore(text_, begin, {"较", "比", "与", "优于", "高于", "低于"})) {
      if (first.quarter.base == Base::kReference && first.quarter.value == -1)
        first.quarter.base = Base::kAnaphor;
      if (first.month.base == Base::kReference && first.month.value == -1 && !first.day)
        first.month.base = Base::kAnaphor;
    }
    std::optional<Stated> last = parsed.last;
    const bool is_point = first.direction == Direction::kNone && !first.has_no_date;
    const std::size_t plain_end = cursor.at();
    if (!last && is_point) last = RightEnd(first, &cursor);
    if (!last && is_point) last = NextMonth(first, &cursor);
    // From one year's end to another's are two moments, not a period.
    if (last && !parsed.last && IsYearPart(first) && IsYearPart(*last) && HasSince(text_, begin)) {
      last.reset();
      cursor.MoveTo(plain_end);
    }
    if (first.direction == Direction::kAhead && EndsBefore(text_, plain_end, {"内"}) &&
        !text_.substr(begin).starts_with("未来") && !text_.substr(begin).starts_with("今后") &&
        !WantsFuture(text_, begin) &&
        (IsDone(text_, plain_end) ||
         EndsBefore(text_, begin, {"已在", "已于", "近", "曾在", "不到", "短短"}))) {
      first.direction = Direction::kPast;
    }
    // 黄金周结束,八天内…: as many days as the holiday that was named.
    const auto& holiday = memory_.context.holiday;
    if (first.direction == Direction::kAhead && first.unit == DurationUnit::kDay && holiday &&
        !first.wants_future &&
        first.halves == 2 * (holiday->end.ToDays() - holiday->start.ToDays() + 1)) {
      first.direction = Direction::kNone;
      first.echo = Echo::kHoliday;
    }
    std::optional<TimeExpression> out;
    if (last) {
      last->wants_future = first.wants_future;
      out = ResolveRange(first, *last, memory_);
      if (out) {
        cursor.Accept("止");
      } else {
        cursor.MoveTo(plain_end);
      }
    }
    if (!out) {
      if (IsWordBefore(text_, begin, "since")) first.is_since = true;
      // after Q4 revenue of …: not a time but a figure's
      Cursor noun = cursor;
      const bool is_attribute =
          noun.AcceptAnyWord({"revenue", "revenues", "earnings", "results", "sales", "profit",
                              "profits", "report", "guidance", "capex", "net", "gross"}) >= 0;
      if (!is_attribute && IsWordBefore(text_, begin, "before")) first.is_before = true;
      if (!is_attribute && IsWordBefore(text_, begin, "after")) first.is_after = true;
      AcceptSuffix(&cursor, &first);
      if (first.is_since && !first.is_before) {  // 自2020-05-26起至2020-05-29止
        Cursor next = cursor;
        if (auto right = RightEnd(first, &next); right && HasSince(text_, begin)) {
          Stated plain = first;
          plain.is_since = false;
          out = ResolveRange(plain, *right, memory_);
          if (out) {
            next.Accept("止");
            cursor = next;
          }
        }
      }
    }
    // 到年底, 年底前: the one to come
    if (!out && !first.year && (first.is_before || EndsBefore(text_, begin, {"到"})))
      first.wants_future = first.wants_future || first.part == Part::kEnd;
    if (!out) out = ResolveTime(first, memory_);
    out->span = {begin, cursor.at()};
    if (!last) MarkForEchoes(text_, first, &*out);
    if (first.echo == Echo::kHoliday && first.sub == Sub::kNone)
      out->holiday = memory_.context.holiday;
    CarryToEchoes(*out, &memory_.context);
    Remember(first, last, *out);
    found_end_ = cursor.at();
    found_.push_back(*out);
    return cursor.at();
  }

  void Remember(const Stated& first, const std::optional<Stated>& last, const TimeExpression& out) {
    memory_.near_year.reset();
    // "from a year ago in November" is no November of the year before.
    const bool is_english_ago = first.direction == Direction::kAgo &&
                                out.span.begin < text_.size() &&
                                IsAsciiLetter(text_[out.span.begin]);
    if (out.granularity == Granularity::kYear && out.start && !last && !is_english_ago &&
        (first.year || first.direction == Direction::kAgo)) {
      memory_.near_year = out.start->year;
    }
    if (first.direction == Direction::kAgo && first.unit == DurationUnit::kYear)
      memory_.years_ago[first.halves] = true;
    // 12天前上市,当天…: the day that it comes to.
    if (first.direction == Direction::kAgo && first.unit == DurationUnit::kDay &&
        out.granularity == Granularity::kDay) {
      memory_.context.last_day = out.end;
    }
    // 去年同期 is what the text compares with, not what it goes on to speak of.
    if (first.direction != Direction::kNone || first.is_same_period || (!out.start && !out.end))
      return;
    // 较第2季443亿增加30%,比去年同期…: nor is the quarter that another is held against.
    const bool is_period = out.granularity == Granularity::kQuarter ||
                           out.granularity == Granularity::kHalf ||
                           out.granularity == Granularity::kMonth;
    if (is_period && memory_.last_interval &&
        EndsBefore(
            text_, out.span.begin,
            {"较", "比", "优于", "高于", "低于", "逊于", "胜于", "好于", "差于", "快于", "慢于"})) {
      return;
    }
    if (first.quarter.base == Base::kAnaphor &&
        StartsWithAny(text_.substr(std::min(out.span.end, text_.size())), {"为", ":", "是"})) {
      return;  // 上一季度为160亿元,上年同期…: of the quarter that is told of
    }
    const auto& latest = out.end ? out.end : out.start;
    // 1月信贷…:央行2月13日公布的数据显示,当月…: 受春节影响,…月内: neither the day of the telling
    // nor what moved the figures is what the text speaks of.
    const bool is_aside = memory_.last_interval && (IsDayOfTelling(out) || IsCause(out));
    if (is_aside) {
      if (out.granularity <= Granularity::kDay && out.end) memory_.context.last_day = out.end;
      return;
    }
    if (!first.is_before && !first.is_after) memory_.context.last_date = latest;
    const bool is_day =
        out.granularity <= Granularity::kDay || (last && (last->day || last->weekday != 0));
    if (is_day && out.end && !first.is_before) memory_.context.last_day = out.end;
    if (out.start && out.end) {
      memory_.last_interval = Interval{out.start, out.end, out.granularity};
      memory_.last_festival.reset();
      if (out.holiday) memory_.last_festival = out.holiday->festival;
      if (first.echo == Echo::kHoliday && first.sub == Sub::kNone && memory_.context.holiday)
        memory_.last_festival = memory_.context.holiday->festival;
    }
    // 创2022年3月以来新高】…4月30日电: how long it had not been so high dates nothing that follows.
    const std::string_view behind = text_.substr(std::min(out.span.end, text_.size()));
    const bool is_reach =
        Slice(text_, out.span).ends_with("以来") || StartsWithAny(behind, {"以来", "来新", "来最"});
    if (is_reach) return;
    if (first.year && first.month && out.start) {
      memory_.sentence_date = out.start;
    } else if (first.month && first.day && out.start) {
      memory_.sentence_date = out.start;
    }
  }

  // Whether it is the day on which what the text has spoken of, a month or longer, was published.
  bool IsDayOfTelling(const TimeExpression& time) const {
    const auto& told = memory_.last_interval;
    return time.is_of_report && told->granularity >= Granularity::kMonth && told->end &&
           time.start && *told->end < *time.start;
  }

  bool IsCause(const TimeExpression& time) const {
    return time.holiday && EndsBefore(text_, time.span.begin,
                                      {"受", "因", "因为", "由于", "逢", "遇", "受农历", "因农历",
                                       "逢农历", "遇农历", "受中国", "撇除", "剔除"});
  }

  std::string_view text_;
  TimeMemory memory_;
  std::size_t found_end_ = 0;  // of the last expression
  std::vector<TimeExpression> found_;
};

}  // namespace

std::vector<TimeExpression> FindTimes(std::string_view folded, const TimeContext& context) {
  return Finder(folded, context).Run();
}

}  // namespace heshu::extract
