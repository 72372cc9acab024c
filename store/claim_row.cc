#include "store/claim_row.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace heshu::store {
namespace {

// The order in which BindClaim binds and ReadClaim reads.
constexpr std::array kColumns = {
    // What ReadComparedClaim() reads.
    "rank",
    "id",
    "doc",
    "text",
    "sentence",
    "span_begin",
    "span_end",
    "sentence_begin",
    "sentence_end",
    "lo",
    "hi",
    "bound",
    "bound_word",
    "ratio",
    "digits",
    "step",
    "unit",
    "unit_how",
    "dimension",
    "subject",
    "subject_how",
    "metric",
    "qualifiers",
    "time_start",
    "time_end",
    "time_clock",
    "time_granularity",
    "time_as_of",
    "time_text",
    "time_begin",
    "time_end_byte",
    "time_how",
    "modality",
    "attribution",
    "attribution_text",
    "source",
    "published",
    // The rest.
    "is_claim",
    "context",
    "context_begin",
    "context_end",
    "lo_real",
    "hi_real",
    "value_real",
    "subject_name",
    "subject_text",
    "subject_begin",
    "subject_end",
    "attribution_begin",
    "attribution_end",
    "rule",
    "confidence",
    "url",
    "fact_key",
};

static_assert(kColumns.size() == kClaimColumnCount);
constexpr std::size_t kComparedCount = 37;

consteval int ColumnOf(std::string_view name) {
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    if (kColumns[i] == name) return static_cast<int>(i);
  }
  return -1;
}

void BindSpan(ByteSpan span, Statement& statement) {
  statement.Bind(static_cast<std::int64_t>(span.begin)).Bind(static_cast<std::int64_t>(span.end));
}

void BindSpan(const std::optional<ByteSpan>& span, Statement& statement) {
  if (span) {
    BindSpan(*span, statement);
  } else {
    statement.BindNull().BindNull();
  }
}

// False: what stands there is no span.
bool ReadSpan(const Statement& statement, int first, ByteSpan& out) {
  const std::int64_t begin = statement.Int(first);
  const std::int64_t end = statement.Int(first + 1);
  out = {static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
  return 0 <= begin && begin <= end;
}

bool ReadSpan(const Statement& statement, int first, std::optional<ByteSpan>& out) {
  out.reset();
  return statement.IsNull(first) || ReadSpan(statement, first, out.emplace());
}

void BindDecimal(const std::optional<Decimal>& value, Statement& statement) {
  if (value) {
    statement.Bind(value->ToString());
  } else {
    statement.BindNull();
  }
}

void BindReal(const std::optional<Decimal>& value, Statement& statement) {
  if (value) {
    statement.Bind(value->ToDouble());
  } else {
    statement.BindNull();
  }
}

void BindDate(const std::optional<Date>& date, Statement& statement) {
  if (date) {
    statement.Bind(date->ToString());
  } else {
    statement.BindNull();
  }
}

// Reads an optional column with `parse`; false: there is something, but not of its kind.
template <typename T, typename Parse>
bool ReadOptional(const Statement& statement, int column, Parse parse, std::optional<T>& out) {
  out.reset();
  if (statement.IsNull(column)) return true;
  out = parse(statement.View(column));
  return out.has_value();
}

bool ReadQualifiers(std::string_view json, std::map<std::string, std::string>& out) {
  if (json == "{}") return true;
  const auto object = nlohmann::json::parse(json, nullptr, false);
  if (!object.is_object()) return false;
  for (const auto& [key, value] : object.items()) {
    if (!value.is_string()) return false;
    out.emplace(key, value.get_ref<const std::string&>());
  }
  return true;
}

constexpr int kDayShift = 40;
constexpr int kClaimShift = 57;
constexpr std::int64_t kLastNumber = (std::int64_t{1} << kDayShift) - 1;
constexpr std::int64_t kLastDay = (std::int64_t{1} << (kClaimShift - kDayShift)) - 1;

// Days since 1800-01-01, from 1 on; 0 if `published` names no day.
std::int64_t DayOf(std::string_view published) {
  static const long kFirst = Date{1800, 1, 1}.ToDays() - 1;
  const auto date = Date::Parse(published);
  if (!date) return 0;
  return std::clamp<std::int64_t>(date->ToDays() - kFirst, 1, kLastDay);
}

}  // namespace

tl::unexpected<Error> DamagedRow(std::string_view table, std::string_view id,
                                 std::string_view column) {
  return Fail(ErrorKind::kDatabase,
              "the database holds a value that cannot be read: " + std::string(table) + "." +
                  std::string(column) + " of " + std::string(id),
              {}, "run `heshu db check`; ingest the document again into another --db");
}

