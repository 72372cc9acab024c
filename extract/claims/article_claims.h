// Finds the claims of one article: the state that claim_finder.h's FindClaims carries from block to
// block. Internal to extract/claims; its members stand in files by what they decide:
//   article_claims.cc  which rule reads a figure, and what one sentence hands to the next
//   claim_slots.cc     unit, subject, peer, chip, attribution
//   claim_place.cc     platform, market
//   claim_time.cc      time, as the sentence tells it
//   claim_time_inherited.cc  time that goes without saying
//   claim_baseline.cc  what growth is held against
//   claim_sharing.cc   what one figure hands to another once both are read
//   claim_moves.cc     how far something went and where to, with one noun
//   claim_parts.cc     parts of a sum, and growth told right behind a level
//   claim_deal.cc      the other side of a deal
#ifndef HESHU_EXTRACT_CLAIMS_ARTICLE_CLAIMS_H_
#define HESHU_EXTRACT_CLAIMS_ARTICLE_CLAIMS_H_

#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "extract/claims/claim_finder.h"
#include "extract/mentions/fiscal_year.h"
#include "extract/mentions/mention.h"
#include "extract/mentions/sentence_line.h"
#include "extract/subject/figure_lists.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

inline constexpr std::string_view kTargetPrice = "target_price";

// A figure on its way to a claim.
struct Draft {
  std::size_t line = 0;
  std::size_t token = 0;
  std::optional<RuleMatch> match;
  std::vector<RuleMatch> candidates;
  Claim claim;
  std::string subject_kind;
  bool is_paired = false;  // its subject stands in a list that pairs with figures (A、B分别x、y)
};

// What all figures of one line share.
struct LineReading {
  std::vector<Pairing> pairs;  // by token
  RulesInPlay may_match;
  CuesInPlay cues;
};

// Whether the time is what something is compared with (较2025年, 与去年同月相比).
bool IsBaseline(const SentenceLine& line, const LineToken& token);

// 相比第二季的{figure}: the time stands right before the figure that is its own.
bool IsTimeOfBase(const SentenceLine& line, const LineToken& time, const LineToken& figure);

// 去年同期, 上月同期: a time to compare with. It belongs to the figure right behind it and to no
// other.
bool IsComparisonTime(std::string_view words);

// 高于12月的0.2%,同比增长3.3%: the time `t` of a figure that another one is held against, and of no
// figure behind it.
bool IsOfWhatIsSurpassed(const SentenceLine& line, std::size_t t);

// What `match` says of how far its metric moved: "sales of $3 billion, up 5%".
RuleMatch GrowthOf(const RuleMatch& match, const MetricDefinition& metric);

// The id of whose product or part it is; "" if the table does not say.
std::string OwnerOf(const EntityMention& entity);

class ArticleClaims {
 public:
  ArticleClaims(const ClaimKnowledge& knowledge, const Document& document, const Article& article,
                const TraceFunction& trace)
      : know_(knowledge), article_(article), trace_(trace) {
    doc_ = DocumentId(document);
    source_ = !document.source.empty() ? document.source : article.site;
    url_ = document.url;
    published_ = article.PublishedOn();
    times_.reference = published_;
    site_region_ = SiteRegion(document.url);
    // 人工智能, 特朗普, 下同 are written so on the mainland too.
    constexpr std::size_t kFewestInSimplified = 4;
    home_ = !site_region_.empty()
                ? site_region_
                : knowledge.entities.HomeOf(article.text,
                                            article.script == "Hant" ? 1 : kFewestInSimplified);
    times_.has_budget_years = home_ == "hk" && TellsOfBudget(article.text);
  }
  std::vector<Claim> Run();

