// The flat engine. For every code point one word of a table says what a lone character becomes and
// whether a phrase can begin with it; phrases stand in two small tries over code points.
//
// OpenCC segments first: at each place the longest phrase, else the character goes to the current
// gap. Phrases convert as a whole; characters of a gap convert one by one, and the variants' stage
// then runs over what the gap became. So one pass suffices: phrase, else character, else (rarely) a
// look ahead within the gap for a phrase of the variants' stage.
#include <array>
#include <cassert>
#include <cstdint>
#include <unordered_map>

#include "normalize/script.h"
#include "normalize/utf8.h"

namespace heshu::normalize {
namespace {

std::u32string Decode(std::string_view text) {
  std::u32string decoded;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    decoded.push_back(c.value);
    at += c.size;
  }
  return decoded;
}

// Phrases by code point: node 0 is the root.
class Trie {
 public:
  static constexpr std::uint32_t kNone = 0;  // no child leads back to the root

  void Add(const std::u32string& key, std::uint32_t phrase) {
    std::uint32_t node = 0;
    for (const char32_t c : key) {
      std::uint32_t& child = children_[Edge(node, c)];
      if (child == kNone) {
        child = static_cast<std::uint32_t>(phrase_of_.size());
        phrase_of_.push_back(kNoPhrase);
      }
      node = child;
    }
    if (phrase_of_[node] == kNoPhrase) phrase_of_[node] = phrase;
  }
  std::uint32_t Child(std::uint32_t node, char32_t c) const {
    const auto child = children_.find(Edge(node, c));
    return child == children_.end() ? kNone : child->second;
  }
  static constexpr std::uint32_t kNoPhrase = 0xFFFFFFFF;
  std::uint32_t PhraseAt(std::uint32_t node) const { return phrase_of_[node]; }

 private:
  static std::uint64_t Edge(std::uint32_t node, char32_t c) {
    return (static_cast<std::uint64_t>(node) << 21) | c;
  }
  std::unordered_map<std::uint64_t, std::uint32_t> children_;
  std::vector<std::uint32_t> phrase_of_{kNoPhrase};
};

struct Phrase {
  std::u32string key;
  std::u32string value;
  std::string value_bytes;
};

// Appends to text and map, joining what maps byte by byte into one run.
class Writer {
 public:
  Writer(std::string* text, OffsetMap* map) : text_(text), map_(map) {}

  void Aligned(std::size_t source_begin, std::size_t bytes) {
    if (source_begin != run_source_ + run_bytes_) {
      Flush();
      run_source_ = source_begin;
    }
    run_bytes_ += bytes;
  }
  void Block(ByteSpan source, std::size_t derived_bytes) {
    Flush();
    if (map_ != nullptr) map_->Append(derived_bytes, source, false);
    run_source_ = source.end;
  }
  void Flush() {
    if (run_bytes_ > 0 && map_ != nullptr) {
      map_->Append(run_bytes_, {run_source_, run_source_ + run_bytes_}, true);
    }
    run_source_ += run_bytes_;
    run_bytes_ = 0;
  }
  std::string& text() { return *text_; }

 private:
  std::string* text_;
  OffsetMap* map_;
  std::size_t run_source_ = 0;
  std::size_t run_bytes_ = 0;
};

class FlatConverter final : public ScriptConverter {
 public:
  explicit FlatConverter(const ScriptDictionaries& from);
  void Convert(std::string_view text, std::string* output, OffsetMap* map) const override;

 private:
  // A character's word: what it becomes after t2s (low 21 bits) and what it can begin.
  static constexpr std::uint32_t kCodePoint = 0x1FFFFF;
  static constexpr std::uint32_t kBeginsPhrase = 1u << 31;
  static constexpr std::uint32_t kAsksVariants = 1u << 30;  // what it becomes has a second stage

