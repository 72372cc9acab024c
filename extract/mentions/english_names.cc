#include "extract/mentions/english_names.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "extract/mentions/english_words.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kReach = 40;  // bytes on either side of a name in which its office is told

// Verbs that headlines capitalize: the name ends before them ("Surge AI Eyes $15 Billion").
constexpr std::string_view kHeadlineVerbs[] = {
    "Eyes",      "Raises",     "Reports",   "Posts",     "Beats",    "Misses",    "Cuts",
    "Hits",      "Unveils",    "Launches",  "Seeks",     "Plans",    "Says",      "Sees",
    "Wins",      "Gets",       "Buys",      "Acquires",  "Sells",    "Tops",      "Surges",
    "Soars",     "Jumps",      "Falls",     "Drops",     "Slumps",   "Rises",     "Climbs",
    "Files",     "Expects",    "Forecasts", "Lifts",     "Slashes",  "Adds",      "Announces",
    "Secures",   "Lands",      "Closes",    "Nears",     "Warns",    "Targets",   "Releases",
    "Debuts",    "Ships",      "Invests",   "Valued",    "Doubles",  "Triples",   "Rebound",
    "Rise",      "Fall",       "Jump",      "Drop",      "Slump",    "Surge",     "Soar",
    "Plunge",    "Slide",      "Climb",     "Gain",      "Shrink",   "Grow",      "Sink",
    "Sinks",     "Hit",        "Miss",      "Spends",    "Earns",    "Takes",     "Grows",
    "Swings",    "Lays",       "Slips",     "Delivers",  "Fell",     "Rose",      "Jumped",
    "Surged",    "Dropped",    "Gained",    "Soared",    "Plunged",  "Tumbled",   "Slid",
    "Shrank",    "Grew",       "Widens",    "Narrows",   "Logs",     "Swung",     "Posted",
    "Trims",     "Boosts",     "Hikes",     "Edges",     "Inches",   "Weighs",    "Considers",
    "Returns",   "Corrects",   "Declares",  "Appoints",  "Extends",  "Explores",  "Gains",
    "Adjusts",   "Nixes",      "Proposes",  "Completes", "Launch",   "Upgrades",  "Downgrades",
    "Maintains", "Reiterates", "Faces",     "Defies",    "Books",    "Keeps",     "Reinstates",
    "Assumes",   "Begins",     "Starts",    "Initiates", "Receives", "Signs",     "Names",
    "Prices",    "Agrees",     "Slides",    "Plunges",   "Tumbles",  "Decreases", "Increases",
    "Advances",  "Dips",       "Dip",       "Loses",     "Declines", "Expands",   "Improves",
    "Sheds",     "Shrinks",    "Decline",   "Tumble",    "Advance",  "Up",        "Down"};

// What headlines and set forms tell of a company, with capitals: the name ends before them ("Acme
// Price Target Raised", "Acme Q4 Revenue").
constexpr std::string_view kHeadlineNouns[] = {"Price Target",
                                               "Target Price",
                                               "Stock",
                                               "Shares",
                                               "Q1",
                                               "Q2",
                                               "Q3",
                                               "Q4",
                                               "H1",
                                               "H2",
                                               "FY",
                                               "1Q",
                                               "2Q",
                                               "3Q",
                                               "4Q",
                                               "1H",
                                               "2H",
                                               "9M",
                                               "Revenue",
                                               "Revenues",
                                               "Profit",
                                               "Profits",
                                               "Net",
                                               "GAAP",
                                               "Non-GAAP",
                                               "DEPS",
                                               "EPADS",
                                               "EPU",
                                               "Non",
                                               "Adjusted",
                                               "EPS",
                                               "FFO",
                                               "AFFO",
                                               "Earnings",
                                               "Sales",
                                               "Operating",
                                               "Quarterly",
                                               "Annual",
                                               "First-Quarter",
                                               "Second-Quarter",
                                               "Third-Quarter",
                                               "Fourth-Quarter",
                                               "Full-Year",
                                               "Attributable",
                                               "Half-Year",
                                               "Results"};

