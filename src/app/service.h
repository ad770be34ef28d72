#pragma once
// The use cases: take a command through the one door, or answer a question. Load, decide, append; on a clash with
// another writer decide afresh on the new state. What spans several streams (merge, split, erase) is one transaction.
//
//   service.Handle(case_id, command, request, [](base::Result<app::Answer> answer) { ... });

#include <atomic>
#include <functional>

#include "app/case_rights.h"
#include "app/customer_history.h"
#include "app/letters.h"
#include "app/portal.h"
#include "app/ports/blob_store.h"
#include "app/ports/event_store.h"
#include "app/ports/queries.h"
#include "app/ports/vault.h"
#include "app/procedure_choice.h"
#include "app/streams.h"
#include "base/clock.h"
#include "base/worker_pool.h"
#include "domain/cases/authority.h"
#include "domain/cases/guide.h"
#include "domain/cases/narrate.h"

namespace app {

struct Touched {
  std::string ref;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Touched, (), (ref, version))

struct CommandReply {
  std::string ref;
  std::int64_t version = 0;
  std::vector<std::string> events;  // empty: it was so already
  std::vector<Touched> also;        // other records the command changed
  std::vector<CaseId> possible_duplicates;
  std::vector<CustomerId> similar_customers;
  std::optional<std::string> made = {};
};
BOOST_DESCRIBE_STRUCT(CommandReply, (), (ref, version, events, also, possible_duplicates, similar_customers, made))
AMENDS_DOC(CommandReply, "What a command did.", {"ref", "The record it was given to."}, {"version", "Its version now; the ETag."},
           {"events", "What happened, in order; empty when it was so already."}, {"also", "Other records that changed with it."},
           {"possible_duplicates", "Open cases that may be about the same, found when logging."},
           {"similar_customers", "Customers on record who may be the same person, found when logging."},
           {"made", "Of a record that holds many: the number of the one that was made, like IM-3."})

// Who asks, and how the request wants to be treated.
struct Request {
  Viewer viewer;
  std::optional<std::int64_t> if_match = {};  // the version the caller has seen
  std::optional<std::string> idempotency_key = {};
  std::string digest = {};  // of the whole request, when there is a key
};

using Answer = std::variant<CommandReply, domain::Refusals>;
using OnAnswer = std::move_only_function<void(base::Result<Answer>)>;

// Secrets that go into the vault together with the fact that they were set.
struct Secrets {
  std::optional<std::string> password_hash;
  std::optional<std::string> token_hash;
};

struct CustomerCard {
  CustomerId ref;
  customers::Profile profile;
  customers::Preference preference;
  std::vector<customers::RecordedNeed> needs;
  std::vector<customers::Vulnerability> vulnerabilities;
  bool erased = false;
  std::optional<CustomerId> merged_into;
};
BOOST_DESCRIBE_STRUCT(CustomerCard, (), (ref, profile, preference, needs, vulnerabilities, erased, merged_into))

struct ProcedureName {
  std::string id;
  std::int64_t version = 0;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(ProcedureName, (), (id, version, title))

struct CaseClock {
  std::string id;
  std::string title;
  procedures::ClockKind kind = procedures::ClockKind::Internal;
  procedures::ClockState state = procedures::ClockState::Running;
  Instant started_at;
  std::optional<Instant> due_at;
  std::optional<Instant> stopped_at;
  bool extended = false;
  bool extended_beyond = false;
  std::optional<std::string> unknown_day;
  std::vector<std::string> may_pause_for;
  std::optional<std::string> may_extend_by;
  std::vector<base::Saying> reasoning;
  domain::Clause clause;
  bool verified = true;
};
BOOST_DESCRIBE_STRUCT(CaseClock, (),
                      (id, title, kind, state, started_at, due_at, stopped_at, extended, extended_beyond, unknown_day,
                       may_pause_for, may_extend_by, reasoning, clause, verified))
AMENDS_DOC(CaseClock, "A duty with a date, or a window of the customer's.", {"kind", "Statutory, our own, or a window."},
           {"state", "How it stands now."}, {"started_at", "When it began to run."}, {"due_at", "The last moment in time."},
           {"stopped_at", "When what it waits for was done."}, {"extended", "It was lengthened, and the customer told."},
           {"extended_beyond", "By more than the rule allows without good reason."},
           {"unknown_day", "The calendar knows nothing of this day, so the end cannot be counted."},
           {"may_pause_for", "Reasons for which it may stand still."}, {"may_extend_by", "By how much it may be lengthened."},
           {"reasoning", "How the end was counted, day by day."}, {"clause", "What it rests on."},
           {"verified", "Whether the figure was read in the primary text."})

// The names are told in the words of the rules, so the sentence is theirs too.
struct OptionForYou {
  base::OptionId option;
  cases::ApprovalBy by = cases::ApprovalBy::Nobody;
  std::optional<domain::Role> needed;
  base::Saying says = {};
  bool settled = true;
};
BOOST_DESCRIBE_STRUCT(OptionForYou, (), (option, by, needed, says, settled))
AMENDS_DOC(OptionForYou, "Whether you may offer an option.", {"option", "Which."},
           {"by", "Nobody need approve it; a higher role must; or a second person, whoever offers it."},
           {"needed", "The lowest role that could."}, {"says", "Why, in a sentence; empty when nobody need approve it."},
           {"settled", "Nothing is in the way, or it was approved."})

struct CaseView {
  CaseId ref;
  std::int64_t version = 0;
  cases::Case state;
  ProcedureName procedure;
  std::vector<CaseClock> clocks;
  std::optional<CaseRights> rights;
  std::vector<OptionForYou> options;
  cases::Guide guide;
  CustomerCard customer;
  std::vector<cases::StoryEntry> timeline;
};
BOOST_DESCRIBE_STRUCT(CaseView, (), (ref, version, state, procedure, clocks, rights, options, guide, customer, timeline))
AMENDS_DOC(CaseView, "A case: what it is, what can be done, and how it came so far.",
           {"state", "The case as its events have made it."}, {"procedure", "The version of the procedure it is handled under."},
           {"clocks", "What has to be done by when."},
           {"rights", "What the law gives the customer today; left out until their rights were assessed."},
           {"options", "Of each option on the table, whether you may offer it."},
           {"guide", "What can be done now, and what is left."}, {"customer", "Who it is about."},
           {"timeline", "The story, oldest first."})

struct CustomerView {
  CustomerId ref;
  std::int64_t version = 0;
  customers::Customer state;
  std::vector<CaseSummary> cases;
  CaseCounts counts;
  customers::CustomerGuide guide;
};
BOOST_DESCRIBE_STRUCT(CustomerView, (), (ref, version, state, cases, counts, guide))
AMENDS_DOC(CustomerView, "A customer.", {"state", "The record as its events have made it."},
           {"cases", "Theirs and those of records found to be theirs too, the newest first; at most 200 of each record."},
           {"counts", "How many they have."}, {"guide", "What can be done with the record now."})

// A case and whose it is.
struct CaseAndCustomer {
  Streams<CaseId>::Shared found;
  Streams<CustomerId>::Shared customer;
};

struct ServiceOptions {
  bool announce = false;  // write an outbox message for each event of a case
  std::size_t cached_cases = 8'192;
  std::size_t cached_customers = 8'192;
  std::shared_ptr<const letters::Stationery> stationery = {};  // null: what this program brings along, without a letterhead
};

class Service {
 public:
  Service(EventStore& store, Queries& queries, const base::Clock& clock, base::WorkerPool& workers, ServiceOptions options = {});

