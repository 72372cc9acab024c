#include "extract/subject/english_subject.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "extract/mentions/english_clause.h"
#include "extract/mentions/english_owner.h"
#include "extract/mentions/entity_table.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"
#include "extract/subject/phrase_subject.h"
#include "extract/text/affix.h"

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
constexpr double kOwned = 95;    // their {figure} gain
constexpr double kUnowned = 61;  // "Revenue rose 5 %"
constexpr double kLead = 41;     // below a name that was told of right before

// How much speaks for a name of earlier sentences.
constexpr int kMostMentions = 3;
constexpr int kReach = 6;     // sentences in which a name is remembered
constexpr int kNear = 2;      // sentences in which a topic goes on
constexpr int kTopic = 6;     // of the sentence before
constexpr int kOldTopic = 2;  // of one before it
constexpr int kClaimed = 3;
constexpr int kHeading = 3;
constexpr int kAlone = 3;
constexpr int kUnlisted = 2;
constexpr int kUntold = 5;  // an unlisted name of which nothing was told

struct Salience {
  int mentions = 0;
  int near = 0;             // the best of its mentions: how near, whether topic or claimed
  bool is_heading = false;  // the text's heading or its first sentence names it
  std::size_t last = 0;     // index into the past
  bool is_alone = false;    // the headings name no other company
  int Sum() const {
    return std::min(mentions, kMostMentions) + near + (is_heading ? kHeading : 0) +
           (is_alone ? kAlone : 0);
  }
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

// "Laid off about {figure}", "Is reportedly cutting {figure}": the heading above names who did.
bool LacksSubject(std::string_view line) {
  static const LazyPattern pattern(
      "^(?:(?:Reportedly|Also|Recently) )?(?:(?:Is|Has|Will|Was|Plans to|Is reportedly|Has "
      "reportedly) "
      "[a-z]+|(?:(?i:laid off|cut|let go of|eliminated|slashed|shut "
      "down|announced|confirmed))\\b)");
  return pattern.FoundIn(line);
}

std::optional<SubjectChoice> NamedByHeading(const SubjectQuery& query) {
  const PastSubjects& past = *query.past;
  std::optional<std::size_t> named;
  for (const std::size_t i : past.InReach(query.sentence - 1)) {
    if (past[i].is_heading || past[i].sentence != query.sentence - 1) continue;
    if (named && past[*named].id != past[i].id) return {};
    if (KindFits(*query.metric, past[i].kind)) named = i;
  }
  if (!named) return {};
  return SubjectChoice::Inherited(past[*named], *named, kPronoun);
}

bool IsCompanyLike(std::string_view kind) {
  return kind == "company" || kind == "name" || kind == "exchange";
}

}  // namespace

double EnglishScore(std::string_view line, std::size_t at, std::size_t figure, bool is_market) {
  double score = 0;
  if (OpensRelativeClause(line, at, figure) || IsChanged(line, at, figure) ||
      ActsUpon(line, at, figure)) {
    score += kRelative;
  } else if (IsOwnerBehind(line, at)) {
    score += kHead;
  } else if (IsExample(line, at)) {
    score -= kExample;
  } else if (HangsOnPreposition(line, at)) {
    score -= kObject;
  } else if (at < figure && HeadsWithPhrase(line, at)) {
    score += kHead + kStatement;
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
  if (LacksSubject(line.text)) return NamedByHeading(query);
  const bool is_owned = IsOwnedByPronoun(line.text, query.at);
  std::optional<std::size_t> pronoun = FindEnglishPronoun(line.text, query.at);
  if (!pronoun && is_owned) pronoun = query.at;
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
        !IsGrammaticalSubject(line.text, token.at) || IsEnglishSource(line.text, token.at) ||
        (IsHouse(entity) && MovesItsTarget(line.text, token.at))) {
      continue;
    }
    return SubjectChoice::Stated(entity, query.folded, is_owned ? kOwned : kPronoun);
  }
  if (!has_pronoun && !metric.is_corporate && !metric.is_market) return {};
  const std::string home = has_pronoun ? HomeOf(query, line, *pronoun) : std::string();
  static const LazyPattern startup("^[Tt]he (?:[A-Za-z-]+ )?(?:startup|start-up)\\b");
  const bool is_startup =
      has_pronoun && startup.FoundIn(std::string_view(line.text).substr(*pronoun));
  const PastSubjects& past = *query.past;
  std::vector<std::size_t> reach = past.InReach(query.sentence - kReach);
  if (query.main_company) reach.push_back(*query.main_company);
  const std::optional<std::size_t> lead = past.Lead();
  if (lead) reach.push_back(*lead);
  std::map<std::string_view, Salience> all;
  for (const std::size_t i : reach) {
    const PastSubject& one = past[i];
    if (!home.empty() && !one.region.empty() && one.region != home) continue;
    if (!KindFits(metric, one.kind) || (is_gauge && one.kind != "index")) continue;
    // "Shares are 2% lower", below what a house said: not of the house.
    const bool is_target = metric.definition.id == "target_price";
    if (one.is_house && (is_target || (!one.is_heading && (metric.is_market || !one.was_claimed))))
      continue;
    const bool may_own = IsCompanyLike(one.kind) || (!metric.is_corporate && !metric.is_market) ||
                         (metric.is_market && one.kind == "index");
    // "OpenAI said ChatGPT has …. Its annualized revenue": the owner's, where it is named.
    const bool is_of_owner = metric.is_corporate || metric.definition.id == "arr";
    if (!may_own || (is_of_owner && !one.owner.empty() && past.Names(one.owner))) continue;
    Salience& salience = all[one.id];
    salience.mentions = past.MentionsOf(one.id);
    salience.last = std::max(salience.last, i);
    salience.is_heading = salience.is_heading || (lead && one.id == past[*lead].id);
    // "Overall revenue rose": of whom the text is about, whoever was named in passing.
    salience.is_alone = !has_pronoun && metric.is_corporate && past.IsAloneInHeadings(one.id);
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
    if (one.kind == "name" && !is_startup) near -= one.was_claimed ? kUnlisted : kUntold;
    if (one.kind != "name" && is_startup) near -= kUntold;  // it is seldom in a table
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
  return SubjectChoice::Inherited(past[best->last], best->last,
                                  is_owned      ? kOwned
                                  : has_pronoun ? kPronoun
                                                : kUnowned);
}

std::optional<SubjectChoice> FindLead(const SubjectQuery& query, const SentenceLine& line) {
  const std::optional<std::size_t> lead = query.past->Lead();
  if (!lead || !IsEnglishLine(line.text) || IsToldOfPlaces(*query.metric)) return {};
  if (LacksSubject(line.text)) return {};
  const PastSubject& one = (*query.past)[*lead];
  if (!KindFits(*query.metric, one.kind)) return {};
  // "There were {figure} applications": nobody heads it.
  const bool is_existential =
      line.text.starts_with("There was ") || line.text.starts_with("There were ") ||
      line.text.starts_with("There are ") || line.text.starts_with("There is ");
  return SubjectChoice::Inherited(one, *lead, is_existential ? kPronoun : kLead);
}

}  // namespace heshu::extract
