#include "extract/article/article_reader.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "extract/article/article_body.h"
#include "extract/article/article_rules.h"
#include "extract/article/html_metadata.h"
#include "extract/article/html_reduce.h"
#include "extract/article/language.h"
#include "extract/article/page_class.h"
#include "extract/article/page_tree.h"
#include "extract/article/pdf_article.h"
#include "extract/article/pdf_text.h"
#include "extract/article/plain_text_article.h"
#include "extract/article/text_measure.h"
#include "extract/article/written_date.h"
#include "normalize/charset.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kSniffBytes = 4096;
constexpr double kMinLinkedMass = 60;  // of an article, that something else may stand in for less
constexpr double kMoreLinked = 1.5;    // times the text of the elements, for JSON-LD to be taken
constexpr std::size_t kStartBytes = 36;

bool HoldsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         }) != text.end();
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && HoldsIgnoringCase(text.substr(text.size() - end.size()), end);
}

// HTML by what was said about the document, else by its first bytes.
bool IsHtml(const Document& document, std::string_view text) {
  if (HoldsIgnoringCase(document.content_type, "html")) return true;
  if (HoldsIgnoringCase(document.content_type, "text/plain")) return false;
  if (EndsWith(document.url, ".html") || EndsWith(document.url, ".htm") ||
      EndsWith(document.url, ".xhtml")) {
    return true;
  }
  if (EndsWith(document.url, ".txt") || EndsWith(document.url, ".text")) return false;
  const std::string_view start = text.substr(0, kSniffBytes);
  for (const std::string_view mark : {"<!doctype html", "<html", "<head", "<body", "<meta", "<div",
                                      "<title", "<script", "<table", "<p>", "<article", "<br"}) {
    if (HoldsIgnoringCase(start, mark)) return true;
  }
  return false;
}

// The bytes that `text` was decoded from are `text` itself.
bool IsTextItself(const Document& document, std::string_view text) {
  return std::string_view(document.bytes) == text;
}

void Describe(const Document& document, const ArticleRules& rules, std::string_view declared,
              Article* article) {
  article->url = document.url;
  if (article->site.empty()) article->site = HostOf(document.url);
  if (article->publisher.empty()) {
    article->publisher = article->site.empty() ? document.source : article->site;
  }
  if (!document.published.empty()) {
    article->published = document.published;
    article->published_rule = "given";
  }
  std::string sample = article->title;
  for (const auto& block : article->blocks) {
    for (const auto& piece : block.pieces) sample += Slice(article->text, piece);
    if (sample.size() > 60000) break;
  }
  const TextLanguage language = LanguageOf(sample, declared, rules);
  article->language = language.language;
  article->script = language.script;
}

}  // namespace

class ArticleReader::Impl {
 public:
  Impl(std::shared_ptr<const ArticleRules> rules, ArticleLimits limits)
      : rules_(std::move(rules)), limits_(limits) {}

  Result<Article> Read(const Document& document, ArticleTrace* trace) const {
    const std::string& bytes = document.bytes;
    if (bytes.empty()) return Fail(ErrorKind::kInvalidInput, "the document is empty", document.url);
    if (bytes.size() > limits_.max_bytes) {
      return Fail(ErrorKind::kLimit,
                  "the document has " + std::to_string(bytes.size()) + " bytes, more than " +
                      std::to_string(limits_.max_bytes),
                  document.url, "raise the size limit if it is a single article");
    }
    trace->form = "text";
    if (IsPdf(bytes)) return ReadPdfDocument(document, trace);
    const bool maybe_markup =
        std::string_view(bytes).substr(0, kSniffBytes).find('<') != std::string_view::npos ||
        (static_cast<unsigned char>(bytes[0]) & 0xFE) == 0xFE;
    auto decoded = normalize::Decode(
        bytes, {.http_charset = document.http_charset, .may_have_meta = maybe_markup});
    if (!decoded) {
      Error error = decoded.error();
      if (error.where.empty()) error.where = document.url;
      return tl::make_unexpected(std::move(error));
    }
    Article article =
        IsHtml(document, decoded->text)
            ? ReadHtml(document, decoded->text, trace)
            : ReadText(document, decoded->text, IsTextItself(document, decoded->text));
    article.charset = decoded->charset;
    article.charset_rule = decoded->rule;
    if (article.blocks.empty() && decoded->text.find_first_not_of(" \t\r\n") == std::string::npos) {
      return Fail(ErrorKind::kInvalidInput, "the document holds no text", document.url);
    }
    return article;
  }

