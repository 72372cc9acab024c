#include "extract/mentions/name_position.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/sentence_line.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

// `text` up to the first mark that ends a clause or opens a list.
std::string_view ClauseOf(std::string_view text) {
  const auto* const end = std::find_if(text.begin(), text.end(),
                                       [](char c) { return c == ',' || c == ';' || c == ':'; });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// 洛图科技线上监测报告显示: who watches a market, and reports on it.
bool IsWatcher(std::string_view clause) {
  if (!EndsWithAny(clause, {"显示", "指出", "称", "中"}) || clause.size() > 75) return false;
  static constexpr std::string_view kWatches[] = {"监测", "跟踪报告", "追踪报告", "市场报告",
                                                  "调研", "榜单",     "研究数据", "排行榜"};
  return std::any_of(std::begin(kWatches), std::end(kWatches), [&](std::string_view word) {
    return clause.find(word) != std::string_view::npos;
  });
}

constexpr std::string_view kRatings[] = {"评级", "评等", "目标价", "投资建议", "盈利预测", "盈测"};

}  // namespace

bool IsPlaceholderAt(std::string_view line, std::size_t at) {
  return at + 2 < line.size() && static_cast<unsigned char>(line[at]) == 0xEE &&
         static_cast<unsigned char>(line[at + 1]) == 0x80 &&
         static_cast<unsigned char>(line[at + 2]) < 0xB0;
}

std::size_t ListBegin(std::string_view line, std::size_t at) {
  static constexpr std::string_view kJoints[] = {"、", "和", "及", "与"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view joint : kJoints) {
      const std::size_t back = joint.size() + kPlaceholderBytes;
      if (at >= back && line.substr(at - joint.size(), joint.size()) == joint &&
          IsPlaceholderAt(line, at - back)) {
        at -= back;
        more = true;
        break;
      }
    }
  }
  return at;
}

bool IsInstrumentPosition(std::string_view line, std::size_t at) {
  static constexpr std::string_view kWords[] = {
      "凭借", "依托", "通过", "借助", "依靠", "靠着", "围绕", "针对", "面对",
      "除了", "包括", "覆盖", "适配", "支持", "接入", "采用", "基于", "搭载",
      "携手", "联手", "联合", "依赖", "例如", "比如", "如",   "以"};
  static constexpr auto kInstruments = Endings(kWords);
  return kInstruments.Matches(line.substr(0, ListBegin(line, at)));
}

bool IsRatedPosition(std::string_view line, std::size_t at) {
  if (!EndsWithAny(line.substr(0, at), {"对", "予"})) return false;
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  const std::string_view clause = ClauseOf(rest);
  return std::any_of(std::begin(kRatings), std::end(kRatings), [&](std::string_view word) {
    return clause.find(word) != std::string_view::npos;
  });
}

bool IsRatedHouse(std::string_view line, std::size_t at) {
  static const std::vector<std::string_view> kRate = {
      "升", "降", "上调", "下调", "调升", "调降", "调高", "调低", "对", "予", "将", "把", "重申"};
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  if (StartsWithAny(rest, {"将目标价", "把目标价"})) return false;
  return EndsWithAny(line.substr(0, at), kRate) ||
         StartsWithAny(rest, {"获", "遭", "(", "集团获", "集团(", "控股获", "控股("});
}

bool IsPartnerPosition(std::string_view line, std::size_t at) {
  static constexpr std::string_view kBefore[] = {"对", "自", "从", "与", "同", "和", "向"};
  const std::string_view before = line.substr(0, ListBegin(line, at));
  return std::any_of(std::begin(kBefore), std::end(kBefore),
                     [&](std::string_view word) { return before.ends_with(word); });
}

bool IsRightBefore(std::string_view line, std::size_t at, std::size_t bracket) {
  static constexpr std::string_view kSorts[] = {"", "品牌", "汽车", "公司", "集团"};
  if (at > bracket) return false;
  const std::string_view between = line.substr(at, bracket - at);
  return std::find(std::begin(kSorts), std::end(kSorts), between) != std::end(kSorts);
}

bool IsDateline(std::string_view line, std::size_t at) {
  std::string_view rest = line.substr(at + kPlaceholderBytes);
  if (IsWireDateline(line, at)) return true;
  if (!rest.starts_with(kTimePlaceholder)) return false;
  rest.remove_prefix(kPlaceholderBytes);
  const bool is_wire = line.substr(0, at).find("社") != std::string_view::npos;
  return rest.starts_with("综合外电") || rest == "电" || (is_wire && rest.starts_with("电"));
}

