#include "domain/reports/schedule.h"

#include <gtest/gtest.h>

namespace reports {
namespace {

using domain::Actor;
using domain::Role;

const Actor kMani = Actor::Staff(base::UserId{3}, Role::Manager, "Mani");
const Actor kHana = Actor::Staff(base::UserId{1}, Role::Handler, "Hana");

class ScheduledReports : public testing::Test {
 protected:
  ReportContext Now(const Actor& actor) const { return {actor, now_, today_}; }
  void GoTo(const char* day) {
    today_ = *Date::Parse(day);
    now_ = *Instant::Parse(std::string(day) + "T09:00:00Z");
  }
  std::size_t Do(const Actor& actor, const Command& command) {
    Ruling ruling = Decide(log_, command, Now(actor));
    if (const auto* refused = std::get_if<domain::Refusals>(&ruling)) {
      ADD_FAILURE() << refused->front().says;
      return 0;
    }
    const auto& events = std::get<std::vector<Event>>(ruling);
    for (const Event& event : events) Evolve(log_, {event, now_, actor.ToString(), log_.version + 1});
    return events.size();
  }
  std::optional<domain::Rule> Refused(const Actor& actor, const Command& command) const {
    const Ruling ruling = Decide(log_, command, Now(actor));
    const auto* refused = std::get_if<domain::Refusals>(&ruling);
    return refused == nullptr ? std::nullopt : std::optional(refused->front().rule);
  }
  std::optional<DueReport> Due() const { return NextDue(log_, now_, today_, {.folder = true, .mail = true}); }
  // Begins what is due and says that it was written, or why not.
  std::string Write(std::optional<Line> failed = {}) {
    const auto due = Due();
    if (!due) return "nothing";
    Do(Actor::System(), BeginReport{due->schedule, due->period.from, due->period.to});
    Do(Actor::System(), RecordReportWritten{due->schedule, due->period.from, due->period.to, {Line("a.pdf")}, std::move(failed)});
    return due->period.from.ToString();
  }

