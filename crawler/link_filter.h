// Which links are wanted: RE2 patterns, any of which may match anywhere in the URL.
//
// A link passes if it matches an include pattern (or there is none) and no exclude pattern. RE2
// stays behind this header; matching is linear in the URL. Immutable; safe from any thread; cheap
// to copy (the compiled patterns are shared).
#ifndef HESHU_CRAWLER_LINK_FILTER_H_
#define HESHU_CRAWLER_LINK_FILTER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace heshu::crawler {

class LinkFilter {
 public:
  LinkFilter() = default;  // passes everything
  // Fails with kInvalidInput: `where` is the pattern that is no regular expression.
  static Result<LinkFilter> Create(std::vector<std::string> include,
                                   std::vector<std::string> exclude);

  // `href` is a whole URL as Url::Href() writes it, without its fragment.
  bool Passes(std::string_view href) const;
  // Why it does not pass: "no include pattern matches", "excluded by `…`"; "" if it does.
  std::string WhyNot(std::string_view href) const;

  bool empty() const { return include_.empty() && exclude_.empty(); }
  const std::vector<std::string>& include() const { return include_; }
  const std::vector<std::string>& exclude() const { return exclude_; }

  friend bool operator==(const LinkFilter& a, const LinkFilter& b) {
    return a.include_ == b.include_ && a.exclude_ == b.exclude_;
  }

 private:
  struct Compiled;
  std::vector<std::string> include_;
  std::vector<std::string> exclude_;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_LINK_FILTER_H_
