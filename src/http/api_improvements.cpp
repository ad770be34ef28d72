// Improvements: what was changed because of signals and causes, what was promised of it and what came; and figures of others to
// compare with.

#include "app/improvements.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

#include "base/csv.h"
#include "http/api.h"
#include "http/replies.h"

namespace http {
namespace {

using base::FailAt;

struct ProposeBody {
  learning::ImprovementPlan plan;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
};
BOOST_DESCRIBE_STRUCT(ProposeBody, (), (plan, from, to))
AMENDS_DOC(ProposeBody, "A change to propose, and the days whose cases justify it.", {"plan", "What is to be changed."},
           {"from", "The first day; a year before the last, if left out."}, {"to", "The last day; yesterday, if left out."})

struct ReplanBody {
  learning::ImprovementPlan plan;
  std::optional<base::Prose> reason;
};
BOOST_DESCRIBE_STRUCT(ReplanBody, (), (plan, reason))
AMENDS_DOC(ReplanBody, "The plan as it is from now on.", {"plan", "The whole plan."},
           {"reason", "Why; needed once it was agreed."})

struct ImprovementReasonBody {
  base::Prose reason;
};
BOOST_DESCRIBE_STRUCT(ImprovementReasonBody, (), (reason))
AMENDS_DOC(ImprovementReasonBody, "Why.", {"reason", "In words."})

struct ChangeBody {
  base::Date on;
  std::optional<base::Prose> words;
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (), (on, words))
AMENDS_DOC(ChangeBody, "The change that was made.", {"on", "The first day on which things were different."},
           {"words", "What was done."})

struct AgreeBody {
  std::optional<base::Prose> reason;
};
BOOST_DESCRIBE_STRUCT(AgreeBody, (), (reason))
AMENDS_DOC(AgreeBody, "That it is to be done.", {"reason", "Why it is worth it."})

struct ConcludeBody {
  learning::Conclusion conclusion = learning::Conclusion::Kept;
  base::Prose words;
};
BOOST_DESCRIBE_STRUCT(ConcludeBody, (), (conclusion, words))
AMENDS_DOC(ConcludeBody, "What becomes of it.", {"conclusion", "Kept, adjusted or undone."}, {"words", "What was learnt."})

struct MeasuredReply {
  std::int64_t recorded = 0;
};
BOOST_DESCRIBE_STRUCT(MeasuredReply, (), (recorded))
AMENDS_DOC(MeasuredReply, "What was recorded.", {"recorded", "How many follow-ups were due."})

struct BenchmarksQuery {
  std::optional<base::Word> measure;
};
BOOST_DESCRIBE_STRUCT(BenchmarksQuery, (), (measure))
AMENDS_DOC(BenchmarksQuery, "Which figures of others.", {"measure", "Those for this measure only."})

struct BenchmarkList {
  std::vector<learning::Benchmark> benchmarks;
};
BOOST_DESCRIBE_STRUCT(BenchmarkList, (), (benchmarks))
AMENDS_DOC(BenchmarkList, "Figures of others.", {"benchmarks", "In the order they were taken in."})

struct BenchmarksBody {
  base::Prose csv;
};
BOOST_DESCRIBE_STRUCT(BenchmarksBody, (), (csv))
AMENDS_DOC(BenchmarksBody, "Figures of others, as a table.",
           {"csv",
            "Comma-separated, with a line of titles: measure, whose, from, to, value, and if there are any low, high, source."})

struct WhoseBody {
  base::Line whose;
};
BOOST_DESCRIBE_STRUCT(WhoseBody, (), (whose))
AMENDS_DOC(WhoseBody, "Whose figures.", {"whose", "As they were taken in."})

std::string Trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Result<double> NumberOf(const std::string& text, const std::string& path) {
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault == std::errc{} && end == text.data() + text.size() && std::isfinite(number)) return number;
  return FailAt(path, Saying("expected a number like 0.62, found {}", base::Quoted(text)));
}

// Faults name the line and the column, so that whoever made the table finds the cell.
Result<std::vector<learning::Benchmark>> BenchmarksOf(const std::string& csv) {
  std::istringstream in(csv);
  base::CsvReader reader(in, ',');
  const auto titles = reader.Next();
  if (!titles) return FailAt("csv", Saying("there is nothing in it"));
  std::vector<std::string> columns;
  for (const std::string& title : titles->fields) columns.push_back(base::Lower(Trimmed(title)));
  const std::vector<std::string> known{"measure", "whose", "from", "to", "value", "low", "high", "source"};
  for (const std::string& column : columns) {
    if (std::ranges::find(known, column) == known.end()) {
      return FailAt("csv",
                    base::OrNear(Saying("there is no column {} in a table of benchmarks", base::Quoted(column)), column, known));
    }
  }
  for (const char* needed : {"measure", "whose", "from", "to", "value"}) {
    if (std::ranges::find(columns, needed) == columns.end())
      return FailAt("csv", Saying("the column {} is missing", std::string(needed)));
  }
  std::vector<learning::Benchmark> benchmarks;
  while (const auto row = reader.Next()) {
    const auto path = [&](const char* column) { return "csv, line " + std::to_string(row->line) + ", " + column; };
    if (!row->fault.empty()) return FailAt(path("row"), row->fault);
    if (row->fields.size() == 1 && row->fields[0].empty()) continue;
    if (row->fields.size() != columns.size()) {
      return FailAt(path("row"), Saying("expected {} fields, found {}", columns.size(), row->fields.size()));
    }
    const auto field = [&](const char* column) {
      const auto at = std::ranges::find(columns, column);
      return at == columns.end() ? std::string() : Trimmed(row->fields[static_cast<std::size_t>(at - columns.begin())]);
    };
    const auto at = [&](const char* column, auto parsed) -> Result<typename decltype(parsed)::value_type> {
      if (parsed) return *std::move(parsed);
      return FailAt(path(column), parsed.error().faults.empty() ? parsed.error().says : parsed.error().faults.front().says);
    };
    learning::Benchmark one;
    TRY(one.measure, at("measure", base::Word::Parse(field("measure"))));
    if (insight::FindMeasure(one.measure.str()) == nullptr) {
      std::vector<std::string> ids;
      for (const insight::Measure& measure : insight::Measures()) ids.emplace_back(measure.id);
      return FailAt(path("measure"), base::OrNear(Saying("there is no measure {}", one.measure.str()), one.measure.str(), ids));
    }
    TRY(one.whose, at("whose", base::Line::Parse(field("whose"))));
    TRY(one.from, at("from", base::Date::Parse(field("from"))));
    TRY(one.to, at("to", base::Date::Parse(field("to"))));
    TRY(one.value, NumberOf(field("value"), path("value")));
    if (const std::string low = field("low"); !low.empty()) {
      TRY(one.low, NumberOf(low, path("low")));
    }
    if (const std::string high = field("high"); !high.empty()) {
      TRY(one.high, NumberOf(high, path("high")));
    }
    if (const std::string source = field("source"); !source.empty()) {
      TRY(one.source, at("source", base::Line::Parse(source)));
    }
    benchmarks.push_back(std::move(one));
  }
  if (benchmarks.empty()) return FailAt("csv", Saying("there are titles and no rows in it"));
  return benchmarks;
}

Reply Uncounted() {
  return ToReply(base::Error(ErrorCode::Unavailable, Saying("Nothing is counted here: this program serves without monitoring.")));
}

}  // namespace

