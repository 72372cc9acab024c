#include "extract/claims/claim_finder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/claims/figure_lists.h"
#include "extract/claims/subject_resolver.h"
#include "extract/claims/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kPlaceholderBytes = 3;
constexpr int kMaxTimeSentencesBack = 2;
constexpr int kMaxPeriodSentencesBack = 5;

// A figure on its way to a claim.
struct Draft {
  std::size_t line = 0;
  std::size_t token = 0;
  std::optional<RuleMatch> match;
  std::vector<RuleMatch> candidates;
  Claim claim;
  std::string subject_kind;
};

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

bool IsBaseline(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kBefore[] = {"较",   "比",     "相比", "对比",
                                                 "相较", "相较于", "than "};
  const std::string_view before = std::string_view(line.text).substr(0, token.at);
  for (const std::string_view word : kBefore) {
    if (before.size() >= word.size() && before.substr(before.size() - word.size()) == word) {
      return true;
    }
  }
  const std::string_view rest = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
  // 与去年同月相比
  const std::size_t compared = rest.find("相比");
  return compared != std::string_view::npos && compared <= 12;
}

// The words between the figure and the previous one that make it a continuation rather than a
// figure of something else.
bool IsElliptical(const SentenceLine& line, const LineToken& token) {
  static constexpr std::string_view kFillers[] = {
      "约", "为", "达", "到",   "至",   "则", "已", "也", "更", "其", "的", "而", "是", "即", "另",
      "有", "突", "破", "超",   "过",   "增", "升", "降", "跌", "同", "比", "期", "仅", "近", "逾",
      "甚", "并", "和", "及",   "与",   "又", "还", "不", "足", "未", "只", "就", "才", "最", "多",
      "少", "今", "目", "前",   "底",   "初", "数", "字", "这", "一", "再", "分", "别", "从", "由",
      "去", "年", "上", "同期", "达到", "长", "、", ",",  " ",  "高", "低", "见", "以", "或"};
  std::size_t at = line.ClauseBegin(token.at);
  const std::string_view text = line.text;
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
  return CountCodePoints(rest) <= 3;
}

// 去年同期, 上月同期: a time to compare with. It belongs to the figure right behind it and to no
// other.
bool IsComparisonTime(std::string_view words) {
  return words.find("同期") != std::string_view::npos ||
         words.find("同月") != std::string_view::npos ||
         words.find("同季") != std::string_view::npos;
}

class Finder {
 public:
  Finder(const ClaimKnowledge& knowledge, const Document& document, const Article& article,
         const TraceFunction& trace)
      : know_(knowledge), article_(article), trace_(trace) {
    doc_ = DocumentId(document);
    source_ = !document.source.empty() ? document.source : article.site;
    url_ = document.url;
    published_ = article.PublishedOn();
    times_.reference = published_;
    site_region_ = SiteRegion(document.url);
  }

  std::vector<Claim> Run() {
    int section = 0;
    BeginSection();
    for (const Block& block : article_.blocks) {
      if (block.pieces.empty()) continue;
      if (block.section != section) {
        section = block.section;
        BeginSection();
      }
      DoBlock(block);
    }
    std::stable_sort(claims_.begin(), claims_.end(),
                     [](const Claim& a, const Claim& b) { return a.span < b.span; });
    ShareUnits();
    return std::move(claims_);
  }

 private:
  // 吞吐量达到633亿 where the article says 每分钟633亿 too: the same figure, so the same period.
  void ShareUnits() {
    for (Claim& claim : claims_) {
      if (claim.metric.empty() || claim.unit.find('/') != std::string::npos) continue;
      const MetricReading* metric = know_.rules.FindMetric(claim.metric);
      if (metric == nullptr || !metric->takes_period) continue;
      for (const Claim& other : claims_) {
        const bool same = other.metric == claim.metric && other.value.lo == claim.value.lo &&
                          other.value.hi == claim.value.hi && claim.value.digits > 1 &&
                          other.unit.compare(0, other.unit.find('/'), claim.unit) == 0 &&
                          other.unit.find('/') != std::string::npos;
        if (!same) continue;
        claim.unit = other.unit;
        claim.unit_inferred = true;
        claim.dimension = other.dimension;
        if (const auto statistic = other.qualifiers.find("statistic");
            statistic != other.qualifiers.end()) {
          claim.qualifiers.try_emplace("statistic", statistic->second);
        }
        break;
      }
    }
  }

