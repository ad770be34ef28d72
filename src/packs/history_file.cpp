#include "packs/history_file.h"

#include <algorithm>
#include <sstream>

#include "base/text.h"

namespace packs {
namespace {

using base::Date;
using base::Instant;
using procedures::History;

struct Token {
  std::string text;
  int column = 1;
};

std::vector<Token> TokensOf(const std::string& line) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < line.size() && line[at] != '#') {
    if (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(line.find_first_of(" \t\r#", at), line.size());
    tokens.push_back({line.substr(at, end - at), static_cast<int>(at) + 1});
    at = end;
  }
  return tokens;
}

// One line, read and not yet held to the rules.
struct Entry {
  enum class What : std::uint8_t { Mark, Pause, Resume, Extension };
  What what = What::Mark;
  Instant at;
  procedures::Milestone milestone = procedures::Milestone::Received;
  std::string clock;
  std::string reason;
  std::optional<Instant> until;
  bool good_reason = false;
  std::vector<Token> tokens;
  int line = 1;
  std::string source;
};

class HistoryReader {
 public:
  HistoryReader(const std::string& file, const procedures::Procedure& pack, const calendar::Calendar& calendar, History so_far)
      : file_(file), pack_(pack), calendar_(calendar), history_(std::move(so_far)) {}

