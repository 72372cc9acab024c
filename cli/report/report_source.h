// What cards need to be told of a store: titles of documents, claims of a time line.
#ifndef HESHU_CLI_REPORT_REPORT_SOURCE_H_
#define HESHU_CLI_REPORT_REPORT_SOURCE_H_

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/report/page.h"
#include "core/vocabulary.h"
#include "normalize/fold.h"
#include "store/store.h"

namespace heshu::cli {

inline constexpr std::size_t kMostTimeLines = 120;

// Remembers the titles asked for last; used by one thread. Store, vocabulary and folder must
// outlive it and its contexts.
class ReportSource {
 public:
  ReportSource(store::Store& store, const Vocabulary& vocabulary, const normalize::Folder& folder)
      : store_(store), vocabulary_(vocabulary), folder_(folder) {}

  CardContext Context();

  // Time lines of the subjects and metrics of `facts`, in the order of the facts.
  Result<std::vector<TimeLine>> TimeLinesOf(const std::vector<Fact>& facts, std::size_t most);

  // After the store has changed: titles are read anew.
  void Forget() { titles_.clear(); }

  // "" if the document is not there or has no title.
  const std::string& Title(const std::string& doc);

 private:
  store::Store& store_;
  const Vocabulary& vocabulary_;
  const normalize::Folder& folder_;
  std::unordered_map<std::string, std::string> titles_;
};

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_REPORT_SOURCE_H_