  static std::string SiteRegion(std::string_view url) {
    const std::size_t host = url.find("://");
    if (host == std::string_view::npos) return {};
    std::string_view name = url.substr(host + 3);
    name = name.substr(0, name.find_first_of("/:?#"));
    if (name.size() > 3 && name.substr(name.size() - 3) == ".tw") return "tw";
    if (name.size() > 3 && name.substr(name.size() - 3) == ".hk") return "hk";
    return {};
  }

  void BeginSection() {
    past_.clear();
    past_time_.reset();
    naming_.families.clear();
    times_.last_day.reset();
    times_.last_date.reset();
    // The title names what the article is about, wherever it stands.
    if (article_.title.empty()) return;
    const std::string folded = know_.folder.FoldKey(article_.title);
    TimeContext no_times;
    const BlockMentions mentions =
        FindMentions(folded, know_.entities, know_.units, "", no_times, naming_);
    AddHeading(folded, mentions, nullptr);
  }

  void AddHeading(std::string_view folded, const BlockMentions& mentions,
                  const normalize::MappedText* mapped) {
    for (std::size_t i = mentions.entities.size(); i-- > 0;) {
      const EntityMention& entity = mentions.entities[i];
      if (entity.entity == nullptr) continue;
      PastSubject past;
      past.id = entity.id;
      past.kind = entity.kind;
      past.name = entity.entity->name;
      past.text = std::string(Slice(folded, entity.span));
      if (mapped != nullptr) {
        past.span = mapped->map.ToSource(entity.span);
        past.text = std::string(Slice(article_.text, *past.span));
      }
      past.is_heading = true;
      past_.push_back(std::move(past));
    }
  }