bool IsInvestorPosition(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  const std::string_view clause = ClauseOf(rest);
  static constexpr std::string_view kTakesPart[] = {
      "参与", "跟投", "领投", "参投", "续投", "入股", "注资",     "出手", "加持",
      "认购", "加注", "加码", "押注", "追投", "联投", "联合投资", "出资"};
  // "a $113 million round led by Alphabet's growth fund CapitalG"
  for (const std::string_view by : {" led by ", " from investors including ", " backed by "}) {
    const std::size_t led = line.substr(0, at).rfind(by);
    if (led == std::string_view::npos) continue;
    const std::string_view between = line.substr(led + by.size(), at - led - by.size());
    if (between.find_first_of(",;.") == std::string_view::npos) return true;
  }
  // 五源续有参与: 与 may stand apart from what was taken for a name.
  return clause.ends_with("与") ||
         std::any_of(std::begin(kTakesPart), std::end(kTakesPart), [&](std::string_view word) {
           return clause.find(word) != std::string_view::npos;
         });
}

bool IsBoardOfListing(std::string_view line, std::size_t at) {
  return StartsWithAny(line.substr(at + kPlaceholderBytes),
                       {"IPO", "上市", "挂牌", "主板", "敲钟", "公告", "披露易", "文件"}) ||
         EndsWithAny(line.substr(0, at),
                     {"登陆", "申请", "在", "于", "赴", "登上", "转战", "拟", "冲刺"});
}

bool IsPeerPosition(std::string_view line, std::size_t at) {
  if (IsRatedPosition(line, at)) return false;
  static constexpr std::string_view kComparing[] = {
      "比",   "较",     "比起",     "相比", "相较", "超过",  "超越",   "高于",
      "低于", "远低于", "远高于",   "不及", "优于", "仅为",  "相当于", "等同",
      "仅是", "仅仅是", "竞争对手", "对标", "赶超", "压过",  "匹敌",   "媲美",
      "抗衡", "挑战",   "向",       "跟",   "到了", "than ", "vs ",    "对"};
  static constexpr auto kBefore = Endings(kComparing);
  // Of 「仅为XY的」 both are: a company and its model stand side by side.
  std::size_t after = at + kPlaceholderBytes;
  for (;;) {
    const std::size_t gap = at > 0 && line[at - 1] == ' ' ? 1 : 0;
    if (at < kPlaceholderBytes + gap || !IsPlaceholderAt(line, at - gap - kPlaceholderBytes)) break;
    at -= gap + kPlaceholderBytes;
  }
  for (;;) {
    const std::size_t gap = after < line.size() && line[after] == ' ' ? 1 : 0;
    if (!IsPlaceholderAt(line, after + gap)) break;
    after += gap + kPlaceholderBytes;
  }
  const std::string_view rest = line.substr(after);
  static constexpr std::string_view kAfter[] = {"等海外", "等竞争", "等同级",
                                                "同级",   "相比",   "之比"};
  static constexpr std::string_view kOlder[] = {"上一代", "上代", "前代", "前作"};
  // 对新加坡、马来西亚、泰国出口: what holds for a list holds for each of it.
  const std::string_view before = line.substr(0, ListBegin(line, at));
  // 是X的1/20: a copula before it and 的 after it.
  const bool copula = EndsWithAny(before, {"是", "为"}) && rest.find("的") < 30;
  // 超过X的50.9%和Y的48.7%: Y is held against as X is.
  const std::string_view ahead = line.substr(0, at);
  for (const std::string_view joint : {"和", "、", "及", "与"}) {
    constexpr std::string_view kOf = "的";
    const std::size_t size = 2 * kPlaceholderBytes + kOf.size() + joint.size();
    if (!ahead.ends_with(joint) || ahead.size() < size) continue;
    const std::size_t other = ahead.size() - size;
    const bool is_pair = IsPlaceholderAt(line, other) &&
                         line.substr(other + kPlaceholderBytes).starts_with(kOf) &&
                         IsPlaceholderAt(line, other + kPlaceholderBytes + kOf.size());
    if (is_pair && IsPeerPosition(line, other)) return true;
  }
  // 高于上一代X的71分
  for (const std::string_view older : kOlder) {
    if (before.ends_with(older) &&
        kBefore.Matches(before.substr(0, before.size() - older.size()))) {
      return true;
    }
  }
  // 与X的80分仅差1分, 和X持平
  constexpr std::size_t kNearBytes = 36;
  const std::string_view near = rest.substr(0, std::min(rest.find_first_of(",;"), kNearBytes));
  const bool is_beside =
      EndsWithAny(before, {"与", "和"}) &&
      (near.find("差") != std::string_view::npos || near.find("持平") != std::string_view::npos ||
       near.find("相当") != std::string_view::npos);
  // 而X等海外供应商的份额…: at the head of its clause it is who is told of.
  const bool heads = before.empty() || EndsWithAny(before, {",", ";", ",而", "而"});
  return kBefore.Matches(before) || (!heads && StartsWithAny(rest, kAfter)) || copula || is_beside;
}

