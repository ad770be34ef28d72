#pragma once
// What has happened to a case: past tense, permanent, and the only record of it. A field may be added to an event if
// absence has a meaning; none is ever renamed or removed (tests/golden/events holds a sample of each for ever).
// Whatever identifies a person, and all free text, is Sealed.

#include <variant>

#include "domain/cases/values.h"
#include "domain/letters/letter.h"
#include "domain/rights/values.h"

namespace cases {

// -- Identify ---------------------------------------------------------------------------------------------------------

struct CaseLogged {
  Kind kind = Kind::Complaint;
  Channel channel = Channel::Telephone;
  Instant received_at;
  CustomerId customer;
  SealedLine subject;
  std::optional<SealedProse> words;
  std::optional<SealedProse> remedy_sought;
  std::optional<Line> product;
  std::optional<Line> category;
  Attributes attributes;
  Answers answers;
  std::optional<Source> source;
  ProcedureRef procedure;
  std::vector<CaseId> possible_duplicates;
  std::optional<CaseId> split_from;
};
BOOST_DESCRIBE_STRUCT(CaseLogged, (),
                      (kind, channel, received_at, customer, subject, words, remedy_sought, product, category, attributes,
                       answers, source, procedure, possible_duplicates, split_from))

struct CaseAcknowledged {
  Channel channel = Channel::Email;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(CaseAcknowledged, (), (channel, at))

struct ImpactAssessed {
  Severity severity = Severity::Medium;
  Emotion emotion = Emotion::Calm;
  std::optional<Money> money_at_stake;
  bool vulnerable = false;
  bool safety_risk = false;
  std::optional<SealedProse> act_at_once;
  std::optional<SealedProse> notes;
};
BOOST_DESCRIBE_STRUCT(ImpactAssessed, (), (severity, emotion, money_at_stake, vulnerable, safety_risk, act_at_once, notes))

struct UnderstandingPlayedBack {
  SealedProse summary;
  Understanding answer = Understanding::Agreed;
  std::optional<SealedProse> correction;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(UnderstandingPlayedBack, (), (summary, answer, correction, channel))

struct ContactRecorded {
  ContactId contact;
  Direction direction = Direction::ToCustomer;
  Channel channel = Channel::Telephone;
  Instant at;
  bool reached = false;
  SealedProse summary;
  Heat heat;
};
BOOST_DESCRIBE_STRUCT(ContactRecorded, (), (contact, direction, channel, at, reached, summary, heat))

struct NewsPromised {
  Instant by;
  std::optional<SealedProse> about;
};
BOOST_DESCRIBE_STRUCT(NewsPromised, (), (by, about))

struct PromiseKept {
  Instant due_at;
  Instant kept_at;
};
BOOST_DESCRIBE_STRUCT(PromiseKept, (), (due_at, kept_at))

struct PromiseBroken {
  Instant due_at;
  Instant detected_at;
};
BOOST_DESCRIBE_STRUCT(PromiseBroken, (), (due_at, detected_at))

struct PromiseEnded {  // no more news is owed, with the reason
  SealedProse because;
};
BOOST_DESCRIBE_STRUCT(PromiseEnded, (), (because))

struct CaseAssigned {
  std::optional<UserId> to;
  std::optional<Word> team;
  std::optional<SealedProse> reason;
};
BOOST_DESCRIBE_STRUCT(CaseAssigned, (), (to, team, reason))

struct OwnershipTaken {
  UserId by;
};
BOOST_DESCRIBE_STRUCT(OwnershipTaken, (), (by))

struct DetailCorrected {
  std::optional<Kind> kind;
  std::optional<Channel> channel;
  std::optional<Instant> received_at;
  std::optional<SealedLine> subject;
  std::optional<SealedProse> words;
  std::optional<SealedProse> remedy_sought;
  std::optional<Line> product;
  std::optional<Line> category;
  Attributes attributes;
  Answers answers;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(DetailCorrected, (),
                      (kind, channel, received_at, subject, words, remedy_sought, product, category, attributes, answers, reason))

struct FileAttached {
  AttachmentId attachment;
  SealedLine name;
  Line media_type;
  std::int64_t size = 0;
  std::string blob;
  std::optional<SealedProse> note;
};
BOOST_DESCRIBE_STRUCT(FileAttached, (), (attachment, name, media_type, size, blob, note))

// -- Analyse ----------------------------------------------------------------------------------------------------------

struct FindingAdded {
  FindingId finding;
  SealedProse says;
  std::optional<SealedLine> source;
  std::vector<AttachmentId> evidence;
};
BOOST_DESCRIBE_STRUCT(FindingAdded, (), (finding, says, source, evidence))

struct CauseEstablished {
  std::optional<Word> cause;  // absent: it cannot be established
  std::vector<SealedProse> whys;
  SealedProse reasons;
  std::vector<FindingId> findings;
};
BOOST_DESCRIBE_STRUCT(CauseEstablished, (), (cause, whys, reasons, findings))

struct CaseDecided {
  Decision decision = Decision::Upheld;
  SealedProse reasons;
  std::vector<Citation> citations;
};
BOOST_DESCRIBE_STRUCT(CaseDecided, (), (decision, reasons, citations))

// -- Resolve ----------------------------------------------------------------------------------------------------------

struct OptionTerms {
  RemedyKind remedy = RemedyKind::Other;
  SealedLine title;
  std::optional<SealedProse> details;
  std::optional<Money> cost;
  base::Whole<0, 3650> days;
  std::optional<SealedProse> customer_impact;
  std::optional<SealedProse> entitlement;
  friend bool operator==(const OptionTerms&, const OptionTerms&) = default;
};
BOOST_DESCRIBE_STRUCT(OptionTerms, (), (remedy, title, details, cost, days, customer_impact, entitlement))
AMENDS_DOC(OptionTerms, "What one option is, costs, and means for the customer.", {"remedy", "What kind of remedy it is."},
           {"title", "The option in a line."}, {"details", "What exactly would be done."},
           {"cost", "What it costs the organisation; leave out when it costs nothing."},
           {"days", "How many days until the customer has it."}, {"customer_impact", "What it means for the customer."},
           {"entitlement", "What law or policy entitles the customer to here."})

struct OptionAdded {
  OptionId option;
  OptionTerms terms;
};
BOOST_DESCRIBE_STRUCT(OptionAdded, (), (option, terms))

struct OptionAmended {
  OptionId option;
  OptionTerms terms;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(OptionAmended, (), (option, terms, reason))

struct OptionRemoved {
  OptionId option;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(OptionRemoved, (), (option, reason))

struct OptionsWeighed {
  std::vector<options::Criterion> criteria;
  std::vector<options::OptionScores> scored;
  options::Ranking ranking;
  OptionId chosen;
  std::optional<SealedProse> justification;
};
BOOST_DESCRIBE_STRUCT(OptionsWeighed, (), (criteria, scored, ranking, chosen, justification))

struct ApprovalRequested {
  OptionId option;
  SealedProse reason;
  Role needed = Role::Manager;
};
BOOST_DESCRIBE_STRUCT(ApprovalRequested, (), (option, reason, needed))

struct ApprovalGranted {
  OptionId option;
  std::optional<SealedProse> reason;
};
BOOST_DESCRIBE_STRUCT(ApprovalGranted, (), (option, reason))

struct ApprovalRefused {
  OptionId option;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(ApprovalRefused, (), (option, reason))

struct OfferMade {
  OfferId offer;
  OptionId option;
  SealedProse terms;
  Channel channel = Channel::Email;
  std::optional<Instant> answer_by;
};
BOOST_DESCRIBE_STRUCT(OfferMade, (), (offer, option, terms, channel, answer_by))

struct OfferAccepted {
  OfferId offer;
  SealedProse words;
  Channel channel = Channel::Telephone;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(OfferAccepted, (), (offer, words, channel, at))

struct OfferDeclined {
  OfferId offer;
  SealedProse words;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(OfferDeclined, (), (offer, words, channel))

struct OfferCountered {
  OfferId offer;
  SealedProse wants;
  std::optional<Money> cost;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(OfferCountered, (), (offer, wants, cost, channel))

struct FinalPositionGiven {
  SealedProse reasons;
  SealedProse alternatives;
  Channel channel = Channel::Letter;
};
BOOST_DESCRIBE_STRUCT(FinalPositionGiven, (), (reasons, alternatives, channel))

struct ActionPlanned {
  ActionId action;
  SealedProse what;
  UserId owner;
  Instant due;
  std::optional<ActionId> replaces;
};
BOOST_DESCRIBE_STRUCT(ActionPlanned, (), (action, what, owner, due, replaces))

struct ActionCompleted {
  ActionId action;
  SealedProse evidence;
  std::vector<AttachmentId> files;
};
BOOST_DESCRIBE_STRUCT(ActionCompleted, (), (action, evidence, files))

struct ActionFailed {
  ActionId action;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(ActionFailed, (), (action, reason))

struct RedressRecorded {
  RedressId redress;
  RemedyKind kind = RemedyKind::Other;
  std::optional<Money> amount;
  SealedProse details;
};
BOOST_DESCRIBE_STRUCT(RedressRecorded, (), (redress, kind, amount, details))

struct CaseEscalated {
  Role to = Role::TeamLeader;
  Trigger trigger = Trigger::Authority;
  SealedProse reason;
  SealedProse tried;
  std::optional<Line> says;  // to the customer who asked, in the procedure's words
};
BOOST_DESCRIBE_STRUCT(CaseEscalated, (), (to, trigger, reason, tried, says))

struct EscalationReturned {
  SealedProse guidance;
  bool within_authority = false;
};
BOOST_DESCRIBE_STRUCT(EscalationReturned, (), (guidance, within_authority))

// The procedure sends the case up by itself.
struct CaseSentUp {
  Role to = Role::TeamLeader;
  Trigger trigger = Trigger::Clock;
  Line because;               // the clause, in words
  std::optional<Line> says;   // to the customer
  std::optional<Word> clock;  // of trigger clock
  bool late = false;          // somebody could have sent it up before it came to this
};
BOOST_DESCRIBE_STRUCT(CaseSentUp, (), (to, trigger, because, says, clock, late))

// -- The procedure and its clocks -------------------------------------------------------------------------------------

// How a clock ended before a case was moved to other rules, and how it ends now.
struct ClockMoved {
  Word clock;
  std::optional<Instant> before;  // none: there was no such clock, or it had stopped
  std::optional<Instant> after;
  friend bool operator==(const ClockMoved&, const ClockMoved&) = default;
};
BOOST_DESCRIBE_STRUCT(ClockMoved, (), (clock, before, after))

struct ProcedureChanged {
  ProcedureRef from;
  ProcedureRef to;
  std::vector<ClockMoved> clocks;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(ProcedureChanged, (), (from, to, clocks, reason))

struct ClockPaused {
  Word clock;
  Word reason;
  std::optional<SealedProse> note;
};
BOOST_DESCRIBE_STRUCT(ClockPaused, (), (clock, reason, note))

struct ClockResumed {
  Word clock;
  std::optional<SealedProse> note;
};
BOOST_DESCRIBE_STRUCT(ClockResumed, (), (clock, note))

struct ClockExtended {
  Word clock;
  Instant due_at;  // before
  Instant until;
  SealedProse told;
  Channel channel = Channel::Email;
  std::optional<SealedProse> good_reason;  // for more than the rule allows without one
};
BOOST_DESCRIBE_STRUCT(ClockExtended, (), (clock, due_at, until, told, channel, good_reason))

struct ClockRanOut {
  Word clock;
  Line title;
  bool statutory = false;
  Instant due_at;
  Instant detected_at;
};
BOOST_DESCRIBE_STRUCT(ClockRanOut, (), (clock, title, statutory, due_at, detected_at))

struct ReviewAsked {
  SealedProse words;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(ReviewAsked, (), (words, channel))

struct ReviewAcknowledged {
  Channel channel = Channel::Email;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ReviewAcknowledged, (), (channel, at))

// The facts the law asks for; what follows from them is worked out on the day it is asked.
struct RightsAssessed {
  rights::RightsQuestion question;
};
BOOST_DESCRIBE_STRUCT(RightsAssessed, (), (question))

// Somebody sent up what was theirs to decide; kept for coaching, and nothing went up.
struct EscalationWasEarly {
  UserId by;
  Trigger trigger = Trigger::Authority;
  std::optional<OptionId> option;
  std::optional<domain::Power> decision;
};
BOOST_DESCRIBE_STRUCT(EscalationWasEarly, (), (by, trigger, option, decision))

// What stands around the words of a letter, as it went out: the letterhead of that day, the address of that day.
struct LetterSheet {
  Word language;
  letters::Print print = letters::Print::Normal;
  std::optional<Line> organisation;
  std::vector<Line> organisation_address;
  std::optional<Prose> footer;
  SealedProse recipient;  // line by line
  Line date;              // in words
  Line reference_label;
  Line page_of;
  friend bool operator==(const LetterSheet&, const LetterSheet&) = default;
};
BOOST_DESCRIBE_STRUCT(LetterSheet, (),
                      (language, print, organisation, organisation_address, footer, recipient, date, reference_label, page_of))

struct LetterSent {
  letters::LetterKind letter = letters::LetterKind::Update;
  Channel channel = Channel::Letter;
  SealedLine title;
  SealedProse text;
  std::optional<LetterSheet> sheet;  // none: it was not set here
};
BOOST_DESCRIBE_STRUCT(LetterSent, (), (letter, channel, title, text, sheet))

// -- Follow up --------------------------------------------------------------------------------------------------------

struct ConfirmationRequested {
  Channel channel = Channel::Email;
};
BOOST_DESCRIBE_STRUCT(ConfirmationRequested, (), (channel))

struct ResolutionConfirmed {
  SealedProse words;
  Channel channel = Channel::Telephone;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ResolutionConfirmed, (), (words, channel, at))

struct ResolutionDisputed {
  SealedProse words;
  Channel channel = Channel::Telephone;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ResolutionDisputed, (), (words, channel, at))

struct ConfirmationLapsed {
  base::Whole<0, 1000> attempts;
  Instant due_at;
  Instant detected_at;
};
BOOST_DESCRIBE_STRUCT(ConfirmationLapsed, (), (attempts, due_at, detected_at))

struct FollowUpScheduled {
  FollowUpId follow_up;
  Instant at;
  SealedProse purpose;
};
BOOST_DESCRIBE_STRUCT(FollowUpScheduled, (), (follow_up, at, purpose))

struct FollowUpRecorded {
  FollowUpId follow_up;
  bool still_solved = false;
  SealedProse notes;
};
BOOST_DESCRIBE_STRUCT(FollowUpRecorded, (), (follow_up, still_solved, notes))

struct SurveyAnswered {
  Instrument instrument = Instrument::Satisfaction;
  base::Whole<0, 10> score;
  std::optional<Dimension> dimension;
  std::optional<base::Whole<0, 10>> expected;
  std::optional<SealedProse> comment;
};
BOOST_DESCRIBE_STRUCT(SurveyAnswered, (), (instrument, score, dimension, expected, comment))

struct LessonRecorded {
  SealedProse lesson;
  std::optional<SealedProse> suggested_change;
};
BOOST_DESCRIBE_STRUCT(LessonRecorded, (), (lesson, suggested_change))

struct CaseClosed {
  Outcome outcome = Outcome::ResolvedConfirmed;
  std::optional<SealedProse> reason;
};
BOOST_DESCRIBE_STRUCT(CaseClosed, (), (outcome, reason))

struct CaseReopened {
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(CaseReopened, (), (reason))

// -- Structure --------------------------------------------------------------------------------------------------------

// Stands on both cases alike; which of the two came later, only the linking knows.
struct CaseLinked {
  CaseId other;
  Relation relation = Relation::Related;
  std::optional<bool> other_came_later;
};
BOOST_DESCRIBE_STRUCT(CaseLinked, (), (other, relation, other_came_later))

struct CaseUnlinked {
  CaseId other;
};
BOOST_DESCRIBE_STRUCT(CaseUnlinked, (), (other))

struct CaseMerged {
  CaseId into;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(CaseMerged, (), (into, reason))

struct CaseUnmerged {
  CaseId from;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(CaseUnmerged, (), (from, reason))

struct CaseAbsorbed {  // the other side of CaseMerged
  CaseId other;
};
BOOST_DESCRIBE_STRUCT(CaseAbsorbed, (), (other))

struct CaseReleased {  // the other side of CaseUnmerged
  CaseId other;
};
BOOST_DESCRIBE_STRUCT(CaseReleased, (), (other))

struct CaseSplit {
  CaseId into;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(CaseSplit, (), (into, reason))

struct CaseWithdrawn {
  SealedProse words;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(CaseWithdrawn, (), (words, channel))

struct CaseReferred {
  Line to;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(CaseReferred, (), (to, reason))

struct PersonErased {};
BOOST_DESCRIBE_STRUCT(PersonErased, (), ())

// ---------------------------------------------------------------------------------------------------------------------

using AnyEvent =
    std::variant<CaseLogged, CaseAcknowledged, ImpactAssessed, UnderstandingPlayedBack, ContactRecorded, NewsPromised,
                 PromiseKept, PromiseBroken, PromiseEnded, CaseAssigned, OwnershipTaken, DetailCorrected, FileAttached,
                 FindingAdded, CauseEstablished, CaseDecided, OptionAdded, OptionAmended, OptionRemoved, OptionsWeighed,
                 ApprovalRequested, ApprovalGranted, ApprovalRefused, OfferMade, OfferAccepted, OfferDeclined, OfferCountered,
                 FinalPositionGiven, ActionPlanned, ActionCompleted, ActionFailed, RedressRecorded, CaseEscalated,
                 EscalationReturned, ConfirmationRequested, ResolutionConfirmed, ResolutionDisputed, ConfirmationLapsed,
                 FollowUpScheduled, FollowUpRecorded, SurveyAnswered, LessonRecorded, CaseClosed, CaseReopened, CaseLinked,
                 CaseUnlinked, CaseMerged, CaseUnmerged, CaseAbsorbed, CaseReleased, CaseSplit, CaseWithdrawn, CaseReferred,
                 PersonErased, CaseSentUp, ProcedureChanged, ClockPaused, ClockResumed, ClockExtended, ClockRanOut, ReviewAsked,
                 ReviewAcknowledged, LetterSent, RightsAssessed, EscalationWasEarly>;

// The copying, moving and destroying of fifty kinds is compiled once, in events.cpp, and not in every file that holds one.
struct Event : AnyEvent {
  using AnyEvent::AnyEvent;
  Event();
  Event(const Event& other);
  Event(Event&& other) noexcept;
  Event& operator=(const Event& other);
  Event& operator=(Event&& other) noexcept;
  ~Event();
};

// An event with when it happened and who brought it about.
struct Recorded {
  Event event;
  Instant at;
  std::string actor;  // as domain::Actor writes itself
  std::int64_t version = 0;
};

}  // namespace cases

extern template const base::Type& base::TypeOf<cases::Event>();
