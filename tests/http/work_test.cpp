// Work that takes long: whoever waits for it can see how far it is, and ends it by hanging up.

#include <boost/json.hpp>
#include <future>

#include "app/half_year_return.h"
#include "app/service_review.h"
#include "app/topics.h"
#include "http/web_desk.h"

namespace tests {
namespace {

constexpr const char* kSheet = "/api/v1/reports/service-review?from=2026-11-01&to=2026-11-30&as=xlsx";

class LongWork : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < 3; ++i) desk_.Log();
    ASSERT_TRUE(desk_.monitoring().CatchUp());
  }
  WebDesk desk_;
  Client mani_ = desk_.As(kManager);
};

TEST_F(LongWork, tells_whoever_asked_for_it_how_far_it_is_and_nobody_else) {
  std::promise<void> begun;
  std::promise<void> go_on;
  desk_.sheets().begun = [&](auto) -> base::Result<void> {
    begun.set_value();
    go_on.get_future().wait();
    return {};
  };
  Client at_another_window = desk_.As(kManager);
  auto reply = std::async(std::launch::async, [&] { return at_another_window.Get(kSheet, {{"Work-Id", "a sheet"}}); });
  begun.get_future().wait();
  const HttpReply half = mani_.Get("/api/v1/work/a%20sheet");
  EXPECT_EQ(half.status, 200);
  EXPECT_EQ(half.At("/done"), "5E-1");
  EXPECT_EQ(desk_.As(kQuality).Get("/api/v1/work/a%20sheet").body, "{}");
  EXPECT_EQ(mani_.Get("/api/v1/work/another").body, "{}");
  go_on.set_value();
  EXPECT_EQ(reply.get().status, 200);
  EXPECT_TRUE(Eventually([&] { return mani_.Get("/api/v1/work/a%20sheet").body == "{}"; })) << "it is done";
}

TEST_F(LongWork, ends_when_whoever_asked_for_it_hangs_up) {
  // At once; and with bytes left unread, as the goodbye of an encrypted connection is.
  for (const bool abrupt : {true, false}) {
    std::promise<void> begun;
    std::promise<base::ErrorCode> ended;
    desk_.sheets().begun = [&](std::span<const app::CaseSheet> sheets) -> base::Result<void> {
      begun.set_value();
      base::Result<void> written;
      Eventually([&] {
        written = sheets.front().each([](auto) { return base::Result<void>(); });
        return !written.has_value();
      });
      ended.set_value(written ? base::ErrorCode::Internal : written.error().code);
      return written;
    };
    {
      Wire wire(desk_.place());
      ASSERT_TRUE(wire.Write(RequestText({"GET", kSheet}, mani_.every_time())));
      begun.get_future().wait();
      if (abrupt) {
        wire.Abort();
      } else {
        ASSERT_TRUE(wire.Write("something more"));
        wire.FinishWriting();
      }
      EXPECT_EQ(ended.get_future().get(), base::ErrorCode::CalledOff);
    }
    desk_.sheets().begun = nullptr;
    EXPECT_EQ(mani_.Get(kSheet).status, 200) << "the next one is not touched by it";
  }
}

TEST(LongWorkOfAServer, ends_with_it) {
  auto desk = std::make_unique<WebDesk>();
  Client mani = desk->As(kManager);
  desk->Log();
  ASSERT_TRUE(desk->monitoring().CatchUp());
  std::promise<void> begun;
  base::ErrorCode ended = base::ErrorCode::Internal;
  desk->sheets().begun = [&](std::span<const app::CaseSheet> sheets) -> base::Result<void> {
    begun.set_value();
    Eventually([&] {
      const auto written = sheets.front().each([](auto) { return base::Result<void>(); });
      if (!written) ended = written.error().code;
      return !written;
    });
    return base::Fail(base::ErrorCode::Internal, "it was not written");
  };
  Wire wire(desk->place());
  ASSERT_TRUE(wire.Write(RequestText({"GET", kSheet}, mani.every_time())));
  begun.get_future().wait();
  desk->server().Drain(base::Duration(0));
  desk.reset();
  EXPECT_EQ(ended, base::ErrorCode::CalledOff);
}

