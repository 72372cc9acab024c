// The rows of the frontier as its values; the frontier*.cc files share it.
#ifndef HESHU_STORE_FRONTIER_ROW_H_
#define HESHU_STORE_FRONTIER_ROW_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "store/frontier.h"

namespace heshu::store {

// "SELECT … FROM crawl_urls AS u" and " … FROM crawl_hosts AS h", for the readers below.
extern const std::string_view kSelectPage;
extern const std::string_view kHostColumns;  // in the order of ReadHost
FrontierPage ReadPage(const Statement& row);
HostState ReadHost(const Statement& row, int first_column = 0);

// 0: pages that lead to others, 1: articles.
int RankOf(PageKind kind);

// " AND u.source IN (?, …)", or "" for all; BindAll binds them.
std::string SourceCondition(const std::vector<std::string>& sources);
void BindAll(const std::vector<std::string>& texts, Statement& statement);

// When the first page of `host` is due; kNever if none is.
Result<Millis> FirstDueOf(Database& database, std::string_view host);
// Frees the host; its next_at follows from its state and its pages.
Result<void> FreeHost(Database& database, const HostState& host);
// Makes pages known and their hosts due; `leased` is the host that the caller frees itself ("":
// none). Returns how many were new.
Result<std::size_t> InsertPages(Database& database, const std::vector<NewPage>& pages, Millis now,
                                std::string_view leased);

// Notes where an exchange stands, and how far its file is good.
Result<void> SaveWarc(Database& database, const WarcPosition& warc, const std::string& doc);
// Whether a record holds the page's bytes: a whole answer, and no revisit of another.
bool HoldsPage(const std::optional<WarcPosition>& warc);

// UTC, YYYY-MM-DD.
std::string DayOf(Millis time);

}  // namespace heshu::store

#endif  // HESHU_STORE_FRONTIER_ROW_H_
