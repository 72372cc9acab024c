#include "extract/claims/article_claims.h"

#include <algorithm>
#include <map>
#include <utility>

#include "extract/claims/figure_ellipsis.h"
#include "extract/claims/reporting_period.h"
#include "extract/claims/restated_figure.h"
#include "extract/mentions/english_clause.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

std::string Readable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = Utf8Length(text[i]);
    if (length == 3 && static_cast<unsigned char>(text[i]) == 0xEE) {
      const auto low = static_cast<unsigned>((static_cast<unsigned char>(text[i + 1]) & 0x3F) << 6 |
                                             (static_cast<unsigned char>(text[i + 2]) & 0x3F));
      if (text.substr(i, 3) == kTargetPlaceholder) {
        out += "{figure}";
      } else if (text.substr(i, 3) == kTimePlaceholder) {
        out += "{t}";
      } else if (low >= 0x40) {
        out +=
            "{q:" +
            std::string(DimensionNameAt(std::min<std::size_t>(low - 0x40, DimensionCount() - 1))) +
            "}";
      } else {
        out += "{e}";
      }
    } else {
      out += text.substr(i, length);
    }
    i += length;
  }
  return out;
}

// 【…】, "0401 GMT - …": the head of an item of a news flash.
bool OpensNewsItem(std::string_view folded) {
  if (folded.starts_with("【")) return folded.find("】") < 90;
  if (folded.starts_with("■")) return true;
  static const LazyPattern clock("^[0-2][0-9][0-5][0-9] (?:GMT|ET) - ");
  return clock.FoundIn(folded);
}

}  // namespace

std::string OwnerOf(const EntityMention& entity) {
  return entity.entity != nullptr && entity.entity->id == entity.id ? entity.entity->owner
                                                                    : std::string();
}

std::vector<Claim> ArticleClaims::Run() {
  told_year_ = FiscalYearToldIn(article_.text);
  folded_.reserve(article_.blocks.size());
  for (const Block& block : article_.blocks) {
    folded_.push_back(know_.folder.FoldRepaired(article_.text, block.pieces));
  }
  constexpr std::size_t kOpeningBytes = 120;
  if (!folded_.empty()) opening_ = folded_.front().text.substr(0, kOpeningBytes);
  int section = 0;
  BeginSection(section);
  for (std::size_t i = 0; i < article_.blocks.size(); ++i) {
    const Block& block = article_.blocks[i];
    if (block.pieces.empty()) continue;
    if (block.section != section) {
      section = block.section;
      BeginSection(section);
    }
    mapped_ = std::move(folded_[i]);
    DoBlock(block);
  }
  EndText();
  const auto stands_before = [](const Claim& a, const Claim& b) { return a.span < b.span; };
  if (!std::is_sorted(claims_.begin(), claims_.end(), stands_before)) {
    std::stable_sort(claims_.begin(), claims_.end(), stands_before);
  }
  ShareUnits();
  SetHomeCurrency();
  SetNamedCurrency();
  ShareRestatedFigures(claims_, know_.entities);
  return std::move(claims_);
}

void ArticleClaims::BeginSection(int section) {
  EndText();
  past_.Clear();
  ForgetTimes();
  sales_told_.reset();
  naming_ = {};
  naming_.home = home_;
  times_.last_day.reset();
  times_.last_date.reset();
  times_.holiday.reset();
  times_.quarter.reset();
  times_.report_day.reset();
  const std::string folded = know_.folder.FoldKey(article_.title);
  folded_title_ = folded;
  IntroduceSettledNames(section, folded);
  // The title names what the article is about, wherever it stands.
  if (article_.title.empty()) return;
  IntroduceCodedNames();
  TimeContext no_times;
  BlockMentions mentions = FindMentions(folded, know_.entities, know_.units, "", no_times, naming_);
  if (mentions.entities.empty() && IntroduceFirstNames(section)) {
    mentions = FindMentions(folded, know_.entities, know_.units, "", no_times, naming_);
  }
  AddHeading(folded, mentions, nullptr);
}