 private:
  // 吞吐量达到633亿 where the article says 每分钟633亿 too: the same figure, so the same period.
  void ShareUnits();
  static std::string SiteRegion(std::string_view url);
  static bool TellsOfBudget(std::string_view text);
  void BeginSection(int section);
  // What is found out about a text only when all of it is read.
  void EndText();
  // `party`: whom a text names beside the one that a licence or a takeover is told of.
  void NoteDeals();
  void SetParties(std::span<Claim> claims);
  void ForgetTimes();
  void RememberMetrics(const std::vector<Draft>& drafts);
  void IntroduceSettledNames(int section, std::string_view title);
  void IntroduceCodedNames();
  bool IntroduceFirstNames(int section);
  void NameCentralBank();
  const EntityDefinition* CentralBankOf(const EntityMention& mention) const;
  void NamePlacesAbroad();
  void NameTopicCountry();
  static bool IsCentralBank(const EntityDefinition& body);
  void AddHeading(std::string_view folded, const BlockMentions& mentions,
                  const normalize::MappedText* mapped);
  void DoBlock(const Block& block);
  // Whether this block is, or goes on with, a list of what is expected.
  bool OpensExpectedList(std::string_view folded) const;
  void DoSentence(std::size_t first, std::size_t last, bool is_heading);
  // 智谱AI的GLM-5: the company only says whose model it is.
  bool IsOwnerOfNext(const SentenceLine& line, std::size_t t) const;
  // X,相当于Y: one fact said twice, with the same subject, time and qualifiers.
  void ShareAcrossEquivalence(std::vector<Draft>& drafts) const;
  void ShareWithConversions(std::vector<Draft>& drafts) const;
  void GoOnWithMover(const std::vector<Draft>& drafts, Draft& here) const;
  void ShareWithSentence(const std::vector<Draft>& drafts, Draft& here) const;
  // 出货12.6亿部,较上年增1.9%,份额…: what tells no time has that of the figure before.
  void SharePeriod(const std::vector<Draft>& drafts, Draft& here) const;
  void ShareWithOutcome(const std::vector<Draft>& drafts, Draft& here) const;
  // 对欧盟出口x,增长y: what narrows a figure narrows its growth.
  void ShareNarrowing(const std::vector<Draft>& drafts, Draft& here) const;
  // 10月销售x辆,环比增长y: against the month, the quarter or the week before, as the figure is of.
  static void SetStepOfTime(Claim& claim);
  // 上年同期亏损x: a year before what the sentence spoke of.
  void SetSamePeriod(Draft& draft, std::string_view words);
  // Growth carried over a figure is of that figure's metric; a clause's own noun that no table
  // knows (…,需求增长5%) is of no metric.
  void FitGrowth(std::vector<Draft>& drafts, std::size_t l) const;
  // What the words around a figure say of it; of a market's move, those of its own clause.
  Modality ModalityOf(const MetricReading* metric, const FigureContext& figure) const;
  const LineToken& Token(const Draft& draft) const {
    return lines_[draft.line].tokens[draft.token];
  }
  const Quantity& QuantityOf(const Draft& draft) const {
    return mentions_.quantities[Token(draft).mention.index];
  }
  void MatchRules(Draft& draft, const LineReading& reading);
  // 北水净流出204亿, 多赚一成至108亿: a headline leaves the currency out.
  bool IsBareSum(const Quantity& quantity) const;
  static Quantity AsSum(Quantity quantity);
  void MatchAsSum(Draft& draft, const LineReading& reading);
  // 13亿月活用户: the noun that is counted names the metric itself.
  std::optional<RuleMatch> MatchCountedNoun(const Draft& draft) const;
  // x、y、z share what is said of one of them; a clause that holds a figure and no noun goes on
  // with what the figure before it was of.
  void InheritMetrics(std::vector<Draft>& drafts, std::size_t l);
  void PointAtMeasure(std::vector<Draft>& drafts, std::size_t i) const;
  std::string TopicIn(std::string_view words, const Quantity& quantity,
                      const std::string& kind) const;
  std::string KindOfMember(const SentenceLine& line, const LineToken& figure, bool is_bare) const;
  void MatchTopic(std::vector<Draft>& drafts, std::size_t l) const;
  void ReadSegments(std::vector<Draft>& drafts, std::size_t l);
  bool IsOneOfUnnamed(const Draft& draft, const Pairing& pair) const;
  void SetMover(const Draft& draft, const MetricReading& metric,
                std::optional<SubjectChoice>& choice) const;
  void SetWordedGood(Draft& draft) const;
  void SetExchanges(Draft& draft) const;
  void SetQuotedPer(Claim& claim) const;
  void TakeSegmentBefore(Claim& claim) const;
  std::string WordsBefore(const SentenceLine& line, const LineToken& figure) const;
  void ReadAsSegment(std::string_view metric, std::string_view key, std::string_view name,
                     Draft& here) const;
  void FollowWithSteps(std::vector<Draft>& drafts, std::size_t l) const;
  void FollowWithGrowth(std::vector<Draft>& drafts, std::size_t l) const;
  void GoOnFromSentenceBefore(std::vector<Draft>& drafts, std::size_t l);
  void InheritBracketed(std::vector<Draft>& drafts, std::size_t l);
  void MatchBesideName(std::vector<Draft>& drafts, std::size_t l) const;
  // Takes from the rules that matched those that the figure's own words rule out.
  void DropMisfits(Draft& draft) const;
  struct MeasuredMatch {
    RuleMatch match;
    int sentence = 0;
  };
  bool TellsOfGoods() const;
  const MeasuredMatch* GoodsBefore() const;
  const MeasuredMatch* MeasuredBefore(const std::string& unit) const;
  void InheritMeasured(std::vector<Draft>& drafts, std::size_t l);
  // "profit climbed 39% to $8.5 billion": of which metric the one is says the other.
  void LinkMoves(std::vector<Draft>& drafts, std::size_t l);
  void Complete(Draft& draft, const LineReading& reading, const SentenceLine& sentence);
  void SetCurrency(Claim& claim) const;
  // Counts the names of the block whose home is Taiwan or Hong Kong, for SetHomeCurrency.
  void CountMarkets();
  void SetHomeCurrency();
  void SetNamedCurrency();
  bool NamesRenminbi() const;
  bool IsOfShare(const Claim& claim) const;
  // "china" and a metric of "stocks" → "china-stocks", if there is such an entity.
  std::string RegionGroup(std::string_view place, const MetricReading& metric) const;
  void SetUnit(Draft& draft, const MetricReading* metric, const FigureContext& figure);
  void SetSubject(Draft& draft, const Pairing& pair, const MetricReading& metric,
                  ClaimTrace& trace);
  std::optional<SubjectChoice> PhraseOfList(const Draft& draft, ByteSpan phrase,
                                            const MetricReading& metric) const;
  // What of a figure bears on its time.
  struct TimeSought {
    const MetricReading* metric = nullptr;
    bool is_market = false;   // how a share or an index moved or stands, as told of what is over
    bool is_account = false;  // what a company has reported
    bool is_english = false;  // its line
  };
  struct PastTime {
    TimeExpression time;
    std::string text;
    ByteSpan span;  // of the article's text
    int sentence = 0;
    int block = 0;
  };
  // Each of those that return whether they found the time leaves the claim alone if not.
  void SetTime(Draft& draft, const Pairing& pair, ClaimTrace& trace);
  std::optional<std::size_t> DayInBracket(std::size_t l, std::size_t at,
                                          std::optional<std::size_t> best) const;
  void RememberDistribution(const Claim& claim);
  // Which of the times of the list before the figure has, if that is what it goes on with.
  std::optional<std::size_t> PlaceInDistribution(const Draft& draft, const Pairing& pair) const;
  bool IsOwnedByLastYear(const SentenceLine& line, std::size_t token, std::size_t at) const;
  bool SetTimeOfOwner(Draft& draft, const TimeSought& sought, ClaimTrace& trace);
  bool SetEarlierTime(Draft& draft, ClaimTrace& trace);
  bool SetYardstickTime(Draft& draft, ClaimTrace& trace);
  bool SetTimeBeforeTold(Draft& draft, ClaimTrace& trace);
  bool SetTimeOfSentence(Draft& draft, const TimeSought& sought, ClaimTrace& trace);
  bool SetFullYear(Draft& draft, ClaimTrace& trace);
  void RememberSaid(const Claim& claim);
  bool FollowSaidTime(Draft& draft, ClaimTrace& trace) const;
  void SetEndOfPeriod(Draft& draft, const MetricReading* metric) const;
  bool InheritTime(Draft& draft, const TimeSought& sought, ClaimTrace& trace);
  bool SetTimeOfSession(Draft& draft, const TimeSought& sought, ClaimTrace& trace);
  void SetTimeOfArticle(Claim& claim, const SentenceLine& line, ClaimTrace& trace) const;
  TimeSought SoughtBy(const Draft& draft) const;
  std::optional<std::size_t> NearestTime(const Draft& draft, const TimeSought& sought,
                                         const SentenceLine& line, std::size_t at) const;
  bool CanBeTimeOf(const Draft& draft, const TimeSought& sought, const SentenceLine& line,
                   std::size_t t) const;
  bool StandsApart(const Draft& draft, const SentenceLine& line, std::size_t t,
                   const TimeExpression& time) const;
  bool IsDayOfArticle(const Draft& draft, const TimeSought& sought, const SentenceLine& line,
                      const TimeExpression& time) const;
  bool IsOfNoSuchTime(const Draft& draft, const TimeSought& sought, const SentenceLine& line,
                      const LineToken& token, const TimeExpression& time) const;
  bool IsOfCompared(const Draft& draft, const SentenceLine& line, std::size_t t,
                    const TimeExpression& time) const;
  bool IsOfComparedInEnglish(const Draft& draft, const SentenceLine& line,
                             const LineToken& token) const;
  bool IsNoBaseline(const Draft& draft, const SentenceLine& line, const LineToken& token,
                    const TimeExpression& time) const;
  void TakeTime(Draft& draft, const TimeSought& sought, const SentenceLine& line, std::size_t t,
                ClaimTrace& trace);
  bool IsJustOver(const Draft& draft, const TimeExpression& time,
                  const std::optional<Date>& end) const;
  bool GoesOnAhead(const Claim& claim) const;
  bool LooksAhead(const Draft& draft, const SentenceLine& line, const LineToken& token,
                  const TimeExpression& time) const;
  bool IsStillOpen(const TimeExpression& time) const;
  static void WidenToItsQuarter(const TimeExpression& time, const TimeSought& sought, Claim& claim);
  static bool AddsUp(const Draft& draft, const TimeSought& sought);
  static bool Happens(const TimeSought& sought);
  const PastTime* ToldBefore(const Draft& draft, const TimeSought& sought) const;
  int SentencesOf(const PastTime& told, const TimeExpression& time, const Draft& draft,
                  const TimeSought& sought) const;
  bool CanBeOfMove(const PastTime& told, const TimeExpression& time, const Draft& draft) const;
  bool IsOfOtherTime(const PastTime& told, const TimeExpression& time, const Draft& draft,
                     const TimeSought& sought) const;
  std::optional<int> FullYear(const Claim& claim) const;
  bool PairDirections(Draft& draft) const;
  void SetAttribution(Draft& draft, const FigureContext& figure);
  bool IsEndOfContract(const SentenceLine& line, const LineToken& token,
                       const TimeExpression& time) const;
  bool IsTimeOfMultiplied(const SentenceLine& line, const LineToken& time,
                          const Draft& draft) const;
  void TakeFromFigures(Draft& draft) const;
  void SetBaseline(Draft& draft);
  bool IsAgainstLastMonth(const Draft& draft) const;
  void SetNamedBase(Draft& draft) const;
  void SetPeriodBefore(Draft& draft) const;
  void SetTimeOfStart(Draft& draft) const;
  bool PairBaselines(Draft& draft);
  void SetChip(Draft& draft, const MetricReading* metric);
  void SetPeer(Draft& draft, const MetricReading& metric);
  // `platform` and `region`: where it was counted (claim_place.cc).
  void SetPlace(Draft& draft) const;
  // `benchmark`: the test that a score is of.
  void SetRegionOfClass(Draft& draft) const;
  void SetNamedSegment(Draft& draft) const;
  void SetNamedGood(Draft& draft) const;
  void SetBenchmark(Draft& draft) const;
  // `key`: the one other thing of these kinds that the sentence names (a stake in X, X against Y).
  void SetOther(Draft& draft, const std::string& key,
                std::initializer_list<std::string_view> kinds) const;
  std::optional<int> AsianHour(bool is_english) const;
  bool IsTradedInNewYork(const Draft& draft, const MetricReading& metric,
                         std::optional<int> hour) const;
  bool IsMorningBrief() const;
  bool SaysLastNight() const;
  bool SaysEarlyTrading(const SentenceLine& line) const;
  void SetSessionByClock(Draft& draft, const MetricReading* metric) const;
  void TakeNightBefore(Draft& draft, const MetricReading* metric) const;
  // 截至2月26日，2月…: the day of a running total. 截至4月26日的季度: the quarter up to that day.
  void SetCutOff(Draft& draft) const;
  // "rose to $553 billion": what was reached is no move.
  void DropMoveOfLevel(Draft& draft) const;
  void InheritFromPeer(std::vector<Draft>& drafts, std::size_t i, std::size_t peer) const;
  void ReadGrownSum(Draft& change, Draft& sum) const;
  bool IsQuarterJustOver(const TimeExpression& time) const;
  bool IsMonthJustOver(const TimeExpression& time) const;
  bool IsLastSession(const TimeExpression& time) const;
  bool NamesOneCompany(std::size_t first, std::size_t last) const;
  void RememberNames(std::size_t first, std::size_t last, const std::vector<Draft>& drafts);
  void RememberYear(const std::vector<Draft>& drafts);
  void RememberInherited(const std::vector<Draft>& drafts);
  void RememberTime(const SentenceLine& line, std::size_t t);
  void Remember(std::size_t first, std::size_t last, const std::vector<Draft>& drafts,
                bool is_heading);
  static void UseTime(Claim& claim, const TimeExpression& time, How how);
  std::optional<FiscalYear> BooksOf(const Claim& claim) const;
  TimeExpression AsItsOwn(const TimeExpression& time, const Claim& claim) const;
  std::string Original(ByteSpan folded) const {
    return std::string(Slice(article_.text, mapped_.map.ToSource(folded)));
  }
  const ClaimKnowledge& know_;
  const Article& article_;
  const TraceFunction& trace_;
  std::vector<normalize::MappedText> folded_;  // the blocks that are not yet read
  std::string doc_, source_, url_, site_region_;
  std::string home_;  // the region whose paper it is: of its site, else by its words
  std::optional<Date> published_;
  NamingContext naming_;
  TimeContext times_;
  PastSubjects past_;
  int sentence_ = 0;
  std::optional<FiscalYear> told_year_;  // of a company of no table: as the text tells its quarters
  std::optional<PastTime> past_time_;
  std::optional<PastTime> past_day_;     // the last that was no longer than a day
  std::optional<PastTime> told_today_;   // where the text first named the day that it appeared on
  std::optional<PastTime> past_closed_;  // the last quarter, half or year that was over
  std::optional<PastTime> session_;      // the day that the market's last figure was told of
  std::optional<Date> english_session_;  // the same in English, of figures that none is measured by
  int block_ = 0;
  std::map<std::string, int> told_;  // the sentence in which a metric was last told of a time
  std::string folded_title_;
  std::string opening_;  // how the text begins, folded
  // The times of the last list of figures that 分别 gave times, in its order, and where it stood.
  std::vector<ClaimTime> distributed_;
  std::string distributed_metric_;
  int distributed_sentence_ = 0;
  std::optional<ClaimTime> said_time_;  // of the figure before, of this sentence or inherited by it
  int said_time_sentence_ = 0;
  std::map<std::string, MeasuredMatch> measured_;  // what the last figure of a unit was of
  struct SalesTold {
    std::string unit;
    int sentence = 0;
  };
  std::optional<SalesTold> sales_told_;                     // the last sum of sales, in Han
  std::vector<std::pair<std::string, std::string>> deals_;  // ids of the sides that a text named
  const EntityDefinition* central_bank_ = nullptr;          // that the title names
  const EntityDefinition* topic_country_ = nullptr;         // abroad, the only one of the title
  int taiwan_names_ = 0;
  int hong_kong_names_ = 0;
  bool is_list_expected_ = false;  // 市场预计: and what the list below it tells
  std::optional<Attribution> past_attribution_;
  int past_attribution_sentence_ = 0;
  normalize::MappedText mapped_;  // of the block in hand
  BlockMentions mentions_;
  std::vector<SentenceLine> lines_;
  std::vector<Claim> claims_;
  std::size_t text_begin_ = 0;  // the first of `claims_` of the section or news item in hand
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_ARTICLE_CLAIMS_H_
