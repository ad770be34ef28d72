#include "app/service.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/cases/clocks.h"
#include "packs/bundle.h"
#include "packs/letter_files.h"

namespace app {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::Saying;
using domain::Refusals;

constexpr int kMostAttempts = 50;

// A caller who says what they have seen changes nothing else.
Result<void> EnsureSeen(const Request& request, const std::string& ref, std::int64_t version) {
  if (!request.if_match || *request.if_match == version) return {};
  return base::Fail(ErrorCode::Stale, Saying("{} is at version {}, not {}; look at what has changed and try again", ref, version,
                                             *request.if_match));
}

// The members of staff a command names.
std::vector<UserId> PeopleIn(const cases::Command& command) {
  if (const auto* assign = std::get_if<cases::AssignCase>(&command); assign != nullptr && assign->to) return {*assign->to};
  if (const auto* plan = std::get_if<cases::PlanAction>(&command)) return {plan->owner};
  return {};
}

}  // namespace

// One attempt at a plan: the streams it has loaded, what was decided on each, and the transaction they make.
class Service::Work {
 public:
  Work(Service& service, const Request& request, Instant now)
      : service_(service), request_(request), now_(now), book_(service.store_.InForce().Book()) {}

  // A case under a version that another process has put in force since we looked is not decided under other rules.
  Result<cases::Case*> Case(CaseId id) {
    TRY(cases::Case * c, Get(id, cases_, service_.cases_));
    const auto known = [&] {
      return book_->Find(c->procedure.id.str(), static_cast<int>(c->procedure.version.value)) != nullptr;
    };
    if (!c->Exists() || known()) return c;
    CHECK_OK(service_.store_.InForce().Refresh());
    books_before_.push_back(std::exchange(book_, service_.store_.InForce().Book()));
    if (!known()) {
      return base::Fail(ErrorCode::Corrupt, Saying("the procedure {} version {} of {} cannot be found in the log",
                                                   c->procedure.id.str(), c->procedure.version.value, id));
    }
    return c;
  }
  Result<customers::Customer*> Customer(CustomerId id) { return Get(id, customers_, service_.customers_); }
  Result<desk::User*> User(UserId id) { return Get(id, users_, service_.users_); }
  Result<learning::Log*> Learning() { return Get(kLearning, learning_, service_.learning_); }
  Result<reports::ReportLog*> Reports() { return Get(kReports, reports_, service_.reports_); }
  Result<procedures::Register*> Register() { return Get(kRegister, registers_, service_.registers_); }
  // A stream that is about to begin needs no look at the store.
  cases::Case* NewCase(CaseId id) { return New(id, cases_); }
  customers::Customer* NewCustomer(CustomerId id) { return New(id, customers_); }
  desk::User* NewUser(UserId id) { return New(id, users_); }

  // Applies what was decided; refusals are collected and stop the plan.
  bool Apply(CaseId id, cases::Ruling ruling) { return ApplyTo(cases_.at(id), std::move(ruling)); }
  bool Apply(CustomerId id, customers::Ruling ruling) { return ApplyTo(customers_.at(id), std::move(ruling)); }
  bool Apply(UserId id, desk::Ruling ruling) { return ApplyTo(users_.at(id), std::move(ruling)); }
  bool Apply(learning::Ruling ruling) { return ApplyTo(learning_.at(kLearning), std::move(ruling)); }
  bool Apply(reports::Ruling ruling) { return ApplyTo(reports_.at(kReports), std::move(ruling)); }
  bool Apply(procedures::RegisterRuling ruling) { return ApplyTo(registers_.at(kRegister), std::move(ruling)); }

  cases::Context CaseContext(const cases::Case& c) const {
    cases::Context x;
    x.actor = request_.viewer.actor;
    x.now = now_;
    Service::Under(x, c.Exists() ? ProcedureOf(c, *book_) : book_->General());
    x.customer.id = c.customer;
    return x;
  }
  // Lives as long as this attempt.
  const procedures::Book& book() const { return *book_; }
  const procedures::Procedure& general() const { return book_->General().procedure; }

