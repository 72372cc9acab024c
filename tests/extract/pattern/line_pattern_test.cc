// Patterns on lines: every answer is RE2's own, its groups included.
#include "extract/pattern/line_pattern.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <ostream>
#include <random>
#include <set>

#include "extract/matching/claim_rules.h"
#include "extract/mentions/sentence_line.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/required_words.h"
#include "extract/pattern/utf8.h"
#include "normalize/fold.h"

namespace heshu::extract {
namespace {

using Outcome = LinePattern::Outcome;
using Wanted = LazyPattern::Wanted;

std::string Describe(const PatternGroups& groups) {
  std::string out;
  for (const auto& span : groups.spans) {
    out += span ? "[" + std::to_string(span->begin) + "," + std::to_string(span->end) + ") " : "- ";
  }
  return out;
}

// What both ways to run it say, as text.
struct Answers {
  std::string fast, reference;
};
Answers Ask(const LazyPattern& pattern, std::string_view text, std::size_t from = 0) {
  const std::size_t figure = text.find(kTargetPlaceholder);
  Answers answers;
  PatternGroups groups;
  switch (pattern.FindFast(text, {from, text.size()}, figure, groups)) {
    case Outcome::kGaveUp:
      answers.fast = "gave up";
      break;
    case Outcome::kNone:
      answers.fast = "none";
      break;
    case Outcome::kFound:
      answers.fast = Describe(groups);
      break;
  }
  groups = {};
  answers.reference =
      pattern.FindByReference(text, {from, text.size()}, groups) ? Describe(groups) : "none";
  return answers;
}

// What is said beforehand of where a match can stand holds for this one.
void ExpectWithinReach(const LazyPattern& pattern, std::string_view text, ByteSpan match) {
  const std::size_t figure = text.find(kTargetPlaceholder);
  if (figure == std::string_view::npos) return;
  EXPECT_TRUE(pattern.MayStandBetween(NeighboursOf(text, figure)))
      << pattern.source() << " in " << text;
  const PatternReach reach = pattern.Reach();
  const auto holds_break = [&](std::size_t begin, std::size_t end) {
    return begin < end && text.substr(begin, end - begin).find_first_of(",;") != text.npos;
  };
  if (!reach.leaves_clause_before) {
    EXPECT_FALSE(holds_break(match.begin, figure)) << pattern.source() << " in " << text;
  }
  if (!reach.leaves_clause_after) {
    EXPECT_FALSE(holds_break(figure, match.end)) << pattern.source() << " in " << text;
  }
}

// A match holds a word of each list that its pattern cannot do without, where it is said to stand.
void ExpectRequiredWords(const LazyPattern& pattern, std::string_view text, ByteSpan match) {
  const std::string lower = AsciiLowerCopy(text);
  const std::size_t figure = text.find(kTargetPlaceholder);
  const auto distance = [&](std::size_t from, std::size_t to) {
    return static_cast<int>(CountCodePoints(text.substr(from, to - from)));
  };
  const auto stands = [&](const WordList& list, ByteSpan word) {
    if (list.side == WordList::Side::kUnknown) return true;
    const bool is_before = list.side == WordList::Side::kBeforeFigure;
    if (is_before ? word.end > figure : word.begin < figure) return false;
    const int characters = is_before ? distance(word.begin, figure) : distance(figure, word.begin);
    return list.most_to_figure == kUnlimited || characters <= list.most_to_figure;
  };
  for (const WordList& list : RequiredWordReader().Lists(pattern.source())) {
    bool is_there = false;
    for (const std::string& word : *list.words) {
      for (std::size_t at = lower.find(word, match.begin); at != std::string::npos && !is_there;
           at = lower.find(word, at + 1)) {
        const ByteSpan span{at, at + word.size()};
        is_there = match.Contains(span) && stands(list, span);
      }
    }
    EXPECT_TRUE(is_there) << pattern.source() << " in " << text;
  }
}

struct Row {
  std::string name, pattern, text;
  Wanted wanted = Wanted::kFirst;
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.pattern << " in " << row.text; }
class FindsOnALine : public testing::TestWithParam<Row> {};

TEST_P(FindsOnALine, WhatRe2Finds) {
  const LazyPattern pattern(GetParam().pattern, GetParam().wanted);
  ASSERT_EQ(pattern.CompileNow(), "");
  const Answers answers = Ask(pattern, GetParam().text);
  EXPECT_EQ(answers.fast, answers.reference);
  EXPECT_NE(answers.reference, "none") << "the row shows nothing";
}
INSTANTIATE_TEST_SUITE_P(
    LinePattern, FindsOnALine,
    testing::Values(
        Row{"FirstAlternativeWins", "营收|营收额", "全年营收额"},
        Row{"GreedyRepeat", "营.{0,3}收", "营的收了收"},
        Row{"LazyRepeat", "营.{0,3}?收", "营的收了收"},
        Row{"LastOfTwo", "(?P<cue>营收|收入)[^,]{0,4}升", "营收升,收入再升", Wanted::kLast},
        Row{"LastBeforeTheFigure", "(?P<cue>营收)[^,]{0,9}(?P<figure>\xEE\x83\xBF)",
            "营收与营收为\xEE\x83\xBF,营收", Wanted::kLast},
        Row{"NoCase", "(?i:Revenue (?:of|was))", "the REVENUE Of"},
        Row{"NoCaseEndsWithItsGroup", "(?i:a)B", "ab aB"}, Row{"ClassNoCase", "(?i:[b-d]x)", "CX"},
        Row{"NegatedClassTakesNewline", "a[^b]c", "a\nc"},
        Row{"DotTakesNewlineWhereTheLastIsWanted", "a.c", "a\nc", Wanted::kLast},
        Row{"WordBoundary", "\\bup\\b", "upper up"}, Row{"NoWordBoundary", "\\Bp", "p up"},
        Row{"AnchoredAtTheEnd", "升$", "升升"},
        Row{"AnchoredWithinReachOfTheEnd", "(?:的|[升a]{0,2})升$", "的升升升升"},
        Row{"AnchoredAtTheBegin", "^(?:的)?升", "的升升"},
        Row{"GroupOfTheLastRound", "(?:(a)|(b))+", "abab"},
        Row{"CountOfGroups", "(?:ab){2,3}", "abababab"},
        Row{"PlaceholderClass", "[\\x{E000}-\\x{E0FF}]的", "\xEE\x80\x81的"},
        Row{"BraceIsALiteral", "a{b", "xa{b"}, Row{"EscapedSigns", "\\$1\\.5", "at $1.5"},
        Row{"EmptyAlternative", "(?:about |)5", "about 5"},
        Row{"MoreGroupsThanAreTold", "(a)?(b)?(c)?(d)?(e)?(f)?(g)?(h)?(i)?(j)?(?P<k>k|l)升",
            "bjl升"},
        Row{"FigureInEachAlternative", "升(?P<figure>\xEE\x83\xBF)|(?P<figure>\xEE\x83\xBF)升",
            "营\xEE\x83\xBF升"}),
    [](const auto& row) { return row.param.name; });

TEST(LinePattern, LeavesToRe2WhatItDoesNotUnderstand) {
  for (const char* pattern :
       {"\\p{Han}", "[[:alpha:]]", "(?:a*)*", "(?i:é)", "(?m:^a)", "\\Qa.b\\E"}) {
    EXPECT_FALSE(LinePattern::Create(pattern, false).has_value()) << pattern;
    EXPECT_EQ(LazyPattern(pattern).CompileNow(), "") << pattern;
  }
  EXPECT_TRUE(LazyPattern("\\p{Han}+").FoundIn("的"));
}

TEST(LinePattern, GivesUpRatherThanTryForEver) {
  const LazyPattern pattern("(?:a|b|ab)*(?:a|b|ab)*(?:a|b|ab)*(?:a|b|ab)*c");
  std::string text;
  for (int i = 0; i < 300; ++i) text += "ab";
  const Answers answers = Ask(pattern, text);
  EXPECT_EQ(answers.fast, "gave up");
  EXPECT_FALSE(pattern.FoundIn(text));
  EXPECT_TRUE(pattern.FoundIn(text + "c"));
}

TEST(LinePattern, MatchesNothingIfBroken) {
  const LazyPattern pattern("营收(");
  EXPECT_NE(pattern.CompileNow(), "");
  EXPECT_FALSE(pattern.FoundIn("营收("));
}

// Random patterns of the grammar of rules on random lines.
TEST(LinePattern, AnswersAsRe2OnRandomText) {
  std::mt19937 random(20260301);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  static constexpr std::string_view kAtoms[] = {
      "营", "收", "a", "B", "升", "[营a]", ".", "\\.", "[^升,]", "\\b", "(?P<figure>\xEE\x83\xBF)",
      "^",  "$"};
  static constexpr std::string_view kRepeats[] = {"",  "",      "",    "",   "?",     "*",
                                                  "+", "{0,2}", "{2}", "*?", "{1,3}?"};
  static constexpr std::string_view kLetters[] = {"营", "收", "a", "A", "b", "升", ".", ",", "\n"};
  bool has_figure = false;
  const auto piece = [&](auto& self, int depth) -> std::string {
    std::string out;
    for (std::size_t i = pick(4) + 1; i > 0; --i) {
      if (depth > 0 && pick(3) == 0) {
        static constexpr std::string_view kGroups[] = {"(?:", "(?i:", "("};
        out += std::string(kGroups[pick(3)]) + self(self, depth - 1) + "|" + self(self, depth - 1) +
               ")";
        out += kRepeats[pick(std::size(kRepeats))];
        continue;
      }
      const std::size_t atom = pick(std::size(kAtoms));
      const bool is_figure = atom == 10;
      if (is_figure && has_figure && pick(4) != 0) continue;  // most patterns have one
      has_figure = has_figure || is_figure;
      out += kAtoms[atom];
      if (atom < 9) out += kRepeats[pick(std::size(kRepeats))];
    }
    return out;
  };
  int found = 0;
  int understood = 0;
  for (int round = 0; round < 20'000; ++round) {
    has_figure = false;
    const std::string written = piece(piece, 2);
    const LazyPattern pattern(written, round % 2 == 0 ? Wanted::kFirst : Wanted::kLast);
    if (!pattern.CompileNow().empty()) continue;
    for (int line = 0; line < 4; ++line) {
      std::string text;
      const std::size_t figure = pick(10);
      for (std::size_t i = 0; i < 9; ++i) {
        text += i == figure ? kTargetPlaceholder : kLetters[pick(std::size(kLetters))];
      }
      const Answers answers = Ask(pattern, text);
      if (answers.fast == "gave up") continue;
      ++understood;
      found += answers.reference != "none";
      ASSERT_EQ(answers.fast, answers.reference) << written << " in " << text;
      PatternGroups groups;
      if (pattern.FindByReference(text, {0, text.size()}, groups)) {
        ExpectWithinReach(pattern, text, groups.whole());
        ExpectRequiredWords(pattern, text, groups.whole());
      }
    }
  }
  EXPECT_GT(understood, 20'000);
  EXPECT_GT(found, 5'000);
}

// heshu's own rules on their own samples: a line of each, with any two characters' place taken by
// the figure and by other placeholders.
TEST(LinePattern, AnswersAsRe2ForEveryRule) {
  const auto folder = normalize::Folder::Create();
  ASSERT_TRUE(folder.has_value());
  const auto fold = [&](std::string_view text) { return folder->FoldKey(text); };
  const std::string root = std::string(HESHU_SOURCE_DIR) + "/rules/";
  std::vector<RuleFile> metrics, claims;
  const auto read = [](const std::filesystem::path& path, std::vector<RuleFile>& into) {
    auto file = RuleFile::Read(path.string());
    ASSERT_TRUE(file.has_value()) << path;
    into.push_back(std::move(*file));
  };
  read(root + "metrics.toml", metrics);
  for (const auto& [subfolder, into] : {std::pair{"metrics", &metrics}, {"claims", &claims}}) {
    std::set<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(root + subfolder)) {
      paths.insert(entry.path());
    }
    for (const auto& path : paths) read(path, *into);
  }
  const auto rules =
      ClaimRules::Create(metrics, claims, fold, [](const RuleFile&) { return false; });
  ASSERT_TRUE(rules.has_value()) << rules.error().ToString();
  std::vector<LazyPattern> patterns;
  for (const ClaimRules::Listing& rule : rules->List()) {
    patterns.emplace_back(rule.translated, Wanted::kLast);
  }
  std::mt19937 random(7);
  int matches = 0;
  int asked = 0;
  int gave_up = 0;
  for (const RuleSample& sample : rules->samples()) {
    std::string line = fold(sample.text);
    // The figure stands for the first digits, other placeholders for some of the rest.
    const std::size_t digits = line.find_first_of("0123456789");
    if (digits == std::string::npos) continue;
    const std::size_t end = std::min(line.find_first_not_of("0123456789.", digits), line.size());
    line.replace(digits, end - digits, kTargetPlaceholder);
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (line[at] >= '0' && line[at] <= '9') line.replace(at, 1, DimensionPlaceholder(1));
    }
    if (random() % 2 == 0) line = EntityPlaceholder(random() % EntityKindCount()) + line;
    for (const auto& [rule, classes] : rules->MayMatch(line).rules) {
      const Answers answers = Ask(patterns[rule], line);
      ++asked;
      matches += answers.reference != "none";
      if (answers.fast == "gave up") {  // RE2 does what is not understood
        ++gave_up;
        continue;
      }
      ASSERT_EQ(answers.fast, answers.reference) << rules->List()[rule].pattern << " in " << line;
      PatternGroups groups;
      if (patterns[rule].FindByReference(line, {0, line.size()}, groups)) {
        ExpectRequiredWords(patterns[rule], line, groups.whole());
      }
    }
  }
  EXPECT_GT(asked, 10'000);
  EXPECT_GT(matches, 500);
  EXPECT_LT(gave_up, asked / 100);
}

}  // namespace
}  // namespace heshu::extract
