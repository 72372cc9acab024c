#include "store_fixture.h"

#include <sqlite3.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace heshu::store {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "heshu_store_XXXXXX").string();
  EXPECT_NE(mkdtemp(name.data()), nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ec;
  std::filesystem::remove_all(path_, ec);
}

std::string TestFold(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kPairs = {{
      {"億", "亿"},
      {"萬", "万"},
      {"偉", "伟"},
      {"達", "达"},
      {"調", "调"},
      {"騰", "腾"},
      {"訊", "讯"},
      {"價", "价"},
      {"輝", "辉"},
      {"達", "达"},
      {"　", " "},
      {"Ｔ", "T"},
  }};
  std::string out;
  while (!text.empty()) {
    bool replaced = false;
    for (const auto& [from, to] : kPairs) {
      if (!text.starts_with(from)) continue;
      out += to;
      text.remove_prefix(from.size());
      replaced = true;
      break;
    }
    if (replaced) continue;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

Bundle MakeBundle(const ArticleSeed& seed) {
  Bundle bundle;
  bundle.document.url = seed.url;
  bundle.document.bytes = "<p>" + seed.title + seed.url + "</p>";
  bundle.document.source = seed.source;
  bundle.document.content_type = "text/html";
  bundle.document.fetched_at = "2026-03-01T08:00:00Z";
  bundle.article.title = seed.title;
  bundle.article.published = seed.published;
  bundle.article.published_rule = "given";
  bundle.article.url = seed.url;
  bundle.article.language = "zh";
  bundle.article.script = "Hant";
  return bundle;
}

Claim& AddClaim(Bundle& bundle, const std::string& sentence, const std::string& text) {
  Claim claim;
  claim.doc = DocumentId(bundle.document);
  std::string& body = bundle.article.text;
  auto at = body.find(sentence);
  if (at == std::string::npos) {
    at = body.size();
    body += sentence + "\n";
    bundle.article.blocks.push_back({BlockKind::kParagraph, {{at, body.size()}}, {}, 0});
  }
  const auto begin = at + sentence.find(text);
  EXPECT_NE(sentence.find(text), std::string::npos);
  claim.span = claim.context_span = {begin, begin + text.size()};
  claim.sentence_span = {at, at + sentence.size()};
  claim.id = ClaimId(claim.doc, claim.span);
  claim.text = claim.context = text;
  claim.sentence = sentence;
  claim.value.lo = claim.value.hi = Decimal::Of(633, 8);
  claim.value.digits = 3;
  claim.value.step = Decimal::Of(1, 8);
  claim.unit = "token/day";
  claim.dimension = "token_rate";
  claim.confidence = 0.9;
  claim.source = bundle.document.source;
  claim.url = bundle.document.url;
  claim.published = bundle.article.published;
  return bundle.claims.emplace_back(std::move(claim));
}

namespace {

std::string RandomText(std::mt19937& random) {
  static constexpr std::array kPieces = {"豆包", "每分鐘", "633億",    "Tokens", "，", "「",
                                         "\"",   "'",      "qwen-3.5", "x:",     "é",  "🚀",
                                         "\n",   " ",      "%",        "NULL",   "0"};
  std::string text;
  for (auto n = random() % 6; n > 0; --n) text += kPieces[random() % kPieces.size()];
  return text;
}

std::optional<ByteSpan> RandomSpan(std::mt19937& random) {
  if (random() % 3 == 0) return std::nullopt;
  const std::size_t begin = random() % 100000;
  return ByteSpan{begin, begin + random() % 1000};
}

std::optional<Decimal> RandomDecimal(std::mt19937& random) {
  if (random() % 4 == 0) return std::nullopt;
  const auto digits = static_cast<std::int64_t>(
      ((static_cast<std::uint64_t>(random()) << 32) | random()) % 1'000'000'000'000'000'000ULL);
  const auto divisor = static_cast<std::int64_t>(std::pow(10, random() % 18));
  const auto coefficient = digits / divisor * (random() % 5 == 0 ? -1 : 1);
  return Decimal::Of(coefficient, static_cast<int>(random() % 41) - 20);
}

std::optional<Date> RandomDate(std::mt19937& random) {
  if (random() % 3 == 0) return std::nullopt;
  return Date::FromDays(static_cast<long>(random() % 40000) - 10000);
}

template <typename Enum>
Enum RandomEnum(std::mt19937& random, int count) {
  return static_cast<Enum>(random() % static_cast<unsigned>(count));
}

ClaimTime RandomTime(std::mt19937& random) {
  ClaimTime time;
  time.start = RandomDate(random);
  time.end = RandomDate(random);
  if (random() % 2 == 0) time.clock = "21:46";
  time.granularity = RandomEnum<Granularity>(random, 11);
  time.as_of = RandomDate(random);
  time.text = RandomText(random);
  time.span = RandomSpan(random);
  time.how = RandomEnum<How>(random, 5);
  return time;
}

}  // namespace

Bundle RandomBundle(std::mt19937& random, int number) {
  Bundle bundle = MakeBundle({.url = "random/" + std::to_string(number),
                              .title = RandomText(random),
                              .source = random() % 2 == 0 ? "" : "etnet",
                              .published = random() % 3 == 0 ? "" : "2026-02-24T14:00+08:00"});
  const auto doc = DocumentId(bundle.document);
  for (std::size_t i = 0; i < random() % 8; ++i) {
    Claim claim;
    claim.doc = doc;
    claim.span = {i * 10, i * 10 + 1 + random() % 9};
    claim.id = ClaimId(doc, claim.span);
    claim.text = RandomText(random);
    claim.context_span = {i, i + 20};
    claim.context = RandomText(random);
    claim.sentence_span = {0, random() % 100};
    claim.sentence = RandomText(random);
    claim.value.lo = RandomDecimal(random);
    claim.value.hi = RandomDecimal(random);
    claim.value.bound = RandomEnum<Bound>(random, 8);
    claim.value.bound_word = RandomText(random);
    claim.value.ratio = random() % 4 == 0 ? "1/9" : "";
    claim.value.digits = static_cast<int>(random() % 19);
    claim.value.step = RandomDecimal(random).value_or(Decimal{});
    claim.unit = RandomText(random);
    claim.unit_inferred = random() % 2 == 0;
    claim.dimension = RandomText(random);
    if (random() % 3 != 0) {
      claim.subject = Subject{RandomText(random), RandomText(random), RandomText(random),
                              RandomSpan(random), RandomEnum<How>(random, 5)};
    }
    if (random() % 3 != 0) claim.metric = "token_calls";
    for (auto n = random() % 3; n > 0; --n) {
      claim.qualifiers.emplace(RandomText(random), RandomText(random));
    }
    claim.time = RandomTime(random);
    claim.modality = RandomEnum<Modality>(random, 6);
    if (random() % 2 == 0) {
      claim.attribution = Attribution{RandomText(random), RandomText(random), RandomSpan(random)};
    }
    claim.rule = RandomText(random);
    claim.confidence = static_cast<double>(random()) / 4294967296.0;
    claim.source = RandomText(random);
    claim.url = random() % 2 == 0 ? bundle.document.url : RandomText(random);
    claim.published = bundle.article.published;
    bundle.claims.push_back(std::move(claim));
  }
  return bundle;
}

Bundle NumberedBundle(int number) {
  const std::string n = std::to_string(number);
  Bundle bundle = MakeBundle({.url = "https://example.com/" + n,
                              .title = "第" + n + "篇",
                              .source = "daily",
                              .published = "2026-02-24"});
  for (const char* unit : {"億", "萬", "元"}) {
    Claim& claim = AddClaim(bundle, "豆包第" + n + "次調用" + n + unit, n + unit);
    claim.subject = Subject{"doubao", "豆包", "豆包", ByteSpan{0, 6}, How::kStated};
    claim.metric = "token_calls";
  }
  return bundle;
}

Store OpenStore(const std::string& path, OpenMode mode) {
  auto store = Store::Open(path, mode, TestFold);
  if (!store) {
    ADD_FAILURE() << store.error().ToString();
    std::abort();
  }
  return std::move(*store);
}

SaveOutcome MustSave(Store& store, const Bundle& bundle, std::string_view version) {
  auto saved = store.Save(bundle.document, bundle.article, bundle.claims, 0, version);
  if (!saved) {
    ADD_FAILURE() << saved.error().ToString();
    return SaveOutcome::kUnchanged;
  }
  return *saved;
}

std::string RunSql(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  std::string last;
  char* message = nullptr;
  const auto keep = [](void* out, int columns, char** values, char**) {
    const char* value = values[columns - 1];
    *static_cast<std::string*>(out) = value == nullptr ? "" : value;
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), keep, &last, &message), SQLITE_OK)
      << sql << ": " << (message == nullptr ? "" : message);
  sqlite3_free(message);
  sqlite3_close(handle);
  return last;
}

void ExpectSound(Store& store) {
  const auto problems = store.Check();
  ASSERT_TRUE(problems.has_value()) << problems.error().ToString();
  for (const auto& problem : *problems) ADD_FAILURE() << problem;
}

}  // namespace heshu::store
