#include "extract/mentions/fund_names.h"

#include <algorithm>
#include <string>

#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kFund = "ETF";
constexpr int kMostCharacters = 12;
constexpr int kFewestCharacters = 2;

constexpr HanCharacters kBreaks(
    "的了是在和与及或而但由被把对从按将已也又更则就还该这那每为至到称只让使有获买卖增减持等涨跌仓"
    "入");

// Sorts of funds, and what stands before a name without being of it.
constexpr std::string_view kSorts[] = {"股票",   "债券",   "商品", "行业", "主题", "宽基", "跨境",
                                       "货币",   "相关",   "实物", "指数", "杠杆", "反向", "现货",
                                       "同类",   "权益",   "多数", "部分", "此类", "热门", "债券型",
                                       "股票型", "权益类", "主动", "被动", "规模", "上述"};
constexpr std::string_view kLeads[] = {"其中",     "此外",     "另外",   "年内",    "首月", "热门",
                                       "对应",     "上述",     "今年",   "旗下",    "截至", "当日",
                                       "昨日",     "今日",     "目前",   "布局",    "聚焦", "关注",
                                       "数据显示", "资金面上", "全市场", "规模最大"};

// 科创50ETF华夏: whose fund it is, behind it.
constexpr std::string_view kHouses[] = {
    "基金", "华夏", "易方达", "南方", "嘉实", "国泰",   "富国",     "广发", "平安",
    "银华", "博时", "招商",   "景顺", "天弘", "工银",   "鹏华",     "大成", "华安",
    "万家", "永赢", "摩根",   "中银", "建信", "汇添富", "华泰柏瑞", "华宝"};

// 国债ETF5至10年: what the bonds of the fund have to run, behind its name; `end` if nothing is.
std::size_t AfterTerm(std::string_view folded, std::size_t end) {
  const auto after_digits = [&](std::size_t at) {
    while (at < folded.size() && IsAsciiDigit(folded[at])) ++at;
    return at;
  };
  std::size_t at = after_digits(end);
  if (at == end) return end;
  for (const std::string_view joint : {"至", "到", "-"}) {
    if (!folded.substr(at).starts_with(joint)) continue;
    const std::size_t second = at + joint.size();
    at = after_digits(second);
    if (at == second) return end;
    break;
  }
  constexpr std::string_view kYears = "年";
  return folded.substr(at).starts_with(kYears) ? at + kYears.size() : end;
}

// 2024年内港股红利ETF: behind the year.
std::size_t AfterYear(std::string_view folded, std::size_t begin) {
  constexpr std::string_view kInYear = "年内";
  std::size_t at = begin;
  while (at < folded.size() && IsAsciiDigit(folded[at])) ++at;
  return folded.substr(at).starts_with(kInYear) ? at + kInYear.size() : begin;
}

std::size_t FundBegin(std::string_view folded, std::size_t end,
                      const std::vector<EntityMention>& entities, std::size_t floor) {
  std::size_t begin = end;
  for (int characters = 0; begin > floor && characters < kMostCharacters; ++characters) {
    const std::size_t before = PreviousCodePoint(folded, begin);
    const auto around =
        std::find_if(entities.begin(), entities.end(), [&](const EntityMention& entity) {
          return entity.span.Overlaps({before, begin});
        });
    if (around != entities.end() && around->span.begin >= floor) {
      begin = around->span.begin;
      continue;
    }
    if (!IsHanAt(folded, before) && !IsAsciiAlnum(folded[before])) break;
    if (kBreaks.HasAt(folded, before)) break;
    begin = before;
  }
  return begin;
}

}  // namespace

void JoinFundNames(std::string_view folded, std::vector<EntityMention>& entities) {
  std::size_t floor = 0;
  for (std::size_t at = folded.find(kFund); at != std::string_view::npos;
       at = folded.find(kFund, at + 1)) {
    std::size_t end = AfterTerm(folded, at + kFund.size());
    if (end < folded.size() && IsAsciiAlnum(folded[end])) continue;
    for (const std::string_view house : kHouses) {
      if (folded.substr(end).starts_with(house)) {
        end += house.size();
        break;
      }
    }
    std::size_t begin = AfterYear(folded, FundBegin(folded, at, entities, floor));
    for (const std::string_view lead : kLeads) {
      if (folded.substr(begin, at - begin).starts_with(lead)) begin += lead.size();
    }
    const std::string_view words = folded.substr(begin, at - begin);
    const bool is_sort = std::find(std::begin(kSorts), std::end(kSorts), words) != std::end(kSorts);
    if (CountCodePoints(words) < kFewestCharacters || is_sort || ArePlainWords(words)) continue;
    const bool is_known =
        std::any_of(entities.begin(), entities.end(), [&](const EntityMention& entity) {
          const bool is_longer = entity.span.end == end && entity.span.begin < at;
          return entity.span.Overlaps({begin, end}) &&
                 (entity.span.begin < begin || entity.span.end > end || is_longer);
        });
    if (is_known) continue;
    const ByteSpan span{begin, end};
    std::erase_if(entities,
                  [&](const EntityMention& entity) { return entity.span.Overlaps(span); });
    EntityMention fund{span, "x:" + std::string(Slice(folded, span)), "name", nullptr, false};
    entities.insert(std::upper_bound(entities.begin(), entities.end(), fund,
                                     [](const auto& a, const auto& b) { return a.span < b.span; }),
                    std::move(fund));
    floor = end;
  }
}

}  // namespace heshu::extract
