#include "tests/corpus/corpus.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace heshu::corpus {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kRoot = std::string(HESHU_SOURCE_DIR) + "/corpus";

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> OneOrMany(const json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return {value.get<std::string>()};
  return value.get<std::vector<std::string>>();
}

std::optional<Decimal> Number(const json& value) {
  return value.is_null() ? std::nullopt : Decimal::Parse(value.get<std::string>());
}

// Units that count the same thing under another noun.
std::string SameUnit(const std::string& unit) {
  static const std::set<std::string> kNouns = {
      "company",     "model",    "war_room", "team",      "cup",   "order",
      "interaction", "item",     "number",   "vehicle",   "store", "person",
      "share",       "download", "patent",   "passenger", "flight"};
  if (unit == "chip") return "GPU";
  return kNouns.contains(unit) ? "count" : unit;
}

bool SameValue(const Claim& claim, const GoldFigure& gold) {
  if (SameUnit(claim.unit) != SameUnit(gold.unit)) return false;
  const auto& value = claim.value;
  if (value.lo == gold.lo && value.hi == gold.hi) return true;
  // A point may be written by either end, whatever the bound word.
  const auto only = [](const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
    return a && b && *a != *b ? std::nullopt : (a ? a : b);
  };
  const auto said = only(value.lo, value.hi);
  return said && said == only(gold.lo, gold.hi);
}

bool Accepts(const std::vector<std::string>& accepted, const std::string& id) {
  return std::find(accepted.begin(), accepted.end(), id) != accepted.end();
}

bool SameTime(const Claim& claim, const GoldFigure& gold) {
  if (!gold.start) return true;
  if (!claim.time.start) return false;
  const Date end = claim.time.end.value_or(*claim.time.start);
  return *claim.time.start <= gold.end.value_or(*gold.start) && *gold.start <= end;
}

}  // namespace

