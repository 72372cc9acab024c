// One fact as a card of HTML: verdict, what it is about, the diagnosis in plain words, the axis,
// every quote with its figure marked, sources, arithmetic, severity, what would settle it.
//
// A text that the page's switch to Chinese replaces carries its Chinese wording in `data-zh`. All
// that comes from outside is escaped; there is no style attribute and no script in a card.
#ifndef HESHU_CLI_REPORT_FACT_CARD_H_
#define HESHU_CLI_REPORT_FACT_CARD_H_

#include <functional>
#include <string>
#include <string_view>

#include "cli/report/plain_words.h"
#include "core/fact.h"
#include "core/vocabulary.h"
#include "normalize/fold.h"

namespace heshu::cli {

// What cards need to know beyond the fact. The pointers must outlive the context.
struct CardContext {
  const Vocabulary* vocabulary = nullptr;
  const normalize::Folder* folder = nullptr;
  // The title of a document; "" = not known. May be empty.
  std::function<std::string(const std::string& doc)> title = {};
  // Where a record's id leads to, "" = nowhere: `serve` has a page for each, a report has none.
  std::string record_path = {};
  // The fact has a time line in the same page: its element's id. May be empty.
  std::function<std::string(const Fact& fact)> time_line = {};
};

// The display name of the fact's subject.
std::string SubjectName(const Fact& fact, const Vocabulary& vocabulary);

std::string FactCard(const Fact& fact, const CardContext& context);

// One claim of a list (`serve`'s search): figure, quote, subject, metric, source.
std::string ClaimCard(const Claim& claim, const CardContext& context);

// The sentence as a blockquote in its own language, with the figure in <mark>.
std::string QuoteHtml(const Claim& claim, const normalize::Folder& folder);

// <span data-zh="…">…</span>, or the bare text where both languages have the same.
std::string InBoth(const Bilingual& words, std::string_view css_class = {});

// What searching in the page looks through: subject, metric, quotes, sources, ids; folded.
std::string FactSearchKey(const Fact& fact, const CardContext& context);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_FACT_CARD_H_
