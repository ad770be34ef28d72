// The door as bytes see it: limits, slow and rude callers, several requests at once, the end of serving, TLS.

#include <future>

#include "http/web_desk.h"

namespace tests {
namespace {

using namespace std::chrono_literals;

const Asked kAlive{"GET", "/healthz"};
const Asked kLog{"POST", "/api/v1/cases"};

std::string Authorisation(Client& client) { return "Authorization: " + client.every_time().front().second + "\r\n"; }

http::ServerOptions With(const std::function<void(http::ServerOptions&)>& change) {
  http::ServerOptions options = AnyPort();
  change(options);
  return options;
}

// -- Slow, broken and vanishing callers -------------------------------------------------------------------------------

TEST(SlowCallers, who_trickle_a_header_are_cut_off_by_the_header_time) {
  WebDesk desk(With([](auto& options) { options.header_time = 300ms; }));
  Wire slow(desk.place());
  ASSERT_TRUE(slow.Write("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: "));
  // Each byte comes well within the limit; the header as a whole does not. It would be complete after ten minutes.
  bool taken = true;
  for (int i = 0; i < 600 && taken; ++i) {
    taken = slow.Write("a");
    std::this_thread::sleep_for(50ms);
  }
  EXPECT_FALSE(taken) << "a byte every 50 ms keeps the connection for ever";
  EXPECT_EQ(desk.Visitor().Get("/healthz").status, 200);
}

TEST(SlowCallers, who_trickle_a_body_are_told_so_and_nothing_is_done) {
  WebDesk desk(With([](auto& options) { options.body_time = 300ms; }));
  Client hana = desk.As(kHandler);
  const auto events = desk.Count("select count(*) from event");
  Wire slow(desk.place());
  const std::string text = RequestText(kLog, hana.every_time(), kACase);
  slow.Write(text.substr(0, text.size() - 10));
  const auto reply = slow.Read(kLog);
  ASSERT_TRUE(reply) << "cut off without a word";
  EXPECT_EQ(reply->status, 408);
  EXPECT_EQ(reply->Header("connection"), "close");
  EXPECT_TRUE(slow.Ends());
  EXPECT_EQ(desk.Count("select count(*) from event"), events);
}

TEST(SlowCallers, who_say_nothing_between_requests_are_let_go_after_the_idle_time) {
  WebDesk desk(With([](auto& options) {
    options.idle_time = 200ms;
    options.header_time = 10min;
  }));
  Wire idle(desk.place());
  idle.Write(RequestText(kAlive));
  ASSERT_EQ(idle.Read(kAlive)->status, 200);
  EXPECT_TRUE(idle.Ends());
}

TEST(SlowCallers, who_do_not_read_their_reply_do_not_hold_it_for_ever) {
  WebDesk desk(With([](auto& options) { options.write_time = 300ms; }));
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const std::string file(8U << 20U, 'x');
  ASSERT_EQ(hana.Post(path + "/files?name=big.bin", file, {{"Content-Type", "application/octet-stream"}}).status, 201);
  const auto open = [&] { return desk.metrics().Text().find("amends_http_connections 2") != std::string::npos; };
  Wire deaf(desk.place());
  deaf.Write(RequestText({"GET", path + "/files/D-1"}, hana.every_time()));
  EXPECT_TRUE(Eventually(open));
  EXPECT_TRUE(Eventually([&] { return !open(); })) << "a caller who reads nothing keeps a connection and its file";
}

TEST(VanishingCallers, leave_no_part_of_an_upload_behind) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const auto events = desk.Count("select count(*) from event");
  const Asked upload{"POST", path + "/files?name=film.mp4"};
  {
    Wire gone(desk.place());
    const std::string text = RequestText(upload, hana.every_time(), std::string(3U << 20U, 'x'));
    gone.Write(text.substr(0, 2U << 20U));
    EXPECT_TRUE(Eventually([&] { return desk.Count("select count(*) from blob_chunk") > 0; })) << "nothing was begun to be kept";
    gone.Abort();
  }
  EXPECT_TRUE(Eventually([&] { return desk.Count("select count(*) from blob_chunk") == 0; })) << "pieces of the file stay";
  EXPECT_EQ(desk.Count("select count(*) from blob"), 0);
  EXPECT_EQ(desk.Count("select count(*) from event"), events);
  EXPECT_EQ(hana.Get(path).At("/state/attachments"), "[]");
}

TEST(VanishingCallers, who_only_stop_sending_still_get_their_reply) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  Wire half(desk.place());
  half.Write(RequestText(kLog, hana.every_time(), kACase));
  half.FinishWriting();
  EXPECT_EQ(half.Read(kLog)->status, 201);
  EXPECT_TRUE(half.Ends());
}

