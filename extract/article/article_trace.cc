#include "extract/article/article_trace.h"

#include "extract/article/body_election.h"
#include "extract/article/page_tree.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kMaxSteps = 12;  // of a path that are written

std::string PathOf(const PageTree& page, std::size_t element) {
  std::string path = ElementName(page, element);
  std::size_t steps = 1;
  for (std::size_t e = element; e != 0 && page.elements[e].kind != ElementKind::kBody;) {
    e = page.elements[e].parent;
    if (++steps > kMaxSteps) return "… > " + path;
    std::string step(page.elements[e].tag);
    if (!page.elements[e].id.empty()) step += '#' + std::string(page.elements[e].id);
    path.insert(0, step + " > ");
  }
  return path;
}

}  // namespace

void TraceElection(const PageTree& page, const Election& election, ArticleTrace* trace) {
  trace->elected = PathOf(page, election.element);
  trace->elected_mass = election.good[election.element];
  trace->page_mass = election.page_mass;
  trace->link_mass = election.link_mass;
  trace->elements = page.elements.size();
  trace->lines = page.lines.size();
  for (const BodyCandidate& candidate : election.best) {
    trace->candidates.push_back({.element = ElementName(page, candidate.element),
                                 .path = PathOf(page, candidate.element),
                                 .score = candidate.score,
                                 .good_mass = candidate.good_mass,
                                 .bonus = candidate.bonus,
                                 .topic = candidate.topic});
  }
}

}  // namespace heshu::extract
