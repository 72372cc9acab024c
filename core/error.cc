#include "core/error.h"

namespace heshu {

std::string_view ErrorKindName(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidInput:
      return "invalid_input";
    case ErrorKind::kUnsupported:
      return "unsupported";
    case ErrorKind::kNotFound:
      return "not_found";
    case ErrorKind::kIo:
      return "io";
    case ErrorKind::kNetwork:
      return "network";
    case ErrorKind::kDenied:
      return "denied";
    case ErrorKind::kLimit:
      return "limit";
    case ErrorKind::kDatabase:
      return "database";
  }
  return "unknown";
}

std::string Error::ToString() const {
  std::string out = what;
  if (!where.empty()) out += " (" + where + ")";
  if (!hint.empty()) out += ": " + hint;
  return out;
}

}  // namespace heshu
