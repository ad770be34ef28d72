#pragma once
// The door to the network: listens, reads requests within limits, and answers them through the routes. Each connection
// is a checklist of small steps (see session.cpp); none of it knows what the routes mean.
//
//   http::Server server(api, hub, options);
//   TRY(auto port, server.Start());
//   server.Drain(std::chrono::seconds(20));      // SIGTERM: finish what was begun, then stop

#include <cstdint>
#include <memory>

#include "http/api.h"
#include "http/pages.h"

namespace http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  unsigned threads = 2;
  std::string certificate;  // PEM files; both or neither
  std::string private_key;

  std::shared_ptr<const Pages> pages;  // null: the API only

  std::size_t most_connections = 4096;
  std::size_t most_header = 16U << 10U;
  std::uint64_t most_body = 1U << 20U;
  std::uint64_t most_file = 25U << 20U;
  base::Duration header_time = std::chrono::seconds(10);  // to send a whole header
  base::Duration body_time = std::chrono::seconds(30);    // to send a whole body
  base::Duration file_time = std::chrono::minutes(5);     // to send a whole file
  base::Duration idle_time = std::chrono::seconds(75);    // between two requests
  base::Duration write_time = std::chrono::seconds(30);   // to take a piece of a reply
};

class Server {
 public:
  Server(Api& api, FeedHub& hub, ServerOptions options);
  ~Server();

  // Listens and serves on threads of its own; gives the port.
  base::Result<std::uint16_t> Start();
  // Takes no new connection, answers what has been asked, ends live feeds, and stops; at most for `patience`.
  // Let the workers and the store finish before the server is destroyed: their answers still come here.
  void Drain(base::Duration patience);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace http
