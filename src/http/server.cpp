#include "http/server.h"

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <set>

#include "base/json.h"
#include "base/log.h"
#include "http/gzip.h"

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kWorthPacking = 1400;  // below a packet there is nothing to gain

// use_awaitable that reports errors by value.
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// A connection that waits for its next request, and can be told not to.
class Idler {
 public:
  virtual ~Idler() = default;
  virtual void StopWaiting() = 0;  // from any thread
};

// Everything sessions share.
struct Shared {
  Api& api;
  FeedHub& hub;
  const ServerOptions& options;
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> draining{false};
  std::mutex idle_mutex;
  std::set<Idler*> idle;

  Shared(Api& a, FeedHub& h, const ServerOptions& o) : api(a), hub(h), options(o) {}

  void StopIdlers() {
    const std::lock_guard lock(idle_mutex);
    for (Idler* idler : idle) idler->StopWaiting();
  }
};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// One connection. Stream is a plain or an encrypted one.
template <class Stream>
class Session final : public Idler {
 public:
  Session(Stream stream, Shared& shared, std::string from, bool secure)
      : stream_(std::move(stream)), shared_(shared), from_(std::move(from)), secure_(secure) {}

  asio::awaitable<void> Run() {
    if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
      Expire(shared_.options.header_time);
      const auto [fault] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kAwait);
      if (fault) co_return;
    }
    for (bool first = true; !shared_.draining; first = false) {
      if (!co_await One(first)) break;
    }
    co_await Close();
  }

  void StopWaiting() override {
    asio::post(stream_.get_executor(), [this, alive = std::weak_ptr<bool>(alive_)] {
      if (alive.lock() && waiting_) beast::get_lowest_layer(stream_).cancel();
    });
  }

 private:
  using Parser = wire::request_parser<wire::buffer_body>;

  void Expire(base::Duration in) { beast::get_lowest_layer(stream_).expires_after(in); }

  // Reads one request and answers it. False when the connection is to end.
  asio::awaitable<bool> One(bool first) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(shared_.options.most_header));
    parser.body_limit(shared_.options.most_file);
    // A pipelined request may be waiting already; otherwise the other side may be silent for a while between requests,
    // but not dawdle once it has begun.
    if (buffer_.size() == 0) {
      Expire(first ? shared_.options.header_time : shared_.options.idle_time);
      if (!co_await WaitForFirstByte()) co_return false;
    }
    Expire(shared_.options.header_time);
    const auto [fault, size] = co_await wire::async_read_header(stream_, buffer_, parser, kAwait);
    if (fault) {
      co_await AnswerBrokenHeader(fault, buffer_.size() > 0 || parser.got_some());
      co_return false;
    }
    const double started = base::Stopwatch();
    Message message = ReadHeader(parser.get());
    keep_alive_ = parser.get().keep_alive() && !shared_.draining;
    head_only_ = message.method == "HEAD";
    packs_ = TakesGzip(message.Header("accept-encoding") == nullptr ? "" : *message.Header("accept-encoding"));

    const Endpoint* endpoint = nullptr;
    Reply reply;
    if (std::optional<Reply> refused = co_await Check(parser.get(), message, endpoint)) {
      reply = *std::move(refused);
      // What is still on its way is not read; the connection cannot go on behind it.
      if (!parser.is_done()) keep_alive_ = false;
    } else if (endpoint->takes_file) {
      reply = co_await Receive(*endpoint, message, parser);
    } else if (auto broken = co_await ReadBody(parser, message)) {
      reply = *std::move(broken);
      keep_alive_ = false;
    } else {
      reply = co_await Dispatch(*endpoint, message);
    }
    if (shared_.draining) keep_alive_ = false;
    const unsigned status = reply.status;
    const bool sent = reply.feed_from ? co_await SendFeed(message, *reply.feed_from) : co_await Send(std::move(reply));
    shared_.api.metrics().Count(endpoint == nullptr ? "none" : endpoint->name, status, base::Stopwatch() - started);
    co_return sent && keep_alive_;
  }

  asio::awaitable<bool> WaitForFirstByte() {
    {
      const std::lock_guard lock(shared_.idle_mutex);
      if (shared_.draining) co_return false;
      shared_.idle.insert(this);
      waiting_ = true;
    }
    const auto [fault, size] = co_await stream_.async_read_some(buffer_.prepare(4096), kAwait);
    {
      const std::lock_guard lock(shared_.idle_mutex);
      shared_.idle.erase(this);
      waiting_ = false;
    }
    if (fault) co_return false;
    buffer_.commit(size);
    co_return true;
  }

  asio::awaitable<void> AnswerBrokenHeader(error_code fault, bool something_came) {
    keep_alive_ = false;
    if (fault == wire::error::header_limit) {
      co_await Send(ProblemReply(431, "header-too-large", "The header is too large", "The header must fit in 16 KB; send fewer or shorter fields."));
    } else if (fault == beast::error::timeout) {
      // On a timeout Beast has closed the socket; there is nobody left to tell.
    } else if (something_came && fault.category() == make_error_code(wire::error::bad_method).category() && fault != wire::error::end_of_stream &&
               fault != wire::error::partial_message) {
      co_await Send(ProblemReply(400, "not-http", "This is not a request", "The request could not be read as HTTP/1.1: " + fault.message() + "."));
    }
  }

  Message ReadHeader(const wire::request<wire::buffer_body>& request) {
    Message message;
    message.method = std::string(request.method_string());
    message.from = from_;
    message.secure = secure_;
    for (const auto& field : request) message.headers.emplace(Lower(field.name_string()), field.value());
    return message;
  }

  // -- The checklist: each step lets the request through or answers it ------------------------------------------------

  asio::awaitable<std::optional<Reply>> Check(const wire::request<wire::buffer_body>& request, Message& message, const Endpoint*& endpoint) {
    if (auto no = EnsureHost(request, message)) co_return no;
    if (auto no = EnsureTarget(request, message)) co_return no;
    if (auto no = EnsureRoute(message, endpoint)) co_return no;
    if (auto no = EnsureBody(message, *endpoint)) co_return no;
    if (auto no = co_await Authenticate(message, *endpoint)) co_return no;
    if (auto no = EnsureOrigin(message, *endpoint)) co_return no;
    co_return std::nullopt;
  }

  std::optional<Reply> EnsureHost(const wire::request<wire::buffer_body>& request, const Message& message) {
    if (request.version() < 10 || request.version() > 11) {
      return ProblemReply(505, "version", "HTTP/1.1 is spoken here", "Send the request as HTTP/1.1.");
    }
    if (request.version() == 11 && request.count(wire::field::host) != 1) {
      return ProblemReply(400, "host", "The Host header is missing", "An HTTP/1.1 request names its host, once.");
    }
    if (message.Header("transfer-encoding") != nullptr && message.Header("content-length") != nullptr) {
      return ProblemReply(400, "framing", "Two lengths in one request", "Send Content-Length or Transfer-Encoding, not both.");
    }
    return std::nullopt;
  }

  std::optional<Reply> EnsureTarget(const wire::request<wire::buffer_body>& request, Message& message) {
    if (auto read = ReadTarget(request.target(), message); !read) return ToReply(read.error());
    return std::nullopt;
  }

  std::optional<Reply> EnsureRoute(Message& message, const Endpoint*& endpoint) {
    const Router::Found found = shared_.api.router().Find(message);
    endpoint = found.endpoint;
    if (endpoint != nullptr) return std::nullopt;
    if (found.allowed.empty()) {
      return ProblemReply(404, "not-found", "There is nothing here", "No resource has this path. The paths are in /api/v1/openapi.json.");
    }
    Reply reply = ProblemReply(405, "method", "This method does not fit", "Here you can use " + base::OneOf(found.allowed) + ".");
    std::string allow;
    for (const std::string& method : found.allowed) allow += (allow.empty() ? "" : ", ") + method;
    reply.headers.emplace_back("Allow", allow);
    return reply;
  }

  std::optional<Reply> EnsureBody(const Message& message, const Endpoint& endpoint) {
    const std::uint64_t most = endpoint.takes_file ? shared_.options.most_file : shared_.options.most_body;
    if (const std::string* length = message.Header("content-length")) {
      if (length->size() > 12 || std::stoull(*length) > most) return TooLarge(most);
    }
    if (endpoint.takes_file || endpoint.body == nullptr) return std::nullopt;
    const std::string* type = message.Header("content-type");
    const bool has_body = message.Header("transfer-encoding") != nullptr ||
                          (message.Header("content-length") != nullptr && *message.Header("content-length") != "0");
    if (has_body && (type == nullptr || !Lower(*type).starts_with("application/json"))) {
      return ProblemReply(415, "media-type", "JSON is expected", "Send the body as application/json.");
    }
    return std::nullopt;
  }

  static Reply TooLarge(std::uint64_t most) {
    return ProblemReply(413, "too-large", "The body is too large", "The body must not be larger than " + std::to_string(most >> 20U) + " MB.");
  }

  asio::awaitable<std::optional<Reply>> Authenticate(Message& message, const Endpoint& endpoint) {
    if (endpoint.access == Access::Public) co_return std::nullopt;
    std::string token;
    if (const std::string* header = message.Header("authorization"); header != nullptr && Lower(header->substr(0, 7)) == "bearer ") {
      token = header->substr(7);
    } else if (auto cookie = message.Cookie("amends_session")) {
      token = *std::move(cookie);
    }
    if (token.empty()) co_return NotSignedIn(base::Error{base::ErrorCode::Unauthenticated, "sign in with POST /api/v1/session, or send an API token"});
    app::Access& access = shared_.api.access();
    message.identity = access.Known(token);
    if (message.identity) co_return std::nullopt;
    base::Result<app::Identity> identity = co_await Aside([&access, token] { return access.Identify(token); }, shared_.api.service().store().MayWait());
    if (!identity) co_return NotSignedIn(identity.error());
    message.identity = *std::move(identity);
    co_return std::nullopt;
  }

  static Reply NotSignedIn(const base::Error& error) {
    Reply reply = ToReply(error);
    if (reply.status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
  }

  // A browser sends the cookie by itself, also from a page of somebody else; it cannot send our header from there.
  std::optional<Reply> EnsureOrigin(const Message& message, const Endpoint& endpoint) {
    const bool changes = message.method != "GET" && message.method != "HEAD";
    if (!changes || endpoint.access == Access::Public || message.identity->csrf.empty()) return std::nullopt;
    const std::string* sent = message.Header("x-csrf-token");
    if (sent != nullptr && base::EqualSecret(*sent, message.identity->csrf)) return std::nullopt;
    return ProblemReply(403, "csrf", "The request does not carry the session's token",
                        "Send the csrf value of GET /api/v1/session in the header X-CSRF-Token.");
  }

  // -- Bodies ---------------------------------------------------------------------------------------------------------

  asio::awaitable<void> Continue(const Parser& parser) {
    const auto expect = parser.get().find(wire::field::expect);
    if (expect == parser.get().end() || Lower(expect->value()) != "100-continue") co_return;
    wire::response<wire::empty_body> go{wire::status::continue_, 11};
    Expire(shared_.options.write_time);
    co_await wire::async_write(stream_, go, kAwait);
  }

  // Reads the body piece by piece. Calls `take`, which answers what is wrong with it, or nothing.
  template <class Take>
  asio::awaitable<std::optional<Reply>> EachPiece(Parser& parser, std::uint64_t most, base::Duration time, Take take) {
    co_await Continue(parser);
    Expire(time);
    std::uint64_t total = 0;
    std::vector<char> piece(64U << 10U);
    while (!parser.is_done()) {
      parser.get().body().data = piece.data();
      parser.get().body().size = piece.size();
      const auto [fault, size] = co_await wire::async_read(stream_, buffer_, parser, kAwait);
      if (fault == wire::error::body_limit) co_return TooLarge(most);
      if (fault && fault != wire::error::need_buffer) {
        co_return ProblemReply(fault == beast::error::timeout ? 408 : 400, "body", "The body did not arrive",
                               "The request ended before its body was complete.");
      }
      const std::size_t got = piece.size() - parser.get().body().size;
      total += got;
      if (total > most) co_return TooLarge(most);
      std::optional<Reply> no = co_await take(std::string_view(piece.data(), got));
      if (no) co_return no;
    }
    co_return std::nullopt;
  }

  asio::awaitable<std::optional<Reply>> ReadBody(Parser& parser, Message& message) {
    if (parser.is_done()) co_return std::nullopt;
    co_return co_await EachPiece(parser, shared_.options.most_body, shared_.options.body_time,
                                 [&message](std::string_view piece) -> asio::awaitable<std::optional<Reply>> {
                                   message.body += piece;
                                   co_return std::nullopt;
                                 });
  }

  asio::awaitable<Reply> Receive(const Endpoint& endpoint, const Message& message, Parser& parser) {
    auto upload = co_await Aside([&] { return endpoint.upload(message); }, true);
    if (!upload) {
      keep_alive_ = false;
      co_return ToReply(upload.error());
    }
    std::optional<Reply> no = co_await EachPiece(
        parser, shared_.options.most_file, shared_.options.file_time,
        [&](std::string_view piece) -> asio::awaitable<std::optional<Reply>> {
          base::Result<void> taken = co_await Aside([&] { return (*upload)->Take(piece); }, true);
          if (!taken) co_return ToReply(taken.error());
          co_return std::nullopt;
        });
    if (no) {
      keep_alive_ = false;
      // Dropping the writer deletes what it had written, which waits for the store.
      co_await Aside([&] { upload->reset(); return 0; }, true);
      co_return *std::move(no);
    }
    co_return co_await Later([&](Respond respond) {
      shared_.api.service().workers().Post([&upload = *upload, respond = std::move(respond)]() mutable { upload->Finish(std::move(respond)); });
    });
  }

  // -- Handlers -------------------------------------------------------------------------------------------------------

  // Runs `work` on a worker when `away`, and comes back with its result.
  template <class Work>
  auto Aside(Work work, bool away) -> asio::awaitable<decltype(work())> {
    using R = decltype(work());
    if (!away) co_return work();
    base::WorkerPool& workers = shared_.api.service().workers();
    std::shared_ptr<R> result = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::shared_ptr<R>)>(
        [&workers, work = std::move(work)](auto handler) mutable {
          auto executor = asio::get_associated_executor(handler);
          auto held = std::make_shared<decltype(handler)>(std::move(handler));
          workers.Post([executor, held, work = std::move(work)]() mutable {
            auto made = std::make_shared<R>(work());
            asio::post(executor, [held, made]() mutable { (*held)(std::move(made)); });
          });
        },
        asio::use_awaitable);
    co_return std::move(*result);
  }

  // Waits for a handler that answers when it can, from whichever thread.
  template <class Start>
  asio::awaitable<Reply> Later(Start start) {
    std::shared_ptr<Reply> reply = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::shared_ptr<Reply>)>(
        [&start](auto handler) mutable {
          auto executor = asio::get_associated_executor(handler);
          auto held = std::make_shared<decltype(handler)>(std::move(handler));
          start(Respond([executor, held](Reply given) mutable {
            auto made = std::make_shared<Reply>(std::move(given));
            asio::post(executor, [held, made]() mutable { (*held)(std::move(made)); });
          }));
        },
        asio::use_awaitable);
    co_return std::move(*reply);
  }

  asio::awaitable<Reply> Dispatch(const Endpoint& endpoint, const Message& message) {
    const bool aside = endpoint.runs == Runs::Aside;
    if (endpoint.now) {
      co_return co_await Aside([&endpoint, &message] { return Guarded([&] { return endpoint.now(message); }); }, aside);
    }
    co_return co_await Later([&](Respond respond) {
      if (!aside) return endpoint.later(message, std::move(respond));
      shared_.api.service().workers().Post([&endpoint, &message, respond = std::move(respond)]() mutable { endpoint.later(message, std::move(respond)); });
    });
  }

  // What escapes a handler is a fault of ours; it must not take the server down.
  template <class Work>
  static Reply Guarded(Work work) {
    try {
      return work();
    } catch (const std::exception& fault) {
      return ToReply(base::Error{base::ErrorCode::Internal, fault.what()});
    }
  }

  // -- Replies --------------------------------------------------------------------------------------------------------

  template <class Head>
  void Fill(Head& head, const Reply& reply) {
    head.result(reply.status);
    head.version(11);
    head.set(wire::field::server, "amends");
    if (reply.status != 204) head.set(wire::field::content_type, reply.type);
    head.set("X-Content-Type-Options", "nosniff");
    head.set(wire::field::cache_control, "no-store");
    for (const auto& [name, value] : reply.headers) head.set(name, value);
    head.keep_alive(keep_alive_);
  }

  asio::awaitable<bool> Send(Reply reply) {
    if (reply.pieces) co_return co_await SendPieces(std::move(reply));
    if (packs_ && reply.view().size() >= kWorthPacking) {
      if (auto packed = Gzip(reply.view())) {
        reply.body = *std::move(packed);
        reply.shared_body = nullptr;
        reply.headers.emplace_back("Content-Encoding", "gzip");
      }
      reply.headers.emplace_back("Vary", "Accept-Encoding");
    }
    const std::string_view body = reply.view();
    wire::response<wire::span_body<const char>> response;
    Fill(response, reply);
    if (reply.status != 204) response.content_length(body.size());
    if (!head_only_) response.body() = beast::span<const char>(body.data(), body.size());
    Expire(shared_.options.write_time);
    wire::response_serializer<wire::span_body<const char>> serializer(response);
    if (head_only_) {
      const auto [fault, size] = co_await wire::async_write_header(stream_, serializer, kAwait);
      co_return !fault;
    }
    const auto [fault, size] = co_await wire::async_write(stream_, serializer, kAwait);
    co_return !fault;
  }

  asio::awaitable<bool> SendPieces(Reply reply) {
    wire::response<wire::empty_body> head;
    Fill(head, reply);
    if (reply.size) head.content_length(*reply.size);
    wire::response_serializer<wire::empty_body> serializer(head);
    Expire(shared_.options.write_time);
    const auto [fault, size] = co_await wire::async_write_header(stream_, serializer, kAwait);
    if (fault || head_only_) co_return !fault;
    for (;;) {
      auto piece = co_await Aside([&] { return reply.pieces(); }, true);
      if (!piece) {  // the header has promised more: breaking off is the only way left to say that it is not complete
        base::log::Error("a file could not be sent whole", {{"why", piece.error().says}});
        co_return false;
      }
      if (!*piece) co_return true;
      if (!co_await Write(**piece)) co_return false;
    }
  }

  asio::awaitable<bool> Write(std::string_view bytes) {
    Expire(shared_.options.write_time);
    const auto [fault, size] = co_await asio::async_write(stream_, asio::buffer(bytes.data(), bytes.size()), kAwait);
    co_return !fault;
  }

  // A live feed: what this viewer may see, as it is committed; a comment now and then keeps the line open.
  asio::awaitable<bool> SendFeed(const Message& message, std::int64_t from) {
    keep_alive_ = false;
    std::int64_t position = from < 0 ? shared_.hub.position() : from;
    if (!co_await Write("HTTP/1.1 200 OK\r\nServer: amends\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                        "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 2000\n\n")) {
      co_return false;
    }
    asio::steady_timer timer(co_await asio::this_coro::executor);
    double quiet_since = base::Stopwatch();
    while (!shared_.draining) {
      if (shared_.hub.position() > position) {
        auto text = co_await Aside([&] { return FeedText(*message.identity, position); }, true);
        if (!text.empty()) {
          if (!co_await Write(text)) co_return false;
          quiet_since = base::Stopwatch();
        }
      } else if (base::Stopwatch() - quiet_since > 15) {
        if (!co_await Write(": still here\n\n")) co_return false;
        quiet_since = base::Stopwatch();
      }
      timer.expires_after(std::chrono::milliseconds(100));
      co_await timer.async_wait(kAwait);
    }
    co_return false;
  }

  // The events after `position`, which moves on past all that were looked at.
  std::string FeedText(const app::Identity& identity, std::int64_t& position) {
    const auto feed = shared_.api.service().store().Feed(position, 500);
    if (!feed) return "";
    std::string text;
    for (const app::FeedEntry& entry : *feed) {
      position = entry.position;
      if (const auto id = app::CaseId::Parse(entry.stream); id && identity.viewer.reach != desk::Reach::Desk) {
        if (!shared_.api.service().CaseAt(*id, identity.viewer)) continue;
      }
      text += "id: " + std::to_string(entry.position) + "\nevent: " + entry.type + "\ndata: {\"ref\":\"" + entry.stream +
              "\",\"version\":" + std::to_string(entry.version) + ",\"type\":\"" + entry.type + "\",\"at\":\"" + entry.at.ToString() +
              "\",\"actor\":\"" + entry.actor + "\"}\n\n";
    }
    return text;
  }

  asio::awaitable<void> Close() {
    Expire(std::chrono::seconds(5));
    if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
      co_await stream_.async_shutdown(kAwait);
    }
    error_code ignored;
    auto& socket = beast::get_lowest_layer(stream_).socket();
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    // What the other side had still under way is read and dropped, so that it sees our answer and not a reset.
    std::array<char, 4096> rest{};
    std::size_t drained = 0;
    while (drained < (1U << 20U)) {
      const auto [fault, size] = co_await beast::get_lowest_layer(stream_).async_read_some(asio::buffer(rest), kAwait);
      if (fault) break;
      drained += size;
    }
  }

  Stream stream_;
  Shared& shared_;
  std::string from_;
  bool secure_;
  beast::flat_buffer buffer_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  bool waiting_ = false;
  bool keep_alive_ = true;
  bool head_only_ = false;
  bool packs_ = false;
};

}  // namespace

