#include "app/rows.h"

#include <algorithm>
#include <array>
#include <set>

#include "app/fact_of.h"
#include "app/words.h"
#include "domain/cases/clocks.h"
#include "domain/cases/coaching.h"
#include "domain/cases/gates.h"

namespace app {
namespace {

template <class T>
std::optional<std::int64_t> Number(const std::optional<T>& id) {
  return id ? std::optional(id->number) : std::nullopt;
}
std::optional<std::string> Text(const std::optional<base::Line>& line) {
  return line ? std::optional(line->str()) : std::nullopt;
}
template <class T>
Secret ToSecret(const base::Sealed<T>& sealed) {
  return sealed.erased() ? Secret{} : Secret{sealed.get()->ToString()};
}
template <class T>
Secret ToSecret(const std::optional<base::Sealed<T>>& sealed) {
  return sealed ? ToSecret(*sealed) : Secret{};
}

void AddTerms(std::vector<std::string>& terms, std::string_view text) {
  for (std::string& term : SearchTerms(text)) terms.push_back(std::move(term));
}
template <class T>
void AddTerms(std::vector<std::string>& terms, const base::Sealed<T>& sealed) {
  if (!sealed.erased()) AddTerms(terms, sealed.get()->str());
}
template <class T>
void AddTerms(std::vector<std::string>& terms, const std::optional<T>& optional) {
  if (optional) AddTerms(terms, *optional);
}

CaseSearchRow Searchable(const cases::Case& c) {
  CaseSearchRow row{c.id.number, {}};
  if (c.person_erased) return row;
  AddTerms(row.terms.words, c.subject);
  AddTerms(row.terms.words, c.words);
  AddTerms(row.terms.words, c.remedy_sought);
  for (const auto& [field, answer] : c.answers) AddTerms(row.terms.words, answer);
  for (const cases::Contact& contact : c.contacts) AddTerms(row.terms.words, contact.summary);
  for (const cases::Attachment& file : c.attachments) AddTerms(row.terms.words, file.name);
  if (c.product) AddTerms(row.terms.words, c.product->str());
  if (c.category) AddTerms(row.terms.words, c.category->str());
  std::ranges::sort(row.terms.words);
  row.terms.words.erase(std::ranges::unique(row.terms.words).begin(), row.terms.words.end());
  return row;
}

constexpr std::size_t kLongestTerm = 48;

bool IsTooCommon(std::string_view word) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"a",  "an",   "and", "are",   "as",   "at",   "be",   "been", "but", "by", "for",  "from",  "had",  "has", "have",
       "he", "her",  "his", "i",     "in",   "is",   "it",   "its",  "me",  "my", "of",   "on",    "or",   "our", "she",
       "so", "that", "the", "their", "them", "they", "this", "to",   "was", "we", "were", "which", "with", "you", "your"});
  return std::ranges::binary_search(kWords, word);
}

// Rows of one table are one and the same when their keys agree.
struct KeyOf {
  std::string operator()(const CaseRow& r) const { return "c" + std::to_string(r.id); }
  std::string operator()(const DeadlineRow& r) const { return "d" + std::to_string(r.case_id) + r.clock; }
  std::string operator()(const EscalationRow& r) const {
    return "e" + std::to_string(r.case_id) + "/" + std::to_string(r.number);
  }
  std::string operator()(const FactRow& r) const { return "f" + std::to_string(r.id); }
  std::string operator()(const CaseSearchRow& r) const { return "s" + std::to_string(r.id); }
  std::string operator()(const CustomerRow& r) const { return "k" + std::to_string(r.id); }
  std::string operator()(const CustomerMatchRow& r) const { return "m" + std::to_string(r.customer) + r.kind; }
  std::string operator()(const CustomerSearchRow& r) const { return "t" + std::to_string(r.id); }
  std::string operator()(const UserRow& r) const { return "u" + std::to_string(r.id); }
};

}  // namespace

const procedures::Bound& ProcedureOf(const cases::Case& c, const procedures::Book& book) {
  const auto* own = book.Find(c.procedure.id.str(), static_cast<int>(c.procedure.version.value));
  return own != nullptr ? *own : book.General();
}

