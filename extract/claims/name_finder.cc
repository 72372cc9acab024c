#include "extract/claims/name_finder.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/claims/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::array<std::string_view, 13> kOrganisationEndings = {
    "公司", "集团",   "科技", "证券", "银行", "股份", "控股",
    "航空", "半导体", "药业", "重工", "实业", "传媒"};

// Characters that end the run of a name to its left.
constexpr std::string_view kNameBreaks =
    "的了是在和与及或而但由被把对向从据按将已也都又更则就还其该各这那每个家款由至到为后前并称指说使"
    "让给比较因以于"
    "、";

// Words that may stand right before 公司 or 集团 without naming one.
constexpr std::array<std::string_view, 36> kCommonHeads = {
    "该",       "本",   "这家", "上市", "母",   "子",     "分",   "科技", "互联网",
    "人工智能", "芯片", "初创", "创业", "大",   "小",     "中国", "美国", "国内",
    "海外",     "外国", "多家", "一家", "两家", "几家",   "私人", "跨国", "保险",
    "证券",     "基金", "投资", "航空", "汽车", "半导体", "电信", "能源", "有限"};

constexpr std::array<std::string_view, 79> kNoNames = {
    "EBITDA", "EBITA",  "CAPEX",     "Capex",   "TOPS",      "HBM",    "DRAM",    "NAND",
    "AIME",   "MMLU",   "GPQA",      "MATH",    "HumanEval", "AUM",    "Its",     "This",
    "That",   "They",   "Their",     "There",   "These",     "Those",  "But",     "And",
    "For",    "From",   "With",      "After",   "Before",    "Last",   "First",   "Second",
    "Third",  "Fourth", "When",      "While",   "Both",      "Shares", "Revenue", "Sales",
    "Net",    "Gross",  "Meanwhile", "However", "According", "AI",     "IT",      "CEO",
    "CFO",    "COO",    "CTO",       "APP",     "App",       "GPU",    "CPU",     "TPU",
    "API",    "Token",  "Tokens",    "DAU",     "MAU",       "PUE",    "IPO",     "ETF",
    "GDP",    "CPI",    "PPI",       "PMI",     "USD",       "HKD",    "RMB",     "Agent",
    "LLM",    "The",    "VS",        "EPS",     "ARR",       "CAGR",   "FOCUS"};

bool EndsWith(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

bool IsNameBreak(std::string_view character) {
  return kNameBreaks.find(character) != std::string_view::npos;
}

// The Han run to the left of `end` that can be part of a name, at most `limit` characters.
std::size_t NameBegin(std::string_view text, std::size_t end, std::size_t floor, int limit) {
  std::size_t begin = end;
  while (begin > floor && limit-- > 0) {
    const std::size_t before = PreviousCodePoint(text, begin);
    if (before < floor || !IsHanAt(text, before)) break;
    if (IsNameBreak(text.substr(before, begin - before))) break;
    begin = before;
  }
  return begin;
}

bool IsCommonHead(std::string_view head) {
  return std::any_of(kCommonHeads.begin(), kCommonHeads.end(),
                     [&](std::string_view common) { return EndsWith(head, common); });
}

}  // namespace

std::vector<EntityMention> FindUnknownNames(std::string_view folded,
                                            const std::vector<EntityMention>& known) {
  std::vector<EntityMention> out;
  std::size_t next_known = 0;
  std::size_t floor = 0;  // a name begins at or after this byte
  const auto add = [&](ByteSpan span) {
    out.push_back({span, "x:" + std::string(Slice(folded, span)), "name", nullptr, false});
    floor = span.end;
  };
  for (std::size_t at = 0; at < folded.size();) {
    if (next_known < known.size() && at >= known[next_known].span.begin) {
      at = floor = known[next_known++].span.end;
      continue;
    }
    const std::size_t limit =
        next_known < known.size() ? known[next_known].span.begin : folded.size();
    if (IsAsciiAlpha(folded[at]) && (at == 0 || !IsAsciiAlnum(folded[at - 1]))) {
      // A run of Latin words, the first with a capital: Scale AI, SemiAnalysis.
      std::size_t end = at;
      while (end < limit && (IsAsciiAlnum(folded[end]) ||
                             ((folded[end] == '.' || folded[end] == '-' || folded[end] == '&') &&
                              end + 1 < limit && IsAsciiAlnum(folded[end + 1])))) {
        ++end;
      }
      std::size_t tail = end;
      while (tail + 1 < limit && folded[tail] == ' ' && folded[tail + 1] >= 'A' &&
             folded[tail + 1] <= 'Z') {
        ++tail;
        while (tail < limit && IsAsciiAlnum(folded[tail])) ++tail;
        end = tail;
      }
      const std::string_view word = folded.substr(at, end - at);
      const bool is_name = folded[at] >= 'A' && folded[at] <= 'Z' && word.size() >= 3 &&
                           std::find(kNoNames.begin(), kNoNames.end(), word) == kNoNames.end();
      if (is_name) add({at, end});
      at = std::max(end, at + 1);
      continue;
    }
    if (!IsHanAt(folded, at)) {
      at += Utf8Length(folded[at]);
      continue;
    }
    bool found = false;
    for (const std::string_view ending : kOrganisationEndings) {
      if (folded.substr(at, ending.size()) != ending || at + ending.size() > limit) continue;
      const std::size_t begin = NameBegin(folded, at, floor, 6);
      const std::string_view head = folded.substr(begin, at - begin);
      const bool long_enough = CountCodePoints(head) >= 2;
      // …科技公司: the name ends at the last ending.
      std::size_t end = at + ending.size();
      for (bool more = true; more;) {
        more = false;
        for (const std::string_view again : kOrganisationEndings) {
          if (end + again.size() <= limit && folded.substr(end, again.size()) == again) {
            end += again.size();
            more = true;
            break;
          }
        }
      }
      if (long_enough && !IsCommonHead(head)) {
        add({begin, end});
        at = end;
        found = true;
      }
      break;
    }
    if (!found) at += Utf8Length(folded[at]);
  }
  return out;
}

}  // namespace heshu::extract
