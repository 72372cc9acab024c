#include "cli/report/page.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <set>

#include "cli/report/html_text.h"
#include "cli/report/page_assets.h"

namespace heshu::cli {
namespace {

int HexDigit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// 64 hexadecimal digits as base64, the form in which a policy names a hash.
std::string Base64OfHex(std::string_view hex) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (const char c : hex) {
    bits = (bits << 4) | static_cast<unsigned>(HexDigit(c));
    held += 4;
    if (held < 6) continue;
    held -= 6;
    out += kAlphabet[(bits >> held) & 0x3F];
    bits &= (1U << held) - 1;
  }
  if (held > 0) out += kAlphabet[(bits << (6 - held)) & 0x3F];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

// Replaces each {{name}} of the template once; what is put in is not looked at again.
std::string Fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return out.append(text.substr(at));
    out.append(text.substr(at, open - at));
    const std::string_view name = text.substr(open + 2, close - open - 2);
    for (const auto& [known, value] : values) {
      if (known == name) out.append(value);
    }
    at = close + 2;
  }
  return out;
}

std::string Options(const std::vector<Choice>& choices, const Bilingual& all,
                    const std::string& chosen) {
  std::string out = "<option value=\"\" data-zh=\"" + EscapeHtml(all.zh) + "\">" +
                    EscapeHtml(all.en) + "</option>";
  bool is_offered = chosen.empty();
  const auto add = [&](const Choice& choice) {
    const bool is_chosen = choice.value == chosen;
    is_offered |= is_chosen;
    out += "<option value=\"" + EscapeHtml(choice.value) + "\"" + (is_chosen ? " selected>" : ">") +
           EscapeHtml(choice.text);
    if (choice.count > 0) out += " (" + std::to_string(choice.count) + ")";
    out += "</option>";
  };
  const std::size_t offered = std::min(choices.size(), kMostChoices);
  for (std::size_t i = 0; i < offered; ++i) add(choices[i]);
  if (!is_offered) add({chosen, chosen, 0});
  return out;
}

std::string Chosen(const FilterForm& form, const std::string& name) {
  const auto at = form.chosen.find(name);
  return at == form.chosen.end() ? "" : at->second;
}

std::string SelectField(const FilterForm& form, const std::string& name, const Bilingual& label,
                        const std::vector<Choice>& choices, const Bilingual& all) {
  if (choices.empty() && Chosen(form, name).empty()) return {};
  return "<div><label for=\"f-" + name + "\">" + InBoth(label) + "</label><select id=\"f-" + name +
         "\" name=\"" + name + "\">" + Options(choices, all, Chosen(form, name)) +
         "</select></div>";
}

}  // namespace

std::string ContentSecurityPolicy(PageMode mode) {
  return "default-src 'none'; script-src 'sha256-" + Base64OfHex(kPageJsSha256) +
         "'; style-src 'sha256-" + Base64OfHex(kPageCssSha256) +
         "'; img-src data:; base-uri 'none'; form-action " +
         (mode == PageMode::kLive ? "'self'" : "'none'");
}

std::string FillPage(const PageParts& parts) {
  return Fill(kPageHtml, {{"mode", parts.mode == PageMode::kLive ? "live" : "report"},
                          {"csp", ContentSecurityPolicy(parts.mode)},
                          {"generator", "heshu " HESHU_VERSION},
                          {"title", EscapeHtml(parts.title)},
                          {"css", kPageCss},
                          {"nav", parts.nav},
                          {"filters", parts.filters},
                          {"main", parts.main},
                          {"footer", parts.footer},
                          {"data", parts.data},
                          {"js", kPageJs}});
}

