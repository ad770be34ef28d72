#pragma once
// The OpenAPI 3.1 document of a router, made from its endpoints' types; and the same in prose for docs/api.md.

#include <string>

#include "http/endpoint.h"

namespace http {

std::string OpenApi(const Router& router);
std::string ApiPage(const Router& router);

}  // namespace http
