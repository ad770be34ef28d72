#pragma once
// What can be asked of a customer's record. See cases/commands.h for what follows from a struct here.

#include <variant>

#include "domain/customers/values.h"

namespace customers {

struct RegisterCustomer {
  Profile profile;
  std::map<Word, Line> attributes;
};
BOOST_DESCRIBE_STRUCT(RegisterCustomer, (), (profile, attributes))
AMENDS_DOC(RegisterCustomer, "Record a customer.", {"profile", "Who they are; an unknown person has an empty profile."},
           {"attributes", "Facts to count by, such as region; nothing that identifies the person."})

struct CorrectProfile {
  Profile profile;
  std::map<Word, Line> attributes;
  SealedProse reason;
  std::vector<ProfileField> clear = {};
};
BOOST_DESCRIBE_STRUCT(CorrectProfile, (), (profile, attributes, reason, clear))
AMENDS_DOC(CorrectProfile, "Correct or complete who a customer is; what stood before stays in the history.",
           {"profile", "The fields to change; the others stay."}, {"attributes", "Facts to count by."}, {"reason", "Why."},
           {"clear", "Fields that shall hold nothing any more: a number that is no longer theirs."})

struct SetPreference {
  Preference preference;
};
BOOST_DESCRIBE_STRUCT(SetPreference, (), (preference))
AMENDS_DOC(SetPreference, "Record how the customer wishes to be reached.",
           {"preference", "Channel, language, and what else to heed."})

struct RecordNeed {
  Need need = Need::Other;
  std::optional<SealedProse> note;
};
BOOST_DESCRIBE_STRUCT(RecordNeed, (), (need, note))
AMENDS_DOC(RecordNeed, "Record what the customer needs to deal with us on equal terms.", {"need", "Which need."},
           {"note", "What exactly helps."})

struct EndNeed {
  Need need = Need::Other;
};
BOOST_DESCRIBE_STRUCT(EndNeed, (), (need))
AMENDS_DOC(EndNeed, "Record that a need no longer holds.", {"need", "Which need."})

struct RecordVulnerability {
  Driver driver = Driver::Health;
  SealedProse note;
  LawfulBasis basis = LawfulBasis::ExplicitConsent;
  SealedProse basis_note;
  std::optional<Instant> review_at;
};
BOOST_DESCRIBE_STRUCT(RecordVulnerability, (), (driver, note, basis, basis_note, review_at))
AMENDS_DOC(RecordVulnerability, "Record a circumstance that asks for particular care, and why we may keep it.",
           {"driver", "Health, a life event, resilience, or capability."}, {"note", "What to know, no more than needed."},
           {"basis", "The lawful ground for keeping it."},
           {"basis_note", "How that ground holds: the consent given, or the duty it serves."},
           {"review_at", "When to ask whether it still holds."})

struct EndVulnerability {
  Driver driver = Driver::Health;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(EndVulnerability, (), (driver, reason))
AMENDS_DOC(EndVulnerability, "Record that a vulnerability no longer holds.", {"driver", "Which."}, {"reason", "How we know."})

struct RecordConsent {
  Line purpose;
  bool given = false;
  Channel channel = Channel::Telephone;
  std::optional<SealedProse> words;
};
BOOST_DESCRIBE_STRUCT(RecordConsent, (), (purpose, given, channel, words))
AMENDS_DOC(RecordConsent, "Record a consent given or taken back.", {"purpose", "For what."}, {"given", "Given, or taken back."},
           {"channel", "How they said so."}, {"words", "Their words."})

struct MergeCustomer {
  CustomerId into;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(MergeCustomer, (), (into, reason))
AMENDS_DOC(MergeCustomer, "Record that two records are one person. It can be taken back.", {"into", "The record that goes on."},
           {"reason", "How we know."})

struct UnmergeCustomer {
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(UnmergeCustomer, (), (reason))
AMENDS_DOC(UnmergeCustomer, "Take a merge back.", {"reason", "How we know they are two."})

struct EraseCustomer {
  Line ground;
};
BOOST_DESCRIBE_STRUCT(EraseCustomer, (), (ground))
AMENDS_DOC(EraseCustomer, "Destroy the customer's key, so that nothing of the person can be read anywhere, ever again.",
           {"ground", "Why: a request, or retention; name nobody here."})

// The other sides of merging, given by Amends itself.
struct AbsorbCustomer {
  CustomerId other;
};
BOOST_DESCRIBE_STRUCT(AbsorbCustomer, (), (other))
AMENDS_DOC(AbsorbCustomer, "Take in a record that is merged into this one.", {"other", "Which."})

struct ReleaseCustomer {
  CustomerId other;
};
BOOST_DESCRIBE_STRUCT(ReleaseCustomer, (), (other))
AMENDS_DOC(ReleaseCustomer, "Let go a record whose merge is taken back.", {"other", "Which."})

struct NotePortalCode {};
BOOST_DESCRIBE_STRUCT(NotePortalCode, (), ())
AMENDS_DOC(NotePortalCode, "Note that a code for the portal was made.")

using Command =
    std::variant<RegisterCustomer, CorrectProfile, SetPreference, RecordNeed, EndNeed, RecordVulnerability, EndVulnerability,
                 RecordConsent, MergeCustomer, UnmergeCustomer, EraseCustomer, AbsorbCustomer, ReleaseCustomer, NotePortalCode>;

}  // namespace customers
