#include "cli/report/packing.h"

#include <array>

namespace heshu::cli {
namespace {

// What stands in nearly every card. Found by looking; any list is correct.
constexpr std::array<std::string_view, 32> kPieces = {
    R"(</b><svg width="64" height="6" aria-hidden="true"><rect class="track" width="100%" height="6" rx="3"/><rect class="fill" width=")",
    R"(" target="_blank" rel="noopener noreferrer nofollow"><bdi>)",
    R"(" tabindex="-1" aria-labelledby="h-)",
    R"(<figure><svg class="axis" role="img" width="100%" height=")",
    R"("><header><p class="tag"><span class="verdict" data-zh=")",
    R"(%" height="6" rx="3"/></svg></span></p><h3 id="h-)",
    R"(</bdi></a></p></li>)",
    R"(</span> <span class="sev"><span data-zh="严重度">severity</span> <b>)",
    R"(<dl class="notes"><dt><span data-zh="算式">Arithmetic</span></dt><dd>)",
    R"(</dd><dt><span data-zh="严重度">Severity</span></dt><dd>)",
    R"(</dd><dt><span data-zh="来源">Sources</span></dt><dd>)",
    R"(</dd><dt><span data-zh="记录">Record</span></dt><dd><code>)",
    R"(</dd><dt><span data-zh="如何核实">To settle it</span></dt><dd>)",
    R"(<span data-zh="可比性">comparability</span>)",
    R"(<span data-zh="独立性">independence</span>)",
    R"(<span data-zh="语气">modality</span>)",
    R"(<span data-zh="差距">gap</span>)",
    R"(</blockquote><p class="src"><b><bdi>)",
    R"(</bdi></b> <time datetime=")",
    R"(</time> <a class="from" href="https://)",
    R"("><p class="fig"><span class="n">)",
    R"(</b> <span class="val">)",
    R"(</span></p><blockquote lang="zh-Han)",
    R"(<line class="tick" x1=")",
    R"("/><text class="t" x=")",
    R"(" text-anchor="middle)",
    R"("/><circle class="dot" cx=")",
    R"("><tspan class="n">)",
    R"(" data-zh=")",
    R"(<span data-zh=")",
    R"(</)",
    R"(<)"};

}  // namespace

std::span<const std::string_view> PackedPieces() { return kPieces; }

std::string Packed(std::string_view html) {
  std::string text(html);
  std::string next;
  for (std::size_t i = 0; i < kPieces.size(); ++i) {
    const std::string_view piece = kPieces[i];
    const char code[] = {static_cast<char>(0xC2), static_cast<char>(0x80 + i)};
    next.clear();
    std::size_t at = 0;
    for (std::size_t found = 0; (found = text.find(piece, at)) != std::string::npos;) {
      next.append(text, at, found - at).append(code, sizeof code);
      at = found + piece.size();
    }
    next.append(text, at);
    text.swap(next);
  }
  return text;
}

std::string Unpacked(std::string_view packed) {
  std::string out;
  for (std::size_t at = 0; at < packed.size(); ++at) {
    const auto byte = static_cast<unsigned char>(packed[at]);
    const auto next = at + 1 < packed.size() ? static_cast<unsigned char>(packed[at + 1]) : 0U;
    if (byte == 0xC2 && next >= 0x80 && next < 0x80 + kPieces.size()) {
      out += kPieces[next - 0x80];
      ++at;
    } else {
      out += packed[at];
    }
  }
  return out;
}

}  // namespace heshu::cli
