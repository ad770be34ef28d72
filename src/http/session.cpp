#include "http/session.h"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "base/log.h"
#include "http/gzip.h"
#include "http/language.h"

namespace http {
namespace {

using base::Saying;

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kWorthPacking = 1400;  // below a packet there is nothing to gain
constexpr std::size_t kPiece = 64U << 10U;

using Parser = wire::request_parser<wire::buffer_body>;
using Head = wire::request<wire::buffer_body>;

class Session final : public Idler {
 public:
  Session(Connection& connection, SessionShared& shared, std::string from, bool secure)
      : connection_(connection), shared_(shared), from_(std::move(from)), secure_(secure) {}

  asio::awaitable<void> Run() {
    connection_.Expire(shared_.options.header_time);
    const error_code fault = co_await connection_.Handshake();
    if (fault) co_return;
    for (bool first = true; !shared_.draining; first = false) {
      if (!co_await One(first)) break;
    }
    co_await connection_.Close();
  }

  void StopWaiting() override { connection_.StopReading(); }

 private:
  // Reads one request and answers it. False when the connection is to end.
  asio::awaitable<bool> One(bool first) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(shared_.options.most_header));
    parser.body_limit(boost::none);  // the limit is the endpoint's, which is not known yet
    // A pipelined request may be waiting already; otherwise the other side may be silent for a while between requests,
    // but not dawdle once it has begun.
    if (buffer_.size() == 0) {
      connection_.Expire(first ? shared_.options.header_time : shared_.options.idle_time);
      if (!co_await WaitForFirstByte()) co_return false;
    }
    connection_.Expire(shared_.options.header_time);
    const error_code fault = co_await ReadHeader(parser);
    if (fault) {
      co_await AnswerBrokenHeader(fault);
      co_return false;
    }
    const double started = base::Stopwatch();
    Message message = ToMessage(parser.get());
    keep_alive_ = parser.get().keep_alive() && !shared_.draining;
    old_version_ = parser.get().version() == 10;
    head_only_ = message.method == "HEAD";
    if (const std::string* wish = message.Header("accept-language")) message.language = LanguageFor(*wish);
    packs_ = TakesCoding(message.Header("accept-encoding") == nullptr ? "" : *message.Header("accept-encoding"), "gzip");

    const Endpoint* endpoint = nullptr;
    Reply reply;
    if (std::optional<Reply> refused = co_await Check(parser.get(), message, endpoint)) {
      reply = *std::move(refused);
      // What is still on its way is not read; the connection cannot go on behind it.
      if (!parser.is_done()) keep_alive_ = false;
    } else if (endpoint->takes_file) {
      reply = co_await Receive(*endpoint, message, parser);
    } else if (std::optional<Reply> broken = co_await ReadBody(parser, message)) {
      reply = *std::move(broken);
      keep_alive_ = false;
    } else {
      reply = endpoint->takes_long ? co_await DispatchLong(*endpoint, message) : co_await Dispatch(*endpoint, message);
    }
    Settle(reply, message.language);
    if (shared_.draining) keep_alive_ = false;
    const unsigned status = reply.status;
    const std::optional<std::int64_t> feed_from = reply.feed_from;
    const bool sent = feed_from ? co_await SendFeed(*feed_from) : co_await Send(std::move(reply));
    shared_.api.metrics().Count(endpoint == nullptr ? "none" : endpoint->name, status, base::Stopwatch() - started);
    co_return sent&& keep_alive_;
  }

  // -- Reading --------------------------------------------------------------------------------------------------------

  // Reads what has come into the buffer; false at the end.
  asio::awaitable<bool> Fill(error_code& fault) {
    const auto room = buffer_.prepare(16384);
    const std::size_t size = co_await connection_.Read(static_cast<char*>(room.data()), room.size(), fault);
    buffer_.commit(size);
    co_return !fault;
  }

  asio::awaitable<bool> WaitForFirstByte() {
    {
      const std::lock_guard lock(shared_.idle_mutex);
      if (shared_.draining) co_return false;
      shared_.idle.insert(this);
    }
    error_code fault;
    const bool came = co_await Fill(fault);
    const std::lock_guard lock(shared_.idle_mutex);
    shared_.idle.erase(this);
    co_return came;
  }