  std::uint32_t Word(char32_t c) const {
    if (c < 0x10000) return bmp_[c];
    const auto found = beyond_bmp_.find(c);
    return found == beyond_bmp_.end() ? c : found->second;
  }
  void SetWord(char32_t c, std::uint32_t word) {
    if (c < 0x10000) {
      bmp_[c] = word;
    } else {
      beyond_bmp_[c] = word;
    }
  }
  char32_t Variant(char32_t c) const {
    const auto found = variants_.find(c);
    return found == variants_.end() ? c : found->second;
  }

  // The longest phrase at byte `at`, and where it ends.
  const Phrase* MatchPhrase(std::string_view text, std::size_t at, std::size_t* end) const;
  // The longest variants' phrase in what the gap at `at` becomes.
  const Phrase* MatchVariantPhrase(std::string_view text, std::size_t at, std::size_t* end) const;
  static void WritePhrase(const Phrase& phrase, std::string_view text, ByteSpan source,
                          Writer* writer);
  // What the variants' stage makes of a whole phrase of the first stage.
  std::u32string ApplyVariants(const std::u32string& text) const;

  std::vector<std::uint32_t> bmp_;
  std::unordered_map<char32_t, std::uint32_t> beyond_bmp_;
  std::unordered_map<char32_t, char32_t> variants_;
  std::vector<Phrase> phrases_;
  std::vector<Phrase> variant_phrases_;
  Trie phrase_trie_;
  Trie variant_trie_;
};

FlatConverter::FlatConverter(const ScriptDictionaries& from) : bmp_(0x10000) {
  for (char32_t c = 0; c < 0x10000; ++c) bmp_[c] = c;
  for (const auto& [key, value] : from.variants) {
    const std::u32string k = Decode(key);
    const std::u32string v = Decode(value);
    assert(k.size() == 1 && v.size() == 1);
    variants_.emplace(k[0], v[0]);
  }
  std::unordered_map<char32_t, bool> begins_variant_phrase;
  for (const auto& [key, value] : from.variant_phrases) {
    variant_phrases_.push_back({Decode(key), Decode(value), value});
    variant_trie_.Add(variant_phrases_.back().key,
                      static_cast<std::uint32_t>(variant_phrases_.size() - 1));
    begins_variant_phrase[variant_phrases_.back().key[0]] = true;
  }
  const auto with_variants = [&](char32_t c) {
    const bool asks = variants_.contains(c) || begins_variant_phrase.contains(c);
    return static_cast<std::uint32_t>(c) | (asks ? kAsksVariants : 0);
  };
  for (const auto& [c, unused] : variants_) SetWord(c, with_variants(c));
  for (const auto& [c, unused] : begins_variant_phrase) SetWord(c, with_variants(c));
  for (const auto& [key, value] : from.characters) {
    const std::u32string k = Decode(key);
    const std::u32string v = Decode(value);
    assert(k.size() == 1 && v.size() == 1);
    SetWord(k[0], with_variants(v[0]));
  }
  for (const auto& [key, value] : from.phrases) {
    Phrase phrase{Decode(key), ApplyVariants(Decode(value)), {}};
    for (const char32_t c : phrase.value) AppendCodePoint(c, &phrase.value_bytes);
    phrases_.push_back(phrase);
    phrase_trie_.Add(phrase.key, static_cast<std::uint32_t>(phrases_.size() - 1));
    SetWord(phrase.key[0], Word(phrase.key[0]) | kBeginsPhrase);
  }
}

std::u32string FlatConverter::ApplyVariants(const std::u32string& text) const {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t best = Trie::kNoPhrase;
    std::uint32_t node = 0;
    for (std::size_t i = at; i < text.size(); ++i) {
      node = variant_trie_.Child(node, text[i]);
      if (node == Trie::kNone) break;
      if (variant_trie_.PhraseAt(node) != Trie::kNoPhrase) best = variant_trie_.PhraseAt(node);
    }
    if (best == Trie::kNoPhrase) {
      out.push_back(Variant(text[at++]));
    } else {
      out += variant_phrases_[best].value;
      at += variant_phrases_[best].key.size();
    }
  }
  return out;
}

