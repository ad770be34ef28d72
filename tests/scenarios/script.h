#pragma once
// A scenario as it is written: who does what when, and what is expected. README.md beside this file shows the format.
// A word that means nothing is found when the file is read, with its file, its line, and the nearest word that does.
//
//   const Script script = ReadScript("silence.scenario", text);      // throws ScriptFault
//   for (const Step& step : script.steps) ...

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/cases/commands.h"
#include "domain/customers/commands.h"
#include "domain/procedures/register.h"
#include "domain/refusal.h"

namespace tests::scenarios {

// "the customer of C1"
inline constexpr std::string_view kCustomerOf = "the customer of ";

class ScriptFault : public std::runtime_error {
 public:
  ScriptFault(const std::string& file, int line, const std::string& says)
      : std::runtime_error(file + ":" + std::to_string(line) + ": " + says) {}
};

// "-> C1: CaseLogged, NewsPromised"
struct ExpectedEvents {
  int line = 0;
  std::string of;  // which case; empty: what the command was given to
  std::vector<std::string> names;
};

// `refused: CustomerHasNotConfirmed saying "has not said" mend request-confirmation clause "general 4.1"`
struct ExpectedRefusal {
  int line = 0;
  std::string rule;
  std::string saying, mend, clause;
};

struct Step {
  enum class Does { Hire, PutInForce, SetClock, Advance, Stop, Give, Expect };

  int line = 0;
  Does does = Does::Expect;
  std::string who;                            // "hana", "Amends", "the customer", "the customer of C1"
  domain::Role role = domain::Role::Handler;  // Hire
  std::vector<procedures::PackText> files;    // PutInForce: the pack with all it rests on
  base::Instant at;                           // SetClock
  base::Duration by{};                        // Advance, Stop
  std::string command;                        // Give: "close-case", "log-case"
  std::string to;                             // Give: "C1", "the customer of C1"
  std::string names;                          // Give: the new case's name
  std::string body = "{}";                    // Give: JSON, with <marks>
  bool refused = false;                       // Give: tried, and to be refused
  std::vector<ExpectedEvents> events;
  std::vector<ExpectedRefusal> refusals;
  std::optional<std::string> failure;  // tried, and not possible at all
  std::string about, verb, value;      // Expect: "C1", "phase", "resolve"
};

struct Script {
  std::string file;
  base::Instant begins;
  std::vector<Step> steps;
};

Script ReadScript(const std::string& file, std::string_view text);

using GivenCommand = std::variant<cases::Command, customers::Command>;
base::Result<GivenCommand> ReadCommand(const std::string& kebab, const std::string& json);

// Puts something in the place of each "<mark>" of a JSON text.
std::string FillMarks(const std::string& json, const std::function<std::string(const std::string&)>& resolve);
// A mark that stands for a time: "in 3d" from now on, or "2026-11-05 17:00".
std::optional<base::Instant> TimeOf(const std::string& mark, base::Instant now);

}  // namespace tests::scenarios
