#pragma once
// Secrets that are not facts: password hashes, sessions, tokens, failed sign-ins. They are in no event and no
// projection, and no rebuild touches them.

#include <optional>
#include <string>

#include "app/ports/event_store.h"

namespace app {

struct Session {
  std::string token_hash;
  UserId user;
  std::string csrf;
  Instant expires_at;
};

// A way in that was sent to a customer: a link or a code, known by its hash only.
struct DoorKey {
  std::string hash;
  CustomerId customer;
  Instant expires_at;
};

struct PortalSession {
  std::string token_hash;
  CustomerId customer;
  std::optional<CaseId> only;  // the one case it is for
  std::string csrf;
  Instant expires_at;
};

struct Failures {
  int count = 0;
  Instant last_at;
};

class Vault {
 public:
  virtual ~Vault() = default;

  virtual base::Result<std::optional<std::string>> PasswordHash(UserId user) = 0;
  virtual base::Result<std::optional<ApiToken>> TokenByHash(const std::string& hash) = 0;
  virtual base::Result<std::optional<Session>> SessionByHash(const std::string& hash) = 0;
  virtual base::Result<void> PutSession(const Session& session) = 0;
  virtual base::Result<void> EndSession(const std::string& hash) = 0;
  virtual base::Result<Failures> SignInFailures(const std::string& who) = 0;
  virtual base::Result<void> NoteSignInFailure(const std::string& who, Instant at) = 0;
  virtual base::Result<void> ForgetSignInFailures(const std::string& who) = 0;
  virtual base::Result<void> PutDoorKey(const DoorKey& key) = 0;
  // Whose it is, once: a key that was taken is gone. Nothing for one that is unknown or out of date.
  virtual base::Result<std::optional<CustomerId>> TakeDoorKey(const std::string& hash, Instant now) = 0;
  virtual base::Result<std::optional<PortalSession>> PortalSessionByHash(const std::string& hash) = 0;
  virtual base::Result<void> PutPortalSession(const PortalSession& session) = 0;
  virtual base::Result<void> EndPortalSession(const std::string& hash) = 0;
  // Sessions run out, remembered replies older than `before`.
  virtual base::Result<void> Tidy(Instant now, Instant before) = 0;
};

}  // namespace app
