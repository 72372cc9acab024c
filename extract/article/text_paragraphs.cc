#include "extract/article/text_paragraphs.h"

#include <algorithm>
#include <utility>

#include "extract/article/article_body.h"
#include "extract/article/topic_shift.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kMaxLines = 200000;  // of a text; what follows is not read
constexpr double kShortLine = 25;          // mass below which a line without a mark is no prose
constexpr double kFullLine = .85;          // of the wrap width: such a line was wrapped
constexpr double kWrappedShare = .40;      // of lines about as wide as the widest: a wrapped text
constexpr std::size_t kMinWrapped = 4;     // such lines at least
constexpr double kShortSentence = 10;      // mass of a sentence that is a paragraph
constexpr double kCaptionMass = 90;        // nor a caption
constexpr std::size_t kAdvertMarks = 3;    // words of promotion that make a paragraph an advert …
constexpr double kAdvertSpread = 20;       // … if there is one in so much text
constexpr std::ptrdiff_t kListBars = 4;    // "a | b | c | d | e" is a list of links
constexpr double kFurnitureCost = 12;      // of a short line between paragraphs, in mass
constexpr double kEndCost = 120;           // of a line that says the article is over
constexpr std::ptrdiff_t kToldAgain = 3;   // one in so many terms of a headline, at the least
constexpr std::size_t kAgainBytes = 6000;  // of the text in which they are looked for

double ColumnsOf(std::string_view text) {
  double columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    columns += IsHan(c) || IsWidePunctuation(c) ? 2 : 1;
  }
  return columns;
}

class ParagraphReader {
 public:
  ParagraphReader(std::string_view text, const ArticleRules& rules) : text_(text), rules_(rules) {}

  TextParagraphs Read() {
    SplitLines();
    FindWrapWidth();
    ClassifyLines();
    DropLabelledNeighbours();
    AssembleParagraphs();
    DropSpam();
    return std::move(found_);
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
        TextLine line;
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

  bool IsFull(const TextLine& line) const {
    return wrap_width_ > 0 && line.width >= kFullLine * wrap_width_;
  }
  // A paragraph's line by itself: sentences, or a line wrapped in one.
  bool IsProse(const TextLine& line) const {
    if (line.measure.stops > 0 && line.measure.mass() >= kShortLine) return true;
    return IsFull(line) || line.measure.mass() >= kHeadlineMass;
  }
  bool IsTitleLike(const TextLine& line) const {
    return line.measure.mass() >= 4 && line.measure.mass() <= kHeadlineMass &&
           line.measure.stops <= 1 && LastCodePoint(line.text) != U'。';
  }

  void ClassifyLines() {
    for (TextLine& line : lines_) {
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
        const TextLine& line = lines_[k];
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

  // 甲宣布裁员！乙：即将跟进, over the text that tells it again: a headline with marks in it, and
  // no sentence that the next line goes on with.
  bool IsHeadline(const TextLine& line) const {
    if (&line != lines_.data() || wrap_width_ > 0 || line.measure.mass() > kHeadlineMass ||
        line.text.find("。") != std::string_view::npos) {
      return false;
    }
    const auto terms = HanPairs(HeadlineKey(line.text));
    const auto text = HanPairs(HeadlineKey(text_.substr(line.span.end, kAgainBytes)));
    const auto again = std::count_if(terms.begin(), terms.end(),
                                     [&text](const auto& term) { return text.contains(term); });
    return again > 0 && again * kToldAgain >= static_cast<std::ptrdiff_t>(terms.size());
  }

  // Whether the text of line `next` goes on in the sentence of line `last`.
  bool Continues(const TextLine& last, const TextLine& next) const {
    if (IsHeadline(last)) return false;
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
      TextLine& line = lines_[i];
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
    TextParagraph paragraph;
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
      TextParagraph& open = paragraphs_[open_];
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

  void MeasureParagraph(TextParagraph* paragraph) {
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
      const std::size_t marks = rules_.CountAdvertMarks(found_.TextOf(*paragraph));
      if (marks >= kAdvertMarks && static_cast<double>(marks) * kAdvertSpread >= sum.mass()) {
        paragraph->reason = "advert";
      }
    }
    const bool is_unfinished = sum.commas > 1 && sum.mass() >= kHeadlineMass;
    paragraph->is_prose =
        paragraph->reason.empty() && ((sum.stops > 0 && sum.mass() >= kShortLine) || is_unfinished);
    // A headline may have a question mark in it; a short line that ends in a full stop is none.
    if (paragraph->reason.empty() && sum.stops <= 1 && sum.mass() <= kHeadlineMass) {
      paragraph->is_prose = sum.mass() >= kShortSentence && found_.EndsWithFullStop(*paragraph);
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
      TextParagraph& paragraph = paragraphs_[p];
      if (!paragraph.is_spam || (p > first && p < last)) continue;
      if (paragraph.reason.empty()) paragraph.reason = "spam";
      paragraph.is_prose = false;
      paragraph.worth = -kFurnitureCost;
    }
  }

  std::string_view text_;
  const ArticleRules& rules_;
  TextParagraphs found_;
  std::vector<TextLine>& lines_ = found_.lines;
  std::vector<TextParagraph>& paragraphs_ = found_.paragraphs;
  std::size_t open_ = 0;   // index of the paragraph that lines may be added to
  double wrap_width_ = 0;  // columns; 0 = not wrapped
};

}  // namespace

std::string TextParagraphs::TextOf(const TextParagraph& paragraph) const {
  std::string text;
  for (const std::size_t i : paragraph.lines) {
    if (!text.empty() && NeedsBlankBetween(text, lines[i].text)) text += ' ';
    text += lines[i].text;
  }
  return text;
}

bool TextParagraphs::EndsWithFullStop(const TextParagraph& paragraph) const {
  const std::string_view text = lines[paragraph.lines.back()].text;
  const char32_t last = LastCodePoint(text);
  return EndsSentence(text) && last != U'？' && last != U'！' && last != '?' && last != '!';
}

TextParagraphs ReadParagraphs(std::string_view text, const ArticleRules& rules) {
  return ParagraphReader(text, rules).Read();
}

}  // namespace heshu::extract
