#include "extract/article/article_body.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace heshu::extract {
namespace {

constexpr double kStopWorth = 12;        // of a sentence mark, in Han characters
constexpr double kCommaWorth = 3;        // of a comma
constexpr double kMaxLinkDensity = .4;   // a line with more is no prose
constexpr double kShortLine = 25;        // mass below which a line without a mark is no prose
constexpr double kShortWorth = .15;      // … of its mass that counts
constexpr double kBodyNameBonus = 1.10;  // an id or class such as "article-content"
constexpr double kArticleTagBonus = 1.15;
constexpr double kLevelWorth = .75;    // of mass that lies one block element deeper
constexpr double kDescend = .70;       // share of a child that is taken instead of its parent
constexpr int kChunkLevels = 4;        // wrappers of a body's chunks
constexpr double kChunkShare = .15;    // of the elected mass, that its chunks must add
constexpr double kSoftSurvival = .40;  // soft names apply while this share remains
constexpr double kNameTrust = .50;     // a name never excludes more of the page's prose

constexpr double kAdvertMarks = 3;             // words of promotion that make a line an advert …
constexpr double kAdvertSpread = 20;           // … if there is one in so much text
constexpr double kRepeatedShare = .7;          // of a line's sentences
constexpr std::size_t kMinSentenceBytes = 40;  // shorter ones may well come twice
constexpr double kAdvertMass = 200;            // no advert is longer
constexpr double kCaptionMass = 90;            // nor a caption
constexpr double kEndShare = .5;               // of the prose, before a line that ends the article
constexpr double kAllLink = .8;                // link density of a line that is a link

class BodyFinder {
 public:
  BodyFinder(const PageTree& page, const ArticleRules& rules, std::string_view title,
             std::string_view host)
      : page_(page), rules_(rules), title_key_(HeadlineKey(title)), hint_(rules.BodyHint(host)) {}

  PageBody Find() {
    MarkElements();
    ScoreLines();
    Exclude();
    body_.element = JoinChunks(Descend(Elect()));
    TakeLines();
    return std::move(body_);
  }

 private:
  const PageElement& ElementAt(std::size_t i) const { return page_.elements[i]; }
  const PageLine& LineAt(std::size_t i) const { return page_.lines[i]; }

  void MarkElements() {
    marks_.resize(page_.elements.size());
    std::unordered_map<std::string_view, NameMarks> known;
    const auto marks_of = [&](std::string_view names) -> NameMarks {
      if (names.empty()) return {};
      const auto [at, is_new] = known.try_emplace(names);
      if (is_new) at->second = rules_.MarksOf(names);
      return at->second;
    };
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      const PageElement& element = ElementAt(i);
      const NameMarks by_class = marks_of(element.class_name);
      const NameMarks by_id = marks_of(element.id);
      NameMarks marks{.hard = by_class.hard || by_id.hard,
                      .soft = by_class.soft || by_id.soft,
                      .body = by_class.body || by_id.body};
      switch (element.kind) {
        case ElementKind::kFooter:
          marks.hard = true;
          break;
        case ElementKind::kNav:
        case ElementKind::kAside:
        case ElementKind::kHeader:
        case ElementKind::kFigure:
          marks.soft = true;
          break;
        case ElementKind::kBody:
        case ElementKind::kArticle:
        case ElementKind::kMain:
          marks.hard = marks.soft = false;
          break;
        case ElementKind::kRow:
        case ElementKind::kCell:
          marks = {};  // names of rows say what stands in them
          break;
        default:
          break;
      }
      if (i == 0) marks = {};
      if (element.role == "navigation" || element.role == "complementary" || element.hidden) {
        marks.soft = true;
      }
      if (element.itemprop == "articleBody") marks.hard = marks.soft = false;
      marks_[i] = marks;
    }
  }

