#include "extract/claims/english_subject.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "extract/claims/affix.h"
#include "extract/claims/english_clause.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr double kObject = 40;        // by X, with X, ahead of X
constexpr double kExample = 100;      // backers including X: told of all of them, not of X
constexpr double kHead = 10;          // X shipped …, X's revenue …
constexpr double kStatement = 16;     // each "while", "but", ";" between
constexpr double kRelative = 24;      // X, which …
constexpr double kApposition = 30;    // X's backer, the X-based firm
constexpr double kSource = 50;        // X said
constexpr double kPlaceOfTrade = 50;  // its X shares

constexpr double kPronoun = 72;  // it, the company
constexpr double kUnowned = 61;  // "Revenue rose 5 %"

// How much speaks for a name of earlier sentences.
constexpr int kMostMentions = 3;
constexpr int kReach = 6;     // sentences in which a name is remembered
constexpr int kNear = 2;      // sentences in which a topic goes on
constexpr int kTopic = 5;     // of the sentence before
constexpr int kOldTopic = 2;  // of one before it
constexpr int kClaimed = 3;
constexpr int kHeading = 3;
constexpr int kUnlisted = 2;

struct Salience {
  int mentions = 0;
  int near = 0;  // the best of its mentions: how near, whether topic or claimed
  bool is_heading = false;
  std::size_t last = 0;  // index into the past
  int Sum() const { return std::min(mentions, kMostMentions) + near + (is_heading ? kHeading : 0); }
};

bool NamesBetween(std::string_view line, std::size_t from, std::size_t to) {
  for (std::size_t at = from; at + 2 < to; at += Utf8Length(line[at])) {
    if (static_cast<unsigned char>(line[at]) == 0xEE &&
        static_cast<unsigned char>(line[at + 1]) == 0x80 &&
        static_cast<unsigned char>(line[at + 2]) < 0xA0) {
      return true;
    }
  }
  return false;
}

// What entities say of the country that they belong to.
std::string CodeOf(std::string_view country) {
  for (const auto& [id, code] : {std::pair<std::string_view, std::string_view>{"china", "cn"},
                                 {"us", "us"},
                                 {"taiwan", "tw"},
                                 {"hong-kong", "hk"},
                                 {"japan", "jp"},
                                 {"korea", "kr"}}) {
    if (id == country) return std::string(code);
  }
  return {};
}

// "the Hangzhou-based company", "the US chipmaker": the region that its antecedent is at home in.
std::string HomeOf(const SubjectQuery& query, const SentenceLine& line, std::size_t pronoun) {
  constexpr std::size_t kNearBytes = 24;  // the words of the pronoun before its noun
  const std::string_view words = std::string_view(line.text).substr(pronoun, kNearBytes);
  for (const auto& [demonym, region] :
       {std::pair<std::string_view, std::string_view>{" Chinese ", "cn"},
        {" Taiwanese ", "tw"},
        {" Japanese ", "jp"},
        {" South Korean ", "kr"},
        {" Korean ", "kr"},
        {" American ", "us"}}) {
    if (words.find(demonym) == 3) return std::string(region);
  }
  for (const LineToken& token : line.tokens) {
    if (token.mention.kind != MentionKind::kEntity || token.at < pronoun ||
        token.at > pronoun + kNearBytes) {
      continue;
    }
    const EntityMention& place = query.mentions->entities[token.mention.index];
    const bool is_home = IsCompanyAdjective(line.text, token.at);
    if (place.kind == "region" && place.entity != nullptr && is_home) {
      return place.entity->region.empty() ? CodeOf(place.id) : place.entity->region;
    }
  }
  return {};
}

bool IsCompanyLike(std::string_view kind) {
  return kind == "company" || kind == "name" || kind == "exchange";
}

}  // namespace