bool OpensContrast(std::string_view line, std::size_t at) {
  const std::string_view opening = line.substr(0, std::min(at, line.find(',')));
  return opening == "相比之下" || opening == "相较之下" || opening == "作为对比" ||
         opening == "作为对照" || opening == "作为参照";
}

bool IsOtherParty(std::string_view line, std::size_t at) {
  const std::string_view before = line.substr(0, ListBegin(line, at));
  static constexpr std::string_view kTo[] = {"授予",   "授权给", "授权予", "出售给", "出让给",
                                             "转让给", "转让予", "卖给",   "售予",   "售给",
                                             "交付给", "供应给", "提供给", "许可给", "让予"};
  static constexpr auto kGivenTo = Endings(kTo);
  if (kGivenTo.Matches(before)) return true;
  if (!EndsWithAny(before, {"收到", "收取", "从"})) return false;
  std::size_t end = at + kPlaceholderBytes;
  for (bool more = true; more;) {  // the rest of the list
    more = false;
    for (const std::string_view joint : {"、", "和", "及", "与"}) {
      if (!line.substr(end).starts_with(joint) || !IsPlaceholderAt(line, end + joint.size()))
        continue;
      end += joint.size() + kPlaceholderBytes;
      more = true;
      break;
    }
  }
  constexpr std::size_t kNearBytes = 36;  // 收到X与吉瑞医药支付的
  const std::string_view near = ClauseOf(line.substr(end)).substr(0, kNearBytes);
  if (near.find("支付的") != std::string_view::npos) return true;
  return StartsWithAny(line.substr(end),
                       {"支付", "付的", "处", "方面", "手中", "那里", "那儿", "获得", "获", "拿到",
                        "收到", "给予", "的付款", "的首付款", "的里程碑"});
}

