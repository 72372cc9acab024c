#include "cli/report/fact_card.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "cli/claim_text.h"
#include "cli/display_width.h"
#include "cli/report/axis.h"
#include "cli/report/html_text.h"

namespace heshu::cli {
namespace {

constexpr std::size_t kClaimsAtOnce = 8;  // the rest of a long list is folded away

std::string Tag(std::string_view name, std::string_view css_class, const std::string& html) {
  return "<" + std::string(name) + " class=\"" + std::string(css_class) + "\">" + html + "</" +
         std::string(name) + ">";
}

std::string Short(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", value);
  return text;
}

std::string_view CardClass(Verdict verdict) {
  switch (verdict) {
    case Verdict::kContradict:
      return "contradict";
    case Verdict::kPossible:
      return "possible";
    case Verdict::kAgree:
    case Verdict::kAgreeWithinPrecision:
      return "agree";
    case Verdict::kNotComparable:
      return "apart";
  }
  return "apart";
}

// An id, as a link where there is a page for it.
std::string Id(const std::string& id, const CardContext& context) {
  const std::string text = EscapeHtml(id);
  if (context.record_path.empty()) return "<code>" + text + "</code>";
  return "<a class=\"id\" href=\"" + context.record_path + text + "\"><code>" + text +
         "</code></a>";
}

// "12.5 % · 2026-06-08 · forecast · per 摩通": who says it, when, as what.
std::string Witness(const Claim& claim, const CardContext& context) {
  std::string title = context.title ? context.title(claim.doc) : "";
  if (title.empty()) title = claim.url;
  const std::string name = "<bdi>" + EscapeHtml(FitToWidth(Printable(title), 96)) + "</bdi>";
  const std::string link = SafeLink(claim.url);
  std::string out;
  if (!claim.source.empty()) out += "<b><bdi>" + EscapeHtml(claim.source) + "</bdi></b> ";
  if (!claim.published.empty()) {
    out += "<time datetime=\"" + EscapeHtml(claim.published) + "\">" +
           EscapeHtml(claim.published.substr(0, 10)) + "</time> ";
  }
  out += link.empty()
             ? Tag("span", "from", name)
             : "<a class=\"from\" href=\"" + link +
                   "\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">" + name + "</a>";
  if (claim.modality != Modality::kReported) {
    out += " " + InBoth(ModalityWords(claim.modality), "how");
  }
  if (claim.attribution.has_value() && !claim.attribution->text.empty()) {
    const std::string who = "<bdi>" + EscapeHtml(claim.attribution->text) + "</bdi>";
    out += " <span class=\"per\">" + InBoth({"according to", "据"}) + " " + who + "</span>";
  }
  return out;
}

std::string QualifierText(const Claim& claim) {
  std::string out;
  for (const auto& [key, value] : claim.qualifiers) {
    if (key == "emphasis") continue;  // it says how, not what
    out += (out.empty() ? "" : ", ") + key + " " + value;
  }
  return out;
}

// What independence has to say of claims[i]: first of all, or a copy of one before it.
std::string Lineage(const Fact& fact, std::size_t i) {
  std::string out;
  const auto day = [&](std::size_t k) { return fact.claims[k].published.substr(0, 10); };
  if (i == 0 && !day(0).empty() && day(1) > day(0)) {
    out += " " + InBoth({"first to say so", "最先报道"}, "badge");
  }
  if (i >= fact.clusters.size() || fact.clusters[i].empty()) return out;
  for (std::size_t before = 0; before < i; ++before) {
    if (fact.clusters[before] != fact.clusters[i]) continue;
    const std::string number = std::to_string(before + 1);
    return out + " " + InBoth({"same lineage as " + number, "与" + number + "同源"}, "badge");
  }
  return out;
}

std::string ClaimItem(const Fact& fact, std::size_t i, const CardContext& context) {
  const Claim& claim = fact.claims[i];
  const bool has_sides = fact.verdict == Verdict::kContradict || fact.verdict == Verdict::kPossible;
  std::string out = "<li class=\"" + (has_sides ? "k" + std::to_string(i % 6 + 1) : "k0") + "\">";
  out += Tag("p", "fig",
             Tag("span", "n", std::to_string(i + 1)) + " <b>" +
                 EscapeHtml(claim.context.empty() ? claim.text : claim.context) + "</b> " +
                 Tag("span", "val", EscapeHtml(ValueText(claim.value) + " " + claim.unit)));
  out += QuoteHtml(claim, *context.folder);
  std::string witness = Witness(claim, context) + Lineage(fact, i);
  if (i < fact.support.size() && fact.support[i] > 1) {
    const std::string count = std::to_string(fact.support[i]);
    witness +=
        " " + InBoth({count + " independent sources say so", count + "个独立来源持此说"}, "badge");
  }
  if (!context.record_path.empty()) {
    witness += " " + Id(claim.id, context) + " " + Id(claim.doc, context);
  }
  return out + Tag("p", "src", witness) + "</li>";
}

std::string ClaimList(const Fact& fact, const CardContext& context) {
  std::string out = "<ol class=\"claims\">";
  const std::size_t shown =
      fact.claims.size() > kClaimsAtOnce + 2 ? kClaimsAtOnce : fact.claims.size();
  for (std::size_t i = 0; i < shown; ++i) out += ClaimItem(fact, i, context);
  out += "</ol>";
  if (shown == fact.claims.size()) return out;
  const std::string rest = std::to_string(fact.claims.size() - shown);
  out += "<details><summary>" + InBoth({rest + " more", "另有" + rest + "条"}) +
         "</summary><ol class=\"claims\">";
  for (std::size_t i = shown; i < fact.claims.size(); ++i) out += ClaimItem(fact, i, context);
  return out + "</ol></details>";
}

std::string SeverityText(const Fact& fact) {
  std::string out = std::to_string(fact.severity) + " = 100";
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"gap", "差距"},
                                                                      {"comparability", "可比性"},
                                                                      {"independence", "独立性"},
                                                                      {"modality", "语气"}};
  for (const auto& [name, value] : fact.factors) {
    const auto* known = std::find_if(std::begin(kNames), std::end(kNames),
                                     [&](const auto& row) { return row.first == name; });
    const std::string zh = known == std::end(kNames) ? name : std::string(known->second);
    out += " × " + InBoth({name, zh}) + " " + Short(value);
  }
  return out;
}

