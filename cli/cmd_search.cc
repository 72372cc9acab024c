// heshu search: claims by words and filters.
#include "cli/claim_view.h"
#include "cli/commands.h"
#include "cli/queries.h"

namespace heshu::cli {

Result<int> RunSearch(Session& session) {
  auto query = QueryFromOptions(session);
  if (!query) return tl::make_unexpected(query.error());
  for (const std::string& word : session.arguments().words()) {
    if (!query->text.empty()) query->text += ' ';
    query->text += word;
  }
  auto store = session.OpenStore(store::OpenMode::kReadOnly);
  if (!store) return tl::make_unexpected(store.error());
  const auto found = store->FindClaims(*query);
  if (!found) return tl::make_unexpected(found.error());
  ClaimWriter writer(session, session.format(Format::kTable));
  for (const Claim& claim : *found) {
    if (!writer.Add(claim)) break;
  }
  writer.Finish();
  if (!found->empty()) return kDone;
  session.Note("nothing found");
  return kNothingFound;
}

}  // namespace heshu::cli