  void DoBlock(const Block& block) {
    mapped_ = know_.folder.FoldRepaired(article_.text, block.pieces);
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
    lines_ = BuildLines(folded, mentions_);
    ++block_;
    const bool is_heading = block.kind == BlockKind::kHeading || block.kind == BlockKind::kTitle;
    // 【…】 opens an item of a news flash: nothing is inherited from the one before.
    if (folded.substr(0, 3) == "【" && folded.find("】") < 90) {
      past_.clear();
      past_time_.reset();
    }
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin + 1;
      while (end < lines_.size() && lines_[end].sentence == lines_[begin].sentence) ++end;
      DoSentence(begin, end, is_heading);
      begin = end;
    }
    if (is_heading) AddHeading(folded, mentions_, &mapped_);
  }

  void DoSentence(std::size_t first, std::size_t last, bool is_heading) {
    ++sentence_;
    std::vector<Draft> drafts;
    for (std::size_t l = first; l < last; ++l) {
      const SentenceLine& line = lines_[l];
      const std::vector<Pairing> pairs = PairLists(mapped_.text, line, mentions_, know_.rules);
      for (std::size_t t = 0; t < line.tokens.size(); ++t) {
        if (line.tokens[t].mention.kind != MentionKind::kQuantity) continue;
        Draft draft;
        draft.line = l;
        draft.token = t;
        MatchRules(draft, pairs[t]);
        drafts.push_back(std::move(draft));
      }
      InheritMetrics(drafts, l);
    }
    // Brackets come after their sentence: put the figures in reading order for what they inherit.
    std::stable_sort(drafts.begin(), drafts.end(), [&](const Draft& a, const Draft& b) {
      return Token(a).mention.span < Token(b).mention.span;
    });
    for (Draft& draft : drafts) {
      const SentenceLine& line = lines_[draft.line];
      const std::vector<Pairing> pairs = PairLists(mapped_.text, line, mentions_, know_.rules);
      Complete(draft, pairs[draft.token], lines_[first]);
    }
    ShareAcrossEquivalence(drafts);
    Remember(first, last, drafts, is_heading);
    for (Draft& draft : drafts) claims_.push_back(std::move(draft.claim));
  }

  // 智谱AI的GLM-5: the company only says whose model it is.
  bool IsOwnerOfNext(const SentenceLine& line, std::size_t t) const {
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

  // X,相当于Y: one fact said twice, with the same subject, time and qualifiers.
  void ShareAcrossEquivalence(std::vector<Draft>& drafts) const {
    static constexpr std::string_view kSame[] = {"相当于", "折合", "等于", "即每", "合每"};
    for (std::size_t i = 1; i < drafts.size(); ++i) {
      const Claim& before = drafts[i - 1].claim;
      Claim& here = drafts[i].claim;
      if (before.metric.empty() || before.metric != here.metric) continue;
      const ByteSpan between{QuantityOf(drafts[i - 1]).span.end, QuantityOf(drafts[i]).span.begin};
      if (between.begin > between.end) continue;
      const std::string_view words = Slice(mapped_.text, between);
      const bool same = std::any_of(std::begin(kSame), std::end(kSame), [&](std::string_view word) {
        return words.find(word) != std::string_view::npos;
      });
      if (!same || before.dimension != here.dimension) continue;
      for (const auto& [key, value] : before.qualifiers) {
        if (key != "emphasis" && key != "as_written") here.qualifiers.try_emplace(key, value);
      }
      here.subject = before.subject;
      here.time = before.time;
    }
  }

  const LineToken& Token(const Draft& draft) const {
    return lines_[draft.line].tokens[draft.token];
  }
  const Quantity& QuantityOf(const Draft& draft) const {
    return mentions_.quantities[Token(draft).mention.index];
  }

  void MatchRules(Draft& draft, const Pairing& pair) {
    const SentenceLine& line = lines_[draft.line];
    const std::string targeted = TargetedText(line, line.tokens[draft.token]);
    draft.candidates = know_.rules.Match(targeted, QuantityOf(draft));
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
      match.extent = {line.tokens[draft.token].at, line.tokens[draft.token].at + kPlaceholderBytes};
      draft.match = match;
      return;
    }
    if (!draft.candidates.empty()) draft.match = draft.candidates.front();
  }

  // x、y、z share what is said of one of them; a clause that holds a figure and no noun goes on
  // with what the figure before it was of.
  void InheritMetrics(std::vector<Draft>& drafts, std::size_t l) {
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
        if (before != nullptr && here != nullptr && !here->match && before->match) {
          here->match = before->match;
          here->match->rule += ".list";
        }
      }
      for (std::size_t i = list.tokens.size(); i-- > 1;) {
        Draft* after = find(list.tokens[i]);
        Draft* here = find(list.tokens[i - 1]);
        if (after != nullptr && here != nullptr && !here->match && after->match) {
          here->match = after->match;
          here->match->rule += ".list";
        }
      }
    }
    Draft* before = nullptr;
    for (Draft& draft : drafts) {
      if (draft.line != l) continue;
      if (!draft.match && before != nullptr && before->match && IsElliptical(line, Token(draft))) {
        const Quantity& a = QuantityOf(*before);
        const Quantity& b = QuantityOf(draft);
        if (a.dimension == b.dimension || b.unit == "count") {
          draft.match = before->match;
          draft.match->rule += ".ellipsis";
          draft.match->subject.reset();
        }
      }
      if (draft.match) before = &draft;
    }
  }

  void Complete(Draft& draft, const Pairing& pair, const SentenceLine& sentence);
  void SetCurrency(Claim& claim) const;
  // What 公司 goes back to: the company named last (of one sentence the first), else that of the
  // title.
  const PastSubject* MainCompany() const {
    for (std::size_t i = past_.size(); i-- > 0;) {
      if (past_[i].kind == "company" && !past_[i].is_heading) return &past_[i];
    }
    for (const PastSubject& past : past_) {
      if (past.kind == "company") return &past;
    }
    return nullptr;
  }
  // "china" and a metric of "stocks" → "china-stocks", if there is such an entity.
  std::string RegionGroup(std::string_view place, const MetricReading& metric) const {
    if (metric.region_group.empty()) return {};
    std::string id = (place == "world" ? "global" : std::string(place)) + "-" + metric.region_group;
    return know_.entities.FindById(id) != nullptr ? id : std::string();
  }
  void SetUnit(Draft& draft, const MetricReading* metric, const FigureContext& figure);
  void SetSubject(Draft& draft, const Pairing& pair, const MetricReading& metric,
                  ClaimTrace& trace);
  void SetTime(Draft& draft, const Pairing& pair, ClaimTrace& trace);
  void SetAttribution(Draft& draft, const FigureContext& figure);
  void SetBaseline(Draft& draft);
  void SetChip(Draft& draft, const MetricReading* metric);
  void SetPeer(Draft& draft, const MetricReading& metric);
  void Remember(std::size_t first, std::size_t last, const std::vector<Draft>& drafts,
                bool is_heading);
  void UseTime(Claim& claim, const TimeExpression& time, How how);

  std::string Original(ByteSpan folded) const {
    return std::string(Slice(article_.text, mapped_.map.ToSource(folded)));
  }

  const ClaimKnowledge& know_;
  const Article& article_;
  const TraceFunction& trace_;
  std::string doc_, source_, url_, site_region_;
  std::optional<Date> published_;

  NamingContext naming_;
  TimeContext times_;
  std::vector<PastSubject> past_;
  int sentence_ = 0;
  struct PastTime {
    TimeExpression time;
    std::string text;
    ByteSpan span;  // of the article's text
    int sentence = 0;
    int block = 0;
  };
  std::optional<PastTime> past_time_;
  int block_ = 0;
  std::optional<Attribution> past_attribution_;
  int past_attribution_sentence_ = 0;

  normalize::MappedText mapped_;  // of the block in hand
  BlockMentions mentions_;
  std::vector<SentenceLine> lines_;
  std::vector<Claim> claims_;
};

