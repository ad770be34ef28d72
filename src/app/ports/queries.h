#pragma once
// Questions to the projections: lists, search, what is due, who is who. Every answer obeys the viewer's reach.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/rows.h"
#include "base/result.h"
#include "domain/cases/coaching.h"

namespace app {

// Who is looking, and how far they see.
struct Viewer {
  domain::Actor actor;
  desk::Reach reach = desk::Reach::Desk;
  std::optional<base::Word> team = {};
};
// Whether this viewer sees a case with this owner, team and customer.
bool Sees(const Viewer& viewer, const cases::Case& c);
// Not there and not yours are the same answer.
std::unexpected<base::Error> NoSuch(base::CaseId id);
std::unexpected<base::Error> NoSuch(base::CustomerId id);
std::unexpected<base::Error> NoSuch(base::UserId id);
std::unexpected<base::Error> NoSuch(base::AttachmentId id);

enum class CaseStatus : std::uint8_t { Open, Closed, Merged, All };
BOOST_DESCRIBE_ENUM(CaseStatus, Open, Closed, Merged, All)

enum class CaseSort : std::uint8_t { Newest, Oldest, NextDue, Changed };
BOOST_DESCRIBE_ENUM(CaseSort, Newest, Oldest, NextDue, Changed)

// "C-1007,C-1002": at most 200 references.
struct CaseRefs {
  static constexpr std::size_t kMostAtOnce = 200;
  std::vector<CaseId> ids;
  static base::Result<CaseRefs> Parse(std::string_view text);
  std::string ToString() const;
  friend bool operator==(const CaseRefs&, const CaseRefs&) = default;
};

}  // namespace app

template <>
struct base::TextExample<app::CaseRefs> {
  static constexpr std::string_view kExample = "C-1007,C-1002";
  static constexpr std::string_view kFormat = "";
};

