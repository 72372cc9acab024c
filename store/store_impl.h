// What stands behind Store; the store_*.cc files share it.
#ifndef HESHU_STORE_STORE_IMPL_H_
#define HESHU_STORE_STORE_IMPL_H_

#include <memory>
#include <string>
#include <string_view>

#include "store/database.h"
#include "store/store.h"

namespace heshu::store {

class Store::Impl {
 public:
  std::string Fold(std::string_view text) const { return fold ? fold(text) : std::string(text); }

  std::unique_ptr<Database> database;
  OpenMode mode = OpenMode::kReadOnly;
  FoldFunction fold;
  Annotators annotators;
};

// An operation failed and its error goes on to the caller, whatever the caller's result type.
template <typename T>
tl::unexpected<Error> Forward(const Result<T>& failed) {
  return tl::make_unexpected(failed.error());
}

}  // namespace heshu::store

#endif  // HESHU_STORE_STORE_IMPL_H_
