// The least a Beast server can do: answers every request with the same hundred bytes. What Amends' reads are held against.
// beast_hello PORT THREADS

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;

namespace {

asio::awaitable<void> Serve(asio::ip::tcp::socket socket) {
  socket.set_option(asio::ip::tcp::no_delay(true));
  beast::flat_buffer buffer;
  constexpr auto kQuietly = asio::as_tuple(asio::use_awaitable);
  for (;;) {
    wire::request<wire::string_body> request;
    const auto [read_fault, read] = co_await wire::async_read(socket, buffer, request, kQuietly);
    if (read_fault) co_return;
    wire::response<wire::string_body> response{wire::status::ok, request.version()};
    response.set(wire::field::content_type, "application/json");
    response.body() = R"({"hello":"A hundred bytes or so, which is what the least of the real answers would have to carry."})";
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    const auto [write_fault, written] = co_await wire::async_write(socket, response, kQuietly);
    if (write_fault || !response.keep_alive()) co_return;
  }
}

asio::awaitable<void> Listen(asio::ip::tcp::acceptor& acceptor) {
  for (;;) {
    asio::ip::tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), Serve(std::move(socket)), asio::detached);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: beast_hello PORT THREADS\n";
    return 2;
  }
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(std::atoi(argv[1]))});
  asio::co_spawn(io, Listen(acceptor), asio::detached);
  std::vector<std::jthread> threads;
  for (int i = std::atoi(argv[2]); i > 0; --i) threads.emplace_back([&io] { io.run(); });
}
