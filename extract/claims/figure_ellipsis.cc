#include "extract/claims/figure_ellipsis.h"

#include <re2/re2.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "extract/claims/article_claims.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

// 分析师此前平均预期为{figure}: who is held against the figure before, and not who foresees his
// own.
bool SaysWhoExpected(std::string_view before) {
  static const RE2 pattern(
      "(?:分析师|市场|华尔街|经济学家|机构|路透|彭博|FactSet|LSEG|受访者|外界|业界|大行|投行|券商)"
      "(?:们|方面|人士|调查|综合|汇编|数据|的|此前|原先|原本|先前|之前|平均|普遍|一致|共识|中值|"
      "此前的|"
      "[\\x{E000}-\\x{E03F}])*"
      "(?:预计|预期|预测|预估|估计|料)(?:值|均值|中值|水平|将|为|是|的|约|增长|每股)*$");
  return RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), pattern);
}

}  // namespace

namespace {

// `words` without those of `endings` that they end in, as often as they do.
std::string_view WithoutEndings(std::string_view words,
                                std::initializer_list<std::string_view> endings) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view ending : endings) {
      if (!words.ends_with(ending)) continue;
      words.remove_suffix(ending.size());
      more = true;
    }
  }
  return words;
}

// 预期增长, 前值下降: without which way it moved.
std::string_view WithoutMove(std::string_view words) {
  return WithoutEndings(words, {" ", ":", "为", "的", "增长", "增加", "上涨", "上升", "下降",
                                "下跌", "下滑", "减少"});
}

// 依序为国泰金2.4元、中信金0.9元及玉山金0.7元: names and figures, and what joins them.
bool IsRestOfList(std::string_view rest) {
  static constexpr std::string_view kJoints[] = {
      "、", "及", "和", "与", "以及", "。",
  };
  if (!StartsWithAny(rest, {"、", "及", "和", "与", "以及"})) return false;
  for (std::size_t at = 0; at < rest.size();) {
    if (static_cast<unsigned char>(rest[at]) == 0xEE) {  // a placeholder
      at += kPlaceholderBytes;
      continue;
    }
    const auto joint =
        std::find_if(std::begin(kJoints), std::end(kJoints),
                     [&](std::string_view word) { return rest.substr(at).starts_with(word); });
    if (joint == std::end(kJoints)) return false;
    at += joint->size();
  }
  return true;
}

}  // namespace

bool IsElliptical(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kFillers[] = {
      "约", "为", "之", "达", "到", "至", "则", "已", "也", "更", "其", "的", "而",   "是",   "即",
      "另", "有", "突", "破", "超", "过", "增", "升", "降", "跌", "同", "比", "期",   "仅",   "近",
      "逾", "甚", "并", "和", "及", "与", "又", "还", "不", "足", "未", "只", "就",   "才",   "最",
      "多", "少", "今", "目", "前", "底", "初", "数", "字", "这", "一", "再", "分",   "别",   "从",
      "由", "仍", "较", "比", "于", "优", "略", "逊", "去", "会", "将", "可", "料",   "进",   "步",
      "维", "持", "在", "预", "测", "计", "旧", "远", "依", "去", "年", "上", "同期", "达到", "长",
      "幅", "加", "出", "但", "却", "稳", "攀", "季", "、", ",",  " ",  "高", "低",   "见",   "以",
      "或", "如", "次", "创", "历", "史", "纪", "录", "下", "序",
  };
  std::size_t at = line.ClauseBegin(token.at);
  const std::string_view text = line.text;
  // 同比少增5970亿元: by how much less it grew, and no figure of its sort.
  const std::string_view moved =
      WithoutEndings(text.substr(at, token.at - at), {"约", "近", "逾", "超", "了"});
  if (EndsWithAny(moved, {"多增", "少增", "多减", "少减"})) return false;
  // Non-GAAP为73.6%: the same by another book.
  for (const std::string_view book : {"Non-", "non-", "GAAP", "经调整后", "经调整", "调整后"}) {
    if (text.substr(at).starts_with(book)) at += book.size();
  }
  while (at < token.at) {
    const std::size_t length = Utf8Length(text[at]);
    const std::string_view character = text.substr(at, length);
    const bool is_placeholder = static_cast<unsigned char>(character[0]) == 0xEE;
    if (!is_placeholder &&
        std::find(std::begin(kFillers), std::end(kFillers), character) == std::end(kFillers)) {
      return false;
    }
    at += length;
  }
  const std::size_t end = line.ClauseEnd(token.at);
  const std::string_view rest =
      text.substr(token.at + kPlaceholderBytes, end - token.at - kPlaceholderBytes);
  // 豆包以1.7亿居首,DeepSeek以1.4亿紧随其后: where it stands in the same list.
  static constexpr std::string_view kPlaces[] = {
      "紧随其后", "紧跟其后", "位列", "位居", "排名", "排在", "次之", "居次", "排第", "稳居",
  };
  return CountCodePoints(rest) <= 3 || StartsWithAny(rest, kPlaces) || IsRestOfList(rest);
}