std::string FilterFormHtml(const FilterForm& form) {
  const bool is_live = form.mode == PageMode::kLive;
  std::string out = "<details open";
  if (!is_live) out += " class=\"js\"";
  out +=
      "><summary data-zh=\"搜索与筛选\">Search and filter</summary><form id=\"filters\" "
      "role=\"search\"";
  if (is_live) out += " method=\"get\" action=\"" + EscapeHtml(form.action) + "\"";
  const Bilingual hint = form.has_facts && !is_live
                             ? Bilingual{"subject, words, source", "对象、词语、来源"}
                             : Bilingual{"subject, words", "对象、词语"};
  out += "><div><label for=\"f-q\">" + InBoth({"Search, in either script", "搜索（简繁皆可）"}) +
         "</label><input type=\"search\" id=\"f-q\" name=\"q\" autocomplete=\"off\" "
         "spellcheck=\"false\" "
         "placeholder=\"" +
         EscapeHtml(hint.en) + "\" data-zh-hint=\"" + EscapeHtml(hint.zh) + "\" value=\"" +
         EscapeHtml(Chosen(form, "q")) + "\"></div>";
  if (!form.verdicts.empty()) {
    out += "<fieldset><legend>" + InBoth({"Verdict", "判断"}) + "</legend>";
    for (const Choice& choice : form.verdicts) {
      const auto verdict = VerdictFromName(choice.value);
      const Bilingual words =
          verdict ? VerdictWords(*verdict) : Bilingual{choice.text, choice.text};
      out += "<label><input type=\"checkbox\" name=\"verdict\" value=\"" +
             EscapeHtml(choice.value) + "\"" +
             (Chosen(form, "verdict:" + choice.value).empty() ? "" : " checked") + ">" +
             InBoth(words);
      if (choice.count > 0)
        out += "<span class=\"count\">" + std::to_string(choice.count) + "</span>";
      out += "</label>";
    }
    out += "</fieldset>";
  }
  out += SelectField(form, "subject", {"Subject", "对象"}, form.subjects,
                     {"every subject", "所有对象"});
  out +=
      SelectField(form, "metric", {"Metric", "指标"}, form.metrics, {"every metric", "所有指标"});
  out +=
      SelectField(form, "source", {"Source", "来源"}, form.sources, {"every source", "所有来源"});
  out += "<div class=\"pair\"><div><label for=\"f-since\">" + InBoth({"Published from", "发布自"}) +
         "</label><input type=\"date\" id=\"f-since\" name=\"since\" value=\"" +
         EscapeHtml(Chosen(form, "since")) + "\"></div><div><label for=\"f-until\">" +
         InBoth({"to", "至"}) +
         "</label><input type=\"date\" id=\"f-until\" name=\"until\" value=\"" +
         EscapeHtml(Chosen(form, "until")) + "\"></div></div>";
  if (form.has_facts) {
    const std::string severity = Chosen(form, "severity").empty() ? "0" : Chosen(form, "severity");
    out += "<div><label for=\"f-severity\">" + InBoth({"Severity from", "严重度不低于"}) +
           " <output id=\"severity-value\" for=\"f-severity\">" + EscapeHtml(severity) +
           "</output></label><input type=\"range\" id=\"f-severity\" name=\"severity\" min=\"0\" "
           "max=\"100\" step=\"5\" value=\"" +
           EscapeHtml(severity) + "\"></div><div><label for=\"f-sort\">" +
           InBoth({"Order", "次序"}) + "</label><select id=\"f-sort\" name=\"sort\">";
    for (const auto& [value, words] :
         {std::pair<std::string, Bilingual>{"worst", {"the worst first", "最严重的在前"}},
          std::pair<std::string, Bilingual>{"newest", {"the newest first", "最新的在前"}},
          std::pair<std::string, Bilingual>{"subject", {"by subject", "按对象"}}}) {
      out += "<option value=\"" + value + "\" data-zh=\"" + words.zh + "\"" +
             (Chosen(form, "sort") == value ? " selected>" : ">") + words.en + "</option>";
    }
    out += "</select></div>";
  }
  out += "<div class=\"pair\">";
  if (is_live) {
    out += "<button type=\"submit\">" + InBoth({"Search", "搜索"}) + "</button><a href=\"" +
           EscapeHtml(form.action) + "\">" + InBoth({"Reset", "重置"}) + "</a>";
  } else {
    out += "<button type=\"reset\">" + InBoth({"Reset", "重置"}) + "</button>";
  }
  return out + "</div><p class=\"found\" id=\"found\" role=\"status\"></p></form></details>";
}

std::string EntityName(const std::string& id, const Vocabulary& vocabulary) {
  const auto* entity = vocabulary.FindEntity(id);
  if (entity != nullptr && !entity->name.empty()) return entity->name;
  return id.starts_with("x:") ? id.substr(2) : id;
}

store::FactChoices CountChoices(const std::vector<Fact>& facts) {
  std::map<std::string, std::uint64_t> subjects, metrics, sources;
  store::FactChoices counts;
  for (const Fact& fact : facts) {
    ++subjects[fact.subject];
    ++metrics[fact.metric];
    ++counts.verdicts[static_cast<std::size_t>(fact.verdict)];
    std::set<std::string_view> of_fact;
    for (const Claim& claim : fact.claims) {
      if (!claim.source.empty() && of_fact.insert(claim.source).second) ++sources[claim.source];
    }
  }
  const auto ranked = [](const std::map<std::string, std::uint64_t>& all) {
    store::FactChoices::Counts out(all.begin(), all.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
  };
  counts.subjects = ranked(subjects);
  counts.metrics = ranked(metrics);
  counts.sources = ranked(sources);
  return counts;
}

FilterForm ChoicesOf(const store::FactChoices& counts, const Vocabulary& vocabulary) {
  const auto choices = [](const store::FactChoices::Counts& all, auto&& name) {
    std::vector<Choice> out;
    for (const auto& [value, count] : all) out.push_back({value, name(value), count});
    return out;
  };
  FilterForm form;
  for (std::size_t i = 0; i < counts.verdicts.size(); ++i) {
    if (counts.verdicts[i] == 0) continue;
    const std::string name(VerdictName(static_cast<Verdict>(i)));
    form.verdicts.push_back({name, name, counts.verdicts[i]});
  }
  form.subjects =
      choices(counts.subjects, [&](const std::string& id) { return EntityName(id, vocabulary); });
  form.metrics = choices(counts.metrics, [&](const std::string& id) {
    const Bilingual words = MetricWords(id, vocabulary);
    return words.zh == words.en ? words.en : words.en + " " + words.zh;
  });
  form.sources = choices(counts.sources, [](const std::string& name) { return name; });
  return form;
}

std::string TimeLineSection(const std::vector<TimeLine>& lines, const std::vector<Fact>& facts,
                            const Vocabulary& vocabulary) {
  if (lines.empty()) return {};
  std::vector<std::string> contradicted;
  for (const Fact& fact : facts) {
    if (fact.verdict != Verdict::kContradict) continue;
    for (const Claim& claim : fact.claims) contradicted.push_back(claim.id);
  }
  std::string out =
      "<section class=\"after\" id=\"part-lines\" aria-labelledby=\"lines\"><h2 class=\"part\" "
      "id=\"lines\">" +
      InBoth({"Time lines", "时间线"}) + "</h2><p class=\"legend\">" +
      InBoth({"One dot a figure, at the time it is true of; hollow: forecast, plan or "
              "estimate; red: contradicted.",
              "每点为一个数字，位于其所指的时间；空心：预测、计划或估算；红色：有矛盾。"}) +
      "</p><div class=\"lines\">";
  for (const TimeLine& line : lines) {
    out += TimeLineHtml(line, EntityName(line.subject, vocabulary), vocabulary, contradicted);
  }
  return out + "</div></section>";
}

}  // namespace heshu::cli
