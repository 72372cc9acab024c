#include "cli/inputs.h"
#include "cli/session.h"
#include "crawler/fetcher.h"

namespace heshu::cli {

Result<Document> FetchDocument(const std::string& url, const InputOptions& options) {
  crawler::FetchOptions fetch;
  fetch.user_agent = options.user_agent;
  fetch.allow_nets = options.allow_nets;
  auto fetcher = crawler::Fetcher::Create(std::move(fetch));
  if (!fetcher) return tl::make_unexpected(fetcher.error());
  auto page = fetcher->Fetch(url);
  if (!page) {
    if (page.error().where.empty()) page.error().where = url;
    return tl::make_unexpected(page.error());
  }
  if (page->status < 200 || page->status > 299) {
    return Fail(ErrorKind::kNetwork, "the server answered " + std::to_string(page->status),
                page->url, "open the address in a browser: is it the article's?");
  }
  if (page->truncated) {
    return Fail(ErrorKind::kNetwork, "the page broke off before its end", page->url,
                "run the command again");
  }
  Document document;
  document.bytes = std::move(page->body);
  document.url = std::move(page->url);
  document.content_type = std::move(page->content_type);
  document.http_charset = std::move(page->http_charset);
  document.fetched_at = UtcNow();
  return document;
}

}  // namespace heshu::cli
