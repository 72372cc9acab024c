#include "extract/claims/english_clause.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "extract/claims/sentence_line.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

// An entity's placeholder (sentence_line.h), and any placeholder.
constexpr char kEntity[] = "[\\x{E000}-\\x{E01F}]";
constexpr char kPreposition[] =
    "(?i:\\b(?:by|with|from|than|against|including|include[sd]?|such as|like|unlike|to|into|for|"
    "ahead of|behind|alongside|rivals?|competitors?|versus|vs\\.?|between|over|despite|per|"
    "backers?|on|in|via|through|using|beating|overtaking|overtook|surpassing|surpassed|acquire|"
    "acquiring|buy|buying|investors?))";

bool Find(std::string_view text, const RE2& pattern) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

}  // namespace

bool IsEnglishLine(std::string_view line) {
  constexpr std::size_t kLetters = 8;
  constexpr std::size_t kWordLetters = 3;  // "has # users": a small letter's word is prose
  std::size_t letters = 0;
  std::size_t small = 0;
  bool has_word = false;
  for (std::size_t at = 0; at < line.size(); at += Utf8Length(line[at])) {
    if (IsHanAt(line, at)) return false;
    if (IsAsciiAlpha(line[at])) ++letters;
    small = line[at] >= 'a' && line[at] <= 'z' ? small + 1 : 0;
    const bool stands_alone =
        small == kWordLetters && at >= kWordLetters && line[at - kWordLetters] == ' ';
    has_word = has_word || stands_alone;
  }
  return letters >= kLetters || has_word;
}

// "Its smaller rival X projected …": the rival is who the sentence is about.
bool IsRivalAtHead(std::string_view line, std::size_t at) {
  static const RE2 pattern(
      "(?:^|[;.,] )(?i:(?:its|their|the company's|[\\x{E000}-\\x{E01F}]'s) )?(?i:(?:[a-z-]+ "
      "){0,2}(?:rival|competitor|peer)) $");
  return Find(line.substr(0, at), pattern);
}

bool HangsOnPreposition(std::string_view line, std::size_t at) {
  if (IsRivalAtHead(line, at)) return false;
  // "with X locking up a round"
  static const RE2 acts("^ [a-z]+ing\\b");
  if (at >= 5 && line.substr(at - 5, 5) == "with " &&
      Find(line.substr(at + kPlaceholderBytes), acts)) {
    return false;
  }
  // Up to three words that say what the name is stand between the two, and other names of a list.
  static const RE2 pattern(std::string(kPreposition) +
                           "(?: (?:the|its|their|a|an))?(?: [a-z][a-z-]*){0,3} (?:ex-)?(?:" +
                           kEntity + "(?:'s)?(?:,? and |, | or ))*$");
  return Find(line.substr(0, at), pattern);
}

bool IsEnglishSource(std::string_view line, std::size_t at) {
  static const RE2 before(
      "(?i:(?:according to|citing|cited by|data from|figures from|estimates? (?:from|by)|"
      "(?:polled|surveyed|compiled) by|per|reported by|research (?:firm|house)|told|as per)"
      "(?: the| a| an)?(?: [a-z][a-z-]*){0,3} )$");
  static const RE2 after(
      "^(?i:(?:'s)?(?: [a-z-]+){0,2} (?:analysts?|data|research|tracker|consensus)\\b|"
      " (?:estimates?|estimated|noted|wrote|argues?|added(?: that|[,:]))\\b| (?:and " +
      std::string(kEntity) +
      " )?(?:reports?|reported) (?:that|the|it|on)\\b| (?:says?|said|told|projects|forecasts?|"
      "forecasted|predicts?|expects|thinks|believes)\\b|(?: [a-z]+){0,3} (?:set|raised|cut|lowered|"
      "provided|initiated|upgraded|downgraded|reiterated|maintained|lifted|boosted|assigned)\\b[^;]"
      "*"
      "\\b(?:price target|target price|rating|price objective)\\b)");
  return Find(line.substr(0, at), before) || Find(line.substr(at + kPlaceholderBytes), after);
}

