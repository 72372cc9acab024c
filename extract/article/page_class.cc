#include "extract/article/page_class.h"

#include <algorithm>
#include <cmath>

#include "extract/article/text_measure.h"
#include "extract/article/topic_shift.h"

namespace heshu::extract {
namespace {

constexpr double kArticleMass = 60;  // of an article, in LineScore; the shortest have 59 characters
constexpr double kLinkedMass = 4;    // times the prose, in links: a page of links
constexpr double kAllLink = .8;      // link density of a line that is a link
constexpr double kHeadlineMass = 6;  // of a link that is a headline, at least
constexpr double kTeaserShare = .3;  // of the lines taken, that are headlines: a list of teasers
constexpr double kTeasers = 5;       // such lines at least
constexpr double kSaysMass = 120;    // no line that says what a page is is longer
constexpr std::size_t kTopicBytes = 20000;  // of the text, compared with the title
constexpr std::size_t kCutBytes = 48;       // of the text's end, searched for an ellipsis

// From 0 for strong evidence against to 1; 0 evidence gives .5.
double Logistic(double evidence) { return 1 / (1 + std::exp(-evidence)); }

class Classifier {
 public:
  Classifier(const PageTree& page, const ArticleRules& rules, const PageBody& body,
             const PageMetadata& metadata, std::string_view text)
      : page_(page), rules_(rules), body_(body), metadata_(metadata), text_(text) {
    share_ = body.page_mass > 0 ? std::min(1.0, body.good_mass / body.page_mass) : 0;
    amount_ = std::clamp(std::log(std::max(body.good_mass, 1.0) / kArticleMass), -3.0, 3.0);
  }

  PageVerdict Classify() const {
    if (body_.lines.empty() || TrimBlanks(text_).empty()) return {PageClass::kEmpty, 1};
    // The less text there is, the more a line that says otherwise is believed.
    const bool is_short = body_.good_mass < 5 * kArticleMass;
    if (is_short && Says(LinePlace::kExpired)) return {PageClass::kExpired, Logistic(2 - amount_)};
    if (IsCutOff()) {
      const double evidence = (Says(LinePlace::kPaywall) ? 1.5 : 0) +
                              (metadata_.declared.for_subscribers ? 1.5 : 0) - .5 * amount_;
      return {PageClass::kPaywalled, Logistic(evidence)};
    }
    if (is_short && (metadata_.declared.is_video || Says(LinePlace::kVideo))) {
      return {PageClass::kVideo, Logistic((metadata_.declared.is_video ? 2 : 1) - amount_)};
    }
    if (body_.good_mass < kArticleMass && body_.link_mass > kLinkedMass * body_.good_mass) {
      return {PageClass::kList,
              Clamped(body_.link_mass / (body_.link_mass + kLinkedMass * body_.good_mass))};
    }
    if (const double teasers = TeaserShare(); teasers > kTeaserShare && !IsAboutTitle()) {
      return {PageClass::kList, Logistic(6 * (teasers - kTeaserShare))};
    }
    if (const double spam = SpamShare(); spam > .5) {
      return {PageClass::kSpam, Logistic(4 * (spam - .25))};
    }
    return {PageClass::kArticle, Logistic(ArticleEvidence())};
  }

 private:
  static double Clamped(double confidence) { return std::clamp(confidence, 0.0, 1.0); }

  // Much prose, most of the page's, of which the title speaks, on a page that is dated and says
  // that it is an article.
  double ArticleEvidence() const {
    return amount_ + 3 * (share_ - .5) + 2 * (TitleShare() - .3) +
           (metadata_.published.empty() ? -.5 : .5) + (metadata_.declared.is_article ? .5 : 0);
  }

  // Whether some line of a rule's place stands alone, outside links.
  bool Says(LinePlace place) const {
    return std::any_of(page_.lines.begin(), page_.lines.end(), [&](const PageLine& line) {
      if (line.measure.mass() > kSaysMass || line.link_mass > .5 * line.measure.mass()) {
        return false;
      }
      const auto matches = rules_.Match(line.text);
      return std::any_of(matches.begin(), matches.end(),
                         [place](const LineRule* rule) { return rule->place == place; });
    });
  }

  // Whether the text is what one may read without paying: short, or broken off, on a page that asks
  // for a subscription.
  bool IsCutOff() const {
    const bool breaks_off =
        text_.substr(text_.size() - std::min(text_.size(), kCutBytes)).find("…") !=
            std::string_view::npos ||
        text_.ends_with("...");
    if (metadata_.declared.for_subscribers && (breaks_off || body_.good_mass < 5 * kArticleMass)) {
      return true;
    }
    return body_.good_mass < (breaks_off ? 20 : 10) * kArticleMass && Says(LinePlace::kPaywall);
  }

  // The share of the title's terms that the text has.
  double TitleShare() const {
    const auto title = HanPairs(HeadlineKey(metadata_.title));
    if (title.empty()) return .3;
    const std::string key = HeadlineKey(text_.substr(0, kTopicBytes));
    const auto shared = std::count_if(title.begin(), title.end(), [&key](const auto& term) {
      return key.find(term) != std::string::npos;
    });
    return static_cast<double>(shared) / static_cast<double>(title.size());
  }

  bool IsAboutTitle() const { return TitleShare() > .5; }

  // The share of headlines that are links among the lines taken; 0 for a few.
  double TeaserShare() const {
    double teasers = 0;
    for (const auto& line : body_.lines) {
      const PageLine& from = page_.lines[line.line];
      const double mass = from.measure.mass();
      if (mass >= kHeadlineMass && from.link_mass > kAllLink * mass) ++teasers;
    }
    return teasers < kTeasers ? 0 : teasers / static_cast<double>(body_.lines.size());
  }

  double SpamShare() const {
    double spam = 0;
    for (const auto& line : body_.lines) {
      for (const LineRule* rule : rules_.Match(page_.lines[line.line].text)) {
        if (rule->place != LinePlace::kSpam) continue;
        ++spam;
        break;
      }
    }
    return spam / static_cast<double>(body_.lines.size());
  }

  const PageTree& page_;
  const ArticleRules& rules_;
  const PageBody& body_;
  const PageMetadata& metadata_;
  std::string_view text_;
  double share_ = 0;   // of the page's prose that was taken
  double amount_ = 0;  // of prose: 0 at the shortest article, 1 at e times as much
};

}  // namespace

PageVerdict ClassifyPage(const PageTree& page, const ArticleRules& rules, const PageBody& body,
                         const PageMetadata& metadata, std::string_view text) {
  return Classifier(page, rules, body, metadata, text).Classify();
}

}  // namespace heshu::extract
