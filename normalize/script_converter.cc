// The flat engine. For every code point one word of a table says what a lone character becomes and
// whether a phrase can begin with it; phrases stand in two small tries over code points.
//
// OpenCC segments first: at each place the longest phrase, else the character goes to the current
// gap. Phrases convert as a whole; characters of a gap convert one by one, and the variants' stage
// then runs over what the gap became. So one pass suffices: phrase, else character, else (rarely) a
// look ahead within the gap for a phrase of the variants' stage.
#include <cassert>
#include <cstdint>
#include <cstring>
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

// Phrases by code point: node 0 is the root. Edges stand in one open-addressed table, so that the
// usual question, whether two characters can begin a phrase, costs one look.
class Trie {
 public:
  static constexpr std::uint32_t kNone = 0;  // no child leads back to the root
  static constexpr std::uint32_t kNoPhrase = 0xFFFFFFFF;

  void Add(const std::u32string& key, std::uint32_t phrase) {
    std::uint32_t node = 0;
    for (const char32_t c : key) {
      std::uint32_t child = Child(node, c);
      if (child == kNone) {
        child = static_cast<std::uint32_t>(phrase_of_.size());
        phrase_of_.push_back(kNoPhrase);
        if (phrase_of_.size() * 2 > edges_.size()) Grow();
        Insert({Key(node, c), child});
      }
      node = child;
    }
    if (phrase_of_[node] == kNoPhrase) phrase_of_[node] = phrase;
  }
  std::uint32_t Child(std::uint32_t node, char32_t c) const {
    const std::uint64_t key = Key(node, c);
    for (std::size_t slot = Slot(key);; slot = (slot + 1) & (edges_.size() - 1)) {
      if (edges_[slot].key == key) return edges_[slot].child;
      if (edges_[slot].child == kNone) return kNone;
    }
  }
  std::uint32_t PhraseAt(std::uint32_t node) const { return phrase_of_[node]; }

 private:
  struct Edge {
    std::uint64_t key = 0;
    std::uint32_t child = kNone;
  };
  static std::uint64_t Key(std::uint32_t node, char32_t c) {
    return (static_cast<std::uint64_t>(node) << 21) | c;
  }
  std::size_t Slot(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 40) & (edges_.size() - 1);
  }
  void Insert(const Edge& edge) {
    std::size_t slot = Slot(edge.key);
    while (edges_[slot].child != kNone) slot = (slot + 1) & (edges_.size() - 1);
    edges_[slot] = edge;
  }
  void Grow() {
    std::vector<Edge> old(edges_.size() * 2);
    old.swap(edges_);
    for (const Edge& edge : old) {
      if (edge.child != kNone) Insert(edge);
    }
  }

  std::vector<Edge> edges_ = std::vector<Edge>(64);  // a power of two, at most half full
  std::vector<std::uint32_t> phrase_of_{kNoPhrase};
};

struct Phrase {
  std::u32string key;
  std::u32string value;
  std::string value_bytes;
};

// The output under construction. Everything up to a Block() maps byte by byte.
class Writer {
 public:
  Writer(std::string* text, OffsetMap* map, std::size_t expected_bytes) : text_(text), map_(map) {
    text_->resize(expected_bytes + kSlack);
  }

  // Makes room for `bytes` more; at() is valid until the next call.
  void Reserve(std::size_t bytes) {
    if (text_->size() - size_ < bytes) text_->resize(text_->size() * 2 + bytes + kSlack);
  }
  char* at() { return text_->data() + size_; }
  void Advance(std::size_t bytes) { size_ += bytes; }
  void Append(std::string_view bytes) {
    Reserve(bytes.size());
    std::memcpy(at(), bytes.data(), bytes.size());
    size_ += bytes.size();
  }

  // The last `derived_bytes` written came from `source` as a whole.
  void Block(ByteSpan source, std::size_t derived_bytes) {
    Flush(source.begin);
    if (map_ != nullptr) map_->Append(derived_bytes, source, false);
    aligned_from_ = source.end;
  }
  void Finish(std::size_t source_end) {
    Flush(source_end);
    text_->resize(size_);
  }

