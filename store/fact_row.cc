#include "store/fact_row.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "store/claim_row.h"
#include "store/store_impl.h"

namespace heshu::store {
namespace {

using nlohmann::json;

bool ReadJson(std::string_view text, json::value_t type, json& out) {
  out = json::parse(text, nullptr, false);
  return out.type() == type;
}

// Strings without an escape, as nearly all are: ["a","b"].
bool ReadPlainStrings(std::string_view text, std::vector<std::string>& out) {
  if (!text.starts_with('[') || !text.ends_with(']') || text.find('\\') != text.npos) return false;
  text = text.substr(1, text.size() - 2);
  std::vector<std::string> strings;
  while (!text.empty()) {
    const std::size_t end = text.find('"', 1);
    if (text.front() != '"' || end == text.npos) return false;
    strings.emplace_back(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
    if (text.empty()) break;
    if (!text.starts_with(",\"")) return false;
    text.remove_prefix(1);
  }
  out = std::move(strings);
  return true;
}

}  // namespace

bool ReadReasons(std::string_view text, std::vector<std::string>& out) {
  if (ReadPlainStrings(text, out)) return true;
  json reasons;
  if (!ReadJson(text, json::value_t::array, reasons)) return false;
  for (const auto& reason : reasons) {
    if (reason.is_string()) out.push_back(reason.get<std::string>());
  }
  return true;
}

Result<Fact> ReadFact(const Statement& row) {
  Fact fact;
  fact.id = row.Text(0);
  fact.kind = row.Text(1);
  fact.subject = row.Text(2);
  fact.metric = row.Text(3);
  fact.unit = row.Text(4);
  auto time = ReadTime(row, 5);
  if (!time) return DamagedRow("facts", fact.id, "time_*");
  fact.time = std::move(*time);
  const auto verdict = VerdictFromName(row.View(14));
  if (!verdict) return DamagedRow("facts", fact.id, "verdict");
  fact.verdict = *verdict;
  fact.severity = static_cast<int>(row.Int(15));
  if (!ReadReasons(row.View(16), fact.reasons)) return DamagedRow("facts", fact.id, "reasons");
  json factors;
  if (!ReadJson(row.View(17), json::value_t::object, factors)) {
    return DamagedRow("facts", fact.id, "factors");
  }
  for (const auto& [name, factor] : factors.items()) {
    if (factor.is_number()) fact.factors.emplace(name, factor.get<double>());
  }
  fact.arithmetic = row.Text(18);
  fact.needs = row.Text(19);
  fact.independent_sources = static_cast<int>(row.Int(20));
  fact.within_one_document = row.View(21) == "within";
  json support;
  if (!ReadJson(row.View(22), json::value_t::array, support)) {
    return DamagedRow("facts", fact.id, "support");
  }
  for (const auto& count : support) {
    if (count.is_number_integer()) fact.support.push_back(count.get<int>());
  }
  fact.first_run = row.Int(23);
  fact.review = row.Text(24);
  fact.review_note = row.Text(25);
  return fact;
}

Result<void> ReadFactClaims(Database& database, Fact& fact) {
  auto select = database.Cached("SELECT " + ClaimColumns() +
                                ", fc.cluster IS NULL, fc.cluster FROM fact_claims AS fc"
                                " JOIN claims AS c ON c.rank = fc.rank"
                                " JOIN documents AS d ON d.id = c.doc"
                                " WHERE fc.fact = ? ORDER BY fc.position");
  if (!select) return Forward(select);
  (*select)->Bind(fact.id);
  for (;;) {
    const auto row = (*select)->Step();
    if (!row) return Forward(row);
    if (!*row) return {};
    auto claim = ReadClaim(**select);
    if (!claim) return Forward(claim);
    fact.claims.push_back(std::move(*claim));
    if ((*select)->Int(kClaimColumnCount) == 0) {
      fact.clusters.push_back((*select)->Text(kClaimColumnCount + 1));
    }
  }
}

}  // namespace heshu::store
