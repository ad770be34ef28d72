#include "domain/rights/rights.h"
#include "http/api.h"
#include "http/replies.h"

namespace http {
namespace {

struct RightsQuery {
  std::optional<base::Date> today;
};
BOOST_DESCRIBE_STRUCT(RightsQuery, (), (today))
AMENDS_DOC(RightsQuery, "For which day.", {"today", "The day to answer for; today in the United Kingdom, if left out."})

}  // namespace

// It reads nothing of the desk, so anybody may ask: a customer, or a page that explains their rights to them.
void Api::AddRights() {
  Endpoint ask{
      "POST", "/api/v1/rights", "ask-rights", "Rights",
      "What the Consumer Rights Act 2015 entitles a customer to on a day, until when, and why. Open to anybody; nothing is "
      "read or recorded."};
  ask.access = Access::Public;
  ask.query = &base::TypeOf<RightsQuery>();
  ask.body = &base::TypeOf<rights::RightsQuestion>();
  ask.reply = &base::TypeOf<rights::RightsAnswer>();
  ask.now = [this](const Message& message) {
    const auto query = ReadQuery<RightsQuery>(message);
    if (!query) return ToReply(query.error());
    const auto question = Body<rights::RightsQuestion>(message);
    if (!question) return ToReply(question.error());
    std::optional<base::Date> today = query->today;
    if (!today) {
      const auto zone = base::Zone::Find("Europe/London");
      if (!zone) return ToReply(zone.error());
      today = zone->ToLocal(service_.clock().Now()).date;
    }
    return JsonOf(rights::Answer(*question, *today));
  };
  router_.Add(std::move(ask));
}

}  // namespace http
