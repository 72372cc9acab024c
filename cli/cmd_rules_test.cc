// heshu rules test FILE…: what the rules of a file would make of the stored articles.
#include <array>
#include <set>
#include <utility>

#include "cli/claim_view.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/queries.h"
#include "cli/rule_trial.h"

namespace heshu::cli {
namespace {

constexpr std::array kOutcomes = {TrialOutcome::kNew, TrialOutcome::kChanged, TrialOutcome::kSame,
                                  TrialOutcome::kOutranked};

struct RuleCounts {
  std::array<std::size_t, kOutcomes.size()> outcomes{};
  std::set<std::string> documents;

  std::size_t figures() const {
    std::size_t sum = 0;
    for (const std::size_t count : outcomes) sum += count;
    return sum;
  }
};

std::string Plural(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

// "豆包 (doubao) · token_calls · 63,300,000,000 token/min · 2026-02-16".
std::string ReadingText(const std::optional<Claim>& claim) {
  if (!claim) return "no figure";
  std::string out;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) out += (out.empty() ? "" : " · ") + part;
  };
  if (claim->IsClaim()) {
    add(SubjectText(*claim));
    add(claim->metric);
  } else {
    add("a figure");
  }
  add(ValueText(claim->value) + " " + claim->unit);
  if (claim->IsClaim()) add(PeriodText(claim->time));
  return Printable(out);
}

std::string CountsText(const RuleCounts& counts) {
  std::string out =
      Plural(counts.figures(), "figure") + " in " + Plural(counts.documents.size(), "document");
  std::string parts;
  for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
    if (counts.outcomes[i] == 0) continue;
    parts += (parts.empty() ? "" : ", ") + std::to_string(counts.outcomes[i]) + " " +
             std::string(TrialOutcomeName(kOutcomes[i]));
  }
  return parts.empty() ? out : out + ": " + parts;
}

// Writes what is found: a table is held back until it can be told rule by rule.
class TrialWriter {
 public:
  TrialWriter(Session& session, const RuleTrial& trial)
      : session_(session),
        trial_(trial),
        format_(session.format(Format::kTable)),
        counts_(trial.rules().size()),
        blocks_(trial.rules().size()) {
    if (format_ == Format::kJson) session_.output().Write("[");
    if (format_ == Format::kCsv) {
      session_.output().Write(CsvLine({"rule", "where", "outcome", "changes", "won_by", "id", "doc",
                                       "subject", "metric", "figure", "value", "unit", "time",
                                       "today_subject", "today_metric", "today_unit", "sentence"}));
    }
  }

  // False once the reader is gone.
  bool Add(const TrialMatch& match) {
    RuleCounts& counts = counts_[match.rule];
    ++counts.outcomes[static_cast<std::size_t>(match.outcome)];
    counts.documents.insert(match.claim.doc);
    TrialRecord record;
    record.rule = trial_.rules()[match.rule].id;
    record.where = trial_.rules()[match.rule].where;
    record.outcome = TrialOutcomeName(match.outcome);
    record.changes = match.changes;
    record.won_by = match.won_by;
    record.claim = &match.claim;
    record.today = match.today ? &*match.today : nullptr;
    if (format_ != Format::kTable) return Write(record);
    blocks_[match.rule] += Block(record, match.outcome == TrialOutcome::kOutranked);
    return true;
  }

  bool Add(const TrialSideEffect& effect) {
    ++side_effects_;
    TrialRecord record;
    record.outcome = !effect.claim ? "lost" : effect.today ? "changed" : "new";
    record.changes = effect.changes;
    record.claim = effect.claim ? &*effect.claim : nullptr;
    record.today = effect.today ? &*effect.today : nullptr;
    if (format_ != Format::kTable) return Write(record);
    side_blocks_ += Block(record, false);
    return true;
  }

  void Finish(std::size_t documents) {
    Output& output = session_.output();
    std::size_t figures = 0;
    for (const RuleCounts& counts : counts_) figures += counts.figures();
    if (format_ == Format::kJson) output.Write(is_first_ ? "]\n" : "\n]\n");
    if (format_ == Format::kTable) {
      for (std::size_t i = 0; i < counts_.size(); ++i) {
        const extract::ListedRule& rule = trial_.rules()[i];
        // Most of what a metric's nouns make matches nothing; a rule that was written is told of.
        if (counts_[i].figures() == 0 && IsMade(i)) continue;
        output.Write(rule.id + " (" + rule.where + ", " + rule.metric +
                     "): " + CountsText(counts_[i]) + "\n" + blocks_[i]);
      }
      if (side_effects_ > 0) {
        output.Write("read otherwise, by no claim rule of the file: " +
                     Plural(side_effects_, "figure") + "\n" + side_blocks_);
      }
    }
    session_.Note(Plural(trial_.rules().size(), "claim rule") + ", " + std::to_string(figures) +
                  (figures == 1 ? " match, " : " matches, ") +
                  Plural(side_effects_, "other figure") + " read otherwise, in " +
                  Plural(documents, "document"));
  }