struct Server::Impl {
  Shared shared;
  ServerOptions options;
  std::vector<std::unique_ptr<asio::io_context>> contexts;
  std::vector<std::jthread> threads;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::optional<asio::ssl::context> tls;
  std::size_t next = 0;

  Impl(Api& api, FeedHub& hub, ServerOptions chosen) : shared(api, hub, options), options(std::move(chosen)) {}

  base::Result<void> PrepareTls() {
    if (options.certificate.empty() != options.private_key.empty()) {
      return base::Fail(base::ErrorCode::Invalid, "TLS needs both a certificate and its private key");
    }
    if (options.certificate.empty()) return {};
    tls.emplace(asio::ssl::context::tls_server);
    error_code fault;
    tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, fault);
    tls->use_certificate_chain_file(options.certificate, fault);
    if (fault) return base::Fail(base::ErrorCode::Invalid, "the certificate " + options.certificate + " cannot be used: " + fault.message());
    tls->use_private_key_file(options.private_key, asio::ssl::context::pem, fault);
    if (fault) return base::Fail(base::ErrorCode::Invalid, "the private key " + options.private_key + " cannot be used: " + fault.message());
    return {};
  }

  // A session counts from being accepted to its end, however that comes.
  template <class Stream>
  asio::awaitable<void> Serve(Stream stream, std::string from, bool secure) {
    shared.api.metrics().Connected(1);
    try {
      Session<Stream> session(std::move(stream), shared, std::move(from), secure);
      co_await session.Run();
    } catch (const std::exception& fault) {
      base::log::Error("a connection ended by a fault", {{"what", fault.what()}});
    }
    shared.api.metrics().Connected(-1);
    --shared.connections;
  }

  // Over the cap: say so in one line and hang up, so that the caller knows to come back.
  static asio::awaitable<void> TurnAway(tcp::socket socket) {
    static constexpr std::string_view kBusy =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 2\r\nConnection: close\r\n"
        "Content-Length: 109\r\n\r\n"
        R"({"type":"urn:amends:problem:busy","title":"Too many connections","status":503,"detail":"Try again shortly."})";
    beast::tcp_stream stream(std::move(socket));
    stream.expires_after(std::chrono::seconds(2));
    co_await asio::async_write(stream, asio::buffer(kBusy.data(), kBusy.size()), kAwait);
    error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
  }

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
      if (shared.connections >= options.most_connections) {
        shared.api.metrics().Refused();
        asio::co_spawn(context, TurnAway(std::move(socket)), asio::detached);
        continue;
      }
      ++shared.connections;
      error_code ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      const auto remote = socket.remote_endpoint(ignored);
      std::string from = ignored ? "" : remote.address().to_string();
      if (tls) {
        asio::co_spawn(context, Serve(beast::ssl_stream<beast::tcp_stream>(std::move(socket), *tls), std::move(from), true), asio::detached);
      } else {
        asio::co_spawn(context, Serve(beast::tcp_stream(std::move(socket)), std::move(from), false), asio::detached);
      }
    }
  }
};

Server::Server(Api& api, FeedHub& hub, ServerOptions options) : impl_(std::make_unique<Impl>(api, hub, std::move(options))) {}

Server::~Server() { Drain(base::Duration(0)); }

base::Result<std::uint16_t> Server::Start() {
  Impl& impl = *impl_;
  CHECK_OK(impl.PrepareTls());
  for (unsigned i = 0; i < std::max(1U, impl.options.threads); ++i) impl.contexts.push_back(std::make_unique<asio::io_context>(1));
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
    return base::Fail(base::ErrorCode::Unavailable, "another program listens on " + where + " already; choose another with --port");
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
  {
    const std::lock_guard lock(impl.shared.idle_mutex);
    impl.shared.draining = true;
  }
  asio::post(*impl.contexts.front(), [&impl] {
    error_code ignored;
    impl.acceptor->close(ignored);
  });
  impl.shared.StopIdlers();
  const double until = base::Stopwatch() + std::chrono::duration<double>(patience).count();
  while (impl.shared.connections > 0 && base::Stopwatch() < until) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  for (auto& context : impl.contexts) context->stop();
  // The contexts stay until the server goes: a worker may still hand an answer to one.
  impl.threads.clear();
}

}  // namespace http