TEST_F(LongWork, has_a_short_name_or_none) {
  EXPECT_EQ(mani_.Get(kSheet, {{"Work-Id", std::string(64, 'x')}}).status, 200);
  const HttpReply reply = mani_.Get(kSheet, {{"Work-Id", std::string(65, 'x')}});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.At("/faults/0/path"), "Work-Id");
}

// Each goes forward to its end, and stops with whichever step it is called off at.
class Headways : public LongWork, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    const HttpReply in_force = mani_.Post("/api/v1/procedures", R"({"shipped": "uk-financial", "reason": "We are a bank."})");
    ASSERT_EQ(in_force.status, 200) << in_force.body;
    const auto now = desk_.desk().clock().Now();
    desk_.desk().clock().Set(now - std::chrono::days(500));
    for (int week = 0; week < 60; ++week) {
      desk_.desk().clock().Advance(std::chrono::hours(24 * 7));
      LogCase one = ACaseOfANewCustomer();
      one.procedure = base::Word("uk-financial");
      desk_.desk().Log(kHandler, std::move(one));
    }
    desk_.desk().clock().Set(now);
    LongWork::SetUp();
  }
  base::Result<void> Do(const base::Headway& headway) {
    app::Monitoring& monitoring = desk_.monitoring();
    app::Service& service = desk_.desk().service();
    const app::Viewer viewer = Desk::As(Actor::System()).viewer;
    const std::string what = GetParam();
    if (what == "review") {
      CHECK_OK(app::MakeServiceReview(monitoring, service, {}, viewer, {}, headway));
    } else if (what == "sheets") {
      for (const app::CaseSheet& sheet :
           app::SheetsOfCases(monitoring, service, {base::Date::Of(2025, 1, 1), base::Date::Of(2026, 12, 31)}, viewer, headway))
        CHECK_OK(sheet.each([](auto) { return base::Result<void>(); }));
    } else if (what == "return") {
      CHECK_OK(app::MakeHalfYearReturn(monitoring, service, {2026, 2}, viewer, headway));
    } else if (what == "topics") {
      CHECK_OK(app::TopicsOf(monitoring, service, {}, viewer, {}, headway));
    } else if (what == "watch") {
      app::SignalWatch watch(monitoring, service);
      base::Result<app::WatchView> came = base::Fail(base::ErrorCode::Internal, "nothing came");
      std::promise<void> done;
      watch.Run(
          [&](base::Result<app::WatchView> view) {
            came = std::move(view);
            done.set_value();
          },
          headway);
      done.get_future().wait();
      CHECK_OK(came);
    }
    return {};
  }
};

TEST_P(Headways, go_forward_and_end_with_the_step_at_which_they_are_called_off) {
  std::vector<double> told;
  const auto whole = Do([&](double done) -> base::Result<void> {
    told.push_back(done);
    return {};
  });
  ASSERT_TRUE(whole) << base::ToLine(whole.error());
  ASSERT_GE(told.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_GE(told.front(), 0);
  EXPECT_LE(told.back(), 1);
  EXPECT_GE(told.back(), 0.5);
  for (const std::size_t off : {std::size_t{0}, told.size() / 2, told.size() - 1}) {
    std::size_t steps = 0;
    const auto part = Do([&](double) -> base::Result<void> {
      if (steps++ < off) return {};
      return std::unexpected(base::WasCalledOff());
    });
    ASSERT_FALSE(part) << off;
    EXPECT_EQ(part.error().code, base::ErrorCode::CalledOff);
    EXPECT_EQ(steps, off + 1) << "nothing more is done";
  }
}
INSTANTIATE_TEST_SUITE_P(Of, Headways, testing::Values("review", "sheets", "return", "topics", "watch"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace tests
