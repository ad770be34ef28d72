#pragma once
// Other programs, run from a test: start, wait, end, and what they print. And one question over a real socket.
//
//   const Ended ended = Execute({kAmends, "verify"});
//   Process server({kAmends, "serve", "--port", "0"});
//   const std::string line = server.WaitForOutput("listens on");
//   server.Signal(SIGKILL);

#include <chrono>
#include <csignal>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace tests {

using Environment = std::map<std::string, std::string>;

// Whether the text has that part.
inline bool Has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// How a program ended: its exit code, or the negative number of the signal that ended it.
struct Ended {
  int code = 0;
  std::string out;
  std::string err;
};

// What it prints goes to files, so that no pipe fills up while nobody reads. A process still there when the object goes is
// killed.
class Process {
 public:
  explicit Process(const std::vector<std::string>& command, std::string_view input = {}, const Environment& environment = {},
                   const std::string& folder = {});
  ~Process();
  Process(Process&& other) noexcept;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void Signal(int signal) const;
  Ended Wait();
  // The output once the mark has come; throws, with all that was printed, when the program ends or `patience` runs out before.
  std::string WaitForOutput(std::string_view mark, std::chrono::seconds patience = std::chrono::seconds(60));
  std::string Output() const;
  std::string Errors() const;
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
};

// Starts it, feeds it, waits for its end.
Ended Execute(const std::vector<std::string>& command, std::string_view input = {}, const Environment& environment = {},
              const std::string& folder = {});

struct Reply {
  int status = 0;
  std::string body;
};

// One request to 127.0.0.1 on a connection of its own; nothing when the connection was cut before the reply was complete.
std::optional<Reply> Ask(int port, std::string_view method, std::string_view target, std::string_view token,
                         std::string_view body = {});

}  // namespace tests
