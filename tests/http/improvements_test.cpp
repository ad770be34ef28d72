// Improvements over the wire: a desk whose checkout went wrong for two years, a change, and what came of it; causes rolled up;
// teams beside one another; figures of others.

#include "http/web_desk.h"
#include "store/maintenance.h"

namespace tests {
namespace {

class ImprovementsOfADesk : public testing::Test {
 protected:
  // Two years with two or three complaints about the checkout every third day; from the change on one of them is gone.
  void SetUp() override {
    desk_.desk().clock().Set(*base::Instant::Parse("2024-01-01T10:00:00Z"));
    customer_ = desk_.desk().Register(AProfile());
    for (int day = 0; day < 900; day += 3) {
      if (day > 0) desk_.desk().clock().Advance(std::chrono::hours(72));
      Receive("Delivery");
      const bool changed = day >= kChangedAfter;
      for (int more = day % 9 == 0 ? 1 : 0; more < (changed ? 2 : 4); ++more) Receive("Checkout");
    }
    ASSERT_TRUE(desk_.monitoring().CatchUp());
  }
  // What was written can be read again by a server that starts.
  void TearDown() override {
    const auto verified = store::Verify(desk_.desk().store(), {});
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->problems.empty()) << verified->problems.front().where << ": " << verified->problems.front().what;
  }
  void Receive(const char* product) {
    LogCase one = ABoilerCase();
    one.customer = customer_;
    one.product = base::Line(product);
    desk_.desk().Log(kHandler, std::move(one));
  }
  std::string Propose(const std::string& more = "") {
    const HttpReply reply =
        hana_.Post("/api/v1/improvements",
                   R"({"plan": {"title": "The old payment page", "change": "Back to the page that worked.", "measure": "received",
            "where": "product=Checkout", "expected_percent": -40, "owner": "U-2", "signals": [])" +
                       more + R"(}, "from": "2024-06-01", "to": "2025-10-31"})");
    EXPECT_EQ(reply.status, 200) << reply.body;
    return "/api/v1/improvements/IM-1";
  }

  static constexpr int kChangedAfter = 672;  // 3 November 2025, a Monday
  WebDesk desk_;
  CustomerId customer_;
  Client mani_ = desk_.As(kManager);
  Client hana_ = desk_.As(kHandler);
};

