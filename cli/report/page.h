// The pages of `report` and `serve`: one template, filled with cards, filters and time lines.
//
// A page needs nothing but itself: style and script stand in it, and its Content-Security-Policy
// lets nothing else run or load.
#ifndef HESHU_CLI_REPORT_PAGE_H_
#define HESHU_CLI_REPORT_PAGE_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/report/fact_card.h"
#include "cli/report/time_line.h"
#include "core/fact.h"
#include "store/store.h"

namespace heshu::cli {

// kReport: a file that stands alone; kLive: a page of a server that answers forms.
enum class PageMode { kReport, kLive };

// The parts of a page, as HTML.
struct PageParts {
  PageMode mode = PageMode::kReport;
  std::string title;    // plain text
  std::string nav;      // links beside the name; may be empty
  std::string filters;  // the form in the margin; may be empty
  std::string main;
  std::string footer;
  std::string data;  // <script type="application/json"> for the page's script; may be empty
};
std::string FillPage(const PageParts& parts);

// The policy of a page as a header's or a meta element's value.
std::string ContentSecurityPolicy(PageMode mode);

// What a report tells.
struct Report {
  std::vector<Fact> facts;  // contradictions first
  std::vector<TimeLine> time_lines;
  std::size_t documents = 0, claims = 0;  // in the store
  std::size_t held_back = 0;              // contradictions below the severity asked for
  int min_severity = 0;
  std::string selection;     // the filters in words; may be empty
  std::string generated_at;  // UTC, ISO 8601
  std::string version;       // "heshu 0.1.0"
};

// The self-contained page. Its first cards are there without a script; all of them are data that
// the script builds cards of.
std::string ReportPage(const Report& report, const CardContext& context);

// One <option> each, the most frequent first: value, shown text, count.
struct Choice {
  std::string value;
  std::string text;
  std::size_t count = 0;
};
// What the margin's form offers and what is chosen in it.
struct FilterForm {
  PageMode mode = PageMode::kReport;
  std::string action = {};  // of kLive: the path that the form is sent to
  std::vector<Choice> verdicts, subjects, metrics, sources;
  std::map<std::string, std::string> chosen;  // by the field's name; verdicts: "verdict:ID" → "1"
  bool has_facts = true;                      // verdict, severity and order can be chosen
};
std::string FilterFormHtml(const FilterForm& form);

// Verdicts, subjects, metrics and sources as choices; of facts in memory (`sources` then counts
// facts) or of a store.
FilterForm ChoicesOf(const store::FactChoices& counts, const Vocabulary& vocabulary);
store::FactChoices CountChoices(const std::vector<Fact>& facts);
// As many of each are offered; the rarer ones can be searched for.
inline constexpr std::size_t kMostChoices = 400;

// <time lines> as a section; empty if there are none.
std::string TimeLineSection(const std::vector<TimeLine>& lines, const std::vector<Fact>& facts,
                            const Vocabulary& vocabulary);

// The name of a subject in a list.
std::string EntityName(const std::string& id, const Vocabulary& vocabulary);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_PAGE_H_
