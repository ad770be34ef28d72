#include "app/procedure_choice.h"

#include <algorithm>

#include "base/text.h"
#include "domain/cases/history.h"

namespace app {
namespace {

// What conditions of a procedure ask for, of a case that is about to be logged.
procedures::Facts FactsOf(const cases::LogCase& command) {
  cases::Case c;
  c.kind = command.kind;
  c.channel = command.channel;
  c.product = command.product;
  c.category = command.category;
  c.attributes = command.attributes;
  return cases::FactsOf(c);
}

}  // namespace

void CarryOver(const std::map<base::Word, base::Line>& of_customer, cases::LogCase& command) {
  for (const base::Word& name : {base::Word("customer-type"), base::Word("division")}) {
    if (const auto known = of_customer.find(name); known != of_customer.end())
      command.attributes.try_emplace(name, known->second);
  }
}

base::Result<const procedures::Bound*> ProcedureFor(const cases::LogCase& command, const procedures::Book& book,
                                                    base::Instant now) {
  if (!command.procedure) return &book.Choose(FactsOf(command), command.received_at.value_or(now));
  if (const procedures::Bound* wanted = book.Current(command.procedure->str())) return wanted;
  std::vector<std::string> known;
  for (const procedures::Bound* bound : book.InForce()) known.push_back(bound->procedure.id);
  return base::FailAt("procedure",
                      base::OrNear(base::Saying("there is no procedure {} in force", base::Quoted(command.procedure->str())),
                                   command.procedure->str(), known));
}

ProcedureChoice ChoiceOf(const cases::LogCase& command, const procedures::Bound& bound) {
  const procedures::Procedure& p = bound.procedure;
  ProcedureChoice choice{p.id, p.version, p.title, ChosenBecause::Fits, {}};
  if (p.id == "general") choice.because = ChosenBecause::General;
  if (command.procedure) choice.because = ChosenBecause::Asked;
  const procedures::Facts facts = FactsOf(command);
  const auto note = [&](const char* fact, bool asks) {
    const auto found = facts.find(fact);
    if (asks && found != facts.end()) choice.facts.push_back({fact, found->second});
  };
  if (choice.because != ChosenBecause::Fits) return choice;
  note("category", !p.applies.categories.empty());
  note("product", !p.applies.products.empty());
  note("customer-type", !p.applies.customer_types.empty());
  note("channel", !p.applies.channels.empty());
  note("kind", !p.applies.kinds.empty());
  return choice;
}

}  // namespace app
