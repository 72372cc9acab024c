#include "crawl/page.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/hash.h"
#include "crawler/content_coding.h"
#include "crawler/feed.h"
#include "crawler/http_fields.h"
#include "crawler/page_links.h"
#include "crawler/politeness.h"
#include "normalize/charset.h"

namespace heshu::crawl {
namespace {

constexpr std::size_t kMaxUnpackedBytes = 20u << 20;  // of a .xml.gz sitemap
constexpr int kMaxArticlePages = 20;                  // of one article cut into pages

bool IsDatedBefore(const std::string& published, const std::string& not_before) {
  return !published.empty() && !not_before.empty() && published.substr(0, 10) < not_before;
}

Result<std::string> DecodedText(const PageToRead& page, const crawler::Source* source,
                                const crawler::SourceList& sources, const crawler::Url& url) {
  std::string bytes = page.fetched->body;
  if (bytes.starts_with("\x1f\x8b")) {  // sitemap.xml.gz
    auto unpacked = crawler::DecodeContent(std::move(bytes), "gzip", kMaxUnpackedBytes);
    if (!unpacked) return unpacked;
    bytes = std::move(*unpacked);
  }
  const std::string told = source == nullptr ? "" : sources.CharsetOf(*source, url);
  auto decoded = normalize::Decode(
      bytes,
      {.http_charset = told.empty() ? page.fetched->http_charset : told, .may_have_meta = true});
  if (!decoded) return tl::make_unexpected(decoded.error());
  return std::move(decoded->text);
}

void ReadFeed(const PageToRead& page, const std::string& text, const crawler::Url& url,
              const crawler::Source* source, PageReading* reading) {
  auto feed = crawler::ParseFeed(text, &url);
  if (!feed) {
    reading->error = feed.error();
    return;
  }
  if (feed->items.empty() && feed->is_broken) {
    reading->error = Error{ErrorKind::kInvalidInput, "the feed breaks off before its first item",
                           page.page.url, "", ""};
    return;
  }
  if (feed->is_broken) reading->note = "it is malformed: what could be read is used";
  reading->ttl_minutes = feed->ttl_minutes;
  reading->skip_hours = feed->skip_hours;
  const bool is_index = feed->kind == crawler::FeedKind::kSitemapIndex;
  for (crawler::FeedItem& item : feed->items) {
    auto link = crawler::Url::Parse(item.url, &url);
    if (!link) continue;
    link->fragment.reset();
    if (is_index) {
      reading->more.push_back({std::move(*link), std::move(item.published)});
      continue;
    }
    if (source != nullptr && !source->links.Passes(link->Href())) continue;
    if (IsDatedBefore(item.published, page.not_before)) continue;
    reading->articles.push_back({std::move(*link), std::move(item.published)});
  }
  if (is_index) {
    reading->more_are_sitemaps = true;
    // The newest first; those without a date keep their order behind them.
    std::stable_sort(
        reading->more.begin(), reading->more.end(),
        [](const FoundLink& a, const FoundLink& b) { return a.published > b.published; });
    const std::size_t most = source == nullptr ? 1 : source->max_sitemaps;
    if (reading->more.size() > most) reading->more.resize(most);
  } else if (auto next = crawler::Url::Parse(feed->next_url, &url);
             !feed->next_url.empty() && next) {
    reading->more.push_back({std::move(*next), ""});
  }
}

void ReadList(const std::string& text, const crawler::Url& url, const crawler::Source* source,
              PageReading* reading) {
  auto links = crawler::ReadPageLinks(text, url);
  if (!links) {
    reading->error = links.error();
    return;
  }
  auto list =
      crawler::ReadListPage(*links, url, source == nullptr ? crawler::LinkFilter() : source->links,
                            source == nullptr ? crawler::LinkFilter() : source->next_pages);
  for (crawler::PageLink& link : list.articles) {
    reading->articles.push_back({std::move(link.url), ""});
  }
  for (crawler::Url& next : list.next) reading->more.push_back({std::move(next), ""});
}

std::string WhyNoArticle(const Article& article) {
  switch (article.page_class) {
    case PageClass::kArticle:
    case PageClass::kVideo:
    case PageClass::kPaywalled:
      return article.text.empty() ? "the page has no text" : "";
    default:
      return "the page is no article but: " + std::string(PageClassName(article.page_class));
  }
}

void ReadArticle(const PageToRead& page, const crawler::Url& url, const crawler::Source* source,
                 const crawler::SourceList& sources, const extract::Extractor& extractor,
                 PageReading* reading) {
  Document document;
  document.bytes = page.fetched->body;
  document.url = page.page.url;
  document.source = page.page.source;
  document.content_type = page.fetched->content_type;
  document.http_charset = page.fetched->http_charset;
  if (source != nullptr) {
    if (auto told = sources.CharsetOf(*source, url); !told.empty()) document.http_charset = told;
    // A sitemap's date is that of the last change, and says nothing of the publication.
    if (source->kind == crawler::SourceKind::kFeed) document.published = page.page.published;
  }
  document.fetched_at = page.fetched_at;
  auto extraction = extractor.Extract(document);
  if (!extraction) {
    reading->no_article = extraction.error().what;
    return;
  }
  const Article& article = extraction->article;
  reading->no_article = WhyNoArticle(article);
  reading->content_hash = static_cast<std::int64_t>(StableHash(article.text));
  if (!article.next_page_url.empty() && page.page.depth < kMaxArticlePages) {
    auto next = crawler::Url::Parse(article.next_page_url, &url);
    if (next && crawler::PolitenessKey(*next) == page.page.host) {
      reading->more.push_back({std::move(*next), page.page.published});
    }
  }
  reading->document = std::move(document);
  reading->extraction = std::move(*extraction);
}

}  // namespace

PageReading ReadPage(const PageToRead& page, const crawler::Source* source,
                     const crawler::SourceList& sources, const extract::Extractor& extractor) {
  PageReading reading;
  const auto url = crawler::Url::Parse(page.page.url);
  if (!url) {
    reading.error = url.error();
    return reading;
  }
  if (page.page.kind == store::PageKind::kArticle) {
    ReadArticle(page, *url, source, sources, extractor, &reading);
    return reading;
  }
  const auto text = DecodedText(page, source, sources, *url);
  if (!text) {
    reading.error = text.error();
  } else if (page.page.kind == store::PageKind::kList) {
    ReadList(*text, *url, source, &reading);
  } else {
    ReadFeed(page, *text, *url, source, &reading);
  }
  if (reading.error) reading.error->where = page.page.url;
  return reading;
}

store::NewPage NewPageOf(const crawler::Url& url, const crawler::SourceList& sources,
                         const store::FrontierPage& from, store::PageKind kind,
                         store::Millis due_at) {
  store::NewPage page;
  crawler::Url bare = url;
  bare.fragment.reset();
  page.url = bare.Href();
  page.key = sources.KeyOf(bare);
  page.host = crawler::PolitenessKey(bare);
  page.source = from.source;
  page.kind = kind;
  page.due_at = due_at;
  page.found_on = from.url;
  return page;
}

}  // namespace heshu::crawl
