// heshu extract: documents → claims on stdout, without a store.
#include "cli/claim_view.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/pipeline.h"

namespace heshu::cli {

Result<int> RunExtract(Session& session) {
  const Arguments& arguments = session.arguments();
  InputOptions options;
  options.facts = {arguments.Get("url"), arguments.Get("source"), arguments.Get("published")};
  options.is_warc = arguments.Has("warc");
  options.user_agent = session.settings().user_agent;
  options.allow_nets = session.settings().allow_nets;
  Inputs inputs(arguments.words().empty() ? std::vector<std::string>{"-"} : arguments.words(),
                options);
  if (!options.facts.url.empty() && inputs.total() != 1) {
    return Fail(ErrorKind::kInvalidInput, "--url names one document, and there are several",
                std::to_string(inputs.left()) + " inputs", "extract them one by one");
  }
  const auto extractor = session.extractor();
  if (!extractor) return tl::make_unexpected(extractor.error());
  ClaimWriter writer(
      session,
      session.format(session.terminal().is_stdout_terminal ? Format::kTable : Format::kJsonl));
  std::size_t read = 0;
  std::size_t failed = 0;
  const std::size_t jobs = inputs.total() == 1 ? 1 : arguments.GetCount("jobs", DefaultJobs());
  RunPipeline(inputs, **extractor, jobs, [&](const Extracted& one) {
    if (!one.extraction.has_value()) {
      session.Report(one.extraction.error());
      ++failed;
      return true;
    }
    ++read;
    for (const Claim& claim : one.extraction->claims) {
      if (arguments.Has("claims") && !claim.IsClaim()) continue;
      if (!writer.Add(claim)) return false;
    }
    return true;
  });
  writer.Finish();
  if (failed > 0) return read > 0 ? kPartlyDone : kFailed;
  return kDone;
}

}  // namespace heshu::cli
