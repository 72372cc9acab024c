#include "extract/mentions/weak_alias.h"

#include <algorithm>
#include <iterator>

#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

bool IsQuoted(std::string_view text, ByteSpan span) {
  static constexpr std::string_view kOpen[] = {"「", "“", "『", "《", "\"", "‘"};
  return std::any_of(std::begin(kOpen), std::end(kOpen), [&](std::string_view open) {
    return span.begin >= open.size() && text.substr(span.begin - open.size(), open.size()) == open;
  });
}

}  // namespace

bool IsBelieved(std::string_view text, const EntityMention& mention, const NamingContext& naming,
                const EntityMention* before) {
  static constexpr std::string_view kAfter[] = {
      "公司", "集团",   "旗下",   "App",  "APP",  "大模型", "模型",  "宣布", "发布",
      "推出", "日活",   "月活",   "用户", "表示", "股价",   "市值",  "CEO",  "应用",
      "平台", "派",     "(",      "**(",  "AI",   "豪掷",   "手机",  "新机", "折",
      "首款", "供应链", "产业链", "笔电", "平板", "电脑",   "iPhone"};
  // What may stand before a name that heads its clause, and what goes on from there.
  static constexpr std::string_view kBefore[] = {"其中", "而", "但", "并指", ",",  "。",
                                                 ";",    ":",  "、", "\n",   "与", "和",
                                                 "及",   "!",  "?",  "名"};  // 第8名苹果
  static constexpr std::string_view kGoesOn[] = {
      "收",     "跌",     "涨",     "升",      "报",     "则",     "出货",   "汽车",   "集团",
      "也",     "在",     "第",     "去年",    "今年",   "昨",     "将",     "已",     "旗",
      "日",     "月",     "周",     "营",      "净",     "、",     ",",      "与",     "和",
      "的日活", "的月活", "的营收", "的股价",  "的市值", "的用户", "的模型", "的出货", "的收入",
      "的注册", "的付费", "的毛利", "的Token", "的输",   "的价格", "为",     "是",     "约",
      "达",     "突破",   "全年",   "前",      "本",     "首",     "上",     "超",     "逾",
      "以",     "App",    "大模型", "1",       "2",      "3",      "急",     "大涨",   "大跌",
      "大升",   "飙",     "挫",     "软",      "劲升",   "扬",     "股价",   "倒跌",   "倒升",
      "暴跌",   "暴涨",   "均",     "都",      "亦",     "最",     "早",     "午",     "半日",
      "曾",     "续",     "再",     "倒",      "逆",     "微",     "低开",   "高开",   "低收",
      "高收",   "现",     "造好",   "回",      "破顶",   "触",     "险守",   "企稳",   "分别",
      "方面",   "凭",     "实现",   "跃居",    "排名",   "位列",   "位居",   "居",     "紧随",
      "重返",   "今天",   "今日",   "由买",    "由卖",   "转买",   "转卖",   "反手",   "买超",
      "卖超",   "连续",   "同步"};
  if (IsQuoted(text, mention.span)) return true;
  // "Gold rose 1% to {figure}": at the head of its statement, before what prices do.
  static const LazyPattern statement("(?:^|[,;.\n] ?|\\b(?:and|while|as) )$");
  static const LazyPattern moves(
      "^(?: was| were| is)?(?: last| also)? (?:up|down|rose|fell|gained|slipped|climbed|jumped|"
      "dropped|slid|edged|eased|surged|sank|lost|added|settled|traded|trading|rises|falls|hit)\\b");
  const auto stands = [](std::string_view words, const LazyPattern& pattern) {
    return pattern.FoundIn(words);
  };
  constexpr std::size_t kNearBytes = 16;
  const std::size_t near = mention.span.begin - std::min(mention.span.begin, kNearBytes);
  if (IsAsciiAlpha(text[mention.span.begin]) &&
      stands(text.substr(near, mention.span.begin - near), statement) &&
      stands(text.substr(mention.span.end), moves)) {
    return true;
  }
  // 阿里巴巴与小米: in a list with a company that is certain.
  if (before != nullptr && before->kind == mention.kind && before->span.end <= mention.span.begin) {
    const std::string_view joint =
        text.substr(before->span.end, mention.span.begin - before->span.end);
    for (const std::string_view word : {"与", "和", "及", "、", "以及", "跟"}) {
      if (joint == word) return true;
    }
  }
  // An app or a model among the words of its trade.
  if (mention.kind == "product" || mention.kind == "model") {
    static constexpr std::string_view kTrade[] = {"AI",   "Token", "token",  "算力",  "模型",
                                                  "日活", "月活",  "GPU",    "App",   "用户",
                                                  "推理", "词元",  "智能体", "下载榜"};
    for (const std::string_view word : kTrade) {
      if (text.find(word) != std::string_view::npos) return true;
    }
  }
  const std::string_view rest = text.substr(mention.span.end);
  const std::string_view ahead = text.substr(0, mention.span.begin);
  const bool heads_clause =
      ahead.empty() ||
      std::any_of(std::begin(kBefore), std::end(kBefore), [&](std::string_view mark) {
        return ahead.size() >= mark.size() && ahead.substr(ahead.size() - mark.size()) == mark;
      });
  // IDC:今年手机出货…: who reports, at the head of a headline.
  const bool reports = mention.kind == "outlet" || mention.kind == "body";
  if (heads_clause && reports && StartsWithAny(rest, {":", "报告", "数据", "最新", "预", "统计"})) {
    return true;
  }
  if (heads_clause) {
    if (!rest.empty() && IsAsciiDigit(rest[0])) return true;  // 广达5月营收
    for (const std::string_view word : kGoesOn) {
      if (rest.substr(0, word.size()) == word) return true;
    }
  }
  for (const std::string_view word : kAfter) {
    if (rest.substr(0, word.size()) == word) return true;
  }
  return mention.entity != nullptr && naming.Knows(*mention.entity);
}

}  // namespace heshu::extract
