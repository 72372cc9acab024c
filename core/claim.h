// Figures and claims: what CONTRACT.md calls "a figure / claim".
//
// Every figure of an article is one Claim record; it is a *claim* when a rule knew subject and
// metric, and a bare *figure* otherwise. All spans are bytes of Article::text.
#ifndef HESHU_CORE_CLAIM_H_
#define HESHU_CORE_CLAIM_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/byte_span.h"
#include "core/date.h"
#include "core/decimal.h"

namespace heshu {

enum class Bound { kExact, kApprox, kMoreThan, kAtLeast, kNearly, kLessThan, kAtMost, kRange };
std::string_view BoundName(Bound bound);  // "exact", "approx", "more_than", …
std::optional<Bound> BoundFromName(std::string_view name);

// What the words say, before any rounding interval is derived (compare/ does that).
struct Value {
  std::optional<Decimal> lo;  // empty = open
  std::optional<Decimal> hi;
  Bound bound = Bound::kExact;
  std::string bound_word;  // the words that made the bound, as folded text; may be empty
  std::string ratio;       // "1/9" where the decimal cannot be exact; else empty
  int digits = 0;          // significant digits as written
  Decimal step;            // the last written place, e.g. 10^8 for 633億

  friend bool operator==(const Value&, const Value&) = default;
};

// How a slot was got.
enum class How { kStated, kInherited, kInferred, kResolved, kPublished };
std::string_view HowName(How how);
std::optional<How> HowFromName(std::string_view name);

enum class Modality { kReported, kEstimate, kForecast, kPlan, kRumour, kHypothetical };
std::string_view ModalityName(Modality modality);
std::optional<Modality> ModalityFromName(std::string_view name);

struct Subject {
  std::string id;    // VOCABULARY.md, or "x:" + folded phrase
  std::string name;  // display name
  std::string text;  // as written
  std::optional<ByteSpan> span;
  How how = How::kStated;

  friend bool operator==(const Subject&, const Subject&) = default;
};

struct ClaimTime {
  std::optional<Date> start;
  std::optional<Date> end;
  std::string clock;  // "21:46" where an instant is stated
  Granularity granularity = Granularity::kUnknown;
  std::optional<Date> as_of;
  std::string text;  // as written
  std::optional<ByteSpan> span;
  How how = How::kPublished;

  bool IsKnown() const { return start.has_value() || end.has_value(); }
  friend bool operator==(const ClaimTime&, const ClaimTime&) = default;
};

struct Attribution {
  std::string id;    // entity id where known, else ""
  std::string text;  // as written
  std::optional<ByteSpan> span;

  friend bool operator==(const Attribution&, const Attribution&) = default;
};

struct Claim {
  std::string id;   // ClaimId()
  std::string doc;  // DocumentId()
  ByteSpan span;    // number, magnitude, unit, currency
  std::string text;
  ByteSpan context_span;  // span plus bound words and the per-unit
  std::string context;
  ByteSpan sentence_span;
  std::string sentence;
  Value value;
  std::string unit;            // VOCABULARY.md §3; a bare number is "count"
  bool unit_inferred = false;  // a bare 元, a shared or inherited unit
  std::string dimension;
  std::optional<Subject> subject;
  std::string metric;  // empty = no rule knew
  std::map<std::string, std::string> qualifiers;
  ClaimTime time;
  Modality modality = Modality::kReported;
  std::optional<Attribution> attribution;
  std::string rule;  // id of the rule that made the claim; empty for a bare figure
  double confidence = 0;
  // Of the document:
  std::string source;
  std::string url;
  std::string published;  // as Article::published

  bool IsClaim() const { return subject.has_value() && !metric.empty(); }
  friend bool operator==(const Claim&, const Claim&) = default;
};

// `c_` and 16 hexadecimal digits of document, span and `nth` (0 but where one figure makes several
// claims). It does not depend on the rules: re-extraction keeps the id of the same figure.
std::string ClaimId(std::string_view doc, ByteSpan span, int nth = 0);

}  // namespace heshu

#endif  // HESHU_CORE_CLAIM_H_
