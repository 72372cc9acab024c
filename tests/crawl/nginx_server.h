// A real nginx on loopback with a folder of its own, and the program run against it. Tests only.
#ifndef HESHU_TESTS_CRAWL_NGINX_SERVER_H_
#define HESHU_TESTS_CRAWL_NGINX_SERVER_H_

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

namespace heshu::crawl_test {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  // Makes the folders above it.
  void Write(const std::string& name, const std::string& text) const;

 private:
  std::string path_;
};

struct LogLine {
  double at = 0;     // seconds since 1970, to the millisecond: when the answer was sent
  std::string host;  // the address it was asked at
  std::string uri;
  int status = 0;
  std::string if_none_match, if_modified_since, agent, via;
};

// Serves FOLDER/www/<address>/ for each 127.x.y.z that it is asked at.
class NginxServer {
 public:
  // `locations` stands in the server block as it is; `tls` lines as well, for another port with the
  // certificate FOLDER/cert.pem and FOLDER/key.pem.
  NginxServer(const Folder& folder, const std::string& locations, bool has_tls = false);
  ~NginxServer();
  NginxServer(const NginxServer&) = delete;
  NginxServer& operator=(const NginxServer&) = delete;

  std::string Url(const std::string& host, const std::string& path) const;
  int port() const { return port_; }
  int tls_port() const { return tls_port_; }
  std::vector<LogLine> Log() const;  // in the order of the answers
  std::size_t LogLines() const;

 private:
  const Folder& folder_;
  int port_ = 0;
  int tls_port_ = 0;
  pid_t pid_ = -1;
};

// A real tinyproxy; its log is FOLDER/tinyproxy.log.
class Tinyproxy {
 public:
  explicit Tinyproxy(const Folder& folder);
  ~Tinyproxy();
  Tinyproxy(const Tinyproxy&) = delete;
  Tinyproxy& operator=(const Tinyproxy&) = delete;
  std::string Url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  int port_ = 0;
  pid_t pid_ = -1;
};

// FOLDER/cert.pem and key.pem for `host`, a name or an address, signed by nobody.
bool MakeCertificate(const Folder& folder, const std::string& host);

struct Outcome {
  int exit = -1;  // 128 + signal if it was killed
  std::string out, err;
};

// The program with `--no-config`, its database FOLDER/db/heshu.db and FOLDER/sources.toml.
class Program {
 public:
  // `max_file_bytes`: no file may grow beyond it, as on a full disk; 0 = any.
  Program(const Folder& folder, std::vector<std::string> arguments, int number = 0,
          std::size_t max_file_bytes = 0);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  void Kill(int signal);
  bool IsRunning();
  Outcome Wait();

 private:
  std::string out_path_, err_path_;
  pid_t pid_ = -1;
  bool is_waited_for_ = false;
  int status_ = 0;
};
Outcome RunProgram(const Folder& folder, const std::vector<std::string>& arguments);
// `crawl` as tests want it: loopback is let through, pauses are short.
std::vector<std::string> CrawlArguments(const std::string& delay,
                                        const std::vector<std::string>& more = {});

std::string ReadFile(const std::string& path);
// Runs SQL on the database with a connection of its own; the last column of the last row.
std::string Sql(const Folder& folder, const std::string& sql);
// Makes everything due at once, as if time had passed.
void LetTimePass(const Folder& folder);

// A page with a figure, unlike any other by `number`.
std::string ArticleHtml(int number);
std::string FeedXml(const std::vector<std::string>& links);

// The least time between two answers to one host, in seconds; large if there are fewer than two.
double LeastPause(const std::vector<LogLine>& log);

}  // namespace heshu::crawl_test

#endif  // HESHU_TESTS_CRAWL_NGINX_SERVER_H_
