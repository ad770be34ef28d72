#pragma once
// A case as its events have made it. Nothing here is stored: it is folded from the log by `evolve` and shown as it is
// by the API. What a dispute or a re-opening overtakes moves to `earlier_rounds`; nothing is forgotten.

#include <memory>

#include "domain/cases/events.h"
#include "domain/procedures/clocks.h"

namespace cases {

struct Acknowledgement {
  Instant at;
  Channel channel = Channel::Email;
  std::string by;
  friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};
BOOST_DESCRIBE_STRUCT(Acknowledgement, (), (at, channel, by))

struct Impact {
  Severity severity = Severity::Medium;
  Emotion emotion = Emotion::Calm;
  std::optional<Money> money_at_stake;
  bool vulnerable = false;
  bool safety_risk = false;
  std::optional<SealedProse> act_at_once;
  std::optional<SealedProse> notes;
  friend bool operator==(const Impact&, const Impact&) = default;
};
BOOST_DESCRIBE_STRUCT(Impact, (), (severity, emotion, money_at_stake, vulnerable, safety_risk, act_at_once, notes))

struct PlayBack {
  Instant at;
  SealedProse summary;
  Understanding answer = Understanding::Agreed;
  std::optional<SealedProse> correction;
  Channel channel = Channel::Telephone;
  friend bool operator==(const PlayBack&, const PlayBack&) = default;
};
BOOST_DESCRIBE_STRUCT(PlayBack, (), (at, summary, answer, correction, channel))

struct Contact {
  ContactId id;
  Direction direction = Direction::ToCustomer;
  Channel channel = Channel::Telephone;
  Instant at;
  bool reached = true;
  SealedProse summary;
  Heat heat;
  std::string by;
  friend bool operator==(const Contact&, const Contact&) = default;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (id, direction, channel, at, reached, summary, heat, by))

struct Promise {
  Instant by;
  Instant made_at;
  std::optional<SealedProse> about;
  bool broken = false;
  friend bool operator==(const Promise&, const Promise&) = default;
};
BOOST_DESCRIBE_STRUCT(Promise, (), (by, made_at, about, broken))

struct Attachment {
  AttachmentId id;
  SealedLine name;
  Line media_type;
  std::int64_t size = 0;
  std::string blob;
  std::optional<SealedProse> note;
  Instant at;
  std::string by;
  friend bool operator==(const Attachment&, const Attachment&) = default;
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (id, name, media_type, size, blob, note, at, by))

struct Finding {
  FindingId id;
  SealedProse says;
  std::optional<SealedLine> source;
  std::vector<AttachmentId> evidence;
  Instant at;
  std::string by;
  friend bool operator==(const Finding&, const Finding&) = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (id, says, source, evidence, at, by))

struct Cause {
  std::optional<Word> cause;  // absent: cannot be established
  std::vector<SealedProse> whys;
  SealedProse reasons;
  std::vector<FindingId> findings;
  Instant at;
  std::string by;
  friend bool operator==(const Cause&, const Cause&) = default;
};
BOOST_DESCRIBE_STRUCT(Cause, (), (cause, whys, reasons, findings, at, by))

struct Decided {
  Decision decision = Decision::Upheld;
  SealedProse reasons;
  std::vector<Citation> citations;
  Instant at;
  std::string by;
  friend bool operator==(const Decided&, const Decided&) = default;
};
BOOST_DESCRIBE_STRUCT(Decided, (), (decision, reasons, citations, at, by))

enum class ApprovalState : std::uint8_t { Requested, Granted, Refused };
BOOST_DESCRIBE_ENUM(ApprovalState, Requested, Granted, Refused)

struct Approval {
  ApprovalState state = ApprovalState::Requested;
  Role needed = Role::Manager;
  std::string requested_by;
  SealedProse reason;
  std::optional<std::string> answered_by;
  std::optional<SealedProse> answer;
  friend bool operator==(const Approval&, const Approval&) = default;
};
BOOST_DESCRIBE_STRUCT(Approval, (), (state, needed, requested_by, reason, answered_by, answer))

struct Option {
  OptionId id;
  OptionTerms terms;
  bool removed = false;
  std::optional<Approval> approval;
  friend bool operator==(const Option&, const Option&) = default;
};
BOOST_DESCRIBE_STRUCT(Option, (), (id, terms, removed, approval))

struct Weighing {
  std::vector<options::Criterion> criteria;
  std::vector<options::OptionScores> scored;
  options::Ranking ranking;
  OptionId chosen;
  std::optional<SealedProse> justification;
  bool overtaken = false;  // an option was added, amended or removed since
  Instant at;
  std::string by;
  friend bool operator==(const Weighing&, const Weighing&) = default;
};
BOOST_DESCRIBE_STRUCT(Weighing, (), (criteria, scored, ranking, chosen, justification, overtaken, at, by))

// Overtaken: the round it was made in ended before the customer answered.
enum class OfferState : std::uint8_t { Open, Accepted, Declined, Countered, Overtaken };
BOOST_DESCRIBE_ENUM(OfferState, Open, Accepted, Declined, Countered, Overtaken)

struct Offer {
  OfferId id;
  OptionId option;
  SealedProse terms;
  Channel channel = Channel::Email;
  std::optional<Instant> answer_by;
  OfferState state = OfferState::Open;
  std::optional<SealedProse> answer;
  Instant at;
  std::string by;
  friend bool operator==(const Offer&, const Offer&) = default;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (id, option, terms, channel, answer_by, state, answer, at, by))

// Whose words, which channel, when.
struct Agreement {
  OfferId offer;
  OptionId option;
  SealedProse words;
  Channel channel = Channel::Telephone;
  Instant at;
  friend bool operator==(const Agreement&, const Agreement&) = default;
};
BOOST_DESCRIBE_STRUCT(Agreement, (), (offer, option, words, channel, at))

struct FinalPosition {
  SealedProse reasons;
  SealedProse alternatives;
  Channel channel = Channel::Letter;
  Instant at;
  std::string by;
  friend bool operator==(const FinalPosition&, const FinalPosition&) = default;
};
BOOST_DESCRIBE_STRUCT(FinalPosition, (), (reasons, alternatives, channel, at, by))

enum class ActionState : std::uint8_t { Planned, Completed, Failed };
BOOST_DESCRIBE_ENUM(ActionState, Planned, Completed, Failed)

struct Action {
  ActionId id;
  SealedProse what;
  UserId owner;
  Instant due;
  ActionState state = ActionState::Planned;
  std::optional<SealedProse> result;  // the evidence, or why it failed
  std::vector<AttachmentId> files;
  bool replaced = false;  // failed, and another action took its place
  std::optional<Instant> done_at;
  friend bool operator==(const Action&, const Action&) = default;
};
BOOST_DESCRIBE_STRUCT(Action, (), (id, what, owner, due, state, result, files, replaced, done_at))

struct Redress {
  RedressId id;
  RemedyKind kind = RemedyKind::Other;
  std::optional<Money> amount;
  SealedProse details;
  Instant at;
  friend bool operator==(const Redress&, const Redress&) = default;
};
BOOST_DESCRIBE_STRUCT(Redress, (), (id, kind, amount, details, at))

struct Escalation {
  Role to = Role::TeamLeader;
  Trigger trigger = Trigger::Authority;
  SealedProse reason;
  SealedProse tried;
  Instant at;
  std::string by;
  std::optional<SealedProse> guidance;  // set when it was returned
  bool within_authority = false;
  std::optional<Instant> returned_at;
  bool by_rule = false;          // the procedure sent it up by itself
  bool late = false;             // and somebody could have before
  std::optional<Word> clock;     // that ran out
  std::optional<Line> says;      // to the customer
  std::optional<UserId> person;  // who sent it up; whose case it was, when nobody of the desk did
  std::optional<Word> team;      // the case was with, then
  friend bool operator==(const Escalation&, const Escalation&) = default;
};
BOOST_DESCRIBE_STRUCT(Escalation, (),
                      (to, trigger, reason, tried, at, by, guidance, within_authority, returned_at, by_rule, late, clock, says,
                       person, team))

struct ConfirmationRequest {
  Instant at;
  Channel channel = Channel::Email;
  friend bool operator==(const ConfirmationRequest&, const ConfirmationRequest&) = default;
};
BOOST_DESCRIBE_STRUCT(ConfirmationRequest, (), (at, channel))

struct CustomersWord {
  SealedProse words;
  Channel channel = Channel::Telephone;
  Instant at;
  friend bool operator==(const CustomersWord&, const CustomersWord&) = default;
};
BOOST_DESCRIBE_STRUCT(CustomersWord, (), (words, channel, at))

struct FollowUp {
  FollowUpId id;
  Instant at;
  SealedProse purpose;
  std::optional<Instant> done_at;
  bool still_solved = false;
  std::optional<SealedProse> notes;
  friend bool operator==(const FollowUp&, const FollowUp&) = default;
};
BOOST_DESCRIBE_STRUCT(FollowUp, (), (id, at, purpose, done_at, still_solved, notes))

struct SurveyAnswer {
  Instrument instrument = Instrument::Satisfaction;
  base::Whole<0, 10> score;
  std::optional<Dimension> dimension;
  std::optional<base::Whole<0, 10>> expected;
  std::optional<SealedProse> comment;
  Instant at;
  friend bool operator==(const SurveyAnswer&, const SurveyAnswer&) = default;
};
BOOST_DESCRIBE_STRUCT(SurveyAnswer, (), (instrument, score, dimension, expected, comment, at))

struct Lesson {
  SealedProse lesson;
  std::optional<SealedProse> suggested_change;
  Instant at;
  std::string by;
  friend bool operator==(const Lesson&, const Lesson&) = default;
};
BOOST_DESCRIBE_STRUCT(Lesson, (), (lesson, suggested_change, at, by))

struct Link {
  CaseId other;
  Relation relation = Relation::Related;
  bool other_came_later = false;
  friend bool operator==(const Link&, const Link&) = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (other, relation, other_came_later))

struct Referral {
  Line to;
  SealedProse reason;
  Instant at;
  friend bool operator==(const Referral&, const Referral&) = default;
};
BOOST_DESCRIBE_STRUCT(Referral, (), (to, reason, at))

struct Closing {
  Outcome outcome = Outcome::ResolvedConfirmed;
  std::optional<SealedProse> reason;
  Instant at;
  std::string by;
  friend bool operator==(const Closing&, const Closing&) = default;
};
BOOST_DESCRIBE_STRUCT(Closing, (), (outcome, reason, at, by))

// The next stage, asked for by the customer after our answer.
struct Review {
  Instant asked_at;
  SealedProse words;
  Channel channel = Channel::Telephone;
  std::optional<Instant> acknowledged_at;
  std::optional<Instant> answered_at;
  std::vector<std::string> answered_before_by;  // who decided and answered the stage before
  friend bool operator==(const Review&, const Review&) = default;
};
BOOST_DESCRIBE_STRUCT(Review, (), (asked_at, words, channel, acknowledged_at, answered_at, answered_before_by))

// A clock that ran out, noticed once.
struct RanOut {
  Word clock;
  Instant due_at;
  friend bool operator==(const RanOut&, const RanOut&) = default;
};
BOOST_DESCRIBE_STRUCT(RanOut, (), (clock, due_at))

struct EarlyEscalation {
  UserId by;
  Instant at;
  Trigger trigger = Trigger::Authority;
  std::optional<OptionId> option;         // that was theirs to offer
  std::optional<domain::Power> decision;  // that was theirs to take
  std::optional<Word> team;               // the case was with, then
  friend bool operator==(const EarlyEscalation&, const EarlyEscalation&) = default;
};
BOOST_DESCRIBE_STRUCT(EarlyEscalation, (), (by, at, trigger, option, decision, team))

// What the procedure's clocks start, stop and stand still at, and the stage the customer asked for.
struct Timing {
  std::vector<procedures::Mark> milestones;
  std::vector<procedures::ClockPause> pauses;
  std::vector<procedures::ClockExtension> extensions;
  std::vector<RanOut> ran_out;
  std::vector<EarlyEscalation> early_escalations;
  std::optional<Review> review;
  std::vector<procedures::TeamSpell> teams;  // that had the case, in order
  friend bool operator==(const Timing&, const Timing&) = default;
};
BOOST_DESCRIBE_STRUCT(Timing, (), (milestones, pauses, extensions, ran_out, early_escalations, review, teams))

struct SentLetter {
  letters::LetterKind letter = letters::LetterKind::Update;
  Channel channel = Channel::Letter;
  SealedLine title;
  SealedProse text;
  std::optional<LetterSheet> sheet;
  Instant at;
  std::string by;
  friend bool operator==(const SentLetter&, const SentLetter&) = default;
};
BOOST_DESCRIBE_STRUCT(SentLetter, (), (letter, channel, title, text, sheet, at, by))

// What one attempt at solving the problem came to. A dispute or a re-opening starts the next.
struct Round {
  std::int64_t findings_before = 0;              // findings added in earlier rounds
  std::optional<rights::RightsQuestion> rights;  // goes on into the next round
  std::optional<Cause> cause;
  std::optional<Decided> decided;
  std::optional<Weighing> weighing;
  std::optional<Agreement> agreement;
  std::optional<FinalPosition> final_position;
  std::int64_t actions_before = 0;  // actions planned in earlier rounds
  std::int64_t redress_before = 0;  // redress given in earlier rounds
  std::int64_t offers_before = 0;   // offers made in earlier rounds
  std::vector<ConfirmationRequest> confirmation_requests;
  std::optional<CustomersWord> confirmed;
  std::optional<CustomersWord> disputed;  // ends the round
  std::optional<Instant> lapsed_at;       // the customer kept silent
  std::optional<SealedProse> reopened;    // ends the round: why it was opened again
  friend bool operator==(const Round&, const Round&) = default;
};
BOOST_DESCRIBE_STRUCT(Round, (),
                      (findings_before, rights, cause, decided, weighing, agreement, final_position, actions_before,
                       redress_before, offers_before, confirmation_requests, confirmed, disputed, lapsed_at, reopened))

struct Case {
  CaseId id;
  Kind kind = Kind::Complaint;
  Channel channel = Channel::Telephone;
  Instant received_at;
  Instant logged_at;
  std::string logged_by;
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