// What a run of capitalized words is if it ends in one of these: no company.
constexpr std::string_view kNoEndings[] = {
    "Estimate",      "Estimates",    "Consensus",    "Report",     "Reports",
    "Act",           "Bill",         "Award",        "Day",        "Week",
    "Month",         "Year",         "Quarter",      "Street",     "Series",
    "Round",         "Index",        "Summit",       "Conference", "Forum",
    "Outlook",       "Survey",       "War",          "Valley",     "Court",
    "Congress",      "Senate",       "House",        "General",    "Ministry",
    "Department",    "Office",       "Commission",   "Agency",     "Administration",
    "Authority",     "Association",  "Committee",    "Council",    "Bureau",
    "Visualization", "Release",      "Shares",       "Stock",      "Revenue",
    "Sales",         "Profit",       "Earnings",     "Update",     "News",
    "Center",        "Centers",      "DAUs",         "MAUs",       "WAUs",
    "DAU",           "MAU",          "GPUs",         "ARR",        "EPS",
    "CPI",           "PPI",          "PMI",          "GDP",        "PCE",
    "FDI",           "IPO",          "IPOs",         "ETF",        "ETFs",
    "NIM",           "RRR",          "LPR",          "MLF",        "NPLs",
    "Comparison",    "Highlights",   "Orders",       "Exports",    "Imports",
    "Prices",        "Output",       "Production",   "Months",     "Quarters",
    "Briefing",      "Roundup",      "Wrap",         "Preview",    "Snapshot",
    "Talk",          "View",         "Overview",     "Statements", "Threats",
    "Tariffs",       "Fears",        "Talks",        "Yields",     "Yield",
    "Performance",   "ADRs",         "ADR",          "ADS",        "Share",
    "HIGHLIGHTS",    "GUIDANCE",     "RESULTS",      "Cap",        "Volume",
    "Guidance",      "Results",      "Gains",        "Losses",     "Costs",
    "Claims",        "Margin",       "Margins",      "FFO",        "AFFO",
    "REVPAR",        "RevPAR",       "NPI",          "DPU",        "NOI",
    "NAV",           "YTD",          "TAM",          "EBITDA",     "EBITA",
    "EBIT",          "Depreciation", "Amortization", "Flow",       "Expenses",
    "Assets",        "Liabilities",  "Backlog",      "Bookings",   "Subscriptions",
    "Rating",        "Dividends",    "Questions",    "Answers"};

// What a letter or number follows: Series G, Form 10-Q.
constexpr std::string_view kNoHeads[] = {"Series", "Class", "Phase",    "Chapter", "Section",
                                         "Level",  "Tier",  "Grade",    "Form",    "Rule",
                                         "Table",  "Type",  "Appendix", "Article", "Title"};

// Whose a thing is, and no name on its own: "the Turkish company".
constexpr std::string_view kDemonyms[] = {
    "Turkish",    "Swedish", "Danish",     "Finnish",   "Italian",    "Spanish",
    "Russian",    "Swiss",   "Australian", "Thai",      "Malaysian",  "Brazilian",
    "Saudi",      "Mexican", "Irish",      "Norwegian", "African",    "Filipino",
    "Indonesian", "Polish",  "Vietnamese", "Emirati",   "Singaporean"};

// Words inside a headline that no name goes across: "Acme Is Maintained", "Share From".
constexpr std::string_view kJoints[] = {
    "Is",  "Are", "Was", "Were", "Has",  "Have", "From", "To",      "As",    "Amid",    "After",
    "On",  "In",  "At",  "By",   "With", "Over", "Will", "Despite", "Could", "Against", "But",
    "FOR", "IN",  "OF",  "TO",   "AND",  "WITH", "BY",   "FROM",    "Ahead"};

bool EndsNoName(std::string_view word) {
  return std::find(std::begin(kNoEndings), std::end(kNoEndings), word) != std::end(kNoEndings);
}

bool IsHeadlineVerb(std::string_view word) {
  return std::find(std::begin(kHeadlineVerbs), std::end(kHeadlineVerbs), word) !=
         std::end(kHeadlineVerbs);
}

