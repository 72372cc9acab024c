// Reads the small JSON objects that users hand in: a line of `inspect --jsonl`, a side file.
#ifndef HESHU_CLI_JSON_READER_H_
#define HESHU_CLI_JSON_READER_H_

#include <map>
#include <string>
#include <string_view>

#include "core/error.h"

namespace heshu::cli {

// The text members of one JSON object; members that are null are left out, numbers and booleans are
// their JSON text, arrays and objects are ignored. `where` names the text in messages; the error
// shows line and column with a caret.
Result<std::map<std::string, std::string>> ReadTextMembers(std::string_view json,
                                                           const std::string& where);

}  // namespace heshu::cli

#endif  // HESHU_CLI_JSON_READER_H_
