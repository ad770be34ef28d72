// Some years of ordinary cases, as chance and the seasons make them, for a desk that has something to look back on.

#include <array>
#include <cmath>
#include <random>

#include "cli/demo_script.h"

namespace cli::demo {
namespace {

struct Sort {
  const char* category;
  const char* product;
  const char* subject;
  const char* words;
  const char* remedy;
  const char* finding;
  const char* cause;
  const char* first_why;
  const char* last_why;
  const char* remedy_title;
  double a_week;     // of a week at the beginning
  double in_winter;  // so many times as many at midwinter as over the year
  Decision decision;
  Severity severity;
};

constexpr std::array kSorts{
    Sort{"Missed appointment", "Boiler care", "Engineer did not come", "I took a day off and nobody came, nobody rang.",
         "A visit this week.", "The visit was booked on the calendar of an engineer who has left.", "process.handover",
         "Why did nobody come? No engineer had the job.", "Why not? Leavers' calendars take bookings that nobody sees.",
         "A visit on the next day and the fee back", 5.5, 1.5, Decision::Upheld, Severity::High},
    Sort{"Billing", "Electricity", "Charged twice", "The same month was taken from my account twice.", "The second payment back.",
         "The direct-debit file was sent twice.", "systems.failure", "Why twice? The run was restarted after a time-out.",
         "Why was the file sent again? It is not marked as sent.", "Refund today", 2.2, 1.0, Decision::Upheld, Severity::Medium},
    Sort{"Billing", "Gas", "Bill is too high", "The bill is twice that of last year and we are never at home.", "A correct bill.",
         "The reading was estimated three times in a row.", "process.missing-step", "Why so high? The reading was estimated.",
         "Why estimated? Nobody asks for a reading after the second estimate.", "A corrected bill", 1.0, 1.4,
         Decision::PartlyUpheld, Severity::Medium},
    Sort{"Metering", "Smart meter", "Meter shows nonsense", "The meter shows three times what we use.", "A meter that is right.",
         "The serial number belongs to another flat.", "systems.data", "Why wrong? Two serial numbers were swapped.",
         "Why was it not seen? Nobody compares them after fitting.", "Numbers put right and the bill redone", 0.6, 1.0,
         Decision::Upheld, Severity::Medium},
    Sort{"Damage", "Plumbing cover", "Wet ceiling after the visit", "Your plumber left and the ceiling is wet.",
         "The ceiling made good.", "A joint was not tightened.", "people.attention", "Why did it leak? The joint was loose.",
         "Why was it loose? It was not tested under pressure.", "Made good by our builder", 0.4, 1.2, Decision::Upheld,
         Severity::High},
    Sort{"Price", "Broadband", "Price went up", "I signed for a price and now it is higher.", "The old price.",
         "The change stands in the contract summary.", "customer.expectation", "Why a surprise? The call did not mention it.",
         "Why not? It is not in the script of the call.", "A longer term at the old price", 0.6, 1.0, Decision::PartlyUpheld,
         Severity::Low},
    Sort{"Account access", "App", "Cannot sign in", "The app says it does not know me.", "To get in.",
         "The update drops addresses with a plus sign.", "systems.failure", "Why not known? The address is cut off.",
         "Why? The update checks addresses by a rule of its own.", "Signed in by a colleague, fixed in the next update", 0.9, 1.0,
         Decision::Upheld, Severity::Medium},
};
constexpr std::array kFirst{"Amara", "Tomasz", "Gwen",  "Ingrid", "Farida", "Dev",   "Chloe", "Siobhan", "Huw", "Malcolm",
                            "Priya", "Jonas",  "Leila", "Owen",   "Beth",   "Yusuf", "Marta", "Callum",  "Nia", "Hassan",
                            "Aoife", "Piotr",  "Grace", "Samuel", "Elif",   "Rhys",  "Zara",  "Dominic", "Ewa", "Kofi"};
constexpr std::array kLast{"Okafor", "Zielinski", "Prytherch", "Larsen", "Haidari", "Patel",  "Adeyemi", "Kelly", "Bevan",
                           "Reid",   "Sharma",    "Weber",     "Nasser", "Hughes",  "Archer", "Demir",   "Nowak", "Ross",
                           "Morgan", "Ali",       "Byrne",     "Wójcik", "Mensah",  "Stone",  "Kaya",    "Lewis"};
constexpr std::array kChannels{Channel::Telephone, Channel::Email, Channel::Web, Channel::Letter, Channel::Chat};

class History {
 public:
  explicit History(Script& script) : script_(script) {}

