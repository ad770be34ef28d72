#include "http/problem.h"

#include <algorithm>

#include "base/json.h"
#include "base/log.h"

namespace http {
namespace {

using base::Saying;

struct ProblemKind {
  unsigned status;
  const char* type;
  Saying title;
};

ProblemKind KindOf(base::ErrorCode code) {
  using base::ErrorCode;
  switch (code) {
    case ErrorCode::Invalid: return {400, "invalid", Saying("The request has faults")};
    case ErrorCode::Unauthenticated: return {401, "not-signed-in", Saying("Sign in first")};
    case ErrorCode::Forbidden: return {403, "forbidden", Saying("You may not do this")};
    case ErrorCode::NotFound: return {404, "not-found", Saying("There is nothing here")};
    case ErrorCode::Conflict: return {409, "conflict", Saying("This clashes with what is recorded")};
    case ErrorCode::Stale: return {412, "stale", Saying("It has changed since you looked")};
    case ErrorCode::TooLarge: return {413, "too-large", Saying("This is too large")};
    case ErrorCode::Throttled: return {429, "throttled", Saying("Too many attempts")};
    case ErrorCode::Unavailable: return {503, "unavailable", Saying("Amends cannot take this now")};
    // What proxies note of those who hang up; nobody is there to read it.
    case ErrorCode::CalledOff: return {499, "called-off", Saying("It was called off")};
    case ErrorCode::Corrupt: return {500, "fault", Saying("Something is wrong on our side")};
    case ErrorCode::Internal: return {500, "fault", Saying("Something is wrong on our side")};
  }
  return {500, "fault", Saying("Something is wrong on our side")};
}

Reply Finish(Problem problem) {
  Reply reply;
  reply.status = static_cast<unsigned>(problem.status);
  reply.type = "application/problem+json";
  reply.said = [said = std::move(problem)](base::Language language) mutable {
    base::SayIn(language, &said, base::TypeOf<Problem>());
    return base::ToJson(said);
  };
  return reply;
}

std::string TypeName(std::string_view name) { return "urn:amends:problem:" + std::string(name); }

}  // namespace

unsigned StatusOf(base::ErrorCode code) { return KindOf(code).status; }

Reply ToReply(const base::Error& error) {
  const ProblemKind kind = KindOf(error.code);
  Problem problem{TypeName(kind.type), kind.title, kind.status, error.says, {}, {}, {}};
  for (const base::Fault& fault : error.faults) problem.faults.push_back({fault.path, fault.says});
  if (kind.status == 500) {
    problem.incident = base::Hex(base::Hash(base::RandomBytes(16))).substr(0, 12);
    problem.detail =
        Saying("This is our fault, and it has been logged. Quote incident {} to your administrator.", *problem.incident);
    problem.faults.clear();
    base::log::Error("incident", {{"incident", *problem.incident}, {"what", base::ToLine(error)}});
  }
  Reply reply = Finish(std::move(problem));
  if (error.code == base::ErrorCode::Throttled || error.code == base::ErrorCode::Unavailable) {
    reply.headers.emplace_back("Retry-After", std::to_string(std::max<std::int64_t>(1, error.retry_after_seconds)));
  }
  return reply;
}

Reply ToReply(const domain::Refusals& refusals) {
  const auto any = [&](domain::RefusalKind kind) {
    return std::ranges::any_of(refusals, [&](const domain::Refusal& r) { return domain::KindOf(r.rule) == kind; });
  };
  Problem problem{TypeName("refused"), Saying("The rules say no"), 409, {}, {}, refusals, {}};
  if (any(domain::RefusalKind::Content)) {
    problem.status = 422;
    for (const domain::Refusal& r : refusals) {
      if (r.field) problem.faults.push_back({*r.field, r.says});
    }
  }
  if (any(domain::RefusalKind::Standing)) problem.status = 403;
  std::vector<Saying> detail;
  for (const domain::Refusal& r : refusals) detail.push_back(r.says);
  problem.detail = Saying::Run(std::move(detail));
  return Finish(std::move(problem));
}

Reply ProblemReply(unsigned status, std::string type, Saying title, Saying detail) {
  return Finish({TypeName(type), std::move(title), status, std::move(detail), {}, {}, {}});
}

}  // namespace http
