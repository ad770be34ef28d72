#include <unistd.h>

#include <iostream>

#include "base/json.h"
#include "cli/common.h"
#include "cli/story.h"

namespace cli {
namespace {

struct CaseOptions {
  std::string ref;
  bool html = false;
};

int ShowCase(const Globals& globals, const CaseOptions& options) {
  const auto id = app::CaseId::Parse(options.ref);
  if (!id) return Report(base::FailAt("case", id.error().faults.front().says).error());
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  const auto view = (*desk)->service->ViewCase(*id, AsSystem().viewer);
  if (!view) return Report(base::Fail(base::ErrorCode::NotFound, "there is no case " + id->ToString()).error());
  const app::SharedBook book = (*desk)->store->InForce().Book();
  const calendar::Calendar& calendar = app::ProcedureOf(view->state, *book).calendar;
  if (globals.json) {
    std::cout << base::ToJson(*view) << "\n";
  } else if (options.html) {
    std::cout << StoryHtml(*view, calendar);
  } else {
    std::cout << StoryText(*view, calendar, TerminalWidth(), IsTerminal(STDOUT_FILENO));
  }
  return kDone;
}

}  // namespace

void AddCase(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<CaseOptions>();
  CLI::App* command = program.add_subcommand("case", "Tell a case as a readable story");
  command->add_option("ref", options->ref, "Which, like C-1024")->required();
  command->add_flag("--html", options->html, "As a page to print");
  command->callback([&, options] { run = [&, options] { return ShowCase(globals, *options); }; });
}

}  // namespace cli
