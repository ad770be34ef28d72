// What the customer may ask for today under the Consumer Rights Act 2015: needs no database.

#include <unistd.h>

#include <array>
#include <iostream>

#include "base/json.h"
#include "cli/common.h"
#include "cli/rights_text.h"
#include "domain/rights/rights.h"

namespace cli {
namespace {

using base::Date;
using rights::AttemptKind;
using rights::AttemptOutcome;

// What is said of the one repair (replacement, repeat) that most cases have; more of them come by --attempt.
struct AttemptOptions {
  AttemptKind kind = AttemptKind::Repair;
  std::string stem;  // "--repair"
  std::string asked;
  std::string back;
  bool worked = false;
  bool failed = false;
  bool late = false;
  bool impossible = false;
};

struct RightsOptions {
  std::string kind;
  std::string fault_in;
  std::string owned;
  std::string delivered;
  bool installation_required = false;
  std::string installed;
  std::string performed;
  std::string fault;
  std::int64_t perishable_days = 0;
  bool motor_vehicle = false;
  bool device_damaged = false;
  std::string price;
  std::string agreed_until;
  std::string rejected;
  std::string refund_agreed;
  std::string today;
  std::array<AttemptOptions, 3> tried{AttemptOptions{AttemptKind::Repair, "--repair", {}, {}},
                                      AttemptOptions{AttemptKind::Replacement, "--replacement", {}, {}},
                                      AttemptOptions{AttemptKind::RepeatPerformance, "--repeat", {}, {}}};
  std::vector<std::string> attempts;
};

// "2026-09-10" of "repair:2026-09-10:2026-09-20:failed"
std::vector<std::string> Split(const std::string& text, char at) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// Turns the call's words into the question, and keeps every fault with the option it came by.
class Reading {
 public:
  explicit Reading(const RightsOptions& options) : options_(options) {}

  base::Result<rights::RightsQuestion> Read() {
    rights::RightsQuestion q;
    if (const auto kind = Word<rights::ContractKind>("--kind", options_.kind)) q.kind = *kind;
    if (!options_.fault_in.empty()) q.faulty_part = Word<rights::FaultyPart>("--fault-in", options_.fault_in);
    q.owned = Day("--owned", options_.owned);
    q.delivered = Day("--delivered", options_.delivered);
    q.installation_required = options_.installation_required;
    q.installed = Day("--installed", options_.installed);
    q.performed = Day("--performed", options_.performed);
    q.fault_shown = Day("--fault", options_.fault);
    if (options_.perishable_days > 0) q.perishable_days = {options_.perishable_days};
    q.motor_vehicle = options_.motor_vehicle;
    q.device_damaged = options_.device_damaged;
    q.price = Price();
    q.limit_agreed = Day("--agreed-until", options_.agreed_until);
    q.rejected = Day("--rejected", options_.rejected);
    q.refund_agreed = Day("--refund-agreed", options_.refund_agreed);
    for (const AttemptOptions& tried : options_.tried) TakeTried(tried, q);
    for (const std::string& text : options_.attempts) TakeAttempt(text, q);
    if (!faults_.empty()) return Failed("the request has faults");
    return q;
  }

  base::Result<Date> Today() {
    if (!options_.today.empty()) {
      const auto day = Day("--today", options_.today);
      if (!day) return Failed("the request has faults");
      return *day;
    }
    TRY(const auto zone, base::Zone::Find("Europe/London"));
    return zone.ToLocal(base::SystemClock().Now()).date;
  }

  // The option by which a field of the question is said.
  std::string OptionOf(const std::string& field) const {
    static const std::map<std::string, std::string> kOptions{{"kind", "--kind"},
                                                             {"faulty_part", "--fault-in"},
                                                             {"owned", "--owned"},
                                                             {"delivered", "--delivered"},
                                                             {"installation_required", "--installation-required"},
                                                             {"installed", "--installed"},
                                                             {"performed", "--performed"},
                                                             {"fault_shown", "--fault"},
                                                             {"perishable_days", "--perishable-days"},
                                                             {"motor_vehicle", "--motor-vehicle"},
                                                             {"device_damaged", "--device-damaged"},
                                                             {"price.amount", "--price"},
                                                             {"limit_agreed", "--agreed-until"},
                                                             {"attempts", "--attempt"},
                                                             {"repair_ruled_out", "--repair-impossible"},
                                                             {"replacement_ruled_out", "--replacement-impossible"},
                                                             {"repeat_ruled_out", "--repeat-impossible"},
                                                             {"rejected", "--rejected"},
                                                             {"refund_agreed", "--refund-agreed"}};
    if (const auto found = kOptions.find(field); found != kOptions.end()) return found->second;
    if (!field.starts_with("attempts[")) return field;
    const std::string& by = said_by_.at(std::stoul(field.substr(field.find('[') + 1)));
    if (!by.starts_with("--")) return "--attempt " + by;
    if (field.ends_with("received_back")) return by + "-back";
    if (field.ends_with("outcome")) return by + "-worked, " + by + "-failed or " + by + "-late";
    return by + "-asked";
  }

