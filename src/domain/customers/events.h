#pragma once
// What has happened to our knowledge of a customer.

#include <variant>

#include "domain/customers/values.h"

namespace customers {

struct CustomerRegistered {
  Profile profile;
  std::map<Word, Line> attributes;
};
BOOST_DESCRIBE_STRUCT(CustomerRegistered, (), (profile, attributes))

struct ProfileCorrected {
  Profile profile;  // the fields that changed
  std::map<Word, Line> attributes;
  SealedProse reason;
  std::vector<ProfileField> cleared = {};  // the fields that hold nothing any more
};
BOOST_DESCRIBE_STRUCT(ProfileCorrected, (), (profile, attributes, reason, cleared))

struct PreferenceSet {
  Preference preference;
};
BOOST_DESCRIBE_STRUCT(PreferenceSet, (), (preference))

struct NeedRecorded {
  Need need = Need::Other;
  std::optional<SealedProse> note;
};
BOOST_DESCRIBE_STRUCT(NeedRecorded, (), (need, note))

struct NeedEnded {
  Need need = Need::Other;
};
BOOST_DESCRIBE_STRUCT(NeedEnded, (), (need))

struct VulnerabilityRecorded {
  Driver driver = Driver::Health;
  SealedProse note;
  LawfulBasis basis = LawfulBasis::ExplicitConsent;
  SealedProse basis_note;
  std::optional<Instant> review_at;
};
BOOST_DESCRIBE_STRUCT(VulnerabilityRecorded, (), (driver, note, basis, basis_note, review_at))

struct VulnerabilityEnded {
  Driver driver = Driver::Health;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(VulnerabilityEnded, (), (driver, reason))

struct ConsentRecorded {
  Line purpose;
  bool given = false;
  Channel channel = Channel::Telephone;
  std::optional<SealedProse> words;
};
BOOST_DESCRIBE_STRUCT(ConsentRecorded, (), (purpose, given, channel, words))

struct CustomerMerged {
  CustomerId into;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(CustomerMerged, (), (into, reason))

struct CustomerUnmerged {
  CustomerId from;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(CustomerUnmerged, (), (from, reason))

struct CustomerAbsorbed {
  CustomerId other;
};
BOOST_DESCRIBE_STRUCT(CustomerAbsorbed, (), (other))

struct CustomerReleased {
  CustomerId other;
};
BOOST_DESCRIBE_STRUCT(CustomerReleased, (), (other))

// A colleague made a code that lets the customer into the portal. The code itself is a secret and stands nowhere.
struct PortalCodeMade {};
BOOST_DESCRIBE_STRUCT(PortalCodeMade, (), ())

struct CustomerErased {
  Line ground;
};
BOOST_DESCRIBE_STRUCT(CustomerErased, (), (ground))

using Event = std::variant<CustomerRegistered, ProfileCorrected, PreferenceSet, NeedRecorded, NeedEnded, VulnerabilityRecorded,
                           VulnerabilityEnded, ConsentRecorded, CustomerMerged, CustomerUnmerged, CustomerAbsorbed,
                           CustomerReleased, CustomerErased, PortalCodeMade>;

struct Recorded {
  Event event;
  Instant at;
  std::string actor;
  std::int64_t version = 0;
};

}  // namespace customers
