// E-mail, against a real mail server in a program of its own.

#include "channels/mail.h"

#include <gtest/gtest.h>

#include <boost/asio.hpp>
#include <boost/json.hpp>

#include "channels/mail_server.h"
#include "support/databases.h"

namespace tests {
namespace {

constexpr const char* kAmara = "amara@example.org";

base::SimulatedClock& Noon() {
  static base::SimulatedClock clock(*base::Instant::Parse("2026-11-22T12:00:05Z"));
  return clock;
}

base::Result<void> Send(channels::SmtpOptions options, const app::PostMessage& message) {
  return channels::SmtpPost(std::move(options), Noon()).Send(message);
}

std::string At(const json::object& taken, const char* pointer) {
  return std::string(json::value(taken).at_pointer(pointer).as_string());
}

TEST(Mail, arrives_as_it_was_written) {
  const MailServer server;
  const std::string text = "Dear Ms Okafor,\n\nYour code is 1234 5678 – for 15 minutes.\n\nMit freundlichen Grüßen\n";
  const auto sent = Send(server.Options(), {kAmara, "Your complaint C-1002: a code to sign in", text});
  ASSERT_TRUE(sent) << sent.error().says;
  const json::object taken = server.Only();
  EXPECT_EQ(At(taken, "/sender"), kDesk);
  EXPECT_EQ(taken.at("recipients"), json::array{kAmara});
  EXPECT_EQ(At(taken, "/headers/Subject"), "Your complaint C-1002: a code to sign in");
  EXPECT_EQ(At(taken, "/headers/From"), R"("Hearth, Vale & Co" <care@hearth.example>)");
  EXPECT_EQ(At(taken, "/headers/To"), kAmara);
  EXPECT_EQ(At(taken, "/headers/Date"), "Sun, 22 Nov 2026 12:00:05 +0000");
  EXPECT_EQ(At(taken, "/headers/Auto-Submitted"), "auto-generated");
  EXPECT_TRUE(At(taken, "/headers/Message-ID").ends_with("@hearth.example>"));
  EXPECT_EQ(At(taken, "/text"), text);
}

TEST(Mail, says_more_than_english_in_a_subject_of_any_length_and_in_the_name) {
  const MailServer server;
  channels::SmtpOptions options = server.Options();
  options.from_name = "Bürgerbüro „Süd“";
  const std::string subject =
      "Ihre Beschwerde über die wiederholt verspätete Lieferung des Kühlschranks – ein Kennwort für die Anmeldung 🔑 Ωμέγα";
  const auto sent = Send(options, {kAmara, subject, "Grüße"});
  ASSERT_TRUE(sent) << sent.error().says;
  const json::object taken = server.Only();
  EXPECT_EQ(At(taken, "/headers/Subject"), subject);
  EXPECT_EQ(At(taken, "/headers/From"), "Bürgerbüro „Süd“ <care@hearth.example>");
  for (const json::value& line : taken.at("lines").as_array()) {
    // The boundary between its parts is the library's.
    if (line.as_string().find("boundary=") != json::string::npos) continue;
    EXPECT_LE(line.as_string().size(), 78U) << line << ": RFC 5322, 2.1.1, and RFC 2047, 2";
  }
}

TEST(Mail, says_in_a_subject_what_needs_every_sign_of_base64) {
  const MailServer server;
  const std::string subject = "Über ~~~~ ???? >>>>>> ~~ ? ÿþý";
  ASSERT_TRUE(Send(server.Options(), {kAmara, subject, "Hello"}));
  EXPECT_EQ(At(server.Only(), "/headers/Subject"), subject);
  bool shown = false;
  for (const json::value& line : server.Only().at("lines").as_array()) {
    const std::string text(line.as_string());
    if (!text.starts_with("Subject: =?UTF-8?B?")) continue;
    shown = true;
    const std::string word = text.substr(19, text.find("?=", 19) - 19);
    EXPECT_EQ(word.size() % 4, 0U) << word << ": RFC 2045, 6.8, fills up with =";
    EXPECT_EQ(word.find_first_of("-_"), std::string::npos) << word;
    EXPECT_NE(word.find_first_of("+/"), std::string::npos) << word << " tries nothing";
  }
  EXPECT_TRUE(shown);
}

TEST(Mail, keeps_dots_at_the_beginning_of_lines_and_an_end_of_message_within_it) {
  const MailServer server;
  const std::string text = ".hidden\n..two\n.\nQUIT\n\nstill here = so\n";
  const auto sent = Send(server.Options(), {kAmara, "Dots", text});
  ASSERT_TRUE(sent) << sent.error().says;
  EXPECT_EQ(At(server.Only(), "/text"), text);
}

TEST(Mail, breaks_lines_as_mail_does) {
  const MailServer server;
  ASSERT_TRUE(Send(server.Options(), {kAmara, "Lines", "one\ntwo\n"}));
  std::vector<std::string> lines;
  const json::object taken = server.Only();
  for (const json::value& line : taken.at("lines").as_array()) lines.emplace_back(line.as_string());
  EXPECT_NE(std::ranges::find(lines, "one"), lines.end()) << "not one=0Atwo, which some readers show so";
  EXPECT_NE(std::ranges::find(lines, "two"), lines.end());
}

// A few thousand bytes of every kind, line ends, zeros and lone dots among them.
std::string EveryByte(std::size_t size) {
  std::string bytes;
  while (bytes.size() < size) {
    for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
    bytes += "\r\n.\r\n\n--\r";
  }
  bytes.resize(size);
  return bytes;
}

TEST(Mail, carries_files_whole_beside_the_text) {
  const MailServer server;
  const std::string pdf = EveryByte(1'000'001);
  const std::string csv = "line,count\r\nopened,3\r\n.\r\n";
  const auto sent =
      Send(server.Options(), {kAmara,
                              "Service review",
                              "Good day,\n\nthe review is attached – grüß Gott.\n",
                              {{"service-review-2026-10.pdf", "application/pdf", pdf}, {"return.csv", "text/csv", csv}}});
  ASSERT_TRUE(sent) << sent.error().says;
  const json::object taken = server.Only();
  EXPECT_EQ(At(taken, "/text"), "Good day,\n\nthe review is attached – grüß Gott.\n");
  ASSERT_EQ(taken.at("attachments").as_array().size(), 2U);
  EXPECT_EQ(At(taken, "/attachments/0/name"), "service-review-2026-10.pdf");
  EXPECT_EQ(At(taken, "/attachments/0/type"), "application/pdf");
  EXPECT_TRUE(At(taken, "/attachments/0/hex") == HexOf(pdf)) << "not one byte less, more or other";
  EXPECT_EQ(At(taken, "/attachments/1/name"), "return.csv");
  EXPECT_EQ(At(taken, "/attachments/1/type"), "text/csv");
  EXPECT_EQ(At(taken, "/attachments/1/hex"), HexOf(csv));
}

TEST(Mail, with_files_that_no_message_can_carry_is_not_begun) {
  const MailServer server;
  app::PostMessage message{kAmara, "Review", "Here.", {{"a.xlsx", "application/zip", std::string(app::kMostAttached, 'a')}}};
  message.attachments.push_back({"b.csv", "text/csv", "b"});
  const auto large = Send(server.Options(), message);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, base::ErrorCode::Invalid);
  EXPECT_EQ(large.error().says.ToString(),
            "the files are too large for an e-mail: 15000001 bytes together, and 15000000 are the most; send fewer, or hand them "
            "over in a folder");
  for (const char* name : {"", "../etc.csv", "a\r\nBcc: eve@example.org", "a\"b.csv", "größe.csv"}) {
    const auto refused = Send(server.Options(), {kAmara, "Review", "Here.", {{name, "text/csv", "1"}}});
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, base::ErrorCode::Invalid) << name;
  }
  EXPECT_TRUE(server.Taken().empty());
}

