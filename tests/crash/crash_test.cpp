// The tenth principle, the hard way: a server under load from several sides is killed in the middle of its work, fifty
// times on one database. What was answered with success is there; what was not is there whole or not at all.

#include <gtest/gtest.h>

#include <atomic>
#include <boost/json.hpp>
#include <mutex>
#include <random>
#include <sstream>
#include <thread>

#include "support/program.h"

namespace tests {
namespace {

constexpr int kKills = 50;
constexpr int kClients = 4;

// What a client was told has happened.
struct Told {
  std::mutex mutex;
  std::map<std::string, int> logged;   // the case's reference, and the number in its subject
  std::set<std::string> acknowledged;  // cases whose acknowledgement was answered with success as well
};

std::string Subject(int number) { return "Complaint number " + std::to_string(number); }
// Long enough that a case does not fit into one page of the database.
std::string Words(int number) {
  return "Words of " + std::to_string(number) + ": " + std::string(6000, static_cast<char>('a' + number % 26));
}

void Load(const Served& served, const std::string& token, std::atomic<int>& next, Told& told) {
  for (;;) {
    const int number = next++;
    const auto logged = served.Ask("POST", "/api/v1/cases", token,
                                   CaseBody(Subject(number), "Customer " + std::to_string(number), Words(number)));
    if (!logged) return;  // cut off: the server is gone
    ASSERT_EQ(logged->status, 201) << logged->body;
    const std::string ref(boost::json::parse(logged->body).at("ref").as_string());
    {
      const std::lock_guard lock(told.mutex);
      ASSERT_TRUE(told.logged.emplace(ref, number).second) << ref << " was handed out twice";
    }
    const auto done = served.Ask("POST", "/api/v1/cases/" + ref + "/acknowledge-case", token, R"({"channel":"email"})");
    if (!done) return;
    ASSERT_EQ(done->status, 200) << done->body;
    const std::lock_guard lock(told.mutex);
    told.acknowledged.insert(ref);
  }
}

// Every case on record, by reference.
std::map<std::string, boost::json::object> Recorded(const Program& amends) {
  const Ended exported = amends({"export", "--format", "json"});
  EXPECT_EQ(exported.code, 0) << exported.err;
  std::map<std::string, boost::json::object> cases;
  std::istringstream lines(exported.out);
  for (std::string line; std::getline(lines, line);) {
    auto value = boost::json::parse(line).as_object();
    const std::string ref(value.at("id").as_string());
    cases.emplace(ref, std::move(value));
  }
  return cases;
}

TEST(AServerKilledUnderLoad, loses_nothing_it_answered_and_keeps_nothing_by_halves) {
  const Program amends;
  const std::string token = amends.Hire("hana");
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> moment(100, 400);
  std::atomic<int> next{1};
  Told told;

  for (int kill = 1; kill <= kKills && !testing::Test::HasFatalFailure(); ++kill) {
    Served served = amends.Serve();
    std::vector<std::jthread> clients;
    for (int i = 0; i < kClients; ++i) clients.emplace_back([&] { Load(served, token, next, told); });
    std::this_thread::sleep_for(std::chrono::milliseconds(moment(random)));
    served.process.Signal(SIGKILL);
    clients.clear();
    ASSERT_EQ(served.process.Wait().code, -SIGKILL);
    if (kill % 5 == 0) {
      const Ended verified = amends({"verify"});
      ASSERT_EQ(verified.code, 0) << "after kill " << kill << ":\n" << verified.out << verified.err;
    }
  }

  const auto recorded = Recorded(amends);
  EXPECT_GT(told.logged.size(), static_cast<std::size_t>(kKills)) << "hardly any load";
  std::set<int> numbers;
  for (const auto& [ref, state] : recorded) {
    const std::string subject(state.at("subject").as_string());
    const int number = std::stoi(subject.substr(subject.rfind(' ')));
    EXPECT_TRUE(numbers.insert(number).second) << "number " << number << " was logged twice";
    EXPECT_TRUE(state.at("words").as_string() == Words(number)) << ref << " is not whole";
    EXPECT_TRUE(state.contains("promise")) << ref << " is not whole";
  }
  for (const auto& [ref, number] : told.logged) {
    const auto found = recorded.find(ref);
    ASSERT_NE(found, recorded.end()) << ref << " was answered with 201 and is not there";
    EXPECT_EQ(found->second.at("subject").as_string(), Subject(number));
  }
  for (const std::string& ref : told.acknowledged) {
    EXPECT_TRUE(recorded.at(ref).contains("acknowledged")) << ref << " was acknowledged with 200, and that is not there";
  }
  std::cout << told.logged.size() << " cases answered, " << recorded.size() << " recorded, " << kKills << " kills\n";

  // And it goes on, with fresh numbers.
  Served served = amends.Serve();
  const auto more = served.Ask("POST", "/api/v1/cases", token, CaseBody("After all that"));
  ASSERT_TRUE(more);
  EXPECT_EQ(more->status, 201) << more->body;
  EXPECT_FALSE(recorded.contains(std::string(boost::json::parse(more->body).at("ref").as_string())));
  EXPECT_EQ(served.Stop().code, 0);
  EXPECT_EQ(amends({"verify"}).code, 0);
}

TEST(AServerKilledWhileItBegins, begins_the_next_time) {
  for (int milliseconds = 1; milliseconds < 120; milliseconds += 7) {
    const Program amends;
    Process first(amends.Command({"serve", "--port", "0"}), {}, {}, amends.path());
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    first.Signal(SIGKILL);
    first.Wait();
    Served second = amends.Serve();
    EXPECT_EQ(second.Ask("GET", "/healthz", "")->status, 200) << "killed after " << milliseconds << " ms";
    EXPECT_EQ(second.Stop().code, 0);
    EXPECT_EQ(amends({"verify"}).code, 0) << "killed after " << milliseconds << " ms";
  }
}

TEST(TwoServersThatBeginAtOnce, share_one_new_database_and_its_key) {
  for (int round = 0; round < 5; ++round) {
    const Program amends;
    Process one(amends.Command({"serve", "--port", "0"}), {}, {}, amends.path());
    Process other(amends.Command({"serve", "--port", "0"}), {}, {}, amends.path());
    one.WaitForOutput("Ctrl-C ends it.");
    other.WaitForOutput("Ctrl-C ends it.");
    EXPECT_EQ(amends({"verify"}).code, 0);
  }
}

TEST(ARebuildKilledHalfWay, leaves_the_projections_as_they_were) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const std::string before = amends({"export", "--format", "csv"}).out;
  for (int milliseconds = 20; milliseconds < 420; milliseconds += 50) {
    Process rebuild(amends.Command({"rebuild"}), {}, {}, amends.path());
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    rebuild.Signal(SIGKILL);
    rebuild.Wait();
    const Ended verified = amends({"verify"});
    ASSERT_EQ(verified.code, 0) << "killed after " << milliseconds << " ms:\n" << verified.out << verified.err;
  }
  EXPECT_TRUE(amends({"export", "--format", "csv"}).out == before);
}

}  // namespace
}  // namespace tests
