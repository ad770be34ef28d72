#include "domain/customers/customer.h"
#include "domain/words.h"

#include <algorithm>

namespace customers {
namespace {

using base::Saying;
using domain::Refusal;
using domain::Refusals;
using domain::Role;
using R = domain::Rule;

template <class T>
void Replace(std::optional<T>& field, const std::optional<T>& with) {
  if (with) field = with;
}

// Calls `use` with the field of the profile that has this name.
template <class Use>
void WithField(Profile& profile, ProfileField field, Use use) {
  switch (field) {
    case ProfileField::Name: return use(profile.name);
    case ProfileField::Organisation: return use(profile.organisation);
    case ProfileField::Email: return use(profile.email);
    case ProfileField::Phone: return use(profile.phone);
    case ProfileField::Address: return use(profile.address);
    case ProfileField::Postcode: return use(profile.postcode);
    case ProfileField::Account: return use(profile.account);
  }
}
bool Holds(Profile profile, ProfileField field) {
  bool holds = false;
  WithField(profile, field, [&](const auto& value) { holds = value.has_value(); });
  return holds;
}

struct Evolver {
  Customer& c;
  const Recorded& recorded;

  void operator()(const CustomerRegistered& e) {
    c.profile = e.profile;
    c.attributes = e.attributes;
    c.registered_at = recorded.at;
  }
  void operator()(const ProfileCorrected& e) {
    Replace(c.profile.name, e.profile.name);
    Replace(c.profile.organisation, e.profile.organisation);
    Replace(c.profile.email, e.profile.email);
    Replace(c.profile.phone, e.profile.phone);
    Replace(c.profile.address, e.profile.address);
    Replace(c.profile.postcode, e.profile.postcode);
    Replace(c.profile.account, e.profile.account);
    for (const auto& [key, value] : e.attributes) c.attributes[key] = value;
    for (const ProfileField field : e.cleared) WithField(c.profile, field, [](auto& value) { value.reset(); });
  }
  void operator()(const PreferenceSet& e) { c.preference = e.preference; }
  void operator()(const NeedRecorded& e) {
    std::erase_if(c.needs, [&](const RecordedNeed& n) { return n.need == e.need; });
    c.needs.push_back({e.need, e.note});
  }
  void operator()(const NeedEnded& e) {
    std::erase_if(c.needs, [&](const RecordedNeed& n) { return n.need == e.need; });
  }
  void operator()(const VulnerabilityRecorded& e) {
    std::erase_if(c.vulnerabilities, [&](const Vulnerability& v) { return v.driver == e.driver; });
    c.vulnerabilities.push_back({e.driver, e.note, e.basis, e.basis_note, e.review_at, recorded.at, recorded.actor});
  }
  void operator()(const VulnerabilityEnded& e) {
    std::erase_if(c.vulnerabilities, [&](const Vulnerability& v) { return v.driver == e.driver; });
  }
  void operator()(const ConsentRecorded& e) {
    std::erase_if(c.consents, [&](const Consent& old) { return old.purpose == e.purpose; });
    c.consents.push_back({e.purpose, e.given, e.channel, e.words, recorded.at});
  }
  void operator()(const CustomerMerged& e) { c.merged_into = e.into; }
  void operator()(const CustomerUnmerged&) { c.merged_into.reset(); }
  void operator()(const CustomerAbsorbed& e) { c.absorbed.push_back(e.other); }
  void operator()(const CustomerReleased& e) { std::erase(c.absorbed, e.other); }
  void operator()(const PortalCodeMade&) {}
  void operator()(const CustomerErased&) {
    base::EraseSealed(c);
    c.erased = true;
  }
};

struct Decider {
  const Customer& c;
  const Context& x;

  Refusal No(R rule, Saying says, std::optional<std::string> field = std::nullopt) const {
    Refusal refusal{rule, std::move(says), {}, std::move(field), {}};
    if (const auto clause = x.procedure->clauses.find(rule); clause != x.procedure->clauses.end()) {
      refusal.clause = clause->second;
    }
    return refusal;
  }

