// A small desk as one finds it on an ordinary morning: a dozen customers of a home-services firm, their cases at every
// stage of the cycle, and one whole story with a refused offer, an escalation and a dispute. Everything went through the
// one door, at the times it says, so the demo obeys the same rules as any desk.

#include <fmt/format.h>
#include <unistd.h>

#include <future>
#include <iostream>

#include "app/clock_runner.h"
#include "app/improvements.h"
#include "app/signals.h"
#include "cli/common.h"
#include "cli/demo_script.h"

namespace cli {
namespace {

using namespace demo;  // NOLINT: the script reads as the domain's own words
using base::Result;
using domain::Actor;

struct Person {
  const char* login;
  const char* name;
  Role role;
  const char* team;
};
constexpr Person kStaff[] = {
    {"admin", "Ada Fairweather", Role::Administrator, nullptr},
    {"hana", "Hana Sato", Role::Handler, "Heating"},
    {"cole", "Cole Bridger", Role::Handler, "Billing"},
    {"lea", "Lea Marchetti", Role::TeamLeader, "Heating"},
    {"mani", "Mani Desai", Role::Manager, nullptr},
    {"quinn", "Quinn Adair", Role::Quality, nullptr},
};

void WriteScript(Script& s) {
  // One whole story: missed visits, an offer declined, an escalation, a dispute, and in the end a warm house.
  const std::string boiler = "boiler";
  s.Log(days(26), kHana, boiler, "Amara Okafor", "amara.okafor@example.org", "0161 496 0123", "M14 5TP", Channel::Telephone,
        "Missed appointment", "Boiler care", "Boiler not repaired after three missed visits",
        "This is the third time nobody came. I have a baby of five months, there is no heating and no hot water, and each time I "
        "am told to wait in all day.",
        "Somebody who really comes this week, and the call-out fee back.");
  s.Understand(days(26), kHana, boiler, Severity::High, Emotion::Angry,
               "Three booked visits on 2, 5 and 9 of the month were missed without a word. No heating or hot water, a baby of "
               "five months. You want a visit this week and the £60 fee refunded.",
               true);
  s.Add(
      days(26) - minutes(9), kLea, boiler,
      ReturnEscalation{Said("Thank you for telling me. Keep it; ring her every day, and me if Thursday does not hold."), false});
  s.Call(days(26) - minutes(10), kHana, boiler,
         "Summed up what went wrong, apologised, said I will see to it myself. Two fan heaters go out by courier today.", days(1),
         {true, true, true, true});
  s.Call(days(25) - hours(1), kHana, boiler, "Heaters arrived. Told her the dispatch log is being looked into.", days(1));
  s.Analyse(days(25) - hours(2), kHana, boiler,
            "All three visits were booked on the calendar of an engineer who left in spring. No dispatch was ever made.",
            "Dispatch log", "process.handover",
            {"Why was the visit missed? No engineer had the job.", "Why not? It was booked on a closed calendar.",
             "Why was it open for bookings? Leavers' calendars are not closed.", "Why not? Nobody is named to do it."},
            "Four leavers' calendars still take bookings; this is not a slip of one person.", Decision::Upheld,
            "We missed three visits we had promised, by our own fault.", "Service promise 4.2",
            "A visit is kept, or moved with a day's notice.");
  s.Add(days(25) - hours(3), kHana, boiler,
        AddOption{Terms(RemedyKind::Repair, "Repair on Thursday and refund the call-out fee", Pounds("60.00"), 2,
                        "Warm in two days; the fee is back.")});
  s.Add(days(25) - hours(3) - minutes(2), kHana, boiler,
        AddOption{Terms(RemedyKind::Refund, "Refund the fee, repair on the next free visit", Pounds("60.00"), 6,
                        "Cold for another week.")});
  s.Add(days(25) - hours(3) - minutes(9), kHana, boiler, Weigh(1, {{6, 8, 7}, {6, 3, 2}}));
  s.Add(
      days(25) - hours(4), kHana, boiler,
      MakeOffer{OptionId{1}, Said("An engineer on Thursday between 8 and 10, and your £60 back today."), Channel::Telephone, {}});
  s.Add(days(25) - hours(4) - minutes(5), kHana, boiler,
        DeclineOffer{OfferId{1}, Said("Three days in the cold with a baby, and you offer me my own money back? No."),
                     Channel::Telephone});
  s.Call(days(25) - hours(4) - minutes(6), kHana, boiler, "She declines. Said I will ask for more and ring tomorrow.", days(1));
  s.Add(days(24) - hours(1), kHana, boiler,
        AddOption{Terms(RemedyKind::Compensation, "Repair tomorrow by a partner, refund, and £150 for the cold days",
                        Pounds("310.00"), 1, "Warm tomorrow, and the lost days made good.")});
  s.Add(days(24) - hours(1) - minutes(4), kHana, boiler, Weigh(3, {{6, 8, 5}, {6, 3, 2}, {3, 10, 9}}));
  EscalateCase up;
  up.trigger = Trigger::Authority;
  up.option = OptionId{3};
  up.reason = Said("A partner tomorrow and £150 is right for a baby in a cold house; it is beyond my limit.");
  up.tried = Said("Offered Thursday and the fee; declined. Our own engineers are full until Thursday.");
  s.Add(days(24) - hours(1) - minutes(8), kHana, boiler, up);
  s.Add(days(24) - hours(1) - minutes(10), kHana, boiler,
        RequestApproval{OptionId{3}, Said("Baby of five months, three missed visits, our fault.")});
  s.Add(days(24) - hours(2), kLea, boiler, GrantApproval{OptionId{3}, Said("Right. Use Calder Heating, they owe us a slot.")});
  s.Add(days(24) - hours(2) - minutes(2), kLea, boiler,
        ReturnEscalation{Said("Approved. You ring her: she knows your voice."), false});
  s.Add(days(24) - hours(3), kHana, boiler,
        MakeOffer{OptionId{3},
                  Said("Calder Heating comes tomorrow at 9. Your £60 and £150 for the cold days are paid today."),
                  Channel::Telephone,
                  {}});
  s.Add(days(24) - hours(3) - minutes(4), kHana, boiler,
        AcceptOffer{OfferId{2}, Said("Thank you. Tomorrow at nine, then. I am holding you to it."), Channel::Telephone, {}});
  s.Add(days(24) - hours(3) - minutes(6), kHana, boiler,
        PlanAction{Said("Calder Heating repairs the boiler"), UserId{}, s.At(days(23) - hours(4)), {}});
  s.Add(days(24) - hours(3) - minutes(7), kHana, boiler,
        PlanAction{Said("Pay £210 by bank transfer"), UserId{}, s.At(days(22)), {}});
  s.Call(days(24) - hours(3) - minutes(8), kHana, boiler, "Agreed. I will ring after the visit.", days(1));
  s.Add(days(23) - hours(3), kHana, boiler,
        CompleteAction{ActionId{1}, Said("Calder: pump replaced, running at 11:40, signed by the customer."), {}});
  s.Add(days(23) - hours(4), kHana, boiler, CompleteAction{ActionId{2}, Said("Paid, reference 88-1402."), {}});
  s.Add(days(23) - hours(4) - minutes(1), kHana, boiler,
        RecordRedress{RemedyKind::Compensation, Pounds("210.00"), Said("£60 fee and £150 for the cold days, by bank transfer.")});
  s.Add(days(23) - hours(5), kHana, boiler, RequestConfirmation{Channel::Telephone});
  s.Call(days(23) - hours(5) - minutes(1), kHana, boiler,
         "Asked whether it is warm. It is. She wants to wait a night before she says it is solved.", days(1),
         {true, true, false, true});
  s.Add(days(22) - hours(2), kTheCustomer, boiler,
        DisputeResolution{Said("Cold again this morning. The display says E119."), Channel::Portal, {}});
  s.Call(days(22) - hours(3), kHana, boiler, "Rang at once. Calder comes back this afternoon; I stay on it.", hours(22),
         {true, true, true, true});
  s.Analyse(
      days(22) - hours(5), kHana, boiler, "The new pump was fitted, but the pressure valve leaks; the system runs dry overnight.",
      "Calder Heating, second visit", "supplier.quality",
      {"Why cold again? The pressure dropped.", "Why? The old valve leaks.", "Why was it left in? Only the pump was looked at."},
      "The engineer found it in ten minutes; a full test the day before would have shown it.", Decision::Upheld,
      "The repair was not complete.", "Service promise 5.1", "A repair is tested under pressure before we leave.", 2);
  s.Add(days(22) - hours(6), kHana, boiler,
        AddOption{Terms(RemedyKind::Repair, "New valve today and a pressure test tomorrow", Pounds("0.00"), 1,
                        "Warm tonight, and sure of it.")});
  s.Add(days(22) - hours(6) - minutes(3), kHana, boiler, Weigh(4, {{6, 8, 5}, {6, 3, 2}, {3, 10, 6}, {9, 10, 9}}));
  s.Add(days(22) - hours(6) - minutes(9), kHana, boiler,
        MakeOffer{OptionId{4},
                  Said("The valve is changed today, and tomorrow somebody tests it again while you watch."),
                  Channel::Telephone,
                  {}});
  s.Add(days(22) - hours(6) - minutes(12), kHana, boiler, AcceptOffer{OfferId{3}, Said("Do that."), Channel::Telephone, {}});
  s.Add(days(22) - hours(6) - minutes(14), kHana, boiler,
        PlanAction{Said("Valve changed, pressure test next day"), UserId{}, s.At(days(21) - hours(6)), {}});
  s.Call(days(21) - hours(4), kHana, boiler, "Valve changed yesterday, test passed today: 1.6 bar, steady over three hours.",
         days(2));
  s.Add(days(21) - hours(4) - minutes(2), kHana, boiler,
        CompleteAction{ActionId{3}, Said("Test sheet: 1.6 bar, no loss over three hours."), {}});
  s.Add(days(20) - hours(1), kHana, boiler, RequestConfirmation{Channel::Telephone});
  s.Add(days(20) - hours(2), kTheCustomer, boiler,
        ConfirmResolution{
            Said("Two warm nights. It is solved. And thank you for ringing each time you said you would."), Channel::Portal, {}});
  s.Add(days(20) - hours(3), kHana, boiler,
        RecordLesson{Said("Leavers' calendars take bookings that nobody sees."),
                     Said("Close the calendar on the day somebody leaves; name the dispatcher who does it.")});
  s.Add(days(20) - hours(3) - minutes(5), kHana, boiler, ScheduleFollowUp{s.At(days(-8)), Said("Still warm? Any E119?")});
  s.LastCall(days(20) - hours(3) - minutes(10), kHana, boiler, "Thanked her. Told her I will ring once more in four weeks.",
             "It is solved; the follow-up is arranged.");
  s.Add(days(20) - hours(3) - minutes(12), kHana, boiler, CloseCase{Outcome::ResolvedConfirmed, {}});
  RecordSurveyAnswer effort;
  effort.instrument = Instrument::Satisfaction;
  effort.score = {8};
  effort.comment = Said("A bad start, and then somebody who kept her word.");
  s.Add(days(18), kTheCustomer, boiler, effort);

  // Billed twice; quickly put right.
  s.Log(days(12), kCole, "double", "Tomasz Zielinski", "t.zielinski@example.net", "0151 496 0777", "L8 7LP", Channel::Email,
        "Billing", "Electricity", "Charged twice for March",
        "You took £84.20 on the 3rd and again on the 5th. Please give the second one back.", "The £84.20 back.");
  s.Understand(days(12), kCole, "double", Severity::Medium, Emotion::Frustrated,
               "£84.20 was taken on the 3rd and on the 5th; one of them is too much.");
  s.Analyse(days(12) - hours(2), kCole, "double", "The direct-debit file of the 3rd was sent twice.", "Payments ledger",
            "systems.failure", {"Why twice? The run was restarted after a time-out."}, "312 customers are in the second file.",
            Decision::Upheld, "The second debit had no ground.", "Direct Debit Guarantee",
            "An error is refunded in full and at once.");
  s.Add(days(12) - hours(3), kCole, "double",
        AddOption{Terms(RemedyKind::Refund, "Refund £84.20 today", Pounds("84.20"), 1, "Whole again tomorrow.")});
  s.Add(days(12) - hours(3) - minutes(1), kCole, "double",
        AddOption{Terms(RemedyKind::Correction, "Credit it to the next bill", Pounds("84.20"), 30,
                        "Waits a month for his own money.")});
  s.Add(days(12) - hours(3) - minutes(4), kCole, "double", Weigh(1, {{5, 9, 9}, {5, 2, 3}}));
  s.Add(days(12) - hours(4), kCole, "double",
        MakeOffer{OptionId{1}, Said("£84.20 goes back to your account today."), Channel::Email, {}});
  s.Add(days(11) - hours(1), kTheCustomer, "double", AcceptOffer{OfferId{1}, Said("Yes please."), Channel::Email, {}});
  s.Add(days(11) - hours(2), kCole, "double", PlanAction{Said("Refund £84.20"), UserId{}, s.At(days(9)), {}});
  s.Add(days(11) - hours(3), kCole, "double", CompleteAction{ActionId{1}, Said("Refund run 11-204."), {}});
  s.Add(days(11) - hours(3) - minutes(1), kCole, "double",
        RecordRedress{RemedyKind::Refund, Pounds("84.20"), Said("To the account it came from.")});
  s.Call(days(11) - hours(4), kCole, "double", "Told him the refund is on its way.", days(2), {true, false, true, true});
  s.Add(days(10), kCole, "double", RequestConfirmation{Channel::Email});
  s.Add(days(9) - hours(2), kTheCustomer, "double", ConfirmResolution{Said("It has arrived, thanks."), Channel::Email, {}});
  s.Add(days(9) - hours(3), kCole, "double",
        RecordLesson{Said("A restarted debit run must not send a file again."), Said("Mark a file as sent before sending it.")});
  s.Add(days(9) - hours(3) - minutes(2), kCole, "double",
        ScheduleFollowUp{s.At(days(-20)), Said("No second debit in the next run?")});
  s.Add(days(9) - hours(3) - minutes(5), kCole, "double", CloseCase{Outcome::ResolvedConfirmed, {}});

  // An offer on the table, in Welsh.
  s.Log(days(4), kCole, "welsh", "Gwen Prytherch", "gwen.prytherch@example.org", "01286 496 044", "LL55 1AB", Channel::Letter,
        "Billing", "Gas", "No final bill since moving out in August",
        "Symudais ym mis Awst ac nid wyf wedi cael bil terfynol. Ysgrifennais ddwywaith.",
        "A final bill, and an answer to my letters.");
  s.Understand(days(4) - hours(1), kCole, "welsh", Severity::Medium, Emotion::Frustrated,
               "You moved out on 18 August, wrote twice, and still have no final bill.");
  s.Analyse(days(3), kCole, "welsh", "Both letters lie unread in the Welsh-language inbox.", "Mail room", "process.missing-step",
            {"Why unread? Nobody is named for that inbox."}, "The inbox holds 41 letters, the oldest from July.",
            Decision::Upheld, "Two letters went unanswered.", "Welsh language scheme 3",
            "Letters in Welsh are answered in the same time as any other.");
  s.Add(days(3) - hours(1), kCole, "welsh",
        AddOption{Terms(RemedyKind::Correction, "Final bill this week, apology in Welsh, £30", Pounds("30.00"), 4,
                        "Settled, and answered in her language.")});
  s.Add(days(3) - hours(1) - minutes(1), kCole, "welsh",
        AddOption{Terms(RemedyKind::Correction, "Final bill only", {}, 4, "Settled, but not heard.")});
  s.Add(days(3) - hours(2), kCole, "welsh", Weigh(1, {{6, 7, 9}, {9, 7, 3}}));
  s.Add(days(3) - hours(3), kCole, "welsh",
        MakeOffer{OptionId{1}, Said("Bil terfynol erbyn dydd Gwener, ymddiheuriad yn Gymraeg, a £30."), Channel::Letter,
                  s.At(days(-10))});
  s.Call(days(3) - hours(3) - minutes(5), kCole, "welsh", "Letter sent in Welsh with the offer.", days(6),
         {true, true, true, true});

  // Came in this morning, not yet anybody's.
  s.Log(hours(3), kLea, "app", "Ingrid Larsen", "ingrid.larsen@example.net", "020 7946 0958", "SE5 8AZ", Channel::Chat,
        "Account access", "App", "Cannot sign in to the app since the update",
        "Since Tuesday the app says my e-mail is not known. I need to send a meter reading by Friday.",
        "To get in, or another way to send the reading.", Kind::Problem);

  // Vulnerable, and safety at stake: went up at once.
  s.Log(days(1) - hours(2), kHana, "meter", "Farida Haidari", "farida.haidari@example.org", "0113 496 0321", "LS7 3PD",
        Channel::Telephone, "Prepayment meter", "Electricity", "Prepayment meter fitted although oxygen is used at home",
        "They put in a meter that goes off when the money runs out. My father needs oxygen at night. I said so, they did not "
        "listen.",
        "The old meter back, today.");
  s.Add(days(1) - hours(2) - minutes(2), kHana, "meter", AcknowledgeCase{Channel::Telephone, {}});
  s.Add(days(1) - hours(2) - minutes(3), kHana, "meter", TakeOwnership{});
  s.Add(days(1) - hours(2) - minutes(4), kHana, "meter",
        AssessImpact{Severity::Critical,
                     Emotion::Distressed,
                     {},
                     true,
                     true,
                     Said("Emergency credit set to unlimited by remote, confirmed 10:12."),
                     {}});
  s.Add(
      days(1) - hours(2) - minutes(8), kHana, "meter",
      PlayBackUnderstanding{
          Said("A prepayment meter was fitted on Monday; your father needs oxygen at night; you want the old meter back today."),
          Understanding::Agreed,
          {},
          Channel::Telephone});
  s.Add(days(1) - hours(2) - minutes(12), kHana, "meter",
        AddFinding{Said("The meter team has no slot before Thursday; with oxygen at home the meter must go today."),
                   Titled("Meter team, by telephone"),
                   {}});
  s.Call(days(1) - hours(2) - minutes(15), kHana, "meter",
         "Told her the power will not go off, and that the meter is being fought for. I ring at five.", hours(7),
         {true, true, true, true});

  // In analysis; the promise is due later today.
  s.Log(days(2), kHana, "readings", "Dev Patel", "dev.patel@example.net", "0116 496 0500", "LE2 1DA", Channel::Web, "Metering",
        "Smart meter", "Smart meter shows three times what we use",
        "We are two people in a flat and were charged for 41 kWh a day. The meter must be wrong.", "A correct bill.");
  s.Understand(days(2) - hours(2), kHana, "readings", Severity::Medium, Emotion::Frustrated,
               "41 kWh a day for two people in a flat, since the new meter in June.");
  s.Add(days(1) - hours(3), kHana, "readings",
        AddFinding{Said("The meter's serial number belongs to the flat below; the two were swapped when they were fitted."),
                   Titled("Installation sheet"),
                   {}});
  s.Call(days(1) - hours(4), kHana, "readings", "Told him the meters may have been swapped; a colleague looks today.", hours(26),
         {true, true, false, true});

  // A manager must decide: beyond the handler's and the team leader's limits.
  s.Log(days(6), kHana, "leak", "Chloe Adeyemi", "chloe.adeyemi@example.org", "0121 496 0840", "B13 9TX", Channel::Telephone,
        "Damage", "Plumbing cover", "Ceiling came down after your plumber's visit",
        "Your man fixed the tap, and two days later the kitchen ceiling came down. It is all over the floor.",
        "The ceiling made good, and the food that was spoiled.");
  s.Understand(days(6), kHana, "leak", Severity::High, Emotion::Upset,
               "The ceiling came down two days after the visit; you want it made good and the spoiled food paid.");
  s.Analyse(days(5), kHana, "leak", "The compression joint above the ceiling was not tightened.", "Surveyor's report",
            "people.attention", {"Why did it leak? The joint was loose.", "Why? It was not checked under pressure."},
            "The surveyor's photo shows it.", Decision::Upheld, "The damage was ours.", "Consumer Rights Act 2015, s.49",
            "A service is to be performed with reasonable care and skill.");
  s.Add(days(5) - hours(2), kHana, "leak",
        AddOption{Terms(RemedyKind::Compensation, "Make the ceiling good by our builder, £90 for the food", Pounds("840.00"), 9,
                        "Made good, nothing to organise.")});
  s.Add(days(5) - hours(2) - minutes(2), kHana, "leak",
        AddOption{Terms(RemedyKind::Compensation, "Pay £750 and let her choose a builder", Pounds("750.00"), 5,
                        "Her own choice, her own trouble.")});
  s.Add(days(5) - hours(3), kHana, "leak", Weigh(1, {{4, 5, 9}, {5, 7, 5}}));
  s.Add(days(5) - hours(3) - minutes(4), kHana, "leak",
        RequestApproval{OptionId{1}, Said("Our fault on the surveyor's own photo; £840 is the builder's fixed price.")});
  s.Call(days(5) - hours(4), kHana, "leak",
         "Told her what the surveyor found, that it is ours, and that I need a signature for the sum.", days(3),
         {true, true, true, true});

  // Not upheld: explained, with where to turn.
  s.Log(days(30), kCole, "price", "Siobhan Kelly", "siobhan.kelly@example.org", "028 9496 0210", "BT9 6AW", Channel::Email,
        "Price", "Broadband", "Price went up in April although the contract runs",
        "I signed for 24 months and now it is £3 more.", "The old price until the contract ends.");
  s.Understand(days(30), kCole, "price", Severity::Low, Emotion::Frustrated,
               "£3 more since April; you understood the price to be fixed for 24 months.");
  s.Analyse(days(29), kCole, "price", "The summary she signed names the April change, in pounds, on its first page.",
            "Contract summary of 12 January", "customer.expectation",
            {"Why a surprise? The call before mentioned only the monthly price."}, "Recording and summary agree.",
            Decision::NotUpheld, "The change was stated in pounds before signing.", "Contract summary, page 1",
            "From April the price is £3.00 a month more.");
  s.Add(days(28), kCole, "price",
        GiveFinalPosition{
            Said("The April change was stated in pounds on the first page before you signed; we cannot take it back."),
            Said("You can take this to the ombudsman, free of charge; the leaflet is enclosed."), Channel::Email});
  s.LastCall(days(28) - minutes(30), kCole, "price", "Rang to explain; she was civil about it.", "Our final position is given.");
  s.Add(days(28) - hours(1), kCole, "price", RecordLesson{Said("Say the April change aloud in the sales call."), {}});
  s.Add(days(28) - hours(1) - minutes(2), kCole, "price", CloseCase{Outcome::NotUpheldFinalPosition, {}});

  // Silence: asked twice, a week without an answer, closed as unconfirmed by the clock.
  s.Log(days(24), kHana, "silent", "Huw Bevan", "huw.bevan@example.net", "01792 496 060", "SA2 0UP", Channel::Portal,
        "Missed appointment", "Boiler care", "Annual service forgotten", "The service was due in September.", "A date.");
  s.Understand(days(24), kHana, "silent", Severity::Low, Emotion::Calm,
               "The yearly service was due in September and nobody wrote.");
  s.Analyse(days(23), kHana, "silent", "The reminder went to an address he left in 2023.", "Reminder log", "systems.data",
            {"Why the old address? The change was noted on another account."}, "Two accounts, one person.", Decision::Upheld,
            "The reminder failed.", "Care plan 2", "One service a year, with a reminder.");
  s.Add(days(23) - hours(1), kHana, "silent",
        AddOption{Terms(RemedyKind::RepeatPerformance, "Service this week", {}, 3, "Done.")});
  s.Add(days(23) - hours(1) - minutes(1), kHana, "silent",
        AddOption{Terms(RemedyKind::Other, "Service next month", {}, 30, "Late.")});
  s.Add(days(23) - hours(2), kHana, "silent", Weigh(1, {{7, 8, 8}, {7, 2, 3}}));
  s.Add(days(23) - hours(3), kHana, "silent", MakeOffer{OptionId{1}, Said("Wednesday at ten."), Channel::Email, {}});
  s.Add(days(22) - hours(3), kTheCustomer, "silent", AcceptOffer{OfferId{1}, Said("Fine."), Channel::Email, {}});
  s.Add(days(22) - hours(4), kHana, "silent", PlanAction{Said("Service"), UserId{}, s.At(days(20)), {}});
  s.Add(days(20) - hours(4), kHana, "silent", CompleteAction{ActionId{1}, Said("Service sheet 5521."), {}});
  s.Add(days(20) - hours(5), kHana, "silent",
        RecordLesson{Said("Two accounts of one person hide a change of address."),
                     Said("Offer to join accounts that share an e-mail.")});
  s.Add(days(20) - hours(5) - minutes(1), kHana, "silent",
        ScheduleFollowUp{s.At(days(-2)), Said("Is the reminder set for next year?")});
  s.LastCall(days(20) - hours(5) - minutes(3), kHana, "silent",
             "Told him the service is done and I shall ask whether all is well.", "Only his word is missing.");
  s.Add(days(19), kHana, "silent", RequestConfirmation{Channel::Email});
  s.Add(days(16), kHana, "silent", RequestConfirmation{Channel::Text});

  // Withdrawn.
  s.Log(days(8), kCole, "quick", "Bartholomew Quick", "b.quick@example.org", "0117 496 0612", "BS6 5QA", Channel::Telephone,
        "Conduct", "Gas", "Operator hung up on me", "She hung up while I was speaking.", "An apology.");
  s.Add(days(8) - minutes(2), kCole, "quick", AcknowledgeCase{Channel::Telephone, {}});
  s.Add(days(7), kCole, "quick",
        WithdrawCase{Said("My own line dropped, my son found it. Forget about it, and sorry."), Channel::Telephone});
  s.Add(days(7) - minutes(2), kCole, "quick", CloseCase{Outcome::Withdrawn, {}});

  // A promise that nobody kept.
  s.Log(days(5), kCole, "rude", "Malcolm Reid", "malcolm.reid@example.net", "0131 496 0345", "EH10 4BF", Channel::Telephone,
        "Conduct", "Boiler care", "Engineer walked in with muddy boots and swore",
        "He swore at my wife when she asked him to take his boots off.", "An apology from him, not from you.");
  s.Add(days(5) - minutes(2), kCole, "rude", AcknowledgeCase{Channel::Telephone, {}});
  s.Add(days(5) - minutes(3), kCole, "rude", TakeOwnership{});
  s.Add(days(5) - minutes(6), kCole, "rude", AssessImpact{Severity::Medium, Emotion::Angry, {}, false, false, {}, {}});
}

class Stage {
 public:
  Stage(OpenDesk& desk, base::SimulatedClock& clock) : desk_(desk), clock_(clock) {}

