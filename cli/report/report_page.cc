// The report: title, tally, cards, time lines, sources, and the data that its script works on.
#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/report/html_text.h"
#include "cli/report/packing.h"
#include "cli/report/page.h"

namespace heshu::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kCardsWithoutScript = 20;

// Verdicts fall into four parts of the page.
constexpr std::array<int, 5> kPartOfVerdict = {0, 1, 2, 2, 3};
const std::array<Bilingual, 4>& Parts() {
  static const std::array<Bilingual, 4> parts = {
      Bilingual{"Contradictions", "矛盾"}, Bilingual{"Possible conflicts", "可能的矛盾"},
      Bilingual{"Agreements", "一致"}, Bilingual{"Not comparable", "不可比"}};
  return parts;
}

std::string Grouped(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string Tally(const Report& report) {
  std::array<std::size_t, 4> counts{};
  for (const Fact& fact : report.facts) {
    ++counts[static_cast<std::size_t>(kPartOfVerdict[static_cast<std::size_t>(fact.verdict)])];
  }
  constexpr std::string_view kClasses[] = {"contradict", "possible", "agree", "apart"};
  std::string out = "<dl class=\"tally\">";
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0 && i > 0) continue;
    Bilingual name = Parts()[i];
    if (counts[i] == 1) {
      constexpr std::string_view kOne[] = {"contradiction", "possible conflict", "agreement",
                                           "not comparable"};
      name.en = kOne[i];
    } else {
      name.en[0] = static_cast<char>(name.en[0] - 'A' + 'a');
    }
    out += "<div class=\"" + std::string(kClasses[i]) + "\"><dt>" + InBoth(name) + "</dt><dd>" +
           Grouped(counts[i]) + "</dd></div>";
  }
  return out + "</dl>";
}

std::string Title(const Report& report) {
  const std::string day = report.generated_at.substr(0, 10);
  const std::string documents = Grouped(report.documents);
  const std::string claims = Grouped(report.claims);
  std::string out =
      "<div class=\"title\"><h1>" +
      InBoth({"Where the sources contradict each other", "各来源相互矛盾之处"}) + "</h1><p>" +
      InBoth({claims + " claims from " + documents + " documents, compared on " + day + ".",
              documents + "篇文章中的" + claims + "条说法，比对于" + day + "。"});
  if (!report.selection.empty()) {
    out +=
        " " + InBoth({"Only", "仅限"}) + " <b><bdi>" + EscapeHtml(report.selection) + "</bdi></b>.";
  }
  if (report.held_back > 0) {
    const std::string held = Grouped(report.held_back);
    const std::string severity = std::to_string(report.min_severity);
    out += " " + InBoth({held + " below severity " + severity + " held back.",
                         "另有" + held + "条严重度低于" + severity + "，未列出。"});
  }
  out += "</p>" + Tally(report);
  return out + "</div>";
}

std::string Sources(const Report& report) {
  struct Row {
    std::size_t claims = 0;
    std::size_t contradicted = 0;
  };
  std::map<std::string, Row> rows;
  for (const Fact& fact : report.facts) {
    for (const Claim& claim : fact.claims) {
      Row& row = rows[claim.source];
      ++row.claims;
      row.contradicted += fact.verdict == Verdict::kContradict ? 1 : 0;
    }
  }
  rows.erase("");
  if (rows.empty()) return {};
  std::vector<std::pair<std::string, Row>> sorted(rows.begin(), rows.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.contradicted, a.second.claims) >
           std::pair(b.second.contradicted, b.second.claims);
  });
  if (sorted.size() > 200) sorted.resize(200);
  std::string out =
      "<section class=\"after\" id=\"part-sources\" aria-labelledby=\"sources\"><h2 class=\"part\" "
      "id=\"sources\">" +
      InBoth({"Sources", "来源"}) + "</h2><table class=\"table\"><thead><tr><th scope=\"col\">" +
      InBoth({"Source", "来源"}) + "</th><th scope=\"col\" class=\"num\">" +
      InBoth({"figures here", "本页数字"}) + "</th><th scope=\"col\" class=\"num\">" +
      InBoth({"in contradictions", "涉及矛盾"}) + "</th></tr></thead><tbody>";
  for (const auto& [source, row] : sorted) {
    out += "<tr><td><bdi>" + EscapeHtml(source) + "</bdi></td><td class=\"num\">" +
           Grouped(row.claims) + "</td><td class=\"num\">" + Grouped(row.contradicted) +
           "</td></tr>";
  }
  return out + "</tbody></table></section>";
}

std::string Heading(int part, std::size_t count) {
  return "<h2 class=\"part\">" + InBoth(Parts()[static_cast<std::size_t>(part)]) + " <small>" +
         Grouped(count) + "</small></h2>";
}

struct Cards {
  std::string first;  // the first ones as they stand in the page
  Json records = Json::array();
  Json sources = Json::array();
  std::string keys;
};

