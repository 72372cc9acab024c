// The pages of `serve` around their cards: forms, paging, titles. Pure functions.
#ifndef HESHU_CLI_SERVE_LIVE_PAGES_H_
#define HESHU_CLI_SERVE_LIVE_PAGES_H_

#include <cstddef>
#include <string>

#include "cli/report/page.h"
#include "cli/serve/live_site.h"
#include "core/error.h"
#include "store/store.h"

namespace heshu::cli {

// One page of a list.
struct ListPage {
  const SiteRequest* request = nullptr;
  const FilterForm* choices = nullptr;
  std::string cards;          // HTML
  std::size_t offset = 0;     // of the first card
  std::size_t page_size = 0;  // 0 = all are shown
  std::size_t total = 0;      // facts: all that match; claims: at least so many
  std::size_t contradictions = 0, agreements = 0;
  std::size_t most_counted = 0;  // no number of facts goes beyond it; 0 = they are exact
};

std::string FactsPage(const ListPage& page);
std::string ClaimsPage(const ListPage& page);
std::string LinesPage(const ListPage& page);
std::string RecordPage(const std::string& id, const std::string& cards);
std::string DocumentPage(const store::StoredDocument& document, const std::string& cards);
std::string ErrorPage(const Error& error);

// "/path?…" with the request's fields, but `from` (where a list begins) set to `offset`.
std::string PageLink(const SiteRequest& request, std::size_t offset);

}  // namespace heshu::cli

#endif  // HESHU_CLI_SERVE_LIVE_PAGES_H_