bool IsApposition(std::string_view line, std::size_t at) {
  static const RE2 before(", (?:the |an? )?$");
  static const RE2 after("^'s [^,;]{2,60},");
  static const RE2 compound(
      "^(?:-(?:based|backed|owned|led|listed)| "
      "(?:maker|owner|developer|parent|creator|operator))\\b");
  // "X parts supplier Y", "smartphone and electronics maker Y": what Y is, or is to X.
  static const RE2 relation(
      std::string("^(?:'s)?(?: [a-z-]+| [\\x{E000}-\\x{E01F}]){0,4} "
                  "(?:assemblers?|suppliers?|rivals?|competitors?|partners?|units?|"
                  "subsidiar(?:y|ies)|affiliates?|spin-off|arm|backers?|customers?|contractors?|"
                  "founders?|makers?|giants?|manufacturers?|producers?|developers?|providers?|"
                  "operators?|brands?|startups?|start-ups?|firms?|company|retailers?|leaders?) ") +
      kEntity);
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  return (Find(line.substr(0, at), before) && Find(rest, after)) || Find(rest, compound) ||
         Find(rest, relation);
}

bool IsOwned(std::string_view line, std::size_t at) {
  static const RE2 owner("(?i:\\b(?:its|their|whose|the (?:company|firm|group)'s) )$");
  return Find(line.substr(0, at), owner);
}

bool IsCompanyAdjective(std::string_view line, std::size_t at) {
  static const RE2 before("(?i:\\b(?:the|a|an) (?:[a-z-]+ )?)$");
  static const RE2 after(
      "^(?:-(?:based|listed|traded))?(?: [a-z-]+){0,3}? "
      "(?:company|firm|chipmaker|startup|start-up|giant|"
      "maker|retailer|carmaker|automaker|manufacturer|lender|developer|operator|group|bank|titan)"
      "\\b");
  return Find(line.substr(0, at), before) && Find(line.substr(at + kPlaceholderBytes), after);
}

bool HasRole(std::string_view line, std::size_t at) {
  static const RE2 pattern(
      "^'s(?: [a-z-]+){0,2} (?:arch-?rivals?|rivals?|competitors?|suppliers?|partners?|backers?|"
      "investors?|customers?|peers?|parent|owner|founder)\\b");
  return Find(line.substr(at + kPlaceholderBytes), pattern);
}

bool SaysWhereSharesTrade(std::string_view line, std::size_t at) {
  static const RE2 owner("(?i:\\b(?:its|their|whose|the (?:company|firm|group|stock)'s) |'s )$");
  static const RE2 shares(
      "^(?:-(?:listed|traded))?(?: [a-z-]+)? (?:shares?|stock|ADRs?|ADSs?|depositary)\\b");
  return Find(line.substr(0, at), owner) && Find(line.substr(at + kPlaceholderBytes), shares);
}

bool StandsForOwner(std::string_view line, std::size_t at) {
  static const RE2 article("(?i:(?:^|[ ,;])the )$");
  static const RE2 role(
      "^ (?:[a-z-]+ )?(?:operator|owner|maker|developer|parent|creator|builder|publisher)\\b");
  static const RE2 named(std::string("^ (?:[a-z-]+ ){1,2}") + kEntity);
  // "the parent company of X, Y and Z", "the maker of the X family"
  static const RE2 of(std::string("(?i:\\b(?:the|a) (?:[A-Za-z.-]+ |[\\x{E000}-\\x{E01F}]-based )*"
                                  "(?:parent|owner|maker|operator|developer|creator|publisher)"
                                  "(?: company)? of (?:the )?(?:") +
                      kEntity + "(?:, (?:and )?| and ))*)$");
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  return (Find(line.substr(0, at), article) && Find(rest, role) && !Find(rest, named)) ||
         Find(line.substr(0, at), of);
}

bool SaysItself(std::string_view line, std::size_t at, std::size_t figure) {
  static const RE2 pattern(
      "^(?i: (?:also |has |had )?(?:says?|said|expects|forecasts?|projects|believes)\\b)[^;]*"
      "\\b(?:it|its|they|their|the company(?:'s)?|revenue|sales|profit)\\b");
  // "X projects {figure} in revenue for the current quarter"
  static const RE2 own("^(?i: (?:expects|forecasts?|projects|predicts|sees)(?: [a-z]+){0,3} )$");
  static const RE2 account(
      "^(?i:(?: in| of) (?:[a-z-]+ ){0,2}(?:revenues?|sales|profit|income)\\b)");
  // "X expects to lose {figure}"
  static const RE2 will(
      "^(?i: (?:also |now )?(?:expects?|projects|forecasts?|predicts) to "
      "[a-z]+\\b[^\\x{E000}-\\x{E01F}]*)$");
  if (figure < at + kPlaceholderBytes) return false;
  const std::string_view between =
      line.substr(at + kPlaceholderBytes, figure - at - kPlaceholderBytes);
  return Find(between, pattern) || Find(between, will) ||
         (Find(between, own) && Find(line.substr(figure + kPlaceholderBytes), account));
}