Cards CardsOf(const Report& report, const CardContext& context) {
  Cards cards;
  std::map<std::string, std::size_t> source_index;
  std::array<std::size_t, 4> counts{};
  for (const Fact& fact : report.facts) {
    ++counts[static_cast<std::size_t>(kPartOfVerdict[static_cast<std::size_t>(fact.verdict)])];
  }
  int part = -1;
  std::size_t built = 0;
  for (const Fact& fact : report.facts) {
    std::string html = FactCard(fact, context);
    const int its = kPartOfVerdict[static_cast<std::size_t>(fact.verdict)];
    if (built++ < kCardsWithoutScript) {
      if (its != part) cards.first += Heading(its, counts[static_cast<std::size_t>(its)]);
      part = its;
      cards.first += html;
    }
    Json sources = Json::array();
    std::string first_day;
    std::string last_day;
    for (const Claim& claim : fact.claims) {
      const std::string day = claim.published.substr(0, 10);
      if (!day.empty() && (first_day.empty() || day < first_day)) first_day = day;
      last_day = std::max(last_day, day);
      if (claim.source.empty()) continue;
      const auto [at, is_new] = source_index.emplace(claim.source, source_index.size());
      if (is_new) cards.sources.push_back(claim.source);
      if (std::find(sources.begin(), sources.end(), at->second) == sources.end()) {
        sources.push_back(at->second);
      }
    }
    std::string key = FactSearchKey(fact, context);
    cards.keys += key;
    cards.records.push_back(
        Json::array({Packed(html), std::move(key), static_cast<int>(fact.verdict), fact.severity,
                     fact.subject, fact.metric, std::move(sources), first_day, last_day, fact.id}));
  }
  return cards;
}

std::string DataElement(Cards& cards, const normalize::Folder& folder) {
  Json data;
  data["verdicts"] = Json::array();
  for (int i = 0; i < 5; ++i) data["verdicts"].push_back(VerdictName(static_cast<Verdict>(i)));
  data["part"] = kPartOfVerdict;
  data["parts"] = Json::array();
  for (const Bilingual& part : Parts()) data["parts"].push_back(Json::array({part.en, part.zh}));
  data["pieces"] = Json::array();
  for (const std::string_view piece : PackedPieces()) data["pieces"].push_back(piece);
  data["sources"] = std::move(cards.sources);
  data["fold"] = FoldPairs(cards.keys, folder);
  data["cards"] = std::move(cards.records);
  return "<script type=\"application/json\" id=\"data\">" +
         ScriptJson(data.dump(-1, ' ', false, Json::error_handler_t::replace)) + "</script>";
}

}  // namespace

std::string ReportPage(const Report& report, const CardContext& context) {
  Cards cards = CardsOf(report, context);
  FilterForm form = ChoicesOf(CountChoices(report.facts), *context.vocabulary);
  PageParts parts;
  parts.title = "heshu 核數 · " + Grouped(report.facts.size()) + " facts · " +
                report.generated_at.substr(0, 10);
  parts.nav = "<nav aria-label=\"Parts\" data-zh-label=\"各部分\"><a href=\"#facts\">" +
              InBoth({"Facts", "事实"}) + "</a>";
  if (!report.time_lines.empty()) {
    parts.nav += "<a href=\"#lines\">" + InBoth({"Time lines", "时间线"}) + "</a>";
  }
  parts.nav += "<a href=\"#sources\">" + InBoth({"Sources", "来源"}) + "</a></nav>";
  parts.filters = FilterFormHtml(form);
  parts.main = Title(report) + "<div id=\"list\">" + cards.first;
  if (report.facts.empty()) {
    parts.main += "<p class=\"none\">" +
                  InBoth({"No two claims are about the same thing.", "没有可以相互比对的说法。"}) +
                  "</p>";
  }
  parts.main += "</div>";
  if (report.facts.size() > kCardsWithoutScript) {
    parts.main += "<noscript><p class=\"none\">The first " + std::to_string(kCardsWithoutScript) +
                  " of " + Grouped(report.facts.size()) +
                  " facts are shown; with JavaScript all of them can be read and searched. "
                  "仅列出前" +
                  std::to_string(kCardsWithoutScript) +
                  "条；启用JavaScript可查看和搜索全部。</p></noscript>";
  }
  parts.main += "<div class=\"more js\" hidden><button type=\"button\">" +
                InBoth({"Show more", "显示更多"}) + "</button></div>";
  parts.main += TimeLineSection(report.time_lines, report.facts, *context.vocabulary);
  parts.main += Sources(report);
  parts.footer =
      InBoth({"It is not known here which source is right: that they differ, why they can be "
              "compared, and what would settle it is.",
              "本页不判断哪个来源正确，只说明它们不同、为何可比、如何核实。"}) +
      "<br>" + EscapeHtml(report.version) + " · " + EscapeHtml(report.generated_at);
  parts.data = DataElement(cards, *context.folder);
  return FillPage(parts);
}

}  // namespace heshu::cli
