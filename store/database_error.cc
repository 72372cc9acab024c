#include "store/database_error.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

namespace heshu::store {
namespace {

std::string SystemText(int system_errno) {
  return system_errno == 0 ? std::string() : std::generic_category().message(system_errno);
}

// A file that SQLite may not be able to create beside the database.
std::string FolderOf(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

struct Magic {
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array kMagics = {
    Magic{"%PDF-", "a PDF file"},         Magic{"\x1f\x8b", "a gzip archive"},
    Magic{"PK\x03\x04", "a ZIP archive"}, Magic{"\x28\xb5\x2f\xfd", "a zstd archive"},
    Magic{"\x89PNG", "a PNG picture"},    Magic{"\xff\xd8\xff", "a JPEG picture"},
    Magic{"\x7f\x45LF", "a program"},     Magic{"WARC/", "a WARC archive"},
    Magic{"<!DOCTYPE", "an HTML page"},   Magic{"<!doctype", "an HTML page"},
    Magic{"<html", "an HTML page"},       Magic{"<?xml", "an XML file"},
};

}  // namespace

std::string DescribeFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 512> buffer{};
  file.read(buffer.data(), buffer.size());
  const std::string_view head(buffer.data(), static_cast<std::size_t>(file.gcount()));
  for (const auto& magic : kMagics) {
    if (head.substr(0, magic.bytes.size()) == magic.bytes) return std::string(magic.name);
  }
  const bool binary = std::any_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
  return binary ? "a binary file of another kind" : "a text file";
}

std::string LockHolder(const std::string& path) {
  struct stat main_file {};
  struct stat shared_memory {};
  const bool has_main = stat(path.c_str(), &main_file) == 0;
  const bool has_shared = stat((path + "-shm").c_str(), &shared_memory) == 0;
  std::ifstream locks("/proc/locks");
  std::string line;
  while (std::getline(locks, line)) {
    // "7: POSIX  ADVISORY  WRITE 4711 fe:01:1835 120 120"
    std::istringstream fields(line);
    std::string number, type, advisory, access, process, file, begin;
    fields >> number >> type >> advisory >> access >> process >> file >> begin;
    if (type == "->" || access != "WRITE") continue;
    const auto colon = file.rfind(':');
    if (colon == std::string::npos) continue;
    const auto inode = std::strtoull(file.c_str() + colon + 1, nullptr, 10);
    // Byte 120 of the -shm file is WAL_WRITE_LOCK (SQLite's wal.c).
    const bool holds = (has_main && inode == main_file.st_ino) ||
                       (has_shared && inode == shared_memory.st_ino && begin == "120");
    if (!holds || process == std::to_string(getpid())) continue;
    std::string name;
    std::ifstream comm("/proc/" + process + "/comm");
    std::getline(comm, name);
    return "process " + process + (name.empty() ? "" : " (" + name + ")");
  }
  return "another process";
}

Error DatabaseError(int code, int system_errno, std::string_view message, const std::string& path,
                    std::string_view statement) {
  const std::string system = SystemText(system_errno);
  const auto because = [](const std::string& reason) {
    return reason.empty() ? std::string() : ": " + reason;
  };
  Error error;
  error.kind = ErrorKind::kDatabase;
  error.where = path;
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error.what =
          "the database is locked: " + LockHolder(path) + " has been writing to it for too long";
      error.hint = "wait until it is done, or end it, and try again";
      break;
    case SQLITE_FULL:
      error.kind = ErrorKind::kIo;
      error.what = "no space is left for the database";
      error.hint = "free some space in " + FolderOf(path) +
                   " or move the database; what was stored before is safe";
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      error.kind = ErrorKind::kIo;
      error.what = "the database cannot be written";
      error.hint = "check the permissions of the file and of " + FolderOf(path);
      break;
    case SQLITE_CANTOPEN:
      error.kind = ErrorKind::kIo;
      error.what = "the database cannot be opened" + because(system);
      error.hint = "check the permissions of the file and of " + FolderOf(path) +
                   " (SQLite keeps two more files beside it)";
      break;
    case SQLITE_IOERR:
      error.kind = ErrorKind::kIo;
      error.what = "reading or writing the database failed" + because(system);
      error.hint = system_errno == EFBIG || system_errno == ENOSPC || system_errno == EDQUOT
                       ? "free some space in " + FolderOf(path) +
                             " or raise the limit; what was stored before is safe"
                       : "check the disk of " + FolderOf(path);
      break;
    case SQLITE_NOTADB:
      error.what = "not a database of heshu but " + DescribeFile(path);
      error.hint = "choose another file with --db";
      break;
    case SQLITE_CORRUPT:
      error.what = "the database is damaged (" + std::string(message) + ")";
      error.hint =
          "run `heshu db check`; restore the file from a copy, or ingest anew into another --db";
      break;
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
      error.kind = ErrorKind::kLimit;
      error.what = "too large for the database (" + std::string(message) + ")";
      break;
    case SQLITE_CONSTRAINT:
      error.kind = ErrorKind::kInvalidInput;
      error.what = "the records contradict the schema (" + std::string(message) + ")";
      break;
    default:
      error.what = "the database refused: " + std::string(message);
      if (!statement.empty()) error.where += ", " + std::string(statement.substr(0, 120));
      error.hint = "run `heshu db check`";
      break;
  }
  return error;
}

}  // namespace heshu::store