TEST(VanishingCallers, who_leave_before_the_reply_have_still_been_heard) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  {
    Wire gone(desk.place());
    gone.Write(RequestText(kLog, hana.every_time(), kACase));
  }
  EXPECT_TRUE(Eventually([&] { return desk.Count("select count(*) from case_list") == 1; }));
}

// -- Limits -----------------------------------------------------------------------------------------------------------

TEST(Limits, a_header_over_16_KB_is_refused) {
  WebDesk desk;
  for (const std::size_t size : {20U << 10U, 200U << 10U}) {
    Wire wire(desk.place());
    wire.Write("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: " + std::string(size, 'a') + "\r\n\r\n");
    const auto reply = wire.Read();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 431);
    EXPECT_TRUE(wire.Ends());
  }
  Wire wire(desk.place());
  wire.Write("GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: " + std::string(15U << 10U, 'a') + "\r\n\r\n");
  EXPECT_EQ(wire.Read(kAlive)->status, 200);
}

// However the length is told, and however much of the body is sent before anybody looks at the reply.
TEST(Limits, a_body_over_1_MB_and_a_file_over_25_MB_are_refused_in_words) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const auto events = desk.Count("select count(*) from event");
  const Asked file{"POST", path + "/files?name=film.mp4"};
  const std::string megabyte = "100000\r\n" + std::string(1U << 20U, 'x') + "\r\n";
  struct Case {
    Asked asked;
    std::size_t megabytes;
    const char* most;
  };
  for (const Case& c : {Case{kLog, 2, "1 MB"}, Case{kLog, 30, "1 MB"}, Case{file, 26, "25 MB"}}) {
    const std::string head = c.asked.method + " " + c.asked.target +
                             " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + Authorisation(hana);
    for (const bool chunked : {false, true}) {
      Wire wire(desk.place());
      wire.Write(head + (chunked ? "Transfer-Encoding: chunked\r\n\r\n"
                                 : "Content-Length: " + std::to_string(c.megabytes << 20U) + "\r\n\r\n"));
      for (std::size_t i = 0; i < c.megabytes; ++i) {
        if (!wire.Write(chunked ? std::string_view(megabyte) : std::string_view(megabyte).substr(8, 1U << 20U))) break;
      }
      const auto reply = wire.Read(c.asked);
      ASSERT_TRUE(reply) << c.asked.target << " " << c.megabytes << " MB: the connection broke before the reply";
      EXPECT_EQ(reply->status, 413) << c.asked.target << " " << c.megabytes;
      EXPECT_NE(reply->At("/detail").find(c.most), std::string::npos) << reply->body;
      EXPECT_TRUE(wire.Ends());
    }
  }
  EXPECT_EQ(desk.Count("select count(*) from event"), events);
  EXPECT_EQ(desk.Count("select count(*) from blob_chunk"), 0);
}

