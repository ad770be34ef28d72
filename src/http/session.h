#pragma once
// What is done with one connection: read a request within limits, walk the checklist, answer, again. Knows the routes as
// values and nothing of what they mean.

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <mutex>
#include <set>

#include "http/connection.h"
#include "http/server.h"

namespace http {

// A connection that waits for its next request, and can be told not to.
class Idler {
 public:
  virtual ~Idler() = default;
  virtual void StopWaiting() = 0;  // from any thread
};

// What all sessions of a server share.
struct SessionShared {
  Api& api;
  FeedHub& hub;
  const ServerOptions& options;
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> draining{false};
  std::mutex idle_mutex;
  std::set<Idler*> idle;

  SessionShared(Api& a, FeedHub& h, const ServerOptions& o) : api(a), hub(h), options(o) {}
  // From now on nobody waits for a next request.
  void StartDraining();
};

// Serves the connection to its end.
boost::asio::awaitable<void> RunSession(std::unique_ptr<Connection> connection, SessionShared& shared, std::string from,
                                        bool secure);

}  // namespace http
