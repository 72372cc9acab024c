#include "cli/source_probe.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <thread>

#include "crawler/content_coding.h"
#include "crawler/http_fields.h"
#include "crawler/politeness.h"
#include "crawler/url.h"
#include "normalize/charset.h"

namespace heshu::cli {
namespace {

using crawler::Url;

constexpr std::size_t kMaxRobotsBytes = 512u << 10;
constexpr std::size_t kMaxFeedBytes = 50u << 20;  // sitemaps.org: 50 MB unpacked
constexpr int kMaxRedirects = 10;
constexpr char kAgent[] = "heshu";

bool IsRedirectStatus(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Whether the text begins as an HTML page does.
bool LooksLikeHtml(std::string_view text) {
  const std::string head = crawler::ToLower(crawler::Trimmed(text.substr(0, 1024)));
  return head.starts_with("<!doctype html") || head.starts_with("<html") ||
         head.find("<html") != std::string::npos || head.starts_with("<head") ||
         head.starts_with("<body");
}

Error Named(ErrorKind kind, std::string what, std::string where, std::string hint = {}) {
  return {kind, std::move(what), std::move(where), std::move(hint), {}};
}

// What the status says, for one that is no 2xx.
Error StatusError(const crawler::FetchResult& fetched, const std::string& where) {
  const std::string number = std::to_string(fetched.status);
  if (fetched.status == 404 || fetched.status == 410)
    return Named(ErrorKind::kNetwork, "nothing is there (" + number + ")", where,
                 "`heshu sources discover` looks for the site's feeds");
  if (fetched.status == 401 || fetched.status == 403)
    return Named(ErrorKind::kNetwork, "the server refuses (" + number + ")", where,
                 "it may not want to be crawled; a browser's name is not pretended");
  if (fetched.status == 429 || fetched.status == 503) {
    const std::string_view after = crawler::FieldValue(fetched.fields, "Retry-After");
    return Named(ErrorKind::kNetwork, "the server wants to be asked later (" + number + ")", where,
                 after.empty() ? "" : "Retry-After: " + std::string(after));
  }
  return Named(ErrorKind::kNetwork, "the server answered " + number, where);
}

void ReadFeed(const std::string& text, const Url& url, const crawler::LinkFilter& links,
              Probe* probe) {
  const auto feed = crawler::ParseFeed(text, &url);
  if (!feed) {
    probe->error = feed.error();
    probe->error->where = probe->final_url;
    return;
  }
  probe->found = std::string(crawler::FeedKindName(feed->kind));
  probe->title = feed->title;
  probe->items = feed->items.size();
  probe->next_url = feed->next_url;
  for (const crawler::FeedItem& item : feed->items) {
    const bool is_index = feed->kind == crawler::FeedKind::kSitemapIndex;
    probe->wanted += is_index || links.Passes(item.url) ? 1 : 0;
    probe->newest = std::max(probe->newest, item.published);
  }
  if (feed->is_broken) probe->notes.emplace_back("malformed; what could be read is used");
  if (feed->items.empty()) {
    probe->error = Named(ErrorKind::kInvalidInput, "the feed has no items", probe->final_url);
  } else if (probe->wanted == 0) {
    probe->error = Named(
        ErrorKind::kInvalidInput, "none of the feed's links pass the patterns", probe->final_url,
        "the first is " + feed->items[0].url + ": " + links.WhyNot(feed->items[0].url));
  }
}

void ReadList(const std::string& text, const Url& url, const crawler::Source& source,
              Probe* probe) {
  const auto page = crawler::ReadPageLinks(text, url);
  if (!page) {
    probe->error = page.error();
    probe->error->where = probe->final_url;
    return;
  }
  probe->found = "html";
  probe->title = page->title;
  probe->items = page->links.size();
  const auto list = crawler::ReadListPage(*page, url, source.links, source.next_pages);
  probe->wanted = list.articles.size();
  if (!list.next.empty()) probe->next_url = list.next[0].Href();
  if (list.articles.empty()) {
    probe->error = Named(
        ErrorKind::kInvalidInput,
        "none of the page's " + std::to_string(page->links.size()) + " links pass the patterns",
        probe->final_url, "see `include` and `exclude` of the source");
  }
}

}  // namespace

Prober::Prober(crawler::FetchLoop loop, std::chrono::milliseconds pause)
    : loop_(std::move(loop)), pause_(pause) {}

Result<Prober> Prober::Create(crawler::FetchOptions options, std::chrono::milliseconds pause) {
  auto loop = crawler::FetchLoop::Create(std::move(options));
  if (!loop) return tl::make_unexpected(loop.error());
  return Prober(std::move(*loop), pause);
}

void Prober::Pause(const std::string& site) {
  const auto now = std::chrono::steady_clock::now();
  const auto last = asked_at_.find(site);
  if (last != asked_at_.end() && last->second + pause_ > now)
    std::this_thread::sleep_until(last->second + pause_);
  asked_at_[site] = std::chrono::steady_clock::now();
}

crawler::FetchResult Prober::Fetch(const std::string& url, const crawler::HeaderFields& headers,
                                   std::size_t max_bytes) {
  if (auto parsed = Url::Parse(url)) Pause(crawler::PolitenessKey(*parsed));
  crawler::FetchRequest request;
  request.url = url;
  request.headers = headers;
  request.max_body_bytes = max_bytes;
  loop_.Start(std::move(request));
  for (;;) {
    auto results = loop_.Wait(1000);
    if (!results.empty()) return std::move(results.front());
  }
}

const RobotsAnswer& Prober::RobotsOf(const Url& url) {
  const std::string origin = url.Origin();
  if (const auto known = robots_.find(origin); known != robots_.end()) return known->second;
  RobotsAnswer answer;
  std::string at = origin + "/robots.txt";
  for (int hops = 0;; ++hops) {
    const auto fetched = Fetch(at, {}, kMaxRobotsBytes);
    if (fetched.error && fetched.error->kind != ErrorKind::kLimit) {
      answer.denies_all = true;
      answer.error = fetched.error;
      answer.note = "not reached";
      break;
    }
    if (IsRedirectStatus(fetched.status) && hops < 5) {
      const auto base = Url::Parse(at);
      const auto next = Url::Parse(crawler::FieldValue(fetched.fields, "Location"), &*base);
      if (next) {
        at = next->Href();
        continue;
      }
    }
    if (fetched.status >= 200 && fetched.status < 300) {
      if (LooksLikeHtml(fetched.body)) {
        answer.allows_all = true;
        answer.note = "robots.txt is an HTML page; read as one without rules";
      } else {
        answer.rules = crawler::Robots::Parse(fetched.body);
      }
    } else if (fetched.status == 429 || fetched.status >= 500) {
      answer.denies_all = true;
      answer.note = "robots.txt answers " + std::to_string(fetched.status) + ": nothing is fetched";
    } else {
      answer.allows_all = true;
      answer.note = "no robots.txt (" + std::to_string(fetched.status) + ")";
    }
    break;
  }
  return robots_.emplace(origin, std::move(answer)).first->second;
}

crawler::FetchResult Prober::Follow(const std::string& address,
                                    const crawler::HeaderFields& headers, Probe* probe) {
  std::string at = address;
  std::set<std::string> seen;
  for (int hops = 0;; ++hops) {
    probe->final_url = at;
    const auto url = Url::Parse(at);
    if (!url) {
      probe->error = url.error();
      return {};
    }
    const RobotsAnswer& robots = RobotsOf(*url);
    probe->robots = robots.note.empty() ? "allowed" : robots.note;
    if (robots.denies_all) {
      probe->error = robots.error
                         ? *robots.error
                         : Named(ErrorKind::kDenied, robots.note, at, "it is tried again later");
      return {};
    }
    if (!robots.allows_all) {
      const auto verdict = robots.rules.Check(kAgent, url->RequestTarget());
      const std::string by = verdict.line > 0 ? " by line " + std::to_string(verdict.line) : "";
      probe->robots = (verdict.allow ? "allowed" : "denied") + by;
      if (!verdict.allow) {
        probe->error = Named(ErrorKind::kDenied, "robots.txt forbids it" + by, at,
                             "a site's word is kept; take the source out");
        return {};
      }
    }
    auto fetched = Fetch(at, headers, kMaxFeedBytes);
    probe->status = fetched.status;
    if (fetched.error) {
      probe->error = fetched.error;
      return fetched;
    }
    const std::string_view location = crawler::FieldValue(fetched.fields, "Location");
    if (!IsRedirectStatus(fetched.status) || location.empty()) return fetched;
    const auto next = Url::Parse(location, &*url);
    if (!next || !seen.insert(next->Href()).second || hops >= kMaxRedirects) {
      probe->error = Named(ErrorKind::kLimit,
                           !next ? "it redirects to what is no address: " + std::string(location)
                           : hops >= kMaxRedirects ? "more than 10 redirects"
                                                   : "the redirects go in a circle",
                           at);
      return fetched;
    }
    if (crawler::PolitenessKey(*next) != crawler::PolitenessKey(*url))
      probe->notes.push_back("redirects to another site: " + next->Href());
    at = next->Href();
  }
}

namespace {

// Status, truncation, packing and charset; the text, or nothing and the probe's error.
std::optional<std::string> TextOf(crawler::FetchResult fetched, const std::string& charset,
                                  Probe* probe) {
  if (fetched.status < 200 || fetched.status > 299) {
    probe->error = StatusError(fetched, probe->final_url);
    return std::nullopt;
  }
  probe->has_etag = !crawler::FieldValue(fetched.fields, "ETag").empty();
  probe->has_last_modified = !crawler::FieldValue(fetched.fields, "Last-Modified").empty();
  if (fetched.is_truncated) {
    probe->error = Named(ErrorKind::kNetwork, "the answer broke off before its end",
                         probe->final_url, "it is tried again later");
    return std::nullopt;
  }
  // sitemap.xml.gz: a gzip file, whatever the headers say.
  auto bytes = crawler::DecodeContent(std::move(fetched.body), "gzip", kMaxFeedBytes);
  if (!bytes) {
    probe->error = bytes.error();
    probe->error->where = probe->final_url;
    return std::nullopt;
  }
  probe->bytes = bytes->size();
  normalize::CharsetHints hints;
  hints.http_charset = charset.empty() ? fetched.http_charset : charset;
  hints.may_have_meta = true;
  auto decoded = normalize::Decode(*bytes, hints);
  if (!decoded) {
    probe->error = decoded.error();
    probe->error->where = probe->final_url;
    return std::nullopt;
  }
  probe->charset = decoded->charset;
  probe->charset_rule = decoded->rule;
  if (decoded->replacements > 0) {
    probe->notes.push_back(std::to_string(decoded->replacements) + " bytes are no " +
                           decoded->charset);
  }
  return std::move(decoded->text);
}

// "application/json" for a page that is HTML, and the like.
void NoteContentType(const std::string& type, bool is_html, Probe* probe) {
  const bool says_html = type == "text/html" || type == "application/xhtml+xml";
  if (!type.empty() && says_html != is_html) probe->notes.push_back("Content-Type says " + type);
}

void NoteFeeds(const std::string& text, const Url& url, Probe* probe) {
  const auto page = crawler::ReadPageLinks(text, url);
  if (!page) return;
  probe->title = page->title;
  for (const auto& alternate : page->alternates) probe->feeds_here.push_back(alternate.url.Href());
}

}  // namespace

Probe Prober::Check(const crawler::Source& source, const crawler::SourceList& sources,
                    const std::string& address) {
  Probe probe;
  probe.url = address;
  const auto first = Url::Parse(address);
  auto fetched =
      Follow(address, first ? sources.HeadersOf(source, *first) : source.headers, &probe);
  if (probe.error) return probe;
  const auto url = Url::Parse(probe.final_url);
  const std::string type = fetched.content_type;
  const auto text = TextOf(std::move(fetched), sources.CharsetOf(source, *url), &probe);
  if (!text) return probe;
  const bool is_html = LooksLikeHtml(*text);
  if (source.kind == crawler::SourceKind::kList) {
    ReadList(*text, *url, source, &probe);
  } else if (is_html) {
    probe.found = "html";
    NoteFeeds(*text, *url, &probe);
    probe.error =
        Named(ErrorKind::kInvalidInput, "this is an HTML page, no feed", probe.final_url,
              probe.feeds_here.empty() ? "`heshu sources discover` looks for the site's feeds"
                                       : "the page names " + probe.feeds_here[0]);
  } else {
    ReadFeed(*text, *url, source.links, &probe);
    const bool is_map = probe.found == "sitemap" || probe.found == "sitemap_index";
    const bool wants_map = source.kind == crawler::SourceKind::kSitemap;
    if (!probe.error && is_map != wants_map) {
      probe.notes.push_back("it is a " + probe.found + "; the source says \"" +
                            std::string(crawler::SourceKindName(source.kind)) + "\"");
    }
  }
  if (!probe.error) NoteContentType(type, is_html, &probe);
  if (!probe.error && !probe.has_etag && !probe.has_last_modified)
    probe.notes.emplace_back("no validator: each visit fetches all of it");
  return probe;
}

Probe Prober::Look(const std::string& address) {
  Probe probe;
  probe.url = address;
  auto fetched = Follow(address, {}, &probe);
  if (probe.error) return probe;
  const auto url = Url::Parse(probe.final_url);
  const auto text = TextOf(std::move(fetched), "", &probe);
  if (!text) return probe;
  if (LooksLikeHtml(*text)) {
    probe.found = "html";
    NoteFeeds(*text, *url, &probe);
  } else {
    ReadFeed(*text, *url, {}, &probe);
  }
  return probe;
}

Result<Prober::Page> Prober::FetchPage(const std::string& address) {
  Probe probe;
  auto fetched = Follow(address, {}, &probe);
  if (probe.error) return tl::make_unexpected(*probe.error);
  auto text = TextOf(std::move(fetched), "", &probe);
  if (!text) return tl::make_unexpected(*probe.error);
  return Page{*Url::Parse(probe.final_url), std::move(*text)};
}

}  // namespace heshu::cli