TEST(Limits, whoever_asks_first_is_told_to_go_on_or_not_to_begin) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const std::string head =
      "POST /api/v1/cases HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n" +
      Authorisation(hana);
  const std::string body = kACase;
  Wire wire(desk.place());
  wire.Write(head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  ASSERT_EQ(wire.Read(kLog)->status, 100);
  wire.Write(body);
  EXPECT_EQ(wire.Read(kLog)->status, 201);
  wire.Write(head + "Content-Length: 99000000\r\n\r\n");
  EXPECT_EQ(wire.Read(kLog)->status, 413);
}

TEST(Limits, one_connection_too_many_is_turned_away_and_let_in_later) {
  WebDesk desk(With([](auto& options) { options.most_connections = 2; }));
  auto first = std::make_unique<Wire>(desk.place());
  Wire second(desk.place());
  for (Wire* wire : {first.get(), &second}) {
    wire->Write(RequestText(kAlive));
    ASSERT_EQ(wire->Read(kAlive)->status, 200);
  }
  {
    Wire third(desk.place());
    const auto reply = third.Read();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 503);
    EXPECT_EQ(reply->Header("retry-after"), "2");
    EXPECT_TRUE(third.Ends());
  }
  second.Write(RequestText(kAlive));
  EXPECT_EQ(second.Read(kAlive)->status, 200);
  first.reset();
  EXPECT_TRUE(Eventually([&] {
    Wire again(desk.place());
    again.Write(RequestText(kAlive));
    return again.Read(kAlive)->status == 200;
  }));
}

// -- Several requests on one connection -------------------------------------------------------------------------------

TEST(OneConnection, takes_several_requests_in_one_write_and_answers_them_in_order) {
  for (const Kind kind : {Kind::Sqlite, Kind::Postgres}) {
    WebDesk desk(AnyPort(), kind);
    const std::string path = desk.Log();
    Client hana = desk.As(kHandler);
    const std::vector<std::pair<Asked, std::string>> requests{
        {{"POST", path + "/take-ownership"}, "{}"},
        {kAlive, ""},
        {{"POST", path + "/acknowledge-case"}, R"({"channel": "email"})"},
        {{"GET", path}, ""},
        {{"POST", path + "/acknowledge-case"}, R"({"chanel": "email"})"},
        {{"POST", path + "/add-finding"}, R"({"says": "The visits were booked on a closed calendar."})"},
        {{"GET", "/api/v1/cases"}, ""},
        {{"GET", path}, ""},
    };
    std::string all;
    for (const auto& [asked, body] : requests) all += RequestText(asked, hana.every_time(), body);
    Wire wire(desk.place());
    wire.Write(all);
    std::vector<HttpReply> replies;
    for (const auto& [asked, body] : requests) {
      auto reply = wire.Read(asked);
      ASSERT_TRUE(reply) << asked.target;
      replies.push_back(*std::move(reply));
    }
    const auto version = std::stoi(replies[0].At("/version"));
    EXPECT_EQ(replies[1].At("/status"), "ok");
    EXPECT_EQ(replies[2].At("/version"), std::to_string(version + 1));
    EXPECT_EQ(replies[3].At("/version"), std::to_string(version + 1));
    EXPECT_EQ(replies[4].At("/faults/0/path"), "channel") << "a fault in the middle must not end the conversation";
    EXPECT_EQ(replies[5].At("/version"), std::to_string(version + 2));
    EXPECT_EQ(replies[6].At("/cases/0/version"), std::to_string(version + 2));
    EXPECT_EQ(replies[7].At("/state/findings/0/says"), "The visits were booked on a closed calendar.");
  }
}

TEST(OneConnection, takes_a_request_byte_by_byte_and_in_chunks) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  Wire wire(desk.place());
  for (const char byte : RequestText({"POST", "/api/v1/cases"}, hana.every_time(), kACase)) wire.Write({&byte, 1});
  ASSERT_EQ(wire.Read(kLog)->status, 201);
  const std::string body = kACase;
  std::string chunked =
      "POST /api/v1/cases HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n" +
      Authorisation(hana) + "\r\n";
  for (std::size_t at = 0; at < body.size(); at += 10) {
    const std::string piece = body.substr(at, 10);
    chunked += (piece.size() == 10 ? "a;note=\"of no meaning\"" : std::to_string(piece.size())) + "\r\n" + piece + "\r\n";
  }
  wire.Write(chunked + "0\r\nX-Trailer: ignored\r\n\r\n" + RequestText(kAlive));
  EXPECT_EQ(wire.Read(kLog)->status, 201);
  EXPECT_EQ(wire.Read(kAlive)->status, 200);
}