namespace app {

struct CaseFilter {
  std::optional<CaseRefs> refs;      // these, whatever has become of them
  std::optional<CaseStatus> status;  // open, unless said otherwise
  std::optional<domain::Phase> phase;
  std::optional<cases::Kind> kind;
  std::optional<domain::Channel> channel;
  std::optional<cases::Severity> severity;
  std::optional<cases::Outcome> outcome;
  std::optional<UserId> owner;
  std::optional<base::Word> team;
  std::optional<CustomerId> customer;
  std::optional<base::Line> product;
  std::optional<base::Line> category;
  std::optional<base::Word> cause;
  bool unassigned = false;
  bool awaiting_approval = false;
  bool awaiting_customer = false;
  bool escalated = false;
  std::optional<Instant> received_from;
  std::optional<Instant> received_before;
  std::optional<Instant> due_before;
  std::optional<CaseSort> sort;
  std::optional<base::Whole<1, 200>> limit;
  std::optional<base::Line> cursor;
};
BOOST_DESCRIBE_STRUCT(CaseFilter, (),
                      (refs, status, phase, kind, channel, severity, outcome, owner, team, customer, product, category, cause,
                       unassigned, awaiting_approval, awaiting_customer, escalated, received_from, received_before, due_before,
                       sort, limit, cursor))
AMENDS_DOC(CaseFilter, "Which cases to list.",
           {"refs",
            "Those with these references, apart by commas, at most 200; open or not, and all at once, unless said otherwise."},
           {"status", "Open ones, unless said otherwise."}, {"phase", "Where in the cycle."}, {"kind", "Complaints or problems."},
           {"channel", "How they reached us."}, {"severity", "As assessed."}, {"outcome", "How they were closed."},
           {"owner", "Whose they are."}, {"team", "Which team's: given to it, or to one of its people and to no team."},
           {"customer", "Of which customer."}, {"product", "About which product."}, {"category", "Of which category."},
           {"cause", "With which established cause."}, {"unassigned", "Owned by nobody."},
           {"awaiting_approval", "With an option that waits for approval."},
           {"awaiting_customer", "Waiting for the customer's answer."}, {"escalated", "Escalated and not handed back."},
           {"received_from", "Received at or after."}, {"received_before", "Received before."},
           {"due_before", "With something due before."}, {"sort", "Newest first, unless said otherwise."},
           {"limit", "How many; 50, unless said otherwise."}, {"cursor", "Where to go on, from the last answer."})

struct CaseSummary {
  CaseId ref;
  std::int64_t version = 0;
  cases::Kind kind = cases::Kind::Complaint;
  domain::Channel channel = domain::Channel::Telephone;
  base::Sealed<std::string> subject;
  CustomerId customer;
  base::Sealed<std::string> customer_name;
  std::optional<std::string> product;
  std::optional<std::string> category;
  Instant received_at;
  Instant changed_at;
  CaseStatus status = CaseStatus::Open;
  domain::Phase phase = domain::Phase::Identify;
  std::optional<UserId> owner;
  std::optional<std::string> team;
  std::optional<cases::Severity> severity;
  bool vulnerable = false;
  std::optional<Instant> promise_by;
  std::int64_t promises_broken = 0;
  std::optional<Instant> next_due;
  bool awaiting_approval = false;
  bool awaiting_customer = false;
  std::optional<domain::Role> escalated_to;
  std::optional<cases::Outcome> outcome;
  std::optional<CaseId> merged_into;
};
BOOST_DESCRIBE_STRUCT(CaseSummary, (),
                      (ref, version, kind, channel, subject, customer, customer_name, product, category, received_at, changed_at,
                       status, phase, owner, team, severity, vulnerable, promise_by, promises_broken, next_due, awaiting_approval,
                       awaiting_customer, escalated_to, outcome, merged_into))
AMENDS_DOC(CaseSummary, "A case in a list.", {"subject", "Null once the customer is erased."},
           {"customer_name", "Null when unknown or erased."}, {"next_due", "The earliest thing due on it."},
           {"promise_by", "When the customer expects news."})

struct CasePage {
  std::vector<CaseSummary> cases;
  std::optional<std::string> next;  // the cursor for more, if there are more
};
BOOST_DESCRIBE_STRUCT(CasePage, (), (cases, next))

struct CustomerSummary {
  CustomerId ref;
  base::Sealed<std::string> name;
  base::Sealed<std::string> organisation;
  base::Sealed<std::string> postcode;
  bool vulnerable = false;
  bool has_needs = false;
  bool erased = false;
  std::optional<CustomerId> merged_into;
  std::int64_t open_cases = 0;
};
BOOST_DESCRIBE_STRUCT(CustomerSummary, (),
                      (ref, name, organisation, postcode, vulnerable, has_needs, erased, merged_into, open_cases))

struct CaseToNotice {
  CaseId case_ref;
  Instant at;  // when the first of it ran out
};

struct Deadline {
  CaseId case_ref;
  std::string clock;
  Instant due_at;
  std::optional<UserId> owner;
  bool statutory = false;
  std::string title;
  base::Sealed<std::string> subject;
  base::Sealed<std::string> customer_name;
  domain::Channel channel = domain::Channel::Telephone;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (case_ref, clock, due_at, owner, statutory, title, subject, customer_name, channel))
AMENDS_DOC(Deadline, "Something due on a case.", {"case_ref", "Which case."},
           {"clock", "What: \"promise\", \"action A-1\", \"confirmation\", \"follow-up FU-1\", or a clock of the procedure."},
           {"due_at", "When."}, {"owner", "Whose it is."}, {"statutory", "The law or a code asks for it."},
           {"title", "What a clock of the procedure is called; empty for the rest."},
           {"subject", "The problem in a line; null once erased."},
           {"customer_name", "Whose case it is; null when unknown or erased."}, {"channel", "How it reached us."})

// Open cases the viewer sees, by the usual views.
struct ViewCounts {
  std::int64_t all = 0;
  std::int64_t mine = 0;
  std::int64_t team = 0;
  std::int64_t unassigned = 0;
  std::int64_t awaiting_approval = 0;
  std::int64_t awaiting_customer = 0;
  std::int64_t escalated = 0;
  std::int64_t overdue = 0;
  std::int64_t vulnerable = 0;
};
BOOST_DESCRIBE_STRUCT(ViewCounts, (),
                      (all, mine, team, unassigned, awaiting_approval, awaiting_customer, escalated, overdue, vulnerable))
AMENDS_DOC(ViewCounts, "How many open cases there are in each view.", {"all", "That you see."}, {"mine", "Owned by you."},
           {"team", "With your team, or with one of its people and no team."}, {"unassigned", "Owned by nobody."},
           {"awaiting_approval", "With an option to approve."}, {"awaiting_customer", "Waiting for the customer."},
           {"escalated", "Escalated and not handed back."}, {"overdue", "With something past its time."},
           {"vulnerable", "Whose customer needs particular care."})

// What cases are about, and how many are.
struct Facet {
  std::string name;
  std::int64_t open = 0;
  std::int64_t all = 0;
};
BOOST_DESCRIBE_STRUCT(Facet, (), (name, open, all))
AMENDS_DOC(Facet, "A category in use.", {"name", "As the cases have it."}, {"open", "Open cases."},
           {"all", "Cases, whatever has become of them."})

struct ProductFacet {
  std::string name;
  std::int64_t open = 0;
  std::int64_t all = 0;
  std::vector<Facet> categories;
};
BOOST_DESCRIBE_STRUCT(ProductFacet, (), (name, open, all, categories))
AMENDS_DOC(ProductFacet, "A product or service in use.", {"name", "As the cases have it."}, {"open", "Open cases."},
           {"all", "Cases, whatever has become of them."}, {"categories", "What went wrong with it, the most frequent first."})

struct Facets {
  std::vector<ProductFacet> products;
  std::vector<Facet> categories;
};
BOOST_DESCRIBE_STRUCT(Facets, (), (products, categories))
AMENDS_DOC(Facets, "What the cases you see are about, the most frequent first; at most 500 of each.",
           {"products", "Products and services."}, {"categories", "Categories, over all products."})

struct CaseCounts {
  std::int64_t open = 0;
  std::int64_t closed = 0;
  std::int64_t merged = 0;
};
BOOST_DESCRIBE_STRUCT(CaseCounts, (), (open, closed, merged))
AMENDS_DOC(CaseCounts, "How many cases there are.", {"merged", "Gone into another."})

// Which escalations to count: of those at or after `from` and before `before`.
struct EscalationFilter {
  Instant from;
  Instant before;
  std::optional<base::Word> team = {};
  std::optional<UserId> person = {};
};
// How often one case went up, or nearly did, for one person and one reason.
struct EscalationCount {
  std::optional<std::string> team;  // the person's today; the case's then, where there is no person or they have none
  std::optional<UserId> person;
  std::optional<std::string> name;
  CaseId case_ref;
  cases::Timeliness timeliness = cases::Timeliness::InTime;
  cases::Concern concern;
  std::int64_t times = 0;
};

// Authority somebody holds for a while.
struct Loan {
  UserId by;
  domain::Role role = domain::Role::TeamLeader;
  Instant from;
  Instant until;
};
BOOST_DESCRIBE_STRUCT(Loan, (), (by, role, from, until))
AMENDS_DOC(Loan, "Authority that was lent.", {"by", "Who lent it."}, {"role", "Which."}, {"from", "From when."},
           {"until", "Until when."})

struct UserSummary {
  UserId ref;
  std::string login;
  std::string name;
  domain::Role role = domain::Role::Handler;
  std::optional<std::string> team;
  desk::Reach reach = desk::Reach::Desk;
  bool active = true;
  // Of the list of people only.
  std::optional<desk::Absence> absence = {};
  std::vector<Loan> lent = {};
  std::optional<std::int64_t> tokens = {};
};
BOOST_DESCRIBE_STRUCT(UserSummary, (), (ref, login, name, role, team, reach, active, absence, lent, tokens))
AMENDS_DOC(UserSummary, "Somebody who works at the desk.", {"reach", "Which cases they see."}, {"active", "The account is open."},
           {"absence", "When they are away, now or soon, and who stands in."}, {"lent", "Authority lent to them, now or soon."},
           {"tokens", "How many API tokens are in force; told to administrators, and to themselves."})

struct Counts {
  std::int64_t open_cases = 0;
  std::int64_t closed_cases = 0;
  std::int64_t customers = 0;
  std::int64_t events = 0;
};

class Queries {
 public:
  virtual ~Queries() = default;