  std::optional<UserId> owner;
  std::optional<Word> team;
  std::optional<Acknowledgement> acknowledged;
  std::optional<Impact> impact;
  std::vector<PlayBack> play_backs;
  std::vector<Contact> contacts;
  std::optional<Promise> promise;
  std::int64_t promises_kept = 0;
  std::int64_t promises_broken = 0;
  std::vector<Attachment> attachments;
  std::vector<Finding> findings;
  std::vector<Option> options;
  std::vector<Offer> offers;
  std::vector<Action> actions;
  std::vector<Redress> redress;
  std::vector<Escalation> escalations;
  Round round;
  std::vector<Round> earlier_rounds;
  std::vector<FollowUp> follow_ups;
  std::vector<SurveyAnswer> survey;
  std::vector<Lesson> lessons;
  std::optional<CustomersWord> withdrawn;
  std::optional<Referral> referred;
  std::optional<Closing> closed;
  std::int64_t times_reopened = 0;
  std::vector<Link> links;
  std::optional<CaseId> merged_into;
  std::vector<CaseId> absorbed;
  std::optional<CaseId> split_from;
  std::vector<CaseId> split_into;
  std::vector<SentLetter> letters_sent;
  Timing timing;
  bool person_erased = false;
  Instant changed_at;
  std::int64_t version = 0;  // 0: no such case

