#pragma once
// One byte stream to one caller, plain or encrypted, with a time limit on whatever it waits for. Behind an interface so
// that the session above is compiled once and knows nothing of TLS.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace http {

// True for the error of a wait that took longer than it may.
bool IsTimeout(const boost::system::error_code& fault);

class Connection {
 public:
  virtual ~Connection() = default;
  // The limit for what comes next, until it is set anew.
  virtual void Expire(base::Duration in) = 0;
  virtual boost::asio::awaitable<boost::system::error_code> Handshake() = 0;
  // At least one byte; zero with an error at the end.
  virtual boost::asio::awaitable<std::size_t> Read(char* into, std::size_t most, boost::system::error_code& fault) = 0;
  virtual boost::asio::awaitable<boost::system::error_code> Write(std::string_view first, std::string_view second) = 0;
  // Says goodbye, and reads on for a while so that the caller sees our last answer and not a reset.
  virtual boost::asio::awaitable<void> Close() = 0;
  // Whether the other side has hung up; also of one that only says that it will send no more.
  virtual bool HasGone() = 0;
  // Ends a wait in Read; from any thread.
  virtual void StopReading() = 0;
};

// Certificates and keys for encrypted connections.
class Tls {
 public:
  static base::Result<std::unique_ptr<Tls>> Load(const std::string& certificate, const std::string& private_key);
  ~Tls();
  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  Tls();
  std::unique_ptr<Impl> impl_;
};

std::unique_ptr<Connection> MakeConnection(boost::asio::ip::tcp::socket socket);
std::unique_ptr<Connection> MakeConnection(boost::asio::ip::tcp::socket socket, Tls& tls);

}  // namespace http