  void Case(int number, const Sort& sort, base::Duration ago) {
    const std::string key = "h" + std::to_string(number);
    const Who who =
        sort.product == std::string_view("Boiler care") || sort.product == std::string_view("Plumbing cover") ? kHana : kCole;
    const std::string first = kFirst[Below(kFirst.size())];
    const std::string last = kLast[Below(kLast.size())];
    const std::string email = "h" + std::to_string(number) + "@example.org";
    const std::string phone = "0161 496 " + std::to_string(1000 + number % 9000);
    const std::string postcode = "M" + std::to_string(1 + number % 40) + " " + std::to_string(number % 9 + 1) + "AB";
    script_.Log(ago, who, key, (first + " " + last).c_str(), email.c_str(), phone.c_str(), postcode.c_str(),
                kChannels[Below(kChannels.size())], sort.category, sort.product, sort.subject, sort.words, sort.remedy);
    const Emotion emotion = static_cast<Emotion>(Below(4));
    script_.Understand(ago, who, key, sort.severity, emotion, sort.words, Below(9) == 0);
    // Handled within some days; now and then it lies for a fortnight, and the promise is broken.
    const bool lies = Below(12) == 0;
    base::Duration at = ago - hours(4 + Below(30)) - (lies ? days(12) : days(0));
    if (at < hours(30)) return Working(ago, who, key);
    script_.Analyse(at, who, key, sort.finding, "Records", sort.cause, {sort.first_why, sort.last_why}, sort.finding,
                    number % 6 == 5 ? Decision::NotUpheld : sort.decision, sort.finding, "Service promise",
                    "What we promise we keep, and what we break we make good; where it was not ours we may still help.");
    const bool dear = Below(4) == 0;
    const Money cost = Pounds(dear ? "90.00" : Below(2) == 0 ? "40.00" : "25.00");
    script_.Add(at - minutes(50), who, key,
                AddOption{Terms(RemedyKind::Refund, sort.remedy_title, cost, 2, "Put right within two days.")});
    script_.Add(at - minutes(52), who, key,
                AddOption{Terms(RemedyKind::Other, "An apology and nothing more", {}, 1, "Heard, and no better off.")});
    script_.Add(at - minutes(55), who, key, Weigh(1, {{6, 8, 8}, {9, 9, 2}}));
    script_.Add(at - minutes(60), who, key, MakeOffer{OptionId{1}, Said(sort.remedy_title), Channel::Email, {}});
    script_.Call(at - minutes(65), who, key, "Told them what we found and what we offer.", days(4));
    at -= hours(6 + Below(40));
    script_.Add(at, kTheCustomer, key, AcceptOffer{OfferId{1}, Said("Yes, please."), Channel::Email, {}});
    script_.Add(at - minutes(20), who, key, PlanAction{Said(sort.remedy_title), UserId{}, script_.At(at - days(2)), {}});
    at -= hours(3 + Below(30));
    script_.Add(at, who, key, CompleteAction{ActionId{1}, Said("Done and checked."), {}});
    script_.Add(at - minutes(1), who, key, RecordRedress{RemedyKind::Refund, cost, Said("To the account it came from.")});
    script_.Add(at - minutes(5), who, key, RequestConfirmation{Channel::Email});
    script_.Call(at - minutes(8), who, key, "Told them it is done, and asked whether it is solved.", days(3));
    at -= hours(5 + Below(40));
    script_.Add(at, kTheCustomer, key, ConfirmResolution{Said("It is solved."), Channel::Email, {}});
    script_.Add(at - minutes(30), who, key, RecordLesson{Said(sort.last_why), {}});
    script_.Add(at - minutes(31), who, key, ScheduleFollowUp{script_.At(at - days(20)), Said("Still all right?")});
    script_.LastCall(at - minutes(33), who, key, "Thanked them.", "It is solved.");
    script_.Add(at - minutes(35), who, key, CloseCase{Outcome::ResolvedConfirmed, {}});
    if (Below(3) == 0) Answer(at - hours(30), key, Instrument::Satisfaction, lies ? 4 : 8);
    if (Below(4) == 0) Answer(at - hours(31), key, Instrument::Effort, lies ? 7 : 3);
    if (Below(4) == 0) Answer(at - hours(32), key, Instrument::Recommendation, lies ? 4 : 9);
    if (at - days(20) > hours(1)) {
      script_.Add(at - days(20), who, key, RecordFollowUp{FollowUpId{1}, true, Said("Rang; all is well.")});
    }
  }

  double Unit() { return std::uniform_real_distribution<>(0, 1)(random_); }
  int Below(std::size_t n) { return static_cast<int>(random_() % n); }
  int Poisson(double mean) { return std::poisson_distribution<>(mean)(random_); }

 private:
  // Came in lately and is being worked on.
  void Working(base::Duration ago, Who who, const std::string& key) {
    if (ago > hours(3)) script_.Call(ago - minutes(40), who, key, "Told them who sees to it.", days(3));
  }
  void Answer(base::Duration ago, const std::string& key, Instrument instrument, int about) {
    if (ago < hours(1)) return;
    RecordSurveyAnswer answer;
    answer.instrument = instrument;
    answer.score = {std::clamp(about + Below(4) - 2, 0, 10)};
    script_.Add(ago, kTheCustomer, key, answer);
  }

  Script& script_;
  // The same desk on every machine: what the library's distributions make of it may differ, the desk is none the worse.
  std::mt19937_64 random_{2026};
};

}  // namespace

void WriteHistory(Script& script, int years) {
  History history(script);
  int number = 0;
  const int weeks = 52 * years;
  for (int week = weeks; week > 0; --week) {
    const base::Instant monday = script.At(days(7 * week));
    const double of_year = std::fmod(static_cast<double>(monday.millis) / 86'400'000 / 365.25, 1.0);  // 0: new year
    for (const Sort& sort : kSorts) {
      double mean = sort.a_week * (1 + (sort.in_winter - 1) * std::cos(6.283185 * of_year)) * (1 + 0.06 * (weeks - week) / 52.0);
      // Leavers' calendars are closed since then.
      if (sort.cause == std::string_view("process.handover") && days(7 * week) < kRemovedAgo) mean *= 0.5;
      // The update of the app three weeks ago.
      if (sort.product == std::string_view("App") && week <= 3) mean *= 7;
      for (int more = history.Poisson(mean); more > 0; --more) {
        // On a working day, between nine and five.
        const base::Duration ago = days(7 * week - history.Below(5)) - hours(history.Below(8)) - minutes(history.Below(60));
        if (ago > hours(2)) history.Case(++number, sort, ago);
      }
    }
  }
}

}  // namespace cli::demo
