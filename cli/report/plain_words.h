// Verdicts, reasons and keys as sentences an editor reads, in English and in Chinese.
#ifndef HESHU_CLI_REPORT_PLAIN_WORDS_H_
#define HESHU_CLI_REPORT_PLAIN_WORDS_H_

#include <string>
#include <string_view>

#include "core/fact.h"
#include "core/vocabulary.h"

namespace heshu::cli {

// One text in the two languages of the page.
struct Bilingual {
  std::string en;
  std::string zh;

  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

Bilingual VerdictWords(Verdict verdict);
Bilingual ModalityWords(Modality modality);
// "token price" for a metric id; the id itself, spaced, where no rule knows it.
Bilingual MetricWords(std::string_view metric, const Vocabulary& vocabulary);
// A key of comparing ("io", "time") in words.
Bilingual KeyWords(std::string_view key);
// What a reason code means, as a sentence; empty for one that says nothing beyond the verdict.
Bilingual ReasonWords(std::string_view reason, const Fact& fact);
// All reasons of a fact, the most telling first, as a short paragraph.
Bilingual Diagnosis(const Fact& fact);
// What would settle the fact, with a Chinese wording where there is one; empty if nothing is named.
Bilingual NeedsWords(const Fact& fact, const Vocabulary& vocabulary);
// The arithmetic with its few English words translated.
Bilingual ArithmeticWords(const Fact& fact);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_PLAIN_WORDS_H_
