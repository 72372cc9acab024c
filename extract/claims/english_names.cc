#include "extract/claims/english_names.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kReach = 40;  // bytes on either side of a name in which its office is told

// Words that open a sentence or stand in its grammar, and name nothing whatever their capital.
constexpr std::string_view kFunctionWords[] = {
    "A",           "About",        "Above",        "According",    "Across",       "Additionally",
    "Adjusted",    "After",        "Again",        "Against",      "All",          "Also",
    "Although",    "Amid",         "Among",        "An",           "Analysts",     "And",
    "Annual",      "Another",      "Any",          "April",        "Are",          "Around",
    "As",          "At",           "August",       "Based",        "Because",      "Before",
    "Behind",      "Below",        "Between",      "Beyond",       "Both",         "But",
    "By",          "Can",          "Clearly",      "Combined",     "Companies",    "Company",
    "Compared",    "Consumers",    "Costs",        "Could",        "Currently",    "Customers",
    "Data",        "December",     "Demand",       "Despite",      "Did",          "Do",
    "Does",        "During",       "Each",         "Earlier",      "Early",        "Earnings",
    "Eight",       "Eleven",       "Even",         "Every",        "Excluding",    "Executives",
    "Expenses",    "February",     "Few",          "Finally",      "First",        "Five",
    "Following",   "For",          "Founded",      "Four",         "Fourth",       "Free",
    "Friday",      "From",         "Full",         "Furthermore",  "Given",        "Gross",
    "Growth",      "Had",          "Half",         "Has",          "Have",         "He",
    "Hence",       "Her",          "Here",         "His",          "How",          "However",
    "I",           "If",           "In",           "Including",    "Income",       "Indeed",
    "Instead",     "Into",         "Investors",    "Is",           "It",           "Its",
    "January",     "July",         "June",         "Just",         "Last",         "Late",
    "Later",       "Less",         "Let",          "Like",         "Management",   "Many",
    "March",       "May",          "Maybe",        "Meanwhile",    "Monday",       "More",
    "Moreover",    "Most",         "Much",         "Must",         "My",           "Net",
    "Next",        "Nine",         "No",           "Nor",          "Not",          "Notably",
    "November",    "Now",          "October",      "Of",           "Off",          "On",
    "Once",        "One",          "Only",         "Operating",    "Or",           "Other",
    "Others",      "Our",          "Out",          "Over",         "Overall",      "People",
    "Per",         "Perhaps",      "Previously",   "Profit",       "Profits",      "Quarterly",
    "Rather",      "Read",         "Recently",     "Results",      "Revenue",      "Revenues",
    "Sales",       "Saturday",     "Second",       "Start-up",     "Startup",      "Rival",
    "Competitor",  "Chipmaker",    "Automaker",    "Carmaker",     "Separately",   "September",
    "Seven",       "Several",      "Shareholders", "Shares",       "She",          "Should",
    "Similarly",   "Since",        "Six",          "So",           "Some",         "Specifically",
    "Spending",    "Still",        "Stock",        "Stocks",       "Such",         "Sunday",
    "Ten",         "That",         "The",          "Their",        "Then",         "There",
    "Therefore",   "These",        "They",         "Third",        "This",         "Those",
    "Though",      "Three",        "Through",      "Throughout",   "Thursday",     "Thus",
    "To",          "Today",        "Together",     "Tomorrow",     "Total",        "Tuesday",
    "Twelve",      "Two",          "Under",        "Unlike",       "Until",        "Up",
    "Users",       "Via",          "Was",          "We",           "Wednesday",    "Were",
    "What",        "When",         "Where",        "Whereas",      "Which",        "While",
    "Who",         "Why",          "Will",         "With",         "Within",       "Without",
    "Workers",     "Would",        "Yesterday",    "Yet",          "You",          "Your",
    "Bookings",    "Business",     "Capital",      "Cash",         "Children",     "Consumption",
    "Crude",       "Debt",         "Deliveries",   "Dividends",    "Economists",   "Employers",
    "Employment",  "Everyone",     "Experts",      "Exports",      "Funding",      "Futures",
    "Gains",       "Gold",         "Imports",      "Inflation",    "Losses",       "Margins",
    "Markets",     "Men",          "Nobody",       "Officials",    "Oil",          "Orders",
    "Output",      "Police",       "Prices",       "Production",   "Rents",        "Researchers",
    "Scientists",  "Shipments",    "Something",    "Students",     "Subscribers",  "Traders",
    "Trading",     "Turnover",     "Unemployment", "Wages",        "Women",        "Yields",
    "Further",     "Looking",      "Turning",      "Meantime",     "Automotive",   "Gaming",
    "Networking",  "Professional", "Advertising",  "Subscription", "Software",     "Hardware",
    "Smaller",     "Larger",       "Financial",    "Technology",   "Tech",         "Bond",
    "Adding",      "Citing",       "Asked",        "Speaking",     "Separate",     "Similar",
    "Trade",       "Founder",      "Chairman",     "President",    "Director",     "Former",
    "Billionaire", "Nearly",       "Roughly",      "Almost",       "Approximately"};

