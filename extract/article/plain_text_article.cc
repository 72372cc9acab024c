#include "extract/article/plain_text_article.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "extract/article/text_measure.h"
#include "extract/article/text_paragraphs.h"
#include "extract/article/topic_shift.h"

namespace heshu::extract {
namespace {

constexpr double kDeckTerms = 2.5;  // shared terms of a deck (SharedTerms)
constexpr double kOverDate = 4;     // as many speak for a first line that stands over the date

// Share of the sentences that may stand behind an end mark for it to be believed.
constexpr double kBehindEndMark = .1;

constexpr std::size_t kShortestTerm = 4;  // letters of a Latin word that says something

constexpr double kGoesOnMass = 80;    // of the prose behind a label, for it to be a box's
constexpr double kGoesOnTerms = .25;  // of its terms, that the article has used before

constexpr std::size_t kLongestCredit = 60;       // bytes of （譯者：…）
constexpr std::ptrdiff_t kSharedOfSentence = 2;  // terms of a short sentence that the text has used

// What a text speaks of: pairs of Han characters, or the words of one that has none.
std::unordered_set<std::string> TermsOf(std::string_view text) {
  const std::string key = HeadlineKey(text);
  const bool han = std::any_of(key.begin(), key.end(),
                               [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
  if (han) return HanPairs(key);
  std::unordered_set<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    std::string word = HeadlineKey(text.substr(begin, end - begin));
    if (word.size() >= kShortestTerm) words.insert(std::move(word));
    begin = end + 1;
  }
  return words;
}

class PlainTextReader {
 public:
  PlainTextReader(std::string_view text, const ArticleRules& rules)
      : text_(text), rules_(rules), found_(ReadParagraphs(text, rules)) {}

  PlainTextArticle Read() {
    FindRegion();
    FindTitle();
    WriteBlocks();
    ReadCredits();
    return std::move(article_);
  }

 private:  // The run of paragraphs with the greatest worth: prose, less the furniture between.
  void FindRegion() {
    double best = 0, sum = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      if (sum <= 0) {
        sum = 0;
        begin = i;
      }
      sum += paragraphs_[i].worth;
      if (sum > best) {
        best = sum;
        region_begin_ = begin;
        region_end_ = i + 1;
      }
    }
    while (region_begin_ < region_end_ && !paragraphs_[region_begin_].is_prose) ++region_begin_;
    if (best == 0) TakeAll();
    const std::size_t end = region_end_;
    CutAtEndMark();
    if (best > 0 && region_end_ == end) TakeShortSentences();
    TrimTail();
  }

  // A report of markets ends, or begins, with sentences too short to be told from furniture by
  // their length: they end in a full stop, tell a figure and speak of what the article speaks of.
  void TakeShortSentences() {
    std::unordered_set<std::string> article;
    for (std::size_t p = region_begin_; p < region_end_; ++p) {
      if (paragraphs_[p].is_prose) article.merge(TermsOf(found_.TextOf(paragraphs_[p])));
    }
    while (region_end_ < paragraphs_.size() && IsShortSentence(region_end_, article)) {
      paragraphs_[region_end_++].is_prose = true;
    }
    while (region_begin_ > 1 && IsShortSentence(region_begin_ - 1, article)) {
      paragraphs_[--region_begin_].is_prose = true;
    }
  }

  bool IsShortSentence(std::size_t p, const std::unordered_set<std::string>& article) const {
    const TextParagraph& paragraph = paragraphs_[p];
    const TextLine& line = lines_[paragraph.lines.front()];
    if (!paragraph.reason.empty() || paragraph.is_spam || line.ends_article ||
        !line.tail_reason.empty() || !line.head_reason.empty()) {
      return false;
    }
    const std::string text = found_.TextOf(paragraph);
    std::string_view said = text;
    // …79.31美元。（譯者：…）1120502: the agency's credit and day.
    said = said.substr(0, said.find_last_not_of("0123456789 \n") + 1);
    static constexpr std::string_view kBracket = "（";
    if (said.ends_with("）") || said.ends_with(")")) {
      const std::size_t open = std::max(said.rfind(kBracket) + 1, said.rfind('(') + 1);
      if (open > 0 && said.size() - open < kLongestCredit) said = said.substr(0, open - 1);
    }
    said = TrimBlanks(said);
    const bool has_digit =
        std::any_of(said.begin(), said.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!has_digit || !said.ends_with("。")) return false;
    const auto terms = TermsOf(said);
    const auto shared = std::count_if(terms.begin(), terms.end(), [&article](const auto& term) {
      return article.contains(term);
    });
    return shared >= kSharedOfSentence;
  }

  // Behind 相关推荐 and the like the article is over, unless paragraphs that end in a full stop go
  // on there: a box in its middle.
  void CutAtEndMark() {
    double said = 0, left = 0;
    for (std::size_t p = region_begin_; p < region_end_; ++p) {
      if (found_.EndsWithFullStop(paragraphs_[p])) left += paragraphs_[p].mass;
    }
    for (std::size_t p = region_begin_; p < region_end_; ++p) {
      if (lines_[paragraphs_[p].lines.front()].ends_article && said > 0 &&
          left < kBehindEndMark * (said + left) && !GoesOnBehind(p)) {
        region_end_ = p;
        return;
      }
      if (found_.EndsWithFullStop(paragraphs_[p])) {
        said += paragraphs_[p].mass;
        left -= paragraphs_[p].mass;
      }
    }
  }

  // Whether paragraphs behind `p` speak of what the ones before it speak of: a box stood between.
  bool GoesOnBehind(std::size_t p) const {
    std::unordered_set<std::string> before, behind;
    double mass = 0;
    for (std::size_t i = region_begin_; i < region_end_; ++i) {
      if (!paragraphs_[i].is_prose || !found_.EndsWithFullStop(paragraphs_[i])) continue;
      auto terms = HanPairs(HeadlineKey(found_.TextOf(paragraphs_[i])));
      (i < p ? before : behind).merge(terms);
      if (i >= p) mass += paragraphs_[i].mass;
    }
    if (mass < kGoesOnMass || behind.empty()) return false;
    const auto shared = std::count_if(behind.begin(), behind.end(), [&before](const auto& term) {
      return before.contains(term);
    });
    return static_cast<double>(shared) >= kGoesOnTerms * static_cast<double>(behind.size());
  }

  // A text without prose: all that no rule drops is the article.
  void TakeAll() {
    region_begin_ = 0;
    region_end_ = paragraphs_.size();
  }

  // Drops what furniture rules know at the region's ends.
  void TrimTail() {
    while (region_end_ > region_begin_ + 1) {
      TextParagraph& last = paragraphs_[region_end_ - 1];
      if (last.reason.empty()) last.reason = lines_[last.lines.front()].tail_reason;
      if (last.reason.empty()) break;
      --region_end_;
    }
    // A short line under the last paragraph may belong to it: an unfinished sentence's end.
    while (region_begin_ + 1 < region_end_) {
      TextParagraph& first = paragraphs_[region_begin_];
      if (first.reason.empty()) break;
      ++region_begin_;
      while (region_begin_ + 1 < region_end_ && !paragraphs_[region_begin_].is_prose) {
        ++region_begin_;
      }
    }
  }

  void FindTitle() {
    // The headline lines right above the first paragraph; of those the one that shares most with
    // the article.
    std::string body;
    for (std::size_t p = region_begin_; p < region_end_; ++p) {
      if (paragraphs_[p].is_prose) {
        body += found_.TextOf(paragraphs_[p]);
        body += '\n';
      }
      if (body.size() > 20000) break;
    }
    const auto body_pairs = TermsOf(body);
    double best = 0;
    std::size_t best_paragraph = paragraphs_.size();
    for (std::size_t p = region_begin_, back = 0; p-- > 0 && back < 14; ++back) {
      if (!MayBeTitle(p)) continue;
      const double score = SharedTerms(p, body_pairs) * (1 - .03 * static_cast<double>(back)) +
                           (StandsOverDate(p) ? kOverDate : 0);
      // The headline stands above its deck: of neighbours the upper one, unless it says little.
      const bool above_best = best_paragraph < paragraphs_.size() && p + 1 == best_paragraph;
      if (score > best * (above_best ? .2 : 1.2)) {
        best = std::max(best, score);
        best_paragraph = p;
      }
    }
    if (best_paragraph == paragraphs_.size() && region_begin_ == 1 && MayBeTitle(0) &&
        !found_.EndsWithFullStop(paragraphs_[0])) {
      best_paragraph = 0;  // alone over the text, whatever it says
    }
    if (best_paragraph == paragraphs_.size()) return;
    title_begin_ = title_end_ = best_paragraph;
    ++title_end_;
    // A headline wrapped over two lines.
    if (best_paragraph > 0) {
      const TextParagraph& above = paragraphs_[best_paragraph - 1];
      const TextLine& first = lines_[paragraphs_[best_paragraph].lines.front()];
      if (above.reason.empty() && first.blank_before == 0 && above.lines.size() == 1 &&
          TouchesAsTitle(lines_[above.lines.front()], first)) {
        --title_begin_;
      }
    }
    if (title_end_ < region_begin_) {
      const TextParagraph& below = paragraphs_[title_end_];
      const TextLine& next = lines_[below.lines.front()];
      if (below.reason.empty() && next.head_reason.empty() && next.blank_before == 0 &&
          TouchesAsTitle(lines_[paragraphs_[title_end_ - 1].lines.back()], next)) {
        ++title_end_;
      }
    }
    for (std::size_t p = title_begin_; p < title_end_; ++p) {
      for (const std::size_t i : paragraphs_[p].lines) title_lines_.push_back(i);
    }
    for (const std::size_t i : title_lines_) {
      if (!article_.title.empty() && NeedsBlankBetween(article_.title, lines_[i].text)) {
        article_.title += ' ';
      }
      article_.title += lines_[i].text;
    }
    credits_end_ = region_begin_;
    TakeDeck(body_pairs);
    TrimSpamOfTitle();
    article_.title_span =
        ByteSpan{lines_[title_lines_.front()].span.begin, lines_[title_lines_.back()].span.end};
  }

  // The longest part of a headline without spam, where it has several; "" if none is long enough.
  std::string_view CleanPart(std::string_view text) const {
    std::string_view best;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find_first_of("-_|", begin), text.size());
      const auto part = TrimBlanks(text.substr(begin, end - begin));
      const auto matches = rules_.Match(part);
      const bool spam = std::any_of(matches.begin(), matches.end(), [](const LineRule* rule) {
        return rule->place == LinePlace::kSpam;
      });
      if (!spam && part.size() > best.size()) best = part;
      begin = end + 1;
    }
    return Measure(best).mass() < 8 ? std::string_view() : best;
  }