bool IsSourcePosition(std::string_view line, std::size_t at) {
  static constexpr std::string_view kCiting[] = {"据",   "根据", "按照",  "援引",
                                                 "引述", "引用", "来源:", "来自"};
  static constexpr auto kCites = Endings(kCiting);
  static constexpr std::string_view kSaying[] = {
      "指出",       "表示",     "预测",     "预计",     "预期",      "认为",     "报道",
      "报导",       "测算",     "估算",     "估计",     "分析师",    "的预测",   "的报告",
      "研报",       "称,",      "称:",      "指,",      "引述",      "发文",     "撰文",
      "援引",       "引用",     "said",     "reported", "estimates", "的数据",   "数据显示",
      "给予",       "重申",     "看好",     "予",       "发布报告",  "发表报告", "研究报告",
      "料",         "估",       "公布",     "周三公布", "周四公布",  "数据",     "最新数据",
      "的最新数据", "统计",     "分析,",    "报告指",   "报告显示",  "报告称",   "出具",
      "指称",       "汇整",     "汇编",     "汇总",     "的调查",    "看",       "上看",
      "给出",       "首席经济", "首席分析", "首席策略", "首席宏观",  "策略师",   "研究员"};
  static constexpr auto kSays = Beginnings(kSaying);
  const std::string_view before = line.substr(0, at);
  std::string_view rest = line.substr(at + kPlaceholderBytes);
  // DeepSeek估值3000亿: its value, and no estimate of its.
  if (rest.starts_with("估值")) return false;
  // 摩根士丹利证券认为, 凯基投顾报告指出: what kind of house it is comes between.
  static constexpr std::string_view kHouseWords[] = {"集团", "公司", "证券", "投顾", "资本",
                                                     "国际", "研究", "则",   "也",   "并",
                                                     "纷纷", "分别", "最新", "日前"};
  static constexpr auto kHouses = Beginnings(kHouseWords);
  if (kHouses.Matches(rest)) {
    for (const std::string_view house : kHouseWords) {
      if (BeginsWith(rest, house)) rest.remove_prefix(house.size());
    }
  }
  if (kCites.Matches(before) || kSays.Matches(rest)) return true;
  // 凯基将2025年EPS上调至…
  const bool revises = StartsWithAny(rest, {"将", "把"}) && [&] {
    for (const std::string_view word :
         {"上调", "上修", "下修", "调升", "调降", "下调", "调高", "调低"}) {
      const std::size_t at_word = rest.substr(0, 90).find(word);
      if (at_word == std::string_view::npos) continue;
      const std::string_view what = rest.substr(0, at_word);
      for (const std::string_view thing : {"EPS", "目标价", "评级", "评等", "获利", "每股"}) {
        if (what.find(thing) != std::string_view::npos) return true;
      }
    }
    return false;
  }();
  // 「高盛将腾讯的…」: who does it to somebody else says it.
  const bool acts_on = StartsWithAny(rest, {"将", "把", "对", "予"}) && IsPlaceholderAt(rest, 3);
  // 高盛上调…目标价 rates it; 特斯拉下调售价 does not.
  const bool rates =
      StartsWithAny(rest, {"调高", "调低", "上调", "下调", "调升", "调降", "上修", "下修"}) &&
      (IsPlaceholderAt(rest, std::string_view("调升").size()) ||
       rest.substr(0, 60).find("目标价") != std::string_view::npos ||
       rest.substr(0, 60).find("评级") != std::string_view::npos ||
       rest.substr(0, 60).find("预测") != std::string_view::npos ||
       rest.substr(0, 60).find("预期") != std::string_view::npos);
  // 高盛在3月19日发布的研究报告中指出,…
  const std::string_view clause = ClauseOf(rest);
  const bool reports = EndsWithAny(clause, {"指出", "指", "称", "表示", "认为", "显示", "预计",
                                            "预测", "预料", "写道"}) &&
                       (clause.find("研究报告") != std::string_view::npos ||
                        clause.find("研报") != std::string_view::npos);
  // 花旗发表的研究报告维持…
  constexpr std::size_t kReportNear = 30;
  constexpr std::size_t kReportClause = 60;
  const std::string_view near = clause.substr(0, kReportNear);
  const bool publishes =
      StartsWithAny(rest, {"发表", "发布", "出具"}) &&
      (near.find("报告") != std::string_view::npos || near.find("研报") != std::string_view::npos);
  // 麦格理的贝农预计…: somebody of the house.
  const bool is_of_house =
      rest.starts_with("的") && IsPlaceholderAt(rest, 3) &&
      StartsWithAny(rest.substr(3 + kPlaceholderBytes),
                    {"表示", "预计", "预测", "指出", "认为", "估计", "说", "称"});
  const bool by_data =
      before.ends_with("按") &&
      StartsWithAny(rest, {"数据", "的数据", "统计", "的统计", "口径", "的口径", "预测", "的预测"});
  // 高盛维持对…的评级 says it of another; 央行维持利率4% does it.
  const bool keeps_rating = rest.starts_with("维持") && [&] {
    static constexpr std::string_view kKept[] = {"评级", "评等", "目标价", "买入", "增持",
                                                 "中性", "持有", "优于",   "跑赢", "预测",
                                                 "预期", "看法", "观点",   "推荐", "减持"};
    return std::any_of(std::begin(kKept), std::end(kKept), [&](std::string_view word) {
      return clause.find(word) != std::string_view::npos;
    });
  }();
  // 高盛此前的报告较为乐观,预计…: what its report says is in the clause behind.
  const std::string_view next =
      clause.size() < rest.size() ? rest.substr(clause.size() + 1) : std::string_view();
  const bool tells_next =
      clause.size() <= kReportClause &&
      (clause.find("报告") != std::string_view::npos ||
       clause.find("研报") != std::string_view::npos) &&
      StartsWithAny(next, {"预计", "预测", "预期", "预料", "认为", "估计", "估算", "指出", "料"});
  return publishes || tells_next || is_of_house || keeps_rating || IsWatcher(clause) || acts_on ||
         rates || revises || reports || by_data;
}

