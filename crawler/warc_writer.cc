#include "crawler/warc_writer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "crawler/warc_record.h"

namespace heshu::crawler {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".warc.gz";
constexpr int kMaxFilesOfASecond = 100'000;

class FileHandle {
 public:
  explicit FileHandle(int file = -1) : file_(file) {}
  FileHandle(FileHandle&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~FileHandle() {
    if (file_ >= 0) close(file_);
  }
  int get() const { return file_; }
  int release() { return std::exchange(file_, -1); }
  explicit operator bool() const { return file_ >= 0; }

 private:
  int file_;
};

tl::unexpected<Error> IoError(std::string what, const std::string& where, int error) {
  std::string hint = std::generic_category().message(error);
  if (error == ENOSPC || error == EDQUOT) hint += "; make room, or name another folder";
  return Fail(ErrorKind::kIo, std::move(what), where, std::move(hint));
}

bool IsGoodPrefix(std::string_view prefix) {
  return !prefix.empty() && prefix.size() <= 100 &&
         std::all_of(prefix.begin(), prefix.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '-' || c == '_';
         });
}

// PREFIX-14 digits-5 digits.warc.gz
bool IsOfPrefix(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix) || !name.ends_with(kSuffix)) return false;
  name.remove_prefix(prefix.size());
  name.remove_suffix(kSuffix.size());
  if (name.size() != 21 || name[0] != '-' || name[15] != '-') return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
}

// "2026-02-24T14:00:00Z" as "20260224140000"; other texts without their signs, filled with zeros.
std::string StampOf(std::string_view date) {
  std::string out;
  for (const char c : date) {
    if (c >= '0' && c <= '9' && out.size() < 14) out += c;
  }
  out.resize(14, '0');
  return out;
}

}  // namespace

class WarcWriter::Impl {
 public:
  Impl(WarcWriterOptions options, MemberPacker packer, MemberPacker wrapper)
      : options_(std::move(options)), packer_(std::move(packer)), wrapper_(std::move(wrapper)) {}

  Result<void> Open(std::string_view now) {
    std::error_code error;
    fs::create_directories(options_.directory, error);
    if (error) {
      return Fail(ErrorKind::kIo, "cannot make the folder for WARC files", options_.directory,
                  error.message());
    }
    std::vector<std::string> names;
    for (fs::directory_iterator at(options_.directory, error), end; !error && at != end;
         at.increment(error)) {
      std::string name = at->path().filename().string();
      if (IsOfPrefix(name, options_.prefix)) names.push_back(std::move(name));
    }
    if (error) {
      return Fail(ErrorKind::kIo, "cannot read the folder of WARC files", options_.directory,
                  error.message());
    }
    std::sort(names.rbegin(), names.rend());  // the newest first
    for (const std::string& name : names) {
      if (auto mended = Mend(name); !mended) return mended;
    }
    if (file_) return {};
    return Begin(now);
  }

  Result<WarcLocation> Write(const WarcExchange& exchange) {
    if (!file_ || size_ >= options_.max_file_bytes) {
      if (auto begun = Rotate(exchange.date); !begun) return tl::make_unexpected(begun.error());
    }
    WarcLocation location;
    location.payload_digest = exchange.status == 304 ? std::string(exchange.refers_to_digest)
                                                     : PayloadDigest(exchange.body);
    location.is_revisit = !exchange.refers_to_url.empty();
    const std::string id = NewRecordId();
    packed_.clear();
    if (const std::string request = RequestRecord(exchange, id, info_id_); !request.empty()) {
      if (auto packed = packer_.Pack(request, &packed_); !packed)
        return tl::make_unexpected(packed.error());
    }
    const std::size_t request_bytes = packed_.size();
    const bool is_packed = exchange.fields != nullptr && !exchange.body.empty() &&
                           !location.is_revisit &&
                           !FieldValue(*exchange.fields, "Content-Encoding").empty();
    auto packed =
        (is_packed ? wrapper_ : packer_)
            .Pack(ResponseRecord(exchange, id, location.payload_digest, info_id_), &packed_);
    if (!packed) return tl::make_unexpected(packed.error());
    location.file = name_;
    location.offset = size_ + request_bytes;
    location.length = packed_.size() - request_bytes;
    if (auto written = Append(packed_); !written) return tl::make_unexpected(written.error());
    location.file_bytes = size_;
    return location;
  }

  Result<void> Sync() {
    if (file_ && fsync(file_.get()) != 0)
      return IoError("cannot bring the WARC file to the disk", PathOf(name_), errno);
    return {};
  }

  Result<void> Close() {
    if (!file_) return {};
    auto synced = Sync();
    const int file = file_.release();  // close() ends the lock with it
    if (close(file) != 0 && synced)
      return IoError("cannot close the WARC file", PathOf(name_), errno);
    return synced;
  }

  const std::string& file() const { return name_; }
  std::uint64_t size() const { return size_; }
  std::uint64_t cut() const { return cut_; }
  const std::vector<KnownWarcFile>& lost() const { return lost_; }

 private:
  std::string PathOf(const std::string& name) const { return options_.directory + "/" + name; }

