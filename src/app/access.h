#pragma once
// Who is at the door. Passwords open sessions, sessions and API tokens name a user, and the user's role and reach come
// from the log as it stands. What is looked up is kept for a few seconds, so a taken-back token may work that long in
// another process and not at all in this one.

#include <mutex>
#include <string>
#include <unordered_map>

#include "app/service.h"

namespace app {

struct Identity {
  Viewer viewer;
  std::string name;
  std::string csrf;  // empty for an API token, which no browser sends by itself
};

struct SignedIn {
  std::string token;  // for the cookie
  std::string csrf;
  Instant expires_at;
  UserSummary user;
};

// Under which a secret that was handed out is kept: never as itself.
std::string HashOfToken(const std::string& token);

class Access {
 public:
  Access(Service& service, Vault& vault, base::PasswordCost cost = base::PasswordCost::Interactive);

  // Slow on purpose, and slower with each failure: after five in a row for one login from one place, wait.
  base::Result<SignedIn> SignIn(const std::string& login, const std::string& password, const std::string& from);
  base::Result<void> SignOut(const std::string& session_token);

  // What is known without asking the store; the store is asked by the second form.
  std::optional<Identity> Known(const std::string& token);
  base::Result<Identity> Identify(const std::string& token);

  // A new API token for the user, to be shown once. Goes through the one door.
  struct NewToken {
    std::string token;
    std::string hash;
  };
  static NewToken MakeToken();
  std::string HashOf(const std::string& password) const { return base::HashPassword(password, cost_); }
  // A password must have at least ten characters and not be one of the commonest.
  static base::Result<void> CheckPassword(const std::string& password);

  // After a change to users, sessions or tokens in this process.
  void Forget();

  static constexpr std::string_view kTokenPrefix = "amends_";
  static constexpr auto kSessionLasts = std::chrono::hours(12);

 private:
  struct Kept {
    Identity identity;
    Instant until;
  };

  Service& service_;
  Vault& vault_;
  base::PasswordCost cost_;
  std::string nobodys_hash_;  // checked when there is no such login, so that this takes as long
  std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace app
