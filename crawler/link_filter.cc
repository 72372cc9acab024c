#include "crawler/link_filter.h"

#include <re2/re2.h>

#include <cstdint>

namespace heshu::crawler {
namespace {

constexpr std::int64_t kMaxPatternMemory = 8 << 20;  // of each compiled pattern

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

Result<std::unique_ptr<const RE2>> Compile(const std::string& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxPatternMemory);
  auto compiled = std::make_unique<const RE2>(pattern, options);
  if (!compiled->ok()) {
    return Fail(ErrorKind::kInvalidInput, "this is no regular expression: " + compiled->error(),
                pattern, "RE2 syntax; a literal dot is \\. (in TOML write '…' around the pattern)");
  }
  return compiled;
}

}  // namespace

struct LinkFilter::Compiled {
  std::vector<std::unique_ptr<const RE2>> include;
  std::vector<std::unique_ptr<const RE2>> exclude;
};

Result<LinkFilter> LinkFilter::Create(std::vector<std::string> include,
                                      std::vector<std::string> exclude) {
  auto compiled = std::make_shared<Compiled>();
  for (const auto& [patterns, into] :
       {std::pair(&include, &compiled->include), std::pair(&exclude, &compiled->exclude)}) {
    for (const std::string& pattern : *patterns) {
      auto one = Compile(pattern);
      if (!one) return tl::make_unexpected(one.error());
      into->push_back(std::move(*one));
    }
  }
  LinkFilter filter;
  filter.include_ = std::move(include);
  filter.exclude_ = std::move(exclude);
  filter.compiled_ = std::move(compiled);
  return filter;
}

std::string LinkFilter::WhyNot(std::string_view href) const {
  if (!compiled_) return {};
  for (std::size_t i = 0; i < exclude_.size(); ++i) {
    if (RE2::PartialMatch(Piece(href), *compiled_->exclude[i]))
      return "excluded by `" + exclude_[i] + "`";
  }
  if (include_.empty()) return {};
  for (const auto& pattern : compiled_->include) {
    if (RE2::PartialMatch(Piece(href), *pattern)) return {};
  }
  return "no include pattern matches";
}

bool LinkFilter::Passes(std::string_view href) const { return WhyNot(href).empty(); }

}  // namespace heshu::crawler