  asio::awaitable<error_code> ReadHeader(Parser& parser) {
    parser.eager(false);
    for (;;) {
      error_code fault;
      buffer_.consume(parser.put(buffer_.data(), fault));
      if (parser.is_header_done()) co_return error_code{};
      if (fault && fault != wire::error::need_more) co_return fault;
      if (buffer_.size() > shared_.options.most_header) co_return make_error_code(wire::error::header_limit);
      if (!co_await Fill(fault)) co_return fault;
    }
  }

  asio::awaitable<void> AnswerBrokenHeader(error_code fault) {
    keep_alive_ = false;
    Reply reply;
    if (fault == wire::error::header_limit) {
      reply = ProblemReply(431, "header-too-large", Saying("The header is too large"),
                           Saying("The header must fit in 16 KB; send fewer or shorter fields."));
    } else if (fault.category() == make_error_code(wire::error::bad_method).category()) {
      reply = ProblemReply(400, "not-http", Saying("This is not a request"),
                           Saying("The request could not be read as HTTP/1.1: {}.", Saying::AsIs(fault.message())));
    } else {
      co_return;  // nobody is left to tell, or they took too long
    }
    connection_.Expire(shared_.options.write_time);
    co_await Send(std::move(reply));
  }

  Message ToMessage(const Head& request) {
    Message message;
    message.method = std::string(request.method_string());
    message.from = from_;
    message.secure = secure_;
    for (const auto& field : request) message.headers.emplace(base::Lower(field.name_string()), field.value());
    return message;
  }

  // -- The checklist: each step lets the request through or answers it ------------------------------------------------

  asio::awaitable<std::optional<Reply>> Check(const Head& request, Message& message, const Endpoint*& endpoint) {
    if (auto no = EnsureFraming(request)) co_return no;
    if (auto no = EnsureHost(request)) co_return no;
    if (auto no = EnsureTarget(request, message)) co_return no;
    if (auto page = FindPage(message)) co_return page;
    if (auto no = EnsureRoute(message, endpoint)) co_return no;
    if (auto no = EnsureBody(message, *endpoint)) co_return no;
    if (auto no = co_await Authenticate(message, *endpoint)) co_return no;
    if (auto no = EnsureOrigin(message, *endpoint)) co_return no;
    co_return std::nullopt;
  }

  // Whoever stands before us must not read another end of the request than we do.
  std::optional<Reply> EnsureFraming(const Head& request) {
    const auto codings = request.count(wire::field::transfer_encoding);
    if (codings == 0) return std::nullopt;
    const bool chunked = codings == 1 && base::Lower(request[wire::field::transfer_encoding]) == "chunked";
    if (chunked && request.count(wire::field::content_length) == 0) return std::nullopt;
    keep_alive_ = false;
    if (!chunked)
      return ProblemReply(400, "framing", Saying("This transfer encoding is not known"),
                          Saying("Send Content-Length, or Transfer-Encoding: chunked."));
    return ProblemReply(400, "framing", Saying("Two lengths in one request"),
                        Saying("Send Content-Length or Transfer-Encoding, not both."));
  }

  std::optional<Reply> EnsureHost(const Head& request) {
    if (request.version() < 10 || request.version() > 11) {
      return ProblemReply(505, "version", Saying("HTTP/1.1 is spoken here"), Saying("Send the request as HTTP/1.1."));
    }
    if (request.version() == 11 && request.count(wire::field::host) != 1) {
      return ProblemReply(400, "host", Saying("The Host header is missing"), Saying("An HTTP/1.1 request names its host, once."));
    }
    return std::nullopt;
  }

  std::optional<Reply> EnsureTarget(const Head& request, Message& message) {
    if (auto read = ReadTarget(request.target(), message); !read) return ToReply(read.error());
    return std::nullopt;
  }

  // The pages are the same for everybody: nothing more is to be checked before they are given.
  std::optional<Reply> FindPage(const Message& message) {
    const Pages* pages = shared_.options.pages.get();
    return pages == nullptr ? std::nullopt : pages->Find(message);
  }

