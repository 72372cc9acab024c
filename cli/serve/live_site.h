// What `heshu serve` answers: pages and JSON over a live store, without a word of HTTP.
//
// Read-only. Facts are read once and again when the database file has changed. Used from many
// threads; one request is answered at a time.
#ifndef HESHU_CLI_SERVE_LIVE_SITE_H_
#define HESHU_CLI_SERVE_LIVE_SITE_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report/page.h"
#include "cli/report/report_source.h"
#include "core/error.h"
#include "store/store.h"

namespace heshu::cli {

struct SiteRequest {
  std::string path;                                // "/", "/api/fact/f_…", not escaped
  std::multimap<std::string, std::string> fields;  // of the query, not escaped

  std::string Field(const std::string& name) const;
  // The field as a number within [0, most]; `otherwise` where it is none.
  std::size_t Number(const std::string& name, std::size_t otherwise, std::size_t most) const;
};

struct SiteAnswer {
  int status = 200;
  std::string content_type;
  std::string body;
};

class LiveSite {
 public:
  struct Parts {
    store::Store store;  // read-only
    const Vocabulary* vocabulary = nullptr;
    const normalize::Folder* folder = nullptr;
    // A subject's name in either script to its id; "" = not known.
    std::function<std::string(std::string_view)> resolve_subject;
    // Changes whenever the store may have.
    std::function<std::string()> stamp;
  };
  explicit LiveSite(Parts parts);

  // Never fails: an error is a page or an object that says so, with a status of 4xx or 5xx.
  SiteAnswer Answer(const SiteRequest& request);

 private:
  struct Shelf {  // the facts as of one stamp
    std::string stamp;
    std::vector<Fact> facts;
    std::vector<std::string> keys;  // of facts, made when first searched
    FilterForm choices;
  };

  Result<SiteAnswer> Route(const SiteRequest& request);
  Result<SiteAnswer> Facts(const SiteRequest& request);
  Result<SiteAnswer> Claims(const SiteRequest& request);
  Result<SiteAnswer> Lines(const SiteRequest& request);
  Result<SiteAnswer> Show(const std::string& id);
  Result<SiteAnswer> ApiConflicts(const SiteRequest& request);
  Result<SiteAnswer> ApiClaims(const SiteRequest& request);
  Result<SiteAnswer> ApiRecord(std::string_view kind, const std::string& id);

  Result<void> Refresh();
  const std::vector<std::string>& Keys();
  // Indices of the facts that the request's fields select, in the order it asks for.
  std::vector<std::size_t> Selected(const SiteRequest& request, bool hides_by_default);
  Result<store::ClaimQuery> ClaimQueryOf(const SiteRequest& request, std::string_view text_field);
  CardContext Context();

  std::mutex mutex_;
  Parts parts_;
  ReportSource source_;
  Shelf shelf_;
  bool has_shelf_ = false;
};

// Whether a Host header names this server: a loopback name or address with `port` (a page of
// another site that made its name resolve to 127.0.0.1 sends its own name).
bool IsOwnHost(std::string_view host, int port);

}  // namespace heshu::cli

#endif  // HESHU_CLI_SERVE_LIVE_SITE_H_
