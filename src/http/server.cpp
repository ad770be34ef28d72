#include "http/server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.h"
#include "http/session.h"

namespace http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// Over the cap: say so in one line and hang up, so that the caller knows to come back.
asio::awaitable<void> TurnAway(std::unique_ptr<Connection> connection) {
  static constexpr std::string_view kBody =
      R"({"type":"urn:amends:problem:busy","title":"Too many connections","status":503,"detail":"Try again shortly.","faults":[],"refusals":[]})";
  static const std::string head =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 2\r\nConnection: close\r\n"
      "Content-Length: " +
      std::to_string(kBody.size()) + "\r\n\r\n";
  connection->Expire(std::chrono::seconds(2));
  co_await connection->Write(head, kBody);
  co_await connection->Close();
}

}  // namespace

struct Server::Impl {
  ServerOptions options;
  SessionShared shared;
  std::vector<std::unique_ptr<asio::io_context>> contexts;
  std::unique_ptr<Tls> tls;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::vector<std::jthread> threads;
  std::size_t next = 0;

  Impl(Api& api, FeedHub& hub, ServerOptions chosen) : options(std::move(chosen)), shared(api, hub, options) {}

  asio::awaitable<void> Accept() {
    while (acceptor->is_open()) {
      asio::io_context& context = *contexts[next++ % contexts.size()];
      auto [fault, socket] = co_await acceptor->async_accept(context.get_executor(), kAwait);
      if (fault) {
        if (!acceptor->is_open() || shared.draining) co_return;
        // Out of file descriptors, most likely: wait for some to come free rather than spin.
        base::log::Warning("a connection could not be accepted", {{"why", fault.message()}});
        asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(100));
        co_await timer.async_wait(kAwait);
        continue;
      }
      error_code ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      const auto remote = socket.remote_endpoint(ignored);
      std::string from = ignored ? "" : remote.address().to_string();
      if (shared.connections >= options.most_connections) {
        shared.api.metrics().Refused();
        asio::co_spawn(context, TurnAway(MakeConnection(std::move(socket))), asio::detached);
        continue;
      }
      ++shared.connections;
      std::unique_ptr<Connection> connection = tls ? MakeConnection(std::move(socket), *tls) : MakeConnection(std::move(socket));
      asio::co_spawn(context, RunSession(std::move(connection), shared, std::move(from), tls != nullptr), asio::detached);
    }
  }
};

Server::Server(Api& api, FeedHub& hub, ServerOptions options) : impl_(std::make_unique<Impl>(api, hub, std::move(options))) {}

Server::~Server() { Drain(base::Duration(0)); }

base::Result<std::uint16_t> Server::Start() {
  Impl& impl = *impl_;
  if (impl.options.certificate.empty() != impl.options.private_key.empty()) {
    return base::Fail(base::ErrorCode::Invalid, "TLS needs both a certificate and its private key");
  }
  if (!impl.options.certificate.empty()) {
    TRY(impl.tls, Tls::Load(impl.options.certificate, impl.options.private_key));
  }
  for (unsigned i = 0; i < std::max(1U, impl.options.threads); ++i)
    impl.contexts.push_back(std::make_unique<asio::io_context>(1));
  error_code fault;
  const auto address = asio::ip::make_address(impl.options.address, fault);
  if (fault) return base::FailAt("address", "expected an IP address like 127.0.0.1, found " + base::Quoted(impl.options.address));
  impl.acceptor = std::make_unique<tcp::acceptor>(*impl.contexts.front());
  tcp::acceptor& acceptor = *impl.acceptor;
  const tcp::endpoint endpoint(address, impl.options.port);
  const auto where = impl.options.address + ":" + std::to_string(impl.options.port);
  acceptor.open(endpoint.protocol(), fault);
  if (!fault) acceptor.set_option(asio::socket_base::reuse_address(true), fault);
  if (!fault) acceptor.bind(endpoint, fault);
  if (!fault) acceptor.listen(1024, fault);
  if (fault == asio::error::address_in_use) {
    return base::Fail(base::ErrorCode::Unavailable,
                      "another program listens on " + where + " already; choose another with --port");
  }
  if (fault) return base::Fail(base::ErrorCode::Unavailable, "cannot listen on " + where + ": " + fault.message());
  const std::uint16_t port = acceptor.local_endpoint().port();
  asio::co_spawn(*impl.contexts.front(), impl.Accept(), asio::detached);
  for (auto& context : impl.contexts) {
    impl.threads.emplace_back([raw = context.get()] {
      auto work = asio::make_work_guard(*raw);
      raw->run();
    });
  }
  return port;
}

void Server::Drain(base::Duration patience) {
  Impl& impl = *impl_;
  if (impl.threads.empty()) return;
  impl.shared.StartDraining();
  asio::post(*impl.contexts.front(), [&impl] {
    error_code ignored;
    impl.acceptor->close(ignored);
  });
  const double until = base::Stopwatch() + std::chrono::duration<double>(patience).count();
  while (impl.shared.connections > 0 && base::Stopwatch() < until) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  for (auto& context : impl.contexts) context->stop();
  // The contexts stay until the server goes: a worker may still hand an answer to one.
  impl.threads.clear();
}

}  // namespace http