  const Refusals& refusals() const { return refusals_; }
  bool HasEvents() const {
    const auto any = [](const auto& entries) {
      return std::ranges::any_of(entries, [](const auto& entry) { return !entry.second.events.empty(); });
    };
    return any(cases_) || any(customers_) || any(users_) || any(registers_) || any(learning_) || any(reports_);
  }
  Instant now() const { return now_; }

  Transaction MakeTransaction() const {
    Transaction transaction;
    transaction.at = now_;
    transaction.actor = request_.viewer.actor.ToString();
    // Customers first: a case's sealed words need the key that comes with its customer.
    Collect(customers_, transaction, [](const customers::Customer& c) { return std::optional(c.id); });
    Collect(cases_, transaction, [](const cases::Case& c) { return std::optional(c.customer); });
    Collect(users_, transaction, [](const desk::User&) { return std::optional<CustomerId>(); });
    Collect(registers_, transaction, [](const procedures::Register&) { return std::optional<CustomerId>(); });
    Collect(learning_, transaction, [](const learning::Log&) { return std::optional<CustomerId>(); });
    Collect(reports_, transaction, [](const reports::ReportLog&) { return std::optional<CustomerId>(); });
    if (service_.options_.announce) Announce(transaction);
    return transaction;
  }

  CommandReply MakeReply(const std::string& ref) const {
    CommandReply reply;
    reply.ref = ref;
    Tell(cases_, ref, reply);
    Tell(customers_, ref, reply);
    Tell(users_, ref, reply);
    Tell(registers_, ref, reply);
    Tell(learning_, ref, reply);
    Tell(reports_, ref, reply);
    return reply;
  }

  // Keeps the new states for the next reader. The last thing done with this.
  void Remember(const Appended& appended) {
    std::size_t next = 0;
    Keep(customers_, service_.customers_, appended, next);
    Keep(cases_, service_.cases_, appended, next);
    Keep(users_, service_.users_, appended, next);
    Keep(registers_, service_.registers_, appended, next);
    Keep(learning_, service_.learning_, appended, next);
    Keep(reports_, service_.reports_, appended, next);
  }

 private:
  template <class Id>
  struct Entry {
    using State = typename AreaOf<Id>::State;
    State state;
    Head head;
    std::vector<Row> rows_before;
    std::vector<typename AreaOf<Id>::Event> events;
  };
  template <class Id>
  using Entries = std::map<Id, Entry<Id>>;

  template <class Id>
  Result<typename AreaOf<Id>::State*> Get(Id id, Entries<Id>& entries, Streams<Id>& streams) {
    if (const auto found = entries.find(id); found != entries.end()) return &found->second.state;
    TRY(const auto snapshot, streams.Load(id));
    Entry<Id>& entry = entries[id];
    entry.state = snapshot->state;
    entry.head = snapshot->head;
    return &entry.state;
  }

  template <class Id>
  static typename AreaOf<Id>::State* New(Id id, Entries<Id>& entries) {
    Entry<Id>& entry = entries[id];
    entry.state.id = id;
    return &entry.state;
  }

  template <class E, class R>
  bool ApplyTo(E& entry, R ruling) {
    if (auto* refused = std::get_if<Refusals>(&ruling)) {
      refusals_.insert(refusals_.end(), refused->begin(), refused->end());
      return false;
    }
    auto& events = std::get<0>(ruling);
    if (!events.empty() && entry.events.empty() && entry.head.version > 0) entry.rows_before = Rows(entry.state);
    const std::string actor = request_.viewer.actor.ToString();
    for (auto& event : events) {
      Evolve(entry.state, {event, now_, actor, entry.state.version + 1});
      entry.events.push_back(std::move(event));
    }
    return true;
  }

  std::vector<Row> Rows(const cases::Case& c) const { return RowsOf(c, *book_); }
  template <class State>
  static std::vector<Row> Rows(const State& state) {
    return RowsOf(state);
  }

