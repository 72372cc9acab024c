// What the words around a figure add to it: qualifiers, period, modality, attribution
// (rules/cues.toml, rules/cues/*.toml).
//
// Patterns are those of claim rules (claim_rules.h) and are looked for in a part of the line:
//   near:N     within N characters of the figure        clause    the figure's clause
//   before     from the sentence's begin to the figure   sentence  the whole line
// A cue holds for the metrics that it names, `@goods` being those of that name in [lists] (and for
// the `growth` of one of them); for all if it names none. Of several values of one key, the cue
// nearest to the figure wins; one before it beats one after it. Immutable; safe from any thread;
// cheap to copy.
#ifndef HESHU_EXTRACT_MATCHING_CONTEXT_CUES_H_
#define HESHU_EXTRACT_MATCHING_CONTEXT_CUES_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/claim.h"
#include "core/error.h"
#include "extract/mentions/sentence_line.h"
#include "extract/pattern/required_words.h"
#include "extract/rules/rule_file.h"

namespace heshu::extract {

// The words in one line that its cues cannot do without, by cue: for all of its figures
// (ContextCues::InPlay).
using CuesInPlay = std::vector<WordHit>;

// One figure in its line; `text` is TargetedText, or the clause of it that counts.
struct FigureContext {
  const SentenceLine* line = nullptr;
  std::string_view text;
  std::size_t at = 0;                // byte of the figure's placeholder in `text`
  const CuesInPlay* cues = nullptr;  // of the line
  std::size_t text_begin = 0;        // byte of the line that `text` begins at
};

struct AttributionCue {
  ByteSpan words;                  // of the line
  std::optional<ByteSpan> entity;  // of the line: one placeholder
};

class ContextCues {
 public:
  // Patterns of the files that `compiles_now` names (all, if it is empty) are compiled here.
  static Result<ContextCues> Create(const std::vector<RuleFile>& files,
                                    const std::function<std::string(std::string_view)>& fold,
                                    const std::function<bool(const RuleFile&)>& compiles_now = {});

  CuesInPlay InPlay(std::string_view line) const;

  // Adds qualifiers that `qualifiers` does not yet have.
  void AddQualifiers(const FigureContext& figure, std::string_view metric,
                     std::string_view dimension,
                     std::map<std::string, std::string>& qualifiers) const;

  // Qualifiers that another figure of the sentence gives (`take = "duration"`: a video's length):
  // key → unit or dimension to look for.
  std::vector<std::pair<std::string, std::string>> TakenFromFigures(std::string_view metric) const;

  // The period that makes a volume a rate: "day", "week", "month", "year", "min", "s"; "" if none.
  std::string FindPeriod(const FigureContext& figure) const;

  std::optional<Modality> FindModality(const FigureContext& figure) const;

  // Nearest to the figure first.
  std::vector<AttributionCue> FindAttributions(const FigureContext& figure) const;

 private:
  class Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_MATCHING_CONTEXT_CUES_H_
