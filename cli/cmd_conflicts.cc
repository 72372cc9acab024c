// heshu conflicts: facts whose figures contradict, and on demand all other verdicts.
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/fact_view.h"
#include "cli/queries.h"
#include "cli/review.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kShownInTable = 100;  // blocks on a screen, without --limit
constexpr std::uint64_t kCounted = 1000;    // of what is not shown; nobody waits for more

// The keys that most often stand between two figures without meaning anything to a reader: another
// day, another subject.
const std::vector<std::string> kFarMisses = {"mismatch:time", "mismatch:subject", "unknown:time"};

struct Selection {
  store::FactQuery query;
  bool contradictions_alone = true;
};

Result<Selection> SelectionOf(Session& session, store::Store& store) {
  const Arguments& arguments = session.arguments();
  const auto claims = QueryFromOptions(session);
  if (!claims) return tl::make_unexpected(claims.error());
  Selection out;
  store::FactQuery& query = out.query;
  query = FactQueryOf(*claims);
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
    query.not_apart_by = kFarMisses;
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

std::string Counted(std::uint64_t count) {
  return std::to_string(count) + (count == kCounted ? " or more" : "");
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
    const auto count = store.CountFacts(query, kCounted);
    if (!count) return tl::make_unexpected(count.error());
    low = *count;
  }
  if (shown.reviewed != store::FactQuery::Reviewed::kNotRejected) {
    return std::pair(low, std::uint64_t{0});
  }
  query = shown;
  query.limit = 0;
  query.reviewed = store::FactQuery::Reviewed::kRejected;
  const auto rejected = store.CountFacts(query, kCounted);
  if (!rejected) return tl::make_unexpected(rejected.error());
  return std::pair(low, *rejected);
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
  query.limit = limit;
  FactWriter writer(session, format);
  std::size_t shown = 0;
  bool has_conflict = false;
  const auto visited = store->VisitFacts(query, [&](const Fact& fact) {
    ++shown;
    has_conflict |= fact.verdict == Verdict::kContradict || fact.verdict == Verdict::kPossible;
    return writer.Add(fact);
  });
  if (!visited) return tl::make_unexpected(visited.error());
  writer.Finish();
  if (const auto flushed = session.output().Finish(); !flushed) {
    return tl::make_unexpected(flushed.error());
  }
  if (format == Format::kTable) {
    const auto held_back = HeldBack(*store, query);
    if (!held_back) return tl::make_unexpected(held_back.error());
    const auto [low, rejected] = *held_back;
    std::uint64_t more = 0;
    if (limit > 0 && shown == limit) {
      const auto total = store->CountFacts(query, shown + kCounted);
      if (!total) return tl::make_unexpected(total.error());
      more = *total - shown;
    }
    if (shown > 0 && low + rejected + more > 0) session.Note("");
    if (shown == 0) {
      session.Note(arguments.Has("all")              ? "no facts: no two claims are about the same "
                                                       "thing"
                   : arguments.Has("new")            ? "nothing new"
                   : selection->contradictions_alone ? "no contradictions"
                                                     : "nothing of that kind");
    }
    if (low > 0) {
      session.Note(Counted(low) + " below severity " + std::to_string(query.min_severity) +
                   " held back; --min-severity 0 shows them");
    }
    if (rejected > 0) {
      session.Note(Counted(rejected) + " rejected by review; --rejected shows them");
    }
    if (more > 0) session.Note(Counted(more) + " more past --limit");
  }
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