  Result<void> Hire() {
    const std::string hash = base::HashPassword(kDemoPassword, base::PasswordCost::Interactive);
    for (const Person& person : kStaff) {
      desk::CreateUser command{base::Word(person.login), Line(person.name), person.role, {}, {}};
      if (person.team != nullptr) command.team = base::Word(person.team);
      TRY(const auto reply, Done(desk_.Wait([&](app::OnAnswer done) {
            desk_.service->CreateUser(command, {hash, {}}, AsSystem(), std::move(done));
          })));
      TRY(const auto id, app::UserId::Parse(reply.ref));
      staff_.push_back(Actor::Staff(id, person.role, person.name));
    }
    return {};
  }

  const std::vector<Actor>& staff() const { return staff_; }

  Result<void> Play(Step step, base::Instant at) {
    CHECK_OK(RunClocksUntil(at));
    clock_.Set(at);
    if (auto* log = std::get_if<LogCase>(&step.command)) {
      TRY(const auto reply, Done(desk_.Wait([&](app::OnAnswer done) {
            desk_.service->Log(std::move(*log), As(staff_[step.who]), std::move(done));
          })));
      TRY(cases_[step.key], app::CaseId::Parse(reply.ref));
      return {};
    }
    const app::CaseId id = cases_.at(step.key);
    // The script does not know the numbers of its own staff.
    if (auto* plan = std::get_if<PlanAction>(&step.command)) plan->owner = *staff_[step.who].user;
    Actor actor;
    if (step.who == kTheCustomer) {
      TRY(const auto snapshot, desk_.service->CaseAt(id, AsSystem().viewer));
      actor = Actor::Of(snapshot->state.customer);
    } else {
      actor = staff_[step.who];
    }
    auto done = Done(desk_.Wait(
        [&](app::OnAnswer answered) { desk_.service->Handle(id, std::move(step.command), As(actor), std::move(answered)); }));
    if (!done) return base::Fail(base::ErrorCode::Internal, "the demo's case " + step.key + ": " + base::ToLine(done.error()));
    return {};
  }

