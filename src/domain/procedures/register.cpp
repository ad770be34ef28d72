#include "domain/procedures/register.h"

#include <algorithm>

#include "domain/procedures/book.h"
#include "domain/words.h"

namespace procedures {
namespace {

using base::Saying;
using domain::Refusal;
using domain::Refusals;
using R = domain::Rule;
using Events = std::vector<RegisterEvent>;

Refusals No(R rule, Saying says, std::optional<std::string> field = std::nullopt) {
  return {Refusal{rule, std::move(says), {}, std::move(field), {}}};
}

struct Evolver {
  Register& r;
  const RegisterRecorded& recorded;

  void TakeOut(const Word& id) {
    for (Activation& activation : r.activations) {
      if (activation.id == id) activation.in_force = false;
    }
  }
  void operator()(const ProcedureActivated& e) {
    TakeOut(e.id);
    r.activations.push_back({e.id, e.version, e.title, e.digest, e.files, e.reason, recorded.at, recorded.actor, true});
  }
  void operator()(const ProcedureRetired& e) { TakeOut(e.id); }
};

struct Decider {
  const Register& r;
  const RegisterContext& x;

  bool May() const {
    return x.actor.role == Role::Manager || x.actor.role == Role::Administrator || x.actor.role == Role::System;
  }
  Refusals MayNot() const {
    return No(R::ActorMayNot, Saying("Your role ({}) may not do this; it is for managers and administrators.", x.actor.role));
  }

  RegisterRuling operator()(const ActivateProcedure& command) const {
    if (!May()) return MayNot();
    const Procedure& read = *x.read;
    const Activation* last = r.Last(read.id);
    if (last != nullptr && last->version.value == read.version && last->digest == x.digest && last->in_force) return Events{};
    if (last != nullptr && read.version <= last->version.value) {
      const bool same = last->version.value == read.version && last->digest == x.digest;
      if (!same) {
        return No(R::VersionIsTaken,
                  Saying("Version {} of {} has been in force since {} and stays what it is; give the changed pack version {}.",
                         last->version.value, read.id, last->at, last->version.value + 1),
                  "files");
      }
    }
    // Which rules hold a case must not hang on which of two was put in force last.
    for (const Procedure* other : x.in_force) {
      if (const auto quarrel = Quarrel(read, *other)) {
        return {Refusals{Refusal{R::AppliesEqually,
                                 Saying("{} is in force, and {} Or take {} out of force first.", other->id, *quarrel, other->id),
                                 "retire-procedure",
                                 "files",
                                 {}}}};
      }
    }
    return Events{ProcedureActivated{Word(read.id), {read.version}, Line(read.title), x.digest, command.files, command.reason}};
  }

  RegisterRuling operator()(const RetireProcedure& command) const {
    if (!May()) return MayNot();
    const Activation* last = r.Last(command.id.str());
    if (last == nullptr) {
      std::vector<std::string> known;
      for (const Activation& activation : r.activations) known.push_back(activation.id.str());
      return No(R::NoSuchProcedure,
                Saying::Sentence(
                    base::OrNear(Saying("There is no procedure {}", base::Quoted(command.id.str())), command.id.str(), known)),
                "id");
    }
    if (command.id.str() == "general") {
      return No(R::NoSuchProcedure, Saying("The general procedure takes every case that fits no other; it stays in force."),
                "id");
    }
    if (!last->in_force) return Events{};
    return Events{ProcedureRetired{command.id, command.reason}};
  }
};

}  // namespace

const Activation* Register::Last(std::string_view wanted) const {
  for (auto it = activations.rbegin(); it != activations.rend(); ++it) {
    if (it->id.str() == wanted) return &*it;
  }
  return nullptr;
}

void Evolve(Register& procedures, const RegisterRecorded& recorded) {
  std::visit(Evolver{procedures, recorded}, recorded.event);
  procedures.version = recorded.version;
}

RegisterRuling Decide(const Register& procedures, const RegisterCommand& command, const RegisterContext& x) {
  return std::visit(Decider{procedures, x}, command);
}

}  // namespace procedures
