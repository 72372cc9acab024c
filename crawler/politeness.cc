#include "crawler/politeness.h"

#include <libpsl.h>

#include "crawler/address_guard.h"

namespace heshu::crawler {

std::string PolitenessKey(const Url& url) {
  std::string host = url.host;
  if (host.starts_with('[') || IpAddress::Parse(host)) return host;
  if (host.ends_with('.')) host.pop_back();
  const char* domain = psl_registrable_domain(psl_builtin(), host.c_str());
  return domain == nullptr ? host : std::string(domain);
}

}  // namespace heshu::crawler