  // Lets every clock that runs out before `until` do so at its own time.
  Result<void> RunClocksUntil(base::Instant until) {
    app::ClockRunner runner(*desk_.service);
    for (;;) {
      TRY(const auto due, desk_.service->queries().ToNotice(until, 1, {}));
      if (due.empty() || due.front().at >= until) return {};
      clock_.Set(std::max(clock_.Now(), due.front().at + minutes(1)));
      TRY(const int acted, runner.RunOnce());
      if (acted == 0) return {};
    }
  }

 private:
  static app::Request As(const Actor& actor) { return {{actor, desk::Reach::Desk, {}}, {}, {}, {}}; }
  static Result<app::CommandReply> Done(Result<app::Answer> answer) {
    if (!answer) return std::unexpected(answer.error());
    if (const auto* refused = std::get_if<domain::Refusals>(&*answer))
      return base::Fail(base::ErrorCode::Internal, refused->front().says);
    return std::get<app::CommandReply>(*std::move(answer));
  }

  OpenDesk& desk_;
  base::SimulatedClock& clock_;
  std::vector<Actor> staff_;
  std::map<std::string, app::CaseId> cases_;
};

}  // namespace

const std::vector<DemoLogin>& DemoLogins() {
  static const std::vector<DemoLogin> logins = [] {
    std::vector<DemoLogin> all;
    for (const Person& person : kStaff) all.push_back({person.login, person.name, base::WordsOf(person.role)});
    return all;
  }();
  return logins;
}

namespace {

// What was learnt from the years before: an improvement that was made, one that is proposed, and a signal somebody looks into.
class Learning {
 public:
  Learning(OpenDesk& desk, base::SimulatedClock& clock, base::Instant now, const std::vector<Actor>& staff)
      : desk_(desk),
        clock_(clock),
        now_(now),
        staff_(staff),
        monitoring_(*desk.store, *desk.store, clock),
        watch_(monitoring_, *desk.service),
        improvements_(monitoring_, *desk.service) {}

