// The outbox and its webhook, against a real receiver on a real socket.

#include "channels/webhook.h"

#include <gtest/gtest.h>

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <mutex>
#include <set>
#include <thread>

#include "base/crypto.h"
#include "base/repeater.h"
#include "support/desk.h"

namespace tests {
namespace {

namespace asio = boost::asio;
namespace wire = boost::beast::http;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Takes posts one after the other and answers each with the next of the given statuses, the last for ever.
class Receiver {
 public:
  explicit Receiver(std::vector<unsigned> statuses)
      : statuses_(std::move(statuses)), acceptor_(io_, {asio::ip::make_address("127.0.0.1"), 0}), thread_([this] { Serve(); }) {}
  ~Receiver() {
    // Wakes the accept; what follows finds the flag.
    over_ = true;
    boost::system::error_code ignored;
    asio::ip::tcp::socket knock(io_);
    knock.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/hook"; }
  std::vector<wire::request<wire::string_body>> taken() {
    const std::lock_guard lock(mutex_);
    return taken_;
  }

 private:
  void Serve() {
    for (;;) {
      asio::ip::tcp::socket socket(io_);
      acceptor_.accept(socket);
      if (over_) return;
      boost::beast::flat_buffer buffer;
      wire::request<wire::string_body> request;
      boost::system::error_code fault;
      wire::read(socket, buffer, request, fault);
      if (fault) continue;
      wire::response<wire::string_body> response;
      {
        const std::lock_guard lock(mutex_);
        response.result(statuses_[std::min(taken_.size(), statuses_.size() - 1)]);
        taken_.push_back(request);
      }
      response.keep_alive(false);
      response.prepare_payload();
      wire::write(socket, response, fault);
    }
  }

  std::vector<unsigned> statuses_;
  std::mutex mutex_;
  std::vector<wire::request<wire::string_body>> taken_;
  std::atomic<bool> over_ = false;
  asio::io_context io_;
  asio::ip::tcp::acceptor acceptor_;
  std::thread thread_;
};

class AnnouncingDesk {
 public:
  explicit AnnouncingDesk(Kind kind)
      : desk(kind), service(desk.store(), desk.store(), desk.clock(), desk.workers(), Announcing()) {}

  CaseId Log(std::string_view name) {
    std::promise<base::Result<app::Answer>> promise;
    service.Log(ACaseOfANewCustomer(name), Desk::As(kHandler),
                [&](base::Result<app::Answer> answer) { promise.set_value(std::move(answer)); });
    return *CaseId::Parse(Desk::Succeed(promise.get_future().get()).ref);
  }

  Desk desk;
  app::Service service;

 private:
  static app::ServiceOptions Announcing() {
    app::ServiceOptions options;
    options.announce = true;
    return options;
  }
};

class Outbox : public testing::TestWithParam<Kind> {};
INSTANTIATE_TEST_SUITE_P(Both, Outbox, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& which) { return NameOf(which.param); });

TEST_P(Outbox, a_message_is_held_by_one_taker_until_its_time_is_over) {
  AnnouncingDesk a(GetParam());
  a.Log("Amara Okafor");
  app::Outbox& outbox = a.desk.store();
  const Instant now = a.desk.Now();
  const auto first = outbox.Take(now, now + minutes(2), 10);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->size(), 2U) << "CaseLogged and NewsPromised";
  EXPECT_TRUE(outbox.Take(now, now + minutes(2), 10)->empty());
  const auto again = outbox.Take(now + minutes(2), now + minutes(4), 10);
  ASSERT_EQ(again->size(), 2U) << "whoever took them first died";
  EXPECT_EQ(again->front().attempts, 2);
}

TEST_P(Outbox, takers_at_once_never_share_a_message) {
  AnnouncingDesk a(GetParam());
  for (int i = 0; i < 20; ++i) a.Log("Person " + std::to_string(i));
  std::mutex mutex;
  std::multiset<std::int64_t> taken;
  {
    std::vector<std::jthread> takers;
    for (int t = 0; t < 4; ++t) {
      takers.emplace_back([&] {
        for (int idle = 0; idle < 3;) {
          const auto some = a.desk.store().Take(a.desk.Now(), a.desk.Now() + hours(1), 3);
          ASSERT_TRUE(some) << base::ToLine(some.error());
          idle = some->empty() ? idle + 1 : 0;
          const std::lock_guard lock(mutex);
          for (const auto& message : *some) taken.insert(message.id);
        }
      });
    }
  }
  EXPECT_EQ(taken.size(), 40U);
  EXPECT_EQ(std::set(taken.begin(), taken.end()).size(), 40U);
}

TEST_P(Outbox, holds_nothing_when_nobody_is_to_be_told) {
  Desk desk(GetParam());
  desk.Log(kHandler, ACaseOfANewCustomer());
  EXPECT_TRUE(desk.store().Take(desk.Now(), desk.Now() + hours(1), 10)->empty());
}

TEST(Webhook, tells_each_event_once_signed_and_without_a_word_of_the_customers) {
  AnnouncingDesk a(Kind::Sqlite);
  Receiver receiver({200});
  channels::Webhook webhook(a.desk.store(), a.desk.clock(), {receiver.url(), "a secret of some length"});
  const CaseId id = a.Log("Amara Okafor");
  EXPECT_EQ(*webhook.RunOnce(), 2);
  EXPECT_EQ(*webhook.RunOnce(), 0);
  const auto taken = receiver.taken();
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].body(),
            R"({"case":")" + id.ToString() + R"(","version":1,"event":"CaseLogged","at":")" + a.desk.Now().ToString() + R"("})");
  EXPECT_EQ(taken[0].target(), "/hook");
  const std::string seconds_text = std::to_string(a.desk.Now().millis / 1000);
  EXPECT_EQ(taken[0]["Amends-Signature"],
            "t=" + seconds_text + ",sha256=" + base::HmacSha256("a secret of some length", seconds_text + "." + taken[0].body()));
  EXPECT_EQ(taken[1].body().find("Okafor"), std::string::npos);
}

