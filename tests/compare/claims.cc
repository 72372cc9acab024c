#include "tests/compare/claims.h"

#include <algorithm>
#include <iterator>

namespace heshu::compare {
namespace {

Decimal D(const std::string& text) { return Decimal::Parse(text).value(); }

Vocabulary Build() {
  Vocabulary v;
  v.Add(UnitDefinition{"W", "power", "W", Decimal::Of(1)});
  v.Add(UnitDefinition{"MW", "power", "W", Decimal::Of(1, 6)});
  v.Add(UnitDefinition{"GW", "power", "W", Decimal::Of(1, 9)});
  v.Add(UnitDefinition{"round_trip", "count", "flight", Decimal::Of(2)});
  v.Add(UnitDefinition{"flight", "count", "flight", Decimal::Of(1)});

  const auto metric = [&](std::string id, MetricKind kind, std::vector<std::string> required = {},
                          int half_life = 0) {
    MetricDefinition m;
    m.id = std::move(id);
    m.name = m.id;
    m.kind = kind;
    m.required = std::move(required);
    m.half_life_days = half_life;
    v.Add(m);
  };
  metric("training_cost", MetricKind::kConstant);
  metric("parameters", MetricKind::kConstant);
  metric("context_window", MetricKind::kConstant);
  metric("token_price", MetricKind::kLevel, {"io"}, 180);
  metric("token_calls", MetricKind::kLevel, {}, 30);
  metric("daily_active_users", MetricKind::kLevel, {}, 30);
  metric("gpu_holdings", MetricKind::kLevel, {"chip"}, 365);
  metric("tokens_per_output", MetricKind::kConstant, {"per", "duration", "resolution"});
  metric("stock_change", MetricKind::kEvent, {"session", "instrument", "statistic"});
  metric("index_level", MetricKind::kEvent);
  metric("market_cap_change", MetricKind::kEvent);
  MetricDefinition revenue;
  revenue.id = revenue.name = "revenue";
  revenue.kind = MetricKind::kFlow;
  revenue.growth = "revenue_growth";
  v.Add(revenue);
  MetricDefinition guidance;
  guidance.id = guidance.name = "guidance";
  guidance.kind = MetricKind::kFlow;
  guidance.own_outlook = true;
  v.Add(guidance);
  metric("gross_profit", MetricKind::kFlow);
  metric("gross_margin", MetricKind::kFlow);
  metric("revenue_growth", MetricKind::kFlow, {"baseline"});
  metric("growth_multiple", MetricKind::kFlow);
  metric("cagr", MetricKind::kFlow);
  metric("price_ratio", MetricKind::kLevel, {"peer"});
  metric("rank", MetricKind::kEvent, {"chart"});
  metric("power_capacity", MetricKind::kLevel);
  metric("flights_cancelled", MetricKind::kEvent);
  metric("subsidy", MetricKind::kEvent);
  metric("model_share", MetricKind::kLevel);
  metric("target_price", MetricKind::kLevel);
  MetricDefinition downloads;
  downloads.id = "downloads";
  downloads.cumulative = true;
  downloads.aliases = {"installs"};
  v.Add(downloads);
  MetricDefinition orders;
  orders.id = "orders";
  orders.kind = MetricKind::kFlow;
  orders.part_whole = true;
  v.Add(orders);
  MetricDefinition investment;
  investment.id = "investment";
  investment.kind = MetricKind::kEvent;
  investment.functional = false;
  v.Add(investment);

  const auto entity = [&](std::string id, std::string owner, std::string family, std::string near) {
    EntityDefinition e;
    e.id = std::move(id);
    e.owner = std::move(owner);
    e.family = std::move(family);
    e.near = std::move(near);
    v.Add(e);
  };
  entity("lantian", "", "", "");
  entity("lantian-cloud", "lantian", "", "");
  entity("qingniao", "lantian", "", "lantian-cloud");  // an app, told of the cloud too
  entity("qingniao-2", "", "qingniao", "");
  entity("baishan", "", "", "");
  entity("hongtu", "", "", "");
  return v;
}

}  // namespace

Claim Make(const Spec& s) {
  Claim c;
  c.doc = s.doc;
  c.span = {s.at, s.at + 10};
  c.id = ClaimId(c.doc, c.span);
  c.text = s.text.empty() ? s.lo.empty() ? s.hi : s.lo : s.text;
  c.context = c.text;
  c.context_span = c.span;
  c.sentence = s.sentence;
  c.sentence_span =
      s.sentence.empty() ? c.span : ByteSpan{s.sentence_at, s.sentence_at + s.sentence.size()};
  if (!s.lo.empty()) c.value.lo = D(s.lo);
  if (s.hi == "=") {
    c.value.hi = c.value.lo;
  } else if (!s.hi.empty()) {
    c.value.hi = D(s.hi);
  }
  c.value.bound = s.bound;
  c.value.bound_word = s.bound_word;
  c.value.ratio = s.ratio;
  const Decimal written = c.value.lo ? *c.value.lo : *c.value.hi;
  c.value.step = s.step.empty() ? Decimal::Of(1, written.exponent) : D(s.step);
  c.unit = s.unit;
  c.dimension = s.dimension;
  c.subject = Subject{s.subject, s.subject, s.subject, std::nullopt, s.subject_how};
  c.metric = s.metric;
  c.qualifiers = s.qualifiers;
  c.time.start = Date::Parse(s.start);
  c.time.end = s.end == "=" ? c.time.start : Date::Parse(s.end);
  c.time.as_of = Date::Parse(s.as_of);
  c.time.how = c.time.IsKnown() || c.time.as_of ? s.time_how : How::kPublished;
  c.modality = s.modality;
  if (!s.attribution.empty()) c.attribution = Attribution{s.attribution, s.attribution, {}};
  c.source = s.source;
  c.published = s.published;
  c.url = s.doc;
  return c;
}

std::vector<Claim> MakeAll(const std::vector<Spec>& specs) {
  std::vector<Claim> claims;
  std::transform(specs.begin(), specs.end(), std::back_inserter(claims), Make);
  return claims;
}

const Vocabulary& TestVocabulary() {
  static const Vocabulary vocabulary = Build();
  return vocabulary;
}

std::vector<Fact> WithVerdict(const std::vector<Fact>& facts, Verdict verdict) {
  std::vector<Fact> out;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(out),
               [&](const Fact& f) { return f.verdict == verdict; });
  return out;
}

bool HasReason(const Fact& fact, const std::string& reason) {
  return std::find(fact.reasons.begin(), fact.reasons.end(), reason) != fact.reasons.end();
}

}  // namespace heshu::compare

namespace heshu {

void PrintTo(const Fact& fact, std::ostream* os) {
  *os << fact.kind << " " << fact.subject << " " << fact.metric << " " << VerdictName(fact.verdict)
      << " " << fact.severity << " {";
  for (const std::string& r : fact.reasons) *os << r << " ";
  *os << "} " << fact.arithmetic << " n=" << fact.claims.size();
}

}  // namespace heshu