  template <class Id, class KeyOwner>
  void Collect(const Entries<Id>& entries, Transaction& transaction, KeyOwner owner) const {
    for (const auto& [id, entry] : entries) {
      if (entry.events.empty()) {
        if (entry.head.version > 0) transaction.unchanged.push_back({id.ToString(), entry.head.version});
        continue;
      }
      StreamAppend append{id.ToString(), entry.head, owner(entry.state), {}};
      for (const auto& event : entry.events) append.events.push_back(WriteEvent(event));
      transaction.streams.push_back(std::move(append));
      RowChanges changes = Changes(entry.rows_before, Rows(entry.state));
      std::ranges::move(changes.put, std::back_inserter(transaction.rows.put));
      std::ranges::move(changes.remove, std::back_inserter(transaction.rows.remove));
    }
  }

  void Announce(Transaction& transaction) const {
    for (const auto& [id, entry] : cases_) {
      std::int64_t version = entry.head.version;
      for (const auto& event : entry.events) {
        const NewEvent written = WriteEvent(event);
        // Facts only: in them, everything sealed is a number without its value.
        transaction.outbox.push_back({"webhook", id.ToString(),
                                      R"({"case":")" + id.ToString() + R"(","version":)" + std::to_string(++version) +
                                          R"(,"event":")" + written.type + R"(","at":")" + now_.ToString() + R"("})"});
      }
    }
  }

  template <class Id>
  static void Tell(const Entries<Id>& entries, const std::string& ref, CommandReply& reply) {
    for (const auto& [id, entry] : entries) {
      if (id.ToString() == ref) {
        reply.version = entry.state.version;
        for (const auto& event : entry.events) {
          reply.events.push_back(base::TypeOf<typename AreaOf<Id>::Event>().alternatives[event.index()].name);
        }
      } else if (!entry.events.empty()) {
        reply.also.push_back({id.ToString(), entry.state.version});
      }
    }
  }

  template <class Id>
  static void Keep(Entries<Id>& entries, Streams<Id>& streams, const Appended& appended, std::size_t& next) {
    for (auto& [id, entry] : entries) {
      if (entry.events.empty()) continue;
      auto snapshot = std::make_shared<Snapshot<typename AreaOf<Id>::State>>();
      snapshot->state = std::move(entry.state);
      snapshot->head = appended.heads.at(next++);
      streams.Put(id, std::move(snapshot));
    }
  }

  Service& service_;
  const Request& request_;
  Instant now_;
  Entries<CaseId> cases_;
  Entries<CustomerId> customers_;
  Entries<UserId> users_;
  Entries<base::RegisterId> registers_;
  Entries<base::LearningId> learning_;
  Entries<base::ReportsId> reports_;
  SharedBook book_;
  std::vector<SharedBook> books_before_;  // contexts made before point into them
  Refusals refusals_;
};

// A command on its way: how to decide it, run afresh at each attempt.
struct Service::Plan {
  Request request;
  OnAnswer done;
  std::string ref;
  std::function<Result<void>(Work&, Plan&)> decide;
  Transaction extra;  // what goes along: secrets, keys to destroy
  std::vector<CaseId> possible_duplicates;
  std::vector<CustomerId> similar_customers;
  std::optional<std::string> made;
  struct EarlyEscalation {
    CaseId id;
    UserId by;
    cases::EscalateCase asked;
  };
  std::optional<EarlyEscalation> early_escalation;
  int attempts = 0;
};

Service::Service(EventStore& store, Queries& queries, const base::Clock& clock, base::WorkerPool& workers, ServiceOptions options)
    : store_(store),
      queries_(queries),
      clock_(clock),
      workers_(workers),
      options_(std::move(options)),
      cases_(store, options_.cached_cases),
      customers_(store, options_.cached_customers),
      users_(store, 256),
      registers_(store, 1),
      learning_(store, 1),
      reports_(store, 1) {
  if (!options_.stationery) options_.stationery = std::make_shared<const letters::Stationery>(packs::ShippedStationery());
}

void Service::Dispatch(std::move_only_function<void()> task) {
  if (store_.MayWait()) {
    workers_.Post(std::move(task));
  } else {
    task();
  }
}

void Service::Start(std::shared_ptr<Plan> plan) {
  Dispatch([this, plan = std::move(plan)] { Attempt(plan); });
}

