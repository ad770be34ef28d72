// Questions to the projections. What is sealed in a row is opened here, and nowhere else.

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <set>

#include "store/sql_store.h"

namespace store {
namespace {

using app::CaseFilter;
using app::CaseId;
using app::CaseSort;
using app::CaseStatus;
using app::CaseSummary;
using app::CustomerId;
using app::CustomerSummary;
using app::UserId;
using app::Viewer;
using base::Instant;
using base::Result;

template <class E>
std::optional<E> EnumFrom(const std::optional<std::string>& name) {
  if (!name) return std::nullopt;
  const auto& names = base::TypeOf<E>().names;
  const auto found = std::ranges::find(names, *name);
  if (found == names.end()) return std::nullopt;
  return static_cast<E>(found - names.begin());
}
std::optional<Instant> InstantFrom(const std::optional<std::int64_t>& millis) {
  return millis ? std::optional(Instant{*millis}) : std::nullopt;
}
template <class Id>
std::optional<Id> IdFrom(const std::optional<std::int64_t>& number) {
  return number ? std::optional(Id{*number}) : std::nullopt;
}

using base::Sealed;

Sealed<std::string> Opened(KeyRing& ring, Sql& sql, const std::string& place, const std::optional<std::string>& cell) {
  if (!cell) return {};
  auto plain = OpenCell(ring, sql, place, *cell);
  return plain ? Sealed<std::string>(*std::move(plain)) : Sealed<std::string>();
}

constexpr const char* kSummaryColumns =
    "c.id, c.version, c.kind, c.channel, c.subject, c.customer, k.name, c.product, c.category, c.received_at, c.changed_at, "
    "c.status, c.phase, c.owner, c.team, c.severity, c.vulnerable, c.promise_by, c.promises_broken, c.next_due, "
    "c.awaiting_approval, c.awaiting_customer, c.escalated_to, c.outcome, c.merged_into, coalesce(k.merged_into, k.id)";

// Reads summaries for a query that selects kSummaryColumns from case_list c left join customer k.
std::vector<CaseSummary> ReadSummaries(KeyRing& ring, Sql& sql, const std::string& query, const std::vector<Cell>& params) {
  std::vector<CaseSummary> summaries;
  std::vector<std::pair<std::optional<std::string>, std::optional<std::string>>> cells;
  using N = std::int64_t;
  using S = std::string;
  using ON = std::optional<N>;
  using OS = std::optional<S>;
  sql.EachDynamic<N, N, S, S, OS, N, OS, OS, OS, N, N, S, S, ON, OS, OS, N, ON, N, ON, N, N, OS, OS, ON, ON>(
      query, params,
      [&](N id, N version, S kind, S channel, OS subject, N customer, OS name, OS product, OS category, N received, N changed,
          S status, S phase, ON owner, OS team, OS severity, N vulnerable, ON promise, N broken, ON due, N approval, N awaiting,
          OS escalated, OS outcome, ON merged, ON) {
        CaseSummary s;
        s.ref = CaseId{id};
        s.version = version;
        s.kind = EnumFrom<cases::Kind>(kind).value_or(cases::Kind::Complaint);
        s.channel = EnumFrom<domain::Channel>(channel).value_or(domain::Channel::Telephone);
        s.customer = CustomerId{customer};
        s.product = std::move(product);
        s.category = std::move(category);
        s.received_at = Instant{received};
        s.changed_at = Instant{changed};
        s.status = EnumFrom<CaseStatus>(status).value_or(CaseStatus::Open);
        s.phase = EnumFrom<domain::Phase>(phase).value_or(domain::Phase::Identify);
        s.owner = IdFrom<UserId>(owner);
        s.team = std::move(team);
        s.severity = EnumFrom<cases::Severity>(severity);
        s.vulnerable = vulnerable != 0;
        s.promise_by = InstantFrom(promise);
        s.promises_broken = broken;
        s.next_due = InstantFrom(due);
        s.awaiting_approval = approval != 0;
        s.awaiting_customer = awaiting != 0;
        s.escalated_to = EnumFrom<domain::Role>(escalated);
        s.outcome = EnumFrom<cases::Outcome>(outcome);
        s.merged_into = IdFrom<CaseId>(merged);
        summaries.push_back(std::move(s));
        cells.emplace_back(std::move(subject), std::move(name));
      });
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    CaseSummary& s = summaries[i];
    s.subject = Opened(ring, sql, "case_list.subject|" + std::to_string(s.ref.number), cells[i].first);
    s.customer_name = Opened(ring, sql, "customer.name|" + std::to_string(s.customer.number), cells[i].second);
  }
  return summaries;
}

// A WHERE clause put together condition by condition, with its parameters in order.
class Conditions {
 public:
  void Add(std::string condition) { Join(std::move(condition)); }
  template <class V>
  void Add(const std::string& left, V value) {
    Join(left + " " + Name());
    params_.emplace_back(std::move(value));
  }
  std::string Name() { return ":p" + std::to_string(params_.size() + 1); }
  void Bind(Cell value) { params_.push_back(std::move(value)); }
  std::string Where() const { return text_.empty() ? "" : " where " + text_; }
  const std::vector<Cell>& params() const { return params_; }

