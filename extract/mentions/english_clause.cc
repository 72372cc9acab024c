#include "extract/mentions/english_clause.h"

#include <algorithm>
#include <string>

#include "extract/mentions/sentence_line.h"
#include "extract/pattern/lazy_pattern.h"
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

bool Find(std::string_view text, const LazyPattern& pattern) { return pattern.FoundIn(text); }

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
  static const LazyPattern pattern(
      "(?:^|[;.,] )(?i:(?:its|their|the company's|[\\x{E000}-\\x{E01F}]'s) )?(?i:(?:[a-z-]+ "
      "){0,2}(?:rival|competitor|peer)) $");
  return Find(line.substr(0, at), pattern);
}

bool HeadsWithPhrase(std::string_view line, std::size_t at) {
  static const LazyPattern with("(?i:\\b(?:with|as) (?:the |its |rival )?(?:[a-z][a-z-]* ){0,2})$");
  static const LazyPattern joined("(?i:\\bwith (?:the |its )?.{0,90} and (?:the )?(?:[a-z-]+ )?)$");
  static const LazyPattern acts(
      "^(?: (?:[A-Z][A-Za-z]*|index|shares?|stocks?|futures)){0,2} (?:[a-z]+ing|up|down|off)\\b");
  const std::string_view ahead = line.substr(0, at);
  return (Find(ahead, with) || Find(ahead, joined)) &&
         Find(line.substr(at + kPlaceholderBytes), acts);
}

bool HangsOnPreposition(std::string_view line, std::size_t at) {
  if (IsRivalAtHead(line, at) || AsciiLowerCopy(line.substr(0, at)) == "as for ") return false;
  if (HeadsWithPhrase(line, at)) return false;
  // Up to three words that say what the name is stand between the two, and other names of a list,
  // known or not ("led by GIC and X").
  static const LazyPattern pattern(
      std::string(kPreposition) +
      "(?: (?:the|its|their|a|an))?(?: [a-z][a-z-]*){0,3} (?:ex-)?(?:" + kEntity +
      "(?:'s)?(?:,? and |, | or )|"
      "[A-Z][A-Za-z.&-]*(?: [A-Z][A-Za-z.&-]*){0,2},? and )*$");
  return Find(line.substr(0, at), pattern);
}