// What a person has said of the fact; "" = nothing.
std::string ReviewText(const Fact& fact) {
  std::string out;
  if (fact.review == "accepted") out = InBoth({"accepted as a contradiction", "认定为矛盾"});
  if (fact.review == "rejected") out = InBoth({"rejected: no contradiction", "认定不矛盾"});
  if (fact.review_note.empty()) return out;
  return out + (out.empty() ? "" : " · ") + EscapeHtml(fact.review_note);
}

std::string Notes(const Fact& fact, const CardContext& context) {
  std::string out = "<dl class=\"notes\">";
  const auto row = [&](const Bilingual& name, const std::string& html) {
    if (!html.empty()) out += "<dt>" + InBoth(name) + "</dt><dd>" + html + "</dd>";
  };
  row({"Arithmetic", "算式"}, fact.arithmetic.empty() ? "" : InBoth(ArithmeticWords(fact), "sum"));
  row({"To settle it", "如何核实"},
      fact.needs.empty() ? "" : InBoth(NeedsWords(fact, *context.vocabulary)));
  if (fact.severity > 0 && !fact.factors.empty()) row({"Severity", "严重度"}, SeverityText(fact));
  const std::string count = std::to_string(fact.independent_sources);
  Bilingual sources{
      count + (fact.independent_sources == 1 ? " independent source" : " independent sources"),
      count + "个独立来源"};
  if (fact.within_one_document) {
    sources.en += ", within one article";
    sources.zh += "，同一篇文章内";
  }
  row({"Sources", "来源"}, InBoth(sources));
  std::string reasons;
  for (const std::string& reason : fact.reasons) {
    reasons += (reasons.empty() ? "" : " ") + ("<code>" + EscapeHtml(reason) + "</code>");
  }
  row({"Record", "记录"}, Id(fact.id, context) + (reasons.empty() ? "" : " " + reasons));
  row({"Review", "审核"}, ReviewText(fact));
  return out + "</dl>";
}

}  // namespace