 private:
  // A page read and its body found.
  struct ReadPage {
    PageTree page;
    PageMetadata metadata;
    PageBody body;
  };

  ReadPage FindInPage(const Document& document, std::string_view html, bool keep_noscript) const {
    ReadPage read;
    read.page = ParsePage(ReduceHtml(html, {.max_depth = limits_.max_depth,
                                            .max_elements = limits_.max_elements,
                                            .keep_noscript = keep_noscript}));
    read.metadata = ReadMetadata(read.page, *rules_, document.url);
    read.body = FindBody(read.page, *rules_, HintsFor(document, read.metadata));
    return read;
  }

  static PageHints HintsFor(const Document& document, const PageMetadata& metadata) {
    const std::string host = HostOf(document.url);
    return {.title = metadata.title,
            .description = metadata.description,
            .host = host.empty() ? metadata.site : host};
  }

  // The page that JSON-LD's articleBody makes, where the elements hold less of the article.
  std::optional<ReadPage> FindInLinkedBody(const Document& document, const ReadPage& read) const {
    const std::string& linked = read.metadata.linked_body;
    const double mass = Measure(linked).mass();
    if (mass < kMinLinkedMass) return std::nullopt;
    std::string found;
    for (const auto& line : read.body.lines) found += read.page.lines[line.line].text;
    const double found_mass = Measure(found).mass();
    const std::string start = HeadlineKey(found).substr(0, kStartBytes);
    const bool preview = !start.empty() && HeadlineKey(linked).find(start) != std::string::npos;
    if (mass < kMoreLinked * found_mass || (found_mass >= kMinLinkedMass && !preview)) {
      return std::nullopt;
    }
    std::string html = "<article>";
    for (const char c : linked) {
      if (c == '\n') {
        html += "<br>";
      } else {
        html += c;
      }
    }
    ReadPage own;
    own.page = ParsePage(
        ReduceHtml(html, {.max_depth = limits_.max_depth, .max_elements = limits_.max_elements}));
    own.body = FindBody(own.page, *rules_, HintsFor(document, read.metadata));
    if (own.body.good_mass <= read.body.good_mass) return std::nullopt;
    return own;
  }

  Article ReadHtml(const Document& document, const std::string& html, ArticleTrace* trace) const {
    ReadPage read = FindInPage(document, html, false);
    trace->form = "html";
    if (read.page.reduced->had_noscript && read.body.good_mass < kMinLinkedMass) {
      ReadPage with = FindInPage(document, html, true);
      if (with.body.good_mass > 2 * read.body.good_mass) {
        read = std::move(with);
        trace->form = "noscript";
      }
    }
    KnownDays known{.in_url = DateInUrl(document.url), .fetched = Date::Parse(document.fetched_at)};
    if (!known.in_url) known.in_url = DateInUrl(read.metadata.canonical_url);
    AddVisibleMetadata(read.page, *rules_, read.body, known, &read.metadata);
    TraceElection(read.page, read.body.election, trace);
    trace->titles = std::move(read.metadata.said_titles);
    const auto linked = FindInLinkedBody(document, read);
    if (linked) trace->form = "json_ld";
    const ReadPage& source = linked ? *linked : read;
    Article article;
    for (const auto& line : source.body.lines) {
      const PageLine& from = source.page.lines[line.line];
      if (!article.text.empty()) article.text += '\n';
      Block block;
      block.kind = line.kind;
      block.pieces = {{article.text.size(), article.text.size() + line.text_bytes}};
      if (!linked) block.html_span = from.html_span;
      article.text += from.text.substr(0, line.text_bytes);
      article.blocks.push_back(std::move(block));
    }
    const PageVerdict verdict =
        ClassifyPage(source.page, *rules_, source.body, read.metadata, article.text);
    article.page_class = verdict.page_class;
    article.confidence = verdict.confidence;
    article.dropped = std::move(read.body.dropped);
    AddLimits(*read.page.reduced, &article);
    PageMetadata& metadata = read.metadata;
    article.title = std::move(metadata.title);
    article.byline = std::move(metadata.byline);
    article.published = std::move(metadata.published);
    article.published_rule = std::move(metadata.published_rule);
    article.publisher = std::move(metadata.publisher);
    article.site = std::move(metadata.site);
    article.canonical_url = std::move(metadata.canonical_url);
    article.amp_url = std::move(metadata.amp_url);
    article.next_page_url = std::move(metadata.next_page_url);
    Describe(document, *rules_, read.page.language, &article);
    return article;
  }

