// What `heshu serve` answers: pages and JSON over a live store, without a word of HTTP.
//
// Read-only. Each answer is read from the store, a page at a time: memory does not grow with the
// facts. What the filters offer is counted anew when the store has changed. Used from many threads;
// one request is answered at a time.
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
    // Changes when what the filters offer is to be counted anew, which takes a while in a large
    // store; facts and claims are read as they are now.
    std::function<std::string()> stamp;
  };
  explicit LiveSite(Parts parts);

  // Never fails: an error is a page or an object that says so, with a status of 4xx or 5xx.
  SiteAnswer Answer(const SiteRequest& request);

 private:
  Result<SiteAnswer> Route(const SiteRequest& request);
  Result<SiteAnswer> Facts(const SiteRequest& request);
  Result<SiteAnswer> Claims(const SiteRequest& request);
  Result<SiteAnswer> Lines(const SiteRequest& request);
  Result<SiteAnswer> Show(const std::string& id);
  Result<SiteAnswer> ApiConflicts(const SiteRequest& request);
  Result<SiteAnswer> ApiClaims(const SiteRequest& request);
  Result<SiteAnswer> ApiRecord(std::string_view kind, const std::string& id);

  Result<const FilterForm*> Choices();
  // The facts that the request's fields select, in the order it asks for. kInvalidInput: a verdict
  // or an order that there is not.
  Result<store::FactQuery> FactQueryOf(const SiteRequest& request, bool hides_by_default);
  Result<std::vector<Fact>> FactsOfLines(store::FactQuery query);
  // The field `subject` as an id, where it names a known one.
  std::string SubjectOf(const SiteRequest& request) const;
  Result<store::ClaimQuery> ClaimQueryOf(const SiteRequest& request, std::string_view text_field);
  CardContext Context();

  std::mutex mutex_;
  Parts parts_;
  ReportSource source_;
  std::string choices_stamp_;
  FilterForm choices_;
  bool has_choices_ = false;
};

// Whether a Host header names this server: a loopback name or address with `port` (a page of
// another site that made its name resolve to 127.0.0.1 sends its own name).
bool IsOwnHost(std::string_view host, int port);

}  // namespace heshu::cli

#endif  // HESHU_CLI_SERVE_LIVE_SITE_H_
