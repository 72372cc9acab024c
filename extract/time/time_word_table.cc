#include "extract/time/time_word_table.h"

#include <algorithm>
#include <bitset>
#include <vector>

#include "extract/time/time_grammar.h"

namespace heshu::extract {
namespace {

// Longer words before shorter ones with the same beginning.
constexpr TimeWord kWords[] = {
    {"今明两年", TimeOp::kYearPair, 0},
    {"今明2年", TimeOp::kYearPair, 0},
    {"今、明两年", TimeOp::kYearPair, 0},
    {"明后两年", TimeOp::kYearPair, 1},
    {"明后2年", TimeOp::kYearPair, 1},
    {"明、后两年", TimeOp::kYearPair, 1},
    {"去今两年", TimeOp::kYearPair, -1},
    {"大前年", TimeOp::kYear, -3},
    {"今年", TimeOp::kYear, 0, "", "均 复合 化"},
    {"今个财政年", TimeOp::kBudgetYear, 0},
    {"本财政年", TimeOp::kBudgetYear, 0},
    {"今财政年", TimeOp::kBudgetYear, 0},
    {"上个财政年", TimeOp::kBudgetYear, -1},
    {"上财政年", TimeOp::kBudgetYear, -1},
    {"下个财政年", TimeOp::kBudgetYear, 1},
    {"下财政年", TimeOp::kBudgetYear, 1},
    {"本年", TimeOp::kYear, 0, "日 成 基 版 资", "级 龄"},
    {"去年", TimeOp::kYear, -1, "过 失 死"},
    {"上年", TimeOp::kYear, -1, "以", "纪 级"},
    {"前年", TimeOp::kYear, -2, "此 之 以 提 多 目 当", "龄"},
    {"明年", TimeOp::kYear, 1, "表 说 证 声 透 阐 文 标 注 光 发 清"},
    {"来年", TimeOp::kYear, 1, "以 近 年 本 未 原 向 从 历"},
    {"后年", TimeOp::kYear, 2, "之 此 今 最 前 然 随 以 战 其", "产 销 营 化"},
    {"同年", TimeOp::kYearAnaphor, 0, "不 相", "龄 级"},
    {"当年", TimeOp::kYearAnaphor, 0, "相 每"},
    {"次年", TimeOp::kYearAnaphor, 1, "首 再 两"},
    {"翌年", TimeOp::kYearAnaphor, 1},
    {"上上个月", TimeOp::kMonth, -2},
    {"上上月", TimeOp::kMonth, -2},
    {"上个月", TimeOp::kMonth, -1},
    {"上月", TimeOp::kMonth, -1, "以", "球"},
    {"本月", TimeOp::kMonth, 0, "日 成 基 版 资", "薪"},
    {"这个月", TimeOp::kMonth, 0},
    {"下个月", TimeOp::kMonth, 1},
    {"下月", TimeOp::kMonth, 1, "以"},
    {"同月", TimeOp::kMonthAnaphor, 0, "不 相"},
    {"当月", TimeOp::kMonthAnaphor, 0},
    {"次月", TimeOp::kMonthAnaphor, 1, "首 再 两"},
    {"翌月", TimeOp::kMonthAnaphor, 1},
    {"上上个周", TimeOp::kWeek, -2},
    {"上上个星期", TimeOp::kWeek, -2},
    {"上上周", TimeOp::kWeek, -2},
    {"上个周", TimeOp::kWeek, -1, "", "期 年"},
    {"上个星期", TimeOp::kWeek, -1},
    {"上个礼拜", TimeOp::kWeek, -1},
    {"上星期", TimeOp::kWeek, -1},
    {"上周", TimeOp::kWeek, -1, "以", "期 年 边 转"},
    {"本周", TimeOp::kWeek, 0, "日 成", "期 年 边 转"},
    {"本星期", TimeOp::kWeek, 0},
    {"这个星期", TimeOp::kWeek, 0},
    {"这周", TimeOp::kWeek, 0, "", "期 年"},
    {"下个周", TimeOp::kWeek, 1, "", "期 年"},
    {"下个星期", TimeOp::kWeek, 1},
    {"下星期", TimeOp::kWeek, 1},
    {"下周", TimeOp::kWeek, 1, "天 以", "期 年 转"},
    {"当周", TimeOp::kWeekAnaphor, 0, "", "期"},
    {"同周", TimeOp::kWeekAnaphor, 0},
    {"大前天", TimeOp::kDay, -3},
    {"大后天", TimeOp::kDay, 3},
    {"今日", TimeOp::kDay, 0, "", "头条 资本"},
    {"今天", TimeOp::kDay, 0},
    {"本日", TimeOp::kDay, 0, "日 成 基"},
    {"即日", TimeOp::kDay, 0},
    {"今晚", TimeOp::kDay, 0, "", "报"},
    {"今晨", TimeOp::kDay, 0},
    {"今早", TimeOp::kDay, 0},
    {"今(", TimeOp::kDay, 0},
    {"昨日", TimeOp::kDay, -1},
    {"昨天", TimeOp::kDay, -1},
    {"昨晚", TimeOp::kDay, -1},
    {"昨夜", TimeOp::kDay, -1},
    {"隔晚", TimeOp::kDay, -1},
    {"隔夜", TimeOp::kDay, -1, "跟随 追随 承接 受",
     "利率 拆借 拆息 回购 逆回购 贷款 存款 资金 保证金 SHIBOR Shibor"},
    {"昨晨", TimeOp::kDay, -1},
    {"昨(", TimeOp::kDay, -1},
    {"昨早", TimeOp::kDay, -1},
    {"昨午", TimeOp::kDay, -1},
    {"昨", TimeOp::kDay, -1, "是", "非 儿 之 为 今"},
    {"今午", TimeOp::kDay, 0},
    {"今夜", TimeOp::kDay, 0},
    {"今", TimeOp::kDay, 0, "如 至 现 迄 当 于 而 古 今 从 截 到 自"},
    {"明晨", TimeOp::kDay, 1},
    {"前日", TimeOp::kDay, -2, "目 提 之 此 月 年"},
    {"前天", TimeOp::kDay, -2, "目 提 之 此"},
    {"前晚", TimeOp::kDay, -2},
    {"明日", TimeOp::kDay, 1, "", "之后》 方舟"},
    {"明天", TimeOp::kDay, 1},
    {"明晚", TimeOp::kDay, 1},
    {"明早", TimeOp::kDay, 1},
    {"后日", TimeOp::kDay, 2, "之 此 今 最 年 月"},
    {"后天", TimeOp::kDay, 2, "先 之 最 今", "性"},
    {"同一天", TimeOp::kDayAnaphor, 0},
    {"同日", TimeOp::kDayAnaphor, 0, "不"},
    {"同天", TimeOp::kDayAnaphor, 0, "不"},
    {"当日", TimeOp::kDayAnaphor, 0},
    {"当天", TimeOp::kDayAnaphor, 0},
    {"当晚", TimeOp::kDayAnaphor, 0},
    {"当夜", TimeOp::kDayAnaphor, 0},
    {"次日", TimeOp::kDayAnaphor, 1, "首 再 两 多"},
    {"翌日", TimeOp::kDayAnaphor, 1},
    {"隔日", TimeOp::kDayAnaphor, 1},
    {"隔天", TimeOp::kDayAnaphor, 1},
    {"第二天", TimeOp::kDayAnaphor, 1},
    {"上个季度", TimeOp::kQuarter, -1},
    {"上季度", TimeOp::kQuarter, -1},
    {"上季", TimeOp::kQuarter, -1, "以"},
    {"上一季度", TimeOp::kQuarter, -1},
    {"前一季度", TimeOp::kQuarter, -1},
    {"前一季", TimeOp::kQuarter, -1},
    {"前季", TimeOp::kQuarter, -1, "之 目 年 月"},
    {"最新一季度", TimeOp::kQuarter, -1},
    {"最新一季", TimeOp::kQuarter, -1},
    {"最近一季", TimeOp::kQuarter, -1},
    {"本季度", TimeOp::kQuarter, 0, "日 成"},
    {"本季", TimeOp::kQuarter, 0, "日 成"},
    {"当季度", TimeOp::kQuarter, 0},
    {"当季", TimeOp::kQuarter, 0},
    {"这个季度", TimeOp::kQuarter, 0},
    {"下个季度", TimeOp::kQuarter, 1},
    {"下季度", TimeOp::kQuarter, 1},
    {"下一季度", TimeOp::kQuarter, 1},
    {"首季度", TimeOp::kNthQuarter, 1},
    {"首季", TimeOp::kNthQuarter, 1},
    {"次季", TimeOp::kNthQuarter, 2},
    {"末季", TimeOp::kNthQuarter, 4},
    {"年初至今", TimeOp::kYearSoFar},
    {"年初以来", TimeOp::kYearSoFar},
    {"年初开盘迄今", TimeOp::kYearSoFar},
    {"全星期", TimeOp::kWeek, 0},
    {"全周计", TimeOp::kWeek, 0},
    {"年内", TimeOp::kYearSoFar},
    {"月内", TimeOp::kMonthSoFar},
    {"年底", TimeOp::kPart, static_cast<int>(Part::kEnd)},
    {"年末", TimeOp::kPart, static_cast<int>(Part::kEnd)},
    {"年中", TimeOp::kPart, static_cast<int>(Part::kMiddle), "往 历 常", "国 央 华 美 欧 日 间 型"},
    {"年初", TimeOp::kPart, static_cast<int>(Part::kStart), "", "步 中 一 心 级"},
    {"月底", TimeOp::kMonthPart, static_cast<int>(Part::kEnd)},
    {"月末", TimeOp::kMonthPart, static_cast<int>(Part::kEnd)},
    {"月初", TimeOp::kMonthPart, static_cast<int>(Part::kStart), "", "步"},
    {"月中旬", TimeOp::kMonthPart, static_cast<int>(Part::kMidTen)},
    {"上半年", TimeOp::kHalf, 1},
    {"下半年", TimeOp::kHalf, 2},
    {"第", TimeOp::kNth},
    {"前", TimeOp::kFirst, 0,
     "目 之 此 以 提 当 向 从 先 靠 站 往 空 面 排名 位列 位居 跻身 进入 进 居 列 名 全球 全国"},
    {"首", TimeOp::kFirst},
    {"头", TimeOp::kFirst, 0, "龙 带 前"},
    {"周", TimeOp::kWeekday, 0, "每 一 半 单 按 首 次 数 两 近 多 各 隔"},
    {"星期", TimeOp::kWeekday, 0, "每 个"},
    {"礼拜", TimeOp::kWeekday, 0, "每 个"},
    {"过去", TimeOp::kWindowPast},
    {"最近", TimeOp::kWindowPast},
    {"近", TimeOp::kWindowPast, 0,
     "将 接 附 远 靠 逼 临 相 邻 用了 历时 长达 花 耗时 耗费 达 超 为期 持续 了 有 有着"},
    {"未来", TimeOp::kWindowAhead},
    {"今后", TimeOp::kWindowAhead},
    {"接下来", TimeOp::kWindowAhead},
    {"往后", TimeOp::kWindowAhead},
    {"日前", TimeOp::kVague, 0,
     "目 今 即 昨 明 同 当 近 次 翌 隔 本 首 生 节 假 周 交易 工作 终止 到期"},
    {"近日", TimeOp::kVague, 0, "最", "点"},
    {"早前", TimeOp::kVague},
    {"不久前", TimeOp::kVague},
    {"民国", TimeOp::kMinguo},
    {"上世纪", TimeOp::kDecade, -1},
    {"本世纪", TimeOp::kDecade, 0},
    {"正月", TimeOp::kMonthNamed, 1, "", "初"},
    {"腊月", TimeOp::kMonthNamed, 12},
    {"农历", TimeOp::kLunar},
    {"阴历", TimeOp::kLunar},
    {"上午", TimeOp::kClock},
    {"下午", TimeOp::kClock},
    {"早上", TimeOp::kClock},
    {"早晨", TimeOp::kClock},
    {"清晨", TimeOp::kClock},
    {"中午", TimeOp::kClock},
    {"午间", TimeOp::kClock},
    {"午后", TimeOp::kClock},
    {"傍晚", TimeOp::kClock},
    {"晚上", TimeOp::kClock},
    {"晚间", TimeOp::kClock},
    {"夜里", TimeOp::kClock},
    {"夜间", TimeOp::kClock},
    {"深夜", TimeOp::kClock},
    {"凌晨", TimeOp::kClock},
};

// Words that begin a festival are matched by ParseFestival; here are their first characters.
constexpr std::string_view kFestivalLeads = "大年除农中春元清五十国劳儿端七重腊圣平双正";
constexpr std::string_view kNumberLeads = "〇零○一二三四五六七八九十廿卅两仨半";

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
    for (const TimeWord& word : kWords) {
      const char32_t lead = HanAt(word.text, 0);
      leads_.set(lead);
      words_.push_back(&word);
    }
    std::stable_sort(words_.begin(), words_.end(), [](const TimeWord* a, const TimeWord* b) {
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
  bool MayStart(char32_t han) const { return starts_.test(han); }
  std::span<const TimeWord* const> With(char32_t lead) const {
    const auto [begin, end] = std::equal_range(words_.begin(), words_.end(), lead, Less());
    return {begin, end};
  }

 private:
  struct Less {
    bool operator()(const TimeWord* word, char32_t lead) const {
      return HanAt(word->text, 0) < lead;
    }
    bool operator()(char32_t lead, const TimeWord* word) const {
      return lead < HanAt(word->text, 0);
    }
  };
  std::bitset<0x10000> leads_, starts_;
  std::vector<const TimeWord*> words_;
};

const WordIndex& Index() {
  static const auto* const index = new WordIndex();
  return *index;
}

}  // namespace

bool IsTimeLead(char32_t han) { return Index().IsLead(han); }

std::span<const TimeWord* const> TimeWordsWith(char32_t lead) { return Index().With(lead); }

bool IsCutOff(const TimeWord& word, std::string_view head, std::string_view tail) {
  const bool follows = AnyWord(word.not_after, [&](auto w) { return head.ends_with(w); });
  if (follows && !EndsInNumberNoun(head)) return true;
  return AnyWord(word.not_before, [&](auto w) { return tail.starts_with(w); });
}

bool MayStartTime(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (IsDigit(c)) return at == 0 || !IsDigit(text[at - 1]);
  if (IsAsciiLetter(c)) return at == 0 || !IsAsciiLetter(text[at - 1]);
  const char32_t han = HanAt(text, at);
  return han != 0 && Index().MayStart(han);
}

}  // namespace heshu::extract
