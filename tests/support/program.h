#pragma once
// The amends program of this build on a folder of its own, as an administrator meets it.
//
//   Program amends;
//   EXPECT_EQ(amends({"verify"}).code, 0);
//   Served served = amends.Serve();
//   served.Ask("GET", "/api/v1/session", token);

#include <algorithm>
#include <memory>
#include <string>

#include "support/databases.h"
#include "support/process.h"

namespace tests {

inline constexpr const char* kPassword = "a-long-test-password";

// A running `amends serve`, killed when the object goes.
struct Served {
  Process process;
  int port = 0;
  std::optional<Reply> Ask(std::string_view method, std::string_view target, std::string_view token,
                           std::string_view body = {}) const {
    return tests::Ask(port, method, target, token, body);
  }
  Ended Stop() {
    process.Signal(SIGTERM);
    return process.Wait();
  }
};

class Program {
 public:
  Program() : Program(std::make_shared<TempFolder>()) {}
  explicit Program(std::shared_ptr<TempFolder> folder) : folder_(std::move(folder)), path_(folder_->path()) {}
  // In a folder somebody else looks after.
  explicit Program(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  std::string File(const std::string& name) const { return path_ + "/" + name; }
  std::string Url() const { return "sqlite:" + File("amends.db"); }

  Ended operator()(const std::vector<std::string>& words, std::string_view input = {},
                   const Environment& environment = {}) const {
    return Execute(Command(words), input, environment, path_);
  }
  std::vector<std::string> Command(const std::vector<std::string>& words) const {
    std::vector<std::string> command{AMENDS_PROGRAM};
    command.insert(command.end(), words.begin(), words.end());
    if (std::ranges::find(words, "--database") == words.end()) command.insert(command.end(), {"--database", Url()});
    return command;
  }
  // Makes an account with an API token and gives the token.
  std::string Hire(const std::string& login, const std::string& role = "handler") const {
    const Ended added = (*this)({"user", "add", login, "--role", role}, std::string(kPassword) + "\n");
    if (added.code != 0) throw std::runtime_error(added.err);
    Ended token = (*this)({"user", "token", login, "--label", "test"});
    if (token.code != 0) throw std::runtime_error(token.err);
    token.out.pop_back();
    return token.out;
  }
  Served Serve(std::vector<std::string> words = {}) const {
    words.insert(words.begin(), {"serve", "--port", "0"});
    Served served{Process(Command(words), {}, {}, path_)};
    const std::string output = served.process.WaitForOutput("Ctrl-C ends it.");
    served.port = std::stoi(output.substr(output.find("127.0.0.1:") + 10));
    return served;
  }

 private:
  std::shared_ptr<TempFolder> folder_;
  std::string path_;
};

// What the API takes for a new case of a new customer.
inline std::string CaseBody(const std::string& subject, const std::string& name = "Amara Okafor",
                            const std::string& words = "No heating.") {
  return R"({"kind":"complaint","channel":"web","new_customer":{"name":")" + name + R"("},"subject":")" + subject +
         R"(","words":")" + words + R"(","remedy_sought":"Repair it."})";
}

}  // namespace tests
