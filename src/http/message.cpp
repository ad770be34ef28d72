#include "http/message.h"

#include <utility>

#include "http/language.h"

#include <algorithm>
#include <boost/url.hpp>

namespace http {

std::optional<std::string> Message::Cookie(std::string_view name) const {
  const std::string* header = Header("cookie");
  if (header == nullptr) return std::nullopt;
  std::string_view rest = *header;
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    std::string_view pair = rest.substr(0, end);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return std::string(pair.substr(equals + 1));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return std::nullopt;
}

void Settle(Reply& reply, base::Language language) {
  if (!reply.said) return;
  reply.body = std::exchange(reply.said, nullptr)(language);
  reply.spoken = true;
  reply.headers.emplace_back("Content-Language", TagOf(language));
}

base::Result<void> ReadTarget(std::string_view target, Message& into) {
  // A caller who takes us for a proxy names the whole address (RFC 9112, 3.2.2).
  if (target.starts_with("http://") || target.starts_with("https://")) {
    target.remove_prefix(std::min(target.find('/', target.find("://") + 3), target.size()));
    if (target.empty()) target = "/";
  }
  const auto parsed = boost::urls::parse_origin_form(target);
  if (!parsed) return base::Fail(base::ErrorCode::Invalid, base::Saying("the request's target is not a valid path"));
  for (const auto& segment : parsed->encoded_segments()) {
    into.path += "/";
    segment.decode({}, boost::urls::string_token::append_to(into.path));
  }
  if (into.path.empty()) into.path = "/";
  for (const auto& parameter : parsed->params()) into.query.emplace_back(parameter.key, parameter.value);
  if (!base::IsUtf8(into.path)) return base::Fail(base::ErrorCode::Invalid, base::Saying("the request's path is not UTF-8"));
  return {};
}

}  // namespace http