void Service::Attempt(const std::shared_ptr<Plan>& plan) {
  const Request& request = plan->request;
  const auto answer = [&](Result<Answer> result) { plan->done(std::move(result)); };

  if (request.idempotency_key) {
    auto known = store_.Recall(request.viewer.actor.ToString(), *request.idempotency_key);
    if (!known) return answer(std::unexpected(known.error()));
    if (*known) {
      if ((*known)->digest != request.digest) {
        return answer(base::Fail(ErrorCode::Conflict,
                                 Saying("this Idempotency-Key was used for another request; use a new key for a new request")));
      }
      auto reply = base::FromJson<CommandReply>((*known)->reply);
      if (!reply) return answer(std::unexpected(reply.error()));
      return answer(Answer(*std::move(reply)));
    }
  }

  auto work = std::make_shared<Work>(*this, request, clock_.Now());
  if (auto decided = plan->decide(*work, *plan); !decided) return answer(std::unexpected(decided.error()));
  if (!work->refusals().empty()) {
    if (const auto& early = plan->early_escalation) {
      // The answer is the refusal; that it was asked is noted before, for coaching.
      return Handle(early->id,
                    cases::NoteEarlyEscalation{early->by, early->asked.trigger, early->asked.option, early->asked.decision},
                    Request{{domain::Actor::System(), desk::Reach::Desk, {}}, {}, {}, {}},
                    [plan, work](const Result<Answer>&) { plan->done(Answer(work->refusals())); });
    }
    return answer(Answer(work->refusals()));
  }
  CommandReply reply = work->MakeReply(plan->ref);
  reply.possible_duplicates = plan->possible_duplicates;
  reply.similar_customers = plan->similar_customers;
  reply.made = plan->made;
  const bool has_secrets = plan->extra.credential || plan->extra.add_token;
  if (!work->HasEvents() && !has_secrets) return answer(Answer(std::move(reply)));

  Transaction transaction = work->MakeTransaction();
  transaction.credential = plan->extra.credential;
  transaction.add_token = plan->extra.add_token;
  transaction.remove_token = plan->extra.remove_token;
  transaction.end_access = plan->extra.end_access;
  transaction.destroy_keys = plan->extra.destroy_keys;
  if (request.idempotency_key) {
    transaction.remember = Remembered{request.viewer.actor.ToString(), *request.idempotency_key, request.digest,
                                      base::ToJson(reply, base::Empties::Drop)};
  }
  store_.Append(std::move(transaction), [this, plan, work, reply = std::move(reply)](Result<Appended> appended) mutable {
    if (appended) {
      work->Remember(*appended);
      return plan->done(Answer(std::move(reply)));
    }
    const bool again = appended.error().code == ErrorCode::Conflict && ++plan->attempts < kMostAttempts;
    if (!again) {
      if (appended.error().code == ErrorCode::Conflict) {
        return plan->done(base::Fail(ErrorCode::Unavailable, Saying("too many others are changing this at once; try again")));
      }
      return plan->done(std::unexpected(appended.error()));
    }
    workers_.Post([this, plan] { Attempt(plan); });
  });
}

