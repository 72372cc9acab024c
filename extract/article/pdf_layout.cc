#include "extract/article/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "extract/article/pdf_columns.h"
#include "extract/article/text_measure.h"
#include "extract/article/topic_shift.h"

namespace heshu::extract {
namespace {

// All in font sizes unless said otherwise.
constexpr double kHeadingSize = 1.12;  // of the text's size: a heading
constexpr double kStorySize = 1.25;    // a headline, if it is about as large as the story's own …
constexpr double kLikeStory = .85;     // … by this
constexpr double kSurelyStory = 1.7;   // a headline in any case
constexpr double kMinRepeated = 6;     // occurrences of repeated terms, to judge a topic
constexpr double kSharedTerms = .3;    // of them, that make it the same
constexpr double kHeadlineMass = 7;    // of a headline at least, in Han characters
constexpr double kStoryMass = 40;      // of a story before another begins
constexpr double kHeadingMass = 60;    // no heading is longer
constexpr double kSmallSize = .9;      // of the text's size: captions, notes
constexpr double kSameSize = 1.12;     // ratio of sizes within a paragraph
constexpr double kParagraphGap = 1.45;  // of the column's line distance
constexpr double kIndent = .8;          // of a paragraph's first line, at least
constexpr double kMaxIndent = 4.5;      // more is centred
constexpr double kFull = 1.6;           // from the right edge, of a line that was wrapped
constexpr double kShortShare = .3;      // of the column's width, left free by a line that ends
constexpr double kMargin = .09;         // of the page's height: where running heads stand
constexpr double kHanText = .5;         // share of a line's mass in Han characters

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool IsLower(char32_t c) { return c >= 'a' && c <= 'z'; }
bool IsLetter(char32_t c) { return IsLower(c) || (c >= 'A' && c <= 'Z'); }

bool IsHanText(std::string_view text) {
  const TextMeasure measure = Measure(text);
  return static_cast<double>(measure.han) > kHanText * measure.mass();
}

// What a running head has in common on all its pages: all but digits.
std::string WithoutDigits(std::string_view text) {
  std::string key = HeadlineKey(text);
  std::erase_if(key, [](char c) { return IsDigit(static_cast<unsigned char>(c)); });
  return key;
}

// "3", "- 3 -", "第 3 页", "3 / 12", "Page 3 of 12", "A05".
bool IsPageNumber(std::string_view text) {
  const std::string key = HeadlineKey(text);
  if (key.empty() || key.size() > 24) return false;
  bool digit = false;
  std::string rest;
  for (std::size_t at = 0; at < key.size();) {
    const char32_t c = NextCodePoint(key, &at);
    if (IsDigit(c)) {
      digit = true;
    } else {
      AppendUtf8(c, &rest);
    }
  }
  static const std::unordered_set<std::string_view> kWords = {
      "",         "第页",     "第頁",   "第版", "页",     "頁", "版",
      "第页共页", "第頁共頁", "页共页", "page", "pageof", "p",  "of"};
  return digit && (kWords.contains(rest) ||
                   (rest.size() == 1 && IsLetter(static_cast<unsigned char>(rest[0]))));
}

// A heading's number: 一、 （二） 3. 4）
bool IsNumbered(std::string_view text) {
  std::size_t at = 0;
  bool numeral = false;
  for (int i = 0; i < 5 && at < text.size(); ++i) {
    const char32_t c = NextCodePoint(text, &at);
    if (std::u32string_view(U"一二三四五六七八九十百").find(c) != std::u32string_view::npos ||
        IsDigit(c)) {
      numeral = true;
    } else if (std::u32string_view(U"、.．）)").find(c) != std::u32string_view::npos) {
      return numeral;
    } else if (c != U'（' && c != '(' && c != U'第') {
      return false;
    }
  }
  return false;
}

// The size in which most of the text is set.
double BodySizeOf(const std::vector<PlacedPage>& pages) {
  std::map<long, double> mass;  // by size in tenths
  for (const auto& page : pages) {
    for (const auto& text : page.texts) {
      mass[std::lround(10 * text.size)] += Measure(text.text).mass();
    }
  }
  long best = 100;
  double most = 0;
  for (const auto& [size, own] : mass) {
    double near = own;
    for (const long beside : {size - 1, size + 1}) {
      if (const auto at = mass.find(beside); at != mass.end()) near += at->second / 2;
    }
    if (near > most) {
      most = near;
      best = size;
    }
  }
  return static_cast<double>(best) / 10;
}

std::unordered_set<std::string> TermsOf(const PdfStory& story) {
  std::unordered_set<std::string> terms;
  for (const auto& part : story.parts) terms.merge(HanPairs(HeadlineKey(part.text)));
  return terms;
}

// Whether `next` repeats words that `story` hardly has.
bool IsOtherTopic(const PdfStory& story, const PdfStory& next) {
  const auto known = TermsOf(story);
  std::map<std::string, double> counts;
  for (const auto& part : next.parts) {
    for (const auto& sentence : Sentences(part.text)) {
      for (const auto& term : HanPairs(HeadlineKey(sentence))) ++counts[term];
    }
  }
  double repeated = 0, shared = 0;
  for (const auto& [term, count] : counts) {
    if (count < 2) continue;
    repeated += count;
    if (known.contains(term)) shared += count;
  }
  return repeated >= kMinRepeated && shared < kSharedTerms * repeated;
}

class Assembler {
 public:
  explicit Assembler(const std::vector<PlacedPage>& pages)
      : pages_(pages), body_(BodySizeOf(pages)) {
    for (std::size_t p = 0; p < pages.size(); ++p) AddPageLines(pages[p], p, body_, &read_);
  }