  // A reprint may put its own words before the headline ("…平台-Headline"): the longest part
  // without spam is the headline.
  void TrimSpamOfTitle() {
    bool is_spam = false;
    for (std::size_t p = title_begin_; p < title_end_; ++p) {
      is_spam = is_spam || paragraphs_[p].is_spam;
    }
    if (!is_spam || title_lines_.size() != 1) return;
    TextLine& line = lines_[title_lines_.front()];
    const std::string_view best = CleanPart(line.text);
    if (best.empty()) return;
    article_.title = best;
    line.span.begin = static_cast<std::size_t>(best.data() - text_.data());
    line.span.end = line.span.begin + best.size();
  }

  bool MayBeTitle(std::size_t p) const {
    const TextParagraph& paragraph = paragraphs_[p];
    return lines_[paragraph.lines.front()].head_reason.empty() && paragraph.mass >= 4 &&
           paragraph.mass <= kHeadlineMass &&
           (paragraph.is_spam ? !CleanPart(lines_[paragraph.lines.front()].text).empty()
                              : paragraph.reason.empty());
  }

  // The first line of all, and the article's day and hour right under it.
  bool StandsOverDate(std::size_t p) const {
    return p == 0 && paragraphs_.size() > 1 && paragraphs_[0].lines.size() == 1 &&
           lines_[paragraphs_[1].lines.front()].head_reason == "date_line";
  }

