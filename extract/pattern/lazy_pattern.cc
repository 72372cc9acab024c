#include "extract/pattern/lazy_pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

namespace heshu::extract {
namespace {

constexpr std::int64_t kMemoryBytes = 32 << 20;

}  // namespace

struct LazyPattern::State {
  State(std::string text, Wanted of) : source(std::move(text)), wanted(of) {}

  const LinePattern* Fast() {
    if (!is_fast_made.load(std::memory_order_acquire)) {
      std::call_once(fast_once, [this] {
        fast = LinePattern::Create(source, wanted == Wanted::kLast);
        is_fast_made.store(true, std::memory_order_release);
      });
    }
    return fast ? &*fast : nullptr;
  }

  const RE2* Reference() {
    std::call_once(reference_once, [this] {
      RE2::Options options;
      options.set_log_errors(false);
      options.set_max_mem(kMemoryBytes);
      auto compiled = std::make_unique<RE2>(
          wanted == Wanted::kLast ? "(?s)^(.*)(?:" + source + ")" : source, options);
      if (compiled->ok()) {
        reference = std::move(compiled);
      } else {
        error = compiled->error();
      }
    });
    return reference.get();
  }

  std::string source, error;
  Wanted wanted;
  std::once_flag fast_once, reference_once;
  std::atomic<bool> is_fast_made = false;  // asked at every figure: cheaper than the flag
  std::optional<LinePattern> fast;
  std::unique_ptr<RE2> reference;
};

LazyPattern::LazyPattern() = default;
LazyPattern::LazyPattern(std::string source, Wanted wanted)
    : state_(std::make_unique<State>(std::move(source), wanted)) {}
LazyPattern::LazyPattern(LazyPattern&&) noexcept = default;
LazyPattern& LazyPattern::operator=(LazyPattern&&) noexcept = default;
LazyPattern::~LazyPattern() = default;

const std::string& LazyPattern::source() const { return state_->source; }

bool LazyPattern::Find(std::string_view text, ByteSpan region, std::size_t figure,
                       PatternGroups& groups) const {
  const auto outcome = FindFast(text, region, figure, groups);
  if (outcome != LinePattern::Outcome::kGaveUp) return outcome == LinePattern::Outcome::kFound;
  return FindByReference(text, region, groups);
}

bool LazyPattern::FindWithin(std::string_view text, ByteSpan region, std::size_t figure,
                             PatternGroups& groups, std::span<const ByteSpan> windows) const {
  const LinePattern* fast = state_->Fast();
  const auto outcome =
      fast == nullptr ? LinePattern::Outcome::kGaveUp
                      : fast->FindWithin(text, region, figure, state_->wanted, groups, windows);
  if (outcome != LinePattern::Outcome::kGaveUp) return outcome == LinePattern::Outcome::kFound;
  return FindByReference(text, region, groups);
}

bool LazyPattern::FoundIn(std::string_view text, std::size_t figure) const {
  PatternGroups groups;
  return Find(text, {0, text.size()}, figure, groups);
}

std::optional<PatternGroups> LazyPattern::FirstIn(std::string_view text) const {
  PatternGroups groups;
  if (!Find(text, {0, text.size()}, kNoFigure, groups)) return std::nullopt;
  return groups;
}

int LazyPattern::GroupNamed(std::string_view name) const {
  if (const LinePattern* fast = state_->Fast()) return fast->GroupNamed(name);
  const RE2* reference = state_->Reference();
  if (reference == nullptr) return 0;
  const auto& names = reference->NamedCapturingGroups();
  const auto at = names.find(std::string(name));
  if (at == names.end()) return 0;
  const int number = at->second - (state_->wanted == Wanted::kLast ? 1 : 0);
  return number < static_cast<int>(kMostGroups) ? number : 0;
}

PatternReach LazyPattern::Reach() const {
  const LinePattern* fast = state_->Fast();
  return fast == nullptr ? PatternReach() : fast->reach();
}

bool LazyPattern::MayStandBetween(const FigureNeighbours& neighbours) const {
  const LinePattern* fast = state_->Fast();
  return fast == nullptr || fast->MayStandBetween(neighbours);
}

const std::string& LazyPattern::CompileNow() const {
  state_->Reference();
  return state_->error;
}

LinePattern::Outcome LazyPattern::FindFast(std::string_view text, ByteSpan region,
                                           std::size_t figure, PatternGroups& groups) const {
  const LinePattern* fast = state_->Fast();
  if (fast == nullptr) return LinePattern::Outcome::kGaveUp;
  return fast->Find(text, region, figure, state_->wanted, groups);
}

bool LazyPattern::FindByReference(std::string_view text, ByteSpan region,
                                  PatternGroups& groups) const {
  const RE2* reference = state_->Reference();
  if (reference == nullptr) return false;
  // Where the last match is wanted, the first group is all before it.
  const bool is_last = state_->wanted == Wanted::kLast;
  const int skipped = is_last ? 1 : 0;
  std::array<re2::StringPiece, kMostGroups + 1> found;
  const int count =
      std::min(reference->NumberOfCapturingGroups() + 1, static_cast<int>(kMostGroups) + skipped);
  const re2::StringPiece whole(text.data(), text.size());
  if (!reference->Match(whole, region.begin, region.end,
                        is_last ? RE2::ANCHOR_START : RE2::UNANCHORED, found.data(), count)) {
    return false;
  }
  groups = {};
  for (int i = 0; i + skipped < count; ++i) {
    const re2::StringPiece& group = found[static_cast<std::size_t>(i + skipped)];
    if (group.data() == nullptr) continue;
    const auto begin = static_cast<std::size_t>(group.data() - text.data());
    groups.spans[static_cast<std::size_t>(i)] = ByteSpan{begin, begin + group.size()};
  }
  if (is_last) groups.spans[0] = ByteSpan{found[1].size(), found[0].size()};
  return true;
}

}  // namespace heshu::extract