 private:
  std::unexpected<base::Error> Failed(std::string says) const {
    return std::unexpected(base::Error{base::ErrorCode::Invalid, std::move(says), faults_});
  }
  void Add(std::string option, std::string says) { faults_.push_back({std::move(option), std::move(says)}); }

  template <class E>
  std::optional<E> Word(const std::string& option, const std::string& text) {
    std::string word = text;
    std::ranges::replace(word, '-', '_');
    const auto& names = base::TypeOf<E>().names;
    const auto found = std::ranges::find(names, word);
    if (found != names.end()) return static_cast<E>(found - names.begin());
    std::vector<std::string> shown = names;
    for (std::string& name : shown) std::ranges::replace(name, '_', '-');
    Add(option, "expected " + base::OneOf(shown) + ", found " + base::Quoted(text) + base::DidYouMean(text, shown));
    return std::nullopt;
  }

  std::optional<Date> Day(const std::string& option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto day = Date::Parse(text);
    if (day) return *day;
    Add(option, day.error().faults.front().says);
    return std::nullopt;
  }

  // "GBP 499.00", "499.00 GBP" or "£499.00"; a bare number has no currency, and none is guessed.
  std::optional<base::Money> Price() {
    if (options_.price.empty()) return std::nullopt;
    std::string text = options_.price;
    if (text.starts_with("£")) text = "GBP " + text.substr(std::string_view("£").size());
    const std::size_t space = text.find(' ');
    if (space == std::string::npos) {
      Add("--price", "expected an amount with its currency, like \"GBP 499.00\", found " + base::Quoted(options_.price));
      return std::nullopt;
    }
    std::string currency = text.substr(0, space);
    std::string amount = text.substr(space + 1);
    if (!currency.empty() && currency.front() >= '0' && currency.front() <= '9') std::swap(currency, amount);
    const auto money = base::Money::Of(amount, currency);
    if (money) return *money;
    Add("--price", money.error().faults.front().says);
    return std::nullopt;
  }

  void TakeTried(const AttemptOptions& tried, rights::RightsQuestion& q) {
    if (tried.impossible) {
      (tried.kind == AttemptKind::Repair        ? q.repair_ruled_out
       : tried.kind == AttemptKind::Replacement ? q.replacement_ruled_out
                                                : q.repeat_ruled_out) = true;
    }
    const int outcomes = int{tried.worked} + int{tried.failed} + int{tried.late};
    if (tried.asked.empty()) {
      if (!tried.back.empty() || outcomes > 0) Add(tried.stem + "-asked", "is needed: the day it was asked for or agreed to");
      return;
    }
    if (outcomes > 1) {
      Add(tried.stem + "-worked", "expected one outcome: " + tried.stem + "-worked, -failed or -late");
      return;
    }
    const auto asked = Day(tried.stem + "-asked", tried.asked);
    const auto back = Day(tried.stem + "-back", tried.back);
    if (!asked) return;
    rights::RemedyAttempt attempt{tried.kind, *asked, back, {}};
    if (tried.worked) attempt.outcome = AttemptOutcome::Conforms;
    if (tried.failed) attempt.outcome = AttemptOutcome::StillFaulty;
    if (tried.late) attempt.outcome = AttemptOutcome::NotInReasonableTime;
    if (tried.impossible && outcomes == 0) attempt.outcome = AttemptOutcome::Impossible;
    q.attempts.push_back(attempt);
    said_by_.push_back(tried.stem);
  }

  // KIND:ASKED[:BACK[:OUTCOME]]
  void TakeAttempt(const std::string& text, rights::RightsQuestion& q) {
    static const std::vector<std::string> kKinds{"repair", "replacement", "repeat"};
    static const std::vector<std::string> kOutcomes{"worked", "failed", "impossible", "late", "inconvenient"};
    const std::vector<std::string> parts = Split(text, ':');
    if (parts.size() < 2 || parts.size() > 4) {
      return Add("--attempt",
                 "expected KIND:ASKED:BACK:OUTCOME, like repair:2026-09-10:2026-09-20:failed, found " + base::Quoted(text));
    }
    const auto index = [this](const std::string& word, const std::vector<std::string>& known) -> std::optional<std::ptrdiff_t> {
      const auto found = std::ranges::find(known, word);
      if (found != known.end()) return found - known.begin();
      Add("--attempt", "expected " + base::OneOf(known) + ", found " + base::Quoted(word) + base::DidYouMean(word, known));
      return std::nullopt;
    };
    rights::RemedyAttempt attempt;
    if (const auto kind = index(parts[0], kKinds)) attempt.kind = static_cast<AttemptKind>(*kind);
    if (const auto asked = Day("--attempt", parts[1].empty() ? "no day" : parts[1])) attempt.requested = *asked;
    if (parts.size() > 2 && parts[2] != "-") attempt.received_back = Day("--attempt", parts[2]);
    if (parts.size() > 3) {
      if (const auto outcome = index(parts[3], kOutcomes)) attempt.outcome = static_cast<AttemptOutcome>(*outcome);
    }
    q.attempts.push_back(attempt);
    said_by_.push_back(text);
  }