TEST(Mail, that_is_more_than_the_server_takes_is_an_error_with_its_words) {
  const MailServer server({"--most", "100000"});
  const auto sent = Send(server.Options(), {kAmara, "Review", "Here.", {{"a.pdf", "application/pdf", EveryByte(200'000)}}});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, base::ErrorCode::Unavailable);
  EXPECT_NE(sent.error().says.ToString().find("552"), std::string::npos) << sent.error().says;
  EXPECT_TRUE(server.Taken().empty());
}

TEST(Mail, signs_in_where_the_server_asks_for_it) {
  const MailServer server({"--auth", "desk:open sesame"});
  channels::SmtpOptions options = server.Options();
  const auto nobody = Send(options, {kAmara, "Hello", "Hello"});
  ASSERT_FALSE(nobody);
  options.user = "desk";
  options.password = "wrong";
  const auto wrong = Send(options, {kAmara, "Hello", "Hello"});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, base::ErrorCode::Unavailable);
  EXPECT_EQ(wrong.error().says.ToString().find("wrong"), std::string::npos) << "no password in a log: " << wrong.error().says;
  EXPECT_NE(wrong.error().says.ToString().find("did not take the message"), std::string::npos) << wrong.error().says;
  EXPECT_TRUE(server.Taken().empty());
  options.password = "open sesame";
  const auto right = Send(options, {kAmara, "Hello", "Hello"});
  ASSERT_TRUE(right) << right.error().says;
  EXPECT_TRUE(server.Only().at("signed_in").as_bool());
}

TEST(Mail, to_somebody_the_server_does_not_know_is_an_error_that_says_so) {
  const MailServer server({"--refuse", kAmara});
  const auto sent = Send(server.Options(), {kAmara, "Hello", "Hello"});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, base::ErrorCode::Unavailable);
  EXPECT_NE(sent.error().says.ToString().find("550"), std::string::npos) << sent.error().says;
  EXPECT_TRUE(server.Taken().empty());
  EXPECT_TRUE(Send(server.Options(), {"noah@example.org", "Hello", "Hello"})) << "others are";
}

TEST(Mail, without_a_server_is_an_error_and_soon) {
  channels::SmtpOptions options;
  {
    boost::asio::io_context io;
    const boost::asio::ip::tcp::acceptor taken(io, {boost::asio::ip::make_address("127.0.0.1"), 0});
    options.url = "smtp://127.0.0.1:" + std::to_string(taken.local_endpoint().port());
  }
  options.from = kDesk;
  const auto begun = std::chrono::steady_clock::now();
  const auto sent = Send(options, {kAmara, "Hello", "Hello"});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, base::ErrorCode::Unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
}

TEST(Mail, is_not_sent_in_the_clear_where_that_is_forbidden) {
  const MailServer server;
  channels::SmtpOptions options = server.Options();
  options.require_tls = true;
  const auto sent = Send(options, {kAmara, "Hello", "Hello"});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, base::ErrorCode::Unavailable);
  EXPECT_TRUE(server.Taken().empty());
}

TEST(Mail, is_not_given_to_a_server_whose_certificate_nobody_vouches_for) {
  const TempFolder folder;
  const std::string certificate = folder.path() + "/certificate.pem";
  const std::string key = folder.path() + "/key.pem";
  RunOrThrow("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=mail.test -keyout " + key +
             " -out " + certificate + " 2>/dev/null");
  const MailServer server({"--tls", certificate, key});
  channels::SmtpOptions options = server.Options();
  options.require_tls = true;
  const auto sent = Send(options, {kAmara, "Hello", "Hello"});
  ASSERT_FALSE(sent);
  EXPECT_NE(sent.error().says.ToString().find("certificate"), std::string::npos) << sent.error().says;
  EXPECT_TRUE(server.Taken().empty());
}

TEST(Mail, cannot_be_led_to_other_headers_or_other_people) {
  const MailServer server;
  channels::SmtpOptions options = server.Options();
  options.from_name = "Care\"\r\nBcc: eve@example.org\r\nX-Name: \"x";
  const auto sent = Send(options, {kAmara, "Hello\r\nBcc: eve@example.org\r\n\r\nAnother body", "Hello"});
  ASSERT_TRUE(sent) << sent.error().says;
  const json::object taken = server.Only();
  EXPECT_EQ(taken.at("recipients"), json::array{kAmara});
  EXPECT_FALSE(taken.at("headers").as_object().contains("Bcc"));
  EXPECT_FALSE(taken.at("headers").as_object().contains("X-Name"));
  EXPECT_TRUE(At(taken, "/headers/From").ends_with(" <care@hearth.example>")) << At(taken, "/headers/From");
  EXPECT_EQ(At(taken, "/text"), "Hello");
  for (const char* to : {"amara@example.org\r\nRCPT TO:<eve@example.org>", "amara@example.org>,<eve@example.org",
                         "a b@example.org", "amara@example.org,eve@example.org", "amära@example.org", "amara", ""}) {
    const auto refused = Send(server.Options(), {to, "Hello", "Hello"});
    ASSERT_FALSE(refused) << to;
    EXPECT_EQ(refused.error().code, base::ErrorCode::Invalid) << to;
  }
  EXPECT_EQ(server.Taken().size(), 1U);
  options = server.Options();
  options.from = "care@hearth.example\r\nDATA";
  EXPECT_FALSE(channels::CheckSmtp(options));
  options = server.Options();
  options.url = "http://127.0.0.1:25";
  EXPECT_FALSE(channels::CheckSmtp(options));
  EXPECT_TRUE(channels::CheckSmtp(server.Options()));
}

}  // namespace
}  // namespace tests
