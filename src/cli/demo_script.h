#pragma once
// The script of the demo desk: who does what on which case, and how long ago. Steps are played at their own times through the one
// door, so a script that breaks a rule is refused like anybody.
//
//   Script script(now);
//   script.Log(days(26), kHana, "boiler", "Amara Okafor", ...);
//   script.Understand(days(26), kHana, "boiler", Severity::High, Emotion::Angry, "Three missed visits.");

#include <algorithm>
#include <string>
#include <vector>

#include "domain/cases/commands.h"
#include "domain/customers/values.h"

namespace cli {

namespace demo {

using namespace cases;  // NOLINT: the script reads as the domain's own words
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

enum Who { kAdmin, kHana, kCole, kLea, kMani, kQuinn, kTheCustomer, kWhoCount };

inline SealedProse Said(std::string_view text) { return Prose(text); }
inline SealedLine Titled(std::string_view text) { return Line(text); }
inline Money Pounds(std::string_view amount) { return *Money::Of(amount, "GBP"); }

struct Step {
  base::Duration ago;  // before the demo's now
  Who who;
  std::string key;  // names the case within the script
  Command command;
};

inline OptionTerms Terms(RemedyKind remedy, std::string_view title, std::optional<Money> cost, std::int64_t in_days,
                         std::string_view impact) {
  OptionTerms terms;
  terms.remedy = remedy;
  terms.title = Titled(title);
  terms.cost = cost;
  terms.days = {in_days};
  terms.customer_impact = Said(impact);
  return terms;
}

inline WeighOptions Weigh(std::int64_t chosen, const std::vector<std::vector<std::int64_t>>& scores, std::string_view why = "") {
  WeighOptions weigh;
  weigh.criteria = {{Line("Cost"), {30}}, {Line("Time"), {30}}, {Line("Impact on the customer"), {40}}};
  for (std::size_t i = 0; i < scores.size(); ++i) {
    options::OptionScores row{OptionId{static_cast<std::int64_t>(i) + 1}, {}};
    for (const auto value : scores[i]) row.scores.push_back({value});
    weigh.scored.push_back(std::move(row));
  }
  weigh.chosen = OptionId{chosen};
  if (!why.empty()) weigh.justification = Said(why);
  return weigh;
}

class Script {
 public:
  explicit Script(base::Instant now) : now_(now) {}

  // A new case of a new customer.
  void Log(base::Duration ago, Who who, const std::string& key, const char* name, const char* email, const char* phone,
           const char* postcode, Channel channel, const char* category, const char* product, const char* subject,
           const char* words, const char* remedy, Kind kind = Kind::Complaint) {
    LogCase log;
    log.kind = kind;
    log.channel = channel;
    customers::Profile profile;
    profile.name = Titled(name);
    profile.email = base::Sealed(*customers::EmailAddress::Parse(email));
    profile.phone = base::Sealed(*customers::PhoneNumber::Parse(phone));
    profile.postcode = Titled(postcode);
    log.new_customer = std::move(profile);
    log.new_customer_attributes = {{base::Word("region"), Line("North West")}};
    log.subject = Titled(subject);
    log.words = Said(words);
    log.remedy_sought = Said(remedy);
    log.category = Line(category);
    log.product = Line(product);
    Add(ago, who, key, std::move(log));
  }
  void Add(base::Duration ago, Who who, const std::string& key, Command command) {
    steps_.push_back({ago, who, key, std::move(command)});
  }

  // The usual steps of understanding, an hour after logging.
  void Understand(base::Duration ago, Who who, const std::string& key, Severity severity, Emotion emotion, const char* summary,
                  bool vulnerable = false) {
    Add(ago - minutes(2), who, key, AcknowledgeCase{Channel::Email, {}});
    Add(ago - minutes(3), who, key, TakeOwnership{});
    Add(ago - minutes(5), who, key, AssessImpact{severity, emotion, {}, vulnerable, false, {}, {}});
    Add(ago - minutes(8), who, key, PlayBackUnderstanding{Said(summary), Understanding::Agreed, {}, Channel::Telephone});
  }
  void Analyse(base::Duration ago, Who who, const std::string& key, const char* finding, const char* source, const char* cause,
               std::vector<const char*> whys, const char* reasons, Decision decision, const char* why, const char* clause,
               const char* clause_says, std::int64_t finding_number = 1) {
    Add(ago, who, key, AddFinding{Said(finding), Titled(source), {}});
    EstablishCause establish;
    establish.cause = base::Word(cause);
    for (const char* text : whys) establish.whys.push_back(Said(text));
    establish.reasons = Said(reasons);
    establish.findings = {FindingId{finding_number}};
    Add(ago - minutes(20), who, key, establish);
    Add(ago - minutes(35), who, key, DecideCase{decision, Said(why), {{Line(clause), Said(clause_says)}}});
  }
  void Call(base::Duration ago, Who who, const std::string& key, const char* summary, base::Duration next,
            Heat heat = {true, true, false, true}) {
    RecordContact contact;
    contact.summary = Said(summary);
    contact.heat = heat;
    contact.next_news_by = now_ - ago + next;
    Add(ago, who, key, contact);
  }
  void LastCall(base::Duration ago, Who who, const std::string& key, const char* summary, const char* because) {
    RecordContact contact;
    contact.summary = Said(summary);
    contact.heat = {true, true, true, true};
    contact.no_news_because = Said(because);
    Add(ago, who, key, contact);
  }
  base::Instant At(base::Duration ago) const { return now_ - ago; }

  std::vector<Step> Sorted() {
    std::ranges::stable_sort(steps_, std::greater<>(), &Step::ago);
    return std::move(steps_);
  }

 private:
  base::Instant now_;
  std::vector<Step> steps_;
};

// So many years of ordinary cases before the script's own: seasons, a product that goes wrong of late, and a cause that was
// removed `kRemovedAgo` before now.
void WriteHistory(Script& script, int years);
inline constexpr days kRemovedAgo{231};

}  // namespace demo
}  // namespace cli
