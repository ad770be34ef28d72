// Each row of the norms that gives a figure, by its id, on the packs as they are shipped: boundary dates on each side,
// weekends, the Christmas block, Easter, the nights the clocks change, the leap day, and what differs between divisions.

#include <gtest/gtest.h>

#include <algorithm>

#include "packs/packs.h"

namespace tests {
namespace {

using base::Date;
using base::Instant;
using procedures::Clock;
using procedures::ClockState;
using procedures::History;
using procedures::Milestone;

const packs::Shelf& TheShelf() {
  static const auto shelf = packs::Shelf::Read(AMENDS_SOURCE_DIR "/procedures");
  if (!shelf) throw std::runtime_error(packs::ToText(shelf.error().front()));
  return *shelf;
}

// A case under one pack, as the lines of a test tell it; times are on the clock in London.
class Norm {
 public:
  explicit Norm(const std::string& pack, const std::string& calendar = "england-and-wales")
      : pack_(TheShelf().procedures.at(pack)), calendar_(TheShelf().calendars.at(calendar)) {}

  Norm& At(Milestone what, std::string_view local) {
    history_.marks.push_back({what, Moment(local)});
    return *this;
  }
  Norm& Received(std::string_view local) { return At(Milestone::Received, local); }
  Norm& Fact(const std::string& name, const std::string& value) {
    history_.facts[name] = value;
    return *this;
  }
  Norm& Extended(const std::string& clock, std::string_view local) {
    history_.extensions.push_back({clock, Moment(local), history_.marks.back().at});  // told when the last thing happened
    return *this;
  }

  // "2026-12-30 17:00" on the wall, to the minute; "none" when the clock does not run, "unknown" without calendar data.
  std::string Due(const std::string& clock) const {
    const auto last = std::ranges::max_element(history_.marks, {}, &procedures::Mark::at);
    const auto found = Find(clock, last->at);
    if (!found) return "none";
    if (!found->DueAt()) return "unknown";
    const base::LocalTime local = calendar_.zone().ToLocal(*found->DueAt());
    const auto of_day = std::chrono::duration_cast<std::chrono::minutes>(local.of_day).count();
    char time[8];
    std::snprintf(time, sizeof time, " %02d:%02d", static_cast<int>(of_day / 60), static_cast<int>(of_day % 60));
    return local.date.ToString() + time;
  }
  std::optional<ClockState> State(const std::string& clock, std::string_view now) const {
    const auto found = Find(clock, Moment(now));
    return found ? std::optional(found->state) : std::nullopt;
  }
  const procedures::Procedure& pack() const { return pack_; }

 private:
  Instant Moment(std::string_view local) const {
    const int hour = (local[11] - '0') * 10 + (local[12] - '0');
    const int minute = (local[14] - '0') * 10 + (local[15] - '0');
    return calendar_.zone().ToInstant(*Date::Parse(local.substr(0, 10)), std::chrono::hours(hour) + std::chrono::minutes(minute));
  }
  std::optional<Clock> Find(const std::string& id, Instant now) const {
    for (const Clock& clock : procedures::ClocksOf(pack_.clocks, calendar_, history_, now)) {
      if (clock.rule->id == id) return clock;
    }
    return std::nullopt;
  }