void ArticleClaims::DoBlock(const Block& block) {
  const std::string_view folded = mapped_.text;
  mentions_ = FindMentions(folded, know_.entities, know_.units, site_region_, times_, naming_);
  // Lost bytes: no figure from them.
  std::erase_if(mentions_.order, [&](const Mention& mention) {
    return mention.kind == MentionKind::kQuantity &&
           std::any_of(mapped_.damage.begin(), mapped_.damage.end(), [&](ByteSpan lost) {
             return lost.Overlaps(mentions_.quantities[mention.index].number_span) ||
                    lost.end == mention.span.begin || lost.begin == mention.span.end;
           });
  });
  CountMarkets();
  NameCentralBank();
  NamePlacesAbroad();
  NameTopicCountry();
  is_list_expected_ = OpensExpectedList(folded);
  lines_ = BuildLines(folded, mentions_);
  ++block_;
  const bool is_heading = block.kind == BlockKind::kHeading || block.kind == BlockKind::kTitle;
  // Nothing is inherited from the item before.
  if (OpensNewsItem(folded)) {
    EndText();
    past_.Clear();
    ForgetTimes();
  }
  NoteDeals();
  for (std::size_t begin = 0; begin < lines_.size();) {
    std::size_t end = begin + 1;
    while (end < lines_.size() && lines_[end].sentence == lines_[begin].sentence) ++end;
    DoSentence(begin, end, is_heading);
    begin = end;
  }
  if (is_heading) AddHeading(folded, mentions_, &mapped_);
}

void ArticleClaims::DoSentence(std::size_t first, std::size_t last, bool is_heading) {
  ++sentence_;
  std::vector<Draft> drafts;
  const auto is_figure = [](const LineToken& token) {
    return token.mention.kind == MentionKind::kQuantity;
  };
  std::size_t figures = 0;
  for (std::size_t l = first; l < last; ++l) {
    figures += static_cast<std::size_t>(
        std::count_if(lines_[l].tokens.begin(), lines_[l].tokens.end(), is_figure));
  }
  drafts.reserve(figures);
  std::vector<LineReading> readings(last - first);
  for (std::size_t l = first; l < last; ++l) {
    const SentenceLine& line = lines_[l];
    if (std::none_of(line.tokens.begin(), line.tokens.end(), is_figure)) continue;
    LineReading& reading = readings[l - first];
    reading.pairs = PairLists(mapped_.text, line, mentions_, know_.rules);
    std::uint64_t classes = 0;
    for (const LineToken& token : line.tokens) {
      if (!is_figure(token)) continue;
      const Quantity& quantity = mentions_.quantities[token.mention.index];
      classes |= know_.rules.ClassBit(quantity);
      if (is_heading && IsBareSum(quantity)) classes |= know_.rules.ClassBit(AsSum(quantity));
    }
    reading.may_match = know_.rules.MayMatch(line.text, classes);
    reading.cues = know_.cues.InPlay(line.text);
    for (std::size_t t = 0; t < line.tokens.size(); ++t) {
      if (!is_figure(line.tokens[t])) continue;
      Draft& draft = drafts.emplace_back();
      draft.line = l;
      draft.token = t;
      MatchRules(draft, reading);
      if (is_heading && !draft.match) MatchAsSum(draft, reading);
    }
    InheritMetrics(drafts, l);
    ReadSegments(drafts, l);
    MatchTopic(drafts, l);
    FollowWithGrowth(drafts, l);
    FollowWithSteps(drafts, l);
    GoOnFromSentenceBefore(drafts, l);
    InheritBracketed(drafts, l);
    MatchBesideName(drafts, l);
    InheritMeasured(drafts, l);
    LinkMoves(drafts, l);
    FitGrowth(drafts, l);
  }
  // Brackets come after their sentence: put the figures in reading order for what they inherit.
  const auto stands_before = [&](const Draft& a, const Draft& b) {
    return Token(a).mention.span < Token(b).mention.span;
  };
  if (!std::is_sorted(drafts.begin(), drafts.end(), stands_before)) {
    std::stable_sort(drafts.begin(), drafts.end(), stands_before);
  }
  for (Draft& draft : drafts) {
    Complete(draft, readings[draft.line - first], lines_[first]);
    ShareWithSentence(drafts, draft);
    SharePeriod(drafts, draft);
    ShareWithOutcome(drafts, draft);
    ShareNarrowing(drafts, draft);
    SetStepOfTime(draft.claim);
  }
  ShareAcrossEquivalence(drafts);
  ShareWithConversions(drafts);
  Remember(first, last, drafts, is_heading);
  for (Draft& draft : drafts) claims_.push_back(std::move(draft.claim));
}

