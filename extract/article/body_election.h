// Elects the element that holds the article of a parsed page.
//
// The scoring is ARTICLE.md's: lines are worth their Han characters and sentence marks times the
// part of them that is not links; the element with the most good mass less its other mass wins;
// names in class and id exclude or favour. What the page says of itself (title, description) breaks
// in where the winner does not speak of it at all: rules for commenting, the next story of an
// endless page. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_BODY_ELECTION_H_
#define HESHU_EXTRACT_ARTICLE_BODY_ELECTION_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article/article_rules.h"
#include "extract/article/page_tree.h"

namespace heshu::extract {

// What is known about the page before its body is looked for.
struct PageHints {
  std::string title;        // as metadata and headings give it
  std::string description;  // of the article, as metadata give it; "" if none
  std::string host;         // "" if unknown
};

// An element as the election saw it; for --explain.
struct BodyCandidate {
  std::size_t element = 0;
  double score = 0;
  double good_mass = 0;
  double bonus = 1;   // for its name or kind
  double topic = -1;  // share of the title's and description's terms in it; -1: not asked
};

struct Election {
  std::size_t winner = 0;           // before descent
  std::size_t element = 0;          // elected in the end
  std::vector<NameMarks> marks;     // by element
  std::vector<double> scores;       // by line: its worth; 0 where a name excludes it
  std::vector<bool> excluded;       // by element: a hard name excludes it
  std::vector<double> good;         // by element: the worth of all lines in it
  double page_mass = 0;             // of all prose of the page that no name excludes
  double link_mass = 0;             // of all links of the page
  std::vector<BodyCandidate> best;  // the best few, best first
};

Election ElectBody(const PageTree& page, const ArticleRules& rules, const PageHints& hints);

// The worth of a line of prose: 0 for links, little for short lines without a sentence mark.
double LineScore(const TextMeasure& measure, double link_mass);

// Whether a line is a paragraph of prose, by its worth.
bool IsProseLine(const PageLine& line, double score);

// Whether a soft name stands between `element` and `root`, the root itself left out.
bool HasSoftName(const PageTree& page, const std::vector<NameMarks>& marks, std::size_t element,
                 std::size_t root);

// The element as a selector: "div#artibody.article".
std::string ElementName(const PageTree& page, std::size_t element);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_BODY_ELECTION_H_
