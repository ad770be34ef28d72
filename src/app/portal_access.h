#pragma once
// Customers at the door of the portal. They have no password: a link goes to the e-mail address on record, or a code that
// goes there too, or that a colleague reads out on the telephone, opens a session. Nobody learns here whether an address, a
// reference or a name is known to us: every answer that is not a success is the same, and takes as long.

#include "app/access.h"
#include "app/ports/post.h"

namespace app {

struct PortalSignedIn {
  std::string token;  // for the cookie
  std::string csrf;
  Instant expires_at;
  CustomerId customer;
};

// Whose session it is, and what it reaches.
struct PortalIdentity {
  CustomerId customer;
  std::vector<CustomerId> records;  // of this person, this one among them
  std::optional<CaseId> only;
  std::string csrf;

  bool Reaches(const cases::Case& c) const;
  // What this person sees and does on the case is seen and done as its customer.
  static Viewer On(const cases::Case& c) { return {domain::Actor::Of(c.customer), desk::Reach::Own, {}}; }
};

struct PortalAccessOptions {
  std::string address;       // of the portal as customers reach it, "https://help.example/portal"; links begin with it
  std::string organisation;  // in whose name is written
};

class PortalAccess {
 public:
  PortalAccess(Service& service, Vault& vault, Post* post, PortalAccessOptions options);

  // Whether links and codes can be sent at all.
  bool CanSend() const { return post_ != nullptr; }

  // Sends a link to every record with this address. The same answer whether there is one. Throttled by address and place.
  base::Result<void> SendLink(const std::string& email, const std::string& from);
  // Sends a code to whom this case and surname belong to, if they have an e-mail address.
  base::Result<void> SendCode(CaseId id, const std::string& surname, const std::string& from);
  // A code for a colleague to read out to the customer they are speaking to.
  base::Result<std::string> MakeCode(CustomerId customer);

  // Unauthenticated: the link or code is unknown, used or out of date.
  base::Result<PortalSignedIn> EnterByLink(const std::string& token, const std::string& from);
  base::Result<PortalSignedIn> EnterByCode(CaseId id, const std::string& surname, const std::string& code,
                                           const std::string& from);
  // For somebody who has just lodged a complaint here and has shown nothing of who they are: that case, and no other, even
  // if colleagues find later whose record it belongs to.
  base::Result<PortalSignedIn> EnterFor(CustomerId customer, CaseId only);
  base::Result<void> Leave(const std::string& token);

  base::Result<PortalIdentity> Identify(const std::string& token);

  // Throttled after `most` calls of this kind from one place within an hour.
  base::Result<void> Allow(const std::string& what, const std::string& from, int most);

  static constexpr auto kLinkLasts = std::chrono::minutes(30);
  static constexpr auto kCodeLasts = std::chrono::minutes(15);
  static constexpr auto kSessionLasts = std::chrono::hours(2);
  static constexpr int kMostTries = 5;  // of one code

 private:
  base::Result<PortalSignedIn> Open(CustomerId customer, std::optional<CaseId> only);
  base::Result<std::optional<CustomerId>> HolderOf(CaseId id, const std::string& surname);

  Service& service_;
  Vault& vault_;
  Post* post_;
  PortalAccessOptions options_;
};

}  // namespace app
