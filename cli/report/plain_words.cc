#include "cli/report/plain_words.h"

#include <algorithm>
#include <utility>

namespace heshu::cli {
namespace {

struct Row {
  std::string_view id;
  std::string_view en;
  std::string_view zh;
};

constexpr Row kKeys[] = {
    {"subject", "who or what it is about", "所指对象"},
    {"time", "the period", "所指时间"},
    {"period", "the period it is counted over (day, week, month…)", "统计周期（日、周、月……）"},
    {"unit", "the unit", "单位"},
    {"currency", "the currency", "币种"},
    {"modality", "reported against forecast, plan or estimate", "已公布与预测、计划或估算"},
    {"attribution", "who says it", "消息出处"},
    {"io", "input or output tokens", "输入或输出Token"},
    {"baseline", "what the growth is measured from", "增长的比较基期"},
    {"statistic", "peak, average or total", "峰值、均值或总量"},
    {"scope", "the scope", "统计范围"},
    {"basis", "adjusted, before tax or of the parent alone", "经调整、税前或归母的口径"},
    {"benchmark", "the benchmark", "评测项目"},
    {"chart", "the chart", "榜单"},
    {"platform", "the platform", "平台"},
    {"region", "the region", "地区"},
    {"session", "the trading session", "交易时段"},
    {"instrument", "the instrument", "交易品种"},
    {"kind", "the kind", "类别"},
    {"item", "the item", "项目"},
    {"round", "the funding round", "融资轮次"},
    {"move", "up or down", "涨跌方向"},
    {"peer", "what it is compared with", "比较对象"},
    {"chip", "the chip", "芯片型号"},
    {"tier", "the price tier", "价格档次"},
    {"form", "how the ratio is put", "倍数的说法"},
    {"resolution", "the resolution", "分辨率"},
    {"duration", "the duration", "时长"},
    {"measure", "the measure", "口径"},
    {"per", "per what", "计价单位"},
    {"part", "which part of it", "其中哪一部分"},
    {"age", "of what age", "年龄段"},
    {"survey", "whose survey it is", "调查机构"},
    {"result", "profit or loss", "盈利还是亏损"},
};

constexpr Row kReasons[] = {
    {"sign_clash", "One says up, the other says down.", "一说上升，一说下降。"},
    {"order", "The figures cannot stand in this order.", "这些数字的大小次序不可能成立。"},
    {"part_whole", "A part is larger than its whole.", "部分大于整体。"},
    {"closure", "The figures are bound by arithmetic.", "这些数字之间有算术关系。"},
    {"rounding", "They agree once rounding is allowed for.", "计入四舍五入后一致。"},
    {"loose_bound", "They agree as far as “more than” or “less than” goes.",
     "在“超过”“不足”一类的说法之内一致。"},
    {"suspect:transposition", "Two digits have probably changed places.",
     "很可能有两位数字写颠倒了。"},
    {"suspect:label_shift",
     "The figure belongs to another subject of the same text: a list was probably read one place "
     "off.",
     "同一文中这个数字属于另一对象：很可能错位了。"},
    {"suspect:revision", "The same voice said otherwise before: it may have been revised.",
     "同一来源先后说法不同：可能已修订。"},
    {"suspect:stale", "It is the figure of an earlier period: probably out of date.",
     "这是较早时期的数字：很可能已过时。"},
    {"suspect:ratio_percent", "A multiple and a percentage were probably mixed up.",
     "很可能混淆了“倍”与“%”。"},
    {"suspect:percent_points", "Percent and points were probably mixed up.",
     "很可能混淆了百分比与点数。"},
    {"suspect:currency", "One number in two currencies: a word was probably exchanged.",
     "数字相同而货币不同：很可能写错了货币。"},
    {"suspect:power_of_ten", "“More than” the same digits, ten times apart: one has a wrong unit.",
     "同样的数字、同为“超过”一类说法而相差十倍：很可能写错了单位。"},
    {"suspect:zhao",
     "One is written with 兆, a million million in Taiwan, a million on the mainland.",
     "其中一个用了“兆”：台湾指万亿，大陆指百万。"},
    {"suspect:counted_noun",
     "One number, two counted things: what is counted was probably mixed up.",
     "数字相同而所数之物不同：很可能混淆了量的对象。"},
};

constexpr std::string_view kScaleSlip = "suspect:scale_slip_x10";

template <std::size_t kCount>
const Row* Find(const Row (&rows)[kCount], std::string_view id) {
  const auto* at = std::find_if(rows, rows + kCount, [&](const Row& row) { return row.id == id; });
  return at == rows + kCount ? nullptr : at;
}

Bilingual Of(const Row& row) { return {std::string(row.en), std::string(row.zh)}; }

std::string Spaced(std::string_view id) {
  std::string text(id);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

// How telling a reason is: what went wrong before what was seen.
int Weight(const std::string& reason) {
  if (reason.starts_with("suspect:")) return 0;
  if (reason == "sign_clash" || reason == "order" || reason == "part_whole") return 1;
  return reason == "interval_disjoint" ? 3 : 2;
}

}  // namespace

Bilingual VerdictWords(Verdict verdict) {
  switch (verdict) {
    case Verdict::kContradict:
      return {"Contradiction", "矛盾"};
    case Verdict::kPossible:
      return {"Possible conflict", "可能矛盾"};
    case Verdict::kAgree:
      return {"Agreement", "一致"};
    case Verdict::kAgreeWithinPrecision:
      return {"Agreement within precision", "精度内一致"};
    case Verdict::kNotComparable:
      return {"Not comparable", "不可比"};
  }
  return {};
}

Bilingual ModalityWords(Modality modality) {
  switch (modality) {
    case Modality::kReported:
      return {"reported", "已报道"};
    case Modality::kEstimate:
      return {"estimate", "估算"};
    case Modality::kForecast:
      return {"forecast", "预测"};
    case Modality::kPlan:
      return {"plan", "计划"};
    case Modality::kRumour:
      return {"rumour", "传闻"};
    case Modality::kHypothetical:
      return {"hypothetical", "假设"};
  }
  return {};
}

Bilingual MetricWords(std::string_view metric, const Vocabulary& vocabulary) {
  Bilingual words{Spaced(metric), Spaced(metric)};
  if (const auto* definition = vocabulary.FindMetric(metric)) {
    if (!definition->name.empty()) words.en = words.zh = definition->name;
    if (!definition->name_zh.empty()) words.zh = definition->name_zh;
  }
  return words;
}

Bilingual KeyWords(std::string_view key) {
  if (const Row* row = Find(kKeys, key)) return Of(*row);
  return {Spaced(key), Spaced(key)};
}

Bilingual ReasonWords(std::string_view reason, const Fact& fact) {
  if (const Row* row = Find(kReasons, reason)) return Of(*row);
  if (reason == "interval_disjoint") {
    if (fact.within_one_document) {
      return {"One article gives figures that cannot both be true, even allowing for rounding.",
              "同一篇文章的数字即使计入四舍五入也不能同时成立。"};
    }
    if (fact.verdict == Verdict::kPossible) {
      return {"If they speak of the same thing, the figures cannot both be true.",
              "若所说是同一回事，这些数字不能同时成立。"};
    }
    return {"The figures cannot both be true, even allowing for rounding.",
            "这些数字即使计入四舍五入也不能同时成立。"};
  }
  if (reason.starts_with(kScaleSlip)) {
    std::string power(reason.substr(kScaleSlip.size()));
    const bool is_first = power.empty();
    if (!is_first) power.erase(0, 1);  // ^
    const std::string times = is_first       ? "10"
                              : power == "2" ? "100"
                              : power == "3" ? "1,000"
                                             : "10^" + power;
    return {
        "The same digits, " + times +
            " times apart: probably a slip between 万, 亿 and 兆, or thousand, million and "
            "billion.",
        "数字相同而相差" + times + "倍：很可能是万、亿、兆（或thousand、million、billion）之误。"};
  }
  if (reason.starts_with("mismatch:")) {
    const Bilingual key = KeyWords(reason.substr(9));
    return {"They do not speak of the same thing: " + key.en + " differs.",
            "所说不是一回事：" + key.zh + "不同。"};
  }
  if (reason.starts_with("unknown:")) {
    const Bilingual key = KeyWords(reason.substr(8));
    return {"Not every text says this: " + key.en + ".", "并非每篇都写明：" + key.zh + "。"};
  }
  return {Spaced(reason) + ".", Spaced(reason) + "。"};
}

Bilingual Diagnosis(const Fact& fact) {
  std::vector<std::string> reasons = fact.reasons;
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return Weight(a) < Weight(b); });
  const bool agrees =
      fact.verdict == Verdict::kAgree || fact.verdict == Verdict::kAgreeWithinPrecision;
  Bilingual words;
  Bilingual unknown;  // the keys left open, in one sentence
  for (const std::string& reason : reasons) {
    if (reason.starts_with("unknown:")) {
      const Bilingual key = KeyWords(std::string_view(reason).substr(8));
      unknown.en += (unknown.en.empty() ? "" : "; ") + key.en;
      unknown.zh += (unknown.zh.empty() ? "" : "、") + key.zh;
      continue;
    }
    const Bilingual one = ReasonWords(reason, fact);
    if (!words.en.empty()) words.en += ' ';
    words.en += one.en;
    words.zh += one.zh;
  }
  if (agrees && words.en.empty()) {
    words = fact.verdict == Verdict::kAgree
                ? Bilingual{"The sources tell the same figure.", "各来源所说一致。"}
                : Bilingual{"The figures agree as far as their digits go.", "在所写位数之内一致。"};
  }
  if (!unknown.en.empty()) {
    if (!words.en.empty()) words.en += ' ';
    words.en += "Not every text says this: " + unknown.en + ".";
    words.zh += "并非每篇都写明：" + unknown.zh + "。";
  }
  return words;
}

