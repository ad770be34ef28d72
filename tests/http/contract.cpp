#include "http/contract.h"

#include <map>
#include <mutex>
#include <sstream>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace tests {
namespace {

namespace json = boost::json;
using valijson::adapters::BoostJsonAdapter;

// The words of draft 7 that valijson knows are all that our document uses of 2020-12. Instants become a pattern: ours are
// all in one form, and valijson would compile its own expression anew for each.
json::value ForValijson(const json::value& schema) {
  if (const json::array* list = schema.if_array()) {
    json::array made;
    for (const json::value& item : *list) made.push_back(ForValijson(item));
    return made;
  }
  const json::object* object = schema.if_object();
  if (object == nullptr) return schema;
  json::object made;
  for (const auto& [name, value] : *object) {
    if (name == "format" && value == "date-time") {
      made["pattern"] = R"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$)";
    } else {
      made[name] = ForValijson(value);
    }
  }
  return made;
}

std::vector<std::string> Segments(std::string_view path) {
  std::vector<std::string> segments;
  if (path.starts_with("http")) path.remove_prefix(std::min(path.find('/', path.find("://") + 3), path.size()));
  std::stringstream stream{std::string(path.substr(0, path.find('?')))};
  for (std::string segment; std::getline(stream, segment, '/');) {
    if (!segment.empty()) segments.push_back(segment);
  }
  return segments;
}

std::string Bare(const std::string& content_type) { return content_type.substr(0, content_type.find(';')); }

}  // namespace

struct Contract::Impl {
  json::value document;
  json::value components;  // as valijson reads them
  std::mutex mutex;
  std::map<std::string, std::unique_ptr<valijson::Schema>> schemas;  // by their text

  const valijson::Schema& SchemaFor(const json::value& schema) {
    const std::string text = json::serialize(schema);
    std::unique_ptr<valijson::Schema>& known = schemas[text];
    if (known) return *known;
    // The components come along, so that every "#/components/schemas/..." stands where it points.
    json::value root = ForValijson(schema);
    root.as_object()["components"] = components;
    auto parsed = std::make_unique<valijson::Schema>();
    valijson::SchemaParser().populateSchema(BoostJsonAdapter(root), *parsed);
    known = std::move(parsed);
    return *known;
  }

  // The path item of the most literal template that fits.
  const json::object* PathOf(const std::string& target) const {
    const std::vector<std::string> asked = Segments(target);
    const json::object* best = nullptr;
    std::size_t fewest = 100;
    for (const auto& [path, item] : document.at("paths").as_object()) {
      const std::vector<std::string> segments = Segments(path);
      if (segments.size() != asked.size()) continue;
      std::size_t captures = 0;
      bool fits = true;
      for (std::size_t i = 0; i < segments.size(); ++i) {
        const bool capture = segments[i].starts_with('{');
        captures += capture ? 1 : 0;
        fits = fits && (capture || segments[i] == asked[i]);
      }
      if (!fits || captures >= fewest) continue;
      best = &item.as_object();
      fewest = captures;
    }
    return best;
  }
};

Contract::Contract(std::string_view openapi) : impl_(std::make_unique<Impl>()) {
  impl_->document = json::parse(openapi);
  impl_->components = ForValijson(impl_->document.at("components"));
}
Contract::~Contract() = default;

const json::value& Contract::document() const { return impl_->document; }

std::vector<std::string> Contract::Check(const Asked& asked, const HttpReply& reply) const {
  const std::lock_guard lock(impl_->mutex);
  const std::string shown = asked.method + " " + asked.target + " " + std::to_string(reply.status);
  std::vector<std::string> faults;
  const auto fault = [&](const std::string& says) { faults.push_back(shown + ": " + says); };

  std::string method = asked.method == "HEAD" ? "get" : asked.method;
  for (char& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const json::object* path = impl_->PathOf(asked.target);
  const json::value* operation = path == nullptr ? nullptr : path->if_contains(method);
  // What is asked of no documented place is answered with a problem like any other.
  static const json::value kProblem = json::parse(
      R"({"default": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}})");
  const json::object& responses = (operation == nullptr ? kProblem : operation->at("responses")).as_object();
  const json::value* response = responses.if_contains(std::to_string(reply.status));
  if (response == nullptr && reply.status >= 400) response = responses.if_contains("default");
  if (response == nullptr) {
    fault(operation == nullptr ? "the document does not know this path and method" : "the document does not list this status");
    return faults;
  }

  const json::value* content = response->as_object().if_contains("content");
  const std::string type = Bare(reply.Header("content-type"));
  if (content == nullptr) {
    if (!reply.body.empty()) fault("a body where the document has none");
    return faults;
  }
  const json::value* media = content->as_object().if_contains(type);
  if (media == nullptr) media = content->as_object().if_contains("*/*");
  if (media == nullptr) {
    fault("content type " + type + " where the document has " + std::string(content->as_object().begin()->key()));
    return faults;
  }
  const bool is_json = type == "application/json" || type == "application/problem+json";
  const json::object& schema = media->at("schema").as_object();
  if (!is_json || asked.method == "HEAD" || content->as_object().contains("*/*")) return faults;

  json::error_code broken;
  const json::value body = json::parse(reply.body, broken);
  if (broken) {
    fault("the body is not JSON");
    return faults;
  }
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (!validator.validate(impl_->SchemaFor(schema), BoostJsonAdapter(body), &results)) {
    for (valijson::ValidationResults::Error error; results.popError(error);) {
      std::string where;
      for (const std::string& part : error.context) where += part;
      fault(where + ": " + error.description);
    }
  }
  if (type == "application/problem+json" && body.at("status") != reply.status) fault("the problem names another status");
  return faults;
}

}  // namespace tests