  // Cuts a torn tail off, and keeps the file open if it is the first with room. A file that another
  // process holds is that one's to mend.
  Result<void> Mend(const std::string& name) {
    const std::string path = PathOf(name);
    FileHandle file(open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!file) return IoError("cannot open the WARC file", path, errno);
    if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) return {};
    struct stat status {};
    if (fstat(file.get(), &status) != 0) return IoError("cannot read the WARC file", path, errno);
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    const auto known = std::find_if(options_.known.begin(), options_.known.end(),
                                    [&](const KnownWarcFile& row) { return row.name == name; });
    const bool is_known = known != options_.known.end() && known->bytes <= bytes;
    std::uint64_t sound = is_known ? known->bytes : 0;
    if (sound < bytes && !(is_known && options_.cuts_to_known)) {
      auto read = SoundBytes(file.get(), sound, path);
      if (!read) return tl::make_unexpected(read.error());
      sound = *read;
    }
    if (sound < bytes) {
      if (ftruncate(file.get(), static_cast<off_t>(sound)) != 0 || fsync(file.get()) != 0)
        return IoError("cannot cut the WARC file's torn end off", path, errno);
      cut_ += bytes - sound;
    }
    if (known != options_.known.end() && sound < known->bytes) lost_.push_back({name, sound});
    if (!file_ && sound < options_.max_file_bytes) {
      file_ = std::move(file);
      name_ = name;
      size_ = sound;
      info_id_ = NewRecordId();
      if (sound == 0) return WriteInfo(StampedDate(name));
    }
    return {};
  }

  // The date in a file's name, as WARC-Date.
  std::string StampedDate(const std::string& name) const {
    const std::string_view s = std::string_view(name).substr(options_.prefix.size() + 1, 14);
    const auto part = [s](std::size_t at, std::size_t n) { return std::string(s.substr(at, n)); };
    return part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) +
           ":" + part(12, 2) + "Z";
  }

  Result<void> Rotate(std::string_view now) {
    if (auto closed = Close(); !closed) return closed;
    return Begin(now);
  }

  // Makes the next file, with its warcinfo.
  Result<void> Begin(std::string_view now) {
    const std::string stem = options_.prefix + "-" + StampOf(now) + "-";
    for (int number = 0; number < kMaxFilesOfASecond; ++number) {
      char digits[16];
      std::snprintf(digits, sizeof digits, "%05d", number);
      const std::string name = stem + digits + std::string(kSuffix);
      const std::string path = PathOf(name);
      FileHandle file(open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
      if (!file && errno == EEXIST) continue;
      if (!file) return IoError("cannot make a WARC file", path, errno);
      if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) continue;  // another process mends it already
      file_ = std::move(file);
      name_ = name;
      size_ = 0;
      info_id_ = NewRecordId();
      auto written = WriteInfo(now);
      if (!written) {
        unlink(path.c_str());
        file_ = FileHandle();
        return written;
      }
      SyncDirectory();
      return {};
    }
    return Fail(ErrorKind::kIo, "no free name for a WARC file", PathOf(stem));
  }

  Result<void> WriteInfo(std::string_view date) {
    std::string packed;
    auto done = packer_.Pack(WarcInfoRecord(options_, name_, date, info_id_), &packed);
    if (!done) return done;
    return Append(packed);
  }

  // So that the new file's name survives a power cut; a file system that cannot is none of ours.
  void SyncDirectory() const {
    const FileHandle folder(open(options_.directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder) fsync(folder.get());
  }

  // All of `bytes` behind the file's end, or nothing.
  Result<void> Append(std::string_view bytes) {
    std::uint64_t at = size_;
    while (!bytes.empty()) {
      const ssize_t written =
          pwrite(file_.get(), bytes.data(), bytes.size(), static_cast<off_t>(at));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) {
        const int error = written < 0 ? errno : ENOSPC;
        if (ftruncate(file_.get(), static_cast<off_t>(size_)) != 0) file_ = FileHandle();
        return IoError("cannot write the WARC record", PathOf(name_), error);
      }
      at += static_cast<std::uint64_t>(written);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    size_ = at;
    return {};
  }

  WarcWriterOptions options_;
  MemberPacker packer_;
  MemberPacker wrapper_;  // of what is packed already
  FileHandle file_;
  std::string name_;
  std::string info_id_;
  std::uint64_t size_ = 0;
  std::uint64_t cut_ = 0;
  std::vector<KnownWarcFile> lost_;
  std::string packed_;
};

WarcWriter::WarcWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WarcWriter::WarcWriter(WarcWriter&&) noexcept = default;
WarcWriter& WarcWriter::operator=(WarcWriter&&) noexcept = default;
WarcWriter::~WarcWriter() = default;

Result<WarcWriter> WarcWriter::Open(WarcWriterOptions options, std::string_view now) {
  if (!IsGoodPrefix(options.prefix)) {
    return Fail(ErrorKind::kInvalidInput, "a prefix of WARC files has letters, digits, - and _",
                options.prefix);
  }
  auto packer = MemberPacker::Create(options.compression_level);
  if (!packer) return tl::make_unexpected(packer.error());
  auto wrapper = MemberPacker::Create(0);
  if (!wrapper) return tl::make_unexpected(wrapper.error());
  auto impl = std::make_unique<Impl>(std::move(options), std::move(*packer), std::move(*wrapper));
  if (auto opened = impl->Open(now); !opened) return tl::make_unexpected(opened.error());
  return WarcWriter(std::move(impl));
}

Result<WarcLocation> WarcWriter::Write(const WarcExchange& exchange) {
  return impl_->Write(exchange);
}
Result<void> WarcWriter::Sync() { return impl_->Sync(); }
Result<void> WarcWriter::Close() { return impl_->Close(); }
const std::string& WarcWriter::file() const { return impl_->file(); }
std::uint64_t WarcWriter::size() const { return impl_->size(); }
std::uint64_t WarcWriter::cut_at_open() const { return impl_->cut(); }
const std::vector<KnownWarcFile>& WarcWriter::lost_at_open() const { return impl_->lost(); }

}  // namespace heshu::crawler
