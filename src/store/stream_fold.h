#pragma once
// What the log says of each stream, one after another: for comparing with the rows that stand there, and for making
// them anew.

#include "app/streams.h"
#include "store/sql_store.h"

namespace store {

constexpr std::int64_t kTellEvery = 5000;  // events, between two words about progress

// Folds the rows of one stream after another; its state is whole when the stream ends.
struct StreamFold {
  std::string stream;
  cases::Case c;
  customers::Customer customer;
  desk::User user;
  procedures::Register procedures;
  learning::Log signals;
  reports::ReportLog reports;
  std::int64_t number = 0;

  void Begin(const std::string& name);
  base::Result<void> Take(const EventRow& row, std::optional<std::string> plain);
  std::vector<app::Row> Rows(const procedures::Book& book) const;
};

// Seals rows as they are stored; a customer without a living key has nothing left to seal.
base::Result<void> SealAsStored(SqlStore& store, Sql& sql, std::vector<app::Row>& rows);

}  // namespace store
