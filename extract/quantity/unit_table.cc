#include "extract/quantity/unit_table.h"

#include <algorithm>
#include <map>
#include <utility>

#include "extract/quantity/number.h"
#include "extract/quantity/unit_table_impl.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {

const UnitDefinition* UnitTable::Impl::FindUnit(std::string_view id) const {
  const auto found = unit_index_.find(std::string(id));
  return found == unit_index_.end() ? nullptr : &definitions[found->second];
}

const std::vector<UnitDefinition>& UnitTable::definitions() const { return impl_->definitions; }

// Reads the tables of one file after another into an Impl.
class UnitTableBuilder {
 public:
  using Step = std::optional<Error>;

  Step Add(const RuleFile& file) {
    file_ = &file;
    static constexpr std::string_view kTables[] = {"unit",  "classifier", "noun", "before",
                                                   "after", "per",        "head", "phrase",
                                                   "skip",  "ordinal",    "rank"};
    // A user's file holds what others read too.
    std::vector<std::string_view> known = {"currency",    "bound", "entity",    "metric",
                                           "macros",      "rule",  "qualifier", "modality",
                                           "attribution", "period"};
    known.insert(known.end(), std::begin(kTables), std::end(kTables));
    if (auto error = file.UnknownMember(file.root(), known)) return error;
    // Units before what speaks of them, whatever the order of the file.
    for (const std::string_view key : kTables) {
      const RuleNode* tables = file.root().Find(key);
      if (tables == nullptr) continue;
      if (tables->type != RuleNode::Type::kArray) {
        return file.ErrorAt(*tables, "[[" + std::string(key) + "]] must be an array of tables",
                            "write [[" + std::string(key) + "]] with two brackets");
      }
      for (const RuleNode& table : tables->items) {
        if (table.type != RuleNode::Type::kTable) {
          return file.ErrorAt(table, "[[" + std::string(key) + "]] must hold tables", {});
        }
        if (auto error = AddTable(key, table)) return error;
      }
    }
    return std::nullopt;
  }

  std::shared_ptr<const UnitTable::Impl> Finish() {
    AddRates();
    for (char32_t c = 0; c < 0x10000; ++c) {
      if (IsAsciiDigit(c) || IsHanNumberStart(c))
        impl_->start_class_[c] |= UnitTable::Impl::kNumber;
    }
    return std::move(impl_);
  }

 private:
  Step AddTable(std::string_view key, const RuleNode& table) {
    if (key == "unit") return AddUnit(table, UnitSense::Kind::kMeasure);
    if (key == "classifier") return AddUnit(table, UnitSense::Kind::kClassifier);
    if (key == "noun") return AddUnit(table, UnitSense::Kind::kNoun);
    if (key == "before") return AddEdge(table, true);
    if (key == "after") return AddEdge(table, false);
    if (key == "per") return AddPer(table);
    if (key == "head") return AddHead(table);
    if (key == "phrase") return AddPhrase(table);
    if (key == "skip") return AddSkip(table);
    if (key == "ordinal") return AddOrdinal(table);
    return AddRank(table);
  }

  Step Check(const RuleNode& table, std::vector<std::string_view> known) {
    known.insert(known.end(), {"context", "not_context", "followed_by", "not_before", "not_after",
                               "near_after", "boundary", "samples", "near_misses"});
    return file_->UnknownMember(table, known);
  }

  // `key` as a list of non-empty strings; an error if it is there and is not.
  Step Strings(const RuleNode& table, std::string_view key, bool required,
               std::vector<std::string>* out) {
    const RuleNode* node = table.Find(key);
    if (node == nullptr) {
      if (!required) return std::nullopt;
      return file_->ErrorAt(table, "missing `" + std::string(key) + "`",
                            "add " + std::string(key) + " = [\"…\"]");
    }
    *out = table.GetStrings(key);
    const bool list = node->type == RuleNode::Type::kArray;
    const std::size_t want = list ? node->items.size() : 1;
    const bool bad_item =
        out->size() != want || (required && out->empty()) ||
        std::any_of(out->begin(), out->end(), [](const std::string& s) { return s.empty(); });
    if (bad_item) {
      return file_->ErrorAt(*node, "`" + std::string(key) + "` must be a list of non-empty texts",
                            {});
    }
    return std::nullopt;
  }