TEST_F(ImprovementsOfADesk, are_measured_after_the_change_and_stand_beside_what_was_promised) {
  const std::string path = Propose();
  const auto proposed = mani_.Get(path).Json();
  EXPECT_EQ(proposed.at("improvement").at("state").as_string(), "proposed");
  const auto counted = mani_
                           .Get(
                               "/api/v1/monitoring/explore?measure=received&every=whole&where=product=Checkout"
                               "&from=2024-06-01&to=2025-10-31")
                           .Json();
  EXPECT_EQ(proposed.at("improvement").at("evidence").at("cases").as_int64(),
            counted.at("all").at("whole").at("cases").as_int64());
  EXPECT_EQ(static_cast<std::int64_t>(proposed.at("improvement").at("evidence").at("latest").as_array().size()),
            counted.at("all").at("whole").at("cases").as_int64());

  EXPECT_EQ(hana_.Post(path + "/agree", R"({"reason": "Yes."})").status, 403);
  EXPECT_EQ(mani_.Post(path + "/record-change", R"({"on": "2025-11-03", "words": "Done."})").At("/refusals/0/mend"),
            "agree-improvement");
  ASSERT_EQ(mani_.Post(path + "/agree", R"({"reason": "It costs a day."})").status, 200);
  ASSERT_EQ(mani_.Post(path + "/record-change", R"({"on": "2025-11-03", "words": "The old page is back."})").status, 200);

  base::Result<std::int64_t> called_off;
  app::Improvements(desk_.monitoring(), desk_.desk().service())
      .Run([&](base::Result<std::int64_t> recorded) { called_off = std::move(recorded); },
           [](double) -> base::Result<void> { return std::unexpected(base::WasCalledOff()); });
  ASSERT_FALSE(called_off);
  EXPECT_EQ(called_off.error().code, base::ErrorCode::CalledOff) << "and nothing is recorded";

  const HttpReply measured = mani_.Post("/api/v1/improvements/measure", "");
  ASSERT_EQ(measured.status, 200) << measured.body;
  EXPECT_EQ(measured.Json().at("recorded").as_int64(), 3);
  EXPECT_EQ(mani_.Post("/api/v1/improvements/measure", "").Json().at("recorded").as_int64(), 0) << "each follow-up once";

  const auto shown = mani_.Get(path).Json();
  const auto& follow_ups = shown.at("improvement").at("follow_ups").as_array();
  ASSERT_EQ(follow_ups.size(), 3U);
  const auto& last = follow_ups.at(2).at("found");
  EXPECT_EQ(last.at("verdict").as_string(), "effect") << shown.at("improvement");
  EXPECT_TRUE(last.at("better").as_bool());
  // From 11 checkouts every nine days to 5.
  EXPECT_NEAR(last.at("percent").as_double(), -54.5, 6);
  const std::string says(shown.at("improvement").at("says").as_string());
  EXPECT_NE(says.find("Promised: 40 % less. After 180 days: Better:"), std::string::npos) << says;
  EXPECT_EQ(shown.at("effect").at("every").as_string(), "week");
  EXPECT_LT(shown.at("effect").at("effect").at("high").as_double(), 0);

  // The level and the trend apart, as known today and as recorded then. The series steps down once and then stays.
  const auto& level = shown.at("effect").at("level_change");
  EXPECT_NEAR(level.at("value").as_double(), -42.0 / 9, 1.5);
  EXPECT_LT(level.at("high").as_double(), 0);
  EXPECT_TRUE(level.at("says").as_string().starts_with("The level fell at once: ")) << level;
  const auto& trend = shown.at("effect").at("trend_change");
  EXPECT_LT(trend.at("low").as_double(), 0);
  EXPECT_GT(trend.at("high").as_double(), 0);
  EXPECT_TRUE(trend.at("says").as_string().starts_with("No change of the trend is shown: with every further week")) << trend;
  const auto& parts = last.at("parts");
  EXPECT_EQ(parts.at("every").as_string(), "week");
  EXPECT_LT(parts.at("level").at("high").as_double(), 0);
  const auto& told = follow_ups.at(2).at("parts").as_array();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_TRUE(told[0].as_string().starts_with("The level fell at once: ")) << told[0];
  EXPECT_TRUE(told[1].as_string().starts_with("No change of the trend is shown: ")) << told[1];

  ASSERT_EQ(mani_.Post(path + "/conclude", R"({"conclusion": "kept", "words": "The old page stays."})").status, 200);
  const auto list = mani_.Get("/api/v1/improvements").Json();
  EXPECT_EQ(list.at("improvements").at(0).at("state").as_string(), "concluded");
  EXPECT_TRUE(list.at("improvements").at(0).at("evidence").at("latest").as_array().empty()) << "a list is short";
}

TEST_F(ImprovementsOfADesk, that_changed_nothing_are_not_called_a_success) {
  const HttpReply reply = mani_.Post("/api/v1/improvements",
                                     R"({"plan": {"title": "A poster", "change": "A poster in the hall.", "measure": "received",
        "where": "product=Delivery", "expected_percent": -20, "owner": "U-2"}})");
  ASSERT_EQ(reply.status, 200) << reply.body;
  const std::string path = "/api/v1/improvements/IM-1";
  ASSERT_EQ(mani_.Post(path + "/agree", R"({"reason": "Try it."})").status, 200);
  ASSERT_EQ(mani_.Post(path + "/record-change", R"({"on": "2025-09-01", "words": "It hangs."})").status, 200);
  ASSERT_EQ(mani_.Post("/api/v1/improvements/measure", "").status, 200);
  const auto shown = mani_.Get(path).Json();
  for (const auto& follow_up : shown.at("improvement").at("follow_ups").as_array()) {
    EXPECT_NE(follow_up.at("found").at("verdict").as_string(), "effect") << follow_up;
  }
}

