#include "app/monitoring.h"
#include "http/api.h"
#include "http/replies.h"

namespace http {

void Api::AddMonitoring() {
  const app::Monitoring* monitoring = options_.monitoring;
  const auto add = [this](const char* path, const char* name, const char* summary, const base::Type* query,
                          const base::Type& reply, std::function<Reply(const Message&)> answer) {
    Endpoint ask{"GET", path, name, "Monitoring", summary};
    ask.runs = Runs::GivingWay;
    ask.query = query;
    ask.reply = &reply;
    ask.now = std::move(answer);
    router_.Add(std::move(ask));
  };
  const auto none = [] {
    return ToReply(base::Error(base::ErrorCode::Unavailable,
                               base::Saying("Nothing is counted here: this program serves without monitoring.")));
  };
  add("/api/v1/monitoring", "show-monitoring", "What can be measured, by what, and since when; each measure with its definition.",
      nullptr, base::TypeOf<app::MonitoringView>(), [=](const Message& message) {
        return monitoring == nullptr ? none()
                                     : JsonOf(base::Result<app::MonitoringView>(monitoring->Overview(message.identity->viewer)));
      });
  add("/api/v1/monitoring/explore", "explore",
      "A measure by period, and by one or two dimensions. Everybody counts the cases they may see.",
      &base::TypeOf<app::ExploreQuery>(), base::TypeOf<app::ExploreAnswer>(), [=](const Message& message) {
        const auto query = ReadQuery<app::ExploreQuery>(message);
        if (!query) return ToReply(query.error());
        return monitoring == nullptr ? none() : JsonOf(monitoring->Explore(*query, message.identity->viewer));
      });
  add("/api/v1/monitoring/tiles", "show-tiles",
      "The key measures of two years by month, each with its control chart and what is usual about it.",
      &base::TypeOf<app::TilesQuery>(), base::TypeOf<app::TilesAnswer>(), [=](const Message& message) {
        const auto query = ReadQuery<app::TilesQuery>(message);
        if (!query) return ToReply(query.error());
        return monitoring == nullptr ? none() : JsonOf(monitoring->Tiles(*query, message.identity->viewer));
      });
  add("/api/v1/monitoring/cases", "explore-cases", "The cases behind a figure: as many as the figure says.",
      &base::TypeOf<app::BehindQuery>(), base::TypeOf<app::BehindAnswer>(), [=](const Message& message) {
        const auto query = ReadQuery<app::BehindQuery>(message);
        if (!query) return ToReply(query.error());
        return monitoring == nullptr ? none() : JsonOf(monitoring->Behind(*query, message.identity->viewer));
      });
}

}  // namespace http
