// Causes rolled up over cases, with the whys behind them, teams or branches compared fairly, and new topics.

#include "app/monitoring.h"
#include "app/topics.h"
#include "http/api.h"
#include "http/replies.h"

namespace http {

void Api::AddCauses() {
  const app::Monitoring* monitoring = options_.monitoring;
  const auto add = [this, monitoring](const char* path, const char* name, const char* summary, const base::Type* query,
                                      const base::Type& reply, std::function<Reply(const Message&)> answer,
                                      bool takes_long = false) {
    Endpoint ask{"GET", path, name, "Monitoring", summary};
    ask.runs = Runs::GivingWay;
    ask.takes_long = takes_long;
    ask.query = query;
    ask.reply = &reply;
    ask.now = [monitoring, answer = std::move(answer)](const Message& message) {
      if (monitoring != nullptr) return answer(message);
      return ToReply(
          base::Error(ErrorCode::Unavailable, Saying("Nothing is counted here: this program serves without monitoring.")));
    };
    router_.Add(std::move(ask));
  };
  add("/api/v1/monitoring/causes", "show-causes",
      "The cause tree with the cases, redress and pain that came of each cause, and which few make up most of it.",
      &base::TypeOf<app::CausesQuery>(), base::TypeOf<app::CausesAnswer>(), [=](const Message& message) {
        const auto query = ReadQuery<app::CausesQuery>(message);
        return query ? JsonOf(monitoring->Causes(*query, message.identity->viewer)) : ToReply(query.error());
      });
  add("/api/v1/monitoring/funnel", "show-funnel",
      "A share of teams or branches beside one another, within what chance alone does.", &base::TypeOf<app::FunnelQuery>(),
      base::TypeOf<app::FunnelAnswer>(), [=](const Message& message) {
        const auto query = ReadQuery<app::FunnelQuery>(message);
        return query ? JsonOf(monitoring->Funnel(*query, message.identity->viewer)) : ToReply(query.error());
      });
  add(
      "/api/v1/monitoring/topics", "show-topics",
      "Words and phrases of customers that rose against the year before, put together to topics, whatever their category.",
      &base::TypeOf<app::TopicsQuery>(), base::TypeOf<app::TopicsAnswer>(),
      [this, monitoring](const Message& message) {
        const auto query = ReadQuery<app::TopicsQuery>(message);
        if (!query) return ToReply(query.error());
        // As many as are read in a second; the watch, which nobody waits for, reads more.
        constexpr app::TopicLimits kLimits{.most_recent = 2'000, .most_before = 6'000};
        return JsonOf(
            app::TopicsOf(*monitoring, service_, *query, message.identity->viewer, kLimits, Work::HeadwayOf(message.work)));
      },
      true);
  add("/api/v1/monitoring/causes/{code}/whys", "show-whys",
      "Why it happened, on each of the cases with this cause or one below it.", &base::TypeOf<app::WhysQuery>(),
      base::TypeOf<app::WhysAnswer>(), [this, monitoring](const Message& message) {
        const auto query = ReadQuery<app::WhysQuery>(message);
        if (!query) return ToReply(query.error());
        return JsonOf([&]() -> Result<app::WhysAnswer> {
          const app::Viewer& viewer = message.identity->viewer;
          const std::string& code = message.captures.at(0);
          TRY(const auto causes, monitoring->Causes({query->from, query->to, query->where}, viewer));
          app::Conditions where = query->where.value_or(app::Conditions{});
          app::Conditions::One of{"cause", {}, false};
          for (const app::CauseFigures& cause : causes.causes) {
            if (cause.code == code || cause.code.starts_with(code + ".")) of.values.push_back(cause.code);
          }
          if (of.values.empty()) return Fail(ErrorCode::NotFound, Saying("there is no cause {}", code));
          where.all.push_back(std::move(of));
          app::BehindQuery behind{.measure = base::Word("received"), .from = query->from, .to = query->to, .where = where};
          behind.limit = base::Whole<1, 200>{query->limit ? query->limit->value : 20};
          TRY(const auto cases, monitoring->Behind(behind, viewer));
          app::WhysAnswer told{{}, cases.total};
          for (const CaseId id : cases.cases) {
            const auto found = service_.CaseAt(id, viewer);
            // It may have been handed on since it was counted.
            if (!found || !(*found)->state.round.cause || !(*found)->state.round.cause->cause) continue;
            const auto& cause = *(*found)->state.round.cause;
            if (cause.whys.empty()) continue;
            app::WhysOfCase one{id, cause.cause->str(), cause.at, {}};
            for (const auto& why : cause.whys) one.whys.push_back(why.Shown());
            told.cases.push_back(std::move(one));
          }
          return told;
        }());
      });
}

}  // namespace http