TEST(Webhook, tries_again_later_and_later_until_the_other_side_takes_it) {
  AnnouncingDesk a(Kind::Sqlite);
  Receiver receiver({500, 500, 503, 204});
  channels::Webhook webhook(a.desk.store(), a.desk.clock(), {receiver.url(), "a secret of some length"});
  a.Log("Amara Okafor");
  EXPECT_EQ(*webhook.RunOnce(), 0);
  EXPECT_EQ(receiver.taken().size(), 2U) << "both were tried";
  EXPECT_EQ(*webhook.RunOnce(), 0);
  EXPECT_EQ(receiver.taken().size(), 2U) << "and not at once again";
  a.desk.Advance(seconds(10));
  EXPECT_EQ(*webhook.RunOnce(), 1);
  a.desk.Advance(seconds(10));
  EXPECT_EQ(*webhook.RunOnce(), 0) << "the second wait is twice as long";
  a.desk.Advance(seconds(10));
  EXPECT_EQ(*webhook.RunOnce(), 1);
  EXPECT_EQ(receiver.taken().size(), 5U);
}

TEST(Webhook, loses_nothing_while_nobody_listens) {
  AnnouncingDesk a(Kind::Sqlite);
  std::string url;
  {
    Receiver gone({200});
    url = gone.url();
  }
  channels::Webhook webhook(a.desk.store(), a.desk.clock(), {url, "a secret of some length"});
  a.Log("Amara Okafor");
  EXPECT_EQ(*webhook.RunOnce(), 0);
  EXPECT_EQ(a.desk.store().Take(a.desk.Now() + seconds(10), a.desk.Now() + hours(1), 10)->size(), 2U);
}

TEST(Webhook, lays_a_message_aside_that_nobody_took_for_three_days_until_a_person_says_try_again) {
  AnnouncingDesk a(Kind::Sqlite);
  std::vector<unsigned> answers(static_cast<std::size_t>(2 * channels::kMostAttempts), 410);
  answers.push_back(200);
  Receiver receiver(answers);
  auto& outbox = a.desk.store();
  channels::Webhook webhook(outbox, a.desk.clock(), {receiver.url(), "a secret of some length"});
  a.Log("Amara Okafor");
  EXPECT_EQ(*webhook.RunOnce(), 0);
  a.desk.Advance(channels::kPatienceWithReceiver);
  EXPECT_EQ(*webhook.RunOnce(), 0);
  EXPECT_EQ(outbox.CountOutbox()->laid_aside, 0) << "Amends may have been stopped for days; that is not the receiver's fault";
  for (int attempt = 2; attempt < channels::kMostAttempts; ++attempt) {
    a.desk.Advance(hours(6));
    EXPECT_EQ(*webhook.RunOnce(), 0);
  }
  EXPECT_EQ(outbox.CountOutbox()->laid_aside, 2);
  const auto entries = *outbox.Entries(10);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_FALSE(entries[0].due);
  EXPECT_EQ(entries[0].why, "answered with status 410");
  a.desk.Advance(std::chrono::days(30));
  EXPECT_EQ(*webhook.RunOnce(), 0);
  EXPECT_EQ(receiver.taken().size(), static_cast<std::size_t>(2 * channels::kMostAttempts)) << "what is laid aside is not tried";

  EXPECT_EQ(*outbox.TryAgain(a.desk.Now()), 2);
  EXPECT_EQ(*webhook.RunOnce(), 2);
  EXPECT_EQ(outbox.CountOutbox()->waiting, 0);
}

TEST(Webhook, what_was_laid_aside_can_be_dropped_and_nothing_else_with_it) {
  AnnouncingDesk a(Kind::Sqlite);
  a.Log("Amara Okafor");
  auto& outbox = a.desk.store();
  const auto taken = *outbox.Take(a.desk.Now(), a.desk.Now(), 10);
  ASSERT_EQ(taken.size(), 2U);
  ASSERT_TRUE(outbox.GiveUp(taken[0].id, "gone"));
  EXPECT_EQ(*outbox.Drop(), 1);
  const auto left = *outbox.Entries(10);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].id, taken[1].id);
}

TEST(Webhook, delivers_beside_the_server_when_woken) {
  AnnouncingDesk a(Kind::Sqlite);
  Receiver receiver({200});
  channels::Webhook webhook(a.desk.store(), a.desk.clock(), {receiver.url(), "a secret of some length"});
  base::Repeater beside(hours(1), [&](const std::stop_token& stop) { webhook.RunAndTell(stop); });
  a.desk.store().OnCommit(beside.Waker());
  a.Log("Amara Okafor");
  for (int i = 0; i < 200 && receiver.taken().size() < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(receiver.taken().size(), 2U);
}

TEST(Webhook, waits_twice_as_long_each_time_and_six_hours_at_most) {
  EXPECT_EQ(channels::WaitAfter(1), seconds(10));
  EXPECT_EQ(channels::WaitAfter(2), seconds(20));
  EXPECT_EQ(channels::WaitAfter(5), seconds(160));
  EXPECT_EQ(channels::WaitAfter(100), hours(6));
}

TEST(Webhook, an_address_that_is_none_is_refused_with_what_was_expected) {
  EXPECT_TRUE(channels::CheckWebhookUrl("https://example.org/hook"));
  for (const char* wrong : {"example.org", "ftp://example.org/x", "http://", "http://exa mple/", ""}) {
    EXPECT_FALSE(channels::CheckWebhookUrl(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace tests
