#include "normalize/romanize.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "normalize/utf8.h"

namespace heshu::normalize {
namespace {

// Characters that names read otherwise than other words do.
constexpr std::array<std::pair<char32_t, std::string_view>, 8> kInNames = {{{U'长', "chang"},
                                                                            {U'行', "hang"},
                                                                            {U'重', "zhong"},
                                                                            {U'乐', "le"},
                                                                            {U'盛', "sheng"},
                                                                            {U'石', "shi"},
                                                                            {U'车', "che"},
                                                                            {U'藏', "zang"}}};

// The readings that were asked for before: a name is asked for again with every figure of it.
class Readings {
 public:
  Readings() {
    UErrorCode status = U_ZERO_ERROR;
    latin_.reset(icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Any-Lower",
                                                     UTRANS_FORWARD, status));
    for (const auto& [character, letters] : kInNames) known_.emplace(character, letters);
  }

  // "" if it has none.
  const std::string& Of(char32_t character) {
    const std::lock_guard lock(mutex_);
    const auto at = known_.find(character);
    return at != known_.end() ? at->second
                              : known_.emplace(character, Read(character)).first->second;
  }

 private:
  std::string Read(char32_t character) const {
    if (latin_ == nullptr) return {};
    icu::UnicodeString text(static_cast<UChar32>(character));
    latin_->transliterate(text);
    std::string letters;
    text.trim().toUTF8String(letters);
    const bool is_read =
        letters.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    return is_read ? letters : std::string();
  }

  std::mutex mutex_;
  std::unique_ptr<icu::Transliterator> latin_;
  std::unordered_map<char32_t, std::string> known_;
};

}  // namespace

std::string Romanized(std::string_view han) {
  static auto* const readings = new Readings();
  std::string out;
  constexpr char32_t kFirstHan = 0x3400;
  for (std::size_t at = 0; at < han.size();) {
    const CodePoint character = DecodeAt(han, at);
    at += character.size;
    if (character.value < kFirstHan) return {};
    const std::string& letters = readings->Of(character.value);
    if (letters.empty()) return {};
    out += letters;
  }
  return out;
}

}  // namespace heshu::normalize
