#pragma once
// What the server promises in /api/v1/openapi.json, and what is wrong with a reply by that promise: a path or status the
// document does not know, another content type, a body that breaks the schema, a field nobody documented.

#include <memory>
#include <string>
#include <vector>

#include "http/client.h"

namespace tests {

class Contract {
 public:
  explicit Contract(std::string_view openapi);
  ~Contract();
  Contract(const Contract&) = delete;
  Contract& operator=(const Contract&) = delete;

  // Nothing when the reply is as promised.
  std::vector<std::string> Check(const Asked& asked, const HttpReply& reply) const;
  const boost::json::value& document() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tests
