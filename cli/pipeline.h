// Documents → extractions on several threads, handed on in the order of the inputs.
#ifndef HESHU_CLI_PIPELINE_H_
#define HESHU_CLI_PIPELINE_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "cli/inputs.h"
#include "core/article.h"
#include "core/error.h"
#include "extract/extractor.h"

namespace heshu::cli {

struct Extracted {
  std::string name;
  Document document;
  Result<extract::Extraction> extraction;
};

// The next document, or why it cannot be had; empty at the end. Called on any of the threads, by
// one at a time.
using NextInput = std::function<std::optional<Input>()>;

// Takes from `next` and extracts each on one of `jobs` threads; calls `sink` on the calling thread,
// in order. At most 2 × `jobs` documents are in memory. Stops taking inputs when `sink` returns
// false or after Ctrl-C; what is in hand then is still handed on (Ctrl-C), or dropped (false).
void RunPipeline(const NextInput& next, const extract::Extractor& extractor, std::size_t jobs,
                 const std::function<bool(Extracted)>& sink);
void RunPipeline(Inputs& inputs, const extract::Extractor& extractor, std::size_t jobs,
                 const std::function<bool(Extracted)>& sink);

// --jobs, or one a core.
std::size_t DefaultJobs();

}  // namespace heshu::cli

#endif  // HESHU_CLI_PIPELINE_H_