void ArticleClaims::MatchRules(Draft& draft, const LineReading& reading) {
  const SentenceLine& line = lines_[draft.line];
  const Pairing& pair = reading.pairs[draft.token];
  const std::string targeted = TargetedText(line, line.tokens[draft.token]);
  draft.candidates = know_.rules.Match(targeted, QuantityOf(draft), reading.may_match);
  if (auto counted = MatchCountedNoun(draft)) {
    draft.candidates.insert(draft.candidates.begin(), std::move(*counted));
  }
  if (!pair.metric.empty()) {
    for (const RuleMatch& candidate : draft.candidates) {
      if (candidate.metric == pair.metric) {
        draft.match = candidate;
        return;
      }
    }
    RuleMatch match;
    match.rule = pair.metric + ".respectively";
    match.metric = pair.metric;
    // 负债和存款分别增长10.8%和8.1%: no sums of money, but how far they grew.
    const MetricReading* paired = know_.rules.FindMetric(pair.metric);
    const bool is_growth = paired != nullptr && QuantityOf(draft).unit == "percent" &&
                           paired->definition.dimensions.front() != "ratio" &&
                           paired->definition.dimensions.front() != "percent_change" &&
                           !paired->definition.growth.empty();
    if (is_growth) {
      match.metric = paired->definition.growth;
      match.is_growth = true;
      if (match.metric == "growth") match.set["of"] = pair.metric;
    }
    match.extent = {line.tokens[draft.token].at, line.tokens[draft.token].at + kPlaceholderBytes};
    draft.match = match;
    return;
  }
  if (!draft.candidates.empty()) draft.match = draft.candidates.front();
}

// x、y、z share what is said of one of them; a bare figure goes on with the one before it.
void ArticleClaims::InheritMetrics(std::vector<Draft>& drafts, std::size_t l) {
  const SentenceLine& line = lines_[l];
  const auto lists = FindLists(mapped_.text, line, mentions_, MentionKind::kQuantity);
  const auto find = [&](std::size_t token) -> Draft* {
    for (Draft& draft : drafts) {
      if (draft.line == l && draft.token == token) return &draft;
    }
    return nullptr;
  };
  for (const TokenList& list : lists) {
    for (std::size_t i = 1; i < list.tokens.size(); ++i) {
      Draft* before = find(list.tokens[i - 1]);
      Draft* here = find(list.tokens[i]);
      if (before != nullptr && here != nullptr && !here->match && before->match &&
          CanShareMetric(QuantityOf(*before), QuantityOf(*here))) {
        here->match = before->match;
        here->match->rule += ".list";
      }
    }
    for (std::size_t i = list.tokens.size(); i-- > 1;) {
      Draft* after = find(list.tokens[i]);
      Draft* here = find(list.tokens[i - 1]);
      if (after != nullptr && here != nullptr && !here->match && after->match &&
          CanShareMetric(QuantityOf(*after), QuantityOf(*here))) {
        here->match = after->match;
        here->match->rule += ".list";
      }
    }
  }
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Draft& draft = drafts[i];
    if (draft.line != l) continue;
    const bool points = PointsAtMeasure(line, Token(draft));
    if (points) PointAtMeasure(drafts, i);
    if (points || draft.match) continue;
    const bool is_expected = IsExpectation(line, Token(draft));
    const bool is_member = i > 0 && drafts[i - 1].line == l &&
                           QuantityOf(drafts[i - 1]).unit == QuantityOf(draft).unit &&
                           IsLabelledMember(line, Token(drafts[i - 1]), Token(draft));
    // 累计销售x台,同比增长y%,其中国内z台: across the growth between.
    std::size_t same = i;
    while (same > 0 && drafts[same - 1].line == l &&
           QuantityOf(drafts[same - 1]).unit != QuantityOf(draft).unit &&
           QuantityOf(drafts[same - 1]).unit == "percent") {
      --same;
    }
    const std::string_view part =
        same > 0 && drafts[same - 1].line == l &&
                QuantityOf(drafts[same - 1]).unit == QuantityOf(draft).unit
            ? NameOfPart(line, Token(drafts[same - 1]), Token(draft))
            : std::string_view();
    if (!is_expected && !is_member && part.empty() && !IsElliptical(line, Token(draft)) &&
        !IsBaseFigure(line, Token(draft))) {
      continue;
    }
    for (std::size_t j = i; j-- > 0;) {
      if (drafts[j].line != l) continue;
      if (!drafts[j].match) {
        // 信贷损失减少5亿,至9亿: it goes on with the figure right before, of which nothing is
        // known.
        // 全年支出80亿,低于预估的90亿: nor is what was expected of it.
        // 占比增加1.3个百分点,至3.9%: whatever its unit.
        if (j + 1 == i && SaysReached(line, Token(draft))) break;
        if (j + 1 == i && is_expected && QuantityOf(drafts[j]).unit == QuantityOf(draft).unit) {
          break;
        }
        continue;
      }
      const bool is_place =
          drafts[j].match->metric == "rank" && QuantityOf(draft).dimension != "rank";
      if (is_place) continue;  // A以x居榜首,B以y紧随其后: y goes on with x
      // 营收x亿元,较上月减y%,仍较去年同期z亿元…: z goes on with x, across the growth between.
      if (!CanShareMetric(QuantityOf(drafts[j]), QuantityOf(draft))) {
        if (drafts[j].match->is_growth) continue;
        break;
      }
      draft.match = drafts[j].match;
      draft.match->rule += ".ellipsis";
      draft.match->subject.reset();
      if (is_expected) draft.match->modality = Modality::kForecast;
      if (!part.empty()) draft.match->set["part"] = part;
      const std::string& size = QuantityOf(draft).dimension;
      const bool is_amount = size != "percent" && size != "ratio" && size != "points";
      if (is_amount && SaysMovedBy(line, Token(draft))) draft.match->set["statistic"] = "change";
      break;
    }
  }
}