void Service::Log(cases::LogCase given, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = std::move(done);
  plan->decide = [this, asked = std::move(given)](Work& work, Plan& p) -> Result<void> {
    cases::LogCase command = asked;
    if (command.source) {
      TRY(const auto known, queries_.CaseFrom(*command.source));
      if (known) {  // taken in before: the same command again
        TRY([[maybe_unused]] const auto* c, work.Case(*known));
        p.ref = known->ToString();
        return {};
      }
    }
    TRY(const CaseId id, store_.NewCase());
    p.ref = id.ToString();
    cases::Case* c = work.NewCase(id);
    cases::Context x = work.CaseContext(*c);
    std::vector<CustomerId> persons;
    if (command.customer) {
      TRY(const customers::Customer* customer, work.Customer(*command.customer));
      if (customer->merged_into) {
        TRY(customer, work.Customer(*customer->merged_into));
      }
      if (customer->Exists()) x.customer.id = customer->id;
      x.customer.erased = customer->erased;
      CarryOver(customer->attributes, command);
      persons.push_back(*command.customer);
    } else if (command.new_customer) {
      CarryOver(command.new_customer_attributes, command);
      TRY(const CustomerId customer, store_.NewCustomer());
      customers::Customer* fresh = work.NewCustomer(customer);
      customers::Context cx{p.request.viewer.actor, work.now(), &work.general(), {}};
      if (!work.Apply(customer,
                      customers::Decide(
                          *fresh, customers::RegisterCustomer{*command.new_customer, command.new_customer_attributes}, cx))) {
        return {};
      }
      x.customer.id = customer;
      TRY(p.similar_customers, queries_.Matching(customers::MatchKeys(*command.new_customer), customer));
      persons = p.similar_customers;
    }
    TRY(const procedures::Bound* chosen, ProcedureFor(command, work.book(), work.now()));
    Under(x, *chosen);
    // A record taken over from elsewhere is not compared with what stands open here.
    if (!persons.empty() && !command.source) {
      TRY(x.possible_duplicates, queries_.CasesOf(persons, true));
      if (x.possible_duplicates.size() > 10) x.possible_duplicates.resize(10);
      p.possible_duplicates = x.possible_duplicates;
      // Who only looks like somebody is not taken for a repeat complainant.
      if (command.customer) {
        TRY(x.customer.complaints_in_a_year, queries_.ComplaintsSince(persons, work.now() - std::chrono::days(365)));
      }
    }
    work.Apply(id, cases::Decide(*c, command, x));
    return {};
  };
  Start(std::move(plan));
}

