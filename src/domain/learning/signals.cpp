#include "domain/learning/signals.h"

#include <algorithm>

#include "domain/learning/log.h"
#include "domain/words.h"

namespace learning {
namespace {

using base::Saying;
using domain::Refusal;
using domain::Refusals;
using domain::Role;
using R = domain::Rule;
using Events = std::vector<Event>;

Refusals Not(R rule, Saying says, std::optional<std::string> mend = {}, std::optional<std::string> field = {}) {
  return {Refusal{rule, std::move(says), std::move(mend), std::move(field), {}}};
}

// A topic is known again by its cases, or by its clearest words while it goes on: which of them is the clearest changes as more
// people write.
bool IsSameTopic(const FoundSignal& known, const FoundSignal& found) {
  constexpr double kSameCases = 0.3;
  constexpr int kGoesOn = 28;
  if (known.series == found.series && found.known <= known.last + kGoesOn) return true;
  if (!known.cases || !found.cases || known.cases->empty() || found.cases->empty()) return false;
  const auto common =
      std::ranges::count_if(*found.cases, [&](CaseId id) { return std::ranges::find(*known.cases, id) != known.cases->end(); });
  return static_cast<double>(common) >= kSameCases * static_cast<double>(std::min(known.cases->size(), found.cases->size()));
}

// The same thing found again: of one series, and touching in time. It may begin a period earlier or later than it did when it was
// found first, as cases that are logged late belong to the day they were received.
bool IsSame(const FoundSignal& known, const FoundSignal& found) {
  if (known.shape == SignalShape::Topic && found.shape == SignalShape::Topic) return IsSameTopic(known, found);
  if (known.column != found.column || known.every != found.every || known.shape != found.shape || known.series != found.series) {
    return false;
  }
  if (known.ended != found.ended || known.began != found.began) return false;
  const int apart = found.every == WatchedEvery::Month ? 62 : 14;  // two periods: one quiet one does not end what goes on
  return found.known <= known.last + apart && known.known <= found.last + apart;
}

bool IsOn(const Signal& signal, CustomerId customer) {
  return std::ranges::find(signal.contacts, customer, &SilentCustomer::customer) != signal.contacts.end();
}

bool IsOf(const Rename& rename, const Word& column, const Line& from, const Line& to) {
  return rename.column == column && rename.from == from && rename.to == to;
}

// What is declared of the column instead: the other name of the same value, or else the last few of all.
Saying WhatIsDeclared(const std::vector<Rename>& renames, const WithdrawRename& command) {
  constexpr std::size_t kMostNamed = 5;
  std::vector<std::string> others;
  std::vector<std::string> all;
  for (auto rename = renames.rbegin(); rename != renames.rend(); ++rename) {
    if (rename->column != command.column) continue;
    if (rename->from == command.from) others.push_back(rename->to.str());
    all.push_back(rename->from.str() + " → " + rename->to.str());
  }
  if (!others.empty()) return Saying("It is declared that {} is called {} now.", command.from.str(), Saying::AllOf(others));
  if (all.empty()) return Saying("Nothing of the column \"{}\" is declared to have got another name.", command.column.str());
  if (all.size() <= kMostNamed) return Saying("What is declared: {}.", Saying::AllOf(all));
  all.resize(kMostNamed);
  return Saying("The last of what is declared: {}.", Saying::AllOf(all));
}

struct SignalEvolver {
  Log& log;
  const Recorded& recorded;

  Signal& Of(SignalId id) { return *std::ranges::find(log.signals, id, &Signal::id); }
  void Step(SignalId id, SignalState to, std::optional<Prose> words = {}, std::optional<Explanation> as = {}) {
    Signal& signal = Of(id);
    signal.state = to;
    signal.steps.push_back({recorded.at, recorded.actor, to, as, std::move(words)});
  }

  void operator()(const SignalRaised& e) {
    log.signals.push_back({e.signal, e.found, SignalState::Raised, {}, recorded.at, {}, {}});
    Step(e.signal, SignalState::Raised);
  }
  void operator()(const SignalMoved& e) { Of(e.signal).found = e.found; }
  void operator()(const SignalLookedAt& e) { Step(e.signal, SignalState::LookedAt); }
  void operator()(const SignalExplained& e) {
    Of(e.signal).explained_as = e.as;
    Step(e.signal, SignalState::Explained, e.words, e.as);
  }
  void operator()(const SignalActedOn& e) { Step(e.signal, SignalState::ActedOn, e.what); }
  void operator()(const SignalClosed& e) { Step(e.signal, SignalState::Closed, e.reason); }
  // As it stood before it was closed.
  void operator()(const SignalReopened& e) {
    const std::vector<SignalStep>& steps = Of(e.signal).steps;
    const auto before =
        std::ranges::find_if(steps.rbegin(), steps.rend(), [](const SignalStep& step) { return step.to != SignalState::Closed; });
    Step(e.signal, before->to, e.reason);
  }
  void operator()(const ContactListExtended& e) {
    for (const CustomerId customer : e.customers) Of(e.signal).contacts.push_back({customer, {}, {}, 0});
  }
  void operator()(const SilentCustomerContacted& e) {
    SilentCustomer& contact = *std::ranges::find(Of(e.signal).contacts, e.customer, &SilentCustomer::customer);
    contact.outcome = e.outcome;
    contact.logged = e.logged;
    ++contact.tries;
  }
  void operator()(const RenameDeclared& e) { log.renames.push_back({e.column, e.from, e.to, e.reason}); }
  void operator()(const RenameWithdrawn& e) {
    std::erase_if(log.renames, [&](const Rename& r) { return IsOf(r, e.column, e.from, e.to); });
  }
};

struct SignalDecider {
  const Log& log;
  const Context& x;

