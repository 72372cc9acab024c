// A server on loopback that answers each connection with what a test wrote for its path. Tests
// only.
#ifndef HESHU_TESTS_CRAWLER_LOOPBACK_SERVER_H_
#define HESHU_TESTS_CRAWLER_LOOPBACK_SERVER_H_

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace heshu::crawler {

// One connection, after its request was read. Send fails once the other side is gone.
class Connection {
 public:
  Connection(int socket, const std::atomic<bool>& stop) : socket_(socket), stop_(stop) {}
  bool Send(std::string_view bytes) const;
  // Waits, but not past the server's end or the other side's hanging up. False = do stop.
  bool Wait(int ms) const;

 private:
  int socket_;
  const std::atomic<bool>& stop_;
};

class LoopbackServer {
 public:
  using Handler = std::function<void(const Connection&, const std::string& request)>;

  explicit LoopbackServer(const char* address = "127.0.0.1", int port = 0);  // 0: a free one
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  void On(const std::string& path, Handler handler);
  // Answers `path` with these bytes and closes.
  void Reply(const std::string& path, std::string response);
  std::string Url(const std::string& path) const;
  int port() const { return port_; }
  std::vector<std::string> requests() const;

 private:
  void Run();
  void Serve(int socket);

  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  mutable std::mutex mutex_;
  std::map<std::string, Handler> handlers_;
  std::vector<std::string> requests_;
  std::vector<std::thread> workers_;
  std::thread acceptor_;
};

// "HTTP/1.1 200 OK" with Content-Type, Content-Length, `extra` header lines and the body.
std::string Ok(const std::string& body, const std::string& extra = {});
std::string Gzip(const std::string& plain);

}  // namespace heshu::crawler

#endif  // HESHU_TESTS_CRAWLER_LOOPBACK_SERVER_H_
