#pragma once
// Who a customer is and what they need from us. All that identifies the person is sealed with their own key.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/reflect.h"
#include "domain/terms.h"

namespace customers {

using base::CustomerId;
using base::Instant;
using base::Line;
using base::Prose;
using base::Sealed;
using base::Word;
using domain::Channel;

using SealedLine = Sealed<Line>;
using SealedProse = Sealed<Prose>;

// An address with one @ and a dotted domain; kept as written, compared in lower case.
struct EmailAddress {
  std::string text;
  static base::Result<EmailAddress> Parse(std::string_view raw);
  std::string ToString() const { return text; }
  friend bool operator==(const EmailAddress&, const EmailAddress&) = default;
};

// 5 to 15 digits, with the usual signs between them; kept as written.
struct PhoneNumber {
  std::string text;
  static base::Result<PhoneNumber> Parse(std::string_view raw);
  std::string ToString() const { return text; }
  std::string Digits() const;
  friend bool operator==(const PhoneNumber&, const PhoneNumber&) = default;
};

// A person may be unknown to us but for their case; then every field is absent.
struct Profile {
  std::optional<SealedLine> name;
  std::optional<SealedLine> organisation;
  std::optional<Sealed<EmailAddress>> email;
  std::optional<Sealed<PhoneNumber>> phone;
  std::optional<SealedProse> address;
  std::optional<SealedLine> postcode;
  std::optional<SealedLine> account;
  friend bool operator==(const Profile&, const Profile&) = default;
};
BOOST_DESCRIBE_STRUCT(Profile, (), (name, organisation, email, phone, address, postcode, account))
AMENDS_DOC(Profile, "Who the customer is.", {"name", "As they wish to be called."},
           {"organisation", "The organisation they speak for, if one."}, {"email", "E-mail address."},
           {"phone", "Telephone number."}, {"address", "Postal address, without the postcode."}, {"postcode", "Postcode."},
           {"account", "Their account or membership number with us."})

// The fields of a profile, by name.
enum class ProfileField : std::uint8_t { Name, Organisation, Email, Phone, Address, Postcode, Account };
BOOST_DESCRIBE_ENUM(ProfileField, Name, Organisation, Email, Phone, Address, Postcode, Account)
// Called so in a sentence.
base::Saying SayingOf(ProfileField field);

struct Preference {
  std::optional<Channel> channel;
  std::optional<Word> language;
  std::optional<SealedProse> notes;
  friend bool operator==(const Preference&, const Preference&) = default;
};
BOOST_DESCRIBE_STRUCT(Preference, (), (channel, language, notes))
AMENDS_DOC(Preference, "How the customer wishes to be reached.", {"channel", "By what means."},
           {"language", "In which language, as a tag: \"en-GB\", \"cy\"."}, {"notes", "When, and anything else to heed."})

enum class Need : std::uint8_t {
  LargePrint,
  Braille,
  Audio,
  EasyRead,
  SignLanguage,
  Interpreter,
  TextRelay,
  HomeVisit,
  ExtraTime,
  Representative,
  Other,
};
BOOST_DESCRIBE_ENUM(Need, LargePrint, Braille, Audio, EasyRead, SignLanguage, Interpreter, TextRelay, HomeVisit, ExtraTime,
                    Representative, Other)

// The four drivers of vulnerability by which UK regulators ask firms to think.
enum class Driver : std::uint8_t { Health, LifeEvent, Resilience, Capability };
BOOST_DESCRIBE_ENUM(Driver, Health, LifeEvent, Resilience, Capability)

// On what ground a note about somebody's vulnerability may be kept (UK GDPR, articles 6 and 9).
enum class LawfulBasis : std::uint8_t { ExplicitConsent, VitalInterests, LegalObligation, SubstantialPublicInterest };
BOOST_DESCRIBE_ENUM(LawfulBasis, ExplicitConsent, VitalInterests, LegalObligation, SubstantialPublicInterest)

}  // namespace customers

template <>
struct base::TextExample<customers::EmailAddress> {
  static constexpr std::string_view kExample = "name@example.org";
  static constexpr std::string_view kFormat = "email";
};
template <>
struct base::TextExample<customers::PhoneNumber> {
  static constexpr std::string_view kExample = "+44 20 7946 0018";
  static constexpr std::string_view kFormat = "";
};
