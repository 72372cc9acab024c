// Traditional to simplified, over OpenCC's own dictionaries compiled into flat tables of ours.
//
// The conversion is OpenCC's t2s (segments by TSPhrases, then TSPhrases and TSCharacters) followed
// by one stage for the characters of Hong Kong's and Taiwan's standards that t2s leaves alone (敍
// 叙, 衞 卫, 看著 看着): those are read from OpenCC's HK and TW variant dictionaries and put into
// simplified form, so that a text folds the same in whichever script it came. Regional words
// (TWPhrases) are never converted. The result is byte for byte that of opencc::Converter over the
// same chain; tests hold it to that.
#ifndef HESHU_NORMALIZE_SCRIPT_H_
#define HESHU_NORMALIZE_SCRIPT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "normalize/fold.h"

namespace heshu::normalize {

using DictionaryEntries = std::vector<std::pair<std::string, std::string>>;  // key, value; UTF-8

// What the converter is made of, as OpenCC's dictionaries hold it.
struct ScriptDictionaries {
  DictionaryEntries phrases;          // t2s: longest match first
  DictionaryEntries characters;       // t2s: where no phrase matches
  DictionaryEntries variant_phrases;  // simplified: what must not be taken for a variant (显著)
  DictionaryEntries variants;         // simplified: regional form to common form
};

// Reads OpenCC's dictionaries from `folder` (OpenCC's own data folder if empty). Fails with
// kNotFound if one is missing, kInvalidInput if one is damaged.
Result<ScriptDictionaries> LoadScriptDictionaries(const std::string& folder = {});

// The flat engine. Keys and values must be valid UTF-8. Safe from any thread.
std::shared_ptr<const ScriptConverter> CompileScriptConverter(const ScriptDictionaries& from);

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_SCRIPT_H_