 private:
  void Join(std::string condition) { text_ += (text_.empty() ? "" : " and ") + std::move(condition); }
  std::string text_;
  std::vector<Cell> params_;
};

void AddReach(Conditions& where, const Viewer& viewer) {
  if (viewer.actor.role == domain::Role::System) return;
  if (viewer.actor.customer) return where.Add("c.customer =", viewer.actor.customer->number);
  const std::int64_t self = viewer.actor.user ? viewer.actor.user->number : 0;
  switch (viewer.reach) {
    case desk::Reach::Desk: return;
    case desk::Reach::Own: return where.Add("c.owner =", self);
    case desk::Reach::Team: {
      if (!viewer.team) return where.Add("c.owner =", self);
      const std::string team = where.Name();
      where.Bind(viewer.team->str());
      where.Add("(c.team = " + team + " or c.owner = " + std::to_string(self) + ")");
      return;
    }
  }
}

struct Order {
  std::string column;
  bool descending;
  char letter;
};
Order OrderOf(CaseSort sort) {
  switch (sort) {
    case CaseSort::Newest: return {"c.received_at", true, 'n'};
    case CaseSort::Oldest: return {"c.received_at", false, 'o'};
    case CaseSort::NextDue: return {"c.next_due", false, 'd'};
    case CaseSort::Changed: return {"c.changed_at", true, 'c'};
  }
  return {"c.received_at", true, 'n'};
}

struct Cursor {
  std::int64_t key = 0;
  std::int64_t id = 0;
};
std::string WriteCursor(const Cursor& cursor, const Order& order) {
  return base::Base64(std::string(1, order.letter) + std::to_string(cursor.key) + "," + std::to_string(cursor.id));
}
Result<Cursor> ReadCursor(const std::string& text, const Order& order) {
  const auto plain = base::FromBase64(text);
  const auto fail = [] {
    return base::FailAt("cursor", base::Saying("expected the cursor of the last answer to the same question"));
  };
  if (!plain || plain->empty() || (*plain)[0] != order.letter) return fail();
  const std::size_t comma = plain->find(',');
  if (comma == std::string::npos) return fail();
  Cursor cursor;
  const char* begin = plain->data();
  const auto key = std::from_chars(begin + 1, begin + comma, cursor.key);
  const auto id = std::from_chars(begin + comma + 1, begin + plain->size(), cursor.id);
  if (key.ec != std::errc{} || key.ptr != begin + comma || id.ec != std::errc{} || id.ptr != begin + plain->size()) return fail();
  return cursor;
}

std::vector<CaseSummary> SummariesOf(KeyRing& ring, Sql& sql, const std::vector<std::int64_t>& ids, const Viewer& viewer) {
  if (ids.empty()) return {};
  std::string list;
  for (const std::int64_t id : ids) list += (list.empty() ? "" : ",") + std::to_string(id);
  Conditions where;
  where.Add("c.id in (" + list + ")");
  AddReach(where, viewer);
  return ReadSummaries(ring, sql,
                       std::string("select ") + kSummaryColumns + " from case_list c left join customer k on k.id = c.customer" +
                           where.Where() + " order by c.id desc",
                       where.params());
}

std::vector<std::int64_t> Ids(Sql& sql, const std::string& query, const std::vector<Cell>& params) {
  std::vector<std::int64_t> ids;
  sql.EachDynamic<std::int64_t>(query, params, [&](std::int64_t id) { ids.push_back(id); });
  return ids;
}

std::vector<CustomerSummary> CustomersByIds(KeyRing& ring, Sql& sql, const std::vector<std::int64_t>& ids) {
  if (ids.empty()) return {};
  std::string list;
  for (const std::int64_t id : ids) list += (list.empty() ? "" : ",") + std::to_string(id);
  struct Cells {
    std::optional<std::string> name, organisation, postcode;
  };
  std::vector<CustomerSummary> customers;
  std::vector<Cells> cells;
  using N = std::int64_t;
  using OS = std::optional<std::string>;
  sql.EachDynamic<N, OS, OS, OS, N, N, N, std::optional<N>, N>(
      "select k.id, k.name, k.organisation, k.postcode, k.vulnerable, k.needs, k.erased, k.merged_into, "
      "(select count(*) from case_list c where c.customer = k.id and c.status = 'open') from customer k where k.id in (" +
          list + ") order by k.id desc",
      {}, [&](N id, OS name, OS organisation, OS postcode, N vulnerable, N needs, N erased, std::optional<N> merged, N open) {
        customers.push_back(
            {CustomerId{id}, {}, {}, {}, vulnerable != 0, needs != 0, erased != 0, IdFrom<CustomerId>(merged), open});
        cells.push_back({std::move(name), std::move(organisation), std::move(postcode)});
      });
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const std::string id = std::to_string(customers[i].ref.number);
    customers[i].name = Opened(ring, sql, "customer.name|" + id, cells[i].name);
    customers[i].organisation = Opened(ring, sql, "customer.organisation|" + id, cells[i].organisation);
    customers[i].postcode = Opened(ring, sql, "customer.postcode|" + id, cells[i].postcode);
  }
  return customers;
}