bool OpensRelativeClause(std::string_view line, std::size_t at, std::size_t figure) {
  if (figure < at + kPlaceholderBytes) return false;
  static const RE2 pattern(
      "^(?:'s)?(?:, (?:an? |the )?[^,;]{0,80})?, (?:which|whose|who)\\b[^;]*$");
  const std::string_view between =
      line.substr(at + kPlaceholderBytes, figure - at - kPlaceholderBytes);
  return Find(between, pattern) && between.find(", wh") == between.rfind(", wh");
}

bool OpensSubordinate(std::string_view line, std::size_t at, std::size_t figure) {
  static const RE2 opener("(?i:\\b(?:before|after|once|since|until) )$");
  return at < figure && Find(line.substr(0, at), opener) &&
         line.substr(at, figure - at).find(", ") != std::string_view::npos;
}

bool IsChanged(std::string_view line, std::size_t at, std::size_t figure) {
  static const RE2 changes(
      "(?i:\\b(?:bring(?:ing|s)?|brought|taking|took|push(?:ing|ed|es)?|lift(?:ing|ed|s)?|"
      "propell?(?:ing|ed|s)|driv(?:ing|en|es)|elevat(?:ing|ed|es?)|send(?:ing|s)?|sent|"
      "valu(?:ing|ed|es)) (?:the |its )?)$");
  static const RE2 to("^(?:'s)?(?: [a-z-]+){0,4} (?:to|at|by|past|above|below)\\b");
  static const RE2 owns(
      "^'s(?:(?: [A-Za-z-]+| [\\x{E030}-\\x{E03F}]){1,5} (?:of|was|were|at))? "
      "(?:(?:about|nearly|almost|roughly|more than|over|around|record|a) )*$");
  if (figure < at + kPlaceholderBytes) return false;
  const std::string_view between =
      line.substr(at + kPlaceholderBytes, figure - at - kPlaceholderBytes);
  return Find(between, owns) || (Find(line.substr(0, at), changes) && Find(between, to));
}

bool HasOwnSubject(std::string_view line, std::size_t figure) {
  static const RE2 pattern(
      "^(?:(?:[A-Z][a-z]+|[a-z]+) ){0,2}?(?i:backers|investors|companies|"
      "firms|brands|vendors|makers|rivals|peers|shareholders|startups|banks|"
      "lenders|retailers|suppliers|carmakers|automakers|chipmakers|developers|exporters|"
      "shares of (?:[A-Za-z.-]+ ){0,4}(?:makers|companies|firms|chipmakers|banks|developers|"
      "suppliers|stocks))\\b");
  static const RE2 points_back("(?i:\\b(?:it|its|the company|the firm|the group|the startup)\\b)");
  const std::string_view before = line.substr(0, figure);
  return Find(before, pattern) && !Find(before, points_back);
}

bool SetsTarget(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  static const RE2 acts(
      "^(?: [A-Za-z'-]+){0,4}? (?:rais|lift|cut|lower|boost|hik|trimm|increas|reduc|set|maintain|"
      "reiterat|reaffirm|upgrad|downgrad|initiat|kept|keeps|assign|start)[a-z]*\\b");
  return IsGrammaticalSubject(line, at) && Find(rest, acts);
}

bool IsOwnerBehind(std::string_view line, std::size_t at) {
  static const RE2 pattern(
      "(?i:\\b(?:rating|stance|coverage|price targets?|target prices?|targets?|price objectives?) "
      "(?:on|for|of) "
      "|\\b(?:revenues?|sales|profits?|earnings|income|shares|stock|shipments|deliveries|orders|"
      "spending|valuation|market (?:value|share)|capex|headcount|users|subscribers|downloads) "
      "(?:for|from|of|at) (?:the )?|"
      "\\b(?:was|were|been|being|is|are) (?:[a-z]+ "
      ")?(?:generated|earned|raised|spent|invested|paid|"
      "sold|shipped|produced|reported|posted|committed|contributed) by (?:the )?)$");
  return Find(line.substr(0, at), pattern);
}

