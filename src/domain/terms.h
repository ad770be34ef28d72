#pragma once
// The words every area of the domain shares: phases, requirements of the gates, channels, roles, kinds of remedy.
// They are the field's standard terms, and they reach the API, the packs and the pages under these same names.

#include <boost/describe.hpp>
#include <cstdint>

namespace domain {

// The cycle. A case is in the first phase whose gate it has not passed.
enum class Phase : std::uint8_t { Identify, Analyse, Resolve, FollowUp };
BOOST_DESCRIBE_ENUM(Phase, Identify, Analyse, Resolve, FollowUp)

// What can be asked of a case before it leaves a phase. Which phase asks for which is the gate; see procedures/gates.h.
enum class Requirement : std::uint8_t {
  CustomerKnown,
  ProblemRecorded,
  RemedySoughtRecorded,
  Acknowledged,
  UnderstandingPlayedBack,
  ImpactAssessed,
  OwnerNamed,
  FindingRecorded,
  CauseEstablished,
  DecisionMade,
  AgreementOrFinalPosition,
  ActionsDone,
  RedressRecorded,
  ConfirmedOrAttempted,
  FollowUpArranged,
  LessonRecorded,
};
BOOST_DESCRIBE_ENUM(Requirement, CustomerKnown, ProblemRecorded, RemedySoughtRecorded, Acknowledged, UnderstandingPlayedBack,
                    ImpactAssessed, OwnerNamed, FindingRecorded, CauseEstablished, DecisionMade, AgreementOrFinalPosition,
                    ActionsDone, RedressRecorded, ConfirmedOrAttempted, FollowUpArranged, LessonRecorded)

// How something reached the customer or came from them; unknown only in records taken over from elsewhere.
enum class Channel : std::uint8_t {
  Telephone,
  Email,
  Letter,
  Web,
  Portal,
  InPerson,
  Chat,
  SocialMedia,
  Text,
  Fax,
  Referral,
  Unknown
};
BOOST_DESCRIBE_ENUM(Channel, Telephone, Email, Letter, Web, Portal, InPerson, Chat, SocialMedia, Text, Fax, Referral, Unknown)

// Staff roles, and the two that are not staff: the customer in the portal, and Amends itself (its clocks).
enum class Role : std::uint8_t { Handler, TeamLeader, Manager, Quality, Administrator, Customer, System };
BOOST_DESCRIBE_ENUM(Role, Handler, TeamLeader, Manager, Quality, Administrator, Customer, System)

enum class RemedyKind : std::uint8_t {
  Apology,
  Explanation,
  Repair,
  Replacement,
  Refund,
  PriceReduction,
  RepeatPerformance,
  Compensation,
  GoodwillGesture,
  Correction,     // put a record or an account right
  ProcessChange,  // so that it does not happen to others
  Other,
  WriteOff,  // of what the customer owes
};
BOOST_DESCRIBE_ENUM(RemedyKind, Apology, Explanation, Repair, Replacement, Refund, PriceReduction, RepeatPerformance,
                    Compensation, GoodwillGesture, Correction, ProcessChange, Other, WriteOff)

// Decisions that a ladder may keep for higher rungs.
enum class Power : std::uint8_t { RejectComplaint, GiveFinalPosition, ExceedEntitlement, OfferBelowEntitlement, WriteOff };
BOOST_DESCRIBE_ENUM(Power, RejectComplaint, GiveFinalPosition, ExceedEntitlement, OfferBelowEntitlement, WriteOff)

}  // namespace domain
