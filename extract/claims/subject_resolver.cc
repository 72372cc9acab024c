#include "extract/claims/subject_resolver.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "extract/claims/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kPlaceholderBytes = 3;

// Scores: what the same clause says beats what an earlier one says, and so on down to the title.
constexpr double kSameClause = 100;
constexpr double kPerClause = 14;
constexpr double kAfterFigure = 45;
constexpr double kClauseHead = 8;
constexpr double kPossessor = 18;    // X的Y: Y is what the figure is of
constexpr double kPeer = 45;
constexpr double kSource = 50;
constexpr double kUnlistedName = 12;
constexpr double kPlace = 25;        // a region is a subject only of what nothing nearer is
constexpr double kClassBonus = 0;
constexpr double kEarlierSentence = 52;
constexpr double kPerSentence = 9;
constexpr double kClaimedBonus = 12;
constexpr double kHeading = 34;
constexpr double kPhrase = 40;
constexpr int kMaxSentencesBack = 3;
constexpr double kFloor = 8;

bool EndsWithAny(std::string_view text, const std::vector<std::string_view>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
  });
}

bool StartsWithAny(std::string_view text, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
    return text.substr(0, beginning.size()) == beginning;
  });
}

double PositionPenalty(std::string_view line, std::size_t at) {
  double penalty = 0;
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  const bool possessor =
      StartsWithAny(rest, {"的", "旗下", "推出的", "发布的", "自研", "家的"}) ||
      (!rest.empty() && static_cast<unsigned char>(rest[0]) == 0xEE &&
       static_cast<unsigned char>(rest[1]) == 0x80 && static_cast<unsigned char>(rest[2]) < 0x90);
  if (possessor) penalty += kPossessor;
  if (IsPeerPosition(line, at)) penalty += kPeer;
  if (IsSourcePosition(line, at)) penalty += kSource;
  return penalty;
}

// Whether `more` is a version, product or part of `less`: the more specific one is meant.
bool IsMoreSpecific(const EntityMention& more, const EntityMention& less) {
  if (more.entity == nullptr || less.entity == nullptr || more.id == less.id) return false;
  return more.entity->owner == less.id || more.entity->family == less.id ||
         (more.entity->id == less.id && more.id.size() > less.id.size());
}

void Consider(std::optional<SubjectChoice>& best, SubjectChoice choice) {
  if (choice.score > kFloor && (!best || choice.score > best->score)) best = std::move(choice);
}

// Entities of one line, seen from byte `from` of it; `base` is the score of its own clause.
void ConsiderLine(const SubjectQuery& query, const SentenceLine& line, std::size_t from,
                  double base, How how, std::optional<SubjectChoice>& best) {
  const int own_clause = line.ClauseAt(from);
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const LineToken& token = line.tokens[i];
    if (token.mention.kind != MentionKind::kEntity) continue;
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    if (!KindFits(*query.metric, entity.kind)) continue;
    double score = base;
    if (token.at > from) {
      if (token.clause != own_clause) continue;
      score -= kAfterFigure;
    }
    score -= kPerClause * std::abs(own_clause - token.clause);
    const double characters =
        static_cast<double>(token.at > from ? token.at - from : from - token.at) / 3.0;
    score -= std::min(12.0, 0.25 * characters);
    if (token.at == line.ClauseBegin(token.at)) score += kClauseHead;
    score -= PositionPenalty(line.text, token.at);
    if (entity.kind == "name") score -= kUnlistedName;
    if (entity.kind == "region") score -= kPlace;
    if (entity.kind == "class" || entity.kind == "group") score += kClassBonus;
    // A company right before its own product or version is its owner only.
    for (std::size_t j = 0; j < line.tokens.size(); ++j) {
      const LineToken& other = line.tokens[j];
      if (j == i || other.mention.kind != MentionKind::kEntity) continue;
      if (other.clause != token.clause || other.at > from) continue;
      const EntityMention& rival = query.mentions->entities[other.mention.index];
      if (IsMoreSpecific(rival, entity) && KindFits(*query.metric, rival.kind) &&
          !IsPeerPosition(line.text, other.at)) {
        score -= kPossessor;
        break;
      }
    }
    Consider(best, {entity.id, entity.kind,
                    entity.entity != nullptr && entity.entity->id == entity.id
                        ? entity.entity->name
                        : std::string(Slice(query.folded, entity.span)),
                    entity.span, std::nullopt, how, score});
  }
}

