#include "extract/article/body_election.h"

#include <algorithm>
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
constexpr double kLevelWorth = .75;  // of mass that lies one block element deeper
constexpr double kDescend = .70;     // share of a child that is taken instead of its parent
constexpr int kChunkLevels = 4;      // wrappers of a body's chunks
constexpr double kChunkShare = .15;  // of the elected mass, that its chunks must add
constexpr double kNameTrust = .50;   // a name never excludes more of the page's prose

constexpr double kAllLink = .8;       // link density of a line that is a link
constexpr double kHeadlineMass = 6;   // of a card's heading
constexpr double kTeaserProse = 250;  // worth of the prose in a card of another story, at most …
constexpr double kTeaserWorth = .1;   // … which counts this much …
constexpr std::ptrdiff_t kTeasers = 4;  // … where a page has so many of them

constexpr std::size_t kCandidates = 12;    // that are remembered
constexpr std::size_t kMinTopicTerms = 5;  // fewer tell nothing
constexpr double kOffTopic = .20;          // share of the topic's terms below which …
constexpr double kOnTopic = .40;           // … another element with this much is preferred …
constexpr double kMinOnTopic =
    60;  // … and this good mass; three times that without Han characters …
constexpr double kFurnitureMass = 120;  // of a line that may be furniture
constexpr double kOnTopicWorth = .05;   // … if it has this share of the winner's score

// The terms of a text: each two neighbouring Han characters, each word of four letters or more.
void AddTerms(std::string_view text, std::unordered_set<std::string>* terms) {
  std::string word;
  std::string last_han;
  const auto end_word = [&] {
    if (word.size() >= 4) terms->insert(word);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = NextCodePoint(text, &at);
    if (IsHan(c)) {
      end_word();
      const std::string here(text.substr(begin, at - begin));
      if (!last_han.empty()) terms->insert(last_han + here);
      last_han = here;
      continue;
    }
    last_han.clear();
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    } else {
      end_word();
    }
  }
  end_word();
}

// Whether `names`, split at blanks, has `name`.
bool HoldsWord(std::string_view names, std::string_view name) {
  for (std::size_t at = names.find(name); at != std::string_view::npos;
       at = names.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || names[at - 1] == ' ' || names[at - 1] == '\n';
    if (begins && (end == names.size() || names[end] == ' ' || names[end] == '\n')) return true;
  }
  return false;
}

class Elector {
 public:
  Elector(const PageTree& page, const ArticleRules& rules, const PageHints& hints)
      : page_(page), rules_(rules), hints_(hints), hint_(rules.BodyHint(hints.host)) {}

  Election Run() {
    MarkElements();
    ScoreLines();
    Exclude();
    found_.winner = Elect();
    CheckTopic();
    found_.element = JoinChunks(Descend(found_.winner));
    return std::move(found_);
  }

 private:
  const PageElement& ElementAt(std::size_t i) const { return page_.elements[i]; }
  const PageLine& LineAt(std::size_t i) const { return page_.lines[i]; }

