#pragma once
// An endpoint is one value: its method and path, what it takes, what it gives, its words, and its handler. The router,
// the OpenAPI document and docs/api.md are made of these and of nothing else.

#include "http/message.h"
#include "http/problem.h"

namespace http {

enum class Access { Public, Staff, Customer };
// Where the handler runs: Here answers at once on the thread of the connection; Aside may take long or wait; GivingWay counts or
// sets for long, and must take nothing from whoever works on a case meanwhile.
enum class Runs { Here, Aside, GivingWay };

struct Endpoint {
  std::string method;
  std::string path;   // "/api/v1/cases/{ref}"
  std::string name;   // operationId
  std::string group;  // for the document
  std::string summary;
  Access access = Access::Staff;
  Runs runs = Runs::Here;
  const base::Type* query = nullptr;
  const base::Type* body = nullptr;
  const base::Type* reply = nullptr;
  unsigned status = 200;
  std::string reply_type = "application/json";
  std::vector<std::string> other_types = {};  // in which the reply comes besides, when it is asked for so
  bool takes_file = false;                    // a raw body up to the limit for attachments, handed to `upload`
  bool takes_if_match = false;
  bool takes_idempotency_key = false;
  bool takes_long = false;  // somebody waits for it: they can ask how far it is, and end it by hanging up

  // One of the three.
  std::function<Reply(const Message&)> now;
  std::function<void(const Message&, Respond)> later;
  // For files: opens what takes the bytes; its Finish gives the reply.
  struct Upload {
    virtual ~Upload() = default;
    virtual base::Result<void> Take(std::string_view bytes) = 0;
    virtual void Finish(Respond respond) = 0;
  };
  using Opened = std::variant<std::unique_ptr<Upload>, domain::Refusals>;
  std::function<base::Result<Opened>(const Message&)> upload;
};

class Router {
 public:
  void Add(Endpoint endpoint);
  const std::vector<std::unique_ptr<Endpoint>>& endpoints() const { return endpoints_; }

  // Finds the endpoint and fills in the captures. When the path is known under other methods, they are named.
  struct Found {
    const Endpoint* endpoint = nullptr;
    std::vector<std::string> allowed;  // when the path exists and the method does not fit
  };
  Found Find(Message& message) const;

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> children;
    std::unique_ptr<Node> capture;
    std::map<std::string, const Endpoint*, std::less<>> methods;
  };
  Node root_;
  std::vector<std::unique_ptr<Endpoint>> endpoints_;
};

// Reads the query into a described struct; unknown names are refused with their near misses.
base::Result<void> ReadQuery(const Message& message, void* into, const base::Type& type);
template <class T>
base::Result<T> ReadQuery(const Message& message) {
  T value{};
  CHECK_OK(ReadQuery(message, &value, base::TypeOf<T>()));
  return value;
}

}  // namespace http
