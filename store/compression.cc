#include "store/compression.h"

#include <zstd.h>

#include <memory>

namespace heshu::store {
namespace {

constexpr int kLevel = 3;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

tl::unexpected<Error> Damaged(const std::string& reason) {
  return Fail(ErrorKind::kDatabase, "the stored bytes of a document are damaged: " + reason, {},
              "run `heshu db check`; fetch or ingest the document again");
}

}  // namespace

Result<std::string> Compress(std::string_view bytes) {
  if (bytes.size() > kMaxDocumentBytes) {
    return Fail(ErrorKind::kLimit, "the document has " + std::to_string(bytes.size()) +
                                       " bytes; the limit is " + std::to_string(kMaxDocumentBytes));
  }
  const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  if (context == nullptr)
    return Fail(ErrorKind::kLimit, "no memory is left to compress a document");
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) {
    return Fail(ErrorKind::kLimit,
                std::string("the document cannot be compressed: ") + ZSTD_getErrorName(size));
  }
  frame.resize(size);
  return frame;
}

Result<std::string> Decompress(std::string_view frame, std::size_t raw_bytes) {
  const unsigned long long told = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (raw_bytes > kMaxDocumentBytes || told != raw_bytes) return Damaged("the size is wrong");
  std::string bytes(raw_bytes, '\0');
  const std::size_t size = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) != 0) return Damaged(ZSTD_getErrorName(size));
  if (size != raw_bytes) return Damaged("the size is wrong");
  return bytes;
}

}  // namespace heshu::store
