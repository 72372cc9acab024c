// A regular expression that is compiled when it is first used: most runs of the program need few of
// the rules' patterns, and compiling all of them takes longer than reading a page.
//
// Safe from any thread. A pattern that does not compile matches nothing; CompileNow says why.
#ifndef HESHU_EXTRACT_CLAIMS_LAZY_PATTERN_H_
#define HESHU_EXTRACT_CLAIMS_LAZY_PATTERN_H_

#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace heshu::extract {

class LazyPattern {
 public:
  LazyPattern() = default;
  explicit LazyPattern(std::string source) : state_(std::make_unique<State>(std::move(source))) {}

  bool empty() const { return state_ == nullptr; }
  const std::string& source() const { return state_->source; }

  // The compiled pattern; null if it is not one.
  const RE2* get() const {
    std::call_once(state_->once, [this] {
      RE2::Options options;
      options.set_log_errors(false);
      options.set_max_mem(kMemoryBytes);
      auto compiled = std::make_unique<RE2>(state_->source, options);
      if (compiled->ok()) {
        state_->pattern = std::move(compiled);
      } else {
        state_->error = compiled->error();
      }
    });
    return state_->pattern.get();
  }

  // "" or what is wrong with the pattern.
  const std::string& CompileNow() const {
    get();
    return state_->error;
  }

  bool FoundIn(re2::StringPiece text) const {
    const RE2* pattern = get();
    return pattern != nullptr && RE2::PartialMatch(text, *pattern);
  }

 private:
  static constexpr std::int64_t kMemoryBytes = 32 << 20;

  struct State {
    explicit State(std::string text) : source(std::move(text)) {}
    std::string source, error;
    std::once_flag once;
    std::unique_ptr<RE2> pattern;
  };
  std::unique_ptr<State> state_;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_CLAIMS_LAZY_PATTERN_H_
