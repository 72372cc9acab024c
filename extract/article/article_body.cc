#include "extract/article/article_body.h"

#include <re2/re2.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "extract/article/topic_shift.h"

namespace heshu::extract {
namespace {

constexpr double kOwnMass = 60;         // of an article, that lets go of posts inside it
constexpr std::size_t kLeadLines = 16;  // between a headline and the body, searched for a lead
constexpr std::size_t kMaxLead = 3;     // paragraphs of it
constexpr double kShortHeadline = 8;
constexpr double kTooLittle = 40;      // prose, to be an article
constexpr double kSoftSurvival = .40;  // soft names apply while this share remains

constexpr double kAdvertMarks = 3;             // words of promotion that make a line an advert …
constexpr double kAdvertSpread = 20;           // … if there is one in so much text
constexpr double kRepeatedShare = .7;          // of a line's sentences
constexpr std::size_t kMinSentenceBytes = 40;  // shorter ones may well come twice
constexpr double kSpamMass = 40;               // a longer sentence may speak of it
constexpr double kAdvertMass = 200;            // no advert is longer
constexpr double kCaptionMass = 90;            // nor a caption
constexpr double kEndShare = .5;               // of the prose, before a line that ends the article
constexpr double kAllLink = .8;                // link density of a line that is a link
constexpr std::size_t kLinkRun = 3;            // links below each other: a box of related ones
constexpr double kUnmarkedCaption = 30;        // mass, below an image, without a sentence mark

// A headline may end in ！ or ？; only sentences end in 。.
bool EndsWithFullStop(std::string_view text) {
  const char32_t last = LastCodePoint(text);
  return last == U'。' || last == U'.';
}

class LinePicker {
 public:
  LinePicker(const PageTree& page, const ArticleRules& rules, const PageHints& hints)
      : page_(page),
        rules_(rules),
        title_key_(HeadlineKey(hints.title)),
        election_(ElectBody(page, rules, hints)) {}

  PageBody Find() {
    body_.element = election_.element;
    body_.page_mass = election_.page_mass;
    body_.link_mass = election_.link_mass;
    TakeLines();
    if (body_.good_mass < kTooLittle) TakeDensest();
    body_.election = std::move(election_);
    return std::move(body_);
  }

 private:
  const PageElement& ElementAt(std::size_t i) const { return page_.elements[i]; }
  const PageLine& LineAt(std::size_t i) const { return page_.lines[i]; }

  bool IsProse(std::size_t i) const { return IsProseLine(LineAt(i), election_.scores[i]); }

  bool IsSoft(std::size_t element, std::size_t root) const {
    return HasSoftName(page_, election_.marks, element, root);
  }

  bool IsUnder(std::size_t element, ElementKind kind) const {
    for (std::size_t e = element; e != body_.element && e != 0; e = ElementAt(e).parent) {
      if (ElementAt(e).kind == kind) return true;
    }
    return ElementAt(element).kind == kind;
  }

  int HeadingLevel(std::size_t element) const {
    for (std::size_t e = element; e != body_.element && e != 0; e = ElementAt(e).parent) {
      if (ElementAt(e).heading_level > 0) return ElementAt(e).heading_level;
    }
    return 0;
  }

  BlockKind KindOf(const PageLine& line) const {
    if (line.is_row) return BlockKind::kTableRow;
    if (HeadingLevel(line.element) > 0) return BlockKind::kHeading;
    if (IsUnder(line.element, ElementKind::kCaption)) return BlockKind::kCaption;
    if (IsUnder(line.element, ElementKind::kListItem)) return BlockKind::kListItem;
    if (line.bold_mass > .9 * line.measure.mass() && line.measure.mass() < 40 &&
        line.measure.stops == 0) {
      return BlockKind::kHeading;
    }
    return BlockKind::kParagraph;
  }

  void Drop(std::size_t i, std::string reason) {
    body_.dropped.push_back({std::string(LineAt(i).text), std::move(reason)});
  }

  // Where the elected element holds next to nothing, its neighbours' links may have drowned the
  // article: the element whose own lines hold the most prose is taken instead.
  void TakeDensest() {
    std::unordered_map<std::size_t, double> own;  // by element: of lines right under it
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      if (!IsProse(i) || IsKnown(i, rules_.SignsOf(LineAt(i).text))) continue;
      std::size_t e = LineAt(i).block;
      const ElementKind kind = ElementAt(e).kind;
      if (kind == ElementKind::kParagraph || kind == ElementKind::kListItem)
        e = ElementAt(e).parent;
      own[e] += election_.scores[i];
    }
    const auto best = std::max_element(own.begin(), own.end(), [](const auto& a, const auto& b) {
      return a.second < b.second || (a.second == b.second && a.first > b.first);
    });
    if (best == own.end() || best->second <= 2 * body_.good_mass) return;
    election_.element = body_.element = best->first;
    body_.lines.clear();
    body_.dropped.clear();
    body_.good_mass = 0;
    other_posts_.clear();
    TakeLines();
  }

