#include "extract/article/plain_text_article.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "extract/article/article_body.h"
#include "extract/article/text_measure.h"
#include "extract/article/topic_shift.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kMaxLines = 200000;  // of a text; what follows is not read
constexpr double kShortLine = 25;          // mass below which a line without a mark is no prose
constexpr double kFullLine = .85;          // of the wrap width: such a line was wrapped
constexpr double kWrappedShare = .40;      // of lines about as wide as the widest: a wrapped text
constexpr std::size_t kMinWrapped = 4;     // such lines at least
constexpr double kShortSentence = 10;      // mass of a sentence that is a paragraph
constexpr double kTitleMass = 60;          // a headline is no longer
constexpr double kCaptionMass = 90;        // nor a caption
constexpr std::size_t kAdvertMarks = 3;    // words of promotion that make a paragraph an advert …
constexpr double kAdvertSpread = 20;       // … if there is one in so much text
constexpr std::ptrdiff_t kListBars = 4;    // "a | b | c | d | e" is a list of links
constexpr double kDeckTerms = 2.5;         // shared terms of a deck (SharedTerms)
constexpr double kFurnitureCost = 12;      // of a short line between paragraphs, in mass
constexpr double kEndCost = 120;           // of a line that says the article is over

struct Line {
  ByteSpan span;  // without blanks at its ends
  std::string_view text;
  TextMeasure measure;
  double width = 0;              // display columns
  std::size_t blank_before = 0;  // empty lines before it
  bool indented = false;
  std::string reason;  // why it is dropped; "" = taken
  bool is_caption = false;
  bool is_label = false;  // of a related title
  bool ends_article = false;
  bool keep = false;
  bool may_advertise = false;  // holds a word of promotion
  bool is_spam = false;
  std::string head_reason, tail_reason;  // what it would be before, behind the article
};

struct Paragraph {
  std::vector<std::size_t> lines;
  double mass = 0;
  std::size_t stops = 0;
  double worth = 0;
  bool is_prose = false;
  bool ends_article = false;
  bool is_spam = false;
  std::string reason;
};

double ColumnsOf(std::string_view text) {
  double columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    columns += IsHan(c) || IsWidePunctuation(c) ? 2 : 1;
  }
  return columns;
}

class PlainTextReader {
 public:
  PlainTextReader(std::string_view text, const ArticleRules& rules) : text_(text), rules_(rules) {}

  PlainTextArticle Read() {
    SplitLines();
    FindWrapWidth();
    ClassifyLines();
    DropLabelledNeighbours();
    AssembleParagraphs();
    DropSpam();
    FindRegion();
    FindTitle();
    WriteBlocks();
    ReadCredits();
    return std::move(article_);
  }

