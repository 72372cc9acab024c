#include "cli/inputs.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "cli/arguments.h"
#include "cli/interrupt.h"
#include "cli/json_object.h"

namespace heshu::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSideFile = ".meta.json";

constexpr int kPatienceMs = 200;

struct FileDescriptor {
  int number = -1;
  FileDescriptor() = default;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (number >= 0) close(number);
  }
};

std::string LowerExtension(const std::string& path) {
  std::string extension = fs::path(path).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return extension;
}

bool IsWarcName(const std::string& path) {
  const std::string extension = LowerExtension(path);
  return extension == ".warc" ||
         (extension == ".gz" && LowerExtension(fs::path(path).stem().string()) == ".warc");
}

// The media type that a file's name tells; "" = the bytes will.
std::string ContentTypeOf(const std::string& path) {
  static const std::map<std::string, std::string, std::less<>> types = {
      {".html", "text/html"},     {".htm", "text/html"},   {".xhtml", "application/xhtml+xml"},
      {".txt", "text/plain"},     {".text", "text/plain"}, {".md", "text/plain"},
      {".pdf", "application/pdf"}};
  const auto at = types.find(LowerExtension(path));
  return at == types.end() ? "" : at->second;
}

tl::unexpected<Error> ReadFailure(const std::string& path, int error) {
  const bool is_missing = error == ENOENT || error == ENOTDIR;
  return Fail(is_missing ? ErrorKind::kNotFound : ErrorKind::kIo,
              std::string("cannot read the file: ") + std::strerror(error), path,
              is_missing        ? "check the path"
              : error == EACCES ? "check its permissions"
                                : "");
}

// Up to `size` bytes of `file`, 0 at its end. A pipe or a terminal may stay silent for long: looks
// after Ctrl-C meanwhile.
Result<std::size_t> ReadSome(int file, const std::string& path, char* buffer, std::size_t size) {
  while (true) {
    pollfd ready{.fd = file, .events = POLLIN, .revents = 0};
    while (poll(&ready, 1, kPatienceMs) == 0 || IsInterrupted()) {
      if (IsInterrupted()) return Fail(ErrorKind::kIo, "reading was interrupted", path);
    }
    const ssize_t count = read(file, buffer, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return ReadFailure(path, errno);
  }
}

// What the document's side file says, or nothing if it has none.
Result<DocumentFacts> ReadSideFile(const std::string& path) {
  for (const std::string& side :
       {path + std::string(kSideFile),
        fs::path(path).replace_extension().string() + std::string(kSideFile)}) {
    std::error_code ignored;
    if (!fs::is_regular_file(side, ignored)) continue;
    const auto text = ReadBytes(side, 1u << 20);
    if (!text) return tl::make_unexpected(text.error());
    auto members = ReadTextMembers(*text, side);
    if (!members) return tl::make_unexpected(members.error());
    DocumentFacts facts{(*members)["url"], (*members)["source"], (*members)["published"]};
    if (!facts.published.empty() && !IsDateTime(facts.published)) {
      return Fail(ErrorKind::kInvalidInput, "`" + facts.published + "` is no publication date",
                  side, "give YYYY-MM-DD or YYYY-MM-DDTHH:MM+08:00");
    }
    return facts;
  }
  return DocumentFacts{};
}

void Apply(const DocumentFacts& facts, Document& document) {
  if (!facts.url.empty()) document.url = facts.url;
  if (!facts.source.empty()) document.source = facts.source;
  if (!facts.published.empty()) document.published = facts.published;
}

Result<Document> ReadDocument(const std::string& path, const DocumentFacts& told) {
  Document document;
  document.url = path;
  auto bytes = ReadBytes(path);
  if (!bytes) return tl::make_unexpected(bytes.error());
  document.bytes = std::move(*bytes);
  if (path != "-") {
    document.content_type = ContentTypeOf(path);
    const auto side = ReadSideFile(path);
    if (!side) return tl::make_unexpected(side.error());
    Apply(*side, document);
  }
  Apply(told, document);
  return document;
}

}  // namespace

bool IsUrl(std::string_view word) {
  return word.starts_with("http://") || word.starts_with("https://");
}

Result<std::string> ReadBytes(const std::string& path, std::size_t max_bytes) {
  FileDescriptor opened;
  int file = STDIN_FILENO;
  if (path != "-") {
    opened.number = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened.number < 0) return ReadFailure(path, errno);
    file = opened.number;
  }
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  while (true) {
    const auto count = ReadSome(file, path, buffer.data(), buffer.size());
    if (!count) return tl::make_unexpected(count.error());
    if (*count == 0) return bytes;
    bytes.append(buffer.data(), *count);
    if (bytes.size() > max_bytes) {
      return Fail(ErrorKind::kLimit,
                  "the file is larger than " + std::to_string(max_bytes >> 20) + " MiB", path,
                  "a document that large is no article; split it");
    }
  }
}

Result<std::size_t> ReadSomeOfStdin(char* buffer, std::size_t size) {
  return ReadSome(STDIN_FILENO, "-", buffer, size);
}

Inputs::Inputs(const std::vector<std::string>& words, InputOptions options)
    : options_(std::move(options)) {
  for (const std::string& word : words) {
    std::error_code ignored;
    if (word != "-" && !IsUrl(word) && fs::is_directory(word, ignored)) {
      AddFolder(word);
    } else {
      entries_.push_back({word, Document{}});
    }
  }
  total_ = entries_.size();
  for (const Input& entry : entries_) {
    if (options_.is_warc || IsWarcName(entry.name)) is_total_known_ = false;
  }
}

void Inputs::AddFolder(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    std::error_code ignored;
    const bool is_folder = at->is_directory(ignored);
    if (name.starts_with(".")) {
      if (is_folder) at.disable_recursion_pending();
      continue;
    }
    if (is_folder || name.ends_with(kSideFile)) continue;
    const std::string path = at->path().string();
    if (ContentTypeOf(path).empty() && !IsWarcName(path)) {
      ++passed_over_;
      continue;
    }
    files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  for (std::string& file : files) entries_.push_back({std::move(file), Document{}});
  if (error) {
    entries_.push_back(
        {folder, Fail(ErrorKind::kIo, "cannot read all of the folder: " + error.message(), folder,
                      "check the permissions of the folders in it")});
  }
}

std::optional<Input> Inputs::Next() {
  while (true) {
    if (stream_ != nullptr) {
      if (auto input = stream_->Next()) {
        if (input->document.has_value()) {
          const DocumentFacts told{"", options_.facts.source, options_.facts.published};
          Apply(told, *input->document);
        }
        return input;
      }
      stream_.reset();
    }
    if (entries_.empty()) return std::nullopt;
    Input entry = std::move(entries_.front());
    entries_.pop_front();
    if (!entry.document.has_value()) return entry;
    if (IsUrl(entry.name)) {
      entry.document = FetchDocument(entry.name, options_);
      if (entry.document.has_value()) Apply(options_.facts, *entry.document);
      return entry;
    }
    if (options_.is_warc || IsWarcName(entry.name)) {
      auto opened = OpenWarc(entry.name);
      if (!opened) {
        entry.document = tl::make_unexpected(opened.error());
        return entry;
      }
      stream_ = std::move(*opened);
      continue;
    }
    entry.document = ReadDocument(entry.name, options_.facts);
    if (!entry.document.has_value() && IsInterrupted()) {
      entries_.push_front({std::move(entry.name), Document{}});
      return std::nullopt;
    }
    return entry;
  }
}

}  // namespace heshu::cli