void Service::Handle(CaseId id, cases::Command command, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = std::move(done);
  plan->decide = [this, id, command = std::move(command)](Work& work, Plan& p) -> Result<void> {
    TRY(cases::Case * c, work.Case(id));
    if (!c->Exists() || !Sees(p.request.viewer, *c)) return NoSuch(id);
    // What arrives for a merged case belongs to the case that goes on; it must never wake the merged one.
    const bool arrives = !p.request.viewer.actor.IsStaff() && (std::holds_alternative<cases::RecordContact>(command) ||
                                                               std::holds_alternative<cases::AttachFile>(command));
    while (arrives && c->merged_into) {
      TRY(c, work.Case(*c->merged_into));
    }
    p.ref = c->id.ToString();
    CHECK_OK(EnsureSeen(p.request, p.ref, c->version));
    cases::Context x = work.CaseContext(*c);
    for (const UserId person : PeopleIn(command)) {
      TRY(const desk::User* user, work.User(person));
      if (!user->Exists()) continue;
      cases::PersonFacts& facts = x.people[person];
      facts.role = user->role;
      facts.active = user->active;
      if (user->IsAwayAt(work.now())) {
        facts.away_until = user->absence->until;
        facts.deputy = user->absence->deputy;
      }
    }

    if (const auto* move = std::get_if<cases::MoveToProcedure>(&command)) {
      x.target = move->version ? work.book().Find(move->procedure.str(), static_cast<int>(move->version->value))
                               : work.book().Current(move->procedure.str());
      x.target_is_past = x.target != nullptr && x.target != work.book().Current(move->procedure.str());
    }

    if (const auto* send = std::get_if<cases::SendLetter>(&command); send != nullptr && send->title.get() && send->text.get()) {
      TRY(const customers::Customer* customer, work.Customer(c->customer));
      if (customer->merged_into) {
        TRY(customer, work.Customer(*customer->merged_into));
      }
      const desk::User* writer = nullptr;
      if (const auto signs = c->owner ? c->owner : x.actor.user) {
        TRY(writer, work.User(*signs));
      }
      const LetterScene scene{*c,
                              *customer,
                              writer,
                              ProcedureOf(*c, work.book()),
                              work.now(),
                              stationery(),
                              [this](UserId user) { return NameOf(user); },
                              send->next_news_by};
      TRY(LetterProof proof, ProofOf({send->letter, send->channel, *send->title.get(), *send->text.get()}, scene));
      x.sheet = SheetOf(proof);
      x.review = std::move(proof.review);
    }

    // Commands that reach over to another case.
    std::optional<CaseId> other;
    std::optional<cases::Command> other_command;
    if (const auto* link = std::get_if<cases::LinkCase>(&command)) {
      other = link->other;
      other_command = cases::LinkCase{c->id, link->relation};
    } else if (const auto* unlink = std::get_if<cases::UnlinkCase>(&command)) {
      other = unlink->other;
      other_command = cases::UnlinkCase{c->id};
    } else if (const auto* merge = std::get_if<cases::MergeCase>(&command)) {
      other = merge->into;
      other_command = cases::AbsorbCase{c->id};
      TRY(const customers::Customer* customer, work.Customer(c->customer));
      x.customer.also_known_as = customer->absorbed;
      if (customer->merged_into) {
        x.customer.also_known_as.push_back(*customer->merged_into);
      }
    } else if (std::holds_alternative<cases::UnmergeCase>(command) && c->merged_into) {
      other = *c->merged_into;
      other_command = cases::ReleaseCase{c->id};
    }
    if (other && *other != c->id) {
      TRY(const cases::Case* there, work.Case(*other));
      if (there->Exists() && Sees(p.request.viewer, *there)) x.others[*other] = there;
    }
    if (const auto* split = std::get_if<cases::SplitCase>(&command)) {
      TRY(x.new_case, store_.NewCase());
      other_command = cases::SplitOff(*c, *split);
    }

    if (!work.Apply(c->id, cases::Decide(*c, command, x))) {
      const auto* up = std::get_if<cases::EscalateCase>(&command);
      if (up != nullptr && p.request.viewer.actor.user && work.refusals().front().rule == domain::Rule::WithinYourAuthority) {
        p.early_escalation = {id, *p.request.viewer.actor.user, *up};
      }
      return {};
    }
    if (!other_command) return {};
    cases::Case* there = nullptr;
    if (other) {
      if (!x.others.contains(*other)) return {};
      TRY(there, work.Case(*other));
    } else {
      there = work.NewCase(x.new_case);
    }
    cases::Context ox = work.CaseContext(*there);
    if (!there->Exists()) Under(ox, ProcedureOf(*c, work.book()));  // what is split off goes on under the same rules
    ox.customer.id = c->customer;
    ox.others[c->id] = c;
    work.Apply(there->id, cases::Decide(*there, *other_command, ox));
    return {};
  };
  Start(std::move(plan));
}

void Service::Register(customers::RegisterCustomer command, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = std::move(done);
  plan->decide = [this, command = std::move(command)](Work& work, Plan& p) -> Result<void> {
    TRY(const CustomerId id, store_.NewCustomer());
    p.ref = id.ToString();
    customers::Customer* customer = work.NewCustomer(id);
    TRY(p.similar_customers, queries_.Matching(customers::MatchKeys(command.profile), id));
    work.Apply(id, customers::Decide(*customer, command, {p.request.viewer.actor, work.now(), &work.general(), {}}));
    return {};
  };
  Start(std::move(plan));
}