// What a person typed, as tokens; a name being typed is folded and not stemmed.
std::vector<std::string> TypedWords(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : base::Fold(text) + " ") {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80) {
      word += c;
    } else if (!word.empty()) {
      if (word.size() >= 2) words.push_back(word);
      word.clear();
    }
  }
  return words;
}

}  // namespace

namespace {

// The list of some ids, for "in (...)"; never empty.
std::string InList(const std::vector<std::int64_t>& ids) {
  std::string list;
  for (const std::int64_t id : ids) list += (list.empty() ? "" : ",") + std::to_string(id);
  return list;
}

// A team's cases: given to it, or to one of its people and to no team.
constexpr const char* kPeopleOfTeam = "c.team is null and c.owner in (select id from desk_user where team = ";

// What is common to all parts of a list: what was asked for but for status and team.
void AddFilter(Conditions& where, const CaseFilter& filter, const Viewer& viewer) {
  AddReach(where, viewer);
  if (filter.refs) {
    std::vector<std::int64_t> ids;
    for (const CaseId id : filter.refs->ids) ids.push_back(id.number);
    where.Add("c.id in (" + InList(ids) + ")");
  }
  if (filter.phase) where.Add("c.phase =", base::NameOf(*filter.phase));
  if (filter.kind) where.Add("c.kind =", base::NameOf(*filter.kind));
  if (filter.channel) where.Add("c.channel =", base::NameOf(*filter.channel));
  if (filter.severity) where.Add("c.severity =", base::NameOf(*filter.severity));
  if (filter.outcome) where.Add("c.outcome =", base::NameOf(*filter.outcome));
  if (filter.owner) where.Add("c.owner =", filter.owner->number);
  if (filter.customer) where.Add("c.customer =", filter.customer->number);
  if (filter.product) where.Add("c.product =", filter.product->str());
  if (filter.category) where.Add("c.category =", filter.category->str());
  if (filter.cause) where.Add("c.cause =", filter.cause->str());
  if (filter.unassigned) where.Add("c.owner is null");
  if (filter.awaiting_approval) where.Add("c.awaiting_approval = 1");
  if (filter.awaiting_customer) where.Add("c.awaiting_customer = 1");
  if (filter.escalated) where.Add("c.escalated_to is not null");
  if (filter.received_from) where.Add("c.received_at >=", filter.received_from->millis);
  if (filter.received_before) where.Add("c.received_at <", filter.received_before->millis);
  if (filter.due_before) where.Add("c.next_due <", filter.due_before->millis);
}

std::int64_t KeyOf(const CaseSummary& s, const Order& order) {
  if (order.letter == 'd') return s.next_due->millis;
  return order.letter == 'c' ? s.changed_at.millis : s.received_at.millis;
}

}  // namespace

