#include <algorithm>

#include "domain/cases/answers.h"
#include "domain/cases/rules.h"

namespace cases::rules {
namespace {

// An exchange in which the customer was there to hear the news, or a message sent to them.
bool BringsNews(const RecordContact& command) {
  if (command.not_reached) return false;
  return command.direction == Direction::ToCustomer || command.channel == Channel::Telephone ||
         command.channel == Channel::InPerson || command.channel == Channel::Chat;
}

// Keeps only what differs from the case, so that the event says what was changed and nothing else.
template <class T>
void KeepIfNew(std::optional<T>& field, const std::optional<T>& current) {
  if (field && current && *field == *current) field.reset();
}
template <class Map>
void KeepIfNew(Map& given, const Map& current) {
  std::erase_if(given, [&](const auto& entry) {
    const auto found = current.find(entry.first);
    return found != current.end() && found->second == entry.second;
  });
}

// What the template asks to be chosen says nothing of a person, and clocks and conditions depend on it: it is a fact of the
// case, and stays when the person is erased.
void ChoicesToAttributes(const Context& x, Answers& answers, Attributes& attributes) {
  for (const procedures::TemplateField& field : x.procedure->fields) {
    if (field.type != procedures::FieldType::Choice && field.type != procedures::FieldType::YesNo) continue;
    const auto answer = answers.find(Word(field.id));
    if (answer == answers.end() || answer->second.erased()) continue;
    static const std::vector<std::string> kYesNo{"yes", "no"};
    const std::vector<std::string>& choices = field.type == procedures::FieldType::YesNo ? kYesNo : field.choices;
    const std::string& given = answer->second.get()->str();
    if (std::ranges::find(choices, given) == choices.end()) continue;  // words of somebody's own stay sealed
    attributes[answer->first] = Line(given);
    answers.erase(answer);
  }
}

}  // namespace

Events LogEvents(const LogCase& command, const Context& x, std::optional<CaseId> split_from) {
  CaseLogged logged{command.kind,
                    command.channel,
                    command.received_at.value_or(x.now),
                    x.customer.id,
                    command.subject,
                    command.words,
                    command.remedy_sought,
                    command.product,
                    command.category,
                    command.attributes,
                    command.answers,
                    command.source,
                    ProcedureRef{Word(x.procedure->id), {x.procedure->version}},
                    x.possible_duplicates,
                    split_from};
  ChoicesToAttributes(x, logged.answers, logged.attributes);
  Events events{std::move(logged)};
  // A record taken over from another system carries no promise of ours to its customer.
  const bool taken_over = x.actor.role == Role::System && command.source && !command.next_news_by;
  if (!taken_over) {
    events.emplace_back(NewsPromised{command.next_news_by.value_or(x.now + x.procedure->promise_cadence), {}});
  }
  return events;
}

Ruling Rule(const LogCase& command, const Case&, const Context& x) {
  if (command.customer.has_value() == command.new_customer.has_value()) {
    return Only(No(x, R::Incomplete, Saying("Name a known customer, or give a new one; one of the two."), "customer"));
  }
  if (x.customer.id.number == 0) {
    return Only(No(x, R::CustomerNotKnown, Saying("There is no customer {}.", *command.customer), "customer"));
  }
  if (x.customer.erased) {
    return Only(No(x, R::CustomerIsErased, Saying("The data of {} has been erased.", x.customer.id), "customer"));
  }
  if (x.actor.customer && x.actor.customer != x.customer.id) {
    return Only(No(x, R::NotYourCustomer, Saying("You can log a case for yourself only."), "customer"));
  }
  if (auto future = NotFuture(x, command.received_at, "received_at"); !future.empty()) return future;
  if (command.next_news_by && *command.next_news_by <= x.now) {
    return Only(No(x, R::NextNewsInThePast, Saying("News cannot be promised for a time that has passed."), "next_news_by"));
  }
  if (auto wrong = WrongAnswers(command.answers, command.attributes, x); !wrong.empty()) return wrong;
  return LogEvents(command, x, std::nullopt);
}

Ruling Rule(const LogSplitCase& command, const Case&, const Context& x) { return LogEvents(command.details, x, command.from); }

bool Satisfied(const AcknowledgeCase&, const Case& c, const Context&) { return c.acknowledged.has_value(); }

Ruling Rule(const AcknowledgeCase& command, const Case&, const Context& x) {
  if (auto future = NotFuture(x, command.at, "at"); !future.empty()) return future;
  return Events{CaseAcknowledged{command.channel, command.at.value_or(x.now)}};
}

bool Satisfied(const AssessImpact& command, const Case& c, const Context&) {
  return c.impact && *c.impact == Impact{command.severity,    command.emotion,     command.money_at_stake, command.vulnerable,
                                         command.safety_risk, command.act_at_once, command.notes};
}

Ruling Rule(const AssessImpact& command, const Case&, const Context&) {
  return Events{ImpactAssessed{command.severity, command.emotion, command.money_at_stake, command.vulnerable, command.safety_risk,
                               command.act_at_once, command.notes}};
}

Ruling Rule(const PlayBackUnderstanding& command, const Case&, const Context& x) {
  if (command.answer == Understanding::Corrected && !command.correction) {
    return Only(No(x, R::Incomplete, Saying("Say what the customer put right."), "correction"));
  }
  return Events{UnderstandingPlayedBack{command.summary, command.answer, command.correction, command.channel}};
}

Ruling Rule(const RecordContact& command, const Case& c, const Context& x) {
  if (auto future = NotFuture(x, command.at, "at"); !future.empty()) return future;
  const Instant at = command.at.value_or(x.now);
  if (command.next_news_by && *command.next_news_by <= x.now) {
    return Only(No(x, R::NextNewsInThePast, Saying("News cannot be promised for a time that has passed."), "next_news_by"));
  }
  const bool says_next = command.next_news_by || command.no_news_because;
  const bool owes_next = !c.closed && !command.not_reached && !says_next;
  if (owes_next && x.actor.IsStaff()) {
    return Only(No(x, R::NextNewsMissing, Saying("Say when the customer will hear from us next, or why no more news is owed."),
                   "next_news_by"));
  }

  Events events{ContactRecorded{NextId<ContactId>(c.contacts), command.direction, command.channel, at, !command.not_reached,
                                command.summary, command.heat}};
  // Who says again what was promised already has neither kept it nor promised more.
  const bool stands = c.promise && !c.promise->broken && command.next_news_by == c.promise->by &&
                      (!command.next_news_about || command.next_news_about == c.promise->about);
  const bool kept = c.promise && !stands && BringsNews(command) && at >= c.promise->made_at && at <= c.promise->by;
  if (kept) events.emplace_back(PromiseKept{c.promise->by, at});
  if (stands) return events;
  if (command.next_news_by) {
    events.emplace_back(NewsPromised{*command.next_news_by, command.next_news_about});
  } else if (command.no_news_because) {
    events.emplace_back(PromiseEnded{*command.no_news_because});
  } else if (owes_next && (kept || !c.promise)) {
    // A message from the customer or a machine does not say when the answer will come; the procedure does.
    events.emplace_back(NewsPromised{x.now + x.procedure->promise_cadence, {}});
  }
  return events;
}

bool Satisfied(const PromiseNews& command, const Case& c, const Context&) {
  return c.promise && c.promise->by == command.by && c.promise->about == command.about;
}

Ruling Rule(const PromiseNews& command, const Case& c, const Context& x) {
  if (command.by <= x.now) {
    return Only(No(x, R::NextNewsInThePast, Saying("News cannot be promised for a time that has passed."), "by"));
  }
  if (c.promise && !c.promise->broken && command.by > c.promise->by) {
    return Only(
        No(x, R::PromiseStands,
           Saying("News is promised by {}; only telling the customer moves that, and the contact then carries the new time.",
                  Moment(x, c.promise->by)),
           "by"));
  }
  return Events{NewsPromised{command.by, command.about}};
}

// The event itself comes from Decide, which finds every broken promise whatever the command.
Ruling Rule(const NoticeTime&, const Case&, const Context&) { return Events{}; }

bool Satisfied(const AssignCase& command, const Case& c, const Context&) {
  return c.owner == command.to && (!command.team || c.team == command.team);
}

Ruling Rule(const AssignCase& command, const Case& c, const Context& x) {
  if (!command.to && !command.team) {
    return Only(No(x, R::Incomplete, Saying("Name a person, a team, or both."), "to"));
  }
  if (command.to) {
    if (auto unknown = KnownPerson(x, *command.to, "to"); !unknown.empty()) return unknown;
    if (auto same = SamePerson(c, x, command.to->ToString(), "to"); !same.empty()) return same;
    if (auto away = Away(x, *command.to, "to"); !away.empty()) return away;
  }
  return Events{CaseAssigned{command.to, command.team, command.reason}};
}

bool Satisfied(const TakeOwnership&, const Case& c, const Context& x) { return c.owner && c.owner == x.actor.user; }

Ruling Rule(const TakeOwnership&, const Case& c, const Context& x) {
  if (auto same = SamePerson(c, x, x.actor.ToString(), ""); !same.empty()) return same;
  return Events{OwnershipTaken{x.actor.user.value_or(UserId{})}};
}

Ruling Rule(const CorrectDetail& command, const Case& c, const Context& x) {
  if (auto future = NotFuture(x, command.received_at, "received_at"); !future.empty()) return future;
  DetailCorrected event{command.kind,       command.channel,       command.received_at, command.subject,
                        command.words,      command.remedy_sought, command.product,     command.category,
                        command.attributes, command.answers,       command.reason};
  if (auto wrong = WrongAnswers(command.answers, command.attributes, x); !wrong.empty()) return wrong;
  ChoicesToAttributes(x, event.answers, event.attributes);
  KeepIfNew(event.kind, std::optional(c.kind));
  KeepIfNew(event.channel, std::optional(c.channel));
  KeepIfNew(event.received_at, std::optional(c.received_at));
  KeepIfNew(event.subject, std::optional(c.subject));
  KeepIfNew(event.words, c.words);
  KeepIfNew(event.remedy_sought, c.remedy_sought);
  KeepIfNew(event.product, c.product);
  KeepIfNew(event.category, c.category);
  KeepIfNew(event.attributes, c.attributes);
  KeepIfNew(event.answers, c.answers);
  const bool changes = event.kind || event.channel || event.received_at || event.subject || event.words || event.remedy_sought ||
                       event.product || event.category || !event.attributes.empty() || !event.answers.empty();
  if (!changes) return Only(No(x, R::NothingToCorrect, Saying("Every detail given stands on the case already.")));
  return Events{std::move(event)};
}

bool Satisfied(const AttachFile& command, const Case& c, const Context&) {
  return std::ranges::any_of(c.attachments,
                             [&](const Attachment& a) { return a.blob == command.blob && a.name == command.name; });
}

Ruling Rule(const AttachFile& command, const Case& c, const Context&) {
  return Events{FileAttached{NextId<AttachmentId>(c.attachments), command.name, command.media_type, command.size, command.blob,
                             command.note}};
}

}  // namespace cases::rules