TEST_F(ImprovementsOfADesk, are_measured_by_a_measure_and_columns_that_exist) {
  const auto fault = [&](const std::string& plan) {
    const HttpReply reply = mani_.Post("/api/v1/improvements", R"({"plan": {"title": "x", "change": "y", )" + plan + "}}");
    EXPECT_EQ(reply.status, 400) << reply.body;
    return reply.body;
  };
  EXPECT_NE(fault(R"("measure": "recieved")").find("plan.measure"), std::string::npos);
  const std::string body = fault(R"("measure": "received", "where": "prodct=Checkout")");
  EXPECT_NE(body.find("plan.where"), std::string::npos) << body;
  EXPECT_NE(body.find("product"), std::string::npos) << body;
  EXPECT_EQ(mani_.Get("/api/v1/improvements/IM-7").status, 404);
  desk_.SetReach(kHandler, desk::Reach::Own);
  EXPECT_EQ(hana_.Get("/api/v1/improvements").status, 403);
}

TEST_F(ImprovementsOfADesk, have_figures_of_others_to_stand_beside) {
  const auto import = [&](const std::string& csv) {
    return mani_.Post("/api/v1/benchmarks/import", R"({"csv": ")" + csv + R"("})");
  };
  ASSERT_EQ(import(R"(measure,whose,from,to,value,source\nupheld,All banks,2025-01-01,2025-06-30,0.58,A report\n)").status, 200);
  EXPECT_EQ(mani_.Get("/api/v1/benchmarks?measure=upheld").Json().at("benchmarks").as_array().size(), 1U);
  EXPECT_EQ(mani_.Get("/api/v1/benchmarks?measure=received").Json().at("benchmarks").as_array().size(), 0U);
  const HttpReply wrong = import(R"(measure,whose,from,to,value\nupheld,All banks,2025-01-01,2025-06-30,half\n)");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_NE(wrong.body.find("line 2, value"), std::string::npos) << wrong.body;
  EXPECT_NE(import(R"(measure,who,from,to,value\n)").body.find("whose"), std::string::npos);
  EXPECT_NE(import(R"(measure,whose,from,to,value\nuphold,A,2025-01-01,2025-06-30,1\n)").body.find("upheld"), std::string::npos);
  ASSERT_EQ(mani_.Post("/api/v1/benchmarks/remove", R"({"whose": "All banks"})").status, 200);
  EXPECT_EQ(mani_.Get("/api/v1/benchmarks").Json().at("benchmarks").as_array().size(), 0U);
}

// What was recorded is told in the measure it was recorded in, whatever the plan names since.
TEST(RecordedEffects, are_told_in_their_two_parts_and_without_them_where_they_were_not_recorded) {
  WebDesk desk;
  const app::Improvements improvements(desk.monitoring(), desk.desk().service());
  const auto told = [&](const learning::EffectFound& found) {
    learning::Improvement one;
    one.plan.measure = base::Word("received");
    one.changed_on = base::Date::Of(2026, 1, 5);
    one.found = {found};
    std::vector<std::string> says;
    for (const base::Saying& part : improvements.ViewOf({}, one, app::Improvements::Cases::Left).follow_ups.front().parts) {
      says.push_back(part.ToString());
    }
    return says;
  };
  using Says = std::vector<std::string>;
  learning::EffectFound found;
  found.verdict = learning::ImprovementVerdict::Effect;
  EXPECT_EQ(told(found), Says{}) << "recorded before there were parts";
  found.parts = {base::Word("upheld"), learning::WatchedEvery::Month, {-0.12, -0.15, -0.09}, {}};
  const std::string level = "The level fell at once: 12 percentage points lower (95 % interval 9 to 15).";
  EXPECT_EQ(told(found), Says{level});
  found.parts->trend = learning::EffectPart{-0.004, -0.007, -0.001};
  EXPECT_EQ(told(found), (Says{level,
                               "Since then the trend is lower than before: with every further month 0.4 percentage points lower "
                               "(95 % interval 0.1 to 0.7)."}));
  // Each alone may be chance where both together are not.
  found.parts->level = {-0.02, -0.05, 0.01};
  found.parts->trend = learning::EffectPart{-0.004, -0.009, 0.001};
  ASSERT_EQ(told(found).size(), 3U);
  EXPECT_EQ(told(found).back(), "That there is an effect is shown; how much of it came at once and how much with time is not.");
  found.verdict = learning::ImprovementVerdict::NoEffectShown;
  EXPECT_EQ(told(found).size(), 2U);
}