  // -- Commands ---------------------------------------------------------------------------------------------------
  void Log(cases::LogCase command, Request request, OnAnswer done);
  void Handle(CaseId id, cases::Command command, Request request, OnAnswer done);
  void Register(customers::RegisterCustomer command, Request request, OnAnswer done);
  void Handle(CustomerId id, customers::Command command, Request request, OnAnswer done);
  void CreateUser(desk::CreateUser command, Secrets secrets, Request request, OnAnswer done);
  void Handle(UserId id, desk::Command command, Secrets secrets, Request request, OnAnswer done);
  void Handle(procedures::RegisterCommand command, Request request, OnAnswer done);
  void Handle(learning::Command command, Request request, OnAnswer done);
  void Handle(reports::Command command, Request request, OnAnswer done);

  // -- Questions --------------------------------------------------------------------------------------------------
  // Not there and not yours are the same NotFound.
  base::Result<CaseView> ViewCase(CaseId id, const Viewer& viewer);
  base::Result<CaseView> ViewCase(const CaseAndCustomer& both, const Viewer& viewer);
  base::Result<Streams<CaseId>::Shared> CaseAt(CaseId id, const Viewer& viewer);
  base::Result<CaseAndCustomer> CaseAndCustomerAt(CaseId id, const Viewer& viewer);
  base::Result<CustomerView> ViewCustomer(CustomerId id, const Viewer& viewer);
  // What was said on all their cases, how it was felt, and whether we could lose them.
  base::Result<CustomerHistory> HistoryOf(CustomerId id, const Viewer& viewer);
  // The procedure that a case logged so would be handled under. A Fault at "procedure" when the one asked for is not in force.
  base::Result<ProcedureChoice> ChooseFor(const cases::LogCase& like);
  base::Result<Streams<CustomerId>::Shared> CustomerAt(CustomerId id);
  base::Result<Streams<UserId>::Shared> UserAt(UserId id);
  base::Result<Streams<base::RegisterId>::Shared> Register();
  base::Result<Streams<base::LearningId>::Shared> Learning();
  base::Result<Streams<base::ReportsId>::Shared> Reports();
  // The clocks whose end would move; NotFound also when that procedure or version is not to be had.
  base::Result<std::vector<cases::ClockMoved>> PreviewMove(CaseId id, const cases::MoveToProcedure& move, const Viewer& viewer);
  // From the template for the kind; nothing is recorded.
  base::Result<LetterDraft> DraftLetter(CaseId id, letters::LetterKind kind, const Viewer& viewer,
                                        std::optional<Instant> next_news_by = {});
  // As it would go out now, and what would keep it from going.
  base::Result<LetterProof> ProofLetter(CaseId id, const LetterText& text, const Viewer& viewer);
  // One that went out; from 1.
  base::Result<std::pair<LetterProof, Instant>> LetterOf(CaseId id, std::int64_t number, const Viewer& viewer);
  // Of a member of staff; empty when there is no such person.
  std::string NameOf(UserId id);
  const letters::Stationery& stationery() const { return *options_.stationery; }
  // As the customer sees it. The viewer is the customer.
  base::Result<PortalCase> ViewForCustomer(CaseId id, const Viewer& viewer);
  // Until when the guide of this case says the same, if nothing happens; at most a minute.
  Instant GuideHoldsUntil(const cases::Case& c) const;

