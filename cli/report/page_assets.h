// cli/report/page.html, page.css and page.js as they are in the source tree, compiled in
// (embed_assets.cmake), each with its SHA-256 as 64 lower-case hexadecimal digits.
#ifndef HESHU_CLI_REPORT_PAGE_ASSETS_H_
#define HESHU_CLI_REPORT_PAGE_ASSETS_H_

#include <string_view>

namespace heshu::cli {

extern const std::string_view kPageHtml, kPageHtmlSha256;
extern const std::string_view kPageCss, kPageCssSha256;
extern const std::string_view kPageJs, kPageJsSha256;

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_PAGE_ASSETS_H_