bool IsAgentlessPassive(std::string_view line, std::size_t figure) {
  static const RE2 passive(
      "^(?i: (?:has|have|had|was|were|is being|are being|will be) (?:been )?(?:[a-z]+ly )?"
      "(?:invested|spent|raised|poured|paid|wiped|lost|pumped|plowed|ploughed|traded)\\b)");
  static const RE2 agent("(?i:\\bby (?:the )?[\\x{E000}-\\x{E01F}])");
  const std::string_view rest = line.substr(figure + kPlaceholderBytes);
  return Find(rest, passive) && !Find(rest, agent);
}

// "including X, Y and Z", "such as X": members of who the sentence is about.
bool IsExample(std::string_view line, std::size_t at) {
  static const RE2 pattern(
      std::string("(?i:\\b(?:including|include[sd]?|such as|namely)) (?:[A-Za-z-]+ ){0,3}"
                  "(?:") +
      kEntity + "(?: [A-Z][A-Za-z.]*){0,2}(?:'s)?(?:,? and |, | or )(?:[a-z]+ ){0,2}){0,8}$");
  return Find(line.substr(0, at), pattern);
}

bool IsGrammaticalSubject(std::string_view line, std::size_t at) {
  if (IsRivalAtHead(line, at)) return true;
  if (IsExample(line, at)) return false;
  static const RE2 head(
      "(?:^|[,;:] ?|(?i:\\b(?:while|whereas|as|and|but|that|when|after|meanwhile|however|because|"
      "although|though|reported) ?))(?i:the |both |overall, |meanwhile, |however, |rival |"
      "competitor |parent |"
      "[\\x{E000}-\\x{F8FF}](?:,? )?)*$");
  return Find(line.substr(0, at), head);
}

int StatementsBetween(std::string_view line, std::size_t from, std::size_t to) {
  static const RE2 pattern(
      "(?i:;|, (?:while|whereas|but|as|though|although|and [\\x{E000}-\\x{E03F}])|"
      " (?:while|whereas|though|although) |\\. )");
  if (from > to) std::swap(from, to);
  const std::string_view between = line.substr(from, to - from);
  re2::StringPiece rest(between.data(), between.size());
  int count = 0;
  while (RE2::FindAndConsume(&rest, pattern)) ++count;
  return count;
}

std::optional<std::size_t> FindComparator(std::string_view line, std::size_t time) {
  static const RE2 pattern(
      "(?i:\\b(compared (?:to|with)|(?:up|down) from|versus|than|from)\\b)[^;]*"
      "[\\x{E040}-\\x{E0FF}][^;,]*$");
  static const RE2 same(
      "(?i:\\b(?:the )?(same (?:quarter|period|time|month)(?: of| in)?|prior|"
      "previous|year-ago|year-earlier) )$");
  re2::StringPiece group;
  const re2::StringPiece before(line.data(), time);
  if (RE2::PartialMatch(before, same, &group) || RE2::PartialMatch(before, pattern, &group)) {
    return static_cast<std::size_t>(group.data() - line.data());
  }
  return std::nullopt;
}

bool IsGoneBy(std::string_view line, std::size_t time) {
  static const RE2 told(
      "^,? (?:(?:the|its) )?(?:[\\x{E000}-\\x{E01F}]|[a-z-]+)(?:'s)?(?: [a-z-]+){0,3} "
      "(?:said|announced|told|disclosed|reported|unveiled|revealed|wrote|raised|cut|lowered)\\b");
  static const RE2 done(
      "\\b(?:said|announced|told|disclosed|reported|unveiled|revealed|wrote|raised|cut|lowered|"
      "rose|fell|grew|was|were|had|earned|posted|lost|spent)\\b");
  static const RE2 ahead(
      "\\b(?:will|would|expects?|expected|forecasts?|plans?|planned|projects?|sees|could|to "
      "be)\\b");
  static const RE2 boundary("(?:, | and |; |— )");
  if (Find(line.substr(time + kPlaceholderBytes), told)) return true;
  std::size_t begin = 0;
  re2::StringPiece rest(line.data(), time);
  while (RE2::FindAndConsume(&rest, boundary)) begin = time - rest.size();
  const std::string_view clause = line.substr(begin, time - begin);
  return Find(clause, done) && !Find(clause, ahead);
}