// Verbs that headlines capitalize: the name ends before them ("Surge AI Eyes $15 Billion").
constexpr std::string_view kHeadlineVerbs[] = {
    "Eyes",    "Raises",   "Reports",   "Posts",   "Beats",   "Misses",  "Cuts",      "Hits",
    "Unveils", "Launches", "Seeks",     "Plans",   "Says",    "Sees",    "Wins",      "Gets",
    "Buys",    "Acquires", "Sells",     "Tops",    "Surges",  "Soars",   "Jumps",     "Falls",
    "Drops",   "Slumps",   "Rises",     "Climbs",  "Files",   "Expects", "Forecasts", "Lifts",
    "Slashes", "Adds",     "Announces", "Secures", "Lands",   "Closes",  "Nears",     "Warns",
    "Targets", "Releases", "Debuts",    "Ships",   "Invests", "Valued",  "Doubles",   "Triples",
    "Rebound", "Rise",     "Fall",      "Jump",    "Drop",    "Slump",   "Surge",     "Soar",
    "Plunge",  "Slide",    "Climb",     "Gain",    "Shrink",  "Grow",    "Sink",      "Sinks",
    "Hit",     "Miss",     "Spends",    "Earns",   "Takes",   "Grows",   "Swings",    "Lays",
    "Slips",   "Delivers"};

// What a run of capitalized words is if it ends in one of these: no company.
constexpr std::string_view kNoEndings[] = {
    "Estimate",      "Estimates",   "Consensus",  "Report",     "Reports",
    "Act",           "Bill",        "Award",      "Day",        "Week",
    "Month",         "Year",        "Quarter",    "Street",     "Series",
    "Round",         "Index",       "Summit",     "Conference", "Forum",
    "Outlook",       "Survey",      "War",        "Valley",     "Court",
    "Congress",      "Senate",      "House",      "General",    "Ministry",
    "Department",    "Office",      "Commission", "Agency",     "Administration",
    "Authority",     "Association", "Committee",  "Council",    "Bureau",
    "Visualization", "Release",     "Shares",     "Stock",      "Revenue",
    "Sales",         "Profit",      "Earnings",   "Update",     "News",
    "Center",        "Centers",     "DAUs",       "MAUs",       "WAUs",
    "DAU",           "MAU",         "GPUs",       "ARR",        "EPS"};

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

bool IsFunctionWord(std::string_view word) {
  return std::find(std::begin(kFunctionWords), std::end(kFunctionWords), word) !=
         std::end(kFunctionWords);
}

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

// "Surge AI" of "Surge AI Eyes": what stands before a headline's verb.
ByteSpan BeforeHeadlineVerb(std::string_view text, ByteSpan name) {
  const std::string_view words = Slice(text, name);
  for (std::size_t at = words.find(' '); at != std::string_view::npos;
       at = words.find(' ', at + 1)) {
    const std::size_t end = std::min(words.find(' ', at + 1), words.size());
    if (IsHeadlineVerb(words.substr(at + 1, end - at - 1))) return {name.begin, name.begin + at};
  }
  return name;
}

bool Find(std::string_view text, const RE2& pattern) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// "SEC", "PC", "GAAP": a company only where it acts or owns.
bool IsAbbreviation(std::string_view word) {
  if (word.size() > 2 && word.back() == 's') word.remove_suffix(1);  // NEVs
  return word.size() <= 5 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool ActsAsCompany(std::string_view after) {
  static const RE2 pattern(
      "^(?:'s |’s |,? Inc\\b| "
      "(?:said|says|shares|stock|reported|raised|posted|shipped|plans|expects|"
      "announced|has|unveiled|agreed|sold|earned|generated|is|was|will|forecasts?|projects|cut|"
      "employs|launched|acquired|bought|spent|invested)\\b)");
  return Find(after, pattern);
}

}  // namespace

std::optional<ByteSpan> NameInRun(std::string_view text, ByteSpan run, bool is_english) {
  ByteSpan name = run;
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
  // T. Rowe Price: an initial and its full stop before the run.
  if (name.begin == run.begin && name.begin >= 3 && text.substr(name.begin - 2, 2) == ". " &&
      text[name.begin - 3] >= 'A' && text[name.begin - 3] <= 'Z' &&
      (name.begin == 3 || text[name.begin - 4] == ' ')) {
    name.begin -= 3;
  }
  if (is_english) name = BeforeHeadlineVerb(text, name);
  const std::string_view words = Slice(text, name);
  const std::size_t last = words.rfind(' ');
  const std::string_view ending = last == std::string_view::npos ? words : words.substr(last + 1);
  const std::string_view head = words.substr(0, std::min(words.find(' '), words.size()));
  if (words.size() < 3 || EndsNoName(ending) ||
      std::find(std::begin(kNoHeads), std::end(kNoHeads), head) != std::end(kNoHeads)) {
    return std::nullopt;
  }
  const bool single = last == std::string_view::npos;
  if (single &&
      std::find(std::begin(kDemonyms), std::end(kDemonyms), words) != std::end(kDemonyms)) {
    return std::nullopt;
  }
  if (words == "R&D") return std::nullopt;
  // "AI PC revenue": what it is made of are abbreviations.
  static const RE2 abbreviations("^[A-Z]{2,5}s?(?: [A-Z]{2,5}s?)+$");
  if (is_english && Find(words, abbreviations) && !ActsAsCompany(text.substr(name.end))) {
    return std::nullopt;
  }
  // "the Sunnyvale, Calif.-based company", "the company's Client Computing Group"
  static const RE2 based("^(?:, [A-Z][A-Za-z]*)?\\.?-(?:based|area)\\b");
  static const RE2 part("(?:Group|Division|Unit|Segment|Business|Services|Solutions)$");
  static const RE2 owner("(?i:(?:company|firm|group|giant|chipmaker|maker)'s|\\b(?:its|their)) $");
  if (is_english && (Find(text.substr(name.end), based) ||
                     (Find(words, part) && Find(text.substr(0, name.begin), owner)))) {
    return std::nullopt;
  }
  if (is_english && single && IsAbbreviation(words) && !ActsAsCompany(text.substr(name.end)))
    return std::nullopt;
  return name;
}