  // How many terms of the paragraph the article shares, times their share of it.
  double SharedTerms(std::size_t p, const std::unordered_set<std::string>& article) const {
    const auto terms = TermsOf(found_.TextOf(paragraphs_[p]));
    if (terms.empty()) return 0;
    double shared = 0;
    for (const auto& term : terms) shared += article.contains(term) ? 1 : 0;
    return shared * shared / static_cast<double>(terms.size());
  }

  // Takes the lines between title and text that speak of the article: its deck.
  void TakeDeck(const std::unordered_set<std::string>& article) {
    for (std::size_t p = title_end_; p < region_begin_; ++p) {
      TextParagraph& paragraph = paragraphs_[p];
      if (!MayBeTitle(p) || paragraph.mass < 8 || paragraph.is_spam ||
          SharedTerms(p, article) < kDeckTerms) {
        if (paragraph.reason.empty()) paragraph.reason = HeadReason(p);
      }
    }
    region_begin_ = std::min(region_begin_, title_end_);
  }

  std::string HeadReason(std::size_t p) const {
    const std::string& reason = lines_[paragraphs_[p].lines.front()].head_reason;
    return reason.empty() ? "before_article" : reason;
  }

  static bool TouchesAsTitle(const TextLine& upper, const TextLine& lower) {
    return upper.measure.mass() >= 12 && upper.measure.mass() <= kHeadlineMass &&
           lower.measure.mass() >= 4 && upper.reason.empty() && upper.head_reason.empty() &&
           !EndsSentence(upper.text);
  }

