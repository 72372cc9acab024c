// A day of crawling played through with an injected clock: the real frontier and the real
// judgements, servers made of functions. How often is a source of each kind asked?
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <random>

#include "crawl/entry_pages.h"
#include "crawl/judge.h"
#include "store/frontier.h"
#include "store/store.h"

namespace heshu::crawl {
namespace {

using store::Millis;

constexpr Millis kStart = 1'770'000'000'000 / 86'400'000 * 86'400'000;  // midnight UTC
constexpr Millis kMinute = 60'000;
constexpr Millis kHour = 60 * kMinute;
constexpr Millis kDay = 24 * kHour;

struct Answer {
  int status = 200;
  crawler::HeaderFields fields = {};
  int new_articles = 0;  // at each visit
  std::optional<int> ttl_minutes = {};
  std::vector<int> skip_hours = {};
};

struct DayCase {
  std::string name;
  // What the server says `at` milliseconds into the day, to the n-th request.
  std::function<Answer(Millis at, int request)> answer;
  int least, most;  // requests for the feed in a day
  std::string toml = "";
};
void PrintTo(const DayCase& c, std::ostream* os) { *os << c.name; }

class AsksADay : public testing::TestWithParam<DayCase> {
 protected:
  AsksADay() {
    std::string name = (std::filesystem::temp_directory_path() / "heshu-day-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~AsksADay() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::string folder_;
};

TEST_P(AsksADay, WithinTheRule) {
  auto opened = store::Store::Open(folder_ + "/db", store::OpenMode::kCreate,
                                   [](std::string_view text) { return std::string(text); });
  ASSERT_TRUE(opened.has_value()) << opened.error().ToString();
  store::Frontier frontier(*opened);
  const auto sources = crawler::ParseSources(
      "[[source]]\nname = \"s\"\nkind = \"feed\"\nurl = \"https://example.com/feed\"\n" +
          GetParam().toml,
      "test");
  ASSERT_TRUE(sources.problems.empty());
  ASSERT_TRUE(SyncSources(sources, {"s"}, frontier, kStart).has_value());
  std::mt19937 random(3);
  const crawler::Dice dice = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  Millis now = kStart;
  int feed_requests = 0, article_requests = 0, articles = 0;
  Millis last_request = 0;
  while (true) {
    const Millis next = *frontier.NextDue();
    if (next >= kStart + kDay) break;
    now = std::max(now, next);
    const auto lease =
        *frontier.LeaseDue({.owner = "o", .now = now, .duration_ms = 90'000, .sources = {}});
    if (!lease) continue;
    if (last_request != 0) {
      EXPECT_GE(now - last_request, 5'000) << "the host's pause";
    }
    last_request = now;
    crawler::FetchResult fetched;
    fetched.url = lease->page.url;
    PageReading reading;
    if (lease->page.kind == store::PageKind::kArticle) {
      ++article_requests;
      fetched.status = 200;
      reading.no_article = "not in this test";
    } else {
      const Answer answer = GetParam().answer(now - kStart, ++feed_requests);
      fetched.status = answer.status;
      fetched.fields = answer.fields;
      if (answer.status == 304) {
        EXPECT_FALSE(ConditionalHeaders(lease->page).empty());
      }
      for (int i = 0; i < answer.new_articles; ++i) {
        reading.articles.push_back(
            {*crawler::Url::Parse("https://example.com/" + std::to_string(++articles)), ""});
      }
      reading.ttl_minutes = answer.ttl_minutes;
      reading.skip_hours = answer.skip_hours;
      if (!answer.skip_hours.empty() && feed_requests > 1) {
        const int hour = static_cast<int>((now - kStart) / kHour);
        EXPECT_EQ(std::count(answer.skip_hours.begin(), answer.skip_hours.end(), hour), 0) << hour;
      }
    }
    const crawler::Source* source = sources.Find("s");
    const VisitFacts facts{*lease, fetched, &reading, source, sources, now, 5'000, dice};
    auto links = LinksOf(reading, lease->page, source, sources, now);
    const auto new_links = links.size();
    auto done = frontier.Complete(*lease, JudgeVisit(facts, std::move(links), new_links, false));
    ASSERT_TRUE(done.has_value()) << done.error().ToString();
  }
  RecordProperty("requests", feed_requests);
  EXPECT_GE(feed_requests, GetParam().least);
  EXPECT_LE(feed_requests, GetParam().most);
  EXPECT_EQ(article_requests, articles);  // each once
}

crawler::HeaderFields Validator() { return {{"ETag", "\"x\""}}; }
Answer News(int articles, crawler::HeaderFields fields = Validator()) {
  return {.status = 200, .fields = std::move(fields), .new_articles = articles};
}
Answer Status(int status, crawler::HeaderFields fields = {}) {
  return {.status = status, .fields = std::move(fields)};
}

INSTANTIATE_TEST_SUITE_P(
    Sources, AsksADay,
    testing::Values(
        // 24 h / 15 min = 96 at the very most; the way down from an hour costs some.
        DayCase{"NewsAtEachVisit", [](Millis, int) { return News(1); }, 75, 96},
        DayCase{"NewsWithoutValidator", [](Millis, int) { return News(1, {}); }, 21, 24},
        DayCase{"NothingNew",
                [](Millis, int n) { return n == 1 ? News(3) : Status(304, Validator()); }, 6, 9},
        // An office's hours: news from 9 to 18 o'clock.
        DayCase{"NewsByDay",
                [](Millis at, int) { return News(at > 9 * kHour && at < 18 * kHour ? 1 : 0); }, 7,
                15},
        DayCase{"MaxAgeOfSixHours",
                [](Millis, int) {
                  return News(1, {{"ETag", "x"}, {"Cache-Control", "max-age=21600"}});
                },
                4, 4},
        DayCase{"TtlOfTwoHours",
                [](Millis, int) {
                  Answer answer = News(1);
                  answer.ttl_minutes = 120;
                  return answer;
                },
                11, 12},
        DayCase{"SkipsTheNight",
                [](Millis, int) {
                  Answer answer = News(1);
                  answer.skip_hours = {0, 1, 2, 3, 4, 5};
                  return answer;
                },
                50, 74},
        DayCase{"TooManyRequests",
                [](Millis, int) {
                  return Status(429, {{"Retry-After", "3600"}});
                },
                20, 24},
        DayCase{"UnavailableWithoutAWord", [](Millis, int) { return Status(503); }, 8, 12},
        DayCase{"Fails", [](Millis, int) { return Status(500); }, 5, 9},
        DayCase{"NotFound", [](Millis, int) { return Status(404); }, 5, 5},
        DayCase{"Gone", [](Millis, int) { return Status(410); }, 1, 1},
        // The old address once, then the new one by its own news.
        DayCase{"MovedForGood",
                [](Millis, int n) {
                  return n == 1 ? Status(301, {{"Location", "/new"}}) : News(1);
                },
                75, 97},
        DayCase{"MovedForNow",
                [](Millis, int n) {
                  return n % 2 == 1 ? Status(302, {{"Location", "/new"}}) : News(1);
                },
                10, 20},
        DayCase{"AsTheUserBounds", [](Millis, int) { return News(1); }, 10, 12,
                "revisit_min = \"2h\"\n"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace heshu::crawl
