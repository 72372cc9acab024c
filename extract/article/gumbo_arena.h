// Gumbo's parse tree in an arena: allocation is a pointer bump, and the whole tree is freed at
// once, without gumbo_destroy_output, which recurses into the depth of the page.
#ifndef HESHU_EXTRACT_ARTICLE_GUMBO_ARENA_H_
#define HESHU_EXTRACT_ARTICLE_GUMBO_ARENA_H_

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace heshu::extract {

class GumboArena {
 public:
  GumboArena() = default;
  GumboArena(const GumboArena&) = delete;
  GumboArena& operator=(const GumboArena&) = delete;

  // Parses `html`, which must outlive the tree; the tree dies with the arena.
  const GumboNode* Parse(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* self, std::size_t size) {
      return static_cast<GumboArena*>(self)->Allocate(size);
    };
    options.deallocator = [](void*, void*) {};
    options.userdata = this;
    options.max_errors = 0;
    return gumbo_parse_with_options(&options, html.data(), html.size())->root;
  }

 private:
  static constexpr std::size_t kChunkBytes = 1u << 18;

  void* Allocate(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > kChunkBytes / 4) {  // a chunk of its own; the current one goes on
      chunks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[size]));
      return chunks_.back().get();
    }
    if (size > left_) {
      chunks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[kChunkBytes]));
      next_ = chunks_.back().get();
      left_ = kChunkBytes;
    }
    void* const given = next_;
    next_ += size;
    left_ -= size;
    return given;
  }

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_ARTICLE_GUMBO_ARENA_H_
