// Claims and a small vocabulary for the tests of compare/. Every company and figure is invented.
#ifndef HESHU_TESTS_COMPARE_CLAIMS_H_
#define HESHU_TESTS_COMPARE_CLAIMS_H_

#include <cstddef>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "core/claim.h"
#include "core/fact.h"
#include "core/vocabulary.h"

namespace heshu::compare {

struct Spec {
  std::string doc = "d_a";
  std::size_t at = 0;  // byte of the figure; tells claims of one document apart
  std::string subject = "lantian";
  std::string metric = "training_cost";
  std::string lo = "5000000";
  std::string hi = "=";  // "=": as lo; "": open
  Bound bound = Bound::kExact;
  std::string bound_word = {};
  std::string step = {};  // "": the place of the last nonzero digit
  std::string ratio = {};
  std::string unit = "USD";
  std::string dimension = "money";
  std::map<std::string, std::string> qualifiers = {};
  std::string start = {};  // "" and no `end`: known by publication only
  std::string end = "=";
  std::string as_of = {};
  How subject_how = How::kStated;
  How time_how = How::kStated;
  Modality modality = Modality::kReported;
  std::string attribution = {};
  std::string source = {};
  std::string published = "2026-03-01";
  std::string text = {};        // "": the value
  std::string sentence = {};    // "": one of its own for each claim
  std::size_t sentence_at = 0;  // with `sentence`
};

Claim Make(const Spec& spec);
std::vector<Claim> MakeAll(const std::vector<Spec>& specs);

// Metrics, units and entities that the tests use; see claims.cc.
const Vocabulary& TestVocabulary();

// The facts with this verdict.
std::vector<Fact> WithVerdict(const std::vector<Fact>& facts, Verdict verdict);
bool HasReason(const Fact& fact, const std::string& reason);

}  // namespace heshu::compare

namespace heshu {
void PrintTo(const Fact& fact, std::ostream* os);
}

#endif  // HESHU_TESTS_COMPARE_CLAIMS_H_