bool CanShareMetric(const Quantity& said, const Quantity& open) {
  constexpr std::string_view kUncounted = "count";
  // 推出8款,经过几次摸索: what is counted is another thing.
  const bool counts_others = said.dimension == "count" && open.dimension == "count" &&
                             said.unit != open.unit && said.unit != kUncounted &&
                             open.unit != kUncounted;
  if (counts_others) return false;
  if (said.dimension == open.dimension) return true;
  const bool is_bare = open.unit == "count" && open.span.size() == open.number_span.size();
  return is_bare && said.unit != "percent" && said.dimension != "points" &&
         said.dimension != "index";
}

bool IsExpectation(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kExpected[] = {
      "预期",   "预测",   "预估", "预期中值", "预估值", "预期值",   "预测值", "预测中值",
      "估计的", "估计值", "前值", "初值",     "中间值", "中位数为", "中值为",
  };
  static constexpr std::string_view kWholeClause[] = {"预期", "市场预期", "预估", "市场预估"};
  const std::string_view text = line.text;
  // 超出预期9%以上: by how much, not what.
  const std::size_t begin = line.ClauseBegin(token.at);
  const std::string_view clause = text.substr(begin, token.at - begin);
  const std::string_view rest = text.substr(token.at + kPlaceholderBytes);
  if (rest.starts_with("以上") ||
      (clause.find("超出") != std::string_view::npos && !clause.ends_with("的"))) {
    return false;
  }
  const std::string_view before = WithoutEndings(text.substr(0, token.at), {" ", ":"});
  if (SaysWhoExpected(before) || EndsWithAny(before, kExpected)) return true;
  if (EndsWithAny(WithoutEndings(before, {" ", "的", "为"}), kExpected)) return true;
  // 同比增长3%,预期增长2.9%
  const std::string_view words = WithoutMove(clause);
  return std::find(std::begin(kWholeClause), std::end(kWholeClause), words) !=
         std::end(kWholeClause);
}

bool IsPriorValue(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kPrior[] = {
      "前值", "初值", "上期值", "修正值", "修正前",
  };
  const std::string_view before = WithoutEndings(std::string_view(line.text).substr(0, token.at),
                                                 {" ", ":", "为", "的", "是", "约"});
  return EndsWithAny(before, kPrior) || EndsWithAny(WithoutMove(before), kPrior);
}

bool SaysMovedBy(const SentenceLine& line, const LineToken& token) {
  std::string_view before = std::string_view(line.text).substr(0, token.at);
  for (const std::string_view filler : {"约", "近", "逾", "了", "超过", "超"}) {
    if (before.ends_with(filler)) before.remove_suffix(filler.size());
  }
  return EndsWithAny(before, {"增加", "减少", "多出", "多了", "少了", "高出", "净增", "增多"});
}

bool PointsAtMeasure(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kThis[] = {
      "这一", "这个", "该", "上述", "此",
  };
  static constexpr std::string_view kMeasures[] = {
      "比例", "比重", "占比", "比率", "指标", "数字", "数据",
      "数值", "增速", "增幅", "涨幅", "降幅", "跌幅", "水平",
  };
  const std::size_t begin = line.ClauseBegin(token.at);
  const std::string_view clause = std::string_view(line.text).substr(begin, token.at - begin);
  for (const std::string_view pointer : kThis) {
    for (std::size_t at = clause.find(pointer); at != std::string_view::npos;
         at = clause.find(pointer, at + pointer.size())) {
      const std::string_view rest = clause.substr(at + pointer.size());
      const bool points =
          std::any_of(std::begin(kMeasures), std::end(kMeasures), [&](std::string_view measure) {
            return rest.starts_with(measure) && !rest.starts_with("数据显示");
          });
      if (points) return true;
    }
  }
  return false;
}

