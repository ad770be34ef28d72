#pragma once
// A request and a reply as the routes see them: no sockets, no Beast. A body that is large or shared travels as a
// pointer; a file or a live feed is written piece by piece.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/portal_access.h"
#include "http/work.h"

namespace http {

using Headers = std::map<std::string, std::string, std::less<>>;  // names in lower case

struct Message {
  std::string method;
  std::string path;  // decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;
  Headers headers;
  std::string body;
  std::string from;  // the address of the other side
  bool secure = false;
  std::vector<std::string> captures;                  // what stood in the {braces} of the route
  base::Language language = base::Language::English;  // of whoever reads the answer
  std::optional<app::Identity> identity;
  std::optional<app::PortalIdentity> customer;  // instead, in the portal
  std::shared_ptr<Work> work;                   // of what takes long: how far it is, and whether it is still wanted

  const std::string* Header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? nullptr : &found->second;
  }
  std::optional<std::string> Cookie(std::string_view name) const;
};

// Writes more of a reply; false when the other side has gone.
using Sink = std::function<bool(std::string_view)>;

struct Reply {
  unsigned status = 200;
  std::string type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of body
  // Instead of a body: writes it in the reader's language. Settle calls it where the reader is known.
  std::function<std::string(base::Language)> said;
  bool spoken = false;  // the body is in a language that the reader chose
  std::string cache = "no-store";
  bool packed = false;  // the body is as short as it gets

  // Instead of a body: pulls the next piece, nothing at the end. Called on a worker.
  std::function<base::Result<std::optional<std::string>>()> pieces;
  std::optional<std::uint64_t> size;  // of all pieces together

  // A live feed from here on: the session asks the hub for what comes after this position.
  std::optional<std::int64_t> feed_from;

  std::string_view view() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
};

// Writes what is still to be said, and names the language.
void Settle(Reply& reply, base::Language language);

using Respond = std::move_only_function<void(Reply)>;

// Splits and decodes "/a/b?c=d". Invalid when it is not a valid target.
base::Result<void> ReadTarget(std::string_view target, Message& into);

}  // namespace http
