// Pieces of HTTP that the fetcher and the WARC reader share: header fields, Content-Type,
// chunks. Pure; safe from any thread.
#ifndef HESHU_CRAWLER_HTTP_FIELDS_H_
#define HESHU_CRAWLER_HTTP_FIELDS_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heshu::crawler {

using HeaderFields = std::vector<std::pair<std::string, std::string>>;  // as received, in order

// The value of the first field called `name` (any case); "" if there is none.
std::string_view FieldValue(const HeaderFields& fields, std::string_view name);

// "Name: value" split and trimmed; both empty if the line has no colon.
std::pair<std::string, std::string> ParseFieldLine(std::string_view line);

struct ContentType {
  std::string media;    // "text/html", lower case; "" if not stated
  std::string charset;  // without quotes; "" if not stated
};
ContentType ParseContentType(std::string_view value);

// 301, 302, 303, 307, 308: the answer is elsewhere.
bool IsRedirect(int status);

bool EqualsIgnoringCase(std::string_view a, std::string_view b);
std::string ToLower(std::string_view text);
std::string_view Trimmed(std::string_view text);

// The body within chunks. What is not chunked in spite of the header comes back as it is: some
// archives store bodies unchunked under the original header. A torn tail keeps what was there.
std::string Dechunk(std::string body);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_HTTP_FIELDS_H_