void Finder::Complete(Draft& draft, const Pairing& pair, const SentenceLine& sentence) {
  const SentenceLine& line = lines_[draft.line];
  const LineToken& token = Token(draft);
  const Quantity& quantity = QuantityOf(draft);
  const std::string targeted = TargetedText(line, token);
  const FigureContext figure{&line, targeted, token.at};
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

  // The best rule whose metric has somebody to be told of.
  std::vector<RuleMatch> tries;
  if (draft.match) tries.push_back(*draft.match);
  if (pair.metric.empty()) {
    for (const RuleMatch& candidate : draft.candidates) {
      if (!draft.match || candidate.rule != draft.match->rule) tries.push_back(candidate);
    }
  }
  const MetricReading* metric = nullptr;
  for (RuleMatch& candidate : tries) {
    const MetricReading* reading = know_.rules.FindMetric(candidate.metric);
    if (reading == nullptr) continue;
    draft.match = candidate;
    SetSubject(draft, pair, *reading, trace);
    if (!claim.subject) continue;
    metric = reading;
    break;
  }
  if (metric == nullptr) draft.match.reset();  // a figure of nobody is no claim
  if (metric != nullptr) {
    claim.metric = metric->definition.id;
    claim.rule = draft.match->rule;
    for (const auto& [key, value] : draft.match->set) claim.qualifiers[key] = value;
    SetUnit(draft, metric, figure);
    SetCurrency(claim);
    SetPeer(draft, *metric);
    know_.cues.AddQualifiers(figure, claim.metric, claim.dimension, claim.qualifiers);
    for (const auto& [key, wanted] : know_.cues.TakenFromFigures(claim.metric)) {
      for (const LineToken& other : line.tokens) {
        if (other.mention.kind != MentionKind::kQuantity || other.at == token.at) continue;
        const Quantity& figure_of = mentions_.quantities[other.mention.index];
        if (figure_of.unit != wanted && figure_of.dimension != wanted) continue;
        if (claim.qualifiers.contains(key) || !figure_of.value.lo) continue;
        claim.qualifiers[key] = figure_of.value.lo->ToString() + " " + figure_of.unit;
      }
    }
  }
  SetChip(draft, metric);
  SetBaseline(draft);
  claim.modality = draft.match && draft.match->modality
                       ? *draft.match->modality
                       : know_.cues.FindModality(figure).value_or(Modality::kReported);
  SetTime(draft, pair, trace);
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

void Finder::SetUnit(Draft& draft, const MetricReading* metric, const FigureContext& figure) {
  Claim& claim = draft.claim;
  if (!draft.match->unit.empty()) {
    claim.unit = draft.match->unit;
  } else if (claim.unit == "count" && !metric->bare_unit.empty()) {
    claim.unit = metric->bare_unit;
    claim.unit_inferred = true;
  }
  // 每周活跃用户8亿: the metric's own name says the period of a count; 日均184兆: the period of
  // what the metric counts stays.
  if (claim.unit.starts_with("count/")) {
    const auto& of = metric->definition.dimensions;
    const bool rates =
        metric->takes_period || std::find(of.begin(), of.end(), "count_rate") != of.end();
    if (!rates) {
      claim.unit = metric->bare_unit.empty() ? "count" : metric->bare_unit;
    } else if (!metric->bare_unit.empty()) {
      claim.unit.replace(0, std::string_view("count").size(), metric->bare_unit);
    }
  } else if (const std::size_t per = claim.unit.find('/');
             per != std::string::npos && !metric->bare_unit.empty() &&
             claim.unit.compare(0, per, metric->bare_unit) == 0 &&
             metric->definition.dimensions.front() == "count") {
    claim.unit.erase(per);
  }
  // 单月营收: the period of a sum of money is when it was made, no rate.
  if (const std::size_t slash = claim.unit.find('/');
      slash != std::string::npos &&
      std::find(metric->definition.dimensions.begin(), metric->definition.dimensions.end(),
                "money") != metric->definition.dimensions.end()) {
    static constexpr std::string_view kPeriods[] = {"day", "week", "month", "quarter", "year"};
    const std::string per = claim.unit.substr(slash + 1);
    if (std::find(std::begin(kPeriods), std::end(kPeriods), per) != std::end(kPeriods)) {
      claim.unit.erase(slash);
      if (metric->definition.kind == MetricKind::kFlow && per != "day") {
        claim.qualifiers.try_emplace("period", per);
      }
      claim.dimension = "money";
    }
  }
  if (metric->takes_period && claim.unit.find('/') == std::string::npos) {
    std::string period = know_.cues.FindPeriod(figure);
    if (period.empty() && !draft.match->rule.empty() &&
        (draft.match->rule.ends_with(".list") || draft.match->rule.ends_with(".ellipsis"))) {
      for (std::size_t i = claims_.size(); i-- > 0 && period.empty();) {
        if (claims_[i].metric != claim.metric) break;
        const std::size_t slash = claims_[i].unit.find('/');
        if (slash != std::string::npos) period = claims_[i].unit.substr(slash + 1);
      }
    }
    if (!period.empty()) {
      claim.unit += "/" + period;
      claim.unit_inferred = true;
    }
  }
  const auto& dimensions = metric->definition.dimensions;
  if (!dimensions.empty() &&
      std::find(dimensions.begin(), dimensions.end(), claim.dimension) == dimensions.end()) {
    claim.dimension = dimensions.front();
  }
  if (const auto slash = claim.unit.find('/');
      slash != std::string::npos && claim.dimension == "token_volume") {
    claim.dimension = "token_rate";
  }
}

void Finder::SetSubject(Draft& draft, const Pairing& pair, const MetricReading& metric,
                        ClaimTrace& trace) {
  Claim& claim = draft.claim;
  std::optional<SubjectChoice> choice;
  // A country's AI, shares or power, where the metric is one of those: the group, not the place.
  const MetricReading* base = &metric;
  if (const auto of = draft.match->set.find("of"); of != draft.match->set.end()) {
    if (const MetricReading* reading = know_.rules.FindMetric(of->second)) base = reading;
  }
  if (pair.entity_token) {
    const EntityMention& entity =
        mentions_.entities[lines_[draft.line].tokens[*pair.entity_token].mention.index];
    if (KindFits(metric, entity.kind)) {
      choice =
          SubjectChoice{entity.id,
                        entity.kind,
                        entity.entity != nullptr ? entity.entity->name
                                                 : std::string(Slice(mapped_.text, entity.span)),
                        entity.span,
                        std::nullopt,
                        How::kStated,
                        100};
      trace.subject_why = "paired in order with the list before 分别";
    }
  }
  if (!choice) {
    choice = ResolveSubject(
        {mapped_.text, &mentions_, &lines_, draft.line, Token(draft).at, &*draft.match, &metric,
         &past_, sentence_, MainCompany(),
         [&](std::string_view place) { return !RegionGroup(place, *base).empty(); }});
  }
  if (!choice) return;
  Subject subject;
  subject.id = choice->id;
  subject.name = choice->name;
  subject.how = choice->how;
  if (choice->folded_span) {
    subject.span = mapped_.map.ToSource(*choice->folded_span);
    subject.text = Original(*choice->folded_span);
  } else if (choice->past) {
    subject.span = past_[*choice->past].span;
    subject.text = past_[*choice->past].text;
  }
  if (choice->kind == "region") {
    if (std::string group = RegionGroup(subject.id, *base); !group.empty()) {
      subject.id = std::move(group);
      subject.name.clear();
    }
  }
  // Words that a table would not believe on their own, but that are a name in this place.
  if (subject.id.substr(0, 2) == "x:") {
    if (std::string known = know_.entities.Resolve(std::string_view(subject.id).substr(2));
        !known.empty()) {
      subject.id = std::move(known);
      subject.name.clear();
    }
  }
  if (const EntityDefinition* entity = know_.entities.FindById(subject.id)) {
    if (subject.name.empty() || subject.name == subject.id) subject.name = entity->name;
  }
  if (trace.subject_why.empty()) {
    trace.subject_why = std::string(HowName(subject.how)) + ", score " +
                        std::to_string(static_cast<int>(choice->score));
  }
  claim.confidence = 0.9;
  if (subject.how == How::kInherited) claim.confidence -= 0.15;
  if (subject.how == How::kInferred) claim.confidence -= 0.25;
  draft.subject_kind = choice->kind;
  claim.subject = std::move(subject);
}

// A bare 元 is that of the subject's home.
void Finder::SetCurrency(Claim& claim) const {
  if (!claim.unit_inferred || claim.unit.substr(0, 3) != "CNY" || !claim.subject) return;
  const EntityDefinition* entity = know_.entities.FindById(claim.subject->id);
  if (entity == nullptr) return;
  if (entity->region == "tw") claim.unit.replace(0, 3, "TWD");
  if (entity->region == "hk") claim.unit.replace(0, 3, "HKD");
}

void Finder::UseTime(Claim& claim, const TimeExpression& time, How how) {
  claim.time.start = time.start;
  claim.time.end = time.end;
  claim.time.clock = time.clock;
  claim.time.granularity = time.granularity;
  if (time.is_as_of && time.end) claim.time.as_of = time.end;
  claim.time.how = how;
}

void Finder::SetTime(Draft& draft, const Pairing& pair, ClaimTrace& trace) {
  Claim& claim = draft.claim;
  const auto use = [&](const SentenceLine& line, std::size_t t) {
    const TimeExpression& time = mentions_.times[line.tokens[t].mention.index];
    // 预计第二季…: of a period without a year a forecast means the next one.
    const std::string_view words = Slice(mapped_.text, time.span);
    const bool has_year =
        words.find("年") != std::string_view::npos || words.find("20") != std::string_view::npos;
    const bool looks_ahead =
        claim.modality == Modality::kForecast || claim.modality == Modality::kPlan;
    const bool absolute = time.start && Slice(mapped_.text, time.span).substr(0, 4) ==
                                            std::to_string(time.start->year);
    UseTime(claim, time, absolute ? How::kStated : How::kResolved);
    if (looks_ahead && !has_year && published_ && claim.time.start && claim.time.end &&
        *claim.time.end < *published_ && time.granularity >= Granularity::kMonth &&
        time.granularity <= Granularity::kHalf) {
      claim.time.start = claim.time.start->PlusMonths(12);
      claim.time.end = claim.time.end->PlusMonths(12);
    }
    claim.time.span = mapped_.map.ToSource(time.span);
    claim.time.text = Original(time.span);
    trace.time_why = "in the sentence";
  };
  const auto usable = [&](const SentenceLine& line, std::size_t t) {
    const LineToken& token = line.tokens[t];
    if (token.mention.kind != MentionKind::kTime) return false;
    const TimeExpression& time = mentions_.times[token.mention.index];
    if (time.is_vague && !time.start && !time.end) return false;
    if (IsComparisonTime(Slice(mapped_.text, time.span)) ||
        std::string_view(line.text).substr(token.at + kPlaceholderBytes, 6) == "同期") {
      const bool is_own =
          t + 1 < line.tokens.size() && &line == &lines_[draft.line] && t + 1 == draft.token;
      if (!is_own) return false;
    }
    return (time.start || time.end) && !IsBaseline(line, token);
  };
  if (pair.time_token) {
    use(lines_[draft.line], *pair.time_token);
    return;
  }
  // The nearest one before the figure in its clause, then one after it there, then earlier clauses;
  // from a bracket on to the line it hangs in.
  std::size_t l = draft.line;
  std::size_t at = Token(draft).at;
  for (;;) {
    const SentenceLine& line = lines_[l];
    const int clause = line.ClauseAt(at);
    std::optional<std::size_t> before, after, earlier;
    for (std::size_t t = 0; t < line.tokens.size(); ++t) {
      if (!usable(line, t)) continue;
      const LineToken& token = line.tokens[t];
      // X said this week that …: when it was said.
      if (token.at < at &&
          line.text.substr(token.at, at - token.at).find(" that ") != std::string::npos) {
        continue;
      }
      if (token.at < at && token.clause == clause) before = t;
      if (token.at > at && token.clause == clause && !after) after = t;
      if (token.at < at && token.clause < clause) earlier = t;
    }
    const auto best = before ? before : earlier ? earlier : after;
    if (best) {
      use(line, *best);
      return;
    }
    if (line.parent < 0) break;
    at = line.parent_at;
    l = static_cast<std::size_t>(line.parent);
  }
  const MetricReading* reading =
      claim.metric.empty() ? nullptr : know_.rules.FindMetric(claim.metric);
  const bool is_constant = reading != nullptr && reading->definition.kind == MetricKind::kConstant;
  // What happened goes on from one paragraph to the next; a level or a flow says its own time.
  const bool is_event = reading != nullptr && reading->definition.kind == MetricKind::kEvent;
  const bool is_flow = reading != nullptr && reading->definition.kind == MetricKind::kFlow;
  const auto reach = [&]() -> int {
    if (past_time_->block == block_ || is_event) return kMaxTimeSentencesBack;
    // The quarter or year that a report is about holds for its accounts from paragraph to
    // paragraph.
    const Granularity size = past_time_->time.granularity;
    const bool is_period =
        size == Granularity::kQuarter || size == Granularity::kHalf || size == Granularity::kYear;
    return is_flow && is_period && !past_time_->time.is_future ? kMaxPeriodSentencesBack : 0;
  };
  if (past_time_ && !is_constant && sentence_ - past_time_->sentence <= reach()) {
    UseTime(claim, past_time_->time, How::kInherited);
    claim.time.span = past_time_->span;
    claim.time.text = past_time_->text;
    trace.time_why = "inherited from the sentence before";
    return;
  }
  if (published_) {
    claim.time.start = claim.time.end = published_;
    claim.time.granularity = Granularity::kDay;
    claim.time.how = How::kPublished;
    trace.time_why = "the article's date";
  }
}

void Finder::SetChip(Draft& draft, const MetricReading* metric) {
  Claim& claim = draft.claim;
  if (claim.qualifiers.contains("chip")) return;
  const Quantity& quantity = QuantityOf(draft);
  const bool about_chips = claim.dimension == "chip_count" || claim.dimension == "rental_price" ||
                           (metric != nullptr && claim.metric.find("gpu") != std::string::npos);
  if (!about_chips) return;
  // The chip named inside the figure (2048块英伟达H800型GPU), else the first one within a few
  // characters after it, else the nearest before it in the sentence.
  const EntityMention* best = nullptr;
  std::size_t best_distance = 1 << 20;
  for (const EntityMention& entity : mentions_.entities) {
    if (entity.kind != "chip") continue;
    std::size_t distance = 0;
    if (entity.span.begin >= quantity.span.end) {
      distance = entity.span.begin - quantity.span.end;
      if (distance > 36) continue;
    } else if (!quantity.span.Contains(entity.span)) {
      distance = quantity.span.begin - std::min(quantity.span.begin, entity.span.end) + 20;
      if (distance > 120) continue;
    }
    if (distance < best_distance) {
      best_distance = distance;
      best = &entity;
    }
  }
  if (best != nullptr)
    claim.qualifiers["chip"] = best->entity != nullptr ? best->entity->name : best->id;
}

// 较去年同期, 与2025年相比: what a growth is measured against.
void Finder::SetBaseline(Draft& draft) {
  Claim& claim = draft.claim;
  const bool grows = claim.dimension == "percent_change" || claim.metric == "growth_multiple";
  if (!grows) return;
  if (const auto said = claim.qualifiers.find("baseline");
      said != claim.qualifiers.end() && !IsAsciiDigit(said->second.front())) {
    return;
  }
  const SentenceLine& line = lines_[draft.line];
  const int clause = line.ClauseAt(Token(draft).at);
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kTime || token.clause != clause) continue;
    if (!IsBaseline(line, token)) continue;
    const TimeExpression& time = mentions_.times[token.mention.index];
    const std::string_view words = Slice(mapped_.text, time.span);
    const std::string_view rest =
        std::string_view(line.text).substr(token.at + kPlaceholderBytes, 6);
    const auto says = [&](std::string_view word) {
      return words.find(word) != std::string_view::npos ||
             rest.find(word) != std::string_view::npos;
    };
    if (says("同期") || says("同月") || says("同季")) {
      claim.qualifiers["baseline"] = "yoy";
      return;
    }
    if (says("上季")) {
      claim.qualifiers["baseline"] = "qoq";
    } else if (says("上月")) {
      claim.qualifiers["baseline"] = "mom";
    } else if (time.start && time.granularity == Granularity::kYear) {
      claim.qualifiers["baseline"] = std::to_string(time.start->year);
    }
  }
}