void Service::Handle(CustomerId id, customers::Command command, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = std::move(done);
  plan->decide = [this, id, command = std::move(command)](Work& work, Plan& p) -> Result<void> {
    p.extra.destroy_keys.clear();
    TRY(customers::Customer * customer, work.Customer(id));
    const auto& viewer = p.request.viewer;
    const bool foreign = viewer.actor.customer && *viewer.actor.customer != id;
    if (!customer->Exists() || foreign) return NoSuch(id);
    p.ref = id.ToString();
    CHECK_OK(EnsureSeen(p.request, p.ref, customer->version));
    customers::Context x{viewer.actor, work.now(), &work.general(), {}};
    std::optional<CustomerId> other;
    std::optional<customers::Command> other_command;
    if (const auto* merge = std::get_if<customers::MergeCustomer>(&command)) {
      other = merge->into;
      other_command = customers::AbsorbCustomer{id};
    } else if (std::holds_alternative<customers::UnmergeCustomer>(command) && customer->merged_into) {
      other = *customer->merged_into;
      other_command = customers::ReleaseCustomer{id};
    }
    if (other && *other != id) {
      TRY(const customers::Customer* there, work.Customer(*other));
      x.others[*other] = there;
    }
    if (!work.Apply(id, customers::Decide(*customer, command, x))) return {};
    if (other_command && *other != id) {
      TRY(customers::Customer * there, work.Customer(*other));
      if (there->Exists()) work.Apply(*other, customers::Decide(*there, *other_command, x));
    }
    if (std::holds_alternative<customers::EraseCustomer>(command)) {
      // The person, not the record: every record found to be theirs, and every case of each.
      std::set<CustomerId> person{id};
      if (customer->merged_into) person.insert(*customer->merged_into);
      for (const CustomerId record : std::vector<CustomerId>(person.begin(), person.end())) {
        TRY(const customers::Customer* there, work.Customer(record));
        person.insert(there->absorbed.begin(), there->absorbed.end());
      }
      for (const CustomerId record : person) {
        TRY(customers::Customer * there, work.Customer(record));
        if (!work.Apply(record, customers::Decide(*there, command, x))) return {};
        p.extra.destroy_keys.push_back(record);
      }
      TRY(const auto their_cases, queries_.CasesOf({person.begin(), person.end()}, false));
      for (const CaseId case_id : their_cases) {
        TRY(cases::Case * c, work.Case(case_id));
        if (!work.Apply(case_id, cases::Decide(*c, cases::ErasePerson{}, work.CaseContext(*c)))) return {};
      }
    }
    return {};
  };
  Start(std::move(plan));
}

void Service::CreateUser(desk::CreateUser command, Secrets secrets, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = std::move(done);
  plan->decide = [this, command = std::move(command), secrets = std::move(secrets)](Work& work, Plan& p) -> Result<void> {
    TRY(const auto taken, queries_.UserByLogin(command.login.str()));
    TRY(const UserId id, store_.NewUser());
    p.ref = id.ToString();
    desk::User* user = work.NewUser(id);
    desk::Context x{p.request.viewer.actor, work.now(), &work.general(), taken.has_value(), 0};
    if (!work.Apply(id, desk::Decide(*user, command, x))) return {};
    if (secrets.password_hash) {
      p.extra.credential = Credential{id, *secrets.password_hash};
      work.Apply(id, desk::Decide(*user, desk::NotePassword{}, x));
    }
    return {};
  };
  Start(std::move(plan));
}

void Service::Handle(UserId id, desk::Command command, Secrets secrets, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = std::move(done);
  plan->decide = [this, id, command = std::move(command), secrets = std::move(secrets)](Work& work, Plan& p) -> Result<void> {
    TRY(desk::User * user, work.User(id));
    if (!user->Exists()) return NoSuch(id);
    p.ref = id.ToString();
    CHECK_OK(EnsureSeen(p.request, p.ref, user->version));
    TRY(const auto users, queries_.Users());
    desk::Context x{p.request.viewer.actor, work.now(), &work.general(), false, 0};
    x.other_administrators = static_cast<int>(std::ranges::count_if(
        users, [&](const UserSummary& u) { return u.active && u.role == domain::Role::Administrator && u.ref != id; }));
    if (std::holds_alternative<desk::LendAuthority>(command) && x.actor.user) {
      TRY(const desk::User* lender, work.User(*x.actor.user));
      x.own_role = lender->role;
    }
    if (!work.Apply(id, desk::Decide(*user, command, x))) return {};
    if (std::holds_alternative<desk::NotePassword>(command))
      p.extra.credential = Credential{id, secrets.password_hash.value_or("")};
    if (const auto* token = std::get_if<desk::NoteToken>(&command)) {
      p.extra.add_token = ApiToken{secrets.token_hash.value_or(""), id, token->label.str()};
    }
    if (const auto* revoke = std::get_if<desk::RevokeToken>(&command)) {
      p.extra.remove_token = ApiToken{"", id, revoke->label.str()};
    }
    if (std::holds_alternative<desk::DeactivateUser>(command)) p.extra.end_access = id;
    return {};
  };
  Start(std::move(plan));
}