  Step ReadDecimal(const RuleNode& table, std::string_view key, std::optional<Decimal>* out) {
    const RuleNode* node = table.Find(key);
    if (node == nullptr) return std::nullopt;
    const auto value = Decimal::Parse(node->string);
    if (!value || node->type == RuleNode::Type::kTable || node->type == RuleNode::Type::kArray) {
      return file_->ErrorAt(*node, "`" + std::string(key) + "` must be a decimal number",
                            "for example " + std::string(key) + " = \"0.01\"");
    }
    *out = *value;
    return std::nullopt;
  }

  Step ReadBound(const RuleNode& table, std::optional<Bound>* out) {
    const RuleNode* node = table.Find("bound");
    if (node == nullptr) return std::nullopt;
    *out = BoundFromName(node->string);
    if (!*out) {
      return file_->ErrorAt(
          *node, "unknown bound '" + node->string + "'",
          "one of exact approx more_than at_least nearly less_than at_most range");
    }
    return std::nullopt;
  }

  Step ReadMarks(const RuleNode& table, std::map<std::string, std::string>* out) {
    const RuleNode* node = table.Find("marks");
    if (node == nullptr) return std::nullopt;
    if (node->type != RuleNode::Type::kTable) {
      return file_->ErrorAt(*node, "`marks` must be a table", "marks = {move = \"down\"}");
    }
    for (const auto& [key, value] : node->members) {
      if (value.type != RuleNode::Type::kString) {
        return file_->ErrorAt(value, "a mark must be a text", {});
      }
      (*out)[key] = value.string;
    }
    return std::nullopt;
  }

  Step ReadSurroundings(const RuleNode& table, Surroundings* out) {
    if (auto e = Strings(table, "context", false, &out->context)) return e;
    if (auto e = Strings(table, "not_context", false, &out->not_context)) return e;
    if (auto e = Strings(table, "followed_by", false, &out->followed_by)) return e;
    if (auto e = Strings(table, "not_before", false, &out->not_before)) return e;
    if (auto e = Strings(table, "not_after", false, &out->not_after)) return e;
    if (auto e = Strings(table, "near_after", false, &out->near_after)) return e;
    out->boundary = table.GetBool("boundary");
    return std::nullopt;
  }

  Step ReadSamples(const RuleNode& table, const std::string& unit) {
    for (const bool near_miss : {false, true}) {
      const RuleNode* node = table.Find(near_miss ? "near_misses" : "samples");
      if (node == nullptr) continue;
      std::vector<std::string> texts;
      if (auto e = Strings(table, near_miss ? "near_misses" : "samples", false, &texts)) return e;
      for (const std::string& text : texts) {
        UnitSample sample;
        sample.unit = unit;
        sample.where =
            file_->name() + ":" + std::to_string(node->line) + ":" + std::to_string(node->column);
        static constexpr std::string_view kArrow = "→";
        const std::size_t arrow = text.find(kArrow);
        if (near_miss != (arrow == std::string::npos)) {
          return file_->ErrorAt(
              *node,
              near_miss ? "a near miss is a text alone" : "a sample is `text → value unit [bound]`",
              "for example \"约560万美元 → 5600000 USD approx\"");
        }
        sample.text = text.substr(0, arrow);
        if (arrow != std::string::npos) sample.expected = text.substr(arrow + kArrow.size());
        const auto trim = [](std::string& s) {
          while (!s.empty() && s.front() == ' ') s.erase(0, 1);
          while (!s.empty() && s.back() == ' ') s.pop_back();
        };
        trim(sample.text);
        trim(sample.expected);
        impl_->samples.push_back(std::move(sample));
      }
    }
    return std::nullopt;
  }

  void AddSpelling(const std::string& spelling, std::size_t sense) {
    int at = impl_->units.Find(spelling);
    if (at < 0) {
      at = static_cast<int>(impl_->spellings.size());
      impl_->spellings.emplace_back();
      impl_->units.Add(spelling, at);
      const Glyph first = GlyphAt(spelling, 0);
      if (first.size < spelling.size() && (HanUnit(first.code) > 0 || first.code < 0x80)) {
        impl_->magnitude_units.Add(spelling, at);
      }
    }
    auto& senses = impl_->spellings[static_cast<std::size_t>(at)];
    // A later file's meaning comes first; within one file the order is the file's.
    auto place = senses.begin();
    while (place != senses.end() && origin_[*place] == file_) ++place;
    senses.insert(place, sense);
  }

