#include "http/client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "http/contract.h"

namespace tests {
namespace {

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

std::string Unpack(std::string_view packed) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::runtime_error("zlib");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // NOLINT: zlib's old interface; it only reads
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string plain;
  std::array<char, 65536> piece{};
  int result = Z_OK;
  while (result == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    result = inflate(&stream, Z_NO_FLUSH);
    plain.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (result != Z_STREAM_END || stream.avail_in != 0) throw std::runtime_error("the body is not one whole gzip stream");
  return plain;
}

}  // namespace

// -- HttpReply --------------------------------------------------------------------------------------------------------

std::string HttpReply::Header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &HeaderList::value_type::first);
  return found == headers.end() ? "" : found->second;
}

boost::json::value HttpReply::Json() const { return boost::json::parse(body); }

std::string HttpReply::At(std::string_view pointer) const {
  const boost::json::value document = Json();
  boost::json::error_code absent;
  const boost::json::value* found = document.find_pointer(pointer, absent);
  if (found == nullptr) return "";
  return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
}

// -- Wire -------------------------------------------------------------------------------------------------------------

Wire::Wire(const Place& place) : place_(place), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(place.port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{kPatience.count(), 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const int yes = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("nobody listens on port " + std::to_string(place.port));
  }
  if (place.trusted.empty()) return;
  tls_context_.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_load_verify_locations(tls_context_.get(), place.trusted.c_str(), nullptr);
  SSL_CTX_set_verify(tls_context_.get(), SSL_VERIFY_PEER, nullptr);
  tls_.reset(SSL_new(tls_context_.get()));
  SSL_set_fd(tls_.get(), socket_);
  if (SSL_connect(tls_.get()) != 1) throw std::runtime_error("the TLS handshake failed");
}

Wire::~Wire() {
  if (socket_ >= 0) ::close(socket_);
}

bool Wire::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                           : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Wire::FinishWriting() { ::shutdown(socket_, SHUT_WR); }

void Wire::Abort() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(socket_, -1));
}

bool Wire::Fill() {
  std::array<char, 65536> piece{};
  const auto got = tls_ ? SSL_read(tls_.get(), piece.data(), piece.size()) : ::recv(socket_, piece.data(), piece.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("the server says nothing");
  if (got > 0) buffer_.append(piece.data(), static_cast<std::size_t>(got));
  return got > 0;
}

HttpReply Wire::ReadHead(std::string_view head) const {
  HttpReply reply;
  reply.version = head.substr(0, head.find(' '));
  reply.status = std::stoi(std::string(head.substr(head.find(' ') + 1, 3)));
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;) {
    const std::size_t end = head.find("\r\n", at + 2);
    const std::string_view line = head.substr(at + 2, end == std::string_view::npos ? end : end - at - 2);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) throw std::runtime_error("not a header: " + std::string(line));
    reply.headers.emplace_back(Lower(line.substr(0, colon)), line.substr(colon + 2));
    at = end;
  }
  return reply;
}

std::optional<HttpReply> Wire::Read(const Asked& asked) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!Fill()) return std::nullopt;
  }
  HttpReply reply = ReadHead(std::string_view(buffer_).substr(0, end));
  buffer_.erase(0, end + 4);
  const bool is_live = reply.Header("content-type") == "text/event-stream";
  if (reply.status >= 200 && reply.status != 204 && reply.status != 304 && asked.method != "HEAD" && !is_live) {
    const std::string length = reply.Header("content-length");
    if (length.empty()) throw std::runtime_error("a reply does not say how long it is");
    const std::size_t size = std::stoull(length);
    while (buffer_.size() < size) {
      if (!Fill()) throw std::runtime_error("a reply ended before its body was complete");
    }
    reply.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    if (reply.Header("content-encoding") == "gzip") reply.body = Unpack(reply.body);
  }
  if (reply.status >= 200 && place_.contract != nullptr) {
    for (const std::string& fault : place_.contract->Check(asked, reply)) ADD_FAILURE() << "against the API document: " << fault;
  }
  return reply;
}

std::string Wire::ReadUntil(std::string_view mark) {
  while (buffer_.find(mark) == std::string::npos && Fill()) {
  }
  const std::size_t found = buffer_.find(mark);
  const std::size_t end = found == std::string::npos ? buffer_.size() : found + mark.size();
  std::string text = buffer_.substr(0, end);
  buffer_.erase(0, end);
  return text;
}

bool Wire::Ends() { return buffer_.empty() && !Fill(); }

// -- Client -----------------------------------------------------------------------------------------------------------

std::string RequestText(const Asked& asked, const HeaderList& headers, std::string_view body) {
  std::string text = asked.method + " " + asked.target + " HTTP/1.1\r\nHost: desk.example\r\n";
  bool typed = false;
  for (const auto& [name, value] : headers) {
    text += name + ": " + value + "\r\n";
    typed = typed || name == "Content-Type";
  }
  if (!body.empty() && !typed) text += "Content-Type: application/json\r\n";
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  text += "\r\n";
  return text.append(body);
}

HttpReply Client::Send(const Asked& asked, const HeaderList& headers, std::string_view body) {
  HeaderList all = every_time_;
  all.insert(all.end(), headers.begin(), headers.end());
  const std::string text = RequestText(asked, all, body);
  const bool kept = wire_ != nullptr;
  if (!kept) wire_ = std::make_unique<Wire>(place_);
  wire_->Write(text);
  std::optional<HttpReply> reply = wire_->Read(asked);
  if (!reply && kept) {  // the server may end a kept connection whenever it likes
    wire_ = std::make_unique<Wire>(place_);
    wire_->Write(text);
    reply = wire_->Read(asked);
  }
  if (!reply) throw std::runtime_error("no reply to " + asked.method + " " + asked.target);
  if (reply->Header("connection") == "close") wire_.reset();
  return *std::move(reply);
}

}  // namespace tests
