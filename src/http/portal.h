#pragma once
// The portal's routes: what a customer may ask and say. Every change is the command that a colleague would give, decided by
// the same function, with the customer as who acts; nothing here can do what that does not allow.

#include "app/portal_access.h"
#include "app/ports/blob_store.h"
#include "app/ports/typesetter.h"
#include "http/endpoint.h"

namespace http {

struct PortalParts {
  app::Service& service;
  app::PortalAccess& access;
  app::BlobStore& blobs;
  app::Typesetter* typesetter = nullptr;
  bool secure_cookie = false;
};

// `parts` outlive the router.
void AddPortal(Router& router, PortalParts parts);

}  // namespace http