bool IsEnglishSource(std::string_view line, std::size_t at) {
  static const LazyPattern before(
      "(?i:(?:according to|citing|cited by|data from|figures from|estimates? (?:from|by)|"
      "(?:polled|surveyed|compiled) by|per|reported by|research (?:firm|house)|told|as per)"
      "(?: the| a| an)?(?: [a-z][a-z-]*){0,3} )$");
  static const LazyPattern after(
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
  static const LazyPattern before(", (?:the |an? )?$");
  static const LazyPattern after("^'s [^,;\\x{E040}-\\x{E0FF}]{2,60},");
  static const LazyPattern compound(
      "^(?:-(?:based|backed|owned|led|listed)| "
      "(?:maker|owner|developer|parent|creator|operator))\\b");
  // "X parts supplier Y", "smartphone and electronics maker Y": what Y is, or is to X.
  static const LazyPattern relation(
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

bool IsWireDateline(std::string_view line, std::size_t at) {
  static const LazyPattern dash(
      "^(?:, ?[A-Z][a-z.]+)?(?:,? ?[\\x{E030}-\\x{E03F}])?,? *(?:--?|–|—) ");
  static const std::string place = EntityPlaceholder(EntityKindIndex("region"));
  return at == 0 && line.starts_with(place) && Find(line.substr(kPlaceholderBytes), dash);
}

bool IsOwned(std::string_view line, std::size_t at) {
  static const LazyPattern owner("(?i:\\b(?:its|their|whose|the (?:company|firm|group)'s) )$");
  return Find(line.substr(0, at), owner);
}

bool IsCompanyAdjective(std::string_view line, std::size_t at) {
  static const LazyPattern before("(?i:\\b(?:the|a|an) (?:[a-z-]+ )?)$");
  static const LazyPattern after(
      "^(?:-(?:based|listed|traded))?(?: [a-z-]+){0,3}? "
      "(?:company|firm|chipmaker|startup|start-up|giant|"
      "maker|retailer|carmaker|automaker|manufacturer|lender|developer|operator|group|bank|titan)"
      "\\b");
  return Find(line.substr(0, at), before) && Find(line.substr(at + kPlaceholderBytes), after);
}

bool HasRole(std::string_view line, std::size_t at) {
  static const LazyPattern pattern(
      "^'s(?: [a-z-]+){0,2} (?:arch-?rivals?|rivals?|competitors?|suppliers?|partners?|backers?|"
      "investors?|customers?|peers?|parent|owner|founder)\\b");
  return Find(line.substr(at + kPlaceholderBytes), pattern);
}

bool SaysWhereSharesTrade(std::string_view line, std::size_t at) {
  static const LazyPattern owner(
      "(?i:\\b(?:its|their|whose|the (?:company|firm|group|stock)'s) |'s )$");
  static const LazyPattern shares(
      "^(?:-(?:listed|traded))?(?: [a-z-]+)? (?:shares?|stock|ADRs?|ADSs?|depositary)\\b");
  return Find(line.substr(0, at), owner) && Find(line.substr(at + kPlaceholderBytes), shares);
}

bool StandsForOwner(std::string_view line, std::size_t at) {
  static const LazyPattern article("(?i:(?:^|[ ,;])the )$");
  static const LazyPattern role(
      "^ (?:[a-z-]+ )?(?:operator|owner|maker|developer|parent|creator|builder|publisher)\\b");
  static const LazyPattern named(std::string("^ (?:[a-z-]+ ){1,2}") + kEntity);
  // "the parent company of X, Y and Z", "the maker of the X family"
  static const LazyPattern of(
      std::string("(?i:\\b(?:the|a) (?:[A-Za-z.-]+ |[\\x{E000}-\\x{E01F}]-based )*"
                  "(?:parent|owner|maker|operator|developer|creator|publisher)"
                  "(?: company)? of (?:the )?(?:") +
      kEntity + "(?:, (?:and )?| and ))*)$");
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  return (Find(line.substr(0, at), article) && Find(rest, role) && !Find(rest, named)) ||
         Find(line.substr(0, at), of);
}

bool SaysItself(std::string_view line, std::size_t at, std::size_t figure) {
  static const LazyPattern pattern(
      "^(?i: (?:also |has |had )?(?:says?|said|expects|forecasts?|projects|believes)\\b)[^;]*"
      "\\b(?:it|its|they|their|the company(?:'s)?|revenue|sales|profit)\\b");
  // "X projects {figure} in revenue for the current quarter"
  static const LazyPattern own(
      "^(?i: (?:expects|forecasts?|projects|predicts|sees)(?: [a-z]+){0,3} )$");
  static const LazyPattern account(
      "^(?i:(?: in| of) (?:[a-z-]+ ){0,2}(?:revenues?|sales|profit|income)\\b)");
  // "X expects to lose {figure}"
  static const LazyPattern will(
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
  static const LazyPattern pattern(
      "^(?:'s)?(?:, (?:an? |the )?[^,;]{0,80})?, (?:which|whose|who)\\b[^;]*$");
  // "demand for X, now valued at {figure}"
  static const LazyPattern participle(
      "^(?:, (?:a |an |the )[^,;]{0,60})?, (?:now |last |currently |recently |once |most recently "
      ")?"
      "(?:valued|worth|priced)(?: at)? (?:[a-z]+ ){0,3}$");
  const std::string_view between =
      line.substr(at + kPlaceholderBytes, figure - at - kPlaceholderBytes);
  // "an economist at a bank in X, who expects {figure}": no place is a who; "revenue in X, which
  // fell {figure}": nor is the place what fell.
  static const LazyPattern place("(?i:\\b(?:in|from|based in|near) )$");
  static const LazyPattern who("^, who\\b");
  const bool is_place = line.substr(at).starts_with(EntityPlaceholder(EntityKindIndex("region")));
  if (Find(line.substr(0, at), place) && (is_place || Find(between, who))) return false;
  return Find(between, participle) ||
         (Find(between, pattern) && between.find(", wh") == between.rfind(", wh"));
}

bool OpensSubordinate(std::string_view line, std::size_t at, std::size_t figure) {
  static const LazyPattern opener("(?i:\\b(?:before|after|once|since|until) )$");
  return at < figure && Find(line.substr(0, at), opener) &&
         line.substr(at, figure - at).find(", ") != std::string_view::npos;
}

bool IsChanged(std::string_view line, std::size_t at, std::size_t figure) {
  static const LazyPattern changes(
      "(?i:\\b(?:bring(?:ing|s)?|brought|taking|took|push(?:ing|ed|es)?|lift(?:ing|ed|s)?|"
      "propell?(?:ing|ed|s)|driv(?:ing|en|es)|elevat(?:ing|ed|es?)|send(?:ing|s)?|sent|"
      "valu(?:ing|ed|es)) (?:the |its )?)$");
  static const LazyPattern to("^(?:'s)?(?: [a-z-]+){0,4} (?:to|at|by|past|above|below)\\b");
  static const LazyPattern owns(
      "^'s(?:(?: [A-Za-z-]+| [\\x{E030}-\\x{E03F}]){1,5} (?:of|was|were|at))? "
      "(?:(?:about|nearly|almost|roughly|more than|over|around|record|a) )*$");
  if (figure < at + kPlaceholderBytes) return false;
  const std::string_view between =
      line.substr(at + kPlaceholderBytes, figure - at - kPlaceholderBytes);
  return Find(between, owns) || (Find(line.substr(0, at), changes) && Find(between, to));
}

bool HasOwnSubject(std::string_view line, std::size_t figure) {
  static const LazyPattern pattern(
      "^(?:But |And )?(?:(?:[A-Z][a-z]+|[a-z]+) ){0,2}?(?i:one "
      "(?:company|customer|client|firm|user)|"
      "backers|investors|companies|"
      "firms|brands|vendors|makers|rivals|peers|shareholders|startups|banks|"
      "lenders|retailers|suppliers|carmakers|automakers|chipmakers|developers|exporters|"
      "IPOs|initial public offerings|listings|share sales|flotations|"
      "shares of (?:[A-Za-z.-]+ ){0,4}(?:makers|companies|firms|chipmakers|banks|developers|"
      "suppliers|stocks))\\b");
  static const LazyPattern points_back(
      "(?i:\\b(?:it|its|the company|the firm|the group|the startup)\\b)");
  const std::string_view before = line.substr(0, figure);
  // "Some {firms} listed in Shanghai posted {figure}": a count at the head is who the sentence is
  // about.
  static const LazyPattern counted(
      "^(?i:(?:but|and|some|about|around|nearly|almost|more than|over|at least|a total of|the|"
      "another|of) )*[\\x{E040}-\\x{E0FF}](?: [a-z-]+| [\\x{E000}-\\x{E01F}]){0,8} "
      "(?:posted|reported|recorded|booked|earned|raised|raising|lost|generated|attracted|drew|had|"
      "saw|logged)\\b");
  if (Find(before, counted) && !Find(before, points_back)) return true;
  // "Turnover on the main board was {figure}"
  static const LazyPattern market(
      "^(?i:(?:daily |trading |market )?(?:turnover|volume|value)) (?:on|in|across) ");
  return (Find(before, pattern) || Find(before, market)) && !Find(before, points_back);
}

bool ActsUpon(std::string_view line, std::size_t at, std::size_t figure) {
  static const LazyPattern pattern("^(?:'s (?:shares|stock))? [a-z]+ing(?: [a-z-]+){0,3} $");
  if (figure < at + kPlaceholderBytes) return false;
  return Find(line.substr(at + kPlaceholderBytes, figure - at - kPlaceholderBytes), pattern);
}

bool SetsTarget(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at + kPlaceholderBytes);
  static const LazyPattern acts(
      "^(?: [A-Za-z'-]+){0,4}? (?:rais|lift|cut|lower|boost|hik|trimm|increas|reduc|set|maintain|"
      "reiterat|reaffirm|upgrad|downgrad|initiat|kept|keeps|assign|start)[a-z]*\\b");
  return IsGrammaticalSubject(line, at) && Find(rest, acts);
}

bool IsOwnerBehind(std::string_view line, std::size_t at) {
  static const LazyPattern pattern(
      "(?i:\\b(?:rating|stance|coverage|price targets?|target prices?|targets?|price objectives?) "
      "(?:on|for|of) "
      "|\\b(?:revenues?|sales|profits?|earnings|income|shares|stock|shipments|deliveries|orders|"
      "spending|valuation|market (?:value|share)|capex|headcount|users|subscribers|downloads) "
      "(?:for|from|of|at) (?:the )?|"
      "\\b(?:shares|stock) in (?:the )?|"
      "\\b(?:(?:price|prices|pricing|costs?|fees?) (?:for|of)|access to) (?:the )?|"
      "\\b(?:funding|financing|investment|seed) round (?:for|in) |"
      "\\b(?:was|were|been|being|is|are) (?:[a-z]+ "
      ")?(?:generated|earned|raised|spent|invested|paid|"
      "sold|shipped|produced|reported|posted|committed|contributed) by (?:the )?)$");
  return Find(line.substr(0, at), pattern);
}

bool IsLeftBehind(std::string_view line, std::size_t time, std::size_t figure) {
  static const LazyPattern from(
      "(?i:\\b(?:from|versus|against|compared (?:with|to)|over|on) (?:[a-z-]+ ){0,5})$");
  static const LazyPattern to("^(?: (?:earlier|ago|before))? to (?:[a-z-]+ ){0,3}$");
  if (figure < time + kPlaceholderBytes) return false;
  return Find(line.substr(0, time), from) &&
         Find(line.substr(time + kPlaceholderBytes, figure - time - kPlaceholderBytes), to);
}

bool IsOfUnnamedPeer(std::string_view line, std::size_t figure) {
  static const LazyPattern pattern(std::string("^(?i:(?:its|their|the company's|") + kEntity +
                                   "'s) (?:(?:[a-z-]+|" + kEntity +
                                   ") ){0,3}?(?:rivals?|competitors?|peers?|suppliers?|"
                                   "customers?|partners?|backers?|investors?))(?: [a-z'-]+)* ");
  static const LazyPattern name(kEntity);
  const std::string_view before = line.substr(0, figure);
  const auto groups = pattern.FirstIn(before);
  return groups && !Find(before.substr(groups->whole().end), name);
}

bool IsAgentlessPassive(std::string_view line, std::size_t figure) {
  static const LazyPattern passive(
      "^(?i: (?:has|have|had|was|were|is being|are being|will be) (?:been )?(?:[a-z]+ly )?"
      "(?:invested|spent|raised|poured|paid|wiped|lost|pumped|plowed|ploughed|traded)\\b)");
  static const LazyPattern agent("(?i:\\bby (?:the )?[\\x{E000}-\\x{E01F}])");
  const std::string_view rest = line.substr(figure + kPlaceholderBytes);
  return Find(rest, passive) && !Find(rest, agent);
}

// "including X, Y and Z", "such as X": members of who the sentence is about.
bool IsExample(std::string_view line, std::size_t at) {
  static const LazyPattern pattern(
      std::string("(?i:\\b(?:including|include[sd]?|such as|namely)) (?:[A-Za-z-]+ ){0,3}"
                  "(?:") +
      kEntity + "(?: [A-Z][A-Za-z.]*){0,2}(?:'s)?(?:,? and |, | or )(?:[a-z]+ ){0,2}){0,8}$");
  return Find(line.substr(0, at), pattern);
}

bool IsGrammaticalSubject(std::string_view line, std::size_t at) {
  if (IsRivalAtHead(line, at)) return true;
  if (IsExample(line, at)) return false;
  static const LazyPattern head(
      "(?:^(?i:as for )|^|[,;:] "
      "?|(?i:\\b(?:while|whereas|as|and|but|that|when|after|meanwhile|however|because|"
      "although|though|reported) ?))(?i:the |both |overall, |meanwhile, |however, |rival |"
      "competitor |parent |"
      "[\\x{E000}-\\x{F8FF}](?:,? )?)*$");
  return Find(line.substr(0, at), head);
}

int StatementsBetween(std::string_view line, std::size_t from, std::size_t to) {
  static const LazyPattern pattern(
      "(?i:;|, (?:while|whereas|but|as|though|although|and [\\x{E000}-\\x{E03F}])|"
      " (?:while|whereas|though|although) |\\. )");
  if (from > to) std::swap(from, to);
  std::string_view rest = line.substr(from, to - from);
  int count = 0;
  for (; const auto groups = pattern.FirstIn(rest); ++count) {
    rest.remove_prefix(groups->whole().end);
  }
  return count;
}

std::optional<std::size_t> FindComparator(std::string_view line, std::size_t time) {
  static const LazyPattern pattern(
      "(?i:\\b(compared (?:to|with)|(?:up|down) from|versus|than|from|"
      "(?:after|following|reversing) an?)\\b)[^;]*"
      "[\\x{E040}-\\x{E0FF}][^;,]*$");
  static const LazyPattern same(
      "(?i:\\b(?:the )?(same (?:quarter|period|time|month)(?: of| in)?|prior|"
      "previous|year-ago|year-earlier) )$");
  const std::string_view before = line.substr(0, time);
  auto groups = same.FirstIn(before);
  if (!groups) groups = pattern.FirstIn(before);
  return groups ? std::optional(groups->spans[1]->begin) : std::nullopt;
}

bool IsBackground(std::string_view line, std::size_t time) {
  static const LazyPattern had(
      "\\bhad (?:already |also |previously |only )?(?:grown|risen|fallen|climbed|jumped|surged|"
      "dropped|declined|slipped|gained|lost|been|reached|hit|posted|reported|earned|sold|expanded|"
      "shrunk|contracted|increased|recorded|made|raised|shipped|delivered)\\b[^.;]*$");
  return Find(line.substr(0, time), had);
}

bool IsGoneBy(std::string_view line, std::size_t time) {
  static const LazyPattern told(
      "^,? (?:(?:the|its) )?(?:[\\x{E000}-\\x{E01F}]|[a-z-]+)(?:'s)?(?: [a-z-]+){0,3} "
      "(?:said|announced|told|disclosed|reported|unveiled|revealed|wrote|raised|cut|lowered)\\b");
  static const LazyPattern done(
      "\\b(?:said|announced|told|disclosed|reported|unveiled|revealed|wrote|raised|cut|lowered|"
      "rose|fell|grew|was|were|had|earned|posted|lost|spent)\\b");
  static const LazyPattern ahead(
      "\\b(?:will|would|expects?|expected|forecasts?|plans?|planned|projects?|sees|could|to "
      "be)\\b");
  static const LazyPattern boundary("(?:, | and |; |— )");
  if (Find(line.substr(time + kPlaceholderBytes), told)) return true;
  std::size_t begin = 0;
  while (const auto groups = boundary.FirstIn(line.substr(begin, time - begin))) {
    begin += groups->whole().end;
  }
  const std::string_view clause = line.substr(begin, time - begin);
  return Find(clause, done) && !Find(clause, ahead);
}

std::optional<ByteSpan> FindGoods(std::string_view line, std::size_t noun) {
  static const LazyPattern pattern(
      "(?:^|[,;:] ?|(?i:\\b(?:that|while|and|but|as|when) ))"
      "(?i:overall |global |worldwide |total |the |quarterly |annual |"
      "[\\x{E000}-\\x{F8FF}] ?)*((?:[A-Za-z][A-Za-z-]*)(?: [a-z][a-z-]*){0,2}) $");
  static constexpr std::string_view kNoGoods[] = {
      "its",      "their",     "his",      "our",        "quarterly", "annual",   "total",
      "the",      "new",       "net",      "cumulative", "while",     "though",   "although",
      "when",     "whereas",   "if",       "after",      "before",    "domestic", "overseas",
      "monthly",  "weekly",    "daily",    "combined",   "record",    "unit",     "units",
      "retail",   "wholesale", "online",   "expects",    "expect",    "expected", "forecasts",
      "forecast", "predicts",  "projects", "plans",      "with",      "to",       "for",
      "of",       "these",     "such",     "strong",     "rising",    "that",     "overall",
      "and",      "in",        "said",     "says",       "saw",       "sees",     "as",
      "could",    "would",     "will",     "may",        "might",     "sent",     "sending",
      "growing",  "higher",    "lower",    "pushed",     "push",      "drove",    "keep",
      "soaring",  "falling",   "kept",     "rising",     "pushing",   "auto",     "autos",
      "car",      "vehicle",   "passenger"};
  const auto groups = pattern.FirstIn(line.substr(0, noun));
  if (!groups) return std::nullopt;
  const ByteSpan goods = *groups->spans[1];
  const std::string_view words = Slice(line, goods);
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string word = AsciiLowerCopy(words.substr(at, end - at));
    if (word.size() > 3 && word.substr(word.size() - 2) == "ed") return std::nullopt;
    if (std::find(std::begin(kNoGoods), std::end(kNoGoods), word) != std::end(kNoGoods)) {
      return std::nullopt;
    }
    at = end + 1;
  }
  return goods;
}

std::optional<std::size_t> FindEnglishPronoun(std::string_view line, std::size_t figure) {
  static const LazyPattern pattern(
      "(\\b(?:[Ii]t|[Ii]ts|[Tt]hey|[Tt]heir)\\b|\\b[Tt]he "
      "(?:[A-Za-z\\x{E000}-\\x{E01F}][A-Za-z. ,\\x{E000}-\\x{E01F}]*-based )?"
      "(?:(?:[A-Za-z0-9-]+|[\\x{E000}-\\x{E01F}]) "
      "){0,3}(?:index|benchmark|gauge|company|firm|chipmaker|startup|start-up|giant|maker|retailer|"
      "carmaker|automaker|manufacturer|lender|developer|operator|supplier|provider|group|"
      "vendor|business|brand|conglomerate|airline|insurer|drugmaker|bank|lab|phonemaker|"
      "titan|behemoth|unicorn|juggernaut|powerhouse|heavyweight|upstart|platform|stock|shares)"
      "(?:'s)?\\b|^Shares [a-z]{3,}|^The company\\b|"
      "^[\\\\* -]*(?:Co|Stock|Shares|Company)(?:'s)? [a-z]{2,})");
  std::optional<std::size_t> last;
  std::size_t from = 0;
  while (const auto groups = pattern.FirstIn(line.substr(from, figure - from))) {
    last = from + groups->whole().begin;
    from += groups->whole().end;
  }
  return last;
}

bool PointsToIndex(std::string_view line, std::size_t pronoun) {
  static const LazyPattern pattern("^[Tt]he (?:[A-Za-z0-9-]+ ){0,3}(?:index|benchmark|gauge)\\b");
  return Find(line.substr(pronoun), pattern);
}

std::optional<int> MonthsEarlier(std::string_view words) {
  static const LazyPattern year(
      "(?i:(?:\\ba|\\bone|from the|the) year "
      "(?:earlier|ago|before|prior)\\b|\\byear-(?:ago|earlier)\\b|"
      "\\b(?:same|corresponding|comparable|equivalent) (?:fiscal "
      ")?(?:period|quarter|half|month|time|"
      "three months|six months|nine months)(?: (?:of|in|the|a))? (?:last year|year|[\\x{E030}-"
      "\\x{E03F}])|\\b(?:prior|previous)[- ]year\\b|"
      "\\b(?:year[- ]over[- ]year|year[- ]on[- ]year|yoy|y/y|on the year|annually)\\b|"
      "\\bfrom (?:the )?[\\x{E030}-\\x{E03F}] (?:period|quarter)\\b)");
  static const LazyPattern quarter(
      "(?i:\\b(?:prior|previous|preceding)[- ]quarter\\b|\\ba quarter (?:earlier|ago|before)\\b|"
      "\\b(?:three months (?:earlier|ago|before)|(?:previous|prior|preceding) three "
      "months)\\b|\\bquarter[- ](?:over|on)[- ]quarter\\b|"
      "\\bsequential(?:ly)?\\b|\\bqoq\\b|\\bq/q\\b)");
  static const LazyPattern month(
      "(?i:\\b(?:prior|previous|preceding)[- ]month\\b|\\ba month (?:earlier|ago|before)\\b|"
      "\\bmonth[- ](?:over|on)[- ]month\\b|\\bm/m\\b)");
  if (Find(words, year)) return 12;
  if (Find(words, quarter)) return 3;
  if (Find(words, month)) return 1;
  return std::nullopt;
}

bool IsSecondChange(std::string_view line, std::size_t figure) {
  static const LazyPattern before(
      "(?i:\\b(?:and|or|but|while)(?: (?:by|up|down|were|was|rose|fell))* )$");
  static const LazyPattern after(
      "^(?i:,? (?:year|month|quarter|week|on|annually|from a|from the|over)\\b)");
  static const LazyPattern paired("^,? ?respectively\\b");
  const std::string_view rest = line.substr(figure + kPlaceholderBytes);
  return Find(line.substr(0, figure), before) && (Find(rest, after) || Find(rest, paired));
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

std::string_view WordsAhead(std::string_view line, std::size_t figure) {
  constexpr std::size_t kReach = 48;
  const std::size_t least = figure - std::min(figure, kReach);
  std::size_t at = figure;
  while (at > least) {
    const bool is_figure = at >= 3 && static_cast<unsigned char>(line[at - 3]) == 0xEE &&
                           static_cast<unsigned char>(line[at - 2]) >= 0x81;
    if (is_figure) break;
    --at;
  }
  const std::string_view words = line.substr(at, figure - at);
  const std::size_t comma = words.rfind(", ");
  return comma == std::string_view::npos ? words : words.substr(comma);
}

bool SpeaksOfStocks(std::string_view line) {
  static const LazyPattern pattern(
      "(?i:\\b(?:stocks?|shares?|equit(?:y|ies)|market|markets|bourses?|ind(?:ex|exes|ices)|"
      "benchmarks?|gauges?|trading|rally|selloff|sell-off)\\b)");
  return Find(line, pattern);
}

bool PointsBack(std::string_view line) {
  for (const std::string_view words :
       {"This ",           "That ",          "That's ",       "The figure",    "The total",
        "It compares",     "Combined with",  "Analysts ",     "By comparison", "By that measure",
        "The reported",    "The number",     "Compared ",     "The forecast",  "The increase",
        "Economists ",     "Wall Street ",   "The consensus", "Consensus ",    "The median ",
        "The market had ", "A Reuters poll", "Forecasts "}) {
    if (line.substr(0, words.size()) == words) return true;
  }
  return false;
}

Measure MeasuredBy(std::string_view line, std::size_t figure) {
  static const LazyPattern expected_before(
      "(?i:(?:expect(?:ed|ing|ations?)|anticipated|predicted|estimates?|consensus|forecasts?|"
      "forecasting|projected|"
      "projections?|looking)(?: (?:of|for|at|was|were|had been|by|analysts|an?|about|around|"
      "roughly|the))*:? ?)$");
  static const LazyPattern expected_after(
      "^(?i: that (?:[a-z]+ )?(?:analysts|investors|wall street|economists)\\b|"
      " (?:per share |a share |in [a-z]+ )?(?:[a-z]+ )?(?:as )?(?:estimates?|consensus|"
      "forecasts?|expected|projected|expectations?|analysts)\\b|"
      " (?:[A-Z]{2,} |[\\x{E000}-\\x{F8FF}] )?(?:SmartEstimate|consensus|estimate)\\b|"
      " (?:average|mean|median) (?:of |from )?(?:[\\x{E000}-\\x{F8FF}] )?(?:[a-z]+ "
      ")?(?:estimates?|forecasts?|expected)\\b)");
  static const LazyPattern earlier(
      "(?i:\\b(?:compar(?:ed|es|ing) (?:with|to)|on top of|versus|vs\\.?|against|up from|down "
      "from|from|and|or|than)"
      "(?: (?:an?|the|about|roughly|nearly|almost|around|(?:upwardly |downwardly )?revised|"
      "(?:(?:net|operating|gross|quarterly|pre-?tax) )?(?:earnings|sales|revenues?|income|profits?|"
      "loss(?:es)?|deficit|surplus|gain|rise|increase|growth|decline|drop|fall|level|reading|"
      "figure) "
      "of|just|only|some|record|more than|less than|over|previous|prior|preceding|same|"
      "(?:first|second|third|fourth)-|year-ago|year-earlier|corresponding|"
      "(?:first |second |third |fourth )?(?:quarter|year|month|week|period|half)(?:'s|’s)|"
      "[\\x{E030}-\\x{E03F}](?:'s|’s)?))* ?)$");
  const std::string_view before = line.substr(0, figure);
  const std::string_view after = line.substr(figure + kPlaceholderBytes);
  // "exceeding the analysts' estimate by {figure}": neither of the two, but what lies between.
  static const LazyPattern margin(
      "(?i:\\b(?:beat|beats|beating|beaten|miss(?:es|ed|ing)?|topp?(?:s|ed|ing)|exceed(?:s|ed|ing)?"
      "|"
      "surpass(?:es|ed|ing)?)\\b[^.;]{0,60} by (?:(?:about|around|nearly|almost|over|just|a|some|"
      "more than) )*)$");
  if (Find(before, margin)) return Measure::kNone;
  static const LazyPattern growth_before(
      "(?i:(?:,|or|and|-|–|—|:|that's|that is) ?(?:up|down|an? "
      "(?:increase|rise|gain|jump|drop|decline|fall) of|"
      "an? (?:decrease|surge|slump|plunge|growth) "
      "of|rising|falling|growing|climbing|jumping|soaring|"
      "increasing|decreasing|gaining|dropping|declining|narrowing)(?: "
      "(?:by|about|nearly|almost|roughly|"
      "more than|some|over|around|an?))* "
      "?|\\b(?:growth|increase|decline|drop|gain|uptick|change|jump|rise|fall) of "
      "(?:about |nearly |almost |more than |over )?)$");
  static const LazyPattern growth_after(
      "^(?i:[- ](?:[a-z-]+ ){0,2}(?:\\([A-Za-z]+\\) )?(?:increase|rise|gain|jump|surge|growth|drop|"
      "fall|decline|decrease|slump|uptick|leap|boost|change)\\b)");
  // "$3 billion, {figure} higher", "5 million tonnes, {figure} more than a year ago"
  static const LazyPattern comma(
      "[\\x{E040}-\\x{E0FF}][^;\\x{E040}-\\x{E0FF}]{0,60}, "
      "(?:(?i:or|about|some|nearly|almost|around|"
      "roughly|over|just|more than|a|an) )*$");
  static const LazyPattern more(
      "^ (?i:more|less|fewer|higher|lower|above|below|narrower|wider|slower|faster|smaller|larger)"
      "(?:[,.;]|$| (?i:than|from|year|quarter|on|in|after|compared|mostly|because|as|thanks|due|"
      "amid|its|the|a)\\b)");
  // "revenue of $2 million in 2023, {figure} in 2024, and {figure} in 2025"
  static const LazyPattern series(
      "[\\x{E040}-\\x{E0FF}] (?:in|for|at) (?:the )?[\\x{E030}-\\x{E03F}](?:,| and|, and) $");
  if (Find(before, growth_before) || Find(after, growth_after) ||
      (Find(before, comma) && Find(after, more))) {
    return Measure::kGrowth;
  }
  if (Find(before, expected_before) || Find(after, expected_after)) return Measure::kExpected;
  // "three times the {figure} it earned a year earlier"
  static const std::string multiple = DimensionPlaceholder(DimensionIndex("ratio"));
  if (before.ends_with(multiple + " the ") || before.ends_with(multiple + " its ")) {
    return Measure::kEarlier;
  }
  return Find(before, earlier) || Find(before, series) ? Measure::kEarlier : Measure::kNone;
}

}  // namespace heshu::extract
