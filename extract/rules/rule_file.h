// The names that rule loaders use for the TOML tree (config/toml_file.h).
#ifndef HESHU_EXTRACT_RULES_RULE_FILE_H_
#define HESHU_EXTRACT_RULES_RULE_FILE_H_

#include "config/toml_file.h"

namespace heshu::extract {

using RuleNode = config::TomlNode;
using RuleFile = config::TomlFile;

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_RULES_RULE_FILE_H_
