#include <exception>
#include <map>
#include <opencc/Exception.hpp>
#include <opencc/Lexicon.hpp>
#include <opencc/MarisaDict.hpp>
#include <set>
#include <string>

#include "normalize/script.h"

namespace heshu::normalize {
namespace {

DictionaryEntries ReadDictionary(const std::string& path) {
  const opencc::MarisaDictPtr dict =
      opencc::SerializableDict::NewFromFile<opencc::MarisaDict>(path);
  DictionaryEntries entries;
  const opencc::LexiconPtr lexicon = dict->GetLexicon();
  entries.reserve(lexicon->Length());
  for (const auto& entry : *lexicon) entries.emplace_back(entry->Key(), entry->GetDefault());
  return entries;
}

// Puts the variants that t2s leaves apart into simplified form. A pair (regional, standard) counts
// if t2s gives two different texts for it and the regional one is not itself what t2s makes of
// another character (么 from 麼 is everyday Chinese, not Taiwan's 么 for 幺). Where Hong Kong and
// Taiwan agree against OpenCC's standard (抬 for 擡) theirs is the common form.
void AddVariants(const DictionaryEntries& hong_kong, const DictionaryEntries& taiwan,
                 const DictionaryEntries& exceptions, ScriptDictionaries* into) {
  std::set<std::string> made_by_t2s;
  for (const auto& [key, value] : into->characters) {
    if (key != value) made_by_t2s.insert(value);
  }
  const auto t2s = CompileScriptConverter(*into);
  const auto simplify = [&](const std::string& text) {
    std::string simplified;
    t2s->Convert(text, &simplified, nullptr);
    return simplified;
  };
  const std::map<std::string, std::string> in_hong_kong(hong_kong.begin(), hong_kong.end());
  std::map<std::string, std::string> variants;
  const auto add = [&](const std::string& key, const std::string& value, bool is_common) {
    const std::string regional = simplify(key);
    const std::string standard = simplify(value);
    if (regional == standard || made_by_t2s.contains(regional)) return;
    if (is_common) {
      variants.emplace(standard, regional);
    } else {
      variants.emplace(regional, standard);
    }
  };
  for (const auto& [key, value] : taiwan) {
    const auto same = in_hong_kong.find(key);
    add(key, value, same != in_hong_kong.end() && same->second == value);
  }
  for (const auto& [key, value] : hong_kong) {
    if (!variants.contains(simplify(value))) add(key, value, false);
  }
  std::map<std::string, std::string> phrases;
  for (const auto& [key, value] : exceptions) {
    const std::string phrase = simplify(key);
    for (const auto& [variant, common] : variants) {
      if (phrase.find(variant) != std::string::npos) phrases.emplace(phrase, simplify(value));
    }
  }
  into->variants.assign(variants.begin(), variants.end());
  into->variant_phrases.assign(phrases.begin(), phrases.end());
}

}  // namespace

Result<ScriptDictionaries> LoadScriptDictionaries(const std::string& folder) {
  const std::string prefix = (folder.empty() ? std::string(HESHU_OPENCC_DATA) : folder) + "/";
  try {
    ScriptDictionaries dictionaries;
    dictionaries.phrases = ReadDictionary(prefix + "TSPhrases.ocd2");
    dictionaries.characters = ReadDictionary(prefix + "TSCharacters.ocd2");
    DictionaryEntries exceptions = ReadDictionary(prefix + "HKVariantsRevPhrases.ocd2");
    const DictionaryEntries taiwan_exceptions =
        ReadDictionary(prefix + "TWVariantsRevPhrases.ocd2");
    exceptions.insert(exceptions.end(), taiwan_exceptions.begin(), taiwan_exceptions.end());
    AddVariants(ReadDictionary(prefix + "HKVariantsRev.ocd2"),
                ReadDictionary(prefix + "TWVariantsRev.ocd2"), exceptions, &dictionaries);
    return dictionaries;
  } catch (const opencc::FileNotFound& error) {
    return Fail(ErrorKind::kNotFound, "OpenCC's dictionaries are not installed", error.what(),
                "install the package libopencc-data");
  } catch (const opencc::Exception& error) {
    return Fail(ErrorKind::kInvalidInput, "cannot read OpenCC's dictionaries",
                prefix + ": " + error.what(), "reinstall the package libopencc-data");
  } catch (const std::exception& error) {
    return Fail(ErrorKind::kInvalidInput, "cannot read OpenCC's dictionaries",
                prefix + ": " + error.what(), "reinstall the package libopencc-data");
  }
}

}  // namespace heshu::normalize