 private:
  // A rule of several patterns is listed once for each; what nouns make is listed with its metric.
  bool IsMade(std::size_t i) const {
    const auto& rules = trial_.rules();
    return rules[i].id.starts_with(rules[i].metric + ".") ||
           (i > 0 && rules[i].id == rules[i - 1].id);
  }

  bool Write(const TrialRecord& record) {
    Output& output = session_.output();
    const bool is_first = std::exchange(is_first_, false);
    if (format_ == Format::kJson) {
      return output.Write((is_first ? "\n" : ",\n") + TrialJson(record, session_.json_style()));
    }
    if (format_ == Format::kJsonl) {
      return output.Write(TrialJson(record, session_.json_style()) + "\n");
    }
    const Claim& claim = record.claim != nullptr ? *record.claim : *record.today;
    const auto subject = [](const Claim* of) {
      return of != nullptr && of->subject ? of->subject->id : std::string();
    };
    return output.Write(
        CsvLine({record.rule, record.where, std::string(record.outcome), Joined(record.changes),
                 record.won_by, claim.id, claim.doc, subject(record.claim),
                 record.claim != nullptr ? record.claim->metric : "", claim.text,
                 ValueText(claim.value), claim.unit, PeriodText(claim.time), subject(record.today),
                 record.today != nullptr ? record.today->metric : "",
                 record.today != nullptr ? record.today->unit : "", claim.sentence}));
  }

  std::string Block(const TrialRecord& record, bool is_outranked) const {
    const Claim& claim = record.claim != nullptr ? *record.claim : *record.today;
    std::string out = "\n  " + PadToWidth(record.outcome, 10) + claim.id + " · " +
                      WitnessText(claim) + "\n" + QuoteLines(claim, "    ", session_.terminal());
    const auto reading = [](const Claim* of) {
      return ReadingText(of != nullptr ? std::optional(*of) : std::nullopt);
    };
    if (is_outranked) {
      out += "    " +
             (record.won_by.empty() ? std::string("nobody in reach that it is told of")
                                    : "decided by " + record.won_by) +
             ": " + reading(record.claim) + "\n";
      return out;
    }
    out += "    with it: " + reading(record.claim) + "\n";
    if (record.outcome != "same") out += "    today:   " + reading(record.today) + "\n";
    if (!record.changes.empty()) out += "    changes: " + Joined(record.changes) + "\n";
    return out;
  }

  Session& session_;
  const RuleTrial& trial_;
  Format format_;
  std::vector<RuleCounts> counts_;
  std::vector<std::string> blocks_;
  std::string side_blocks_;
  std::size_t side_effects_ = 0;
  bool is_first_ = true;
};

}  // namespace

Result<int> RunRulesTest(Session& session) {
  const auto& words = session.arguments().words();
  if (words.size() < 2) {
    return Fail(ErrorKind::kInvalidInput, "`heshu rules test` needs a file", "",
                "usage: heshu rules test FILE");
  }
  const auto now = session.extractor();
  if (!now) return tl::make_unexpected(now.error());
  const auto with_files = extract::Extractor::Create(RulesWithFiles(session));
  if (!with_files) return tl::make_unexpected(with_files.error());
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  const auto documents = store->ListDocuments();
  if (!documents) return tl::make_unexpected(documents.error());
  const RuleTrial trial(**now, *with_files, {words.begin() + 1, words.end()});
  TrialWriter writer(session, trial);
  CatchInterrupts();
  Progress progress("test", documents->size(),
                    session.terminal().is_stderr_terminal && !session.is_quiet(),
                    session.terminal().columns);
  std::size_t read = 0;
  std::size_t failed = 0;
  for (const store::StoredDocument& listed : *documents) {
    if (IsInterrupted()) break;
    progress.Update(read, listed.url);
    const auto document = store->ReadDocument(listed.id);
    const auto article = store->ReadArticle(listed.id);
    if (!document || !article) {
      progress.Clear();
      session.Report(!document ? document.error() : article.error());
      ++failed;
      continue;
    }
    ++read;
    if (!document->has_value() || !article->has_value()) continue;
    const RuleTrial::Findings findings = trial.Read(**document, **article);
    for (const TrialMatch& match : findings.matches) {
      if (!writer.Add(match)) return kDone;
    }
    for (const TrialSideEffect& effect : findings.side_effects) {
      if (!writer.Add(effect)) return kDone;
    }
  }
  progress.Clear();
  writer.Finish(read);
  return failed > 0 || read + failed < documents->size() ? kPartlyDone : kDone;
}

}  // namespace heshu::cli