Result<app::CasePage> SqlStore::Cases(const CaseFilter& filter, const Viewer& viewer) {
  const Order order = OrderOf(filter.sort.value_or(CaseSort::Newest));
  const std::int64_t limit = filter.limit ? filter.limit->value : filter.refs ? std::ssize(filter.refs->ids) : 50;
  std::optional<Cursor> cursor;
  if (filter.cursor) {
    TRY(cursor, ReadCursor(filter.cursor->str(), order));
  }
  // Whether something else than the status picks out few enough.
  const bool selective = filter.refs || filter.product || filter.category || filter.owner || filter.team || filter.customer ||
                         filter.severity || filter.phase || filter.awaiting_approval || filter.awaiting_customer ||
                         filter.escalated || viewer.reach != desk::Reach::Desk || viewer.actor.customer;
  const CaseStatus status = filter.status.value_or(filter.refs ? CaseStatus::All : CaseStatus::Open);
  // Each part is in the order of an index and read no further than the page needs; together they are the list. Where nothing
  // else picks out few, every status is a part, because an index for all together would cost every command a write more.
  std::vector<CaseStatus> statuses{status};
  const bool by_due = order.letter == 'd';  // has an index for every status
  // Next to nothing is due on what is over, so that what is open is read off that index in order, instead of being sorted
  // anew for each page: 1 ms instead of 600 at 100,000 open cases. Those that wait or went up have such an index of their own;
  // those asked for by reference are found first, and sorted.
  const bool few = filter.refs.has_value();
  const bool walk_due = by_due && (status == CaseStatus::Open || status == CaseStatus::All);
  if (status == CaseStatus::All && !selective && !by_due) {
    statuses = {CaseStatus::Open, CaseStatus::Closed, CaseStatus::Merged};
  }
  return Reading([&](Sql& sql) -> Result<app::CasePage> {
    app::CasePage page;
    const auto read = [&](CaseStatus of, const std::function<void(Conditions&)>& narrow) {
      Conditions where;
      if (of != CaseStatus::All) {
        where.Add((selective || walk_due ? sql.dialect().Weak("c.status") : std::string("c.status")) + " =", base::NameOf(of));
      }
      AddFilter(where, filter, viewer);
      narrow(where);
      const std::string column = by_due && few ? sql.dialect().Weak(order.column) : order.column;
      if (by_due) where.Add(column + " is not null");
      if (cursor) {
        const std::string key = where.Name();
        where.Bind(cursor->key);
        const std::string id = where.Name();
        where.Bind(cursor->id);
        where.Add("(" + column + ", c.id) " + (order.descending ? "<" : ">") + " (" + key + ", " + id + ")");
      }
      const std::string direction = order.descending ? " desc" : "";
      auto part = ReadSummaries(*keys_, sql,
                                std::string("select ") + kSummaryColumns +
                                    " from case_list c left join customer k on k.id = c.customer" + where.Where() + " order by " +
                                    column + direction + ", c.id" + direction + " limit " + std::to_string(limit + 1),
                                where.params());
      std::ranges::move(part, std::back_inserter(page.cases));
    };
    for (const CaseStatus of : statuses) {
      if (!filter.team) {
        read(of, [](Conditions&) {});
        continue;
      }
      read(of, [&](Conditions& where) { where.Add("c.team =", filter.team->str()); });
      read(of, [&](Conditions& where) {
        const std::string team = where.Name();
        where.Bind(filter.team->str());
        where.Add(kPeopleOfTeam + team + ")");
      });
    }
    const auto key = [&](const CaseSummary& s) { return std::pair(KeyOf(s, order), s.ref.number); };
    if (order.descending) {
      std::ranges::sort(page.cases, std::greater<>(), key);
    } else {
      std::ranges::sort(page.cases, std::less<>(), key);
    }
    if (static_cast<std::int64_t>(page.cases.size()) > limit) {
      page.cases.resize(static_cast<std::size_t>(limit));
      const CaseSummary& last = page.cases.back();
      page.next = WriteCursor({KeyOf(last, order), last.ref.number}, order);
    }
    return page;
  });
}

