// robots.txt as RFC 9309 has it: groups, longest match, * and $.
//
// Bytes in, verdicts out; fetching and the meaning of HTTP status are the caller's. Deviations that
// real files force: "useragent" and "user agent" are read as User-agent; a missing colon is
// forgiven
// ("Disallow /x"); product tokens may hold digits; a byte order mark is skipped. Lines that are no
// rules (Crawl-delay, Sitemap, unknown names) do not end a group. Only the first 500 KiB are read
// (RFC 9309 2.5). Not done: Google's index.html as its directory, its misspellings of disallow, its
// cut of lines over 16 KB. Pure; safe from any thread.
#ifndef HESHU_CRAWLER_ROBOTS_H_
#define HESHU_CRAWLER_ROBOTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heshu::crawler {

struct RobotsVerdict {
  bool allow = true;
  int line = 0;  // of the deciding rule, from 1; 0 = no rule speaks of it
};

class Robots {
 public:
  static Robots Parse(std::string_view bytes);

  // Whether `agent` (a product token, "heshu") may fetch `target`: a URL, or its path and query.
  RobotsVerdict Check(std::string_view agent, std::string_view target) const;

  // Seconds between requests that the agent's group asks for; empty if it does not say.
  std::optional<double> CrawlDelay(std::string_view agent) const;

  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    std::string pattern;  // percent-normalized
    bool allow = false;
    int line = 0;
  };
  struct Group {
    std::vector<std::string> agents;  // lower case; "*" for everybody
    std::vector<Rule> rules;
    std::optional<double> crawl_delay;
  };
  // The groups that hold for `agent`: those that name it, else those for everybody.
  std::vector<const Group*> GroupsFor(std::string_view agent) const;

  std::vector<Group> groups_;
  std::vector<std::string> sitemaps_;
};

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_ROBOTS_H_