bool IsSegmentName(std::string_view after) {
  static const RE2 pattern(
      "^(?:,? (?:and|&)(?: [A-Z][A-Za-z]+){1,3}|(?: [A-Z][a-z]+){1,2})? "
      "(?:segment|division|business (?:group|segment|unit)|unit|arm)s?\\b");
  return Find(after, pattern);
}

bool IsNameTail(std::string_view words) {
  static const RE2 pattern(
      "^(?:(?:Semiconductors?|Tech|Technology|Technologies|Holdings?|Group|Corp|Corporation|Inc|"
      "Ltd|"
      "Limited|Co|Company|Motors?|Auto|Automobile|Automotive|Electronics|Robotics|Pharmaceuticals?|"
      "Medicine|Therapeutics|Biotech|Intelligence|International|Industries|Enterprises|Systems|"
      "Networks|Computer|Semi|Coffee|Airlines|Airways|Foods|Beverage|Telecom|Precision|"
      "Microelectronics|Logistics|Entertainment|Chemical|Steel|PLC|AG|SE|NV|SA|AB|KK|PBC)(?: "
      "|$))+$");
  return Find(words, pattern);
}

void SortEnglishNames(std::string_view text, NamingContext* naming,
                      std::vector<EntityMention>* names) {
  static const RE2 before(
      "(?i:\\b(?:analysts?|ceo|cfo|coo|cto|chair(?:man|woman)?|president|founders?|executives?|"
      "officer|director|economists?|mr\\.?|ms\\.?|mrs\\.?|dr\\.?|manager|minister|senator|sen\\.|"
      "rep\\.|gov\\.|governor|secretary|spokes(?:man|woman|person)|billionaire|lawyer|attorney|"
      "professor|strategist|engineer|researcher|scientist|entrepreneur|veteran|co-founder|inventor|"
      "partner|chief|judge|investor|boss|editor|reporter),? )$|"
      "(?:分析师|首席执行官|首席财务官|执行长|财务长|总裁|董事长|主席|经理|主管|总监|创始人|创办人|"
      "策略师|经济学家|研究员|合伙人|教授|部长|总统|总理|CEO|CFO|CTO|COO) ?$");
  static const RE2 after(
      "^(?i:,? (?:an? |the |its |their |chief |co-)?(?:analyst|ceo|cfo|chief executive|chairman|"
      "president|founder|co-founder|economist|spokes(?:man|woman|person)|strategist|director|"
      "managing|senior|portfolio|research|executive|vice)\\b)");
  static const RE2 speaks("^ (?:said|says|told|wrote|added|noted|argued)\\b");
  static const RE2 quoted("[\"”] $");  // "…," Maria Santos said
  static const RE2 title("(?:Mr|Ms|Mrs|Dr)\\.? $");
  static const RE2 full("^[A-Z][a-z]+(?: [A-Z]\\.?)? [A-Z][A-Za-z-]+$");
  for (EntityMention& mention : *names) {
    if (mention.kind != "name") continue;
    const std::string words(Slice(text, mention.span));
    if (words.empty() || !IsAsciiAlpha(words[0])) continue;
    const std::size_t from = mention.span.begin - std::min(mention.span.begin, kReach);
    const std::string_view ahead = text.substr(from, mention.span.begin - from);
    const std::string_view rest = text.substr(mention.span.end, kReach);
    const bool is_full = RE2::FullMatch(words, full);
    const bool is_known =
        std::find(naming->persons.begin(), naming->persons.end(), words) != naming->persons.end();
    const bool has_office = Find(ahead, before) || Find(rest, after);
    const bool says = Find(ahead, quoted) && Find(rest, speaks);
    const bool is_company = std::find(naming->full_names.begin(), naming->full_names.end(),
                                      words) != naming->full_names.end();
    const bool is_person =
        is_known || (is_full && !is_company && (has_office || says)) || Find(ahead, title);
    if (is_person) {
      mention.kind = "person";
      if (is_full) naming->persons.push_back(words.substr(words.rfind(' ') + 1));
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