TEST(OneConnection, is_kept_or_ended_as_the_caller_says) {
  struct Case {
    const char* version;
    const char* header;
    bool kept;
    const char* answers;
  };
  WebDesk desk;
  for (const Case& c : {Case{"1.1", "", true, ""}, Case{"1.1", "Connection: close\r\n", false, "close"},
                        Case{"1.0", "", false, "close"}, Case{"1.0", "Connection: keep-alive\r\n", true, "keep-alive"}}) {
    Wire wire(desk.place());
    const std::string text = std::string("GET /healthz HTTP/") + c.version + "\r\nHost: a\r\n" + c.header + "\r\n";
    wire.Write(text);
    const auto reply = wire.Read(kAlive);
    ASSERT_EQ(reply->status, 200);
    EXPECT_EQ(reply->Header("connection"), c.answers) << text;
    if (!c.kept) {
      EXPECT_TRUE(wire.Ends()) << text;
      continue;
    }
    wire.Write(text);
    EXPECT_EQ(wire.Read(kAlive)->status, 200) << text;
  }
  Wire old(desk.place());
  old.Write("GET /healthz HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.Read(kAlive)->status, 200) << "HTTP/1.0 need not name a host";
}

TEST(OneConnection, answers_HEAD_with_the_head_alone) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  ASSERT_EQ(hana.Post(path + "/files?name=a.txt", "Some text.", {{"Content-Type", "text/plain"}}).status, 201);
  Wire wire(desk.place());
  for (const std::string& target : {std::string("/healthz"), path, path + "/files/D-1", std::string("/nowhere")}) {
    const HttpReply full = hana.Get(target);
    wire.Write(RequestText({"HEAD", target}, hana.every_time()));
    const auto head = wire.Read({"HEAD", target});
    ASSERT_TRUE(head) << target;
    EXPECT_EQ(head->status, full.status) << target;
    EXPECT_EQ(head->Header("content-length"), full.Header("content-length")) << target;
    EXPECT_EQ(head->Header("etag"), full.Header("etag")) << target;
  }
  const Asked live{"HEAD", "/api/v1/events"};
  wire.Write(RequestText(live, hana.every_time()));
  EXPECT_EQ(wire.Read(live)->status, 200);
  EXPECT_TRUE(wire.Ends()) << "a feed was sent in reply to HEAD";
}

// -- What is no request ------------------------------------------------------------------------------------------------