std::string ToJson(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string ToJson(const std::map<std::string, std::string>& map) {
  return nlohmann::json(map).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void BindTime(const ClaimTime& time, Statement& statement) {
  BindDate(time.start, statement);
  BindDate(time.end, statement);
  statement.BindOrNull(time.clock).BindOrNull(GranularityName(time.granularity));
  BindDate(time.as_of, statement);
  statement.BindOrNull(time.text);
  BindSpan(time.span, statement);
  statement.Bind(HowName(time.how));
}

Result<ClaimTime> ReadTime(const Statement& statement, int first_column) {
  ClaimTime time;
  const auto column = [first_column](int i) { return first_column + i; };
  const auto date = [](std::string_view text) { return Date::Parse(text); };
  if (!ReadOptional(statement, column(0), date, time.start))
    return DamagedRow("", "", "time_start");
  if (!ReadOptional(statement, column(1), date, time.end)) return DamagedRow("", "", "time_end");
  time.clock = statement.Text(column(2));
  time.granularity = GranularityFromName(statement.View(column(3)));
  if (!ReadOptional(statement, column(4), date, time.as_of))
    return DamagedRow("", "", "time_as_of");
  time.text = statement.Text(column(5));
  if (!ReadSpan(statement, column(6), time.span)) return DamagedRow("", "", "time_begin");
  const auto how = HowFromName(statement.View(column(8)));
  if (!how) return DamagedRow("", "", "time_how");
  time.how = *how;
  return time;
}

std::string InsertClaimSql() {
  std::string names, marks;
  for (const auto* column : kColumns) {
    if (!names.empty()) {
      names += ", ";
      marks += ", ";
    }
    names += column;
    marks += '?';
  }
  return "INSERT INTO claims (" + names + ") VALUES (" + marks + ")";
}

void BindClaim(const Claim& claim, const ClaimRowExtras& extras, Statement& statement) {
  statement.Bind(extras.rank).Bind(claim.id).Bind(claim.doc).Bind(claim.text).Bind(claim.sentence);
  BindSpan(claim.span, statement);
  BindSpan(claim.sentence_span, statement);
  const Value& value = claim.value;
  BindDecimal(value.lo, statement);
  BindDecimal(value.hi, statement);
  statement.Bind(BoundName(value.bound)).BindOrNull(value.bound_word).BindOrNull(value.ratio);
  statement.Bind(std::int64_t{value.digits}).Bind(value.step.ToString());
  statement.Bind(claim.unit).Bind(std::string_view(claim.unit_inferred ? "inferred" : "stated"));
  statement.BindOrNull(claim.dimension);
  if (claim.subject) {
    statement.Bind(claim.subject->id).Bind(HowName(claim.subject->how));
  } else {
    statement.BindNull().BindNull();
  }
  statement.BindOrNull(claim.metric).Bind(ToJson(claim.qualifiers));
  BindTime(claim.time, statement);
  statement.Bind(ModalityName(claim.modality));
  if (claim.attribution) {
    statement.BindOrNull(claim.attribution->id).Bind(claim.attribution->text);
  } else {
    statement.BindNull().BindNull();
  }
  statement.Bind(claim.source).Bind(claim.published);

  statement.Bind(std::int64_t{claim.IsClaim() ? 1 : 0}).Bind(claim.context);
  BindSpan(claim.context_span, statement);
  BindReal(value.lo, statement);
  BindReal(value.hi, statement);
  BindReal(value.lo ? value.lo : value.hi, statement);
  if (claim.subject) {
    statement.Bind(claim.subject->name).Bind(claim.subject->text);
    BindSpan(claim.subject->span, statement);
  } else {
    for (int i = 0; i < 4; ++i) statement.BindNull();
  }
  BindSpan(claim.attribution ? claim.attribution->span : std::nullopt, statement);
  statement.BindOrNull(claim.rule).Bind(claim.confidence);
  if (claim.url == extras.document_url) {
    statement.BindNull();
  } else {
    statement.Bind(claim.url);
  }
  statement.BindOrNull(extras.fact_key);
}

namespace {

std::string ListOfColumns(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view column = kColumns[i];
    if (!out.empty()) out += ", ";
    out += column == "url" ? "coalesce(c.url, d.url)" : "c." + std::string(column);
  }
  return out;
}

}  // namespace

const std::string& ClaimColumns() {
  static const std::string columns = ListOfColumns(kColumns.size());
  return columns;
}

const std::string& ComparedColumns() {
  static const std::string columns = ListOfColumns(kComparedCount);
  return columns;
}

Result<Claim> ReadComparedClaim(const Statement& row) {
  const auto text = [&row](int column) { return row.Text(column); };
  const auto damaged = [&row](std::string_view column) {
    return DamagedRow("claims", row.View(ColumnOf("id")), column);
  };
  const auto decimal = [](std::string_view digits) { return Decimal::Parse(digits); };
  Claim claim;
  claim.id = text(ColumnOf("id"));
  claim.doc = text(ColumnOf("doc"));
  claim.text = text(ColumnOf("text"));
  claim.sentence = text(ColumnOf("sentence"));
  if (!ReadSpan(row, ColumnOf("span_begin"), claim.span)) return damaged("span_begin");
  if (!ReadSpan(row, ColumnOf("sentence_begin"), claim.sentence_span)) {
    return damaged("sentence_begin");
  }
  Value& value = claim.value;
  if (!ReadOptional(row, ColumnOf("lo"), decimal, value.lo)) return damaged("lo");
  if (!ReadOptional(row, ColumnOf("hi"), decimal, value.hi)) return damaged("hi");
  const auto bound = BoundFromName(row.View(ColumnOf("bound")));
  if (!bound) return damaged("bound");
  value.bound = *bound;
  value.bound_word = text(ColumnOf("bound_word"));
  value.ratio = text(ColumnOf("ratio"));
  value.digits = static_cast<int>(row.Int(ColumnOf("digits")));
  const auto step = Decimal::Parse(row.View(ColumnOf("step")));
  if (!step) return damaged("step");
  value.step = *step;
  claim.unit = text(ColumnOf("unit"));
  claim.unit_inferred = row.View(ColumnOf("unit_how")) == "inferred";
  claim.dimension = text(ColumnOf("dimension"));
  if (!row.IsNull(ColumnOf("subject_how"))) {
    const auto how = HowFromName(row.View(ColumnOf("subject_how")));
    if (!how) return damaged("subject_how");
    Subject& subject = claim.subject.emplace();
    subject.id = text(ColumnOf("subject"));
    subject.how = *how;
  }
  claim.metric = text(ColumnOf("metric"));
  if (!ReadQualifiers(row.View(ColumnOf("qualifiers")), claim.qualifiers)) {
    return damaged("qualifiers");
  }
  auto time = ReadTime(row, ColumnOf("time_start"));
  if (!time) return damaged("time_*");
  claim.time = std::move(*time);
  const auto modality = ModalityFromName(row.View(ColumnOf("modality")));
  if (!modality) return damaged("modality");
  claim.modality = *modality;
  if (!row.IsNull(ColumnOf("attribution_text"))) {
    Attribution& attribution = claim.attribution.emplace();
    attribution.id = text(ColumnOf("attribution"));
    attribution.text = text(ColumnOf("attribution_text"));
  }
  claim.source = text(ColumnOf("source"));
  claim.published = text(ColumnOf("published"));
  return claim;
}

Result<Claim> ReadClaim(const Statement& row) {
  const auto text = [&row](int column) { return row.Text(column); };
  auto read = ReadComparedClaim(row);
  if (!read) return read;
  Claim& claim = *read;
  const auto damaged = [&claim](std::string_view column) {
    return DamagedRow("claims", claim.id, column);
  };
  claim.context = text(ColumnOf("context"));
  if (!ReadSpan(row, ColumnOf("context_begin"), claim.context_span)) {
    return damaged("context_begin");
  }
  if (claim.subject) {
    claim.subject->name = text(ColumnOf("subject_name"));
    claim.subject->text = text(ColumnOf("subject_text"));
    if (!ReadSpan(row, ColumnOf("subject_begin"), claim.subject->span)) {
      return damaged("subject_begin");
    }
  }
  if (claim.attribution && !ReadSpan(row, ColumnOf("attribution_begin"), claim.attribution->span)) {
    return damaged("attribution_begin");
  }
  claim.rule = text(ColumnOf("rule"));
  claim.confidence = row.Double(ColumnOf("confidence"));
  claim.url = text(ColumnOf("url"));
  return read;
}

std::int64_t ClaimRank(bool is_claim, std::string_view published, std::int64_t number) {
  return (std::int64_t{is_claim ? 1 : 0} << kClaimShift) | (DayOf(published) << kDayShift) |
         (number & kLastNumber);
}

RankRange RanksOf(bool is_claim, std::string_view since, std::string_view until) {
  // Days beyond the range that a rank can tell apart share the first or last one.
  const std::int64_t base = std::int64_t{is_claim ? 1 : 0} << kClaimShift;
  const std::int64_t first_day = since.empty() ? 0 : DayOf(since);
  const std::int64_t last_day = until.empty() ? kLastDay : DayOf(until);
  return {base | (first_day << kDayShift), base | (last_day << kDayShift) | kLastNumber};
}

}  // namespace heshu::store