Result<std::vector<CaseSummary>> SqlStore::SearchCases(const std::string& text, int limit, const Viewer& viewer) {
  const std::vector<std::string> words = app::SearchTerms(text);
  if (const auto ref = CaseId::Parse(base::Fold(text)); ref) {
    return Reading([&](Sql& sql) -> Result<std::vector<CaseSummary>> { return SummariesOf(*keys_, sql, {ref->number}, viewer); });
  }
  if (words.empty()) return std::vector<CaseSummary>();
  return Reading([&](Sql& sql) -> Result<std::vector<CaseSummary>> {
    // Somebody who sees little needs more candidates to fill a page.
    const bool sees_all = viewer.reach == desk::Reach::Desk && !viewer.actor.customer;
    const std::int64_t candidates = sees_all ? limit : 2000;
    const auto tokens = CaseTokens(*keys_, words);
    std::vector<std::int64_t> ids = Ids(sql, sql.dialect().CaseSearchQuery(), {sql.dialect().JoinTokens(tokens), candidates});
    if (static_cast<std::int64_t>(ids.size()) < candidates) {
      // Words may be divided between the case and its customer: "okafor boiler".
      std::string query;
      std::vector<Cell> params;
      std::size_t number = 0;
      for (const std::string& word : words) {
        const auto replace = [&](std::string part, const std::string& token) {
          const std::string name = ":q" + std::to_string(++number);
          part.replace(part.find(":t"), 2, name);
          params.emplace_back(token);
          return part;
        };
        const std::string own = replace(sql.dialect().CaseTermQuery(), CaseTokens(*keys_, {word}).front());
        const std::string theirs = replace(sql.dialect().CustomerTermQuery(), CustomerTokens(*keys_, {word}).front());
        query += (query.empty() ? "" : " intersect ") + std::string("select * from (") + own +
                 " union select id from case_list where customer in (" + theirs + ")) as w" + std::to_string(number);
      }
      const auto more = Ids(sql, query + " order by 1 desc limit " + std::to_string(candidates), params);
      ids.insert(ids.end(), more.begin(), more.end());
      std::ranges::sort(ids, std::greater<>());
      ids.erase(std::ranges::unique(ids).begin(), ids.end());
    }
    auto found = SummariesOf(*keys_, sql, ids, viewer);
    if (static_cast<int>(found.size()) > limit) found.resize(static_cast<std::size_t>(limit));
    return found;
  });
}

Result<std::vector<CustomerSummary>> SqlStore::SearchCustomers(const std::string& text, int limit) {
  if (const auto ref = CustomerId::Parse(text); ref) return Customers({*ref});
  const auto words = TypedWords(text);
  if (words.empty()) return std::vector<CustomerSummary>();
  return Reading([&](Sql& sql) -> Result<std::vector<CustomerSummary>> {
    const auto tokens = CustomerTokens(*keys_, words);
    const auto ids =
        Ids(sql, sql.dialect().CustomerSearchQuery(), {sql.dialect().JoinTokens(tokens), static_cast<std::int64_t>(limit)});
    return CustomersByIds(*keys_, sql, ids);
  });
}

Result<std::vector<CustomerSummary>> SqlStore::Customers(const std::vector<CustomerId>& ids) {
  return Reading([&](Sql& sql) -> Result<std::vector<CustomerSummary>> {
    std::vector<std::int64_t> numbers;
    for (const CustomerId id : ids) numbers.push_back(id.number);
    return CustomersByIds(*keys_, sql, numbers);
  });
}

Result<std::vector<CustomerId>> SqlStore::Matching(const std::vector<customers::MatchKey>& keys, CustomerId except) {
  if (keys.empty()) return std::vector<CustomerId>();
  return Reading([&](Sql& sql) -> Result<std::vector<CustomerId>> {
    std::set<CustomerId> found;
    for (const customers::MatchKey& key : keys) {
      const std::string mark = MatchToken(*keys_, base::NameOf(key.kind), key.text);
      sql.Each<std::int64_t>(
          "select customer from customer_match where mark = :m limit 20",
          [&](std::int64_t id) {
            if (id != except.number) found.insert(CustomerId{id});
          },
          mark);
    }
    return std::vector<CustomerId>(found.begin(), found.end());
  });
}

Result<std::vector<CaseId>> SqlStore::CasesOf(const std::vector<CustomerId>& customers, bool open_only) {
  return Reading([&](Sql& sql) -> Result<std::vector<CaseId>> {
    std::vector<CaseId> found;
    for (const CustomerId customer : customers) {
      sql.Each<std::int64_t, std::string>(
          "select id, status from case_list where customer = :c order by id desc",
          [&](std::int64_t id, const std::string& status) {
            if (!open_only || status == "open") found.push_back(CaseId{id});
          },
          customer.number);
    }
    return found;
  });
}

