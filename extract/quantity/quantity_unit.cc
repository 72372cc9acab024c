// What stands behind a number: unit, currency, classifier and noun.
#include <algorithm>
#include <iterator>
#include <string>

#include "extract/quantity/quantity_reader.h"
#include "extract/text/text_scan.h"

namespace heshu::extract {
namespace {

constexpr std::size_t kClauseReach = 150;  // bytes looked back for a context word
constexpr int kNounReach = 8;              // characters between classifier and noun

bool Any(const std::vector<std::string>& words, std::string_view text, std::size_t at) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return StartsAt(text, at, word); });
}

// Han characters that end a noun phrase.
bool EndsPhrase(char32_t c) {
  return std::u32string_view(
             U"在是将被让把从到至为了和与及或并后时中内已可会有以比较等就都也"
             U"才又不未给对由向随因而但占使令约逾均搭采含需要每仅拥")
             .find(c) != std::u32string_view::npos;
}

// Words that begin another phrase: 2.6 per GPU hour has no unit but the price's.
bool IsLinkWord(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "per", "a",    "an", "of", "for",  "in",   "to",    "and", "or",  "from", "on",  "by",   "at",
      "the", "with", "is", "as", "than", "that", "which", "are", "was", "were", "but", "using"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

}  // namespace

bool QuantityReader::AtBoundary(std::size_t at) const {
  const Glyph glyph = GlyphAt(text_, at);
  if (glyph.size == 0) return true;
  if (!IsHan(glyph.code)) {
    return !IsAsciiLetter(glyph.code) && glyph.code != U'“' && glyph.code != U'「' &&
           glyph.code != U'《';
  }
  if (units_.after.Longest(text_, at)) return true;
  if (IsHanNumberStart(glyph.code)) return true;
  return std::u32string_view(U"的和与及至到、每一左上以起多余半在就买卖购是").find(glyph.code) !=
         std::u32string_view::npos;
}

bool QuantityReader::Fits(const Surroundings& around, std::size_t begin, std::size_t word_begin,
                          std::size_t word_end) const {
  if (!around.not_before.empty() && Any(around.not_before, text_, word_end)) return false;
  if (!around.followed_by.empty() && !Any(around.followed_by, text_, word_end)) return false;
  for (const std::string& word : around.not_after) {
    if (EndsAt(text_, word_begin, word)) return false;
  }
  if (around.boundary && !AtBoundary(word_end)) return false;
  if (!around.context.empty() || !around.not_context.empty()) {
    std::size_t from = begin;
    while (from > 0 && begin - from < kClauseReach) {
      const std::size_t back = StepBack(text_, from);
      if (IsSentenceEnd(GlyphAt(text_, back).code)) break;
      from = back;
    }
    const std::string_view clause = text_.substr(from, begin - from);
    steps_ += clause.size();
    const auto says = [&](const std::string& word) {
      return clause.find(word) != std::string_view::npos;
    };
    if (std::any_of(around.not_context.begin(), around.not_context.end(), says)) return false;
    if (!around.context.empty() &&
        std::none_of(around.context.begin(), around.context.end(), says)) {
      return false;
    }
  }
  if (!around.near_after.empty()) {
    std::size_t p = word_end;
    // Tokens(文本单位)调用量
    if (StartsAt(text_, p, "(")) {
      const std::size_t close = text_.substr(p, 60).find(')');
      if (close != std::string_view::npos) p += close + 1;
    }
    bool found = false;
    for (int i = 0; i < 8 && p < text_.size() && !found; ++i) {
      found = Any(around.near_after, text_, p);
      const Glyph glyph = GlyphAt(text_, p);
      if (IsClauseEnd(glyph.code) || IsAsciiDigit(glyph.code)) break;
      p += glyph.size;
    }
    if (!found) return false;
  }
  return true;
}

const UnitSense* QuantityReader::CurrencyBefore(std::size_t at, std::size_t* begin) const {
  const std::size_t end = SkipSpacesBack(text_, at, 1);
  const auto match = units_.prefixes.LongestBefore(text_, end);
  if (!match) return nullptr;
  const UnitSense& sense = units_.senses[static_cast<std::size_t>(match.value)];
  const std::size_t from = end - match.size;
  if (!Fits(sense.around, from, from, end)) return nullptr;
  *begin = from;
  return &sense;
}