void Api::AddImprovements() {
  app::Improvements* improvements = options_.improvements;
  const auto ask = [this](const char* path, const char* name, const char* summary, const base::Type* query,
                          const base::Type& reply, std::function<Reply(const Message&)> answer) {
    Endpoint endpoint{"GET", path, name, "Improvements", summary};
    endpoint.runs = Runs::Aside;
    endpoint.query = query;
    endpoint.reply = &reply;
    endpoint.now = [answer = std::move(answer)](const Message& message) {
      const auto sees = SeesTheDesk(message);
      return sees ? answer(message) : ToReply(sees.error());
    };
    router_.Add(std::move(endpoint));
  };
  ask("/api/v1/improvements", "list-improvements", "What was promised and what came: all improvements, the newest first.",
      nullptr, base::TypeOf<app::ImprovementRegister>(), [this, improvements](const Message&) {
        if (improvements == nullptr) return Uncounted();
        const auto log = service_.Learning();
        if (!log) return ToReply(log.error());
        app::ImprovementRegister all{{}, (*log)->state.version};
        const auto& known = (*log)->state.improvements;
        for (auto one = known.rbegin(); one != known.rend(); ++one) {
          all.improvements.push_back(improvements->ViewOf((*log)->state, *one, app::Improvements::Cases::Left));
        }
        return Shown(std::move(all));
      });
  ask("/api/v1/improvements/{ref}", "show-improvement", "One improvement, with its effect as known today.", nullptr,
      base::TypeOf<app::ImprovementShown>(), [this, improvements](const Message& message) {
        if (improvements == nullptr) return Uncounted();
        const auto id = Captured<base::ImprovementId>(message);
        if (!id) return ToReply(id.error());
        const auto log = service_.Learning();
        if (!log) return ToReply(log.error());
        const learning::Improvement* one = (*log)->state.Find(*id);
        if (one == nullptr) return ToReply(base::Error(ErrorCode::NotFound, Saying("there is no improvement {}", *id)));
        app::ImprovementShown shown{improvements->ViewOf((*log)->state, *one, app::Improvements::Cases::Shown), {}, {}};
        if (one->changed_on) {
          const base::Date today =
              service_.store().InForce().Book()->General().calendar.zone().ToLocal(service_.clock().Now()).date;
          auto effect = improvements->EffectOf(*one, today);
          if (!effect) {
            shown.cannot = effect.error().says;
          } else if (!*effect) {
            shown.cannot = std::move(*effect).error();
          } else {
            shown.effect = **std::move(effect);
          }
        }
        Reply reply = Shown(std::move(shown));
        reply.headers.emplace_back("ETag", Quote((*log)->state.version));
        return reply;
      });
  ask("/api/v1/benchmarks", "list-benchmarks", "Figures of others to compare with.", &base::TypeOf<BenchmarksQuery>(),
      base::TypeOf<BenchmarkList>(), [this](const Message& message) {
        const auto query = ReadQuery<BenchmarksQuery>(message);
        if (!query) return ToReply(query.error());
        const auto log = service_.Learning();
        if (!log) return ToReply(log.error());
        BenchmarkList list;
        for (const learning::Benchmark& one : (*log)->state.benchmarks) {
          if (!query->measure || one.measure == *query->measure) list.benchmarks.push_back(one);
        }
        return Shown(std::move(list));
      });

  const auto give = [this]<class Words>(const char* path, const char* name, const char* summary, const Words*, auto make) {
    Endpoint endpoint{"POST", path, name, "Improvements", summary};
    endpoint.runs = Runs::Aside;
    endpoint.body = &base::TypeOf<Words>();
    endpoint.reply = &base::TypeOf<app::CommandReply>();
    endpoint.takes_if_match = true;
    endpoint.later = [this, make](const Message& message, Respond respond) {
      if (const auto sees = SeesTheDesk(message); !sees) return respond(ToReply(sees.error()));
      auto request = RequestOf(message);
      if (!request) return respond(ToReply(request.error()));
      auto body = Body<Words>(message);
      if (!body) return respond(ToReply(body.error()));
      Result<learning::Command> made = make(message, *std::move(body));
      if (!made) return respond(ToReply(made.error()));
      service_.Handle(*std::move(made), *std::move(request),
                      [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer)); });
    };
    router_.Add(std::move(endpoint));
  };
  using Made = Result<learning::Command>;
  const auto summary = []<class Command>(const Command*) { return base::TypeOf<Command>().doc.c_str(); };
  const auto none = [] {
    return Fail(ErrorCode::Unavailable, Saying("Nothing is counted here: this program serves without monitoring."));
  };
  give("/api/v1/improvements", "propose-improvement", summary(static_cast<const learning::ProposeImprovement*>(nullptr)),
       static_cast<const ProposeBody*>(nullptr), [this, improvements, none](const Message& message, ProposeBody body) -> Made {
         if (improvements == nullptr) return none();
         const base::Date today =
             service_.store().InForce().Book()->General().calendar.zone().ToLocal(service_.clock().Now()).date;
         const base::Date to = body.to.value_or(today - 1);
         const base::Date from = body.from.value_or(to.AddMonths(-12) + 1);
         TRY(auto evidence, improvements->Freeze(body.plan, from, to, message.identity->viewer));
         return learning::ProposeImprovement{std::move(body.plan), std::move(evidence)};
       });
  give("/api/v1/improvements/{ref}/replan", "replan-improvement",
       summary(static_cast<const learning::ReplanImprovement*>(nullptr)), static_cast<const ReplanBody*>(nullptr),
       [improvements, none](const Message& message, ReplanBody body) -> Made {
         if (improvements == nullptr) return none();
         TRY(const auto id, Captured<base::ImprovementId>(message));
         CHECK_OK(improvements->EnsureMeasurable(body.plan));
         return learning::ReplanImprovement{id, std::move(body.plan), std::move(body.reason)};
       });
  give("/api/v1/improvements/{ref}/agree", "agree-improvement", summary(static_cast<const learning::AgreeImprovement*>(nullptr)),
       static_cast<const AgreeBody*>(nullptr), [](const Message& message, AgreeBody body) -> Made {
         TRY(const auto id, Captured<base::ImprovementId>(message));
         return learning::AgreeImprovement{id, std::move(body.reason)};
       });
  give("/api/v1/improvements/{ref}/record-change", "record-change", summary(static_cast<const learning::RecordChange*>(nullptr)),
       static_cast<const ChangeBody*>(nullptr), [](const Message& message, ChangeBody body) -> Made {
         TRY(const auto id, Captured<base::ImprovementId>(message));
         return learning::RecordChange{id, body.on, std::move(body.words)};
       });
  give("/api/v1/improvements/{ref}/conclude", "conclude-improvement",
       summary(static_cast<const learning::ConcludeImprovement*>(nullptr)), static_cast<const ConcludeBody*>(nullptr),
       [](const Message& message, ConcludeBody body) -> Made {
         TRY(const auto id, Captured<base::ImprovementId>(message));
         return learning::ConcludeImprovement{id, body.conclusion, std::move(body.words)};
       });
  give("/api/v1/improvements/{ref}/drop", "drop-improvement", summary(static_cast<const learning::DropImprovement*>(nullptr)),
       static_cast<const ImprovementReasonBody*>(nullptr), [](const Message& message, ImprovementReasonBody body) -> Made {
         TRY(const auto id, Captured<base::ImprovementId>(message));
         return learning::DropImprovement{id, std::move(body.reason)};
       });
  give("/api/v1/improvements/{ref}/reopen", "reopen-improvement",
       summary(static_cast<const learning::ReopenImprovement*>(nullptr)), static_cast<const ImprovementReasonBody*>(nullptr),
       [](const Message& message, ImprovementReasonBody body) -> Made {
         TRY(const auto id, Captured<base::ImprovementId>(message));
         return learning::ReopenImprovement{id, std::move(body.reason)};
       });
  give("/api/v1/benchmarks/import", "import-benchmarks", summary(static_cast<const learning::ImportBenchmarks*>(nullptr)),
       static_cast<const BenchmarksBody*>(nullptr), [](const Message&, BenchmarksBody body) -> Made {
         TRY(auto benchmarks, BenchmarksOf(body.csv.str()));
         return learning::ImportBenchmarks{std::move(benchmarks)};
       });
  give("/api/v1/benchmarks/remove", "remove-benchmarks", summary(static_cast<const learning::RemoveBenchmarks*>(nullptr)),
       static_cast<const WhoseBody*>(nullptr),
       [](const Message&, WhoseBody body) -> Made { return learning::RemoveBenchmarks{std::move(body.whose)}; });

  Endpoint measure{"POST", "/api/v1/improvements/measure", "measure-now", "Improvements",
                   "Record the effects that are due for their follow-up now; the program does so by itself once a day."};
  measure.runs = Runs::GivingWay;
  measure.takes_long = true;
  measure.reply = &base::TypeOf<MeasuredReply>();
  measure.later = [improvements](const Message& message, Respond respond) {
    if (const auto sees = SeesTheDesk(message); !sees) return respond(ToReply(sees.error()));
    if (improvements == nullptr) return respond(Uncounted());
    auto shared = std::make_shared<Respond>(std::move(respond));
    improvements->Run(
        [shared](const Result<std::int64_t>& recorded) {
          (*shared)(recorded ? Shown(MeasuredReply{*recorded}) : ToReply(recorded.error()));
        },
        Work::HeadwayOf(message.work));
  };
  router_.Add(std::move(measure));
}

}  // namespace http
