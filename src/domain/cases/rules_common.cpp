#include <algorithm>

#include "domain/cases/authority.h"
#include "domain/cases/rules.h"

namespace cases::rules {
namespace {

Saying Who(const domain::Actor& actor) {
  switch (actor.role) {
    case Role::Customer: return Saying("The customer");
    case Role::System: return Saying("Amends itself");
    case Role::Handler:
    case Role::TeamLeader:
    case Role::Manager:
    case Role::Quality:
    case Role::Administrator: return Saying("Your role ({})", actor.role);
  }
  return Saying("You");
}

Saying RolesIn(Roles roles) {
  std::vector<Saying> names;
  for (const Role role :
       {Role::Handler, Role::TeamLeader, Role::Manager, Role::Quality, Role::Administrator, Role::Customer, Role::System}) {
    if ((roles & Bit(role)) != 0) names.push_back(role == Role::System ? Saying("Amends itself") : SayingOf(role));
  }
  return Saying::OneOf(std::move(names));
}

}  // namespace

Refusal No(const Context& x, R rule, Saying says, std::optional<std::string> field) {
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
  return Only(
      No(x, R::DateInTheFuture, Saying("This cannot have happened at {}: that is still to come.", Moment(x, *at)), field));
}

Refusals NotOnThisCase(const Context& x, Saying says, const char* field) {
  return Only(No(x, R::NotOnThisCase, std::move(says), field));
}

Refusals KnownFiles(const Case& c, const Context& x, const std::vector<AttachmentId>& files, const char* field) {
  for (const AttachmentId file : files) {
    if (FindAttachment(c, file) == nullptr) return NotOnThisCase(x, Saying("This case has no file {}.", file), field);
  }
  return {};
}

Refusals KnownPerson(const Context& x, UserId id, const char* field) {
  const auto person = x.people.find(id);
  if (person == x.people.end() || !person->second.active) {
    return Only(No(x, R::NotOnTheStaff, Saying("{} is not a member of staff who can take this on.", id), field));
  }
  return {};
}

Refusals Away(const Context& x, UserId id, const char* field) {
  const auto person = x.people.find(id);
  if (person == x.people.end() || !person->second.away_until) return {};
  const Saying until = Moment(x, *person->second.away_until);
  return Only(No(x, R::PersonIsAway,
                 person->second.deputy ? Saying("{} is away until {}; {} stands in.", id, until, *person->second.deputy)
                                       : Saying("{} is away until {}.", id, until),
                 field));
}

Refusals AnswerableOffer(const Case& c, const Context& x, OfferId id) {
  const Offer* offer = FindOffer(c, id);
  if (offer == nullptr) return NotOnThisCase(x, Saying("This case has no offer {}.", id), "offer");
  if (offer->state != OfferState::Open) {
    return Only(No(x, R::NoOpenOffer, Saying("Offer {} was {} already.", id, offer->state), "offer"));
  }
  if (offer->answer_by && x.now > *offer->answer_by) {
    return Only(No(x, R::OfferExpired, Saying("Offer {} stood until {}.", id, Moment(x, *offer->answer_by)), "offer"));
  }
  return {};
}

Refusals SamePerson(const Case& c, const Context& x, const std::string& who, const char* field) {
  const auto& review = c.timing.review;
  if (!review || review->answered_at || !x.procedure->stages.second_handler_differs) return {};
  if (std::ranges::find(review->answered_before_by, who) == review->answered_before_by.end()) return {};
  Refusal refusal =
      No(x, R::SamePersonAtBothStages,
         who == x.actor.ToString() ? Saying("You answered the first stage; somebody else looks at the case now.")
                                   : Saying("{} answered the first stage; somebody else looks at the case now.", who),
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
    return Only(No(x, R::ActorMayNot, Saying("{} may not do this; it is for {}.", Who(x.actor), RolesIn(standing.roles))));
  }
  if (x.actor.customer && c.Exists() && *x.actor.customer != c.customer) {
    return Only(No(x, R::NotYourCustomer, Saying("This is another customer's case.")));
  }
  if (c.merged_into && !works_on_merged) {
    return Only(No(x, R::CaseIsMerged, Saying("This case was merged into {}; go on there.", *c.merged_into)));
  }
  if (standing.when == When::Open && c.closed) {
    return Only(No(x, R::CaseIsClosed, Saying("The case was closed on {} as {}.", Moment(x, c.closed->at), c.closed->outcome)));
  }
  if (standing.when == When::OnlyClosed && !c.closed) return Only(No(x, R::NotClosed, Saying("The case is open.")));
  return {};
}

}  // namespace cases::rules
