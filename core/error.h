// Errors as values: every failure that input, network, disk or a database can cause.
//
// An Error answers four questions: what kind it is (a short closed list), what failed, where
// (file:line:column, URL, SQL) and how to mend it. `snippet` may hold the offending source line
// with a caret line under it; cli/ prints it as it stands. heshu code throws nothing; what only a
// bug can cause is an assert.
#ifndef HESHU_CORE_ERROR_H_
#define HESHU_CORE_ERROR_H_

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace heshu {

enum class ErrorKind {
  kInvalidInput,  // the bytes, the rule or the option is wrong
  kUnsupported,   // well-formed, but nothing heshu can do
  kNotFound,      // no such file, id, record
  kIo,            // reading or writing failed: permissions, disk full
  kNetwork,       // DNS, connection, TLS, HTTP status
  kDenied,        // refused by policy: robots.txt, the address guard
  kLimit,         // a stated limit of size, depth or time was reached
  kDatabase,      // SQLite said no: locked, foreign, newer, corrupt
};

// The kind's name as messages and JSON show it, e.g. "invalid_input".
std::string_view ErrorKindName(ErrorKind kind);

struct Error {
  ErrorKind kind = ErrorKind::kInvalidInput;
  std::string what;
  std::string where;
  std::string hint;
  std::string snippet;

  // "what (where): hint" on one line; for logs and test failures.
  std::string ToString() const;

  friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

// `return Fail(ErrorKind::kIo, "cannot read the file", path, "check its permissions");`
inline tl::unexpected<Error> Fail(ErrorKind kind, std::string what, std::string where = {},
                                  std::string hint = {}, std::string snippet = {}) {
  return tl::make_unexpected(
      Error{kind, std::move(what), std::move(where), std::move(hint), std::move(snippet)});
}

}  // namespace heshu

#endif  // HESHU_CORE_ERROR_H_