TEST(BrokenRequests, are_answered_with_a_problem_and_the_end_of_the_connection) {
  WebDesk desk;
  const std::vector<std::pair<std::string, int>> requests{
      {"NONSENSE\r\n\r\n", 400},
      {"GET /healthz\r\n\r\n", 400},
      {"GET /healthz HTTP/9.9\r\nHost: a\r\n\r\n", 400},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"GET  /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n", 400},
      {"GET /healthz HTTP/1.1\r\nHost: a\r\nSpace : before\r\n\r\n", 400},
      {std::string("GET /healthz HTTP/1.1\r\nHost: a\r\nX: \0zero\r\n\r\n", 44), 400},
      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 and so on as TLS begins\r\n\r\n", 400},
      {"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n", 400},
      {"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400},
      // Two ways to tell where it ends are one too many: whoever stands before us may have read the other.
      {"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400},
      {"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", 400},
      {"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnot a "
       "size\r\n",
       400},
  };
  for (const auto& [text, status] : requests) {
    Wire wire(desk.place());
    wire.Write(text + RequestText(kAlive));
    const auto reply = wire.Read();
    ASSERT_TRUE(reply) << "no reply to " << text;
    EXPECT_EQ(reply->status, status) << text << reply->body;
    EXPECT_EQ(reply->Header("connection"), "close") << text;
    EXPECT_TRUE(wire.Ends()) << "what followed was taken for a request: " << text;
  }
}

TEST(BrokenRequests, that_can_be_read_are_told_what_is_wrong) {
  WebDesk desk;
  const std::vector<std::pair<std::string, std::string>> requests{
      {"GET /healthz HTTP/1.1\r\n\r\n", "host"},           {"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "host"},
      {"GET healthz HTTP/1.1\r\nHost: a\r\n\r\n", "path"}, {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "path"},
      {"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "path"},    {"GET /%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n", "UTF-8"},
  };
  for (const auto& [text, says] : requests) {
    Wire wire(desk.place());
    wire.Write(text);
    const auto reply = wire.Read();
    ASSERT_TRUE(reply) << text;
    EXPECT_EQ(reply->status, 400) << text;
    EXPECT_NE(reply->At("/detail").find(says), std::string::npos) << text << reply->body;
  }
}

TEST(BrokenRequests, are_not_those_that_name_the_whole_address_as_to_a_proxy) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  EXPECT_EQ(hana.Get("http://desk.example/healthz").At("/status"), "ok");
  EXPECT_EQ(hana.Get("https://desk.example/api/v1/cases?limit=1").status, 200);
  EXPECT_NE(hana.Get("http://desk.example").body.find("Amends is running"), std::string::npos);
}

TEST(BrokenRequests, that_end_before_their_body_change_nothing) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const auto events = desk.Count("select count(*) from event");
  Wire wire(desk.place());
  const std::string text = RequestText(kLog, hana.every_time(), kACase);
  wire.Write(text.substr(0, text.size() - 1));
  wire.FinishWriting();
  EXPECT_EQ(wire.Read(kLog)->status, 400);
  EXPECT_TRUE(wire.Ends());
  EXPECT_EQ(desk.Count("select count(*) from event"), events);
}

TEST(Routes, answer_404_405_and_415_as_problems_that_help) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  for (const char* nowhere :
       {"/index.html", "/api", "/api/v1", "/api/v1/casses", "/api/v1/cases/C-1/frobnicate", "/api/v2/cases"}) {
    EXPECT_EQ(hana.Get(nowhere).status, 404) << nowhere;
  }
  const HttpReply method = hana.Send({"PUT", "/api/v1/cases"});
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(method.Header("allow"), "GET, POST");
  EXPECT_NE(method.At("/detail").find("GET or POST"), std::string::npos) << method.body;
  EXPECT_EQ(hana.Send({"DELETE", "/api/v1/session/x"}).status, 404);

  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonish"}) {
    const HttpReply reply = hana.Post("/api/v1/cases", kACase, {{"Content-Type", type}});
    EXPECT_EQ(reply.status, 415) << type;
    EXPECT_NE(reply.At("/detail").find("application/json"), std::string::npos);
  }
  EXPECT_EQ(hana.Post("/api/v1/cases", kACase, {{"Content-Type", "Application/JSON; charset=utf-8"}}).status, 201);
}

// -- The end of serving -----------------------------------------------------------------------------------------------