Result<std::optional<CaseId>> SqlStore::CaseFrom(const cases::Source& source) {
  return Reading([&](Sql& sql) -> Result<std::optional<CaseId>> {
    const auto row = sql.One<std::int64_t>("select id from case_list where source_system = :s and source_id = :i",
                                           source.system.str(), source.id.str());
    return row ? std::optional(CaseId{std::get<0>(*row)}) : std::nullopt;
  });
}

Result<std::vector<app::Deadline>> SqlStore::Due(Instant before, std::optional<UserId> owner, int limit, const Viewer& viewer) {
  return Reading([&](Sql& sql) -> Result<std::vector<app::Deadline>> {
    Conditions where;
    where.Add("d.due_at <", before.millis);
    if (owner) where.Add("d.owner =", owner->number);
    AddReach(where, viewer);
    std::vector<app::Deadline> due;
    using N = std::int64_t;
    using OS = std::optional<std::string>;
    struct Cells {
      OS subject, name;
      N customer;
    };
    std::vector<Cells> cells;
    const app::SharedBook book = in_force_.Book();
    sql.EachDynamic<N, std::string, N, std::optional<N>, N, std::string, OS, OS, N, std::string>(
        "select d.case_id, d.clock, d.due_at, d.owner, d.statutory, c.procedure, c.subject, k.name, c.customer, c.channel from "
        "deadline d "
        "join case_list c on c.id = d.case_id left join customer k on k.id = c.customer" +
            where.Where() + " order by d.due_at, d.case_id limit " + std::to_string(limit),
        where.params(),
        [&](N id, std::string clock, N at, std::optional<N> whose, N statutory, const std::string& procedure, OS subject, OS name,
            N customer, const std::string& channel) {
          app::Deadline deadline{CaseId{id},
                                 std::move(clock),
                                 Instant{at},
                                 IdFrom<UserId>(whose),
                                 statutory != 0,
                                 {},
                                 {},
                                 {},
                                 EnumFrom<domain::Channel>(channel).value_or(domain::Channel::Telephone)};
          if (const procedures::Bound* bound = book->Current(procedure)) {
            const auto& clocks = bound->procedure.clocks;
            const auto rule = std::ranges::find(clocks, deadline.clock, &procedures::ClockRule::id);
            if (rule != clocks.end()) deadline.title = rule->title;
          }
          due.push_back(std::move(deadline));
          cells.push_back({std::move(subject), std::move(name), customer});
        });
    for (std::size_t i = 0; i < due.size(); ++i) {
      due[i].subject = Opened(*keys_, sql, "case_list.subject|" + std::to_string(due[i].case_ref.number), cells[i].subject);
      due[i].customer_name = Opened(*keys_, sql, "customer.name|" + std::to_string(cells[i].customer), cells[i].name);
    }
    return due;
  });
}

Result<std::vector<app::CaseToNotice>> SqlStore::ToNotice(Instant now, int limit, const std::optional<app::CaseToNotice>& after) {
  return Reading([&](Sql& sql) -> Result<std::vector<app::CaseToNotice>> {
    std::vector<app::CaseToNotice> found;
    // Without one, before the first.
    const app::CaseToNotice from =
        after.value_or(app::CaseToNotice{CaseId{0}, Instant{std::numeric_limits<std::int64_t>::min()}});
    sql.Each<std::int64_t, std::int64_t>(
        "select id, notice_at from case_list where notice_at < :n and (notice_at, id) > (:a, :i) order by notice_at, id limit :l",
        [&](std::int64_t id, std::int64_t at) { found.push_back({CaseId{id}, Instant{at}}); }, now.millis, from.at.millis,
        from.case_ref.number, limit);
    return found;
  });
}

namespace {

constexpr const char* kTeamToCoach = "coalesce(u.team, e.team)";

void AddCoachingReach(Conditions& where, const Viewer& viewer) {
  if (viewer.actor.customer) return where.Add("1 = 0");
  const std::string self = "e.person = " + std::to_string(viewer.actor.user ? viewer.actor.user->number : 0);
  switch (viewer.actor.role) {
    case domain::Role::Manager:
    case domain::Role::Quality:
    case domain::Role::System: return;
    case domain::Role::TeamLeader: {
      if (!viewer.team) return where.Add(self);
      const std::string team = where.Name();
      where.Bind(viewer.team->str());
      return where.Add("(" + std::string(kTeamToCoach) + " = " + team + " or " + self + ")");
    }
    case domain::Role::Handler:
    case domain::Role::Administrator:
    case domain::Role::Customer: return where.Add(self);
  }
}

}  // namespace