void Finder::SetPeer(Draft& draft, const MetricReading& metric) {
  Claim& claim = draft.claim;
  if (claim.dimension != "ratio" || claim.qualifiers.contains("peer")) return;
  const auto& required = metric.definition.required;
  if (std::find(required.begin(), required.end(), "peer") == required.end()) return;
  const SentenceLine& line = lines_[draft.line];
  const std::size_t at = Token(draft).at;
  std::string peer;
  if (draft.match->peer) {
    for (const LineToken& token : line.tokens) {
      if (token.at == draft.match->peer->begin) peer = mentions_.entities[token.mention.index].id;
    }
  }
  if (peer.empty()) {
    for (const LineToken& token : line.tokens) {
      if (token.mention.kind != MentionKind::kEntity || token.at > at ||
          token.clause != line.ClauseAt(at)) {
        continue;
      }
      const EntityMention& entity = mentions_.entities[token.mention.index];
      if (claim.subject && entity.id == claim.subject->id) continue;
      peer = entity.id;
    }
  }
  if (!peer.empty()) claim.qualifiers["peer"] = peer;
}

void Finder::SetAttribution(Draft& draft, const FigureContext& figure) {
  Claim& claim = draft.claim;
  const SentenceLine& line = lines_[draft.line];
  for (const AttributionCue& cue : know_.cues.FindAttributions(figure)) {
    Attribution attribution;
    ByteSpan words = cue.words;
    if (cue.entity) {
      words = *cue.entity;
      for (const LineToken& token : line.tokens) {
        if (token.at != cue.entity->begin) continue;
        attribution.id = mentions_.entities[token.mention.index].id;
        words = {token.at, token.at + kPlaceholderBytes};
        attribution.span = mapped_.map.ToSource(token.mention.span);
      }
    }
    if (!attribution.span) {
      const std::size_t last = line.source[words.end - 1];
      attribution.span =
          mapped_.map.ToSource({line.source[words.begin], last + Utf8Length(mapped_.text[last])});
    }
    if (claim.subject && !attribution.id.empty() && attribution.id == claim.subject->id &&
        cue.entity) {
      // A company speaking of itself is still who says it.
    }
    attribution.text = std::string(Slice(article_.text, *attribution.span));
    claim.attribution = attribution;
    past_attribution_ = attribution;
    past_attribution_sentence_ = sentence_;
    return;
  }
  // 其预测 / 报告还称: the sentence before said whose.
  static constexpr std::string_view kGoesOn[] = {"其预测", "其预计", "报告还", "该机构",
                                                 "该行",   "他还",   "报告称", "报告指",
                                                 "其指出", "其认为", "该报告"};
  if (past_attribution_ && sentence_ - past_attribution_sentence_ <= 2) {
    for (const std::string_view words : kGoesOn) {
      if (line.text.find(words) != std::string::npos) {
        claim.attribution = past_attribution_;
        past_attribution_sentence_ = sentence_;
        return;
      }
    }
  }
}