void Service::Handle(procedures::RegisterCommand command, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = [this, done = std::move(done)](Result<Answer> answer) mutable {
    store_.InForce().LookAgain();
    done(std::move(answer));
  };
  plan->decide = [this, command = std::move(command)](Work& work, Plan& p) -> Result<void> {
    TRY(procedures::Register * procedures, work.Register());
    p.ref = kRegister.ToString();
    CHECK_OK(EnsureSeen(p.request, p.ref, procedures->version));
    procedures::RegisterContext x{p.request.viewer.actor, work.now(), nullptr, {}};
    std::optional<procedures::Bound> read;
    if (const auto* activate = std::get_if<procedures::ActivateProcedure>(&command)) {
      auto bound = packs::ReadBundle(activate->files, {.texts = knows_letters_ ? &stationery() : nullptr});
      if (!bound) {
        Error error(ErrorCode::Invalid, Saying("the procedure is not sound and was not put in force"));
        for (const packs::Problem& problem : bound.error()) {
          error.faults.push_back({problem.where, problem.file + ":" + std::to_string(problem.line) + ":" +
                                                     std::to_string(problem.column) + ": " + problem.says});
        }
        return std::unexpected(std::move(error));
      }
      read = *std::move(bound);
      x.read = &read->procedure;
      x.digest = packs::DigestOf(activate->files);
      for (const procedures::Bound* other : work.book().InForce()) x.in_force.push_back(&other->procedure);
    }
    work.Apply(procedures::Decide(*procedures, command, x));
    return {};
  };
  Start(std::move(plan));
}

void Service::Handle(learning::Command command, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = std::move(done);
  plan->decide = [this, command = std::move(command)](Work& work, Plan& p) -> Result<void> {
    TRY(learning::Log * log, work.Learning());
    p.ref = kLearning.ToString();
    CHECK_OK(EnsureSeen(p.request, p.ref, log->version));
    if (const auto* contact = std::get_if<learning::RecordSilentContact>(&command); contact != nullptr && contact->logged) {
      CHECK_OK(CaseAt(*contact->logged, p.request.viewer));
    }
    if (const auto* extend = std::get_if<learning::ExtendContactList>(&command)) {
      for (const CustomerId customer : extend->customers) {
        TRY(const auto known, CustomerAt(customer));
        if (!known->state.Exists()) return NoSuch(customer);
      }
    }
    const learning::ImprovementPlan* planned = nullptr;
    if (const auto* propose = std::get_if<learning::ProposeImprovement>(&command)) planned = &propose->plan;
    if (const auto* replan = std::get_if<learning::ReplanImprovement>(&command)) planned = &replan->plan;
    if (planned != nullptr && planned->owner) {
      TRY(const auto owner, UserAt(*planned->owner));
      if (!owner->state.Exists()) return base::FailAt("plan.owner", Saying("nobody here has the number {}", *planned->owner));
    }
    const base::Date today = work.book().General().calendar.zone().ToLocal(work.now()).date;
    const std::size_t known = log->improvements.size();
    work.Apply(learning::Decide(*log, command, {p.request.viewer.actor, work.now(), today}));
    if (log->improvements.size() > known) p.made = log->improvements.back().id.ToString();
    return {};
  };
  Start(std::move(plan));
}

void Service::Handle(reports::Command command, Request request, OnAnswer done) {
  auto plan = std::make_shared<Plan>();
  plan->request = std::move(request);
  plan->done = std::move(done);
  plan->decide = [command = std::move(command)](Work& work, Plan& p) -> Result<void> {
    TRY(reports::ReportLog * log, work.Reports());
    p.ref = kReports.ToString();
    CHECK_OK(EnsureSeen(p.request, p.ref, log->version));
    const base::Date today = work.book().General().calendar.zone().ToLocal(work.now()).date;
    work.Apply(reports::Decide(*log, command, {p.request.viewer.actor, work.now(), today}));
    return {};
  };
  Start(std::move(plan));
}

}  // namespace app
