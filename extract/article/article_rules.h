// rules/article.toml, loaded: what furniture, credits, bylines and dates look like.
//
// Every rule has samples it must match and may have near-misses (`not`); both are run when the file
// is loaded, so a rule that does not do what it says never runs. Patterns are RE2, matched against
// single lines as they stand in the page (either script, any width).
// Immutable once loaded; safe from any thread.
#ifndef HESHU_EXTRACT_ARTICLE_ARTICLE_RULES_H_
#define HESHU_EXTRACT_ARTICLE_ARTICLE_RULES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/error.h"
#include "extract/article/written_date.h"
#include "extract/rules/rule_file.h"

namespace heshu::extract {

// Where in the article a line rule applies.
enum class LinePlace : std::uint8_t {
  kHead,       // before the first paragraph
  kTail,       // after the last paragraph
  kAny,        // anywhere
  kCut,        // anywhere behind the first paragraphs; all that follows goes with it
  kAdvert,     // words of promotion: many in little text make it an advert
  kSpam,       // what reprints are surrounded by: dropped before and behind the article
  kKeep,       // never dropped: attribution that looks like furniture
  kCaption,    // a picture's caption, set apart
  kNeighbour,  // a label inside the text whose neighbouring line goes with it (related title)
  kEnd,        // ends the article where it stands in its second half (editor lines)
  kExpired,    // says that the page is gone
  kPaywall,    // says that the rest is for subscribers
  kVideo,      // says that the page is a film
  kLead,       // says that it sums up the article: text, also outside the article's element
};

struct LineRule {
  LinePlace place = LinePlace::kAny;
  std::string reason;
};

// What the line rules say about one line. The reasons are views into the rules, "" where no rule of
// that place matches.
struct LineSigns {
  bool keep = false;
  bool ends = false;       // cut: furniture follows
  bool ends_late = false;  // end: likewise in the second half
  bool label = false;      // neighbour
  bool spam = false;
  bool advert = false;  // holds a word of promotion
  bool lead = false;    // sums up the article
  std::string_view anywhere;
  std::string_view at_head;
  std::string_view at_tail;
  std::string_view caption;

  // Whether some rule knows the line as no part of the text, wherever it stands.
  bool IsFurniture() const {
    return !keep &&
           (spam || !anywhere.empty() || !at_head.empty() || !at_tail.empty() || !caption.empty());
  }
};

// What a class or id says about an element (ARTICLE.md 5).
struct NameMarks {
  bool hard = false;
  bool soft = false;
  bool body = false;
  bool lead = false;
  bool caption = false;
};

// Whether the samples of rules are run when they are loaded, and their patterns compiled for it;
// those of a file that was checked before need not be.
enum class RuleSamples { kRun, kTrusted };

class ArticleRules {
 public:
  struct Impl;  // the compiled rules
  static Result<std::shared_ptr<const ArticleRules>> Load(const RuleFile& file,
                                                          RuleSamples samples = RuleSamples::kRun);
  ~ArticleRules();

  NameMarks MarksOf(std::string_view names) const;

  // The rules whose pattern matches `line`, in the file's order. Views die with the rules.
  std::vector<const LineRule*> Match(std::string_view line) const;

  LineSigns SignsOf(std::string_view line) const;

  // How often the patterns of place "advert" match in `text`.
  std::size_t CountAdvertMarks(std::string_view text) const;

  // The credited source in a line such as （文章来源：某报）; empty if none.
  std::string Publisher(std::string_view line) const;
  // The author in a byline.
  std::string Author(std::string_view line) const;
  // How many bytes of `line` stay when what sites glue to a paragraph's end is cut off.
  std::size_t TrimmedSize(std::string_view line) const;
  // The first date in `line`, one with a time before one without. Dates without a year are read
  // where `near`, a day on which the page was there, is known (DateFrom).
  std::optional<WrittenDate> FindDate(std::string_view line,
                                      const std::optional<Date>& near = std::nullopt) const;

  // The class or id of the body on pages of `host`, where a hint is given: a tie-breaker.
  std::string_view BodyHint(std::string_view host) const;

  // Characters that only one script uses.
  bool IsSimplifiedOnly(char32_t c) const;
  bool IsTraditionalOnly(char32_t c) const;

 private:
  ArticleRules();
  std::unique_ptr<Impl> impl_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_ARTICLE_RULES_H_
