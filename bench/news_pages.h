// The corpus's HTML articles, filled up to the size of a news page (about 130 kB) with scripts,
// navigation and related links: what a page costs on its way in.
#ifndef HESHU_BENCH_NEWS_PAGES_H_
#define HESHU_BENCH_NEWS_PAGES_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace heshu::bench {

inline std::string Repeat(const std::string& text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

inline std::vector<std::string> NewsPages() {
  const std::string script =
      "<script>window.dataLayer=window.dataLayer||[];function track(a,b){dataLayer.push({event:a,"
      "value:b,page:location.href});}track('view',1);</script>\n";
  const std::string links =
      "<li class=\"item item-link\"><a href=\"https://news.example.com/2026/03/a_1.html\" "
      "title=\"示例\" target=\"_blank\"><img src=\"/i.png\" alt=\"\"><span>示例公司去年營收按年"
      "增長三成</span></a></li>\n";
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(HESHU_SOURCE_DIR "/corpus/articles")) {
    if (entry.path().extension() == ".html") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> pages;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    std::string page = bytes.str();
    const std::size_t end = page.rfind("</body>");
    page.insert(
        end == std::string::npos ? page.size() : end,
        "<div class=\"related\"><ul>" + Repeat(links, 250) + "</ul></div>" + Repeat(script, 450));
    pages.push_back(std::move(page));
  }
  return pages;
}

}  // namespace heshu::bench

#endif  // HESHU_BENCH_NEWS_PAGES_H_