  // The refusals there are for whoever does something with this signal; `signal` is set when there are none.
  std::optional<Refusals> Working(SignalId id, const Signal*& signal, bool closed_too = false) const {
    const Role role = x.actor.role;
    if (role != Role::TeamLeader && role != Role::Manager && role != Role::Quality && role != Role::Administrator) {
      return Not(R::ActorMayNot,
                 Saying("Your role ({}) may not do this; signals are worked on by team leaders, quality and managers.", role));
    }
    return There(id, signal, closed_too);
  }
  std::optional<Refusals> There(SignalId id, const Signal*& signal, bool closed_too = false) const {
    signal = log.Find(id);
    if (signal == nullptr) return Not(R::NoSuchSignal, Saying("There is no signal {}.", id), {}, "signal");
    if (signal->state == SignalState::Closed && !closed_too) {
      return Not(R::SignalIsClosed, Saying("{} is closed; open it again first.", id), "reopen-signal");
    }
    return std::nullopt;
  }

  Ruling operator()(const RaiseSignals& command) const {
    if (x.actor.role != Role::System) return Not(R::ActorMayNot, Saying("Signals are raised by the watch and by nobody else."));
    Events events;
    Log after = log;
    std::int64_t next = log.signals.empty() ? 1 : log.signals.back().id.number + 1;
    for (FoundSignal found : command.found) {
      // The last one that is the same: what was closed and begins anew after a quiet time is raised anew.
      const auto known = std::ranges::find_if(after.signals.rbegin(), after.signals.rend(),
                                              [&](const Signal& s) { return IsSame(s.found, found); });
      // The weeks that are looked at for topics move on; it stays known since it was first found, under the words it was given.
      if (known != after.signals.rend() && found.shape == SignalShape::Topic) {
        found.known = std::min(found.known, known->found.known);
        found.series = known->found.series;
      }
      if (known == after.signals.rend()) {
        events.push_back(SignalRaised{SignalId{next++}, found});
      } else if (known->found != found) {
        events.push_back(SignalMoved{known->id, found});
      } else {
        continue;
      }
      Evolve(after, {events.back(), x.now, "system", after.version + 1});
    }
    return events;
  }

  Ruling operator()(const LookAtSignal& command) const {
    const Signal* signal = nullptr;
    if (auto no = Working(command.signal, signal)) return *std::move(no);
    if (signal->state != SignalState::Raised) return Events{};
    return Events{SignalLookedAt{command.signal}};
  }

  Ruling operator()(const ExplainSignal& command) const {
    const Signal* signal = nullptr;
    if (auto no = Working(command.signal, signal)) return *std::move(no);
    if (command.words.empty()) {
      return Not(R::Incomplete, Saying("Say what it comes from; whoever meets it again will want to know."), {}, "words");
    }
    return Events{SignalExplained{command.signal, command.as, command.words}};
  }

  Ruling operator()(const ActOnSignal& command) const {
    const Signal* signal = nullptr;
    if (auto no = Working(command.signal, signal)) return *std::move(no);
    if (!signal->explained_as) return Unexplained(command.signal);
    if (command.what.empty()) return Not(R::Incomplete, Saying("Say what is done about it."), {}, "what");
    return Events{SignalActedOn{command.signal, command.what}};
  }

  Ruling operator()(const CloseSignal& command) const {
    const Signal* signal = nullptr;
    if (auto no = Working(command.signal, signal)) return *std::move(no);
    if (!signal->explained_as) return Unexplained(command.signal);
    const auto open = std::ranges::count_if(signal->contacts, [](const SilentCustomer& c) { return !c.outcome; });
    if (open > 0) {
      return Not(R::ContactsOutstanding,
                 Saying::Count(open, "{} customer on the contact list has not been contacted; record how that ended first.",
                               "{} customers on the contact list have not been contacted; record how that ended first."),
                 "record-silent-contact");
    }
    if (command.reason.empty()) return Not(R::Incomplete, Saying("Say why nothing more is to be done."), {}, "reason");
    return Events{SignalClosed{command.signal, command.reason}};
  }

  Ruling operator()(const ReopenSignal& command) const {
    const Signal* signal = nullptr;
    if (auto no = Working(command.signal, signal, true)) return *std::move(no);
    if (signal->state != SignalState::Closed) return Events{};
    if (command.reason.empty()) return Not(R::Incomplete, Saying("Say why it is opened again."), {}, "reason");
    return Events{SignalReopened{command.signal, command.reason}};
  }