  std::optional<Reply> EnsureRoute(Message& message, const Endpoint*& endpoint) {
    const Router::Found found = shared_.api.router().Find(message);
    endpoint = found.endpoint;
    if (endpoint != nullptr) return std::nullopt;
    if (found.allowed.empty()) {
      return ProblemReply(404, "not-found", Saying("There is nothing here"),
                          Saying("No resource has this path. The paths are in /api/v1/openapi.json."));
    }
    Reply reply = ProblemReply(405, "method", Saying("This method does not fit"),
                               Saying("Here you can use {}.", Saying::OneOf(found.allowed)));
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
    if (has_body && (type == nullptr || base::Lower(type->substr(0, type->find_first_of("; "))) != "application/json")) {
      return ProblemReply(415, "media-type", Saying("JSON is expected"), Saying("Send the body as application/json."));
    }
    return std::nullopt;
  }

  static Reply TooLarge(std::uint64_t most) {
    return ProblemReply(413, "too-large", Saying("The body is too large"),
                        Saying("The body must not be larger than {} MB.", most >> 20U));
  }

  asio::awaitable<std::optional<Reply>> Authenticate(Message& message, const Endpoint& endpoint) {
    if (endpoint.access == Access::Public) co_return std::nullopt;
    if (endpoint.access == Access::Customer) co_return co_await AuthenticateCustomer(message);
    token_.clear();
    if (const std::string* header = message.Header("authorization");
        header != nullptr && base::Lower(header->substr(0, 7)) == "bearer ") {
      token_ = header->substr(7);
    } else if (auto cookie = message.Cookie("amends_session")) {
      token_ = *std::move(cookie);
    }
    if (token_.empty())
      co_return NotSignedIn(
          base::Error(base::ErrorCode::Unauthenticated, Saying("sign in with POST /api/v1/session, or send an API token")));
    message.identity = shared_.api.access().Known(token_);
    if (message.identity) co_return std::nullopt;
    const auto identify = [this] { return shared_.api.access().Identify(token_); };
    base::Result<app::Identity> identity = co_await On(IfItMayWait(), identify);
    if (!identity) co_return NotSignedIn(identity.error());
    message.identity = *std::move(identity);
    co_return std::nullopt;
  }

  asio::awaitable<std::optional<Reply>> AuthenticateCustomer(Message& message) {
    const auto cookie = message.Cookie("amends_portal");
    if (!cookie || shared_.api.portal() == nullptr) {
      co_return ToReply(base::Error(base::ErrorCode::Unauthenticated, Saying("sign in with a link or a code")));
    }
    const auto identify = [this, &cookie] { return shared_.api.portal()->Identify(*cookie); };
    base::Result<app::PortalIdentity> customer = co_await On(IfItMayWait(), identify);
    if (!customer) co_return ToReply(customer.error());
    message.customer = *std::move(customer);
    co_return std::nullopt;
  }

