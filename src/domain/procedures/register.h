#pragma once
// Which procedures the desk has put in force, when, by whom and why: a stream of its own. What is put in force are the
// texts themselves, with all they rest on, so that the log alone says under which rules each case stood.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/actor.h"
#include "domain/procedures/procedure.h"

namespace procedures {

using base::Line;
using base::Prose;
using base::RegisterId;
using base::Word;

// "calendars/scotland.toml", "general/pack.toml".
struct PackText {
  Line path;
  Prose text;
  friend bool operator==(const PackText&, const PackText&) = default;
};
BOOST_DESCRIBE_STRUCT(PackText, (), (path, text))
AMENDS_DOC(PackText, "A file of a pack.", {"path", "Like \"uk-financial/pack.toml\" or \"calendars/scotland.toml\"."},
           {"text", "What it says, in TOML."})

// -- Events -------------------------------------------------------------------------------------------------------

struct ProcedureActivated {
  Word id;
  base::Whole<1, 9999> version;
  Line title;
  std::string digest;           // of the texts, so that two desks can tell they have the same
  std::vector<PackText> files;  // calendars, then the packs it is based on, then itself
  Line reason;
};
BOOST_DESCRIBE_STRUCT(ProcedureActivated, (), (id, version, title, digest, files, reason))

struct ProcedureRetired {
  Word id;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(ProcedureRetired, (), (id, reason))

using RegisterEvent = std::variant<ProcedureActivated, ProcedureRetired>;

struct RegisterRecorded {
  RegisterEvent event;
  Instant at;
  std::string actor;
  std::int64_t version = 0;
};

// -- State --------------------------------------------------------------------------------------------------------

struct Activation {
  Word id;
  base::Whole<1, 9999> version;
  Line title;
  std::string digest;
  std::vector<PackText> files;
  Line reason;
  Instant at;
  std::string by;
  bool in_force = true;  // for new cases
  friend bool operator==(const Activation&, const Activation&) = default;
};
BOOST_DESCRIBE_STRUCT(Activation, (), (id, version, title, digest, files, reason, at, by, in_force))

struct Register {
  RegisterId id;
  std::vector<Activation> activations;  // oldest first
  std::int64_t version = 0;

  bool Exists() const { return version > 0; }
  // The last of this id, also when it was retired; null when there was none.
  const Activation* Last(std::string_view id) const;
  friend bool operator==(const Register&, const Register&) = default;
};
BOOST_DESCRIBE_STRUCT(Register, (), (id, activations, version))

void Evolve(Register& procedures, const RegisterRecorded& recorded);

// -- Commands -----------------------------------------------------------------------------------------------------

struct ActivateProcedure {
  std::vector<PackText> files;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(ActivateProcedure, (), (files, reason))
AMENDS_DOC(ActivateProcedure, "Put a version of a procedure in force: cases logged from now on are handled under it.",
           {"files", "The pack and all it rests on: its calendar, the packs it is based on, itself last."},
           {"reason", "Why it changes."})

struct RetireProcedure {
  Word id;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(RetireProcedure, (), (id, reason))
AMENDS_DOC(RetireProcedure, "Take a procedure out of force: no new cases; those that have it keep it.",
           {"id", "Which procedure."}, {"reason", "Why."})

using RegisterCommand = std::variant<ActivateProcedure, RetireProcedure>;

struct RegisterContext {
  domain::Actor actor;
  Instant now;
  const Procedure* read = nullptr;  // what the files of ActivateProcedure say, checked
  std::string digest;               // of them
  std::vector<const Procedure*> in_force = {};
};

using RegisterRuling = std::variant<std::vector<RegisterEvent>, domain::Refusals>;

RegisterRuling Decide(const Register& procedures, const RegisterCommand& command, const RegisterContext& x);

}  // namespace procedures