  Ruling operator()(const ExtendContactList& command) const {
    const Signal* signal = nullptr;
    if (auto no = Working(command.signal, signal)) return *std::move(no);
    ContactListExtended extended{command.signal, {}, command.reason};
    for (const CustomerId customer : command.customers) {
      if (!IsOn(*signal, customer) && std::ranges::count(extended.customers, customer) == 0)
        extended.customers.push_back(customer);
    }
    if (extended.customers.empty()) return Events{};
    return Events{std::move(extended)};
  }

  Ruling operator()(const RecordSilentContact& command) const {
    if (!x.actor.IsStaff()) return Not(R::ActorMayNot, Saying("This is for those who work here."));
    const Signal* signal = nullptr;
    if (auto no = There(command.signal, signal)) return *std::move(no);
    if (!IsOn(*signal, command.customer)) {
      return Not(R::NotOnTheContactList, Saying("{} is not on the contact list of {}.", command.customer, command.signal),
                 "extend-contact-list", "customer");
    }
    if (command.outcome == Reached::CaseLogged && !command.logged) {
      return Not(R::Incomplete, Saying("Say which case was logged."), {}, "logged");
    }
    return Events{SilentCustomerContacted{command.signal, command.customer, command.outcome, command.logged}};
  }

  Ruling operator()(const DeclareRename& command) const {
    if (auto no = MayNotRename()) return *std::move(no);
    if (command.from == command.to) return Not(R::Incomplete, Saying("The old name and the new one are the same."), {}, "to");
    const auto chain =
        std::ranges::find_if(log.renames, [&](const Rename& r) { return r.column == command.column && r.from == command.to; });
    if (chain != log.renames.end()) {
      return Not(R::Incomplete, Saying("{} was itself renamed to {}; say that name.", command.to.str(), chain->to.str()), {},
                 "to");
    }
    if (IsDeclared(command.column, command.from, command.to)) return Events{};
    return Events{RenameDeclared{command.column, command.from, command.to, command.reason}};
  }

  Ruling operator()(const WithdrawRename& command) const {
    if (auto no = MayNotRename()) return *std::move(no);
    if (!IsDeclared(command.column, command.from, command.to)) {
      return Not(R::NoSuchRename,
                 Saying("It is not declared, or not any more, that {} is called {} now. {}", command.from.str(), command.to.str(),
                        WhatIsDeclared(log.renames, command)),
                 {}, "from");
    }
    if (command.reason.empty()) {
      return Not(R::Incomplete,
                 Saying("Say why it was a mistake; from the next watch on it does not count any more, and signals that were "
                        "raised meanwhile stay."),
                 {}, "reason");
    }
    return Events{RenameWithdrawn{command.column, command.from, command.to, command.reason}};
  }

  std::optional<Refusals> MayNotRename() const {
    if (x.actor.role == Role::Manager || x.actor.role == Role::Quality || x.actor.role == Role::Administrator)
      return std::nullopt;
    return Not(R::ActorMayNot,
               Saying("Your role ({}) may not do this; it is for quality, managers and administrators.", x.actor.role));
  }
  bool IsDeclared(const Word& column, const Line& from, const Line& to) const {
    return std::ranges::any_of(log.renames, [&](const Rename& r) { return IsOf(r, column, from, to); });
  }

  static Refusals Unexplained(SignalId id) {
    return Not(R::SignalNotExplained,
               Saying("Nobody has said yet what {} comes from: a cause, a known event, the data or chance.", id),
               "explain-signal");
  }
};

}  // namespace

std::string NameNow(const std::vector<Rename>& renames, const std::string& column, std::string name) {
  // Names that were declared in a circle end somewhere, too.
  for (std::size_t hops = 0; hops <= renames.size(); ++hops) {
    const auto renamed =
        std::ranges::find_if(renames, [&](const Rename& r) { return r.column.str() == column && r.from.str() == name; });
    if (renamed == renames.end()) break;
    name = renamed->to.str();
  }
  return name;
}

std::vector<std::string> NamesOf(const std::vector<Rename>& renames, const std::string& column, const std::string& name) {
  std::vector<std::string> names{name};
  const std::string now = NameNow(renames, column, name);
  const auto add = [&](const std::string& other) {
    if (std::ranges::find(names, other) == names.end()) names.push_back(other);
  };
  add(now);
  for (auto rename = renames.rbegin(); rename != renames.rend(); ++rename) {
    if (rename->column.str() == column && NameNow(renames, column, rename->from.str()) == now) add(rename->from.str());
  }
  return names;
}

void Evolve(Log& log, const SignalEvent& event, const Recorded& recorded) { std::visit(SignalEvolver{log, recorded}, event); }

Ruling Decide(const Log& log, const SignalCommand& command, const Context& x) {
  return std::visit(SignalDecider{log, x}, command);
}

}  // namespace learning