  // What is in the way of any such command, whatever it says.
  Refusals Obstacles(const MergeCustomer&) const {
    if (!c.merged_into) return {};
    return {No(R::SameCustomer, Saying("This record was merged into {} already.", *c.merged_into))};
  }
  Refusals Obstacles(const UnmergeCustomer&) const {
    if (c.merged_into) return {};
    return {No(R::NotMerged, Saying("The record is not merged into another."))};
  }
  static Refusals Obstacles(const auto&) { return {}; }

  Ruling operator()(const RegisterCustomer& command) const {
    return Events{CustomerRegistered{command.profile, command.attributes}};
  }

  template <class T>
  static void KeepIfNew(std::optional<T>& field, const std::optional<T>& current) {
    if (field && current && *field == *current) field.reset();
  }

  Ruling operator()(const CorrectProfile& command) const {
    ProfileCorrected event{command.profile, command.attributes, command.reason, {}};
    for (const ProfileField field : command.clear) {
      if (Holds(command.profile, field)) {
        return Refusals{No(R::Incomplete, Saying("The {} is given and to be cleared; choose one.", field), "clear")};
      }
      const bool named = std::ranges::find(event.cleared, field) != event.cleared.end();
      if (Holds(c.profile, field) && !named) event.cleared.push_back(field);
    }
    KeepIfNew(event.profile.name, c.profile.name);
    KeepIfNew(event.profile.organisation, c.profile.organisation);
    KeepIfNew(event.profile.email, c.profile.email);
    KeepIfNew(event.profile.phone, c.profile.phone);
    KeepIfNew(event.profile.address, c.profile.address);
    KeepIfNew(event.profile.postcode, c.profile.postcode);
    KeepIfNew(event.profile.account, c.profile.account);
    std::erase_if(event.attributes, [&](const auto& entry) {
      const auto found = c.attributes.find(entry.first);
      return found != c.attributes.end() && found->second == entry.second;
    });
    if (event.profile == Profile{} && event.attributes.empty() && event.cleared.empty()) return Events{};
    return Events{std::move(event)};
  }

  Ruling operator()(const SetPreference& command) const {
    if (c.preference == command.preference) return Events{};
    return Events{PreferenceSet{command.preference}};
  }

  Ruling operator()(const RecordNeed& command) const {
    const bool same =
        std::ranges::any_of(c.needs, [&](const RecordedNeed& n) { return n.need == command.need && n.note == command.note; });
    if (same) return Events{};
    return Events{NeedRecorded{command.need, command.note}};
  }

  Ruling operator()(const EndNeed& command) const {
    if (std::ranges::find(c.needs, command.need, &RecordedNeed::need) == c.needs.end()) return Events{};
    return Events{NeedEnded{command.need}};
  }

  Ruling operator()(const RecordVulnerability& command) const {
    if (command.review_at && *command.review_at <= x.now) {
      return Refusals{No(R::DueInThePast, Saying("The review must lie in the time ahead."), "review_at")};
    }
    return Events{VulnerabilityRecorded{command.driver, command.note, command.basis, command.basis_note, command.review_at}};
  }

  Ruling operator()(const EndVulnerability& command) const {
    if (std::ranges::find(c.vulnerabilities, command.driver, &Vulnerability::driver) == c.vulnerabilities.end()) {
      return Events{};
    }
    return Events{VulnerabilityEnded{command.driver, command.reason}};
  }

  Ruling operator()(const RecordConsent& command) const {
    const auto same = [&](const Consent& old) { return old.purpose == command.purpose && old.given == command.given; };
    if (std::ranges::any_of(c.consents, same)) return Events{};
    return Events{ConsentRecorded{command.purpose, command.given, command.channel, command.words}};
  }

