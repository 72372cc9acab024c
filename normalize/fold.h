// The one fold for documents, queries, rules and aliases: same fact, same text, in either script.
//
// NFKC and width folding (ICU), then script to simplified (OpenCC t2s with the HK and TW variant
// characters brought in). Case is kept. Regional words (晶片 / 芯片) are not touched: those are
// aliases. Every folded byte maps back to the original bytes it came from.
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

// The engine that converts script. Behind this interface stands OpenCC's converter; a faster engine
// over the same dictionaries can take its place (DESIGN.md).
class ScriptConverter {
 public:
  virtual ~ScriptConverter() = default;
  // Converts all of `text` (UTF-8, NFKC) and reports the pieces: for each, its length in bytes in
  // the input and its converted text. Pieces cover the input in order.
  struct Piece {
    std::size_t input_bytes = 0;
    std::string output;
  };
  virtual std::vector<Piece> Convert(std::string_view text) const = 0;
};

class Folder {
 public:
  // Loads the conversion dictionaries. Fails with kNotFound if OpenCC's data are not installed.
  static Result<Folder> Create();

  // Folds `original` as it stands (no repair).
  MappedText Fold(std::string_view original) const;

  // Joins `pieces` of `original` (all of it if empty), repairs what the text did to its numbers
  // (normalize/repair.h) and folds. Spans of the result map to bytes of `original`.
  MappedText FoldRepaired(std::string_view original, std::span<const ByteSpan> pieces) const;

  // Fold for keys: queries, aliases, rules. No map.
  std::string FoldKey(std::string_view text) const;

 private:
  explicit Folder(std::shared_ptr<const ScriptConverter> converter);
  std::shared_ptr<const ScriptConverter> converter_;
};

}  // namespace heshu::normalize

#endif  // HESHU_NORMALIZE_FOLD_H_