std::optional<ByteSpan> FindGoods(std::string_view line, std::size_t noun) {
  static const RE2 pattern(
      "(?:^|[,;:] ?|(?i:\\b(?:that|while|and|but|as|when) ))"
      "(?i:overall |global |worldwide |total |the |quarterly |annual |"
      "[\\x{E000}-\\x{F8FF}] ?)*((?:[A-Za-z][A-Za-z-]*)(?: [a-z][a-z-]*){0,2}) $");
  static constexpr std::string_view kNoGoods[] = {
      "its",      "their",   "his",        "our",      "quarterly", "annual",   "total",  "the",
      "new",      "net",     "cumulative", "while",    "though",    "although", "when",   "whereas",
      "if",       "after",   "before",     "domestic", "overseas",  "monthly",  "weekly", "daily",
      "combined", "record",  "unit",       "units",    "these",     "such",     "strong", "rising",
      "that",     "overall", "and",        "in"};
  re2::StringPiece group;
  if (!RE2::PartialMatch(re2::StringPiece(line.data(), noun), pattern, &group)) return std::nullopt;
  const std::string_view words(group.data(), group.size());
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string word = AsciiLowerCopy(words.substr(at, end - at));
    if (word.size() > 3 && word.substr(word.size() - 2) == "ed") return std::nullopt;
    if (std::find(std::begin(kNoGoods), std::end(kNoGoods), word) != std::end(kNoGoods)) {
      return std::nullopt;
    }
    at = end + 1;
  }
  const auto begin = static_cast<std::size_t>(group.data() - line.data());
  return ByteSpan{begin, begin + group.size()};
}

std::optional<std::size_t> FindEnglishPronoun(std::string_view line, std::size_t figure) {
  static const RE2 pattern(
      "(\\b(?:[Ii]t|[Ii]ts|[Tt]hey|[Tt]heir)\\b|\\b[Tt]he "
      "(?:[A-Za-z\\x{E000}-\\x{E01F}][A-Za-z. ,\\x{E000}-\\x{E01F}]*-based )?"
      "(?:(?:[A-Za-z0-9-]+|[\\x{E000}-\\x{E01F}]) "
      "){0,3}(?:index|benchmark|gauge|company|firm|chipmaker|startup|start-up|giant|maker|retailer|"
      "carmaker|automaker|manufacturer|lender|developer|operator|supplier|provider|group|"
      "vendor|business|brand|conglomerate|airline|insurer|drugmaker|bank|lab|phonemaker|"
      "titan|behemoth|unicorn|juggernaut|powerhouse|heavyweight|upstart|platform|stock|shares)"
      "(?:'s)?\\b|^Shares\\b|^The company\\b)");
  const std::string_view before = line.substr(0, figure);
  re2::StringPiece rest(before.data(), before.size());
  re2::StringPiece group;
  std::optional<std::size_t> at;
  while (RE2::FindAndConsume(&rest, pattern, &group)) {
    at = static_cast<std::size_t>(group.data() - before.data());
  }
  return at;
}

bool PointsToIndex(std::string_view line, std::size_t pronoun) {
  static const RE2 pattern("^[Tt]he (?:[A-Za-z0-9-]+ ){0,3}(?:index|benchmark|gauge)\\b");
  return Find(line.substr(pronoun), pattern);
}

std::optional<int> MonthsEarlier(std::string_view words) {
  static const RE2 year(
      "(?i:(?:\\ba|\\bone|from the|the) year "
      "(?:earlier|ago|before|prior)\\b|\\byear-(?:ago|earlier)\\b|"
      "\\b(?:same|corresponding|comparable|equivalent) (?:fiscal "
      ")?(?:period|quarter|half|month|time|"
      "three months|six months|nine months)(?: (?:of|in|the|a))? (?:last year|year|[\\x{E030}-"
      "\\x{E03F}])|\\b(?:prior|previous)[- ]year\\b|"
      "\\b(?:year[- ]over[- ]year|year[- ]on[- ]year|yoy|y/y|on the year|annually)\\b|"
      "\\bfrom (?:the )?[\\x{E030}-\\x{E03F}] (?:period|quarter)\\b)");
  static const RE2 quarter(
      "(?i:\\b(?:prior|previous|preceding)[- ]quarter\\b|\\ba quarter (?:earlier|ago|before)\\b|"
      "\\b(?:three months (?:earlier|ago|before)|(?:previous|prior|preceding) three "
      "months)\\b|\\bquarter[- ](?:over|on)[- ]quarter\\b|"
      "\\bsequential(?:ly)?\\b|\\bqoq\\b|\\bq/q\\b)");
  static const RE2 month(
      "(?i:\\b(?:prior|previous|preceding)[- ]month\\b|\\ba month (?:earlier|ago|before)\\b|"
      "\\bmonth[- ](?:over|on)[- ]month\\b|\\bm/m\\b)");
  if (Find(words, year)) return 12;
  if (Find(words, quarter)) return 3;
  if (Find(words, month)) return 1;
  return std::nullopt;
}

