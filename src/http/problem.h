#pragma once
// Refusals and errors as problem documents (RFC 9457). One table says which status each gets. What leaves the process
// and what goes to the log are two things: a fault of ours shows an incident's number and nothing else.

#include "domain/refusal.h"
#include "http/message.h"

namespace http {

struct FieldFault {
  std::string path;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(FieldFault, (), (path, says))

struct Problem {
  std::string type;
  base::Saying title;
  std::int64_t status = 500;
  base::Saying detail;
  std::vector<FieldFault> faults;
  std::vector<domain::Refusal> refusals;
  std::optional<std::string> incident;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, faults, refusals, incident))
AMENDS_DOC(Problem, "Why a request was not done (RFC 9457).", {"type", "A name for this kind of problem."},
           {"title", "The kind in words."}, {"status", "The HTTP status again."},
           {"detail", "What is wrong this time and what to do."},
           {"faults", "The fields at fault, each with its path, the fault and the fix."},
           {"refusals", "The rules that say no, each with its clause and the command that would mend it."},
           {"incident", "For a fault of ours: the number to quote to your administrator."})

Reply ToReply(const base::Error& error);
Reply ToReply(const domain::Refusals& refusals);
// A problem that is neither: an unknown path, a wrong method, a body that is not JSON.
Reply ProblemReply(unsigned status, std::string type, base::Saying title, base::Saying detail);

unsigned StatusOf(base::ErrorCode code);

}  // namespace http
