// Reads a text with the project's rules and finds one of its figures.
#ifndef HESHU_TESTS_RULES_READ_FIGURE_H_
#define HESHU_TESTS_RULES_READ_FIGURE_H_

#include <optional>
#include <string>

#include "extract/extractor.h"

namespace heshu::extract {

// The last claim of the text `bytes`, told at `published`, that is written `figure`.
inline Result<std::optional<Claim>> ReadFigure(const std::string& bytes,
                                               const std::string& published,
                                               const std::string& figure) {
  static const auto* extractor =
      new Result<Extractor>(Extractor::Create({HESHU_SOURCE_DIR "/rules", {}}));
  Document document;
  document.content_type = "text/plain";
  document.bytes = bytes;
  document.published = published;
  auto extraction = (*extractor)->Extract(document);
  if (!extraction.has_value()) return tl::make_unexpected(extraction.error());
  std::optional<Claim> found;
  for (Claim& claim : extraction->claims) {
    if (claim.text == figure) found = std::move(claim);
  }
  return found;
}

}  // namespace heshu::extract

#endif  // HESHU_TESTS_RULES_READ_FIGURE_H_