std::string_view WordsBehind(std::string_view line, std::size_t figure, int figures) {
  std::size_t at = figure + kPlaceholderBytes;
  for (std::size_t from = at; at < line.size(); at += Utf8Length(line[at])) {
    if (line[at] == ';') return line.substr(from, at - from);
    const bool is_figure = at + 2 < line.size() && static_cast<unsigned char>(line[at]) == 0xEE &&
                           static_cast<unsigned char>(line[at + 1]) >= 0x81;
    if (is_figure && figures-- == 0) return line.substr(from, at - from);
  }
  return line.substr(std::min(figure + kPlaceholderBytes, line.size()));
}

Measure MeasuredBy(std::string_view line, std::size_t figure) {
  static const RE2 expected_before(
      "(?i:(?:expect(?:ed|ing|ations?)|anticipated|predicted|estimates?|consensus|forecasts?|"
      "forecasting|projected|"
      "projections?|looking)(?: (?:of|for|at|was|were|had been|by|analysts|an?|about|around|"
      "roughly|the))*:? ?)$");
  static const RE2 expected_after(
      "^(?i: (?:per share |a share |in [a-z]+ )?(?:[a-z]+ )?(?:as )?(?:estimates?|consensus|"
      "forecasts?|expected|projected|expectations?|analysts)\\b|"
      " (?:average|mean|median) (?:of |from )?(?:[\\x{E000}-\\x{F8FF}] )?(?:[a-z]+ "
      ")?(?:estimates?|forecasts?|expected)\\b)");
  static const RE2 earlier(
      "(?i:(?:compar(?:ed|es|ing) (?:with|to)|versus|vs\\.?|against|up from|down "
      "from|from|and|or|than)"
      "(?: (?:an?|the|about|roughly|nearly|earnings of|sales of|revenue of|net income of|a profit "
      "of|a loss of|just|only))* ?)$");
  const std::string_view before = line.substr(0, figure);
  const std::string_view after = line.substr(figure + kPlaceholderBytes);
  static const RE2 growth_before(
      "(?i:(?:,|or|and|-|–|—|:) ?(?:up|down|an? (?:increase|rise|gain|jump|drop|decline|fall) of|"
      "an? (?:decrease|surge|slump|plunge|growth) "
      "of|rising|falling|growing|climbing|jumping|soaring|"
      "increasing|decreasing|gaining|dropping|declining|narrowing)(?: "
      "(?:by|about|nearly|almost|roughly|"
      "more than|some|over|around|an?))* "
      "?|\\b(?:growth|increase|decline|drop|gain|uptick|change|jump|rise|fall) of "
      "(?:about |nearly |almost |more than |over )?)$");
  static const RE2 growth_after(
      "^(?i:[- ](?:[a-z-]+ ){0,2}(?:\\([A-Za-z]+\\) )?(?:increase|rise|gain|jump|surge|growth|drop|"
      "fall|decline|decrease|slump|uptick|leap|boost|change)\\b)");
  // "revenue of $2 million in 2023, {figure} in 2024, and {figure} in 2025"
  static const RE2 series(
      "[\\x{E040}-\\x{E0FF}] (?:in|for|at) (?:the )?[\\x{E030}-\\x{E03F}](?:,| and|, and) $");
  if (Find(before, growth_before) || Find(after, growth_after)) return Measure::kGrowth;
  if (Find(before, expected_before) || Find(after, expected_after)) return Measure::kExpected;
  return Find(before, earlier) || Find(before, series) ? Measure::kEarlier : Measure::kNone;
}

}  // namespace heshu::extract
