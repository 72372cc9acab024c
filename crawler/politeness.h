// Whom a request burdens: the key by which requests are kept apart.
//
// Pure; safe from any thread.
#ifndef HESHU_CRAWLER_POLITENESS_H_
#define HESHU_CRAWLER_POLITENESS_H_

#include <string>
#include <string_view>

#include "crawler/url.h"

namespace heshu::crawler {

// The registrable domain of the URL's host by the Public Suffix List ("news.sina.com.cn" →
// "sina.com.cn"); the host itself where it has none (addresses, "localhost", a public suffix). The
// port does not count: one machine answers on all of them.
std::string PolitenessKey(const Url& url);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_POLITENESS_H_
