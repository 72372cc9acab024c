// heshu conflicts: facts whose figures contradict, and on demand all other verdicts.
#include <algorithm>

#include "cli/commands.h"
#include "cli/fact_view.h"
#include "cli/queries.h"
#include "cli/review.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kShownInTable = 100;  // blocks on a screen, without --limit

// What CLAIMS.md calls the keys that most often stand between two figures without meaning anything
// to a reader: another day, another subject.
bool IsNearMiss(const Fact& fact) {
  return fact.verdict == Verdict::kNotComparable &&
         std::none_of(fact.reasons.begin(), fact.reasons.end(), [](const std::string& reason) {
           return reason == "mismatch:time" || reason == "mismatch:subject" ||
                  reason == "unknown:time";
         });
}

struct Selection {
  store::FactQuery query;
  bool near_misses = false;  // not_comparable by one key, and what is held back
  bool contradictions_alone = true;
};

Result<Selection> SelectionOf(Session& session, store::Store& store) {
  const Arguments& arguments = session.arguments();
  const auto claims = QueryFromOptions(session);
  if (!claims) return tl::make_unexpected(claims.error());
  Selection out;
  store::FactQuery& query = out.query;
  query.subject = claims->subject;
  query.metric = claims->metric;
  query.unit = claims->unit;
  query.source = claims->source;
  query.since = claims->since;
  query.until = claims->until;
  query.min = claims->min;
  query.max = claims->max;
  query.modality = claims->modality;
  query.limit = claims->limit;
  const bool shows_all = arguments.Has("all");
  const bool shows_low = shows_all || arguments.Has("near-miss") || arguments.Has("closure");
  query.min_severity =
      static_cast<int>(arguments.GetCount("min-severity", shows_low ? 0 : kShownSeverity));
  const auto add = [&](std::initializer_list<Verdict> verdicts) {
    query.verdicts.insert(query.verdicts.end(), verdicts);
  };
  if (arguments.Has("possible")) add({Verdict::kPossible});
  if (arguments.Has("agree")) add({Verdict::kAgree, Verdict::kAgreeWithinPrecision});
  if (arguments.Has("near-miss")) {
    out.near_misses = true;
    add({Verdict::kContradict, Verdict::kNotComparable});
    if (!arguments.Has("min-severity")) query.max_severity = kShownSeverity - 1;
  }
  if (arguments.Has("closure")) {
    query.kinds = {"closure"};
  } else if (query.verdicts.empty() && !shows_all) {
    query.verdicts = {Verdict::kContradict};
  }
  if (shows_all) query.verdicts.clear();
  out.contradictions_alone = query.verdicts == std::vector<Verdict>{Verdict::kContradict};
  if (arguments.Has("new")) {
    const auto run = store.NewestRun();
    if (!run) return tl::make_unexpected(run.error());
    query.first_run = *run;
  }
  using Reviewed = store::FactQuery::Reviewed;
  query.reviewed = arguments.Has("rejected")   ? Reviewed::kRejected
                   : arguments.Has("accepted") ? Reviewed::kAccepted
                   : shows_all                 ? Reviewed::kAll
                                               : Reviewed::kNotRejected;
  return out;
}

// How many of the selection stand below the severity shown; how many were rejected.
Result<std::pair<std::uint64_t, std::uint64_t>> HeldBack(store::Store& store,
                                                         const store::FactQuery& shown) {
  store::FactQuery query = shown;
  query.limit = 0;
  std::uint64_t low = 0;
  if (shown.min_severity > 0) {
    query.verdicts = {Verdict::kContradict};
    query.min_severity = 0;
    query.max_severity = shown.min_severity - 1;
    const auto count = store.CountFacts(query);
    if (!count) return tl::make_unexpected(count.error());
    low = *count;
  }
  query = shown;
  query.limit = 0;
  query.reviewed = store::FactQuery::Reviewed::kRejected;
  const auto rejected = store.CountFacts(query);
  if (!rejected) return tl::make_unexpected(rejected.error());
  const bool hides_rejected = shown.reviewed == store::FactQuery::Reviewed::kNotRejected;
  return std::pair(low, hides_rejected ? *rejected : 0);
}

Result<int> ListConflicts(Session& session) {
  const Arguments& arguments = session.arguments();
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  auto selection = SelectionOf(session, *store);
  if (!selection) return tl::make_unexpected(selection.error());
  store::FactQuery& query = selection->query;
  const Format format = session.format(Format::kTable);
  const std::size_t limit =
      query.limit > 0 ? query.limit : (format == Format::kTable ? kShownInTable : 0);
  query.limit = selection->near_misses ? 0 : limit;  // near misses are sifted below
  auto facts = store->FindFacts(query);
  if (!facts) return tl::make_unexpected(facts.error());
  std::size_t total = facts->size();
  if (selection->near_misses) {
    std::erase_if(*facts, [](const Fact& fact) {
      return fact.verdict == Verdict::kNotComparable && !IsNearMiss(fact);
    });
    total = facts->size();
    if (limit > 0 && total > limit) facts->resize(limit);
  } else if (limit > 0 && total == limit) {
    const auto count = store->CountFacts(query);
    if (!count) return tl::make_unexpected(count.error());
    total = *count;
  }
  WriteFacts(session, *facts, format);
  if (const auto flushed = session.output().Finish(); !flushed) {
    return tl::make_unexpected(flushed.error());
  }
  if (format == Format::kTable) {
    const auto held_back = HeldBack(*store, query);
    if (!held_back) return tl::make_unexpected(held_back.error());
    const auto [low, rejected] = *held_back;
    const std::size_t more = total - facts->size();
    if (!facts->empty() && low + rejected + more > 0) session.Note("");
    if (facts->empty()) {
      session.Note(arguments.Has("all")              ? "no facts: no two claims are about the same "
                                                       "thing"
                   : arguments.Has("new")            ? "nothing new"
                   : selection->contradictions_alone ? "no contradictions"
                                                     : "nothing of that kind");
    }
    if (low > 0) {
      session.Note(std::to_string(low) + " below severity " + std::to_string(query.min_severity) +
                   " held back; --min-severity 0 shows them");
    }
    if (rejected > 0) {
      session.Note(std::to_string(rejected) + " rejected by review; --rejected shows them");
    }
    if (more > 0) session.Note(std::to_string(more) + " more past --limit");
  }
  const bool has_conflict = std::any_of(facts->begin(), facts->end(), [](const Fact& fact) {
    return fact.verdict == Verdict::kContradict || fact.verdict == Verdict::kPossible;
  });
  return has_conflict && arguments.Has("exit-code") ? kNothingFound : kDone;
}

}  // namespace

Result<int> RunConflicts(Session& session) {
  const std::string_view action = session.arguments().word(0);
  if (session.arguments().Has("explain")) return ExplainFacts(session);
  if (action.empty()) return ListConflicts(session);
  if (action == "accept" || action == "reject" || action == "note") return ReviewFact(session);
  return Fail(ErrorKind::kInvalidInput,
              "`" + std::string(action) + "` is nothing that conflicts can do", "",
              "heshu conflicts [filters], or accept|reject|note ID [TEXT], or --explain ID [ID]");
}

}  // namespace heshu::cli
