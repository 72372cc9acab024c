// The one fold for documents, queries, rules and aliases: same fact, same text, in either script.
//
// NFKC and width folding (nfkc.h), then script to simplified (script.h). Case is kept. Regional
// words (晶片 / 芯片) are not touched: those are aliases. Dashes stay what they are (– — − are no
// hyphens). Every folded byte maps back to the original bytes it came from. Ill-formed UTF-8 folds
// to U+FFFD.
//
// A Folder is immutable and safe from any thread; creating one loads dictionaries (milliseconds),
// so share it.
#ifndef HESHU_NORMALIZE_FOLD_H_
#define HESHU_NORMALIZE_FOLD_H_

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/byte_span.h"
#include "core/error.h"
#include "normalize/offset_map.h"

namespace heshu::normalize {

// A text derived from an original, and the way back.
struct MappedText {
  std::string text;
  OffsetMap map;                 // from `text` to the original
  std::vector<ByteSpan> damage;  // of `text`: lost bytes (U+FFFD, ??, private use) — read no figure
};

// The engine that converts script: OpenCC's dictionaries compiled into flat tables (script.h).
// Behind this interface another engine over the same dictionaries can take its place.
class ScriptConverter {
 public:
  virtual ~ScriptConverter() = default;
  // Appends `text` (valid UTF-8) converted to `output`, and to `map`, unless it is null, how the
  // appended bytes map back. `output` and `map` start empty. Safe from any thread.
  virtual void Convert(std::string_view text, std::string* output, OffsetMap* map) const = 0;
};

class Folder {
 public:
  // Loads the conversion dictionaries. Fails with kNotFound if OpenCC's data are not installed.
  static Result<Folder> Create();
  // With another engine; for tests and comparisons.
  explicit Folder(std::shared_ptr<const ScriptConverter> converter);

  // Folds `original` as it stands (no repair; lost bytes are marked all the same).
  MappedText Fold(std::string_view original) const;

  // Joins `pieces` of `original` (all of it if empty), repairs what the text did to its numbers
  // (normalize/repair.h) and folds. Spans of the result map to bytes of `original`. Pieces are in
  // the text's order and do not overlap; every line break in and between them is a wrap. Without
  // pieces a blank line stays a break, as "\n\n"; so folding the result again changes nothing.
  MappedText FoldRepaired(std::string_view original, std::span<const ByteSpan> pieces) const;

  // Fold for keys: queries, aliases, rules. No map.
  std::string FoldKey(std::string_view text) const;

 private:
  std::shared_ptr<const ScriptConverter> converter_;
};

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_FOLD_H_