  ReportLog log_{base::ReportsId{1}, {}, 0};
  Date today_ = Date::Of(2026, 11, 23);
  Instant now_ = *Instant::Parse("2026-11-23T09:00:00Z");
};

TEST_F(ScheduledReports, are_due_when_the_period_is_over_and_once_each_after_a_downtime) {
  EXPECT_EQ(Do(kMani, ScheduleReport{}), 1U);
  EXPECT_FALSE(Due()) << "the month goes on";
  GoTo("2026-11-30");
  EXPECT_FALSE(Due());
  GoTo("2027-02-03");
  EXPECT_EQ(Write(), "2026-11-01");
  EXPECT_EQ(Write(), "2026-12-01");
  EXPECT_EQ(Write(), "2027-01-01");
  EXPECT_EQ(Write(), "nothing");
}

TEST_F(ScheduledReports, are_begun_by_one_and_taken_up_by_another_when_that_one_is_lost) {
  Do(kMani, ScheduleReport{});
  GoTo("2026-12-01");
  const BeginReport begin{ScheduleId{1}, Date::Of(2026, 11, 1), Date::Of(2026, 11, 30)};
  Do(Actor::System(), begin);
  EXPECT_FALSE(Due());
  EXPECT_EQ(Refused(Actor::System(), begin), domain::Rule::ReportNotDue);
  now_ = now_ + std::chrono::minutes(30);
  ASSERT_TRUE(Due());
  Do(Actor::System(), begin);
  EXPECT_EQ(log_.schedules[0].runs[0].tries, 2);
}

TEST_F(ScheduledReports, that_fail_are_tried_again_and_keep_no_other_waiting_for_ever) {
  Do(kMani, ScheduleReport{});
  GoTo("2027-01-04");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(Write(Line("the disk is full")), "2026-11-01");
    EXPECT_EQ(Due()->period.from, Date::Of(2026, 12, 1)) << "the next is not kept waiting";
    now_ = now_ + std::chrono::hours(1);
  }
  EXPECT_EQ(Write(), "2026-12-01");
  EXPECT_FALSE(Due()) << "five times are enough";
  EXPECT_EQ(log_.schedules[0].runs[0].failed, Line("the disk is full"));
}

TEST_F(ScheduledReports, are_scheduled_once_and_cancelled_with_a_reason_by_those_who_may) {
  EXPECT_EQ(Refused(kHana, ScheduleReport{}), domain::Rule::ActorMayNot);
  EXPECT_EQ(Refused(kMani, ScheduleReport{ReportKind::HalfYearReturn, ReportEvery::Month}), domain::Rule::Incomplete);
  EXPECT_EQ(Do(kMani, ScheduleReport{}), 1U);
  EXPECT_EQ(Do(kMani, ScheduleReport{}), 0U) << "it is so already";
  EXPECT_EQ(Do(kMani, ScheduleReport{ReportKind::HalfYearReturn, ReportEvery::HalfYear}), 1U);
  EXPECT_EQ(Refused(kMani, CancelScheduledReport{ScheduleId{9}, Line("No.")}), domain::Rule::NoSuchScheduledReport);
  EXPECT_EQ(Refused(kMani, CancelScheduledReport{ScheduleId{1}, {}}), domain::Rule::Incomplete);
  EXPECT_EQ(Do(kMani, CancelScheduledReport{ScheduleId{1}, Line("Nobody read it.")}), 1U);
  GoTo("2027-01-01");
  EXPECT_EQ(Due()->schedule, ScheduleId{2});
  EXPECT_EQ(Refused(kMani, BeginReport{ScheduleId{2}, Date::Of(2026, 7, 1), Date::Of(2026, 12, 31)}), domain::Rule::ActorMayNot);
}

ScheduleReport ByMail(std::vector<std::string> addresses) {
  ScheduleReport wish;
  wish.to = ReportTo::Mail;
  for (std::string& one : addresses) wish.recipients.push_back({std::move(one)});
  return wish;
}

TEST_F(ScheduledReports, by_mail_go_to_addresses_that_can_be_written_to_each_named_once) {
  const auto says = [&](const ScheduleReport& wish) {
    const Ruling ruling = Decide(log_, wish, Now(kMani));
    const auto* refused = std::get_if<domain::Refusals>(&ruling);
    if (refused == nullptr) return std::string("taken");
    EXPECT_EQ(refused->front().field, "recipients");
    return refused->front().says.ToString();
  };
  EXPECT_EQ(says(ByMail({})), "Name at least one e-mail address that the report goes to.");
  EXPECT_EQ(says(ByMail({"mani@hearth.example", "quinn@hearth.example", "Mani@Hearth.example"})),
            "\"mani@hearth.example\" is named twice; name each address once.");
  EXPECT_EQ(says(ByMail({"jürgen@hearth.example"})),
            "Mail servers do not take \"jürgen@hearth.example\"; name the address without letters such as ä or é.");
  std::vector<std::string> many;
  for (int i = 0; i < 10; ++i) many.push_back("a" + std::to_string(i) + "@hearth.example");
  EXPECT_EQ(says(ByMail(many)), "taken");
  many.emplace_back("b@hearth.example");
  EXPECT_EQ(says(ByMail(many)), "11 addresses are too many: a report goes to 10 at most; use a mailing list for more.");
  ScheduleReport folder = ByMail({"mani@hearth.example"});
  folder.to = ReportTo::Folder;
  EXPECT_EQ(says(folder), "Addresses are for reports by e-mail; leave them out, or have it sent by mail.");

  EXPECT_EQ(Do(kMani, ByMail({"mani@hearth.example", "quinn@hearth.example"})), 1U);
  EXPECT_EQ(Do(kMani, ByMail({"Quinn@hearth.example", "mani@hearth.example"})), 0U) << "it is so already";
  EXPECT_EQ(Do(kMani, ByMail({"quinn@hearth.example"})), 1U);
  EXPECT_EQ(Do(kMani, ScheduleReport{}), 1U);
  EXPECT_EQ(log_.schedules[0].recipients[1].text, "quinn@hearth.example");
}

TEST_F(ScheduledReports, are_left_to_a_server_that_has_the_way_they_go) {
  Do(kMani, ByMail({"mani@hearth.example"}));
  Do(kMani, ScheduleReport{});
  GoTo("2026-12-01");
  EXPECT_FALSE(NextDue(log_, now_, today_, {}));
  EXPECT_EQ(NextDue(log_, now_, today_, {.folder = true})->schedule, ScheduleId{2});
  EXPECT_EQ(NextDue(log_, now_, today_, {.mail = true})->schedule, ScheduleId{1});
}

TEST_F(ScheduledReports, by_mail_remember_who_was_sent_one_also_when_it_failed_for_others) {
  const EmailAddress mani{"mani@hearth.example"};
  const EmailAddress quinn{"quinn@hearth.example"};
  Do(kMani, ByMail({mani.text, quinn.text}));
  GoTo("2026-12-01");
  const Date from = Date::Of(2026, 11, 1);
  const Date to = Date::Of(2026, 11, 30);
  Do(Actor::System(), BeginReport{ScheduleId{1}, from, to});
  Do(Actor::System(), RecordReportWritten{ScheduleId{1}, from, to, {Line("a.pdf")}, Line("quinn: 550"), {mani}});
  const auto& runs = log_.schedules[0].runs;
  EXPECT_EQ(runs[0].sent_to, std::vector{mani});
  EXPECT_FALSE(Due());
  now_ = now_ + std::chrono::hours(1);
  ASSERT_TRUE(Due());
  Do(Actor::System(), BeginReport{ScheduleId{1}, from, to});
  EXPECT_EQ(runs[0].sent_to, std::vector{mani}) << "not forgotten when it is begun again";
  Do(Actor::System(), RecordReportWritten{ScheduleId{1}, from, to, {}, Line("quinn: 550"), {}});
  EXPECT_EQ(runs[0].files, std::vector{Line("a.pdf")}) << "which Mani has";
  now_ = now_ + std::chrono::hours(1);
  Do(Actor::System(), BeginReport{ScheduleId{1}, from, to});
  Do(Actor::System(), RecordReportWritten{ScheduleId{1}, from, to, {Line("a.pdf")}, {}, {quinn}});
  EXPECT_EQ(runs[0].sent_to, (std::vector{mani, quinn}));
  EXPECT_FALSE(runs[0].failed);
  EXPECT_FALSE(Due());
}

TEST(ThePeriodOfADay, is_that_of_the_calendar) {
  const auto period = [](ReportEvery every) {
    const ReportPeriod p = PeriodWith(Date::Of(2027, 5, 19), every);
    return p.from.ToString() + " " + p.to.ToString();
  };
  EXPECT_EQ(period(ReportEvery::Week), "2027-05-17 2027-05-23");
  EXPECT_EQ(period(ReportEvery::Month), "2027-05-01 2027-05-31");
  EXPECT_EQ(period(ReportEvery::Quarter), "2027-04-01 2027-06-30");
  EXPECT_EQ(period(ReportEvery::HalfYear), "2027-01-01 2027-06-30");
}

}  // namespace
}  // namespace reports
