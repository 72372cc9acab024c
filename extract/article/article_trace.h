// How an article was found: what --explain shows.
#ifndef HESHU_EXTRACT_ARTICLE_ARTICLE_TRACE_H_
#define HESHU_EXTRACT_ARTICLE_ARTICLE_TRACE_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace heshu::extract {

struct Election;
struct PageTree;

struct ArticleTrace {
  // An element that stood for election. Masses count Han characters and sentence marks.
  struct Candidate {
    std::string element;  // "div#artibody.article"
    std::string path;     // from <body> down, tags alone with id or first class
    double score = 0;
    double good_mass = 0;
    double bonus = 1;
    double topic = -1;  // share of the title's terms found in it; -1 where it was not asked
  };
  std::string form;     // "html", "json_ld", "text", "pdf"
  std::string elected;  // its path; "" for what is no HTML
  double elected_mass = 0;
  double page_mass = 0;
  double link_mass = 0;
  std::size_t elements = 0;
  std::size_t lines = 0;
  std::vector<Candidate> candidates;                        // best first
  std::vector<std::pair<std::string, std::string>> titles;  // where it was said, what was said
};

// Fills what the election of a page gives.
void TraceElection(const PageTree& page, const Election& election, ArticleTrace* trace);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_ARTICLE_TRACE_H_
