#include "extract/article/pdf_article.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "extract/article/pdf_layout.h"
#include "extract/article/pdf_text.h"
#include "extract/article/text_measure.h"

namespace heshu::extract {
namespace {

constexpr double kStoryMass = 25;  // of a story among others; less is what stands between them

struct ReadStory {
  std::string text;
  PlainTextArticle article;
};

ReadStory ReadOne(const PdfStory& story, const ArticleRules& rules) {
  ReadStory read;
  std::vector<ByteSpan> rows, headings;
  for (const auto& part : story.parts) {
    if (!read.text.empty()) read.text += '\n';
    const ByteSpan span{read.text.size(), read.text.size() + part.text.size()};
    read.text += part.text;
    if (part.kind == PdfPartKind::kRow) rows.push_back(span);
    if (part.kind == PdfPartKind::kHeading) headings.push_back(span);
  }
  read.article = ReadPlainText(read.text, rules);
  const auto holds = [](const std::vector<ByteSpan>& spans, const ByteSpan& span) {
    return std::any_of(spans.begin(), spans.end(), [&span](const ByteSpan& other) {
      return other.begin <= span.begin && span.end <= other.end;
    });
  };
  for (auto& block : read.article.blocks) {
    if (block.kind == BlockKind::kTitle) continue;
    if (holds(rows, block.pieces.front())) block.kind = BlockKind::kTableRow;
    if (holds(headings, block.span())) block.kind = BlockKind::kHeading;
  }
  return read;
}

void MoveBy(std::size_t bytes, ByteSpan* span) {
  span->begin += bytes;
  span->end += bytes;
}

// Writes a story behind what is written. Sections within it become stories of their own.
void Append(ReadStory story, bool is_first, PdfArticle* out) {
  if (!out->text.empty()) out->text += '\n';
  const std::size_t begin = out->text.size();
  int section = 0;
  if (!out->article.blocks.empty()) section = out->article.blocks.back().section + 1;
  out->text += story.text;
  for (auto& block : story.article.blocks) {
    for (auto& piece : block.pieces) MoveBy(begin, &piece);
    block.section += section;
    out->article.blocks.push_back(std::move(block));
  }
  for (auto& dropped : story.article.dropped) out->article.dropped.push_back(std::move(dropped));
  out->article.good_mass += story.article.good_mass;
  if (!is_first) return;
  out->article.title = std::move(story.article.title);
  out->article.title_span = story.article.title_span;
  if (out->article.title_span) MoveBy(begin, &*out->article.title_span);
  out->article.byline = std::move(story.article.byline);
  out->article.published = std::move(story.article.published);
  out->article.published_rule = std::move(story.article.published_rule);
  out->article.publisher = std::move(story.article.publisher);
}

}  // namespace

Result<PdfArticle> ReadPdfArticle(std::string_view bytes, const ArticleRules& rules) {
  auto pdf = ReadPdf(bytes);
  if (!pdf) return tl::make_unexpected(std::move(pdf.error()));
  PdfLayout layout = LayOut(pdf->pages);
  PdfArticle out;
  std::vector<ReadStory> stories;
  double most = 0;
  for (const auto& story : layout.stories) {
    stories.push_back(ReadOne(story, rules));
    most = std::max(most, stories.back().article.good_mass);
  }
  bool is_first = true;
  for (auto& story : stories) {
    if (story.article.good_mass < kStoryMass && story.article.good_mass < most) {
      for (std::size_t begin = 0; begin < story.text.size();) {
        const std::size_t end = std::min(story.text.find('\n', begin), story.text.size());
        out.article.dropped.push_back({story.text.substr(begin, end - begin), "between_stories"});
        begin = end + 1;
      }
      continue;
    }
    Append(std::move(story), is_first, &out);
    is_first = false;
  }
  for (auto& dropped : layout.dropped) out.article.dropped.push_back(std::move(dropped));
  if (pdf->cut) out.article.dropped.push_back({"pages behind the limit", "limit_pages"});
  if (out.article.title.empty()) out.article.title = pdf->title;
  return out;
}

}  // namespace heshu::extract