std::string InBoth(const Bilingual& words, std::string_view css_class) {
  const std::string attribute =
      css_class.empty() ? "" : " class=\"" + std::string(css_class) + "\"";
  if (words.zh.empty() || words.zh == words.en) {
    return attribute.empty() ? EscapeHtml(words.en)
                             : "<span" + attribute + ">" + EscapeHtml(words.en) + "</span>";
  }
  return "<span" + attribute + " data-zh=\"" + EscapeHtml(words.zh) + "\">" + EscapeHtml(words.en) +
         "</span>";
}

std::string SubjectName(const Fact& fact, const Vocabulary& vocabulary) {
  if (const auto* entity = vocabulary.FindEntity(fact.subject); entity && !entity->name.empty()) {
    return entity->name;
  }
  for (const Claim& claim : fact.claims) {
    if (!claim.subject || claim.subject->id != fact.subject) continue;
    return claim.subject->name.empty() ? claim.subject->text : claim.subject->name;
  }
  return fact.subject;
}

std::string QuoteHtml(const Claim& claim, const normalize::Folder& folder) {
  const std::string quote = MarkedQuote(claim);
  const std::string marked = "⟦" + Printable(claim.text) + "⟧";
  const std::size_t at = quote.find(marked);
  std::string html;
  if (at == std::string::npos) {
    html = EscapeHtml(quote);
  } else {
    // EscapeHtml trims: what stands beside the mark keeps its space.
    const auto part = [](std::string_view text) {
      const bool before = text.starts_with(' ');
      const bool after = text.size() > 1 && text.ends_with(' ');
      return (before ? " " : "") + EscapeHtml(text) + (after ? " " : "");
    };
    const std::string_view whole = quote;
    html = part(whole.substr(0, at)) + "<mark>" + EscapeHtml(claim.text) + "</mark>" +
           part(whole.substr(at + marked.size()));
  }
  return "<blockquote lang=\"" + std::string(QuoteLanguage(quote, folder)) + "\" dir=\"auto\">" +
         html + "</blockquote>";
}