bool SaysReached(const SentenceLine& line, const LineToken& token) {
  const std::size_t begin = line.ClauseBegin(token.at);
  const std::string_view words = std::string_view(line.text).substr(begin, token.at - begin);
  return words == "至" || words == "达" || words == "到" || words == "达到";
}

std::string_view NameOfPart(const SentenceLine& line, const LineToken& before,
                            const LineToken& token) {
  constexpr std::size_t kMostBytes = 24;
  static constexpr std::string_view kOfThem = "其中";
  const std::size_t begin = line.ClauseBegin(token.at);
  if (before.at >= begin) return {};
  std::string_view label = std::string_view(line.text).substr(begin, token.at - begin);
  if (!label.starts_with(kOfThem)) return {};
  label.remove_prefix(kOfThem.size());
  for (const std::string_view filler : {"约", "达", "为", "有", "占", "近", "逾", "则"}) {
    if (label.ends_with(filler)) label.remove_suffix(filler.size());
  }
  const bool is_plain = std::none_of(label.begin(), label.end(), [](char c) {
    return static_cast<unsigned char>(c) == 0xEE || c == ' ';  // a placeholder
  });
  return is_plain && label.size() <= kMostBytes ? label : std::string_view();
}

bool IsLabelledMember(const SentenceLine& line, const LineToken& before, const LineToken& token) {
  constexpr std::size_t kMostLabelBytes = 33;
  static constexpr std::string_view kMark = "、";
  const std::size_t from = before.at + kPlaceholderBytes;
  if (token.at < from) return false;
  const std::string_view label = std::string_view(line.text).substr(from, token.at - from);
  return label.starts_with(kMark) && label.size() > kMark.size() &&
         label.size() <= kMostLabelBytes &&
         label.find_first_of(",;:()") == std::string_view::npos &&
         label.find(kMark, kMark.size()) == std::string_view::npos;
}

bool SaysGrowthOf(const SentenceLine& line, const LineToken& level, const LineToken& growth,
                  std::size_t behind) {
  constexpr std::size_t kMostBytes = 60;
  static constexpr std::string_view kMoves[] = {
      "增长", "增加", "成长", "上升", "上涨", "提升", "提高", "大增", "激增", "增",   "升",
      "涨",   "下降", "下跌", "下滑", "减少", "降低", "大跌", "衰退", "跌",   "降",   "减",
      "多",   "多了", "少",   "少了", "攀升", "飙升", "暴增", "回升", "回落", "萎缩",
  };
  static constexpr std::string_view kSays[] = {
      "同比", "环比", "按年",   "按季",   "按月",   "较",     "比",     "去年",
      "上年", "同期", "上个月", "上月",   "上季度", "上一季", "上季",   "前月",
      "前季", "年",   "季",     "月",     "大幅",   "大",     "微",     "小",
      "急",   "略",   "又",     "再",     "分别",   "也",     "则",     "亦",
      "已",   "了",   "约",     "近",     "逾",     "达到",   "达",     "超过",
      "超",   "至少", "仅",     "轻微",   "显著",   "强劲",   "进一步", "连续",
      "实现", "录得", "的",     "一年前", "有所",   "日均",   "平均",   kTimePlaceholder};
  const std::size_t from = std::max(level.at + kPlaceholderBytes, behind);
  if (growth.at < from || growth.at - from > kMostBytes) return false;
  std::string_view words = std::string_view(line.text).substr(from, growth.at - from);
  for (const std::string_view tail : {"元", "左右", "以上"}) {
    if (words.starts_with(tail)) words.remove_prefix(tail.size());
  }
  if (words.empty() || (words[0] != ',' && words[0] != ' ' && !words.starts_with("、")))
    return false;
  words.remove_prefix(words[0] == ',' || words[0] == ' ' ? 1 : std::string_view("、").size());
  bool has_moved = false;
  while (!words.empty()) {
    const auto take = [&](std::string_view word) {
      if (!words.starts_with(word)) return false;
      words.remove_prefix(word.size());
      return true;
    };
    if (std::any_of(std::begin(kMoves), std::end(kMoves), take)) {
      has_moved = true;
    } else if (!std::any_of(std::begin(kSays), std::end(kSays), take)) {
      return false;
    }
  }
  return has_moved;
}