  const RightsOptions& options_;
  std::vector<base::Fault> faults_;
  std::vector<std::string> said_by_;  // for each attempt: "--repair", or the words of its --attempt
};

int RunRights(const Globals& globals, const RightsOptions& options) {
  Reading reading(options);
  const auto question = reading.Read();
  if (!question) return Report(question.error());
  const auto today = reading.Today();
  if (!today) return Report(today.error());
  auto answer = rights::Answer(*question, *today);
  if (!answer) {
    for (base::Fault& fault : answer.error().faults) fault.path = reading.OptionOf(fault.path);
    return Report(answer.error());
  }
  if (globals.json) {
    std::cout << base::ToJson(*answer) << "\n";
  } else {
    std::cout << RightsText(*answer, TerminalWidth(), IsTerminal(STDOUT_FILENO),
                            [&](const std::string& field) { return reading.OptionOf(field); });
  }
  return kDone;
}

void AddTried(CLI::App& command, AttemptOptions& tried, const std::string& what, bool service) {
  const std::string group = service ? "If a service was to be done again" : "If a " + what + " was asked for";
  const std::string thing = service ? "service" : "goods";
  command.add_option(tried.stem + "-asked", tried.asked, "The day it was asked for or agreed to")->type_name("DAY")->group(group);
  command.add_option(tried.stem + "-back", tried.back, service ? "The day it was done again" : "The day the goods were back")
      ->type_name("DAY")
      ->group(group);
  command.add_flag(tried.stem + "-worked", tried.worked, "The " + thing + " then conformed")->group(group);
  command.add_flag(tried.stem + "-failed", tried.failed, "The " + thing + " still did not conform")->group(group);
  command.add_flag(tried.stem + "-late", tried.late, "It was not done within a reasonable time")->group(group);
  command
      .add_flag(tried.stem + "-impossible", tried.impossible,
                service ? "It cannot be done again" : "It is impossible, or out of proportion")
      ->group(group);
}

}  // namespace

void AddRights(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<RightsOptions>();
  CLI::App* command =
      program.add_subcommand("rights", "Say what a customer may ask for under the Consumer Rights Act 2015, until when, and why");
  const auto day = [command](const char* name, std::string& into, const char* says) {
    command->add_option(name, into, says)->type_name("DAY");
  };
  command->add_option("--kind", options->kind, "goods, digital-content, service or mixed")->required()->type_name("KIND");
  day("--delivered", options->delivered, "The day the goods were delivered, or the digital content supplied");
  day("--fault", options->fault, "The day the fault showed; after a repair that worked, that of the new fault");
  command->add_option("--price", options->price, "What was paid, like \"GBP 499.00\"")->type_name("MONEY");
  day("--today", options->today, "The day to answer for (default: today in the United Kingdom)");
  day("--rejected", options->rejected, "The day the customer told the trader that they reject the goods");
  day("--refund-agreed", options->refund_agreed, "The day the trader agreed that a refund is due");
  day("--agreed-until", options->agreed_until, "A later last day to reject that the trader agreed to");
  day("--owned", options->owned, "The day ownership (or, on hire or instalments, possession) passed, if not with delivery");
  command->add_flag("--installation-required", options->installation_required,
                    "The trader is to install the goods or make them ready");
  day("--installed", options->installed, "The day the trader said that this was done");
  day("--performed", options->performed, "The day the service was done");
  command
      ->add_option("--fault-in", options->fault_in,
                   "goods, digital-content-in-goods, installation, digital-content, service, or service-time (only too late)")
      ->type_name("PART");
  command->add_option("--perishable-days", options->perishable_days, "How many days such goods keep, if fewer than 30")
      ->check(CLI::Range(1, 3650).name(""))
      ->type_name("DAYS");
  command->add_flag("--motor-vehicle", options->motor_vehicle, "The goods are a motor vehicle");
  command->add_flag("--device-damaged", options->device_damaged, "Digital content damaged a device of the customer");
  AddTried(*command, options->tried[0], "repair", false);
  AddTried(*command, options->tried[1], "replacement", false);
  AddTried(*command, options->tried[2], "repeat", true);
  command
      ->add_option(
          "--attempt", options->attempts,
          "One more of them, as KIND:ASKED:BACK:OUTCOME: repair:2026-09-10:2026-09-20:failed. Kinds: repair, replacement, "
          "repeat; outcomes: worked, failed, impossible, late, inconvenient; - for no day. May be repeated")
      ->type_name("ATTEMPT");
  command->footer(
      "Days are like 2026-09-01. Leave out what is not known: the answer says which date it would need.\n"
      "  amends rights --kind goods --delivered 2026-09-01 --fault 2026-09-20 --price \"GBP 499.00\"\n"
      "It applies the Act's rules to what you say; it is not legal advice. Reads no database.");
  command->callback([&, options] { run = [&, options] { return RunRights(globals, *options); }; });
}

}  // namespace cli
