// heshu conflicts: facts whose figures contradict.
#include "cli/commands.h"
#include "cli/fact_view.h"
#include "cli/queries.h"

namespace heshu::cli {
Result<int> RunConflicts(Session& session) {
  const Arguments& arguments = session.arguments();
  const auto query = QueryFromOptions(session);
  if (!query) return tl::make_unexpected(query.error());
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  const auto facts = store->ListFacts();
  if (!facts) return tl::make_unexpected(facts.error());

  const bool shows_all = arguments.Has("all");
  const auto min_severity =
      static_cast<int>(arguments.GetCount("min-severity", shows_all ? 0 : kShownSeverity));
  std::vector<Fact> shown;
  std::size_t held_back = 0;
  std::size_t past_limit = 0;
  bool has_contradiction = false;
  for (const Fact& fact : *facts) {
    if (!Selects(*query, fact)) continue;
    const bool is_contradiction = fact.verdict == Verdict::kContradict;
    if (!is_contradiction && !shows_all) continue;
    if (is_contradiction && fact.severity < min_severity) {
      ++held_back;
      continue;
    }
    has_contradiction |= is_contradiction;
    if (query->limit > 0 && shown.size() == query->limit) {
      ++past_limit;
      continue;
    }
    shown.push_back(fact);
  }
  const Format format = session.format(Format::kTable);
  WriteFacts(session, shown, format);
  if (const auto flushed = session.output().Finish(); !flushed) {
    return tl::make_unexpected(flushed.error());
  }
  if (format == Format::kTable) {
    if (!shown.empty() && held_back + past_limit > 0) session.Note("");
    if (shown.empty()) {
      session.Note(shows_all ? "no facts: no two claims are about the same thing"
                             : "no contradictions");
    }
    if (held_back > 0) {
      session.Note(std::to_string(held_back) + " below severity " + std::to_string(min_severity) +
                   " held back; --min-severity 0 shows them");
    }
    if (past_limit > 0) session.Note(std::to_string(past_limit) + " more past --limit");
  }
  return has_contradiction && arguments.Has("exit-code") ? kNothingFound : kDone;
}

}  // namespace heshu::cli