// "US-traded", "Data-center", "AI-related": says what kind the next word is of, and names nobody.
bool IsCompoundAdjective(std::string_view word) {
  const std::size_t hyphen = word.rfind('-');
  if (hyphen == std::string_view::npos || hyphen + 4 > word.size()) return false;
  const std::string_view tail = word.substr(hyphen + 1);
  return std::all_of(tail.begin(), tail.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "Price Target Raised", "Q4 2024": a headline's noun begins the words; "Stock Exchange" is none.
bool BeginsWithHeadlineNoun(std::string_view words) {
  if (words.starts_with("Stock Exchange") || words.starts_with("Stock Connect")) return false;
  return std::any_of(std::begin(kHeadlineNouns), std::end(kHeadlineNouns),
                     [&](std::string_view noun) {
                       return words.starts_with(noun) &&
                              (words.size() == noun.size() || !IsAsciiAlpha(words[noun.size()]));
                     });
}

bool IsHeadlineNoun(std::string_view words) {
  return std::find(std::begin(kHeadlineNouns), std::end(kHeadlineNouns), words) !=
         std::end(kHeadlineNouns);
}

// "Surge AI" of "Surge AI Eyes", "Acme" of "Acme Q4 Revenue": what stands before a headline's verb
// or noun.
ByteSpan BeforeHeadlineWord(std::string_view text, ByteSpan name) {
  const std::string_view words = Slice(text, name);
  for (std::size_t at = words.find(' '); at != std::string_view::npos;
       at = words.find(' ', at + 1)) {
    const std::size_t end = std::min(words.find(' ', at + 1), words.size());
    const std::string_view word = words.substr(at + 1, end - at - 1);
    if (IsHeadlineVerb(word) ||
        std::find(std::begin(kJoints), std::end(kJoints), word) != std::end(kJoints) ||
        BeginsWithHeadlineNoun(words.substr(at + 1))) {
      return {name.begin, name.begin + at};
    }
  }
  return name;
}

// "BRIEF-Acme", "CORRECTED-Acme": how an agency marks its story.
std::size_t StoryMarkEnd(std::string_view words) {
  static constexpr std::string_view kMarks[] = {"BRIEF-", "CORRECTED-", "REFILE-",  "EXCLUSIVE-",
                                                "BUZZ-",  "ANALYSIS-",  "INSIGHT-", "FACTBOX-",
                                                "FOCUS-", "WRAPUP-",    "PREVIEW-", "TIMELINE-",
                                                "RPT-",   "TABLE-",     "POLL-",    "DEALTALK-"};
  for (const std::string_view mark : kMarks) {
    if (words.starts_with(mark)) return mark.size();
  }
  return 0;
}

bool Find(std::string_view text, const LazyPattern& pattern) { return pattern.FoundIn(text); }

// "SEC", "PC", "GAAP": a company only where it acts or owns.
bool IsAbbreviation(std::string_view word) {
  if (word.size() > 2 && word.back() == 's') word.remove_suffix(1);  // NEVs
  return word.size() <= 5 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "STRONG CASH FLOW": a line in capitals.
bool IsShouted(std::string_view words) {
  static const LazyPattern pattern("^[A-Z]{4,}(?: [A-Z]{2,})+(?: |$)");
  return Find(words, pattern);
}

bool ActsAsCompany(std::string_view after) {
  static const LazyPattern pattern(
      "^(?:'s |’s |,? Inc\\b| \\((?:[A-Za-z]+: ?)?[A-Z0-9]{1,6}(?:\\.[A-Z]{1,3})?\\)| "
      "(?:said|says|shares|stock|reported|raised|posted|shipped|plans|expects|swung|booked|logged|"
      "announced|has|unveiled|agreed|sold|earned|generated|is|was|will|forecasts?|projects|cut|"
      "employs|launched|acquired|bought|spent|invested|recorded|declared|completed|received|"
      "signed|proposed|won|issued|saw|logged|delivered|beat|beats|missed|misses|fell|rose|jumped|"
      "gained|dropped|raises|reports|posts|swings|expands)\\b)");
  return Find(after, pattern);
}

// The byte of `words` behind what kind of company is told by them: Lidar Startup Chenmu.
std::size_t BehindKind(std::string_view words) {
  static constexpr std::string_view kKinds[] = {
      " Maker ",     " Startup ",   " Firm ",      " Giant ",     " Unicorn ",
      " Developer ", " Producer ",  " Carmaker ",  " Chipmaker ", " Retailer ",
      " Supplier ",  " Drugmaker ", " Automaker ", " Lender ",    " Operator "};
  std::size_t begin = 0;
  for (const std::string_view kind : kKinds) {
    const std::size_t at = words.rfind(kind);
    if (at != std::string_view::npos) begin = std::max(begin, at + kind.size());
  }
  return begin;
}

}  // namespace

std::optional<ByteSpan> NameInRun(std::string_view text, ByteSpan run, bool is_english) {
  ByteSpan name = run;
  name.begin += StoryMarkEnd(Slice(text, name));
  for (;;) {
    const std::string_view words = Slice(text, name);
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view first = words.substr(0, end);
    const bool is_verb = is_english && IsHeadlineVerb(first) && end < words.size();
    if (!IsFunctionWord(first) && !is_verb && !(is_english && IsCompoundAdjective(first))) break;
    if (end == words.size()) return std::nullopt;
    name.begin += end + 1;
    if (Slice(text, name).substr(0, 2) == "& ") return std::nullopt;
  }
  // "Surgical Robot Maker Heze Medical": in a headline what kind of company it is has capitals too.
  if (is_english) name.begin += BehindKind(Slice(text, name));
  // T. Rowe Price: an initial and its full stop before the run.
  const auto follows_initial = [&] {
    return name.begin >= 3 && text.substr(name.begin - 2, 2) == ". " &&
           text[name.begin - 3] >= 'A' && text[name.begin - 3] <= 'Z' &&
           (name.begin == 3 || text[name.begin - 4] == ' ');
  };
  if (run.size() == 1) return std::nullopt;  // the W of W. P. Carey
  if (name.begin == run.begin) {
    while (follows_initial()) name.begin -= 3;
  }
  const std::size_t run_end = name.end;
  if (is_english) name = BeforeHeadlineWord(text, name);
  const bool heads_line = name.end < run_end;  // "IRCTC Q3 results": it acts
  const std::string_view words = Slice(text, name);
  if (is_english && (words.starts_with("Price Target") || words.starts_with("Target Price") ||
                     IsHeadlineNoun(words) || IsShouted(words))) {
    return std::nullopt;
  }
  const std::size_t last = words.rfind(' ');
  const std::string_view ending = last == std::string_view::npos ? words : words.substr(last + 1);
  const std::string_view head = words.substr(0, std::min(words.find(' '), words.size()));
  if (words.size() < 3 || EndsNoName(ending) ||
      std::find(std::begin(kNoHeads), std::end(kNoHeads), head) != std::end(kNoHeads)) {
    return std::nullopt;
  }
  const bool single = last == std::string_view::npos;
  if (is_english && single && heads_line && IsOrdinaryWord(words)) return std::nullopt;
  if (is_english && single && IsHeadlineVerb(words)) return std::nullopt;  // "Profit Falls 3%"
  if (single &&
      std::find(std::begin(kDemonyms), std::end(kDemonyms), words) != std::end(kDemonyms)) {
    return std::nullopt;
  }
  if (words == "R&D" || words == "CHINESE" || words == "GLOBAL" || words == "Ebitda" ||
      words == "Capex" || words == "Opex" || words == "Corrects" || words == "Courtesy")
    return std::nullopt;
  // "Retail sales rose": what is told of, with the capital of the sentence.
  static const LazyPattern opens("(?:^|[.\n] ?|[*•] |[a-z], |(?:-|–|—) )$");
  static const LazyPattern noun("^ [a-z]");
  const std::size_t near = name.begin - std::min<std::size_t>(name.begin, 4);
  if (is_english && single && IsOrdinaryWord(words) &&
      Find(text.substr(near, name.begin - near), opens) && Find(text.substr(name.end), noun)) {
    return std::nullopt;
  }
  // "AI PC revenue": what it is made of are abbreviations.
  static const LazyPattern abbreviations("^[A-Z]{2,5}s?(?: [A-Z]{2,5}s?)+$");
  if (is_english && Find(words, abbreviations) && !ActsAsCompany(text.substr(name.end))) {
    return std::nullopt;
  }
  // "the Sunnyvale, Calif.-based company", "the company's Client Computing Group"
  static const LazyPattern based("^(?:, [A-Z][A-Za-z]*)?\\.?-(?:based|area)\\b");
  static const LazyPattern part("(?:Group|Division|Unit|Segment|Business|Services|Solutions)$");
  static const LazyPattern owner(
      "(?i:(?:company|firm|group|giant|chipmaker|maker)'s|\\b(?:its|their)) $");
  if (is_english && (Find(text.substr(name.end), based) ||
                     (Find(words, part) && Find(text.substr(0, name.begin), owner)))) {
    return std::nullopt;
  }
  if (is_english && single && IsAbbreviation(words) && !heads_line &&
      !ActsAsCompany(text.substr(name.end)))
    return std::nullopt;
  return name;
}

bool IsSegmentName(std::string_view after) {
  static const LazyPattern pattern(
      "^(?:,? (?:and|&)(?: [A-Z][A-Za-z]+){1,3}|(?: [A-Z][a-z]+){1,2})? "
      "(?:segment|division|business (?:group|segment|unit)|unit|arm)s?\\b");
  return Find(after, pattern);
}

bool IsNameTail(std::string_view words) {
  static const LazyPattern pattern(
      "^(?:(?:Semiconductors?|Tech|Technology|Technologies|Holdings?|Group|Corp|Corporation|Inc|"
      "Ltd|"
      "Limited|Co|Company|Motors?|Auto|Automobile|Automotive|Electronics|Robotics|Pharmaceuticals?|"
      "Medicine|Therapeutics|Biotech|Intelligence|International|Industries|Enterprises|Systems|"
      "Networks|Computer|Semi|Coffee|Airlines|Airways|Foods|Beverage|Telecom|Precision|"
      "Microelectronics|Logistics|Entertainment|Chemical|Steel|PLC|AG|SE|NV|SA|AB|KK|PBC)(?: "
      "|$))+$");
  return Find(words, pattern);
}

std::size_t DatelineEnd(std::string_view text) {
  constexpr std::size_t kMostBytes = 100;
  static constexpr char kPlace[] =
      "[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,2}(?:[,/] ?[A-Z][A-Za-z.'-]+){0,2}";
  static constexpr char kDay[] =
      "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.? [0-9]{1,2}(?:, ?[0-9]{4})?";
  // A day or an agency tells it from a heading; else capitals alone do, before a sentence.
  static const LazyPattern pattern(std::string("^\\(?(?:") + kPlace + ",? ?(?:" + kDay +
                                   ",?)? ?\\([A-Z][A-Za-z. ]+\\)|" + kPlace + ", ?" + kDay +
                                   ")\\)? ?(?:--|—|–|-|:) ?");
  static const LazyPattern capitals(
      "^[A-Z][A-Z.]{3,}(?: [A-Z.]{2,}){0,2}(?:, [A-Z][A-Za-z.]+)? ?(?:--|—|–| - ) ?[A-Z\"“]");
  const std::string_view head = text.substr(0, kMostBytes);
  if (const auto groups = pattern.FirstIn(head)) return groups->whole().end;
  if (!Find(head, capitals)) return 0;
  return head.find_first_of("-\xE2");  // the sign, whichever it is
}

void JoinPlaceNames(std::string_view text, std::vector<EntityMention>* entities) {
  static const LazyPattern tail(
      "(?:^| )(?:Holdings?|Group|Corp|Corporation|Inc|Ltd|Co|Motors?|Electronics|Pharmaceuticals?|"
      "Industries|Technology|Technologies|Steel|Energy|Petroleum|Airlines|Airways|Insurance|"
      "Securities|Bank|Exchange|Telecom|Unicom|Mobile|Land|Resources|Overseas|Railway|Shipbuilding|"
      "Aluminum|Coal|Gas|Power|Tobacco|Paper|Chemical|Chemicals|Post|Display|Foods|Pharma|Bancorp|"
      "Cellular|Hotels|Fisheries|Metals|Copper|Zinc)$");
  static const LazyPattern listed("^ \\(+ ?(?:NYSE|NASDAQ|Nasdaq|NSE|BSE|TSX|OTC)");
  for (std::size_t i = 0; i + 1 < entities->size(); ++i) {
    EntityMention& place = (*entities)[i];
    const EntityMention& name = (*entities)[i + 1];
    // "Southern Copper (NYSE:": goods that end a name.
    const bool ends_in_goods = place.kind == "name" && place.entity == nullptr &&
                               name.kind == "class" && name.span.begin == place.span.end + 1 &&
                               text[place.span.end] == ' ' && text[name.span.begin] >= 'A' &&
                               text[name.span.begin] <= 'Z' &&
                               Slice(text, name.span).find(' ') == std::string_view::npos &&
                               ActsAsCompany(text.substr(name.span.end));
    if (ends_in_goods) {
      const ByteSpan span{place.span.begin, name.span.end};
      place = {span, "x:" + std::string(Slice(text, span)), "name", nullptr, false};
      entities->erase(entities->begin() + static_cast<std::ptrdiff_t>(i) + 1);
      continue;
    }
    if (place.kind != "region" || name.kind != "name" || name.entity != nullptr) continue;
    if (name.span.begin != place.span.end + 1 || text[place.span.end] != ' ') continue;
    const std::string_view words = Slice(text, place.span);
    if (words.empty() || words[0] < 'A' || words[0] > 'Z' || words.back() == '.') continue;
    const std::string_view after = text.substr(name.span.end);
    if (!Find(Slice(text, name.span), tail) || (!ActsAsCompany(after) && !Find(after, listed))) {
      continue;
    }
    const ByteSpan span{place.span.begin, name.span.end};
    place = {span, "x:" + std::string(Slice(text, span)), "name", nullptr, false};
    entities->erase(entities->begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
  // "Gillette India Ltd": what was joined to no place names nobody.
  std::erase_if(*entities, [&](const EntityMention& name) {
    return name.kind == "name" && name.entity == nullptr && IsNameTail(Slice(text, name.span));
  });
}

void SortEnglishNames(std::string_view text, NamingContext* naming,
                      std::vector<EntityMention>* names) {
  static const LazyPattern before(
      "(?i:\\b(?:analysts?|ceo|cfo|coo|cto|chair(?:man|woman)?|president|founders?|executives?|"
      "officer|director|economists?|mr\\.?|ms\\.?|mrs\\.?|dr\\.?|manager|minister|senator|sen\\.|"
      "rep\\.|gov\\.|governor|secretary|spokes(?:man|woman|person)|billionaire|lawyer|attorney|"
      "professor|strategist|engineer|researcher|scientist|entrepreneur|veteran|co-founder|inventor|"
      "partner|chief|judge|investor|boss|editor|reporter|author),? )(?:[A-Z][a-z]+-)?$|"
      "(?:分析师|首席执行官|首席财务官|执行长|财务长|总裁|董事长|主席|经理|主管|总监|创始人|创办人|"
      "策略师|经济学家|研究员|合伙人|教授|部长|总统|总理|CEO|CFO|CTO|COO) ?$");
  static const LazyPattern after(
      "^(?i:,? (?:an? |the |its |their |chief |co-)?(?:analyst|ceo|cfo|chief executive|chairman|"
      "president|founder|co-founder|economist|spokes(?:man|woman|person)|strategist|director|"
      "managing|senior|portfolio|research|executive|vice)\\b)|"
      "^ ?[|/] ?(?:Reuters|AFP|AP|Getty|Bloomberg|CNBC)\\b");  // who took the picture
  static const LazyPattern speaks("^ (?:said|says|told|wrote|added|noted|argued)\\b");
  static const LazyPattern quoted("[\"”] $");  // "…," Maria Santos said
  static const LazyPattern title("(?:Mr|Ms|Mrs|Dr)\\.? $");
  static const LazyPattern full("^[A-Z][a-z]+(?: [A-Z]\\.?)? [A-Z][A-Za-z-]+$");
  // "CFO Ann Weber", "Prime Minister Lee", "Acme CEO": the office is written as part of the name.
  static const LazyPattern titled(
      "^(?:[A-Z][A-Za-z]+ ){1,3}(?:CEO|CFO|COO|CTO|Chief Executive|Chief Financial|Chief Operating|"
      "Managing Director|Vice President)(?: "
      "[A-Z].*)?$|^(?:(?:Group|Acting|Former|Vice|Deputy|Senior|Executive|Prime|Chief|Managing|"
      "First|Finance|"
      "Trade|Foreign|Defen[cs]e|Economy|Commerce|Industry|Interior|Energy|Transport|Health|Labou?r)"
      " "
      ")*(?:CEO|CFO|COO|CTO|SVP|EVP|VP|Author|Chair|Chairman|Chairwoman|President|Premier|Minister|"
      "Secretary|"
      "Governor|"
      "Senator|Representatives?|Executive|Officer|Director|Economist|Strategist|Analyst|Founder|"
      "Chancellor|Commissioner|Judge|Justice|Mayor|Speaker)(?: [A-Z&].*)?$");
  for (EntityMention& mention : *names) {
    if (mention.kind != "name") continue;
    const std::string words(Slice(text, mention.span));
    if (words.empty() || !IsAsciiAlpha(words[0])) continue;
    const std::size_t from = mention.span.begin - std::min(mention.span.begin, kReach);
    const std::string_view ahead = text.substr(from, mention.span.begin - from);
    const std::string_view rest = text.substr(mention.span.end, kReach);
    const bool is_full = full.FoundIn(words);
    const bool is_known =
        std::find(naming->persons.begin(), naming->persons.end(), words) != naming->persons.end();
    const bool has_office = Find(ahead, before) || Find(rest, after);
    const bool says = Find(ahead, quoted) && Find(rest, speaks);
    const bool is_company = std::find(naming->full_names.begin(), naming->full_names.end(),
                                      words) != naming->full_names.end();
    const bool is_person = is_known || titled.FoundIn(words) ||
                           (is_full && !is_company && (has_office || says)) || Find(ahead, title);
    if (is_person) {
      mention.kind = "person";
      if (is_full) naming->persons.push_back(words.substr(words.rfind(' ') + 1));
      continue;
    }
    // "Cabot Corporation (NYSE:CBT)": the code stands for the name from here on.
    static const LazyPattern coded(
        "^(?:,? "
        "(?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|Co|Company|Holdings|N\\.V|S\\.A)\\.?){0,2}"
        " ?\\(+ ?\\(?(?:[A-Za-z]+: ?)?([A-Z]{2,5}) ?\\)");
    if (const auto groups = coded.FirstIn(rest)) {
      naming->tickers.emplace_back(Slice(rest, *groups->spans[1]), mention.id);
    }
    const auto ticker = std::find_if(naming->tickers.begin(), naming->tickers.end(),
                                     [&](const auto& known) { return known.first == words; });
    if (ticker != naming->tickers.end()) {
      mention.id = ticker->second;
      continue;
    }
    auto& full_names = naming->full_names;
    if (words.find(' ') != std::string::npos) {
      if (std::find(full_names.begin(), full_names.end(), words) == full_names.end()) {
        full_names.push_back(words);
      }
      continue;
    }
    const auto longer =
        std::find_if(full_names.begin(), full_names.end(),
                     [&](const std::string& name) { return name.starts_with(words + " "); });
    if (longer != full_names.end()) mention.id = "x:" + *longer;
  }
}

}  // namespace heshu::extract
