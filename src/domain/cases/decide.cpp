#include "domain/cases/decide.h"

#include "domain/cases/rules.h"

namespace cases {
namespace {

// A promise that has run out by now and was not yet found broken. A contact recorded late, but made in time, keeps it.
// Closing ends what was promised; what is promised on a closed case since is owed like any other.
bool PromiseHasBroken(const Case& c, const Command& command, const Context& x) {
  if (!c.promise || c.promise->broken || c.merged_into || x.now <= c.promise->by) return false;
  const auto* contact = std::get_if<RecordContact>(&command);
  return contact == nullptr || contact->at.value_or(x.now) > c.promise->by;
}

template <class C>
Ruling DecideOne(const C& command, const Case& c, const Context& x) {
  const rules::Refusals standing = rules::StandingObstacles(rules::StandingOf(rules::Of<C>{}), true, c, x);
  // Who may not do a thing is told so even when it is done already; everybody else is told nothing new.
  const bool may = standing.empty() ||
                   (standing.front().rule != domain::Rule::ActorMayNot && standing.front().rule != domain::Rule::NotYourCustomer);
  if (may && rules::Satisfied(command, c, x)) return Events{};
  if (auto refusals = rules::AllObstacles(command, c, x); !refusals.empty()) return refusals;
  return rules::Rule(command, c, x);
}

}  // namespace

Ruling Decide(const Case& c, const Command& command, const Context& x) {
  Ruling ruling = std::visit([&](const auto& given) { return DecideOne(given, c, x); }, command);
  if (auto* events = std::get_if<Events>(&ruling); events != nullptr && PromiseHasBroken(c, command, x)) {
    events->insert(events->begin(), PromiseBroken{c.promise->by, x.now});
  }
  return ruling;
}

LogSplitCase SplitOff(const Case& c, const SplitCase& command) {
  LogCase details;
  details.kind = c.kind;
  details.channel = c.channel;
  details.received_at = c.received_at;
  details.customer = c.customer;
  details.subject = command.subject;
  details.words = command.words ? command.words : c.words;
  details.remedy_sought = command.remedy_sought;
  details.product = command.product ? command.product : c.product;
  details.category = command.category ? command.category : c.category;
  details.attributes = c.attributes;
  return {c.id, std::move(details)};
}

bool HasRoute(std::size_t command_index) {
  static const std::vector<std::string> kOwn{"NoticeBrokenPromise", "AbsorbCase",  "ReleaseCase",
                                             "LogSplitCase",        "ErasePerson", "AttachFile"};
  const std::string& name = base::TypeOf<Command>().alternatives[command_index].name;
  return std::find(kOwn.begin(), kOwn.end(), name) == kOwn.end();
}

}  // namespace cases