Result<void> SqlStore::Escalations(const app::EscalationFilter& filter, const Viewer& viewer,
                                   const std::function<void(app::EscalationCount)>& take) {
  return Reading([&](Sql& sql) -> Result<void> {
    const std::string team = kTeamToCoach;
    Conditions where;
    where.Add("e.at >=", filter.from.millis);
    where.Add("e.at <", filter.before.millis);
    if (filter.team) where.Add(team + " =", filter.team->str());
    if (filter.person) where.Add("e.person =", filter.person->number);
    AddCoachingReach(where, viewer);
    using N = std::int64_t;
    using OS = std::optional<std::string>;
    sql.EachDynamic<N, OS, std::optional<N>, OS, std::string, std::string, OS, N>(
        "select e.case_id, " + team + ", e.person, u.name, e.timeliness, e.trigger, e.concerns, count(*) from escalation e " +
            "left join desk_user u on u.id = e.person" + where.Where() + " group by e.case_id, " + team +
            ", e.person, u.name, e.timeliness, e.trigger, e.concerns order by e.case_id desc",
        where.params(),
        [&](N case_id, OS of_team, std::optional<N> person, OS name, const std::string& timeliness, const std::string& trigger,
            OS concerns, N times) {
          take({std::move(of_team),
                IdFrom<UserId>(person),
                std::move(name),
                CaseId{case_id},
                EnumFrom<cases::Timeliness>(timeliness).value_or(cases::Timeliness::InTime),
                {EnumFrom<cases::Trigger>(trigger).value_or(cases::Trigger::Authority), std::move(concerns)},
                times});
        });
    return {};
  });
}

Result<int> SqlStore::ComplaintsSince(const std::vector<CustomerId>& customers, Instant since) {
  return Reading([&](Sql& sql) -> Result<int> {
    std::int64_t count = 0;
    for (const CustomerId customer : customers) {
      count += std::get<0>(*sql.One<std::int64_t>(
          "select count(*) from case_list where customer = :c and kind = 'complaint' and received_at >= :s", customer.number,
          since.millis));
    }
    return static_cast<int>(count);
  });
}

namespace {
app::UserSummary ToUser(std::int64_t id, std::string login, std::string name, const std::string& role,
                        std::optional<std::string> team, const std::string& reach, std::int64_t active) {
  return {UserId{id},      std::move(login),
          std::move(name), EnumFrom<domain::Role>(role).value_or(domain::Role::Quality),
          std::move(team), EnumFrom<desk::Reach>(reach).value_or(desk::Reach::Own),
          active != 0};
}
}  // namespace

Result<std::optional<app::UserSummary>> SqlStore::UserByLogin(const std::string& login) {
  return Reading([&](Sql& sql) -> Result<std::optional<app::UserSummary>> {
    const auto row =
        sql.One<std::int64_t, std::string, std::string, std::string, std::optional<std::string>, std::string, std::int64_t>(
            "select id, login, name, role, team, reach, active from desk_user where login = :l", base::Fold(login));
    if (!row) return std::optional<app::UserSummary>();
    return std::apply(ToUser, *row);
  });
}

Result<std::vector<app::UserSummary>> SqlStore::Users() {
  return Reading([&](Sql& sql) -> Result<std::vector<app::UserSummary>> {
    std::vector<app::UserSummary> users;
    sql.Each<std::int64_t, std::string, std::string, std::string, std::optional<std::string>, std::string, std::int64_t>(
        "select id, login, name, role, team, reach, active from desk_user order by id",
        [&](auto... columns) { users.push_back(ToUser(std::move(columns)...)); });
    return users;
  });
}

