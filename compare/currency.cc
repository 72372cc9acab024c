#include "compare/currency.h"

#include <algorithm>

namespace heshu::compare {
namespace {

const Decimal kOne = Decimal::Of(1);

std::string_view Trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> Fields(std::string_view line) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t comma = line.find(',');
    fields.push_back(Trimmed(line.substr(0, comma)));
    if (comma == std::string_view::npos) return fields;
    line.remove_prefix(comma + 1);
  }
}

bool IsCode(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool IsSilent(std::string_view field) { return field.empty() || field == "N/A" || field == "-"; }

}  // namespace

Result<ExchangeRates> ExchangeRates::Parse(std::string_view csv, const std::string& name) {
  ExchangeRates out;
  std::vector<std::size_t> column_of;  // field → column; npos: not a currency
  std::size_t number = 0;
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  const auto fail = [&](std::string what, std::string hint) {
    return Fail(ErrorKind::kInvalidInput, std::move(what), name + ":" + std::to_string(number),
                std::move(hint));
  };
  while (!csv.empty()) {
    const std::size_t end = csv.find('\n');
    const std::string_view line = Trimmed(csv.substr(0, end));
    csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
    ++number;
    if (line.empty()) continue;
    const auto fields = Fields(line);
    if (column_of.empty()) {
      if (fields.front() != "Date") {
        return fail("this is no header of a file of exchange rates",
                    "the first line is `Date,USD,JPY,…`, as in the ECB's eurofxref-hist.csv");
      }
      column_of.push_back(std::string_view::npos);
      for (std::size_t i = 1; i < fields.size(); ++i) {
        const bool is_code = IsCode(fields[i]);
        column_of.push_back(is_code ? out.columns_.size() : std::string_view::npos);
        if (is_code && !out.columns_.emplace(fields[i], out.columns_.size()).second) {
          return fail("the currency " + std::string(fields[i]) + " has two columns", "");
        }
      }
      continue;
    }
    const auto day = Date::Parse(fields.front());
    if (!day) {
      return fail("`" + std::string(fields.front()) + "` is no date", "days are YYYY-MM-DD");
    }
    std::vector<std::optional<Decimal>> row(out.columns_.size());
    for (std::size_t i = 1; i < std::min(fields.size(), column_of.size()); ++i) {
      if (column_of[i] == std::string_view::npos || IsSilent(fields[i])) continue;
      const auto rate = Decimal::Parse(fields[i]);
      if (!rate || rate->Sign() <= 0) {
        return fail("`" + std::string(fields[i]) + "` is no rate of exchange",
                    "a number above zero, or N/A");
      }
      row[column_of[i]] = *rate;
    }
    out.rates_[day->ToDays()] = std::move(row);
  }
  if (column_of.empty()) {
    return Fail(ErrorKind::kInvalidInput, "the file of exchange rates is empty", name,
                "the ECB's eurofxref-hist.csv is one");
  }
  return out;
}

const Decimal* ExchangeRates::Find(const std::vector<std::optional<Decimal>>& row,
                                   std::string_view code) const {
  if (code == "EUR") return &kOne;
  const auto at = columns_.find(code);
  if (at == columns_.end() || !row[at->second]) return nullptr;
  return &*row[at->second];
}

std::optional<Decimal> ExchangeRates::Rate(std::string_view from, std::string_view to,
                                           const Date& day) const {
  if (from == to) return kOne;
  const long last = day.ToDays();
  for (auto at = rates_.upper_bound(last); at != rates_.begin();) {
    --at;
    if (last - at->first > kMaxAge) break;
    const Decimal* per_euro = Find(at->second, from);
    const Decimal* wanted = Find(at->second, to);
    if (per_euro != nullptr && wanted != nullptr) return Divide(*wanted, *per_euro, 12);
  }
  return std::nullopt;
}

}  // namespace heshu::compare