 private:
  void SplitLines() {
    std::size_t blank = 0;
    for (std::size_t begin = 0; begin <= text_.size() && lines_.size() < kMaxLines;) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      const auto whole = text_.substr(begin, end - begin);
      const auto trimmed = TrimBlanks(whole);
      if (trimmed.empty()) {
        ++blank;
      } else {
        Line line;
        line.span.begin = static_cast<std::size_t>(trimmed.data() - text_.data());
        line.span.end = line.span.begin + trimmed.size();
        line.text = trimmed;
        line.measure = Measure(trimmed);
        line.width = ColumnsOf(trimmed);
        line.blank_before = blank;
        line.indented = ColumnsOf(whole.substr(0, line.span.begin - begin)) >= 2;
        lines_.push_back(std::move(line));
        blank = 0;
      }
      begin = end + 1;
    }
  }

  // The width at which a hard-wrapped text breaks its lines; 0 if it does not. Such a text has many
  // lines of about the greatest width, most of which end within a sentence.
  void FindWrapWidth() {
    std::vector<double> widths;
    for (const auto& line : lines_) {
      if (line.measure.mass() >= 10) widths.push_back(line.width);
    }
    if (widths.size() < kMinWrapped) return;
    std::sort(widths.begin(), widths.end());
    const double widest = widths[widths.size() * 9 / 10];
    if (widest < 40 || widest > 160) return;  // headlines; paragraphs, one a line
    std::size_t full = 0, open = 0;
    for (const auto& line : lines_) {
      if (line.measure.mass() < 10 || line.width < kFullLine * widest) continue;
      ++full;
      open += EndsSentence(line.text) ? 0 : 1;
    }
    if (full >= kMinWrapped &&
        static_cast<double>(full) >= kWrappedShare * static_cast<double>(widths.size()) &&
        2 * open > full) {
      wrap_width_ = widest;
    }
  }

  bool IsFull(const Line& line) const {
    return wrap_width_ > 0 && line.width >= kFullLine * wrap_width_;
  }
  // A paragraph's line by itself: sentences, or a line wrapped in one.
  bool IsProse(const Line& line) const {
    if (line.measure.stops > 0 && line.measure.mass() >= kShortLine) return true;
    return IsFull(line) || line.measure.mass() >= kTitleMass;
  }
  bool IsTitleLike(const Line& line) const {
    return line.measure.mass() >= 4 && line.measure.mass() <= kTitleMass &&
           line.measure.stops <= 1 && LastCodePoint(line.text) != U'。';
  }

  void ClassifyLines() {
    for (Line& line : lines_) {
      const LineSigns signs = rules_.SignsOf(line.text);
      line.keep = signs.keep;
      line.reason = signs.keep ? std::string_view() : signs.anywhere;
      line.is_caption = !signs.caption.empty() && line.measure.mass() <= kCaptionMass;
      line.is_label = signs.label;
      line.ends_article = signs.ends && !signs.keep;
      line.may_advertise = signs.advert;
      line.is_spam = signs.spam;
      line.head_reason = signs.at_head;
      line.tail_reason = signs.at_tail;
      const auto bars = std::count(line.text.begin(), line.text.end(), '|');
      if (bars >= kListBars && line.measure.stops == 0) line.reason = "link_list";
    }
  }

  // A related title and its label stand in the text as two lines; in a PDF paste the title mostly
  // comes first (it is the box's larger line), elsewhere the label.
  void DropLabelledNeighbours() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].is_label) continue;
      const auto is_title = [this](std::size_t k) {
        const Line& line = lines_[k];
        return line.reason.empty() && IsTitleLike(line) && !IsFull(line);
      };
      const bool before = i > 0 && is_title(i - 1);
      if (wrap_width_ > 0 && before) {
        lines_[i - 1].reason = lines_[i].reason;
        continue;
      }
      // A list of titles behind the label; one that is followed by prose may be a heading.
      std::size_t k = i + 1;
      while (k < lines_.size() && k <= i + 12 && is_title(k)) ++k;
      const bool at_end = k == lines_.size() || lines_[k].ends_article || !IsProse(lines_[k]);
      if (k > i + 1 && !at_end && k - i > 2) --k;
      if (k == i + 1 && before) {
        lines_[i - 1].reason = lines_[i].reason;
      }
      for (std::size_t t = i + 1; t < k; ++t) lines_[t].reason = lines_[i].reason;
    }
  }

  // Whether the text of line `next` goes on in the sentence of line `last`.
  bool Continues(const Line& last, const Line& next) const {
    if (EndsSentence(last.text)) {
      return IsFull(last) && wrap_width_ > 0 && !next.indented && next.blank_before == 0 &&
             last.blank_before == 0;
    }
    const char32_t end = LastCodePoint(last.text);
    if (end == U'：' || end == ':') return IsFull(last);
    if (wrap_width_ > 0) {
      return IsFull(last) || (last.width >= .7 * wrap_width_ && last.measure.stops > 0);
    }
    // One paragraph a line, but broken: a long line that stops within a sentence.
    return (last.measure.stops > 0 && last.measure.mass() >= kShortLine) ||
           (last.measure.commas > 0 && last.measure.mass() >= 2 * kShortLine);
  }

  void AssembleParagraphs() {
    std::size_t last = lines_.size();  // the last line of an open paragraph
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (!line.reason.empty()) {
        if (line.ends_article && !line.is_label) last = lines_.size();
        AddSingle(i);
        continue;
      }
      if (line.is_caption && !line.keep) {
        DropCaption(i, &last);
        continue;
      }
      if (last < lines_.size() && Continues(lines_[last], line) && !paragraphs_.empty()) {
        paragraphs_[open_].lines.push_back(i);
      } else {
        AddSingle(i);
        open_ = paragraphs_.size() - 1;
      }
      last = i;
    }
    for (auto& paragraph : paragraphs_) MeasureParagraph(&paragraph);
  }

  void AddSingle(std::size_t i) {
    Paragraph paragraph;
    paragraph.lines = {i};
    paragraph.reason = lines_[i].reason;
    paragraph.ends_article = lines_[i].ends_article;
    paragraphs_.push_back(std::move(paragraph));
  }

  // The line is a caption, or the last of one: unfinished lines before it that begin with a date,
  // as captions do, are its beginning.
  void DropCaption(std::size_t i, std::size_t* last) {
    lines_[i].reason = "caption";
    if (*last + 1 == i && Continues(lines_[*last], lines_[i])) {
      Paragraph& open = paragraphs_[open_];
      double mass = 0;
      std::size_t stops = 0;
      for (const std::size_t k : open.lines) {
        mass += lines_[k].measure.mass();
        stops += lines_[k].measure.stops;
      }
      const auto date = rules_.FindDate(lines_[open.lines.front()].text);
      if (stops == 0 && mass <= kCaptionMass && open.lines.size() <= 2 && date &&
          date->begin == 0) {
        for (const std::size_t k : open.lines) lines_[k].reason = "caption";
        open.reason = "caption";
        *last = lines_.size();
      }
    }
    AddSingle(i);
  }

  void MeasureParagraph(Paragraph* paragraph) {
    TextMeasure sum;
    bool may_advertise = false;
    for (const std::size_t i : paragraph->lines) {
      const TextMeasure& m = lines_[i].measure;
      sum.han += m.han;
      sum.letters += m.letters;
      sum.digits += m.digits;
      sum.stops += m.stops;
      sum.commas += m.commas;
      may_advertise = may_advertise || lines_[i].may_advertise;
      paragraph->is_spam = paragraph->is_spam || lines_[i].is_spam;
    }
    paragraph->mass = sum.mass();
    paragraph->stops = sum.stops;
    if (paragraph->reason.empty() && may_advertise) {
      const std::size_t marks = rules_.CountAdvertMarks(TextOf(*paragraph));
      if (marks >= kAdvertMarks && static_cast<double>(marks) * kAdvertSpread >= sum.mass()) {
        paragraph->reason = "advert";
      }
    }
    paragraph->is_prose = paragraph->reason.empty() && sum.stops > 0 && sum.mass() >= kShortLine;
    // A headline may have a question mark in it; a short line that ends in a full stop is none.
    if (paragraph->reason.empty() && sum.stops <= 1 && sum.mass() <= kTitleMass) {
      paragraph->is_prose = sum.mass() >= kShortSentence && EndsWithFullStop(*paragraph);
    }
    if (paragraph->is_prose) {
      paragraph->worth = LineScore(sum, 0);
    } else if (paragraph->ends_article) {
      paragraph->worth = -kEndCost;
    } else if (paragraph->reason == "caption") {
      paragraph->worth = 0;
    } else {
      paragraph->worth = -kFurnitureCost;
    }
  }

  bool EndsWithFullStop(const Paragraph& paragraph) const {
    const auto& text = lines_[paragraph.lines.back()].text;
    return EndsSentence(text) && LastCodePoint(text) != U'？' && LastCodePoint(text) != U'！' &&
           LastCodePoint(text) != '?' && LastCodePoint(text) != '!';
  }

  // Spam stands around a reprint, before its text or behind it. Where most paragraphs match, the
  // article is about such things.
  void DropSpam() {
    std::size_t prose = 0, spam = 0;
    std::size_t first = paragraphs_.size(), last = 0;  // of the clean prose
    for (std::size_t p = 0; p < paragraphs_.size(); ++p) {
      if (!paragraphs_[p].is_prose) continue;
      ++prose;
      if (paragraphs_[p].is_spam) {
        ++spam;
      } else {
        first = std::min(first, p);
        last = p;
      }
    }
    if (3 * spam > prose) return;
    for (std::size_t p = 0; p < paragraphs_.size(); ++p) {
      Paragraph& paragraph = paragraphs_[p];
      if (!paragraph.is_spam || (p > first && p < last)) continue;
      if (paragraph.reason.empty()) paragraph.reason = "spam";
      paragraph.is_prose = false;
      paragraph.worth = -kFurnitureCost;
    }
  }

  // The run of paragraphs with the greatest worth: prose, less the furniture between.
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
    TrimTail();
  }

  // A text without prose: all that no rule drops is the article.
  void TakeAll() {
    region_begin_ = 0;
    region_end_ = paragraphs_.size();
  }

  // Drops what furniture rules know at the region's ends.
  void TrimTail() {
    while (region_end_ > region_begin_ + 1) {
      Paragraph& last = paragraphs_[region_end_ - 1];
      if (last.reason.empty()) last.reason = lines_[last.lines.front()].tail_reason;
      if (last.reason.empty()) break;
      --region_end_;
    }
    // A short line under the last paragraph may belong to it: an unfinished sentence's end.
    while (region_begin_ + 1 < region_end_) {
      Paragraph& first = paragraphs_[region_begin_];
      if (first.reason.empty() && IsAbstract(region_begin_)) first.reason = "abstract";
      if (first.reason.empty()) break;
      ++region_begin_;
      while (region_begin_ + 1 < region_end_ && !paragraphs_[region_begin_].is_prose) {
        ++region_begin_;
      }
    }
  }

  std::string TextOf(const Paragraph& paragraph) const {
    std::string text;
    for (const std::size_t i : paragraph.lines) {
      if (!text.empty() && NeedsBlankBetween(text, lines_[i].text)) {
        text += ' ';
      }
      text += lines_[i].text;
    }
    return text;
  }

  // Whether the paragraph only repeats the beginning of the one that follows, cut off or labelled
  // (摘要：…).
  bool IsAbstract(std::size_t p) const {
    std::size_t next = p + 1;
    while (next < region_end_ && !paragraphs_[next].is_prose) ++next;
    if (next >= region_end_) return false;
    std::string own = HeadlineKey(TextOf(paragraphs_[p]));
    const std::string other = HeadlineKey(TextOf(paragraphs_[next]));
    if (own.size() < 60) return false;
    const std::size_t half = own.size() / 2;
    std::size_t from = half;
    while (from < own.size() && (static_cast<unsigned char>(own[from]) & 0xC0) == 0x80) ++from;
    const std::string second_half = own.substr(from);
    const auto at = other.find(second_half);
    return at != std::string::npos && at <= own.size();
  }

  void FindTitle() {
    // The headline lines right above the first paragraph; of those the one that shares most with
    // the article.
    std::string body;
    for (std::size_t p = region_begin_; p < region_end_; ++p) {
      if (paragraphs_[p].is_prose) body += HeadlineKey(TextOf(paragraphs_[p]));
      if (body.size() > 20000) break;
    }
    const auto body_pairs = HanPairs(body);
    double best = 0;
    std::size_t best_paragraph = paragraphs_.size();
    for (std::size_t p = region_begin_, back = 0; p-- > 0 && back < 14; ++back) {
      if (!MayBeTitle(p)) continue;
      const double score = SharedTerms(p, body_pairs) * (1 - .03 * static_cast<double>(back));
      // The headline stands above its deck: of neighbours the upper one, unless it says little.
      const bool above_best = best_paragraph < paragraphs_.size() && p + 1 == best_paragraph;
      if (score > best * (above_best ? .2 : 1.2)) {
        best = std::max(best, score);
        best_paragraph = p;
      }
    }
    if (best_paragraph == paragraphs_.size()) return;
    title_begin_ = title_end_ = best_paragraph;
    ++title_end_;
    // A headline wrapped over two lines.
    if (best_paragraph > 0) {
      const Paragraph& above = paragraphs_[best_paragraph - 1];
      const Line& first = lines_[paragraphs_[best_paragraph].lines.front()];
      if (above.reason.empty() && first.blank_before == 0 && above.lines.size() == 1 &&
          TouchesAsTitle(lines_[above.lines.front()], first)) {
        --title_begin_;
      }
    }
    if (title_end_ < region_begin_) {
      const Paragraph& below = paragraphs_[title_end_];
      const Line& next = lines_[below.lines.front()];
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
    Line& line = lines_[title_lines_.front()];
    const std::string_view best = CleanPart(line.text);
    if (best.empty()) return;
    article_.title = best;
    line.span.begin = static_cast<std::size_t>(best.data() - text_.data());
    line.span.end = line.span.begin + best.size();
  }

  bool MayBeTitle(std::size_t p) const {
    const Paragraph& paragraph = paragraphs_[p];
    return lines_[paragraph.lines.front()].head_reason.empty() && paragraph.mass >= 4 &&
           paragraph.mass <= kTitleMass &&
           (paragraph.is_spam ? !CleanPart(lines_[paragraph.lines.front()].text).empty()
                              : paragraph.reason.empty());
  }

  // How many terms of the paragraph the article shares, times their share of it.
  double SharedTerms(std::size_t p, const std::unordered_set<std::string>& article) const {
    const auto terms = HanPairs(HeadlineKey(TextOf(paragraphs_[p])));
    if (terms.empty()) return 0;
    double shared = 0;
    for (const auto& term : terms) shared += article.contains(term) ? 1 : 0;
    return shared * shared / static_cast<double>(terms.size());
  }

  // Takes the lines between title and text that speak of the article: its deck.
  void TakeDeck(const std::unordered_set<std::string>& article) {
    for (std::size_t p = title_end_; p < region_begin_; ++p) {
      Paragraph& paragraph = paragraphs_[p];
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

  static bool TouchesAsTitle(const Line& upper, const Line& lower) {
    return upper.measure.mass() >= 12 && upper.measure.mass() <= kTitleMass &&
           lower.measure.mass() >= 4 && upper.reason.empty() && upper.head_reason.empty() &&
           !EndsSentence(upper.text);
  }

  void WriteBlocks() {
    if (!title_lines_.empty()) AddBlock(BlockKind::kTitle, title_lines_, 0);
    std::vector<std::size_t> starts = SectionStarts();
    int section = 0;
    std::size_t next_start = 0;
    for (std::size_t p = 0; p < paragraphs_.size(); ++p) {
      const Paragraph& paragraph = paragraphs_[p];
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
    const Paragraph& paragraph = paragraphs_[p];
    for (const std::size_t i : paragraph.lines) {
      const Line& line = lines_[i];
      std::string reason = line.reason.empty() ? paragraph.reason : line.reason;
      if (reason.empty()) reason = p < region_begin_ ? line.head_reason : line.tail_reason;
      if (reason.empty()) reason = p < region_begin_ ? "before_article" : "behind_article";
      article_.dropped.push_back({std::string(line.text), std::move(reason)});
    }
  }

  BlockKind KindOf(const Paragraph& paragraph) const {
    if (paragraph.is_prose || paragraph.mass > kTitleMass || paragraph.lines.size() > 1) {
      return BlockKind::kParagraph;
    }
    const Line& line = lines_[paragraph.lines.front()];
    const char32_t first = FirstCodePoint(line.text);
    if (first == U'•' || first == U'·' || (first == '-' && line.measure.mass() > 2)) {
      return BlockKind::kListItem;
    }
    return EndsWithFullStop(paragraph) ? BlockKind::kParagraph : BlockKind::kHeading;
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
      const Paragraph& paragraph = paragraphs_[p];
      if (!paragraph.reason.empty()) continue;
      units.push_back(
          {.id = p,
           .is_heading = !paragraph.is_prose && KindOf(paragraph) == BlockKind::kHeading,
           .text = HeadlineKey(TextOf(paragraph)),
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
        const Line& line = lines_[i];
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
  PlainTextArticle article_;
  std::vector<Line> lines_;
  std::vector<Paragraph> paragraphs_;
  std::size_t open_ = 0;   // index of the paragraph that lines may be added to
  double wrap_width_ = 0;  // columns; 0 = not wrapped
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