  // Whatever happened up to then, each once and in its order.
  Result<void> PlayUntil(base::Instant until) {
    for (; next_ < steps_.size() && now_ - steps_[next_].first <= until; ++next_) {
      clock_.Set(now_ - steps_[next_].first);
      CHECK_OK(monitoring_.CatchUp());
      CHECK_OK((this->*steps_[next_].second)());
    }
    return {};
  }

 private:
  using Act = Result<void> (Learning::*)();

  Result<void> Propose() {
    learning::ImprovementPlan plan;
    plan.title = Line("Close leavers' calendars on their last day");
    plan.change = Prose(
        "The dispatcher closes the calendar of whoever leaves on the last day, and moves what is booked on it. The "
        "list of leavers comes from personnel every Friday.");
    plan.cause = base::Word("process.handover");
    plan.measure = base::Word("received");
    plan.where = Line("category=Missed appointment");
    plan.compared_with = Line("category=Billing");
    plan.expected_percent = base::Whole<-100, 1'000>{-40};
    plan.owner = staff_[kLea].user;
    plan.cost = Pounds("1800.00");
    return Give(kHana, plan);
  }
  Result<void> Agree() {
    return Handle(kMani, learning::AgreeImprovement{base::ImprovementId{1}, Prose("Half of our missed visits come of this.")});
  }
  Result<void> Made() {
    return Handle(kLea, learning::RecordChange{base::ImprovementId{1}, Today(), Prose("The first Friday list is worked off.")});
  }
  Result<void> Measure() {
    return Waited([this](auto done) { improvements_.Run(std::move(done)); });
  }
  Result<void> Conclude() {
    return Handle(kQuinn,
                  learning::ConcludeImprovement{base::ImprovementId{1}, learning::Conclusion::Kept,
                                                Prose("Fewer missed visits in every month since. The Friday list stays.")});
  }
  Result<void> ProposeAnother() {
    learning::ImprovementPlan plan;
    plan.title = Line("Ask for a reading after the second estimate");
    plan.change = Prose("After two estimated readings the customer is asked for one by text, with a link.");
    plan.cause = base::Word("process.missing-step");
    plan.where = Line("category=Billing;product=Gas");
    plan.expected_percent = base::Whole<-100, 1'000>{-25};
    plan.cost = Pounds("4200.00");
    return Give(kCole, plan);
  }
  Result<void> Watch() {
    return Waited([this](auto done) { watch_.Run(std::move(done)); });
  }
  Result<void> LookAt() {
    TRY(const auto log, desk_.service->Learning());
    if (log->state.signals.empty()) return {};
    return Handle(kQuinn, learning::LookAtSignal{log->state.signals.back().id});
  }