class CausesOfADesk : public testing::Test {
 protected:
  WebDesk desk_;
  Client mani_ = desk_.As(kManager);
};

TEST_F(CausesOfADesk, add_up_along_the_tree_and_open_the_whys_behind_them) {
  desk_.Log(Closed());
  desk_.Log(Agreed());
  desk_.Log();
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  const HttpReply reply = mani_.Get("/api/v1/monitoring/causes?from=2026-01-01&to=2026-12-31");
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto told = reply.Json();
  EXPECT_EQ(told.at("cases").as_int64(), 3);
  EXPECT_EQ(told.at("known").as_int64(), 2);
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counted;
  std::vector<std::string> order;
  for (const auto& cause : told.at("causes").as_array()) {
    const std::string code(cause.at("code").as_string());
    order.push_back(code);
    counted[code] = {cause.at("own").as_int64(), cause.at("cases").as_int64()};
  }
  std::int64_t roots = 0;
  std::int64_t own = 0;
  for (const auto& [code, numbers] : counted) {
    own += numbers.first;
    if (code.find('.') == std::string::npos) roots += numbers.second;
  }
  EXPECT_EQ(own, 2);
  EXPECT_EQ(roots, 2) << "each case under one root";
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (const std::size_t dot = order[i].rfind('.'); dot != std::string::npos) {
      const auto above = std::ranges::find(order, order[i].substr(0, dot));
      EXPECT_TRUE(above < order.begin() + static_cast<std::ptrdiff_t>(i)) << order[i] << " stands before what it is below";
    }
  }
  ASSERT_EQ(told.at("paretos").as_array().size(), 3U);
  EXPECT_EQ(told.at("paretos").at(0).at("bars").at(0).at("amount").as_double(), 2);

  const std::string code(told.at("paretos").at(0).at("bars").at(0).at("code").as_string());
  const std::string root = code.substr(0, code.find('.'));
  const HttpReply whys = mani_.Get("/api/v1/monitoring/causes/" + root + "/whys?from=2026-01-01&to=2026-12-31");
  ASSERT_EQ(whys.status, 200) << whys.body;
  EXPECT_EQ(whys.Json().at("total").as_int64(), 2);
  ASSERT_EQ(whys.Json().at("cases").as_array().size(), 2U) << whys.body;
  EXPECT_FALSE(whys.Json().at("cases").at(0).at("whys").as_array().empty());
  EXPECT_EQ(mani_.Get("/api/v1/monitoring/causes/weather/whys").status, 404);
}

TEST_F(CausesOfADesk, say_what_cannot_be_said_of_a_desk_without_any) {
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  const auto told = mani_.Get("/api/v1/monitoring/causes").Json();
  EXPECT_EQ(told.at("cases").as_int64(), 0);
  EXPECT_FALSE(told.at("causes").as_array().empty()) << "the tree is there before the first case";
  EXPECT_TRUE(told.at("paretos").at(0).at("bars").as_array().empty());
  EXPECT_FALSE(told.at("paretos").at(0).at("says").as_string().empty());
}

TEST_F(CausesOfADesk, compare_teams_by_shares_only) {
  desk_.Log(Closed());
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  const HttpReply counts = mani_.Get("/api/v1/monitoring/funnel?measure=received&by=product");
  EXPECT_EQ(counts.status, 400);
  EXPECT_NE(counts.body.find("upheld"), std::string::npos) << counts.body;
  EXPECT_EQ(mani_.Get("/api/v1/monitoring/funnel?measure=upheld&by=prodct").status, 400);
  const auto one = mani_.Get("/api/v1/monitoring/funnel?measure=upheld&by=product&from=2026-01-01&to=2026-12-31").Json();
  EXPECT_TRUE(one.at("cannot").is_string()) << "one unit is no comparison: " << one;
}

}  // namespace
}  // namespace tests