// The counted noun behind a classifier: within a few characters, the last one of the phrase.
const UnitSense* QuantityReader::FindNoun(std::size_t at, std::size_t* end) const {
  const UnitSense* found = nullptr;
  std::size_t p = at;
  bool quoted = false;  // inside quotation marks
  bool joined = false;  // the noun found ended right here
  for (int i = 0; i < kNounReach && p < text_.size(); ++i) {
    const Glyph glyph = GlyphAt(text_, p);
    ++steps_;
    const UnitSense* noun = nullptr;
    std::size_t size = 0;
    units_.units.Each(text_, p, [&](int spelling, std::size_t length) {
      for (const std::size_t index : units_.spellings[static_cast<std::size_t>(spelling)]) {
        const UnitSense& sense = units_.senses[index];
        if (sense.kind != UnitSense::Kind::kNoun || sense.unit == "money") continue;
        if (!Fits(sense.around, p, p, p + length)) continue;
        noun = &sense;
        size = length;
        return true;
      }
      return false;
    });
    if (noun != nullptr) {
      found = noun;
      p += size;
      *end = p;
      joined = true;
      continue;
    }
    if (found != nullptr && !joined) {
      // One character may stand between (H800型GPU); no more.
      break;
    }
    joined = false;
    if (IsAsciiAlnum(glyph.code)) {
      // A name: passed over whole.
      while (p < text_.size() && (IsAsciiAlnum(static_cast<unsigned char>(text_[p])) ||
                                  text_[p] == '-' || text_[p] == '.')) {
        ++p;
      }
      continue;
    }
    if (glyph.code == ' ') {
      ++p;
      --i;
      if (p < text_.size() && text_[p] == ' ') break;
      continue;
    }
    const bool opening = glyph.code == U'“' || glyph.code == U'「';
    const bool quote = opening || (quoted && (glyph.code == U'”' || glyph.code == U'」'));
    quoted = opening || (quoted && !quote);
    if (!quote && (!IsHan(glyph.code) || EndsPhrase(glyph.code))) break;
    if (found != nullptr && glyph.code == U'的') break;
    p += glyph.size;
  }
  return found;
}

// 30亿大免单, 10亿现金红包, 200K的超长上下文: a noun soon behind says what the number is of.
const UnitSense* QuantityReader::NounBehind(std::size_t at) const {
  std::size_t p = at;
  for (int i = 0; i < kNounReach && p < text_.size(); ++i) {
    ++steps_;
    const UnitSense* found = nullptr;
    units_.units.Each(text_, p, [&](int spelling, std::size_t size) {
      for (const std::size_t index : units_.spellings[static_cast<std::size_t>(spelling)]) {
        const UnitSense& sense = units_.senses[index];
        if (sense.behind <= i || !Fits(sense.around, at, p, p + size)) continue;
        found = &sense;
        return true;
      }
      return false;
    });
    if (found != nullptr) return found;
    const Glyph glyph = GlyphAt(text_, p);
    const bool latin = glyph.code == ' ' || IsAsciiLetter(glyph.code);
    if (!latin && (!IsHan(glyph.code) || EndsPhrase(glyph.code))) break;
    if (IsAsciiLetter(glyph.code)) {
      while (p < text_.size() && IsAsciiAlnum(static_cast<unsigned char>(text_[p]))) ++p;
    } else {
      p += glyph.size;
    }
  }
  return nullptr;
}

