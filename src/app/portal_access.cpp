#include "app/portal_access.h"

#include <sodium.h>

#include <algorithm>

namespace app {
namespace {

using base::ErrorCode;
using base::Fail;
using base::Result;

// A code is short; it opens the door only together with whose it is.
std::string HashOfCode(CustomerId customer, const std::string& code) {
  return base::Hex(base::Hash("portal-code|" + customer.ToString() + "|" + code));
}

std::string NewCode() {
  std::string code = std::to_string(randombytes_uniform(100'000'000));
  return std::string(8 - code.size(), '0') + code;
}

std::unexpected<base::Error> NotThis() {
  return Fail(ErrorCode::Unauthenticated,
              base::Saying("this link or code is not known, was used, or is out of date; ask for a new one"));
}

// "Mrs Adaeze Okafor" ends with "okafor"; case, accents and what stands between the letters do not count.
std::string Bare(std::string_view text) {
  std::string bare;
  for (const char c : base::Fold(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80) bare += c;
  }
  return bare;
}
bool IsSurnameOf(const std::string& surname, const std::string& name) {
  const std::string asked = Bare(surname);
  return asked.size() >= 2 && Bare(name).ends_with(asked);
}

}  // namespace

PortalAccess::PortalAccess(Service& service, Vault& vault, Post* post, PortalAccessOptions options)
    : service_(service), vault_(vault), post_(post), options_(std::move(options)) {}

Result<void> PortalAccess::Allow(const std::string& what, const std::string& from, int most) {
  const Instant now = service_.clock().Now();
  const std::string who = base::Hex(base::Hash("portal|" + what + "|" + from));
  TRY(const Failures before, vault_.SignInFailures(who));
  const bool fresh = now - before.last_at > std::chrono::hours(1);
  if (!fresh && before.count >= most) {
    const std::int64_t seconds = (before.last_at + std::chrono::hours(1) - now).count() / 1000 + 1;
    return std::unexpected(
        base::Error(ErrorCode::Throttled, base::Saying("too often from here; try again later, or ring us"), {}, seconds));
  }
  if (fresh && before.count > 0) CHECK_OK(vault_.ForgetSignInFailures(who));
  return vault_.NoteSignInFailure(who, now);
}

Result<void> PortalAccess::SendLink(const std::string& email, const std::string& from) {
  if (post_ == nullptr)
    return Fail(ErrorCode::Unavailable, base::Saying("this desk sends no e-mail; ring us for a code instead"));
  CHECK_OK(Allow("link", from, 10));
  CHECK_OK(Allow("link-to", base::Fold(email), 5));
  TRY(const auto records, service_.queries().Matching({{customers::MatchKind::Email, base::Fold(email)}}, CustomerId{}));
  if (records.empty()) return {};
  // One person may stand in several records; the newest is the one they wrote from last.
  const CustomerId customer = *std::ranges::max_element(records, {}, &CustomerId::number);
  const std::string token = base::RandomToken();
  const Instant now = service_.clock().Now();
  CHECK_OK(vault_.PutDoorKey({HashOfToken(token), customer, now + kLinkLasts}));
  return post_->Send({email, "Your complaint: a link to sign in",
                      "Somebody, most likely you, asked to sign in to " + options_.organisation +
                          ".\n\nOpen this link within 30 minutes:\n\n" + options_.address + "/enter#" + token +
                          "\n\nIt works once. If it was not you, do nothing: nobody can sign in without this message.\n"});
}

Result<std::optional<CustomerId>> PortalAccess::HolderOf(CaseId id, const std::string& surname) {
  auto found = service_.CaseAt(id, {domain::Actor::System(), desk::Reach::Desk, {}});
  if (!found) {
    if (found.error().code == ErrorCode::NotFound) return std::optional<CustomerId>();
    return std::unexpected(found.error());
  }
  TRY(auto customer, service_.CustomerAt((*found)->state.customer));
  if (customer->state.merged_into) {
    TRY(customer, service_.CustomerAt(*customer->state.merged_into));
  }
  const auto& profile = customer->state.profile;
  if (customer->state.erased || !profile.name || !profile.name->get()) return std::optional<CustomerId>();
  if (!IsSurnameOf(surname, profile.name->get()->str())) return std::optional<CustomerId>();
  return std::optional(customer->state.id);
}

Result<void> PortalAccess::SendCode(CaseId id, const std::string& surname, const std::string& from) {
  if (post_ == nullptr)
    return Fail(ErrorCode::Unavailable, base::Saying("this desk sends no e-mail; ring us for a code instead"));
  CHECK_OK(Allow("code", from, 10));
  TRY(const auto holder, HolderOf(id, surname));
  if (!holder) return {};
  TRY(const auto customer, service_.CustomerAt(*holder));
  const auto& email = customer->state.profile.email;
  if (!email || !email->get()) return {};
  TRY(const std::string code, MakeCode(*holder));
  return post_->Send({email->get()->text, "Your complaint " + id.ToString() + ": a code to sign in",
                      "Your code is " + code.substr(0, 4) + " " + code.substr(4) +
                          "\n\nEnter it within 15 minutes on the page where you asked for it.\n\n"
                          "If it was not you, do nothing: nobody can sign in without this message.\n"});
}

Result<std::string> PortalAccess::MakeCode(CustomerId customer) {
  const std::string code = NewCode();
  CHECK_OK(vault_.PutDoorKey({HashOfCode(customer, code), customer, service_.clock().Now() + kCodeLasts}));
  return code;
}

Result<PortalSignedIn> PortalAccess::EnterByLink(const std::string& token, const std::string& from) {
  CHECK_OK(Allow("enter", from, 30));
  TRY(const auto customer, vault_.TakeDoorKey(HashOfToken(token), service_.clock().Now()));
  if (!customer) return NotThis();
  return Open(*customer, {});
}

Result<PortalSignedIn> PortalAccess::EnterByCode(CaseId id, const std::string& surname, const std::string& code,
                                                 const std::string& from) {
  CHECK_OK(Allow("enter", from, 30));
  // Against guessing from many places: few tries for one case, wherever they come from.
  CHECK_OK(Allow("code-of", id.ToString(), 4 * kMostTries));
  std::string digits = code;
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  TRY(const auto holder, HolderOf(id, surname));
  // The same work for a name that does not fit.
  const CustomerId whose = holder.value_or(CustomerId{});
  TRY(const auto customer, vault_.TakeDoorKey(HashOfCode(whose, digits), service_.clock().Now()));
  if (!holder || !customer) return NotThis();
  return Open(*customer, {});
}

Result<PortalSignedIn> PortalAccess::EnterFor(CustomerId customer, CaseId only) { return Open(customer, only); }

Result<PortalSignedIn> PortalAccess::Open(CustomerId customer, std::optional<CaseId> only) {
  PortalSignedIn in{base::RandomToken(), base::RandomToken(), service_.clock().Now() + kSessionLasts, customer};
  CHECK_OK(vault_.PutPortalSession({HashOfToken(in.token), customer, only, in.csrf, in.expires_at}));
  return in;
}

Result<void> PortalAccess::Leave(const std::string& token) { return vault_.EndPortalSession(HashOfToken(token)); }

bool PortalIdentity::Reaches(const cases::Case& c) const {
  if (!c.Exists() || (only && *only != c.id)) return false;
  return std::ranges::find(records, c.customer) != records.end();
}

Result<PortalIdentity> PortalAccess::Identify(const std::string& token) {
  TRY(const auto session, vault_.PortalSessionByHash(HashOfToken(token)));
  if (!session || session->expires_at <= service_.clock().Now()) {
    return Fail(ErrorCode::Unauthenticated, base::Saying("you have been signed out; sign in again, nothing you typed is lost"));
  }
  PortalIdentity identity;
  identity.only = session->only;
  identity.csrf = session->csrf;
  TRY(auto customer, service_.CustomerAt(session->customer));
  identity.records = {session->customer};
  // Records found to be one person's are theirs together, for somebody who has shown who they are.
  if (!session->only) {
    if (customer->state.merged_into) {
      TRY(customer, service_.CustomerAt(*customer->state.merged_into));
      identity.records.push_back(customer->state.id);
    }
    const auto& absorbed = customer->state.absorbed;
    identity.records.insert(identity.records.end(), absorbed.begin(), absorbed.end());
  }
  if (!customer->state.Exists() || customer->state.erased)
    return Fail(ErrorCode::Unauthenticated, base::Saying("this record is closed"));
  identity.customer = customer->state.id;
  return identity;
}

}  // namespace app
