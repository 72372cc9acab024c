// Whose figure it is: ranks the entities around a figure by position and syntax of the clause.
#ifndef HESHU_EXTRACT_SUBJECT_SUBJECT_RESOLVER_H_
#define HESHU_EXTRACT_SUBJECT_SUBJECT_RESOLVER_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "extract/matching/claim_rules.h"
#include "extract/mentions/mention.h"
#include "extract/mentions/sentence_line.h"
#include "extract/subject/past_subjects.h"
#include "extract/subject/subject_choice.h"

namespace heshu::extract {

struct SubjectQuery {
  std::string_view folded;
  const BlockMentions* mentions = nullptr;
  const std::vector<SentenceLine>* lines = nullptr;
  std::size_t line = 0;
  std::size_t at = 0;  // byte of the figure's placeholder in its line
  const RuleMatch* match = nullptr;
  const MetricReading* metric = nullptr;
  const PastSubjects* past = nullptr;
  std::string_view home;                    // region of the paper, or ""
  int sentence = 0;                         // of the figure, counted over the article
  std::optional<std::size_t> main_company;  // of `past`: what 公司 and 该股 mean in this article
  // Whether a place has a group of the metric's kind (china → china-stocks).
  std::function<bool(std::string_view)> has_region_group;
};

// The best subject; empty if nothing in reach can be one.
std::optional<SubjectChoice> ResolveSubject(const SubjectQuery& query);

// Whether the article has told of accounts of the company that 公司 means, or names it in a
// heading: what it tells of places and trades (香港物业租赁收入) are parts of that company.
bool IsReportOnCompany(const SubjectQuery& query);

// Whether an entity of this kind can be what the metric is told of.
bool KindFits(const MetricReading& metric, std::string_view kind);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_SUBJECT_RESOLVER_H_
