#pragma once
// The small words every route speaks: a reply of JSON, the reference in a path, what a request asks for besides its body.

#include <charconv>

#include "base/crypto.h"
#include "base/json.h"
#include "http/endpoint.h"
#include "http/problem.h"

namespace http {

using app::CaseId;
using app::CustomerId;
using app::UserId;
using base::ErrorCode;
using base::Fail;
using base::Result;
using base::Saying;

inline std::string Quote(std::int64_t version) { return "\"" + std::to_string(version) + "\""; }

inline Reply Json(std::string body, unsigned status = 200) {
  Reply reply;
  reply.status = status;
  reply.body = std::move(body);
  return reply;
}
// What holds sayings is written where the reader is known; anything else at once.
template <class T>
Reply Shown(T value, unsigned status = 200) {
  static const bool kSpeaks = base::HoldsSayings(base::TypeOf<T>());
  if (!kSpeaks) return Json(base::ToJson(value), status);
  Reply reply = Json({}, status);
  reply.said = [shared = std::make_shared<T>(std::move(value))](base::Language language) {
    base::SayIn(language, shared.get(), base::TypeOf<T>());
    return base::ToJson(*shared);
  };
  return reply;
}
template <class T>
Reply JsonOf(Result<T> value) {
  return value ? Shown(*std::move(value)) : ToReply(value.error());
}

// The reference in the path; one that cannot be a reference is as absent as any other.
template <class Id>
Result<Id> Captured(const Message& message, std::size_t index = 0) {
  auto id = Id::Parse(message.captures.at(index));
  if (!id) return Fail(ErrorCode::NotFound, Saying("there is nothing called {} here", base::Quoted(message.captures.at(index))));
  return id;
}

// What is about all cases is for those who see all cases.
inline Result<void> SeesTheDesk(const Message& message) {
  if (message.identity->viewer.reach == desk::Reach::Desk) return {};
  return Fail(ErrorCode::Forbidden, Saying("this is about the whole desk, and your account sees a part of it"));
}

// A number in the path, from 1: the third letter of a case.
inline Result<std::int64_t> NumberIn(const Message& message, std::size_t index) {
  const std::string& text = message.captures.at(index);
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) {
    return Fail(ErrorCode::NotFound, Saying("expected a number, like 1, found {}", base::Quoted(text)));
  }
  return number;
}

inline Result<app::Request> RequestOf(const Message& message) {
  app::Request request;
  request.viewer = message.identity->viewer;
  if (const std::string* match = message.Header("if-match"); match != nullptr && *match != "*") {
    std::string_view text = *match;
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (text.size() > 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (fault != std::errc{} || end != text.data() + text.size()) {
      return base::FailAt("If-Match",
                          Saying("expected the ETag of an earlier answer, like \"17\", found {}", base::Quoted(*match)));
    }
    request.if_match = version;
  }
  if (const std::string* key = message.Header("idempotency-key"); key != nullptr) {
    if (key->empty() || key->size() > 200) return base::FailAt("Idempotency-Key", Saying("expected 1 to 200 characters"));
    request.idempotency_key = *key;
    request.digest = base::Hex(base::Hasher().Add(message.method).Add(message.path).Add(message.body).Finish());
  }
  return request;
}

inline Reply AnswerReply(const Result<app::Answer>& answer, unsigned status = 200) {
  if (!answer) return ToReply(answer.error());
  if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) return ToReply(*refused);
  const auto& done = std::get<app::CommandReply>(*answer);
  Reply reply = Shown(done, status);
  reply.headers.emplace_back("ETag", Quote(done.version));
  return reply;
}

template <class T>
Result<T> Body(const Message& message) {
  return base::FromJson<T>(message.body.empty() ? "{}" : message.body);
}

}  // namespace http
