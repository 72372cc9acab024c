#include "crawl/twins.h"

#include <utility>

#include "crawler/politeness.h"

namespace heshu::crawl {
namespace {

constexpr int kMaxHops = 10;
constexpr std::size_t kMinTextToCompare = 200;  // bytes: short notices are alike and yet others

void MarkDuplicate(const store::FrontierPage& of, const std::string& why,
                   store::Completion* completion) {
  completion->content_hash.reset();
  completion->page.state = store::PageState::kDuplicate;
  completion->page.moved_to = of.url;
  completion->page.doc = of.doc;
  completion->page.reason = why;
}

}  // namespace

Result<bool> IsCircle(const crawler::Url& target, const store::FrontierPage& page,
                      const crawler::SourceList& sources, store::Frontier& frontier) {
  if (target.Href() == page.url) return true;
  std::string key = sources.KeyOf(target);
  for (int hop = 0; hop < kMaxHops; ++hop) {
    auto next = frontier.FindPage(key);
    if (!next) return tl::make_unexpected(next.error());
    if (!*next || (*next)->state != store::PageState::kRedirected) return false;
    const auto moved_to = crawler::Url::Parse((*next)->moved_to);
    if (!moved_to) return false;
    key = sources.KeyOf(*moved_to);
    if (key == page.key) return true;
  }
  return false;
}

Result<bool> IsNewArticle(const PageReading& reading, const crawler::SourceList& sources,
                          store::Store& store, store::Frontier& frontier,
                          store::Completion* completion) {
  if (!reading.document || !reading.extraction) return false;
  const store::FrontierPage& page = completion->page;
  const Article& article = reading.extraction->article;
  completion->content_hash = reading.content_hash;
  if (article.text.size() >= kMinTextToCompare) {
    auto same = frontier.FindContent(page.host, reading.content_hash);
    if (!same) return tl::make_unexpected(same.error());
    if (*same) {
      const bool is_itself = (*same)->id == page.id;
      if (!is_itself) MarkDuplicate(**same, "the same text as " + (*same)->url, completion);
      return false;
    }
  }
  auto canonical = crawler::Url::Parse(article.canonical_url);
  if (article.canonical_url.empty() || !canonical || canonical->path == "/" ||
      crawler::PolitenessKey(*canonical) != page.host) {
    return true;
  }
  auto known_as = NewPageOf(*canonical, sources, page, store::PageKind::kArticle, store::kNever);
  if (known_as.key == page.key) return true;
  auto other = frontier.FindPage(known_as.key);
  if (!other) return tl::make_unexpected(other.error());
  // Some sites name one address as the canonical one of all pages: the titles tell.
  if (*other && !(*other)->doc.empty() && (*other)->id != page.id) {
    const auto stored = store.FindDocument((*other)->doc);
    if (!stored) return tl::make_unexpected(stored.error());
    if (*stored && (*stored)->title == article.title) {
      MarkDuplicate(**other, "known as " + (*other)->url, completion);
      return false;
    }
  }
  if (!*other || (*other)->state == store::PageState::kQueued) {
    completion->also_known_as.push_back(std::move(known_as));
  }
  return true;
}

}  // namespace heshu::crawl