  void WriteBlocks() {
    if (!title_lines_.empty()) AddBlock(BlockKind::kTitle, title_lines_, 0);
    std::vector<std::size_t> starts = SectionStarts();
    int section = 0;
    std::size_t next_start = 0;
    for (std::size_t p = 0; p < paragraphs_.size(); ++p) {
      const TextParagraph& paragraph = paragraphs_[p];
      const bool is_title = p >= title_begin_ && p < title_end_ && !title_lines_.empty();
      if (is_title) continue;
      if (p < region_begin_ || p >= region_end_ || !paragraph.reason.empty()) {
        DropParagraph(p);
        continue;
      }
      if (next_start < starts.size() && p >= starts[next_start]) {
        section = static_cast<int>(++next_start);
        AddBlock(p == starts[next_start - 1] ? BlockKind::kTitle : BlockKind::kParagraph,
                 paragraph.lines, section);
      } else {
        AddBlock(KindOf(paragraph), paragraph.lines, section);
      }
      if (paragraph.is_prose) article_.good_mass += paragraph.worth;
    }
  }

  void DropParagraph(std::size_t p) {
    const TextParagraph& paragraph = paragraphs_[p];
    for (const std::size_t i : paragraph.lines) {
      const TextLine& line = lines_[i];
      std::string reason = line.reason.empty() ? paragraph.reason : line.reason;
      if (reason.empty()) reason = p < region_begin_ ? line.head_reason : line.tail_reason;
      if (reason.empty()) reason = p < region_begin_ ? "before_article" : "behind_article";
      article_.dropped.push_back({std::string(line.text), std::move(reason)});
    }
  }

  BlockKind KindOf(const TextParagraph& paragraph) const {
    if (paragraph.is_prose || paragraph.mass > kHeadlineMass || paragraph.lines.size() > 1) {
      return BlockKind::kParagraph;
    }
    const TextLine& line = lines_[paragraph.lines.front()];
    const char32_t first = FirstCodePoint(line.text);
    if (first == U'•' || first == U'·' || (first == '-' && line.measure.mass() > 2)) {
      return BlockKind::kListItem;
    }
    return found_.EndsWithFullStop(paragraph) ? BlockKind::kParagraph : BlockKind::kHeading;
  }

