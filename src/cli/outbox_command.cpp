#include <fmt/format.h>
#include <iostream>

#include "base/json.h"
#include "cli/common.h"

namespace cli {
namespace {

struct EntryView {
  std::int64_t message = 0;
  std::string subject;
  base::Instant written;
  int attempts = 0;
  std::optional<base::Instant> next_attempt;
  std::optional<std::string> last_error;
};
BOOST_DESCRIBE_STRUCT(EntryView, (), (message, subject, written, attempts, next_attempt, last_error))
struct OutboxView {
  std::int64_t waiting = 0;
  std::int64_t laid_aside = 0;
  std::vector<EntryView> messages;
};
BOOST_DESCRIBE_STRUCT(OutboxView, (), (waiting, laid_aside, messages))

int RunShow(const Globals& globals, int most) {
  auto store = OpenStore(globals);
  if (!store) return Report(store.error());
  const auto counts = (*store)->CountOutbox();
  if (!counts) return Report(counts.error());
  const auto entries = (*store)->Entries(most);
  if (!entries) return Report(entries.error());
  OutboxView view{counts->waiting, counts->laid_aside, {}};
  for (const app::OutboxEntry& e : *entries) {
    view.messages.push_back({e.id, e.subject, e.at, e.attempts, e.due, e.why.empty() ? std::nullopt : std::optional(e.why)});
  }
  if (globals.json) {
    std::cout << base::ToJson(view) << "\n";
  } else {
    std::cout << fmt::format("{} waiting to be delivered, {} laid aside after days of trying.\n", Grouped(view.waiting),
                             Grouped(view.laid_aside));
    for (const EntryView& e : view.messages) {
      std::cout << fmt::format("  {:>8}  {:<10}  written {}  {}  {}{}\n", e.message, e.subject, e.written.ToString(),
                               base::Count(static_cast<std::size_t>(e.attempts), "attempt"),
                               e.next_attempt ? "next " + e.next_attempt->ToString() : "laid aside",
                               e.last_error ? "  (" + *e.last_error + ")" : "");
    }
    const auto more = view.waiting + view.laid_aside - static_cast<std::int64_t>(view.messages.size());
    if (more > 0) std::cout << fmt::format("  and {} more; see --most\n", Grouped(more));
    if (view.laid_aside > 0)
      std::cout << "Once the receiver is well: amends outbox retry. To be rid of them: amends outbox drop.\n";
  }
  return view.laid_aside > 0 ? kFoundSomething : kDone;
}

int RunRetry(const Globals& globals) {
  auto store = OpenStore(globals);
  if (!store) return Report(store.error());
  const auto count = (*store)->TryAgain(base::SystemClock().Now());
  if (!count) return Report(count.error());
  std::cout << base::Count(static_cast<std::size_t>(*count), "message") << " will be tried again at once.\n";
  return kDone;
}

int RunDrop(const Globals& globals) {
  auto store = OpenStore(globals);
  if (!store) return Report(store.error());
  const auto count = (*store)->Drop();
  if (!count) return Report(count.error());
  std::cout << base::Count(static_cast<std::size_t>(*count), "message") << " dropped. The events they told of stay in the log.\n";
  return kDone;
}

}  // namespace

void AddOutbox(CLI::App& program, Globals& globals, Run& run) {
  CLI::App* outbox = program.add_subcommand("outbox", "Show which webhook messages wait, and which were laid aside");
  outbox->require_subcommand(0, 1);
  auto most = std::make_shared<int>(20);
  outbox->add_option("--most", *most, "How many to list")->check(CLI::Range(0, 100'000))->capture_default_str();
  CLI::App* retry = outbox->add_subcommand("retry", "Try what was laid aside again, fifteen times more");
  CLI::App* drop = outbox->add_subcommand("drop", "Remove what was laid aside");
  outbox->callback([&, most, retry, drop] {
    if (retry->parsed()) {
      run = [&] { return RunRetry(globals); };
    } else if (drop->parsed()) {
      run = [&] { return RunDrop(globals); };
    } else {
      run = [&, most] { return RunShow(globals, *most); };
    }
  });
}

}  // namespace cli
