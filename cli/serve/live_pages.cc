#include "cli/serve/live_pages.h"

#include <algorithm>

#include "cli/report/html_text.h"

namespace heshu::cli {
namespace {

// RFC 3986: all but unreserved characters, so that no byte of a field can end an attribute.
std::string Escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 0xF];
  }
  return out;
}

std::string Nav(std::string_view here) {
  std::string out = "<nav aria-label=\"Pages\" data-zh-label=\"页面\">";
  const std::pair<std::string_view, Bilingual> pages[] = {{"/", {"Facts", "事实"}},
                                                          {"/claims", {"Claims", "说法"}},
                                                          {"/lines", {"Time lines", "时间线"}}};
  for (const auto& [path, name] : pages) {
    out += "<a href=\"" + std::string(path) + "\"" +
           (path == here ? " aria-current=\"page\">" : ">") + InBoth(name) + "</a>";
  }
  return out + "</nav>";
}

std::string FormOf(const ListPage& page, bool has_facts) {
  FilterForm form = *page.choices;
  form.mode = PageMode::kLive;
  form.action = page.request->path;
  form.has_facts = has_facts;
  if (!has_facts) form.verdicts.clear();
  for (const auto& [name, value] : page.request->fields) {
    if (name == "verdict") {
      form.chosen["verdict:" + value] = "1";
    } else {
      form.chosen.emplace(name, value);
    }
  }
  return FilterFormHtml(form);
}

std::string Paging(const ListPage& page) {
  if (page.page_size == 0 || (page.offset == 0 && page.total <= page.page_size)) return {};
  std::string out = "<nav class=\"pages\" aria-label=\"Paging\" data-zh-label=\"分页\">";
  if (page.offset > 0) {
    const std::size_t before = page.offset - std::min(page.offset, page.page_size);
    out += "<a rel=\"prev\" href=\"" + EscapeHtml(PageLink(*page.request, before)) + "\">" +
           InBoth({"Previous", "上一页"}) + "</a>";
  }
  const bool is_open = page.most_counted > 0 && page.total >= page.most_counted;
  if (page.offset + page.page_size < page.total || (is_open && !page.cards.empty())) {
    out += "<a rel=\"next\" href=\"" +
           EscapeHtml(PageLink(*page.request, page.offset + page.page_size)) + "\">" +
           InBoth({"Next", "下一页"}) + "</a>";
  }
  return out + "</nav>";
}

std::string Title(const Bilingual& title, const std::string& below) {
  return "<div class=\"title\"><h1>" + InBoth(title) + "</h1>" +
         (below.empty() ? "" : "<p>" + below + "</p>") + "</div>";
}

std::string List(const ListPage& page) {
  std::string out = "<div id=\"list\">" + page.cards;
  if (page.cards.empty()) {
    out += "<p class=\"none\">" + InBoth({"Nothing matches.", "没有符合条件的条目。"}) + "</p>";
  }
  return out + "</div>" + Paging(page);
}

// "1–20 of 160", "1–30 of more": `total` empty = not known.
std::string Shown(const ListPage& page, const std::string& total) {
  if (page.cards.empty()) return {};
  const bool is_open = total.empty() || total.ends_with('+');
  const std::size_t last =
      is_open ? page.offset + page.page_size : std::min(page.offset + page.page_size, page.total);
  const std::string from = std::to_string(page.offset + 1);
  const std::string to = std::to_string(last);
  if (total.empty()) {
    return InBoth({from + "–" + to + ", and more", "第" + from + "–" + to + "条，还有更多"});
  }
  return InBoth(
      {from + "–" + to + " of " + total, "第" + from + "–" + to + "条，共" + total + "条"});
}

std::string Page(std::string_view here, const std::string& title, std::string filters,
                 std::string main) {
  PageParts parts;
  parts.mode = PageMode::kLive;
  parts.title = title + " · heshu 核數";
  parts.nav = Nav(here);
  parts.filters = std::move(filters);
  parts.main = std::move(main);
  parts.footer = InBoth(
      {"The live store, read-only, on this machine alone.", "实时数据库，只读，仅限本机访问。"});
  return FillPage(parts);
}

}  // namespace

std::string PageLink(const SiteRequest& request, std::size_t offset) {
  std::string out = request.path;
  char before = '?';
  for (const auto& [name, value] : request.fields) {
    if (name == "from" || value.empty()) continue;
    out += before + Escaped(name) + "=" + Escaped(value);
    before = '&';
  }
  if (offset > 0) out += before + ("from=" + std::to_string(offset));
  return out;
}

std::string FactsPage(const ListPage& page) {
  const auto number = [&](std::size_t count) {
    const bool is_least = page.most_counted > 0 && count >= page.most_counted;
    return std::to_string(count) + (is_least ? "+" : "");
  };
  std::string below = Shown(page, number(page.total));
  const std::string conflicts = number(page.contradictions);
  const std::string agreements = number(page.agreements);
  below += (below.empty() ? "" : " · ") + std::string("<span class=\"val\">") +
           InBoth({conflicts + " contradict, " + agreements + " agree",
                   conflicts + "条矛盾，" + agreements + "条一致"}) +
           "</span>";
  return Page(
      "/", "Facts", FormOf(page, true),
      Title({"Where the sources contradict each other", "各来源相互矛盾之处"}, below) + List(page));
}

std::string ClaimsPage(const ListPage& page) {
  const bool has_more = page.total > page.offset + page.page_size;
  const std::string total = has_more ? "" : std::to_string(page.total);
  return Page("/claims", "Claims", FormOf(page, false),
              Title({"What the sources claim", "各来源的说法"}, Shown(page, total)) + List(page));
}

std::string LinesPage(const ListPage& page) {
  std::string main = Title({"Time lines", "时间线"}, "");
  main += page.cards.empty()
              ? "<p class=\"none\">" +
                    InBoth({"No figure is told of two times.", "没有跨时间的数字。"}) + "</p>"
              : page.cards;
  return Page("/lines", "Time lines", FormOf(page, true), main);
}

std::string RecordPage(const std::string& id, const std::string& cards) {
  return Page("", id, "", "<div id=\"list\">" + cards + "</div>");
}

std::string DocumentPage(const store::StoredDocument& document, const std::string& cards) {
  const std::string link = SafeLink(document.url);
  const std::string url = EscapeHtml(document.url);
  std::string below =
      "<bdi>" + EscapeHtml(document.source) + "</bdi> " + EscapeHtml(document.published) + "<br>";
  below += link.empty() ? "<bdi>" + url + "</bdi>"
                        : "<a href=\"" + link +
                              "\" target=\"_blank\" rel=\"noopener noreferrer nofollow\"><bdi>" +
                              url + "</bdi></a>";
  below += "<br><code>" + EscapeHtml(document.id) + "</code>";
  const std::string title = document.title.empty() ? document.url : document.title;
  return Page("", title, "", Title({title, ""}, below) + "<div id=\"list\">" + cards + "</div>");
}

std::string ErrorPage(const Error& error) {
  return Page("", "Error", "",
              "<div class=\"title\"><h1>" + EscapeHtml(error.what) + "</h1><p><code>" +
                  EscapeHtml(error.where) + "</code></p><p>" + EscapeHtml(error.hint) +
                  "</p></div><div id=\"list\"></div>");
}

}  // namespace heshu::cli