const Phrase* FlatConverter::MatchPhrase(std::string_view text, std::size_t at,
                                         std::size_t* end) const {
  std::uint32_t node = 0;
  const Phrase* best = nullptr;
  while (at < text.size()) {
    const CodePoint c = DecodeAt(text, at);
    node = phrase_trie_.Child(node, c.value);
    if (node == Trie::kNone) break;
    at += c.size;
    if (const std::uint32_t found = phrase_trie_.PhraseAt(node); found != Trie::kNoPhrase) {
      best = &phrases_[found];
      *end = at;
    }
  }
  return best;
}

const Phrase* FlatConverter::MatchVariantPhrase(std::string_view text, std::size_t at,
                                                std::size_t* end) const {
  std::uint32_t node = 0;
  const Phrase* best = nullptr;
  bool is_first = true;
  while (at < text.size()) {
    const CodePoint c = DecodeAt(text, at);
    const std::uint32_t word = Word(c.value);
    std::size_t unused = 0;
    if (!is_first && (word & kBeginsPhrase) != 0 && MatchPhrase(text, at, &unused) != nullptr) {
      break;  // the gap ends where a phrase of the first stage begins
    }
    is_first = false;
    node = variant_trie_.Child(node, word & kCodePoint);
    if (node == Trie::kNone) break;
    at += c.size;
    if (const std::uint32_t found = variant_trie_.PhraseAt(node); found != Trie::kNoPhrase) {
      best = &variant_phrases_[found];
      *end = at;
    }
  }
  return best;
}

void FlatConverter::WritePhrase(const Phrase& phrase, std::string_view text, ByteSpan source,
                                Writer* writer) {
  writer->text() += phrase.value_bytes;
  if (phrase.key.size() != phrase.value.size()) {
    writer->Block(source, phrase.value_bytes.size());
    return;
  }
  std::size_t at = source.begin;
  for (const char32_t c : phrase.value) {
    const std::uint32_t size = DecodeAt(text, at).size;
    if (size == EncodedSize(c)) {
      writer->Aligned(at, size);
    } else {
      writer->Block({at, at + size}, EncodedSize(c));
    }
    at += size;
  }
}

void FlatConverter::Convert(std::string_view text, std::string* output, OffsetMap* map) const {
  output->reserve(output->size() + text.size());
  Writer writer(output, map);
  const auto lead = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t copied = 0;  // text[copied, at) is unchanged and not yet in the output
  const auto copy_to = [&](std::size_t end) {
    output->append(text.data() + copied, end - copied);
    writer.Aligned(copied, end - copied);
  };
  std::size_t at = 0;
  while (at < text.size()) {
    // Latin, Greek, Cyrillic, general punctuation: no key of the dictionaries begins below U+2000.
    if (lead(at) < 0xE2) {
      ++at;
      continue;
    }
    const CodePoint c = DecodeAt(text, at);
    const std::uint32_t word = Word(c.value);
    if (word == c.value || !c.is_valid) {
      at += c.size;
      continue;
    }
    const std::size_t next = at + c.size;
    std::size_t end = 0;
    const Phrase* phrase = nullptr;
    if ((word & kBeginsPhrase) != 0) phrase = MatchPhrase(text, at, &end);
    if (phrase == nullptr && (word & kAsksVariants) != 0) {
      phrase = MatchVariantPhrase(text, at, &end);
    }
    if (phrase != nullptr) {
      copy_to(at);
      WritePhrase(*phrase, text, {at, end}, &writer);
      at = copied = end;
      continue;
    }
    char32_t becomes = word & kCodePoint;
    if ((word & kAsksVariants) != 0) becomes = Variant(becomes);
    if (becomes != c.value) {
      copy_to(at);
      AppendCodePoint(becomes, output);
      const std::uint32_t size = EncodedSize(becomes);
      if (size == c.size) {
        writer.Aligned(at, size);
      } else {
        writer.Block({at, next}, size);
      }
      copied = next;
    }
    at = next;
  }
  copy_to(text.size());
  writer.Flush();
}

}  // namespace

std::shared_ptr<const ScriptConverter> CompileScriptConverter(const ScriptDictionaries& from) {
  return std::make_shared<FlatConverter>(from);
}

}  // namespace heshu::normalize
