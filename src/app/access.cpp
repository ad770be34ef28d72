#include "app/access.h"

#include <algorithm>
#include <array>

namespace app {
namespace {

using base::ErrorCode;
using base::Fail;
using base::Result;
using base::Saying;

constexpr int kFreeFailures = 5;
constexpr auto kKeepFor = std::chrono::seconds(5);

// One second after the fifth failure in a row, doubling to a quarter of an hour.
base::Duration WaitAfter(int failures) {
  if (failures < kFreeFailures) return base::Duration(0);
  const int doublings = std::min(failures - kFreeFailures, 10);
  return std::min<base::Duration>(std::chrono::seconds(1 << doublings), std::chrono::minutes(15));
}

}  // namespace

Access::Access(Service& service, Vault& vault, base::PasswordCost cost)
    : service_(service), vault_(vault), cost_(cost), nobodys_hash_(base::HashPassword(base::RandomToken(), cost)) {}

Result<void> Access::CheckPassword(const std::string& password) {
  if (base::CodePoints(password) < 10) return base::FailAt("password", Saying("expected at least 10 characters"));
  if (password.size() > 1000) return base::FailAt("password", Saying("expected at most 1,000 bytes"));
  static constexpr auto kCommon = std::to_array<std::string_view>(
      {"1234567890", "0123456789", "password12", "password123", "qwertyuiop", "iloveyou12", "letmein123", "aaaaaaaaaa"});
  if (std::ranges::find(kCommon, std::string_view(password)) != kCommon.end()) {
    return base::FailAt("password", Saying("is one of the first anybody would try; choose another"));
  }
  return {};
}

Result<SignedIn> Access::SignIn(const std::string& login, const std::string& password, const std::string& from) {
  const Instant now = service_.clock().Now();
  const std::string who = base::Hex(base::Hash(base::Fold(login) + "|" + from));
  TRY(const Failures failures, vault_.SignInFailures(who));
  const base::Duration wait = failures.last_at + WaitAfter(failures.count) - now;
  if (failures.count >= kFreeFailures && wait.count() > 0) {
    const std::int64_t seconds = (wait.count() + 999) / 1000;
    return std::unexpected(base::Error(ErrorCode::Throttled,
                                       Saying::Count(seconds, "too many failed attempts; try again in {} second",
                                                     "too many failed attempts; try again in {} seconds"),
                                       {}, seconds));
  }
  TRY(const auto user, service_.queries().UserByLogin(login));
  std::optional<std::string> hash;
  if (user && user->active) {
    TRY(hash, vault_.PasswordHash(user->ref));
  }
  const bool fits = base::PasswordFits(hash.value_or(nobodys_hash_), password);
  if (!hash || !fits) {
    CHECK_OK(vault_.NoteSignInFailure(who, now));
    return Fail(ErrorCode::Unauthenticated, Saying("the login or the password is wrong"));
  }
  if (failures.count > 0) CHECK_OK(vault_.ForgetSignInFailures(who));
  SignedIn in{base::RandomToken(), base::RandomToken(), now + kSessionLasts, *user};
  CHECK_OK(vault_.PutSession({HashOfToken(in.token), user->ref, in.csrf, in.expires_at}));
  return in;
}

std::string HashOfToken(const std::string& token) { return base::Hex(base::Hash(token)); }

Result<void> Access::SignOut(const std::string& session_token) {
  {
    const std::lock_guard lock(mutex_);
    kept_.erase(session_token);
  }
  return vault_.EndSession(HashOfToken(session_token));
}

std::optional<Identity> Access::Known(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(token);
  if (found == kept_.end() || found->second.until < service_.clock().Now()) return std::nullopt;
  return found->second.identity;
}

Result<Identity> Access::Identify(const std::string& token) {
  const Instant now = service_.clock().Now();
  const std::string hash = HashOfToken(token);
  UserId id;
  std::string csrf;
  if (token.starts_with(kTokenPrefix)) {
    TRY(const auto found, vault_.TokenByHash(hash));
    if (!found) return Fail(ErrorCode::Unauthenticated, Saying("this API token is not known, or was taken back"));
    id = found->user;
  } else {
    TRY(const auto session, vault_.SessionByHash(hash));
    if (!session || session->expires_at <= now)
      return Fail(ErrorCode::Unauthenticated, Saying("the session has ended; sign in again"));
    id = session->user;
    csrf = session->csrf;
  }
  TRY(const auto user, service_.UserAt(id));
  const desk::User& u = user->state;
  if (!u.Exists() || !u.active) return Fail(ErrorCode::Unauthenticated, Saying("this account is closed"));
  const auto stands = [&](const desk::LentAuthority& loan) {
    const auto lender = service_.UserAt(loan.by);
    return lender && (*lender)->state.active && (*lender)->state.role == loan.role;
  };
  Identity identity{{u.ActorAt(now, stands), u.reach, u.team}, u.name.str(), csrf};
  const std::lock_guard lock(mutex_);
  if (kept_.size() > 10'000) kept_.clear();
  kept_[token] = {identity, now + kKeepFor};
  return identity;
}

Access::NewToken Access::MakeToken() {
  NewToken made;
  made.token = std::string(kTokenPrefix) + base::RandomToken();
  made.hash = HashOfToken(made.token);
  return made;
}

void Access::Forget() {
  const std::lock_guard lock(mutex_);
  kept_.clear();
}

}  // namespace app