// One walk over the open ones in an index that holds all it asks for.
Result<app::ViewCounts> SqlStore::CountViews(Instant now, const Viewer& viewer) {
  return Reading([&](Sql& sql) -> Result<app::ViewCounts> {
    Conditions where;
    const auto count = [&](const std::string& condition) {
      return "coalesce(sum(case when " + condition + " then 1 else 0 end), 0), ";
    };
    const auto bound = [&](Cell value) {
      std::string name = where.Name();
      where.Bind(std::move(value));
      return name;
    };
    std::string columns = count("c.owner = " + std::to_string(viewer.actor.user ? viewer.actor.user->number : 0));
    if (viewer.team) {
      const std::string team = bound(viewer.team->str());
      const std::string again = bound(viewer.team->str());
      columns += count("c.team = " + team + " or (" + kPeopleOfTeam + again + "))");
    } else {
      columns += "0, ";
    }
    columns += count("c.owner is null") + count("c.awaiting_approval = 1") + count("c.awaiting_customer = 1") +
               count("c.escalated_to is not null") + count("c.next_due < " + std::to_string(now.millis)) +
               count("c.vulnerable = 1") + "count(*)";
    where.Add("c.status =", std::string("open"));
    AddReach(where, viewer);
    app::ViewCounts counts;
    using N = std::int64_t;
    sql.EachDynamic<N, N, N, N, N, N, N, N, N>(
        "select " + columns + " from case_list c" + where.Where(), where.params(),
        [&](N mine, N team, N unassigned, N approval, N customer, N escalated, N overdue, N vulnerable, N all) {
          counts = {all, mine, team, unassigned, approval, customer, escalated, overdue, vulnerable};
        });
    return counts;
  });
}

Result<app::Facets> SqlStore::CountFacets(const Viewer& viewer) {
  return Reading([&](Sql& sql) -> Result<app::Facets> {
    Conditions where;
    AddReach(where, viewer);
    std::map<std::string, app::Facet> categories;
    std::map<std::string, std::pair<app::ProductFacet, std::map<std::string, app::Facet>>> products;
    using OS = std::optional<std::string>;
    sql.EachDynamic<OS, OS, std::string, std::int64_t>(
        "select c.product, c.category, c.status, count(*) from case_list c" + where.Where() +
            " group by c.product, c.category, c.status",
        where.params(), [&](const OS& product, const OS& category, const std::string& status, std::int64_t n) {
          const auto add = [&](auto& facet, const std::string& name) {
            facet.name = name;
            facet.all += n;
            if (status == "open") facet.open += n;
          };
          if (category) add(categories[*category], *category);
          if (!product) return;
          auto& [facet, of_product] = products[*product];
          add(facet, *product);
          if (category) add(of_product[*category], *category);
        });
    constexpr std::size_t kMost = 500;
    const auto frequent = [](auto& facets) {
      std::ranges::stable_sort(facets, std::greater<>(), [](const auto& facet) { return facet.all; });
      if (facets.size() > kMost) facets.resize(kMost);
    };
    app::Facets found;
    for (auto& [name, facet] : categories) found.categories.push_back(std::move(facet));
    frequent(found.categories);
    for (auto& [name, product] : products) {
      for (auto& [category, facet] : product.second) product.first.categories.push_back(std::move(facet));
      frequent(product.first.categories);
      found.products.push_back(std::move(product.first));
    }
    frequent(found.products);
    return found;
  });
}

Result<app::CaseCounts> SqlStore::CountCases(const std::vector<CustomerId>& customers, const Viewer& viewer) {
  app::CaseCounts counts;
  if (customers.empty()) return counts;
  return Reading([&](Sql& sql) -> Result<app::CaseCounts> {
    std::vector<std::int64_t> ids;
    for (const CustomerId id : customers) ids.push_back(id.number);
    Conditions where;
    where.Add("c.customer in (" + InList(ids) + ")");
    AddReach(where, viewer);
    sql.EachDynamic<std::string, std::int64_t>(
        "select " + sql.dialect().Weak("c.status") + ", count(*) from case_list c" + where.Where() + " group by 1",
        where.params(), [&](const std::string& status, std::int64_t n) {
          (status == "open" ? counts.open : status == "closed" ? counts.closed : counts.merged) = n;
        });
    return counts;
  });
}

Result<app::Counts> SqlStore::Count() {
  return Reading([&](Sql& sql) -> Result<app::Counts> {
    app::Counts counts;
    sql.Each<std::string, std::int64_t>("select status, count(*) from case_list group by status",
                                        [&](const std::string& status, std::int64_t n) {
                                          if (status == "open") counts.open_cases = n;
                                          if (status == "closed") counts.closed_cases = n;
                                        });
    counts.customers = std::get<0>(*sql.One<std::int64_t>("select count(*) from customer"));
    counts.events = std::get<0>(*sql.One<std::int64_t>("select count(*) from event"));
    return counts;
  });
}

}  // namespace store
