// The records of WARC files as texts, and their packing.
//
// Internal to the WARC writer. ISO 28500:2017 (WARC 1.1).
#ifndef HESHU_CRAWLER_WARC_RECORD_H_
#define HESHU_CRAWLER_WARC_RECORD_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"
#include "crawler/warc_writer.h"

struct libdeflate_compressor;

namespace heshu::crawler {

// "urn:uuid:…", version 4, of the system's random bytes.
std::string NewRecordId();

std::string WarcInfoRecord(const WarcWriterOptions& options, std::string_view file_name,
                           std::string_view date, std::string_view id);
// "" if the exchange has no request.
std::string RequestRecord(const WarcExchange& exchange, std::string_view response_id,
                          std::string_view info_id);
// The response, or the revisit where the exchange refers to an earlier one.
std::string ResponseRecord(const WarcExchange& exchange, std::string_view id,
                           std::string_view payload_digest, std::string_view info_id);

// Packs one record into one gzip member.
class MemberPacker {
 public:
  // `level` 0 stores.
  static Result<MemberPacker> Create(int level);
  // Appends the member to `out`; kLimit if memory is short.
  Result<void> Pack(std::string_view record, std::string* out);

 private:
  struct Closer {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Closer> compressor_;
};

// Reads gzip members from `offset` of the open file on, each to its end with its checksum; the
// offset behind the last whole one. kIo if the file cannot be read.
Result<std::uint64_t> SoundBytes(int file, std::uint64_t offset, const std::string& name);

}  // namespace heshu::crawler

#endif  // HESHU_CRAWLER_WARC_RECORD_H_
