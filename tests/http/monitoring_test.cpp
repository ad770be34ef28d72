// What is counted, asked over the wire: figures, the cases behind them, and who may count what.

#include <map>
#include <random>

#include "http/web_desk.h"

namespace tests {
namespace {

using std::chrono::days;

constexpr const char* kExplore = "/api/v1/monitoring/explore?from=2026-01-01&to=2026-12-31";
constexpr const char* kBehind = "/api/v1/monitoring/cases?from=2026-01-01&to=2026-12-31";

class Counting : public testing::Test {
 protected:
  void CatchUp() { ASSERT_TRUE(desk_.monitoring().CatchUp()); }
  std::int64_t CasesOf(Client& client, const std::string& more) {
    const HttpReply reply = client.Get(kExplore + more);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.Json().at("all").at("whole").at("cases").as_int64();
  }

  WebDesk desk_;
  Client mani_ = desk_.As(kManager);
};

TEST_F(Counting, shows_a_case_after_it_was_logged_and_what_became_of_it) {
  EXPECT_EQ(CasesOf(mani_, "&measure=received"), 0);
  const std::string path = desk_.Log();
  CatchUp();
  EXPECT_EQ(CasesOf(mani_, "&measure=received"), 1);
  EXPECT_EQ(CasesOf(mani_, "&measure=closed"), 0);
  desk_.Log(Closed());
  CatchUp();
  EXPECT_EQ(CasesOf(mani_, "&measure=received"), 2);
  EXPECT_EQ(CasesOf(mani_, "&measure=closed"), 1);
  EXPECT_EQ(CasesOf(mani_, "&measure=open&every=whole"), 1);
  EXPECT_EQ(CasesOf(mani_, "&measure=confirmed"), 1);
}

TEST_F(Counting, opens_the_cases_behind_every_figure_of_every_measure) {
  desk_.Log();
  desk_.Log(Closed());
  desk_.Log(Agreed());
  CatchUp();
  const HttpReply overview = mani_.Get("/api/v1/monitoring");
  ASSERT_EQ(overview.status, 200) << overview.body;
  EXPECT_EQ(overview.At("/cases"), "3");
  const auto told = overview.Json();
  for (const auto& measure : told.at("measures").as_array()) {
    const std::string id(measure.at("id").as_string());
    const std::int64_t counted = CasesOf(mani_, "&every=whole&measure=" + id);
    const HttpReply behind = mani_.Get(kBehind + ("&measure=" + id));
    ASSERT_EQ(behind.status, 200) << behind.body;
    EXPECT_EQ(behind.Json().at("total").as_int64(), counted) << id;
    EXPECT_EQ(static_cast<std::int64_t>(behind.Json().at("cases").as_array().size()), counted) << id;
  }
}

TEST_F(Counting, shows_the_key_measures_with_what_is_usual_about_each) {
  desk_.Log();
  CatchUp();
  const auto told = mani_.Get("/api/v1/monitoring/tiles").Json();
  const auto& tiles = told.at("tiles").as_array();
  ASSERT_GT(tiles.size(), 12U);
  for (const auto& tile : tiles) {
    EXPECT_EQ(tile.at("periods").as_array().size(), tile.at("figures").as_array().size());
    EXPECT_EQ(tile.at("chart").at("centre").as_array().size(), tile.at("periods").as_array().size());
    EXPECT_EQ(tile.at("chart").at("state").as_string(), "unknown") << "a desk of one day knows nothing of what is usual";
    EXPECT_FALSE(tile.at("chart").at("says").as_string().empty());
  }
  const auto explored = mani_.Get(kExplore + std::string("&measure=received")).Json();
  EXPECT_TRUE(explored.at("chart").is_object());
  const auto apart = mani_.Get(kExplore + std::string("&measure=received&by=product")).Json();
  EXPECT_FALSE(apart.as_object().contains("chart") && apart.at("chart").is_object()) << "one chart is of one series";
}

TEST_F(Counting, shows_on_its_tiles_what_exploring_shows_whatever_was_changed_since_they_were_made) {
  const auto agree = [&](const std::string& when) {
    CatchUp();
    const auto tiles = mani_.Get("/api/v1/monitoring/tiles").Json();
    for (const auto& tile : tiles.at("tiles").as_array()) {
      const std::string id(tile.at("measure").at("id").as_string());
      const auto& periods = tile.at("periods").as_array();
      const auto explored = mani_
                                .Get("/api/v1/monitoring/explore?every=month&measure=" + id +
                                     "&from=" + std::string(periods.front().at("from").as_string()) +
                                     "&to=" + std::string(periods.back().at("to").as_string()))
                                .Json();
      EXPECT_EQ(tile.at("figures"), explored.at("all").at("figures")) << id << " " << when;
    }
  };
  desk_.Log();
  const std::string old = desk_.Log(Agreed());
  agree("at first");
  agree("asked again");
  desk_.desk().clock().Advance(days(70));
  desk_.Log();
  agree("a case of another month");
  const auto id = *CaseId::Parse(old.substr(old.rfind('/') + 1));
  desk_.desk().Do(kHandler, id,
                  RecordContact{.direction = Direction::FromCustomer,
                                .summary = Said("They rang."),
                                .next_news_by = desk_.desk().clock().Now() + days(2)});
  agree("a case of an earlier month went on");
  desk_.desk().clock().Advance(days(31));
  agree("nothing but time has passed");
}

TEST_F(Counting, tells_apart_by_a_dimension_and_filters_by_it) {
  desk_.Log();
  desk_.Log(Closed());
  CatchUp();
  const HttpReply reply = mani_.Get(std::string(kExplore) + "&measure=received&by=status&every=whole");
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.Json().at("series").as_array().size(), 2U);
  EXPECT_EQ(CasesOf(mani_, "&measure=received&where=status=closed"), 1);
  EXPECT_EQ(CasesOf(mani_, "&measure=received&where=status!=closed"), 1);
  EXPECT_EQ(CasesOf(mani_, "&measure=received&where=status=never"), 0) << "a value no case has";
}

TEST_F(Counting, tells_medians_and_ninetieths_of_the_very_cases_of_each_cell_row_and_period) {
  // By sorting and looking, of the durations in minutes (R-7 of Hyndman and Fan 1996).
  const auto quantile = [](std::vector<int> all, double part) {
    std::ranges::sort(all);
    const double place = part * static_cast<double>(all.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, all.size() - 1);
    return all[below] + (place - static_cast<double>(below)) * (all[above] - all[below]);
  };
  const CustomerId customer = desk_.desk().Register(AProfile());
  std::map<std::string, std::vector<int>> by_product;
  std::map<std::pair<std::string, std::size_t>, std::vector<int>> by_cell;
  std::map<std::size_t, std::vector<int>> by_month;
  std::vector<int> all;
  std::mt19937 random(7);
  for (int n = 0; n < 90; ++n) {
    const std::size_t month = n % 3;
    const std::string product = "Product " + std::to_string(random() % 4);
    const int waited = static_cast<int>(random() % 4000);
    desk_.desk().clock().Set(*base::Instant::Parse("2026-01-05T10:00:00Z") + std::chrono::hours(24 * 31 * month + n % 20));
    LogCase one = ABoilerCase();
    one.customer = customer;
    one.product = base::Line(product);
    const CaseId id = desk_.desk().Log(kHandler, std::move(one));
    desk_.desk().clock().Advance(std::chrono::minutes(waited));
    desk_.desk().Do(kHandler, id, AcknowledgeCase{Channel::Telephone, {}});
    by_product[product].push_back(waited);
    by_cell[{product, month}].push_back(waited);
    by_month[month].push_back(waited);
    all.push_back(waited);
  }
  desk_.desk().clock().Set(*base::Instant::Parse("2026-07-01T10:00:00Z"));
  CatchUp();
  const auto told =
      mani_.Get("/api/v1/monitoring/explore?from=2026-01-01&to=2026-04-30&every=month&measure=time-to-acknowledge&by=product")
          .Json();
  const auto expect = [&](const auto& figure, const std::vector<int>& values, const std::string& where) {
    ASSERT_EQ(figure.at("cases").as_int64(), std::ssize(values)) << where;
    if (values.empty()) return;
    EXPECT_DOUBLE_EQ(figure.at("value").template to_number<double>(), quantile(values, 0.5)) << where;
    EXPECT_DOUBLE_EQ(figure.at("ninetieth").template to_number<double>(), quantile(values, 0.9)) << where;
  };
  expect(told.at("all").at("whole"), all, "all");
  for (const std::size_t month : {0U, 1U, 2U})
    expect(told.at("all").at("figures").at(month), by_month[month], std::to_string(month));
  ASSERT_EQ(told.at("series").as_array().size(), by_product.size());
  for (const auto& series : told.at("series").as_array()) {
    const std::string product(series.at("by").as_string());
    expect(series.at("whole"), by_product[product], product);
    for (const std::size_t month : {0U, 1U, 2U}) expect(series.at("figures").at(month), by_cell[{product, month}], product);
  }
}

TEST_F(Counting, watches_what_is_rare_by_the_time_and_the_cases_between) {
  std::vector<std::string> confirmed;
  for (int i = 0; i < 9; ++i) {
    for (int j = 0; j < i % 3; ++j) desk_.Log();
    confirmed.push_back(desk_.Log(Closed()));
    desk_.desk().Advance(std::chrono::hours(2 + i % 4));
  }
  CatchUp();
  const auto days_between = mani_.Get(kExplore + std::string("&measure=received&chart=t")).Json().at("chart");
  EXPECT_EQ(days_between.at("events").as_array().size(), static_cast<std::size_t>(CasesOf(mani_, "&measure=received")) - 1);
  const auto between = mani_.Get(kExplore + std::string("&measure=confirmed&chart=g")).Json().at("chart");
  EXPECT_EQ(between.at("unit").as_string(), "cases");
  ASSERT_EQ(between.at("events").as_array().size(), 8U) << "of the first nothing is known";
  EXPECT_EQ("/api/v1/cases/" + std::string(between.at("events").at(7).at("ref").as_string()), confirmed.back());
  EXPECT_EQ(between.at("centre").as_array().size(), 8U);
}

TEST_F(Counting, draws_the_chart_that_is_asked_for_or_says_why_not) {
  desk_.Log();
  CatchUp();
  for (const char* form : {"by_data", "xmr", "c", "u", "laney_u", "ewma", "cusum", "levels", "t"}) {
    const HttpReply reply =
        mani_.Get(kExplore + std::string("&measure=received&rules=western_electric&anew=2026-02-01&chart=") + form);
    ASSERT_EQ(reply.status, 200) << form << ": " << reply.body;
    EXPECT_FALSE(reply.Json().at("chart").at("says").as_string().empty()) << "of so little nothing can be said, and that is said";
  }
  for (const auto& [more, says] : {std::pair("&measure=received&chart=p", "P is of shares"),
                                   {"&measure=upheld&chart=c", "C is of counts"},
                                   {"&measure=received&chart=ewma&by=product", "chart is drawn of one line only"},
                                   {"&measure=received&rules=western_electric&by=product", "\"path\":\"rules\""},
                                   {"&measure=received&anew=2026-02-01&by=product", "\"path\":\"anew\""},
                                   {"&measure=received&chart=pie", "chart"}}) {
    const HttpReply reply = mani_.Get(kExplore + std::string(more));
    EXPECT_EQ(reply.status, 400) << more << reply.body;
    EXPECT_NE(reply.body.find(says), std::string::npos) << reply.body;
  }
}

TEST_F(Counting, knows_nothing_of_days_to_come_nor_of_the_time_before_the_first_case) {
  const auto values = [&] {
    std::string told;
    const auto answer = mani_.Get(kExplore + std::string("&measure=received")).Json();
    for (const auto& figure : answer.at("all").at("figures").as_array())
      told +=
          figure.as_object().contains("value") ? std::to_string(static_cast<int>(figure.at("value").to_number<double>())) : "-";
    return told;
  };
  CatchUp();
  desk_.desk().clock().Set(*base::Instant::Parse("2026-03-10T10:00:00Z"));
  desk_.Log();
  desk_.desk().clock().Set(*base::Instant::Parse("2026-06-10T10:00:00Z"));
  CatchUp();
  EXPECT_EQ(values(), "--1000------") << "in April and May none came, and that is known";
}

TEST_F(Counting, tells_how_many_took_how_long_with_the_cases_of_each) {
  const CustomerId customer = desk_.desk().Register(AProfile());
  const std::vector<int> waited{0, 14, 15, 59, 60, 61, 1439, 1440, 5 * 1440, 5 * 1440};
  for (const int minutes : waited) {
    LogCase one = ABoilerCase();
    one.customer = customer;
    const CaseId id = desk_.desk().Log(kHandler, std::move(one));
    desk_.desk().clock().Advance(std::chrono::minutes(minutes));
    desk_.desk().Do(kHandler, id, AcknowledgeCase{Channel::Telephone, {}});
  }
  CatchUp();
  const HttpReply reply = mani_.Get(kExplore + std::string("&measure=time-to-acknowledge&spread=true"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  std::vector<std::int64_t> counts;
  const auto told = reply.Json();
  for (const auto& one : told.at("spread").as_array()) {
    const std::int64_t from = one.at("from").as_int64();
    const std::int64_t below = one.at("below").as_int64();
    counts.push_back(one.at("cases").as_int64());
    EXPECT_EQ(counts.back(), std::ranges::count_if(waited, [&](int minutes) { return minutes >= from && minutes < below; }));
    const HttpReply behind =
        mani_.Get(kBehind + ("&measure=time-to-acknowledge&lasting=" + std::to_string(from) + "&below=" + std::to_string(below)));
    EXPECT_EQ(behind.Json().at("total").as_int64(), counts.back()) << from;
  }
  EXPECT_EQ(counts, (std::vector<std::int64_t>{2, 2, 2, 1, 1, 0, 0, 2})) << "up to the longest, with what is empty between";
  EXPECT_FALSE(mani_.Get(kExplore + std::string("&measure=time-to-acknowledge")).Json().at("spread").as_array().size() > 0);
  EXPECT_EQ(mani_.Get(kExplore + std::string("&measure=received&spread=true")).status, 400);
  EXPECT_EQ(mani_.Get(kBehind + std::string("&measure=received&lasting=5")).status, 400);
}

TEST_F(Counting, counts_only_the_cases_its_reader_may_see) {
  desk_.Log();
  const std::string own = desk_.Log();
  desk_.desk().Do(kHandler, *CaseId::Parse(own.substr(14)), TakeOwnership{});
  CatchUp();
  Client hana = desk_.As(kHandler);
  EXPECT_EQ(CasesOf(hana, "&measure=received"), 2);
  desk_.SetReach(kHandler, desk::Reach::Own);
  EXPECT_EQ(CasesOf(hana, "&measure=received"), 1);
  desk_.SetReach(kHandler, desk::Reach::Team);
  EXPECT_EQ(CasesOf(hana, "&measure=received"), 0) << "without a team there is nothing to see";
}

TEST_F(Counting, names_the_field_at_fault_and_what_was_probably_meant) {
  const auto fault = [&](const std::string& more) {
    const HttpReply reply = mani_.Get("/api/v1/monitoring/explore?" + more);
    EXPECT_EQ(reply.status, 400) << reply.body;
    return reply.body;
  };
  EXPECT_NE(fault("measure=recieved").find("received"), std::string::npos);
  EXPECT_NE(fault("measure=received&by=prodct").find("product"), std::string::npos);
  EXPECT_NE(fault("measure=received&where=chanel=email").find("channel"), std::string::npos);
  EXPECT_NE(fault("measure=received&from=2026-02-01&to=2026-01-01").find("after the last day"), std::string::npos);
  EXPECT_NE(fault("measure=received&from=1990-01-01&to=2026-01-01&every=day").find("4000"), std::string::npos);
  EXPECT_NE(fault("measure=received&where=product").find("product=Checkout"), std::string::npos);
}

TEST_F(Counting, forgets_nothing_when_everything_is_made_again) {
  desk_.Log(Closed());
  desk_.Log();
  EXPECT_EQ(desk_.Count("select count(*) from fact"), 2);
  ASSERT_TRUE(store::Rebuild(desk_.desk().store(), {}));
  EXPECT_EQ(desk_.Count("select count(*) from fact"), 2);
  const auto report = store::Verify(desk_.desk().store(), {});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->problems.empty());
}

TEST(Conditions, are_read_as_they_are_written) {
  const auto read = app::Conditions::Parse(R"(product=Check\;out|De\|livery;channel!=email;region=)");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->all.size(), 3U);
  EXPECT_EQ(read->all[0].values, (std::vector<std::string>{"Check;out", "De|livery"}));
  EXPECT_TRUE(read->all[1].without);
  EXPECT_EQ(read->all[2].values, (std::vector<std::string>{""})) << "not known";
  EXPECT_EQ(*app::Conditions::Parse(read->ToString()), *read);
  for (const char* wrong : {"product", "=x", "product=a;b", "product=a\\"}) EXPECT_FALSE(app::Conditions::Parse(wrong)) << wrong;
}

}  // namespace
}  // namespace tests
