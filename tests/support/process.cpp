#include "support/process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <utility>

namespace tests {
namespace {

int MemoryFile(const char* name) {
  const int file = memfd_create(name, MFD_CLOEXEC);
  if (file < 0) throw std::runtime_error("no memory file can be made");
  return file;
}

std::string ReadAll(int file) {
  struct stat status{};
  if (file < 0 || fstat(file, &status) != 0) return {};
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  const ssize_t got = pread(file, text.data(), text.size(), 0);
  text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return text;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// A fork of a program with threads may call hardly anything, so all is made ready before it.
struct Plan {
  Plan(const std::vector<std::string>& command, const Environment& environment) : words(command) {
    for (char** entry = environ; *entry != nullptr; ++entry) {
      const std::string text = *entry;
      // The tests' own surroundings must not leak into what is tested.
      if (!text.starts_with("AMENDS_") && !environment.contains(text.substr(0, text.find('=')))) variables.push_back(text);
    }
    for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
    arguments = Pointers(words);
    surroundings = Pointers(variables);
  }
  std::vector<std::string> words;
  std::vector<std::string> variables;
  std::vector<char*> arguments;
  std::vector<char*> surroundings;
};

}  // namespace

Process::Process(const std::vector<std::string>& command, std::string_view input, const Environment& environment,
                 const std::string& folder)
    : out_(MemoryFile("out")), err_(MemoryFile("err")) {
  Plan plan(command, environment);
  const int in = MemoryFile("in");
  if (write(in, input.data(), input.size()) != static_cast<ssize_t>(input.size()))
    throw std::runtime_error("the input cannot be written");
  lseek(in, 0, SEEK_SET);
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("no process can be started");
  if (pid_ == 0) {
    dup2(in, STDIN_FILENO);
    dup2(out_, STDOUT_FILENO);
    dup2(err_, STDERR_FILENO);
    if (!folder.empty() && chdir(folder.c_str()) != 0) _exit(126);
    execvpe(plan.arguments[0], plan.arguments.data(), plan.surroundings.data());
    _exit(127);
  }
  close(in);
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), out_(std::exchange(other.out_, -1)), err_(std::exchange(other.err_, -1)) {}

Process::~Process() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  if (out_ >= 0) close(out_);
  if (err_ >= 0) close(err_);
}

void Process::Signal(int signal) const { kill(pid_, signal); }
std::string Process::Output() const { return ReadAll(out_); }
std::string Process::Errors() const { return ReadAll(err_); }

Ended Process::Wait() {
  int status = 0;
  if (waitpid(std::exchange(pid_, -1), &status, 0) < 0) throw std::runtime_error("there is no such process to wait for");
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), Output(), Errors()};
}

std::string Process::WaitForOutput(std::string_view mark, std::chrono::seconds patience) {
  for (std::chrono::milliseconds waited{0}; waited < patience; waited += std::chrono::milliseconds(5)) {
    std::string output = Output();
    if (output.find(mark) != std::string::npos) return output;
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  throw std::runtime_error("the program never printed \"" + std::string(mark) + "\":\n" + Output() + Errors());
}

Ended Execute(const std::vector<std::string>& command, std::string_view input, const Environment& environment,
              const std::string& folder) {
  return Process(command, input, environment, folder).Wait();
}

std::optional<Reply> Ask(int port, std::string_view method, std::string_view target, std::string_view token,
                         std::string_view body) {
  struct Socket {
    int number = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ~Socket() { close(number); }
  } wire;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{60, 0};
  setsockopt(wire.number, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(wire.number, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return std::nullopt;
  std::string text = std::string(method) + " " + std::string(target) +
                     " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + std::string(token) + "\r\n";
  if (method != "GET") text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  text += "\r\n";
  text += body;
  for (std::string_view rest = text; !rest.empty();) {
    const ssize_t sent = send(wire.number, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  std::string got;
  char piece[16384];
  for (ssize_t size = 0; (size = recv(wire.number, piece, sizeof piece, 0)) > 0;)
    got.append(piece, static_cast<std::size_t>(size));
  const auto end = got.find("\r\n\r\n");
  const auto length = got.find("Content-Length: ");
  if (end == std::string::npos || length == std::string::npos || length > end) return std::nullopt;
  Reply reply{std::atoi(got.c_str() + got.find(' ') + 1), got.substr(end + 4)};
  if (reply.body.size() != std::stoul(got.substr(length + 16))) return std::nullopt;
  return reply;
}

}  // namespace tests