  void ScoreLines() {
    scores_.resize(page_.lines.size());
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const PageLine& line = LineAt(i);
      scores_[i] = LineScore(line.measure, line.link_mass);
      body_.link_mass += line.link_mass;
    }
  }

  // Sums a value of lines over every subtree, times `level` for each block element between.
  template <typename ValueOf>
  std::vector<double> SumUp(ValueOf value_of, double level = 1) const {
    std::vector<double> sums(page_.elements.size(), 0);
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      sums[LineAt(i).element] += value_of(i);
    }
    for (std::size_t e = sums.size(); e-- > 1;) {
      const bool inline_element = ElementAt(e).kind == ElementKind::kInline;
      sums[ElementAt(e).parent] += inline_element ? sums[e] : level * sums[e];
    }
    return sums;
  }

  // Elements that their name excludes, with all in them; unless most of the page's prose is there.
  void Exclude() {
    const auto prose = SumUp([this](std::size_t i) { return scores_[i]; });
    excluded_.assign(page_.elements.size(), false);
    for (std::size_t e = 1; e < page_.elements.size(); ++e) {
      if (excluded_[ElementAt(e).parent]) {
        excluded_[e] = true;
      } else if (marks_[e].hard && prose[e] <= kNameTrust * prose[0]) {
        excluded_[e] = true;
      }
    }
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      if (excluded_[LineAt(i).element]) scores_[i] = 0;
    }
  }

  std::size_t Elect() {
    good_ = SumUp([this](std::size_t i) { return scores_[i]; });
    // Mass counts less the deeper it lies, so that an element is elected for what it holds itself,
    // not for all that hangs under a whole page.
    const auto worth = SumUp(
        [this](std::size_t i) {
          const double mass = LineAt(i).measure.mass();
          if (excluded_[LineAt(i).element]) return -.2 * mass;
          return scores_[i] - (scores_[i] < mass ? mass - scores_[i] : 0.0);
        },
        kLevelWorth);
    body_.page_mass = good_[0];
    std::size_t best = 0;
    double best_score = -1e300;
    for (std::size_t e = 0; e < page_.elements.size(); ++e) {
      const PageElement& element = ElementAt(e);
      if (!IsContainer(element.kind) || excluded_[e] || good_[e] <= 0) continue;
      const double score = worth[e] * BonusOf(e);
      // An inner element of the same score is the better one: it holds less else.
      if (score >= best_score) {
        best = e;
        best_score = score;
      }
    }
    return best;
  }

  // Whether an element of this kind can hold a whole article.
  static bool IsContainer(ElementKind kind) {
    return kind != ElementKind::kInline && kind != ElementKind::kParagraph &&
           kind != ElementKind::kListItem && kind != ElementKind::kHeading &&
           kind != ElementKind::kRow && kind != ElementKind::kCaption;
  }

  // Some sites cut a body into chunks, each in wrappers of its own: takes the ancestor under which
  // prose stands in wrappers like those of the elected element.
  std::size_t JoinChunks(std::size_t elected) const {
    std::size_t best = elected, ancestor = elected;
    std::vector<std::string_view> path;  // wrappers from below the ancestor to the elected element
    for (int up = 0; up < kChunkLevels && ancestor != 0; ++up) {
      const PageElement& wrapper = ElementAt(ancestor);
      if (wrapper.kind == ElementKind::kArticle || wrapper.kind == ElementKind::kBody) break;
      path.insert(path.begin(), FirstName(ancestor));
      ancestor = wrapper.parent;
      double chunks = 0;
      for (std::size_t e = ancestor + 1; e < ElementAt(ancestor).subtree_end; ++e) {
        if (page_.Contains(best, e) || excluded_[e] || !IsContainer(ElementAt(e).kind)) continue;
        if (good_[e] > kShortLine && HasPath(e, ancestor, path)) chunks += good_[e];
      }
      if (chunks > kChunkShare * good_[elected]) best = ancestor;
    }
    return best;
  }

  std::string_view FirstName(std::size_t e) const {
    const std::string_view names = TrimBlanks(ElementAt(e).class_name);
    return names.substr(0, names.find_first_of(" \t\n"));
  }

  // Whether the elements from below `ancestor` to `e` have the names of `path`.
  bool HasPath(std::size_t e, std::size_t ancestor,
               const std::vector<std::string_view>& path) const {
    bool named = false;
    for (std::size_t k = path.size(); k-- > 0; e = ElementAt(e).parent) {
      if (e == ancestor || FirstName(e) != path[k] || ElementAt(e).kind == ElementKind::kArticle) {
        return false;
      }
      named = named || !path[k].empty();
    }
    return e == ancestor && named;
  }

  double BonusOf(std::size_t e) const {
    const PageElement& element = ElementAt(e);
    double bonus = marks_[e].body && element.kind != ElementKind::kBody ? kBodyNameBonus : 1;
    if (element.kind == ElementKind::kArticle || element.itemprop == "articleBody") {
      bonus *= kArticleTagBonus;
    }
    if (!hint_.empty() && (element.id == hint_ || element.class_name == hint_)) {
      bonus *= kArticleTagBonus;
    }
    return bonus;
  }

  std::size_t Descend(std::size_t e) const {
    for (;;) {
      std::size_t heir = e;
      for (std::size_t child = e + 1; child < ElementAt(e).subtree_end;
           child = ElementAt(child).subtree_end) {
        const ElementKind kind = ElementAt(child).kind;
        if (IsContainer(kind) && good_[child] >= kDescend * good_[e]) {
          heir = child;
        }
      }
      if (heir == e || LosesParagraph(e, heir)) return e;
      e = heir;
    }
  }

  // Whether `inner` leaves out a paragraph of `outer`: one of its own, or of a nameless child.
  bool LosesParagraph(std::size_t outer, std::size_t inner) const {
    double lost = 0;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const PageLine& line = LineAt(i);
      if (!page_.Contains(outer, line.element) || page_.Contains(inner, line.element)) continue;
      if (IsProse(i) && !IsSoft(line.element, outer)) lost += scores_[i];
    }
    return lost > .05 * good_[outer];
  }

  bool IsProse(std::size_t i) const {
    return LineAt(i).measure.stops > 0 && scores_[i] >= kShortLine;
  }

  // Whether a soft name stands between `element` and `root`, the root itself left out.
  bool IsSoft(std::size_t element, std::size_t root) const {
    for (std::size_t e = element; e != root && e != 0; e = ElementAt(e).parent) {
      if (ElementAt(e).kind == ElementKind::kQuote) return false;  // what a box quotes is text
      if (marks_[e].soft) return true;
    }
    return false;
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

  void TakeLines() {
    std::vector<std::size_t> inside;
    double kept = 0, soft = 0;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      if (!page_.Contains(body_.element, LineAt(i).element)) continue;
      if (excluded_[LineAt(i).element]) {
        Drop(i, "excluded_by_name");
        continue;
      }
      inside.push_back(i);
      (IsSoft(LineAt(i).element, body_.element) ? soft : kept) += scores_[i];
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
      prose += scores_[lines[k]];
    }
    if (first == lines.size()) {
      first = 0;
      last = lines.empty() ? 0 : lines.size() - 1;
    }
    std::unordered_set<std::string_view> seen;  // sentences
    bool cut = false;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const std::size_t i = lines[k];
      const PageLine& line = LineAt(i);
      std::string reason = "after_end";
      if (!cut) {
        reason = ReasonToDrop(i, signs[k], k<first, k> last);
        const bool ends = (signs[k].ends || signs[k].label) && k > last;
        const bool ends_late = signs[k].ends_late && body_.good_mass > kEndShare * prose;
        cut = !signs[k].keep && k > first && (ends || ends_late);
      }
      if (reason.empty() && !line.is_row && IsRepeated(line.text, &seen)) reason = "repeated";
      if (!reason.empty()) {
        Drop(i, reason);
        continue;
      }
      body_.lines.push_back({i, KindOf(line)});
      body_.good_mass += scores_[i];
    }
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
    if (!signs.caption.empty() && LineAt(i).measure.mass() > kCaptionMass) {
      LineSigns others = signs;
      others.caption = {};
      return others.IsFurniture();
    }
    return signs.IsFurniture();
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
    if (signs.spam && (in_head || in_tail)) return "spam";
    if (signs.advert && mass < kAdvertMass) {
      const auto marks = static_cast<double>(rules_.CountAdvertMarks(line.text));
      if (marks >= kAdvertMarks && marks * kAdvertSpread >= mass) return "advert";
    }
    if (in_head && IsTitle(line)) return "title";
    const double density = mass > 0 ? line.link_mass / mass : 0;
    const bool outside = in_head || in_tail;
    if (density > kAllLink && line.measure.stops == 0 && outside && !line.is_row) return "link";
    return {};
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
  std::string_view hint_;
  PageBody body_;
  std::vector<NameMarks> marks_;  // by element
  std::vector<double> scores_;    // by line
  std::vector<bool> excluded_;    // by element
  std::vector<double> good_;      // by element
};

}  // namespace

double LineScore(const TextMeasure& measure, double link_mass) {
  const double mass = measure.mass();
  if (mass <= 0) return 0;
  const double density = std::min(1.0, link_mass / mass);
  if (density > kMaxLinkDensity) return 0;
  if (measure.stops == 0 && mass < kShortLine) return kShortWorth * mass * (1 - density);
  const double marks = kStopWorth * static_cast<double>(measure.stops) +
                       kCommaWorth * static_cast<double>(measure.commas);
  return (mass + marks) * (1 - density);
}

PageBody FindBody(const PageTree& page, const ArticleRules& rules, std::string_view title,
                  std::string_view host) {
  return BodyFinder(page, rules, title, host).Find();
}

}  // namespace heshu::extract