std::string FactCard(const Fact& fact, const CardContext& context) {
  const std::string id = EscapeHtml(fact.id);
  std::string out = "<article class=\"card " + std::string(CardClass(fact.verdict)) + "\" id=\"" +
                    id + "\" tabindex=\"-1\" aria-labelledby=\"h-" + id +
                    "\"><header><p class=\"tag\">" + InBoth(VerdictWords(fact.verdict), "verdict");
  if (!fact.kind.empty()) {
    const std::string kind = fact.kind == "part_whole" ? "part and whole" : fact.kind;
    const std::string zh = fact.kind == "closure"      ? "算术闭合"
                           : fact.kind == "part_whole" ? "部分与整体"
                           : fact.kind == "order"      ? "次序"
                                                       : fact.kind;
    out += " " + InBoth({kind, zh}, "kind");
  }
  if (fact.severity > 0) {
    const std::string severity = std::to_string(fact.severity);
    out += " <span class=\"sev\">" + InBoth({"severity", "严重度"}) + " <b>" + severity +
           "</b><svg width=\"64\" height=\"6\" aria-hidden=\"true\"><rect class=\"track\" "
           "width=\"100%\" height=\"6\" rx=\"3\"/><rect class=\"fill\" width=\"" +
           severity + "%\" height=\"6\" rx=\"3\"/></svg></span>";
  }
  out += "</p><h3 id=\"h-" + id + "\"><bdi>" + EscapeHtml(SubjectName(fact, *context.vocabulary)) +
         "</bdi> " + InBoth(MetricWords(fact.metric, *context.vocabulary), "metric") + "</h3>";
  std::string about = EscapeHtml(PeriodText(fact.time));
  if (!fact.unit.empty()) about += (about.empty() ? "" : " · ") + EscapeHtml(fact.unit);
  if (!fact.claims.empty()) {
    const std::string qualifiers = QualifierText(fact.claims.front());
    if (!qualifiers.empty()) about += (about.empty() ? "" : " · ") + EscapeHtml(qualifiers);
  }
  const std::string line = context.time_line ? context.time_line(fact) : "";
  if (!line.empty()) {
    about += " · <a href=\"#" + line + "\">" + InBoth({"time line", "时间线"}) + "</a>";
  }
  out += Tag("p", "about", about) + "</header>";
  out += Tag("p", "words", InBoth(Diagnosis(fact)));
  if (const auto axis = LayOutAxis(fact, *context.vocabulary)) {
    out += "<figure>" + AxisSvg(*axis, fact);
    if (axis->is_log) {
      out += "<figcaption>" + InBoth({"logarithmic scale", "对数刻度"}) + "</figcaption>";
    }
    out += "</figure>";
  }
  return out + ClaimList(fact, context) + Notes(fact, context) + "</article>";
}

std::string ClaimCard(const Claim& claim, const CardContext& context) {
  std::string about;
  if (claim.subject) {
    about += "<bdi>" +
             EscapeHtml(claim.subject->name.empty() ? claim.subject->id : claim.subject->name) +
             "</bdi> ";
  }
  about += claim.metric.empty() ? InBoth({"a figure no rule knows", "未知指标"}, "metric")
                                : InBoth(MetricWords(claim.metric, *context.vocabulary), "metric");
  const std::string period = PeriodText(claim.time);
  const std::string qualifiers = QualifierText(claim);
  std::string when = EscapeHtml(period);
  if (!qualifiers.empty()) when += (when.empty() ? "" : " · ") + EscapeHtml(qualifiers);
  const std::string id = EscapeHtml(claim.id);
  return "<article class=\"card claim\" id=\"" + id + "\" tabindex=\"-1\" aria-labelledby=\"h-" +
         id + "\"><ol class=\"claims\"><li class=\"k0\">" +
         Tag("p", "fig",
             "<b>" + EscapeHtml(claim.context.empty() ? claim.text : claim.context) + "</b> " +
                 Tag("span", "val", EscapeHtml(ValueText(claim.value) + " " + claim.unit))) +
         "<h3 class=\"small\" id=\"h-" + id + "\">" + about + "</h3>" +
         (when.empty() ? "" : Tag("p", "about", when)) + QuoteHtml(claim, *context.folder) +
         Tag("p", "src",
             Witness(claim, context) + " " + Id(claim.id, context) + " " + Id(claim.doc, context)) +
         "</li></ol></article>";
}

std::string FactSearchKey(const Fact& fact, const CardContext& context) {
  const Bilingual metric = MetricWords(fact.metric, *context.vocabulary);
  std::string text = fact.id + " " + fact.subject + " " + SubjectName(fact, *context.vocabulary) +
                     " " + fact.metric + " " + metric.en + " " + metric.zh + " " + fact.unit;
  if (const auto* entity = context.vocabulary->FindEntity(fact.subject)) {
    for (const std::string& alias : entity->aliases) text += " " + alias;
  }
  std::map<std::string, bool> seen;
  for (const Claim& claim : fact.claims) {
    const std::string title = context.title ? context.title(claim.doc) : "";
    for (const std::string& part : {claim.sentence, claim.source, title}) {
      if (!part.empty() && seen.emplace(part, true).second) text += " " + part;
    }
  }
  return SearchKey(text, *context.folder);
}

}  // namespace heshu::cli
