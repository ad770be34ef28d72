#pragma once
// An HTTP client for tests that can also misbehave: a Wire sends any bytes at any pace, a Client speaks HTTP with a
// token or a cookie. Every reply that either reads is held against the OpenAPI document (contract.h).
//
//   Wire wire(place);
//   wire.Write("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
//   EXPECT_EQ(wire.Read({"GET", "/healthz"})->status, 200);

#include <openssl/ssl.h>

#include <boost/json.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

class Contract;

using HeaderList = std::vector<std::pair<std::string, std::string>>;

struct HttpReply {
  int status = 0;
  std::string version;  // "HTTP/1.1"
  HeaderList headers;   // names in lower case
  std::string body;     // without its framing, unpacked

  // "" when the header is absent.
  std::string Header(std::string_view name) const;
  boost::json::value Json() const;
  // The value at a JSON pointer as text: a string as it is, anything else as JSON, "" when there is nothing.
  std::string At(std::string_view pointer) const;
};

// Which request a reply is for.
struct Asked {
  std::string method;
  std::string target;
};

// Where a server listens and what it promises; `trusted` is the PEM file of its certificate when it speaks TLS.
struct Place {
  std::uint16_t port = 0;
  const Contract* contract = nullptr;
  std::string trusted = {};
};

class Wire {
 public:
  // How long a read waits before the test counts as failed.
  static constexpr std::chrono::seconds kPatience{30};

  explicit Wire(const Place& place);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // False when the other side no longer takes it.
  bool Write(std::string_view bytes);
  // Says that nothing more will be sent, and still reads.
  void FinishWriting();
  // Goes without a word, as when a cable is cut.
  void Abort();

  // The next reply, checked; nothing when the connection ended before it. A request that cannot be read as one has no
  // method and target, and its reply must be a problem.
  std::optional<HttpReply> Read(const Asked& asked = {});
  // What has come until the mark has; all that came when the connection ended first.
  std::string ReadUntil(std::string_view mark);
  // True when the other side ends the connection without another byte.
  bool Ends();

 private:
  bool Fill();
  HttpReply ReadHead(std::string_view head) const;

  struct FreeTls {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };

  Place place_;
  int socket_ = -1;
  std::unique_ptr<SSL_CTX, FreeTls> tls_context_;
  std::unique_ptr<SSL, FreeTls> tls_;
  std::string buffer_;
};

std::string RequestText(const Asked& asked, const HeaderList& headers = {}, std::string_view body = {});

// Somebody who uses the API, one request at a time on a connection that is kept.
class Client {
 public:
  explicit Client(Place place, HeaderList every_time = {}) : place_(std::move(place)), every_time_(std::move(every_time)) {}

  HttpReply Send(const Asked& asked, const HeaderList& headers = {}, std::string_view body = {});
  HttpReply Get(const std::string& target, const HeaderList& headers = {}) { return Send({"GET", target}, headers); }
  HttpReply Post(const std::string& target, std::string_view body = "{}", const HeaderList& headers = {}) {
    return Send({"POST", target}, headers, body);
  }
  // The headers that say who this is; a test may change them.
  HeaderList& every_time() { return every_time_; }
  const Place& place() const { return place_; }

 private:
  Place place_;
  HeaderList every_time_;
  std::unique_ptr<Wire> wire_;
};

}  // namespace tests
