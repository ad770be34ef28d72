// Finds what cases of late speak of and cases before did not: words and phrases that rose, put together to topics.

#include <fmt/format.h>

#include <iostream>

#include "app/topics.h"
#include "base/json.h"
#include "cli/common.h"

namespace cli {
namespace {

using base::Result;

struct TopicsOptions {
  std::string from;
  std::string to;
  std::string where;
};

void Print(const app::TopicsAnswer& answer) {
  std::cout << fmt::format(
      "{} cases from {} to {} beside {} from {} to {}; {} words and phrases compared, of those shown at most "
      "{:.1f} in 100 are expected to be chance.\n",
      Grouped(answer.read), answer.period.from.ToString(), answer.period.to.ToString(), Grouped(answer.read_before),
      answer.before.from.ToString(), answer.before.to.ToString(), Grouped(answer.looked_at), answer.false_share * 100);
  if (answer.cannot) std::cout << "\n" << *answer.cannot << "\n";
  if (!answer.cannot && answer.topics.empty()) std::cout << "\nNothing new is spoken of.\n";
  for (const app::TopicView& topic : answer.topics) {
    std::cout << "\n" << topic.says << "\n";
    for (const base::Saying& note : topic.notes) std::cout << "  " << note << "\n";
    std::string terms;
    for (std::size_t i = 1; i < std::min<std::size_t>(topic.terms.size(), 12); ++i)
      terms += (i > 1 ? ", " : "") + topic.terms[i].shown + " (" + std::to_string(topic.terms[i].recent) + ")";
    if (!terms.empty()) std::cout << "  With it: " << terms << "\n";
    std::string cases;
    for (std::size_t i = 0; i < std::min<std::size_t>(topic.behind.size(), 5); ++i)
      cases += (i > 0 ? ", " : "") + topic.behind[i].ToString();
    std::cout << fmt::format("  {} cases, such as {}\n", topic.cases, cases);
  }
  if (!answer.notes.empty()) std::cout << "\n";
  for (const base::Saying& note : answer.notes) std::cout << note << "\n";
}

Result<int> TopicsCommand(const Globals& globals, const TopicsOptions& options) {
  app::TopicsQuery query;
  TRY(query.from, DayFrom("--from", options.from));
  TRY(query.to, DayFrom("--to", options.to));
  if (!options.where.empty()) {
    TRY(query.where, app::Conditions::Parse(options.where));
  }
  TRY(const auto desk, OpenDesk::Open(globals, false, nullptr, {}));
  app::Service& service = *desk->service;
  app::Monitoring monitoring(*desk->store, *desk->store, service.clock());
  CHECK_OK(monitoring.CatchUp());
  ProgressBar bar;
  TRY(const app::TopicsAnswer answer, app::TopicsOf(monitoring, service, query, AsSystem().viewer, {}, bar.AsHeadway()));
  bar.Clear();
  if (globals.json) {
    std::cout << base::ToJson(answer) << "\n";
  } else {
    Print(answer);
  }
  return kDone;
}

}  // namespace

void AddTopics(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<TopicsOptions>();
  CLI::App* command = program.add_subcommand("topics", "Find what customers speak of of late and did not in the year before");
  command->add_option("--from", options->from, "The first day that is of late (default: four weeks before the last)");
  command->add_option("--to", options->to, "The last day (default: yesterday)");
  command->add_option("--where", options->where, "Only such cases: \"product=Boiler care\"");
  command->callback([&globals, &run, options] {
    run = [&globals, options] {
      const auto done = TopicsCommand(globals, *options);
      return done ? *done : Report(done.error());
    };
  });
}

}  // namespace cli
