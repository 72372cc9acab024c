// heshu conflicts accept|reject|note ID and conflicts --explain ID [ID].
#include "cli/claim_view.h"
#include "cli/commands.h"
#include "cli/display_width.h"
#include "cli/fact_update.h"
#include "cli/fact_view.h"
#include "cli/review.h"
#include "compare/comparability.h"
#include "compare/subject_links.h"
#include "compare/verdict.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kMaxExplained = 12;  // pairs of one fact

tl::unexpected<Error> NoSuch(std::string_view thing, const std::string& id) {
  return Fail(ErrorKind::kNotFound, "there is no such " + std::string(thing), id,
              "ids stand in the output of `heshu search` and `heshu conflicts`");
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out.empty() ? "–" : out;
}

// The judgement of one pair, key by key.
std::string PairText(const Claim& a, const Claim& b, const Vocabulary& vocabulary,
                     const compare::SubjectLinks& links, const compare::ExchangeRates* rates) {
  const auto line = [](std::string_view name, const std::string& value) {
    return "    " + PadToWidth(name, 12) + Printable(value) + "\n";
  };
  std::string out = "  " + a.id + "  " + Printable(a.context.empty() ? a.text : a.context) +
                    "\n  " + b.id + "  " + Printable(b.context.empty() ? b.text : b.context) + "\n";
  if (!a.IsClaim() || !b.IsClaim()) {
    return out + line("verdict", "none: subject and metric of both must be known");
  }
  const std::string metric_id = compare::ComparedMetric(a, vocabulary);
  const std::string metric_id_b = compare::ComparedMetric(b, vocabulary);
  if (metric_id != metric_id_b) {
    return out + line("verdict", "none: two metrics, " + metric_id + " and " + metric_id_b);
  }
  const MetricDefinition metric = compare::MetricOf(metric_id, vocabulary);
  const auto keys = compare::CompareKeys(a, b, metric, vocabulary, links, rates);
  const auto verdict = compare::JudgePair(a, b, metric, keys);
  out += line("differ", Joined(keys.mismatched));
  out += line("open", Joined(keys.unknown));
  out += line("from context", std::to_string(keys.inherited));
  if (keys.unit.kind != compare::UnitRelation::Kind::kMismatch) {
    out += line("sums", compare::Arithmetic(a, b, keys.unit, verdict));
  }
  out += line("verdict", std::string(VerdictName(verdict.verdict)));
  out += line("reasons", Joined(verdict.reasons));
  const auto& open = keys.mismatched.empty() ? keys.unknown : keys.mismatched;
  if (!open.empty()) out += line("needs", compare::NeedOf(open.front()));
  return out;
}

}  // namespace

Result<int> ReviewFact(Session& session) {
  const Arguments& arguments = session.arguments();
  const std::string action(arguments.word(0));
  const std::string id(arguments.word(1));
  if (id.empty()) {
    return Fail(ErrorKind::kInvalidInput, "`" + action + "` needs the id of a fact", "",
                "heshu conflicts " + action + " f_0123456789abcdef [TEXT]");
  }
  if (!id.starts_with("f_")) {
    return Fail(ErrorKind::kInvalidInput, "`" + id + "` is no id of a fact", "",
                "they begin with f_ and stand in the output of `heshu conflicts`");
  }
  std::string note;
  for (std::size_t i = 2; i < arguments.words().size(); ++i) {
    note += (note.empty() ? "" : " ") + arguments.words()[i];
  }
  if (action == "note" && note.empty()) {
    auto store = session.OpenStore(store::OpenMode::kReadOnly);
    if (!store) return tl::make_unexpected(store.error());
    const auto reviews = store->ReviewsOf(id);
    if (!reviews) return tl::make_unexpected(reviews.error());
    for (const store::FactReview& review : *reviews) {
      session.output().Write(review.at + "  " + (review.state.empty() ? "note" : review.state) +
                             (review.note.empty() ? "" : "  " + Printable(review.note)) + "\n");
    }
    if (reviews->empty()) session.Note("nothing was said of " + id);
    return kDone;
  }
  auto store = session.OpenStore(store::OpenMode::kReadWrite);
  if (!store) return tl::make_unexpected(store.error());
  const std::string state = action == "accept" ? "accepted" : action == "reject" ? "rejected" : "";
  const auto done = store->Review({id, state, note, UtcNow()});
  if (!done) return tl::make_unexpected(done.error());
  session.Note(id + ": " + (state.empty() ? "noted" : state));
  return kDone;
}

Result<int> ExplainFacts(Session& session) {
  const auto& words = session.arguments().words();
  if (words.empty() || words.size() > 2) {
    return Fail(ErrorKind::kInvalidInput, "--explain needs one fact, or two claims", "",
                "heshu conflicts --explain f_… or heshu conflicts --explain c_… c_…");
  }
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  const Vocabulary& vocabulary = (*extractor)->vocabulary();
  const compare::SubjectLinks links(vocabulary);
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  std::vector<Claim> claims;
  for (const std::string& id : words) {
    if (id.starts_with("f_")) {
      const auto fact = store->FindFact(id);
      if (!fact) return tl::make_unexpected(fact.error());
      if (!fact->has_value()) return NoSuch("fact", id);
      session.output().Write(FactBlock(**fact, session.terminal()) + "\n");
      claims.insert(claims.end(), (*fact)->claims.begin(), (*fact)->claims.end());
    } else {
      const auto claim = store->FindClaim(id);
      if (!claim) return tl::make_unexpected(claim.error());
      if (!claim->has_value()) return NoSuch("claim", id);
      claims.push_back(**claim);
    }
  }
  if (claims.size() < 2) {
    return Fail(ErrorKind::kInvalidInput, "one claim alone has nothing to be compared with", "",
                "name a second one, or a fact");
  }
  const auto rates = ReadRates(session);
  if (!rates) return tl::make_unexpected(rates.error());
  const compare::ExchangeRates* in_use = rates->has_value() ? &**rates : nullptr;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < claims.size() && shown < kMaxExplained; ++i) {
    for (std::size_t j = i + 1; j < claims.size() && shown < kMaxExplained; ++j) {
      session.output().Write((shown++ == 0 ? "" : "\n") +
                             PairText(claims[i], claims[j], vocabulary, links, in_use));
    }
  }
  return kDone;
}

}  // namespace heshu::cli
