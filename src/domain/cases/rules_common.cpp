#include <algorithm>

#include "domain/cases/authority.h"
#include "domain/cases/rules.h"

namespace cases::rules {
namespace {

std::string Who(const domain::Actor& actor) {
  switch (actor.role) {
    case Role::Customer: return "The customer";
    case Role::System: return "Amends itself";
    case Role::Handler:
    case Role::TeamLeader:
    case Role::Manager:
    case Role::Quality:
    case Role::Administrator: return "Your role (" + base::WordsOf(actor.role) + ")";
  }
  return "You";
}

std::string RolesIn(Roles roles) {
  std::vector<std::string> names;
  for (const Role role :
       {Role::Handler, Role::TeamLeader, Role::Manager, Role::Quality, Role::Administrator, Role::Customer, Role::System}) {
    if ((roles & Bit(role)) != 0) names.push_back(role == Role::System ? "Amends itself" : base::WordsOf(role));
  }
  return base::OneOf(names);
}

}  // namespace

Refusal No(const Context& x, R rule, std::string says, std::optional<std::string> field) {
  Refusal refusal;
  refusal.rule = rule;
  refusal.says = std::move(says);
  refusal.field = std::move(field);
  if (const auto mend = domain::UsualMend(rule)) refusal.mend = std::string(*mend);
  const auto clause = x.procedure->clauses.find(rule);
  if (clause != x.procedure->clauses.end()) refusal.clause = clause->second;
  return refusal;
}

Refusal ToRefusal(const Context& x, const Lack& lack, const char* field) {
  Refusal refusal = No(x, lack.rule, lack.says, *field != '\0' ? std::optional<std::string>(field) : std::nullopt);
  if (lack.clause) refusal.clause = lack.clause;
  return refusal;
}

Refusals NotFuture(const Context& x, const std::optional<Instant>& at, const char* field) {
  // Two machines' clocks may differ a little.
  if (!at || *at <= x.now + std::chrono::minutes(2)) return {};
  return Only(No(x, R::DateInTheFuture, "This cannot have happened at " + Moment(x, *at) + ": that is still to come.", field));
}

Refusals NotOnThisCase(const Context& x, const std::string& what, const char* field) {
  return Only(No(x, R::NotOnThisCase, "This case has no " + what + ".", field));
}

Refusals KnownFiles(const Case& c, const Context& x, const std::vector<AttachmentId>& files, const char* field) {
  for (const AttachmentId file : files) {
    if (FindAttachment(c, file) == nullptr) return NotOnThisCase(x, "file " + file.ToString(), field);
  }
  return {};
}

Refusals KnownPerson(const Context& x, UserId id, const char* field) {
  const auto person = x.people.find(id);
  if (person == x.people.end() || !person->second.active) {
    return Only(No(x, R::NotOnTheStaff, id.ToString() + " is not a member of staff who can take this on.", field));
  }
  return {};
}

Refusals Away(const Context& x, UserId id, const char* field) {
  const auto person = x.people.find(id);
  if (person == x.people.end() || !person->second.away_until) return {};
  return Only(No(x, R::PersonIsAway,
                 id.ToString() + " is away until " + Moment(x, *person->second.away_until) +
                     (person->second.deputy ? "; " + person->second.deputy->ToString() + " stands in." : "."),
                 field));
}

Refusals AnswerableOffer(const Case& c, const Context& x, OfferId id) {
  const Offer* offer = FindOffer(c, id);
  if (offer == nullptr) return NotOnThisCase(x, "offer " + id.ToString(), "offer");
  if (offer->state != OfferState::Open) {
    return Only(No(x, R::NoOpenOffer, "Offer " + id.ToString() + " was " + base::WordsOf(offer->state) + " already.", "offer"));
  }
  if (offer->answer_by && x.now > *offer->answer_by) {
    return Only(No(x, R::OfferExpired, "Offer " + id.ToString() + " stood until " + Moment(x, *offer->answer_by) + ".", "offer"));
  }
  return {};
}

Refusals SamePerson(const Case& c, const Context& x, const std::string& who, const char* field) {
  const auto& review = c.timing.review;
  if (!review || review->answered_at || !x.procedure->stages.second_handler_differs) return {};
  if (std::ranges::find(review->answered_before_by, who) == review->answered_before_by.end()) return {};
  Refusal refusal = No(
      x, R::SamePersonAtBothStages,
      (who == x.actor.ToString() ? "You" : who) + std::string(" answered the first stage; somebody else looks at the case now."),
      *field != '\0' ? std::optional<std::string>(field) : std::nullopt);
  if (x.procedure->stages.clause) refusal.clause = x.procedure->stages.clause;
  return Only(std::move(refusal));
}

bool IsApproved(const Option& option) { return option.approval && option.approval->state == ApprovalState::Granted; }

Events Telling(const Case& c, const Context& x) {
  if (!c.promise || c.promise->broken || x.now > c.promise->by) return {};
  return {PromiseKept{c.promise->by, x.now}};
}

Events Then(Events first, Event last) {
  first.push_back(std::move(last));
  return first;
}

void Append(Refusals& to, Refusals from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

Refusals StandingObstacles(const Standing& standing, bool works_on_merged, const Case& c, const Context& x) {
  if ((standing.roles & Bit(x.actor.role)) == 0) {
    return Only(No(x, R::ActorMayNot, Who(x.actor) + " may not do this; it is for " + RolesIn(standing.roles) + "."));
  }
  if (x.actor.customer && c.Exists() && *x.actor.customer != c.customer) {
    return Only(No(x, R::NotYourCustomer, "This is another customer's case."));
  }
  if (c.merged_into && !works_on_merged) {
    return Only(No(x, R::CaseIsMerged, "This case was merged into " + c.merged_into->ToString() + "; go on there."));
  }
  if (standing.when == When::Open && c.closed) {
    return Only(No(x, R::CaseIsClosed,
                   "The case was closed on " + Moment(x, c.closed->at) + " as " + base::WordsOf(c.closed->outcome) + "."));
  }
  if (standing.when == When::OnlyClosed && !c.closed) return Only(No(x, R::NotClosed, "The case is open."));
  return {};
}

}  // namespace cases::rules
