#pragma once
// What can be asked of a case: imperative, one struct each. From a struct here come its JSON, its validation, its route
// (POST /api/v1/cases/{ref}/{command}), its place in the OpenAPI document and its line in the command bar. To add one:
// the struct with its words, `Obstacles` and `Decide` in rules.h, the events it may give, and its specs.

#include <variant>

#include "domain/cases/events.h"
#include "domain/cases/values.h"
#include "domain/customers/values.h"

namespace cases {

// -- Identify ---------------------------------------------------------------------------------------------------------

struct LogCase {
  Kind kind = Kind::Complaint;
  Channel channel = Channel::Telephone;
  std::optional<Instant> received_at;
  std::optional<CustomerId> customer;
  std::optional<customers::Profile> new_customer;
  Attributes new_customer_attributes;
  SealedLine subject;
  std::optional<SealedProse> words;
  std::optional<SealedProse> remedy_sought;
  std::optional<Line> product;
  std::optional<Line> category;
  Attributes attributes;
  Answers answers;
  std::optional<Source> source;
  std::optional<Instant> next_news_by;
  std::optional<Word> procedure;
};
BOOST_DESCRIBE_STRUCT(LogCase, (),
                      (kind, channel, received_at, customer, new_customer, new_customer_attributes, subject, words, remedy_sought,
                       product, category, attributes, answers, source, next_news_by, procedure))
AMENDS_DOC(LogCase, "Log a complaint or a problem.",
           {"kind", "A complaint (they are dissatisfied with us) or a problem (something needs solving)."},
           {"channel", "How it reached us."}, {"received_at", "When it reached us; now, if left out."},
           {"customer", "Whose case it is, if they are known to us."},
           {"new_customer", "Who they are, if not; they are recorded together with the case."},
           {"new_customer_attributes", "Facts about the new customer to count by; nothing that identifies them."},
           {"subject", "The problem in a line."}, {"words", "The customer's own words, as said or written."},
           {"remedy_sought", "What the customer asks for."}, {"product", "Which product or service it is about."},
           {"category", "What kind of trouble it is."},
           {"attributes", "Facts to count by, such as region or branch; nothing personal."},
           {"answers", "Answers to the fields of the logging template."},
           {"source", "The record of another system that this was taken from."},
           {"next_news_by", "When the customer will hear from us next; the procedure's usual time, if left out."},
           {"procedure", "Under which procedure in force; the one that fits best, if left out."})

struct AcknowledgeCase {
  Channel channel = Channel::Email;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeCase, (), (channel, at))
AMENDS_DOC(AcknowledgeCase, "Record that the customer was told we have their case, with its reference.",
           {"channel", "How they were told."}, {"at", "When; now, if left out."})

struct AssessImpact {
  Severity severity = Severity::Medium;
  Emotion emotion = Emotion::Calm;
  std::optional<Money> money_at_stake;
  bool vulnerable = false;
  bool safety_risk = false;
  std::optional<SealedProse> act_at_once;
  std::optional<SealedProse> notes;
};
BOOST_DESCRIBE_STRUCT(AssessImpact, (), (severity, emotion, money_at_stake, vulnerable, safety_risk, act_at_once, notes))
AMENDS_DOC(AssessImpact, "Assess what the problem means for the customer.", {"severity", "How serious it is."},
           {"emotion", "How the customer feels."}, {"money_at_stake", "What it costs or could cost the customer."},
           {"vulnerable", "The customer needs particular care here."}, {"safety_risk", "Somebody could come to harm."},
           {"act_at_once", "What must be done before anything else."}, {"notes", "Anything more to know."})

struct PlayBackUnderstanding {
  SealedProse summary;
  Understanding answer = Understanding::Agreed;
  std::optional<SealedProse> correction;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(PlayBackUnderstanding, (), (summary, answer, correction, channel))
AMENDS_DOC(PlayBackUnderstanding, "Read your understanding back to the customer and record what they say.",
           {"summary", "The problem as you understand it."},
           {"answer", "Whether they agreed, corrected you, or could not be reached."}, {"correction", "What they put right."},
           {"channel", "How you asked."})

struct RecordContact {
  Direction direction = Direction::ToCustomer;
  Channel channel = Channel::Telephone;
  std::optional<Instant> at;
  bool not_reached = false;
  SealedProse summary;
  Heat heat;
  std::optional<Instant> next_news_by;
  std::optional<SealedProse> next_news_about;
  std::optional<SealedProse> no_news_because;
};
BOOST_DESCRIBE_STRUCT(RecordContact, (),
                      (direction, channel, at, not_reached, summary, heat, next_news_by, next_news_about, no_news_because))
AMENDS_DOC(RecordContact, "Record an exchange with the customer, and when they will hear from us next.",
           {"direction", "Who turned to whom."}, {"channel", "How."}, {"at", "When; now, if left out."},
           {"not_reached", "We tried and did not reach them."}, {"summary", "What was said."},
           {"heat", "Which of the four steps towards an upset person were taken."},
           {"next_news_by", "When they will hear from us next."}, {"next_news_about", "What they will hear."},
           {"no_news_because", "Why no more news is owed, if none is."})

struct PromiseNews {
  Instant by;
  std::optional<SealedProse> about;
};
BOOST_DESCRIBE_STRUCT(PromiseNews, (), (by, about))
AMENDS_DOC(PromiseNews, "Promise the customer news by a time.", {"by", "When they will hear from us."},
           {"about", "What they will hear."})

struct AssignCase {
  std::optional<UserId> to;
  std::optional<Word> team;
  std::optional<SealedProse> reason;
};
BOOST_DESCRIBE_STRUCT(AssignCase, (), (to, team, reason))
AMENDS_DOC(AssignCase, "Give the case to somebody, or to a team.", {"to", "Who shall own it; nobody yet, if left out."},
           {"team", "Which team."}, {"reason", "Why."})

struct TakeOwnership {};
BOOST_DESCRIBE_STRUCT(TakeOwnership, (), ())
AMENDS_DOC(TakeOwnership, "Take the case yourself.")

struct CorrectDetail {
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
BOOST_DESCRIBE_STRUCT(CorrectDetail, (),
                      (kind, channel, received_at, subject, words, remedy_sought, product, category, attributes, answers, reason))
AMENDS_DOC(CorrectDetail, "Correct or complete what was logged; what stood before stays in the history.",
           {"kind", "Complaint or problem."}, {"channel", "How it reached us."}, {"received_at", "When it reached us."},
           {"subject", "The problem in a line."}, {"words", "The customer's own words."},
           {"remedy_sought", "What the customer asks for."}, {"product", "Which product or service."},
           {"category", "What kind of trouble."}, {"attributes", "Facts to count by."},
           {"answers", "Answers to the logging template."}, {"reason", "Why it is corrected."})

struct AttachFile {
  SealedLine name;
  Line media_type;
  std::int64_t size = 0;
  std::string blob;
  std::optional<SealedProse> note;
};
BOOST_DESCRIBE_STRUCT(AttachFile, (), (name, media_type, size, blob, note))
AMENDS_DOC(AttachFile, "Attach a file that was uploaded.", {"name", "The file's name."},
           {"media_type", "What it is, as found by looking into it."}, {"size", "Bytes."},
           {"blob", "The content's address in the blob store."}, {"note", "What it shows."})

// -- Analyse ----------------------------------------------------------------------------------------------------------

struct AddFinding {
  SealedProse says;
  std::optional<SealedLine> source;
  std::vector<AttachmentId> evidence;
};
BOOST_DESCRIBE_STRUCT(AddFinding, (), (says, source, evidence))
AMENDS_DOC(AddFinding, "Record something found out, with its evidence.", {"says", "What was found."},
           {"source", "Where it comes from: a record, a colleague, a visit."}, {"evidence", "Attached files that show it."})

struct EstablishCause {
  std::optional<Word> cause;
  bool cannot_be_established = false;
  std::vector<SealedProse> whys;
  SealedProse reasons;
  std::vector<FindingId> findings;
};
BOOST_DESCRIBE_STRUCT(EstablishCause, (), (cause, cannot_be_established, whys, reasons, findings))
AMENDS_DOC(EstablishCause, "Establish why it happened, or why that cannot be established.",
           {"cause", "The cause, from the cause tree: \"process.handover\"."},
           {"cannot_be_established", "It cannot be known; the reasons say why."},
           {"whys", "Why, and why that, up to the fifth why."}, {"reasons", "What makes you sure."},
           {"findings", "The findings it rests on."})

struct DecideCase {
  Decision decision = Decision::Upheld;
  SealedProse reasons;
  std::vector<Citation> citations;
};
BOOST_DESCRIBE_STRUCT(DecideCase, (), (decision, reasons, citations))
AMENDS_DOC(DecideCase, "Decide whether the customer is right, with reasons.", {"decision", "Upheld, partly, or not."},
           {"reasons", "Why, in words the customer can follow."}, {"citations", "The policy or law it rests on; at least one."})

// -- Resolve ----------------------------------------------------------------------------------------------------------

struct AddOption {
  OptionTerms terms;
};
BOOST_DESCRIBE_STRUCT(AddOption, (), (terms))
AMENDS_DOC(AddOption, "Put an option on the table.", {"terms", "What it is, costs, and means."})

struct AmendOption {
  OptionId option;
  OptionTerms terms;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(AmendOption, (), (option, terms, reason))
AMENDS_DOC(AmendOption, "Change an option. An approval of it, and the weighing, must then be done anew.", {"option", "Which."},
           {"terms", "What it is now."}, {"reason", "Why it changed."})

struct RemoveOption {
  OptionId option;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(RemoveOption, (), (option, reason))
AMENDS_DOC(RemoveOption, "Take an option off the table.", {"option", "Which."}, {"reason", "Why."})

struct WeighOptions {
  std::vector<options::Criterion> criteria;
  std::vector<options::OptionScores> scored;
  OptionId chosen;
  std::optional<SealedProse> justification;
};
BOOST_DESCRIBE_STRUCT(WeighOptions, (), (criteria, scored, chosen, justification))
AMENDS_DOC(WeighOptions, "Weigh the options against criteria and recommend one.",
           {"criteria", "What the options are judged by, and how much each matters."},
           {"scored", "How each option does on each criterion."}, {"chosen", "The option you recommend."},
           {"justification", "Why this one; needed when it is not the one ranked first."})

struct RequestApproval {
  OptionId option;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(RequestApproval, (), (option, reason))
AMENDS_DOC(RequestApproval, "Ask somebody with more authority to approve an option.", {"option", "Which."},
           {"reason", "Why it is right for this case."})

struct GrantApproval {
  OptionId option;
  std::optional<SealedProse> reason;
};
BOOST_DESCRIBE_STRUCT(GrantApproval, (), (option, reason))
AMENDS_DOC(GrantApproval, "Approve an option somebody asked about.", {"option", "Which."}, {"reason", "Why, if you wish."})

struct RefuseApproval {
  OptionId option;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(RefuseApproval, (), (option, reason))
AMENDS_DOC(RefuseApproval, "Refuse to approve an option.", {"option", "Which."}, {"reason", "Why, and what would be better."})

struct MakeOffer {
  OptionId option;
  SealedProse terms;
  Channel channel = Channel::Email;
  std::optional<Instant> answer_by;
};
BOOST_DESCRIBE_STRUCT(MakeOffer, (), (option, terms, channel, answer_by))
AMENDS_DOC(MakeOffer, "Offer the recommended option to the customer.", {"option", "Which."},
           {"terms", "The offer as put to the customer."}, {"channel", "How it was put."},
           {"answer_by", "Until when it stands, if it ends."})

struct AcceptOffer {
  OfferId offer;
  SealedProse words;
  Channel channel = Channel::Telephone;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(AcceptOffer, (), (offer, words, channel, at))
AMENDS_DOC(AcceptOffer, "Record that the customer accepts: the agreement.", {"offer", "Which."}, {"words", "Their words."},
           {"channel", "How they said so."}, {"at", "When; now, if left out."})

struct DeclineOffer {
  OfferId offer;
  SealedProse words;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(DeclineOffer, (), (offer, words, channel))
AMENDS_DOC(DeclineOffer, "Record that the customer declines.", {"offer", "Which."}, {"words", "Why, in their words."},
           {"channel", "How they said so."})

struct CounterOffer {
  OfferId offer;
  SealedProse wants;
  std::optional<Money> cost;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(CounterOffer, (), (offer, wants, cost, channel))
AMENDS_DOC(CounterOffer, "Record what the customer wants instead.", {"offer", "Which offer they answer."},
           {"wants", "What they want, in their words."}, {"cost", "What that would cost."}, {"channel", "How they said so."})

struct GiveFinalPosition {
  SealedProse reasons;
  SealedProse alternatives;
  Channel channel = Channel::Letter;
};
BOOST_DESCRIBE_STRUCT(GiveFinalPosition, (), (reasons, alternatives, channel))
AMENDS_DOC(GiveFinalPosition, "Tell the customer our final position and what they can still do.",
           {"reasons", "The decision and its reasons, as told."},
           {"alternatives", "Where they can turn now: ombudsman, other bodies, and until when."},
           {"channel", "How they were told."})

struct PlanAction {
  SealedProse what;
  UserId owner;
  Instant due;
  std::optional<ActionId> replaces;
};
BOOST_DESCRIBE_STRUCT(PlanAction, (), (what, owner, due, replaces))
AMENDS_DOC(PlanAction, "Plan something to be done.", {"what", "What is to be done."}, {"owner", "Who does it."},
           {"due", "By when."}, {"replaces", "The failed action it takes the place of."})

struct CompleteAction {
  ActionId action;
  SealedProse evidence;
  std::vector<AttachmentId> files;
};
BOOST_DESCRIBE_STRUCT(CompleteAction, (), (action, evidence, files))
AMENDS_DOC(CompleteAction, "Record that an action is done, with its evidence.", {"action", "Which."},
           {"evidence", "What shows that it is done."}, {"files", "Attached files that show it."})

struct FailAction {
  ActionId action;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(FailAction, (), (action, reason))
AMENDS_DOC(FailAction, "Record that an action could not be done.", {"action", "Which."}, {"reason", "Why not."})

struct RecordRedress {
  RemedyKind kind = RemedyKind::Other;
  std::optional<Money> amount;
  SealedProse details;
};
BOOST_DESCRIBE_STRUCT(RecordRedress, (), (kind, amount, details))
AMENDS_DOC(RecordRedress, "Record redress given to the customer.", {"kind", "What kind."},
           {"amount", "Its value, if it has one."}, {"details", "What was given, how and when."})

struct EscalateCase {
  Trigger trigger = Trigger::Authority;
  std::optional<OptionId> option;
  SealedProse reason;
  SealedProse tried;
  std::optional<domain::Power> decision;
};
BOOST_DESCRIBE_STRUCT(EscalateCase, (), (trigger, option, reason, tried, decision))
AMENDS_DOC(EscalateCase, "Send the case up.", {"trigger", "What makes it necessary."},
           {"option", "With trigger authority: the option that is beyond yours, or else `decision`."},
           {"reason", "Why it cannot be settled here."}, {"tried", "What was tried."},
           {"decision", "With trigger authority: the decision that is beyond yours."})

struct ReturnEscalation {
  SealedProse guidance;
  bool within_authority = false;
};
BOOST_DESCRIBE_STRUCT(ReturnEscalation, (), (guidance, within_authority))
AMENDS_DOC(ReturnEscalation, "Hand an escalated case back, with guidance.", {"guidance", "How to go on."},
           {"within_authority", "It was within the handler's own authority."})

// -- The procedure and its clocks -------------------------------------------------------------------------------------

struct MoveToProcedure {
  Word procedure;
  std::optional<base::Whole<1, 9999>> version;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(MoveToProcedure, (), (procedure, version, reason))
AMENDS_DOC(MoveToProcedure, "Handle the case under another procedure, or another version of its own. Time that has run is kept.",
           {"procedure", "Which procedure."}, {"version", "Which version; the one in force, if left out."},
           {"reason", "Why; name nobody here, it stays when the person is erased."})

struct PauseClock {
  Word clock;
  Word reason;
  std::optional<SealedProse> note;
};
BOOST_DESCRIBE_STRUCT(PauseClock, (), (clock, reason, note))
AMENDS_DOC(PauseClock, "Let a clock stand still, for a reason the procedure allows.", {"clock", "Which clock."},
           {"reason", "One of the procedure's own reasons."}, {"note", "What it waits for."})

struct ResumeClock {
  Word clock;
  std::optional<SealedProse> note;
};
BOOST_DESCRIBE_STRUCT(ResumeClock, (), (clock, note))
AMENDS_DOC(ResumeClock, "Let a clock that stands still run again.", {"clock", "Which clock."}, {"note", "What came."})

struct ExtendClock {
  Word clock;
  Instant until;
  SealedProse told;
  Channel channel = Channel::Email;
  std::optional<SealedProse> good_reason;
};
BOOST_DESCRIBE_STRUCT(ExtendClock, (), (clock, until, told, channel, good_reason))
AMENDS_DOC(ExtendClock, "Lengthen a clock, having told the customer why.", {"clock", "Which clock."}, {"until", "Its new end."},
           {"told", "What the customer was told: the reason and the new date."}, {"channel", "How they were told."},
           {"good_reason", "Why more than the procedure allows as a rule is needed."})

struct AskForReview {
  SealedProse words;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(AskForReview, (), (words, channel))
AMENDS_DOC(AskForReview, "The customer asks for the next stage: that somebody else looks at the case afresh.",
           {"words", "What they say."}, {"channel", "How they said it."})

struct AcknowledgeReview {
  Channel channel = Channel::Email;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeReview, (), (channel, at))
AMENDS_DOC(AcknowledgeReview, "Record that the customer was told the next stage has begun.", {"channel", "How they were told."},
           {"at", "When; now, if left out."})

struct AssessRights {
  rights::RightsQuestion question;
};
BOOST_DESCRIBE_STRUCT(AssessRights, (), (question))
AMENDS_DOC(AssessRights, "Record what is known of the purchase, so that every option is held against what the law gives.",
           {"question", "Contract, dates and repairs so far; what is not known is left out."})

struct NoteEarlyEscalation {
  UserId by;
  Trigger trigger = Trigger::Authority;
  std::optional<OptionId> option;
  std::optional<domain::Power> decision;
};
BOOST_DESCRIBE_STRUCT(NoteEarlyEscalation, (), (by, trigger, option, decision))
AMENDS_DOC(NoteEarlyEscalation, "Note, for coaching, that somebody sent up what was theirs to decide.", {"by", "Who."},
           {"trigger", "With what trigger."}, {"option", "The option that was theirs to offer."},
           {"decision", "What was theirs to decide."})

struct SendLetter {
  letters::LetterKind letter = letters::LetterKind::Update;
  Channel channel = Channel::Letter;
  SealedLine title;
  SealedProse text;
  std::optional<Instant> next_news_by;
  std::optional<SealedProse> no_news_because;
  bool again = false;
};
BOOST_DESCRIBE_STRUCT(SendLetter, (), (letter, channel, title, text, next_news_by, no_news_because, again))
AMENDS_DOC(
    SendLetter,
    "Send a letter to the customer; clocks that wait for it stop. Without the statements its kind must have it is refused.",
    {"letter", "What it is for."}, {"channel", "How it goes out: by post, e-mail, fax or in the portal."},
    {"title", "Its subject line."}, {"text", "Its words."},
    {"next_news_by", "When it says they will hear from us next; the promise that stands, if left out."},
    {"no_news_because", "Why no more news is owed, if none is."},
    {"again", "That another answer is meant, where one of the kind has gone out already."})

// -- Follow up --------------------------------------------------------------------------------------------------------

struct RequestConfirmation {
  Channel channel = Channel::Email;
};
BOOST_DESCRIBE_STRUCT(RequestConfirmation, (), (channel))
AMENDS_DOC(RequestConfirmation, "Ask the customer whether it is solved.", {"channel", "How they were asked."})

struct ConfirmResolution {
  SealedProse words;
  Channel channel = Channel::Telephone;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(ConfirmResolution, (), (words, channel, at))
AMENDS_DOC(ConfirmResolution, "Record that the customer says it is solved.", {"words", "Their words."},
           {"channel", "How they said so."}, {"at", "When; now, if left out."})

struct DisputeResolution {
  SealedProse words;
  Channel channel = Channel::Telephone;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(DisputeResolution, (), (words, channel, at))
AMENDS_DOC(DisputeResolution, "Record that the customer says it is not solved. The case returns to analysis.",
           {"words", "What is still wrong, in their words."}, {"channel", "How they said so."}, {"at", "When; now, if left out."})

struct LetConfirmationLapse {};
BOOST_DESCRIBE_STRUCT(LetConfirmationLapse, (), ())
AMENDS_DOC(LetConfirmationLapse, "Record that the customer kept silent for as long as the procedure waits.")

struct ScheduleFollowUp {
  Instant at;
  SealedProse purpose;
};
BOOST_DESCRIBE_STRUCT(ScheduleFollowUp, (), (at, purpose))
AMENDS_DOC(ScheduleFollowUp, "Arrange to look again later.", {"at", "When."}, {"purpose", "What to look at."})

struct RecordFollowUp {
  FollowUpId follow_up;
  bool still_solved = false;
  SealedProse notes;
};
BOOST_DESCRIBE_STRUCT(RecordFollowUp, (), (follow_up, still_solved, notes))
AMENDS_DOC(RecordFollowUp, "Record what looking again has shown.", {"follow_up", "Which."},
           {"still_solved", "It has not come back."}, {"notes", "What was seen or said."})

struct RecordSurveyAnswer {
  Instrument instrument = Instrument::Satisfaction;
  base::Whole<0, 10> score;
  std::optional<Dimension> dimension;
  std::optional<base::Whole<0, 10>> expected;
  std::optional<SealedProse> comment;
};
BOOST_DESCRIBE_STRUCT(RecordSurveyAnswer, (), (instrument, score, dimension, expected, comment))
AMENDS_DOC(RecordSurveyAnswer, "Record one answer of the customer to a survey.",
           {"instrument", "Satisfaction, effort, recommendation, or service quality."},
           {"score", "0 to 10: what they perceived."}, {"dimension", "For service quality: which of its five dimensions."},
           {"expected", "For service quality: 0 to 10, what they expected."}, {"comment", "What they added."})

struct RecordLesson {
  SealedProse lesson;
  std::optional<SealedProse> suggested_change;
};
BOOST_DESCRIBE_STRUCT(RecordLesson, (), (lesson, suggested_change))
AMENDS_DOC(RecordLesson, "Record what is to be learnt from this case.", {"lesson", "What we learnt."},
           {"suggested_change", "What should change so that it does not happen again."})

struct CloseCase {
  Outcome outcome = Outcome::ResolvedConfirmed;
  std::optional<SealedProse> reason;
};
BOOST_DESCRIBE_STRUCT(CloseCase, (), (outcome, reason))
AMENDS_DOC(CloseCase, "Close the case.", {"outcome", "How it ended."}, {"reason", "Why; needed when it is out of scope."})

struct ReopenCase {
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(ReopenCase, (), (reason))
AMENDS_DOC(ReopenCase, "Open a closed case again. It returns to analysis.", {"reason", "What has come up."})

// -- Structure --------------------------------------------------------------------------------------------------------

struct LinkCase {
  CaseId other;
  Relation relation = Relation::Related;
};
BOOST_DESCRIBE_STRUCT(LinkCase, (), (other, relation))
AMENDS_DOC(LinkCase, "Link this case with another.", {"other", "Which."}, {"relation", "How they belong together."})

struct UnlinkCase {
  CaseId other;
};
BOOST_DESCRIBE_STRUCT(UnlinkCase, (), (other))
AMENDS_DOC(UnlinkCase, "Take a link back.", {"other", "Which."})

struct MergeCase {
  CaseId into;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(MergeCase, (), (into, reason))
AMENDS_DOC(MergeCase, "Merge this case into another of the same customer. It can be taken back.",
           {"into", "The case that goes on."}, {"reason", "Why they are one."})

struct UnmergeCase {
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(UnmergeCase, (), (reason))
AMENDS_DOC(UnmergeCase, "Take a merge back: both cases are as they were.", {"reason", "Why they are two after all."})

struct SplitCase {
  SealedLine subject;
  std::optional<SealedProse> words;
  std::optional<SealedProse> remedy_sought;
  std::optional<Line> product;
  std::optional<Line> category;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(SplitCase, (), (subject, words, remedy_sought, product, category, reason))
AMENDS_DOC(SplitCase, "Log part of this case as a case of its own.", {"subject", "The new case's problem in a line."},
           {"words", "The customer's words about it; those of this case, if left out."},
           {"remedy_sought", "What the customer seeks there."}, {"product", "Which product or service."},
           {"category", "What kind of trouble."}, {"reason", "Why they are two."})

struct WithdrawCase {
  SealedProse words;
  Channel channel = Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(WithdrawCase, (), (words, channel))
AMENDS_DOC(WithdrawCase, "Record that the customer withdraws.", {"words", "Their words."}, {"channel", "How they said so."})

struct ReferCase {
  Line to;
  SealedProse reason;
};
BOOST_DESCRIBE_STRUCT(ReferCase, (), (to, reason))
AMENDS_DOC(ReferCase, "Refer the case to another body.", {"to", "For example the ombudsman."}, {"reason", "Why."})

// -- Given by Amends itself, not by a route -----------------------------------------------------------------------

struct NoticeTime {};
BOOST_DESCRIBE_STRUCT(NoticeTime, (), ())
AMENDS_DOC(NoticeTime, "The clock finds what has run out: promised news, a duty with a date, a customer's silence.")

struct AbsorbCase {  // the other side of MergeCase
  CaseId other;
};
BOOST_DESCRIBE_STRUCT(AbsorbCase, (), (other))
AMENDS_DOC(AbsorbCase, "Take in a case that is merged into this one.", {"other", "Which."})

struct ReleaseCase {  // the other side of UnmergeCase
  CaseId other;
};
BOOST_DESCRIBE_STRUCT(ReleaseCase, (), (other))
AMENDS_DOC(ReleaseCase, "Let go a case whose merge is taken back.", {"other", "Which."})

struct LogSplitCase {  // the other side of SplitCase, on a new stream
  CaseId from;
  LogCase details;
};
BOOST_DESCRIBE_STRUCT(LogSplitCase, (), (from, details))
AMENDS_DOC(LogSplitCase, "Log the case that was split off.", {"from", "Which it was split from."}, {"details", "What is logged."})

struct ErasePerson {};
BOOST_DESCRIBE_STRUCT(ErasePerson, (), ())
AMENDS_DOC(ErasePerson, "The customer's key is destroyed; what was sealed is gone.")

// ---------------------------------------------------------------------------------------------------------------------

using AnyCommand =
    std::variant<LogCase, AcknowledgeCase, AssessImpact, PlayBackUnderstanding, RecordContact, PromiseNews, AssignCase,
                 TakeOwnership, CorrectDetail, AttachFile, AddFinding, EstablishCause, DecideCase, AddOption, AmendOption,
                 RemoveOption, WeighOptions, RequestApproval, GrantApproval, RefuseApproval, MakeOffer, AcceptOffer, DeclineOffer,
                 CounterOffer, GiveFinalPosition, PlanAction, CompleteAction, FailAction, RecordRedress, EscalateCase,
                 ReturnEscalation, RequestConfirmation, ConfirmResolution, DisputeResolution, LetConfirmationLapse,
                 ScheduleFollowUp, RecordFollowUp, RecordSurveyAnswer, RecordLesson, CloseCase, ReopenCase, LinkCase, UnlinkCase,
                 MergeCase, UnmergeCase, SplitCase, WithdrawCase, ReferCase, MoveToProcedure, PauseClock, ResumeClock,
                 ExtendClock, AskForReview, AcknowledgeReview, SendLetter, AssessRights, NoticeTime, NoteEarlyEscalation,
                 AbsorbCase, ReleaseCase, LogSplitCase, ErasePerson>;

// As with Event: compiled once, in commands.cpp.
struct Command : AnyCommand {
  using AnyCommand::AnyCommand;
  Command();
  Command(const Command& other);
  Command(Command&& other) noexcept;
  Command& operator=(const Command& other);
  Command& operator=(Command&& other) noexcept;
  ~Command();
};

}  // namespace cases

extern template const base::Type& base::TypeOf<cases::Command>();
