#pragma once
// The case as its customer sees it in the portal: where it stands, when the next news is due, who sees to it, what was
// promised, the offer and its reasons, and where else they can turn. Facts and codes, so that a page can say them in the
// customer's language; words only where a person wrote them.
//
//   const PortalCase shown = PortalCaseOf(scene, guide, log);

#include "app/case_rights.h"
#include "app/letters.h"
#include "app/ports/event_store.h"
#include "domain/cases/guide.h"
#include "domain/cases/told.h"

namespace app {

enum class PortalStanding : std::uint8_t {
  Received,         // logged; nobody has it yet
  LookedInto,       // somebody sees to it
  Decided,          // a decision is made and an offer prepared
  OfferToAnswer,    // it is theirs to answer
  PuttingRight,     // agreed; being done
  ToConfirm,        // done; is it solved?
  AnsweredFinally,  // our last word, and where they can turn
  Confirmed,        // they said it is solved
  NextStage,        // looked at again by somebody else, as they asked
  Ended             // closed
};
BOOST_DESCRIBE_ENUM(PortalStanding, Received, LookedInto, Decided, OfferToAnswer, PuttingRight, ToConfirm, AnsweredFinally,
                    Confirmed, NextStage, Ended)

struct PortalPromise {
  Instant by;
  std::optional<cases::SealedProse> about;
  bool late = false;
};
BOOST_DESCRIBE_STRUCT(PortalPromise, (), (by, about, late))
AMENDS_DOC(PortalPromise, "When they hear from us next.", {"by", "By when."}, {"about", "What they will hear."},
           {"late", "The time has passed; it was noted, and we owe them an apology."})

struct PortalOffer {
  base::OfferId offer;
  cases::OfferState state = cases::OfferState::Open;
  domain::RemedyKind remedy = domain::RemedyKind::Other;
  cases::SealedProse terms;
  Instant at;
  std::optional<Instant> answer_by;
  std::optional<cases::SealedProse> answer;
};
BOOST_DESCRIBE_STRUCT(PortalOffer, (), (offer, state, remedy, terms, at, answer_by, answer))
AMENDS_DOC(PortalOffer, "What we offer.", {"terms", "In the words it was put in."}, {"answer_by", "Until when it stands."},
           {"answer", "What they said to it."})

struct PortalDecision {
  cases::Decision decision = cases::Decision::Upheld;
  cases::SealedProse reasons;
};
BOOST_DESCRIBE_STRUCT(PortalDecision, (), (decision, reasons))
AMENDS_DOC(PortalDecision, "What we decided, once they were told.", {"reasons", "Why."})

struct PortalAction {
  cases::SealedProse what;
  Instant due;
  bool done = false;
};
BOOST_DESCRIBE_STRUCT(PortalAction, (), (what, due, done))
AMENDS_DOC(PortalAction, "Something we do as agreed.", {"due", "By when."}, {"done", "It is done."})

struct PortalLetter {
  std::int64_t number = 0;
  letters::LetterKind letter = letters::LetterKind::Update;
  cases::SealedLine title;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(PortalLetter, (), (number, letter, title, at))
AMENDS_DOC(PortalLetter, "A letter we sent.", {"number", "Its number on the case, from 1."})

struct PortalFile {
  base::AttachmentId file;
  cases::SealedLine name;
  std::int64_t size = 0;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(PortalFile, (), (file, name, size, at))
AMENDS_DOC(PortalFile, "A file they sent us.", {"size", "In bytes."})

struct PortalElsewhere {
  std::optional<base::Line> name;
  std::optional<base::Line> website;
  std::optional<cases::SealedProse> told;
  std::optional<Instant> from;
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(PortalElsewhere, (), (name, website, told, from, until))
AMENDS_DOC(PortalElsewhere, "Where they can turn if they are not satisfied with us.", {"name", "An independent body."},
           {"website", "Where it is found."}, {"told", "What our final answer said of it."},
           {"from", "From when on, if we have not answered before."}, {"until", "Until when, once we have answered."})

struct PortalEntry {
  Instant at;
  cases::Told what = cases::Told::Lodged;
  std::optional<domain::Channel> channel;
  std::optional<Instant> when;
  std::optional<cases::SealedProse> words;
  std::optional<std::int64_t> letter;
  std::optional<std::string> person;
  std::optional<cases::Outcome> outcome;
};
BOOST_DESCRIBE_STRUCT(PortalEntry, (), (at, what, channel, when, words, letter, person, outcome))
AMENDS_DOC(PortalEntry, "One thing that happened.", {"when", "The time it is about: news by, stands until."},
           {"words", "Theirs, or ours to them."}, {"letter", "The number of the letter."}, {"person", "Who took it on."})

struct PortalCase {
  CaseId ref;
  std::int64_t version = 0;
  cases::SealedLine subject;
  std::optional<cases::SealedProse> words;
  std::optional<cases::SealedProse> remedy_sought;
  Instant received_at;
  PortalStanding standing = PortalStanding::Received;
  domain::Phase phase = domain::Phase::Identify;
  std::optional<std::string> handler;
  std::optional<PortalPromise> next_news;
  std::optional<PortalDecision> decision;
  std::optional<PortalOffer> offer;
  std::vector<PortalAction> actions;
  std::optional<cases::SealedProse> final_answer;
  std::optional<CaseRights> rights;
  std::vector<PortalLetter> letters;
  std::vector<PortalFile> files;
  std::vector<PortalElsewhere> elsewhere;
  std::optional<cases::Outcome> outcome;
  std::vector<std::string> may;
  std::vector<PortalEntry> story;
};
BOOST_DESCRIBE_STRUCT(PortalCase, (),
                      (ref, version, subject, words, remedy_sought, received_at, standing, phase, handler, next_news, decision,
                       offer, actions, final_answer, rights, letters, files, elsewhere, outcome, may, story))
AMENDS_DOC(PortalCase, "A case as its customer sees it.", {"standing", "Where it stands."}, {"handler", "Who sees to it."},
           {"next_news", "When they hear from us next; left out when no more news is owed."},
           {"decision", "What we decided, once they were told."}, {"offer", "The last offer of this round."},
           {"actions", "What we do as agreed."}, {"rights", "What the law gives them, if it was assessed."},
           {"elsewhere", "Where they can turn if they are not satisfied with us."},
           {"may", "The commands that are theirs to give now."}, {"story", "What happened, oldest first."})

// `guide` is the one for the customer as actor.
PortalCase PortalCaseOf(const LetterScene& scene, const cases::Guide& guide, const std::vector<cases::Recorded>& log);

}  // namespace app