bool IsQuotedPosition(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  const bool is_quoted =
      EndsWithAny(line.substr(0, at), {"据", "根据", "按照", "援引", "引述", "引用", "来源:"});
  return is_quoted || IsWatcher(ClauseOf(rest)) ||
         StartsWithAny(rest,
                       {"报道", "报导", "的数据", "数据显示", "统计", "的报告", "研报", "研究报告",
                        "报告显示", "报告称", "报告指", "的调查", "汇整", "汇编", "汇总"});
}

bool IsParentPosition(std::string_view line, std::size_t at) {
  std::string_view rest = line.substr(at + kPlaceholderBytes);
  for (const std::string_view word : {"集团", "公司", "旗下", "的"}) {
    if (word == "旗下" && !rest.starts_with(word)) return false;
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  }
  return IsPlaceholderAt(rest, 0);
}

bool IsTheme(std::string_view before, std::string_view behind) {
  return StartsWithAny(behind, {"概念", "热潮", "产业链", "行情", "效应", "冲击"}) ||
         EndsWithAny(before, {"接入", "接入了", "部署", "部署了", "搭载", "搭载了", "集成",
                              "集成了", "适配", "引入了", "借力", "受益于"});
}

bool ReportsItself(std::string_view line, std::size_t at) {
  static constexpr std::string_view kAccounts[] = {"业绩",   "财报",     "季报", "年报", "中报",
                                                   "招股书", "交付数据", "销量", "营收", "盈利",
                                                   "溢利",   "公告",     "自结", "财务"};
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  const std::string_view clause = ClauseOf(rest);
  return std::any_of(std::begin(kAccounts), std::end(kAccounts), [&](std::string_view word) {
    return clause.find(word) != std::string_view::npos;
  });
}

bool IsAmongOthers(std::string_view line, std::size_t at) {
  static constexpr std::string_view kJoints[] = {"、", "和", "与", "及", "以及", ","};
  int members = 1;
  const auto joint_at = [&](std::size_t p) {
    for (const std::string_view joint : kJoints) {
      if (line.substr(p).starts_with(joint)) return joint.size();
    }
    return std::size_t{0};
  };
  std::size_t end = at + kPlaceholderBytes;
  for (std::size_t joint = joint_at(end); joint > 0 && IsPlaceholderAt(line, end + joint);
       joint = joint_at(end)) {
    end += joint + kPlaceholderBytes;
    ++members;
  }
  for (const std::string_view joint : kJoints) {
    const bool follows = line.substr(0, at).ends_with(joint) &&
                         at >= joint.size() + kPlaceholderBytes &&
                         IsPlaceholderAt(line, at - joint.size() - kPlaceholderBytes);
    members += follows ? 1 : 0;
  }
  return members > 1 && StartsWithAny(line.substr(end), {"等", " 等"});
}

// 收1280元、鸿海跌5%: whether token `t` opens the next item of a list, behind a figure.
bool OpensItem(const SentenceLine& line, std::size_t t) {
  constexpr std::string_view kMark = "、";
  if (t == 0 || line.tokens[t - 1].mention.kind != MentionKind::kQuantity) return false;
  const std::size_t from = line.tokens[t - 1].at + kPlaceholderBytes;
  return line.tokens[t].mention.kind == MentionKind::kEntity && line.tokens[t].at >= from &&
         std::string_view(line.text).substr(from, line.tokens[t].at - from) == kMark;
}

// Whether such an item begins between token `t` and byte `at` of the line.
bool HasItemBetween(const SentenceLine& line, std::size_t t, std::size_t at) {
  for (std::size_t i = t + 1; i < line.tokens.size() && line.tokens[i].at < at; ++i) {
    if (OpensItem(line, i)) return true;
  }
  return false;
}

// 欧股走低 油价跌逾1%: the parts of a headline have a space between them.
bool SplitsHeadline(std::string_view between) {
  const auto is_word = [between](std::size_t at) {
    return IsHanAt(between, at) || IsPlaceholderAt(between, at);
  };
  for (std::size_t at = between.find(' '); at != std::string_view::npos;
       at = between.find(' ', at + 1)) {
    const bool opens = at + 1 == between.size() || is_word(at + 1);
    if (opens && at > 0 && is_word(PreviousCodePoint(between, at))) return true;
  }
  return false;
}

bool IsLaunch(std::string_view between) {
  constexpr std::size_t kMostBytes = 36;  // 发布了新款无人机
  return between.size() <= kMostBytes && between.find_first_of(",;:") == std::string_view::npos &&
         (between.find("发布") != std::string_view::npos ||
          between.find("推出") != std::string_view::npos);
}

}  // namespace heshu::extract