  // What a limit kept from being read as markup is told among what was dropped.
  void AddLimits(const ReducedHtml& reduced, Article* article) const {
    if (reduced.too_deep) {
      article->dropped.push_back(
          {"tags nested deeper than " + std::to_string(limits_.max_depth), "limit_depth"});
    }
    if (reduced.too_many) {
      article->dropped.push_back(
          {"tags behind the first " + std::to_string(limits_.max_elements), "limit_elements"});
    }
  }

  // `keep` says that the text is the file itself, to be stored byte for byte; otherwise the blocks
  // are stored, one a line.
  Article ReadText(const Document& document, const std::string& text, bool keep) const {
    return FromPlainText(document, ReadPlainText(text, *rules_), text, keep);
  }

  Article FromPlainText(const Document& document, PlainTextArticle found, const std::string& text,
                        bool keep) const {
    Article article;
    article.title = std::move(found.title);
    article.byline = std::move(found.byline);
    article.published = std::move(found.published);
    article.published_rule = std::move(found.published_rule);
    article.publisher = std::move(found.publisher);
    article.blocks = std::move(found.blocks);
    article.dropped = std::move(found.dropped);
    if (keep) {
      article.text = text;
      article.title_span = found.title_span;
    } else {
      StoreBlocks(text, &article);
    }
    article.page_class = found.good_mass > 0 ? PageClass::kArticle : PageClass::kEmpty;
    article.confidence = std::min(1.0, .5 + found.good_mass / 1000);
    Describe(document, *rules_, {}, &article);
    return article;
  }

  // Writes the blocks' pieces of `text` as lines of Article::text and moves their spans there.
  static void StoreBlocks(const std::string& text, Article* article) {
    for (auto& block : article->blocks) {
      std::string joined;
      for (const auto& piece : block.pieces) {
        const auto next = Slice(text, piece);
        if (!joined.empty() && NeedsBlankBetween(joined, next)) joined += ' ';
        joined += next;
      }
      if (!article->text.empty()) article->text += '\n';
      const ByteSpan span{article->text.size(), article->text.size() + joined.size()};
      article->text += joined;
      block.pieces = {span};
      if (block.kind == BlockKind::kTitle && !article->title_span) article->title_span = span;
    }
  }

  Result<Article> ReadPdfDocument(const Document& document, ArticleTrace* trace) const {
    trace->form = "pdf";
    auto pdf = ReadPdfArticle(document.bytes, *rules_);
    if (!pdf) {
      Error error = pdf.error();
      error.where = document.url;
      return tl::make_unexpected(std::move(error));
    }
    Article article = FromPlainText(document, std::move(pdf->article), pdf->text, false);
    article.charset = "UTF-8";
    article.charset_rule = "pdf";
    return article;
  }

  std::shared_ptr<const ArticleRules> rules_;
  ArticleLimits limits_;
};

Result<ArticleReader> ArticleReader::Create(const RuleFile& article_rules, ArticleLimits limits,
                                            RuleSamples samples) {
  auto rules = ArticleRules::Load(article_rules, samples);
  if (!rules) return tl::make_unexpected(rules.error());
  ArticleReader reader;
  reader.impl_ = std::make_shared<const Impl>(std::move(*rules), limits);
  return reader;
}

Result<Article> ArticleReader::Read(const Document& document, ArticleTrace* trace) const {
  ArticleTrace unwanted;
  return impl_->Read(document, trace != nullptr ? trace : &unwanted);
}

}  // namespace heshu::extract