bool IsStepOfGrowth(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kRates[] = {"增速", "增幅", "涨幅",   "升幅",  "跌幅",
                                                "降幅", "减幅", "年增率", "增长率"};
  const std::size_t begin = line.ClauseBegin(token.at);
  const std::string_view clause = std::string_view(line.text).substr(begin, token.at - begin);
  if (begin == 0 || !StartsWithAny(clause, kRates)) return false;
  return EndsWithAny(WithoutEndings(clause, {"约", "近", "逾", "了", "达"}),
                     {"提高", "提升", "加快", "扩大", "上升", "回升", "收窄", "放缓", "回落",
                      "下降", "减慢", "缩小", "降低", "增加", "减少", "高", "低", "快", "慢"});
}

namespace {

// What a clause calls what its figure is of, by `name`, its words before the figure: without what
// opens them and what only says how much.
std::string_view LabelOf(std::string_view name) {
  static constexpr std::string_view kOpeners[] = {
      "其中", "当中", "而", "此外", "另外", "来自",
  };
  for (const std::string_view opener : kOpeners) {
    if (name.starts_with(opener)) name.remove_prefix(opener.size());
  }
  // 海外带动新业务…: what did it is not what it did it to.
  for (const std::string_view cause : {"带动", "推动", "拉动", "驱动"}) {
    const std::size_t at = name.rfind(cause);
    if (at != std::string_view::npos) name.remove_prefix(at + cause.size());
  }
  name =
      WithoutEndings(name, {"约",   "达到", "达",   "为",   "有",   "近",   "逾",   "则",   "是",
                            "共",   "仅",   "的",   "贡献", "录得", "来到", "突破", "超",   "过",
                            "占",   "占比", "入账", "进账", "入帐", "进帐", "带来", "卖了", "卖出",
                            "实现", "合计", "单季", "高达", "以",   "期内"});
  const bool is_plain = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) == 0xEE;  // a placeholder
  });
  return is_plain ? name : std::string_view();
}

}  // namespace

std::string_view NameOfSegment(std::string_view words) {
  constexpr std::size_t kMostBytes = 36;
  static constexpr std::string_view kEndings[] = {
      "业务", "服务", "产品", "板块",     "部门",     "分部",   "事业群", "事业部",
      "广告", "游戏", "电商", "零售",     "云计算",   "云端",   "硬件",   "软件",
      "手机", "汽车", "储能", "数据中心", "服务器",   "伺服器", "存储",   "家电",
      "支付", "物流", "外卖", "订阅",     "会员",     "音乐",   "营销",   "光伏",
      "电池", "晶圆", "医药", "市场",     "海外",     "国内",   "IoT",    "HPC",
      "PC",   "北美", "欧洲", "亚太",     "大中华区", "客运",   "货运",   "商业",
      "平台", "直播", "增值", "渠道",     "直销",     "代理",   "批发",   "经销",
  };
  const std::string_view name = LabelOf(words);
  const bool is_segment =
      !name.empty() && name.size() <= kMostBytes &&
      std::any_of(std::begin(kEndings), std::end(kEndings),
                  [&](std::string_view ending) { return name.ends_with(ending); });
  return is_segment ? name : std::string_view();
}

std::string_view NameOfListedSegment(std::string_view words) {
  constexpr std::size_t kMostBytes = 24;
  static constexpr std::string_view kOfBooks[] = {
      "利润", "净利", "盈利", "溢利", "亏损", "毛利",   "现金", "成本", "费用", "支出", "开支",
      "债务", "负债", "资产", "投入", "投资", "分红",   "派息", "回购", "税",   "订单", "订购",
      "预期", "预测", "预估", "目标", "指引", "市值",   "估值", "存款", "贷款", "拨备", "减值",
      "增加", "减少", "增长", "下降", "多",   "少",     "到",   "至",   "净额", "余额", "合计",
      "盈余", "获利", "一共", "总计", "折合", "相当于", "税前", "税后", "加",   "同期", "期",
  };
  const std::string_view name = LabelOf(words);
  const bool is_name =
      name.size() > 1 && name.size() <= kMostBytes &&
      std::none_of(std::begin(kOfBooks), std::end(kOfBooks), [&](std::string_view word) {
        return name.find(word) != std::string_view::npos;
      });
  return is_name ? name : std::string_view();
}

bool IsBaseFigure(const SentenceLine& line, const LineToken& token) {
  if (IsPriorValue(line, token)) return true;
  for (const LineToken& other : line.tokens) {
    if (other.mention.kind == MentionKind::kTime && other.at < token.at &&
        IsTimeOfBase(line, other, token) && IsBaseline(line, other)) {
      return true;
    }
  }
  return false;
}

}  // namespace heshu::extract
