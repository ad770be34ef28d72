#pragma once
// A real mail server in a program of its own, which tells what it has taken.
//
//   const MailServer server({"--refuse", "noah@example.org"});
//   channels::SmtpPost(server.Options(), clock).Send(message);
//   server.Only().at("text")

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/crypto.h"
#include "channels/mail.h"
#include "support/process.h"

namespace tests {

namespace json = boost::json;

inline constexpr const char* kDesk = "care@hearth.example";

// As it tells of files: two digits for each byte.
inline std::string HexOf(const std::string& bytes) {
  return base::Hex({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

// The Python of Debian, which has the packages of Debian.
class MailServer {
 public:
  explicit MailServer(const std::vector<std::string>& options = {}) : process_(Command(options)) {
    const std::string output = process_.WaitForOutput("\n");
    port_ = std::stoi(output.substr(output.find("listens on ") + 11));
  }
  ~MailServer() {
    process_.Signal(SIGTERM);
    process_.Wait();
  }

  channels::SmtpOptions Options() const {
    channels::SmtpOptions options;
    options.url = "smtp://127.0.0.1:" + std::to_string(port_);
    options.from = kDesk;
    options.from_name = "Hearth, Vale & Co";
    options.patience = std::chrono::seconds(20);
    return options;
  }
  // What it has taken so far. It tells before it answers, so what was sent is here.
  std::vector<json::object> Taken() const {
    std::vector<json::object> taken;
    const std::string output = process_.Output();
    for (std::size_t at = output.find('\n') + 1; at < output.size();) {
      const std::size_t end = output.find('\n', at);
      const std::string line = output.substr(at, end - at);
      if (line.starts_with("{")) taken.push_back(json::parse(line).as_object());
      at = end + 1;
    }
    return taken;
  }
  json::object Only() const {
    const auto taken = Taken();
    EXPECT_EQ(taken.size(), 1U);
    return taken.empty() ? json::object() : taken.front();
  }

 private:
  static std::vector<std::string> Command(const std::vector<std::string>& options) {
    std::vector<std::string> command{"/usr/bin/python3", std::string(AMENDS_SOURCE_DIR) + "/tests/channels/mail_server.py"};
    command.insert(command.end(), options.begin(), options.end());
    return command;
  }

  Process process_;
  int port_ = 0;
};

}  // namespace tests