  std::expected<History, Problems> Read(const std::string& text) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
      ++number_;
      line_ = line;
      Take(TokensOf(line));
    }
    std::ranges::stable_sort(entries_, {}, &Entry::at);
    for (const Entry& entry : entries_) Apply(entry);
    if (!problems_.empty()) {
      std::ranges::stable_sort(problems_, {}, &Problem::line);
      return std::unexpected(std::move(problems_));
    }
    std::ranges::stable_sort(history_.marks, {}, &procedures::Mark::at);
    return std::move(history_);
  }

 private:
  void Add(const Token& token, std::string says) {
    problems_.push_back({file_, number_, token.column, static_cast<int>(token.text.size()), line_, "", std::move(says)});
  }
  void AddAt(const Entry& entry, std::size_t token, std::string says) {
    const Token& place = entry.tokens[std::min(token, entry.tokens.size() - 1)];
    problems_.push_back(
        {file_, entry.line, place.column, static_cast<int>(place.text.size()), entry.source, "", std::move(says)});
  }
  std::string Moment(Instant at) const { return base::ForPeople(at, calendar_.zone()); }

  std::optional<Instant> Parsed(const Token& token) {
    auto at = ParseMoment(token.text, calendar_.zone());
    if (at) return *at;
    Add(token, at.error().faults.front().says);
    return std::nullopt;
  }

  bool IsClock(const Token& token) {
    std::vector<std::string> known;
    for (const auto& clock : pack_.clocks) known.push_back(clock.id);
    if (std::ranges::find(known, token.text) != known.end()) return true;
    Add(token, "there is no clock " + base::Quoted(token.text) + base::DidYouMean(token.text, known));
    return false;
  }

  void Take(const std::vector<Token>& tokens) {
    if (tokens.empty()) return;
    const auto at = Parsed(tokens[0]);
    if (tokens.size() == 1)
      return Add(tokens[0], "expected what happened then: a milestone, \"pause\", \"resume\" or \"extend\"");
    Entry entry;
    entry.at = at.value_or(Instant{});
    entry.tokens = tokens;
    entry.line = number_;
    entry.source = line_;
    const std::string& what = tokens[1].text;
    const bool taken = what == "pause"    ? TakePause(entry)
                       : what == "resume" ? TakeResumption(entry)
                       : what == "extend" ? TakeExtension(entry)
                                          : TakeMilestone(entry);
    if (taken && at) entries_.push_back(std::move(entry));
  }

  bool TakeMilestone(Entry& entry) {
    const Token& what = entry.tokens[1];
    const auto& names = base::TypeOf<procedures::Milestone>().names;
    const auto found = std::ranges::find(names, what.text);
    if (found == names.end()) {
      std::vector<std::string> known = names;
      known.insert(known.end(), {"pause", "resume", "extend"});
      Add(what, "expected a milestone like \"acknowledged\", \"pause\", \"resume\" or \"extend\", found " +
                    base::Quoted(what.text) + base::DidYouMean(what.text, known));
      return false;
    }
    entry.milestone = static_cast<procedures::Milestone>(found - names.begin());
    if (entry.milestone == procedures::Milestone::Received) {
      Add(what, "when it was received is told beside this file, by --received; take this line out");
      return false;
    }
    if (entry.tokens.size() > 2) Add(entry.tokens[2], "nothing more is expected behind a milestone");
    return entry.tokens.size() == 2;
  }

  bool TakePause(Entry& entry) {
    const auto& tokens = entry.tokens;
    const bool has_end = tokens.size() == 6 && tokens[4].text == "until";
    if (tokens.size() != 4 && !has_end) {
      Add(tokens[1],
          "expected: pause CLOCK REASON [until WHEN]; a pause whose end is not known yet is ended by a line of its own, "
          "WHEN resume CLOCK");
      return false;
    }
    if (!IsClock(tokens[2])) return false;
    entry.what = Entry::What::Pause;
    entry.clock = tokens[2].text;
    entry.reason = tokens[3].text;
    if (!has_end) return true;
    entry.until = Parsed(tokens[5]);
    if (entry.until && *entry.until <= entry.at) Add(tokens[5], "a pause ends after it begins");
    return entry.until && *entry.until > entry.at;
  }

  bool TakeResumption(Entry& entry) {
    const auto& tokens = entry.tokens;
    if (tokens.size() != 3) {
      Add(tokens[1], "expected: resume CLOCK");
      return false;
    }
    entry.what = Entry::What::Resume;
    entry.clock = tokens[2].text;
    return IsClock(tokens[2]);
  }

  bool TakeExtension(Entry& entry) {
    const auto& tokens = entry.tokens;
    const bool shaped = tokens.size() >= 5 && tokens[3].text == "until";
    entry.good_reason = tokens.size() == 6 && tokens[5].text == "for-good-reason";
    if (!shaped || (tokens.size() != 5 && !entry.good_reason)) {
      Add(tokens[1], "expected: extend CLOCK until DAY [for-good-reason]");
      return false;
    }
    if (!IsClock(tokens[2])) return false;
    entry.what = Entry::What::Extension;
    entry.clock = tokens[2].text;
    const auto day = Date::Parse(tokens[4].text);
    if (!day) {
      Add(tokens[4], day.error().faults.front().says);
      return false;
    }
    entry.until = calendar_.EndOfDay(*day) - base::Duration(1);
    return true;
  }

  void Apply(const Entry& entry) {
    const auto received = std::ranges::find(history_.marks, procedures::Milestone::Received, &procedures::Mark::what);
    if (received != history_.marks.end() && entry.at < received->at) {
      return AddAt(entry, 0,
                   "nothing happens on a case before it is received, which was " + Moment(received->at) +
                       "; mend this time, or --received");
    }
    switch (entry.what) {
      case Entry::What::Mark: history_.marks.push_back({entry.milestone, entry.at}); return;
      case Entry::What::Pause: return ApplyPause(entry);
      case Entry::What::Resume: return ApplyResumption(entry);
      case Entry::What::Extension: return ApplyExtension(entry);
    }
  }

  // As it stood when the line happened; nothing, and told, when it had not started or was over.
  std::optional<procedures::Clock> RunningAt(const Entry& entry, const char* too_late) {
    std::optional<procedures::Clock> found;
    for (const auto& clock : procedures::ClocksOf(pack_.clocks, calendar_, history_, entry.at, pack_.counted_by)) {
      if (clock.rule->id == entry.clock) found = clock;
    }
    if (!found) {
      AddAt(entry, 2, base::Quoted(entry.clock) + " does not run " + Moment(entry.at) + ": " + WhyNot(entry.clock));
    } else if (found->stopped_at) {
      AddAt(entry, 0, base::Quoted(entry.clock) + " stopped " + Moment(*found->stopped_at) + "; this line comes too late");
      found.reset();
    } else if (const auto due = found->DueAt(); due && entry.at > *due) {
      AddAt(entry, 0, base::Quoted(entry.clock) + " ran out " + Moment(*due) + "; " + too_late);
      found.reset();
    }
    return found;
  }

  std::string WhyNot(const std::string& id) const {
    std::vector<std::string> starts;
    for (const auto& rule : pack_.clocks) {
      if (rule.id != id) continue;
      const std::string mark = base::NameOf(rule.once.value_or(rule.starts));
      if (std::ranges::find(starts, mark) == starts.end()) starts.push_back(mark);
    }
    if (starts == std::vector<std::string>{"received"}) return "it is not for a case with these facts, received then";
    return "it starts with " + base::OneOf(starts) + "; write that line first";
  }

  // The pause of the clock in which this moment lies.
  procedures::ClockPause* PauseAt(const std::string& clock, Instant at) {
    for (procedures::ClockPause& pause : history_.pauses) {
      if (pause.clock == clock && pause.time.from <= at && (!pause.time.until || at < *pause.time.until)) return &pause;
    }
    return nullptr;
  }

  void ApplyPause(const Entry& entry) {
    const auto clock = RunningAt(entry, "a pause after that would change nothing");
    if (!clock) return;
    const procedures::ClockRule& rule = *clock->rule;
    if (std::ranges::find(rule.pauses, entry.reason) == rule.pauses.end()) {
      return AddAt(entry, 3,
                   rule.pauses.empty() ? "the clock " + base::Quoted(rule.id) + " never stands still (" + rule.clause.number + ")"
                                       : "the clock " + base::Quoted(rule.id) + " does not stand still for this; it does for " +
                                             base::OneOf(rule.pauses) + base::DidYouMean(entry.reason, rule.pauses));
    }
    if (const auto* pause = PauseAt(entry.clock, entry.at)) {
      return AddAt(entry, 0,
                   base::Quoted(entry.clock) + " stands still already, since " + Moment(pause->time.from) +
                       (pause->time.until ? " until " + Moment(*pause->time.until) + "; begin this pause after that"
                                          : "; end that first, by a line: WHEN resume " + entry.clock));
    }
    history_.pauses.push_back({entry.clock, entry.reason, {entry.at, entry.until}});
  }

  void ApplyResumption(const Entry& entry) {
    procedures::ClockPause* pause = PauseAt(entry.clock, entry.at);
    if (pause == nullptr) {
      return AddAt(entry, 1,
                   base::Quoted(entry.clock) + " does not stand still " + Moment(entry.at) +
                       "; a line before this has to pause it: WHEN pause " + entry.clock + " REASON");
    }
    if (pause->time.until) {
      return AddAt(entry, 1,
                   "this pause ends by itself " + Moment(*pause->time.until) +
                       "; take this line out, or `until` out of the line that begins it");
    }
    if (entry.at == pause->time.from) return AddAt(entry, 0, "a pause ends after it begins");
    pause->time.until = entry.at;
  }

  void ApplyExtension(const Entry& entry) {
    const auto clock = RunningAt(entry, "it is extended before that, or not at all");
    if (!clock) return;
    const procedures::ClockRule& rule = *clock->rule;
    if (!rule.extension) {
      return AddAt(entry, 2, "the clock " + base::Quoted(rule.id) + " cannot be extended (" + rule.clause.number + ")");
    }
    const auto due = clock->DueAt();
    if (!due) {
      return AddAt(entry, 2,
                   base::Quoted(rule.id) + (clock->due.unknown ? " has no end to put off: its calendar knows nothing of " +
                                                                     clock->due.unknown->ForPeople()
                                                               : " stands still and has no end to put off; resume it first"));
    }
    if (*entry.until <= *due) {
      return AddAt(entry, 4, base::Quoted(rule.id) + " runs until " + Moment(*due) + " already; name a later day");
    }
    const calendar::Term most{rule.extension->most, calendar::Counting::Following, calendar::Ends::EndOfDay};
    const auto allowed = calendar::DueOf(most, *clock->calendar, *clock->due.at, {}).at;
    if ((!allowed || *entry.until > *allowed) && !entry.good_reason) {
      return AddAt(entry, 4,
                   base::Quoted(rule.id) + " may be extended by " + rule.extension->most.ToString() +
                       (allowed ? ", to " + Moment(*allowed) : "") + " (" + rule.extension->clause.number +
                       "); name a day within that, or write for-good-reason behind it");
    }
    history_.extensions.push_back({entry.clock, *entry.until, entry.at});
  }

  const std::string& file_;
  const procedures::Procedure& pack_;
  const calendar::Calendar& calendar_;
  int number_ = 0;
  std::string line_;
  std::vector<Entry> entries_;
  History history_;
  Problems problems_;
};

}  // namespace

