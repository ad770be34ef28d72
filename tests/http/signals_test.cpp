// Signals over the wire: a desk of three years in which one product goes wrong, and what is done about it.

#include "http/web_desk.h"

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
  EXPECT_EQ(found.at("known").as_string(), "2026-05-18") << "the week of Sunday 24 May, the first bad day";
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

TEST_F(SignalsOfADesk, are_for_those_who_see_the_whole_desk) {
  desk_.SetReach(kHandler, desk::Reach::Own);
  EXPECT_EQ(desk_.As(kHandler).Get("/api/v1/signals").status, 403);
  EXPECT_EQ(mani_.Get("/api/v1/signals/SG-99").status, 404);
}

}  // namespace
}  // namespace tests
