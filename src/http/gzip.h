#pragma once
// gzip for replies, when the other side takes it and the body is long enough to gain from it.

#include <optional>
#include <string>
#include <string_view>

namespace http {

// Whether an Accept-Encoding header takes a coding: "gzip" ("gzip;q=0" does not), "br".
bool TakesCoding(std::string_view accept_encoding, std::string_view wanted);
// Nothing when zlib cannot, or when the result would be no shorter.
std::optional<std::string> Gzip(std::string_view plain);

}  // namespace http
