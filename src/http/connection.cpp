#include "http/connection.h"

#include <poll.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

template <class Stream>
class StreamConnection final : public Connection {
 public:
  template <class... Args>
  explicit StreamConnection(Args&&... args) : stream_(std::forward<Args>(args)...), timer_(stream_.get_executor()) {}

  // Not the stream's own limit, which closes the socket: whoever was too slow is to be told so.
  void Expire(base::Duration in) override {
    expired_ = false;
    CancelAfter(in);
  }

  asio::awaitable<error_code> Handshake() override {
    if constexpr (kEncrypted) {
      const auto [fault] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kAwait);
      co_return fault;
    }
    co_return error_code{};
  }

  asio::awaitable<std::size_t> Read(char* into, std::size_t most, error_code& fault) override {
    const auto [failed, size] = co_await stream_.async_read_some(asio::buffer(into, most), kAwait);
    fault = failed && expired_ ? make_error_code(beast::error::timeout) : failed;
    co_return size;
  }

  asio::awaitable<error_code> Write(std::string_view first, std::string_view second) override {
    const std::array<asio::const_buffer, 2> both{asio::buffer(first), asio::buffer(second)};
    const auto [fault, size] = co_await asio::async_write(stream_, both, kAwait);
    co_return fault;
  }

  asio::awaitable<void> Close() override {
    Expire(std::chrono::seconds(3));
    if constexpr (kEncrypted) {
      co_await stream_.async_shutdown(kAwait);
    }
    error_code ignored;
    Lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> rest{};
    for (std::size_t drained = 0; drained < (1U << 20U) && !expired_;) {
      const auto [fault, size] = co_await Lowest().async_read_some(asio::buffer(rest), kAwait);
      if (fault) break;
      drained += size;
    }
  }

  // What it had sent before may still lie unread: its goodbye under TLS, or its next request.
  bool HasGone() override {
    pollfd one{Lowest().socket().native_handle(), POLLRDHUP, 0};
    return poll(&one, 1, 0) > 0;
  }

  void StopReading() override {
    asio::post(stream_.get_executor(), [this, alive = std::weak_ptr<bool>(alive_)] {
      if (alive.lock()) Lowest().cancel();
    });
  }

 private:
  static constexpr bool kEncrypted = !std::is_same_v<Stream, beast::tcp_stream>;
  beast::tcp_stream& Lowest() { return beast::get_lowest_layer(stream_); }

  // Again and again until the limit is set anew: what stands between two of its steps just then is stopped at the next.
  void CancelAfter(base::Duration in) {
    timer_.expires_after(in);
    timer_.async_wait([this, alive = std::weak_ptr<bool>(alive_), number = ++number_](const error_code& stopped) {
      if (stopped || !alive.lock() || number != number_) return;
      expired_ = true;
      Lowest().cancel();
      CancelAfter(std::chrono::milliseconds(100));
    });
  }

  Stream stream_;
  asio::steady_timer timer_;
  std::uint64_t number_ = 0;  // of the limit in force; one that was replaced may still be called
  bool expired_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace

bool IsTimeout(const error_code& fault) { return fault == beast::error::timeout; }

struct Tls::Impl {
  asio::ssl::context context{asio::ssl::context::tls_server};
};

Tls::Tls() : impl_(std::make_unique<Impl>()) {}
Tls::~Tls() = default;

base::Result<std::unique_ptr<Tls>> Tls::Load(const std::string& certificate, const std::string& private_key) {
  std::unique_ptr<Tls> tls(new Tls);
  asio::ssl::context& context = tls->impl().context;
  error_code fault;
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1,
                      fault);
  context.use_certificate_chain_file(certificate, fault);
  if (fault)
    return base::Fail(base::ErrorCode::Invalid, "the certificate " + certificate + " cannot be used: " + fault.message());
  context.use_private_key_file(private_key, asio::ssl::context::pem, fault);
  if (fault)
    return base::Fail(base::ErrorCode::Invalid, "the private key " + private_key + " cannot be used: " + fault.message());
  return tls;
}

std::unique_ptr<Connection> MakeConnection(tcp::socket socket) {
  return std::make_unique<StreamConnection<beast::tcp_stream>>(std::move(socket));
}

std::unique_ptr<Connection> MakeConnection(tcp::socket socket, Tls& tls) {
  return std::make_unique<StreamConnection<beast::ssl_stream<beast::tcp_stream>>>(std::move(socket), tls.impl().context);
}

}  // namespace http
