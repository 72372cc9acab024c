#include "normalize/damage.h"

#include <algorithm>
#include <cstring>

#include "normalize/pinyin.h"
#include "normalize/utf8.h"

namespace heshu::normalize {
namespace {

bool IsDigit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

// 、。，．：；！）」』】》〉”
bool IsChinesePunctuation(char32_t c) {
  return (c >= 0x3001 && c <= 0x3002) || (c >= 0x3008 && c <= 0x3011) || c == 0xFF0C ||
         c == 0xFF0E || c == 0xFF1A || c == 0xFF1B || c == 0xFF01 || c == 0xFF09;
}

}  // namespace

std::vector<ByteSpan> FindLostCharacters(std::string_view text) {
  std::vector<ByteSpan> lost;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint c = DecodeAt(text, at);
    if (c.value == 0xFFFD || IsPrivateUse(c.value)) lost.push_back({at, at + c.size});
    at += c.size;
  }
  return lost;
}

std::vector<ByteSpan> FindLostQuestionMarks(std::string_view text) {
  std::vector<ByteSpan> lost;
  std::size_t at = 0;
  while (at < text.size()) {
    const void* found = std::memchr(text.data() + at, '?', text.size() - at);
    if (found == nullptr) break;
    const std::size_t begin =
        static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    at = std::min(text.find_first_not_of('?', begin), text.size());
    if (begin == 0 || at == text.size()) continue;
    const char32_t left = DecodeBefore(text, begin).value;
    const char32_t right = DecodeAt(text, at).value;
    const bool within = at - begin >= 2 && (IsHan(left) || IsHan(right)) &&
                        (IsHan(left) || IsDigit(left)) && (IsHan(right) || IsDigit(right));
    if (within || (IsHan(left) && IsChinesePunctuation(right))) {
      lost.push_back({begin, at});
    } else if (IsHan(left)) {
      // What is left of an annotated character: 實(shí) as ?shí).
      const std::size_t close = text.substr(at, 12).find(')');
      if (close != std::string_view::npos && IsTonedSyllable(text.substr(at, close))) {
        at += close + 1;
        lost.push_back({begin, at});
      }
    }
  }
  return lost;
}

void MergeSpans(std::vector<ByteSpan>* spans) {
  std::sort(spans->begin(), spans->end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < spans->size(); ++i) {
    if (kept > 0 && (*spans)[i].begin <= (*spans)[kept - 1].end) {
      (*spans)[kept - 1].end = std::max((*spans)[kept - 1].end, (*spans)[i].end);
    } else {
      (*spans)[kept++] = (*spans)[i];
    }
  }
  spans->resize(kept);
}

std::vector<ByteSpan> Forward(const std::vector<ByteSpan>& spans, const OffsetMap& map) {
  std::vector<ByteSpan> forwarded;
  forwarded.reserve(spans.size());
  for (const ByteSpan span : spans) {
    if (const ByteSpan derived = map.FromSource(span); !derived.empty()) {
      forwarded.push_back(derived);
    }
  }
  return forwarded;
}

}  // namespace heshu::normalize