  const procedures::Procedure& pack_;
  const calendar::Calendar& calendar_;
  History history_;
};

Norm Financial(std::string_view received) { return Norm("uk-financial").Received(received); }
Norm Payments(std::string_view received) { return Financial(received).Fact("regime", "payment-services"); }

// -- Financial services -------------------------------------------------------------------------------------------------

TEST(disp_ack, is_promptly_our_target_is_one_working_day_and_five_the_most) {
  EXPECT_EQ(Financial("2026-11-19T16:59").Due("acknowledge"), "2026-11-20 23:59");
  EXPECT_EQ(Financial("2026-11-20T09:00").Due("acknowledge"), "2026-11-23 23:59") << "over a weekend";
  EXPECT_EQ(Financial("2026-11-19T16:59").Due("acknowledge-at-most"), "2026-11-26 23:59");
  for (const auto& clock : Financial("2026-11-19T09:00").pack().clocks) {
    if (!clock.id.starts_with("acknowledge")) continue;
    EXPECT_EQ(clock.kind, procedures::ClockKind::Internal) << "no figure of the rule";
  }
}

TEST(disp_ack, states_the_time_limits_from_1_june_2026) {
  const auto& letters = Financial("2026-06-01T09:00").pack().letters;
  const auto found = std::ranges::find(letters, "time-limits", &procedures::LetterRule::statement);
  ASSERT_NE(found, letters.end());
  EXPECT_EQ(found->from, Date::Of(2026, 6, 1));
  EXPECT_EQ(found->letter, "acknowledgement");
}

TEST(disp_src, ends_at_close_of_business_on_the_third_business_day_following_the_day_of_receipt) {
  EXPECT_EQ(Financial("2026-11-16T09:00").Due("summary-resolution"), "2026-11-19 17:00") << "Monday to Thursday";
  EXPECT_EQ(Financial("2026-11-19T09:00").Due("summary-resolution"), "2026-11-24 17:00") << "over a weekend";
  EXPECT_EQ(Financial("2026-11-21T11:00").Due("summary-resolution"), "2026-11-25 17:00") << "received on a Saturday";
  EXPECT_EQ(Financial("2026-12-23T16:00").Due("summary-resolution"), "2026-12-30 17:00") << "over Christmas";
  EXPECT_EQ(Financial("2026-04-02T16:00").Due("summary-resolution"), "2026-04-09 17:00") << "over Easter";
  EXPECT_EQ(Financial("2026-11-16T23:59").Due("summary-resolution"), "2026-11-19 17:00") << "a minute before midnight";
  EXPECT_EQ(Financial("2026-11-17T00:00").Due("summary-resolution"), "2026-11-20 17:00") << "midnight";
}

TEST(disp_src, is_met_at_five_and_passed_a_minute_after) {
  Norm in_time = Financial("2026-11-16T09:00").At(Milestone::Agreed, "2026-11-19T17:00");
  EXPECT_EQ(in_time.State("summary-resolution", "2026-11-30T09:00"), ClockState::Met);
  Norm late = Financial("2026-11-16T09:00").At(Milestone::Agreed, "2026-11-19T17:01");
  EXPECT_EQ(late.State("summary-resolution", "2026-11-30T09:00"), ClockState::Passed) << "a window missed; no rule is broken";
}

TEST(disp_src, differs_between_the_divisions) {
  const auto due = [](const char* calendar, std::string_view received) {
    return Norm("uk-financial", calendar).Received(received).Due("summary-resolution");
  };
  EXPECT_EQ(due("england-and-wales", "2026-12-31T10:00"), "2027-01-06 17:00");
  EXPECT_EQ(due("scotland", "2026-12-31T10:00"), "2027-01-07 17:00") << "2 January, kept on the 4th";
  EXPECT_EQ(due("scotland", "2026-11-27T10:00"), "2026-12-03 17:00") << "St Andrew's day";
  EXPECT_EQ(due("england-and-wales", "2026-11-27T10:00"), "2026-12-02 17:00");
  EXPECT_EQ(due("northern-ireland", "2026-07-09T10:00"), "2026-07-15 17:00") << "the Battle of the Boyne, kept on the 13th";
  EXPECT_EQ(due("england-and-wales", "2026-07-09T10:00"), "2026-07-14 17:00");
}

TEST(disp_final, ends_with_the_last_day_of_eight_weeks) {
  EXPECT_EQ(Financial("2026-09-01T10:00").Due("final-response"), "2026-10-27 23:59") << "over the night the clocks go back";
  EXPECT_EQ(Financial("2026-02-16T10:00").Due("final-response"), "2026-04-13 23:59") << "over the night they go forward";
  EXPECT_EQ(Financial("2024-01-04T10:00").Due("final-response"), "2024-02-29 23:59") << "a leap day";
  EXPECT_EQ(Financial("2026-10-30T10:00").Due("final-response"), "2026-12-25 23:59") << "calendar time ends on a holiday too";
}

TEST(disp_final, is_met_by_a_holding_response_too) {
  Norm holding = Financial("2026-09-01T10:00").At(Milestone::HoldingResponseSent, "2026-10-27T23:00");
  EXPECT_EQ(holding.State("final-response", "2026-11-30T09:00"), ClockState::Met);
  Norm late = Financial("2026-09-01T10:00").At(Milestone::HoldingResponseSent, "2026-10-28T00:00");
  EXPECT_EQ(late.State("final-response", "2026-11-30T09:00"), ClockState::MetLate);
}

TEST(disp_final_psd, ends_after_15_business_days_and_35_after_a_holding_response) {
  EXPECT_EQ(Payments("2026-11-02T10:00").Due("final-response"), "2026-11-23 23:59");
  EXPECT_EQ(
      Payments("2026-11-02T10:00").At(Milestone::HoldingResponseSent, "2026-11-20T10:00").Due("final-response-after-holding"),
      "2026-12-21 23:59")
      << "from receipt, not from the holding response";
  EXPECT_EQ(Payments("2026-12-10T10:00").Due("final-response"), "2027-01-05 23:59") << "over Christmas and New Year";
  EXPECT_EQ(
      Financial("2026-11-02T10:00").At(Milestone::HoldingResponseSent, "2026-11-20T10:00").Due("final-response-after-holding"),
      "none")
      << "only for payment services";
}

TEST(disp_final_psd, has_no_second_breach_where_no_holding_response_was_sent) {
  Norm silent = Payments("2026-11-02T10:00");
  EXPECT_EQ(silent.State("final-response", "2027-02-01T10:00"), ClockState::Overdue);
  EXPECT_EQ(silent.State("final-response-after-holding", "2027-02-01T10:00"), std::nullopt);
  Norm answered = Payments("2026-11-02T10:00").At(Milestone::FinalResponseSent, "2027-01-15T10:00");
  EXPECT_EQ(answered.State("final-response", "2027-02-01T10:00"), ClockState::MetLate);
  EXPECT_EQ(answered.State("final-response-after-holding", "2027-02-01T10:00"), std::nullopt);
  Norm held = Payments("2026-11-02T10:00").At(Milestone::HoldingResponseSent, "2026-11-20T10:00");
  EXPECT_EQ(held.State("final-response", "2027-02-01T10:00"), ClockState::Met);
  EXPECT_EQ(held.State("final-response-after-holding", "2027-02-01T10:00"), ClockState::Overdue);
}

TEST(disp_fos_time, gives_the_customer_six_months_from_the_final_response) {
  const auto due = [](std::string_view sent) {
    return Financial("2026-01-05T10:00").At(Milestone::FinalResponseSent, sent).Due("ombudsman-window");
  };
  EXPECT_EQ(due("2026-03-15T12:00"), "2026-09-15 23:59");
  EXPECT_EQ(due("2026-08-31T12:00"), "2027-02-28 23:59") << "February has no 31st";
}

TEST(disp_records, are_kept_for_three_years_from_receipt) {
  const auto& retention = Financial("2026-01-05T10:00").pack().retention;
  ASSERT_TRUE(retention);
  EXPECT_EQ(retention->keep.ToString(), "3 years");
  EXPECT_EQ(retention->starts, Milestone::Received);
}

// -- Consumers ----------------------------------------------------------------------------------------------------------

TEST(cra_refund, is_paid_by_the_thirteenth_day_after_the_day_it_was_agreed) {
  const auto due = [](std::string_view agreed) {
    return Norm("uk-consumer")
        .Fact("contract", "goods")
        .Received("2026-01-05T10:00")
        .At(Milestone::RefundAgreed, agreed)
        .Due("refund");
  };
  EXPECT_EQ(due("2026-09-01T10:00"), "2026-09-14 23:59");
  EXPECT_EQ(due("2026-12-20T10:00"), "2027-01-02 23:59") << "calendar time runs through the holidays";
  EXPECT_EQ(due("2024-02-16T10:00"), "2024-02-29 23:59") << "a leap day";
}

TEST(cra_digital_and_service, have_a_refund_figure_that_is_shown_as_not_verified) {
  for (const auto& clock : Norm("uk-consumer").pack().clocks) {
    const bool is_open = clock.norm == "cra-digital" || clock.norm == "cra-service" ||
                         (clock.norm == "cra-refund" && clock.when.at("contract") == "mixed");
    EXPECT_EQ(clock.verified, !is_open) << clock.norm;
  }
}

TEST(adr_old_and_new, change_on_6_april_2026) {
  const auto& letters = Norm("uk-consumer").pack().letters;
  const auto old_rule = std::ranges::find(letters, "adr-body", &procedures::LetterRule::statement);
  const auto new_rule = std::ranges::find(letters, "adr-available", &procedures::LetterRule::statement);
  ASSERT_TRUE(old_rule != letters.end() && new_rule != letters.end());
  EXPECT_EQ(old_rule->until, Date::Of(2026, 4, 5));
  EXPECT_EQ(new_rule->from, Date::Of(2026, 4, 6));
  EXPECT_EQ(new_rule->letter, "final-response") << "in the answer";
}

// -- Housing ------------------------------------------------------------------------------------------------------------

Norm Housing(std::string_view received) { return Norm("uk-housing").Received(received); }

TEST(housing_ack1, is_five_working_days_from_receipt) {
  EXPECT_EQ(Housing("2026-11-02T10:00").Due("acknowledge"), "2026-11-09 23:59");
  EXPECT_EQ(Housing("2026-12-22T10:00").Due("acknowledge"), "2026-12-31 23:59") << "over Christmas";
}

TEST(housing_answer1, is_ten_working_days_from_the_acknowledgement_not_from_receipt) {
  EXPECT_EQ(Housing("2026-11-02T10:00").Due("stage-one-answer"), "none") << "not acknowledged yet";
  EXPECT_EQ(Housing("2026-11-02T10:00").At(Milestone::Acknowledged, "2026-11-06T10:00").Due("stage-one-answer"),
            "2026-11-20 23:59");
  EXPECT_EQ(Housing("2026-03-20T10:00").At(Milestone::Acknowledged, "2026-03-27T10:00").Due("stage-one-answer"),
            "2026-04-14 23:59")
      << "over Easter";
}

TEST(housing_answer1, may_be_extended_by_ten_working_days) {
  Norm extended = Housing("2026-11-02T10:00")
                      .At(Milestone::Acknowledged, "2026-11-06T10:00")
                      .Extended("stage-one-answer", "2026-12-04T23:59");
  EXPECT_EQ(extended.Due("stage-one-answer"), "2026-12-04 23:59");
  const auto& clocks = extended.pack().clocks;
  const auto clock = std::ranges::find(clocks, "stage-one-answer", &procedures::ClockRule::id);
  ASSERT_TRUE(clock != clocks.end() && clock->extension);
  EXPECT_EQ(clock->extension->most.ToString(), "10 business days");
}

TEST(housing_ack2, is_five_working_days_from_the_request) {
  EXPECT_EQ(Housing("2026-11-02T10:00").At(Milestone::StageTwoAsked, "2026-11-25T10:00").Due("stage-two-acknowledge"),
            "2026-12-02 23:59");
}

TEST(housing_ack2, is_another_person_at_stage_two_of_exactly_two) {
  const auto& stages = Housing("2026-11-02T10:00").pack().stages;
  EXPECT_EQ(stages.count, 2);
  EXPECT_TRUE(stages.second_handler_differs);
}

TEST(housing_answer2, is_twenty_working_days_from_the_acknowledgement_of_stage_two) {
  EXPECT_EQ(Housing("2026-11-02T10:00").At(Milestone::StageTwoAcknowledged, "2026-11-27T10:00").Due("stage-two-answer"),
            "2026-12-29 23:59")
      << "Christmas Day and the 28th are not counted";
}

// -- Telecoms, energy, health, data protection --------------------------------------------------------------------------

TEST(telecoms_adr, is_eight_weeks_until_7_april_2026_and_six_from_the_8th) {
  const auto due = [](std::string_view received) { return Norm("uk-telecoms").Received(received).Due("adr-letter"); };
  EXPECT_EQ(due("2026-04-07T23:59"), "2026-06-02 23:59");
  EXPECT_EQ(due("2026-04-08T00:00"), "2026-05-20 23:59");
}

TEST(telecoms_adr, is_due_at_deadlock_at_once) {
  EXPECT_EQ(
      Norm("uk-telecoms").Received("2026-11-02T10:00").At(Milestone::Deadlock, "2026-11-13T10:00").Due("adr-letter-at-deadlock"),
      "2026-11-16 23:59");
}

TEST(energy_day1, ends_with_the_first_working_day_after_receipt) {
  const auto due = [](std::string_view received) { return Norm("uk-energy").Received(received).Due("resolved-on-day-one"); };
  EXPECT_EQ(due("2026-11-02T10:00"), "2026-11-03 23:59");
  EXPECT_EQ(due("2026-11-06T10:00"), "2026-11-09 23:59");
  EXPECT_EQ(due("2026-12-24T10:00"), "2026-12-29 23:59");
}

TEST(energy_adr, is_eight_weeks) {
  EXPECT_EQ(Norm("uk-energy").Received("2026-11-02T10:00").Due("adr-letter"), "2026-12-28 23:59");
}

TEST(energy_record, asks_for_the_account_and_the_preferred_contact_at_once) {
  const auto& fields = Norm("uk-energy").pack().fields;
  for (const char* id : {"account", "preferred-contact"}) {
    const auto found = std::ranges::find(fields, id, &procedures::TemplateField::id);
    ASSERT_NE(found, fields.end()) << id;
    EXPECT_TRUE(found->required) << id;
  }
}

TEST(dpa, is_acknowledged_within_30_days_from_19_june_2026) {
  const auto due = [](std::string_view received) { return Norm("uk-data-protection").Received(received).Due("acknowledge"); };
  EXPECT_EQ(due("2026-06-18T23:59"), "none") << "not in force the day before";
  EXPECT_EQ(due("2026-06-19T00:00"), "2026-07-18 23:59") << "the day of receipt counted, the stricter reading";
  EXPECT_EQ(due("2027-01-31T10:00"), "2027-03-01 23:59");
}

// No pack is shipped for health complaints; the terms themselves are held here.
TEST(nhs, is_acknowledged_in_three_working_days_and_answered_or_explained_within_six_months) {
  const auto& england = TheShelf().calendars.at("england-and-wales");
  const auto due = [&](const char* length, std::string_view received) {
    return calendar::DueOf({*calendar::Length::Parse(length), {}, {}}, england, *Instant::Parse(received), {}).day->ToString();
  };
  EXPECT_EQ(due("3 business days", "2026-04-02T10:00:00Z"), "2026-04-09") << "over Easter";
  EXPECT_EQ(due("6 months", "2026-08-31T10:00:00Z"), "2027-02-28");
}

// -- What holds for all of them -----------------------------------------------------------------------------------------

TEST(Packs, cite_a_clause_for_every_figure) {
  for (const auto& [id, pack] : TheShelf().procedures) {
    for (const auto& clock : pack.clocks) {
      EXPECT_FALSE(clock.clause.number.empty() || clock.clause.words.empty() || clock.clause.rests_on.empty())
          << id << " " << clock.id;
    }
  }
}

TEST(Packs, let_no_statutory_clock_stand_still) {
  for (const auto& [id, pack] : TheShelf().procedures) {
    for (const auto& clock : pack.clocks) {
      EXPECT_TRUE(clock.kind == procedures::ClockKind::Internal || clock.pauses.empty()) << id << " " << clock.id;
    }
  }
}

TEST(Packs, say_nothing_is_due_when_the_calendar_ends_before_it) {
  EXPECT_EQ(Norm("uk-energy").Received("2028-12-29T10:00").Due("resolved-on-day-one"), "unknown");
}

}  // namespace
}  // namespace tests