  void MarkElements() {
    found_.marks.resize(page_.elements.size());
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
                      .body = by_class.body || by_id.body,
                      .lead = by_class.lead || by_id.lead,
                      .caption = by_class.caption || by_id.caption};
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
      found_.marks[i] = marks;
    }
  }

  void ScoreLines() {
    found_.scores.resize(page_.lines.size());
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const PageLine& line = LineAt(i);
      found_.scores[i] = LineScore(line.measure, line.link_mass);
      found_.link_mass += line.link_mass;
    }
    DiscountTeasers();
  }

  // The innermost list item, or <article> of many, that `e` stands in; 0 if none.
  std::size_t CardOf(std::size_t e, bool many_articles) const {
    for (; e != 0; e = ElementAt(e).parent) {
      if (ElementAt(e).kind == ElementKind::kListItem) break;
      if (many_articles && ElementAt(e).kind == ElementKind::kArticle) break;
    }
    return e;
  }

  bool IsLinkedHeading(const PageLine& line) const {
    if (line.link_mass <= kAllLink * line.measure.mass() || line.link_mass < kHeadlineMass) {
      return false;
    }
    std::size_t e = line.element;
    for (int up = 0; up < 3 && e != 0; ++up, e = ElementAt(e).parent) {
      if (ElementAt(e).heading_level > 0) return true;
    }
    return false;
  }

  // Cards of other stories, a heading that is a link above a few sentences, count little: an
  // endless list of them is longer than a short article.
  void DiscountTeasers() {
    struct Card {
      bool has_heading = false;
      double prose = 0;
    };
    const bool many_articles =
        std::count_if(page_.elements.begin(), page_.elements.end(), [](const PageElement& element) {
          return element.kind == ElementKind::kArticle;
        }) >= kTeasers;
    std::unordered_map<std::size_t, Card> cards;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const std::size_t at = CardOf(LineAt(i).element, many_articles);
      if (at == 0) continue;
      Card& card = cards[at];
      card.has_heading = card.has_heading || IsLinkedHeading(LineAt(i));
      card.prose += found_.scores[i];
    }
    const auto is_teaser = [](const Card& card) {
      return card.has_heading && card.prose < kTeaserProse;
    };
    const auto teasers = std::count_if(cards.begin(), cards.end(), [&](const auto& card) {
      return is_teaser(card.second) && card.second.prose > 0;
    });
    if (teasers < kTeasers) return;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      const std::size_t at = CardOf(LineAt(i).element, many_articles);
      if (at != 0 && is_teaser(cards[at])) found_.scores[i] *= kTeaserWorth;
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
    const auto prose = SumUp([this](std::size_t i) { return found_.scores[i]; });
    found_.excluded.assign(page_.elements.size(), false);
    for (std::size_t e = 1; e < page_.elements.size(); ++e) {
      if (found_.excluded[ElementAt(e).parent]) {
        found_.excluded[e] = true;
      } else if (found_.marks[e].hard && prose[e] <= kNameTrust * prose[0]) {
        found_.excluded[e] = true;
      }
    }
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      if (found_.excluded[LineAt(i).element]) found_.scores[i] = 0;
    }
  }

  std::size_t Elect() {
    found_.good = SumUp([this](std::size_t i) { return found_.scores[i]; });
    // Mass counts less the deeper it lies, so that an element is elected for what it holds itself,
    // not for all that hangs under a whole page.
    worth_ = SumUp(
        [this](std::size_t i) {
          const double mass = LineAt(i).measure.mass();
          if (found_.excluded[LineAt(i).element]) return -.2 * mass;
          return found_.scores[i] - (found_.scores[i] < mass ? mass - found_.scores[i] : 0.0);
        },
        kLevelWorth);
    found_.page_mass = found_.good[0];
    std::size_t best = 0;
    double best_score = -1e300;
    for (std::size_t e = 0; e < page_.elements.size(); ++e) {
      if (!MayHold(e)) continue;
      const double score = ScoreOf(e);
      // An inner element of the same score is the better one: it holds less else.
      if (score >= best_score) {
        best = e;
        best_score = score;
      }
      Remember(e, score);
    }
    return best;
  }

  bool MayHold(std::size_t e) const {
    return IsContainer(ElementAt(e).kind) && !found_.excluded[e] && found_.good[e] > 0;
  }

  double ScoreOf(std::size_t e) const { return worth_[e] * BonusOf(e); }

  // Keeps the best few candidates, best first; of equal ones the inner.
  void Remember(std::size_t e, double score) {
    auto& best = found_.best;
    if (best.size() == kCandidates && score < best.back().score) return;
    const auto at = std::find_if(best.begin(), best.end(), [score](const BodyCandidate& other) {
      return score >= other.score;
    });
    best.insert(at,
                {.element = e, .score = score, .good_mass = found_.good[e], .bonus = BonusOf(e)});
    if (best.size() > kCandidates) best.pop_back();
  }

  // The share of the topic's terms that the prose of `e` has. Copyright lines and the like name the
  // site as its title does, and are no prose.
  double TopicShare(std::size_t e, const std::unordered_set<std::string>& topic) const {
    std::unordered_set<std::string> terms;
    for (std::size_t i = 0; i < page_.lines.size(); ++i) {
      if (found_.scores[i] < kShortLine || !page_.Contains(e, LineAt(i).element)) continue;
      if (LineAt(i).measure.mass() < kFurnitureMass && rules_.SignsOf(LineAt(i).text).IsFurniture())
        continue;
      AddTerms(LineAt(i).text, &terms);
    }
    std::size_t shared = 0;
    for (const auto& term : topic) shared += terms.contains(term) ? 1 : 0;
    return static_cast<double>(shared) / static_cast<double>(topic.size());
  }

  bool HoldsHan(std::size_t e) const {
    return std::any_of(page_.lines.begin(), page_.lines.end(), [&](const PageLine& line) {
      return line.measure.han > 0 && page_.Contains(e, line.element);
    });
  }

  // Headlines and decks repeat title and description; they are no article.
  bool IsHead(std::size_t e) const {
    for (; e != 0; e = ElementAt(e).parent) {
      if (ElementAt(e).kind == ElementKind::kHeader) return true;
    }
    return false;
  }

  // A winner that has next to nothing of what title and description say is not their article: the
  // best element that has it is taken instead, however short.
  void CheckTopic() {
    std::unordered_set<std::string> topic;
    AddTerms(hints_.title, &topic);
    AddTerms(hints_.description, &topic);
    if (topic.size() < kMinTopicTerms || found_.good[found_.winner] <= 0) return;
    const double own = TopicShare(found_.winner, topic);
    for (auto& candidate : found_.best) {
      if (candidate.element == found_.winner) candidate.topic = own;
    }
    if (own >= kOffTopic) return;
    const double floor = kOnTopicWorth * std::max(0.0, ScoreOf(found_.winner));
    std::vector<std::size_t> others;
    for (std::size_t e = 1; e < page_.elements.size(); ++e) {
      if (!MayHold(e) || ScoreOf(e) <= floor || page_.Contains(found_.winner, e) ||
          page_.Contains(e, found_.winner)) {
        continue;
      }
      if (found_.good[e] >= (HoldsHan(e) ? 1 : 3) * kMinOnTopic && !IsHead(e)) others.push_back(e);
    }
    std::sort(others.begin(), others.end(),
              [this](std::size_t a, std::size_t b) { return ScoreOf(a) > ScoreOf(b); });
    if (others.size() > kCandidates) others.resize(kCandidates);
    for (const std::size_t e : others) {
      const double share = TopicShare(e, topic);
      found_.best.push_back({.element = e,
                             .score = ScoreOf(e),
                             .good_mass = found_.good[e],
                             .bonus = BonusOf(e),
                             .topic = share});
      if (share < kOnTopic || share < 2 * own) continue;
      found_.winner = e;
      return;
    }
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
        if (page_.Contains(best, e) || found_.excluded[e] || !IsContainer(ElementAt(e).kind))
          continue;
        if (found_.good[e] > kShortLine && HasPath(e, ancestor, path)) chunks += found_.good[e];
      }
      if (chunks > kChunkShare * found_.good[elected]) best = ancestor;
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
    double bonus = found_.marks[e].body && element.kind != ElementKind::kBody ? kBodyNameBonus : 1;
    if (element.kind == ElementKind::kArticle || element.itemprop == "articleBody") {
      bonus *= kArticleTagBonus;
    }
    if (!hint_.empty() && (element.id == hint_ || HoldsWord(element.class_name, hint_))) {
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
        if (IsContainer(kind) && found_.good[child] >= kDescend * found_.good[e]) {
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
      if (IsProseLine(line, found_.scores[i]) &&
          !HasSoftName(page_, found_.marks, line.element, outer))
        lost += found_.scores[i];
    }
    return lost > .05 * found_.good[outer];
  }

  const PageTree& page_;
  const ArticleRules& rules_;
  const PageHints& hints_;
  std::string_view hint_;
  std::vector<double> worth_;  // by element
  Election found_;
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

bool IsProseLine(const PageLine& line, double score) {
  return line.measure.stops > 0 && score >= kShortLine;
}

bool HasSoftName(const PageTree& page, const std::vector<NameMarks>& marks, std::size_t element,
                 std::size_t root) {
  for (std::size_t e = element; e != root && e != 0; e = page.elements[e].parent) {
    if (page.elements[e].kind == ElementKind::kQuote) return false;  // what a box quotes is text
    if (marks[e].soft) return true;
  }
  return false;
}

Election ElectBody(const PageTree& page, const ArticleRules& rules, const PageHints& hints) {
  return Elector(page, rules, hints).Run();
}

std::string ElementName(const PageTree& page, std::size_t element) {
  const PageElement& at = page.elements[element];
  std::string name(at.tag);
  if (!at.id.empty()) name += '#' + std::string(at.id);
  for (std::size_t begin = 0; begin < at.class_name.size();) {
    const std::size_t end =
        std::min(at.class_name.find_first_of(" \t\r\n", begin), at.class_name.size());
    if (end > begin) name += '.' + std::string(at.class_name.substr(begin, end - begin));
    begin = end + 1;
  }
  return name;
}

}  // namespace heshu::extract
