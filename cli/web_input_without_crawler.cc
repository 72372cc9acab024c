// Builds without crawler/: URLs and WARC say so.
#include "cli/inputs.h"

namespace heshu::cli {

Result<Document> FetchDocument(const std::string& url, const InputOptions&) {
  return Fail(ErrorKind::kUnsupported, "this build of heshu fetches no pages", url,
              "save the page and ingest the file with --url");
}

Result<std::unique_ptr<DocumentStream>> OpenWarc(const std::string& path) {
  return Fail(ErrorKind::kUnsupported, "this build of heshu reads no WARC", path,
              "unpack the pages and ingest the files");
}

}  // namespace heshu::cli
