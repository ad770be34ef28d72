#pragma once
// The keys. One master key, kept outside the database, wraps a key for each customer; destroying the wrapped key is what
// erases a person. Words that must be found are stored as fingerprints under a key derived from the master.
//
// A key's name is the customer's reference, with a generation after an erasure: "CU-7", "CU-7.2".

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/rows.h"
#include "base/crypto.h"
#include "store/sql.h"

namespace store {

// From AMENDS_MASTER_KEY (64 hexadecimal digits), or the file, which is made with 0600 when `may_create` and absent.
// A file others can read, or of the wrong form, is refused.
base::Result<base::Key> LoadMasterKey(const std::string& file, bool may_create);

struct NamedKey {
  std::string name;
  base::Key key;
};

struct NewKey {
  app::CustomerId customer;
  std::int64_t generation = 1;
  std::string wrapped;
  NamedKey named;
};

class KeyRing {
 public:
  explicit KeyRing(const base::Key& master);

  // Text that only this master key can have made: how a wrong key file is noticed.
  std::string MakeCheck() const;
  bool Fits(const std::string& check) const;

  // The key by its name; nothing when it was destroyed. Corrupt when it is there and does not open.
  base::Result<std::optional<base::Key>> Find(Sql& sql, const std::string& name);
  // The key that seals now for this customer; nothing when there is none yet or the last was destroyed.
  base::Result<std::optional<NamedKey>> Current(Sql& sql, app::CustomerId customer);
  // A key for a customer who has none; the caller writes it, and remembers it once it is on disk.
  NewKey Make(app::CustomerId customer, std::int64_t generation) const;
  base::Result<std::int64_t> NextGeneration(Sql& sql, app::CustomerId customer);
  void Remember(const NewKey& key);
  void Forget(app::CustomerId customer);

  // Ten letters and digits that stand for a word in an index.
  std::string Token(std::string_view purpose_and_word) const;
  base::Signer CheckpointSigner() const { return base::Signer(checkpoints_); }

 private:
  base::Key wrap_;
  base::Key search_;
  base::Key check_;
  base::Key checkpoints_;
  std::mutex mutex_;
  std::unordered_map<std::string, base::Key> known_;       // by name
  std::unordered_map<std::int64_t, std::string> current_;  // customer to name
};

}  // namespace store