  virtual base::Result<CasePage> Cases(const CaseFilter& filter, const Viewer& viewer) = 0;
  // Cases that hold all the words, newest first.
  virtual base::Result<std::vector<CaseSummary>> SearchCases(const std::string& text, int limit, const Viewer& viewer) = 0;
  // Customers whose name, e-mail, postcode, telephone or account begins with each of the words.
  virtual base::Result<std::vector<CustomerSummary>> SearchCustomers(const std::string& text, int limit) = 0;
  virtual base::Result<std::vector<CustomerSummary>> Customers(const std::vector<CustomerId>& ids) = 0;
  // Records that share one of the keys, without `except`.
  virtual base::Result<std::vector<CustomerId>> Matching(const std::vector<customers::MatchKey>& keys, CustomerId except) = 0;
  virtual base::Result<std::vector<CaseId>> CasesOf(const std::vector<CustomerId>& customers, bool open_only) = 0;
  virtual base::Result<std::optional<CaseId>> CaseFrom(const cases::Source& source) = 0;
  // What is due, soonest first. `owner` none: everybody's.
  virtual base::Result<std::vector<Deadline>> Due(Instant before, std::optional<UserId> owner, int limit,
                                                  const Viewer& viewer) = 0;
  // Cases on which something has run out by now that Amends itself must act on, longest ago first; those that come after
  // `after`, when it is given.
  virtual base::Result<std::vector<CaseToNotice>> ToNotice(Instant now, int limit, const std::optional<CaseToNotice>& after) = 0;
  // Complaints of these customers received since, whatever became of them.
  virtual base::Result<int> ComplaintsSince(const std::vector<CustomerId>& customers, Instant since) = 0;
  // Calls `take` for each, the newest cases first. Coaching is between a person and who leads them: managers and quality
  // ask about everybody, team leaders about their team, everybody else about themselves.
  virtual base::Result<void> Escalations(const EscalationFilter& filter, const Viewer& viewer,
                                         const std::function<void(EscalationCount)>& take) = 0;
  virtual base::Result<std::optional<UserSummary>> UserByLogin(const std::string& login) = 0;
  virtual base::Result<std::vector<UserSummary>> Users() = 0;
  virtual base::Result<Facets> CountFacets(const Viewer& viewer) = 0;
  virtual base::Result<CaseCounts> CountCases(const std::vector<CustomerId>& customers, const Viewer& viewer) = 0;
  virtual base::Result<ViewCounts> CountViews(Instant now, const Viewer& viewer) = 0;
  virtual base::Result<Counts> Count() = 0;
};

}  // namespace app
