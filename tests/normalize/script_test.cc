#include "normalize/script.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <opencc/Conversion.hpp>
#include <opencc/ConversionChain.hpp>
#include <opencc/Converter.hpp>
#include <opencc/DictGroup.hpp>
#include <opencc/Lexicon.hpp>
#include <opencc/MaxMatchSegmentation.hpp>
#include <opencc/TextDict.hpp>
#include <random>
#include <string>

#include "normalize/utf8.h"

namespace heshu::normalize {
namespace {

// OpenCC's own converter over the same dictionaries: the slow, trusted twin.
class Reference {
 public:
  explicit Reference(const ScriptDictionaries& from) {
    const auto phrases = Dict(from.phrases);
    const auto characters = Dict(from.characters);
    const auto group = [](std::list<opencc::DictPtr> dicts) {
      return std::make_shared<opencc::Conversion>(
          std::make_shared<opencc::DictGroup>(std::move(dicts)));
    };
    converter_ = std::make_shared<opencc::Converter>(
        "reference", std::make_shared<opencc::MaxMatchSegmentation>(phrases),
        std::make_shared<opencc::ConversionChain>(std::list<opencc::ConversionPtr>{
            group({phrases, characters}),
            group({Dict(from.variant_phrases), Dict(from.variants)})}));
  }
  std::string Convert(const std::string& text) const { return converter_->Convert(text); }

 private:
  static opencc::DictPtr Dict(const DictionaryEntries& entries) {
    auto lexicon = std::make_shared<opencc::Lexicon>();
    for (const auto& [key, value] : entries) {
      lexicon->Add(opencc::DictEntryFactory::New(key, value));
    }
    lexicon->Sort();
    return std::make_shared<opencc::TextDict>(lexicon);
  }
  opencc::ConverterPtr converter_;
};

class ScriptTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    dictionaries_ = new ScriptDictionaries(LoadScriptDictionaries().value());
    converter_ = CompileScriptConverter(*dictionaries_);
  }
  static void TearDownTestSuite() {
    delete dictionaries_;
    converter_.reset();
  }
  static std::string Convert(std::string_view text) {
    std::string out;
    converter_->Convert(text, &out, nullptr);
    return out;
  }
  static inline ScriptDictionaries* dictionaries_ = nullptr;
  static inline std::shared_ptr<const ScriptConverter> converter_;
};

TEST_F(ScriptTest, EveryCharacterConvertsAsOpenccDoes) {
  const Reference reference(*dictionaries_);
  for (char32_t c = 1; c < 0x32000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendCodePoint(c, &text);
    ASSERT_EQ(Convert(text), reference.Convert(text)) << std::hex << static_cast<unsigned>(c);
  }
}

TEST_F(ScriptTest, RandomTextOfKeysConvertsAsOpenccDoes) {
  const Reference reference(*dictionaries_);
  std::mt19937 random(7);
  const auto some = [&](const DictionaryEntries& from) {
    return from[random() % from.size()].first;
  };
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (int part = 0; part < 8; ++part) {
      const std::string phrase =
          random() % 4 == 0 ? some(dictionaries_->variant_phrases) : some(dictionaries_->phrases);
      switch (random() % 6) {
        case 0:
          text += some(dictionaries_->characters);
          break;
        case 1:
          text += some(dictionaries_->variants);
          break;
        case 2:
          text += static_cast<char>('a' + random() % 26);
          break;
        case 3:  // half a phrase, which may go on in what follows
          text += phrase.substr(0, 3 * (1 + random() % (phrase.size() / 3)));
          break;
        case 4:
          AppendCodePoint(static_cast<char32_t>(0x4E00 + random() % 0x5200), &text);
          break;
        default:
          text += phrase;
      }
    }
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c != '\0'; })) continue;
    ASSERT_EQ(Convert(text), reference.Convert(text)) << text;
  }
}

TEST_F(ScriptTest, MapsCoverTheInputAndPieceByPieceConvertAlike) {
  std::mt19937 random(8);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int part = 0; part < 12; ++part) {
      text += dictionaries_->phrases[random() % dictionaries_->phrases.size()].first;
      AppendCodePoint(static_cast<char32_t>(0x4E00 + random() % 0x5200), &text);
      text += dictionaries_->characters[random() % dictionaries_->characters.size()].first;
    }
    std::string out;
    OffsetMap map;
    converter_->Convert(text, &out, &map);
    ASSERT_EQ(map.derived_size(), out.size());
    ByteSpan last;
    for (std::size_t i = 0; i < out.size();) {
      const std::size_t size = DecodeAt(out, i).size;
      const ByteSpan source = map.ToSource({i, i + size});
      ASSERT_FALSE(source.empty());
      ASSERT_TRUE(source.begin == last.end || source == last) << text;
      ASSERT_TRUE(IsHan(DecodeAt(text, source.begin).value)) << text;
      last = source;
      i += size;
    }
    ASSERT_EQ(last.end, text.size());
  }
}

TEST_F(ScriptTest, PhrasesThatChangeLengthMapAsAWhole) {
  const ScriptDictionaries made = {.phrases = {{"甲乙丙", "丁戊"}},
                                   .characters = {{"乙", "己"}},
                                   .variant_phrases = {},
                                   .variants = {}};
  const auto converter = CompileScriptConverter(made);
  std::string out;
  OffsetMap map;
  converter->Convert("乙甲乙丙乙", &out, &map);
  EXPECT_EQ(out, "己丁戊己");
  EXPECT_EQ(map.ToSource({3, 6}), (ByteSpan{3, 12}));
  EXPECT_EQ(map.ToSource({6, 9}), (ByteSpan{3, 12}));
  EXPECT_EQ(map.ToSource({9, 12}), (ByteSpan{12, 15}));
}

TEST_F(ScriptTest, BringsInTheVariantsOfHongKongAndTaiwan) {
  EXPECT_EQ(Convert("衞星與僞裝"), "卫星与伪装");
  EXPECT_EQ(Convert("看著、看着、顯著、显著、名著"), "看着、看着、显著、显著、名著");
  EXPECT_EQ(Convert("什么、甚麼、幺"), "什么、甚么、幺");
}

TEST(LoadScriptDictionaries, NamesTheMissingDictionaryAndThePackage) {
  const auto missing = LoadScriptDictionaries("no/such/folder");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(missing.error().where.find("TSPhrases"), std::string::npos);
  EXPECT_NE(missing.error().hint.find("libopencc-data"), std::string::npos);
}

}  // namespace
}  // namespace heshu::normalize
