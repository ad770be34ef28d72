// Signals over the wire: a desk of three years in which one product goes wrong, and what is done about it.

#include "http/web_desk.h"
#include "store/maintenance.h"

namespace tests {
namespace {

class SignalsOfADesk : public testing::Test {
 protected:
  // Thirty months of two products, about alike in every week; in the last whole month the checkout goes wrong.
  void SetUp() override {
    desk_.desk().clock().Set(*base::Instant::Parse("2024-01-02T10:00:00Z"));
    customer_ = desk_.desk().Register(AProfile());
    for (int day = 0; day < 900; day += 3) {
      if (day > 0) desk_.desk().clock().Advance(std::chrono::hours(72));
      Receive("Delivery");
      if (day % 6 == 0 || day > 850) Receive("Checkout");
      for (int more = 0; day > 870 && more < 4; ++more) Receive("Checkout");
    }
    desk_.desk().clock().Set(*base::Instant::Parse("2026-07-02T10:00:00Z"));
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

  WebDesk desk_;
  CustomerId customer_;
  Client mani_ = desk_.As(kManager);
  Client hana_ = desk_.As(kHandler);
};

TEST_F(SignalsOfADesk, are_raised_once_and_go_through_their_life) {
  EXPECT_EQ(mani_.Get("/api/v1/signals").Json().at("signals").as_array().size(), 0U);
  const HttpReply watched = mani_.Post("/api/v1/signals/watch", "");
  ASSERT_EQ(watched.status, 200) << watched.body;
  const auto list = mani_.Get("/api/v1/signals").Json();
  const auto& signals = list.at("signals").as_array();
  ASSERT_EQ(signals.size(), 1U) << "one thing happened, and it is said once: " << list;
  const auto& found = signals.at(0).at("found");
  EXPECT_EQ(found.at("column").as_string(), "product");
  EXPECT_EQ(found.at("series").as_string(), "Checkout");
  EXPECT_EQ(found.at("shape").as_string(), "above");
  EXPECT_EQ(found.at("every").as_string(), "week") << "the week shows it before the month does";
  EXPECT_EQ(found.at("known").as_string(), "2026-05-25") << "the first week with more than one bad day";
  EXPECT_EQ(signals.at(0).at("state").as_string(), "raised");

  // A second look finds the same, and nothing new is written.
  const auto version = list.at("version").as_int64();
  ASSERT_EQ(mani_.Post("/api/v1/signals/watch", "").status, 200);
  EXPECT_EQ(mani_.Get("/api/v1/signals").Json().at("version").as_int64(), version);

  const std::string path = "/api/v1/signals/" + std::string(signals.at(0).at("id").as_string());
  EXPECT_EQ(hana_.Post(path + "/look-at", "").status, 403) << "a handler reads them and does not work on them";
  EXPECT_EQ(hana_.Get(path).status, 200);
  ASSERT_EQ(mani_.Post(path + "/look-at", "").status, 200);
  const HttpReply early = mani_.Post(path + "/close", R"({"reason": "Done."})");
  EXPECT_EQ(early.At("/refusals/0/mend"), "explain-signal") << early.body;
  ASSERT_EQ(mani_.Post(path + "/explain", R"({"as": "cause", "words": "The new payment page fails on old telephones."})").status,
            200);
  ASSERT_EQ(mani_
                .Post(path + "/extend-contact-list",
                      R"({"customers": [")" + customer_.ToString() + R"("], "reason": "Bought in June and said nothing."})")
                .status,
            200);
  EXPECT_EQ(mani_.Post(path + "/extend-contact-list", R"({"customers": ["CU-999"], "reason": "Nobody."})").status, 404);
  EXPECT_EQ(mani_.Post(path + "/close", R"({"reason": "Done."})").At("/refusals/0/mend"), "record-silent-contact");
  ASSERT_EQ(
      hana_.Post(path + "/record-silent-contact", R"({"customer": ")" + customer_.ToString() + R"(", "outcome": "not_affected"})")
          .status,
      200);
  ASSERT_EQ(mani_.Post(path + "/act-on", R"({"what": "The old page is back; the new one is tested by Friday."})").status, 200);
  ASSERT_EQ(mani_.Post(path + "/close", R"({"reason": "The page works again."})").status, 200);
  const auto told = mani_.Get(path).Json();
  EXPECT_EQ(told.at("state").as_string(), "closed");
  EXPECT_EQ(told.at("steps").as_array().size(), 5U);
  EXPECT_EQ(told.at("steps").at(0).at("by").as_string(), "system");

  // Watched again, what is closed stays closed.
  ASSERT_EQ(mani_.Post("/api/v1/signals/watch", "").status, 200);
  EXPECT_EQ(mani_.Get(path).Json().at("state").as_string(), "closed");
}

TEST_F(SignalsOfADesk, show_what_was_to_be_expected_when_they_were_raised) {
  ASSERT_EQ(mani_.Post("/api/v1/signals/watch", "").status, 200);
  const auto found = mani_.Get("/api/v1/signals").Json().at("signals").at(0).at("found");
  const base::Date from = base::Date::Of(2025, 6, 2);
  const base::Date last = *base::Date::Parse(std::string(found.at("last").as_string()));
  const std::string usual = "/api/v1/signals/SG-1/usual?";
  const auto chart = mani_.Get(usual + "from=2025-06-02&to=" + (last + 6).ToString()).Json();
  const auto& centre = chart.at("centre").as_array();
  ASSERT_EQ(static_cast<int>(centre.size()), (last + 7 - from) / 7) << chart;
  const auto at = [&](const char* which, base::Date week) {
    return chart.at(which).at(static_cast<std::size_t>((week - from) / 7)).to_number<double>();
  };
  const base::Date known = *base::Date::Parse(std::string(found.at("known").as_string()));
  double expected = 0;
  double counted = 0;
  int weeks = 0;
  for (base::Date week = known; week <= last; week = week + 7, ++weeks) {
    expected += at("centre", week);
    const auto cases = mani_
                           .Get("/api/v1/monitoring/cases?measure=received&where=product%3DCheckout&from=" + week.ToString() +
                                "&to=" + (week + 6).ToString())
                           .Json();
    counted += cases.at("total").to_number<double>();
    EXPECT_GT(cases.at("total").to_number<double>(), at("high", week));
  }
  ASSERT_EQ(found.at("periods").as_int64(), weeks);
  EXPECT_NEAR(found.at("expected").to_number<double>(), expected, 0.051) << "told to a tenth";
  EXPECT_EQ(found.at("counted").to_number<double>(), counted);
  EXPECT_LE(at("low", from + 70), at("centre", from + 70));

  // A desk of that much history says what is missing instead.
  const auto early = mani_.Get(usual + "from=2020-01-06&to=2020-03-01").Json();
  EXPECT_TRUE(early.at("centre").as_array().empty() || early.at("centre").at(0).is_null()) << early;
  EXPECT_EQ(mani_.Get(usual + "from=2026-01-05&to=2025-01-05").status, 400);
  EXPECT_EQ(mani_.Get(usual + "from=2006-01-05&to=2025-01-05").status, 400);
  EXPECT_EQ(mani_.Get("/api/v1/signals/SG-9/usual?from=2025-01-05&to=2025-02-05").status, 404);
}

TEST_F(SignalsOfADesk, that_are_about_all_series_together_name_none) {
  // A week in which everything came four times over.
  for (const char* product : {"Repairs", "Advice"}) {
    desk_.desk().clock().Set(*base::Instant::Parse("2024-01-02T10:00:00Z"));
    for (int day = 0; day < 909; day += 3) {
      desk_.desk().clock().Set(*base::Instant::Parse("2024-01-02T10:00:00Z") + std::chrono::hours(24 * day));
      for (int more = 0; more < (day > 900 ? 20 : 1); ++more) Receive(product);
      for (int more = 0; day > 900 && more < 20; ++more) Receive("Delivery");
    }
  }
  desk_.desk().clock().Set(*base::Instant::Parse("2026-07-09T10:00:00Z"));
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  const HttpReply watched = mani_.Post("/api/v1/signals/watch", "");
  ASSERT_EQ(watched.status, 200) << watched.body;
  const auto list = mani_.Get("/api/v1/signals").Json();
  const auto together = std::ranges::find_if(list.at("signals").as_array(), [](const auto& signal) {
    return signal.at("found").at("shape").as_string() == "everywhere";
  });
  ASSERT_NE(together, list.at("signals").as_array().end()) << list;
  EXPECT_EQ(together->at("found").at("series").as_string(), "");
  const auto silent = mani_.Get("/api/v1/signals/" + std::string(together->at("id").as_string()) + "/silent").Json();
  EXPECT_TRUE(silent.at("customers").as_array().empty());
  const auto usual =
      mani_.Get("/api/v1/signals/" + std::string(together->at("id").as_string()) + "/usual?from=2026-01-05&to=2026-07-05").Json();
  EXPECT_EQ(usual.at("says").as_string(), "It is not about one series of counts, of which it could be said what is usual.");
}

TEST_F(SignalsOfADesk, show_what_customers_speak_of_whatever_category_it_was_put_into) {
  const char* categories[] = {"Delivery", "Billing", "Staff"};
  for (int n = 0; n < 8; ++n) {
    desk_.desk().clock().Set(*base::Instant::Parse("2026-06-03T10:00:00Z") + std::chrono::hours(48 * n));
    LogCase one = ABoilerCase();
    one.customer = desk_.desk().Register(AProfile());
    one.category = base::Line(categories[n % 3]);
    one.words = base::Prose("The card readers of your shop don't take my card.");
    desk_.desk().Log(kHandler, std::move(one));
  }
  // One customer who writes seven times is no topic.
  for (int n = 0; n < 7; ++n) {
    LogCase one = ABoilerCase();
    one.customer = customer_;
    one.words = base::Prose("Your trombone concert kept me awake.");
    desk_.desk().Log(kHandler, std::move(one));
  }
  desk_.desk().clock().Set(*base::Instant::Parse("2026-07-02T10:00:00Z"));
  ASSERT_TRUE(desk_.monitoring().CatchUp());

  const auto asked = mani_.Get("/api/v1/monitoring/topics?from=2026-06-01&to=2026-06-28").Json();
  ASSERT_EQ(asked.at("topics").as_array().size(), 1U) << asked;
  const auto& topic = asked.at("topics").at(0);
  EXPECT_EQ(topic.at("cases").as_int64(), 8) << topic;
  EXPECT_EQ(topic.at("notes").at(0).as_string(), "They are in 3 categories; the most, 3 of 8, in Billing.");
  EXPECT_EQ(topic.at("behind").as_array().size(), 8U);
  const auto shown = [](const auto& term) { return std::string(term.at("shown").as_string()); };
  const auto& terms = topic.at("terms").as_array();
  EXPECT_TRUE(std::ranges::any_of(terms, [&](const auto& term) { return shown(term) == "card readers"; })) << topic;
  EXPECT_TRUE(std::ranges::none_of(terms, [&](const auto& term) { return shown(term) == "don't"; })) << topic;

  const auto wrong = mani_.Get("/api/v1/monitoring/topics?from=2026-06-28&to=2026-06-01");
  EXPECT_EQ(wrong.status, 400) << wrong.body;
  const auto few = mani_.Get("/api/v1/monitoring/topics?from=2026-06-28&to=2026-06-28").Json();
  EXPECT_FALSE(few.at("cannot").is_null()) << few;
  EXPECT_EQ(hana_.Get("/api/v1/monitoring/topics?from=2026-06-01&to=2026-06-28").status, 200);

  // The watch raises it beside what it counts, once.
  for (int turn = 0; turn < 2; ++turn) {
    const HttpReply watched = mani_.Post("/api/v1/signals/watch", "");
    ASSERT_EQ(watched.status, 200) << watched.body;
    const auto signals = mani_.Get("/api/v1/signals").Json().at("signals").as_array();
    const auto is_topic = [](const auto& signal) { return signal.at("found").at("shape").as_string() == "topic"; };
    ASSERT_EQ(std::ranges::count_if(signals, is_topic), 1);
    const auto& raised = *std::ranges::find_if(signals, is_topic);
    EXPECT_EQ(raised.at("found").at("cases").as_array().size(), 8U);
    EXPECT_NE(raised.at("says").as_string().find("in 8 cases of four weeks, and in none before."), std::string::npos) << raised;
    const auto silent = mani_.Get("/api/v1/signals/" + std::string(raised.at("id").as_string()) + "/silent").Json();
    EXPECT_TRUE(silent.at("customers").as_array().empty());
  }
}

TEST_F(SignalsOfADesk, name_customers_who_are_probably_affected_and_said_nothing) {
  // Somebody who had a case of the checkout a year ago, and none since.
  desk_.desk().clock().Set(*base::Instant::Parse("2026-07-02T10:00:00Z"));
  const CustomerId quiet = desk_.desk().Register(AProfile());
  LogCase one = ABoilerCase();
  one.customer = quiet;
  one.product = base::Line("Checkout");
  one.received_at = *base::Instant::Parse("2025-09-02T10:00:00Z");
  desk_.desk().Log(kHandler, std::move(one));
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  ASSERT_EQ(mani_.Post("/api/v1/signals/watch", "").status, 200);
  const HttpReply reply = mani_.Get("/api/v1/signals/SG-1/silent");
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto told = reply.Json();
  ASSERT_EQ(told.at("customers").as_array().size(), 1U) << told;
  EXPECT_EQ(told.at("customers").at(0).as_string(), quiet.ToString());
  EXPECT_EQ(told.at("affected").as_int64(), 1);
  // Once on the list, nobody is named again.
  ASSERT_EQ(mani_
                .Post("/api/v1/signals/SG-1/extend-contact-list",
                      R"({"customers": [")" + quiet.ToString() + R"("], "reason": "Used it last year."})")
                .status,
            200);
  EXPECT_TRUE(mani_.Get("/api/v1/signals/SG-1/silent").Json().at("customers").as_array().empty());
}

TEST_F(SignalsOfADesk, name_those_too_whose_cases_were_filed_under_another_name_of_the_same_thing) {
  desk_.desk().clock().Set(*base::Instant::Parse("2026-07-02T10:00:00Z"));
  const CustomerId quiet = desk_.desk().Register(AProfile());
  const CustomerId told_since = desk_.desk().Register(AProfile());
  const auto receive = [&](CustomerId customer, const char* product, const char* at) {
    LogCase one = ABoilerCase();
    one.customer = customer;
    one.product = base::Line(product);
    one.received_at = *base::Instant::Parse(at);
    desk_.desk().Log(kHandler, std::move(one));
  };
  receive(quiet, "Basket", "2025-09-02T10:00:00Z");
  receive(told_since, "Basket", "2025-09-03T10:00:00Z");
  receive(told_since, "Till", "2026-07-01T10:00:00Z");
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  ASSERT_EQ(mani_.Post("/api/v1/signals/watch", "").status, 200);
  const std::string silent = "/api/v1/signals/SG-1/silent";
  EXPECT_TRUE(mani_.Get(silent).Json().at("customers").as_array().empty());
  // One name is older than the signal's, one is newer.
  for (const char* rename : {R"({"column": "product", "from": "Basket", "to": "Checkout", "reason": "The shop is new."})",
                             R"({"column": "product", "from": "Checkout", "to": "Till", "reason": "Its name since July."})"}) {
    ASSERT_EQ(mani_.Post("/api/v1/renames", rename).status, 200);
  }
  const auto told = mani_.Get(silent).Json();
  ASSERT_EQ(told.at("customers").as_array().size(), 1U) << told;
  EXPECT_EQ(told.at("customers").at(0).as_string(), quiet.ToString());
  EXPECT_EQ(told.at("affected").as_int64(), 2) << "also who spoke up under the new name";
  EXPECT_TRUE(told.at("says").as_string().starts_with("Customers who had a case of Checkout, Till or Basket in the two years"))
      << told;
}

TEST_F(SignalsOfADesk, that_justify_an_improvement_stay_in_it_as_they_were_when_they_move) {
  ASSERT_EQ(mani_.Post("/api/v1/signals/watch", "").status, 200);
  const auto before = mani_.Get("/api/v1/signals/SG-1").Json();
  ASSERT_EQ(mani_.Post("/api/v1/signals/SG-1/look-at", "").status, 200);
  const HttpReply proposed = hana_.Post("/api/v1/improvements",
                                        R"({"plan": {"title": "The old payment page", "change": "Back to the page that worked.",
          "measure": "received", "where": "product=Checkout", "signals": ["SG-1"]}})");
  ASSERT_EQ(proposed.status, 200) << proposed.body;
  const auto as_proposed = mani_.Get("/api/v1/improvements/IM-1").Json().at("improvement");
  ASSERT_EQ(as_proposed.at("signals").as_array().size(), 1U);
  EXPECT_EQ(as_proposed.at("signals").at(0).at("says"), before.at("says"));
  EXPECT_FALSE(as_proposed.at("signals").at(0).as_object().contains("now")) << as_proposed;