double EnglishScore(std::string_view line, std::size_t at, std::size_t figure, bool is_market) {
  double score = 0;
  if (OpensRelativeClause(line, at, figure) || IsChanged(line, at, figure)) {
    score += kRelative;
  } else if (IsOwnerBehind(line, at)) {
    score += kHead;
  } else if (IsExample(line, at)) {
    score -= kExample;
  } else if (HangsOnPreposition(line, at)) {
    score -= kObject;
  }
  if (SaysWhereSharesTrade(line, at)) score -= kPlaceOfTrade;
  const bool is_apposition =
      (IsApposition(line, at) || HasRole(line, at)) && !StandsForOwner(line, at);
  if (is_apposition) score -= kApposition;
  if (OpensSubordinate(line, at, figure)) score -= kStatement;
  if (IsEnglishSource(line, at) && !SaysItself(line, at, figure)) score -= kSource;
  if (!is_apposition && IsGrammaticalSubject(line, at)) score += kHead;
  // "lifting X shares {figure}"
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  if (is_market && at < figure && !NamesBetween(line, at + kPlaceholderBytes, figure) &&
      StartsWithAny(
          rest, {" shares", "'s shares", " stock", "'s stock", " gained", " added", " rose",
                 " fell", " lost", " dropped", " slid", " sank", " plunged", " jumped", " surged",
                 " climbed", " shed", " declined", ", whose shares"})) {
    score += kRelative;
  }
  score -= kStatement * StatementsBetween(line, at, figure);
  return score;
}

std::optional<SubjectChoice> FindEnglishAntecedent(const SubjectQuery& query,
                                                   const SentenceLine& line) {
  if (!IsEnglishLine(line.text)) return {};
  const MetricReading& metric = *query.metric;
  const std::optional<std::size_t> pronoun = FindEnglishPronoun(line.text, query.at);
  const bool has_pronoun = pronoun.has_value();
  // "the benchmark index": no company, however much is told of it.
  const bool is_gauge = has_pronoun && metric.is_market && PointsToIndex(line.text, *pronoun);
  // "Lenovo was first; its shipments rose {figure}": who heads the sentence so far.
  for (const LineToken& token : line.tokens) {
    if (!has_pronoun || is_gauge || token.at > *pronoun ||
        token.mention.kind != MentionKind::kEntity)
      continue;
    const EntityMention& entity = query.mentions->entities[token.mention.index];
    if (!IsCompanyLike(entity.kind) || !KindFits(metric, entity.kind) ||
        !IsGrammaticalSubject(line.text, token.at) || IsEnglishSource(line.text, token.at)) {
      continue;
    }
    return SubjectChoice{entity.id,
                         entity.kind,
                         entity.entity != nullptr ? entity.entity->name
                                                  : std::string(Slice(query.folded, entity.span)),
                         entity.span,
                         std::nullopt,
                         How::kStated,
                         kPronoun};
  }
  if (!has_pronoun && !metric.is_corporate && !metric.is_market) return {};
  const std::string home = has_pronoun ? HomeOf(query, line, *pronoun) : std::string();
  const PastSubjects& past = *query.past;
  std::vector<std::size_t> reach = past.InReach(query.sentence - kReach);
  if (query.main_company) reach.push_back(*query.main_company);
  std::map<std::string_view, Salience> all;
  for (const std::size_t i : reach) {
    const PastSubject& one = past[i];
    if (!home.empty() && !one.region.empty() && one.region != home) continue;
    if (!KindFits(metric, one.kind) || (is_gauge && one.kind != "index")) continue;
    const bool may_own = IsCompanyLike(one.kind) || (!metric.is_corporate && !metric.is_market) ||
                         (metric.is_market && one.kind == "index");
    if (!may_own || (metric.is_corporate && !one.owner.empty() && past.Names(one.owner))) continue;
    Salience& salience = all[one.id];
    salience.mentions = past.MentionsOf(one.id);
    salience.last = std::max(salience.last, i);
    if (one.is_heading) {
      salience.is_heading = true;
      continue;
    }
    const int back = query.sentence - one.sentence;
    int near = back <= 1 ? 4 : back == 2 ? 2 : back == 3 ? 1 : 0;
    if (back <= kNear)
      near += (!one.is_topic ? 0
               : back <= 1   ? kTopic
                             : kOldTopic) +
              (one.was_claimed ? kClaimed : 0);
    if (one.kind == "name") near -= kUnlisted;
    salience.near = std::max(salience.near, near);
  }
  const Salience* best = nullptr;
  for (const auto& [id, salience] : all) {
    if (best == nullptr || salience.Sum() > best->Sum() ||
        (salience.Sum() == best->Sum() && salience.last > best->last)) {
      best = &salience;
    }
  }
  if (best == nullptr) return {};
  const PastSubject& one = past[best->last];
  return SubjectChoice{one.id,
                       one.kind,
                       one.name,
                       std::nullopt,
                       best->last,
                       How::kInherited,
                       has_pronoun ? kPronoun : kUnowned};
}

}  // namespace heshu::extract
