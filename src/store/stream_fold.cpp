#include "store/stream_fold.h"

#include <map>

namespace store {

using app::CustomerId;
using base::Result;

void StreamFold::Begin(const std::string& name) {
  *this = {};
  stream = name;
  if (const auto id = base::CaseId::Parse(name)) {
    c.id = *id;
    number = id->number;
  } else if (const auto customer_id = CustomerId::Parse(name)) {
    customer.id = *customer_id;
    number = customer_id->number;
  } else if (const auto register_id = base::RegisterId::Parse(name)) {
    procedures.id = *register_id;
    number = register_id->number;
  } else if (const auto learning_id = base::LearningId::Parse(name)) {
    signals.id = *learning_id;
    number = learning_id->number;
  } else if (const auto reports_id = base::ReportsId::Parse(name)) {
    reports.id = *reports_id;
    number = reports_id->number;
  } else if (const auto user_id = base::UserId::Parse(name)) {
    user.id = *user_id;
    number = user_id->number;
  }
}

Result<void> StreamFold::Take(const EventRow& row, std::optional<std::string> plain) {
  const app::StoredEvent stored{row.version, row.at, row.actor, row.type, row.facts, std::move(plain)};
  if (c.id.number > 0) {
    TRY(const auto recorded, app::ReadRecorded<base::CaseId>(stored));
    cases::Evolve(c, recorded);
  } else if (customer.id.number > 0) {
    TRY(const auto recorded, app::ReadRecorded<CustomerId>(stored));
    customers::Evolve(customer, recorded);
  } else if (user.id.number > 0) {
    TRY(const auto recorded, app::ReadRecorded<base::UserId>(stored));
    desk::Evolve(user, recorded);
  } else if (procedures.id.number > 0) {
    TRY(const auto recorded, app::ReadRecorded<base::RegisterId>(stored));
    procedures::Evolve(procedures, recorded);
  } else if (signals.id.number > 0) {
    TRY(const auto recorded, app::ReadRecorded<base::LearningId>(stored));
    learning::Evolve(signals, recorded);
  } else if (reports.id.number > 0) {
    TRY(const auto recorded, app::ReadRecorded<base::ReportsId>(stored));
    reports::Evolve(reports, recorded);
  } else {
    return base::Fail(base::ErrorCode::Corrupt, "no kind of stream is named " + base::Quoted(stream));
  }
  return {};
}

std::vector<app::Row> StreamFold::Rows(const procedures::Book& book) const {
  if (c.id.number > 0) return app::RowsOf(c, book);
  if (procedures.id.number > 0 || signals.id.number > 0 || reports.id.number > 0) return {};
  if (customer.id.number > 0) return app::RowsOf(customer);
  return app::RowsOf(user);
}

Result<void> SealAsStored(SqlStore& store, Sql& sql, std::vector<app::Row>& rows) {
  Result<void> failed{};
  std::map<std::int64_t, std::optional<NamedKey>> keys;
  for (app::Row& row : rows) {
    SealRow(row, store.keys(), [&](std::int64_t customer) -> const NamedKey* {
      auto found = keys.find(customer);
      if (found == keys.end()) {
        auto key = store.keys().Current(sql, CustomerId{customer});
        if (!key) {
          failed = std::unexpected(key.error());
          return nullptr;
        }
        found = keys.emplace(customer, *std::move(key)).first;
      }
      return found->second ? &*found->second : nullptr;
    });
  }
  return failed;
}

}  // namespace store