base::Result<Instant> ParseMoment(std::string_view text, const base::Zone& zone) {
  if (const auto exact = Instant::Parse(text)) return *exact;
  if (text.size() > 11 && (text[10] == 'T' || text[10] == ' ')) {
    const auto day = Date::Parse(text.substr(0, 10));
    // The rest as a time of day in UTC: the zone is applied to it afterwards.
    const auto of_day = Instant::Parse("1970-01-01T" + std::string(text.substr(11)) + "Z");
    if (day && of_day) return zone.ToInstant(*day, base::Duration(of_day->millis));
  }
  return base::FailAt("", "expected a moment like \"2026-12-23T16:00\" (on the clock in " + zone.name() +
                              ") or \"2026-12-23T16:00:00Z\", found " + base::Quoted(text));
}

std::expected<History, Problems> ReadHistory(const std::string& text, const std::string& file, const procedures::Procedure& pack,
                                             const calendar::Calendar& calendar, History so_far) {
  return HistoryReader(file, pack, calendar, std::move(so_far)).Read(text);
}

Instant LastOf(const History& history) {
  Instant last = base::kEarliest;
  for (const auto& mark : history.marks) last = std::max(last, mark.at);
  for (const auto& extension : history.extensions) last = std::max(last, extension.at);
  for (const auto& pause : history.pauses) {
    last = std::max(last, pause.time.until.value_or(pause.time.from));
  }
  return last;
}

}  // namespace packs