  Case();
  Case(const Case& other);
  Case(Case&& other) noexcept;
  Case& operator=(const Case& other);
  Case& operator=(Case&& other) noexcept;
  ~Case();

  bool Exists() const { return version > 0; }
  friend bool operator==(const Case& a, const Case& b);
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, kind, channel, received_at, logged_at, logged_by, customer, subject, words, remedy_sought, product,
                       category, attributes, answers, source, procedure, possible_duplicates, owner, team, acknowledged, impact,
                       play_backs, contacts, promise, promises_kept, promises_broken, attachments, findings, options, offers,
                       actions, redress, escalations, round, earlier_rounds, follow_ups, survey, lessons, withdrawn, referred,
                       closed, times_reopened, links, merged_into, absorbed, split_from, split_into, letters_sent, timing,
                       person_erased, changed_at, version))

// -- Questions the rules ask --------------------------------------------------------------------------------------

const Option* FindOption(const Case& c, OptionId id);  // null also when it was removed
const Offer* FindOffer(const Case& c, OfferId id);
const Offer* OpenOffer(const Case& c);
const Action* FindAction(const Case& c, ActionId id);
const Attachment* FindAttachment(const Case& c, AttachmentId id);
const FollowUp* FindFollowUp(const Case& c, FollowUpId id);
const Link* FindLink(const Case& c, CaseId other);
const Escalation* OpenEscalation(const Case& c);
std::vector<const Option*> LiveOptions(const Case& c);
bool HasFinding(const Case& c, FindingId id);

}  // namespace cases

extern template const base::Type& base::TypeOf<cases::Case>();