  Ruling operator()(const MergeCustomer& command) const {
    if (command.into == c.id) return Refusals{No(R::SameCustomer, Saying("A record cannot be merged into itself."), "into")};
    if (c.merged_into == command.into) return Events{};
    if (auto no = Obstacles(command); !no.empty()) return no;
    const auto found = x.others.find(command.into);
    if (found == x.others.end() || found->second == nullptr || !found->second->Exists() || found->second->erased) {
      return Refusals{No(R::NotACustomer, Saying("There is no customer {}.", command.into), "into")};
    }
    if (found->second->merged_into) {
      return Refusals{No(R::SameCustomer,
                         Saying("{} was itself merged into {}; merge there.", command.into, *found->second->merged_into),
                         "into")};
    }
    return Events{CustomerMerged{command.into, command.reason}};
  }

  Ruling operator()(const UnmergeCustomer& command) const {
    if (auto no = Obstacles(command); !no.empty()) return no;
    return Events{CustomerUnmerged{*c.merged_into, command.reason}};
  }

  Ruling operator()(const AbsorbCustomer& command) const {
    if (std::ranges::find(c.absorbed, command.other) != c.absorbed.end()) return Events{};
    return Events{CustomerAbsorbed{command.other}};
  }

  Ruling operator()(const ReleaseCustomer& command) const {
    if (std::ranges::find(c.absorbed, command.other) == c.absorbed.end()) return Events{};
    return Events{CustomerReleased{command.other}};
  }

  // Each code is one more, whoever made the last.
  Ruling operator()(const NotePortalCode&) const { return Events{PortalCodeMade{}}; }

