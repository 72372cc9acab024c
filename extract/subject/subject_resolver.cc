#include "extract/subject/subject_resolver.h"

#include <algorithm>
#include <utility>

#include "extract/mentions/english_clause.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/english_subject.h"
#include "extract/subject/former_latter.h"
#include "extract/subject/growth_label.h"
#include "extract/subject/joint_subject.h"
#include "extract/subject/line_subject.h"
#include "extract/subject/market_subject.h"
#include "extract/subject/metric_subject.h"
#include "extract/subject/model_pronoun.h"
#include "extract/subject/phrase_subject.h"
#include "extract/subject/pronoun_subject.h"
#include "extract/subject/title_subject.h"
#include "extract/subject/unlisted_shares.h"

namespace heshu::extract {
namespace {

// Scores: what the sentence says beats what an earlier one says, and so on down to the title.
constexpr double kEarlierSentence = kEarlierSentenceScore;
constexpr double kPerSentence = 9;
constexpr double kClaimedBonus = 8;
constexpr double kHeading = 34;
constexpr double kAside = 12;
constexpr double kCompanyOfSegment = 44;  // 本土市场游戏收入: a part of the company's accounts
constexpr int kMaxSentencesBack = 3;

// What a growth is the growth of, else the metric itself.
std::string_view OfWhat(const SubjectQuery& query) {
  const auto of = query.match->set.find("of");
  return of != query.match->set.end() ? std::string_view(of->second)
                                      : std::string_view(query.metric->definition.id);
}

// The last sentence in which a place or a company was named, in reach of the figure's.
int LastNamed(const SubjectQuery& query) {
  int last = 0;
  for (const std::size_t i : query.past->InReach(query.sentence - kMaxSentencesBack)) {
    const PastSubject& past = (*query.past)[i];
    const bool names = past.kind == "region" || past.kind == "company" || past.kind == "body";
    if (names && !past.is_heading) last = std::max(last, past.sentence);
  }
  return last;
}

void ConsiderPast(const SubjectQuery& query, std::optional<SubjectChoice>& best) {
  const int last_named = LastNamed(query);
  const std::string_view line = (*query.lines)[query.line].text;
  const bool is_english = IsEnglishLine(line);
  for (const std::size_t i : query.past->InReach(query.sentence - kMaxSentencesBack)) {
    PastSubject past = (*query.past)[i];
    // 国家统计局:…: its office of statistics goes on as the country, as in the same sentence.
    if (past.kind == "body" && !KindFits(*query.metric, past.kind)) {
      past.id = CountryOf(past.region);
      past.kind = "region";
      if (past.id.empty()) continue;
      past.is_of_office = true;
    }
    if (HasNoShares(*query.metric, past.kind)) past.StandForOwner();
    // 音数协发布报告…。销售收入…: an association tells of its trade, and not its own accounts.
    const bool is_teller =
        past.kind == "body" && query.metric->is_corporate && !past.was_claimed && !past.is_heading;
    if (is_teller) continue;
    const bool is_counted = past.is_of_office && IsCountedByOffice(*query.metric);
    if (!is_counted && !KindFits(*query.metric, past.kind)) continue;
    double score = 0;
    if (past.is_heading) {
      score = kHeading;
    } else {
      const int back = query.sentence - past.sentence;
      if (back < 1 || back > kMaxSentencesBack) continue;
      score = kEarlierSentence - kPerSentence * (back - 1);
    }
    if (past.was_claimed) score += kClaimedBonus;
    // GLM-5.2总参数…。训练数据…: of the version that was spoken of, not of its maker.
    const bool is_maker = IsOfVersion(*query.metric) && past.kind == "company" &&
                          query.past->NamesModelOf(past.id, query.sentence - kMaxSentencesBack);
    if (is_maker) score -= kPossessor;
    if (is_english && past.kind != "region" && IsAside(past)) score -= kAside;
    // CPI, retail sales: told of places first, and of anything else only where it is named.
    const bool is_of_places = IsToldOfPlaces(*query.metric) ||
                              (is_english && (IsNationalAccount(query.metric->definition.id) ||
                                              query.metric->definition.id == "vacancy_rate" ||
                                              OfWhat(query) == "visitors"));
    if (is_of_places && past.kind != "region") score -= kPlace;
    // 交通运输部:…。日均…: the country that an office told of before goes on.
    const bool is_of_office =
        past.is_of_office && !query.metric->is_corporate && past.sentence == last_named;
    if (past.kind == "region" && !is_of_places && !is_of_office)
      score -= past.id == "world" ? 2 * kPlace : kPlace;
    // A place moves no shares of its own: 香港…。电器跌27.9%.
    const bool trades = query.has_region_group(past.id) && (!is_english || SpeaksOfStocks(line));
    if (past.kind == "region" && query.metric->is_market && !trades) continue;
    if (past.kind == "generic") continue;
    // "Analysts at X said …. Sales …": a house that only spoke has no sales here.
    if (is_english && past.is_house && !past.was_claimed && !past.is_heading) continue;
    if (past.kind == "name" && IsNoAccountHolder(query.metric->definition.id, past.name)) continue;
    if (past.is_house && IsHouseView(query.metric->definition.id) && !past.was_claimed &&
        !query.past->IsAloneInHeadings(past.id)) {
      continue;
    }
    // The text names its owner as well.
    if (query.metric->is_corporate && !past.owner.empty() && query.past->Names(past.owner))
      continue;
    // 某银行…亿元。净利润…: a name of no table that says what it is, and was told of, goes on.
    // 某电子香港公开发售…。国际配售…: so does one that the sentence before told of.
    const bool was_told_last =
        past.sentence + 1 == query.sentence && !past.is_heading && IsHanAt(past.text, 0);
    const bool goes_on = past.was_claimed && (IsCompany(past) || was_told_last);
    if (past.kind == "name" && !goes_on) score -= kUnlistedName;
    Consider(best, SubjectChoice::Inherited(past, i, score));
  }
  // 销量同比增长26%: far behind its name, of the company whose report the text is.
  constexpr int kFewestMentions = 3;
  if (!best && !query.metric->is_corporate && !query.metric->is_market && query.main_company &&
      !is_english &&
      query.past->MentionsOf((*query.past)[*query.main_company].id) >= kFewestMentions) {
    const PastSubject& company = (*query.past)[*query.main_company];
    const auto& kinds = query.metric->subjects;
    const bool is_told_of_companies =
        std::find(kinds.begin(), kinds.end(), "company") != kinds.end() &&
        !IsToldOfPlaces(*query.metric);
    if (is_told_of_companies && company.was_claimed) {
      Consider(best, SubjectChoice::Inherited(company, *query.main_company, kLastResort));
    }
  }
  if (query.metric->is_corporate && !query.metric->is_market && query.main_company) {
    const PastSubject& company = (*query.past)[*query.main_company];
    if (!KindFits(*query.metric, company.kind)) return;
    Consider(best, SubjectChoice::Inherited(company, *query.main_company, kCompanyOfSegment));
  }
}

}  // namespace

bool IsReportOnCompany(const SubjectQuery& query) {
  // 收益增长2.4倍,欧洲升7.3倍: how many times its accounts grew.
  const auto of = query.match->set.find("of");
  const bool is_account =
      query.metric->is_corporate || query.metric->definition.id == "revenue_share" ||
      (of != query.match->set.end() && (of->second == "revenue" || of->second == "net_profit"));
  if (!is_account || query.metric->is_market || !query.main_company) return false;
  const PastSubject& company = (*query.past)[*query.main_company];
  return company.was_claimed || query.past->InHeading(company.id);
}

bool KindFits(const MetricReading& metric, std::string_view kind) {
  if (metric.subjects.empty()) {
    const bool is_priced_chip = kind == "chip" && metric.definition.id == "price_change";
    return (kind != "chip" || is_priced_chip) && kind != "person" && kind != "outlet" &&
           kind != "body";
  }
  const auto listed = [&](std::string_view wanted) {
    return std::find(metric.subjects.begin(), metric.subjects.end(), wanted) !=
           metric.subjects.end();
  };
  // An app and the models behind it share a name.
  if (kind == "model" || kind == "product") return listed("model") || listed("product");
  // 港交所 is a listed company too.
  if (kind == "exchange" && (metric.is_market || metric.is_corporate)) {
    return listed("exchange") || listed("company");
  }
  if (kind == "generic" || kind == "rate") return listed("class") || listed("model");
  return listed(kind);
}

std::optional<SubjectChoice> ResolveSubject(const SubjectQuery& query) {
  std::optional<SubjectChoice> best;
  const SentenceLine& line = (*query.lines)[query.line];
  if (query.match->subject) {
    for (const LineToken& token : line.tokens) {
      if (token.at != query.match->subject->begin) continue;
      const EntityMention& entity = query.mentions->entities[token.mention.index];
      return SubjectChoice::Stated(entity, query.folded, kSameClauseScore);
    }
  }
  if (auto owner = FindOwnerOfBase(query, line)) return owner;
  if (!query.match->fixed_subject.empty()) {
    return SubjectChoice::Inferred(query.match->fixed_subject, "class", kSameClauseScore);
  }
  if (FormerOrLatter of_two = FindFormerOrLatter(query, line); of_two.is_said) return of_two.choice;
  if (ModelPronoun model = FindModelPronoun(query, line); model.is_said) return model.choice;
  double base = kSameClauseScore;
  std::size_t at = query.at;
  for (const SentenceLine* here = &line;;) {
    ConsiderLine(query, *here, at, base, best);
    if (here->parent < 0) break;
    at = here->parent_at;
    here = &(*query.lines)[static_cast<std::size_t>(here->parent)];
    base -= 5;
  }
  for (const auto find :
       {FindPhraseSubject, FindGrowthLabel, FindGoodsSubject, FindShareGroup, FindGoodsOfPlace,
        FindTopicClass, FindUnlistedIndex, FindTitleSubject, FindJointSubject}) {
    if (auto choice = find(query, line)) Consider(best, std::move(*choice));
  }
  // Nobody does it: nobody said before did it either.
  if (IsEnglishLine(line.text) &&
      (IsAgentlessPassive(line.text, query.at) || HasOwnSubject(line.text, query.at) ||
       IsOfUnnamedPeer(line.text, query.at))) {
    return best;
  }
  ConsiderPast(query, best);
  if (auto choice = FindPronounSubject(query, line, best)) Consider(best, std::move(*choice));
  for (const auto find : {FindEnglishAntecedent, FindLead, FindHolder}) {
    if (auto choice = find(query, line)) Consider(best, std::move(*choice));
  }
  if (auto choice = FindMarketSubject(query, line)) Consider(best, std::move(*choice));
  if (!best && (IsNationalAccount(query.metric->definition.id) ||
                (IsOfPlacesOnly(*query.metric) && NamesNoCompany(query, line)))) {
    if (const std::string country = CountryOf(query.home); !country.empty()) {
      best = SubjectChoice::Inferred(country, "region", kFloor);
    }
  }
  if (!best && !query.metric->default_subject.empty()) {
    best = SubjectChoice::Inferred(query.metric->default_subject, "class", kFloor);
  }
  return best;
}

}  // namespace heshu::extract
