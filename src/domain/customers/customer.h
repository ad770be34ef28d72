#pragma once
// A customer as the events have made them, the rules of the commands, and how two records are found to be one person.
//
//   customers::Evolve(customer, recorded);
//   auto ruling = customers::Decide(customer, command, context);

#include <map>
#include <variant>
#include <vector>

#include "domain/actor.h"
#include "domain/customers/commands.h"
#include "domain/customers/events.h"
#include "domain/procedures/procedure.h"
#include "domain/refusal.h"

namespace customers {

struct RecordedNeed {
  Need need = Need::Other;
  std::optional<SealedProse> note;
  friend bool operator==(const RecordedNeed&, const RecordedNeed&) = default;
};
BOOST_DESCRIBE_STRUCT(RecordedNeed, (), (need, note))

struct Vulnerability {
  Driver driver = Driver::Health;
  SealedProse note;
  LawfulBasis basis = LawfulBasis::ExplicitConsent;
  SealedProse basis_note;
  std::optional<Instant> review_at;
  Instant at;
  std::string by;
  friend bool operator==(const Vulnerability&, const Vulnerability&) = default;
};
BOOST_DESCRIBE_STRUCT(Vulnerability, (), (driver, note, basis, basis_note, review_at, at, by))

struct Consent {
  Line purpose;
  bool given = false;
  Channel channel = Channel::Telephone;
  std::optional<SealedProse> words;
  Instant at;
  friend bool operator==(const Consent&, const Consent&) = default;
};
BOOST_DESCRIBE_STRUCT(Consent, (), (purpose, given, channel, words, at))

struct Customer {
  CustomerId id;
  Profile profile;
  std::map<Word, Line> attributes;
  Preference preference;
  std::vector<RecordedNeed> needs;
  std::vector<Vulnerability> vulnerabilities;
  std::vector<Consent> consents;  // the latest for each purpose
  std::optional<CustomerId> merged_into;
  std::vector<CustomerId> absorbed;
  bool erased = false;
  Instant registered_at;
  Instant changed_at;
  std::int64_t version = 0;

  bool Exists() const { return version > 0; }
  friend bool operator==(const Customer&, const Customer&) = default;
};
BOOST_DESCRIBE_STRUCT(Customer, (),
                      (id, profile, attributes, preference, needs, vulnerabilities, consents, merged_into, absorbed, erased,
                       registered_at, changed_at, version))

// Pure and total.
void Evolve(Customer& customer, const Recorded& recorded);

struct Context {
  domain::Actor actor;
  Instant now;
  const procedures::Procedure* procedure = nullptr;  // for the clauses; never null
  std::map<CustomerId, const Customer*> others;      // those the command names
};

using Events = std::vector<Event>;
using Ruling = std::variant<Events, domain::Refusals>;

Ruling Decide(const Customer& customer, const Command& command, const Context& x);

// What can be done with the record now and what is in the way of the rest, by the same rules as Decide.
struct RefusedForCustomer {
  std::string command;
  domain::Refusals refusals;
};
BOOST_DESCRIBE_STRUCT(RefusedForCustomer, (), (command, refusals))
AMENDS_DOC(RefusedForCustomer, "A command that is not possible now.", {"command", "Which."}, {"refusals", "Why."})
struct CustomerGuide {
  std::vector<std::string> allowed;
  std::vector<RefusedForCustomer> refused;
};
BOOST_DESCRIBE_STRUCT(CustomerGuide, (), (allowed, refused))
AMENDS_DOC(CustomerGuide, "What you can do with a customer's record now.", {"allowed", "The commands that are possible."},
           {"refused", "Those that are not, and why."})
CustomerGuide GuideFor(const Customer& customer, const Context& x);

bool HasRoute(std::size_t command_index);

// -- Matching -----------------------------------------------------------------------------------------------------

// By what two records are found to be one person: the same e-mail, the same telephone, or the same name and postcode.
enum class MatchKind : std::uint8_t { Email, Phone, NameAndPostcode };
BOOST_DESCRIBE_ENUM(MatchKind, Email, Phone, NameAndPostcode)

struct MatchKey {
  MatchKind kind = MatchKind::Email;
  std::string text;  // normalised: lower case, no accents, last nine digits of a number
  friend auto operator<=>(const MatchKey&, const MatchKey&) = default;
};
std::vector<MatchKey> MatchKeys(const Profile& profile);

}  // namespace customers

extern template const base::Type& base::TypeOf<customers::Event>();
extern template const base::Type& base::TypeOf<customers::Command>();
extern template const base::Type& base::TypeOf<customers::Customer>();
