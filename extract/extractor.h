// Document → article → claims: the whole way from bytes to records, without a store.
//
// An Extractor holds everything loaded from rules/ (units, metrics, entities, claim rules, article
// rules). It is immutable and safe from any thread; share one.
#ifndef HESHU_EXTRACT_EXTRACTOR_H_
#define HESHU_EXTRACT_EXTRACTOR_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "core/error.h"
#include "core/vocabulary.h"
#include "normalize/fold.h"

namespace heshu::extract {

struct RuleSources {
  std::string directory;                // the rules/ folder shipped with heshu
  std::vector<std::string> user_files;  // read after ours, in this order
  // Compile every pattern at once and report the first that is broken; otherwise those of
  // user_files only, and ours on first use.
  bool check_patterns = false;
};

struct Extraction {
  Article article;
  std::vector<Claim> claims;  // in text order; bare figures too
};

// One step on the path from byte to value, for `show --explain`.
struct ExplainStep {
  std::string stage;  // "original", "folded", "line", "rule", "value", "subject", "time", …
  std::string text;
};

// A claim rule as it is listed; several patterns of one rule are several of these.
struct ListedRule {
  std::string id, metric, pattern;
  std::string where;  // file:line
};

// A figure with all rules that match it.
struct MatchedFigure {
  Claim claim;
  std::vector<std::size_t> rules;  // indices into Extractor::ListRules(), the best first
};

class Extractor {
 public:
  // Fails with the first rule that does not load (file:line:column with a caret).
  static Result<Extractor> Create(const RuleSources& sources);

  Result<Extraction> Extract(const Document& document) const;

  // The claims of an article that is already read (re-extraction).
  std::vector<Claim> ExtractClaims(const Document& document, const Article& article) const;
  // Reading the article alone.
  Result<Article> ReadArticle(const Document& document) const;

  // How the claim with this id came about; empty if the article has no such claim.
  std::vector<ExplainStep> Explain(const Document& document, const Article& article,
                                   std::string_view claim_id) const;

  std::vector<ListedRule> ListRules() const;
  // ExtractClaims with what each rule makes of them, for `rules test`.
  std::vector<MatchedFigure> MatchFigures(const Document& document, const Article& article) const;

  const Vocabulary& vocabulary() const;
  const normalize::Folder& folder() const;
  // Changes whenever any rule file does: a hash of all that were read.
  const std::string& rule_set_version() const;

  // The entity a name or alias means in either script; "" if none.
  std::string ResolveSubject(std::string_view name_or_id) const;

  // The stages alone, as JSON texts are made of them by cli/ (`inspect quantities`, `inspect
  // times`).
  class Impl;
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

// What `heshu rules check` says: every rule's samples run against the whole set.
struct RuleProblem {
  std::string where;  // file:line:column
  std::string rule;
  std::string what;
  std::string snippet;
};
struct RuleReport {
  std::size_t files = 0, units = 0, metrics = 0, entities = 0, aliases = 0, claim_rules = 0;
  std::size_t samples = 0, near_misses = 0;
  std::vector<RuleProblem> problems;
};
RuleReport CheckRules(const RuleSources& sources);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_EXTRACTOR_H_