  PdfLayout Assemble() {
    FindFurniture();
    layout_.stories.emplace_back();
    for (std::size_t i = 0; i < read_.lines.size(); ++i) {
      if (furniture_[i] == nullptr) {
        TakeLine(i);
      } else {
        layout_.dropped.push_back({read_.lines[i].text, furniture_[i]});
      }
    }
    Close(&open_);
    Close(&aside_);
    std::erase_if(layout_.stories, [](const PdfStory& story) { return story.parts.empty(); });
    JoinParts();
    return std::move(layout_);
  }

 private:
  struct Open {
    std::string text;
    std::size_t last = 0;  // line
    PdfPartKind kind = PdfPartKind::kParagraph;
    bool is_open = false;
  };

  const PdfLine& LineAt(std::size_t i) const { return read_.lines[i]; }
  const PdfColumn& ColumnOf(const PdfLine& line) const { return read_.columns[line.column]; }

  bool InMargin(const PdfLine& line) const {
    const double height = pages_[line.page].height;
    return line.middle < kMargin * height || line.middle > (1 - kMargin) * height;
  }

  // Lines at a page's edge that are its number or that other pages have too.
  void FindFurniture() {
    std::map<std::string, std::unordered_set<std::size_t>> pages_of;
    for (const auto& line : read_.lines) {
      if (InMargin(line)) pages_of[WithoutDigits(line.text)].insert(line.page);
    }
    furniture_.assign(read_.lines.size(), nullptr);
    for (std::size_t i = 0; i < read_.lines.size(); ++i) {
      const PdfLine& line = LineAt(i);
      if (!InMargin(line)) continue;
      if (IsPageNumber(line.text)) {
        furniture_[i] = "page_number";
      } else if (const auto key = WithoutDigits(line.text);
                 !key.empty() && pages_of[key].size() > 1) {
        furniture_[i] = "running_head";
      }
    }
  }

  PdfPartKind KindOf(const PdfLine& line) const {
    if (line.is_row) return PdfPartKind::kRow;
    const double mass = Measure(line.text).mass();
    if (mass > kHeadingMass) return PdfPartKind::kParagraph;
    if (line.size >= kHeadingSize * body_) return PdfPartKind::kHeading;
    const bool is_short = ColumnOf(line).right - line.right > kFull * line.size;
    const bool stops = EndsSentence(line.text);
    return line.bold && is_short && !stops && mass >= 2 ? PdfPartKind::kHeading
                                                        : PdfPartKind::kParagraph;
  }

  void TakeLine(std::size_t i) {
    const PdfLine& line = LineAt(i);
    const PdfPartKind kind = KindOf(line);
    const bool is_small = kind == PdfPartKind::kParagraph && line.size < kSmallSize * body_;
    if (is_small) {
      Take(i, kind, &aside_);
      return;
    }
    Close(&aside_);
    if (kind == PdfPartKind::kHeading) {
      Close(&open_);
      TakeHeading(i);
      return;
    }
    heading_open_ = false;
    Take(i, kind, &open_);
  }

  void Take(std::size_t i, PdfPartKind kind, Open* open) {
    const PdfLine& line = LineAt(i);
    if (open->is_open && kind == open->kind && kind == PdfPartKind::kParagraph &&
        GoesOn(LineAt(open->last), line)) {
      Join(line.text, &open->text, LineAt(open->last));
    } else {
      Close(open);
      open->text = line.text;
      open->kind = kind;
      open->is_open = true;
    }
    open->last = i;
  }