  static Reply NotSignedIn(const base::Error& error) {
    Reply reply = ToReply(error);
    if (reply.status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
  }

  // Whether a browser says that the page behind this request is somebody else's. Where it names the relation itself that
  // counts, because a proxy may have renamed the host.
  static bool IsForeign(const Message& message) {
    if (const std::string* site = message.Header("sec-fetch-site")) return *site != "same-origin" && *site != "none";
    const std::string* origin = message.Header("origin");
    const std::string* host = message.Header("host");
    if (origin == nullptr || host == nullptr) return origin != nullptr;
    const std::size_t scheme = origin->find("://");
    return scheme == std::string::npos || base::Lower(origin->substr(scheme + 3)) != base::Lower(*host);
  }

  // A browser sends the cookie by itself, also from a page of somebody else; it cannot send our header from there. Nor
  // shall such a page sign somebody in.
  std::optional<Reply> EnsureOrigin(const Message& message, const Endpoint& endpoint) {
    const bool changes = message.method != "GET" && message.method != "HEAD";
    const bool by_token = message.identity && message.identity->csrf.empty();
    if (!changes || by_token) return std::nullopt;
    if (IsForeign(message))
      return ProblemReply(403, "origin", Saying("The request comes from a page of somebody else"),
                          Saying("Changes are taken from the pages of this desk."));
    if (endpoint.access == Access::Public) return std::nullopt;
    const std::string* sent = message.Header("x-csrf-token");
    const std::string& wanted = message.customer ? message.customer->csrf : message.identity->csrf;
    if (sent != nullptr && base::EqualSecret(*sent, wanted)) return std::nullopt;
    return ProblemReply(403, "csrf", Saying("The request does not carry the session's token"),
                        Saying("Send the csrf value of GET /api/v1/session in the header X-CSRF-Token."));
  }

  // -- Bodies ---------------------------------------------------------------------------------------------------------

  // Reads the body piece by piece. Calls `take`, which answers what is wrong with it, or nothing.
  template <class Take>
  asio::awaitable<std::optional<Reply>> EachPiece(Parser& parser, std::uint64_t most, base::Duration time, const Take& take) {
    const auto expect = parser.get().find(wire::field::expect);
    if (expect != parser.get().end() && base::Lower(expect->value()) == "100-continue") {
      connection_.Expire(shared_.options.write_time);
      if (!co_await WriteAll("HTTP/1.1 100 Continue\r\n\r\n")) co_return BrokenBody(408);
    }
    connection_.Expire(time);
    parser.eager(true);
    std::uint64_t total = 0;
    std::vector<char> piece(kPiece);
    while (!parser.is_done()) {
      parser.get().body().data = piece.data();
      parser.get().body().size = piece.size();
      error_code fault;
      buffer_.consume(parser.put(buffer_.data(), fault));
      const std::size_t got = piece.size() - parser.get().body().size;
      total += got;
      if (total > most) co_return TooLarge(most);
      if (fault && fault != wire::error::need_more && fault != wire::error::need_buffer) co_return BrokenBody(400);
      if (got > 0) {
        std::optional<Reply> no = co_await take(std::string_view(piece.data(), got));
        if (no) co_return no;
      }
      if (parser.is_done() || got > 0) continue;
      if (!co_await Fill(fault)) co_return BrokenBody(IsTimeout(fault) ? 408 : 400);
    }
    co_return std::nullopt;
  }

  static Reply BrokenBody(unsigned status) {
    return ProblemReply(status, "body", Saying("The body did not arrive"),
                        Saying("The request ended before its body was complete."));
  }

  asio::awaitable<std::optional<Reply>> ReadBody(Parser& parser, Message& message) {
    if (parser.is_done()) co_return std::nullopt;
    const auto take = [&message](std::string_view piece) -> asio::awaitable<std::optional<Reply>> {
      message.body += piece;
      co_return std::nullopt;
    };
    co_return co_await EachPiece(parser, shared_.options.most_body, shared_.options.body_time, take);
  }

  asio::awaitable<Reply> Receive(const Endpoint& endpoint, const Message& message, Parser& parser) {
    const auto open = [&endpoint, &message] { return Tried([&] { return endpoint.upload(message); }); };
    auto opened = co_await On(shared_.api.WorkersOf(Runs::Aside), open);
    if (!opened || std::holds_alternative<domain::Refusals>(*opened)) {
      keep_alive_ = false;  // the bytes still come
      co_return opened ? ToReply(std::get<domain::Refusals>(*opened)) : ToReply(opened.error());
    }
    auto& upload = std::get<std::unique_ptr<Endpoint::Upload>>(*opened);
    const auto take = [this, &upload](std::string_view piece) -> asio::awaitable<std::optional<Reply>> {
      const auto write = [&upload, piece] { return Tried([&] { return upload->Take(piece); }); };
      base::Result<void> taken = co_await On(shared_.api.WorkersOf(Runs::Aside), write);
      if (!taken) co_return ToReply(taken.error());
      co_return std::nullopt;
    };
    std::optional<Reply> no = co_await EachPiece(parser, shared_.options.most_file, shared_.options.file_time, take);
    if (no) {
      keep_alive_ = false;
      // Dropping the writer deletes what it had written, which waits for the store.
      const auto drop = [&upload] {
        upload.reset();
        return true;
      };
      co_await On(shared_.api.WorkersOf(Runs::Aside), drop);
      co_return *std::move(no);
    }
    const auto finish = [this, &upload](Respond respond) {
      shared_.api.WorkersOf(Runs::Aside)->Post([&upload, respond = std::move(respond)]() mutable {
        Contained([&] { upload->Finish(std::move(respond)); });
      });
    };
    co_return co_await Later(finish);
  }

  // -- Handlers -------------------------------------------------------------------------------------------------------

  base::WorkerPool* IfItMayWait() {
    return shared_.api.WorkersOf(shared_.api.service().store().MayWait() ? Runs::Aside : Runs::Here);
  }

  // Runs `work` on one of these workers, or here when there are none, and comes back with its result.
  //
  // Here and below, what a co_await is given has a name of its own: g++ 12 destroys a temporary closure twice.
  template <class Work>
  auto On(base::WorkerPool* workers, const Work& work) -> asio::awaitable<decltype(work())> {
    using R = decltype(work());
    if (workers == nullptr) co_return work();
    std::optional<R> result;
    auto start = [workers, &work, &result](auto handler) {
      auto executor = asio::get_associated_executor(handler);
      auto held = std::make_shared<decltype(handler)>(std::move(handler));
      workers->Post([executor, held = std::move(held), &work, &result]() mutable {
        result.emplace(work());
        asio::post(executor, [held = std::move(held)]() mutable { (*held)(); });
      });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start, asio::use_awaitable);
    co_return *std::move(result);
  }

  // A coroutine that waits for an answer. It gets one exactly once: what Give is given, or, when this is dropped without, a
  // fault of ours; nobody waits for ever.
  template <class Handler>
  class Awaiting {
   public:
    Awaiting(Handler handler, std::shared_ptr<Reply> reply) : handler_(std::move(handler)), reply_(std::move(reply)) {}
    Awaiting(const Awaiting&) = delete;
    Awaiting& operator=(const Awaiting&) = delete;
    ~Awaiting() {
      if (handler_) Give(ToReply(base::Error{base::ErrorCode::Internal, "a handler ended without an answer"}));
    }
    void Give(Reply given) {
      *reply_ = std::move(given);
      auto executor = asio::get_associated_executor(*handler_);
      // Held by a pointer, because a task must be copyable.
      auto held = std::make_shared<Handler>(*std::exchange(handler_, std::nullopt));
      asio::post(executor, [held = std::move(held)]() mutable { (*held)(); });
    }

   private:
    std::optional<Handler> handler_;
    std::shared_ptr<Reply> reply_;
  };

  // Waits for a handler that answers when it can, from whichever thread.
  template <class Start>
  asio::awaitable<Reply> Later(const Start& answer) {
    auto reply = std::make_shared<Reply>();
    auto start = [&answer, &reply](auto handler) {
      auto awaiting = std::make_unique<Awaiting<decltype(handler)>>(std::move(handler), reply);
      answer(Respond([awaiting = std::move(awaiting)](Reply given) { awaiting->Give(std::move(given)); }));
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start, asio::use_awaitable);
    co_return std::move(*reply);
  }

  // For as long as somebody waits for it.
  asio::awaitable<Reply> DispatchLong(const Endpoint& endpoint, Message& message) {
    const std::string* name = message.Header("work-id");
    if (name != nullptr && name->size() > kMostWorkName) {
      co_return ToReply(base::FailAt("Work-Id", Saying("expected at most {} characters", kMostWorkName)).error());
    }
    message.work = shared_.api.work().Begin(message.identity->viewer.actor.user.value_or(base::UserId{}),
                                            name == nullptr ? std::string() : *name);
    struct Waiting {
      std::shared_ptr<bool> still = std::make_shared<bool>(true);
      ~Waiting() { *still = false; }
    } waiting;
    asio::co_spawn(co_await asio::this_coro::executor, CallOffWhenGone(message.work, waiting.still), asio::detached);
    co_return co_await Dispatch(endpoint, message);
  }

  // Looks after the connection, which nobody reads from meanwhile. On the thread of the connection, as all of this; the session
  // may be gone when nobody is `waiting` any more.
  asio::awaitable<void> CallOffWhenGone(std::shared_ptr<Work> work, std::shared_ptr<bool> waiting) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (*waiting && !connection_.HasGone()) {
      timer.expires_after(std::chrono::milliseconds(200));
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    if (*waiting) work->CallOff();
  }

  asio::awaitable<Reply> Dispatch(const Endpoint& endpoint, const Message& message) {
    base::WorkerPool* workers = shared_.api.WorkersOf(endpoint.runs);
    if (endpoint.now) {
      const auto work = [&endpoint, &message] { return Guarded([&] { return Written(endpoint.now(message), message); }); };
      co_return co_await On(workers, work);
    }
    const auto answer = [workers, &endpoint, &message](Respond respond) {
      auto work = [&endpoint, &message, respond = std::move(respond)]() mutable {
        Contained([&] {
          endpoint.later(message, [&message, respond = std::move(respond)](Reply reply) mutable {
            respond(Written(std::move(reply), message));
          });
        });
      };
      if (workers == nullptr) return work();
      workers->Post(std::move(work));
    };
    co_return co_await Later(answer);
  }

  // In the reader's language, still on the thread that made it: a large answer takes its time.
  static Reply Written(Reply reply, const Message& message) {
    Settle(reply, message.language);
    return reply;
  }

  // The same for a handler that answers when it can; its Respond, dropped, answers for it.
  template <class Work>
  static void Contained(Work work) {
    try {
      work();
    } catch (const std::exception& fault) {
      base::log::Error("a handler failed", {{"what", fault.what()}});
    }
  }

  // What escapes a handler is a fault of ours; it must not take the server down.
  template <class Work>
  static Reply Guarded(Work work) {
    try {
      return work();
    } catch (const std::exception& fault) {
      return ToReply(base::Error(base::ErrorCode::Internal, std::string(fault.what())));
    }
  }

  template <class Work>
  static auto Tried(Work work) -> decltype(work()) {
    try {
      return work();
    } catch (const std::exception& fault) {
      return base::Fail(base::ErrorCode::Internal, std::string(fault.what()));
    }
  }

  // -- Replies --------------------------------------------------------------------------------------------------------

  // A header value of ours never breaks the line, whatever went into it.
  static void AddHeader(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    for (const char c : value) head += c == '\r' || c == '\n' ? ' ' : c;
    head += "\r\n";
  }

  std::string HeadOf(const Reply& reply, std::optional<std::uint64_t> size) {
    const auto status = static_cast<wire::status>(reply.status);
    std::string head;
    head.reserve(320);
    head = "HTTP/1.1 " + std::to_string(reply.status) + " ";
    head.append(std::string_view(wire::obsolete_reason(status))).append("\r\nServer: amends\r\n");
    if (reply.status != 204) AddHeader(head, "Content-Type", reply.type);
    head += "X-Content-Type-Options: nosniff\r\n";
    AddHeader(head, "Cache-Control", reply.cache);
    for (const auto& [name, value] : reply.headers) AddHeader(head, name, value);
    if (size && reply.status != 204 && reply.status != 304) head += "Content-Length: " + std::to_string(*size) + "\r\n";
    if (!keep_alive_)
      head += "Connection: close\r\n";
    else if (old_version_)
      head += "Connection: keep-alive\r\n";
    return head + "\r\n";
  }

  asio::awaitable<bool> WriteAll(std::string_view first, std::string_view second = {}) {
    connection_.Expire(shared_.options.write_time);
    const error_code fault = co_await connection_.Write(first, second);
    co_return !fault;
  }

  asio::awaitable<bool> Send(Reply reply) {
    Settle(reply, base::Language::English);  // where nobody could be asked
    if (reply.pieces) co_return co_await SendPieces(std::move(reply));
    if (packs_ && !reply.packed && reply.view().size() >= kWorthPacking) {
      if (auto packed = Gzip(reply.view())) {
        reply.body = *std::move(packed);
        reply.shared_body = nullptr;
        reply.headers.emplace_back("Content-Encoding", "gzip");
      }
    }
    if (reply.spoken || (packs_ && !reply.packed)) {
      const bool both = reply.spoken && packs_ && !reply.packed;
      reply.headers.emplace_back("Vary", both           ? "Accept-Encoding, Accept-Language"
                                         : reply.spoken ? "Accept-Language"
                                                        : "Accept-Encoding");
    }
    const std::string head = HeadOf(reply, reply.view().size());
    co_return co_await WriteAll(head, head_only_ ? std::string_view() : reply.view());
  }

  asio::awaitable<bool> SendPieces(Reply reply) {
    if (!reply.size) keep_alive_ = false;  // its end is then the end of the connection
    const std::string head = HeadOf(reply, reply.size);
    if (!co_await WriteAll(head)) co_return false;
    if (head_only_) co_return true;
    const auto pull = [&reply] { return reply.pieces(); };
    for (;;) {
      auto piece = co_await On(shared_.api.WorkersOf(Runs::Aside), pull);
      if (!piece) {  // the header has promised more: breaking off is the only way left to say that it is not complete
        base::log::Error("a file could not be sent whole", {{"why", piece.error().says}});
        co_return false;
      }
      if (!*piece) co_return true;
      if (!co_await WriteAll(**piece)) co_return false;
    }
  }

  // A live feed: what this viewer may see, as it is committed; a comment now and then keeps the line open.
  asio::awaitable<bool> SendFeed(std::int64_t from) {
    keep_alive_ = false;
    std::int64_t position = from < 0 ? shared_.hub.position() : from;
    if (!co_await WriteAll("HTTP/1.1 200 OK\r\nServer: amends\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                           "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n")) {
      co_return false;
    }
    if (head_only_ || !co_await WriteAll("retry: 2000\n\n")) co_return false;
    const auto look = [this, &position] { return FeedText(position); };
    asio::steady_timer timer(co_await asio::this_coro::executor);
    double quiet_since = base::Stopwatch();
    while (!shared_.draining) {
      if (shared_.hub.position() > position) {
        auto text = co_await On(shared_.api.WorkersOf(Runs::Aside), look);
        if (!text) co_return false;
        if (!text->empty()) {
          if (!co_await WriteAll(*text)) co_return false;
          quiet_since = base::Stopwatch();
        }
      } else if (base::Stopwatch() - quiet_since > 15) {
        if (!co_await WriteAll(": still here\n\n")) co_return false;
        quiet_since = base::Stopwatch();
      }
      timer.expires_after(std::chrono::milliseconds(100));
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    co_return false;
  }

  // The events after `position`, which moves on past all that were looked at. Nothing for a listener whose session or
  // token has ended meanwhile.
  std::optional<std::string> FeedText(std::int64_t& position) {
    app::Access& access = shared_.api.access();
    std::optional<app::Identity> identity = access.Known(token_);
    if (!identity) {
      auto found = access.Identify(token_);
      if (!found) return std::nullopt;
      identity = *std::move(found);
    }
    const auto feed = shared_.api.service().store().Feed(position, 500);
    if (!feed) return "";
    std::string text;
    for (const app::FeedEntry& entry : *feed) {
      position = entry.position;
      if (const auto id = app::CaseId::Parse(entry.stream); id && identity->viewer.reach != desk::Reach::Desk) {
        if (!shared_.api.service().CaseAt(*id, identity->viewer)) continue;
      }
      text += "id: " + std::to_string(entry.position) + "\nevent: " + entry.type + "\ndata: {\"ref\":\"" + entry.stream +
              "\",\"version\":" + std::to_string(entry.version) + ",\"type\":\"" + entry.type + "\",\"at\":\"" +
              entry.at.ToString() + "\",\"actor\":\"" + entry.actor + "\"}\n\n";
    }
    return text;
  }

  Connection& connection_;
  SessionShared& shared_;
  std::string from_;
  bool secure_;
  beast::flat_buffer buffer_;
  std::string token_;  // of the request at hand
  bool keep_alive_ = true;
  bool old_version_ = false;
  bool head_only_ = false;
  bool packs_ = false;
};

}  // namespace

void SessionShared::StartDraining() {
  const std::lock_guard lock(idle_mutex);
  draining = true;
  for (Idler* idler : idle) idler->StopWaiting();
}

asio::awaitable<void> RunSession(std::unique_ptr<Connection> connection, SessionShared& shared, std::string from, bool secure) {
  shared.api.metrics().Connected(1);
  try {
    Session session(*connection, shared, std::move(from), secure);
    co_await session.Run();
  } catch (const std::exception& fault) {
    base::log::Error("a connection ended by a fault", {{"what", fault.what()}});
  }
  shared.api.metrics().Connected(-1);
  --shared.connections;
}

}  // namespace http