TEST(Draining, answers_what_was_begun_ends_feeds_and_takes_nobody_new) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const Asked live{"GET", "/api/v1/events"};
  Wire idle(desk.place());
  idle.Write(RequestText(kAlive));
  ASSERT_EQ(idle.Read(kAlive)->status, 200);
  Wire feed(desk.place());
  feed.Write(RequestText(live, hana.every_time()));
  ASSERT_EQ(feed.Read(live)->status, 200);
  Wire busy(desk.place());
  HeaderList headers = hana.every_time();
  headers.emplace_back("Expect", "100-continue");
  const std::string text = RequestText(kLog, headers, kACase);
  busy.Write(text.substr(0, text.size() - 20));
  ASSERT_EQ(busy.Read(kLog)->status, 100) << "the request is not under way";

  const auto drained = std::async(std::launch::async, [&] { desk.server().Drain(60s); });
  EXPECT_TRUE(Eventually([&] {
    try {
      const Wire late(desk.place());
      return false;
    } catch (const std::runtime_error&) {
      return true;
    }
  })) << "new connections are still taken";
  EXPECT_TRUE(idle.Ends());
  feed.ReadUntil("never said");
  EXPECT_TRUE(feed.Ends());
  EXPECT_EQ(drained.wait_for(0s), std::future_status::timeout) << "a request under way was not waited for";
  busy.Write(text.substr(text.size() - 20));
  const auto reply = busy.Read(kLog);
  ASSERT_TRUE(reply) << "a request under way was dropped";
  EXPECT_EQ(reply->status, 201);
  EXPECT_EQ(reply->Header("connection"), "close");
  EXPECT_TRUE(busy.Ends());
}

TEST(Draining, does_not_wait_longer_than_told) {
  WebDesk desk;
  Wire stuck(desk.place());
  stuck.Write("POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n");
  ASSERT_TRUE(Eventually([&] { return desk.metrics().Text().find("amends_http_connections 1") != std::string::npos; }));
  const auto drained = std::async(std::launch::async, [&] { desk.server().Drain(200ms); });
  EXPECT_EQ(drained.wait_for(20s), std::future_status::ready);
}

// -- TLS --------------------------------------------------------------------------------------------------------------

TEST(Tls, serves_under_a_certificate_and_marks_its_cookies_secure) {
  const TempFolder folder;
  RunOrThrow("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=desk.example -keyout " + folder.File("key.pem") +
             " -out " + folder.File("certificate.pem"));
  WebDesk desk(With([&](auto& options) {
    options.certificate = folder.File("certificate.pem");
    options.private_key = folder.File("key.pem");
    options.header_time = 1s;
  }));
  Client hana = desk.SignedIn(kHandler);
  EXPECT_EQ(hana.Get("/api/v1/session").At("/name"), "Hana");
  const std::string path = hana.Post("/api/v1/cases", kACase).Header("location");
  const std::string big(600'000, 'x');
  ASSERT_EQ(hana.Post(path + "/files?name=big.bin", big, {{"Content-Type", "application/octet-stream"}}).status, 201);
  EXPECT_EQ(hana.Get(path + "/files/D-1").body, big);
  Client visitor = desk.Visitor();
  const HttpReply in = visitor.Post("/api/v1/session", R"({"login": "Hana", "password": ")" + std::string(kPassword) + R"("})");
  EXPECT_NE(in.Header("set-cookie").find("; Secure"), std::string::npos);

  Wire plain({desk.place().port, desk.place().contract});
  plain.Write(RequestText(kAlive));
  EXPECT_EQ(plain.ReadUntil("HTTP/1.1 200").find("HTTP/1.1 200"), std::string::npos) << "answered without encryption";
}

TEST(Tls, does_not_start_without_a_usable_certificate_and_key) {
  const TempFolder folder;
  RunOrThrow("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=a -keyout " + folder.File("key.pem") + " -out " +
             folder.File("certificate.pem"));
  RunOrThrow("openssl genrsa -out " + folder.File("other.pem") + " 2048");
  for (const auto& [certificate, key] :
       std::vector<std::pair<std::string, std::string>>{{folder.File("certificate.pem"), ""},
                                                        {folder.File("absent.pem"), folder.File("key.pem")},
                                                        {folder.File("certificate.pem"), folder.File("other.pem")}}) {
    EXPECT_THROW(WebDesk(With([&](auto& options) {
                   options.certificate = certificate;
                   options.private_key = key;
                 })),
                 std::runtime_error)
        << certificate << " " << key;
  }
}

}  // namespace
}  // namespace tests