  Ruling operator()(const EraseCustomer& command) const {
    if (c.erased) return Events{};
    return Events{CustomerErased{command.ground}};
  }
};

bool MayGive(const Command& command, const domain::Actor& actor) {
  const bool erases = std::holds_alternative<EraseCustomer>(command);
  switch (actor.role) {
    case Role::Handler:
    case Role::TeamLeader: return !erases;
    case Role::Manager:
    case Role::System: return true;
    case Role::Administrator: return erases;
    case Role::Quality: return false;
    case Role::Customer:
      return std::holds_alternative<SetPreference>(command) || std::holds_alternative<RecordConsent>(command) ||
             std::holds_alternative<RecordNeed>(command) || std::holds_alternative<RegisterCustomer>(command);
  }
  return false;
}

std::string OnlyAlphanumeric(std::string_view text) {
  std::string kept;
  for (const char ch : base::Fold(text)) {
    const auto byte = static_cast<unsigned char>(ch);
    if ((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || byte >= 0x80) kept += ch;
  }
  return kept;
}

}  // namespace

base::Result<EmailAddress> EmailAddress::Parse(std::string_view raw) {
  auto clean = base::CleanText(raw, 254, base::Lines::One);
  const auto fail = [&] {
    return base::FailAt("", Saying("expected an e-mail address like \"name@example.org\", found {}", base::Quoted(raw)));
  };
  if (!clean) return fail();
  const std::size_t at = clean->find('@');
  if (at == 0 || at == std::string::npos || clean->find('@', at + 1) != std::string::npos) return fail();
  const std::string_view domain = std::string_view(*clean).substr(at + 1);
  const bool dotted = domain.find('.') != std::string_view::npos && !domain.starts_with('.') && !domain.ends_with('.');
  if (!dotted || clean->find_first_of(" \t,;<>()\"") != std::string::npos) return fail();
  return EmailAddress{*std::move(clean)};
}

base::Result<PhoneNumber> PhoneNumber::Parse(std::string_view raw) {
  auto clean = base::CleanText(raw, 40, base::Lines::One);
  const auto fail = [&] {
    return base::FailAt("", Saying("expected a telephone number like \"+44 20 7946 0018\", found {}", base::Quoted(raw)));
  };
  if (!clean || clean->find_first_not_of("+0123456789 ()-./") != std::string::npos) return fail();
  PhoneNumber number{*std::move(clean)};
  const std::size_t digits = number.Digits().size();
  if (digits < 5 || digits > 15) return fail();
  return number;
}

std::string PhoneNumber::Digits() const {
  std::string digits;
  for (const char ch : text) {
    if (ch >= '0' && ch <= '9') digits += ch;
  }
  return digits;
}

void Evolve(Customer& customer, const Recorded& recorded) {
  std::visit(Evolver{customer, recorded}, recorded.event);
  customer.changed_at = recorded.at;
  customer.version = recorded.version;
}

namespace {

// Of the actor and the record, before it is asked what the command says.
Refusals InTheWay(const Decider& decider, const Command& command) {
  if (!MayGive(command, decider.x.actor)) {
    return {decider.No(R::ActorMayNot, Saying("Your role ({}) may not do this.", decider.x.actor.role))};
  }
  if (decider.c.erased && !std::holds_alternative<EraseCustomer>(command)) {
    return {decider.No(R::CustomerIsErased, Saying("This customer's data has been erased."))};
  }
  return {};
}

}  // namespace

Ruling Decide(const Customer& customer, const Command& command, const Context& x) {
  const Decider decider{customer, x};
  if (auto no = InTheWay(decider, command); !no.empty()) return no;
  return std::visit(decider, command);
}

CustomerGuide GuideFor(const Customer& customer, const Context& x) {
  const Decider decider{customer, x};
  const base::Type& commands = base::TypeOf<Command>();
  CustomerGuide guide;
  for (std::size_t index = 0; index < commands.alternatives.size(); ++index) {
    Command command;
    commands.choose(&command, index);
    // What begins a record is not for one that is there.
    const bool offered = HasRoute(index) || std::holds_alternative<NotePortalCode>(command);
    if (!offered || std::holds_alternative<RegisterCustomer>(command)) continue;
    const std::string name =
        std::holds_alternative<NotePortalCode>(command) ? "make-portal-code" : base::Kebab(commands.alternatives[index].name);
    Refusals refusals = InTheWay(decider, command);
    if (refusals.empty()) refusals = std::visit([&](const auto& one) { return decider.Obstacles(one); }, command);
    if (refusals.empty()) {
      guide.allowed.push_back(name);
    } else {
      guide.refused.push_back({name, std::move(refusals)});
    }
  }
  return guide;
}

bool HasRoute(std::size_t command_index) {
  const std::string& name = base::TypeOf<Command>().alternatives[command_index].name;
  return name != "AbsorbCustomer" && name != "ReleaseCustomer" && name != "NotePortalCode";
}

std::vector<MatchKey> MatchKeys(const Profile& profile) {
  std::vector<MatchKey> keys;
  if (profile.email && !profile.email->erased()) {
    keys.push_back({MatchKind::Email, base::Fold(profile.email->get()->text)});
  }
  if (profile.phone && !profile.phone->erased()) {
    // The last nine digits are the same with and without the country code and the trunk zero.
    const std::string digits = profile.phone->get()->Digits();
    keys.push_back({MatchKind::Phone, digits.size() > 9 ? digits.substr(digits.size() - 9) : digits});
  }
  if (profile.name && profile.postcode && !profile.name->erased() && !profile.postcode->erased()) {
    keys.push_back({MatchKind::NameAndPostcode,
                    OnlyAlphanumeric(profile.name->get()->str()) + "|" + OnlyAlphanumeric(profile.postcode->get()->str())});
  }
  return keys;
}

base::Saying SayingOf(ProfileField field) {
  using base::Saying;
  switch (field) {
    case ProfileField::Name: return Saying("name");
    case ProfileField::Organisation: return Saying("organisation");
    case ProfileField::Email: return Saying("email");
    case ProfileField::Phone: return Saying("phone");
    case ProfileField::Address: return Saying("address");
    case ProfileField::Postcode: return Saying("postcode");
    case ProfileField::Account: return Saying("account");
  }
  return {};
}

}  // namespace customers

template const base::Type& base::TypeOf<customers::Event>();
template const base::Type& base::TypeOf<customers::Command>();
template const base::Type& base::TypeOf<customers::Customer>();