void Finder::Remember(std::size_t first, std::size_t last, const std::vector<Draft>& drafts,
                      bool is_heading) {
  const auto claimed = [&](std::string_view id) {
    return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& draft) {
      return draft.claim.subject && draft.claim.subject->id == id;
    });
  };
  if (!is_heading) {
    // The first named comes last, so that among equals the topic of the sentence is tried first.
    for (std::size_t l = last; l-- > first;) {
      const SentenceLine& line = lines_[l];
      for (std::size_t t = line.tokens.size(); t-- > 0;) {
        if (line.tokens[t].mention.kind != MentionKind::kEntity) continue;
        if (IsPeerPosition(line.text, line.tokens[t].at)) continue;
        if (IsSourcePosition(line.text, line.tokens[t].at)) continue;
        const EntityMention& entity = mentions_.entities[line.tokens[t].mention.index];
        if (IsOwnerOfNext(line, t)) continue;
        PastSubject past;
        past.id = entity.id;
        past.kind = entity.kind;
        past.name = entity.entity != nullptr ? entity.entity->name
                                             : std::string(Slice(mapped_.text, entity.span));
        past.span = mapped_.map.ToSource(entity.span);
        past.text = Original(entity.span);
        past.sentence = sentence_;
        past.was_claimed = claimed(entity.id);
        past_.push_back(std::move(past));
      }
    }
    // A subject that was itself inherited stays in reach.
    for (const Draft& draft : drafts) {
      if (!draft.claim.subject || draft.claim.subject->how != How::kInherited) continue;
      PastSubject past;
      past.id = draft.claim.subject->id;
      past.kind = draft.subject_kind;
      past.name = draft.claim.subject->name;
      past.text = draft.claim.subject->text;
      past.span = draft.claim.subject->span;
      past.sentence = sentence_;
      past.was_claimed = true;
      past_.push_back(std::move(past));
    }
  }
  for (std::size_t l = first; l < last; ++l) {
    for (const LineToken& token : lines_[l].tokens) {
      if (token.mention.kind != MentionKind::kTime || IsBaseline(lines_[l], token)) continue;
      const TimeExpression& time = mentions_.times[token.mention.index];
      if (time.is_vague || (!time.start && !time.end)) continue;
      if (IsComparisonTime(Slice(mapped_.text, time.span))) continue;
      past_time_ =
          PastTime{time, Original(time.span), mapped_.map.ToSource(time.span), sentence_, block_};
    }
  }
}

}  // namespace

std::vector<Claim> FindClaims(const ClaimKnowledge& knowledge, const Document& document,
                              const Article& article, const TraceFunction& trace) {
  return Finder(knowledge, document, article, trace).Run();
}

}  // namespace heshu::extract