  base::Date Today() const { return desk_.store->InForce().Book()->General().calendar.zone().ToLocal(clock_.Now()).date; }
  Result<void> Give(Who who, learning::ImprovementPlan plan) {
    const base::Date yesterday = Today() - 1;
    TRY(auto evidence, improvements_.Freeze(plan, yesterday.AddMonths(-12) + 1, yesterday, Seen(who)));
    return Handle(who, learning::ProposeImprovement{std::move(plan), std::move(evidence)});
  }
  Result<void> Handle(Who who, learning::Command command) {
    auto answer = desk_.Wait([&](app::OnAnswer done) {
      desk_.service->Handle(std::move(command), app::Request{Seen(who), {}, {}, {}}, std::move(done));
    });
    if (!answer) return std::unexpected(answer.error());
    if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) {
      return base::Fail(base::ErrorCode::Internal, refused->front().says);
    }
    return {};
  }
  template <class Start>
  Result<void> Waited(Start start) {
    std::promise<Result<void>> promise;
    start([&](const auto& done) { promise.set_value(done ? Result<void>() : std::unexpected(done.error())); });
    return promise.get_future().get();
  }
  app::Viewer Seen(Who who) const { return {staff_[who], desk::Reach::Desk, {}}; }

  OpenDesk& desk_;
  base::SimulatedClock& clock_;
  base::Instant now_;
  const std::vector<Actor>& staff_;
  app::Monitoring monitoring_;
  app::SignalWatch watch_;
  app::Improvements improvements_;
  std::vector<std::pair<base::Duration, Act>> steps_{{kRemovedAgo + days(24), &Learning::Propose},
                                                     {kRemovedAgo + days(17), &Learning::Agree},
                                                     {kRemovedAgo, &Learning::Made},
                                                     {kRemovedAgo - days(30), &Learning::Measure},
                                                     {kRemovedAgo - days(90), &Learning::Measure},
                                                     {kRemovedAgo - days(180), &Learning::Measure},
                                                     {kRemovedAgo - days(183), &Learning::Conclude},
                                                     {days(33), &Learning::ProposeAnother},
                                                     {days(6), &Learning::Watch},
                                                     {days(5), &Learning::LookAt},
                                                     {minutes(1), &Learning::Watch}};
  std::size_t next_ = 0;
};

}  // namespace

