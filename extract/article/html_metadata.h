// What a page says about its article: title, author, date, publisher, canonical and next page.
//
// Pure; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_HTML_METADATA_H_
#define HESHU_EXTRACT_ARTICLE_HTML_METADATA_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"
#include "extract/article/article_body.h"
#include "extract/article/article_rules.h"
#include "extract/article/page_tree.h"

namespace heshu::extract {

// What metadata say that a page is.
struct DeclaredPage {
  bool is_article = false;
  bool is_video = false;
  bool for_subscribers = false;
};

struct PageMetadata {
  std::string title;
  std::string byline;
  std::string published;
  std::string published_rule;
  std::string publisher;
  std::string site;
  std::string canonical_url;
  std::string amp_url;
  std::string next_page_url;
  std::string description;  // of the article, as JSON-LD or metas give it
  std::string linked_body;  // JSON-LD articleBody
  DeclaredPage declared;
  // What was said of the title, in order of trust: where it stands, and the title without the
  // site's name.
  std::vector<std::pair<std::string, std::string>> said_titles;
};

// What stands in JSON-LD, metas, links and headings. `url` is the page's address.
PageMetadata ReadMetadata(const PageTree& page, const ArticleRules& rules, std::string_view url);

// Days on which the page was there, for dates that it writes without a year.
struct KnownDays {
  std::optional<Date> in_url;   // in its address
  std::optional<Date> fetched;  // when it was fetched

  std::optional<Date> near() const { return in_url ? in_url : fetched; }
};

// Fills what is still missing from the lines around `body`. A date in the address stands in for one
// that is not shown (rule "url").
void AddVisibleMetadata(const PageTree& page, const ArticleRules& rules, const PageBody& body,
                        const KnownDays& known, PageMetadata* metadata);

// `title` without the site's name and section behind it ("… - 社會 - 某報").
std::string StripSiteSuffix(std::string_view title, std::string_view site_name = {});

// The host of an http(s) URL in lower case, without "www."; "" for anything else.
std::string HostOf(std::string_view url);

// `reference` resolved against `base` (http(s) only), without fragment; "" if it is no page.
std::string ResolveUrl(std::string_view reference, std::string_view base);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_HTML_METADATA_H_
