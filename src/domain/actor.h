#pragma once
// Who is acting. Set from the session at the door and never from the request's own words.

#include <optional>
#include <string>

#include "base/reflect.h"
#include "domain/terms.h"

namespace domain {

struct Actor {
  Role role = Role::System;
  std::optional<base::UserId> user = {};
  std::optional<base::CustomerId> customer = {};
  std::string name = {};  // staff only; a customer is never named outside their own sealed data

  static Actor Staff(base::UserId id, Role role, std::string name) { return {role, id, {}, std::move(name)}; }
  static Actor Of(base::CustomerId id) { return {Role::Customer, {}, id, {}}; }
  static Actor System() { return {}; }

  bool IsStaff() const { return user.has_value(); }
  // As the log stores it: "U-3", "CU-77", or "system".
  std::string ToString() const {
    if (user) return user->ToString();
    if (customer) return customer->ToString();
    return "system";
  }
};

}  // namespace domain
