#include "normalize/fold.h"

#include <algorithm>
#include <utility>

#include "normalize/damage.h"
#include "normalize/join.h"
#include "normalize/nfkc.h"
#include "normalize/script.h"

namespace heshu::normalize {
namespace {

// `earlier` put into simplified script.
MappedText ConvertScript(const ScriptConverter& converter, const MappedText& earlier) {
  MappedText converted;
  converter.Convert(earlier.text, &converted.text, &converted.map);
  converted.damage = Forward(earlier.damage, converted.map);
  converted.map = converted.map.Over(earlier.map);
  return converted;
}

}  // namespace

Folder::Folder(std::shared_ptr<const ScriptConverter> converter)
    : converter_(std::move(converter)) {}

Result<Folder> Folder::Create() {
  const auto dictionaries = LoadScriptDictionaries();
  if (!dictionaries) return tl::make_unexpected(dictionaries.error());
  return Folder(CompileScriptConverter(*dictionaries));
}

MappedText Folder::Fold(std::string_view original) const {
  return ConvertScript(*converter_, NormalizeCompatible(original));
}

MappedText Folder::FoldRepaired(std::string_view original, std::span<const ByteSpan> pieces) const {
  const MappedText joined = JoinPieces(original, pieces);
  MappedText normalized = NormalizeCompatible(joined.text);
  normalized.map = normalized.map.Over(joined.map);
  MappedText repaired =
      RepairJoined(normalized.text, pieces.empty() ? BlankLine::kBreaks : BlankLine::kWraps);
  repaired.damage = Forward(normalized.damage, repaired.map);
  repaired.map = repaired.map.Over(normalized.map);
  return ConvertScript(*converter_, repaired);
}

std::string Folder::FoldKey(std::string_view text) const {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string(text);
  std::string key;
  converter_->Convert(NormalizeCompatible(text).text, &key, nullptr);
  return key;
}

}  // namespace heshu::normalize