  const base::Clock& clock() const { return clock_; }
  Queries& queries() { return queries_; }
  EventStore& store() { return store_; }

  // Runs it now, or on a worker when the store may wait for a network.
  void Dispatch(std::move_only_function<void()> task);
  base::WorkerPool& workers() { return workers_; }

 private:
  class Work;
  struct Plan;

  static void Under(cases::Context& x, const procedures::Bound& bound);
  void Start(std::shared_ptr<Plan> plan);
  void Attempt(const std::shared_ptr<Plan>& plan);
  SharedBook BookFor(const cases::Case& c) const;
  template <class F>
  auto WithScene(CaseId id, const Viewer& viewer, std::optional<Instant> next_news_by, F make)
      -> decltype(make(std::declval<const LetterScene&>()));
  EventStore& store_;
  Queries& queries_;
  const base::Clock& clock_;
  base::WorkerPool& workers_;
  ServiceOptions options_;
  // Whether it was told with which letters the desk writes; on the command line nobody says so.
  bool knows_letters_ = options_.stationery != nullptr;
  Streams<CaseId> cases_;
  Streams<CustomerId> customers_;
  Streams<UserId> users_;
  Streams<base::RegisterId> registers_;
  Streams<base::LearningId> learning_;
  Streams<base::ReportsId> reports_;
};

}  // namespace app

extern template const base::Type& base::TypeOf<app::CaseView>();
extern template const base::Type& base::TypeOf<app::CustomerView>();
extern template const base::Type& base::TypeOf<app::CommandReply>();
