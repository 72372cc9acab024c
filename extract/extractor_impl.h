// What an Extractor holds; for extract/ itself and the `inspect` and `rules` commands.
#ifndef HESHU_EXTRACT_EXTRACTOR_IMPL_H_
#define HESHU_EXTRACT_EXTRACTOR_IMPL_H_

#include <string>

#include "extract/article/article_reader.h"
#include "extract/claims/claim_finder.h"
#include "extract/extractor.h"

namespace heshu::extract {

class Extractor::Impl {
 public:
  ClaimKnowledge knowledge;
  ArticleReader reader;
  Vocabulary vocabulary;
  std::string version;
  std::size_t file_count = 0;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_EXTRACTOR_IMPL_H_