Bilingual NeedsWords(const Fact& fact, const Vocabulary& vocabulary) {
  if (fact.needs.empty()) return {};
  Bilingual words{fact.needs, fact.needs};
  if (fact.needs.starts_with("the primary source of")) {
    words.zh = MetricWords(fact.metric, vocabulary).zh + "的原始出处";
    return words;
  }
  for (const std::string& reason : fact.reasons) {
    if (!reason.starts_with("unknown:")) continue;
    words.zh = "写明" + KeyWords(std::string_view(reason).substr(8)).zh + "的来源";
    return words;
  }
  if (fact.needs == "a source that says what is counted") words.zh = "写明所数之物的来源";
  return words;
}

Bilingual ArithmeticWords(const Fact& fact) {
  Bilingual words{fact.arithmetic, fact.arithmetic};
  ReplaceAll(words.zh, "disjoint by", "相距");
  ReplaceAll(words.zh, "; equal", "; 相等");
  ReplaceAll(words.zh, "opposite signs", "方向相反");
  ReplaceAll(words.zh, "do not close", "不相符");
  ReplaceAll(words.zh, "close when rounded", "四舍五入后相符");
  ReplaceAll(words.zh, "; close", "; 相符");
  ReplaceAll(words.zh, ": one number, two units", "：数字相同，单位不同");
  ReplaceAll(words.zh, " against ", " 对 ");
  return words;
}

}  // namespace heshu::cli