  // Whether `next` goes on in the paragraph of `last`.
  bool GoesOn(const PdfLine& last, const PdfLine& next) const {
    if (std::max(last.size, next.size) > kSameSize * std::min(last.size, next.size)) return false;
    const PdfColumn& column = ColumnOf(last);
    const PdfColumn& next_column = ColumnOf(next);
    const bool ends =
        EndsSentence(last.text) || last.text.ends_with("：") || last.text.ends_with(":");
    const double free = column.right - last.right;
    const double width = column.right - column.left;
    const double indent = next.left - next_column.left;
    const bool indented = indent >= kIndent * next.size && indent <= kMaxIndent * next.size;
    if (last.column == next.column) {
      const double gap = next.middle - last.middle;
      if (gap > kParagraphGap * column.pitch || gap <= 0) return false;
      const double last_indent = last.left - column.left;
      if (indented && indent > last_indent + .3 * next.size) return false;
    } else if (indented) {
      return false;
    }
    const bool han = IsHanText(last.text);
    const bool is_full = free <= (han ? kFull * last.size : kShortShare * width);
    if (is_full) return !ends || (han && last.column == next.column) || !han;
    return !ends && free < kShortShare * width;
  }

  // The line behind the text of an open paragraph. In Han text a line may break within a number.
  static void Join(std::string_view line, std::string* text, const PdfLine& last) {
    const char32_t end = LastCodePoint(*text), begin = FirstCodePoint(line);
    if (end == '-' && text->size() > 1 &&
        IsLetter(static_cast<unsigned char>((*text)[text->size() - 2])) && IsLower(begin)) {
      text->pop_back();
    } else if (NeedsBlankBetween(*text, line) && end != '-') {
      const bool in_number =
          (IsDigit(end) || ((end == '.' || end == ',') && text->size() > 1 &&
                            IsDigit(static_cast<unsigned char>((*text)[text->size() - 2])))) &&
          (IsDigit(begin) || begin == '.' || begin == ',' || begin == '%');
      if (!in_number || !IsHanText(last.text)) *text += ' ';
    }
    *text += line;
  }

  void TakeHeading(std::size_t i) {
    const PdfLine& line = LineAt(i);
    // A heading set over several lines.
    if (heading_open_ && line.page == LineAt(heading_).page) {
      const PdfLine& last = LineAt(heading_);
      const double ratio = line.size / last.size;
      const double gap = line.middle - last.middle;
      if (ratio < kSameSize && ratio > 1 / kSameSize && gap > 0 && gap < 2 * line.size &&
          !EndsSentence(last.text) && !line.bold == !last.bold) {
        PdfStory& story = layout_.stories.back();
        const bool is_headline = story.headline == story.parts.back().text;
        Join(line.text, &story.parts.back().text, last);
        if (is_headline) story.headline = story.parts.back().text;
        heading_ = i;
        return;
      }
    }
    if (BeginsStory(line)) {
      layout_.stories.emplace_back();
      SetHeadline(line);
      story_mass_ = 0;
    } else if (layout_.stories.back().headline.empty() ||
               (story_mass_ == 0 && line.size > layout_.stories.back().size * body_)) {
      SetHeadline(line);
    }
    layout_.stories.back().parts.push_back({PdfPartKind::kHeading, line.text});
    heading_open_ = true;
    heading_ = i;
  }

  void SetHeadline(const PdfLine& line) {
    layout_.stories.back().headline = line.text;
    layout_.stories.back().size = line.size / body_;
  }

  bool BeginsStory(const PdfLine& line) const {
    if (story_mass_ < kStoryMass || line.size < kStorySize * body_) return false;
    return Measure(line.text).mass() >= kHeadlineMass && !IsNumbered(line.text);
  }

  // A headline of a middle size heads another story, or a part of this one: what its words tell.
  void JoinParts() {
    std::vector<PdfStory> joined;
    for (auto& story : layout_.stories) {
      if (joined.empty() || story.size >= kSurelyStory ||
          story.size >= kLikeStory * joined.back().size || IsOtherTopic(joined.back(), story)) {
        joined.push_back(std::move(story));
        continue;
      }
      auto& parts = joined.back().parts;
      parts.insert(parts.end(), std::make_move_iterator(story.parts.begin()),
                   std::make_move_iterator(story.parts.end()));
    }
    layout_.stories = std::move(joined);
  }

  void Close(Open* open) {
    if (!open->is_open) return;
    if (open->kind == PdfPartKind::kParagraph) story_mass_ += Measure(open->text).mass();
    layout_.stories.back().parts.push_back({open->kind, std::move(open->text)});
    *open = {};
  }

  const std::vector<PlacedPage>& pages_;
  double body_;
  PdfLines read_;
  std::vector<const char*> furniture_;  // by line: why it is dropped
  PdfLayout layout_;
  Open open_, aside_;  // the paragraph being read; one in small type beside it
  bool heading_open_ = false;
  std::size_t heading_ = 0;  // its last line
  double story_mass_ = 0;
};

}  // namespace

PdfLayout LayOut(const std::vector<PlacedPage>& pages) { return Assembler(pages).Assemble(); }

}  // namespace heshu::extract