  // Cases of those weeks that are logged late.
  for (int more = 0; more < 9; ++more) {
    LogCase one = ABoilerCase();
    one.customer = customer_;
    one.product = base::Line("Checkout");
    one.received_at = *base::Instant::Parse("2026-06-10T10:00:00Z");
    desk_.desk().Log(kHandler, std::move(one));
  }
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  ASSERT_EQ(mani_.Post("/api/v1/signals/watch", "").status, 200);
  const auto after = mani_.Get("/api/v1/signals/SG-1").Json();
  ASSERT_NE(after.at("found"), before.at("found")) << "it did not move";
  const auto shown = mani_.Get("/api/v1/improvements/IM-1").Json().at("improvement");
  const auto& frozen = shown.at("evidence").at("signals").at(0);
  EXPECT_EQ(frozen.at("found"), before.at("found"));
  EXPECT_EQ(frozen.at("state").as_string(), "looked_at");
  const auto& told = shown.at("signals").at(0);
  EXPECT_EQ(told.at("signal").as_string(), "SG-1");
  EXPECT_EQ(told.at("says"), before.at("says"));
  EXPECT_EQ(told.at("frozen_on").as_string(), "2026-07-02");
  EXPECT_EQ(told.at("now"), after.at("says"));
  const auto listed = mani_.Get("/api/v1/improvements").Json().at("improvements").at(0);
  EXPECT_TRUE(listed.at("signals").as_array().empty()) << "a list is short";
}

TEST_F(SignalsOfADesk, do_not_come_of_a_name_that_was_declared_another) {
  const std::string rename = R"({"column": "product", "from": "Checkout", "to": "Delivery", "reason": "One shop now."})";
  EXPECT_EQ(hana_.Post("/api/v1/renames", rename).status, 403);
  ASSERT_EQ(mani_.Post("/api/v1/renames", rename).status, 200);
  ASSERT_EQ(mani_.Post("/api/v1/signals/watch", "").status, 200);
  const auto list = mani_.Get("/api/v1/signals").Json();
  for (const auto& signal : list.at("signals").as_array())
    EXPECT_NE(signal.at("found").at("series").as_string(), "Checkout") << signal;
  EXPECT_EQ(list.at("renames").as_array().size(), 1U);
}

TEST_F(SignalsOfADesk, count_names_as_two_again_once_the_rename_is_withdrawn) {
  const std::string names = R"("column": "product", "from": "Checkout", "to": "Delivery")";
  ASSERT_EQ(mani_.Post("/api/v1/renames", "{" + names + R"(, "reason": "One shop now."})").status, 200);
  const auto watched_series = [&] {
    std::vector<std::int64_t> series;
    const auto view = mani_.Post("/api/v1/signals/watch", "").Json();
    for (const auto& column : view.at("columns").as_array()) series.push_back(column.at("series").as_int64());
    return series;
  };
  const auto signals = [&] { return mani_.Get("/api/v1/signals").Json().at("signals").as_array(); };
  using Series = std::vector<std::int64_t>;
  EXPECT_EQ(watched_series(), (Series{1, 1})) << "by week and by month";
  const auto meanwhile = signals();
  ASSERT_FALSE(meanwhile.empty()) << "the two together rose as well";

  for (const char* without : {"}", R"(, "reason": ""})"}) {
    EXPECT_EQ(mani_.Post("/api/v1/renames/withdraw", "{" + names + without).status, 400) << "a reason is asked for";
  }
  const std::string withdraw = "{" + names + R"(, "reason": "They are two shops after all."})";
  EXPECT_EQ(hana_.Post("/api/v1/renames/withdraw", withdraw).status, 403);
  ASSERT_EQ(mani_.Post("/api/v1/renames/withdraw", withdraw).status, 200);
  EXPECT_TRUE(mani_.Get("/api/v1/signals").Json().at("renames").as_array().empty());
  const HttpReply twice = mani_.Post("/api/v1/renames/withdraw", withdraw);
  EXPECT_EQ(twice.status, 422) << twice.body;
  EXPECT_EQ(twice.At("/refusals/0/rule"), "no_such_rename") << twice.body;

  EXPECT_EQ(watched_series(), (Series{2, 2}));
  const auto after = signals();
  EXPECT_TRUE(std::ranges::any_of(after, [](const auto& s) { return s.at("found").at("series").as_string() == "Checkout"; }));
  for (const auto& one : meanwhile) {
    EXPECT_TRUE(std::ranges::any_of(after, [&](const auto& s) { return s.at("id") == one.at("id"); })) << one << " is gone";
  }
}

TEST_F(SignalsOfADesk, say_what_was_looked_at) {
  EXPECT_FALSE(mani_.Get("/api/v1/signals").Json().as_object().contains("watched")) << "nobody has looked yet";
  const auto view = mani_.Post("/api/v1/signals/watch", "").Json();
  ASSERT_EQ(view.at("columns").as_array().size(), 2U)
      << "products by week and by month; of the others there is but one: " << view;
  for (const auto& column : view.at("columns").as_array()) {
    EXPECT_EQ(column.at("column").as_string(), "product");
    EXPECT_EQ(column.at("series").as_int64(), 2);
    EXPECT_EQ(column.at("judged").as_int64(), 2) << column;
  }
  EXPECT_EQ(mani_.Get("/api/v1/signals").Json().at("watched"), view);
}

// A desk of one product, in one category, by one channel.
class SignalsOfASmallDesk : public testing::Test {
 protected:
  void Receive(int days, int apart) {
    for (int day = 0; day < days; ++day) {
      desk_.desk().clock().Advance(std::chrono::hours(24));
      if (day % apart == 0) desk_.Log();
    }
    ASSERT_TRUE(desk_.monitoring().CatchUp());
  }
  WebDesk desk_;
  Client mani_ = desk_.As(kManager);
};

TEST_F(SignalsOfASmallDesk, do_not_claim_that_all_is_quiet_where_nothing_can_be_judged) {
  Receive(90, 2);
  const auto view = mani_.Post("/api/v1/signals/watch", "").Json();
  EXPECT_EQ(view.at("found").as_int64(), 0);
  ASSERT_FALSE(view.at("columns").as_array().empty());
  for (const auto& column : view.at("columns").as_array()) {
    EXPECT_EQ(column.at("judged").as_int64(), 0);
    EXPECT_NE(column.at("unsaid").as_string().find("history"), std::string::npos) << column;
  }
}

TEST_F(SignalsOfASmallDesk, are_of_all_cases_where_nothing_tells_them_apart) {
  Receive(600, 2);
  for (int more = 0; more < 20; ++more) desk_.Log();
  desk_.desk().clock().Advance(std::chrono::hours(24 * 8));
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  const auto view = mani_.Post("/api/v1/signals/watch", "").Json();
  EXPECT_EQ(view.at("columns").as_array().size(), 2U) << view;
  EXPECT_GE(view.at("found").as_int64(), 1) << view;
}

TEST_F(SignalsOfASmallDesk, are_of_all_cases_though_something_told_them_apart_long_ago) {
  LogCase once = ACaseOfANewCustomer();
  once.product = base::Line("Something given up since");
  desk_.desk().Log(kHandler, once);
  for (int year = 0; year < 5; ++year) desk_.desk().clock().Advance(std::chrono::hours(24 * 365));
  Receive(600, 2);
  const auto view = mani_.Post("/api/v1/signals/watch", "").Json();
  ASSERT_EQ(view.at("columns").as_array().size(), 2U) << view;
  for (const auto& column : view.at("columns").as_array()) EXPECT_EQ(column.at("judged").as_int64(), 1) << column;
}

TEST_F(SignalsOfADesk, are_for_those_who_see_the_whole_desk) {
  desk_.SetReach(kHandler, desk::Reach::Own);
  EXPECT_EQ(desk_.As(kHandler).Get("/api/v1/signals").status, 403);
  EXPECT_EQ(mani_.Get("/api/v1/signals/SG-99").status, 404);
}

}  // namespace
}  // namespace tests