  Step AddUnit(const RuleNode& table, UnitSense::Kind kind) {
    if (auto e = Check(table, {"id",         "dimension", "base",     "factor",      "scale",
                               "per",        "spellings", "prefixes", "bare",        "subunit",
                               "discount",   "inferred",  "article",  "fraction",    "small",
                               "needs_noun", "behind",    "context",  "boundary",    "followed_by",
                               "not_before", "not_after", "samples",  "near_misses", "name"})) {
      return e;
    }
    UnitSense sense;
    sense.kind = kind;
    sense.unit = table.GetString("id");
    if (sense.unit.empty()) {
      if (kind != UnitSense::Kind::kClassifier) {
        return file_->ErrorAt(table, "missing `id`", "add id = \"token\"");
      }
      sense.unit = "count";
    }
    sense.dimension = table.GetString("dimension");
    const UnitDefinition* known = impl_->FindUnit(sense.unit);
    if (sense.dimension.empty()) {
      if (known != nullptr) {
        sense.dimension = known->dimension;
      } else if (kind == UnitSense::Kind::kMeasure) {
        return file_->ErrorAt(table, "missing `dimension` of a new unit",
                              "add dimension = \"length\"");
      } else {
        sense.dimension = "count";
      }
    }
    if (kind == UnitSense::Kind::kMeasure && sense.dimension == "money") {
      sense.kind = UnitSense::Kind::kCurrency;
    }
    std::optional<Decimal> factor;
    std::optional<Decimal> scale;
    if (auto e = ReadDecimal(table, "factor", &factor)) return e;
    if (auto e = ReadDecimal(table, "scale", &scale)) return e;
    if (scale) sense.scale = *scale;
    if (sense.unit != "money" && (known == nullptr || table.Find("dimension") != nullptr)) {
      Define({sense.unit, sense.dimension, table.GetString("base", sense.unit),
              factor.value_or(Decimal{1, 0})});
    }
    sense.per = table.GetString("per");
    sense.bare = table.GetBool("bare");
    sense.subunit = table.GetBool("subunit");
    sense.discount = table.GetBool("discount");
    sense.inferred = table.GetBool("inferred");
    sense.fraction = table.GetBool("fraction");
    sense.small = table.GetBool("small");
    sense.behind = static_cast<int>(table.GetInteger("behind"));
    sense.needs_noun = table.GetBool("needs_noun");
    sense.article = table.GetBool("article", kind != UnitSense::Kind::kMeasure);
    if (sense.kind == UnitSense::Kind::kCurrency) sense.article = table.GetBool("article");
    if (auto e = ReadSurroundings(table, &sense.around)) return e;
    if (auto e = ReadSamples(table, sense.unit)) return e;
    std::vector<std::string> spellings;
    std::vector<std::string> prefixes;
    if (auto e = Strings(table, "prefixes", false, &prefixes)) return e;
    if (auto e = Strings(table, "spellings", prefixes.empty(), &spellings)) return e;
    const std::size_t index = impl_->senses.size();
    impl_->senses.push_back(std::move(sense));
    origin_.push_back(file_);
    for (const std::string& spelling : spellings) AddSpelling(spelling, index);
    for (const std::string& prefix : prefixes) {
      impl_->prefixes.Add(prefix, static_cast<int>(index));
    }
    return std::nullopt;
  }

  void Define(UnitDefinition definition) {
    const auto [place, fresh] =
        impl_->unit_index_.emplace(definition.id, impl_->definitions.size());
    if (fresh) {
      impl_->definitions.push_back(std::move(definition));
    } else {
      impl_->definitions[place->second] = std::move(definition);
    }
  }

  Step AddEdge(const RuleNode& table, bool before) {
    if (auto e = Check(table,
                       {"words",         "bound",      "marks",      "adjacent",  "level",
                        "tight",         "anchor",     "needs_unit", "only_bare", "needs",
                        "not_dimension", "dimension",  "size",       "context",   "boundary",
                        "followed_by",   "not_before", "not_after",  "samples",   "near_misses"})) {
      return e;
    }
    EdgeWord word;
    std::vector<std::string> words;
    if (auto e = Strings(table, "words", true, &words)) return e;
    if (auto e = ReadBound(table, &word.bound)) return e;
    if (auto e = ReadMarks(table, &word.marks)) return e;
    if (auto e = ReadSurroundings(table, &word.around)) return e;
    if (auto e = ReadSamples(table, {})) return e;
    word.adjacent = table.GetBool("adjacent");
    word.level = table.GetBool("level");
    word.tight = table.GetBool("tight");
    word.anchor = table.GetBool("anchor") || word.bound || !word.marks.empty();
    word.needs_unit = table.GetBool("needs_unit");
    word.only_bare = table.GetBool("only_bare");
    word.needs = table.GetString("needs");
    word.not_dimension = table.GetString("not_dimension");
    word.dimension = table.GetString("dimension");
    word.size = table.GetBool("size");
    auto& list = before ? impl_->before_words : impl_->after_words;
    for (const std::string& text : words) {
      word.text = text;
      const int index = static_cast<int>(list.size());
      // The meaning added last is tried first.
      word.next = before ? impl_->before.Add(text, index) : impl_->after.Add(text, index);
      list.push_back(word);
    }
    return std::nullopt;
  }