  // The <article> of another post that stands inside the elected one, by its number (post-123) or
  // by a headline that is a link; 0 if there is none.
  std::size_t NestedArticle(std::size_t element) {
    std::size_t article = 0;
    for (std::size_t e = element; e != body_.element && e != 0; e = ElementAt(e).parent) {
      if (ElementAt(e).kind == ElementKind::kArticle) article = e;
    }
    if (article == 0) return 0;
    const auto [at, is_new] = other_posts_.try_emplace(article, false);
    if (is_new) at->second = IsOtherPost(article);
    return at->second ? article : 0;
  }

  bool IsOtherPost(std::size_t article) const {
    const auto number_of = [this](std::size_t e) {
      static const RE2 kPost("(?:^|\\s)post-(\\d+)(?:\\s|$)");
      std::string number;
      for (; e != 0 && number.empty(); e = ElementAt(e).parent) {
        for (const auto name : {ElementAt(e).id, ElementAt(e).class_name}) {
          if (RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), kPost, &number)) break;
        }
      }
      return number;
    };
    const std::string own = number_of(body_.element), other = number_of(article);
    if (!own.empty() && own != other) return true;
    return std::any_of(page_.lines.begin(), page_.lines.end(), [&](const PageLine& line) {
      return page_.Contains(article, line.element) && HeadingLevel(line.element) > 0 &&
             line.link_mass > kAllLink * line.measure.mass();
    });
  }

  void TakeLines() {
    std::vector<std::size_t> inside;
    std::vector<std::size_t> nested;
    double kept = 0, soft = 0, nested_mass = 0;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      if (!page_.Contains(body_.element, LineAt(i).element)) continue;
      if (election_.excluded[LineAt(i).element]) {
        Drop(i, "excluded_by_name");
        continue;
      }
      if (const std::size_t other = NestedArticle(LineAt(i).element); other != 0) {
        nested.push_back(i);
        nested_mass += election_.scores[i];
        continue;
      }
      inside.push_back(i);
      (IsSoft(LineAt(i).element, body_.element) ? soft : kept) += election_.scores[i];
    }
    // Other posts inside the post go, unless they are all there is.
    if (kept + soft >= kOwnMass) {
      for (const std::size_t i : nested) Drop(i, "other_article");
    } else {
      inside.insert(inside.end(), nested.begin(), nested.end());
      std::sort(inside.begin(), inside.end());
      kept += nested_mass;
    }
    const bool trust_soft = kept >= kSoftSurvival * (kept + soft);
    std::vector<std::size_t> lines;
    for (const std::size_t i : inside) {
      if (trust_soft && IsSoft(LineAt(i).element, body_.element)) {
        Drop(i, "excluded_by_name");
      } else {
        lines.push_back(i);
      }
    }
    DropByRules(lines);
  }

  // What the line rules and the shape of head and tail say.
  void DropByRules(const std::vector<std::size_t>& lines) {
    std::vector<LineSigns> signs;
    signs.reserve(lines.size());
    std::size_t first = lines.size(), last = 0;
    double prose = 0;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      signs.push_back(rules_.SignsOf(LineAt(lines[k]).text));
      if (!IsProse(lines[k]) || IsKnown(lines[k], signs.back())) continue;
      first = std::min(first, k);
      last = k;
      prose += election_.scores[lines[k]];
    }
    if (first == lines.size()) {
      first = 0;
      last = lines.empty() ? 0 : lines.size() - 1;
    }
    const std::vector<bool> in_box =
        prose > 0 ? LinkRuns(lines) : std::vector<bool>(lines.size(), false);
    std::unordered_set<std::string_view> seen;  // sentences
    bool cut = false;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const std::size_t i = lines[k];
      const PageLine& line = LineAt(i);
      std::string reason = "after_end";
      if (!cut) {
        reason = ReasonToDrop(i, signs[k], k<first, k> last);
        if (reason.empty() && in_box[k] && !signs[k].keep) reason = "link_list";
        const bool ends = (signs[k].ends || signs[k].label) && k > last;
        const bool ends_late = signs[k].ends_late && body_.good_mass > kEndShare * prose;
        cut = !signs[k].keep && k > first && (ends || ends_late);
      }
      if (reason.empty() && !line.is_row && IsRepeated(line.text, &seen)) reason = "repeated";
      if (!reason.empty()) {
        Drop(i, reason);
        continue;
      }
      const std::size_t kept = rules_.TrimmedSize(line.text);
      if (kept < line.text.size()) {
        body_.dropped.push_back({std::string(line.text.substr(kept)), "glued_to_end"});
        if (kept == 0) continue;
      }
      body_.lines.push_back({i, KindOf(line), kept});
      body_.good_mass += election_.scores[i];
    }
    if (!lines.empty()) TakeLead(lines.front(), &seen);
    CutAtNextStory();
  }

  // Paragraphs that stand in wrappers of their own between the headline and the elected element: a
  // first one with its dateline, a lead.
  void TakeLead(std::size_t first, std::unordered_set<std::string_view>* seen) {
    if (body_.lines.empty() || first == 0 || first > page_.lines.size()) return;
    std::size_t begin = first;
    while (begin > 0 && first - begin < kLeadLines && !IsHeadline(begin - 1)) --begin;
    if (begin == 0 || !IsHeadline(begin - 1)) return;
    std::vector<BodyLine> taken;
    for (std::size_t i = begin; i < first && taken.size() < kMaxLead; ++i) {
      const PageLine& line = LineAt(i);
      if (page_.Contains(body_.element, line.element) || election_.excluded[line.element]) continue;
      if (!IsProse(i) || IsSoft(line.element, 0) || !EndsWithFullStop(line.text)) continue;
      if (line.measure.han == 0 && line.measure.digits == 0) continue;  // a slogan
      const LineSigns signs = rules_.SignsOf(line.text);
      if (!signs.keep && !signs.lead && !IsNamedLead(line.element)) continue;
      if (IsKnown(i, signs) || IsRepeated(line.text, seen)) continue;
      taken.push_back({i, BlockKind::kParagraph, rules_.TrimmedSize(line.text)});
      body_.good_mass += election_.scores[i];
    }
    body_.lines.insert(body_.lines.begin(), taken.begin(), taken.end());
  }

  bool IsNamedLead(std::size_t element) const {
    for (int up = 0; up < 3 && element != 0; ++up, element = ElementAt(element).parent) {
      if (election_.marks[element].lead) return true;
    }
    return false;
  }

  bool IsHeadline(std::size_t i) const {
    return !title_key_.empty() && HeadlineKey(LineAt(i).text) == title_key_;
  }

  // An endless page has the next story behind this one, with a headline of the same level whose
  // words are of another topic.
  void CutAtNextStory() {
    std::vector<TopicUnit> units;
    bool has_story = false;
    for (std::size_t k = 0; k < body_.lines.size(); ++k) {
      const PageLine& line = LineAt(body_.lines[k].line);
      const bool heads = HeadingLevel(line.element) == 1 && line.measure.mass() >= kShortHeadline;
      has_story = has_story || (heads && k > 0);
      units.push_back({.id = k,
                       .is_heading = heads,
                       .text = HeadlineKey(line.text),
                       .mass = line.measure.mass()});
    }
    if (!has_story) return;
    const auto starts = FindTopicStarts(units);
    if (starts.empty()) return;
    for (std::size_t k = starts.front(); k < body_.lines.size(); ++k) {
      Drop(body_.lines[k].line, "other_article");
    }
    body_.lines.resize(starts.front());
  }

  // Whether most of the text was taken before, by sentences; notes those that are new.
  static bool IsRepeated(std::string_view text, std::unordered_set<std::string_view>* seen) {
    std::size_t repeated = 0, all = 0;
    for (const auto sentence : Sentences(text)) {
      if (sentence.size() < kMinSentenceBytes) continue;
      all += sentence.size();
      if (!seen->insert(sentence).second) repeated += sentence.size();
    }
    return all > 0 && static_cast<double>(repeated) > kRepeatedShare * static_cast<double>(all);
  }

  // Whether a rule says that the line is no text of the article; a long line is no caption.
  bool IsKnown(std::size_t i, const LineSigns& signs) const {
    if (signs.keep) return false;
    if (signs.spam && SpeaksOfSpam(i)) {
      LineSigns others = signs;
      others.spam = false;
      return IsKnown(i, others);
    }
    if (!signs.caption.empty() && LineAt(i).measure.mass() > kCaptionMass) {
      LineSigns others = signs;
      others.caption = {};
      return others.IsFurniture();
    }
    return signs.IsFurniture();
  }

  // A paragraph about what spam is about: whole sentences, more than one of them.
  bool SpeaksOfSpam(std::size_t i) const {
    const PageLine& line = LineAt(i);
    return line.measure.stops > 0 && line.measure.commas > 0 && line.measure.mass() > kSpamMass;
  }

  std::string ReasonToDrop(std::size_t i, const LineSigns& signs, bool in_head,
                           bool in_tail) const {
    const PageLine& line = LineAt(i);
    const double mass = line.measure.mass();
    if (signs.keep) return {};
    if (!signs.anywhere.empty()) return std::string(signs.anywhere);
    if (in_head && !signs.at_head.empty()) return std::string(signs.at_head);
    if (in_tail && !signs.at_tail.empty()) return std::string(signs.at_tail);
    if (!signs.caption.empty() && mass <= kCaptionMass) return std::string(signs.caption);
    if (signs.spam && (in_head || in_tail) && !SpeaksOfSpam(i)) return "spam";
    if (signs.advert && mass < kAdvertMass) {
      const auto marks = static_cast<double>(rules_.CountAdvertMarks(line.text));
      if (marks >= kAdvertMarks && marks * kAdvertSpread >= mass) return "advert";
    }
    if (in_head && IsTitle(line)) return "title";
    if (IsUnmarkedCaption(line)) return "caption";
    const double density = mass > 0 ? line.link_mass / mass : 0;
    const bool outside = in_head || in_tail;
    const bool unfinished = line.measure.stops == 0 || (in_tail && !EndsWithFullStop(line.text));
    if (density > kAllLink && unfinished && outside && !line.is_row) return "link";
    return {};
  }

  // A few words below an image, in its block or centred or called a caption.
  bool IsUnmarkedCaption(const PageLine& line) const {
    static const RE2 kNumbered(
        "^[\\s　]*[（(第]?([一二三四五六七八九十]+|\\d{1,2})[、.．）)章节節]");
    return line.after_image && line.measure.stops == 0 && line.measure.han > 0 &&
           line.measure.mass() <= kUnmarkedCaption && !line.text.ends_with("：") &&
           ((line.with_image && ElementAt(line.block).kind == ElementKind::kParagraph) ||
            IsSetAsCaption(line.element)) &&
           KindOf(line) == BlockKind::kParagraph &&
           !RE2::PartialMatch(re2::StringPiece(line.text.data(), line.text.size()), kNumbered);
  }

  bool IsSetAsCaption(std::size_t element) const {
    for (int up = 0; up < 3 && element != body_.element && element != 0; ++up) {
      if (ElementAt(element).centred || election_.marks[element].caption) return true;
      element = ElementAt(element).parent;
    }
    return false;
  }

  // Which of the lines stand in a run of lines that are nothing but links.
  std::vector<bool> LinkRuns(const std::vector<std::size_t>& lines) const {
    std::vector<bool> in_run(lines.size(), false);
    std::size_t begin = 0;
    for (std::size_t k = 0; k <= lines.size(); ++k) {
      if (k < lines.size()) {
        const PageLine& line = LineAt(lines[k]);
        const double mass = line.measure.mass();
        if (!line.is_row && mass > 0 && line.link_mass > kAllLink * mass &&
            !EndsWithFullStop(line.text)) {
          continue;
        }
      }
      if (k - begin >= kLinkRun) {
        std::fill(in_run.begin() + static_cast<std::ptrdiff_t>(begin),
                  in_run.begin() + static_cast<std::ptrdiff_t>(k), true);
      }
      begin = k + 1;
    }
    return in_run;
  }

  bool IsTitle(const PageLine& line) const {
    const std::string key = HeadlineKey(line.text);
    if (key.empty()) return true;
    return !title_key_.empty() &&
           (key == title_key_ || (key.size() > 12 && title_key_.find(key) != std::string::npos));
  }

  const PageTree& page_;
  const ArticleRules& rules_;
  std::string title_key_;
  Election election_;
  PageBody body_;
  std::unordered_map<std::size_t, bool> other_posts_;  // by nested article: asked before
};

}  // namespace

PageBody FindBody(const PageTree& page, const ArticleRules& rules, const PageHints& hints) {
  return LinePicker(page, rules, hints).Find();
}

}  // namespace heshu::extract