// 「X的{noun}」 with an X that is no name: the words themselves are the subject.
void ConsiderPhrase(const SubjectQuery& query, const SentenceLine& line,
                    std::optional<SubjectChoice>& best) {
  static const std::vector<std::string_view> kStops = {
      "已", "将", "也", "又", "更", "则", "就", "在", "于", "从", "被", "把", "使", "让", "达", "为",
      "是", "有", "其", "该", "这", "那", "它", "和", "与", "及", "但", "而", "并", "或", "因", "由",
      "了", "着", "过", "至", "到", "对", "向", "按", "据", "以", "随", "当", "如", "若", "虽", "却",
      "不", "还", "仅", "约", "近", "超", "逾", "每", "各", "全", "均", "曾", "可", "会", "能", "要"};
  if (!query.match->cue || query.match->cue->begin > query.at) return;
  std::size_t end = query.match->cue->begin;
  const std::string_view text = line.text;
  if (end >= 3 && text.substr(end - 3, 3) == "的") end -= 3;
  std::size_t begin = end;
  int characters = 0;
  while (begin > 0 && characters < 14) {
    const std::size_t before = PreviousCodePoint(text, begin);
    const std::string_view character = text.substr(before, begin - before);
    if (!IsHanAt(text, before) && !IsAsciiAlnum(text[before])) break;
    if (characters > 0 && EndsWithAny(character, kStops)) break;
    begin = before;
    ++characters;
  }
  if (characters < 2 || characters >= 14) return;
  const ByteSpan folded{line.source[begin], line.source[end - 1] + Utf8Length(query.folded[line.source[end - 1]])};
  const std::string_view words = Slice(query.folded, folded);
  if (EndsWithAny(words.substr(0, 3), kStops)) return;
  Consider(best, {"x:" + std::string(words), "name", std::string(words), folded, std::nullopt,
                  How::kStated, kPhrase});
}

void ConsiderPast(const SubjectQuery& query, std::optional<SubjectChoice>& best) {
  for (std::size_t i = query.past->size(); i-- > 0;) {
    const PastSubject& past = (*query.past)[i];
    if (!KindFits(*query.metric, past.kind)) continue;
    double score = 0;
    if (past.is_heading) {
      score = kHeading;
    } else {
      const int back = query.sentence - past.sentence;
      if (back < 1 || back > kMaxSentencesBack) continue;
      score = kEarlierSentence - kPerSentence * (back - 1);
    }
    if (past.was_claimed) score += kClaimedBonus;
    if (past.kind == "region") score -= kPlace;
    if (past.kind == "name") score -= kUnlistedName;
    Consider(best, {past.id, past.kind, past.name, std::nullopt, i, How::kInherited, score});
  }
}

}  // namespace

bool KindFits(const MetricReading& metric, std::string_view kind) {
  if (metric.subjects.empty()) return kind != "chip" && kind != "person" && kind != "outlet";
  if (kind == "name") kind = "company";
  return std::find(metric.subjects.begin(), metric.subjects.end(), kind) != metric.subjects.end();
}

bool IsPeerPosition(std::string_view line, std::size_t at) {
  static const std::vector<std::string_view> kBefore = {
      "比", "较", "比起", "相比", "相较", "超过", "超越", "高于", "低于", "远低于", "远高于", "不及",
      "优于", "仅为", "相当于", "等同", "仅是", "仅仅是", "竞争对手", "对标", "赶超", "压过", "匹敌",
      "媲美", "抗衡", "挑战", "向", "跟", "到了", "than ", "vs ", "对"};
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  static const std::vector<std::string_view> kAfter = {"等海外", "等竞争", "等同级", "同级"};
  const std::string_view before = line.substr(0, at);
  // 是X的1/20: a copula before it and 的 after it.
  const bool copula = EndsWithAny(before, {"是", "为"}) && rest.find("的") < 30;
  return EndsWithAny(before, kBefore) || StartsWithAny(rest, kAfter) || copula ||
         StartsWithAny(rest, {"相比", "之比"});
}

bool IsSourcePosition(std::string_view line, std::size_t at) {
  const std::string_view before = line.substr(0, at);
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  return EndsWithAny(before, {"据", "根据", "按照", "援引", "引述", "引用", "来源:", "来自", "按"}) ||
         StartsWithAny(rest, {"指出", "表示", "预测", "预计", "预期", "认为", "报道", "报导", "测算",
                              "估算", "估计", "分析师", "的预测", "的报告", "研报", "称,", "称:", "指,",
                              "引述", "发文", "撰文", "said", "reported", "estimates", "的数据", "数据显示",
                              "最新数据", "的最新数据", "统计"});
}

std::optional<SubjectChoice> ResolveSubject(const SubjectQuery& query) {
  std::optional<SubjectChoice> best;
  const SentenceLine& line = (*query.lines)[query.line];
  if (query.match->subject) {
    for (const LineToken& token : line.tokens) {
      if (token.at != query.match->subject->begin) continue;
      const EntityMention& entity = query.mentions->entities[token.mention.index];
      return SubjectChoice{entity.id, entity.kind,
                           entity.entity != nullptr ? entity.entity->name
                                                    : std::string(Slice(query.folded, entity.span)),
                           entity.span, std::nullopt, How::kStated, kSameClause};
    }
  }
  if (!query.match->fixed_subject.empty()) {
    return SubjectChoice{query.match->fixed_subject, "class", query.match->fixed_subject,
                         std::nullopt, std::nullopt, How::kInferred, kSameClause};
  }
  double base = kSameClause;
  std::size_t at = query.at;
  for (const SentenceLine* here = &line;;) {
    ConsiderLine(query, *here, at, base, How::kStated, best);
    if (here->parent < 0) break;
    at = here->parent_at;
    here = &(*query.lines)[static_cast<std::size_t>(here->parent)];
    base -= 5;
  }
  ConsiderPhrase(query, line, best);
  ConsiderPast(query, best);
  if (!best && !query.metric->default_subject.empty()) {
    best = SubjectChoice{query.metric->default_subject, "class", query.metric->default_subject,
                         std::nullopt, std::nullopt, How::kInferred, kFloor};
  }
  return best;
}

}  // namespace heshu::extract