  void AddStart(const std::string& word, StartWord::Kind kind, std::size_t index) {
    const int at = static_cast<int>(impl_->start_words.size());
    impl_->start_words.push_back({kind, index});
    impl_->starts.Add(word, at);
    const Glyph first = GlyphAt(word, 0);
    if (first.code < impl_->start_class_.size()) {
      impl_->start_class_[first.code] |= UnitTable::Impl::kWord;
    }
  }

  Step AddPer(const RuleNode& table) {
    if (auto e = Check(table, {"id", "words", "dimension", "not_before", "not_after", "followed_by",
                               "context", "boundary", "samples", "near_misses"})) {
      return e;
    }
    std::vector<std::string> words;
    if (auto e = Strings(table, "words", true, &words)) return e;
    PerWord per;
    per.id = table.GetString("id");
    if (per.id.empty()) return file_->ErrorAt(table, "missing `id`", "add id = \"day\"");
    per.dimension = table.GetString("dimension");
    if (auto e = ReadSurroundings(table, &per.around)) return e;
    if (auto e = ReadSamples(table, {})) return e;
    impl_->pers.push_back(per);
    for (const auto& word : words) {
      AddStart(word, StartWord::Kind::kPer, impl_->pers.size() - 1);
    }
    return std::nullopt;
  }

  Step AddHead(const RuleNode& table) {
    if (auto e = Check(table, {"unit", "words", "reach", "least_exponent"})) return e;
    std::vector<std::string> words;
    if (auto e = Strings(table, "words", true, &words)) return e;
    HeadWord head;
    head.unit = table.GetString("unit");
    const UnitDefinition* known = impl_->FindUnit(head.unit);
    if (known == nullptr && head.unit != "money") {
      return file_->ErrorAt(table, "unknown unit '" + head.unit + "' of a [[head]]",
                            "define it with [[unit]] or [[noun]] first");
    }
    head.dimension = known ? known->dimension : "money";
    const std::string reach = table.GetString("reach", "clause");
    if (reach != "clause" && reach != "sentence") {
      return file_->ErrorAt(*table.Find("reach"), "`reach` is \"clause\" or \"sentence\"", {});
    }
    head.whole_sentence = reach == "sentence";
    head.least_exponent = static_cast<int>(table.GetInteger("least_exponent"));
    if (auto e = ReadSurroundings(table, &head.around)) return e;
    if (auto e = ReadSamples(table, head.unit)) return e;
    impl_->heads.push_back(head);
    for (const auto& word : words) {
      AddStart(word, StartWord::Kind::kHead, impl_->heads.size() - 1);
    }
    return std::nullopt;
  }

  Step AddPhrase(const RuleNode& table) {
    if (auto e = Check(
            table, {"words", "value", "lo", "hi", "unit", "bound", "marks", "context", "not_before",
                    "not_after", "followed_by", "boundary", "samples", "near_misses"})) {
      return e;
    }
    Phrase phrase;
    std::vector<std::string> words;
    std::optional<Decimal> value;
    std::optional<Bound> bound;
    if (auto e = Strings(table, "words", true, &words)) return e;
    if (auto e = ReadDecimal(table, "value", &value)) return e;
    if (auto e = ReadDecimal(table, "lo", &phrase.lo)) return e;
    if (auto e = ReadDecimal(table, "hi", &phrase.hi)) return e;
    if (auto e = ReadBound(table, &bound)) return e;
    if (auto e = ReadMarks(table, &phrase.marks)) return e;
    if (auto e = ReadSurroundings(table, &phrase.around)) return e;
    if (value) phrase.lo = phrase.hi = value;
    if (!phrase.lo && !phrase.hi) {
      return file_->ErrorAt(table, "a [[phrase]] needs `value`, `lo` or `hi`", "value = \"2\"");
    }
    phrase.bound = bound.value_or(Bound::kExact);
    phrase.unit = table.GetString("unit", "count");
    const UnitDefinition* known = impl_->FindUnit(phrase.unit);
    if (known == nullptr) {
      return file_->ErrorAt(table, "unknown unit '" + phrase.unit + "' of a [[phrase]]",
                            "define it with [[unit]] first");
    }
    phrase.dimension = known->dimension;
    if (auto e = ReadSamples(table, phrase.unit)) return e;
    impl_->phrases.push_back(phrase);
    for (const auto& word : words) {
      AddStart(word, StartWord::Kind::kPhrase, impl_->phrases.size() - 1);
    }
    return std::nullopt;
  }