UnitHit QuantityReader::ReadUnitAt(const ParsedNumber& number, std::size_t begin, std::size_t at,
                                   bool behind_ge) const {
  UnitHit hit;
  const bool latin = at < text_.size() && IsAsciiLetter(static_cast<unsigned char>(text_[at]));
  units_.units.Each(text_, at, [&](int spelling, std::size_t size) {
    ++steps_;
    const std::size_t end = at + size;
    // GB200 is a name and no unit.
    if (latin && end < text_.size() && IsAsciiLetter(static_cast<unsigned char>(text_[end - 1])) &&
        IsAsciiDigit(static_cast<unsigned char>(text_[end]))) {
      return false;
    }
    for (const std::size_t index : units_.spellings[static_cast<std::size_t>(spelling)]) {
      const UnitSense& sense = units_.senses[index];
      if (sense.subunit) continue;
      // English counts need no classifier: 3,000 stores.
      if (sense.kind == UnitSense::Kind::kNoun && !sense.bare && !latin) continue;
      if (sense.kind == UnitSense::Kind::kNoun && sense.unit == "money") continue;
      if (sense.kind == UnitSense::Kind::kClassifier && (behind_ge || number.is_fraction)) continue;
      if (sense.kind == UnitSense::Kind::kNoun && number.is_fraction) continue;
      if (sense.small && (number.big > 0 || number.latin != 0)) continue;
      std::size_t ignored = 0;
      if (sense.needs_noun && FindNoun(end, &ignored) == nullptr) continue;
      if (sense.discount && (number.has_unit || number.lo >= Decimal::Of(100))) continue;
      if (!Fits(sense.around, begin, at, end)) continue;
      hit.sense = &sense;
      hit.end = end;
      return true;
    }
    return false;
  });
  return hit;
}

// Whether a unit begins at `at`: 升 of 两升水, not of 五升至.
bool QuantityReader::UnitStandsAt(std::size_t at) const {
  bool stands = false;
  units_.units.Each(text_, at, [&](int spelling, std::size_t size) {
    for (const std::size_t index : units_.spellings[static_cast<std::size_t>(spelling)]) {
      stands = stands || !Any(units_.senses[index].around.not_before, text_, at + size);
    }
    return stands;
  });
  return stands;
}

// 五元三毛, 一百三十五块六角七分, 一吨半, 三成半, 七成六.
void QuantityReader::ReadSubunits(UnitHit& hit, const ParsedNumber& number) const {
  const UnitSense& sense = *hit.sense;
  if (number.vagueness != Vagueness::kNone) return;
  if (sense.kind == UnitSense::Kind::kMeasure && StartsAt(text_, hit.end, "半") &&
      (number.step_exponent >= 0 || number.is_positional) && sense.unit != "rank") {
    static constexpr std::string_view kOther[] = {"半导", "半年", "半数", "半场", "半径", "半岛",
                                                  "半天", "半个", "半山", "半小", "半截", "半成"};
    for (const std::string_view other : kOther) {
      if (StartsAt(text_, hit.end, other)) return;
    }
    hit.addend = Multiply(Decimal::Of(5, -1), sense.scale);
    hit.addend_exponent = sense.scale.exponent - 1;
    hit.has_addend = true;
    hit.end += 3;
    return;
  }
  if (sense.fraction && !number.has_point) {
    // 一成二: the next place.
    const Glyph next = GlyphAt(text_, hit.end);
    const int digit = IsAsciiDigit(next.code) ? static_cast<int>(next.code - '0')
                      : next.size == 3 && HanDigit(next.code) < 10 ? HanDigit(next.code)
                                                                   : -1;
    const Glyph behind = GlyphAt(text_, hit.end + next.size);
    if (digit > 0 && next.code != U'两' && HanUnit(behind.code) == 0 && HanDigit(behind.code) < 0 &&
        !(IsHan(behind.code) && UnitStandsAt(hit.end + next.size)) && !IsAsciiDigit(behind.code) &&
        behind.code != '%' && behind.code != '.') {
      hit.addend = Multiply(Decimal::Of(digit, -1), sense.scale);
      hit.addend_exponent = sense.scale.exponent - 1;
      hit.has_addend = true;
      hit.end += next.size;
    }
    return;
  }
  if (sense.kind != UnitSense::Kind::kCurrency) return;
  for (int i = 0; i < 2; ++i) {
    const auto part = ParseNumber(text_, hit.end, number_context_);
    if (!part || part->has_unit || part->has_point || part->is_chain || part->too_long ||
        part->lo >= Decimal::Of(10) || part->lo.IsZero() || part->lo != part->hi) {
      break;
    }
    const UnitSense* small = nullptr;
    std::size_t size = 0;
    units_.units.Each(text_, part->end, [&](int spelling, std::size_t length) {
      for (const std::size_t index : units_.spellings[static_cast<std::size_t>(spelling)]) {
        if (units_.senses[index].subunit) small = &units_.senses[index];
      }
      size = length;
      return small != nullptr;
    });
    if (small == nullptr) break;
    hit.addend = Add(hit.addend, Multiply(part->lo, small->scale));
    hit.addend_exponent = small->scale.exponent;
    hit.has_addend = true;
    hit.end = part->end + size;
    if (StartsAt(text_, hit.end, "钱")) hit.end += 3;
  }
  // 1400元整数关卡: a round number, not a sum to the cent.
  if (StartsAt(text_, hit.end, "整") && !StartsAt(text_, hit.end, "整数")) hit.end += 3;
}

