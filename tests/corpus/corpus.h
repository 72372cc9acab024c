// The project's own articles with their gold figures and planted contradictions (corpus/README.md).
#ifndef HESHU_TESTS_CORPUS_CORPUS_H_
#define HESHU_TESTS_CORPUS_CORPUS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/claim.h"

namespace heshu::corpus {

struct GoldFigure {
  std::string text, context, unit, bound;
  std::optional<Decimal> lo, hi;
  std::vector<std::string> subjects, metrics;  // accepted ids
  std::optional<Date> start, end;
  bool required = true;
};

struct GoldGroup {
  std::string id, verdict, reason, why;
  bool optional = false;  // may be found or not: neither counts
  struct Member {
    std::string doc, context;
  };
  std::vector<Member> members;
};

struct CorpusDocument {
  std::string name;  // "01-volcano-conference"
  Document document;
  std::vector<GoldFigure> gold;
};

// Short texts that tell one thing, or seem to; the first two hold the figures that are judged.
struct Pair {
  std::string id, verdict, reason, why;  // the verdict of a fact, or "quiet": no alarm
  struct Text {
    Document document;
    std::string figure;  // occurs in it
  };
  std::vector<Text> texts;
};

// Every article of corpus/articles, by name. A file that cannot be read fails the test that asks.
std::vector<CorpusDocument> LoadDocuments();
std::vector<GoldGroup> LoadGroups();
std::vector<Pair> LoadPairs();

// Where `figure` stands in `text` (the figure's text inside its context); empty if it does not.
std::optional<ByteSpan> Locate(const std::string& text, const GoldFigure& figure);

// What was found of the gold figures of one article.
struct Score {
  int required = 0, predicted = 0, predicted_claims = 0;
  int figure = 0, claim = 0, dated = 0;
  int unlocated = 0;  // gold whose context is not in the article's text
  std::vector<std::string> errors;

  void Add(const Score& other);
  static double F1(int hit, int predicted, int required);
};
Score ScoreClaims(const CorpusDocument& document, const std::string& text,
                  const std::vector<Claim>& claims);

}  // namespace heshu::corpus

#endif  // HESHU_TESTS_CORPUS_CORPUS_H_