std::vector<Row> RowsOf(const cases::Case& c, const procedures::Book& book) {
  const procedures::Bound& bound = ProcedureOf(c, book);
  CaseRow row;
  row.id = c.id.number;
  row.version = c.version;
  row.kind = base::NameOf(c.kind);
  row.channel = base::NameOf(c.channel);
  row.customer = c.customer.number;
  row.subject = ToSecret(c.subject);
  row.product = Text(c.product);
  row.category = Text(c.category);
  row.received_at = c.received_at.millis;
  row.logged_at = c.logged_at.millis;
  row.changed_at = c.changed_at.millis;
  row.status = c.merged_into ? "merged" : c.closed ? "closed" : "open";
  row.phase = base::NameOf(cases::PhaseOf(c, bound.procedure));
  row.owner = Number(c.owner);
  if (c.team) row.team = c.team->str();
  if (c.impact) {
    row.severity = base::NameOf(c.impact->severity);
    row.vulnerable = c.impact->vulnerable ? 1 : 0;
  }
  if (c.promise) row.promise_by = c.promise->by.millis;
  row.promises_broken = c.promises_broken;
  row.awaiting_approval = std::ranges::any_of(c.options, [](const cases::Option& o) {
    return !o.removed && o.approval && o.approval->state == cases::ApprovalState::Requested;
  });
  const bool asked = !c.round.confirmation_requests.empty() && !c.round.confirmed && !c.round.lapsed_at;
  row.awaiting_customer = !c.closed && (cases::OpenOffer(c) != nullptr || asked) ? 1 : 0;
  if (const cases::Escalation* open = cases::OpenEscalation(c)) row.escalated_to = base::NameOf(open->to);
  if (c.round.cause) row.cause = c.round.cause->cause ? c.round.cause->cause->str() : "unknown";
  if (c.round.decided) row.decision = base::NameOf(c.round.decided->decision);
  if (c.closed) {
    row.outcome = base::NameOf(c.closed->outcome);
    row.closed_at = c.closed->at.millis;
  }
  row.times_reopened = c.times_reopened;
  row.merged_into = Number(c.merged_into);
  if (c.source) {
    row.source_system = c.source->system.str();
    row.source_id = c.source->id.str();
  }

  std::vector<Row> rows;
  std::int64_t number = 0;
  const std::vector<procedures::Clock> clocks = cases::ClocksOf(c, bound.procedure, bound.calendar, base::kLatest);
  const std::vector<cases::DueThing> due = cases::DueOn(c, bound, clocks);
  for (const cases::DueThing& thing : due) {
    if (!row.next_due || thing.at.millis < *row.next_due) row.next_due = thing.at.millis;
    rows.emplace_back(DeadlineRow{c.id.number, thing.what, thing.at.millis, Number(thing.owner), thing.statutory ? 1 : 0});
  }
  for (const cases::EscalationFact& fact : cases::EscalationFacts(c)) {
    rows.emplace_back(EscalationRow{c.id.number, ++number, Number(fact.person),
                                    fact.team ? std::optional(fact.team->str()) : std::nullopt, base::NameOf(fact.trigger),
                                    fact.concerns, fact.at.millis, base::NameOf(fact.timeliness)});
  }
  if (const auto next = cases::NextToNotice(due)) row.notice_at = next->millis;
  row.procedure = c.procedure.id.str();
  insight::Fact fact = FactOf(c, bound.procedure, clocks);
  if (row.next_due) fact.Set(insight::Moment::NextDue, Instant{*row.next_due});
  rows.emplace_back(FactRow{c.id.number, fact.ToLine()});
  rows.emplace_back(std::move(row));
  rows.emplace_back(Searchable(c));
  return rows;
}

std::vector<Row> RowsOf(const customers::Customer& customer) {
  CustomerRow row;
  row.id = customer.id.number;
  row.version = customer.version;
  row.name = ToSecret(customer.profile.name);
  row.organisation = ToSecret(customer.profile.organisation);
  row.postcode = ToSecret(customer.profile.postcode);
  row.vulnerable = customer.vulnerabilities.empty() ? 0 : 1;
  row.needs = static_cast<std::int64_t>(customer.needs.size());
  row.erased = customer.erased ? 1 : 0;
  row.merged_into = Number(customer.merged_into);
  row.registered_at = customer.registered_at.millis;
  row.changed_at = customer.changed_at.millis;
  std::vector<Row> rows{std::move(row)};
  for (customers::MatchKey& key : customers::MatchKeys(customer.profile)) {
    rows.emplace_back(CustomerMatchRow{customer.id.number, base::NameOf(key.kind), {{std::move(key.text)}}});
  }
  std::set<std::string> terms;
  const auto add = [&](const auto& field) {
    if (!field || field->erased()) return;
    for (std::string& term : PrefixTerms(field->get()->ToString())) terms.insert(std::move(term));
  };
  add(customer.profile.name);
  add(customer.profile.organisation);
  add(customer.profile.email);
  add(customer.profile.postcode);
  add(customer.profile.account);
  if (customer.profile.phone && !customer.profile.phone->erased()) {
    for (std::string& term : PrefixTerms(customer.profile.phone->get()->Digits())) terms.insert(std::move(term));
  }
  if (!terms.empty()) {
    rows.emplace_back(CustomerSearchRow{customer.id.number, {std::vector<std::string>(terms.begin(), terms.end())}});
  }
  return rows;
}

std::vector<Row> RowsOf(const desk::User& user) {
  UserRow row{user.id.number,          user.version, base::Fold(user.login.str()), user.name.str(),
              base::NameOf(user.role), {},           base::NameOf(user.reach),     user.active ? 1 : 0};
  if (user.team) row.team = user.team->str();
  return {std::move(row)};
}

RowChanges Changes(const std::vector<Row>& before, std::vector<Row> after) {
  RowChanges changes;
  if (before.empty()) {
    changes.put = std::move(after);
    return changes;
  }
  std::set<std::string> kept;
  for (Row& row : after) {
    std::string key = std::visit(KeyOf{}, row);
    const bool same = std::ranges::find(before, row) != before.end();
    kept.insert(std::move(key));
    if (!same) changes.put.push_back(std::move(row));
  }
  for (const Row& row : before) {
    if (!kept.contains(std::visit(KeyOf{}, row))) changes.remove.push_back(row);
  }
  return changes;
}

std::vector<std::string> SearchTerms(std::string_view text) {
  std::vector<std::string> terms;
  EachWord(base::Fold(text), "", [&](std::string_view word) {
    if (word.size() > kLongestTerm || IsTooCommon(word)) return;
    terms.emplace_back(Stem(word));
  });
  return terms;
}

std::vector<std::string> PrefixTerms(std::string_view text) {
  std::vector<std::string> terms;
  EachWord(base::Fold(text), "", [&](std::string_view word) {
    if (word.size() > kLongestTerm) return;
    for (std::size_t size = 2; size < word.size(); ++size) {
      // Never cut a character in two.
      if ((static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U) continue;
      terms.emplace_back(word.substr(0, size));
    }
    terms.emplace_back(word);
  });
  return terms;
}

}  // namespace app
