// A name server for tests: getaddrinfo of this program, libcurl's included, answers what a test
// says and knows no other name. Numeric addresses resolve to themselves. Tests only.
#ifndef HESHU_TESTS_CRAWLER_RESOLVER_STUB_H_
#define HESHU_TESTS_CRAWLER_RESOLVER_STUB_H_

#include <string>
#include <vector>

namespace heshu::crawler {

// The n-th question for `name` is answered by the n-th list of addresses, later ones by the last.
void AnswerName(const std::string& name, std::vector<std::vector<std::string>> answers);
// How often `name` was asked for.
int TimesAsked(const std::string& name);

}  // namespace heshu::crawler

#endif  // HESHU_TESTS_CRAWLER_RESOLVER_STUB_H_