std::vector<CorpusDocument> LoadDocuments() {
  std::vector<CorpusDocument> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot + "/articles")) {
    const fs::path& path = entry.path();
    if (path.string().ends_with(".meta.json")) continue;
    CorpusDocument document;
    document.name = path.stem().string();
    document.document.bytes = ReadFile(path);
    const json meta = json::parse(ReadFile(kRoot + "/articles/" + document.name + ".meta.json"));
    document.document.url = meta.at("url");
    document.document.source = meta.value("source", "");
    document.document.published = meta.value("published", "");
    document.document.content_type = path.extension() == ".html" ? "text/html" : "text/plain";
    std::ifstream gold(kRoot + "/gold/" + document.name + ".jsonl");
    for (std::string line; std::getline(gold, line);) {
      if (line.empty()) continue;
      const json row = json::parse(line);
      GoldFigure figure;
      figure.text = row.at("text");
      figure.context = row.at("context");
      figure.unit = row.at("unit");
      figure.bound = row.at("value").at("bound");
      figure.lo = Number(row.at("value").at("lo"));
      figure.hi = Number(row.at("value").at("hi"));
      figure.subjects = OneOrMany(row.at("subject"));
      figure.metrics = OneOrMany(row.at("metric"));
      figure.required = row.value("required", true);
      if (row.contains("time") && !row["time"].is_null() && row["time"].at("start").is_string()) {
        figure.start = Date::Parse(row["time"]["start"].get<std::string>());
        if (row["time"].at("end").is_string()) {
          figure.end = Date::Parse(row["time"]["end"].get<std::string>());
        }
      }
      document.gold.push_back(std::move(figure));
    }
    out.push_back(std::move(document));
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

std::vector<GoldGroup> LoadGroups() {
  std::vector<GoldGroup> out;
  for (const json& row : json::parse(ReadFile(kRoot + "/conflicts.json"))) {
    GoldGroup group{row.at("id"),
                    row.at("verdict"),
                    row.value("reason", ""),
                    row.value("why", ""),
                    row.value("optional", false),
                    {}};
    for (const json& member : row.at("members")) {
      group.members.push_back({member.at("doc"), member.at("context")});
    }
    out.push_back(std::move(group));
  }
  return out;
}

std::vector<Pair> LoadPairs() {
  std::vector<Pair> out;
  const char* others = std::getenv("HESHU_PAIRS");  // pairs of another file, to be tried
  std::ifstream lines(others != nullptr ? others : kRoot + "/pairs.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const json row = json::parse(line);
    Pair pair{row.at("id"), row.at("verdict"), row.value("reason", ""), row.value("why", ""), {}};
    for (const json& told : row.at("texts")) {
      Pair::Text text;
      text.document.bytes = told.at("text");
      text.document.source = told.at("source");
      text.document.published = told.at("published");
      text.document.url =
          "https://pairs.example/" + pair.id + "/" + std::to_string(pair.texts.size());
      text.document.content_type = "text/plain";
      text.figure = told.value("figure", "");
      pair.texts.push_back(std::move(text));
    }
    out.push_back(std::move(pair));
  }
  return out;
}

std::optional<ByteSpan> Locate(const std::string& text, const GoldFigure& figure) {
  const std::size_t context = text.find(figure.context);
  if (context == std::string::npos) return std::nullopt;
  const std::size_t inside = figure.context.rfind(figure.text);
  if (inside == std::string::npos) return std::nullopt;
  return ByteSpan{context + inside, context + inside + figure.text.size()};
}

void Score::Add(const Score& other) {
  required += other.required;
  predicted += other.predicted;
  predicted_claims += other.predicted_claims;
  figure += other.figure;
  claim += other.claim;
  dated += other.dated;
  unlocated += other.unlocated;
  errors.insert(errors.end(), other.errors.begin(), other.errors.end());
}

double Score::F1(int hit, int predicted, int required) {
  return predicted + required == 0 ? 1.0 : 2.0 * hit / (predicted + required);
}

Score ScoreClaims(const CorpusDocument& document, const std::string& text,
                  const std::vector<Claim>& claims) {
  Score score;
  std::set<std::size_t> used;
  const auto say = [&](const std::string& what, const GoldFigure& gold, const Claim* claim) {
    std::string line = document.name + " " + what + ": " + gold.context + " [" +
                       (gold.lo ? gold.lo->ToString() : "-") + ".." +
                       (gold.hi ? gold.hi->ToString() : "-") + " " + gold.unit + "]";
    for (const std::string& id : gold.subjects) line += " " + id;
    for (const std::string& id : gold.metrics) line += " " + id;
    if (claim != nullptr) {
      line += "  <-  " + claim->text + " [" +
              (claim->value.lo ? claim->value.lo->ToString() : "-") + ".." +
              (claim->value.hi ? claim->value.hi->ToString() : "-") + " " + claim->unit + "] " +
              (claim->subject ? claim->subject->id : "-") + " " +
              (claim->metric.empty() ? "-" : claim->metric) + " " + claim->rule + " " +
              (claim->time.start ? claim->time.start->ToString() : "") + ".." +
              (claim->time.end ? claim->time.end->ToString() : "");
    }
    score.errors.push_back(line);
  };
  std::set<std::size_t> optional;
  for (const GoldFigure& gold : document.gold) {
    const auto span = Locate(text, gold);
    if (!span) {
      if (gold.required) {
        ++score.unlocated;
        say("not in the text", gold, nullptr);
      }
      continue;
    }
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (used.contains(i) || !claims[i].span.Overlaps(*span)) continue;
      if (!best || (SameValue(claims[i], gold) && !SameValue(claims[*best], gold))) best = i;
    }
    if (best) used.insert(*best);
    if (!gold.required) {
      if (best) optional.insert(*best);
      continue;
    }
    ++score.required;
    if (!best) {
      say("missed", gold, nullptr);
      continue;
    }
    const Claim& claim = claims[*best];
    if (!SameValue(claim, gold)) {
      say("value", gold, &claim);
      continue;
    }
    ++score.figure;
    if (!gold.metrics.empty() && (!claim.subject || !Accepts(gold.subjects, claim.subject->id) ||
                                  !Accepts(gold.metrics, claim.metric))) {
      say("claim", gold, &claim);
      continue;
    }
    ++score.claim;
    if (SameTime(claim, gold)) {
      ++score.dated;
    } else {
      say("time", gold, &claim);
    }
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (optional.contains(i)) continue;
    ++score.predicted;
    if (claims[i].IsClaim()) ++score.predicted_claims;
    if (!used.contains(i)) {
      GoldFigure nothing;
      nothing.context = claims[i].context;
      say("spurious", nothing, &claims[i]);
    }
  }
  return score;
}

}  // namespace heshu::corpus
