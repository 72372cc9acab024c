#include "nginx_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

namespace heshu::crawl_test {
namespace {

namespace fs = std::filesystem;

sockaddr_in Loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int FreePort() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = Loopback(0);
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
  close(listener);
  return ntohs(address.sin_port);
}

bool Connects(int port) {
  const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback(port);
  const bool does =
      connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(client);
  return does;
}

pid_t Spawn(const std::vector<std::string>& words, const std::string& out, const std::string& err,
            std::size_t max_file_bytes = 0) {
  // Made before the fork: the child of a process with threads may not allocate.
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  const int in = open("/dev/null", O_RDONLY);
  const int to_out = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int to_err = open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(in, 0);
  dup2(to_out, 1);
  dup2(to_err, 2);
  if (max_file_bytes > 0) {
    const rlimit limit{max_file_bytes, max_file_bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  execvp(argv[0], argv.data());
  _exit(127);
}

// Until `pid` listens; sets it to -1 if it ends instead: the port was taken meanwhile.
void AwaitPort(int port, pid_t* pid) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!Connects(port) && std::chrono::steady_clock::now() < deadline) {
    int status = 0;
    if (waitpid(*pid, &status, WNOHANG) == *pid) {
      *pid = -1;
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "heshu-crawl-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::Write(const std::string& name, const std::string& text) const {
  fs::create_directories(fs::path(path_ + "/" + name).parent_path());
  std::ofstream(path_ + "/" + name, std::ios::binary) << text;
}

NginxServer::NginxServer(const Folder& folder, const std::string& locations, bool has_tls)
    : folder_(folder) {
  fs::create_directories(folder / "www");
  // nginx lives in sbin, which is not in everybody's path.
  const char* path = getenv("PATH");
  setenv("PATH", (std::string(path == nullptr ? "/usr/bin:/bin" : path) + ":/usr/sbin").c_str(), 1);
  for (int attempt = 0; attempt < 5 && pid_ < 0; ++attempt) {
    port_ = FreePort();
    tls_port_ = has_tls ? FreePort() : 0;
    std::string listen = "listen 0.0.0.0:" + std::to_string(port_) + ";\n";
    if (has_tls) {
      listen += "listen 0.0.0.0:" + std::to_string(tls_port_) + " ssl;\nssl_certificate " +
                (folder / "cert.pem") + ";\nssl_certificate_key " + (folder / "key.pem") + ";\n";
    }
    const std::string quiet = folder / "tmp";
    folder.Write("nginx.conf",
                 std::string(getuid() == 0 ? "user root;\n" : "") + "daemon off;\npid " +
                     (folder / "nginx.pid") + ";\nerror_log " + (folder / "error.log") +
                     ";\nworker_processes 1;\nevents { worker_connections 512; }\nhttp {\n"
                     "types { text/html html; application/rss+xml xml; text/plain txt; }\n"
                     "log_format t escape=none '$msec\t$server_addr\t$request_uri\t$status\t"
                     "$http_if_none_match\t$http_if_modified_since\t$http_via\t$http_user_agent';\n"
                     "access_log " +
                     (folder / "access.log") + " t;\nclient_body_temp_path " + quiet +
                     ";\nproxy_temp_path " + quiet + ";\nfastcgi_temp_path " + quiet +
                     ";\nuwsgi_temp_path " + quiet + ";\nscgi_temp_path " + quiet +
                     ";\nserver {\n" + listen + "root " + (folder / "www") + "/$server_addr;\n" +
                     locations + "\n}\n}\n");
    pid_ = Spawn({"nginx", "-c", folder / "nginx.conf", "-e", folder / "error.log"},
                 folder / "nginx.out", folder / "nginx.err");
    AwaitPort(port_, &pid_);
  }
  EXPECT_GT(pid_, 0) << "nginx does not start: " << ReadFile(folder / "nginx.err")
                     << ReadFile(folder / "error.log");
}

NginxServer::~NginxServer() {
  if (pid_ <= 0) return;
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

std::string NginxServer::Url(const std::string& host, const std::string& path) const {
  return "http://" + host + ":" + std::to_string(port_) + path;
}

std::size_t NginxServer::LogLines() const {
  const std::string text = ReadFile(folder_ / "access.log");
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::vector<LogLine> NginxServer::Log() const {
  std::vector<LogLine> lines;
  std::istringstream text(ReadFile(folder_ / "access.log"));
  for (std::string line; std::getline(text, line);) {
    std::vector<std::string> fields;
    std::istringstream parts(line);
    for (std::string field; std::getline(parts, field, '\t');) fields.push_back(field);
    if (fields.size() < 8) continue;
    const auto unless_dash = [](const std::string& value) { return value == "-" ? "" : value; };
    lines.push_back({std::stod(fields[0]), fields[1], fields[2], std::stoi(fields[3]),
                     unless_dash(fields[4]), unless_dash(fields[5]), fields[7],
                     unless_dash(fields[6])});
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const LogLine& a, const LogLine& b) { return a.at < b.at; });
  return lines;
}

Tinyproxy::Tinyproxy(const Folder& folder) {
  for (int attempt = 0; attempt < 5 && pid_ < 0; ++attempt) {
    port_ = FreePort();
    folder.Write("tinyproxy.conf",
                 "Port " + std::to_string(port_) +
                     "\nListen 127.0.0.1\nAllow 127.0.0.1\nTimeout 20\n"
                     "MaxClients 20\nLogLevel Connect\nViaProxyName \"tinyproxy\"\n"
                     "LogFile \"" +
                     (folder / "tinyproxy.log") + "\"\n");
    pid_ = Spawn({"tinyproxy", "-d", "-c", folder / "tinyproxy.conf"}, folder / "tinyproxy.out",
                 folder / "tinyproxy.err");
    AwaitPort(port_, &pid_);
  }
  EXPECT_GT(pid_, 0) << "tinyproxy does not start: " << ReadFile(folder / "tinyproxy.err");
}

Tinyproxy::~Tinyproxy() {
  if (pid_ <= 0) return;
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

bool MakeCertificate(const Folder& folder, const std::string& host) {
  const bool is_address = host.find_first_not_of("0123456789.") == std::string::npos;
  const std::string make =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout " +
      (folder / "key.pem") + " -out " + (folder / "cert.pem") + " -subj /CN=" + host +
      " -addext subjectAltName=" + (is_address ? "IP:" : "DNS:") + host + " 2>/dev/null";
  return std::system(make.c_str()) == 0;
}

Program::Program(const Folder& folder, std::vector<std::string> arguments, int number,
                 std::size_t max_file_bytes)
    : out_path_(folder / ("out" + std::to_string(number))),
      err_path_(folder / ("err" + std::to_string(number))) {
  std::vector<std::string> words = {HESHU_PROGRAM, "--no-config", "--db", folder / "db/heshu.db"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  if (arguments[0] == "crawl") {
    words.insert(words.end(), {"--sources", folder / "sources.toml"});
  }
  pid_ = Spawn(words, out_path_, err_path_, max_file_bytes);
}

Program::~Program() {
  if (is_waited_for_) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void Program::Kill(int signal) {
  if (!is_waited_for_) kill(pid_, signal);
}

bool Program::IsRunning() {
  if (is_waited_for_) return false;
  if (waitpid(pid_, &status_, WNOHANG) == pid_) is_waited_for_ = true;
  return !is_waited_for_;
}

Outcome Program::Wait() {
  if (!is_waited_for_) waitpid(pid_, &status_, 0);
  is_waited_for_ = true;
  return {WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_), ReadFile(out_path_),
          ReadFile(err_path_)};
}

Outcome RunProgram(const Folder& folder, const std::vector<std::string>& arguments) {
  return Program(folder, arguments).Wait();
}

std::vector<std::string> CrawlArguments(const std::string& delay,
                                        const std::vector<std::string>& more) {
  std::vector<std::string> words = {"crawl", "--allow-net",       "127.0.0.0/8", "--delay",
                                    delay,   "--max-crawl-delay", "1s"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string Sql(const Folder& folder, const std::string& sql) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open((folder / "db/heshu.db").c_str(), &database), SQLITE_OK);
  sqlite3_busy_timeout(database, 10'000);
  std::string last;
  char* error = nullptr;
  const auto keep = [](void* user, int columns, char** values, char**) {
    const char* value = values[columns - 1];
    *static_cast<std::string*>(user) = value == nullptr ? "NULL" : value;
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), keep, &last, &error), SQLITE_OK)
      << sql << ": " << (error == nullptr ? "" : error);
  sqlite3_free(error);
  sqlite3_close(database);
  return last;
}

void LetTimePass(const Folder& folder) {
  Sql(folder,
      "UPDATE crawl_urls SET next_at = 0 WHERE next_at < 253402300799000;"
      "UPDATE crawl_hosts SET next_at = 0, ready_at = 0, backoff_until = 0 WHERE owner IS NULL");
}

std::string ArticleHtml(int number) {
  const std::string n = std::to_string(number);
  return "<!doctype html><html><head><meta charset=utf-8><title>第" + n +
         "號報告：雲端業務收入創新高</title></head><body><article><h1>第" + n +
         "號報告：雲端業務收入創新高</h1><p>2026-02-24 10:00</p><p>第" + n +
         "號公司公布最新業績，雲端業務收入達到" + n +
         "億元，較去年同期增長15%，管理層表示需求仍然強勁，下半年將繼續擴大投資。</"
         "p><p>分析員認為第" +
         n + "號公司的市場份額約為" + n +
         "個百分點，行業整合仍在進行，價格競爭有所緩和，毛利率可望回升。</p></article></body></"
         "html>";
}

std::string FeedXml(const std::vector<std::string>& links) {
  std::string xml = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>";
  for (const std::string& link : links) {
    xml += "<item><title>x</title><link>" + link + "</link></item>";
  }
  return xml + "</channel></rss>";
}

double LeastPause(const std::vector<LogLine>& log) {
  std::map<std::string, double> last;
  double least = 1e9;
  for (const LogLine& line : log) {
    const auto at = last.find(line.host);
    if (at != last.end()) least = std::min(least, line.at - at->second);
    last[line.host] = line.at;
  }
  return least;
}

}  // namespace heshu::crawl_test