  void AddBlock(BlockKind kind, const std::vector<std::size_t>& lines, int section) {
    Block block;
    block.kind = kind;
    block.section = section;
    for (const std::size_t i : lines) block.pieces.push_back(lines_[i].span);
    article_.blocks.push_back(std::move(block));
  }

  // The headings at which another article begins.
  std::vector<std::size_t> SectionStarts() const {
    std::vector<TopicUnit> units;
    for (std::size_t p = region_begin_; p < region_end_; ++p) {
      const TextParagraph& paragraph = paragraphs_[p];
      if (!paragraph.reason.empty()) continue;
      units.push_back(
          {.id = p,
           .is_heading = !paragraph.is_prose && KindOf(paragraph) == BlockKind::kHeading,
           .text = HeadlineKey(found_.TextOf(paragraph)),
           .mass = paragraph.mass});
    }
    return FindTopicStarts(units);
  }

  void ReadCredits() {
    const auto lines_of = [this](std::size_t begin, std::size_t end) {
      std::vector<std::size_t> lines;
      for (std::size_t p = begin; p < end && p < paragraphs_.size(); ++p) {
        lines.insert(lines.end(), paragraphs_[p].lines.begin(), paragraphs_[p].lines.end());
      }
      return lines;
    };
    const auto head = lines_of(0, std::max(region_begin_, credits_end_) + 1);
    const auto tail = lines_of(region_end_, std::min(region_end_ + 8, paragraphs_.size()));
    for (const auto* lines : {&head, &tail}) {
      for (const std::size_t i : *lines) {
        const TextLine& line = lines_[i];
        if (line.measure.mass() > 200) continue;
        if (article_.publisher.empty()) article_.publisher = rules_.Publisher(line.text);
        if (article_.byline.empty()) article_.byline = rules_.Author(line.text.substr(0, 400));
      }
    }
    ReadDate(head, lines_of(region_end_, paragraphs_.size()));
  }

  // The date-time line nearest to the title; failing that, the latest date of the furniture: what a
  // page shows around an article is rarely younger than it.
  void ReadDate(const std::vector<std::size_t>& head, const std::vector<std::size_t>& tail) {
    const std::size_t title = title_lines_.empty() ? 0 : title_lines_.front();
    std::optional<WrittenDate> best;
    std::size_t best_distance = 0;
    for (const std::size_t i : head) {
      if (lines_[i].measure.mass() > 60) continue;
      const auto date = rules_.FindDate(lines_[i].text);
      if (!date) continue;
      const std::size_t distance = i > title ? i - title : title - i;
      if (!best || distance < best_distance) {
        best = date;
        best_distance = distance;
      }
    }
    article_.published_rule = best ? "visible" : "";
    if (!best) {
      for (const std::size_t i : tail) {
        if (lines_[i].measure.mass() > 25) continue;
        const auto date = rules_.FindDate(lines_[i].text);
        if (date && date->hour >= 0 && (!best || date->Iso() > best->Iso())) best = date;
      }
      if (best) article_.published_rule = "visible_latest";
    }
    if (best) article_.published = best->Iso();
  }

  std::string_view text_;
  const ArticleRules& rules_;
  TextParagraphs found_;
  PlainTextArticle article_;
  std::vector<TextLine>& lines_ = found_.lines;
  std::vector<TextParagraph>& paragraphs_ = found_.paragraphs;
  std::size_t region_begin_ = 0, region_end_ = 0;  // of paragraphs_
  std::size_t title_begin_ = 0, title_end_ = 0;    // of paragraphs_
  std::vector<std::size_t> title_lines_;
  std::size_t credits_end_ = 0;  // of paragraphs_: the first of the text
};

}  // namespace

PlainTextArticle ReadPlainText(std::string_view text, const ArticleRules& rules) {
  return PlainTextReader(text, rules).Read();
}

}  // namespace heshu::extract