  Step AddSkip(const RuleNode& table) {
    if (auto e = Check(table, {"words", "near_misses", "samples"})) return e;
    std::vector<std::string> words;
    if (auto e = Strings(table, "words", true, &words)) return e;
    for (const auto& word : words) {
      // A head, a per word or a phrase of the same text says more and is passed over as well.
      if (impl_->starts.Find(word) < 0) AddStart(word, StartWord::Kind::kSkip, 0);
      impl_->skip_words.Add(word, 0);
    }
    return ReadSamples(table, {});
  }

  Step AddOrdinal(const RuleNode& table) {
    if (auto e = Check(table, {"after", "before", "near_misses", "samples"})) return e;
    std::vector<std::string> after;
    std::vector<std::string> before;
    if (auto e = Strings(table, "after", false, &after)) return e;
    if (auto e = Strings(table, "before", false, &before)) return e;
    for (const auto& word : after) impl_->ordinals.Add(word, 0);
    for (const auto& word : before) impl_->ordinal_heads.Add(word, 0);
    return ReadSamples(table, {});
  }

  Step AddRank(const RuleNode& table) {
    if (auto e = Check(table, {"words", "near_misses", "samples"})) return e;
    std::vector<std::string> words;
    if (auto e = Strings(table, "words", true, &words)) return e;
    for (const auto& word : words) {
      impl_->rank_words.Add(word, 0);
      const Glyph first = GlyphAt(word, 0);
      if (first.code < impl_->start_class_.size()) {
        impl_->start_class_[first.code] |= UnitTable::Impl::kWord;
      }
    }
    return ReadSamples(table, "rank");
  }

  // token/min, order/s, CNY/kWh, USD/GPU hour, USD/barrel: a rate converts like its numerator.
  void AddRates() {
    const std::vector<UnitDefinition> plain = impl_->definitions;
    std::map<std::string, UnitDefinition> goods;  // by their names in denominators
    for (const UnitSense& sense : impl_->senses) {
      const auto of = impl_->unit_index_.find(sense.unit);
      if (sense.is_goods() && of != impl_->unit_index_.end()) {
        goods.emplace(sense.per, plain[of->second]);
      }
    }
    for (const UnitDefinition& unit : plain) {
      const bool money = unit.dimension == "money";
      const bool token = unit.id == "token";
      const bool count = unit.dimension == "count";
      for (const char* period : {"s", "min", "hour", "day", "week", "month", "quarter", "year"}) {
        std::string dimension = token ? "token_rate" : count ? "count_rate" : unit.dimension;
        const std::string tail = std::string("/") + period;
        Define({unit.id + tail, dimension, unit.base + tail, unit.factor});
      }
      if (money) {
        for (const auto& [per, dimension] :
             {std::pair{"1e6 token", "token_price"}, std::pair{"kWh", "energy_price"},
              std::pair{"GPU hour", "rental_price"}}) {
          const std::string tail = std::string("/") + per;
          Define({unit.id + tail, dimension, unit.base + tail, unit.factor});
        }
        // A price of a tonne is one of a kilogram, where the quotient is exact.
        for (const auto& [per, good] : goods) {
          const auto factor = Divide(unit.factor, good.factor, 18);
          const bool exact = factor && Multiply(*factor, good.factor) == unit.factor;
          Define({unit.id + "/" + per, good.base == "kWh" ? "energy_price" : "money",
                  unit.base + "/" + (exact ? good.base : per), exact ? *factor : unit.factor});
        }
      }
    }
    Define({"token/kWh", "energy_yield", "token/kWh", {1, 0}});
    Define({"hour/week", "other", "hour/week", {1, 0}});
  }

  std::shared_ptr<UnitTable::Impl> impl_ = std::make_shared<UnitTable::Impl>();
  const RuleFile* file_ = nullptr;
  std::vector<const RuleFile*> origin_;  // of each sense
};

Result<UnitTable> UnitTable::Create(const std::vector<RuleFile>& files) {
  UnitTableBuilder builder;
  for (const RuleFile& file : files) {
    if (auto error = builder.Add(file)) return tl::make_unexpected(std::move(*error));
  }
  UnitTable table;
  table.impl_ = builder.Finish();
  return table;
}

}  // namespace heshu::extract