// 个H800 GPU小时, H100 hours: hours of a device that is named before them.
UnitHit QuantityReader::ReadDeviceHours(std::size_t at) const {
  UnitHit hit;
  std::size_t p = SkipSpaces(text_, at, 1);
  if (StartsAt(text_, p, "个")) p = SkipSpaces(text_, p + 3, 1);
  if (p >= text_.size() || !IsAsciiUpper(static_cast<unsigned char>(text_[p]))) return hit;
  bool digit = false;
  const std::size_t name = p;
  while (p < text_.size() && p - name < 16 && IsAsciiAlnum(static_cast<unsigned char>(text_[p]))) {
    digit = digit || IsAsciiDigit(static_cast<unsigned char>(text_[p]));
    ++p;
  }
  if (!digit || p >= text_.size()) return hit;
  if (text_[p] == ' ' || text_[p] == '-') ++p;
  steps_ += p - at;
  units_.units.Each(text_, p, [&](int spelling, std::size_t size) {
    for (const std::size_t index : units_.spellings[static_cast<std::size_t>(spelling)]) {
      const UnitSense& sense = units_.senses[index];
      if (sense.per != "GPU hour" && sense.unit != "hour") continue;
      hit.end = p + size;
      const int named = units_.units.Find("GPU小时");
      if (named < 0) return false;
      hit.sense = &units_.senses[units_.spellings[static_cast<std::size_t>(named)].front()];
      return true;
    }
    return false;
  });
  return hit;
}