// 电子及金融类股指数同步收红,分别上涨0.3%及0.2%: each is of one that is named there, and none of
// whom a sentence before told.
bool ArticleClaims::IsOneOfUnnamed(const Draft& draft, const Pairing& pair) const {
  const SentenceLine& line = lines_[draft.line];
  if (PlaceInDistribution(draft, pair)) return false;
  if (pair.entity_token || pair.time_token || !pair.metric.empty() || IsEnglishLine(line.text) ||
      draft.claim.subject->how != How::kInherited) {
    return false;
  }
  const std::size_t begin = line.ClauseBegin(Token(draft).at);
  const std::size_t respectively =
      std::string_view(line.text).substr(begin, Token(draft).at - begin).find("分别");
  if (respectively == std::string_view::npos) return false;
  const auto lists = FindLists(mapped_.text, line, mentions_, MentionKind::kQuantity);
  return std::any_of(lists.begin(), lists.end(), [&](const TokenList& list) {
    return std::find(list.tokens.begin(), list.tokens.end(), draft.token) != list.tokens.end();
  });
}

void ArticleClaims::Complete(Draft& draft, const LineReading& reading,
                             const SentenceLine& sentence) {
  const Pairing& pair = reading.pairs[draft.token];
  const SentenceLine& line = lines_[draft.line];
  const LineToken& token = Token(draft);
  const Quantity& quantity = QuantityOf(draft);
  const std::string targeted = TargetedText(line, token);
  const FigureContext figure{&line, targeted, token.at, &reading.cues};
  Claim& claim = draft.claim;
  ClaimTrace trace;

  claim.doc = doc_;
  claim.span = mapped_.map.ToSource(quantity.span);
  claim.text = Original(quantity.span);
  const ByteSpan context{std::min(quantity.context_span.begin, quantity.span.begin),
                         std::max(quantity.context_span.end, quantity.span.end)};
  claim.context_span = mapped_.map.ToSource(context);
  claim.context = Original(context);
  claim.sentence_span = mapped_.map.ToSource(sentence.span);
  claim.sentence = Original(sentence.span);
  claim.id = ClaimId(doc_, claim.span);
  claim.value = quantity.value;
  claim.unit = quantity.unit.empty() ? "count" : quantity.unit;
  claim.unit_inferred = quantity.unit_inferred;
  claim.dimension = quantity.dimension;
  claim.source = source_;
  claim.url = url_;
  claim.published = article_.published;
  claim.qualifiers.insert(quantity.marks.begin(), quantity.marks.end());
  claim.confidence = 0.5;

  DropMisfits(draft);
  // The best rule whose metric has somebody to be told of.
  const std::optional<RuleMatch> first = draft.match;
  std::vector<const RuleMatch*> tries;
  if (first) tries.push_back(&*first);
  if (pair.metric.empty()) {
    for (const RuleMatch& candidate : draft.candidates) {
      if (!first || candidate.rule != first->rule) tries.push_back(&candidate);
    }
  }
  const MetricReading* metric = nullptr;
  for (const RuleMatch* candidate : tries) {
    const MetricReading* of = know_.rules.FindMetric(candidate->metric);
    if (of == nullptr) continue;
    if (!first || candidate != &*first) draft.match = *candidate;
    SetSubject(draft, pair, *of, trace);
    if (claim.subject && IsOneOfUnnamed(draft, pair)) claim.subject.reset();
    if (!claim.subject) continue;
    metric = of;
    break;
  }
  if (metric == nullptr) draft.match.reset();  // a figure of nobody is no claim
  if (metric != nullptr) {
    claim.metric = metric->definition.id;
    claim.rule = draft.match->rule;
    for (const auto& [key, value] : draft.match->set) claim.qualifiers[key] = value;
    SetUnit(draft, metric, figure);
    SetCurrency(claim);
    SetQuotedPer(claim);
    SetPeer(draft, *metric);
    know_.cues.AddQualifiers(figure, claim.metric, claim.dimension, claim.qualifiers);
    TakeSegmentBefore(claim);
    // 净利润-46.2亿元: the sign says that it is a loss.
    if (claim.value.hi && claim.value.hi->coefficient < 0) claim.qualifiers.erase("result");
    SetPlace(draft);
    SetExchanges(draft);
    if (claim.dimension == "token_price") PairDirections(draft);
    DropMoveOfLevel(draft);
    TakeFromFigures(draft);
  }
  SetChip(draft, metric);
  SetBaseline(draft);
  claim.modality =
      draft.match && draft.match->modality ? *draft.match->modality : ModalityOf(metric, figure);
  SetTime(draft, pair, trace);
  SetEndOfPeriod(draft, metric);
  SetNamedBase(draft);
  SetPeriodBefore(draft);
  SetTimeOfStart(draft);
  TakeNightBefore(draft, metric);
  SetSessionByClock(draft, metric);
  SetCutOff(draft);
  if (claim.modality == Modality::kReported && claim.time.start && published_ &&
      claim.time.how != How::kPublished && claim.time.how != How::kInherited &&
      *claim.time.start > *published_) {
    claim.modality = Modality::kForecast;
  }
  SetAttribution(draft, figure);
  if (trace_) {
    trace.folded = std::string(Slice(mapped_.text, sentence.span));
    trace.line = Readable(targeted);
    trace.candidates = draft.candidates;
    trace_(claim, trace);
  }
}

// 智谱AI的GLM-5: the company only says whose model it is.
bool ArticleClaims::IsOwnerOfNext(const SentenceLine& line, std::size_t t) const {
  if (t + 1 >= line.tokens.size()) return false;
  const LineToken& here = line.tokens[t];
  const LineToken& next = line.tokens[t + 1];
  if (next.mention.kind != MentionKind::kEntity ||
      next.at > here.at + kPlaceholderBytes + std::string_view("旗下的").size()) {
    return false;
  }
  const EntityMention& owner = mentions_.entities[here.mention.index];
  const EntityMention& owned = mentions_.entities[next.mention.index];
  if (owner.entity == nullptr || owned.entity == nullptr) return false;
  const EntityDefinition* family = know_.entities.FindById(owned.entity->family);
  return owned.entity->owner == owner.id || owned.entity->family == owner.id ||
         (family != nullptr && family->owner == owner.id);
}

std::vector<Claim> FindClaims(const ClaimKnowledge& knowledge, const Document& document,
                              const Article& article, const TraceFunction& trace) {
  return ArticleClaims(knowledge, document, article, trace).Run();
}

}  // namespace heshu::extract
