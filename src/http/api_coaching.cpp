#include "app/coaching.h"
#include "http/api.h"
#include "http/replies.h"

namespace http {

void Api::AddCoaching() {
  Endpoint ask{"GET", "/api/v1/coaching/escalations", "coach-escalations", "Coaching",
               "What went up too early, in time and too late, for each team and person, with a word to begin the talk with. "
               "Team leaders see their team, managers and quality all, everybody themselves."};
  ask.runs = Runs::Aside;
  ask.query = &base::TypeOf<app::CoachingQuery>();
  ask.reply = &base::TypeOf<app::CoachingReport>();
  ask.now = [this](const Message& message) {
    const auto query = ReadQuery<app::CoachingQuery>(message);
    if (!query) return ToReply(query.error());
    return JsonOf(app::CoachingFor(service_, *query, message.identity->viewer));
  };
  router_.Add(std::move(ask));
}

}  // namespace http