UnitHit QuantityReader::FindUnit(const ParsedNumber& number, std::size_t begin,
                                 bool money_before) const {
  const std::size_t at = number.end;
  if (const UnitHit hours = ReadDeviceHours(at); hours.sense != nullptr) return hours;
  UnitHit hit = ReadUnitAt(number, begin, at, false);
  if (StartsAt(text_, at, "分") && EndsAt(text_, begin, "小时")) {
    // 4小时28分
    if (const int spelling = units_.units.Find("分钟"); spelling >= 0) {
      hit.sense = &units_.senses[units_.spellings[static_cast<std::size_t>(spelling)].front()];
      hit.end = at + (StartsAt(text_, at, "分钟") ? 6 : 3);
      return hit;
    }
  }
  const bool ge = StartsAt(text_, at, "个") || StartsAt(text_, at, "個");
  if (ge) {
    // 个 before a unit: 个Token, 个百分点, 个小时.
    const std::size_t behind = SkipSpaces(text_, at + 3, 1);
    if (StartsAt(text_, behind, "半")) {
      // 两个半小时, 三个半月
      UnitHit half = ReadUnitAt(number, begin, behind + 3, true);
      if (half.sense == nullptr && StartsAt(text_, behind + 3, "月")) {
        if (const int spelling = units_.units.Find("个月"); spelling >= 0) {
          half.sense = &units_.senses[units_.spellings[static_cast<std::size_t>(spelling)].front()];
          half.end = behind + 6;
        }
      }
      if (half.sense != nullptr && half.sense->kind == UnitSense::Kind::kMeasure) {
        half.addend = Multiply(Decimal::Of(5, -1), half.sense->scale);
        half.addend_exponent = half.sense->scale.exponent - 1;
        half.has_addend = true;
        return half;
      }
    }
    const UnitHit inner = ReadUnitAt(number, begin, behind, true);
    const bool longer = hit.sense != nullptr && hit.sense->kind == UnitSense::Kind::kMeasure;
    if (inner.sense != nullptr && !longer && inner.sense->dimension != "duration" &&
        inner.sense->kind != UnitSense::Kind::kCurrency) {
      hit = inner;
    }
  }
  if (hit.sense == nullptr && at < text_.size() && (text_[at] == ' ' || text_[at] == '-')) {
    // 5.6 GB, 55-day, 2,048 GPUs: a Latin unit, or a Han one behind a stray space.
    const Glyph next = GlyphAt(text_, at + 1);
    if (text_[at] == ' ' || IsAsciiLetter(next.code)) {
      const UnitHit spaced = ReadUnitAt(number, begin, at + 1, false);
      if (spaced.sense != nullptr && (text_[at] == ' ' || spaced.end > at + 3)) hit = spaced;
      // 46,000 GB200 chips: the model is a name, and no part of the figure.
      if (hit.sense != nullptr && hit.sense->kind == UnitSense::Kind::kNoun &&
          IsAsciiUpper(next.code) && IsAsciiDigit(static_cast<unsigned char>(text_[hit.end - 1]))) {
        hit.end = at;
      }
    }
  }
  if (hit.sense == nullptr && number.has_unit) {
    // 万亿级Token, 千亿级别的参数
    for (const std::string_view level : {"级别的", "量级的", "级的", "级别", "量级", "级"}) {
      if (!StartsAt(text_, at, level)) continue;
      const UnitHit behind = ReadUnitAt(number, begin, at + level.size(), true);
      if (behind.sense != nullptr && behind.sense->kind != UnitSense::Kind::kClassifier) {
        hit = behind;
        hit.level = true;
      }
      break;
    }
  }
  if (hit.sense == nullptr && number.has_unit && StartsAt(text_, at, "的") && !money_before) {
    // 1.44万亿的Token
    const UnitHit behind = ReadUnitAt(number, begin, at + 3, true);
    if (behind.sense != nullptr && (behind.sense->kind == UnitSense::Kind::kNoun ||
                                    behind.sense->dimension == "token_volume")) {
      hit = behind;
    }
  }
  if (hit.sense == nullptr) {
    if (text_.size() > at && text_[at] == ' ' && number.starts_ascii) {
      // 2,000 Nvidia GPUs, 2.788M H800 GPU hours: the noun or unit behind a name.
      std::size_t p = at;
      for (int words = 0; words < 2 && p < text_.size() && text_[p] == ' '; ++words) {
        std::size_t q = p + 1;
        while (q < text_.size() &&
               (IsAsciiAlnum(static_cast<unsigned char>(text_[q])) || text_[q] == '-')) {
          ++q;
        }
        if (q == p + 1 || q >= text_.size() || text_[q] != ' ') break;
        // "$294,000 using 512 GPUs": the noun of the next figure
        if (IsLinkWord(text_.substr(p + 1, q - p - 1)) || IsAsciiDigit(text_[p + 1])) break;
        UnitHit behind = ReadUnitAt(number, begin, q + 1, false);
        if (behind.sense != nullptr &&
            (behind.sense->kind == UnitSense::Kind::kNoun || behind.sense->per == "GPU hour")) {
          hit = behind;
          break;
        }
        p = q;
      }
    }
    return hit;
  }
  if (hit.sense->kind == UnitSense::Kind::kClassifier) {
    std::size_t noun_end = hit.end;
    if (const UnitSense* noun = FindNoun(hit.end, &noun_end)) {
      if (hit.sense->unit == "count" || noun->unit == hit.sense->unit) {
        hit.noun = noun;
        hit.end = noun_end;
      }
    }
    return hit;
  }
  if (hit.sense->kind == UnitSense::Kind::kCurrency) {
    // 元人民币, 元日币: the currency is named behind the bare unit.
    if (hit.sense->inferred) {
      for (const std::size_t gap : {std::size_t{0}, std::size_t{1}}) {
        if (gap == 1 && !StartsAt(text_, hit.end, " ")) break;
        const auto match = units_.units.Longest(text_, hit.end + gap);
        if (!match) continue;
        for (const std::size_t index : units_.spellings[static_cast<std::size_t>(match.value)]) {
          const UnitSense& named = units_.senses[index];
          if (named.kind == UnitSense::Kind::kCurrency && !named.inferred && !named.subunit &&
              named.scale == Decimal{1, 0} && named.around.followed_by.empty()) {
            hit.sense = &named;
            hit.end += gap + match.size;
            break;
          }
        }
        break;
      }
    }
  }
  ReadSubunits(hit, number);
  return hit;
}

}  // namespace heshu::extract