Result<void> MakeDemo(const Globals& globals, std::optional<base::Instant> end, int years) {
  // By day the past ends now; at night it ends the afternoon before, so that nobody works at three in the morning.
  base::Instant now = end.value_or(base::SystemClock().Now());
  const std::int64_t hour = now.millis / 3'600'000 % 24;
  if (hour < 8 || hour > 18) now.millis -= (now.millis - 15 * 3'600'000) % 86'400'000;
  Script script(now);
  if (years > 0) WriteHistory(script, years);
  WriteScript(script);
  std::vector<Step> steps = script.Sorted();
  base::SimulatedClock clock(now - std::max<base::Duration>(days(40), steps.front().ago + days(1)));
  TRY(auto desk, OpenDesk::Open(globals, true, &clock));
  TRY(const auto counts, desk->service->queries().Count());
  TRY(const auto users, desk->service->queries().Users());
  if (counts.open_cases + counts.closed_cases + counts.customers > 0 || !users.empty()) {
    return base::Fail(base::ErrorCode::Conflict,
                      "the database at " + desk->store->options().url.Shown() + " is not empty; the demo needs a new one");
  }
  Stage stage(*desk, clock);
  CHECK_OK(stage.Hire());
  std::optional<Learning> learning;
  if (years > 0) learning.emplace(*desk, clock, now, stage.staff());
  std::size_t played = 0;
  for (Step& step : steps) {
    const base::Instant at = now - step.ago;
    if (learning) CHECK_OK(learning->PlayUntil(at));
    CHECK_OK(stage.Play(std::move(step), at));
    if (++played % 500 == 0 && years > 0 && isatty(STDERR_FILENO) != 0)
      fmt::print(stderr, "\r{} of {} steps of the demo", played, steps.size());
  }
  if (years > 0 && isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r{} of {} steps of the demo\n", played, steps.size());
  if (learning) CHECK_OK(learning->PlayUntil(now));
  CHECK_OK(stage.RunClocksUntil(now));
  TRY([[maybe_unused]] const bool checkpoint, store::WriteCheckpoint(*desk->store, now));
  return {};
}

void AddDemo(CLI::App& program, Globals& globals, Run& run) {
  static int years = 0;
  CLI::App* demo = program.add_subcommand("demo", "Fill a new database with a small realistic desk");
  demo->add_option("--years", years, "So many years of ordinary cases before it, for figures that have a past")
      ->check(CLI::Range(0, 10));
  demo->callback([&] {
    run = [&] {
      if (const auto made = MakeDemo(globals, {}, years); !made) return Report(made.error());
      std::cout << "The demo desk is ready. Sign in with the password " << kDemoPassword << " as:\n";
      for (const DemoLogin& login : DemoLogins())
        std::cout << "  " << login.login << "  (" << login.name << ", " << login.role << ")\n";
      return static_cast<int>(kDone);
    };
  });
}

}  // namespace cli