 private:
  static constexpr std::size_t kSlack = 16;

  void Flush(std::size_t source_end) {
    if (map_ == nullptr) return;
    map_->Append(source_end - aligned_from_, {aligned_from_, source_end}, true);
  }

  std::string* text_;
  OffsetMap* map_;
  std::size_t size_ = 0;
  std::size_t aligned_from_ = 0;  // source bytes from here on map byte by byte
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
  std::size_t ConvertOne(std::string_view text, std::size_t at, Writer* writer) const;
  static void WriteCharacter(char32_t c, ByteSpan source, Writer* writer);
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
  if (phrase.key.size() != phrase.value.size()) {
    writer->Append(phrase.value_bytes);
    writer->Block(source, phrase.value_bytes.size());
    return;
  }
  std::size_t at = source.begin;
  for (const char32_t c : phrase.value) {
    const std::uint32_t size = DecodeAt(text, at).size;
    WriteCharacter(c, {at, at + size}, writer);
    at += size;
  }
}

void FlatConverter::WriteCharacter(char32_t c, ByteSpan source, Writer* writer) {
  std::string bytes;  // short: never on the heap
  AppendCodePoint(c, &bytes);
  writer->Append(bytes);
  if (bytes.size() != source.size()) writer->Block(source, bytes.size());
}

void FlatConverter::Convert(std::string_view text, std::string* output, OffsetMap* map) const {
  assert(output->empty());
  Writer writer(output, map, text.size());
  const char* const bytes = text.data();
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  std::size_t at = 0;
  while (at < text.size()) {
    writer.Reserve(4);
    const unsigned char lead = byte(at);
    // Latin, Greek, Cyrillic: no key of the dictionaries begins below U+2000.
    if (lead < 0xE2) {
      *writer.at() = bytes[at++];
      writer.Advance(1);
      continue;
    }
    if (lead < 0xF0 && at + 3 <= text.size()) {
      const std::uint32_t c =
          ((lead & 0x0Fu) << 12) | ((byte(at + 1) & 0x3Fu) << 6) | (byte(at + 2) & 0x3Fu);
      const std::uint32_t word = bmp_[c];
      if (word == c) {
        std::memcpy(writer.at(), bytes + at, 3);
        writer.Advance(3);
        at += 3;
        continue;
      }
      if (word >= 0x800 && word < 0x10000) {  // no flags: a character of three bytes for another
        const char three[3] = {static_cast<char>(0xE0u | (word >> 12)),
                               static_cast<char>(0x80u | ((word >> 6) & 0x3Fu)),
                               static_cast<char>(0x80u | (word & 0x3Fu))};
        std::memcpy(writer.at(), three, 3);
        writer.Advance(3);
        at += 3;
        continue;
      }
    }
    at = ConvertOne(text, at, &writer);
  }
  writer.Finish(text.size());
}

// Everything the loop above does not see to at once; returns where to go on.
std::size_t FlatConverter::ConvertOne(std::string_view text, std::size_t at, Writer* writer) const {
  const CodePoint c = DecodeAt(text, at);
  const std::size_t next = at + c.size;
  if (!c.is_valid) {
    writer->Append(text.substr(at, c.size));
    return next;
  }
  const std::uint32_t word = Word(c.value);
  std::size_t end = 0;
  const Phrase* phrase = nullptr;
  if ((word & kBeginsPhrase) != 0) phrase = MatchPhrase(text, at, &end);
  if (phrase == nullptr && (word & kAsksVariants) != 0) {
    phrase = MatchVariantPhrase(text, at, &end);
  }
  if (phrase != nullptr) {
    WritePhrase(*phrase, text, {at, end}, writer);
    return end;
  }
  char32_t becomes = word & kCodePoint;
  if ((word & kAsksVariants) != 0) becomes = Variant(becomes);
  WriteCharacter(becomes, {at, next}, writer);
  return next;
}

}  // namespace

std::shared_ptr<const ScriptConverter> CompileScriptConverter(const ScriptDictionaries& from) {
  return std::make_shared<FlatConverter>(from);
}

}  // namespace heshu::normalize
