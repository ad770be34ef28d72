#pragma once
// Between what the application says and what a disk may hold: seals the personal half of events and of rows, and opens
// them again. The context of every seal names its place, so that a ciphertext moved elsewhere does not open.

#include "app/ports/event_store.h"
#include "store/key_ring.h"

namespace store {

// An event as it stands in the table.
struct EventRow {
  std::string stream;
  std::int64_t version = 0;
  std::string type;
  base::Instant at;
  std::string actor;
  std::string facts;
  std::optional<std::string> sealed;
  std::optional<std::string> key;
  base::Digest hash{};
};

// The chain: each event's hash covers the one before it and everything in its own row.
base::Digest ChainHash(const base::Digest& previous, const EventRow& row);

std::string SealEvent(const NamedKey& key, const EventRow& row, std::string_view plain);
// Nothing when it does not open.
std::optional<std::string> OpenEvent(const base::Key& key, const EventRow& row);

std::string SealCell(const NamedKey& key, std::string_view place, std::string_view plain);
std::optional<std::string> OpenCell(KeyRing& ring, Sql& sql, std::string_view place, const std::string& sealed);

// Seals the Secret and Terms columns in place. `key_for` gives the key of a customer, or null when it is destroyed, and
// then the columns are empty.
void SealRow(app::Row& row, const KeyRing& ring, const std::function<const NamedKey*(std::int64_t customer)>& key_for);

// The tokens that a search for these words looks for.
std::vector<std::string> CaseTokens(const KeyRing& ring, const std::vector<std::string>& words);
std::vector<std::string> CustomerTokens(const KeyRing& ring, const std::vector<std::string>& words);
std::string MatchToken(const KeyRing& ring, const std::string& kind, const std::string& text);

}  // namespace store
