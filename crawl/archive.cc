#include "crawl/archive.h"

#include <utility>
#include <vector>

#include "crawl/entry_pages.h"

namespace heshu::crawl {
namespace {
constexpr int kNotModified = 304;
}  // namespace

Result<Archive> Archive::Open(const std::string& directory, const std::string& software,
                              const std::string& user_agent, store::Frontier& frontier,
                              store::Millis now) {
  using WarcFile = store::Frontier::WarcFile;
  std::optional<crawler::WarcWriter> writer;
  const auto open = [&](const std::vector<WarcFile>& known) -> Result<WarcFile> {
    crawler::WarcWriterOptions options;
    options.directory = directory;
    options.software = software;
    options.user_agent = user_agent;
    options.cuts_to_known = true;
    for (const auto& file : known) options.known.push_back({file.name, file.bytes});
    auto made = crawler::WarcWriter::Open(std::move(options), TimeText(now));
    if (!made) return tl::make_unexpected(made.error());
    writer.emplace(std::move(*made));
    return WarcFile{writer->file(), writer->size()};
  };
  auto opened = frontier.OpenWarcFiles(directory, open);
  if (!opened) return tl::make_unexpected(opened.error());
  for (const auto& file : writer->lost_at_open()) {
    auto forgotten = frontier.ForgetWarcTail({file.name, file.bytes}, now);
    if (!forgotten) return tl::make_unexpected(forgotten.error());
  }
  return Archive(std::move(*writer), directory, frontier);
}

Result<store::WarcPosition> Archive::Write(const crawler::FetchResult& fetched,
                                           const store::FrontierPage* before,
                                           store::Millis asked_at) {
  const std::string date = TimeText(asked_at);
  crawler::WarcExchange exchange;
  exchange.url = fetched.url;
  exchange.date = date;
  exchange.ip = fetched.ip;
  exchange.request = fetched.request_head;
  exchange.status = fetched.status;
  exchange.fields = &fetched.fields;
  exchange.body = fetched.packed_body.empty() ? fetched.body : fetched.packed_body;
  exchange.is_truncated = fetched.is_truncated;
  const bool may_repeat = before != nullptr && !before->digest.empty();
  const bool repeats = fetched.status == kNotModified ||
                       (fetched.status == 200 && may_repeat && !fetched.is_truncated &&
                        crawler::PayloadDigest(exchange.body) == before->digest);
  std::optional<store::WarcPosition> earlier;
  std::string earlier_date;
  if (repeats && before != nullptr) {
    auto found = frontier_->FindPayload(before->url, before->digest);
    if (!found) return tl::make_unexpected(found.error());
    earlier = std::move(*found);
    if (earlier) earlier_date = TimeText(earlier->at);
    // A body that no record holds is written whole; a 304 has none.
    if (earlier || fetched.status == kNotModified) exchange.refers_to_url = before->url;
    exchange.refers_to_date = earlier_date;
    exchange.refers_to_digest = before->digest;
  }
  const auto written = writer_.Write(exchange);
  if (!written) return tl::make_unexpected(written.error());
  store::WarcPosition position;
  position.file = written->file;
  position.offset = written->offset;
  position.length = written->length;
  position.file_bytes = written->file_bytes;
  position.url = fetched.url;
  position.digest = written->payload_digest;
  position.status = fetched.status;
  position.is_revisit = written->is_revisit;
  position.at = asked_at;
  position.folder = directory_;
  return position;
}

}  // namespace heshu::crawl
